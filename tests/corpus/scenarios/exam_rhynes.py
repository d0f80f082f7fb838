"""Programs that drive shells in their own ways, people who are faster than their prompts, and more pairs of panes."""
from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh
from props.cwms import pair
from props.ghauts import FILES, PATH, lead
from props.kelds import by

JSON = "\\n###STATE###\\n{\"cwd\": \"\\w\", \"last\": $?}\\n###READY###\\n"
CODE = "__c() { printf '\\e]633;D;%s\\a' $?; }\nPROMPT_COMMAND=__c\nPS1='\\[\\e]633;A\\a\\]\\W\\$ \\[\\e]633;B\\a\\]'\nPS0='\\e]633;C\\a'\n"
SCRIPT = ["cat > report.py <<'PYEND'", "import sys", "", "def main(path):", "    for row in open(path):", "        if 'tripped' in row:", "            print(row.split()[1])", "", "main(sys.argv[1])", "PYEND"]
B64 = "echo " + "UGxhbnQgcmVwb3J0" * 60 + " | base64 -d | wc -c"


@by(bash)((100, 30), JSON, "", FILES)
def a01_bash_state_in_json_before_each(h):
    h.run("ls ledger", "grep -c tripped plant.log", "cd ledger && wc -l *.csv; cd ..", pause=0.3)
    h.block(*SCRIPT)
    h.run("python3 report.py plant.log | sort | uniq -c", B64, "false", pause=0.3)
    h.stopped("sleep 30")
    h.run("git status 2>&1 | head -5; echo EXIT:$?", "echo over", pause=0.3)
    h.bye()


@by(bash)((160, 50), "", "PS1=\nPS2=\nstty -echo\n", FILES)
def a02_bash_unseen_with_marks(h):
    h.run("ls ledger; echo __DONE__$?", pause=0.3, kind="unknown")
    h.run("grep -c idle plant.log; echo __DONE__$?", pause=0.3, kind="unknown")
    h.run("stty echo", kind="unknown", pause=0.3)
    h.run("PS1='seen> '", "echo seen now", pause=0.3)
    h.bye()


@by(bash)((120, 40), "", CODE, FILES)
def a03_bash_by_an_editors_helper(h):
    h.run("cd /usr && ls | head -3", "cd", "cat sensors/roof.json", pause=0.25)
    for text in ("grep -n tripped plant.log | head -2", "wc -l plant.log"):
        h.s.paste(text)
        h.s.pause(0.15)
        h.hit(text, see=False)
    h.s.paste("for u in pump boiler; do\n  grep -c $u plant.log\ndone")
    h.calm()
    h.hit("for u in pump boiler; do\n  grep -c $u plant.log\ndone", see=False)
    h.block(*SCRIPT)
    h.run("python3 report.py plant.log | head -3", pause=0.4)
    h.stopped("tail -f plant.log")
    h.run("echo over")
    h.bye()


@by(zsh)((90, 28), "%1~ %# ", "bindkey -e\nunsetopt zle_bracketed_paste 2>/dev/null\n", FILES)
def a04_zsh_cleared_before_each(h):
    for text in ("ls ledger", "grep -c idle plant.log", "print -l sensors/*"):
        h.s.burst("\x15")
        h.run(text, pause=0.3)
    h.block(*SCRIPT)
    h.run("python3 report.py plant.log | tail -2", "clear; ls", B64, pause=0.4)
    h.s.burst("\x03")
    h.s.pause(0.3)
    h.run("print after a break")
    h.bye()


@by(fish)((110, 30), "echo -n (prompt_pwd)'> '", "", FILES)
def a05_fish_by_a_helper(h):
    h.calm(0.6)
    h.run("ls ledger", "grep -c idle plant.log", "cd ledger; and wc -l *.csv; cd ..", pause=0.5)
    h.run("printf '%s\\n' 'import sys' 'print(len(sys.argv))' > r.py; python3 r.py", "string repeat -n 40 ab", pause=0.5)
    h.s.paste("for u in pump boiler\n    grep -c $u plant.log\nend")
    h.calm()
    h.hit("for u in pump boiler\n    grep -c $u plant.log\nend", see=False)
    h.run("echo over", pause=0.4)
    h.bye()


for _number, (_maker, _shell, _prompt) in enumerate([(dash, "dash", "# "), (mksh, "mksh", "agent$ "), (ash, "ash", "\\w $ "), (ksh, "ksh", "k> "), (yash, "yash", "y> "), (tcsh, "tcsh", "%~ %# ")], 10):
    def _play(h, shell=_shell):
        h.run("ls ledger", "grep -c idle plant.log", "cat sensors/roof.json", pause=0.3)
        if shell != "tcsh":
            h.block(*SCRIPT)
            h.run("python3 report.py plant.log | head -2", pause=0.4)
            h.block("for u in pump boiler; do", "grep -c $u plant.log", "done")
        h.run("ls nosuch", "echo one; echo two", "clear", "echo on top", pause=0.3)
        h.queue("echo first of three", "echo second of three", "echo third of three")
        h.stopped("sleep 40")
        h.run("echo a line that is quite a bit longer than the window is wide, so that it is folded by whoever echoes it, twice", "echo over", pause=0.3)
        h.bye()
    _play.__name__ = f"a{_number}_{_shell}_by_a_helper"
    by(_maker)((84, 26), _prompt, files=FILES)(_play)


