"""Agents at work: programs that drive shells and interpreters through a terminal, with sentinels for prompts, whole scripts at once, end marks, polls and time-outs."""
from props import ghylls
from props.cairns import bash, cairn, dash, fish, zsh
from props.ghylls import BIN, PATH

SCRIPT = ["import json", "import sys", "", "", "class Store:", "    def __init__(self, path):", "        self.path = path", "        self.rows = {}", "", "    def load(self):", "        with open(self.path) as f:", "            self.rows = json.load(f)", ""]
SCRIPT = (SCRIPT + [line for n in range(16) for line in (f"    def get_{n}(self, key, default=None):", f"        # row {n}: \"quoted\" and 'quoted', $HOME, `date`, \\n", f"        return self.rows.get(key, default or {n})", "")] + ["if __name__ == '__main__':", "    print(len(sys.argv))"])
DOCUMENT = "cat > store.py <<'EOF'\n" + "\n".join(SCRIPT) + "\nEOF"


def tell(h, text, end="\r", pause=0.35, kind="command", also=(), shown=None):
    """One line, or one command of several rows, in one write."""
    h.s.place = h.s._look()[0]
    h.s.burst(text.replace("\n", end) + end)
    h.s.truth(shown or text, kind, also=also)
    h.s.pause(pause)
    h.calm()


def all_told(h, *texts, end="\r", **more):
    for text in texts:
        tell(h, text, end, **more)


@bash((80, 24), "\\u@\\h:\\w\\$ ", "", BIN, PATH=PATH)
def a01_bash_behind_pexpects_sentinel(h):
    tell(h, "PS1='[PEXPECT]\\$ ' PS2='[PEXPECT]+ ' PROMPT_COMMAND=''", "\n")
    all_told(h, "ls notes", "wc -l ghyll.log", "false", "echo $?", "for n in 1 2\ndo\necho $n\ndone", "cat <<'E'\none\ntwo\nE", end="\n")
    tell(h, "cd notes && pwd | wc -c && cd ..", "\n")
    h.s.burst("echo \"left open\n")
    h.s.pause(0.4)
    h.s.key("C-c", pace=0.4)
    h.calm()
    all_told(h, "echo 'it works now'", "systemctl status cron | head -n 2", "python3 -c 'print(6 * 7)'", end="\n")
    h.s.burst("sleep 30\n")
    h.s.truth("sleep 30")
    h.s.pause(0.8)
    h.s.key("C-c", pace=0.4)
    h.calm()
    all_told(h, "echo after the time-out", "exit", end="\n")


@bash((80, 24), "", "PS1='$ '\n", BIN, PATH=PATH)
def a02_bash_answers_in_json(h):
    tell(h, "export PS1='\\n###PS1JSON###\\n{\\n  \"exit_code\": \"$?\",\\n  \"working_dir\": \"\\w\"\\n}\\n###PS1END###\\n'; export PS2=''")
    h.s.pause(0.3)
    all_told(h, "ls notes", "false", "git status 2>/dev/null || echo none")
    tell(h, "clear")
    all_told(h, "grep -n ERROR ghyll.log | head -n 3", "if true\nthen\necho yes\nfi", "cat > notes/new.txt <<'EOF'\nrow one\n  row two\nEOF", "cat notes/new.txt")
    tell(h, "clear")
    tell(h, "python3 - <<'EOF'\nfor n in range(2):\n    print(n)\nEOF")
    h.s.burst("sleep 20\r")
    h.s.truth("sleep 20")
    h.s.pause(0.6)
    h.s.key("C-c", pace=0.4)
    h.calm()
    all_told(h, "echo done", "exit")


@bash((160, 40), "\\[\\e[32m\\]agent@box\\[\\e[0m\\]:\\w\\$ ", "", BIN, PATH=PATH, needs=["git"])
def a03_bash_echoes_end_marks(h):
    for n, text in enumerate(("ls -la notes | tail -n 3", "git init -q . && git add notes", "grep -rn first notes", "false", "cat notes/one.txt", "sed -n '1,2p' ghyll.log", "find . -name '*.css'")):
        tell(h, f"{text}; echo \"__END_{n}_$?__\"")
    tell(h, "echo '__START__'; systemctl status cron; echo \"__DONE__:$?\"")
    tell(h, DOCUMENT, pause=1.2)
    tell(h, "python3 store.py; echo \"__END_9_$?__\"")
    tell(h, "( cd site && cat index.html ); echo \"__END_10_$?__\"")
    tell(h, "export PAGER=cat GIT_PAGER=cat; clear")
    tell(h, "git status --short | head -n 3; echo \"__END_11_$?__\"")
    tell(h, "exit")


