"""zsh below themes that people load: pure, agnoster, powerlevel9k, prompts that answer late or shrink, and plugins that colour."""
from drive import scenario
from props import block

ZSH = ["zsh", "-i"]
BASE = "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\nautoload -U compinit && compinit -u -D\n"
ME = "[user]\nname = a\nemail = a@b\n[init]\ndefaultBranch = trunk\n"
SUGGEST = "/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh"
HIGHLIGHT = "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"
NINE = "/usr/share/powerlevel9k/powerlevel9k.zsh-theme"


def below(rc, prompt, **more):
    return scenario(ZSH, files={".zshrc": BASE + rc, ".gitconfig": ME, **more.pop("files", {})}, prompt=prompt, **more)


# pure prints the row above the prompt itself, finds the branch out later, and draws the whole anew then
PURE = r"""
setopt prompt_subst
typeset -g where='' state=''
later() { state=' trunk*'; zle && zle reset-prompt; zle -F $1; exec {fd}<&- }
precmd() {
  print
  state=''
  exec {fd}< <(sleep 0.4; echo done)
  zle -F $fd later
}
PROMPT=$'%F{blue}%~%f%F{242}${state}%f\n%(?.%F{magenta}.%F{red})❯%f '
PROMPT2='%F{242}… %f%(?.%F{magenta}.%F{red})❯%f '
"""


@below(PURE, "^❯ $")
def zsh_pure_answers_late(s):
    s.run("echo one")
    s.type("echo typed while it looks", pace=0.05)
    s.enter("echo typed while it looks")
    s.run("false", exit=1)
    s.pause(0.6)
    s.run("echo after it has looked")
    block(s, ["for i in 1 2; do", "  echo number $i", "done"], "^… ❯ $", kind="command")
    s.key("Up", pace=0.15)
    s.pause(0.6)
    s.key("C-c", pace=0.2)
    s.wait()
    s.type("rm -rf /never/run")
    s.pause(0.5)
    s.key("C-u", pace=0.1)
    s.absent.append("/never/run")
    s.type("echo kept")
    s.enter("echo kept")
    s.run("exit", wait=False)


AGNOSTER = r"""
setopt prompt_subst
look() { local ref; ref=$(git symbolic-ref --short HEAD 2>/dev/null) || return; print -n "%K{green}%F{blue}"$'\ue0b0'"%F{black} "$'\ue0a0'" $ref %k%F{green}"$'\ue0b0'; }
PROMPT=$'%{%f%b%k%}%(?..%K{black}%F{red} ✘ )%K{blue}%F{black} %~ $(look)%k%f '
RPROMPT='%F{8}%! %*%f'
"""


@below(AGNOSTER, r"(~|\S) (\ue0b0.* \ue0b0)? ?$", needs=["git"], size=(90, 25))
def zsh_agnoster(s):
    s.pause(0.3)
    s.run("git init -q repo")
    s.run("cd repo", wait="trunk \ue0b0 $")
    it = "trunk \ue0b0 $"
    s.run("touch a b c", wait=it)
    s.type("git add ")
    s.key("Tab", pace=0.6)
    s.pause(0.4)
    s.key("C-u", pace=0.15)
    s.run("git add a b", wait=it)
    s.run("git comit -m x", exit=1, wait=it)
    s.type("^comit^commit")
    s.enter("^comit^commit", also=["git commit -m x"], wait=it)
    s.key("C-r", pace=0.15)
    s.type("touch")
    s.pause(0.2)
    s.key("C-e", pace=0.1)
    s.type(" d")
    s.enter("touch a b c d", wait=it)
    s.run("exit", wait=False)


@below(f"POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(context dir vcs)\nPOWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(status command_execution_time time)\n"
       f"POWERLEVEL9K_PROMPT_ON_NEWLINE=true\nPOWERLEVEL9K_MODE=compatible\nsource {NINE}\n",
       "╰─ ?$", needs=[NINE], size=(100, 30))
def zsh_powerlevel_of_two_rows(s):
    s.run("echo one")
    s.run("cd /usr/share")
    s.run("ls -d nowhere", exit=2)
    s.type("ls -d do")
    s.key("Tab", pace=0.3)
    s.enter("ls -d doc", also=["ls -d doc/"])
    block(s, ["if [[ -d /usr ]]; then", "echo there", "fi"], r"then> $|> $", kind="command")
    s.key("C-r", pace=0.15)
    s.type("nowh", pace=0.06)
    s.pause(0.2)
    s.key("C-a", pace=0.1)
    s.key("M-d", pace=0.1)
    s.type("stat")
    s.key("C-e", pace=0.1)
    s.key("M-BSpace", pace=0.1)
    s.type("doc")
    s.enter("stat -d doc")
    s.run("exit", wait=False)


