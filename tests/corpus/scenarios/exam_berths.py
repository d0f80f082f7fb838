"""A terminal that is nothing but tmux or screen, as many have it all day: plain work in it, under the prompts and plugins that people load."""
from drive import scenario
from props.hand import bye, go, no, rows

LOG = "".join(f"{n % 24:02}:{n % 60:02} cell-{n % 4} {['up', 'down'][n % 5 == 0]} {n * 11 % 70}\n" for n in range(110))
FILES = {"cells.log": LOG, "conf/a.ini": "x=1\n", "conf/b.ini": "y=2\n", "run": "#!/bin/sh\nfor i in 1 2 3 4 5; do echo \"step $i\"; sleep 0.15; done\n"}
CONF = "set -g default-shell /bin/sh\nset -g default-command 'exec @HOME@/sh'\nset -sg escape-time 10\nset -g default-terminal tmux-256color\n"
BASH = {"sh": "#!/bin/sh\nexec bash --rcfile ~/rc -i\n", "rc": "PS1='\\u@cell:\\w\\$ '\nHISTFILE=~/.hist\n"}
AT = r"cell:\S+# $"


def berth(files, prompt, size=(100, 30), conf=CONF, needs=()):
    return scenario(["tmux", "-L", "corpus-berth", "-f", "@HOME@/tmux.conf", "new-session"], prompt=prompt, size=size, history="", needs=list(needs),
                    files={**FILES, "tmux.conf": conf, **files})


def zsh(rc):
    return {"sh": "#!/bin/sh\nexec zsh -i\n", ".zshrc": "HISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\nbindkey -e\n" + rc}


def fish(config):
    return {"sh": "#!/bin/sh\nexec fish -i\n", ".config/fish/config.fish": "set -g fish_greeting\n" + config}


@berth(BASH, AT, (80, 24))
def berth_plain_morning(s):
    go(s, "uptime | wc -l", "ls", "grep -c down cells.log", "tail -n 3 cells.log", "cd conf", "cat *.ini", "cd ..", "df -h / | tail -1 | wc -l", "./run", "seq 40", "echo after forty rows", "grep -n up cells.log | head -3", "false", "echo $?")
    s.type("greo -c up cells.log")
    s.key("C-a", "C-f", "C-f", "C-f", pace=0.06)
    s.key("C-d", pace=0.06)
    s.type("p")
    s.enter("grep -c up cells.log")
    s.key("Up", "Up", pace=0.2)
    s.enter("echo $?")
    no(s, "rm -rf conf")
    go(s, "echo noon")
    bye(s)


@berth(BASH, AT, (140, 40))
def berth_verified_bangs(s):
    go(s, "shopt -s histverify", "cat conf/a.ini", "grep -c up cells.log")
    s.type("!cat")
    s.enter(None, wait="cat conf/a.ini$")
    s.enter("cat conf/a.ini")
    s.type("!!:s/a.ini/b.ini/")
    s.enter(None, wait="b.ini$")
    s.type(" | tr x-z X-Z")
    s.enter("cat conf/b.ini | tr x-z X-Z")
    s.type("!nothing")
    s.enter(None)
    go(s, "shopt -u histverify")
    s.type("!gr | cat")
    s.enter("!gr | cat", also=["grep -c up cells.log | cat"])
    go(s, "echo end")
    bye(s)


@berth(BASH, AT, (100, 30))
def berth_secrets(s):
    s.run("read -rsp 'Vault token: ' T", wait="token: $")
    s.secret("hvs.Tide-4410-Moss")
    s.enter(None)
    go(s, "echo ${#T}")
    s.run("python3 -c 'import getpass; print(len(getpass.getpass()))'", wait="assword: $")
    s.secret("Gravel&Fern77")
    s.enter(None)
    go(s, "echo after")
    s.run("read -p 'Name: ' n", wait="Name: $")
    s.type("Cleo")
    s.enter("Cleo", kind="reply")
    s.run("read -rsp 'Again: ' T", wait="Again: $")
    s.secret("hvs.Tide-4411-Moss")
    s.enter(None)
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("echo after")
    bye(s)


