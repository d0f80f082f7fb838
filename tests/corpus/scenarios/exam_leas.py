"""One list of trials for each shell, in a narrow and in a wide window: wraps mended in their middle, long searches, blocks recalled, wide letters, noise, bars, pastes, pulls, given-up lines; then the interpreters."""
from props.cairns import ash, bash, cairn, fish, ksh, mksh, tcsh, yash, zsh
from props.ghylls import BIN, PATH

CROAK = "#!/bin/sh\nfor n in 1 2 3; do sleep 0.5; echo \"crow $n calls\"; done\n"
FILES = {"crow": CROAK, **BIN}
LONG = "echo the meadow lies between two hedges and a brook, and in the summer it is cut twice, in June and again in September"


def trial(h, loop, wet="the wet meadow", wide=True):
    """What each shell can; wet is what two words to the right and a word put in there make."""
    h.blind("ls notes", "wc -l ghyll.log")
    h.put(LONG)
    h.keys("C-a", pause=0.25)
    h.keys("M-f", "M-f", pause=0.15)
    h.put(" wet", "slow")
    h.calm()
    h.hit(LONG.replace("the meadow", wet), see=wet)
    h.put("echo one two thre")
    h.keys(*["BSpace"] * 4, pause=0.08)
    h.put("three", "slow")
    h.hit("echo one two three", see=False)
    h.rows(*loop)
    h.never("rm -rf /never/here")
    h.keys("Up", "Up", pause=0.25)
    h.keys("C-e", pause=0.1)
    h.calm()
    h.keys("C-c", pause=0.3)
    if wide:
        h.blind("echo 牧草地 と 小川 ok", "echo hétérogène ß ø")
    h.ahead("sleep 0.8", "echo first ahead", "echo second ahead", after=1.5)
    h.ahead("build", "echo ahead of a bar", after=2)
    h.go("./crow &", None, 0.2)
    h.put("echo typed among crows", "slow")
    h.hit("echo typed among crows", see=False)
    h.s.pause(1)
    h.calm()
    h.hit(None)
    h.put("echo pulled ")
    h.pull(*(size - 4 for size in h.s.spec["size"]))
    h.put("in the middle", "slow")
    h.hit("echo pulled in the middle", see=False)
    h.blind("printf 'no end'", "echo after no end", "echo over")
    h.bye()


FOR = "for n in 1 2; do", "echo $n", "done"
EACH = "foreach n (1 2)", "echo row $n", "end"


@ksh((44, 13), "$ ", "PS1='${PWD##*/}@lea $ '\nset -o emacs -o multiline\n", FILES, PATH=PATH)
def l01_ksh_narrow(h):
    trial(h, FOR)


@ksh((132, 40), "$ ", "PS1='lea $ '\nset -o emacs\n", FILES, PATH=PATH)
def l02_ksh_wide(h):
    trial(h, FOR)


@tcsh((46, 14), "%n@lea:%c%# ", "bindkey -e\n", FILES, PATH=PATH)
def l03_tcsh_narrow(h):
    trial(h, EACH)


@tcsh((130, 38), "lea %h > ", "bindkey -e\n", FILES, PATH=PATH)
def l04_tcsh_wide(h):
    trial(h, EACH)


@ash((48, 14), "\\u@lea # ", "", FILES, PATH=PATH)
def l05_ash_narrow(h):
    trial(h, FOR, wide=False)


@ash((128, 36), "lea:\\W # ", "", FILES, PATH=PATH)
def l06_ash_wide(h):
    trial(h, FOR, wide=False)


@mksh((120, 34), "lea $ ", "PS1='lea $ '\n", FILES, PATH=PATH)
def l07_mksh_wide(h):
    trial(h, FOR)


@yash((50, 15), "lea \\$ ", "set -o emacs\n", FILES, PATH=PATH)
def l08_yash_narrow(h):
    trial(h, FOR, wide=False)


@zsh((45, 14), "%n@lea %1~ %# ", "bindkey -e\nRPROMPT='%T'\n", FILES, PATH=PATH)
def l09_zsh_narrow(h):
    trial(h, FOR, wet="the  wetmeadow")  # its words end where the next begins


