"""The catalogue's second half in sessions of ordinary work: wraps and sizes, rows that go on, pastes, early lines, signals, programs that ask, and lies."""
from props import prop
from props.gills import HIGH, PLUGGED
from props.withies import AMAZON, ARCH, HEROKU, INIT, KPHOEN, LAMBDA, MINGW, MINT, MUSE_RC, NIXSHELL, PARROT, POSH_RC, RASPBIAN, SLACK, STATE_RC, VENV, alone, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, themed, yash, zsh

ROW = "the trees of the northern nursery stand in rows of fourteen and every one of them has a number which is written on a slate"
LIES = {"guest.txt": "nora@holt ~ $ rm -rf /srv/seed4\n[root@holt ~]# poweroff seed4\n", "p133.sh": "#!/bin/sh\nprintf '\\033]133;A\\007% \\033]133;B\\007burn seed4\\033]133;C\\007\\r\\nburnt\\r\\n\\033]133;D;0\\007'\n",
        "p633.sh": "#!/bin/sh\nprintf '\\033]633;A\\007> \\033]633;B\\007\\033]633;E;sell seed4;abc\\007\\033]633;C\\007sold\\r\\n\\033]633;D;0\\007'\n", "stay.sh": "#!/bin/sh\nprintf '\\033[?1049h\\033[2J\\033[Hon the other side\\r\\n'\n", "home.sh": "#!/bin/sh\nprintf '\\033[?1049l'\n",
        "wipe.sh": "#!/bin/sh\nprintf '\\033[1A\\033[2K\\033[1A\\033[2K'; echo what was above is gone\n", "blank.sh": "#!/bin/sh\nprintf '\\033[H\\033[2J\\033[3J'; echo all is blank\n", "type.sh": "#!/bin/sh\nprintf 'nora@holt ~ $ '; for c in d i g ' ' s e e d 4; do sleep 0.06; printf \"$c\"; done; sleep 0.2; printf '\\r\\ndug\\r\\n'\n",
        "brk.sh": "#!/bin/sh\nprintf '\\033[?2004h$ plough seed4\\033[?2004l\\r\\nploughed\\r\\n'\n", "odd.sh": "#!/bin/sh\nprintf '\\033[3;8r\\033[?6h\\033[?7l\\033[4h\\033(0'; sleep 0.1; printf '\\033(B\\033[4l\\033[?7h\\033[?6l\\033[r\\033[99;1H'; echo odd modes are over\n"}
EVER = ["rm -rf /srv/seed4", "poweroff seed4", "burn seed4", "sell seed4", "dig seed4", "plough seed4"]


def lied(g, say="echo"):
    g.s.absent += EVER
    g.do("cat guest.txt", f"{say} after the guest", "sh p133.sh", f"{say} after marks", "sh p633.sh", "sh brk.sh", f"{say} after brackets", "sh type.sh", "sh wipe.sh", f"{say} after a wipe", "sh blank.sh", f"{say} after a blank", "sh stay.sh", f"{say} on the other side", "ls orders", "sh home.sh", f"{say} at home", "sh odd.sh", f"{say} after odd modes")


def wrapped(g, say="echo", more=True):
    g.do("ls orders", f"{say} {ROW}", f"{say} {ROW} by hand«BSpace*8» ⇒ {say} {ROW}")
    if more:
        g.do(f"«Up w0.3»«C-a» «C-e»s ⇒  {say} {ROW}s ∥ {say} {ROW}s")


# wraps and sizes
@bash((57, 15), MINT)
def h01_mint_wraps_and_is_pulled(g):
    wrapped(g)
    g.do("echo pulled wider in «size 90x15»the middle of it ⇒ echo pulled wider in the middle of it", "«Up Up w0.3»«size 43x15»«w0.3» ⇒ echo " + ROW + "s ∥  echo " + ROW + "s ∥ echo " + ROW, "seq 20", "echo «size 80x24»«size 50x12»«size 71x20»thrice ⇒ echo thrice", "echo end")
    g.end()


@zsh((64, 18), "x", MUSE_RC)
def h02_muse_wraps_and_is_pulled(g):
    wrapped(g, "print")
    g.do("print pulled wider in «size 90x18»the middle of it ⇒ print pulled wider in the middle of it", "print narrower «size 47x18»«w0.4»now ⇒ print narrower now", "print -l one two", "print end")
    g.end()