@berth(BASH, AT, (90, 26), needs=["vi", "less", "nano", "top"])
def berth_screens_of_programs(s):
    s.run("vi conf/a.ini", wait=False)
    s.see("x=1")
    s.pause(0.5)
    s.type("oz=3")
    s.key("Escape", pace=0.4)
    s.type(":w")
    s.key("Enter", pace=0.4)
    s.type(":!grep -c z %")
    s.key("Enter", pace=0.7)
    s.key("Enter", pace=0.4)
    s.type(":q")
    s.key("Enter", pace=0.4)
    s.wait()
    go(s, "cat conf/a.ini")
    s.run("less cells.log", wait=False)
    s.see("cell-3")
    s.pause(0.3)
    s.type("/down")
    s.key("Enter", pace=0.3)
    s.type("q")
    s.wait()
    s.run("nano -I conf/b.ini", wait=False)
    s.see("y=2")
    s.pause(0.4)
    s.key("C-x", pace=0.4)
    s.wait()
    s.run("top", wait=False)
    s.see("load average")
    s.pause(0.5)
    s.type("q")
    s.wait()
    go(s, "clear", "echo on a clear screen", "ls conf")
    bye(s)


TWO = "PROMPT=$'\\n%F{blue}%~%f %F{8}%n%f\\n%(?.%F{magenta}.%F{red})❯%f '\nRPROMPT='%F{8}%*%f'\n"
TRANS = TWO + "zle-line-finish() { PROMPT='%F{magenta}❯%f ' RPROMPT=; zle reset-prompt }\nzle -N zle-line-finish\nP=$PROMPT R=$RPROMPT\nprecmd() { PROMPT=$P RPROMPT=$R }\n"


@berth(zsh(TWO), "^❯ $", (110, 32), needs=["zsh"])
def berth_zsh_below_two_rows(s):
    go(s, "ls", "grep -c down cells.log", "false", "print -n no end", "./run")
    rows(s, "for f in conf/*; do", "cat $f", "done", more="for> $")
    s.key("Up", pace=0.3)
    s.pause(0.2)
    s.enter("for f in conf/*; do\ncat $f\ndone")
    s.key("C-r", pace=0.3)
    s.type("grep", pace=0.1)
    s.pause(0.3)
    s.enter("grep -c down cells.log")
    s.type("print a line that is longer than the hundred and ten columns of this terminal, for it has to be broken at the margin once")
    s.enter("print a line that is longer than the hundred and ten columns of this terminal, for it has to be broken at the margin once")
    go(s, "print end")
    bye(s)


@berth(zsh(TRANS), "^❯ $", (100, 30), needs=["zsh"])
def berth_zsh_with_a_transient_prompt(s):
    go(s, "ls", "head -n 3 cells.log", "false", "true", "seq 30", "print after thirty")
    s.key("Up", "Up", pace=0.2)
    s.enter("seq 30")
    s.type("grep -n down cells.log | head -n 4")
    s.enter("grep -n down cells.log | head -n 4")
    no(s, "rm -rf conf")
    go(s, "print end")
    bye(s)


SUGG = "/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh"


@berth({**zsh("PROMPT='%1~ %# '\nsource " + SUGG + "\n"), ".zh": "rm -rf /srv/old\ngrep -c down cells.log\nls conf\n"}, "~ # $", (90, 24), needs=["zsh", SUGG])
def berth_zsh_with_ghosts(s):
    s.absent.append("/srv/old")
    go(s, "ls conf", pace=0.08)
    s.type("r", pace=0.1)
    s.type("m x", pace=0.02)
    s.enter("rm x")
    s.type("gr", pace=0.1)
    s.pause(0.4)
    s.key("C-e", pace=0.3)
    s.enter("grep -c down cells.log")
    s.burst("r\r")
    s.place = None
    s.pause(0.8)
    s.truth("r", also=["grep -c down cells.log"])
    s.wait()
    s.type("rm", pace=0.1)
    s.pause(0.4)
    s.abandon()
    go(s, "print end", pace=0.03)
    bye(s)


