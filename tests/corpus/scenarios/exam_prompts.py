"""bash below prompts that people really have: rows of glyphs, marks of terminals, rules across the screen, colours over the whole line."""
from drive import scenario
from props import block

RC = ["bash", "--rcfile", "@HOME@/rc", "-i"]
HIST = {"HISTFILE": "@HOME@/.hist"}
ME = "[user]\nname = a\nemail = a@b\n[init]\ndefaultBranch = trunk\n[advice]\nstatusHints = false\n"


def below(rc, prompt, **more):
    return scenario(RC, env={**HIST, **more.pop("env", {})}, files={"rc": rc, ".gitconfig": ME, **more.pop("files", {})}, prompt=prompt, **more)


# the rows of starship: a blank one, what and where and how long, then the sign alone; its PS2 is a small dot
SHIP = r"""
__begin() { __since=${__since:-$SECONDS}; }
trap '__begin' DEBUG
__draw() {
  local code=$? took='' branch sign='\[\e[1;32m\]❯\[\e[0m\]'
  branch=$(git symbolic-ref --short HEAD 2>/dev/null)
  [ $((SECONDS - __since)) -ge 1 ] && took=" took \[\e[1;33m\]$((SECONDS - __since))s\[\e[0m\]"
  [ $code -ne 0 ] && sign='\[\e[1;31m\]✗\[\e[0m\]'
  PS1="\n\[\e[1;36m\]\w\[\e[0m\]${branch:+ on \[\e[1;35m\] $branch\[\e[0m\]} via \[\e[1;33m\]🐍 v3.11.2 \[\e[0m\]$took\n$sign "
  unset __since
}
PROMPT_COMMAND=__draw
PS2='\[\e[90m\]∙\[\e[0m\] '
"""


@below(SHIP, "^[❯✗] $", needs=["git"])
def prompt_like_a_starship(s):
    s.run("git init -q shop", exit=0)
    s.run("cd shop", exit=0)
    s.run("sleep 1.2", exit=0)
    s.type("gti status")
    s.key("C-a", "C-f", "C-f", "C-t", pace=0.06)          # transposes the letters
    s.enter("git status", exit=0)
    s.run("test -e README", exit=1)
    block(s, ["for f in one two three; do", "  echo \"$f\" > $f.txt", "done"], "^∙ $", kind="command", exit=0)
    s.type("git add o")
    s.key("Tab", pace=0.2)
    s.enter("git add one.txt", also=["git add one.txt "], exit=0)
    s.key("C-r", pace=0.1)
    s.type("e")
    s.key("C-r", "C-r", pace=0.12)
    s.type("cho")
    s.pause(0.2)
    s.key("C-g", pace=0.1)
    s.wait()
    s.type("git commit -qm 'a message' && rm -rf /never/run")
    s.key("M-BSpace", "M-BSpace", "M-BSpace", "M-BSpace", pace=0.05)
    s.key("BSpace", "BSpace", pace=0.05)
    s.pause(0.1)
    s.key("C-u", pace=0.1)
    s.run("git commit -qm 'a message'", exit=0)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.15)
    s.absent.append("/never/run")
    s.wait()
    s.run("git log --oneline | wc -l", exit=0)
    s.run("exit", wait=False)


# powerline's right side, drawn by saving the cursor; the arrow of the left is in the last column of the prompt
LINE = r"""
__right() { printf '\e7\r\e[%dG\e[48;5;238;38;5;250m %s \e[0m\e8' $((COLUMNS - 10)) "$(date +%T)"; }
PS1='\[$(__right)\]\[\e[48;5;31;97m\] \u \[\e[48;5;240;38;5;31m\]'$'\ue0b0''\[\e[38;5;252m\] \W \[\e[0;38;5;240m\]'$'\ue0b0''\[\e[0m\] '
"""


@below(LINE, "\ue0b0 $", size=(72, 20))
def prompt_with_a_right_side_by_saving(s):
    s.run("echo one", exit=0)
    s.run("cd /usr/share", exit=0)
    s.type("ls -d doc/bas")
    s.key("Tab", "Tab", pace=0.2)
    s.key("C-w", pace=0.1)
    s.type("man")
    s.enter("ls -d man", also=["ls -d man"], exit=0)
    s.run("echo a line of words that is certain to run into the clock at its right, and then over it", exit=0)
    s.key("Up", pace=0.1)
    s.key("C-a", "M-f", "M-f", pace=0.06)
    s.type(" longer")
    s.enter("echo a longer line of words that is certain to run into the clock at its right, and then over it", exit=0)
    s.key("C-l", pace=0.15)
    s.run("false", exit=1)
    s.run("printf 'no end'", exit=0)
    s.run("echo behind it", exit=0)
    s.run("exit", wait=False)


