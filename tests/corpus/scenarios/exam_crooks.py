"""Programs that ask for lines, consoles in their makers' manners, secrets, pages, editors and menus, in a day's work of many trades."""
from props import prop
from props.gills import PLUGGED, SUGG
from props.strothers import AVIT_RC, BLANK_RC, CLUSTER, CONDA, COUNTED, GITPROMPT_RC, MANJARO, P9K, P9K_RC, RULE_RC, SHRINK_RC, SPACESHIP, TOOLBOX, UBUNTU, YS, alone, ash, bash, dash, ksh, mksh, sampled, tcsh, zsh

CROOK = {"con": prop("crooks.py")}
PSQL, MARIA = {"bin/postgres.sh": prop("postgres.sh")}, {"bin/mariadb.sh": prop("mariadb.sh")}


def con(g, style, *steps, bye="exit", pause=0.7):
    g.do("ls deploy")
    g.open("python3 con " + style, None, pause)
    g.repl(*steps)
    g.put(bye)
    g.hit(bye, "repl", see=False, pause=0.5)
    g.do("echo back")
    g.end()


@bash((100, 28), UBUNTU, files=CROOK)
def c01_a_router_with_grey_hints(g):
    con(g, "ros7", "/ip", "address print", "add«w0.2» address=10.44.9.1/24 interface=ether2 ⇒ add address=10.44.9.1/24 interface=ether2", "pri«Tab w0.2»«w0.1» ⇒ print", "set 0 comment=\"up lnk\"«Left*3»i«w0.2» ⇒ set 0 comment=\"up link\" ∥ set 0 comment=\"up ilnk\" ∥ set 0 comment=\"up linnk\"", "«Up Up w0.2» ⇒ print", "export«Enter w0.3» «w0.3»q«w0.2» ⇒[] export", "/system", "ide«w0.3»«C-u»print all«Enter w0.3»q«w0.2» ⇒[] print all", "never«C-c w0.3» ✗", bye="/quit")


@zsh((92, 26), SPACESHIP, SUGG + "bindkey -e\n", needs=PLUGGED[:1], files=CROOK)
def c02_a_leaf_switch(g):
    con(g, "nxos", "show all«Enter w0.3» «w0.2» «w0.2»q«w0.2» ⇒[] show all", "sh?«w0.3»ow vlan ⇒ show vlan", "conf«Tab w0.2» ⇒ configure ∥ configure ", "interface ?«w0.3»Ethernet1/7 ⇒ interface Ethernet1/7", "switchport access vlan 44«C-w»45 ⇒ switchport access vlan 45", "no shutdwon«BSpace*3»own ⇒ no shutdown", "end", "«Up Up Up»«w0.2» ⇒ switchport access vlan 45", "copy running-config startup-config", "never«C-c w0.3» ✗", "show clock")


@sampled((96, 26), "arrow", files=CROOK)
def c03_a_wireless_controller(g):
    con(g, "aruba", "show all«Enter w0.3»  «w0.3»q«w0.2» ⇒[] show all", "conf«Tab w0.2»t ⇒ config t", "vlan 20«C-a»no «w0.1» ⇒ no vlan 20", "?«w0.3»show ap ⇒ show ap", "write memory", "exit", "show ver")


@bash((88, 24), MANJARO, files=CROOK)
def c04_a_router_with_edit_above(g):
    con(g, "vyos", "show interfaces", "configure", "set interfaces ethernet eth1 address 10.44.2.1/24", "set interfaces ?«w0.3»dummy dum0 ⇒ set interfaces dummy dum0", "comp«Tab w0.2»«w0.1» ⇒ compare ∥ compare ", "commit", "save«w0.1»", "set service ssh prot«BSpace»t 2222«Left*7»«BSpace»o«C-e» ⇒ set service ssh proo 2222 ∥ set service ssh prt 2222 ∥ set service ssh poot 2222 ∥ set service ssh poort 2222 ∥ set service ssh port 2222 ∥ set service ssh prto 2222 ∥ set service ssh proot 2222", "run show arp", "exit", "show all«Enter w0.3»q«w0.3» ⇒[] show all")


