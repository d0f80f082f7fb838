"""Rows of the catalogue and programs drawn by lot: keys and history where one doesn't expect them, in panes, interpreters and small shells."""
from drive import scenario
from props import SHELL, block

CONF = "set -g default-shell /bin/sh\nset -g default-command 'exec @HOME@/shell'\nset -sg escape-time 10\nset -g status-interval 1\nset -g status-right '%H:%M:%S'\n"
NOTES = "".join(f"note {n} of many\n" for n in range(70))
BASH, ZSH = {"rc": "PS1='db-2:\\w# '\n"}, {".zshrc": "PROMPT='%n@db-2 %~ %% '\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n"}


def pane(run, prompt, files=None, size=(100, 30), needs=(), conf=CONF):
    """tmux itself is recorded, with a program in it."""
    return scenario(["tmux", "-L", "corpus-inner", "-f", "@HOME@/tmux.conf", "new-session"], prompt=prompt, size=size, needs=list(needs), history="",
                    files={"tmux.conf": conf, "shell": f"#!/bin/sh\n{run}\n", "notes": NOTES, **(files or {})})


def in_bash(**more):
    return pane("exec bash --rcfile ~/rc -i", r"db-2:\S*# $", BASH, **more)


def in_zsh(**more):
    return pane("exec zsh -i", r"db-2 \S+ % $", {**ZSH, **more.pop("files", {})}, needs=["zsh", *more.pop("needs", [])], **more)


def in_screen(**more):
    rc = "startup_message off\nhardstatus alwayslastline '%H %-w[%n %t]%+w %c:%s'\nshell @HOME@/shell\n"
    files = {"screenrc": rc, "shell": "#!/bin/sh\nexec bash --rcfile ~/rc -i\n", "notes": NOTES, **BASH}
    return scenario(["screen", "-U", "-c", "@HOME@/screenrc"], prompt=r"db-2:\S*# $", needs=["screen"], history="", files=files,
                    env={"SCREENDIR": "@HOME@/.screen"}, size=more.pop("size", (90, 26)))


def lines(s, *texts, kind="command", wait=True):
    for text in texts:
        s.run(text, kind=kind, wait=wait)


def ctrl_c(s, never):
    s.type(never)
    s.key("C-c", pace=0.35)
    s.absent.append(never)
    s.wait()


def python(size=(80, 24), **more):
    return scenario(["python3", "-q"], prompt=">>> $", history="", size=size, **more)


@python()
def lot_python_entered_at_home(s):
    s.type("print('from the start')")
    s.key("Home", pace=0.1)
    s.enter("print('from the start')", kind="repl")
    s.type("x = [1, 2, 3]")
    s.key("C-a", "C-f", pace=0.06)
    s.enter("x = [1, 2, 3]", kind="repl")
    s.key("Up", "Up", "Home", pace=0.15)
    s.enter("print('from the start')", kind="repl")
    s.type("sum(x")
    s.key("C-a", pace=0.06)
    s.type("2 * ")
    s.key("End", pace=0.06)
    s.type(")")
    s.enter("2 * sum(x)", kind="repl")
    lines(s, "exit()", kind="repl", wait=False)


@scenario(["node"], prompt="^> $", history="", size=(90, 24), env={"NODE_REPL_HISTORY": ""}, pace=0.04)
def lot_node_kills_and_yanks(s):
    s.type("1000 + 234")
    s.key("C-w", pace=0.2)
    s.type("432")
    s.enter("1000 + 432", kind="repl")
    s.type("'abc' + 'def'")
    s.key("C-a", pace=0.2)
    s.key("C-k", pace=0.2)
    s.key("C-y", pace=0.2)
    s.enter("'abc' + 'def'", kind="repl")
    s.type("let v = 11")
    s.key("C-a", pace=0.2)
    s.key("M-d", pace=0.2)
    s.type("var ")
    s.enter("var v = 11", kind="repl")
    s.type("v * 3")
    s.key("C-u", pace=0.2)
    s.type("v / 11")
    s.key("Home", pace=0.2)
    s.enter("v / 11", kind="repl")
    lines(s, ".exit", kind="repl", wait=False)