# what is typed is yellow and bold, until PS0 turns it off; the prompt says where we are on a row of blue
COLOUR = r"""
PS1='\[\e[44;97m\]\w\[\e[K\]\n\[\e[0;1;33m\]» '
PS0='\[\e[0m\]'
PS2='\[\e[1;33m\]… '
"""


@below(COLOUR, "^» $", size=(64, 18))
def prompt_colours_what_is_typed(s):
    s.run("echo one", exit=0)
    s.run("ls --color=always -d /etc /usr", exit=0)
    block(s, ["if true", "then echo yes", "fi"], "^… $", kind="command", exit=0)
    s.type("echo it's")
    s.enter(None, wait="^… $")
    s.type("over's")
    s.enter("echo it's\nover's", exit=0)
    s.type("echo this goes over the margin of sixty-four columns and is then cut")
    s.key("M-BSpace", "M-BSpace", "M-BSpace", "M-BSpace", pace=0.08)
    s.enter("echo this goes over the margin of sixty-four columns", also=["echo this goes over the margin of sixty-four columns "], exit=0)
    s.key("C-y", pace=0.1)
    s.key("C-a", pace=0.06)
    s.type("echo ")
    s.enter("echo and is then cut", exit=0)
    s.run("exit", wait=False)


# says things before each prompt, as mail checks, virtual environments and direnv do
SAYS = r"""
n=0
PROMPT_COMMAND='n=$((n + 1)); [ $((n % 2)) = 0 ] && echo "direnv: export +PATH ~VIRTUAL_ENV ($n)"; printf "\e]0;%s\a" "$PWD"'
PS1='(venv) [\!] \W \$ '
"""


@below(SAYS, r"\(venv\) \[\d+\] \S+ # $", files={"one.log": "1\n", "two.log": "2\n", "two.old": "3\n"})
def prompt_with_words_above_it(s):
    s.run("echo one", exit=0)
    s.run("echo two", exit=0)
    s.type("cat two.")
    s.key("Tab", "Tab", pace=0.2)
    s.see("two.old")
    s.type("o")
    s.key("Tab", pace=0.15)
    s.enter("cat two.old", also=["cat two.old "], exit=0)
    s.run("!echo", also=["echo two"], exit=0)
    s.type("$ echo a copied line")
    s.enter("$ echo a copied line", exit=127)
    s.enter(None)
    s.enter(None)
    s.type("cat <<- EOF | tr a-z A-Z")
    s.enter(None, wait="^> $")
    s.type("direnv: export +PATH")
    s.enter(None, wait="^> $")
    s.type("EOF")
    s.enter("cat <<- EOF | tr a-z A-Z\ndirenv: export +PATH\nEOF", exit=0)
    s.run("exit", wait=False)


DEEP = "a-rather-long-name-for-a-folder/and-another-one-below-it/with-a-third-one-at-last"


@below("PS1='\\[\\e[32m\\]\\u@build-agent-eu-central-1a.internal.example.org\\[\\e[0m\\]:\\[\\e[34m\\]\\w\\[\\e[0m\\]\\$ '\n",
       "# $", size=(57, 14), files={DEEP + "/x": ""})
def prompt_of_three_rows_by_wrapping(s):
    s.run("cd " + DEEP, exit=0)
    s.run("echo one", exit=0)
    s.type("echo some more words than fit behind this prompt")
    s.key("C-a", "C-k", pace=0.1)
    s.type("ls")
    s.enter("ls", exit=0)
    s.key("C-y", pace=0.15)
    s.enter("echo some more words than fit behind this prompt", exit=0)
    s.key("C-r", pace=0.12)
    s.type("cd")
    s.see("`cd'")
    s.key("C-e", pace=0.1)
    s.key("C-u", pace=0.1)
    s.run("pwd | wc -c", exit=0)
    s.resize(70, 14)
    s.run("echo wider", exit=0)
    s.run("cd", exit=0)
    s.run("exit", wait=False)


# iTerm's marks, the directory for the terminal, a hyperlink in the prompt
MARKS = r"""
__pre() { local c=$?; printf '\e]133;D;%s\e\\\e]1337;RemoteHost=root@web-1\a\e]1337;CurrentDir=%s\a\e]7;file://web-1%s\a' $c "$PWD" "$PWD"; }
PROMPT_COMMAND=__pre
PS0='\e]133;C;\e\\'
PS1='\[\e]133;A\e\\\]\[\e]8;;file:///tmp\e\\\]\W\[\e]8;;\e\\\] \$ \[\e]133;B\e\\\]'
PS2='\[\e]133;P;k=s\e\\\]> '
"""


