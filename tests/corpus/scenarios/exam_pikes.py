"""Wraps and sizes, rows that go on, pastes, lines before their time, signals and jobs that talk, below prompts as people have them."""
from props.gills import AGNOSTER, BIRA_RC, DEBIAN, EDGE_RC, FEDORA, FEDORA_RC, HIGH, HYDRO, KALI, LINE_RC, MARKS, MARKS_RC, P10K_RC, PURE_RC, ROBBY, STAR_RC, SUSE, TIDE, TIDE_RC, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

CURL = "curl -sS -H 'Accept: application/json' -H 'X-Trace: 4f1c' --data '{\"queue\": \"out\", \"limit\": 50}' http://127.0.0.1:1/api/v2/items"
AWK = "awk '{ n[$9]++ } END { for (code in n) print code, n[code] }' access.log | sort -n"
FIND = "find . -name '*.conf' -newer hosts.txt -exec grep -l port {} +"
RSYNC = "echo rsync -aHAX --delete --exclude=/spool --exclude=/tmp --bwlimit=2000 mx-01:/srv/mail/ mx-02:/srv/mail/"
GREEK = "; ".join(f"echo {w}" for w in "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega".split())
WIDE = "echo 邮件队列 is empty, 받은 편지함 too 📬📭"


# lines over the margin
@bash((63, 17), DEBIAN)
def p01_debian_over_the_margin(g):
    g.do(CURL, AWK, "«Up»«C-a C-k»true ⇒ true", "«Up Up»«BSpace*2»-rn ⇒ " + AWK + " -rn ∥ " + AWK[:-2] + "-rn", RSYNC + "«M-b*4 M-d» ⇒ " + RSYNC.replace("mx-02", "-02"), WIDE, "«Up»«BSpace*3»x ⇒ echo 邮件队列 is empty, 받은 편지함 toox ∥ echo 邮件队列 is empty, 받은 편지함 tox ∥ echo 邮件队列 is empty, 받은 편지함 too x", "echo end")
    g.end()


@bash((50, 14), "x", LINE_RC)
def p02_power_line_taller_than_the_screen(g):
    long = "echo " + " ".join(f"host-{n:02}.spool.example" for n in range(34))
    g.do("ls conf", long, "echo behind it", "«Up Up w0.4»«w0.3» last«w0.2» ⇒ " + long + " last", "clear", "for h in $(cat hosts.txt); do⏎echo \"$h\"⏎done", "echo end")
    g.end()


@zsh((57, 16), ROBBY, HIGH + "bindkey -e\n")
def p03_robby_with_colours_over_the_margin(g):
    g.do(CURL, "print -l 'an open quote⏎over rows'", AWK, "«Up»«C-a»time«Space w0.3» ⇒ time " + AWK, WIDE.replace("echo", "print"), "print " + "=" * 130 + "«BSpace*74» ⇒ print " + "=" * 56, "print abc«C-a C-f*6»X«C-e»Y ⇒ print XabcY", "print end")
    g.end()


@zsh((83, 12), "x", P10K_RC)
def p04_ten_kilos_in_twelve_rows(g):
    long = "print " + " ".join(f"mx-{n:02}" for n in range(150))
    g.do("ls conf", long, "print next", "if true; then⏎print one⏎print two⏎fi", "«Up w0.4» ⇒ if true; then\nprint one\nprint two\nfi", "«size 60x12»print in sixty columns, which is not enough for all of this line", "«size 100x14»" + RSYNC.replace("echo", "print"), "print end")
    g.end()


@fish((52, 15), TIDE, TIDE_RC)
def p05_tide_over_the_margin(g):
    g.do(AWK, "echo rsync --delete«w0.3» mx-01:/srv mx-02:/srv and a tail over the margin«w0.3» ⇒ echo rsync --delete mx-01:/srv mx-02:/srv and a tail over the margin", "ech«w0.5 Right w0.3» ⇒ echo rsync --delete mx-01:/srv mx-02:/srv and a tail over the margin", WIDE, "echo half «size 80x15» whole ⇒ echo half  whole", "«Up w0.3 Up w0.3»«C-a M-d»printf ⇒ " + WIDE.replace("echo", "printf"), "echo end")
    g.end()


