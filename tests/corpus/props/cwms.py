"""Two panes, another program in each: what is typed in one while the other is looked at, runs, or prints."""
import random
import zlib

from drive import scenario
from props.cairns import Cairn
from props.ghauts import FILES, PATH

LOOP = ["for n in 1 2; do", "echo unit $n", "done"]


def shell(run, files=None, loop=LOOP, keys=True, search=False, tab=True, needs=None, prompts=()):
    return dict(run=run, say="echo {}", kind="command", bye="exit", blocks=[loop] if loop else [], keys=keys, search=search, tab=tab, files=files or {}, needs=needs or run.split()[-2 if " -" in run else -1:][:1], prompts=prompts, looks=["ls ledger", "grep -c idle plant.log", "wc -l plant.log", "cat sensors/roof.json", "head -n 3 plant.log", "tail -n 1 plant.log"], also=lambda rows: [])


def repl(run, say, bye, blocks=(), looks=(), keys=True, also=lambda rows: [], needs=None):
    return dict(run=run, say=say, kind="repl", bye=bye, blocks=list(blocks), keys=keys, search=False, tab=False, files={}, needs=[needs or run.split()[0]], looks=list(looks), also=also)


def indents(rows):
    return ["\n".join(rows[:1] + [" " * n + row for row in rows[1:-1]] + rows[-1:]) for n in (2, 4, 7, 8)]


