"""The catalogue once more in ordinary sessions, with keys and settings that people have from their dotfiles: macros, marks, argument yanks, menus by Tab, pushed lines, predictions, editors, paged answers, choosers."""

from props.gills import HIGH, PLUGGED, SUGG
from props.ricks import BOB, CANDY, COMPINIT, DEVCON, FACE_RC, FINO, GITPS1_RC, KALIZ_RC, KUBE, ORACLE, PUREF, SHIPPED, SORIN_RC, alone, bash, dash, fish, ksh, mksh, sampled, tcsh, yash, zsh

PIER = "a heron stands on the end of the old pier and looks at the water as if it had lent it something a long time ago"


# bash
@bash((86, 24), ORACLE, "bind 'TAB:menu-complete'\nbind '\"\\e[Z\": menu-complete-backward'\nbind 'set show-all-if-ambiguous on'\nbind 'set menu-complete-display-prefix on'\n")
def p01_menus_by_tab(g):
    g.do("ls runs", "cat runs/m«Tab w0.4 Tab w0.3 Tab w0.3» ⇒ cat runs/monday.txt", "cat runs/t«Tab w0.4» ⇒ cat runs/tuesday.txt", "wc -l si«Tab w0.3»/ma«Tab w0.3» ⇒ wc -l site//main.css ∥ wc -l site/main.css", "cat runs/«Tab w0.4 Tab w0.3 C-c w0.3»…", "echo after menus", "echo end")
    g.end()


@bash((90, 26), DEVCON, "stty -ixon\n")
def p02_searches_both_ways(g):
    g.do("echo heron one", "echo tern two", "echo heron three", "«C-r w0.3»heron«w0.3 C-r w0.3 C-s w0.4» ⇒ echo heron one", "«C-r w0.3»tern«w0.3 C-e» more ⇒ echo tern two more", "«C-r w0.3»one«w0.3 Left w0.2 C-e» four ⇒ echo heron one four", "«C-r w0.3»nowhere«w0.3 BSpace*7 C-g w0.3»…", "echo «M-. w0.2 M-. w0.2» ⇒ echo more", "echo end")
    g.end()


@bash((80, 24), "\\u@quay:\\w\\$ ")
def p03_macros_marks_and_numbers(g):
    g.do("«C-x ( w0.2»echo by a macro«C-x ) w0.2» ⇒ echo by a macro", "«C-x e w0.4» ⇒ echo by a macro", "echo abc def ghi«M-2 M-b»X«w0.1» ⇒ echo abc Xdef ghi", "echo swap«C-a C-x C-x w0.2»ped ⇒ pedecho swap", "echo changed«Up w0.2 Down w0.2» ⇒ echo changed", "echo one two three«M-C-y w0.3» ⇒ echo one two threechanged", "echo undo this«M-r w0.3»echo that ⇒ echo that", "echo end")
    g.end()


@bash((88, 24), KUBE, "HISTCONTROL=ignoreboth\nshopt -s histverify autocd cdspell\nbind Space:magic-space\n")
def p04_bangs_made_visible(g):
    g.do("ls runs", "cat runs/monday.txt", "wc -l !$ «w0.2» ⇒ wc -l runs/monday.txt", "!wc«Enter w0.4» -c ⇒ wc -l runs/monday.txt  -c", "!?mond?«Enter w0.4» ⇒ wc -l runs/monday.txt  -c", "^monday^tuesday«Enter w0.4» ⇒ wc -l runs/tuesday.txt  -c", "site", "cd -", " echo not kept«w0.1» ⇒ echo not kept ∥  echo not kept", "echo end")
    g.end()


@bash((76, 22), "x", FACE_RC)
def p05_asked_with_a_default(g):
    g.do("ls runs", "read -e -i Oban -p 'Home? ' h«Enter w0.4» Bay«Enter w0.4» ⇒[] read -e -i Oban -p 'Home? ' h", "echo $h", "read -n 1 -p 'Key? ' k«Enter w0.4»y«w0.4» ⇒[] read -n 1 -p 'Key? ' k", "echo $k", "read -t 1 x«Enter w1.4» ⇒[] read -t 1 x", "mapfile -t rows«Enter w0.3»one«Enter w0.2»two«Enter w0.2»«C-d w0.4» ⇒[] mapfile -t rows", "echo ${#rows[@]}", "PS3='Boat: '; select b in Tern Skua; do echo $b; break; done«Enter w0.4»2«Enter w0.4» ⇒[] PS3='Boat: '; select b in Tern Skua; do echo $b; break; done", "yes | head -n 2", "echo end")
    g.end()


