"""Statements drawn by lot, in interpreters: in halves of a window, whole panes and plain terminals; each leaves its words in a file, which must agree with the truth."""
import pathlib
import random

from drive import scenario

SAY = "#!/bin/sh\necho \"$*\" >> @HOME@/said\necho \"noted $#\"\n"
TICK = "#!/bin/sh\nn=0\nwhile [ $n -lt 90 ]; do n=$((n+1)); echo \"tick $n of the other pane\"; sleep 0.5; done\nexec sleep 999\n"
TEXT = "#!/bin/sh\nfor n in 1 2 3 4 5 6 7 8 9; do echo \"row $n of a text that stands beside it\"; done\nexec sleep 999\n"
PYTHON = "import time\ndef say(text):\n    open('@HOME@/said', 'a').write(text + '\\n')\n    return len(text)\n"
NODE = "const fs = require('fs')\nglobalThis.say = text => { fs.appendFileSync('@HOME@/said', text + '\\n'); return text.length }\n"
LUA = "function say(text) local f = io.open('@HOME@/said', 'a'); f:write(text, '\\n'); f:close(); print(#text) end"
FILES = {"say": SAY, "tick": TICK, "text": TEXT, "start.py": PYTHON, ".ipython/profile_default/startup/say.py": PYTHON, "start.js": NODE}
WORDS = "alpha beta gamma delta server status deploy nginx config backup users report north south table cable river stone".split()
REPLS = {
    "python": dict(run="/usr/bin/python3 -q", prompt=">>> $", pre='say("', suf='")', out=["6 * 7", "list(range(30))", "print('a')"], sleep="time.sleep({})", leave="exit()"),
    "ipython": dict(run="/usr/bin/ipython3 --no-banner", prompt=r"In \[\d+\]: $", pre='say("', suf='")', out=["6 * 7", "list(range(30))", "print('a')"], sleep="time.sleep({})", leave="exit"),
    "node": dict(run="node -r ./start.js", prompt="(^|│)> $", pre='say("', suf='")', out=["6 * 7", "[1, 2, 3].map(n => n * 2)", "'a'.repeat(9)"], leave=".exit"),
    "gdb": dict(run="gdb -q -nx", prompt=r"\(gdb\) $", pre="shell ./say ", suf="", out=["print 6 * 7", "echo a\\n", "show args"], sleep="shell sleep {}", leave="quit", nothing=False),
    "sqlite": dict(run="sqlite3", prompt="sqlite> $", pre=".shell ./say ", suf="", out=["select 6 * 7;", "select 1, 'a';", ".show"], sleep=".shell sleep {}", leave=".quit", stop=False),
    "lua": dict(run="lua5.4", prompt="(^|│)> $", pre='say("', suf='")', out=["6 * 7", "print('a')", "#'abc'"], leave="os.exit()", stop=False),
}


class Line:
    """What an editor holds: the same keys are given to it and to the terminal."""

    def __init__(self, s):
        self.s, self.text, self.at = s, "", 0

    def type(self, text):
        self.s.type(text)
        self.text = self.text[:self.at] + text + self.text[self.at:]
        self.at += len(text)

    def key(self, name, times=1):
        for _ in range(times):
            self.s.key(name, pace=0.05)
            if name == "Left":
                self.at -= 1
            elif name == "Right":
                self.at += 1
            elif name in ("C-a", "Home"):
                self.at = 0
            elif name in ("C-e", "End"):
                self.at = len(self.text)
            elif name == "BSpace":
                self.text, self.at = self.text[:self.at - 1] + self.text[self.at:], self.at - 1
            elif name == "C-d":
                self.text = self.text[:self.at] + self.text[self.at + 1:]
            elif name == "C-k":
                self.text = self.text[:self.at]

    def enter(self, **more):
        self.s.line(self.text, **more)


