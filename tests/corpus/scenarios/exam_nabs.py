"""Programs in one pane of tmux, or in two, that ask in another way after each step: routers, debuggers, disks, interpreters told another prompt; and shells whose prompt says where they are."""
import pathlib

from props.cairns import cairn

PROPS = pathlib.Path(__file__).parents[1] / "props"
FILES = {"vale/one.md": "1\n", "vale/deep/x.txt": "x\n", "nab.txt": "ling\nbent\n", "bin/router.py": (PROPS / "rigs.py").read_text(), "bin/device.py": (PROPS / "device.py").read_text(), "bin/appliance.py": (PROPS / "appliance.py").read_text(),
         "Nab.java": "public class Nab {\n    public static void main(String[] a) {\n        int n = 1;\n        n = n + 1;\n        System.out.println(\"n \" + n);\n    }\n}\n",
         "brc": "PS1='nab \\W \\$ '\n", "bdir": "PS1='\\w> '\n", ".zshrc": "PROMPT='%~> '\nbindkey -e\n", "krc": "PS1='${PWD##*/}: '\nset -o emacs\n",
         "loop.pl": "my $t = 0;\nfor my $n (1 .. 2) {\n    $t += $n;\n}\nprint \"t $t\\n\";\n"}
SHELL = {"bash": "bash --rcfile @HOME@/brc -i", "bdir": "bash --rcfile @HOME@/bdir -i", "zsh": "zsh -i", "ksh": "env ENV=@HOME@/krc ksh93 -i"}


def pane(shell, size, split=None, bar=""):
    conf = f"set -g default-command '{SHELL[shell]}'\nset -g status-right ''\n{bar}"

    def wrap(function):
        def play(h):
            h.say("ls vale")
            if split:
                h.s.key("C-b", pace=0.1)
                h.s.type(split)
                h.s.pause(1.0)
                h.calm(0.5)
            function(h)
            h.calm()
            h.blind("echo over", "exit")
            if split:
                h.s.pause(0.7)
                h.calm()
                h.blind("exit")
        play.__name__, play.__module__ = function.__name__, function.__module__
        return cairn(["tmux", "-f", "@HOME@/tmux.conf", "new-session", SHELL[shell]], size, {**FILES, "tmux.conf": conf}, needs=["tmux"])(play)
    return wrap


def repl(h, *texts):
    h.blind(*texts, kind="repl")


@pane("bash", (90, 26))
def n01_jdb(h):
    h.blind("javac -g Nab.java")
    h.s.pause(2.0)
    h.calm(0.8)
    h.go("jdb Nab", "Initializing jdb", 1.5)
    h.calm(0.5)
    repl(h, "stop in Nab.main")
    h.put("run")
    h.s.enter("run", "repl", wait=False)
    h.s.see("main[1]")
    h.calm(0.5)
    for text in ("list", "next", "locals", "print n + 41", "where"):
        repl(h, text)
        h.s.pause(0.3)
        h.calm(0.4)
    repl(h, "cont")
    h.s.pause(1.0)
    h.calm(0.5)


@pane("zsh", (84, 24))
def n02_a_switch_by_modes(h):
    h.go("python3 bin/device.py tree", ">", 0.8)
    h.put("enable")
    h.s.enter("enable", "repl", wait=False)
    h.s.pause(0.4)
    h.s.secret("Calm-Harbour-4")
    h.s.key("Enter", pace=0.4)
    h.calm()
    repl(h, "show clock", "configure terminal", "hostname nab1", "interface vlan 10", "description to the vale", "no shutdown", "exit", "vlan 20", "end")
    repl(h, "show version", "exit")


@pane("bdir", (100, 28), "%")
def n03_a_firewall_in_a_half(h):
    h.blind("cd vale", "cd deep", "cd", "true")
    h.go("python3 bin/device.py set", ">", 0.8)
    repl(h, "configure")
    h.calm()
    repl(h, "set system host-name nab2", "delete interfaces", "commit", "exit")
    h.calm()
    repl(h, "show", "exit")


