"""The catalogue's first half at an observatory: editing, history, lists, ghosts, prompts, wraps and sizes in all shells, a few interpreters between."""
from props.gills import HIGH, PLUGGED, SUGG
from props.thraves import BOBBY_RC, CAPS_RC, CLASSIC, CLOUD, COMPLETE, EC2, GNZH_RC, INIT, JON_RC, MINGW, NIX, PVE, RASPI, RIGHT_RC, STARF, STARZ_RC, TERMUX, TMOUT_RC, TOOK_RC, TRANS_RC, alone, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, yash, zsh

NIGHT = "the seeing is poor tonight since the wind has gone round to the west and brings all the damp of the valley up with it"


# bash
@bash((80, 24), EC2)
def v01_a_machine_in_a_cloud(g):
    g.do("whoami", "sudo systemctl status nginx 2>&1 | head -n 2", "tail -n 3 night.log", "grpe -c guided night.log«C-a M-d»grep ⇒ grep -c guided night.log", "cd plates/1931 && ls", "cd -", "mkdir -p out/{a,b}«C-a»«C-e»«w0.1» ⇒ mkdir -p out/{a,b}", "mv out uot«M-t»«w0.1»«C-w»old«w0.1»«C-c w0.3»…", "rmdir out/a out/b out", "cut -d, -f4 stars.csv | sort | uniq -c | sort -rn", "echo Vega Altair«M-b M-u» ⇒ echo Vega ALTAIR", "echo abc«C-a C-d C-d C-d C-d C-d»printf x ⇒ printf xabc", "printf '\\n'")
    g.end()


@bash((70, 22), RASPI, ". /usr/share/bash-completion/bash_completion\n")
def v02_a_small_machine(g):
    g.do("ls pl«Tab w0.3»19«Tab Tab w0.5»31«Tab w0.3» ⇒ ls plates/1931/", "cat plates/d«Tab w0.4» ⇒ cat plates/dark\\ frame.fit", "cat plates/1931/p-0«Tab Tab w0.5»17«Tab w0.3» ⇒ cat plates/1931/p-017.fit", "make -C red«Tab w0.4» all ⇒ make -C reduce/ all", "make -C reduce cl«Tab w0.9» ⇒ make -C reduce clean", "python3 redu«Tab w0.4»fl«Tab w0.4»--bias ⇒ python3 reduce/flat.py --bias", "ls /nonexist«Tab Tab w0.4»ent ⇒ ls /nonexistent", "cat ~/dom«Tab w0.4»| head -n 2 ⇒ cat ~/dome.yaml | head -n 2", "echo $HISTF«Tab w0.4»«w0.1» ⇒ echo $HISTFILE", "sleep 0.3; echo end")
    g.end()


@bash((96, 28), PVE, "set -o vi\n")
def v03_a_hypervisor_by_vi(g):
    g.do("qm() { echo \"VM $2 is $1\"; }", "qm start 104", "qm stop 105«Escape w0.2»bcw106«Escape w0.2» ⇒ qm stop 106", "«Escape w0.3»kk«w0.2»$r7«w0.2» ⇒ qm start 107", "for v in 101 102; do qm status $v; done", "echo one two three four«Escape w0.2»0wdw«w0.1» ⇒ echo two three four", "«Escape w0.3»/stop«Enter w0.4»«w0.2» ⇒ qm stop 106", "echo abc«Escape w0.2»~«w0.1» ⇒ echo abC", "ls -la | wc -l«Escape w0.2»0itime «Escape w0.2» ⇒ time ls -la | wc -l", "echo undo me«Escape w0.2»dbuA!«Escape w0.2» ⇒ echo undo me!", "pct list«Escape w0.2»ddi«w0.1»echo end ⇒ echo end")
    g.end()


@bash((100, 30), MINGW)
def v04_git_on_another_system(g):
    g.do("git init -q . && git config user.email a@b && git config user.name ana", "git add dome.yaml", "git commit -qm 'dome settings'", "sed -i 's/114/120/' dome.yaml", "git diff --stat | cat", "git commit -am \"it's turned\"«Home» ⇒ git commit -am \"it's turned\"", "git log --oneline --graph --decorate=no | cat", "«C-r w0.3»sett«w0.4 C-a w0.2»«C-c w0.3»…", "«C-r w0.3»diff«w0.4» ⇒ git diff --stat | cat", "git tag v1 && git describe --tags", "!!«w0.1» ⇒ !! ∥ git tag v1 && git describe --tags", "git checkout -q -b dome/west", "git branch | cat")
    g.end()


