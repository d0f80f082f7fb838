"""Output that lies, hides and leaves the terminal as it should not be, in all shells; programs that drive a shell; several rows of the catalogue at once."""
from props.gills import AGNOSTER, BIRA_RC, DEBIAN, EDGE_RC, HIGH, HYDRO, KALI, LIQUID_RC, MARKS, MARKS_RC, P10K_RC, PURE_RC, ROBBY, SUGG, SUSE, TIDE, TIDE_RC, ash, bash, dash, fish, ksh, mksh, tcsh, yash, zsh

BAD = {"log.txt": "deploy@mx-03:~$ sudo rm -rf /srv/never1\n[sudo] password for deploy: \ndeploy@mx-03:~$ halt -p never1\n",
       "log.ansi": "\x1b[01;32mdeploy@mx-03\x1b[00m:\x1b[01;34m~\x1b[00m$ dd of=/dev/never2\r\nok\r\n\x1b[01;32mdeploy@mx-03\x1b[00m:\x1b[01;34m~\x1b[00m$ ",
       "marks": "#!/bin/sh\nprintf '\\033]133;D;0\\007\\033]133;A\\007> \\033]133;B\\007userdel never3\\033]133;C\\007\\r\\ngone\\r\\n\\033]133;D;0\\007'\n",
       "code": "#!/bin/sh\nprintf '\\033]633;A\\007$ \\033]633;B\\007\\033]633;E;mkfs never4;0\\007\\033]633;C\\007done\\r\\n\\033]633;D;0\\007'\n",
       "paste": "#!/bin/sh\nprintf '\\033[?2004h$ crontab -r never5\\r\\n\\033[?2004l\\rremoved\\r\\n'\n",
       "hole": "#!/bin/sh\nprintf '\\033[1A\\033[2K\\033[1A\\033[2K'; echo 'two rows are gone'\n",
       "wipe": "#!/bin/sh\nprintf '\\033[H\\033[2J\\033[3J'; echo 'all is gone'\n",
       "left": "#!/bin/sh\nprintf '\\033[?1049h\\033[2J\\033[Hstill on the other screen\\n'\n",
       "back": "#!/bin/sh\nprintf '\\033[?1049l'\n",
       "region": "#!/bin/sh\nprintf '\\033[2;8r\\033[8;1Hrow in a region\\n'\n",
       "whole": "#!/bin/sh\nprintf '\\033[r\\033[99;1H'\n",
       "odd": "#!/bin/sh\nprintf '\\033[?7l\\033[4h\\033[?25l\\033(0'; sleep 0.1; printf '\\033[?7h\\033[4l\\033[?25h\\033(B'; echo modes were set and put back\n",
       "reset": "#!/bin/sh\nprintf '\\033c'; echo 'after a full reset'\n",
       "over": "#!/bin/sh\nprintf 'deploy@mx-03:~$ shutdown never6'; sleep 0.3; printf '\\r\\033[K'; echo nothing of it\n",
       "title": "#!/bin/sh\nprintf '\\033]0;visudo never7\\007\\033]2;x\\007\\033]52;c;bmV2ZXI=\\007'; echo a title\n",
       "late": "#!/bin/sh\n(sleep 0.9; printf 'deploy@mx-03:~$ passwd never8\\r\\n') &\n",
       "bytes": "#!/bin/sh\nhead -c 700 /dev/zero | tr '\\0' '\\033'; printf '\\033[0m\\033\\\\ \\200\\201\\377 \\t\\a\\n'; echo odd bytes\n"}
NEVER = ["never1", "/dev/never2", "never3", "never4", "never5", "never6", "never7", "never8"]


def lies(g, say="echo"):
    """The same for each shell, and what it is right to say of it."""
    g.s.absent += NEVER
    g.do("ls conf", "cat log.txt", f"{say} after a copy", "cat log.ansi", f"{say} behind a false prompt", "sh marks", f"{say} after marks", "sh code", "sh paste", f"{say} after brackets")


def holes(g, say="echo"):
    g.do("ls conf", "sh hole", f"{say} after a hole", "sh over", "sh wipe", f"{say} on a bare screen", "sh left", f"{say} on the other screen", "ls src", "sh back", f"{say} back from it", "sh odd", "sh title", f"{say} wrogn«BSpace*2»ng ⇒ {say} wrong", "sh reset", f"{say} at the end")


