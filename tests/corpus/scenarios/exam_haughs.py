"""Programs at the keys, of the kinds that are met seldom: editors that hold a shell in a buffer, debuggers spoken to by machines, interpreters told in blocks,
terminals that write their own marks, lines swept away before each command, keys that come in pieces, answers that come late."""
import base64

from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh
from props.ghylls import BIN, PATH

MAIN = "#include <stdio.h>\nint twice(int n)\n{\n\treturn n * 2;\n}\nint main(void)\n{\n\tint n = twice(21);\n\tprintf(\"%d\\n\", n);\n\treturn 0;\n}\n"
FILES = {**BIN, "main.c": MAIN}


def tell(h, *texts, end="\r", kind="command", pause=0.35, before="", also=()):
    """In one write, with what sweeps the line before it."""
    for text in texts:
        h.s.place = h.s._look()[0]
        h.s.burst(before + text.replace("\n", end) + end)
        h.s.truth(text.rstrip("\n"), kind, also=[text, *also])
        h.s.pause(pause)
        h.calm()


def pieces(h, text, size=7, pause=0.03, end="\r", kind="command"):
    """A serial line's pace: a few bytes, and a wait."""
    h.s.place = h.s._look()[0]
    for n in range(0, len(text), size):
        h.s.burst(text[n:n + size].replace("\n", end))
        h.s.pause(pause)
    h.s.burst(end)
    h.s.truth(text, kind)
    h.s.pause(0.3)
    h.calm()


def stop(h, text, keys="\x03", wait=0.6):
    h.s.burst(text + "\r")
    h.s.truth(text)
    h.s.pause(wait)
    h.s.burst(keys)
    h.s.pause(0.4)
    h.calm()


def ahead(h, data, *texts, kind="command", pause=0.8):
    h.s.place = h.s._look()[0]
    h.s.burst(data)
    for text in texts:
        h.s.truth(text, kind, ahead=True)
    h.s.pause(pause)
    h.calm()


@bash((90, 30), "\\u@haugh:\\w\\$ ", "", FILES, PATH=PATH)
def h01_bash_swept_before_each(h):
    tell(h, "ls notes", "wc -l ghyll.log; echo EXIT:$?", "cat notes/one.txt | head -n 2", before="\x15")
    h.s.burst("\x03")  # with what follows in one write, bash loses its first letter
    h.s.pause(0.2)
    tell(h, "echo after both", "grep -c ERROR ghyll.log", before="\x15")
    h.s.burst("echo rubbish that stays")
    h.s.absent.append("echo rubbish that stays")
    h.s.pause(0.3)
    tell(h, "echo swept", before="\x15")
    h.s.burst("echo 'a quote left open\r")
    h.s.pause(0.3)
    h.s.burst("\x03")
    h.s.pause(0.3)
    tell(h, "echo closed again", before="\x15")
    h.s.burst("cat <<EOF\rone\r")
    h.s.pause(0.3)
    h.s.burst("\x03")
    h.s.pause(0.3)
    tell(h, "echo out of the document", before="\x15")
    tell(h, "for n in 1 2; do\n  echo $n\ndone", before="\x15")
    stop(h, "sleep 30")
    stop(h, "ping far.invalid", "\x03\x15", 0.8)
    stop(h, "cat", "\x04")
    stop(h, "sleep 40", "\x1a")
    tell(h, "kill %1; wait", before="\x15")
    tell(h, "echo the end", "exit", before="\x15", pause=0.3)


@zsh((100, 30), "%n@haugh %1~ %# ", "bindkey -e\n", FILES, PATH=PATH)
def h02_zsh_swept_before_each(h):
    tell(h, "ls notes", "wc -l ghyll.log; echo EXIT:$?", before="\x15")
    tell(h, "echo after both", before="\x03\x15")
    h.s.burst("echo rubbish that stays")
    h.s.absent.append("echo rubbish that stays")
    h.s.pause(0.3)
    tell(h, "echo swept", before="\x15")
    h.s.burst("echo 'a quote left open\r")
    h.s.pause(0.3)
    h.s.burst("\x03")
    h.s.pause(0.3)
    tell(h, "echo closed again", before="\x15")
    tell(h, "for n in 1 2; do\n  echo $n\ndone", before="\x15")
    stop(h, "sleep 30")
    stop(h, "cat", "\x04")
    tell(h, "echo the end", "exit", before="\x15")


