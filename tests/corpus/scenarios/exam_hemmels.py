"""Shells behind shells at a ferry company: ssh to one machine and the next, su, sudo, containers and namespaces, tmux and screen there, script and expect, two to four deep; in each a day's deeds, and the way back."""
from props.hemmels import WAY, far, near
from props.ricks import BOB, BOX_RC, CANDY, DEVCON, KUBE, ORACLE, SORIN_RC, STEEEF, TPUT_RC, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh


def down(g, *ways):
    """Into each (its way, its shell, a word), a day there, and out of all."""
    for way, shell, word in ways:
        g.into(WAY.get(way, way), None, 2.4 if "fish" in WAY.get(way, way) else 1.4)
        g.day(shell, word)
    for _ in ways:
        g.out()
        g.calm(0.5)


@far("web-2", (100, 30))
def n01_one_machine_on(g):
    g.do("hostname", "ls runs")
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}")
    g.day("bash", "jetty")
    g.do("ls /etc/hostn«Tab w0.4» ⇒ ls /etc/hostname ∥ ls /etc/hostname ", "vim -u NONE -N fleet.ini«Enter w0.8»:q«Enter w0.6» ⇒[] vim -u NONE -N fleet.ini", "sleep 20«Enter w0.5»«C-c w0.4» ⇒[] sleep 20")
    g.out("logout")
    g.do("echo home")
    g.end()


@far("web-2 db-1", (90, 26))
def n02_two_machines_on(g):
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}", "PS1='[\\u@jump \\W]\\$ '", "w | wc -l")
    g.open("ssh -o StrictHostKeyChecking=no db-1", "password:", 0.6)
    g.word("Round-Tower-1")
    g.s.pause(0.8)
    g.calm(0.4)
    g.do(f"cd {g.s.home}", "PS1='\\[\\e[31m\\]db-1\\[\\e[0m\\] \\t\\n\\$ '")
    g.day("bash", "harbour")
    g.gone()
    g.do("echo on the jump host")
    g.gone()
    g.do("echo home")
    g.end()


@far("web-2", (96, 28))
def n03_zsh_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do("export LC_ALL=C.UTF-8", f"cd {g.s.home}")
    down(g, ("zs", "zsh", "pier"), ("zh", "zsh", "slip"))
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (110, 32))
def n04_fish_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do("export LC_ALL=C.UTF-8", f"cd {g.s.home}", f"export HOME={g.s.home}")
    down(g, ("fp", "fish", "pier"), ("kr", "ksh", "slip"))
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (120, 36))
def n05_tmux_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do("export LC_ALL=C.UTF-8", f"cd {g.s.home}")
    g.into("tmux -L hem -f tm.conf new 'bash --rcfile rd -i'", None, 1.6)
    g.day("bash", "quay")
    g.lead("%", pause=1.2)
    g.do("PS1='right$ '", "echo in the right half", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "cat <<X⏎row⏎X")
    g.lead("Left")
    g.do("echo in the left half", "«Up Up w0.3»«w0.2» ⇒ echo end of quay")
    g.out()
    g.do("echo alone")
    g.out()
    g.do("echo out of tmux")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (90, 26))
def n06_screen_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}", "mkdir -m 700 .screens", "export SCREENDIR=$PWD/.screens")
    g.into("screen -c .screenrc -U bash --rcfile ro -i", None, 1.6)
    g.day("bash", "buoy")
    g.lead("c", prefix="C-t", pause=1.0)
    g.do("PS1='second \\$ '", "echo in the second window")
    g.lead("n", prefix="C-t", pause=0.8)
    g.do("echo in the first again")
    g.out()
    g.do("echo in the second still")
    g.out()
    g.do("echo out of screen")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (84, 24))
def n07_another_user_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.into("su - alice", "alice@")
    g.day("bash", "gull", files=False)
    g.open("sudo -k; sudo -s", "password", 0.7)
    g.word("Small-River-2")
    g.s.pause(0.9)
    g.calm(0.4)
    g.do("id -un", "echo as root there", "echo wrnog«BSpace*3»ong ⇒ echo wrong")
    g.out()
    g.do("echo as alice again")
    g.gone()
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (72, 22))
def n08_early_lines_on_the_way(g):
    g.open("ssh web-2", None, 0.1, "command")
    g.s.pause(1.0)
    g.calm(0.5)
    g.do("PS1='far \\W $ '")
    g.ahead("sleep 1", "echo early there", "hostname", after=2.0)
    g.wire("echo by a program", "false", "echo done")
    g.do("for n in 1 2; do⏎echo $n⏎done", "cat <<X⏎row⏎X")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (100, 30))
