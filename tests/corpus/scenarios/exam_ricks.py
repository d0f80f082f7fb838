"""The catalogue in ordinary sessions of a ferry company: editing, history, lists, ghosts, prompts, wraps and sizes, in all shells and a few interpreters."""
from props.gills import HIGH, PLUGGED, SUGG
from props.ricks import BOB, BOX_RC, CANDY, COMPINIT, DEVCON, FACE_RC, FINO, GITPS1_RC, JOBS_RC, KALIZ_RC, KUBE, MACZ, MODE_RC, ORACLE, PUREF, REFINED_RC, ROCKET, SHIPPED, SHORT_RC, SORIN_RC, STATF, STEEEF, TPUT_RC, VCS_RC, XIONG, alone, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, yash, zsh

COMPLETES = ". /usr/share/bash-completion/bash_completion\n"
FZF_BASH, FZF_ZSH = ". /usr/share/doc/fzf/examples/key-bindings.bash\n", "source /usr/share/doc/fzf/examples/key-bindings.zsh\n"
QUAY = "the morning boat leaves the quay at seven with the post and forty sheep and comes back at noon if the wind allows it"


# bash
@bash((80, 24), ORACLE)
def k01_oracle_host(g):
    g.do("ls runs", "grpe -c sailed deck.log«Home Right Right Right C-t» ⇒ grep -c sailed deck.log", "tail -2 boats.csv«M-b M-b C-d C-d C-d C-d C-d C-d»«w0.1» ⇒ tail -2 csv", "echo oban mallaig ullapool«M-b M-c» ⇒ echo oban mallaig Ullapool",
         "du -sh runs«C-a»time «w0.1» ⇒ time du -sh runs", "df -h / | tail -1«C-w C-w C-w»«w0.1» ⇒ df -h /", "echo never mind«C-u» ⇒", "echo abcdef«Left Left Left C-k» ⇒ echo abc", "echo «C-y» ⇒ echo def", "id -un«Home» ⇒ id -un")
    g.end()


@bash((100, 30), SHIPPED, COMPLETES)
def k02_bash_as_shipped_completes(g):
    g.do("cat ru«Tab w0.3»mo«Tab w0.3» ⇒ cat runs/monday.txt", "ls runs/m«Tab Tab w0.5»o«Tab w0.3» ⇒ ls runs/monday.txt", "cat runs/mar«Tab w0.4» ⇒ cat runs/market\\ day.txt", "ls site/«Tab Tab w0.5»main.css ⇒ ls site/main.css", "cd si«Tab w0.3»«w0.1» ⇒ cd site/ ∥ cd site", "ls l«Tab w0.3»f«Tab w0.3» ⇒ ls lib/fares.js", "cd -", "grep radio fl«Tab w0.3» ⇒ grep radio fleet.ini", "wc -l dec«Tab w0.3»| cut -c1-3 ⇒ wc -l deck.log | cut -c1-3", "ls zz«Tab Tab w0.4 C-c w0.3»…", "unset FERR«w0.2» ⇒ unset FERR", "git che«Tab w0.5»--help«C-c w0.4»…", "echo done")
    g.end()


@bash((90, 26), DEVCON, "HISTTIMEFORMAT='%T '\n")
def k03_in_a_container_for_developers(g):
    g.do("node --version", "php -v | head -n 1", "python3 -m json.tool <<< '{\"a\":1}'", "«C-r w0.3»php«w0.4» ⇒ php -v | head -n 1", "«C-r w0.3»jso«w0.3»«End»«Left»«BSpace»2 ⇒ python3 -m json.tool <<< '{\"a\":12'", "C«C-c w0.3»…", "echo out", "!no«Enter w0.3» ⇒[] !no ∥ node --version", "echo !!:1 ⇒ echo !!:1 ∥ echo --version", "history 3", "«C-p C-p w0.2» ⇒ echo !!:1 ∥ echo --version", "echo end")
    g.end()


