"""Line editing, history, completion, ghosts and prompts as they are installed: the themes that come with packages, and sessions of ordinary work."""
from props.gills import HIGH, PLUGGED, SUGG
from props.strothers import AF_MAGIC_RC, AVIT_RC, BLANK_RC, BUREAU_RC, CLUSTER, COMPLETES, CONDA, COUNTED, FZF_BASH, FZF_ZSH, GITPROMPT_RC, LIQUID, MANJARO, OVERWRITE_RC, P9K, P9K_RC, P9K_TWO_RC, RULE_RC, SHRINK_RC, SPACESHIP, TOOLBOX, UBUNTU, YS, alone, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, yash, zsh

COMPINIT = "autoload -Uz compinit && compinit -u -D\n"


@bash((80, 24), UBUNTU, "alias ll='ls -alF'\nalias ls='ls --color=auto'\n")
def a01_ubuntu_edits(g):
    g.do("ls deploy", "gerp -c sshd syslog«Home Right DC DC»re«End» ⇒ grep -c sshd syslog", "head -n 2 invoices.csv«M-b M-b M-b»-q «C-e» ⇒ head -n -q 2 invoices.csv ∥ head -n 2 -q invoices.csv ∥ head -n 2 invoices-q .csv ∥ head -n -q 2 invoices.csv",
         "echo alpha beta gamma«C-w C-w»delta«C-y» ⇒ echo alpha deltabeta gamma", "wc -l syslog«C-a»time «C-e» < /dev/null ⇒ time wc -l syslog < /dev/null", "echo draft«C-a C-k»echo final ⇒ echo final", "echo lower«M-b M-c» ⇒ echo Lower", "echo ab«C-t» ⇒ echo ba", "echo gone and back«C-u C-_» ⇒ echo gone and back", "pwd«Home» ⇒ pwd")
    g.end()


@bash((100, 30), MANJARO, COMPLETES)
def a02_manjaro_completes(g):
    g.do("cat dep«Tab w0.4»bl«Tab w0.3» ⇒ cat deploy/blue.yml ∥ cat deploy/blue.yml ", "cat deploy/«Tab Tab w0.5»g«Tab w0.3» ⇒ cat deploy/green.yml", "ls letters/to«Tab w0.3 Tab w0.4»-«Tab w0.3» ⇒ ls letters/to-printer.txt", "cat letters/to\\ «Tab w0.3» ⇒ cat letters/to\\ bank.txt ", "chmod u+x be«Tab w0.3» ⇒ chmod u+x beat", "./beat | tail -n 1", "echo $HOSTT«Tab w0.3» ⇒ echo $HOSTTYPE", "kill -l | head -n 1", "make -f no«Tab Tab w0.3»thing«C-u» ⇒", "cd app && ls te«Tab w0.3»; cd .. ⇒ cd app && ls tests/; cd .. ∥ cd app && ls te; cd .. ∥ cd app && ls tests; cd ..")
    g.end("exit")


@bash((90, 26), TOOLBOX, "HISTCONTROL=ignoredups\nshopt -s histverify\n")
def a03_toolbox_history(g):
    g.do("ls deploy", "cut -d, -f2 invoices.csv | sort -u", "wc -c syslog", "!!«Enter w0.3» ⇒ wc -c syslog", "!cut«Enter w0.3»«C-e» -r ⇒ cut -d, -f2 invoices.csv | sort -u -r", "echo !$«Enter w0.3» ⇒ echo -r", "«C-r w0.3»deploy«w0.3» ⇒ ls deploy", "«C-r w0.2»wc«w0.3 C-a»LC_ALL=C «w0.1» ⇒ LC_ALL=C wc -c syslog", "«C-r w0.2»qqq«w0.2 C-g w0.3»echo nothing found ⇒ echo nothing found", "«Up Up Up Down»«w0.2» ⇒ LC_ALL=C wc -c syslog", "history 2 | cat")
    g.end()


@bash((41, 14), CLUSTER)
def a04_cluster_in_forty_one(g):
    g.do("kubectl() { echo \"$# words\"; }", "kubectl get pods -n ledger -o wide --sort-by=.metadata.name", "«Up»«C-a M-f» -v ⇒ kubectl -v get pods -n ledger -o wide --sort-by=.metadata.name", "«C-r w0.3»get pods«w0.4» ⇒ kubectl -v get pods -n ledger -o wide --sort-by=.metadata.name", "echo over«w0.2»" + " x" * 20 + "«BSpace*24»done ⇒ echo over" + " x" * 8 + "done", "echo resize me in the«size 60x14» middle ⇒ echo resize me in the middle", "echo sixty«size 33x14»«w0.3» and less ⇒ echo sixty and less", "ls deploy", "(exit 3)")
    g.end()


