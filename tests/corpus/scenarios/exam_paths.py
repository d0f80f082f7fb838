"""Every key of the editors that interpreters have, one by one; what was taken is what the interpreter itself wrote down."""
import random
import zlib

from props.cairns import cairn
from props.ghylls import BIN, PATH

PYTHON = """import code, os, readline, rlcompleter
class Console(code.InteractiveConsole):
    def runsource(self, source, *rest):
        more = super().runsource(source, *rest)
        if not more and source.strip():
            with open(os.path.expanduser('~/ran'), 'a') as f: f.write(source + '\\0')
        return more
readline.parse_and_bind('tab: complete')
Console().interact(banner='Python', exitmsg='')
"""
NODE = """const fs = require('fs'), repl = require('repl'), r = repl.start('> '), e = r.eval;
r.eval = (c, x, f, cb) => e.call(r, c, x, f, (err, v) => { if (!(err instanceof repl.Recoverable) && c.trim()) fs.appendFileSync(process.env.HOME + '/ran', c.replace(/\\n$/, '') + '\\0'); cb(err, v) });
"""
IPYTHON = "import os\ndef _(info):\n    if info.raw_cell.strip():\n        open(os.path.expanduser('~/ran'), 'a').write(info.raw_cell.rstrip('\\n') + '\\0')\nget_ipython().events.register('pre_run_cell', _)\n"
FILES = {"p.py": PYTHON, "n.js": NODE, ".ipython/profile_default/startup/00.py": IPYTHON, ".gdbinit": "set history save on\nset history remove-duplicates 0\nset history filename ~/ran\nset history size unlimited\nset confirm off\n", **BIN}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CONTROL = [f"C-{c}" for c in LETTERS if c not in "mjsqzd"] + ["C-_", "C-]"]
META = [f"M-{c}" for c in "bcdflmnprtuvwy0123.<>#*?&_~\\\\-"] + ["M-BSpace"]
NAMED = ["Up", "Down", "Left", "Right", "Home", "End", "DC", "IC", "PPage", "NPage", "BTab", "Tab", "BSpace", "C-Left", "C-Right", "M-Left", "M-Right", "C-Up", "C-Down", "S-Left", "C-DC", "F1", "F5", "F9", "F12"]


def sweep(h, keys, line, bye, skip=(), slow=0.0):
    from props.linns import written
    lot = random.Random(zlib.crc32(h.s.name.encode()))
    h.calm(0.6)
    for text in (line(90), line(91), line(92)):
        h.put(text, "even")
        h.s.key("Enter", pace=0.2)
        h.calm(0.25 + slow)
    for n, key in enumerate(keys):
        if key in skip:
            continue
        h.put(line(n), "even" if n % 3 else "quick")
        for _ in range(lot.choice([0, 0, 3, 7])):
            h.s.key("Left", pace=0.03)
        h.s.key(key, pace=0.15)
        h.calm(0.12 + slow)
        h.s.type(lot.choice(["", "7", "88"]), 0.05)
        h.s.pause(0.15 + slow)
        h.s.key("Enter", pace=0.15)
        h.calm(0.2 + slow)
        h.s.key("C-c", pace=0.15)
        h.calm(0.2 + slow)
    h.put(line(99), "even")
    h.s.key("Enter", pace=0.3)
    h.calm(0.4)
    h.put(bye, "even")
    h.s.key("Enter", pace=0.8)
    for text, also in written(h):
        h.s.commands.append(dict(text=text, also=also, kind="repl", at=None, until=None, when=None, exit=None))
    if not h.s.commands or h.s.commands[-1]["text"] != bye:
        h.s.commands.append(dict(text=bye, also=[], kind="repl", at=None, until=None, when=None, exit=None))


def each(name, argv, line, bye, size, skip=(), slow=0.0, **env):
    for part, keys in {"control": CONTROL, "meta": META, "named": NAMED}.items():
        def play(h, keys=keys):
            sweep(h, keys, line, bye, skip, slow)
        play.__name__, play.__module__ = f"{name}_{part}", __name__
        cairn(argv, size, FILES, PATH=PATH, **env)(play)


each("python", ["/usr/bin/python3", "@HOME@/p.py"], lambda n: f"{n} + 1000 * 3", "exit()", (80, 24))
each("node", ["node", "@HOME@/n.js"], lambda n: f"{n} + 1000 * 3", ".exit", (80, 24), skip=("C-]",), slow=0.05)  # which it takes and does not show
each("ipython", ["ipython3", "--no-banner"], lambda n: f"{n} + 1000 * 3", "exit", (80, 24), slow=0.2, IPYTHONDIR="@HOME@/.ipython", PAGER="cat")
each("gdb", ["gdb", "-q"], lambda n: f"print {n} + 1000 * 3", "quit", (80, 24))
