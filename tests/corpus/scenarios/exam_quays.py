"""Everyday work below the prompts that people load today, in many shells and interpreters, typed at three paces."""
import glob

from props import beside, machine, namespaces
from props.hand import back, bash, block, bye, fish, go, no, repl, rows, shell, shown, stop, zsh

LOG = "".join(f"2024-03-{n % 28 + 1:02} {['INFO', 'WARN', 'ERROR'][n % 3]} pod-{n % 5} request {n * 41 % 900} ms\n" for n in range(90))
FILES = {"app.log": LOG, "src/main.py": "import sys\n\n\ndef main():\n    print('hi', sys.argv)\n\n\nmain()\n", "src/util.py": "X = 1\n", "Makefile": "all:\n\t@echo building\n\ntest:\n\t@echo 3 passed; false\n"}
GIT = {".gitconfig": "[user]\n\tname = Jo\n\temail = jo@example.org\n[init]\n\tdefaultBranch = main\n[core]\n\tpager = less -FRX\n"}
STAR = r"""star() {
  local e=$? b=$(git branch --show-current 2>/dev/null)
  PS1='\n\[\e[1;36m\]\W\[\e[0m\]'
  [ -n "$b" ] && PS1+=" on \[\e[1;35m\] $b\[\e[0m\]"
  [ -n "$(git status -s 2>/dev/null)" ] && PS1+=' \[\e[31m\][!?]\[\e[0m\]'
  PS1+=' via \[\e[33m\]🐍 v3.11\[\e[0m\]\n'
  [ $e = 0 ] && PS1+='\[\e[32m\]❯\[\e[0m\] ' || PS1+="\[\e[31m\]✗ $e ❯\[\e[0m\] "
}
PROMPT_COMMAND=star
"""


@bash(STAR, "^(✗ \\d+ )?❯ $", size=(100, 30), needs=["git", "vim"], files={**FILES, **GIT}, pace=0.05, EDITOR="vim -u NONE -n")
def quay_git_below_a_starship(s):
    go(s, "git init -q", "git add -A && git commit -qm 'first light'", "echo 'Y = 2' >> src/util.py", "git status -s", "git diff --stat")
    s.type("git comit -a")
    s.key("M-b", "M-b", pace=0.08)
    s.pause(0.1)
    s.key("Right", "Right", "Right", pace=0.08)
    s.type("m")
    s.pause(0.1)
    s.enter("git commit -a", also=["git commit -a"], wait=False)
    s.see("Please enter")
    s.pause(0.4)
    s.type("iadd Y to util")
    s.key("Escape", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0.3)
    s.wait()
    go(s, "git log --oneline | cat", "make test", "make")
    s.key("Up", "Up", "Up", pace=0.15)
    s.enter("git log --oneline | cat")
    no(s, "git push --force origin main")
    go(s, "git switch -c feature/quay", "cd src")
    bye(s)


POWER = ("autoload -U colors && colors\nsetopt prompt_subst\n"
         "PROMPT=$'%K{blue}%F{white} %~ %k%F{blue}\\ue0b0%f%(?.. %F{red}✘ %?%f) '\nRPROMPT=$'%F{8}\\ue0b2%K{8}%F{white} %* %k%f'\n"
         "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\nbindkey -e\n")


@zsh(POWER, "\ue0b0( ✘ \\d+)? $", size=(132, 43), needs=["/usr/share/zsh-autosuggestions", "/usr/share/zsh-syntax-highlighting"], files=FILES, pace=0.05)
def quay_zsh_power_line(s):
    go(s, "ls -l src", "grep -c ERROR app.log", "cat nosuch.txt")
    s.type("grep")
    s.pause(0.4)
    s.key("Right", pace=0.3)
    s.pause(0.2)
    s.key("M-b", "M-b", pace=0.1)
    s.pause(0.2)
    s.key("M-d", pace=0.2)
    s.type("pod")
    s.pause(0.3)
    s.key("C-e", pace=0.2)
    got = shown(s, "\ue0b0 ✘ 1 " if "✘" in s.cursor_line() else "\ue0b0 ")
    s.enter(got)
    s.type("ls")
    s.pause(0.3)
    s.enter("ls")
    rows(s, "for f in src/*.py; do", "wc -l $f", "done", more="for> $")
    s.key("Up", pace=0.3)
    s.pause(0.3)
    s.enter("for f in src/*.py; do\nwc -l $f\ndone")
    no(s, "rm -r src")
    go(s, "true", "print -P '%F{green}fine%f'")
    bye(s)