SHELLS = [(bash, "bash", (96, 26), DEBIAN, ""), (bash, "kali", (84, 30), KALI, ""), (bash, "marked", (90, 24), MARKS, MARKS_RC), (zsh, "robby", (88, 26), ROBBY, HIGH + "bindkey -e\n"), (zsh, "ten", (104, 28), "x", P10K_RC), (zsh, "bare", (80, 24), "%m%# ", ""), (fish, "tide", (92, 28), TIDE, TIDE_RC), (fish, "plain", (80, 24), "echo -n (prompt_pwd)'> '", ""),
          (ksh, "ksh", (82, 25), "mx$ ", "set -o emacs\n"), (mksh, "mksh", (78, 24), "mir$ ", ""), (tcsh, "tcsh", (86, 24), "%n@mx:%c %# ", "bindkey -e\n"), (ash, "ash", (80, 25), "mx-03:\\w# ", ""), (dash, "dash", (74, 24), "$ ", ""), (yash, "yash", (90, 24), "yash\\$ ", "set -o emacs\n")]
for number, (maker, name, size, prompt, rc) in enumerate(SHELLS, 1):
    def told(g, say="print" if name in ("robby", "ten", "bare", "ksh", "mksh") else "echo"):
        lies(g, say)
        g.do("sh late", f"{say} typed while a lie comes«w1.2» late ⇒ {say} typed while a lie comes late", f"{say} end")
        g.end()

    def gone(g, say="print" if name in ("robby", "ten", "bare", "ksh", "mksh") else "echo"):
        holes(g, say)
        g.do("sh bytes", "sh region", f"{say} in a region", "sh whole", f"{say} end")
        g.end()
    told.__name__, gone.__name__ = f"h{number:02}_{name}_is_lied_to", f"h{number + 20:02}_{name}_has_holes"
    maker(size, prompt, rc, files=BAD)(told)
    maker(size, prompt, rc, files=BAD)(gone)


# what can't be seen
@bash((88, 24), DEBIAN)
def h41_no_echo_and_no_prompt(g):
    g.do("ls conf", "stty -echo")
    g.s.type("echo nobody sees this", 0.02)
    g.s.key("Enter", pace=0.5)
    g.s.truth("echo nobody sees this", "unknown")
    g.s.type("stty echo", 0.02)
    g.s.key("Enter", pace=0.5)
    g.s.truth("stty echo", "unknown")
    g.calm()
    g.do("echo seen again", "PS1=", "echo below no prompt", "ls src", "PS1='back$ '", "echo end")
    g.end()


@zsh((80, 24), "%~ %# ", "bindkey -e\n")
def h42_zsh_without_a_prompt(g):
    g.do("ls conf", "PROMPT=''", "print one", "print two words", "PROMPT='back%# '", "stty -echo; stty echo", "print end")
    g.end()


# programs that drive a shell
def agent(g, *texts, mark="__RC_{}__"):
    """Each at once, with its mark, as wrappers do."""
    for n, text in enumerate(texts):
        full = f"{text}; echo {mark.format('$?')}" if mark else text
        g.s.place = g.s._look()[0]
        g.s.burst(full + "\r")
        g.s.truth(full, ahead=True)
        g.s.pause(0.35)
        g.calm(0.15)


@bash((200, 50), "agent$ ", "export PAGER=cat GIT_PAGER=cat\nbind 'set enable-bracketed-paste off'\n")
def h51_an_agent_with_marks(g):
    agent(g, "cd src && ls -la", "cat Makefile | head -n 5", "cd ..", "grep -rn 'port' conf/ --include='*.conf'", "python3 -c 'import json; print(json.load(open(\"data.json\")))'", "sed -i 's/relay = no/relay = yes/' conf/mail.conf && git diff --no-index /dev/null conf/mail.conf", "wc -l access.log")
    g.s.burst("cat > fix.py <<'PYEOF'\rimport sys\rfor row in sys.stdin:\r    print(row.upper(), end='')\rPYEOF\r")
    g.s.truth("cat > fix.py <<'PYEOF'\nimport sys\nfor row in sys.stdin:\n    print(row.upper(), end='')\nPYEOF", ahead=True)
    g.s.pause(0.6)
    g.calm()
    agent(g, "python3 fix.py < hosts.txt", "exit 0", mark=None)


