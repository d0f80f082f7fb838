"""Work in multiplexers that is not the same in each pane: an editor, a log, a build and interpreters side by side; nested, detached; screen."""
from drive import scenario
from props import bash

OUT, IN = r"admin@desk:\S*\$ $", r"web-1:\S*# $"
CONF = "set -g default-shell /bin/bash\nset -g default-command 'bash --rcfile @HOME@/rc -i'\nset -sg escape-time 10\n"
LOG = "".join(f"10:{n:02} worker-{n % 4} job {n * 11} done\n" for n in range(60))
FILES = {"rc": "PS1='web-1:\\w# '\n", "tmux.conf": CONF, "jobs.log": LOG, "sum.py": "print('sum', 1 + 2)\n", "todo.txt": "one thing\nanother thing\n",
         "Makefile": "all:\n\t@for i in 1 2 3; do echo building part $$i; sleep 0.2; done\n\t@echo built\n"}
ENV = {"PS1": "admin@desk:\\w$ "}
TMUX = "tmux -f tmux.conf"


def desk(size=(120, 34), needs=(), files=None, **more):
    prompt = more.pop("prompt", OUT)
    return bash(needs=["tmux", *needs], files={**FILES, **(files or {})}, env={**ENV, **more.pop("env", {})}, size=size, prompt=prompt, history="", **more)


def prefix(s, *keys, it=IN, lead="C-b", arrows=False):
    s.key(lead, *keys, pace=0.2)
    s.pause(0.7 if arrows else 0.35)
    s.wait(it)


def ran(s, *lines, it=IN, kind="command"):
    for line in lines:
        s.run(line, kind=kind, wait=it)


@desk(needs=["vim"])
def bench_with_vim_at_the_left(s):
    ran(s, TMUX)
    prefix(s, "%")
    ran(s, "ls", "python3 sum.py")
    prefix(s, "Left", arrows=True)
    s.run("vim -u NONE -N -i NONE sum.py", wait=False)
    s.pause(0.8)
    s.type("oprint('more', 2 + 3)")
    s.key("Escape", pace=0.4)
    s.type(":w")
    s.key("Enter", pace=0.4)
    s.key("C-b", "Right", pace=0.2)
    s.pause(0.7)
    s.wait(IN)
    s.key("Up", pace=0.3)
    s.enter("python3 sum.py", wait=IN)
    ran(s, "wc -l sum.py")
    s.key("C-b", "Left", pace=0.2)
    s.pause(0.7)
    s.type(":q")
    s.key("Enter", pace=0.5)
    s.wait(IN)
    ran(s, "cat sum.py", "exit", "exit", it=IN + "|" + OUT)
    s.run("exit", wait=False)


@desk()
def bench_with_a_log_that_grows(s):
    ran(s, TMUX)
    s.run("while sleep 0.3; do date; done >> jobs.log &", wait=IN)
    s.run("tail -f jobs.log", wait=False)
    s.pause(0.6)
    prefix(s, '"')
    ran(s, "ls -l", "grep -c worker-1 jobs.log")
    s.type("grep worker-3 jobs.log | tail -n 2")
    s.enter("grep worker-3 jobs.log | tail -n 2", wait=IN)
    s.type("echo while lines com in")
    s.key("Left", "Left", "Left", pace=0.1)
    s.type("e")
    s.enter("echo while lines come in", wait=IN)
    s.key("C-b", "Up", pace=0.2)
    s.pause(0.7)
    s.key("C-c", pace=0.4)
    s.wait(IN)
    ran(s, "kill %1", "echo quiet now")
    s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@desk(needs=["make"])
def bench_with_a_build_below(s):
    ran(s, TMUX, "ls")
    prefix(s, '"')
    s.run("make", wait=False)
    s.key("C-b", "o", pace=0.2)
    s.pause(0.4)
    s.wait(IN)
    ran(s, "cat todo.txt", "date")
    s.pause(0.5)
    prefix(s, "o")
    ran(s, "make && echo good")
    prefix(s, "Space")
    ran(s, "echo beside it now")
    prefix(s, "o")
    s.key("Up", pace=0.3)
    s.enter("date", wait=IN)
    s.key("C-d", pace=0.5)
    s.wait(IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@desk(needs=["sqlite3"])
def bench_with_interpreters(s):
    ran(s, TMUX, "python3 -q", it=IN + "|>>> $")
    ran(s, "x = 6 * 7", "x", it=">>> $", kind="repl")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.5)
    s.wait(IN)
    ran(s, "sqlite3", it="sqlite> $")
    ran(s, "create table t (a);", "insert into t values (42);", "select * from t;", it="sqlite> $", kind="repl")
    s.key("C-b", "o", pace=0.3)
    s.pause(0.3)
    ran(s, "print('from sqlite:', x)", it=">>> $", kind="repl")
    s.run("exit()", kind="repl", wait=IN)
    ran(s, "echo python is done")
    s.key("C-b", "o", pace=0.3)
    s.pause(0.3)
    s.run(".quit", kind="repl", wait=IN)
    ran(s, "exit")
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@desk(size=(100, 30))
def bench_left_and_taken_up(s):
    ran(s, TMUX + " new -s work", "cd /etc", "ls -d host*")
    s.key("C-b", "d", pace=0.4)
    s.wait(OUT)
    ran(s, "echo outside for a while", "tmux ls", it=OUT)
    ran(s, "tmux attach -t work")
    ran(s, "pwd")
    prefix(s, "%")
    ran(s, "echo a second pane")
    s.key("C-b", "d", pace=0.4)
    s.wait(OUT)
    ran(s, "tmux a")
    ran(s, "exit")
    ran(s, "echo still here")
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@desk(size=(110, 30))
def bench_broken_and_joined(s):
    ran(s, TMUX, "echo first")
    prefix(s, "%")
    ran(s, "echo second")
    prefix(s, "!")
    ran(s, "echo a window of its own")
    prefix(s, "p")
    ran(s, "echo first once more")
    s.key("C-b", ":", pace=0.3)
    s.type("join-pane -s 1")
    s.key("Enter", pace=0.5)
    s.wait(IN)
    ran(s, "echo joined")
    s.key("C-b", "x", pace=0.3)
    s.type("y")
    s.pause(0.4)
    s.wait(IN)
    ran(s, "echo one is gone")
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@desk(size=(130, 36))
def bench_of_four(s):
    ran(s, TMUX)
    prefix(s, "%")
    ran(s, "cat todo.txt")
    prefix(s, '"')
    ran(s, "uptime")
    s.key("C-b", "Left", pace=0.2)
    s.pause(0.7)
    s.wait(IN)
    prefix(s, '"')
    ran(s, "tail -3 jobs.log")
    prefix(s, "o")
    ran(s, "echo the third")
    prefix(s, "z")
    ran(s, "head -20 jobs.log")
    prefix(s, "z")
    ran(s, "echo small again")
    prefix(s, "q", "0")
    ran(s, "echo in the first")
    for _ in range(3):
        s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)