@fish((40, 12), HYDRO)
def p06_hydro_in_forty(g):
    g.do("echo " + "abcdefghi " * 9 + "end«w0.3» ⇒ echo " + "abcdefghi " * 9 + "end", "while false⏎echo never⏎end ⇒ while false⏎echo never⏎end ∥ while false⏎    echo never⏎end", "echo 'a quoted⏎row'", "«Up w0.4» ⇒ echo 'a quoted⏎row'", "«paste:for h in a b⏎  echo $h⏎end» ⇒ for h in a b⏎  echo $h⏎end ∥ for h in a b⏎    echo $h⏎end", "echo " + "z" * 60 + "«BSpace*40»«w0.2» ⇒ echo " + "z" * 20, "echo end")
    g.end()


@ksh((66, 20), "[$USER@mx ${PWD##*/}]$ ", "set -o emacs\n")
def p07_korn_that_scrolls_sideways(g):
    g.do("ls conf", CURL, "print short", AWK, "print x y z«C-b*4 C-d»w ⇒ print x wy z ∥ print x w z ∥ print xwy z", "cat <<-END⏎tabbed⏎END", "print \"two⏎rows\"", "print end")
    g.end()


@mksh((44, 15), "${PWD##*/} \\$ ".replace("\\$", "#"), "")
def p08_mir_that_scrolls_sideways(g):
    g.do("ls conf", "print one two three four five six seven eight nine ten eleven twelve", "«Up»«C-a C-f*5»_«C-e»_ ⇒ print_ one two three four five six seven eight nine ten eleven twelve_", "case x in⏎x) print is x ;;⏎esac", "cat <<E⏎$HOME⏎E", "print end")
    g.end()


@tcsh((59, 18), "%m:%c3 %h%# ", "set autolist\nbindkey -e\n")
def p09_tcsh_over_the_margin(g):
    g.do(CURL, "echo one two three four five six seven eight nine ten eleven«C-a M-f» 0«w0.2» ⇒ echo 0 one two three four five six seven eight nine ten eleven", "«Up Up»«w0.2»«BSpace*5»stats ⇒ " + CURL[:-5] + "stats", "while (0)⏎echo never⏎end", "if (1) then", "echo yes", "endif", "echo half «size 80x18»and all ⇒ echo half and all", "cat << E⏎a row⏎E", "echo end")
    g.end()


@ash((48, 16), "mx-03:\\w\\$ ", "")
def p10_alpine_in_forty_eight(g):
    g.do("echo rsync -a --delete mx-01:/srv/mail mx-02:/srv/mail", "«Up»«Home»«Right*5»now«Space» ⇒ echo now rsync -a --delete mx-01:/srv/mail mx-02:/srv/mail", AWK, "until true⏎do⏎echo no⏎done", "echo \"over⏎two rows\"", "echo " + "o" * 60 + "«BSpace*30» ⇒ echo " + "o" * 30, "echo end")
    g.end()


# sizes
@bash((120, 40), "x", STAR_RC)
def p11_star_pulled_while_it_is_typed(g):
    g.do("ls conf", "echo one «size 100x30»two «size 61x22»three «size 140x50»four ⇒ echo one two three four", RSYNC[:70] + "«size 52x22»" + RSYNC[70:] + " ⇒ " + RSYNC, "«size 90x25»«C-r w0.3»three«w0.4» ⇒ echo one two three four", "for n in 1 2⏎do «size 70x25»echo $n⏎done ⇒ for n in 1 2⏎do echo $n⏎done", "echo end")
    g.end()


