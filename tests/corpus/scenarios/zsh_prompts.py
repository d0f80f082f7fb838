"""zsh: the prompts that people have, right prompts, prompts that are rewritten, ghost text, colours, and sizes."""
from drive import scenario

ZSH = ["zsh", "-i"]
HISTORY = "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\n"
# what zsh-autosuggestions does, in few lines: the newest line of the history that begins so, in grey behind the cursor
GHOST = r"""
suggest() {
  POSTDISPLAY= region_highlight=()
  [[ -n $BUFFER && $CURSOR -eq $#BUFFER ]] || return 0
  local found=${${(@fv)history[(r)${(b)BUFFER}?*]}}
  [[ -n $found ]] && POSTDISPLAY=${found#$BUFFER} && region_highlight=("$#BUFFER $(($#BUFFER + $#POSTDISPLAY)) fg=8")
}
take() { [[ -n $POSTDISPLAY && $CURSOR -eq $#BUFFER ]] && BUFFER+=$POSTDISPLAY CURSOR=$#BUFFER POSTDISPLAY= || zle .forward-char }
forget() { POSTDISPLAY= region_highlight=() }
zle -N zle-line-pre-redraw suggest; zle -N forward-char take; zle -N zle-line-finish forget
bindkey '^F' forward-char
"""
# what zsh-syntax-highlighting does: colours that change while one types
COLOURS = r"""
paint() {
  local word=${BUFFER%% *}
  whence -- $word >/dev/null && region_highlight=("0 $#word fg=green") || region_highlight=("0 $#word fg=red,bold")
  [[ $BUFFER == *\'* ]] && region_highlight+=("${BUFFER[(i)\']} $#BUFFER fg=yellow")
}
zle -N zle-line-pre-redraw paint
"""
# what powerlevel10k does: after Enter only a short prompt stays
TRANSIENT = r"""
PS1=$'\n%F{blue}alice@web-1%f %~ %*\n%F{green}❯%f '
full=$PS1
shorten() { PS1='%F{green}❯%f ' RPS1=; zle reset-prompt }
zle -N zle-line-finish shorten
precmd() { PS1=$full RPS1='%*' }
"""


def ordinary(s):
    s.run("echo first", exit=0)
    s.run("false", exit=1)
    s.run("cd /tmp")
    s.type("echo a longer lime, to be corrected")
    s.key("M-b", "M-b", "M-b", "M-b", "C-f", "C-f", "C-d")
    s.type("n")
    s.enter("echo a longer line, to be corrected")
    s.key("Up", "Up", "Up", pace=0.06)
    s.enter("false", exit=1)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.12)
    s.absent.append("/never/run")
    s.wait()
    s.key("C-r", pace=0.08)
    s.type("fir")
    s.pause(0.12)
    s.enter("echo first")
    s.type("if true; then")
    s.enter(None, wait="(then>|>) $")
    s.type("echo inside")
    s.enter(None, wait="(then>|>) $")
    s.type("fi")
    s.enter("if true; then\necho inside\nfi")
    s.enter(None)
    s.run("printf 'no newline'")
    s.run("ls -d /etc /usr /nowhere")
    s.run("exit", wait=False)


def below(name, rc, prompt, size=(80, 24), play=ordinary):
    def played(s):
        play(s)
    played.__name__ = "zsh_prompt_" + name
    scenario(ZSH, files={".zshrc": HISTORY + rc + "\n"}, prompt=prompt, size=size)(played)


below("coloured", "PS1='%B%F{green}alice@web-1%f:%F{blue}%~%f%b%# '", r"# $")
below("robbyrussell", "setopt prompt_subst\nPS1='%(?:%B%F{green}➜ :%B%F{red}➜ )%F{cyan}%c%f%b '", r"➜ \S+ $")
below("two_lines", "PS1=$'%F{blue}╭─%f%n at %~\\n%F{blue}╰─%f%# '", r"╰─# $")
below("powerline", "PS1=$'%K{blue}%F{white} %~ %k%F{blue}\\ue0b0%f '", "\ue0b0 $")
below("right_clock", "PS1='%~ %# ' RPS1='[%*]'", r"# $")
below("right_transient", "setopt transient_rprompt\nPS1='%~ %# ' RPS1='%F{8}%n@web-1%f'", r"# $")
below("right_and_left", "PS1=$'%F{cyan}%~%f\\n%# ' RPS1='%(?..✘ %?)' RPS2='<more'", r"# $")
below("ends_in_chevron", "PS1='❯'", r"❯$")
below("ends_in_percent", "PS1='%m%%'", r"%$")
below("lambda", "PS1='λ %1~ '", r"λ \S+ $")
below("emoji", "PS1='🚀 日本 %# '", r"# $")
below("fills_the_line", "PS1='" + "=" * 40 + "'", r"^$", size=(40, 16))
below("wider_than_the_screen", "PS1='alice@a-machine-with-a-rather-long-name.example.org:/a/long/way/down%# '", r"# $",
      size=(50, 20))
