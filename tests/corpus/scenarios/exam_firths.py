"""Such days in places of work: panes, windows, splits, where the sessions go on by turns, and other machines and users in them."""
import random

import drive
from drive import scenario
from props import braes, namespaces, prop
from props.braes import Brae

NOT = "pulled_between pulled_within resets held operate by_editor inner_repl gits stops_search".split()
WORK = "ssh sudo su zoom copy window half ask layout clock list close plain plain plain plain plain half zoom".split()


class Firth(Brae):
    """Of several panes one is typed into; each has a shell of its own."""

    def __init__(self, s):
        super().__init__(s)
        self.order = list(s.spec["shells"])
        self.panes, self.at, self.next = [self.take()], 0, 0
        self.low = False

    def take(self):
        name = self.order.pop(0)
        self.order.append(name)
        return name

    def prefix(self, *names, pause=0.25):
        self.s.key("C-a" if self.s.spec["default"] else "C-b", pace=0.1)
        for name in names:
            self.s.key(name, pace=pause)
        self.calm(0.25)

    def told(self, out, patience=4, ahead=False):
        """In a piece of a row, if there is room for it."""
        if out is None or len(out) + 24 > self.width():
            return
        import time
        deadline = time.time() + patience
        while not any((piece.strip() + "   ").startswith(out + "   ") or ahead and piece.rstrip().endswith(out) for row in self.s.screen().split("\n") for piece in row.split("│")):
            if time.time() > deadline:
                raise AssertionError(f"was not printed: {out!r}\n{self.s.screen()}")
            time.sleep(0.04)

    def width(self):
        return self.s.spec["size"][0] // (2 if not self.s.spec["screen"] else 1)

    def split(self, way):
        self.prefix(way, pause=0.3)
        self.s.pause(0.8)
        self.calm(0.35)
        self.at += 1
        self.panes.insert(self.at, self.take())
        self.sh = self.panes[self.at]

    def go_to(self, n):
        if n == self.at:
            return
        if self.lot.random() < 0.5:
            self.prefix("q", str(n))
        else:
            for _ in range((n - self.at) % len(self.panes)):
                self.prefix("o")
        self.at, self.sh = n, self.panes[n]
        self.s.pause(0.15)

    def other(self):
        if len(self.panes) > 1:
            self.go_to(self.lot.choice([n for n in range(len(self.panes)) if n != self.at]))

    def plain(self):
        self.other()
        names = sorted(set(braes.DEEDS[self.sh]) - set(NOT))
        for name in self.lot.sample(names, 2):
            self.s.deed = name
            getattr(self, name)()

    # what only places of work have
    def half(self):
        """A line begun here, gone on with after something was done over there."""
        here, text = self.at, self.echo()
        self.put(text[:9], "even")
        self.s.pause(0.2)
        self.other()
        self.line()
        self.go_to(here)
        self.put(text[9:], "even")
        self.end(text)

    def zoom(self):
        self.prefix("z")
        self.line()
        self.looks()
        self.prefix("z")
        self.line()

    def copy(self):
        self.prefix("[")
        self.keys("PageUp", "Up", "Up", "PageDown", pause=0.15)
        self.s.key("q", pace=0.3)
        self.calm()
        self.line()

    def window(self):
        self.prefix("c")
        self.s.pause(0.8)
        self.calm(0.35)
        was, self.sh = self.sh, self.take()
        self.line()
        names = sorted(set(braes.DEEDS[self.sh]) - set(NOT))
        for name in self.lot.sample(names, 2):
            self.s.deed = name
            getattr(self, name)()
        self.prefix("p")
        inner, self.sh = self.sh, was
        self.line()
        self.prefix("n")
        self.sh = inner
        self.say("exit")
        self.s.pause(0.5)
        self.calm(0.3)
        self.sh = was
        self.line()

    def ask(self):
        """What is asked in the status row is the multiplexer's."""
        self.prefix(":")
        self.put("display-message moor", "even")
        self.s.key("Enter", pace=0.4)
        self.s.pause(0.9)
        self.calm()
        self.line()

    def layout(self):
        self.prefix("Space")
        self.line()

    def clock(self):
        self.prefix("t")
        self.s.pause(0.5)
        self.s.key("q", pace=0.3)
        self.calm()
        self.line()

    def list(self):
        self.prefix("w")
        self.s.key("q", pace=0.3)
        self.calm()
        self.line()

    def close(self):
        if len(self.panes) < 2:
            return
        self.say("exit")
        self.s.pause(0.6)
        self.calm(0.3)
        self.panes.pop(self.at)
        self.at = 0
        self.sh = self.panes[0]
        if len(self.panes) > 1:
            self.at = len(self.panes) - 1
            self.prefix("q", "0")
            self.at, self.sh = 0, self.panes[0]
        self.line()
        self.split("%" if self.lot.random() < 0.5 else '"')
        self.line()

    def within(self, line, see, pause=0.6):
        self.go(line, see, pause)
        self.calm()
        was, self.sh = self.sh, "dash"
        for _ in range(2):
            self.line()
        self.say("uname", "ls -d /etc")
        for name in self.lot.sample(["loops", "functions", "document", "empties", "remarks"], 1):
            getattr(self, name)()
        self.say("exit")
        self.s.pause(0.3)
        self.calm()
        self.sh = was
        self.line()

    def ssh(self):
        self.within("ssh web-2", "root@web-2", 0.4)

    def sudo(self):
        self.within("sudo -i", "root@web-1", 0.4)

    def su(self):
        self.within("su - alice", "alice@web-1", 0.4)

    # GNU screen
    def region(self):
        self.prefix("S")
        self.prefix("Tab")
        self.prefix("c")
        self.s.pause(0.8)
        self.calm(0.35)
        self.panes.append(self.take())
        self.at, self.sh = 1, self.panes[1]

    def tab(self):
        self.prefix("Tab")
        self.at = 1 - self.at
        self.sh = self.panes[self.at]


