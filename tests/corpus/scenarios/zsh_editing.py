"""zsh: what its line editor does to a line before it is committed, and lines from the history."""
from drive import scenario

ZSH = ["zsh", "-i"]
BASE = "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\nPS1='alice@web-1 %~ %# '\n"
OLD = "echo first old\nls -l /etc/hostname\necho second old\nuname -s\ngrep -c root /etc/passwd\n"


def rc(text="", **files):
    return {".zshrc": BASE + text, **files}


def with_history(text=""):
    return {**rc(text), ".hist": OLD}


@scenario(ZSH, files=rc())
def zsh_keys(s):
    s.type("echo whole line")
    s.key("C-a")
    s.enter("echo whole line")
    s.type("ehco transposed")
    s.key("C-a", "C-f", "C-f", "C-t", "C-e")
    s.enter("echo transposed")
    s.type("echo alpha beta")
    s.key("M-b", "C-k", "C-y", "C-y")
    s.enter("echo alpha betabeta")
    s.type("rm -rf /never/run")
    s.key("C-u")                                   # the whole line, wherever the cursor is
    s.type("echo make this loud")
    s.key("M-b", "M-b", "M-u", "M-c")
    s.enter("echo make THIS Loud")
    s.type("echo one two")
    s.key("C-w", "C-_", "C-w")
    s.type("three")
    s.enter("echo one three")
    s.type("echo second first")
    s.key("M-t")
    s.enter("echo first second")
    s.type("echo middle")
    s.key("C-a", "M-f")
    s.type("of the ")
    s.enter("echo of the middle")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_quoting(s):
    s.type("echo bell-")
    s.key("C-v", "C-g")
    s.type("-end")
    s.enter("echo bell-\x07-end", also=["echo bell-^G-end"])
    s.type("it's quoted")
    s.key("M-'")
    s.key("C-a")
    s.type("echo ")
    s.enter("echo 'it'\\''s quoted'")
    s.run("echo '$ not a prompt' \"% nor this\" '> or this' \\$HOME \\\\")
    s.run("echo naïve café — Привет 日本語 🎉")
    s.run("  echo leading   and inner   blanks  ")
    s.run("print -P %~ %# ; print -r -- 'a  b'")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_special_accepts(s):
    s.run("echo one")
    s.run("echo two")
    s.key("Up", "Up")
    s.enter("echo one", key="C-o", wait="echo two$")
    s.enter("echo two")
    s.type("echo held")
    s.enter("echo held", key="M-a", wait="echo held$")   # runs it, and leaves it for the next line
    s.type(" again")
    s.enter("echo held again")
    s.type("echo by line feed")
    s.enter("echo by line feed", key="C-j")
    s.type("echo pushed away")
    s.key("M-q", pace=0.1)                         # kept aside, and it comes back after the next command
    s.type("echo first this")
    s.enter("echo first this", wait="pushed away$")
    s.enter("echo pushed away")
    s.run("print -z echo prepared by a command", wait="by a command$")
    s.enter("echo prepared by a command")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc("bindkey '^X^E' edit-command-line; autoload -Uz edit-command-line; zle -N edit-command-line\n"
                        "export EDITOR=~/editor\n", editor="#!/bin/sh\nsed -i 's/wrong/right/' \"$1\"\n"))
def zsh_external_editor(s):
    s.type("echo the wrong word")
    s.key("C-x", pace=0.02)
    s.key("C-e", pace=0.1)
    s.wait("right word$")                          # back in the line, not yet run
    s.enter("echo the right word")
    s.run("fc -e ~/editor -1", also=["echo the right word"])
    s.run("exit", wait=False)


@scenario(ZSH, files=with_history())
def zsh_arrows(s):
    s.key("Up", "Up", "Up", "Up", "Down", "Up")
    s.enter("ls -l /etc/hostname")
    s.type("echo half typed")
    s.key("C-p", "C-n", pace=0.06)
    s.type(" and finished")
    s.enter("echo half typed and finished")
    s.key("M-<", pace=0.1)
    s.enter("echo first old")
    s.type("echo")
    s.key("M-p", "M-p", pace=0.06)
    s.enter("echo half typed and finished")
    s.type("cat ")
    s.key("M-.", pace=0.06)
    s.key("M-.", pace=0.06)
    s.key("C-c")
    s.wait()
    s.run("echo one two three")
    s.type("echo ")
    s.key("M-.")
    s.enter("echo three")
    s.run("exit", wait=False)


