"""Sessions with interpreters drawn by lot: what people do at each of them, in windows of all sizes, alone, behind a shell or far below one."""
import random
import zlib

from props import strothers
from props.plashes import DRESS, SIZES, WORDS

# program: its start, what it says at its prompt, how something is said in it, a block, what it can't understand, its end, and what it can't do
SPEECH = {
    "python": ("python3 -q", 0.7, "print('{}')", "for n in (1, 2):⏎    print(n)⏎ ⇒ for n in (1, 2):⏎    print(n)", "1 / 0", "exit()", ""),
    "ipython": ("/usr/bin/ipython3 --no-banner --no-confirm-exit", 2.2, "print('{}')", "for n in range(2):⏎print(n)⏎«w0.2» ⇒ for n in range(2):⏎    print(n)", "1 / 0", "exit", "search redraw quote flood"),
    "pyrepl": ("/root/.pyenv/versions/3.13.0/bin/python3 -q", 1.3, "print('{}')", "for n in (1, 2):⏎print(n)⏎ ⇒ for n in (1, 2):⏎    print(n)", "1 / 0", "exit()", "search redraw quote"),
    "node": ("node", 1.0, "console.log('{}')", "[1, 2].map(n => {⏎return n * 2⏎}) ⇒ [1, 2].map(n => {⏎return n * 2⏎}) ∥ [1, 2].map(n => {⏎  return n * 2⏎})", "nosuch()", ".exit", "search quote"),
    "gdb": ("gdb -q -nx", 1.0, "echo {}\\n", "define twice⏎print 2 * $arg0⏎end", "nosuch thing", "quit", "quote insert"),
    "sqlite": ("sqlite3", 0.6, "select '{}';", "select 1,⏎2⏎as two;", "selec 1;", ".quit", "never"),
    "lua": ("lua5.4", 0.6, "print('{}')", "for i = 1, 2 do⏎print(i)⏎end", "nosuch()", "os.exit()", "quote never"),
    "irb": ("irb --noautocomplete", 2.0, "puts '{}'", "[1, 2].each do |n|⏎puts n⏎end ⇒ [1, 2].each do |n|⏎puts n⏎end ∥ [1, 2].each do |n|⏎  puts n⏎end", "nosuch()", "exit", "search redraw quote"),
    "bc": ("bc -q", 0.6, "print \"{}\\n\"", "6 * 7", "nosuch(", "quit", "quote never home recall edit search insert redraw pull wide bad"),
    "tcl": ("tclsh", 0.6, "puts {{{}}}", "foreach n {1 2} {⏎puts $n⏎}", "nosuch", "exit", "quote never home recall edit search insert redraw wide"),
    "guile": ("guile -q", 1.8, "(display \"{}\")", "(define (f x)⏎(* x 2))", "(car 5)", "(exit)", "quote never home recall edit search insert redraw wide bad"),
    "php": ("php -a", 0.8, "echo '{}', PHP_EOL;", "foreach ([1, 2] as $n) {⏎echo $n, PHP_EOL;⏎}", "nosuch();", "quit", "never"),
    "r": ("R -q --no-save", 1.8, "cat('{}', fill = TRUE)", "f <- function(a) {⏎a * 2⏎}", "nosuch()", "q()", ""),
    "octave": ("octave-cli -q", 2.0, "disp('{}')", "for n = 1:2⏎disp(n)⏎end", "nosuch", "exit", "quote"),
    "swipl": ("swipl -q", 1.2, "writeln('{}').", "X is 6⏎* 7.", "nosuch.", "halt.", "quote never bad redraw search wide pull"),
    "perl": ("perl -de 0", 0.9, "p '{}'", "$x = 6 * 7", "nosuch(", "q", "quote never bad home recall edit search insert redraw wide pull"),
    "erl": ("erl", 1.8, "io:format(\"{}~n\").", "lists:map(fun(N) -> N * 2 end,⏎[1, 2]).", "nosuch().", "q().", "quote never search redraw wide pull"),
}


