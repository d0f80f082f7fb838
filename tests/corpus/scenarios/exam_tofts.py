"""Programs that ask for lines, as administrators, analysts and network engineers use them; passwords, pagers, editors and menus in between."""
from props import prop
from props.gills import DEBIAN, FEDORA, FEDORA_RC, KALI, P10K_RC, ROBBY, STAR_RC, TIDE, TIDE_RC, alone, ash, bash, fish, ksh, mksh, tcsh, zsh

TOFTS = {"edge": prop("tofts.py")}
PSQL, MARIA = {"bin/postgres.sh": prop("postgres.sh")}, {"bin/mariadb.sh": prop("mariadb.sh")}


def edge(g, style, *steps, bye="exit"):
    g.do("ls conf")
    g.open("python3 edge " + style, None, 0.8)
    g.repl(*steps)
    g.put(bye)
    g.hit(bye, "repl", see=False, pause=0.5)
    g.do("echo back from the console")
    g.end()


@bash((96, 26), DEBIAN, files=TOFTS)
def t01_a_router_that_draws_all_anew(g):
    edge(g, "tik", "/interface print", "/ip adress«BSpace*4»dress«w0.1»«C-u»/ip address ⇒ /ip address", "print", "print all«Enter w0.4»  «w0.3» ⇒[] print all", "set 0 mtu=1400«Left*4 BSpace»9«C-e» ⇒ set 0 mtu91400", "exp«Tab w0.2» ⇒ export", "«Up Up»«w0.2»«C-u»add name=x ⇒ add name=x", "/sys«Tab w0.2»?«w0.2»«C-u»quit ⇒ quit", bye="/quit")


@zsh((90, 24), ROBBY, "bindkey -e\n", files=TOFTS)
def t02_a_switch_that_goes_on_in_new_rows(g):
    edge(g, "vrp", "dis«Tab w0.2»int«Tab w0.2»«w0.1»brief«Enter w0.3»«Space w0.2»q«w0.2» ⇒[] display interface brief", "sys«Tab w0.2»«w0.1»«C-u»system-view ⇒ system-view", "vlan ?«w0.3»20 ⇒ vlan 20", "undo vlan 20«w0.1»", "«Up Up»«w0.2» ⇒ vlan 20", "sysname edgeX«BSpace»-7 ⇒ sysname edge-7", "return", bye="quit")


@fish((100, 28), TIDE, TIDE_RC, files=TOFTS)
def t03_a_firewall_with_a_pager(g):
    edge(g, "forti", "get system status", "show all«Enter w0.3»  «w0.2» ⇒[] show all", "config system«Space»interface ⇒ config system interface", "edit port1", "set ?«w0.3»alias dmz ⇒ set alias dmz", "next", "end", "diag«Tab w0.3»sys top ⇒ diagnose sys top", "show all«Enter w0.3»q«w0.2» ⇒[] show all", "never here«C-c w0.3» ✗")


@bash((84, 24), FEDORA, FEDORA_RC, files=TOFTS)
def t04_a_router_with_messages(g):
    edge(g, "xr", "show version", "show interfaces all«Enter w0.3» «w0.2»q«w0.2» ⇒[] show interfaces all", "configure", "interface Gi0/0/0/2«w1.2»", "router static«w0.7» address-family ⇒ router static address-family", "commit", "exit", "ping 10.8.0.1", "sh?«w0.2»ow clock ⇒ show clock")


@tcsh((80, 24), "%n@%m:%~ %# ", "bindkey -e\n", files=TOFTS)
def t05_a_boot_loader(g):
    edge(g, "uboot", "printenv", "setenv bootdelay 3", "setenv botoargs«BSpace*6»otargs console=ttyS0,115200 root=/dev/mmcblk0p2 rw rootwait quiet splash ⇒ setenv bootargs console=ttyS0,115200 root=/dev/mmcblk0p2 rw rootwait quiet splash", "«Up Up»«w0.2» ⇒ setenv bootdelay 3", "he«Tab w0.2» ⇒ help", "saveenv", "bo«C-c w0.3» ✗", "«C-u»mmc info«C-a»x«C-e w0.1» ⇒ xmmc info")


