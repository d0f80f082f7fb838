"""Smaller shells and many interpreters, as one meets them in a week: each with another way of asking and of drawing what is typed."""
from drive import scenario
from props.hand import back, bash, bye, go, no, rows, stop

LOG = "".join(f"{n % 12 + 1:02}/Nov {n:03} GET /item/{n * 7 % 50} {200 if n % 4 else 503}\n" for n in range(80))
AT, RC = r"lab:\S+# $", "PS1='lab:\\w# '\n"
FILES = {"access.log": LOG, "tools/one.sh": "echo one\n", "tools/two.sh": "echo two\n"}


def shell(argv, prompt, size=(80, 24), files=None, **env):
    return scenario(argv, prompt=prompt, size=size, history="", files={**FILES, **(files or {})}, env={"HISTFILE": "@HOME@/.h", **env})


def repl(s, *texts, wait=True, pace=None):
    go(s, *texts, kind="repl", wait=wait, pace=pace)


def block(s, *parts, more, wait=True, also=()):
    rows(s, *parts, more=more, kind="repl", wait=wait, also=also)


@shell(["dash", "-i"], r"^rescue \S+ # $", size=(70, 20), ENV="/dev/null", PS1="rescue $PWD # ")
def tongue_dash_in_a_rescue_system(s):
    go(s, "ls tools", "mount | wc -l", "wc -l acces.log")
    s.type("grpe -c 503")
    s.key("C-w", "C-w", pace=0.1)                  # the driver's words end at a dash
    s.type("wc -c access.logg")
    back(s, 1)
    s.enter("grpe -wc -c access.log")
    s.type("rm -r tools")
    s.key("C-u", pace=0.1)
    go(s, "cat tools/*")
    rows(s, "for t in one two; do", "sh tools/$t.sh", "done")
    rows(s, "cat <<'E' > fstab", "/dev/sda1 / ext4 defaults 0 1", "E")
    no(s, "mkfs /dev/sda1")
    go(s, "echo a line which is longer than the seventy columns that this terminal has, for the driver to wrap")
    bye(s)


@shell(["ksh93", "-o", "vi", "-i"], r"^\[\d+\] \S+ % $", size=(90, 24), ENV="/dev/null", PS1="[!] ${PWD##*/} % ")
def tongue_ksh_with_vi_keys(s):
    go(s, "ls tools", "grep -c 503 access.log")
    s.key("Escape", pace=0.3)
    s.type("k", pace=0.2)
    s.type("f5cw", pace=0.2)
    s.type("200", pace=0.08)
    s.enter("grep -c 200 access.log")
    s.key("Escape", pace=0.3)
    s.type("/ls", pace=0.2)
    s.key("Enter", pace=0.3)
    s.pause(0.2)
    s.enter("ls tools")
    s.type("print some wrds", pace=0.03)
    s.key("Escape", pace=0.3)
    s.type("hhio", pace=0.15)
    s.pause(0.2)
    s.enter("print some words")
    rows(s, "while read -r d n verb path code; do", "[[ $code == 503 ]] && print $path && break", "done < access.log")
    bye(s)


@shell(["mksh", "-i"], "% $", size=(76, 22), ENV="@HOME@/mkrc", files={"mkrc": "PS1=$'\\1\\r\\1\\e[32m\\1mir\\1\\e[0m\\1 ${PWD##*/} % '\nHISTSIZE=50\n"})
def tongue_mksh_in_colour(s):
    go(s, "ls tools", "print $((7 * 6))")
    s.type("cat acc")
    s.key("Tab", pace=0.3)
    s.type("| tail -2")
    s.enter("cat access.log | tail -2")
    s.type("sh tools/")
    s.key("Tab", "Tab", pace=0.3)
    s.type("tw")
    s.key("Tab", pace=0.3)
    s.enter("sh tools/two.sh")
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("print $((7 * 6))")
    rows(s, "typeset -A x", kind="command")
    no(s, "rm tools/*")
    go(s, "print -r 'a quoted $thing'")
    bye(s)


