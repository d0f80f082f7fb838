"""Shells without an editor of their own (dash), or with a small one: mksh, ksh93, busybox, yash."""
from drive import scenario

MORE = r"^> $"
YASH = "PS1='yash $ ' PS2='> ' HISTFILE=~/.hist HISTSIZE=100\n"


def lines(s, text, more=MORE):
    parts = text.split("\n")
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter(text)


def cooked(s):
    """What the terminal driver does with keys, when the program reads whole lines."""
    s.run("echo plain lines", exit=0)
    s.run("false", exit=1)
    s.type("echo typox")
    s.key("BSpace")
    s.enter("echo typo")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.type("echo kept")
    s.enter("echo kept")
    s.type("echo one wrong")
    s.key("C-w")
    s.type("right")
    s.enter("echo one right")
    s.type("echo drawn")
    s.key("C-r", pace=0.1)                         # the driver draws the line again
    s.type(" again")
    s.enter("echo drawn again")
    s.type("rm -rf /never/run")
    s.key("C-c")
    s.wait()
    s.absent.append("/never/run")


def edited(s):
    """What every small line editor can do."""
    s.run("echo first thing")
    s.type("echo typox")
    s.key("BSpace")
    s.enter("echo typo")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.type("echo kept")
    s.enter("echo kept")
    s.type("echo in the middle")
    s.key(*["Left"] * 6)
    s.type("very ")
    s.enter("echo in the very middle")
    s.type("echo whole line")
    s.key("C-a")
    s.enter("echo whole line")
    s.key("C-p", "C-p", pace=0.06)
    s.enter("echo in the very middle")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.12)
    s.wait()
    s.absent.append("/never/run")
    lines(s, "for i in 1 2\ndo\n  echo number $i\ndone")


@scenario(["dash", "-i"], env={"PS1": "$ "}, prompt=r"^[$#] $", history="")
def dash_plain(s):
    cooked(s)
    s.run("ls -d /etc /usr | cat")
    s.run("echo naïve 日本語")
    s.run("exit", wait=False)


@scenario(["dash", "-i"], env={"PS1": "web-1:$PWD# "}, prompt=r"# $", history="")
def dash_lines(s):
    lines(s, "for i in 1 2\ndo\n  echo number $i\ndone")
    lines(s, "cat <<END\nsome text\nrm -rf /only/text\nEND")
    lines(s, "echo \"one\ntwo\"")
    lines(s, "ls -d \\\n  /etc")
    s.type("for i in 1 2")
    s.enter(None, wait=MORE)
    s.type("rm -rf /never/run")
    s.key("C-c")
    s.wait()
    s.absent.append("/never/run")
    s.run("# a comment")
    s.enter(None)
    s.run("cd /usr")
    s.run("echo in another directory")
    s.key("C-d")
    s.finish()


@scenario(["dash", "-i"], env={"PS1": "$ "}, prompt=r"^[$#] $", size=(40, 10), history="")
def dash_long_lines(s):
    s.run("echo a line that is longer than the terminal is wide")
    s.type("echo a line that is erased back over the marginxyz")
    s.key(*["BSpace"] * 3)
    s.enter("echo a line that is erased back over the margin")
    s.type("echo short, and then much longer than the window is")
    for _ in range(len(", and then much longer than the window is")):
        s.key("BSpace", pace=0.012)
    s.enter("echo short")
    s.type("echo a line killed as a whole although it is long")
    s.key("C-u")
    s.run("echo other")
    s.run("echo 日本")
    s.run("exit", wait=False)


@scenario(["dash", "-i"], env={"PS1": "$ "}, prompt=r"^[$#] $", history="")
def dash_ahead_and_jobs(s):
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.type("echo typed ahead")
    s.key("Enter")
    s.truth("echo typed ahead", ahead=True)
    s.type("echo begun whi")
    s.see("$ typed ahead")
    s.wait()
    s.pause(0.2)
    s.type("le asleep")
    s.key("Enter")
    s.truth("echo begun while asleep")
    s.see("\nbegun while asleep")
    s.wait()
    s.paste("echo one\necho two\n")
    s.truth("echo one", ahead=True)
    s.truth("echo two", ahead=True)
    s.see("$ two")
    s.wait()
    s.run("sleep 100", wait=False)
    s.pause(0.2)
    s.key("C-z")
    s.wait()
    s.run("jobs")
    s.run("kill %1")
    s.run("(sleep 0.5; echo noise) &")
    s.type("echo interr")
    s.see("noise\n")
    s.type("upted")
    s.enter("echo interrupted")
    s.run("printf 'no newline'", wait=r"newline[$#] $")
    s.run("read x", wait="^$")
    s.run("a reply", kind="reply")
    s.run("echo $x")
    s.run("exit")                                  # "You have stopped jobs."
    s.run("exit", wait=False)


