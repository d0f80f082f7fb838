"""Days by trade: administrators, a DBA, a network engineer, developers, analysts and agents that keep a shell, each in a shell and a prompt of its own."""
from props import prop
from props.gills import HIGH, PLUGGED, SUGG
from props.strothers import FZF_BASH, FZF_ZSH
from props.withies import AMAZON, ARCH, COMPINIT, DST, HEROKU, INIT, JONATHAN_RC, KPHOEN, LAMBDA, MINGW, MINT, PARROT, POSH_RC, RASPBIAN, SLACK, STATE_RC, TOOK_RC, alone, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, yash, zsh

CON = {"con": prop("sneads.py")}
PSQL, MARIA = {"bin/postgres.sh": prop("postgres.sh")}, {"bin/mariadb.sh": prop("mariadb.sh")}
C = {"tree.c": "#include <stdio.h>\nint height(int n)\n{\n\treturn n * 2 + 1;\n}\nint main(void)\n{\n\tfor (int n = 1; n < 4; n++)\n\t\tprintf(\"row %d: %d\\n\", n, height(n));\n\treturn 0;\n}\n", "Makefile": "tree: tree.c\n\tcc -g -O0 -o tree tree.c\n", "tree.py": "def height(n):\n    return n * 2 + 1\n\n\nfor n in range(1, 4):\n    print('row', n, height(n))\n"}


# administrators
@bash((100, 30), AMAZON, "alias ll='ls -l'\n", needs=["parted", "fdisk", "dd"])
def t01_a_disk_is_parted(g):
    g.do("dd if=/dev/zero of=disk.img bs=1M count=8 status=none")
    g.open("parted disk.img", "(parted)", 0.6)
    g.repl("mklabel gpt", "unit MiB", "mkpart primary 1 4", "print", "quit")
    g.open("fdisk disk.img", "Command (m for help):", 0.6)
    g.do("?p", "?q")
    g.do("file disk.img | cut -c1-40", "ll disk.img«C-a»LC_ALL=C «w0.1» ⇒ LC_ALL=C ll disk.img", "rm disk.img", "df -h / | tail -n 1 | tr -s ' '", "«C-r w0.3»df«w0.4 C-e» | cut -d' ' -f5 ⇒ df -h / | tail -n 1 | tr -s ' ' | cut -d' ' -f5", "uptime | cut -c1-5", "echo end")
    g.end()


@zsh((110, 32), DST, "bindkey -e\n", needs=["nft", "ip", "unshare"])
def t02_a_network_of_its_own(g):
    g.open("unshare -n bash --norc --noprofile", None, 0.7)
    g.do("PS1='netns \\$ '", "ip link set lo up", "ip -br addr", "ip link add veth0 type veth peer name veth1 2>&1 | head -n 1", "ip -br link | wc -l")
    g.open("nft -i", "nft>", 0.5)
    g.repl("add table inet holt", "add chain inet holt in { type filter hook input priority 0; }", "list tables", "quit")
    g.do("ss -ltn | wc -l", "ip route add 10.4.0.0/16 dev lo", "ip route", "«C-r w0.3»br«w0.4» ⇒ ip -br link | wc -l", "exit", "print out of it")
    g.end()


@bash((84, 26), RASPBIAN, needs=["sudo", "su"])
def t03_root_and_back(g):
    g.do("whoami")
    g.open("sudo -i env PS1='[\\u@holt \\W]# ' bash --norc", None, 1.0)
    g.do("pwd", "ls /etc/hosts /etc/passwd", "grep -c root /etc/passwd", "cat > /tmp/motd.$$ <<X⏎welcome⏎X", "rm -i /tmp/motd.$$«Enter w0.4»y«Enter w0.4» ⇒[] rm -i /tmp/motd.$$", "«C-r w0.3»grep«w0.4» ⇒ grep -c root /etc/passwd", "exit")
    g.open("su -s /bin/sh nobody", None, 1.0)
    g.do("id -un", "ls /root", "cd /tmp", "pwd")
    g.s.key("C-d", pace=0.6)
    g.calm()
    g.do("whoami", "echo end")
    g.end()


