"""Shells behind shells, drawn by lot and by hand: users, roots, machines, multiplexers, ptys of programs, two to four deep, with a few deeds on each rung."""
from props.crupers import Rung, draw, far, ladder

draw("cruper", 33)


@far("web-2", (100, 30))
def f01_a_far_machine_and_its_shells(g):
    Rung(g, "bash").deeds(2)
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}", "PS1='[far \\W]\\$ '")
    Rung(g, "bash").deeds(4)
    ladder(g, [("env ZDOTDIR=zm zsh -i", "zsh", True)], 3)
    g.out()
    Rung(g, "bash").deeds(1)
    g.end()


@far("web-2", (90, 26))
def f02_a_far_machine_in_tmux(g):
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}")
    ladder(g, [("tmux -L crup -f tm.conf new 'bash --rcfile rs -i'", "bash", True)], 5)
    g.do("echo out of tmux")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2 db-1", (80, 24))
def f03_from_one_to_the_other(g):
    g.into("ssh web-2", "root@web-2")
    g.do("hostname", "ls /etc/hosts")
    g.open("ssh -o StrictHostKeyChecking=no db-1", "password:", 0.6)
    g.word("Round-Tower-1")
    g.s.pause(0.8)
    g.calm(0.4)
    g.do(f"cd {g.s.home}", "PS1='db \\t\\n\\$ '")
    Rung(g, "bash").deeds(5)
    g.gone()
    g.do("echo on the first")
    g.gone()
    g.do("echo home")
    g.end()


@far("web-2", (120, 34))
def f04_another_user_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.into("su - alice", "alice@")
    Rung(g, "bash").deeds(4, seen=False)
    g.open("sudo -k; sudo id -un", "password", 0.6)
    g.word("Small-River-2")
    g.s.pause(0.5)
    g.calm(0.4)
    g.do("echo still alice")
    g.gone()
    g.do("echo root there")
    g.out("logout")
    g.do("echo home")
    g.end()


@far("web-2", (84, 24))
def f05_fish_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}")
    ladder(g, [(f"env HOME={g.s.home} XDG_CONFIG_HOME={g.s.home}/fa fish", "fish", True)], 5)
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (110, 32))
def f06_one_command_at_a_time(g):
    g.do("ssh web-2 hostname", "ssh web-2 'ls /etc/hosts; id -un'", "for h in web-2; do⏎ssh $h uptime | cut -c1-3⏎done", "ssh -t web-2 'read -p \"Go on? \" a; echo $a'«Enter w1.2»yes«Enter w0.6» ⇒[] ssh -t web-2 'read -p \"Go on? \" a; echo $a'", "scp -q /etc/hosts web-2:/tmp/h«w0.3»", "ssh web-2 cat < /etc/hostname", "ssh web-2 <<E⏎echo from a document⏎E", "echo home")
    g.open("sftp web-2", "sftp>", 0.8)
    g.repl("pwd", "cd /etc", "ls host*", "lpwd", "!echo here", "bye")
    g.do("echo end")
    g.end()


@far("web-2", (96, 28))
def f07_screen_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do(f"cd {g.s.home}", "mkdir -m 700 .screens", "export SCREENDIR=$PWD/.screens")
    ladder(g, [("screen -c .screenrc -U bash --rcfile ra -i", "bash", True)], 4)
    g.do("echo out of screen")
    g.out()
    g.do("echo home")
    g.end()
