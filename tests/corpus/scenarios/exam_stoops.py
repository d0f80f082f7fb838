"""Shells and programs that start slowly, and a line begun before their first prompt, or before one that is late: half a line, half a word, a line mended when it can be seen."""
from props.cairns import ash, bash, cairn, fish, ksh, mksh, tcsh, zsh

FILES = {"door/one.md": "1\n", "stoop.txt": "sill\nstep\n", "slow": "#!/bin/sh\nsleep 0.7\nexec \"$@\"\n",
         ".zshrc": "sleep 0.6\nPROMPT='z %1~ %# '\nbindkey -e\n", ".config/fish/config.fish": "sleep 0.4\nset -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)' ~> '; end\n",
         "brc": "sleep 0.6\nPS1='b \\W \\$ '\n", "krc": "sleep 0.6\nPS1='k $ '\nset -o emacs\n", "mrc": "sleep 0.6\nPS1='m $ '\n", "arc": "sleep 0.6\nPS1='a \\$ '\n", ".tcshrc": "sleep 0.6\nset prompt='t %c> '\n", "drc": "sleep 0.6\nPS1='d $ '\n",
         "console": "#!/usr/bin/env python3\nimport time\ntime.sleep(0.7)\nimport readline\nwhile True:\n    try:\n        text = input('console> ')\n    except EOFError:\n        break\n    if text == 'quit':\n        break\n    print('did', text)\n"}


def begun(h, program, half, rest, kind="command", after=1.8, mend=0):
    """Half a line while the program starts, the rest when its prompt is there."""
    h.put(program)
    h.s.enter(program, wait=False)
    h.s.pause(0.2)
    h.s.type(half, 0.05)
    h.s.pause(after)
    h.calm()
    if mend:
        h.keys(*["BSpace"] * mend, pause=0.07)
    h.put(rest, "even")
    h.calm()
    whole = (half[:-mend] if mend else half) + rest
    h.hit(whole, kind, see=False)
    return whole


@bash((80, 24), "\\u@stoop:\\W\\$ ", "", FILES)
def t01_bash_shells_that_start_slowly(h):
    h.say("ls door")
    begun(h, "zsh", "print ha", "lf of it")
    h.say("print then", "exit")
    h.calm()
    begun(h, "fish", "echo ha", "lf of it")
    h.say("exit")
    h.calm()
    begun(h, "bash --rcfile brc -i", "echo ha", "lf of it")
    h.say("echo then", "exit")
    h.calm()
    begun(h, "env ENV=./krc ksh93 -i", "echo ha", "lf of it")
    h.say("echo then", "exit")
    h.calm()
    h.say("echo over")
    h.bye()


@zsh((80, 24), "%n@stoop %1~ %# ", "bindkey -e\n", {k: v for k, v in FILES.items() if k != ".zshrc"})
def t02_zsh_shells_that_start_slowly(h):
    h.say("ls door")
    begun(h, "env ENV=./mrc mksh -i", "echo wrnog", "ong", mend=3)
    h.say("echo then", "exit")
    h.calm()
    begun(h, "env ENV=./arc busybox ash", "echo ha", "lf of it")
    h.say("echo then", "exit")
    h.calm()
    begun(h, "tcsh", "echo ha", "lf of it")
    h.say("echo then", "exit")
    h.calm()
    begun(h, "env ENV=./drc dash -i", "echo ha", "lf of it")
    h.say("echo then", "exit")
    h.calm()
    h.say("print over")
    h.bye()


@bash((84, 26), "\\u@stoop:\\W\\$ ", "", FILES)
def t03_bash_programs_that_start_slowly(h):
    h.say("ls door")
    begun(h, "./slow sqlite3", "select 6 ", "* 7;", "repl")
    h.blind(".quit", kind="repl")
    h.calm()
    begun(h, "./slow gdb -q -nx", "print 6", "*7", "repl", after=2.5)
    h.blind("print 1", "quit", kind="repl")
    h.calm()
    begun(h, "./slow lua", "6 *", " 7", "repl")
    h.blind("x = 1", "os.exit()", kind="repl")
    h.calm()
    begun(h, "./console", "first ", "words", "repl")
    h.blind("second words", "quit", kind="repl")
    h.calm()
    begun(h, "./slow bc -q", "6 *", " 7", "repl")
    h.blind("quit", kind="repl")
    h.calm()
    h.say("echo over")
    h.bye()


@mksh((84, 26), "stoop $ ", "", FILES)
def t04_mksh_programs_that_start_slowly(h):
    h.say("ls door")
    begun(h, "./slow python3 -q", "x = 6", " * 7", "repl")
    h.blind("x", "exit()", kind="repl")
    h.calm()
    begun(h, "./slow node", "6 * ", "7", "repl", after=2.2)
    h.blind("'two'", ".exit", kind="repl")
    h.calm()
    begun(h, "./slow tclsh", "expr 6 ", "* 7", "repl")
    h.blind("puts two", "exit", kind="repl")
    h.calm()
    begun(h, "./slow php -a", "echo 6 ", "* 7, \"\\n\";", "repl")
    h.blind("echo 2, \"\\n\";", "exit", kind="repl")
    h.calm()
    h.say("echo over")
    h.bye()


@tcsh((80, 24), "stoop %c> ", "", {k: v for k, v in FILES.items() if k != ".tcshrc"})
def t05_tcsh_wrnog_when_it_cant_be_seen(h):
    h.say("ls door")
    begun(h, "./slow python3 -q", "x = wrnog", "6", "repl", mend=5)
    h.blind("x * 7", "exit()", kind="repl")
    h.calm()
    begun(h, "bash --rcfile brc -i", "echo wrnog", "ong", mend=3)
    h.say("echo then", "exit")
    h.calm()
    begun(h, "zsh", "print wrnog", "ong", mend=3)
    h.say("print then", "exit")
    h.calm()
    h.say("echo over")
    h.bye()
