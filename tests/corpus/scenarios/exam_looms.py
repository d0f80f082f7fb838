"""Lines sent by programs: several at once, blocks, documents, what is asked in between; in shells with and without an editor, one in another, and interpreters."""
from drive import scenario
from props.hand import bash, shell, zsh

LOG = "".join(f"{n:03} loom-{n % 4} {['warp', 'weft', 'reed'][n % 3]} {n * 17 % 700}\n" for n in range(60))
FILES = {"loom.log": LOG, "bolts/a.txt": "linen\n", "bolts/b.txt": "wool\n", "ask": "#!/bin/sh\nprintf 'How many? '\nread a\necho \"$a it is\"\n"}
ALL = "; echo \"__RC_$?__\""


def send(s, *texts, wait=True, kind="command"):
    """All of these lines, with their ends, in one piece."""
    s.place = s._look()[0]
    s.burst("".join(text.replace("\n", "\r") + "\r" for text in texts))
    for text in texts:
        s.truth(text, kind=kind)
    if wait:
        s.pause(0.3)
        s.wait(None if wait is True else wait)


def day(s, heredoc=True, bye="exit", block="for i in 1 2 3; do\necho \"bolt $i\"\ndone"):
    send(s, "ls bolts", "wc -l loom.log", "echo done")
    send(s, "grep -c warp loom.log" + ALL)
    if heredoc:
        send(s, "cat > list.txt <<EOF\nlinen 3\n\nwool 4\nEOF", "cat list.txt")
    send(s, block, "echo after the block")
    send(s, "cd bolts", "pwd", "cd ..")
    send(s, "true", "false", "echo \"__RC_$?__\"")
    send(s, "sleep 30", wait="^$")
    s.key("C-c")
    s.pause(0.3)
    s.wait()
    send(s, "echo 'one line which is longer than the row that it has to stand in, as lines of programs often are, and then some'" + ALL)
    send(s, "if test -f loom.log; then\necho there\nelse\necho gone\nfi")
    send(s, bye, wait=False)


@shell(["dash", "-i"], r"\$ $", size=(80, 24), files=FILES, ENV="/dev/null", PS1="$ ")
def loom_dash(s):
    day(s)


@shell(["dash", "-i"], r"weaver@mill:~\$ $", size=(120, 40), files=FILES, ENV="/dev/null", PS1="weaver@mill:~$ ")
def loom_dash_named(s):
    day(s)


@bash("PS1='mill# '\nset +o emacs\n", r"mill# $", size=(100, 30), files=FILES)
def loom_bash_without_editing(s):
    day(s)


@bash("PS1='\\[\\e[1;32m\\]\\u@mill\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]\\$ '\n", r"@mill:\S+[#$] $", size=(132, 43), files=FILES)
def loom_bash(s):
    day(s)


@bash("PS1='$ '\nbind 'set enable-bracketed-paste off'\n", r"\$ $", size=(80, 24), files=FILES)
def loom_bash_without_brackets(s):
    day(s)


@zsh("PROMPT='%m %1~ %# '\n", "# $", size=(100, 30), files=FILES)
def loom_zsh(s):
    day(s)


@zsh("PROMPT='%# '\nunset zle_bracketed_paste\n", "# $", size=(80, 24), files=FILES)
def loom_zsh_without_brackets(s):
    day(s)


@scenario(["busybox", "ash"], prompt=r"^/mill # $", size=(90, 30), files={**FILES, "arc": "PS1='/mill # '\n"}, env={"ENV": "@HOME@/arc"}, needs=["busybox"])
def loom_busybox(s):
    day(s)


@scenario(["mksh", "-i"], prompt=r"[#$] $", size=(100, 30), files=FILES, env={"PS1": "mill$ ", "ENV": "/dev/null"}, needs=["mksh"])
def loom_mksh(s):
    day(s)


@scenario(["ksh93", "-i"], prompt=r"[#$] $", size=(100, 30), files=FILES, env={"PS1": "ksh$ ", "ENV": "/dev/null"}, needs=["ksh93"])
def loom_ksh93(s):
    day(s)


@scenario(["yash", "-i", "--norcfile"], prompt=r"[#$] $", size=(100, 30), files=FILES, env={"PS1": "yash$ "}, needs=["yash"])
def loom_yash(s):
    day(s)


