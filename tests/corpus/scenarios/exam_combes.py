"""Where the catalogue is weak: prompts at the margin, lines that no key typed, words that come as a program goes, output that falls into them; each held against the screen."""
from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh

ED = "#!/bin/sh\nprintf 'echo out of the editor\\n' > \"$1\"\n"
SHORT = "ls den", "echo short", "cat den/mast.txt"
LONG = "echo one and another and a third that goes twice round the margin or so " + "z" * 20


def margin(h, loop=("for n in 1 2; do", "echo row $n", "done"), feed="echo ahead of it"):
    """An everyday that doesn't care how wide its prompt is."""
    h.blind(*SHORT)
    h.put("echo mended wrogn")
    h.keys("BSpace", "BSpace", pause=0.06)
    h.put("ng")
    h.hit("echo mended wrong", see=False)
    h.hit(None)
    h.blind(LONG)
    h.never("rm -rf /never/here")
    h.rows(*loop)
    h.ahead("sleep 0.7", feed)
    h.blind("false", "echo end")
    h.bye()


@bash((44, 12), "=" * 43 + "\\$", "bind 'set enable-bracketed-paste off'\n")
def w01_bash_unmarked_at_the_margin(h):
    margin(h)


@yash((38, 13), "-" * 30 + " yash> $ ", "set -o emacs\n")
def w01_yash_one_beyond_the_margin(h):
    margin(h)


@dash((36, 12), "=" * 34 + "$ ")
def w01_dash_blank_in_the_last_column(h):
    margin(h)


@ash((40, 13), "root@machine-7:/srv/data/of/the/combe/" + "# ")
def w01_ash_as_wide_as_the_window(h):
    margin(h)


@mksh((42, 12), "0123456789" * 6 + " mksh> ")
def w01_mksh_of_a_row_and_a_half(h):
    margin(h)


@ksh((39, 13), "0123456789" * 5 + " ksh> ", "set -o emacs -o multiline\n")
def w01_ksh_of_a_row_and_a_half(h):
    margin(h)


@dash((33, 12), "0123456789" * 5 + " $ ")
def w01_dash_of_a_row_and_a_half(h):
    margin(h)


@cairn(["python3", "-q"], (36, 12), {"start.py": "import sys\nsys.ps1 = '=' * 33 + '>> '\n"}, PYTHONSTARTUP="@HOME@/start.py")
def w01_python_as_wide_as_the_window(h):
    h.blind("x = 6", "x * 7", kind="repl")
    h.put("prnit")
    h.keys("BSpace", "BSpace", "BSpace", pause=0.08)
    h.put("int('mended')")
    h.hit("print('mended')", "repl", see=False)
    h.rows("for n in (1, 2):", "    print('row', n)", "", kind="repl", also=["for n in (1, 2):\n    print('row', n)"])
    h.blind("print('a text that goes over the margin of a small window')", kind="repl")
    h.keys("Up", "Up", "Up", "Up", pause=0.15)
    h.hit("print('mended')", "repl", see=False)
    h.blind("len('end')", "exit()", kind="repl")


# lines that no key typed
@bash((72, 17), "\\[\\e[36m\\]┌ \\w\\[\\e[0m\\]\\n\\[\\e[36m\\]└\\[\\e[0m\\] \\$ ", "shopt -s histverify\nset -o vi\nexport VISUAL=~/edit\n", {"edit": ED})
def w02_bash_vi_verifies_below_a_frame(h):
    h.say("echo slate and flint", "ls den")
    for typed, text in (("!!", "ls den"), ("!echo", "echo slate and flint"), ("^slate^moss", "echo moss and flint"), ("cat !?den?:1", None)):
        h.put(typed)
        h.s.key("Enter", pace=0.4)
        h.calm()
        h.hit(text or h.seen("└ # "), see=False)
    h.s.key("C-c", pace=0.3)
    h.calm()
    h.put("echo never to be run")
    h.s.key("Escape", pace=0.4)
    h.s.place = h.s._look()[0]
    h.s.key("v", pace=0)
    h.s.truth("echo out of the editor")
    h.calm(0.5)
    h.say("echo after it")
    h.put("!nosuchevent")
    h.s.key("Enter", pace=0.4)
    h.calm()
    h.say("echo end")
    h.bye()


