"""The catalogue, its second part: prompts, sizes, continuation, signals, other programs and hostile output, in shells and places of other kinds."""
from drive import scenario

NOTES = {"notes.txt": "one\ntwo\nthree\n" * 40, "sum.c": "int main(void)\n{\n    int n = 0;\n    n += 2;\n    return n;\n}\n"}


def at(place, command, prompt, files=None, conf="", env=None, **more):
    """In a terminal of its own, or in the only pane of a tmux, which then is recorded."""
    program = command.split()
    if place == "pane":
        program = ["tmux", "-L", "inner", "-f", "@HOME@/tmux.conf", "new-session", command]
    files = {"tmux.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\n" + conf, **NOTES, **(files or {})}
    return scenario(program, prompt=prompt, files=files, env={"HISTFILE": "@HOME@/.hist", **(env or {})}, history="", **more)


def bash(place="plain", ps1=r"alice@web-1:\w\$ ", prompt="[#$>] $", env=None, **more):
    return at(place, "bash --norc --noprofile -i", prompt, env={"PS1": ps1, **(env or {})}, **more)


def zsh(place="plain", ps1="alice@web-1 %~ %# ", prompt="# $", rc="", **more):
    return at(place, "zsh -i", prompt, files={".zshrc": f"PS1='{ps1}'\nHISTFILE=~/.hist HISTSIZE=99 SAVEHIST=99\n{rc}"}, **more)


def fish(place="plain", config="", prompt="[>#] $", **more):
    return at(place, "fish -i", prompt, files={".config/fish/config.fish": "set -g fish_greeting\n" + config}, **more)


def tcsh(place="plain", ps1="%m:%~%# ", prompt="[>#] $", rc="", **more):
    return at(place, "tcsh", prompt, files={".tcshrc": f"set prompt='{ps1}'\nset history=50\nunset autologout\n{rc}"}, needs=["tcsh"], **more)


def ksh(place="plain", ps1="$PWD # ", prompt="# $", mode="emacs", **more):
    return at(place, f"ksh93 -o {mode} -i", prompt, env={"PS1": ps1, "ENV": "/dev/null", **more.pop("env", {})}, needs=["ksh93"], **more)


def mksh(place="plain", ps1="mksh # ", prompt="# $", **more):
    return at(place, "mksh -i", prompt, env={"PS1": ps1, "ENV": "/dev/null"}, needs=["mksh"], **more)


def busybox(place="plain", ps1=r"\w # ", prompt="# $", **more):
    return at(place, "busybox ash -i", prompt, env={"PS1": ps1, "ENV": "/dev/null"}, needs=["busybox"], **more)


def repl(place, command, prompt, needs=(), **more):
    return at(place, command, prompt, needs=[command.split()[0], *needs], **more)


def shown(s, mark):
    """What stands behind the prompt now, to be committed."""
    s.pause(0.15)
    return s.cursor_line().split(mark, 1)[1].rstrip()


def ran(s, *texts, kind="command"):
    for text in texts:
        s.run(text, kind=kind)


def rows(s, *parts, more="> $", kind="command", also=()):
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter("\n".join(parts), kind=kind, also=also)


def never(s, text="rm -rf /never/run"):
    s.type(text)
    s.absent.append("/never/run")
    s.key("C-c")
    s.pause(0.3)
    s.wait()


@tcsh(ps1="%c> ", prompt="~> +$", rc="set rprompt='[%T]'\n", size=(72, 20))
def tcsh_right_prompt(s):
    ran(s, "echo with a right prompt", "ls -d /usr", "echo three")
    s.type("echo a much longer line that runs right up to the clock and over it, as it must")
    s.enter("echo a much longer line that runs right up to the clock and over it, as it must")
    s.key("Up", "Up", pace=0.1)
    s.pause(0.1)
    s.enter("echo three")
    s.run("exit", wait=False)


@zsh("pane", ps1="%n %~ %# ", rc="RPS1='[%D{%H:%M:%S}]'\nbindkey -e\n", size=(64, 18))
def zsh_right_prompt_pane(s):
    ran(s, "echo with a right prompt", "cd /usr", "pwd")
    s.run("echo a much longer line that runs right up to the clock and over it, twice as long")
    never(s)
    s.key("Up", "Up", pace=0.1)
    s.enter("pwd")
    s.run("exit", wait=False)


