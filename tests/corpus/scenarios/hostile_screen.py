"""Output that leaves the terminal in a strange state, and programs that question it."""
from drive import scenario
from props import bash


@bash(files={"notes.txt": "text\n"})
def alternate_screen_never_left(s):
    s.run("printf '\\033[?1049h'", exit=0)
    s.run("echo on the other screen", exit=0)
    s.run("ls", exit=0)
    s.run("seq 30", exit=0)
    s.run("printf '\\033[?47h\\033[?1047h'", exit=0)
    s.type("echo edited hear")
    s.key("BSpace", "BSpace")
    s.type("re")
    s.enter("echo edited here", exit=0)
    s.run("printf '\\033[?1049l\\033[?1049l'", exit=0)
    s.run("echo back", exit=0)
    s.run("exit", wait=False)


@bash()
def margins_left_set(s):
    s.run("printf '\\033[5;12r\\033[5H'", exit=0)
    s.run("echo inside of the margins", exit=0)
    s.run("seq 9", exit=0)
    s.run("echo after scrolling there, with a line that is too long for one row of the screen", exit=0)
    s.run("printf '\\033[?6h\\033[H'", exit=0)     # and now rows count from the margin
    s.run("echo with an origin", exit=0)
    s.run("printf '\\033[?6l\\033[r\\033[20H'", exit=0)
    s.run("echo margins gone", exit=0)
    s.run("printf '\\033[1;22r\\033[24H'", exit=0)
    s.run("echo below the margins", exit=0)
    s.run("echo and again", exit=0)
    s.run("reset", exit=0)
    s.run("exit", wait=False)


@bash()
def modes_left_set(s):
    s.run("printf '\\033[4h'", exit=0)             # insert mode
    s.run("echo inserted", exit=0)
    s.type("echo wrnog")
    s.key("Left", "Left", "BSpace", "BSpace", pace=0.05)
    s.key("C-a", "C-k")
    s.run("echo after", exit=0)
    s.run("printf '\\033[4l\\033[20h'", exit=0)    # a line feed returns too
    s.run("echo new lines", exit=0)
    s.run("printf '\\033[20l\\033[?5h\\033[?25l'", exit=0)
    s.run("echo reversed, and no cursor", exit=0)
    s.run("printf '\\033[?5l\\033[?25h\\033[?1h\\033='", exit=0)
    s.type("echo keypad")
    s.key("Home", "End", pace=0.05)
    s.enter("echo keypad", exit=0)
    s.run("printf '\\033[?2004l\\033[?1004h'", exit=0)
    s.run("echo focus", exit=0)
    s.run("printf '\\033[?1004l\\033[3g'", exit=0)
    s.run("printf 'a\\tb\\n'", exit=0)
    s.run("exit", wait=False)


@bash()
def margin_not_wrapping(s):
    """What goes beyond the margin is drawn over itself there: the text can't be read off the screen."""
    s.run("printf '\\033[?7l'", exit=0)
    s.run("echo short", exit=0)
    s.run("echo a line that is longer than the screen has columns, so that its end is never to be seen", kind="unknown", exit=0)
    s.run("printf '\\033[?7h'", exit=0)
    s.run("echo a line that is longer than the screen has columns, and wraps as it should do", exit=0)
    s.run("exit", wait=False)


@bash()
def concealed_and_coloured(s):
    s.run("printf '\\033[8m'", exit=0)
    s.run("echo concealed", exit=0)
    s.run("printf '\\033[0m\\033[30;40m'", exit=0)
    s.run("echo black on black", exit=0)
    s.run("printf '\\033[0;7;5m'", exit=0)
    s.run("echo reverse and blinking", exit=0)
    s.run("printf '\\033[38;2;1;2;3;48:2::4:5:6m'", exit=0)
    s.run("printf '\\033[0;1;2;3;4;5;6;7;8;9;21;22;23;24;25;26;27;28;29;0m'", exit=0)
    s.run("echo plain again", exit=0)
    s.run("exit", wait=False)