@scenario(["zsh", "-i"], prompt="% $", history="", size=(80, 24), files={".zshrc": "PROMPT='%B%1~%b %% '\n"})
def lot_zsh_quotes_controls(s):
    s.type("print 'a")
    s.key("C-v", "C-g", pace=0.15)
    s.type("b' | od -c")
    s.enter("print 'a\x07b' | od -c", also=["print 'a^Gb' | od -c"])
    s.type("print 'x")
    s.key("C-v", "Escape", pace=0.15)
    s.type("[1my' | cat -v")
    s.enter("print 'x\x1b[1my' | cat -v", also=["print 'x^[[1my' | cat -v"])
    lines(s, "true", "print done")
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("print 'x\x1b[1my' | cat -v", also=["print 'x^[[1my' | cat -v"])
    lines(s, "exit", wait=False)


@scenario(["mksh", "-i"], prompt="^mk# $", history="", size=(80, 24), env={"ENV": "/dev/null", "PS1": "mk# "}, files={"notes": NOTES})
def lot_mksh_nothing_entered(s):
    s.type("rm -rf /never/run")
    s.key("C-u", pace=0.15)
    s.absent.append("/never/run")
    s.enter(None)
    lines(s, "head -2 notes")
    s.enter(None)
    s.enter(None)
    s.type("   ")
    s.enter(None)
    s.type("   print indented")
    s.enter("print indented", also=["   print indented"])
    s.type("print x")
    s.key("C-c", pace=0.35)
    s.wait()
    s.type("(sleep 0.8; print from behind) &")
    s.enter("(sleep 0.8; print from behind) &")
    s.type("print while it ", pace=0.05)
    s.see("from behind\n")
    s.pause(0.2)
    s.type("comes", pace=0.05)
    s.enter("print while it comes")
    lines(s, "exit", wait=False)


@scenario(SHELL, prompt=r"^\(prod\) web-1 # $", history="", env={"PS1": "(prod) web-1 # ", "HISTFILE": "@HOME@/.hist"}, files={"notes": NOTES})
def lot_bash_comments_it_out(s):
    s.type("systemctl stop everything")
    s.key("M-#", pace=0)
    s.truth("#systemctl stop everything")
    s.wait()
    lines(s, "tail -1 notes")
    s.key("Up", "Up", pace=0.15)
    s.key("C-a", "C-d", pace=0.1)
    s.type("echo ")
    s.enter("echo systemctl stop everything")
    s.key("C-r", pace=0.15)
    s.type("tail")
    s.pause(0.15)
    s.key("C-e", pace=0.15)
    s.key("M-#", pace=0)
    s.truth("#tail -1 notes")
    s.wait()
    lines(s, "exit", wait=False)


@in_bash(size=(90, 28))
def lot_pane_of_arrows(s):
    lines(s, "wc -l notes", "grep -c 5 notes", "echo a third", "cd /usr", "cd -")
    s.key("Up", "Up", "Up", "Up", "Up", "Down", pace=0.15)
    s.enter("grep -c 5 notes")
    s.key("Up", "Up", "Up", pace=0.15)
    s.key("Left", "Left", "BSpace", pace=0.08)
    s.type("share/")
    s.key("C-a", "C-k", pace=0.1)
    s.key("C-b", '"', pace=0.3)
    s.pause(0.4)
    s.wait()
    lines(s, "ls -d /etc /usr", "date")
    s.key("Up", "Up", pace=0.15)
    s.key("M-b", "M-b", pace=0.08)
    s.key("BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", pace=0.05)
    s.pause(0.1)
    s.key("C-u", pace=0.1)
    s.key("C-k", pace=0.1)
    lines(s, "echo below")
    s.run("exit")
    lines(s, "exit", wait=False)