INSIDE = {
    "bash": shell("bash --rcfile $HOME/rc -i", {"rc": "PS1='\\W \\$ '\nHISTFILE=~/.hist\n"}, search=True, needs=["bash"]),
    "bash2": shell("bash --rcfile $HOME/rc2 -i", {"rc2": "PS1='\\[\\e[33m\\]┌ \\w \\A\\[\\e[0m\\]\\n\\[\\e[33m\\]└\\[\\e[0m\\] '\nHISTFILE=~/.hist2\n"}, search=True, needs=["bash"]),
    "bashright": shell("bash --rcfile $HOME/rc3 -i", {"rc3": "PROMPT_COMMAND='printf \"\\e7\\e[%dG%s\\e8\" $((COLUMNS - 7)) \"$(date +%T)\"'\nPS1='\\u:\\W> '\nHISTFILE=~/.hist3\n"}, search=True, needs=["bash"]),
    "zsh": shell("zsh -i", {".zshrc": "PROMPT='%1~ %# '\nRPROMPT='%F{8}%T%f'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n"}, needs=["zsh"]),
    "fish": shell("fish -i", {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color cyan; echo -n (prompt_pwd); set_color normal; echo -n ' ⋊> '; end\n"}, ["for n in 1 2", "echo unit $n", "end"], needs=["fish"]),
    "ksh": shell("env ENV=$HOME/krc ksh93 -o emacs -i", {"krc": "PS1='ksh:${PWD##*/} \\$ '\nHISTFILE=~/.kh\n".replace("\\$", "#")}, needs=["ksh93"]),
    "mksh": shell("env ENV=$HOME/mrc mksh -i", {"mrc": "PS1='mk:${PWD##*/} # '\n"}, needs=["mksh"]),
    "tcsh": shell("tcsh", {".tcshrc": "set prompt='%c [%h] %# '\nset history=80\nunset autologout\nbindkey -e\n"}, ["foreach n (1 2)", "echo unit $n", "end"], needs=["tcsh"]),
    "ash": shell("env ENV=$HOME/arc busybox ash", {"arc": "PS1='bb \\W # '\n"}, needs=["busybox"]),
    "dash": shell("env ENV=$HOME/drc dash -i", {"drc": "PS1='dash # '\n"}, keys=False, tab=False, needs=["dash"]),
    "yash": shell("yash -i", {".yashrc": "YASH_PS1='yash # '\nset -o emacs\n"}, needs=["yash"]),
    "python": repl("python3 -q", "print('{}')", "exit()", [["for n in (1, 2):", "    print('unit', n)", ""], ["def watts(x):", "    return x * 1000", ""]], ["6 * 7", "len('turbine')", "sorted({3, 1})", "1 / 0"]),
    "ipython": repl("/usr/bin/ipython3 --no-banner --no-confirm-exit", "print('{}')", "exit", [], ["6 * 7", "len('turbine')", "!ls ledger"]),
    "node": repl("node", "console.log('{}')", "process.exit()", [["for (const n of [1, 2]) {", "console.log('unit', n)", "}"]], ["6 * 7", "'pump'.length", "[1, 2].map(x => x * 2)"], also=indents),
    "gdb": repl("gdb -q -nx", "echo {}\\n", "quit", [["define trip", "echo tripped\\n", "end"]], ["print 6 * 7", "show width", "info line"]),
    "sqlite": repl("sqlite3", "select '{}';", ".quit", [["select 'unit',", "7;"]], ["select 6 * 7;", ".tables", "select date('2026-01-01');"], needs="sqlite3"),
    "bc": repl("bc -q", "print \"{}\\n\"", "quit", [], ["6 * 7", "2 ^ 20", "scale = 3"]),
    "lua": repl("lua5.4", "print('{}')", "os.exit()", [["for n = 1, 2 do", "print('unit', n)", "end"]], ["6 * 7", "#'pump'"]),
    "irb": repl("irb --nomultiline", "puts '{}'", "exit", [["[1, 2].each do |n|", "puts n", "end"]], ["6 * 7", "'pump'.size"]),
    "guile": repl("guile -q", "(display \"{}\")", "(exit)", [["(define (f x)", "(* x 2))"]], ["(* 6 7)"], keys=True),
    "tclsh": repl("tclsh", "puts {{{}}}", "exit", [], ["expr {6 * 7}", "string length pump"], keys=False),
    "php": repl("php -a", "echo '{}', PHP_EOL;", "exit", [], ["echo 6 * 7, PHP_EOL;"]),
    "swipl": repl("swipl -q", "writeln('{}').", "halt.", [], ["X = 42."]),
    "octave": repl("octave-cli -q", "disp('{}')", "exit", [["for n = 1:2", "disp(n)", "end"]], ["6 * 7;", "numel('pump')"]),
    "gp": repl("gp -q -f", "print(\"{}\")", "quit", [], ["6 * 7", "factor(211)"]),
}


class Cwm(Cairn):
    """here: the program of the pane that has the keys; there: the other one's."""

    def begin(self, here, there, prefix="C-b"):
        self.here, self.there, self.lot, self.prefix = INSIDE[here], INSIDE[there], random.Random(zlib.crc32(self.s.name.encode())), prefix

    def words(self):
        self.n += 1
        return f"c{self.n} " + " ".join(self.lot.sample(["boiler", "valve", "rotor", "gauge", "relay", "stack", "flue", "grid"], 2))

    def line(self, words=None):
        return self.here["say"].format(words or self.words())

    def lead(self, *keys, pause=0.4):
        self.s.key(self.prefix, pace=0.12)
        for key in keys:
            self.s.key(key, pace=pause)
        self.calm()

    def hop(self):
        self.lead(*self.hops)
        self.here, self.there = self.there, self.here

    def end(self, text, also=(), pause=0.12):
        self.hit(text, self.here["kind"], also, see=False, pause=pause)

    def do(self, *texts):
        for text in texts or [self.line()]:
            self.put(text)
            self.end(text)

    # what is done
    def plain(self):
        self.do(*self.lot.sample(self.here["looks"], min(2, len(self.here["looks"]))))
        self.do()

    def mend(self):
        words = self.words()
        text = self.line(words)
        if not self.here["keys"]:
            self.put(text[:-2] + "xx")
            self.keys("BSpace", "BSpace", pause=0.06)
            self.put(text[-2:], "even")
            return self.end(text)
        at = text.index(words)
        self.put(text[:at + 1] + "z" + text[at + 1:])
        self.keys(*["Left"] * (len(text) - at - 1), pause=0.03)
        self.keys("BSpace", pause=0.1)
        self.calm()
        self.end(text)

    def again(self):
        if not self.here["keys"]:
            return self.do()
        one, two = self.line(), self.line()
        self.do(one, two)
        self.keys("Up", "Up", pause=0.2)
        self.calm()
        self.end(one)

    def long(self):
        text = self.line(self.words() + " " + " ".join(f"v{n}" for n in range(self.s.spec["size"][0] // 5)))
        self.put(text, "quick")
        self.calm()
        self.end(text)

    def long_mended(self):
        if not self.here["keys"]:
            return self.long()
        words = self.words()
        text = self.line(words + " " + " ".join(f"q{n}" for n in range(self.s.spec["size"][0] // 6)))
        self.put(text, "quick")
        self.keys("C-a", *["Right"] * text.index(words), pause=0.05)
        self.put("FIRST ", "even")
        self.calm()
        self.end(text.replace(words, "FIRST " + words, 1))

    def block(self):
        if not self.here["blocks"]:
            return self.do()
        rows = self.lot.choice(self.here["blocks"])
        for row in rows[:-1]:
            self.put(row)
            self.s.key("Enter", pace=0.2)
            self.calm(0.12)
        if rows[-1]:
            self.put(rows[-1])
        text = "\n".join(rows).rstrip("\n")
        self.end(text, [*indents(rows), *self.here["also"](rows)])

    def crossed(self):
        text = self.line("never " + self.words())
        self.put(text)
        self.s.absent.append(text)
        self.keys(*(["C-u"] if self.here["kind"] == "repl" or self.lot.random() < .4 else ["C-c"]), pause=0.3)
        self.do()

    def half(self):
        """Half a line; the other pane is asked something; the rest of it."""
        text = self.line(self.words() + " after a look aside")
        cut = self.lot.randrange(4, len(text) - 3)
        self.put(text[:cut])
        self.hop()
        self.do()
        self.hop()
        self.put(text[cut:])
        self.calm()
        self.end(text)

    def zoomed(self):
        text = self.line(self.words() + " with a pane made large")
        cut = self.lot.randrange(4, len(text) - 3)
        self.put(text[:cut])
        self.lead("z")
        self.put(text[cut:])
        self.calm()
        self.end(text)
        self.do()
        self.lead("z")
        self.do()

    def copied(self):
        text = self.line(self.words() + " around copy mode")
        cut = self.lot.randrange(4, len(text) - 3)
        self.put(text[:cut])
        self.lead("[")
        self.s.key("PPage", "Up", "Up", pace=0.15)
        self.s.type("q", 0.4)
        self.calm()
        self.put(text[cut:])
        self.end(text)

    def counted(self):
        text = self.line(self.words() + " while numbers are shown")
        cut = self.lot.randrange(4, len(text) - 3)
        self.put(text[:cut])
        self.lead("q", pause=1.2)
        self.put(text[cut:])
        self.end(text)

    def cleared(self):
        if not self.here["keys"] or self.here["kind"] == "repl" and self.here["run"].startswith(("swipl", "bc", "php", "octave")):
            return self.do()
        text = self.line(self.words() + " on a clean pane")
        cut = self.lot.randrange(4, len(text) - 3)
        self.put(text[:cut])
        self.keys("C-l", pause=0.3)
        self.put(text[cut:])
        self.calm()
        self.end(text)

    def flood(self):
        if self.here["kind"] == "command":
            self.do("seq 60")
        self.do()

    def busy(self):
        """It works while the other is used."""
        if self.here["kind"] != "command":
            return self.do()
        self.put("sleep 1.6; echo slept")
        self.s.enter("sleep 1.6; echo slept", wait=False)
        self.s.pause(0.2)
        self.hop()
        self.do()
        self.s.pause(1.6)
        self.do()
        self.hop()
        self.do()

    def chatter(self):
        """It prints while the other is typed in."""
        if self.here["kind"] != "command":
            return self.half()
        self.put("sh chatter")
        self.s.enter("sh chatter", wait=False)
        self.s.pause(0.2)
        self.hop()
        self.put(self_text := self.line(self.words() + " while the other talks"), "slow")
        self.end(self_text)
        self.s.pause(1.0)
        self.hop()
        self.do()

    def pager(self):
        if self.here["kind"] != "command":
            return self.do()
        self.put("less plant.log")
        self.s.enter("less plant.log", wait=False)
        self.s.pause(0.5)
        self.s.type("  G/trip\r", 0.1)
        self.s.pause(0.3)
        self.hop()
        self.do()
        self.hop()
        self.s.type("q", 0.4)
        self.calm()
        self.do()

    def torn(self):
        cols, rows = self.s.spec["size"]
        text = self.line(self.words() + " while the window is pulled")
        cut = self.lot.randrange(4, len(text) - 3)
        self.put(text[:cut])
        self.pull(cols - 20, rows - 4)
        self.put(text[cut:])
        self.calm()
        self.end(text)
        self.pull(cols, rows)
        self.do()

    def found(self):
        if not self.here["search"]:
            return self.again()
        one = self.line()
        self.do(one)
        self.do()
        self.keys("C-r", pause=0.25)
        self.put(one.split()[1] + " ", "even")
        self.end(one)

    def named(self):
        if not self.here["tab"]:
            return self.do()
        self.put("cat ledger/pay", "even")
        self.keys("Tab", pause=0.4)
        self.calm()
        self.end("cat ledger/payroll.csv", ["cat ledger/payroll.csv "])

    def pasted(self):
        if not self.here["keys"] or self.here["run"].startswith(("php", "swipl", "guile")):
            return self.do()
        text = self.line()
        self.s.paste(text)
        self.calm()
        self.end(text)

    def enlarged(self):
        text = self.line(self.words() + " with the border moved")
        cut = self.lot.randrange(4, len(text) - 3)
        self.put(text[:cut])
        for _ in range(3):
            self.s.key("C-b", self.border, pace=0.15)
        self.s.pause(0.7)
        self.put(text[cut:])
        self.calm()
        self.end(text)


DEEDS = "plain mend again long long_mended block crossed half zoomed copied counted cleared flood busy chatter pager torn found named pasted enlarged".split()


def pair(place, number, first, second, how, size, conf="", deeds=9, must=""):
    """tmux in two: first left or above, second right or below."""
    one, two = INSIDE[first], INSIDE[second]
    name = f"exam_{place}_p{number:02}_{first}_{'beside' if how == '%' else 'above'}_{second}"
    files = {**FILES, **one["files"], **two["files"], "t.conf": f"set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-terminal tmux-256color\nset -g default-command 'exec {one['run']}'\n" +
             f"bind {chr(39) + how + chr(39)} split-window {'-h' if how == '%' else '-v'} 'exec {two['run']}'\n" + conf}

    def play(s):
        h = Cwm(s)
        h.calm(0.9)
        h.begin(second, first)
        h.hops, h.border = ("o",), "C-Right" if how == "%" else "C-Down"
        h.here, h.there = h.there, h.here
        h.do()
        h.lead(how, pause=0.8)
        h.calm(0.9)
        h.here, h.there = h.there, h.here
        h.do()
        chosen = must.split() + h.lot.sample([d for d in DEEDS if d not in must.split()], deeds - len(must.split()))
        h.lot.shuffle(chosen)
        for n, deed in enumerate(chosen):
            try:
                getattr(h, deed)()
                if n % 2:
                    h.hop()
            except (AssertionError, TimeoutError) as problem:
                raise AssertionError(f"in {deed}: {problem}") from None
        h.do()
        h.put(h.here["bye"])
        h.end(h.here["bye"], pause=0.8)
        h.here, h.there = h.there, h.here
        h.do()
        h.put(h.here["bye"])
        h.s.enter(h.here["bye"], h.here["kind"], wait=False)
    play.__name__ = name
    scenario(["tmux", "-L", "cwm", "-f", "@HOME@/t.conf", "new-session"], prompt="", size=size, history="", files=files, needs=[*one["needs"], *two["needs"], "less"], env={"PATH": PATH, "LESS": "", "BC_LINE_LENGTH": "0"})(play)