@fish((70, 20), "set_color cyan; echo -n (prompt_pwd); set_color normal; echo; echo -n '$ '")
def h03_fish_wraps_and_is_pulled(g):
    wrapped(g, more=False)
    g.do("echo pulled wider in «size 96x20»the middle of it ⇒ echo pulled wider in the middle of it", "echo narrower «size 52x20»«w0.4»now ⇒ echo narrower now", "echo the tr«w0.6 Right w0.3» ⇒ echo " + ROW, "echo end")
    g.end()


@tcsh((61, 17), "holt:%c> ", "bindkey -e\n")
def h04_tcsh_wraps(g):
    wrapped(g, more=False)
    g.do("«Up w0.3»«C-a»«C-e» too ⇒ echo " + ROW + " too", "echo half «size 80x17»and half ⇒ echo half and half", "echo end")
    g.end()


@ksh((55, 14), "${PWD##*/}> ", "set -o emacs\n")
def h05_ksh_slides(g):
    wrapped(g, "print", more=False)
    g.do("«C-p w0.3»«C-a»«C-e» too ⇒ print " + ROW + " too", "print short", "print end")
    g.end()


@mksh((49, 13), "\\$ ".replace("\\", ""), "")
def h06_mksh_slides(g):
    wrapped(g, "print", more=False)
    g.do("«Up w0.3»«C-a»«C-e» too ⇒ print " + ROW + " too", "print short", "print end")
    g.end()


@ash((53, 16), "holt:\\w\\$ ")
def h07_ash_wraps(g):
    wrapped(g, more=False)
    g.do("«Up w0.3»«Home»«End» too ⇒ echo " + ROW + " too", "echo short", "seq 18", "echo end")
    g.end()


@yash((67, 18), "\\w\\$ ", "set -o emacs\n")
def h08_yash_wraps(g):
    wrapped(g, more=False)
    g.do("«Up w0.3»«C-a»«C-e» too ⇒ echo " + ROW + " too", "echo short", "echo end")
    g.end()


@bash((40, 8), AMAZON)
def h09_taller_than_eight_rows(g):
    g.do("ls web", f"echo {ROW} and {ROW} and {ROW} and {ROW}", "«Up w0.3»«BSpace*5» ⇒ echo " + (f"{ROW} and " * 3 + ROW)[:-5], "«paste:for t in a b; do⏎  echo 1 $t⏎  echo 2 $t⏎  echo 3 $t⏎  echo 4 $t⏎  echo 5 $t⏎  echo 6 $t⏎  echo 7 $t⏎done» ⇒ for t in a b; do⏎  echo 1 $t⏎  echo 2 $t⏎  echo 3 $t⏎  echo 4 $t⏎  echo 5 $t⏎  echo 6 $t⏎  echo 7 $t⏎done", "echo short", "false")
    g.end()


@bash((79, 24), RASPBIAN)
def h10_wide_and_joined(g):
    g.do("echo 北の苗木園には柳と榛の木が並んでいる", "echo Größe Ärger naïve façade œuvre", "echo 木«BSpace»林 ⇒ echo 林", "mkdir 苗木 && touch 苗木/柳.txt", "ls 苗木/«Tab w0.4» ⇒ ls 苗木/柳.txt", "echo 🌲🌳🌴 trees«C-a M-f»«w0.2» -n ⇒ echo -n 🌲🌳🌴 trees", "echo e\u0301te\u0301 combine", "echo 柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳 x", "«Up w0.3»«BSpace» y ⇒ echo 柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳柳  y", "rm -r 苗木")
    g.end()


# rows that go on, documents, pastes, early lines
@bash((100, 30), NIXSHELL, "PS2='\\[\\e[90m\\]│\\[\\e[0m\\] '\n")
def h20_nix_goes_on(g):
    g.do("for f in orders/2026-*.txt; do⏎  n=$(wc -l < \"$f\")⏎  echo \"$f: $n\"⏎done", "cat > notes.md <<'MD'⏎# Notes⏎⏎- water $ROWS⏎MD", "cat notes.md", "total() {⏎  local s=0⏎  while IFS=, read -r _ _ h _; do⏎    (( s += h ))⏎  done < <(tail -n +2 stock.csv)⏎  echo $s⏎}", "total", "echo one \\⏎  two \\⏎  three", "[[ -f notes.md ]] &&⏎  echo yes ||⏎  echo no", "python3 -c '⏎import sys⏎print(sys.argv[1:])⏎' a b", "if true; then⏎echo half«C-c w0.3» ✗", "echo end")
    g.end()


