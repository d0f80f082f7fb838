"""The catalogue's other half at an observatory: rows that go on, pastes, early lines, signals, jobs that talk, programs that ask, consoles, lies."""
from props import prop
from props.gills import HIGH, PLUGGED, SUGG
from props.haggards import LIES, PLATES, alone, ash, bash, dash, fish, ksh, lied, mksh, tcsh, yash, zsh
from props.thraves import BOBBY_RC, CAPS_RC, CLASSIC, CLOUD, COMPLETE, EC2, GNZH_RC, INIT, JON_RC, MINGW, NIX, PVE, RASPI, RIGHT_RC, STARF, STARZ_RC, TERMUX, TMOUT_RC, TOOK_RC, TRANS_RC

MIST = "mist comes up from the river after midnight and by two the dome has to be closed and the plates put back into their box"


# rows that go on, pastes, early lines
@bash((88, 26), MINGW, "PS2='» '\n")
def u01_rows_that_go_on(g):
    g.do("if [ -f dome.yaml ]; then⏎  grep wind dome.yaml⏎else⏎  echo none⏎fi", "python3 - <<'PY'⏎for n in range(2):⏎    print(n)⏎PY", "mag() {⏎  awk -F, -v m=\"$1\" '$2 < m' stars.csv⏎}", "mag 1 | head -n 2", "sed -e 's/a/b/' \\⏎  -e 's/c/d/' \\⏎  dome.yaml | head -n 2", "echo 'a⏎b' \"c⏎d\"", "until true; do⏎:«C-c w0.3» ✗", "cat <<A <<B⏎a⏎A⏎b⏎B", "tee x.txt <<'EOF' | wc -l⏎one⏎⏎three⏎EOF", "x=(1⏎2⏎3); echo ${#x[@]}", "echo end")
    g.end()


@zsh((90, 26), "x", JON_RC)
def u02_rows_below_jonathan(g):
    g.do("if [[ -f dome.yaml ]]; then⏎grep wind dome.yaml⏎fi", "mag() {⏎awk -F, -v m=$1 '$2 < m' stars.csv⏎}", "mag 1 | head -n 2", "cat <<X | tr a-z A-Z⏎row⏎X", "print \"a⏎b\"", "print a \\⏎b", "repeat 2; do⏎print r⏎done", "«Up w0.3»«w0.2» ⇒ repeat 2; do⏎print r⏎done", "while true; do⏎half«C-c w0.4» ✗", "«paste:print p⏎print q» ⇒ print p⏎print q", "print end")
    g.end()


@bash((80, 24), RASPI)
def u03_pastes_and_early_lines(g):
    g.do("«paste:ls plates» ⇒ ls plates", "«paste:cd reduce⏎make⏎cd ..⏎» ⇒ cd reduce⏎make⏎cd ..", "echo «paste:in the »middle ⇒ echo in the middle", "«paste:shred everything»«w0.3 C-c w0.3» ✗", "«paste:sudo() { \"$@\"; }⏎sudo ls plates⏎» ⇒ sudo() { \"$@\"; }⏎sudo ls plates", f"«paste:echo {MIST}» ⇒ echo {MIST}")
    g.ahead("sleep 1", "echo early", "ls plates", after=2.0)
    g.ahead("sh expose", "echo behind the exposure", after=1.6)
    g.wire("echo by a program", "cat dome.yaml | wc -l", "false", "echo done")
    g.end()


@zsh((84, 24), "x", STARZ_RC + SUGG + HIGH, needs=PLUGGED)
def u04_pastes_below_a_star(g):
    g.do("«paste:ls plates» ⇒ ls plates", "«paste:cd reduce⏎make⏎cd ..» ⇒ cd reduce⏎make⏎cd ..", "print «paste:in the» middle ⇒ print in the middle", f"«paste:print {MIST}» ⇒ print {MIST}", "«paste:shred everything»«w0.4 C-c w0.4» ✗")
    g.ahead("sleep 1", "print early", "ls plates", after=2.2)
    g.ahead("sh expose", "print behind the exposure", after=1.8)
    g.wire("print by a program", "wc -l dome.yaml", "print done")
    g.end()