@zsh((120, 30), "%n@agent %1~ %# ", "bindkey -e\n", BIN, PATH=PATH)
def a04_zsh_pastes_files(h):
    h.s.paste(DOCUMENT)
    h.s.pause(0.6)
    h.hit(DOCUMENT, see=False)
    h.s.paste("python3 store.py")
    h.hit("python3 store.py", see=False)
    h.s.paste("cat > notes/app.sh <<'EOF'\n#!/bin/sh\nset -eu\nfor f in \"$@\"; do\n  echo \"$f\"\ndone\nEOF\nchmod +x notes/app.sh")
    h.s.pause(0.3)
    h.hit("cat > notes/app.sh <<'EOF'\n#!/bin/sh\nset -eu\nfor f in \"$@\"; do\n  echo \"$f\"\ndone\nEOF\nchmod +x notes/app.sh", see=False)
    all_told(h, "notes/app.sh a b", "print -l notes/*.txt | wc -l", "for n in 1 2; do\nprint $n\ndone")
    h.s.burst("print 'never closed\r")
    h.s.pause(0.4)
    h.s.key("C-c", pace=0.4)
    h.calm()
    all_told(h, "print 'closed'", "sleep 0.5 && echo slept", "exit", pause=0.7)


@bash((80, 24), "", "PS1='bash-5.2$ '\nbind 'set enable-bracketed-paste off'\n", BIN, PATH=PATH)
def a05_bash_gets_several_in_one_write(h):
    for texts in (("ls notes", "wc -l ghyll.log", "echo three"), ("cd site", "cat index.html", "cd .."), ("sleep 0.5", "echo after sleep", "false", "echo $?")):
        h.s.place = h.s._look()[0]
        h.s.burst("".join(text + "\r" for text in texts))
        for text in texts:
            h.s.truth(text, ahead=True)
        h.s.pause(1.2)
        h.calm()
    tell(h, DOCUMENT, pause=1.5)
    h.s.burst("cat <<E > /dev/null\rone\rE\recho right behind it\r")
    h.s.truth("cat <<E > /dev/null\none\nE", ahead=True)
    h.s.truth("echo right behind it", ahead=True)
    h.s.pause(0.6)
    h.calm()
    all_told(h, "python3 -c '\nfor n in range(2):\n    print(n)\n'", "echo over", "exit")


@bash((200, 1000), "agent:\\w\\$ ", "", BIN, PATH=PATH)
def a06_bash_on_a_very_tall_screen(h):
    all_told(h, "ls notes", "cat ghyll.log", "seq 300 | paste -sd' '", "grep -c ERROR ghyll.log")
    tell(h, DOCUMENT, pause=1.2)
    all_told(h, "wc -l store.py", "cat store.py | tail -n 3", "clear", "echo after clear", "for f in notes/*\ndo\nwc -c \"$f\"\ndone", "exit")


@bash((80, 24), "\\w $ ", "", BIN, term="dumb", PATH=PATH)
def a07_bash_on_a_dumb_terminal(h):
    tell(h, "export PS1='AGENT_PROMPT> ' PS2='' TERM=dumb PAGER=cat GIT_PAGER=cat", "\n")
    all_told(h, "ls notes", "echo this is a long command line which an agent wrote in one go and which goes beyond the eighty columns of its terminal", "wc -l ghyll.log", end="\n")
    tell(h, "cat > notes/x.py <<'EOF'\ndef f(n):\n    return n * 2\n\nprint(f(21))\nEOF", "\n")
    all_told(h, "python3 notes/x.py", "if [ -f notes/x.py ]; then\necho there\nfi", "echo \"rc=$?\"", end="\n")
    h.s.burst("echo 'open\n")
    h.s.pause(0.4)
    h.s.key("C-c", pace=0.4)
    h.calm()
    all_told(h, "echo closed", "exit", end="\n")


@cairn(["bash", "--noediting", "--norc", "--noprofile", "-i"], (80, 24), BIN, PS1="$ ", PATH=PATH, HISTFILE="")
def a08_bash_without_editing(h):
    tell(h, "stty -echo; PS1='__READY__$? '", "\n")
    for n in range(4):
        tell(h, f"echo never shown {n}", "\n", kind="unknown")
    h.s.burst("stty echo\n")
    h.s.truth("stty echo", "unknown")
    h.s.pause(0.3)
    h.calm()
    all_told(h, "ls notes", "for n in 1 2; do\necho $n\ndone", "echo shown again", end="\n")
    tell(h, "cat <<'E'\n  rows\n\n  more\nE", "\n")
    h.s.burst("echo one\necho two\n")
    h.s.truth("echo one", ahead=True)
    h.s.truth("echo two", ahead=True)
    h.s.pause(0.4)
    h.calm()
    all_told(h, "false", "echo over", "exit", end="\n")


