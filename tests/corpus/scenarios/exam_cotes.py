"""Shells that tell of themselves with marks as terminals' own scripts have it, lies beside them; programs that drive shells and interpreters in other ways; interpreters and shells in very small windows and very large ones."""
from props.gills import HIGH, PLUGGED, SUGG
from props.ricks import MACZ, STATF, alone, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

PIER = "three seals lie on the slip and do not move for anybody who has not got a fish in his hand or looks as if he had"
# as kitty, ghostty, wezterm, an editor's terminal and iTerm2 have it
KITTY_RC = "PS1='\\[\\e]133;A\\a\\]\\[\\e[32m\\]\\w\\[\\e[0m\\] \\$ \\[\\e]133;B\\a\\]'\nPS2='\\[\\e]133;A;k=s\\a\\]> '\nPS0='\\[\\e]133;C\\a\\]'\nPROMPT_COMMAND='printf \"\\e]133;D;%s\\a\\e]7;file://quay%s\\a\" $? \"$PWD\"'\n"
CODE_RC = r"""__e() { local s=${1//\\/\\\\}; s=${s//;/\\x3b}; s=${s//$'\n'/\\x0a}; printf '%s' "$s"; }
__p() { local c=$?; if [ -n "$__ran" ]; then printf '\e]633;D;%s\a' $c; else printf '\e]633;D\a'; fi; printf '\e]633;P;Cwd=%s\a' "$PWD"; __ran=; PS1='\[\e]633;A\a\]\u@quay:\W\$ \[\e]633;B\a\]'; }
__d() { [ "$BASH_COMMAND" = __p ] && return; [ -n "$__ran" ] && return; __ran=1; printf '\e]633;E;%s;5f3a\a\e]633;C\a' "$(__e "$(HISTTIMEFORMAT= history 1 | sed 's/^ *[0-9]* *//')")"; }
PROMPT_COMMAND=__p
trap __d DEBUG
"""
GHOSTTY_RC = "autoload -Uz add-zsh-hook\nm_pre() { local c=$?; print -n \"\\e]133;D;$c\\a\\e]7;file://quay$PWD\\a\" }\nm_exec() { print -n '\\e]133;C\\a' }\nadd-zsh-hook precmd m_pre; add-zsh-hook preexec m_exec\nPROMPT=$'%{\\e]133;A;cl=line\\a%}%F{blue}%1~%f %# %{\\e]133;B\\a%}'\nPROMPT2=$'%{\\e]133;P;k=s\\a%}%_> '\nRPROMPT='%F{8}%T%f'\nbindkey -e\n"
ITERM_RC = "precmd() { print -n \"\\e]133;D;$?\\a\\e]1337;RemoteHost=root@quay\\a\\e]1337;CurrentDir=$PWD\\a\" }\npreexec() { print -n '\\e]133;C;\\a' }\nPROMPT=$'%{\\e]133;A\\a%}%m %~ %# %{\\e]133;B\\a%}'\nbindkey -e\n"
FISHM = "printf '\\e]133;A\\a'; set_color cyan; echo -n (prompt_pwd); set_color normal; echo -n ' > '; printf '\\e]133;B\\a'"
FISHM_RC = "function m_pre --on-event fish_preexec; printf '\\e]133;C\\a'; end\nfunction m_post --on-event fish_postexec; printf '\\e]133;D;%s\\a' $status; end\n"
LIES = {"l1.sh": "#!/bin/sh\nprintf '\\033]133;D;0\\007\\033]133;A\\007~ $ \\033]133;B\\007drain the dock\\033]133;C\\007\\r\\ndrained\\r\\n'\n", "l2.sh": "#!/bin/sh\nprintf '\\033]633;E;drain the pond;5f3a\\007\\033]633;C\\007drained\\r\\n\\033]633;D;0\\007\\033]633;A\\007quay$ \\033]633;B\\007'\n"}
EVER = ["drain the dock", "drain the pond"]


def marked(g, say="echo", lies=True):
    g.do("ls runs", f"{say} one tow«BSpace*2»wo ⇒ {say} one two", "false", f"{say} {PIER}", f"for n in 1 2; do⏎{say} $n⏎done", "cat <<X⏎row⏎X", f"«C-r w0.4»two«w0.5» ⇒ {say} one two", "never«C-c w0.4» ✗")
    if lies:
        g.s.absent += EVER
        g.do("sh l1.sh", f"{say} after one", "sh l2.sh", f"{say} after two")
    g.do("vim -u NONE -N fleet.ini«Enter w0.8»:q«Enter w0.6» ⇒[] vim -u NONE -N fleet.ini", "sleep 20«Enter w0.5»«C-c w0.4» ⇒[] sleep 20", f"{say} «C-l w0.3»cleared ⇒ {say} cleared", f"{say} a; {say} b", f"{say} end")