@bash((100, 30), "x", GITPS1_RC, needs=["git", "vim", "/usr/lib/git-core/git-sh-prompt"])
def p06_git_with_an_editor(g):
    g.do("git config core.editor 'vim -u NONE -N'", "echo 0500 Eigg >> runs/monday.txt", "git add -p«Enter w0.7»y«Enter w0.5» ⇒[] git add -p", "git commit«Enter w1.0»iEigg at five«Escape w0.3»:wq«Enter w0.7» ⇒[] git commit", "git log --oneline | cat", "git log -p«Enter w0.7»/Eigg«Enter w0.3»q«w0.4» ⇒[] git log -p", "git checkout -b rum 2>&1 | cat", "git rebase -i HEAD~1«Enter w1.0»:q«Enter w0.8» ⇒[] git rebase -i HEAD~1", "git diff main --stat | cat", "git clean -n; git status -sb | head -n 1", "echo end")
    g.end()


@bash((96, 28), "\\[\\e[34m\\]\\w\\[\\e[0m\\]\\n\\A \\$ ", needs=["whiptail", "dialog", "mc", "less", "man"])
def p07_choosers_and_pages(g):
    g.do("ls runs", "whiptail --yesno 'Sail now?' 8 40«Enter w0.9»«Tab w0.3 Enter w0.6» ⇒[] whiptail --yesno 'Sail now?' 8 40", "echo $?", "dialog --menu Boat 12 40 3 1 Tern 2 Skua«Enter w0.9»«Down w0.3 Enter w0.6» ⇒[] dialog --menu Boat 12 40 3 1 Tern 2 Skua", "echo chosen", "man true«Enter w1.0»q«w0.5» ⇒[] man true", "less deck.log«Enter w0.6»!echo from less«Enter w0.6 Enter w0.4»q«w0.4» ⇒[] less deck.log", "ls --color=always -R site | less -R«Enter w0.6»q«w0.4» ⇒[] ls --color=always -R site | less -R", "echo end")
    g.end()


@bash((40, 30), "\\W> ")
def p08_tall_and_narrow(g):
    g.do("ls runs", f"echo {PIER}", "«Up w0.3»«C-a M-f M-f M-f»«w0.2»X«w0.1» ⇒ echo a heronX" + PIER[7:], "seq 50 | paste -sd,", "«C-r w0.3»paste«w0.4» ⇒ seq 50 | paste -sd,", "cat <<X⏎" + PIER + "⏎X", "echo «size 80x24»wide ⇒ echo wide", "echo «size 30x20»slim and " + PIER[:30] + " ⇒ echo slim and " + PIER[:30].strip(), "echo end")
    g.end()


# zsh
@zsh((90, 26), "x", SORIN_RC + "autoload -Uz edit-command-line; zle -N edit-command-line; bindkey '^X^E' edit-command-line\nexport EDITOR=~/scribe\n")
def p10_pushed_held_and_edited(g):
    g.do("ls runs", "print later«M-q w0.3»print now«Enter w0.4» ⇒[] print now", "⇒ print later", "print held«M-a w0.4» ⇒[] print held", "«C-e»er ⇒ print helder", "draft«C-x C-e w0.9» ⇒ echo entered by the purser", "print -z print laid out«Enter w0.4» ⇒[] print -z print laid out", "⇒ print laid out", "print a b«M-b»«M-t w0.1» ⇒ print b a", "print \"quote $(print 1)\"", "print end")
    g.end()


@zsh((96, 28), FINO, COMPINIT + "zstyle ':completion:*' menu select=2\nzstyle ':completion:*' completer _complete _approximate\nzstyle ':completion:*' matcher-list 'm:{a-z}={A-Z}'\nbindkey -e\nsetopt auto_cd auto_pushd\n")
def p11_menus_that_forgive(g):
    g.do("ls runs", "cat RUNS/«Tab w0.5»«C-u w0.2»cat runs/tues«Tab w0.4» ⇒ cat runs/tuesday.txt ∥ cat runs/tuesday.txt ", "cat runs/tusday«Tab w0.6»«w0.2» ⇒ cat runs/tuesday.txt ∥ cat runs/tuesday.txt ", "site", "cd -", "ls runs/«Tab w0.5 Tab w0.3 Tab w0.3 C-g w0.3 C-c w0.3»…", "print $PA«Tab w0.5 C-c w0.4 C-c w0.4»…", "kill -«Tab w0.6 C-c w0.4 C-c w0.4»…", "print end")
    g.end()


