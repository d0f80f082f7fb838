"""Interpreters and debuggers as people use them, by lot: by themselves, from any shell, and in a tmux of one window."""
import glob
import random

import drive
from drive import scenario
from props import namespaces, prop
from props.walk import FILES, Talk

PROGRAM = "#include <stdio.h>\nint twice(int n) {\n    return n * 2;\n}\nint main(void) {\n    int sum = 0;\n    for (int n = 1; n < 4; n++)\n        sum += twice(n);\n    printf(\"sum %d\\n\", sum);\n    return 0;\n}\n"
COMMON = "some error up up_edit abort long wide redraw pulled noise_free empty"
LINES = " home insert word_gone search"


def tongue(argv, say, some, wrong, bye, can="", rows=(), extra=None, **more):
    return dict(argv=argv, say=say, some=some, wrong=wrong, bye=bye, can=(COMMON + " " + can).split(), rows=rows, extra=extra or {}, **more)


TONGUES = {
    "python": tongue(["python3", "-q"], "print('{}')", ["import os, sys", "[n ** 2 for n in range(9)]", "x = {'a': 1, 'b': 2}; x['b']", "'beck'.center(21, '*')"], ["1 / 0", "print('open"], "exit()",
                     LINES + " rows rows_once paste_one asked told_prompt long_run broken_run tab pager shell_out",
                     (["def twice(n):", "    return n * 2", ""], ["x = [1,", "  2,", "  3]"], ["text = '''one", "two'''"], ["for n in range(3):", "    if n:", "        print('n', n)", ""]),
                     dict(asked=("who = input('Who? ')", "beck"), told_prompt=["import sys", "sys.ps1 = 'py> '"], broken_run="__import__('time').sleep(30)", long_run="for n in range(50): print('row', n)", tab=("'beck'.isalph", "'beck'.isalpha()", ")"), pager="help(len)", shell_out="__import__('os').system('ls folds')"),
                     bye_keys="C-d"),
    "ipython": tongue(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit"], "print('{}')", ["import os, sys", "[n ** 2 for n in range(9)]", "%who", "sorted('beck')[:2]"], ["1 / 0", "nothing_such"], "exit",
                      LINES + " ipy_rows broken_run shell_out asked", (), dict(asked=("who = input('Who? ')", "beck"), broken_run="__import__('time').sleep(30)", shell_out="!ls folds"), bye_keys="C-d"),
    "node": tongue(["node"], "console.log('{}')", ["[1, 2, 3].map(n => n * n)", "Object.keys({ a: 1, b: 2 })", "new Date(0).toISOString()", "`beck ${6 * 7}`"], ["nothing.such", "JSON.parse('{')"], ".exit",
                   LINES + " rows rows_once tab long_run", (["function twice(n) {", "return n * 2;", "}"], ["[1,", "2,", "3].length"], ["if (true) {", "console.log('in a block')", "}"]),
                   dict(tab=("'beck'.toUpperC", "'beck'.toUpperCase()", "()"), long_run="for (let n = 0; n < 50; n++) console.log('row', n)"), bye_keys="C-d"),
    "gdb": tongue(["gdb", "-q", "-nx", "./prog"], "echo {}\\n", ["break twice", "info breakpoints", "list main", "print 6 * 7", "print/x 255", "show args"], ["frobnicate", "print nothing"], "quit",
                  LINES + " told_prompt shell_out tab debug more_rows define", (), dict(told_prompt=["set prompt (beck) "], shell_out="shell ls folds", tab=("info breakp", "info breakpoints", "")), needs=["gcc"]),
    "sqlite": tongue(["sqlite3", "beck.db"], "select '{}';", ["create table if not exists t (a, b);", "insert into t values (1, 'one'), (2, 'two');", ".tables", "select count(*) from sqlite_schema;", ".mode box", "select sqlite_version() > 'x';"], ["selec 1;", "select * from nowhere;"], ".quit",
                     LINES + " rows rows_once told_prompt long_run shell_out", (["select 'a'", "  , 'b'", "  ;"], ["create table if not exists u (", "  id integer primary key,", "  name text", ");"], ["select 'it''s", "open';"]),
                     dict(told_prompt=[".prompt 'db> ' '  > '"], shell_out=".shell ls folds", long_run="with recursive c(n) as (select 1 union all select n + 1 from c where n < 50) select n from c;"), bye_keys="C-d"),
    "lua": tongue(["lua"], "print('{}')", ["6 * 7", "string.rep('be', 3)", "t = {1, 2, 3}", "#t"], ["nothing.such", "error('made')"], "os.exit()",
                  LINES + " rows rows_once long_run told_prompt shell_out", (["function twice(n)", "return n * 2", "end"], ["for n = 1, 3 do", "  print('n', n)", "end"], ["x = {", "1, 2", "}"]), dict(long_run="for n = 1, 50 do print('row', n) end", told_prompt=["_PROMPT = 'lua! '"], shell_out="os.execute('ls folds')"), bye_keys="C-d"),
    "bc": tongue(["bc", "-q"], "print \"{}\\n\"", ["6 * 7", "scale = 4; 22 / 7", "2 ^ 64", "ibase = 10", "x = 5; x * x"], ["1 / 0", "nothing such"], "quit", "bc_rows word_gone", (), {}),
    "psql": tongue(["psql", "-q", "shop"], "select '{}';", ["create table if not exists item (id int, name text);", "insert into item values (1, 'lamp'), (2, 'desk');", "\\d", "select 6 * 7 as n;", "\\timing off", "show search_path;"], ["selec 1;", "select * from nowhere;"], "\\q",
                   LINES + " rows rows_once shell_out long_run told_prompt", (["select 1,", "  2", "  ;"], ["begin;"], ["select 'it''s", "open';"]),
                   dict(shell_out="\\! ls folds", long_run="select generate_series(1, 50) as n;", told_prompt=["\\set PROMPT1 '%n@%/%x> '"]), bye_keys="C-d", needs=["setpriv", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"])]),
    "pdb": tongue(["python3", "-m", "pdb", "walk.py"], "p '{}'", ["w", "n", "b 3", "p 6 * 7", "p n", "l", "s", "pp {'a': [1, 2]}", "len(seen)"], ["p nothing", "1 / 0"], "q", LINES + " debug_python", (), {}, needs=["python3"]),
    "irb": tongue(["irb"], "puts '{}'", ["6 * 7", "[1, 2, 3].map { |n| n * n }", "{ a: 1 }.to_a", "'beck'.upcase"], ["nothing_such", "1 / 0"], "exit", LINES + " rows long_run shell_out", (["def twice(n)", "n * 2", "end"], ["[1, 2].each do |n|", "puts n", "end"]),
                  dict(shell_out="system('ls folds')", long_run="50.times { |n| puts n }"), bye_keys="C-d"),
}
WALK = "seen = []\nfor n in range(99):\n    seen.append(n * 2)\n    total = sum(seen)\nprint(total)\n"
ABORT = {"bc": "C-u", "lua": "C-u", "sqlite": "C-u"}


class Beck(Talk):
    def __init__(self, s):
        super().__init__(s)
        self.kind = s.spec["tongue"]
        self.ipython = "ipython" in s.name

    def line(self, tail=""):
        return self.it["say"].format(self.word() + tail)

    def press(self, *names, pause=0.12):
        self.s.key(*names, pace=pause)
        self.calm(0.1)

    def some(self):
        for text in self.lot.sample(self.it["some"], 2):
            self.repl(text)

    def error(self):
        text = self.lot.choice(self.it["wrong"])
        self.repl(text)
        self.repl(self.line())

    def up(self):
        one = self.line()
        self.repl(one)
        self.repl(self.line())
        self.press("Up", "Up", pause=0.2)
        self.enter(one, "repl")

    def up_edit(self):
        word = self.word()
        self.repl(self.it["say"].format(word))
        self.press("Up", pause=0.25)
        tail = len(self.it["say"].split("{}")[1])
        self.press(*["Left"] * tail, pause=0.05)
        self.s.type(" more", 0.05)
        self.enter(self.it["say"].format(word + " more"), "repl")

    def abort(self):
        self.s.type(self.it["say"].format("never-meant"))
        self.s.absent.append("never-meant")
        self.s.pause(0.2)
        self.press(ABORT.get(self.s.name.split("_")[3], "C-c"), pause=0.4)
        self.repl(self.line())

    def long(self):
        self.repl(self.line(" " + " ".join(f"pebble-{n}" for n in range(self.s.spec["size"][0] // 9 + 1))))

    def wide(self):
        self.repl(self.line(" 川と石 é" if self.s.name.split("_")[3] not in ("bc", "lua") else " stone"))

    def redraw(self):
        one = self.line()
        self.s.type(one)
        self.press("C-l", pause=0.3)
        self.enter(one, "repl")

    def pulled(self):
        cols, rows = self.s.spec["size"]
        one = self.line()
        self.s.type(one[:-3])
        self.s.resize(cols - 8, rows)
        self.calm()
        self.s.type(one[-3:])
        self.enter(one, "repl")
        self.s.resize(cols, rows)
        self.calm()

    def noise_free(self):
        for text in (self.line(), self.line()):
            self.s.type(text, 0.004)
            self.s.enter(text, "repl", wait=False)
            self.s.pause(0.25)
        self.calm()

    def empty(self):
        if "gdb" not in self.s.name and "pdb" not in self.s.name:
            self.enter(None)
        self.repl(self.line())

    def home(self):
        one = self.line()
        self.s.type(one)
        self.press("C-a")
        self.enter(one, "repl")

    def insert(self):
        word = self.word()
        self.s.type(self.it["say"].format(word))
        self.press(*["Left"] * len(self.it["say"].split("{}")[1]), pause=0.05)
        self.s.type(" put", 0.05)
        self.enter(self.it["say"].format(word + " put"), "repl")

    def word_gone(self):
        one = self.line()
        self.s.type(one + " oops")
        self.press("C-w", "BSpace")
        self.enter(one, "repl")

    def search(self):
        mark = f"trout{self.n}"
        one = self.line(" " + mark)
        self.repl(one)
        self.repl(self.line())
        self.press("C-r", pause=0.25)
        self.s.type(mark, 0.08)
        self.s.pause(0.3)
        if self.ipython:
            self.press("Enter", pause=0.3)
        self.enter(one, "repl")

    def rows(self):
        lines = self.lot.choice(self.it["rows"])
        for line in lines[:-1]:
            self.s.type(line)
            self.s.key("Enter", pace=0.15)
            self.calm(0.1)
        self.s.type(lines[-1])
        self.enter("\n".join(lines).rstrip("\n"), "repl", also=["\n".join(line.strip() for line in lines)])

    def rows_once(self):
        lines = self.lot.choice(self.it["rows"])
        self.at_once("\r".join(lines) + "\r", "\n".join(lines).rstrip("\n"))
        one, two = self.line(), self.line()
        self.at_once(one + "\r" + two + "\r", one, two)

    def paste_one(self):
        one = self.line()
        self.s.paste(one)
        self.s.pause(0.2)
        self.enter(one, "repl")

    def asked(self):
        text, answer = self.it["extra"]["asked"]
        self.repl(text)
        self.s.type(answer)
        self.enter(answer, "reply")
        self.repl(self.line())

    def told_prompt(self):
        for text in self.it["extra"]["told_prompt"]:
            self.repl(text)
        self.some()

    def long_run(self):
        text = self.it["extra"]["long_run"]
        self.s.type(text)
        if "python" in self.s.name:
            self.press("Enter", pause=0.2)
        self.enter(text, "repl")
        self.repl(self.line())

    def broken_run(self):
        text = self.it["extra"]["broken_run"]
        self.s.type(text)
        self.s.enter(text, "repl", wait=False)
        self.s.pause(0.5)
        self.press("C-c", pause=0.4)
        self.repl(self.line())

    def tab(self):
        typed, text, rest = self.it["extra"]["tab"]
        self.s.type(typed)
        self.press("Tab", pause=0.4)
        have = self.s.cursor_line()
        if not text.endswith(have[have.rindex(typed.split("'")[-1]) + len(typed.split("'")[-1]):] or "\0"):
            self.s.type(rest)
        have = self.s.cursor_line().rstrip()
        have = have[have.rindex(typed[:4]):]
        self.enter(have, "repl")

    def pager(self):
        self.repl(self.it["extra"]["pager"])
        self.s.see("Help on")
        self.s.pause(0.3)
        self.s.type("q")
        self.s.pause(0.3)
        self.calm()
        self.repl(self.line())

    def shell_out(self):
        self.repl(self.it["extra"]["shell_out"])
        self.repl(self.line())

    def ipy_rows(self):
        for line in ("for n in range(2):", "print('row', n)", ""):
            self.s.type(line)
            self.s.pause(0.1)
            self.press("Enter", pause=0.3)
        text = "for n in range(2):\n    print('row', n)"
        self.s.truth(text, "repl", also=[text + "\n    ", text + "\n"])
        self.repl(self.line())

    def bc_rows(self):
        for line in ("define f(n) {", "  return n * 2", "}"):
            self.repl(line)
        self.repl("f(21)")

    def debug(self):
        self.repl("tbreak twice")
        self.repl("run")
        self.s.pause(0.8)
        self.calm()
        for text in ("bt", "print n", "next", "finish", "info locals"):
            self.repl(text)
        self.repl("kill")
        if self.s.cursor_line().endswith("(y or n) "):
            self.s.type("y")
            self.enter("y", "reply")

    def debug_python(self):
        for text in ("n", "n", "c" if self.lot.random() < 0.2 else "n", "p seen", "tbreak 4", "c", "bt"):
            self.repl(text)

    def more_rows(self):
        self.repl("info signals")
        if "--Type" in self.s.screen():
            self.s.type("q")
            self.enter("q", "reply")
        self.repl(self.line())

    def define(self):
        name = f"brook{self.n}"
        for line in ("define " + name, "  echo in the brook\\n", "end"):
            self.s.type(line)
            self.s.key("Enter", pace=0.15)
            self.calm(0.1)
        self.s.truth(f"define {name}\n  echo in the brook\\n\nend", "repl")
        self.repl(name)


RCS = {
    "bash": (["bash", "--rcfile", "@HOME@/rc", "-i"], {"rc": "PS1='\\[\\e[32m\\]\\u@beck\\[\\e[0m\\]:\\w\\$ '\nHISTFILE=~/.h\n"}),
    "zsh": (["zsh", "-i"], {".zshrc": "PROMPT='%n@beck %1~ %# '\nbindkey -e\n"}),
    "fish": (["fish", "-i"], {".config/fish/config.fish": "set -g fish_greeting\n"}),
    "dash": (["dash", "-i"], {"drc": "PS1='$ '\n"}),
}


def walk(s):
    it, lot, way = Beck(s), s.spec["lot"], s.spec["way"]
    it.calm(0.8)
    if way is not None:
        it.say()
        if "gdb" in s.name:
            it.say("gcc -g -o prog prog.c")
        start = " ".join(it.it["argv"])
        if "ipython" in s.name:
            start = "ipython3 --no-banner --no-confirm-exit"
        s.type(start)
        s.enter(start, wait=False)
        s.pause(1.0)
        it.calm(0.7)
    for deed in lot.sample(sorted(set(it.it["can"])), 9):
        getattr(it, deed)()
    bye(s, it, lot, way)
    if way is not None:
        s.pause(0.5)
        it.calm(0.4)
        it.say()
        it.say("ls folds")
        s.type("exit")
        s.enter("exit", wait=False)


def bye(s, it, lot, way):
    if it.it.get("bye_keys") and lot.random() < 0.4:
        s.key(it.it["bye_keys"], pace=0.4)
        return
    s.type(it.it["bye"])
    s.enter(it.it["bye"], "repl", wait=False)
    if "gdb" in s.name:
        s.pause(0.3)


def make(number, name, way):
    lot, it = random.Random(f"beck {number}"), TONGUES[name]
    argv, files = it["argv"], {**FILES, "prog.c": PROGRAM, "walk.py": WALK}
    env = {"NODE_REPL_HISTORY": "", "IPYTHONDIR": "@HOME@/.ipy", "ENV": "@HOME@/drc"}
    if name == "ipython":
        files["bin/ipython3"] = "#!/bin/sh\nexec /usr/bin/ipython3 \"$@\"\n"
        env["PATH"] = "@HOME@/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    if name == "gdb" and way is None:
        argv = ["sh", "-c", "gcc -g -o prog prog.c && exec gdb -q -nx ./prog"]
    if way is not None:
        shell, more = RCS[way.split(" ")[-1]]
        argv, files = shell, {**files, **more}
        if "tmux" in way:
            files["go"] = f"#!/bin/sh\nexec {' '.join(shell)}\n"
            files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n"
            argv = ["tmux", "-L", "corpus-beck", "-f", "@HOME@/conf", "new-session"]
    if name == "psql":
        files["bin/postgres.sh"] = prop("postgres.sh")
        argv = ["sh", "@HOME@/bin/postgres.sh", *argv]

    def play(s):
        walk(s)
    play.__name__ = f"exam_beck_{number:02}_{name}"
    scenario(argv, prompt="" if name == "bc" else ".", size=(lot.randrange(64, 170), lot.randrange(16, 50)), pace=lot.choice([0.02, 0.05]), history="", files=files, env=env,
             needs=[it["argv"][0], *it.get("needs", ()), *(namespaces() if name == "psql" else ()), *(["tmux"] if "tmux" in (way or "") else [])])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way, tongue=it)


for at, (which, where) in enumerate([("python", None), ("ipython", None), ("node", None), ("sqlite", None), ("bc", None), ("psql", None), ("python", "zsh"), ("gdb", "bash"), ("lua", "fish"), ("node", "bash"), ("sqlite", "dash"),
                                     ("python", "tmux bash"), ("ipython", "tmux zsh"), ("node", "tmux bash"), ("gdb", "tmux bash"), ("sqlite", "tmux fish"), ("psql", "tmux bash"), ("bc", "zsh"), ("lua", "tmux zsh"),
                                     ("pdb", None), ("irb", "bash"), ("pdb", "tmux zsh"), ("gdb", None), ("psql", "fish"), ("ipython", "bash"), ("irb", None), ("node", "tmux fish"), ("python", "tmux dash")]):
    make(at, which, where)
