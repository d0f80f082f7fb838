"""Two and three panes of a ferry company's people: shells, interpreters, editors and logs side by side; zoomed, pulled, swapped, broken off, looked back in, renamed, both at once."""
from props.carses import LEAN, NAMES, POWER, VIM
from props.lathes import LOW, NORD, QUIET, WORK, lathe

QUAY = "echo the noon boat goes round the north of the island today since the tide runs too hard in the narrows for her"


@lathe((130, 34), LEAN, "oracle", "sorin", "%")
def l01_oracle_beside_sorin(g):
    g.at("oracle", "ls runs", "grep -c sailed deck.log", "echo wrnog«BSpace*3»ong ⇒ echo wrong")
    g.lead("%", pause=0.9)
    g.at("sorin", "ls site", "print one", QUAY.replace("echo", "print"), "false", "cat runs/mo«Tab w0.4» ⇒ cat runs/monday.txt ∥ cat runs/monday.txt ")
    g.lead("Left")
    g.at("oracle", "«C-r w0.3»sail«w0.5» ⇒ grep -c sailed deck.log", QUAY, "for n in 1 2; do⏎echo $n⏎done")
    g.lead("Right")
    g.at("sorin", "«Up Up w0.3» ⇒ false", "«C-r w0.4»one«w0.5 C-g w0.3»…", "sleep 20«Enter w0.5»«C-c w0.4» ⇒[] sleep 20")
    g.leave("sorin")
    g.at("oracle", "echo alone")
    g.last("oracle")


@lathe((96, 40), NORD, "fino", "puref", '"')
def l02_fino_over_pure(g):
    g.at("fino", "ls runs", "print bosun and purser", "cat <<X⏎row⏎X")
    g.lead('"', pause=1.3)
    g.at("puref", "ls site", "echo heron and tern", "echo he«w0.6 Right w0.4» ⇒ echo heron and tern", "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end", QUAY)
    g.lead("Up")
    g.at("fino", "«C-r w0.4»purs«w0.5» ⇒ print bosun and purser", QUAY.replace("echo", "print"))
    g.lead("z")
    g.at("fino", "print zoomed", "seq 45 | tail -n 30")
    g.lead("z")
    g.at("fino", "print as it was")
    g.lead("Down")
    g.at("puref", "false", "«Up w0.4 Up w0.4» ⇒ " + QUAY)
    g.leave("puref")
    g.at("fino", "print alone")
    g.last("fino")


@lathe((150, 40), WORK, "devcon", "pyth", "%", prefix="C-Space")
def l03_python_beside_a_container(g):
    g.at("devcon", "php -v | head -n 1", "ls site/lib")
    g.lead("%", pause=0.9)
    g.at("pyth", "import csv", "rows = list(csv.DictReader(open('boats.csv')))", "for r in rows[:2]:⏎    print(r['boat'])⏎ ⇒ for r in rows[:2]:⏎    print(r['boat'])", "sum(int(r['seats']) for r in rows if r['home'] == 'Oban' and int(r['built']) > 1980)")
    g.lead("Left")
    g.at("devcon", "cat > sum.py <<'PY'⏎import csv⏎print(6 * 7)⏎PY", "python3 sum.py")
    g.lead("Right")
    g.at("pyth", "exec(open('sum.py').read())", "«Up w0.2 Up w0.2»«C-c w0.4»…", "1/0")
    g.leave("pyth")
    g.at("devcon", "rm sum.py", "echo alone")
    g.last("devcon")


@lathe((120, 36), QUIET, "kube", "nod", "%")
def l04_node_beside_a_cluster(g):
    g.at("kube", "kubectl() { echo \"pod/booking-1 $1\"; }", "kubectl get pods -n booking")
    g.lead("%", pause=1.2)
    g.at("nod", "const fares = [7, 12]", "fares.map(f => f * 2)", "fares.le«w0.6»ngth ⇒ fares.length", "function f(n) {⏎return n⏎} ⇒ function f(n) {⏎return n⏎} ∥ function f(n) {⏎  return n⏎}")
    g.lead("Left")
    g.at("kube", "kubectl logs booking-1 --since=5m --tail=20 -c web --timestamps", "«Up w0.3»«C-w» --prefix ⇒ kubectl logs booking-1 --since=5m --tail=20 -c web  --prefix")
    g.lead("Right")
    g.at("nod", "f(9)", "«Up w0.3 Up w0.3»«C-c w0.4»…", "'end'")
    g.leave("nod")
    g.at("kube", "echo alone")
    g.last("kube")


