"""Interpreters drawn by lot once more: behind shells in other dresses, with lines typed while they are busy, words completed, pastes, and windows pulled twice."""
import random
import zlib

from props import withies
from props.gorses import SPEECH, Desk, leave
from props.wantys import DRESS, SIZES

NAP = {"python": "import time; time.sleep(0.9)", "ipython": "import time; time.sleep(0.9)", "pyrepl": "import time; time.sleep(0.9)", "node": "require('child_process').execSync('sleep 0.9').length", "gdb": "shell sleep 0.9", "sqlite": ".shell sleep 0.9", "lua": "os.execute('sleep 0.9')", "irb": "sleep 0.9", "tcl": "after 900", "guile": "(usleep 900000)", "php": "usleep(900000);", "r": "Sys.sleep(0.9)", "octave": "pause(0.9)", "perl": "sleep 1", "erl": "timer:sleep(900).", "swipl": "sleep(0.9)."}
TAB = {"python": ("imp", "os", "import os"), "ipython": ("'amber'.upp", "()", "'amber'.upper()"), "node": ("Math.flo", "(2.5)", "Math.floor(2.5)"), "gdb": ("info breakp", "", "info breakpoints"), "r": ("nch", "('amber')", "nchar('amber')")}


class Bench(Desk):
    LESS = {"ipython": "ahead", "irb": "ahead", "erl": "ahead twice", "swipl": "twice", "perl": "twice", "bc": "twice stated", "node": "stated", "octave": "ahead", "pyrepl": "ahead"}

    def __init__(self, g, name):
        super().__init__(g, name)
        self.less += " " + self.LESS.get(name, "") + ("" if name in NAP else " ahead") + ("" if name in TAB else " tab")

    def do_ahead(self):
        self.g.kind = "repl"
        self.g.put(NAP[self.name], "quick")
        self.g.s.enter(NAP[self.name], "repl", wait=False)
        self.g.s.pause(0.2)
        for text in [self.line() for _ in range(self.lot.randint(1, 2))]:
            self.g.put(text, "quick")
            self.g.s.key("Enter", pace=0.05)
            self.g.s.truth(text, "repl", ahead=True)
        self.g.s.pause(2.0)
        self.g.calm()
        self.g.kind = "command"

    def do_tab(self):
        a, b, c = TAB[self.name]
        self.g.repl(f"{a}«Tab w0.9»{b} ⇒ {c} ∥ {c} " if b else f"{a}«Tab w0.9» ⇒ {c} ∥ {c} ")

    def do_paste(self):
        a = self.line(3)
        self.g.repl(f"«paste:{a}» ⇒ {a}")

    def do_twice(self):
        line = self.line(4)
        a, b, c = line[:8].rstrip(), line[len(line[:8].rstrip()):-3], line[-3:]
        cols, rows = self.g.s.spec["size"]
        self.g.repl(f"{a}«size {cols + 15}x{rows}»{b}«size {max(30, cols - 4)}x{rows + 2}»{c} ⇒ {line}")

    def do_stated(self):
        self.g.repl("« » ⇒") if self.name in ("python", "r", "lua") else None

    def do_feed(self):
        a = self.line()
        self.g.repl(f"{a} ⇒[C-j] {a}") if self.name in ("python", "sqlite", "gdb", "r", "lua", "php", "tcl", "bc") else None


def draw(place, count):
    names, shells = [n for n in SPEECH if n != "pyrepl"], ["zsh", "bash", "fish", "tcsh", "ksh", "ash", "mksh", "bash", "yash"]
    for number in range(count):
        name, shell = names[number % len(names)], shells[number % len(shells)]
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        prompt, rc = lot.choice(DRESS[shell])
        size = lot.choice([s for s in SIZES if s[0] > 35])
        argv, pause = SPEECH[name][:2]
        alone = number % 4 == 3

        def play(g, name=name, alone=alone, argv=argv, pause=pause, n=lot.randint(7, 10)):
            g.calm(pause if alone else 0.7)
            if not alone:
                g.do("ls orders")
                g.open(argv, None, pause, "command")
            Bench(g, name).deeds(n)
            leave(g, name, alone)
        play.__name__, play.__module__ = f"{place[0]}{number:02}_{name}_{'alone' if alone else shell}_{size[0]}x{size[1]}", f"scenarios_exam_{place}s"
        env = dict(NODE_REPL_HISTORY="", IPYTHONDIR="@HOME@/.ip", PYTHON_HISTORY="@HOME@/.ph", TERM="xterm-256color")
        if alone:
            withies.alone(argv.split(), size, needs=[argv.split()[0]], **env)(play)
        else:
            getattr(withies, shell)(size, prompt or ("echo -n '> '" if shell == "fish" else prompt), rc, needs=[argv.split()[0]], **env)(play)