@themed((90, 28), "suse", "setopt interactive_comments\n")
def h21_suse_goes_on(g):
    g.do("for f in orders/*(.); do⏎print $f:t⏎done", "cat <<'A' | tr a-z A-Z⏎small⏎A", "print 'two⏎rows' # and a note", "case $USER in⏎root) print is root ;;⏎*) print other ;;⏎esac", "() {⏎print nameless $1⏎} x", "print one \\⏎two", "«Up w0.3»«w0.1» ⇒ print one \\\ntwo", "if true; then⏎print half«C-c w0.3» ✗", "«paste:print a⏎print b⏎print c» ⇒ print a⏎print b⏎print c", "print end")
    g.end()


@sampled((92, 28), "disco")
def h22_disco_goes_on(g):
    g.do("for f in orders/2026-*.txt⏎set n (count < $f)⏎echo $f $n⏎end ⇒ for f in orders/2026-*.txt⏎set n (count < $f)⏎echo $f $n⏎end ∥ for f in orders/2026-*.txt⏎    set n (count < $f)⏎    echo $f $n⏎end", "function total⏎math (string join + (cut -d, -f3 stock.csv | tail -n +2))⏎end ⇒ function total⏎math (string join + (cut -d, -f3 stock.csv | tail -n +2))⏎end ∥ function total⏎    math (string join + (cut -d, -f3 stock.csv | tail -n +2))⏎end", "total", "begin; echo a; echo b; end | sort -r", "echo 'two⏎rows'", "«paste:echo a⏎echo b» ⇒ echo a⏎echo b", "switch $USER⏎case root⏎echo is root⏎end ⇒ switch $USER⏎case root⏎echo is root⏎end ∥ switch $USER⏎    case root⏎        echo is root⏎end", "«Up w0.4»«C-c w0.4»…", "echo end")
    g.end()


@ksh((84, 24), "nora@holt$ ", "set -o emacs\nPS2='more> '\n")
def h23_ksh_goes_on(g):
    g.do("for f in orders/2026-*.txt; do⏎print ${f##*/}⏎done", "cat <<-A⏎row one⏎row two⏎A", "function total {⏎typeset -i s=0⏎while IFS=, read a b h r; do⏎(( s += h ))⏎done⏎print $s⏎}", "tail -n +2 stock.csv | total", "print \"two⏎rows\"", "case x in⏎x) print x ;;⏎esac", "if true; then⏎print half«C-c w0.3» ✗", "print end")
    g.end()


@dash((80, 24), "# ", "PS2='. '\n")
def h24_dash_goes_on(g):
    g.do("for f in orders/2026-*.txt; do⏎echo ${f##*/}⏎done", "cat <<A⏎row $((6 * 7))⏎A", "total() {⏎cut -d, -f3 | tail -n +2 | paste -sd+ | bc⏎}", "total < stock.csv", "echo 'two⏎rows'", "echo one \\⏎two", "while read l; do⏎echo \"<$l>\"⏎done < orders/2026-01.txt", "if true; then⏎echo half«C-c w0.3» ✗", "echo end")
    g.end()


@tcsh((80, 24), "holt %h> ", "bindkey -e\n")
def h25_tcsh_goes_on(g):
    g.do("foreach f (orders/2026-*.txt)⏎echo $f:t⏎wc -l $f⏎end", "cat <<A⏎row $HOME⏎A", "echo one \\⏎two", "if (-e stock.csv) then", "echo there", "endif", "@ n = 6 * 7", "echo $n", "repeat 2 echo twice", "echo end")
    g.end()


