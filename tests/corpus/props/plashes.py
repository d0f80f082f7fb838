"""Sessions drawn by lot from what people do all day, in any shell, below a prompt and in a window of any kind; and days by trade, written by hand."""
import random
import zlib

from props import strothers
from props.gills import DEBIAN, FEDORA, GENTOO, KALI, LINE_RC, LIQUID_RC, MARKS, MARKS_RC, P10K_RC, PURE_RC, ROBBY, STAR_RC, SUGG, TIDE, TIDE_RC
from props.strothers import AF_MAGIC_RC, AVIT_RC, BLANK_RC, BUREAU_RC, CLUSTER, CONDA, COUNTED, GITPROMPT_RC, LIQUID, MANJARO, OVERWRITE_RC, P9K_RC, P9K_TWO_RC, RULE_RC, SAMPLES, SHRINK_RC, SPACESHIP, TOOLBOX, UBUNTU, YS

ASKS = {"asks": "#!/bin/sh\nprintf 'Key for the ledger: '\nstty -echo\nread k\nstty echo\necho\necho \"${#k} letters\"\n", "said.txt": "pia@ws-14:~$ rm -rf /srv/ledger9\nok\nroot@ws-14:~# \n", "alt": "#!/bin/sh\nprintf '\\033[?1049h'\n", "back": "#!/bin/sh\nprintf '\\033[?1049l'\n", "hole": "#!/bin/sh\nprintf '\\033[1A\\033[2K\\033[1A\\033[2Kgone\\n'\n",
        "mark": "#!/bin/sh\nprintf '\\033]133;A\\007$ \\033]133;B\\007halt ledger9\\033]133;C\\007\\nok\\n\\033]133;D;0\\007'\n", "bare": "#!/bin/sh\nprintf 'no line feed'\n"}
DRESS = {
    "bash": [(p, "") for p in (UBUNTU, MANJARO, TOOLBOX, CLUSTER, CONDA, COUNTED, DEBIAN, FEDORA, GENTOO, KALI, "\\[\\e[1m\\]>\\[\\e[0m\\] ", "\\u@\\h \\W\\n\\$ ", "")] + [("x", rc) for rc in (GITPROMPT_RC, BLANK_RC, RULE_RC, OVERWRITE_RC, LIQUID, STAR_RC, LINE_RC, LIQUID_RC)] + [(MARKS, MARKS_RC)],
    "zsh": [(p, "bindkey -e\n") for p in (YS, SPACESHIP, ROBBY, "%n@%m %1~ %# ", "%# ", "%F{8}%*%f %~%# ")] + [("x", rc) for rc in (AF_MAGIC_RC, BUREAU_RC, AVIT_RC, SHRINK_RC, P9K_RC, P9K_TWO_RC, PURE_RC, P10K_RC, AVIT_RC + SUGG)],
    "fish": [("", f"source {SAMPLES}/{name}.fish\n") for name in ("arrow", "informative", "nim", "terlar", "pythonista", "disco", "minimalist", "astronaut", "simple")] + [(TIDE, TIDE_RC)],
    "ksh": [("$PWD $ ".replace("$PWD", "${PWD##*/}"), "set -o emacs\n"), ("! k> ", "set -o emacs\n"), ("# ", "set -o emacs\n"), ("pia@ws:${PWD##*/}$ ", "set -o emacs\nset -o multiline\n")],
    "mksh": [("$ ", ""), ("ws:${PWD##*/} $ ", ""), ("${?} > ", "")], "tcsh": [("%n@%m:%c%# ", "bindkey -e\n"), ("%h %T> ", "bindkey -e\n"), ("%B%c%b %# ", "bindkey -e\nset rprompt='%T'\n")],
    "ash": [("\\w # ", ""), ("\\u@\\h:\\w\\$ ", ""), ("/ # ", "")], "yash": [("\\$ ", "set -o emacs\n"), ("[\\u \\w]\\$ ", "set -o emacs\n")], "dash": [("$ ", ""), ("ws# ", "")]}
SIZES = [(80, 24), (80, 24), (80, 25), (100, 30), (120, 40), (132, 43), (64, 16), (41, 22), (36, 12), (57, 19), (160, 50), (211, 57), (250, 70), (72, 8), (48, 6), (93, 31), (28, 15)]
PLAIN = ["ls deploy", "wc -l syslog", "head -n 1 invoices.csv", "cat deploy/green.yml", "uname -s", "id -un", "grep -c cron syslog", "echo done", "sort invoices.csv | tail -n 1", "date +%Y", "ls -d app", "cut -d, -f2 invoices.csv | sort -u", "test -d app && echo there", "seq 9", "du -s app | cut -f2", "printf '%s\\n' a b", "basename /srv/ledger", "expr 6 '*' 7", "sed -n 2p syslog", "tr a-z A-Z < deploy/blue.yml"]
LOOPS = {"fish": "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end", "tcsh": "foreach n (1 2)⏎echo $n⏎end"}
WORDS = "amber birch cedar dune ember fjord grove haven islet jetty knot ledge marsh north orbit plain quarry ridge slope thorn".split()