@scenario(["dash", "-i"], env={"PS1": ""}, prompt=r"^$", history="")
def dash_no_prompt(s):
    for text in ("echo no prompt at all", "true", "ls -d /etc"):
        s.run(text)
        s.pause(0.2)
    s.run("exit", wait=False)


# a serial console: no colours, a slow line, a terminal that nobody knows
@scenario(["dash", "-i"], env={"PS1": "console# "}, term="unknown", prompt="console# $", pace=0.06, history="")
def dash_serial_console(s):
    s.run("uname -s")
    s.type("mount | haed -2")
    for _ in range(5):
        s.key("BSpace", pace=0.1)
    for _ in range(2):
        s.key("BSpace", pace=0.1)
    s.type("head -2")
    s.enter("mount | head -2")
    s.run("stty erase '#'; echo x", wait="console# $")
    s.type("echo wroonk###")
    s.type("ong")
    s.enter("echo wroong")
    s.run("exit", wait=False)


@scenario(["mksh"], env={"PS1": "mksh # ", "ENV": "/dev/null", "HISTFILE": "@HOME@/.hist"}, prompt=r"mksh # $", history="")
def mksh_plain(s):
    edited(s)
    s.key("C-r", pace=0.1)
    s.type("fir")
    s.pause(0.1)
    s.enter("echo first thing")
    s.type("ls -d /et")
    s.key("Tab", pace=0.15)
    s.enter("ls -d /etc/", also=["ls -d /etc", "ls -d /etc/ "])
    s.run("r echo", also=["echo first thing"])
    s.run("exit", wait=False)


@scenario(["mksh"], env={"PS1": "mksh # ", "ENV": "/dev/null"}, prompt=r"mksh # $", size=(50, 12), history="",
          files={"report-1.txt": "", "report-2.txt": "", "other.txt": ""})
def mksh_long_lines(s):
    s.run("echo a line that is longer than the window is wide, so that it is scrolled sideways", kind="unknown")
    s.key("C-p", pace=0.1)
    s.key("C-a", pace=0.1)
    s.key("M-f")
    s.type(" -n")
    s.enter("echo -n a line that is longer than the window is wide, so that it is scrolled sideways", kind="unknown",
            wait=r"mksh # $")
    s.type("cat rep")
    s.key("Tab", "Tab", pace=0.15)
    s.see("report-1.txt")
    s.type("2")
    s.key("Tab", pace=0.15)
    s.enter("cat report-2.txt", also=["cat report-2.txt "])
    s.run("exit", wait=False)


@scenario(["mksh", "-o", "vi"], env={"PS1": "mksh # ", "ENV": "/dev/null"}, prompt=r"mksh # $", history="")
def mksh_vi_mode(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.3)
    s.key("b", "l", "r", "o", pace=0.06)
    s.enter("echo hello world")
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.3)
    s.key("d", "d", "i", pace=0.06)
    s.type("echo kept")
    s.enter("echo kept")
    s.key("Escape", pace=0.3)
    s.key("k", "k", pace=0.06)
    s.enter("echo hello world")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(["ksh93", "-o", "emacs", "-i"], env={"PS1": "ksh $ ", "HISTFILE": "@HOME@/.hist", "ENV": "/dev/null"}, prompt=r"ksh \$ $")
def ksh93_plain(s):
    edited(s)
    s.key("C-r", pace=0.1)
    s.type("first")
    s.key("Enter", pace=0.15)
    s.enter("echo first thing")
    s.type("ls -d /et")
    s.key("Tab", pace=0.15)
    s.enter("ls -d /etc/", also=["ls -d /etc", "ls -d /etc/ "])
    s.run("exit", wait=False)


@scenario(["ksh93", "-o", "emacs", "-i"], env={"PS1": "ksh $ ", "HISTFILE": "@HOME@/.hist", "ENV": "/dev/null"},
          prompt=r"ksh \$ $", size=(50, 12))
def ksh93_long_lines(s):
    s.run("echo a line that is longer than the window is wide, so that it is scrolled sideways")
    s.key("C-p", pace=0.1)
    s.key("C-a", pace=0.1)
    s.key("M-f", pace=0.1)
    s.type(" -n")
    s.enter("echo -n a line that is longer than the window is wide, so that it is scrolled sideways")
    s.run("exit", wait=False)


