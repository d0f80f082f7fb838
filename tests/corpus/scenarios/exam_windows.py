"""tmux as people work in it, with each shell and interpreter: two halves and zoom, one above the other and resized, windows, copy mode."""
from drive import scenario

CONF = "set -g default-shell /bin/sh\nset -g default-command 'exec @HOME@/shell'\nset -sg escape-time 10\n"
TICKING = CONF + "set -g status-interval 1\nset -g status-right '#H %H:%M:%S'\n"
FILES = {"access.log": "".join(f"10.0.0.{n} GET /item/{n * 7} 200\n" for n in range(1, 81)), "src/main.c": "int main(void) { return 0; }\n",
         "src/util.c": "int util;\n", "todo.txt": "call Anna\nmend the roof\nwrite to Bert\n"}
WORK = ["ls -l", "cd src", "ls", "cd", "grep -c GET access.log", "wc -l access.log", "cat todo.txt", "date", "df -h /", "head -3 access.log", "uptime"]
JS = ["let a = [5, 3, 9]", "a.sort()", "a.map(x => x * 2)", "a.length", "JSON.stringify({a})", "Math.sqrt(2)", "const f = x => x + 1", "f(41)", "'abc'.repeat(3)",
      "new Date(0).toISOString()", "typeof f"]
PY = ["import os", "os.getpid() > 1", "words = open('todo.txt').read().split()", "len(words)", "sorted(words)[:3]", "x = 6", "x * 7", "max(words, key=len)",
      "[w.upper() for w in words]", "round(22 / 7, 3)", "'-' * 20"]
DEBUG = ["p 6*7", "p/x 255", "help step", "show args", "print sizeof(int)", "set $i = 3", "p $i * 2", "info line", "p 1 == 1", "show language", "p/t 10"]
SQL = ["create table t (n int, w text);", "insert into t values (1, 'one'), (2, 'two');", "select * from t;", "select count(*) from t;", ".tables", ".headers on",
       "select w from t where n > 1;", "update t set w = 'drei' where n = 3;", "select max(n) from t;", ".schema", "select 6 * 7;"]


def a_shell(run, prompt, work=(), kind="command", leave="exit", files=None, needs=()):
    return dict(run=run, prompt=prompt, work=work or WORK, kind=kind, leave=leave, files=files or {}, needs=list(needs))


INSIDE = {
    "bash": a_shell("exec bash --rcfile ~/rc -i", r"root@web-1:\S*# $", files={"rc": "PS1='root@web-1:\\w# '\n"}, needs=["bash"]),
    "bash_coloured": a_shell("exec bash --rcfile ~/rc -i", r"❯ $", needs=["bash"],
                             files={"rc": "PS1='\\n\\[\\e[34m\\]\\w\\[\\e[0m\\] \\[\\e[90m\\]\\t\\[\\e[0m\\]\\n\\[\\e[32m\\]❯\\[\\e[0m\\] '\n"}),
    "zsh": a_shell("exec zsh -i", r"% $", needs=["zsh"], files={".zshrc": "PROMPT='%F{cyan}%1~%f %% '\nHISTFILE=~/.zh\nautoload -U compinit && compinit -u -D\n"}),
    "zsh_right": a_shell("exec zsh -i", r"➜  \S+ $", needs=["zsh"], files={".zshrc": "PROMPT='%B%(?.%F{green}.%F{red})➜%f%b  %F{cyan}%c%f '\nRPROMPT='%F{8}%*%f'\n"}),
    "fish": a_shell("exec fish -i", r"root@\S+ \S+( \[\d+\])?# $", needs=["fish"], files={".config/fish/config.fish": "set -g fish_greeting\n"}),
    "ksh93": a_shell("PS1='$PWD # ' ENV=/dev/null exec ksh93 -o emacs -i", r"/\S* # $", needs=["ksh93"]),
    "mksh": a_shell("PS1='web-1:$PWD# ' ENV=/dev/null exec mksh -i", r"web-1:\S*# $", needs=["mksh"]),
    "tcsh": a_shell("exec tcsh", r"web-1:\S*> $", needs=["tcsh"], files={".tcshrc": "set prompt='web-1:%~> '\nunset autologout\n"}),
    "busybox": a_shell("PS1='\\w # ' ENV=/dev/null exec busybox ash -i", r"[~/]\S* # $", needs=["busybox"]),
    "ipython": a_shell("PAGER=cat IPYTHONDIR=~/.ipy exec /usr/bin/ipython3 --no-banner", r"In \[\d+\]: $", PY, "repl", "exit", needs=["/usr/bin/ipython3"]),
    "node": a_shell("NODE_REPL_HISTORY= exec node", r"(^|│)> $", JS, "repl", ".exit", needs=["node"]),
    "gdb": a_shell("exec gdb -q -nx", r"\(gdb\) $", DEBUG, "repl", "quit", needs=["gdb"]),
    "python": a_shell("exec python3 -q", r">>> $", PY, "repl", "exit()", needs=["python3"]),
    "sqlite": a_shell("exec sqlite3", r"sqlite> $", SQL, "repl", ".quit", needs=["sqlite3"]),
}