@lathe((110, 42), LOW, "rocket", "sqli", '"')
def l05_sqlite_below_a_rocket(g):
    g.at("rocket", "ls runs", "echo 🚢 and ⚓")
    g.lead('"', pause=0.8)
    g.at("sqli", ".import --csv boats.csv boats", "select home, count(*)⏎from boats⏎group by 1;", "select * from boats⏎where seats > 200 and home = 'Oban' and built between 1960 and 1999 order by built desc limit 2;", "selct 1;", "«Up w0.3»«Home»«Right*3»e«End» ⇒ select 1;")
    g.lead("Up")
    g.at("rocket", "echo above ⚓", "sqlite3 ferry.db 'select count(*) from boats'", "false")
    g.lead("Down")
    g.at("sqli", "drop table boats;")
    g.leave("sqli")
    g.at("rocket", "echo alone")
    g.last("rocket")


@lathe((140, 36), POWER, "face", "short", "%")
def l06_faces_beside_short_ones(g):
    g.at("face", "ls runs", "ls /nowhere", "echo one")
    g.lead("%", pause=0.9)
    g.at("short", "ls site", "print one tow«BSpace*2»wo ⇒ print one two", QUAY.replace("echo", "print"), "for n in 1 2; do⏎print $n⏎done")
    g.lead("Left")
    g.at("face", QUAY, "«C-r w0.3»one«w0.5» ⇒ echo one", "cat <<X⏎row⏎X")
    g.lead("Right")
    g.at("short", "«C-r w0.4»two«w0.5» ⇒ print one two", "never«C-c w0.3» ✗", "print last but one")
    g.leave("short")
    g.at("face", "echo alone")
    g.last("face")


@lathe((120, 44), NAMES, "tput", "quayk", '"', third="bcq")
def l07_three_with_a_time_at_the_right(g):
    g.at("tput", "ls runs", QUAY)
    g.lead('"', pause=0.9)
    g.at("quayk", "ls site", "print one tow«C-h C-h»wo ⇒ print one two", "for n in 1 2; do⏎print $n⏎done")
    g.lead("T", pause=0.9)
    g.at("bcq", "6 * 7", "scale = 3; 22 / 7", "2 ^ 70")
    g.lead("o")
    g.at("tput", "«Up w0.3 Up w0.3» ⇒ ls runs", "echo first again")
    g.lead("o")
    g.at("quayk", "«C-p C-p w0.3» ⇒ print one two")
    g.lead("o")
    g.at("bcq", "5 + 5")
    g.leave("bcq")
    g.at("quayk", "print second")
    g.leave("quayk")
    g.at("tput", "echo alone")
    g.last("tput")


@lathe((136, 36), LEAN, "box2", "bob", "%")
def l08_boxes_beside_segments(g):
    g.at("box2", "ls runs", "test -f nosuch", QUAY)
    g.lead("%", pause=1.3)
    g.at("bob", "ls site", "echo bosun", "echo bo«w0.6 Right w0.4» and purser ⇒ echo bosun and purser", "sleep 20«Enter w0.6»«C-c w0.5» ⇒[] sleep 20", QUAY)
    g.lead("Left")
    g.at("box2", "«Up w0.3 Up w0.3» ⇒ test -f nosuch", "cat > x.sh <<'SH'⏎echo x $1⏎SH", "sh x.sh 1", "«size 100x30»echo in a hundred ⇒ echo in a hundred")
    g.lead("Right")
    g.at("bob", "echo in a hundred too", "«Up w0.4 Up w0.4» ⇒ " + QUAY)
    g.leave("bob")
    g.at("box2", "echo alone")
    g.last("box2")


@lathe((120, 34), VIM, "candy", "gdbq", "|", prefix="C-s")
def l09_gdb_beside_candy(g):
    g.at("candy", "ls runs", "print one")
    g.lead("|", pause=0.9)
    g.at("gdbq", "p 6*7", "set $a = 4", "p/x $a * 100", "define t⏎p $a⏎end", "t", "shell echo out", "«Up w0.3 Up w0.3» ⇒ t")
    g.lead("h")
    g.at("candy", "cat runs/tu«Tab w0.4» ⇒ cat runs/tuesday.txt ∥ cat runs/tuesday.txt ", "«Up Up w0.3» ⇒ print one", "print 'a⏎b'")
    g.lead("l")
    g.at("gdbq", "info registers rip")
    g.leave("gdbq")
    g.at("candy", "print alone")
    g.last("candy")


