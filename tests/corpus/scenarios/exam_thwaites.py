"""What was weak in ordinary days, in other shells and with other programs: bars and spinners over what is typed ahead, prompts of two rows, notices at open rows, documents at once, consoles without an editor."""
from props import ghylls
from props.cairns import ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh
from props.ghylls import BIN, PATH

SPIN = "#!/bin/sh\nfor n in 1 2 3 4 5 6 7 8 9; do printf '\\r%s fetching %d/9' \"$(echo '|/-' | cut -c$((n % 3 + 1)))\" $n; sleep 0.15; done\nprintf '\\r\\033[2Kfetched\\n'\n"
WGET = "#!/bin/sh\nprintf 'Length: 4096 (4.0K)\\nSaving to: file\\n\\n'\nfor n in 20 40 60 80 100; do printf '\\rfile   %3d%%[%*s>%*s]  %dK  --.-KB/s' $n $((n / 5)) '' $((20 - n / 5)) '' $n; sleep 0.25; done\nprintf '\\n\\nsaved [4096]\\n'\n"
NPM = "#!/bin/sh\nprintf '\\033[?25l'\nfor n in 1 2 3 4 5; do printf '\\033[1G\\033[0K(%d/5) reify: moss' $n; sleep 0.25; done\nprintf '\\033[1G\\033[0K\\033[?25hadded 5 packages\\n'\n"
ROWS = "#!/bin/sh\nprintf 'layer a: 0%%\\nlayer b: 0%%\\n'\nfor n in 25 50 75 100; do sleep 0.3; printf '\\033[2A\\033[2Klayer a: %d%%\\n\\033[2Klayer b: %d%%\\n' $n $n; done\n"
FILES = {"bin/spin": SPIN, "bin/fetch": WGET, "bin/reify": NPM, "bin/pull": ROWS, "lie": "#!/bin/sh\nsleep 0.5\nprintf '%s\\r\\n' \"$1 rm -rf /never/typed\"\n", **BIN}
DOCUMENT = "\n".join(f"key_{n} = \"value {n}\"" if n % 4 else "" for n in range(1, 61))


def bars(h, **more):
    h.say("ls notes")
    for program in ("build", "spin", "fetch", "reify", "pull"):
        h.ahead(program, f"echo ahead of {program}", after=2.2)
    h.ahead("spin", "echo one ahead", "echo two ahead", after=2.2)
    h.say("echo over", **more)
    h.bye()


@bash((80, 24), "\\u@\\h:\\w\\$ ", "", FILES, PATH=PATH)
def t01_bash_bars(h):
    bars(h)


@fish((84, 24), "echo -n (prompt_pwd)'> '", "", FILES, PATH=PATH)
def t01_fish_bars(h):
    bars(h)


@mksh((78, 22), "${PWD##*/} $ ", "PS1='${PWD##*/} $ '\n", FILES, PATH=PATH)
def t01_mksh_bars(h):
    bars(h)


@dash((80, 24), "$ ", "PS1='$ '\n", FILES, PATH=PATH)
def t01_dash_bars(h):
    bars(h)


@zsh((72, 20), "", ghylls.PURE + "bindkey -e\n", FILES, PATH=PATH)
def t01_zsh_pure_bars(h):
    bars(h)


@cairn(["/usr/bin/python3", "-q"], (80, 24), FILES, PATH=PATH)
def t01_python_bars(h):
    h.blind("import time, sys", kind="repl")
    h.rows("def bar():", "    for n in range(6):", "        sys.stdout.write(f'\\r{n}/5 done'); sys.stdout.flush(); time.sleep(0.2)", "    print()", "", kind="repl", also=["def bar():\n    for n in range(6):\n        sys.stdout.write(f'\\r{n}/5 done'); sys.stdout.flush(); time.sleep(0.2)\n    print()"])
    h.put("bar()")
    h.s.enter("bar()", "repl", wait=False)
    h.s.pause(0.25)
    h.put("print('ahead of the bar')", "quick")
    h.s.key("Enter", pace=0.05)
    h.s.truth("print('ahead of the bar')", "repl", ahead=True)
    h.s.pause(1.6)
    h.calm()
    h.blind("print('over')", "exit()", kind="repl")


LONG = "\\u@thwaite.example.invalid:/srv/www/vhosts/a-rather-long-name/htdocs/current/public\\$ "