@ksh((96, 30), "root@holt:${PWD##*/} # ", "set -o vi\nalias l='ls -l'\n")
def t04_an_old_unix_hand(g):
    g.do("uname -s", "ps -ef | wc -l", "df -k / | tail -1", "find orders -type f | xargs wc -l | tail -1«Escape w0.2»0wcworders web«Escape w0.2» ⇒ find orders web -type f | xargs wc -l | tail -1 ∥ find orders web-type f | xargs wc -l | tail -1", "awk -F, 'NR>1 {s+=$3} END {print s}' stock.csv", "print ${.sh.version} | cut -c1-12", "for h in a b; do⏎print -n \"$h \"⏎done; print", "«Escape w0.2»kk«w0.2» ⇒ print ${.sh.version} | cut -c1-12 ∥ awk -F, 'NR>1 {s+=$3} END {print s}' stock.csv", "ls -l | head -2 > /dev/null && print ok", "trap", "print end")
    g.end()


@ash((76, 22), "root@OpenWrt:\\w# ", "")
def t05_a_router_of_the_house(g):
    g.do("uci() { echo \"network.lan.ipaddr='10.4.11.1'\"; }", "uci show network.lan", "cat /proc/loadavg | cut -d' ' -f1-3", "logread() { tail -n 3 pump.log; }", "logread | grep -c ok", "vi -h 2>&1 | head -n 1", "uci set network.lan.ipaddr=10.4.12.1«Left*3»3.«w0.1» ⇒ uci set network.lan.ipaddr=10.4.123..1 ∥ uci set network.lan.ipaddr=10.4.13.2.1 ∥ uci set network.lan.ipaddr=10.4.1" + "3.2.1", "«Up w0.2»«C-u»uci commit ⇒ uci commit", "ping -c 1 -W 1 127.0.0.1 | tail -n 1", "top -b -n 1 | head -n 1 | cut -c1-4", "echo end")
    g.end()


@tcsh((90, 26), "%B%m%b:%~ %n%# ", "bindkey -e\nalias ll 'ls -l'\nalias gr 'grep -n'\n")
def t06_a_chip_designer_in_tcsh(g):
    g.do("setenv LM_LICENSE_FILE 27000@holt", "echo $LM_LICENSE_FILE", "gr blocked pump.log | head -n 2", "ll orders | wc -l", "foreach f (orders/2026*.txt)⏎echo $f:t:r⏎end", "!gr:p ⇒", "set prompt = 'vlsi %h> '", "echo changed", "source /dev/null", "repeat 3 echo -n x; echo", "which ls", "history 2", "alias", "@ x = 5 + 7; echo $x", "echo end")
    g.end()


@sampled((100, 30), "astronaut", "abbr -a k kubectl\nabbr -a kgp 'kubectl get pods'\nfunction kubectl; echo kubectl (count $argv); end\n")
def t07_clusters_in_fish(g):
    g.do("k version ⇒ kubectl version", "kgp -n shop ⇒ kubectl get pods -n shop", "kubectl get«w0.6 Right w0.3» ⇒ kubectl get pods -n shop", "kubectl logs deploy/web --since=1h --tail=20 | grep -v healthz | cut -c1-60 | sort | uniq -c | sort -rn", "set -x KUBECONFIG ~/.kube/holt; echo $KUBECONFIG", "kubectl apply -f - <<«BSpace*3»«w0.1»< /dev/null ⇒ kubectl apply -f < /dev/null ∥ kubectl apply -f - < /dev/null ∥ kubectl apply -f -< /dev/null ∥ kubectl apply -f < /dev/null", "for ns in shop pay⏎kubectl get pods -n $ns⏎end ⇒ for ns in shop pay⏎kubectl get pods -n $ns⏎end ∥ for ns in shop pay⏎    kubectl get pods -n $ns⏎end", "«C-r w0.6»healthz«w0.6 Enter w0.5» ⇒ kubectl logs deploy/web --since=1h --tail=20 | grep -v healthz | cut -c1-60 | sort | uniq -c | sort -rn", "kubectl delete pod web-0«w0.2 C-c w0.4» ✗", "echo end")
    g.end()


