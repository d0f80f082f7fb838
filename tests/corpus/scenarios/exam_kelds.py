"""Programs at the keys in shells and interpreters that they seldom meet: prefixes for prompts, terminals handed on by hand, blobs and scripts put together row by row,
a key to clear the line before each command, quotes that stay open, time-outs, Enter as a line feed or as both, huge and tiny windows, no echo, dumb terminals."""
import base64

from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh
from props.kelds import by

FILES = {"src/app.py": "import sys\nprint('app', *sys.argv[1:])\n", "src/util.py": "def twice(n):\n    return n * 2\n", "keld.log": "".join(f"{n:03} keld {n * 7 % 31}\n" for n in range(50)),
         "rig.sh": "echo sourced $1\n"}
WORK = ["ls src", "python3 src/app.py one two", "wc -l keld.log", "false", "cd src && pwd && cd ..", "tail -n 2 keld.log | cut -c1-3"]
BLOB = base64.b64encode("".join(f"row {n} of what is carried over\n" for n in range(24)).encode()).decode()


@by(bash)((120, 40), "SHELLPS1PREFIX", "export PS2='' PS0=''\n", FILES)
def k01_bash_prefix_for_a_prompt(h):
    h.run(*WORK)
    h.block("cat <<'EOF' > src/run.py", "import os", "for n in range(3):", "    print(f'row {n}')", "EOF")
    h.run("python3 src/run.py")
    h.queue("python3 src/run.py", "echo UNIQUESTRING$?")
    h.stopped("sleep 30")
    h.run("echo after")
    h.run("exit", pause=0)


@by(zsh)((100, 30), "keld%# ", "PROMPT_EOL_MARK=''\nunsetopt prompt_sp\n", FILES)
def k02_zsh_line_cleared_before_each(h):
    h.run(*WORK, before="\x15")
    h.run("for n in 1 2; do print row $n; done", before="\x03")
    # the key's signal may come when the first letters are in the line that it ends
    h.s.commands[-1]["text"] = [row for row in h.s.screen().split("\n") if "do print row" in row][-1].split("keld# ")[1].rstrip()
    h.block("for n in 1 2; do", "  print $n", "done")
    h.s.burst("print 'left open\r")
    h.s.pause(0.4)
    h.s.absent.append("left open")
    h.s.key("C-c", pace=0.4)
    h.calm()
    h.run("print closed")
    h.stopped("sleep 30")
    h.run("print after", before="\x05\x15")
    h.queue("sleep 0.4", "print q1", "print q2")
    h.run("exit", pause=0)


@by(fish)((140, 44), "echo -n 'keld> '", "", FILES, history=".local/share/fish/fish_history")
def k03_fish_bursts(h):
    h.run(*[w for w in WORK])
    h.run("for n in 1 2; echo row $n; end")
    h.block("for n in 1 2", "echo row $n", "end", also=["for n in 1 2\n    echo row $n\nend"])
    h.run("set -x PAGER cat; git --version", "echo $status")
    h.stopped("sleep 30")
    h.run("echo after")
    h.queue("sleep 0.4", "echo q1", "echo q2")
    h.run("echo " + "w" * 180 + " end")
    h.run("exit", pause=0)


@by(tcsh)((90, 30), "keld %# ", "unset correct\n", FILES)
def k04_tcsh_bursts(h):
    h.run(*[w for w in WORK if "&&" not in w])
    h.run("ls nothing >& /dev/null; echo \"__$status\"")
    h.queue("sleep 0.4", "echo q1", "echo q2")
    h.block("foreach n (1 2)", "echo row $n", "end")
    h.stopped("sleep 30")
    h.run("echo after")
    h.s.burst("echo 'left open\r")
    h.s.truth("echo 'left open")
    h.s.pause(0.4)
    h.calm()
    h.run("echo closed", before="\x15")
    h.run("exit", pause=0)


