"""Keys that end nothing, keys that end two lines, lines that come back by themselves, prompts that are late, questions that look like prompts, what the terminal driver throws away."""
from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh
from props.ghylls import BIN, PATH
from props.linns import STANDINS

FILES = {**BIN, **STANDINS, "seven/one.md": "1\n", "seven/two.md": "2\n"}


def repl(h, *texts):
    h.blind(*texts, kind="repl")


def half(h, text, keys=("C-d",), more="", kind="command", pause=0.35):
    h.put(text)
    for key in keys:
        h.s.key(key, pace=pause)
    h.calm()
    if more:
        h.put(more)
    h.hit(text + more, kind, see=False)


@bash((84, 24), "\\u@strand:\\w\\$ ", "set -o vi\n", FILES, PATH=PATH)
def s01_bash_vi_end_that_commits(h):
    """In vi's insert mode the key for the end runs a line that is not empty."""
    h.say("ls notes")
    for text in ("echo one", "ls seven", "echo 'two three'"):
        h.put(text)
        h.hit(text, key="C-d")
    h.put("echo mended tow")
    h.vi("hxp", 0.2)
    h.calm()
    h.hit("echo mended two", see=False)
    h.put("for n in 1 2; do")
    h.s.key("C-d", pace=0.2)
    h.put("echo $n")
    h.s.key("C-d", pace=0.2)
    h.put("done")
    h.hit("for n in 1 2; do\necho $n\ndone", see=False, key="C-d")
    h.say("echo by enter")
    h.never("halt --never")
    h.put("echo over")
    h.hit("echo over", key="C-d")
    h.bye()


@bash((84, 24), "\\u@strand:\\w\\$ ", "", FILES, PATH=PATH, needs=["ipython3", "node", "lua5.4", "bc", "python3"], IPYTHONDIR="@HOME@/.ipython")
def s02_bash_interpreters_end_that_is_none(h):
    h.go("ipython3 --no-banner", "]:", 2)
    h.calm(0.6)
    half(h, "6 * 7", kind="repl")
    repl(h, "exit")
    h.s.pause(0.6)
    h.calm()
    h.go("node", ">", 0.7)
    half(h, "6 * 7", kind="repl")
    half(h, "[1, 2]", ("C-d",), ".length", kind="repl")
    repl(h, ".exit")
    h.go("bc -q", None, 0.3)
    half(h, "6 * 7", ("C-d",), "", kind="repl")
    repl(h, "quit")
    h.go("cat > notes/new.txt", None, 0.2)
    h.put("a row", "even")
    h.s.key("C-d", pace=0.2)
    h.s.key("Enter", pace=0.2)
    h.s.key("C-d", pace=0.3)
    h.calm()
    h.go("lua5.4", ">", 0.4)
    half(h, "print(6 * 7)", kind="repl")
    h.s.key("C-d", pace=0.3)
    h.calm()
    h.go("/usr/bin/python3 -q", ">>>", 0.5)
    h.put("for n in (1, 2):")
    h.s.key("Enter", pace=0.2)
    h.put("    print(n)")
    h.s.key("C-d", pace=0.2)
    h.s.key("Enter", pace=0.2)
    h.s.enter("for n in (1, 2):\n    print(n)", "repl", wait=False, also=["for n in (1, 2):\n    print(n)\n"])
    h.calm()
    h.s.key("C-d", pace=0.3)
    h.calm()
    h.say("echo over")
    h.bye()


def in_another(h, sign):
    h.go("sudo -u root bash --norc", "bash-5", 0.6)
    h.calm()
    half(h, "echo in the other")
    half(h, "echo and", ("C-d",), " on")
    h.say("exit")
    h.go("env PS1='inner %# ' zsh -f", "inner", 0.6)
    h.calm()
    half(h, "print in zsh")
    half(h, "print no", ("C-d",), " list")
    h.say("exit")
    h.go("sh", sign, 0.4)
    h.say("echo in sh")
    h.say("exit")
    h.say("echo over")
    h.bye()


