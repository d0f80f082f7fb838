"""Agents and scripts at a terminal: whole lines in one write, marks behind each, documents at once, no prompt, no echo, no editor, keys before their time."""
import base64

from props.stranger import Hand, at as _at

FILES = {"lock.log": "".join(f"{n:03} lock {n * 11 % 29} {'full' if n % 2 else 'empty'}\n" for n in range(60)), "src/app.py": "import sys\nprint('app', *sys.argv[1:])\n", "src/util.py": "def twice(n):\n    return n * 2\n",
         "venv/bin/activate": "deactivate() { PS1=$OLD_PS1; unset -f deactivate; }\nOLD_PS1=$PS1\nPS1=\"(venv) $PS1\"\n", "conda": "PS1=\"(base) $PS1\"\n"}
LONG = "python3 -c 'import json; print(len(json.dumps(" + "{" + ", ".join(f'"key-{n}": [{n}, "value {n * 7}"]' for n in range(22)) + "})))'"
BLOB = "echo " + base64.b64encode(("".join(f"row {n} of the payload\n" for n in range(26))).encode()).decode() + " | base64 -d > blob.txt"
HUGE = "printf '%s\\n' " + " ".join(f"--define=setting_{n}=value_{n * 3}" for n in range(64)) + " | wc -l"
SCRIPT = ["cat > src/run.py <<'EOF'", "#!/usr/bin/env python3", "\"\"\"Runs it; costs $5, isn't `free`.\"\"\"", "import os", "", "def main():", "    for n in range(3):", "        print(f'row {n}: {os.getpid() > 0}')", "", "    # root@host:~# rm -rf /not/run",
          "if __name__ == '__main__':", "    main()", "EOF"]
CONF = ["cat <<EOF | tee app.ini", "[app]", "home = $HOME", "name=lock # $ not a prompt", "> also not", "EOF"]


class Agent(Hand):
    def run(self, *texts, end="\r", pause=0.12, kind="command", before=""):
        """Each in one write, and then until all is calm."""
        for text in texts:
            self.s.place = self.s._look()[0]
            self.s.burst(before + text.replace("\n", end) + end)
            self.s.truth(text, kind)
            self.s.pause(pause)
            self.calm()

    def marked(self, *texts, mark="; echo \"__DONE__$?\""):
        for text in texts:
            self.run(text + mark)

    def rows_of(self, lines, end="\r", also=()):
        self.s.place = self.s._look()[0]
        self.s.burst(end.join(lines) + end)
        self.s.truth("\n".join(lines), also=also, ahead=True)
        self.s.pause(0.4)
        self.calm()

    def queue(self, *texts, end="\r", after=1.2):
        """All in one write, the first of them slow."""
        self.s.place = self.s._look()[0]
        self.s.burst("".join(text + end for text in texts))
        for n, text in enumerate(texts):
            self.s.truth(text, ahead=n > 0)
        self.s.pause(after)
        self.calm()

    def stop(self, text, key="C-c", after=0.5):
        self.run(text, pause=after)
        self.s.key(key, pace=0.3)
        self.calm()

    def unseen(self, *texts):
        for text in texts:
            self.s.burst(text + "\r")
            self.s.truth(text, "unknown")
            self.s.pause(0.35)
            self.calm()


def at(argv, size, files=None, needs=(), term="xterm-256color", **env):
    def wrap(function):
        def play(hand):
            function(Agent(hand.s))
        play.__name__ = function.__name__
        return _at("lock", argv, size, {**FILES, **(files or {})}, needs, term, **env)(play)
    return wrap


def bash(size, rc, **more):
    return at(["bash", "--rcfile", "@HOME@/rc", "-i"], size, {"rc": "HISTFILE=~/.h\n" + rc, **more.pop("files", {})}, **more)


WORK = ["ls src", "cat src/app.py", "python3 src/app.py one two", "grep -rn 'def ' src | head -5", "wc -l lock.log && tail -n 2 lock.log", "false", "cd src && pwd", "cd ..", "ls nothing 2>&1 | tail -1", "git --version; uname -s"]