def in_tmux(it):
    s, lot = it.s, it.lot
    it.line()
    it.split(lot.choice(["%", '"']))
    it.line()
    if lot.random() < 0.5 and s.spec["size"][1] > 35:
        it.split(lot.choice(['"', "%"]) if s.spec["size"][0] > 150 else '"')
        it.line()
    for name in lot.sample(WORK, 9):
        if name == "half" and len(it.panes) < 2:
            continue
        s.deed = name
        try:
            getattr(it, name)()
        except (AssertionError, TimeoutError) as problem:
            raise AssertionError(f"in {name}/{s.deed} by {it.way} of {it.sh} ({it.panes} at {it.at}): {problem}") from None
    while True:
        it.line()
        it.put("exit")
        it.s.enter("exit", wait=False)
        it.panes.pop(it.at)
        if not it.panes:
            return
        s.pause(0.6)
        it.calm(0.3)
        if len(it.panes) > 1:
            it.at = len(it.panes)
            it.prefix("q", "0")
        it.at, it.sh = 0, it.panes[0]


def in_screen(it):
    s, lot = it.s, it.lot
    it.line()
    it.region()
    it.line()
    for name in lot.sample(["tab", "plain", "plain", "half", "ssh", "sudo", "su", "plain", "half", "copy"], 8):
        s.deed = name
        if name == "copy":
            it.prefix("[")
            it.keys("Up", "Up", pause=0.15)
            s.key("Escape", pace=0.5)
            it.calm()
            it.line()
            continue
        try:
            getattr(it, name)()
        except (AssertionError, TimeoutError) as problem:
            raise AssertionError(f"in {name}/{s.deed} by {it.way} of {it.sh} ({it.panes} at {it.at}): {problem}") from None
    it.line()
    it.put("exit")
    it.s.enter("exit", wait=False)
    s.pause(0.8)
    it.calm(0.3)
    it.prefix("Tab")
    it.sh = it.panes[1 - it.at]
    it.calm()
    it.line()
    it.put("exit")
    it.s.enter("exit", wait=False)


