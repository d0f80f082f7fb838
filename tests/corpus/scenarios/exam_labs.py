"""Everyday work in IPython, node and gdb: alone or below a shell, statements and blocks, mistakes mended, completion, history, questions."""
from drive import scenario
from props import bash, block

IN, IN_MORE = r"^In \[\d+\]: $", r"^ +\.\.\.: *$"
DATA = "name,city,age\nAnna,Oulu,31\nBert,Gent,45\nCleo,Lyon,28\n"
APP = "exports.add = (a, b) => a + b;\nexports.name = 'app';\n"
SUM = """#include <stdio.h>

static int add(int a, int b)
{
    int sum = a + b;
    return sum;
}

int main(void)
{
    int total = 0;
    for (int i = 1; i <= 3; i++)
        total = add(total, i);
    printf("total %d\\n", total);
    return 0;
}
"""
FILES = {"people.csv": DATA, "app.js": APP, "sum.c": SUM}
IPY = dict(needs=["/usr/bin/ipython3"], env={"IPYTHONDIR": "@HOME@/.ipython", "PAGER": "cat"}, files=FILES, history="")


def ipython(size=(90, 28), args=("--no-banner",), **more):
    return scenario(["/usr/bin/ipython3", *args], prompt=IN, size=size, **{**IPY, **more})


def node(size=(80, 24), **more):
    return scenario(["node"], prompt="^> $", size=size, files=FILES, history="", env={"NODE_REPL_HISTORY": "@HOME@/.nh"}, **more)


def repl(s, *lines, wait=True):
    for line in lines:
        s.run(line, kind="repl", wait=wait)


def erase(s, n):
    for _ in range(n):
        s.key("BSpace", pace=0.06)


def no_more(s):
    """IPython confirms Ctrl-D."""
    s.key("C-d", pace=0.3)
    s.wait(r"\(\[y\]/n\)\? *$")


@ipython()
def ipython_counts_people(s):
    repl(s, "import csv", "rows = list(csv.DictReader(open('people.csv')))", "len(rows)", "rows[0]['name']")
    s.type("[r['city'] for r in rwos]")
    s.key("Left", pace=0.06)
    s.key("BSpace", "BSpace", "BSpace", pace=0.06)
    s.type("ows")
    s.enter("[r['city'] for r in rows]", kind="repl")
    s.type("for r in rows:")
    s.enter(None, wait=IN_MORE)
    s.type("print(r['name'].upper())")
    s.enter(None, wait=IN_MORE)
    s.enter("for r in rows:\n    print(r['name'].upper())", kind="repl")
    repl(s, "sum(int(r['age']) for r in rows) / len(rows)")
    s.run("exit", kind="repl", wait=False)


@bash(**IPY, size=(100, 30))
def ipython_with_magic_and_shell(s):
    s.run("ls", exit=0)
    s.run("/usr/bin/ipython3 --no-banner", wait=IN)
    repl(s, "%pwd", "!ls", "files = !ls *.csv", "files", "%timeit -n 10 -r 2 sum(range(100))", "?len", "1/0", "%history -n", wait=IN)
    s.key("Up", "Up", pace=0.2)
    s.enter("1/0", kind="repl", wait=IN)
    no_more(s)
    s.run("y", kind="reply")
    s.run("echo back", exit=0)
    s.run("exit", wait=False)


@ipython(size=(80, 24), args=())
def ipython_with_its_banner(s):
    s.type("def greet(name, greeting='Hello'):")
    s.enter(None, wait=IN_MORE)
    s.type("name = name or 'you'")
    s.enter(None, wait=IN_MORE)
    s.type("return f'{greeting}, {name}!'")
    s.enter(None, wait=IN_MORE)
    s.enter("def greet(name, greeting='Hello'):\n    name = name or 'you'\n    return f'{greeting}, {name}!'", kind="repl")
    repl(s, "greet('Anna')", "greet('')", "x = greet('Bert', greeting='Moi')", "x", "print(x)")
    s.key("Up", "Up", "Up", pace=0.2)
    erase(s, 5)
    s.type("Hei')")
    s.enter("x = greet('Bert', greeting='Hei')", kind="repl")
    s.run("quit", kind="repl", wait=False)