@bash((110, 32), COUNTED, "shopt -s cdspell\n")
def a05_numbers_and_hours(g):
    g.do("date +%Y", "cd app", "ls -l | wc -l", "cd -", "^-^+ ⇒ ^-^+ ∥ cd +", "!-2 ⇒ !-2 ∥ cd -", "fc -s wc=cat ⇒ fc -s wc=cat", "echo one; echo two; echo three«M-b M-d C-k»2 ⇒ echo one; echo two; echo 2", "#a note that nobody runs", "echo kept as a note«M-#» ⇒[] #echo kept as a note", "«Up»«C-a C-d»«w0.1» ⇒ echo kept as a note", "true")
    g.end()


@bash((120, 28), CONDA, "VIRTUAL_ENV=x\nset -o vi\nbind 'set show-mode-in-prompt on'\nbind 'set vi-ins-mode-string \\1\\e[5 q\\2[I]'\nbind 'set vi-cmd-mode-string \\1\\e[1 q\\2[N]'\n")
def a06_conda_vi_with_cursor_shapes(g):
    g.do("python3 --version", "cat invoicse.csv«Escape w0.2»0wfsxp«Escape w0.1» ⇒ cat invoices.csv", "echo one two three«Escape w0.2»bdwA four ⇒ echo one two four ∥ echo one two  four", "«Escape w0.2»kk«w0.2»A # twice«Escape w0.1» ⇒ cat invoices.csv # twice", "head -n 1 syslog«Escape w0.2»0cwtail«Escape w0.1» ⇒ tail -n 1 syslog", "echo undone«Escape w0.2»dduA ok ⇒ echo undone ok", "«Escape w0.2»/tail«Enter w0.2»«w0.1» ⇒ tail -n 1 syslog", "not this«C-c w0.3» ✗", "echo end")
    g.end()


@bash((72, 20), "x", OVERWRITE_RC)
def a07_clock_written_first(g):
    g.do("ls deploy", "echo short", "echo a line of words that goes on below the clock at the right margin of it", "«Up»«BSpace*2»that ⇒ echo a line of words that goes on below the clock at the right margin of that", "«C-r w0.3»short«w0.3» ⇒ echo short", "«size 50x20»echo in fifty columns", "cat app/s«Tab w0.3» ⇒ cat app/setup.cfg ∥ cat app/setup.cfg ", "echo ab«C-l w0.3»cd ⇒ echo abcd", "false", "echo end")
    g.end()


@bash((88, 26), "x", GITPROMPT_RC)
def a08_git_prompt_in_two_rows(g):
    g.do("ls", "false", "git log -1 --format=%h", "grep -n smtpd syslog | head -n 2", "printf 'no newline here'", "echo next", "for f in deploy/*.yml; do⏎  grep image $f⏎done", "«Up»«C-e» | sort ⇒ for f in deploy/*.yml; do   grep image $f; done | sort ∥ for f in deploy/*.yml; do\n  grep image $f\ndone | sort", "«C-r w0.3»grep -n«w0.3» ⇒ grep -n smtpd syslog | head -n 2", "cd nowhere", "never git push --force«C-c w0.3» ✗", "echo end")
    g.end()


@bash((80, 30), "x", BLANK_RC)
def a09_what_the_command_prints_first(g):
    g.do("ls app", "echo 'a quoted⏎text'", "cat <<EOF⏎one $HOME⏎EOF", "sed -n 3p invoices.csv", "«Up Up»«C-c w0.3»…", "echo \\⏎continued", "«C-p C-p» ⇒ sed -n 3p invoices.csv ∥ echo \\\ncontinued ∥ echo continued", "date +%H:%M:%S", "echo end")
    g.end()


@bash((64, 18), "x", RULE_RC)
def a10_a_rule_above_each(g):
    g.do("ls", "echo a b c", "seq 40", "echo below forty rows", "«C-l w0.3»echo at the top ⇒ echo at the top", "echo longer than the rule is long, that is than the sixty-four columns", "«size 84x18»echo now wider", "«Up Up»«C-a M-d»printf '%s' ⇒ printf '%s' longer than the rule is long, that is than the sixty-four columns", "echo end")
    g.end()