@fish((92, 28), "echo -n 'haugh> '", "", FILES, PATH=PATH)
def h03_fish_swept_before_each(h):
    tell(h, "ls notes", "wc -l ghyll.log; echo EXIT:$status", before="\x15", pause=0.6)
    tell(h, "echo after both", before="\x03", pause=0.6)
    h.s.burst("echo rubbish that stays")
    h.s.absent.append("echo rubbish that stays")
    h.s.pause(0.3)
    tell(h, "echo swept", before="\x15", pause=0.6)
    stop(h, "sleep 30")
    stop(h, "cat", "\x04")
    tell(h, "echo the end", "exit", before="\x15", pause=0.5)


@cairn(["bash", "--noprofile", "--norc", "-i"], (80, 24), FILES, term="dumb", PATH=PATH, INSIDE_EMACS="29.1,comint", PS1="\\u@haugh:\\w\\$ ")
def h04_bash_in_a_buffer_of_emacs(h):
    tell(h, "stty -echo", end="\n")
    for text in ("ls notes", "wc -l ghyll.log", "for n in 1 2; do echo $n; done", "cd notes", "pwd"):
        h.s.burst(text + "\n")
        h.s.truth(text, "unknown")
        h.s.pause(0.4)
        h.calm()
    h.s.burst("stty echo\n")
    h.s.truth("stty echo", "unknown")
    h.s.pause(0.4)
    tell(h, "cat one.txt", "echo echoed again", "exit", end="\n")


@cairn(["bash", "--noediting", "--noprofile", "--norc", "-i"], (80, 24), FILES, term="dumb", PATH=PATH, PS1="$ ", INSIDE_EMACS="29.1,tramp:2.6")
def h05_bash_by_tramp(h):
    tell(h, "stty -inlcr -onlcr kill '^U' erase '^H'", end="\n")
    tell(h, "PS1='///5a1b2c3d#$' PS2= PROMPT_COMMAND=", end="\n")
    tell(h, "(test -e notes 2>/dev/null; echo tramp_exit_status $?)", "stat -c '(\"%n\" %s)' notes/one.txt 2>/dev/null; echo tramp_exit_status $?", "cd /tmp && pwd; echo tramp_exit_status $?", end="\n")
    tell(h, "tramp_file_test () {\n\ttest -e \"$1\" && echo yes\n}", "tramp_file_test /etc/passwd", end="\n")
    tell(h, "base64 -d > /dev/null <<'7e2f'\n" + base64.b64encode(b"written by a program far away, in rows " * 6).decode()[:76] + "\n7e2f", end="\n")
    tell(h, "exit", end="\n")


@bash((96, 30), "\\W\\$ ", "", FILES, PATH=PATH, needs=["gdb", "gcc"])
def h06_bash_gdb_by_machines(h):
    tell(h, "gcc -g -o main main.c", pause=0.8)
    tell(h, "gdb -q --interpreter=mi2 ./main", pause=1)
    tell(h, "-gdb-set confirm off", "1-break-insert twice", "2-exec-run", kind="repl", end="\n", pause=0.8)
    tell(h, "3-stack-list-frames", "4-data-evaluate-expression n", "5-exec-continue", kind="repl", end="\n", pause=0.6)
    tell(h, "-gdb-exit", kind="repl", end="\n", pause=0.6)
    tell(h, "gdb -q -nx ./main", pause=0.9)
    ahead(h, "set pagination off\rset confirm off\rbreak twice\rrun\rbt\rinfo locals\rfinish\rquit\r", "set pagination off", "set confirm off", "break twice", "run", "bt", "info locals", "finish", "quit", kind="repl", pause=2.5)
    tell(h, "echo over", "exit")


