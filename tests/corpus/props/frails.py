"""Lines begun while something runs and ended when the prompt has come, in all the ways in which a line can go on."""
import random
import zlib

from props import withies
from props.plashes import ASKS, WORDS
from props.wantys import DRESS, SIZES

RUNS = ["sleep 1", "sleep 0.8; echo woke", "sh load", "ls web; sleep 0.9", "sleep 0.9; printf 'no line feed'"]


class Begun:
    LESS = {"dash": "home tab recalled search", "ash": "search", "yash": "search", "mksh": "search", "ksh": "search", "tcsh": "search", "fish": "search"}

    def __init__(self, g, shell):
        self.g, self.shell, self.lot = g, shell, g.lot

    def some(self, n=2):
        return " ".join(self.lot.sample(WORDS, n))

    def half(self, text):
        """It is typed while that runs; then the prompt comes."""
        run = self.lot.choice(RUNS)
        self.g.s.type(run, 0.02)
        self.g.s.key("Enter", pace=0)
        self.g.s.truth(run)
        self.g.s.pause(0.25)
        self.g.s.type(text, self.lot.choice([0.005, 0.02, 0.04]))
        self.g.s.pause(1.6)
        self.g.calm()

    def hit(self, text, also=()):
        self.g.hit(text, see=False, also=also)

    def do_rest(self):
        a, b = self.some(), self.some()
        self.half(f"echo {a} ")
        self.g.s.type(b, 0.02)
        self.hit(f"echo {a} {b}")

    def do_word(self):
        a = self.some(3)
        text = f"echo {a}"
        at = self.lot.randint(3, len(text) - 3)
        self.half(text[:at])
        self.g.s.type(text[at:], 0.03)
        self.hit(text)

    def do_mend(self):
        a, b = self.some(), self.some(1)
        self.half(f"echo {a} {b}xy")
        self.g.s.key("BSpace", "BSpace", pace=0.08)
        self.hit(f"echo {a} {b}")

    def do_anew(self):
        a, b = self.some(), self.some()
        self.half(f"echo {a}")
        self.g.s.key("C-u", pace=0.2)
        self.g.s.type(f"echo {b}", 0.02)
        self.hit(f"echo {b}")

    def do_enter(self):
        a = self.some(3)
        self.half(f"echo {a}")
        self.hit(f"echo {a}")

    def do_home(self):
        a = self.some()
        self.half(f"echo {a}")
        self.g.s.key("Home" if self.shell == "ash" else "C-a", pace=0.2)
        self.g.s.type("env ", 0.03)
        self.hit(f"env echo {a}")

    def do_tab(self):
        self.half("cat deploy/bl")
        self.g.s.key("Tab", pace=0.6)
        self.g.calm()
        self.hit("cat deploy/blue.yml", also=["cat deploy/blue.yml "])

    def do_never(self):
        a = self.some()
        self.half(f"never {a}")
        self.g.s.absent.append(f"never {a}")
        self.g.s.key("C-c", pace=0.4)
        self.g.calm()

    def do_recalled(self):
        a, b = self.some(), self.some()
        self.g.do(f"echo {a}")
        self.half(f"echo {b}")
        self.g.s.key("C-u", pace=0.2)
        self.g.s.key("Up", pace=0.2)
        self.g.s.key("Up", pace=0.3)
        self.g.calm()
        self.hit(f"echo {a}")

    def do_long(self):
        text = "echo " + " ".join(self.lot.choice(WORDS) for _ in range(self.g.s.spec["size"][0] // 5))
        at = self.lot.randint(len(text) // 3, len(text) - 9)
        self.half(text[:at])
        self.g.s.type(text[at:], 0.01)
        self.hit(text)

    def do_whole(self):
        a, b, c = self.some(), self.some(), self.some()
        run = self.lot.choice(RUNS)
        self.g.s.type(run, 0.02)
        self.g.s.key("Enter", pace=0)
        self.g.s.truth(run)
        self.g.s.pause(0.2)
        self.g.s.type(f"echo {a}", 0.02)
        self.g.s.key("Enter", pace=0.02)
        self.g.s.truth(f"echo {a}", ahead=True)
        self.g.s.type(f"echo {b} ", 0.02)
        self.g.s.pause(1.7)
        self.g.calm()
        self.g.s.type(c, 0.02)
        self.hit(f"echo {b} {c}")


def draw(place, count):
    shells = ["bash", "zsh", "fish", "ksh", "tcsh", "mksh", "ash", "dash", "yash", "bash", "zsh", "fish"]
    for number in range(count):
        shell = shells[number % len(shells)]
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        prompt, rc = lot.choice(DRESS[shell])
        size = lot.choice([s for s in SIZES if s[0] > 43])

        def play(g, shell=shell):
            g.calm(0.5)
            hand = Begun(g, shell)
            less = Begun.LESS.get(shell, "").split()
            lot = [d for d in dir(hand) if d.startswith("do_") and d[3:] not in less]
            g.lot.shuffle(lot)
            g.do("ls orders")
            for name in lot[:6]:
                getattr(hand, name)()
                if g.lot.random() < 0.4:
                    g.do(f"echo {hand.some()}")
            g.end()
        play.__name__, play.__module__ = f"{place[0]}{number:02}_{shell}_{size[0]}x{size[1]}", f"scenarios_exam_{place}s"
        getattr(withies, shell)(size, prompt or ("echo -n '> '" if shell == "fish" else prompt), rc, files=ASKS)(play)