@shell(["busybox", "ash"], r"/ # $", size=(80, 24), ENV="/dev/null", PS1="/ # ")
def tongue_busybox_in_a_container(s):
    go(s, "ls tools", "ps | head -2", "cat /etc/hostname | wc -l")
    s.type("cat acc")
    s.key("Tab", pace=0.3)
    s.type("| grep -c 503")
    s.enter("cat access.log | grep -c 503", also=["cat access.log| grep -c 503"])
    s.type("sh tools/")
    s.key("Tab", "Tab", pace=0.4)
    s.type("o")
    s.key("Tab", pace=0.3)
    s.enter("sh tools/one.sh")
    s.type("echo wget -qO- http://10.0.0.1:8500/v1/agent/members | tr ',' ' ' | sed s/Addr/addr/ | wc -c")
    s.key("Home", pace=0.2)
    s.type("time ")
    s.enter("time echo wget -qO- http://10.0.0.1:8500/v1/agent/members | tr ',' ' ' | sed s/Addr/addr/ | wc -c")
    s.key("Up", pace=0.2)
    s.key("C-w", pace=0.1)
    s.type("-l")
    s.enter("time echo wget -qO- http://10.0.0.1:8500/v1/agent/members | tr ',' ' ' | sed s/Addr/addr/ | wc -l")
    bye(s)


@shell(["tcsh"], r"> $", size=(100, 26), files={".tcshrc": "set prompt='%{\\e[1;33m%}%m%{\\e[0m%} %c3 %T> '\nset history=200\nset autolist\nunset autologout\nbindkey -e\nalias ll 'ls -l'\n"})
def tongue_tcsh_with_a_clock(s):
    go(s, "ls tools", "grep -c 503 access.log")
    s.type("!!:s/503/200/")
    s.enter("!!:s/503/200/", also=["grep -c 200 access.log"])
    s.type("sh tools/")
    s.key("Tab", pace=0.4)
    s.type("t")
    s.key("Tab", pace=0.3)
    s.enter("sh tools/two.sh")
    s.type("!gr | cat")
    s.enter("!gr | cat", also=["grep -c 200 access.log | cat"])
    rows(s, "foreach f (tools/*)", "wc -c $f", "end", more=r"\? $")
    s.type("gre")
    s.key("M-p", pace=0.3)
    s.key("C-e", pace=0.1)
    s.type(" extra")
    s.pause(0.1)
    shown = s.cursor_line().split("> ", 1)[1].rstrip()
    s.enter(shown)
    go(s, "if ( -e access.log ) echo there")
    bye(s)


@shell(["yash", "-i", "--noprofile"], r"y\d* \S+ # $", size=(84, 22), files={".yashrc": "PS1='y1 ${PWD##*/} # '\n"})
def tongue_yash_as_posix_shell(s):
    go(s, "ls tools", "set -o emacs", "grep -c 200 access.log")
    s.type("cat tools/one.sh tools/tow.sh")
    s.key("Left", "Left", "Left", "Left", pace=0.08)
    s.key("BSpace", pace=0.08)
    s.key("Left", pace=0.08)
    s.type("w")
    s.pause(0.1)
    shown = s.screen().rstrip().split("\n")[-1].split("# ", 1)[1]
    s.enter(shown)
    rows(s, "case x in", "x) echo ex;;", "esac")
    s.key("Up", "Up", pace=0.2)
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.wait()
    go(s, "echo done")
    bye(s)


@shell(["rc"], r"^; $", size=(80, 24))
def tongue_rc_of_plan_nine(s):
    go(s, "ls tools", "x=(a b c)", "echo $#x", "echo $x(2)", "for (i in $x) echo item $i")
    rows(s, "fn hi {", "echo hi $1", "}", more="^$")
    go(s, "hi Bob", "echo `{wc -l < access.log}", "if (~ $x(1) a) echo yes", "echo 'it''s quoted'")
    bye(s)


@scenario(["elvish", "-norc"], prompt=r"~[>#] ?$", size=(90, 26), history="", files=FILES)
def tongue_elvish_as_it_comes(s):
    go(s, "ls tools", "echo (+ 1 2)", "put a b c", pace=0.05)
    s.type("cat access.lgo | wc -l", pace=0.05)
    s.key("Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left", pace=0.08)
    s.key("BSpace", pace=0.1)
    s.key("BSpace", pace=0.1)
    s.type("og", pace=0.08)
    s.key("End", pace=0.1)
    s.enter("cat access.log | wc -l", also=["cat access.log| wc -l"])
    s.key("Up", pace=0.4)
    s.key("Up", pace=0.4)
    s.pause(0.4)
    s.key("Enter", pace=0.2)
    s.truth("put a b c")
    s.pause(0.5)
    s.wait()
    go(s, "each {|x| echo x$x} [1 2 3]", pace=0.05)
    bye(s)