@lathe((100, 36), NORD, "steeef", "quayt", '"')
def l10_tcsh_below_steeef(g):
    g.at("steeef", "ls runs", "print one")
    g.lead('"', pause=0.9)
    g.at("quayt", "ls site", "echo one tow«BSpace*2»wo ⇒ echo one two", "foreach n (1 2)⏎echo $n⏎end", QUAY, "!ls ⇒ !ls ∥ ls site")
    g.lead("Up")
    g.at("steeef", QUAY.replace("echo", "print"), "for n in 1 2; do⏎print $n⏎done", "«C-r w0.4»one«w0.5 C-c w0.4»…")
    g.lead("Down")
    g.at("quayt", "«Up w0.3 Up w0.3» ⇒ " + QUAY, "never«C-c w0.3» ✗", "echo last but one")
    g.leave("quayt")
    g.at("steeef", "print alone")
    g.last("steeef")


@lathe((130, 36), LEAN, "kaliz", "ipyt", "%")
def l11_ipython_beside_kali(g):
    g.at("kaliz", "ls runs", "test -f nosuch")
    g.lead("%", pause=3)
    g.at("ipyt", "6 * 7", "for n in range(2):⏎print(n)⏎⏎ ⇒ for n in range(2):⏎    print(n)", "!ls runs", "'x'.up«Tab w0.9»() ⇒ 'x'.upper()")
    g.lead("Left")
    g.at("kaliz", "print one two", QUAY.replace("echo", "print"), "«Up w0.3 Up w0.3» ⇒ print one two")
    g.lead("Right")
    g.at("ipyt", "1/0", "«Up w0.4 Up w0.4» ⇒ 'x'.upper()")
    g.leave("ipyt", pause=3)
    g.at("kaliz", "print alone")
    g.last("kaliz")


@lathe((144, 38), NAMES, "refined", "statf", "%")
def l12_plugins_beside_fish(g):
    g.at("refined", "ls runs", "print gannet and tern", "print gan«w0.5 Right w0.3» ⇒ print gannet and tern", "false")
    g.lead("%", pause=1.3)
    g.at("statf", "ls site", "echo skua and puffin", "echo sk«w0.6 Right w0.4» ⇒ echo skua and puffin", "false", "if true⏎echo yes⏎end ⇒ if true⏎echo yes⏎end ∥ if true⏎    echo yes⏎end")
    g.lead("Left")
    g.at("refined", "print ga«w0.5» ⇒ print ga", "print 'two⏎rows'", QUAY.replace("echo", "print"))
    g.lead("Right")
    g.at("statf", "echo sk«w0.6» ⇒ echo sk", QUAY)
    g.leave("statf")
    g.at("refined", "print alone")
    g.last("refined")


@lathe((90, 28), QUIET, "quaym", "quaya", '"')
def l13_mirbsd_over_alpine(g):
    g.at("quaym", "ls runs", "print one tow«BSpace*2»wo ⇒ print one two", QUAY.replace("echo", "print"))
    g.lead('"', pause=0.8)
    g.at("quaya", "ls site", "echo one two", QUAY, "«Up Up w0.3» ⇒ echo one two", "cat <<X⏎row⏎X")
    g.lead("Up")
    g.at("quaym", "«Up Up w0.3» ⇒ print one two", "for n in 1 2; do⏎print $n⏎done", "never«C-c w0.3» ✗", "print so")
    g.leave("quaym")
    g.at("quaya", "echo alone")
    g.last("quaya")


@lathe((120, 34), LOW, "oracle", "jun", "%")
def l14_a_juniper_beside_oracle(g):
    g.at("oracle", "ls runs", "echo before the console")
    g.lead("%", pause=1.0)
    g.at("jun", "show interfaces terse«Enter w0.5»«Space w0.4 Space w0.4 Space w0.4» ⇒[] show interfaces terse", "configure", "set system host-name quay", "commit", "exit", "show version")
    g.lead("Left")
    g.at("oracle", "«C-r w0.3»before«w0.5» ⇒ echo before the console", "cat > vlan.txt <<X⏎vlan 7⏎X")
    g.lead("Right")
    g.at("jun", "show ?«w0.4»version ⇒ show version")
    g.leave("jun")
    g.at("oracle", "echo alone")
    g.last("oracle")


