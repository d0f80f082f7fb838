"""Programs that work in shells as people do: lines sent whole, text first and Enter after it, blocks and documents at once, answers to questions, Ctrl-C; in many shells, interpreters, panes and over ssh."""
from drive import scenario
from props import machine
from props.hand import bash, bye, fish, go, shell, stop, zsh

LOG = "".join(f"{n:03} kiln-{n % 4} {['hot', 'warm', 'cold'][n % 3]} {n * 31 % 900}\n" for n in range(90))
FILES = {"kiln.log": LOG, "pots/a.json": '{"a": 1}\n', "pots/b.json": '{"b": 2}\n', "ask": "#!/bin/sh\nprintf 'Proceed? [y/N] '\nread a\necho \"you said $a\"\n"}


def once(s, text, wait=True, kind="command", also=()):
    """The line and its end in one piece."""
    s.place = s._look()[0]
    s.burst(text.replace("\n", "\r") + "\r")
    s.truth(text, kind=kind, also=also)
    s.pause(0.15)
    s.wait(None if wait is True else wait)


def twice(s, text, wait=True, kind="command", after=0.12, also=()):
    """First the text, then Enter."""
    s.burst(text)
    s.pause(after)
    s.enter(text, wait=wait, kind=kind, also=also)


@bash("PS1='\\u@\\h:\\w\\$ '\n", r"root@\S+:\S+# $", size=(200, 50), files=FILES)
def kiln_bash_all_ways(s):
    once(s, "pwd && ls -la pots | head -20; echo \"__EXIT_$?__\"")
    twice(s, "find . -name '*.json' -not -path '*/node_modules/*' | xargs -I{} sh -c 'echo {}; cat {}'; echo \"__EXIT_$?__\"")
    twice(s, "python3 -c \"import json,sys; d=[json.load(open(f)) for f in ('pots/a.json','pots/b.json')]; print(json.dumps(d, indent=2)); sys.exit(3)\"; echo \"__EXIT_$?__\"")
    once(s, "cat > pots/glaze.sh <<'SH'\n#!/bin/bash\nset -euo pipefail\n\nfor f in \"$@\"; do\n\techo \"$f\"\ndone\nSH", also=["cat > pots/glaze.sh <<'SH'\n#!/bin/bash\nset -euo pipefail\n\nfor f in \"$@\"; do\necho \"$f\"\ndone\nSH"])
    once(s, "chmod +x pots/glaze.sh && ./pots/glaze.sh one two; echo \"__EXIT_$?__\"")
    s.burst("./ask\r")
    s.truth("./ask")
    s.wait(r"\] $")
    s.burst("y\r")
    s.truth("y", kind="reply")
    s.pause(0.2)
    s.wait()
    once(s, "printf 'no newline at the end'")
    once(s, "tail -f kiln.log", wait=r"^$")
    stop(s, "C-c")
    once(s, "export PS1='AGENT> '", wait="AGENT> $")
    once(s, "grep -c hot kiln.log; echo \"__EXIT_$?__\"", wait="AGENT> $")
    once(s, "for i in 1 2; do\n  echo $i\ndone", wait="AGENT> $")
    twice(s, "exit", wait=False)


