"""Days by trade at an observatory, in programs and shells that are met less often: ipython, node, gdb, databases, korn by vi, tcsh with lists, busybox, consoles, agents; two or three rows of the catalogue in each."""
from props import prop
from props.gills import HIGH, PLUGGED, SUGG
from props.haggards import LIES, PLATES
from props.thraves import BOBBY_RC, CAPS_RC, CLASSIC, CLOUD, COMPLETE, EC2, GNZH_RC, INIT, JON_RC, MINGW, NIX, PVE, RASPI, RIGHT_RC, STARF, STARZ_RC, TERMUX, TOOK_RC, TRANS_RC, alone, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

DAMP = "the mirror has to be dried before anything is opened again and somebody must write down how long that has taken us"
IPY = ["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit"]
PG = {"bin/postgres.sh": prop("postgres.sh"), "bin/mariadb.sh": prop("mariadb.sh")}


@alone(IPY, (100, 30), needs=IPY[:1], IPYTHONDIR="@HOME@/.ip")
def d01_ipython_at_a_hundred(g):
    g.calm(1.5)
    g.repl("import csv, statistics", "rows = list(csv.DictReader(open('stars.csv')))", "[r['name'] for r in rows if float(r['mag']) < 0.4][:3]", "for r in rows[:2]:⏎print(r['name'])⏎print(r['mag'])⏎⏎ ⇒ for r in rows[:2]:⏎    print(r['name'])⏎    print(r['mag'])", "def far(n):⏎if n > 5:⏎return 'far'⏎«BSpace*4»return 'near'⏎⏎ ⇒ def far(n):⏎    if n > 5:⏎        return 'far'⏎    return 'near'", "far(7)", "«Up w0.4 Up w0.4»«w0.3»«C-c w0.5»…", "%timeit -n1 -r1 sum(range(10))", "statistics.mean(float(r['mag']) for r in rows if r['con'] == 'Lyr' and float(r['dist']) > 100 and r['name'].startswith('V'))", "!ls plates", "x = _", "1/0", "print('«w0.3»end')")
    g.end("exit", "repl")


@alone(IPY, (60, 20), needs=IPY[:1], IPYTHONDIR="@HOME@/.ip", files={".ip/profile_default/ipython_config.py": "c = get_config()\nc.TerminalInteractiveShell.editing_mode = 'vi'\nc.TerminalInteractiveShell.autosuggestions_provider = None\n"})
def d02_ipython_by_vi_at_sixty(g):
    g.calm(1.5)
    g.repl("a = 6 * 7", "a + 11«Escape w0.7»x«w0.3» ⇒ a + 1", "print('a line that is long enough to be wrapped at sixty')", "«Escape w0.7»k«w0.4»k«w0.4» ⇒ a + 1", "«size 80x20»b = 'eighty'", "{'Vega': 0.03,⏎'Spica': 0.97} ⇒ {'Vega': 0.03,⏎'Spica': 0.97}", "b")
    g.end("exit", "repl")


@alone(["node"], (70, 22), NODE_REPL_HISTORY="")
def d03_node_at_seventy(g):
    g.repl("const stars = [{n: 'Vega', m: 0.03}, {n: 'Spica', m: 0.97}]", "stars.map(s => s.n.toUpperCase()).filter(n => n.length > 4).join(', ')", "stars.fi«w0.6»lter(s => s.m < .5) ⇒ stars.filter(s => s.m < .5)", "async function f() {⏎await null⏎return 5⏎} ⇒ async function f() {⏎await null⏎return 5⏎} ∥ async function f() {⏎  await null⏎  return 5⏎}", "await f()", "«size 90x22»Math.ma«w0.7 Tab w0.5»(1, 2) ⇒ Math.max(1, 2)", "let y = 5; y ** 2", ".break", "stars[0].«Tab w0.6»«w0.3»m ⇒ stars[0].m", "«C-r w0.4»upper«w0.5» ⇒", "never()«C-c w0.5» ✗", "'end'")
    g.end(".exit", "repl")


