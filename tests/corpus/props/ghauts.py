"""Files, prompts and small habits for examiners who go through the catalogue with other words."""
from props.ghylls import PATH  # noqa: F401

LOG = "".join(f"2026-10-{n % 30 + 1:02}T{n % 24:02}:{n * 11 % 60:02} {['turbine', 'boiler', 'pump'][n % 3]}-{n % 5} {['nominal', 'tripped', 'idle'][n * 7 % 3]} {n * 37 % 211} kW\n" for n in range(120))
FILES = {"plant.log": LOG, "ledger/invoice-jan.csv": "a;1\nb;2\n", "ledger/invoice-feb.csv": "a;3\n", "ledger/payroll.csv": "p;9\n", "sensors/roof.json": "{\"t\": 21}\n", "sensors/cellar.json": "{\"t\": 12}\n",
         "my docs/read me.txt": "please\n", "deploy.sh": "#!/bin/sh\necho \"deploying $1\"; sleep 0.3; echo done\n",
         "chatter": "#!/bin/sh\nfor n in 1 2 3 4; do sleep 0.5; echo \"relay $n: contact\"; done\n",
         "pen": "#!/bin/sh\nprintf 'echo laid down by the pen\\n' > \"$1\"\n",
         "confirm": "#!/bin/sh\nprintf 'Really stop %s? [y/N] ' \"$1\"\nread a\n[ \"$a\" = y ] && echo stopped || echo kept\n"}

KUBE = r"""__k() { local c=$?; PS1="\[\e[34m\]⎈ prod-eu\[\e[0m\]:\[\e[36m\]payments\[\e[0m\] \[\e[33m\]\W\[\e[0m\]$([ $c = 0 ] || echo " \[\e[31m\]$c\[\e[0m\]") \$ "; }
PROMPT_COMMAND=__k
"""
# a status at the right end, written before the prompt itself
RIGHT = r"""__r() { local t="[$? $(date +%H:%M:%S)]"; printf '\e7\e[%dG\e[90m%s\e[0m\e8' $((COLUMNS - ${#t} + 1)) "$t"; }
PROMPT_COMMAND=__r
"""
RULE = r"""__u() { printf '\e[2m%*s\e[0m\n' "$COLUMNS" '' | tr ' ' '~'; }
PROMPT_COMMAND=__u
"""
LEAN = r"""setopt prompt_subst transient_rprompt
precmd() { print -P '' }
PROMPT=$'%B%F{39}%~%f%b %F{76}main%f %F{178}!2 ?1%f\n%F{%(?.76.196)}❯%f '
RPROMPT='%F{66}%D{%H:%M:%S}%f'
"""
# the whole prompt becomes one sign when the line has been run
SHORT = r"""setopt prompt_subst
FULL=$'%K{236}%F{250} %n@%m %F{39}%~ %k%F{236}\ue0b0%f '
PROMPT=$FULL
zle-line-finish() { PROMPT='%F{244}❯%f '; RPROMPT=; zle reset-prompt; PROMPT=$FULL; RPROMPT='%F{240}%T%f' }
zle -N zle-line-finish
RPROMPT='%F{240}%T%f'
"""
SUGG = "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\n"
HIGH = "source /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\n"
PLUGGED = ["/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh", "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"]


def repl(h, *texts):
    h.blind(*texts, kind="repl")


def block(h, *lines, also=()):
    h.rows(*lines, kind="repl", also=[*also, "\n".join(lines).rstrip("\n")])


def lead(h, *keys, pause=0.5, prefix="C-b"):
    """A multiplexer's keys."""
    h.s.key(prefix, pace=0.15)
    for key in keys:
        h.s.key(key, pace=pause)
    h.calm()