@zsh((66, 17), "\n%F{5}%~%f\n%F{5}❯%f ", "setopt hist_verify\nbindkey -e\nRPROMPT='%T'\nautoload -z edit-command-line; zle -N edit-command-line; bindkey '^X^E' edit-command-line\nexport VISUAL=~/edit\n", {"edit": ED})
def w02_zsh_verifies_below_two_rows(h):
    h.say("print slate and flint", "ls den")
    for typed, text in (("!!", "ls den"), ("!print", "print slate and flint"), ("^slate^moss", "print moss and flint"), ("print !$:u", "print FLINT")):
        h.put(typed)
        h.s.key("Enter", pace=0.4)
        h.calm()
        h.hit(text, see=text)
    h.put("print to be changed")
    h.keys("C-x", "C-e", pause=0.5)
    h.calm(0.5)
    h.hit("echo out of the editor", see="echo out of the editor")
    h.put("!print ")
    h.s.key("Tab", pace=0.4)
    h.calm()
    h.hit(h.seen("❯ ").split("   ")[0], see=False)
    h.say("print end")
    h.bye()


@ksh((70, 16), "\n<${PWD##*/}>\n! $ ", "set -o emacs\nexport VISUAL=~/edit\n", {"edit": ED}, history="")
def w02_ksh_operates_below_two_rows(h):
    h.say("print one", "print two", "print three", "ls den")
    h.keys("C-p", "C-p", "C-p", "C-p", pause=0.15)
    h.hit("print one", key="C-o")
    h.calm()
    h.hit("print two", see="print two", key="C-o")
    h.calm()
    h.keys("C-e", pause=0.1)
    h.put(" changed", "slow")
    h.hit("print three changed", see="print three changed")
    h.put("print to be edited")
    h.s.place = h.s._look()[0]
    h.keys("C-x", pause=0.1)
    h.s.key("C-e", pace=0)
    h.s.truth("echo out of the editor", also=["\\hist -e \"${VISUAL:-${EDITOR:-vi}}\" 8"])
    h.calm(0.5)
    h.say("print after it")
    h.put("hist -s two=four print")
    h.hit("hist -s two=four print", see=False, also=["print after it"])
    h.say("print end")
    h.bye()


@cairn(["gdb", "-q", "-nx"], (68, 15))
def w02_gdb_operates(h):
    h.say("set confirm off", "print 1", "print 2", "print 3", kind="repl")
    h.keys("C-p", "C-p", "C-p", pause=0.15)
    h.hit("print 1", "repl", key="C-o")
    h.calm()
    h.hit("print 2", "repl", see="print 2", key="C-o")
    h.calm()
    h.hit("print 3", "repl", see="print 3")
    h.say("echo between\\n", kind="repl")
    h.s.place = h.s._look()[0]
    h.s.key("Enter", pace=0.2)
    h.calm()
    h.keys("C-p", "C-p", pause=0.15)
    h.keys("C-e", pause=0.1)
    h.put(" + 4", "slow")
    h.hit("print 3 + 4", "repl", see="print 3 + 4")
    h.bye("quit", "repl")


@cairn(["sqlite3"], (64, 15))
def w02_sqlite_operates(h):
    h.say("select 1;", "select 2;", "select 3;", kind="repl")
    h.keys("C-p", "C-p", "C-p", pause=0.15)
    h.hit("select 1;", "repl", key="C-o")
    h.calm()
    h.hit("select 2;", "repl", see="select 2;", key="C-o")
    h.calm()
    h.hit("select 3;", "repl", see="select 3;")
    h.rows("select", "'open',", "'rows';", kind="repl")
    h.put("select 'end';")
    h.keys("C-a", pause=0.15)
    h.hit("select 'end';", "repl")
    h.bye(".quit", "repl")


