"""tmux by lot: the deeds of any shell, and between them other panes, zoom, windows, borders, scrolling, a line left and taken up, neighbours that never rest."""
import random

import drive
from drive import scenario
from props.walk import FILES, KINDS, Walk

MUX = "over left_half zoom window border neighbour scroll cleared swapped"


class Fell(Walk):
    def lead(self, *keys, pause=0.4):
        self.s.key("C-b", pace=0.06)
        for key in keys:
            self.s.type(key) if len(key) == 1 else self.s.key(key)
        self.s.pause(pause)
        self.calm()

    def over(self):
        self.lead("o")
        self.say()
        self.plain()
        self.lead("o")
        self.say()

    def left_half(self):
        one = "echo " + self.word()
        self.s.type(one)
        self.lead("o")
        self.say()
        self.lead("o")
        self.s.type(" and on")
        self.s.pause(0.1)
        self.enter(one + " and on")

    def zoom(self):
        self.lead("z")
        self.say()
        self.long()
        self.lead("z")
        self.say()

    def window(self):
        self.lead("c", pause=0.7)
        self.say()
        self.plain()
        self.lead("p")
        self.say()
        self.lead("n")
        self.s.type("exit")
        self.enter("exit")
        self.calm(0.5)

    def border(self):
        for _ in range(3):
            self.s.key("C-b", pace=0.06)
            self.s.key("C-Left" if self.s.spec["way"] == "%" else "C-Up", pace=0.1)
        self.s.pause(0.8)
        self.calm()
        self.say()
        self.long()

    def neighbour(self):
        self.lead("o")
        self.s.run("./talk", wait=False)
        self.s.see("shepherd 1")
        self.lead("o", pause=0.1)
        text = "echo " + self.word()
        self.s.type(text, pace=0.08)
        self.enter(text)
        self.s.pause(0.6)
        self.say()

    def scroll(self):
        self.say("seq 60")
        self.lead("[")
        self.s.key("PPage", "PPage", pace=0.2)
        self.s.type("q")
        self.s.pause(0.2)
        self.calm()
        self.say()

    def cleared(self):
        self.say("clear")
        self.say()

    def swapped(self):
        self.lead("Space")
        self.say()
        self.lead("Space")
        self.say()


def walk(s):
    it, lot = Fell(s), s.spec["lot"]
    it.calm(0.5)
    it.say()
    it.lead(s.spec["way"], pause=0.6)
    deeds = lot.sample(sorted(set(s.spec["it"]["can"])), 6) + lot.sample(sorted(MUX.split()), 4)
    lot.shuffle(deeds)
    for deed in deeds:
        getattr(it, deed)()
    it.say()
    s.type("exit")
    it.enter("exit")
    it.calm(0.5)
    it.say()
    s.type("exit")
    s.enter("exit", wait=False)


def make(number, name):
    lot, it, way = random.Random(f"fell {number}"), KINDS[name], '%"'[number % 2]
    prompt = lot.choice(it["prompts"])
    files = {**FILES, **{path: text.format(prompt) for path, text in it["files"].items()}}
    given = " ".join(f"{key}='{value}'" for key, value in it["env"].items())
    files["go"] = f"#!/bin/sh\nexec env {given} {' '.join(it['argv'])}\n"
    files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n" + lot.choice(["", "set -g status off\n", "set -g status-position top\n", "set -g status-interval 1\nset -g status-right '%H:%M:%S'\n"])

    def play(s):
        walk(s)
    play.__name__ = f"exam_fell_{number:02}_{name}"
    scenario(["tmux", "-L", "corpus-fell", "-f", "@HOME@/conf", "new-session"], prompt=".", size=lot.choice([(80, 24), (120, 30), (200, 50), (100, 40)]), pace=lot.choice([0.012, 0.012, 0.03, 0.08]),
             history="", files=files, needs=[it["argv"][0], "tmux"])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way)


for at, shell in enumerate(["bash", "bash", "zsh", "zsh_right", "fish", "bash", "tcsh", "mksh", "dash", "busybox", "ksh93", "yash", "zsh", "bash", "fish", "zsh_right", "bash", "dash", "zsh", "tcsh"]):
    make(at, shell)
