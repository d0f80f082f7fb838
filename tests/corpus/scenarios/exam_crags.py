"""Everyday use of a split tmux by lot: two or three panes, what goes on beside, hops, zooms, windows, and the chores of admins in them."""
import random

import drive
from drive import scenario
from props import chores
from props.chores import Chores, TOOLS
from props.walk import FILES, kind

NARROW = [d for d in chores.ANY if d not in ("top_look", "resized", "resized_twice", "bar")]
EDITED = [d for d in chores.EDITED if d not in ("wrap_erase", "pulled_in_long", "emoji_mid", "swap")]
MUX = "hop hop_twice zoom copy window wider hop_busy number swap pulled".split()
OLD = "abort burst partial quick plain kill mend insert cd ahead_two once tab stop".split()
ALL = NARROW + EDITED + [d for d in chores.PASTED if d != "paste_mid"] + OLD
B = " ".join(ALL + chores.POSIX + [d for d in chores.BASH if d != "comment"])
Z = " ".join(ALL + [d for d in chores.POSIX if d != "slash_rows"] + [d for d in chores.ZSH if d != "menu_taken"])
F = " ".join(ALL + [d for d in chores.FISH if d != "fish_menu"])
COOKED = " ".join(NARROW + chores.POSIX + ["abort", "burst", "partial", "quick", "plain", "cd", "ahead_two", "once", "stop"])
LINES = COOKED + " kill mend insert word_back last_but_two accents"
SHELLS = {
    "bash_deb": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": "PS1='\\[\\e]0;\\u@\\h\\a\\]\\[\\e[01;32m\\]\\u@crag\\[\\e[0m\\]:\\[\\e[01;34m\\]\\w\\[\\e[0m\\]\\$ '\nHISTFILE=~/.h\n"}, B),
    "bash_clock": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": "PS1='\\n\\[\\e[33m\\]\\t\\[\\e[0m\\] \\w\\n\\$ '\nHISTFILE=~/.h\n"}, B),
    "bash_short": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": "PS1='\\W \\$ '\nHISTFILE=~/.h\n"}, B),
    "zsh_own": kind(["zsh", "-i"], [""], {".zshrc": "PROMPT='%F{yellow}%n%f@crag %B%1~%b %# '\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=90 SAVEHIST=90\n"}, Z),
    "zsh_status": kind(["zsh", "-i"], [""], {".zshrc": "PROMPT='%(?.%F{green}.%F{red})❯%f '\nRPROMPT='%F{8}%1~%f'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=90 SAVEHIST=90\n"}, Z),
    "fish": kind(["fish", "-i"], [""], {".config/fish/config.fish": "set -g fish_greeting\n"}, F),
    "dash": kind(["dash", "-i"], [""], {"drc": "PS1='crag$ '\n"}, COOKED, env={"ENV": "@HOME@/drc"}),
    "busybox": kind(["busybox", "ash"], [""], {"arc": "PS1='\\w # '\n"}, LINES, env={"ENV": "@HOME@/arc"}),
    "mksh": kind(["mksh", "-i"], [""], {"mrc": "PS1='${PWD##*/} # '\n"}, LINES, env={"ENV": "@HOME@/mrc"}),
}
WRITER = "#!/bin/sh\nn=0\nwhile :; do n=$((n + 1)); printf '2026-03-0%s 10:%02d:%02d app[%s]: GET /item/%s 200\\n' $((n % 9 + 1)) $((n % 60)) $((n * 7 % 60)) $((n * 31 % 999)) $n; sleep ${1:-0.8}; done\n"
BESIDE = {"log": "./writer 0.7", "quick_log": "./writer 0.3", "top": "top -d 0.5", "watch": "watch -n 0.5 'ls -l | tail -n 5; date'", "shell": None, "other": "bash --norc"}