@bash((80, 24), "PS1='\\s-\\v\\$ '\n")
def bash_all_marked(h):
    h.run("export PAGER=cat GIT_PAGER=cat", "set +o history")
    h.marked(*WORK)
    h.rows_of(SCRIPT)
    h.marked("python3 src/run.py")
    h.rows_of(CONF)
    h.run(LONG, BLOB, "wc -l blob.txt")
    h.stop("sleep 30")
    h.marked("echo after the stop", mark="; printf '\\n<<%s>>\\n' $?")
    h.queue("sleep 0.6", "echo q1", "echo q2", "ls src")
    h.run("exit", pause=0)


@bash((120, 30), "PS1='\\u@lock:\\w\\$ '\n")
def bash_whose_prompt_is_taken(h):
    h.run("ls src", "PS1='' PS2='' PROMPT_COMMAND=''")
    h.run(*WORK[:7])
    h.run("cd ..", "for n in 1 2; do echo row $n; done")
    h.rows_of(SCRIPT)
    h.run("python3 src/run.py", LONG)
    h.marked("true", "false", "wc -l lock.log")
    h.stop("sleep 30")
    h.run("echo after the stop", "PS1='back$ '", "echo seen again")
    h.run("exit", pause=0)


JSON = "PROMPT_COMMAND='export PS1=\"\\n###PS1JSON###\\n{\\n  \\\"pid\\\": \\\"$!\\\",\\n  \\\"exit_code\\\": \\\"$?\\\",\\n  \\\"cwd\\\": \\\"\\$(pwd)\\\"\\n}\\n###PS1END###\\n\"'\nPS2=''\n"


@bash((160, 50), JSON)
def bash_that_answers_in_json(h):
    h.run(*WORK)
    h.rows_of(SCRIPT)
    h.run("python3 src/run.py", BLOB, "cat blob.txt")
    h.stop("sleep 30")
    h.run("echo after", "clear", "echo cleared")
    h.rows_of(CONF)
    h.run("exit", pause=0)


@bash((80, 24), "PS1='$ '\n", term="dumb")
def bash_on_a_dumb_terminal(h):
    h.run(*WORK[:6])
    h.run("echo a line which is longer than the eighty columns that this dumb terminal pretends to have, yes")
    h.rows_of(SCRIPT)
    h.run("python3 src/run.py", LONG)
    h.queue("sleep 0.6", "echo q1", "echo q2")
    h.stop("sleep 30")
    h.put("echo typed by a hand here", "even")
    h.hit("echo typed by a hand here")
    h.put("echo typed by hand and long enough to reach beyond the end of the row, which is at eighty", "quick")
    h.hit("echo typed by hand and long enough to reach beyond the end of the row, which is at eighty", see=False)
    h.marked("echo end")
    h.run("exit", pause=0)


@at(["bash", "--noediting", "--norc", "-i"], (72, 20), PS1="ne$ ", HISTFILE="")
def bash_without_an_editor(h):
    h.run(*WORK)
    h.rows_of(SCRIPT)
    h.rows_of(["for n in 1 2", "do", "  echo row $n", "done"])
    h.run("python3 src/run.py", LONG, BLOB)
    h.queue("sleep 0.6", "echo q1", "ls src")
    h.stop("sleep 30")
    h.marked("echo after")
    h.put("echo mend tihs", "even")
    h.keys(*["BSpace"] * 3)
    h.put("his")
    h.hit("echo mend this")
    h.queue("cd src", "ls", "cd ..", after=0.5)
    h.run("exit", pause=0)


@bash((66, 15), "PS1='\\W » '\n")
def bash_with_lines_beyond_all(h):
    h.run("ls src", LONG, BLOB, HUGE)
    h.s.paste(LONG)
    h.s.pause(0.3)
    h.hit(LONG, see=False)
    h.s.burst("\x1b[200~" + BLOB + "\x1b[201~\r")
    h.s.truth(BLOB)
    h.s.pause(0.4)
    h.calm()
    h.s.burst("\x1b[200~" + "\r".join(SCRIPT) + "\x1b[201~\r")
    h.s.truth("\n".join(SCRIPT))
    h.s.pause(0.5)
    h.calm()
    h.run("python3 src/run.py", "echo short")
    h.s.burst(LONG[:150])
    h.s.pause(0.3)
    h.s.burst(LONG[150:])
    h.s.pause(0.3)
    h.hit(LONG, see=False)
    h.run("true", "echo end")
    h.run("exit", pause=0)


