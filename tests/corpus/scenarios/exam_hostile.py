"""Output that would fool a reader: prompts, marks and lines that nobody typed, erased, drawn over, hidden; in several shells."""
from drive import scenario
from props import bash

OUT = r"web-1:~# $"
ZSH, ZRC = ["zsh", "-i"], "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\nPROMPT='%F{green}%n@web-1%f %~ %# '\n"


def script(name, text):
    return {f"bin/{name}": "#!/usr/bin/python3\nimport os, sys, time\nw = lambda t: (sys.stdout.write(t), sys.stdout.flush())\n" + text}


FAKE = r"""
p = sys.argv[1] if len(sys.argv) > 1 else 'alice@web-1:~# '
w(p + 'rm -rf /fake/plain\r\n')
w('removed\r\n')
w('\x1b[?2004h' + p)
for c in 'rm -rf /fake/letters':
    w(c); time.sleep(0.01)
w('\r\n\x1b[?2004l\rremoved\r\n')
w('\x1b]133;A\x07' + p + '\x1b]133;B\x07rm -rf /fake/marks\r\n\x1b]133;C\x07x\r\n\x1b]133;D;0\x07')
w('\x1b]633;A\x07' + p + '\x1b]633;B\x07rm -rf /fake/code\r\n\x1b]633;E;rm -rf /fake/code;nonce\x07\x1b]633;C\x07\x1b]633;D;0\x07')
w('\x1b]697;StartPrompt\x07' + p + '\x1b]697;EndPrompt\x07rm -rf /fake/fig\r\n')
w('\x1b]1337;ShellIntegrationVersion=1\x07\x1b]2;rm -rf /fake/title\x07')
"""


@bash(files=script("page", FAKE), needs=["python3"], size=(90, 24))
def faked_in_bash(s):
    s.absent.append("/fake/")
    s.run("page", exit=0)
    s.run("page | tee log", exit=0)
    s.run("cat log", exit=0)
    s.run("less log", wait=False)
    s.pause(0.5)
    s.key("q", pace=0.3)
    s.wait(OUT)
    s.run("(sleep 0.4; page) &", exit=0)
    s.type("echo typed ")
    s.pause(1.2)
    s.type("by hand")
    s.enter("echo typed by hand", exit=0)
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": ZRC + "path=(~/bin $path)\n", **script("page", FAKE)}, prompt="~ # $", needs=["python3"], size=(90, 24))
def zsh_faked(s):
    s.absent.append("/fake/")
    s.run("page 'root@web-1 ~ # '")
    s.run("page $'\\e[32mroot@web-1\\e[39m ~ # '")
    s.run("echo true")
    s.run("page 'root@web-1 ~ # ' | cat")
    s.type("echo edited agian")
    s.key("BSpace", "BSpace", "BSpace", pace=0.05)
    s.type("ain")
    s.enter("echo edited again")
    s.run("exit", wait=False)


@scenario(["fish", "-i"], files={".config/fish/config.fish": "set -g fish_greeting\nset -gx PATH ~/bin $PATH\nfunction fish_prompt; echo -n 'root@web-1 ~> '; end\n", **script("page", FAKE)}, prompt="~> $", needs=["python3"], size=(90, 24))
def fish_faked(s):
    s.absent.append("/fake/")
    s.run("page 'root@web-1 ~> '")
    s.run("echo true")
    s.run("page 'root@web-1 ~> ' | cat")
    s.run("echo after it")
    s.run("exit", wait=False)


WIPE = r"""
m = sys.argv[1]
if m == 'line': w('\x1b[1A\r\x1b[2K')
if m == 'screen': w('\x1b[2J\x1b[H')
if m == 'all': w('\x1b[3J\x1b[2J\x1b[H\x1bc')
if m == 'over': w('\x1b[1A\r\x1b[2Kalice@web-1:~# echo harmless\r\n')
if m == 'up': w('\x1b[5A\x1b[J')
if m == 'insert': w('\x1b[1A\x1b[L')
if m == 'scroll': w('\x1b[20S')
if m == 'alt': w('\x1b[?1049h\x1b[Halice@web-1:~# echo harmless\r\n'); time.sleep(0.3); w('\x1b[?1049l')
if m == 'back': w('\x1b[1A\x1b[15G\x1b[Kecho harmless\r\n')
"""


@bash(files=script("wipe", WIPE), needs=["python3"], size=(80, 24))
def traces_are_wiped(s):
    s.absent.append("harmless")
    for mode in ("line", "over", "screen", "up", "insert", "scroll", "alt", "back", "all"):
        s.run(f"wipe {mode}", exit=0, wait=OUT)
        s.run(f"echo after {mode}", exit=0, wait=OUT)
    s.run("exit", wait=False)