@scenario(["tcsh", "-f"], prompt=r"[#>] $", size=(100, 30), files=FILES, env={}, needs=["tcsh"])
def loom_tcsh(s):
    send(s, "ls bolts", "wc -l loom.log", "echo done")
    send(s, "foreach f (bolts/*)\nwc -c $f\nend", "echo after the block")
    send(s, "cat > list.txt <<EOF\nlinen 3\nwool 4\nEOF", "cat list.txt")
    send(s, "setenv WARP 12; echo $WARP", "cd bolts", "pwd", "cd ..")
    send(s, "echo 'one line which is longer than the row that it has to stand in, as lines of programs often are, and then some'; echo $status")
    # it has no prompt for more there: three commands
    send(s, "if (-f loom.log) then", "echo there", "endif")
    send(s, "exit", wait=False)


@bash("PS1='mill:\\w\\$ '\n", r"^mill:\S+[#$] $", size=(100, 30), files=FILES)
def loom_shells_in_shells(s):
    send(s, "echo outer")
    send(s, "PS1='in$ ' dash -i", wait=r"in\$ $")
    s.burst("echo a\rls bolts; echo b\r")
    s.truth("echo a")
    s.truth("ls bolts; echo b")
    s.pause(0.3)
    s.wait(r"in\$ $")
    s.burst("cat > x <<E\nrow\nE\n".replace("\n", "\r"))
    s.truth("cat > x <<E\nrow\nE")
    s.pause(0.3)
    s.wait(r"in\$ $")
    send(s, "exit")
    send(s, "echo outer again", "exit", wait=False)


@bash("PS1='mill:\\w\\$ '\n", r"^mill:\S+[#$] $", size=(100, 30), files=FILES)
def loom_asks_between(s):
    send(s, "sh ./ask", wait=r"many\? $")
    s.burst("12\r")
    s.truth("12", kind="reply")
    s.pause(0.2)
    s.wait()
    send(s, "read -r x y; echo $y", wait="^$")
    s.burst("linen wool\r")
    s.truth("linen wool", kind="reply")
    s.pause(0.2)
    s.wait()
    send(s, "cat > notes", wait="^$")
    s.burst("a row\ranother row\r")
    s.truth("a row", kind="reply")
    s.truth("another row", kind="reply")
    s.key("C-d")
    s.pause(0.2)
    s.wait()
    send(s, "cat notes", "exit", wait=False)


@shell(["dash", "-i"], r"# $", size=(80, 24), files=FILES, ENV="/dev/null", PS1="# ")
def loom_dash_asks_between(s):
    send(s, "sh ./ask", wait=r"many\? $")
    s.burst("12\r")
    s.truth("12", kind="reply")
    s.pause(0.2)
    s.wait()
    send(s, "cat > notes", wait=False)
    s.pause(0.2)
    s.burst("a row\ranother row\r")
    s.truth("a row", kind="reply")
    s.truth("another row", kind="reply")
    s.key("C-d")
    s.pause(0.2)
    s.wait()
    send(s, "cat notes", "read x", wait=False)
    s.pause(0.2)
    s.burst("an answer\r")
    s.truth("an answer", kind="reply")
    s.pause(0.2)
    s.wait()
    send(s, "echo $x", "exit", wait=False)


@scenario(["python3", "-q"], prompt=r"^>>> $", size=(100, 30), files=FILES, env={})
def loom_python(s):
    send(s, "import json", "rows = open('loom.log').read().split()", "len(rows)", kind="repl")
    send(s, "def twice(n):\n    return 2 * n\n", kind="repl")
    send(s, "twice(21)", "print('%s' % json.dumps({'a': 1}))", kind="repl")
    send(s, "for i in range(2):\n    print(i)\n", kind="repl")
    send(s, "exit()", kind="repl", wait=False)


@scenario(["sqlite3", "-interactive", ":memory:"], prompt=r"^sqlite> $", size=(100, 30), files=FILES, env={}, needs=["sqlite3"])
def loom_sqlite(s):
    send(s, "create table bolts (name text, n int);", "insert into bolts values ('linen', 3);", "select * from bolts;", kind="repl")
    send(s, "select name,\n n\nfrom bolts;", kind="repl")
    send(s, ".tables", ".quit", kind="repl", wait=False)