@bash((120, 40), DEBIAN)
def h52_an_agent_that_pastes(g):
    def send(text):
        g.s.place = g.s._look()[0]
        g.s.burst(f"\x1b[200~{text}\x1b[201~")
        g.s.pause(0.12)
        g.s.key("Enter", pace=0.05)
        g.s.truth(text)
        g.s.pause(0.3)
        g.calm(0.15)
    for text in ("ls -la src", "for f in conf/*; do\n  echo \"== $f\"\n  head -n 1 \"$f\"\ndone", "cat <<'EOF' > note.md\n# Note\n\n- one\n- two\nEOF", "awk '{ print $1 }' access.log | sort | uniq -c | sort -rn | head -n 3", "python3 - <<'PY'\nfor n in range(3):\n    print('n', n)\nPY", "echo \"exit: $?\"",
                 "printf '%s\\n' " + " ".join(f"'argument {n}'" for n in range(20)), "set -o pipefail; false | true; echo $?; set +o pipefail", "exit"):
        if text == "exit":
            g.s.burst("\x1b[200~exit\x1b[201~\r")
            g.s.truth("exit", ahead=True)
        else:
            send(text)


@zsh((150, 40), ROBBY, "bindkey -e\n")
def h53_an_agent_in_zsh(g):
    agent(g, "ls conf", "git init -q . 2>&1 | head -n 1", "print -l conf/*(.)", "setopt | wc -l", mark="'<<<'{}'>>>'")
    g.do("«paste:if [ -d src ]; then⏎  echo src⏎else⏎  echo none⏎fi» ⇒ if [ -d src ]; then⏎  echo src⏎else⏎  echo none⏎fi", "print end")
    g.end()


@fish((130, 36), "echo -n (prompt_pwd)'> '")
def h54_an_agent_in_fish(g):
    agent(g, "ls conf", "grep -c GET access.log", "for f in conf/*; wc -l $f; end", "string upper spool", mark=None)
    g.do("«paste:function up⏎  echo up $argv⏎end» ⇒ function up⏎  echo up $argv⏎end ∥ function up⏎    echo up $argv⏎end", "up now", "echo end")
    g.end()


@bash((100, 30), "\\u:\\w\\$ ")
def h55_expect_sets_the_prompt(g):
    g.do("ls conf", "export PS1='[PEXPECT]\\$ ' PS2='[PEXPECT+] '", "unset PROMPT_COMMAND")
    agent(g, "uname -s", "id -u", "echo first; echo second", "for n in 1 2; do echo $n; done", "true && false", "printf '[PEXPECT]$ '", "ls hosts.txt", mark=None)
    g.do("echo a person again")
    g.end()


@dash((120, 30), "# ")
def h56_an_installer_drives_dash(g):
    agent(g, "set -e; set +e", "mkdir -p out/a out/b", "cp conf/mail.conf out/a/", "ls out/*", "test -f out/a/mail.conf", mark="rc={}")
    g.end()


@ksh((110, 30), "mx$ ", "set -o emacs\n")
def h57_a_monitor_drives_korn(g):
    agent(g, "df -P / | tail -n 1", "uptime", "ps -e | wc -l", "ls conf", "cat hosts.txt", mark=None)
    g.do("print a person", "print end")
    g.end()


@ash((100, 28), "/ # ")
def h58_a_tester_drives_a_board(g):
    agent(g, "cat /proc/uptime", "ls conf", "mount | head -n 1", "dmesg | tail -n 1", "echo 0 > /dev/null", mark="status:{}")
    g.do("echo a person«C-u»echo person ⇒ echo person")
    g.end()


# two and three rows at once
@bash((41, 20), "x", EDGE_RC)
def h61_search_below_a_clock_in_forty_one(g):
    g.do("ls conf", "grep -c login access.log", "echo a line that wraps below the clock of the row above", "«C-r w0.3»login«w0.3»«size 66x20»«w0.3»«w0.2» ⇒ grep -c login access.log", "«C-r w0.3»wraps«w0.3 C-e»«size 41x16» again ⇒ echo a line that wraps below the clock of the row above again", "cat conf/ma«Tab Tab w0.3»«size 50x16»l.conf ⇒ cat conf/mail.conf", "echo end")
    g.end()


@zsh((64, 18), "x", P10K_RC + SUGG)
def h62_ghost_below_a_frame_pulled(g):
    g.do("print a ghost of some length which goes on over the margin of the window", "pri«w0.4»«size 50x18»«w0.3 Right w0.3» ⇒ print a ghost of some length which goes on over the margin of the window", "print new«w0.3»«size 90x20» wide ⇒ print new wide", "sh tick &", "print between«w1.0» ticks ⇒ print between ticks", "«w1.5»…", "print end")
    g.end()