@scenario(ZSH, files=with_history())
def zsh_search(s):
    s.key("C-r")
    s.type("root")
    s.pause(0.1)
    s.see("bck-i-search")
    s.enter("grep -c root /etc/passwd")
    s.key("C-r")
    s.type("old")
    s.key("C-r", pace=0.1)
    s.key("C-e")
    s.type(" edited")
    s.enter("echo first old edited")
    s.key("C-r")
    s.type("second")
    s.key("C-g", pace=0.1)
    s.wait()
    s.enter(None)
    s.key("C-r")
    s.type("zzzz")
    s.see("failing")
    s.key("C-c", pace=0.1)
    s.wait()
    s.type("echo kept")
    s.key("C-r")
    s.type("uname")
    s.key("C-g", pace=0.1)
    s.enter("echo kept")
    s.run("exit", wait=False)


@scenario(ZSH, files=with_history())
def zsh_bang(s):
    s.run("echo one two three")
    s.run("!!", also=["echo one two three"])
    s.run("echo !$", also=["echo three"])
    s.run("^three^four^", also=["echo four"])
    s.run("!un", also=["uname -s"])
    s.run("env !!", also=["env uname -s"])
    s.run("echo !?one?:2-$", also=["echo two three"])
    s.run("!nothing-like-it", kind="reply")
    s.run("r echo", also=["echo two three"])
    s.run("exit", wait=False)


@scenario(ZSH, files=with_history("setopt hist_verify\nbindkey ' ' magic-space\n"))
def zsh_hist_verify(s):
    s.run("echo one two")
    s.type("!!")
    s.enter(None, wait="echo one two$")
    s.type(" three")
    s.enter("echo one two three")
    s.type("ls !$ ")
    s.key("C-u")
    s.type("echo !un ")
    s.type("done")
    s.enter("echo uname -s done")
    s.run("exit", wait=False)


@scenario(ZSH, size=(58, 20), files=rc("setopt hist_verify\n"))
def zsh_hist_verify_in_two_rows(s):
    long = "echo a line that is long enough to take two rows of this window"
    s.run(long)
    s.type("!ec")
    s.enter(None, wait="window$")
    s.type(" and more")
    s.enter(long + " and more")
    s.run("echo short")
    s.type("!?rows?")
    s.enter(None, wait="more$")
    s.enter(long + " and more")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc("bindkey -v\n"))