@ipython(size=(110, 32))
def ipython_completes_and_interrupts(s):
    repl(s, "import os.path, time")
    s.type("os.path.exi")
    s.key("Tab", pace=0.5)
    s.type("('people.csv')")
    s.enter("os.path.exists('people.csv')", kind="repl")
    s.run("time.sleep(60)", kind="repl", wait=False)
    s.pause(0.5)
    s.key("C-c", pace=0.4)
    s.wait()
    s.type("never_done(1, 2")
    s.key("C-c", pace=0.3)
    s.absent.append("never_done")
    s.wait()
    repl(s, "a, b = 3, 4", "(a ** 2 + b ** 2) ** 0.5")
    s.type("with open('people.csv') as f:")
    s.enter(None, wait=IN_MORE)
    s.type("head = f.readline()")
    s.enter(None, wait=IN_MORE)
    s.enter("with open('people.csv') as f:\n    head = f.readline()", kind="repl")
    repl(s, "head.strip().split(',')", "name = input('Who? ')", wait=r"In \[\d+\]: $|Who\? $")
    s.run("Cleo", kind="reply")
    repl(s, "name")
    s.run("exit()", kind="repl", wait=False)


@bash(**IPY, size=(80, 24))
def ipython_for_a_sum(s):
    s.run("/usr/bin/ipython3 --no-banner", wait=IN)
    s.type("13.5 * 1.24", pace=0.06)
    s.enter("13.5 * 1.24", kind="repl", wait=IN)
    s.type("round(_, 1)", pace=0.06)
    s.enter("round(_, 1)", kind="repl", wait=IN)
    s.type("13.5 * 1.1", pace=0.06)
    s.pause(0.2)
    s.enter("13.5 * 1.1", kind="repl", wait=IN)
    s.type("from datetime import date", pace=0.05)
    s.enter("from datetime import date", kind="repl", wait=IN)
    s.type("(date(2024, 12, 24) - date(2024, 5, 1)).days", pace=0.03)
    s.enter("(date(2024, 12, 24) - date(2024, 5, 1)).days", kind="repl", wait=IN)
    no_more(s)
    s.enter(None)
    s.run("exit", wait=False)


NODE_MORE = r"^(\.\.\.|\|) *$"


@node()
def node_looks_at_objects(s):
    repl(s, "const app = require('./app.js')", "app.add(2, 3)", "const user = { name: 'Anna', tags: ['a', 'b'] }", "JSON.stringify(user)",
         "user.tags.push('c')", "user", "Object.keys(user).length", "[1, 2, 3].filter(x => x > 1)", "undefinedThing", ".exit", wait=r"^> $|^$")


@bash(needs=["node"], files=FILES, history="")
def node_below_a_bash(s):
    s.run("node --version", exit=0)
    s.run("node", wait="^> $")
    s.type("function area(w, h) {")
    s.enter(None, wait=NODE_MORE)
    s.type("  return w * h")
    s.enter(None, wait=NODE_MORE)
    s.type("}")
    s.enter("function area(w, h) {\n  return w * h\n}", kind="repl", wait="^> $")
    repl(s, "area(3, 4)", "let total = 0", "for (const n of [1, 2, 3]) total += n", wait="^> $")
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("area(3, 4)", kind="repl", wait="^> $")
    s.type("area(5, 6", pace=0.05)
    s.key("C-c", pace=0.3)
    s.wait("^> $")
    repl(s, "total", wait="^> $")
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("echo out of it", exit=0)
    s.run("exit", wait=False)


@node(size=(100, 30), pace=0.05)
def node_typed_at_leisure(s):
    repl(s, "const fs = require('fs')", "fs.readFileSync('people.csv', 'utf8')", "const lines = _.trim().split('\\n')", "lines.length")
    s.type("lines.mpa(l => l.split(',')[1])")
    s.key("C-a", pace=0.2)
    for _ in range(8):
        s.key("Right", pace=0.06)
    s.key("BSpace", "BSpace", pace=0.1)
    s.type("p")
    s.key("C-e", pace=0.2)
    s.key("C-u", pace=0.2)
    s.type("lines.map(l => l.split(',')[1])")
    s.enter("lines.map(l => l.split(',')[1])", kind="repl")
    s.type("Math.max(...lines.slice(1).map(l => +l.split(',')[2]))")
    s.enter("Math.max(...lines.slice(1).map(l => +l.split(',')[2]))", kind="repl")
    s.run(".exit", kind="repl", wait=False)


