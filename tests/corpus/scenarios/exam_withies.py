"""The catalogue's first half in sessions of ordinary work: line editing, history, completion, ghosts and prompts, in all shells and their own themes."""
from props.gills import HIGH, PLUGGED, SUGG
from props.withies import AMAZON, ARCH, BSD, COMPINIT, DST, HEROKU, JONATHAN_RC, KPHOEN, LAMBDA, MINGW, MINT, MUSE_RC, NIXSHELL, PARROT, POSH_RC, RASPBIAN, SLACK, STATE_RC, TICK_RC, TOOK_RC, VENV, alone, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, themed, yash, zsh

COMPLETES = ". /usr/share/bash-completion/bash_completion\n"


# bash
@bash((80, 24), ARCH)
def w01_arch_edits(g):
    g.do("ls orders", "gtep -c dry pump.log«Home Right DC»r«End» ⇒ grep -c dry pump.log", "head -n 3 stock.csv«M-b M-b Left*2»-q«Right w0.1» ⇒ head -n-q 3 stock.csv ∥ head -n -q3 stock.csv ∥ head -n-q 3 stock.csv", "cat web/index.html«M-BSpace*2»style.css ⇒ cat web/style.css", "echo first second third«M-b M-b M-t» ⇒ echo second first third",
         "echo one«C-u»«C-y»two ⇒ echo onetwo", "echo shout«M-b M-u» ⇒ echo SHOUT", "wc -l pump.log«Home» ⇒ wc -l pump.log", "draft of a line«C-u»pwd ⇒ pwd", "discarded«C-u» ⇒", "date +%Y")
    g.end()


@bash((100, 32), MINT, "alias ll='ls -alF'\nalias grep='grep --color=auto'\n" + COMPLETES)
def w02_mint_completes(g):
    g.do("cat ord«Tab w0.3»2026-01«Tab w0.3» ⇒ cat orders/2026-01.txt", "cat orders/«Tab Tab w0.5»2026-03.txt ⇒ cat orders/2026-03.txt", "less -F web/s«Tab w0.4» ⇒ less -F web/style.css", "ls web/«Tab Tab w0.5»js/«Tab w0.3» ⇒ ls web/js/cart.js", "cat orders/la«Tab w0.4» ⇒ cat orders/late\\ order.txt", "cat nosuch«Tab Tab w0.4»«C-u»ll -d web ⇒ ll -d web", "grep -n rows nurs«Tab w0.4» ⇒ grep -n rows nursery.conf", "export EDI«w0.1»TOR=nano", "echo $EDITO«Tab w0.4» ⇒ echo $EDITOR", "cd orders«w0.2»", "cat *03*", "cd")
    g.end()


@bash((90, 26), RASPBIAN, "shopt -s histverify\n")
def w03_raspbian_history(g):
    g.do("uname -m", "vcgencmd() { echo \"temp=48.3'C\"; }", "vcgencmd measure_temp", "sudo -n true; echo $?", "!vc«Enter w0.3» ⇒ vcgencmd measure_temp", "«C-r w0.3»uname«w0.4» ⇒ uname -m", "«C-r w0.3»temp«w0.3 C-r w0.3 C-r w0.3 C-g w0.3»echo none of these ⇒ echo none of these", "cat nursery.conf", "wc -c !$«Enter w0.3» ⇒ wc -c nursery.conf", "^wc -c^head -n 1«Enter w0.3» ⇒ head -n 1 nursery.conf", "«Up Up Up»«w0.2» ⇒ cat nursery.conf", "«C-p C-p C-n»«w0.2» -n ⇒ cat nursery.conf -n", "history | tail -n 2")
    g.end()


@bash((41, 12), AMAZON)
def w04_amazon_in_forty_one(g):
    g.do("aws() { echo \"{ \\\"args\\\": $# }\"; }", "aws ec2 describe-instances --query Reservations --output table --region eu-west-1", "«Up»«C-w C-w» ⇒ aws ec2 describe-instances --query Reservations --output table", "«C-r w0.3»eu-west«w0.4» ⇒ aws ec2 describe-instances --query Reservations --output table --region eu-west-1", "«Up Up w0.2»«C-a M-f» s3 ⇒ aws s3 ec2 describe-instances --query Reservations --output table", "echo short", "cat pump.log | grep blocked | sort -k3 | tail -n 1«C-a»time «C-e» | cat ⇒ time cat pump.log | grep blocked | sort -k3 | tail -n 1 | cat", "false", "echo ok")
    g.end()


