"""Ordinary work below other machines, users, roots and multiplexers, two and three deep, with prompts as they are there."""
from props import leasowes, machine, prop
from props.gills import DEBIAN, FEDORA, FILES, HIGH, KALI, P10K_RC, ROBBY, STAR_RC, TIDE, TIDE_RC, Gill, ash, bash, fish, ksh, mksh, tcsh, zsh

DOCKER = {"bin/docker": prop("container.py")}


class Salt(leasowes.Goer, Gill):
    prefix = "C-a"


def far(hosts, size, files=None, needs=(), **env):
    def wrap(function):
        def play(s):
            g = Salt(s)
            g.calm(1.0)
            function(g)
        play.__wrapped__, play.__name__ = function, f"exam_salting_{function.__name__}"
        return machine(hosts=hosts, size=size, env=env, prompt="", files={**FILES, **(files or {})}, needs=needs)(play)
    return wrap


def near(made):
    return leasowes.near(made, Salt)


def dress(g, prompt, rc=""):
    """A prompt set by hand in a bash over there."""
    for row in ([rc] if rc else []) + [f"PS1='{prompt}'"]:
        g.do(row)


@far("web-2", (100, 28))
def s01_a_dressed_bash_far_away(g):
    g.do("ls conf")
    g.into("ssh -t web-2 env LC_ALL=C.UTF-8 bash", "root@web-2")
    dress(g, KALI)
    g.do("ls /etc/hosts", "wc -l /etc/passwd", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«C-r w0.3»wc«w0.4» ⇒ wc -l /etc/passwd", "for n in 1 2; do⏎echo $n⏎done", "cat /etc/host«Tab w0.3»na«Tab w0.3» ⇒ cat /etc/hostname ∥ cat /etc/hostname ", "never there«C-c w0.3» ✗", "«Up Up»«C-a»time«Space» ⇒ time for n in 1 2; do echo $n; done ∥ time cat /etc/hostname")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (41, 22))
def s02_search_below_a_clock_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do("PROMPT_COMMAND='printf \"\\e7\\e[%dG%s\\e8\" $((COLUMNS-7)) \"$(date +%T)\"'", "ls /etc/passwd", "echo a line that wraps below the clock over there", "«C-r w0.3»passwd«w0.4» ⇒ ls /etc/passwd", "«C-r w0.3»wraps«w0.4 C-e w0.2»«size 64x22»«w0.4» again ⇒ echo a line that wraps below the clock over there again", "echo in sixty-four")
    g.out()
    g.do("echo home")
    g.end()


@far("db-1 web-2", (96, 30))
def s03_passwords_and_three_levels(g):
    g.open("ssh db-1", "password:", 0.5)
    g.word("Round-Tower-1")
    g.s.pause(0.8)
    g.calm(0.4)
    g.do("hostname", "id -un")
    g.into("su - alice", "alice@")
    g.do("pwd", "echo as alice")
    g.open("sudo -i", "assword", 0.5)
    g.word("wrong-guess-1")
    g.s.see("again")
    g.s.pause(1.0)
    g.word("Small-River-2")
    g.s.pause(0.5)
    g.calm(0.4)
    g.do("whoami", "echo three down", "«Up Up w0.2» ⇒ whoami", "cat > /tmp/n <<E⏎row⏎E", "rm -i /tmp/n«Enter w0.3»y«Enter w0.3» ⇒[] rm -i /tmp/n")
    g.out("exit", "exit", "exit")
    g.do("echo home")
    g.end()


@near(zsh((96, 28), ROBBY, HIGH + "bindkey -e\n", files=DOCKER, needs=["unshare", "chroot", "busybox"]))
def s04_robby_into_a_container(g):
    g.do("ls conf")
    g.into("python3 bin/docker exec -it mail /bin/busybox sh", "#", 1.2)
    g.do("PS1='/app # '", "ls /", "id", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«Up Up w0.2» ⇒ id", "cat <<E > /tmp/x⏎row⏎E", "cat /tmp/x", "never«C-c w0.3» ✗")
    g.open("python3 -q", ">>>", 0.6)
    g.repl("6 * 7", "import os; os.uname().nodename", "exit()")
    g.out()
    g.do("print out of it")
    g.into("python3 bin/docker exec -it mail bash --norc", None, 1.2)
    g.do("hostname", "echo in bash there", "for n in 1 2⏎do echo $n⏎done", "«C-r w0.3»host«w0.4» ⇒ hostname")
    g.out()
    g.do("print home")
    g.end()


@far("web-2", (110, 32), needs=["tmux"])
def s05_tmux_behind_ssh(g):
    g.into("ssh web-2", "root@web-2")
    g.into("tmux -L salt -f /dev/null new -s work bash", None, 1.3)
    g.do("echo in the far tmux", "PS1='far$ '", "ls /etc/hosts", "seq 40")
    g.lead('"', prefix="C-b", pause=0.9)
    g.do("echo in the lower half", "echo wrogn«BSpace*2»ng ⇒ echo wrong")
    g.lead("Up", prefix="C-b")
    g.do("«Up Up w0.3» ⇒ ls /etc/hosts", "echo in the upper half")
    g.lead("z", prefix="C-b")
    g.do("echo zoomed")
    g.lead("z", prefix="C-b")
    g.lead("d", prefix="C-b", pause=0.9)
    g.do("echo detached")
    g.into("tmux -L salt attach", None, 1.0)
    g.do("echo attached")
    g.out()
    g.out()
    g.do("echo out of it")
    g.out()
    g.do("echo home")
    g.end()


@near(bash((104, 30), FEDORA, "", files={"screenrc": "startup_message off\nhardstatus alwayslastline '%{= kG}%H %{= kw}%-w%{= BW}%n %t%{-}%+w'\nshell /bin/bash\n", ".bashrc": "PS1='\\W@screen \\$ '\nHISTFILE=~/.sh\n"}, needs=["screen"], SCREENDIR="@HOME@/.screens"))
def s06_screen_with_windows(g):
    g.do("ls conf", "mkdir -m 700 .screens")
    g.into("screen -U -c screenrc", None, 1.3)
    g.do("echo in the first window", "cat hosts.txt")
    g.lead("c", pause=0.9)
    g.do("echo in the second", "for n in 1 2; do⏎echo $n⏎done", "seq 30")
    g.lead("p")
    g.do("echo back in the first", "«Up Up w0.3» ⇒ cat hosts.txt")
    g.lead("[")
    g.s.key("Up", "Up", "Escape", pace=0.25)
    g.calm()
    g.do("echo after a look back", "less access.log«Enter w0.5»q«w0.3» ⇒[] less access.log", "echo after less")
    g.lead("S")
    g.lead("Tab")
    g.lead("n")
    g.do("echo the second in a region below")
    g.lead("Tab")
    g.do("echo the first in a region above")
    g.lead("Q")
    g.lead("d", pause=0.9)
    g.do("echo detached")
    g.into("screen -r", None, 1.0)
    g.do("echo attached again")
    g.out()
    g.out()
    g.do("echo out of screen")
    g.end()


@near(fish((98, 28), TIDE, TIDE_RC, needs=["sudo", "su"]))
def s07_tide_and_other_users(g):
    g.do("ls conf")
    g.into("sudo env PS1='# ' sh -i", None, 0.8)
    g.do("echo below sudo", "id -un")
    g.out()
    g.do("echo f«w0.4»ish again ⇒ echo fish again")
    g.into("su -c 'exec bash --norc -i' root", None, 0.9)
    g.do("echo below su", "PS1='[su \\W]# '", "echo o«BSpace»one ⇒ echo one", "«Up w0.2»«C-a C-k»ls src ⇒ ls src")
    g.out()
    g.do("echo fish once more", "«Up w0.3 Up w0.3 Up w0.3» ⇒ echo fish again")
    g.end()


@near(bash((90, 28), "x", STAR_RC, needs=["vim", "less", "python3"]))
def s08_shells_out_of_programs(g):
    g.open("python3 -q", ">>>", 0.5)
    g.repl("import os")
    g.open("os.system('PS1=\"py> \" sh -i')", "py>", 0.5, "repl")
    g.do("echo below python", "ls conf")
    g.out()
    g.repl("6 * 7", "exit()")
    g.do("echo between")
    g.s.pause(0.2)
    g.open("less access.log", "HTTP", 0.4)
    g.s.type("!PS1='pg> ' sh -i\r", 0.05)
    g.s.pause(0.6)
    g.calm()
    g.do("echo below less")
    g.out()
    g.s.key("Enter", pace=0.4)
    g.s.type("q", 0.4)
    g.calm()
    g.do("echo after less")
    g.open("vim -u NONE -N hosts.txt", None, 0.7)
    g.s.type(":set shell=/bin/bash\r:!PS1='v> ' bash --norc -i\r", 0.05)
    g.s.pause(0.8)
    g.calm()
    g.do("echo below vim")
    g.out()
    g.s.key("Enter", pace=0.4)
    g.s.type(":q!\r", 0.08)
    g.s.pause(0.3)
    g.calm()
    g.do("echo end")
    g.end()


@near(bash((88, 26), DEBIAN, files={"z/.zshrc": f"PROMPT='{ROBBY}'\nbindkey -e\n", ".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)' ><> '; end\n", "krc": "PS1='korn:${PWD##*/}> '\n", ".tcshrc": "set prompt='%c %% '\nunset autologout\nset history=50\n", "arc": "PS1='box # '\n"}, needs=["zsh", "fish", "ksh93", "tcsh", "busybox"]))
def s09_down_a_well_of_shells(g):
    g.do("ls conf")
    g.into("ZDOTDIR=~/z zsh", None, 0.7)
    g.do("print in zsh", "false", "«Up Up w0.2» ⇒ print in zsh")
    g.into("fish", None, 1.2)
    g.do("echo in fish", "echo i«w0.4 Right w0.3» ⇒ echo in fish", "never«C-c w0.4» ✗")
    g.into("env ENV=$HOME/krc ksh93 -o emacs -i", "korn:", 0.6)
    g.do("print in korn", "cat <<E⏎row⏎E")
    g.into("tcsh", None, 0.6)
    g.do("echo in tcsh", "echo wrogn«BSpace*2»ng ⇒ echo wrong")
    g.into("env ENV=$HOME/arc busybox ash", "box #", 0.5)
    g.do("echo at the bottom", "«Up w0.2» too ⇒ echo at the bottom too")
    g.out()
    g.do("echo tcsh again")
    g.out()
    g.do("print korn again")
    g.out()
    g.do("echo fish again")
    g.out()
    g.do("print zsh again")
    g.out()
    g.do("echo bash again")
    g.end()


@far("web-2 web-3", (94, 26))
def s10_from_host_to_host(g):
    g.into("ssh web-2", "root@web-2")
    g.do("echo on two", "uptime | wc -l")
    g.into("ssh -o StrictHostKeyChecking=no web-3", None, 1.4)
    g.do("hostname", "echo on three", "«Up Up w0.2» ⇒ hostname", "ls /etc/ho«Tab Tab w0.4»s ⇒ ls /etc/hosts")
    g.s.key("C-d", pace=0.8)
    g.calm(0.4)
    g.do("echo on two again", "«C-r w0.3»upt«w0.4» ⇒ uptime | wc -l")
    g.s.key("C-d", pace=0.8)
    g.calm(0.4)
    g.do("echo home")
    g.end()


@far("web-2", (92, 26), needs=["fish"])
def s11_a_fish_far_away(g):
    g.into("ssh -t web-2 env LC_ALL=C.UTF-8 fish", None, 1.8)
    g.do("function fish_prompt; echo -n (prompt_pwd)' ~> '; end", "echo far away fish", "echo f«w0.5 Right w0.3» ⇒ echo far away fish", "for n in 1 2⏎echo $n⏎end ⇒ for n in 1 2⏎echo $n⏎end ∥ for n in 1 2⏎    echo $n⏎end", "echo «size 60x24»pulled ⇒ echo pulled")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (100, 28), needs=["zsh"])
def s12_a_dressed_zsh_far_away(g):
    g.into("ssh -t web-2 env LC_ALL=C.UTF-8 zsh -f", None, 1.4)
    g.do("setopt prompt_subst; bindkey -e", "PROMPT=$'\\n%F{39}%~%f %F{76}main%f\\n%F{76}❯%f ' RPROMPT='%F{66}%*%f'", "print far", "zle-line-finish() { PROMPT='❯ ' RPROMPT=; zle reset-prompt; PROMPT=$'\\n%~ main\\n❯ ' }", "zle -N zle-line-finish", "print shrunk", "ls /etc/hosts", "«Up Up w0.3» ⇒ print shrunk", "if true; then⏎print x⏎fi", "«C-r w0.3»far«w0.4» ⇒ print far", "print end of it")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (86, 24))
