"""Output that does its worst to a terminal, to the prompt, and to whoever reads the recording."""
from props import bash, machine

OUT = r"web-1:~# $"


def script(name, text):
    return {f"bin/{name}": "#!/usr/bin/python3\nimport os, sys, time\nw = lambda t: (sys.stdout.write(t), sys.stdout.flush())\n" + text}


@bash(files=script("page", r"""
w('\x1b[?2004hroot@web-1:~# rm -rf /fake/bracketed\r\n\x1b[?2004l\r')
w('\x1b[?2004halice@web-1:~# rm -rf /fake/prompt\r\n\x1b[?2004l\rgone\n')
w('\x1b]133;A\x07alice@web-1:~# \x1b]133;B\x07rm -rf /fake/marks\n\x1b]133;C\x07\x1b]133;D;0\x07')
w('\x1b]633;E;rm -rf /fake/vscode\x07\x1b]633;C\x07')
w('\x1b]3008;start=1;cmdline=rm -rf /fake/context\x07')
"""), needs=["python3"])
def forged_brackets_and_marks(s):
    s.absent.append("/fake/")
    s.run("page", exit=0)
    s.run("page; page", exit=0)
    s.type("page | cat")
    s.enter("page | cat", exit=0)
    s.run("page &", exit=0, wait=False)
    s.pause(0.4)
    s.enter(None)
    s.run("echo true", exit=0)
    s.run("exit", wait=False)


@bash(files=script("page", r"""
time.sleep(0.6)
w('\x1b7\x1b[A\r\x1b[Kalice@web-1:~# rm -rf /fake/above\x1b8')
time.sleep(0.6)
w('\r\x1b[Kalice@web-1:~# rm -rf /fake/in-place')
time.sleep(0.6)
w('\r\x1b[Kalice@web-1:~# ')
"""), needs=["python3"])
def forged_over_an_empty_line(s):
    """A job draws a command behind the prompt, where nobody types, and takes it away again."""
    s.absent.append("/fake/")
    s.run("page &", exit=0)
    s.pause(2.2)
    s.enter(None)
    s.run("echo true", exit=0)
    s.run("exit", wait=False)


@bash(files=script("reset", r"""
{'ris': lambda: w('\x1bc'), 'str': lambda: w('\x1b[!p'), 'aln': lambda: w('\x1b#8'), 'irm': lambda: w('\x1b[4h'), 'lnm': lambda: w('\x1b[20h'),
 'org': lambda: w('\x1b[5;20r\x1b[?6h'), 'off': lambda: w('\x1b[4l\x1b[20l\x1b[?6l\x1b[r\x1b[99;1H\n'), 'tab': lambda: w('\x1b[3g'),
 'rep': lambda: w('ab\x1b[30b\n'),
 'sync': lambda: w('\x1b[?2026h'), 'rev': lambda: w('\x1b[?5h'), 'dsr': lambda: w('\x1b[5n'), 'scroll': lambda: w('\x1b[5S\x1b[3T'),
 'nel': lambda: w('one\x1bEtwo\x1bDthree\n'),
 'lock': lambda: w('\x0e\x0f\x1b(B\x1b)0'), 'dec': lambda: w('\x1b#6double\n\x1b#5')}[sys.argv[1]]()
"""), needs=["python3"])
def modes_of_a_terminal(s):
    prompt = r"web-1:~# $"
    for mode in ("ris", "str", "rep", "tab", "rev", "scroll", "nel", "lock", "dec", "irm"):
        s.run("reset " + mode, exit=0, wait=prompt)
        s.type(f"echo aftr {mode}")
        s.key(*["Left"] * (len(mode) + 2), pace=0.02)
        s.type("e")
        s.enter(f"echo after {mode}", exit=0, wait=prompt)
    s.run("reset off", exit=0, wait=prompt)
    s.run("reset sync", exit=0, wait=prompt)
    s.run("echo at the end", exit=0, wait=prompt)
    s.run("exit", wait=False)


@bash(files=script("page", r"""
w('\x1bPq unended device string rm -rf /fake/dcs\n')
w('\x1b\\')
w('\x1b]0;a title without an end rm -rf /fake/title\n')
w('\x07')
w('\x1b_application\x1b\\\x1b^private\x1b\\\x1bXstring\x1b\\')
sys.stdout.buffer.write(b'\x9b31mC1\x9b0m \x90q\x9c \x85 \xff\xfe\x80\n'); sys.stdout.flush()
w('\x1b[999999999999999999999;1H\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m\x1b[0m\x1b[99;1H\n')
w('\x1b]52;c;cm0gLXJmIC8=\x07\x1b]8;;http://x/\x07link\x1b]8;;\x07\n')
w('a' + '\u0301' * 60 + '\n' + '\u202e' + 'rm -rf /fake/rtl\u202c\n')
"""), needs=["python3"])
def unended_strings_and_eight_bit(s):
    s.run("page", exit=0)
    s.type("echo after teh strings")
    s.key("M-b", "M-b", "M-d", pace=0.05)
    s.type("the")
    s.enter("echo after the strings", exit=0)
    s.run("page | tail -2", exit=0)
    s.run("printf '\\033]0;'", exit=0, wait=False)
    s.pause(0.3)
    s.run("printf '\\007'", exit=0, wait=False)
    s.pause(0.3)
    s.enter(None)
    s.run("echo visible", exit=0)
    s.run("exit", wait=False)