@bash((100, 32), "\\W\\$ ", "", FILES, PATH=PATH, needs=["ipython3", "node"], IPYTHONDIR="@HOME@/.ipython")
def h07_bash_interpreters_in_blocks(h):
    tell(h, "/usr/bin/python3 -q", pause=0.8)
    tell(h, "def twice(n):\n    if n:\n        return n * 2\n    return 0\n", "class Barn:\n    oats = 1\n    rye = 2\n", "twice(21)", kind="repl", pause=0.5)
    tell(h, "with open('notes/one.txt') as f:\n    for row in f:\n        print(row.strip())\n", "exec(\"x = 1\\ny = 2\"); print(x + y)", "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e)\n", kind="repl", pause=0.5)
    ahead(h, "a = 1\rb = 2\rprint(a + b)\r", "a = 1", "b = 2", "print(a + b)", kind="repl")
    stop_repl(h, "import time; time.sleep(30)")
    tell(h, "exit()", kind="repl")
    tell(h, "ipython3 --no-banner --simple-prompt --no-autoindent", pause=2.5)
    tell(h, "6 * 7", "%ls notes", "import os; os.getpid() > 0", kind="repl", pause=0.6)
    tell(h, "def twice(n):\n    return n * 2\n", kind="repl", pause=0.6)
    tell(h, "exit", kind="repl", pause=0.8)
    tell(h, "node -i", pause=1)
    tell(h, "const f = n => {\nreturn n * 2\n}", "f(21)", "async function g() {\n  return 1\n}", "await g()", kind="repl", pause=0.6)
    stop_repl(h, "while (true) {}")
    tell(h, ".exit", kind="repl")
    tell(h, "echo over", "exit")


def stop_repl(h, text):
    h.s.burst(text + "\r")
    h.s.truth(text, "repl")
    h.s.pause(0.8)
    h.s.burst("\x03")
    h.s.pause(0.6)
    h.calm()


@bash((92, 28), "\\W\\$ ", "", FILES, PATH=PATH, needs=["sqlite3", "R", "octave", "irb", "lua5.4", "bc"])
def h08_bash_more_interpreters_in_blocks(h):
    tell(h, "sqlite3 -cmd '.headers on' b.db", pause=0.6)
    ahead(h, "create table t (a, b);\rinsert into t values (1, 'oats'),\r  (2, 'rye');\rselect *\rfrom t;\r", "create table t (a, b);", "insert into t values (1, 'oats'),\n  (2, 'rye');", "select *\nfrom t;", kind="repl")
    tell(h, ".quit", kind="repl")
    tell(h, "R -q --no-save", pause=2.5)
    ahead(h, "x <- c(1, 2)\rf <- function(n) {\r  n * 2\r}\rf(x)\r", "x <- c(1, 2)", "f <- function(n) {\n  n * 2\n}", "f(x)", kind="repl", pause=1)
    tell(h, "q()", kind="repl", pause=0.6)
    tell(h, "irb --nomultiline --noautocomplete", pause=2)
    ahead(h, "x = 6\rdef twice(n)\rn * 2\rend\rtwice(x)\r", "x = 6", "def twice(n)\n  n * 2\n  end", "twice(x)", kind="repl", pause=1)
    tell(h, "exit", kind="repl", pause=0.6)
    tell(h, "lua5.4", pause=0.5)
    ahead(h, "x = 6\rfor n = 1, 2 do\rprint(n * x)\rend\r", "x = 6", "for n = 1, 2 do\nprint(n * x)\nend", kind="repl")
    tell(h, "os.exit()", kind="repl")
    tell(h, "octave-cli -q", pause=1.5)
    ahead(h, "x = 6;\rfor n = 1:2\rdisp(n * x)\rend\r", "x = 6;", "for n = 1:2\ndisp(n * x)\nend", kind="repl", pause=1)
    tell(h, "exit", kind="repl", pause=0.8)
    tell(h, "bc -q", pause=0.4)
    ahead(h, "x = 6\rx * 7\rdefine f(n) {\rreturn (n * 2)\r}\rf(x)\r", "x = 6", "x * 7", "define f(n) {\nreturn (n * 2)\n}", "f(x)", kind="repl")
    tell(h, "quit", kind="repl")
    tell(h, "echo over", "exit")


