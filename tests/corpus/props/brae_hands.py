"""Hands at a terminal, before any shell, and what lies about there: what is believed is held against what a line printed."""
import time

MOOR = "".join(f"{n:03} {['ling', 'heath', 'gorse'][n % 3]} ewe-{n * 13 % 37}\n" for n in range(120))
SH = "#!/bin/sh\n"
FILES = {
    "moor.log": MOOR, "hold/stile.txt": "stile here\n", "hold/stone.txt": "stone here\n", "hold/sand": "sand 1\nsand 2\n", "hold/old one": "old\n",
    "dance": SH + "printf 'one\\ntwo\\nthree\\n\\033[2A\\033[9Cmiddle\\033[K\\r\\n\\n'; printf 'gone\\r\\033[Kcome\\n'; printf '\\0337\\033[1;1Hcorner\\0338'\n",
    "wash": SH + "printf 'before\\n'; sleep 0.2; printf '\\033[H\\033[2Jall washed\\nbelow it\\n'\n",
    "apart": SH + "printf '\\033[?1049h\\033[H\\033[2J\\033[3;4Hroot@moor:~# ls\\033[5;1Hon its own screen'; sleep 0.5; printf '\\033[?1049l'\n",
    "titled": SH + "printf '\\033]0;root@moor: a title\\007\\033]8;;file:///moor\\033\\\\a link\\033]8;;\\033\\\\ and \\033[1;4;31mcolours\\033[0m\\n'\n",
    "lies": SH + "printf '$ echo nobody-typed\\nroot@brae:~# echo nobody-typed\\nnobody-typed\\n> more?\\n>>> print(1)\\n'\n",
    "bar": SH + "for n in 0 20 40 60 80 100; do printf '\\r[%3d%%] fetching fleece' $n; sleep 0.12; done; printf '\\n'\n",
    "bars": SH + "printf 'a: 0\\nb: 0\\n'; for n in 1 2 3 4; do sleep 0.12; printf '\\033[2A\\033[Ka: %s\\n\\033[Kb: %s\\n' $n $((n * 2)); done\n",
    "drip": SH + "for n in 1 2 3 4 5 6 7 8; do echo drop $n; sleep 0.15; done\n",
    "mumble": SH + "for n in 1 2 3; do sleep 0.5; echo \"curlew $n calls\"; done\n",
    "pw": SH + "stty -echo; printf 'Password for ewe: '; read -r x; stty echo; echo; echo 'let in'\n",
    "quiz": SH + "printf 'Name of the flock? '; read -r a; printf 'How many [10]: '; read -r b; printf 'Proceed? [y/N] '; read -r c; echo \"flock $a of $b: $c\"\n",
    "pick": SH + "printf ' 1) ewe\\n 2) ram\\n 3) lamb\\n'; while :; do printf '#? '; read -r x || exit; case $x in [123]) echo \"you took $x\"; exit;; *) echo 'not one of these';; esac; done\n",
    "gauge": "#!/usr/bin/env python3\nimport os, select, sys, termios, tty\nsaved = termios.tcgetattr(0)\ntty.setcbreak(0)\nsys.stdout.write('\\033[?1049h\\033[?25l')\nn = 0\nwhile True:\n"
             "    n += 1\n    sys.stdout.write('\\033[H\\033[7m gauge %d  (q quits)\\033[0m\\033[K\\r\\n' % n + ''.join('%2d %s\\033[K\\r\\n' % (i, '#' * ((n * i) % 17)) for i in range(6)) + '\\033[J')\n"
             "    sys.stdout.flush()\n    if select.select([0], [], [], 0.25)[0] and os.read(0, 1) == b'q':\n        break\nsys.stdout.write('\\033[?25h\\033[?1049l')\nsys.stdout.flush()\ntermios.tcsetattr(0, termios.TCSANOW, saved)\n",
    "fold-rc": "PS1='fold \\w\\$ '\nunset PROMPT_COMMAND\nHISTFILE=\n", ".bashrc": "PS1='shepherd# '\nunset PROMPT_COMMAND\nHISTFILE=\n",
    "Makefile": "all: shear card\nshear:\n\t@echo shearing; sleep 0.1\ncard:\n\techo carding\n", ".gitconfig": "[user]\nname = Ewe\nemail = ewe@moor.example\n[init]\ndefaultBranch = main\n",
    "herd.json": '{"herd": [{"name": "ling", "age": 3}, {"name": "gorse", "age": 5}]}\n', ".inputrc": "", ".nanorc": "", ".vimrc": "set nocompatible\n", ".exrc": "",
}
WORDS = "ling heath gorse moss peat whin ewe ram tup lamb fold stile gate wall beck".split()

POSIX = "bash zsh ksh93 mksh yash ash dash ksh93n".split()
EDITS = "bash zsh fish tcsh ksh93 mksh yash ash".split()
EVERY = POSIX + ["fish", "tcsh"]
DEEDS = {}


def deed(*shells):
    def wrap(function):
        for shell in [name for group in shells for name in (group if isinstance(group, list) else [group])]:
            DEEDS.setdefault(shell, []).append(function.__name__)
        return function
    return wrap