# a DBA
@alone(["sh", "@HOME@/bin/postgres.sh", "zsh", "-f", "-i"], (120, 34), files=PSQL, needs=["unshare", "setpriv", "psql", "zsh"], PS1="%n@db %~ %# ", RPS1="%*")
def t10_psql_in_zsh(g):
    g.calm(2.5)
    g.open("psql shop", "shop=#", 0.7)
    g.repl("\\set AUTOCOMMIT off", "create table tree (⏎  id int primary key,⏎  name text⏎);", "insert into tree⏎select n, 'tree ' || n⏎from generate_series(1, 30) n;", "select count(*) from tree;", "commit;", "select * from tree where id < 3⏎\\g", "\\x on", "select * from tree where id = 7;", "\\timing on", "select nam from tree;", "rollback;", "select name from tree where id = 30;", "\\prompt 'Which? ' w«Enter w0.4»7«Enter w0.4» ⇒[] \\prompt 'Which? ' w", "select name from tree where id = :w;", "-- a note alone", "do $$⏎begin⏎  raise notice 'hello';⏎end⏎$$;", "\\! echo from a shell", "select pg_sleep(30);«Enter w0.7»«C-c w0.6» ⇒[] select pg_sleep(30);", "rollback;", "\\q")
    g.do("print out of it")
    g.end()


@alone(["sh", "@HOME@/bin/mariadb.sh", "bash", "--norc", "--noprofile", "-i"], (100, 30), files=MARIA, needs=["mariadbd", "mariadb"], PS1="dba@holt ~ $ ", HISTFILE="@HOME@/.hist")
def t11_mariadb_in_bash(g):
    g.calm(4)
    g.open("mariadb -A shop", "[shop]>", 0.6)
    g.repl("show databases;", "create table tree (id int, name varchar(20));", "insert into tree values (1, 'alder'),⏎(2, 'birch');", "select * from tree\\G", "select name,⏎ case when id > 1⏎ then 'late' else 'early' end as t⏎from tree;", "slect 1;", "«Up w0.3»«C-a»«C-f»«w0.1»e«w0.1» ⇒ select 1; ∥ select 1;", "select 'open⏎closed' as x;", "\\c ⇒", "set @n = 5;", "select @n * 2;", "delete from tree«w0.2 C-c w0.4» ✗", "prompt holt>\\_", "select 3;", "exit")
    g.do("mariadb shop -e 'select count(*) from tree'", "echo end")
    g.end()


@bash((96, 28), "x", STATE_RC, needs=["sqlite3"])
def t12_sqlite_all_morning(g):
    g.open("sqlite3 -header -column n.db", "sqlite>", 0.5)
    g.repl(".import --csv stock.csv stock", "select tree, avg(height) h⏎from stock⏎group by 1⏎order by h desc;", "create view tall as⏎select * from stock where height > 150;", "select count(*) from tall;", "pragma table_info(stock);", "begin; update stock set price = 0;", "select sum(price) from stock;", "rollback;", "select * from nosuch;", "«Up w0.2 Up w0.2 Up w0.2» ⇒ select sum(price) from stock;", ".mode line", "select * from stock limit 1;", "select '⏎';", ".save copy.db", ".quit")
    g.do("sqlite3 copy.db .tables", "sqlite3 n.db 'select 1'«C-a»time «w0.1» ⇒ time sqlite3 n.db 'select 1'", "echo end")
    g.end()


# a network engineer
@bash((100, 32), SLACK, files=CON)
def t20_a_leaf_at_a_question_mark(g):
    g.do("ls con")
    g.open("python3 con eos", "holt-leaf1#", 0.6)
    g.repl("show ?«w0.4»interface ⇒ show interface", "conf«Tab w0.4» ⇒ configure", "interface Ethernet1", "sw«Tab w0.4»mode trunk ⇒ switchport mode trunk", "no sh«w0.2»?«w0.4»utdown ⇒ no shutdown", "switchport trunk allowed vlan 10,20,30«BSpace*3» ⇒ switchport trunk allowed vlan 10,20", "exit", "shwo vlan«C-a»«Right*2»«w0.1»«C-u»show vlan ⇒ show vlan", "«Up w0.3» ⇒ show vlan", "write memory", "show brief all«Enter w0.4»«Space w0.3»q«w0.3» ⇒[] show brief all", "exit")
    g.do("echo end")
    g.end()