@bash(RC, AT, size=(90, 26), files=FILES, needs=["irb"])
def tongue_irb_counts(s):
    it = r"irb\(main\):\d+[:0-9]*> $"
    s.run("irb --nomultiline --noautocomplete -f", wait=it)
    repl(s, "rows = File.readlines('access.log')", "rows.size", "rows.map { |r| r.split.last }.tally", wait=it)
    s.type("def bad(r)")
    s.enter(None, wait=r"irb\(main\):\d+:1[>*] +$")
    s.type("r.end_with?(\"503\\n\")")
    s.enter(None, wait=r"irb\(main\):\d+:1[>*] +$")
    s.type("end")
    s.enter("def bad(r)\nr.end_with?(\"503\\n\")\nend", kind="repl", wait=it)
    repl(s, "rows.count { |r| bad(r) }", "rows[1000].foo", wait=it)
    s.key("Up", "Up", pace=0.3)
    s.enter("rows.count { |r| bad(r) }", kind="repl", wait=it)
    s.run("exit", kind="repl")
    bye(s)


@bash(RC, AT, size=(90, 26), files=FILES, needs=["lua5.4", "php"])
def tongue_lua_and_php(s):
    s.run("lua5.4", wait="^> $")
    repl(s, "n = 0", "for l in io.lines('access.log') do n = n + 1 end", "print(n, n // 3)", "= n", wait="^> $")
    block(s, "function sq(x)", "return x * x", "end", more="^>> $", wait="^> $")
    repl(s, "sq(12)", wait="^> $")
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("php -a", wait="php > $")
    repl(s, "$rows = file('access.log');", "echo count($rows), \"\\n\";", wait="php > $")
    block(s, "foreach ([1, 2] as $i) {", "echo $i * 2, \"\\n\";", "}", more=r"php \{ $", wait="php > $")
    s.key("Up", "Up", "Up", "Up", pace=0.15)
    s.enter("echo count($rows), \"\\n\";", kind="repl", wait="php > $")
    s.run("exit", kind="repl")
    bye(s)


@bash(RC, AT, size=(96, 26), files=FILES, needs=["redis-server", "redis-cli"])
def tongue_redis_with_hints(s):
    go(s, "redis-server --port 0 --unixsocket ~/r.sock --daemonize yes --save '' --dir ~ >/dev/null; sleep 1")
    it = r"r\.sock> $"
    s.run("redis-cli -s ~/r.sock", wait=it)
    repl(s, "set visits 12", "incr visits", "get visits", "hset host:1 name app01 mem 16", "hgetall host:1", "keys *", wait=it, pace=0.04)
    s.type("lpush queue ", pace=0.05)
    s.pause(0.3)
    s.type("job-1 job-2", pace=0.05)
    s.enter("lpush queue job-1 job-2", kind="repl", wait=it)
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("hgetall host:1", kind="repl", wait=it)
    s.type("flushal", pace=0.05)
    s.key("C-u", pace=0.1)
    s.run("nosuch", kind="repl", wait=it)
    s.run("shutdown nosave", kind="repl", wait="not connected> $")
    s.run("quit", kind="repl")
    bye(s)


@bash(RC, AT, size=(80, 24), files=FILES, needs=["sqlite3"])
def tongue_sqlite_with_a_trigger(s):
    it = "^sqlite> $"
    s.run("sqlite3 -header", wait=it)
    repl(s, "create table hit (day text, code int);", wait=it)
    block(s, "create trigger t after insert on hit", "begin", "  select 1;", "end;", more=r"\.\.\.> $", wait=it)
    repl(s, "insert into hit values ('01/Nov', 503), ('02/Nov', 200), ('02/Nov', 503);", ".mode box", wait=it)
    repl(s, "select day, count(*) as n from hit where code = 503 group by day order by n desc, day asc limit 10;", wait=it)
    s.type("select 'a; b")
    s.enter(None, wait=r"\.\.\.> $")
    s.type("c';")
    s.enter("select 'a; b\nc';", kind="repl", wait=it)
    s.key("Up", "Up", "Up", pace=0.2)
    s.pause(0.1)
    s.key("C-a", pace=0.1)
    s.key("C-k", pace=0.1)
    s.run(".tables", kind="repl", wait=it)
    s.run(".shell echo from inside", kind="repl", wait=it)
    stop(s, "C-d", after=0.2)
    bye(s)


