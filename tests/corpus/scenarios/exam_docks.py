"""The same three hours of work in twelve shells: lines that are edited and wrap, signals and jobs and keys before their time, blocks and history; each in another window, at another pace."""
import glob

import drive
from drive import scenario
from props.hand import go, no, rows, stop

LOG = "".join(f"{n % 24:02}:{n % 60:02} dock-{n % 7} {['in', 'out', 'wait'][n % 3]} {n * 13 % 60}\n" for n in range(80))
FILES = {"dock.log": LOG, "cargo/tea.txt": "1\n", "cargo/tin.txt": "2\n",
         "tick": "#!/bin/sh\nfor i in 1 2 3 4; do sleep 0.6; echo \"tick $i\"; done\n"}
SIZES, PACES = [(60, 15), (100, 30), (40, 12), (132, 43), (80, 24), (200, 50)], [0.012, 0.05, 0.11]
LOOP = ["for n in 1 2; do", "echo row $n", "done"]
PLUGINS = "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\n"


def kind(argv, prompt, files=None, env=None, can="home kill wide left search z job paste ahead brackets quote up", loop=LOOP, more="> $", quote=None, exact=None, here=True, needs=()):
    return dict(argv=argv, prompt=prompt, files=files or {}, env=env or {}, can=can.split(), loop=loop, more=more, quote=quote or more, exact=exact, here=here, needs=list(needs))


SHELLS = {
    "bash_powerline": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], "\ue0b0 $", {"rc": "PS1='\\[\\e[48;5;31m\\e[97m\\] \\u \\[\\e[48;5;238m\\e[38;5;31m\\]\ue0b0\\[\\e[97m\\] \\W \\[\\e[0m\\e[38;5;238m\\]\ue0b0\\[\\e[0m\\] '\nPS2='\\[\\e[90m\\]> \\[\\e[0m\\]'\nHISTFILE=~/.h\n"}),
    "bash_two_rows": kind(["bash", "--rcfile", "@HOME@/rc", "-i"], r"^└─[✔✗] # $", {"rc": "g() { [ $? = 0 ] && G='\\[\\e[32m\\]✔\\[\\e[0m\\]' || G='\\[\\e[31m\\]✗\\[\\e[0m\\]'; PS1=\"┌─[\\t]─[\\w]\\n└─$G \\\\$ \"; }\nPROMPT_COMMAND=g\nHISTFILE=~/.h\n"}),
    "zsh_plugins": kind(["zsh", "-i"], r"^➜ +~( git:\(main\))? $", {".zshrc": PLUGINS + "bindkey -e\nPROMPT='%(?.%F{green}.%F{red})➜ %F{cyan} %1~%f '\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n"}, more="for> $", quote="quote> $", needs=glob.glob("/usr/share/zsh-autosuggestions") or ["zsh-autosuggestions"]),
    "zsh_right": kind(["zsh", "-i"], "^root@dock ~ # $", {".zshrc": "bindkey -e\nPROMPT='%n@dock %~ %# '\nRPROMPT='%(?..%F{red}%? )%F{8}%*%f'\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\nsetopt transient_rprompt\n"}, more="for> $", quote="quote> $"),
    "fish": kind(["fish", "-i"], "~> $", {".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color yellow; echo -n (prompt_pwd); set_color normal; echo -n '> '; end\nfunction fish_right_prompt; set_color brblack; date +%T; set_color normal; end\n"},
                 loop=["for n in 1 2", "echo row $n", "end"], more=r"^ +$", quote="^ *$", here=False, can="home kill wide left z job paste ahead brackets quote up"),
    "tcsh": kind(["tcsh"], r"^dock:\S+ \d+[%>#] $", {".tcshrc": "set prompt='dock:%c3 %h%# '\nset history=99\nunset autologout\nbindkey -e\n"}, loop=["foreach n (1 2)", "echo row $n", "end"], more=r"foreach\? $", can="home kill left z job ahead up"),
    "ksh93": kind(["ksh93", "-o", "emacs", "-i"], r"ksh \d+ # $", {"krc": "PS1='ksh ! # '\nHISTFILE=~/.kh\n"}, {"ENV": "@HOME@/krc"}, can="home left job ahead quote up"),
    "mksh": kind(["mksh", "-i"], r"^mir:\S+ # $", {"mrc": "PS1='mir:${PWD##*/} # '\n"}, {"ENV": "@HOME@/mrc"}, can="home kill left z job ahead quote up"),
    "yash": kind(["yash", "-i"], r"^y:\S+ # $", {".yashrc": "YASH_PS1='y:${PWD##*/} # '\nset -o emacs\n"}, can="home kill left z job ahead quote up"),
    "busybox": kind(["busybox", "ash"], r"^/ # $", {"arc": "PS1='/ # '\n"}, {"ENV": "@HOME@/arc"}, can="home left z job ahead quote up"),
    "dash": kind(["dash", "-i"], r"^dash-# $", {}, {"PS1": "dash-# ", "ENV": "/dev/null"}, can="job ahead quote z"),
    "bash_dumb": kind(["bash", "--rcfile", "@HOME@/rc", "--noediting", "-i"], r"^ops@bare:\S+# $", {"rc": "PS1='ops@bare:\\W# '\nHISTFILE=~/.h\n"}, can="job ahead quote z"),
}