WARP = r"""__told() { printf '\eP$d%s\e\\' "$(printf '{"hook":"%s","value":{"cmd":"%s"}}' "$1" "$2" | od -An -v -tx1 | tr -d ' \n')"; }
trap '[ "$BASH_COMMAND" = "$PROMPT_COMMAND" ] || __told Preexec "$BASH_COMMAND"' DEBUG
PROMPT_COMMAND='__told Precmd x'
PS1='\[\e]697;StartPrompt\a\]haugh:\W\$ \[\e]697;EndPrompt\a\e]697;NewCmd=5c2\a\]'
"""


@bash((94, 28), "x", WARP, FILES, PATH=PATH)
def h09_bash_marks_of_other_terminals(h):
    tell(h, "ls notes", "wc -l ghyll.log", "echo 'quoted \" words'", "for n in 1 2; do\n  echo $n\ndone")
    h.say("echo typed by hand")
    h.put("echo mended tow")
    h.keys("C-t", pause=0.2)
    h.calm()
    h.hit("echo mended two")
    h.never("halt --never")
    stop(h, "sleep 30")
    tell(h, "cat <<'E'\nP$d7b\nE", "exit")


KITTY = r"""PROMPT=$'%{\e]133;A;k=i\a%}%1~ %# %{\e]133;B\a\e[5 q%}'
bindkey -e
preexec() { print -n "\e]133;C\a\e[0 q\e]2;$1\a\e]1337;SetUserVar=PROG=$(print -rn -- $1 | base64 -w0)\a" }
precmd() { print -n "\e]133;D;$?\a\e]2;%~\a\e]7;kitty-shell-cwd://haugh$PWD\a\e]9;9;$PWD\a" }
"""


@zsh((94, 28), "x", KITTY, FILES, PATH=PATH)
def h10_zsh_marks_of_other_terminals(h):
    tell(h, "ls notes", "wc -l ghyll.log", "print 'quoted \" words'", "for n in 1 2; do\n  echo $n\ndone")
    h.say("echo typed by hand")
    h.put("echo mended tow")
    h.keys("C-t", pause=0.2)
    h.calm()
    h.hit("echo mended two")
    h.never("halt --never")
    stop(h, "sleep 30")
    tell(h, "exit")


@bash((80, 26), "\\u@haugh:\\w\\$ ", "", FILES, PATH=PATH)
def h11_bash_in_pieces(h):
    pieces(h, "ls notes")
    pieces(h, "echo a command that a slow line brings in pieces of seven bytes, and that is longer than the window is wide")
    pieces(h, "for n in 1 2; do\n  echo row $n\ndone")
    pieces(h, "cat > notes/new.txt <<'EOF'\nfirst row of it\nsecond row of it\nEOF", 5)
    pieces(h, "cat notes/new.txt", 2, 0.06)
    pieces(h, "grep -c ERROR ghyll.log; echo __DONE__$?", 16, 0.1)
    pieces(h, "wc -l notes/*", 3, 0.15, "\n")
    tell(h, "if true; then\n\techo a tab before\nfi", pause=0.8, also=["if true; then\necho a tab before\nfi"])
    tell(h, "bind 'set disable-completion on'")
    tell(h, "if true; then\n\techo a tab kept\nfi", pause=0.6)
    tell(h, "printf 'a\\tb\\n' | cut -f2", "exit")


@dash((100, 30), "$ ", "PS1='$ '\n", FILES, PATH=PATH)
def h12_dash_in_pieces(h):
    pieces(h, "ls notes")
    pieces(h, "echo a command that a slow line brings in pieces of seven bytes, and that is longer than the window is wide")
    pieces(h, "for n in 1 2; do\n  echo row $n\ndone")
    pieces(h, "cat > notes/new.txt <<'EOF'\nfirst row of it\nsecond row of it\nEOF", 5)
    tell(h, "if true; then\n\techo a tab before\nfi", end="\n")
    tell(h, "echo swept", before="\x15")
    h.s.burst("echo 'open\r")
    h.s.pause(0.3)
    h.s.burst("\x03")
    h.s.pause(0.3)
    tell(h, "echo closed")
    stop(h, "sleep 30")
    tell(h, "exit")


