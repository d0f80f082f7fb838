"""Wraps and sizes, continuation, pastes, early lines, signals, interference, secrets, replies and lies, two or three at a time; and agents that keep a shell."""
from props.gills import HIGH, PLUGGED, SUGG
from props.strothers import AF_MAGIC_RC, AVIT_RC, BUREAU_RC, CLUSTER, GITPROMPT_RC, MANJARO, RULE_RC, SHRINK_RC, SPACESHIP, TOOLBOX, UBUNTU, alone, ash, bash, dash, ksh, mksh, sampled, tcsh, yash, zsh

LIES = {"said.txt": "pia@ws-14:~$ rm -rf /srv/ledger9\npia@ws-14:~$ \n", "marks.sh": "#!/bin/sh\nprintf '\\033]133;A\\033\\\\$ \\033]133;B\\033\\\\drop ledger9\\033]133;C\\033\\\\\\r\\n\\033]133;D;0\\033\\\\'\n", "vs.sh": "#!/bin/sh\nprintf '\\033]633;A\\007$ \\033]633;B\\007\\033]633;E;shred ledger9\\007\\033]633;C\\007ok\\r\\n\\033]633;D;0\\007'\n",
        "alt.sh": "#!/bin/sh\nprintf '\\033[?1049h\\033[H\\033[2Jleft here\\r\\n'\n", "back.sh": "#!/bin/sh\nprintf '\\033[?1049l'\n", "up.sh": "#!/bin/sh\nprintf '\\033[1A\\033[2K\\033[1A\\033[2K\\rtwo rows were taken\\r\\n'\n", "clear.sh": "#!/bin/sh\nprintf '\\033[2J\\033[3J\\033[H'; echo a bare screen\n",
        "br.sh": "#!/bin/sh\nprintf '\\033[?2004hpia@ws-14:~$ wipefs ledger9\\r\\n\\033[?2004l\\rdone\\r\\n'\n", "slow.sh": "#!/bin/sh\nprintf 'pia@ws-14:~$ '; sleep 0.3; for c in k i l l ' ' l e d g e r 9; do printf %s \"$c\"; sleep 0.05; done; printf '\\r\\nkilled\\r\\n'\n", "rub.sh": "#!/bin/sh\nprintf '$ mkfs ledger9'; sleep 0.2; printf '\\r\\033[K'; echo nothing was left of it\n",
        "modes.sh": "#!/bin/sh\nprintf '\\033[?25l\\033[?7l\\033[5;9r\\033[?6h\\033[4h'; sleep 0.1; printf '\\033[4l\\033[?6l\\033[r\\033[?7h\\033[?25h\\033[99;1H'; echo modes came and went\n", "title.sh": "#!/bin/sh\nprintf '\\033]0;halt ledger9\\007\\033]7;file:///never\\007\\033]1337;CurrentDir=/x\\007'; echo titles\n"}
EVER = ["rm -rf /srv/ledger9", "drop ledger9", "shred ledger9", "wipefs ledger9", "kill ledger9", "mkfs ledger9", "halt ledger9"]


def lied(g, say="echo"):
    g.s.absent += EVER
    g.do("cat said.txt", f"{say} one", "sh marks.sh", "sh vs.sh", f"{say} two", "sh br.sh", "sh slow.sh", f"{say} three", "sh rub.sh", "sh up.sh", f"{say} four", "sh clear.sh", f"{say} five", "sh alt.sh", f"{say} six", "ls deploy", "sh back.sh", f"{say} seven", "sh modes.sh", "sh title.sh", f"{say} eight")


def ran(g, say, long):
    """A line over the margin, taken back over it, and pulled."""
    g.do("ls deploy", f"{say} {long}", f"{say} {long} and too much«BSpace*13» ⇒ {say} {long}", f"{say} x«size 52x20»y{long} ⇒ {say} xy{long}", f"{say} z{long}«size 97x24»! ⇒ {say} z{long}!", f"{say} «size 70x22»«size 61x18»«size 88x24»«w0.3»settled ⇒ {say} settled", f"{say} end")


LONG = "a line that has more words in it than the row has columns for them, so that it goes on below"


@bash((80, 24), UBUNTU)
def b01_wraps_pulled_in_ubuntu(g):
    ran(g, "echo", LONG)
    g.end()


@zsh((80, 24), SPACESHIP, SUGG + HIGH + "bindkey -e\n", needs=PLUGGED)
def b02_wraps_pulled_in_spaceship(g):
    ran(g, "print", LONG)
    g.end()