def s13_impatience_over_a_line(g):
    g.into("ssh web-2", "root@web-2")
    g.ahead("sleep 0.9", "echo early one", "echo early two", after=1.8)
    g.do("«paste:for n in 1 2; do⏎  echo $n⏎done» ⇒ for n in 1 2; do⏎  echo $n⏎done", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.4» ⇒[] cat", "(sleep 0.7; echo a job speaks) &", "echo typed while«w1.0» it does ⇒ echo typed while it does", "sleep 20«Enter w0.4»«C-z w0.5» ⇒[] sleep 20", "jobs", "kill %1 %2 2>/dev/null; wait", "exec bash --norc", "echo another bash")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (90, 26))
def s14_the_way_is_lost(g):
    g.into("ssh web-2", "root@web-2")
    g.do("echo there", "echo half«C-u w0.2» ⇒")
    g.s.type("~.", 0.2)
    g.s.pause(0.7)
    g.calm(0.4)
    g.do("echo lost it", "ssh web-2 'hostname; id -un'", "ssh nowhere.invalid", "echo back")
    g.into("ssh web-2", "root@web-2")
    g.do("echo there again")
    g.out("logout")
    g.do("echo home")
    g.end()


@near(ksh((84, 24), "mx ${PWD##*/}> ", "set -o emacs\n", needs=["chroot", "unshare", "busybox"]))
def s15_other_roots(g):
    g.do("ls conf")
    g.into("PS1='(chroot) # ' chroot / /bin/busybox sh", "(chroot)", 0.6)
    g.do("echo in the jail", "cd /etc", "ls hosts", "echo wrogn«BSpace*2»ng ⇒ echo wrong")
    g.out()
    g.into("unshare -u env PS1='apart$ ' bash --norc -i", "apart$", 0.7)
    g.do("hostname apart-2", "hostname", "«C-r w0.3»apart«w0.4» ⇒ hostname apart-2", "cat <<E⏎row⏎E")
    g.out()
    g.do("print home")
    g.end()


@near(bash((92, 26), "(base) \\u@mx:\\w\\$ ", "activate() { PS1=\"(venv) $PS1\"; }\ndeactivate() { PS1=\"${PS1#(venv) }\"; }\n", needs=["script", "expect"]))
def s16_prompts_that_grow_and_scripts(g):
    g.do("ls conf", "activate", "echo in an environment", "python3 -c 'print(6 * 7)'", "«Up Up w0.2» ⇒ echo in an environment", "deactivate", "echo out of it")
    g.into("script -q -c 'PS1=\"rec\\$ \" bash --norc -i' typescript", None, 0.8)
    g.do("echo in a typescript", "ls src", "«C-p C-p» ⇒ echo in a typescript")
    g.out()
    g.into("env PS1='> ' bash --norc -i", None, 0.6)
    g.do("echo below a bare sign", "for n in 1 2⏎do echo $n⏎done", "echo 'a⏎b'")
    g.out()
    g.do("echo end")
    g.end()


@near(mksh((80, 24), "mir:${PWD##*/}$ ", "", needs=["bash", "zsh", "dash"]))
def s17_suspended_shells(g):
    g.do("ls conf")
    g.into("bash --norc -i", None, 0.6)
    g.do("echo in bash", "suspend«Enter w0.5» ⇒[] suspend")
    g.do("print outside", "jobs")
    g.open("fg", None, 0.5)
    g.s.key("Enter", pace=0.3)
    g.calm()
    g.do("echo inside again")
    g.out()
    g.into("env PS1='d: ' dash -i", "d:", 0.5)
    g.do("echo in dash", "echo wrogn«BSpace*2»ng ⇒ echo wrong")
    g.s.key("C-d", pace=0.5)
    g.calm()
    g.do("print end")
    g.end()


@near(tcsh((88, 26), "%m:%c %# ", "bindkey -e\n", files={"p/.zshrc": P10K_RC}, needs=["zsh", "bash", "sqlite3"]))
def s18_tcsh_with_others_below(g):
    g.do("ls conf")
    g.into("env ZDOTDIR=$HOME/p zsh", None, 0.9)
    g.do("print framed", "ls src", "«Up Up w0.3» ⇒ print framed", "if true; then⏎print x⏎fi")
    g.open("sqlite3", "sqlite>", 0.5)
    g.repl("select 1;", "select 'a',⏎'b';", ".quit")
    g.out()
    g.do("echo tcsh again")
    g.into("bash --norc -i", None, 0.6)
    g.do("echo one; echo two", "«paste:echo pasted⏎echo twice» ⇒ echo pasted⏎echo twice")
    g.out()
    g.do("echo end")
    g.end()


@far("web-2", (98, 30))
def s19_an_editor_and_a_pager_far_away(g):
    g.into("ssh web-2", "root@web-2")
    g.do("vi /tmp/n«Enter w0.8»igreen«Escape w0.2»:wq«Enter w0.5» ⇒[] vi /tmp/n", "cat /tmp/n", "less /etc/passwd«Enter w0.5»/root«Enter w0.3»q«w0.3» ⇒[] less /etc/passwd", "read -rp 'Which? ' w«Enter w0.3»the green one«Enter w0.3» ⇒[] read -rp 'Which? ' w", "echo $w", "read -rsp 'Key: ' k«Enter w0.3»«secret:Blue-Kite-31»«Enter w0.4» ⇒[] read -rsp 'Key: ' k", "echo ${#k}", "top -b -n 1 | head -n 2", "python3 -q«Enter w0.6» ⇒[] python3 -q")
    g.repl("6 * 7", "for n in (1, 2):⏎    print(n)⏎ ⇒ for n in (1, 2):⏎    print(n)", "exit()")
    g.do("echo after all of them")
    g.out()
    g.do("echo home")
    g.end()


@far("web-2", (90, 26))
def s20_lies_far_away(g):
    g.s.absent += ["halt never1", "rm never2", "reboot never3"]
    g.into("ssh web-2", "root@web-2")
    g.do("printf 'root@web-2:~# halt never1\\n'", "echo after a lie", "printf '\\033]133;A\\007# \\033]133;B\\007rm never2\\033]133;C\\007\\n\\033]133;D;0\\007'", "echo after marks", "printf 'root@web-1:~# reboot never3\\nroot@web-1:~# '", "echo behind another prompt", "printf '\\033[3A\\033[2Kgone\\033[3B\\r'", "echo after a hole", "printf '\\033[?1049h'", "echo on the other screen", "printf '\\033[?1049l'", "echo on the first")
    g.out()
    g.do("echo home")
    g.end()
