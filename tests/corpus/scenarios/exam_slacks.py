"""Two panes with a different shell in each: prompts that change with each line and say nothing else, modes of vi, right prompts of more, routers, ghosts, lists,
interpreters beside each other, rows typed ahead, keys read singly; lines in halves, left and gone on with."""
import pathlib

from props.cairns import cairn

FILES = {"combe/one.md": "1\n", "combe/two.md": "2\n", "combe/deep/x.txt": "x\n", "slack.txt": "grike\nclint\n", "later": "#!/bin/sh\nsleep \"$1\"; shift; echo \"$*\"\n",
         "bin/router.py": pathlib.Path(__file__).parents[1].joinpath("props", "rigs.py").read_text(),
         "brc": "PS1='slack \\W \\$ '\nHISTFILE=~/.bh\n", "bvi": "PS1='v:\\W> '\nset -o vi\n", "bdir": "PS1='\\w> '\n",
         ".zshrc": "PROMPT='%1~ %# '\nRPROMPT='<%h>'\nRPROMPT2='<%^>'\nbindkey -e\nautoload -U compinit; compinit -u -D\n",
         ".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)' ~> '; end\n",
         "mrc": "PS1='m:${PWD##*/} $ '\n", "krc": "PS1='k:${PWD##*/} $ '\nset -o vi\n", "arc": "PS1='\\W # '\n", ".tcshrc": "set prompt='t %c> '\nset history=50\nunset autologout\n"}
SHELL = {"bash": "bash --rcfile @HOME@/brc -i", "bvi": "bash --rcfile @HOME@/bvi -i", "bdir": "bash --rcfile @HOME@/bdir -i", "zsh": "zsh -i", "fish": "fish -i", "tcsh": "tcsh", "mksh": "env ENV=@HOME@/mrc mksh -i", "ksh": "env ENV=@HOME@/krc ksh93 -i",
         "ash": "env ENV=@HOME@/arc busybox ash"}


def panes(first, second, size, split, bar=""):
    """A tmux that begins with the first shell; a split starts the second."""
    conf = f"set -g default-command '{SHELL[second]}'\nset -g status-right ''\n{bar}"

    def wrap(function):
        def play(h):
            h.split = split
            h.say("ls combe")
            press(h, split)
            h.s.pause(1.2)
            h.calm(0.5)
            h.blind("echo in the other")
            function(h)
        play.__name__, play.__module__ = function.__name__, function.__module__
        return cairn(["tmux", "-f", "@HOME@/tmux.conf", "new-session", SHELL[first]], size, {**FILES, "tmux.conf": conf}, needs=["tmux"])(play)
    return wrap


def press(h, key):
    h.s.key("C-b", pace=0.1)
    if len(key) == 1:
        h.s.type(key)
    else:
        h.s.key(key)
    h.s.pause(0.4)
    h.calm()


def over(h):
    press(h, "o")


def end(h):
    """Both shells."""
    h.blind("exit")
    h.s.pause(0.8)
    h.calm()
    h.blind("echo over", "exit")


def repl(h, *texts):
    h.blind(*texts, kind="repl")


@panes("bash", "bdir", (120, 30), "%")
def s01_prompts_that_alone_change(h):
    h.blind("cd combe", "cd deep", "cd ..", "cd", "true", "cd combe/deep", "cd -")
    over(h)
    h.blind("cd combe", "true", "cd ..")
    over(h)
    h.blind("export A=1", "cd", ":")
    end(h)


@panes("bvi", "zsh", (110, 28), '"')
def s02_modes_of_vi(h):
    over(h)
    h.put("echo not yet")
    h.vi("#", 0.3)
    h.s.truth("#echo not yet")
    h.calm()
    h.put("echo the old word")
    h.vi("bbcw", 0.15)
    h.put("new", "even")
    h.calm()
    h.hit("echo the new word", see=False)
    h.s.key("Escape", pace=0.3)
    h.s.type("k", 0.2)
    h.calm()
    h.hit("echo the new word", see=False)
    over(h)
    h.rows("for n in 1 2; do", "echo $n", "done")
    h.rows("echo 'one", "two'")
    over(h)
    h.put("echo wrong")
    h.vi("0wC", 0.15)
    h.put("right", "even")
    h.calm()
    h.hit("echo right", see=False)
    h.rows("if true; then", "echo yes", "fi")
    end(h)


