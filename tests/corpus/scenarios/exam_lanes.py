"""Every key of every editor, one by one: a line, the key, perhaps another letter, Enter. What was run is what the shell itself wrote down, before it ran it."""
import random
import re
import zlib

from props.cairns import ash, bash, fish, ksh, mksh, tcsh, yash, zsh
from props.ghylls import BIN

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CONTROL = [f"C-{c}" for c in LETTERS if c not in "mjsqz"] + ["C-_", "C-]", "C-Space"]
META = [f"M-{c}" for c in LETTERS + "0123456789.,_<>#*?&!~@/=-%$'" + '"'] + [f"M-{c}" for c in "BCDFLTUY"]
NAMED = ["Up", "Down", "Left", "Right", "Home", "End", "DC", "IC", "PPage", "NPage", "BTab", "Tab", "BSpace", "M-BSpace", "C-Left", "C-Right", "M-Left", "M-Right", "M-Up", "M-Down", "S-Left", "S-Right", "C-Up", "C-Down", "C-DC", "S-DC", *[f"F{n}" for n in range(1, 13)]]
PAIRS = [("C-x", k) for k in ("C-x", "C-u", "C-r", "C-v", "C-k", "C-b", "C-f", "*", "g", "u", "h", "x", "s", "r", "a", "n", "?", "=", "(", ")", "e", "C-h", "C-n", "C-o", "C-d")]
FILES = {**BIN, "pen": "#!/bin/sh\nsed -i 's/echo/echo edited/' \"$1\"\n", "seven/one.md": "1\n"}

QUIET = {"PAGER": "cat", "MANPAGER": "cat", "GIT_PAGER": "cat"}


def ran(h):
    """What the shell has written down since."""
    try:
        with open(h.s.home + "/ran", encoding="utf-8", errors="replace") as f:
            return f.read()
    except FileNotFoundError:
        return ""


def note(h, text, also=(), kind="command"):
    h.s.commands.append(dict(text=text, also=list(also), kind=kind, at=None, until=None, when=None, exit=None))


def sweep(h, parse, keys, skip=(), slow=0.0):
    """parse: what was written down, as commands in their order."""
    lot = random.Random(zlib.crc32(h.s.name.encode()))
    h.calm(0.4)
    for n, text in enumerate(("echo alpha one", "ls notes seven", "echo 'quoted words' here")):
        h.put(text, "even")
        h.s.key("Enter", pace=0.2)
        h.calm(0.25 + slow)
    for n, key in enumerate(keys):
        key = key if isinstance(key, tuple) else (key,)
        if any(k in skip for k in key):
            continue
        h.put(f"echo k{n} beta gamma-{n}", "even" if n % 3 else "whole")
        for _ in range(lot.choice([0, 0, 3, 7])):
            h.s.key("Left", pace=0.02)
        for k in key:
            h.s.key(k, pace=0.12)
        h.calm(0.12)
        h.s.type(lot.choice(["", "q", "er"]), 0.05)
        h.s.pause(0.15)
        h.s.key("Enter", pace=0.15)
        h.calm(0.2 + slow)
        h.s.key("C-c", pace=0.15)
        h.calm(0.15 + slow)
    h.put("true", "even")  # mksh knows of a line only when the next has come
    h.s.key("Enter", pace=0.2)
    h.calm(0.3 + slow)
    for text in parse(ran(h)) + ([] if parse(ran(h))[-1] == "true" else ["true"]):
        shown = re.sub("[\\x01-\x08\x0b-\x1f\x7f]", lambda m: "^" + chr(ord(m[0]) ^ 64), text)
        note(h, text, {shown, text.replace(" ; ", ";")} - {text})
    h.put("exit", "even")
    h.s.key("Enter", pace=0)
    note(h, "exit")


def by_zero(text):
    return [part for part in text.split("\0") if part.strip()]


def by_number(text):
    """Of a history's lines each once; tcsh has the time behind the number."""
    found = {}
    for m in re.finditer(r"(?ms)^\s*(\d+)\*?(?:\t\d+:\d\d)?[ \t]+(.*?)(?=\n\s*\d+\*?[ \t]|\s*\Z)", re.sub("\0|\x1b\\[K|\r", "\n", text.replace("\ufffd\x01\n", "").replace("\ufffd\x01", ""))):
        found.setdefault(int(m[1]), m[2].rstrip("\n"))
    return [found[n] for n in sorted(found)]


SPLITS = {"control": CONTROL, "meta": META[:35], "more": META[35:], "named": NAMED, "pairs": PAIRS}


def each(make, shell, parse, skip=(), slow=0.0, without=()):
    for part, keys in SPLITS.items():
        if part in without:
            continue

        def play(h, keys=keys):
            sweep(h, parse, keys, skip, slow)
        play.__name__ = f"{shell}_{part}"
        play.__module__ = __name__
        make(play)


each(bash((80, 24), "\\u@lane:\\W\\$ ", "export EDITOR=$HOME/pen\nPS0='$(history 1 >> ~/ran; printf \"\\\\0\" >> ~/ran)'\n", FILES, **QUIET), "bash", by_number, skip=("M-#",))  # which PS0 does not tell of
each(zsh((80, 24), "%n@lane %1~ %# ", "bindkey -e\nexport EDITOR=$HOME/pen\npreexec() { print -rn -- \"$1\"$'\\0' >> ~/ran }\n", FILES, **QUIET), "zsh", by_zero)
each(fish((80, 24), "echo -n 'lane> '", "set -gx EDITOR $HOME/pen\nfunction told --on-event fish_preexec; printf '%s\\0' $argv[1] >> ~/ran; end\n", FILES, **QUIET), "fish", by_zero, skip=("M-h",), slow=0.1, without=("pairs",))
each(tcsh((80, 24), "lane:%c%# ", "bindkey -e\nalias precmd 'history 1 >> ~/ran'\n", FILES, **QUIET), "tcsh", by_number)
each(ksh((80, 24), "lane$(fc -l -1 >>~/ran 2>/dev/null) $ ", "set -o emacs\n", FILES), "ksh", by_number, without=("pairs",))
each(mksh((80, 24), "lane$(fc -l -1 >>~/ran 2>/dev/null) $ ", "", FILES), "mksh", by_number, skip=("C-c", "C-g", "C-x", "C-Space"), without=("pairs",))