@lathe((140, 40), WORK, "sorin", "quayd", "%", third="rub", prefix="C-Space")
def l15_ruby_in_the_third(g):
    g.at("sorin", "ls runs", "print one")
    g.lead("%", pause=0.9)
    g.at("quayd", "ls site", "echo one tow«BSpace*2»wo ⇒ echo one two", "cat <<X⏎row⏎X", QUAY)
    g.lead("T", pause=2)
    g.at("rub", "x = [3, 1, 2]", "x.sort", "def f(n)⏎n * 2⏎end ⇒ def f(n)⏎n * 2⏎end ∥ def f(n)⏎  n * 2⏎end", "f 21")
    g.lead("o")
    g.at("sorin", QUAY.replace("echo", "print"), "false")
    g.lead("o")
    g.at("quayd", "never«C-c w0.3» ✗", "if true; then⏎echo yes⏎fi")
    g.leave("quayd")
    g.lead("o")
    g.at("rub", "x.sum")
    g.leave("rub")
    g.at("sorin", "print alone")
    g.last("sorin")


@lathe((120, 36), LEAN, "oracle", "fino", "%")
def l16_a_log_in_the_other(g):
    g.at("oracle", "for n in 1 2 3 4 5 6 7 8; do echo \"boat $n sailed\" >> live.log; sleep 0.7; done &", "echo begun")
    g.lead("%", pause=0.9)
    g.at("fino", "tail -f live.log«Enter w0.8» ⇒[] tail -f live.log")
    g.lead("Left")
    g.at("oracle", "echo while it grows", QUAY, "grep -c sailed live.log", "vim -u NONE -N fleet.ini«Enter w0.8»oport = 1«Escape w0.3»:wq«Enter w0.6» ⇒[] vim -u NONE -N fleet.ini")
    g.lead("Right")
    g.s.key("C-c", pace=0.5)
    g.calm()
    g.at("fino", "print the log is left", "less live.log«Enter w0.6»G«w0.3»q«w0.4» ⇒[] less live.log")
    g.leave("fino")
    g.at("oracle", "echo alone")
    g.last("oracle")


@lathe((120, 32), LEAN, "devcon", "oracle", "%")
def l17_both_at_once(g):
    g.at("devcon", "ls runs")
    g.lead("%", pause=0.9)
    g.at("oracle", "ls site")
    g.tell("setw synchronize-panes on")
    g.both("date +%Y", "echo to both")
    g.tell("setw synchronize-panes off")
    g.at("oracle", "echo to one", "echo mistkae«BSpace*3»ake ⇒ echo mistake")
    g.lead("Left")
    g.at("devcon", "echo to the other")
    g.leave("devcon")
    g.at("oracle", "echo alone")
    g.last("oracle")


@lathe((120, 34), NORD, "kaliz", "face", "%")
def l18_swapped_and_broken_off(g):
    g.at("kaliz", "ls runs", QUAY.replace("echo", "print"))
    g.lead("%", pause=0.9)
    g.at("face", "ls site", "false")
    g.lead("{", pause=0.6)
    g.at("face", "echo swapped to the left")
    g.lead("o")
    g.at("kaliz", "print swapped to the right")
    g.lead("!", pause=0.8)
    g.at("kaliz", "print in a window of its own", QUAY.replace("echo", "print"))
    g.lead("p", pause=0.7)
    g.at("face", "echo alone in the first window")
    g.tell("join-pane -h -s :1")
    g.at("kaliz", "print joined again", "«Up w0.3 Up w0.3» ⇒ " + QUAY.replace("echo", "print"))
    g.leave("kaliz")
    g.at("face", "echo alone")
    g.last("face")


@lathe((120, 34), LOW, "quayk", "puref", "%")
def l19_looked_back_in(g):
    g.at("quayk", "seq 60", "print one two")
    g.lead("%", pause=1.2)
    g.at("puref", "seq 60", "echo heron and tern")
    g.lead("[", pause=0.4)
    g.s.key("PageUp", pace=0.4)
    g.s.key("PageUp", pace=0.4)
    g.s.type("q", 0.4)
    g.calm()
    g.at("puref", "echo he«w0.6 Right w0.4» ⇒ echo heron and tern", "false")
    g.lead("Left")
    g.lead("[", pause=0.4)
    g.s.key("Up", "Up", "Up", pace=0.2)
    g.s.type("q", 0.4)
    g.calm()
    g.at("quayk", "print after a look", "«C-p C-p w0.3» ⇒ print one two")
    g.leave("quayk")
    g.at("puref", "echo alone")
    g.last("puref")


