"""Sessions drawn by lot: a shell, a prompt, a size, sometimes a tmux around it, and a dozen of the usual things in any order."""
import random

from drive import scenario
from props import block

SHELLS = {
    "bash": ("bash --norc --noprofile -i", lambda p: {"PS1": p}, {}),
    "zsh": ("zsh -f -i", lambda p: {"PS1": p.replace("%", "%%")}, {}),
    "ksh93": ("ksh93 -o emacs -i", lambda p: {"PS1": p, "ENV": "/dev/null"}, {}),
    "mksh": ("mksh -i", lambda p: {"PS1": p, "ENV": "/dev/null"}, {}),
    "busybox": ("busybox ash -i", lambda p: {"PS1": p}, {}),
    "yash": ("yash --norcfile -o emacs -i", lambda p: {"PS1": p}, {}),
    "fish": ("fish -i", lambda p: {}, {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; printf '%s' \"$PROMPT\"; end\n"}),
    "tcsh": ("tcsh", lambda p: {}, {".tcshrc": "set prompt='$PROMPT'\nunset autologout\n"}),
}
TEXTS = ["root@web-1:/srv# ", "[root@db-2 ~]# ", "\nserver /var/log\n# ", "# ", "web-1 ❯# ", "(venv) root:/opt/app# "]


def plain(s, sh, rng):
    s.run(f"echo plain {rng.randrange(1000)}")


def corrected(s, sh, rng):
    n = rng.randrange(100, 999)
    s.type(f"echo value {n}xy")
    s.key("BSpace", "BSpace", pace=0.06)
    s.type("0 end")
    s.enter(f"echo value {n}0 end")


def inserted(s, sh, rng):
    n = rng.randrange(100, 999)
    s.type(f"echo {n} tail")
    for _ in range(5):
        s.key("Left", pace=0.04)
    s.type(" mid")
    s.enter(f"echo {n} mid tail")


def recalled(s, sh, rng):
    n = rng.randrange(1000)
    s.run(f"echo to be recalled {n}")
    s.run("true")
    s.key("Up", "Up", pace=0.2)
    s.type(" 2")
    s.enter(f"echo to be recalled {n} 2")


def given_up(s, sh, rng):
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.35)
    s.absent.append("/never/run")
    s.wait()


def killed(s, sh, rng):
    s.type("rm -rf /never/run")
    s.key("C-u", pace=0.15)
    s.absent.append("/never/run")
    s.run("echo instead")


def interrupted(s, sh, rng):
    s.run("sleep 30", wait=False)
    s.pause(0.4)
    s.key("C-c", pace=0.35)
    s.wait()


def cleared(s, sh, rng):
    if sh in ("ksh93", "mksh"):
        s.run("clear")
    else:
        s.key("C-l", pace=0.35)
        s.wait()


def listing(s, sh, rng):
    s.run(f"seq {rng.randrange(3, 60)}")


def wrapping(s, sh, rng):
    words = " ".join(rng.choice(["alpha", "bravo", "charlie", "delta"]) for _ in range(4 if sh in ("ksh93", "mksh") else 22))
    s.run("echo " + words)


def early(s, sh, rng):
    n = rng.randrange(1000)
    s.run("sleep 0.9", wait=False)
    s.pause(0.25)
    s.burst(f"echo early {n}\n")
    s.truth(f"echo early {n}", ahead=True)
    s.see(f"\nearly {n}")
    s.wait()


def paged(s, sh, rng):
    s.run("less notes.txt", wait=False)
    s.pause(0.5)
    s.key("Space", "q", pace=0.3)
    s.wait()


def unended(s, sh, rng):
    s.run("printf 'no newline'", wait=False)
    s.pause(0.4)
    s.run("echo behind it", wait=False)
    s.pause(0.4)
    s.enter(None)


def blocks(s, sh, rng):
    if sh in ("tcsh", "fish"):
        return plain(s, sh, rng)
    n = rng.randrange(100)
    block(s, ["for i in 1 2; do", f"echo {n} $i", "done"], "> $", kind="command")


def secret(s, sh, rng):
    s.run("python3 -c \"import getpass; getpass.getpass('Password: ')\"", wait="Password: $")
    s.secret(f"Secret-{rng.randrange(10**6)}-word")
    s.enter(None)


def edited(s, sh, rng):
    s.run("vim -u NONE -N -n -i NONE notes.txt", wait=False)
    s.pause(0.6)
    s.type("Orm -rf /only/text")
    s.key("Escape", pace=0.4)
    s.absent.append("/only/text")
    s.type(":q!")
    s.key("Enter", pace=0.3)
    s.wait()


THINGS = (plain, corrected, inserted, recalled, given_up, killed, interrupted, cleared, listing, wrapping, early, paged, unended, blocks, secret, edited)


def register(seed):
    rng = random.Random(seed)
    sh, text = rng.choice(sorted(SHELLS)), rng.choice(TEXTS)
    size, mux = rng.choice([(80, 24), (100, 30), (60, 18), (132, 43)]), rng.random() < 0.3
    things = [rng.choice(THINGS) for _ in range(11)]
    command, env, files = SHELLS[sh]
    if sh == "yash":                               # which takes none from its environment
        text = "# "
    if sh == "tcsh":
        text = text.replace("\n", "\\n")
    last = text.replace("\\n", "\n").split("\n")[-1]
    files = {name: body.replace("$PROMPT", text) if sh == "tcsh" else body for name, body in files.items()}
    files["notes.txt"] = "".join(f"note {n}\n" for n in range(80))
    env = {**env(text), "PROMPT": text} if sh == "fish" else env(text)
    program = command.split()
    if mux:
        files["shell"] = "#!/bin/sh\nexec " + command + "\n"
        files["tmux.conf"] = "set -g default-shell /bin/sh\nset -g default-command 'exec @HOME@/shell'\nset -sg escape-time 10\n"
        program = ["tmux", "-L", "corpus-inner", "-f", "@HOME@/tmux.conf", "new-session"]

    def play(s):
        for thing in things:
            thing(s, sh, rng)
        s.run("echo the end")
        s.run("exit", wait=False)
    play.__name__ = f"exam_mix_{seed:02}_{sh}" + ("_tmux" if mux else "")
    pattern = "".join("\\" + c if c in "[]()#.$^*+?{}|\\" else c for c in last) + "$"
    scenario(program, env=env, files=files, prompt=pattern, history="", size=size, needs=["vim", "less", "python3", "tmux", *[SHELLS[sh][0].split()[0]]])(play)


for lot in (*range(40), 65, 66, 88):
    register(lot)
