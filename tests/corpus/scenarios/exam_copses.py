"""Two and three panes of an observatory's people: shells, interpreters, logs and editors side by side; zoomed, pulled, swapped, looked back in, clicked, both at once."""
from props.carses import LEAN, NAMES, POWER, VIM
from props.copses import BARE, GRUV, HEADS, OH, copse

RAIN = "echo rain is seen on the radar to the south of here and comes nearer so that the shutter has to be closed by midnight"


@copse((130, 34), LEAN, "ec2", "adam", "%")
def w01_a_cloud_beside_adam(g):
    g.at("ec2", "ls plates", "grep -c guided night.log", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "sudo -n true; echo $?")
    g.lead("%", pause=0.9)
    g.at("adam", "ls reduce", "print one", RAIN.replace("echo", "print"), "false", "cat plates/d«Tab w0.4» ⇒ cat plates/dark\\ frame.fit ∥ cat plates/dark\\ frame.fit ")
    g.lead("Left")
    g.at("ec2", "«C-r w0.3»gui«w0.5» ⇒ grep -c guided night.log", RAIN, "for n in 1 2; do⏎echo $n⏎done")
    g.lead("Right")
    g.at("adam", "«Up Up w0.3» ⇒ false", "«C-r w0.4»one«w0.5 C-g w0.3»…", "sleep 20«Enter w0.5»«C-c w0.4» ⇒[] sleep 20")
    g.leave("adam")
    g.at("ec2", "echo alone")
    g.last("ec2")


@copse((100, 40), GRUV, "gnzh", "starf", '"')
def w02_gnzh_over_star_fish(g):
    g.at("gnzh", "ls plates", "print Vega and Spica", "cat <<X⏎row⏎X")
    g.lead('"', pause=1.4)
    g.at("starf", "ls reduce", "echo Mizar and Alcor", "echo Mi«w0.7 Right w0.4» ⇒ echo Mizar and Alcor", "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end", RAIN)
    g.lead("Up")
    g.at("gnzh", "«C-r w0.4»Spi«w0.5» ⇒ print Vega and Spica", RAIN.replace("echo", "print"))
    g.lead("z")
    g.at("gnzh", "print zoomed", "seq 40 | tail -n 20", "print 'a⏎b'")
    g.lead("z")
    g.at("gnzh", "print as it was")
    g.lead("Down")
    g.at("starf", "false", "«Up w0.4 Up w0.4» ⇒ " + RAIN)
    g.leave("starf")
    g.at("gnzh", "print alone")
    g.last("gnzh")


@copse((150, 40), HEADS, "raspi", "pyd", "%", prefix="C-a")
def w03_python_beside_a_small_machine(g):
    g.at("raspi", "ls plates", "make -C reduce all")
    g.lead("%", pause=0.9)
    g.at("pyd", "import csv", "rows = list(csv.DictReader(open('stars.csv')))", "for r in rows[:2]:⏎    print(r['name'])⏎ ⇒ for r in rows[:2]:⏎    print(r['name'])", "sorted((float(r['mag']), r['name']) for r in rows if r['con'] == 'Lyr' and float(r['mag']) < 3)[:1]")
    g.lead("Left")
    g.at("raspi", "cat > mag.py <<'PY'⏎import csv⏎print(6 * 7)⏎PY", "python3 mag.py", "echo after")
    g.lead("Right")
    g.at("pyd", "exec(open('mag.py').read())", "«Up w0.2 Up w0.2»«C-c w0.4»…", "1/0")
    g.leave("pyd")
    g.at("raspi", "rm mag.py", "echo alone")
    g.last("raspi")


@copse((124, 36), BARE, "cloud", "nodd", "%")
def w04_node_beside_a_shell_in_a_cloud(g):
    g.at("cloud", "gcloud() { echo \"Updated [$*].\"; }", "gcloud config list")
    g.lead("%", pause=1.2)
    g.at("nodd", "const m = [0.03, 0.97]", "m.map(x => x * 2)", "m.le«w0.6»ngth ⇒ m.length", "function f(n) {⏎return n⏎} ⇒ function f(n) {⏎return n⏎} ∥ function f(n) {⏎  return n⏎}")
    g.lead("Left")
    g.at("cloud", "gcloud compute ssh dome --zone europe-west4-a --tunnel-through-iap", "«Up w0.3»«C-w C-w»«w0.1»--dry-run ⇒ gcloud compute ssh dome --zone --dry-run")
    g.lead("Right")
    g.at("nodd", "f(9)", "«Up w0.3 Up w0.3»«C-c w0.4»…", "'end'")
    g.leave("nodd")
    g.at("cloud", "echo alone")
    g.last("cloud")