@by(mksh)((200, 60), "keld $ ", "", FILES)
def k05_mksh_bursts_and_line_feeds(h):
    h.run(*WORK, end="\n")
    h.block("cat > src/x.sh <<'EOF'", "echo one", "echo \"$PWD\"", "EOF", end="\n")
    h.run("sh src/x.sh | head -1", end="\n")
    h.queue("sleep 0.4", "echo q1", "echo q2", end="\n")
    h.stopped("sleep 30")
    h.run("echo after; echo \"__END_$?__\"")
    h.run("echo " + "long " * 50 + "end")
    h.run("exit", pause=0)


@by(dash)((80, 24), "keld $ ", "", FILES)
def k06_dash_carriage_returns_and_feeds(h):
    h.run("ls src", "wc -l keld.log", "false; echo $?", end="\n")
    h.block("if true; then", "  echo yes", "fi")
    h.block("cat > blob.b64 <<EOF", BLOB[:70], BLOB[70:140], "EOF")
    h.run("wc -c blob.b64")
    h.run("printf '%s' '" + BLOB[:160] + "' >> blob.b64")
    h.queue("sleep 0.4", "echo q1", "echo q2")
    h.stopped("sleep 30")
    h.run("PS1='__P__'")
    h.run("echo marked", "ls src/app.py")
    h.run("exit", pause=0)


@by(ksh)((132, 43), "<keld> ", "set -o emacs\n", FILES)
def k07_ksh93_documents_at_once(h):
    h.run(*WORK)
    h.block("cat > src/run.sh <<\\EOF", "#!/bin/sh", "# <keld> not a prompt", "echo ran \"$@\"", "EOF")
    h.run("sh src/run.sh a b")
    h.block("function twice {", "  typeset n=$1", "  print $((n * 2))", "}")
    h.run("twice 21")
    h.queue("sleep 0.4", "echo q1", "echo q2")
    h.stopped("sleep 30")
    h.run("print after", before="\x15")
    h.run("exit", pause=0)


@by(ash)((78, 24), "/ # ", "", FILES)
def k08_ash_in_an_image(h):
    h.run(*[w for w in WORK])
    h.run("export TERM=dumb PS1='$ '", "echo plain")
    h.block("for n in 1 2; do", "  echo row $n", "done")
    h.block("cat > a.conf <<EOF", "[a]", "name = $ not", "EOF")
    h.run("cat a.conf; echo EXIT:$?")
    h.queue("sleep 0.4", "echo q1", "echo q2")
    h.stopped("sleep 30")
    h.run("echo after", "which python3 || echo none")
    h.run("exit", pause=0)


@by(cairn)(["bash", "--norc", "-i"], (80, 24), FILES, PS1="keld$ ")
def k09_a_terminal_handed_on_by_hand(h):
    h.run("ls src")
    h.run("python3 -c 'import pty; pty.spawn(\"/bin/sh\")'", pause=0.5)
    h.run("export TERM=xterm SHELL=bash PS1='handed % '")
    h.run("stty rows 24 columns 80", "ls src", "id -u")
    h.run("bash --norc -i", pause=0.4)
    h.run("PS1='upgraded> '")
    h.run("echo within", "cd src; pwd")
    h.run("exit", "exit", pause=0.4)
    h.run("echo home")
    h.run("exit", pause=0)


@by(cairn)(["python3", "-q", "-i"], (100, 30), FILES, PYTHONDONTWRITEBYTECODE="1")
def k10_python_given_code(h):
    h.run("6 * 7", "import sys; sys.version_info[0]", "exec(open('src/util.py').read()); twice(4)", kind="repl")
    h.block("def thrice(n):", "    return n * 3", "", kind="repl", also=["def thrice(n):\n    return n * 3"])
    h.run("thrice(5)", kind="repl")
    h.queue("a = 1", "b = a + 1", "print('mark', a, b)", kind="repl")
    h.block("for n in range(2):", "    print('row', n)", "", kind="repl", also=["for n in range(2):\n    print('row', n)"])
    h.s.burst("x = (1 +\r")
    h.s.absent.append("(1 +")
    h.s.pause(0.3)
    h.s.key("C-c", pace=0.3)
    h.calm()
    h.run("print('<<done>>')", kind="repl")
    h.stopped("import time; time.sleep(30)", kind="repl")
    h.run("'after'", "len('" + "q" * 150 + "')", kind="repl")
    h.run("exit()", kind="repl", pause=0)