@lathe((160, 44), NAMES, "rocket", "candy", "%", third="lua5")
def l20_layouts(g):
    g.at("rocket", "ls runs", QUAY)
    g.lead("%", pause=0.9)
    g.at("candy", "ls site", QUAY.replace("echo", "print"))
    g.lead("T", pause=0.8)
    g.at("lua5", "x = 6 * 7", "for n = 1, 2 do⏎print(n)⏎end")
    g.lead("Space", pause=0.7)
    g.at("lua5", "print('in another layout')")
    g.lead("Space", pause=0.7)
    g.lead("o")
    g.at("rocket", "echo in a third layout", "«Up Up w0.3» ⇒ " + QUAY)
    g.lead("o")
    g.at("candy", "print in it too", "«C-r w0.4»noon«w0.5» ⇒ " + QUAY.replace("echo", "print"))
    g.lead("o")
    g.at("lua5", "x")
    g.leave("lua5")
    g.tell("select-pane -t :.0")
    g.leave("rocket")
    g.last("candy")


@lathe((110, 30), LEAN, "noprompt", "steeef", "%")
def l21_none_beside_two_rows(g):
    g.at("noprompt", "ls runs", "echo without a prompt")
    g.lead("%", pause=0.9)
    g.at("steeef", "ls site", "print one")
    g.lead("Left")
    g.at("noprompt", QUAY, "echo one tow«BSpace*2»wo ⇒ echo one two", "«Up Up w0.3» ⇒ " + QUAY)
    g.lead("Right")
    g.at("steeef", "false", "print two")
    g.leave("steeef")
    g.at("noprompt", "echo alone")
    g.last("noprompt")


@lathe((118, 32), QUIET, "oracle", "phpa", '"')
def l22_php_below(g):
    g.at("oracle", "ls site", "php -r 'echo 6 * 7, PHP_EOL;'")
    g.lead('"', pause=0.9)
    g.at("phpa", "$x = [3, 1, 2];", "sort($x); echo implode(',', $x), PHP_EOL;", "foreach ($x as $n) {⏎echo $n, PHP_EOL;⏎}", "echo 'over the border of it and on into the next row, as long as it has to be for that, and a bit more of it', PHP_EOL;")
    g.lead("Up")
    g.at("oracle", "«Up Up w0.3» ⇒ ls site", "echo above")
    g.lead("Down")
    g.at("phpa", "echo 'end', PHP_EOL;")
    g.leave("phpa")
    g.at("oracle", "echo alone")
    g.last("oracle")


@lathe((130, 36), POWER, "short", "guile", "%")
def l23_guile_beside_short_ones(g):
    g.at("short", "ls runs", "print one")
    g.lead("%", pause=1.5)
    g.at("guile", "(+ 1 2)", "(define (f x)⏎(* x 2))", "(f 21)")
    g.lead("Left")
    g.at("short", QUAY.replace("echo", "print"), "«Up Up w0.3» ⇒ print one", "false")
    g.lead("Right")
    g.at("guile", "(map f '(1 2 3))")
    g.leave("guile", pause=1.5)
    g.at("short", "print alone")
    g.last("short")


@lathe((128, 36), LEAN, "fino", "oracle", "%")
def l24_pasted_from_one_to_the_other(g):
    g.at("fino", "ls runs", "print one", "«paste:print pasted⏎print in two rows» ⇒ print pasted⏎print in two rows")
    g.lead("%", pause=0.9)
    g.at("oracle", "«paste:cd site⏎ls⏎cd ..⏎» ⇒ cd site⏎ls⏎cd ..", "echo before «paste:in between» after ⇒ echo before in between after", "sudo -n true; echo $?")
    g.kind = "command"
    g.wire("echo by a program", "wc -l runs/monday.txt")
    g.lead("Left")
    g.wire("print by a program", "false")
    g.at("fino", "print «size 100x30»pulled ⇒ print pulled")
    g.lead("Right")
    g.at("oracle", "read -rsp 'Token: ' t«Enter w0.4»«secret:Tin-Whistle-46»«Enter w0.4» ⇒[] read -rsp 'Token: ' t", "echo; echo ${#t}")
    g.leave("oracle")
    g.at("fino", "print alone")
    g.last("fino")