def n09_interpreters_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}", "PS1='\\u@far:\\W\\$ '")
    g.open("python3 -q", ">>>", 0.8)
    g.repl("x = 6 * 7", "for n in range(2):⏎    print(n)⏎ ⇒ for n in range(2):⏎    print(n)", "print(x)", "exit()")
    g.open("sqlite3 ferry.db", "sqlite>", 0.7)
    g.repl("create table t(a);", "insert into t⏎values (1), (2);", "select * from t;", ".quit")
    g.open("gdb -q -nx", "(gdb)", 0.9)
    g.repl("p 6*7", "define d⏎p 1⏎end", "d", "quit")
    g.do("echo end there")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (90, 28))
def n10_one_at_a_time_far_away(g):
    g.do("ssh web-2 hostname", "ssh web-2 'id -un; ls /etc/hosts'", "ssh web-2 <<X⏎echo from a document⏎X", "ssh -t web-2 'read -p \"Sail? \" a; echo $a'«Enter w1.2»yes«Enter w0.7» ⇒[] ssh -t web-2 'read -p \"Sail? \" a; echo $a'", "for h in web-2; do⏎  ssh $h uptime | cut -c1-2⏎done", "scp -q fleet.ini web-2:/tmp/f«w0.3»", "ssh web-2 cat /tmp/f | head -n 1", "ssh -t web-2 vi -u NONE /tmp/f«Enter w1.5»:q«Enter w0.8» ⇒[] ssh -t web-2 vi -u NONE /tmp/f", "echo home")
    g.end()


# roots and users
@near(bash, (100, 30), DEVCON)
def n20_sudo_in_all_ways(g):
    g.do("ls runs", "sudo -n id -un")
    g.into("sudo env PS1='root@quay# ' bash --norc", None, 1.0)
    g.day("bash", "ballast")
    g.out()
    g.into("su -m -s /bin/sh", None, 1.0)
    g.do("PS1='su $ '", "echo as another", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "cat <<X⏎row⏎X")
    g.out()
    down(g, ("sudo bash --rcfile rf -i", "bash", "anchor"))
    g.do("echo home")
    g.end()


@near(zsh, (110, 32), "x", SORIN_RC)
def n21_from_sorin_down(g):
    g.day("zsh", "mast")
    down(g, ("rt", "bash", "boom"), ("zk", "zsh", "gaff"))
    g.do("print home")
    g.end()


@near(fish, (100, 30), BOB)
def n22_from_segments_down(g):
    g.day("fish", "mast")
    down(g, ("bash --rcfile rb -i", "bash", "boom"), ("tc", "tcsh", "gaff"))
    g.do("echo home")
    g.end()


@near(ksh, (90, 26), "quay:${PWD##*/}> ", "set -o emacs\n")
def n23_from_korn_down(g):
    g.day("ksh", "mast")
    down(g, ("zf", "zsh", "boom"), ("fs", "fish", "gaff"))
    g.do("print home")
    g.end()


@near(tcsh, (84, 26), "[%n@quay %c]%# ", "bindkey -e\n")
def n24_from_tcsh_down(g):
    g.day("tcsh", "mast")
    down(g, ("ro", "bash", "boom"), ("mr", "mksh", "gaff"), ("ar", "ash", "spar"))
    g.do("echo home")
    g.end()


@near(mksh, (88, 24), "mk:${PWD##*/} # ")
def n25_from_mirbsd_down(g):
    g.day("mksh", "mast")
    down(g, ("zt", "zsh", "boom"), ("y", "yash", "gaff"))
    g.do("print home")
    g.end()


@near(ash, (84, 24), "\\w # ")
def n26_from_alpine_down(g):
    g.day("ash", "mast")
    down(g, ("rk", "bash", "boom"), ("dr", "dash", "gaff"))
    g.do("echo home")
    g.end()


@near(dash, (80, 24), "$ ")
def n27_from_dash_down(g):
    g.day("dash", "mast")
    down(g, ("zr", "zsh", "boom"), ("kr", "ksh", "gaff"))
    g.do("echo home")
    g.end()