@bash((64, 18), NIX, "shopt -s histverify\n")
def v05_a_shell_of_packages(g):
    g.do("ls plates", "echo Deneb is far", "!ec«Enter w0.4» again«w0.1» ⇒ echo Deneb is far again", "echo !$«Enter w0.4»«w0.1» ⇒ echo again", f"echo {NIGHT}", "!echo:s/poor/fair/«Enter w0.5»«w0.1» ⇒ echo " + NIGHT.replace("poor", "fair"), "^echo^printf %s^«Enter w0.4»«w0.2»«C-c w0.3»…", "(exit 12)", "history | tail -n 2", "echo end")
    g.end()


@bash((120, 34), CLOUD)
def v06_a_shell_in_the_browser(g):
    g.do("gcloud() { echo \"Updated [$*].\"; }", "gcloud config set compute/zone europe-west4-a", "gcloud compute instances list --filter='status=RUNNING' --format='table(name,zone,networkInterfaces[0].networkIP)' --project sky-survey-7", "«Up w0.3»«M-b M-b»«C-w»«w0.1» ⇒ gcloud compute instances list --filter='status=RUNNING' --format='table(name,zone,networkInterfaces[0].networkIP)' --project survey-7", "«C-r w0.3»zone eu«w0.4»«C-e w0.2»«BSpace»b ⇒ gcloud config set compute/zone europe-west4-b", "«size 90x34»echo in ninety", "«C-r w0.3»FILT«w0.4 C-g w0.3»…", "curl -s file://$PWD/dome.yaml | grep -A1 weather", "export A=1 B=2; env | grep -c '^[AB]='", "«size 120x34»echo «paste:pasted text» and more ⇒ echo pasted text and more", "echo end")
    g.end()


@bash((45, 20), TERMUX)
def v07_a_telephone(g):
    g.do("ls", "pkg() { echo \"$1: $2\"; }", "pkg install openssh termux-services git-lfs ripgrep", "«Up w0.3»«C-a»«M-f»«M-f»«M-f»«C-k»«w0.1» ⇒ pkg install openssh", f"echo {NIGHT}", "«Up w0.4»«C-a M-f»«w0.1» -n ⇒ echo -n " + NIGHT.replace("the", " the", 1) + " ∥ echo -n " + NIGHT, "echo up", "«size 30x20»echo turned the telephone upright and went on", "«size 78x16»echo and across again", "«C-r w0.3»upright«w0.5» ⇒ echo turned the telephone upright and went on", "seq 30", "echo end")
    g.end()


@bash((90, 26), "x", BOBBY_RC)
def v08_bobby(g):
    g.do("ls plates", "tail -f night.log«Enter w0.6»«C-c w0.4» ⇒[] tail -f night.log", "while read -r l; do⏎echo \"${l%%:*}\"⏎done < dome.yaml", "«Up w0.3»«w0.2» ⇒ while read -r l; do echo \"${l%%:*}\"; done < dome.yaml", "cat > t.awk <<'A'⏎BEGIN { FS = \",\" }⏎$2 < 1 { print $1 }⏎A", "awk -f t.awk stars.csv | head -n 3", "vim -u NONE -N t.awk«Enter w0.7»:q«Enter w0.5» ⇒[] vim -u NONE -N t.awk", "sh guide &", "echo the guider «w0.8»talks «w0.8»on«w0.5» ⇒ echo the guider talks on", "never mind«C-c w0.3» ✗", "echo end")
    g.end()


@bash((84, 24), "x", TOOK_RC)
def v09_how_long_it_took(g):
    g.do("sleep 1.1", "ls /nowhere", "echo after", "«C-r w0.3»sle«w0.4»«C-e»2«BSpace»«w0.1»«C-c w0.3»…", "for n in 1 2; do sleep 0.1; echo $n; done", "echo a b c«M-BSpace M-BSpace»«w0.1»d ⇒ echo a d", "echo x«C-x C-u»«w0.2»y«w0.1»«C-c w0.3»…", "echo first of two", "echo second of two", "«Up Up w0.2 C-o w0.4» ⇒[] echo first of two", "⇒ echo second of two", "echo end")
    g.end()