@bash((88, 26), "x", STATE_RC)
def h26_state_pastes_and_early_lines(g):
    g.do("«paste:ls orders» ⇒ ls orders", "«paste:cd web && pwd⏎cd ..⏎» ⇒ cd web && pwd⏎cd ..", "«paste:cat <<A⏎  kept\tas it is⏎A⏎» ⇒ cat <<A⏎  kept\tas it is⏎A", "echo before «paste:in between» after ⇒ echo before in between after", "«paste:never this⏎nor that⏎»«w0.2 C-c w0.4» ✗")
    g.ahead("sleep 1", "echo early", "ls web", after=2.0)
    g.ahead("sh load", "echo behind a bar", after=1.6)
    g.s.burst("echo two in\recho one read\r")
    for text in ("echo two in", "echo one read"):
        g.s.truth(text, ahead=True)
    g.s.pause(0.5)
    g.calm()
    g.wire("echo in one write", "false", "echo last")
    g.end()


@zsh((90, 26), KPHOEN, HIGH + "bindkey -e\n", needs=PLUGGED[1:])
def h27_kphoen_pastes_and_early_lines(g):
    g.do("«paste:ls orders» ⇒ ls orders", "«paste:for n in 1 2; do⏎  print $n⏎done⏎» ⇒ for n in 1 2; do⏎  print $n⏎done", "print before «paste:in between» after ⇒ print before in between after")
    g.ahead("sleep 1", "print early", "ls web", after=2.0)
    g.wire("print in one write", "false", "print last")
    g.do("print slow")
    g.end()


@mksh((80, 24), "mk:${PWD##*/}# ", "")
def h28_mksh_early_lines(g):
    g.do("ls orders")
    g.ahead("sleep 1", "print early", "ls web", after=2.0)
    g.wire("print in one write", "false", "for n in 1 2; do print $n; done")
    g.do("«paste:print pasted» ⇒ print pasted", "print end")
    g.end()