def zsh_vi_mode(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.5)
    s.key("b", "f", "u", "r", "o")
    s.enter("echo hello world")
    s.type("echo delete these words")
    s.key("Escape", pace=0.5)
    s.key("b", "b", "d", "w", "A")
    s.type("!")
    s.enter("echo delete words!")
    s.key("Escape", pace=0.5)
    s.key("k", "k")
    s.enter("echo hello world")
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.5)
    s.key("d", "d", "i")
    s.type("echo kept")
    s.enter("echo kept")
    s.key("Escape", pace=0.5)
    s.key("/")
    s.type("wor")
    s.key("Enter", pace=0.1)
    s.enter("echo hello world")
    s.type("systemctl restart nginx")
    s.key("Escape", pace=0.5)
    s.enter("#systemctl restart nginx", key="#")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(ZSH, prompt=r"\[I\] # $", files=rc("""bindkey -v
KEYTIMEOUT=1
mode='[I]'
zle-keymap-select() { [[ $KEYMAP == vicmd ]] && mode='[N]' || mode='[I]'; zle reset-prompt; printf '\\e[%d q' $(( ${#mode} + 2 )) }
zle-line-init() { mode='[I]'; zle reset-prompt }
zle -N zle-keymap-select; zle -N zle-line-init
setopt prompt_subst
PS1='%~ $mode %# '
"""))
def zsh_vi_mode_in_prompt(s):
    s.type("echo the mod changes")
    s.key("Escape", pace=0.15)
    s.key("b", "h", "i", pace=0.06)
    s.type("e")
    s.enter("echo the mode changes")
    s.type("echo committed in command mode")
    s.key("Escape", pace=0.15)
    s.enter("echo committed in command mode")
    s.type("echo x")
    s.key("Escape", pace=0.15)
    s.key("i")
    s.type("y")
    s.enter("echo yx")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc("""
toggle() { [[ $BUFFER == env\\ * ]] && LBUFFER=${LBUFFER#env } || LBUFFER="env $LBUFFER" }
magic() { [[ -z $BUFFER ]] && BUFFER='ls -d /etc'; zle .accept-line }
report() { zle -I; print "a widget prints this" }
message() { zle -M 'a message below the line' }
stamp() { LBUFFER+='/etc/hostname' }
for w in toggle report message stamp; do zle -N $w; done
zle -N accept-line magic
bindkey '^Xt' toggle '^Xr' report '^Xm' message '^Xs' stamp
bindkey -s '^Xd' '^Udate +%Y\\n'
bindkey -s '^Xp' ' | cat'
"""))
def zsh_widgets(s):
    s.type("uname -s")
    s.key("C-x", "t", pace=0.06)
    s.enter("env uname -s")
    s.enter("ls -d /etc")                          # Enter on an empty line runs something here
    s.type("cat ")
    s.key("C-x", "s", pace=0.06)
    s.key("C-x", "r", pace=0.1)
    s.key("C-x", "m", pace=0.1)
    s.key("C-x", "p", pace=0.1)
    s.enter("cat /etc/hostname | cat")
    s.type("rm -rf /never/run")
    s.key("C-x", pace=0.06)
    s.enter("date +%Y", key="d")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc("setopt correct\n"))
def zsh_correction(s):
    s.type("ehco corrected")
    s.enter("ehco corrected", also=["echo corrected"], wait=r"\]\?.*$")
    s.key("y", pace=0.15)
    s.wait()
    s.type("sl-not-there")
    s.enter("sl-not-there", wait=False)
    s.pause(0.3)
    if "]?" in s.screen().split("\n")[-1] or "nyae" in s.cursor_line():
        s.key("n")
    s.wait()
    s.type("unmae -s")
    s.enter("unmae -s", kind="reply", wait=r"\]\?.*$")
    s.key("e", pace=0.15)
    s.wait("unmae -s$")
    s.key("C-u")
    s.run("uname -s")
    s.type("ehco aborted")
    s.enter("ehco aborted", kind="reply", wait=r"\]\?.*$")
    s.key("a", pace=0.15)
    s.wait()
    s.run("exit", wait=False)


@scenario(ZSH, files={**rc(), "keep/a": "", "keep/b": ""})
def zsh_asks(s):
    s.run("cd keep")
    s.type("rm *")
    s.enter("rm *", wait=r"\[yn\]\? $")
    s.key("n", pace=0.15)
    s.wait()
    s.run("ls")
    s.run("vared -p 'edit: ' -c greeting", wait="edit: $")
    s.type("helo")
    s.key("Left")
    s.type("l")
    s.enter("hello", kind="reply")
    s.run("print $greeting")
    s.run("read 'name?Name: '", wait="Name: $")
    s.run("Bob", kind="reply")
    s.run("read -s 'p?Password: '", wait="Password: $")
    s.secret("Tr0ub4dor-and-3")
    s.enter(None)
    s.run("select x in one two; do print $x; break; done", wait=r"\?# $")
    s.run("2", kind="reply")
    s.run("exit", wait=False)


@scenario(ZSH, files=with_history())
def zsh_named_command(s):
    s.type("echo lower case")
    s.key("M-x", pace=0.1)                         # a line of its own below asks for the editor's command
    s.type("up-case-word")
    s.key("C-g", pace=0.1)
    s.enter("echo lower case")
    s.type("echo lower")
    s.key("M-b", "M-x", pace=0.1)
    s.type("capitalize-word")
    s.key("Enter", pace=0.1)
    s.enter("echo Lower")
    s.run("exit", wait=False)
