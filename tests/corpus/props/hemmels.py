"""A few deeds of a day for each shell, in words that the caller gives, for what lies behind shells; machines with a ferry company's files."""
from props import machine, prop
from props.gills import FILES, SUGG
from props.leasowes import Leasowe
from props.leasowes import near as near_by
from props.ricks import BOB, BOX_RC, CANDY, DEVCON, FACE_RC, FERRY, FINO, KALIZ_RC, KUBE, ORACLE, PUREF, REFINED_RC, SHORT_RC, SORIN_RC, STATF, STEEEF, TPUT_RC

BELOW = {"ro": f"PS1='{ORACLE}'\n", "rd": f"PS1='{DEVCON}'\n", "rk": f"PS1='{KUBE}'\n", "rf": FACE_RC, "rt": TPUT_RC, "rb": BOX_RC, ".bashrc": f"PS1='{ORACLE}'\n", "zs/.zshrc": SORIN_RC, "zf/.zshrc": f"PROMPT='{FINO}'\nbindkey -e\n", "zc/.zshrc": f"PROMPT='{CANDY}'\nbindkey -e\n", "zt/.zshrc": f"PROMPT='{STEEEF}'\nbindkey -e\n",
         "zk/.zshrc": KALIZ_RC, "zr/.zshrc": REFINED_RC + SUGG, "zh/.zshrc": SHORT_RC, "fb/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; {BOB}; end\n", "fp/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; {PUREF}; end\nfunction fish_right_prompt; date +%T; end\n", "fs/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; {STATF}; end\n",
         "kr": "PS1='korn:${PWD##*/}$ '\n", "mr": "PS1='mk ${PWD##*/} # '\n", "ar": "PS1='\\w # '\n", "dr": "PS1='$ '\n", "tc/.tcshrc": "set prompt='[%n %c]%# '\nset history=50\nunset autologout\nbindkey -e\n", ".yashrc": "YASH_PS1='y:\\W\\$ '\nset -o emacs\n",
         ".screenrc": "startup_message off\nescape ^Tt\nhardstatus alwayslastline '%H %-w[%n %t]%+w %c'\nshell /bin/bash\n", "tm.conf": "set -g status-right '%H:%M:%S '\nset -g status-interval 1\nset -g default-terminal tmux-256color\nset -sg escape-time 10\n", "bin/docker": prop("container.py")}
WAY = {"ro": "bash --rcfile ro -i", "rd": "bash --rcfile rd -i", "rk": "bash --rcfile rk -i", "rf": "bash --rcfile rf -i", "rt": "bash --rcfile rt -i", "rb": "bash --rcfile rb -i", **{z: f"env ZDOTDIR={z} zsh -i" for z in ("zs", "zf", "zc", "zt", "zk", "zr", "zh")}, **{f: f"env XDG_CONFIG_HOME=$HOME/{f} fish" for f in ("fb", "fp", "fs")},
       "kr": "env ENV=./kr ksh93 -o emacs -i", "mr": "env ENV=./mr mksh -i", "ar": "env ENV=./ar busybox ash", "dr": "env ENV=./dr dash -i", "tc": "env HOME=$HOME/tc tcsh", "y": "yash -i"}
NEEDS = ["zsh", "fish", "ksh93", "mksh", "tcsh", "busybox", "dash", "yash", "sudo", "su", "unshare", "script", "tmux", "screen"]
LONG = "the last boat of the day takes the band and the drums and all that is left of the barrels over to the other side"


class Hemmel(Leasowe):
    def day(self, shell, word, files=True):
        """What is done in any shell; where the files are not to be seen, less."""
        say = "print" if shell in ("zsh", "ksh", "mksh") else "echo"
        steps = [f"{say} {word} one", f"{say} {word} tow«BSpace*2»wo ⇒ {say} {word} two"]
        if files:
            steps += ["ls runs", "grep -c sailed deck.log"]
        if shell in ("bash", "zsh"):
            steps += [f"«C-r w0.4»{word} o«w0.5» ⇒ {say} {word} one", f"{say} gone«C-u»{say} kept ⇒ {say} kept", f"for n in 1 2; do⏎{say} {word} $n⏎done", f"{say} {LONG}", f"«Up w0.3»«C-a M-f»«w0.2 C-e»! ⇒ {say} {LONG}!", f"{say} never {word}«C-c w0.3» ✗", f"«paste:{say} pasted {word}⏎{say} again» ⇒ {say} pasted {word}⏎{say} again", "false"]
        elif shell == "fish":
            steps += [f"echo {word} o«w0.7 Right w0.4» more ⇒ echo {word} one more", f"echo {LONG}", "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end", f"echo never {word}«w0.5 C-c w0.6» ✗", "false"]
        elif shell in ("ksh", "mksh"):
            steps += [f"print abc«C-b C-b»X«w0.1» ⇒ print aXbc", f"print {LONG}", f"«C-p C-p w0.3» ⇒ print aXbc", "for n in 1 2; do⏎print $n⏎done", f"print never {word}«C-c w0.3» ✗"]
        elif shell == "tcsh":
            steps += [f"echo abc«C-b C-b»X«w0.1» ⇒ echo aXbc", f"echo {LONG}", f"«Up Up w0.3» ⇒ echo aXbc", "foreach n (1 2)⏎echo $n⏎end", f"echo never {word}«C-c w0.3» ✗"]
        elif shell in ("ash", "yash"):
            steps += [f"echo {LONG}", f"«Up Up w0.3» ⇒ " + ("grep -c sailed deck.log" if files else f"echo {word} two"), "for n in 1 2; do⏎echo $n⏎done", f"echo never {word}«C-c w0.3» ✗"]
        else:
            steps += [f"echo {LONG}", "for n in 1 2; do⏎echo $n⏎done", f"echo wrong«C-u»echo right {word} ⇒ echo right {word}", f"echo never {word}«C-c w0.3» ✗"]
        self.do(*steps, f"{say} end of {word}")


def far(hosts, size, files=None, needs=(), **env):
    """Root's bash on a machine of its own, others behind ssh."""
    def wrap(function):
        def play(s):
            g = Hemmel(s)
            g.calm(1.0)
            function(g)
        play.__wrapped__, play.__name__ = function, f"exam_hemmel_{function.__name__}"
        return machine(hosts=hosts, size=size, env=env, prompt="", files={**FILES, **FERRY, **BELOW, **(files or {})}, needs=[*NEEDS, *needs])(play)
    return wrap


def near(maker, *given, **more):
    """A local shell with all that can be below it."""
    return near_by(maker(*given, files={**BELOW, **more.pop("files", {})}, needs=[*NEEDS, *more.pop("needs", [])], **more), Hemmel)