@bash((80, 24), "x", CAPS_RC)
def v10_round_caps(g):
    g.do("ls plates", "echo 星 and 空 above the dome", "«Up w0.2»«C-a M-f Right»«C-k»«w0.1»夜«w0.1» ⇒ echo 夜", f"echo ★ {NIGHT}", "«Up w0.3»«C-a»«C-e»«BSpace*7» ⇒ echo ★ " + NIGHT[:-7], "echo café«Left»«w0.1»«BSpace»F«w0.1» ⇒ echo caFé", "grep -c exposed night.log | tee n.txt", "«size 58x24»echo narrower", "«Up Up w0.2» ⇒ grep -c exposed night.log | tee n.txt", "(exit 3)", "echo end")
    g.end()


@bash((88, 24), "x", RIGHT_RC)
def v11_the_time_it_took_at_the_right(g):
    g.do("ls plates", "echo short", "echo a line which is long enough that it comes to what stands at the right and over it", "«Up w0.2»«C-a M-d»printf '%s\\n' ⇒ printf '%s\\n' a line which is long enough that it comes to what stands at the right and over it", "«C-r w0.3»sho«w0.4» ⇒ echo short", "ls plates/19«Tab Tab w0.5»52 ⇒ ls plates/1952", "echo x«C-l w0.3»y ⇒ echo xy", "«size 70x24»echo at seventy«w0.2» ⇒ echo at seventy", "false", "echo end")
    g.end()


# zsh
@zsh((90, 28), "x", INIT + "prompt adam2\n")
def v20_adam(g):
    g.do("ls plates", "print one tow«BSpace*2»wo ⇒ print one two", "false", "for s in Vega Spica; do⏎grep -c $s stars.csv⏎done", "«Up w0.3»«w0.2» ⇒ for s in Vega Spica; do⏎grep -c $s stars.csv⏎done", "«C-r w0.4»two«w0.4» ⇒ print one two", f"print {NIGHT}", "cat plates/d«Tab w0.5» ⇒ cat plates/dark\\ frame.fit ∥ cat plates/dark\\ frame.fit ", "cat <<X⏎row⏎X", "never«C-c w0.3» ✗", "print end")
    g.end()


@zsh((84, 24), "x", INIT + "prompt walters\n")
def v21_walters(g):
    g.do("ls plates", "print one tow«BSpace*2»wo ⇒ print one two", "(exit 5)", "cd plates/1931", "ls", "cd -", f"print {NIGHT}", "«Up w0.3»«C-a M-f M-f»«C-k»«w0.2» ⇒ print the", "«C-r w0.4»tw«w0.4» ⇒ print one two", "print 'a⏎b'", "print end")
    g.end()


@zsh((100, 30), "x", GNZH_RC + COMPLETE + "bindkey '^[[Z' reverse-menu-complete\n")
def v22_gnzh_with_menus(g):
    g.do("ls plates", "ls plates/19«Tab w0.5 Tab w0.4 Enter w0.3»«w0.2» ⇒ ls plates/1931 ∥ ls plates/1931/ ∥ ls plates/1952 ∥ ls plates/1952/", "cat plates/1931/«Tab w0.6 Right w0.3 Enter w0.3»«w0.2» ⇒ cat plates/1931/p-0", "print x «Tab w0.6 C-c w0.4»…", "kill -«Tab w0.8 C-c w0.4»…", "cd red«Tab w0.4» ⇒ cd reduce ∥ cd reduce/", "make «Tab w0.9»«w0.3»«C-u»print made ⇒ print made", "cd ..", "git --ver«Tab w0.9»«w0.2» ⇒ git --version", "print end")
    g.end()