@bash((72, 20), KUBE)
def k04_cluster_in_seventy_two(g):
    g.do("kubectl() { echo \"pod/booking-7c9 ${*: -1}\"; }", "kubectl get pods -n booking -o wide --sort-by=.status.startTime --field-selector status.phase=Running", "«Up w0.2»«M-b M-b M-b»«C-k»«w0.1» ⇒ kubectl get pods -n booking -o wide --sort-by=.status.startTime --field-selector", "kubectl logs -f booking-7c9 -c web --since=10m --timestamps --prefix | head -n 3", "«C-r w0.3»sort-by«w0.4 C-g w0.3»…", "kubectl delete pod nothing«C-c w0.3» ✗", "kubectl exec -it booking-7c9 -- sh -c 'echo $HOSTNAME && cat /etc/os-release | head -n 2 && uptime'", "«Up w0.2 Up w0.2»«C-a»«C-e» -q ⇒ kubectl logs -f booking-7c9 -c web --since=10m --timestamps --prefix | head -n 3 -q", "echo end")
    g.end()


@bash((60, 16), ROCKET)
def k05_a_ship_before_the_line(g):
    g.do("ls runs", "echo a line with a ship 🚢 and an anchor ⚓ that is wrapped at sixty", "«Up w0.2»«C-a M-d»«w0.1»printf '%s '«w0.1» ⇒ printf '%s ' a line with a ship 🚢 and an anchor ⚓ that is wrapped at sixty", "echo ⚓⚓«BSpace»«w0.2» ⇒ echo ⚓", f"echo {QUAY}", f"«Up w0.3»«C-e M-BSpace M-BSpace»«w0.1» ⇒ echo {QUAY[:-9]}", "false", "echo end")
    g.end()


@bash((84, 24), "x", FACE_RC)
def k06_faces(g):
    g.do("ls runs", "ls /nowhere", "echo better", "grep -q nothing fleet.ini", "(exit 7)", "echo $?", "«Up Up w0.2» ⇒ (exit 7)", "cat fleet.ini | grep '^\\['", "nonsuch --now", "echo wrong«C-a M-d»printf ⇒ printf wrong", "echo end")
    g.end()


@bash((100, 28), "x", GITPS1_RC, needs=["git", "/usr/lib/git-core/git-sh-prompt"])
def k07_a_repository_in_the_prompt(g):
    g.do("git status --short | head -n 3", "git checkout -q -b summer", "echo 1000 Tiree >> runs/monday.txt", "git diff --stat | cat", "git add -A", "git commit -q -m 'Tiree on Mondays'", "git log --oneline | cat", "git chekout main«M-b M-b Right Right Right»c«w0.1» ⇒ git checkout main", "git merge -q summer", "git branch -d summer", "«C-r w0.3»commit«w0.4 C-c w0.3»…", "git show --stat --oneline | cat", "git stash list; echo end")
    g.end()


@bash((96, 26), "x", TPUT_RC)
def k08_tput_puts_the_time_at_the_right(g):
    g.do("ls runs", "echo short", "echo a line that comes to where the time stands at the right of this window and goes over it and on", "«Up Up w0.2» ⇒ echo short", "«Up Up w0.2»«C-a»  «C-e»«w0.1»! ⇒ echo a line that comes to where the time stands at the right of this window and goes over it and on! ∥ echo a line that comes to where the time stands at the right of this window and goes over it and on!", "«C-r w0.3»shor«w0.4» ⇒ echo short", "echo «C-l w0.3»on a clear one ⇒ echo on a clear one", "for b in Tern Heron; do⏎  grep -c $b boats.csv⏎done", "«size 70x26»echo narrower now", "false", "echo end")
    g.end()


@bash((110, 32), "x", BOX_RC)
def k09_boxes(g):
    g.do("ls runs", "cat runs/monday.txt | sort -r", "(exit 3)", "cat > sail.sh <<'SH'⏎#!/bin/sh⏎echo sailing to $1⏎SH", "sh sail.sh Coll", "«Up w0.2»«C-w»Tiree ⇒ sh sail.sh Tiree", "«C-r w0.3»sort«w0.4» ⇒ cat runs/monday.txt | sort -r", "if [ -f sail.sh ]; then⏎  echo there⏎fi", "«size 76x32»echo smaller", "never«C-c w0.3» ✗", "echo end")
    g.end()


@bash((80, 24), "x", JOBS_RC)
def k10_jobs_are_counted(g):
    g.do("sleep 60 &", "sleep 61 &", "jobs", "kill %1«w0.1»", "wait -n; echo waited", "cd runs", "ls | wc -l", "cd ../site/lib", "cat fares.js", "cd", "kill %2«w0.1»", "echo end")
    g.end()


