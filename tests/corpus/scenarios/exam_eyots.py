"""Interpreters in odd shells, halves and wholes of tmux: what hands and machines send them, right after one another, and the way back into the shell."""
import random

import drive
from drive import scenario
from props.isles import FILES, Isle

WALK = "seen = []\nfor n in range(9):\n    seen.append(n * 2)\n    total = sum(seen)\nprint(total)\n"


def tongue(start, sign, say, some, wrong, rows, bye, slow="", more=(), can=""):
    return dict(start=start, sign=sign, say=say, some=some, wrong=wrong, rows=rows, bye=bye, slow=slow, more=more, can=can.split())


EDIT = "up edit home search word"
TONGUES = {
    "python": tongue("python3 -q", ">>>", "print('{}')", ["import os, sys", "[n ** 2 for n in range(9)]", "len('skerry')"], "1 / 0", (["def f(n):", "    return n * 2", ""], ["for n in range(2):", "    print('row', n)", ""]), "exit()", "__import__('time').sleep(0.7)", (), EDIT),
    "ipython": tongue("ipython3 --no-banner --no-confirm-exit", "In [1]", "print('{}')", ["import os, sys", "[n ** 2 for n in range(9)]", "!ls cove"], "1 / 0", (), "exit", "__import__('time').sleep(0.7)", (), "up edit home word"),
    "node": tongue("node", ">", "console.log('{}')", ["[1, 2, 3].map(v9 => v9 * v9)", "6 * 7", "Object.keys({ a: 1, b: 2 })"], "nothing.such", (["function f(n) {", "return n * 2;", "}"], ["[1,", "2].length"]), ".exit", "", (), EDIT),
    "gdb": tongue("gdb -q -nx ./prog", "(gdb)", "echo {}\\n", ["break main", "info breakpoints", "print 6 * 7", "list main"], "frobnicate", (["define hi", "echo hi\\n", "end"], ["python", "print(6 * 7)", "end"]), "quit", "shell sleep 0.7", ("run", "next", "next", "print n", "bt", "info locals", "continue"), EDIT),
    "sqlite": tongue("sqlite3 e.db", "sqlite>", "select '{}';", ["create table if not exists t (a, b);", "insert into t values (1, 'one');", "select count(*) from t;", ".tables"], "selec 1;", (["select 1,", "  2", "  ;"],), ".quit", ".shell sleep 0.7", (), EDIT),
    "lua": tongue("lua", ">", "print('{}')", ["6 * 7", "string.rep('be', 3)", "t = {1, 2}", "#t"], "nothing.such", (["for n = 1, 2 do", "print('n', n)", "end"],), "os.exit()", "os.execute('sleep 0.7')", (), EDIT),
    "bc": tongue("bc -q", "", "print \"{}\\n\"", ["6 * 7", "scale = 3; 22 / 7", "2 ^ 40", "x = 5; x * x"], "1 / 0", (), "quit", "", (), "up word"),
    "irb": tongue("irb --nomultiline --noautocomplete", "irb(main)", "puts '{}'", ["6 * 7", "[1, 2].map { |v| v * v }", "'eyot'.upcase"], "nothing_such", (["def f(n)", "n * 2", "end"],), "exit", "sleep 0.7", (), EDIT),
    "php": tongue("php -a", "php >", "echo '{}', PHP_EOL;", ["$a = [1, 2];", "echo count($a), PHP_EOL;", "echo 6 * 7, PHP_EOL;"], "nothing();", (["if (true) {", "echo 'yes', PHP_EOL;", "}"],), "exit", "sleep(1);", (), "up edit word"),
    "pdb": tongue("python3 -m pdb walk.py", "(Pdb)", "p '{}'", ["n", "p 6 * 7", "l", "w", "b 4"], "p nothing", (), "q", "p __import__('time').sleep(0.7)", (), "up edit home word"),
}
SHELLS = {
    "ksh93": ("exec ksh93 -o emacs -i", "krc", "PS1='[!] $ '\nHISTFILE=~/.kh\n"),
    "tcsh": ("exec tcsh", ".tcshrc", "set prompt='%T %c%# '\nset history=50\nunset autologout\nbindkey -e\n"),
    "ash": ("exec busybox ash", "arc", "PS1='\\u@\\h:\\W\\$ '\n"),
    "dash": ("exec dash -i", "drc", "PS1='$ '\n"),
    "mksh": ("exec mksh -i", "mrc", "PS1='${PWD##*/} ▸ '\n"),
    "bash": ("exec bash --rcfile @HOME@/rc -i", "rc", "PS1='[\\t] \\W \\$ '\nHISTFILE=~/.h\n"),
    "zsh": ("exec zsh -i", ".zshrc", "PROMPT='%* %1~ %# '\nbindkey -e\n"),
    "fish": ("exec fish -i", ".config/fish/config.fish", "set -g fish_greeting\nfunction fish_prompt; echo -n (date +%T)' ◆ '; end\n"),
}
FROM = {"ksh93": "krc", "mksh": "mrc", "ash": "arc", "dash": "drc"}
DEEDS = "one_write by_hand wrong rows_typed rows_at_once two_at_once ahead long wide abort redraw flood empty more_of_it wiped pasted"


