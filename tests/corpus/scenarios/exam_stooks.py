"""Days by trade at a ferry company: a DBA, a network engineer, administrators, developers in several tongues, agents; programs met within shells, two or three rows of the catalogue each."""
from props import prop
from props.gills import PLUGGED, SUGG
from props.ricks import BOB, BOX_RC, CANDY, DEVCON, FACE_RC, GITPS1_RC, KUBE, ORACLE, PUREF, SHORT_RC, STEEEF, TPUT_RC, VCS_RC, alone, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

PG = {"bin/postgres.sh": prop("postgres.sh")}
MARIA = {"bin/mariadb.sh": prop("mariadb.sh")}
REDIS = {"bin/redis.sh": prop("redis.sh")}
SRC = {"boat.c": "#include <stdio.h>\nint fare(int zones)\n{\n\tint sum = 3;\n\tsum += zones * 2;\n\treturn sum;\n}\nint main(void)\n{\n\tprintf(\"%d\\n\", fare(4));\n\treturn 0;\n}\n", "Makefile": "boat: boat.c\n\tcc -g -O0 -o boat boat.c\n", "fare.py": "def fare(zones):\n    total = 3\n    total += zones * 2\n    return total\n\n\nprint(fare(4))\n"}


# databases
@alone(["sh", "@HOME@/bin/postgres.sh", "bash", "--norc", "--noprofile", "-i"], (96, 28), files=PG, needs=["unshare", "setpriv", "psql"], PS1="[postgres@ferry-db1 ~]$ ", HISTFILE="@HOME@/.hist")
def o01_a_dba_with_psql(g):
    g.calm(2.5)
    g.do("psql -At -c 'select 6 * 7' shop")
    g.open("psql shop", "shop=#", 0.6)
    g.repl("\\set PROMPT2 '%R%# '", "create table boat (⏎  name text primary key,⏎  seats int⏎);", "insert into boat values ('Osprey', 120),⏎('Merlin', 80);", "select name, seats⏎from boat⏎where seats > 100;", "begin;", "update boat set seats = seats + 1;", "slect 1;", "rollback;", "«Up w0.2 Up w0.2»«C-a»«Right»«w0.1»e«w0.1» ⇒ select 1;", "\\d boat", "select * from generate_series(1, 40) g, boat where g % 20 = 0 and boat.seats > 100 order by g desc limit 3;", "\\x on", "select * from boat limit 1;", "select 'open⏎closed';", "«C-r w0.3»generate«w0.4 C-c w0.4»…", "\\q")
    g.do("echo out of it")
    g.end()


@alone(["sh", "@HOME@/bin/mariadb.sh", "zsh", "-f", "-i"], (100, 30), files=MARIA, needs=["mariadbd", "mariadb"], PS1="dba@ferry %~ %# ")
def o02_a_dba_with_mariadb(g):
    g.calm(4)
    g.open("mariadb -A shop", "[shop]>", 0.6)
    g.repl("create table boat (name varchar(20), seats int);", "insert into boat values ('Osprey', 120), ('Merlin', 80);", "select name⏎from boat⏎where seats > 100;", "select * from boat\\G", "show tables like 'bo%';", "select now() > '2020-01-01';", "«Up w0.3 Up w0.3» ⇒ select * from boat\\G ∥ show tables like 'bo%';", "explain select * from boat where name = 'Osprey' or seats between 50 and 100 order by seats desc limit 5;", "select 1 form dual;", "delete from boat; -- all of them", "quit")
    g.do("print out of it")
    g.end()