@bash((110, 30), MINGW)
def w05_mingw_in_three_rows(g):
    g.do("git --version", "git init -q .", "git add stock.csv", "git -c user.name=n -c user.email=n@h commit -q -m 'first trees'", "git log --oneline | cat", "git satus«M-b»«C-d C-d»st«w0.1» ⇒ git sttus ∥ git status ∥ git sttus", "git status --short | head -n 3", "«C-r w0.3»log«w0.4» ⇒ git log --oneline | cat", "git branch feat/prices && git switch -q feat/prices", "for f in orders/*; do⏎  wc -l \"$f\"⏎done", "«Up w0.2» ⇒ for f in orders/*; do   wc -l \"$f\"; done ∥ for f in orders/*; do\n  wc -l \"$f\"\ndone", "ls /nowhere")
    g.end()


@bash((96, 28), PARROT)
def w06_parrot_on_two_rows(g):
    g.do("id -un", "nmap() { echo \"Host is up (0.0004s latency).\"; }", "nmap -sV -p 22,80,443 10.4.11.0/24", "«Up»«C-a»sudo «C-e» -oN scan.txt«C-a M-d C-d» ⇒ nmap -sV -p 22,80,443 10.4.11.0/24 -oN scan.txt", "echo a line of more than ninety-six letters, which goes over the margin of this window and on", "«C-r w0.3»-oN«w0.4 C-e» -v ⇒ nmap -sV -p 22,80,443 10.4.11.0/24 -oN scan.txt -v", "never run«C-c w0.3» ✗", "cat <<X⏎one⏎X", "echo done")
    g.end()


@bash((84, 24), NIXSHELL, "set -o vi\n")
def w07_nix_by_vi(g):
    g.do("which ls", "echo one tow three«Escape w0.2»bbcwtwo«Escape w0.2» ⇒ echo one two three", "«Escape w0.2»k«w0.1»0cwprintf '%s\\n'«Escape w0.2» ⇒ printf '%s\\n' one two three", "ls web orders«Escape w0.2»dbA js«w0.1» ⇒ ls web s js", "«Escape w0.2»/tow«Enter w0.3»ddiecho found and replaced«w0.1» ⇒ echo found and replaced", "xx«Escape w0.2»ddiecho replaced ⇒ echo replaced", "cat nursery.conf«Escape w0.2»0wi-n «Escape w0.2» ⇒ cat -n nursery.conf", "«Escape w0.2»kk«w0.2» ⇒ echo replaced", "echo tilde«Escape w0.2»0w~~~«w0.2» ⇒ echo TILde", "echo end")
    g.end()


@bash((120, 36), VENV)
def w08_virtual_environment(g):
    g.do("python3 -c 'import sys; print(sys.prefix)'", "pip list 2>/dev/null | head -n 1", "pytest() { echo '3 passed in 0.04s'; }", "pytest -q -k 'not slow'", "pytest -q -k 'not slow'«M-b»«C-k»fast' ⇒ pytest -q -k 'not fast'", "python3 - <<'PY'⏎for n in range(3):⏎    print(n * n)⏎PY", "«C-r w0.3»not f«w0.4» ⇒ pytest -q -k 'not fast'", "python3 -m this | head -n 2", "echo $((6*7))", "deactivate() { PS1='$ '; }", "deactivate", "echo bare now")
    g.end()


@bash((80, 24), HEROKU)
def w09_keys_seldom_used(g):
    g.do("echo one two three", "cat «M-.» ⇒ cat three", "echo «M-. w0.2 M-. w0.2» ⇒ echo three", "echo abc«C-v C-a»d«w0.1» ⇒ echo abc^Ad ∥ echo abc\x01d", "echo 12«M-5»x«w0.1» ⇒ echo 12xxxxx", "echo left   right«M-b M-\\» ⇒ echo leftright", "echo word-by-word«M-BSpace M-BSpace C-_ w0.1» ⇒ echo word-by- ∥ echo word-by-word", "echo kept for later«M-#»«w0.2» ⇒[] #echo kept for later", "«Up»«C-a C-d»«w0.1» ⇒ echo kept for later", "echo fin«C-m»«w0.2» ⇒[] echo fin")
    g.end()


@bash((100, 30), "x", STATE_RC + "bind 'set show-all-if-ambiguous on'\nbind 'set colored-stats on'\nbind 'set colored-completion-prefix on'\nbind 'TAB:menu-complete'\n")
def w10_menu_complete_in_colours(g):
    g.do("ls orders", "cat orders/2026«Tab w0.3 Tab w0.3» ⇒ cat orders/2026-01.txt ∥ cat orders/2026-0 ∥ cat orders/2026-02.txt", "cat web/st«Tab w0.3» ⇒ cat web/style.css", "false", "cat nosuch/x", "echo back to zero", "wc stock.csv«C-a»time «w0.1» ⇒ time wc stock.csv", "«C-r w0.3»zero«w0.4» ⇒ echo back to zero")
    g.end()


