"""Panes where one half is somebody else's: a log, a clock or another shell beside, above or below the half that is typed in, the status row at either end."""
from drive import scenario

LOG = "".join(f"10:{n % 60:02} app01 nginx: GET /page/{n} {200 if n % 4 else 404}\n" for n in range(80))
FILES = {"access.log": LOG, "alert.rules": "a\n", "alert.routes": "b\n", "ready": "#!/bin/sh\nprintf 'Wipe disk? '\nread x\necho kept $x\n", "notes.md": "# notes\nline two\n"}
OTHER = {"log": "n=0; while sleep 0.7; do n=$((n+1)); echo \"$n GET /index.html 200\"; done", "clock": "while sleep 1; do printf '\\r%s ' $(date +%T); done",
         "still": "cat ~/access.log; exec sleep 999", "top": "while sleep 1; do clear; date; ps -e | tail -3; done"}
WHERE = {"right": ("-h", "other", "shell"), "left": ("-hd", "shell", "other"), "lower": ("-v", "other", "shell"), "upper": ("-vd", "shell", "other")}
IPY, GDB = r"In \[\d+\]: $", r"\(gdb\) $"


def half(where, run, prompt, files=None, other="still", status="bottom", size=(130, 30), needs=()):
    """tmux is recorded; run is typed in the named half, and something else goes on in the other one."""
    conf = f"set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g status-position {status}\nset -g status-right '#H %H:%M:%S'\nset -g status-interval 1\n"
    files = {"tmux.conf": conf, "shell": f"#!/bin/sh\n{run}\nsleep 0.4\ntmux kill-server\n", "other": f"#!/bin/sh\n{OTHER[other]}\n", **FILES, **(files or {})}
    split, first, second = WHERE[where]
    layout = ["tmux", "-S", "@HOME@/inner", "-f", "@HOME@/tmux.conf", "new-session", "-c", "@HOME@", "@HOME@/" + first, r"\;", "split-window", split, "-c", "@HOME@", "@HOME@/" + second]
    return scenario(layout, prompt=prompt, size=size, needs=list(needs), history="", files=files)


def bash(where, ps1="[\\u@app01 \\W]\\$ ", prompt=r"\]# $", rc="", **more):
    return half(where, "bash --rcfile ~/rc -i", prompt, {"rc": f"PS1='{ps1}'\nHISTFILE=~/.hist\n{rc}", **more.pop("files", {})}, **more)


def zsh(where, ps1, prompt, rc="", **more):
    return half(where, "zsh -i", prompt, {".zshrc": f"PROMPT='{ps1}'\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\nbindkey -e\n{rc}"}, needs=["zsh"], **more)


def fish(where, config="", prompt=r"~[^ ]*# $", **more):
    return half(where, "fish -i", prompt, {".config/fish/config.fish": "set -g fish_greeting\n" + config}, needs=["fish"], **more)


def lines(s, *texts, kind="command", wait=True):
    for text in texts:
        s.run(text, kind=kind, wait=wait)


def rows(s, *parts, more="> $", kind="command", wait=True, also=()):
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter("\n".join(parts), kind=kind, wait=wait, also=also)


def no(s, text):
    s.type(text)
    s.absent.append(text)
    s.pause(0.15)
    s.key("C-c", pace=0.4)
    s.wait()


def stop(s, key="C-c"):
    s.pause(0.6)
    s.key(key, pace=0.4)
    s.wait()


def bye(s, text="exit", kind="command"):
    s.type(text)
    s.enter(text, kind=kind, wait=False)


@bash("right")
def half_bash_right_history(s):
    lines(s, "grep -c 404 access.log", "uname -s", "date +%Y")
    s.key("Up", "Up", "Up", pace=0.2)
    s.key("C-w", "C-w", pace=0.1)
    s.type("200 access.log")
    s.enter("grep -c 200 access.log")
    s.key("C-r", pace=0.2)
    s.type("una", pace=0.08)
    s.pause(0.2)
    s.enter("uname -s")
    s.type("echo !!")
    s.enter("echo !!", also=["echo uname -s"])
    bye(s)


@bash("left", "\\h:\\w \\A> ", r"\d> $", other="log", status="top")
def half_bash_left_beside_a_log(s):
    lines(s, "pwd", "wc -l access.log")
    s.type("grep 404 acess.log", pace=0.09)
    s.key(*["Left"] * 7, pace=0.05)
    s.type("c")
    s.key("End", pace=0.1)
    s.type(" | head -2")
    s.enter("grep 404 access.log | head -2")
    no(s, "rm -rf /srv/www")
    s.type("echo a long line of text in the left half which wraps below itself while the log beside it grows")
    s.enter("echo a long line of text in the left half which wraps below itself while the log beside it grows")
    bye(s)