@mksh(ps1="\n-- $PWD --\n# ", prompt="^# $", size=(90, 20))
def mksh_prompt_of_rows(s):
    ran(s, "echo colourful", "cd /tmp", "ls -d /usr /etc", "printf 'no newline at end'")
    s.type("echo edti")
    s.key("BSpace", "BSpace")
    s.type("it")
    s.enter("echo edit")
    rows(s, "for i in 1 2; do", "echo $i", "done")
    s.run("exit", wait=False)


@zsh("pane", ps1="%F{blue}%~%f at %D{%T}\n%# ", prompt="^# $", size=(80, 24),
     rc="bindkey -e\nfull=$PS1\nprecmd() { PS1=$full }\nzle-line-finish() { PS1='%# '; zle reset-prompt }\nzle -N zle-line-finish\n")
def zsh_transient_pane(s):
    ran(s, "print one", "cd /usr/share", "ls -d /etc")
    s.type("print a word")
    s.key("C-a")
    s.enter("print a word")
    rows(s, "for i in a b; do", "print $i", "done", more="for> $")
    s.run("sleep 0.3", exit=0)
    s.run("exit", wait=False)


@busybox("pane", ps1=r"[\t \u \w]\$ ", prompt=r"\]# $", size=(60, 14))
def busybox_clock_pane(s):
    ran(s, "echo one", "sleep 1", "cd /etc", "ls passwd group")
    s.key("Up", "Up", pace=0.1)
    s.pause(0.1)
    s.enter("cd /etc")
    rows(s, "cat <<END", "some text", "END")
    s.run("echo a line that is wider than the pane in which it is typed, by a few words")
    s.run("exit", wait=False)


@bash(ps1="0123456789012345678# ", prompt="8# $", size=(22, 12))
def bash_prompt_fills(s):
    ran(s, "echo a", "ls -d /etc", "echo this line needs three rows at least here")
    s.type("echo 12345")
    s.key("C-a")
    s.enter("echo 12345")
    s.type("echo a word too many")
    s.key("C-w", "C-w", pace=0.06)
    s.enter("echo a word", also=["echo a word "])
    s.run("exit", wait=False)


@fish("pane", config="function fish_prompt; echo -n (prompt_pwd)'# '; end\n", prompt="~# $", size=(60, 20))
def fish_no_newline_pane(s):
    s.run("printf 'no newline'")
    s.run("printf '%s' abc def; false", exit=1)
    s.run("echo naïve café 日本語")
    s.type("echo 日本")
    s.key("BSpace")
    s.type("用")
    s.enter("echo 日用")
    rows(s, "if true", "echo yes", "end", more=" +$", also=["if true\n    echo yes\nend"])
    s.key("Up", pace=0.2)
    s.enter("if true\necho yes\nend", also=["if true\n    echo yes\nend"])
    s.run("exit", wait=False)


@ksh(ps1="", prompt="^$")
def ksh_empty_prompt(s):
    for text in ("print one", "ls -d /etc", "print three words here"):
        s.run(text)
        s.pause(0.2)
    s.type("print fuor")
    s.key("BSpace", "BSpace", "BSpace")
    s.type("our")
    s.enter("print four")
    s.pause(0.2)
    s.run("exit", wait=False)


@tcsh(ps1="%~> ", prompt="> $", size=(30, 10))
def tcsh_wrap(s):
    s.run("echo aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd")
    s.type("echo 1234567890 1234567890 1234567890 end")
    s.key("C-a")
    s.key("M-f")
    s.type(" start")
    s.enter("echo start 1234567890 1234567890 1234567890 end")
    s.run("echo " + "x" * (30 - len("~> echo ")))
    s.type("echo too long for one row of this")
    for _ in range(16):
        s.key("BSpace", pace=0.02)
    s.enter("echo too long for", also=["echo too long for "])
    s.run("echo 日本語日本語日本語日本語")
    s.run("exit", wait=False)


@repl("plain", "gdb -q -nx", r"\(gdb\) $", size=(32, 6))
def gdb_tall(s):
    s.run("set height 0", kind="repl")
    long = "echo " + " ".join(f"word{n:02}" for n in range(36)) + "\\n"
    s.type(long)
    s.enter(long, kind="repl")
    s.run("print 1", kind="repl")
    s.key("Up", "Up", pace=0.15)
    s.enter(long, kind="repl")
    s.run("print 2", kind="repl")
    s.run("quit", kind="repl", wait=False)


