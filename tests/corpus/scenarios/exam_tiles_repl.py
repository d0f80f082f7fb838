"""Interpreters, debuggers, databases and other machines in the panes of a tmux, entered by hand or started by the split."""
import glob

from drive import scenario
from props import beside, machine, namespaces

P313 = "/root/.pyenv/versions/3.13.0/bin/python3"
FILES = {"sum.c": "#include <stdio.h>\nint main(void)\n{\n    int n = 0;\n    for (int i = 0; i < 4; i++)\n        n += i;\n    printf(\"%d\\n\", n);\n    return 0;\n}\n",
         "table.csv": "a,b\n1,2\n", ".ipython/profile_default/ipython_config.py": "c = get_config()\nc.TerminalIPythonApp.display_banner = False\n",
         "rc": "PS1='alice@web-1:\\w\\$ '\nHISTFILE=~/.hist\n"}
SHELL, NODE, IPY, GDB, PY, SQL = r"web-1:[^ ]*# $", r"(^|│)> $", r"In \[\d+\]: $", r"\(gdb\) $", ">>> $", "sqlite> $"


def tiles(size=(120, 30), conf="", needs=(), prompt=SHELL, files=None):
    files = {**FILES, "tmux.conf": "set -g default-shell /bin/sh\nset -g default-command 'exec bash --rcfile ~/rc -i'\n" + conf, **(files or {})}
    return scenario(["tmux", "-L", "inner", "-f", "@HOME@/tmux.conf", "new-session"], prompt=prompt, size=size, files=files, history="",
                    env={"SHELL": "/bin/bash", "NODE_REPL_HISTORY": "@HOME@/.nh"}, needs=list(needs))


def go(s, key, wait=SHELL, settle=0.5):
    s.key("C-b", key, pace=0.1)
    s.pause(settle)
    s.wait(wait)


def said(s, wait, *texts, kind="repl"):
    for text in texts:
        s.run(text, kind=kind, wait=wait)


def block(s, wait, more, *parts, also=()):
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    text = "\n".join(parts).rstrip("\n")
    s.enter(text, kind="repl", wait=wait, also=[text + "\n", *also])


def close(s, panes):
    for _ in range(panes - 1):
        s.run("exit", wait=False)
        s.pause(0.5)
        s.wait()
    s.run("exit", wait=False)


@tiles(needs=["node"])
def tiles_node_right(s):
    go(s, "%")
    s.run("node", wait=NODE)
    said(s, NODE, "1 + 1", "let list = [3, 1, 2]", "list.sort()", "list.map(x => x * 2)")
    s.key("Up", "Up", pace=0.2)
    s.pause(0.1)
    s.enter("list.sort()", kind="repl", wait=NODE)
    s.type("list.lenght")
    s.key("BSpace", "BSpace", pace=0.06)
    s.type("th")
    s.enter("list.length", kind="repl", wait=NODE)
    go(s, "o")
    s.run("echo beside node")
    go(s, "o", NODE)
    block(s, NODE, r"\.\.\. $", "for (const x of list) {", "console.log(x)", "}")
    s.run(".exit", kind="repl")
    close(s, 2)


@tiles(size=(90, 34), needs=["node"])
def tiles_node_lower(s):
    s.run("tmux split-window -v node", wait=NODE)
    said(s, NODE, "'abc'.toUpperCase()", "Math.sqrt(2)", "[1,2,3].length")
    s.type("nothing")
    s.key("C-c", pace=0.3)
    s.wait(NODE)
    said(s, NODE, "null ?? 'then'")
    s.key("Up", pace=0.2)
    s.enter("null ?? 'then'", kind="repl", wait=NODE)
    go(s, ";")
    s.run("pwd")
    go(s, ";", NODE)
    said(s, NODE, "JSON.stringify({a: 1})")
    s.run(".exit", kind="repl", wait=False)
    s.pause(0.6)
    s.wait()
    close(s, 1)