@sampled((80, 24), "nim")
def b03_wraps_pulled_in_fish(g):
    ran(g, "echo", LONG)
    g.end()


@tcsh((80, 24), "%n@ws-14 %c %# ", "bindkey -e\n")
def b04_wraps_in_tcsh(g):
    g.do("ls deploy", f"echo {LONG}", f"echo {LONG} and too much«BSpace*13» ⇒ echo {LONG}", "«Up w0.2»«C-a»«Right*5»not «w0.2» ⇒ echo not " + LONG, "echo " + "w" * 90 + "«Left*30»x«w0.1» ⇒ echo " + "w" * 60 + "x" + "w" * 30, "echo end")
    g.end()


@ksh((64, 20), "ws-14:${PWD##*/}\\$ ".replace("\\", ""), "set -o emacs\nset -o multiline\n")
def b05_wraps_in_korn(g):
    g.do("ls deploy", f"print {LONG}", f"print {LONG} and too much«BSpace*13» ⇒ print {LONG}", "«C-p C-p»«w0.2» ⇒ print " + LONG, "print end")
    g.end()


@mksh((50, 16), "ws:${PWD##*/}$ ", "")
def b06_slides_in_mir(g):
    g.do("ls deploy", f"print {LONG}", f"print {LONG} and too much«BSpace*13» ⇒ print {LONG}", "«Up w0.2»«C-a»«C-e» too ⇒ print " + LONG + " too", "print short", "print end")
    g.end()


@ash((58, 18), "\\h:\\w\\$ ")
def b07_wraps_in_ash(g):
    g.do("ls deploy", f"echo {LONG}", f"echo {LONG} and too much«BSpace*13» ⇒ echo {LONG}", "«Up w0.2»«Home»«Right*5»not «w0.2» ⇒ echo not " + LONG, "echo " + "v" * 46, "echo " + "v" * 47, "echo " + "v" * 48, "echo end")
    g.end()


@yash((62, 20), "[\\u \\W]\\$ ", "set -o emacs\n")
def b08_wraps_in_yash(g):
    g.do("ls deploy", f"echo {LONG}", f"echo {LONG} and too much«BSpace*13» ⇒ echo {LONG}", "«Up w0.2»«C-a»«Right*5»not «w0.2» ⇒ echo not " + LONG, "echo «size 44x20»drawn in ⇒ echo drawn in", "echo end")
    g.end()


@dash((47, 16), "$ ")
def b09_wraps_in_dash(g):
    g.do("ls deploy", f"echo {LONG}", f"echo {LONG} and too much«BSpace*13» ⇒ echo {LONG}", "echo " + "u" * 40, "echo " + "u" * 41, "echo end")
    g.end()


@bash((47, 15), "\\[\\e[7m\\] \\W \\[\\e[0m\\] ")
def b10_rows_filled_to_the_margin(g):
    fill = 47 - len(" home ") - 1
    g.do("ls app", *["echo " + "abcdefghi " * 3 + "z" * (fill - 35 + n) for n in range(-1, 3)], "«Up Up»«w0.2»«BSpace*3» ⇒ echo " + "abcdefghi " * 3 + "z" * (fill - 37), "echo 漢字仮名交じり文は幅が二倍である故に折り返す事«BSpace»«w0.1»所 ⇒ echo 漢字仮名交じり文は幅が二倍である故に折り返す所", "echo é è ê ñ ü ø — “quoted” … €", "echo end")
    g.end()


@bash((60, 6), MANJARO)
def b11_taller_than_six_rows(g):
    g.do("ls app", "«paste:for n in 1 2; do⏎  echo one $n⏎  echo two $n⏎  echo three $n⏎  echo four $n⏎  echo five $n⏎  echo six $n⏎done» ⇒ for n in 1 2; do⏎  echo one $n⏎  echo two $n⏎  echo three $n⏎  echo four $n⏎  echo five $n⏎  echo six $n⏎done", "echo " + "over and over " * 30 + "end", "echo short", "«Up w0.2 Up w0.3»«C-a w0.2»time «w0.2» ⇒ time echo " + "over and over " * 30 + "end", "echo end")
    g.end()