@bash("lower", "\\n\\w on main\\n❯ ", "❯ $", other="clock", size=(84, 34))
def half_bash_lower_two_rows(s):
    lines(s, "echo one", "ls alert.rules")
    rows(s, "cat <<END", "two words", "END", more="> $")
    s.paste("for i in a b; do\n  echo $i\ndone")
    s.pause(0.2)
    s.enter("for i in a b; do\n  echo $i\ndone")
    s.key("C-l", pace=0.3)
    s.run("false")
    bye(s)


@bash("upper", "$ ", r"\$ $", other="log", size=(76, 36), status="top")
def half_bash_upper_ahead(s):
    lines(s, "date +%Y")
    s.run("sleep 1; echo slept", wait=False)
    s.pause(0.3)
    s.burst("echo $((40+2))\r")
    s.truth("echo $((40+2))", ahead=True)
    s.see("42")
    s.wait()
    s.burst("echo ab\recho cd\r")
    s.truth("echo ab")
    s.truth("echo cd")
    s.pause(0.8)
    s.wait()
    s.run("sleep 30", wait=False)
    stop(s)
    lines(s, "echo over")
    bye(s)


@bash("right", "deploy@edge:\\W\\$ ", r"edge:~# $", needs=["less", "vim"], status="top")
def half_bash_right_pagers(s):
    s.run("less access.log", wait=False)
    s.see("/page/9")
    s.key("Space", pace=0.3)
    s.key("q", pace=0.3)
    s.wait()
    lines(s, "echo read it")
    s.run("vim -u NONE -n notes.md", wait=False)
    s.see("line two")
    s.pause(0.3)
    s.key("C-z", pace=0.4)
    s.wait()
    lines(s, "jobs")
    s.run("fg", wait=False)
    s.pause(0.5)
    s.type(":q!")
    s.key("Enter", pace=0.3)
    s.wait()
    lines(s, "wc -l notes.md")
    bye(s)


@bash("left", rc="bind 'set show-all-if-ambiguous on'\n", size=(110, 26))
def half_bash_left_lists(s):
    s.type("cat al")
    s.key("Tab", pace=0.4)
    s.type("u")
    s.key("Tab", pace=0.3)
    s.enter("cat alert.rules")
    s.type("cat alert.r")
    s.key("Tab", pace=0.4)
    s.type("o")
    s.key("Tab", pace=0.3)
    s.enter("cat alert.routes", also=["cat alert.routes "])
    lines(s, "./ready", wait=r"disk\? $")
    s.type("no")
    s.enter("no", kind="reply")
    s.run("read -s -p 'Passphrase: ' p", wait="rase: $")
    s.secret("orange-Kettle-88")
    s.enter(None)
    lines(s, "echo ${#p}")
    bye(s)


@bash("lower", "\\u@\\h:\\W\\$ ", r":~# $", size=(90, 30))
def half_bash_lower_resized(s):
    lines(s, "echo before")
    s.type("grep -c 404 access.log and the rest")
    s.resize(70, 24)
    erase(s, 13)
    s.enter("grep -c 404 access.log")
    s.resize(120, 40)
    lines(s, "echo after", "seq 30")
    s.type("echo below")
    s.key("Home", pace=0.1)
    s.enter("echo below")
    bye(s)


def erase(s, n):
    for _ in range(n):
        s.key("BSpace", pace=0.06)


@bash("right", "\\W 東 \\$ ", r"東 # $", size=(91, 24))
def half_bash_right_wide(s):
    lines(s, "echo 日本語 と 中文", "echo naïve Zoë ✓")
    s.type("echo 右の半分に入りきらない長い行をここに書いてみます終")
    s.enter("echo 右の半分に入りきらない長い行をここに書いてみます終")
    s.type("echo 😀 x")
    s.key("BSpace", pace=0.1)
    s.type("y")
    s.enter("echo 😀 y")
    bye(s)


@bash("upper", rc="set +m\n", size=(80, 30))
def half_bash_upper_jobs(s):
    lines(s, "(sleep 1; echo backup done) &")
    s.type("grep -c page", pace=0.13)
    s.see("backup done")
    s.type(" access.log", pace=0.08)
    s.enter("grep -c page access.log")
    lines(s, "for i in 1 2 3; do echo $i; done")
    s.key("Up", pace=0.2)
    s.key("C-a", pace=0.1)
    s.type("time ")
    s.enter("time for i in 1 2 3; do echo $i; done")
    bye(s)


