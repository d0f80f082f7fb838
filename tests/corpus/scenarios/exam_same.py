"""Prompts of interpreters that people change, prompts that look like another program's, and places that look the same inside and outside."""
from drive import scenario
from props import bash, block, machine

OUT = r"web-1:~# $"


@scenario(["python3", "-q", "-i", "start.py"], prompt=r"^py\[\d+\]: $", history="", files={"start.py":
          "import sys\nclass P:\n    n = 0\n    def __str__(self):\n        P.n += 1\n        return f'\\x01\\x1b[1;32m\\x02py[{P.n}]: \\x01\\x1b[0m\\x02'\nsys.ps1, sys.ps2 = P(), '      | '\n"})
def python_that_counts(s):
    s.run("x = 40", kind="repl")
    s.type("x + 3")
    s.key("BSpace", pace=0.1)
    s.type("2")
    s.enter("x + 2", kind="repl")
    block(s, ["for i in range(2):", "    print('row', i)", ""], r"^ +\| $")
    s.key("Up", "Up", "Up", "Up", pace=0.15)
    s.key("C-u", pace=0.1)
    s.run("'end'", kind="repl")
    s.run("exit()", kind="repl", wait=False)


@scenario(["sqlite3", "-init", "@HOME@/init.sql"], prompt="^db> $", history="", files={"init.sql": ".prompt 'db> ' '  -> '\n.mode box\n"}, size=(70, 20))
def sqlite_with_a_prompt_of_its_own(s):
    block(s, ["create table t (", "a, b);"], "^  -> $")
    s.run("insert into t values (1, 'x'), (2, 'y');", kind="repl")
    s.run("select * from t where b = 'x';", kind="repl")
    s.key("Up", pace=0.15)
    s.key("BSpace", "BSpace", "BSpace", pace=0.06)
    s.type("y';")
    s.enter("select * from t where b = 'y';", kind="repl")
    block(s, ["select count(*)", "from t;"], "^  -> $")
    s.run(".exit", kind="repl", wait=False)


@scenario(["gdb", "-q", "-nx", "-ex", "set prompt \\033[1;34mgdb\\033[0m $ "], prompt=r"^gdb \$ $", history="")
def gdb_with_a_coloured_prompt(s):
    s.run("print 1 + 1", kind="repl")
    s.type("prnt 2")
    s.key("C-a", "C-f", "C-f", pace=0.06)
    s.type("i")
    s.enter("print 2", kind="repl")
    block(s, ["define two", "print 2", "end"], "^ *>$")
    s.run("two", kind="repl")
    s.key("Up", "Up", pace=0.15)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("info line", kind="repl")
    s.run("quit", kind="repl", wait=False)


@scenario(["node", "-e", "require('repl').start({prompt: 'js[1] » '})"], prompt=r"^js\[1\] » $", history="", size=(80, 24))
def node_with_a_prompt_of_its_own(s):
    s.run("const a = [3, 1, 2]", kind="repl")
    s.type("a.sor", pace=0.06)
    s.pause(0.3)
    s.type("t()")
    s.enter("a.sort()", kind="repl")
    s.run("a.map(x => x + 1)", kind="repl")
    s.key("Up", "Up", pace=0.2)
    s.enter("a.sort()", kind="repl")
    s.type("never_run(")
    s.key("C-c", pace=0.3)
    s.absent.append("never_run")
    s.wait()
    s.run(".exit", kind="repl", wait=False)


@scenario(["bash", "--norc", "--noprofile", "-i"], env={"PS1": ">>> ", "PS2": "... ", "HISTFILE": "@HOME@/.hist"}, prompt="^>>> $", needs=["python3"])
def bash_that_looks_like_python(s):
    s.run("echo in bash", exit=0)
    block(s, ["for i in 1 2; do", "echo $i", "done"], r"^\.\.\. $", kind="command", exit=0)
    s.run("python3 -q", wait="^>>> $")
    s.pause(0.3)
    s.run("print('in python')", kind="repl")
    block(s, ["for i in range(2):", "    print(i)", ""], r"^\.\.\. $")
    s.run("exit()", kind="repl")
    s.run("echo in bash again", exit=0)
    s.run("exit", wait=False)


