"""The catalogue's other half for the ferry company: lists by the page, rows that go on, pastes, early lines, signals, jobs that talk, programs that ask, lies; often two of them in one line."""
from props import prop
from props.gills import HIGH, PLUGGED, SUGG
from props.ricks import BOB, BOX_RC, CANDY, COMPINIT, DEVCON, FACE_RC, FINO, GITPS1_RC, KALIZ_RC, KUBE, MACZ, ORACLE, PUREF, REFINED_RC, SHORT_RC, SORIN_RC, STATF, STEEEF, TPUT_RC, VCS_RC, XIONG, alone, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

CARGO = {f"cargo/crate-{n:03}.txt": f"{n} kg\n" for n in range(140)}
QUAY = "the evening boat is late again because of the fog and waits off the point until the lamp on the quay can be seen"
LIES = {"wreck.txt": "[root@quay ~]# scuttle Osprey\nroot@quay:~$ scuttle Merlin\n~ ❯ scuttle Heron\n", "m133.sh": "#!/bin/sh\nprintf '\\033]133;A\\033\\\\quay$ \\033]133;B\\033\\\\scuttle Tern\\033]133;C\\033\\\\\\r\\ngone\\r\\n\\033]133;D;0\\033\\\\'\n",
        "m633.sh": "#!/bin/sh\nprintf '\\033]633;A\\007quay$ \\033]633;B\\007\\033]633;E;scuttle Gannet\\007\\033]633;C\\007gone\\r\\n\\033]633;D;0\\007'\n", "over.sh": "#!/bin/sh\nprintf '\\033[?1049h\\033[Hthe chart room\\r\\n'\n", "back.sh": "#!/bin/sh\nprintf '\\033[?1049l'\n",
        "fog.sh": "#!/bin/sh\nprintf '\\033[A\\033[2K\\033[A\\033[2K\\r'; echo fog has come down\n", "wash.sh": "#!/bin/sh\nprintf '\\033[2J\\033[H'; echo washed\n", "full.sh": "#!/bin/sh\nprintf '\\033c'; echo all anew\n",
        "hand.sh": "#!/bin/sh\nprintf '\\033[?2004hroot@quay:~$ '; for c in s c u t t l e ' ' P u f f i n; do sleep 0.05; printf '%s' \"$c\"; done; printf '\\033[?2004l\\r\\n'; echo scuttled\n", "crlf.sh": "#!/bin/sh\nprintf 'quay$ scuttle Skua\\r\\nscuttled\\r\\nquay$ '; sleep 0.1; printf '\\r\\033[K'\n"}
EVER = [f"scuttle {b}" for b in "Osprey Merlin Heron Tern Gannet Puffin Skua".split()]


def lied(g, say="echo"):
    g.s.absent += EVER
    g.do("cat wreck.txt", f"{say} after the wreck", "sh m133.sh", f"{say} after one mark", "sh m633.sh", f"{say} after another", "sh hand.sh", "sh crlf.sh", f"{say} after a hand", "sh fog.sh", f"{say} in fog", "sh wash.sh", "sh full.sh", f"{say} anew", "sh over.sh", f"{say} in the chart room", "ls runs", "sh back.sh", f"{say} on deck")


# lists by the page
@bash((64, 14), ORACLE, files=CARGO)
def c01_more_in_a_list(g):
    g.do("ls runs", "cat cargo/«Tab w0.4 Tab Tab w0.6»y«w0.5»«Space w0.3»q«w0.4»007.txt ⇒ cat cargo/crate-007.txt", "wc -l cargo/crate-01«Tab Tab w0.5»2.txt«w0.2» ⇒ wc -l cargo/crate-012.txt", "ls cargo/«Tab w0.4 Tab Tab w0.6»n«w0.3»001.txt ⇒ ls cargo/crate-001.txt", "echo end")
    g.end()


