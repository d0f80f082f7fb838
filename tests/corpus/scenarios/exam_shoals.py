"""What comes right after something else: in each shell, after each thing that takes the terminal or breaks in, one line in one write and one by hand."""
import random

import drive
from drive import scenario
from props.isles import FILES, Isle

AFTER = "less vi man top git_pager watch screen_left job_output job_notice cat_reply asked secret python sqlite stopped suspended clear flood empty abort unended pulled ahead error trap_output nested printed_prompt".split()
LOOP = ["for n in 1 2; do", "echo row $n", "done"]
SHELLS = {
    "bash": ("exec bash --rcfile @HOME@/rc -i", "rc", "PS1='{}'\nHISTFILE=~/.h\n", ["\\W ⟩ ", "\\u@shoal:\\w\\$ "]),
    "bashless": ("exec bash --rcfile @HOME@/rc -i", "rc", "PS1='{}'\nHISTFILE=~/.h\nbind 'set enable-bracketed-paste off'\n", ["shoal:\\W\\$ ", "[\\t] "]),
    "zsh": ("exec zsh -i", ".zshrc", "PROMPT='{}'\nbindkey -e\n", ["%1~ %# ", "%* ‣ "]),
    "fish": ("exec fish -i", ".config/fish/config.fish", "set -g fish_greeting\nfunction fish_prompt; {}; end\n", ["echo -n 'shoal > '", "echo; echo -n '◆ '"]),
    "tcsh": ("exec tcsh", ".tcshrc", "set prompt='{}'\nset history=80\nunset autologout\nbindkey -e\n", ["[%h] ", "%n@shoal %c%# ", "%B%~%b > "]),
    "ksh93": ("exec ksh93 -o emacs -i", "krc", "PS1='{}'\nHISTFILE=~/.kh\n", ["[!] $ ", "${PWD##*/} » ", "shoal # "]),
    "ksh93bare": ("exec ksh93 +o emacs -i", "krc", "PS1='{}'\nHISTFILE=~/.kh\n", ["$ ", "! $ "]),
    "mksh": ("exec mksh -i", "mrc", "PS1='{}'\n", ["${PWD##*/} # ", "▸ ", "$? $ "]),
    "yash": ("exec yash -i", ".yashrc", "PS1='{}'\nset -o emacs\n", ["y\\$ ", "∷ "]),
    "ash": ("exec busybox ash", "arc", "PS1='{}'\n", ["\\u@\\h:\\w# ", "~> "]),
    "dash": ("exec dash -i", "drc", "PS1='{}'\n", ["$ ", "# ", "shoal> "]),
}
FROM = {"ksh93": "krc", "ksh93bare": "krc", "mksh": "mrc", "ash": "arc", "dash": "drc"}
PREPARE = "#!/bin/sh\ngit init -q r && cd r || exit\nfor n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do echo $n >> l; git add l; git commit -qm \"take number $n\"; done\n"