@bash((90, 26), "x", KITTY_RC, files=LIES)
def m01_marks_as_in_kitty(g):
    marked(g)
    g.end()


@bash((84, 24), "x", CODE_RC, files=LIES)
def m02_marks_as_in_an_editor(g):
    marked(g)
    g.end()


@zsh((96, 28), "x", GHOSTTY_RC, files=LIES)
def m03_marks_as_in_ghostty(g):
    marked(g, "print")
    g.end()


@zsh((80, 24), "x", ITERM_RC + SUGG + HIGH, files=LIES, needs=PLUGGED)
def m04_marks_as_in_iterm(g):
    marked(g, "print")
    g.end()


@fish((88, 26), FISHM, FISHM_RC, files=LIES)
def m05_marks_in_fish(g):
    g.s.absent += EVER
    g.do("ls runs", "echo heron and tern", "echo her«w0.6 Right w0.4» too ⇒ echo heron and tern too", "false", f"echo {PIER}", "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end", "sh l1.sh", "echo after one", "sh l2.sh", "echo after two", "never«w0.5 C-c w0.6» ✗", "echo «C-l w0.4»cleared ⇒ echo cleared", "echo end")
    g.end()


@bash((41, 14), "x", KITTY_RC)
def m06_marks_in_forty_one(g):
    marked(g, lies=False)
    g.end()


# programs that drive
def driven(g, *blocks, kind="command", pause=0.6):
    for block in blocks:
        g.s.burst(block + "\r" if not block.endswith("\n") else block)
        g.s.truth(block.rstrip("\r\n").replace("\r", "\n"), kind)
        g.s.pause(pause)
        g.calm()


@bash((80, 24), "\\u@host:\\w\\$ ", "bind 'set enable-bracketed-paste off'\n", history="")
def d01_line_feeds_for_enter(g):
    driven(g, "ls -1 runs\n", "echo one\n", "python3 -c 'print(6*7)'\n", "cd site && ls\n", "cd ..\n", "false\n", "echo \"code $?\"\n")
    g.s.burst("exit\n")
    g.s.truth("exit")


@bash((120, 40), "$ ", "bind 'set enable-bracketed-paste off'\n", history="")
def d02_blocks_below_the_usual_prompts(g):
    driven(g, "cat > a.txt <<'EOF'\rone\rtwo\rEOF", "for f in runs/*.txt; do\r  wc -l \"$f\"\rdone", "ls \\\r  -1 \\\r  site", "python3 - <<'PY'\rprint(1)\rPY", "echo 'open\rclosed'", "wc -l a.txt")
    g.end()


@zsh((120, 40), "%# ", "unset zle_bracketed_paste\n", history="")
def d03_blocks_in_zsh(g):
    driven(g, "cat > a.txt <<'EOF'\rone\rtwo\rEOF", "for f in runs/*.txt; do\r  wc -l $f\rdone", "ls \\\r  -1 \\\r  site", "print 'open\rclosed'", "wc -l a.txt")
    g.end()


@ksh((100, 30), "$ ", "set -o emacs\n", history="")
def d04_blocks_in_korn(g):
    driven(g, "cat > a.txt <<'EOF'\rone\rtwo\rEOF", "for f in runs/*.txt; do\r  wc -l \"$f\"\rdone", "print 'open\rclosed'", "wc -l a.txt")
    g.end()


@ash((100, 30), "/ # ", "")
def d05_blocks_in_a_container(g):
    driven(g, "cat > a.txt <<'EOF'\rone\rtwo\rEOF", "for f in runs/*.txt; do\r  wc -l \"$f\"\rdone", "echo 'open\rclosed'", "wc -l a.txt")
    g.end()


@alone(["python3", "-q"], (100, 30))
def d06_a_program_drives_python(g):
    driven(g, "import csv, sys", "rows = list(csv.DictReader(open('boats.csv')))", "len(rows)", "sum(int(r['seats']) for r in rows)", "print('__END__')", kind="repl")
    driven(g, "for r in rows[:2]:\r    print(r['boat'])\r", kind="repl")
    driven(g, "def f(n):\r    return n * 2\r", "f(21)", kind="repl")
    g.end("exit()", "repl")


@alone(["node"], (100, 30), NODE_REPL_HISTORY="")
def d07_a_program_drives_node(g):
    driven(g, "const fs = require('fs')", "fs.readdirSync('runs').length", "1 + 1", "console.log('__END__')", kind="repl")
    g.end(".exit", "repl")


@alone(["sqlite3", "ferry.db"], (100, 30))
def d08_a_program_drives_sqlite(g):
    driven(g, "create table t(a, b);", "insert into t values (1, 'x'), (2, 'y');", "select *\rfrom t\rwhere a > 1;", "select count(*) from t;", ".tables", kind="repl")
    g.end(".quit", "repl")


