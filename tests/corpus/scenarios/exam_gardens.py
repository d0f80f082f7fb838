"""Prompts that zsh and fish bring along, each worn for a short while: plain, edited, recalled, wrapped, early, given up, over rows; some in a half of tmux."""
import time

import drive
from drive import scenario

LOG = "".join(f"{n:03} garden-{n % 4} {['rose', 'leek', 'fig'][n % 3]} {n * 7 % 61}\n" for n in range(80))
FILES = {"garden.log": LOG, "beds/north.txt": "fig\n", "beds/south.txt": "rose\n", "git/.keep": ""}
ZSH = ["adam1", "adam2", "bart", "elite", "fade", "oliver", "walters", "zefram"]
FISH = ["acidhub", "arrow", "disco", "informative_vcs", "nim", "scales", "terlar"]
SIZES = [(80, 24), (120, 40), (100, 30), (60, 15)]


def calm(s, least=0.12):
    """Until the screen has stood still: nobody knows all these prompts by heart."""
    before, since, deadline = None, time.time(), time.time() + 10
    while time.time() < deadline:
        now = s.screen()
        if now != before:
            before, since = now, time.time()
        elif time.time() - since > least:
            return
        time.sleep(0.03)


def say(s, *texts, pace=None):
    for text in texts:
        s.type(text, pace)
        commit(s, text)


def commit(s, text, also=()):
    s.enter(text, wait=False, also=also)
    s.pause(0.05)
    calm(s, 0.2)


def worn(s):
    fish = s.spec["fish"]
    calm(s, 0.5)
    say(s, "ls beds", "cd beds", "cat north.txt", "cd ..", "false")
    s.type("grep -c rose grden.log")
    s.key(*["Left"] * 8, pace=0.04)
    s.type("a")
    s.pause(0.15)
    commit(s, "grep -c rose garden.log")
    s.key("Up", "Up", pace=0.15)
    s.pause(0.15)
    commit(s, "false")
    s.type("echo never said")
    s.absent.append("never said")
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    calm(s)
    text = "echo " + " ".join(f"tulip-{n}" for n in range(s.spec["size"][0] // 8))
    say(s, text)
    s.run("sleep 0.5", wait=False)
    s.type("echo early")
    s.key("Enter", pace=0)
    s.truth("echo early", ahead=True)
    s.pause(0.8)
    calm(s, 0.3)
    if fish:
        for line in ("for n in 1 2", "    echo $n"):
            s.type(line)
            s.key("Enter", pace=0.1)
            calm(s)
        s.type("end")
        commit(s, "for n in 1 2\n    echo $n\nend", also=["for n in 1 2\necho $n\nend"])
    else:
        for line in ("for n in 1 2; do", "echo $n"):
            s.type(line)
            s.key("Enter", pace=0.1)
            calm(s)
        s.type("done")
        commit(s, "for n in 1 2; do\necho $n\ndone")
    s.type("echo one two")
    s.key("C-w", pace=0.1)
    s.type("three")
    s.pause(0.1)
    commit(s, "echo one three")
    s.key("C-l", pace=0.3)
    calm(s)
    say(s, "echo cleared")
    s.run("exit", wait=False)


def make(name, program, files, size, fish, half):
    argv, env = program, {}
    if half:
        files = {**files, "conf": f"set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '{' '.join(program)}'\n"}
        argv = ["tmux", "-L", "corpus-garden", "-f", "@HOME@/conf", "new-session"]

    def play(s):
        if half:
            calm(s, 0.4)
            s.key("C-b", pace=0.1)
            s.type("%")
            s.pause(0.8)
        worn(s)
        if half:
            s.pause(0.6)
            calm(s, 0.3)
            say(s, "echo left")
            s.run("exit", wait=False)
    play.__name__ = f"exam_garden_{name}" + ("_half" if half else "")
    scenario(argv, prompt=r".", size=size, history="", files={**FILES, **files}, needs=[program[0], *(["tmux"] if half else [])], env=env)(play)
    drive.SCENARIOS[-1].update(fish=fish)


def all_of_them():
    for n, theme in enumerate(ZSH):
        rc = f"HISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\nbindkey -e\nautoload -Uz promptinit && promptinit\nprompt {theme}\n"
        make("zsh_" + theme, ["zsh", "-i"], {".zshrc": rc}, SIZES[n % 4], False, False)
        if n % 4 == 1:
            make("zsh_" + theme, ["zsh", "-i"], {".zshrc": rc}, (140, 40), False, True)
    for n, theme in enumerate(FISH):
        rc = f"set -g fish_greeting\nsource /usr/share/fish/tools/web_config/sample_prompts/{theme}.fish\n"
        make("fish_" + theme, ["fish", "-i"], {".config/fish/config.fish": rc}, SIZES[n % 4], True, False)
        if n % 4 == 1:
            make("fish_" + theme, ["fish", "-i"], {".config/fish/config.fish": rc}, (140, 40), True, True)


all_of_them()