@at(["zsh", "-f", "-i"], (92, 26), PS1="%m%# ", needs=["zsh"])
def zsh_all_marked(h):
    h.marked(*WORK)
    h.rows_of(SCRIPT)
    h.run("python3 src/run.py", LONG, BLOB, before="\x15")
    h.rows_of(CONF)
    h.queue("sleep 0.6", "echo q1", "echo q2", "ls src")
    h.stop("sleep 30")
    h.s.burst("\x1b[200~" + "\r".join(SCRIPT) + "\x1b[201~\r")
    h.s.truth("\n".join(SCRIPT))
    h.s.pause(0.5)
    h.calm()
    h.run("unsetopt zle prompt_cr prompt_sp", "echo no editor now", "ls src")
    h.rows_of(["for n in 1 2; do", "echo row $n", "done"])
    h.run("setopt zle", "echo again")
    h.run("exit", pause=0)


@at(["zsh", "-i"], (200, 50), {".zshrc": "PROMPT=$'\\n%F{4}%~%f %F{8}%*%f\\n❯ '\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n"}, needs=["/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh"])
def zsh_text_and_then_enter(h):
    for text in (*WORK, "ls src", LONG):
        h.s.burst(text)
        h.s.pause(0.03)
        h.hit(text, see=False)
    for text in ("ls src", "grep -c full lock.log", "echo \"two words\" | wc -w"):
        h.s.burst("\x1b[200~" + text + "\x1b[201~")
        h.s.pause(0.05)
        h.hit(text, see=False)
    h.s.burst("\x1b[200~" + "\r".join(SCRIPT) + "\x1b[201~")
    h.s.pause(0.1)
    h.hit("\n".join(SCRIPT), see=False)
    h.run("python3 src/run.py")
    h.stop("sleep 30")
    h.queue("sleep 0.7", "echo q1", "ls src")
    h.run("exit", pause=0)


