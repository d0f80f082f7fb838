"""More rows of the catalogue drawn by lot: wraps and tall lines, wide letters, documents and pastes, stops, secrets, screens left as they are."""
from drive import scenario
from props import bash, block

CONF = "set -g default-shell /bin/sh\nset -g default-command 'exec @HOME@/shell'\nset -sg escape-time 10\n"
NOTES = "".join(f"note {n} of many\n" for n in range(70))
RC = {"rc": "PS1='gw:\\w# '\n", "notes": NOTES}


def pane(run, prompt, files=None, size=(90, 28), needs=()):
    return scenario(["tmux", "-L", "corpus-inner", "-f", "@HOME@/tmux.conf", "new-session"], prompt=prompt, size=size, needs=list(needs), history="",
                    files={"tmux.conf": CONF, "shell": f"#!/bin/sh\n{run}\n", "notes": NOTES, **(files or {})})


def in_bash(**more):
    return pane("exec bash --rcfile ~/rc -i", r"gw:\S*# $", RC, **more)


def in_zsh(**more):
    return pane("exec zsh -i", r"gw \S+ % $", {".zshrc": "PROMPT='gw %~ %% '\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n"}, needs=["zsh"], **more)


def in_screen(size=(90, 26)):
    rc = "startup_message off\nhardstatus alwayslastline '%H %-w[%n %t]%+w %c:%s'\nshell @HOME@/shell\n"
    return scenario(["screen", "-U", "-c", "@HOME@/screenrc"], prompt=r"gw:\S*# $", needs=["screen"], history="", size=size,
                    files={**RC, "screenrc": rc, "shell": "#!/bin/sh\nexec bash --rcfile ~/rc -i\n"}, env={"SCREENDIR": "@HOME@/.screen"})


def lines(s, *texts, kind="command", wait=True):
    for text in texts:
        s.run(text, kind=kind, wait=wait)


def stop(s, key="C-c"):
    s.pause(0.5)
    s.key(key, pace=0.4)
    s.wait()


@scenario(["/usr/bin/ipython3", "--no-banner"], prompt=r"In \[\d+\]: $", history="", size=(60, 20), env={"IPYTHONDIR": "@HOME@/.ipy", "PAGER": "cat"})
def lot_ipython_wraps_and_comes_back(s):
    s.type("total = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13")
    for _ in range(len(" + 12 + 13")):
        s.key("BSpace", pace=0.04)
    s.enter("total = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11", kind="repl")
    lines(s, "total", kind="repl")
    s.type("'a row of words that is longer than this small screen'.title()")
    s.enter("'a row of words that is longer than this small screen'.title()", kind="repl")
    s.key("Up", pace=0.3)
    for _ in range(len(".title()")):
        s.key("BSpace", pace=0.04)
    s.type(".split()[-1]")
    s.enter("'a row of words that is longer than this small screen'.split()[-1]", kind="repl")
    lines(s, "exit", kind="repl", wait=False)


@bash(needs=["sqlite3"], size=(50, 10), history="")
def lot_sqlite_taller_than_its_screen(s):
    it = "^sqlite> $"
    s.run("sqlite3", wait=it)
    lines(s, "create table hosts (name text, address text);", kind="repl", wait=it)
    words = "insert into hosts values " + ", ".join(f"('host-{n}', '10.0.0.{n}')" for n in range(1, 9)) + ";"
    lines(s, words, "select count(*) from hosts;", kind="repl", wait=it)
    block(s, ["select name", "from hosts", "where address = '10.0.0.3';"], r"^ +\.\.\.> $", wait=it)
    s.key("Up", pace=0.2)
    s.key("C-u", pace=0.2)
    lines(s, ".quit", kind="repl")
    s.run("exit", wait=False)


@in_zsh()
def lot_zsh_pane_of_wide_letters(s):
    s.type("echo 日本語のテキスト")
    s.key("BSpace", "BSpace", pace=0.1)
    s.enter("echo 日本語のテキ")
    lines(s, "echo naïve café", "echo done ✓ 🎉 yes")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.6)
    s.wait()
    s.type("echo 漢字 and letters that wrap 漢字 in half a screen")
    s.enter("echo 漢字 and letters that wrap 漢字 in half a screen")
    s.key("Up", pace=0.2)
    s.enter("echo 漢字 and letters that wrap 漢字 in half a screen")
    lines(s, "exit")
    lines(s, "exit", wait=False)