@alone(["sh", "@HOME@/bin/redis.sh", "bash", "--norc", "-i"], (84, 24), files=REDIS, needs=["redis-server", "redis-cli"], PS1="ops@cache-1:\\w\\$ ")
def o03_a_cache(g):
    g.calm(1.5)
    g.open("redis-cli -s sock", "redis", 0.6)
    g.repl("auth Tall-Heron-41", "set boat:1 Osprey", "get boat:1", "hset fare:oban adult 7 child 3", "hgetall fare:oban", "incr runs", "keys *", "«Up w0.3 Up w0.3» ⇒ incr runs", "lrange queue 0 -1", "gte«BSpace BSpace»et boat:1 ⇒ get boat:1", "multi", "incr runs", "exec", "quit")
    g.do("echo end")
    g.end()


@fish((100, 28), PUREF, needs=["sqlite3"])
def o04_sqlite_from_fish(g):
    g.open("sqlite3 -box ferry.db", "sqlite>", 0.6)
    g.repl(".import --csv boats.csv boats", "select home, sum(seats) s⏎from boats⏎group by home⏎having s > 100;", "create index i on boats(home);", ".schema boats", "select count(*) from boats where boat like 'O%' and seats > 50 and built < 2000 or home = 'Mallaig';", "selec 1;", "«Up w0.3 Up w0.3»«w0.2» ⇒ select count(*) from boats where boat like 'O%' and seats > 50 and built < 2000 or home = 'Mallaig';", "select 'it''s⏎two rows';", ".q")
    g.do("sqlite3 ferry.db 'select count(*) from boats'", "echo end")
    g.end()


# networks
@bash((90, 28), ORACLE, files={"con": prop("crooks.py")})
def o10_a_data_centre_switch(g):
    g.do("ls runs")
    g.open("python3 con nxos", "#", 0.8)
    g.repl("show vlan", "configure terminal", "interface Ethernet1/9", "sw«Tab w0.4»access vlan 30 ⇒ switchport access vlan 30", "no sh?«w0.4»utdown ⇒ no shutdown", "end", "show all«Enter w0.4»«Space w0.3»q«w0.4» ⇒[] show all", "exit")
    g.do("echo «C-r w0.3»runs«w0.4» ⇒ ls runs", "echo end")
    g.end()


@zsh((88, 26), CANDY, "bindkey -e\n", files={"con": prop("sneads.py")})
def o11_a_leaf_and_a_router(g):
    g.open("python3 con eos", "#", 0.8)
    g.repl("show version", "configure", "interface Ethernet2", "description uplink to the quay", "sh«w0.2»utdown ⇒ shutdown", "no shutdown", "exit", "write memory«Enter w0.8» ⇒[] write memory", "exit")
    g.open("python3 con ios", "#", 0.8)
    g.repl("show version", "configure terminal", "interface Ethernet0/2", "no shutdown", "exit", "exit")
    g.do("print end")
    g.end()


@bash((92, 28), KUBE, needs=["nft", "ip", "unshare"])
def o12_a_network_of_its_own(g):
    g.open("unshare -n bash --norc --noprofile", None, 0.6)
    g.do("PS1='(netns) \\$ '", "ip -br addr", "ip link set lo up", "ip link add v0 type veth peer name v1", "ip addr add 10.77.0.1/24 dev v0", "ip -br link | awk '{ print $1, $2 }'", "ping -c 1 -W 1 127.0.0.1 | tail -n 2", "nft list ruleset", "ip rotue«BSpace*4»oute ⇒ ip route", "for i in lo v0; do⏎  ip -o link show $i | cut -c1-20⏎done", "ss -ltn | head -n 1", "exit")
    g.do("echo home")
    g.end()


@bash((84, 24), "x", FACE_RC, needs=["lftp", "telnet"])
def o13_old_protocols(g):
    g.open("telnet", "telnet>", 0.5)
    g.repl("status", "quit")
    g.open("lftp", "lftp", 0.7)
    g.repl("lpwd", "set net:timeout 5", "!echo from a shell", "local ls runs", "exit")
    g.do("curl -s -m 1 http://127.0.0.1:9/", "echo end")
    g.end()


