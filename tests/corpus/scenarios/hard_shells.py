"""Shells in their less known ways: ksh93, mksh, tcsh, busybox, yash, rc, dash, zsh with options, bash with its own."""
from drive import scenario
from props import bash

HIST = {"HISTFILE": "@HOME@/.hist"}
ZSH, ZHIST = ["zsh", "-i"], "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\nPS1='%n:%~%# '\n"
MORE = r"^> $"


def lines(s, text, more=MORE, also=()):
    parts = text.split("\n")
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter(text, also=also)


@scenario(["ksh93", "-o", "emacs", "-i"], env={"PS1": "${PWD##*/} ! $ ", **HIST}, size=(60, 15), prompt=r"\d+ \$ $")
def ksh93_documents_and_numbers(s):
    s.run("echo one")
    lines(s, "cat <<END\n  indented\nroot@web-1:~# rm -rf /only/text\n> not a prompt\nEND")
    lines(s, "function greet {\nprint hello $1\n}")
    s.run("greet you")
    lines(s, "print -r -- \"open quote\nand closed\"")
    s.run("cd /usr")
    s.key("C-p", "C-p", "C-p", pace=0.1)
    s.enter("greet you")
    s.run("r pri=ech print", also=["echo -r -- \"open quote\nand closed\""], kind="command")
    s.run("exit", wait=False)


@scenario(["mksh"], env={"PS1": "$ ", "PS2": "... ", **HIST}, size=(40, 10), prompt=r"^[$#] $")
def mksh_on_a_small_screen(s):
    s.run("echo one")
    lines(s, "while read a; do\necho got $a\ndone <<E\nx y\nz\nE", more=r"^\.\.\. $")
    s.type("echo a line that is longer than forty columns and scrolls")
    s.key("C-a", pace=0.1)
    s.key("C-e", pace=0.1)
    s.type("!")
    s.enter("echo a line that is longer than forty columns and scrolls!", kind="unknown")
    s.type("ls /et")
    s.key("Tab", pace=0.15)
    s.type("host")
    s.key("Tab", pace=0.15)
    s.type("name")
    s.enter("ls /etc/hostname")
    s.key("C-r", pace=0.1)
    s.type("echo o")
    s.pause(0.2)
    s.enter("echo one")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait()
    s.run("exit", wait=False)


@scenario(["tcsh"], files={".tcshrc": "set prompt='%B%m%b [%h] %~\\n%# '\nset prompt2='%R more: '\nset prompt3='fix> %R (y|n|e|a)? '\nset history=100\nset savehist=100\n"
                                      "set correct=cmd\nset rprompt='%T'\nunset autologout\nset ellipsis\n"}, prompt="^# $", size=(70, 20))
def tcsh_prompts_of_all_kinds(s):
    s.run("echo one")
    s.type("ehco corrected")
    s.enter(None, wait=r"\? $")
    s.type("y")
    s.truth("ehco corrected", also=["echo corrected"])
    s.wait()
    s.type("foreach n (1 2)")
    s.enter(None, wait=r"more: $")
    s.type("echo number $n")
    s.enter(None, wait=r"more: $")
    s.type("end")
    s.enter("foreach n (1 2)\necho number $n\nend")
    s.run("echo !#:0 twice", also=["echo echo twice"])
    s.run("!?one", also=["echo one"])
    s.run("cd /usr/share/doc/bash")
    s.type("ls -d *.gz >& /dev/nul")
    s.key("BSpace", "BSpace", "BSpace")
    s.type("null")
    s.enter("ls -d *.gz >& /dev/null")
    s.run("exit", wait=False)


@scenario(["busybox", "ash", "-i"], env={"PS1": r"box \$ ", "HISTFILE": "@HOME@/.hist", "PS2": ">> "}, size=(50, 12), prompt=r"[$#] $", history="",
          files={"alpha-one.txt": ""})
def busybox_documents_and_search(s):
    s.run("echo one")
    lines(s, "cat <<E\n~ # rm -rf /only/text\nE", more="^>> $")
    lines(s, "if true\nthen\n  echo yes\nfi", more="^>> $")
    s.type("echo a line that goes over the margin of this screen, twice, for it is long")
    s.key("C-a", pace=0.15)
    s.key("Delete", "Delete", "Delete", "Delete", pace=0.06)
    s.type("printf")
    s.enter("printf a line that goes over the margin of this screen, twice, for it is long")
    s.key("Up", "Up", pace=0.15)
    s.key("Down", pace=0.15)
    s.key("C-u", pace=0.1)
    s.type("ls al")
    s.key("Tab", pace=0.2)
    s.enter("ls alpha-one.txt")
    s.run("cd /usr/share")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait()
    s.run("exit", wait=False)


