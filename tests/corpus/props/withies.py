"""Prompts as other distributions, shells' own themes and copied pages have them, and the files of a nursery that sells trees."""
import functools

from props import strothers
from props.strothers import SAMPLES

NURSERY = {"stock.csv": "code,tree,height,price\n" + "".join(f"T{n:03},{['willow', 'alder', 'hazel', 'rowan', 'larch'][n % 5]},{60 + n * 17 % 190},{n * 7 % 40}.{n * 13 % 100:02}\n" for n in range(70)),
           "orders/2026-01.txt": "T001 4\nT007 1\n", "orders/2026-02.txt": "T003 2\n", "orders/2026-03.txt": "T001 9\n", "orders/late order.txt": "T009 1\n", "web/index.html": "<h1>Trees</h1>\n", "web/style.css": "h1 { color: green }\n",
           "web/js/cart.js": "const cart = [];\n", "nursery.conf": "[site]\nname = north\nrows = 14\n[pump]\nport = 4410\n", "pump.log": "".join(f"{n % 24:02}:{n * 7 % 60:02} pump-{n % 3} {['ok', 'dry', 'ok', 'blocked'][n * 5 % 4]} {n * 31 % 97}l\n" for n in range(150)),
           "rain": "#!/bin/sh\nfor n in 1 2 3; do sleep 0.6; echo \"rain: $n mm\"; done\n", "load": "#!/bin/sh\nfor n in 12 37 66 91 100; do printf '\\rloading %-20s %3d%%' \"$(printf '%*s' $((n / 5)) '' | tr ' ' '=')\" $n; sleep 0.12; done; echo\n",
           "fell": "#!/bin/sh\nprintf 'Fell row %s? [y/N] ' \"$1\"\nread a\ncase $a in y*) echo felled ;; *) echo spared ;; esac\n", "nib": "#!/bin/sh\nprintf 'echo planted by hand\\n' > \"$1\"\n"}

# bash
ARCH = r"[\u@holt \W]\$ "
MINT = r"\[\e]0;\u@\h: \w\a\]\[\033[01;32m\]nora@holt\[\033[00m\] \[\033[01;34m\]\w \$\[\033[00m\] "
RASPBIAN = r"\[\033[01;32m\]pi@holt\[\033[00m\]:\[\033[01;34m\]\w \$\[\033[00m\] "
AMAZON = r"[ec2-user@ip-10-4-11-7 \W]\$ "
MINGW = r"\[\033]0;MINGW64:\w\007\]\n\[\033[32m\]nora@HOLT \[\033[35m\]MINGW64 \[\033[33m\]\w\[\033[36m\] (main)\[\033[0m\]\n\$ "
PARROT = r"\[\033[0;31m\]\342\224\214\342\224\200[\[\033[0;39m\]\u\[\033[01;33m\]@\[\033[01;96m\]holt\[\033[0;31m\]]\342\224\200[\[\033[0;32m\]\w\[\033[0;31m\]]\n\[\033[0;31m\]\342\224\224\342\224\200\342\224\200\342\225\274 \[\033[0m\]\[\e[01;33m\]\$\[\e[0m\] "
NIXSHELL = r"\n\[\033[1;32m\][nix-shell:\w]\$\[\033[0m\] "
VENV = r"(.venv) \[\e[36m\]nora\[\e[0m\]:\[\e[33m\]\W\[\e[0m\] (feat/prices *%>)\$ "
HEROKU = r"\[\033[01;34m\]\w\[\033[00m\] \[\033[01;32m\]$ \[\033[00m\]"
SLACK = r"\u@\h:\w\$ "
BSD = r"holt# "
# a git state found anew each time, an exit status that shows only when it is not zero
STATE_RC = r"""st() { local e=$?; PS1="\[\e[34m\]\W\[\e[0m\] \[\e[35m\]main\[\e[31m\]*\[\e[33m\]⇡1\[\e[0m\]"; [ $e = 0 ] || PS1+=" \[\e[31m\]✘$e\[\e[0m\]"; PS1+=" ∴ "; }
PROMPT_COMMAND=st
"""
# two rows, the first filled to the margin between what stands left and right
POSH_RC = r"""po() { local e=$? l="╭─ nora  ${PWD##*/} " r=" $(date +%H:%M:%S) ─╮" f; printf -v f '%*s' $((COLUMNS - ${#l} - ${#r})) ''; PS1="\[\e[34m\]$l\[\e[90m\]${f// /·}\[\e[33m\]$r\[\e[0m\]\n╰─\[\e[3$((e ? 1 : 2))m\]❯\[\e[0m\] "; }
PROMPT_COMMAND=po
"""
# how long the last took, told by a trap
TOOK_RC = r"""trap 'T0=${T0:-$SECONDS}' DEBUG
tk() { local t=$((SECONDS - T0)); unset T0; PS1="\[\e[2m\]${t}s\[\e[0m\] \w \[\e[1m\]>\[\e[0m\] "; }
PROMPT_COMMAND=tk
"""
# zsh
KPHOEN = "[%F{magenta}%n%f@%F{yellow}holt%f:%F{blue}%~%f on %F{green}main%f]\n%# "
LAMBDA = "λ %1~/ %F{242}git:(main*)%f "
DST = "%F{green}nora%F{cyan}@%F{green}holt:%F{cyan}%~ %F{red}!%h%f\n%F{cyan}%#%f "
JONATHAN_RC = "setopt prompt_subst\njn() { local w=${#${(%):-%n@holt:%~}}; JF=${(l:$((COLUMNS - w - 14))::─:)} }\nprecmd_functions+=(jn)\nPROMPT=$'%F{cyan}┌─(%F{green}%n@holt%f:%F{magenta}%~%F{cyan})${JF}(%D{%H:%M:%S})─\\n%F{cyan}└─%F{yellow}%#%f '\nRPROMPT='%F{cyan}(%F{yellow}%D{%a,%b%d}%F{cyan})─%f'\nbindkey -e\n"
MUSE_RC = "PROMPT='%F{magenta}%~%f %F{117}(main)%f %F{red}✗%f %(?.%F{green}.%F{red})ᐅ%f '\nRPROMPT='%F{242}%(?..%? )%T%f'\nsetopt transient_rprompt\nbindkey -e\n"
TICK_RC = "PROMPT='%F{green}%1~%f %F{242}%*%f %# '\nTMOUT=1\nTRAPALRM() { zle reset-prompt }\nbindkey -e\n"
INIT = "autoload -Uz promptinit && promptinit\nbindkey -e\nprompt "
COMPINIT = "autoload -Uz compinit && compinit -u -D\n"


def by(maker):
    """One of the makers of strothers, with these files beside those."""
    @functools.wraps(maker)
    def make(*given, **more):
        return maker(*given, files={**NURSERY, **more.pop("files", {})}, **more)
    return make


bash, zsh, fish, tcsh, ksh, mksh, ash, yash, dash, alone = (by(getattr(strothers, name)) for name in "bash zsh fish tcsh ksh mksh ash yash dash alone".split())


def themed(size, theme, rc="", **more):
    """A zsh with one of the themes that come with it."""
    return zsh(size, "x", INIT + theme + "\n" + rc, **more)


def sampled(size, name, rc="", **more):
    return fish(size, "echo -n '> '", f"source {SAMPLES}/{name}.fish\n{rc}", needs=[f"{SAMPLES}/{name}.fish", *more.pop("needs", [])], **more)
