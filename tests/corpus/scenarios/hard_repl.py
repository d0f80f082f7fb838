"""Interpreters that are less common, or used in less common ways."""
import shutil

from props import bash, block
from session import search_path

OUT = r"web-1:~# $"
PY, PY_MORE = r"^>>> $", r"^\.\.\. +$|^\.\.\. $"
NEW_PYTHON = shutil.which("python3.13", path=search_path()) or "python3.13"
FIND_PYTHON = f"PYENV_VERSION=3.13 {NEW_PYTHON} -c 'import sys; print(sys.executable)'"  # which may be a shim


@bash(needs=["guile"], env={"GUILE_AUTO_COMPILE": "0"})
def guile_at_work(s):
    it = r"scheme@\([a-z-]+\)( \[\d+\])?> $"
    s.run("guile -q", wait=it)
    s.run("(define x 41)", kind="repl", wait=it)
    s.run("(+ x 1)", kind="repl", wait=it)
    s.type("(define (twice n)")
    s.enter(None, wait=r"^\.*> *$|^$")
    s.type("  (* 2 n))")
    s.enter("(define (twice n)\n  (* 2 n))", kind="repl", wait=it)
    s.run("(twice y)", kind="repl", wait=it)
    s.run(",q", kind="repl", wait=it)
    s.run("(display \"scheme@(guile-user)> (system \\\"rm -rf /fake\\\")\\n\")", kind="repl", wait=it)
    s.run("(exit)", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["swipl"])
def prolog_asks_for_more(s):
    """Keys that act without Enter: a semicolon for the next answer."""
    it = r"^(\d+ )?\?- $"
    s.run("swipl -q -f none", wait=it)
    s.run("member(X, [a, b]), write(X), nl.", kind="repl", wait=r"X = a *$")
    s.type(";")
    s.wait(it)
    s.type("[user].")
    s.enter("[user].", kind="repl", wait=r"^\|: *$|^\| *$", also=["[user].\nlikes(tom, cheese)."])
    s.run("likes(tom, cheese).", kind="reply", wait=r"^\|: *$|^\| *$")
    s.key("C-d", pace=0.2)
    s.wait(it)
    s.run("likes(tom, What).", kind="repl", wait=it)
    s.type("X is 3 *")
    s.enter(None, wait=r"^\| +$")
    s.type("   14.")
    s.enter("X is 3 *\n   14.", kind="repl", wait=it)
    s.run("halt.", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["gnuplot"])
def gnuplot_in_letters(s):
    it = r"^gnuplot> $"
    s.run("gnuplot", wait=it)
    s.run("set terminal dumb 60 15", kind="repl", wait=it)
    s.type("plot sin(x) tilte 'wave'")
    s.key("M-b", "M-b", "M-b", "C-d", pace=0.05)
    s.key("C-a", "C-k", pace=0.05)
    s.type("plot sin(x) title 'wave'")
    s.enter("plot sin(x) title 'wave'", kind="repl", wait=it)
    s.run("print 6 * 7", kind="repl", wait=it)
    s.type("print 1, \\")
    s.enter(None, wait=r"^> ?$")
    s.type("  2")
    s.enter("print 1, \\\n  2", kind="repl", wait=it, also=["print 1, 2"])
    s.run("!echo from a shell", kind="repl", wait=it)
    s.key("Up", "Up", "Up", pace=0.1)
    s.pause(0.2)
    s.key("C-u", pace=0.1)
    s.run("exit", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["jshell"], size=(100, 30),
      files={"bin/jshell": "#!/bin/sh\nexec /usr/bin/jshell -J-Duser.home=$HOME -J-Djava.util.prefs.userRoot=$HOME --feedback concise\n"})
def jshell_snippets(s):
    it, more = r"^jshell> $", r"^   \.\.\.> *$"
    s.run("jshell", wait=False)
    s.wait(it, timeout=60)
    s.run("int x = 41", kind="repl", wait=it)
    s.run("x + 1", kind="repl", wait=it)
    block(s, ["int twice(int n) {", "return 2 * n;", "}"], more, wait=it, also=["int twice(int n) {\n    return 2 * n;\n}"])
    s.type("twice(x")
    s.key("C-a", "C-e", pace=0.1)
    s.type(")")
    s.enter("twice(x)", kind="repl", wait=it)
    s.key("Up", "Up", "Up", pace=0.2)
    s.key("C-c", pace=0.3)
    s.wait(it)
    s.run("/list", kind="repl", wait=it)
    s.run("/exit", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["ptpython3"], size=(90, 24))