ROBBY = r"""
setopt prompt_subst
branch() { local r; r=$(git symbolic-ref --short HEAD 2>/dev/null) && print -n "%F{blue}git:(%F{red}$r%F{blue}) %F{yellow}✗%f " }
PROMPT='%(?:%B%F{green}➜ :%B%F{red}➜ ) %F{cyan}%c%f%b $(branch)'
"""


@below(ROBBY + f"source {SUGGEST}\nsource {HIGHLIGHT}\n", r"➜  \S+ (git:\(trunk\) ✗ )?$", needs=["git", SUGGEST, HIGHLIGHT],
       files={".hist": "git push --force origin trunk\ngit status --short --branch\necho 'a quoted thing' | tr a-z A-Z\n"})
def zsh_robby_with_plugins(s):
    s.run("git init -q .")
    s.type("git st", pace=0.05)
    s.see("atus --short --branch")
    s.key("M-f", pace=0.2)                         # a word of the suggestion
    s.pause(0.1)
    s.enter("git status")
    s.type("git push", pace=0.05)
    s.see("--force origin trunk")
    s.key("C-c", pace=0.3)
    s.absent.append("--force")
    s.wait()
    s.type("echo 'a quo", pace=0.05)
    s.see("ted thing")
    s.key("C-e", pace=0.2)
    s.enter("echo 'a quoted thing' | tr a-z A-Z")
    s.type("echo \"an open one", pace=0.04)
    s.enter(None, wait="^dquote> $")
    s.type("closed\" # with a comment")
    s.enter("echo \"an open one\nclosed\" # with a comment")
    s.key("Up", pace=0.2)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("exit", wait=False)


SHRINKS = r"""
setopt transient_rprompt
PROMPT=$'\n%F{cyan}┌──(%f%n@%m%F{cyan})-[%f%~%F{cyan}]%f\n%F{cyan}└─%f%# '
RPROMPT='%F{8}%D{%H:%M:%S}%f'
line-end() { PROMPT=$'%F{cyan}%#%f ' RPROMPT='' ; zle reset-prompt }
zle -N zle-line-finish line-end
long=$PROMPT rlong=$RPROMPT
precmd() { PROMPT=$long RPROMPT=$rlong }
"""


@below(SHRINKS, "^└─# $", size=(61, 17))
def zsh_kali_that_shrinks(s):
    s.run("echo one")
    s.run("echo a line that is longer than sixty-one columns, the clock included")
    s.key("Up", "Up", pace=0.12)
    s.enter("echo one")
    s.type("if true; then")
    s.enter(None, wait="^then> $")
    s.type("echo inside; fi")
    s.enter("if true; then\necho inside; fi")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.25)
    s.absent.append("/never/run")
    s.wait()
    s.paste("echo pasted one\necho pasted two")
    s.pause(0.2)
    s.enter("echo pasted one\necho pasted two")
    s.run("print -n 'no end'")
    s.run("exit", wait=False)


TICKS = "TMOUT=1\nTRAPALRM() { zle reset-prompt }\nPROMPT='%D{%H:%M:%S} %~ %(!.#.$) '\nRPROMPT='%F{red}%(?..%?)%f'\n"


@below(TICKS, r"\d\d:\d\d:\d\d \S+ # $", files={"alpha.conf": "", "alphabet.conf": "", "beta.conf": ""})
def zsh_clock_ticks_through_all(s):
    s.run("echo one")
    s.type("echo slow", pace=0.3)
    s.enter("echo slow")
    s.type("cat alph")
    s.key("Tab", pace=0.2)
    s.key("Tab", pace=0.2)
    s.pause(1.3)
    s.type("b")
    s.key("Tab", pace=0.3)
    s.enter("cat alphabet.conf", also=["cat alphabet.conf "])
    s.key("C-r", pace=0.2)
    s.type("slo", pace=0.1)
    s.pause(1.3)
    s.enter("echo slow")
    s.type("for i in 1 2; do")
    s.enter(None, wait="^for> $")
    s.pause(1.2)
    s.type("echo $i")
    s.enter(None, wait="^for> $")
    s.type("done")
    s.enter("for i in 1 2; do\necho $i\ndone")
    s.run("exit", wait=False)