@bash((92, 28), "x", POSH_RC)
def w11_posh_between_corners(g):
    g.do("ls", "cut -d, -f2 stock.csv | sort | uniq -c", "(exit 12)", "echo typed slowly and «w1.2»thoughtfully ⇒ echo typed slowly and thoughtfully", "sed -n '1,3p' pump.log«Left*10»-e «w0.1» ⇒ sed -n '1,3p-e ' pump.log ∥ sed -n '1,3p' -e pump.log ∥ sed -n '1,3p'-e  pump.log", "«C-c w0.3»…", "echo a long line that is as long as the window is wide less the two signs and some more of it, yes", "«size 70x28»echo seventy now", "«Up Up w0.2» ⇒ echo a long line that is as long as the window is wide less the two signs and some more of it, yes", "«C-r w0.3»uniq«w0.4» ⇒ cut -d, -f2 stock.csv | sort | uniq -c", "cat stock.csv | tail -n 1")
    g.end()


@bash((132, 43), "x", TOOK_RC)
def w12_seconds_taken(g):
    g.do("sleep 1", "echo one second passed", "seq 60", "find . -name '*.txt' -newer nursery.conf | sort | head -n 4", "echo 'it''s' \"a \\\"quoted\\\" word\"", "«Up Up w0.2»«M-BSpace»2 ⇒ find . -name '*.txt' -newer nursery.conf | sort | head -n 2", "awk -F, 'NR > 1 { n[$2]++; h[$2] += $3 } END { for (t in n) printf \"%-8s %4.1f\\n\", t, h[t] / n[t] }' stock.csv | sort", "for i in {1..3}; do printf '%s ' $i; done; echo", "true && echo yes || echo no", "echo end")
    g.end()


@bash((72, 10), SLACK)
def w13_lists_in_ten_rows(g):
    g.do("touch row-{a..z}.txt", "cat row-«Tab Tab w0.7 Space w0.4»a.txt ⇒ cat row-a.txt ∥ cat row- a.txt", "ls row-«Tab Tab w0.6 q w0.4»z.txt | cat ⇒ ls row-z.txt | cat ∥ ls row-qz.txt | cat", "rm row-*.txt", "echo «Tab Tab w0.6»over ⇒ echo over", "echo clean", "«C-r w0.3»touch«w0.3 C-g w0.3»ls orders ⇒ ls orders")
    g.end()


@bash((60, 14), "", "PS2=''\n")
def w14_no_prompt(g):
    g.do("ls orders", "echo one two«M-b»and «w0.1» ⇒ echo one and two", "«Up Up w0.2» ⇒ ls orders", "cat <<E⏎x⏎E", "«C-r w0.3»and«w0.4» ⇒ echo one and two", "echo a line of more than sixty letters, with no prompt before its first", "sleep 0.3; echo slept", "echo end")
    g.end()


@bash((80, 24), BSD, "bind 'set horizontal-scroll-mode on'\n")
def w15_a_line_that_slides(g):
    g.do("ls orders", "echo a line that is much longer than eighty columns are, so that its beginning slides out of sight at the left", "«Up w0.2»«C-a w0.2»«M-f»«w0.1» indeed ⇒ echo indeed a line that is much longer than eighty columns are, so that its beginning slides out of sight at the left", "echo short", "«Up Up w0.2»«C-a M-d M-d M-d»«C-e» end«w0.1» ⇒  a line that is much longer than eighty columns are, so that its beginning slides out of sight at the left end ∥  line that is much longer than eighty columns are, so that its beginning slides out of sight at the left end", "echo end")
    g.end()


@bash((80, 24), ARCH, "bind -x '\"\\C-g\": echo \"branch: main\"'\nbind '\"\\C-x\\C-l\": \"\\C-a\\C-kls -d web\\C-m\"'\nbind '\"\\eh\": \"\\C-ahead -n 1 \\C-e\"'\n")
def w16_own_keys(g):
    g.do("echo before«C-g w0.4» and after ⇒ echo before and after", "something typed«C-x C-l w0.4» ⇒[] ls -d web", "stock.csv«M-h w0.2» ⇒ head -n 1 stock.csv", "echo three", "«C-x C-l w0.4» ⇒[] ls -d web", "echo four«C-p C-n w0.2» ⇒ echo four", "echo end")
    g.end()


