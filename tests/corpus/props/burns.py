"""The same for interpreters: statements instead of commands."""
import random

import drive
from drive import scenario
from props import braes
from props.braes import Brae

CAN = {}


def deed(*programs):
    def wrap(function):
        for name in programs or TONGUES:
            CAN.setdefault(name, []).append(function.__name__)
        return function
    return wrap


TONGUES = {
    # program: what prints a text, errs, is a number and its answer, sleeps; blocks; how to leave; may ^C be pressed
    "python3": dict(say="print('{}')", err="1 / 0", num=("6 * 7", "42"), nap="import time; time.sleep(0.8)", blocks=[["for n in (1, 2):", "    print('row', n)", ""], ["def shear(x):", "    return x + '!'", ""], ["tup = [1,", "2]"]], out=["row 2", None, None], bye="exit()"),
    "ipython": dict(say="print('{}')", err="1 / 0", num=("6 * 7", None), nap="import time; time.sleep(0.8)", blocks=[["tup = [1,", "2]"]], out=[None], bye="exit"),
    "node": dict(say="console.log('{}')", err="ewe.x", num=("6 * 7", "42"), nap="t = Date.now(); while (Date.now() - t < 800);", blocks=[["for (const n of [1, 2]) {", "console.log('row', n)", "}"], ["function shear(x) {", "return x + 1", "}"]], out=["row 2", None], bye=".exit"),
    "gdb": dict(say="echo {}\\n", err="print ewe", num=("print 6*7", None), nap="shell sleep 0.8", blocks=[["define shear", "echo shorn\\n", "end"]], out=[None], bye="quit"),
    "sqlite3": dict(say="select '{}';", err="select ewe;", num=("select 6 * 7;", "42"), nap=".shell sleep 0.8", blocks=[["select 'row',", "2;"], ["create table tNN (", "a, b", ");"]], out=["row|2", None], bye=".quit"),
    "lua": dict(say="print('{}')", err="ewe.x.y = 1", num=("6 * 7", "42"), nap="os.execute('sleep 0.8')", blocks=[["for n = 1, 2 do", "print('row ' .. n)", "end"], ["function shear(x)", "return x", "end"]], out=["row 2", None], bye="os.exit()"),
    "tclsh": dict(say="puts {{{}}}", err="ewe", num=("expr 6 * 7", "42"), nap="after 800", blocks=[], out=[], bye="exit"),
    "bc": dict(say="print \"{}\\n\"", err="6 +", num=("6 * 7", "42"), nap=None, blocks=[], out=[], bye="quit"),
    "irb": dict(say="puts '{}'", err="ewe", num=("6 * 7", "=> 42"), nap="sleep 0.8", blocks=[["[1, 2].each do |n|", "puts \"row #{n}\"", "end"]], out=["row 2"], bye="exit"),
}
PROGRAMS = {"python3": ["python3", "-q"], "ipython": ["ipython", "--no-banner", "--no-confirm-exit"], "node": ["node"], "gdb": ["gdb", "-q", "-nx"], "sqlite3": ["sqlite3"], "lua": ["lua"], "tclsh": ["tclsh"], "bc": ["bc", "-q"], "irb": ["irb"]}
LINED = ("python3", "ipython", "node", "gdb", "sqlite3", "lua", "bc", "irb")
STOPS = ("python3", "ipython", "node", "gdb", "irb")