@node(size=(90, 26))
def node_waits_for_promises(s):
    repl(s, "const wait = ms => new Promise(done => setTimeout(done, ms, 'waited ' + ms))", "await wait(300)", "wait(100).then(console.log)")
    s.pause(0.4)
    s.type("async function twice(f) {")
    s.enter(None, wait=NODE_MORE)
    s.type("await f(); return f()")
    s.enter(None, wait=NODE_MORE)
    s.type("}")
    s.enter("async function twice(f) {\nawait f(); return f()\n}", kind="repl")
    repl(s, "await twice(() => wait(50))")
    s.type("process.versi")
    s.key("Tab", pace=0.4)
    s.pause(0.2)
    s.key("C-u", pace=0.2)
    repl(s, "process.version", "typeof wait", "`${1 + 1} is two`")
    s.run("process.exit(0)", kind="repl", wait=False)


@bash(needs=["node"], files=FILES, history="", size=(80, 24))
def node_and_the_shell_in_turn(s):
    s.run("cat app.js", exit=0)
    s.run("node", wait="^> $")
    repl(s, "require('./app').add(1, 1)", wait="^> $")
    s.run(".exit", kind="repl")
    s.run("echo \"console.log('from a file')\" > run.js", exit=0)
    s.run("node run.js", exit=0)
    s.run("node -i", wait="^> $")
    repl(s, "1 + 1", "var s = 'text'", "s.length", "s.toUpperCase()", wait="^> $")
    s.key("C-c", pace=0.2)
    s.pause(0.3)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("exit", wait=False)


GDB = r"^\(gdb\) $"
GDBS = dict(needs=["gdb", "gcc"], files=FILES, history="", env={"HISTSIZE": "200"})


@bash(**GDBS, size=(80, 24))
def gdb_steps_through_a_sum(s):
    s.run("gcc -g -o sum sum.c", exit=0)
    s.run("./sum", exit=0)
    s.run("gdb -q ./sum", wait=GDB)
    repl(s, "break add", "run", "bt", "info locals", "next", "print sum", "p a + b", "finish", "continue", "delete 1", "continue", wait=GDB)
    s.run("quit", kind="repl")
    s.run("exit", wait=False)


@bash(**GDBS, size=(110, 34))
def gdb_lists_and_repeats(s):
    s.run("gcc -g -O0 sum.c -o sum && gdb -q sum", wait=GDB)
    repl(s, "list main", wait=GDB)
    s.enter(None, wait=GDB)                        # goes on with the list
    repl(s, "b 12", "r", "p total", wait=GDB)
    s.type("info breakponts")
    for _ in range(3):
        s.key("Left", pace=0.05)
    s.type("i")
    s.enter("info breakpoints", kind="repl", wait=GDB)
    s.key("Up", "Up", pace=0.15)
    s.enter("p total", kind="repl", wait=GDB)
    s.run("n", kind="repl", wait=GDB)
    s.enter(None, wait=GDB)
    s.enter(None, wait=GDB)
    repl(s, "set var total = 100", "p total", wait=GDB)
    s.run("q", kind="repl", wait=r"\(y or n\) $")
    s.run("y", kind="reply")
    s.run("exit", wait=False)


@bash(**GDBS, size=(90, 26))
def gdb_defines_what_to_do(s):
    s.run("gcc -g -o sum sum.c", exit=0)
    s.run("gdb -q sum", wait=GDB)
    repl(s, "set pagination off", "break add", wait=GDB)
    block(s, ["commands", "silent", "print a", "continue", "end"], "^>$", wait=GDB)
    repl(s, "run", "info functions add", "x/4xb $sp", wait=GDB)
    s.type("brea")
    s.key("Tab", pace=0.3)
    s.type(" main")
    s.enter("break main", kind="repl", wait=GDB)
    repl(s, "run", "shell echo from gdb", "info registers rip", "kill", wait=GDB + r"|\(y or n\) $")
    s.run("y", kind="reply", wait=GDB)
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("exit", wait=False)


@scenario(["gdb", "-q", "-nx"], prompt=GDB, **GDBS, size=(80, 24))
def gdb_as_a_calculator(s):
    repl(s, "p 0x1f << 3", "p/x 4096", "p sizeof(long)", "help step", "show args")
    s.type("print 'a' + 1x")
    erase(s, 1)
    s.enter("print 'a' + 1", kind="repl")
    s.type("undone_thing")
    s.key("C-c", pace=0.3)
    s.absent.append("undone_thing")
    s.wait()
    repl(s, "p $_", "python print(sum(range(10)))")
    s.run("quit", kind="repl", wait=False)