@scenario(["yash", "--norcfile", "-o", "emacs", "-i"], prompt=r"[#$] $", history="", size=(70, 20), files={"notes": NOTES})
def lot_yash_searches_back(s):
    lines(s, "head -3 notes", "echo beta", "echo alpha")
    s.key("C-r", pace=0.2)
    s.type("bet")
    s.pause(0.2)
    s.enter("echo beta")
    s.key("C-r", pace=0.2)
    s.type("head")
    s.pause(0.2)
    s.enter("head -3 notes")
    s.key("Up", pace=0.2)
    s.type(" | tail -1")
    s.enter("head -3 notes | tail -1")
    ctrl_c(s, "rm -rf /never/run")
    lines(s, "exit", wait=False)


@scenario(["node"], prompt="^> $", history="", size=(80, 24), env={"NODE_REPL_HISTORY": ""}, pace=0.04)
def lot_node_searches_and_gives_up(s):
    lines(s, "const first = 'first'", "first.length + 1", "Math.PI", kind="repl")
    s.key("C-r", pace=0.3)
    s.type("leng")
    s.pause(0.3)
    s.key("C-c", pace=0.4)
    s.wait("> $")
    lines(s, "first + '!'", kind="repl")
    s.key("C-r", pace=0.3)
    s.type("PI")
    s.pause(0.3)
    s.enter("Math.PI", kind="repl")
    s.type("never_said(")
    s.key("C-c", pace=0.3)
    s.absent.append("never_said")
    s.wait()
    lines(s, ".exit", kind="repl", wait=False)


@pane("exec fish -i", "db-2> $", {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n 'db-2> '; end\n"}, needs=["fish"])
def lot_fish_pane_takes_ghosts(s):
    lines(s, "grep -c many notes", "echo one and two", "true")
    s.type("gre", pace=0.08)
    s.pause(0.4)
    s.key("Right", pace=0.3)
    s.enter("grep -c many notes")
    s.type("echo o", pace=0.08)
    s.pause(0.4)
    s.key("M-Right", pace=0.3)
    s.pause(0.2)
    s.type(" only", pace=0.05)
    s.enter("echo one only")
    s.type("echo", pace=0.08)
    s.pause(0.3)
    s.enter("echo")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.6)
    s.wait()
    lines(s, "date")
    s.type("echo one a", pace=0.06)
    s.pause(0.4)
    s.key("End", pace=0.3)
    s.enter("echo one and two")
    s.type("for i in 1 2")
    s.enter(None, wait="^.*  +$")
    s.type("echo $i")
    s.enter(None, wait="^.*  +$")
    s.type("end")
    s.enter("for i in 1 2\necho $i\nend", also=["for i in 1 2\n    echo $i\nend"])
    s.run("exit")
    lines(s, "exit", wait=False)


@in_zsh(needs=["fzf"], files={".zshrc": ZSH[".zshrc"] + "source /usr/share/doc/fzf/examples/key-bindings.zsh\n"}, size=(110, 32))
def lot_zsh_pane_with_fzf(s):
    lines(s, "head -3 notes", "wc notes", "date")
    s.key("C-r", pace=0.6)
    s.type("head", pace=0.05)
    s.pause(0.5)
    s.key("Enter", pace=0.6)
    s.wait(r"% head -3 notes$")
    s.enter("head -3 notes")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.6)
    s.wait()
    lines(s, "echo beside")
    s.key("C-r", pace=0.6)
    s.key("Escape", pace=0.6)
    s.wait()
    lines(s, "echo nothing was chosen", "exit")
    lines(s, "exit", wait=False)


@in_screen()
def lot_screen_expands_history(s):
    lines(s, "ls -d /etc /usr")
    s.run("!!", also=["ls -d /etc /usr"])
    s.run("echo !$", also=["echo /usr"])
    s.run("^usr^etc", also=["echo /etc"])
    s.run("history 2")
    s.type("!ec")
    s.enter("!ec", also=["echo /etc"])
    lines(s, "exit", wait=False)


@python(size=(90, 26), files={"inputrc": "set show-all-if-ambiguous on\n"}, env={"INPUTRC": "@HOME@/inputrc"})
def lot_python_lists_candidates(s):
    lines(s, "import os", "name = 'abc'", kind="repl")
    s.type("name.is")
    s.key("Tab", pace=0.4)
    s.type("alpha()")
    s.enter("name.isalpha()", kind="repl")
    s.type("os.path.is")
    s.key("Tab", pace=0.4)
    s.key("BSpace", "BSpace", pace=0.1)
    s.type("sep")
    s.enter("os.path.sep", kind="repl")
    s.type("nam")
    s.key("Tab", pace=0.3)
    s.enter("name", kind="repl")
    lines(s, "exit()", kind="repl", wait=False)


