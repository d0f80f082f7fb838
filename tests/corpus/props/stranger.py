"""A hand whose truth is held against the screen before each Enter: what is not shown as it is believed to be fails the scenario."""
import random
import time
import zlib

from drive import scenario
from props.walk import Walk


class Hand(Walk):
    """say: a whole line; put, keys, hit: pieces of one, hit commits it."""

    def __init__(self, s):
        self.s, self.n = s, 0
        self.lot = random.Random(zlib.crc32(s.name.encode()))

    def put(self, text, how=None):
        """By a slow hand, a quick one, or all in one write."""
        how = how or self.lot.choice(["slow", "quick", "quick", "even", "whole"])
        if how == "whole":
            self.s.burst(text)
            time.sleep(0.12)
            return
        for char in text:
            self.s.term.send(char.encode())
            time.sleep({"slow": self.lot.uniform(0.05, 0.16), "quick": self.lot.uniform(0.004, 0.03), "even": 0.045}[how])

    def keys(self, *names, pause=0.11):
        for name in names:
            self.s.key(name, pace=pause)
        self.calm(0.08)

    def vi(self, text, pause=0.14):
        """Escape, and commands."""
        self.s.key("Escape", pace=0.35)
        self.s.type(text, pause)

    def shown(self, text):
        """Rows that a line fills are joined; what stands in one row is looked for as it is."""
        for _ in range(25):
            screen = self.s.screen()
            if any(text in form for form in (screen, screen.replace("\n", ""), "".join(row.ljust(self.s.spec["size"][0])[:self.s.spec["size"][0]] for row in screen.split("\n")))):
                return
            time.sleep(0.04)
        raise AssertionError(f"not on the screen: {text!r}\n{screen}")

    def hit(self, text, kind="command", also=(), see=True, key="Enter", pause=0.06):
        """Enter; see: what must be on the screen before, if not the text."""
        if see and text is not None:
            for row in (text if see is True else see).split("\n"):
                self.shown(row)
        self.s.enter(text, kind, wait=False, also=also, key=key)
        self.s.pause(pause)
        self.calm()

    def say(self, *texts, how=None, kind="command", see=True):
        for text in texts:
            self.put(text, how)
            self.hit(text, kind, see=see)

    def go(self, text, see=None, pause=0.35, kind="command", how=None):
        """A program that takes the terminal."""
        self.put(text, how)
        self.s.enter(text, kind, wait=False)
        if see:
            self.s.see(see.rstrip())
        self.s.pause(pause)

    def rows(self, *lines, kind="command", also=(), pause=0.15):
        for line in lines[:-1]:
            self.put(line)
            self.s.key("Enter", pace=pause)
            self.calm(0.1)
        self.put(lines[-1])
        self.hit("\n".join(lines), kind, also, see=lines[-1])

    def reply(self, text, pause=0.2):
        self.put(text)
        self.hit(text, "reply", see=False)
        self.s.pause(pause)

    def never(self, text, *keys):
        self.put(text)
        self.s.absent.append(text)
        self.s.pause(0.15)
        for key in keys or ("C-c",):
            self.s.key(key, pace=0.3)
        self.calm()

    def ahead(self, first, *texts, after=1.2):
        """Typed while the first still runs."""
        self.put(first)
        self.s.enter(first, wait=False)
        self.s.pause(0.15)
        for text in texts:
            self.put(text, "quick")
            self.s.key("Enter", pace=0.05)
            self.s.truth(text, ahead=True)
        self.s.pause(after)
        self.calm()

    def pull(self, cols, rows):
        self.s.resize(cols, rows)
        self.s.spec["size"] = (cols, rows)
        self.calm()

    def bye(self, text="exit", kind="command"):
        self.put(text)
        self.s.enter(text, kind, wait=False)


def at(place, argv, size, files=None, needs=(), term="xterm-256color", **env):
    """A scenario of that place, given a Hand when all is calm."""
    def wrap(function):
        def play(s):
            hand = Hand(s)
            hand.calm(0.6)
            function(hand)
        play.__name__ = f"exam_{place}_{function.__name__}"
        return scenario(argv, prompt="", size=size, history="", files=files or {}, needs=needs, env=env, term=term)(play)
    return wrap