below("like_a_command", "PS1='[$ ls -l] %# '", r"\] # $")
below("no_mark", "unsetopt prompt_sp\nPS1='%~ %# '", r"# $")
below("no_return", "unsetopt prompt_cr prompt_sp\nPS1='%~ %# '", r"# $")
below("own_mark", "PROMPT_EOL_MARK='⏎'\nPS1='%~ %# '", r"# $")
below("titles",
      "precmd() { print -Pn '\\e]0;%~\\a' }\npreexec() { print -Pn '\\e]0;'; print -rn -- $1; print -n '\\a' }\nPS1='%~ %# '",
      r"# $")
below("printed_before",
      "precmd() { print -- '-- all systems nominal --' }\npreexec() { print -r -- \"-- running: $1\" }\nPS1='%# '", r"# $")
below("osc133", r"""precmd() { print -n "\e]133;D;$?\a" }
preexec() { print -n "\e]133;C\a" }
PS1=$'%{\e]133;A\a%}%~ %# %{\e]133;B\a%}'""", r"# $")
below("transient", TRANSIENT, r"❯ $")
below("ghost", GHOST + "PS1='%~ %# '", r"# $")
below("colours", COLOURS + "PS1='%~ %# '", r"# $")
below("everything", GHOST + TRANSIENT, r"❯ $", size=(60, 20))


@scenario(ZSH, files={".zshrc": HISTORY + GHOST + "PS1='%~ %# '\n",
                      ".hist": "rm -rf /never/run\necho something quite long here\nls -l /etc/hostname\n"}, prompt=r"# $")
def zsh_ghost_text(s):
    s.type("ls -l")
    s.see("ls -l /etc/hostname")
    s.enter("ls -l")                               # the ghost is not part of it
    s.type("echo some")
    s.see("quite long")
    s.key("Right", pace=0.1)                       # now it is
    s.enter("echo something quite long here")
    s.type("rm")
    s.see("/never/run")
    s.key("C-c", pace=0.1)
    s.wait()
    s.type("ls -l /e")
    s.key("C-f", pace=0.1)
    s.type(" | cat")
    s.enter("ls -l /etc/hostname | cat")
    s.type("echo somebody")                        # it goes away as soon as the line differs
    s.enter("echo somebody")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": HISTORY + GHOST + "PS1='%~ %# '\n",
                      ".hist": "echo " + "a rather long old command that wraps " * 3 + "\n"}, size=(40, 10), prompt=r"# $")
def zsh_ghost_wraps(s):
    old = ("echo " + "a rather long old command that wraps " * 3).strip()
    s.type("echo a rat")
    s.see("that wraps")
    s.enter("echo a rat")
    s.run("seq 1 9")
    s.type("echo a rather")                        # at the bottom of the screen, which scrolls for the ghost
    s.see("that wraps")
    s.enter("echo a rather")
    s.type("echo a rather long")
    s.key("Right", pace=0.1)
    s.enter(old, also=[old + " "])
    s.run("exit", wait=False)


# a clock that is drawn again every second, whether anybody types or not
@scenario(ZSH, files={".zshrc": HISTORY + "PS1='%* %# '\nTMOUT=1\nTRAPALRM() { zle && zle reset-prompt }\n"}, prompt=r"# $")
def zsh_ticking_clock(s):
    s.type("echo typed while the clock goes on", pace=0.07)
    s.enter("echo typed while the clock goes on")
    s.pause(1.2)
    s.type("echo with a ")
    s.pause(1.3)
    s.key("C-a")
    s.pause(1.1)
    s.key("C-e")
    s.type("pause")
    s.enter("echo with a pause")
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": HISTORY + "PS1='%~ %# ' RPS1='a right prompt'\n"}, size=(50, 12), prompt=r"# $")
def zsh_right_prompt_overrun(s):
    s.run("echo the line runs into the right prompt")
    s.run("echo the line runs over the right prompt and over the margin, too")
    s.type("echo the line runs into the right prompt and is cut")
    for _ in range(len(" right prompt and is cut")):
        s.key("BSpace", pace=0.01)
    s.enter("echo the line runs into the")
    s.run("exit", wait=False)


