"""Other machines, users, roots and multiplexers, two to five deep, with prompts and shells as they are there, and what is done all day on the way."""
from props import prop
from props.gills import SUGG
from props.leasowes import far, near
from props.strothers import AVIT_RC, BUREAU_RC, CLUSTER, GITPROMPT_RC, MANJARO, OVERWRITE_RC, RULE_RC, SAMPLES, SHRINK_RC, SPACESHIP, UBUNTU, ash, bash, dash, fish, ksh, mksh, sampled, tcsh, zsh

DOCKER = {"bin/docker": prop("container.py")}
BELOW = {"rcu": f"PS1='{UBUNTU}'\n", "rcm": f"PS1='{MANJARO}'\n", "rcg": GITPROMPT_RC, "rcr": RULE_RC, "rco": OVERWRITE_RC, "za/.zshrc": AVIT_RC, "zb/.zshrc": BUREAU_RC, "zs/.zshrc": SHRINK_RC, "zp/.zshrc": f"PROMPT='{SPACESHIP}'\nbindkey -e\n", ".config/fish/config.fish": f"set -g fish_greeting\nsource {SAMPLES}/nim.fish\n",
         "krc": "PS1='korn:${PWD##*/} $ '\n", ".tcshrc": "set prompt='%m:%c %# '\nset history=50\nunset autologout\nbindkey -e\n", "arc": "PS1='\\w # '\n", "mrc": "PS1='mir $ '\n", ".yashrc": "YASH_PS1='y \\$ '\nset -o emacs\n", ".screenrc": "startup_message off\nshell /bin/bash\ncaption always '%n %t'\n", "tm.conf": "set -g status-position top\nset -g default-terminal screen-256color\nset -sg escape-time 10\n"}


@far("web-2", (100, 30))
def l01_ubuntu_far_away(g):
    g.do("hostname", "ls deploy")
    g.into("ssh web-2", "root@web-2")
    g.do(f"PS1='{UBUNTU}'", "ls /etc/hosts", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«C-r w0.3»hosts«w0.5» ⇒ ls /etc/hosts", "«Up w0.2 Up w0.3»«C-a»time «w0.1» ⇒ time echo wrong", "cat <<E⏎row⏎E", "for n in 1 2; do⏎  echo $n⏎done", "ls /etc/hostn«Tab w0.4» ⇒ ls /etc/hostname ∥ ls /etc/hostname ", "sleep 20«Enter w0.5»«C-c w0.4» ⇒[] sleep 20", "echo a line that is longer than the window is wide, since it has to be seen how it is wrapped over there", "never«C-c w0.3» ✗", "echo end there")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2 db-1", (88, 24))
def l02_from_a_jump_host(g):
    g.into("ssh web-2", "root@web-2")
    g.do("PS1='[\\u@jump \\W]\\$ '", "w | wc -l")
    g.open("ssh -o StrictHostKeyChecking=no db-1", "password:", 0.6)
    g.word("Round-Tower-1")
    g.s.pause(0.8)
    g.calm(0.4)
    g.do("hostname", "PS1='db \\A \\$ '", "df -h / | tail -n 1", "echo half «size 70x24»pulled ⇒ echo half pulled", "«C-r w0.3»df«w0.5» ⇒ df -h / | tail -n 1")
    g.open("read -rsp 'Key: ' k; echo", "Key:", 0.4)
    g.word("Sorrel-Gate-61")
    g.do("echo ${#k}", "rm -i /etc/nothing«Enter w0.4» ⇒[] rm -i /etc/nothing")
    g.gone()
    g.do("echo on the jump host")
    g.gone()
    g.do("echo home")
    g.end()


@far("web-2", (41, 20))
def l03_a_clock_at_the_right_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do("PS1='\\[\\e[s\\e[${COLUMNS}C\\e[4D\\A\\e[u\\]\\W \\$ '", "ls /etc/hosts", "echo a line that wraps below the clock there", "«C-r w0.3»hosts«w0.5» ⇒ ls /etc/hosts", "«C-r w0.3»wraps«w0.4 C-e w0.2»«size 60x20»«w0.4» again ⇒ echo a line that wraps below the clock there again", "«size 36x20»echo in thirty-six", "echo " + "ab " * 20 + "«C-w*4» ⇒ echo " + " ".join(["ab"] * 16), "false", "echo end there")
    g.out("logout")
    g.do("echo home")
    g.end()