@zsh((84, 24), CANDY, "bindkey -e\nbindkey ' ' magic-space\nautoload -Uz up-line-or-beginning-search; zle -N up-line-or-beginning-search; bindkey '^[[A' up-line-or-beginning-search '^[OA' up-line-or-beginning-search\nsetopt hist_ignore_dups\n")
def p12_arrows_that_search(g):
    g.do("ls runs", "print heron", "cat fleet.ini", "print tern", "cat«Up w0.4» ⇒ cat fleet.ini", "print h«Up w0.4» ⇒ print heron", "print !$ x ⇒ print heron x", "print t«Up w0.4» and more ⇒ print tern and more", "print end")
    g.end()


@zsh((100, 30), "x", KALIZ_RC + SUGG + HIGH, needs=PLUGGED)
def p13_kali_as_installed(g):
    g.do("ls runs", "nmap() { print 'Host is up' }", "nmap -sV 10.0.0.0/24 -p 22,80", "nm«w0.5 Right w0.3» -oN scan.txt ⇒ nmap -sV 10.0.0.0/24 -p 22,80 -oN scan.txt", "nmap -sV«w0.5 M-f w0.3»«w0.2 C-c w0.3»…", f"print '{PIER}'", "print 'a heron st«w0.5 C-e w0.3» ⇒ print '" + PIER + "'", "sudo -n true«C-a»«C-d C-d C-d C-d C-d»«w0.2» ⇒ -n true", "print end")
    g.end()


@zsh((88, 26), "x", "PROMPT=$'%F{yellow}%~%f\\n❱ '\nRPROMPT=%F{8}%T%f\nbindkey -e\n")
def p14_a_document_and_a_clock(g):
    g.do("ls runs", "cat <<X > n.md⏎# Title⏎⏎- $USER⏎X", "cat n.md", f"print {PIER}", "print back", "printf 'no feed'", "print after it", "repeat 3 print again", "while read l; do print -r - $l; done < n.md", "print 'open⏎closed' | wc -l", "print end")
    g.end()


@zsh((80, 24), "$ ", "bindkey -v\nKEYTIMEOUT=1\nbindkey '^R' history-incremental-search-backward\nautoload -Uz edit-command-line; zle -N edit-command-line; bindkey -M vicmd v edit-command-line\nexport EDITOR=~/scribe\n")
def p15_vi_with_an_editor(g):
    g.do("ls runs", "draft«Escape w0.3»v«w1.0» ⇒ echo entered by the purser", "print one two«Escape w0.3»bdwithree«w0.1» ⇒ print onethree  ∥ print one three ∥ print onethree", "«C-r w0.4»runs«w0.4» ⇒ ls runs", "print abc«Escape w0.3»~«w0.2» ⇒ print abC", "print end")
    g.end()


# fish
@fish((92, 26), BOB, "set -gx EDITOR ~/scribe\n")
def p20_tokens_and_editors(g):
    g.do("ls runs", "cat runs/monday.txt", "wc -l «M-Up w0.5» ⇒ wc -l runs/monday.txt", "echo one two three", "draft«M-e w1.2» ⇒ echo entered by the purser", "read -P 'Boat? ' b«Enter w0.6»Heron«Enter w0.5» ⇒[] read -P 'Boat? ' b", "echo $b", "echo one«M-Enter w0.3»echo two«w0.2» ⇒ echo one⏎echo two", "fg«Enter w0.5» ⇒[] fg", "echo end")
    g.end()


@fish((84, 24), PUREF, "abbr -a !! --position anywhere --function last_line\nfunction last_line; echo $history[1]; end\nabbr -a gs 'git status'\nabbr -a L --position anywhere '| wc -l'\n")
def p21_abbreviations_anywhere(g):
    g.do("ls runs", "cat deck.log L ⇒ cat deck.log | wc -l", "echo heron", "echo her«w0.6 Right w0.4» two ⇒ echo heron two", "string length heron", "begin; echo a; end", "echo (count runs/*)", "echo \"$USER sails\"", "echo end")
    g.end()


@sampled((90, 26), "arrow")
def p22_arrow_with_pages(g):
    g.do("ls runs", "seq 60 | less«Enter w0.7»q«w0.5» ⇒[] seq 60 | less", "cat ru«Tab w0.6»tu«Tab w0.6» ⇒ cat runs/tuesday.txt", "echo heron; false", "«C-r w0.6»heron«w0.6 Enter w0.5» ⇒ echo heron; false", f"echo {PIER}", "echo a her«w0.6 C-e w0.4» indeed ⇒ echo " + PIER + " indeed", "for f in runs/*.txt; wc -l $f; end", "echo end")
    g.end()


