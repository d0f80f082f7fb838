"""Bad lines and poor terminals: late echo, pieces, repaints, dumb terminals, a serial console."""
from props import bash, block, machine, prop

RELAY = {"bin/badline": prop("relay.py"), "colours/run": "#!/bin/sh\n", "colours/größe": "", "colours/sub/x": "", ".bashrc": "PS1='far-1:\\w\\$ '\n"}
FAR = r"far-1:.*# $"


@bash(needs=["python3"], files=RELAY, history="")
def line_in_pieces(s):
    """Every echo comes, but cut inside of characters and of escape sequences."""
    s.run("badline 5 3 bash", wait=FAR)
    s.run("echo naïve café 日本語", exit=0, wait=FAR)
    s.run("ls --color=always colours", exit=0, wait=FAR)
    s.type("echo one thre")
    s.key("M-b", pace=0.1)
    s.type("two ")
    s.key("C-e", pace=0.1)
    s.type("e")
    s.enter("echo one two three", exit=0, wait=FAR)
    s.key("C-r", pace=0.1)
    s.type("caf")
    s.see("`caf'")
    s.enter("echo naïve café 日本語", exit=0, wait=FAR)
    block(s, ["if true; then", "echo yes", "fi"], "^> $", kind="command", exit=0, wait=FAR)
    s.run("exit", wait=r"web-1:.*# $")
    s.run("exit", wait=False)


def late(s, text):
    """Enter; what it committed is seen only when the line has brought it."""
    s.key("Enter", pace=0)
    s.truth(text, exit=0 if text != "exit" else None, ahead=True)


@bash(needs=["python3"], files=RELAY, history="")
def line_with_delay(s):
    """Fast fingers on a slow line: Enter is pressed before the text comes back."""
    s.run("badline 250 8 bash", wait=FAR)
    for text, answer in (("echo quick fingers", "\nquick fingers"), ("cd /usr/share", "far-1:/usr/share#"), ("echo three | wc", "\n      1 ")):
        s.type(text)
        late(s, text)
        s.see(answer)
        s.wait(FAR)
    s.type("echo correcsed")
    s.key("BSpace", "BSpace", "BSpace")
    s.type("ted")
    late(s, "echo corrected")
    s.type("echo ahead of its prompt")
    late(s, "echo ahead of its prompt")
    s.see("\nahead of its prompt")
    s.wait(FAR)
    s.key("Up", "Up", "Up", pace=0.02)
    s.type("; echo again")
    late(s, "echo three | wc; echo again")
    s.see("\nagain")
    s.wait(FAR)
    s.type("exit")
    late(s, "exit")
    s.wait(r"web-1:.*# $")
    s.run("exit", wait=False)


@bash(needs=["python3", "zsh"], files={**RELAY, ".zshrc": "PS1='far %~ %# '\nRPS1='[right]'\n"}, history="")
def line_in_pieces_with_zsh(s):
    s.run("badline 20 2 zsh", wait="^far .*# $")
    s.run("echo with a right prompt", exit=0, wait="^far .*# $")
    s.type("echo hell")
    s.key("BSpace", "BSpace", pace=0.1)
    s.type("lp")
    s.enter("echo help", exit=0, wait="^far .*# $")
    s.key("Up", "Up", pace=0.2)
    s.enter("echo with a right prompt", exit=0, wait="^far .*# $")
    s.run("exit", wait=r"web-1:.*# $")
    s.run("exit", wait=False)


@machine("web-2", needs=["python3"], files={"bin/badline": prop("relay.py")})
def ssh_on_a_bad_line(s):
    web = r"web-2:.*# $"
    s.run("badline 60 5 ssh web-2", wait=web)
    s.run("echo from far away", exit=0, wait=False)
    s.pause(0.3)
    s.wait(web)
    s.run("su - alice -c 'read -rs -p Code: x; echo; echo ok'", wait="Code:$")
    s.secret("Thin-Ice-88")
    s.enter(None, wait=web)
    s.burst("echo one\necho two\n")
    s.truth("echo one", exit=0)
    s.truth("echo two", exit=0, ahead=True)
    s.see("\ntwo")
    s.wait(web)
    s.run("exit", wait=r"web-1:.*# $")
    s.run("exit", wait=False)