@far("web-2", (96, 28), needs=["zsh"])
def l04_a_spaceship_far_away(g):
    g.into("ssh -t web-2 env LC_ALL=C.UTF-8 zsh -f", None, 1.4)
    g.do("bindkey -e; setopt prompt_subst", f"PROMPT=$'\\n%B%F{{cyan}}%1~%f %Bon %F{{magenta}} main%f\\n%F{{green}}➜%f%b '", "print far one", "ls /etc/hosts", "if true; then⏎print in⏎fi", "«Up w0.3»«w0.2» ⇒ if true; then\nprint in\nfi", "«C-r w0.3»far«w0.5» ⇒ print far one", "print wide 表 and é", "RPROMPT='%T'", "print under a clock", "print a line so long that it has to leave the clock at the right and to go on below the first of its rows, there", "«paste:print p1⏎print p2» ⇒ print p1⏎print p2", "never«C-c w0.3» ✗")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (94, 26), needs=["fish"])
def l05_a_fish_of_its_own_far_away(g):
    g.into("ssh -t web-2 env LC_ALL=C.UTF-8 fish", None, 2.0)
    g.do("echo far away", "echo far«w0.6 Right w0.3» ⇒ echo far away", "echo far«w0.6» ⇒ echo far", "ls /etc/hostn«Tab w0.6» ⇒ ls /etc/hostname", "if test -d /etc⏎echo there⏎end ⇒ if test -d /etc⏎echo there⏎end ∥ if test -d /etc⏎    echo there⏎end", "«Up w0.3 Up w0.4»«w0.1» ⇒ ls /etc/hostname", "never«C-c w0.5» ✗", "echo end there")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (110, 34), needs=["tmux"])
def l06_panes_behind_ssh(g):
    g.into("ssh web-2", "root@web-2")
    g.into("tmux -L leas -f /dev/null new bash", None, 1.4)
    g.do("PS1='left$ '", "ls /etc/hosts")
    g.lead("%", pause=1.0)
    g.do("PS1='right$ '", "echo in the right half", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "for n in 1 2⏎do echo $n⏎done")
    g.lead("Left")
    g.do("echo in the left half, in a line that has to wrap there", "«Up w0.2 Up w0.3» ⇒ ls /etc/hosts")
    g.lead("z")
    g.do("echo zoomed")
    g.lead("z")
    g.lead("o")
    g.do("«C-r w0.3»wrong«w0.5» ⇒ echo wrong")
    g.out()
    g.do("echo one pane is left")
    g.lead("d", pause=1.0)
    g.do("echo detached")
    g.into("tmux -L leas attach", None, 1.0)
    g.do("echo attached")
    g.out()
    g.do("echo out of tmux")
    g.out()
    g.do("echo home")
    g.end()


@near(bash((98, 28), UBUNTU, files={**DOCKER, **BELOW}, needs=["unshare", "chroot", "busybox"]))
def l07_containers(g):
    g.do("ls deploy")
    g.into("docker exec -it ledger sh", None, 1.3)
    g.do("hostname", "ls /", "PS1='/srv # '", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "cat <<E > /tmp/x⏎row⏎E", "cat /tmp/x")
    g.out()
    g.do("echo between")
    g.into("docker exec -it ledger bash --norc", None, 1.3)
    g.do("hostname", "for n in 1 2⏎do echo $n⏎done", "«C-r w0.3»hostn«w0.5» ⇒ hostname", "echo a line in a container that is so long that it wraps at the margin of the window we look through")
    g.open("python3 -q", ">>>", 0.8)
    g.repl("6 * 7", "for n in (1, 2):⏎    print(n)⏎ ⇒ for n in (1, 2):⏎    print(n)", "exit()")
    g.out()
    g.do("docker exec ledger hostname", "echo home")
    g.end()


@near(zsh((90, 26), SPACESHIP, SUGG + "bindkey -e\n", files={**BELOW}, needs=["sudo", "su", "script"]))
def l08_other_users_below_a_spaceship(g):
    g.do("ls deploy", "print release")
    g.into("sudo -i env HOME=$HOME bash --rcfile $HOME/rcu -i", None, 1.0)
    g.do("echo below sudo", "id -un", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "cd deploy", "ls")
    g.out()
    g.do("print re«w0.5 Right w0.3» ⇒ print release")
    g.into("su -c 'exec dash -i' root", None, 0.8)
    g.do("echo below su", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "cat <<E⏎row⏎E")
    g.out()
    g.into("script -q -c 'bash --rcfile rcg -i' /dev/null", None, 0.9)
    g.do("echo in a script", "false", "for n in 1 2; do⏎  echo $n⏎done", "«Up w0.2 Up w0.3» ⇒ false")
    g.out()
    g.do("print home")
    g.end()