@pane("ksh", (88, 26))
def n04_disks(h):
    h.blind("truncate -s 20M disk.img")
    h.go("fdisk disk.img", "Command (m for help):", 0.5)
    repl(h, "n")
    for _ in range(4):
        h.s.key("Enter", pace=0.3)
        h.calm()
    repl(h, "p", "x")
    h.calm()
    repl(h, "p", "r", "t")
    h.put("83")
    h.s.key("Enter", pace=0.4)
    h.calm()
    repl(h, "w")
    h.s.pause(0.5)
    h.calm()
    h.blind("cd vale", "cd deep", "cd")
    h.go("debugfs nab.txt 2>/dev/null", "debugfs:", 0.5)
    repl(h, "pwd", "quit")


@pane("bash", (92, 28), '"')
def n05_prompts_told_anew(h):
    h.go("python3 -q", ">>>", 0.5)
    repl(h, "import sys", "sys.ps1 = 'nab: '", "x = 6", "x * 7", "sys.ps1 = 'ling '", "x + 1")
    h.rows("for n in (1, 2):", "    print(n)", "", kind="repl", also=["for n in (1, 2):\n    print(n)"])
    repl(h, "exit()")
    h.calm()
    h.go("gdb -q -nx", "(gdb)", 0.9)
    repl(h, "set prompt nab ", "print 6*7", "set $n = 1", "set prompt #", "print $n", "quit")


@pane("zsh", (86, 26))
def n06_lua_tcl_sqlite_told_anew(h):
    h.go("lua", ">", 0.5)
    repl(h, "_PROMPT = 'nab '", "x = 6", "x * 7", "y = x", "_PROMPT = '? '", "y")
    repl(h, "os.exit()")
    h.calm()
    h.go("tclsh", "%", 0.5)
    repl(h, "set tcl_prompt1 {puts -nonewline {tcl }}", "set x 6", "expr {$x * 7}", "set y $x", "exit")
    h.calm()
    h.go("sqlite3", "sqlite>", 0.5)
    repl(h, ".prompt 'nab ' '.. '", "create table t (a);", "insert into t values (1);", "select * from t;")
    h.rows("select 2,", "3;", kind="repl")
    repl(h, ".quit")


@pane("bdir", (80, 24))
def n07_shells_that_say_where(h):
    h.blind("cd vale", ":", "cd deep", ":", "cd ../..", "export A=1", "PS1='(\\!) \\W: '", ":", "cd vale", "cd", "PS1='at \\W '", ":", "cd vale", "true", "cd")
    h.go("env PS1='$PWD> ' mksh", None, 0.6)
    h.blind("cd vale", ":", "cd deep", "cd ..", "exit")


@pane("ksh", (110, 28), "%")
def n08_appliances_in_a_half(h):
    h.go("python3 bin/appliance.py huawei", ">", 0.8)
    repl(h, "display version")
    # its first two letters turn pages, and "quit" comes too late
    h.put("system-view")
    h.s.enter("stem-view", "repl", wait=False)
    h.calm()
    repl(h, "interface GigabitEthernet0/0/1", "description to the vale", "undo shutdown", "quit", "return")
    h.blind("quit")
    h.calm()
    h.go("python3 bin/appliance.py forti", "#", 0.8)
    repl(h, "config system global", "set hostname nab3", "end", "get system status", "exit")


@pane("bash", (90, 26))
def n09_perl_and_octave(h):
    h.go("perl -d loop.pl", "DB<1>", 0.6)
    repl(h, "n", "n", "p $t", "$x = 6", "p $x * 7", "n", "q")
    h.calm()
    h.go("octave-cli -q --no-history", "octave:1>", 3.0)
    h.calm(0.6)
    repl(h, "x = 6;", "PS1('nab ')", "y = 7;", "x * y", "z = 1;", "PS1('\\#: ')", "z", "exit")


@pane("zsh", (96, 30), '"')
def n10_ftp_and_others(h):
    h.go("ftp -n", "ftp>", 0.5)
    repl(h, "status", "binary", "lcd vale", "bye")
    h.calm()
    h.go("lftp", "lftp", 0.8)
    repl(h, "lcd vale", "alias v version", "lpwd", "exit")
    h.calm()
    h.go("bc -q", None, 0.4)
    repl(h, "x = 6", "x * 7", "y = x", "quit")
    h.calm()
    h.go("ed -p 'nab* ' nab.txt", "nab*", 0.5)
    repl(h, "1p", "s/ling/heather/", "1p", "Q")