@zsh((100, 24), "x", BIRA_RC)
def p12_bira_pulled_while_it_is_typed(g):
    g.do("false", "print one «size 70x24»two ⇒ print one two", "print \"a line with its status at the right, «size 55x20»which wraps here and «size 110x30»no more there\" ⇒ print \"a line with its status at the right, which wraps here and no more there\"", "ls /nope", "«Up Up»«size 64x20»«w0.3» ⇒ print \"a line with its status at the right, which wraps here and no more there\"", "print end")
    g.end()


@fish((90, 30), "set_color yellow; echo -n (prompt_hostname)' '; set_color normal; echo -n (prompt_pwd)' # '", "function fish_right_prompt; set_color brblack; echo -n (date +%H:%M); set_color normal; end\n")
def p13_fish_pulled_while_it_is_typed(g):
    g.do("echo one «size 60x30»two ⇒ echo one two", "echo a line of some length which is typed «size 44x20»while it gets narrow ⇒ echo a line of some length which is typed while it gets narrow", "«size 100x30»echo on«w0.5 Right w0.3» ⇒ echo one two", "begin⏎echo «size 72x24»inner⏎end ⇒ begin⏎echo inner⏎end ∥ begin⏎    echo inner⏎end", "echo end")
    g.end()


@bash((30, 8), "\\W\\$ ", "")
def p14_eight_rows_of_thirty(g):
    g.do("seq 20", "echo one two three four five six seven", "«Up»«C-a»echo«Space» ⇒ echo echo one two three four five six seven", "if true⏎then echo a⏎fi", "«size 25x6»echo smaller than it was", "tail -n 3 hosts.txt", "«size 60x10»echo larger", "«C-r w0.3»small«w0.3» ⇒ echo smaller than it was", "echo end")
    g.end()


@bash((230, 60), FEDORA, FEDORA_RC)
def p15_a_very_large_window(g):
    g.do("ls -l", CURL, GREEK, "«Up»«C-a M-d»printf«C-e»; date ⇒ " + GREEK.replace("echo", "printf", 1) + "; date", "seq 70 | column", "echo end")
    g.end()


# rows that go on
@bash((90, 24), SUSE, "PS2='\\[\\e[2m\\]  …\\[\\e[0m\\] '\n")
def p20_functions_and_documents(g):
    g.do("greet() {⏎  local who=$1⏎  echo \"hello $who\"⏎}", "greet Pia", "cat > unit.service <<'UNIT'⏎[Unit]⏎Description=spool⏎⏎[Service]⏎ExecStart=/bin/true⏎UNIT", "wc -l unit.service", "echo one \\⏎two \\⏎three", "case $HOME in⏎/*) echo absolute;;⏎esac", "«Up w0.3» ⇒ case $HOME in /*) echo absolute;; esac ∥ case $HOME in\n/*) echo absolute;;\nesac", "python3 - <<PY⏎print('in python')⏎PY", "[[ -d src &&⏎-d conf ]] && echo both", "for ((i = 0; i < 2; i++))⏎{⏎echo $i⏎}", "echo end")
    g.end()


@zsh((84, 30), AGNOSTER, "bindkey -e\nPROMPT2='%F{yellow}%_%f> '\n")
def p21_segments_that_go_on(g):
    g.do("for f (conf/*) {⏎print $f⏎}", "cat <<A <<B⏎first⏎A⏎second⏎B", "print 'quote⏎⏎after an empty row'", "«Up w0.3»«w0.2» ⇒ print 'quote⏎⏎after an empty row'", "select x in one two; do⏎print $x⏎break⏎done«Enter w0.4»2«Enter w0.3» ⇒[] select x in one two; do⏎print $x⏎break⏎done", "print \\⏎joined", "«paste:print from⏎print a paste of⏎print three rows» ⇒ print from⏎print a paste of⏎print three rows", "while read -r h; do⏎print \"got $h\"⏎done < hosts.txt", "print end")
    g.end()