@near(bash((104, 30), MANJARO, files={**BELOW}, needs=["zsh", "fish", "ksh93", "tcsh", "mksh", "busybox", "yash"]))
def l09_eight_shells_deep(g):
    g.do("ls deploy")
    for line, first, *more in [("ZDOTDIR=~/za zsh", "print in avit", "«Up w0.3» ⇒ print in avit"), ("fish", "echo in nim", "echo in«w0.6 Right w0.3» ⇒ echo in nim"), ("env ENV=$HOME/krc ksh93 -o emacs -i", "print in korn", "cat <<E⏎row⏎E"), ("tcsh", "echo in tcsh", "echo wrogn«BSpace*2»ng ⇒ echo wrong"), ("env ENV=$HOME/mrc mksh -i", "print in mir", "print one two«C-w»2 ⇒ print one 2"),
                               ("yash -i", "echo in yash", "for n in 1 2; do⏎echo $n⏎done"), ("env ENV=$HOME/arc busybox ash", "echo in ash", "never«C-c w0.3» ✗"), ("bash --rcfile rcr -i", "echo at the bottom", "«C-r w0.3»bott«w0.5» ⇒ echo at the bottom")]:
        g.into(line, None, 1.4 if line == "fish" else 0.7)
        g.do(first, *more)
    for name in "ash yash mir tcsh korn nim avit bash".split():
        g.out()
        g.do(f"echo {name} again")
    g.end()


@near(bash((116, 32), "x", RULE_RC, files={**BELOW}, needs=["screen"], SCREENDIR="@HOME@/.screens"))
def l10_screen_with_three_windows(g):
    g.do("mkdir -m 700 .screens")
    g.into("screen -U", None, 1.4)
    g.do("PS1='s0 \\$ '", "echo first window", "ls deploy")
    g.lead("c", prefix="C-a", pause=1.0)
    g.do("PS1='s1 \\$ '", "for n in 1 2; do⏎echo $n⏎done", "seq 40")
    g.lead("c", prefix="C-a", pause=1.0)
    g.open("python3 -q", ">>>", 0.6)
    g.repl("6 * 7", "x = [1,⏎2]")
    g.lead("0", prefix="C-a")
    g.do("echo in the first again", "«Up w0.2 Up w0.3» ⇒ ls deploy")
    g.lead("2", prefix="C-a")
    g.repl("x", "exit()")
    g.do("echo out of python")
    g.out()
    g.do("echo in some window")
    g.lead("S", prefix="C-a")
    g.lead("Tab", prefix="C-a")
    g.lead("0", prefix="C-a")
    g.do("echo in the lower region")
    g.lead("Tab", prefix="C-a")
    g.do("echo in the upper region")
    g.lead("Q", prefix="C-a")
    g.out()
    g.out()
    g.do("echo out of screen")
    g.end()


@near(ksh((92, 26), "pia@ws:${PWD##*/}$ ", "set -o emacs\n", files={**BELOW}, needs=["zsh", "bash", "sqlite3", "vim", "less"]))
def l11_shells_out_of_editors(g):
    g.do("ls deploy")
    g.open("vim -u NONE -N deploy/blue.yml", None, 0.8)
    g.s.type(":set shell=/bin/bash\r:sh\r", 0.06)
    g.s.pause(0.9)
    g.calm()
    g.do("PS1='below vim $ '", "echo out of an editor", "echo wrogn«BSpace*2»ng ⇒ echo wrong")
    g.out()
    g.s.type(":q!\r", 0.08)
    g.s.pause(0.5)
    g.calm()
    g.do("print after vim")
    g.open("sqlite3 l.db", "sqlite>", 0.5)
    g.repl("select 6 * 7;")
    g.open(".shell bash --norc -i", "bash-5", 0.7, "repl")
    g.do("echo out of a database", "«Up w0.3» ⇒ echo out of a database")
    g.out()
    g.repl("select 1,⏎2;", ".quit")
    g.do("print end")
    g.end()


