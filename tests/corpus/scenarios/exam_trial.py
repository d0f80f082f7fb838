"""A second set of first scenarios, plain: each shell and interpreter with another prompt, another size, and the work of a duty engineer."""
from drive import scenario

LOG = "".join(f"Jan {n % 28 + 1:02} 10:{n % 60:02} app01 sshd[{n}]: {'Failed' if n % 3 else 'Accepted'} password for deploy\n" for n in range(90))
SUM = "#include <stdio.h>\nint twice(int n)\n{\n    return 2 * n;\n}\nint main(void)\n{\n    int i, all = 0;\n    for (i = 0; i < 3; i++)\n        all += twice(i);\n    printf(\"all %d\\n\", all);\n    return 0;\n}\n"
ASK = "#!/bin/bash\nread -p 'Release name: ' name\nread -s -p 'Vault token: ' token; echo\nread -p 'Go on? [y/N] ' yes\necho \"deployed $name ${#token} $yes\"\n"
FILES = {"auth.log": LOG, "sum.c": SUM, "release": ASK, "config.dev.yml": "debug: 1\n", "config.prod.yml": "debug: 0\n", "conftest.py": "", "café menü.txt": "x\n"}
RHEL = "PS1='[\\u@app01 \\W]\\$ '\n"
ROWS = "PS1='\\n\\[\\e[1;34m\\]\\w\\[\\e[0m\\] on \\[\\e[35m\\]main\\[\\e[0m\\] at \\A\\n\\[\\e[32m\\]\\$\\[\\e[0m\\] '\n"


def lines(s, *texts, kind="command", wait=True):
    for text in texts:
        s.run(text, kind=kind, wait=wait)


def rows(s, *parts, more="> $", kind="command", wait=True, also=()):
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter("\n".join(parts), kind=kind, wait=wait, also=also)


def erase(s, n):
    for _ in range(n):
        s.key("BSpace", pace=0.06)


def no(s, text, key="C-c"):
    s.type(text)
    s.absent.append(text)
    s.pause(0.15)
    s.abandon(key)


def stop(s, key="C-c"):
    s.pause(0.5)
    s.key(key, pace=0.3)
    s.wait()


def bash(rc=RHEL, prompt=r"\]# $", size=(80, 24), needs=(), files=None, **more):
    return scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], prompt=prompt, size=size, history="", env={"HISTFILE": "@HOME@/.hist", **more},
                    files={**FILES, "rc": rc, **(files or {})}, needs=list(needs))


@bash()
def trial_bash_history_as_on_call(s):
    lines(s, "grep -c Failed auth.log", "cd /etc", "ls passwd group")
    s.key("Up", "Up", "Up", pace=0.15)
    s.key("C-a", pace=0.1)
    s.key("M-f", pace=0.1)
    s.key("C-f", "C-d", "C-d", pace=0.08)
    s.type("-v")
    s.key("M-f", "M-f", pace=0.08)
    s.key("C-k", pace=0.1)
    s.type(" ~/auth.log")
    s.pause(0.1)
    shown = s.cursor_line().split("]# ", 1)[1].rstrip()
    s.enter(shown)
    s.type("stat !$")
    s.enter("stat !$", also=["stat " + shown.split()[-1]])
    s.key("C-r", pace=0.15)
    s.type("c")
    s.key("C-r", pace=0.2)
    s.type("d /e", pace=0.05)
    s.pause(0.2)
    s.key("C-e", pace=0.1)
    s.pause(0.2)
    shown = s.cursor_line().split("]# ", 1)[1].rstrip()
    s.enter(shown)
    lines(s, "exit", wait=False)


@bash(size=(64, 13), files={f"node-{n:03}.json": "" for n in range(130)})
def trial_bash_lists_with_a_pager(s):
    s.type("cat node-")
    s.key("Tab", "Tab", pace=0.3)
    s.see("possibilities")
    s.key("y", pace=0.3)
    s.see("--More--")
    s.key("Space", pace=0.3)
    s.key("q", pace=0.4)
    s.wait("cat node-$")
    s.type("04")
    s.key("Tab", "Tab", pace=0.35)
    s.type("2")
    s.key("Tab", pace=0.2)
    s.enter("cat node-042.json")
    s.type("wc -l con")
    s.key("Tab", "Tab", pace=0.3)
    s.type("ig.p")
    s.key("BSpace", pace=0.06)
    s.type("d")
    s.key("Tab", pace=0.25)
    s.enter("wc -l config.dev.yml")
    lines(s, "exit", wait=False)


