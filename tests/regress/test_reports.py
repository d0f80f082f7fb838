"""What shells report of themselves under `steno rec --reports`: real shells on a real pty, and what lies to the recorder."""
import collections
import fcntl
import json
import os
import pathlib
import re
import shlex
import signal
import socket
import sys

from human import Human, until
from sshd import Machine
from test_import_peers import opened

READY = "READY> "


class Shell:
    """A shell that was told to report, under the recorder or below a socket of the test's own."""

    def __init__(self, t, kind, start="", options=("--reports",), before="", env=None, argv=None, name="s.cast.zst"):
        self.t, self.kind = t, kind
        script = shlex.quote(str(t.source / "share/shell" / f"steno.{kind}"))
        self.path = t.tmp / name
        more = dict(HISTFILE=str(t.tmp / "history"), ZDOTDIR=str(t.tmp), TERM="dumb" if kind != "fish" else "xterm")
        more.update(env or {})
        if kind == "fish":
            text = f"function fish_prompt; echo -n '{READY}'; end; function fish_greeting; end\n"
            text += f"{before}\nsource {script}\n{start}\n"
            command = ["fish", "--no-config", "--private", "-C", f"source {t.tmp}/rc"]
        else:
            text = f"{before}\nPS1='{READY}'\n. {script}\n{start}\n"
            command = ["bash", "--rcfile", t.tmp / "rc", "-i"] if kind == "bash" else ["zsh", "-d", "-i"]
        (t.tmp / (".zshrc" if kind == "zsh" else "rc")).write_text(text)
        recorder = [t.rec, "-q", *options, self.path, "--"] if argv is None else argv
        self.human = Human([*recorder, *command], t.env(**more), cwd=t.tmp, size=(300, 24))
        self.at = self.human.see(READY)

    def say(self, line):
        """Type a line, and wait for the prompt behind what it prints."""
        self.human.type(line if isinstance(line, bytes) else line + "\r")
        # the line's echo may hold the prompt once more: an echo of our own says where it is over
        self.at = self.human.see(READY, self.human.see(r"\n", self.at))

    def run(self, *lines):
        for line in lines:
            before = len(self.live())
            self.human.type(line + "\r")
            until(lambda: self.asks(before), f"a report of {line!r}, and the prompt behind it")

    def events(self):
        """(code, data), so far."""
        text = self.t.ok([self.t.steno, "export", "-f", "cast3", self.path]).decode()
        return [tuple(json.loads(line)[1:]) for line in text.splitlines()[1:]]

    def live(self):
        """The reports so far."""
        return [json.loads(data) for code, data in self.events() if code == "c"]

    def asks(self, reports):
        """Whether there is a report behind so many, and a prompt behind it: what is typed before that stands before the prompt."""
        seen = self.events()
        places = [n for n, (code, _) in enumerate(seen) if code == "c"]
        return len(places) > reports and bare("".join(data for code, data in seen[places[reports]:] if code == "o")).endswith(READY.strip())

    def end(self):
        self.human.type("exit\r")
        return self.human.wait()

    def reports(self):
        return [json.loads(data) for code, data in events(self.t, self.path) if code == "c"]


def events(t, path):
    """What zstd alone prints: (code, data)."""
    lines = t.ok(["zstd", "-dc", path]).decode().splitlines()[1:]
    return [tuple(json.loads(line)[1:]) for line in lines]


def ran(reports, *members):
    """Of those that ran something: these members, None for what is not said."""
    return [tuple(r.get(m) for m in members) for r in reports if r.get("ran")]


def lines_of(reports):
    return [line for (line,) in ran(reports, "line")]


# Three shells.

def check_ordinary(t, kind, multi):
    t.need(kind)
    shell = Shell(t, kind)
    shell.run("echo one", "false", "cd /usr", "", "true | false", "echo 'a; b' \"c\"", multi)
    assert shell.end() == 0
    found = shell.reports()
    assert {r["shell"] for r in found} == {kind} and len({r["pid"] for r in found}) == 1, found
    tmp = str(t.tmp)
    assert ran(found, "line", "exit", "cwd")[:6] == [
        ("echo one", 0, tmp), ("false", 1, tmp), ("cd /usr", 0, tmp), ("true | false", 1, "/usr"),
        ("echo 'a; b' \"c\"", 0, "/usr"), (multi, 0, "/usr")], found
    # the first says that the shell is there, and not what ran before it
    assert set(found[0]) == {"pid", "shell"} and found[4] == {**found[0], "ran": False}, found
    check_order(t, shell.path, found[0]["pid"])


