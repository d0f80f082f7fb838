"""bash: shells within shells, and a shell that has been told to behave differently."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}
ZDOT = {".zshrc": "PS1='zsh %~ %# '\n"}


@scenario(BASH, env=PS1, history="", files=ZDOT, needs=["zsh", "dash"], prompt=r"[$#>] $")
def bash_nested_shells(s):
    s.run("echo level one")
    s.run("zsh", wait="zsh ~ # $")
    s.run("echo level two", wait="zsh ~ # $")
    s.run("PS1='dash> ' dash", wait="dash> $")
    s.run("echo level three", wait="dash> $")
    s.run("PS1='four$ ' bash --norc", wait=r"four\$ $")
    s.run("echo level four")
    s.key("Up", "Up", pace=0.06)
    s.key("C-c")
    s.wait(r"four\$ $")
    s.run("exit", wait="dash> $")
    s.run("echo three again", wait="dash> $")
    s.run("exit", wait="zsh ~ # $")
    s.run("echo two again", wait="zsh ~ # $")
    s.key("C-d")
    s.wait("web-1.*# $")
    s.run("echo one again")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, history="")
def bash_exec(s):
    s.run("echo before")
    s.run("exec bash --norc --noprofile -i")
    s.run("echo in the new shell")
    s.run("exec env PS1='other> ' bash --norc -i", wait="other> $")
    s.run("echo in the third", wait="other> $")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, history="", files=ZDOT, needs=["zsh"], prompt="# $")
def bash_exec_zsh(s):
    s.run("echo from bash")
    s.run("exec zsh", wait="zsh ~ # $")
    s.run("echo from zsh", wait="zsh ~ # $")
    s.run("exec bash --norc --noprofile", wait="# $")
    s.run("echo from bash again")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_tracing(s):
    s.run("set -x")
    s.run("echo traced words")
    s.run("ls -d /etc | cat")
    s.run("x=$(echo inner)")
    s.run("set +x")
    s.run("set -v")                                # the shell prints each line that it reads
    s.run("echo verbose words")
    s.run("set +v")
    s.run("PS4='+ $LINENO '; set -x; echo both; set +x")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_debug_trap(s):
    s.run("trap 'echo \"about to run: $BASH_COMMAND\"' DEBUG")
    s.run("echo one")
    s.run("cd /tmp; pwd")
    s.run("ls -d /etc | cat")
    s.run("trap - DEBUG")
    s.run("trap 'printf \"\\033]0;%s\\007\" \"$BASH_COMMAND\"' DEBUG")
    s.run("echo with a title")
    s.run("trap 'echo failed' ERR")
    s.run("false")
    s.run("exit", wait=False)


@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env=PS1, files={"rc": r"""
insert() { READLINE_LINE="${READLINE_LINE:0:READLINE_POINT}/etc/hostname${READLINE_LINE:READLINE_POINT}"; READLINE_POINT=$((READLINE_POINT + 13)); }
helper() { echo "help for: $READLINE_LINE"; }
bind -x '"\C-t": insert' 2>/dev/null
bind -x '"\C-xh": helper' 2>/dev/null
bind '"\C-g": "\C-a\C-kls -d /etc\C-m"' 2>/dev/null
bind '"\e[24~": "echo a function key\n"' 2>/dev/null
"""})
def bash_bound_keys(s):
    s.type("cat ")
    s.key("C-t", pace=0.15)
    s.enter("cat /etc/hostname")
    s.type("ls -d /usr")
    s.key("C-x", "h", pace=0.15)                   # prints, and draws the line again
    s.see("help for")
    s.type(" /var")
    s.enter("ls -d /usr /var")
    s.type("rm -rf /never/run")
    s.enter("ls -d /etc", key="C-g")
    s.absent.append("/never/run")
    s.enter("echo a function key", key="F12")
    s.run("exit", wait=False)


# what fzf and atuin do: choose in a full screen, then the line is drawn again, and perhaps run at once
@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env=PS1, files={"choose": r"""#!/bin/bash
exec < /dev/tty 3>&1 > /dev/tty
printf '\e[?1049h\e[2J\e[H> \n  rm -rf /only/shown\n> echo chosen from a list\n  2/2\e[1;3H'
read -rsn 1 key
printf '\e[?1049l'
echo 'echo chosen from a list' >&3
""", "rc": r"""
choose() { READLINE_LINE=$(~/choose); READLINE_POINT=${#READLINE_LINE}; }
bind -x '"\C-r": choose' 2>/dev/null
bind -x '"\C-x\C-r": choose' 2>/dev/null
bind '"\C-xr": "\C-x\C-r\C-m"' 2>/dev/null
"""})
def bash_full_screen_history(s):
    s.run("echo first")
    s.type("part")
    s.key("C-r")
    s.see("only/shown")
    s.key("j")
    s.wait("list$")
    s.type(" and edited")
    s.enter("echo chosen from a list and edited")
    s.key("C-x", "r")
    s.see("only/shown")
    s.enter("echo chosen from a list", key="j")
    s.absent.append("/only/shown")
    s.run("exit", wait=False)


@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env={"HISTFILE": "@HOME@/.hist"},
          files={"rc": "PS1='aliased:\\w\\$ '\nalias ll='ls -l'\nalias ..='cd ..'\nalias please='env'\n"})
def bash_aliases(s):
    s.run("ll /etc/hostname")
    s.run("cd /usr/share")
    s.run("..")
    s.run("pwd")
    s.run("please printf 'thanks\\n'")
    s.run("\\ls -d .")
    s.run("alias")
    s.run("unalias ll; ll", exit=127)
    s.run("exit", wait=False)


@scenario(["bash", "--posix", "--norc", "--noprofile", "-i"], env={"PS1": "posix$ ", "HISTFILE": "@HOME@/.hist"})
def bash_posix_mode(s):
    s.run("echo '!' prompt")
    s.run("f() { echo function; }; f")
    s.key("Up", pace=0.06)
    s.enter("f() { echo function; }; f")
    s.run("exit", wait=False)


@scenario(["bash", "--noediting", "--norc", "--noprofile", "-i"], env=PS1, history="")
def bash_no_editing(s):
    s.run("echo plain lines")
    s.type("echo typox")
    s.key("BSpace")
    s.enter("echo typo")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.type("echo kept")
    s.enter("echo kept")
    s.type("echo one wrong")
    s.key("C-w")
    s.type("right")
    s.enter("echo one right")
    s.type("rm -rf /never/run")
    s.key("C-c")
    s.wait()
    s.absent.append("/never/run")
    s.type("echo a")
    s.key("C-v", "Tab")
    s.type("b")
    s.enter("echo a\tb", also=["echo a b"] + ["echo a" + " " * n + "b" for n in range(2, 9)])
    s.type("for i in 1 2")
    s.enter(None, wait="^> $")
    s.type("do echo $i; done")
    s.enter("for i in 1 2\ndo echo $i; done")
    s.key("C-d")
    s.finish()


@scenario(BASH, env=PS1, term="dumb")
def bash_dumb_terminal(s):
    s.run("echo on a dumb terminal")
    s.type("ehco wrong")
    s.key(*["BSpace"] * 10, pace=0.015)
    s.type("echo right")
    s.enter("echo right")
    s.type("echo back and forth")
    s.key("C-a", "C-e")
    s.type(" again")
    s.enter("echo back and forth again")
    s.key("Up", "Up", pace=0.08)
    s.enter("echo right")
    s.key("C-r", pace=0.08)
    s.type("dumb")
    s.pause(0.1)
    s.enter("echo on a dumb terminal")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.enter(None)
    s.absent.append("/never/run")
    s.run("echo " + "a line longer than the terminal is wide " * 3, kind="unknown")  # it scrolls sideways
    s.run("exit", wait=False)


def on_terminal(term):
    def play(s):
        s.run("echo hello")
        s.type("echo oen two")
        s.key("M-b", "Left", "Left", "C-t", "C-e")
        s.type(" three")
        s.enter("echo one two three")
        s.key("Up", "Up", pace=0.08)
        s.enter("echo hello")
        s.run("echo " + "words that wrap over the margin of the line " * 3)
        s.key("C-r", pace=0.08)
        s.type("two")
        s.pause(0.1)
        s.enter("echo one two three")
        s.run("exit", wait=False)
    play.__name__ = "bash_on_" + term.replace("-", "_")
    scenario(BASH, env=PS1, term=term)(play)


for name in ("vt100", "vt220", "linux", "screen", "tmux-256color", "rxvt", "ansi", "xterm"):
    on_terminal(name)


@scenario(BASH, env={**PS1, "LC_ALL": "C", "LANG": "C"})
def bash_plain_locale(s):
    s.run("echo ascii only")
    s.type("echo naïve")                           # in this locale its two bytes are keys that do nothing
    s.enter("echo nave")
    s.run("printf '\\351t\\351\\n'")                # bytes that are no UTF-8
    s.key("Up", "Up", pace=0.08)
    s.enter("echo nave")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, pace=0.002)
def bash_many_commands(s):
    for n in range(40):
        s.run(("echo number %d", "true %d", "ls -d /etc # %d", "cd . && : %d")[n % 4] % n)
    s.run("exit", wait=False)