@bash(ROWS, "^# $", size=(92, 26))
def trial_bash_pastes_below_two_rows(s):
    s.paste("cat > site.conf <<'EOF'\nlisten 8080;\nroot /srv/www;\nEOF\nwc -l site.conf")
    s.enter("cat > site.conf <<'EOF'\nlisten 8080;\nroot /srv/www;\nEOF\nwc -l site.conf", also=["cat > site.conf <<'EOF'\nlisten 8080;\nroot /srv/www;\nEOF"])
    s.paste("grep Accepted auth.log |")
    s.type(" tail -n 2")
    s.enter("grep Accepted auth.log | tail -n 2")
    s.burst("uname -s\rid -u\r")
    s.truth("uname -s")
    s.truth("id -u")
    s.pause(0.8)
    s.wait()
    rows(s, "for f in config.*.yml; do", "cat $f", "done")
    lines(s, "exit", wait=False)


@bash(ROWS, "^# $", size=(75, 22), needs=["vim", "less"])
def trial_bash_suspends_its_editor(s):
    s.run("vim -u NONE -n config.dev.yml", wait=False)
    s.see("debug: 1")
    s.pause(0.3)
    s.key("C-z", pace=0.3)
    s.wait()
    lines(s, "jobs", "grep debug config.*")
    s.run("fg", wait=False)
    s.pause(0.5)
    s.type(":q!")
    s.key("Enter", pace=0.2)
    s.wait()
    s.run("less auth.log", wait=False)
    s.see("sshd[3]")
    s.type("/sshd.40")
    s.key("Enter", pace=0.3)
    s.key("q", pace=0.2)
    s.wait()
    no(s, "shutdown -r now")
    lines(s, "exit", wait=False)


@bash("PS1='deploy@edge-7:\\w\\$ '\n", r"edge-7:~# $", size=(80, 24))
def trial_bash_jobs_that_print(s):
    lines(s, "set +m", "(for i in 1 2 3; do sleep 0.6; echo \"worker $i ready\"; done) &")
    s.type("grep -c deploy", pace=0.12)
    s.pause(0.5)
    s.type(" auth.log", pace=0.12)
    s.enter("grep -c deploy auth.log")
    s.see("worker 3 ready")
    s.enter(None)
    lines(s, "echo settled")
    lines(s, "exit", wait=False)


@bash("PS1='\\h 東京 \\W> '\n", "> $", size=(37, 9))
def trial_bash_wide_in_a_narrow_window(s):
    lines(s, "echo 東京タワー", "cat café\\ menü.txt")
    s.type("echo 日本語の長い行はここで折り返します")
    s.key("Left", "Left", pace=0.08)
    s.key("BSpace", pace=0.1)
    s.key("C-e", pace=0.1)
    s.type("。ok")
    s.enter("echo 日本語の長い行はここで折り返ます。ok")
    s.type("echo ünï cödé ßß 😀 fin")
    s.key("C-w", pace=0.1)
    s.type("🚀 end")
    s.enter("echo ünï cödé ßß 😀 🚀 end")
    lines(s, "exit", wait=False)


@bash("PS1='\\[\\e]0;app01\\a\\]\\[\\e[7m\\] app01 \\[\\e[0m\\] '\n", "app01  $", size=(70, 18))
def trial_bash_sizes_while_typing(s):
    s.type("find / -maxdepth 1 -type d -name 'e*'")
    s.resize(50, 18)
    s.type(" -print | sort")
    s.enter("find / -maxdepth 1 -type d -name 'e*' -print | sort")
    s.resize(110, 30)
    s.type("echo one row of words at first ")
    s.resize(36, 12)
    s.resize(95, 20)
    s.type("and then another")
    s.enter("echo one row of words at first and then another")
    lines(s, "df / | tail -1")
    lines(s, "exit", wait=False)