def place(s):
    return s.spec["shell"]


def editing(s):
    can, wide = place(s)["can"], s.spec["size"][0]
    go(s, "ls cargo")
    s.type("echo one two three")
    if "home" in can:
        s.key("C-a", pace=0.15)
    s.enter("echo one two three")
    long = "echo " + " ".join(f"crate-{n:02}" for n in range(wide * 2 // 9))
    s.type(long)
    for _ in range(wide // 2 * 2 // 9 * 9):
        s.key("BSpace", pace=0.015)
    s.pause(0.2)
    s.enter(long[:len(long) - wide // 2 * 2 // 9 * 9])
    if "left" in can:
        s.type(long[:wide + 10])
        s.key("C-a", pace=0.2)
        for _ in range(5):
            s.key("Right", pace=0.05)
        s.type("all ")
        s.pause(0.2)
        s.enter("echo all " + long[5:wide + 10])
    s.type("rm -rf cargo")
    s.absent.append("rm -rf cargo")
    s.key("C-u", pace=0.2)
    s.enter(None)
    s.type("grep -c in dock.lgo")
    for _ in range(2):
        s.key("BSpace", pace=0.06)
    s.type("og")
    s.enter("grep -c in dock.log")
    if "kill" in can:
        s.type("wc -l dock.log")
        s.key("C-a", pace=0.1)
        s.key("C-k", pace=0.15)
        s.key("C-y", pace=0.15)
        s.type(" cargo/tea.txt")
        s.pause(0.1)
        s.enter("wc -l dock.log cargo/tea.txt")
    if "left" in can:
        s.type("echo before the clear")
        s.key("C-l", pace=0.4)
        s.pause(0.2)
        s.type(" and after")
        s.pause(0.1)
        s.enter("echo before the clear and after")
    if "wide" in can:
        s.type("echo 東京 naïve ümlaut")
        s.enter("echo 東京 naïve ümlaut")
    if "left" in can:
        s.type("tail -n 2 dock.log | cut -d' ' -f2")
        s.key("C-a", pace=0.1)
        s.type("time ") if "tcsh" not in s.name else s.type("nice ")
        s.key("C-e", pace=0.1)
        s.type(" | cat")
        s.pause(0.1)
        s.enter(("nice " if "tcsh" in s.name else "time ") + "tail -n 2 dock.log | cut -d' ' -f2 | cat")
    go(s, "echo end")
    s.run("exit", wait=False)


def signals(s):
    can = place(s)["can"]
    go(s, "ls cargo", "true")
    no(s, "rm -rf cargo")
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.type("echo typed early")
    s.key("Enter", pace=0)
    s.truth("echo typed early", ahead=True)
    s.see("\ntyped early")
    s.wait()
    s.run("cat", wait="^$")
    s.type("to the cat")
    s.enter("to the cat", kind="reply", wait="^$")
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("sleep 30", wait=False)
    stop(s, "C-c")
    if "z" in can:
        s.run("sleep 31", wait=False)
        stop(s, "C-z")
        go(s, "jobs")
        s.run("fg", wait=False)
        stop(s, "C-c")
    s.run("./tick &", wait=False)
    s.see("tick 1")
    s.type("echo among the ticks", pace=0.08)
    s.pause(0.1)
    s.enter("echo among the ticks", wait=False)
    s.see("tick 4")
    s.pause(0.6)
    s.enter(None)
    s.key("C-c", pace=0.4)
    s.wait()
    if "brackets" not in can:
        s.place = s._look()[0]
        s.burst("echo b1\recho b2; ls cargo\r")
        s.truth("echo b1", ahead=True)
        s.truth("echo b2; ls cargo", ahead=True)
        s.pause(0.8)
        s.wait()
    else:
        s.paste("echo pasted one\necho pasted two")
        s.pause(0.3)
        s.enter("echo pasted one\necho pasted two")
    s.run("python3 -c 'import getpass; print(len(getpass.getpass(\"PIN: \")))'", wait="PIN: $")
    s.secret("Dock-7731-Pin")
    s.enter(None)
    go(s, "wc -l dock.log")
    s.key("C-d", pace=0.3)


def blocks(s):
    it = place(s)
    can = it["can"]
    go(s, "ls cargo", "grep -c out dock.log")
    rows(s, *it["loop"], more=it["more"])
    if "quote" in can:
        s.type("echo 'first")
        s.enter(None, wait=it["quote"])
        s.type("second'")
        s.enter("echo 'first\nsecond'")
    if it["here"]:
        s.type("cat > list.txt << E")
        s.enter(None, wait=r"(heredoc)?[>?] $|^$")
        s.type("tea 12")
        s.enter(None, wait=r"(heredoc)?[>?] $|^$")
        s.type("tin 7")
        s.enter(None, wait=r"(heredoc)?[>?] $|^$")
        s.type("E")
        s.enter("cat > list.txt << E\ntea 12\ntin 7\nE")
        go(s, "sort list.txt")
    s.type(it["loop"][0])
    s.enter(None, wait=it["more"])
    s.type("halt now")
    s.absent.append("halt now")
    s.pause(0.1)
    s.abandon()
    if "up" in can:
        go(s, "echo alpha", "echo beta", "echo gamma")
        s.key("Up", "Up", pace=0.25)
        s.pause(0.2)
        s.enter("echo beta")
        s.key("Up", "Up", "Up", "Down", pace=0.25)
        s.pause(0.2)
        s.type(" delta")
        s.pause(0.1)
        s.enter("echo gamma delta")
    if "search" in can:
        s.key("C-r", pace=0.3)
        s.type("alp", pace=0.12)
        s.pause(0.3)
        s.enter("echo alpha")
        s.key("C-r", pace=0.3)
        s.type("out", pace=0.12)
        s.pause(0.3)
        s.key("C-g", pace=0.3)
        s.wait()
    go(s, "echo end")
    s.run("exit", wait=False)


def make():
    number = 0
    for name, it in SHELLS.items():
        for hour in (editing, signals, blocks):
            def play(s, hour=hour):
                hour(s)
            play.__name__ = f"exam_dock_{name}_{hour.__name__}"
            number += 1
            size = SIZES[number * 5 % 6] if "two_rows" not in name else SIZES[number % 2]
            scenario(it["argv"], prompt=it["prompt"], size=size, pace=PACES[number * 2 % 3], history="", files={**FILES, **it["files"]}, env=it["env"], needs=it["needs"])(play)
            drive.SCENARIOS[-1]["shell"] = it


make()