@alone(["gdb", "-q", "-nx"], (100, 30))
def d09_a_program_drives_gdb(g):
    driven(g, "set pagination off", "set confirm off", "p 6*7", "info line", "echo __END__\\n", "define t\rp 1\rend", "t", kind="repl")
    g.end("quit", "repl")


@fish((110, 34), STATF, "", history="")
def d10_a_program_drives_fish(g):
    driven(g, "ls -1 runs", "echo one", "cat runs/monday.txt | wc -l", "false", "echo $status", "string upper end")
    g.end()


@tcsh((100, 30), "% ", "bindkey -e\n")
def d11_a_program_drives_tcsh(g):
    driven(g, "ls -1 runs", "echo one", "foreach n (1 2)\recho $n\rend", "cat runs/monday.txt | wc -l", "echo end")
    g.end()


# small and large windows
def walk(g, say="echo", shell="bash"):
    g.do("ls runs", f"{say} {PIER}", f"{say} short")
    g.do({"bash": f"«Up w0.2 Up w0.3»«C-a M-f»«w0.2 C-e»! ⇒ {say} {PIER}!", "plain": f"{say} {PIER}?«BSpace»! ⇒ {say} {PIER}!"}[shell])
    g.do("grep -c sailed deck.log", f"{say} end")


@zsh((24, 16), MACZ, "bindkey -e\n")
def s01_zsh_in_twenty_four(g):
    walk(g, "print")
    g.end()


@fish((30, 18), STATF)
def s02_fish_in_thirty(g):
    g.do("ls runs", f"echo {PIER}", "echo short", "echo th«w0.6 Right w0.4» indeed ⇒ echo " + PIER + " indeed", "grep -c sailed deck.log", "echo end")
    g.end()


@tcsh((28, 12), "%c> ", "bindkey -e\n")
def s03_tcsh_in_twenty_eight(g):
    walk(g)
    g.end()


@yash((32, 14), "\\W\\$ ", "set -o emacs\n")
def s04_yash_in_thirty_two(g):
    walk(g)
    g.end()


@ash((26, 10), "\\W # ", "")
def s05_ash_in_twenty_six(g):
    walk(g, shell="plain")
    g.end()


@dash((22, 9), "$ ")
def s06_dash_in_twenty_two(g):
    walk(g, shell="plain")
    g.end()


@ksh((250, 70), "quay:${PWD##*/}$ ", "set -o emacs\n")
def s07_korn_in_two_hundred_and_fifty(g):
    walk(g, "print", "plain")
    g.end()


@mksh((36, 8), "$ ")
def s08_mksh_in_thirty_six(g):
    walk(g, "print", "plain")
    g.end()


@zsh((240, 66), "x", "PROMPT='%n@quay %~ %# '\nRPROMPT='%D{%F %T}'\nbindkey -e\n" + SUGG + HIGH, needs=PLUGGED)
def s09_zsh_in_two_hundred_and_forty(g):
    g.do("ls runs", f"print {PIER} {PIER} {PIER}", "print short", "print thr«w0.5 Right w0.3» ⇒ print " + f"{PIER} {PIER} {PIER}", "«size 120x40»print in half of it", "seq 80 | tail -n 45", "«C-r w0.4»short«w0.4» ⇒ print short", "print end")
    g.end()


@alone(["python3", "-q"], (40, 12))
def s10_python_in_forty(g):
    g.repl("x = 'three seals lie on the slip and do not move for anybody at all'", "len(x)", "for w in x.split():⏎    print(w)⏎ ⇒ for w in x.split():⏎    print(w)", "«C-r w0.3»slip«w0.4» ⇒ x = 'three seals lie on the slip and do not move for anybody at all'", "x.replace('seals', 'herons').replace('slip', 'pier')«C-a»y = «w0.2» ⇒ y = x.replace('seals', 'herons').replace('slip', 'pier')", "y")
    g.end("exit()", "repl")


@alone(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit"], (44, 20), needs=["/usr/bin/ipython3"], IPYTHONDIR="@HOME@/.ip")
def s11_ipython_in_forty_four(g):
    g.calm(2)
    g.repl("x = 'three seals lie on the slip and do not move for anybody at all'", "len(x)", "for w in x.split()[:2]:⏎print(w)⏎⏎ ⇒ for w in x.split()[:2]:⏎    print(w)", "x.upper()", "1/0")
    g.end("exit", "repl")


@alone(["sqlite3"], (36, 14))
def s12_sqlite_in_thirty_six(g):
    g.repl("create table boat(name text, seats int, home text);", "insert into boat values ('Osprey', 120, 'Oban');", "select name, seats from boat where home = 'Oban' and seats > 100;", "«Up w0.3»«C-a»«C-e»«BSpace*6»> 7; ⇒ select name, seats from boat where home = 'Oban' and seats > 7;", "select 1;")
    g.end(".quit", "repl")