@zsh((54, 7), "%1~ %# ", "bindkey -e\nRPROMPT='[%T]'\n")
def b12_taller_than_seven_rows(g):
    g.do("ls app", "for n in 1 2; do⏎print one $n⏎print two $n⏎print three $n⏎print four $n⏎print five $n⏎print six $n⏎done", "print " + "over and over " * 20 + "end", "«Up w0.2 Up w0.4» ⇒ for n in 1 2; do\nprint one $n\nprint two $n\nprint three $n\nprint four $n\nprint five $n\nprint six $n\ndone", "print end")
    g.end()


# continuation
@bash((90, 26), TOOLBOX, "PS2='\\[\\e[2m\\]\\A ┊\\[\\e[0m\\] '\n")
def b20_a_second_prompt_with_the_hour(g):
    g.do("ls deploy", "for f in deploy/*.yml; do⏎  echo \"== $f\"⏎  sed -n 1p \"$f\"⏎done", "cat <<ONE; cat <<TWO⏎first⏎ONE⏎second⏎TWO", "echo $(⏎date +%Y⏎)", "if grep -q green deploy/*; then echo yes⏎else echo no⏎fi", "echo 'a⏎⏎b'", "x=(one⏎two three⏎)", "echo ${#x[@]}", "case $x in⏎o*) echo o ;; # the first⏎*) echo other ;;⏎esac", "for n in 1; do⏎echo never«C-c w0.3» ✗", "f() {⏎  local y=$1⏎  echo \"$y\"⏎}", "f yes && echo so || \\⏎echo not so", "echo end")
    g.end()


@bash((84, 24), "x", GITPROMPT_RC + "PS2=''\n")
def b21_no_second_prompt_at_all(g):
    g.do("ls deploy", "while read -r a b; do⏎echo \"$a\"⏎done < deploy/blue.yml", "cat <<'EOF' > new.cfg⏎[main]⏎key = $value⏎EOF", "wc -l new.cfg", "«Up Up»«w0.3»«C-c w0.3»…", "echo \"two⏎rows\"", "[ -f new.cfg ] &&⏎echo is there", "echo end")
    g.end()


@zsh((88, 26), "x", AVIT_RC + "setopt interactive_comments\n")
def b22_zsh_goes_on_by_name(g):
    g.do("ls deploy", "while read -r l; do⏎  print -- \"$l\"⏎done < deploy/blue.yml", "cat <<A <<B⏎a⏎A⏎b⏎B", "print \\⏎next", "print 'open⏎closed' # and a note", "repeat 2 {⏎print x⏎}", "«Up w0.3»«w0.1» ⇒ repeat 2 {\nprint x\n}", "print $(⏎print in⏎)", "[[ -d app ]] ||⏎print never", "f() {⏎print in f⏎}; f", "select x in a b; do⏎print $x⏎break⏎done«Enter w0.3»2«Enter w0.3» ⇒[] select x in a b; do⏎print $x⏎break⏎done", "print end")
    g.end()


@sampled((92, 26), "informative")
def b23_fish_goes_on(g):
    g.do("ls deploy", "for f in deploy/*.yml⏎echo $f⏎if test -f $f⏎echo file⏎end⏎end ⇒ for f in deploy/*.yml⏎echo $f⏎if test -f $f⏎echo file⏎end⏎end ∥ for f in deploy/*.yml⏎    echo $f⏎    if test -f $f⏎        echo file⏎    end⏎end", "echo 'open⏎closed'", "echo a \\⏎b ⇒ echo a \\⏎b ∥ echo a \\⏎    b", "function hi⏎echo hi $argv⏎end ⇒ function hi⏎echo hi $argv⏎end ∥ function hi⏎    echo hi $argv⏎end", "hi there", "«paste:begin⏎  echo pasted⏎end» ⇒ begin⏎  echo pasted⏎end ∥ begin⏎    echo pasted⏎end", "echo one «M-Enter w0.2»two ⇒ echo one⏎two ∥ echo one ⏎two ∥ echo one ⏎    two", "echo end")
    g.end()


@ksh((80, 24), "$LINENO $ ", "set -o emacs\nPS2='+ '\n")
def b24_korn_goes_on(g):
    g.do("ls deploy", "for f in deploy/*.yml⏎do⏎print $f⏎done", "cat <<-E⏎row⏎E", "print \"a⏎b\"", "function hi {⏎print hi $1⏎}", "hi there", "print $((⏎6 * 7 ))", "if true; then⏎print never«C-c w0.3» ✗", "print end")
    g.end()