@bash((80, 24), "\\u@quay:\\w\\$ ", needs=["bc", "dc", "units"])
def o14_calculators(g):
    g.open("dc", None, 0.4)
    g.repl("6 7 * p", "2 70 ^ p", "q")
    g.open("units", "You have:", 0.6)
    g.repl("12 knots⏎km/hour", "3 fathoms⏎m")
    g.s.key("C-d", pace=0.4)
    g.calm()
    g.open("bc -lq", None, 0.4)
    g.repl("a = 22 / 7", "scale = 3", "a", "for (i = 0; i < 3; i++) {", "i * i", "}", "quit")
    g.do("echo end")
    g.end()


# administrators
@bash((100, 30), "x", BOX_RC, needs=["fdisk", "parted", "sfdisk"])
def o20_disks(g):
    g.do("truncate -s 64M disk.img")
    g.open("fdisk disk.img", "Command", 0.6)
    g.repl("o", "n", "?p", "?1", "?", "?+20M", "p", "w")
    g.open("parted -s disk.img print", None, 0.5)
    g.open("parted disk.img", "(parted)", 0.8)
    g.repl("print", "unit MiB", "print free", "quit")
    g.do("sfdisk -l disk.img | head -n 2", "rm disk.img", "echo end")
    g.end()


@bash((110, 32), "\\u@quay:\\w\\$ ")
def o21_an_administrators_morning(g):
    g.do("uptime | cut -c1-9", "who | wc -l", "df -h / | tail -n 1", "grep -c delayed deck.log", "tail -n 3 deck.log", "ps -eo pid,comm --sort=-pid | sed -n 2p", "find . -name '*.txt' -newermt 2020-01-01 | sort | head -n 3", "tar czf runs.tgz runs && tar tzf runs.tgz | wc -l", "sed -i.bak 's/boats = 9/boats = 10/' fleet.ini && diff fleet.ini.bak fleet.ini", "EDITOR='vim -u NONE -N' vim -u NONE -N fleet.ini«Enter w0.8»:%s/16/12/⏎:wq«Enter w0.6» ⇒[] EDITOR='vim -u NONE -N' vim -u NONE -N fleet.ini", "less +F deck.log«Enter w0.6»«C-c w0.4»q«w0.4» ⇒[] less +F deck.log", "sudo -u nobody id -un", "echo '0 5 * * * true' > tab; cat tab", "«C-r w0.3»tar«w0.4 C-c w0.3»…", "watch -n 1 date«Enter w1.3»«C-c w0.5» ⇒[] watch -n 1 date", "echo end")
    g.end()


@ksh((84, 26), "[quay] # ", "set -o emacs\nexport PAGER=cat\n", needs=["sudo", "su"])
def o22_an_aix_hand(g):
    g.do("ls runs", "print -n 'no feed'", "typeset -Z3 n=7; print $n", "cat runs/monday.txt | while read t p; do⏎print $p at $t⏎done", "print $(( 22 / 7. ))", "set -o | grep emacs", "alias ll='ls -l'; ll -d site", "su nobody -s /bin/sh -c 'id -un'", "print gone«C-u»print kept ⇒ print kept", "fc -l -n -2 | head -n 1", "vi fleet.ini«Enter w0.8»:q«Enter w0.5» ⇒[] vi fleet.ini", "print end")
    g.end()


@tcsh((90, 26), "%B[%n@quay]%b %~ %# ", "bindkey -e\nset savehist=90\nalias ll 'ls -l'\n")
def o23_a_bsd_hand(g):
    g.do("ls runs", "ll -d site", "setenv EDITOR vi; echo $EDITOR", "set f = (runs/*.txt); echo $#f", "echo $f[1]:t", "foreach x ($f:q)⏎wc -l $x:q⏎end", "if ($#f > 2) echo many", "repeat 3 echo again", "!ec ⇒ !ec ∥ echo $f[1]:t", "jobs", "where ls | head -n 1", "which ll", "echo a b c«M-b M-b»«M-d»x ⇒ echo a x c", "history 3", "echo end")
    g.end()


