"""Prompts of still other distributions and themes, some with a repository's real state, and the files of a ferry company."""
import functools

from props import strothers
from props.strothers import SAMPLES

FERRY = {"boats.csv": "boat,seats,built,home\n" + "".join(f"{['Osprey', 'Merlin', 'Heron', 'Tern', 'Gannet'][n % 5]} {n // 5 + 1},{40 + n * 23 % 260},{1960 + n * 7 % 60},{['Oban', 'Mallaig', 'Ullapool'][n % 3]}\n" for n in range(45)),
         "runs/monday.txt": "0700 Oban\n0915 Craignure\n", "runs/tuesday.txt": "0800 Oban\n", "runs/market day.txt": "0630 Ullapool\n", "site/index.php": "<?php echo 'ferries'; ?>\n", "site/main.css": "body { margin: 0 }\n", "site/lib/fares.js": "export const fare = 7;\n",
         "fleet.ini": "[fleet]\nhome = Oban\nboats = 9\n[radio]\nchannel = 16\n", "deck.log": "".join(f"{n % 24:02}:{n * 11 % 60:02}:{n * 7 % 60:02} boat-{n % 9} {['sailed', 'moored', 'delayed', 'fuelled'][n * 3 % 4]} {n * 41 % 300}\n" for n in range(160)),
         "tide": "#!/bin/sh\nfor n in 1 2 3; do sleep 0.6; echo \"tide gauge: $n.4 m\"; done\n", "fuel": "#!/bin/sh\nfor n in 9 28 54 83 100; do printf '\\r\\033[Kfuelling %3d%% |%-20s|' $n \"$(printf '%*s' $((n / 5)) '' | tr ' ' '#')\"; sleep 0.12; done; echo\n",
         "board": "#!/bin/sh\nprintf 'Board %s now? (y/n) ' \"$1\"\nread a\ncase $a in y*) echo boarded ;; *) echo waiting ;; esac\n", "scribe": "#!/bin/sh\nprintf 'echo entered by the purser\\n' > \"$1\"\n"}