@dash((100, 30), "$ ", "PS1='$ '\n", BIN, PATH=PATH)
def a09_dash_with_markers(h):
    tell(h, "PS1='' PS2=''", "\n")
    for n, text in enumerate(("ls notes", "wc -l ghyll.log", "cat site/main.css", "false")):
        tell(h, f"{text}; printf '\\n<<%s:%s>>\\n' {n} $?", "\n")
    tell(h, "cat > notes/y.sh <<'EOF'\necho y\nEOF", "\n")
    tell(h, "sh notes/y.sh; printf '\\n<<%s:%s>>\\n' 5 $?", "\n")
    h.s.burst("sleep 30\n")
    h.s.truth("sleep 30")
    h.s.pause(0.7)
    h.s.key("C-c", pace=0.4)
    h.calm()
    tell(h, "PS1='$ '", "\n")
    all_told(h, "echo visible again", "for n in 1 2; do\necho $n\ndone", "exit", end="\n")


@cairn(["/usr/bin/python3", "-q"], (80, 24), BIN)
def a10_python_by_a_program(h):
    all_told(h, "import os, sys", "x = [n * n for n in range(10)]", "sum(x)", kind="repl", end="\n")
    tell(h, "for n in range(2):\n    print('row', n)\n", "\n", kind="repl", also=["for n in range(2):\n    print('row', n)"])
    tell(h, "def f(a,\n      b=2):\n    \"\"\"Doc\n    string\"\"\"\n    return a * b\n", "\n", kind="repl", also=["def f(a,\n      b=2):\n    \"\"\"Doc\n    string\"\"\"\n    return a * b"])
    all_told(h, "f(21)", "exec('y = 1\\nprint(y)')", "print('=== END ===')", kind="repl", end="\n")
    h.s.burst("(1 +\n")
    h.s.pause(0.4)
    h.s.key("C-c", pace=0.4)
    h.calm()
    h.s.burst("import time; time.sleep(30)\n")
    h.s.truth("import time; time.sleep(30)", "repl")
    h.s.pause(0.7)
    h.s.key("C-c", pace=0.4)
    h.calm()
    all_told(h, "a = 1; b = 2", "print(a + b)", "exit()", kind="repl", end="\n")


@bash((132, 40), "agent$ ", "", BIN, PATH=PATH, needs=["tmux"])
def a11_bash_sends_keys_to_tmux(h):
    all_told(h, "tmux -L shaw -f /dev/null new-session -d -s work -x 100 -y 30 'env PS1=inner: bash --norc'", "tmux -L shaw send-keys -t work 'ls notes' Enter", "sleep 0.3; tmux -L shaw capture-pane -p -t work | head -n 3", pause=0.6)
    all_told(h, "tmux -L shaw send-keys -t work \"echo 'two words'\" C-m", "tmux -L shaw send-keys -t work C-c", "tmux -L shaw capture-pane -p -t work | tail -n 5 | sed '/^$/d'", pause=0.5)
    tell(h, "tmux -L shaw set-buffer -b a \"$(printf 'for n in 1 2; do\\necho $n\\ndone\\n')\" && tmux -L shaw paste-buffer -p -b a -t work")
    all_told(h, "tmux -L shaw capture-pane -pJ -t work -S - | grep -c inner", "tmux -L shaw kill-server", "echo over", "exit", pause=0.5)


@bash((110, 32), "root@box:\\w# ", "", {"ask": "#!/bin/sh\nprintf 'package name: (den) '; read a\nprintf 'version: (1.0.0) '; read b\nprintf 'Is this OK? (yes) '; read c\necho \"$a $b $c\"\n", **BIN}, PATH=PATH)
def a12_bash_answers_questions(h):
    tell(h, "sh ask", pause=0.4)
    for answer in ("ghyll", "2.0.0", "yes"):
        h.s.burst(answer + "\r")
        h.s.truth(answer, "reply")
        h.s.pause(0.3)
    h.calm()
    tell(h, "printf 'ghyll\\n3.0.0\\nyes\\n' | sh ask")
    tell(h, "apt install tree", pause=0.4)
    h.s.burst("y\r")
    h.s.truth("y", "reply")
    h.s.pause(1.4)
    h.calm()
    tell(h, "yes | apt install moss", pause=1.3)
    tell(h, "python3 -c 'import getpass; getpass.getpass(\"Password: \")'", pause=0.5)
    h.s.secrets.append("Shaw-8817-agent")
    h.s.burst("Shaw-8817-agent\r")
    h.s.pause(0.5)
    h.calm()
    tell(h, "read -p 'Continue? ' a; echo \"<$a>\"", pause=0.4)
    h.s.burst("n\r")
    h.s.truth("n", "reply")
    h.s.pause(0.3)
    h.calm()
    all_told(h, "echo over", "exit")


