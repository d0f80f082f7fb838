"""Ladders drawn by lot: a shell, and from it into other users, roots, machines, multiplexers and shells, with a few deeds of a day on each rung."""
import random
import zlib

from props import leasowes, machine, prop, withies
from props.gills import FILES
from props.leasowes import Leasowe
from props.plashes import ASKS
from props.strothers import OFFICE, SAMPLES
from props.wantys import DRESS, Trade
from props.withies import ARCH, COMPINIT, INIT, KPHOEN, MINT, MUSE_RC, NURSERY, POSH_RC, STATE_RC, TOOK_RC

BELOW = {"ra": f"PS1='{ARCH}'\n", "rm": f"PS1='{MINT}'\n", "rs": STATE_RC, "rp": POSH_RC, "rt": TOOK_RC, ".bashrc": f"PS1='{MINT}'\n", "zm/.zshrc": MUSE_RC, "za/.zshrc": INIT + "adam1\n" + COMPINIT, "zk/.zshrc": f"PROMPT='{KPHOEN}'\nbindkey -e\n", "fa/fish/config.fish": f"set -g fish_greeting\nsource {SAMPLES}/astronaut.fish\n", "fm/fish/config.fish": f"set -g fish_greeting\nsource {SAMPLES}/minimalist.fish\n",
         "kr": "PS1='below:${PWD##*/}$ '\n", "mr": "PS1='mir ${PWD##*/} # '\n", "ar": "PS1='\\w # '\n", "tc/.tcshrc": "set prompt='%n %c> '\nset history=50\nunset autologout\nbindkey -e\n", ".screenrc": "startup_message off\nescape ^Qq\nshell /bin/bash\n", "tm.conf": "set -g status-right '%H:%M '\nset -g default-terminal tmux-256color\nset -sg escape-time 10\n", "bin/docker": prop("container.py")}
# what is typed, the shell that is there then, and whether the files are still to be seen
SHELLS = [("bash --rcfile ra -i", "bash"), ("bash --rcfile rs -i", "bash"), ("bash --rcfile rp -i", "bash"), ("bash --rcfile rt -i", "bash"), ("env ZDOTDIR=zm zsh -i", "zsh"), ("env ZDOTDIR=za zsh -i", "zsh"), ("env ZDOTDIR=zk zsh -i", "zsh"), ("env XDG_CONFIG_HOME=$HOME/fa fish", "fish"), ("env XDG_CONFIG_HOME=$HOME/fm fish", "fish"), ("env ENV=./kr ksh93 -o emacs -i", "ksh"), ("env ENV=./mr mksh -i", "mksh"), ("env ENV=./ar busybox ash", "ash"), ("env HOME=$HOME/tc tcsh", "tcsh")]
WAYS = [("sudo env PS1='root# ' bash --norc", "bash"), ("su -m -s /bin/bash", "bash"), ("unshare -u bash --rcfile rm -i", "bash"), ("script -q s.log -c 'bash --rcfile ra -i'", "bash"), ("script -q s.log -c 'zsh -f -i'", "zsh"), ("python3 -c 'import pty; pty.spawn([\"bash\", \"--rcfile\", \"rs\", \"-i\"])'", "bash"), ("tmux -L crup -f tm.conf new 'bash --rcfile ra -i'", "bash"), ("tmux -L crup -f tm.conf new 'ZDOTDIR=zk zsh -i'", "zsh"), ("screen -U bash --rcfile rs -i", "bash"), ("screen -U zsh -f -i", "zsh"), ("socat EXEC:'bash --rcfile ra -i',pty,setsid,ctty,stderr -,raw,echo=0", "bash"), ("docker exec -it tree sh", "dash"), ("docker exec -it tree busybox ash", "ash"), ("unshare -m bash --rcfile rt -i", "bash"), ("setpriv --no-new-privs bash --rcfile ra -i", "bash")]
BLIND = "tab listed less watch reply secret lie mark alt hole bare talk bar ask_rm cat vi cd sqlite below stop pull twice"


class Rung(Trade):
    """A day's deeds without the files, where they are not to be seen."""

    def deeds(self, n, seen=True):
        if not seen:
            self.LESS = {**self.LESS, self.shell: self.LESS.get(self.shell, "") + " " + BLIND}
        super().deeds(n)


def ladder(g, rungs, deeds):
    """Up by each of them, and down again."""
    for way, shell, seen in rungs:
        g.into(way, None, 2.2 if "fish" in way or "tmux" in way or "screen" in way else 1.3)
        if "zsh -f" in way:
            g.do("bindkey -e; PS1='%m %1~ %# '")
        Rung(g, shell).deeds(deeds, seen)
    for _ in rungs:
        g.out()
        g.calm(0.5)


def draw(place, count):
    makers = {name: getattr(withies, name) for name in DRESS}
    outer = ["bash", "zsh", "fish", "bash", "ksh", "tcsh", "mksh", "bash", "zsh", "dash", "ash"]
    for number in range(count):
        lot = random.Random(zlib.crc32(f"{place}{number}".encode()))
        shell = outer[number % len(outer)]
        prompt, rc = lot.choice(DRESS[shell])
        size = lot.choice([(80, 24), (100, 30), (120, 36), (90, 28), (72, 20), (140, 40), (64, 18), (110, 50)])
        rungs = []
        for n in range(lot.randint(2, 3)):
            way = lot.choice(WAYS if n % 2 == 0 else SHELLS) if not any("docker" in r[0] for r in rungs) else None
            if way and not any(way[0].split()[0] == r[0].split()[0] and way[0].split()[0] in ("tmux", "screen") for r in rungs):
                rungs.append((*way, "docker" not in way[0]))

        def play(g, shell=shell, rungs=tuple(rungs), n=lot.randint(2, 3)):
            g = Leasowe(g.s)
            g.calm(0.7)
            g.do("mkdir -m 700 .screens")
            Rung(g, shell).deeds(2)
            ladder(g, rungs, n)
            Rung(g, shell).deeds(1)
            g.end()
        names = "_".join(r[0].split()[0].replace("env", r[1]).replace("python3", "pty") for r in rungs)
        play.__name__, play.__module__ = f"{place[0]}{number:02}_{shell}_{names}", f"scenarios_exam_{place}s"
        if shell == "fish":
            prompt = prompt or "echo -n '> '"
        makers[shell](size, prompt, rc, files={**ASKS, **BELOW}, needs=["sudo", "su", "unshare", "script", "tmux", "screen", "socat", "zsh", "fish", "ksh93", "mksh", "tcsh", "busybox"], SCREENDIR="@HOME@/.screens")(play)


def far(hosts, size, **env):
    """Root's bash on a machine of its own, with these files."""
    def wrap(function):
        def play(s):
            g = Leasowe(s)
            g.calm(1.0)
            function(g)
        play.__wrapped__, play.__name__ = function, f"exam_cruper_{function.__name__}"
        return machine(hosts=hosts, size=size, env=env, prompt="", files={**FILES, **OFFICE, **NURSERY, **ASKS, **BELOW}, needs=["ssh", "sshd"])(play)
    return wrap


__all__ = ["Rung", "draw", "far", "ladder", "leasowes"]
