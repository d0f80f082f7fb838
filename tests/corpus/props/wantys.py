"""Sessions drawn by lot once more: other prompts, other windows, and more of what people do: interpreters on the way, shells below shells, bangs and words, lists."""
from props import plashes, withies
from props.gills import HIGH, SUGG
from props.plashes import Day
from props.strothers import SAMPLES
from props.withies import AMAZON, ARCH, BSD, DST, HEROKU, INIT, JONATHAN_RC, KPHOEN, LAMBDA, MINGW, MINT, MUSE_RC, NIXSHELL, PARROT, POSH_RC, RASPBIAN, SLACK, STATE_RC, TICK_RC, TOOK_RC, VENV

DRESS = {
    "bash": [(p, "") for p in (ARCH, MINT, RASPBIAN, AMAZON, MINGW, PARROT, NIXSHELL, VENV, HEROKU, SLACK, BSD, "\\t \\$ ", "\\[\\e[38;5;208m\\]▶\\[\\e[0m\\] ", "[\\!] \\u:\\W% ")] + [("x", rc) for rc in (STATE_RC, POSH_RC, TOOK_RC)],
    "zsh": [(p, "bindkey -e\n") for p in (KPHOEN, LAMBDA, DST, "%F{yellow}»%f ", "%m%# ", "[%D{%L:%M}] %2~ $ ")] + [("x", INIT + t + "\n") for t in ("adam1", "adam2", "bart", "clint", "elite", "elite2", "fade", "fire", "oliver", "pws", "redhat", "suse", "walters", "zefram")] + [("x", rc) for rc in (JONATHAN_RC, MUSE_RC, MUSE_RC + SUGG, MUSE_RC + HIGH)],
    "fish": [("", f"source {SAMPLES}/{name}.fish\n") for name in ("acidhub", "astronaut", "default", "minimalist", "informative_vcs", "scales")] + [("set_color cyan; echo -n (prompt_pwd); set_color normal; echo; echo -n '$ '", ""), ("echo -n (prompt_pwd)' > '", "function fish_right_prompt; date +%T; end\n")],
    "ksh": [("nora@holt:${PWD##*/}$ ", "set -o emacs\n"), ("<!> ", "set -o emacs\n"), ("${PWD##*/} ksh% ", "set -o emacs\n")], "mksh": [("holt # ", ""), ("nora:${PWD##*/}% ", "")], "tcsh": [("%{\\033[36m%}%n@holt%{\\033[0m%} %c%# ", "bindkey -e\n"), ("%T %c> ", "bindkey -e\n"), ("[%h] %% ", "bindkey -e\n")],
    "ash": [("~ # ", ""), ("\\h:\\W\\$ ", ""), ("\\[\\e[33m\\]\\w\\[\\e[0m\\] > ", "")], "yash": [("\\w\\$ ", "set -o emacs\n"), ("holt \\! > ", "set -o emacs\n")], "dash": [("holt$ ", ""), ("% ", "")]}
SIZES = [(80, 24), (80, 24), (80, 40), (90, 28), (100, 24), (118, 33), (128, 36), (144, 48), (60, 20), (52, 14), (44, 18), (38, 11), (66, 9), (170, 45), (190, 52), (230, 63), (74, 7), (30, 24), (24, 10)]