@zsh((80, 16), FINO, COMPINIT + "LISTMAX=20\nbindkey -e\n", files=CARGO)
def c02_shall_all_be_seen(g):
    g.do("ls runs", "cat cargo/crate-0«Tab w0.6»y«w0.8»07.txt ⇒ cat cargo/crate-007.txt", "cat cargo/crate-1«Tab w0.6»n«w0.5»00.txt ⇒ cat cargo/crate-100.txt", "print after lists", "ls cargo/crate-13«Tab w0.6»7«Tab w0.4» ⇒ ls cargo/crate-137.txt ∥ ls cargo/crate-137.txt ", "print end")
    g.end()


@fish((70, 18), PUREF, files=CARGO)
def c03_a_pager_with_a_search(g):
    g.do("ls runs", "cat cargo/crate-«Tab w0.8»«Down w0.3 Down w0.3 Enter w0.5»«w0.2» ⇒ cat cargo/crate-002.txt ∥ cat cargo/crate-001.txt", "cat cargo/crate-0«Tab w0.8 Escape w0.5»07.txt ⇒ cat cargo/crate-007.txt", "echo after lists", "cat cargo/crate-13«Tab w0.8 C-c w0.5 C-c w0.5»…", "echo end")
    g.end()


@tcsh((72, 18), "quay:%c%# ", "bindkey -e\nset autolist\nset listmax=30\nset listmaxrows=0\n", files=CARGO)
def c04_tcsh_asks_before_a_list(g):
    g.do("ls runs", "cat cargo/crate-00«Tab w0.5»7«Tab w0.4»«w0.1» ⇒ cat cargo/crate-007.txt", "ls cargo/«C-d w0.6»n«w0.4»crate-001.txt ⇒ ls cargo/crate-001.txt", "ls cargo/«C-d w0.6»y«w0.6»crate-002.txt ⇒ ls cargo/crate-002.txt", "echo end")
    g.end()


# rows that go on
@bash((90, 28), "\\u@quay:\\w\\$ ", "PS2='\\[\\e[33m\\]  … \\[\\e[0m\\]'\n")
def c10_dots_before_further_rows(g):
    g.do("for b in Tern Heron; do⏎  n=$(grep -c \"$b\" boats.csv)⏎  echo \"$b: $n\"⏎done", "cat <<-'X' > notes.txt⏎first $row⏎ second row⏎X", "cat notes.txt", "sum() {⏎  local s=0 x⏎  for x; do (( s += x )); done⏎  echo $s⏎}", "sum 1 2 3", "awk -F, '⏎NR > 1 { t += $2 }⏎END { print t }⏎' boats.csv", "echo a \\⏎b \\⏎c", "case $USER in⏎  root) echo root ;;⏎  *) echo other ;;⏎esac", "«Up Up w0.3»«w0.2» ⇒ echo a b c", "while :; do⏎echo half«C-c w0.3» ✗", "diff <(ls runs) <(ls runs |⏎sort -r) |⏎wc -l", "echo end")
    g.end()


@zsh((84, 26), STEEEF, "bindkey -e\nPROMPT2='%F{8}%_ …%f '\n")
def c11_what_is_open_is_told(g):
    g.do("for f in runs/*.txt; do⏎if [[ $f = *day* ]]; then⏎print $f:t⏎fi⏎done", "cat <<X | wc -l⏎a⏎b⏎X", "print 'open⏎and⏎closed'", "f() {⏎print in f⏎}", "f", "while read -r a b; do⏎print -r -- $b⏎done < runs/monday.txt", "«Up w0.3»«w0.2» ⇒ while read -r a b; do⏎print -r -- $b⏎done < runs/monday.txt", "if true; then⏎print half«C-c w0.3» ✗", "print a \\⏎b", "«paste:print p⏎print q⏎» ⇒ print p⏎print q", "print end")
    g.end()