@bash(RC, AT, size=(86, 28), files={**FILES, "loop.c": "#include <stdio.h>\nint step(int n)\n{\n    return n + 3;\n}\nint main(void)\n{\n    int v = 0;\n    while (v < 9)\n        v = step(v);\n    printf(\"%d\\n\", v);\n    return 0;\n}\n"}, needs=["gdb", "gcc"])
def tongue_gdb_with_lists_of_commands(s):
    go(s, "gcc -g -O0 -o loop loop.c")
    it = r"^\(gdb\) $"
    s.run("gdb -q -nx ./loop", wait=it)
    repl(s, "set debuginfod enabled off", "break step", wait=it)
    s.type("commands 1")
    s.enter(None, wait="^>$")
    s.type("silent")
    s.enter(None, wait="^>$")
    s.type("printf \"n=%d\\n\", n")
    s.enter(None, wait="^>$")
    s.type("end")
    s.enter("commands 1\nsilent\nprintf \"n=%d\\n\", n\nend", kind="repl", wait=it)
    repl(s, "run", "continue", wait=it)
    s.enter(None, wait=it)
    repl(s, "print n * 2", "x/2i $pc", "info breakpoints", wait=it)
    s.type("pri")
    s.key("Tab", pace=0.4)
    s.key("Tab", pace=0.4)
    s.type("nt n", pace=0.03)
    s.pause(0.2)
    shown = s.cursor_line().split("(gdb) ", 1)[1].rstrip()
    s.enter(shown, kind="repl", wait=it)
    repl(s, "delete 1", "continue", wait=it)
    s.run("quit", kind="repl")
    bye(s)


@scenario(["node"], prompt="^> $", history="", size=(92, 26), env={"NODE_REPL_HISTORY": "@HOME@/.nh"}, pace=0.03, files=FILES)
def tongue_node_with_templates(s):
    repl(s, "const rows = fs.readFileSync('access.log', 'utf8').trim().split('\\n')", "rows.length")
    block(s, "class Hit {", "constructor(row) { this.code = +row.split(' ').pop() }", "get bad() { return this.code >= 500 }", "}", more=r"\.\.\. $")
    repl(s, "rows.map(r => new Hit(r)).filter(h => h.bad).length", "`${rows.length} rows`", "await Promise.resolve(42)")
    s.type("Math.ma")
    s.key("Tab", pace=0.4)
    s.type("(3, 9)")
    s.pause(0.2)
    shown = s.cursor_line().split("> ", 1)[1].rstrip()
    s.enter(shown, kind="repl")
    s.run("rows.nosuch.thing", kind="repl")
    s.type(".help me not")
    s.key("C-u", pace=0.2)
    s.run("process.exit()", kind="repl", wait=False)


@scenario(["/usr/bin/ipython3", "--no-banner"], prompt=r"^In \[\d+\]: $", history="", size=(100, 30), env={"IPYTHONDIR": "@HOME@/.ipy", "PAGER": "cat"}, files=FILES)
def tongue_ipython_with_cells(s):
    more = r"^ +\.\.\.: *$"
    repl(s, "rows = open('access.log').read().splitlines()", "len(rows)")
    s.type("%%bash")
    s.enter(None, wait=more)
    s.type("wc -l access.log")
    s.enter(None, wait=more)
    s.enter(None, wait=more)
    s.enter("%%bash\nwc -l access.log", kind="repl", also=["%%bash\nwc -l access.log\n"])
    repl(s, "!ls tools", "[r for r in rows if r.endswith('503')][:2]")
    s.key("Up", pace=0.3)
    s.key("Up", pace=0.3)
    s.enter("!ls tools", kind="repl")
    s.type("for r in rows[:2]:")
    s.enter(None, wait=more)
    s.type("if '503' in r:")
    s.enter(None, wait=more)
    s.type("print(r)")
    s.enter(None, wait=more)
    s.enter("for r in rows[:2]:\n    if '503' in r:\n        print(r)", kind="repl", also=["for r in rows[:2]:\n    if '503' in r:\n        print(r)\n        "])
    s.type("rows[0].spl")
    s.pause(0.2)
    s.key("C-c", pace=0.4)
    s.wait()
    repl(s, "%timeit -n 5 -r 1 len(rows)")
    s.run("exit", kind="repl", wait=False)