@fish((90, 26), STARF)
def u05_pastes_below_a_star_fish(g):
    g.do("«paste:ls plates» ⇒ ls plates", "«paste:cd reduce⏎make⏎cd ..» ⇒ cd reduce⏎make⏎cd ..", "echo «paste:in the» middle ⇒ echo in the middle", f"«paste:echo {MIST}» ⇒ echo {MIST}")
    g.ahead("sleep 1", "echo early", "ls plates", after=2.4)
    g.wire("echo by a program", "wc -l dome.yaml", "echo done")
    g.end()


@mksh((80, 24), "dome:${PWD##*/}$ ")
def u06_mirbsd_in_haste(g):
    g.do("ls plates", "if true; then⏎print yes⏎fi", "cat <<X⏎row $((6*7))⏎X")
    g.ahead("sleep 1", "print early", "ls plates", after=2.0)
    g.ahead("sh expose", "print behind the exposure", after=1.6)
    g.wire("print by a program", "wc -l dome.yaml", "print done")
    g.end()


@ash((80, 24), "\\w # ")
def u07_busybox_in_haste(g):
    g.do("ls plates", "if true; then⏎echo yes⏎fi", "cat <<X⏎row $((6*7))⏎X")
    g.ahead("sleep 1", "echo early", "ls plates", after=2.0)
    g.ahead("sh expose", "echo behind the exposure", after=1.6)
    g.wire("echo by a program", "wc -l dome.yaml", "echo done")
    g.end()


@alone(["node"], (90, 26), NODE_REPL_HISTORY="")
def u08_node_in_haste(g):
    g.repl("const m = [0.03, 0.97]", "m.map(x => x * 2)", "class Star {⏎constructor(n) { this.n = n }⏎} ⇒ class Star {⏎constructor(n) { this.n = n }⏎} ∥ class Star {⏎  constructor(n) { this.n = n }⏎}", "new Star('Vega')", "m.le«w0.7»ngth ⇒ m.length", "«Up w0.4 Up w0.4» ⇒ new Star('Vega')", "never()«w0.3 C-c w0.4» ✗", "`a⏎b`", "'end'")
    g.end(".exit", "repl")


# signals and interference
@bash((90, 26), "x", CAPS_RC)
def u10_interrupted_below_caps(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "tail -f night.log«Enter w0.5»«C-z w0.5» ⇒[] tail -f night.log", "jobs", "fg«Enter w0.5»«C-c w0.4» ⇒[] fg", "half«w0.2 C-c w0.3» ✗", "sh guide &", "echo while «w0.8»the guider «w0.8»talks«w0.6» ⇒ echo while the guider talks", "cat > r.txt«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat > r.txt", "echo by a feed ⇒[C-j] echo by a feed", "less night.log«Enter w0.7»«Space w0.3»q«w0.4» ⇒[] less night.log", "echo «C-l w0.3»after a clear ⇒ echo after a clear", "sleep 0.4 & wait", "echo end")
    g.s.key("C-d", pace=0.3)