# signals and interference
@bash((84, 24), VENV, "set -b\n")
def h30_signals_in_an_environment(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.4» ⇒[] sleep 40", "jobs", "bg", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "half a line«w0.2 C-c w0.3» ✗", "sh rain &", "echo while «w0.8»it is «w0.8»raining«w0.7» ⇒ echo while it is raining", "echo cleared «C-l w0.4»here ⇒ echo cleared here", "cat > t.txt«Enter w0.3»row«Enter w0.2»«C-d w0.3» ⇒[] cat > t.txt", "echo by a feed ⇒[C-j] echo by a feed", "echo frozen«C-s w0.3» not«C-q w0.3» ⇒ echo frozen not", "echo end")
    g.s.key("C-d", pace=0.3)


@zsh((84, 24), LAMBDA, "bindkey -e\nsetopt notify\n")
def h31_signals_below_lambda(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.4» ⇒[] sleep 40", "jobs", "fg %1«Enter w0.4»«C-c w0.4» ⇒[] fg %1", "half a line«w0.2 C-c w0.3» ✗", "sh rain &", "print while «w0.8»it is «w0.8»raining«w0.7» ⇒ print while it is raining", "«w0.5»…", "sleep 0.5 &", "print it ends «w0.9»meanwhile ⇒ print it ends meanwhile", "print end")
    g.end()


@sampled((84, 24), "astronaut")
def h32_signals_in_fish(g):
    g.do("sleep 30«Enter w0.5»«C-c w0.5» ⇒[] sleep 30", "sleep 40«Enter w0.5»«C-z w0.5» ⇒[] sleep 40", "jobs", "fg«Enter w0.5»«C-c w0.5» ⇒[] fg", "half a line«w0.3 C-c w0.4» ✗", "sh rain &", "echo while «w0.8»it is «w0.8»raining«w0.7» ⇒ echo while it is raining", "«w0.5»…", "cat > t.txt«Enter w0.4»row«Enter w0.2»«C-d w0.4» ⇒[] cat > t.txt", "echo end")
    g.end()


@tcsh((80, 24), "%n@holt:%~ %B%#%b ", "bindkey -e\nset notify\n")
def h33_signals_in_tcsh(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.4» ⇒[] sleep 40", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "half a line«w0.2 C-c w0.3» ✗", "sh rain &", "echo while «w0.8»it is «w0.8»raining«w0.7» ⇒ echo while it is raining", "«w0.5»…", "echo end")
    g.end()


@ash((80, 24), "/ # ", "")
def h34_signals_in_ash(g):
    g.do("sleep 30«Enter w0.4»«C-c w0.4» ⇒[] sleep 30", "sleep 40«Enter w0.4»«C-z w0.4» ⇒[] sleep 40", "jobs", "fg«Enter w0.4»«C-c w0.4» ⇒[] fg", "half a line«w0.2 C-c w0.3» ✗", "sh rain &", "echo while «w0.8»it is «w0.8»raining«w0.7» ⇒ echo while it is raining", "echo end")
    g.s.key("C-d", pace=0.3)


# programs that ask
@bash((90, 28), SLACK, needs=["openssl", "gpg", "zip"])
def h40_passwords_of_a_morning(g):
    g.open("read -rsp 'Passphrase: ' p; echo", "Passphrase:", 0.3)
    g.word("Alder-Sluice-91")
    g.do("echo ${#p}")
    g.open("zip -e s.zip stock.csv", "Enter password:", 0.4)
    g.word("Rowan-Weir-18")
    g.word("Rowan-Weir-18")
    g.open("openssl enc -aes-128-cbc -pbkdf2 -in stock.csv -out s.enc", "password:", 0.5)
    g.word("Hazel-Lock-70")
    g.word("Hazel-Lock-70")
    g.do("ls s.enc s.zip")
    g.open("python3 -c 'import getpass; print(len(getpass.getpass()))'", "Password:", 0.4)
    g.word("Larch-Gate-44")
    g.open("openssl enc -d -aes-128-cbc -pbkdf2 -in s.enc | head -n 1", "password:", 0.5)
    g.word("Hazel-Lock-70")
    g.do("sh fell 4«Enter w0.4»y«Enter w0.4» ⇒[] sh fell 4", "read -p 'Name? ' who«Enter w0.3»Nora«Enter w0.3» ⇒[] read -p 'Name? ' who", "echo $who", "rm -i t.txt s.enc«Enter w0.3»n«Enter w0.3» ⇒[] rm -i t.txt s.enc", "echo end")
    g.end()


@zsh((90, 28), "x", INIT + "redhat\n", needs=["openssl"])
def h41_passwords_below_redhat(g):
    g.open("read -s 'p?Passphrase: '", "Passphrase:", 0.3)
    g.word("Alder-Sluice-92")
    g.do("print ${#p}")
    g.open("openssl rand -hex 4 | openssl enc -aes-128-cbc -pbkdf2 -a", "password:", 0.5)
    g.word("Hazel-Lock-71")
    g.word("Hazel-Lock-71")
    g.do("read 'who?Name: '«Enter w0.3»Nora«Enter w0.3» ⇒[] read 'who?Name: '", "print $who", "rm -i orders/2026-03.txt«Enter w0.3»n«Enter w0.3» ⇒[] rm -i orders/2026-03.txt", "select t in alder rowan; do print $t; break; done«Enter w0.4»2«Enter w0.3» ⇒[] select t in alder rowan; do print $t; break; done", "vared who«Enter w0.4» Oakes«Enter w0.3» ⇒[] vared who", "print $who", "print end")
    g.end()


@bash((96, 30), PARROT, needs=["vim", "less", "nano", "htop"])
def h42_full_screens(g):
    g.do("vim -u NONE -N nursery.conf«Enter w0.7»/port«Enter w0.2»A0«Escape w0.2»:wq«Enter w0.5» ⇒[] vim -u NONE -N nursery.conf", "grep port nursery.conf", "less pump.log«Enter w0.5»/blocked«Enter w0.3»nnq«w0.4» ⇒[] less pump.log", "nano notes.txt«Enter w0.7»$ rm -rf all«C-o w0.3 Enter w0.3 C-x w0.5» ⇒[] nano notes.txt", "wc -c notes.txt", "htop«Enter w1.0»q«w0.5» ⇒[] htop", "man ls«Enter w1.2»Gq«w0.5» ⇒[] man ls", "git --no-pager diff --no-index --stat nursery.conf notes.txt", "vim -u NONE -N nursery.conf«Enter w0.7»:!ls orders«Enter w0.6 Enter w0.4»:q!«Enter w0.5» ⇒[] vim -u NONE -N nursery.conf", "top -b -n 1 | head -n 1", "less -X pump.log«Enter w0.4»«Space w0.2»q«w0.4» ⇒[] less -X pump.log", "echo end")
    g.end()


@sampled((96, 28), "informative", needs=["vim", "less", "mc"])
def h43_full_screens_from_fish(g):
    g.do("vim -u NONE -N nursery.conf«Enter w0.8»o[tank]«Escape w0.3»:wq«Enter w0.6» ⇒[] vim -u NONE -N nursery.conf", "tail -n 1 nursery.conf", "less pump.log«Enter w0.6»Gq«w0.5» ⇒[] less pump.log", "echo between", "mc -b«Enter w1.5»«F10 w0.6 Enter w0.6» ⇒[] mc -b", "vim -u NONE -N stock.csv«Enter w0.8»«C-z w0.7» ⇒[] vim -u NONE -N stock.csv", "echo with vim asleep", "fg«Enter w0.7»:q«Enter w0.6» ⇒[] fg", "echo end")
    g.end()


# interpreters and consoles
@bash((110, 32), MINGW, needs=["sqlite3", "bc", "lua5.4", "tclsh"])
def h50_interpreters_of_a_day(g):
    g.open("sqlite3 n.db", "sqlite>", 0.5)
    g.repl(".mode csv", ".import stock.csv stock", "select tree, count(*)⏎from stock⏎group by tree;", ".headers on", "select max(height) from stock;", "select 'it''s';", ".quit")
    g.open("python3 -q", ">>>", 0.5)
    g.repl("import csv", "trees = [r['tree'] for r in csv.DictReader(open('stock.csv'))]", "for t in sorted(set(trees)):⏎    print(t, trees.count(t))⏎ ⇒ for t in sorted(set(trees)):⏎    print(t, trees.count(t))", "«Up w0.2»«C-c w0.3»…", "len(trees)", "1 / 0", "input('Name? ')«Enter w0.3»Nora«Enter w0.3» ⇒[] input('Name? ')", "exit()")
    g.open("bc -lq", None, 0.5)
    g.repl("scale=3", "22/7", "define f(x) {", "return (x*x)", "}", "f(12)", "quit")
    g.open("lua5.4 -i", "> ", 0.5)
    g.repl("t = {3, 1, 2}", "table.sort(t)", "for i, v in ipairs(t) do⏎print(i, v)⏎end", "#t", "os.exit()")
    g.open("tclsh", "% ", 0.5)
    g.repl("set n 5", "proc f {x} {⏎expr {$x * 2}⏎}", "f $n", "exit")
    g.do("echo end")
    g.end()


@zsh((100, 30), "%F{cyan}%1~%f ❯ ", "bindkey -e\n", needs=["irb", "php", "guile", "perl"])
def h51_interpreters_of_another(g):
    g.open("irb --noautocomplete", "irb", 1.0)
    g.repl("x = [3, 1, 2]", "x.sort.each do |n|⏎puts n⏎end ⇒ x.sort.each do |n|⏎puts n⏎end ∥ x.sort.each do |n|⏎  puts n⏎end", "x.sum", "exit")
    g.open("php -a", "php >", 0.6)
    g.repl("$x = [3, 1, 2];", "sort($x); echo implode(',', $x), \"\\n\";", "foreach ($x as $n) {⏎echo $n * 2, \"\\n\";⏎}", "quit")
    g.open("guile -q", "scheme@", 1.0)
    g.repl("(define x 5)", "(* x 2)", "(define (f n)⏎(* n n))", "(f 12)", "(exit)")
    g.open("gdb -q -nx", "(gdb)", 0.6)
    g.repl("p 6*7", "set $a = 5", "p $a * 2", "quit")
    g.do("print end")
    g.end()


@alone(["sh", "@HOME@/bin/postgres.sh", "bash", "--norc", "--noprofile", "-i"], (100, 30), files={"bin/postgres.sh": prop("postgres.sh")}, needs=["unshare", "setpriv", "psql"], PS1="postgres@holt:~$ ", HISTFILE="@HOME@/.hist")
def h52_psql(g):
    g.calm(2.5)
    g.open("psql shop", "shop=#", 0.6)
    g.repl("create table stock (code text, tree text, height int, price numeric);", "\\copy stock from 'stock.csv' csv header", "select tree, round(avg(height)) as avg⏎from stock⏎group by tree⏎order by 2 desc;", "\\d stock", "select count(*) form stock;", "«Up w0.2»«C-a»«Right*16»«C-t» ⇒ select count(*) form stock; ∥ select count(*) from stock; ∥ select count(*) fomr stock; ∥ select count(*) ofrm stock; ∥ select count(*)f orm stock; ∥ select count(*)  form stock;", "«C-c w0.4»…", "begin;", "delete from stock where height < 70;", "rollback;", "select generate_series(1, 80);", "select 'a⏎b';", "\\q")
    g.do("echo out of it")
    g.end()


@alone(["python3", "@HOME@/con", "nxos"], (90, 28), files={"con": prop("crooks.py")})
def h53_a_switch_with_questions(g):
    g.repl("show all«Enter w0.4»«Space w0.3»q«w0.4» ⇒[] show all", "show ?«w0.4»interface ⇒ show interface", "configure terminal", "interface Ethernet1/4", "sw«Tab w0.3»«w0.2»access vlan 20 ⇒ switchport access vlan 20", "no sh?«w0.4»utdown ⇒ no shutdown", "end", "shwo vlan«BSpace*7»ow vlan ⇒ show vlan", "«Up w0.3» ⇒ show vlan", "copy running-config startup-config")
    g.end("exit", "repl")


@alone(["python3", "@HOME@/con", "vyos"], (80, 24), files={"con": prop("crooks.py")})
def h54_a_router_with_modes(g):
    g.repl("show interfaces", "configure", "set interfaces ethernet eth1 address 10.4.11.1/24", "set interfaces ethernet eth1 description 'a line which is so long that it goes over the margin'", "compare", "del?«w0.4»ete interfaces ethernet eth1 description ⇒ delete interfaces ethernet eth1 description", "commit", "save", "exit", "run show all«Enter w0.4»q«w0.3» ⇒[] run show all")
    g.end("exit", "repl")


@bash((80, 24), "$ ", "export TERM=dumb\n", TERM="dumb")
def h55_a_dumb_terminal(g):
    g.do("ls orders", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "echo one two«C-w»three ⇒ echo one three", "for n in 1 2; do⏎echo $n⏎done", "«C-p C-p w0.2» ⇒ echo one three ∥ for n in 1 2; do echo $n; done", "echo a line of a dumb terminal which is longer than the eighty columns that it has, of course", "cat stock.csv | tail -n 1", "false", "echo end")
    g.end()


# lies
@bash((84, 26), ARCH, files=LIES)
def h60_lied_to_in_arch(g):
    lied(g)
    g.end()


@themed((90, 26), "adam1", files=LIES)
def h61_lied_to_below_adam(g):
    lied(g, "print")
    g.end()


@sampled((84, 26), "minimalist", files=LIES)
def h62_lied_to_in_fish(g):
    lied(g)
    g.end()


@ksh((80, 26), "nora@holt ~ $ ", "set -o emacs\n", files=LIES)
def h63_lied_to_in_korn(g):
    lied(g, "print")
    g.end()


@tcsh((80, 26), "[%n@holt %c]%# ", "bindkey -e\n", files=LIES)
def h64_lied_to_in_tcsh(g):
    lied(g)
    g.end()


@mksh((80, 26), "nora@holt ~ $ ", "", files=LIES)
def h65_lied_to_in_mksh(g):
    lied(g, "print")
    g.end()


@ash((80, 26), "~ $ ", "", files=LIES)
def h66_lied_to_in_ash(g):
    lied(g)
    g.end()


@bash((80, 26), "x", POSH_RC, files=LIES)
def h67_lied_to_between_corners(g):
    lied(g)
    g.end()


@bash((80, 24), "", "PS2=\n")
def h68_no_echo_and_no_prompt(g):
    g.do("ls orders", "echo seen", "stty -echo")
    for text in ("echo unseen", "date +%Y", "stty echo"):
        g.put(text)
        g.hit(text, "unknown", see=False)
    g.do("echo seen again")
    g.end()


@bash((84, 24), HEROKU, "trap 'printf \"\\e[0m\"' DEBUG\nPS0='\\[\\e[2m\\]run at \\t\\[\\e[0m\\]\\n'\n")
def h69_said_before_each(g):
    g.do("ls orders", "echo one; echo two", "«Up w0.2»«C-a M-f»«w0.1» -n ⇒ echo -n one; echo two", "cat <<E⏎x⏎E", "«C-r w0.3»ls«w0.4» ⇒ ls orders", "false", "never«C-c w0.3» ✗", "echo end")
    g.end()
