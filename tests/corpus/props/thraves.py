"""Prompts of still other machines and themes, and the files of an observatory."""
import functools

from props import strothers

STARS = {"stars.csv": "name,mag,dist,con\n" + "".join(f"{['Vega', 'Altair', 'Deneb', 'Mizar', 'Alcor', 'Spica'][n % 6]}-{n // 6},{n * 17 % 60 / 10},{n * 31 % 900},{['Lyr', 'Aql', 'Cyg', 'UMa'][n % 4]}\n" for n in range(60)),
         "plates/1931/p-004.fit": "SIMPLE = T\n", "plates/1931/p-017.fit": "SIMPLE = T\n", "plates/1952/p-112.fit": "SIMPLE = F\n", "plates/dark frame.fit": "SIMPLE = T\n", "dome.yaml": "dome:\n  azimuth: 114\n  shutter: open\nweather:\n  wind: 7\n",
         "reduce/Makefile": "all:\n\t@echo reduced\nclean:\n\t@echo cleaned\n", "reduce/flat.py": "import sys\nprint('flat', *sys.argv[1:])\n", "night.log": "".join(f"2026-10-{n % 28 + 1:02}T{n % 24:02}:{n * 7 % 60:02} cam{n % 3} {['exposed', 'read out', 'guided', 'lost star'][n * 5 % 4]} {n * 53 % 400}s\n" for n in range(180)),
         "guide": "#!/bin/sh\nfor n in 1 2 3; do sleep 0.6; echo \"guider: drift 0.$n px\"; done\n", "expose": "#!/bin/sh\nfor n in 5 30 55 80 100; do printf '\\r[%-25s] %d%%' \"$(printf '%*s' $((n / 4)) '' | tr ' ' '=')\" $n; sleep 0.12; done; echo\n",
         "park": "#!/bin/sh\nprintf 'Park %s? [y/N] ' \"$1\"\nread a\ncase $a in y*) echo parked ;; *) echo tracking ;; esac\n", "pen": "#!/bin/sh\nprintf 'echo written at the desk\\n' > \"$1\"\n"}