# the others
@ksh((84, 24), "quay:${PWD##*/}$ ", "set -o emacs\nexport FCEDIT=~/scribe EDITOR=~/scribe\n")
def p30_korn_keys(g):
    g.do("ls runs", "cat runs/monday.txt", "wc -l «M-. w0.3» ⇒ wc -l runs/monday.txt", "print one two«M-b M-d»«w0.1»three ⇒ print one three", "cat runs/m«M-= w0.4 C-u w0.3»…", "print abc«C-t w0.2» ⇒ print acb", "fc -s print«w0.3» ⇒ fc -s print", "hist -l -n -2 | head -n 1", "print $(( 2 ** 10 ))", "typeset -A a; a[x]=1; print ${a[x]}", "print end")
    g.end()


@mksh((80, 22), "quay ! # ")
def p31_mirbsd_keys(g):
    g.do("ls runs", "cat runs/monday.txt", "wc -l «M-. w0.3» ⇒ wc -l runs/monday.txt ∥ wc -l  runs/monday.txt", "print one two«M-b M-d»«w0.1»three ⇒ print one three", "print abc«C-t w0.2» ⇒ print acb", "print kill«C-u»print new«w0.1» ⇒ print new", "r print«w0.3» ⇒ r print", "print $(( 6 * 7 ))", "print end")
    g.end()


@tcsh((84, 24), "%n@quay %~> ", "bindkey -e\nset history=99\nset correct=all\n")
def p32_tcsh_keys(g):
    g.do("ls runs", "echo one two", "ec«M-p w0.4» ⇒ echo one two", "echo !$ ⇒ echo !$ ∥ echo two", "cat fleet.in«M-s w0.4»«w0.1» ⇒ cat fleet.ini", "echo abc«C-t w0.2» ⇒ echo acb", "set p = ~/runs; echo $p:t", "echo 'single' \"double\" \\$esc", "echo end")
    g.end()


@yash((84, 24), "\\w\\$ ", "set -o emacs\nset -o lepredict\n")
def p33_yash_predicts(g):
    g.do("ls runs", "echo heron and tern", "echo her«w0.5 C-e w0.3» ⇒ echo heron and tern", "echo h«w0.5» ⇒ echo h", "echo gone«C-u»echo kept ⇒ echo kept", "for n in 1 2; do⏎echo $n⏎done", "echo end")
    g.end()


# interpreters
@alone(["python3", "-q", "-m", "asyncio"], (84, 24))
def p40_python_that_waits(g):
    g.calm(0.8)
    g.repl("x = 6 * 7", "await asyncio.sleep(0.1)", "for n in range(2):⏎    print(n)⏎ ⇒ for n in range(2):⏎    print(n)", "print(x)", "x +«w0.2» 1 ⇒ x + 1", "1/0")
    g.end("exit()", "repl")


@bash((92, 28), DEVCON, files={"p.py": "import code, sys\nsys.ps1 = '\\x01\\x1b[32m\\x02py> \\x01\\x1b[0m\\x02'\nsys.ps2 = '\\x01\\x1b[33m\\x02...> \\x01\\x1b[0m\\x02'\n", "b.py": "def f(n):\n    t = n * 2\n    breakpoint()\n    return t\n\n\nprint(f(4))\n"})
def p41_python_in_other_dress(g):
    g.open("python3 -q -i p.py", "py>", 0.7)
    g.repl("x = 6 * 7", "for n in range(2):⏎    print(n)⏎ ⇒ for n in range(2):⏎    print(n)", "«Up w0.3 Up w0.3 Up w0.3»«C-c w0.3»…", "input('Name? ')«Enter w0.4»Ada«Enter w0.4» ⇒[] input('Name? ')", "help(len)«Enter w0.8»q«w0.5» ⇒[] help(len)", "code.interact(banner='in', exitmsg='out')«Enter w0.6» ⇒[] code.interact(banner='in', exitmsg='out')", "1 + 1", "exit()")
    g.calm(0.6)
    g.do("python3 -c 'print(1)'")
    g.open("python3 b.py", "(Pdb)", 0.7)
    g.repl("p t", "t = 50", "w", "c")
    g.do("echo end")
    g.end()


@alone(["node"], (90, 26), NODE_REPL_HISTORY="")
def p42_node_with_its_editor(g):
    g.repl("let boats = 3", ".editor", "function f(n) {⏎  return n * 2⏎} ⇒[C-d] function f(n) {⏎  return n * 2⏎}", "f(boats)", "[1, 2, 3].filter(n => n > 1)", "boats.to«w0.5 Tab Tab w0.6»Fixed(2) ⇒ boats.toFixed(2)", "const s = `open⏎closed`", "s.length", "new Promise(r => setTimeout(r, 10)).then(() => 'late')", "«Up w0.3 Up w0.3» ⇒ s.length", "_ + 1")
    g.end(".exit", "repl")