@ash((80, 24), "\\h:\\W# ", "")
def o24_a_rescue_system(g):
    g.do("ls runs", "mount | head -n 1 | cut -c1-5", "free | head -n 1 | cut -c1-20", "vi fleet.ini«Enter w0.7»Go[x]«Escape w0.3»:wq«Enter w0.5» ⇒[] vi fleet.ini", "tail -n 1 fleet.ini", "dd if=/dev/zero of=z bs=1k count=2 2>&1 | tail -n 1 | cut -c1-10", "for f in runs/*; do⏎wc -l \"$f\"⏎done", "less deck.log«Enter w0.5»q«w0.4» ⇒[] less deck.log", "top«Enter w0.8»q«w0.5» ⇒[] top", "rm -i z«Enter w0.3»y«Enter w0.3» ⇒[] rm -i z", "echo end")
    g.end()


@mksh((80, 24), "root@phone:/ # ")
def o25_a_telephones_shell(g):
    g.do("ls runs", "getprop() { echo 14; }", "getprop ro.build", "cd site; ls", "cd ..", "cat fleet.ini | grep home", "for f in runs/*; do⏎wc -l \"$f\"⏎done", "print -r -- ${USER:-none}", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "«Up Up w0.3» ⇒ print -r -- ${USER:-none}", "typeset -i n=4; (( n *= 2 )); print $n", "echo end")
    g.end()


@yash((84, 24), "\\u@quay:\\w\\$ ", "set -o vi\n")
def o26_yash_by_vi(g):
    g.do("ls runs", "echo one tow«Escape w0.3»bcwtwo«w0.1» ⇒ echo one two", "«Escape w0.3»k«w0.2»A three«w0.1» ⇒ echo one two three", "for n in 1 2; do⏎echo $n⏎done", "echo gone«Escape w0.3»ddiecho kept ⇒ echo kept", "echo end")
    g.end()


@dash((80, 24), "sh-quay$ ")
def o27_a_plain_sh(g):
    g.do("ls runs", "i=0; while [ $i -lt 3 ]; do⏎echo $i⏎i=$((i+1))⏎done", "f() { echo f $1; }", "f x", "read a b«Enter w0.3»one two«Enter w0.3» ⇒[] read a b", "echo $b", "cat > n.txt«Enter w0.3»row«Enter w0.2»«C-d w0.3» ⇒[] cat > n.txt", "trap 'echo bye' EXIT", "test -f n.txt && echo there", "printf 'a\\nb\\n' | while read l; do echo \"<$l>\"; done", "echo end")
    g.end()


# developers
@bash((110, 34), "x", GITPS1_RC, files=SRC, needs=["git", "gdb", "make", "cc", "/usr/lib/git-core/git-sh-prompt"])
def o30_c_in_a_repository(g):
    g.do("make", "./boat", "git add boat.c Makefile && git commit -qm boat", "gcc -Wall -Wextra -O2 -o boat2 boat.c && ./boat2")
    g.open("gdb -q ./boat", "(gdb)", 0.9)
    g.repl("break fare", "run", "p zones", "n", "n", "p sum", "bt", "set var sum = 50", "c", "q")
    g.do("sed -i 's/zones \\* 2/zones * 3/' boat.c && make && ./boat", "git diff --stat | cat", "git commit -qam 'three a zone'", "git log --oneline | head -n 2", "«C-r w0.3»sed«w0.4 C-g w0.3»…", "echo end")
    g.end()