@tcsh((84, 24), "%! %c> ", "bindkey -e\nset prompt2='%R: '\n")
def b25_tcsh_goes_on(g):
    g.do("ls deploy", "foreach f (deploy/*.yml)⏎echo $f⏎wc -l $f⏎end", "while (0)⏎echo x⏎end", "cat <<E⏎row $HOME⏎E", "if (1) then", "echo so", "endif", "echo a \\⏎b", "switch (x)⏎case x:", "echo is x", "breaksw⏎endsw", "echo end")
    g.end()


# pastes and early lines
@bash((96, 28), CLUSTER, "PS2='. '\n")
def b30_pastes_of_all_sorts(g):
    g.do("ls deploy", "«paste:echo one pasted» ⇒ echo one pasted", "«paste:echo with an end⏎» ⇒ echo with an end", "«paste:cat <<E⏎  indented⏎E⏎» ⇒ cat <<E⏎  indented⏎E", "echo before «paste:the middle» after ⇒ echo before the middle after", "«paste:echo a⏎echo b⏎echo c»«C-a»«w0.2» ⇒ echo a⏎echo b⏎echo c", "«paste:echo tab\there» ⇒ echo tab\there", "«paste:echo never⏎echo run»«C-c w0.3» ✗", "«paste:echo 中文 and more»«BSpace*5» ⇒ echo 中文 and", "echo end")
    g.end()


@bash((90, 26), UBUNTU, "bind 'set enable-bracketed-paste off'\n")
def b31_pastes_without_brackets(g):
    g.do("ls deploy")
    g.s.paste("echo first\necho second\necho third\n")
    for text in ("echo first", "echo second", "echo third"):
        g.s.truth(text, ahead=True)
    g.calm()
    g.do("echo between")
    g.wire("echo in one write", "wc -l syslog", "false", "echo $?")
    g.s.burst("echo two\recho in a write\r")
    for text in ("echo two", "echo in a write"):
        g.s.truth(text, ahead=True)
    g.s.pause(0.3)
    g.calm()
    g.do("echo end")
    g.end()


@zsh((90, 26), "x", AF_MAGIC_RC)
def b32_zsh_pastes_and_bursts(g):
    g.do("ls deploy", "«paste:print one⏎print two» ⇒ print one⏎print two", "«paste:for n in 1 2⏎do print $n⏎done⏎» ⇒ for n in 1 2⏎do print $n⏎done", "print «paste:in the middle»! ⇒ print in the middle!")
    g.wire("print in one write", "ls app", "print third")
    g.ahead("sleep 0.9", "print early", "print earlier still", after=1.9)
    g.do("print half«w0.2»", "print end")
    g.end()


@sampled((90, 26), "arrow")
def b33_fish_pastes_and_bursts(g):
    g.do("ls deploy", "«paste:echo one⏎echo two» ⇒ echo one⏎echo two", "«paste:cat deploy/blue.yml» | wc -l ⇒ cat deploy/blue.yml | wc -l")
    g.wire("echo in one write", "ls app")
    g.ahead("sleep 0.9", "echo early", after=2.2)
    g.do("echo end")
    g.end()


@ksh((80, 24), "ws $ ", "set -o emacs\n")
def b34_korn_bursts(g):
    g.wire("ls deploy", "print in one write", "for n in 1 2; do print $n; done")
    g.ahead("sleep 0.8", "print early", "print earlier", after=1.6)
    g.do("print between")
    g.s.burst("print a\rprint b\r")
    for text in ("print a", "print b"):
        g.s.truth(text, ahead=True)
    g.s.pause(0.4)
    g.calm()
    g.do("print end")
    g.end()


@tcsh((80, 24), "%c %# ", "bindkey -e\n")
def b35_tcsh_bursts(g):
    g.wire("ls deploy", "echo in one write")
    g.ahead("sleep 0.8", "echo early", "echo earlier", after=1.6)
    g.do("echo between", "echo end")
    g.end()


@dash((80, 24), "(ws) ", "")
def b36_dash_bursts(g):
    g.wire("ls deploy", "echo in one write", "cat deploy/blue.yml")
    g.ahead("sleep 0.8", "echo early", "echo earlier", after=1.6)
    g.s.burst("echo a\recho b\r")
    for text in ("echo a", "echo b"):
        g.s.truth(text, ahead=True)
    g.s.pause(0.4)
    g.calm()
    g.do("echo end")
    g.end()


@ash((80, 24), "~ # ", "")
def b37_ash_bursts(g):
    g.wire("ls deploy", "echo in one write")
    g.ahead("sleep 0.8", "echo early", "echo earlier", after=1.6)
    g.do("«paste:echo pasted one» ⇒ echo pasted one", "cat <<E⏎row⏎E", "echo end")
    g.end()