@in_zsh()
def lot_zsh_pane_of_documents(s):
    more = r"^heredoc> $"
    block(s, ["cat > conf <<'E'", "listen 80", "# rm -rf /only/text", "E"], more, kind="command")
    lines(s, "cat conf")
    s.key("C-b", '"', pace=0.3)
    s.pause(0.6)
    s.wait()
    block(s, ["while read a b; do", "echo $b", "done < conf"], r"^while> $", kind="command")
    block(s, ["tr a-z A-Z <<E", "some words", "E"], more, kind="command")
    lines(s, "date", "exit")
    lines(s, "exit", wait=False)


@in_bash()
def lot_pane_recalls_blocks(s):
    block(s, ["for n in 1 2; do", "echo part $n", "done"], "^> $", kind="command")
    lines(s, "true")
    s.key("Up", "Up", pace=0.2)
    s.enter("for n in 1 2; do echo part $n; done")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.6)
    s.wait()
    block(s, ["if test -f notes; then", "wc -l notes", "fi"], r"│> $", kind="command")
    s.key("Up", pace=0.2)
    s.key("C-a", pace=0.1)
    s.enter("if test -f notes; then wc -l notes; fi")
    s.paste("echo pasted one\necho pasted two")
    s.pause(0.3)
    s.enter("echo pasted one\necho pasted two")
    lines(s, "exit")
    lines(s, "exit", wait=False)