@tiles(needs=["/usr/bin/ipython3"])
def tiles_ipython_right(s):
    go(s, "%")
    s.run("/usr/bin/ipython3", wait=IPY)
    said(s, IPY, "x = 41", "x + 1", "print('hello')")
    s.key("Up", "Up", pace=0.25)
    s.enter("x + 1", kind="repl", wait=IPY)
    s.type("[n * n for n in range(5)]")
    s.key("Home", pace=0.15)
    s.type("y = ")
    s.enter("y = [n * n for n in range(5)]", kind="repl", wait=IPY)
    go(s, "o")
    s.run("echo beside ipython")
    go(s, "o", IPY)
    said(s, IPY, "y[-1]", "%pwd")
    s.run("exit", kind="repl")
    close(s, 2)


@tiles(size=(100, 40), needs=["/usr/bin/ipython3"])
def tiles_ipython_lower(s):
    s.run("tmux split-window -v /usr/bin/ipython3", wait=IPY)
    s.type("def twice(n):")
    s.enter(None, wait=r"\.\.\.: +$")
    s.type("return 2 * n")
    s.enter(None, wait=r"\.\.\.: +$")
    s.enter("def twice(n):\n    return 2 * n", kind="repl", wait=IPY, also=["def twice(n):\n    return 2 * n\n"])
    said(s, IPY, "twice(21)", "1/0", "twice('ab')")
    s.type("twice(")
    s.key("C-c", pace=0.4)
    s.wait(IPY)
    said(s, IPY, "!echo from a shell")
    go(s, ";")
    s.run("ls -d /etc")
    go(s, ";", IPY)
    s.run("exit", kind="repl", wait=False)
    s.pause(0.8)
    s.wait()
    close(s, 1)


@tiles(needs=["gdb", "gcc"], size=(130, 32))
def tiles_gdb_right(s):
    s.run("gcc -g -o sum sum.c")
    go(s, "%")
    s.run("gdb -q -nx ./sum", wait=GDB)
    said(s, GDB, "set debuginfod enabled off", "break 6", "run", "print n", "next", "info locals")
    s.enter(None, wait=GDB)                        # again, as gdb does
    s.key("Up", "Up", "Up", pace=0.15)
    s.pause(0.1)
    s.enter("print n", kind="repl", wait=GDB)
    go(s, "o")
    s.run("head -3 sum.c")
    go(s, "o", GDB)
    said(s, GDB, "bt")
    s.run("kill", kind="repl", wait=r"\(y or n\) $")
    s.type("y")
    s.enter("y", kind="reply", wait=GDB)
    s.run("quit", kind="repl")
    close(s, 2)


@tiles(needs=["gdb"], size=(100, 30))
def tiles_gdb_lower(s):
    s.run("tmux split-window -v 'gdb -q -nx'", wait=GDB)
    said(s, GDB, "print 6*7", "print $_exitcode", "set $i = 3", "print $i + 1", "echo hello\\n")
    s.key("C-r", pace=0.15)
    s.type("6*")
    s.pause(0.2)
    s.enter("print 6*7", kind="repl", wait=GDB)
    block(s, GDB, "^ *>$", "define twice", "print $arg0 * 2", "end")
    said(s, GDB, "twice 21")
    go(s, ";")
    s.run("echo above gdb")
    go(s, ";", GDB)
    s.run("quit", kind="repl", wait=False)
    s.pause(0.6)
    s.wait()
    close(s, 1)


@tiles(needs=[P313])
def tiles_python313_right(s):
    go(s, "%")
    s.run(P313 + " -q", wait=PY)
    said(s, PY, "x = 41", "x + 1", "print('hello')")
    s.key("Up", "Up", pace=0.25)
    s.enter("x + 1", kind="repl", wait=PY)
    s.type("for i in range(2):")
    s.enter(None, wait=r"\.\.\. +$")
    s.type("print(i)")
    s.enter(None, wait=r"\.\.\. +$")
    s.enter("for i in range(2):\n    print(i)", kind="repl", wait=PY, also=["for i in range(2):\n    print(i)\n", "for i in range(2):\n    print(i)\n    "])
    said(s, PY, "x")
    go(s, "o")
    s.run("echo beside python")
    go(s, "o", PY)
    s.run("exit()", kind="repl")
    close(s, 2)


