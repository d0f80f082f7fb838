"""The same weak places with other shells, prompts, sizes and words: whether what was mended holds elsewhere; each line is held against the screen."""
from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh

ED = "#!/bin/sh\nprintf 'echo first of two\\necho second of two\\n' > \"$1\"\n"
LINES = "ls den", "echo brief", "wc -l cairn.log"
FAR = "echo a clough is a steep valley or a ravine in the north of the country, so they say " + "w" * 17


def edge(h, blocks=True):
    h.blind(*LINES)
    h.put("ehco swapped")
    h.keys(*["BSpace"] * 11, pause=0.05)
    h.put("cho kept")
    h.hit("echo kept", see=False)
    h.blind(FAR, "false")
    h.hit(None)
    h.never("halt --never")
    if blocks:
        h.rows("while read a; do", "echo \"$a\"", "done < den/moss.txt")
    h.ahead("sleep 0.8", "echo first ahead", "echo second ahead", after=1.4)
    h.blind("echo over")
    h.bye()


@mksh((47, 14), "o" * 45 + "% ")
def v1_mksh_blank_at_the_edge(h):
    edge(h)


@dash((52, 12), "u" * 50 + "$>")
def v1_dash_at_the_edge(h):
    edge(h)


@ksh((34, 15), "k" * 33 + "#", "set -o emacs -o multiline\n")
def v1_ksh_at_the_edge(h):
    edge(h)


@ash((29, 13), "\\n<" + "a" * 27 + ">")
def v1_ash_second_row_at_the_edge(h):
    edge(h)


@yash((44, 14), "y" * 42 + "$ ", "set -o emacs\n")
def v1_yash_at_the_edge(h):
    edge(h)


@tcsh((41, 13), "t" * 39 + "> ", "bindkey -e\n")
def v1_tcsh_at_the_edge(h):
    edge(h, blocks=False)


@bash((58, 16), "\\n[\\!] \\h\\n  \\w\\n-> ", "shopt -s histverify\n")
def v2_bash_verifies_below_three_rows(h):
    h.say("echo oak ash elm", "ls den/sub", "wc -l cairn.log")
    for typed, text in (("!echo:0-1", "echo oak"), ("!-2", "wc -l cairn.log"), ("^wc -l^head -n 1", "head -n 1 cairn.log"), ("echo !*", None)):
        h.put(typed)
        h.s.key("Enter", pace=0.4)
        h.calm()
        h.hit(text or h.seen("-> "), see=False)
    h.put("!!")
    h.s.key("Enter", pace=0.4)
    h.calm()
    h.put(" and more", "slow")
    h.hit(h.seen("-> "), see=False)
    h.put("!none-such")
    h.s.key("Enter", pace=0.4)
    h.calm()
    h.put("!echo")
    h.s.key("Enter", pace=0.4)
    h.calm()
    h.s.key("C-c", pace=0.3)
    h.calm()
    h.say("echo over")
    h.bye()


@ksh((75, 17), "[${PWD##*/}] ", "set -o emacs\nexport VISUAL=~/edit\n", {"edit": ED}, history="")
def v3_ksh_operates_and_edits(h):
    h.say("print red", "print green", "print blue", "ls den")
    h.keys("C-r", pause=0.2)
    h.put("red", "slow")
    h.s.key("Enter", pace=0.3) if h.seen("] ").startswith("^R") else None
    h.calm()
    h.keys("C-e", pause=0.15)
    h.hit("print red")
    h.keys("C-p", "C-p", "C-p", "C-p", pause=0.15)
    h.hit(h.seen("] "), see=False, key="C-o")
    h.calm()
    h.hit(h.seen("] "), see=False, key="C-o")
    h.calm()
    h.hit(h.seen("] "), see=False)
    h.say("set -o vi")
    h.put("nothing of this is kept")
    h.s.key("Escape", pace=0.4)
    h.s.place = h.s._look()[0]
    h.s.key("v", pace=0)
    h.s.truth("echo first of two\necho second of two", also=["echo first of two"])
    h.calm(0.5)
    h.say("print over")
    h.bye()


@tcsh((71, 18), "%U%~%u\\n%# ", "bindkey -e\n")
def v4_tcsh_refuses_below_two_rows(h):
    h.say("echo oak ash", "ls den/sub")
    for typed in ("!q", "!99", "!?zzz?", "ls !-77:1", "^oak^elm", "!echo:7"):
        h.put(typed)
        h.s.key("Enter", pace=0.35)
        h.calm()
    h.put("!echo:s/oak/elm/")
    h.hit("echo elm ash", see=False, also=["!echo:s/oak/elm/"])
    h.put("^elm^fir")
    h.hit("echo fir ash", see=False, also=["^elm^fir"])
    h.rows("if (1 == 2) then", "echo one", "else")
    h.say("echo two", "endif", "if (2 == 2) then", "echo three", "endif", "echo over")
    h.bye()