# words that come as a program goes
def pagers(h, quit_keys):
    for n, (text, see, keys) in enumerate(quit_keys):
        h.go(text, see, 0.5)
        for key in keys:
            h.s.key(key, pace=0.3)
        h.s.pause(0.25)
        h.s.burst(f"echo pasted {n} after it")
        h.s.pause(0.3)
        h.hit(f"echo pasted {n} after it", see=False)
        h.s.pause(0.9)


PAGERS = (("less cairn.log", "cairn 13", ["Space", "q"]), ("vi den/mast.txt", "beech", [":", "q", "Enter"]), ("top -d 9", "PID", ["q"]), ("less den/moss.txt", "green", ["q"]))


@bash((67, 17), "\\W \\$ ")
def w03_bash_pastes_as_pagers_go(h):
    h.say("ls den")
    pagers(h, PAGERS)
    h.go("python3 -q", ">>>", 0.4)
    h.s.key("C-d", pace=0.25)
    h.s.burst("echo as python goes")
    h.s.pause(0.3)
    h.hit("echo as python goes", see=False)
    h.say("echo end")
    h.bye()


@tcsh((69, 16), "%c2 %# ", "bindkey -e\n")
def w03_tcsh_pastes_as_pagers_go(h):
    h.say("ls den")
    pagers(h, PAGERS)
    h.say("echo end")
    h.bye()


@zsh((71, 15), "%1~ %# ", "bindkey -e\n")
def w03_zsh_pastes_as_pagers_go(h):
    h.say("ls den")
    pagers(h, PAGERS)
    h.say("echo end")
    h.bye()


@dash((65, 15), "$ ")
def w03_dash_pastes_as_pagers_go(h):
    h.say("ls den")
    pagers(h, PAGERS)
    h.go("sleep 20", pause=0.4)
    h.s.key("C-c", pace=0.2)
    h.s.burst("echo as sleep goes")
    h.s.pause(0.3)
    h.hit("echo as sleep goes", see=False)
    h.s.pause(0.9)
    h.say("echo end")
    h.bye()


@ash((60, 14), "\\$ ")
def w03_ash_pastes_as_pagers_go(h):
    h.say("ls den")
    pagers(h, PAGERS)
    pagers(h, (("busybox less cairn.log", "cairn 13", ["Space", "q"]), ("busybox vi den/mast.txt", "beech", [":", "q", "Enter"]), ("busybox top", "PID", ["q"])))
    h.say("echo end")
    h.bye()


@ksh((73, 16), "${PWD##*/} $ ")
def w03_ksh_pastes_as_pagers_go(h):
    h.say("ls den")
    pagers(h, PAGERS)
    h.say("print end")
    h.bye()


# output that falls into what is typed ahead, or into the line
TALKS = {"talks": "#!/bin/sh\nfor w in one 'combe:~$ two' three; do sleep 0.35; printf '%s' \"$w\"; sleep 0.25; echo; done\n", "dots": "#!/bin/sh\nfor n in 1 2 3 4 5; do sleep 0.25; printf .; done; echo\n",
         "bar": "#!/bin/sh\nfor n in 20 60 100; do sleep 0.4; printf '\\r%3d%%' $n; done; echo\n"}


def talked(h, say="echo", jobs=True):
    h.say("ls den")
    for n, program in enumerate(("./talks", "./dots", "./bar", "seq 3; ./dots")):
        h.put(program, "quick")
        h.s.enter(program, wait=False)
        h.s.pause(0.2)
        text = f"{say} typed ahead {n} of {program[2:5].strip()}"
        for char in text:
            h.s.type(char, 0.045)
        h.s.key("Enter", pace=0.05)
        h.s.truth(text, ahead=True)
        h.s.pause(1.4)
        h.calm()
    if jobs:
        for program in ("./dots &", "./bar &"):
            h.go(program, pause=0.15)
            text = f"{say} while {program[2:5]} goes on"
            for char in text:
                h.s.type(char, 0.06)
            h.hit(text, see=False)
            h.s.pause(1.0)
            h.hit(None)
    h.say(f"{say} end")
    h.bye()