@zsh((96, 28), "x", JON_RC + SUGG, needs=PLUGGED[:1])
def v23_jonathan_with_suggestions(g):
    g.do("ls plates", "print Vega and Altair", "print Ve«w0.6 End w0.3» and Deneb ⇒ print Ve~ and Deneb", "print Vega an«w0.6» ⇒ print Vega an", "print Ve«w0.6 M-f w0.3»«w0.2» ⇒ print Vega", f"print {NIGHT}", "print the see«w0.6 C-c w0.4»…", "print the s«w0.6 Right w0.4»! ⇒ print " + NIGHT + "!", "for n in 1 2; do⏎print $n⏎done", "«size 70x28»print seventy", "«C-r w0.4»Deneb«w0.4» ⇒ print Ve~ and Deneb", "print end")
    g.end()


@zsh((80, 24), "x", STARZ_RC + HIGH, needs=PLUGGED[1:])
def v24_star_with_colours(g):
    g.do("ls plates", "grpe x«C-a M-d»grep -c Vega stars.csv«C-k»«w0.2» ⇒ grep -c Vega stars.csv", "print \"in quotes $HOME\" | wc -c", "nonesuch", "print one two«C-a M-f M-f»,«w0.1» ⇒ print one ,two", "print a line that reaches the clock which stands at the right, and goes further", "«Up w0.2 Up w0.2» ⇒ print one ,two", "print kill me«C-u»«w0.1»print «C-y»«w0.1» ⇒ print print kill me", "print back«w0.1»«C-_ C-_ C-_ C-_ C-_»«w0.3»«C-c w0.3»…", "sleep 0.2; print 星", "print end")
    g.end()


@zsh((92, 26), "x", TRANS_RC + SUGG + HIGH, needs=PLUGGED)
def v25_transient_with_all_plugins(g):
    g.do("ls plates", "print Mizar and Alcor", "print Mi«w0.6 Right w0.3» too ⇒ print Mizar and Alcor too", "(exit 4)", "print Mizar«w0.6» ⇒ print Mizar", "«C-r w0.4»Alc«w0.4» ⇒ print Mizar and Alcor too", f"print {NIGHT}", "for n in 1 2; do⏎print $n⏎done", "cat <<X⏎row one⏎X", "never«w0.4 C-c w0.4» ✗", "«size 66x26»print sixty-six", "seq 30", "print end")
    g.end()


@zsh((76, 22), "x", TMOUT_RC)
def v26_a_clock_that_goes(g):
    g.do("ls plates", "print while «w1.3»the clock goes ⇒ print while the clock goes", "«C-r w1.3»whi«w0.5» ⇒ print while the clock goes", f"print {NIGHT}«w1.2»! ⇒ print {NIGHT}!", "for n in 1 2; do⏎«w1.2»print $n⏎done ⇒ for n in 1 2; do⏎print $n⏎done", "never«w1.2 C-c w0.4» ✗", "print abc«Left Left w1.2»X«w0.1» ⇒ print aXbc", "print end")
    g.end()


@zsh((50, 16), "%B%F{yellow}%n@dome:%~%f%b\n%# ", "RPROMPT='%D{%H:%M:%S}'\nsetopt transient_rprompt\nbindkey -v\nKEYTIMEOUT=1\n")
def v27_by_vi_at_fifty(g):
    g.do("ls plates", "print one tow«Escape w0.3»bcwtwo«Escape w0.2» ⇒ print one two", "print a line that takes the place of the clock", "«Escape w0.3»kk«w0.2» ⇒ print one two", "«Escape w0.3»kk«w0.2»A and wraps below it«w0.1» ⇒ print a line that takes the place of the clock and wraps below it", "print x«Escape w0.3»yyp«w0.1»«C-c w0.3»…", "print end")
    g.end()


# fish
@fish((90, 26), CLASSIC)
def v30_classic_fish(g):
    g.do("ls plates", "echo Spica rises", "echo Sp«w0.6 Right w0.3» late ⇒ echo Spica rises late", "false", "cat dom«Tab w0.5» ⇒ cat dome.yaml", "cat plates/«Tab w0.8 C-c w0.5»…", "for s in Vega Spica⏎grep -c $s stars.csv⏎end ⇒ for s in Vega Spica⏎grep -c $s stars.csv⏎end ∥ for s in Vega Spica⏎    grep -c $s stars.csv⏎end", "«Up w0.4»«w0.3» ⇒ for s in Vega Spica⏎    grep -c $s stars.csv⏎end ∥ for s in Vega Spica⏎grep -c $s stars.csv⏎end", "«C-r w0.7»late«w0.6 Enter w0.5»«w0.2» ⇒ echo Spica rises late", "echo one«C-a M-d»printf ⇒ printf one", "echo never«w0.5 C-c w0.6» ✗", f"echo {NIGHT}", "echo end")
    g.end()