@scenario(["yash", "--rcfile=@HOME@/rc", "-o", "emacs", "-i"], size=(50, 14), prompt=r"\$ $", history="", needs=["yash"],
          files={"rc": "YASH_PS1='$PWD$ '\nPS1='\\fc${PWD##*/}\\fd \\j \\$ ' PS1R='\\fg[right]\\fd' PS2='more> ' HISTFILE=~/.hist HISTSIZE=100\nset --le-trim-right --le-conv-meta\n",
                 "alpha-one": "", "alpha-two": "", "beta": ""})
def yash_right_prompt_and_candidates(s):
    s.spec["prompt"] = r"[$#] $"
    s.run("echo one")
    s.type("ls al")
    s.key("Tab", pace=0.3)
    s.key("Tab", pace=0.3)
    s.key("Tab", pace=0.3)
    s.enter("ls alpha-two", also=["ls alpha-one"])
    lines(s, "for i in 1 2\ndo\necho $i\ndone", more="^more> $")
    s.type("echo a line that runs over the right prompt and then over the margin")
    s.key("C-a", pace=0.1)
    s.enter("echo a line that runs over the right prompt and then over the margin")
    s.key("C-p", "C-p", pace=0.15)
    s.key("C-n", pace=0.15)
    s.enter("echo a line that runs over the right prompt and then over the margin")
    s.run("exit", wait=False)


@scenario(["rc", "-i"], env={"prompt": "; "}, prompt="^; $", history="", needs=["rc"])
def rc_of_plan_nine(s):
    """A shell without brackets, whose prompt is a semicolon; the terminal driver edits the lines."""
    s.run("echo one", exit=0)
    s.type("echo tow")
    s.key("BSpace", "BSpace")
    s.type("wo")
    s.enter("echo two", exit=0)
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.absent.append("/never/run")
    s.run("echo kept", exit=0)
    s.run("x=(a b c); echo $#x", exit=0)
    s.type("for(i in 1 2){")
    s.enter(None, wait="^$|; $")
    s.type("echo $i")
    s.enter(None, wait="^$|; $")
    s.type("}")
    s.enter("for(i in 1 2){\necho $i\n}")
    s.run("exit", wait=False)


@scenario(["dash", "-i"], env={"PS1": "box:${PWD##*/}> ", "PS2": ". "}, prompt=r"^box:\S+> $", size=(50, 14), history="")
def dash_documents_typed_ahead(s):
    lines(s, "cat <<'E'\nbox:/> rm -rf /only/text\n$HOME stays\nE", more=r"^\. $")
    s.run("sleep 0.8", wait=False)
    s.pause(0.2)
    for line in ("echo first ahead", "echo second ahead"):
        s.type(line)
        s.key("Enter", pace=0.03)
        s.truth(line, ahead=True)
    s.see("> second ahead")
    s.wait()
    lines(s, "echo 'open\nquote'", more=r"^\. $")
    s.run("read x; echo got $x", wait="^$")
    s.run("an answer", kind="reply")
    s.type("echo cut")
    s.key("C-w")
    s.type("kept, and over the margin of a screen this narrow")
    s.enter("echo kept, and over the margin of a screen this narrow")
    s.run("exit", wait=False)


@scenario(ZSH, prompt="# $", files={".zshrc": ZHIST + "setopt vi extended_history inc_append_history no_beep auto_cd auto_pushd\n"
          "function zle-keymap-select zle-line-init { case $KEYMAP in vicmd) RPS1='-- NORMAL --' PS1='%F{red}N%f %~%# ';; *) RPS1= PS1='%F{green}I%f %~%# ';; esac; zle reset-prompt }\n"
          "zle -N zle-keymap-select; zle -N zle-line-init; KEYTIMEOUT=5\n"})
def zsh_vi_with_marks(s):
    s.run("echo one two three", exit=0)
    s.type("echo alpha beta gamma")
    s.key("Escape", pace=0.3)
    s.key("b", "b", pace=0.1)
    s.type("cw")
    s.type("delta")
    s.key("Escape", pace=0.3)
    s.enter("echo alpha delta gamma")
    s.key("Escape", pace=0.3)
    s.key("k", "k", pace=0.1)
    s.key("$", "x", pace=0.1)
    s.enter("echo one two thre")
    s.run("/usr", exit=0)
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.3)
    s.type("dd")
    s.key("i", pace=0.2)
    s.absent.append("/never/run")
    s.type("pwd")
    s.enter("pwd")
    s.key("Escape", pace=0.3)
    s.type("/alpha")
    s.key("Enter", pace=0.3)                       # ends the search
    s.enter("echo alpha delta gamma")
    s.run("exit", wait=False)


@scenario(ZSH, prompt="# $",
          files={".zshrc": ZHIST + "autoload -U edit-command-line && zle -N edit-command-line && bindkey '^X^E' edit-command-line\nEDITOR=~/ed\n",
          "ed": "#!/bin/sh\nprintf 'for i in 1 2; do\\n  echo edited $i\\ndone\\n' > $1\n"}, size=(70, 18))