@bash((43, 13), "\\u@lea:\\W\\$ ", "", FILES, PATH=PATH)
def l10_bash_narrow(h):
    trial(h, FOR)


@fish((49, 15), "echo -n (prompt_pwd)' ~> '", "function fish_right_prompt; date +%H:%M; end\n", FILES, PATH=PATH)
def l11_fish_narrow(h):
    fish_trial(h)


def fish_trial(h):
    h.blind("ls notes", "wc -l ghyll.log", LONG)
    h.rows("for n in 1 2", "echo $n", "end", also=["for n in 1 2\n    echo $n\nend"])
    h.never("rm -rf /never/here")
    h.blind("echo 牧草地 と 小川 ok")
    h.ahead("sleep 0.8", "echo first ahead", "echo second ahead", after=1.5)
    h.ahead("build", "echo ahead of a bar", after=2)
    h.put("echo pulled ")
    h.pull(60, 18)
    h.put("in the middle", "slow")
    h.hit("echo pulled in the middle", see=False)
    h.blind("printf 'no end'", "echo after no end", "echo over")
    h.bye()


def pane(run, size, **files):
    own = {name.replace("_", "."): text for name, text in files.items()}
    return cairn(["tmux", "-L", "lea", "-f", "@HOME@/t.conf", "new-session"], size, {**FILES, **own, "t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command ~/run\n", "run": f"#!/bin/sh\nexec {run}\n"}, needs=[run.split()[0]] if "=" not in run else [], PATH=PATH)


def half(h, loop):
    h.say("ls notes")
    h.s.key("C-b", pace=0.15)
    h.s.key("%", pace=0.7)
    h.calm()
    h.blind("wc -l ghyll.log", LONG)
    h.rows(*loop)
    h.never("halt --never")
    h.ahead("sleep 0.8", "echo first ahead", "echo second ahead", after=1.5)
    h.ahead("build", "echo ahead of a bar", after=2)
    h.put("echo typd")
    h.keys("Left", pause=0.15)
    h.put("e")
    h.hit("echo typed")
    h.blind("printf 'no end'", "echo after no end", "exit")
    h.s.pause(0.6)
    h.calm()
    h.say("echo alone")
    h.bye()


@pane("tcsh", (100, 28), _tcshrc="set prompt='%n:%c%# '\nunset autologout\nbindkey -e\nset history=30\n")
def l12_pane_tcsh(h):
    half(h, EACH)


@pane("env ENV=krc ksh93 -i", (110, 30), krc="PS1='lea $ '\nset -o emacs\n")
def l13_pane_ksh(h):
    half(h, FOR)


@pane("env ENV=krc busybox ash", (96, 26), krc="PS1='lea # '\n")
def l14_pane_ash(h):
    half(h, FOR)


@pane("zsh -i", (120, 32), _zshrc="PROMPT='%n@lea %1~ %# '\nRPROMPT='%T'\nbindkey -e\n")
def l15_pane_zsh(h):
    half(h, FOR)


def repl(h, *texts):
    h.blind(*texts, kind="repl")


@cairn(["/usr/bin/python3", "-q"], (44, 13), FILES, PATH=PATH)
def l16_python_narrow(h):
    repl(h, "x = [n * n for n in range(12) if n % 2 == 0 and n > 2]", "sum(x)")
    h.put("print('a string that is longer than this narrow window')")
    h.keys("C-a", pause=0.2)
    h.keys("M-f", "C-f", "C-f", pause=0.15)
    h.put("not ", "slow")
    h.hit("print('not a string that is longer than this narrow window')", "repl", see=False)
    h.rows("def twice(n,", "          more=0):", "    if more:", "        n += more", "    return n * 2", "", kind="repl", also=["def twice(n,\n          more=0):\n    if more:\n        n += more\n    return n * 2"])
    repl(h, "twice(4, more=2)")
    h.rows("text = '''one", "", "two'''", kind="repl")
    h.never("never = 3")
    h.keys("C-r", pause=0.2)
    h.put("sum", "slow")
    h.hit("sum(x)", "repl", see=False)
    repl(h, "'牧草地' + 'é'")
    h.put("import time; time.sleep(0.8)")
    h.s.enter("import time; time.sleep(0.8)", "repl", wait=False)
    h.s.pause(0.2)
    for text in ("print('ahead')", "len(x)"):
        h.put(text, "quick")
        h.s.key("Enter", pace=0.05)
        h.s.truth(text, "repl", ahead=True)
    h.s.pause(1.3)
    h.calm()
    repl(h, "print('over')", "exit()")