@bash((84, 22), "\\W \\$ ", MODE_RC)
def k11_modes_in_the_prompt(g):
    g.do("ls runs", "echo tow boats«Escape w0.3»bhxxi«w0.1» ⇒ echo towoats", "echo one two three«Escape w0.3»bcwfour«Escape w0.2» ⇒ echo one two four", "«Escape w0.3»k«w0.2»Ax«w0.1» ⇒ echo one two fourx", "«Escape w0.3»kk«w0.2»0cwprint«Escape w0.2»ddiecho plain ⇒ echo plain", "cat boats.csv«Escape w0.2»0wcwwc -l <«w0.1»  ⇒ cat wc -l < .csv", "«C-c w0.3»…", "echo left«Escape w0.3»«C-c w0.3» ✗", "echo end")
    g.end()


@bash((64, 20), "\\[\\e[1;34m\\]\\u@quay\\[\\e[0m\\]:\\w\\n\\$ ")
def k12_resized_thrice_while_typing(g):
    g.do("ls runs", "echo pulled «size 90x20»wider and «size 50x20»narrower and «size 64x20»back again ⇒ echo pulled wider and narrower and back again", f"echo {QUAY[:40]}«size 44x20»{QUAY[40:]}«w0.3» ⇒ echo {QUAY}", "«size 100x30»seq 12", f"«Up Up w0.3»«size 58x18»«w0.3» ⇒ echo {QUAY}", "false", "echo end")
    g.end()


@bash((24, 12), "\\W\\$ ")
def k13_in_twenty_four_columns(g):
    g.do("ls runs", "grep -c moored deck.log", "cat boats.csv | sort -t, -k2 -n | head -n 2", "«Up w0.2»«BSpace»5 ⇒ cat boats.csv | sort -t, -k2 -n | head -n 5", "«C-r w0.3»moor«w0.4» ⇒ grep -c moored deck.log", "echo one word more than fits«C-a M-f»«w0.1» -n ⇒ echo -n one word more than fits", "wc -l runs/*", "x«C-c w0.3» ✗", "echo end")
    g.end()


@bash((250, 60), "\\[\\e[32m\\]\\u@quay\\[\\e[0m\\]:\\[\\e[34m\\]\\w\\[\\e[0m\\]\\$ ")
def k14_in_two_hundred_and_fifty(g):
    g.do("ls -la runs site", f"echo {QUAY} {QUAY} {QUAY}", "«Up w0.3»«C-a M-f M-f M-f»«C-k»«w0.2» ⇒ echo the morning", "awk -F, 'NR > 1 { seats[$4] += $2; n[$4]++ } END { for (h in seats) printf \"%-10s %5d seats in %2d boats\\n\", h, seats[h], n[h] }' boats.csv", "«C-r w0.3»boats'«w0.3 C-c w0.3»…", "seq 70", "«C-r w0.3»awk«w0.5» ⇒ awk -F, 'NR > 1 { seats[$4] += $2; n[$4]++ } END { for (h in seats) printf \"%-10s %5d seats in %2d boats\\n\", h, seats[h], n[h] }' boats.csv", "echo end")
    g.end()


@bash((96, 26), "\\u@quay:\\w\\$ ", FZF_BASH, needs=["fzf", "/usr/share/doc/fzf/examples/key-bindings.bash"])
def k15_chosen_from_history(g):
    g.do("ls runs", "grep -c moored deck.log", "echo purser and bosun", "«C-r w0.9»purser«w0.5 Enter w0.6» ⇒ echo purser and bosun", "cat «C-t w0.9»monday«w0.5 Enter w0.6» ⇒ cat runs/monday.txt ∥ cat runs/monday.txt ", "«C-r w0.9»moored«w0.5 Enter w0.6»«C-a»time «w0.1» ⇒ time grep -c moored deck.log", "«C-r w0.9»boats«w0.5 C-c w0.6»…", "echo «M-c w0.9 Escape w0.6»still ⇒ echo still", "echo end")
    g.end()


@bash((80, 24), "", "PS2='> '\n")
def k16_an_empty_prompt(g):
    g.do("ls runs", "echo nothing stands before this", "grep -c sailed deck.log", "echo one tow«BSpace BSpace»wo ⇒ echo one two", "«Up Up w0.2» ⇒ grep -c sailed deck.log", "for n in 1 2; do⏎echo $n⏎done", "false", "«C-r w0.3»nothing«w0.4» ⇒ echo nothing stands before this", "echo end")
    g.end()


