"""Plain terminals by lot: shells as their users have made them (vi's keys, two rows, rules, transient, right prompts, small screens, other terminals), and between deeds windows that are pulled, editors, pagers, words."""
import random

import drive
from drive import scenario
from props.walk import FILES, KINDS, LOOP, Walk, kind

B, Z, F = KINDS["bash"]["can"], KINDS["zsh"]["can"], KINDS["fish"]["can"]
MORE = "pulled pulled_later edited man_page top_for_a_while notice words widths exec_again grep_long"
TRANSIENT = "precmd() {{ PROMPT=$'\\n%F{{blue}}%~%f %F{{8}}%*%f\\n%F{{green}}❯%f ' }}\nzle-line-finish() {{ PROMPT='%F{{green}}❯%f ' zle reset-prompt }}\nzle -N zle-line-finish\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n#{}\n"
POWER = "setopt prompt_subst\nPROMPT=$'%K{{blue}}%F{{white}} %~ %k%F{{blue}}\\ue0b0%f '\nRPROMPT='%F{{green}}\\ue0b2%K{{green}}%F{{black}} %(?.✔.✘ %?) %k%f'\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n#{}\n"
VI = "PROMPT='%~ %# '\nbindkey -v\nKEYTIMEOUT=1\nzle-keymap-select() {{ RPROMPT=\"${{${{KEYMAP/vicmd/NORMAL}}/(main|viins)/INSERT}}\"; zle reset-prompt }}\nzle -N zle-keymap-select\nbindkey '^A' beginning-of-line '^K' kill-line '^R' history-incremental-search-backward\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\n#{}\n"
RULE = "rule() {{ printf '%*s\\n' \"$COLUMNS\" '' | tr ' ' -; }}\nPROMPT_COMMAND=rule\nPS1='\\[\\e[36m\\]\\w\\[\\e[0m\\] [$?]\\n❯ '\nHISTFILE=~/.h\n#{}\n"
GIT = "PS1='\\[\\e]0;\\u@\\h: \\w\\a\\]\\[\\e[32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[34m\\]\\w\\[\\e[33m\\] (main *)\\[\\e[0m\\]\\$ '\nHISTFILE=~/.h\nshopt -s checkwinsize histappend\n#{}\n"
CLOCK = "PS1='\\[\\e[s\\e[999C\\e[7D\\e[90m\\t\\e[0m\\e[u\\]\\W > '\nHISTFILE=~/.h\n#{}\n"
FISH = "set -g fish_greeting\nfunction fish_prompt; set_color green; echo -n (prompt_pwd); set_color normal; echo -n ' ⟩ '; end\nfunction fish_right_prompt; set_color brblack; echo -n (date +%H:%M:%S); set_color normal; end\n#{}\n"
MINE = {
    "bash_rule": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": RULE}, " ".join(B)),
    "bash_git": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": GIT}, " ".join(B)),
    "bash_clock": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": CLOCK}, " ".join(B)),
    "bash_old": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], ["\\u@\\h:\\w\\$ "], {"rc": "PS1='{}'\nbind 'set enable-bracketed-paste off'\n"}, " ".join(set(B) - {"paste", "paste_once"})),
    "bash_noediting": kind(["bash", "--noediting", "--rcfile", "@HOME@/rc", "-i"], ["bash$ "], {"rc": "PS1='{}'\n"}, " ".join(KINDS["dash"]["can"])),
    "zsh_transient": kind(["zsh", "-i"], [""], {".zshrc": TRANSIENT}, " ".join(Z)),
    "zsh_power": kind(["zsh", "-i"], [""], {".zshrc": POWER}, " ".join(Z)),
    "zsh_vi": kind(["zsh", "-i"], [""], {".zshrc": VI}, " ".join(set(Z) - {"kill"})),
    "fish_right": kind(["fish", "-i"], [""], {".config/fish/config.fish": FISH}, " ".join(F), ["for n in 1 2", "echo row $n", "end"]),
    "tcsh_right": kind(["tcsh"], [""], {".tcshrc": "set prompt='%m:%~%# '\nset rprompt=' %T'\nset history=50\nunset autologout\nbindkey -e\n#{}\n"}, " ".join(KINDS["tcsh"]["can"]), ["foreach n (1 2)", "echo row $n", "end"]),
    "yash_right": kind(["yash", "-i"], [""], {".yashrc": "YASH_PS1='\\fg.${{PWD##*/}}\\fd. # '\nYASH_PS1R='\\fy.[right]\\fd.'\nset -o emacs\n#{}\n"}, " ".join(KINDS["yash"]["can"])),
    "mksh_rows": kind(["mksh", "-i"], [""], {"mrc": "PS1=$'${{PWD##*/}} [$?]\\n❯ '\n#{}\n"}, " ".join(KINDS["mksh"]["can"]), env={"ENV": "@HOME@/mrc"}),
}


