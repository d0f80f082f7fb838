"""Pairs of panes drawn by lot: a dressed shell in the one, an interpreter in the other, by itself or run from a shell; a few deeds here, a few there."""
import random
import zlib

from props import carses, snuffs, staddles  # noqa: F401
from props.carses import COLOURED, LEAN, NAMES, POWER
from props.gorses import SPEECH, Desk
from props.plashes import ASKS
from props.staddles import BARE, CAT, TALL, staddle
from props.strothers import OFFICE
from props.wantys import Trade
from props.withies import NURSERY

KIND = {"arch": "bash", "mint": "bash", "posh": "bash", "state": "bash", "parrot": "bash", "mingw": "bash", "nix": "bash", "venv": "bash", "took": "bash", "adam": "zsh", "muse": "zsh", "lambda": "zsh", "kphoen": "zsh", "jonathan": "zsh", "walters": "zsh", "bart": "zsh", "acid": "fish", "astro": "fish", "mini": "fish", "fdef": "fish", "fclock": "fish",
        "korn": "ksh", "mirk": "mksh", "tem": "tcsh", "box": "ash", "dsh": "dash", "ysh": "yash"}
SIZES = [(120, 32), (160, 44), (100, 40), (90, 30), (80, 24), (140, 36), (200, 50), (84, 46), (180, 60), (110, 28)]
for name in KIND:
    carses.RUN[name] = (carses.RUN[name][0], {**OFFICE, **NURSERY, **ASKS, **carses.RUN[name][1]})
for name in SPEECH:
    carses.RUN["desk_" + name] = (SPEECH[name][0], {})
    carses.BYE["desk_" + name] = SPEECH[name][5]


def draw(place, count, only=None):
    names = only or [n for n in SPEECH if n not in ("pyrepl",)]
    for number in range(count):
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        name = names[number % len(names)]
        first, other = lot.sample(list(KIND), 2)
        how, size, conf = lot.choice('%"'), lot.choice(SIZES), lot.choice([LEAN, POWER, NAMES, COLOURED, CAT, BARE, TALL])
        alone = number % 2 == 0
        second = "desk_" + name if alone else other

        def play(g, first=first, second=second, name=name, how=how, alone=alone):
            g.calm(0.8)
            one, two = Trade(g, KIND[first]), Desk(g, name)
            one.deeds(2)
            g.lead(how, pause=SPEECH[name][1] + 0.8 if alone else 1.3)
            if not alone:
                g.kind = "command"
                g.do("ls orders")
                g.open(SPEECH[name][0], None, SPEECH[name][1] + 0.3, "command")
            two.deeds(3)
            g.lead("o")
            one.deeds(2)
            g.lead("o")
            two.deeds(2)
            if not alone:
                g.put(SPEECH[name][5], "quick")
                g.hit(SPEECH[name][5], "repl", see=False, pause=2.5 if name == "erl" else 0.9)
                g.do("echo out of it")
            g.leave(second, pause=2.5 if name == "erl" else 0.9)
            g.kind = "command"
            one.deeds(1)
            g.last(first)
        play.__name__ = f"{place[0]}{number:02}_{first}_{name}{'' if alone else '_in_' + other}_{size[0]}x{size[1]}"
        staddle(size, conf, first, second, how, place=place)(play)