@fish((78, 24), STARF, "function fish_right_prompt; set_color brblack; date +%T; end\nfish_vi_key_bindings\nfunction fish_mode_prompt; switch $fish_bind_mode; case default; echo -n '[N] '; case insert; echo -n '[I] '; case '*'; echo -n '[?] '; end; end\n")
def v31_star_fish_by_vi(g):
    g.do("ls plates", "echo one tow«Escape w0.4»bcwtwo«w0.2» ⇒ echo one two", "«Escape w0.4»k«w0.3»A three«w0.2» ⇒ echo one two three", "echo ab«Escape w0.4»x«w0.2» ⇒ echo a", "false", "echo gone«Escape w0.4»ddiecho stays ⇒ echo stays", f"echo {NIGHT}", "echo end")
    g.end()


@sampled((84, 24), "arrow")
def v32_arrow(g):
    g.do("ls plates", "echo Altair", "echo Al«w0.6 Right w0.3» sets ⇒ echo Altair sets", "cd pl«Tab w0.5» ⇒ cd plates/ ∥ cd plates", "ls", "cd -", "string length Altair", "set -x A 1; echo $A", "echo a b«C-w»c ⇒ echo a c", "ls /nowhere", "echo end")
    g.end()


# the others
@ksh((84, 24), "[${PWD##*/}] dome \\$ ", "set -o emacs -o multiline\n")
def v40_korn_at_the_dome(g):
    g.do("ls plates", "print one tow«C-h C-h»wo ⇒ print one two", "cat dom«Tab w0.4»«w0.1» ⇒ cat dome.yaml ∥ cat dome.yaml ", f"print {NIGHT}", "«C-p C-p w0.3»«w0.2» ⇒ cat dome.yaml ∥ cat dome.yaml ", "print abc«C-b C-b»X«w0.1» ⇒ print aXbc", "for s in Vega Spica; do⏎grep -c $s stars.csv⏎done", "typeset -i n=5; print $((n * 2))", "print gone«C-u»print kept ⇒ print kept", "never«C-c w0.3» ✗", "print end")
    g.end()


@mksh((72, 22), "$(print -n '\\001\\r\\001\\033[36m\\001')${PWD##*/} ☾ ", "set -o utf8-mode\n")
def v41_mirbsd_under_the_moon(g):
    g.do("ls plates", "print one tow«BSpace*2»wo ⇒ print one two", "cat dom«Tab w0.4»«w0.1» ⇒ cat dome.yaml", "«Up Up w0.3» ⇒ print one two", "print a b«M-b M-d»«w0.1»c ⇒ print a c", "for n in 1 2; do⏎print $n⏎done", "never«C-c w0.3» ✗", "print end")
    g.end()


@tcsh((90, 26), "%{\\033[1;32m%}%n@dome%{\\033[0m%}:%{\\033[1;34m%}%~%{\\033[0m%}> ", "bindkey -e\nset autolist\nset correct=cmd\nset autoexpand\n")
def v42_tcsh_which_corrects(g):
    g.do("ls plates", "echo one tow«BSpace*2»wo ⇒ echo one two", "cat dom«Tab w0.4»«w0.1» ⇒ cat dome.yaml", "echo Vega Spica", "echo !$ ⇒ echo !$ ∥ echo Spica", "foreach s (Vega Spica)⏎grep -c $s stars.csv⏎end", f"echo {NIGHT}", "«Up w0.2 Up w0.2»«w0.2»«C-c w0.3»…", "if (-e dome.yaml) echo there", "alias ll 'ls -l'; ll plates | head -n 2", "never«C-c w0.3» ✗", "echo end")
    g.end()


