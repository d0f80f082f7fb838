"""tmux itself is recorded, split in two, side by side and one above the other, with each shell and interpreter in both halves."""
from drive import scenario

CONF = "set -g default-shell /bin/sh\nset -g default-command 'exec @HOME@/shell'\nset -sg escape-time 10\n"
SHELL = dict(say="echo {}".format, kind="command", leave="exit", editor=True)
INSIDE = {
    "bash": dict(SHELL, run="PS1='bash \\w # ' exec bash --norc --noprofile -i", prompt="bash ~ # $"),
    "zsh": dict(SHELL, run="PS1='zsh %~ # ' RPS1='%T' exec zsh -f -i", prompt="zsh ~ # $"),
    "fish": dict(SHELL, run="exec fish -i", prompt="~> $", files={".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color green; echo -n '~'; set_color normal; echo -n '> '; end\n"}),
    "ksh93": dict(SHELL, run="PS1='ksh # ' ENV=/dev/null HISTFILE=~/.h$$ exec ksh93 -o emacs -i", prompt="ksh # $"),
    "tcsh": dict(SHELL, run="exec tcsh", prompt="tcsh> $", files={".tcshrc": "set prompt='tcsh> '\nunset autologout\n"}),
    "busybox": dict(SHELL, run="PS1='/bb # ' exec busybox ash -i", prompt="/bb # $"),
    "python": dict(SHELL, run="exec python3 -q", prompt=">>> $", say="print('{}')".format, kind="repl", leave="exit()"),
    "sqlite": dict(SHELL, run="exec sqlite3", prompt="sqlite> $", say="select '{}';".format, kind="repl", leave=".quit"),
}


def register(name, how):
    spec = INSIDE[name]
    say, kind, size = spec["say"], spec["kind"], (110, 28) if how == "%" else (80, 34)
    back, forth = ("Left", "Right") if how == "%" else ("Up", "Down")

    def go(s, key):
        s.key("C-b", key, pace=0.2)
        s.pause(0.7)                               # else arrows are still the multiplexer's
        s.wait()

    def play(s):
        s.run(say("one"), kind=kind)
        s.run(say("two"), kind=kind)
        s.key("C-b", how, pace=0.3)
        s.pause(0.5)
        s.wait()
        s.run(say("in the second"), kind=kind)
        s.type(say("wrnog"))
        for _ in range(2 if kind == "repl" else 0):
            s.key("Left", pace=0.05)
        s.key("BSpace", "BSpace", "BSpace", pace=0.06)
        s.type("ong")
        s.enter(say("wrong"), kind=kind)
        go(s, back)
        s.run(say("in the first again"), kind=kind)
        s.key("Up", "Up", pace=0.25)
        s.enter(say("two"), kind=kind)
        long = say("a line of words that is so long that it has to wrap in a half of this screen, and in the whole of it as well, surely")
        s.type(long, pace=0.008)
        s.enter(long, kind=kind)
        go(s, forth)
        if kind == "command":
            s.type("rm -rf /never/run")
            s.key("C-c", pace=0.3)
            s.absent.append("/never/run")
            s.wait()
            s.run("seq 40")
            s.run("sleep 30", wait=False)
            s.pause(0.4)
            s.key("C-c", pace=0.3)
            s.wait()
            s.run("clear")
        s.run(say("below all that"), kind=kind)
        s.key("C-l", pace=0.3)
        s.wait()
        s.run(say("on a clear pane"), kind=kind)
        s.run(spec["leave"], kind=kind, wait=False)
        s.pause(0.5)
        s.wait()
        s.run(say("alone"), kind=kind)
        s.run(spec["leave"], kind=kind, wait=False)
    play.__name__ = f"exam_split_{name}_{'beside' if how == '%' else 'below'}"
    files = {"tmux.conf": CONF, "shell": f"#!/bin/sh\n{spec['run']}\n", **spec.get("files", {})}
    scenario(["tmux", "-L", "corpus-inner", "-f", "@HOME@/tmux.conf", "new-session"], files=files, prompt=spec["prompt"], history="", size=size,
             needs=["busybox", "tcsh", "ksh93", "sqlite3", "fish", "zsh"])(play)


for inside in INSIDE:
    for split in ("%", '"'):
        register(inside, split)