@bash((84, 24), "\\u@strand:\\w\\$ ", "", FILES, PATH=PATH, needs=["sudo", "zsh"])
def s03_bash_others_end_that_is_none(h):
    in_another(h, "#")


@cairn(["tmux", "-L", "strand", "-f", "@HOME@/t.conf", "new-session"], (100, 30), {"t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'exec bash --rcfile ~/rc -i'\n", "rc": "PS1='\\u@strand:\\W\\$ '\n", **FILES}, PATH=PATH)
def s04_tmux_bash_end_that_is_none(h):
    h.say("ls notes")
    half(h, "echo in half")
    half(h, "echo no", ("C-d", "C-d"), " list")
    h.s.key("C-b", pace=0.15)
    h.s.key("%", pace=0.6)
    h.calm()
    half(h, "echo in a pane")
    h.say("echo on the right", "exit")
    h.s.pause(0.5)
    h.calm()
    h.say("echo over")
    h.bye()


@zsh((84, 24), "%n@strand %1~ %# ", "bindkey -e\nbindkey -s '^Xl' 'ls notes^M'\nbindkey -s '^Xt' 'echo one^Mecho two^M'\nbindkey -s '^Xh' 'echo half '\nrun-both() { BUFFER='print by widget'; zle accept-line }\nzle -N run-both\nbindkey '^Xw' run-both\nbindkey '^Xg' get-line\n", FILES, PATH=PATH)
def s05_zsh_keys_that_press_enter(h):
    h.say("ls seven")
    h.s.key("C-x", pace=0.1)
    h.s.key("l", pace=0)
    h.s.truth("ls notes")
    h.s.pause(0.5)
    h.calm()
    h.s.key("C-x", pace=0.1)
    h.s.key("t", pace=0)
    h.s.truth("echo one")
    h.s.truth("echo two")
    h.s.pause(0.5)
    h.calm()
    h.keys("C-x", "h", pause=0.2)
    h.put("done")
    h.hit("echo half done")
    h.put("thrown away")
    h.s.key("C-x", pace=0.1)
    h.s.key("w", pace=0)
    h.s.truth("print by widget")
    h.s.pause(0.5)
    h.calm()
    h.put("echo pushed")
    h.keys("M-q", pause=0.2)
    h.s.key("Enter", pace=0.3)
    h.calm()
    h.hit("echo pushed", see=False)
    h.put("ls seven")
    h.s.key("M-h", pace=0)
    h.s.truth("run-help ls")  # the widget's own line
    h.s.pause(0.8)
    h.calm()
    if "ls seven" not in h.s.cursor_line():
        h.s.type("q", 0.4)
        h.calm()
    h.keys("C-c", pause=0.3)
    h.put("print -z 'echo from the stack'")
    h.hit("print -z 'echo from the stack'")
    h.s.pause(0.2)
    h.hit("echo from the stack")
    h.put("print -z 'echo to be'")
    h.hit("print -z 'echo to be'")
    h.put(" ended")
    h.hit("echo to be ended")
    h.say("echo over")
    h.bye()


@tcsh((84, 24), "strand:%c%# ", "bindkey -e\nbindkey -s '^T' 'ls notes\\n'\nbindkey -s '^Xt' 'echo one\\necho two\\n'\nbindkey -c '^Xc' 'ls seven'\n", FILES, PATH=PATH)
def s06_tcsh_keys_that_press_enter(h):
    h.say("ls seven")
    h.s.key("C-t", pace=0)
    h.s.truth("ls notes")
    h.s.pause(0.5)
    h.calm()
    h.s.key("C-x", pace=0.1)
    h.s.key("t", pace=0)
    h.s.truth("echo one")
    h.s.truth("echo two")
    h.s.pause(0.5)
    h.calm()
    h.say("echo behind them")
    half(h, "echo mid", ("C-d",), " dle")
    half(h, "cat notes/t", ("C-d",), "wo.txt")
    half(h, "ls seven/", ("C-d",), "one.md")
    h.say("echo over")
    h.bye()


