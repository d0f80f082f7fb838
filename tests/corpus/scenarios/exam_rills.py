"""Days of admins and developers in plain terminals, by lot: shell, prompt, size and deeds are drawn, and windows are of any size."""
import random

import drive
from drive import scenario
from props import chores, namespaces
from props.chores import Chores, TOOLS
from props.walk import FILES, KINDS, kind

OLD = {name: [deed for deed in it["can"] if deed in ("abort", "cd", "empty", "plain", "quick", "mend", "kill", "insert", "tab", "burst", "ahead_two", "partial")] for name, it in KINDS.items()}
GIT = "PS1='\\[\\e[1;34m\\]\\w\\[\\e[0;33m\\]$(git branch --show-current 2>/dev/null | sed \"s/.*/ (&)/\")\\[\\e[0m\\] \\$ '\nHISTFILE=~/.h\nHISTTIMEFORMAT='%T '\n"
SUDO = "PS1='\\u@rill:\\w\\$ '\nHISTFILE=~/.h\n"
CORNERS = "PS1='\\n\\[\\e[38;5;39m\\]╭─\\[\\e[0m\\] \\u in \\w \\[\\e[90m\\]$(date +%T)\\[\\e[0m\\]\\n\\[\\e[38;5;39m\\]╰─\\[\\e[0m\\]\\$ '\nHISTFILE=~/.h\n"
STATUS = "PROMPT_COMMAND='s=$?; PS1=\"\\[\\e]0;\\w\\a\\]\"; [ $s = 0 ] || PS1+=\"\\[\\e[31m\\]✗$s \\[\\e[0m\\]\"; PS1+=\"\\W ⟫ \"'\nHISTFILE=~/.h\n"
MENU = "autoload -Uz compinit; compinit -u\nzstyle ':completion:*' menu select\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=90 SAVEHIST=90\n"
VCS = "autoload -Uz vcs_info; precmd() { vcs_info }\nzstyle ':vcs_info:git:*' formats '%F{yellow}(%b)%f '\nsetopt prompt_subst\nPROMPT='%F{cyan}%1~%f ${vcs_info_msg_0_}%(?..%F{red}%?%f )%# '\nRPROMPT='%F{8}%*%f'\n"
SHORT = "PROMPT=$'\\n%F{blue}%~%f %F{8}%n@rill%f\\n%F{magenta}❯%f '\nshorten() { PROMPT='%F{8}%#%f ' zle reset-prompt; }\nzle -N zle-line-finish shorten\nprecmd() { PROMPT=$'\\n%F{blue}%~%f %F{8}%n@rill%f\\n%F{magenta}❯%f ' }\n"
FISH_GIT = "set -g fish_greeting\nfunction fish_prompt\n  set -l s $status\n  set_color cyan; echo -n (prompt_pwd); set_color normal\n  echo -n (fish_git_prompt)\n  test $s -ne 0; and echo -n \" [$s]\"\n  echo; echo -n '❯ '\nend\nfunction fish_right_prompt; date +%H:%M; end\n"
B = [*chores.ANY, *chores.EDITED, *chores.PASTED, "combining"]
BASHES = " ".join(B + chores.POSIX + chores.BASH)
ZSHES = " ".join(B + [d for d in chores.POSIX if d != "slash_rows"] + chores.ZSH)
FISHES = " ".join(B + chores.FISH)
PLAIN = " ".join(chores.ANY + chores.POSIX)
LINES = " ".join(chores.ANY + chores.POSIX + [d for d in chores.EDITED if d not in ("emoji_mid", "wide_erase", "word_case", "yank_back", "wrap_home")])
SHELLS = {
    "bash_git": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": GIT}, BASHES),
    "bash_corners": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": CORNERS}, BASHES),
    "bash_status": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], [""], {"rc": STATUS}, BASHES),
    "bash_plain": kind(["bash", "--norc", "-i"], [""], {}, BASHES),
    "bash_sudo": kind(["unshare", "--mount", "sh", "-c", "mount --bind @HOME@ /root && exec bash --rcfile @HOME@/rc -i"], [""], {"rc": SUDO, ".bashrc": SUDO, ".profile": ". ~/.bashrc\n"}, BASHES + " become become_su become_other"),
    "zsh_menu": kind(["zsh", "-i"], [""], {".zshrc": MENU + "PROMPT='%n@rill %1~ %(!.#.$) '\n"}, ZSHES),
    "zsh_vcs": kind(["zsh", "-i"], [""], {".zshrc": VCS + MENU}, ZSHES),
    "zsh_short": kind(["zsh", "-i"], [""], {".zshrc": MENU + SHORT}, ZSHES),
    "zsh_bare": kind(["zsh", "-f", "-i"], [""], {}, " ".join(set(ZSHES.split()) - {"menu_taken"}), env={"HISTSIZE": "60"}),
    "fish_git": kind(["fish", "-i"], [""], {".config/fish/config.fish": FISH_GIT}, FISHES),
    "fish_own": kind(["fish", "-i"], [""], {".config/fish/config.fish": "set -g fish_greeting\n"}, FISHES),
    "tcsh": kind(["tcsh"], [""], {".tcshrc": "set prompt='%B%n@rill%b %c %# '\nset history=60 autolist\nunset autologout\nbindkey -e\n"}, " ".join([d for d in chores.ANY if d not in ("ask_name", "trace_back")] + ["word_back", "wrap_erase", "last_but_two", "accents", "pulled_in_long", "bang"])),
    "ksh93": kind(["ksh93", "-o", "emacs", "-i"], [""], {"krc": "PS1='$PWD \\$ '\nHISTFILE=~/.kh\n"}, LINES, env={"ENV": "@HOME@/krc"}),
    "mksh": kind(["mksh", "-i"], [""], {"mrc": "PS1='rill:$PWD# '\n"}, LINES, env={"ENV": "@HOME@/mrc"}),
    "yash": kind(["yash", "-i"], [""], {".yashrc": "YASH_PS1='[\\u] ${PWD##*/} \\$ '\nset -o emacs\n"}, LINES),
    "busybox": kind(["busybox", "sh"], [""], {"arc": "PS1='\\u@\\h:\\w\\$ '\n"}, LINES, env={"ENV": "@HOME@/arc"}),
    "dash": kind(["dash", "-i"], [""], {"drc": "PS1='$PWD # '\n"}, PLAIN, env={"ENV": "@HOME@/drc"}),
}