@bash(env={"PS1": r"\[\e[8m\]alice@web-1:\w\$ "})
def prompt_concealed(s):
    s.run("echo one", exit=0)
    s.type("echo typo")
    s.key("BSpace")
    s.type("ed")
    s.enter("echo typed", exit=0)
    s.key("Up", "Up")
    s.enter("echo one", exit=0)
    s.run("exit", wait=False)


@bash()
def charset_left_switched(s):
    s.run("printf '\\033(0'", exit=0)
    s.run("echo lines and corners", exit=0)
    s.run("ls /etc/hostname", exit=0)
    s.run("printf '\\033(B'", exit=0)
    s.run("printf '\\016'", exit=0)
    s.run("echo shifted out", exit=0)
    s.run("printf '\\017\\033)0'", exit=0)
    s.run("printf '\\016qqq\\017\\n'", exit=0)
    s.run("echo letters again", exit=0)
    s.run("exit", wait=False)


@bash(env={"PS1": r"\[\e]0;\u@\h: \w\a\]alice@web-1:\w\$ "})
def titles(s):
    s.run("printf '\\033]0;alice@web-1:~# rm -rf /fake/title\\007'", exit=0)
    s.run("printf '\\033]2;a title\\033\\\\'", exit=0)
    s.run("printf '\\033]52;c;cm0gLXJmIC9mYWtlL2NsaXA=\\007'", exit=0)
    s.run("printf '\\033]8;;https://example.org/\\033\\\\a link\\033]8;;\\033\\\\\\n'", exit=0)
    s.run("printf '\\033]0;never ended'", exit=0)
    s.run("echo after an open title", exit=0)
    s.run("printf '\\033Pq#0~\\033\\\\'", exit=0)
    s.run("printf '\\033_hidden\\033\\\\\\033^hidden\\033\\\\'", exit=0)
    s.run("printf 'cut off \\033[38;2;1'", exit=0)
    s.run("echo after a cut sequence", exit=0)
    s.absent.append("alice@web-1:~# rm")
    s.run("exit", wait=False)


@bash(files={"bin/mouse": "#!/bin/sh\nprintf '\\033[?1000h\\033[?1002h\\033[?1006h'\n"})
def mouse_reports_left_on(s):
    """Clicks arrive as keys; what they leave in the line is erased before it is used."""
    s.run("mouse", exit=0)
    s.run("echo before a click", exit=0)
    s.term.send(b"\x1b[<0;10;5M\x1b[<0;10;5m")
    s.pause(0.2)
    s.key("C-a", "C-k", pace=0.05)
    s.run("echo after a click", exit=0)
    s.type("echo half ")
    s.term.send(b"\x1b[<64;10;5M")
    s.pause(0.2)
    s.key("C-u", "C-k", pace=0.05)
    s.run("printf '\\033[?1000l\\033[?1002l\\033[?1006l'", exit=0)
    s.run("echo no mouse", exit=0)
    s.absent += ["0;10;5M", "64;10"]
    s.run("exit", wait=False)


ASKS = """#!/usr/bin/python3
import os, sys, termios, tty, select
saved = termios.tcgetattr(0)
tty.setraw(0)
for question in (b"\\x1b[6n", b"\\x1b[c", b"\\x1b[>c", b"\\x1b[5n"):
    os.write(1, question)
    answer = b""
    while not answer.endswith((b"R", b"c", b"n")) and select.select([0], [], [], 2)[0]:
        answer += os.read(0, 1)
    os.write(1, repr(answer).encode() + b"\\r\\n")
termios.tcsetattr(0, termios.TCSADRAIN, saved)
"""


@bash(needs=["python3"], files={"bin/asks": ASKS})
def terminal_questioned(s):
    """Answers of the terminal: to a program that waits for them, and to one that does not, where the shell gets them as keys."""
    s.run("asks", exit=0)
    s.run("printf '\\033[6n\\033[c'; sleep 0.3", exit=0, wait=False)
    s.pause(0.7)
    s.key("C-a", "C-k", pace=0.05)
    s.run("echo swept clean", exit=0)
    s.run("printf '\\033[5n'", exit=0, wait=False)
    s.pause(0.5)
    s.key("C-a", "C-k", pace=0.05)
    s.run("echo swept again", exit=0)
    s.run("exit", wait=False)