@ash((76, 22), "\\[\\e[32m\\]dome:\\W\\[\\e[0m\\] \\$ ")
def v43_busybox_in_colour(g):
    g.do("ls plates", "echo one tow«BSpace*2»wo ⇒ echo one two", "cat dom«Tab w0.4»«w0.1» ⇒ cat dome.yaml ∥ cat dome.yaml ", f"echo {NIGHT}", "«Up w0.3»«C-w C-w»«w0.2» ⇒ echo " + NIGHT.removesuffix("with it"), "«C-r w0.4»tw«w0.4» ⇒ tw", "for s in Vega Spica; do⏎grep -c $s stars.csv⏎done", "echo abc«C-a C-k»echo def ⇒ echo def", "never«C-c w0.3» ✗", "echo end")
    g.end()


@yash((80, 24), "\\u@dome:\\w\\$ ", "set -o vi\n")
def v44_yash_by_vi(g):
    g.do("ls plates", "echo one tow«Escape w0.3»bcwtwo«Escape w0.2» ⇒ echo one two", "«Escape w0.3»k«w0.2»A three«w0.1» ⇒ echo one two three", f"echo {NIGHT}", "for n in 1 2; do⏎echo $n⏎done", "never«C-c w0.3» ✗", "echo end")
    g.end()


@dash((64, 20), "dome# ")
def v45_dash_at_the_dome(g):
    g.do("ls plates", "echo one tow«BSpace*2»wo ⇒ echo one two", "echo wrong«C-u»echo right ⇒ echo right", f"echo {NIGHT}", "echo two words«C-w»parts ⇒ echo two parts", "cat <<A⏎row one⏎row two⏎A", "for s in Vega Spica; do⏎grep -c $s stars.csv⏎done", "never«C-c w0.3» ✗", "false || echo failed", "echo end")
    g.end()


# interpreters
@alone(["gdb", "-q", "-nx"], (90, 26))
def v50_gdb_edits(g):
    g.repl("p 6*7", "p/x 255", "set $m = 4", "p $m * 1oo«BSpace*2»00 ⇒ p $m * 100", "info reg«Tab w0.6 C-u»show version«w0.2»«C-u»p 1 ⇒ p 1", "define twice⏎p $arg0 * 2⏎end", "twice 21", "«Up w0.2» ⇒ twice 21", "«C-r w0.3»set«w0.4» ⇒ set $m = 4", "printf \"%d stars\\n\", 60", "never«C-c w0.3» ✗", "shell echo out")
    g.end("quit", "repl")


@alone(["irb", "--noautocomplete"], (88, 26))
def v51_irb_edits(g):
    g.calm(1.0)
    g.repl("stars = %w[Vega Spica]", "stars.map { |s| s.upcase }", "def far(n)⏎n * 2⏎end ⇒ def far(n)⏎n * 2⏎end ∥ def far(n)⏎  n * 2⏎end", "far(4)", "«Up w0.4»«BSpace*2»9)«w0.2» ⇒ far(9)", "stars.legnth«BSpace*4»ngth ⇒ stars.length", "'a' 'b'", "nonesuch", "\"#{1 + 1} stars\"")
    g.end("exit", "repl")


@alone(["php", "-a"], (84, 24))
def v52_php_edits(g):
    g.repl("$s = ['Vega' => 0.03, 'Spica' => 0.97];", "foreach ($s as $n => $m) {⏎echo \"$n $m\\n\";⏎}", "ehco 1;«C-a M-d»echo«w0.2» ⇒ echo 1;", "echo count($s), PHP_EOL;", "function f($x) { return $x * 2; }", "echo f(21), PHP_EOL;", "«Up w0.3» ⇒ echo f(21), PHP_EOL;", "print_r(array_keys($s));")
    g.end("quit", "repl")


@alone(["lua5.4"], (80, 24))
def v53_lua_edits(g):
    g.repl("t = {3, 1, 2}", "table.sort(t)", "for i, v in ipairs(t) do⏎print(i, v)⏎end", "print(#t)", "pritn(1)«C-a»«M-d»print«w0.2» ⇒ print(1)", "«Up Up w0.3» ⇒ print(#t)", "s = [[open⏎closed]]", "= #s", "nonesuch()", "print('end')")
    g.end("os.exit()", "repl")