@bash((86, 24), MINT, "EDITOR=$HOME/nib\nVISUAL=$EDITOR\n")
def w17_set_down_in_an_editor(g):
    g.do("ls orders", "echo to be replaced«C-x C-e w0.7» ⇒[] echo planted by hand", "echo next", "echo alpha", "echo beta", "«Up Up w0.2 C-o w0.4» ⇒[] echo alpha", "⇒ echo beta", "echo end")
    g.end()


# zsh, and the themes that come with it
@themed((80, 24), "adam1")
def w20_theme_of_adam(g):
    g.do("ls orders", "print one tow«BSpace*2»wo ⇒ print one two", "print one two«C-a M-f M-f»and ⇒ print oneand two ∥ print one andtwo", "«C-r w0.3»two«w0.4» ⇒ print oneand two ∥ print one andtwo", "cat ord«Tab w0.4»2026-01«Tab w0.3» ⇒ cat orders/2026-01.txt ∥ cat orders/2026-01.txt ", "print a line that goes on and on until it has met the margin of these eighty columns, twice", "for f in web/*; do⏎print $f⏎done", "«Up w0.3» ⇒ for f in web/*; do\nprint $f\ndone", "never«C-c w0.3» ✗", "false", "print end")
    g.end()


@themed((100, 30), "adam2")
def w21_theme_of_adam_in_a_frame(g):
    g.do("ls orders", "print one", "cd web", "print $PWD:t", "print a b c«C-w C-w»d ⇒ print a d", "«Up w0.2 Up w0.2 Up w0.3» ⇒ cd web", "cd", "if [[ -f stock.csv ]]; then⏎print there⏎fi", "print -l web/*(N)", "«C-r w0.3»one«w0.4» ⇒ print one", "«size 80x30»print eighty", "(exit 3)", "print end")
    g.end()


@themed((94, 28), "bart")
def w22_theme_of_bart_shows_the_last(g):
    g.do("ls orders", "print one", "wc -l pump.log", "print two three«C-b*5»x«C-e»y ⇒ print two xthreey", "«Up w0.2 Up w0.3» ⇒ wc -l pump.log", "grep -c dry pump.log", "cat <<A⏎a⏎A", "print 'open⏎closed'", "never«C-c w0.3» ✗", "print end")
    g.end()


@themed((90, 26), "clint")
def w23_theme_of_clint(g):
    g.do("ls orders", "false", "print one two", "!!«Enter w0.3» ⇒ print one two", "print !$:u«w0.2» ⇒ print !$:u ∥ print two:u ∥ print TWO", "sleep 0.2 &", "print with a job«w0.4» ⇒ print with a job", "«C-r w0.3»orders«w0.4» ⇒ ls orders", "print end")
    g.end()


@themed((84, 24), "elite2")
def w24_elite_of_two_rows(g):
    g.do("ls orders", "print one", "print a line of some eighty letters that is wrapped below the corner of this prompt", "print x«C-a»«C-k»print y ⇒ print y", "«Up w0.2 Up w0.3» ⇒ print a line of some eighty letters that is wrapped below the corner of this prompt", "while read l; do⏎print -- $l⏎done < nursery.conf", "false", "print end")
    g.end()


@themed((100, 28), "fire", SUGG, needs=PLUGGED[:1])
def w25_fire_with_ghosts(g):
    g.do("ls orders", "print many red flames", "print ma«w0.5 Right w0.3» ⇒ print many red flames", "print ma«w0.5 M-f w0.3» ⇒ print many", "print ma«w0.5» ⇒ print ma", "cat pump.log | tail -n 1", "cat pu«w0.5 C-e w0.3» -q ⇒ cat pump.log | tail -n 1 -q", "print m«w0.5 C-c w0.4» ✗", "print end")
    g.end()


@themed((88, 26), "walters", HIGH, needs=PLUGGED[1:])
def w26_walters_with_the_path_at_the_right(g):
    g.do("ls orders", "print \"hello $USER\"", "print a line of words that goes on as far as the path at the right and over it, and even over the margin", "«Up w0.2»«C-a M-f» -r«w0.2» ⇒ print  -ra line of words that goes on as far as the path at the right and over it, and even over the margin", "echp wrong", "cd web && print $PWD:t", "cd ..", "«C-r w0.3»hello«w0.4» ⇒ print \"hello $USER\"", "for n in 1 2⏎do print $n⏎done", "print end")
    g.end()


@themed((80, 24), "oliver")
def w27_oliver(g):
    g.do("ls orders", "print one", "cd orders; ls | wc -l", "cat 2026-0«Tab w0.4»1.txt ⇒ cat 2026-01.txt", "print «M-.» ⇒ print 2026-01.txt", "cd", "(exit 4)", "sleep 20«Enter w0.4»«C-z w0.5» ⇒[] sleep 20", "kill %1", "print end")
    g.end()