@tcsh((90, 26), "%m:%c %# ", "bindkey -e\n", files=CROOK)
def c05_a_firewall_by_lines(g):
    con(g, "pan", "show all«Enter w0.3»  «w0.2»q«w0.2» ⇒[] show all", "configure", "set device?«w0.3»config system ⇒ set deviceconfig system", "commit«w0.4»", "«Up Up»«w0.2» ⇒ set deviceconfig system", "exit", "request restart«C-u»show jobs ⇒ show jobs")


@ksh((84, 24), "ws ${PWD##*/} $ ", "set -o emacs\n", files=CROOK)
def c06_rows_that_are_numbered(g):
    con(g, "sqlplus", "set pagesize 50", "select count(*)⏎from invoices⏎where paid = 'no';", "desc invoices", "select sum(totl«BSpace»al)⏎from invoices; ⇒ select sum(total)⏎from invoices;", "begin⏎  null;", "insert into t⏎values (1)⏎/", "never⏎this«C-u w0.1».«w0.1» ⇒ never⏎.")


@zsh((98, 28), YS, "bindkey -e\n", files=CROOK)
def c07_a_smile_for_columns(g):
    con(g, "click", "SHOW tables;", "SELECT count()⏎FROM hits⏎WHERE code = 502;", "SELECT 1;", "«Up w0.2»«BSpace*2»42; ⇒ SELECT 42;", "select mistkae«BSpace*3»ake; ⇒ select mistake;", "never«C-c w0.3» ✗", "select a line that is longer than the row of this window is, so that it has to be wrapped by the client;")


@bash((104, 30), "x", GITPROMPT_RC, files=CROOK)
def c08_rows_behind_a_bar(g):
    con(g, "spark", "val x = 6 * 7", "def f(a: Int) = {⏎a * 2⏎}", "f(21)", "val rows = List(1,⏎2, 3)", "rows.map(_ * 2)", "«Up Up w0.2»«C-c w0.3»…", "sc.textFile(\"x\").count()", bye=":quit")


@mksh((90, 26), "mir:${PWD##*/}$ ", "", files=CROOK)
def c09_a_query_engine(g):
    con(g, "trino", "select count(*)⏎from invoices;", "show tables;", "select 'a;b';", "«Up Up w0.2» ⇒ show tables;", bye="quit")