@bash(RC, AT, size=(80, 24), files=FILES, needs=["bc", "dc"])
def tongue_sums_by_bc_and_dc(s):
    s.run("bc -lq", wait="^$")
    repl(s, "scale=4", "22/7", "define f(x) { return x^2 }", "f(12)", "a=3; b=4; sqrt(a*a+b*b)", wait="^$")
    s.run("quit", kind="repl")
    s.run("dc", wait="^$")
    repl(s, "2 3 + p", "10 k 2 v p", wait="^$")
    s.run("q", kind="repl")
    go(s, "echo '2^64' | bc", "echo end")
    bye(s)


@bash(RC, AT, size=(90, 24), files=FILES, needs=["perl"])
def tongue_perl_and_its_debugger(s):
    it = r"^  DB<\d+> $"
    s.run("perl -de 0", wait=it)
    repl(s, "$x = 6 * 7", "p $x", "x [1, {a => 2}]", "p join ',', map { $_ * 2 } 1..4", wait=it)
    s.run("q", kind="repl")
    go(s, "perl -ne 'print if /503/ && $n++ < 2' access.log", "perl -e 'print \"a\" x 30'", "echo next")
    bye(s)


@bash(RC, AT, size=(88, 26), files={**FILES, "calc.py": "def tax(n):\n    total = n * 1.2\n    return total\n\nprint(tax(10))\n"}, needs=["/usr/bin/python3"])
def tongue_python_debugger(s):
    it = r"^\(Pdb\) $"
    s.run("/usr/bin/python3 -m pdb calc.py", wait=it)
    repl(s, "b tax", "c", "n", "p total, n", "!n = 7", "w", wait=it)
    s.enter(None, wait=it)
    repl(s, "r", wait=it)
    s.type("p tot")
    back(s, 3)
    s.type("__name__")
    s.enter("p __name__", kind="repl", wait=it)
    s.run("q", kind="repl")
    go(s, "/usr/bin/python3 calc.py")
    bye(s)


@bash(RC, AT, size=(84, 24), files=FILES, needs=["sftp", "/usr/lib/openssh/sftp-server"])
def tongue_sftp_moves_files(s):
    it = "^sftp> $"
    s.run("sftp -q -D /usr/lib/openssh/sftp-server", wait=it)
    repl(s, "cd tools", "ls", "get one.sh /tmp/one-$$.sh", "!rm /tmp/one-*.sh", "pwd", "rename two.sh deux.sh", "ls -l", wait=it)
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("pwd", kind="repl", wait=it)
    s.run("bye", kind="repl")
    go(s, "ls tools")
    bye(s)


@bash(RC + "source /usr/share/doc/fzf/examples/key-bindings.bash\n", AT, size=(90, 24), needs=["fzf", "/usr/share/doc/fzf/examples/key-bindings.bash"],
      files={**FILES, ".hist": "grep -c 503 access.log\nls -l tools\ntail -n 3 access.log\nwc -l access.log\n"})
def tongue_fzf_finds_it(s):
    s.key("C-r", pace=0.6)
    s.type("tail", pace=0.1)
    s.pause(0.6)
    s.key("Enter", pace=0.5)
    s.wait("access.log$")
    s.enter("tail -n 3 access.log")
    s.key("C-r", pace=0.6)
    s.type("503", pace=0.1)
    s.pause(0.6)
    s.key("Enter", pace=0.5)
    s.wait("access.log$")
    s.type(" tools/*")
    s.enter("grep -c 503 access.log tools/*")
    s.type("cat ")
    s.key("C-t", pace=0.7)
    s.type("two", pace=0.1)
    s.pause(0.6)
    s.key("Enter", pace=0.5)
    s.wait("two.sh ?$")
    s.enter("cat tools/two.sh", also=["cat tools/two.sh "])
    s.key("C-r", pace=0.6)
    s.type("wc", pace=0.1)
    s.key("Escape", pace=0.6)
    s.wait()
    go(s, "true")
    bye(s)