@fish("function fish_prompt\n set -l e $status\n echo\n set_color cyan; echo -n (prompt_pwd); set_color normal; echo -n ' via fish '\n test $e -ne 0; and echo -n \"[$e]\"\n echo\n echo -n '➜ '\nend\n"
      "function fish_right_prompt\n set_color brblack; echo -n \"$CMD_DURATION ms \"(date +%H:%M:%S); set_color normal\nend\nabbr -a gs 'git status'\nabbr -a k 'echo kubectl'\n",
      "^➜ $", size=(100, 30), files=FILES, pace=0.05)
def quay_fish_two_rows_and_right(s):
    go(s, "ls src", "grep -c WARN app.log")
    s.type("k get pods")
    s.pause(0.2)
    s.enter("echo kubectl get pods")
    s.type("false")
    s.enter("false")
    s.type("gre")
    s.pause(0.4)
    s.key("C-f", pace=0.3)
    s.pause(0.2)
    s.enter("grep -c WARN app.log")
    s.type("cat src/")
    s.key("Tab", pace=0.5)
    s.key("Tab", pace=0.4)
    s.key("Tab", pace=0.4)
    s.pause(0.2)
    s.key("Enter", pace=0.3)
    s.pause(0.2)
    s.enter("cat src/util.py", also=["cat src/util.py "])
    rows(s, "for f in src/*.py", "wc -l $f", "end", more=r"^ +$")
    no(s, "rm -rf src")
    s.key("Up", "Up", pace=0.3)
    s.pause(0.2)
    s.enter("cat src/util.py")
    go(s, "set -l x 3; math $x + 4", "echo end")
    bye(s)


@shell(["tcsh"], r"\d+> $", size=(132, 43), files={**FILES, ".tcshrc": "set prompt='%B%n%b@%m:%~ %h> '\nset rprompt='%T'\nset history=100\nset autolist\nunset autologout\nbindkey -e\nset correct=none\n"}, pace=0.05)
def quay_tcsh_with_a_right_prompt(s):
    go(s, "ls src", "grep -c ERROR app.log", "setenv EDITOR vi; echo $EDITOR")
    rows(s, "foreach f (src/*.py)", "wc -l $f", "end", more=r"foreach\? $")
    s.type("cat src/u")
    s.key("Tab", pace=0.4)
    s.enter("cat src/util.py", also=["cat src/util.py "])
    s.type("head -n 2 !$")
    s.enter("head -n 2 !$", also=["head -n 2 src/util.py"])
    s.key("Up", "Up", "Up", pace=0.2)
    s.pause(0.2)
    s.enter(shown(s, "> "))
    s.type("echo a wrnog word")
    s.key("C-b", pace=0.1)
    for _ in range(5):
        s.key("C-b", pace=0.06)
    s.key("C-t", pace=0.2)
    s.pause(0.2)
    s.key("C-e", pace=0.2)
    s.enter(shown(s, "> "))
    no(s, "rm -rf src")
    go(s, "@ x = 6 * 7; echo $x", "if ($x == 42) echo yes")
    bye(s)


@shell(["ksh93", "-o", "emacs", "-i"], r"^ksh:\S+ \d+ # $", size=(100, 30), needs=["ksh93"], files={**FILES, "krc": "PS1='ksh:${PWD##*/} $? # '\nHISTFILE=~/.kh\n"}, ENV="@HOME@/krc", pace=0.05)
def quay_ksh_by_emacs_keys(s):
    go(s, "ls src", "grep -c ERROR app.log", "false", "print -r -- $((7 * 6))")
    rows(s, "function total {", "typeset -i n=0", "while read -r d l p r ms u; do", "(( n += ms ))", "done < app.log", "print $n", "}", more="^> $")
    go(s, "total")
    s.key("C-p", "C-p", "C-p", "C-p", pace=0.15)
    s.pause(0.1)
    s.key("C-c", pace=0.3)
    s.wait()
    s.key("C-r", pace=0.2)
    s.type("grep", pace=0.1)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    s.wait("app.log$")
    s.enter("grep -c ERROR app.log")
    s.type("echo one two three")
    s.key("C-a", pace=0.1)
    s.key("M-f", pace=0.2)
    s.type(" zero")
    s.enter("echo zero one two three")
    no(s, "rm -rf src")
    go(s, "print end")
    bye(s)