@in_screen()
def lot_screen_takes_a_paste(s):
    lines(s, "date")
    s.paste("echo one line")
    s.enter("echo one line")
    s.burst("echo burst one\recho burst two\r")
    s.truth("echo burst one", ahead=True)
    s.truth("echo burst two", ahead=True)
    s.see("\nburst two")
    s.wait()
    s.key("C-a", "c", pace=0.3)
    s.pause(0.3)
    s.wait()
    s.run("sleep 0.8", wait=False)
    s.pause(0.2)
    s.type("echo typed ahead")
    s.key("Enter", pace=0)
    s.truth("echo typed ahead", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    lines(s, "exit")
    lines(s, "exit", wait=False)


@scenario(["ksh93", "-o", "emacs", "-i"], prompt="gw # $", history="", size=(80, 24), env={"ENV": "/dev/null", "PS1": "gw # ", "HISTFILE": "@HOME@/.kh"},
          files={"notes": NOTES})
def lot_ksh93_stops_and_goes_on(s):
    s.run("sleep 60", wait=False)
    stop(s, "C-z")
    lines(s, "jobs")
    s.run("fg", wait=False)
    stop(s)
    s.run("vi notes", wait=False)
    s.pause(0.8)
    stop(s, "C-z")
    lines(s, "print put aside")
    s.run("fg", wait=False)
    s.pause(0.7)
    s.type(":q!")
    s.key("Enter", pace=0.4)
    s.wait()
    lines(s, "print after it", "exit", wait=r"# $|^$")


@scenario(["tcsh"], prompt=r"^gw:\d+ > $", history="", size=(80, 20), files={".tcshrc": "set prompt='gw:%h > '\nunset autologout\n", "notes": NOTES})
def lot_tcsh_clears_in_mid_line(s):
    lines(s, "wc notes", "seq 30")
    s.type("echo begun and ")
    s.key("C-l", pace=0.4)
    s.type("ended")
    s.enter("echo begun and ended")
    lines(s, "date")
    s.type("echo wrong")
    s.key("C-l", pace=0.4)
    s.key("C-u", pace=0.2)
    lines(s, "echo right", "clear", "echo on top")
    s.key("Up", pace=0.2)
    s.key("C-l", pace=0.4)
    s.enter("echo on top")
    lines(s, "exit", wait=False)


@scenario(["python3", "-q"], prompt=">>> $", history="", size=(80, 24))
def lot_python_asks_for_secrets(s):
    lines(s, "from getpass import getpass", kind="repl")
    s.run("token = getpass('Token: ')", kind="repl", wait="Token: $")
    s.secret("tok-77-QQx-hidden")
    s.enter(None)
    lines(s, "len(token)", kind="repl")
    s.run("city = input('City: ')", kind="repl", wait="City: $")
    s.run("Lyon", kind="reply")
    lines(s, "city", kind="repl")
    s.run("user, word = input('User: '), getpass('Word: ')", kind="repl", wait="User: $")
    s.run("anna", kind="reply", wait="Word: $")
    s.secret("word-88-ZZy-hidden")
    s.enter(None)
    lines(s, "user.upper()", kind="repl")
    lines(s, "exit()", kind="repl", wait=False)


@scenario(["zsh", "-f", "-i"], prompt="gw% $", history="", size=(80, 24), env={"PS1": "gw%% "}, files={"notes": NOTES, "ask": "#!/bin/sh\nprintf 'Delete all? '\nread x\nprintf 'Sure? '\nread y\necho $x $y\n"})
def lot_zsh_answers_questions(s):
    s.run("rm -i notes", wait=r"notes'\? $")
    s.run("n", kind="reply")
    s.run("sh ask", wait="all\\? $")
    s.run("no", kind="reply", wait="Sure\\? $")
    s.run("yes", kind="reply")
    s.run("cat > list", wait="^$")
    s.pause(0.2)
    s.run("rm -rf /only/text", kind="reply", wait=False)
    s.pause(0.2)
    s.run("second", kind="reply", wait=False)
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("read -r 'x?Name: '", wait="Name: $")
    s.run("Bert", kind="reply")
    s.run("read -rs 'k?Key: '", wait="Key: $")
    s.secret("key-12-abc-hidden")
    s.enter(None, wait="gw% $")
    lines(s, "print; print $#k")
    lines(s, "exit", wait=False)


@pane("PS1='gw $ ' ENV=/dev/null exec dash -i", r"gw \$ $|^# $", size=(80, 26), needs=["dash"])
def lot_dash_pane(s):
    lines(s, "ls", "echo typed in a pane")
    s.type("echo twoo")
    s.key("BSpace", pace=0.1)
    s.enter("echo two")
    s.key("C-b", '"', pace=0.3)
    s.pause(0.6)
    s.wait()
    block(s, ["for i in 1 2; do", "echo $i", "done"], "^> $", kind="command")
    s.type("rm -rf /never/run")
    s.key("C-u", pace=0.2)
    s.absent.append("/never/run")
    lines(s, "date")
    s.key("C-b", "Up", pace=0.2)
    s.pause(0.7)
    s.wait()
    s.run("sleep 30", wait=False)
    stop(s)
    lines(s, "echo up again", "exit")
    lines(s, "exit", wait=False)


@in_screen()
def lot_screen_left_alternate(s):
    lines(s, "echo before")
    s.run("printf '\\033[?1049h'")
    lines(s, "echo on the other screen", "date")
    s.run("printf '\\033[?1049l'")
    lines(s, "echo back", "printf '\\033[2J\\033[H'", "echo after a wipe")
    lines(s, "exit", wait=False)


@bash(size=(80, 24), history="")
def lot_bash_output_erases(s):
    s.run("printf '\\033[A\\033[2K\\033[A\\033[2K\\r'", exit=0)
    s.run("echo seen; printf '\\033[1A\\033[2K'", exit=0)
    s.run("tput cup 0 0; tput ed", exit=0)
    s.run("echo on top", exit=0)
    s.run("for i in 1 2 3; do printf '\\rstep %d' $i; sleep 0.1; done; echo", exit=0)
    s.run("printf '\\033[5;10H'; echo here", exit=0)
    s.run("clear; ls -d /etc", exit=0)
    s.run("exit", wait=False)


@in_bash()
def lot_pane_without_echo(s):
    lines(s, "echo before")
    s.run("stty -echo")
    s.run("bash --noprofile --norc -c 'read x; echo got $x'", kind="unknown", wait=False)
    s.pause(0.4)
    s.type("unseen reply")
    s.key("Enter", pace=0.3)
    s.wait()
    s.run("stty sane", kind="unknown")
    s.key("C-b", "%", pace=0.3)
    s.pause(0.6)
    s.wait()
    lines(s, "echo beside", "exit")
    lines(s, "exit", wait=False)