class Desk:
    """Somebody in tmux, whose programs are all of one kind."""

    def __init__(self, s, spec):
        self.s, self.spec, self.next = s, spec, iter(spec["work"] * 3)

    def do(self, n=1):
        for _ in range(n):
            self.last = next(self.next)
            self.s.run(self.last, kind=self.spec["kind"])

    def mended(self):
        """The next one, mistyped at its end, and mended."""
        self.last = next(self.next)
        self.s.type(self.last[:-1] + "xx")
        self.s.key("BSpace", "BSpace", pace=0.07)
        self.s.type(self.last[-1])
        self.s.enter(self.last, kind=self.spec["kind"])

    def again(self):
        """What was run last here, by the arrow."""
        self.s.key("Up", pace=0.3)
        self.s.enter(self.last, kind=self.spec["kind"])

    def prefix(self, *keys, arrows=False):
        self.s.key("C-b", *keys, pace=0.2)
        self.s.pause(0.7 if arrows else 0.3)       # arrows are the multiplexer's for a while yet
        self.s.wait()

    def leave(self, last=False):
        self.s.run(self.spec["leave"], kind=self.spec["kind"], wait=False)
        if not last:
            self.s.pause(0.6)
            self.s.wait()


def halves(s, desk):
    desk.do(2)
    desk.prefix("%")
    desk.do(2)
    desk.mended()
    desk.prefix("o")
    desk.do(1)
    desk.again()
    desk.prefix("z")
    desk.do(2)
    desk.prefix("z")
    desk.do(1)
    desk.prefix("o")
    desk.do(1)
    desk.leave()
    desk.do(1)
    desk.leave(last=True)


def stacked(s, desk):
    desk.do(3)
    desk.prefix('"')
    desk.do(2)
    desk.prefix("C-Up", "C-Up", "C-Up", arrows=True)
    desk.do(1)
    desk.mended()
    desk.prefix("Up", arrows=True)
    desk.do(2)
    desk.again()
    desk.prefix("Down", arrows=True)
    desk.do(2)
    desk.leave()
    desk.do(1)
    desk.leave(last=True)


def windows(s, desk):
    desk.do(2)
    desk.prefix("c")
    desk.do(2)
    desk.prefix("p")
    desk.do(1)
    desk.again()
    desk.prefix("c")
    s.key("C-b", ",", pace=0.3)
    s.key("C-u", pace=0.1)
    s.type("logs")
    s.key("Enter", pace=0.3)
    desk.s.wait()
    desk.do(1)
    desk.mended()
    desk.prefix("n")
    desk.prefix("n")
    desk.do(1)
    desk.prefix("2")
    desk.leave()
    desk.do(1)
    desk.leave()
    desk.leave(last=True)


def copying(s, desk):
    desk.do(5)
    s.key("C-b", "[", pace=0.3)
    s.key("PPage", pace=0.3)
    s.key("Up", "Up", "Up", pace=0.06)
    s.key("q", pace=0.4)
    s.wait()
    desk.do(1)
    s.type("half of a")
    s.key("C-b", "PPage", pace=0.3)
    s.key("Down", "Down", "q", pace=0.2)
    s.pause(0.3)
    for _ in range(len("half of a")):
        s.key("BSpace", pace=0.03)
    desk.do(1)
    desk.prefix('"')
    desk.do(3)
    s.key("C-b", "[", pace=0.3)
    s.key("PPage", "q", pace=0.4)
    s.wait()
    desk.again()
    desk.leave()
    desk.do(1)
    desk.leave(last=True)


def register(flow, name, size, conf=CONF, pace=0.012):
    spec = INSIDE[name]

    def play(s):
        flow(s, Desk(s, spec))
    play.__name__ = f"exam_{flow.__name__}_{name}"
    files = {"tmux.conf": conf, "shell": f"#!/bin/sh\n{spec['run']}\n", **FILES, **spec["files"]}
    scenario(["tmux", "-L", "corpus-inner", "-f", "@HOME@/tmux.conf", "new-session"], files=files, prompt=spec["prompt"], history="", size=size,
             pace=pace, needs=spec["needs"])(play)


for one in ("bash", "bash_coloured", "zsh_right", "fish", "ksh93", "tcsh", "busybox", "node"):
    register(halves, one, (120, 32))
for one in ("bash", "zsh", "fish", "mksh", "ipython", "gdb", "sqlite", "tcsh"):
    register(stacked, one, (80, 30), TICKING)
for one in ("bash", "zsh_right", "ksh93", "busybox", "python"):
    register(windows, one, (100, 28), TICKING, 0.04)
for one in ("bash_coloured", "zsh", "tcsh", "mksh"):
    register(copying, one, (90, 26))