@fish((88, 30), "echo -n (prompt_pwd)' ~> '")
def p22_fish_in_many_rows(g):
    g.do("function greet⏎echo hello $argv⏎end ⇒ function greet⏎echo hello $argv⏎end ∥ function greet⏎    echo hello $argv⏎end", "greet Pia", "switch a⏎case a⏎echo is a⏎case '*'⏎echo other⏎end ⇒ switch a⏎case a⏎echo is a⏎case '*'⏎echo other⏎end ∥ switch a⏎    case a⏎        echo is a⏎    case '*'⏎        echo other⏎end", "echo one \\⏎two ⇒ echo one \\⏎two ∥ echo one \\⏎    two", "if true; echo t«M-Enter w0.2»end ⇒ if true; echo t⏎end ∥ if true; echo t⏎    end", "«Up w0.3 Up w0.3 Up w0.3 Up w0.3»«w0.3»«C-c w0.3»…", "echo (⏎echo inner⏎)", "echo end")
    g.end()


@ksh((80, 24), "ksh$ ", "set -o emacs\nPS2='cont> '\n")
def p23_korn_documents(g):
    g.do("function f {⏎print in f⏎}", "f", "cat <<E⏎one⏎two⏎E", "print 'a⏎b'", "x=$(⏎print inner⏎)", "print $x", "typeset -A m=(⏎[a]=1⏎)", "never 'opened⏎and«C-c w0.3» ✗", "print end")
    g.end()


@dash((70, 20), "$ ", "PS2='> '\n")
def p24_dash_documents(g):
    g.do("f() {⏎echo in f⏎}", "f", "cat <<'E' | tr a-z A-Z⏎shout⏎E", "if :; then⏎echo y⏎else⏎echo n⏎fi", "echo 'a⏎b'", "echo a \\⏎b", "echo end")
    g.end()


@yash((78, 22), "yash \\$ ", "YASH_PS2='... '\nset -o emacs\n")
def p25_yash_documents(g):
    g.do("f() {⏎echo in f⏎}", "f", "cat <<E⏎row⏎E", "echo \"a⏎b\"", "[ -d src ] &&⏎echo there", "echo end")
    g.end()


# pastes and lines before their time
@bash((94, 24), MARKS, MARKS_RC)
def p30_pastes_between_marks(g):
    g.do("«paste:echo pasted» ⇒ echo pasted", "«paste:echo one⏎echo two⏎echo three» ⇒ echo one⏎echo two⏎echo three", "echo before «paste:pasted words» after ⇒ echo before pasted words after", "«paste:cat <<E⏎document⏎E⏎» ⇒ cat <<E⏎document⏎E", "«paste:" + AWK + "»«C-a»time«Space» ⇒ time " + AWK, "«paste:rm -rf /never/pasted»«C-c w0.3» ✗", "«burst:echo b1⏎»«w0.4» ⇒[] echo b1", "echo end")
    g.end()


@bash((80, 24), "\\W> ", "bind 'set enable-bracketed-paste off'\n")
def p31_pastes_without_brackets(g):
    g.put("echo plain")
    g.hit("echo plain")
    g.s.burst("echo a\recho b\recho c\r")
    for text in ("echo a", "echo b", "echo c"):
        g.s.truth(text, ahead=True)
    g.s.pause(0.6)
    g.calm()
    g.do("echo then")
    g.s.burst("for n in 1 2; do\recho n$n\rdone\r")
    g.s.truth("for n in 1 2; do\necho n$n\ndone", ahead=True)
    g.s.pause(0.6)
    g.calm()
    g.ahead("sleep 0.8", "echo early", "ls conf")
    g.ahead("cat hosts.txt; sleep 0.6", "echo 'a row⏎".replace("⏎", " ") + "more'")
    g.do("echo end")
    g.end()


