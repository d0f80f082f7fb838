"""A hand that never looks: it types at one pace and waits as long after each line, whether a prompt has come or not, as simple scripts drive terminals."""
import random
import zlib

from props import withies
from props.carses import LEAN, NAMES, POWER
from props.headrigs import KIND
from props.plashes import ASKS, WORDS
from props.staddles import staddle
from props.wantys import DRESS, SIZES

SHORT = ["ls orders", "wc -l pump.log", "uname -s", "id -un", "cat deploy/green.yml", "echo done", "grep -c dry pump.log", "head -n 1 stock.csv", "date +%Y", "tail -n 2 stock.csv", "expr 6 '*' 7", "sort stock.csv | head -n 1"]
LONGER = ["sleep 0.5", "sleep 1", "sleep 0.8; echo woke", "seq 300 | tail -n 1; sleep 0.6", "sh load", "python3 -c 'import time; time.sleep(0.7); print(7)'", "sleep 0.3; ls web"]
TONGUES = {"python": ("python3 -q", 1.0, ["x = 6 * 7", "x + 1", "print('{}')", "import time; time.sleep(0.8)", "[n for n in range(4)]", "'{}'.upper()", "len('{}')"], "exit()"), "node": ("node", 1.3, ["let x = 6 * 7", "x + 1", "console.log('{}')", "require('child_process').execSync('sleep 0.8').length", "'{}'.length"], ".exit"),
           "gdb": ("gdb -q -nx", 1.3, ["p 6*7", "echo {}\\n", "shell sleep 0.8", "set $n = 4", "p $n + 1", "show language"], "quit"), "sqlite": ("sqlite3", 0.8, ["select 6 * 7;", "select '{}';", ".shell sleep 0.8", "create table t (n);", ".tables"], ".quit"), "lua": ("lua5.4", 0.8, ["x = 6 * 7", "print(x)", "print('{}')", "os.execute('sleep 0.8')", "#'{}'"], "os.exit()"),
           "irb": ("irb --noautocomplete", 2.0, ["x = 6 * 7", "puts '{}'", "x + 1", "'{}'.upcase"], "exit"), "ipython": ("/usr/bin/ipython3 --no-banner --no-confirm-exit", 3.0, ["x = 6 * 7", "print('{}')", "x + 1", "'{}'.upper()"], "exit"), "tcl": ("tclsh", 0.8, ["set x 5", "puts {{{}}}", "after 800", "expr {{$x * 2}}"], "exit"), "r": ("R -q --no-save", 2.2, ["x <- 6 * 7", "x + 1", "cat('{}', fill = TRUE)", "Sys.sleep(0.8)"], "q()"), "bc": ("bc -q", 0.8, ["6*7", "2^20", "scale=2", "22/7"], "quit"), "php": ("php -a", 1.0, ["$x = 6 * 7;", "echo $x, PHP_EOL;", "usleep(800000);", "echo '{}', PHP_EOL;"], "quit")}


class Blind:
    def __init__(self, g, pace, gap):
        self.g, self.pace, self.gap, self.lot = g, pace, gap, g.lot

    def line(self, text, kind="command", gap=None):
        self.g.s.type(text, self.pace)
        self.g.s.key("Enter", pace=0)
        self.g.s.truth(text, kind, ahead=True)
        self.g.s.pause(self.gap if gap is None else gap)

    def some(self, n=2):
        return " ".join(self.lot.sample(WORDS, n))

    def mended(self):
        a, b = self.some(2), self.some(1)
        self.g.s.type(f"echo {a} {b}xy", self.pace)
        self.g.s.key("BSpace", "BSpace", pace=self.pace)
        self.g.s.key("Enter", pace=0)
        self.g.s.truth(f"echo {a} {b}", ahead=True)
        self.g.s.pause(self.gap)

    def shell(self, n):
        for _ in range(n):
            draw = self.lot.random()
            if draw < 0.28:
                self.line(self.lot.choice(LONGER))
            elif draw < 0.58:
                self.line(f"echo {self.some(self.lot.randint(2, 6))}")
            elif draw < 0.66:
                self.mended()
            else:
                self.line(self.lot.choice(SHORT))

    def tongue(self, name, n):
        argv, start, says, bye = TONGUES[name]
        self.line(argv, gap=start)
        for text in (self.lot.choice(says) for _ in range(n)):
            self.line(text.format(self.some()), "repl")
        self.g.s.pause(0.9)
        self.line(bye, "repl", gap=0.9)

    def still(self):
        self.g.s.pause(1.5)
        self.g.calm()


def draw(place, count):
    shells = ["bash", "zsh", "ksh", "fish", "tcsh", "bash", "mksh", "ash", "zsh", "dash", "yash", "bash", "fish"]
    names = list(TONGUES)
    for number in range(count):
        shell = shells[number % len(shells)]
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        prompt, rc = lot.choice(DRESS[shell])
        size, pace, gap = lot.choice([s for s in SIZES if s[0] > 37]), lot.choice([0.01, 0.02, 0.05]), lot.choice([0.1, 0.25, 0.4])
        name = names[number // 2 % len(names)] if number % 2 else None

        def play(g, name=name, pace=pace, gap=gap):
            g.calm(0.5)
            hand = Blind(g, pace, gap)
            hand.shell(6)
            if name:
                hand.still()
                hand.tongue(name, 5)
            hand.shell(5)
            hand.still()
            g.end()
        play.__name__, play.__module__ = f"{place[0]}{number:02}_{shell}{'_' + name if name else ''}_{size[0]}x{size[1]}", f"scenarios_exam_{place}s"
        getattr(withies, shell)(size, prompt or ("echo -n '> '" if shell == "fish" else prompt), rc, files=ASKS, needs=[TONGUES[name][0].split()[0]] if name else [], NODE_REPL_HISTORY="", IPYTHONDIR="@HOME@/.ip")(play)


def halves(place, count):
    """The same in two panes."""
    for number in range(count):
        lot = random.Random(zlib.crc32(f"{place}h{number}".encode()))
        first, second = lot.sample(list(KIND), 2)
        how, size, conf, pace, gap = lot.choice('%"'), lot.choice([(120, 32), (160, 44), (100, 40), (80, 24)]), lot.choice([LEAN, POWER, NAMES]), lot.choice([0.02, 0.05]), lot.choice([0.2, 0.4])

        def play(g, how=how, second=second, first=first, pace=pace, gap=gap):
            g.calm(0.8)
            hand = Blind(g, pace, gap)
            hand.shell(4)
            hand.still()
            g.lead(how, pause=1.2)
            hand.shell(4)
            hand.still()
            g.lead("o")
            hand.shell(3)
            hand.still()
            g.lead("o")
            hand.shell(2)
            hand.still()
            g.leave(second)
            hand.shell(2)
            hand.still()
            g.last(first)
        play.__name__ = f"h{number:02}_{first}_{second}_{size[0]}x{size[1]}"
        staddle(size, conf, first, second, how, place=place)(play)