def bare(data):
    """Without sequences and blanks at its end.  Behind a line that was typed, fish draws its prompt again with that line."""
    return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|\(B|[=>])", "", data).rstrip()


def check_order(t, path, pid):
    """Each report stands behind the output of its command and before its prompt, and its shell is in front."""
    front, waiting, seen, checked, first = None, False, 0, 0, True
    for code, data in events(t, path):
        if code == "s":
            front = int(data.split()[1])
        elif code == "c":
            assert front == pid, (front, data)
            waiting, seen = True, seen + 1
        elif code == "k" and "^M" in data:
            waiting = False
        elif code == "o" and bare(data).endswith(READY.strip()) and not first:
            checked += 1
            assert waiting, f"a prompt before its report: {data!r}"
        first &= not (code == "o" and READY in data)
    assert seen >= 6 and checked >= 4, (seen, checked)


def test_bash(t):
    check_ordinary(t, "bash", "for i in 1 2; do echo $i; done")


def test_zsh(t):
    check_ordinary(t, "zsh", "for i in 1 2; do echo $i; done")


def test_fish(t):
    check_ordinary(t, "fish", "for i in 1 2; echo $i; end")


def test_lines_of_several_rows(t):
    """bash joins them in its history, and that is what it reports; zsh and fish have them as they were typed."""
    for kind, rows, wanted in [
            ("bash", ["for i in 1", "do echo $i", "done"], "for i in 1; do echo $i; done"),
            ("bash", ["echo 'a", "b'"], "echo 'a\nb'"),
            ("zsh", ["for i in 1", "do echo $i", "done"], "for i in 1\ndo echo $i\ndone"),
            ("fish", ["echo 'a", "b'"], "echo 'a\nb'")]:
        t.need(kind)
        shell = Shell(t, kind, name=f"{kind}{len(rows)}.cast.zst")
        for row in rows[:-1]:
            shell.human.type(row + "\r")
        shell.run(rows[-1])
        shell.end()
        assert lines_of(shell.reports()) == [wanted], (kind, shell.reports())


def test_odd_bytes(t):
    """Directories and lines of every kind: what is no UTF-8 is shown as such, and nothing ends early."""
    odd = os.fsencode(t.tmp) + b"/a\nb\t\xff=c"
    os.mkdir(odd)
    for kind in ("bash", "zsh", "fish"):
        t.need(kind)
        shell = Shell(t, kind, name=kind + ".cast.zst")
        shell.run("cd a*", "echo $'x\\t\\xff'" if kind != "fish" else "echo 'x\\t'")
        before = len(shell.live())
        shell.human.type("echo ä漢🙂\r")
        until(lambda: len(shell.live()) > before)
        assert shell.end() == 0
        found = ran(shell.reports(), "line", "cwd")
        assert found[1][1] == f"{t.tmp}/a\nb\t\ufffd=c", found
        assert found[2][0] == "echo ä漢🙂", (kind, found)