@fish((84, 24), "sleep 0.4; echo -n 'strand> '", "bind \\ct 'commandline -r \"ls notes\"; commandline -f execute'\n", FILES, PATH=PATH)
def s07_fish_slow_to_ask(h):
    h.s.pause(0.8)
    h.calm(0.6)
    h.say("ls seven")
    h.s.pause(0.5)
    h.s.key("C-t", pace=0)
    h.s.truth("ls notes")
    h.s.pause(1)
    h.calm(0.6)
    h.s.type("echo quick", 0.02)
    h.s.key("Enter", pace=0.02)
    h.s.truth("echo quick")
    h.s.type("echo quicker", 0.02)
    h.s.key("Enter", pace=0.02)
    h.s.truth("echo quicker", ahead=True)
    h.s.pause(1.4)
    h.calm(0.6)
    h.s.type("ls notes", 0.02)
    h.s.key("Enter", pace=0.02)
    h.s.truth("ls notes")
    h.s.type("ls sev", 0.02)
    h.s.pause(1)
    h.calm(0.6)
    h.put("en", "even")
    h.hit("ls seven", see=False)
    h.s.pause(0.6)
    h.calm(0.6)
    half(h, "echo in half")
    h.s.pause(0.6)
    h.say("echo over")
    h.s.pause(0.6)
    h.bye()


@zsh((84, 24), "%n@strand %1~ %# ", "bindkey -e\nprecmd() { sleep 0.5 }\n", FILES, PATH=PATH)
def s08_zsh_slow_to_ask(h):
    h.s.pause(0.6)
    h.calm(0.7)
    for first, part, rest in (("ls seven", "ls no", "tes"), ("echo one", "echo tw", "o"), ("cat notes/two.txt", "wc -l no", "tes/one.txt")):
        h.s.type(first, 0.02)
        h.s.key("Enter", pace=0.02)
        h.s.truth(first)
        h.s.type(part, 0.02)
        h.s.pause(1)
        h.calm(0.7)
        h.put(rest, "even")
        h.hit(part + rest, see=False)
        h.s.pause(0.5)
        h.calm(0.7)
    h.s.type("echo a", 0.02)
    h.s.key("Enter", pace=0.02)
    h.s.truth("echo a")
    h.s.type("echo wrong", 0.02)
    h.s.key("C-u", pace=0.02)
    h.s.type("echo right", 0.02)
    h.s.pause(1)
    h.calm(0.7)
    h.hit("echo right", see=False)
    h.s.pause(0.5)
    h.calm(0.7)
    h.s.type("echo b", 0.02)
    h.s.key("Enter", pace=0.02)
    h.s.truth("echo b")
    h.s.type("echo mended x", 0.02)
    h.s.key("BSpace", pace=0.02)
    h.s.type("y", 0.02)
    h.s.pause(1)
    h.calm(0.7)
    h.hit("echo mended y", see=False)
    h.s.pause(0.5)
    h.calm(0.7)
    h.bye()