class Strait(Walk):
    def pulled(self):
        text = "echo " + self.word()
        self.s.type(text)
        cols, rows = self.s.spec["size"]
        self.s.resize(cols - 11, rows)
        self.calm()
        self.s.type(" pulled")
        self.enter(text + " pulled")
        self.s.resize(cols, rows)
        self.calm()

    def pulled_later(self):
        cols, rows = self.s.spec["size"]
        self.s.resize(cols + 13, rows + 4)
        self.calm()
        self.say()
        self.say("seq 9")
        self.s.resize(cols, rows)
        self.calm()
        self.say()

    def edited(self):
        self.s.run("vim -u NONE -n folds/far.txt", wait=False)
        self.s.see("far.txt")
        self.s.pause(0.4)
        self.s.type("Aline", 0.05)
        self.s.key("Escape", pace=0.2)
        self.s.type(":wq")
        self.s.key("Enter", pace=0.3)
        self.calm()
        self.say("cat folds/far.txt")

    def man_page(self):
        self.s.run("printf 'NAME\\n%70s\\n' page | less -S", wait=False)
        self.s.see("NAME")
        self.s.pause(0.3)
        self.s.type("q")
        self.s.pause(0.2)
        self.calm()

    def top_for_a_while(self):
        self.s.run("top -d 0.3", wait=False)
        self.s.see("load average")
        self.s.pause(0.7)
        self.s.type("q")
        self.s.pause(0.3)
        self.calm()

    def notice(self):
        self.say("sleep 0.5 &")
        self.s.pause(0.8)
        self.say()

    def words(self):
        text = self.word()
        self.s.type("echo " + text + " --option=value /some/long/path")
        back(self.s, len("/some/long/path"))
        self.s.type("/a/b")
        self.enter("echo " + text + " --option=value /a/b")

    def widths(self):
        width = self.s.spec["size"][0]
        for more in (0, 1):
            shown = len(self.s.cursor_line())
            self.say("echo " + "x" * (width - shown - 5 + more))

    def exec_again(self):
        self.say("true")
        self.enter(None)
        self.enter(None)
        self.say()

    def grep_long(self):
        self.say("grep -n -e ewe -e ram dale.log | sort -k3 -r | head -n 3 | awk '{ print $1, $2 }' # " + self.word())


def back(s, n):
    for _ in range(n):
        s.key("BSpace", pace=0.02)


def walk(s):
    it, lot = Strait(s), s.spec["lot"]
    it.calm(0.5)
    it.say()
    deeds = lot.sample(sorted(set(s.spec["it"]["can"])), 8) + lot.sample(MORE.split(), 4)
    lot.shuffle(deeds)
    for deed in deeds:
        getattr(it, deed)()
    it.say()
    s.type("exit")
    s.enter("exit", wait=False)


def make(number, name, term):
    lot, it = random.Random(f"strait {number}"), {**KINDS, **MINE}[name]
    prompt = lot.choice(it["prompts"])
    files = {**FILES, **{path: text.format(prompt) for path, text in it["files"].items()}}

    def play(s):
        walk(s)
    play.__name__ = f"exam_strait_{number:02}_{name}"
    scenario(it["argv"], prompt=".", size=lot.choice([(80, 24), (60, 15), (100, 30), (132, 43), (120, 40), (200, 50), (80, 24)]), pace=lot.choice([0.012, 0.02, 0.05, 0.09]), history="", term=term,
             files=files, env=dict(it["env"]), needs=[it["argv"][0], "vim", "top"])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot)


for at, shell in enumerate([*MINE, "bash", "zsh", "fish", "tcsh", "ksh93", "mksh", "yash", "busybox", "dash", "zsh_right", "bash_git", "zsh_power"]):
    make(at, shell, {14: "xterm", 16: "vt100", 19: "linux", 20: "screen-256color", 22: "tmux-256color"}.get(at, "xterm-256color"))