@alone(["gdb", "-q", "-nx", "--args", "/bin/true", "one"], (84, 24))
def d04_gdb_on_a_program(g):
    g.repl("break main", "info breakpoints", "set pagination off", "run«Enter w1.5» ⇒[] run", "bt", "python⏎print(6 * 7)⏎end ⇒ python⏎print(6 * 7)⏎end ∥ python", "p $_siginfo«C-a M-f M-f»«w0.1»«C-e»«M-BSpace»sp«w0.1»«C-u»p 5 ⇒ p 5", "⇒", "«C-r w0.4»bre«w0.4 C-a w0.3»«C-c w0.4»…", "x/2i $pc", "kill«Enter w0.5»y«Enter w0.5» ⇒[] kill")
    g.end("quit", "repl")


@alone(["sh", "@HOME@/bin/postgres.sh", "bash", "--norc", "--noprofile", "-i"], (110, 30), files=PG, needs=["unshare", "setpriv", "psql"], PS1="\\[\\e[32m\\][dba@dome-db \\W]\\$\\[\\e[0m\\] ", HISTFILE="@HOME@/.hist")
def d05_a_dba(g):
    g.calm(1.0)
    g.do("psql -At -c 'select 6 * 7' shop")
    g.open("psql shop", "shop=#", 0.7)
    g.repl("create table star (id int primary key, name text, mag numeric(4,2));", "insert into star values⏎(1, 'Vega', 0.03),⏎(2, 'Spica', 0.97);", "select name, mag⏎from star⏎where mag < 1⏎order by mag;", "\\d star", "begin;", "update star set mag = 0.98 where name = 'Spica';", "select * form star;", "rollback;", "«Up w0.3 Up w0.3»«C-a M-f M-f»«w0.1»«M-d»«w0.1» from«w0.2» ⇒ select * form from;", "sel«Tab w0.5» count(*) from st«Tab w0.6»; ⇒ SELECT count(*) from star ; ∥ select count(*) from star ; ∥ SELECT  count(*) from star ; ∥ select  count(*) from star ;", "select 'open⏎closed';", "never«C-c w0.4» ✗", "\\timing on", "\\x auto", "explain select * from star where id = 2;", "«C-r w0.4»count«w0.5 C-g w0.4»…", "\\q")
    g.open("psql -h /mnt -U app shop", "assword", 0.7)
    g.word("Yellow-Marmot-7")
    g.repl("select current_user;", "\\q")
    g.do("echo end")
    g.end()


@ksh((60, 18), "dome:${PWD##*/}$ ", "set -o vi\n")
def d06_korn_by_vi_at_sixty(g):
    g.do("ls plates", "print one tow«Escape w0.2»bcwtwo«Escape w0.2» ⇒ print one two", f"print {DAMP}", "«Escape w0.2»kk«w0.2» ⇒ print one two", "«Escape w0.2»kk«w0.2»0wD«w0.1»a brief«w0.1»«Escape w0.2» ⇒ print  brief ∥ print brief", "for n in 1 2; do⏎print $n⏎done", "cat <<X⏎row⏎X", "«size 80x18»print eighty", "never«C-c w0.3» ✗", "print end")
    g.end()


@tcsh((64, 20), "%{\\033[33m%}[%h]%{\\033[0m%} %c2> ", "bindkey -e\nset autolist=ambiguous\nset histdup=prev\ncomplete make 'p/1/(all clean)/'\nset prompt2='%R? '\n", files=PLATES)
def d07_tcsh_with_lists(g):
    g.do("ls plates", "make -C reduce all", "cat box/plate-01«Tab w0.5»2«Tab w0.4»«w0.1» ⇒ cat box/plate-012.fit", "make c«Tab w0.4»-n«C-u»echo not made ⇒ echo not made", "foreach n (1 2)⏎if ($n == 1) then⏎echo first⏎else⏎echo $n⏎endif⏎end", f"echo {DAMP}", "echo between", "echo one two three | cut -d' ' -f2", "set x = (a b c); echo $x[2]", "switch ($x[1])⏎case a:⏎echo is a⏎breaksw⏎endsw", "«size 80x20»echo eighty", "«Up Up w0.3»«C-c w0.3»…", "echo end")
    g.end()