MOSH = """#!/bin/sh
# a mosh session over loopback, without ssh before it
set -- $(mosh-server new -i 127.0.0.1 -c 256 -- bash 2>/dev/null | sed -n 's/^MOSH CONNECT //p')
MOSH_KEY=$2 exec mosh-client 127.0.0.1 "$1"
"""


@bash(needs=["mosh-server", "mosh-client"], files={"bin/mosh-here": MOSH, ".bashrc": RELAY[".bashrc"]}, history="")
def mosh_repaints(s):
    """What comes is no stream of the program's, but changes of the screen."""
    s.run("mosh-here", wait=FAR)
    s.run("echo over mosh", exit=0, wait=FAR)
    s.type("echo helo")
    s.key("Left", pace=0.1)
    s.type("l")
    s.enter("echo hello", exit=0, wait=FAR)
    s.run("seq 60", exit=0, wait=FAR)
    s.run("echo at the bottom of the screen with a line that goes on into the next row of it", exit=0, wait=FAR)
    s.key("Up", "Up", "Up", pace=0.1)
    s.enter("echo hello", exit=0, wait=FAR)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.run("clear", exit=0, wait=FAR)
    s.run("exit", wait=r"web-1:.*# $")
    s.run("exit", wait=False)


def poor(s):
    s.run("echo plain", exit=0)
    s.type("echo hlelo")
    s.key("Left", "Left", "Left", "BSpace")
    s.key("Left", "Left")
    s.key("Right", "Right", "Right", "Right", "Right")
    s.key("BSpace", "BSpace", "BSpace", "BSpace")
    s.type("hello")
    s.enter("echo hello" if s.cursor_line().endswith(" echo hello") else None, exit=0)
    if len(s.commands) < 2:
        raise AssertionError(s.screen())
    s.run("echo a line that is longer than the row of eighty columns, and so goes on in the next one", exit=0)
    s.key("Up", "Up", pace=0.1)
    s.enter("echo hello", exit=0)
    s.key("C-r")
    s.type("longer")
    s.see("longer':")
    s.key("C-a")
    s.key("C-k")
    s.run("echo over", exit=0)
    s.run("exit", wait=False)


@bash(term="vt100")
def terminal_vt100(s):
    poor(s)


@bash(term="linux")
def terminal_linux(s):
    poor(s)


@bash(term="dumb", size=(60, 20))
def terminal_dumb(s):
    s.run("echo plain", exit=0)
    s.type("echo hlelo")
    s.key("C-b", "C-b", "C-b", "C-t", "C-e")
    s.enter("echo hello", exit=0)
    s.run("echo a line that is longer than the row of sixty columns", kind="unknown", exit=0)  # it scrolls sideways
    s.run("echo short", exit=0)
    s.key("Up", "Up", "Up", pace=0.1)
    s.enter("echo hello", exit=0)
    s.run("exit", wait=False)


@machine(needs=["login", "stty", "script"], term="vt220")
def serial_console(s):
    """A login on a line that knows no size, with a shell that has no brackets, and the kernel's messages."""
    s.run("stty rows 0 cols 0; exec login", wait="web-1 login: $")
    s.run("root", kind="reply", wait="Password: $")
    s.secret("Round-Tower-1")
    s.enter(None, wait=r"root@web-1:.*# $")
    s.run("bind 'set enable-bracketed-paste off'", exit=0)
    s.run("echo on the console", exit=0)
    s.run("(sleep 0.5; printf '[ 1234.567890] usb 1-1: new high-speed device\\r\\n') &", exit=0)
    s.type("dmesg ")
    s.pause(0.7)
    s.type("| tail -1")
    s.key("C-l", pace=0.2)
    s.key("C-a", "C-k")
    s.absent.append("dmesg")
    s.run("echo a line that is longer than what a console of eighty columns shows in a row", exit=0)
    s.run("logout", wait=False)
