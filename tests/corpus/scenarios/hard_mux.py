"""Many shells on one screen, choosers over the line, and screens within screens."""
from props import bash, machine, prop

OUT, IN = r"web-1:~# $", r"in-mux[^ ]*# $"
RC = {".bashrc": "PS1='in-mux\\w\\$ '\n", "tmux.conf": "set -g default-shell /bin/bash\nset -g default-command bash\nset -sg escape-time 0\n"}
TMUX = "tmux -f tmux.conf"
BUSY = RC["tmux.conf"] + "set -g status-interval 1\nset -g status-right '#(cat /proc/loadavg) %H:%M:%S'\nset -g pane-border-status top\nset -g pane-border-format ' #P: #{pane_current_command} '\nset -g mouse on\n"


@bash(needs=["tmux"], files=RC, size=(100, 30), history="")
def tmux_four_panes(s):
    s.run(TMUX, wait=IN)
    s.key("C-b", "%", pace=0.15)
    s.wait(IN)
    s.key("C-b", '"', pace=0.15)
    s.wait(IN)
    s.run("echo lower right", exit=0, wait=IN)
    s.key("C-b", "Left", pace=0.15)
    s.wait(IN)
    s.key("C-b", '"', pace=0.15)
    s.wait(IN)
    s.run("echo lower left", exit=0, wait=IN)
    s.run("for i in 1 2 3; do echo row $i; sleep 0.2; done &", exit=0, wait=False)
    s.see("row 3")
    s.enter(None, wait=IN)
    s.key("C-b", "Up", pace=0.15)
    s.wait(IN)
    s.type("echo upper left, a line that has to wrap in a pane that is half as wide", pace=0.03)
    s.enter("echo upper left, a line that has to wrap in a pane that is half as wide", exit=0, wait=IN)
    s.key("C-b", "Right", pace=0.15)
    s.wait(IN)
    s.key("Up", pace=0.2)
    s.enter(None, wait=IN)
    s.run("echo upper right", exit=0, wait=IN)
    s.key("C-b", "Space", pace=0.4)                # another layout
    s.run("echo in another layout", exit=0, wait=IN)
    for _ in range(3):
        s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, size=(90, 24), history="")