@zsh("autoload -U colors && colors\nPROMPT=$'\\n%F{cyan}%~%f on %F{magenta}main%f\\n%(?.%F{green}.%F{red})❯%f '\nRPROMPT='%F{8}%*%f'\nbindkey -e\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\n", "^❯ $", size=(120, 40), files=FILES, needs=["/usr/share/zsh-autosuggestions"])
def kiln_zsh_all_ways(s):
    once(s, "ls -la pots; echo \"__EXIT_$?__\"")
    twice(s, "grep -rn '\"a\"' --include='*.json' . | head -5; echo \"__EXIT_$?__\"")
    once(s, "cat > pots/x.yml <<'EOF'\nkiln:\n  temp: 900\n\n  pots: [a, b]\nEOF")
    once(s, "for f in pots/*; do\n  echo \"== $f\"\n  cat $f\ndone")
    twice(s, "awk '{ s[$2] += $4 } END { for (k in s) print k, s[k] }' kiln.log | sort -k2 -n -r | head -n 3 | tee /dev/null; echo \"__EXIT_$?__\"")
    s.paste("if [[ -f kiln.log ]]; then\n  print there\nfi")
    s.pause(0.3)
    s.enter("if [[ -f kiln.log ]]; then\n  print there\nfi")
    once(s, "sleep 30", wait="^$")
    stop(s, "C-c")
    once(s, "wc -l < kiln.log; echo \"__EXIT_$?__\"")
    twice(s, "exit", wait=False)


@fish("", r"root@\S+ ~( \[SIGINT\])?# $", size=(120, 40), files=FILES)
def kiln_fish_all_ways(s):
    once(s, "ls -la pots; echo \"__EXIT_$status\"\"__\"")
    twice(s, "grep -c hot kiln.log; and echo found; or echo none")
    once(s, "for f in pots/*.json\n  cat $f\nend", also=["for f in pots/*.json\ncat $f\nend", "for f in pots/*.json\n    cat $f\nend"])
    once(s, "set -x TEMP 900; echo $TEMP | string length")
    twice(s, "python3 -c 'print(\"a line which is long enough to need a second row in this window of one hundred and twenty columns\")'; echo __EXIT_{$status}__")
    once(s, "sleep 30", wait="^$")
    stop(s, "C-c")
    once(s, "echo end")
    twice(s, "exit", wait=False)


@shell(["sh", "-i"], r"# $", size=(80, 24), files=FILES, ENV="/dev/null", PS1="# ")
def kiln_plain_sh_all_ways(s):
    once(s, "ls pots; echo \"__EXIT_$?__\"")
    twice(s, "grep -c hot kiln.log; echo \"__EXIT_$?__\"")
    once(s, "cat > x.conf <<E\nport 80\nhost kiln\nE", wait="# $")
    twice(s, "echo 'a line that is certain to be longer than eighty columns, as those of programs often are' | wc -c; echo \"__EXIT_$?__\"")
    once(s, "if [ -f x.conf ]; then\necho there\nfi", wait="# $")
    s.burst("./ask\r")
    s.truth("./ask")
    s.wait(r"\] $")
    s.burst("y\r")
    s.truth("y", kind="reply")
    s.pause(0.2)
    s.wait()
    once(s, "sleep 30", wait="^$")
    stop(s, "C-c")
    once(s, "wc -l kiln.log; echo \"__EXIT_$?__\"")
    twice(s, "exit", wait=False)


@shell(["busybox", "ash"], r"^/app # $", size=(100, 30), files={**FILES, "arc": "PS1='/app # '\n"}, ENV="@HOME@/arc")
def kiln_in_a_container(s):
    once(s, "ls -la pots; echo \"__EXIT_$?__\"")
    twice(s, "awk '{ s[$2] += $4 } END { for (k in s) print k, s[k] }' kiln.log | sort | head -n 3; wc -l kiln.log; echo \"__EXIT_$?__\"")
    once(s, "cat > run.sh <<'EOF'\n#!/bin/sh\necho running\nEOF")
    once(s, "sh run.sh && echo ok || echo failed")
    once(s, "for f in pots/*; do\n  wc -c $f\ndone")
    once(s, "sleep 30", wait="^$")
    stop(s, "C-c")
    once(s, "env | grep -c PATH")
    twice(s, "exit", wait=False)


