"""A day in tmux, drawn up as a plan: what shell or interpreter is in the pane, how the window is divided, and what is done in it; lines typed, sent whole, recalled, completed, pasted, broken off."""
import drive
from drive import scenario

LOG = "".join(f"{n:03} gate-{n % 5} {['open', 'shut', 'ajar'][n % 3]} {n * 17 % 200}\n" for n in range(90))
FILES = {"gate.log": LOG, "keys/iron.txt": "1\n", "keys/brass.txt": "2\n",
         "rc": "PS1='\\u@gate:\\W\\$ '\nHISTFILE=~/.h\n", "rc2": "PS1='\\n\\[\\e[36m\\]\\w\\[\\e[0m\\] \\t\\n❯ '\nHISTFILE=~/.h\n",
         ".zshrc": "PROMPT='%F{green}%n@gate%f %1~ %# '\nRPROMPT='%F{8}%*%f'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\n",
         ".tcshrc": "set prompt='[gate %c2] '\nset history=99\nunset autologout\nbindkey -e\n", "krc": "PS1='gate ${PWD##*/} $ '\nHISTFILE=~/.kh\n", "mrc": "PS1='gate|${PWD##*/} # '\n",
         "arc": "PS1='gate:/ # '\n", ".config/fish/config.fish": "set -g fish_greeting\n"}
BASE = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-terminal tmux-256color\nset -g default-command '@HOME@/sh'\n"
LOOP = ["for n in 1 2; do", "echo row $n", "done"]


def inner(run, prompt, more="> $", loop=LOOP, kind="command", leave="exit", say="echo {}", listing="ls keys", count="grep -c open gate.log", can="edit recall long block burst", needs=()):
    return dict(run=run, prompt=prompt, more=more, loop=loop, kind=kind, leave=leave, say=say.format, listing=listing, count=count, can=can.split(), needs=list(needs))


INNER = {
    "bash": inner("exec bash --rcfile ~/rc -i", r"root@gate:\S+# $", can="edit recall long block burst paste search tab"),
    "two_rows": inner("exec bash --rcfile ~/rc2 -i", r"❯ $", can="edit recall long block burst paste search tab"),
    "zsh": inner("exec zsh -i", r"root@gate ~ # $", "for> $", can="edit recall long block burst paste search tab"),
    "fish": inner("exec fish -i", r"root@\S+ ~# $", r" {2,}$", ["for n in 1 2", "echo row $n", "end"], can="edit recall long block burst paste tab"),
    "tcsh": inner("exec tcsh", r"\[gate ~\] $", r"foreach\? $", ["foreach n (1 2)", "echo row $n", "end"]),
    "mksh": inner("ENV=~/mrc exec mksh -i", r"gate\|\S+ # $", can="edit recall block burst"),
    "ksh93": inner("ENV=~/krc exec ksh93 -o emacs -i", r"gate \S+ \$ $", can="edit recall block burst"),
    "busybox": inner("ENV=~/arc exec busybox ash", r"gate:/ # $", can="edit recall long block burst"),
    "dash": inner("PS1='gate$ ' ENV= exec dash -i", r"gate\$ $", can="long block burst"),
    "python": inner("exec /usr/bin/python3 -q", r">>> $", r"\.\.\. $", ["for n in (1, 2):", "    print('row', n)", ""], "repl", "exit()", "print('{}')", "import os, sys", "len(open('gate.log').readlines())", "edit recall long block burst search"),
    "ipython": inner("PAGER=cat exec ipython3 --no-banner --no-confirm-exit", r"In \[\d+\]: $", r"\.\.\.: *$", ["x = [", "1, 2]"], "repl", "exit", "print('{}')", "import os, sys", "len(open('gate.log').readlines())", "edit recall long", needs=["ipython3"]),
    "node": inner("NODE_REPL_HISTORY= exec node", r"> $", r"\.\.\. $", ["for (const n of [1, 2]) {", "console.log('row', n)", "}"], "repl", ".exit", "'{}'", "os.EOL.length", "fs.readFileSync('gate.log', 'utf8').length", "edit recall long block", needs=["node"]),
    "sqlite": inner("exec sqlite3", r"sqlite> $", r"\.\.\.> $", ["select 1,", "2 as two;"], "repl", ".quit", "select '{}';", "create table g (a int, b text);", "select count(*) from g;", "edit recall long block burst search"),
    "gdb": inner("exec gdb -q -nx", r"\(gdb\) $", r">$", ["define hi", "echo hi\\n", "end"], "repl", "quit", "echo {}\\n", "set debuginfod enabled off", "print 6 * 7", "edit recall long block search", needs=["gdb"]),
}
STATUS = ["", "set -g status-position top\n", "set -g status-style bg=colour238,fg=white\nset -g status-right '%H:%M:%S'\nset -g status-interval 1\n", "set -g pane-border-status top\n", "set -g status 2\n"]


def tmux(s, key, after=0.7):
    s.key("C-b", pace=0.2)
    if len(key) == 1:
        s.type(key)
    else:
        s.key(key)
    s.pause(after)


def enter(s, it, text, wait=True, **more):
    s.enter(text, kind=it["kind"], wait=it["prompt"] if wait is True else wait, **more)


def say(s, it, *words):
    for word in words:
        s.type(it["say"](word))
        enter(s, it, it["say"](word))


