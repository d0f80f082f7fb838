"""An afternoon in tmux by lot, as most have it: bash above all, then zsh and fish, prompts that distributions bring, panes that fill up, a pane beside that goes on printing."""
import random

import drive
from drive import scenario
from props.walk import FILES, LOOP, EDIT, EVERY, Walk, kind

EASY = (EVERY + EDIT).replace("lie", "").replace("wide", "") + " search tab stop paste paste_once less"
DEBIAN = "\\[\\e]0;\\u@\\h: \\w\\a\\]\\[\\033[01;32m\\]\\u@\\h\\[\\033[00m\\]:\\[\\033[01;34m\\]\\w\\[\\033[00m\\]\\$ "
SHELLS = {
    "debian": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [DEBIAN], {"rc": "PS1='{}'\nHISTFILE=~/.h\n"}, EASY + " tab_list"),
    "fedora": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], ["[\\u@\\h \\W]\\$ "], {"rc": "PS1='{}'\nHISTFILE=~/.h\nPROMPT_COMMAND='printf \"\\033]0;%s@%s:%s\\007\" \"$USER\" vm \"$PWD\"'\n"}, EASY + " tab_list"),
    "two_rows": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], ["\\n\\[\\e[36m\\]\\w\\[\\e[0m\\] on \\[\\e[35m\\]main\\[\\e[0m\\] \\t\\n\\[\\e[32m\\]❯\\[\\e[0m\\] "], {"rc": "PS1='{}'\nHISTFILE=~/.h\n"}, EASY),
    "zsh": kind(["zsh", "-i"], ["%F{green}➜ %F{cyan} %1~%f "], {".zshrc": "PROMPT='{}'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n"}, EASY),
    "zsh_plugins": kind(["zsh", "-i"], ["%n@%m %~ %# "], {".zshrc": "PROMPT='{}'\nRPROMPT='%F{{8}}%D{{%H:%M}}%f'\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n"}, EASY),
    "fish": kind(["fish", "-i"], [""], {".config/fish/config.fish": "set -g fish_greeting\n#{}\n"}, EASY.replace(" here", "").replace(" search", ""), ["for n in 1 2", "echo row $n", "end"]),
    "sh": kind(["dash", "-i"], ["# "], {"drc": "PS1='{}'\n"}, EVERY.replace("wide", "") + "stop", LOOP, {"ENV": "@HOME@/drc"}),
}


class Wold(Walk):
    def lead(self, key):
        self.s.key("C-b", pace=0.06)
        self.s.type(key) if len(key) == 1 else self.s.key(key)
        self.s.pause(0.6)
        self.calm()


def walk(s):
    it, lot = Wold(s), s.spec["lot"]
    it.calm(0.5)
    it.say()
    it.lead(s.spec["way"])
    it.say("seq 45")
    if s.spec["beside"]:
        it.lead("o")
        s.run("while sleep 0.9; do date +%T; done" if "fish" not in s.name else "while sleep 0.9; date +%T; end", wait=False)
        s.pause(0.5)
        s.key("C-b", pace=0.06)
        s.type("o")
        s.pause(0.6)
    for deed in lot.sample(sorted(set(s.spec["it"]["can"])), 10):
        getattr(it, deed)()
    it.say()
    if s.spec["beside"]:
        it.lead("o")
        s.key("C-c", pace=0.4)
        it.calm()
        it.say()
        it.lead("o")
    s.type("exit")
    it.enter("exit")
    it.calm(0.5)
    it.say()
    s.type("exit")
    s.enter("exit", wait=False)


def make(number, name):
    lot, it = random.Random(f"wold {number}"), SHELLS[name]
    prompt = lot.choice(it["prompts"])
    files = {**FILES, **{path: text.format(prompt) for path, text in it["files"].items()}}
    given = " ".join(f"{key}='{value}'" for key, value in it["env"].items())
    files["go"] = f"#!/bin/sh\nexec env {given} {' '.join(it['argv'])}\n"
    files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n"

    def play(s):
        walk(s)
    play.__name__ = f"exam_wold_{number:02}_{name}"
    scenario(["tmux", "-L", "corpus-wold", "-f", "@HOME@/conf", "new-session"], prompt=".", size=lot.choice([(120, 30), (160, 40), (100, 30), (80, 24)]), pace=lot.choice([0.02, 0.05, 0.09]),
             history="", files=files, needs=[it["argv"][0], "tmux"])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way='%"%'[number % 3], beside=number % 4 == 3)


for at, which in enumerate(["debian", "fedora", "zsh", "debian", "two_rows", "fish", "zsh_plugins", "debian", "fedora", "sh", "zsh", "fish", "fedora", "debian", "two_rows", "zsh_plugins",
                            "debian", "zsh", "fedora", "fish", "two_rows", "zsh_plugins", "debian", "sh", "fedora", "zsh", "debian", "fish"]):
    make(at, which)
