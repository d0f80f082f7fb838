"""A fresh draw: any shell, any end of a prompt, any size, plain or in a half or the whole of tmux; deeds of hands and of machines, mixed by lot."""
import random

import drive
from drive import scenario
from props import isles
from props.isles import FILES, Isle

BOTH = " ".join(isles.ANY + isles.ROWS)
LINED = " ".join(isles.ANY + isles.ROWS + isles.EDIT)
FULL = " ".join(isles.ANY + isles.ROWS + isles.EDIT + isles.PASTE)
FISH = " ".join([d for d in isles.ANY if d != "half_line"] + isles.EDIT + ["loop", "loop_at_once", "open_quote", "paste_one", "paste_run"])
TCSH = " ".join([d for d in isles.ANY if d not in ("quoted", "asked", "secret")] + isles.EDIT + ["loop", "loop_at_once"])
LOOP = ["for n in 1 2; do", "echo row $n", "done"]
SHELLS = {
    "bash": ("exec bash --rcfile @HOME@/rc -i", "rc", "PS1='{}'\nHISTFILE=~/.h\n", FULL, LOOP, ["\\u@isle:\\w\\$ ", "[\\A] \\W ▲ ", "\\w\\n└─ ", "isle: ", "(\\#) ", "\\[\\e[7m\\] \\W \\[\\e[0m\\] ", "$? → "]),
    "zsh": ("exec zsh -i", ".zshrc", "PROMPT='{}'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n", FULL, LOOP, ["%n %1~ %# ", "%F{3}isle%f » ", "%(?.√.%?) ", "%* ~ ", "%B%h%b| "]),
    "fish": ("exec fish -i", ".config/fish/config.fish", "set -g fish_greeting\nfunction fish_prompt; {}; end\n", FISH, ["for n in 1 2", "echo row $n", "end"], ["echo -n 'isle '(prompt_pwd)' ⟩ '", "set_color green; echo -n (date +%H:%M)' ~ '; set_color normal", "echo; echo -n '∴ '"]),
    "tcsh": ("exec tcsh", ".tcshrc", "set prompt='{}'\nset history=80\nunset autologout\nbindkey -e\n", TCSH, ["foreach n (1 2)", "echo row $n", "end"], ["%n@isle:%c %# ", "[%h] ", "%B%c%b : ", "%T> "]),
    "ksh93": ("exec ksh93 -o emacs -i", "krc", "PS1='{}'\nHISTFILE=~/.kh\n", LINED, LOOP, ["[!] $ ", "${PWD##*/} » ", "isle% "]),
    "ksh93vi": ("exec ksh93 +o emacs -i", "krc", "PS1='{}'\nHISTFILE=~/.kh\n", BOTH, LOOP, ["k$ ", "isle # "]),
    "mksh": ("exec mksh -i", "mrc", "PS1='{}'\n", LINED, LOOP, ["${PWD##*/} # ", "m: ", "▸ "]),
    "yash": ("exec yash -i", ".yashrc", "PS1='{}'\nset -o emacs\n", LINED, LOOP, ["y\\$ ", "isle ] ", "∷ "]),
    "ash": ("exec busybox ash", "arc", "PS1='{}'\n", LINED, LOOP, ["\\u@isle:\\W\\$ ", "/ # ", "~> "]),
    "dash": ("exec dash -i", "drc", "PS1='{}'\n", BOTH, LOOP, ["$ ", "isle> ", "# "]),
}
FROM = {"ksh93": "krc", "ksh93vi": "krc", "mksh": "mrc", "ash": "arc", "dash": "drc"}
PLACES = ["", "", "", "", "", "%", '"', "whole"]


def walk(s):
    it, lot = Isle(s), s.spec["lot"]
    it.calm(0.6)
    half = s.spec["half"]
    if half in ("%", '"'):
        it.say("ls cove")
        s.key("C-b", pace=0.1)
        s.key(half if half == "%" else '"', pace=0.9)
        it.calm(0.4)
    for deed in lot.sample(sorted(set(s.spec["can"])), 13):
        getattr(it, deed)()
    it.say(it.echo())
    if half in ("%", '"'):
        it.put("exit")
        it.hit("exit", see=False, pause=0.7)
        it.say(it.echo())
    it.bye()


def make(number, name, place):
    lot = random.Random(f"isle {number}")
    run, rc, text, can, loop, prompts = SHELLS[name]
    can = [d for d in can.split() if name != "ksh93vi" and name != "dash" or d not in ("insert", "home")]
    size = (lot.randrange(70, 130), lot.randrange(20, 44)) if not place else (lot.randrange(120, 190), lot.randrange(28, 50))
    files = {**FILES, rc: text.replace('{}', lot.choice(prompts))}
    argv = run.split()[1:]
    if place:
        files["conf"] = f"set -g default-command '{run.replace('@HOME@', '$HOME')}'\nset -g default-terminal tmux-256color\nset -sg escape-time 10\n" + lot.choice(["", "set -g status off\n", "set -g status-interval 1\nset -g status-right '%H:%M:%S'\n"])
        argv = ["tmux", "-L", "corpus-isle", "-f", "@HOME@/conf", "new-session"]

    def play(s):
        walk(s)
    play.__name__ = f"exam_isle_{number:02}_{name}" + {"%": "_right", '"': "_low"}.get(place, "_" + place if place else "")
    scenario(argv, prompt="", size=size, history="", files=files, env={"ENV": "@HOME@/" + FROM.get(name, "none"), "LESS": "", "EDITOR": "vi"}, needs=[run.split()[1], "sqlite3", "vi", "less", "python3"])(play)
    drive.SCENARIOS[-1].update(lot=lot, can=can, loop=loop, half=place)


for word, first in (("isles", 0), ("isles again", 100)):
    draw = random.Random(word)
    for at in range(first, first + 40):
        make(at, list(SHELLS)[at % len(SHELLS)], draw.choice(PLACES))