@bash((74, 19), "combe:\\W\\$ ", "", TALKS)
def w04_bash_talked_to(h):
    talked(h)


@zsh((74, 19), "combe:%1~%# ", "bindkey -e\n", TALKS)
def w04_zsh_talked_to(h):
    talked(h, "print")


@fish((74, 19), "echo -n 'combe:~$ '", "", TALKS)
def w04_fish_talked_to(h):
    talked(h)


@ksh((74, 19), "combe:~$ ", "set -o emacs\n", TALKS)
def w04_ksh_talked_to(h):
    talked(h, "print")


@tcsh((74, 19), "combe:%c%# ", "bindkey -e\n", TALKS)
def w04_tcsh_talked_to(h):
    talked(h)


@mksh((74, 19), "combe:~$ ", "", TALKS)
def w04_mksh_talked_to(h):
    talked(h, "print")


@dash((74, 19), "combe:~$ ", "", TALKS)
def w04_dash_talked_to(h):
    talked(h, jobs=False)


@ash((74, 19), "combe:~$ ", "", TALKS)
def w04_ash_talked_to(h):
    talked(h)


# modes in prompts, blocks of fish, libedit, tcsh's own ways
@bash((50, 14), "\\W ", "set -o vi\nbind 'set show-mode-in-prompt on'\nbind 'set vi-ins-mode-string \"[I] \"'\nbind 'set vi-cmd-mode-string \"[NORMAL] \"'\n")
def w05_bash_signs_of_two_lengths(h):
    h.say("ls den", "echo one two three")
    h.put("echo four five six")
    h.vi("bbcw", 0.25)
    h.put("5", "slow")
    h.hit("echo four 5 six", see=False)
    h.put("echo a line that is wrapped at the margin of it, once")
    h.vi("bbb", 0.25)
    h.s.type("i", 0.25)
    h.put("very ", "slow")
    h.hit("echo a line that is wrapped at the margin of very it, once", see=False)
    h.vi("kk", 0.35)
    h.hit("echo four 5 six", see=False)
    h.put("echo thrown away")
    h.vi("dd", 0.2)
    h.s.type("i", 0.2)
    h.say("echo kept")
    h.put("echo xay")
    h.vi("hrb", 0.25)
    h.hit("echo xby", see=False)
    h.vi("k", 0.3)
    h.s.type("A", 0.25)
    h.put(" more", "slow")
    h.hit("echo xby more", see=False)
    h.say("echo end")
    h.bye()


@fish((62, 19), "echo -n '» '")
def w05_fish_levels_of_blocks(h):
    h.rows("switch slate", "case 's*'", "echo with s", "case '*'", "echo other", "end", also=["switch slate\n    case 's*'\n        echo with s\n    case '*'\n        echo other\nend"])
    h.rows("if test 1 = 2", "echo one", "else if test 1 = 1", "echo two", "else", "echo three", "end", also=["if test 1 = 2\n    echo one\nelse if test 1 = 1\n    echo two\nelse\n    echo three\nend"])
    h.rows("begin; begin", "echo deep", "end; end", also=["begin; begin\n        echo deep\n    end; end", "begin; begin\n        echo deep\nend; end"])
    h.rows("for a in 1 2; for b in 3 4", "echo $a$b", "end", "end", also=["for a in 1 2; for b in 3 4\n        echo $a$b\n    end\nend"])
    h.rows("function hail", "if test -n \"$argv\"", "echo hail $argv", "end", "end", also=["function hail\n    if test -n \"$argv\"\n        echo hail $argv\n    end\nend"])
    h.say("hail moss")
    h.rows("while true; and begin", "echo once; break", "end", "end", also=["while true; and begin\n        echo once; break\n    end\nend"])
    h.keys("Up", "Up", pause=0.35)
    h.hit("hail moss")
    h.rows("echo (seq 3 |", "string join ,)", also=["echo (seq 3 |\n    string join ,)", "echo (seq 3 |\n        string join ,)"])
    h.say("echo end")
    h.bye()