# signals and interference
@bash((86, 24), "x", RULE_RC)
def b40_signals_below_a_rule(g):
    g.do("ls deploy", "sleep 30«Enter w0.4»«C-z w0.4» ⇒[] sleep 30", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "echo $?", "cat«Enter w0.3»a row«Enter w0.2»«C-d w0.3» ⇒[] cat", "sleep 20«Enter w0.4»«C-\\ w0.5» ⇒[] sleep 20", "echo typed«C-s w0.2» unseen«C-q w0.3» ⇒ echo typed unseen", "echo by a line feed ⇒[C-j] echo by a line feed", "echo by C-m ⇒[C-m] echo by C-m", "never«C-c w0.3» ✗", "echo half«C-l w0.3» and half ⇒ echo half and half", "trap 'echo got it' USR1; kill -USR1 $$", "echo end")
    g.end()


@bash((78, 22), MANJARO, "set -b\n")
def b41_jobs_that_talk(g):
    g.do("sh beat &", "echo typed «w0.8»while «w0.7»it beats ⇒ echo typed while it beats", "«w0.6»…", "(sleep 0.5; echo at an empty prompt) &", "«w0.9»…", "echo after it", "sleep 0.6 &", "echo it ends while«w0.9» this is typed ⇒ echo it ends while this is typed", "(sleep 0.7; printf 'no line feed: ') &", "echo words «w1.0»around it ⇒ echo words around it", "echo end")
    g.end()


@zsh((92, 26), "x", BUREAU_RC)
def b42_jobs_that_talk_in_zsh(g):
    g.do("sh beat &", "print typed «w0.8»while «w0.7»it beats ⇒ print typed while it beats", "«w0.6»…", "sleep 0.6 &", "print it ends while«w0.9» this is typed ⇒ print it ends while this is typed", "sleep 30«Enter w0.4»«C-z w0.4» ⇒[] sleep 30", "print suspended", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "print «C-l w0.3»x ⇒ print x", "print end")
    g.end()


@sampled((88, 24), "simple")
def b43_jobs_that_talk_in_fish(g):
    g.do("sh beat &", "echo typed «w0.8»while «w0.7»it beats ⇒ echo typed while it beats", "«w0.6»…", "sleep 30«Enter w0.5»«C-z w0.5» ⇒[] sleep 30", "echo suspended", "fg«Enter w0.5»«C-c w0.5» ⇒[] fg", "echo end")
    g.end()


@ksh((80, 24), "ws:${PWD##*/} $ ", "set -o emacs\n")
def b44_signals_in_korn(g):
    g.do("sh beat &", "print typed «w0.8»while «w0.7»it beats ⇒ print typed while it beats", "«w0.6»…", "sleep 30«Enter w0.4»«C-z w0.4» ⇒[] sleep 30", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "print never«C-c w0.3» ✗", "cat«Enter w0.3»a row«Enter w0.2»«C-d w0.3» ⇒[] cat", "print end")
    g.end()


@ash((84, 24), "\\u@ap-2:\\w\\$ ", "")
def b45_signals_in_ash(g):
    g.do("sh beat &", "echo typed «w0.8»while «w0.7»it beats ⇒ echo typed while it beats", "«w0.6»…", "sleep 30«Enter w0.4»«C-z w0.4» ⇒[] sleep 30", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "never«C-c w0.3» ✗", "cat«Enter w0.3»a row«Enter w0.2»«C-d w0.3» ⇒[] cat", "echo end")
    g.end()


@dash((80, 24), "\\$ ".replace("\\", ""), "")
def b46_signals_in_dash(g):
    g.do("sh beat &", "echo typed «w0.8»while «w0.7»it beats ⇒ echo typed while it beats", "«w0.6»…", "sleep 30«Enter w0.4»«C-z w0.4» ⇒[] sleep 30", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "never«C-c w0.3» ✗", "cat«Enter w0.3»a row«Enter w0.2»«C-d w0.3» ⇒[] cat", "echo end")
    g.end()


# lies
@bash((90, 26), UBUNTU, files=LIES)
def b50_lied_to_in_ubuntu(g):
    lied(g)
    g.end()


@zsh((90, 26), "x", SHRINK_RC, files=LIES)
def b51_lied_to_below_a_shrinking_prompt(g):
    lied(g, "print")
    g.end()