@cairn(["node"], (46, 14), FILES, PATH=PATH, needs=["node"])
def l17_node_narrow(h):
    h.s.pause(0.6)
    h.calm(0.4)
    repl(h, "const x = [1, 2, 3].map(n => n * n).filter(n => n > 1)", "x.length")
    h.rows("function twice(n) {", "return n * 2", "}", kind="repl")
    h.put("twice(2)")
    h.keys("Left", pause=0.1)
    h.put("1", "slow")
    h.hit("twice(21)", "repl", see=False)
    h.rows("const t = `one", "two`", kind="repl")
    h.never("never.more()")
    h.keys("Up", "Up", pause=0.25)
    h.calm()
    h.keys("C-c", pause=0.3)
    h.put("tw")
    h.s.pause(0.3)
    h.keys("Right", pause=0.3)
    h.calm()
    h.keys("C-u", pause=0.2)
    repl(h, "'牧草地'.length", "x.reduce((a, b) => a + b, 0) + 'a long string that has to wrap in here'.length", ".exit")


@cairn(["gdb", "-q", "-nx"], (50, 15), FILES, PATH=PATH, needs=["gdb"])
def l18_gdb_narrow(h):
    h.s.pause(0.5)
    h.calm(0.4)
    repl(h, "print 6 * 7", "set confirm off", "print \"a string that is longer than this narrow window is\"")
    h.rows("define twice", "print $arg0 * 2", "end", kind="repl")
    repl(h, "twice 21")
    h.put("shell sleep 0.8")
    h.s.enter("shell sleep 0.8", "repl", wait=False)
    h.s.pause(0.2)
    for text in ("print 1", "print 2"):
        h.put(text, "quick")
        h.s.key("Enter", pace=0.05)
        h.s.truth(text, "repl", ahead=True)
    h.s.pause(1.3)
    h.calm()
    h.never("delete never")
    h.keys("Up", "Up", "Up", "Up", pause=0.2)
    h.calm()
    h.hit(h.seen("(gdb) "), "repl", see=False)
    h.put("info si")
    h.keys("C-w", pause=0.15)
    h.put("line", "slow")
    h.hit("info line", "repl", see=False)
    repl(h, "quit")


@cairn(["ipython3", "--no-banner"], (56, 18), FILES, IPYTHONDIR="@HOME@/.ipython", PAGER="cat", needs=["ipython3"])
def l19_ipython_narrow(h):
    h.s.pause(1)
    h.calm(0.6)
    repl(h, "x = [n * n for n in range(12) if n % 2 == 0 and n > 2]", "sum(x)")
    h.rows("for n in range(2):", "print('row', n)", "", kind="repl", also=["for n in range(2):\n    print('row', n)"])
    h.put("print('a string that is longer than this narrow window')")
    h.keys("C-a", pause=0.2)
    h.keys("M-f", "C-f", "C-f", pause=0.15)
    h.put("not ", "slow")
    h.hit("print('not a string that is longer than this narrow window')", "repl", see=False)
    h.s.paste("def twice(n):\n    return n * 2\n")
    h.s.pause(0.3)
    h.s.key("Enter", pace=0.3)
    h.calm()
    if "]: def twice" in h.s.screen() and not h.s.cursor_line().rstrip().endswith("]:"):
        h.s.key("Enter", pace=0.3)
        h.calm()
    h.s.truth("def twice(n):\n    return n * 2", "repl", also=["def twice(n):\n    return n * 2\n"])
    repl(h, "twice(4)", "!echo 牧草地")
    h.put("import time; time.sleep(0.8)")
    h.s.enter("import time; time.sleep(0.8)", "repl", wait=False)
    h.s.pause(0.2)
    h.put("len(x)", "quick")
    h.s.key("Enter", pace=0.05)
    h.s.truth("len(x)", "repl", ahead=True)
    h.s.pause(1.4)
    h.calm()
    h.never("never = 3")
    repl(h, "%who", "exit")