@fish((88, 26), BOB)
def c12_blocks_in_segments(g):
    g.do("for f in runs/*.txt⏎wc -l $f⏎end ⇒ for f in runs/*.txt⏎wc -l $f⏎end ∥ for f in runs/*.txt⏎    wc -l $f⏎end", "function sail⏎echo sailing to $argv[1]⏎end ⇒ function sail⏎echo sailing to $argv[1]⏎end ∥ function sail⏎    echo sailing to $argv[1]⏎end", "sail Coll", "«Up Up w0.4»«w0.3» ⇒ function sail⏎    echo sailing to $argv[1]⏎end ∥ function sail⏎echo sailing to $argv[1]⏎end", "echo 'a⏎b'", "while false⏎end", "if test -d runs⏎and test -d site⏎echo both⏎end ⇒ if test -d runs⏎and test -d site⏎echo both⏎end ∥ if test -d runs⏎    and test -d site⏎    echo both⏎end", "«paste:echo p⏎echo q» ⇒ echo p⏎echo q", "echo end")
    g.end()


@ksh((80, 24), "quay$ ", "set -o emacs\nPS2='  + '\n")
def c13_korn_goes_on(g):
    g.do("for f in runs/*.txt; do⏎print ${f##*/}⏎done", "cat <<X⏎one $((6 * 7))⏎X", "function sail {⏎print sailing to $1⏎}", "sail Coll", "print 'open⏎closed'", "set -A b Tern Heron; for x in ${b[@]}; do⏎print $x⏎done", "if true; then⏎print half«C-c w0.3» ✗", "select x in Tern Heron; do print $x; break; done«Enter w0.4»2«Enter w0.3» ⇒[] select x in Tern Heron; do print $x; break; done", "print end")
    g.end()


@mksh((76, 22), "quay # ", "PS2='| '\n")
def c14_mirbsd_goes_on(g):
    g.do("for f in runs/*.txt; do⏎print ${f##*/}⏎done", "cat <<X⏎one $((6 * 7))⏎X", "sail() {⏎print sailing to $1⏎}", "sail Coll", "print 'open⏎closed'", "if true; then⏎print half«C-c w0.3» ✗", "print end")
    g.end()


@ash((80, 24), "/root \\$ ", "PS2='.. '\n")
def c15_alpine_goes_on(g):
    g.do("for f in runs/*.txt; do⏎echo ${f##*/}⏎done", "cat <<X⏎one $((6 * 7))⏎X", "sail() {⏎echo sailing to $1⏎}", "sail Coll", "echo 'open⏎closed'", "if true; then⏎echo half«C-c w0.3» ✗", "echo a \\⏎b", "echo end")
    g.end()


@yash((80, 24), "\\w # ", "set -o emacs\nPS2='.. '\n")
def c16_yash_goes_on(g):
    g.do("for f in runs/*.txt; do⏎echo ${f##*/}⏎done", "cat <<X⏎one $((6 * 7))⏎X", "sail() {⏎echo sailing to $1⏎}", "sail Coll", "echo 'open⏎closed'", "if true; then⏎echo half«C-c w0.3» ✗", "echo end")
    g.end()


# pastes and early lines
@bash((90, 26), "x", TPUT_RC)
def c20_pastes_below_a_time(g):
    g.do("«paste:ls runs» ⇒ ls runs", "«paste:cd site⏎ls⏎cd ..⏎» ⇒ cd site⏎ls⏎cd ..", "echo «paste:pasted » and typed ⇒ echo pasted  and typed", "«paste:for b in Tern Heron; do⏎\tgrep -c $b boats.csv⏎done⏎» ⇒ for b in Tern Heron; do⏎\tgrep -c $b boats.csv⏎done", "«paste:rm -rf everything»«w0.3 C-c w0.3» ✗", "«paste:cat > t.yml <<Y⏎a:⏎  - b: 1⏎  - c: \"two\"⏎Y» ⇒ cat > t.yml <<Y⏎a:⏎  - b: 1⏎  - c: \"two\"⏎Y", f"«paste:echo {QUAY}» ⇒ echo {QUAY}")
    g.ahead("sleep 1", "echo early", "ls site", after=2.0)
    g.ahead("sh fuel", "echo behind the fuel", after=1.6)
    g.wire("echo by a program", "cat t.yml | wc -l", "echo done")
    g.end()


