"""Panes that are new, and panes that are gone back to, where a shell says little of itself."""
from props import bash

OUT = r"web-1:~# $"
CONF = "set -g default-shell /bin/bash\nset -g default-command 'env ENV=$HOME/mrc mksh -i'\nset -sg escape-time 10\n"


def to(s, *keys):
    s.key("C-b", *keys, pace=0.25)
    s.pause(0.6)


@bash(needs=["tmux", "mksh"], files={".bashrc": "PS1='web-1:\\w# '\n", "mrc": "PS1='web! '\n", "tmux.conf": CONF}, size=(100, 30), history="")
def panes_whose_prompt_is_a_word_and_a_count(s):
    s.run("tmux -f tmux.conf", wait=r"web\d+ $")
    s.run("echo in the first", exit=0, wait=r"web\d+ $")
    to(s, "%")
    for line in ("echo in the second", "true", "cd .", "touch new", "ls", "false"):
        s.run(line, wait=r"web\d+ $")
    to(s, "z")
    for line in ("echo zoomed", "true", "cd /", "cd -"):
        s.run(line, wait=r"web\d+ $")
    s.run("exit", wait=r"web\d+ $")
    s.run("echo on its own", wait=r"web\d+ $")
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


LONG = "a-prompt-that-takes-most-of-the-row-in-its-pane"


@bash(needs=["tmux", "dash"], files={".bashrc": "PS1='web-1:\\w# '\n", "drc": f"PS1='{LONG}$ '\n", "tmux.conf": CONF.replace("mrc mksh", "drc dash")}, size=(120, 30), history="")
def panes_with_a_line_over_the_margin_gone_back_to(s):
    it = LONG + r"\$ $"
    s.run("tmux -f tmux.conf", wait=it)
    s.run("echo one", exit=0, wait=it)
    to(s, "%")
    s.run("echo two", exit=0, wait=it)
    s.type("echo three and fo")
    to(s, "o")
    s.run("echo meanwhile", exit=0, wait=it)
    to(s, "o")
    s.type("ur")
    s.enter("echo three and four", exit=0, wait=it)
    s.run("exit", wait=it)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)