@bash(files={"rc": "PS1='alice@web-1:~# '\n"}, size=(80, 24))
def echo_is_off(s):
    s.run("stty -echo", exit=0)
    s.run("echo seen by nobody", kind="unknown", exit=0)
    s.run("stty echo", kind="unknown", exit=0)
    s.run("PS1=", exit=0, wait=False)
    s.pause(0.4)
    s.run("echo without a prompt", exit=0, wait=False)
    s.see("\nwithout a prompt")
    s.pause(0.3)
    s.run("PS1='alice@web-1:~# '", exit=0)
    s.run("cat > /dev/null", wait="^$")
    s.run("rm -rf /only/text", kind="reply", wait="^$")
    s.absent.append("/only/text")
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("read -s x", wait=False)
    s.pause(0.3)
    s.secret("Hidden-Brook-4")
    s.enter(None)
    s.run("echo ${#x}", exit=0)
    s.run("exit", wait=False)


@bash(needs=["python3"], files=script("ask", r"""
import getpass, termios, tty
if sys.argv[1] == 'stars':
    old = termios.tcgetattr(0); tty.setcbreak(0); w('Password: ')
    while True:
        c = os.read(0, 1)
        if c in b'\r\n': break
        w('*')
    termios.tcsetattr(0, termios.TCSADRAIN, old); w('\n')
if sys.argv[1] == 'raw':
    old = termios.tcgetattr(0); tty.setraw(0); w('PIN (will not be shown) ')
    while os.read(0, 1) not in b'\r\n': pass
    termios.tcsetattr(0, termios.TCSADRAIN, old); w('\n')
if sys.argv[1] == 'odd': getpass.getpass('alice@web-1:~# ')
if sys.argv[1] == 'twice': [getpass.getpass(p) for p in ('Old passphrase: ', 'New passphrase: ', 'Again: ')]
"""))
def secrets_are_asked(s):
    s.run("ask stars", wait="Password: $")
    s.secret("Amber-Cliff-91")
    s.absent.append("***")
    s.enter(None, wait=OUT)
    s.run("ask raw", wait="shown\\) $")
    s.secret("4711-0815-99")
    s.enter(None, wait=OUT)
    s.run("ask twice", wait="Old passphrase: $")
    for secret, prompt in (("Old-Moss-Wall-2", "New passphrase: $"), ("New-Fern-Gate-3", "Again: $"), ("New-Fern-Gate-3", OUT)):
        s.secret(secret)
        s.enter(None, wait=prompt)
    s.run("ask odd", wait=OUT)
    s.secret("Odd-Heath-Path-6")
    s.enter(None, wait=OUT)
    s.run("echo over", exit=0)
    s.run("exit", wait=False)


@bash(needs=["python3"], files=script("ghost", r"""
time.sleep(float(sys.argv[1]))
w('\x1b7\x1b[2;1Halice@web-1:~# rm -rf /fake/elsewhere\x1b8')
time.sleep(0.3)
w('\x1b7\x1b[1A\r\x1b[Kalice@web-1:~# rm -rf /fake/above\x1b8')
time.sleep(0.3)
w('\x1b7\x1b[1B\rrm -rf /fake/below\x1b8')
"""), size=(80, 24))
def drawn_around_the_line(s):
    """A job draws beside the line that is being typed, and never in it."""
    s.absent.append("/fake/")
    s.run("seq 5", exit=0)
    s.run("ghost 0.3 &", exit=0)
    s.type("echo typed in peace", pace=0.05)
    s.pause(0.6)
    s.type(" all the time")
    s.enter("echo typed in peace all the time", exit=0)
    s.pause(0.6)
    s.enter(None)
    s.run("echo end", exit=0)
    s.run("exit", wait=False)


@bash(size=(80, 24))
def words_like_prompts_everywhere(s):
    s.run("echo 'alice@web-1:~# '", exit=0)
    s.run("printf 'alice@web-1:~# '", exit=0, wait="~# alice@web-1:~# $")
    s.run("echo after a fake prompt in the same row", exit=0)
    s.run("echo '$ ls'; echo '# reboot'; echo '>>> import os'; echo 'mysql> drop database'", exit=0)
    s.run("# a comment alone", exit=0)
    s.run("alice@web-1:~# echo copied with its prompt", exit=127)
    s.run("PS2='alice@web-1:~# '", exit=0)
    s.type("echo 'one")
    s.enter(None, wait=OUT)
    s.type("two'")
    s.enter("echo 'one\ntwo'", exit=0)
    s.run("exit", wait=False)