@zsh((90, 30), LAMBDA, "bindkey -e\n", files=CON)
def t21_a_router_that_slides(g):
    g.open("python3 con ios", "holt-rtr#", 0.6)
    g.repl("enable", "configure terminal", "interface Ethernet0/1", "ip address 172.18.1.1 255.255.255.254", "ip access-group this-is-a-very-long-name-of-an-access-list-that-slides in«w0.2» ⇒ ip access-group this-is-a-very-long-name-of-an-access-list-that-slides in", "no shutdown", "exit", "show brief all«Enter w0.4»«Space w0.3»q«w0.3» ⇒[] show brief all", "sh ip?«w0.4»«C-u»show ip route ⇒ show ip route", "ping 172.18.1.0", "copy running-config startup-config", "exit")
    g.do("print end")
    g.end()


@bash((110, 34), MINT, files=CON)
def t22_a_router_with_a_row_above(g):
    g.open("python3 con md", "holt-7#", 0.6)
    g.repl("show router interface", "configure", "port 1/1/1", "admin-state enable", "description «Tab w0.3»core ⇒ description core", "?«w0.5»info ⇒ info", "router Base", "exit", "compare", "commit", "sh«Tab w0.4»all«Enter w0.4»q«w0.3» ⇒[] show all", "«Up w0.3»«C-u»«w0.1»show port ⇒ show port", "logout")
    g.do("echo end")
    g.end()


@dash((80, 28), "$ ", "", files=CON)
def t23_a_menu_with_a_shell(g):
    g.open("python3 con sense", "option:", 0.6)
    g.do("?7«w0.2»", "?127.0.0.1«w0.3»", "⇒", "?8«w0.3»")
    g.do("ls orders", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "pwd", "exit")
    g.do("?0", "echo end")
    g.end()


# developers
@bash((100, 32), MINGW, files=C, needs=["gdb", "make", "cc"])
def t30_a_debugger_all_day(g):
    g.do("make", "./tree", "git init -q . && git add tree.c Makefile && git -c user.name=n -c user.email=n@h commit -qm one")
    g.open("gdb -q ./tree", "(gdb)", 0.8)
    g.repl("break height", "run", "bt", "p n", "finish", "info locals", "display n", "delete 1", "list height", "⇒", "x/2i $pc", "next", "p height(20)", "«Up w0.3» ⇒ p height(20)", "shell echo from a shell", "info breakpoints", "continue", "quit")
    g.do("sed -i 's/+ 1/+ 2/' tree.c", "git --no-pager diff --stat", "make && ./tree", "git commit -am two«C-a»«M-f»«w0.1» -c user.name=n -c user.email=n@h«w0.1» ⇒ git -c user.name=n -c user.email=n@h commit -am two", "git --no-pager log --oneline", "echo end")
    g.end()


@zsh((100, 30), KPHOEN, SUGG + "bindkey -e\n", files=C, needs=PLUGGED[:1])
def t31_python_and_its_debugger(g):
    g.do("python3 tree.py", "python3 -c 'import tree' | tail -n 1")
    g.open("python3 -m pdb tree.py", "(Pdb)", 0.7)
    g.repl("b height", "c", "p n", "a", "n", "p n * 10", "w", "q")
    g.open("python3 -q", ">>>", 0.5)
    g.repl("from pathlib import Path", "sum(len(p.read_text()) for p in Path('orders').iterdir())", "def f(n):⏎    if n > 1:⏎        return n * f(n - 1)⏎    return 1⏎ ⇒ def f(n):⏎    if n > 1:⏎        return n * f(n - 1)⏎    return 1", "f(10)", "'''open⏎closed'''", "[n for n in range(3)⏎if n]", "«Up w0.2»«C-c w0.3»…", "exit()")
    g.do("python3 tr«w0.5 Right w0.3» ⇒ python3 tree.py", "print end")
    g.end()