@bash((84, 24), "\\u@strand:\\w\\$ ", "PROMPT_COMMAND='sleep 0.5'\n", FILES, PATH=PATH)
def s09_bash_slow_to_ask(h):
    h.s.pause(0.6)
    h.calm(0.7)
    for first, part, rest in (("ls seven", "ls no", "tes"), ("echo one", "echo tw", "o"), ("cat notes/two.txt", "wc -l no", "tes/one.txt"), ("true", "echo ", "'late'")):
        h.s.type(first, 0.02)
        h.s.key("Enter", pace=0.02)
        h.s.truth(first)
        h.s.type(part, 0.02)
        h.s.pause(1)
        h.calm(0.7)
        h.put(rest)
        h.hit(part + rest, see=False)
        h.s.pause(0.5)
        h.calm(0.7)
    h.s.type("echo b", 0.02)
    h.s.key("Enter", pace=0.02)
    h.s.truth("echo b")
    h.s.type("echo mended x", 0.02)
    h.s.key("BSpace", pace=0.02)
    h.s.type("y", 0.02)
    h.s.pause(1)
    h.calm(0.7)
    h.put(" on")
    h.hit("echo mended y on", see=False)
    h.s.pause(0.5)
    h.calm(0.7)
    h.s.type("echo c", 0.02)
    h.s.key("Enter", pace=0.02)
    h.s.truth("echo c")
    h.s.type("tes", 0.02)
    h.s.pause(1)
    h.calm(0.7)
    h.keys("C-a", pause=0.15)
    h.put("ls no", "even")
    h.calm()
    h.hit("ls notes", see=False)
    h.s.pause(0.5)
    h.calm(0.7)
    h.say("echo over")
    h.bye()


@ksh((84, 24), "$(sleep 0.4)strand $ ", files=FILES, PATH=PATH)
def s10_ksh_slow_to_ask(h):
    h.s.pause(0.6)
    h.calm(0.7)
    for first, part, rest in (("ls seven", "ls no", "tes"), ("echo one", "echo tw", "o")):
        h.s.type(first, 0.02)
        h.s.key("Enter", pace=0.02)
        h.s.truth(first)
        h.s.type(part, 0.02)
        h.s.pause(1)
        h.calm(0.7)
        h.put(rest, "even")
        h.hit(part + rest, see=False)
        h.s.pause(0.5)
        h.calm(0.7)
    half(h, "echo in half")
    h.s.pause(0.6)
    h.calm(0.6)
    half(h, "echo in", ("C-d",), " two")
    h.s.pause(0.6)
    h.bye()


def thrown_away(h, quits=True, stops=True):
    """What the driver forgets at a signal."""
    h.blind("ls notes")
    for text, key in (("rm -rf /never", "C-c"), *([("rm -rf /nope", "C-\\")] if quits else []), *([("rm -rf /nay", "C-z")] if stops else [])):
        h.s.absent.append(text)
        h.put(text, "even")
        h.s.key(key, pace=0.3)
        h.calm()
        h.put("echo behind it", "even")
        h.hit("echo behind it", see=False)
    h.s.absent.append("halt -f")
    h.put("halt -f", "even")
    h.s.key("C-u", pace=0.2)
    h.put("echo killed", "even")
    h.hit("echo killed", see=False)
    h.s.burst("echo w1\r\necho w2\r\necho w3\r\n")
    for text in ("echo w1", "echo w2", "echo w3"):
        h.s.truth(text, ahead=True)
    h.s.pause(0.5)
    h.calm()
    h.s.burst("\r\n\r\n")
    h.s.pause(0.3)
    h.calm()
    h.blind("echo over", "exit")


@dash((80, 24), "strand $ ", "", FILES, PATH=PATH)
def s11_dash_thrown_away(h):
    thrown_away(h)


@cairn(["bash", "--noediting", "--norc", "-i"], (80, 24), FILES, PATH=PATH, PS1="strand % ")
def s12_bash_without_an_editor_thrown_away(h):
    thrown_away(h)


@cairn(["sh"], (80, 24), FILES, PATH=PATH, PS1="sh: ", term="vt100")
def s13_sh_thrown_away(h):
    thrown_away(h)


@zsh((80, 24), "%# ", "bindkey -e\nunsetopt zle\n", FILES, PATH=PATH)
def s14_zsh_without_an_editor_thrown_away(h):
    h.blind("ls notes")
    h.s.absent.append("rm -rf /nope")
    h.put("rm -rf /nope", "even")
    h.s.key("C-\\", pace=0.3)
    h.calm()
    h.put("echo behind it", "even")
    h.hit("echo behind it", see=False)
    h.s.burst("echo w1\r\necho w2\r\n")
    h.s.truth("echo w1", ahead=True)
    h.s.truth("echo w2", ahead=True)
    h.s.pause(0.5)
    h.calm()
    h.blind("echo over", "exit")


