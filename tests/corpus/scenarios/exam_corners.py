"""Corners: blocks committed while the cursor stands inside them, prompts of interpreters that change, consoles below wrappers, prompts that lie."""
import glob

from props import bash as root, beside, namespaces, prop
from props.hand import back, bash, bye, fish, go, rows, zsh

FILES = {"a.txt": "alpha\nbeta\ngamma\n", "b.txt": "delta\n"}
RC, AT = "PS1='corner:\\w\\$ '\n", r"corner:\S+# $"


def corner(size=(84, 24), rc="", needs=(), files=None, **env):
    return bash(RC + rc, AT, size=size, needs=needs, files={**FILES, **(files or {})}, **env)


def repl(s, *texts, wait=True):
    go(s, *texts, kind="repl", wait=wait)


@corner()
def corner_paste_then_its_begin(s):
    s.paste("echo first\necho second\necho third")
    s.pause(0.2)
    s.key("C-a", pace=0.2)
    s.type("time ")
    s.enter("time echo first\necho second\necho third", wait=r"corner:\S+# $")
    s.paste("for f in *.txt; do\n  wc -l $f\ndone")
    s.pause(0.2)
    s.key("Home", pace=0.2)
    s.enter("for f in *.txt; do\n  wc -l $f\ndone")
    s.paste("cat a.txt |\nsort -r")
    s.pause(0.2)
    s.key("M-b", "M-b", "M-b", pace=0.1)
    s.key("C-f", "C-f", pace=0.05)
    s.key("C-e", pace=0.1)
    s.pause(0.1)
    s.enter("cat a.txt |\nsort -r")
    go(s, "echo end")
    bye(s)


@zsh("PROMPT='%~ %# '\nbindkey -e\n", "~ # $", size=(88, 24), files=FILES)
def corner_zsh_paste_and_up(s):
    s.paste("print one\nprint two\nprint three")
    s.pause(0.3)
    s.key("Up", "Up", pace=0.2)
    s.enter("print one\nprint two\nprint three")
    s.paste("for f in *.txt; do\n  wc -l $f\ndone")
    s.pause(0.3)
    s.key("Up", pace=0.2)
    s.key("C-a", pace=0.15)
    s.type(": ; ")
    s.enter("for f in *.txt; do\n: ;   wc -l $f\ndone")
    s.key("Up", pace=0.3)
    s.key("Up", pace=0.3)
    s.key("C-e", pace=0.15)
    s.type(" | cat")
    s.pause(0.2)
    s.enter("for f in *.txt; do\n: ;   wc -l $f | cat\ndone")
    go(s, "print end")
    bye(s)


@zsh("PROMPT=$'%F{cyan}%~%f\\n❯ '\nRPROMPT='%*'\nbindkey -e\nzle-line-finish() { PROMPT='❯ ' RPROMPT=; zle reset-prompt }\nzle -N zle-line-finish\nprecmd() { PROMPT=$'%F{cyan}%~%f\\n❯ ' RPROMPT='%*' }\n", "^❯ $", size=(88, 24), files=FILES)
def corner_zsh_transient_and_blocks(s):
    s.paste("print one\nprint two\nprint three")
    s.pause(0.3)
    s.key("Up", pace=0.2)
    s.enter("print one\nprint two\nprint three")
    rows(s, "for f in *.txt; do", "print $f", "done", more="for> $")
    s.key("Up", pace=0.3)
    s.enter("for f in *.txt; do\nprint $f\ndone")
    s.key("Up", pace=0.3)
    s.key("Up", "Up", pace=0.3)
    s.pause(0.2)
    s.enter("for f in *.txt; do\nprint $f\ndone")
    go(s, "print end")
    bye(s)


@fish("function fish_prompt; echo -n 'c> '; end\n", "^c> $", size=(88, 24), files=FILES)
def corner_fish_blocks_and_up(s):
    s.paste("echo one\necho two\necho three")
    s.pause(0.3)
    s.key("Up", pace=0.3)
    s.enter("echo one\necho two\necho three")
    s.paste("for f in *.txt\n    wc -l $f\nend")
    s.pause(0.3)
    s.key("Up", "Up", pace=0.3)
    s.key("C-a", pace=0.2)
    s.enter("for f in *.txt\n    wc -l $f\nend")
    rows(s, "switch (count *.txt)", "case 2", "echo two", "case '*'", "echo other", "end", more=" +$")
    rows(s, "function hi --argument who", "if test -n \"$who\"", "echo hi $who", "else", "echo nobody", "end", "end", more=" +$")
    go(s, "hi Bo", "echo end")
    bye(s)


