"""Prompts and sizes at their worst: no end mark, git in two rows, redrawn while one types, on screens that are far too small."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
HIST = {"HISTFILE": "@HOME@/.hist"}
ZSH, ZHIST = ["zsh", "-i"], "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\n"

GIT = r"""PROMPT_COMMAND=look
look() {
  local code=$? branch dirty=
  branch=$(git symbolic-ref --short HEAD 2>/dev/null)
  [ -n "$(git status --porcelain 2>/dev/null)" ] && dirty=' ±'
  PS1='\n\[\e[48;5;24;97m\] \w \[\e[48;5;29;38;5;24m\]'$'\ue0b0'"\[\e[97m\]${branch:+ $'\ue0a0' $branch$dirty }\[\e[0;38;5;29m\]"$'\ue0b0'"\[\e[0m\]"
  [ $code -ne 0 ] && PS1+="  \[\e[31m\]✘ $code\[\e[0m\]"
  PS1+='\n\[\e[32m\]❯\[\e[0m\] '
}
"""


@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env=HIST, size=(60, 15), prompt="^❯ $", needs=["git"],
          files={"rc": GIT, ".gitconfig": "[user]\nname = a\nemail = a@b\n[init]\ndefaultBranch = trunk\n"})
def prompt_of_git_in_two_rows(s):
    s.run("git init -q site && cd site", exit=0)
    s.run("echo 'listen 80;' > site.conf", exit=0)
    s.run("git add site.conf", exit=0)
    s.run("git commit -q -m 'the first of many, with a message that is longer than a row'", exit=0)
    s.type("git comit --amend")
    s.key("M-b", "M-b", "C-f", "C-f", "C-f")
    s.type("m")
    s.key("C-e")
    s.type(" -q --no-edit")
    s.enter("git commit --amend -q --no-edit", exit=0)
    s.run("git log --oneline nowhere", exit=128)
    s.type("echo 'listen 81;' >>")
    s.key("C-c", pace=0.12)
    s.wait()
    s.type("cat <<END >> site.conf")
    s.enter(None, wait="^> $")
    s.type("listen 82;")
    s.enter(None, wait="^> $")
    s.type("END")
    s.enter("cat <<END >> site.conf\nlisten 82;\nEND", exit=0)
    s.key("Up", "Up", "Up", pace=0.1)
    s.enter("git commit --amend -q --no-edit", exit=0)
    s.key("C-l", pace=0.15)
    s.run("git status --short", exit=0)
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"\t ", **HIST}, prompt=r"^\d\d:\d\d:\d\d $")
def prompt_is_a_clock_alone(s):
    s.run("echo one", exit=0)
    s.pause(1.1)
    s.run("echo two", exit=0)
    s.run("date +%T >/dev/null", exit=0)
    s.run("printf '12:00:00 rm -rf /fake/clock\\n'", exit=0)
    s.absent.append("12:00:00 rm -rf /fake")
    s.key("C-r", pace=0.1)
    s.type("tw")
    s.see("`tw'")
    s.enter("echo two", exit=0)
    s.type("echo a; \\")
    s.enter(None, wait="^> $")
    s.type("echo b")
    s.enter("echo a; \\\necho b", exit=0, also=["echo a; echo b"])
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"\u on \h in \w at \@\n", "PS2": "", **HIST}, prompt="^$")
def prompt_row_above_and_nothing_before(s):
    """The prompt ends in a line feed, and the second prompt is empty."""
    s.run("echo one")
    s.type("echo tow")
    s.key("BSpace", "BSpace")
    s.type("wo")
    s.enter("echo two")
    s.type("for i in 1 2; do")
    s.enter(None, wait="^$")
    s.pause(0.1)
    s.type("echo number $i")
    s.enter(None, wait="^$")
    s.pause(0.1)
    s.type("done")
    s.enter("for i in 1 2; do\necho number $i\ndone", wait=False)
    s.see("\nnumber 2")
    s.wait("^$")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait("^$")
    s.run("echo three", wait=False)
    s.see("\nthree")
    s.pause(0.2)
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": "1", **HIST}, prompt="^1$")
def prompt_is_one_digit(s):
    s.run("echo one", exit=0)
    s.run("seq 3", exit=0)
    s.run("1234", exit=127)
    s.run("echo 1 1 1", exit=0)
    s.key("Up", "Up", pace=0.08)
    s.enter("1234", exit=127)
    s.run("printf '1echo fake\\n1'", exit=0, wait="^11$")
    s.run("echo behind output", exit=0)
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"\w\$ ", **HIST}, size=(20, 5), prompt="[#$] $")
def tiny_screen_with_everything(s):
    s.run("echo one", exit=0)
    s.type("echo words that go over some rows of it")
    s.key("C-a", pace=0.1)
    s.key("M-f", "M-f", pace=0.06)
    s.type(" all")
    s.enter("echo words all that go over some rows of it", exit=0)
    s.run("seq 12", exit=0)
    s.key("Up", "Up", pace=0.1)
    s.key("M-b", "M-BSpace", pace=0.08)
    s.type("on ")
    s.key("C-e")
    s.enter("echo words all that go over some rows on it", exit=0)
    s.type("cat <<E")
    s.enter(None, wait="^> $")
    for n in range(6):
        s.type(f"row {n} of text, which wraps")
        s.enter(None, wait="^> $")
    s.type("E")
    s.enter("cat <<E\n" + "".join(f"row {n} of text, which wraps\n" for n in range(6)) + "E", exit=0)
    s.key("C-r", pace=0.1)
    s.type("ech")
    s.pause(0.3)
    s.key("C-g", pace=0.1)
    s.wait()
    s.run("cd /usr/share/doc", exit=0)
    s.run("ls -d bash", exit=0)
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": ZHIST + "PS1='%~ %# '\nRPS1='%?'\nautoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select\n",
                      "alpha.txt": "", "beta.txt": "", "gamma.txt": ""}, size=(20, 5), prompt="# $")
def tiny_screen_with_a_menu(s):
    s.run("echo one", exit=0)
    s.type("ls ")
    s.key("Tab", "Tab", pace=0.2)
    s.key("Right", pace=0.15)
    s.key("Enter", pace=0.2)                       # takes the choice
    s.wait("ls beta.txt ?$|beta.txt ?$")
    s.enter("ls beta.txt", exit=0)
    s.type("echo some words that go over the whole tiny screen, and on")
    s.key("C-a", "C-e", pace=0.1)
    s.enter("echo some words that go over the whole tiny screen, and on")
    s.type("if true; then")
    s.enter(None, wait="then> $")
    s.type("echo yes; fi")
    s.enter("if true; then\necho yes; fi", exit=0)
    s.run("false", exit=1)
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"[\u@\h \W]\$ ", **HIST}, size=(200, 60), prompt="# $")
def huge_screen(s):
    words = " ".join(f"word{n}" for n in range(120))
    s.run("echo one", exit=0)
    s.run("seq 100 | column -c 190", exit=0)
    s.type("echo " + words, pace=0.001)
    s.key("C-a", pace=0.1)
    s.key("M-f", "M-f", "M-d", pace=0.05)
    s.enter("echo " + words.replace(" word1", "", 1), exit=0)
    s.key("C-r", pace=0.1)
    s.type("column")
    s.see("`column'")
    s.enter("seq 100 | column -c 190", exit=0)
    s.key("Up", "Up", pace=0.1)
    s.key("C-w", "C-w", pace=0.1)
    s.enter("echo " + words.replace(" word1", "", 1).rsplit(" ", 2)[0], exit=0)
    s.run("clear; seq 70", exit=0)
    s.run("exit", wait=False)


SPINNER = r"""
setopt prompt_subst
PS1='%F{cyan}$spin%f %~ %# '
RPS1='%F{8}%D{%T}%f'
spin='|'
turn() { case $spin in '|') spin=/;; /) spin=-;; -) spin='\\';; *) spin='|';; esac; zle && zle reset-prompt; sched +1 turn }
zmodload zsh/sched; sched +1 turn
"""


@scenario(ZSH, files={".zshrc": ZHIST + SPINNER}, prompt=r"[|/\\-] \S+ # $")
def prompt_turns_while_one_types(s):
    s.run("echo one")
    s.type("echo typed slowly", pace=0.12)
    s.enter("echo typed slowly")
    s.type("echo a loger")
    s.pause(1.2)
    s.key("BSpace", "BSpace", "BSpace")
    s.type("nger line")
    s.pause(1.2)
    s.enter("echo a longer line")
    s.key("Up", pace=0.1)
    s.pause(1.1)
    s.key("C-w")
    s.enter("echo a longer", also=["echo a longer "])
    s.type("for i in 1 2; do")
    s.enter(None, wait="for> $")
    s.pause(1.1)
    s.type("echo $i; done")
    s.enter("for i in 1 2; do\necho $i; done")
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": ZHIST + "PS1= PS2= RPS1=\n"}, prompt="^$")
def prompt_none_at_all_in_zsh(s):
    s.pause(0.3)
    s.run("echo one", wait=False)
    s.see("\none")
    s.pause(0.2)
    s.type("echo tow")
    s.key("BSpace", "BSpace")
    s.type("wo")
    s.enter("echo two", wait=False)
    s.see("\ntwo")
    s.pause(0.2)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.absent.append("/never/run")
    s.key("Up", "Up", pace=0.1)
    s.enter("echo one", wait=False)
    s.pause(0.3)
    s.run("exit", wait=False)


@scenario(["fish", "-i"], prompt="❯ $", size=(40, 10), env={"fish_history": "fish"}, files={".config/fish/config.fish":
          "set -g fish_greeting\nfunction fish_prompt; echo; set_color blue; echo -n (prompt_pwd); set_color -b green black; echo -n ' trunk ±1 '; set_color normal; echo; echo -n '❯ '; end\n"
          "function fish_right_prompt; set_color 888; date +%T; set_color normal; end\n"})
def prompt_of_fish_small_and_busy(s):
    s.run("echo one")
    s.type("echo words which go on to the next row of this")
    s.key("C-a", pace=0.15)
    s.type("x")
    s.key("BSpace", pace=0.1)
    s.enter("echo words which go on to the next row of this")
    s.type("echo wo")
    s.pause(0.3)
    s.key("C-e", pace=0.15)                        # takes the suggestion
    s.enter("echo words which go on to the next row of this")
    s.type("for i in 1 2")
    s.enter(None, wait="^ +$")
    s.type("echo $i")
    s.enter(None, wait="^ +$")
    s.type("end")
    s.enter("for i in 1 2\necho $i\nend", also=["for i in 1 2\n    echo $i\nend"])
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait()
    s.key("Up", "Up", "Up", pace=0.2)
    s.wait("one$")
    s.enter("echo one")
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": "\\[\\e]0;\\w\\a\\]\\[\\e[1;33m\\]部署@服务器\\[\\e[0m\\]:\\w\\$ ", **HIST}, size=(40, 10), prompt="# $")
def prompt_of_wide_characters(s):
    s.run("echo one", exit=0)
    s.type("echo 日本語のとても長い行、折り返します、二行目まで")
    s.key("C-a", pace=0.1)
    s.key("M-f", pace=0.1)
    s.type(" 👍")
    s.key("C-e", pace=0.1)
    s.key("BSpace", "BSpace", pace=0.06)
    s.enter("echo 👍 日本語のとても長い行、折り返します、二行目", exit=0)
    s.type("touch 文件一.txt 文件二.txt")
    s.enter("touch 文件一.txt 文件二.txt", exit=0)
    s.type("ls 文")
    s.key("Tab", pace=0.2)
    s.type("二")
    s.key("Tab", pace=0.2)
    s.enter("ls 文件二.txt", exit=0)
    s.key("Up", "Up", "Up", pace=0.1)
    s.enter("echo 👍 日本語のとても長い行、折り返します、二行目", exit=0)
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"$(printf '%*s\r' $((COLUMNS)) $(date +%H:%M))\w \$ ", **HIST}, size=(50, 12), prompt="# $")
def prompt_right_side_by_return(s):
    """What stands at the right was printed first, with a return behind it; the shell counts it as part of the prompt."""
    s.run("echo one", exit=0)
    s.run("cd /usr", exit=0)
    s.type("echo short")
    s.enter("echo short", exit=0)
    s.key("Up", pace=0.1)
    s.type("er")
    s.enter("echo shorter", exit=0)
    s.run("exit", wait=False)