@at(["fish", "-i"], (110, 28), {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)' $ '; end\n"})
def fish_by_an_agent(h):
    h.run("ls src", "cat src/app.py", "python3 src/app.py one two", "false", "cd src; and pwd", "cd ..", "wc -l lock.log; and tail -n 2 lock.log")
    h.marked("ls src", "false", mark="; echo \"__DONE__$status\"")
    for text in ("ls src", LONG, BLOB):
        h.s.burst(text)
        h.s.pause(0.04)
        h.hit(text, see=False)
    h.run("wc -l blob.txt", HUGE)
    h.rows_of(["for n in 1 2", "echo row $n", "end"], also=["for n in 1 2\n    echo row $n\nend"])
    h.rows_of(["function f", "  echo in f $argv", "end"], also=["function f\n    echo in f $argv\nend", "function f\n      echo in f $argv\nend"])
    h.run("f one")
    h.s.burst("\x1b[200~echo p1\recho p2\x1b[201~\r")
    h.s.truth("echo p1\necho p2")
    h.s.pause(0.4)
    h.calm()
    h.stop("sleep 30")
    h.queue("sleep 0.7", "echo q1", "ls src")
    h.run("echo with a line feed", end="\n")
    h.run("exit", pause=0)


def plain(name, argv, size, files, can_if=True, **env):
    """The smaller shells, driven."""
    def it(h):
        h.run(*WORK[:6])
        h.marked("ls src", "false")
        h.rows_of(SCRIPT)
        h.run("python3 src/run.py")
        h.rows_of(CONF)
        h.run(LONG, BLOB, "wc -l blob.txt")
        h.rows_of(["for n in 1 2; do", "  echo row $n", "done"])
        h.rows_of(["if test -d src; then", "echo there", "else", "echo gone", "fi"])
        h.queue("sleep 0.6", "echo q1", "echo q2", "ls src")
        h.stop("sleep 30")
        h.run("PS1='new> '", "echo below a new one", "ls src", "PS1=", "echo below none", "tail -n 1 lock.log", "PS1='$ '", "echo seen")
        h.stop("seq 1 400000", after=0.15)
        h.run("echo after the flood", "clear", "echo cleared")
        h.run("exit", pause=0)
    it.__name__ = name
    return at(argv, size, files, (), **env)(it)


plain("dash_by_an_agent", ["dash", "-i"], (80, 24), {}, PS1="$ ")
plain("ash_by_an_agent", ["busybox", "ash"], (100, 25), {}, PS1="/ # ")
plain("ksh_by_an_agent", ["ksh93", "-i"], (90, 30), {"krc": "PS1='k$ '\nset -o emacs\n"}, ENV="@HOME@/krc")
plain("ksh_by_an_agent_without_editor", ["ksh93", "+o", "emacs", "-i"], (90, 30), {"krc": "PS1='k$ '\n"}, ENV="@HOME@/krc", VISUAL="", EDITOR="")
plain("mksh_by_an_agent", ["mksh", "-i"], (300, 60), {"mrc": "PS1='m# '\n"}, ENV="@HOME@/mrc")
plain("yash_by_an_agent", ["yash", "-i"], (120, 30), {".yashrc": "PS1='y$ '\nset -o emacs\n"})
plain("bash_as_sh_by_an_agent", ["bash", "--posix", "--norc", "-i"], (132, 43), {}, PS1="sh-5.2# ", HISTFILE="")


@at(["tcsh"], (85, 26), {".tcshrc": "set prompt='%# '\nunset autologout\nset history=90\n"})
def tcsh_by_an_agent(h):
    h.run("ls src", "cat src/app.py", "python3 src/app.py one two", "false", "wc -l lock.log && tail -n 2 lock.log")
    h.marked("ls src", "false", mark="; echo \"__DONE__$status\"")
    h.rows_of(["cat > t.txt << EOF", "one $HOME", "", "three", "EOF"])
    h.rows_of(["foreach n (1 2)", "echo row $n", "end"])
    h.run("if (-d src) echo there")
    h.run(LONG, "cat t.txt")
    h.queue("sleep 0.6", "echo q1", "ls src")
    h.stop("sleep 30")
    h.run("set prompt='new> '", "echo below a new one", "set prompt=''", "echo below none", "ls src", "set prompt='% '", "echo seen")
    h.run("exit", pause=0)


@bash((80, 24), "PS1='\\w\\$ '\n")
def bash_without_echo(h):
    h.run("ls src", "stty -echo")
    h.unseen("echo with no echo of it", "ls src", "stty echo")
    h.run("echo again")
    h.run("dash -i", pause=0.4)
    h.run("ls src", "stty -echo")
    h.unseen("echo not to be seen", "ls src", "stty echo")
    h.run("echo seen in dash", "exit")
    h.run("echo in bash")
    h.run("exit", pause=0)


@bash((104, 32), "PS1='\\u:\\W\\$ '\n")
def bash_that_becomes_others(h):
    h.run("ls src", ". venv/bin/activate", "ls src", "which python3 | wc -l", "deactivate", "echo left it", ". ./conda", "echo in base")
    h.run("exec zsh -f", pause=0.6)
    h.run("echo in zsh", "PS1='(env) %1~ %# '", "ls src", "cd src", "ls", "cd ..")
    h.run("exec bash --norc --noprofile", pause=0.5)
    h.run("echo in bash", "export PS1='\\w> '", "ls src", "reset", "echo after the reset", "tput reset", "echo after another", "printf '\\033c'", "ls src")
    h.run("exec sh", pause=0.4)
    h.run("echo in sh", "ls src", "exec fish", pause=0.7)
    h.run("echo in fish", "ls src", "exec bash --norc", pause=0.6)
    h.run("echo in bash again", "bash", "echo below", "exit", "echo above")
    h.run("exit", pause=0)


@bash((88, 22), "PS1='[agent]\\$ '\n")
def bash_that_is_interrupted(h):
    h.run("ls src")
    for text in ("sleep 30", "yes y", "cat", "python3 -c 'while True: pass'"):
        h.stop(text, after=0.4)
        h.run("echo after " + text.split()[0])
    h.stop("sleep 30", key="C-z")
    h.run("kill %1", "echo gone")
    h.stop("sleep 30", key="C-\\")
    h.run("echo after quit")
    h.s.burst("rm -rf half a line")
    h.s.absent.append("rm -rf half a line")
    h.s.pause(0.2)
    h.s.key("C-c", pace=0.2)
    h.calm()
    h.run("ls src")
    for text in ("pwd", "ls src", "false"):
        h.s.key("C-c", pace=0.15)
        h.calm()
        h.run(text)
    for text in ("pwd", "echo with the row cleared first"):
        h.run(text, before="\x05\x15")
    h.s.burst("rm -rf never")
    h.s.absent.append("rm -rf never")
    h.s.pause(0.1)
    h.run("echo wiped by the next one", before="\x01\x0b")
    h.run("(sleep 0.4; echo late output) &")
    h.s.pause(0.6)
    h.run("echo on its heels")
    h.run("exit", pause=0)


@bash((80, 24), "PS1='r\\$ '\n")
def bash_with_both_ends_of_line(h):
    for text in WORK[:6]:
        h.s.place = h.s._look()[0]
        h.s.burst(text + "\r\n")
        h.s.truth(text)
        h.s.pause(0.3)
        h.calm()
    h.run(*WORK[6:], end="\n")
    h.rows_of(SCRIPT, end="\n")
    h.queue("sleep 0.5", "echo q1", "echo q2", end="\n")
    h.run("dash", pause=0.4)
    h.run("ls src", "echo in dash", end="\n")
    h.rows_of(SCRIPT, end="\n")
    h.run("exit", "echo out", end="\n")
    h.run("exit", pause=0)


V = "__m() { printf '\\033]633;%s\\007' \"$1\"; }\n__e() { [ -n \"$COMP_LINE\" ] && return; [ \"$__p\" = 1 ] && return; [ \"$BASH_COMMAND\" = __q ] && return; __p=1; __m \"E;$BASH_COMMAND\"; __m C; }\n__q() { local s=$?; [ \"$__p\" = 1 ] && __m \"D;$s\"; __m \"P;Cwd=$PWD\"; __p=; return $s; }\nPROMPT_COMMAND=__q\nPS1='\\[\\e]633;A\\a\\]\\u@code \\W \\$ \\[\\e]633;B\\a\\]'\nPS2='\\[\\e]633;F\\a\\]> \\[\\e]633;G\\a\\]'\ntrap __e DEBUG\n"


@bash((100, 20), V)
def bash_in_an_editors_terminal(h):
    h.run(*WORK)
    h.rows_of(SCRIPT)
    h.run("python3 src/run.py", LONG)
    h.queue("sleep 0.5", "echo q1", "ls src")
    h.stop("sleep 30")
    for text in ("ls src", "echo pasted then run"):
        h.s.burst("\x1b[200~" + text + "\x1b[201~\r")
        h.s.truth(text)
        h.s.pause(0.4)
        h.calm()
    h.run("exit", pause=0)


@bash((90, 25), "PS1='$ '\nPROMPT_COMMAND='printf \"\\n__RC:%d__\\n\" $?'\n", needs=["sqlite3", "node"])
def bash_and_interpreters(h):
    h.run("ls src")
    h.run("python3 -q", pause=0.5)
    r = dict(kind="repl")
    h.run("import sys, os", "print('one', 6 * 7)", "[n for n in range(30)]", **r)
    for lines in (["def twice(n):", "    return n * 2", ""], ["for n in range(2):", "    if n:", "        print('row', n)", ""]):
        h.s.burst("\r".join(lines) + "\r")
        text = "\n".join(lines)
        h.s.truth(text.rstrip("\n"), "repl", also=[text, text + "\n"], ahead=True)
        h.s.pause(0.4)
        h.calm()
    h.run("print(twice(21)); sys.stdout.flush()", "1 / 0", "x = '" + "y" * 150 + "'", "len(x)", **r)
    h.s.burst("a = 1\rb = 2\ra + b\r")
    for text in ("a = 1", "b = 2", "a + b"):
        h.s.truth(text, "repl", ahead=True)
    h.s.pause(0.4)
    h.calm()
    h.run("exit()", **r)
    h.run("echo __after__", "sqlite3 l.db", pause=0.4)
    h.run("create table t (a int);", "insert into t values (1), (2);", "select sum(a) from t;", ".quit", **r)
    h.run("python3 - <<'PY'\nfor n in range(2):\n    print('row', n)\nPY", "sqlite3 l.db 'select * from t'")
    h.run("node", pause=0.6)
    h.run("[1, 2, 3].length", "const q9 = 6", "q9 * 7", ".exit", **r)
    h.run("echo back")
    h.run("exit", pause=0)


@at(["python3", "-q"], (80, 24))
def python_by_an_agent(h):
    r = dict(kind="repl")
    h.run("import os, sys", "sorted(os.listdir('src'))", "print('x' * 200)", **r)
    for lines in (["class A:", "    def f(self):", "        return 1", "", ], ["with open('lock.log') as f:", "    n = len(f.readlines())", ""], ["try:", "    1 / 0", "except ZeroDivisionError:", "    print('caught')", ""]):
        h.s.burst("\r".join(lines) + "\r")
        text = "\n".join(lines)
        h.s.truth(text.rstrip("\n"), "repl", also=[text, text + "\n"], ahead=True)
        h.s.pause(0.4)
        h.calm()
    h.run("n, A().f()", "exec('a = 1\\nb = 2')", "sys.ps1 = ''", "a + b", "print('no prompt')", "sys.ps1 = '$ '", "a", **r)
    h.run("exit()", pause=0, **r)


def pane(name, shell, prompt, split, size):
    """An agent that types whole lines into one half."""
    def it(h):
        h.run("ls src")
        for key in split:
            h.s.key("C-b", pace=0.1)
            h.s.key(key, pace=0.7)
            h.calm()
        h.run(*WORK[:6])
        h.run("seq 60", "echo full now", "wc -l lock.log && tail -n 2 lock.log")
        h.marked("ls src", "false")
        h.rows_of(["for n in 1 2; do", "  echo row $n", "done"])
        h.rows_of(["cat > t.txt <<'EOF'", "one $HOME", "two", "EOF"])
        h.run("cat t.txt", LONG)
        h.queue("sleep 0.6", "echo q1", "echo q2", "ls src")
        h.stop("sleep 30")
        h.run("echo after the stop", "clear", "echo cleared", "ls src")
        h.run("exit", pause=0.5)
        for _ in split[1:]:
            h.run("exit", pause=0.5)
        h.run("echo alone")
        h.run("exit", pause=0)
    it.__name__ = name
    files = {"conf": f"set -g default-command '{shell}'\nset -g default-terminal tmux-256color\nset -sg escape-time 10\n", "rc": f"PS1='{prompt}'\n", "krc": f"PS1='{prompt}'\n", ".zshrc": f"PROMPT='{prompt}'\n"}
    return at(["tmux", "-L", "corpus-lock", "-f", "@HOME@/conf", "new-session"], size, files, ["tmux"], ENV="@HOME@/krc")(it)


pane("pane_of_bash_by_an_agent", "exec bash --rcfile $HOME/rc -i", "\\u@lock:\\w\\$ ", "%", (150, 40))
pane("pane_of_zsh_by_an_agent", "exec zsh -i", "%n@lock %1~ %# ", "\"", (110, 44))
pane("pane_of_dash_by_an_agent", "exec dash -i", "lock$ ", "%", (140, 30))
pane("pane_of_ksh_by_an_agent", "exec ksh93 -o emacs -i", "k:${PWD##*/} $ ", "%\"", (160, 48))
pane("pane_of_mksh_by_an_agent", "exec mksh -i", "m $ ", "\"", (200, 36))
pane("pane_of_ash_by_an_agent", "exec busybox ash", "~ # ", "%", (170, 30))