class Shoal(Isle):
    def after(self):
        """In one write; by hand, as it comes; and now and then a short one."""
        self.at_once(self.echo(), pause=0.15)
        self.say(self.echo(), how=self.lot.choice(["slow", "quick", "even"]))
        if self.lot.random() < 0.3:
            self.at_once(self.lot.choice(["ls cove", "pwd", "true", "date"]), pause=0.15)

    def full(self, text, see, *leave, pause=0.6):
        self.go(text, see, pause)
        for key in leave or ("q",):
            self.s.type(key) if len(key) == 1 else self.s.key(key, pace=0.2)
        self.s.pause(0.35)
        self.calm()

    def less(self):
        self.full("less notes.md", "- note 3")

    def vi(self):
        self.go("vi cove/sand", pause=1.0)
        self.s.key("Escape", pace=0.4)
        self.s.type(":q!", 0.08)
        self.s.key("Enter", pace=0.5)
        self.calm()

    def man(self):
        self.full("man true", "TRUE(1)")

    def top(self):
        self.full("top", "load average", pause=0.8)

    def git_pager(self):
        self.full("git -C r log", "take number", pause=0.6)

    def watch(self):
        self.full("watch -n 5 date", "Every 5", "C-c", pause=0.8)

    def screen_left(self):
        self.go("./bare", pause=1.0)
        self.calm()

    def job_output(self):
        self.go("sh -c 'sleep 0.5; echo from a job' &", "from a job\n", 0.2)

    def job_notice(self):
        self.say("sleep 0.3 &")
        self.s.pause(0.6)

    def error(self):
        self.say("ls /nowhere", "no_such_program", see=False)

    def suspended(self):
        self.go("cat", pause=0.4)
        self.s.key("C-z", pace=0.4)
        self.calm()
        if "dash" in self.s.name and "cat" in self.s.cursor_line():
            self.s.key("C-c", pace=0.3)
        self.at_once("fg", pause=0.4)
        self.s.key("C-d", pace=0.4)
        self.calm()

    def clear(self):
        self.put("clear")
        self.hit("clear", see=False)

    def flood(self):
        self.put("seq 4000")
        self.hit("seq 4000", see=False, pause=0.4)

    def abort(self):
        self.never(f"rm -rf /never/{self.n}")

    def unended(self):
        self.say("printf unended", see=False)

    def pulled(self):
        if not self.s.spec["half"]:
            cols, rows = self.s.spec["size"]
            self.s.resize(cols - 6, rows - 2)
            self.calm()
            self.s.resize(cols, rows)
            self.calm()

    def trap_output(self):
        self.go("sleep 22", pause=0.4)
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.hit(None)

    def nested(self):
        self.go("sh", pause=0.5)
        self.calm()
        self.at_once(self.echo())
        self.say("exit")

    def printed_prompt(self):
        self.say("./lie")
        self.s.absent.append("/never/typed")

    def empty(self):
        self.hit(None)
        self.hit(None)

    def secret(self):
        self.go("python3 -c 'import getpass; getpass.getpass(\"Secret: \")'", "Secret:", 0.2)
        self.s.secret(f"Shoal{self.lot.randrange(1000, 9999)}Tern")
        self.hit(None)

    def python(self):
        self.go("python3 -q", ">>>", 0.4)
        self.at_once("print(6 * 7)", kind="repl")
        self.say("import os", kind="repl")
        self.s.key("C-d", pace=0.4)
        self.calm()

    def sqlite(self):
        self.go("sqlite3", "sqlite>", 0.4)
        self.at_once("select 6 * 7;", kind="repl")
        self.say(".quit", kind="repl")
        self.s.pause(0.2)
        self.calm()

    def stopped(self):
        self.go("sleep 33", pause=0.4)
        self.s.key("C-c", pace=0.3)
        self.calm()


def walk(s):
    it, lot, half = Shoal(s), s.spec["lot"], s.spec["half"]
    it.calm(0.6)
    it.say("./prepare", see=False)
    if half in ("%", '"'):
        s.key("C-b", pace=0.1)
        s.key(half, pace=0.9)
        it.calm(0.4)
    for deed in lot.sample(AFTER, 15 if half else 18):
        getattr(it, deed)()
        it.after()
    if half in ("%", '"'):
        it.put("exit")
        it.hit("exit", see=False, pause=0.7)
        it.after()
    it.bye()


def make(number, name, place):
    lot = random.Random(f"shoal {number}")
    run, rc, text, prompts = SHELLS[name]
    size = (lot.randrange(70, 140), lot.randrange(18, 44)) if not place else (lot.randrange(120, 190), lot.randrange(28, 50))
    files = {**FILES, rc: text.replace("{}", lot.choice(prompts)), "prepare": PREPARE, ".gitconfig": "[user]\n\tname = bo\n\temail = bo@shoal.example\n"}
    argv = run.split()[1:]
    if place:
        files["conf"] = f"set -g default-command '{run.replace('@HOME@', '$HOME')}'\nset -g default-terminal tmux-256color\nset -sg escape-time 10\n" + lot.choice(["", "set -g status off\n", "set -g status-interval 1\nset -g status-right '%H:%M:%S'\n"])
        argv = ["tmux", "-L", "corpus-shoal", "-f", "@HOME@/conf", "new-session"]

    def play(s):
        walk(s)
    play.__name__ = f"exam_shoal_{number:02}_{name}" + {"%": "_right", '"': "_low"}.get(place, "_" + place if place else "")
    scenario(argv, prompt="", size=size, history="", files=files, env={"ENV": "@HOME@/" + FROM.get(name, "none"), "EDITOR": "vi", "MANROFFOPT": "-c"},
             needs=[run.split()[1], "sqlite3", "vi", "less", "python3", "man", "top", "watch", "git"])(play)
    drive.SCENARIOS[-1].update(lot=lot, half=place, loop=LOOP)


for at, shell in enumerate(SHELLS):
    make(at, shell, "")
for at, (shell, where) in enumerate([("ksh93", "whole"), ("dash", "%"), ("tcsh", '"'), ("mksh", "%"), ("bash", "%"), ("zsh", '"'), ("ash", "whole"), ("fish", "%"), ("yash", '"'), ("bashless", "%"), ("tcsh", "whole")], 20):
    make(at, shell, where)