@bash((110, 30), "x", TOOK_RC, needs=["node"])
def t32_a_front_end(g):
    g.do("node --version", "cat > sum.js <<'JS'⏎const n = [1, 2, 3];⏎console.log(n.reduce((a, b) => a + b));⏎JS", "node sum.js", "npm() { echo 'added 14 packages in 2s'; }", "npm install --save-dev eslint prettier typescript @types/node vite")
    g.open("node", "> ", 0.9)
    g.repl("const fs = require('fs')", "fs.readdirSync('orders').length", "[1, 2, 3].map(n => n * 2)", "let o = {⏎a: 1,⏎b: 2⏎} ⇒ let o = {⏎a: 1,⏎b: 2⏎} ∥ let o = {⏎  a: 1,⏎  b: 2⏎}", "o.a + o.b", "await Promise.resolve(5)", "o.«w0.6»b ⇒ o.b", "nosuch", ".exit")
    g.do("«C-r w0.3»eslint«w0.4» ⇒ npm install --save-dev eslint prettier typescript @types/node vite", "echo end")
    g.end()


@alone(["python3", "@HOME@/con", "mongo"], (100, 30), files=CON)
def t33_documents(g):
    g.repl("show dbs", "db.tree.find({ name: \"rowan\" })", "db.tree.insertOne({⏎  name: \"alder\",⏎  n: 4⏎})", "db.tree.countDocuments()", "«Up w0.3 Up w0.3»«w0.2»«C-c w0.3»…", "db.tree.fnd()«Left*4»i«w0.2» ⇒ db.tree.find()", "use other")
    g.end("exit", "repl")


@alone(["python3", "@HOME@/con", "iex"], (90, 26), files=CON)
def t34_elixir(g):
    g.repl("x = 6 * 7", "Enum.map([1, 2], fn n -> n * 2 end)", "if x > 1 do⏎  IO.puts \"big\"⏎end", "x |> Integer.to_string()", "«Up w0.3» ⇒ x |> Integer.to_string()", "String.upcase(\"alder\")")
    g.end("System.halt", "repl")


@alone(["python3", "@HOME@/con", "ghci"], (80, 24), files=CON)
def t35_haskell(g):
    g.repl("let x = 6 * 7", ":t x", ":{⏎f n =⏎  n * 2⏎:}", "f 21", "map f [1, 2, 3]", "«Up w0.3 Up w0.3» ⇒ f 21", ":set prompt \"λ> \"«C-u»x + 1 ⇒ x + 1")
    g.end(":quit", "repl")


@yash((90, 26), "\\w \\$ ", "set -o emacs\n", files=CON)
def t36_hive_below_yash(g):
    g.do("ls orders")
    g.open("python3 con hive", "10000>", 0.6)
    g.repl("show tables;", "select tree, count(*)⏎from stock⏎group by tree;", "selct 1;", "«Up w0.3»«C-a»«Right*3»e«w0.2» ⇒ select 1;", "!quit")
    g.do("echo end")
    g.end()


@fish((96, 30), "set_color yellow; echo -n (prompt_pwd)' '; set_color normal; echo -n '❯ '", "", needs=["irb", "lua5.4", "tclsh", "R"])
def t37_an_afternoon_of_tongues(g):
    g.open("irb --noautocomplete", "irb", 1.2)
    g.repl("[3, 1, 2].sort", "def f(n)⏎n * 2⏎end ⇒ def f(n)⏎n * 2⏎end ∥ def f(n)⏎  n * 2⏎end", "f 21", "exit")
    g.open("lua5.4", "> ", 0.6)
    g.repl("x = 6 * 7", "for n = 1, 2 do⏎print(n)⏎end", "x", "os.exit()")
    g.open("R -q --no-save", "> ", 1.5)
    g.repl("x <- c(1, 2, 3)", "mean(x)", "f <- function(n) {⏎n * 2⏎}", "f(21)", "q()")
    g.open("tclsh", "% ", 0.6)
    g.repl("set x 5", "foreach n {1 2} {⏎puts $n⏎}", "expr {$x * 2}", "exit")
    g.do("echo end")
    g.end()


# choosers
@bash((100, 30), ARCH, FZF_BASH + "export FZF_DEFAULT_OPTS='--no-height'\n", needs=["fzf", "/usr/share/doc/fzf/examples/key-bindings.bash"])
def t40_chooser_on_the_whole_screen(g):
    g.do("ls orders", "grep -c dry pump.log", "echo plant the rowans", "«C-r w1.0»rowan«w0.6 Enter w0.7» ⇒ echo plant the rowans", "«C-r w1.0»dry«w0.6 Enter w0.7» | cat ⇒ grep -c dry pump.log | cat", "cat «C-t w1.0»2026-03«w0.6 Enter w0.7» ⇒ cat orders/2026-03.txt ∥ cat orders/2026-03.txt ", "«C-r w1.0»zzz«w0.4 Escape w0.6»echo nothing chosen ⇒ echo nothing chosen", "cd $(ls -d */ | fzf)«Enter w1.0»web«w0.5 Enter w0.6» ⇒[] cd $(ls -d */ | fzf)", "pwd", "echo end")
    g.end()