def zsh_editor_line_pushed_and_read(s):
    s.type("echo half a line")
    s.key("M-q", pace=0.2)                         # put aside, and back behind the next prompt
    s.run("echo asked in between", wait="half a line$")
    s.type(", now whole")
    s.enter("echo half a line, now whole")
    s.type("anything")
    s.key("C-x", "C-e", pace=0.1)
    s.see("\ndone")
    s.pause(0.2)
    s.enter("for i in 1 2; do\n  echo edited $i\ndone")
    s.run("x='to be changed'", exit=0)
    s.run("vared x", wait="changed$")
    s.key("C-w", pace=0.1)
    s.type("edited")
    s.enter("to be edited", kind="reply")
    s.run("echo $x", exit=0)
    s.run("read -r 'y?name: '", wait="name: $")
    s.run("rm -rf /only/a/name", kind="reply")
    s.absent.append("/only/a/name")
    s.run("print -z 'echo laid out'", wait="laid out$")
    s.enter("echo laid out")
    s.run("exit", wait=False)


LIVE = r"""
with-list() { zle .self-insert; local word=${BUFFER##* }; [[ -n $word ]] && zle -M "$(print -rC3 -- ${word}*(N))" }
zle -N self-insert with-list
"""


@scenario(ZSH, prompt="# $", files={".zshrc": ZHIST + LIVE, **{f"item-{n}.txt": "x\n" for n in range(12)}}, size=(70, 20))
def zsh_list_at_every_key(s):
    """As zsh-autocomplete does: whatever may follow stands below the line, with every key anew."""
    s.type("cat item-3.txt", pace=0.1)
    s.enter("cat item-3.txt", exit=0)
    s.type("ls item-1", pace=0.1)
    s.pause(0.2)
    s.type("0.txt item-11.txt", pace=0.1)
    s.enter("ls item-10.txt item-11.txt", exit=0)
    s.type("echo and a line with no list below", pace=0.05)
    s.enter("echo and a line with no list below", exit=0)
    s.type("cat item-", pace=0.1)
    s.pause(0.2)
    s.key("C-c", pace=0.2)
    s.wait()
    s.run("exit", wait=False)


@bash(env={"INPUTRC": "@HOME@/.inputrc"},
      files={".inputrc": "set show-mode-in-prompt on\nset editing-mode emacs\nset emacs-mode-string \"[E]\"\nset colored-completion-prefix on\n"
      "set menu-complete-display-prefix on\nset show-all-if-ambiguous on\nset show-all-if-unmodified on\nset completion-prefix-display-length 2\nset skip-completed-text on\nset blink-matching-paren on\n"
      "set mark-symlinked-directories on\nset visible-stats on\nset colored-stats on\nTAB: menu-complete\n\"\\e[Z\": menu-complete-backward\n",
      "report-2023.txt": "", "report-2024.txt": "", "report-2025.txt": "", "reports/x": ""}, prompt=r"^\[E\]alice@web-1:~# $")
def bash_menu_with_all_settings(s):
    s.run("echo one", exit=0)
    s.type("ls -d rep")
    s.key("Tab", pace=0.3)
    s.key("Tab", "Tab", pace=0.2)
    s.enter("ls -d report-2024.txt", also=["ls -d report-2023.txt"], wait=False)
    s.wait()
    s.type("ls -d rep.txt")
    s.key("Left", "Left", "Left", "Left", pace=0.05)
    s.key("Tab", "Tab", pace=0.3)
    s.enter("ls -d report-2023.txt", also=["ls -d report-2023.txt.txt"])
    s.type("echo $((1 + (2 * 3)))")
    s.enter("echo $((1 + (2 * 3)))", exit=0)
    s.type("ls rep")
    s.key("Tab", pace=0.2)
    s.key("C-c", pace=0.2)
    s.wait()
    s.run("exit", wait=False)


@bash(env={"HISTCONTROL": ""}, size=(50, 12))
def bash_expansions_of_all_kinds(s):
    s.run("echo alpha beta gamma", exit=0)
    s.run("!!:s/beta/delta/", exit=0, also=["echo alpha delta gamma"])
    s.run("echo !-2:2", exit=0, also=["echo beta"])
    s.run("!?gamma?:1-2", exit=127, also=["alpha delta"])
    s.run("echo !#", exit=0, also=["echo echo", "echo echo "])
    s.run("^echo^printf '%s\\n'^", exit=0, also=["printf '%s\\n' echo", "printf '%s\\n' echo "])
    s.run("echo 'no !! here' \\!\\!", exit=0)
    s.type("!nosuchthing")
    s.enter(None)
    s.type("echo !$ !^")
    s.key("M-^", pace=0.2)
    s.enter(s.cursor_line().split("# ", 1)[1].rstrip(), exit=0)
    s.run("fc -s alpha=omega 1", exit=0, also=["echo omega beta gamma"])
    s.run("set +H; echo hi!!", exit=0, also=["set +H; echo hi" + "echo omega beta gamma"])
    s.run("echo hi!!", exit=0)
    s.run("exit", wait=False)