@bash((96, 26), "x", LIQUID, needs=["/usr/share/liquidprompt/liquidprompt"])
def a11_liquidprompt_itself(g):
    g.calm(1)
    g.do("ls deploy", "sleep 30 &", "false", "echo with a job", "kill %1«w0.3»", "cd app/tests", "cat test_main.py", "cd", "«C-r w0.3»cat«w0.4» ⇒ cat test_main.py", "cat -A app/setup.cfg | head -n 1«C-a»LC_ALL=C «w0.2» ⇒ LC_ALL=C cat -A app/setup.cfg | head -n 1", "echo end")
    g.end()


@bash((100, 30), UBUNTU, FZF_BASH + "export FZF_DEFAULT_OPTS='--height 40% --reverse'\n", needs=["fzf", "/usr/share/doc/fzf/examples/key-bindings.bash"])
def a12_fzf_of_the_package(g):
    g.do("ls deploy", "grep -c cron syslog", "echo release the kraken", "«C-r w0.9»grep«w0.6 Enter w0.6» ⇒ grep -c cron syslog", "«C-r w0.9»krak«w0.6 Enter w0.6» twice ⇒ echo release the kraken twice", "«C-r w0.9»zz«w0.4 Escape w0.6»echo gave it up ⇒ echo gave it up", "cat «C-t w1.0»green.y«w0.6 Enter w0.6» ⇒ cat deploy/green.yml ∥ cat deploy/green.yml ", "echo end")
    g.end()


@bash((20, 8), "$ ")
def a13_eight_rows_of_twenty(g):
    g.do("ls app", "echo one two three four five", "seq 12", "«Up Up»«C-e» six ⇒ echo one two three four five six", "cat syslog | tail -n 1", "«C-r w0.3»seq«w0.3» ⇒ seq 12", "echo " + "abcdefgh " * 9 + "«C-a»x«w0.1 BSpace w0.2» ⇒ echo " + "abcdefgh " * 8 + "abcdefgh", "echo end")
    g.end()


@bash((250, 60), UBUNTU, "PS2='… '\n")
def a14_a_very_wide_window(g):
    g.do("cut -d, -f2,3 invoices.csv | awk -F, 'NR > 1 { s[$1] += $2 } END { for (c in s) printf \"%-10s %10.2f\\n\", c, s[c] }' | sort -k2 -rn | head -n 3 | while read -r name sum; do echo \"$name owes or has paid $sum in all, and that is known from the list\"; done", "echo x«Left*1»y ⇒ echo yx", "while read l; do⏎case $l in⏎*Dorn*) echo \"$l\"; break;;⏎esac⏎done < invoices.csv", "«Up»«w0.2»«Home»time «w0.1» ⇒ time while read l; do case $l in *Dorn*) echo \"$l\"; break;; esac; done < invoices.csv ∥ time while read l; do\ncase $l in\n*Dorn*) echo \"$l\"; break;;\nesac\ndone < invoices.csv", "echo end")
    g.end()


# zsh
@zsh((90, 26), "x", AF_MAGIC_RC + SUGG, needs=PLUGGED[:1])
def a20_a_rule_of_dashes(g):
    g.do("ls deploy", "print first words", "print fi«w0.4 Right w0.3» ⇒ print first words", "print fi«w0.4» ⇒ print fi", "wc -l syslog", "«C-r w0.3»first«w0.4» ⇒ print first words", "print a line so long that it runs under the name at the right and then over the margin, twice", "«size 70x26»print seventy", "«Up w0.2 Up w0.3»«C-a M-f» not ⇒ print  nota line so long that it runs under the name at the right and then over the margin, twice", "never«C-c w0.3» ✗", "print end")
    g.end()


@zsh((100, 28), "x", BUREAU_RC + HIGH, needs=PLUGGED[1:])
def a21_two_sides_of_a_row(g):
    g.do("ls deploy", "print \"one ${USER} two\"", "for f in deploy/*; do⏎print $f⏎done", "«Up w0.3»«w0.2» ⇒ for f in deploy/*; do\nprint $f\ndone", "grpe cron syslog«C-a C-f C-d C-d»re«w0.2» ⇒ grep cron syslog ∥ gre cron syslog ∥ gree cron syslog", "cat deploy/bl«Tab w0.3» ⇒ cat deploy/blue.yml ∥ cat deploy/blue.yml ", "if [[ -f syslog ]] print yes", "print 'it''s'", "false", "print end")
    g.end()