@zsh((96, 28), KPHOEN, COMPINIT + "zstyle ':completion:*' menu select\nzstyle ':completion:*:descriptions' format '%F{yellow}-- %d --%f'\nbindkey -e\n")
def w30_menus_with_headings(g):
    g.do("ls orders", "cat orders/«Tab w0.5 Tab w0.3 Enter w0.3» ⇒ cat orders/2026-01.txt", "cat orders/«Tab w0.5 Tab w0.3 Tab w0.3 Tab w0.3 Enter w0.3» ⇒ cat orders/2026-03.txt", "cat web/«Tab w0.5 C-c w0.5 C-c w0.4»…", "ls -«Tab w1.0 C-c w0.5 C-c w0.4»…", "print over", "cd we«Tab w0.4» ⇒ cd web ∥ cd web/", "cd ..", "print «Tab w0.6 Escape w0.4 C-c w0.4 C-c w0.4»…", "print none", "print end")
    g.end()


@zsh((80, 24), LAMBDA, "bindkey -e\nsetopt correct\n")
def w31_lambda_corrects(g):
    g.do("ls orders", "pritn one«Enter w0.4»y«w0.4» ⇒[] pritn one ∥ print one", "ehco two«Enter w0.4»n«w0.4» ⇒[] ehco two ∥ echo two", "print three", "print later«M-q w0.3»print now«Enter w0.4» ⇒[] print now", "⇒ print later", "print which«C-a M-? w0.6» ⇒[] which-command print", "«C-c w0.5»…", "print -z 'print laid out'«Enter w0.4» ⇒[] print -z 'print laid out'", "⇒ print laid out", "print a«M-a w0.4» ⇒[] print a", "«BSpace»b ⇒ print b", "print end")
    g.end()


@zsh((100, 30), DST, "bindkey -e\nsetopt share_history extended_history\n")
def w32_numbered_in_two_rows(g):
    g.do("ls orders", "print one; print two", "fc -l -2", "r one«w0.3» ⇒ r one", "print \"a⏎b\"", "«Up w0.3»«w0.1» ⇒ print \"a\nb\"", "f() {⏎print in f $1⏎}", "f x", "print ${(U)USER}", "print b", "cat <<-END⏎row⏎END", "print end")
    g.end()


@zsh((110, 30), "x", JONATHAN_RC)
def w33_jonathan_from_side_to_side(g):
    g.do("ls orders", "print one", "print two words«C-w»x ⇒ print two x", "print a line that has to be long to come as far as the day that stands at the right of this window, and a bit more", "«C-r w0.3»two«w0.4» ⇒ print two x", "cat pump.log | sed -n '3,5p'", "«size 90x30»print ninety", "«Up w0.2 Up w0.3»«C-e» | wc -l ⇒ cat pump.log | sed -n '3,5p' | wc -l", "never«C-c w0.3» ✗", "printf 'no feed'", "print end")
    g.end()


@zsh((76, 22), "x", MUSE_RC + SUGG + HIGH, needs=PLUGGED)
def w34_muse_with_all_plugins(g):
    g.do("ls orders", "print alder birch hazel", "print al«w0.5 Right w0.3» rowan ⇒ print alder birch hazel rowan", "print al«w0.5» ⇒ print al", "false", "print 'quoted text' \"and $HOME\" $((1 + 1)) # no comment«C-w C-w C-w» ⇒ print 'quoted text' \"and $HOME\" $((1 + 1)) ∥ print 'quoted text' \"and $HOME\" $((1 + 1)) ", "«C-r w0.3»birch«w0.4» ⇒ print alder birch hazel rowan", "cat stock.csv | head -n 2 | tail -n 1", "print «C-l w0.3»cleared ⇒ print cleared", "print end")
    g.end()


@zsh((84, 24), "x", TICK_RC)
def w35_a_clock_that_ticks(g):
    g.do("ls orders", "print slowly «w1.6»typed «w1.4»below a clock ⇒ print slowly typed below a clock", "print one", "«Up w1.3» two ⇒ print one two", "«C-r w0.5»slow«w1.2» ⇒ print slowly typed below a clock", "sleep 1.5", "print a line over the margin while the clock is ticking at the beginning «w1.3»of its first row ⇒ print a line over the margin while the clock is ticking at the beginning of its first row", "for n in 1 2; do⏎print $n⏎done", "never«w1.2 C-c w0.3» ✗", "print end")
    g.end()