@ksh((78, 22), "mx$ ", "set -o emacs\n", files=TOFTS)
def t06_a_store_of_keys(g):
    edge(g, "lino", "set spool:1 held", "get spool:1", "get spool:2«Left*2 BSpace»_«C-e»0 ⇒ get spoo_:20 ∥ get spool_20 ∥ get spool_:20 ∥ get spoo_l:20", "«Up Up»«w0.2» ⇒ get spool:1", "keys *", "ttl spool:1«C-u»ping ⇒ ping")


@mksh((88, 24), "mir$ ", "", files=TOFTS)
def t07_a_board_controller(g):
    g.open("python3 edge bmc", "hpiLO", 0.4)
    g.repl("show /system1", "power off«Enter w0.4»n«Enter w0.3» ⇒[] power off", "cd system«BSpace*6»/map1 ⇒ cd /map1", "vsp")
    g.put("exit")
    g.hit("exit", "repl", see=False)
    g.do("print back")
    g.end()


# statements
@bash((100, 30), KALI, files={"bin/none": ""})
def t10_python_in_a_day(g):
    g.open("python3 -q", ">>>", 0.4)
    g.repl("import json, re", "d = json.load(open('data.json'))", "d['a'][1:«w0.2»] ⇒ d['a'][1:]", "for h in open('hosts.txt'):⏎    print(h.strip())⏎ ⇒ for h in open('hosts.txt'):⏎    print(h.strip())", "def f(x):⏎    \"\"\"doc\"\"\"⏎    return x * 2⏎ ⇒ def f(x):⏎    \"\"\"doc\"\"\"⏎    return x * 2", "f(21)", "'''open⏎and closed'''", "sum([1,⏎2,⏎3])", "1 / 0", "prnit«BSpace*3»int('x') ⇒ print('x')", "«Up Up»«w0.2»«C-a»-«C-e» ⇒ -1 / 0", "x = inp«Tab w0.2»'Who? ')«Enter w0.3»Pia ⇒[] x = input('Who? ')")
    g.s.truth("Pia", "reply")
    g.s.key("Enter", pace=0.3)
    g.repl("x", "import getpass; p = getpass.getpass()«Enter w0.3»«secret:Tall-Heron-8»«Enter w0.3» ⇒[] import getpass; p = getpass.getpass()", "len(p)", "import os; os.system('ls conf')", "exit()")
    g.do("echo out of python")
    g.end()