MENU = "bind 'TAB:menu-complete' 2>/dev/null\nset -o emacs\nbind 'set show-all-if-ambiguous on'\nbind 'set menu-complete-display-prefix on'\n"


@pane("exec bash --rcfile ~/rc -i", r"db-2:\S*# $", {"rc": BASH["rc"] + MENU, "alpha.c": "", "alpine.c": "", "alum.c": ""}, size=(80, 28))
def lot_pane_with_menus(s):
    s.type("ls al")
    s.key("Tab", pace=0.4)
    s.key("Tab", pace=0.3)
    s.key("Tab", pace=0.3)
    s.enter("ls alpine.c", also=["ls alpine.c "])
    s.key("C-b", '"', pace=0.3)
    s.pause(0.5)
    s.wait()
    s.type("wc al")
    s.key("Tab", "Tab", pace=0.4)
    s.enter("wc alpha.c", also=["wc alpha.c "])
    lines(s, "ls", "exit")
    lines(s, "exit", wait=False)


@pane("NODE_REPL_HISTORY= exec node", r"(^|│)> $", size=(120, 30), needs=["node"])
def lot_node_pane_with_ghosts(s):
    lines(s, "const text = 'some words here'", kind="repl")
    s.type("text.spl", pace=0.08)
    s.pause(0.4)
    s.key("Right", pace=0.3)
    s.type("(' ')")
    s.enter("text.split(' ')", kind="repl")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.7)
    s.wait()
    s.type("[...'abc'].map(c => c.toUpperCase())", pace=0.05)
    s.enter("[...'abc'].map(c => c.toUpperCase())", kind="repl")
    s.type("JSON.parse('{\"a\": 1}')", pace=0.05)
    s.enter("JSON.parse('{\"a\": 1}')", kind="repl")
    s.key("C-b", "o", pace=0.3)
    s.pause(0.4)
    s.type("text.length", pace=0.05)
    s.enter("text.length", kind="repl")
    lines(s, ".exit", kind="repl")
    lines(s, ".exit", kind="repl", wait=False)


TRANSIENT = """precmd() { PROMPT=$'\\n%F{blue}%~%f %F{8}%*%f\\n%F{green}❯%f ' }
HISTFILE=~/.zh
zle-line-finish() { PROMPT='%F{green}❯%f ' zle reset-prompt }
zle -N zle-line-finish
"""


@pane("exec zsh -i", "❯ $", {".zshrc": TRANSIENT}, needs=["zsh"], size=(90, 30))
def lot_zsh_pane_with_a_short_past(s):
    lines(s, "head -2 notes", "true", "cd /etc")
    s.type("ls -d hsot*")
    s.key(*["Left"] * 4, pace=0.06)
    s.key("C-t", pace=0.1)
    s.pause(0.1)
    s.key("C-u", pace=0.2)
    lines(s, "ls -d host*")
    s.key("C-b", '"', pace=0.3)
    s.pause(0.6)
    s.wait()
    lines(s, "date", "echo below")
    s.key("Up", "Up", pace=0.2)
    s.enter("date")
    lines(s, "exit")
    lines(s, "exit", wait=False)


@in_bash(size=(100, 26))
def lot_pane_of_unended_rows(s):
    s.run("printf unended", wait="unendeddb-2.*# $")
    lines(s, "echo behind it")
    s.run("head -c 20 notes", wait="db-2.*# $")
    lines(s, "date +%s%N > /dev/null")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.5)
    s.wait()
    s.run("printf 'two\\nrows'", wait="rowsdb-2.*# $")
    s.key("Up", pace=0.2)
    s.enter("printf 'two\\nrows'", wait="rowsdb-2.*# $")
    lines(s, "true", "exit")
    lines(s, "exit", wait=False)