class Day:
    """The deeds of one session: each is a method; what a shell can't do is not drawn for it."""

    LESS = {"dash": "home recall edit search tab paste redraw wide insert", "ash": "search paste redraw wide loopback", "yash": "search paste redraw tab wide", "mksh": "search paste redraw", "ksh": "search paste redraw stop word", "tcsh": "search paste heredoc wide quote word", "fish": "search heredoc redraw"}

    def __init__(self, g, shell):
        self.g, self.shell, self.lot, self.last = g, shell, g.lot, []
        g.s.absent += ["rm -rf /srv/ledger9", "halt ledger9"]

    def deeds(self, n):
        less = self.LESS.get(self.shell, "").split()
        able = [d for d in dir(self) if d.startswith("do_") and d[3:] not in less]
        lot = able * 2
        self.lot.shuffle(lot)
        self.do_plain()
        for name in lot[:n]:
            getattr(self, name)()
            if self.lot.random() < 0.45:
                self.do_plain()

    def some(self, n=2):
        return " ".join(self.lot.sample(WORDS, n))

    def line(self):
        return "echo " + self.some(self.lot.randint(2, 5))

    def long(self):
        return "echo " + " ".join(self.lot.choice(WORDS) for _ in range(max(8, self.g.s.spec["size"][0] // 5)))

    def do_plain(self):
        text = self.lot.choice(PLAIN)
        self.g.do(text)
        self.last.append(text)

    def run(self, text):
        self.g.do(text)
        self.last.append(text)

    def do_mend(self):
        a, b = self.line(), self.some(1)
        self.g.do(f"{a} {b}x«BSpace*2»{b[-1]} ⇒ {a} {b}")
        self.last.append(f"{a} {b}")

    def do_anew(self):
        b = self.line()
        self.g.do(f"{self.line()}«C-u w0.1»{b} ⇒ {b}")
        self.last.append(b)

    def do_word(self):
        a = self.line()
        self.g.do(f"{a} wrong«C-w w0.1»right ⇒ {a} right")
        self.last.append(f"{a} right")

    def do_never(self):
        self.g.do(f"never {self.some()}«w0.2 C-c w0.4» ✗")

    def do_heredoc(self):
        self.g.do(f"cat <<E⏎{self.some()}⏎E")
        self.last.clear()

    def do_loop(self):
        self.g.do(LOOPS.get(self.shell, "for n in 1 2; do⏎echo $n⏎done"))
        self.last.clear()

    def do_wire(self):
        texts = [self.line() for _ in range(2)]
        self.g.wire(*texts)
        self.last += texts

    def do_ahead(self):
        texts = [self.line() for _ in range(self.lot.randint(1, 2))]
        self.g.ahead("sleep 0.9", *texts, after=1.9)
        self.last += ["sleep 0.9", *texts]

    def do_reply(self):
        self.g.do("sh agree syslog«Enter w0.4»n«Enter w0.4» ⇒[] sh agree syslog")
        self.last.append("sh agree syslog")

    def do_secret(self):
        self.g.open("sh asks", "ledger:", 0.4, "command") if self.g.s.spec["size"][0] > 30 else self.g.open("sh asks", None, 0.6, "command")
        self.g.word("Sedge-Lock-" + str(self.lot.randint(100, 999)))
        self.last.append("sh asks")

    def do_lie(self):
        self.run("cat said.txt")
        self.run(self.line())

    def do_mark(self):
        self.run("sh mark")
        self.run(self.line())

    def do_alt(self):
        self.run("sh alt")
        self.run(self.line())
        self.run("sh back")

    def do_hole(self):
        self.run("sh hole")
        self.run(self.line())

    def do_bare(self):
        self.run("sh bare")
        self.run(self.line())

    def do_less(self):
        self.g.do("less syslog«Enter w0.6»«Space w0.2»q«w0.4» ⇒[] less syslog")
        self.last.append("less syslog")

    def do_vi(self):
        self.g.do("vim -u NONE -N n.txt«Enter w0.8»inote«Escape w0.3»:wq«Enter w0.6» ⇒[] vim -u NONE -N n.txt")
        self.last.append("vim -u NONE -N n.txt")

    def do_pull(self):
        a, b = self.line(), self.some()
        cols, rows = self.g.s.spec["size"]
        self.g.do(f"{a} «size {max(24, cols + self.lot.choice([-17, -9, 12, 23]))}x{rows}»{b} ⇒ {a} {b}")
        self.last.append(f"{a} {b}")

    def do_long(self):
        text = self.long()
        self.run(text)

    def do_over(self):
        text = self.long()
        self.g.do(f"{text} too«BSpace*4» ⇒ {text}")
        self.last.append(text)

    def do_talk(self):
        a, b = self.line(), self.some()
        self.g.do("sh beat &")
        self.g.do(f"{a} «w1.0»{b}«w0.9» ⇒ {a} {b}", "«w0.4»…")
        self.last += ["sh beat &", f"{a} {b}"]

    def do_stop(self):
        self.g.do("sleep 30«Enter w0.5»«C-z w0.5» ⇒[] sleep 30", self.line(), "fg«Enter w0.5»«C-c w0.6» ⇒[] fg")
        self.last.clear()

    def do_empty(self):
        self.g.do("« » ⇒")

    def do_false(self):
        self.run("false")

    def do_home(self):
        a = self.line()
        self.g.do(f"{a}«C-a w0.1»time «w0.1» ⇒ time {a}" if self.shell not in ("tcsh",) else f"{a}«C-a w0.1»env «w0.1» ⇒ env {a}")
        self.last.append("time " + a if self.shell != "tcsh" else "env " + a)

    def do_insert(self):
        word = self.some(1)
        self.g.do(f"echo {word[:2]}{word[3:]}«Left*{len(word) - 3}»{word[2]} ⇒ echo {word}" if len(word) > 3 else f"echo {word}")
        self.last.append(f"echo {word}")

    def do_recall(self):
        a, b = self.line(), self.line()
        self.run(a)
        self.run(b)
        self.g.do(f"«Up w0.2 Up w0.3» ⇒ {a}")
        self.last += [a, a]

    def do_edit(self):
        a, b = self.line(), self.some(1)
        self.run(a)
        self.g.do(f"«Up w0.3» {b}«w0.2» ⇒ {a} {b}")
        self.last.append(f"{a} {b}")

    def do_search(self):
        a = self.line() + " needle" + str(self.lot.randint(10, 99))
        self.run(a)
        self.run(self.line())
        self.g.do(f"«C-r w0.3»{a[-8:]}«w0.5» ⇒ {a}" if self.lot.random() < 0.6 else f"«C-r w0.3»{a[-8:]}«w0.5 C-e w0.2» more ⇒ {a} more")

    def do_tab(self):
        end = "" if self.shell in ("bash", "zsh", "fish") else ""
        self.g.do(f"cat deploy/bl«Tab w0.6»{end} ⇒ cat deploy/blue.yml ∥ cat deploy/blue.yml ")

    def do_paste(self):
        a, b = self.line(), self.line()
        self.g.do(f"«paste:{a}⏎{b}» ⇒ {a}⏎{b}")

    def do_redraw(self):
        a, b = self.line(), self.some(1)
        self.g.do(f"{a} «C-l w0.4»{b} ⇒ {a} {b}")

    def do_wide(self):
        self.g.do("echo 市場の報告 über naïve «w0.1»ß ⇒ echo 市場の報告 über naïve ß")

    def do_quote(self):
        a = self.some()
        self.g.do(f"echo \"{a}⏎{a}\"" if self.shell not in ("dash",) else f"echo '{a}⏎{a}'")


SHELLS = ["bash", "zsh", "fish", "bash", "ksh", "zsh", "tcsh", "bash", "mksh", "fish", "ash", "zsh", "yash", "bash", "dash"]


def draw(place, count, maker=strothers, day=Day, dress=DRESS, sizes=SIZES, shells=SHELLS, deeds=(6, 9)):
    """That many sessions; each has its shell, prompt, window and deeds by its number."""
    for number in range(count):
        shell = shells[number % len(shells)]
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        prompt, rc = lot.choice(dress[shell])
        size = lot.choice(sizes)

        def play(g, shell=shell, n=lot.randint(*deeds)):
            g.calm(0.7)
            day(g, shell).deeds(n)
            g.end()
        play.__name__, play.__module__ = f"{place[0]}{number:02}_{shell}_{size[0]}x{size[1]}", f"scenarios_exam_{place}s"
        if shell == "fish":
            prompt = prompt or "echo -n '> '"
        getattr(maker, shell)(size, prompt, rc, files=ASKS)(play)