@tiles(needs=["/usr/bin/python3"], size=(100, 34))
def tiles_python_lower(s):
    go(s, '"')
    s.run("/usr/bin/python3 -q", wait=PY)
    said(s, PY, "import os", "os.getpid() > 0")
    block(s, PY, r"\.\.\. $", "def f(n):", "    return n * 2", "")
    said(s, PY, "f(21)")
    s.run("input('Name: ')", kind="repl", wait="Name: $")
    s.type("Bob")
    s.enter("Bob", kind="reply", wait=PY)
    s.run("import getpass; p = getpass.getpass()", kind="repl", wait="Password: $")
    s.secret("Blue-Otter-9")
    s.enter(None, wait=PY)
    said(s, PY, "len(p)")
    go(s, ";")
    s.run("echo above python")
    go(s, ";", PY)
    s.key("C-d", pace=0.3)
    s.wait(SHELL)
    close(s, 2)


@tiles(needs=["sqlite3"], size=(130, 28))
def tiles_sqlite_right(s):
    go(s, "%")
    s.run("sqlite3 x.db", wait=SQL)
    said(s, SQL, "create table t(a,b);", "insert into t values (1,'x'),(2,'y');", ".headers on", "select * from t;")
    block(s, SQL, r"\.\.\.> $", "select count(*)", "from t", "where a > 1;")
    s.key("Up", "Up", "Up", "Up", pace=0.15)
    s.pause(0.15)
    s.enter("select * from t;", kind="repl", wait=SQL)
    said(s, SQL, "select 'a statement that is much longer than the row of this half of the window', a, b from t;")
    go(s, "o")
    s.run("sqlite3 x.db 'select 7'")
    go(s, "o", SQL)
    s.run(".quit", kind="repl")
    close(s, 2)


@tiles(needs=["sqlite3", "gdb", "node", "/usr/bin/python3"], size=(160, 44))
def tiles_four_interpreters(s):
    s.run("/usr/bin/python3 -q", wait=PY)
    said(s, PY, "1 + 1")
    go(s, "%")
    s.run("node", wait=NODE)
    said(s, NODE, "2 + 2", "'b'.repeat(3)")
    go(s, '"')
    s.run("gdb -q -nx", wait=GDB)
    said(s, GDB, "print 3 + 3")
    s.key("C-b", "Left", pace=0.1)
    s.pause(0.7)
    go(s, '"')
    s.run("sqlite3", wait=SQL)
    said(s, SQL, "select 4 + 4;")
    s.key("C-b", "Up", pace=0.1)
    s.pause(0.7)
    s.wait(PY)
    said(s, PY, "5 + 5")
    s.key("C-b", "Right", pace=0.1)
    s.pause(0.7)
    said(s, NODE, "6 + 6")
    s.run(".exit", kind="repl")
    s.run("exit", wait=False)
    s.pause(0.7)
    s.key("C-b", "o", pace=0.1) if "(gdb) " not in s.cursor_line()[-6:] else None
    s.pause(0.5)
    if not s.cursor_line().endswith("(gdb) "):
        s.key("C-b", "o", pace=0.1)
        s.pause(0.5)
    s.wait(GDB)
    said(s, GDB, "print 7 + 7")
    s.run("quit", kind="repl")
    s.run("exit", wait=False)
    s.pause(0.7)
    for prompt in (PY, SQL):
        if s.cursor_line().endswith(">>> "):
            s.run("exit()", kind="repl")
        elif s.cursor_line().endswith("sqlite> "):
            s.run(".quit", kind="repl")
        s.run("exit", wait=False)
        s.pause(0.8)


@tiles(needs=["/usr/bin/python3", "bc"], size=(110, 30), conf="set -g status-position top\n")
def tiles_zoomed_interpreters(s):
    go(s, "%")
    s.run("/usr/bin/python3 -q", wait=PY)
    said(s, PY, "sum(range(10))")
    go(s, "z", PY)
    said(s, PY, "'a line that is longer than a half of the window, which it does not need to be in the whole'.upper()")
    go(s, "z", PY)
    said(s, PY, "max(1, 2)")
    s.key("Up", "Up", pace=0.2)
    s.key("C-a", pace=0.1)
    s.pause(0.1)
    s.enter("'a line that is longer than a half of the window, which it does not need to be in the whole'.upper()", kind="repl", wait=PY)
    s.run("exit()", kind="repl")
    s.run("bc -q", wait=False)
    s.pause(0.4)
    s.type("6 * 7")
    s.enter("6 * 7", kind="repl", wait=r"(^|│)$")
    s.type("quit")
    s.enter("quit", kind="repl")
    close(s, 2)