@bash(prompt=r"\]# $", size=(100, 30))
def trial_bash_release_with_a_token(s):
    s.run("./release", wait="name: $")
    s.type("v2.4.1")
    s.enter("v2.4.1", kind="reply", wait="token: $")
    s.secret("hvs-9f1k-Blue-Otter")
    s.enter(None, wait=r"N\] $")
    s.type("y")
    s.enter("y", kind="reply")
    s.run("read -s -p 'PIN ' pin", wait="PIN $")
    s.secret("774411")
    s.enter(None)
    lines(s, "echo ${#pin}", "true")
    lines(s, "exit", wait=False)


def zsh(rc, prompt, size=(80, 24), needs=(), files=None):
    return scenario(["zsh", "-i"], prompt=prompt, size=size, history="", needs=list(needs),
                    files={**FILES, ".zshrc": "HISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n" + rc, **(files or {})})


COMP = "autoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select\n"


@zsh("PROMPT='%(?..%F{red}%?%f )%F{cyan}%m%f:%B%~%b %# '\nRPROMPT='%D{%H:%M}'\n" + COMP, "~ # $", size=(88, 20))
def trial_zsh_chooses_from_a_menu(s):
    lines(s, "false", "true")
    s.type("cat conf")
    s.key("Tab", "Tab", pace=0.35)
    s.key("Tab", pace=0.3)
    s.key("Enter", pace=0.3)
    s.pause(0.3)
    name = s.cursor_line().split("cat ")[-1].split()[0]
    s.enter("cat " + name)
    s.type("grep -c Failed au")
    s.key("Tab", pace=0.3)
    s.enter("grep -c Failed auth.log")
    no(s, "rm -r conf")
    lines(s, "print done")
    lines(s, "exit", wait=False)


@zsh("PROMPT=$'%F{green}➜%f  %F{cyan}%c%f '\nbindkey -e\n", "➜  ~ $", size=(60, 16))
def trial_zsh_documents_and_loops(s):
    rows(s, "for n in {1..3}", "do print row $n", "done", more="for> $")
    rows(s, "cat <<X | tr a-z A-Z", "listen on 80", "X", more="heredoc> $")
    s.key("Up", pace=0.2)
    s.key("Up", pace=0.2)
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.wait()
    rows(s, "if [[ -f sum.c ]]; then", "wc -c sum.c", "fi", more="then> $")
    rows(s, "print 'open", "and shut'", more="quote> $")
    lines(s, "exit", wait=False)


@zsh("PROMPT='%n at %m in %1~ $ '\nbindkey -e\n", r"in ~ \$ $", size=(72, 19))
def trial_zsh_searches_both_ways(s):
    lines(s, "grep -c 10:01 auth.log", "grep -c 10:02 auth.log", "wc -l auth.log")
    s.key("C-r", pace=0.2)
    s.type("grep", pace=0.08)
    s.key("C-r", pace=0.3)
    s.pause(0.2)
    s.enter("grep -c 10:01 auth.log")
    s.key("C-r", pace=0.2)
    s.type("02", pace=0.1)
    s.pause(0.2)
    s.key("C-e", pace=0.2)
    s.type(" sum.c")
    s.enter("grep -c 10:02 auth.log sum.c")
    s.key("C-r", pace=0.2)
    s.type("wc", pace=0.1)
    s.pause(0.2)
    s.key("C-g", pace=0.3)
    s.run("print after")
    lines(s, "exit", wait=False)


@zsh("PROMPT='%~ %# '\nbindkey -v\nKEYTIMEOUT=5\nfunction zle-keymap-select { RPROMPT=${${KEYMAP/vicmd/NORMAL}/(main|viins)/INSERT}; zle reset-prompt }\nzle -N zle-keymap-select\n", "~ # $", size=(90, 24))
def trial_zsh_vi_with_its_mode_at_the_right(s):
    s.type("tail -n 3 sum.c")
    s.key("Escape", pace=0.3)
    s.type("0wwwcw", pace=0.15)
    s.type("5")
    s.key("Escape", pace=0.3)
    s.type("A", pace=0.15)
    s.type(" | sort")
    s.enter("tail -n 5 sum.c | sort")
    lines(s, "print two words")
    s.key("Escape", pace=0.3)
    s.type("kbdwi", pace=0.15)
    s.type("odd ")
    s.pause(0.2)
    s.key("Escape", pace=0.3)
    s.type("dd", pace=0.2)
    s.type("i", pace=0.2)
    s.run("print fine")
    lines(s, "exit", wait=False)