@mksh((88, 26), "haugh $ ", "", FILES, PATH=PATH)
def h13_mksh_told(h):
    tell(h, "ls notes", "wc -l ghyll.log; echo EXIT:$?", before="\x15")
    tell(h, "for n in 1 2; do\n  echo row $n\ndone", "cat <<'E'\nfirst\nE")
    pieces(h, "echo a command that comes in pieces")
    stop(h, "sleep 30")
    h.s.burst("echo 'open\r")
    h.s.pause(0.3)
    h.s.burst("\x03")
    h.s.pause(0.3)
    tell(h, "echo closed")
    ahead(h, "sleep 0.5\recho a\recho b\r", "sleep 0.5", "echo a", "echo b", pause=1.2)
    tell(h, "exit")


@yash((88, 26), "haugh $ ", "set -o emacs\n", FILES, PATH=PATH)
def h14_yash_told(h):
    tell(h, "ls notes", "wc -l ghyll.log; echo EXIT:$?", before="\x15")
    tell(h, "for n in 1 2; do\n  echo row $n\ndone", "cat <<'E'\nfirst\nE")
    pieces(h, "echo a command that comes in pieces")
    stop(h, "sleep 30")
    h.s.burst("echo 'open\r")
    h.s.pause(0.3)
    h.s.burst("\x03")
    h.s.pause(0.3)
    tell(h, "echo closed")
    ahead(h, "sleep 0.5\recho a\recho b\r", "sleep 0.5", "echo a", "echo b", pause=1.2)
    tell(h, "exit")


@tcsh((88, 26), "haugh:%c%# ", "bindkey -e\n", FILES, PATH=PATH)
def h15_tcsh_told(h):
    tell(h, "ls notes", "wc -l ghyll.log; echo EXIT:$status", before="\x15")
    tell(h, "foreach n (1 2)\n  echo row $n\nend")
    pieces(h, "echo a command that comes in pieces")
    stop(h, "sleep 30")
    ahead(h, "sleep 0.5\recho a\recho b\r", "sleep 0.5", "echo a", "echo b", pause=1.2)
    tell(h, "exit")


@ksh((88, 26), "haugh $ ", files=FILES, PATH=PATH)
def h16_ksh_told(h):
    tell(h, "ls notes", "wc -l ghyll.log; echo EXIT:$?", before="\x15")
    tell(h, "for n in 1 2; do\n  echo row $n\ndone", "cat <<'E'\nfirst\nE")
    pieces(h, "echo a command that comes in pieces")
    stop(h, "sleep 30")
    h.s.burst("echo 'open\r")
    h.s.pause(0.3)
    h.s.burst("\x03")
    h.s.pause(0.3)
    tell(h, "echo closed")
    ahead(h, "sleep 0.5\recho a\recho b\r", "sleep 0.5", "echo a", "echo b", pause=1.2)
    tell(h, "exit")


EXPECT = r"""#!/usr/bin/expect -f
set timeout 3
spawn bash --norc --noprofile
expect "# "
send "PS1='READY> '\r"
expect -re {READY> $}
foreach c {{ls notes} {wc -l ghyll.log} {echo from expect}} {
	send "$c\r"
	expect -re {READY> $}
}
send "sleep 20\r"
expect timeout
send "\003"
expect -re {READY> $}
send "exit\r"
expect eof
"""


@bash((90, 28), "\\u@haugh:\\w\\$ ", "", {**FILES, "auto": EXPECT}, PATH=PATH, needs=["expect"])
def h17_bash_expect_shows_all(h):
    h.say("ls notes")
    h.go("./auto", None, 0)
    h.s.pause(5)
    h.calm(1)
    h.say("echo behind the script")
    h.go("script -qc 'sh -x -c \"ls notes; echo traced\"' /dev/null", None, 0.5)
    h.calm()
    h.say("echo over")
    h.bye()