@zsh((80, 24), "%m%# ", "bindkey -v\nKEYTIMEOUT=1\nbindkey '^?' backward-delete-char\nRPS1='${${KEYMAP/vicmd/[N]}/(main|viins)/[I]}'\nsetopt prompt_subst\nzle-keymap-select() { zle reset-prompt }\nzle -N zle-keymap-select\n")
def w36_vi_told_at_the_right(g):
    g.do("ls orders", "print one tow«Escape w0.3»bcwtwo«Escape w0.3» ⇒ print one two", "«Escape w0.3»k«w0.2»k«w0.2» ⇒ ls orders", "print a b c«Escape w0.3»0wdwA d«w0.1» ⇒ print b c d", "print undo me«Escape w0.3»dbu«w0.2» ⇒ print undo me", "print abc«Escape w0.3»r«w0.1»x«w0.2» ⇒ print abx", "«Escape w0.3»/undo«Enter w0.4»«w0.2» ⇒ print undo me", "print x«Escape w0.3»yypA«w0.1» y ⇒ print x⏎print x y", "print end")
    g.end()


# fish
@sampled((80, 24), "acidhub")
def w40_fish_acidhub(g):
    g.do("ls orders", "echo willow and alder", "echo wi«w0.5 Right w0.3» ⇒ echo willow and alder", "echo wi«w0.5» ⇒ echo wi", "echo wi«w0.5 M-f w0.3» ⇒ echo wi ∥ echo willow", "cat ord«Tab w0.5»2026-01«Tab w0.5» ⇒ cat orders/2026-01.txt", "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end", "«Up w0.3»«w0.1» ⇒ for n in 1 2⏎    echo $n⏎end ∥ for n in 1 2⏎echo $n⏎end", "false", "never«C-c w0.4» ✗", "echo end")
    g.end()


@sampled((100, 30), "astronaut", "abbr -a gst 'git status --short'\nabbr -a l 'ls -l'\n")
def w41_fish_astronaut_abbreviates(g):
    g.do("ls orders", "l web ⇒ ls -l web", "echo gst", "echo hazel; echo rowan", "«C-r w0.6»haz«w0.6 Enter w0.5» ⇒ echo hazel; echo rowan", "cat orders/«Tab w0.6 Tab w0.4 Enter w0.4»«w0.2» ⇒ cat orders/2026-01.txt", "echo one«M-s w0.3»«w0.1» ⇒ sudo echo one", "echo a b«C-w»c ⇒ echo a c", "echo \"x⏎y\" ⇒ echo \"x⏎y\"", "cd web; cd -", "echo end")
    g.end()


@sampled((60, 18), "minimalist")
def w42_fish_minimalist_in_sixty(g):
    g.do("ls orders", "echo a line which is so long that it is wrapped at the sixtieth column of it", "echo a l«w0.6 Right w0.3» ⇒ echo a line which is so long that it is wrapped at the sixtieth column of it", "echo a«w0.6» ⇒ echo a", "«Up w0.3 Up w0.3»«C-a M-f»«w0.1» 1 ⇒ echo 1 a line which is so long that it is wrapped at the sixtieth column of it ∥ echo 1a line which is so long that it is wrapped at the sixtieth column of it ∥ echo  1 a line which is so long that it is wrapped at the sixtieth column of it ∥ echo  1a line which is so long that it is wrapped at the sixtieth column of it", "echo half «size 48x18»and half ⇒ echo half and half", "seq 22", "echo end")
    g.end()


@sampled((90, 26), "default", "fish_vi_key_bindings\n")
def w43_fish_default_by_vi(g):
    g.do("ls orders", "echo one tow«Escape w0.3»bcwtwo«w0.2» ⇒ echo one two", "«Escape w0.3»k«w0.3»«Enter w0.3» ⇒[] echo one two", "echo abc«Escape w0.3»0«w0.2»A d«w0.2» ⇒ echo abc d", "cat orders/2026-01.txt", "echo x«Escape w0.3»dd«w0.2»iecho y«w0.1» ⇒ echo y", "false", "echo end")
    g.end()


@fish((84, 24), "set_color -o green; echo -n nora; set_color normal; echo -n '@holt '; set_color blue; echo -n (prompt_pwd); set_color normal; echo -n ' ⋊> '", "function fish_right_prompt; set_color 555; echo -n main ' ' (date +%H:%M:%S); set_color normal; end\n")
def w44_fish_clock_at_the_right(g):
    g.do("ls orders", "echo short", "echo a line that is going to reach the clock at the right margin and go over it too", "«Up w0.2 Up w0.3» ⇒ echo short", "echo sh«w0.5 C-e w0.3» again ⇒ echo short again", "git«w0.2» --version ⇒ git --version", "if test -f stock.csv⏎echo there⏎else⏎echo gone⏎end ⇒ if test -f stock.csv⏎echo there⏎else⏎echo gone⏎end ∥ if test -f stock.csv⏎    echo there⏎else⏎    echo gone⏎end", "«size 64x24»echo sixty-four", "echo end")
    g.end()