ASK = r"""#!/bin/sh
while :; do
	printf '%s' "${1:-What now> }"
	read -r answer || exit
	case $answer in q) exit ;; esac
	echo "you said $answer"
done
"""


@bash((84, 24), "\\u@strand:\\w\\$ ", "", {**FILES, "ask": ASK}, PATH=PATH)
def s15_bash_questions_like_prompts(h):
    h.say("ls notes")
    for question in ("What now> ", "Patch update>> ", "Selection # ", "Continue? [y/N] $ ", "-> ", "Command (m for help): "):
        h.go(f"./ask '{question}'", None, 0.3)
        for answer in ("1", "2", "q"):
            h.put(answer, "even")
            h.s.enter(answer, "reply", wait=False)
            h.s.pause(0.25)
        h.calm()
        h.say("echo asked")
    h.go("read -e -p 'Name? ' name", "Name?", 0.3)
    h.reply("fern")
    h.go("read -e -p 'sure (y/n)> ' a", "sure", 0.3)
    h.reply("y")
    h.say("echo $name")
    h.bye()


@zsh((84, 24), "%n@strand %1~ %# ", "bindkey -e\n", {**FILES, "ask": ASK}, PATH=PATH)
def s16_zsh_questions_like_prompts(h):
    h.say("ls notes")
    for question in ("What now> ", "Selection # ", "Continue? [y/N] % "):
        h.go(f"./ask '{question}'", None, 0.3)
        for answer in ("1", "2", "q"):
            h.put(answer, "even")
            h.s.enter(answer, "reply", wait=False)
            h.s.pause(0.25)
        h.calm()
        h.say("echo asked")
    h.go("vared -p 'Name> ' -c name", "Name>", 0.3)
    h.reply("fern")
    h.say("echo $name")
    h.bye()


@tcsh((84, 24), "strand:%c%# ", "bindkey -e\nset rmstar\n", {**FILES, "ask": ASK}, PATH=PATH)
def s17_tcsh_questions_like_prompts(h):
    h.say("ls notes")
    h.say("ls seven")
    h.go("rm *", "delete", 0.3)
    h.put("n", "even")
    h.s.enter("n", "reply", wait=False)
    h.s.pause(0.3)
    h.calm()
    for question in ("What now> ", "Selection # "):
        h.go(f"./ask '{question}'", None, 0.3)
        for answer in ("1", "q"):
            h.put(answer, "even")
            h.s.enter(answer, "reply", wait=False)
            h.s.pause(0.25)
        h.calm()
        h.say("echo asked")
    h.go("set x = $<", None, 0.3)
    h.reply("fern")
    h.say("echo $x", "echo over")
    h.bye()


def right(h, kind="command"):
    h.s.pause(0.6)
    h.calm(0.4)
    h.blind("ls notes", "echo a right prompt", kind=kind)
    h.put("echo wrnog")
    h.keys("BSpace", "BSpace", "BSpace", "BSpace", pause=0.1)
    h.put("rong", "even")
    h.hit("echo wrong", kind, see=False)
    h.put("if true:")
    h.s.key("Enter", pace=0.3)
    h.put("  print(1)")
    h.s.key("Enter", pace=0.3)
    h.s.enter("if true:\n  print(1)", kind, wait=False, also=["if true:\n  print(1)\n"])
    h.s.pause(0.3)
    h.calm()
    h.put("bar")
    h.keys("Tab", pause=0.3)
    h.calm()
    h.hit("barley", kind, see=False)
    h.blind("echo a line that goes as far as the right prompt, which makes room", kind=kind)
    h.blind("echo a line that goes farther than the right prompt, and over the margin of the window too", kind=kind)
    h.keys("Up", "Up", pause=0.25)
    h.calm()
    h.hit("echo a line that goes as far as the right prompt, which makes room", kind, see=False)
    h.s.absent.append("never this")
    h.put("never this")
    h.s.key("C-c", pace=0.4)
    h.calm()
    h.blind("exit", kind=kind)