@zsh((100, 30), "x", VCS_RC + SUGG, files=SRC, needs=["git", *PLUGGED[:1]])
def o31_python_in_a_repository(g):
    g.do("python3 fare.py", "git add fare.py && git commit -qm fare")
    g.open("python3 -m pdb fare.py", "(Pdb)", 0.8)
    g.repl("b fare", "c", "p zones", "n", "n", "!total = 40", "c", "q")
    g.open("python3", ">>>", 0.7)
    g.repl("from fare import fare", "[fare(n) for n in range(3)]", "class Boat:⏎    seats = 4⏎    def full(self):⏎        return self.seats * 2⏎ ⇒ class Boat:⏎    seats = 4⏎    def full(self):⏎        return self.seats * 2", "Boat().full()", "print('''a⏎b''')", "{n: fare(n)⏎for n in range(2)}", "«Up w0.3 Up w0.3»«C-c w0.3»…", "exit()")
    g.do("python3 fa«w0.5 Right w0.3» ⇒ python3 fare.py", "print end")
    g.end()


@bash((100, 30), DEVCON, needs=["node", "php"])
def o32_a_front_end(g):
    g.do("node -p '6 * 7'", "cat > fares.mjs <<'JS'⏎export const f = n => n * 2;⏎console.log(f(4));⏎JS", "node fares.mjs", "npx() { echo \"✔ built in 412ms\"; }", "npx vite build --mode production")
    g.open("node", "> ", 0.9)
    g.repl("const { f } = await import('./fares.mjs')", "f(9)", "[1, 2, 3].map(f)", "const o = {⏎a: 1⏎} ⇒ const o = {⏎a: 1⏎} ∥ const o = {⏎  a: 1⏎}", "o.a", "throw new Error('no')", ".help", ".exit")
    g.do("php -S 127.0.0.1:0 -t site«Enter w0.8»«C-c w0.5» ⇒[] php -S 127.0.0.1:0 -t site", "«C-r w0.3»vite«w0.4» ⇒ npx vite build --mode production", "echo end")
    g.end()


@zsh((96, 28), "x", SHORT_RC, needs=["irb", "lua5.4", "perl"])
def o33_small_tongues(g):
    g.open("irb", "irb", 1.4)
    g.repl("x = 6 * 7", "x.digits", "def f(n)⏎n * 2⏎end ⇒ def f(n)⏎n * 2⏎end ∥ def f(n)⏎  n * 2⏎end", "f(21)", "exit")
    g.open("lua5.4", "> ", 0.5)
    g.repl("t = {3, 1, 2}", "table.sort(t)", "for i, v in ipairs(t) do⏎print(v)⏎end", "os.exit()")
    g.open("perl -de1", "DB<1>", 0.7)
    g.repl("p 6 * 7", "@x = (1, 2)", "x \\@x", "q")
    g.do("print end")
    g.end()


@bash((100, 30), "x", TPUT_RC, needs=["octave-cli", "R", "gp"])
def o34_numbers(g):
    g.open("octave-cli -q", "octave:1>", 1.8)
    g.repl("a = [1 2; 3 4];", "det(a)", "for n = 1:2⏎disp(n)⏎end", "b = a'", "quit")
    g.open("R -q --no-save", "> ", 1.8)
    g.repl("x <- c(3, 1, 2)", "sort(x)", "f <- function(n) {⏎n * 2⏎}", "f(4)", "q()")
    g.open("gp -q -f", None, 0.8)
    g.repl("factor(2024)", "f(x) = x^2", "f(12)", "quit")
    g.do("echo end")
    g.end()


@fish((100, 30), BOB, needs=["swipl", "sbcl", "ocaml", "gforth"])
def o35_old_tongues(g):
    g.open("swipl -q", "?-", 0.9)
    g.repl("X is 6 * 7.", "member(X, [a]).", "assertz(boat(osprey)).", "boat(B).", "halt.")
    g.open("sbcl --noinform", "* ", 1.2)
    g.repl("(+ 1 2)", "(defun f (x)⏎(* x 2))", "(f 21)", "(quit)")
    g.open("ocaml", "# ", 1.2)
    g.repl("let x = 6 * 7;;", "List.map (fun n ->⏎n * 2) [1; 2];;", "x + 1;;", "exit 0;;")
    g.do("echo end")
    g.end()