# the others
@tcsh((80, 24), "%{\\033[1;32m%}%n@holt%{\\033[0m%}:%~%# ", "bindkey -e\nset autolist=ambiguous\nset correct=cmd\nset nobeep\n")
def w50_tcsh_lists_and_corrects(g):
    g.do("ls orders", "cat orders/2026«Tab w0.4»2.txt ⇒ cat orders/2026-02.txt", "echo one two three", "echo !$ ⇒ echo !$ ∥ echo three", "^three^four ⇒ ^three^four ∥ echo four", "echo abc«C-b C-b»X«w0.1» ⇒ echo aXbc", "!l ⇒ !l ∥ ls orders", "echo junk«C-u»echo clean ⇒ echo clean", "set x=5; echo $x", "foreach t (willow alder)⏎echo $t⏎end", "«Up w0.2 Up w0.3» ⇒ set x=5; echo $x ∥ foreach t (willow alder) ∥ end ∥ echo clean ∥ echo $t", "never«C-c w0.3» ✗", "echo end")
    g.end()


@tcsh((66, 20), "[%T] %c2 > ", "bindkey -v\nset history=50\n")
def w51_tcsh_by_vi(g):
    g.do("ls orders", "echo one tow«Escape w0.3»bcwtwo«Escape w0.2» ⇒ echo one two", "«Escape w0.3»k«w0.2»k«w0.2» ⇒ ls orders", "echo abc«Escape w0.3»0wx«w0.2» ⇒ echo bc", "echo a line that is longer than sixty-six columns and wraps into a row more", "echo end")
    g.end()


@ksh((80, 24), "$(print -n nora@holt):${PWD##*/} \\$ ".replace("\\", ""), "set -o emacs\nalias ll='ls -l'\n")
def w52_ksh_as_on_an_old_unix(g):
    g.do("ls orders", "print onw«C-h»e two ⇒ print one two", "«C-p w0.2»«C-a»«C-e» three ⇒ print one two three", "cat orders/2026-0«Tab w0.3»1«Tab w0.3» ⇒ cat orders/2026-01.txt ∥ cat orders/2026-01.txt ", "r print«w0.2» ⇒ r print", "typeset -i n=5; (( n += 2 )); print $n", "«C-r»one«Enter w0.3» ⇒ print one two three", "while read l; do⏎print \"<$l>\"⏎done < orders/2026-01.txt", "print wrong«C-c w0.3» ✗", "print -r -- 'it is' \"$USER\"", "whence -v ls", "print end")
    g.end()


@ksh((58, 16), "${?} ! $ ", "set -o vi\n")
def w53_ksh_by_vi_in_fifty_eight(g):
    g.do("ls orders", "print one tow«Escape w0.2»bcwtwo«Escape w0.2» ⇒ print one two", "«Escape w0.2»k«w0.1»A three«w0.1» ⇒ print one two three", "«Escape w0.2»kkk«w0.2» ⇒ ls orders", "print abc def«Escape w0.2»0wD«w0.1»ighi«w0.1» ⇒ print ghi ∥ print  ghi ∥ printghi", "false", "print end")
    g.end()


@mksh((80, 24), "${USER}@holt:${PWD##*/}\\$ ".replace("\\", ""), "")
def w54_mksh_edits(g):
    g.do("ls orders", "print one tow«BSpace*2»wo ⇒ print one two", "print abc«C-b C-b»X«C-e»Y ⇒ print aXbcY", "«Up w0.2 Up w0.2» ⇒ print one two", "cat orders/2026-0«Tab w0.4»3.txt ⇒ cat orders/2026-03.txt", "print gone«C-u»print kept ⇒ print kept", "«C-r w0.2»one«Enter w0.3» ⇒ print one two", "print a b«C-w»c ⇒ print a c", "for n in 1 2; do⏎print $n⏎done", "print end")
    g.end()


@ash((80, 24), "\\[\\e[1;34m\\]\\w\\[\\e[0m\\] \\$ ", "")
def w55_ash_edits_and_searches(g):
    g.do("ls orders", "echo one tow«BSpace*2»wo ⇒ echo one two", "echo abc«Left*2»X«End»Y ⇒ echo aXbcY", "«Up w0.2 Up w0.2» ⇒ echo one two", "cat ord«Tab w0.4»2026-01«Tab w0.4» ⇒ cat orders/2026-01.txt ∥ cat orders/2026-01.txt ", "echo gone«C-u»echo kept ⇒ echo kept", "«C-r w0.3»abc«w0.3» ⇒ echo aXbcY ∥ abc", "echo a b«C-w»c ⇒ echo a c", "wc -l pump.log«Home»time «w0.1» ⇒ time wc -l pump.log", "echo \"x⏎y\"", "never«C-c w0.3» ✗", "echo end")
    g.end()


