"""Lines written by programs, at the speed of programs: one at each prompt, several at once, marked, unseen."""
from drive import scenario
from props import bash, block, machine

OUT = r"web-1:~# $"


def write(s, text, exit=0, wait=OUT, kind="command"):
    """One line, at once, and then its prompt."""
    s.place = s.term.look()[0]
    s.burst(text + "\n")
    s.truth(text, kind, exit)
    s.wait(wait)


def write_all(s, lines, exit=0, kind="command"):
    """Several lines, at once."""
    s.burst("".join(line + "\n" for line in lines))
    for n, line in enumerate(lines):
        s.truth(line, kind, exit, ahead=n > 0)


@bash(files={"src/main.py": "print('hello')\n", "src/util.py": "x = 1\n"})
def machine_at_each_prompt(s):
    write(s, "cd src && ls", wait=r"web-1:~/src# $")
    write(s, "grep -rn 'print' --include='*.py' .", wait=r"web-1:~/src# $")
    for line in ("cat main.py", "python3 main.py", "find . -name '*.py' -exec wc -l {} +", "echo $?", "pwd"):
        write(s, line, wait=r"web-1:~/src# $")
    write(s, "cat nothing.py", exit=1, wait=r"web-1:~/src# $")
    s.burst("exit 3\n")
    s.truth("exit 3")


@bash()
def machine_all_at_once(s):
    write_all(s, ["echo one", "sleep 0.2", "echo two; sleep 0.2", "false || echo three", "printf 'four\\n'"])
    s.see("\nfour")
    s.wait()
    write_all(s, ["echo left | tr a-z A-Z", "for i in 1 2 3; do echo item $i; sleep 0.1; done", "echo right"])
    s.see("\nright")
    s.wait()
    s.burst("exit\n")
    s.truth("exit")


@bash()
def machine_writes_a_file(s):
    body = ["cat > app.conf <<'EOF'", *[f"option_{n} = value {n} # rm -rf /not/a/command" for n in range(24)], "EOF"]
    s.burst("\n".join(body) + "\n")
    s.truth("\n".join(body), exit=0)
    s.wait(OUT)
    write(s, "wc -l app.conf && tail -1 app.conf")
    s.burst("python3 - <<'PY'\nfor i in range(2):\n    print('row', i)\nPY\n")
    s.truth("python3 - <<'PY'\nfor i in range(2):\n    print('row', i)\nPY", exit=0)
    s.see("row 1")
    s.wait(OUT)
    s.burst("deploy() {\n  echo deploying $1\n  return 0\n}\ndeploy web\n")
    s.truth("deploy() {\n  echo deploying $1\n  return 0\n}", exit=0)
    s.truth("deploy web", exit=0, ahead=True)
    s.see("\ndeploying web")
    s.wait(OUT)
    s.burst("exit\n")
    s.truth("exit")


@bash()
def machine_marks_the_end(s):
    """Each command carries an end mark that the program waits for."""
    for n, line in enumerate(("uname -s", "ls /nothing", "wc -l /etc/services", "(exit 7)")):
        text = f"{line}; echo \"__END_{n}_$?__\""
        s.place = s.term.look()[0]
        s.burst(text + "\n")
        s.truth(text, exit=0)
        s.see(f"\n__END_{n}_")
        s.wait(OUT)
    text = "echo begin; { sleep 0.2; echo out; echo err >&2; } 2>&1 | cat; printf '\\n%s\\n' '<<done 5d41402abc4b>>'"
    s.burst(text + "\n")
    s.truth(text, exit=0)
    s.see("\n<<done")
    s.wait(OUT)
    write(s, "true $(printf '\\n')")
    s.burst("exit\n")
    s.truth("exit")


@bash(term="dumb", env={"PS1": "$ ", "PAGER": "cat"}, prompt=r"^\$ $")
def machine_on_a_dumb_terminal(s):
    write(s, "unset HISTFILE; export GIT_PAGER=cat", wait=r"^\$ $")
    write(s, "stty -echo", wait=r"^\$ $")
    for line in ("echo hidden one", "ls -d /etc", "echo $((6 * 7))"):
        write(s, line, wait=r"^\$ $", kind="unknown")
    write(s, "stty echo", wait=r"^\$ \$ $", kind="unknown")
    write(s, "echo shown", wait=r"^\$ $")
    s.burst("exit\n")
    s.truth("exit")


