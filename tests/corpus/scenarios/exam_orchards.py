"""What people switch on: options, keys bound to words, prompts of two colours and three rows, editors and debuggers in their own ways."""
import glob

from props import beside, namespaces
from props.hand import back, bash, block, bye, fish, go, no, repl, rows, shell, shown, stop, zsh

LOG = "".join(f"{n:03} tree-{n % 5} {['plum', 'pear', 'quince'][n % 3]} {n * 23 % 71}\n" for n in range(90))
FILES = {"orchard.log": LOG, "rows/apple.txt": "red\n", "rows/apricot.txt": "gold\n", "rows/plum.txt": "blue\n", "ed": "#!/bin/sh\nsleep 0.2\nsed -i 's/mistkae/mistake/' \"$1\"\n",
         "tree.c": "int grow(int n)\n{\n    return n + 2;\n}\nint main(void)\n{\n    int total = 0;\n    for (int i = 0; i < 3; i++)\n        total += grow(i);\n    return total - 9;\n}\n"}
POSTGRES = dict(needs=["setpriv", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"]), *namespaces()])


def ahead(s, *texts, over="sleep 0.6", kind="command"):
    s.run(over, wait=False)
    for text in texts:
        s.type(text)
        s.key("Enter", pace=0)
        s.truth(text, kind, ahead=True)
    s.pause(1.0)
    s.wait()


@shell(["tcsh"], r"orchard:~ \d+% $", (90, 26), files={**FILES, ".tcshrc": "set prompt='orchard:%c %h%% '\nset prompt2='more %R? '\nset history=99 histlit autolist=ambiguous printexitvalue notify\nset color echo_style=both\nunset autologout\nset correct=cmd\nalias precmd 'echo -n \"\"'\n"})
def orchard_tcsh_with_options(s):
    go(s, "ls rows", "false", "echo plum and pear", "cat rows/plum.txt | wc -l")
    s.type("cat rows/ap")
    s.key("Tab", pace=0.25)
    s.type("r")
    s.key("Tab", pace=0.25)
    s.enter("cat rows/apricot.txt", also=["cat rows/apricot.txt "])
    s.run("!echo:s/pear/quince/", also=["echo plum and quince"])
    s.type("ecoh mistyped")
    s.enter("ecoh mistyped", also=["echo mistyped"], wait=r"\? $")
    s.type("y")
    s.pause(0.3)
    s.wait()
    rows(s, "foreach f (rows/*)", "wc -c $f", "end", more=r"\? $")
    ahead(s, "echo early", "echo and once more")
    s.run("sleep 20 &")
    s.run("kill %1")
    s.pause(0.3)
    no(s, "halt now")
    go(s, "set echo", "ls rows/plum.txt", "unset echo", "echo last")
    bye(s)


@shell(["ksh93", "-o", "emacs", "-i"], r"^~ \[\d+\] ksh\$ $", (80, 24), files=FILES, ENV="/dev/null", PS1="~ [$?] ksh$ ")
def orchard_ksh_of_its_own(s):
    go(s, "ls rows", "false", "print plum and pear")
    s.run("r print", also=["print plum and pear"])
    s.type("print words of mine")
    s.key("C-a", "M-f", "M-d", pace=0.08)
    s.pause(0.1)
    s.enter("print of mine")
    s.type("cat rows/pl")
    s.key("Tab", pace=0.3)
    s.enter("cat rows/plum.txt", also=["cat rows/plum.txt "])
    rows(s, "select x in one two; do", "print $x; break", "done", more="> $", wait=r"#\? $")
    s.type("1")
    s.enter("1", kind="reply")
    s.type("print " + " ".join(f"branch-{n}" for n in range(12)))
    s.enter("print " + " ".join(f"branch-{n}" for n in range(12)))
    s.key("C-p", pace=0.1)
    s.type(" and more")
    s.pause(0.1)
    s.enter("print " + " ".join(f"branch-{n}" for n in range(12)) + " and more")
    go(s, "print -v .sh.version | wc -l", "typeset -i n=3; (( n *= 2 )); print $n")
    ahead(s, "print early")
    no(s, "halt")
    bye(s)


@shell(["mksh", "-i"], r"^❯ $", (100, 30), files={**FILES, "mrc": "PS1=$'\\001\\r\\001\\e[36m\\001${PWD##*/}\\001\\e[0m\\001 [$?]\\n❯ '\n"}, ENV="@HOME@/mrc")
def orchard_mksh_in_two_rows(s):
    go(s, "ls rows", "false", "print plum and pear", "cd rows", "cat plum.txt", "cd ..")
    s.key("C-r", pace=0.15)
    s.type("plum and", pace=0.06)
    s.pause(0.2)
    s.enter("print plum and pear")
    s.type("cat rows/ap")
    s.key("Tab", pace=0.25)
    s.type("r")
    s.key("Tab", pace=0.25)
    s.pause(0.1)
    s.enter("cat rows/apricot.txt", also=["cat rows/apricot.txt "])
    s.type("print next ")
    s.key("Escape", pace=0.02)
    s.type(".")
    s.pause(0.2)
    s.enter("print next rows/apricot.txt")
    rows(s, "for n in 1 2; do", "print $n", "done")
    rows(s, "cat <<E", "words", "E")
    s.type("print " + " ".join(f"branch-{n}" for n in range(14)))
    s.enter("print " + " ".join(f"branch-{n}" for n in range(14)))
    ahead(s, "print early", "print twice")
    no(s, "halt")
    bye(s)


@shell(["yash", "-i"], r"home yash # ", (90, 24), files={**FILES, ".yashrc": "YASH_PS1='\\fg.${PWD##*/} yash # \\fd.'\nset -o emacs -o le-predict\nHISTFILE=~/.yh HISTSIZE=90\n"})
def orchard_yash_foretells(s):
    s.spec["prompt"] = r"home yash # $"
    go(s, "ls rows", "echo plum and pear", "grep -c plum orchard.log")
    s.type("gre", pace=0.06)
    s.pause(0.25)
    s.key("C-e", pace=0.2)
    s.pause(0.1)
    s.enter("grep -c plum orchard.log")
    s.type("echo", pace=0.06)
    s.pause(0.2)
    s.type(" other words", pace=0.05)
    s.pause(0.1)
    s.enter("echo other words")
    s.type("ls", pace=0.06)
    s.pause(0.2)
    s.enter("ls")
    rows(s, "for n in 1 2; do", "echo $n", "done", more="> $")
    ahead(s, "echo early")
    no(s, "halt")
    bye(s)


INPUTRC = """set show-all-if-ambiguous on
set menu-complete-display-prefix on
set colored-stats on
set colored-completion-prefix on
set enable-active-region on
set print-completions-horizontally off
set revert-all-at-newline on
set completion-ignore-case on
TAB: menu-complete
"\\e[15~": "ls rows\\n"
"\\e[17~": "\\C-a\\C-kecho put in by a key"
"\\C-xs": "\\C-asudo -n \\C-e"
"""


@bash("PS1='\\[\\e[1m\\]\\u@orchard\\[\\e[0m\\]:\\W\\$ '\nbind -x '\"\\C-xl\": ls rows'\n", r"root@orchard:\S+# $", (100, 30), files={**FILES, ".inputrc": INPUTRC}, INPUTRC="@HOME@/.inputrc")
def orchard_bash_with_keys_of_ones_own(s):
    go(s, "echo one")
    s.place = s._look()[0]
    s.key("F5", pace=0)
    s.truth("ls rows")
    s.pause(0.3)
    s.wait()
    s.type("thrown away")
    s.key("F6", pace=0.2)
    s.enter("echo put in by a key")
    s.type("echo half ")
    s.key("C-x", pace=0.05)
    s.type("l")
    s.pause(0.4)
    s.type("and half")
    s.enter("echo half and half")
    s.type("cat rows/ap")
    s.key("Tab", pace=0.3)
    s.key("Tab", pace=0.3)
    s.pause(0.1)
    s.enter(shown(s, "# "))
    s.type("true")
    s.key("C-x", pace=0.05)
    s.type("s")
    s.pause(0.1)
    s.enter("sudo -n true")
    s.paste("echo pasted with a region")
    s.pause(0.2)
    s.enter("echo pasted with a region")
    s.key("Up", pace=0.1)
    s.key("C-a", "C-Space", pace=0.1)
    s.key("M-f", pace=0.1)
    s.pause(0.1)
    s.enter("echo pasted with a region")
    s.type("grep -c plum ORCH")
    s.key("Tab", pace=0.3)
    s.enter("grep -c plum orchard.log", also=["grep -c plum orchard.log "])
    no(s, "halt -p")
    bye(s)


ZSHRC = """PROMPT='%F{green}%n%f %1~ %# '
RPROMPT='%F{8}%D{%H:%M:%S}%f'
RPROMPT2='<%_'
ZLE_RPROMPT_INDENT=0
TMOUT=1
TRAPALRM() { zle && zle reset-prompt }
bindkey -e
autoload -Uz edit-command-line; zle -N edit-command-line; bindkey '^X^E' edit-command-line
sudo-line() { BUFFER="sudo -n $BUFFER"; CURSOR=$#BUFFER }; zle -N sudo-line; bindkey '\\e\\e' sudo-line
magic() { [[ -z $BUFFER ]] && BUFFER=' ls rows'; zle accept-line }; zle -N magic; bindkey '^M' magic
export EDITOR=$HOME/ed
"""


@zsh(ZSHRC, r"root ~ # ( +\d+:\d+:\d+)?$", (90, 26), files=FILES)
def orchard_zsh_with_widgets(s):
    go(s, "print plum and pear", "grep -c plum orchard.log")
    s.type("true")
    s.key("Escape", "Escape", pace=0.05)
    s.pause(0.3)
    s.enter("sudo -n true")
    s.place = s._look()[0]
    s.key("Enter", pace=0)
    s.truth(" ls rows", also=["ls rows"])
    s.pause(0.4)
    s.wait()
    s.type("print half ", pace=0.05)
    s.pause(1.3)
    s.type("and half")
    s.enter("print half and half")
    s.type("print pushed")
    s.key("M-q", pace=0.3)
    s.run("print before it", wait=r"# print pushed( +\S+)?$")
    s.enter("print pushed")
    s.type("print a mistkae")
    s.key("C-x", pace=0.05)
    s.key("C-e", pace=0.7)
    s.pause(0.3)
    s.enter("print a mistake")
    s.type("print held")
    s.key("M-a", pace=0)
    s.truth("print held")
    s.pause(0.4)
    s.enter("print held")
    s.key("Up", "Up", "Up", pace=0.12)
    s.pause(0.1)
    again = shown(s, "# ")
    s.key("C-o", pace=0)
    s.truth(again)
    s.pause(0.4)
    s.abandon()
    rows(s, "for n in 1 2; do", "print $n", "done", more=r"for> ( +<for)?$")
    no(s, "halt -p")
    bye(s)


@fish("function fish_prompt; set_color cyan; echo -n (prompt_pwd); set_color normal; echo -n ' ❯ '; end\nfunction fish_right_prompt; set_color brblack; date +%H:%M:%S; set_color normal; end\nset -gx EDITOR ~/ed\n", r"~ ❯ $", (100, 30), files=FILES)
def orchard_fish_with_its_keys(s):
    go(s, "echo plum and pear", "ls rows", "grep -c plum orchard.log")
    s.type("ls rows/plum.txt")
    s.key("M-s", pace=0.3)
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.wait()
    s.type("echo a mistkae")
    s.key("M-e", pace=0.8)
    s.pause(0.4)
    s.enter("echo a mistake")
    s.type("echo next ")
    s.key("M-.", pace=0.3)
    s.pause(0.2)
    s.enter("echo next mistake")
    s.type("cat rows/")
    s.key("Tab", pace=0.4)
    s.key("Tab", "Down", pace=0.25)
    s.key("Enter", pace=0.3)
    s.pause(0.2)
    s.enter(shown(s, "❯ "))
    s.type("plum")
    s.key("Up", pace=0.3)
    s.pause(0.3)
    s.enter(shown(s, "❯ ")) if "plum" in s.cursor_line() else s.abandon()
    s.type("echo one two three")
    s.key("C-w", "C-w", pace=0.12)
    s.key("C-y", pace=0.2)
    s.pause(0.2)
    s.key("End", pace=0.2)
    s.enter(shown(s, "❯ "))
    s.type("echo (echo in")
    s.enter(None, wait=r"^ *\S*$")
    s.type("side)")
    s.pause(0.1)
    s.abandon()
    ahead(s, "echo early")
    bye(s)


@shell(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit", "--TerminalInteractiveShell.editing_mode=vi", "--TerminalInteractiveShell.timeoutlen=0.1"], r"\[ins\] In \[\d+\]: $", (100, 30), files=FILES, needs=["/usr/bin/ipython3"], pace=0.03, IPYTHONDIR="@HOME@/.ipy", PAGER="cat")
def orchard_ipython_in_vi(s):
    repl(s, "x = 6 * 7", "x", "len(open('orchard.log').read())")
    s.key("Escape", pace=0.4)
    s.type("kk", pace=0.15)
    s.type("A + 1", pace=0.05)
    s.pause(0.3)
    s.enter("x + 1", kind="repl")
    s.type("def f(n):")
    s.enter(None, wait=r"\.\.\.: *$")
    s.type("return n * 2")
    s.enter(None, wait=r"\.\.\.: *$")
    s.enter("def f(n):\n    return n * 2", kind="repl", also=["def f(n):\n    return n * 2\n    "])
    repl(s, "f(21)", "!ls rows", "%pwd", "sorted(n for n in range(5))")
    s.type("f(never")
    s.key("C-c", pace=0.4)
    s.wait()
    s.absent.append("f(never")
    repl(s, "_ + _")
    repl(s, "exit", wait=False)


@bash("PS1='orchard:\\W\\$ '\n", r"orchard:\S+# $", (110, 36), needs=["gdb", "gcc"], files=FILES)
def orchard_gdb_of_its_own(s):
    g = r"\(gdb\) $"
    go(s, "gcc -g -O0 -o tree tree.c")
    s.run("gdb -q tree", wait=g)
    repl(s, "set confirm off", "b grow", wait=g)
    block(s, "commands", "silent", "print n", "end", more="^ *>$", wait=g)
    repl(s, "run", "continue", "info locals", "bt", wait=g)
    s.enter(None, wait=g)
    block(s, "define twice", "print $arg0 * 2", "end", more="^ *>$", wait=g)
    repl(s, "twice 21", "p total", "up", "p total", "info registers rip", wait=g)
    s.key("C-p", "C-p", "C-p", pace=0.1)
    s.pause(0.1)
    s.enter("up", kind="repl", wait=g)
    s.type("info bre")
    s.key("Tab", pace=0.4)
    s.enter("info breakpoints", kind="repl", wait=g, also=["info breakpoints "])
    repl(s, "!echo out of gdb", "set prompt tree> ", wait=r"(tree> |\(gdb\) )$")
    g = "tree> $"
    repl(s, "p 1 + 1", "kill", wait=g)
    repl(s, "q")
    go(s, "echo back")
    bye(s)


@beside(["postgres.sh"], **POSTGRES, size=(100, 30), files={"ed": "#!/bin/sh\nsleep 0.2\nsed -i 's/count/max/; s/\\*/id/' \"$1\"\n", ".psqlrc": "\\set QUIET 1\n\\set PROMPT1 '%[%033[1;33m%]%n@%/%R%x%#%[%033[0m%] '\n\\set PROMPT2 '... '\n\\set QUIET 0\n"})
def orchard_psql_in_colours(s):
    pg = r"postgres@shop=\*?# $"
    s.run("EDITOR=~/ed psql -q shop", wait=pg)
    repl(s, "create table tree (id serial, kind text);", "insert into tree (kind) values ('plum'), ('pear');", "select count(*) from tree;", wait=pg)
    block(s, "select kind", "from tree", "where id = 1;", more=r"\.\.\. $", wait=pg)
    s.key("Up", pace=0.2)
    s.pause(0.1)
    s.key("C-c", pace=0.2)
    s.wait(pg)
    repl(s, "begin;", "delete from tree where id = 2;", "rollback;", wait=pg)
    s.run("select 1 as n \\watch 0.4", kind="repl", wait=False)
    s.pause(1.0)
    s.key("C-c", pace=0.3)
    s.wait(pg)
    s.type("select * from tr")
    s.key("Tab", pace=0.5)
    s.type(";")
    s.enter("select * from tree ;", kind="repl", wait=pg, also=["select * from tree;"])
    repl(s, "\\set mine 'plum'", "select :'mine' as fruit;", "\\d tree", "\\! ls", wait=pg)
    repl(s, "\\q")
    bye(s)


@shell(["node"], "^> $", (90, 28), files=FILES, needs=["node"], pace=0.03, NODE_REPL_HISTORY="")
def orchard_node_of_its_own(s):
    repl(s, "const trees = ['plum', 'pear']", "await Promise.resolve(42)", "trees.map(t => t.length)")
    block(s, "const text = `one", "two ${1 + 1}`", more=r"\.\.\. $")
    block(s, "class Tree {", "  grow() { return 1 }", "}", more=r"\.\.\. $")
    repl(s, "new Tree().grow()", "_ + 1")
    s.type("trees.")
    s.key("Tab", "Tab", pace=0.4)
    s.pause(0.2)
    s.type("length")
    s.pause(0.3)
    s.enter("trees.length", kind="repl")
    s.key("Up", "Up", pace=0.2)
    s.pause(0.2)
    s.enter("_ + 1", kind="repl")
    s.type("if (true) {")
    s.enter(None, wait=r"\.\.\. $")
    s.key("C-c", pace=0.3)
    s.wait()
    s.type("process.argv.len")
    s.pause(0.4)
    s.key("Right", pace=0.3)
    s.pause(0.2)
    s.enter("process.argv.length", kind="repl")
    s.run(".exit", kind="repl", wait=False)


START = "import sys, readline, rlcompleter\nreadline.parse_and_bind('tab: complete')\nclass P:\n    n = 0\n    def __str__(self):\n        P.n += 1\n        return f'\\001\\033[32m\\002[{P.n}]>\\001\\033[0m\\002 '\nsys.ps1 = P()\nsys.ps2 = '   . '\n"


@shell(["python3", "-q"], r"\[\d+\]> $", (90, 26), files={**FILES, "start.py": START, "walk.py": "def walk(n):\n    total = 0\n    for i in range(n):\n        total += i\n    return total\n\n\nprint(walk(4))\n"}, PYTHONSTARTUP="@HOME@/start.py")
def orchard_python_with_a_counter(s):
    repl(s, "import os", "rows = open('orchard.log').read().splitlines()", "len(rows)")
    block(s, "for r in rows[:2]:", "    print(r)", "", more=r"   \. $", also=["for r in rows[:2]:\n    print(r)"])
    s.type("os.path.exi")
    s.key("Tab", pace=0.3)
    s.pause(0.1)
    s.key("BSpace", pace=0.1) if s.cursor_line().endswith("(") is False else None
    s.key("C-u", pace=0.1)
    repl(s, "name = input('Name: ')", wait="Name: $")
    s.type("plum")
    s.enter("plum", kind="reply")
    repl(s, "name.upper()")
    s.key("Up", "Up", "Up", pace=0.1)
    s.pause(0.1)
    s.enter("len(rows)", kind="repl") if shown(s, "]> ") == "len(rows)" else s.abandon()
    s.run("import pdb, walk; pdb.run('walk.walk(3)')", kind="repl", wait=r"\(Pdb\) $")
    repl(s, "s", "s", "n", "p 6 * 7", "w", "c", wait=r"(\(Pdb\)|\]>) $")
    s.wait()
    repl(s, "exit()", wait=False)


WIDE = "PROMPT_COMMAND='history -a; printf \"%*s\\r\" $COLUMNS \"$(date +%T) on $(hostname)\"'\nPS1='\\[\\e[44m\\] \\u \\[\\e[0m\\] \\w ⚡️ \\n\\$ '\n"


@bash(WIDE, r"^# $", (100, 30), files=FILES)
def orchard_bash_with_a_clock_at_the_right(s):
    go(s, "ls rows", "cd rows", "cat plum.txt", "cd ..", "false")
    s.type("echo one two")
    s.key("C-a", "M-f", pace=0.05)
    s.type(" zero")
    s.pause(0.1)
    s.enter("echo zero one two")
    s.key("C-r", pace=0.15)
    s.type("plum", pace=0.06)
    s.pause(0.2)
    s.enter("cat plum.txt")
    go(s, "echo " + " ".join(f"branch-{n}" for n in range(13)))
    rows(s, "for n in 1 2; do", "echo $n", "done")
    ahead(s, "echo early", "echo and late")
    s.key("C-l", pace=0.2)
    go(s, "echo cleared")
    no(s, "halt -p")
    bye(s)


@shell(["sqlite3", "-init", "@HOME@/.sqliterc"], r"^fruit> $", (80, 24), files={**FILES, ".sqliterc": ".prompt 'fruit> ' '   -> '\n.headers on\n.mode box\n"}, needs=["sqlite3"])
def orchard_sqlite_with_a_prompt(s):
    repl(s, "create table t (n int, kind text);", "insert into t values (1, 'plum'), (2, 'pear'), (3, 'quince');")
    block(s, "select kind, count(*)", "from t", "group by kind;", more="^ +-> $")
    s.key("Up", "Up", pace=0.15)
    s.pause(0.1)
    s.key("C-u", pace=0.1)
    repl(s, ".tables", ".schema t", "select * from t where kind like 'p%';", "explain query plan select * from t;")
    s.type("slect 1;")
    s.key("C-a", "C-f", pace=0.08)
    s.type("e")
    s.pause(0.1)
    s.enter("select 1;", kind="repl")
    s.key("C-r", pace=0.2)
    s.type("like", pace=0.08)
    s.pause(0.2)
    s.enter("select * from t where kind like 'p%';", kind="repl")
    repl(s, ".quit", wait=False)