class Trade(Day):
    LESS = {name: text + more for name, text, more in [
        ("dash", Day.LESS["dash"], " bang lastword yank swap listed escape redone"), ("ash", Day.LESS["ash"], " bang lastword yank swap listed escape redone"), ("yash", Day.LESS["yash"], " bang lastword swap listed escape redone"), ("mksh", Day.LESS["mksh"], " bang lastword swap listed escape redone"),
        ("ksh", Day.LESS["ksh"], " bang lastword yank swap listed escape redone"), ("tcsh", Day.LESS["tcsh"], " lastword yank swap listed escape redone once"), ("fish", Day.LESS["fish"], " bang swap listed redone case")]}
    LESS.update(bash="once", zsh="once")

    def do_python(self):
        self.g.open("python3 -q", None, 0.6, "command")
        self.g.repl(f"w = '{self.some(3)}'.split()", "len(w)", "for x in w[:2]:⏎    print(x)⏎ ⇒ for x in w[:2]:⏎    print(x)", f"'{self.some()}'", "exit()")
        self.last.append("python3 -q")

    def do_sqlite(self):
        self.g.open("sqlite3", None, 0.5, "command")
        self.g.repl("create table t (n, w);", f"insert into t values⏎(1, '{self.some()}'),⏎(2, 'x');", "select * from t;", ".quit")
        self.last.append("sqlite3")

    def do_below(self):
        self.g.open("env PS1='sub$ ' bash --norc --noprofile", None, 0.6, "command")
        self.g.do(self.line(), f"{self.some()}«C-u»pwd ⇒ pwd", "ls orders", "exit")
        self.last.clear()

    def do_bc(self):
        self.g.open("bc -q", None, 0.5, "command")
        self.g.repl("6*7", "scale=2; 22/7", "quit")
        self.last.append("bc -q")

    def do_bang(self):
        a = self.line()
        self.run(a)
        self.g.do(f"!! | cat ⇒ !! | cat ∥ {a} | cat", "«w0.1»true")
        self.last.append("true")

    def do_lastword(self):
        a = self.line()
        self.run(a)
        self.g.do(f"echo «M-. w0.2» ⇒ echo {a.split()[-1]}")

    def do_yank(self):
        a = self.some(1)
        self.g.do(f"echo {a} moved«C-w w0.1»first «C-y w0.1» ⇒ echo {a} first moved" if self.shell != "fish" else f"echo {a} moved«C-w w0.2»first «C-y w0.2» ⇒ echo {a} first moved")

    def do_swap(self):
        self.g.do("echo ab«C-t w0.1» ⇒ echo ba")

    def do_clear(self):
        self.run("clear")
        self.run(self.line())

    def do_much(self):
        self.run("seq 70")
        self.run(self.line())

    def do_feed(self):
        a = self.line()
        self.g.do(f"{a} ⇒[C-j] {a}")

    def do_note(self):
        self.g.do(f"{self.line()} # {self.some(1)}" if self.shell not in ("zsh", "tcsh", "ksh", "mksh") else self.line())

    def do_ask_rm(self):
        self.run("touch old.txt")
        self.g.do("rm -i old.txt«Enter w0.4»y«Enter w0.4» ⇒[] rm -i old.txt")
        self.last.append("rm -i old.txt")

    def do_bar(self):
        self.run("sh load")

    def do_escape(self):
        a, b = self.line(), self.some(1)
        self.g.do(f"{a}«M-b w0.1»{b} «w0.1» ⇒ {a.rsplit(' ', 1)[0]} {b} {a.rsplit(' ', 1)[1]}")

    def do_listed(self):
        self.g.do("cat orders/2026-0«Tab w0.3 Tab w0.6»3.txt ⇒ cat orders/2026-03.txt" if self.shell == "bash" else "cat orders/2026-03«Tab w0.5» ⇒ cat orders/2026-03.txt ∥ cat orders/2026-03.txt ")

    def do_redone(self):
        a = self.line()
        self.run(a)
        self.g.do(f"fc -s echo=printf echo«Enter w0.3» ⇒[] fc -s echo=printf echo ∥ printf{a[4:]}" if self.shell == "bash" else f"r echo«Enter w0.3» ⇒[] r echo ∥ {a}")
        self.last.clear()

    def do_cat(self):
        self.g.do(f"cat > new.txt«Enter w0.3»{self.some()}«Enter w0.2 C-d w0.4» ⇒[] cat > new.txt")
        self.last.append("cat > new.txt")

    def do_watch(self):
        self.g.do("tail -f pump.log«Enter w0.7»«C-c w0.4» ⇒[] tail -f pump.log")
        self.last.append("tail -f pump.log")

    def do_twice(self):
        a, b, c = self.line(), self.some(1), self.some(1)
        cols, rows = self.g.s.spec["size"]
        self.g.do(f"{a} «size {cols + 14}x{rows}»{b} «size {max(24, cols - 5)}x{rows + 3}»{c} ⇒ {a} {b} {c}")

    def do_cd(self):
        self.run("cd orders")
        self.run("ls")
        self.run("cd ..")


SHELLS = ["bash", "zsh", "fish", "ksh", "bash", "zsh", "tcsh", "mksh", "fish", "bash", "ash", "zsh", "yash", "bash", "dash"]


def draw(place, count):
    plashes.draw(place, count, withies, Trade, DRESS, SIZES, SHELLS, (7, 10))