PAST = "".join(f"- cmd: {text}\n  when: 170000000{n}\n" for n, text in enumerate(["git fetch --all", "systemctl status nginx", "grep -c Failed auth.log"]))


def fish(config="", prompt=r"~[^#]*# $", size=(80, 24), files=None):
    return scenario(["fish", "-i"], prompt=prompt, size=size, history="", files={**FILES, ".config/fish/config.fish": "set -g fish_greeting\n" + config,
                    ".local/share/fish/fish_history": PAST, **(files or {})})


@fish(size=(85, 24))
def trial_fish_as_it_comes(s):
    s.type("gre", pace=0.08)
    s.pause(0.4)
    s.key("Right", pace=0.3)
    s.enter("grep -c Failed auth.log")
    s.type("grep", pace=0.08)
    s.pause(0.5)
    s.key("C-f", pace=0.4)
    s.type(" sum.c")
    s.enter("grep -c Failed auth.log sum.c")
    lines(s, "wc -l sum.c", "false")
    s.key("Up", "Up", pace=0.25)
    s.enter("wc -l sum.c")
    s.type("systemctl", pace=0.08)
    s.pause(0.3)
    s.abandon()
    s.absent.append("systemctl status")
    lines(s, "exit", wait=False)


@fish("function fish_prompt; set_color blue; echo (prompt_pwd); set_color normal; echo -n '❱ '; end\n", "❱ $", size=(66, 18))
def trial_fish_loops_in_two_rows(s):
    rows(s, "for n in 1 2 3", "echo count $n", "end", more=" +$", also=["for n in 1 2 3\n    echo count $n\nend"])
    lines(s, "set who (whoami)")
    rows(s, "if test -f sum.c", "echo there", "end", more=" +$", also=["if test -f sum.c\n    echo there\nend"])
    s.run("sleep 20", wait=False)
    stop(s)
    s.paste("echo first\necho second")
    s.pause(0.3)
    s.enter("echo first\necho second")
    lines(s, "exit", wait=False)


@fish("function fish_prompt; echo -n 'ops '(prompt_pwd)' > '; end\nfunction fish_right_prompt; set_color 888; date +%H:%M:%S; set_color normal; end\n", "> $", size=(70, 15))
def trial_fish_pager_taken_and_left(s):
    s.type("cat config")
    s.key("Tab", pace=0.4)
    s.key("Tab", pace=0.4)
    s.pause(0.3)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    name = s.cursor_line().split("cat ")[-1].split()[0]
    s.enter("cat " + name)
    s.type("wc -l conf")
    s.key("Tab", pace=0.5)
    s.key("Escape", pace=0.5)
    s.key("C-u", pace=0.3)
    s.run("wc -l sum.c")
    s.type("echo the time at the right goes away when the line grows so far")
    s.enter("echo the time at the right goes away when the line grows so far")
    lines(s, "exit", wait=False)


def ksh(ps1, prompt, mode="emacs", size=(80, 24)):
    return scenario(["ksh93", "-o", mode, "-i"], prompt=prompt, size=size, history="", files=FILES, env={"ENV": "/dev/null", "HISTFILE": "@HOME@/.kh", "PS1": ps1})


@ksh("aix7:${PWD##*/}> ", "> $")
def trial_ksh93_on_duty(s):
    rows(s, "while read a b c rest; do", "print $c; break", "done < auth.log")
    lines(s, "grep -c Failed auth.log")
    s.run("tail -f auth.log", wait=False)
    s.pause(0.6)
    s.key("C-z", pace=0.4)
    s.wait()
    s.run("fg", wait=False)
    stop(s)
    s.key("C-r", pace=0.2)
    s.type("grep")
    s.key("Enter", pace=0.3)
    s.key("C-e", pace=0.2)
    shown = s.cursor_line()
    if shown.rstrip().endswith("auth.log"):
        s.enter("grep -c Failed auth.log")
    else:
        s.truth("grep -c Failed auth.log")
    no(s, "rm -f auth.log")
    lines(s, "exit", wait=False)