@zsh((84, 24), YS, "bindkey -e\nsetopt hist_verify extended_glob\n")
def a22_ys_expands(g):
    g.do("ls deploy", "print one two", "print !$«Enter w0.3» ⇒ print two", "^two^three«Enter w0.3» ⇒ print three", "print **/*.yml(N)", "(exit 9)", "print $?", "!pri«Enter w0.3» ⇒ print $?", "print ~/app«w0.2»", "print a«C-v C-a»b ⇒ print a^Ab ∥ print a\x01b", "sleep 0.2; print slept", "print end")
    g.end()


@zsh((94, 27), SPACESHIP, COMPINIT + SUGG + HIGH + "bindkey -e\nzstyle ':completion:*' menu select\n", needs=PLUGGED)
def a23_spaceship_with_menus(g):
    g.do("ls deploy", "cat deploy/«Tab w0.4 Tab w0.3 Enter w0.3» ⇒ cat deploy/blue.yml", "cat deploy/«Tab w0.4 Tab w0.3 Tab w0.3 Enter w0.3» ⇒ cat deploy/green.yml", "cat app/«Tab w0.5 Tab w0.3 C-c w0.4 C-c w0.4»…", "print over", "print ov«w0.5 C-e w0.3» and out ⇒ print over and out", "cd dep«Tab w0.4»«w0.2» ⇒ cd deploy ∥ cd deploy/", "cd -«w0.2»", "git sta«w0.3»tus --short ⇒ git status --short", "print «M-.»x ⇒ print --shortx", "print end")
    g.end()


@zsh((80, 24), "x", AVIT_RC)
def a24_avit_and_second_prompts(g):
    g.do("ls deploy", "print \"open⏎close\"", "if true⏎then⏎print in⏎fi", "«Up w0.3»«Up w0.1 Up w0.1 Up w0.1»«w0.2»«C-c w0.3»…", "cat <<X⏎body⏎X", "print a \\⏎b", "f() {⏎print in f⏎}", "f", "print \"never⏎closed«C-c w0.3» ✗", "ls /no«w0.2»", "print end")
    g.end()


@zsh((116, 30), "x", P9K_RC, needs=P9K)
def a25_nine_kilos_from_the_package(g):
    g.calm(1)
    g.do("ls deploy", "print one", "false", "print a b«C-w»c ⇒ print a c", "print a line that goes below the segments at the right of this window, and then over its margin into the next row as well", "«C-r w0.3»one«w0.4» ⇒ print one", "cat inv«Tab w0.3» | tail -n 1 ⇒ cat invoices.csv | tail -n 1", "«size 90x30»print ninety", "cd app", "print $PWD:t", "print end")
    g.end()


@zsh((104, 28), "x", P9K_TWO_RC + SUGG, needs=[*P9K, *PLUGGED[:1]])
def a26_nine_kilos_in_two_rows(g):
    g.calm(1)
    g.do("ls deploy", "print deploy the green one", "print dep«w0.4 Right w0.3» ⇒ print deploy the green one", "print dep«w0.4 M-f w0.3» ⇒ print deploy", "while false; do⏎:⏎done", "«Up w0.3»«w0.2» ⇒ while false; do\n:\ndone", "print ab«C-b»x«C-e»y ⇒ print axby", "never«C-c w0.3» ✗", "(exit 4)", "print end")
    g.end()


@zsh((86, 24), "x", SHRINK_RC)
def a27_shrinks_at_enter(g):
    g.do("ls deploy", "print one", "print two«C-a C-k»print three ⇒ print three", "for n in 1 2; do⏎print $n⏎done", "«Up w0.3» ⇒ for n in 1 2; do\nprint $n\ndone", "«C-r w0.3»three«w0.4» ⇒ print three", "print a line that is so long that it goes over the margin and into the row below it, whole", "false", "print half«size 60x24»«w0.3» and half ⇒ print half and half", "print end")
    g.end()