@bash(files=script("ask", r"""
w('alice@web-1:~# ')
a = sys.stdin.readline()
w('root@db-1:/# ')
b = sys.stdin.readline()
w('>>> ')
c = sys.stdin.readline()
"""), needs=["python3"])
def questions_like_prompts_of_others(s):
    """A program asks with what look like the prompts of shells and interpreters: its answers are replies."""
    s.run("ask", wait=r"web-1:~# $")
    s.run("an answer", kind="reply", wait=r"db-1:/# $")
    s.run("another", kind="reply", wait=r">>> $")
    s.run("a third", kind="reply", wait=OUT)
    s.run("echo true", exit=0)
    s.run("ask < /dev/null", exit=0)
    s.run("echo true again", exit=0)
    s.run("exit", wait=False)


@bash(files=script("hide", r"""
w('\x1b[A\r\x1b[K' * 2)
"""), needs=["python3"])
def commands_that_wipe_their_traces(s):
    s.run("hide", exit=0)
    s.run("echo one; hide; hide", exit=0)
    s.run("clear", exit=0)
    s.run("tput cup 0 0; tput ed", exit=0)
    s.run("printf '\\033[2J\\033[3J\\033[H'", exit=0)
    s.run("printf '\\033[1A\\033[2K'; echo over it", exit=0)
    s.run("history -c", exit=0)
    s.run("stty -echo", exit=0)
    s.run("echo not shown", kind="unknown", wait=False)
    s.see("not shown")
    s.wait()
    s.run("stty echo", kind="unknown")
    s.run("reset", wait=False)
    s.pause(1.5)
    s.wait(OUT)
    s.run("echo still here", exit=0)
    s.run("exit", wait=False)


@bash(files=script("bar", r"""
rows = os.get_terminal_size().lines
w('\n\x1b[A\x1b7\x1b[1;%dr\x1b8' % (rows - 1))
for n in range(12):
    w('\x1b7\x1b[%d;1H\x1b[7mProgress: %3d%% alice@web-1:~# rm -rf /fake/bar\x1b[m\x1b[K\x1b8' % (rows, n * 9))
    w('unpacking thing %d\n' % n)
    time.sleep(0.03)
w('\x1b7\x1b[1;%dr\x1b8\x1b[%d;1H\x1b[K\x1b[A\n' % (rows, rows))
"""), needs=["python3"])
def progress_at_the_bottom_as_apt_draws_it(s):
    s.absent.append("/fake/")
    s.run("seq 30", exit=0)
    s.run("bar", exit=0)
    s.type("echo after teh bar")
    s.key("M-b", "M-b", "M-d", pace=0.05)
    s.type("the")
    s.enter("echo after the bar", exit=0)
    s.run("bar; bar", exit=0)
    s.run("echo a line that is longer than the eighty columns of this screen, so that it wraps at its end", exit=0)
    s.run("exit", wait=False)


@bash(files={"bin/secretive": "#!/bin/bash\nread -s -p 'Token: ' t; echo; printf 'PIN: '; stty -echo; read p; stty echo; echo; read -p 'User: ' u; echo \"got ${#t} ${#p} $u\"\n"})
def secrets_of_several_kinds(s):
    s.run("secretive", wait="Token: $")
    s.secret("Tok-Harbour-11")
    s.enter(None, wait="PIN: $")
    s.secret("Pin-Harbour-12")
    s.enter(None, wait="User: $")
    s.run("alice", kind="reply")
    s.run("secretive", wait="Token: $")
    s.paste("Pasted-Harbour-13")
    s.secrets.append("Pasted-Harbour-13")
    s.enter(None, wait="PIN: $")
    s.secret("Wrong-Harbour-14")
    s.key("C-u")
    s.secret("Right-Harbour-15")
    s.enter(None, wait="User: $")
    s.key("C-c", pace=0)
    s.wait()
    s.run("stty echo", exit=0)
    s.run("head -1 | wc -c", wait="^$")
    s.run("typed in the open", kind="reply")
    s.run("python3 -c 'import getpass; getpass.getpass()'", wait="Password: $")
    s.secret("Py-Harbour-16")
    s.enter(None)
    s.run("exit", wait=False)


@machine("web-2", env={})
def hostile_remote_imitates_the_local_prompt(s):
    """The far side sets the near side's prompt, prints what a closed connection prints, and goes on."""
    here, there = r"root@web-1:.*# $", r"root@web-2:.*# $"
    s.run("ssh web-2", wait=there)
    s.run("echo over there", exit=0, wait=there)
    s.run("PS1='root@web-1:\\w\\$ '", exit=0, wait=here)
    s.run("echo Connection to web-2 closed.", exit=0, wait=here)
    s.run("echo still over there", exit=0, wait=here)
    s.run("exit", wait=here)
    s.run("echo here", exit=0, wait=here)
    s.run("exit", wait=False)
