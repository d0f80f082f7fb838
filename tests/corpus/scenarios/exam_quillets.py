"""An observatory's shells behind shells: ssh to one machine and the next, su and sudo, namespaces and containers, tmux and screen there; two to four deep, a night in each, and the way back."""
from props.quillets import WAY, down, far, near
from props.thraves import BOBBY_RC, CLASSIC, CLOUD, EC2, JON_RC, PVE, RASPI, RIGHT_RC, STARZ_RC, TOOK_RC, TRANS_RC, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh


@far("dome-2", (104, 30))
def y01_to_the_dome(g):
    g.do("hostname", "ls plates")
    g.into("ssh dome-2", "root@dome-2")
    g.do(f"cd {g.s.home}")
    g.night("bash", "shutter")
    g.do("cat /etc/hostn«Tab w0.4» ⇒ cat /etc/hostname ∥ cat /etc/hostname ", "less night.log«Enter w0.8»/guided«Enter w0.3»q«w0.5» ⇒[] less night.log", "«paste:echo p⏎echo q» ⇒ echo p⏎echo q")
    g.out("logout")
    g.do("echo home")
    g.end()


@far("dome-2 db-1", (92, 28))
def y02_through_the_dome_to_the_sky(g):
    g.into("ssh dome-2", "root@dome-2")
    g.do(f"cd {g.s.home}", "PS1='jump:\\W\\$ '")
    g.open("ssh -o StrictHostKeyChecking=no db-1", "password:", 0.6)
    g.word("Round-Tower-1")
    g.s.pause(0.8)
    g.calm(0.4)
    g.do(f"cd {g.s.home}", "PS1='\\[\\e[33m\\]\\t db-1 \\W\\[\\e[0m\\]\\n> '")
    g.night("bash", "comet")
    g.gone()
    g.do("echo on the way")
    g.gone()
    g.do("echo home")
    g.end()


@far("dome-2", (98, 28))
def y03_zsh_at_the_dome(g):
    g.into("ssh dome-2", "root@dome-2")
    g.do("export LC_ALL=C.UTF-8", f"cd {g.s.home}")
    down(g, ("adam", "zsh", "meteor"), ("trans", "zsh", "planet"))
    g.out()
    g.do("echo home")
    g.end()


@far("dome-2", (110, 32))
def y04_fish_and_tcsh_at_the_dome(g):
    g.into("ssh dome-2", "root@dome-2")
    g.do("export LC_ALL=C.UTF-8", f"cd {g.s.home}", f"export HOME={g.s.home}")
    down(g, ("starf", "fish", "meteor"), ("t", "tcsh", "planet"))
    g.out()
    g.do("echo home")
    g.end()


@far("dome-2", (120, 36))
def y05_tmux_at_the_dome(g):
    g.prefix = "C-g"
    g.into("ssh dome-2", "root@dome-2")
    g.do("export LC_ALL=C.UTF-8", f"cd {g.s.home}")
    g.into("tmux -L qui -f tm.conf new 'bash --rcfile q/raspi -i'", None, 1.6)
    g.night("bash", "eclipse")
    g.lead('"', pause=1.2)
    g.do("PS1='below$ '", "echo in the lower half", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "cat <<X⏎row⏎X")
    g.lead("Up")
    g.do("echo in the upper half", "«Up Up w0.3»«w0.2» ⇒ echo eclipse ends")
    g.lead("z")
    g.do("echo zoomed", "seq 50 | tail -n 40")
    g.lead("z")
    g.out()
    g.do("echo alone")
    g.out()
    g.do("echo out of tmux")
    g.out()
    g.do("echo home")
    g.end()


@far("dome-2", (96, 28))
def y06_screen_at_the_dome(g):
    g.prefix = "C-x"
    g.into("ssh dome-2", "root@dome-2")
    g.do(f"cd {g.s.home}", "mkdir -m 700 .screens", "export SCREENDIR=$PWD/.screens")
    g.into("screen -c .screenrc -U bash --rcfile q/ec2 -i", None, 1.6)
    g.night("bash", "nova")
    g.lead("c", pause=1.0)
    g.do("PS1='two \\$ '", "echo in the second window")
    g.lead("p", pause=0.8)
    g.do("echo in the first again")
    g.out()
    g.do("echo in the second still")
    g.out()
    g.do("echo out of screen")
    g.out()
    g.do("echo home")
    g.end()


@far("dome-2", (88, 26))
def y07_another_user_at_the_dome(g):
    g.into("ssh dome-2", "root@dome-2")
    g.into("su - alice", "alice@")
    g.night("bash", "moon", files=False)
    g.open("sudo -k; sudo -s", "password", 0.7)
    g.word("Small-River-2")
    g.s.pause(0.9)
    g.calm(0.4)
    g.do("id -un", "echo as root there", "PS1='# '", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "for n in 1 2; do⏎echo $n⏎done")
    g.out()
    g.do("echo as alice again")
    g.gone()
    g.out()
    g.do("echo home")
    g.end()