@yash((80, 24), "\\[\\e[32m\\]holt\\[\\e[0m\\] \\W \\$ ".replace("\\[\\e[32m\\]", "").replace("\\[\\e[0m\\]", ""), "set -o emacs\nYASH_PS1R='\\!'\n")
def w56_yash_number_at_the_right(g):
    g.do("ls orders", "echo one tow«BSpace*2»wo ⇒ echo one two", "echo abc«C-b C-b»X«C-e»Y ⇒ echo aXbcY", "«Up w0.2 Up w0.2» ⇒ echo one two", "cat orders/2026-01«Tab w0.5» ⇒ cat orders/2026-01.txt ∥ cat orders/2026-01.txt ", "echo a b«C-w»c ⇒ echo a c", "echo \"x⏎y\"", "never«C-c w0.3» ✗", "echo end")
    g.end()


@dash((80, 24), "holt:$PWD$ ".replace("$PWD", "~"), "")
def w57_dash_by_the_driver(g):
    g.do("ls orders", "echo one tow«BSpace*2»wo ⇒ echo one two", "echo wrong word«C-w»right ⇒ echo wrong right", "all wrong«C-u»echo right ⇒ echo right", "echo a line of more than eighty letters, which the driver lets run over the margin, and then«BSpace*9» ⇒ echo a line of more than eighty letters, which the driver lets run over the margin,", "if true; then⏎echo yes⏎fi", "never«C-c w0.3» ✗", "echo ab", "echo end")
    g.end()


# interpreters with ghosts and histories of their own
@alone(["node"], (80, 24), TERM="xterm-256color", NODE_REPL_HISTORY="")
def w60_node_previews(g):
    g.repl("const trees = ['willow', 'alder']", "trees.len«w0.5»gth ⇒ trees.length", "trees.map(t => t.toUp«w0.5»perCase()) ⇒ trees.map(t => t.toUpperCase())", "«Up w0.3»«w0.3» ⇒ trees.map(t => t.toUpperCase())", "for (const t of trees) {⏎console.log(t)⏎} ⇒ for (const t of trees) {⏎console.log(t)⏎} ∥ for (const t of trees) {⏎  console.log(t)⏎}", "trees.push('rowan')", "«C-r w0.4»length«w0.5» ⇒ trees.length", "JSON.str«Tab w0.5»(trees) ⇒ JSON.stringify(trees)", "never('x')«C-c w0.4» ✗", "let x = 1, y = 2", "x + y«Home»1 + «w0.3» ⇒ 1 + x + y")
    g.end(".exit", "repl")


@alone(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit", "--colors=Linux"], (100, 30), needs=["/usr/bin/ipython3"], IPYTHONDIR="@HOME@/.ip")
def w61_ipython_a_day(g):
    g.calm(1.5)
    g.repl("import csv", "rows = list(csv.DictReader(open('stock.csv')))", "len(rows)", "rows[0]", "{r['tree'] for r in rows}", "[r for r in rows if r['tree'] == 'rowan'][«w0.2»0] ⇒ [r for r in rows if r['tree'] == 'rowan'][0]", "def price(t):⏎return sum(float(r['price']) for r in rows if r['tree'] == t)⏎⏎ ⇒ def price(t):⏎    return sum(float(r['price']) for r in rows if r['tree'] == t)", "price('alder')", "pri«w0.5»nt('x') ⇒ print('x')", "!echo from the shell", "%timeit -n 1 -r 1 sum(range(9))", "1/0", "price('larch')", "_ > 10")
    g.end("exit", "repl")


@alone(["gdb", "-q", "-nx"], (90, 26))
def w62_gdb_edits(g):
    g.repl("print 6 * 7", "p/x 255", "set $n = 4", "p $n +«w0.1» 1 ⇒ p $n + 1", "«Up w0.2 Up w0.2 Up w0.2» ⇒ p/x 255", "prnit 1«Home Right Right C-t» ⇒ pnrit 1", "define double⏎print $arg0 * 2⏎end", "double 21", "«C-r w0.3»p/x«w0.4» ⇒ p/x 255", "info lin«Tab w0.4»«C-u»show version«Enter w0.4» ⇒[] show version", "never«C-c w0.4» ✗", "python print('from python')")
    g.end("quit", "repl")
