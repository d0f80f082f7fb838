"""Each program on screens of odd sizes: tiny, narrow, wide, huge."""
from drive import scenario
from props import block

SIZES = [(20, 5), (37, 9), (132, 43), (300, 70), (80, 8)]
WORDS = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango"
SHELL = dict(say="echo {}".format, kind="command", block=["for i in 1 2; do", "echo row $i", "done"], more="> $", leave="exit", env={})
PROGRAMS = {
    "zsh": dict(SHELL, program=["zsh", "-f", "-i"], env={"PS1": "%m %# "}, prompt="vm # $"),
    "zshright": dict(SHELL, program=["zsh", "-f", "-i"], env={"PS1": "%# ", "RPS1": "<%?"}, prompt="^# $"),
    "fish": dict(SHELL, program=["fish", "-i"], prompt="> $", block=None, files={".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color green; echo -n '~'; set_color normal; echo -n '> '; end\n"}),
    "mksh": dict(SHELL, program=["mksh", "-i"], env={"PS1": "m # ", "ENV": "/dev/null"}, prompt="m # $", short=True, from_=37),
    "tcsh": dict(SHELL, program=["tcsh"], prompt="t> $", block=["foreach i (1 2)", "echo row $i", "end"], more=r"\? $", files={".tcshrc": "set prompt='t> '\nunset autologout\n"}),
    "busybox": dict(SHELL, program=["busybox", "ash", "-i"], env={"PS1": "/b # "}, prompt="/b # $"),
    "yash": dict(SHELL, program=["yash", "--norcfile", "-o", "emacs", "-i"], prompt="[$#] $"),
    "bash": dict(SHELL, program=["bash", "--norc", "--noprofile", "-i"], env={"PS1": "\\[\\e[32m\\]\\W\\[\\e[0m\\]\\$ "}, prompt="# $"),
    "python": dict(SHELL, program=["python3", "-q"], prompt="^>>> $", say="print('{}')".format, kind="repl", block=["for i in [1, 2]:", "  print(i)", ""], more=r"^\.\.\. $", leave="exit()"),
    "ipython": dict(SHELL, program=["ipython3", "--no-banner"], prompt=r"^In \[\d+\]: $", say="print('{}')".format, kind="repl", block=None, leave="exit", env={"IPYTHONDIR": "@HOME@/.ipython"}, from_=37),
    "node": dict(SHELL, program=["node"], prompt="^> $", say="'{}'".format, kind="repl", block=["for (let i of [1]) {", "i + 1", "}"], more=r"^(\.\.\.|\|) $", leave=".exit", env={"NODE_REPL_HISTORY": ""}),
    "gdb": dict(SHELL, program=["gdb", "-q", "-nx"], prompt=r"^\(gdb\) $", say="echo {}\\n".format, kind="repl", block=["define hi", "echo hi\\n", "end"], more="^ *>$", leave="quit"),
    "tmux": dict(SHELL, program=["tmux", "-L", "corpus-inner", "-f", "/dev/null", "new-session", "bash --rcfile @HOME@/rc -i"], prompt=r"in\S*# $", files={"rc": "PS1='in\\$ '\nHISTFILE=\n"}),
}


def register(name, spec, size):
    say, kind = spec["say"], spec["kind"]

    def play(s):
        s.run(say("one"), kind=kind)
        line = say(WORDS if size[0] < 100 and not spec.get("short") else WORDS + " " + WORDS)
        if size[1] < 9:                            # not taller than the screen
            line = say(WORDS[:size[0] * (size[1] - 2) - len(say("")) - 12].strip())
        if spec.get("short"):
            line = say(WORDS[:60 if size[0] > 80 else 10].strip())
        s.type(line, pace=0.006)
        s.enter(line, kind=kind)
        s.run(say("two"), kind=kind)
        s.key("Up", "Up", pace=0.25)
        s.enter(line, kind=kind)
        s.type(say("thre"))
        s.key("Left", pace=0.06)
        s.key("C-e", pace=0.1)
        s.key("C-u", pace=0.15)
        s.type(say("fuor"))
        for _ in range(2 + len(say("x")) - len(say("x")[:say("x").index("x") + 1]) if kind == "repl" else 2):
            s.key("Left", pace=0.05)
        s.key("BSpace", pace=0.08)
        s.key("Right", pace=0.05)
        s.type("u")
        s.enter(say("four"), kind=kind)
        if spec["block"]:
            block(s, spec["block"], spec["more"], kind=kind)
        for _ in range(3):
            s.run(say("down"), kind=kind)
        s.run(spec["leave"], kind=kind, wait=False)
    play.__name__ = f"exam_size_{name}_{size[0]}x{size[1]}"
    scenario(spec["program"], env=spec["env"], prompt=spec["prompt"], files=spec.get("files"), history="", size=size)(play)


for program in PROGRAMS:
    for extent in SIZES:
        if extent[0] >= PROGRAMS[program].get("from_", 0):
            register(program, PROGRAMS[program], extent)