@zsh((96, 28), "x", SORIN_RC + HIGH + SUGG, needs=PLUGGED)
def c21_pastes_in_sorin(g):
    g.do("«paste:ls runs» ⇒ ls runs", "«paste:cd site⏎ls⏎cd ..» ⇒ cd site⏎ls⏎cd ..", "print «paste:pasted» and typed ⇒ print pasted and typed", "«paste:never pasted this»«w0.3 C-c w0.4» ✗", f"«paste:print {QUAY}» ⇒ print {QUAY}")
    g.ahead("sleep 1", "print early", "ls site", after=2.0)
    g.ahead("sh fuel", "print behind the fuel", after=1.6)
    g.wire("print by a program", "wc -l runs/monday.txt", "print done")
    g.end()


@fish((92, 26), STATF)
def c22_pastes_in_fish(g):
    g.do("«paste:ls runs» ⇒ ls runs", "«paste:cd site⏎ls⏎cd ..» ⇒ cd site⏎ls⏎cd ..", "echo «paste:pasted» and typed ⇒ echo pasted and typed", f"«paste:echo {QUAY}» ⇒ echo {QUAY}")
    g.ahead("sleep 1", "echo early", "ls site", after=2.2)
    g.wire("echo by a program", "wc -l runs/monday.txt", "echo done")
    g.end()


@ksh((80, 24), "$ ", "set -o emacs\n")
def c23_korn_in_haste(g):
    g.do("ls runs")
    g.ahead("sleep 1", "print early", "ls site", after=2.0)
    g.ahead("sh fuel", "print behind the fuel", after=1.6)
    g.wire("print by a program", "wc -l runs/monday.txt", "for n in 1 2; do print $n; done")
    g.do("print done")
    g.end()


@tcsh((80, 24), "[quay %c] ", "bindkey -e\n")
def c24_tcsh_in_haste(g):
    g.do("ls runs")
    g.ahead("sleep 1", "echo early", "ls site", after=2.0)
    g.ahead("sh fuel", "echo behind the fuel", after=1.6)
    g.wire("echo by a program", "wc -l runs/monday.txt", "echo done")
    g.end()


@dash((76, 20), "# ")
def c25_dash_in_haste(g):
    g.do("ls runs")
    g.ahead("sleep 1", "echo early", "ls site", after=2.0)
    g.ahead("sh fuel", "echo behind the fuel", after=1.6)
    g.wire("echo by a program", "wc -l runs/monday.txt", "for n in 1 2; do echo $n; done")
    g.do("echo done")
    g.end()


@alone(["python3", "-q"], (80, 24))
def c26_python_in_haste(g):
    g.repl("import time", "x = 3")
    g.kind = "repl"
    g.put("time.sleep(1)")
    g.s.enter("time.sleep(1)", "repl", wait=False)
    g.s.pause(0.2)
    for text in ("print('early')", "x + 1"):
        g.put(text, "quick")
        g.s.key("Enter", pace=0.05)
        g.s.truth(text, "repl", ahead=True)
    g.s.pause(1.8)
    g.calm()
    g.wire("print('by a program')", "x * 2", "[n for n in range(3)]")
    g.repl("«paste:def f(n):⏎    return n + 1⏎⏎» ⇒ def f(n):⏎    return n + 1", "f(3)")
    g.end("exit()", "repl")


