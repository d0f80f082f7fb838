"""An observatory's shells behind shells: what lies in their homes, the ways down, and a few deeds of a night for each."""
from props import hemmels, machine, prop
from props.gills import FILES, SUGG
from props.leasowes import near as near_by
from props.thraves import BOBBY_RC, CAPS_RC, CLASSIC, CLOUD, EC2, GNZH_RC, INIT, JON_RC, MINGW, NIX, PVE, RASPI, RIGHT_RC, STARF, STARS, STARZ_RC, TERMUX, TOOK_RC, TRANS_RC

BELOW = {"q/ec2": f"PS1='{EC2}'\n", "q/raspi": f"PS1='{RASPI}'\n", "q/pve": f"PS1='{PVE}'\n", "q/nix": f"PS1='{NIX}'\n", "q/cloud": f"PS1='{CLOUD}'\n", "q/bobby": BOBBY_RC, "q/took": TOOK_RC, "q/caps": CAPS_RC, "q/right": RIGHT_RC, ".bashrc": f"PS1='{PVE}'\n",
         "qz/adam/.zshrc": INIT + "prompt adam2\n", "qz/gnzh/.zshrc": GNZH_RC, "qz/jon/.zshrc": JON_RC, "qz/starz/.zshrc": STARZ_RC + SUGG, "qz/trans/.zshrc": TRANS_RC, "qf/classic/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; {CLASSIC}; end\n", "qf/starf/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; {STARF}; end\nfunction fish_right_prompt; date +%T; end\n",
         "q/k": "PS1='dome:${PWD##*/}$ '\n", "q/m": "PS1='${PWD##*/} ☾ '\n", "q/a": "PS1='\\W # '\n", "q/d": "PS1='# '\n", "qt/.tcshrc": "set prompt='%n@dome:%c2%# '\nset history=50\nunset autologout\nbindkey -e\n", ".yashrc": "YASH_PS1='\\u:\\W\\$ '\nset -o emacs\n",
         ".screenrc": "startup_message off\nescape ^Xx\ncaption always '%{= kw}%n %t %= %c'\nshell /bin/bash\n", "tm.conf": "set -g status-right '%H:%M:%S '\nset -g status-interval 1\nset -g default-terminal tmux-256color\nset -sg escape-time 10\nset -g prefix C-g\nbind C-g send-prefix\n", "bin/docker": prop("container.py")}
WAY = {**{b: f"bash --rcfile q/{b} -i" for b in "ec2 raspi pve nix cloud bobby took caps right".split()}, **{z: f"ZDOTDIR=$PWD/qz/{z} zsh -i" for z in "adam gnzh jon starz trans".split()}, **{f: f"XDG_CONFIG_HOME=$PWD/qf/{f} fish" for f in ("classic", "starf")},
       "k": "ENV=$PWD/q/k ksh93 -o emacs -i", "m": "ENV=$PWD/q/m mksh -i", "a": "ENV=$PWD/q/a busybox ash", "d": "ENV=$PWD/q/d dash -i", "t": "HOME=$PWD/qt tcsh", "y": "yash -i"}
LONG = "the dome turns with a noise that wakes the dog of the keeper and so it is greased every month whether it must be or not"


class Quillet(hemmels.Hemmel):
    def night(self, shell, word, files=True, brief=False):
        """What is done in any shell."""
        say = "print" if shell in ("zsh", "ksh", "mksh") else "echo"
        steps = [f"{say} {word} begins", f"{say} {word} wrnog«BSpace*3»ong ⇒ {say} {word} wrong"] + (["ls plates | wc -l", "tail -n 1 dome.yaml"] if files else ["cd /", "ls | wc -l"])
        if shell == "bash":
            steps += [f"«C-r w0.4»{word} b«w0.5» ⇒ echo {word} begins", f"echo {LONG}", f"«Up w0.3»«C-a»«C-e»! ⇒ echo {LONG}!", "if true; then⏎echo yes⏎fi", "cat <<E⏎row⏎E", "sleep 9«Enter w0.5»«C-c w0.4» ⇒[] sleep 9"]
        elif shell == "zsh":
            steps += [f"«C-r w0.4»{word} b«w0.5» ⇒ print {word} begins", f"print {LONG}", "«Up w0.3»«C-a M-f»«w0.2 C-e»! ⇒ print " + LONG + "!", "if true; then⏎print yes⏎fi", "cat <<E⏎row⏎E", "sleep 9«Enter w0.5»«C-c w0.4» ⇒[] sleep 9"]
        elif shell == "fish":
            steps += [f"echo {word} b«w0.7 Right w0.4» again ⇒ echo {word} begins again", f"echo {LONG}", "if true⏎echo yes⏎end ⇒ if true⏎echo yes⏎end ∥ if true⏎    echo yes⏎end", "sleep 9«Enter w0.6»«C-c w0.5» ⇒[] sleep 9"]
        elif shell == "tcsh":
            steps += [f"echo {LONG}", "«Up w0.2 Up w0.3» ⇒ " + ("tail -n 1 dome.yaml" if files else "ls | wc -l"), "foreach n (1 2)⏎echo $n⏎end", "sleep 9«Enter w0.5»«C-c w0.4» ⇒[] sleep 9"]
        else:
            steps += [f"{say} {LONG}", "if true; then⏎" + say + " yes⏎fi", "cat <<E⏎row⏎E", f"{say} lost«C-u»{say} kept {word} ⇒ {say} kept {word}", "sleep 9«Enter w0.5»«C-c w0.4» ⇒[] sleep 9"]
        self.do(*steps[:4 if brief else None], f"{say} never {word}«w0.4 C-c w0.5» ✗", f"{say} {word} ends")


def down(g, *ways):
    """Into each (its way, its shell, a word), a night there, and out of all, with a line on each step."""
    for way, shell, word in ways:
        text = WAY.get(way, way)
        g.into(text if "=" not in text.split()[0] else "env " + text, None, 2.4 if "fish" in text else 1.4)
        g.night(shell, word)
    for way, shell, word in reversed(ways):
        g.out()
        g.calm(0.5)


def far(hosts, size, files=None, needs=(), **env):
    """Root's bash on a machine of its own, others behind ssh."""
    def wrap(function):
        def play(s):
            g = Quillet(s)
            g.calm(1.0)
            function(g)
        play.__wrapped__, play.__name__ = function, f"exam_quillet_{function.__name__}"
        return machine(hosts=hosts, size=size, env=env, prompt="", files={**FILES, **STARS, **BELOW, **(files or {})}, needs=[*hemmels.NEEDS, *needs])(play)
    return wrap


def near(maker, *given, **more):
    """A local shell with all that can be below it."""
    return near_by(maker(*given, files={**BELOW, **more.pop("files", {})}, needs=[*hemmels.NEEDS, *more.pop("needs", [])], **more), Quillet)