@shell(["mksh"], r"\|\d+\$ $|\|\d+# $", size=(60, 15), needs=["mksh"], files={**FILES, "mrc": "PS1='$(print -n \"${PWD##*/}|$?\")# '\n"}, ENV="@HOME@/mrc", pace=0.012)
def quay_mksh_in_a_small_window(s):
    go(s, "ls src", "false", "print $?")
    rows(s, "for f in src/*; do", "print $f", "done", more="^> $")
    s.type("grep -c EROR app.log")
    for _ in range(11):
        s.key("Left", pace=0.04)
    s.type("R")
    s.pause(0.1)
    s.key("End", pace=0.1)
    s.pause(0.1)
    s.enter("grep -c EROR app.log".replace("EROR", "ERROR") if "ERROR" in s.cursor_line() else shown(s, "# "))
    s.type("cat src/u")
    s.key("Tab", pace=0.3)
    s.enter("cat src/util.py", also=["cat src/util.py "])
    rows(s, "cat <<E", "text", "E", more="^> $")
    s.key("Up", "Up", pace=0.2)
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.wait()
    no(s, "rm -rf src")
    go(s, "print 'a line that is nearly as long as it is wide'", "print end")
    bye(s)


@shell(["busybox", "ash"], r"^root@box:\S+# $", size=(40, 10), needs=["busybox"], files={**FILES, "arc": "PS1='root@box:${PWD##*/}# '\n"}, ENV="@HOME@/arc", pace=0.05)
def quay_busybox_in_a_tiny_window(s):
    go(s, "ls src", "wc -l app.log", "free | head -1")
    s.type("grep ERROR app.log | awk '{ print $3 }' | sort | uniq -c")
    s.enter("grep ERROR app.log | awk '{ print $3 }' | sort | uniq -c")
    s.key("Up", pace=0.2)
    s.type(" | head -n 2")
    s.enter("grep ERROR app.log | awk '{ print $3 }' | sort | uniq -c | head -n 2")
    s.type("vi src/util.py")
    s.enter("vi src/util.py", wait=False)
    s.see("X = 1")
    s.pause(0.4)
    s.type("oZ = 3")
    s.key("Escape", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0.4)
    s.wait()
    go(s, "cat src/util.py")
    rows(s, "if true; then", "echo yes", "fi", more="^> $")
    s.key("Up", "Up", pace=0.3)
    s.pause(0.3)
    s.enter(shown(s, "# "))
    no(s, "reboot")
    go(s, "echo end")
    bye(s)


@shell(["/usr/bin/ipython3", "--no-banner"], r"^In \[\d+\]: $", size=(100, 30), needs=["/usr/bin/ipython3"], files=FILES, pace=0.05, IPYTHONDIR="@HOME@/.ipy", PAGER="cat")
def quay_ipython_at_work(s):
    repl(s, "import re, collections", "rows = open('app.log').read().split('\\n')[:-1]", "collections.Counter(r.split()[1] for r in rows)")
    more = r"^ +\.\.\.: *$"
    s.type("def slow(r):")
    s.enter(None, wait=more)
    s.type("n = int(r.split()[4])")
    s.enter(None, wait=more)
    s.type("return n > 800")
    s.enter(None, wait=more)
    s.enter("def slow(r):\n    n = int(r.split()[4])\n    return n > 800", kind="repl", also=["def slow(r):\n    n = int(r.split()[4])\n    return n > 800\n    "])
    repl(s, "len([r for r in rows if slow(r)])", "%pwd", "rows[900]", "_ + 1 if isinstance(_, int) else 0")
    s.key("Up", pace=0.4)
    s.key("Up", pace=0.4)
    s.enter("rows[900]", kind="repl")
    s.type("rows.ap")
    s.key("Tab", pace=0.6)
    s.pause(0.3)
    s.type("('x')")
    s.pause(0.2)
    s.enter("rows.append('x')", kind="repl")
    s.type("del rows")
    s.key("C-c", pace=0.4)
    s.wait()
    repl(s, "!wc -l app.log", "print('done')")
    s.run("quit()", kind="repl", wait=False)