@below(MARKS, "# $", size=(37, 9))
def prompt_marked_for_iterm(s):
    s.run("echo one", exit=0)
    s.run("false", exit=1)
    s.type("echo words that wrap on such a narrow screen")
    s.key("C-a", "C-e", "C-b", "BSpace", pace=0.06)
    s.type("EE")
    s.enter("echo words that wrap on such a narrow screEEn", exit=0)
    block(s, ["while read x; do", "echo \"<$x>\"", "done <<< 'a'"], "^> $", kind="command", exit=0)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.15)
    s.absent.append("/never/run")
    s.wait()
    s.key("Up", "Up", pace=0.12)
    s.enter("echo words that wrap on such a narrow screEEn", exit=0)
    s.run("cd /tmp", exit=0)
    s.run("exit", wait=False)


# a rule across the whole screen above each prompt, as wide as the screen is then
RULE = r"""
PROMPT_COMMAND='printf "\e[90m%*s\e[0m" "$COLUMNS" "" | sed "s/ /─/g"'
PS1='\t \W ❯❯ '
"""


@below(RULE, "❯❯ $", size=(80, 20))
def prompt_below_a_rule(s):
    s.run("echo one", exit=0)
    s.type("echo a line that is being type")
    s.resize(52, 20)
    s.type("d while the window is made smaller")
    s.enter("echo a line that is being typed while the window is made smaller", exit=0)
    s.run("echo short", exit=0)
    s.resize(100, 25)
    s.key("Up", "Up", pace=0.1)
    s.key("C-w", "C-w", pace=0.08)
    s.enter("echo a line that is being typed while the window is", also=["echo a line that is being typed while the window is "], exit=0)
    s.run("seq 30", exit=0)
    s.run("clear", exit=0)
    s.run("echo on top", exit=0)
    s.run("exit", wait=False)


WIDE = r"""
PS1='\[\e]2;\w\a\]🔋87% 🕐\A 📁 \W ⇒ '
PS2='⋯ '
"""


@below(WIDE, "⇒ $", size=(132, 43), files={"größe.txt": "", "größer.txt": "", "日記.txt": ""})
def prompt_of_emoji_on_a_wide_screen(s):
    s.run("echo one", exit=0)
    s.type("ls -l gr")
    s.key("Tab", "Tab", "Tab", pace=0.25)
    s.see("größer.txt")
    s.type("r")
    s.key("Tab", pace=0.15)
    s.enter("ls -l größer.txt", also=["ls -l größer.txt "], exit=0)
    s.type("cat 日")
    s.key("Tab", pace=0.2)
    s.enter("cat 日記.txt", also=["cat 日記.txt "], exit=0)
    block(s, ["echo 🎉🎉 \\", "  'und größer' \\", "  ende"], "^⋯ $", kind="command", exit=0)
    s.type("echo 🎉 in the middle")
    s.key("M-b", "M-b", "C-b", "BSpace", pace=0.08)
    s.type("👩")
    s.enter("echo 🎉 i👩 the middle", exit=0)
    s.run("exit", wait=False)


# after Enter the two rows of the prompt are rewritten as one: bash has no hook for it but PS0
SHORT = r"""
PS1='\[\e[36m\]╭─ \w\n╰─\[\e[0m\]\$ '
PS0='\e7\e[2A\r\e[2K\e[90m(\t)\e[0m\e8'
"""


@below(SHORT, r"^╰─# $", size=(80, 24))
def prompt_whose_first_row_is_rewritten(s):
    s.run("echo one", exit=0)
    s.run("echo two words", exit=0)
    s.key("Up", pace=0.1)
    s.key("M-b", "M-d", pace=0.06)
    s.type("lines")
    s.enter("echo two lines", exit=0)
    s.run("false", exit=1)
    s.type("echo the same")
    s.enter("echo the same", exit=0)
    s.key("C-r", pace=0.1)
    s.type("one")
    s.see("`one'")
    s.enter("echo one", exit=0)
    s.run("exit", wait=False)


@below("PS1='\\[\\e[35m\\]\\h\\[\\e[0m\\] \\W\\n'\nPS2=\nbind 'set show-mode-in-prompt off'\nset -o vi\n", "^$", size=(60, 15))
def prompt_ends_in_a_line_feed_in_vi(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.6)
    s.type("Fus0"[:2])
    s.pause(0.1)
    s.type("ro")
    s.key("Escape", pace=0.6)
    s.type("0cwprintf '%s\\n'")
    s.key("Escape", pace=0.6)
    s.enter("printf '%s\\n' hello world", exit=0)
    s.pause(0.2)
    s.key("Escape", pace=0.6)
    s.type("k")
    s.pause(0.1)
    s.type("A and more")
    s.enter("printf '%s\\n' hello world and more", exit=0)
    s.pause(0.2)
    s.run("true", exit=0)
    s.pause(0.2)
    s.run("exit", wait=False)
