"""tmux and its like split in two, another program in each half, and one is looked at while a line of the other stands half typed."""
from props.cairns import cairn
from props.cwms import pair
from props.ghauts import FILES, PATH

TOP = "set -g status-position top\nset -g status-interval 1\nset -g status-right '#{pane_current_command} %H:%M:%S'\n"
BARE = "set -g status off\n"
TITLES = "set -g pane-border-status top\nset -g pane-border-format ' #{pane_index} #{pane_current_command} '\nset -g status-style bg=blue\n"
PLUS = "set -g status 2\nset -g pane-border-lines double\nset -g window-status-current-format '[#I:#W]'\n"

PAIRS = [("bash", "python", "%", (120, 30), ""), ("zsh", "node", '"', (84, 36), TOP), ("fish", "bash", "%", (150, 34), TITLES), ("ksh", "gdb", '"', (78, 40), BARE), ("tcsh", "sqlite", "%", (132, 28), ""),
         ("mksh", "bash2", '"', (70, 44), TITLES), ("ash", "ipython", "%", (160, 30), BARE), ("dash", "zsh", '"', (90, 32), ""), ("yash", "lua", "%", (112, 26), TOP), ("bash2", "fish", "%", (100, 24), PLUS),
         ("bashright", "bc", '"', (66, 30), ""), ("zsh", "bashright", "%", (170, 44), TOP), ("python", "sqlite", "%", (104, 22), BARE), ("node", "irb", '"', (80, 34), ""), ("gdb", "bash", "%", (126, 38), TITLES),
         ("bash", "tclsh", '"', (60, 28), BARE), ("fish", "guile", '"', (92, 30), TOP), ("zsh", "octave", "%", (140, 32), ""), ("bash", "swipl", "%", (110, 27), PLUS), ("tcsh", "php", '"', (76, 33), ""),
         ("ksh", "bash", "%", (98, 25), TOP), ("mksh", "zsh", "%", (136, 30), ""), ("ash", "gp", '"', (82, 29), ""), ("ipython", "bash", '"', (88, 40), TITLES), ("bash", "bash2", "%", (84, 20), ""),
         ("yash", "tcsh", '"', (72, 38), BARE), ("dash", "python", "%", (116, 30), TOP), ("fish", "zsh", '"', (64, 42), ""), ("bash", "gdb", '"', (130, 50), PLUS), ("zsh", "mksh", "%", (90, 18), BARE)]
MUST = ["half zoomed", "half chatter", "torn half", "copied busy", "enlarged pager"]

for number, (first, second, how, size, conf) in enumerate(PAIRS):
    pair("cwm", number, first, second, how, size, conf, deeds=8, must=MUST[number % 5])


def repl(h, *texts):
    h.blind(*texts, kind="repl")


def lead(h, *keys, prefix="C-a", pause=0.5):
    h.s.key(prefix, pace=0.15)
    for key in keys:
        h.s.key(key, pace=pause)
    h.calm()


SCREENRC = "startup_message off\nhardstatus alwayslastline '%H %c %w'\nshell @HOME@/sh1\n"
SH1 = "#!/bin/sh\nPS1='\\W@screen \\$ ' HISTFILE=~/.sh exec bash --norc --noprofile -i\n"


@cairn(["screen", "-U", "-c", "@HOME@/screenrc"], (108, 30), {**FILES, "screenrc": SCREENRC, "sh1": SH1}, PATH=PATH, SCREENDIR="@HOME@/.screens")
def s01_screen_upper_and_lower(h):
    h.say("ls ledger")
    lead(h, "S")
    lead(h, "Tab")
    lead(h, "c")
    h.blind("echo in the lower region", "python3 -q")
    repl(h, "6 * 7", "print('lower')")
    lead(h, "Tab")
    h.put("echo half in the upper")
    lead(h, "Tab")
    repl(h, "for_later = 3")
    lead(h, "Tab")
    h.put(" and the rest")
    h.hit("echo half in the upper and the rest", see=False)
    lead(h, "Tab")
    repl(h, "for_later + 1", "exit()")
    h.blind("echo out of python", "exit")
    lead(h, "X")
    h.blind("echo alone again", "exit")


@cairn(["screen", "-U", "-c", "@HOME@/screenrc"], (140, 28), {**FILES, "screenrc": SCREENRC, "sh1": SH1}, PATH=PATH, SCREENDIR="@HOME@/.screens", needs=["sqlite3"])
def s02_screen_left_and_right(h):
    h.say("grep -c idle plant.log")
    lead(h, "|")
    lead(h, "Tab")
    lead(h, "c")
    h.blind("sqlite3")
    repl(h, "select 'right';", "select 6 * 7;")
    lead(h, "Tab")
    h.blind("echo left side again")
    h.put("echo a line in the left that is wider than the half that it is in, by some")
    h.hit("echo a line in the left that is wider than the half that it is in, by some", see=False)
    h.keys("Up", pause=0.2)
    h.keys("C-w", "C-w", pause=0.12)
    h.calm()
    h.hit("echo a line in the left that is wider than the half that it is in,", see=False)
    lead(h, "Tab")
    h.put("select 'open',")
    h.s.key("Enter", pace=0.2)
    h.put("'closed';")
    h.hit("select 'open',\n'closed';", "repl", see=False)
    repl(h, ".quit")
    h.blind("exit")
    lead(h, "Tab")
    lead(h, "Q")
    h.blind("echo only one", "exit")