@zsh("right", "%F{green}➜%f  %F{cyan}%1~%f ", "➜  ~ $", size=(124, 28))
def half_zsh_right_robby(s):
    lines(s, "print one", "wc -l access.log")
    s.key("C-r", pace=0.3)
    s.type("pri", pace=0.1)
    s.pause(0.3)
    s.enter("print one")
    rows(s, "for i in 1 2", "do print row $i", "done", more="for> $")
    no(s, "kill -9 1")
    s.type("print a line which is longer than this half of the screen can show in one row")
    s.enter("print a line which is longer than this half of the screen can show in one row")
    bye(s)


@zsh("left", "%m:%~ %# ", "~ # $", rc="RPROMPT='%*'\nautoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select\n", other="log", size=(140, 28))
def half_zsh_left_with_a_clock(s):
    lines(s, "print first")
    s.type("cat ale")
    s.key("Tab", "Tab", "Tab", pace=0.4)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    assert "cat al" in s.cursor_line(), s.screen()
    name = s.cursor_line().split("cat ")[-1].split()[0]
    s.enter("cat " + name)
    s.run("false")
    s.type("print 'it is' late")
    s.key("C-w", pace=0.1)
    s.type("early")
    s.enter("print 'it is' early")
    s.paste("print p1\nprint p2")
    s.pause(0.2)
    s.enter("print p1\nprint p2")
    bye(s)


@zsh("lower", "%B%n%b %~ » ", "~ » $", status="top", size=(80, 32))
def half_zsh_lower_documents(s):
    rows(s, "cat <<E | wc -w", "three words here", "E", more="heredoc> $")
    s.run("sleep 40", wait=False)
    s.pause(0.5)
    s.key("C-z", pace=0.4)
    s.wait()
    s.run("fg", wait=False)
    stop(s)
    s.burst("print p1\rprint p2\rprint p3\r")
    for n in (1, 2, 3):
        s.truth(f"print p{n}")
    s.pause(0.9)
    s.wait()
    s.key("Up", "Up", pace=0.25)
    s.enter("print p2")
    bye(s)


@zsh("upper", "%(?..[%?] )%~ $ ", r"~ \$ $", size=(66, 30))
def half_zsh_upper_status(s):
    lines(s, "false", "print ok")
    s.type("print wrap this line since the screen is only sixty six columns wide, as it seems")
    s.key("C-a", pace=0.1)
    s.key("M-f", pace=0.1)
    s.type("-l ")
    s.enter("print -l wrap this line since the screen is only sixty six columns wide, as it seems")
    s.type("grep -c 404 nothing")
    s.key("BSpace", "BSpace", pace=0.08)
    s.key("C-u", pace=0.2)
    lines(s, "grep -c 404 access.log")
    bye(s)


@fish("right", size=(128, 26))
def half_fish_right_as_it_comes(s):
    lines(s, "echo alpha beta", "wc -l access.log")
    s.type("echo al", pace=0.1)
    s.pause(0.4)
    s.key("Right", pace=0.3)
    s.enter("echo alpha beta")
    s.type("cat notes", pace=0.08)
    s.key("Tab", pace=0.4)
    s.enter("cat notes.md", also=["cat notes.md "])
    s.key("Up", "Up", "Up", pace=0.3)
    s.pause(0.3)
    text = s.cursor_line().split("# ", 1)[-1].rstrip()
    s.enter(text)
    bye(s)


@fish("left", "function fish_prompt; echo -n 'web '; set_color yellow; echo -n (prompt_pwd); set_color normal; echo -n ' % '; end\n", "% $", other="clock", size=(120, 28))
def half_fish_left_blocks(s):
    rows(s, "for n in 1 2", "echo n $n", "end", more=" +$", also=["for n in 1 2\n    echo n $n\nend"])
    lines(s, "echo after")
    s.run("sleep 30", wait=False)
    stop(s)
    s.type("echo this is too long for the left half of the screen, so it goes on below")
    s.enter("echo this is too long for the left half of the screen, so it goes on below")
    bye(s)


@fish("lower", "function fish_prompt; echo; set_color cyan; echo (prompt_pwd); set_color normal; echo -n '$ '; end\n", r"\$ $", size=(80, 34), status="top")
def half_fish_lower_two_rows(s):
    lines(s, "echo one", "false", "set x 5")
    s.type("math $x", pace=0.08)
    s.type(" + 1", pace=0.08)
    s.enter("math $x + 1")
    s.burst("echo f1\recho f2\r")
    s.truth("echo f1")
    s.truth("echo f2")
    s.pause(1)
    s.wait()
    s.type("echo gone")
    s.pause(0.2)
    s.abandon()
    lines(s, "echo stays")
    bye(s)