@zsh((96, 28), STEEEF, "bindkey -e\n", needs=["erl", "tclsh", "guile"])
def o36_still_others(g):
    g.open("erl", "1>", 1.8)
    g.repl("X = 6 * 7.", "lists:map(fun(N) -> N * 2 end, [1, 2]).", "X + 1.", "q().")
    g.s.pause(1.2)
    g.calm()
    g.open("tclsh", "% ", 0.6)
    g.repl("set x 5", "proc f {n} {⏎expr {$n * 2}⏎}", "f 4", "exit")
    g.do("print end")
    g.end()


@alone(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit", "--TerminalInteractiveShell.editing_mode=vi"], (96, 30), needs=["/usr/bin/ipython3"], IPYTHONDIR="@HOME@/.ip")
def o37_ipython_by_vi(g):
    g.calm(1.8)
    g.repl("x = 6 * 7", "x + 1", "print(x)", "y = [x for _ in range(3)]; y", "!ls runs", "z = 1«Escape w0.6»x«w0.3»a2 ⇒ z = 2", "z")
    g.end("exit", "repl")


@alone(["ptpython"], (96, 30), needs=["ptpython"], PTPYTHON_CONFIG_HOME="@HOME@/.pt")
def o38_ptpython(g):
    g.calm(1.8)
    g.repl("boats = 3", "boats * 2", "'x'.join(['a', 'b'])", "1/0", "print('end')")
    g.end("exit()", "repl")


@alone(["bpython"], (90, 28), needs=["bpython"])
def o39_bpython(g):
    g.calm(1.8)
    g.repl("boats = 3", "boats * 2", "len('abc')", "1/0", "print('end')")
    g.end("exit()", "repl")


@alone(["xonsh", "--no-rc"], (90, 28), needs=["xonsh"], PROMPT="{user}@quay:{cwd_base} {prompt_end} ", XONSH_SHOW_TRACEBACK="0")
def o40_xonsh(g):
    g.calm(2)
    g.do("ls runs", "x = 6 * 7", "echo @(x)", "print(x)", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "for n in range(2):⏎print(n)⏎⏎ ⇒ for n in range(2):⏎    print(n)", "echo end")
    g.end()


@alone(["elvish", "-norc"], (84, 24), needs=["elvish"])
def o41_elvish(g):
    g.calm(1)
    g.do("ls runs", "var x = (+ 6 7)", "echo $x", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "«Up w0.4»«w0.2» ⇒ echo wrong", "each {|b| echo $b } [Tern Heron]", "echo end")
    g.end()


# agents
@bash((180, 50), "\\u@sandbox:\\w\\$ ", "export PAGER=cat GIT_PAGER=cat TERM=xterm\n", history="")
def o50_an_agent_that_pastes(g):
    g.do("«paste:ls -la runs | head -n 3»«w0.3» ⇒ ls -la runs | head -n 3", "«paste:cat > app.py <<'EOF'⏎import sys⏎⏎def main():⏎    print(len(sys.argv))⏎⏎main()⏎EOF»«w0.3» ⇒ cat > app.py <<'EOF'⏎import sys⏎⏎def main():⏎    print(len(sys.argv))⏎⏎main()⏎EOF", "«paste:python3 app.py a b» ⇒ python3 app.py a b", "«paste:cd site && \\⏎  ls && \\⏎  cd ..» ⇒ cd site && \\⏎  ls && \\⏎  cd ..", "«paste:for f in runs/*.txt; do⏎  echo \"== $f ==\"⏎  cat \"$f\"⏎done» ⇒ for f in runs/*.txt; do⏎  echo \"== $f ==\"⏎  cat \"$f\"⏎done")
    g.wire("git init -q . && git add -A && git -c user.name=a -c user.email=a@b commit -qm 'all of it'", "git log --oneline", "echo \"exit: $?\"", "rm -f app.py; echo done")
    g.end()


@bash((120, 40), "", "PS1=; PS2=; bind 'set enable-bracketed-paste off'\nunset HISTFILE\n", history="")
def o51_an_agent_without_prompts(g):
    for n, text in enumerate(("ls -1 runs", "wc -l boats.csv", "head -n 2 boats.csv", "test -d nothing", "python3 -c 'print(6*7)'")):
        g.wire(f"{text}; printf '\\n__END__%s:{n}\\n' $?")
    g.s.burst("cat > k.yml <<'EOF'\ra: 1\rb:\r  - 2\rEOF\r")
    g.s.truth("cat > k.yml <<'EOF'\na: 1\nb:\n  - 2\nEOF")
    g.s.pause(0.6)
    g.calm()
    g.wire("cat k.yml; printf '\\n__END__%s:9\\n' $?")
    g.end()


@bash((140, 44), "(agent) \\W $ ", "PS2='(agent)> '\nbind 'set enable-bracketed-paste off'\nunset HISTFILE\n", history="")
def o52_an_agent_with_marked_rows(g):
    for text in ("cat > a.txt <<'EOF'\rone\rtwo\rEOF\r", "for n in 1 2; do\r  echo $n\rdone\r", "python3 - <<'PY'\rfor n in range(2):\r    print(n)\rPY\r", "if test -f a.txt; then\recho there\rfi\r"):
        g.s.burst(text)
        g.s.truth(text.rstrip("\r").replace("\r", "\n"))
        g.s.pause(0.6)
        g.calm()
        g.wire("echo between")
    g.end()


@ksh((100, 30), "agent$ ", "set -o emacs\nPS2='agent> '\n", history="")
def o53_an_agent_in_korn(g):
    g.wire("ls -1 runs", "print $((6*7))", "wc -l boats.csv")
    for text in ("cat > a.txt <<'EOF'\rone\rtwo\rEOF\r", "for n in 1 2; do\rprint $n\rdone\r"):
        g.s.burst(text)
        g.s.truth(text.rstrip("\r").replace("\r", "\n"))
        g.s.pause(0.6)
        g.calm()
    g.wire("cat a.txt", "print done")
    g.end()


@dash((100, 30), "agent# ", "PS2='agent> '\n")
def o54_an_agent_in_sh(g):
    g.wire("ls -1 runs", "echo $((6*7))", "wc -l boats.csv")
    for text in ("cat > a.txt <<'EOF'\rone\rtwo\rEOF\r", "for n in 1 2; do\recho $n\rdone\r"):
        g.s.burst(text)
        g.s.truth(text.rstrip("\r").replace("\r", "\n"))
        g.s.pause(0.6)
        g.calm()
    g.wire("cat a.txt", "echo done")
    g.end()


@zsh((130, 40), "agent %1~ %# ", "bindkey -e\nPROMPT2='agent %_> '\nunset zle_bracketed_paste\n", history="")
def o55_an_agent_in_zsh(g):
    g.wire("ls -1 runs", "print $((6*7))", "wc -l boats.csv")
    for text in ("cat > a.txt <<'EOF'\rone\rtwo\rEOF\r", "for n in 1 2; do\rprint $n\rdone\r"):
        g.s.burst(text)
        g.s.truth(text.rstrip("\r").replace("\r", "\n"))
        g.s.pause(0.6)
        g.calm()
    g.wire("cat a.txt", "print done")
    g.end()


@fish((130, 40), "echo -n 'agent> '", "", history="")
def o56_an_agent_in_fish(g):
    g.wire("ls -1 runs", "math 6 x 7", "wc -l boats.csv", "for n in 1 2; echo $n; end", "echo \"quoted; and so\"", "false; or echo fallen")
    g.do("«paste:for f in runs/*.txt⏎    echo $f⏎end»«w0.3» ⇒ for f in runs/*.txt⏎    echo $f⏎end", "echo done")
    g.end()