def wrapped(h):
    h.blind("ls notes", "echo brief")
    h.ahead("sleep 0.7", "echo ahead of it", after=1.3)
    h.rows("for n in 1 2; do", "echo $n", "done")
    h.put("ehco slip")
    h.keys(*["BSpace"] * 8, pause=0.04)
    h.put("cho slip")
    h.hit("echo slip", see=False)
    h.never("halt --never")
    h.keys("Up", "Up", pause=0.2)
    h.keys("C-e", pause=0.1)
    h.calm()
    h.keys("C-c", pause=0.3)
    h.blind("echo a line long enough to go over the margin of this window behind its prompt of two rows")
    h.ahead("sleep 0.7", "ls site", "echo two ahead", after=1.4)
    h.blind("echo over")
    h.bye()


@bash((60, 16), LONG, "", FILES, PATH=PATH)
def t02_bash_prompt_of_two_rows(h):
    wrapped(h)


@ash((57, 15), LONG.replace("\\u@", ""), "", FILES, PATH=PATH)
def t02_ash_prompt_of_two_rows(h):
    wrapped(h)


@zsh((62, 16), "%n@thwaite.example.invalid:/srv/www/vhosts/a-rather-long-name/htdocs/public%# ", "bindkey -e\n", FILES, PATH=PATH)
def t02_zsh_prompt_of_two_rows(h):
    wrapped(h)


@dash((54, 14), "root@thwaite.example.invalid:/srv/www/vhosts/a-rather-long-name/htdocs$ ", "", FILES, PATH=PATH)
def t02_dash_prompt_of_two_rows(h):
    h.blind("ls notes")
    h.ahead("sleep 0.7", "echo ahead of it", after=1.3)
    h.rows("for n in 1 2; do", "echo $n", "done")
    h.put("echo wrnog")
    h.keys(*["BSpace"] * 5, pause=0.05)
    h.put("wrong")
    h.hit("echo wrong", see=False)
    h.ahead("sleep 0.7", "ls site", "echo two ahead", after=1.4)
    h.blind("echo over")
    h.bye()


def notices(h, more="sleep 0.4 &"):
    h.say("ls notes")
    h.go(more, None, 0.15)
    h.put("echo a row \\")
    h.s.pause(0.5)
    h.s.key("Enter", pace=0.25)
    h.put("and its end")
    h.hit("echo a row \\\nand its end", see="and its end")
    h.go(more, None, 0.15)
    h.put("for n in 1 2; do")
    h.s.key("Enter", pace=0.7)
    h.put("echo $n")
    h.s.key("Enter", pace=0.2)
    h.put("done")
    h.hit("for n in 1 2; do\necho $n\ndone", see="done")
    h.go(more, None, 0.15)
    h.put("cat <<E")
    h.s.pause(0.6)
    h.s.key("Enter", pace=0.2)
    h.put("row")
    h.s.key("Enter", pace=0.2)
    h.put("E")
    h.hit("cat <<E\nrow\nE", see=False)
    h.go(more, None, 0.6)
    h.hit(None)
    h.say("echo over")
    h.bye()


@bash((80, 24), "\\w \\$ ", "", FILES, PATH=PATH)
def t03_bash_jobs_end_at_open_rows(h):
    notices(h)


@bash((76, 20), "", ghylls.STARSHIP + "PS2='… '\n", FILES, PATH=PATH)
def t03_bash_star_jobs_end_at_open_rows(h):
    notices(h)


@zsh((74, 20), "%~ %# ", "bindkey -e\n", FILES, PATH=PATH)
def t03_zsh_jobs_end_at_open_rows(h):
    notices(h)


@ksh((80, 22), "$ ", "PS1='$ '\nset -o emacs\n", FILES, PATH=PATH)
def t03_ksh_jobs_end_at_open_rows(h):
    notices(h)


@yash((80, 22), "$ ", "", FILES, PATH=PATH)
def t03_yash_jobs_end_at_open_rows(h):
    notices(h)


@zsh((80, 22), "%m %~ %# ", "bindkey -e\n", FILES, PATH=PATH)
def t04_zsh_looks_up_and_runs_again(h):
    h.say("echo oak ash elm", "ls notes")
    h.put("!echo:p")
    h.s.key("Enter", pace=0.4)
    h.calm()
    h.say("echo between")
    h.put("fc -l -3")
    h.hit("fc -l -3")
    h.put("r oak=fir 1")
    h.hit("r oak=fir 1", see=True, also=["echo fir ash elm"])
    h.put("!!:s/e/E/:p")
    h.s.key("Enter", pace=0.4)
    h.calm()
    h.put("echo !?ash?:2")
    h.hit("echo ash", see=False, also=["echo !?ash?:2"])
    h.say("echo over")
    h.bye()


