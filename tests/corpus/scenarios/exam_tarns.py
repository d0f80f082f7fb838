"""Panes that are full, as all are after a minute: halves, thirds and rows of tmux whose prompt stands at the bottom, in ten shells and four interpreters."""
import random

import drive
from drive import scenario
from props.walk import FILES, KINDS, Walk

REPLS = {
    "python": (["python3", "-q"], ["x = 6 * 7", "x + 1", "print('a', x)", "sum(range(x))", "[n * n for n in range(4)]", "print('\\n'.join(str(n) for n in range(6)))", "x"], "print('\\n' * 60)", "exit()"),
    "node": (["node"], ["var x = 6 * 7", "x + 1", "[1, 2].map(n => n * x)", "'abc'.length", "console.log(x)", "x"], "console.log('\\n'.repeat(60))", ".exit"),
    "sqlite": (["sqlite3"], ["create table t (n int);", "insert into t values (1), (2);", "select * from t;", "select count(*) from t;", ".tables", "select 'words';"], "select 1 from (with recursive c(n) as (select 1 union all select n + 1 from c limit 60) select n from c);", ".quit"),
    "gdb": (["gdb", "-q", "-nx"], ["set pagination off", "print 6 * 7", "show version", "print 1 + 1", "info line main", "print 'a'"], "help all", "quit"),
}


class Full(Walk):
    def lead(self, *keys):
        self.s.key("C-b", pace=0.06)
        for key in keys:
            self.s.type(key) if len(key) == 1 else self.s.key(key)
        self.s.pause(0.6)
        self.calm()

    def fill(self):
        self.say("seq 70")


def shell(s):
    it, lot = Full(s), s.spec["lot"]
    it.calm(0.5)
    for key in s.spec["way"]:
        it.lead(key)
    it.fill()
    it.say()
    it.plain()
    for deed in lot.sample(sorted(set(s.spec["it"]["can"]) - {"partial"}), 8):
        getattr(it, deed)()
    it.say()
    it.lead("o")
    it.fill()
    it.say()
    it.plain()
    it.quick()
    for _ in s.spec["way"]:
        s.type("exit")
        it.enter("exit")
        it.calm(0.5)
    it.say()
    s.type("exit")
    s.enter("exit", wait=False)


def interpreter(s):
    it, (_, texts, fill, bye) = Full(s), s.spec["it"]
    it.calm(0.8)
    it.lead(*s.spec["way"])
    it.calm(0.8)
    for text in [*texts[:2], fill, *texts]:
        s.type(text)
        it.enter(text, "repl")
    s.key("Up", "Up", pace=0.15)
    s.pause(0.2)
    it.enter(texts[-2], "repl")
    for _ in range(2):
        s.type(bye)
        s.enter(bye, "repl", wait=False)
        s.pause(0.8)


def make(number, name):
    lot, way = random.Random(f"tarn {number}"), ["%", '"', "%%", "%"][number % 4]
    files, given = dict(FILES), ""
    if name in REPLS:
        it = REPLS[name]
        argv, way, given = it[0], way[0], "NODE_REPL_HISTORY= "
    else:
        it = KINDS[name]
        argv, prompt = it["argv"], lot.choice(it["prompts"])
        files.update({path: text.format(prompt) for path, text in it["files"].items()})
        given = " ".join(f"{key}='{value}'" for key, value in it["env"].items())
    files["go"] = f"#!/bin/sh\nexec env {given} {' '.join(argv)}\n"
    files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n" + lot.choice(["", "", "set -g status off\n"])

    def play(s):
        (interpreter if name in REPLS else shell)(s)
    play.__name__ = f"exam_tarn_{number:02}_{name}"
    size = lot.choice([(80, 24), (132, 43), (100, 30)]) if len(way) == 1 else (160, 40)
    scenario(["tmux", "-L", "corpus-tarn", "-f", "@HOME@/conf", "new-session"], prompt=".", size=size, pace=lot.choice([0.012, 0.03, 0.08]), history="", files=files, needs=[argv[0], "tmux"])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way)


for at, which in enumerate(["bash", "zsh", "bash", "fish", "tcsh", "dash", "mksh", "ksh93", "busybox", "yash", "zsh_right", "zsh", "bash", "fish", "python", "node", "sqlite", "gdb"]):
    make(at, which)
