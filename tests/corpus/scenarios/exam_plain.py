"""Shells whose editors mark nothing, below prompts of two rows, colours, clocks, or none; and vi keys in all that have them."""
from drive import scenario
from props import block

ENV = {"ENV": "/dev/null"}
# program, how it takes a prompt: (environment, files)
PROMPTS = {
    "rows": ("\n[web-1 /srv]\n# ", r"^# $"),
    "colour": ("\033[1;32mroot@web-1\033[0m:\033[34m/srv\033[0m# ", "/srv# $"),
    "glyph": ("❯ ", "❯ $"),
    "clock": (None, r"\d\d:\d\d(:\d\d)? # $"),
    "one": ("$", r"\$$"),
}


def clock(shell):
    return {"ksh93": "$(date +%T) # ", "mksh": "$(date +%T) # ", "busybox": r"\t # ", "dash": "$(date +%T) # ", "tcsh": "%P # "}[shell]


SHELLS = {
    "ksh93": (["ksh93", "-o", "emacs", "-i"], "^> $"),
    "mksh": (["mksh", "-i"], "^> $"),
    "busybox": (["busybox", "ash", "-i"], "^> $"),
    "dash": (["dash", "-i"], "^> $"),
    "tcsh": (["tcsh"], r"\? $"),
}


def ordinary(s, shell, more):
    edits = shell != "dash"
    s.run("echo first")
    s.run("cd /tmp")
    s.type("echo a longre")
    s.key("BSpace", "BSpace", pace=0.06)
    s.type("er line")
    s.enter("echo a longer line")
    if edits:
        s.type("echo in midle of it")
        s.key("C-a", pace=0.1)
        for _ in range(len("echo in mid")):
            s.key("Right", pace=0.02)
        s.type("d")
        s.enter("echo in middle of it")
        s.key("Up", "Up", pace=0.15)
        s.enter("echo a longer line")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.absent.append("/never/run")
    s.wait()
    s.run("seq 30")
    s.run("sleep 30", wait=False)
    s.pause(0.3)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("printf 'no newline'", wait=False)
    s.pause(0.3)
    s.run("echo behind it", wait=False)
    s.pause(0.3)
    s.enter(None)
    if shell == "tcsh":
        block(s, ["foreach i (1 2)", "echo number $i", "end"], more, kind="command")
    else:
        block(s, ["for i in 1 2; do", "echo number $i", "done"], more, kind="command")
    s.enter(None)
    s.run("ls -d /etc /usr /nowhere")


def register(shell, name):
    program, more = SHELLS[shell]
    text, pattern = PROMPTS[name]
    text = text or clock(shell)
    env, files = {**ENV, "PS1": text}, {}
    if shell == "tcsh":
        quoted = text.replace("\n", "\\n")
        if name == "colour":
            quoted = "%{\\033[1;32m%}root@web-1%{\\033[0m%}:/srv# "
        env, files = {}, {".tcshrc": f"set prompt='{quoted}'\nunset autologout\n"}

    def play(s):
        ordinary(s, shell, more)
        s.run("exit", wait=False)
    play.__name__ = f"exam_plain_{shell}_{name}"
    scenario(program, env=env, files=files, prompt=pattern, history="", size=(72, 20))(play)


for known in SHELLS:
    for prompt in PROMPTS:
        if known != "mksh" or "#" in (PROMPTS[prompt][0] or "#"):  # root's has one, or mksh takes its own
            register(known, prompt)

VI = {
    "bash": (["bash", "--norc", "--noprofile", "-o", "vi", "-i"], {"PS1": "bash # "}, {}),
    "zsh": (["zsh", "-i"], {}, {".zshrc": "bindkey -v\nKEYTIMEOUT=10\nPS1='zsh # '\n"}),
    "ksh93": (["ksh93", "-o", "vi", "-i"], {"PS1": "ksh # ", **ENV}, {}),
    "mksh": (["mksh", "-o", "vi", "-i"], {"PS1": "mksh # ", **ENV}, {}),
    "yash": (["yash", "--norcfile", "-o", "vi", "-i"], {"PS1": "yash # "}, {}),
    "tcsh": (["tcsh"], {}, {".tcshrc": "set prompt='tcsh # '\nbindkey -v\nunset autologout\n"}),
    "fish": (["fish", "-i"], {}, {".config/fish/config.fish": "set -g fish_greeting\nfish_vi_key_bindings\nfunction fish_prompt; echo -n 'fish # '; end\n"}),
    "python": (["python3", "-q"], {"INPUTRC": "@HOME@/inputrc"}, {"inputrc": "set editing-mode vi\n"}),
}


def register_vi(shell):
    program, env, files = VI[shell]
    python = shell == "python"
    say = "print('{}')".format if python else "echo {}".format
    kind = "repl" if python else "command"

    def play(s):
        escape = 0.7 if shell in ("bash", "python", "fish") else 0.4
        s.type(say("hello wurld"))
        s.key("Escape", pace=escape)
        for key in ("0", "f", "u", "r", "o"):
            s.key(key, pace=0.12)
        s.enter(say("hello world"), kind=kind)
        s.type(say("never_run"))
        s.key("Escape", pace=escape)
        s.key("0", "D", "a", pace=0.15)
        s.absent.append("never_run")
        s.type(say("kept"))
        s.enter(say("kept"), kind=kind)
        s.key("Escape", pace=escape)
        s.key("k", "k", pace=0.2)
        s.enter(say("hello world"), kind=kind)
        s.key("Escape", pace=escape)
        s.key("k", pace=0.2)
        s.key("0", "f", "w", "c", "w", pace=0.15)
        s.type("all")
        s.enter(say("hello all"), kind=kind)
        s.run(say("end"), kind=kind)
        s.run("exit()" if python else "exit", kind=kind, wait=False)
    play.__name__ = f"exam_vi_{shell}"
    scenario(program, env=env, files=files, prompt=">>> $" if python else "# $", history="", size=(70, 20))(play)


for known in VI:
    register_vi(known)