class Burn(Brae):
    def __init__(self, s):
        super().__init__(s)
        self.of = TONGUES[self.sh]

    def words(self):
        return self.echo()[5:]

    def said_as(self, words):
        return self.of["say"].format(words)

    def line(self, text=None):
        words = text or self.words()
        self.say(self.said_as(words), out=words, kind="repl")
        return self.said_as(words)

    def last(self, text, out):
        self.hit(text, "repl", out=out)

    @deed()
    def looks(self):
        self.say(self.of["num"][0], out=self.of["num"][1], kind="repl")

    @deed()
    def speaks(self):
        self.line()
        self.line()

    @deed()
    def errs(self):
        self.say(self.of["err"], kind="repl")
        self.line()

    @deed("python3", "node", "sqlite3", "lua", "bc", "irb", "tclsh")
    def empties(self):
        self.hit(None)
        self.hit(None)
        self.line()

    @deed("python3", "node", "sqlite3", "lua", "gdb", "irb", "ipython")
    def blocks(self):
        at = self.lot.randrange(len(self.of["blocks"]))
        self.n += 1
        rows = [row.replace("NN", str(self.n)) for row in self.of["blocks"][at]]
        text = "\n".join(rows).rstrip("\n")
        for row in rows[:-1]:
            self.put(row)
            self.s.key("Enter", pace=0.2)
            self.calm(0.12)
        if rows[-1]:
            self.put(rows[-1])
        self.hit(text, "repl", [text + "\n", "\n".join(["    " + r if 0 < n < len(rows) - 1 else r for n, r in enumerate(rows)]), "\n".join(["  " + r if 0 < n < len(rows) - 1 else r for n, r in enumerate(rows)])], self.of["out"][at])
        self.line()

    @deed(*LINED)
    def mend_middle(self):
        words = self.words()
        text = self.said_as(words)
        self.line()
        self.put(text.replace(words, words[1:], 1), None)
        self.keys("C-a", *["Right"] * text.index(words), pause=0.06)
        self.put("b", "even")
        self.last(text, words)

    @deed(*LINED)
    def up_and_on(self):
        words = self.words()
        self.line(words)
        self.line()
        self.keys("Up", "Up", pause=0.15)
        tail = self.said_as("\0").split("\0")[1]
        self.keys(*["Left"] * len(tail), pause=0.06)
        self.put(" more", "even")
        self.last(self.said_as(words + " more"), words + " more")

    @deed(*LINED)
    def wipes_again(self):
        self.put(self.said_as("not this"))
        self.keys("C-u", pause=0.15)
        self.put(self.said_as("nor this"))
        self.keys("C-a", "C-k", pause=0.15)
        self.line()

    @deed("python3", "gdb", "lua", "bc", "sqlite3", "ipython")
    def transposes(self):
        words = self.words()
        text = self.said_as(words)
        self.put(text[:-2] + text[-1] + text[-2])
        self.keys("C-t", pause=0.15)
        self.last(text, words)

    @deed("python3", "gdb", "lua", "bc")
    def undoes(self):
        words = self.words()
        self.put(self.said_as(words))
        self.keys("C-w", pause=0.15)
        self.keys("C-_", pause=0.15)
        self.last(self.said_as(words), words)

    @deed("python3", "gdb", "lua", "ipython", "irb")
    def searches_in_vain(self):
        self.line()
        self.keys("C-r", pause=0.2)
        self.put(f"b{self.n}", "even")
        self.keys("C-g", pause=0.3)
        self.keys("C-e", "C-u", pause=0.15)
        self.line()

    @deed(*LINED)
    def redraws(self):
        words = self.words()
        text = self.said_as(words)
        self.put(text[:7])
        self.keys("C-l", pause=0.3)
        self.put(text[7:])
        self.last(text, words)

    @deed(*STOPS)
    def stops_line(self):
        self.n += 1
        self.never(self.said_as(f"never b{self.n}"))
        self.line()

    @deed("python3", "node", "irb", "ipython")
    def stops_block(self):
        self.n += 1
        self.put(self.of["blocks"][0][0])
        self.s.key("Enter", pace=0.25)
        self.put(f"never{self.n}")
        self.s.absent.append(f"never{self.n}")
        self.s.key("C-c", pace=0.35)
        self.calm()
        self.line()

    @deed("python3", "gdb", "lua", "bc", "node", "sqlite3", "irb", "ipython")
    def long_from_its_first_row(self):
        words = self.words() + " " + " ".join(f"w{n}" for n in range(self.width() // 4 + 3))
        text = self.said_as(words)
        self.put(text)
        self.keys("C-a", *["Right"] * text.index(words), pause=0.06)
        self.put("put-in ", "even")
        self.last(text.replace(words, "put-in " + words), "put-in " + words)

    @deed("python3", "ipython", "gdb", "sqlite3", "lua", "tclsh", "irb", "node")
    def ahead(self):
        self.go(self.of["nap"], pause=0.12, kind="repl")
        texts = [self.words() for _ in range(self.lot.randrange(1, 3) if self.sh != "irb" else 1)]  # it may read two as one
        for words in texts:
            self.put(self.said_as(words), "fast")
            self.s.key("Enter", pace=0.05)
            self.s.truth(self.said_as(words), "repl", ahead=True)
        self.s.pause(1.1)
        self.calm(0.3)
        self.told(texts[-1], ahead=True)

    @deed("python3", "gdb", "sqlite3", "lua", "tclsh", "bc", "node")
    def sent_rows(self):
        texts = [self.words() for _ in range(self.lot.randrange(2, 4))]
        self.s.place = self.s._look()[0]
        self.s.burst("".join(self.said_as(words) + "\r" for words in texts))
        for n, words in enumerate(texts):
            self.s.truth(self.said_as(words), "repl", ahead=n > 0)
        self.s.pause(0.5)
        self.calm(0.3)
        self.told(texts[-1], ahead=True)

    @deed()
    def pasted(self):
        words = self.words()
        self.s.paste(self.said_as(words))
        self.calm()
        self.last(self.said_as(words), words)

    @deed("python3", "ipython", "irb")
    def asks(self):
        self.go("x = gets" if self.sh == "irb" else "x = input('Which ewe? ')", pause=0.3, kind="repl")
        self.reply("print is my answer")
        self.line()

    @deed("python3", "ipython", "node", "lua", "irb")
    def floods(self):
        self.say({"node": "for (let i = 0; i < 90; i++) console.log(i)", "lua": "for i = 1, 90 do print(i) end", "irb": "puts (1..90).to_a"}.get(self.sh, "print(*range(90), sep='\\n')"), kind="repl")
        self.line()

    @deed("python3", "ipython", "gdb", "irb", "sqlite3")
    def shells_out(self):
        self.say({"gdb": "shell ls hold", "sqlite3": ".shell ls hold", "ipython": "!ls hold", "irb": "system('ls hold')"}.get(self.sh, "import os; os.system('ls hold')"), kind="repl")
        self.line()

    @deed("python3", "gdb", "lua", "node")
    def completes(self):
        half, whole = {"gdb": ("show wid", "show width"), "lua": ("string.for", "string.format"), "node": ("Math.flo", "Math.floor")}.get(self.sh, ("copyri", "copyright"))
        self.put(half, "even")
        self.keys("Tab", pause=0.4)
        self.calm()
        self.hit(whole, "repl", also=[whole + "()", whole + "("] if self.sh not in ("python3", "lua") else [whole + "()"]) if self.sh in ("gdb", "node") else self.keys("C-u")
        self.line()

    @deed("python3", "irb", "lua", "sqlite3", "tclsh", "gdb")
    def remarks(self):
        self.say({"lua": "-- only a remark", "sqlite3": "-- only a remark"}.get(self.sh, "# only a remark"), kind="repl")
        self.line()

    @deed("python3", "node", "sqlite3", "lua", "irb", "gdb")
    def signs(self):
        self.say(self.said_as(self.lot.choice([">>> 1 + 1", "$ ls", "(gdb) quit", "root@brae:~# id"])), kind="repl")
        self.line()


def walk(s):
    it = Burn(s)
    if it.sh == "ipython":
        s.see("In [1]")
    if it.sh == "irb":
        s.see("irb(main)", 30)
    it.calm(0.9 if s.recorder else 0.5)
    it.line()
    if it.way in ("machine", "ahead") and it.sh in ("node", "irb", "ipython"):
        it.way = "fast"
    known = sorted(set(CAN[it.sh]))
    for name in it.lot.sample(known, min(len(known), it.lot.randrange(12, 21))):
        try:
            getattr(it, name)()
        except (AssertionError, TimeoutError) as problem:
            raise AssertionError(f"in {name} by {it.way} of {it.sh} at {s.spec['size']} {s.spec['term']}: {problem}") from None
    it.line()
    it.put(it.of["bye"])
    it.s.enter(it.of["bye"], "repl", wait=False)


def make(place, number, name, term=None, days=braes.walk, draw=None):
    """A session drawn by lot: of a shell or an interpreter, a prompt, a window, a typist; days: what is done before shells; draw: the lot's name."""
    lot = random.Random(f"{draw or place} {number}")
    if name in braes.SHELLS:
        argv, rc, text, prompts = braes.SHELLS[name]
        files, deeds = {**braes.FILES, rc: text.replace("{}", lot.choice(prompts))}, days
    else:
        argv, files, deeds = PROGRAMS[name], braes.FILES, walk
    env = {"ENV": "@HOME@/" + braes.RCS[name]} if name in braes.RCS else {}
    size, term, typist = lot.choice(braes.SIZES), term or lot.choice(braes.TERMS), lot.choice(braes.TYPISTS)
    if name == "fish" and term in ("ansi", "vt100"):
        term = "xterm"  # as ansi is described, its cursor goes down below the last row; of vt100, fish prints the delays

    def play(s):
        deeds(s)
    play.__name__ = f"exam_{place}_{number:02}_{name}_{typist}"
    scenario(argv, prompt="", size=size, term=term, history=braes.HISTORIES.get(name, ""), files=files, env={"LESS": "", "EDITOR": "vi", "PAGER": "cat", "BC_LINE_LENGTH": "0", **env})(play)
    drive.SCENARIOS[-1].update(lot=lot, shell=name, typist=typist)