KSH = "PS1='aix:${PWD##*/}> ' ENV=/dev/null HISTFILE=~/.kh ksh93 -o emacs -i"


@half("right", KSH, "> $", needs=["ksh93"], size=(150, 28))
def half_ksh93_right(s):
    lines(s, "print one", "uname -n")
    rows(s, "for i in 1 2; do", "print $i", "done")
    s.type("grep -c 40x access.log")
    s.key("C-a", pace=0.1)
    s.key("M-f", "M-f", "M-f", pace=0.1)
    s.key("C-h", pace=0.1)
    s.type("4")
    s.enter("grep -c 404 access.log")
    s.run("sleep 30", wait=False)
    stop(s)
    s.key("C-p", pace=0.2)
    s.enter("sleep 30", wait=False)
    stop(s)
    bye(s)


@half("lower", KSH, "> $", needs=["ksh93"], other="log", size=(80, 30))
def half_ksh93_lower(s):
    s.run("sleep 1", wait=False)
    s.pause(0.3)
    s.burst("print $((6*7))\r")
    s.truth("print $((6*7))", ahead=True)
    s.see("42")
    s.wait()
    rows(s, "cat <<!", "text of it", "!")
    no(s, "rm access.log")
    lines(s, "ls alert.rules")
    bye(s)


MKSH = "PS1='mir # ' ENV=/dev/null mksh -i"


@half("left", MKSH, "mir # $", needs=["mksh"], size=(120, 26))
def half_mksh_left(s):
    lines(s, "print one", "wc -l access.log")
    s.type("print this line is longer than the half of the screen it is in, so it moves")
    s.enter("print this line is longer than the half of the screen it is in, so it moves")
    s.type("cat no")
    s.key("Tab", pace=0.3)
    s.enter("cat notes.md", also=["cat notes.md "])
    s.key("Up", "Up", "Up", pace=0.25)
    s.enter("wc -l access.log")
    no(s, "halt -p")
    bye(s)


@half("upper", MKSH, "mir # $", needs=["mksh"], other="clock", size=(80, 30), status="top")
def half_mksh_upper(s):
    lines(s, "false", "print two")
    rows(s, "while read a b; do", "print $b; break", "done < access.log")
    s.burst("print m1\rprint m2\r")
    s.truth("print m1")
    s.truth("print m2")
    s.pause(0.8)
    s.wait()
    lines(s, "print end")
    bye(s)


TCSH = {".tcshrc": "set prompt='%m:%c %h> '\nset history=50\nunset autologout\nset autolist\n"}


@half("right", "tcsh", "> $", TCSH, needs=["tcsh"], size=(130, 26))
def half_tcsh_right(s):
    lines(s, "echo one", "wc -l access.log")
    rows(s, "foreach i (1 2)", "echo $i", "end", more=r"\? $")
    s.type("cat alert.r")
    s.key("Tab", pace=0.4)
    s.type("u")
    s.key("Tab", pace=0.3)
    s.enter("cat alert.rules", also=["cat alert.rules "])
    s.type("!wc")
    s.enter("!wc", also=["wc -l access.log"])
    s.run("sleep 30", wait=False)
    stop(s)
    bye(s)


@half("lower", "tcsh", "> $", TCSH, needs=["tcsh"], other="log", size=(72, 32))
def half_tcsh_lower(s):
    lines(s, "set x = 3", "echo $x")
    no(s, "rm -f access.log")
    s.key("Up", pace=0.2)
    s.key("C-a", pace=0.1)
    s.key("C-k", pace=0.1)
    s.run("echo fresh")
    s.burst("echo t1\recho t2\r")
    s.truth("echo t1")
    s.truth("echo t2")
    s.pause(0.8)
    s.wait()
    bye(s)


BB = "PS1='\\u@ap:\\W\\$ ' ENV=/dev/null HISTFILE=~/.ash busybox sh -i"


@half("right", BB.replace("\\u", "root"), "ap:home# $", size=(120, 26), status="top")
def half_busybox_right(s):
    lines(s, "echo one", "wc -l access.log")
    s.key("Up", "Up", pace=0.2)
    s.type(" more")
    s.enter("echo one more")
    rows(s, "cat <<E", "inner", "E")
    s.type("echo a line that is too long for the half of this screen, wraps")
    s.enter("echo a line that is too long for the half of this screen, wraps")
    s.run("busybox less access.log", wait=False)
    s.see("/page/9")
    s.pause(0.3)
    s.key("q", pace=0.4)
    s.wait()
    bye(s)