@bash((90, 26), "\\W \\$ ", "", BIN, PATH=PATH)
def a13_bash_polls_and_gives_up(h):
    tell(h, "(for n in 1 2 3 4; do echo \"tick $n\"; sleep 0.4; done; echo finished) > out.log 2>&1 &")
    for _ in range(3):
        tell(h, "tail -n 1 out.log", pause=0.5)
    tell(h, "wait; cat out.log | tail -n 1", pause=0.9)
    tell(h, "build", pause=0.5)
    for _ in range(2):
        h.s.burst("\r")
        h.s.pause(0.5)
    h.calm()
    h.s.burst("tail -f ghyll.log\r")
    h.s.truth("tail -f ghyll.log")
    h.s.pause(0.6)
    h.s.key("C-c", pace=0.1)
    h.s.key("C-c", pace=0.3)
    h.calm()
    tell(h, "echo alive")
    h.s.burst("ping far.invalid\r")
    h.s.truth("ping far.invalid")
    h.s.pause(0.6)
    h.s.burst("\x03echo straight behind the interrupt\r")
    h.s.truth("echo straight behind the interrupt", ahead=True)
    h.s.pause(0.6)
    h.calm()
    h.s.burst("less ghyll.log\r")
    h.s.truth("less ghyll.log")
    h.s.pause(0.5)
    h.s.burst("q")
    h.s.pause(0.4)
    h.calm()
    h.s.burst("vi -u NONE notes/one.txt\r")
    h.s.truth("vi -u NONE notes/one.txt")
    h.s.pause(0.6)
    h.s.burst("\x1b:q!\r")
    h.s.pause(0.5)
    h.calm()
    all_told(h, "jobs; echo $?", "kill %1 2>/dev/null; true", "echo over", "exit")


@fish((100, 28), "echo -n 'agent> '", "", BIN, PATH=PATH)
def a14_fish_by_a_program(h):
    all_told(h, "ls notes", "wc -l ghyll.log", "false; echo $status", "for n in 1 2; echo $n; end", "set -x PAGER cat; git --version", "echo 'it is' \"quoted\"", pause=0.5)
    h.s.paste("function twice\n    math $argv[1] x 2\nend")
    h.s.pause(0.3)
    h.hit("function twice\n    math $argv[1] x 2\nend", see=False)
    all_told(h, "twice 21", "printf 'one\\ntwo\\n' > notes/z.txt; cat notes/z.txt", "echo __END__$status", pause=0.5)
    h.s.burst("echo 'left open\r")
    h.s.pause(0.4)
    h.s.key("C-c", pace=0.4)
    h.calm()
    all_told(h, "echo over", "exit", pause=0.5)


@cairn(["tmux", "-L", "shaw", "-f", "@HOME@/t.conf", "new-session"], (160, 40), {"t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'exec bash --rcfile ~/rc -i'\n", "rc": "PS1='root@bench:\\w# '\n", **BIN}, PATH=PATH)
def a15_bash_in_a_pane_by_a_program(h):
    all_told(h, "ls notes", "wc -l ghyll.log; echo \"__RC_$?__\"", "clear", "git status 2>&1 | head -n 1", "for n in 1 2; do\necho $n\ndone")
    tell(h, "cat > notes/p.py <<'EOF'\nimport sys\n\n\ndef main():\n    print('main', len(sys.argv))\n\n\nmain()\nEOF")
    all_told(h, "python3 notes/p.py", "clear", "echo after clear", "echo one; tmux wait-for -S done")
    h.s.burst("sleep 30\r")
    h.s.truth("sleep 30")
    h.s.pause(0.7)
    h.s.key("C-c", pace=0.4)
    h.calm()
    h.s.burst("echo a\recho b\recho c\r")
    for text in ("echo a", "echo b", "echo c"):
        h.s.truth(text, ahead=True)
    h.s.pause(0.6)
    h.calm()
    tell(h, DOCUMENT, pause=1.5)
    all_told(h, "wc -l store.py", "exit")
