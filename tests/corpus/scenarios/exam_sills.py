"""Half a line typed while something runs that clears, resets, moves, fills or leaves the screen before the prompt comes; its other half behind it."""
from props.cairns import bash, fish, mksh, tcsh, zsh

FILES = {"sill.txt": "lintel\njamb\n", "bar": "#!/bin/sh\nfor n in 20 60 100; do printf '\\r[%3d%%]' $n; sleep 0.25; done; printf '\\n'\n", "open": "#!/bin/sh\nsleep 0.6; printf 'no end'\n",
         "alt": "#!/bin/sh\nprintf '\\033[?1049h\\033[Hon another screen'; sleep 0.7; printf '\\033[?1049l'\n", "eat": "#!/bin/sh\nsleep 0.4; printf '\\r\\033[K\\033[A\\033[K'; sleep 0.3; echo eaten\n",
         "move": "#!/bin/sh\nsleep 0.5; printf '\\033[3;10H here \\033[6;1H'\n", "region": "#!/bin/sh\nsleep 0.4; printf '\\033[2;8r\\033[8;1Hin it\\n\\n\\033[r\\033[9;1H'; sleep 0.2\n", "many": "#!/bin/sh\nsleep 0.4; seq 60; sleep 0.2\n"}
RUNS = ["sleep 0.7", "sleep 0.4; clear; sleep 0.3", "./bar", "./open", "./alt", "./eat", "./move", "./region", "./many"]


def halves(h, run, n, word="echo"):
    """The first half is typed while it runs."""
    h.put(run)
    h.s.enter(run, wait=False)
    h.s.pause(0.12)
    h.s.type(f"{word} n{n} ha", 0.02)
    h.s.pause(1.2)
    h.calm()
    h.put("lf of it", "even")
    h.calm()
    h.hit(f"{word} n{n} half of it", see=False)


@bash((80, 22), "\\u@sill:\\W\\$ ", "", FILES)
def b01_bash(h):
    for n, run in enumerate(RUNS):
        halves(h, run, n)
    h.bye()


@zsh((78, 22), "%1~ %# ", "bindkey -e\n", FILES)
def b02_zsh(h):
    for n, run in enumerate(RUNS):
        halves(h, run, n, "print")
    h.bye()


@fish((82, 22), "echo -n (prompt_pwd)' ~> '", "", FILES, history=None)
def b03_fish(h):
    for n, run in enumerate(RUNS):
        halves(h, run, n)
    h.bye()


@mksh((80, 22), "sill $ ", "", FILES)
def b04_mksh(h):
    for n, run in enumerate(RUNS):
        halves(h, run, n)
    h.bye()


@tcsh((80, 22), "sill %c> ", "", FILES)
def b05_tcsh(h):
    for n, run in enumerate(RUNS):
        halves(h, run, n)
    h.bye()


@zsh((90, 24), "%F{blue}%1~%f\n❯ ", "RPROMPT='%F{8}%*%f'\nbindkey -e\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\n", FILES)
def b06_zsh_with_plugins(h):
    for n, run in enumerate(RUNS):
        halves(h, run, n, "print")
    h.bye()
