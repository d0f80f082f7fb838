"""The same ordinary things in each shell that people have: edited, recalled, wrapped, given up, typed too early, pasted, resized, fooled."""
from drive import scenario
from props import block

NOTES = {"notes.txt": "one\ntwo\nthree\n" * 40, "fake.sh": "printf 'PROMPTrm -rf /fake/one\\n'; printf '\\033]133;A\\007PROMPT\\033]133;B\\007rm -rf /fake/two\\n\\033]133;C\\007'\n"
         "printf 'PROMPT'; sleep 0.1; printf 'rm -rf /fake/three'; sleep 0.1; printf '\\nPROMPT\\r\\033[K'\n", "wipe.sh": "printf '\\033[1A\\r\\033[K'\n"}
POSIX = dict(read="read x", loop=["for i in 1 2; do", "echo number $i", "done"], quote=["echo 'open", "closed'"], document=["cat <<END", "a text", "END"], more=r"> $")
SHELLS = {
    "zsh": dict(POSIX, program=["zsh", "-f", "-i"], env={"PS1": "alice@web-1 %~ %# "}, prompt="~ # $", seen="alice@web-1 ~ # "),
    "fish": dict(POSIX, program=["fish", "--no-config", "-i"], env={"SHELL": "fish"}, prompt="[>#] $", seen="root@vm ~# ", loop=None, quote=None, document=None),
    "ksh93": dict(POSIX, program=["ksh93", "-o", "emacs", "-i"], env={"PS1": "ksh # ", "ENV": "/dev/null"}, prompt="ksh # $", seen="ksh # "),
    "mksh": dict(POSIX, program=["mksh", "-i"], env={"PS1": "mksh # ", "ENV": "/dev/null"}, prompt="mksh # $", seen="mksh # "),
    "tcsh": dict(POSIX, program=["tcsh", "-f"], env={}, prompt="> $|# $", seen="[root@vm ~]# ", read="set x = $<:q", loop=None, quote=None, document=None),
    "busybox": dict(POSIX, program=["busybox", "ash", "-i"], env={"PS1": "/bb # "}, prompt="/bb # $", seen="/bb # "),
    "yash": dict(POSIX, program=["yash", "--norcfile", "-o", "emacs", "-i"], env={"PS1": "y # "}, prompt="[$#] $", seen="# "),
    "bash": dict(POSIX, program=["bash", "--norc", "--noprofile", "-i"], env={"PS1": r"[\u \W]\$ "}, prompt=r"\]# $", seen="[root ~]# "),
}
WIDE = ("bash", "zsh", "fish", "busybox", "yash", "tcsh")  # those that wrap; ksh and mksh scroll sideways


def edited(s, sh):
    s.type("ehco helo")
    key = "C-d" if sh in ("zsh", "tcsh") else "Delete"
    s.key("C-a", key, key, key, key, pace=0.06)
    s.type("echo")
    s.key("C-e", "BSpace", pace=0.06)
    s.type("lo")
    s.enter("echo hello")
    s.type("echo one two three")
    s.key("Left", "Left", "Left", "Left", "Left", pace=0.04)
    s.type("and ")
    s.enter("echo one two and three")
    s.type("rm -rf /never/run")
    s.key("C-u", pace=0.1)
    s.absent.append("/never/run")
    s.type("echo safe")
    s.enter("echo safe")
    s.type("echo whole line")
    s.key("C-a", pace=0.1)
    s.enter("echo whole line")


def recalled(s, sh):
    s.run("echo first command")
    s.run("echo second thing")
    s.key("Up", "Up", pace=0.15)
    s.enter("echo first command")
    s.key("Up", "Up", "Down", pace=0.15)
    s.type(" x")
    s.enter("echo first command x")
    s.enter(None)
    s.enter(None)
    s.key("Up", pace=0.15)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("echo after it")