@near(tcsh((86, 24), "%c %# ", "bindkey -e\n", files={**BELOW}, needs=["bash", "zsh", "expect"]))
def l12_driven_by_expect(g):
    g.do("ls deploy", "echo 'spawn bash --norc -i; expect -re {[$#] $}; send \"echo sent by expect\\r\"; expect -re {[$#] $}; send \"exit\\r\"; expect eof' > e.tcl")
    g.do("expect e.tcl«Enter w1.5» ⇒[] expect e.tcl", "echo after it")
    g.into("bash --rcfile rco -i", None, 0.8)
    g.do("echo below a clock", "echo a line that runs into the clock at the right and further on", "«C-r w0.3»clock«w0.4 C-g w0.3»…", "echo given up", "cat <<E⏎row⏎E")
    g.out()
    g.do("echo end")
    g.end()


@far("web-2 web-3", (100, 28), needs=["screen"])
def l13_screen_far_away_and_further(g):
    g.into("ssh web-2", "root@web-2")
    g.do("export SCREENDIR=/tmp/.scr; mkdir -m 700 -p /tmp/.scr")
    g.into("screen -U bash", None, 1.5)
    g.do("echo in a far screen", "ls /etc/hosts")
    g.into("ssh -o StrictHostKeyChecking=no web-3", None, 1.6)
    g.do("hostname", "echo three deep", "«Up w0.2 Up w0.3» ⇒ hostname", "for n in 1 2; do⏎echo $n⏎done")
    g.out()
    g.do("echo back in the far screen")
    g.lead("d", prefix="C-a", pause=1.0)
    g.do("echo detached there")
    g.into("screen -r", None, 1.2)
    g.do("echo attached there")
    g.out()
    g.do("echo out of it")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (90, 26))
def l14_lies_and_holes_far_away(g):
    g.s.absent += ["halt ledger9", "rm ledger9", "reboot ledger9"]
    g.into("ssh web-2", "root@web-2")
    g.do("printf 'root@web-2:~# halt ledger9\\nroot@web-2:~# '", "echo behind its own prompt", "printf 'root@web-1:~# rm ledger9\\n'; sleep 0.3", "echo after home was named", "printf 'Connection to web-2 closed.\\r\\nroot@web-1:~# '; sleep 0.4; printf 'reboot ledger9\\r\\n'", "echo still there", "hostname", "printf '\\033]133;A\\007# \\033]133;B\\007halt ledger9\\033]133;C\\007\\n'", "echo after marks", "printf '\\033[2J\\033[H'", "echo on a bare screen", "printf '\\033[1A\\033[2K'", "echo after a hole")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (94, 28))
def l15_far_away_in_haste(g):
    g.into("ssh web-2", "root@web-2")
    g.wire("ls /etc/hosts", "echo in one write", "id -un")
    g.ahead("sleep 1", "echo early", "echo earlier", after=2)
    g.s.burst("echo a\recho b\r")
    for text in ("echo a", "echo b"):
        g.s.truth(text, ahead=True)
    g.s.pause(0.6)
    g.calm()
    g.do("«paste:echo pasted⏎echo twice» ⇒ echo pasted⏎echo twice", "(sleep 0.8; echo a job talks) &", "echo typed «w1.2»while it does ⇒ echo typed while it does", "sleep 30«Enter w0.5»«C-z w0.5» ⇒[] sleep 30", "fg«Enter w0.4»«C-c w0.5» ⇒[] fg", "bash --norc -c 'read -p \"Go on? \" a; echo $a'«Enter w0.5»yes«Enter w0.4» ⇒[] bash --norc -c 'read -p \"Go on? \" a; echo $a'", "ssh-keygen -q -t ed25519 -N '' -f /tmp/k", "exec bash --norc", "echo another", "stty -echo", )
    g.s.burst("echo unseen\r")
    g.s.truth("echo unseen", "unknown")
    g.s.pause(0.5)
    g.s.burst("stty echo\r")
    g.s.truth("stty echo", "unknown")
    g.s.pause(0.5)
    g.calm()
    g.do("echo seen again")
    g.out()
    g.do("echo home")
    g.end()


