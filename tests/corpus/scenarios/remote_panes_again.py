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


CLOCK = "PS1='$(date +[%H:%M]) ${PWD##*/}> '\n"


@bash(needs=["tmux", "busybox", "ksh93"], files={".bashrc": "PS1='web-1:\\w# '\n", "arc": CLOCK, "krc": "PS1='♣ '\n", "turn": "#!/bin/sh\nif mkdir ~/turned 2>/dev/null; then exec env ENV=$HOME/krc ksh93 -o emacs; fi\nexec env ENV=$HOME/arc busybox ash\n",
      "tmux.conf": "set -g default-command 'sh $HOME/turn'\nset -sg escape-time 10\nset -g pane-border-status top\n"}, size=(80, 24), history="")
def panes_and_a_window_whose_shell_greets(s):
    ash, ksh = r"home> $", r"♣ $"
    s.run("tmux -f tmux.conf", wait=ksh)
    s.run("echo in the first", exit=0, wait=ksh)
    to(s, "c")
    s.wait(ash)
    for line in ("echo in the window", "true", "cd .", "ls"):
        s.run(line, wait=ash)
    to(s, "p")
    s.run("echo back in the first", exit=0, wait=ksh)
    to(s, "n")
    s.run("exit", wait=ksh)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["screen", "zsh", "dash"], files={".bashrc": "PS1='web-1:\\w# '\n", ".zshrc": "PROMPT='%1~ %# '\n", "turn": "#!/bin/sh\nif mkdir ~/turned 2>/dev/null; then exec zsh -i; fi\nexec env PS1='low$ ' dash\n",
      "conf": "startup_message off\nescape ^Bb\nshell @HOME@/turn\n"}, env={"SCREENDIR": "@HOME@/screens"}, size=(90, 24), history="")
def regions_gone_to_in_the_middle_of_lines(s):
    zsh, dash = r"~ # $", r"low\$ $"
    s.run("chmod 755 turn; screen -c conf", wait=zsh)
    s.run("echo in the upper", exit=0, wait=zsh)
    to(s, "S")
    to(s, "\t")
    to(s, "c")
    s.wait(dash)
    s.run("echo in the lower", exit=0, wait=dash)
    s.type("echo begun below ")
    to(s, "\t")
    s.run("echo above", exit=0, wait=zsh)
    for n in range(8):
        s.run(f"echo row {n} of those above", exit=0, wait=zsh)
    s.type("echo begun above ")
    to(s, "\t")
    s.type("and ended")
    s.enter("echo begun below and ended", exit=0, wait=dash)
    to(s, "\t")
    s.type("and ended")
    s.enter("echo begun above and ended", exit=0, wait=zsh)
    s.run("exit", wait="")
    to(s, "\t")
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)