@machine("web-2", needs=["tmux"], files={"tmux.conf": "set -g default-shell /bin/bash\nset -g default-command bash\n"}, size=(120, 30))
def tiles_ssh_right(s):
    here, web = r"root@web-1:.*# $", r"root@web-2:.*# $"
    s.run("tmux -L t -f tmux.conf", wait=here)
    s.key("C-b", "%", pace=0.1)
    s.pause(0.4)
    s.wait(here)
    s.run("ssh web-2", wait=web)
    s.run("hostname", wait=web)
    s.type("ls -d /ect")
    s.key("BSpace", "BSpace", pace=0.06)
    s.type("tc")
    s.enter("ls -d /etc", wait=web)
    s.key("Up", "Up", pace=0.15)
    s.enter("hostname", wait=web)
    go(s, "o", here)
    s.run("echo still here", wait=here)
    go(s, "o", web)
    s.run("echo a line of words on another machine that is so long that it has to wrap in this half", wait=web)
    s.type("rm -rf /never/run")
    s.absent.append("/never/run")
    s.key("C-c", pace=0.4)
    s.wait(web)
    s.run("exit", wait=here)
    s.run("exit", wait=here)
    s.run("exit", wait=here)
    s.run("exit", wait=False)


@machine("web-2 db-1", needs=["tmux", "zsh", "fish"], files={"tmux.conf": "set -g default-shell /bin/bash\nset -g default-command bash\n"}, size=(100, 36))
def tiles_ssh_to_shells(s):
    here, web = r"root@web-1:.*# $", r"root@web-2:.*# $"
    s.run("tmux -L t -f tmux.conf", wait=here)
    s.run("ssh web-2", wait=web)
    s.run("uname -s", wait=web)
    s.run("exit", wait=here)
    s.run("tmux split-window -v 'ssh -t web-2 fish --no-config -i'", wait=r"[>#] $")
    s.pause(0.5)
    fish = r"\w+@web-2[^#>]*[>#] $"
    s.wait(fish)
    s.run("echo in a remote fish", wait=fish)
    s.type("echo in")
    s.pause(0.4)
    s.key("Right", pace=0.2)
    s.pause(0.2)
    s.enter("echo in a remote fish", wait=fish)
    s.run("ls -d /usr", wait=fish)
    go(s, ";", here)
    s.run("echo above", wait=here)
    go(s, ";", fish)
    s.run("exit", wait=False)
    s.pause(0.6)
    s.wait(here)
    s.run("exit", wait=here)
    s.run("exit", wait=False)


POSTGRES = dict(needs=["setpriv", "tmux", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"]), *namespaces()])


@beside(["postgres.sh"], **POSTGRES, size=(130, 30), files={"tmux.conf": "set -g default-shell /bin/bash\nset -g default-command 'bash --norc --noprofile'\n"})
def tiles_psql_right(s):
    here, pg, more = r"(web-1:[^ ]*|bash-5.2)# $", r"\w+=# $", r"\w+[-('\"]# $"
    s.run("tmux -L t -f tmux.conf", wait=here)
    s.key("C-b", "%", pace=0.1)
    s.pause(0.4)
    s.wait(here)
    s.run("psql -q shop", wait=pg)
    said(s, pg, "\\pset pager off", "select 6 * 7;", "create table t(a int, b text);")
    block(s, pg, more, "insert into t", "values (1, 'x'),", "(2, 'y');")
    said(s, pg, "select * from t;", "\\d t")
    s.key("Up", "Up", pace=0.15)
    s.key("BSpace")
    s.type(" where a = 2;")
    s.enter("select * from t where a = 2;", kind="repl", wait=pg)
    go(s, "o", here)
    s.run("echo beside psql", wait=here)
    go(s, "o", pg)
    s.type("select pg_sleep")
    s.key("C-c", pace=0.4)
    s.wait(pg)
    s.run("\\q", kind="repl", wait=here)
    s.run("exit", wait=here)
    s.run("exit", wait=here)
    s.run("exit", wait=False)