@zsh((96, 26), "x", PURE_RC)
def p32_pure_and_impatience(g):
    g.ahead("sleep 0.9", "print early one", "print early two", after=1.8)
    g.do("«paste:if true; then⏎  print pasted⏎fi» ⇒ if true; then⏎  print pasted⏎fi", "«burst:print burst⏎»«w0.8» ⇒[] print burst", "print between")
    g.ahead("sleep 0.5; ls conf", "print after the list", after=1.5)
    g.do("print end")
    g.end()


@fish((80, 24), "set_color green; echo -n '➜  '; set_color cyan; echo -n (basename (prompt_pwd))' '; set_color normal")
def p33_fish_and_impatience(g):
    g.ahead("sleep 0.9", "echo early one", "echo early two", after=1.6)
    g.do("«paste:echo a⏎echo b» ⇒ echo a⏎echo b", "«paste:echo x | ⏎  cat» ⇒ echo x | ⏎  cat ∥ echo x | ⏎    cat", "echo between")
    g.ahead("sleep 0.5; ls conf", "echo after the list", after=1.3)
    g.do("echo end")
    g.end()


for number, (maker, name, size, prompt, rc) in enumerate([(ksh, "ksh", (75, 20), "$PWD ksh$ ".replace("$PWD ", "mx "), "set -o emacs\n"), (mksh, "mksh", (86, 22), "mx|${PWD##*/}|$ ", ""), (tcsh, "tcsh", (79, 24), "[%T] %c%# ", "bindkey -e\n"), (ash, "ash", (81, 23), "/ \\$ ", ""), (dash, "dash", (68, 24), "sh-dash$ ", ""), (yash, "yash", (90, 26), "<\\W> ", "set -o emacs\n")], 34):
    def early(g):
        g.do("ls conf")
        g.ahead("sleep 0.9", "echo early one", "echo early two", after=1.6)
        g.do("echo between")
        g.s.burst("echo b1\recho b2\r")
        g.s.truth("echo b1", ahead=True)
        g.s.truth("echo b2", ahead=True)
        g.s.pause(0.6)
        g.calm()
        g.ahead("cat hosts.txt; sleep 0.5", "wc -l hosts.txt", after=1.2)
        g.open("cat")
        g.do("?echo only a reply")
        g.s.key("C-d", pace=0.3)
        g.calm()
        g.do("echo end")
        g.end()
    early.__name__ = f"p{number}_{name}_and_impatience"
    maker(size, prompt, rc)(early)


# signals and jobs that talk
@bash((88, 24), KALI, "set -b\n")
def p40_kali_and_jobs_that_talk(g):
    g.do("sh tick &", "echo typed while the spool is «w0.7»drained ⇒ echo typed while the spool is drained", "«w1.6»…", "sleep 300 & sleep 301 &", "kill %2 %3«w0.3»", "echo «w0.6»then«w0.4» ⇒ echo then", "sleep 1 && echo '[done]' &", "echo a line in two«w1.3» parts ⇒ echo a line in two parts", "«w0.3»echo end«C-l w0.3» ⇒ echo end")
    g.end()


@zsh((92, 26), ROBBY, "bindkey -e\nsetopt notify\n")
def p41_robby_and_jobs_that_talk(g):
    g.do("sh tick &", "print typed while the spool is «w0.8»drained ⇒ print typed while the spool is drained", "«w1.6»…")
    g.open("sleep 60")
    g.s.key("C-z", pace=0.5)
    g.calm()
    g.do("jobs")
    g.open("fg")
    g.s.key("C-c", pace=0.5)
    g.calm()
    g.do("sleep 0.7 &!", "print a«C-l w0.3»b ⇒ print ab", "sleep 0.6 &", "print the notice comes«w1.0» in here ⇒ print the notice comes in here", "never«C-c w0.3» ✗", "print end")
    g.end()


