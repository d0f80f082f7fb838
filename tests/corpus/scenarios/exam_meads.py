"""Interpreters by lot: statements typed, sent whole, two at once, ahead of their prompt, mended, recalled, given up, long; started by themselves, from a shell, and in a half of tmux."""
import random

import drive
from drive import scenario
from props.hand import back
from props.walk import FILES, Talk

RC = "PS1='\\u@mead:\\W\\$ '\nHISTFILE=~/.h\n"
KINDS = {
    "python": dict(argv=["python3", "-q"], say="print('{}')", rest=["6 * 7", "sorted('mead')", "len(open('dale.log').read())"], sleep="__import__('time').sleep(0.6)", bye="exit()", block=["for n in range(2):", "    print('row', n)", ""]),
    "node": dict(argv=["node"], say="console.log('{}')", rest=["6 * 7", "'mead'.length", "[1, 2].map(n => n * 2)"], sleep="Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600)", bye=".exit", block=None),
    "sqlite": dict(argv=["sqlite3"], say="select '{}';", rest=["select 6 * 7;", ".show", "select upper('mead');"], sleep=None, bye=".quit", block=["select 1,", "  2,", "  3;"]),
    "gdb": dict(argv=["gdb", "-q", "-nx"], say="echo {}\\n", rest=["print 6 * 7", "show version", "print 'a'"], sleep="shell sleep 0.6", bye="quit", block=None),
    "ipython": dict(argv=["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit"], say="print('{}')", rest=["6 * 7", "sorted('mead')", "%pwd"], sleep=None, bye="exit", block=None),
    "lua": dict(argv=["lua"], say="print('{}')", rest=["6 * 7", "#'mead'", "string.upper('mead')"], sleep=None, bye="os.exit()", block=["for n = 1, 2 do", "print(n)", "end"]),
}
DEEDS = "plain pair whole ahead mend home up abort long block whole_block empty insert"


class Mead(Talk):
    def line(self, extra=""):
        return self.it["say"].format(self.word() + extra)

    def plain(self):
        self.repl(self.lot.choice(self.it["rest"]))

    def pair(self):
        one, two = self.line(), self.line()
        self.at_once(one + "\r" + two + "\r", one, two)

    def whole(self):
        one = self.line()
        self.at_once(one + "\r", one)

    def ahead(self):
        if not self.it["sleep"]:
            return self.pair()
        self.s.type(self.it["sleep"])
        self.s.enter(self.it["sleep"], "repl", wait=False)
        one = self.line()
        self.s.type(one)
        self.s.key("Enter", pace=0)
        self.s.truth(one, "repl", ahead=True)
        self.s.pause(0.9)
        self.calm()

    def mend(self):
        one = self.line()
        self.s.type(one + "oops")
        back(self.s, 4)
        self.s.pause(0.1)
        self.enter(one, "repl")

    def home(self):
        one = self.line()
        self.s.type(one)
        self.s.key("C-a", pace=0.15)
        self.enter(one, "repl")

    def insert(self):
        word = self.word()
        self.s.type(self.it["say"].format(word))
        tail = len(self.it["say"].split("{}")[1])
        for _ in range(tail):
            self.s.key("Left", pace=0.04)
        self.s.type(" put")
        self.s.pause(0.15)
        self.enter(self.it["say"].format(word + " put"), "repl")

    def up(self):
        one = self.line()
        self.repl(one)
        self.plain()
        self.s.key("Up", "Up", pace=0.2)
        self.s.pause(0.2)
        self.enter(one, "repl")

    def abort(self):
        text = self.it["say"].format("never-said")
        self.s.type(text)
        self.s.absent.append("never-said")
        self.s.pause(0.2)
        self.s.key("C-c" if self.it["argv"][0] not in ("sqlite3", "lua") else "C-u", pace=0.4)
        self.calm()
        self.repl(self.line())

    def long(self):
        self.repl(self.line(" " + " ".join(f"clover-{n}" for n in range(self.s.spec["size"][0] // 8))))

    def block(self):
        if not self.it["block"]:
            return self.plain()
        for line in self.it["block"][:-1]:
            self.s.type(line)
            self.s.key("Enter", pace=0.2)
        self.s.type(self.it["block"][-1])
        self.enter("\n".join(self.it["block"]).rstrip("\n"), "repl")

    def whole_block(self):
        if not self.it["block"]:
            return self.whole()
        self.at_once("\r".join(self.it["block"]) + "\r", "\n".join(self.it["block"]).rstrip("\n"))


def walk(s):
    it, lot, way = Mead(s), s.spec["lot"], s.spec["way"]
    it.calm(0.6)
    if way:
        s.key("C-b", pace=0.06)
        s.type("%")
        s.pause(0.6)
        it.calm(0.4)
        it.say("seq 50")
    if way is not None:
        start = " ".join(it.it["argv"])
        s.type(start)
        s.enter(start, wait=False)
        s.pause(0.6)
        it.calm(0.6)
    for deed in lot.sample(DEEDS.split(), 9):
        getattr(it, deed)()
    s.type(it.it["bye"])
    s.enter(it.it["bye"], "repl", wait=False)
    if way is not None:
        s.pause(0.5)
        it.calm(0.4)
        it.say()
        s.type("exit")
        it.enter("exit") if way else s.enter("exit", wait=False)
    if way:
        s.pause(0.4)
        s.type("exit")
        s.enter("exit", wait=False)


def make(number, name, way):
    lot, it = random.Random(f"mead {number}"), KINDS[name]
    argv, files = it["argv"], {**FILES, "rc": RC}
    if way == "":
        argv = ["bash", "--rcfile", "@HOME@/rc", "-i"]
    elif way:
        argv = ["tmux", "-L", "corpus-mead", "-f", "@HOME@/conf", "new-session"]
        files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'bash --rcfile ~/rc -i'\n"

    def play(s):
        walk(s)
    play.__name__ = f"exam_mead_{number:02}_{name}"
    scenario(argv, prompt=".", size=lot.choice([(120, 40), (80, 24), (100, 30)]), pace=lot.choice([0.02, 0.05]), history="", files=files, needs=[it["argv"][0], *(["tmux"] if way else [])],
             env={"NODE_REPL_HISTORY": "", "IPYTHONDIR": "@HOME@/.ipy"})(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way)


for at, (which, where) in enumerate([("python", None), ("node", None), ("sqlite", None), ("gdb", None), ("ipython", None), ("lua", None), ("python", ""), ("node", ""), ("sqlite", ""), ("gdb", ""), ("ipython", ""), ("lua", ""),
                                     ("python", "%"), ("node", "%"), ("sqlite", "%"), ("gdb", "%")]):
    make(at, which, where)