@alone(["python3", "con", "login"], (80, 24), files=CROOK)
def c10_a_getty_and_the_kernel(g):
    g.do("?root")
    g.word("Birch-Kettle-4")
    g.s.see("incorrect")
    g.s.pause(0.3)
    g.do("?root")
    g.word("Birch-Kettle-5")
    g.s.pause(0.4)
    g.do("ls deploy", "uname -s", "echo typed «w2.2»while it tells ⇒ echo typed while it tells", "cat /proc/uptime | wc -l", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«Up w0.2 Up w0.2» ⇒ cat /proc/uptime | wc -l", "echo end")
    g.end()


# statements
@bash((96, 28), CONDA)
def c20_a_data_analyst(g):
    g.open("python3 -q", ">>>", 0.5)
    g.repl("import csv, statistics as st", "rows = [r for r in csv.DictReader(open('invoices.csv'))]", "st.mean(float(r['sum']) for r in rows) > 1", "by = {}", "for r in rows:⏎    by.setdefault(r['client'], []).append(float(r['sum']))⏎ ⇒ for r in rows:⏎    by.setdefault(r['client'], []).append(float(r['sum']))", "sorted(by)", "try:⏎    by['Nobody']⏎except KeyError as e:⏎    print('no', e)⏎ ⇒ try:⏎    by['Nobody']⏎except KeyError as e:⏎    print('no', e)", "class A: x = 1⏎ ⇒ class A: x = 1", "«C-r w0.3»mean«w0.3» ⇒ st.mean(float(r['sum']) for r in rows) > 1", "max(by, key=lambda k: sum(by[k]))«C-a»x = «C-e» ⇒ x = max(by, key=lambda k: sum(by[k]))", "x", "1 /«C-c w0.3» ✗", "f'{x!r:>12}'", "_ + '!'", "print('''a⏎b''')", "exit()")
    g.do("head -n 3 invoices.csv", "python3 - <<'P'⏎print('from a document')⏎P", "python3 -c \"⏎print('in quotes')⏎\"", "echo end")
    g.end()


@bash((90, 28), TOOLBOX)
def c21_a_debugger_of_python(g):
    g.open("python3 -m pdb app/main.py", "(Pdb)", 0.6)
    g.repl("l", "b main", "c", "n", "p 6 * 7", "!x = 5", "pp dict(a=x)", "w", "«Up Up»«w0.2» ⇒ pp dict(a=x)", "interact«Enter w0.4» ⇒[] interact", "x + 1")
    g.s.key("C-d", pace=0.4)
    g.calm()
    g.repl("p x", "q")
    g.do("echo between", "python3 -c 'breakpoint(); print(1)'«Enter w0.6» ⇒[] python3 -c 'breakpoint(); print(1)'")
    g.repl("p 1 + 1", "c")
    g.do("echo end")
    g.end()


@alone(["ipython3", "--no-banner", "--no-confirm-exit"], (100, 30), needs=["ipython3"], IPYTHONDIR="@HOME@/.ip")
def c22_a_notebook_without_pages(g):
    g.calm(1.5)
    g.repl("%cd app", "%ls", "import main", "main.main()", "x = [n ** 2 for n in range(5)]", "x[-1]", "_ + 1", "%%bash⏎echo in bash⏎echo twice⏎⏎«w0.2» ⇒ %%bash⏎echo in bash⏎echo twice", "print('so') if x else None", "main.mai«Tab w0.8»()«w0.2» ⇒ main.main()", "«Up w0.3 Up w0.3 Up w0.3»«w0.2»«C-c w0.3»…", "!wc -l setup.cfg", "with open('setup.cfg') as f:⏎print(f.read())⏎«w0.2» ⇒ with open('setup.cfg') as f:⏎    print(f.read())", "'long ' * 3 + 'a line that goes over the margin of the one hundred columns of this window, which is wide'")
    g.end("exit", "repl")


@alone(["sh", "@HOME@/bin/postgres.sh", "bash", "--norc", "--noprofile", "-i"], (120, 34), files=PSQL, needs=["unshare", "setpriv", "psql"], PS1="\\[\\e[1m\\]dba@db-3\\[\\e[0m\\] \\w » ", HISTFILE="@HOME@/.hist")
def c23_a_dba_with_psql(g):
    g.calm(2.5)
    g.open("psql -q shop", "shop=#", 0.6)
    g.repl("create schema ledger;", "create table ledger.invoice (⏎  id serial primary key,⏎  client text not null,⏎  sum numeric(10,2) check (sum > 0)⏎);", "\\copy ledger.invoice (id, client, sum) from program 'cut -d, -f1-3 invoices.csv | tail -n +2 | grep -v \",0\\.\"' csv", "select client, count(*)⏎  from ledger.invoice⏎ group by 1⏎ order by 2 desc⏎ limit 2;", "create function f(int) returns int as $$⏎  select $1 * 2;⏎$$ language sql;", "select f(21);", "explain select * from ledger.invoice where id = 1005;", "select * from ledger.inv«Tab w0.4»«w0.1» where id = 1;«w0.1» ⇒ select * from ledger.invoice  where id = 1; ∥ select * from ledger.invoice where id = 1;", "\\pset pager off", "begin;", "delete from ledger.invoice;", "rollback;", "select count(*) /* a note⏎that goes on */ from ledger.invoice;", "\\d ledger.invoice", "«Up Up»«w0.2»«C-c w0.3»…", "(select 1⏎union select 2);", "select pg_sleep(20);«Enter w0.6»«C-c w0.5» ⇒[] select pg_sleep(20);", "\\password app«Enter w0.4»«secret:Amber-Fox-77»«Enter w0.4»«secret:Amber-Fox-77»«Enter w0.5» ⇒[] \\password app", "\\conninfo")
    g.put("\\q")
    g.hit("\\q", "repl", see=False)
    g.open("PAGER='less -S' psql shop", "shop=#", 0.6)
    g.repl("select n, repeat('wide ', 40) from generate_series(1, 60) n;«Enter w0.6»  «w0.2»q«w0.4» ⇒[] select n, repeat('wide ', 40) from generate_series(1, 60) n;", "select 'after the pager';", "exit")
    g.do("echo out of it")
    g.end()


@alone(["sh", "@HOME@/bin/mariadb.sh", "zsh", "-f", "-i"], (110, 30), files=MARIA, needs=["mariadbd", "mariadb", "zsh"], PROMPT="%n@db-4 %1~ %# ", PS1="%n@db-4 %1~ %# ", RPS1="%T")
def c24_a_dba_with_mariadb(g):
    g.calm(4)
    g.open("mariadb -A shop", "[shop]>", 0.6)
    g.repl("create table invoice (id int auto_increment primary key,⏎  client varchar(40),⏎  total decimal(10,2)⏎);", "insert into invoice (client, total) values⏎  ('Aldous', 12.5),⏎  ('Brandt', 9);", "select client, sum(total) from invoice group by client with rollup;", "delimiter //", "create procedure p() begin⏎  select 1;⏎  select 2;⏎end //", "delimiter ;", "call p();", "select 'it''s', \"a ⏎b\";", "/* a note⏎that goes on */ select 3;", "show tables«w0.1»;", "selct 1;", "«Up w0.2»«C-a»«Right*3»e«C-e» ⇒ select 1;", "select sleep(20);«Enter w0.6»«C-c w0.6» ⇒[] select sleep(20);", "pager less -SFX", "select * from invoice;", "nopager", "\\! ls deploy", "select 4 \\g", "tee log.txt", "notee")
    g.put("quit")
    g.hit("quit", "repl", see=False)
    g.do("print out of it")
    g.end()


@zsh((90, 26), "x", AVIT_RC)
def c25_sqlite_with_documents(g):
    g.open("sqlite3 ledger.db", "sqlite>", 0.5)
    g.repl(".mode csv", ".import invoices.csv invoice", ".headers on", ".mode box", "select client, count(*) n⏎from invoice⏎group by client⏎having n > 1;", "create trigger t after insert on invoice begin⏎select 1;⏎end;", "select 'a⏎b';", "-- only a note", ".tables«w0.1»", "with r(n) as (select 1 union all⏎select n + 1 from r where n < 3)⏎select * from r;", "selec 1;", "«Up»«Home»«Right*5»t«End» ⇒ select 1;", ".prompt 'ledger> ' '   ...> '", "select 2⏎+ 3;", ".shell echo in a shell", "explain query plan select 1;«C-u»select 9; ⇒ select 9;", ".exit")
    g.do("sqlite3 ledger.db 'select count(*) from invoice'", "sqlite3 ledger.db <<S⏎select 7;⏎S", "print end")
    g.end()


@bash((100, 30), "x", RULE_RC, files={"loop.c": "#include <stdio.h>\n#include <unistd.h>\nint add(int a, int b)\n{\n\treturn a + b;\n}\nint main(void)\n{\n\tchar name[32];\n\tprintf(\"Name? \");\n\tfflush(stdout);\n\tif (scanf(\"%31s\", name) == 1)\n\t\tprintf(\"hello %s %d\\n\", name, add(40, 2));\n\tfor (;;)\n\t\tsleep(1);\n}\n"})
def c26_gdb_and_a_program_that_asks(g):
    g.do("cc -g -O0 -o loop loop.c")
    g.open("gdb -q -nx ./loop", "(gdb)", 0.8)
    g.repl("set confirm off", "break add", "run«Enter w0.8» ⇒[] run", )
    g.s.type("Pia")
    g.s.key("Enter", pace=0.5)
    g.s.truth("Pia", "reply")
    g.calm()
    g.repl("bt", "info args", "p a + b", "finish", "p $", "watch -l name", "commands 1⏎silent⏎print a⏎end", "delete", "python⏎print(6 * 7)⏎end", "continue«Enter w0.6»«C-c w0.6» ⇒[] continue", "where 2«w0.1»", "p nam«Tab w0.4» ⇒ p name", "frame function main«w0.2»", "«Up Up w0.2»«w0.1»«C-c w0.3»…", "info locals", "define twice⏎p $arg0 * 2⏎end", "document twice⏎It doubles.⏎end", "twice 21", "shell echo in a shell", "layout src«Enter w0.8» ⇒[] layout src", "p 1 + 1", "tui disable«w0.4»", "p 2 + 2", "kill", "quit")
    g.do("echo end")
    g.end()


@bash((92, 26), UBUNTU, needs=["lldb"])
def c27_lldb(g):
    g.do("cc -g -O0 -o m -x c - <<'C'⏎int main(void) { int x = 42; return x - 42; }⏎C")
    g.open("lldb ./m", "(lldb)", 2.5)
    g.repl("breakpoint set --name main", "settings show prompt", "expression 6 * 7", "hlep«BSpace*3»elp version ⇒ help version", "«Up Up w0.3» ⇒ expression 6 * 7", "version")
    g.put("quit")
    g.hit("quit", "repl", see=False, pause=0.8)
    g.do("echo end")
    g.end()


@sampled((94, 26), "pythonista")
def c28_ruby_lua_tcl_behind_fish(g):
    g.open("irb --noautocomplete", "irb", 1.8)
    g.repl("x = 6 * 7", "[1, 2].each do |n|⏎puts n⏎end ⇒ [1, 2].each do |n|⏎puts n⏎end ∥ [1, 2].each do |n|⏎  puts n⏎end", "\"ruby #{x}\"", "def f(a)⏎a * 2⏎end ⇒ def f(a)⏎a * 2⏎end ∥ def f(a)⏎  a * 2⏎end", "f 21", "«Up w0.3»«BSpace*2»4 ⇒ f 4", "x.foo rescue 'no'", "exit")
    g.open("lua5.4", ">", 0.5)
    g.repl("t = {1, 2, 3}", "#t", "function f(a)⏎return a * 2⏎end", "f(21)", "for k, v in pairs(t) do print(k, v) end", "x = {⏎1, 2}", "nosuch()", "«C-d w0.5»…")
    g.open("tclsh", "%", 0.4)
    g.repl("set x [expr {6 * 7}]", "foreach n {1 2} {⏎puts $n⏎}", "puts \"a⏎b\"", "proc f {} {⏎return [clock format 0 -format %Y -gmt 1]⏎}", "f", "exit")
    g.do("echo end")
    g.end()


@zsh((88, 26), "x", SHRINK_RC, needs=["gforth", "ocaml", "sbcl"])
def c29_forth_caml_lisp(g):
    g.open("gforth", None, 0.8)
    g.repl("6 7 * .", ": twice 2 * ;", "21 twice .", ": many", "3 0 do i . loop", ";", "many", "bye")
    g.open("ocaml -noinit", "#", 1.0)
    g.repl("let x = 6 * 7;;", "let rec f n =⏎  if n = 0 then 1⏎  else n * f (n - 1);;", "f 5;;", "print_endline \"a;b\";;", "#quit;;")
    g.open("sbcl --noinform --no-userinit", "*", 1.2)
    g.repl("(* 6 7)", "(defun f (x)⏎  (* x 2))", "(f 21)", "(car 5)", "0", "(quit)")
    g.do("print end")
    g.end()


@bash((96, 28), "x", BLANK_RC, needs=["R", "octave-cli"])
def c30_r_and_octave(g):
    g.open("R -q --no-save", ">", 1.5)
    g.repl("x <- read.csv('invoices.csv')", "nrow(x)", "tapply(x$sum, x$client,⏎mean)", "f <- function(a, b = 2) {⏎  a * b⏎}", "f(21)", "if (TRUE) {⏎'so'⏎} else 'not'", "n <- readline('How many? ')«Enter w0.4»7«Enter w0.4» ⇒[] n <- readline('How many? ')", "n", "summary(x$sum)[1] > 0", "x[1, ]«C-a»head(«C-e») ⇒ head(x[1, ])", "q()")
    g.open("octave-cli -q", "octave", 1.5)
    g.repl("A = [1 2; 3 4];", "A'", "function r = f(a)⏎  r = a * 2;⏎end", "f(21)", "if true⏎disp('so')⏎end", "x = input('x? ');«Enter w0.4»5«Enter w0.4» ⇒[] x = input('x? ');", "x + 1", "exit")
    g.do("echo end")
    g.end()


@ash((84, 24), "\\h # ", needs=["php", "perl", "guile"])
def c31_php_perl_guile_from_ash(g):
    g.open("php -a", "php >", 0.6)
    g.repl("$rows = file('invoices.csv');", "echo count($rows), PHP_EOL;", "foreach ([1, 2] as $n) {⏎echo $n, \"\\n\";⏎}", "echo 'a⏎b';", "$f = fn($a) => $a * 2;", "echo $f(21), \"\\n\";", "quit")
    g.open("perl -de 1", "DB<", 0.6)
    g.repl("@a = map { $_ * 2 } 1..3", "x @a", "p \"@a\"", "h h«C-u»p scalar @a ⇒ p scalar @a", "q")
    g.open("guile -q", "scheme@", 1.2)
    g.repl("(define (f x)⏎  (* x 2))", "(f 21)", "(map f '(1 2 3))", "\"a⏎b\"", "(car 5)", ",q", "(exit)")
    g.do("echo end")
    g.end()


@bash((88, 24), COUNTED, needs=["bc", "dc", "units", "gp", "ed"])
def c32_calculators_and_ed(g):
    g.open("bc -q", None, 0.4)
    g.repl("scale=3", "10 / 3", "define f(n) {", "if (n < 2) return 1", "return n * f(n - 1)", "}", "f(10)", "2 ^ 10 + \\", "1", "quit")
    g.open("units -v", None, 0.6)
    g.do("?3 miles", "?km", "«C-d w0.4»…")
    g.open("gp -q -f", "?", 0.6)
    g.repl("6 * 7", "f(x) = x ^ 2 + 1", "f(5)", "{for(n = 1, 2,⏎print(n))}", "quit")
    g.open("ed -p '* ' deploy/blue.yml", "*", 0.4)
    g.do("?,n", "?2s/3/4/", "?w", "?q")
    g.do("cat deploy/blue.yml", "echo end")
    g.end()


# tools of the net
@bash((92, 26), UBUNTU, needs=["socat", "nc", "augtool", "debugfs", "sftp"], DEBUGFS_PAGER="cat", PAGER="cat")
def c33_tools_with_prompts(g):
    g.do("dd if=/dev/zero of=fs.img bs=1024 count=400 2>/dev/null && mke2fs -q fs.img")
    g.open("debugfs -w fs.img", "debugfs:", 0.5)
    g.repl("mkdir spool", "ls", "cd spool", "pwd", "sta«BSpace*3»stat . ⇒ stat .", "quit")
    g.open("augtool -n -r .", "augtool>", 1.0)
    g.repl("set /x/y 5", "print /x", "quit")
    g.open("sftp -D /usr/lib/openssh/sftp-server", "sftp>", 0.6)
    g.repl("pwd", "lls deploy", "ls -1 deploy", "get deploy/blue.yml copy.yml", "!echo in a shell", "bye")
    g.open("nc -d -l 127.0.0.1 8472 &", None, 0.3)
    g.open("socat - TCP:127.0.0.1:8472", None, 0.4)
    g.do("?HELO ws-14", "?MAIL FROM:<pia@ws-14>", "«C-d w0.5»…", "echo end")
    g.end()


@zsh((90, 26), "x", P9K_RC, needs=P9K)
def c34_fingers_in_git(g):
    g.calm(1)
    g.do("git init -q -b main .", "git add app deploy", "git -c user.name=Pia -c user.email=p@x commit -q -m 'first of all'", "sed -i s/1.4/1.6/ deploy/blue.yml", "git add -p«Enter w0.6»?«Enter w0.4»y«Enter w0.5» ⇒[] git add -p", "git diff --cached --stat | cat", "git log | cat", "GIT_EDITOR='vim -u NONE -N' git -c user.name=Pia -c user.email=p@x commit«Enter w0.8»isecond«Escape w0.3»:wq«Enter w0.8» ⇒[] GIT_EDITOR='vim -u NONE -N' git -c user.name=Pia -c user.email=p@x commit", "git log --oneline | wc -l", "git stash list", "print end")
    g.end()


# secrets, pages, editors and menus
@bash((84, 24), CLUSTER, needs=["gpg", "openssl", "sudo"])
def c40_secrets_one_after_the_other(g):
    g.open("read -sp 'PIN: ' pin; echo", "PIN:", 0.3)
    g.word("7719-Larch")
    g.do("echo ${#pin}")
    g.open("openssl rsa -aes256 -in <(openssl genrsa 1024 2>/dev/null) -out k.pem", "pass phrase", 0.8)
    g.word("Larch-Basin-20")
    g.word("Larch-Basin-20")
    g.do("ls k.pem")
    g.open("openssl rsa -in k.pem -noout -modulus | cut -c1-20", "pass phrase", 0.6)
    g.word("Larch-Basin-20")
    g.do("echo between")
    g.open("stty -echo; read q; stty echo", None, 0.3)
    g.word("Larch-Basin-21")
    g.do("echo ${#q}")
    g.open("python3 -c 'import getpass as g; a=g.getpass(\"Old: \"); b=g.getpass(\"New: \"); print(a != b)'", "Old:", 0.5)
    g.word("Larch-Basin-22")
    g.word("Larch-Basin-23")
    g.open("bash -c 'read -rsp \"Token for api: \" t; echo; echo ${#t} letters'", "Token", 0.4)
    g.word("glpat-8xLarch31")
    g.do("sudo -k; sudo -n true«w0.1»", "echo end")
    g.end()


@sampled((84, 24), "astronaut")
def c41_secrets_in_fish_astronaut(g):
    g.open("read -s -P 'PIN: ' pin", "PIN:", 0.6)
    g.word("Larch-Basin-31")
    g.do("string length $pin")
    g.open("openssl passwd -6", "assword", 0.5)
    g.word("Larch-Basin-32")
    g.word("Larch-Basin-32")
    g.open("ssh-keygen -q -t ed25519 -f nk", "passphrase", 0.6)
    g.word("Larch-Basin-33")
    g.word("Larch-Basin-33")
    g.do("ls nk.pub", "read -P 'Who? ' who«Enter w0.5»Pia of the ledger«Enter w0.4» ⇒[] read -P 'Who? ' who", "echo $who", "echo end")
    g.end()


@ksh((84, 24), "ws:${PWD##*/}$ ", "set -o emacs\n")
def c42_secrets_in_korn(g):
    g.open("stty -echo; read pin; stty echo", None, 0.4)
    g.word("Larch-Basin-41")
    g.do("print ${#pin}", "read who?'Who? '«Enter w0.3»Pia«Enter w0.3» ⇒[] read who?'Who? '", "print $who", "sh agree ledger.db«Enter w0.3»y«Enter w0.3» ⇒[] sh agree ledger.db", "rm -i syslog«Enter w0.3»n«Enter w0.3» ⇒[] rm -i syslog", "select f in a b; do print $f; break; done«Enter w0.3»2«Enter w0.3» ⇒[] select f in a b; do print $f; break; done", "cat > n.txt«Enter w0.3»one«Enter w0.2»two«Enter w0.2»«C-d w0.3» ⇒[] cat > n.txt", "wc -l n.txt", "print end")
    g.end()


@bash((90, 28), MANJARO, needs=["less", "vim", "nano", "mc", "htop", "fzf", "dialog", "tig"])
def c43_full_screens_in_a_row(g):
    g.do("less syslog«Enter w0.5»«Space w0.2»/smtpd«Enter w0.3»nnGq«w0.4» ⇒[] less syslog", "vim -u NONE -N deploy/blue.yml«Enter w0.7»ggo# ls -l«Escape w0.3»:wq«Enter w0.5» ⇒[] vim -u NONE -N deploy/blue.yml", "cat deploy/blue.yml", "man -P 'less -X' bash«Enter w1.2»«Space w0.2»q«w0.5» ⇒[] man -P 'less -X' bash", "nano letters/to-printer.txt«Enter w0.7»echo not run«Enter w0.2 C-x w0.4»n«w0.5» ⇒[] nano letters/to-printer.txt", "top -n 1 -b | head -n 1", "htop«Enter w1.0»q«w0.5» ⇒[] htop", "whiptail --yesno 'Go on?' 8 30«Enter w0.6»«Enter w0.5» ⇒[] whiptail --yesno 'Go on?' 8 30", "find . -name '*.yml' | fzf --height 30%«Enter w0.9»gre«w0.4 Enter w0.5» ⇒[] find . -name '*.yml' | fzf --height 30%", "watch -n 1 date«Enter w1.2»«C-c w0.5» ⇒[] watch -n 1 date", "echo end")
    g.end()


@zsh((80, 24), "x", AVIT_RC, needs=["vim", "less"])
def c44_an_editor_suspended(g):
    g.do("vim -u NONE -N app/main.py«Enter w0.7»Go# note«Escape w0.2 C-z w0.6» ⇒[] vim -u NONE -N app/main.py", "print with vim asleep", "jobs", "fg«Enter w0.6»:q!«Enter w0.5» ⇒[] fg", "print awake", "less syslog«Enter w0.5»«C-z w0.5» ⇒[] less syslog", "cat deploy/blue.yml", "%1«Enter w0.5»q«w0.4» ⇒[] %1", "git diff --no-index deploy/blue.yml deploy/green.yml | less -F«Enter w0.5»«w0.3» ⇒[] git diff --no-index deploy/blue.yml deploy/green.yml | less -F", "print end")
    g.end()


@dash((80, 24), "$ ", "", needs=["vim", "less"])
def c45_screens_from_dash(g):
    g.do("less -X syslog«Enter w0.5»«Space w0.2»q«w0.4» ⇒[] less -X syslog", "vi -u NONE -N n.txt«Enter w0.7»irow«Escape w0.2»:wq«Enter w0.5» ⇒[] vi -u NONE -N n.txt", "cat n.txt", "more -e syslog«Enter w0.5»«Space w0.3»q«w0.4» ⇒[] more -e syslog", "sh agree n.txt«Enter w0.3»y«Enter w0.3» ⇒[] sh agree n.txt", "sh gauge", "echo end")
    g.end()


@alone(["bpython"], (90, 28), needs=["bpython"])
def c46_bpython(g):
    g.calm(2.5)
    g.repl("x = 6 * 7", "x + 1", "import os", "[n for n in range(3)]", "print('two words')")
    g.s.key("C-d", pace=0.5)


@alone(["xonsh", "--no-rc"], (96, 28), needs=["xonsh"], PROMPT="{user}@ws {cwd_base} @ ", XONSH_SHOW_TRACEBACK="0")
def c47_xonsh(g):
    g.calm(4)
    g.do("ls deploy", "x = 6 * 7", "echo @(x)", "print('so')", "wc -l syslog", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«Up w0.3 Up w0.3» ⇒ wc -l syslog", "echo end")
    g.end()


@alone(["elvish", "-norc"], (84, 24), needs=["elvish"])
def c48_elvish_edits(g):
    g.do("ls deploy", "echo one tow«BSpace*2»wo ⇒ echo one two", "var x = 5; echo $x", "for n [1 2] {⏎echo $n⏎} ⇒ for n [1 2] {⏎echo $n⏎} ∥ for n [1 2] {⏎  echo $n⏎}", "echo a b«C-a»«w0.1»«C-e» c ⇒ echo a b c", "«Up w0.3 Up w0.3»«w0.2» ⇒ for n [1 2] {⏎echo $n⏎} ∥ for n [1 2] {⏎  echo $n⏎}", "wc -l < syslog", "never«C-c w0.4» ✗", "echo end")
    g.end()