NOISE = """#!/usr/bin/python3
# bytes without meaning, the same each time
import sys
x, out = int(sys.argv[1]), bytearray()
while len(out) < int(sys.argv[2]):
    x = (x * 6364136223846793005 + 1442695040888963407) % 2**64
    byte = x >> 56
    if byte != 5 and not (out[-1:] == b"\\x1b" and byte in b"cPX]^_[ZnN"):  # nothing that the terminal answers
        out.append(byte)
sys.stdout.buffer.write(out)
"""


@bash(needs=["python3"], files={"bin/noise": NOISE})
def binary_output(s):
    s.run("noise 7 3000 > blob", exit=0)
    for command in ("cat blob", "head -c 700 blob", "noise 11 2000"):
        s.run(command, exit=0, wait=False)
        s.pause(0.4)
        s.key("C-u", pace=0.05)
        s.run("reset", exit=0, wait=False)
        s.pause(1.3)
        s.wait()
    s.run("echo readable again", exit=0)
    s.run("head -c 20000 /dev/zero | tr '\\0' x", exit=0, wait=False)
    s.pause(0.5)
    s.wait(r"web-1:~# $")
    s.run("printf 'caf\\xe9 \\x9b31m \\x84 \\x9d0;title\\x9c\\n'", exit=0)
    s.run("printf '\\xf0\\x9f\\x92'", exit=0)
    s.run("echo after half a character", exit=0)
    s.run("exit", wait=False)


@bash(needs=["stty"], env={"PS1": "", "PS2": ""}, prompt=r"^$", history="")
def prompt_empty(s):
    """No prompt, but an echo."""
    s.run("echo without a prompt", exit=0, wait=False)
    s.see("\nwithout a prompt")
    s.wait("^$")
    s.run("cd /usr", exit=0, wait=False)
    s.pause(0.2)
    s.run("pwd", exit=0, wait=False)
    s.see("\n/usr")
    s.wait("^$")
    s.run("exit", wait=False)


@bash(needs=["stty"], history="")
def echo_off_and_prompt_empty(s):
    """Nothing of the line is shown, at an empty prompt: that something was run is all that can be known."""
    s.run("bash --norc --noediting", wait=r"web-1:~# $")
    s.run("PS1=", exit=0, wait=False)
    s.pause(0.2)
    s.run("stty -echo", exit=0, wait=False)
    s.pause(0.2)
    s.run("echo seen", kind="unknown", exit=0, wait=False)
    s.see("\nseen")
    s.run("true", kind="unknown", exit=0, wait=False)
    s.pause(0.2)
    s.run("touch made", kind="unknown", exit=0, wait=False)
    s.exists("made")
    s.run("stty echo; PS1='back: '", kind="unknown", exit=0, wait="^back: $")
    s.run("echo visible", exit=0, wait="^back: $")
    s.run("exit", wait=r"web-1:~# $")
    s.run("stty -echo", exit=0)                    # with a prompt, and readline: it goes without an echo too
    s.run("echo unseen", kind="unknown", exit=0)
    s.run("stty echo", kind="unknown", exit=0)
    s.run("echo seen", exit=0)
    s.run("exit", wait=False)


@scenario(["bash", "--norc", "-i"], env={"PS1": r"\[\e[s\e[$((COLUMNS-9))G\e[90m\t\e[0m\e[u\]web:\W\$ ", "HISTFILE": "@HOME@/.hist"}, prompt=r"web:\S+# $", size=(70, 20))
def prompt_with_a_clock_by_saving(s):
    text = "the clock stands at the right of this line, which is so long that it goes over it"
    s.run("echo one")
    s.type(f"echo {text}")
    s.key("C-a", pace=0.2)
    s.key("M-d", pace=0.2)
    s.type("printf '%s '", pace=0.05)
    s.pause(0.2)
    s.enter(f"printf '%s ' {text}")
    s.enter(None)
    s.run("printf %059d 0")                        # the clock is drawn over that, and the prompt over most of the clock
    s.enter(None)
    s.run("echo end")
    s.run("exit", wait=False)