@panes("zsh", "fish", (130, 26), "%")
def s03_right_prompts_and_ghosts(h):
    h.blind("echo grike clint")
    h.put("echo gr", "slow")
    h.calm()
    h.keys("Right", pause=0.3)
    h.calm()
    h.hit("echo grike clint", see=False)
    h.put("echo gr", "slow")
    h.calm()
    h.hit("echo gr", see=False)
    over(h)
    h.rows("for n in 1 2; do", "echo $n", "done")
    h.rows("cat <<X", "in it", "X")
    h.put("cat combe/")
    h.keys("Tab", "Tab", pause=0.4)
    h.calm()
    h.keys("C-u", pause=0.3)
    h.calm()
    h.blind("echo after the list")
    over(h)
    h.blind("cd combe", "ls", "cd ..")
    end(h)


@panes("bash", "mksh", (100, 30), '"')
def s04_a_router_above_mksh(h):
    over(h)
    h.go("python3 bin/router.py", "<Rig-1>")
    repl(h, "display version", "sys", "interface Vlanif10", "description of the combe", "undo shutdown", "quit", "sysname Slack")
    over(h)
    h.blind("echo below it", "cd combe", "ls")
    over(h)
    repl(h, "return", "display arp", "quit")
    h.calm()
    h.say("echo back")
    end(h)


@panes("bash", "ksh", (124, 30), "%")
def s05_interpreters_beside_each_other(h):
    over(h)
    h.go("python3 -q", ">>>")
    repl(h, "x = 6", "x * 7")
    over(h)
    h.go("gdb -q -nx", "(gdb)", 1.0)
    repl(h, "print 6*7")
    h.rows("define f", "print 1", "end", kind="repl")
    over(h)
    h.rows("for n in (1, 2):", "    print(n)", "", kind="repl", also=["for n in (1, 2):\n    print(n)"])
    repl(h, "x + 1")
    over(h)
    repl(h, "f", "quit")
    h.calm()
    h.blind("echo ksh again")
    over(h)
    repl(h, "exit()")
    h.say("echo bash again")
    end(h)


@panes("bash", "ash", (110, 32), '"')
def s06_keys_read_singly(h):
    h.put("read -n1 -p 'Go on? ' k")
    h.s.enter("read -n1 -p 'Go on? ' k", wait=False)
    h.s.pause(0.4)
    h.s.type("y", 0.4)
    h.calm()
    h.blind("echo $k", "echo after it")
    over(h)
    h.put("read -n1 -p 'And here? ' k")
    h.s.enter("read -n1 -p 'And here? ' k", wait=False)
    h.s.pause(0.4)
    h.s.type("n", 0.4)
    h.calm()
    h.say("echo $k")
    h.put("read -s -p 'Secret: ' w")
    h.s.enter("read -s -p 'Secret: ' w", wait=False)
    h.s.pause(0.4)
    h.s.secret("grike-And-Clint4")
    h.s.key("Enter", pace=0.4)
    h.calm()
    h.say("echo got it")
    over(h)
    h.blind("echo ash again", "cat slack.txt")
    end(h)


@panes("zsh", "bash", (116, 28), "%")
def s07_early_rows(h):
    def early(first, *texts, after=1.4):
        h.put(first)
        h.s.enter(first, wait=False)
        h.s.pause(0.2)
        for text in texts:
            h.put(text, "quick")
            h.s.key("Enter", pace=0.05)
            h.s.truth(text, ahead=True)
        h.s.pause(after)
        h.calm()
    early("sleep 1", "echo one early", "echo two early")
    h.put("sleep 5")
    h.s.enter("sleep 5", wait=False)
    h.s.pause(0.3)
    h.s.absent.append("echo lost")
    h.s.type("echo lost\r", 0.02)
    h.s.key("C-c", pace=0.4)
    h.calm()
    h.say("echo not lost")
    over(h)
    early("sleep 1", "print three early")
    h.put("sleep 1")
    h.s.enter("sleep 1", wait=False)
    h.s.pause(0.2)
    h.s.type("for n in 1 2; do\rprint $n\rdone\r", 0.02)
    h.s.truth("for n in 1 2; do\nprint $n\ndone", ahead=True)
    h.s.pause(1.4)
    h.calm()
    h.blind("print after")
    over(h)
    h.say("echo the last")
    end(h)


@panes("bash", "tcsh", (120, 30), "%")
def s08_left_and_gone_on_with(h):
    h.put("echo begun here")
    over(h)
    h.say("echo first this")
    h.put("echo and begun there")
    over(h)
    h.put(" ended here")
    h.hit("echo begun here ended here", see=False)
    over(h)
    h.put(" too")
    h.hit("echo and begun there too", see=False)
    press(h, "z")
    h.say("echo while zoomed")
    h.put("echo half of it")
    press(h, "z")
    h.put(" and the rest")
    h.hit("echo half of it and the rest", see=False)
    over(h)
    h.rows("foreach n (1 2)", "echo $n", "end")
    h.put("echo a line that is longer than the half of the window in which it is typed by hand")
    h.hit("echo a line that is longer than the half of the window in which it is typed by hand", see=False)
    end(h)