@ash((58, 18), "[\\u@rescue] # ")
def d08_a_rescue_shell(g):
    g.do("ls", "cat /proc/version | cut -d' ' -f1-3", "mount | grep ' / ' | cut -c1-30", "echo one tow«BSpace*2»wo ⇒ echo one two", "cd pl«Tab w0.3»19«Tab w0.3»31«Tab w0.3»«w0.1» ⇒ cd plates/1931/ ∥ cd plates/1931", "ls -l *.fit | wc -l", "cd", "while read a b; do⏎echo $a⏎done < dome.yaml", f"echo {DAMP}", "«Up w0.3»«C-a»«C-d*5»printf «w0.2» ⇒ printf " + DAMP, "«Up Up w0.3»«C-e»«C-w C-w»«w0.2»of it«w0.1» ⇒ echo " + DAMP.removesuffix("taken us") + "of it", "sleep 20«Enter w0.5»«C-c w0.4» ⇒[] sleep 20", "vi dome.yaml«Enter w0.7»:q!«Enter w0.5» ⇒[] vi dome.yaml", "never«C-c w0.3» ✗", "echo end")
    g.end()


@bash((200, 50), "\\[\\e]133;A\\a\\]\\[\\e[38;5;39m\\]agent\\[\\e[0m\\]:\\w\\$ \\[\\e]133;B\\a\\]", "PS0='\\[\\e]133;C\\a\\]'\nPROMPT_COMMAND='printf \"\\e]133;D;%s\\a\" $?'\nexport PAGER=cat GIT_PAGER=cat\n")
def d09_an_agent_with_marks(g):
    g.wire("cd reduce && ls -la", "cat Makefile | head -20", "cd .. && grep -rn 'SIMPLE' plates | head -5", "python3 -c 'print(sum(range(5)))'", "git init -q . 2>&1; git status --short | head -3", "sed -n '1,5p' night.log; echo \"EXIT:$?\"", "find . -name '*.fit' -not -path './box/*' | sort | xargs wc -c 2>/dev/null | tail -1", "timeout 5 make -C reduce all 2>&1 | tail -2", "for f in plates/*/*.fit; do head -c 6 \"$f\"; echo; done", "false; echo $?")
    g.s.burst("cat > fix.py <<'EOF'\rimport sys\r\rprint('fixed', len(sys.argv))\rEOF\r")
    g.s.truth("cat > fix.py <<'EOF'\nimport sys\n\nprint('fixed', len(sys.argv))\nEOF")
    g.s.pause(0.6)
    g.calm()
    g.do("«paste:python3 fix.py && \\⏎  echo both» ⇒ python3 fix.py && \\⏎  echo both", "«paste:if true; then⏎  echo pasted block⏎fi⏎echo after it» ⇒ if true; then⏎  echo pasted block⏎fi⏎echo after it")
    g.wire("rm fix.py", "exit")


@zsh((120, 34), "%n@dome %1~ %# ", "bindkey -e\nunsetopt zle_bracketed_paste\nPROMPT_EOL_MARK=\n")
def d10_an_agent_in_zsh(g):
    g.wire("ls -1 plates", "print -r -- ${PWD:t}", "printf 'no line feed'", "grep -c guided night.log", "for n in 1 2 3; do print $n; done", "x=$(wc -l < stars.csv); print \"rows: $x\"", "(exit 3); print $?", "setopt | head -n 2", "command -v python3")
    g.do("print typed by hand", "«Up w0.3 Up w0.3» ⇒ command -v python3")
    g.end()


@alone(["python3", "@HOME@/con", "ros7"], (84, 26), files={"con": prop("crooks.py")})
def d11_a_mikrotik_again(g):
    g.repl("/ip address print", "/interface print", "/ip ad«w0.3»dress add address=10.44.0.1/24 interface=ether3 ⇒ /ip address add address=10.44.0.1/24 interface=ether3", "/system identity set name=dome-gw", "«Up w0.3 Up w0.3»«w0.2» ⇒ /ip address add address=10.44.0.1/24 interface=ether3", "/ip address prnit«BSpace*3»int ⇒ /ip address print")
    g.end("/quit", "repl")


@fish((56, 18), CLASSIC, "function fish_right_prompt; date +%T; end\nabbr -a gs 'git status'\n")
def d12_fish_at_fifty_six(g):
    g.do("ls plates", f"echo {DAMP}", "echo the m«w0.7 Right w0.4»!«w0.2» ⇒ echo " + DAMP + "!", "echo the m«w0.7»«size 80x18»«w0.5» ⇒ echo the m", "gs --short ⇒ git status --short", "cat dom«Tab w0.6»| head -n 1 ⇒ cat dome.yaml | head -n 1", "if test 1 = 1⏎echo yes⏎end ⇒ if test 1 = 1⏎echo yes⏎end ∥ if test 1 = 1⏎    echo yes⏎end", "echo 'a⏎b'", "sleep 20«Enter w0.6»«C-c w0.5» ⇒[] sleep 20", "«C-r w0.7»yes«w0.6 Escape w0.5»…", "«C-u w0.3»echo after", "echo end")
    g.end()