@cairn(["python3", "@HOME@/bin/xonsh"], (80, 24), FILES, PATH=PATH)
def s18_xonsh_right_prompt(h):
    right(h)


@zsh((76, 24), "%n@strand %1~ %# ", "bindkey -e\n", FILES, PATH=PATH)
def s19_zsh_xonsh_vi_right_prompt(h):
    h.say("ls notes")
    h.go("xonsh vi", "strand", 1)
    right(h)
    h.s.pause(0.4)
    h.calm()
    h.say("print over")
    h.bye()


@bash((84, 24), "> ", "", FILES, PATH=PATH)
def s20_bash_both_prompts_alike(h):
    h.say("ls notes")
    h.rows("for n in 1 2; do", "echo $n", "done")
    h.rows("if true; then", "echo yes", "else", "echo no", "fi")
    h.rows("cat <<E", "> not a prompt", "second", "E")
    h.rows("echo one \\", "two")
    h.rows("greet() {", "echo hello", "}")
    h.say("greet")
    h.put("echo 'open")
    h.s.key("Enter", pace=0.2)
    h.never("halt --never")
    h.say("echo over")
    h.bye()


@mksh((84, 24), "> ", "PS2='> '\nbind -m '^X^X'='print by macro^J'\n", FILES, PATH=PATH)
def s21_mksh_both_prompts_alike(h):
    h.say("ls notes")
    h.rows("for n in 1 2; do", "print $n", "done")
    h.rows("cat <<E", "> not a prompt", "E")
    h.s.key("C-x", pace=0.1)
    h.s.key("C-x", pace=0)
    h.s.truth("print by macro")
    h.s.pause(0.4)
    h.calm()
    half(h, "print in half")
    h.say("print over")
    h.bye()


@bash((84, 24), "\\u@strand:\\w\\$ ", "bind '\"\\C-xt\": \"echo one\\C-mecho two\\C-mecho three\\C-m\"'\nbind -x '\"\\C-xb\": \"ls notes\"'\nbind '\"\\C-xr\": \"\\C-r\"'\nbind '\"\\C-xu\": \"cd ..\\C-m\"'\nbind '\"\\C-xh\": \"\\C-ahistory | grep \\C-m\"'\n", FILES, PATH=PATH)
def s22_bash_keys_that_press_enter(h):
    h.say("ls seven")
    h.s.key("C-x", pace=0.1)
    h.s.key("t", pace=0)
    for text in ("echo one", "echo two", "echo three"):
        h.s.truth(text)
    h.s.pause(0.5)
    h.calm()
    h.say("cd seven")
    h.s.key("C-x", pace=0.1)
    h.s.key("u", pace=0)
    h.s.truth("cd ..")
    h.s.pause(0.5)
    h.calm()
    h.put("seven")
    h.s.key("C-x", pace=0.1)
    h.s.key("h", pace=0)
    h.s.truth("history | grep seven")
    h.s.pause(0.5)
    h.calm()
    h.put("echo kept")
    h.keys("C-x", "b", pause=0.3)
    h.calm()
    h.hit("echo kept", see=False)
    h.s.key("C-x", pace=0.1)
    h.s.key("t", pace=0.02)
    for text in ("echo one", "echo two", "echo three"):
        h.s.truth(text)
    h.s.type("echo typed at once", 0.02)
    h.s.key("Enter", pace=0)
    h.s.truth("echo typed at once")
    h.s.pause(0.5)
    h.calm()
    h.say("echo over")
    h.bye()
