"""Jobs that print into a line that is being typed, in each shell: at an idle prompt, in mid-line, edited in the middle, over the margin."""
from drive import scenario
from props import bash

TALK = {"talk": "#!/bin/sh\nfor i in 1 2 3 4 5; do sleep 0.35; echo \"[talk $i] done\"; done\n"}
MUTTER = {"mutter": "#!/bin/sh\nsleep 0.5; printf 'half a row'; sleep 0.5; printf ' and more\\n'\n"}
FILES = {**TALK, **MUTTER}


def idle(s, echo="echo"):
    s.type(f"{echo} at an idle prompt", pace=0.06)
    s.enter(f"{echo} at an idle prompt", wait=False)
    s.pause(2.2)
    s.enter(None)


def middle(s, echo="echo"):
    s.run("./talk &", wait=False)
    s.pause(0.45)
    s.type(f"{echo} two four", pace=0.09)
    s.key(*["Left"] * 4, pace=0.05)
    s.type("three ", pace=0.09)
    s.enter(f"{echo} two three four", wait=False)
    s.pause(2)
    s.enter(None)
    s.run("./talk &", wait=False)
    s.pause(0.15)
    s.type(f"{echo} wrong", pace=0.15)
    s.key(*["BSpace"] * 5, pace=0.11)
    s.type("right", pace=0.13)
    s.enter(f"{echo} right", wait=False)
    s.pause(2)
    s.enter(None)
    s.run("./mutter &", wait=False)
    s.pause(0.3)
    s.type(f"{echo} among halves of rows", pace=0.07)
    s.enter(f"{echo} among halves of rows", wait=False)
    s.pause(0.4)
    s.enter(None)


def long(s, echo="echo"):
    text = f"{echo} a line that is so long that it goes over the margin of this window while somebody talks"
    s.run("./talk &", wait=False)
    s.pause(0.45)
    s.type(text, pace=0.02)
    s.enter(text, wait=False)
    s.pause(2)
    s.enter(None)
    s.run("./talk &", wait=False)
    s.pause(0.2)
    s.type(f"{echo} given up", pace=0.05)
    s.key("C-c", pace=0.2)
    s.absent.append("given up")
    s.pause(2.2)
    s.enter(None)
    s.run(f"{echo} end")
    s.run("exit", wait=False)


@bash(files=FILES, size=(70, 24))
def jobs_in_bash(s):
    s.run("./talk &")
    idle(s)
    middle(s)
    long(s)


@scenario(["zsh", "-f", "-i"], env={"PS1": "%1~ %# "}, prompt="[%#] $", files=FILES, size=(70, 24))
def jobs_in_zsh(s):
    s.run("./talk &")
    idle(s, "print")
    middle(s, "print")
    long(s, "print")


@scenario(["fish", "-i"], prompt="> $", size=(70, 24), files={**FILES, ".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)'> '; end\n"})
def jobs_in_fish(s):
    s.run("./talk &")
    idle(s)
    middle(s)
    long(s)


@scenario(["mksh", "-i"], env={"PS1": "mir # ", "ENV": "/dev/null"}, prompt="mir # $", files=FILES, size=(120, 24))
def jobs_in_mksh(s):
    s.run("./talk &")
    idle(s, "print")
    middle(s, "print")
    long(s, "print")


@scenario(["ksh93", "-o", "emacs", "-i"], env={"PS1": "ksh # ", "HISTFILE": "@HOME@/.hist", "ENV": "/dev/null"}, prompt="ksh # $", files=FILES, size=(120, 24))
def jobs_in_ksh93(s):
    s.run("./talk &")
    idle(s, "print")
    middle(s, "print")
    long(s, "print")


@scenario(["tcsh"], prompt="> $", files={**FILES, ".tcshrc": "set prompt='%c> '\nset history=50\nunset autologout\n"}, size=(70, 24))
def jobs_in_tcsh(s):
    s.run("./talk &")
    idle(s)
    middle(s)
    long(s)


@scenario(["busybox", "ash", "-i"], env={"PS1": "box # "}, prompt="box # $", files=FILES, size=(70, 24), needs=["busybox"])
def jobs_in_busybox(s):
    s.run("./talk &")
    idle(s)
    middle(s)
    long(s)




@scenario(["dash", "-i"], env={"PS1": "dash # "}, prompt="dash # $", files=FILES, size=(70, 24), needs=["dash"])
def jobs_in_dash(s):
    s.run("./talk &")
    s.type("echo a line of dash", pace=0.06)
    s.enter("echo a line of dash", wait=False)
    s.pause(2.2)
    s.enter(None)
    s.run("exit", wait=False)
