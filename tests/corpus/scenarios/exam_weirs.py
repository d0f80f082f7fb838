"""What drives shells without hands: lines with their ends in one piece, marks behind them, prompts made for machines, echo switched off, blocks, haste."""
import glob

from drive import scenario
from props import beside, namespaces
from props.hand import bash, fish, shell, zsh

LOG = "".join(f"{n:04} weir-{n % 6} {['trout', 'pike', 'eel'][n % 3]} {n * 19 % 83}\n" for n in range(100))
FILES = {"weir.log": LOG, "gates/one.cfg": "open=1\n", "gates/two.cfg": "open=0\n", "app/main.py": "import sys\n\n\ndef main():\n    print('flow', len(sys.argv))\n\n\nmain()\n", "app/test_main.py": "def test_it():\n    assert 1 + 1 == 2\n"}
POSTGRES = dict(needs=["setpriv", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"]), *namespaces()])


def send(s, text, truth=None, end="\r", wait=True, also=(), kind="command", see=None, pause=0):
    """A line or a block and its end, in one write; a block's rows are ended in the same way."""
    s.place = s._look()[0]
    s.burst(text.replace("\n", end) + end)
    s.truth(truth or text, kind, also=also)
    if see:
        s.see(see)
    s.pause(pause)
    if wait:
        s.wait(None if wait is True else wait)


def each(s, *texts, end="\r", kind="command", wait=True):
    for text in texts:
        send(s, text, end=end, kind=kind, wait=wait)


def haste(s, *texts, gap=0.03, kind="command", after=1.0, end="\r"):
    """One after another, whatever the shell is doing."""
    for text in texts:
        s.place = s._look()[0]
        s.burst(text + end)
        s.truth(text, kind, ahead=True)
        s.pause(gap)
    s.pause(after)
    s.wait()


def unseen(s, *texts, see=None):
    """Echo is off: that a line was sent is all that one can know."""
    for text in texts:
        s.place = s._look()[0]
        s.burst(text + "\r")
        s.truth(text, "unknown")
        s.pause(0.3)
        s.wait()


SCRIPT = "cat > app/calc.py <<'PY'\nimport json\n\nclass Calc:\n    def add(self, a, b):\n        return a + b\n\nprint(json.dumps({'sum': Calc().add(2, 3)}))\nPY"


@bash("PS1='\\u@weir:\\w\\$ '\n", r"root@weir:\S+# $", (120, 40), files=FILES)
def weir_sends_to_bash(s):
    each(s, "pwd && ls -la", "cat app/main.py", "grep -rn 'def ' app --include='*.py' | head -20", SCRIPT, "python3 app/calc.py; echo \"exit: $?\"")
    each(s, "sed -i 's/flow/stream/' app/main.py && python3 app/main.py a b", "for f in gates/*; do\n  echo \"== $f\"\n  cat \"$f\"\ndone", "find . -name '*.py' -newer weir.log -printf '%f\\n' | sort")
    each(s, "python3 - <<'EOF'\nfor n in range(3):\n    print('row', n)\nEOF", "awk '{c[$3]++} END {for (k in c) print k, c[k]}' weir.log | sort; echo __END__$?", "cd app && python3 -m py_compile main.py && echo compiled || echo failed; cd ..")
    each(s, "exit", wait=False)


@bash("PS1='\\u@weir:\\w\\$ '\n", r"root@weir:\S+# $", (80, 24), files=FILES)
def weir_ends_lines_with_feeds(s):
    each(s, "pwd", "ls gates", "cat gates/one.cfg; echo __CODE__$?", SCRIPT, "python3 app/calc.py", "if [ -d app ]; then\n  echo app is there\nfi", "wc -l weir.log | awk '{ print $1 }'", end="\n")
    haste(s, "echo first in haste", "ls gates", "echo third in haste", end="\n")
    each(s, "export A=1 B=2 && env | grep -c '^[AB]='", "exit", end="\n", wait=False)


OPEN = "###PS1JSON###"
HANDS = "export PROMPT_COMMAND='PS1=\"\\n###PS1JSON###\\n{\\n  \\\"code\\\": \\\"$?\\\",\\n  \\\"dir\\\": \\\"\\w\\\"\\n}\\n###PS1END###\\n\"'; PS2=''\n"


@bash(HANDS, r"^$", (200, 50), files=FILES)
def weir_prompt_of_a_document(s):
    for text in ("ls -la gates", "cat app/main.py", "grep -c eel weir.log", "cd app && pwd", "false", SCRIPT.replace("app/", ""), "python3 calc.py", "cd ..", "echo 'a { b }' && echo done", "exit"):
        s.place = s._look()[0]
        s.burst(text.replace("\n", "\r") + "\r")
        s.truth(text)
        s.pause(0.5)


@bash("PS1='[PEXPECT_PROMPT>' PS2='[PEXPECT_PROMPT+' PROMPT_COMMAND=''\n", r"\[PEXPECT_PROMPT>$", (80, 24), files=FILES)
def weir_wrapped_in_expect(s):
    each(s, "ls gates", "echo $((6 * 7))", "for n in 1 2; do\necho n=$n\ndone", end="\n")
    each(s, "cat gates/*.cfg | sort", "python3 -c 'print(1 + 1)'", "uname -s; echo 'last line without end' | tr -d '\\n'", "printf 'abc'", "echo after it", end="\n")
    each(s, "stty -echo", end="\n")
    unseen(s, "ls gates", "grep -c pike weir.log")
    s.place = s._look()[0]
    s.burst("stty echo\n")
    s.truth("stty echo", "unknown")
    s.pause(0.3)
    s.wait()
    each(s, "echo seen again", "exit", end="\n", wait=False)


@shell(["dash", "-i"], r"\$ $", (100, 30), files=FILES, ENV="/dev/null", PS1="$ ")
def weir_sends_to_dash(s):
    each(s, "ls gates", "grep -c trout weir.log; echo __DONE__$?", "cat > gates/three.cfg <<E\nopen=2\nwidth=3\nE", "cat gates/three.cfg", "for f in gates/*; do\nwc -c < $f\ndone")
    each(s, "( umask 77 && mkdir -p tmp/weir-1 && echo made ) && sleep 0", "if true; then echo yes; else echo no; fi; echo __DONE__$?")
    haste(s, "echo one", "echo two", "echo three")
    each(s, "awk '$4 > 70 { print $1 }' weir.log | tail -n 2", "stty -echo")
    unseen(s, "ls gates", "echo quiet work")
    s.place = s._look()[0]
    s.burst("stty echo\r")
    s.truth("stty echo", "unknown")
    s.pause(0.3)
    s.wait()
    each(s, "echo seen again", "exit", wait=False)


@shell(["busybox", "ash"], r"home # $", (120, 30), files={**FILES, "arc": "PS1='\\w # '\n"}, ENV="@HOME@/arc", needs=["busybox"])
def weir_sends_to_a_container(s):
    each(s, "ls gates", "cat /etc/hostname | wc -l", "grep -c eel weir.log; echo __EXIT__$?", "cat > gates/three.cfg <<E\nopen=2\nwidth=3\nE", "cat gates/three.cfg", "for f in gates/*; do\nwc -c < $f\ndone")
    haste(s, "echo one in haste", "echo two in haste", "sleep 0.3", "echo four in haste")
    each(s, "PS1='box$ '", wait=r"box\$ $")
    s.spec["prompt"] = r"box\$ $"
    each(s, "echo below another prompt", "test -f weir.log && echo there; echo __EXIT__$?")
    each(s, "exit", wait=False)


@zsh("PROMPT='%n@weir %~ %# '\nbindkey -e\nsetopt interactive_comments\n", r"root@weir \S+ # $", (120, 40), files=FILES)
def weir_sends_to_zsh(s):
    each(s, "ls gates", "print -l *(/)", SCRIPT, "python3 app/calc.py; print __END__$?", "for f in gates/*; do\n  print \"== $f\"\ndone", "# a remark on what comes next", "cd app; ls; cd -", "git init -q /tmp/weir-$$ && rm -rf /tmp/weir-$$; echo $?")
    haste(s, "print one in haste", "print two in haste", "ls gates")
    s.place = s._look()[0]
    s.burst("\x1b[200~print pasted one\nprint pasted two\x1b[201~\r")
    s.truth("print pasted one\nprint pasted two")
    s.see("\npasted two\n")
    s.wait()
    each(s, "PROMPT='$ ' RPROMPT=''", wait=r"^\$ $")
    s.spec["prompt"] = r"^\$ $"
    each(s, "print below a bare prompt", "grep -n 'def' app/*.py", "false; print __END__$?")
    each(s, "exit", wait=False)


@fish("function fish_prompt; echo -n 'weir> '; end\n", "weir> $", (120, 40), files=FILES)
def weir_sends_to_fish(s):
    each(s, "ls gates", "grep -c eel weir.log; echo __END__$status", "cd app; and ls; and cd ..", "python3 -c 'print(\"hello\")'; or echo failed", "set -x A 1; env | grep -c '^A='", "string upper weir | string length")
    haste(s, "echo one in haste", "echo two in haste", "echo three in haste")
    s.place = s._look()[0]
    s.burst("\x1b[200~for n in 1 2\n    echo n $n\nend\x1b[201~\r")
    s.truth("for n in 1 2\n    echo n $n\nend")
    s.see("\nn 2\n")
    s.wait()
    each(s, "begin; false; end; echo __END__$status", "exit", wait=False)


@shell(["python3", "-q"], ">>> $", (100, 30), files=FILES)
def weir_sends_to_python(s):
    each(s, "import os, json", "rows = open('weir.log').read().splitlines()", "len(rows); print('__END__')", "sorted({r.split()[2] for r in rows})", kind="repl")
    send(s, "for r in rows[:2]:\n    print(r.upper())\n", "for r in rows[:2]:\n    print(r.upper())", kind="repl", see="TROUT")
    send(s, "def size(p):\n    return os.path.getsize(p)\n", "def size(p):\n    return os.path.getsize(p)", kind="repl", pause=0.2)
    each(s, "size('weir.log')", "print(json.dumps({'a': [1, 2, {'b': None}]}, indent=2))", "exec('x = 6 * 7\\nprint(x)')", kind="repl")
    haste(s, "1 + 1", "'two'", "print('__END__3')", kind="repl")
    each(s, "import sys; sys.ps1 = 'py$ '", kind="repl", wait=r"py\$ $")
    s.spec["prompt"] = r"py\$ $"
    each(s, "x + 1", "[n * n for n in range(5)]", kind="repl")
    each(s, "exit()", kind="repl", wait=False)


@beside(["postgres.sh"], **POSTGRES, size=(120, 40))
def weir_sends_to_psql(s):
    pg = r"shop[=*]\*?# $"
    send(s, "psql -q shop", wait=pg)
    s.spec["prompt"] = r"shop=\*?# $"
    each(s, "\\pset pager off", "create table gate (id int, open bool);", "insert into gate select n, n % 2 = 0 from generate_series(1, 20) n;", "select count(*) from gate where open; \\echo __END__", kind="repl")
    each(s, "select id,\n  open\nfrom gate\nwhere id < 4\norder by id;", kind="repl")
    haste(s, "select 1;", "select 2;", "\\echo __END__", kind="repl")
    each(s, "begin; update gate set open = false; rollback;", "select * from no_such;", "\\d gate", kind="repl")
    each(s, "\\q", wait=r"# $")
    s.commands[-1]["kind"] = "repl"
    s.spec["prompt"] = r"[#$] $"
    each(s, "psql -Atc 'select sum(id) from gate' shop; echo __END__$?")
    each(s, "exit", wait=False)


@bash("PS1='$ ' PS2='> '\nbind 'set enable-bracketed-paste off'\nunset HISTFILE\n", r"^\$ $", (80, 24), files=FILES)
def weir_in_a_bare_bash(s):
    each(s, "ls gates", SCRIPT, "python3 app/calc.py; echo __END__$?", "x=$(grep -c eel weir.log); echo \"$x eels\"; echo __END__$?")
    haste(s, "echo one in haste", "sleep 0.4", "echo three in haste", "ls gates", "false; echo __END__$?")
    each(s, "for n in 1 2 3; do\n  echo \"n is $n\"\ndone", "python3 - <<'E'\nprint('\\n'.join(str(n) for n in range(30)))\nE", "cat <<A > gates/four.cfg\nopen=4\nA")
    s.place = s._look()[0]
    s.burst("\x15ls -a gates\r")
    s.truth("ls -a gates")
    s.see("four.cfg")
    s.wait()
    s.run("sleep 30", wait=False)
    s.pause(0.4)
    s.place = s._look()[0]
    s.burst("\x03")
    s.wait()
    s.place = s._look()[0]
    s.burst("rm -rf never\x03")
    s.absent.append("rm -rf never")
    s.wait()
    each(s, "echo " + "-".join(f"plank{n}" for n in range(30)), "exec bash --norc --noprofile", wait=r"^(\$|bash-\S+#) $")
    each(s, "echo in another bash", wait=r"^(\$|bash-\S+#) $")
    each(s, "exit", wait=False)


@bash("PS1='\\u@weir:\\w\\$ '\n", r"root@weir:\S+# $", (100, 24), files=FILES, pace=0.01)
def weir_pastes_and_answers(s):
    s.place = s._look()[0]
    s.burst("\x1b[200~echo one\necho two\x1b[201~\r")
    s.truth("echo one\necho two")
    s.see("\ntwo\n")
    s.wait()
    s.place = s._look()[0]
    s.burst("\x1b[200~" + SCRIPT + "\x1b[201~")
    s.pause(0.2)
    s.burst("\r")
    s.truth(SCRIPT)
    s.wait()
    s.place = s._look()[0]
    s.burst("read -p 'Proceed? [y/N] ' a; echo \"got $a\"\r")
    s.truth("read -p 'Proceed? [y/N] ' a; echo \"got $a\"")
    s.wait(r"\[y/N\] $")
    s.place = s._look()[0]
    s.burst("y\r")
    s.truth("y", "reply")
    s.wait()
    s.place = s._look()[0]
    s.burst("rm -i gates/one.cfg gates/two.cfg\r")
    s.truth("rm -i gates/one.cfg gates/two.cfg")
    s.wait(r"\? $")
    s.burst("n\r")
    s.truth("n", "reply")
    s.pause(0.2)
    s.wait(r"two.cfg'\? $")
    s.place = s._look()[0]
    s.burst("n\r")
    s.truth("n", "reply")
    s.wait()
    each(s, "python3 app/calc.py | tee out.json | wc -c", "less +F weir.log", wait=False)
    s.pause(0.6)
    s.burst("\x03")
    s.pause(0.2)
    s.burst("q")
    s.pause(0.2)
    s.wait()
    s.place = s._look()[0]
    s.burst("python3 -c \"\nimport sys\nprint(sys.version_info[0])\n\"\r".replace("\n", "\r"))
    s.truth("python3 -c \"\nimport sys\nprint(sys.version_info[0])\n\"")
    s.see("\n3\n")
    s.wait()
    each(s, "git init -q . 2>&1; git add -A; git -c user.name=w -c user.email=w@w.example commit -qm \"weir: first\n\nwith a body\"; git log --oneline | wc -l")
    each(s, "exit", wait=False)


TMUX = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'bash --rcfile ~/rc -i'\n"


@scenario(["tmux", "-L", "corpus-weir", "-f", "@HOME@/conf", "new-session"], prompt=r"root@weir:\S+# $", size=(160, 40), history="", files={**FILES, "rc": "PS1='\\u@weir:\\w\\$ '\nHISTFILE=~/.h\n", "conf": TMUX})
def weir_sends_to_tmux(s):
    each(s, "cd ~ && ls -la", SCRIPT, "python3 app/calc.py; echo \"__END__$?\"", "clear", "grep -rn 'def ' app | head -5", "for f in gates/*; do\n  echo \"== $f\"\ndone")
    s.key("C-b", pace=0.05)
    s.type("%")
    s.pause(0.5)
    s.wait()
    each(s, "tail -n 2 weir.log", "python3 -c \"import sys; print('a line that is longer than this half', sys.argv, len(sys.argv), sys.version_info[0])\" one two", SCRIPT.replace("calc", "other"), "python3 app/other.py; echo \"__END__$?\"")
    haste(s, "echo one in haste", "sleep 0.3", "echo three in haste")
    each(s, "cat <<'E' | wc -l\nrow one of the document\nrow two\nE", "exit")
    each(s, "echo alone again", "exit", wait=False)


@scenario(["tmux", "-L", "corpus-weir-two", "-f", "@HOME@/conf", "new-session"], prompt=r"\$ $", size=(80, 24), history="", files={**FILES, "conf": TMUX.replace("bash --rcfile ~/rc -i", "env PS1=\"$ \" ENV=/dev/null dash -i")})
def weir_sends_to_dash_in_tmux(s):
    each(s, "ls gates", "grep -c eel weir.log; echo __END__$?", "cat > x.cfg <<E\na=1\nb=2\nE", "cat x.cfg")
    haste(s, "echo one", "echo two")
    each(s, "for n in 1 2; do\necho n=$n\ndone", "ls -la gates | tail -n 1 | cut -c1-10", "awk '$4 > 70 { s += $4; n++ } END { printf \"%d rows, %d in all, %.2f each\\n\", n, s, s / n }' weir.log")
    each(s, "exit", wait=False)


@bash("PS1='(base) \\[\\e[32m\\]\\u@weir\\[\\e[0m\\] \\W \\$ '\n", r"\(base\) root@weir ~ # $", (120, 36), needs=["node", "sqlite3", "gdb"], files=FILES, NODE_REPL_HISTORY="")
def weir_sends_to_interpreters(s):
    each(s, "sqlite3 weir.db", wait="sqlite> $")
    each(s, "create table g (n int, t text);", "insert into g values (1, 'a'), (2, 'b');", "select *\nfrom g\nwhere n > 1;", ".mode json", "select * from g;", kind="repl", wait="sqlite> $")
    send(s, ".quit", kind="repl")
    each(s, "node", wait="^> $")
    each(s, "const fs = require('fs')", "fs.readdirSync('gates')", "[1, 2, 3].map(n => {\nreturn n * 2\n})", "console.log('__END__')", kind="repl", wait="^> $")
    send(s, ".exit", kind="repl")
    each(s, "gdb -q -nx", wait=r"\(gdb\) $")
    each(s, "set pagination off", "print 6 * 7", "info line main", "echo __END__\\n", kind="repl", wait=r"\(gdb\) $")
    send(s, "quit", kind="repl")
    each(s, "bc -q <<< '6 * 7'; echo __END__$?")
    each(s, "exit", wait=False)