@zsh((70, 20), "x", STARZ_RC + SUGG + "source /usr/share/doc/fzf/examples/key-bindings.zsh\n", needs=[*PLUGGED[:1], "fzf", "/usr/share/doc/fzf/examples/key-bindings.zsh"])
def d13_fzf_below_a_star(g):
    g.do("ls plates", "print Vega and Altair", f"print {DAMP}", "«C-r w0.9»Altair«w0.5 Enter w0.7» ⇒ print Vega and Altair", "cat «C-t w0.9»dome«w0.5 Enter w0.7» ⇒ cat dome.yaml ∥ cat dome.yaml ", "«C-r w0.9»mirror«w0.5 Enter w0.7»«C-w»me«w0.2» ⇒ print " + DAMP.removesuffix("us") + "me", "«C-r w0.9»Vega«w0.5 C-c w0.7»…", "print V«w0.6 Right w0.4» too ⇒ print Vega and Altair too", "print end")
    g.end()


@bash((76, 22), NIX, needs=["unshare", "su", "script", "bc"])
def d14_in_and_out(g):
    g.do("ls plates")
    g.open("unshare -r bash --norc -i", None, 0.7)
    g.do("PS1='inner# '", "id -u", "echo one tow«BSpace*2»wo ⇒ echo one two", "for n in 1 2; do⏎echo $n⏎done", "exit")
    g.open("script -q typescript", None, 0.9)
    g.do("PS1='scripted$ '", "echo in a script", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "exit")
    g.open("dash", None, 0.5)
    g.do("echo in dash", f"echo {DAMP}", "exit")
    g.open("su -s /bin/sh nobody", None, 0.7)
    g.do("id -un", "exit")
    g.do("«Up Up w0.3»«C-c w0.3»…", "echo end")
    g.end()


@bash((48, 16), "\\[\\e[7m\\] \\W \\[\\e[0m\\] ", "set -o vi\nPS2='\\[\\e[7m\\] > \\[\\e[0m\\] '\n")
def d15_inverse_by_vi_pulled(g):
    g.do("ls plates", f"echo {DAMP}«size 70x16»«w0.4» ⇒ echo {DAMP}", "«Escape w0.3»k«w0.3»0cwprintf«Escape w0.2»«size 40x16»«w0.4» ⇒ printf " + DAMP, "for n in 1 2; do⏎echo $n⏎done", "«Escape w0.3»k«w0.3» ⇒ for n in 1 2; do echo $n; done", "«Escape w0.3»/mirr«Enter w0.4»«w0.2»«C-c w0.3»…", "echo x«Escape w0.2»u«w0.2»iecho y«w0.1» ⇒ echo echo yx", "cat <<X⏎row one⏎X", "echo end")
    g.end()


@alone(["bc", "-lq"], (70, 20))
def d16_bc(g):
    g.repl("6 * 7", "scale = 10", "a(1) * 4", "define f(n) {⏎if (n < 2) return 1;⏎return n * f(n - 1);⏎}", "f(10)", "for (i = 0; i < 3; i++) {⏎i * i⏎}", "2 ^ 200", "x = 5; x", "1 / 0", "last")
    g.end("quit", "repl")


@alone(["tclsh"], (70, 20))
def d17_tcl(g):
    g.repl("set s {Vega Spica}", "foreach x $s {⏎puts $x⏎}", "proc f {n} {⏎expr {$n * 2}⏎}", "f 21", "llength $s", "puts wrnog«BSpace*3»ong ⇒ puts wrong", "nonesuch", "puts \"open⏎closed\"")
    g.end("exit", "repl")


@alone(["guile", "-q"], (84, 24))
def d18_guile(g):
    g.calm(1.0)
    g.repl("(+ 1 2)", "(define (f x)⏎(* x 2))", "(f 21)", "(map f '(1 2 3))", "(display \"Vega\\n\")", "(let ((a 1)⏎(b 2))⏎(+ a b))", "(list 'end)")
    g.end("(exit)", "repl")