@bash(env={"PS1": "$ "}, prompt=r"^\$ $", needs=["dash", "zsh", "busybox"])
def one_sign_in_all_shells(s):
    it = r"^\$ $"
    s.run("echo in bash", exit=0)
    s.run("dash", wait=it)
    s.run("PS1='$ '", wait=it)
    s.run("echo in dash", wait=it)
    s.run("zsh -f", wait=it)
    s.run("echo in zsh", wait=it)
    s.key("Up", pace=0.15)
    s.type(" again")
    s.enter("echo in zsh again", wait=it)
    s.run("busybox sh", wait=it)
    s.type("echo in busyboxx")
    s.key("BSpace", pace=0.1)
    s.enter("echo in busybox", wait=it)
    for _ in range(3):
        s.run("exit", wait=it)
    s.run("echo in bash again", exit=0)
    s.run("exit", wait=False)


@machine("web-2", needs=["sudo", "su"], files={".bashrc": "PS1='# '\n"}, env={"PS1": "# "}, prompt="^# $")
def one_sign_on_all_machines(s):
    it = "^# $"
    s.run("echo here", exit=0, wait=it)
    s.run("ssh -t web-2 'PS1=\"# \" exec bash --norc --noprofile'", wait=it)
    s.run("echo there", wait=it)
    s.type("echo there agian")
    s.key("BSpace", "BSpace", "BSpace", pace=0.06)
    s.type("ain")
    s.enter("echo there again", wait=it)
    s.run("sudo PS1='# ' bash --norc --noprofile", wait=it)
    s.run("id -u", wait=it)
    s.run("exit", wait=it)
    s.run("exit", wait=it)
    s.run("echo here again", exit=0, wait=it)
    s.run("exit", wait=False)


@bash(files={"inputrc": "set completion-ignore-case on\n"}, size=(80, 24))
def a_chain_that_is_run_again(s):
    """Ctrl-O: the line, and the next one of the history is there."""
    for text in ("echo step one", "echo step two", "echo step three"):
        s.run(text, exit=0)
    s.key("Up", "Up", "Up", pace=0.12)
    for n in ("one", "two", "three"):
        s.wait(f"echo step {n}$")
        s.key("C-o", pace=0)
        s.truth(f"echo step {n}", exit=0)
        s.see(f"\nstep {n}\n")
        s.pause(0.25)
    s.key("C-u", pace=0.1)
    s.wait(OUT)
    s.type("echo 'a b' c")
    s.key("C-a", "C-k", "C-y", "C-y", pace=0.08)
    s.enter("echo 'a b' cecho 'a b' c", exit=0)
    s.run("fc -s step", exit=0, also=["echo step three"])
    s.run("exit", wait=False)


@scenario(["zsh", "-i"], prompt="# $", files={".zshrc": "HISTFILE=~/.hist HISTSIZE=99 SAVEHIST=99\nPROMPT='%# '\nhello() { zle -M 'a message below the line: rm -rf /fake/message' }\nzle -N hello; bindkey '^G' hello\n"
          "told() { print -u2 'told by a hook: rm -rf /fake/hook' }\nautoload -U add-zsh-hook; add-zsh-hook precmd told\nwords() { LBUFFER+='some words ' }\nzle -N words; bindkey '^T' words\n"}, size=(80, 20))
def zsh_messages_and_hooks(s):
    s.absent.append("/fake/")
    s.run("echo one")
    s.type("echo two")
    s.key("C-g", pace=0.3)
    s.type(" three")
    s.enter("echo two three")
    s.type("echo ")
    s.key("C-t", pace=0.15)
    s.type("and more")
    s.enter("echo some words and more")
    s.key("Up", pace=0.15)
    s.enter("echo some words and more")
    s.type("echo held")
    s.key("M-a", pace=0)                           # run, and kept in the line
    s.truth("echo held")
    s.see("\nheld")
    s.pause(0.3)
    s.wait("held$")
    s.type(" again")
    s.enter("echo held again")
    s.run("read -q 'x?Sure? '; echo $x", wait=r"Sure\? $")
    s.type("y")
    s.wait()
    s.run("x=abc; vared x; echo $x", wait="abc$")
    s.type("d")
    s.enter("abcd", kind="reply")
    s.run("exit", wait=False)