@tcsh("pane", ps1="%n@%m:%c%# ", prompt="# $")
def tcsh_resize_pane(s):
    s.run("echo before")
    s.type("echo a line that is being typed while the window ")
    s.resize(50, 20)
    s.type("changes size")
    s.enter("echo a line that is being typed while the window changes size")
    s.resize(100, 30)
    s.run("echo wide again")
    rows(s, "foreach n (1 2)", "echo $n", "end", more=r"\? $")
    rows(s, "cat << END", "some text", "END", more=r"\? $")
    s.run("exit", wait=False)


@mksh("pane", ps1="[$PWD] # ", conf="set -g status-position top\n", size=(76, 18))
def mksh_continuation_pane(s):
    rows(s, "for i in 1 2 3; do", "echo number $i", "done")
    rows(s, "cat <<END", "some text", "END")
    rows(s, "echo \"open", "close\"")
    rows(s, "echo back \\", "slash")
    s.run("clear")
    s.run("echo after clear")
    s.run("exit", wait=False)


@ksh("pane", ps1="$ ", prompt="[$] $", size=(80, 12))
def ksh_ahead_pane(s):
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.burst("print typed ahead\r")
    s.truth("print typed ahead", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    s.run("print after")
    s.burst("print fast 1\rprint fast 2\rprint fast 3\r")
    for n in (1, 2, 3):
        s.truth(f"print fast {n}", ahead=n > 1)
    s.see("\nfast 3")
    s.wait()
    s.run("sleep 30", wait=False)
    s.pause(0.3)
    s.key("C-c")
    s.pause(0.3)
    s.wait()
    s.run("print $?")
    s.key("C-d", pace=0.1)


@tcsh("pane", ps1="%~%# ", prompt="# $", size=(90, 22))
def tcsh_ahead_pane(s):
    s.burst("echo fast 1\recho fast 2\recho fast 3\r")
    for n in (1, 2, 3):
        s.truth(f"echo fast {n}", ahead=n > 1)
    s.see("\nfast 3")
    s.wait()
    s.run("sleep 30", wait=False)
    s.pause(0.4)
    s.key("C-z")
    s.pause(0.3)
    s.wait()
    s.run("jobs")
    s.run("fg", wait=False)
    s.pause(0.4)
    s.key("C-c")
    s.pause(0.3)
    s.wait()
    never(s)
    s.type("echo with C-j")
    s.enter("echo with C-j", key="C-j")
    s.run("exit", wait=False)


@repl("plain", "node", "^> $", env={"NODE_REPL_HISTORY": "@HOME@/.nh"}, size=(70, 20))
def node_paste_and_ahead(s):
    s.run("let n = 6", kind="repl")
    s.burst("n * 7\rn * 8\r")
    s.truth("n * 7", kind="repl")
    s.truth("n * 8", kind="repl", ahead=True)
    s.see("48")
    s.wait()
    s.type("n * 9")
    s.key("C-c", pace=0.3)
    s.wait()
    rows(s, "if (n > 5) {", "'large'", "}", more=r"\.\.\. $", kind="repl")
    s.run("'日本語'.length", kind="repl")
    s.type("n + 1")
    s.key("C-l", pace=0.2)
    s.enter("n + 1", kind="repl")
    s.run("while (Date.now() % 700) ;", kind="repl")
    s.key("C-d", pace=0.2)


@zsh("pane", ps1="%m %1~ %# ", rc="bindkey -e\n", size=(84, 20))
def zsh_paste_pane(s):
    s.paste("print pasted line")
    s.enter("print pasted line")
    s.paste("print one\nprint two")
    s.pause(0.2)
    s.enter("print one\nprint two")
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.burst("print typed ahead\r")
    s.truth("print typed ahead", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    s.run("(sleep 0.6; print job done) &")
    s.type("print slowly")
    s.see("job done")
    s.type(" typed")
    s.enter("print slowly typed")
    s.type("print cleared")
    s.key("C-l", pace=0.2)
    s.enter("print cleared")
    s.run("exit", wait=False)


@ksh("pane", ps1="ksh$ ", prompt="ksh. $", size=(100, 30))
def ksh_secret_pane(s):
    s.run("read -s 'pw?Password: '", wait="Password: $")
    s.secret("correct-horse-battery")
    s.enter(None)
    s.run("print ${#pw}")
    s.run("read 'name?Name: '", wait="Name: $")
    s.type("Bob")
    s.enter("Bob", kind="reply")
    s.run("print hello $name")
    s.run("cat", wait=False)
    s.pause(0.2)
    s.type("a line for cat")
    s.enter("a line for cat", kind="reply", wait=False)
    s.pause(0.2)
    s.key("C-d", pace=0.2)
    s.wait()
    s.run("print done")
    s.run("exit", wait=False)


@tcsh(ps1="%n%# ", prompt="# $")
def tcsh_fullscreen(s):
    s.run("less notes.txt", wait=False)
    s.see("one")
    s.pause(0.2)
    s.key("Space", "Space", "q", pace=0.15)
    s.wait()
    s.run("vim -u NONE -n notes.txt", wait=False)
    s.see("three")
    s.pause(0.3)
    s.key("i")
    s.type("rm -rf /not/a/command")
    s.key("Enter", "Escape", pace=0.2)
    s.absent.append("/not/a/command")
    s.type(":q!")
    s.key("Enter", pace=0.2)
    s.wait()
    s.run("echo back from vim")
    s.run("set name = $<", wait=False)
    s.pause(0.3)
    s.type("Bob")
    s.enter("Bob", kind="reply")
    s.run("echo hello $name")
    s.run("exit", wait=False)


@bash("pane", ps1=r"web:\W\$ ", prompt="[#$] $", needs=["gdb", "gcc", "sqlite3"], size=(100, 28))
def bash_nested_pane(s):
    s.run("gcc -g -o sum sum.c")
    s.run("gdb -q -nx ./sum", wait=r"\(gdb\) $")
    for text in ("set debuginfod enabled off", "break main", "run", "next", "print n"):
        s.run(text, kind="repl", wait=r"\(gdb\) $")
    s.enter(None, wait=r"\(gdb\) $")
    s.run("kill", kind="repl", wait=r"\(y or n\) $")
    s.type("y")
    s.enter("y", kind="reply", wait=r"\(gdb\) $")
    s.run("quit", kind="repl")
    s.run("sqlite3 x.db", wait="sqlite> $")
    s.run("create table t(a);", kind="repl", wait="sqlite> $")
    s.run(".quit", kind="repl")
    s.run("tcsh -f", wait="[>#] $")
    s.run("echo in tcsh", wait="[>#] $")
    s.run("exit")
    s.run("echo outer")
    s.run("exit", wait=False)


@fish(config="function fish_prompt; echo -n 'alice@web-1 ~# '; end\n", prompt="~# $", size=(90, 22))
def fish_hostile(s):
    s.run(r"printf 'alice@web-1 ~# rm -rf /fake/one\n'")
    s.run(r"printf '\033]133;A\007$ \033]133;B\007rm -rf /fake/two\033]133;C\007\n'")
    s.absent += ["alice@web-1 ~# rm"]
    s.run(r"printf '\033[?2004hroot# rm -rf /fake/three\r\n\033[?2004l'")
    s.run("echo done")
    s.run(r"printf '\033[A\033[2K\033[A\033[2K'; echo over")
    s.run("echo after")
    s.run("exit", wait=False)


@tcsh("pane", ps1="alice@web-1:%~%# ", prompt="# $", size=(80, 20))
def tcsh_hostile_pane(s):
    s.run(r"printf 'alice@web-1:~# rm -rf /fake/one\n'")
    s.absent += ["alice@web-1:~# rm"]
    s.run(r"printf '\033[?1049h'; echo in the dark")
    s.run("echo still seen")
    s.run(r"printf '\033[?1049l'")
    s.run("echo done")
    s.run("exit", wait=False)


@ksh(ps1="console# ", prompt="console# $", term="dumb", env={"TERM": "dumb"}, size=(80, 24))
def ksh_dumb_terminal(s):
    ran(s, "print one", "ls -d /etc")
    s.type("print typox")
    s.key("BSpace")
    s.enter("print typo")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.absent.append("/never/run")
    s.run("print kept")
    rows(s, "for i in 1 2; do", "print $i", "done")
    s.run("exit", wait=False)