# bash
EC2 = r"[ec2-user@ip-10-0-3-17 \W]\$ "
RASPI = r"\[\e]0;\u@\h: \w\a\]${debian_chroot:+($debian_chroot)}\[\033[01;32m\]pi@dome\[\033[00m\]:\[\033[01;34m\]\w \$\[\033[00m\] "
PVE = r"root@pve-2:\w# "
MINGW = r"\[\033]0;MINGW64:\w\007\]\n\[\033[32m\]ana@DOME-PC \[\033[35m\]MINGW64 \[\033[33m\]\w\[\033[36m\] (main)\[\033[0m\]\n$ "
NIX = r"\n\[\033[1;32m\][nix-shell:\w]\$\[\033[0m\] "
CLOUD = r"\[\e[1;32m\]ana@cloudshell\[\e[0m\]:\[\e[1;34m\]\w\[\e[0m\] \[\e[1;33m\](sky-survey-7)\[\e[0m\]\$ "
TERMUX = r"\[\e[0;32m\]\w\[\e[0m\] \[\e[0;97m\]\$\[\e[0m\] "
BOBBY_RC = r"""bobby() { local e=$?; PS1="\n\[\e[36m\]\D{%H:%M:%S} \[\e[35m\]dome \[\e[0m\]in \[\e[32m\]\w\n\[\e[32m\]main \[\e[31m\]✗\[\e[0m\] →\[\e[0m\] "; }
PROMPT_COMMAND=bobby
"""
TOOK_RC = r"""trap 'T0=${T0:-$SECONDS}' DEBUG
took() { local e=$?; local d=$((SECONDS - ${T0:-$SECONDS})); PS1="\[\e[2m\]${d}s\[\e[0m\] \[\e[$([ $e = 0 ] && echo 32 || echo 31)m\]\W ▸\[\e[0m\] "; unset T0; }
PROMPT_COMMAND=took
"""
CAPS_RC = r"""caps() { PS1="\[\e[38;5;33m\]"$'\ue0b6'"\[\e[48;5;33;38;5;231m\] \W \[\e[0;38;5;33m\]"$'\ue0b4'"\[\e[0m\] \[\e[38;5;208m\]"$'\ue0b6'"\[\e[48;5;208;38;5;16m\] main \[\e[0;38;5;208m\]"$'\ue0b4'"\[\e[0m\]\n\[\e[1;38;5;40m\]"$'\uf0a9'"\[\e[0m\] "; }
PROMPT_COMMAND=caps
"""
# starship's own right prompt in bash is made so
RIGHT_RC = r"""right() { local c=$?; printf '\e[%dG\e[33m%s\e[0m\r' $((COLUMNS - 12)) "took 0.$((RANDOM % 90 + 10))s"; }
PROMPT_COMMAND=right
PS1='\[\e[1;34m\]\W\[\e[0m\] \[\e[1;32m\]❯\[\e[0m\] '
"""
# zsh
INIT = "autoload -Uz promptinit && promptinit\nbindkey -e\n"
GNZH_RC = "PROMPT=$'╭─%F{green}%n%f%B%F{cyan}@%f%b%F{cyan}dome%f %B%F{blue}%~%f%b %F{yellow}‹main›%f\\n╰─%B➤%b '\nRPROMPT='%(?..%F{red}%? ↵%f)'\nbindkey -e\n"
JON_RC = "setopt prompt_subst\nPROMPT=$'%F{cyan}┌─(%F{green}%~%F{cyan})${(l:20::─:)}(%F{blue}%n@dome%F{cyan})─┐\\n└─(%F{yellow}%D{%H:%M:%S}%F{cyan})─%f%# '\nRPROMPT='%F{cyan}─(%F{yellow}%D{%a,%b%d}%F{cyan})─┘%f'\nPROMPT2='%F{cyan}─(%F{green}%_%F{cyan})─%f '\nbindkey -e\n"
STARZ_RC = "setopt prompt_subst\nprecmd() { D=$SECONDS }\nPROMPT=$'\\n%B%F{cyan}%1~%f%b via %B%F{yellow}🐍 v3.11%f%b \\n%(?.%B%F{green}.%B%F{red})❯%f%b '\nRPROMPT='%F{8}%D{%H:%M:%S}%f'\nbindkey -e\n"
TRANS_RC = "setopt prompt_subst\nbig=$'\\n%F{31}╭%f %F{39}%~%f %F{70}main ⇡1 !2%f\\n%F{31}╰%f%(?.%F{76}.%F{196})❯%f '\nPROMPT=$big\nRPROMPT='%(?.%F{70}✔%f.%F{160}✘ %?%f) %F{66}%D{%H:%M}%f'\nside=$RPROMPT\nzle-line-finish() { PROMPT='%(?.%F{76}.%F{196})❯%f ' RPROMPT=''; zle .reset-prompt; zle -R; PROMPT=$big RPROMPT=$side }\nzle -N zle-line-finish\nbindkey -e\n"
TMOUT_RC = "PROMPT='%F{green}[%D{%H:%M:%S}]%f %1~ %# '\nTMOUT=1\nTRAPALRM() { zle reset-prompt }\nbindkey -e\n"
COMPLETE = "autoload -Uz compinit && compinit -u -D\nzstyle ':completion:*' menu select\nzstyle ':completion:*:descriptions' format '%F{yellow}-- %d --%f'\nzstyle ':completion:*' list-colors ''\n"
# fish
CLASSIC = "set -l s $status; echo -n root@dome' '; set_color green; echo -n (prompt_pwd); set_color normal; test $s -ne 0; and set_color red; and echo -n \" [$s]\"; set_color normal; echo -n '> '"
STARF = "echo; set_color -o cyan; echo -n (prompt_pwd); set_color normal; echo -n ' on '; set_color -o magenta; echo ' main [!]'; set_color -o green; echo -n '❯ '; set_color normal"


def by(maker):
    """One of the makers of strothers, with these files beside those."""
    @functools.wraps(maker)
    def make(*given, **more):
        return maker(*given, files={**STARS, **more.pop("files", {})}, **more)
    return make


bash, zsh, fish, tcsh, ksh, mksh, ash, yash, dash, alone = (by(getattr(strothers, name)) for name in "bash zsh fish tcsh ksh mksh ash yash dash alone".split())


def sampled(size, name, rc="", **more):
    """A fish with one of the prompts that come with it."""
    return fish(size, "echo -n '> '", f"source {strothers.SAMPLES}/{name}.fish\n{rc}", needs=[f"{strothers.SAMPLES}/{name}.fish", *more.pop("needs", [])], **more)