@zsh((98, 26), "%F{cyan}%1~%f %# ", COMPINIT + FZF_ZSH + "export FZF_DEFAULT_OPTS='--height 50%'\nbindkey -e\n", needs=["fzf", "/usr/share/doc/fzf/examples/key-bindings.zsh"])
def a28_fzf_of_the_package_in_zsh(g):
    g.do("ls deploy", "print keep this one", "print and that one", "«C-r w0.9»keep«w0.6 Enter w0.6» ⇒ print keep this one", "«C-r w0.9»that«w0.6 Enter w0.6» too ⇒ print and that one too", "«C-r w0.9»«C-c w0.7»print given up ⇒ print given up", "cat «C-t w1.0»setup«w0.6 Enter w0.6» ⇒ cat app/setup.cfg ∥ cat app/setup.cfg ", "print end")
    g.end()


@zsh((30, 10), "%1~ %% ", "bindkey -e\nRPROMPT='%T'\n")
def a29_a_clock_in_thirty(g):
    g.do("ls app", "print one two three four five six", "print x", "«Up w0.2 Up w0.3»«C-a M-f» 0 ⇒ print  0one two three four five six", "seq 15", "«C-r w0.3» x«w0.3» ⇒ print x", "print " + "ab " * 25 + "«C-w*4» ⇒ print " + " ".join(["ab"] * 21), "print end")
    g.end()


@zsh((80, 24), "%(?..[%?] )%n %~ %# ", "bindkey -v\nKEYTIMEOUT=1\nbindkey '^R' history-incremental-search-backward\n")
def a30_zsh_vi_plain(g):
    g.do("ls deploy", "print won two«Escape w0.3»bb«w0.1»cwone«Escape w0.2» ⇒ print one two", "«Escape w0.3»k«w0.2»k«w0.2» ⇒ ls deploy", "print end of row«Escape w0.3»0w«w0.1»D«w0.1»ax ⇒ print x ∥ print  x ∥ printx", "false", "cat syslog«Escape w0.3»Itail -n 1 «Escape w0.2»«w0.1»/syslog«Escape w0.2»«C-c w0.3» ✗", "«C-r w0.3»deploy«w0.4» ⇒ ls deploy", "print end")
    g.end()


# fish, with the prompts that come with it
@sampled((94, 26), "informative_vcs", needs=["git"])
def a40_fish_informative(g):
    g.do("ls deploy", "git init -q -b main .", "echo tracked", "git add -A deploy; git status --short | wc -l«Enter w2.5» ⇒[] git add -A deploy; git status --short | wc -l", "echo tr«w0.5 Right w0.3» ⇒ echo tracked", "false", "cat dep«Tab w0.4»bl«Tab w0.4» ⇒ cat deploy/blue.yml", "«Up w0.2 Up w0.2 Up w0.3» ⇒ echo tracked", "echo end")
    g.end()


@sampled((100, 30), "nim")
def a41_fish_nim_with_a_frame(g):
    g.do("ls deploy", "echo first", "echo second", "for f in deploy/*⏎echo $f⏎end ⇒ for f in deploy/*⏎echo $f⏎end ∥ for f in deploy/*⏎    echo $f⏎end", "false", "echo fi«w0.5 C-f w0.3» ⇒ echo first", "«C-r w0.5»second«w0.5 Enter w0.4» ⇒ echo second", "sleep 0.1 &", "echo end")
    g.end()


@sampled((86, 24), "arrow")
def a42_fish_arrow_abbreviates(g):
    g.do("abbr -a gs 'git status'", "abbr -a l 'ls -l'", "l deploy ⇒ ls -l deploy", "gs ⇒ git status", "echo l«C-a» ⇒ echo l", "wc syslog«C-a»time «C-e» -l ⇒ time wc syslog -l", "echo one two«M-b M-b»zero «C-e» ⇒ echo zero one two", "cat le«Tab w0.4»to\\ b«Tab w0.4» ⇒ cat letters/to\\ bank.txt ∥ cat letters/to\\ bank.txt ", "echo never«C-c w0.4» ✗", "echo end")
    g.end()


@sampled((92, 26), "terlar", needs=["git"])
def a43_fish_terlar(g):
    g.do("ls deploy", "true; and echo so", "not true; or echo otherwise", "echo so«w0.3» far", "cat app/«Tab w0.6 Tab w0.3 Enter w0.4» ⇒ cat app/main.py ∥ cat app/setup.cfg ∥ cat app/tests/", "if test -d app⏎echo there⏎end ⇒ if test -d app⏎echo there⏎end ∥ if test -d app⏎    echo there⏎end", "«Up w0.3»«w0.2» ⇒ if test -d app⏎    echo there⏎end ∥ if test -d app⏎echo there⏎end", "string upper abc", "echo end")
    g.end()