def test_long_lines(t):
    """What doesn't fit is left out, and the next line is there again."""
    for kind in ("bash", "zsh"):
        t.need(kind)
        shell = Shell(t, kind, name=kind + ".cast.zst", before="HISTSIZE=1000")
        sizes = (3000, 12_000, 40_000, 100_000)
        for size in sizes:
            before = len(shell.live())
            for row in [": '", *["x" * 500] * (size // 500)]:
                at = len(shell.human.seen)
                shell.human.type(row + "\r")
                shell.human.see("> ", at)
            shell.human.type("'\r")
            drain_until(shell, lambda: len(shell.live()) > before)
        shell.run("echo after")
        assert shell.end() == 0
        found = lines_of(shell.reports())
        for line, size in zip(found, sizes[:2]):
            assert line == ": '\n" + ("x" * 500 + "\n") * (size // 500) + "'", [len(f or "") for f in found]
        assert found[-1] == "echo after" and found[3] is None and len(found) == 5
        t.ok([t.steno, "verify", "-q", shell.path])


def drain_until(shell, condition):
    def step():
        data = shell.human._read(0.01)
        shell.human.seen += data or b""
        return condition()
    until(step)


# What the user had before.

def test_bash_keeps_what_was_there(t):
    said = 'echo "STATUS:$?:${PIPESTATUS[*]}"'
    for before in (f"PROMPT_COMMAND='{said}'", f"PROMPT_COMMAND=('{said}' 'echo SECOND:$?')",
                   f"export PROMPT_COMMAND='{said}'"):
        shell = Shell(t, "bash", before=before, name=f"{abs(hash(before))}.cast.zst")
        shell.run("true | false | (exit 3)", "(exit 4)")
        shell.end()
        assert b"STATUS:3:0 1 3" in shell.human.seen and b"STATUS:4:4" in shell.human.seen, shell.human.seen
        assert before.count("SECOND") == 0 or b"SECOND:4" in shell.human.seen
        assert ran(shell.reports(), "line", "exit") == [("true | false | (exit 3)", 3), ("(exit 4)", 4)]
    # with options that end a shell at any mistake; read twice; with the names that we use as something else
    strict = "set -eu; unset PROMPT_COMMAND HISTCONTROL HISTIGNORE; alias history='echo BAD' printf='echo BAD'"
    shell = Shell(t, "bash", before=strict,
                  start=f". {t.source}/share/shell/steno.bash", name="strict.cast.zst")
    shell.run("echo one", "! true", "echo two", "set +eu -x", "echo three")
    assert shell.end() == 0
    found = shell.reports()
    assert lines_of(found) == ["echo one", "! true", "echo two", "set +eu -x", "echo three"] and len(found) == 6, found
    assert b"BAD" not in shell.human.seen and b"unbound" not in shell.human.seen, shell.human.seen
    # what it costs with set -x: one line
    trace = shell.human.seen[shell.human.seen.index(b"set +eu -x"):]
    assert trace.count(b"__steno") <= 4, trace


def test_bash_writes_no_times_into_the_history(t):
    for before, times in (("unset HISTTIMEFORMAT", False), ("HISTTIMEFORMAT='%F %T '", True)):
        history = t.tmp / "history"
        history.unlink(missing_ok=True)
        shell = Shell(t, "bash", before=before, name=f"{times}.cast.zst")
        shell.run("echo one", "echo two")
        shell.end()
        assert lines_of(shell.reports()) == ["echo one", "echo two"]
        assert history.read_text().startswith("#") == times, history.read_text()


# How the history is kept, lines, and which of them are certain: None for the others.
HISTORIES = [
    ("HISTCONTROL=ignoreboth", ["echo a", "echo a", " echo b", "echo c"], ["echo a", None, None, "echo c"]),
    ("HISTCONTROL=erasedups", ["echo a", "echo b", "echo a", "echo c"], ["echo a", "echo b", None, "echo c"]),
    ("HISTIGNORE='echo b*'", ["echo a", "echo bb", "echo c"], ["echo a", None, "echo c"]),
    ("HISTSIZE=2", ["echo a", "echo b", "echo c", "echo d"], ["echo a", "echo b", "echo c", "echo d"]),
    ("HISTSIZE=0", ["echo a", "echo b"], [None, None]),
    ("set +o history", ["echo a", "set -o history", "echo b"], [None, None, "echo b"]),
    ("HISTTIMEFORMAT='%s  99  '", ["echo a", "echo b"], ["echo a", "echo b"]),
    ("shopt -u cmdhist", ["echo a", "echo b"], [None, None]),
    ("unset HISTFILE", ["history -c", "echo a", "history -d -1", "echo b"], [None, "echo a", None, "echo b"]),
    ("shopt -s histverify; HISTCONTROL=", ["echo a", "echo   'b  c'"], ["echo a", "echo   'b  c'"]),
]


def test_bash_never_reports_another_line(t):
    for number, (before, typed, wanted) in enumerate(HISTORIES):
        (t.tmp / "history").write_text("echo old\necho older\n")
        shell = Shell(t, "bash", start=before, name=f"{number}.cast.zst")
        shell.run(*typed)
        shell.end()
        assert lines_of(shell.reports()) == wanted, (before, shell.reports())


def test_bash_lines_of_other_sessions(t):
    """A hook that reads in what others ran: with a line that the history leaves out, theirs would look like ours."""
    history = t.tmp / "history"
    history.write_text("echo old\n")
    for control in ("ignorespace", ""):
        shell = Shell(t, "bash", start=f"HISTCONTROL={control}; PROMPT_COMMAND+=('history -n')", name=f"c{control}.cast.zst")
        with history.open("a") as f:
            f.write("rm theirs\n")
        # their line comes in at the prompt behind this one
        shell.run("cd /tmp", " echo mine")
        shell.end()
        found = lines_of(shell.reports())
        assert len(found) == 2 and not {"rm theirs", "echo old"} & set(found), (control, found)


def test_zsh_keeps_what_was_there(t):
    t.need("zsh")
    hooks = "precmd() { print STATUS:$?:$pipestatus }; mine() { print MINE:$? }; precmd_functions=(mine)\n" \
        "preexec_functions=(other); other() { print RAN:$1 }"
    shell = Shell(t, "zsh", before=hooks, start=f". {t.source}/share/shell/steno.zsh")
    shell.run("true | false | (exit 3)", "(exit 4)")
    shell.end()
    for said in (b"STATUS:3:0 1 3", b"MINE:3", b"STATUS:4:4", b"MINE:4", b"RAN:(exit 4)"):
        assert said in shell.human.seen, shell.human.seen
    found = shell.reports()
    assert ran(found, "line", "exit") == [("true | false | (exit 3)", 3), ("(exit 4)", 4)] and len(found) == 3, found
    odd = "setopt ksh_arrays no_unset sh_word_split warn_create_global; alias print='echo BAD'; setopt hist_ignore_space"
    shell = Shell(t, "zsh", before=odd, start="setopt err_exit", name="odd.cast.zst")
    shell.run("echo one", "if false; then :; fi", " echo spaced", "setopt err_return; ! true", "unsetopt err_exit", "echo two")
    assert shell.end() == 0
    assert lines_of(shell.reports()) == ["echo one", "if false; then :; fi", " echo spaced", "setopt err_return; ! true",
                                         "unsetopt err_exit", "echo two"]
    assert b"BAD" not in shell.human.seen and b"parameter not set" not in shell.human.seen, shell.human.seen


def test_fish_keeps_what_was_there(t):
    t.need("fish")
    before = "function mine --on-event fish_prompt; echo \"MINE:$status:$pipestatus\"; end"
    shell = Shell(t, "fish", before=before, start=f"source {t.source}/share/shell/steno.fish")
    shell.run("true | false", "sh -c 'exit 4'", " echo spaced")
    shell.end()
    assert b"MINE:1:0 1" in shell.human.seen and b"MINE:4:4" in shell.human.seen, shell.human.seen
    found = shell.reports()
    assert ran(found, "line", "exit") == [("true | false", 1), ("sh -c 'exit 4'", 4), (" echo spaced", 0)]
    assert len(found) == 4, found


# Who is offered the channel, and what is inherited.

LOOK = [sys.executable, "-c", """
import os, stat
print("ENV", os.environ.get("STENO_REPORT"))
for n in sorted(map(int, os.listdir("/proc/self/fd"))):
    try: print("FD", n, stat.S_ISSOCK(os.fstat(n).st_mode))
    except OSError: pass
"""]


def looked(t, *options, env=None, argv=None):
    path = t.tmp / "look.cast.zst"
    path.unlink(missing_ok=True)
    human = Human(argv or [t.rec, "-q", *options, path, "--", *LOOK], env or t.env())
    assert human.wait() == 0, human.seen
    text = human.seen.decode()
    fds = {int(n): sock == "True" for n, sock in re.findall(r"FD (\d+) (\w+)", text)}
    # what else there is may be of tests beside this one: they hand on sockets from 64 on
    return re.search(r"ENV (\w+)", text)[1], {n: True for n, is_socket in fds.items() if is_socket and 2 < n < 64}


def test_offered_only_where_it_is_wanted(t):
    folder = t.home / ".config/steno"
    folder.mkdir(parents=True)
    plain = looked(t)
    assert plain[0] == "None" and not any(plain[1].values()), plain
    for env in (t.env(STENO_REPORT="0"), t.env(STENO_REPORT="41")):
        assert looked(t, env=env) == plain, "another recorder's name is passed on"
    name, fds = looked(t, "--reports", env=t.env(STENO_REPORT="9"))
    assert [n for n, is_socket in fds.items() if is_socket] == [int(name)] and int(name) >= 40, (name, fds)
    (folder / "steno.conf").write_text("[record]\nreports = yes\n")
    assert looked(t)[0] == name and looked(t, "--no-reports") == plain
    (folder / "steno.conf").write_text("[record]\nreports = perhaps\n")
    done = t.run([t.rec, "-q", t.tmp / "no.cast.zst", "--", "true"])
    assert done.returncode == 125 and b"choose one of: yes no" in done.stderr
    (folder / "steno.conf").unlink()
    # a lower limit than our number, and none at all to be had: the session goes on
    # (and no room for what other tests beside this one hand on)
    limited = ["bash", "-c", 'for n in {3..99}; do eval "exec $n>&-"; done; ulimit -n 30; exec "$@"', "-", t.rec, "-q", "--reports", t.tmp / "limit.cast.zst", "--", *LOOK]
    name, fds = looked(t, argv=limited)
    assert 10 <= int(name) < 30 and fds[int(name)]


def test_a_nested_recorder(t):
    inner = [t.rec, "-q", "--nested", t.tmp / "inner.cast.zst", "--", *LOOK]
    outer = looked(t, argv=[t.rec, "-q", "--reports", t.tmp / "outer.cast.zst", "--", *inner])
    assert outer[0] == "None", "the inner session would report into the outer recording"
    inner[1:1] = ["--reports"]
    inner[inner.index(t.tmp / "inner.cast.zst")] = t.tmp / "inner2.cast.zst"
    name, fds = looked(t, argv=[t.rec, "-q", "--reports", t.tmp / "outer2.cast.zst", "--", *inner])
    assert fds[int(name)] and len([n for n, is_socket in fds.items() if is_socket]) == 2, (name, fds)


def test_the_systems_file_and_the_login_shell(t):
    with Machine(t) as machine:
        script = machine.folder / "steno.bash"
        script.write_text((t.source / "share/shell/steno.bash").read_text())
        machine.configure("[record]\nreports = yes\nlock = reports\n")
        done = t.run(machine.inside(t.rec, "--no-reports", t.tmp / "no.cast.zst", "--", "true"))
        assert done.returncode == 2 and b'"reports" is locked' in done.stderr, done
        # without a terminal there is no shell that would ask for it
        done = t.run(machine.inside(t.shell, "-c", "echo ENV $STENO_REPORT; ls /proc/self/fd"))
        assert b"ENV\n" in done.stdout and done.returncode == 0, done
        assert not [n for n in done.stdout.split()[1:] if int(n) >= 40], done
        human = Human(machine.inside_as("audited", machine.shell), t.env())
        human.see(r"\$ ")
        human.type(f". {script}\recho re''ported\r")
        human.see("reported")
        human.type("exit\r")
        human.wait()
        found = [data for path in machine.store().rglob("*.cast.zst") for code, data in events(t, path) if code == "c"]
        assert any('"line":"echo re\'\'ported"' in data for data in found), (found, human.seen)


def test_shells_that_have_nothing_to_say(t):
    """Without a channel, or with a name that is none, the scripts do nothing and say nothing."""
    kinds = {"bash": ["bash", "--norc", "-c"], "zsh": ["zsh", "-f", "-c"], "fish": ["fish", "--no-config", "-c"]}
    for kind, argv in kinds.items():
        t.need(kind)
        script = f"{t.source}/share/shell/steno.{kind}"
        read = ("source" if kind == "fish" else ".") + " " + shlex.quote(script)
        state = {"bash": 'echo "${PROMPT_COMMAND[*]-}$__steno_fd"', "zsh": 'echo "$precmd_functions$__steno_fd"',
                 "fish": "echo (functions -a | string match '__steno_p*')$__steno_fd"}[kind]
        for value in (None, "", "0", "x", "1x", "-1", "77", "1", "99999999999999999999", "$(touch ran)", "a[$(touch ran)]"):
            env = t.env() if value is None else t.env(STENO_REPORT=value)
            for more in ([], ["-i"]):
                done = t.run([argv[0], *argv[1:-1], *more, "-c", f"{read}; {state}"], env=env, cwd=t.tmp)
                assert done.returncode == 0 and done.stdout.strip() == b"", (kind, value, done)
                assert b"steno" not in done.stderr, (kind, value, done)
        assert not (t.tmp / "ran").exists()
        # a shell that is not interactive, with a good one
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        done = t.run([*argv, f"{read}; {state}"], env=t.env(STENO_REPORT=str(theirs.fileno())), pass_fds=[theirs.fileno()])
        assert done.stdout.strip() == b"" and done.stderr == b"", (kind, done)


# Recorders that are gone, and attacks.

def below_a_socket(t, kind, **kw):
    """The shell on a bare pty, its channel held by the test."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    # a free one: other tests run beside this one
    number = fcntl.fcntl(theirs, fcntl.F_DUPFD, 64)
    os.set_inheritable(number, True)
    theirs.close()
    try:
        shell = Shell(t, kind, argv=["env"], env=dict(STENO_REPORT=str(number)), **kw)
    finally:
        os.close(number)
    return shell, ours


def test_a_recorder_that_is_gone(t):
    for kind in ("bash", "zsh", "fish"):
        t.need(kind)
        shell, ours = below_a_socket(t, kind, before="trap 'echo PIPE' PIPE" if kind != "fish" else "")
        assert b"shell=" + kind.encode() in ours.recv(65536)
        ours.close()
        for word in ("one", "two", "three"):
            shell.human.type(f"echo {word[0]}''{word[1:]}\r")
            shell.human.see(rf"[\r\n]{word}\r\n")
        shell.human.type("exit\r")
        assert shell.human.wait() == 0
        seen = shell.human.seen
        # fish has no way of keeping this to itself: it says it once, and reports no more
        if kind == "fish":
            seen = seen.replace(b"write: Connection refused\r\n", b"", 1)
        for bad in (b"refused", b"PIPE", b"rror", b"not connected", b"write", b"__steno"):
            assert bad not in seen, (kind, bad, seen)


def test_a_channel_that_somebody_shut(t):
    shut = f"{sys.executable} -c 'import os, socket; socket.socket(fileno=int(os.environ[\"STENO_REPORT\"])).shutdown(2)'"
    for kind in ("bash", "zsh", "fish"):
        t.need(kind)
        shell = Shell(t, kind, name=kind + ".cast.zst", before="trap 'echo PIPE' PIPE" if kind != "fish" else "")
        shell.human.type(shut + "\r")
        for word in ("one", "two"):
            shell.human.type(f"echo {word[0]}''{word[1:]}\r")
            shell.human.see(rf"[\r\n]{word}\r\n")
        assert shell.end() == 0
        for bad in (b"roken", b"\nPIPE", b"write error"):
            assert bad not in shell.human.seen, (kind, bad, shell.human.seen)


def test_kill_of_the_recorder(t):
    """The shell is hung up on as without reports, and says nothing of its own."""
    said = {}
    for options in (["--reports"], ["--no-reports"]):
        left = t.tmp / "left"
        left.unlink(missing_ok=True)
        shell = Shell(t, "bash", options=options, start=f"trap 'echo gone >{left}' EXIT", name=f"{options[0]}.cast.zst")
        at = len(shell.human.seen)
        shell.human.kill(signal.SIGKILL)
        shell.human.wait()
        until(left.exists, "the hangup")
        said[options[0]] = shell.human.seen[at:]
    assert said["--reports"] == said["--no-reports"] == b"", said


SEND = """
import os, sys, time
fd = int(os.environ["STENO_REPORT"])
os.write(fd, b"shell=bash\\0exit=0\\0ran=1\\0line=" + sys.argv[1].encode() + b"\\0\\0")
print("SENT", os.getpid(), flush=True)
"""


def test_the_kernel_says_who_it_was(t):
    """A job in front, one behind and a subshell report as the shell would: under their own numbers."""
    (t.tmp / "send.py").write_text(SEND)
    send = f"{sys.executable} {t.tmp}/send.py"
    shell = Shell(t, "bash")
    shell.run(f"{send} in-front")
    shell.human.type(f"{send} behind & wait\r")
    until(lambda: any(r.get("line") == "behind" for r in shell.live()))
    shell.human.type("(printf 'shell=bash\\0ran=1\\0line=subshell\\0\\0' >&$STENO_REPORT)\r")
    until(lambda: any(r.get("line") == "subshell" for r in shell.live()))
    # the shell itself, told by its user to lie, is the shell: no side channel can know better
    shell.human.type("printf 'shell=bash\\0ran=1\\0line=itself\\0\\0' >&$STENO_REPORT\r")
    until(lambda: any(r.get("line") == "itself" for r in shell.live()))
    shell.end()
    found = shell.reports()
    pid, by = found[0]["pid"], {r.get("line"): r["pid"] for r in found}
    sent = [int(n) for n in re.findall(rb"SENT (\d+)", shell.human.seen)]
    assert [by["in-front"], by["behind"]] == sent and by["itself"] == pid, (found, sent)
    assert by["subshell"] not in (pid, *sent)
    assert by[f"{send} in-front"] == pid


JUNK = """
import array, os, socket, sys
s = socket.socket(fileno=int(os.environ["STENO_REPORT"]))
for data in (b"", b"\\0", b"\\0\\0", b"\\0\\0\\0", b"shell", b"=", b"\\0\\0", b"shell=x\\0exit=999\\0\\0", b"x" * 60000, b"\\0\\0",
             b"shell=late\\0" + b"y" * 100000 + b"\\0\\0", os.urandom(5000), b"\\0\\0"):
    s.send(data)
s.sendmsg([b"shell=fds\\0\\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 50))])
s.send(b"shell=big\\0line=" + b"y" * 100000 + b"\\0\\0shell=behind\\0\\0")
s.send(b"shell=good\\0\\0shell=bet")
s.send(b"ter\\0\\0")
"""


def test_junk(t):
    """What is malformed is dropped, descriptors that come along are closed, and what comes next is heard."""
    (t.tmp / "junk.py").write_text(JUNK)
    shell = Shell(t, "bash")
    folder = f"/proc/{shell.human.pid}/fd"
    looks = os.access(folder, os.R_OK)  # into a recorder only root may

    def held():  # but for the names of who is in front, which come and go
        return [link for link in opened(shell.human.pid) if not link.endswith("/comm")] if looks else []
    shell.run("echo before")
    before = collections.Counter(held())
    shell.run(f"{sys.executable} {t.tmp}/junk.py", "echo after")
    # its threads open this and that for a moment
    until(lambda: not collections.Counter(held()) - before, "all that came along to be closed")
    shell.end()
    found = shell.reports()
    assert [r["shell"] for r in found if r["pid"] != found[0]["pid"]] == ["fds", "big", "behind", "good", "better"], found
    assert lines_of(found)[-1] == "echo after"
    t.ok([t.steno, "verify", "-q", shell.path])


FLOOD = """
import os, sys
fd, n = int(os.environ["STENO_REPORT"]), int(sys.argv[1])
data = b"shell=bash\\0exit=0\\0ran=1\\0line=" + b"flood" * 50 + b"\\0\\0"
print("FLOODING", flush=True)
while n:
    os.write(fd, data if n % 3 else b"z" * 5000)
    n -= 1
os._exit(0)
"""


def memory(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])


def test_floods(t):
    """Jobs that write without an end: the shell still works, its reports are there, and little else is."""
    (t.tmp / "flood.py").write_text(FLOOD)
    flood = f"{sys.executable} {t.tmp}/flood.py"
    shell = Shell(t, "bash", start="set +m")
    until(lambda: len(shell.live()) == 1)
    for _ in range(3):
        at = len(shell.human.seen)
        shell.human.type(f"{flood} -1 &\r")
        shell.human.see(r"FLOODING", at)
    before = memory(shell.human.pid)
    for number in range(20):
        at = len(shell.human.seen)
        shell.human.type(f"echo wo''rd{number}\r")
        shell.human.see(rf"word{number}\r\n.*READY> ", at)
    # a sanitizer keeps what was freed
    assert t.asan or memory(shell.human.pid) - before < 4096, "it grows"
    # one in front, a group of its own, beside them: what all these spent is not the shell's
    shell.run("set -m")
    shell.run(f"{flood} 20000")
    shell.human.type("kill %1 %2 %3; wait\r")
    shell.end()
    found = shell.reports()
    pid = found[0]["pid"]
    mine = lines_of([r for r in found if r["pid"] == pid])
    assert [f"echo wo''rd{n}" for n in range(20)] == [m for m in mine if m and m.startswith("echo wo")], mine
    assert f"{flood} 20000" in mine, mine[-3:]
    # so many at once and so many a second are kept, of all others and of whoever was in front
    seconds = sum(json.loads(line)[0] for line in t.ok(["zstd", "-dc", shell.path]).decode().splitlines()[1:])
    assert len([r for r in found if r["pid"] != pid]) < 1000 + 2 * 20 * seconds, (len(found), seconds)
    t.ok([t.steno, "verify", "-q", shell.path])


# What is done with recordings.

def test_redaction_takes_reports_along(t):
    shell = Shell(t, "bash")
    shell.run("echo se''cret", "echo other")
    shell.end()
    t.ok([t.steno, "redact", "--from", "0", "--to", "9:00", "--reason", "test", "--by", "test", shell.path])
    left = events(t, shell.path)
    assert "cret" not in json.dumps(left) and not [e for e in left if e[0] == "c"], left
    t.ok([t.steno, "verify", "-q", shell.path])


# What the recovery makes of them.


def same(is_, wanted):
    assert is_ == wanted, f"{is_!r}, not {wanted!r}"


def recovered(shell):
    out = shell.t.ok([shell.t.steno, "commands", "--json", shell.path]).decode()
    return [json.loads(line) for line in out.splitlines()]


def graded(t, kind, env=None):
    shell = Shell(t, kind, env=dict(TERM="xterm", HISTCONTROL="", **(env or {})))
    (t.tmp / "there").mkdir()
    shell.run("cd there", "false", "echo  two   words", "(exit 7)")
    same(shell.end(), 7)
    return recovered(shell)


def check_graded(t, said):
    same([(c["text"], c["grade"], c["exit"]) for c in said[:4]],
         [("cd there", "A", 0), ("false", "A", 1), ("echo  two   words", "A", 0), ("(exit 7)", "A", 7)])
    same([c["cwd"] for c in said[:4]], [str(t.tmp)] + [str(t.tmp / "there")] * 3)
    same({"report", "kernel", "key", "screen"} - set(said[1]["reasons"]), set())
    # nobody reports the line that ends the shell
    same((said[4]["text"], said[4]["exit"]), ("exit", None))
    same(said[4]["grade"] in "BC", True)


def test_graded_bash(t):
    check_graded(t, graded(t, "bash"))


def test_graded_zsh(t):
    check_graded(t, graded(t, "zsh"))


def test_graded_fish(t):
    shell = Shell(t, "fish")
    (t.tmp / "there").mkdir()
    shell.run("cd there", "false", "echo  two   words", "sh -c 'exit 7'")
    shell.end()
    said = recovered(shell)
    same([(c["text"], c["grade"], c["exit"]) for c in said[:4]],
         [("cd there", "A", 0), ("false", "A", 1), ("echo  two   words", "A", 0), ("sh -c 'exit 7'", "A", 7)])
    same([c["cwd"] for c in said[:4]], [str(t.tmp)] + [str(t.tmp / "there")] * 3)


def test_graded_liar(t):
    """A program that inherited the socket reports another line and status for itself: neither is believed."""
    shell = Shell(t, "bash", env=dict(TERM="xterm", HISTCONTROL=""))
    lie = f"{sys.executable} -c \"import os; os.write(int(os.environ['STENO_REPORT']), b'shell=bash\\0ran=1\\0exit=0\\0line=innocent\\0\\0'); raise SystemExit(9)\""
    shell.run(lie)
    shell.end()
    said = recovered(shell)
    same((said[0]["text"], said[0]["grade"], said[0]["exit"]), (lie, "A", 9))
    same([c["text"] for c in said if c["text"] == "innocent"], [])


def test_graded_false_shell(t):
    """The user's own shell reports another text than the screen showed: both are told, and no trust."""
    shell = Shell(t, "bash", env=dict(TERM="xterm", HISTCONTROL=""))
    shell.say("PROMPT_COMMAND=('printf \"shell=bash\\0ran=1\\0exit=0\\0line=innocent\\0\\0\" >&$STENO_REPORT')")
    shell.run("id -u")
    shell.end()
    said = [c for c in recovered(shell) if c["text"] == "id -u"]
    same([(c["grade"], c.get("reported")) for c in said], [("D", "innocent")])