def ptpython_with_its_bars(s):
    it = r"^>>> $|^In \[\d+\]: $"
    s.run("ptpython3", wait=False)
    s.wait(it, timeout=40)
    s.run("x = 41", kind="repl", wait=it)
    s.run("x + 1", kind="repl", wait=it)
    s.type("import o")
    s.pause(0.5)                                   # a menu stands below
    s.type("s")
    s.pause(0.3)
    s.enter("import os", kind="repl", wait=it)
    s.type("print('one tow')")
    s.key("Left", "Left", "Left", "Left", "Delete", "Delete", pace=0.08)
    s.type("wo")
    s.key("End", pace=0.1)
    s.enter("print('one two')", kind="repl", wait=it)
    s.type("print('never')")
    s.key("C-c", pace=0.3)
    s.absent.append("never")
    s.wait(it)
    s.run("exit()", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(env={"PYTHON_HISTORY": "@HOME@/.pyhist"}, needs=["python3.13"], size=(90, 24), files={"bin/py": f"#!/bin/sh\nexec $({FIND_PYTHON}) -q\n"})
def python_with_the_new_editor(s):
    s.run("py", wait=PY)
    s.run("x = 41", kind="repl", wait=PY)
    s.run("x + 1", kind="repl", wait=PY)
    s.type("for i in range(2):")
    s.enter(None, wait=PY_MORE)
    s.type("print('row', i)")                      # it indents by itself
    s.enter(None, wait=PY_MORE)
    s.enter("for i in range(2):\n    print('row', i)", kind="repl", wait=PY)
    s.key("Up", pace=0.3)                          # the whole block comes back
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.wait(PY)
    s.type("prnt('one')")
    s.key("C-a", "Right", "Right", pace=0.06)
    s.type("i")
    s.enter("print('one')", kind="repl", wait=PY)
    s.paste("def twice(n):\n    return 2 * n\n\ntwice(4)\n")
    s.wait(r"^\.\.\. ?$")
    s.enter("def twice(n):\n    return 2 * n\n\ntwice(4)", kind="repl", wait=PY)
    s.run("1/0", kind="repl", wait=PY)
    s.run("exit", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(size=(20, 5), prompt=r"# $", needs=["/usr/bin/python3.11"])
def python_on_a_tiny_screen(s):
    s.run("/usr/bin/python3.11 -q", wait=PY)
    s.run("print('words that go over the margin')", kind="repl", wait=PY)
    block(s, ["for i in range(3):", "    print('row number', i)", ""], PY_MORE, wait=PY)
    s.key("Up", "Up", "Up", pace=0.1)
    s.pause(0.2)
    s.key("C-a", "C-k", pace=0.1)
    s.run("[n * n for n in range(30)]", kind="repl", wait=PY)
    s.key("C-d", pace=0)
    s.wait("# $")
    s.run("echo over", exit=0)
    s.run("exit", wait=False)


@bash(needs=["lua"], size=(60, 16))
def lua_of_several_rows(s):
    it, more = "^> $", "^>> $"
    s.run("lua", wait=it)
    s.run("x = 41", kind="repl", wait=it)
    s.run("= x + 1", kind="repl", wait=it)
    block(s, ["for i = 1, 2 do", "  print('row', i)", "end"], more, wait=it)
    block(s, ["s = [[", "> not a prompt", "rm -rf /only/text", "]]"], more, wait=it)
    s.run("print(s)", kind="repl", wait=it)
    s.run("nosuch()", kind="repl", wait=it)
    s.type("os.execute('rm -rf /never/run')")
    s.key("C-u", pace=0.1)
    s.absent.append("/never/run")
    s.run("io.write('no line feed')", kind="repl", wait="> $")
    s.run("os.exit()", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["gdb"], size=(70, 20), files={"script.gdb": "set confirm on\nset pagination on\nset height 10\nset style enabled on\n"})
def gdb_blocks_and_repeats(s):
    it = r"^\(gdb\) $"
    s.run("gdb -q -nx -x script.gdb", wait=it)
    s.run("set $n = 3", kind="repl", wait=it)
    block(s, ["define twice", "print 2 * $arg0", "end"], "^>$", wait=it)
    s.run("twice 21", kind="repl", wait=it)
    block(s, ["while $n > 0", "  print $n--", "end"], "^ *>$", wait=it)
    s.run("python print('one line')", kind="repl", wait=it)
    block(s, ["python", "for i in range(2):", "    print(i)", "end"], "^ *>$", wait=it)
    s.run("help data", kind="repl", wait=r"without paging--$")
    s.type("q")
    s.enter("q", kind="reply", wait=it)
    s.run("shell echo from a shell", kind="repl", wait=it)
    s.key("C-r", pace=0.1)
    s.type("twi")
    s.see("`twi'")
    s.enter("twice 21", kind="repl", wait=it)
    s.run("quit", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["sqlite3"], size=(50, 12))
def sqlite_on_a_small_screen(s):
    it, more = "^sqlite> $", r"^   \.\.\.> $"
    s.run("sqlite3 shop.db", wait=it)
    block(s, ["create table goods (", "  id integer primary key,", "  name text);"], more, wait=it)
    s.run("insert into goods(name) values ('a name that is long'), ('another');", kind="repl", wait=it)
    s.type("selcet * from goods;")
    s.key("C-a", "Right", "Right", "Right", "Right", pace=0.05)
    s.key("C-t", pace=0.1)
    s.key("C-e", pace=0.1)
    s.enter("select * from goods;", kind="repl", wait=it)
    s.run(".mode box", kind="repl", wait=it)
    s.key("Up", "Up", pace=0.1)
    s.enter("select * from goods;", kind="repl", wait=it)
    block(s, ["select 'an open", "text';"], more + "|^ *' *...> $|.*> $", wait=it)
    s.type("drop table")
    s.enter(None, wait=".*> $")
    s.type("nosuch;")
    s.enter("drop table\nnosuch;", kind="repl", wait=it)
    s.key("C-d", pace=0)
    s.wait(r".*# $")
    s.run("exit", wait=False)


@bash(needs=["dc", "bc", "tclsh", "php", "perl", "ed"], size=(60, 20))
def calculators_and_one_after_another(s):
    s.run("dc", wait="^$")
    s.run("2 3 + p", kind="repl", wait="^$")
    s.run("q", kind="repl", wait=OUT)
    s.run("bc -l <<< 'scale=3; 1/3'", exit=0)
    s.run("bc -q", wait="^$")
    s.run("ibase=16; FF", kind="repl", wait="^$")
    s.run("quit", kind="repl", wait=OUT)
    s.run("php -a", wait="^php > $")
    s.run("echo 6*7;", kind="repl", wait="php > $")
    s.run("exit", kind="repl", wait=OUT)
    s.run("tclsh", wait="^% $")
    s.run("puts [expr 6*7]", kind="repl", wait="^% $")
    s.run("exec ls /etc/hostname", kind="repl", wait="^% $")
    s.run("exit", kind="repl", wait=OUT)
    s.run("echo done with them", exit=0)
    s.run("exit", wait=False)


@bash(needs=["expect"])
def expect_by_hand(s):
    it = r"^expect\d+\.\d+> $"
    s.run("expect", wait=it)
    s.run("set x 41", kind="repl", wait=it)
    s.run("spawn bash --norc", kind="repl", wait=it)
    s.run("interact", kind="repl", wait=r"web-1:.*# $")
    s.run("echo in the spawned shell", exit=0)
    s.run("exit", wait=it)
    s.run("puts [incr x]", kind="repl", wait=it)
    s.run("exit", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["node"], size=(60, 16))
def node_on_a_narrow_screen(s):
    it = r"^> $"
    s.run("node", wait=it)
    s.run("const words = ['alpha', 'beta', 'gamma', 'delta', 'a longer one']", kind="repl", wait=it)
    s.run("words.map(w => w.length)", kind="repl", wait=it)
    s.type("words.fil")
    s.pause(0.3)                                   # the rest stands there in grey
    s.key("C-a", pace=0.1)
    s.key("C-k", pace=0.1)
    s.type("words.fill('x').join('-') + ' and a text that goes over the margin'")
    s.pause(0.2)
    s.enter("words.fill('x').join('-') + ' and a text that goes over the margin'", kind="repl", wait=it)
    s.type("function f() {")
    s.enter(None, wait=r"^(\.\.\.|\|) *$")
    s.type("return 1 }")
    s.enter("function f() {\nreturn 1 }", kind="repl", wait=it)
    s.key("C-r", pace=0.2)
    s.type("map")
    s.pause(0.3)
    s.key("Enter", pace=0.1)
    s.truth("words.map(w => w.length)", kind="repl")
    s.wait(it)
    s.run(".exit", kind="repl", wait=OUT)
    s.run("exit", wait=False)