@sampled((78, 22), "pythonista")
def a44_fish_pythonista(g):
    g.do("ls deploy", "python3 -c 'print(6 * 7)'", "echo py«w0.3»thon", "cd app", "cat main.py | head -n 1", "prevd", "echo a line that is longer than what is left of this row behind the prompt of it, so two", "«Up w0.3»«C-a M-f» not ⇒ echo not a line that is longer than what is left of this row behind the prompt of it, so two ∥ echonot  a line that is longer than what is left of this row behind the prompt of it, so two ∥ echo nota line that is longer than what is left of this row behind the prompt of it, so two", "«size 60x22»echo sixty", "echo end")
    g.end()


@sampled((110, 30), "disco")
def a45_fish_disco(g):
    g.do("ls deploy", "echo one", "echo on«w0.5» ⇒ echo on", "echo «M-.»«w0.2» ⇒ echo on", "cat invoices.csv | head -n 2 | string split ,", "«Up w0.2 Up w0.2 Up w0.3»«C-e» more ⇒ echo on more ∥ echo one more", "set -l x 5; echo $x", "echo \"a«Enter w0.3»b\" ⇒ echo \"a⏎b\" ∥ echo \"a\nb\"", "echo end")
    g.end()


@sampled((70, 20), "scales")
def a46_fish_scales(g):
    g.do("ls deploy", "echo héllo wörld ñandú", "echo 日本語 表示«BSpace*2»テスト ⇒ echo 日本語 テスト", "«Up w0.2 Up w0.3» ⇒ echo héllo wörld ñandú", "echo 日«w0.5 Right w0.3» ⇒ echo 日本語 テスト", "seq 25", "echo end")
    g.end()


# the others
@ksh((84, 24), "pia@ws-14:${PWD##*/} $ ", "set -o emacs\n")
def a50_korn_of_an_old_hand(g):
    g.do("ls deploy", "print one tow«C-h C-h»wo ⇒ print one two", "«C-p C-p» ⇒ ls deploy", "grep -c cron syslog«C-a»time «C-e» ⇒ time grep -c cron syslog", "print ${ whence ls; }", "typeset -u x=abc; print $x", "print \"open⏎close\"", "«C-r»time«Enter w0.3» ⇒ time grep -c cron syslog", "cat deploy/b«Tab w0.3» ⇒ cat deploy/blue.yml ∥ cat deploy/blue.yml ", "print one two three«Escape»b«Escape»d«w0.2» ⇒ print one two ", "r print«w0.2» ⇒ r print", "print end")
    g.end()


@ksh((60, 16), "[!] ${PWD##*/} > ", "set -o vi\nset -o multiline\n")
def a51_korn_vi_counts(g):
    g.do("ls deploy", "print one two«Escape w0.2»bi zero«Escape w0.2» ⇒ print one zerotwo ∥ print one  zerotwo", "print a line of the korn shell that goes over the margin of sixty", "«Escape w0.2»k«w0.2»$a more«Escape w0.2» ⇒ print a line of the korn shell that goes over the margin of sixty more", "«Escape w0.2»kkkk«w0.2» ⇒ ls deploy", "print xyz«Escape w0.2»0wx«w0.2» ⇒ print yz", "print end")
    g.end()


@mksh((80, 24), "$(print -n ws-14:${PWD##*/}) \\$ ".replace("\\", ""), "")
def a52_mir_of_a_phone(g):
    g.do("ls deploy", "print one two", "print thre«C-b C-b C-d»r«C-e»e ⇒ print three ∥ print thrree ∥ print three", "«Up Up w0.2» ⇒ print one two", "cat dep«Tab w0.3»g«Tab w0.3» ⇒ cat deploy/green.yml ∥ cat deploy/green.yml ", "«C-r»thr«w0.2» ⇒ print three ∥ print thrree", "print never«C-c w0.3» ✗", "print $((6 * 7))", "print end«C-a» ⇒ print end")
    g.end()