@ksh("$ ", r"^\$ $", size=(44, 12))
def trial_ksh93_sideways(s):
    s.run("print a long line of words that has to go sideways in here")
    s.type("print another long line of words, seen from its begin")
    s.key("C-a", pace=0.2)
    s.key("M-f", pace=0.2)
    s.type(" not")
    s.enter("print not another long line of words, seen from its begin")
    s.key("C-p", pace=0.2)
    s.key("C-p", pace=0.2)
    s.enter("print a long line of words that has to go sideways in here")
    lines(s, "print short")
    lines(s, "exit", wait=False)


@scenario(["mksh", "-i"], prompt="% $", size=(76, 20), history="", files=FILES, env={"ENV": "/dev/null", "PS1": "mir:${PWD##*/} % "})
def trial_mksh_lists_and_waits(s):
    s.type("cat config.")
    s.key("Tab", "Tab", pace=0.3)
    s.type("p")
    s.key("Tab", pace=0.2)
    s.enter("cat config.prod.yml", also=["cat config.prod.yml "])
    s.run("sleep 1; echo awake", wait=False)
    s.pause(0.3)
    s.burst("echo $((6*7))\r")
    s.truth("echo $((6*7))", ahead=True)
    s.see("42")
    s.wait()
    s.type("print this line is wider than the window of seventy six columns, is it not so, friend")
    s.key("C-a", pace=0.2)
    s.key("M-f", pace=0.2)
    s.type(" -r --")
    s.enter("print -r -- this line is wider than the window of seventy six columns, is it not so, friend")
    s.key("C-r", pace=0.2)
    s.type("prod", pace=0.1)
    s.pause(0.2)
    s.enter("cat config.prod.yml", also=["cat config.prod.yml "])
    lines(s, "exit", wait=False)


def tcsh(prompt, wait, size=(80, 24), more=""):
    return scenario(["tcsh"], prompt=wait, size=size, history="", files={**FILES, ".tcshrc": f"set prompt='{prompt}'\nset history=99\nunset autologout\n" + more})


@tcsh("%B%n@%m%b:%~> ", "> $", more="set autolist\n")
def trial_tcsh_lists_and_substitutes(s):
    s.type("cat config.")
    s.key("Tab", pace=0.35)
    s.type("d")
    s.key("Tab", pace=0.25)
    s.enter("cat config.dev.yml", also=["cat config.dev.yml "])
    s.type("^dev^prod")
    s.enter("^dev^prod", also=["cat config.prod.yml", "cat config.prod.yml "])
    rows(s, "foreach n (3 1 2)", "echo item $n", "end", more=r"\? $")
    s.type("wc -l sum.c")
    s.key("C-a", pace=0.1)
    s.key("Escape", "d", pace=0.15)
    s.type("head")
    s.key("C-e", pace=0.1)
    s.key("C-w", pace=0.1)
    s.type("head -1 sum.c")
    s.enter("head -1 sum.c")
    lines(s, "exit", wait=False)


@tcsh("[%h] %c2 %# ", r"~ # $", size=(58, 14))
def trial_tcsh_stops_and_is_resized(s):
    s.run("sleep 30", wait=False)
    s.pause(0.4)
    s.key("C-z", pace=0.4)
    s.wait()
    lines(s, "jobs")
    s.run("fg", wait=False)
    stop(s)
    s.resize(80, 20)
    lines(s, "echo wider now", "setenv STAGE prod")
    no(s, "rm -rf build")
    s.key("Up", "Up", pace=0.2)
    s.enter("echo wider now")
    lines(s, "exit", wait=False)


def busybox(ps1, prompt, size=(80, 24)):
    return scenario(["busybox", "sh"], prompt=prompt, size=size, history="", files=FILES, env={"ENV": "/dev/null", "PS1": ps1, "HISTFILE": "@HOME@/.ash"})


@busybox("root@OpenWrt:\\w# ", "home# $")
def trial_busybox_on_a_router(s):
    lines(s, "uname -s", "grep -c Failed auth.log")
    rows(s, "cat > lan.cfg <<EOF", "option proto static", "EOF")
    s.key("Up", "Up", "Up", "Up", "Up", pace=0.15)
    s.enter("uname -s")
    s.run("vi lan.cfg", wait=False)
    s.see("static")
    s.pause(0.3)
    s.type("oextra", pace=0.05)
    s.key("Escape", pace=0.2)
    s.type(":wq")
    s.key("Enter", pace=0.3)
    s.wait()
    lines(s, "wc -l lan.cfg")
    no(s, "reboot -f")
    lines(s, "exit", wait=False)


