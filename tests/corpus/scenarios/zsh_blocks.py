"""zsh: blocks that are recalled, searched for and given to an editor, below prompts that are drawn once more when a line ends."""
from drive import scenario

TRANSIENT = """PROMPT=$'%F{8}╭─ %~%f\\n%F{8}╰─%f%F{2}❯%f '
zle-line-finish() { PROMPT='%F{2}❯%f '; zle reset-prompt; zle -R; PROMPT=$'%F{8}╭─ %~%f\\n%F{8}╰─%f%F{2}❯%f ' }
zle -N zle-line-finish
bindkey -e
"""


def zsh(rc, prompt, **more):
    return scenario(["zsh", "-i"], files={".zshrc": "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\n" + rc}, prompt=prompt, **more)


def rows(s, *lines, more):
    for line in lines[:-1]:
        s.type(line)
        s.enter(None, wait=more)
    s.type(lines[-1])
    s.enter("\n".join(lines))


def day(s):
    rows(s, "for t in a b; do", "echo $t", "done", more="for> $")
    s.key("Up", pace=0.3)
    s.enter("for t in a b; do\necho $t\ndone")
    s.run("ls /")
    s.key("Up", "Up", pace=0.3)
    s.key("Up", "C-e", pace=0.3)
    s.type(" and more")
    s.enter("for t in a b; do\necho $t and more\ndone")
    s.run("echo between")
    s.key("C-r", pace=0.3)
    s.type("ho $t", pace=0.1)
    s.pause(0.3)
    s.enter("for t in a b; do\necho $t and more\ndone")
    s.run("echo between again")
    s.key("C-r", pace=0.3)
    s.type("ho $t", pace=0.1)
    s.pause(0.3)
    s.key("C-e", pace=0.3)
    s.type(", yes")
    s.enter("for t in a b; do\necho $t and more, yes\ndone")
    s.key("C-r", pace=0.3)
    s.type("again", pace=0.1)
    s.pause(0.3)
    s.enter("echo between again")
    s.key("C-r", pace=0.3)
    s.type("yes", pace=0.1)
    s.key("C-g", pace=0.3)
    s.run("echo end")
    s.run("exit", wait=False)


@zsh(TRANSIENT, "╰─❯ $", size=(80, 24))
def zsh_transient_blocks(s):
    day(s)


@zsh("PROMPT=$'%F{8}╭─ %~ %D{%H:%M:%S}%f\\n%F{8}╰─%f%F{2}❯%f '\nzle-line-finish() { zle reset-prompt }\nzle -N zle-line-finish\nbindkey -e\n", "╰─❯ $", size=(80, 24))
def zsh_clock_at_last(s):
    day(s)


@zsh(TRANSIENT + "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\n", "╰─❯ $", size=(80, 24), needs=["/usr/share/zsh-autosuggestions"], pace=0.05)
def zsh_transient_suggests(s):
    s.run("echo one two three")
    s.type("echo on")
    s.pause(0.4)
    s.enter("echo on")
    s.type("echo one t")
    s.pause(0.4)
    s.key("Right", pace=0.4)
    s.enter("echo one two three")
    s.type("ls -d /")
    s.pause(0.3)
    s.enter("ls -d /")
    day(s)


@zsh("PS1='%~ %# '\nbindkey -e\n", "[%#] $", size=(60, 14))
def zsh_plain_blocks(s):
    day(s)


@zsh("PS1='%~ %# '\nbindkey -e\nautoload -U edit-command-line && zle -N edit-command-line && bindkey '^X^E' edit-command-line\n", "[%#] $", size=(80, 24), env={"EDITOR": "@HOME@/ed"})
def zsh_edited_blocks(s):
    s.run("printf '#!/bin/sh\\nsed -i s/wrong/right/ $1\\n' > ed; chmod +x ed")
    s.type("echo a wrong word")
    s.key("C-x", "C-e", pace=0.4)
    s.wait("right word$")
    s.enter("echo a right word")
    rows(s, "for t in a b; do", "echo wrong $t", "done", more="for> $")
    s.key("Up", pace=0.3)
    s.key("C-x", "C-e", pace=0.4)
    s.pause(0.3)
    s.enter("for t in a b; do\necho right $t\ndone")
    s.type("ls -d /tmp")
    s.key("M-?", pace=0.4)
    s.truth("which-command ls", kind="reply")
    s.pause(0.3)
    s.enter("ls -d /tmp")
    s.type("ls -d /etc")
    s.key("M-h", pace=0.4)
    s.truth("run-help ls", kind="reply")
    s.pause(0.5)
    s.type("q")
    s.pause(0.3)
    s.key("C-u", pace=0.2)
    s.run("echo end")
    s.run("exit", wait=False)