@below("PROMPT=$'%F{yellow}%n%f in %F{green}%~%f\\n'\nRPROMPT='%F{8}%*%f'\n", "^$", size=(50, 14))
def zsh_prompt_ends_in_a_line_feed(s):
    s.pause(0.3)
    s.run("echo one", wait="^$")
    s.pause(0.3)
    s.type("echo tow")
    s.key("C-t", pace=0.1)                         # transposes the last two
    s.enter("echo two", wait="^$")
    s.pause(0.3)
    s.type("echo words that run into the clock and over it, on")
    s.enter("echo words that run into the clock and over it, on", wait="^$")
    s.pause(0.3)
    s.key("Up", "Up", pace=0.15)
    s.type(" again")
    s.enter("echo two again", wait="^$")
    s.pause(0.3)
    s.run("exit", wait=False)


VI = r"""
bindkey -v
KEYTIMEOUT=10
sign() { case $KEYMAP in vicmd) psv='%F{red}❮%f';; *) psv='%F{green}❯%f';; esac; zle reset-prompt; zle -R }
zle -N zle-keymap-select sign
zle-line-init() { psv='%F{green}❯%f'; zle reset-prompt }
zle -N zle-line-init
setopt prompt_subst
PROMPT=$'%F{blue}%~%f\n${psv} '
RPROMPT='%(?..%F{red}%?%f)'
"""


@below(VI, "^❯ $")
def zsh_vi_whose_sign_turns(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.4)
    s.type("bfu")
    s.type("ro")
    s.enter("echo hello world", wait="❯ $")
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.4)
    s.type("cc")
    s.pause(0.1)
    s.type("echo three words here")
    s.key("Escape", pace=0.4)
    s.type("bbdw")
    s.enter("echo three here")
    s.key("Escape", pace=0.4)
    s.type("k")
    s.pause(0.1)
    s.type("k")
    s.pause(0.1)
    s.type("A!")
    s.enter("echo hello world!")
    s.key("Escape", pace=0.4)
    s.type("/three")
    s.key("Enter", pace=0.3)
    s.pause(0.2)
    s.enter("echo three here")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


TERSE = r"""
unsetopt prompt_sp prompt_cr
PROMPT=$'%{\e]133;A\a%}%# %{\e]133;B\a%}'
precmd() { print -n "\e]133;D;$?\a\e]7;file://web-1$PWD\a\e]1337;CurrentDir=$PWD\a" }
preexec() { print -n "\e]133;C;cmdline=$1\a\e]2;${1}\a" }
"""


@below(TERSE, "# $", size=(100, 40))
def zsh_marked_and_terse(s):
    s.run("echo one")
    s.run("printf 'no newline at its end '")
    s.run("echo behind it")
    s.run("echo '% echo fake'; echo -n '% '")
    s.run("echo behind a sign")
    s.type("ech 'wrong'")
    s.key("C-a", "C-f", "C-f", "C-f", pace=0.05)
    s.type("o")
    s.enter("echo 'wrong'")
    s.run("r", also=["echo 'wrong'"])
    s.run("seq 3 | while read x; do echo $x; done")
    s.run("exit", wait=False)


@below("PROMPT='%m%# '\nsetopt menu_complete auto_list\nzstyle ':completion:*' menu select\nzstyle ':completion:*' group-name ''\n"
       "zstyle ':completion:*:descriptions' format '%F{yellow}-- %d --%f'\n", "# $", size=(44, 9),
       files={f"report-{n:02}.txt": "x\n" for n in range(30)})
def zsh_menu_larger_than_the_screen(s):
    s.type("cat rep")
    s.key("Tab", pace=0.4)
    s.key("Tab", "Tab", pace=0.2)
    s.key("Enter", pace=0.3)
    s.wait(r"report-02\.txt ?$|report-01\.txt ?$|report-03\.txt ?$")
    line = s.cursor_line().split("# ")[-1].strip()
    s.enter(line)
    s.run("echo after the menu")
    s.type("cat report-1")
    s.key("Tab", pace=0.4)
    s.key("C-g", pace=0.3)
    s.key("C-u", pace=0.15)
    s.run("echo given up")
    s.run("exit", wait=False)