class Drawn:
    """A session and the interpreter that is typed into now, with its past."""

    def __init__(self, s, spec, rng):
        self.s, self.spec, self.rng, self.said, self.pasts, self.now, self.count = s, spec, rng, [], [[]], 0, 0

    def words(self, n):
        self.count += 1
        return " ".join([*(self.rng.choice(WORDS) for _ in range(n - 1)), f"n{self.count}"])

    def say(self, n):
        return self.spec["pre"] + self.words(n) + self.spec["suf"]

    def remember(self, text):
        past, pre, suf = self.pasts[self.now], self.spec["pre"], self.spec["suf"]
        if past[-1:] == [text]:
            past.pop()                             # most keep one of two that are the same; of others nothing is recalled
        past.append(text)
        if text.startswith(pre):
            self.said.append(text[len(pre):len(text) - len(suf)])

    def line(self, text, **more):
        self.remember(text)
        self.s.enter(text, kind="repl", **more)

    def type(self, text):
        self.s.type(text)

    def key(self, *names, pace=0.05):
        self.s.key(*names, pace=pace)


def plain(d):
    line = Line(d)
    line.type(d.say(d.rng.randrange(1, 4)))
    line.enter()


def corrected(d):
    line = Line(d)
    line.type(d.spec["pre"] + d.words(2) + "xyz")
    line.key("BSpace", 3)
    line.type("a" + d.words(1) + d.spec["suf"])
    line.enter()


def middle(d):
    line = Line(d)
    line.type(d.say(3))
    line.key("Left", len(d.spec["suf"]) + d.rng.randrange(3, 9))
    line.type("put ")
    line.key("BSpace", d.rng.randrange(0, 3))
    if d.rng.random() < 0.5:
        line.key("C-d", 2)
    line.enter()


def from_the_front(d):
    line = Line(d)
    text = d.say(2)
    line.type(text[2:])
    line.key("C-a")
    line.type(text[:2])
    line.enter()


def killed(d):
    line = Line(d)
    line.type(d.say(3))
    line.key("Left", len(d.spec["suf"]) + 2)
    line.key("C-k")
    line.type("kept" + d.spec["suf"])
    line.enter()


def wrapped(d):
    line = Line(d)
    line.type(d.say(d.rng.randrange(12, 22)))
    if d.rng.random() < 0.5:
        line.key("Left", len(d.spec["suf"]) + d.rng.randrange(3, 20))
        line.type("in")
    line.enter()


def recalled(d):
    past = d.pasts[d.now]
    n = d.rng.randrange(1, min(3, len(past)) + 1) if past else 0
    if n == 0 or any(text is None for text in past[-n:]) or not past[-n].startswith(d.spec["pre"]) or len(set(past[-4:])) < len(past[-4:]):
        return plain(d)
    line = Line(d)
    d.key(*["Up"] * n, pace=0.2)
    line.text = past[-n]
    line.at = len(line.text)
    if d.rng.random() < 0.6:
        line.key("BSpace", len(d.spec["suf"]))
        line.type(" " + d.words(1) + d.spec["suf"])
    d.s.pause(0.15)
    line.enter()


def given_up(d):
    if d.spec.get("stop") is False:
        return plain(d)
    d.type("never + run")
    d.s.absent.append("never + run")
    d.s.pause(0.2)
    d.s.abandon()
    d.pasts[d.now].append(None)


def nothing(d):
    if d.spec.get("nothing", True):
        d.s.enter(None)


def outputs(d):
    text = d.rng.choice(d.spec["out"])
    d.type(text)
    d.line(text)


def two_at_once(d):
    texts = [d.say(1), d.say(2)]
    d.s.burst("".join(text + "\r" for text in texts))
    for n, text in enumerate(texts):
        d.remember(text)
        d.s.truth(text, kind="repl", ahead=n > 0)
    d.s.pause(1)
    d.s.wait()


def early(d):
    if "sleep" not in d.spec:
        return plain(d)
    sleep, text = d.spec["sleep"].format(1), d.say(2)
    d.type(sleep)
    d.line(sleep, wait=False)
    d.s.pause(0.3)
    d.s.burst(text + "\r")
    d.remember(text)
    d.s.truth(text, kind="repl", ahead=True)
    d.s.pause(1.5)
    d.s.wait()