@scenario(["bash", "--norc", "--noediting"], term="dumb", env={"PS1": "$ "}, prompt=r"\$ $", history="")
def machine_wraps_an_interpreter(s):
    """As libraries do that drive a shell by its prompt: no echo, no editing, a prompt that nothing else prints."""
    s.run("PS1='[PROMPT]>' PS2='[PROMPT]+' PROMPT_COMMAND=''; stty -echo", exit=0, wait=r"\[PROMPT\]>$")
    for line in ("echo first", "uname", "cd /usr; pwd"):
        write(s, line, kind="unknown", wait=r"\[PROMPT\]>$")
    s.burst("for i in 1 2; do\necho $i\ndone\n")
    s.truth("for i in 1 2; do\necho $i\ndone", kind="unknown", exit=0)
    s.see("2\n[PROMPT]>")
    s.wait(r"\[PROMPT\]>$")
    s.burst("exit\n")
    s.truth("exit", kind="unknown")


@bash(needs=["python3", "sqlite3"])
def machine_feeds_interpreters(s):
    write(s, "python3 -q", exit=None, wait="^>>> $")
    for line in ("import json", "json.dumps({'a': [1, 2]})", "sum(range(10))"):
        write(s, line, exit=None, wait="^>>> $", kind="repl")
    write_all(s, ["a = 2", "b = 3", "print(a * b)"], exit=None, kind="repl")
    s.see("\n6")
    s.wait("^>>> $")
    s.burst("exit()\n")
    s.truth("exit()", kind="repl")
    s.wait(OUT)
    write(s, "sqlite3 x.db", exit=None, wait="sqlite> $")
    write_all(s, ["create table t(a);", "insert into t values (1), (2);", "select sum(a) from t;"], exit=None, kind="repl")
    s.see("\n3")
    s.wait("sqlite> $")
    s.burst(".quit\n")
    s.truth(".quit", kind="repl")
    s.wait(OUT)
    s.burst("exit\n")
    s.truth("exit")


@machine("web-2")
def machine_through_ssh(s):
    web = r"web-2:~# $"
    write(s, "ssh web-2", exit=None, wait=web)
    write(s, "id -un; hostname", wait=web)
    write_all(s, ["echo first", "sleep 0.2", "echo second"])
    s.see("\nsecond")
    s.wait(web)
    s.burst("cat > /root/unit <<EOF\n[Service]\nExecStart=/usr/bin/true\nEOF\n")
    s.truth("cat > /root/unit <<EOF\n[Service]\nExecStart=/usr/bin/true\nEOF", exit=0)
    s.wait(web)
    write(s, "cat /root/unit", wait=web)
    s.burst("exit\n")
    s.truth("exit")
    s.wait(r"web-1:.*# $")
    s.burst("exit\n")
    s.truth("exit")


@bash()
def machine_with_interrupts(s):
    s.burst("echo begun; sleep 30\n")
    s.truth("echo begun; sleep 30")
    s.see("\nbegun")
    s.burst("\x03")
    s.wait(OUT)
    write(s, "echo after the interrupt")
    s.burst("echo half a line that is given up\x03")
    s.absent.append("given up")
    s.pause(0.2)
    s.wait(OUT)
    s.burst("echo wrong\x15echo right\n")
    s.truth("echo right", exit=0)
    s.see("\nright")
    s.wait(OUT)
    s.burst("echo carriage\r\necho returns\r\n")     # a line end of two: the second is an empty line
    s.truth("echo carriage", exit=0)
    s.truth("echo returns", exit=0, ahead=True)
    s.see("\nreturns")
    s.wait(OUT)
    s.burst("q=1 # a remark\n# only a remark\necho $q\n")
    s.truth("q=1 # a remark", exit=0)
    s.truth("# only a remark", exit=0, ahead=True)
    s.truth("echo $q", exit=0, ahead=True)
    s.see("\n1\n")
    s.wait(OUT)
    s.burst("exit\n")
    s.truth("exit")


@bash()
def machine_pastes(s):
    """Through the brackets of a paste, as programs do that know of them."""
    blob = "".join(chr(97 + n * 7 % 26) for n in range(700))
    for text in ("echo pasted by a program", f"echo {blob} | wc -c", "if true; then\n  echo inner\nfi"):
        s.place = s.term.look()[0]
        s.burst("\x1b[200~" + text + "\x1b[201~\r")
        s.truth(text, exit=0)
        s.wait(OUT)
    s.burst("\x1b[200~echo with a last line end\n\x1b[201~")
    s.pause(0.2)
    s.key("Enter", pace=0)
    s.truth("echo with a last line end", exit=0)
    s.see("\nwith a last line end")
    s.wait(OUT)
    s.burst("\x1b[200~rm -rf /never/run\n\x1b[201~")
    s.absent.append("/never/run")
    s.pause(0.2)
    s.burst("\x03")
    s.wait(OUT)
    block(s, ["while read -r host; do", "echo \"ping $host\"", "done <<< 'web-1'"], "^> $", kind="command", exit=0)
    s.burst("exit\r")
    s.truth("exit")