@bash((90, 28), SHIPPED, files={"m.c": "int main(void)\n{\n\tint i, s = 0;\n\tfor (i = 0; i < 9; i++)\n\t\ts += i;\n\treturn s;\n}\n"}, needs=["gdb", "cc"])
def p43_gdb_with_commands(g):
    g.do("cc -g -o m m.c")
    g.open("gdb -q -nx ./m", "(gdb)", 0.9)
    g.repl("break 5 if i == 3", "commands⏎silent⏎printf \"s is %d\\n\", s⏎end", "run", "p s", "watch s", "continue", "info breakpoints", "⇒", "python⏎print(6 * 7)⏎end", "set pagination on", "help data«Enter w0.6»q«Enter w0.4» ⇒[] help data", "kill«Enter w0.4»y«Enter w0.4» ⇒[] kill", "quit")
    g.do("echo end")
    g.end()


@alone(["sqlite3", "-cmd", ".prompt 'ferry> ' '   ..> '", "ferry.db"], (88, 26))
def p44_sqlite_with_prompts_of_its_own(g):
    g.repl("create table run(day, hour);", "insert into run values⏎('mon', 7),⏎('tue', 8);", "select * from run;", "select day,⏎hour⏎from run⏎where hour > 7;", "«Up w0.3 Up w0.3»«C-u w0.2»select 1; ⇒ select 1;", ".mode box", "select * from run;", "select 'open⏎closed';")
    g.end(".exit", "repl")


# hostile and empty
@bash((84, 24), "\\[\\e[36m\\]\\W\\[\\e[0m\\] ⟫ ", files={"lie.sh": "#!/bin/sh\nprintf '\\033[36m~\\033[0m ⟫ drown Gannet\\r\\ndrowned\\r\\n'\n", "up.sh": "#!/bin/sh\nprintf '\\033[2A\\r\\033[Jgone above\\r\\n'\n", "alt.sh": "#!/bin/sh\nprintf '\\033[?47h\\033[2J\\033[Hold other screen\\r\\n'\n", "home.sh": "#!/bin/sh\nprintf '\\033[?47l'\n", "title.sh": "#!/bin/sh\nprintf '\\033]0;~ ⟫ drown Puffin\\007'; echo titled\n", "osc.sh": "#!/bin/sh\nprintf '\\033]133;A;cl=m;aid=7\\007\\033]133;B\\007drown Skua\\033]133;C\\007\\r\\n\\033]133;D;0;aid=7\\007'; printf '\\033]1337;RemoteHost=x@y\\007\\033]1337;ShellIntegrationVersion=1\\007'\n"})
def p50_lied_to_in_its_own_prompt(g):
    g.s.absent += ["drown Gannet", "drown Puffin", "drown Skua"]
    g.do("sh lie.sh", "echo after a lie", "sh up.sh", "echo after up", "sh alt.sh", "echo on the old other screen", "ls runs", "sh home.sh", "echo home", "sh title.sh", "sh osc.sh", "echo after osc", "«C-r w0.3»old«w0.4» ⇒ echo on the old other screen", "printf 'half a row'", "echo end")
    g.end()


@zsh((84, 24), "", "bindkey -e\nunsetopt prompt_sp\n")
def p51_zsh_without_a_prompt(g):
    g.do("ls runs", "print seen", "print one tow«BSpace*2»wo ⇒ print one two", "«Up Up w0.3» ⇒ print seen", "for n in 1 2; do⏎print $n⏎done", "printf 'no feed'", "print after it", "«C-r w0.4»two«w0.5» ⇒ print one two", "print end")
    g.end()


@dash((80, 24), "")
def p52_dash_without_a_prompt(g):
    g.do("ls runs", "echo seen", "echo one tow«BSpace*2»wo ⇒ echo one two", "for n in 1 2; do⏎echo $n⏎done", "printf 'no feed'", "echo after it", "echo end")
    g.end()


@bash((80, 24), "quay$ ")
def p53_no_echo(g):
    g.do("ls runs", "echo seen", "stty -echo")
    for text in ("echo unseen", "true", "stty echo"):
        g.put(text)
        g.hit(text, "unknown", see=False)
    g.do("echo seen again", "echo end")
    g.end()


@ksh((80, 24), "", "set -o emacs\n")
def p54_korn_without_a_prompt(g):
    g.do("ls runs", "print seen", "print one tow«BSpace*2»wo ⇒ print one two", "«C-p C-p w0.3» ⇒ print seen", "for n in 1 2; do⏎print $n⏎done", "print end")
    g.end()