@tcsh((80, 22), "%m:%c %h%# ", "bindkey -e\n", FILES, PATH=PATH)
def t04_tcsh_looks_up_and_runs_again(h):
    h.say("echo oak ash elm", "ls notes")
    for typed in ("!echo:p", "!-2:s/oak/fir/:p", "!ls:p"):
        h.put(typed)
        h.s.key("Enter", pace=0.4)
        h.calm()
    h.put("!echo:gs/a/A/")
    h.s.key("C-c", pace=0.3)
    h.calm()
    h.say("history 3", "echo over")
    h.bye()


@bash((90, 25), "\\u@\\h \\w\\$ ", "", FILES, PATH=PATH)
def t04_bash_looks_up_and_fixes(h):
    h.say("echo oak ash elm", "ls notes")
    for typed in ("!echo:p", "^ls^wc^:p", "!?oak?:s/ash/fir/:p", "!!:0:p"):
        h.put(typed)
        h.s.key("Enter", pace=0.4)
        h.calm()
    h.keys("Up", pause=0.2)
    h.hit(h.seen("# "), see=False)
    h.say("echo over")
    h.bye()


def at_once(h, *more, place="a.toml"):
    h.say("ls notes")
    text = f"cat > {place} <<'EOF'\n{DOCUMENT}\nEOF"
    h.s.place = h.s._look()[0]
    h.s.burst(text.replace("\n", "\r") + "\r")
    h.s.truth(text)
    h.s.pause(1.5)
    h.calm()
    h.say(f"wc -l {place}")
    text = "if true; then\n\n  echo 'an empty row above'\n\nfi"
    h.s.burst(text.replace("\n", "\r") + "\r")
    h.s.truth(text, also=["if true; then\n  echo 'an empty row above'\nfi"])
    h.s.pause(0.8)
    h.calm()
    h.say("echo over")
    h.bye()


@bash((120, 35), "\\[\\e[36m\\]\\w\\[\\e[0m\\] $ ", "", FILES, PATH=PATH)
def t05_bash_documents_at_once(h):
    at_once(h)


@bash((70, 18), "", ghylls.STARSHIP, FILES, PATH=PATH)
def t05_bash_star_documents_at_once(h):
    at_once(h)


@zsh((100, 30), "%~ %# ", "bindkey -e\n", FILES, PATH=PATH)
def t05_zsh_documents_at_once(h):
    at_once(h)


@ash((80, 24), "/ # ", "PS1='/ # '\n", FILES, PATH=PATH)
def t05_ash_documents_at_once(h):
    at_once(h)


@cairn(["tmux", "-L", "thwaite", "-f", "@HOME@/t.conf", "new-session"], (130, 36), {"t.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command 'exec bash --rcfile ~/rc -i'\n", "rc": "PS1='\\u@pane:\\w\\$ '\n", **FILES}, PATH=PATH)
def t05_pane_documents_at_once(h):
    at_once(h)


@bash((50, 20), "bench> ", "PS2=''\n", FILES, term="dumb", PATH=PATH)
def t06_bash_dumb_without_second_prompt(h):
    h.blind("ls notes", "echo a line that is longer than the fifty columns of this dumb terminal")
    h.rows("if true; then", "echo yes", "fi")
    h.rows("cat <<E", "row one", "", "row three", "E")
    h.s.burst("for n in 1 2; do\necho $n\ndone\n")
    h.s.truth("for n in 1 2; do\necho $n\ndone")
    h.s.pause(0.5)
    h.calm()
    h.s.burst("echo another line that is sent at once and longer than fifty columns\n")
    h.s.truth("echo another line that is sent at once and longer than fifty columns")
    h.s.pause(0.5)
    h.calm()
    h.never("halt never")
    h.blind("echo over")
    h.bye()


def lied(h, prompt):
    h.s.absent.append("/never/typed")
    h.say("ls notes")
    h.go(f"./lie '{prompt}' &", None, 0.1)
    h.put("echo in mid line", "slow")
    h.hit("echo in mid line", see=False)
    h.s.pause(0.3)
    h.calm()
    h.go(f"./lie '{prompt}' &", None, 0.8)
    h.hit(None)
    h.say("echo after it")
    h.ahead(f"./lie '{prompt}'", "echo ahead of a lie", after=1.2)
    h.say("echo over")
    h.bye()


@zsh((80, 22), "thwaite%# ", "bindkey -e\n", FILES, PATH=PATH)
def t08_zsh_lied_to_in_mid_line(h):
    lied(h, "thwaite#")


@bash((80, 22), "root@thwaite:\\W# ", "bind 'set enable-bracketed-paste off'\n", FILES, PATH=PATH)
def t08_bash_lied_to_without_brackets(h):
    lied(h, "root@thwaite:~#")


@ksh((80, 22), "thwaite# ", "PS1='thwaite# '\nset -o vi\n", FILES, PATH=PATH)
def t08_ksh_lied_to_in_mid_line(h):
    lied(h, "thwaite#")