@near(bash, (96, 28), KUBE)
def n28_in_a_container(g):
    g.do("ls runs")
    g.into("docker exec -it web sh", None, 1.6)
    g.do("PS1='web # '")
    g.day("dash", "hull", files=False)
    g.out()
    g.into("docker exec -it web bash", None, 1.6)
    g.do("PS1='[web \\W]# '")
    g.day("bash", "keel", files=False)
    g.out()
    g.do("docker exec web hostname", "echo home")
    g.end()


@near(bash, (92, 26), "x", BOX_RC)
def n29_namespaces_below_boxes(g):
    down(g, ("unshare -u bash --rcfile ro -i", "bash", "hold"), ("unshare -m env ZDOTDIR=zc zsh -i", "zsh", "deck"))
    g.do("echo home")
    g.end()


@near(bash, (100, 28), "\\W \\$ ")
def n30_tmux_below(g):
    g.do("ls runs")
    g.into("tmux -L hem -f tm.conf new 'ZDOTDIR=zs zsh -i'", None, 1.8)
    g.day("zsh", "bell")
    g.lead('"', pause=1.2)
    g.do("PS1='lower$ '", "echo in the lower half", "for n in 1 2; do⏎echo $n⏎done")
    g.lead("Up")
    g.do("print in the upper half", "sleep 20«Enter w0.5»«C-c w0.5» ⇒[] sleep 20")
    g.out()
    g.do("echo alone")
    g.lead("d", pause=1.0)
    g.do("echo tmux goes on alone")
    g.into("tmux -L hem attach", None, 1.2)
    g.do("echo back in it")
    g.out()
    g.do("echo home")
    g.end()


@near(zsh, (90, 28), CANDY, "bindkey -e\n", SCREENDIR="@HOME@/.screens")
def n31_screen_below(g):
    g.do("mkdir -m 700 .screens")
    g.into("screen -U env ZDOTDIR=zk zsh -i", None, 2.0)
    g.day("zsh", "bell")
    g.lead("c", prefix="C-t", pause=1.2)
    g.do("PS1='second $ '", "echo in the second window", "seq 30 | tail -n 3")
    g.lead("p", prefix="C-t", pause=0.9)
    g.do("print in the first again")
    g.out()
    g.do("echo in the second still")
    g.out()
    g.do("print home")
    g.end()


@near(bash, (90, 26), ORACLE)
def n32_under_script_and_a_program(g):
    g.into("script -q log.txt -c 'bash --rcfile rd -i'", None, 1.4)
    g.day("bash", "rope")
    g.out()
    g.into("python3 -c 'import pty; pty.spawn([\"env\", \"ZDOTDIR=zf\", \"zsh\", \"-i\"])'", None, 1.6)
    g.day("zsh", "cleat")
    g.out()
    g.do("echo home")
    g.end()


@near(bash, (104, 30), "x", TPUT_RC)
def n33_out_of_programs(g):
    g.open("vim -u NONE -N fleet.ini", None, 0.9)
    g.s.type(":!bash --rcfile ro -i\r", 0.02)
    g.s.truth("bash --rcfile ro -i", "reply")
    g.s.pause(1.2)
    g.calm(0.4)
    g.do("echo out of vim", "ls runs", "echo wrnog«BSpace*3»ong ⇒ echo wrong")
    g.out()
    g.s.key("Enter", pace=0.5)
    g.s.type(":q!\r", 0.03)
    g.s.pause(0.6)
    g.calm()
    g.open("python3 -q", ">>>", 0.7)
    g.repl("import os", "os.system('bash --rcfile rk -i')«Enter w1.2» ⇒[] os.system('bash --rcfile rk -i')")
    g.do("echo out of python", "grep -c moored deck.log", "«Up Up w0.3» ⇒ echo out of python")
    g.out()
    g.repl("6 * 7", "exit()")
    g.do("echo home")
    g.end()


@near(zsh, (84, 26), STEEEF, "bindkey -e\n")
def n34_four_deep(g):
    down(g, ("ro", "bash", "one"), ("fs", "fish", "two"), ("zc", "zsh", "three"), ("kr", "ksh", "four"))
    g.do("print home")
    g.end()