@zsh((100, 30), "x", INIT + "pws\n" + COMPINIT + FZF_ZSH + "export FZF_DEFAULT_OPTS='--height 45% --border'\n", needs=["fzf", "/usr/share/doc/fzf/examples/key-bindings.zsh"])
def t41_chooser_below_the_line(g):
    g.do("ls orders", "grep -c dry pump.log", "print plant the rowans", "«C-r w1.0»rowan«w0.6 Enter w0.7» ⇒ print plant the rowans", "«C-r w1.0»dry«w0.6 Enter w0.7» | cat ⇒ grep -c dry pump.log | cat", "cat «C-t w1.0»2026-03«w0.6 Enter w0.7» ⇒ cat orders/2026-03.txt ∥ cat orders/2026-03.txt ", "«C-r w1.0»zzz«w0.4 C-c w0.6»print nothing chosen ⇒ print nothing chosen", "print end")
    g.end()


# agents
@bash((200, 50), "\\n###PS1JSON###{\"cwd\": \"\\w\", \"code\": \"$?\"}###PS1END###\\n", "PS2=\nbind 'set enable-bracketed-paste off'\n", history="")
def t50_an_agent_with_a_prompt_of_json(g):
    g.wire("ls -la orders | head -n 3", "cat web/index.html", "grep -rn price . | head -n 2", "cd web && pwd", "cd ..", "python3 -c \"print(sum(range(10)))\"", "sed -n '1,3p' stock.csv", "false", "echo done; echo 'with two'", "for f in orders/2026*; do echo \"== $f\"; cat \"$f\"; done", "git status --short 2>&1 | head -n 2", "true")
    g.end()


@bash((120, 40), "$ ", "unset PROMPT_COMMAND\nexport PAGER=cat TERM=dumb\n", TERM="dumb", history="")
def t51_an_agent_that_marks_its_ends(g):
    for n, text in enumerate(("ls orders", "wc -l stock.csv", "sort -t, -k4 -n stock.csv | tail -n 2", "test -f nosuch", "date +%Y")):
        g.wire(f"{text}; echo __CMD_END_{n}__$?")
    g.s.burst("cat > fix.py <<'EOF'\rimport sys\rprint(len(sys.argv))\rEOF\r")
    g.s.truth("cat > fix.py <<'EOF'\nimport sys\nprint(len(sys.argv))\nEOF")
    g.s.pause(0.5)
    g.calm()
    g.wire("python3 fix.py a b; echo __CMD_END_9__$?")
    g.end()


@zsh((140, 40), "agent@holt %~ %# ", HIGH + SUGG + "bindkey -e\n", needs=PLUGGED)
def t52_an_agent_in_a_dressed_zsh(g):
    g.wire("ls orders", "print one", "for f in orders/*(N); do print $f; done", "cat stock.csv | head -n 2", "print one")
    g.do("«paste:print pasted by an agent⏎print in two rows» ⇒ print pasted by an agent⏎print in two rows")
    g.wire("false", "print end")
    g.end()


@sampled((120, 36), "arrow")
def t53_an_agent_in_fish(g):
    g.wire("ls orders", "echo one", "for f in orders/2026*; echo $f; end", "cat stock.csv | head -n 2", "echo one", "false", "echo end")
    g.end()