def tmux_its_own_questions(s):
    s.run(TMUX, wait=IN)
    s.run("echo before", exit=0, wait=IN)
    s.key("C-b", ":", pace=0.2)
    s.type("rename-window a-name")
    s.key("Enter", pace=0.2)
    s.run("echo named", exit=0, wait=IN)
    s.key("C-b", "c", pace=0.2)
    s.wait(IN)
    s.run("echo second window", exit=0, wait=IN)
    s.key("C-b", "w", pace=0.3)                    # the list of windows
    s.pause(0.2)
    s.key("Up", "Enter", pace=0.3)
    s.wait(IN)
    s.type("echo wherever this")
    s.key("C-b", "t", pace=0.3)                    # a clock
    s.key("q", pace=0.2)
    s.type(" is")
    s.enter("echo wherever this is", exit=0, wait=IN)
    s.key("C-b", "x", pace=0.3)
    s.type("y")
    s.pause(0.3)
    s.wait(IN)
    s.run("echo the last one", exit=0, wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux"], files={**RC, "tmux.conf": BUSY}, size=(100, 26), history="")
def tmux_with_a_busy_border(s):
    s.run(TMUX, wait=IN)
    s.run("echo one", exit=0, wait=IN)
    s.key("C-b", '"', pace=0.3)
    s.wait(IN)
    s.type("echo typed so slowly that the clock goes on", pace=0.06)
    s.enter("echo typed so slowly that the clock goes on", exit=0, wait=IN)
    s.run("seq 20", exit=0, wait=IN)
    s.run("clear", exit=0, wait=IN)
    s.key("C-r", pace=0.2)
    s.type("slow")
    s.pause(0.3)
    s.enter("echo typed so slowly that the clock goes on", exit=0, wait=IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, size=(90, 24), history="")
def tmux_copies_and_puts_in(s):
    s.run(TMUX, wait=IN)
    s.run("echo words to be copied", exit=0, wait=IN)
    s.run("tmux set-buffer 'echo from a buffer'", exit=0, wait=IN)
    s.key("C-b", "]", pace=0.3)
    s.enter("echo from a buffer", exit=0, wait=IN)
    s.run("tmux send-keys 'echo sent by keys' Enter", exit=0, wait=False)
    s.truth("echo sent by keys", ahead=True)
    s.see("\nsent by keys")
    s.wait(IN)
    s.key("C-b", "[", pace=0.3)
    s.key("PPage", "NPage", "q", pace=0.2)
    s.wait(IN)
    s.run("tmux display-popup -E -w 60 -h 10 'read -p \"Popup: \" x'", wait=False)
    s.see("Popup:")
    s.pause(0.2)
    s.run("an answer", kind="reply", wait=False)
    s.wait(IN)
    s.run("echo after the popup", exit=0, wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux", "screen"], files={**RC, ".screenrc": "startup_message off\nshell /bin/bash\nhardstatus alwayslastline '%H %w %c'\n"},
      size=(90, 24), history="", env={"SCREENDIR": "@HOME@/.screen"})
def screen_in_tmux(s):
    s.run(TMUX, wait=IN)
    s.run("echo in tmux", exit=0, wait=IN)
    s.run("screen -c .screenrc", wait=False)
    s.see(" bash")
    s.pause(0.4)
    s.wait(IN)
    s.run("echo in screen in tmux", exit=0, wait=IN)
    s.type("echo a line that is longer than ninety columns, and wraps in a screen which is itself in a screen")
    s.key("C-a", "a", pace=0.1)
    s.key("C-e", pace=0.1)
    s.enter("echo a line that is longer than ninety columns, and wraps in a screen which is itself in a screen", exit=0, wait=IN)
    s.run("seq 30", exit=0, wait=IN)
    s.run("echo below them", exit=0, wait=IN)
    s.run("exit", wait=False)
    s.pause(0.5)
    s.wait(IN)
    s.run("echo in tmux again", exit=0, wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, size=(80, 24), history="")
def tmux_changes_its_size(s):
    s.run(TMUX, wait=IN)
    s.run("echo a line of words that is exactly one that wraps at a smaller size of this", exit=0, wait=IN)
    s.type("echo typed before and")
    s.resize(60, 20)
    s.pause(0.3)
    s.type(" after it was made smaller")
    s.enter("echo typed before and after it was made smaller", exit=0, wait=IN)
    s.resize(110, 32)
    s.pause(0.3)
    s.run("seq 40 | tail -3", exit=0, wait=IN)
    s.key("C-b", "%", pace=0.3)
    s.wait(IN)
    s.run("echo at the right", exit=0, wait=IN)
    s.resize(80, 24)
    s.pause(0.3)
    s.run("echo narrower still", exit=0, wait=IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux", "vim"], files={**RC, "notes": "one\ntwo\n"}, size=(90, 24), history="")
def tmux_programs_in_panes(s):
    s.run(TMUX, wait=IN)
    s.run("python3 -q", wait=">>> $")
    s.run("x = 41", kind="repl", wait=">>> $")
    s.key("C-b", '"', pace=0.3)
    s.wait(IN)
    s.run("vim -u NONE -N -n -i NONE notes", wait=False)
    s.see('"notes"')
    s.type("Orm -rf /only/text")
    s.key("Escape", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0.2)
    s.absent.append("/only/text")
    s.wait(IN)
    s.run("head -1 /etc/hostname", exit=0, wait=IN)
    s.key("C-b", "Up", pace=0.3)
    s.wait(">>> $")
    s.run("x + 1", kind="repl", wait=">>> $")
    s.run("exit()", kind="repl", wait=IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


SCREENRC = "startup_message off\nshell /bin/bash\nhardstatus alwayslastline '%{= kw}%H %-w%{r}%n %t%{-}%+w %=%c:%s'\nvbell off\ncaption always '%n %t'\n"


@bash(needs=["screen"], files={**RC, ".screenrc": SCREENRC}, size=(80, 24), history="", env={"SCREENDIR": "@HOME@/.screen"})
def screen_with_caption_and_clock(s):
    s.run("screen -c .screenrc", wait=False)
    s.see("0 bash")
    s.pause(0.4)
    s.wait(IN)
    s.run("echo one", exit=0, wait=IN)
    s.type("echo slowly typed so that seconds go by", pace=0.06)
    s.enter("echo slowly typed so that seconds go by", exit=0, wait=IN)
    s.key("C-a", "c", pace=0.4)
    s.wait(IN)
    s.run("echo second window", exit=0, wait=IN)
    s.run("seq 40", exit=0, wait=IN)
    s.key("C-a", "p", pace=0.4)
    s.wait(IN)
    s.run("echo first again", exit=0, wait=IN)
    s.key("C-a", "[", pace=0.3)
    s.key("C-u", "Escape", pace=0.4)
    s.wait(IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=False)
    s.pause(0.4)
    s.wait(OUT)
    s.run("exit", wait=False)


CHOOSE = prop("choose.py")
CHOICES = "'echo chosen one' 'ls -d /etc /usr' 'rm -rf /never/run' 'echo chosen two'"
WITH_ZSH = r"""HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500
PS1='%m:%~ %# '
choose() { local line; line=$(~/bin/choose MODE CHOICES); local code=$?; zle reset-prompt; if [[ -n $line ]]; then BUFFER=$line CURSOR=$#line; [[ $code -eq 0 ]] && zle accept-line; fi }
zle -N choose; bindkey '^R' choose
""".replace("CHOICES", CHOICES)


def chosen(s):
    s.run("echo before", exit=0)
    s.key("C-r", pace=0.3)
    s.see("chosen two")
    s.type("one", pace=0.08)
    s.pause(0.2)
    s.key("Enter", pace=0)                         # run at once
    s.truth("echo chosen one", exit=0)
    s.see("\nchosen one")
    s.wait()
    s.key("C-r", pace=0.3)
    s.see("chosen two")
    s.key("Down", pace=0.15)
    s.key("Tab", pace=0.3)                         # taken into the line
    s.wait("/usr ?$")
    s.type(" /tmp")
    s.enter("ls -d /etc /usr /tmp", exit=0)
    s.key("C-r", pace=0.3)
    s.see("chosen two")
    s.type("rm", pace=0.08)
    s.key("C-c", pace=0.3)                         # given up
    s.absent.append("/never/run")
    s.wait()
    s.run("echo after", exit=0)
    s.run("exit", wait=False)


@bash(program=["zsh", "-i"], env={"PS1": ""}, prompt="# $", files={"bin/choose": CHOOSE, ".zshrc": WITH_ZSH.replace("MODE", "full")},
      needs=["python3", "zsh"])
def chooser_full_runs_at_once(s):
    chosen(s)


@bash(program=["zsh", "-i"], env={"PS1": ""}, prompt="# $", files={"bin/choose": CHOOSE, ".zshrc": WITH_ZSH.replace("MODE", "inline")},
      needs=["python3", "zsh"])
def chooser_inline_runs_at_once(s):
    chosen(s)


@bash(program=["fish", "-i"], prompt="> $", needs=["python3", "fish"], files={"bin/choose": CHOOSE, ".config/fish/config.fish":
      "set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)'> '; end\n"
      f"function choose; set -l line (~/bin/choose inline {CHOICES}); set -l code $status; commandline -f repaint; if test -n \"$line\"; commandline -r -- $line; test $code -eq 0; and commandline -f execute; end; end\n"
      "bind \\cr choose\n"})
def chooser_inline_in_fish(s):
    chosen(s)


@machine("web-2", needs=["tmux"], size=(90, 24))
def tmux_with_ssh_in_one_pane(s):
    here, there = r"root@web-1:.*# $", r"root@web-2:.*# $"
    s.run("tmux -f /dev/null new-session bash", wait=here)
    s.run("ssh web-2", wait=there)
    s.run("echo over there", exit=0, wait=there)
    s.key("C-b", '"', pace=0.3)
    s.wait(r"# $")
    s.run("echo over here", exit=0, wait=r"# $")
    s.key("C-b", "Up", pace=0.3)
    s.wait(there)
    s.type("echo there again, with more wrods")
    s.key("M-BSpace", pace=0.1)
    s.type("words")
    s.enter("echo there again, with more words", exit=0, wait=there)
    s.run("exit", wait=here)
    s.run("exit", wait=r"# $")
    s.run("exit", wait=here)
    s.run("exit", wait=False)