@by(cairn)(["ipython", "--no-banner", "--no-confirm-exit", "--simple-prompt"], (120, 40), FILES, TERM="dumb", term="dumb")
def k11_ipython_plain(h):
    h.run("6 * 7", "import os; os.getcwd() != ''", kind="repl")
    h.block("def twice(n):", "    return n * 2", "", kind="repl", also=["def twice(n):\n    return n * 2"])
    h.run("twice(21)", "!ls src", "print('mark', 7)", kind="repl")
    h.queue("a = 1", "b = a + 1", "a + b", kind="repl")
    h.stopped("import time; time.sleep(30)", kind="repl")
    h.run("'after'", "1 / 0", "'<<end>>'", kind="repl")
    h.run("exit", kind="repl", pause=0)


@by(cairn)(["node", "-i"], (160, 48), FILES, NODE_NO_READLINE="1", term="dumb")
def k12_node_without_its_editor(h):
    h.run("6 * 7", "const f = n => n * 2", "f(21)", kind="repl")
    h.block("function g(n) {", "return n + 1", "}", kind="repl")
    h.run("g(1)", "console.log('mark', 7)", kind="repl")
    h.queue("let a = 1", "let b = a + 1", "a + b", kind="repl")
    h.run("`<<${'end'}>>`", kind="repl")
    h.run(".exit", kind="repl", pause=0)


@by(cairn)(["gdb", "-q", "-nx"], (200, 50), FILES)
def k13_gdb_given_scripts(h):
    h.run("set pagination off", "set confirm off", "set width 0", kind="repl")
    h.run("print 6*7", "echo <<mark>>\\n", kind="repl")
    h.block("define keld", "echo in keld\\n", "print $arg0 * 2", "end", kind="repl")
    h.run("keld 21", kind="repl")
    h.queue("print 1", "print 2", "shell echo <<q>>", kind="repl")
    h.block("python", "import gdb", "gdb.write('row\\n')", "end", kind="repl")
    h.stopped("shell sleep 30", kind="repl")
    h.run("print 7", "python print('" + "g" * 120 + "')", kind="repl")
    h.run("quit", kind="repl", pause=0)


@by(cairn)(["sqlite3"], (80, 24), FILES)
def k14_sqlite_statements_left_open(h):
    h.run(".headers off", ".mode list", "create table k (a, b);", kind="repl")
    h.queue("insert into k values (1, 'one');", "insert into k values (2, 'two');", "select count(*) from k;", kind="repl")
    h.block("select a,", "  b", "from k;", kind="repl")
    h.s.burst("select 'left open\r")
    h.s.pause(0.3)
    h.calm()
    h.s.burst("closed';\r")
    h.s.truth("select 'left open\nclosed';", "repl")
    h.s.pause(0.3)
    h.calm()
    h.run("select '<<' || 'mark' || '>>';", kind="repl")
    h.run("select '" + "s" * 140 + "';", kind="repl")
    h.run(".quit", kind="repl", pause=0)


@by(bash)((80, 24), "keld \\W \\$ ", "", FILES)
def k15_bash_files_put_together(h):
    for at in range(0, 240, 60):
        h.run(f"echo -n '{BLOB[at:at + 60]}' {'>' if not at else '>>'} part.b64", pause=0.05)
    h.run("base64 -d part.b64 2>/dev/null | head -2")
    h.block("python3 - <<'EOF'", "for n in range(2):", "    print('row', n)", "EOF")
    h.run("tee -a new.txt <<< 'one row' >/dev/null; echo EXIT=$?")
    h.run("timeout 0.5 cat; echo EXIT=$?", pause=0.8)
    h.s.burst("echo \"left open\r")
    h.s.pause(0.3)
    h.s.absent.append("left open")
    h.s.burst("\x03")
    h.s.pause(0.3)
    h.calm()
    h.run("echo closed")
    h.run("source <(echo 'echo sourced from nowhere')", "eval \"$(echo 'ls src')\"")
    h.run("exit", pause=0)