@bash((60, 20), "\\[\\e[33m\\]" + "=" * 46 + " ferry desk > " + "\\[\\e[0m\\]")
def k17_a_prompt_that_fills_its_row(g):
    g.do("ls runs", "echo it begins on the next row", f"echo {QUAY}", "«Up Up w0.3» ⇒ echo it begins on the next row", "echo x«C-a»«C-e»«C-w»y ⇒ echo y", "«C-r w0.3»begins«w0.4» ⇒ echo it begins on the next row", "cat <<A⏎row⏎A", "never«C-c w0.3» ✗", "echo end")
    g.end()


@bash((88, 26), "[\\D{%d/%m %H:%M:%S}] \\u \\W> ", "EDITOR=~/scribe VISUAL=~/scribe\n")
def k18_an_editor_and_operate_next(g):
    g.do("ls runs", "echo first of a pair", "echo second of a pair", "«Up Up w0.2 C-o w0.4» ⇒[] echo first of a pair", "⇒ echo second of a pair", "draft«C-x C-e w0.9» ⇒[] echo entered by the purser ∥ draft", "fc -l -3 | cut -c1-6", "fc -s first ⇒ fc -s first ∥ echo first of a pair", "echo kept as a note«M-# w0.3» ⇒[] #echo kept as a note", "echo a$(date +%Y)«M-C-e w0.3»«w0.1» ⇒ echo a2026 ∥ echo a$(date +%Y)", "echo end")
    g.end()


# zsh
@zsh((90, 26), "x", SORIN_RC)
def k20_sorin(g):
    g.do("ls runs", "print bosun", "false", "print one tow«BSpace*2»wo ⇒ print one two", "«C-r w0.3»bos«w0.4» ⇒ print bosun", "cat runs/mo«Tab w0.4» ⇒ cat runs/monday.txt ∥ cat runs/monday.txt ", f"print {QUAY}", "«Up w0.2»«C-a M-f»«w0.1» -r ⇒ print  -r" + QUAY, "«C-r w0.3»nothere«w0.3 C-g w0.3»…", "(exit 9)", "print kill«C-u»print yank«C-y» ⇒ print yankprint kill", "print end")
    g.end()


@zsh((100, 30), FINO, COMPINIT + "zstyle ':completion:*' menu select\nbindkey -e\n")
def k21_fino_with_a_menu(g):
    g.do("ls runs", "cat runs/«Tab w0.5 Tab w0.3 Enter w0.3» ⇒ cat runs/market\\ day.txt", "cat runs/«Tab w0.5 Tab w0.3 Right w0.3 Enter w0.3» ⇒ cat runs/monday.txt ∥ cat runs/tuesday.txt", "print before «Tab w0.5 C-c w0.4»…", "cd si«Tab w0.4» ⇒ cd site ∥ cd site/", "ls li«Tab w0.4» ⇒ ls lib ∥ ls lib/", "cd -", "print one⏎ ⇒ print one", "for b (Tern Heron)⏎grep -c $b boats.csv ⇒ for b (Tern Heron)⏎grep -c $b boats.csv", "«C-r w0.3»cat«w0.4 C-c w0.3»…", "print end")
    g.end()


@zsh((80, 24), CANDY, "bindkey -e\n" + SUGG, needs=PLUGGED[:1])
def k22_candy_with_suggestions(g):
    g.do("ls runs", "print osprey and merlin", "print os«w0.5 Right w0.3» ⇒ print osprey and merlin", "print os«w0.5» ⇒ print os", "print osp«w0.5 C-e w0.3» and heron ⇒ print osprey and merlin and heron", "print osprey a«w0.5 C-c w0.3»…", "«C-r w0.3»heron«w0.4» ⇒ print osprey and merlin and heron", "cat deck.log | grep delayed | sort | tail -n 1", "cat deck«w0.5 M-f w0.3»«w0.2» | wc -l ⇒ cat deck.log | | wc -l ∥ cat deck.log |  | wc -l", "print end")
    g.end()


