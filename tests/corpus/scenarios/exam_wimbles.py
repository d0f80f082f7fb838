"""Shells and interpreters that are slow to start, as rc files with loaders are, and a hand that begins at once; then a few lines of ordinary work."""
from props.gills import HIGH, PLUGGED, SUGG
from props.stelches import Blind
from props.withies import ARCH, INIT, JONATHAN_RC, KPHOEN, MINGW, MINT, MUSE_RC, PARROT, POSH_RC, SAMPLES, STATE_RC, TICK_RC, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, yash, zsh

SLOW = "sleep 1.6\n"
MOTD = "printf 'Welcome to holt\\n * Documentation: https://holt/help\\n'\n" + SLOW


def early(g, whole, half, rest, more, pace=0.02, kind="command", start=1.9):
    """Whole lines before the first prompt, one half before it, and what is done then."""
    hand = Blind(g, pace, 0.1)
    for text in whole:
        hand.line(text, kind)
    g.s.type(half, pace)
    g.s.pause(start)
    g.calm()
    g.kind = kind
    g.s.type(rest, pace)
    g.hit(half + rest, kind, see=False)
    g.do(*more)


DAY = ["wc -l pump.log", "echo mistkae«BSpace*3»ake ⇒ echo mistake", "«Up w0.2 Up w0.3» ⇒ wc -l pump.log", "false", "echo end"]


@bash((80, 24), ARCH, SLOW)
def w01_bash_with_a_loader(g):
    early(g, ["ls orders", "echo early"], "echo begun ", "and ended", DAY)
    g.end()


@bash((100, 30), MINGW, MOTD)
def w02_three_rows_below_a_greeting(g):
    early(g, ["ls orders"], "echo begun ", "and ended", DAY)
    g.end()


@bash((90, 26), "x", POSH_RC + SLOW)
def w03_between_corners(g):
    early(g, ["ls orders", "cat deploy/blue.yml"], "echo be", "gun and ended", DAY)
    g.end()


@bash((41, 14), PARROT, SLOW)
def w04_parrot_in_forty_one(g):
    early(g, ["echo a line that is longer than the window is"], "echo begun and to be continued past ", "the margin", DAY)
    g.end()


@bash((80, 24), "x", STATE_RC + "bind 'set enable-bracketed-paste off'\n" + SLOW)
def w05_without_brackets(g):
    early(g, ["ls orders", "echo early"], "echo begun ", "and ended", DAY)
    g.end()


@zsh((90, 26), "x", MUSE_RC + SUGG + HIGH + SLOW, needs=PLUGGED)
def w10_zsh_with_all_plugins(g):
    early(g, ["ls orders", "print early"], "print begun ", "and ended", [d.replace("echo", "print") for d in DAY])
    g.end()


@zsh((100, 28), "x", JONATHAN_RC + SLOW)
def w11_from_side_to_side(g):
    early(g, ["ls orders"], "print begun ", "and ended", [d.replace("echo", "print") for d in DAY])
    g.end()


@zsh((80, 24), KPHOEN, "bindkey -e\n" + SLOW)
def w12_kphoen(g):
    early(g, ["print early", "print earlier"], "print be", "gun and ended", [d.replace("echo", "print") for d in DAY])
    g.end()


@zsh((84, 24), "x", INIT + "adam2\n" + SLOW)
def w13_a_frame(g):
    early(g, ["ls orders"], "print begun ", "and ended", [d.replace("echo", "print") for d in DAY])
    g.end()


@zsh((80, 24), "x", TICK_RC + SLOW)
def w14_a_clock_that_ticks(g):
    early(g, ["ls orders"], "print begun ", "and ended", [d.replace("echo", "print") for d in DAY])
    g.end()


@zsh((60, 18), "%m%# ", "bindkey -v\nKEYTIMEOUT=1\n" + SLOW)
def w15_by_vi(g):
    early(g, ["ls orders"], "print begun ", "and ended", ["wc -l pump.log", "print x", "«Escape w0.3»kk«w0.2» ⇒ wc -l pump.log", "print end"])
    g.end()


@sampled((90, 26), "arrow", SLOW)
def w20_fish_arrow(g):
    early(g, ["ls orders", "echo early"], "echo begun ", "and ended", DAY, start=2.4)
    g.end()


@fish((80, 24), "echo -n (prompt_pwd)'> '", "function fish_right_prompt; date +%T; end\n" + SLOW)
def w21_fish_with_a_clock(g):
    early(g, ["ls orders"], "echo be", "gun and ended", DAY, start=2.4)
    g.end()


@sampled((100, 30), "informative", f"source {SAMPLES}/informative.fish\n" + SLOW)
def w22_fish_informative(g):
    early(g, ["echo early"], "cat deploy/", "blue.yml", DAY, start=2.4)
    g.end()


@ksh((80, 24), "holt:${PWD##*/}$ ", "set -o emacs\n" + SLOW)
def w30_ksh(g):
    early(g, ["ls orders", "print early"], "print begun ", "and ended", ["wc -l pump.log", "print mistkae«C-h C-h C-h»ake ⇒ print mistake", "«C-p w0.2 C-p w0.2» ⇒ wc -l pump.log", "print end"])
    g.end()