@shell(["mksh", "-i"], r"^\$ $", size=(132, 43), files={**FILES, "mrc": "PS1='$ '\n"}, ENV="@HOME@/mrc")
def kiln_mksh_all_ways(s):
    once(s, "ls pots; print \"__EXIT_$?__\"")
    twice(s, "grep -c hot kiln.log && print yes; print \"__EXIT_$?__\"")
    once(s, "cat > c.txt <<E\none\ntwo\nE", wait=r"^\$ $")
    twice(s, "while read -r a b c d; do [[ $c == cold ]] && print \"$a\"; done < kiln.log | head -n 2; print \"__EXIT_$?__\"")
    once(s, "sleep 30", wait="^$")
    stop(s, "C-c")
    once(s, "print end")
    twice(s, "exit", wait=False)


@shell(["tcsh"], r"^\[root@kiln ~\]# $", size=(132, 43), files={**FILES, ".tcshrc": "set prompt='[%n@kiln %c]# '\nunset autologout\n"})
def kiln_tcsh_all_ways(s):
    once(s, "ls pots; echo __EXIT_${status}__")
    twice(s, "grep -c hot kiln.log && echo yes; echo __EXIT_${status}__")
    once(s, "foreach f (pots/*)\nwc -c $f\nend")
    once(s, "setenv KILN hot; echo $KILN")
    once(s, "sleep 30", wait="^$")
    stop(s, "C-c")
    twice(s, "awk '{ n += $4 } END { print n }' kiln.log; echo __EXIT_${status}__")
    twice(s, "exit", wait=False)


@bash("PS1='dev:\\W\\$ '\n", r"dev:\S+# $", size=(120, 40), files=FILES, needs=["/usr/bin/python3", "/usr/bin/ipython3", "node", "sqlite3"], IPYTHONDIR="@HOME@/.ipy", PAGER="cat")
def kiln_in_interpreters(s):
    it = "^>>> $"
    once(s, "/usr/bin/python3 -q", wait=it)
    once(s, "rows = open('kiln.log').read().splitlines()", wait=it, kind="repl")
    once(s, "for r in rows[:2]:\n    print(r.split()[1])\n", wait=it, kind="repl")
    twice(s, "sum(int(r.split()[3]) for r in rows if r.split()[2] == 'hot') / max(1, len([r for r in rows if r.split()[2] == 'hot']))", wait=it, kind="repl")
    once(s, "f = lambda x: x * 2; f(21)", wait=it, kind="repl")
    once(s, "exit()", kind="repl")
    it = "^sqlite> $"
    once(s, "sqlite3 :memory:", wait=it)
    once(s, "create table t (a int,\n  b text);", wait=it, kind="repl")
    once(s, "insert into t values (1, 'x'), (2, 'y');", wait=it, kind="repl")
    twice(s, "select a, upper(b) from t where a > 0 order by a desc limit 10;", wait=it, kind="repl")
    once(s, ".exit", kind="repl")
    it = r"In \[\d+\]: $"
    once(s, "ipython3 --no-banner", wait=it)
    s.pause(0.3)
    twice(s, "x = [n ** 2 for n in range(5)]", wait=it, kind="repl", after=0.3)
    twice(s, "sum(x)", wait=it, kind="repl", after=0.3)
    twice(s, "exit", kind="repl", after=0.3)
    once(s, "node", wait="^> $")
    twice(s, "[1, 2, 3].map(n => n * 2)", wait="^> $", kind="repl", after=0.3)
    once(s, "const f = n => {\n  return n + 1\n}", wait="^> $", kind="repl")
    twice(s, "f(41)", wait="^> $", kind="repl", after=0.3)
    once(s, ".exit", kind="repl")
    once(s, "echo end")
    bye(s)