class Desk:
    def __init__(self, g, name):
        self.g, self.name, self.lot = g, name, g.lot
        _, _, self.words, self.block, self.wrong, self.bye, self.less = SPEECH[name]

    def deeds(self, n):
        able = [d for d in dir(self) if d.startswith("do_") and d[3:] not in self.less.split()]
        lot = able * 2
        self.lot.shuffle(lot)
        self.say()
        for name in lot[:n]:
            getattr(self, name)()
            if self.lot.random() < 0.3:
                self.say()

    def some(self, n=2):
        return " ".join(self.lot.sample(WORDS, n))

    def line(self, n=0):
        return self.words.format(self.some(n or self.lot.randint(1, 3)))

    def say(self):
        self.g.repl(self.line())

    def do_mend(self):
        a = self.line()
        self.g.repl(f"{a[:-1]}xy«BSpace*2»{a[-1]} ⇒ {a}")

    def do_anew(self):
        a = self.line()
        self.g.repl(f"wrong words«C-u w0.1»{a} ⇒ {a}")

    def do_never(self):
        self.g.repl(f"never {self.some()}«w0.2 C-c w0.5» ✗")

    def do_block(self):
        self.g.repl(self.block)

    def do_wire(self):
        texts = [self.line() for _ in range(2)]
        self.g.wire(*texts, kind="repl")

    def do_long(self):
        text = self.words.format(" ".join(self.lot.choice(WORDS) for _ in range(max(7, self.g.s.spec["size"][0] // 5))))
        self.g.repl(text)

    def do_bad(self):
        self.g.repl(self.wrong)

    def do_lie(self):
        self.g.repl(self.words.format({"python": ">>> never ledger9", "node": "> never ledger9", "sqlite": "sqlite> never ledger9", "gdb": "(gdb) never ledger9"}.get(self.name, "$ never ledger9")))

    def do_pull(self):
        line = self.line(3)
        a, b = line[:6].rstrip(), line[len(line[:6].rstrip()):]
        cols, rows = self.g.s.spec["size"]
        self.g.repl(f"{a}«size {max(26, cols + self.lot.choice([-13, 11, 19]))}x{rows}»{b} ⇒ {a}{b}")

    def do_home(self):
        a = self.line()
        self.g.repl(f"{a[1:]}«C-a w0.1»{a[0]}«C-e w0.1» ⇒ {a}")

    def do_insert(self):
        a = self.line()
        self.g.repl(f"{a[:-4]}{a[-3:]}«Left*3»{a[-4]}«w0.1» ⇒ {a}")

    def do_recall(self):
        a, b = self.line(), self.line()
        self.g.repl(a, b, f"«Up w0.3 Up w0.4» ⇒ {a}")

    def do_edit(self):
        a, b = self.words.partition("{}")[::2]
        one, two = self.some(1), self.some(1)
        a, b = a.replace("{{", "{"), b.replace("}}", "}")
        self.g.repl(f"{a}{one}{b}", f"«Up w0.4»«Left*{len(b) or 1}»{two}«C-e w0.2» ⇒ {a}{one}{two}{b}") if b else None

    def do_search(self):
        a = self.line()
        mark = "mark" + str(self.lot.randint(10, 99))
        a = self.words.format(mark)
        self.g.repl(a, self.line(), f"«C-r w0.4»{mark}«w0.5» ⇒ {a}")

    def do_redraw(self):
        a = self.line(3)
        self.g.repl(f"{a[:5]}«C-l w0.4»{a[5:]} ⇒ {a}")

    def do_quote(self):
        self.g.repl({"python": "'''a⏎b'''", "sqlite": "select 'a⏎b';", "php": "echo 'a⏎b';", "r": "'a⏎b'"}[self.name])

    def do_wide(self):
        text = self.words.format("市場 naïve ß")
        self.g.repl(text)

    def do_flood(self):
        self.g.repl({"python": "for n in range(60): print('row', n)⏎ ⇒ for n in range(60): print('row', n)", "sqlite": "with r(n) as (select 1 union all select n + 1 from r where n < 60) select n from r;", "r": "for (n in 1:60) cat('row', n, fill = TRUE)", "lua": "for n = 1, 60 do print('row', n) end", "node": "for (let n = 0; n < 60; n++) console.log('row', n)"}.get(self.name, self.line()))


def leave(g, name, alone):
    """The interpreter is left, and in its shell one goes on."""
    if alone:
        return g.end(SPEECH[name][5], "repl")
    g.put(SPEECH[name][5])
    g.hit(SPEECH[name][5], "repl", see=False, pause=2.5 if name == "erl" else 0.7)
    g.do("echo out of it")
    g.end()


def draw(place, count):
    names, shells = list(SPEECH), ["bash", "zsh", "fish", "ksh", "dash", "tcsh", "mksh"]
    for number in range(count):
        name, shell = names[number % len(names)], shells[number // 2 % len(shells)]
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        prompt, rc = lot.choice(DRESS[shell])
        size = lot.choice([s for s in SIZES if s[0] > 30])
        argv, pause = SPEECH[name][:2]
        alone = number % 3 == 2

        def play(g, name=name, shell=shell, alone=alone, argv=argv, pause=pause, n=lot.randint(6, 9)):
            g.s.absent.append("ledger9x")
            g.calm(pause if alone else 0.7)
            if not alone:
                g.do("ls deploy")
                g.open(argv, None, pause, "command")
            Desk(g, name).deeds(n)
            leave(g, name, alone)
        play.__name__, play.__module__ = f"{place[0]}{number:02}_{name}_{'alone' if alone else shell}_{size[0]}x{size[1]}", f"scenarios_exam_{place}s"
        needs = [argv.split()[0]]
        env = dict(NODE_REPL_HISTORY="", IPYTHONDIR="@HOME@/.ip", PYTHON_HISTORY="@HOME@/.ph")
        if alone:
            strothers.alone(argv.split(), size, needs=needs, **env)(play)
        else:
            getattr(strothers, shell)(size, prompt or ("echo -n '> '" if shell == "fish" else prompt), rc, needs=needs, **env)(play)