@scenario(["ksh93", "-o", "multiline", "-o", "emacs", "-i"],
          env={"PS1": "ksh $ ", "HISTFILE": "@HOME@/.hist", "ENV": "/dev/null"}, prompt=r"ksh \$ $", size=(50, 12))
def ksh93_multiline(s):
    s.run("echo a line that is longer than the window is wide, so that it goes on in the next row")
    s.type("echo another long one, which is corrected at its very start, after all of it was typd")
    s.key("BSpace")
    s.type("ed")
    s.enter("echo another long one, which is corrected at its very start, after all of it was typed")
    s.run("exit", wait=False)


@scenario(["ksh93", "-o", "vi", "-i"], env={"PS1": "ksh $ ", "HISTFILE": "@HOME@/.hist", "ENV": "/dev/null"}, prompt=r"ksh \$ $")
def ksh93_vi_mode(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.3)
    s.key("b", "l", "r", "o", pace=0.06)
    s.enter("echo hello world")
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.3)
    s.key("d", "d", "i", pace=0.06)
    s.type("echo kept")
    s.enter("echo kept")
    s.key("Escape", pace=0.3)
    s.key("k", "k", pace=0.06)
    s.enter("echo hello world")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(["ksh93", "+o", "emacs", "-i"], env={"PS1": "ksh $ ", "ENV": "/dev/null", "EDITOR": "", "VISUAL": ""},
          prompt=r"ksh \$ $", history="")
def ksh93_no_editing(s):
    cooked(s)
    lines(s, "for i in 1 2\ndo\n  echo number $i\ndone")
    s.run("exit", wait=False)


@scenario(["busybox", "ash", "-i"], env={"PS1": r"\w # ", "HISTFILE": "@HOME@/.ash_history"}, prompt=r"# $", history=".ash_history",
          files={"report-1.txt": "one\n", "report-2.txt": "two\n"})
def busybox_ash(s):
    edited(s)
    s.type("cat rep")
    s.key("Tab", "Tab", pace=0.15)
    s.see("report-1.txt")
    s.type("2")
    s.key("Tab", pace=0.15)
    s.enter("cat report-2.txt", also=["cat report-2.txt "])
    s.type("echo one two")
    s.key("C-w")
    s.type("three")
    s.enter("echo one three")
    s.run("cd /tmp")
    s.run("exit", wait=False)


@scenario(["busybox", "ash", "-i"], env={"PS1": r"\w # ", "HISTFILE": "@HOME@/.ash_history"}, prompt=r"# $",
          history=".ash_history", size=(40, 10))
def busybox_long_lines(s):
    s.run("echo a line that is longer than the terminal is wide, so that it wraps")
    s.key("Up", pace=0.1)
    s.key("C-a", pace=0.1)
    s.type("time ")
    s.key("C-e")
    s.type(" twice")
    s.enter("time echo a line that is longer than the terminal is wide, so that it wraps twice")
    s.run("echo naïve 日本語", also=["echo naïve ???"])  # which is how it shows wide characters
    s.type("echo over the margin and then back again, well")
    for _ in range(len(" and then back again, well")):
        s.key("BSpace", pace=0.02)
    s.enter("echo over the margin")
    s.key("C-d")
    s.finish()


@scenario(["yash", "--rcfile=@HOME@/rc", "-o", "emacs", "-i"], prompt=r"yash \$ $", files={"rc": YASH,
                                                                                             "report-1.txt": "one\n", "report-2.txt": "two\n"})
def yash_plain(s):
    edited(s)
    s.type("cat rep")
    s.key("Tab", "Tab", pace=0.2)
    s.see("report-2.txt")
    s.key("Tab", pace=0.2)
    s.enter("cat report-2.txt", also=["cat report-2.txt "])
    s.key("C-r", pace=0.15)
    s.type("first")
    s.pause(0.15)
    s.key("Enter", pace=0.15)
    s.wait()
    s.truth("echo first thing")
    s.run("exit", wait=False)


@scenario(["yash", "--rcfile=@HOME@/rc", "-o", "vi", "-i"], prompt=r"yash \$ $", size=(50, 12),
          files={"rc": YASH + "PS1R='[right]'\n"})
def yash_vi_mode(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.3)
    s.key("b", "l", "r", "o", pace=0.08)
    s.enter("echo hello world")
    s.run("echo a line that runs into the right prompt and over the margin")
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.3)
    s.key("d", "d", "i", pace=0.08)
    s.type("echo kept")
    s.enter("echo kept")
    s.absent.append("/never/run")
    s.run("exit", wait=False)