# signals and interference
@bash((88, 24), "x", GITPS1_RC, needs=["git", "/usr/lib/git-core/git-sh-prompt"])
def c30_interrupted_in_a_repository(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "tail -f deck.log«Enter w0.5»«C-c w0.4» ⇒[] tail -f deck.log", "vim -u NONE -N fleet.ini«Enter w0.7»«C-z w0.5» ⇒[] vim -u NONE -N fleet.ini", "jobs", "fg«Enter w0.6»:q«Enter w0.5» ⇒[] fg", "half«w0.2 C-c w0.3» ✗", "sh tide &", "echo while «w0.8»the tide «w0.8»is told«w0.6» ⇒ echo while the tide is told", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "echo by a feed ⇒[C-j] echo by a feed", "less deck.log«Enter w0.7»q«w0.4» ⇒[] less deck.log", "echo «C-l w0.3»after a clear ⇒ echo after a clear", "echo end")
    g.s.key("C-d", pace=0.3)


@zsh((92, 26), "x", KALIZ_RC)
def c31_interrupted_in_kali(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.5» ⇒[] sleep 40", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "half«w0.2 C-c w0.3» ✗", "sh tide &", "print while «w0.8»the tide «w0.8»is told«w0.6» ⇒ print while the tide is told", "«w0.6»…", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "print by a feed ⇒[C-j] print by a feed", "print «C-l w0.3»after a clear ⇒ print after a clear", "print end")
    g.end()


@fish((92, 26), PUREF, "function fish_right_prompt; date +%T; end\n")
def c32_interrupted_in_fish(g):
    g.do("sleep 30«Enter w0.5»«C-c w0.5» ⇒[] sleep 30", "sleep 40«Enter w0.5»«C-z w0.6» ⇒[] sleep 40", "jobs", "fg«Enter w0.5»«C-c w0.5» ⇒[] fg", "half«w0.5 C-c w0.5» ✗", "sh tide &", "echo while «w0.8»the tide «w0.8»is told«w0.6» ⇒ echo while the tide is told", "«w0.6»…", "echo «C-l w0.4»after a clear ⇒ echo after a clear", "cat«Enter w0.5»a reply«Enter w0.2»«C-d w0.5» ⇒[] cat", "echo end")
    g.end()


@ksh((80, 24), "[!] $ ", "set -o emacs -o monitor\n")
def c33_interrupted_in_korn(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.5» ⇒[] sleep 40", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "half«w0.2 C-c w0.3» ✗", "sh tide &", "print while «w0.8»the tide «w0.8»is told«w0.6» ⇒ print while the tide is told", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "print by a feed ⇒[C-j] print by a feed", "print end")
    g.end()


@mksh((80, 24), "quay:${PWD##*/}$ ")
def c34_interrupted_in_mirbsd(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.5» ⇒[] sleep 40", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "half«w0.2 C-c w0.3» ✗", "sh tide &", "print while «w0.8»the tide «w0.8»is told«w0.6» ⇒ print while the tide is told", "print end")
    g.s.key("C-d", pace=0.3)


@yash((80, 24), "\\w\\$ ", "set -o emacs -o notify\n")
def c35_interrupted_in_yash(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.5» ⇒[] sleep 40", "jobs", "half«w0.2 C-c w0.3» ✗", "kill %1; fg«Enter w0.5» ⇒[] kill %1; fg", "sh tide &", "echo while «w0.8»the tide «w0.8»is told«w0.6» ⇒ echo while the tide is told", "echo end")
    g.end()


# programs that ask
@bash((96, 28), DEVCON, needs=["openssl", "ssh-keygen", "gpg"])
def c40_secrets_in_a_container(g):
    g.open("openssl enc -aes-256-cbc -pbkdf2 -in boats.csv -out b.enc", "password:", 0.5)
    g.word("Copper-Bell-40")
    g.word("Copper-Bell-40")
    g.open("ssh-keygen -q -t ed25519 -f key", "passphrase", 0.6)
    g.word("Brass-Lamp-41")
    g.word("Brass-Lamp-41")
    g.do("ls key key.pub b.enc")
    g.open("ssh-keygen -y -f key | cut -c1-11", "passphrase", 0.6)
    g.word("Brass-Lamp-41")
    g.open("read -r -s -p 'Token: ' t", "Token:", 0.3)
    g.word("Tin-Whistle-42")
    g.do("echo; echo ${#t}", "sh board Osprey«Enter w0.4»y«Enter w0.4» ⇒[] sh board Osprey", "read -p 'Boat? ' b«Enter w0.3»Heron«Enter w0.3» ⇒[] read -p 'Boat? ' b", "echo $b", "rm -i b.enc key«Enter w0.3»y«Enter w0.3»n«Enter w0.3» ⇒[] rm -i b.enc key", "select b in Tern Skua; do echo $b; break; done«Enter w0.4»1«Enter w0.3» ⇒[] select b in Tern Skua; do echo $b; break; done", "cp -i boats.csv fleet.ini«Enter w0.4»n«Enter w0.3» ⇒[] cp -i boats.csv fleet.ini", "echo end")
    g.end()


@zsh((90, 26), XIONG, "bindkey -e\n", needs=["sudo", "su", "openssl"])
def c41_secrets_below_xiong(g):
    g.open("read -s 't?Token: '", "Token:", 0.3)
    g.word("Tin-Whistle-43")
    g.do("print; print ${#t}")
    g.open("openssl enc -aes-256-cbc -pbkdf2 -a -in fleet.ini", "password:", 0.5)
    g.word("Copper-Bell-44")
    g.word("Copper-Bell-44")
    g.do("print between", "sh board Merlin«Enter w0.4»n«Enter w0.4» ⇒[] sh board Merlin", "rm -i runs/monday.txt«Enter w0.4»n«Enter w0.3» ⇒[] rm -i runs/monday.txt", "vared -p 'Edit: ' -c b«Enter w0.4»Tern«Enter w0.3» ⇒[] vared -p 'Edit: ' -c b", "print $b", "python3 -c 'input(\"Sure? \")'«Enter w0.5»yes«Enter w0.4» ⇒[] python3 -c 'input(\"Sure? \")'", "print end")
    g.end()


@bash((100, 30), "x", BOX_RC, needs=["vim", "less", "nano", "htop", "mc"])
def c42_whole_screens_below_boxes(g):
    g.do("vim -u NONE -N fleet.ini«Enter w0.7»Go[deck]«Escape w0.2»:wq«Enter w0.5» ⇒[] vim -u NONE -N fleet.ini", "tail -n 1 fleet.ini", "less deck.log«Enter w0.5»/delayed«Enter w0.3»Gq«w0.4» ⇒[] less deck.log", "nano log.txt«Enter w0.7»$ scuttle all«C-o w0.4 Enter w0.4 C-x w0.5» ⇒[] nano log.txt", "cat log.txt", "htop«Enter w1.0»q«w0.5» ⇒[] htop", "mc -b«Enter w1.4»«F10 w0.6 Enter w0.6» ⇒[] mc -b", "less -X -F fleet.ini", "more deck.log«Enter w0.5»«Space w0.3»q«w0.4» ⇒[] more deck.log", "vim -u NONE -N log.txt«Enter w0.7»«size 80x24»:q«Enter w0.5» ⇒[] vim -u NONE -N log.txt", "top«Enter w0.8»q«w0.5» ⇒[] top", "echo end")
    g.end()


@bash((110, 32), "x", FACE_RC, needs=["sqlite3", "bc", "lua5.4", "tclsh", "php"])
def c43_interpreters_in_a_row(g):
    g.open("sqlite3", "sqlite>", 0.5)
    g.repl("create table t(a, b);", "insert into t values(1, 'x'),⏎(2, 'y');", "select * from t⏎where a > 1;", ".quit")
    g.open("python3 -q", ">>>", 0.5)
    g.repl("for n in range(2):⏎    print(n)⏎ ⇒ for n in range(2):⏎    print(n)", "1/0", "quit()")
    g.open("bc -q", None, 0.4)
    g.repl("scale=4; 1/7", "define s(x) { return x*x; }", "s(9)", "quit")
    g.open("lua5.4", "> ", 0.4)
    g.repl("x = 6 * 7", "print(x)", "if x > 1 then⏎print 'big'⏎end", "os.exit()")
    g.open("php -a", "php >", 0.6)
    g.repl("$a = [1, 2];", "echo count($a), PHP_EOL;", "quit")
    g.do("false", "echo end")
    g.end()


@zsh((100, 30), CANDY, "bindkey -e\n", needs=["gdb", "irb", "guile", "node"])
def c44_more_interpreters(g):
    g.open("gdb -q -nx", "(gdb)", 0.7)
    g.repl("p 6*7", "set $a = 3", "define t⏎p $a⏎end", "t", "shell echo out", "quit")
    g.open("irb --noautocomplete", "irb", 1.2)
    g.repl("[1, 2].map do |n|⏎n * 2⏎end ⇒ [1, 2].map do |n|⏎n * 2⏎end ∥ [1, 2].map do |n|⏎  n * 2⏎end", "'x'.upcase", "exit")
    g.open("guile -q", "scheme@", 1.2)
    g.repl("(+ 1 2)", "(define (f x)⏎(* x 2))", "(f 3)", "(exit)")
    g.open("node", "> ", 0.9)
    g.repl("let a = 5", "a * 2", "[1,2].map(x => {⏎return x⏎}) ⇒ [1,2].map(x => {⏎return x⏎}) ∥ [1,2].map(x => {⏎  return x⏎})", ".exit")
    g.do("print end")
    g.end()


@alone(["python3", "@HOME@/con", "junos"], (84, 26), files={"con": prop("console.py")})
def c45_a_juniper(g):
    g.repl("show interfaces terse«Enter w0.5»«Space w0.3 Space w0.3 Space w0.3» ⇒[] show interfaces terse", "show ?«w0.4»version ⇒ show version", "configure", "set system host-name quay", "show ?«w0.4»«C-u»commit ⇒ commit", "exit")
    g.end("exit", "repl")


@alone(["python3", "@HOME@/con", "ros7"], (90, 26), files={"con": prop("crooks.py")})
def c46_a_mikrotik(g):
    g.repl("/ip address print", "/interface print«w0.2»", "/ip ad«w0.3»dress add address=10.9.0.1/24 interface=ether2 ⇒ /ip address add address=10.9.0.1/24 interface=ether2", "/system identity set name=quay", "«Up w0.3 Up w0.3»«w0.2» ⇒ /ip address add address=10.9.0.1/24 interface=ether2", "/ip address prnit«BSpace*3»int ⇒ /ip address print")
    g.end("/quit", "repl")


@bash((80, 24), "$ ", "export TERM=dumb\n", TERM="dumb")
def c47_a_serial_line(g):
    g.do("ls runs", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "echo one two«C-w»three ⇒ echo one three", "for n in 1 2; do⏎echo $n⏎done", f"echo {QUAY}", "cat fleet.ini | tail -n 1", "false", "echo gone«C-u»echo kept ⇒ echo kept", "echo end")
    g.end()


# lies
@bash((90, 26), KUBE, files=LIES)
def c50_lied_to_in_a_cluster(g):
    lied(g)
    g.end()


@zsh((90, 26), "x", REFINED_RC, files=LIES)
def c51_lied_to_in_refined(g):
    lied(g, "print")
    g.end()


@fish((90, 26), BOB, files=LIES)
def c52_lied_to_in_segments(g):
    lied(g)
    g.end()


@zsh((100, 28), "x", SHORT_RC, files=LIES)
def c53_lied_to_in_a_short_one(g):
    lied(g, "print")
    g.end()


@tcsh((84, 26), "root@quay:%~%# ", "bindkey -e\n", files=LIES)
def c54_lied_to_in_tcsh(g):
    lied(g)
    g.end()


@ksh((84, 26), "[root@quay ~]# ", "set -o emacs\n", files=LIES)
def c55_lied_to_in_korn(g):
    lied(g, "print")
    g.end()


@dash((80, 24), "root@quay:~# ", files=LIES)
def c56_lied_to_in_dash(g):
    lied(g)
    g.end()


@yash((80, 24), "root@quay:~\\$ ", "set -o emacs\n", files=LIES)
def c57_lied_to_in_yash(g):
    lied(g)
    g.end()


# two or three at once
@bash((41, 15), "\\[\\e[s\\e[41C\\e[5D\\A\\e[u\\]\\W \\$ ")
def c60_search_paste_and_pull(g):
    g.do("ls runs", "echo a line of more than forty letters that wraps", "«C-r w0.3»forty«w0.4»«size 60x15»«w0.3» ⇒ echo a line of more than forty letters that wraps", "echo «paste:pasted at sixty» «size 41x15»and forty ⇒ echo pasted at sixty and forty", "«C-r w0.3»pasted«w0.4 C-e»«size 50x12»«C-l w0.3»! ⇒ echo pasted at sixty and forty!", "for n in 1 2; do⏎echo $n «size 41x15»times⏎done ⇒ for n in 1 2; do⏎echo $n times⏎done", "echo end")
    g.end()


@zsh((90, 20), "x", VCS_RC, needs=["git"])
def c61_talk_search_and_right(g):
    g.do("sh tide &", "print while «C-r w0.9»git«w0.7 C-g w0.5»«w0.6» talks ⇒ print while  talks", "print a line which «C-l w0.3»is as long as the clock at the right, «size 70x20»and longer too ⇒ print a line which is as long as the clock at the right, and longer too", "cat <<X⏎row «C-l w0.3»one⏎X ⇒ cat <<X⏎row one⏎X", "sleep 20«Enter w0.4»«size 90x20»«C-z w0.5» ⇒[] sleep 20", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "print end")
    g.end()


@fish((66, 18), STATF, "function fish_right_prompt; date +%T; end\n")
def c62_ghost_pull_and_talk(g):
    g.do("echo the long way round the head", "sh tide &", "echo the l«w1.0»«Right w0.5» and back«w1.0» ⇒ echo the long way round the head and back", "echo the long«size 50x18»«w0.4 C-e w0.4» again ⇒ echo the long way round the head and back again", "echo 'open «size 66x18»⏎closed' ⇒ echo 'open ⏎closed'", "echo one«C-l w0.4» two ⇒ echo one two", "echo end")
    g.end()


@bash((80, 24), "[PEXPECT]\\$ ", "bind 'set enable-bracketed-paste off'\nPS2='[PEXPECT+] '\nunset HISTFILE\n", history="")
def c63_pexpect_drives(g):
    g.wire("ls -1 runs", "cat fleet.ini | grep home", "python3 -c 'print(6 * 7)'", "cd site && pwd | tail -c 5; cd ..", "test -f nothing || echo absent", "echo \"${PIPESTATUS[@]}\"", "for n in 1 2 3; do echo $n; done", "wc -c < boats.csv", "true")
    g.s.burst("cat > run.py <<'EOF'\rprint('run')\rEOF\r")
    g.s.truth("cat > run.py <<'EOF'\nprint('run')\nEOF")
    g.s.pause(0.5)
    g.calm()
    g.wire("python3 run.py", "sed -i s/run/ran/ run.py && python3 run.py")
    g.end()


@zsh((160, 48), MACZ, "unsetopt zle\n", history="")
def c64_an_agent_without_an_editor(g):
    g.wire("ls -1 runs", "cat fleet.ini | grep home", "python3 -c 'print(6 * 7)'", "print -r -- $PWD:t", "for n in 1 2 3; do print $n; done", "wc -c < boats.csv", "false", "print last")
    g.end()