C = "#include <stdio.h>\n\nstruct node { int key; struct node *next; };\n\nstatic int sum(struct node *n)\n{\n    int total = 0;\n    for (; n; n = n->next)\n        total += n->key;\n    return total;\n}\n\nint main(void)\n{\n    struct node c = {3, 0}, b = {2, &c}, a = {1, &b};\n    printf(\"%d\\n\", sum(&a));\n    return 0;\n}\n"


@bash("PS1='\\[\\e[33m\\]dbg\\[\\e[0m\\]:\\W\\$ '\n", r"dbg:\S+# $", size=(80, 24), needs=["gdb", "gcc"], files={**FILES, "list.c": C}, pace=0.05)
def quay_gdb_walks_a_list(s):
    go(s, "gcc -g -o list list.c && ./list")
    it = r"^\(gdb\) $"
    s.run("gdb -q -nx ./list", wait=it)
    repl(s, "set debuginfod enabled off", "break sum", "run", "bt", "p *n", "p n->next->key", "display total", "next", wait=it)
    s.enter(None, wait=it)                        # next again
    s.enter(None, wait=it)
    repl(s, "info locals", wait=it)
    s.type("p tot")
    s.key("Tab", pace=0.5)
    s.type(" * 2")
    s.pause(0.2)
    s.enter(shown(s, "(gdb) "), kind="repl", wait=it)
    s.type("python")
    s.enter(None, wait="^>$")
    s.type("for i in range(2):")
    s.enter(None, wait="^>$")
    s.type("  print(i)")
    s.enter(None, wait="^>$")
    s.type("end")
    s.enter("python\nfor i in range(2):\n  print(i)\nend", kind="repl", wait=it)
    s.key("C-r", pace=0.2)
    s.type("next->", pace=0.1)
    s.pause(0.2)
    s.enter("p n->next->key", kind="repl", wait=it)
    repl(s, "x/3i $pc", "finish", "continue", wait=it)
    s.run("quit", kind="repl")
    go(s, "echo back")
    bye(s)