def nested(name, shell, prompt, files):
    inner = {"tmux2.conf": "set -g prefix C-a\nset -g status-style bg=blue\nset -g default-shell /bin/sh\nset -g default-command 'exec @HOME@/shell'\nset -sg escape-time 10\n",
             "shell": f"#!/bin/sh\n{shell}\n", **files}

    def play(s):
        ran(s, TMUX, "ls")
        s.run("TMUX= tmux -L two -f tmux2.conf", wait=prompt)
        ran(s, "cat todo.txt", "cd /usr", it=prompt)
        s.key("C-a", "%", pace=0.3)
        s.pause(0.5)
        s.wait(prompt)
        ran(s, "date", "grep -c job ~/jobs.log", it=prompt)
        s.type("wc -l ~/jobs.lg")
        s.key("Left", pace=0.1)
        s.type("o")
        s.enter("wc -l ~/jobs.log", wait=prompt)
        prefix(s, "c")
        ran(s, "echo in another window outside")
        s.run("exit", wait=prompt)
        s.key("C-a", "o", pace=0.3)
        s.pause(0.3)
        s.wait(prompt)
        ran(s, "pwd", it=prompt)
        ran(s, "exit", it=prompt)
        s.run("exit", wait=IN)
        ran(s, "echo out of the inner")
        s.run("exit", wait=OUT)
        s.run("exit", wait=False)
    play.__name__ = f"exam_nested_{name}"
    desk(size=(110, 32), files=inner, needs=[name])(play)


nested("bash", "exec bash --rcfile ~/rc2 -i", r"far:\S*# $", {"rc2": "PS1='far:\\w# '\n"})
nested("zsh", "exec zsh -i", r"far \S+ % $", {".zshrc": "PROMPT='far %~ %% '\n"})
nested("fish", "exec fish -i", r"far> $", {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n 'far> '; end\n"})

SCREEN = {
    "bash": ("exec bash --rcfile ~/rc -i", IN, {}),
    "zsh": ("exec zsh -i", r"\S+ % $", {".zshrc": "PROMPT='%~ %% '\n"}),
    "ksh93": ("PS1='ksh:$PWD # ' ENV=/dev/null exec ksh93 -o emacs -i", r"ksh:\S* # $", {}),
    "busybox": ("PS1='\\w # ' ENV=/dev/null exec busybox ash -i", r"[~/]\S* # $", {}),
    "tcsh": ("exec tcsh", r"\S+> $", {".tcshrc": "set prompt='%~> '\nunset autologout\n"}),
}


def in_screen(name):
    shell, prompt, files = SCREEN[name]
    rc = "startup_message off\nhardstatus alwayslastline '%-w[%n %t]%+w %=%c:%s'\nshell @HOME@/shell\n"

    def play(s):
        s.run("screen -U -c screenrc", wait=prompt)
        ran(s, "ls", "head -5 jobs.log", it=prompt)
        prefix(s, "c", lead="C-a", it=prompt)
        ran(s, "cd /etc", "ls -d pass*", it=prompt)
        s.type("grep root paswd")
        s.key("Left", "Left", pace=0.1)
        s.type("s")
        s.enter("grep root passwd", wait=prompt)
        prefix(s, "n", lead="C-a", it=prompt)
        s.key("Up", pace=0.3)
        s.enter("head -5 jobs.log", wait=prompt)
        s.key("C-a", "S", pace=0.3)
        s.key("C-a", "Tab", pace=0.3)
        prefix(s, "1", lead="C-a", it=prompt)
        ran(s, "date", "cd", "wc jobs.log", it=prompt)
        prefix(s, "Q", lead="C-a", it=prompt)
        ran(s, "echo in the whole window", "exit", it=prompt)
        s.run("exit", wait=OUT)
        s.run("exit", wait=False)
    play.__name__ = f"exam_screen_{name}"
    desk(size=(90, 28), needs=["screen", name], env={"SCREENDIR": "@HOME@/.screen"}, files={**files, "screenrc": rc, "shell": f"#!/bin/sh\n{shell}\n"})(play)


for known in SCREEN:
    in_screen(known)