@bash((100, 30), PARROT, needs=["script"])
def t54_under_script_and_timeout(g):
    g.open("env SHELL=/bin/bash script -q log.txt", None, 0.9)
    g.do("PS1='logged $ '", "ls orders", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«Up Up w0.2» ⇒ ls orders", "exit")
    g.do("grep -c wrong log.txt")
    g.open("setsid -w env PS1='apart $ ' bash --norc --noprofile", None, 0.8)
    g.do("echo apart from it", "exit")
    g.do("nohup ls web > /dev/null 2>&1«w0.3»", "sh -c 'echo in another'", "echo end")
    g.end()


@mksh((90, 26), "holt \\$ ".replace("\\", ""), "")
def t55_scripts_by_hand(g):
    g.do("cat > plant.sh <<'SH'⏎#!/bin/sh⏎for t in \"$@\"; do⏎  echo \"planting $t\"⏎done⏎SH", "chmod +x plant.sh", "./plant.sh alder birch", "ls -l plant.sh | cut -c1-4")
    g.open("ed -s plant.sh", None, 0.5)
    g.repl(",s/planting/felling/", "w", "q")
    g.do("./plant.sh rowan", "wc -c < plant.sh", "tr a-z A-Z«Enter w0.3»shout«Enter w0.3»«C-d w0.4» ⇒[] tr a-z A-Z", "print end")
    g.end()


@bash((88, 28), HEROKU, "HISTCONTROL=ignorespace\nset +o histexpand\n", needs=["git", "less"])
def t60_git_all_day(g):
    g.do("git init -q -b main .", "git config user.name n; git config user.email n@h", "git add orders web", "git commit -qm 'first trees'", "echo T099 1 >> orders/2026-01.txt", "git diff | cat", "git add -p«Enter w0.6»y«Enter w0.5» ⇒[] git add -p", "git commit -qm 'more trees!'", "git log --oneline --graph | cat", "git -c core.pager='less -+F -+X' log«Enter w0.7»q«w0.5» ⇒[] git -c core.pager='less -+F -+X' log", "git checkout -q -b dry", "git stash list", "«C-r w0.3»graph«w0.4» ⇒ git log --oneline --graph | cat", "git branch -D nosuch", " git status --short # not kept in history ⇒ git status --short # not kept in history ∥  git status --short # not kept in history", "git clean -i«Enter w0.6»q«Enter w0.5» ⇒[] git clean -i", "echo end")
    g.end()


@zsh((96, 28), "x", JONATHAN_RC)
def t61_words_of_all_alphabets(g):
    g.do("print Привет мир", "print καλημέρα", "print 'שלום'", "print 你好，世界", "print ひらがな カタカナ«BSpace*2»ナ ⇒ print ひらがな カタナ", "print 한국어 문장", "print ñandú çedilla Straße", "mkdir Bäume; ls -d B*", "print 🌱 🌲 tree", "«Up w0.2 Up w0.3»«C-e»; print x ⇒ mkdir Bäume; ls -d B*; print x", "print end")
    g.end()


@bash((64, 18), "x", POSH_RC)
def t62_a_small_laptop(g):
    g.do("ls orders web", "grep -h ok pump.log | sort | uniq -c | sort -rn | head -n 3", "«Up w0.2»«M-b»«M-b»«w0.1»«C-k»-1 ⇒ grep -h ok pump.log | sort | uniq -c | sort -rn | head --1 ∥ grep -h ok pump.log | sort | uniq -c | sort -rn | head -1 ∥ grep -h ok pump.log | sort | uniq -c | sort -rn | -1", "less pump.log«Enter w0.5»q«w0.4» ⇒[] less pump.log", "echo «size 52x18»smaller ⇒ echo smaller", "seq 25", "false", "«C-r w0.3»uniq«w0.4 C-g w0.3»…", "echo end")
    g.end()


@bash((80, 24), "\\[\\e]0;holt\\a\\]$(printf '%s' \"holt \") > ".replace("$(printf '%s' \"holt \")", "holt"), "bind '\"\\e[A\": history-search-backward'\nbind '\"\\e[B\": history-search-forward'\nbind 'set completion-ignore-case on'\nbind 'set show-all-if-unmodified on'\n", history=".hist")
def t63_arrows_that_search(g):
    g.do("ls orders", "echo alder", "ls web", "echo birch", "ls«Up w0.3» ⇒ ls web", "ls«Up w0.2 Up w0.3» ⇒ ls orders ∥ ls web", "echo«Up w0.2 Up w0.2 Down w0.3» ⇒ echo birch", "cat ORD«Tab w0.4»2026-01«Tab w0.4» ⇒ cat orders/2026-01.txt", "echo end")
    g.end()