@zsh((110, 32), STEEEF, HIGH + "bindkey -e\nsetopt interactive_comments\n", needs=PLUGGED[1:])
def k23_steeef_in_colours(g):
    g.do("ls runs", "print \"$USER on $HOST\" 'and so' # a remark", "nosuchcmd", "print $(( 6 * 7 )) | tee seven.txt", "for f in runs/*(.); do⏎  print ${f:t}⏎done", "«Up w0.3»«w0.1» ⇒ for f in runs/*(.); do⏎  print ${f:t}⏎done", "cat <<EOF⏎$USER sails⏎EOF", "print \"open⏎closed\"", "never«C-c w0.3» ✗", "rm -i seven.txt«Enter w0.4»y«Enter w0.4» ⇒[] rm -i seven.txt", "print end")
    g.end()


@zsh((76, 22), XIONG, "bindkey -v\nKEYTIMEOUT=1\n")
def k24_xiong_by_vi(g):
    g.do("ls runs", "print one tow«Escape w0.3»bcwtwo«Escape w0.2» ⇒ print one two", "«Escape w0.3»k«w0.2»A three«w0.1» ⇒ print one two three", "print abc def«Escape w0.3»0wD«w0.1»aghi«w0.1» ⇒ print ghi ∥ print  ghi ∥ printghi", "print xyz«Escape w0.3»hx«w0.1» ⇒ print xz", "print gone«Escape w0.3»ddiprint here ⇒ print here", "«Escape w0.3»/one«Enter w0.4»«w0.1» ⇒ print one two three", "print end")
    g.end()


@zsh((100, 30), "x", KALIZ_RC)
def k25_kali_zsh(g):
    g.do("ls runs", "sleep 50 &", "(exit 4)", "kill %1«w0.2»", "print one", f"print {QUAY}", "«Up w0.2»«C-w C-w»«w0.1»all is well ⇒ print " + QUAY.removesuffix("allows it") + "all is well", "«size 70x30»print seventy", "«C-r w0.3»one«w0.4» ⇒ print one", "cat runs/t«Tab w0.4» ⇒ cat runs/tuesday.txt ∥ cat runs/tuesday.txt ", "print end")
    g.end()


@zsh((90, 26), MACZ, "bindkey -e\nsetopt share_history\nalias ll='ls -l'\n")
def k26_on_a_mac(g):
    g.do("ll runs", "cd site", "ls", "cd ..", "print -l alpha beta", "!pr«Enter w0.3»«w0.1» ⇒ print -l alpha beta", "open() { print opening $1 }", "open deck.log", "which open | head -n 1", "print one;print two", "^one^three«Enter w0.3»«w0.1» ⇒ print three;print two", "«M-. w0.2» tail«C-a»«w0.2 C-k»print end ⇒ print end")
    g.end()


@zsh((96, 28), "x", VCS_RC, needs=["git"])
def k27_vcs_info(g):
    g.do("git status --short | head -n 2", "print 0600 Coll >> runs/monday.txt", "git diff --stat | cat", "git commit -qam 'Coll on Mondays'", "git checkout -q -b autumn", "git log --oneline | cat", "print a line that comes to where the clock stands at the right of this window and then over it", "«C-r w0.3»stat«w0.3 C-r w0.3» ⇒ git status --short | head -n 2", "«Up w0.2 Up w0.2» ⇒ print a line that comes to where the clock stands at the right of this window and then over it", "git branch | cat", "print end")
    g.end()


@zsh((84, 24), "x", REFINED_RC + SUGG + HIGH, needs=PLUGGED)
def k28_refined_with_both_plugins(g):
    g.do("ls runs", "print gannet and tern", "print gan«w0.5 Right w0.3» and heron ⇒ print gannet and tern and heron", "false", "print gannet and t«w0.5» ⇒ print gannet and t", "print 'quo«w0.2»ted' ⇒ print 'quoted'", "«C-r w0.3»heron«w0.4» ⇒ print gannet and tern and heron", "print gan«w0.5 C-c w0.4»…", f"print {QUAY}", "print the m«C-w C-w»«w0.2»x ⇒ print x", "cat <<A⏎row⏎A", "print end")
    g.end()


@zsh((100, 28), "x", SHORT_RC)
def k29_shortened_after_enter(g):
    g.do("ls runs", "print one", "print one tow«BSpace*2»wo ⇒ print one two", f"print {QUAY}", "«C-r w0.3»one t«w0.4» ⇒ print one two", "for n in 1 2; do⏎print $n⏎done", "never«C-c w0.3» ✗", "«Up Up w0.3»«w0.1» ⇒ for n in 1 2; do⏎print $n⏎done", "«size 80x28»print eighty", "false", "seq 30", "print end")
    g.end()