class FirthOfScreen(Firth):
    def keys(self, *names, pause=0.07):
        """Where ^A is screen's, it is typed twice for its window."""
        if self.s.spec["default"]:
            names = [key for name in names for key in (("C-a", "a") if name == "C-a" else (name,))]
        super().keys(*names, pause=pause)

    def other(self):
        self.tab()

    def go_to(self, n):
        if n != self.at:
            self.tab()


RUNS = {"bash": "bash --rcfile ~/rc -i", "zsh": "zsh -i", "fish": "fish -i", "tcsh": "tcsh", "ksh93": "env ENV=$HOME/krc ksh93 -o emacs -i", "mksh": "env ENV=$HOME/mrc mksh -i", "yash": "yash -i", "ash": "env ENV=$HOME/arc busybox ash", "dash": "env ENV=$HOME/drc dash -i"}
STATUS = ["", "", "set -g status off\n", "set -g status-position top\n", "set -g status-right '#H %H:%M:%S'\nset -g status-interval 1\n", "set -g pane-border-status top\n", "set -g mode-keys vi\n"]


def make(number, kind):
    lot = random.Random(f"firth {number}")
    shells = lot.sample(["bash", "zsh", "fish", "bash", "zsh", "tcsh", "mksh", "ksh93", "yash", "ash", "dash"], 3)
    files = {**braes.FILES, "bin/machine.sh": "#!/bin/sh\n" + prop("machine.sh").split("\n", 1)[1]}
    for name in dict.fromkeys(shells):
        _, rc, text, prompts = braes.SHELLS[name]
        files[rc] = text.replace("{}", lot.choice([p for p in prompts if "PS1=''" not in p and "PROMPT=''" not in p and "brae! " not in p]))
    files["turn"] = "#!/bin/sh\nn=$(cat ~/turns 2>/dev/null || echo 0)\necho $((n + 1)) > ~/turns\ncase $((n % 3)) in\n" + "".join(f"{n}) exec {RUNS[name]};;\n" for n, name in enumerate(shells)) + "esac\n"
    size, typist = lot.choice([(120, 36), (160, 45), (132, 43), (180, 50), (100, 30)]), lot.choice([t for t in braes.TYPISTS if t not in ("ahead", "machine")])
    if kind == "screen":
        files["conf"] = "startup_message off\n" + ("" if number >= 20 else "escape ^Bb\n") + "shell @HOME@/turn\n" + lot.choice(["", "hardstatus alwayslastline '%H %-w[%n %t]%+w'\n"])
        argv = ["screen", "-U", "-c", "@HOME@/conf"]
    else:
        files["conf"] = "set -g default-command '@HOME@/turn'\nset -sg escape-time 10\nset -g default-terminal " + lot.choice(["tmux-256color", "screen-256color"]) + "\n" + lot.choice(STATUS)
        argv = ["tmux", "-L", "corpus-firth", "-f", "@HOME@/conf", "new-session"]

    def play(s):
        it = (FirthOfScreen if kind == "screen" else Firth)(s)
        it.sh = it.panes[0]
        it.calm(0.8)
        (in_screen if kind == "screen" else in_tmux)(it)
    play.__name__ = f"exam_firth_{number:02}_{kind}_" + "_".join(shells) + f"_{typist}"
    env = {"LESS": "", "EDITOR": "vi", "PAGER": "cat", "HOSTS": "web-2", "SCREENDIR": "@HOME@/screens"}
    scenario(["sh", "@HOME@/bin/machine.sh", *argv], prompt="", size=size, history="", files=files, env=env, needs=[argv[0], "ssh", "sshd", "sudo", "openssl", "nc", *shells_needed(shells), *namespaces()])(play)
    drive.SCENARIOS[-1].update(lot=lot, shell=shells[0], shells=shells, typist=typist, screen=kind == "screen", default=kind == "screen" and number >= 20, half=True)


def shells_needed(shells):
    return ["busybox" if name == "ash" else name for name in shells]


for at in range(20):
    make(at, "screen" if at % 4 == 3 else "tmux")
for at in range(20, 25):
    make(at, "screen")