# bash
ORACLE = r"[\u@ferry-db1 \W]\$ "
SHIPPED = r"\s-\v\$ "
DEVCON = r"\[\033[0;32m\]vscode \[\033[0;0m\]➜ \[\033[1;34m\]/workspaces/\W \[\033[0;36m\](\[\033[1;31m\]main\[\033[0;36m\]) \[\033[0;0m\]\$ "
KUBE = r"(⎈|\[\e[31m\]prod-west\[\e[0m\]:\[\e[36m\]booking\[\e[0m\]) \W\$ "
ROCKET = r"🚢 \[\e[1;36m\]\W\[\e[0m\] ❯ "
FACE_RC = r"""fc() { if [ $? = 0 ]; then PS1='\[\e[32m\]:)\[\e[0m\] \w \$ '; else PS1='\[\e[31m\]:(\[\e[0m\] \w \$ '; fi; }
PROMPT_COMMAND=fc
"""
REPO = "git init -q -b main . 2>/dev/null; git config user.name n; git config user.email n@h; git add boats.csv runs; git commit -qm first\n"
GITPS1_RC = ". /usr/lib/git-core/git-sh-prompt\nGIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWCOLORHINTS=1\n" + REPO + r"""PROMPT_COMMAND='__git_ps1 "\[\e[34m\]\u@quay\[\e[0m\]:\w" " \\\$ "'""" + "\n"
TPUT_RC = r"""PS1='\[$(tput sc; printf "\e[90m%*s\e[0m" "$COLUMNS" "\D{%a} $(date +%T)"; tput rc)\]\[\e[1;33m\]\W\[\e[0m\] \$ '
"""
BOX_RC = r"""bx() { local e=$?; PS1="\n\[\e[38;5;244m\]┏━[\[\e[38;5;81m\]\u\[\e[38;5;244m\]]━[\[\e[38;5;113m\]\w\[\e[38;5;244m\]]━[\[\e[38;5;215m\]\A\[\e[38;5;244m\]]$([ $e = 0 ] || echo "━[\[\e[38;5;203m\]$e\[\e[38;5;244m\]]")\n┗━▶\[\e[0m\] "; }
PROMPT_COMMAND=bx
"""
JOBS_RC = "PS1='[\\j] \\W \\$ '\nPROMPT_COMMAND=('history -a' 'printf \"\\e]0;%s\\a\" \"${PWD##*/}\"')\nPROMPT_DIRTRIM=1\n"
MODE_RC = "set -o vi\nbind 'set show-mode-in-prompt on'\nbind 'set vi-ins-mode-string \"(ins) \"'\nbind 'set vi-cmd-mode-string \"(cmd) \"'\nbind 'set keyseq-timeout 60'\n"
# zsh
SORIN_RC = "PROMPT='%F{cyan}%1~%f %B%F{red}❯%F{yellow}❯%F{green}❯%f%b '\nRPROMPT='%(?..%F{red}⏎ %?%f )%F{blue}✭%f'\nbindkey -e\n"
FINO = "╭─%F{40}%n%f %F{239}at%f %F{33}quay%f %F{239}in%f %B%F{226}%~%f%b %F{239}on%f main\n╰─○ "
CANDY = "%B%F{green}%n@quay %F{blue}%D{[%X]}%f %F{white}[%~]%f%b %F{red}[main *]%f\n%F{blue}->%B %(!.#.$) %b%f"
STEEEF = "\n%F{135}%n%f at %F{166}quay%f in %F{118}%~%f on %F{81}main%F{161}●%f\n$ "
XIONG = "%F{cyan}┌[%F{green}%n%F{cyan}@%F{magenta}quay%F{cyan}] %F{white}(%F{cyan}main%F{white})%f %~\n%F{cyan}└> %f"
KALIZ_RC = "PROMPT=$'%F{green}┌──(%B%F{blue}%n㉿quay%b%F{green})-[%B%F{reset}%(6~.%-1~/…/%4~.%5~)%b%F{green}]\\n└─%B%(#.%F{red}#.%F{blue}$)%b%F{reset} '\nRPROMPT=$'%(?.. %? %F{red}%B⨯%b%F{reset})%(1j. %j %F{yellow}%B⚙%b%F{reset}.)'\nbindkey -e\n"
MACZ = "%n@Quay-MacBook-Pro %1~ %# "
VCS_RC = REPO + "autoload -Uz vcs_info\nzstyle ':vcs_info:git:*' formats '%F{magenta}%b%f%c%u'\nzstyle ':vcs_info:git:*' check-for-changes true\nprecmd() { vcs_info }\nsetopt prompt_subst\nPROMPT='%F{blue}%1~%f ${vcs_info_msg_0_} %# '\nRPROMPT='%F{8}%D{%H:%M:%S}%f'\nbindkey -e\n"
REFINED_RC = "precmd() { print -P '\\n%F{blue}%~%f %F{8}main*%f %F{yellow}%(?..[%?])%f' }\nPROMPT='%(?.%F{magenta}.%F{red})❯%f '\nbindkey -e\n"
# once entered, only an arrow and the time are left of it
SHORT_RC = "FULL=$'%F{39}%n@quay%f %F{214}%~%f %F{76}main%f\\n%F{76}➤%f '\nPROMPT=$FULL\nRPROMPT='%F{8}%T%f'\nfin() { PROMPT='%F{8}%T ➤%f ' RPROMPT=; zle reset-prompt; PROMPT=$FULL RPROMPT='%F{8}%T%f' }\nautoload -Uz add-zle-hook-widget\nadd-zle-hook-widget line-finish fin\nbindkey -e\n"
COMPINIT = "autoload -Uz compinit && compinit -u -D\n"
# fish
BOB = "set_color -b 005f87 white; echo -n ' '(prompt_pwd)' '; set_color -b d7d7d7 005f87; echo -n \ue0b0; set_color 303030; echo -n ' \ue0a0 main '; set_color -b normal d7d7d7; echo -n \ue0b0' '; set_color normal"
PUREF = "echo; set_color blue; echo (prompt_pwd)(set_color brblack)' main*'; set_color magenta; echo -n '❯ '; set_color normal"
STATF = "set -l s $status; set_color yellow; echo -n (prompt_pwd); test $s -ne 0; and set_color red; and echo -n ' ['$s']'; set_color normal; echo -n ' ⟩ '"


def by(maker):
    """One of the makers of strothers, with these files beside those."""
    @functools.wraps(maker)
    def make(*given, **more):
        return maker(*given, files={**FERRY, **more.pop("files", {})}, **more)
    return make


bash, zsh, fish, tcsh, ksh, mksh, ash, yash, dash, alone = (by(getattr(strothers, name)) for name in "bash zsh fish tcsh ksh mksh ash yash dash alone".split())


def sampled(size, name, rc="", **more):
    """A fish with one of the prompts that come with it."""
    return fish(size, "echo -n '> '", f"source {SAMPLES}/{name}.fish\n{rc}", needs=[f"{SAMPLES}/{name}.fish", *more.pop("needs", [])], **more)
