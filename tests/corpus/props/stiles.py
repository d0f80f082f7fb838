"""Pairs of panes drawn by lot: what stands in each, how the window is split, and what is done in the one and in the other."""
import random
import zlib

from props import carses
from props.carses import COLOURED, LEAN, NAMES, POWER
from props.plashes import ASKS, Day
from props.snuffs import PLAIN, TOPS, snuff
from props.strothers import Strother

KIND = {"ubuntu": "bash", "cluster": "bash", "gitp": "bash", "rule": "bash", "over": "bash", "liquid": "bash", "manjaro": "bash", "kali": "bash", "star": "bash", "bureau": "zsh", "magic": "zsh", "avit": "zsh", "nine": "zsh", "shrink": "zsh", "robby": "zsh", "p10k": "zsh",
        "nim": "fish", "terlar": "fish", "info": "fish", "tide": "fish", "yash": "yash", "ksh": "ksh", "mksh": "mksh", "tcsh": "tcsh", "ash": "ash", "dash": "dash"}
SIZES = [(120, 32), (160, 44), (100, 40), (90, 30), (80, 24), (140, 36), (200, 50), (84, 46)]
for name in KIND:
    carses.RUN[name] = (carses.RUN[name][0], {**carses.RUN["ubuntu"][1], **carses.RUN[name][1], **ASKS})


class Stile(Strother, carses.Carse):
    pass


def draw(place, count):
    for number in range(count):
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        first, second = lot.sample(list(KIND), 2)
        how, size, conf = lot.choice('%"'), lot.choice(SIZES), lot.choice([LEAN, POWER, NAMES, COLOURED, PLAIN, TOPS])

        def play(g, first=first, second=second, how=how):
            g = Stile(g.s)
            g.calm(0.8)
            one, two = Day(g, KIND[first]), Day(g, KIND[second])
            one.deeds(2)
            g.lead(how, pause=1.2)
            two.deeds(3)
            g.lead("o")
            one.deeds(2)
            g.lead("z")
            one.deeds(1)
            g.lead("z")
            g.lead("o")
            two.deeds(2)
            g.leave(second)
            one.deeds(1)
            g.last(first)
        play.__name__ = f"{place[0]}{number:02}_{first}_{second}_{size[0]}x{size[1]}"
        snuff(size, conf, first, second, how, place=place)(play)
