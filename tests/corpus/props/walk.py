"""Deeds, each of which people or programs do in any shell: what a session drawn by lot is made of."""
import time

from props.hand import back

LOG = "".join(f"{n:03} dale-{n % 3} {['ewe', 'ram', 'lamb'][n % 3]} {n * 31 % 90}\n" for n in range(80))
FILES = {"dale.log": LOG, "folds/near-wall.txt": "1\n", "folds/near-gate.txt": "2\n", "folds/far.txt": "3\n",
         "talk": "#!/bin/sh\nfor i in 1 2 3; do sleep 0.45; echo \"shepherd $i calls\"; done\n", "lie": "#!/bin/sh\nprintf 'root@dale:~# rm -rf /never/typed\\n$ halt\\nnot ended'\n"}
EVERY = "plain abort ahead ahead_two reply secret long empty burst talk here loop once once_block feed partial ask lie cd false wide quick "
EDIT = "home mend insert up up_edit redraw kill long_insert "
LOOP = ["for n in 1 2; do", "echo row $n", "done"]


def kind(argv, prompts, files, can, loop=LOOP, env=None):
    return dict(argv=argv, prompts=prompts, files=files, can=can.split(), loop=loop, env=env or {})


KINDS = {
    "bash": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], ["\\u@dale:\\w\\$ ", "\\w ▸ ", "<\\W> ", "\\[\\e[32m\\]dale\\[\\e[0m\\] \\A [$?] $ ", "\\n┌ \\w\\n└> ", "dale % ", "(\\!) \\W » "], {"rc": "PS1='{}'\nHISTFILE=~/.h\n"}, EVERY + EDIT + "search tab tab_list stop paste paste_once less"),
    "zsh": kind(["zsh", "-i"], ["%n@dale %~ %# ", "%F{cyan}%1~%f ❯ ", "%(?.ok.%?) %~ > ", "[%*] %1~ $ ", "%B%m%b <%h> "], {".zshrc": "PROMPT='{}'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n"}, EVERY + EDIT + "search tab stop paste paste_once less"),
    "zsh_right": kind(["zsh", "-i"], ["%~ %# ", "%1~ → "], {".zshrc": "PROMPT='{}'\nRPROMPT='%F{{8}}%(?..%? )<%D{{%%H:%%M}}>%f'\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n"}, EVERY + EDIT + "tab stop paste paste_once less"),
    "fish": kind(["fish", "-i"], ["echo -n (prompt_pwd)'> '", "set_color blue; echo -n dale; set_color normal; echo -n ' λ '", "echo; echo (prompt_pwd) $status; echo -n '-> '"], {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; {}; end\n"}, (EVERY + EDIT + "tab stop paste paste_once less").replace(" here", ""), ["for n in 1 2", "echo row $n", "end"]),
    "tcsh": kind(["tcsh"], ["[%n@dale %c]%# ", "%h %~> ", "dale < "], {".tcshrc": "set prompt='{}'\nset history=50\nunset autologout\nbindkey -e\n"}, (EVERY + EDIT + "stop tab").replace(" here", "").replace(" ask", ""), ["foreach n (1 2)", "echo row $n", "end"]),
    "ksh93": kind(["ksh93", "-o", "emacs", "-i"], ["dale ! # ", "k:${PWD##*/}> "], {"krc": "PS1='{}'\nHISTFILE=~/.kh\n"}, EVERY + EDIT.replace("long_insert", ""), env={"ENV": "@HOME@/krc"}),
    "mksh": kind(["mksh", "-i"], ["mir:${PWD##*/} # ", "$? > "], {"mrc": "PS1='{}'\n"}, EVERY + EDIT + "stop", env={"ENV": "@HOME@/mrc"}),
    "yash": kind(["yash", "-i"], ["y # ", "<y> "], {".yashrc": "YASH_PS1='{}'\nset -o emacs\n"}, EVERY.replace("wide ", "") + EDIT + "stop"),
    "busybox": kind(["busybox", "ash"], ["/ # ", "root@box:${PWD##*/}# "], {"arc": "PS1='{}'\n"}, EVERY.replace("wide ", "") + EDIT + "stop", env={"ENV": "@HOME@/arc"}),
    "dash": kind(["dash", "-i"], ["# ", "> ", "root@dale$ "], {"drc": "PS1='{}'\n"}, EVERY + "stop", env={"ENV": "@HOME@/drc"}),
}


class Walk:
    """One session; each of its methods, but the first few, is a thing that people or programs do."""

    def __init__(self, s):
        self.s, self.it, self.lot, self.n = s, s.spec["it"], s.spec["lot"], 0

    def calm(self, least=0.22):
        before, since, deadline = None, time.time(), time.time() + 8
        while time.time() < deadline:
            now = self.s.screen() + self.s.cursor_line()
            if now != before:
                before, since = now, time.time()
            elif time.time() - since > least:
                return
            time.sleep(0.03)

    def begin(self, way):
        """When the shell is there; in tmux, in a half of its own if the way is one of splitting."""
        self.calm(0.5)
        if way in ('%', '"'):
            self.s.key("C-b", pace=0.06)
            self.s.type(way)
            self.s.pause(0.6)
            self.calm()

    def word(self):
        self.n += 1
        return f"w{self.n} " + " ".join(self.lot.sample(["shear", "graze", "dip", "herd", "pen", "fleece", "crook", "bell"], 2))

    def enter(self, text, kind="command", also=()):
        self.s.enter(text, kind, wait=False, also=also)
        self.s.pause(0.06)
        self.calm()

    def send(self, data, *texts, pause=0.3, also=(), kind="command"):
        self.s.place = self.s._look()[0]
        self.s.burst(data)
        for text in texts:
            self.s.truth(text, kind, ahead=True, also=also)
        self.s.pause(pause)
        self.calm()

    def say(self, text=None):
        text = text or "echo " + self.word()
        self.s.type(text)
        self.enter(text)

    def plain(self):
        self.say(self.lot.choice(["ls folds", "grep -c ram dale.log", "tail -n 2 dale.log", "cat folds/far.txt | wc -l", "awk '{ n += $4 } END { print n }' dale.log"]))

    def quick(self):
        for text in ("true", "echo " + self.word(), "ls folds"):
            self.s.type(text, 0.004)
            self.s.enter(text, wait=False)
            self.s.pause(0.09)
        self.calm()

    def false(self):
        self.say("false")

    def cd(self):
        self.say("cd folds")
        self.say("cd ..")

    def abort(self):
        text = "rm -rf /never/" + str(self.n)
        self.s.type(text)
        self.s.absent.append(text)
        self.s.pause(0.15)
        self.s.key("C-c", pace=0.3)
        self.calm()

    def ahead(self, count=1):
        self.s.run("sleep 0.6", wait=False)
        for text in ["echo " + self.word() for _ in range(count)]:
            self.s.type(text)
            self.s.key("Enter", pace=0)
            self.s.truth(text, ahead=True)
        self.s.pause(1.0)
        self.calm()

    def ahead_two(self):
        self.ahead(2)

    def reply(self):
        self.s.run("cat", wait=False)
        self.s.pause(0.3)
        self.s.type("words for the cat")
        self.enter("words for the cat", "reply")
        self.s.key("C-d", pace=0.2)
        self.calm()

    def ask(self):
        self.s.run("python3 -c 'input(\"Which fold? \")'", wait=False)
        self.s.pause(0.4)
        self.s.type("the near one")
        self.enter("the near one", "reply")

    def secret(self):
        self.s.run("python3 -c 'import getpass; getpass.getpass(\"Secret: \")'", wait=False)
        self.s.see("Secret:")
        self.s.pause(0.2)
        self.s.secret(f"Dale{self.lot.randrange(1000, 9999)}Hen")
        self.enter(None)

    def lie(self):
        self.say("./lie")
        self.s.absent.append("/never/typed")
        self.say()

    def partial(self):
        self.say("printf unended")
        self.say()

    def wide(self):
        self.say("echo " + self.word() + " 羊と犬 ok")

    def long(self):
        self.say("echo " + self.word() + " " + " ".join(f"stone-{n}" for n in range(self.s.spec["size"][0] // 8 + 2)))

    def long_insert(self):
        text = self.word() + " " + " ".join(f"stone-{n}" for n in range(self.s.spec["size"][0] // 8))
        self.s.type("echo " + text)
        self.s.key("C-a", pace=0.12)
        for _ in range(5):
            self.s.key("Right", pace=0.03)
        self.s.type("put ", 0.05)
        self.s.pause(0.15)
        self.enter("echo put " + text)

    def empty(self):
        self.enter(None)

    def burst(self):
        one, two = "echo " + self.word(), "echo " + self.word()
        self.send(one + "\r" + two + "\r", one, two, pause=0.5)

    def once(self):
        for text in ("echo " + self.word(), "grep -c ram dale.log; echo __END__"):
            self.send(text + "\r", text, pause=0.15)

    def once_block(self):
        self.send("\r".join(self.it["loop"]) + "\r", "\n".join(self.it["loop"]), pause=0.4)

    def feed(self):
        text = "echo " + self.word()
        self.s.type(text)
        self.s.place = self.s._look()[0]
        self.s.key("C-j", pace=0)
        self.s.truth(text)
        self.s.pause(0.1)
        self.calm()

    def talk(self):
        self.s.run("./talk &", wait=False)
        self.s.see("shepherd 1")
        text = "echo " + self.word()
        self.s.type(text, pace=0.07)
        self.s.pause(0.1)
        self.enter(text)
        self.s.pause(1.0)
        self.enter(None)

    def here(self):
        text = self.word()
        for line in ("cat << E", text):
            self.s.type(line)
            self.s.key("Enter", pace=0.15)
        self.s.type("E")
        self.enter("cat << E\n" + text + "\nE")

    def loop(self):
        for line in self.it["loop"][:-1]:
            self.s.type(line)
            self.s.key("Enter", pace=0.15)
            self.calm(0.1)
        self.s.type(self.it["loop"][-1])
        text = "\n".join(self.it["loop"])
        self.enter(text, also=[text.replace("echo", "    echo")])

    def home(self):
        text = "echo " + self.word()
        self.s.type(text)
        self.s.key("C-a", pace=0.1)
        self.enter(text)

    def mend(self):
        text = "echo " + self.word()
        self.s.type(text + " oops")
        back(self.s, 5)
        self.s.type(" right")
        self.enter(text + " right")

    def kill(self):
        text = "echo " + self.word()
        self.s.type("thrown away " + str(self.n))
        self.s.key("C-a", pace=0.08)
        self.s.key("C-k", pace=0.12)
        self.s.type(text)
        self.enter(text)

    def insert(self):
        text = self.word()
        self.s.type("echo " + text)
        self.s.key("C-a", pace=0.1)
        for _ in range(5):
            self.s.key("Right", pace=0.03)
        self.s.type("put ")
        self.s.pause(0.15)
        self.enter("echo put " + text)

    def up(self):
        one, two = "echo " + self.word(), "echo " + self.word()
        self.say(one)
        self.say(two)
        self.s.key("Up", "Up", pace=0.12)
        self.s.pause(0.15)
        self.enter(one)

    def up_edit(self):
        one = "echo " + self.word()
        self.say(one)
        self.s.key("Up", pace=0.12)
        self.s.type(" | cat")
        self.s.pause(0.1)
        self.enter(one + " | cat")

    def redraw(self):
        text = "echo " + self.word()
        self.s.type(text)
        self.s.key("C-l", pace=0.25)
        self.s.type(" on")
        self.s.pause(0.05)
        self.enter(text + " on")

    def search(self):
        one = "echo " + self.word()
        self.say(one)
        self.say()
        self.s.key("C-r", pace=0.15)
        self.s.type(one[5:8].strip(), pace=0.08)
        self.s.pause(0.2)
        self.enter(one)

    def tab(self):
        self.s.type("cat folds/fa")
        self.s.key("Tab", pace=0.35)
        self.enter("cat folds/far.txt", also=["cat folds/far.txt "])

    def tab_list(self):
        self.s.type("cat folds/ne")
        self.s.key("Tab", pace=0.25)
        self.s.key("Tab", pace=0.3)
        self.s.type("g")
        self.s.key("Tab", pace=0.3)
        self.enter("cat folds/near-gate.txt", also=["cat folds/near-gate.txt "])

    def stop(self):
        self.s.run("sleep 33", wait=False)
        self.s.pause(0.3)
        self.s.key("C-z", pace=0.25)
        self.calm()
        self.s.run("fg", wait=False)
        self.s.pause(0.3)
        self.s.key("C-c", pace=0.25)
        self.calm()

    def less(self):
        self.s.run("less dale.log", wait=False)
        self.s.see("003 dale-0")
        self.s.pause(0.3)
        self.s.type("q")
        self.s.pause(0.2)
        self.calm()

    def paste(self):
        text = f"echo {self.word()}\necho {self.word()}"
        self.s.paste(text)
        self.s.pause(0.25)
        self.enter(text)

    def paste_once(self):
        text = f"echo {self.word()}\necho {self.word()}"
        self.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~\r", text)


class Talk(Walk):
    """The same with an interpreter: statements, typed or sent."""

    def repl(self, text, also=()):
        self.s.type(text)
        self.enter(text, "repl", also)

    def at_once(self, data, *texts, pause=0.5):
        self.send(data, *texts, pause=pause, kind="repl")