@cairn(["dvtm", "-M"], (120, 30), FILES, PATH=PATH, SHELL="/bin/bash", PS1="plant:\\W\\$ ", HISTFILE="@HOME@/.hist", needs=["dvtm"])
def s03_dvtm_tiles(h):
    h.blind("echo in the first tile")
    lead(h, "c", prefix="C-g", pause=0.8)
    h.blind("echo in the second", "python3 -q")
    repl(h, "6 * 7")
    lead(h, "j", prefix="C-g")
    h.blind("ls ledger")
    h.put("echo a line of words that is wider than the tile in which it is typed")
    h.hit("echo a line of words that is wider than the tile in which it is typed", see=False)
    h.keys("Up", "Up", pause=0.2)
    h.hit("ls ledger", see=False)
    lead(h, "j", prefix="C-g")
    repl(h, "print('python again')", "exit()")
    h.blind("exit")
    h.s.pause(0.5)
    h.blind("echo alone", "exit")


@cairn(["tmux", "-L", "cwm", "-f", "@HOME@/t.conf", "new-session"], (124, 34), {**FILES, "t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g prefix C-a\nunbind C-b\nbind C-a send-prefix\nbind p display-popup -E -w 60% -h 50% 'exec bash --rcfile ~/rc2 -i'\nset -g default-command 'exec bash --rcfile ~/rc -i'\n", "rc": "PS1='base:\\W\\$ '\nHISTFILE=~/.hist\n", "rc2": "PS1='popup\\$ '\nHISTFILE=~/.hist2\n"}, PATH=PATH)
def s04_tmux_popups_over_a_half_line(h):
    h.say("ls ledger")
    h.put("echo begun below ")
    lead(h, "p", pause=0.8)
    h.blind("cat sensors/roof.json", "echo in the popup", "exit")
    h.calm()
    h.put("and ended below")
    h.hit("echo begun below and ended below", see=False)
    lead(h, "%", pause=0.7)
    h.blind("echo in the right half")
    lead(h, "p", pause=0.8)
    h.put("echo popup over two panes")
    h.keys("C-a", "C-a", pause=0.15)
    h.keys("M-d", pause=0.15)
    h.put("printf '%s '", "even")
    h.hit("printf '%s ' popup over two panes", see=False)
    h.blind("exit")
    h.calm()
    lead(h, ";")
    h.blind("echo back in the left")
    lead(h, "c", pause=0.7)
    h.blind("echo in another window")
    lead(h, "l", pause=0.5)
    h.keys("Up", pause=0.2)
    h.hit("echo back in the left", see=False)
    h.blind("exit")
    h.calm()
    h.blind("exit")
    h.calm()
    h.blind("exit")


@cairn(["tmux", "-L", "cwm", "-f", "@HOME@/t.conf", "new-session"], (110, 36), {**FILES, "t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'exec zsh -i'\nset -g mode-keys vi\n", ".zshrc": "PROMPT='%B%1~%b %# '\nsetopt prompt_subst\nbindkey -e\nHISTFILE=~/.hist HISTSIZE=99 SAVEHIST=99\nautoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select\n"}, PATH=PATH, needs=["zsh", "vim"])
def s05_tmux_zsh_menus_above_vim(h):
    lead(h, '"', prefix="C-b", pause=0.9)
    h.go("vim -u NONE -N plant.log", None, 0.8)
    lead(h, "o", prefix="C-b")
    h.put("cat sensors/")
    h.keys("Tab", "Tab", "Tab", pause=0.35)
    h.s.key("Enter", pace=0.3)
    h.calm()
    h.hit("cat sensors/roof.json", see=False, also=["cat sensors/roof.json "])
    h.put("wc -l led")
    h.keys("Tab", pause=0.35)
    h.keys("Tab", "Tab", pause=0.35)
    h.s.key("Enter", pace=0.3)
    h.calm()
    h.s.absent.append("wc -l ledger")
    h.keys("C-u", pause=0.2)
    h.blind("print with vim below")
    lead(h, "o", prefix="C-b")
    h.s.type("Gonot a command\x1b", 0.05)
    h.s.pause(0.3)
    h.s.absent.append("not a command")
    lead(h, "o", prefix="C-b")
    h.put("print half of it ")
    lead(h, "o", prefix="C-b")
    h.s.type(":q!\r", 0.1)
    h.calm()
    h.blind("print vim is gone")
    lead(h, "o", prefix="C-b")
    h.put("and the rest of it")
    h.hit("print half of it and the rest of it", see=False)
    lead(h, "C-o", prefix="C-b")
    h.blind("print turned round", "exit")
    h.calm()
    h.blind("exit")