@busybox("/ # ", "^/ # $", size=(40, 11))
def trial_busybox_at_the_margin(s):
    s.run("echo " + "m" * (40 - 4 - 5))
    s.run("echo " + "n" * (40 - 4 - 4))
    s.type("echo a line of words that needs two rows here")
    erase(s, 13)
    s.type("one and some")
    s.enter("echo a line of words that needs one and some", also=[])
    s.resize(60, 16)
    rows(s, "for i in 1 2; do", "echo $i", "done")
    lines(s, "sleep 1")
    lines(s, "exit", wait=False)


@scenario(["/usr/bin/ipython3", "--no-banner"], prompt=r"^In \[\d+\]: $", history="", size=(84, 26), env={"IPYTHONDIR": "@HOME@/.ipy", "PAGER": "cat"}, files=FILES)
def trial_ipython_reads_a_log(s):
    lines(s, "rows = open('auth.log').readlines()", kind="repl")
    s.paste("def failed(row):\n    return 'Failed' in row\n")
    s.pause(0.4)
    s.key("Enter", pace=0.3)
    s.pause(0.3)
    if not s.cursor_line().startswith("In [3]"):
        s.key("Enter", pace=0.3)
    s.truth("def failed(row):\n    return 'Failed' in row", kind="repl", also=["def failed(row):\n    return 'Failed' in row\n"])
    s.wait(r"^In \[3\]: $")
    lines(s, "sum(map(failed, rows))", "!wc -l auth.log", kind="repl")
    s.type("rows[0].sp")
    s.key("Tab", pace=0.6)
    s.pause(0.4)
    s.key("C-u", pace=0.3)
    s.run("len(rows)", kind="repl")
    s.key("Up", "Up", "Up", pace=0.3)
    s.enter("sum(map(failed, rows))", kind="repl")
    s.type("exit")
    s.enter("exit", kind="repl", wait=False)


@scenario(["node"], prompt="^> $", history="", size=(78, 22), env={"NODE_REPL_HISTORY": "@HOME@/.nh"}, pace=0.03, files=FILES)
def trial_node_functions_and_promises(s):
    rows(s, "function tax(x) {", "return x * 1.2;", "}", more=r"\.\.\. $", kind="repl")
    s.run("tax(100)", kind="repl")
    s.type("tax(5")
    s.key("C-c", pace=0.4)
    s.wait()
    s.run("[1, 2, 3].map(tax)", kind="repl")
    s.key("Up", "Up", pace=0.3)
    s.enter("tax(100)", kind="repl")
    s.run("const rows = fs.readFileSync('auth.log', 'utf8').split('\\n')", kind="repl")
    s.run("rows.length", kind="repl")
    s.type(".exit")
    s.enter(".exit", kind="repl", wait=False)


@bash(needs=["gdb", "gcc"], size=(86, 28))
def trial_gdb_looks_into_a_loop(s):
    lines(s, "gcc -g -o sum sum.c")
    s.run("gdb -q -nx ./sum", wait=r"^\(gdb\) $")
    lines(s, "set debuginfod enabled off", "break twice", "run", "bt", kind="repl", wait=r"^\(gdb\) $")
    s.run("next", kind="repl", wait=r"^\(gdb\) $")
    s.key("Up", "Up", pace=0.2)
    s.enter("bt", kind="repl", wait=r"^\(gdb\) $")
    s.type("info loc")
    s.key("Tab", pace=0.4)
    s.enter("info locals", kind="repl", wait=r"^\(gdb\) $")
    s.run("kill", kind="repl", wait=r"n\) $")
    s.type("y")
    s.enter("y", kind="reply", wait=r"^\(gdb\) $")
    s.run("quit", kind="repl")
    lines(s, "./sum")
    lines(s, "exit", wait=False)