@tcsh((92, 26), "%B%n@ws-14%b %~ %T %# ", "bindkey -e\nset autolist\nset color\nset rprompt='[%h]'\n")
def a53_tcsh_with_both_sides(g):
    g.do("ls deploy", "echo one two", "echo !* ⇒ echo !* ∥ echo one two", "!ls ⇒ !ls ∥ ls deploy", "cat deploy/«C-d w0.4»blue.yml ⇒ cat deploy/blue.yml", "echo on«Left»x«Right»e ⇒ echo oxne", "«Up Up Up»«w0.2» ⇒ !ls ∥ ls deploy", "set files = (deploy/*.yml)", "foreach f ($files)⏎wc -l $f⏎end", "echo never«C-c w0.3» ✗", "echo a line of the C shell that is long enough to meet the number at the right and to go over it and on", "echo end")
    g.end()


@ash((72, 20), "\\[\\e[1;31m\\]\\h\\[\\e[0m\\]:\\w# ", "")
def a54_a_box_in_red(g):
    g.do("ls deploy", "head -n 2 syslog | cut -c1-40", "echo one«Home»«Right*5»x«End»y ⇒ echo xoney", "cat dep«Tab w0.3»bl«Tab w0.3» ⇒ cat deploy/blue.yml ∥ cat deploy/blue.yml ", "«Up Up»«w0.2» ⇒ echo xoney", "echo a line of a small shell, that is longer than seventy-two columns are", "«C-r w0.2»head«w0.3» ⇒ head", "vi --help 2>&1 | head -n 1", "echo kill«C-u»echo all ⇒ echo all", "never«C-c w0.3» ✗", "echo end")
    g.end()


@yash((88, 24), "\\fg.\\u\\fd. \\w \\$ ", "YASH_PS2='> '\nset -o vi\n")
def a55_yash_vi(g):
    g.do("ls deploy", "echo one tow«Escape w0.2»bcwtwo«Escape w0.2» ⇒ echo one two", "«Escape w0.2»kk«w0.2» ⇒ ls deploy", "for n in 1 2; do⏎echo $n⏎done", "cat app/s«Tab w0.4» ⇒ cat app/setup.cfg ∥ cat app/setup.cfg ", "echo end")
    g.end()


@dash((66, 18), "ws-14 % ", "PS2='   '\n")
def a56_dash_with_blank_second(g):
    g.do("ls deploy", "echo onr«BSpace»e ⇒ echo one", "if true; then⏎echo yes⏎fi", "echo 'two⏎rows'", "echo wrong words«C-w»ones ⇒ echo wrong ones", "all of it«C-u»echo new ⇒ echo new", "echo a line that is longer than the sixty-six columns that this window has", "never«C-c w0.3» ✗", "wc -l < syslog", "echo end")
    g.end()


@alone(["node"], (90, 28), FORCE_COLOR="1", NODE_REPL_HISTORY="@HOME@/.nh", TERM="xterm-256color")
def a57_node_with_previews(g):
    g.repl("let total = 6 * 7", "tot«w0.4»al ⇒ total", "total.toS«w0.4 Right w0.3»(2) ⇒ total.toString(2)", "Math.max(1, 2«Left*3»9, «w0.2» ⇒ Math.max(1,9,  2 ∥ Math.max(19, , 2", ")«w0.3»…", "«C-c w0.4»…", "'abc'.toUpperCase()", "«Up w0.3 Up w0.3»«C-c w0.3»…", "function f(a) {⏎return a + 1⏎} ⇒ function f(a) {⏎return a + 1⏎} ∥ function f(a) {⏎  return a + 1⏎}", "f(41)", "«C-r w0.3»Upper«w0.4» ⇒ 'abc'.toUpperCase()", "'never'«C-c w0.3» ✗")
    g.end(".exit", "repl")


@alone(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit"], (88, 26), needs=["/usr/bin/ipython3"], IPYTHONDIR="@HOME@/.ip")
def a58_ipython_suggests(g):
    g.calm(1.5)
    g.repl("import csv, io", "rows = list(csv.reader(open('invoices.csv')))", "len(rows)", "rows[0]", "rows[1«BSpace»2][1] ⇒ rows[2][1]", "len(r«w0.6 C-e w0.4» ⇒ len(rows) ∥ len(r", "«C-c w0.4»…", "'x'.up«Tab w0.8»() ⇒ 'x'.upper()", "def f(x):⏎return x * 2⏎«w0.2» ⇒ def f(x):⏎    return x * 2", "f(21)", "«Up w0.3 Up w0.3 Enter w0.3» ⇒ def f(x):⏎    return x * 2", "sum(float(r[2]) for r in rows[1:]) > 0")
    g.end("exit", "repl")