@berth({**fish("function fish_prompt; echo -n (prompt_pwd)' > '; end\n"), ".local/share/fish/fish_history": "- cmd: rm -rf /srv/old\n  when: 1700000001\n- cmd: grep -c down cells.log\n  when: 1700000002\n"}, "> $", (90, 24), needs=["fish"])
def berth_fish_with_ghosts(s):
    s.absent.append("/srv/old")
    go(s, "ls conf", "echo quick", "rm x", pace=0.01)
    s.type("gr", pace=0.1)
    s.pause(0.5)
    s.key("Right", pace=0.3)
    s.enter("grep -c down cells.log")
    s.place = s._look()[0]
    s.burst("ls\r")
    s.truth("ls")
    s.wait()
    s.place = s._look()[0]
    s.burst("echo ab\r")
    s.truth("echo ab")
    s.wait()
    s.type("rm", pace=0.1)
    s.pause(0.4)
    s.abandon()
    rows(s, "for f in conf/*", "cat $f", "end", more=" +$", also=["for f in conf/*\n    cat $f\nend"])
    go(s, "echo end", pace=0.02)
    bye(s)


@berth(BASH, AT, (120, 36))
def berth_windows_and_halves(s):
    go(s, "echo window one")
    s.key("C-b", "c", pace=0.4)
    s.wait()
    s.pause(0.6)
    go(s, "echo window two", "./run")
    s.key("C-b", '"', pace=0.4)
    s.wait()
    s.pause(0.6)
    go(s, "echo lower half", "tail -n 4 cells.log", "seq 30", "echo scrolled")
    s.type("echo a line for the lower half that is much longer than a row of a hundred and twenty columns, so that it takes two of them")
    s.enter("echo a line for the lower half that is much longer than a row of a hundred and twenty columns, so that it takes two of them")
    s.key("C-b", "Up", pace=0.4)
    s.pause(0.8)
    go(s, "echo upper half", "ls conf")
    s.key("C-b", "p", pace=0.4)
    s.wait()
    s.pause(0.6)
    go(s, "echo window one again")
    s.run("exit", wait=AT)
    s.run("exit", wait=AT)
    bye(s)


@berth(BASH, AT, (100, 30))
def berth_clears_and_moves(s):
    go(s, "printf '\\e[5;10H'", "echo moved", "clear", "echo clear", "printf '\\e[2J'", "echo blank", "tput cup 20 5; echo low", "printf 'a\\rb\\n'", "echo -e 'x\\n\\ny'")
    s.key("C-l", pace=0.3)
    go(s, "echo end", "reset", "echo after a reset")
    bye(s)


@scenario(["screen", "-U", "-c", "@HOME@/screenrc"], prompt=AT, size=(100, 30), history="", needs=["screen"], env={"SCREENDIR": "@HOME@/.screen"},
          files={**FILES, **BASH, "screenrc": "startup_message off\nvbell off\nshell @HOME@/sh\nhardstatus alwayslastline '%-w%{= BW}%n %t%{-}%+w'\n"})
def berth_screen_all_day(s):
    go(s, "ls", "grep -c down cells.log", "./run", "seq 40", "echo scrolled")
    rows(s, "cat > note <<E", "a note", "E")
    s.key("Up", "Up", pace=0.2)
    s.enter("echo scrolled")
    s.key("C-a", "c", pace=0.5)
    s.wait()
    go(s, "echo second", "cat note")
    s.key("C-a", "n", pace=0.5)
    s.wait()
    s.type("echo first aagin")
    s.key("M-b", "M-d", pace=0.1)
    s.type("again")
    s.enter("echo first again")
    s.run("exit", wait=AT)
    bye(s)