@bash(needs=["/usr/bin/python3"], size=(72, 20))
def trial_python_classes_and_an_interrupt(s):
    s.run("/usr/bin/python3 -q", wait=">>> $")
    s.run("import time", kind="repl", wait=">>> $")
    for part in ("class Box:", "    size = 3", "    def twice(self): return 2 * self.size"):
        s.type(part)
        s.enter(None, wait=r"\.\.\. $")
    s.enter("class Box:\n    size = 3\n    def twice(self): return 2 * self.size", kind="repl", wait=">>> $",
            also=["class Box:\n    size = 3\n    def twice(self): return 2 * self.size\n"])
    s.run("Box().twice()", kind="repl", wait=">>> $")
    s.run("time.sleep(30)", kind="repl", wait=False)
    s.pause(0.5)
    s.key("C-c", pace=0.3)
    s.wait(">>> $")
    s.type("Box().size")
    s.key("C-a", pace=0.1)
    s.type("1 + ")
    s.enter("1 + Box().size", kind="repl", wait=">>> $")
    s.key("C-d", pace=0.3)
    s.wait()
    lines(s, "exit", wait=False)


@bash("PS1='db:\\W \\$ '\n", r"db:~ # $", needs=["sqlite3"], size=(80, 18))
def trial_sqlite_tables_of_hosts(s):
    s.run("sqlite3 hosts.db", wait="sqlite> $")
    rows(s, "create table host (", "name text, mem int", ");", more=r"\.\.\.> $", kind="repl", wait="sqlite> $")
    lines(s, "insert into host values ('app01', 16), ('db-2', 64);", ".mode column", "select * from host;", kind="repl", wait="sqlite> $")
    s.key("Up", pace=0.2)
    s.key("BSpace", pace=0.1)
    s.type(" where mem > 20;")
    s.enter("select * from host where mem > 20;", kind="repl", wait="sqlite> $")
    s.run(".quit", kind="repl")
    lines(s, "sqlite3 hosts.db 'select count(*) from host'")
    lines(s, "exit", wait=False)


@bash("PS1='\\u@\\h \\t # '\n", r":\d\d # $", needs=["nano", "less"], size=(80, 24))
def trial_bash_with_a_clock_and_pagers(s):
    s.run("nano -I notes.txt", wait=False)
    s.see("notes.txt")
    s.pause(0.4)
    s.type("remember the milk")
    s.key("C-x", pace=0.4)
    s.type("y")
    s.pause(0.3)
    s.key("Enter", pace=0.3)
    s.wait()
    lines(s, "cat notes.txt")
    s.run("less -X auth.log", wait=False)
    s.see("sshd[3]")
    s.key("Space", "G", pace=0.25)
    s.key("q", pace=0.3)
    s.wait()
    s.type("echo kept")
    s.key("C-l", pace=0.3)
    s.type(" after clearing")
    s.enter("echo kept after clearing")
    lines(s, "exit", wait=False)


@bash("PS1='(venv) \\u@\\h \\W % '\nset -o vi\n", "~ % $", size=(68, 17))
def trial_bash_vi_keys_and_a_comment(s):
    s.type("cat auth.lgo")
    s.key("Escape", pace=0.5)
    s.type("hxp", pace=0.15)
    s.type("A | tail -2", pace=0.08)
    s.enter("cat auth.log | tail -2")
    lines(s, "uname -s")
    s.key("Escape", pace=0.5)
    s.type("kkbcw", pace=0.15)
    s.type("tail -n")
    s.pause(0.2)
    s.key("Escape", pace=0.5)
    s.type("ddi", pace=0.15)
    lines(s, "echo vi")
    s.type("rm -rf /var/cache")
    s.key("Escape", pace=0.5)
    s.absent.append("rm -rf /var/cache")
    s.place = None
    s.type("#")
    s.truth("#rm -rf /var/cache")
    s.pause(0.4)
    s.wait()
    lines(s, "exit", wait=False)


@zsh("PROMPT='%S%m%s %1~ %% '\nbindkey -e\n", "~ % $", size=(94, 22))
def trial_zsh_pastes_and_runs_ahead(s):
    s.paste("print a\nprint b | cat\n")
    s.pause(0.3)
    s.enter("print a\nprint b | cat", also=["print a\nprint b | cat\n"])
    s.run("sleep 1; print awake", wait=False)
    s.pause(0.3)
    s.burst("print $((6*7))\rprint $((6*9))\r")
    s.truth("print $((6*7))", ahead=True)
    s.truth("print $((6*9))", ahead=True)
    s.see("54")
    s.wait()
    s.run("sleep 30", wait=False)
    s.pause(0.5)
    s.key("C-z", pace=0.4)
    s.wait()
    s.run("fg", wait=False)
    stop(s)
    lines(s, "exit", wait=False)