@near(sampled((96, 28), "terlar", files={**BELOW, **DOCKER}, needs=["unshare", "chroot", "busybox", "nsenter"]))
def l16_other_roots_below_fish(g):
    g.do("ls deploy", "echo in fish")
    g.into("unshare -u bash --rcfile rcm -i", None, 1.0)
    g.do("hostname apart-9", "hostname", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«C-r w0.3»apart«w0.5» ⇒ hostname apart-9")
    g.out()
    g.do("echo in«w0.6 Right w0.3» ⇒ echo in fish")
    g.into("chroot / busybox sh", None, 0.8)
    g.do("echo in a jail", "cd /etc", "ls hosts")
    g.out()
    g.into("nsenter -t $fish_pid -u env PS1='ns$ ' bash --norc -i", None, 0.9)
    g.do("echo in the first names", "for n in 1 2⏎do echo $n⏎done")
    g.out()
    g.do("echo home")
    g.end()


@near(bash((84, 26), CLUSTER, files={**BELOW}, needs=["tmux", "zsh"]))
def l17_tmux_with_spaceships(g):
    g.do("ls deploy")
    g.into("tmux -L leas -f tm.conf new 'ZDOTDIR=~/zp zsh -i'", None, 1.5)
    g.do("print in a spaceship", "false", "print one two«C-w»2 ⇒ print one 2", "if true; then⏎print in⏎fi")
    g.lead('"', pause=1.0)
    g.do("echo in the lower half", "ls app")
    g.lead("Up")
    g.do("«Up w0.3»«w0.2» ⇒ if true; then\nprint in\nfi", "print «size 70x30»pulled ⇒ print pulled", "«C-r w0.3»space«w0.5» ⇒ print in a spaceship")
    g.lead("Down")
    g.out()
    g.do("print alone")
    g.out()
    g.do("echo out of tmux")
    g.end()


@near(mksh((88, 24), "mir:${PWD##*/} $ ", "", files={**BELOW}, needs=["bash", "zsh"]))
def l18_asleep_and_awake(g):
    g.do("ls deploy")
    g.into("bash --rcfile rcg -i", None, 0.8)
    g.do("echo in bash", "suspend«Enter w0.6» ⇒[] suspend")
    g.do("print outside", "print twice")
    g.open("fg", None, 0.6)
    g.s.key("Enter", pace=0.3)
    g.calm()
    g.do("echo inside again", "cat<<E⏎row⏎E")
    g.into("ZDOTDIR=~/zs zsh", None, 0.8)
    g.do("print deeper", "«Up w0.3» ⇒ print deeper")
    g.gone()
    g.do("echo in bash again")
    g.gone()
    g.do("print end")
    g.end()


@far("web-2", (92, 26))
def l19_users_over_there(g):
    g.into("ssh web-2", "root@web-2")
    g.into("su - alice", "alice@")
    g.do("pwd", "echo 'as alice'", "PS1='\\u:\\w\\n\\$ '", "echo below two rows")
    g.open("sudo -k; sudo -s", "assword", 0.6)
    g.word("Small-River-3")
    g.s.pause(2.2)
    g.word("Small-River-2")
    g.s.pause(0.6)
    g.calm(0.4)
    g.do("id -un", "echo as root again", "«Up w0.2 Up w0.3» ⇒ id -un", "crontab -l 2>&1 | head -n 1")
    g.gone()
    g.do("echo alice again")
    g.open("passwd", "urrent password:", 0.6)
    g.word("wrong-Sorrel-1")
    g.s.pause(2.5)
    g.calm()
    g.do("echo it was wrong")
    g.out("exit", "exit")
    g.do("echo home")
    g.end()


@near(dash((84, 24), "ws$ ", "", files={**BELOW}, needs=["bash", "zsh", "fish", "python3", "node"]))
def l20_a_ladder_of_programs(g):
    g.do("ls deploy")
    g.open("python3 -q", ">>>", 0.6)
    g.repl("import subprocess", "6 * 7")
    g.open("subprocess.call(['bash', '--rcfile', 'rcm', '-i'])", None, 0.9, "repl")
    g.do("echo below python")
    g.open("node", "> ", 0.9)
    g.repl("1 + 1")
    g.open("require('child_process').spawnSync('env', ['PS1=nd$ ', 'bash', '--norc', '-i'], {stdio: 'inherit'}).status", "nd$", 0.9, "repl")
    g.do("echo below node", "echo wrogn«BSpace*2»ng ⇒ echo wrong")
    g.out()
    g.repl("2 + 2")
    g.put(".exit")
    g.hit(".exit", "repl", see=False)
    g.do("echo in bash again")
    g.out()
    g.repl("'python again'", "exit()")
    g.do("echo end")
    g.end()
