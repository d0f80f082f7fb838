"""More that can stand in a pane, dressed as it is installed, and a few things more that a hand does in tmux."""
from props import carses, prop
from props.carses import COLOURED, LEAN, NAMES, POWER, VIM, panes
from props.gills import SUGG
from props.strothers import AF_MAGIC_RC, AVIT_RC, BUREAU_RC, CLUSTER, GITPROMPT_RC, LIQUID, MANJARO, OFFICE, OVERWRITE_RC, P9K_RC, RULE_RC, SAMPLES, SHRINK_RC, UBUNTU

PLAIN = LEAN + "set -g status off\n"
TOPS = LEAN + "set -g status-position top\nset -g status 2\nset -g status-interval 1\nset -g status-right '%H:%M:%S #{pane_width}x#{pane_height} '\n"
MOUSE = LEAN + "set -g mouse on\nset -g pane-border-style fg=blue\n"


def bashed(n, rc):
    return f"bash --rcfile $HOME/b{n} -i", {f"b{n}": f"{rc}HISTFILE=~/.bh{n}\n", **OFFICE}


def zshed(n, rc):
    return f"env ZDOTDIR=$HOME/zz{n} zsh -i", {f"zz{n}/.zshrc": f"{rc}HISTFILE=~/.zh{n} HISTSIZE=90 SAVEHIST=90\n", **OFFICE}


def fished(n, rc):
    return f"env XDG_CONFIG_HOME=$HOME/f{n} fish -i", {f"f{n}/fish/config.fish": f"set -g fish_greeting\n{rc}", **OFFICE}


carses.RUN.update({
    "ubuntu": bashed(1, f"PS1='{UBUNTU}'\n"), "cluster": bashed(2, f"PS1='{CLUSTER}'\n"), "gitp": bashed(3, GITPROMPT_RC), "rule": bashed(4, RULE_RC), "over": bashed(5, OVERWRITE_RC), "liquid": bashed(6, LIQUID), "manjaro": bashed(7, f"PS1='{MANJARO}'\n"),
    "vibash": bashed(8, "PS1='\\W \\$ '\nset -o vi\nbind 'set show-mode-in-prompt on'\n"), "bureau": zshed(1, BUREAU_RC), "magic": zshed(2, AF_MAGIC_RC + SUGG), "avit": zshed(3, AVIT_RC), "nine": zshed(4, P9K_RC), "shrink": zshed(5, SHRINK_RC),
    "menu": zshed(6, "PROMPT='%F{cyan}%1~%f %# '\nbindkey -e\nautoload -Uz compinit && compinit -u -D\nzstyle ':completion:*' menu select\n"),
    "nim": fished(1, f"source {SAMPLES}/nim.fish\n"), "terlar": fished(2, f"source {SAMPLES}/terlar.fish\n"), "info": fished(3, f"source {SAMPLES}/informative.fish\n"),
    "yash": ("yash -i", {".yashrc": "YASH_PS1='[\\W]\\$ '\nset -o emacs\n", **OFFICE}), "kvi": ("env ENV=$HOME/kv ksh93 -i", {"kv": "PS1='k! ${PWD##*/} $ '\nset -o vi\n", **OFFICE}), "php": ("php -a", OFFICE), "tcl": ("tclsh", OFFICE), "r": ("R -q --no-save", OFFICE), "ros7": ("python3 con ros7", {**OFFICE, "con": prop("crooks.py")}), "nxos": ("python3 con nxos", {**OFFICE, "con": prop("crooks.py")}), "pdb": ("python3 -m pdb app/main.py", OFFICE)})
carses.SHELLS |= set("ubuntu cluster gitp rule over liquid manjaro vibash bureau magic avit nine shrink menu nim terlar info yash kvi".split())
carses.BYE.update({"php": "quit", "tcl": "exit", "r": "q()", "ros7": "/quit", "nxos": "logout", "pdb": "q"})


def snuff(*given, **more):
    return panes(*given, **{"place": "snuff", **more})


def click(g, col, row):
    g.s.burst(f"\x1b[<0;{col};{row}M\x1b[<0;{col};{row}m")
    g.s.pause(0.4)
    g.calm()


def say(g, text, *pieces, kind="command"):
    """A line in pieces with something between them: each piece is typed, or called."""
    for piece in pieces:
        if callable(piece):
            piece()
        else:
            g.put(piece, "quick")
    g.hit(text, kind, see=False)


__all__ = ["COLOURED", "LEAN", "MOUSE", "NAMES", "PLAIN", "POWER", "TOPS", "VIM", "click", "say", "snuff"]