def cleared(d):
    line = Line(d)
    line.type(d.spec["pre"] + d.words(2))
    d.key("C-l", pace=0.25)
    line.type(" " + d.words(1) + d.spec["suf"])
    line.enter()


def away(d):
    """To the other half and back."""
    if d.s.other != "same":
        return plain(d)
    for _ in range(2):
        d.key("C-b", "o", pace=0.1)
        d.s.pause(0.5)
        d.s.wait()
        d.now = 1 - d.now
        for what in d.rng.sample([plain, corrected, recalled, outputs], 1):
            what(d)


def zoomed(d):
    if d.s.other is None:
        return plain(d)
    for what in (wrapped, plain):
        d.key("C-b", "z", pace=0.1)
        d.s.pause(0.5)
        d.s.wait()
        what(d)


USUAL = [plain, plain, corrected, middle, middle, from_the_front, killed, wrapped, wrapped, recalled, recalled, recalled, given_up, nothing, outputs, outputs,
         two_at_once, early, cleared, away, away, zoomed]
SPLITS = {"right": "%", "left": "%", "lower": '"', "upper": '"'}


def register(number, name, place):
    rng, spec = random.Random(f"{number} {name} {place}"), REPLS[name]
    other = rng.choice(["same", "same", "./tick", "./text"]) if place in SPLITS else None
    size = (rng.choice([100, 120, 132, 160]), rng.choice([26, 30, 36])) if place in SPLITS else (rng.choice([60, 72, 80, 100]), rng.choice([14, 20, 24]))
    if place in ("lower", "upper"):
        size = (size[0] - 30, size[1] + 8)
    program = spec["run"].split()
    if place != "plain":
        program = ["tmux", "-L", "inner", "-f", "@HOME@/tmux.conf", "new-session"]
    if other in ("./tick", "./text"):
        before = "b" if place in ("right", "lower") else ""
        program += [r"\;", "split-window", ("-h" if place in ("right", "left") else "-v") + "d" + before, other]

    def play(s):
        s.other = other
        d = Drawn(s, spec, random.Random(f"{number} {name} {place} played"))
        if other == "same":
            s.key("C-b", SPLITS[place], pace=0.1)
            s.pause(1)
            s.wait()
            d.pasts.append([])
            d.now = 1
            if place in ("left", "upper"):
                s.key("C-b", "o", pace=0.1)
                s.pause(0.6)
                s.wait()
                d.now = 0
        for _ in range(12):
            d.rng.choice(USUAL)(d)
        told = (pathlib.Path(s.home) / "said").read_text().splitlines()
        if told != [" ".join(text.split()) if not spec["suf"] else text for text in d.said]:
            raise AssertionError(f"said {told}, noted {d.said}")
        s.run(spec["leave"], kind="repl", wait=False)
        if other == "same":
            s.pause(0.7)
            s.wait()
            s.run(spec["leave"], kind="repl", wait=False)
        elif other:
            s.pause(0.5)
            s.key("C-b", "&", pace=0.3)
            s.type("y")
    play.__name__ = f"exam_stated_{number:02}_{name}_{place}"
    conf = f"set -g default-shell /bin/sh\nset -g default-command '{spec['run']}'\nset -sg escape-time 10\n"
    scenario(program, prompt=spec["prompt"], size=size, files={**FILES, "tmux.conf": conf}, history="", pace=rng.choice([0.012, 0.02, 0.03, 0.07]),
             env={"PYTHONSTARTUP": "@HOME@/start.py", "IPYTHONDIR": "@HOME@/.ipython", "NODE_REPL_HISTORY": "@HOME@/.nh", "LUA_INIT": LUA},
             needs=["tmux", spec["run"].split()[0]])(play)


PLACES = ["plain", "right", "lower", "pane", "left", "upper"]
for count in range(36):
    register(count, list(REPLS)[count % 6], PLACES[(count // 6 + count) % 6])