@copse((112, 42), OH, "mingw", "sqld", '"')
def w05_sqlite_below_git(g):
    g.at("mingw", "ls plates", "echo ★ and ☾")
    g.lead('"', pause=0.8)
    g.at("sqld", ".import --csv stars.csv stars", "select con, count(*)⏎from stars⏎group by con;", "select name, mag from stars⏎where con = 'Lyr' and cast(mag as real) between 0.5 and 2.5 and dist > 300 order by mag desc limit 2;", "selct 1;", "«Up w0.3»«Home»«Right*3»e«End» ⇒ select 1;")
    g.lead("Up")
    g.at("mingw", "echo above ☾", "sqlite3 dome.db 'select count(*) from stars'", "false")
    g.lead("Down")
    g.at("sqld", "drop table stars;")
    g.leave("sqld")
    g.at("mingw", "echo alone")
    g.last("mingw")


@copse((140, 36), POWER, "took", "trans", "%")
def w06_took_beside_transient(g):
    g.at("took", "ls plates", "ls /nowhere", "echo one")
    g.lead("%", pause=0.9)
    g.at("trans", "ls reduce", "print one tow«BSpace*2»wo ⇒ print one two", RAIN.replace("echo", "print"), "for n in 1 2; do⏎print $n⏎done")
    g.lead("Left")
    g.at("took", RAIN, "«C-r w0.3»one«w0.5» ⇒ echo one", "cat <<X⏎row⏎X")
    g.lead("Right")
    g.at("trans", "«C-r w0.4»two«w0.5» ⇒ print one two", "never«C-c w0.3» ✗", "print last but one")
    g.leave("trans")
    g.at("took", "echo alone")
    g.last("took")


@copse((120, 44), NAMES, "right", "domek", '"', third="bcd")
def w07_three_with_korn_and_bc(g):
    g.at("right", "ls plates", RAIN)
    g.lead('"', pause=0.9)
    g.at("domek", "ls reduce", "print one tow«C-h C-h»wo ⇒ print one two", "for n in 1 2; do⏎print $n⏎done")
    g.lead("T", pause=0.9)
    g.at("bcd", "6 * 7", "scale = 3; 22 / 7", "2 ^ 70")
    g.lead("o")
    g.at("right", "«Up w0.3 Up w0.3» ⇒ ls plates", "echo first again")
    g.lead("o")
    g.at("domek", "«C-p C-p w0.3» ⇒ print one two")
    g.lead("o")
    g.at("bcd", "5 + 5")
    g.leave("bcd")
    g.at("domek", "print second")
    g.leave("domek")
    g.at("right", "echo alone")
    g.last("right")


@copse((136, 36), LEAN, "bobby", "classic", "%")
def w08_bobby_beside_classic_fish(g):
    g.at("bobby", "ls plates", "test -f nosuch", RAIN)
    g.lead("%", pause=1.3)
    g.at("classic", "ls reduce", "echo Deneb", "echo De«w0.7 Right w0.4» is far ⇒ echo Deneb is far", "sleep 20«Enter w0.6»«C-c w0.5» ⇒[] sleep 20", RAIN)
    g.lead("Left")
    g.at("bobby", "«Up w0.3 Up w0.3» ⇒ test -f nosuch", "cat > x.sh <<'SH'⏎echo x $1⏎SH", "sh x.sh 1", "«size 104x30»echo smaller now ⇒ echo smaller now")
    g.lead("Right")
    g.at("classic", "echo smaller too", "«Up w0.4 Up w0.4» ⇒ " + RAIN)
    g.leave("classic")
    g.at("bobby", "echo alone")
    g.last("bobby")