class Crag(Chores):
    def lead(self, *keys):
        self.s.key("C-b", pace=0.06)
        for key in keys:
            self.s.type(key) if len(key) == 1 else self.s.key(key)
        self.s.pause(0.4)
        self.calm()

    def hop(self, count=1):
        if self.s.spec["beside"] not in ("shell", "other"):
            return self.say()
        self.lead("o")
        for _ in range(count):
            self.say(self.lot.choice(["ls folds", "tail -n 3 dale.log", "echo " + self.word()]))
        self.lead(";")

    def hop_twice(self):
        self.hop(2)
        self.say()

    def hop_busy(self):
        """Typed in one half while a job prints in the other."""
        if self.s.spec["beside"] not in ("shell", "other"):
            return self.say()
        self.lead("o")
        text = "sh -c 'for n in 1 2 3 4 5; do echo step $n; sleep 0.4; done'"
        self.s.type(text)
        self.s.enter(text, wait=False)
        self.s.pause(0.2)
        self.s.key("C-b", pace=0.06)
        self.s.type(";")
        self.s.pause(0.3)
        text = "echo " + self.word()
        self.s.type(text, 0.06)
        self.enter(text)
        self.s.pause(1.0)
        self.calm()
        self.say()

    def zoom(self):
        self.lead("z")
        self.say()
        self.say("cat dale.log | head -n 5")
        self.lead("z")
        self.say()

    def copy(self):
        self.lead("[")
        self.s.key("PageUp", "Up", "Up", pace=0.15)
        self.s.type("q")
        self.s.pause(0.3)
        self.calm()
        self.say()

    def window(self):
        self.lead("c")
        self.calm(0.4)
        self.say()
        self.say("ls folds")
        self.lead("p")
        self.say()
        self.lead("n")
        self.say("exit")
        self.s.pause(0.3)
        self.calm()
        self.say()

    def wider(self):
        self.s.key("C-b", pace=0.06)
        self.s.key("C-Left" if self.s.spec["way"].startswith("%") else "C-Up", pace=0.1)
        self.s.key(*["C-Left" if self.s.spec["way"].startswith("%") else "C-Up"] * 3, pace=0.1)
        self.s.pause(0.6)
        self.calm()
        self.say()

    def number(self):
        self.s.key("C-b", pace=0.06)
        self.s.type("q")
        self.s.pause(1.3)
        self.calm()
        self.say()

    def swap(self):
        self.lead("}")
        self.say()
        self.lead("{")
        self.say()

    def pulled(self):
        cols, rows = self.s.spec["size"]
        self.s.resize(cols - 10, rows - 2)
        self.calm()
        self.say()
        self.s.resize(cols, rows)
        self.calm()
        self.say()

    def follow(self):
        self.go("tail -n 3 -f dale.log", "079 dale", 0.5)
        self.press("C-c", pause=0.4)
        self.calm()
        self.say()


def split(it, s):
    it.calm(0.6)
    it.say()
    for key in s.spec["way"]:
        it.lead(key)
        it.calm(0.5)
    it.say("cat dale.log | tail -n 12")
    beside = BESIDE[s.spec["beside"]]
    if beside:
        it.lead("o")
        s.type(beside)
        s.enter(beside, wait=False)
        s.pause(0.6)
        it.lead(";")


def leave(it, s):
    """All panes but the last are left from within."""
    it.lead("o")
    if s.spec["beside"] == "other":
        it.say("exit")
    elif BESIDE[s.spec["beside"]]:
        s.key("C-c", pace=0.4)
        it.calm(0.4)
    it.say()
    for _ in s.spec["way"]:
        it.say("exit")
        s.pause(0.4)
        it.calm(0.4)
    it.say()
    s.type("exit")
    s.enter("exit", wait=False)


def walk(s):
    it, lot = Crag(s), s.spec["lot"]
    split(it, s)
    deeds = lot.sample(sorted(set(s.spec["it"]["can"])), 8) + lot.sample(MUX, 3)
    lot.shuffle(deeds)
    for deed in deeds:
        getattr(it, deed)()
    leave(it, s)


def make(number, name, way, beside):
    lot, it = random.Random(f"crag {number}"), SHELLS[name]
    given = " ".join(f"{key}='{value}'" for key, value in it["env"].items())
    files = {**FILES, **TOOLS, **it["files"], "writer": WRITER, "go": f"#!/bin/sh\nexec env {given} {' '.join(it['argv'])}\n",
             "conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n" + lot.choice(["", "set -g status-interval 1\nset -g status-right '%H:%M:%S'\n", "set -g status-position top\n"])}

    def play(s):
        walk(s)
    play.__name__ = f"exam_crag_{number:02}_{name}"
    scenario(["tmux", "-L", "corpus-crag", "-f", "@HOME@/conf", "new-session"], prompt=".", size=(lot.randrange(110, 204), lot.randrange(26, 54)), pace=lot.choice([0.02, 0.05, 0.08]),
             history="", files=files, env={"EDITOR": "vi"}, needs=[it["argv"][0], "tmux", "git", "vi", "nano", "man", "top", "watch", "ssh-keygen"])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way, beside=beside)


for at, which in enumerate([("bash_deb", "%", "log"), ("bash_clock", '"', "shell"), ("zsh_own", "%", "other"), ("fish", "%", "log"), ("bash_short", '%"', "shell"), ("dash", '"', "log"), ("zsh_status", '"', "top"), ("mksh", "%", "shell"),
                            ("bash_deb", '"', "quick_log"), ("fish", '"', "shell"), ("busybox", "%", "watch"), ("bash_clock", "%", "other"), ("zsh_status", "%", "shell"), ("bash_deb", '"%', "top"), ("zsh_own", '"', "log"), ("bash_short", "%", "watch")]):
    make(at, *which)