@zsh((43, 14), "%m:%1~ %# ", "RPROMPT='%F{green}%T%f'\nbindkey -e\n")
def k30_a_clock_at_forty_three(g):
    g.do("ls runs", "print short", "print a line that takes the own place of the clock", "print a line that takes the own place of the clock and wraps below it", "«C-r w0.3»short«w0.4» ⇒ print short", "«Up w0.2 Up w0.2»«BSpace*6» ⇒ print a line that takes the own place of the clock and wraps be", "«size 60x14»print sixty", "print end")
    g.end()


# fish
@fish((90, 26), BOB)
def k31_bobs_segments(g):
    g.do("ls runs", "echo bosun and purser", "echo bo«w0.6 Right w0.3» ⇒ echo bosun and purser", "echo bo«w0.6» ⇒ echo bo", "cat runs/mo«Tab w0.5» ⇒ cat runs/monday.txt", "cat runs/«Tab w0.7 Tab w0.4 Enter w0.4»«w0.2» ⇒ cat runs/market\\ day.txt ∥ cat 'runs/market day.txt' ∥ cat runs/monday.txt", "«C-r w0.6»purs«w0.6 Enter w0.5» ⇒ echo bosun and purser", "false", "for b in Tern Heron⏎grep -c $b boats.csv⏎end ⇒ for b in Tern Heron⏎grep -c $b boats.csv⏎end ∥ for b in Tern Heron⏎    grep -c $b boats.csv⏎end", "never«w0.5 C-c w0.6» ✗", "echo end")
    g.end()


@fish((80, 24), PUREF, "function fish_right_prompt; set_color brblack; date +%T; end\n")
def k32_pure_in_fish(g):
    g.do("ls runs", "echo one tow«BSpace*2»wo ⇒ echo one two", "echo a line that goes to the right as far as the time stands and then further over the margin", "echo on«w0.6 C-e w0.3» three ⇒ echo one two three", "echo oe«Left»n«w0.2» ⇒ echo one", "«Up w0.3 Up w0.3» ⇒ echo one two three", "«size 64x24»echo sixty-four", "echo a b«C-w»c ⇒ echo a c", "echo gone«C-u»echo kept ⇒ echo kept", "echo end")
    g.end()


@fish((100, 28), STATF, "abbr -a gl 'git log --oneline'\nabbr -a rl 'wc -l runs/*'\n")
def k33_a_status_in_fish(g):
    g.do("ls runs", "rl ⇒ wc -l runs/*", "false", "test -f nothing", "echo \"rl stays\"", "set boats (tail -n +2 boats.csv | cut -d, -f1)", "count $boats", "echo $boats[1]", "if test (count $boats) -gt 40⏎echo many⏎end ⇒ if test (count $boats) -gt 40⏎echo many⏎end ∥ if test (count $boats) -gt 40⏎    echo many⏎end", "string upper $boats[2]", "echo 'two⏎rows'", "«Up w0.3»«w0.3» ⇒ echo 'two⏎rows'", "echo end")
    g.end()


@sampled((88, 26), "terlar")
def k34_terlar(g):
    g.do("ls runs", "echo heron", "echo he«w0.6 Right w0.3» and tern ⇒ echo heron and tern", "cd si«Tab w0.5» ⇒ cd site/ ∥ cd site", "ls", "cd -", "«C-r w0.6»tern«w0.6 Enter w0.5» ⇒ echo heron and tern", "ls /nowhere", "echo end")
    g.end()


@sampled((76, 22), "nim", "fish_vi_key_bindings\n")
def k35_nim_by_vi(g):
    g.do("ls runs", "echo one tow«Escape w0.4»bcwtwo«w0.2» ⇒ echo one two", "«Escape w0.4»k«w0.3»Ax«w0.2» ⇒ echo one twox", "echo abc«Escape w0.4»x«w0.2» ⇒ echo ab", "echo gone«Escape w0.4»ddiecho here ⇒ echo here", "false", "echo end")
    g.end()