@mksh((80, 24), "${PWD##*/} # ", SLOW)
def w31_mksh(g):
    early(g, ["ls orders", "print early"], "print begun ", "and ended", ["wc -l pump.log", "print mistkae«BSpace*3»ake ⇒ print mistake", "print end"])
    g.end()


@tcsh((80, 24), "%n@holt:%c %# ", "bindkey -e\n" + SLOW)
def w32_tcsh(g):
    early(g, ["ls orders", "echo early"], "echo begun ", "and ended", ["wc -l pump.log", "echo mistkae«BSpace*3»ake ⇒ echo mistake", "«Up w0.2 Up w0.2» ⇒ wc -l pump.log", "echo end"])
    g.end()


@ash((80, 24), "\\w # ", SLOW)
def w33_ash(g):
    early(g, ["ls orders", "echo early"], "echo begun ", "and ended", DAY)
    g.end()


@dash((80, 24), "$ ", SLOW)
def w34_dash(g):
    early(g, ["ls orders", "echo early"], "echo begun ", "and ended", ["wc -l pump.log", "echo mistkae«BSpace*3»ake ⇒ echo mistake", "echo end"])
    g.end()


@yash((80, 24), "\\w\\$ ", "set -o emacs\n" + SLOW)
def w35_yash(g):
    early(g, ["ls orders", "echo early"], "echo begun ", "and ended", DAY)
    g.end()


def tongue(name, argv, whole, half, rest, more, bye, start=2.5, kind="repl", **env):
    """Below a shell: what is typed at once behind the program's name."""
    def play(g):
        g.do("ls orders")
        g.s.type(argv, 0.02)
        g.s.key("Enter", pace=0)
        g.s.truth(argv)
        early(g, whole, half, rest, more, kind=kind, start=start)
        g.do(bye)
        g.kind = "command"
        g.s.pause(0.6)
        g.calm()
        g.do("echo out of it")
        g.end()
    play.__name__, play.__module__ = name, "scenarios_exam_wimbles"
    bash((90, 26), MINT, needs=[argv.split()[0]], NODE_REPL_HISTORY="", IPYTHONDIR="@HOME@/.ip", **env)(play)


tongue("w40_python", "python3 -q", ["x = 6 * 7"], "x ", "+ 1", ["'abc'.upper()", "for n in (1, 2):⏎    print(n)⏎ ⇒ for n in (1, 2):⏎    print(n)"], "exit()")
tongue("w41_node", "node", ["let x = 6 * 7"], "x ", "+ 1", ["'abc'.toUpperCase()"], ".exit")
tongue("w42_gdb", "gdb -q -nx", ["p 6*7"], "p 7", "*8", ["echo x\\n"], "quit")
tongue("w43_sqlite", "sqlite3", ["select 6 * 7;"], "select ", "5;", ["select 'a⏎b';"], ".quit")
tongue("w44_r", "R -q --no-save", ["x <- 6 * 7"], "x ", "+ 1", ["nchar('abc')"], "q()", start=3)
tongue("w45_octave", "octave-cli -q", ["x = 6 * 7"], "x ", "+ 1", ["disp('abc')"], "exit", start=3.5)
tongue("w46_irb", "irb --noautocomplete", [], "6 ", "* 7", ["'abc'.upcase"], "exit", start=3)
tongue("w47_ipython", "/usr/bin/ipython3 --no-banner --no-confirm-exit", ["x = 6 * 7"], "x ", "+ 1", ["'abc'.upper()"], "exit", start=4)
tongue("w48_lua", "lua5.4", ["x = 6 * 7"], "print(", "x)", ["print('abc')"], "os.exit()")
tongue("w49_php", "php -a", ["$x = 6 * 7;"], "echo ", "$x, PHP_EOL;", ["echo 'abc', PHP_EOL;"], "quit")
tongue("w50_tcl", "tclsh", ["set x 5"], "puts ", "$x", ["puts {a b}"], "exit")
tongue("w51_guile", "guile -q", ["(define x 5)"], "(* x ", "2)", ["(display \"abc\")"], "(exit)", start=3.5)
tongue("w52_swipl", "swipl -q", ["X = 5."], "atom_length(", "abc, N).", ["writeln(abc)."], "halt.", start=3)
tongue("w53_bc", "bc -q", ["6*7"], "7", "*8", ["2^20"], "quit")
tongue("w54_a_shell_below", "bash -c \"sleep 1; exec env PS1='below$ ' bash --norc\"", ["ls web"], "echo begun ", "and ended", ["echo mistkae«BSpace*3»ake ⇒ echo mistake"], "exit", kind="command")
tongue("w55_zsh_below", "sh -c 'sleep 1; exec zsh -f -i'", ["ls web"], "print begun ", "and ended", ["print mistkae«BSpace*3»ake ⇒ print mistake"], "exit", kind="command")
tongue("w56_as_root", "sudo sh -c 'sleep 1; exec bash --norc'", ["ls web"], "echo begun ", "and ended", ["echo mistkae«BSpace*3»ake ⇒ echo mistake"], "exit", kind="command")