@half("lower", BB.replace("\\u", "root"), "ap:home# $", size=(80, 30))
def half_busybox_lower(s):
    s.run("sleep 1", wait=False)
    s.pause(0.3)
    s.burst("echo $((6*7))\r")
    s.truth("echo $((6*7))", ahead=True)
    s.see("42")
    s.wait()
    s.key("Up", "Up", pace=0.2)
    s.enter("sleep 1")
    no(s, "reboot")
    lines(s, "ls alert.rules")
    bye(s)


@half("right", "PAGER=cat IPYTHONDIR=~/.ipy /usr/bin/ipython3 --no-banner", IPY, needs=["/usr/bin/ipython3"], size=(140, 32))
def half_ipython_right(s):
    lines(s, "hits = [l.split()[-1] for l in open('access.log')]", "hits.count('404')", kind="repl")
    s.type("def share(code):")
    s.enter(None, wait=r"\.\.\.: +$")
    s.type("return hits.count(code) / len(hits)")
    s.enter(None, wait=r"\.\.\.: +$")
    s.enter("def share(code):\n    return hits.count(code) / len(hits)", kind="repl", also=["def share(code):\nreturn hits.count(code) / len(hits)"])
    lines(s, "share('404')", kind="repl")
    s.key("Up", pace=0.3)
    s.key("BSpace", "BSpace", "BSpace", "BSpace", "BSpace", pace=0.1)
    s.type("200')")
    s.enter("share('200')", kind="repl")
    bye(s, "exit", "repl")


@half("upper", "PAGER=cat IPYTHONDIR=~/.ipy /usr/bin/ipython3 --no-banner", IPY, needs=["/usr/bin/ipython3"], size=(84, 40), other="clock")
def half_ipython_upper(s):
    lines(s, "import math", "math.pi", "!uname -s", kind="repl")
    s.type("math.flo")
    s.key("Tab", pace=0.6)
    s.pause(0.3)
    s.type("(2.5)")
    s.enter("math.floor(2.5)", kind="repl")
    s.type("1/")
    s.type("0")
    s.enter("1/0", kind="repl")
    bye(s, "exit", "repl")


@half("left", "NODE_REPL_HISTORY= node", "> $", needs=["node"], size=(120, 28))
def half_node_left(s):
    lines(s, "1 + 2", "const hosts = ['app01', 'db-2']", "hosts.length", kind="repl")
    rows(s, "hosts.forEach(h => {", "console.log(h)", "})", more=r"\.\.\. $", kind="repl")
    lines(s, "hosts.join('+')", kind="repl")
    bye(s, ".exit", "repl")


@half("lower", "gdb -q -nx", GDB, needs=["gdb"], size=(84, 32), status="top")
def half_gdb_lower(s):
    lines(s, "print 6 * 7", "set $n = 5", "print $n << 2", "info line", kind="repl")
    s.key("Up", "Up", pace=0.25)
    s.enter("print $n << 2", kind="repl")
    s.type("show versi")
    s.key("C-u", pace=0.2)
    lines(s, "shell date +%Y", kind="repl")
    bye(s, "quit", "repl")


@half("right", "/usr/bin/python3 -q", ">>> $", needs=["/usr/bin/python3"], size=(126, 28), other="log")
def half_python_right(s):
    lines(s, "import re", "x = [n * n for n in range(5)]", "x", kind="repl")
    for part in ("def f(a):", "    return a + 1"):
        s.type(part)
        s.enter(None, wait=r"\.\.\. $")
    s.enter("def f(a):\n    return a + 1", kind="repl", also=["def f(a):\n    return a + 1\n"])
    s.key("Up", "Up", "Up", pace=0.25)
    s.enter("x", kind="repl")
    lines(s, "f(41)", kind="repl")
    bye(s, "exit()", "repl")


@half("upper", "sqlite3", "sqlite> $", needs=["sqlite3"], size=(80, 34))
def half_sqlite_upper(s):
    rows(s, "create table t (", "a int);", more=r"\.\.\.> $", kind="repl")
    lines(s, "insert into t values (1), (2);", "select sum(a) from t;", kind="repl")
    s.key("Up", pace=0.2)
    s.key("C-a", pace=0.1)
    s.key("M-f", pace=0.1)
    s.type(" 10 *")
    s.enter("select 10 * sum(a) from t;", kind="repl")
    lines(s, ".tables", kind="repl")
    bye(s, ".quit", "repl")
