"""What was never run, by lot: lines wiped, given up, replaced, broken off, typed into other programs, painted by jobs; plain, in whole windows and halves of tmux; and between them what was."""
import random

import drive
from drive import scenario
from props.walk import FILES, KINDS, Walk

WAYS = "wiped wiped_at_once broken broken_at_once replaced killed_back into_less into_vim into_cat painted painted_twice lied_to search_left asked hidden backspaced unfinished".split()
PAINT = "#!/bin/sh\nsleep 0.7\nprintf '\\r\\033[Kroot@fen:~# echo painted-over-%s'\nsleep 0.3\nprintf '\\r\\033[K'\n"
LIE = "#!/bin/sh\nprintf 'root@fen:~# echo lied-once\\nlied\\n$ echo lied-twice\\n\\033[?2004h> echo lied-thrice\\n\\033[?2004l\\r\\033]133;C\\007\\033]633;E;echo lied-again\\007\\n'\n"


class Fen(Walk):
    def never(self, text=None):
        text = text or f"echo never-{self.n}-" + self.lot.choice(["mud", "reed", "eel"])
        self.n += 1
        self.s.absent.append(text)
        return text

    def typed(self, text=None):
        text = self.never(text)
        self.s.type(text)
        self.s.pause(0.12)
        return text

    def ran(self):
        text = "echo " + self.word()
        self.send(text + "\r", text, pause=0.12)

    def wiped(self):
        self.typed()
        self.s.key("C-u", pace=0.15)
        self.say()

    def wiped_at_once(self):
        self.typed()
        text = "echo " + self.word()
        self.send("\x15" + text + "\r", text)

    def broken(self):
        self.typed()
        self.s.key("C-c", pace=0.25)
        self.calm()
        self.ran()

    def broken_at_once(self):
        self.s.burst(self.never() + "\x03")
        self.s.pause(0.3)
        self.calm()
        self.ran()

    def replaced(self):
        self.say()
        last = self.s.commands[-1]["text"]
        self.typed()
        self.s.key("Up", pace=0.2)
        self.enter(last)

    def killed_back(self):
        text = self.typed()
        self.s.key("C-a", pace=0.1)
        self.s.key("C-k", pace=0.15)
        self.enter(None)
        return text

    def backspaced(self):
        for _ in self.typed():
            self.s.key("BSpace", pace=0.012)
        self.s.pause(0.1)
        self.say()

    def into_less(self):
        self.s.run("less dale.log", wait=False)
        self.s.see("003 dale-0")
        self.s.pause(0.3)
        self.s.type("/" + self.never("grep -r never-in-less"))
        self.s.key("Enter", pace=0.3)
        self.s.type("q")
        self.s.pause(0.3)
        self.calm()
        if self.s.screen().rstrip().endswith("(press RETURN)"):
            self.s.key("Enter", pace=0.2)
            self.s.type("q")
            self.calm()
        self.ran()

    def into_vim(self):
        self.s.run("vim -u NONE -n folds/far.txt", wait=False)
        self.s.see("far.txt")
        self.s.pause(0.4)
        self.s.type("o" + self.never("root@fen:~# echo never-in-vim"))
        self.s.key("Enter", "Escape", pace=0.2)
        self.s.type(":q!")
        self.s.key("Enter", pace=0.3)
        self.calm()
        self.ran()

    def into_cat(self):
        self.s.run("cat > folds/cat.txt", wait=False)
        self.s.pause(0.3)
        text = "$ echo never-for-a-cat"
        self.s.type(text)
        self.enter(text, "reply")
        self.s.key("C-d", pace=0.3)
        self.calm()
        self.ran()

    def painted(self):
        self.s.absent.append("painted-over-one")
        self.say("./paint one &")
        self.s.pause(1.4)
        self.enter(None)
        self.enter(None)
        self.ran()

    def painted_twice(self):
        self.s.absent.append("painted-over-two")
        self.say("./paint two")
        self.ran()

    def lied_to(self):
        self.s.absent.append("lied-")
        self.say("./lie")
        self.ran()

    def search_left(self):
        self.say()
        self.s.key("C-r", pace=0.2)
        self.s.type("echo", pace=0.05)
        self.s.pause(0.2)
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.ran()

    def asked(self):
        self.s.run("python3 -c 'input(\"root@fen:~# \")'", wait=False)
        self.s.pause(0.5)
        self.s.type("echo never-asked-for")
        self.enter("echo never-asked-for", "reply")
        self.ran()

    def hidden(self):
        self.s.run("python3 -c 'import getpass; getpass.getpass(\"$ \")'", wait=False)
        self.s.pause(0.5)
        self.s.secret(f"echo-never-{self.lot.randrange(999)}-hidden")
        self.enter(None)
        self.ran()

    def unfinished(self):
        self.s.type("echo 'an open end")
        self.s.key("Enter", pace=0.25)
        self.typed()
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.ran()


def walk(s):
    it, lot, way = Fen(s), s.spec["lot"], s.spec["way"]
    it.begin(way)
    if way:
        it.say("seq 50")
    ways = [w for w in WAYS if w != "search_left" or "bash" in s.name or "zsh" in s.name]
    ways = [w for w in ways if "dash" not in s.name or w not in ("replaced", "killed_back")]
    for deed in lot.sample(ways, 10):
        getattr(it, deed)()
    if way in ('%', '"'):
        it.send("exit\r", "exit", pause=0.6)
    s.burst("exit\r")
    s.truth("exit", ahead=True)


def make(number, name, way):
    lot, it = random.Random(f"fen {number}"), KINDS[name]
    prompt = lot.choice(it["prompts"])
    files = {**FILES, "paint": PAINT.replace("%s'", "'\"$1\""), "lie": LIE, **{path: text.format(prompt) for path, text in it["files"].items()}}
    argv, env = it["argv"], dict(it["env"])
    if way:
        given = " ".join(f"{key}='{value}'" for key, value in env.items())
        files["go"] = f"#!/bin/sh\nexec env {given} {' '.join(it['argv'])}\n"
        files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n"
        argv, env = ["tmux", "-L", "corpus-fen", "-f", "@HOME@/conf", "new-session"], {}

    def play(s):
        walk(s)
    play.__name__ = f"exam_fen_{number:02}_{name}"
    scenario(argv, prompt=".", size=lot.choice([(120, 40), (100, 30), (80, 24)]), pace=lot.choice([0.012, 0.03]), history="", env=env, files=files, needs=[it["argv"][0], "vim", *(["tmux"] if way else [])])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way)


for at, (which, where) in enumerate([("bash", ""), ("zsh", ""), ("fish", ""), ("dash", ""), ("mksh", ""), ("tcsh", ""), ("ksh93", ""), ("bash", "whole"), ("bash", "%"), ("zsh", "whole"), ("zsh", "%"), ("fish", "whole"), ("dash", "%"), ("bash", '"'), ("tcsh", "%"), ("mksh", "whole")]):
    make(at, which, where)
