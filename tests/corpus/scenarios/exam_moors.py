"""Sessions drawn by lot: a shell, its prompt, a window's size, a pace, and nine of the things that people do, in an order that nobody chose; plain, and in halves of tmux."""
import random

import drive
from drive import scenario
from props.hand import back

LOG = "".join(f"{n:03} moor-{n % 3} {['bog', 'tor', 'ling'][n % 3]} {n * 29 % 90}\n" for n in range(70))
FILES = {"moor.log": LOG, "maps/tor.txt": "1\n", "maps/bog.txt": "2\n", "talk": "#!/bin/sh\nfor i in 1 2 3; do sleep 0.4; echo \"walker $i passes\"; done\n"}
LOOP = ["for n in 1 2; do", "echo row $n", "done"]


def kind(argv, prompts, rc=None, can="", more="> $", quote=None, loop=LOOP, env=None, also=None):
    return dict(argv=argv, prompts=prompts, rc=rc, can=set(can.split()), more=more, quote=quote or more, loop=loop, env=env or {}, also=also)


EVERY = "plain abort ahead reply secret long empty burst talk quote here loop "
EDIT = "home mend insert up redraw "
KINDS = {
    "bash": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [("\\u@moor:\\w\\$ ", r"root@moor:\S+# $"), ("[\\A \\W]\\$ ", r"\]# $"), ("\\n\\w on main\\n> ", "^> $"), ("\\[\\e[7m\\] \\W \\[\\e[0m\\] ", r" ~  $")], "rc", EVERY + EDIT + "search tab stop paste bang"),
    "zsh": kind(["zsh", "-i"], [("%n@moor %~ %# ", r"root@moor ~ # $"), ("%F{cyan}%1~%f ❯ ", "~ ❯ $"), ("%(?.ok.%?) %~ » ", "(ok|[0-9]+) ~ » $")], ".zshrc", EVERY + EDIT + "search tab stop paste", "for> $", "quote> $"),
    "fish": kind(["fish", "-i"], [("", r"root@\S+ ~( \[\w+\])?# $")], ".config/fish/config.fish", (EVERY + EDIT + "tab stop paste").replace(" here", ""), r" {2,}$", r"^ *$", ["for n in 1 2", "echo row $n", "end"]),
    "tcsh": kind(["tcsh"], [("[%n@moor %c]%# ", r"\[root@moor ~\][#>] $"), ("%h %~> ", r"^\d+ ~> $")], ".tcshrc", (EVERY + EDIT + "stop bang").replace(" quote", ""), r"foreach\? $", None, ["foreach n (1 2)", "echo row $n", "end"]),
    "ksh93": kind(["ksh93", "-o", "emacs", "-i"], [("moor ! # ", r"moor \d+ # $"), ("k:${PWD##*/}$ ", r"k:\S+\$ $")], "krc", EVERY + EDIT, env={"ENV": "@HOME@/krc"}),
    "mksh": kind(["mksh", "-i"], [("mir:${PWD##*/} # ", r"mir:\S+ # $"), ("$? # ", r"^\d+ # $")], "mrc", EVERY + EDIT + "stop", env={"ENV": "@HOME@/mrc"}),
    "yash": kind(["yash", "-i"], [("y # ", r"^y # $")], ".yashrc", EVERY + EDIT + "stop"),
    "busybox": kind(["busybox", "ash"], [("/ # ", r"/ # $"), ("root@box:${PWD##*/}# ", r"root@box:\S+# $")], "arc", EVERY + EDIT + "stop", env={"ENV": "@HOME@/arc"}),
    "dash": kind(["dash", "-i"], [("# ", r"# $"), ("root@moor:/# ", r"root@moor:/# $")], None, EVERY + "stop", env={"ENV": "/dev/null"}),
}
LINES = {"bash": "PS1='{}'\nHISTFILE=~/.h\n", "zsh": "PROMPT='{}'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n", "fish": "set -g fish_greeting\n", "tcsh": "set prompt='{}'\nset history=50\nunset autologout\nbindkey -e\n",
         "ksh93": "PS1='{}'\nHISTFILE=~/.kh\n", "mksh": "PS1='{}'\n", "yash": "YASH_PS1='{}'\nset -o emacs\n", "busybox": "PS1='{}'\n"}