@corner(needs=["/usr/bin/python3"])
def corner_python_changes_its_prompt(s):
    s.run("/usr/bin/python3 -q", wait="^>>> $")
    repl(s, "import sys", wait="^>>> $")
    repl(s, "sys.ps1 = 'py3> '; sys.ps2 = '  ~> '", "2 + 2", wait="^py3> $")
    s.type("for i in range(2):")
    s.enter(None, wait="^  ~> $")
    s.type("    print(i)")
    s.enter(None, wait="^  ~> $")
    s.enter("for i in range(2):\n    print(i)", kind="repl", wait="^py3> $")
    repl(s, "sys.ps1 = '\\nIn: '", wait="^In: $")
    repl(s, "'a' * 3", "len(_)", wait="^In: $")
    s.run("exit()", kind="repl")
    bye(s)


@corner(needs=["sqlite3", "gdb"])
def corner_prompts_that_are_set(s):
    s.run("sqlite3 x.db", wait="^sqlite> $")
    repl(s, ".prompt 'db# ' 'more# '", "create table t (a);", wait="^db# $")
    s.type("insert into t")
    s.enter(None, wait="^more# $")
    s.type("values (1), (2);")
    s.enter("insert into t\nvalues (1), (2);", kind="repl", wait="^db# $")
    repl(s, "select sum(a) from t;", wait="^db# $")
    s.run(".quit", kind="repl")
    s.run("gdb -q -nx", wait=r"^\(gdb\) $")
    repl(s, "set prompt dbg: ", wait=r"^dbg: ?$")
    s.run("print 6*7", kind="repl", wait=r"^dbg: ?$")
    s.run("quit", kind="repl")
    bye(s)


@corner(needs=["redis-server", "redis-cli"], size=(100, 28))
def corner_redis_in_a_transaction(s):
    go(s, "redis-server --port 16399 --daemonize yes --save '' --dir ~ >/dev/null; sleep 1")
    it = r"16399(\[\d\])?(\(TX\))?> $"
    s.run("redis-cli -p 16399", wait=it)
    repl(s, "select 2", "set a 1", "multi", "incr a", "incr a", "exec", "get a", wait=it)
    s.run("shutdown nosave", kind="repl", wait="not connected> $")
    s.run("ping", kind="repl", wait="not connected> $")
    s.run("exit", kind="repl")
    go(s, "echo done")
    bye(s)


CONSOLE = "#!/bin/bash\np='SQL'; while read -r -p \"$p> \" l; do case $l in use*) p=${l#use };; quit) exit;; *';') echo \"1 row\";; *) echo \"? $l\";; esac; done\n"


@corner(needs=["rlwrap"], files={"sqlplus": CONSOLE})
def corner_rlwrap_with_history(s):
    s.run("rlwrap ./sqlplus", wait="SQL> $")
    repl(s, "select 1 from dual;", "select 2 from dual;", wait="SQL> $")
    s.key("Up", pace=0.2)
    back(s, 5)
    s.type("al d;")
    s.pause(0.2)
    s.enter("select 2 from al d;", kind="repl", wait="SQL> $")
    s.key("C-r", pace=0.2)
    s.type("1 fr", pace=0.1)
    s.pause(0.2)
    s.enter("select 1 from dual;", kind="repl", wait="SQL> $")
    repl(s, "use stock", wait="stock> $")
    repl(s, "count;", wait="stock> $")
    s.run("quit", kind="repl")
    go(s, "echo back", "ls")
    bye(s)


@corner(needs=["rlwrap", "dash"])
def corner_rlwrap_around_a_shell(s):
    s.run("rlwrap -pBlue env PS1='lw$ ' dash", wait=r"lw\$ $")
    go(s, "echo inside", "ls a.txt", "wc -l a.txt", wait=r"lw\$ $")
    s.key("Up", "Up", pace=0.2)
    s.enter("ls a.txt", wait=r"lw\$ $")
    s.run("exit")
    go(s, "echo out")
    bye(s)


@bash("PS1='\\e[32m\\h\\e[0m:\\e[34m\\w\\e[0m\\$ '\n", r":\S+# $", size=(100, 28), files=FILES)
def corner_unmarked_colours_and_keys(s):
    go(s, "ls", "cat a.txt")
    s.type("cat a.tx | sort")
    s.key("M-b", "M-b", pace=0.1)
    s.key("Left", "Left", pace=0.1)
    s.pause(0.1)
    s.key("C-e", pace=0.1)
    s.key("C-u", pace=0.1)
    go(s, "echo once more")
    s.key("C-r", pace=0.2)
    s.type("cat", pace=0.1)
    s.pause(0.2)
    s.enter("cat a.txt")
    s.type("eco typed wrong")
    s.key("C-a", "C-f", "C-f", pace=0.1)
    s.type("h")
    s.enter("echo typed wrong")
    s.type("ls b")
    s.key("Tab", pace=0.3)
    s.enter("ls b.txt", also=["ls b.txt "])
    bye(s)