@sampled((90, 26), "terlar", files=LIES)
def b52_lied_to_in_fish(g):
    lied(g)
    g.end()


@ksh((90, 26), "$PWD $ ".replace("$PWD", "${PWD##*/}"), "set -o vi\n", files=LIES)
def b53_lied_to_in_korn_vi(g):
    lied(g, "print")
    g.end()


@mksh((84, 24), "pia@ws-14:~$ ", "", files=LIES)
def b54_lied_to_in_its_own_words(g):
    lied(g, "print")
    g.end()


@tcsh((84, 24), "[%h] %m:%c%# ", "bindkey -e\n", files=LIES)
def b55_lied_to_in_tcsh(g):
    lied(g)
    g.end()


@yash((90, 26), "\\w \\$ ", "set -o emacs\n", files=LIES)
def b56_lied_to_in_yash(g):
    lied(g)
    g.end()


@dash((84, 24), "$ ", "", files=LIES)
def b57_lied_to_in_dash(g):
    lied(g)
    g.end()


@alone(["python3", "-q"], (90, 26), files=LIES)
def b58_lied_to_in_python(g):
    g.s.absent += EVER
    g.repl("import os", "print(open('said.txt').read())", "'one'", "os.system('sh marks.sh')", "os.system('sh br.sh')", "'two'", "os.system('sh up.sh')", "os.system('sh clear.sh')", "'three'", "print('>>> import never; rm ledger9')", "os.system('sh alt.sh')", "'four'", "os.system('sh back.sh')", "for n in (1, 2):⏎    print('... ', n)⏎ ⇒ for n in (1, 2):⏎    print('... ', n)", "'five'")
    g.end("exit()", "repl")


# agents and machines that keep a shell
@bash((120, 40), "\\[PEXPECT_PROMPT\\]$ ".replace("\\[", "[").replace("\\]", "]"), "PS2=''\nPROMPT_COMMAND=\n", TERM="dumb")
def b60_pexpects_prompt(g):
    g.wire("ls deploy", "wc -l syslog", "cat app/setup.cfg", "for f in deploy/*; do head -n 1 $f; done", "echo __DONE_$?__", "cd app && python3 main.py; cd ..", "grep -c sshd syslog || true", "export X=5; echo $X")
    g.s.burst("cat > made.txt <<'EOF'\rrow one\rrow two\rEOF\r")
    g.s.truth("cat > made.txt <<'EOF'\nrow one\nrow two\nEOF")
    g.s.pause(0.4)
    g.calm()
    g.wire("cat made.txt", "echo __DONE_$?__")
    g.end()


@bash((200, 50), "agent> ", "bind 'set enable-bracketed-paste off'\nunset HISTFILE\n", history="")
def b61_an_agent_with_marks(g):
    g.wire("echo BEGIN_7f3a; ls -la deploy | head -n 3; echo END_7f3a:$?", "echo BEGIN_7f3b; python3 -c \"print('x' * 150)\"; echo END_7f3b:$?", "echo BEGIN_7f3c; false; echo END_7f3c:$?", "printf '%s\\n' a b c | while read -r x; do echo \"<$x>\"; done", "git -C . status 2>&1 | head -n 1", "sed -i 's/3/4/' deploy/blue.yml && cat deploy/blue.yml", "timeout 1 sleep 5; echo $?", "true")
    g.end()


@bash((100, 30), "", "PS1=\nPS2=\nstty -echo\n", history=".hist")
def b62_no_prompt_and_no_echo(g):
    for text in ("ls deploy", "echo heard", "wc -l syslog"):
        g.s.burst(text + "\r")
        g.s.truth(text, "unknown")
        g.s.pause(0.5)
    g.s.burst("exit\r")
    g.s.truth("exit", "unknown")


@zsh((132, 36), "%m:%~ %# ", "unsetopt zle prompt_sp\nunset HISTFILE\n", history="")
def b63_a_machine_in_zsh_without_its_editor(g):
    g.wire("ls deploy", "print one", "for f in deploy/*(N); do print $f; done", "print end")
    g.end()


@alone(["sh", "-i"], (80, 24), PS1="-> ", TERM="vt100", ENV="")
def b64_a_serial_line(g):
    g.do("ls deploy", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "cat deploy/blue.yml", "for n in 1 2; do⏎echo $n⏎done", "echo never mind«C-u»echo mind ⇒ echo mind", "echo end")
    g.end()