@machine("web-2", size=(120, 40))
def kiln_over_ssh(s):
    here, there = r"root@web-1:.*# $", r"root@web-2:.*# $"
    once(s, "ssh -tt web-2", wait=there)
    once(s, "hostname; uptime | wc -l; echo \"__EXIT_$?__\"", wait=there)
    once(s, "cat > /tmp/kiln.conf <<'EOF'\n[kiln]\ntemp=900\nEOF", wait=there)
    twice(s, "grep -n temp /tmp/kiln.conf | cut -d= -f2 | while read -r t; do echo \"the temperature of this kiln is $t degrees\"; done; echo \"__EXIT_$?__\"", wait=there)
    once(s, "for i in 1 2; do\n  echo $i\ndone", wait=there)
    once(s, "sudo -n true; echo \"__EXIT_$?__\"", wait=there)
    once(s, "sleep 30", wait="^$")
    stop(s, "C-c", wait=there)
    once(s, "exit", wait=here)
    once(s, "echo \"__EXIT_$?__\"", wait=here)
    twice(s, "exit", wait=False)


BASE = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'exec bash --rcfile @HOME@/rc -i'\n"


def work(s):
    once(s, "cd pots && ls -la; cd ..; echo \"__EXIT_$?__\"")
    twice(s, "grep -n hot kiln.log | awk '{ print $2, $4 }' | sort -k2 -n | tail -n 4 | tr '\\n' ';'; echo; echo \"__EXIT_$?__\"")
    once(s, "cat > pots/new.py <<'EOF'\nimport sys\n\nprint(sys.argv[1:])\nEOF")
    once(s, "python3 pots/new.py a b c; echo \"__EXIT_$?__\"")
    once(s, "for i in 1 2 3; do\n  echo \"item $i\"\ndone")
    once(s, "python3 - <<'PY'\nimport json\nprint(json.dumps({'kiln': 'hot'}))\nPY")
    twice(s, "echo 'a first long line of text which is to wrap in every window that is narrower than two hundred columns' && echo second && echo \"__EXIT_$?__\"")
    once(s, "clear")
    once(s, "sleep 30", wait=r"^$|│$")
    stop(s, "C-c")
    once(s, "git status --short 2>&1 | head -n 1; echo \"__EXIT_$?__\"")


@scenario(["tmux", "-L", "corpus-kiln", "-f", "@HOME@/tmux.conf", "new-session"], prompt=r"^\$ $|agent@kiln:\S+[#$] $", size=(80, 24), history="", files={**FILES, "tmux.conf": BASE, "rc": "PS1='agent@kiln:\\W\\$ '\nHISTFILE=~/.h\n"})
def kiln_tmux_small_window(s):
    work(s)
    twice(s, "exit", wait=False)


@scenario(["tmux", "-L", "corpus-kiln", "-f", "@HOME@/tmux.conf", "new-session"], prompt=r"agent@kiln:\S+[#$] $", size=(132, 43), history="", files={**FILES, "tmux.conf": BASE, "rc": "PS1='agent@kiln:\\W\\$ '\nHISTFILE=~/.h\n"})
def kiln_tmux_left_and_right(s):
    s.key("C-b", pace=0.2)
    s.type("%")
    s.pause(0.7)
    work(s)
    s.key("C-b", pace=0.2)
    s.key("Left")
    s.pause(0.7)
    work(s)
    s.key("C-b", pace=0.2)
    s.type("c")
    s.pause(0.7)
    once(s, "echo third shell")
    once(s, "exit")
    s.pause(0.5)
    once(s, "exit")
    s.pause(0.5)
    twice(s, "exit", wait=False)


@scenario(["sh", "-c", "chmod 700 ~/scr; exec screen -c ~/screenrc"], prompt=r"agent@kiln:\S+[#$] $", size=(100, 30), history="", needs=["screen"], env={"SCREENDIR": "@HOME@/scr"},
          files={**FILES, "scr/.keep": "", "screenrc": "startup_message off\nshell @HOME@/sh\n", "sh": "#!/bin/sh\nexec bash --rcfile ~/rc -i\n", "rc": "PS1='agent@kiln:\\W\\$ '\nHISTFILE=~/.h\n"})
def kiln_screen_window(s):
    work(s)
    twice(s, "exit", wait=False)