@fish((70, 19), "echo; echo -n (prompt_pwd)\\n'$ '")
def v5_fish_levels_below_two_rows(h):
    h.say("echo oak")
    h.rows("if true; or begin", "echo a; end", "echo b", "end", also=["if true; or begin\n        echo a; end\n    echo b\nend"])
    h.rows("while false; for a in 1", "echo $a", "end", "end", also=["while false; for a in 1\n        echo $a\n    end\nend"])
    h.rows("function two; function three", "echo three; end", "end", also=["function two; function three\n        echo three; end\nend", "function two; function three\n        echo three; end\n    end"])
    h.rows("begin", "if true", "switch a", "case a", "echo deep", "end", "end", "end", also=["begin\n    if true\n        switch a\n            case a\n                echo deep\n        end\n    end\nend"])
    h.rows("echo a | while read l", "echo $l", "end", also=["echo a | while read l\n    echo $l\nend"])
    h.rows("not begin", "false", "end", also=["not begin\n    false\nend"])
    h.say("echo over")
    h.bye()


@bash((66, 17), "\\w\\n\\$ ", "set -o vi\nbind 'set show-mode-in-prompt on'\nbind 'set vi-ins-mode-string \"(insert) \"'\nbind 'set vi-cmd-mode-string \"(c) \"'\n")
def v6_bash_shorter_sign_in_command_mode(h):
    h.say("echo oak ash elm", "ls den")
    h.put("echo four five six")
    h.vi("bbcw", 0.25)
    h.put("5", "slow")
    h.hit("echo four 5 six", see=False)
    h.put("echo thrown")
    h.vi("dd", 0.2)
    h.s.type("i", 0.2)
    h.say("echo kept")
    h.put("echo swap")
    h.vi("xp", 0.25)
    h.hit(h.seen("# "), see=False)
    h.vi("kk", 0.3)
    h.s.type("A", 0.25)
    h.put(" again", "slow")
    h.hit("echo kept again", see=False)
    h.put("echo " + "reeds " * 11 + "end")
    h.vi("bbi", 0.25)
    h.put("more ", "slow")
    h.hit("echo " + "reeds " * 10 + "more reeds end", see=False)
    h.say("echo over")
    h.bye()


@zsh((68, 16), "%~\n%# ", "bindkey -e\n")
def v7_zsh_replies_and_pastes(h):
    h.say("ls den")
    h.go("read -k 1 'k?Key? '", "Key?", 0.3)
    h.s.type("x", 0.4)
    h.calm()
    h.say("print \"<$k>\"")
    for text, see, keys in (("man -P 'less' ls 2>/dev/null || less cairn.log", "", ["q"]), ("nano den/mast.txt", "beech", ["C-x"]), ("htop", "", ["q"]), ("vim -u NONE den/moss.txt", "green", [":", "q", "Enter"])):
        h.go(text, see, 0.8)
        for key in keys:
            h.s.key(key, pace=0.25)
        h.s.pause(0.2)
        h.s.burst(f"print pasted after {text.split()[0]}")
        h.s.pause(0.3)
        h.hit(f"print pasted after {text.split()[0]}", see=False)
        h.s.pause(0.8)
    h.go("read -s 'p?Word: '; print", "Word:", 0.3)
    h.s.secret("Clough~5517~rill")
    h.s.key("Enter", pace=0.3)
    h.s.burst("print at once after a secret")
    h.s.pause(0.3)
    h.hit("print at once after a secret", see=False)
    h.say("print over")
    h.bye()


@ash((62, 15), "\\W \\$ ")
def v7_ash_replies_and_pastes(h):
    h.say("ls den")
    for text, see, keys in (("less cairn.log", "cairn", ["Space", "q"]), ("busybox top", "PID", ["q"]), ("busybox less den/moss.txt", "green", ["q"]), ("busybox vi den/moss.txt", "green", [":", "q", "Enter"])):
        h.go(text, see, 0.7)
        for key in keys:
            h.s.key(key, pace=0.25)
        h.s.pause(0.2)
        h.s.burst(f"echo pasted after {text.split()[-1]}")
        h.s.pause(0.3)
        h.hit(f"echo pasted after {text.split()[-1]}", see=False)
        h.s.pause(0.8)
    h.go("read -s -p 'Word: ' w; echo", "Word:", 0.3)
    h.s.secret("Ash+8830+wood")
    h.s.key("Enter", pace=0.3)
    h.s.burst("echo at once after a secret")
    h.s.pause(0.3)
    h.hit("echo at once after a secret", see=False)
    h.say("echo over")
    h.bye()


@cairn(["perl", "-de0"], (62, 15), needs=["perl"])
def v8_perl_debugger(h):
    h.s.pause(0.5)
    h.calm(0.4)
    h.blind("$x = 6", "p $x * 7", "@a = (3, 1, 2)", "x sort @a", kind="repl")
    h.blind("for (1..2) { print \"row $_\\n\" }", kind="repl")
    h.rows("sub age { \\", "return $_[0] + 1 }", kind="repl", also=["sub age { \nreturn $_[0] + 1 }", "sub age { return $_[0] + 1 }"])
    h.blind("p age(41)", "q", kind="repl")


@cairn(["python3", "-q"], (57, 15), {".inputrc": "set editing-mode vi\nset show-mode-in-prompt on\n"})
def v8_python_with_vi_signs(h):
    h.blind("x = 6", kind="repl")
    h.rows("for n in (1, 2):", "    print('row', n)", "", kind="repl", also=["for n in (1, 2):\n    print('row', n)"])
    h.put("pritn(x)")
    h.vi("hhhxp", 0.2)
    h.hit(h.seen(">>> "), "repl", see=False)
    h.rows("def f(a,", "      b=2):", "    return a", "", kind="repl", also=["def f(a,\n      b=2):\n    return a"])
    h.blind("f(3)", "exit()", kind="repl")