def at_size(cols, rows):
    prompt = len("w ~ # ")
    words = ("alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike "
             "november oscar papa quebec romeo sierra tango ")

    def fill(columns):
        text = ("echo " + words * (columns // len(words) + 1))[:columns - prompt]
        return text[:-1] + "x" if text.endswith(" ") else text

    def swift(s, text):
        for at in range(0, len(text), 1 + cols // 20):
            s.burst(text[at:at + 1 + cols // 20])
            s.pause(0.012)

    def play(s):
        s.run("echo short")
        for columns in (cols - 1, cols, cols + 1, 2 * cols):
            swift(s, fill(columns))
            s.enter(fill(columns))
        text = fill(2 * cols + cols // 2)
        swift(s, text[:5] + text[15:])
        s.key("C-a", "M-f")
        s.type(text[5:15])
        s.enter(text)
        text = fill(cols - 3)
        swift(s, text)
        s.type(" and over the margin")
        for _ in range(len(" and over the margin")):
            s.key("BSpace", pace=0.006)
        s.enter(text)
        swift(s, fill(cols + 8))
        s.key("C-u")
        s.run("echo after a wrapped line was killed")
        s.key("Up", "Up", pace=0.08)
        s.enter(text)
        s.run("exit", wait=False)
    play.__name__ = f"zsh_size_{cols}x{rows}"
    scenario(ZSH, files={".zshrc": HISTORY + "PS1='w %~ %# '\n"}, size=(cols, rows), prompt=r"# $", pace=0.005)(play)


for geometry in ((20, 5), (33, 8), (61, 15), (132, 43)):
    at_size(*geometry)


@scenario(ZSH, files={".zshrc": HISTORY + "PS1='%~ %# '\n"}, size=(40, 6), prompt=r"# $", pace=0.005)
def zsh_taller_than_the_screen(s):
    text = "echo " + " ".join(f"word{n}" for n in range(50))
    s.type(text)
    s.enter(text)
    s.key("Up", pace=0.1)
    s.key("C-a", pace=0.1)
    s.key("M-f")
    s.type("-n ")
    s.enter(text.replace("echo ", "echo -n ", 1))
    s.run("echo short")
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": HISTORY + "PS1='%~ %# ' RPS1='[right]'\n"}, prompt=r"# $")
def zsh_resize_often(s):
    text = "echo one long line, which is typed while somebody drags the corner of the window about for a while"
    steps = ((70, 20), (50, 20), (44, 12), (60, 30), (120, 30), (80, 24))
    part = len(text) // len(steps) + 1
    for n, size in enumerate(steps):
        s.type(text[n * part:(n + 1) * part])
        s.resize(*size)
    s.enter(text)
    for size in ((60, 20), (30, 8), (100, 30)):
        s.resize(*size)
        s.run(f"echo now {size[0]} columns")
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": HISTORY + TRANSIENT}, prompt=r"❯ $")
def zsh_transient_and_resize(s):
    s.run("echo with the wide window")
    s.type("echo typed under a prompt that goes away")
    s.resize(50, 20)
    s.type(" and comes back")
    s.enter("echo typed under a prompt that goes away and comes back")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.15)
    s.wait()
    s.absent.append("/never/run")
    s.enter(None)
    s.run("ls -d /etc")
    s.run("exit", wait=False)


@scenario(ZSH, files={".zshrc": HISTORY + "PS1='%~ %# '\n"}, size=(40, 12), prompt=r"# $", pace=0.006)
def zsh_wide_characters(s):
    s.run("echo 日本語テスト")
    s.run("echo xx" + "漢" * 14 + "字")
    s.run("echo " + "漢" * 15 + "字")
    s.run("echo e\u0301a\u0308 combining", also=["echo e<0301>a<0308> combining"])   # which is how zsh shows them
    s.run("echo " + "a\u0301" * 40, also=["echo " + "a<0301>" * 40])
    s.type("echo 日本語 latin 한국어")
    for _ in range(4):
        s.key("Left")
    s.key("BSpace", "BSpace")
    s.type("中")
    s.enter("echo 日本語 lat中 한국어")
    s.run("exit", wait=False)


# a prompt whose second half comes later, while somebody types already: what prompts with a git status do
@scenario(ZSH, files={".zshrc": HISTORY + r"""setopt prompt_subst
PS1='%~ $late%# '
arrived() { IFS= read -r -u $1 late; late+=' '; zle -F $1; exec {1}<&-; zle reset-prompt }
precmd() { late='… '; exec {fd}< <(sleep 0.4; date +%T); zle -F $fd arrived }
"""}, prompt=r"# $")
def zsh_late_prompt(s):
    s.type("echo typed before the prompt was complete", pace=0.02)
    s.enter("echo typed before the prompt was complete")
    s.run("true")
    s.pause(0.6)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.15)
    s.wait()
    s.absent.append("/never/run")
    s.type("echo corrcted", pace=0.05)
    s.key("Left", "Left", "Left", "Left")
    s.type("e")
    s.pause(0.5)
    s.enter("echo corrected")
    s.run("exit", wait=False)


@scenario(ZSH,
          files={".zshrc": HISTORY + "PS1='%~ %# '\nautoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select\n",
                      **{f"report-{n}.txt": "x\n" for n in range(1, 9)}}, prompt=r"# $", size=(70, 16))
def zsh_resize_in_modes(s):
    s.type("cat rep")
    s.key("Tab", "Tab", "Tab", pace=0.2)
    s.resize(40, 12)
    s.abandon()
    s.run("echo found by searching, long enough to wrap when it is narrow")
    s.key("C-r", pace=0.1)
    s.type("found")
    s.resize(60, 20)
    s.pause(0.1)
    s.enter("echo found by searching, long enough to wrap when it is narrow")
    s.type("for i in 1 2; do")
    s.enter(None, wait="for> $")
    s.resize(30, 10)
    s.type("echo $i; done")
    s.enter("for i in 1 2; do\necho $i; done")
    s.run("exit", wait=False)