@copse((120, 34), VIM, "jon", "gdbd", "|", prefix="C-s")
def w09_gdb_beside_jonathan(g):
    g.at("jon", "ls plates", "print one")
    g.lead("|", pause=0.9)
    g.at("gdbd", "p 6*7", "set $a = 4", "p/x $a * 100", "define t⏎p $a⏎end", "t", "shell echo out", "«Up w0.3 Up w0.3» ⇒ t")
    g.lead("h")
    g.at("jon", "cat plates/d«Tab w0.4» ⇒ cat plates/dark\\ frame.fit ∥ cat plates/dark\\ frame.fit ", "«Up Up w0.3» ⇒ print one", "print 'a⏎b'")
    g.lead("l")
    g.at("gdbd", "info line main")
    g.leave("gdbd")
    g.at("jon", "print alone")
    g.last("jon")


@copse((100, 36), GRUV, "starz", "domet", '"')
def w10_tcsh_below_a_star(g):
    g.at("starz", "ls plates", "print one")
    g.lead('"', pause=0.9)
    g.at("domet", "ls reduce", "echo one tow«BSpace*2»wo ⇒ echo one two", "foreach n (1 2)⏎echo $n⏎end", RAIN, "!ls ⇒ !ls ∥ ls reduce")
    g.lead("Up")
    g.at("starz", RAIN.replace("echo", "print"), "for n in 1 2; do⏎print $n⏎done", "«C-r w0.4»one«w0.5 C-c w0.4»…", "print o«w0.6 Right w0.4» ⇒ print one")
    g.lead("Down")
    g.at("domet", "echo below again")
    g.leave("domet")
    g.at("starz", "print alone")
    g.last("starz")


@copse((110, 30), OH, "pve", "domea", "%")
def w11_clicked_from_one_to_the_other(g):
    g.at("pve", "ls plates", "qm() { echo \"VM $2 $1\"; }", "qm start 104")
    g.lead("%", pause=0.8)
    g.at("domea", "ls reduce", "echo one tow«BSpace*2»wo ⇒ echo one two")
    g.s.burst("\x1b[<0;10;8M\x1b[<0;10;8m")
    g.s.pause(0.5)
    g.at("pve", "qm stop 104", "echo half a line«w0.2» and more ⇒ echo half a line and more")
    g.s.burst("\x1b[<0;90;8M\x1b[<0;90;8m")
    g.s.pause(0.5)
    g.at("domea", "«Up w0.3» ⇒ echo one two", "cat <<X⏎row⏎X")
    g.leave("domea")
    g.at("pve", "echo alone")
    g.last("pve")


@copse((128, 36), HEADS, "termux", "walt", "%", prefix="C-a")
def w12_a_log_grows_beside(g):
    g.at("termux", "ls plates", "tail -f night.log«Enter w0.6» ⇒[] tail -f night.log")
    g.lead("%", pause=0.9)
    g.at("walt", "print later >> night.log", "sh guide", "for n in 1 2 3; do⏎print exposed $n >> night.log; sleep 0.2⏎done", "print half«w0.3» a line ⇒ print half a line", "(sh expose > /dev/tty &) 2>/dev/null; print x«w0.9» ⇒ (sh expose > /dev/tty &) 2>/dev/null; print x")
    g.lead("Left")
    g.at("termux", "«C-c w0.4»…", "tail -n 1 night.log")
    g.lead("Right")
    g.at("walt", "print end of it")
    g.leave("walt")
    g.at("termux", "echo alone")
    g.last("termux")


@copse((120, 36), LEAN, "nix", "irbd", "%")
def w13_irb_beside_a_shell_of_packages(g):
    g.at("nix", "ls plates", "echo one")
    g.lead("%", pause=1.8)
    g.at("irbd", "s = %w[Vega Spica]", "s.map(&:upcase)", "def f(n)⏎n * 2⏎end ⇒ def f(n)⏎n * 2⏎end ∥ def f(n)⏎  n * 2⏎end", "f(4)")
    g.lead("Left")
    g.at("nix", "echo two", "vim -u NONE -N dome.yaml«Enter w0.8»dd:q!«Enter w0.6» ⇒[] vim -u NONE -N dome.yaml", "less night.log«Enter w0.7»«Space w0.3»q«w0.5» ⇒[] less night.log")
    g.lead("Right")
    g.at("irbd", "«Up w0.4» ⇒ f(4)", "nonesuch", "'end'")
    g.leave("irbd")
    g.at("nix", "echo alone")
    g.last("nix")


