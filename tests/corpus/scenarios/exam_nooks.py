"""Agents once more: other shells and interpreters than bash, documents of several sizes, text and Enter in two writes, marks, time-outs, answers; ordinary windows."""
from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, zsh
from props.ghylls import BIN, PATH

UNIT = "[Unit]\nDescription=A nook\nAfter=network.target\n\n[Service]\nExecStart=/usr/bin/nook --port 80\nRestart=always\n\n[Install]\nWantedBy=multi-user.target"
LONG = "\n".join(f"line {n}: {'x' * (n % 30)}" if n % 7 else "" for n in range(1, 46))


def tell(h, *texts, end="\r", kind="command", pause=0.4, apart=False):
    for text in texts:
        h.s.place = h.s._look()[0]
        if apart:
            h.s.burst(text.replace("\n", end))
            h.s.pause(0.15)
            h.s.burst(end)
        else:
            h.s.burst(text.replace("\n", end) + end)
        h.s.truth(text.rstrip("\n"), kind, also=[text])
        h.s.pause(pause)
        h.calm()


def deeds(h, loop="for n in 1 2; do\necho $n\ndone", document=True, **how):
    tell(h, "ls notes", "wc -l ghyll.log; echo __RC__", "cat notes/one.txt", **how)
    tell(h, loop, **how)
    if document:
        tell(h, f"cat > unit.txt <<'EOF'\n{UNIT}\nEOF", pause=0.7, **how)
        tell(h, f"cat > long.txt <<'EOF'\n{LONG}\nEOF", pause=1.2, **how)
    tell(h, "wc -l ghyll.log notes/one.txt", "echo \"a longer line that an agent sends with 'quotes', a \\$ and a pipe\" | tr a-z A-Z", **how)
    h.s.burst("sleep 30" + how.get("end", "\r"))
    h.s.truth("sleep 30")
    h.s.pause(0.6)
    h.s.key("C-c", pace=0.4)
    h.calm()
    tell(h, "echo after the time-out", "clear", "echo after clear", **how)
    h.s.burst("echo a\recho b\r")
    h.s.truth("echo a", ahead=True)
    h.s.truth("echo b", ahead=True)
    h.s.pause(0.6)
    h.calm()
    tell(h, "exit", **how)


@zsh((100, 30), "%n@nook %1~ %# ", "bindkey -e\n", BIN, PATH=PATH)
def n01_zsh(h):
    deeds(h)


@zsh((80, 24), "%F{cyan}%~%f ❯ ", "bindkey -e\nRPROMPT='%T'\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\n", BIN, PATH=PATH)
def n02_zsh_apart(h):
    deeds(h, apart=True, document=False)


@ksh((90, 28), "$ ", "PS1='nook $ '\nset -o emacs\n", BIN, PATH=PATH)
def n03_ksh(h):
    deeds(h)


@mksh((84, 26), "$ ", "PS1='nook $ '\n", BIN, PATH=PATH)
def n04_mksh(h):
    deeds(h)


@ash((80, 24), "\\w # ", "PS1='/nook # '\n", BIN, PATH=PATH)
def n05_ash(h):
    deeds(h)


@dash((120, 35), "$ ", "PS1='$ '\n", BIN, PATH=PATH)
def n06_dash(h):
    deeds(h, end="\n")


@tcsh((88, 26), "nook %h> ", "bindkey -e\n", BIN, PATH=PATH)
def n07_tcsh(h):
    deeds(h, loop="foreach n (1 2)\necho row $n\nend", document=False)


@fish((100, 30), "echo -n 'nook> '", "", BIN, PATH=PATH)
def n08_fish(h):
    deeds(h, loop="for n in 1 2; echo $n; end", document=False, pause=0.6)


@bash((80, 24), "\\u@nook:\\w\\$ ", "", BIN, PATH=PATH)
def n09_bash_apart(h):
    deeds(h, apart=True)


@bash((200, 50), "nook:\\w\\$ ", "PS2='+ '\n", BIN, PATH=PATH)
def n10_bash_wide(h):
    deeds(h, end="\n")


@bash((90, 28), "\\W \\$ ", "", BIN, PATH=PATH, needs=["sqlite3", "node"])
def n11_bash_interpreters(h):
    tell(h, "sqlite3 nook.db", pause=0.6)
    tell(h, "create table t (id int, name text);", "insert into t values (1, 'oak'),\n (2, 'ash');", "select name\nfrom t\nwhere id = 2;", ".quit", kind="repl")
    tell(h, "node", pause=1.0)
    tell(h, "const x = [1, 2, 3]", "function f(n) {\nreturn n * 2\n}", "x.map(f)", ".exit", kind="repl", pause=0.6)
    tell(h, "/usr/bin/python3 -q", pause=0.8)
    tell(h, "x = 6", "for n in range(2):\n    print('row', n)\n", "print(x * 7)", "exit()", kind="repl", pause=0.5)
    tell(h, "echo over", "exit")