@bash(RC, AT, size=(80, 24), needs=["rlwrap"], files={**FILES, "console.sh": "#!/bin/bash\nwhile read -r -p 'console> ' line; do case $line in quit) break;; *) echo \"did: $line\";; esac; done\n"})
def tongue_console_below_rlwrap(s):
    s.run("rlwrap -a ./console.sh", wait="console> $")
    repl(s, "status all", "show users", wait="console> $")
    s.key("Up", "Up", pace=0.2)
    s.enter("status all", kind="repl", wait="console> $")
    s.type("show hosts")
    s.key("C-w", pace=0.1)
    s.type("nets")
    s.enter("show nets", kind="repl", wait="console> $")
    s.run("quit", kind="repl")
    go(s, "echo back")
    bye(s)


@bash(RC, AT, size=(72, 20), files=FILES, needs=["tclsh", "ed"])
def tongue_tclsh_and_ed(s):
    s.run("tclsh", wait="^% $")
    repl(s, "set x [expr {6 * 7}]", "puts \"x is $x\"", wait="^% $")
    s.type("proc twice {n} {")
    s.enter(None, wait="^(> )?$")
    s.type("expr {$n * 2}")
    s.enter(None, wait="^(> )?$")
    s.type("}")
    s.enter("proc twice {n} {\nexpr {$n * 2}\n}", kind="repl", wait="^% $")
    repl(s, "twice 21", wait="^% $")
    s.run("exit", kind="repl")
    s.run("ed -p '* ' access.log", wait=r"^\* $")
    repl(s, "1,2p", "$=", "g/503/s//500/", wait=r"^\* $")
    s.run("Q", kind="repl")
    go(s, "grep -c 503 access.log")
    bye(s)


@bash(RC, AT, size=(90, 24), files=FILES, needs=["/usr/bin/python3"])
def tongue_python_reads_help_and_input(s):
    it = "^>>> $"
    s.run("/usr/bin/python3 -q", wait=it)
    s.run("help(len)", kind="repl", wait=False)
    s.pause(1)
    if not s.cursor_line().startswith(">>>"):
        s.type("q")
    s.wait(it)
    s.run("name = input('Host? ')", kind="repl", wait=r"Host\? $")
    s.type("web-2")
    s.enter("web-2", kind="reply", wait=it)
    s.run("import getpass; p = getpass.getpass('Pass: ')", kind="repl", wait="Pass: $")
    s.secret("Ohh-Sekrit-55")
    s.enter(None, wait=it)
    repl(s, "len(p), name", wait=it)
    s.type("x = '''first")
    s.enter(None, wait=r"^\.\.\. $")
    s.type("second'''")
    s.enter("x = '''first\nsecond'''", kind="repl", wait=it)
    s.type("if len(x) > 3:")
    s.enter(None, wait=r"^\.\.\. $")
    s.type("    print('long')")
    s.enter(None, wait=r"^\.\.\. $")
    s.type("else:")
    s.enter(None, wait=r"^\.\.\. $")
    s.type("    print('short')")
    s.enter(None, wait=r"^\.\.\. $")
    s.enter("if len(x) > 3:\n    print('long')\nelse:\n    print('short')", kind="repl", wait=it)
    s.type("os.system('halt'")
    s.key("C-c", pace=0.3)
    s.wait(it)
    s.run("exit()", kind="repl")
    bye(s)


@scenario(["xonsh", "--no-rc", "-DXONSH_SHOW_TRACEBACK=0", "-DPROMPT={cwd} @ "], prompt="~ @ $", size=(90, 26), history="", files=FILES, pace=0.06)
def tongue_xonsh_mixes_both(s):
    go(s, "ls tools", "x = 6 * 7", "print(x)", "echo @(x)")
    bye(s)