@zsh((92, 26), "x", TRANS_RC)
def u11_interrupted_and_transient(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.5» ⇒[] sleep 40", "jobs", "fg«Enter w0.5»«C-c w0.4» ⇒[] fg", "half«w0.3 C-c w0.4» ✗", "sh guide &", "print while «w0.8»the guider «w0.8»talks«w0.6» ⇒ print while the guider talks", "«w0.7»…", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "vim -u NONE -N dome.yaml«Enter w0.7»«C-z w0.5» ⇒[] vim -u NONE -N dome.yaml", "fg«Enter w0.6»:q«Enter w0.5» ⇒[] fg", "print end")
    g.end()


@fish((88, 24), CLASSIC)
def u12_interrupted_in_classic_fish(g):
    g.do("sleep 30«Enter w0.5»«C-c w0.5» ⇒[] sleep 30", "sleep 40«Enter w0.5»«C-z w0.6» ⇒[] sleep 40", "jobs", "fg«Enter w0.5»«C-c w0.5» ⇒[] fg", "half«w0.5 C-c w0.5» ✗", "sh guide &", "echo while «w0.8»the guider «w0.8»talks«w0.6» ⇒ echo while the guider talks", "«w0.6»…", "less night.log«Enter w0.8»q«w0.5» ⇒[] less night.log", "echo between", "echo end")
    g.end()


@tcsh((84, 24), "dome:%c2%# ", "bindkey -e\nset notify\n")
def u13_interrupted_in_tcsh(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.5» ⇒[] sleep 40", "jobs", "fg«Enter w0.5»«C-c w0.4» ⇒[] fg", "half«w0.2 C-c w0.3» ✗", "sh guide &", "echo while «w0.8»the guider «w0.8»talks«w0.6» ⇒ echo while the guider talks", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "sh park dome«Enter w0.4»y«Enter w0.4» ⇒[] sh park dome", "echo end")
    g.end()


@dash((80, 24), "$ ")
def u14_interrupted_in_dash(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.5» ⇒[] sleep 40", "jobs", "fg«Enter w0.5»«C-c w0.4» ⇒[] fg", "half«w0.2 C-c w0.3» ✗", "sh park dome«Enter w0.4»y«Enter w0.4» ⇒[] sh park dome", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "read x«Enter w0.3»Vega«Enter w0.3» ⇒[] read x", "echo $x", "echo end")
    g.s.key("C-d", pace=0.3)


# lists by the page
@bash((70, 16), PVE, "set -o emacs\n", files=PLATES)
def u20_lists_by_the_page(g):
    g.do("ls plates", "cat box/«Tab w0.4 Tab Tab w0.6»y«w0.5»«Space w0.3»«Enter w0.3»q«w0.4»012.fit ⇒ cat box/plate-q012.fit", "ls box/plate-1«Tab Tab w0.5»07.fit ⇒ ls box/plate-107.fit", "wc -c box/«Tab w0.4 Tab Tab w0.6»n«w0.3»003.fit ⇒ wc -c box/plate-003.fit", "echo end")
    g.end()


@zsh((80, 18), "%n@dome %~ %# ", COMPLETE + "LISTMAX=10\nbindkey -e\n", files=PLATES)
def u21_zsh_lists_by_the_page(g):
    g.do("ls plates", "cat box/plate-00«Tab w0.6»7«Tab w0.4 Enter w0.3»cat box/plate-11«Tab w0.6 Tab w0.3 Down w0.3» ⇒ cat box/plate-000.fit cat box/plate-11", "print after", "ls box/plate-10«Tab w0.6»«C-g w0.4»1.fit«w0.2» ⇒ ls box/plate-101.fit", "print end")
    g.end()


# programs that ask, secrets
@bash((96, 28), CLOUD, needs=["openssl", "ssh-keygen", "su"])
def u30_secrets_in_a_cloud(g):
    g.open("openssl enc -aes-256-cbc -pbkdf2 -in stars.csv -out s.enc", "password:", 0.5)
    g.word("Violet-Comet-60")
    g.word("Violet-Comet-60")
    g.open("ssh-keygen -q -t ed25519 -f key", "passphrase", 0.6)
    g.word("Silver-Orrery-61")
    g.word("Silver-Orrery-61")
    g.do("ls key key.pub s.enc")
    g.open("ssh-keygen -p -f key", "old passphrase", 0.6)
    g.word("Silver-Orrery-61")
    g.word("Golden-Sextant-62")
    g.word("Golden-Sextant-62")
    g.open("read -rsp 'API key: ' k && echo", "API key:", 0.3)
    g.word("sk-4417-astrolabe")
    g.do("echo ${#k}", "sh park telescope«Enter w0.4»n«Enter w0.4» ⇒[] sh park telescope", "rm -i s.enc key.pub«Enter w0.3»y«Enter w0.3»n«Enter w0.3» ⇒[] rm -i s.enc key.pub", "read -p 'Plate? ' p«Enter w0.3»p-017«Enter w0.3» ⇒[] read -p 'Plate? ' p", "select s in Vega Spica; do echo $s; break; done«Enter w0.4»2«Enter w0.3» ⇒[] select s in Vega Spica; do echo $s; break; done", "mv -i dome.yaml stars.csv«Enter w0.4»n«Enter w0.3» ⇒[] mv -i dome.yaml stars.csv", "echo end")
    g.end()


@zsh((88, 26), "x", GNZH_RC, needs=["openssl"])
def u31_secrets_below_gnzh(g):
    g.open("read -s 'k?API key: '", "API key:", 0.3)
    g.word("sk-5520-heliostat")
    g.do("print; print ${#k}")
    g.open("openssl enc -aes-256-cbc -pbkdf2 -a -in dome.yaml", "password:", 0.5)
    g.word("Violet-Comet-63")
    g.word("Violet-Comet-63")
    g.do("print between", "sh park dome«Enter w0.4»y«Enter w0.4» ⇒[] sh park dome", "rm -i dome.yaml«Enter w0.4»n«Enter w0.4» ⇒[] rm -i dome.yaml", "read 'p?Plate? '«Enter w0.4»p-017«Enter w0.3» ⇒[] read 'p?Plate? '", "rm reduce/*«Enter w0.5»n«w0.5» ⇒[] rm reduce/*", "print end")
    g.end()


@bash((100, 30), "x", BOBBY_RC, needs=["vim", "less", "nano", "htop", "mc", "dialog"])
def u32_whole_screens(g):
    g.do("vim -u NONE -N dome.yaml«Enter w0.7»Gorain: 0«Escape w0.2»:wq«Enter w0.5» ⇒[] vim -u NONE -N dome.yaml", "tail -n 1 dome.yaml", "less night.log«Enter w0.5»/guided«Enter w0.3»Gq«w0.4» ⇒[] less night.log", "nano n.txt«Enter w0.7»root@dome:~# shred all«C-o w0.4 Enter w0.4 C-x w0.5» ⇒[] nano n.txt", "cat n.txt", "htop«Enter w1.0»q«w0.5» ⇒[] htop", "mc -b«Enter w1.4»«F10 w0.6 Enter w0.6» ⇒[] mc -b", "dialog --yesno 'Open the dome?' 8 30«Enter w0.7»«Enter w0.6» ⇒[] dialog --yesno 'Open the dome?' 8 30", "man ls«Enter w0.9»q«w0.5» ⇒[] man ls", "watch -n 1 date«Enter w1.4»«C-c w0.5» ⇒[] watch -n 1 date", "echo end")
    g.end()


@bash((104, 30), "x", TOOK_RC, needs=["sqlite3", "bc", "lua5.4", "tclsh", "php", "gdb", "guile", "irb"])
def u33_interpreters_one_after_another(g):
    g.open("sqlite3", "sqlite>", 0.5)
    g.repl(".mode box", "create table s(n, m);", "insert into s values⏎('Vega', 0.03),⏎('Spica', 0.97);", "select n⏎from s⏎where m < .5;", ".quit")
    g.open("python3", ">>>", 0.6)
    g.repl("def mag(x):⏎    return x * 2⏎ ⇒ def mag(x):⏎    return x * 2", "mag(3)", "import sys; sys.version_info[0]", "exit()")
    g.open("bc -lq", None, 0.4)
    g.repl("l(2)", "for (i = 0; i < 2; i++) i", "quit")
    g.open("tclsh", "% ", 0.4)
    g.repl("set s {Vega Spica}", "foreach x $s {⏎puts $x⏎}", "llength $s", "exit")
    g.open("lua5.4", "> ", 0.4)
    g.repl("x = 6 * 7", "for n = 1, 2 do⏎print(n)⏎end", "print(x)", "os.exit()")
    g.open("gdb -q -nx", "(gdb)", 0.8)
    g.repl("p 6*7", "define t⏎p 1⏎end", "t", "quit")
    g.open("guile -q", "scheme@", 1.2)
    g.repl("(+ 1 2)", "(define (f x)⏎(* x 2))", "(f 3)", "(exit)")
    g.do("false", "echo end")
    g.end()


@zsh((90, 26), "x", INIT + "prompt adam2\n", needs=["node", "php"])
def u34_interpreters_below_adam(g):
    g.open("node", "> ", 0.9)
    g.repl("let a = 5", "a * 2", "function f() {⏎return 1⏎} ⇒ function f() {⏎return 1⏎} ∥ function f() {⏎  return 1⏎}", "f()", ".exit")
    g.open("php -a", "php >", 0.6)
    g.repl("$a = 4;", "echo $a * 2, PHP_EOL;", "quit")
    g.open("python3 -q", ">>>", 0.6)
    g.repl("x = [1,⏎2]", "x", "«C-d w0.5»…")
    g.do("print end")
    g.end()


# consoles
@alone(["python3", "@HOME@/con", "junos"], (96, 28), files={"con": prop("console.py")})
def u40_a_juniper_again(g):
    g.repl("show version", "configure", "set interfaces ge-0/0/3 description «w0.2»dome ⇒ set interfaces ge-0/0/3 description dome", "set ?«w0.4»«C-u»commit ⇒ commit", "exit", "show interfaces terse«Enter w0.5»q«w0.3» ⇒[] show interfaces terse")
    g.end("exit", "repl")


@bash((84, 24), "$ ", "export TERM=dumb\n", TERM="dumb")
def u41_no_terminal_to_speak_of(g):
    g.do("ls plates", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "echo one two«C-w»three ⇒ echo one three", "for n in 1 2; do⏎echo $n⏎done", f"echo {MIST}", "«Up w0.3»«C-u»echo other ⇒ echo other", "python3 -c 'print(1)'", "echo end")
    g.end()


# lies
@bash((90, 26), EC2, files=LIES)
def u50_lied_to_in_a_cloud(g):
    lied(g)
    g.end()


@zsh((90, 26), "x", STARZ_RC, files=LIES)
def u51_lied_to_below_a_star(g):
    lied(g, "print")
    g.end()


@fish((90, 26), STARF, files=LIES)
def u52_lied_to_in_star_fish(g):
    lied(g)
    g.end()


@mksh((84, 26), "root@dome:~# ", files=LIES)
def u53_lied_to_in_mirbsd(g):
    lied(g, "print")
    g.end()


@ash((80, 24), "root@dome:\\w# ", files=LIES)
def u54_lied_to_in_busybox(g):
    lied(g)
    g.end()


@bash((90, 26), "x", RIGHT_RC, files=LIES)
def u55_lied_to_with_something_at_the_right(g):
    lied(g)
    g.end()


@bash((80, 24), "", files=LIES)
def u56_lied_to_with_no_prompt(g):
    lied(g)
    g.end()


# two or three at once
@bash((41, 15), "\\[\\e[s\\e[41C\\e[8D\\t\\e[u\\]\\W \\$ ")
def u60_search_and_pull_at_forty_one(g):
    g.do("ls plates", "echo more than forty-one letters are needed here", "«C-r w0.3»forty«w0.4»«size 60x15»«w0.4» ⇒ echo more than forty-one letters are needed here", "«Up w0.3»«size 41x15»«w0.3»«C-a M-f»«w0.1» not ⇒ echo not more than forty-one letters are needed here", "«paste:echo pasted below the clock which is at the right» ⇒ echo pasted below the clock which is at the right", "sh guide &", "echo talk «w0.9»goes over «w0.9»two rows of this«w0.6» ⇒ echo talk goes over two rows of this", "echo end")
    g.end()


@zsh((60, 18), "%B%1~%b %# ", "RPROMPT='%F{8}%D{%T}%f'\nbindkey -e\n" + SUGG, needs=PLUGGED[:1])
def u61_ghost_search_and_pull(g):
    g.do("print a long ghost that goes over the right margin of this small window", "print a«w0.6»«size 80x18»«w0.3»«Right w0.4»! ⇒ print a long ghost that goes over the right margin of this small window!", "print a«w0.6»«size 44x18»«w0.3» ⇒ print a", "«C-r w0.4»margin«w0.4»«size 60x18»«w0.3» ⇒ print a long ghost that goes over the right margin of this small window!", "sh guide &", "print a long«w1.4 C-e w0.5»«w0.6» ⇒ print a long ghost that goes over the right margin of this small window!", "print end")
    g.end()


@bash((80, 24), "(tool) \\$ ", "bind 'set enable-bracketed-paste off'\nPS2=\nunset HISTFILE\n", history="")
def u62_a_program_drives(g):
    g.wire("ls -1 plates", "cat dome.yaml | grep wind", "python3 -c 'print(6 * 7)'", "cd reduce && make; cd ..", "test -f nothing || echo absent", "for n in 1 2 3; do echo $n; done", "wc -c < stars.csv", "true", "echo __END_$?__")
    g.s.burst("cat > run.py <<'EOF'\rprint('run')\rEOF\r")
    g.s.truth("cat > run.py <<'EOF'\nprint('run')\nEOF")
    g.s.pause(0.5)
    g.calm()
    g.wire("python3 run.py; echo \"rc=$?\"", "stty -echo")
    g.s.burst("stty echo\r")
    g.s.truth("stty echo", "unknown")
    g.s.pause(0.5)
    g.wire("python3 run.py")
    g.end()