@far("dome-2", (76, 24))
def y08_early_and_by_a_program(g):
    g.open("ssh dome-2", None, 0.1, "command")
    g.s.pause(1.0)
    g.calm(0.5)
    g.do("PS1='d2 \\W $ '")
    g.ahead("sleep 1", "echo early there", "hostname", after=2.0)
    g.wire("echo by a program", "false", "cd /tmp && pwd", "echo done")
    g.do("for n in 1 2; do⏎echo $n⏎done", "cat <<X⏎row⏎X", "«size 60x24»echo pulled while there«w0.2» ⇒ echo pulled while there", "echo still there")
    g.out()
    g.do("echo home")
    g.end()


@far("dome-2", (100, 30))
def y09_interpreters_at_the_dome(g):
    g.into("ssh dome-2", "root@dome-2")
    g.do(f"cd {g.s.home}", "PS1='\\u@d2:\\W\\$ '")
    g.open("python3 -q", ">>>", 0.8)
    g.repl("m = {'Vega': 0.03}", "for n in m:⏎    print(n)⏎ ⇒ for n in m:⏎    print(n)", "m['Vgea'«BSpace*4»ega'] ⇒ m['Vega']", "exit()")
    g.open("sqlite3", "sqlite>", 0.7)
    g.repl("create table t(a);", "insert into t⏎values (1), (2);", "select * from t;", ".quit")
    g.open("bc -q", None, 0.5)
    g.repl("6 * 7", "quit")
    g.open("gdb -q -nx", "(gdb)", 0.9)
    g.repl("p 6*7", "define d⏎p 1⏎end", "d", "quit")
    g.do("echo end there")
    g.out()
    g.do("echo home")
    g.end()


# near
@near(bash, (104, 30), CLOUD)
def y20_sudo_and_su(g):
    g.do("ls plates", "sudo -n id -un")
    g.into("sudo env PS1='root@dome:\\w# ' bash --norc", None, 1.0)
    g.night("bash", "lens")
    g.out()
    g.into("su -m -s /bin/sh", None, 1.0)
    g.do("PS1='su$ '", "echo as another", "echo wrnog«BSpace*3»ong ⇒ echo wrong", "cat <<X⏎row⏎X")
    g.out()
    down(g, ("sudo bash --rcfile q/took -i", "bash", "prism"))
    g.do("echo home")
    g.end()


@near(zsh, (110, 32), "x", STARZ_RC)
def y21_from_a_star_down(g):
    g.night("zsh", "lens")
    down(g, ("right", "bash", "prism"), ("jon", "zsh", "grating"))
    g.do("print home")
    g.end()


@near(fish, (100, 30), CLASSIC)
def y22_from_classic_fish_down(g):
    g.night("fish", "lens")
    down(g, ("caps", "bash", "prism"), ("m", "mksh", "grating"))
    g.do("echo home")
    g.end()


@near(ksh, (90, 26), "dome:${PWD##*/}> ", "set -o emacs\n")
def y23_from_korn_down(g):
    g.night("ksh", "lens")
    down(g, ("gnzh", "zsh", "prism"), ("classic", "fish", "grating"))
    g.do("print home")
    g.end()


@near(tcsh, (84, 26), "[dome %c]%# ", "bindkey -e\n")
def y24_from_tcsh_down(g):
    g.night("tcsh", "lens")
    down(g, ("env HOME=$HOME bash --rcfile q/ec2 -i", "bash", "prism"), ("a", "ash", "grating"), ("k", "ksh", "slit"))
    g.do("echo home")
    g.end()


@near(ash, (84, 24), "\\w # ")
def y25_from_busybox_down(g):
    g.night("ash", "lens")
    down(g, ("nix", "bash", "prism"), ("d", "dash", "grating"))
    g.do("echo home")
    g.end()


@near(dash, (80, 24), "$ ")
def y26_from_dash_down(g):
    g.night("dash", "lens")
    down(g, ("starz", "zsh", "prism"), ("y", "yash", "grating"))
    g.do("echo home")
    g.end()


@near(bash, (96, 28), PVE)
def y27_in_containers(g):
    g.do("ls plates")
    g.into("docker exec -it web sh", None, 1.6)
    g.do("PS1='/ # '")
    g.night("dash", "mirror", files=False)
    g.out()
    g.into("docker exec -it web bash", None, 1.6)
    g.do("PS1='root@web:\\w# '")
    g.night("bash", "cell", files=False)
    g.out()
    g.do("docker exec web hostname", "echo home")
    g.end()


@near(bash, (92, 26), "x", BOBBY_RC)
def y28_namespaces_below_bobby(g):
    down(g, ("unshare -u bash --rcfile q/ec2 -i", "bash", "finder"), ("unshare -m env ZDOTDIR=qz/gnzh zsh -i", "zsh", "guider"))
    g.do("echo home")
    g.end()