@bash("PS1='\\033[01;31m\\u\\033[00m@\\033[01;32mprod\\033[00m \\w # '\n", r"prod \S+ # $", size=(80, 24), files=FILES)
def corner_unmarked_colours_and_long_lines(s):
    go(s, "ls", "true")
    for text in ("cat a.txt b.txt | sort | uniq -c | sort -rn | head -n 2 > c.txt", "grep -n alpha a.txt b.txt; echo \"exit status of it was $?\"; wc -l a.txt", "echo short"):
        s.type(text)
        s.enter(text)
    s.key("Up", "Up", pace=0.2)
    s.enter("grep -n alpha a.txt b.txt; echo \"exit status of it was $?\"; wc -l a.txt")
    go(s, "echo end")
    bye(s)


POSTGRES = dict(needs=["setpriv", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"]), *namespaces()])


@beside(["postgres.sh"], **POSTGRES, size=(100, 30))
def corner_psql_in_all_its_prompts(s):
    it = r"^shop[=*!]*# $"
    s.run("psql -q shop", wait=it)
    repl(s, "begin;", "create table o (id int, note text);", wait=it)
    s.type("insert into o values (1, 'first")
    s.enter(None, wait="shop\\*?'\\*?# $")
    s.type("row'), (2, 'b');")
    s.enter("insert into o values (1, 'first\nrow'), (2, 'b');", kind="repl", wait=it)
    s.type("select (")
    s.enter(None, wait=r"shop\*?\(\*?# $")
    s.type("1 + 2) as three;")
    s.enter("select (\n1 + 2) as three;", kind="repl", wait=it)
    repl(s, "selec 1;", "rollback;", "\\dt", wait=it)
    s.key("Up", "Up", pace=0.2)
    s.enter("rollback;", kind="repl", wait=it)
    repl(s, "\\set PROMPT1 '%/> '", wait="^shop> $")
    repl(s, "select now() is not null;", wait="^shop> $")
    s.run("\\q", kind="repl")
    bye(s)


@root(size=(90, 24), files={"bin/device.py": prop("device.py")}, history="", needs=["/usr/bin/python3"])
def corner_a_switch_in_its_modes(s):
    s.run("device.py tree", wait=r"sw1[>#] $|sw1[>#]$")
    it = r"sw1(\([\w-]+\))?[>#] ?$"
    repl(s, "show version", "show clock", wait=it)
    s.run("enable", kind="repl", wait="assword: $")
    s.secret("Calm-Harbour-4")
    s.enter(None, wait=it)
    repl(s, "configure terminal", "hostname core9", wait=r"(sw1|core9)\(config\)# ?$")
    repl(s, "vlan 20", "end", wait=r"core9(\([\w-]+\))?# ?$")
    repl(s, "show vlan", wait=r"core9# ?$")
    s.run("exit", kind="repl")
    bye(s)


@corner(needs=["node"])
def corner_nests_of_blocks(s):
    s.run("node", wait="^> $")
    rows(s, "for (let i = 0; i < 2; i++) {", "if (i) {", "console.log(i)", "}", "}", more=r"\.\.\.+ $", kind="repl", wait="^> $")
    s.key("Up", pace=0.3)
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.wait("^> $")
    repl(s, "[1,2]", ".exit", wait=r"^> $|corner:\S+# $")
    go(s, "echo back")
    bye(s)


@bash("PS1='\\u@\\h \\w\\n\\$ '\n", r"^# $", size=(70, 20), files=FILES, needs=["tmux"])
def corner_vim_in_the_lower_half(s):
    s.run("tmux -L corpus-floor -f /dev/null new 'bash --rcfile ~/rc'", wait="^# $")
    s.key("C-b", '"', pace=0.3)
    s.pause(0.5)
    go(s, "bash --rcfile ~/rc", wait="# $")
    s.run("vim -u NONE -n a.txt", wait=False)
    s.see("gamma")
    s.pause(0.5)
    s.type(":s/alpha/omega/")
    s.key("Enter", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0.4)
    s.wait("^# $")
    go(s, "head -n 1 a.txt")
    s.run("less a.txt", wait=False)
    s.pause(0.6)
    s.type("/beta")
    s.key("Enter", pace=0.4)
    s.type("q")
    s.pause(0.3)
    s.wait("^# $")
    go(s, "echo read", "exit", wait="# $")
    s.run("exit", wait="^# $")
    s.run("exit")
    bye(s)