class Rill(Chores):
    def become(self):
        for text in ("sudo -i", "id -un", "ls folds", "cd /tmp", None, "exit"):
            self.say(text)
        self.say()

    def become_su(self):
        for text in ("su", None, "cd folds", "ls", "exit"):
            self.say(text)
        self.say("pwd")

    def become_other(self):
        for text in ("sudo -u nobody id -un", "sudo -s", None, "exit"):
            self.say(text)


def walk(s):
    it, lot = Rill(s), s.spec["lot"]
    it.calm(0.5)
    name = "_".join(s.name.split("_")[3:])
    deeds = lot.sample(sorted(set(s.spec["it"]["can"])), 9) + lot.sample(sorted(OLD[name.split("_")[0]]), 3)
    deeds += [d for d in ("become", "become_su") if name == "bash_sudo" and d not in deeds]
    lot.shuffle(deeds)
    for deed in deeds:
        getattr(it, deed)()
    it.say()
    s.type("exit")
    s.enter("exit", wait=False)


def make(number, name):
    lot, it = random.Random(f"rill {number}"), SHELLS[name]
    size = (lot.randrange(52, 190), lot.randrange(13, 54))

    def play(s):
        walk(s)
    play.__name__ = f"exam_rill_{number:02}_{name}"
    env = {"EDITOR": "vi", **it["env"], **({"PS1": "\\s-\\v\\$ "} if name == "bash_plain" else {})}
    scenario(it["argv"], prompt=".", size=size, pace=lot.choice([0.012, 0.03, 0.06]), history="", files={**FILES, **TOOLS, **it["files"]}, env=env,
             needs=[it["argv"][0], "git", "vi", "nano", "man", "top", "htop", "ssh-keygen", *(["sudo", *namespaces()] if name == "bash_sudo" else [])])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot)


for at, shell in enumerate([*SHELLS, "bash_git", "zsh_vcs", "fish_git", "bash_sudo", "bash_corners", "zsh_short", "dash", "tcsh", "bash_plain"]):
    make(at, shell)