class Walk:
    """One session; each of its methods is a thing that people do."""

    def __init__(self, s):
        self.s, self.it, self.lot, self.n = s, s.spec["it"], s.spec["lot"], 0

    def word(self):
        self.n += 1
        return f"w{self.n} " + " ".join(self.lot.sample(["heath", "crag", "mire", "cairn", "beck", "fell", "gorse", "tarn"], 2))

    def say(self, text=None):
        text = text or "echo " + self.word()
        self.s.type(text)
        self.s.enter(text)

    def plain(self):
        self.say(self.lot.choice(["ls maps", "grep -c tor moor.log", "tail -n 2 moor.log", "cat maps/bog.txt | wc -l", "awk '{ n += $4 } END { print n }' moor.log"]))

    def abort(self):
        text = "rm -rf /never/" + str(self.n)
        self.s.type(text)
        self.s.absent.append(text)
        self.s.pause(0.1)
        self.s.abandon()

    def ahead(self):
        self.s.run("sleep 0.7", wait=False)
        text = "echo " + self.word()
        self.s.type(text)
        self.s.key("Enter", pace=0)
        self.s.truth(text, ahead=True)
        self.s.pause(0.9)
        self.s.wait()

    def reply(self):
        self.s.run("cat", wait="^$|│$")
        self.s.type("words for the cat")
        self.s.enter("words for the cat", kind="reply", wait="^$|│$")
        self.s.key("C-d", pace=0.2)
        self.s.wait()

    def secret(self):
        self.s.run("python3 -c 'import getpass; getpass.getpass(\"Secret: \")'", wait="Secret: $")
        self.s.secret(f"Moor{self.lot.randrange(1000, 9999)}Hen")
        self.s.enter(None)

    def long(self):
        self.say("echo " + self.word() + " " + " ".join(f"stone-{n}" for n in range(self.s.spec["size"][0] // 8 + 2)))

    def empty(self):
        self.s.enter(None)

    def burst(self):
        one, two = "echo " + self.word(), "echo " + self.word()
        self.s.place = self.s._look()[0]
        self.s.burst(one + "\r" + two + "\r")
        self.s.truth(one, ahead=True)
        self.s.truth(two, ahead=True)
        self.s.pause(0.5)
        self.s.wait()

    def talk(self):
        self.s.run("./talk &", wait=False)
        self.s.see("walker 1")
        text = "echo " + self.word()
        self.s.type(text, pace=0.07)
        self.s.pause(0.1)
        self.s.enter(text, wait=False)
        self.s.pause(1.2)
        self.s.enter(None)
        self.s.pause(0.3)
        self.s.wait()

    def quote(self):
        text = self.word()
        self.s.type("echo 'first of " + text)
        self.s.enter(None, wait=self.it["quote"])
        self.s.type("second'")
        self.s.enter("echo 'first of " + text + "\nsecond'")

    def here(self):
        text = self.word()
        self.s.type("cat << E")
        for line in (text, "E"):
            self.s.enter(None, wait=r"(heredoc)?[>?] $|^$")
            self.s.type(line)
        self.s.enter("cat << E\n" + text + "\nE")

    def loop(self):
        for line in self.it["loop"][:-1]:
            self.s.type(line)
            self.s.enter(None, wait=self.it["more"])
        self.s.type(self.it["loop"][-1])
        self.s.enter("\n".join(self.it["loop"]))

    def home(self):
        text = "echo " + self.word()
        self.s.type(text)
        self.s.key("C-a", pace=0.1)
        self.s.enter(text)

    def mend(self):
        text = "echo " + self.word()
        self.s.type(text + " oops")
        back(self.s, 5)
        self.s.type(" right")
        self.s.enter(text + " right")

    def insert(self):
        text = self.word()
        self.s.type("echo " + text)
        self.s.key("C-a", pace=0.1)
        for _ in range(5):
            self.s.key("Right", pace=0.03)
        self.s.type("put ")
        self.s.pause(0.1)
        self.s.enter("echo put " + text)

    def up(self):
        one, two = "echo " + self.word(), "echo " + self.word()
        self.say(one)
        self.say(two)
        self.s.key("Up", "Up", pace=0.12)
        self.s.pause(0.1)
        self.s.enter(one)

    def redraw(self):
        text = "echo " + self.word()
        self.s.type(text)
        self.s.key("C-l", pace=0.2)
        self.s.type(" on")
        self.s.pause(0.05)
        self.s.enter(text + " on")

    def search(self):
        one = "echo " + self.word()
        self.say(one)
        self.say()
        self.s.key("C-r", pace=0.15)
        self.s.type(one[5:8].strip(), pace=0.08)
        self.s.pause(0.2)
        self.s.enter(one)

    def tab(self):
        self.s.type("cat maps/t")
        self.s.key("Tab", pace=0.35)
        self.s.enter("cat maps/tor.txt", also=["cat maps/tor.txt "])

    def stop(self):
        self.s.run("sleep 33", wait=False)
        self.s.pause(0.3)
        self.s.key("C-z", pace=0.2)
        self.s.wait()
        self.s.run("fg", wait=False)
        self.s.pause(0.3)
        self.s.key("C-c", pace=0.2)
        self.s.wait()

    def paste(self):
        text = f"echo {self.word()}\necho {self.word()}"
        self.s.paste(text)
        self.s.pause(0.25)
        self.s.enter(text)

    def bang(self):
        text = self.word()
        self.say("echo " + text)
        self.s.type("echo !$ again")
        self.s.enter("echo !$ again", also=["echo " + text.split()[-1] + " again"])


def walk(s):
    if s.spec["half"]:
        s.key("C-b", pace=0.1)
        s.type(s.spec["half"])
        s.pause(0.6)
        s.wait()
    it = Walk(s)
    for deed in s.spec["lot"].sample(sorted(s.spec["it"]["can"]), 9):
        getattr(it, deed)()
    it.say()
    if s.spec["half"]:
        s.run("exit", wait=False)
        s.pause(0.6)
        s.wait()
        it.say()
    s.run("exit", wait=False)


def make():
    for number, name in enumerate(["bash", "zsh", "fish", "tcsh", "ksh93", "mksh", "yash", "busybox", "dash", "bash", "zsh", "fish", "bash", "zsh", "mksh", "tcsh", "bash", "zsh", "fish", "busybox", "ksh93", "tcsh", "mksh", "dash", "yash"]):
        lot, it = random.Random(f"moor {number}"), KINDS[name]
        half = ["%", '"'][number % 2] if number >= 16 else ""
        prompt, wait = lot.choice(it["prompts"])
        size = lot.choice([(132, 43), (100, 30), (120, 40), (160, 45)] if half else [(80, 24), (60, 15), (100, 30), (132, 43), (50, 12)])
        files, env = dict(FILES), {"PS1": prompt, **it["env"]}
        if it["rc"]:
            files[it["rc"]] = LINES[name].format(prompt)
        argv = it["argv"]
        if half:
            given = " ".join(f"{key}='{value}'" for key, value in env.items() if key in ("ENV", "PS1") and "'" not in value)
            files["go"] = f"#!/bin/sh\nexec env {given} {' '.join(it['argv'])}\n"
            files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n"
            argv, env, wait = ["tmux", "-L", "corpus-moor", "-f", "@HOME@/conf", "new-session"], {}, wait.replace("^", "(^|│)")

        def play(s):
            walk(s)
        play.__name__ = f"exam_moor_{number:02}_{name}{'_half' if half else ''}"
        scenario(argv, prompt=wait, size=size, pace=lot.choice([0.012, 0.012, 0.03, 0.08]), history="", files=files, env=env)(play)
        drive.SCENARIOS[-1].update(it=it, lot=lot, half=half)


make()