class Eyot(Isle):
    def __init__(self, s):
        super().__init__(s)
        self.is_ = TONGUES[s.spec["tongue"]]

    def line(self, tail=""):
        return self.is_["say"].format(self.word() + tail)

    def repl(self, *texts, how=None):
        self.say(*texts, kind="repl", how=how, see=False)

    def sent(self, *texts, pause=0.35):
        self.at_once(*texts, kind="repl", pause=pause)

    def one_write(self):
        if "ipython" in self.s.name:
            return self.repl(self.line(), *self.lot.sample(self.is_["some"], 2))
        for text in (self.line(), *self.lot.sample(self.is_["some"], 2)):
            self.sent(text)

    def by_hand(self):
        self.repl(self.line(), how="slow")
        self.repl(*self.lot.sample(self.is_["some"], 2))

    def wrong(self):
        self.repl(self.is_["wrong"])
        self.sent(self.line()) if "ipython" not in self.s.name else self.repl(self.line())

    def rows_typed(self):
        if not self.is_["rows"]:
            return self.by_hand()
        lines = self.lot.choice(self.is_["rows"])
        for line in lines[:-1]:
            self.put(line)
            self.s.key("Enter", pace=0.2)
            self.calm(0.1)
        self.put(lines[-1])
        text = "\n".join(lines)
        self.hit(text.rstrip("\n"), "repl", see=False, also=[text, text + "\n", "\n".join(line.strip() for line in lines), text.replace("\nreturn", "\n  return"), text.replace("\n", "\n  ")])

    def rows_at_once(self):
        if not self.is_["rows"]:
            return self.by_hand()
        lines = self.lot.choice(self.is_["rows"])
        text = "\n".join(lines)
        self.s.place = self.s._look()[0]
        self.s.burst("\r".join(lines) + "\r")
        self.s.truth(text.rstrip("\n"), "repl", also=[text, text + "\n", text.replace("\nreturn", "\n  return"), text.replace("\n", "\n  ")], ahead=True)
        self.s.pause(0.5)
        self.calm()
        self.repl(self.line())

    def two_at_once(self):
        if "ipython" in self.s.name:
            return self.by_hand()
        self.sent(self.line(), self.line(), pause=0.5)

    def ahead(self):
        if not self.is_["slow"]:
            return self.by_hand()
        self.put(self.is_["slow"])
        self.s.enter(self.is_["slow"], "repl", wait=False)
        self.s.pause(0.2)
        text = self.line()
        self.put(text, "quick")
        self.s.key("Enter", pace=0)
        self.s.truth(text, "repl", ahead=True)
        self.s.pause(1.4)
        self.calm()

    def long(self):
        self.repl(self.line(" " + " ".join(f"shingle-{n}" for n in range(self.width() // 9))))

    def wide(self):
        self.repl(self.line(" 島 é" if self.s.spec["tongue"] not in ("bc", "lua", "irb") else " ok"))

    def abort(self):
        self.never(self.is_["say"].format("never-meant"), "C-u" if self.s.spec["tongue"] in ("bc", "lua", "sqlite", "php") else "C-c")
        self.repl(self.line())

    def redraw(self):
        text = self.line()
        self.put(text)
        self.keys("C-l", pause=0.3)
        self.hit(text, "repl", see=False)

    def flood(self):
        for _ in range(3):
            self.repl(*self.is_["some"][:2], how="quick")

    def empty(self):
        if self.s.spec["tongue"] not in ("gdb", "pdb"):
            self.hit(None)
        self.repl(self.line())

    def more_of_it(self):
        self.repl(*(self.is_["more"] or self.is_["some"]))

    def wiped(self):
        self.put("not this one")
        self.keys("C-a", "C-k")
        self.repl(self.line())

    def pasted(self):
        text = self.line()
        self.s.paste(text)
        self.s.pause(0.25)
        self.hit(text, "repl", see=False)

    def up(self):
        one = self.line()
        self.repl(one, self.line())
        self.keys("Up", "Up", pause=0.25)
        self.hit(one, "repl", see=False)

    def edit(self):
        word = self.word()
        self.put(self.is_["say"].format(word))
        self.keys(*["Left"] * len(self.is_["say"].split("{}")[1]), pause=0.05)
        self.put(" put", "slow")
        self.hit(self.is_["say"].format(word + " put"), "repl", see=False)

    def home(self):
        text = self.line()
        self.put(text)
        self.keys("C-a")
        self.hit(text, "repl", see=False)

    def word_gone(self):
        text = self.line()
        self.put(text + " oops")
        self.keys("C-w", "BSpace")
        self.hit(text, "repl", see=False)

    def search(self):
        one = self.line(f" trout{self.n}")
        self.repl(one, self.line())
        self.keys("C-r", pause=0.25)
        self.put(one.split()[-1][:8].strip("';\")"), "slow")
        self.s.pause(0.3)
        self.hit(one, "repl", see=False)


def session(it, lot):
    """From the shell into the interpreter, its deeds, and out of it by its word or by C-d."""
    it.go(it.is_["start"], it.is_["sign"] or None, 0.9)
    it.calm(0.4)
    deeds = DEEDS.split() + [d if d != "word" else "word_gone" for d in it.is_["can"]]
    for deed in lot.sample(deeds, 7):
        getattr(it, deed)()
    if lot.random() < 0.5 and it.s.spec["tongue"] not in ("gdb", "pdb", "php"):
        it.s.key("C-d", pace=0.5)
    else:
        it.put(it.is_["bye"])
        it.hit(it.is_["bye"], "repl", see=False, pause=0.4)
        if it.s.cursor_line().endswith("(y or n) "):
            it.s.type("y")
            it.hit("y", "reply", see=False, pause=0.4)
    it.calm(0.4)
    it.at_once(it.echo())
    it.say(it.echo(), "ls cove", see=False)


def walk(s):
    it, lot, half = Eyot(s), s.spec["lot"], s.spec["half"]
    it.calm(0.6)
    it.say("gcc -g -o prog prog.c" if s.spec["tongue"] == "gdb" else "ls cove", see=False)
    if half in ("%", '"'):
        s.key("C-b", pace=0.1)
        s.key(half, pace=0.9)
        it.calm(0.4)
        it.say("seq 60", see=False) if lot.random() < 0.6 else it.say(it.echo())
    session(it, lot)
    session(it, lot)
    if half in ("%", '"'):
        it.put("exit")
        it.hit("exit", see=False, pause=0.7)
        it.say(it.echo())
    it.bye()


def make(number, name, shell, place):
    lot = random.Random(f"eyot {number}")
    run, rc, text = SHELLS[shell]
    size = (lot.randrange(74, 130), lot.randrange(20, 42)) if not place else (lot.randrange(124, 190), lot.randrange(28, 50))
    files = {**FILES, rc: text, "walk.py": WALK, "bin/ipython3": "#!/bin/sh\nexec /usr/bin/ipython3 \"$@\"\n"}
    argv = run.split()[1:]
    if place:
        files["conf"] = f"set -g default-command '{run.replace('@HOME@', '$HOME')}'\nset -g default-terminal tmux-256color\nset -sg escape-time 10\n" + lot.choice(["", "set -g status off\n", "set -g status-interval 1\nset -g status-right '%H:%M:%S'\n"])
        argv = ["tmux", "-L", "corpus-eyot", "-f", "@HOME@/conf", "new-session"]

    def play(s):
        walk(s)
    play.__name__ = f"exam_eyot_{number:02}_{name}_{shell}" + {"%": "_right", '"': "_low"}.get(place, "_" + place if place else "")
    env = {"ENV": "@HOME@/" + FROM.get(shell, "none"), "NODE_REPL_HISTORY": "", "IPYTHONDIR": "@HOME@/.ipy", "PATH": "@HOME@/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    needs = [run.split()[1], TONGUES[name]["start"].split()[0] if name != "ipython" else "/usr/bin/ipython3", *(["gcc"] if name == "gdb" else [])]
    scenario(argv, prompt="", size=size, history="", files=files, env=env, needs=needs)(play)
    drive.SCENARIOS[-1].update(lot=lot, half=place, tongue=name)


PLAN = [("python", "ksh93", ""), ("python", "dash", "%"), ("python", "tcsh", "whole"), ("ipython", "tcsh", ""), ("ipython", "ash", "%"), ("ipython", "bash", '"'), ("node", "ksh93", ""), ("node", "mksh", "%"), ("node", "fish", "whole"),
        ("gdb", "dash", ""), ("gdb", "ksh93", '"'), ("gdb", "tcsh", "%"), ("sqlite", "mksh", ""), ("sqlite", "zsh", "%"), ("sqlite", "ash", "whole"), ("lua", "tcsh", ""), ("lua", "bash", "%"), ("bc", "dash", ""), ("bc", "fish", '"'),
        ("irb", "ash", ""), ("irb", "zsh", "%"), ("php", "bash", ""), ("php", "ksh93", "whole"), ("pdb", "mksh", ""), ("pdb", "bash", "%"), ("gdb", "fish", "")]
for at, (name, shell, where) in enumerate(PLAN):
    make(at, name, shell, where)