# the others
@ksh((80, 24), "quay:${PWD##*/}> ", "set -o emacs\nalias ll='ls -l'\n")
def k40_korn_on_the_quay(g):
    g.do("ls runs", "print one tow«C-h C-h»wo ⇒ print one two", "ll -d site", "«C-p C-p w0.3» ⇒ print one two", "cat runs/mo«Tab w0.3»«w0.1» ⇒ cat runs/monday.txt ∥ cat runs/monday.txt ", "integer n=0; while (( n < 2 )); do⏎print $n; (( n++ ))⏎done", "print abc«C-b C-b»X«w0.1» ⇒ print aXbc", "«C-r»one tw«Enter w0.3» ⇒ print one two", "r ll«w0.2» ⇒ r ll", "print gone«C-u»print kept ⇒ print kept", "never«C-c w0.3» ✗", "print end")
    g.end()


@ksh((64, 18), "$(print -n '\\E[32m')quay$(print -n '\\E[0m') $ ", "set -o vi\n")
def k41_korn_by_vi_in_colour(g):
    g.do("ls runs", "print one tow«Escape w0.2»bcwtwo«Escape w0.2» ⇒ print one two", "«Escape w0.2»k«w0.1»A three«w0.1» ⇒ print one two three", "print hold«Escape w0.2»0iecho «w0.1» ⇒ echo print hold", "«Escape w0.2»/two«Enter w0.3»«w0.1» ⇒ print one two three", "print end")
    g.end()


@mksh((80, 24), "quay:${PWD##*/} # ")
def k42_mirbsd_on_the_quay(g):
    g.do("ls runs", "print one tow«BSpace*2»wo ⇒ print one two", "cat runs/mo«Tab w0.4»«w0.1» ⇒ cat runs/monday.txt", "«Up Up w0.2» ⇒ print one two", f"print {QUAY}", "print short", "«C-r w0.2»short«Enter w0.3» ⇒ print short", "print a b«M-b M-d»«w0.1»c ⇒ print a c", "for n in 1 2; do⏎print $n⏎done", "never«C-c w0.3» ✗", "print end")
    g.end()


@tcsh((80, 24), "%{\\033[36m%}%n@quay%{\\033[0m%} %c3 %h%# ", "bindkey -e\nset autolist\nset rprompt='%P'\n")
def k43_tcsh_with_a_clock_at_the_right(g):
    g.do("ls runs", "cat runs/mo«Tab w0.4»«w0.1» ⇒ cat runs/monday.txt", "echo one two three", "echo !:2 ⇒ echo !:2 ∥ echo two", "echo abc«C-b C-b»X«w0.1» ⇒ echo aXbc", "^X^Y ⇒ ^X^Y ∥ echo aYbc", "echo a line that comes to where the time stands at the right of this window", "«Up w0.2 Up w0.2» ⇒ ^X^Y ∥ echo aYbc", "foreach f (runs/t*)⏎wc -l $f⏎end", "ls site/«C-d w0.5»main.css ⇒ ls site/main.css", "never«C-c w0.3» ✗", "echo end")
    g.end()


@tcsh((60, 16), "> ", "bindkey -v\n")
def k44_tcsh_by_vi(g):
    g.do("ls runs", "echo one tow«Escape w0.3»bcwtwo«Escape w0.2» ⇒ echo one two", "«Escape w0.3»k«w0.2» ⇒ echo one two", f"echo {QUAY}", "echo x«Escape w0.3»iy«w0.1» ⇒ echo xy", "echo end")
    g.end()


@ash((80, 24), "\\u@quay:\\w\\$ ")
def k45_alpine(g):
    g.do("ls runs", "cat /etc/hostname > h.txt", "echo one tow«BSpace*2»wo ⇒ echo one two", "cat run«Tab w0.3»mo«Tab w0.3»«w0.1» ⇒ cat runs/monday.txt ∥ cat runs/monday.txt ", "«Up Up w0.2» ⇒ echo one two", "«C-r w0.3»cat«w0.3»«Right w0.2»«C-c w0.3»…", "echo abc«C-a»«C-f C-f C-f C-f C-f»X«w0.1» ⇒ echo Xabc", f"echo {QUAY}", "for n in 1 2; do⏎echo $n⏎done", "vi fleet.ini«Enter w0.6»:q«Enter w0.5» ⇒[] vi fleet.ini", "echo end")
    g.end()