class Hands:
    """One session: whoever sits there, and what is done."""

    def __init__(self, s):
        self.s, self.lot, self.n = s, s.spec["lot"], 0
        self.sh, self.way, self.said = s.spec["shell"], s.spec["typist"], []

    # hands
    def calm(self, least=0.17, longest=8):
        before, since, deadline = None, time.time(), time.time() + longest
        while time.time() < deadline:
            now = self.s.screen() + self.s.cursor_line()
            if now != before:
                before, since = now, time.time()
            elif time.time() - since > least:
                return
            time.sleep(0.03)

    def send(self, text):
        self.s.term.send(text.encode())

    def put(self, text, way=None):
        way = way or (self.way if self.lot.random() < 0.8 else self.lot.choice(["slow", "fast", "bursts", "slips"]))
        if way in ("machine", "paste"):
            (self.s.burst if way == "machine" or len(text) < 6 else self.s.paste)(text)
            time.sleep(0.1)
        elif way == "bursts":
            while text:
                n = self.lot.randrange(1, 7)
                self.send(text[:n])
                text = text[n:]
                time.sleep(self.lot.uniform(0.03, 0.25))
        else:
            slip = self.lot.randrange(len(text)) if way == "slips" and text.isascii() and len(text) > 4 else -1
            for at, char in enumerate(text):
                if at == slip:
                    wrong = self.lot.choice(["x", "qz", char + char, "ooo"])
                    self.s.type(wrong, 0.06)
                    self.s.key(*["BSpace"] * len(wrong), pace=0.07)
                self.send(char)
                time.sleep({"slow": self.lot.uniform(0.05, 0.17), "fast": self.lot.uniform(0.008, 0.03)}.get(way, 0.04))

    def keys(self, *names, pause=0.07):
        for name in names:
            self.s.key(name, pace=pause)
        self.calm(0.1)

    def up(self, n=1, pause=0.13):
        self.keys(*[self.lot.choice(["Up", "C-p"]) if self.sh != "ksh93" else "C-p"] * n, pause=pause)

    def told(self, out, patience=4, ahead=False):
        """A row of its own, or several if it is too long for one, says so; what was typed ahead may be answered behind a prompt."""
        if out is None or self.s.spec.get("half"):
            return
        deadline, width = time.time() + patience, self.s.spec["size"][0]
        while True:
            screen = self.s.screen()
            rows = screen.split("\n")
            if ahead and any(r.endswith(out) and not r.endswith("echo " + out) for r in rows) or any("".join(r.ljust(width) for r in rows[k:k + 1 + len(out) // width]).rstrip() == out for k in range(len(rows))):
                return
            if time.time() > deadline:
                raise AssertionError(f"was not printed: {out!r}\n{screen}")
            time.sleep(0.04)

    def hit(self, text, kind="command", also=(), out=None, key="Enter", exit=None, calm=True, pause=0.05):
        self.s.enter(text, kind, exit=exit, wait=False, also=also, key=key)
        self.s.pause(pause)
        if calm:
            self.calm()
        self.told(out)

    def say(self, *texts, out=None, kind="command", way=None, also=()):
        for text in texts:
            if (way or self.way) == "machine" and "\n" not in text:
                self.s.place = self.s._look()[0]
                self.s.burst(text + "\r")
                self.s.truth(text, kind, also=also)
                self.s.pause(0.08)
                self.calm()
                self.told(out)
                continue
            self.put(text, way)
            self.hit(text, kind, also, out, calm=self.way != "ahead" or out is not None or self.lot.random() < 0.4)
        if out is None and self.way == "ahead":
            self.calm()

    def echo(self, *more):
        self.n += 1
        return " ".join(["echo", f"b{self.n}", *self.lot.sample(WORDS, 2), *more])

    def line(self, text=None):
        """Printed as it was typed, and that is looked at."""
        text = text or self.echo()
        self.said.append(text)
        self.say(text, out=text[5:])
        return text

    def end(self, text, **more):
        """Enter for an echo that was put together."""
        self.said.append(text)
        self.hit(text, out=text[5:], **more)

    def go(self, text, see=None, pause=0.3, kind="command"):
        self.put(text)
        self.s.enter(text, kind, wait=False)
        if see:
            self.s.see(see)
        self.s.pause(pause)

    def rows(self, *lines, kind="command", also=(), out=None, pause=0.12, key="Enter"):
        for row in lines[:-1]:
            if row:
                self.put(row)
            self.s.key("Enter", pace=pause)
            self.calm(0.08)
        if lines[-1]:
            self.put(lines[-1])
        text = "\n".join(lines)
        self.hit(text, kind, [*also, *self.fished(lines)], out)

    def fished(self, lines):
        """As fish indents them for the eye."""
        if self.sh != "fish" or len(lines) < 2:
            return []
        return ["\n".join([lines[0], *["    " + row for row in lines[1:-1]], lines[-1]]), "\n".join([lines[0], *["    " + row.lstrip() for row in lines[1:]]])]

    def reply(self, text, pause=0.15):
        self.put(text)
        self.hit(text, "reply", pause=pause)

    def never(self, text, *keys, pause=0.15):
        self.put(text)
        self.s.absent.append(text)
        self.s.pause(pause)
        for key in keys or ("C-c",):
            self.s.key(key, pace=0.25)
        self.calm()

    def status(self):
        return "echo $status" if self.sh in ("fish", "tcsh") else "echo $?"