@fish((86, 24), "fish_config prompt choose arrow >/dev/null 2>&1; set_color -o red; echo -n 'λ '; set_color normal")
def p42_fish_and_jobs_that_talk(g):
    g.do("sh tick &", "echo typed while the spool is «w0.8»drained ⇒ echo typed while the spool is drained", "«w1.6»…")
    g.open("sleep 60")
    g.s.key("C-z", pace=0.6)
    g.calm()
    g.do("jobs")
    g.open("fg")
    g.s.key("C-c", pace=0.5)
    g.calm()
    g.do("echo a«C-l w0.4»b ⇒ echo ab", "sleep 0.8 &", "echo the job ends«w1.2» in here ⇒ echo the job ends in here", "never«C-c w0.4» ✗", "echo end")
    g.end()


@tcsh((90, 24), "%B%~%b %# ", "set notify\nbindkey -e\n")
def p43_tcsh_and_jobs_that_talk(g):
    g.do("sh tick &", "echo typed while the spool is «w0.8»drained ⇒ echo typed while the spool is drained", "«w1.6»…", "sleep 0.8 &", "echo the notice«w1.2» comes ⇒ echo the notice comes")
    g.open("sleep 60")
    g.s.key("C-z", pace=0.5)
    g.calm()
    g.open("fg")
    g.s.key("C-c", pace=0.5)
    g.calm()
    g.do("echo a«C-l w0.3»b ⇒ echo ab", "never«C-c w0.3» ✗", "echo end")
    g.end()


@ksh((82, 24), "mx:\\$ ".replace("\\$", "$"), "set -o emacs -o monitor\n")
def p44_korn_and_jobs_that_talk(g):
    g.do("sh tick &", "print typed while the spool is «w0.8»drained ⇒ print typed while the spool is drained", "«w1.6»…", "sleep 0.6 &", "print a«C-l w0.3»b ⇒ print ab", "never«C-c w0.3» ✗", "kill -9 $!", "print end")
    g.end()


@bash((100, 30), FEDORA, "PROMPT_COMMAND='history -a'\n")
def p45_a_day_of_a_fedora_user(g):
    g.open("less access.log", "HTTP", 0.4)
    g.s.type("/502\r", 0.08)
    g.s.type("nnq", 0.2)
    g.calm()
    g.do("grep -c ' 502 ' access.log", "vim -u NONE -N hosts.txt«w0.1»«Enter w0.7»ggOmx-00«Escape w0.2»:wq«Enter w0.5» ⇒[] vim -u NONE -N hosts.txt", "cat hosts.txt", "man -P cat ls | head -n 3", "sh bar", "echo after the bar")
    g.open("top -d 1", None, 0.9)
    g.s.type("q", 0.3)
    g.calm()
    g.open("sh sure nginx", "yes/no", 0.3)
    g.do("?yes", "echo restarted", "sudo -k", "cat << EOF > note⏎kept⏎EOF", "history | tail -n 2", "echo end")
    g.end()


@bash((80, 24), "x", EDGE_RC)
def p46_enter_and_nothing_and_ends(g):
    g.do("echo one", "« » ⇒", "   «w0.1» ⇒", "  echo with blanks before«w0.1» ⇒ echo with blanks before ∥   echo with blanks before", "# only a comment", "echo two«C-j» ⇒[] echo two", "cat«Enter w0.3»text of it«Enter w0.2»«C-d w0.3» ⇒[] cat", "bash --norc -i«Enter w0.6»«w0.2» ⇒[] bash --norc -i", "echo inside", "«C-d w0.5»…", "echo outside", "echo «C-l w0.3»x ⇒ echo x", "echo end")
    g.end()


@zsh((80, 24), "%m%# ", "")
def p47_zsh_bare_as_it_comes(g):
    g.do("echo one", "« » ⇒", "sleep 9«Enter w0.3»«C-c w0.4» ⇒[] sleep 9", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "echo tow«BSpace*2»wo ⇒ echo two", "printf 'x\\ny'", "echo behind y", "ls | wc -l", "echo $(⏎echo sub⏎)", "echo «C-v Escape»[1m ⇒ echo ^[[1m ∥ echo \x1b[1m", "echo end")
    g.end()