@bash((250, 70), "\\u@haugh:\\w\\$ ", "", FILES, PATH=PATH)
def h18_bash_huge_and_all_at_once(h):
    tell(h, "set +o history; export PAGER=cat GIT_PAGER=cat TERM=dumb PS1='' PROMPT_COMMAND='printf \"\\n__END__%s__\\n\" $?'", pause=0.5)
    tell(h, "ls notes", "wc -l ghyll.log", "cat notes/one.txt", "cd notes && pwd; cd ..", "false", end="\n")
    tell(h, "for n in 1 2; do\n  echo row $n\ndone", end="\n")
    tell(h, "cat > u.txt <<'EOF'\n" + "\n".join(f"row {n} of a text" for n in range(30)) + "\nEOF", end="\n", pause=0.8)
    tell(h, "wc -l u.txt", end="\n")
    stop(h, "sleep 30")
    tell(h, "PS1='back> ' PROMPT_COMMAND=", end="\n")
    tell(h, "echo over", "exit")


@cairn(["tmux", "-L", "haugh", "-f", "@HOME@/t.conf", "new-session", "-s", "work"], (110, 32), {"t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'exec zsh -i'\n", ".zshrc": "PROMPT='%n@haugh %1~ %# '\nbindkey -e\n", **FILES}, needs=["zsh"], PATH=PATH)
def h19_tmux_zsh_sent_keys(h):
    import subprocess

    def send(*keys):
        env = {"PATH": "/usr/bin:/bin", "HOME": h.s.home, "TMUX_TMPDIR": h.s.folder}
        subprocess.run(["tmux", "-L", "haugh", "send-keys", "-t", "work", *keys], env=env, check=True)

    def told(text):
        send("-l", text)
        h.s.pause(0.1)
        send("Enter")
        h.s.commands.append(dict(text=text, also=[], kind="command", at=None, until=None, when=None, exit=None))  # no key was seen
        h.s.pause(0.4)
        h.calm()
    h.say("ls notes")
    for text in ("wc -l ghyll.log", "echo sent from outside", "for n in 1 2; do echo $n; done", "grep -c ERROR ghyll.log"):
        told(text)
    h.say("echo typed by hand")
    told("clear")
    told("echo after it was cleared")
    h.say("exit")


@bash((88, 26), "\\u@haugh:\\w\\$ ", "", FILES, PATH=PATH)
def h20_bash_late_answers(h):
    h.go("read -p 'Proceed? [y/N] ' a", "Proceed?", 0.2)
    h.s.burst("y\r")
    h.s.truth("y", "reply")
    h.s.pause(0.4)
    h.calm()
    tell(h, "echo \"answered $a\"")
    ahead(h, "apt install oats\ry\r", "apt install oats", pause=2)
    tell(h, "echo installed")
    h.s.burst("read -s -p 'Password: ' w; echo\r")
    h.s.truth("read -s -p 'Password: ' w; echo")
    h.s.pause(0.4)
    h.s.secrets.append("Haugh-Dyke-31")
    h.s.burst("Haugh-Dyke-31\r")
    h.s.pause(0.4)
    h.calm()
    tell(h, "echo ${#w}")
    ahead(h, "yes | head -n 3\recho between\rls seven 2>&1\r", "yes | head -n 3", "echo between", "ls seven 2>&1")
    h.s.burst("echo one && \\\recho two\r")
    h.s.truth("echo one && \\\necho two", also=["echo one && echo two"])
    h.s.pause(0.4)
    h.calm()
    h.s.paste("echo pasted\necho in rows\n")
    h.s.pause(0.2)
    h.s.burst("\r")
    h.s.truth("echo pasted\necho in rows", also=["echo pasted\necho in rows\n"])
    h.s.pause(0.4)
    h.calm()
    h.s.burst("\x1b[200~echo one paste\x1b[201~\r\x1b[200~echo two pastes\x1b[201~\r")
    h.s.truth("echo one paste", ahead=True)
    h.s.truth("echo two pastes", ahead=True)
    h.s.pause(0.6)
    h.calm()
    tell(h, "timeout 1 cat; echo timed out", pause=1.4)
    tell(h, "echo over", "exit")
