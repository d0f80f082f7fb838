"""A hand, and shells with prompts of their own, for the catalogue gone through row by row."""
from drive import scenario
from props.stranger import Hand

FILES = {"den/moss.txt": "green\ngrey\n", "den/mast.txt": "beech\n", "den/long name.txt": "blank\n", "den/sub/deep.txt": "d\n", "cairn.log": "".join(f"{n:03} cairn {n * 13 % 50} {['lichen', 'slate', 'flint'][n % 3]}\n" for n in range(90)),
         "caller": "#!/bin/sh\nfor n in 1 2 3; do sleep 0.5; echo \"raven $n croaks\"; done\n"}


class Cairn(Hand):
    def seen(self, mark):
        """What stands behind the last such mark, to the end of its row."""
        self.calm()
        text = self.s.screen()
        assert mark in text, f"no {mark!r}\n{text}"
        return text[text.rindex(mark) + len(mark):].split("\n")[0].rstrip()

    def blind(self, *texts, kind="command", how=None):
        """Lines that the screen doesn't show in one piece."""
        self.say(*texts, kind=kind, see=False, how=how)

    def quit(self, key="C-d"):
        self.s.key(key, pace=0.4)
        self.calm()


def cairn(argv, size, files=None, needs=(), term="xterm-256color", history="", **env):
    def wrap(function):
        def play(s):
            hand = Cairn(s)
            hand.calm(1.6 if s.inside else 0.6)
            function(hand)
        place = function.__module__.split("exam_")[1].split("_")[0].removesuffix("s")  # the file's name is the scenarios' as well
        play.__wrapped__ = function  # where inside.py looks for keys that a multiplexer takes
        play.__name__ = f"exam_{place}_{function.__name__}"
        return scenario(argv, prompt="", size=size, history=history, files={**FILES, **(files or {})}, needs=needs, env=env, term=term)(play)
    return wrap


def bash(size, ps1, rc="", files=None, **more):
    return cairn(["bash", "--rcfile", "@HOME@/rc", "-i"], size, {"rc": f"PS1='{ps1}'\nHISTFILE=~/.hist\n{rc}", **(files or {})}, **{"history": ".hist", **more})


def zsh(size, prompt, rc="", files=None, **more):
    return cairn(["zsh", "-i"], size, {".zshrc": f"PROMPT='{prompt}'\nHISTFILE=~/.hist HISTSIZE=99 SAVEHIST=99\n{rc}", **(files or {})}, **{"history": ".hist", **more})


def fish(size, prompt, rc="", files=None, **more):
    return cairn(["fish", "-i"], size, {".config/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; {prompt}; end\n{rc}", **(files or {})}, **{"history": None, **more})


def tcsh(size, prompt, rc="", files=None, **more):
    return cairn(["tcsh"], size, {".tcshrc": f"set prompt='{prompt}'\nset history=90 savehist=90\nunset autologout\n{rc}", **(files or {})}, **{"history": ".history", **more})


def ksh(size, ps1, rc="set -o emacs\n", files=None, **more):
    return cairn(["ksh93", "-i"], size, {"krc": f"PS1='{ps1}'\n{rc}", **(files or {})}, ENV="@HOME@/krc", HISTFILE="@HOME@/.hist", **{"history": ".hist", **more})


def mksh(size, ps1, rc="", files=None, **more):
    return cairn(["mksh", "-i"], size, {"mrc": f"PS1='{ps1}'\n{rc}", **(files or {})}, ENV="@HOME@/mrc", **more)


def ash(size, ps1, rc="", files=None, **more):
    return cairn(["busybox", "ash"], size, {"arc": f"PS1='{ps1}'\n{rc}", **(files or {})}, ENV="@HOME@/arc", HISTFILE="@HOME@/.hist", **{"history": ".hist", **more})


def yash(size, ps1, rc="", files=None, **more):
    return cairn(["yash", "-i"], size, {".yashrc": f"YASH_PS1='{ps1}'\nHISTFILE=~/.hist HISTSIZE=90\n{rc}", **(files or {})}, **{"history": ".hist", **more})


def dash(size, ps1, rc="", files=None, **more):
    return cairn(["dash", "-i"], size, {"drc": f"PS1='{ps1}'\n{rc}", **(files or {})}, ENV="@HOME@/drc", **more)