@alone(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit", "--colors=Linux"], (90, 28), needs=["/usr/bin/ipython3"], IPYTHONDIR="@HOME@/.ip")
def t11_ipython_in_a_day(g):
    g.calm(1.5)
    g.repl("import math", "math.pi", "for n in range(2):⏎print(n)⏎«w0.2» ⇒ for n in range(2):⏎    print(n)", "%timeit -n1 -r1 sum(range(10))", "!ls conf", "files = !ls conf", "files", "def g(x):⏎return x + 1⏎«w0.2» ⇒ def g(x):⏎    return x + 1", "g(41)", "«Up Up w0.3»«w0.2»«C-c w0.3»…", "len?«w0.3»", "'mid'«Home w0.2»x = «w0.2» ⇒ x = 'mid'", "x«w0.2»", "%history -n 1")
    g.end("exit", "repl")


@alone(["irb"], (84, 26), needs=["irb"], HISTFILE="@HOME@/.hist")
def t12_irb_with_its_dialogs(g):
    g.calm(1.5)
    g.repl("6 * 7", "hosts = File.readlines('hosts.txt').map(&:strip)", "hosts.each do |h|⏎puts h⏎end ⇒ hosts.each do |h|⏎  puts h⏎end ∥ hosts.each do |h|⏎puts h⏎end", "hosts.size", "def twice(x) = x * 2", "twice(21)", "«Up Up Up w0.3»«w0.2» ⇒ hosts.size", "[1, 2,⏎3].sum ⇒ [1, 2,⏎3].sum ∥ [1, 2,⏎  3].sum", "puts 'end'")
    g.end("exit", "repl")


@bash((110, 30), FEDORA, FEDORA_RC)
def t13_node_behind_a_shell(g):
    g.open("node", "> ", 0.8)
    g.repl("const fs = require('fs')", "fs.readFileSync('hosts.txt', 'utf8').split('\\n')", "let s = 0; for (let i = 0; i < 3; i++) {⏎s += i⏎} ⇒ let s = 0; for (let i = 0; i < 3; i++) {⏎s += i⏎} ∥ let s = 0; for (let i = 0; i < 3; i++) {⏎  s += i⏎}", "s", "s.toF«w0.3»ixed(2) ⇒ s.toFixed(2)", "await Promise.resolve(7)", ".editor«Enter w0.3»function f() {⏎  return 1⏎}⏎«C-d w0.4» ⇒[] .editor", "⇒[] function f() {⏎  return 1⏎}", "1 +«w0.1» 1 ⇒ 1 + 1", "`open⏎closed`", "never.here«C-c w0.3» ✗")
    g.put(".exit")
    g.hit(".exit", "repl", see=False)
    g.do("echo out of node")
    g.end()


@alone(["sh", "@HOME@/bin/postgres.sh", "bash", "--norc", "--noprofile", "-i"], (104, 30), files=PSQL, needs=["unshare", "setpriv", "psql"], PS1="dba@db-7:\\w\\$ ", HISTFILE="@HOME@/.hist")
def t14_psql_in_a_day(g):
    g.calm(2.5)
    g.open("psql shop", "shop=#", 0.6)
    g.repl("create table item (id int primary key,⏎name text not null,⏎price numeric);", "insert into item values (1, 'quill', 2.5), (2, 'ink', 4);", "select *⏎from item⏎where price > 3;", "\\d item", "\\dt", "select nmae«BSpace*3»ame from item; ⇒ select name from item;", "«Up Up Up Up»«w0.2»«C-c w0.3»…", "begin;", "update item set price = price * 2;", "rollback;", "select count(*) from it«Tab w0.3»;«w0.1» ⇒ select count(*) from item ; ∥ select count(*) from item;", "\\x", "select 'a⏎b';", "select 1; select 2;", "\\! echo from a shell", "\\timing", "selec 1;", "\\set PROMPT1 '%/ as %n %# '", "select 'another prompt';")
    g.put("\\q")
    g.hit("\\q", "repl", see=False)
    g.do("psql -c 'select 1' shop | cat", "echo out of it")
    g.end()


@alone(["sh", "@HOME@/bin/mariadb.sh", "bash", "--norc", "--noprofile", "-i"], (100, 28), files=MARIA, needs=["mariadbd", "mariadb"], PS1="[root@db-8 \\W]\\$ ", HISTFILE="@HOME@/.hist")
def t15_mariadb_in_a_day(g):
    g.calm(4)
    g.open("mariadb shop", "[shop]>", 0.6)
    g.repl("show tables;", "create table t (id int,⏎name varchar(20));", "insert into t values (1, 'one'),⏎(2, 'two');", "select * from t\\G", "select 'an open⏎quote';", "select conut«BSpace*4»ount(*) from t; ⇒ select count(*) from t;", "«Up Up»«w0.2»«C-c w0.3»…", "select 1⏎\\c«Enter w0.2»…", "prompt \\d> ", "select now() > 0;", "status", "selct 2;", "use mysql", "select 3;")
    g.put("exit")
    g.hit("exit", "repl", see=False)
    g.do("echo out of it")
    g.end()


@bash((80, 24), "x", STAR_RC)
def t16_sqlite_and_bc(g):
    g.open("sqlite3 spool.db", "sqlite>", 0.5)
    g.repl("create table mail (id integer primary key, host text);", ".mode column", "insert into mail (host) values ('mx-01'), ('mx-02');", "select *⏎from mail;", ".schema", "slect 1;", "«Up»«C-a C-f»e ⇒ select 1;", ".quit")
    g.do("echo between")
    g.open("bc -lq", None, 0.3)
    g.repl("scale = 4", "22 / 7", "define f(x) {", "return (x * 2)", "}", "f(21)", "quit")
    g.open("dc", None, 0.3)
    g.repl("6 7 * p", "q")
    g.do("echo end")
    g.end()


@zsh((92, 26), "x", P10K_RC)
def t17_gdb_of_a_queue(g):
    g.do("cc -g -o queue src/queue.c")
    g.open("gdb -q -nx ./queue", "(gdb)", 0.8)
    g.repl("break main", "run", "info locals", "next", "print 6 * 7", "p $rip«w0.1»", "« » ⇒ ", "define twice⏎print 2 * $arg0⏎end", "twice 21", "commands⏎silent⏎end", "backtrace", "inf«Tab w0.3 Tab w0.3»o breakpoints ⇒ info breakpoints", "list", "kill«Enter w0.3»y«Enter w0.3» ⇒[] kill")
    g.put("quit")
    g.hit("quit", "repl", see=False)
    g.do("print out of gdb")
    g.end()


@ash((84, 24), "\\W # ")
def t18_lua_tcl_and_guile(g):
    g.open("lua5.4", ">", 0.3)
    g.repl("x = 6 * 7", "print(x)", "for i = 1, 2 do⏎print(i)⏎end", "= x", "os.exit()")
    g.open("tclsh", "%", 0.3)
    g.repl("set x 5", "expr {$x * 2}", "proc f {a} {⏎return $a⏎}", "f hello", "exit")
    g.open("guile -q", "scheme@", 1.2)
    g.repl("(define x 5)", "(* x⏎2)", "(display \"hello\")", "(exit)")
    g.do("echo end")
    g.end()


@bash((90, 26), "\\[\\e[1;34m\\]\\W\\[\\e[0m\\] ⟫ ")
def t19_php_perl_and_r(g):
    g.open("php -a", "php >", 0.5)
    g.repl("$x = 6 * 7;", "echo $x, \"\\n\";", "function f($a) {⏎return $a;⏎}", "echo f('hello'), PHP_EOL;", "exit")
    g.open("perl -de 0", "DB<1>", 0.5)
    g.repl("p 6 * 7", "$x = 5", "x {a => 1}", "q")
    g.open("R -q --no-save", ">", 1.2)
    g.repl("x <- c(3, 1, 2)", "sort(x)", "f <- function(a) {⏎a * 2⏎}", "f(21)", "mean(x⏎)", "q()")
    g.do("echo end")
    g.end()


@fish((96, 28), "fish_config prompt choose astronaut >/dev/null 2>&1; echo -n (prompt_pwd)' ⧗ '")
def t20_octave_prolog_and_gp(g):
    g.open("octave-cli -q", "octave:1>", 1.5)
    g.repl("x = 6 * 7;", "disp(x)", "for n = 1:2⏎disp(n)⏎end", "m = [1 2⏎3 4];", "exit")
    g.open("swipl -q", "?-", 0.8)
    g.repl("X is 6 * 7.", "member(X, [a, b]).«Enter w0.3»;«w0.3» ⇒[] member(X, [a, b]).", "writeln(hello).", "halt.")
    g.open("gp -q -f", "?", 0.5)
    g.repl("6 * 7", "factor(2026)", "quit")
    g.do("echo end")
    g.end()


@bash((86, 24), DEBIAN)
def t21_tools_of_the_network(g):
    g.open("nslookup", ">", 0.4)
    g.repl("set type=mx", "server 127.0.0.1", "exit")
    g.open("lftp", "lftp", 0.5)
    g.repl("lpwd", "set net:timeout 2", "!ls conf", "exit")
    g.open("telnet", "telnet>", 0.3)
    g.repl("status", "quit")
    g.open("ftp", "ftp>", 0.3)
    g.repl("help", "bye")
    g.do("echo end")
    g.end()


@bash((80, 25), "\\u@mx:\\w\\$ ", files={"disk.img": "x" * 3000000})
def t22_a_disk_is_parted(g):
    g.open("fdisk disk.img", "Command (m for help):", 0.4)
    g.repl("o", "n«Enter w0.3»p«Enter w0.2»1«Enter w0.2»«Enter w0.2»«Enter w0.3» ⇒[] n", "p", "q")
    g.open("parted disk.img", "(parted)", 0.6)
    g.repl("unit s", "help", "quit")
    g.do("echo end")
    g.end()


@alone(["erl"], (86, 24), needs=["erl"])
def t23_erlang(g):
    g.calm(1.5)
    g.repl("X = 6 * 7.", "lists:sort([3, 1, 2]).", "F = fun(A) -> A * 2 end.", "F(21).", "io:format(\"~p~n\",⏎[X]).", "«Up»«w0.3»«C-a C-k»X + 1. ⇒ X + 1.")
    g.end("q().", "repl")


@alone(["jshell", "-s"], (84, 24), needs=["jshell"])
def t24_java_shell(g):
    g.calm(6)
    g.repl("int x = 6 * 7", "x + 1", "String f(int a) {⏎return \"n\" + a;⏎} ⇒ String f(int a) {⏎return \"n\" + a;⏎} ∥ String f(int a) {⏎    return \"n\" + a;⏎}", "f(x)", "for (int i = 0; i < 2; i++)⏎System.out.println(i);", "Math.ma«Tab w0.6»1, 2) ⇒ Math.max(1, 2)", "/vars")
    g.end("/exit", "repl")


@alone(["ptpython"], (90, 30), needs=["ptpython"])
def t25_ptpython_with_menus(g):
    g.calm(2.5)
    g.repl("import json", "x = [3, 1, 2]", "sorted(x)", "len(x)«w0.3»", "print('two words')", "x.append(4)«w0.2»", "x")
    g.end("exit()", "repl")


# secrets, pages, editors, menus
@bash((84, 24), DEBIAN)
def t30_secrets_of_a_debian_user(g):
    g.open("read -rsp 'Passphrase: ' p && echo", "Passphrase:", 0.3)
    g.word("Quiet-Otter-19")
    g.do("echo ${#p}")
    g.open("ssh-keygen -q -t ed25519 -f newkey", "passphrase", 0.6)
    g.word("Mossy-Lantern-4")
    g.word("Mossy-Lantern-4")
    g.do("ls newkey*")
    g.open("ssh-keygen -y -f newkey >pub.txt", "passphrase", 0.4)
    g.word("Mossy-Lantern-4")
    g.open("openssl enc -aes-256-cbc -pbkdf2 -in hosts.txt -out hosts.enc", "password", 0.4)
    g.word("Copper-Finch-6")
    g.word("Copper-Finch-6")
    g.open("python3 -c 'import getpass; print(len(getpass.getpass(\"Token: \")))'", "Token:", 0.4)
    g.word("ghp_Zx81Qq")
    g.do("echo end")
    g.end()


@zsh((90, 26), ROBBY, "bindkey -e\n")
def t31_secrets_of_a_zsh_user(g):
    g.open("read -rs 'p?Passphrase: '", "Passphrase:", 0.3)
    g.word("Quiet-Otter-20")
    g.do("print ${#p}")
    g.open("vared -p 'Edit: ' -c q", "Edit:", 0.4)
    g.do("?words for vared")
    g.do("print $q")
    g.do("print between")
    g.open("openssl passwd -6", "assword", 0.4)
    g.word("Copper-Finch-7")
    g.word("Copper-Finch-7")
    g.do("print end")
    g.end()


@fish((90, 26), "echo -n (prompt_pwd)'> '")
def t32_secrets_of_a_fish_user(g):
    g.open("read -s -P 'Passphrase: ' p", "Passphrase:", 0.5)
    g.word("Quiet-Otter-21")
    g.do("string length $p")
    g.open("read -P 'Name: ' name", "Name:", 0.4)
    g.do("?Pia of the mail")
    g.do("echo $name")
    g.open("openssl passwd -6", "assword", 0.4)
    g.word("Copper-Finch-8")
    g.word("Copper-Finch-8")
    g.do("echo end")
    g.end()


@bash((94, 28), "\\t \\W \\$ ")
def t33_pages_editors_and_menus(g):
    g.open("less -N access.log", "HTTP", 0.4)
    g.s.type("G", 0.2)
    g.s.type("?POST\r", 0.08)
    g.s.type("q", 0.3)
    g.calm()
    g.open("nano new.txt", None, 0.7)
    g.s.type("echo not a command\r", 0.03)
    g.s.key("C-x", pace=0.3)
    g.s.type("y\r", 0.3)
    g.calm()
    g.do("cat new.txt")
    g.open("vim -u NONE -N new.txt", None, 0.7)
    g.s.type("onever a prompt\x1b:!echo from vim\r", 0.05)
    g.s.pause(0.5)
    g.s.key("Enter", pace=0.3)
    g.s.type(":wq\r", 0.06)
    g.s.pause(0.4)
    g.calm()
    g.do("wc -l new.txt")
    g.open("mc -b", None, 1.2)
    g.s.type("echo in mc", 0.05)
    g.s.key("BSpace", pace=0.05)
    for _ in range(9):
        g.s.key("BSpace", pace=0.04)
    g.s.key("F10", pace=0.5)
    g.s.key("Enter", pace=0.6)
    g.calm()
    g.open("htop", None, 0.9)
    g.s.type("q", 0.3)
    g.calm()
    g.open("dialog --menu 'Which queue?' 12 40 3 1 in 2 out 3 held 2>choice", None, 0.6)
    g.s.key("Down", "Enter", pace=0.4)
    g.calm()
    g.do("cat choice; echo", "ls | fzf --height 8«Enter w0.7»host«w0.4»«Enter w0.4» ⇒[] ls | fzf --height 8", "select q in in out held; do echo $q; break; done«Enter w0.3»3 ⇒[] select q in in out held; do echo $q; break; done")
    g.s.truth("3", "reply")
    g.s.key("Enter", pace=0.3)
    g.calm()
    g.do("rm -i new.txt«Enter w0.3»n ⇒[] rm -i new.txt")
    g.s.truth("n", "reply")
    g.s.key("Enter", pace=0.3)
    g.calm()
    g.do("watch -n 1 date«Enter w1.3»«C-c w0.4» ⇒[] watch -n 1 date", "tail -f access.log«Enter w0.5»«C-c w0.4» ⇒[] tail -f access.log", "echo end")
    g.end()


@alone(["bash", "--norc", "--noprofile", "-i"], (80, 24), term="dumb", PS1="emacs-shell:\\W\\$ ", HISTFILE="@HOME@/.hist", history=".hist")
def t34_a_shell_in_an_editor(g):
    g.do("ls conf", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "cat <<E⏎row⏎E", "echo a line that is quite a bit longer than the eighty columns that this terminal has to offer", "never«C-c w0.3» ✗", "«C-r w0.2»ls«w0.3» ⇒ ls conf", "for n in 1 2; do⏎echo $n⏎done", "echo end")
    g.end()


@alone(["sh", "-c", "stty rows 0 cols 0; PS1='(none):~# ' exec busybox ash"], (80, 24), term="vt100")
def t35_a_serial_line_of_no_size(g):
    g.do("ls conf", "dmesg | tail -n 1", "echo mistkae«BSpace*3»ake ⇒ echo mistake", "«Up Up Up»«w0.2» ⇒ ls conf", "echo a line that is longer than the eighty columns which this line believes it may have, or not", "vi hosts.txt«Enter w0.6»:q!«Enter w0.4» ⇒[] vi hosts.txt", "echo end")
    g.end()


@alone(["sh", "-c", "exec rlwrap -a -S 'gw> ' cat"], (76, 20), needs=["rlwrap"])
def t36_a_program_made_to_edit(g):
    g.repl("link show", "link sohw«BSpace*3»how 2 ⇒ link show 2", "«Up Up»«w0.2» ⇒ link show", "set name \"edge 4\"", "«C-r w0.2»name«w0.3» ⇒ set name \"edge 4\"", "a long line that goes over the margin of this window, as lines of configuration do at times")
    g.s.key("C-d", pace=0.4)