@cairn(["php", "-a"], (44, 14))
def w05_php_long_lines(h):
    h.blind("$a = 'slate and flint and moss and turf and gorse';", "echo strlen($a), PHP_EOL;", kind="repl")
    h.put("echo 'this is typed over the margin of it', \"\\n\";")
    h.keys(*["Left"] * 8, pause=0.04)
    h.put(" here", "slow")
    h.hit("echo 'this is typed over the margin of it here', \"\\n\";", "repl", see=False)
    h.keys("Up", "Up", pause=0.2)
    h.hit("echo strlen($a), PHP_EOL;", "repl", see=False)
    h.keys("Up", "Up", "Up", "Up", pause=0.2)
    h.hit("$a = 'slate and flint and moss and turf and gorse';", "repl", see=False)
    h.put("echo 'rubbed out again, all of it, over the margin';")
    h.keys(*["BSpace"] * 20, pause=0.03)
    h.put("';")
    h.hit("echo 'rubbed out again, all of it, over the margin';"[:-20] + "';", "repl", see=False)
    h.put("$b = 2;")
    h.keys("C-a", pause=0.15)
    h.hit("$b = 2;", "repl")
    h.blind("echo PHP_EOL;", "exit", kind="repl")


@tcsh((66, 17), "%B%c%b %h> ", "bindkey -e\nset prompt2='%R? '\nset prompt3='%R (y|n|e|a)? '\nset correct=cmd\n")
def w05_tcsh_refuses_and_corrects(h):
    h.say("ls den")
    for typed in ("!zz", "!?not-there?", "echo !99", "!ls:9", "^nothing^more", "echo !ls:s/q/r/"):
        h.put(typed)
        h.s.key("Enter", pace=0.3)
        h.calm()
    h.say("echo between")
    h.put("ecoh corrected")
    h.s.key("Enter", pace=0.5)
    assert "y|n|e|a" in h.s.screen(), h.s.screen()
    h.s.place = h.s._look()[0]
    h.s.key("y", pace=0)
    h.s.truth("echo corrected", also=["ecoh corrected"])
    h.calm()
    h.put("ecoh given up")
    h.s.key("Enter", pace=0.5)
    h.s.key("a", pace=0.4)
    h.calm()
    h.say("echo after")
    h.say("if (1) echo so")
    h.rows("foreach n (1 2)", "if ($n == 1) then", "echo one", "else", "echo other", "endif", "end")
    h.say("alias hail echo hail")
    h.say("hail moss", "echo end")
    h.bye()


@bash((69, 16), "\\s \\W\\$ ")
def w05_bash_replies_without_enter(h):
    h.say("ls den")
    h.go("read -n 1 -p 'Key? ' k", "Key?", 0.3)
    h.s.type("x", 0.4)
    h.calm()
    h.say("echo \"<$k>\"")
    h.go("read -d . -p 'Sentence: ' w; echo", "Sentence:", 0.3)
    h.s.type("slate is a stone.", 0.05)
    h.s.pause(0.4)
    h.calm()
    h.say("echo \"$w\"")
    h.go("read -t 1 -p 'Quick: ' w; echo", "Quick:", 0.2)
    h.s.type("too late", 0.03)
    h.s.pause(1.3)
    h.calm()
    h.keys("C-u", pause=0.2)
    h.say("echo after it")
    h.go("head -c 5; echo", pause=0.4)
    h.reply("moss")
    h.calm()
    h.say("echo between")
    h.go("python3 -c 'import sys,termios,tty; a=termios.tcgetattr(0); tty.setraw(0); c=sys.stdin.read(3); termios.tcsetattr(0,1,a); print(repr(c))'", pause=0.5)
    h.s.type("abc", 0.2)
    h.s.pause(0.3)
    h.calm()
    h.say("echo end")
    h.bye()