@copse((112, 34), VIM, "caps", "domem", "-", prefix="C-s")
def w14_swapped_and_pulled(g):
    g.at("caps", "ls plates", "echo one")
    g.lead("-", pause=0.9)
    g.at("domem", "ls reduce", "print one tow«BSpace*2»wo ⇒ print one two")
    g.lead("}", pause=0.6)
    g.tell("resize-pane -U 5")
    g.tell("select-pane -t 0")
    g.at("domem", "echo whoever it is", "date +%Y")
    g.tell("select-pane -t 1")
    g.at("caps", "echo the other", "seq 30")
    g.tell("select-pane -t 0")
    g.at("domem", "exit")
    g.s.pause(0.5)
    g.at("caps", "echo alone")
    g.last("caps")


@copse((120, 32), BARE, "ec2", "raspi", "%")
def w15_both_at_once(g):
    g.at("ec2", "echo left")
    g.lead("%", pause=0.9)
    g.at("raspi", "echo right")
    g.tell("setw synchronize-panes on")
    g.both("date +%Y", "echo to both", "ls plates")
    g.tell("setw synchronize-panes off")
    g.at("raspi", "echo right alone", RAIN)
    g.lead("Left")
    g.at("ec2", "«Up w0.3» ⇒ ls plates", "echo left alone")
    g.lead("Right")
    g.leave("raspi")
    g.at("ec2", "echo alone")
    g.last("ec2")


@copse((110, 36), POWER, "gnzh", "phpd", '"')
def w16_looked_back_in(g):
    g.at("gnzh", "seq 60", "print one")
    g.lead("[", pause=0.4)
    g.s.key("PPage", pace=0.4)
    g.s.key("PPage", pace=0.4)
    g.s.key("q", pace=0.4)
    g.at("gnzh", "print after looking back", "print half «w0.3»a line ⇒ print half a line")
    g.lead('"', pause=0.9)
    g.at("phpd", "$a = [1, 2];", "echo count($a), PHP_EOL;", "function f($x) {⏎return $x * 2;⏎}", "echo f(4), PHP_EOL;")
    g.lead("Up")
    g.at("gnzh", "print half")
    g.lead("[", pause=0.4)
    g.s.key("Up", pace=0.2)
    g.s.key("Up", pace=0.2)
    g.s.key("q", pace=0.4)
    g.at("gnzh", "print whole")
    g.lead("Down")
    g.leave("phpd")
    g.at("gnzh", "print alone")
    g.last("gnzh")


@copse((140, 40), HEADS, "trans", "ipyd", "%", prefix="C-a")
def w17_ipython_beside_transient(g):
    g.at("trans", "ls plates", "print one")
    g.lead("%", pause=3.5)
    g.at("ipyd", "x = 6 * 7", "for n in range(2):⏎print(n)⏎⏎ ⇒ for n in range(2):⏎    print(n)", "x + 1", "import math; math.sq«Tab w1.0»rt(9) ⇒ import math; math.sqrtrt(9)")
    g.lead("Left")
    g.at("trans", "print two", RAIN.replace("echo", "print"))
    g.lead("Right")
    g.at("ipyd", "«Up w0.4 Up w0.4» ⇒ x + 1", "1/0", "print('end')")
    g.leave("ipyd", pause=1.5)
    g.at("trans", "print alone")
    g.last("trans")


@copse((96, 30), NAMES, "domed", "luad", "%")
def w18_lua_beside_dash(g):
    g.at("domed", "ls plates", "echo wrong«C-u»echo right ⇒ echo right", "cat <<X⏎row⏎X")
    g.lead("%", pause=0.8)
    g.at("luad", "t = {3, 1, 2}", "table.sort(t)", "for i, v in ipairs(t) do⏎print(i, v)⏎end", "= #t")
    g.lead("Left")
    g.at("domed", "for n in 1 2; do⏎echo $n⏎done", "read x«Enter w0.3»Vega«Enter w0.3» ⇒[] read x", "echo $x", RAIN)
    g.lead("Right")
    g.at("luad", "print('end')")
    g.leave("luad")
    g.at("domed", "echo alone")
    g.last("domed")