@yash((84, 24), "\\w> ", "set -o emacs\n")
def k46_yash(g):
    g.do("ls runs", "echo one tow«BSpace*2»wo ⇒ echo one two", "cat runs/mo«Tab w0.5»«w0.1» ⇒ cat runs/monday.txt ∥ cat runs/monday.txt ", "«Up Up w0.2» ⇒ echo one two", "echo a b«C-w»c ⇒ echo a c", f"echo {QUAY}", "for n in 1 2; do⏎echo $n⏎done", "never«C-c w0.3» ✗", "echo end")
    g.end()


@dash((80, 24), "$ ")
def k47_dash(g):
    g.do("ls runs", "echo one tow«BSpace*2»wo ⇒ echo one two", "echo all of this is gone«C-u»echo this is kept ⇒ echo this is kept", "echo one two three«C-w C-w»four ⇒ echo one four", f"echo {QUAY}", "cat <<A⏎row one⏎row two⏎A", "x='open⏎closed'; echo \"$x\"", "never«C-c w0.3» ✗", "echo a\tb", "echo end")
    g.end()


# interpreters
@alone(["python3", "-q"], (84, 26), PYTHONSTARTUP="", HISTFILE="@HOME@/.ph")
def k50_python_edits(g):
    g.repl("boats = ['Osprey', 'Merlin', 'Heron']", "len(boast)«Left*3»«BSpace*2»«w0.1»«C-c w0.3»…", "len(boats)", "for b in boats:⏎    print(b.upper())⏎ ⇒ for b in boats:⏎    print(b.upper())", "«Up w0.2 Up w0.2 Up w0.2» ⇒ len(boats) ∥     print(b.upper()) ∥ for b in boats:", "def seats(n):⏎    '''how many'''⏎    return n * 40⏎ ⇒ def seats(n):⏎    '''how many'''⏎    return n * 40", "seats(3)", "«C-r w0.3»len«w0.4» ⇒ len(boats)", "x = '''open⏎closed'''", "print(x)", "(1 +⏎2)", "never('x')«C-c w0.3» ✗", "import os; os.getcwd()[-4:]")
    g.end("exit()", "repl")


@alone(["node"], (96, 28), NODE_REPL_HISTORY="")
def k51_node_edits(g):
    g.repl("const fares = { Oban: 7, Tiree: 12 }", "fares.Ob«w0.6»an ⇒ fares.Oban", "Object.keys(fares)", "fares.Ti«w0.6 Tab w0.5» ⇒ fares.Tiree", "function total(n) {⏎return n * fares.Oban⏎} ⇒ function total(n) {⏎return n * fares.Oban⏎} ∥ function total(n) {⏎  return n * fares.Oban⏎}", "total(3)", "«Up w0.3»«BSpace*2»9) ⇒ total(9)", "`${1 + 1} boats`", "[3, 1, 2].sort()", "«C-r w0.4»keys«w0.5» ⇒ Object.keys(fares)", "never()«C-c w0.4» ✗", "null ?? 'none'")
    g.end(".exit", "repl")


@alone(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit"], (90, 28), needs=["/usr/bin/ipython3"], IPYTHONDIR="@HOME@/.ip")
def k52_ipython_edits(g):
    g.calm(1.5)
    g.repl("boats = ['Osprey', 'Merlin']", "boats[0].low«Tab w0.9»() ⇒ boats[0].lower()", "for b in boats:⏎print(b)⏎⏎ ⇒ for b in boats:⏎    print(b)", "len(boats)", "bo«w0.6 C-c w0.5»…", "«Up w0.4» ⇒ len(boats)", "boats.append('Tern'); boats", "!echo from $USER", "?len⏎ ⇒ ?len", "1/0", "print('end')")
    g.end("exit", "repl")


@alone(["sqlite3", "ferry.db"], (84, 24))
def k53_sqlite_edits(g):
    g.repl(".mode csv", ".import boats.csv boats", "select home, sum(seats)⏎from boats⏎group by home;", "select count(*) form boats;«C-a»«M-f M-f M-f»«w0.1»«C-e» ⇒ select count(*) form boats;", "«Up w0.2»«M-b M-b»«M-d»from«w0.1» ⇒ select count(*) from boats;", ".tables", "«C-r w0.3»import«w0.3 C-g w0.3»…", "update boats set seats = seats + 1⏎where home = 'Oban';", "select max(seats) from boats;", "never«C-c w0.3» ✗" if False else "select 'end';")
    g.end(".quit", "repl")