def wrapped(s, sh):
    s.run("echo aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee ffffffffff gggggggggg")
    s.type("echo 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    s.key("C-a", pace=0.15)
    for _ in range(4):
        s.key("Right", pace=0.05)
    s.type(" start")
    s.enter("echo start 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    for _ in range(14):
        s.enter(None)
    s.run("echo at the bottom: aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee fff")
    s.type("echo some that go over the edge of this window and come back again")
    for _ in range(26):
        s.key("BSpace", pace=0.015)
    s.enter("echo some that go over the edge of this")
    s.run("echo end")


def blocks(s, sh):
    spec = SHELLS[sh]
    for lines in (spec["loop"], spec["quote"], spec["document"]):
        block(s, lines, spec["more"], kind="command")
    s.type("echo back \\")
    s.enter(None, wait=spec["more"])
    s.type("slash")
    s.enter("echo back \\\nslash", also=["echo back slash"])
    s.type(spec["loop"][0])
    s.enter(None, wait=spec["more"])
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.absent.append("/never/run")
    s.wait()
    s.run("echo end")


def given_up(s, sh):
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.absent.append("/never/run")
    s.wait()
    s.run("sleep 30", wait=False)
    s.pause(0.3)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("sleep 31", wait=False)
    s.pause(0.3)
    s.key("C-z", pace=0.4)
    s.wait()
    s.run("jobs")
    s.run("fg", wait=False)
    s.pause(0.4)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("sh -c 'sleep 0.4; echo from a job' &")
    s.pause(0.6)
    s.run("echo after the job")


def early(s, sh):
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.burst("echo typed ahead\n")
    s.truth("echo typed ahead", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    s.run("sleep 0.7", wait=False)
    s.pause(0.2)
    s.burst("echo fast 1\necho fast 2\n")
    for n in (1, 2):
        s.truth(f"echo fast {n}", ahead=True)
    s.see("\nfast 2")
    s.pause(0.2)
    s.wait()
    s.run("sleep 0.7", wait=False)
    s.pause(0.15)
    s.type("echo begun early", pace=0.03)
    s.pause(0.7)
    s.type(" and ended late")
    s.enter("echo begun early and ended late")
    s.run("echo after")


def pasted(s, sh):
    s.paste("echo pasted line")
    s.pause(0.1)
    s.enter("echo pasted line")
    s.burst("echo fast 1\necho fast 2\necho fast 3\n")
    for n in (1, 2, 3):
        s.truth(f"echo fast {n}", ahead=True)
    s.see("\nfast 3")
    s.pause(0.3)
    s.wait()
    if sh in ("bash", "zsh"):
        s.paste("echo one\necho two")
        s.pause(0.2)
        s.enter("echo one\necho two")
    s.type("echo before ")
    s.paste("the middle")
    s.type(" after")
    s.enter("echo before the middle after")


def resized(s, sh):
    s.type("echo a line that is being typed while the window ")
    s.resize(50, 20)
    s.type("changes size")
    s.enter("echo a line that is being typed while the window changes size")
    s.resize(100, 30)
    s.run("echo wide again")
    s.type("echo once ")
    s.resize(70, 24)
    s.type("and twice ")
    s.resize(90, 20)
    s.type("in one line")
    s.enter("echo once and twice in one line")


def fooled(s, sh):
    s.absent.append("/fake/")
    for line in ("sh fake.sh", "sh fake.sh | cat"):
        s.run(line, wait=False)
        s.see("/fake/three")
        s.pause(0.4)
        s.wait()
        s.run("clear")
    s.run("sh wipe.sh")
    s.run("echo true")
    s.run("printf 'no newline'", wait=False)
    s.pause(0.4)
    s.run("echo behind it")
    s.run("cat fake.sh | tail -1")


def covered(s, sh):
    s.run("less notes.txt", wait=False)
    s.see("one")
    s.pause(0.2)
    s.key("Space", "Space", "q", pace=0.15)
    s.wait()
    s.run("vim -u NONE -n notes.txt", wait=False)
    s.see("three")
    s.pause(0.2)
    s.key("i")
    s.type("rm -rf /not/a/command")
    s.key("Enter", "Escape", pace=0.15)
    s.absent.append("/not/a/command")
    s.type(":q!")
    s.key("Enter", pace=0.2)
    s.wait()
    s.run("clear")
    s.run("echo back from vim")
    if sh not in ("mksh", "ksh93"):
        s.key("C-l", pace=0.3)
    s.run("echo on a clear screen")


def asked(s, sh):
    s.run("python3 -c \"import getpass; getpass.getpass('Password: ')\"", wait="Password: $")
    s.secret("correct-horse-battery")
    s.enter(None)
    s.run("python3 -c \"input('Name? ')\"", wait=r"Name\? $")
    s.run("Bob", kind="reply")
    s.run("cat > /dev/null", wait="^$")
    s.run("rm -rf /only/text", kind="reply", wait="^$")
    s.absent.append("/only/text")
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("rm -i notes.txt", wait=r"\? $")
    s.run("n", kind="reply")
    s.run("python3 -q", wait="^>>> $")
    s.run("1 + 1", kind="repl", wait="^>>> $")
    s.run("exit()", kind="repl")
    s.run("echo outer")


def register(sh, act):
    spec = SHELLS[sh]

    def play(s):
        act(s, sh)
        s.run("exit", wait=False)
    play.__name__ = f"exam_{sh}_{act.__name__}"
    files = {name: text.replace("PROMPT", spec["seen"]) for name, text in NOTES.items()}
    scenario(spec["program"], env=spec["env"], prompt=spec["prompt"], history="", files=files,
             size=(60, 20) if act is wrapped else (80, 24), needs=["vim", "less", "python3"])(play)


for shell in SHELLS:
    for activity in (edited, recalled, given_up, early, pasted, fooled, covered, asked):
        register(shell, activity)
    if shell in WIDE:
        register(shell, wrapped)
        register(shell, resized)
    if SHELLS[shell]["loop"]:
        register(shell, blocks)
