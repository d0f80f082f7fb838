"""Programs that type into tmux, by lot: whole lines, marks, documents, loops, pastes, long rows, text and its Enter apart, lines before the last is done; in whole windows, beside and below another pane, and without tmux."""
import random

import drive
from drive import scenario
from props.walk import FILES, LOOP, Walk, kind

DEEDS = "mark wrapped document script loop_once pair apart cleared moved broken_first listing question wiped code commit waited paste_once rows_of_output stepped".split()
SHELLS = {
    "bash": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], ["\\u@\\h:\\w\\$ ", "$ ", "(venv) \\W $ ", "[\\u@\\h \\W]\\$ "], {"rc": "PS1='{}'\nHISTFILE=~/.h\n"}, ""),
    "zsh": kind(["zsh", "-i"], ["%n@%m %1~ %# ", "%1~ ❯ "], {".zshrc": "PROMPT='{}'\nbindkey -e\nsetopt interactive_comments\n"}, ""),
    "fish": kind(["fish", "-i"], ["echo -n (prompt_pwd)'> '"], {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; {}; end\n"}, "", ["for n in 1 2", "echo row $n", "end"]),
    "dash": kind(["dash", "-i"], ["# ", "$ "], {"drc": "PS1='{}'\n"}, "", LOOP, {"ENV": "@HOME@/drc"}),
    "busybox": kind(["busybox", "ash"], ["\\w # "], {"arc": "PS1='{}'\n"}, "", LOOP, {"ENV": "@HOME@/arc"}),
}


class Mire(Walk):
    def mark(self):
        status = "$status" if "fish" in self.s.name else "$?"
        for text in ("grep -c ram dale.log; echo __END__" + status, "test -f nothing; echo __END__" + status):
            self.send(text + "\r", text, pause=0.15)

    def wrapped(self):
        text = "echo " + " ".join(f"{self.n}-peat-{n}" for n in range(self.s.spec["size"][0] // 6)) + " | wc -w"
        self.n += 1
        self.send(text + "\r", text)

    def document(self):
        if "fish" in self.s.name:
            return self.mark()
        rows = ["cat > folds/new.txt <<'EOF'", "first " + self.word(), "", "  indented $HOME", "EOF"]
        self.send("\r".join(rows) + "\r", "\n".join(rows))

    def script(self):
        if "fish" in self.s.name:
            return self.wrapped()
        rows = ["python3 - <<'PY'", "import sys", "for n in range(2):", "    print('bog', n, len(sys.argv))", "PY"]
        self.send("\r".join(rows) + "\r", "\n".join(rows), pause=0.5)

    def loop_once(self):
        self.send("\r".join(self.it["loop"]) + "\r", "\n".join(self.it["loop"]), pause=0.4)

    def pair(self):
        one, two = "echo " + self.word(), "ls folds"
        self.send(one + "\r" + two + "\r", one, two, pause=0.5)

    def apart(self):
        for text in ("echo " + self.word(), "tail -n 2 dale.log"):
            self.s.burst(text)
            self.s.pause(0.02)
            self.send("\r", text, pause=0.15)

    def cleared(self):
        self.send("clear\r", "clear")
        self.mark()

    def moved(self):
        for text in ("cd folds", "ls", "cd .."):
            self.send(text + "\r", text, pause=0.1)

    def broken_first(self):
        self.s.run("sleep 40", wait=False)
        self.s.pause(0.4)
        self.s.burst("\x03")
        self.s.pause(0.3)
        text = "echo " + self.word()
        self.send(text + "\r", text)

    def listing(self):
        text = "cat dale.log | head -n 60"
        self.send(text + "\r", text)

    def question(self):
        text = "rm -i folds/near-wall.txt"
        self.send(text + "\r", text)
        self.s.burst("n\r")
        self.s.truth("n", "reply")
        self.s.pause(0.2)
        self.calm()

    def wiped(self):
        self.s.type("echo typed by someone before", 0.003)
        self.s.absent.append("typed by someone before")
        text = "ls folds | wc -l"
        self.send("\x15" + text + "\r", text)

    def code(self):
        text = "python3 -c \"print('a' * 10, 'b \\\"quoted\\\" c')\" && echo ok || echo failed"
        self.send(text + "\r", text, pause=0.4)

    def commit(self):
        text = "git init -q . 2>/dev/null; git add -A 2>/dev/null; git -c user.name=m -c user.email=m@m.example commit -qm 'mire: what was done' && git log --oneline | head -n 1 | cut -c9-"
        self.send(text + "\r", text, pause=0.6)

    def waited(self):
        text = "sleep 0.5; echo " + self.word()
        self.send(text + "\r", text, pause=0.8)

    def rows_of_output(self):
        text = f"seq {self.s.spec['size'][1] + 5}"
        self.send(text + "\r", text)
        self.pair()

    def stepped(self):
        for text in ("true", "echo " + self.word(), "false", "echo " + self.word()):
            self.s.place = self.s._look()[0]
            self.s.burst(text + "\r")
            self.s.truth(text, ahead=True)
            self.s.pause(0.07)
        self.calm()


def walk(s):
    it, lot, way = Mire(s), s.spec["lot"], s.spec["way"]
    it.begin(way)
    deeds = lot.sample(DEEDS, 12)
    for deed in deeds:
        if deed != "paste_once" or not s.name.endswith(("dash", "busybox")):
            getattr(it, deed)()
    if way in ('%', '"'):
        it.send("exit\r", "exit", pause=0.6)
        it.mark()
    s.burst("exit\r")
    s.truth("exit", ahead=True)


def make(number, name, way):
    lot, it = random.Random(f"mire {number}"), SHELLS[name]
    prompt = lot.choice(it["prompts"])
    files = {**FILES, **{path: text.format(prompt) for path, text in it["files"].items()}}
    argv, env = it["argv"], dict(it["env"])
    if way:
        given = " ".join(f"{key}='{value}'" for key, value in env.items())
        files["go"] = f"#!/bin/sh\nexec env {given} {' '.join(it['argv'])}\n"
        files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n"
        argv, env = ["tmux", "-L", "corpus-mire", "-f", "@HOME@/conf", "new-session"], {}

    def play(s):
        walk(s)
    play.__name__ = f"exam_mire_{number:02}_{name}"
    scenario(argv, prompt=".", size=lot.choice([(120, 40), (160, 40), (80, 24), (200, 50)]), history="", env=env, files=files, needs=[it["argv"][0], "git", *(["tmux"] if way else [])])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way)


for at, (which, where) in enumerate([("bash", "whole"), ("bash", "whole"), ("bash", "%"), ("zsh", "whole"), ("fish", "whole"), ("dash", "whole"), ("busybox", "whole"), ("bash", '"'), ("zsh", "%"), ("bash", "%"),
                                     ("bash", ""), ("zsh", ""), ("fish", ""), ("dash", ""), ("busybox", ""), ("dash", "%"), ("fish", '"'), ("bash", "whole")]):
    make(at, which, where)