@panes("bash", "fish", (128, 30), "%")
def s09_ipython_and_node(h):
    over(h)
    h.go("ipython --no-banner --no-confirm-exit --InteractiveShell.colors=NoColor", "In [1]", 1.5)
    h.calm(0.6)
    repl(h, "x = 6", "x * 7")
    h.put("def f(n):")
    h.s.key("Enter", pace=0.3)
    h.put("return n * 2")
    h.s.key("Enter", pace=0.3)
    h.s.key("Enter", pace=0.3)
    h.s.truth("def f(n):\n    return n * 2", "repl", also=["def f(n):\n    return n * 2\n", "def f(n):\n    return n * 2\n    "])
    h.calm()
    over(h)
    h.go("node", ">", 0.8)
    repl(h, "6 * 7", "const g = n => n * 2")
    h.rows("[1, 2].map(n => {", "return n * 2", "})", kind="repl", also=["[1, 2].map(n => {\n  return n * 2\n})"])
    over(h)
    repl(h, "f(21)")
    h.put("%recall 2")
    h.s.enter("%recall 2", "repl", wait=False)
    h.s.pause(0.4)
    h.calm()
    h.s.key("Enter", pace=0.3)
    h.s.truth("x * 7", "repl")
    h.calm()
    repl(h, "exit")
    over(h)
    repl(h, "g(4)", ".exit")
    h.calm()
    end(h)


@panes("ksh", "bash", (100, 34), '"', "set -g status-position top\n")
def s10_ksh_below_a_bar(h):
    h.say("echo grike", "ls combe")
    h.rows("for n in 1 2; do", "echo $n", "done")
    over(h)
    h.put("echo the old word")
    h.vi("bbcw", 0.15)
    h.put("new", "even")
    h.calm()
    h.hit("echo the new word", see=False)
    h.put("echo not yet")
    h.vi("#", 0.3)
    h.s.truth("#echo not yet")
    h.calm()
    h.blind("cd combe", "ls", "cd ..")
    over(h)
    h.go("less slack.txt", None, 0.5)
    h.s.type("q", 0.3)
    h.calm()
    h.keys("C-r", pause=0.3)
    h.put("gri", "slow")
    h.hit("echo grike", see=False)
    h.s.absent.append("halt --never")
    h.put("halt --never")
    h.s.key("C-c", pace=0.3)
    h.calm()
    h.say("clear", "echo cleared")
    end(h)


@panes("fish", "zsh", (90, 32), '"')
def s11_fish_above_zsh(h):
    h.put("cat sl")
    h.keys("Tab", pause=0.4)
    h.calm()
    h.hit("cat slack.txt", see=False, also=["cat slack.txt "])
    h.blind("seq 30", "print after it")
    over(h)
    h.put("begin; echo one")
    h.s.key("M-Enter", pace=0.3)
    h.put("echo two; end")
    h.hit("begin; echo one\necho two; end", see=False, also=["begin; echo one\n    echo two; end"])
    h.put("cat combe/")
    h.keys("Tab", "Tab", pause=0.5)
    h.calm()
    h.s.key("Escape", pace=0.5)
    h.keys("C-u", pause=0.3)
    h.blind("echo after the pager", "cd combe", "ls", "cd ..")
    over(h)
    h.put("print wrnog")
    h.keys("Left", "Left", "C-t", pause=0.15)
    h.calm()
    h.hit("print wrong" if "print wrong" in h.s.screen() else "print wrnog", see=False)
    end(h)


@panes("mksh", "bash", (120, 30), "%")
def s12_gnu_screen_is_not_there_but_su_is(h):
    h.go("su -s /bin/bash nobody -c 'PS1=\"n> \" bash --norc -i'", None, 0.8)
    h.calm()
    h.blind("id -un", "cd /", "true", "exit")
    h.say("echo back in bash")
    over(h)
    h.go("env PS1='b> ' bash --norc -i", None, 0.6)
    h.calm()
    h.blind("set -o vi")
    h.put("echo remark")
    h.vi("#", 0.3)
    h.s.truth("#echo remark")
    h.calm()
    h.blind("cd combe", "pwd", "exit")
    h.blind("echo back in mksh", "cd combe", "cd ..", "true")
    over(h)
    h.say("echo the last of bash")
    end(h)