@by(bash)((40, 10), "\\$ ", "", FILES)
def k16_bash_in_a_tiny_window(h):
    h.run(*WORK)
    h.run("for f in src/*.py; do echo \"== $f\"; head -1 $f; done")
    h.run("grep -c keld keld.log && echo " + "tiny " * 14 + "window")
    h.block("cat <<EOF | sort", "b row", "a row", "EOF")
    h.stopped("tail -f keld.log")
    h.run("printf '<<%s>>\\n' $?")
    h.run("python3 -c 'print(" + " + ".join(str(n) for n in range(60)) + ")'")
    h.queue("sleep 0.4", "echo q1", "echo q2")
    h.run("exit", pause=0)


@by(bash)((300, 100), "keld:\\w\\$ ", "unset PROMPT_COMMAND\nbind 'set enable-bracketed-paste off'\n", FILES)
def k17_bash_in_a_huge_window(h):
    h.run(*WORK)
    h.block("for n in 1 2 3; do", "  echo row $n", "done")
    h.run("echo " + "huge " * 90 + "end")
    h.block("cat > src/new.py <<'PY'", "def main():", "    print('new')", "", "main()", "PY")
    h.run("python3 src/new.py && echo __OK__ || echo __FAIL__")
    h.stopped("sleep 30")
    h.queue("sleep 0.4", "echo q1", "ls src")
    h.run("clear", "echo cleared")
    h.run("exit", pause=0)


@by(yash)((100, 30), "keld $ ", "", FILES)
def k18_yash_bursts(h):
    h.run(*WORK)
    h.block("for n in 1 2; do", "  echo row $n", "done")
    h.queue("sleep 0.4", "echo q1", "echo q2")
    h.stopped("sleep 30")
    h.run("echo after", "echo '<<mark>>'")
    h.block("cat <<EOF", "in a document", "EOF")
    h.run("exit", pause=0)


@by(cairn)(["tmux", "-f", "@HOME@/tmux.conf", "new-session", "-s", "work", "bash --rcfile @HOME@/rc -i"], (180, 50), {**FILES, "rc": "PS1='agent:\\W\\$ '\n", "tmux.conf": "set -g status off\nset -g default-command 'bash --rcfile @HOME@/rc -i'\n"}, needs=["tmux"])
def k19_tmux_keys_sent_to_the_other_pane(h):
    h.run("ls src")
    h.run("tmux split-window -d -v", pause=0.8)
    h.run("tmux send-keys -t work:0.1 'echo sent over' Enter", pause=0.6)
    h.s.truth("echo sent over", kind="reply")  # nobody typed it there
    h.run("tmux send-keys -t work:0.1 'ls src' Enter", pause=0.6)
    h.s.truth("ls src", kind="reply")
    h.run("tmux capture-pane -p -t work:0.1 | tail -3", "wc -l keld.log")
    h.run("tmux kill-pane -t work:0.1", pause=0.6)
    h.run(*WORK[:3])
    h.stopped("sleep 30")
    h.run("echo after; echo \"<$?>\"")
    h.run("exit", pause=0)


@by(zsh)((80, 24), "%# ", "unsetopt zle\n", FILES, term="dumb")
def k20_zsh_without_its_editor(h):
    h.run("ls src", "wc -l keld.log", "cd src && pwd && cd ..", end="\n")
    h.block("for n in 1 2; do", "  print row $n", "done")
    h.block("cat <<EOF", "a row", "EOF", end="\n")
    h.queue("sleep 0.4", "print q1", "print q2")
    h.stopped("sleep 30")
    h.run("print after", "print '<<mark>>'")
    h.run("print " + "plain " * 20 + "end")
    h.run("exit", pause=0)