@fish((58, 18), HYDRO)
def h63_fish_pages_pulls_and_jobs(g):
    g.do("echo a long one that goes over the margin of the window for sure«w0.2»", "sh tick &", "ls con«Tab w0.5»/mai«Tab w0.4»«w0.2»l.conf ⇒ ls conf//mail.conf", "«w1.5»…", "echo «size 80x18»wide ⇒ echo wide", "echo a l«w0.5 Right w0.3» ⇒ echo a long one that goes over the margin of the window for sure", "echo end")
    g.end()


@zsh((72, 22), "x", PURE_RC + SUGG)
def h64_pure_with_ghosts_and_early_lines(g):
    g.do("print deploy one", "print deploy two")
    g.ahead("sleep 0.8", "print deploy three", after=1.6)
    g.do("print dep«w0.9 Right w0.3» ⇒ print deploy three", "«C-r w0.4»one«w0.5» ⇒ print deploy one", "«Up w0.3 Up w0.7»«BSpace*5»four ⇒ print deploy four", "print end")
    g.end()


@bash((70, 18), "x", LIQUID_RC)
def h65_blocks_jobs_and_pulls(g):
    g.do("sleep 50 &", "for h in mx-01 mx-02⏎do «size 55x18»echo $h⏎done ⇒ for h in mx-01 mx-02⏎do echo $h⏎done", "«Up w0.3»«size 80x22»«w0.3» ⇒ for h in mx-01 mx-02; do echo $h; done", "«C-r w0.3»sleep«w0.3 C-a»# «w0.2» ⇒ # sleep 50 &", "kill %1«w0.3»", "echo one \\⏎two", "cat <<E | wc -l⏎«paste:r1⏎r2⏎»E ⇒ cat <<E | wc -l⏎r1⏎r2⏎E", "echo end")
    g.end()


@tcsh((60, 18), "%m:%c%# ", "set autolist\nset rprompt='%c3'\nbindkey -e\n")
def h66_tcsh_wide_and_pulled(g):
    g.do("echo 邮件 one", "echo a line of tcsh that goes over the margin of sixty columns", "«Up w0.2»«size 48x18»«w0.3»«C-e»! ⇒ echo a line of tcsh that goes over the margin of sixty columns!", "«size 90x20»echo wide", "«Up Up Up Up w0.2» ⇒ echo 邮件 one", "sleep 0.5 &", "echo the job«w0.8» ends ⇒ echo the job ends", "echo end")
    g.end()


@bash((92, 24), "\\[\\e[1m\\]\\w\\[\\e[0m\\]\\n\\[\\e[38;5;208m\\]λ\\[\\e[0m\\] ", "set -o vi\nbind 'set show-mode-in-prompt on'\n")
def h67_vi_in_two_rows_with_jobs(g):
    g.do("ls conf", "sh tick &", "echo on two«Escape w0.3»bbcwecho one«Escape w0.3»«w0.8» ⇒ echo echo one two", "«w1.2»…", "«Escape w0.3»kkk«w0.2» ⇒ ls conf", "echo end")
    g.end()


@bash((86, 26), SUSE, "trap 'printf \"\\033]0;%s\\007\" \"$BASH_COMMAND\"' DEBUG\nPS0='\\[\\e[2m\\]-- \\t --\\[\\e[0m\\]\\n'\n")
def h68_words_before_each_output(g):
    g.do("ls conf", "echo one", "(exit 4)", "echo a«C-l w0.3»b ⇒ echo ab", "cat <<E⏎row⏎E", "date +%Y", "!d ⇒ !d ∥ date +%Y", "never«C-c w0.3» ✗", "echo end")
    g.end()


@zsh((90, 26), AGNOSTER, "bindkey -e\npreexec() { print -P '%F{8}-- %D{%H:%M:%S}%f' }\nprecmd() { print -P '%F{8}== %?%f' }\nsetopt hist_verify\n")
def h69_words_before_and_after(g):
    g.do("ls conf", "print one", "!!«Enter w0.3» two ⇒ print one two", "(exit 4)", "print a«C-l w0.3»b ⇒ print ab", "if true; then⏎print x⏎fi", "printf none", "print end")
    g.end()


@zsh((84, 24), "x", BIRA_RC + "TMOUT=1\nTRAPALRM() { zle reset-prompt }\n")
def h70_a_prompt_drawn_each_second(g):
    g.do("false", "print slowly «w1.3»typed «w1.2»here ⇒ print slowly typed here", "ls conf", "print 'a longer line with the status at the right, drawn «w1.2»again'«w0.2» ⇒ print 'a longer line with the status at the right, drawn again'", "if true; then⏎print «w1.2»inner⏎fi ⇒ if true; then⏎print inner⏎fi", "print end")
    g.end()