@by(cairn)(["python3", "-q"], (90, 26), FILES)
def a20_python_given_pieces(h):
    h.run("import json, os", "kw = [3, 40, 211]", "sum(kw)", kind="repl", pause=0.2)
    h.block("def watt(x):", "    return x * 1000", "", kind="repl", also=["def watt(x):\n    return x * 1000"])
    h.run("print(json.dumps({'kw': kw, 'all': sum(kw)}))", "[watt(k) for k in kw]", "1 / 0", kind="repl", pause=0.2)
    h.queue("a = 1", "b = 2", "print(a + b)", kind="repl")
    h.run("exit()", kind="repl")


@by(cairn)(["gdb", "-q", "-nx"], (100, 30), FILES)
def a21_gdb_given_many_at_once(h):
    h.run("set pagination off", "set confirm off", "print 6 * 7", kind="repl", pause=0.2)
    h.queue("print 1", "print 2", "show width", kind="repl")
    h.block("define trip", "echo tripped\\n", "end", kind="repl")
    h.run("trip", "info display", kind="repl", pause=0.2)
    h.run("quit", kind="repl")


@by(cairn)(["sqlite3"], (80, 24), FILES)
def a22_sqlite_given_rows(h):
    h.run("create table r (u text, kw int);", "insert into r values ('pump', 3), ('boiler', 40);", kind="repl", pause=0.2)
    h.block("select u,", "  sum(kw)", "from r", "group by u;", kind="repl")
    h.run(".headers on", "select count(*) from r;", kind="repl", pause=0.2)
    h.run(".quit", kind="repl")


# prompts that take their time
SLOW = "__s() { sleep 0.5; }\nPROMPT_COMMAND=__s\n"


@bash((80, 24), "\\W (main *) \\$ ", SLOW, FILES)
def f01_bash_faster_than_its_prompt(h):
    h.calm(0.8)
    h.put("ls ledger")
    h.s.enter("ls ledger", wait=False)
    for text in ("echo early one", "grep -c idle plant.log", "echo early three"):
        h.s.pause(0.1)
        h.put(text, "quick")
        h.s.key("Enter", pace=0.05)
        h.s.truth(text, ahead=True)
        h.s.pause(0.9)
    h.calm(0.9)
    h.put("echo half befo")
    h.s.pause(0.1)
    h.put("re")
    h.hit("echo half before", see=False)
    h.calm(0.8)
    h.put("cat sensors/roof.json")
    h.s.enter("cat sensors/roof.json", wait=False)
    h.s.type("echo begun too soon", 0.03)
    h.s.pause(0.9)
    h.calm(0.6)
    h.keys("BSpace", "BSpace", "BSpace", "BSpace", pause=0.08)
    h.put("early", "even")
    h.hit("echo begun too early", see=False)
    h.calm(0.8)
    h.bye()


@zsh((72, 22), "%1~ main %# ", "precmd() { sleep 0.5 }\nbindkey -e\n", FILES)
def f02_zsh_faster_than_its_prompt(h):
    h.calm(0.9)
    h.put("ls ledger")
    h.s.enter("ls ledger", wait=False)
    for text in ("print early one", "grep -c idle plant.log", "print early three"):
        h.s.pause(0.1)
        h.put(text, "quick")
        h.s.key("Enter", pace=0.05)
        h.s.truth(text, ahead=True)
        h.s.pause(0.9)
    h.calm(0.9)
    h.put("cat sensors/roof.json")
    h.s.enter("cat sensors/roof.json", wait=False)
    h.s.type("print begun too soon", 0.03)
    h.s.pause(0.9)
    h.calm(0.6)
    h.keys("BSpace", "BSpace", "BSpace", "BSpace", pause=0.08)
    h.put("early", "even")
    h.hit("print begun too early", see=False)
    h.calm(0.9)
    h.bye()


PAIRS = [("bash", "zsh", "%", (96, 22)), ("tcsh", "ksh", '"', (90, 36)), ("gdb", "python", "%", (140, 30)), ("node", "bash", "%", (118, 26)), ("busybox", "fish", '"', (80, 38)), ("sqlite", "mksh", '"', (74, 30)),
         ("ipython", "zsh", "%", (150, 32)), ("irb", "tcsh", "%", (128, 24)), ("ash", "dash", "%", (84, 22)), ("yash", "bash2", '"', (70, 40)), ("fish", "ksh", "%", (130, 36)), ("lua", "octave", '"', (88, 34))]
for _number, (_first, _second, _how, _size) in enumerate(PAIRS, 40):
    pair("rhyne", _number, _first.replace("busybox", "ash"), _second, _how, _size, "set -g status-left ''\n", deeds=8, must=["block half", "crossed named", "found busy"][_number % 3])


@cairn(["tmux", "-L", "rhyne", "-f", "@HOME@/t.conf", "new-session"], (132, 36), {**FILES, "t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'exec bash --rcfile ~/rc -i'\n", "rc": "PS1='\\W@$TMUX_PANE$ '\nHISTFILE=~/.hist\n"}, PATH=PATH)
def s01_tmux_three_and_a_window(h):
    h.blind("echo in the first")
    lead(h, "%", pause=0.8)
    h.blind("echo in the second")
    lead(h, '"', pause=0.8)
    h.blind("echo in the third", "python3 -q")
    h.blind("6 * 7", kind="repl")
    lead(h, "o")
    h.put("echo half in the first ")
    lead(h, "o")
    h.blind("ls ledger")
    lead(h, "o")
    h.blind("print('third again')", kind="repl")
    lead(h, "o")
    h.put("and the rest")
    h.hit("echo half in the first and the rest", see=False)
    lead(h, "c", pause=0.8)
    h.blind("echo another window")
    lead(h, "l")
    h.blind("echo first window again")
    h.bye("tmux kill-server")