POSTGRES = dict(needs=["setpriv", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"]), *namespaces()])
PG, PG_MORE = r"^shop=# $", r"^shop[-(']# $"


@beside(["postgres.sh"], **POSTGRES, size=(132, 43), pace=0.05)
def quay_psql_in_a_wide_window(s):
    s.run("psql -q shop", wait=PG)
    block(s, "create table hits (", "  day date,", "  level text,", "  ms int", ");", more=PG_MORE, wait=PG)
    repl(s, "insert into hits select date '2024-03-01' + n % 28, (array['INFO','WARN','ERROR'])[n % 3 + 1], n * 41 % 900 from generate_series(0, 89) n;", wait=PG)
    repl(s, "select level, count(*), round(avg(ms)) from hits group by 1 order by 2 desc;", "\\x", "select * from hits limit 1;", "\\x off", wait=PG)
    s.type("select cuont(*) from hits;")
    s.key("C-a", pace=0.1)
    s.key("M-f", pace=0.1)
    s.key("Right", "Right", pace=0.1)
    s.key("C-d", pace=0.1)
    s.key("Right", pace=0.1)
    s.type("u")
    s.pause(0.2)
    s.key("C-e", pace=0.1)
    s.pause(0.1)
    s.enter(shown(s, "shop=# "), kind="repl", wait=PG)
    repl(s, "\\dt", "\\timing", "select 1;", wait=PG)
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("\\dt", kind="repl", wait=PG)
    block(s, "with late as (", "  select * from hits where ms > 800", ")", "select day from late limit 2;", more=PG_MORE, wait=PG)
    s.type("drop table hits")
    s.enter(None, wait=PG_MORE)
    s.key("C-c", pace=0.3)
    s.wait(PG)
    s.run("\\q", kind="repl")
    bye(s)


@beside(["mariadb.sh"], needs=["mariadb", "mariadbd"], size=(100, 30), pace=0.05)
def quay_mariadb_in_its_client(s):
    it, more = r"^MariaDB \[\S+\]> $", r"^    ['\"`/-]> $"
    s.run("mariadb", wait=it)
    repl(s, "use shop", wait=it)
    block(s, "create table pod (", "  id int auto_increment primary key,", "  name varchar(20)", ");", more=more, wait=it)
    repl(s, "insert into pod (name) values ('web'), ('db'), ('cache');", "select * from pod where id = 2\\G", "show tables;", wait=it)
    s.type("select name form pod;")
    s.key("C-w", "C-w", pace=0.1)
    s.type("from pod order by name desc;")
    s.enter("select name from pod order by name desc;", kind="repl", wait=it)
    s.type("delete from pod")
    s.enter(None, wait=more)
    s.type("\\c")
    s.enter(None, wait=it)
    s.key("Up", "Up", pace=0.2)
    s.pause(0.2)
    s.key("C-u", pace=0.2)
    block(s, "select 'it is", "open' as t;", more=more, wait=it)
    repl(s, "select * from nosuch;", "status", wait=it)
    s.run("exit", kind="repl")
    go(s, "mariadb -e 'select count(*) from shop.pod'", "echo end", wait=r"[$#] $")
    bye(s)


@machine("web-2", needs=["sudo", "su"], size=(100, 30), pace=0.05)
def quay_from_user_to_user(s):
    here, alice, there = r"root@web-1:.*# $", r"alice@web-1:.*\$ $", r"root@web-2:.*# $"
    go(s, "hostname", wait=here)
    s.run("su - alice", wait=alice)
    go(s, "id -un", "ls -la | head -3", wait=alice)
    s.run("sudo -i", wait="password for alice: $")
    s.secret("Small-River-2")
    s.enter(None, wait=here)
    go(s, "id -u", "tail -n 1 /etc/passwd | wc -l", wait=here)
    s.run("exit", wait=alice)
    s.type("sudo systemctl restart nginx")
    s.absent.append("restart nginx")
    s.key("C-u", pace=0.2)
    s.run("exit", wait=here)
    s.run("ssh web-2", wait=there)
    go(s, "hostname", "df -h / | tail -1 | wc -l", wait=there)
    s.run("python3 -q", wait="^>>> $")
    repl(s, "import os", "os.uname().nodename", wait="^>>> $")
    s.key("C-d", pace=0.3)
    s.wait(there)
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("hostname", wait=there)
    s.run("exit", wait=here)
    go(s, "echo home again", wait=here)
    bye(s)


def once(s, text, truth=None, wait=True, see=None):
    """The line and its end in one piece, as a program sends them."""
    s.place = s._look()[0]
    s.burst(text.replace("\n", "\r") + "\r")
    s.truth(truth or text)
    if see:
        s.see(see)
    s.wait(None if wait is True else wait)


@bash("PS1='\\u@\\h:\\w\\$ '\n", r"root@\S+:\S+# $", size=(120, 40), files=FILES)
def quay_an_agent_builds_something(s):
    once(s, "cd src && ls -la && cd ..; echo \"[exit $?]\"")
    once(s, "cat > src/new.py <<'EOF'\nimport json\n\n\ndef load(path):\n    with open(path) as f:\n        return json.load(f)\nEOF")
    once(s, "python3 -m py_compile src/new.py && echo compiled")
    once(s, "grep -rn \"import\" src --include=*.py | sort | head -20; echo \"[exit $?]\"")
    once(s, "python3 - <<'PY'\nfor i in range(3):\n    print(i * i)\nPY", see="\n4\n")
    once(s, "timeout 5 bash -c 'for i in 1 2 3; do echo tick $i; sleep 0.2; done'; echo \"[exit $?]\"", see="[exit 0]")
    once(s, "sed -i 's/json/yaml/g' src/new.py && git --no-pager diff --no-index /dev/null src/new.py | head -12 | cat")
    s.run("sleep 60", wait=False)
    stop(s, "C-c")
    once(s, "tail -n 3 app.log | tee /tmp/x.$$ && rm -f /tmp/x.$$")
    s.burst("read -p 'Continue? [y/N] ' a\r")
    s.truth("read -p 'Continue? [y/N] ' a")
    s.wait(r"\] $")
    s.burst("y\r")
    s.truth("y", kind="reply")
    s.wait()
    once(s, "echo \"got $a\"; test -f src/new.py && echo there || echo gone")
    bye(s)


VI = ("bindkey -v\nKEYTIMEOUT=5\nfunction zle-keymap-select zle-line-init { M=${${KEYMAP/vicmd/N}/(main|viins)/I}; zle reset-prompt }\nzle -N zle-keymap-select; zle -N zle-line-init\nsetopt prompt_subst\n"
      "PROMPT='%F{cyan}%1~%f [${M:-I}] %# '\n")


@zsh(VI, r"\[I\] # $", size=(80, 24), files=FILES, pace=0.05)
def quay_zsh_by_vi_keys(s):
    go(s, "ls src", "grep -c WARN app.log")
    s.key("Escape", pace=0.3)
    s.type("k", pace=0.25)
    s.pause(0.2)
    s.type("0", pace=0.2)
    s.type("wwcw", pace=0.2)
    s.type("ERROR", pace=0.08)
    s.pause(0.2)
    s.key("Escape", pace=0.3)
    s.pause(0.2)
    line = [r for r in s.screen().split("\n") if "[N] # " in r][-1].split("# ", 1)[1].rstrip()
    s.enter(line, wait=r"\[[IN]\] # $")
    s.wait()
    s.type("print some txet here")
    s.key("Escape", pace=0.3)
    s.type("bbcw", pace=0.2)
    s.type("text", pace=0.08)
    s.key("Escape", pace=0.3)
    s.type("A", pace=0.3)
    s.type(" now")
    s.enter("print some text here now")
    s.key("Escape", pace=0.3)
    s.type("kdd", pace=0.3)
    s.type("i", pace=0.3)
    go(s, "print after a cut line")
    rows(s, "if true; then", "print yes", "fi", more=r"(then|if)> $")
    s.key("Escape", pace=0.3)
    s.type("/ls", pace=0.2)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    s.enter("ls src")
    go(s, "print end")
    bye(s)


LIE = r"""import sys, time
w = sys.stdout.write
k = sys.argv[1]
if k == 'log':
    w('2024-03-01 jo@quay:~$ rm -rf /fake/one\n2024-03-01 jo@quay:~$ \n')
elif k == 'osc':
    w('\x1b]133;A\x07jo@quay:~$ \x1b]133;B\x07curl http://fake.example/a\x1b]133;C\x07\nout\n\x1b]133;D;0\x07\x1b]633;E;wget http://fake.example/b;\x07\x1b]633;C\x07')
elif k == 'back':
    w('working'); sys.stdout.flush(); time.sleep(0.4); w('\r\x1b[Kjo@quay:~$ shutdown /fake/now\r\n')
elif k == 'alt':
    w('\x1b[?1049h\x1b[2J\x1b[Hjo@quay:~$ mkfs /fake/disk\r\n'); sys.stdout.flush(); time.sleep(0.4); w('\x1b[?1049l')
"""


@bash("PS1='jo@quay:\\w\\$ '\n", r"jo@quay:\S+# $", size=(90, 26), files={**FILES, "lie.py": LIE}, pace=0.11)
def quay_output_that_lies(s):
    s.absent.extend(["/fake/", "fake.example"])
    for kind in ("log", "osc", "back", "alt"):
        go(s, f"python3 lie.py {kind}", f"echo {kind} is over")
    s.run("cat", wait="^$")
    s.type("jo@quay:~# ls /fake/cat")
    s.enter("jo@quay:~# ls /fake/cat", kind="reply", wait="^$")
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("read -rsp 'PIN: ' pin", wait="PIN: $")
    s.secret("4402-Kelp")
    s.enter(None)
    go(s, "echo ${#pin}", "grep -c 'rm -rf' lie.py")
    bye(s)