def deeds(s, it, wide, mark):
    """What is done in a pane that is so wide."""
    can = it["can"]
    s.wait(it["prompt"])
    for text in (it["listing"], it["count"]):
        s.type(text)
        enter(s, it, text)
    if "edit" in can:
        s.type(it["say"](mark + " worng"))
        tail = it["say"]("!").split("!")[1]
        for _ in range(len(tail) + 3):
            s.key("Left", pace=0.05)
        s.key("BSpace", pace=0.1)
        s.key("Right", pace=0.1)
        s.type("o")
        s.pause(0.2)
        s.key("End", pace=0.15) if "ksh" not in s.name else s.key("C-e", pace=0.15)
        s.pause(0.1)
        enter(s, it, it["say"](mark + " wrong"))
    if "long" in can:
        text = it["say"](" ".join(f"{mark}{n:02}" for n in range(wide // 6 + 4)))
        s.type(text)
        enter(s, it, text)
    if "recall" in can:
        say(s, it, mark + " two", mark + " three")
        s.key("Up", "Up", pace=0.35)
        s.pause(0.25)
        enter(s, it, it["say"](mark + " two"))
    if "block" in can:
        for part in it["loop"][:-1]:
            s.type(part)
            s.enter(None, wait=it["more"])
        s.type(it["loop"][-1])
        enter(s, it, "\n".join(it["loop"]))
    if "search" in can:
        s.key("C-r", pace=0.3)
        s.type(mark + " tw", pace=0.1)
        s.pause(0.4)
        enter(s, it, it["say"](mark + " two"))
    if "burst" in can:
        text = it["say"](f"{mark} sent whole, and long enough that it will wrap in most of the panes here")
        s.place = s._look()[0]
        s.burst(text + "\r")
        s.truth(text, kind=it["kind"])
        s.pause(0.3)
        s.wait(it["prompt"])
    if "paste" in can:
        s.paste(f"echo {mark} p1\necho {mark} p2")
        s.pause(0.4)
        enter(s, it, f"echo {mark} p1\necho {mark} p2")
    if "tab" in can:
        s.type("cat keys/ir")
        s.key("Tab", pace=0.5)
        s.pause(0.2)
        enter(s, it, "cat keys/iron.txt", also=["cat keys/iron.txt "])
    s.type(it["say"]("never run"))
    s.absent.append("never run")
    s.pause(0.2)
    s.key("C-u" if "sqlite" in s.name else "C-c", pace=0.4)
    s.wait(it["prompt"])
    say(s, it, mark + " end")


def halves(s, it):
    wide = s.spec["size"][0]
    s.wait(it["prompt"])
    tmux(s, "%")
    deeds(s, it, wide // 2, "r")
    tmux(s, "Left")
    say(s, it, "left")
    leave(s, it, 2)


def stacked(s, it):
    wide = s.spec["size"][0]
    s.wait(it["prompt"])
    tmux(s, '"')
    say(s, it, "lower")
    tmux(s, "Up")
    deeds(s, it, wide, "u")
    leave(s, it, 2)


def thirds(s, it):
    wide = s.spec["size"][0]
    s.wait(it["prompt"])
    tmux(s, "%")
    s.wait(it["prompt"])
    tmux(s, '"')
    deeds(s, it, wide // 2, "t")
    tmux(s, "z")
    say(s, it, "zoomed")
    tmux(s, "z")
    tmux(s, "Left")
    say(s, it, "left")
    leave(s, it, 3)


def windows(s, it):
    deeds(s, it, s.spec["size"][0], "w")
    tmux(s, "c")
    s.wait(it["prompt"])
    say(s, it, "second")
    tmux(s, "p")
    s.wait(it["prompt"])
    say(s, it, "first")
    tmux(s, "[")
    s.key("PageUp", pace=0.3)
    s.type("q")
    s.pause(0.4)
    s.wait(it["prompt"])
    say(s, it, "copied")
    leave(s, it, 2)


def leave(s, it, count):
    for n in range(count):
        s.type(it["leave"])
        s.enter(it["leave"], kind=it["kind"], wait=False)
        s.pause(0.7)
        if n < count - 1:
            s.wait(it["prompt"])


def make():
    plans, sizes, paces = [halves, stacked, thirds, windows], [(132, 43), (100, 30), (160, 45), (80, 24), (200, 50)], [0.012, 0.05, 0.11]
    for number, (name, it) in enumerate(INNER.items()):
        for turn in range(2 if name in ("bash", "zsh", "fish", "python", "two_rows") else 1):
            plan = plans[(number * 3 + turn * 2 + number // 4) % 4]
            at = number + turn * 3

            def play(s, plan=plan, it=it):
                plan(s, it)
            play.__name__ = f"exam_gate_{name}_{plan.__name__}"
            scenario(["tmux", "-L", "corpus-gate", "-f", "@HOME@/tmux.conf", "new-session"], prompt=it["prompt"], size=sizes[at % 5], pace=paces[at * 2 % 3] if plan is not thirds else 0.05, history="",
                     files={**FILES, "tmux.conf": BASE + STATUS[at % 5], "sh": f"#!/bin/sh\n{it['run']}\n"}, env={"IPYTHONDIR": "@HOME@/.ipy"}, needs=it["needs"])(play)
            drive.SCENARIOS[-1]["inner"] = it


make()
