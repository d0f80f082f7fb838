"""A session on a terminal: what the person sees, what the record holds, and how both end."""
import array
import fcntl
import glob
import json
import os
import pathlib
import random
import re
import resource
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import termios
import time

from human import PATIENCE, Human, make_program, until

BASH = ["bash", "--norc", "--noprofile", "-i"]
LFLAG = 3
TIOCGPTN = 0x80045430  # a pty's number; Python's termios lacks it


def person(t, argv, **kw):
    kw.setdefault("env", t.env(PS1="$ "))
    return Human(argv, **kw)


def recorded(t, *command, options=(), name="s.cast.zst", **kw):
    """A person who runs a command under the recorder; and the recording's path."""
    path = t.tmp / name
    return person(t, [t.rec, "-q", *options, path, "--", *command], **kw), path


def info(t, path):
    done = t.run([t.steno, "info", "--json", path])
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def events(t, path, codes=None):
    """The events as (code, data), of those codes only."""
    lines = t.ok([t.steno, "export", "-f", "cast3", path]).decode().splitlines()[1:]
    found = [tuple(json.loads(line)[1:]) for line in lines]
    return [e for e in found if codes is None or e[0] in codes]


def data_of(t, path, code):
    return [data for _, data in events(t, path, code)]


def raw(t, path):
    return t.ok([t.steno, "export", "-f", "raw", path])


def children(pid):
    return [int(p) for p in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def size_of(path):
    """0: it is gone."""
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0


def alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def in_front(shell):
    """The name of the job that has the shell's terminal; None: it is gone."""
    group = pathlib.Path(f"/proc/{shell}/stat").read_text().rsplit(")", 1)[1].split()[5]
    try:
        return pathlib.Path(f"/proc/{group}/comm").read_text().strip()
    except OSError:
        return None


def modes(path_or_fd):
    """Local modes of a terminal."""
    if isinstance(path_or_fd, int):
        return termios.tcgetattr(path_or_fd)[LFLAG]
    fd = os.open(path_or_fd, os.O_RDONLY | os.O_NOCTTY)
    try:
        return termios.tcgetattr(fd)[LFLAG]
    finally:
        os.close(fd)


def inner_terminal(recorder):
    """The terminal of the recorded command."""
    child = until(lambda: children(recorder), "the recorded command")[0]
    return until(lambda: next((os.readlink(f"/proc/{child}/fd/{n}") for n in (0, 1, 2)
                               if os.readlink(f"/proc/{child}/fd/{n}").startswith("/dev/pts/")), None))


def is_raw(fd):
    return not modes(fd) & (termios.ICANON | termios.ISIG | termios.ECHO)


# Bytes.

def test_bytes_are_those_of_the_unrecorded_run(t):
    chance = random.Random(1)
    euro, broken = "€äß漢字🙂".encode(), b"\xe2\x82 \xff\xfe \xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80"
    flood = chance.randbytes(700_000)
    (t.tmp / "flood").write_bytes(flood)
    (t.tmp / "text").write_bytes((euro * 50 + b"\n") * 300 + broken + b"\0\x07\x1b[31mred\x1b[0m")
    octal = "".join(f"\\{b:03o}" for b in euro)
    split = "; ".join(f"printf '{o}'" for o in re.findall(r"\\\d{3}", octal))
    for name, command in [("flood", ["cat", t.tmp / "flood"]), ("text", ["cat", t.tmp / "text"]),
                          ("split", ["sh", "-c", split]),
                          ("slow", ["sh", "-c", "printf '\\342'; sleep 0.05; printf '\\202\\254'; printf '\\342'"]),
                          ("crlf", ["printf", "a\\nb\\r\\nc\\rd"])]:
        plain = person(t, command)
        assert plain.wait() == 0
        human, path = recorded(t, *command, name=name + ".cast.zst")
        assert human.wait() == 0
        assert human.seen == plain.seen, f"{name}: the person saw something else"
        assert raw(t, path) == plain.seen, f"{name}: the record has something else"
        assert t.ok([t.steno, "cat", path]) == plain.seen
        t.ok([t.steno, "verify", "-q", path])


def odd_pty(t):
    """The library that makes a pty as odd as a kernel's may be."""
    if t.asan:
        t.cannot("a preloaded library and AddressSanitizer do not go together")
    t.need("cc")
    t.ok(["cc", "-shared", "-fPIC", "-O1", "-D_GNU_SOURCE", "-o", t.tmp / "pty.so", t.source / "tests/fault/pty.c", "-ldl"])
    return t.tmp / "pty.so"


def lines(count):
    return b"".join(b"line %06d of a flood that never lets the pty be empty\n" % n for n in range(count))


def test_a_pty_that_fills_every_read(t):
    library, data = odd_pty(t), lines(20000)
    (t.tmp / "data").write_bytes(data)
    for name, command in [("raw", f"stty raw; cat {t.tmp}/data"), ("cooked", f"cat {t.tmp}/data")]:
        cast = t.tmp / f"{name}.cast.zst"
        done = t.run([t.rec, cast, "--", "env", "-u", "LD_PRELOAD", "sh", "-c", command],
                     env=t.env(LD_PRELOAD=str(library), PTY_READ="full"))
        assert done.returncode == 0, (name, done)
        assert done.stdout == (data if name == "raw" else data.replace(b"\n", b"\r\n")), (name, len(done.stdout))
        assert t.ok([t.steno, "export", "--format", "raw", cast]) == done.stdout, name
        events = [json.loads(line) for line in t.ok([t.steno, "export", cast]).splitlines()[1:]]
        assert max(len(e[2]) for e in events if e[1] == "o") > 32000, "no read was full: this tested nothing"


def test_a_pty_of_odd_reads_and_writes(t):
    """Whatever the kernel gives and takes at once, no session stands still, and nothing is lost; each also with input."""
    library, data = odd_pty(t), lines(20000)
    (t.tmp / "data").write_bytes(data)
    odd = [{"PTY_READ": "full", "PTY_WRITE": "part"}, {"PTY_READ": "part"}, {"PTY_READ": "again"},
           {"PTY_WRITE": "part"}, {"PTY_WRITE": "again"}, {"PTY_READ": "part", "PTY_WRITE": "again"},
           {"PTY_READ": "again", "PTY_WRITE": "part"}]
    for number, settings in enumerate(odd):
        for cooked in (False, True):
            shown = data.replace(b"\n", b"\r\n") if cooked else data
            command = ["env", "-u", "LD_PRELOAD", "sh", "-c", ("" if cooked else "stty raw; ") + f"cat {t.tmp}/data; exit 7"]
            for terminal in (False, True):
                what = (settings, cooked, terminal)
                cast = t.tmp / f"{number}{cooked:d}{terminal:d}.cast.zst"
                env = t.env(LD_PRELOAD=str(library), **settings)
                if terminal:
                    human = person(t, [t.rec, "-q", cast, "--", *command], env=env)
                    assert human.wait() == 7, what
                    assert human.seen == shown, (what, len(human.seen))
                else:
                    done = t.run([t.rec, cast, "--", *command], env=env)
                    assert done.returncode == 7, (what, done.stderr)
                    assert done.stdout == shown, (what, len(done.stdout))
                assert raw(t, cast) == shown, what


def test_input_through_an_odd_pty(t):
    library, data = odd_pty(t), lines(5000)
    for number, settings in enumerate([{"PTY_READ": "part"}, {"PTY_READ": "again"}, {"PTY_WRITE": "again"}, {"PTY_WRITE": "part"}]):
        done = t.run([t.rec, t.tmp / f"{number}.cast.zst", "--", "env", "-u", "LD_PRELOAD", "cat"], input=data,
                     env=t.env(LD_PRELOAD=str(library), **settings))
        assert done.returncode == 0, (settings, done.stderr)
        assert done.stdout == data.replace(b"\n", b"\r\n"), (settings, len(done.stdout))


FLOODERS = """
import os
for _ in range(3):
    if os.fork() == 0:
        os.setpgid(0, 0)
        while True: os.write(1, b"x" * 4096)
"""


def test_a_flood_without_a_pause(t):
    """The command's end, and whoever tells us to end, get their turn; and those who live on and write don't keep the session."""
    library = odd_pty(t)
    (t.tmp / "flooders.py").write_text(FLOODERS)
    for name, then, status in [("ends", "sleep 0.2; exit 3", 3), ("told", "sleep 1000", 143)]:
        cast = t.tmp / f"{name}.cast.zst"
        command = f"stty raw; {sys.executable} {t.tmp}/flooders.py; {then}"
        recorder = subprocess.Popen([str(t.rec), str(cast), "--", "env", "-u", "LD_PRELOAD", "bash", "-c", command],
                                    env=t.env(LD_PRELOAD=str(library), PTY_READ="full"), stdin=subprocess.DEVNULL,
                                    stdout=subprocess.DEVNULL)
        if name == "told":
            until(lambda: cast.exists() and cast.stat().st_size > 4096, "a flood")
            recorder.terminate()
        try:
            assert recorder.wait(PATIENCE) == status, name
        finally:
            recorder.kill()
            recorder.wait()
        t.ok([t.steno, "verify", "-q", cast])


def test_a_terminal_that_all_have_closed_may_be_opened_again(t):
    """The kernel tells of the last who closes a terminal, and of nobody who opens it then."""
    for name, command, shown in [
            ("write", "sleep 0.2; seq 20000 >/dev/tty; exit 4", "".join(f"{n}\r\n" for n in range(1, 20001)).encode()),
            ("read", f"echo gone >{t.tmp}/gone; until [ -e {t.tmp}/typed ]; do sleep 0.1; done; read x </dev/tty;"
                     " echo got $x >/dev/tty; exit 4", b"word\r\ngot word\r\n")]:
        human, path = recorded(t, "bash", "-c", "exec </dev/null >/dev/null 2>&1; " + command, name=name + ".cast.zst")
        if name == "read":
            until((t.tmp / "gone").exists, "the terminal to be closed")
            human.type("word\r")
            (t.tmp / "typed").touch()
        assert human.wait() == 4, (name, human.seen[-200:])
        assert human.seen == shown, (name, human.seen[-200:])
        assert raw(t, path) == shown, name


def test_output_into_a_file_that_grows_no_further(t):
    """A write that a full disk cuts is followed by the news that nobody sees the rest; the record has it.

    The kernel takes 2,048 bytes of a write at once: of a longer one the hangup may leave the end unwritten.
    """
    t.need("prlimit")
    out, size = t.tmp / "out", 1 << 20
    out.write_bytes(bytes(size))
    with out.open("ab") as file:
        done = t.run(["prlimit", f"--fsize={size + 4096}", t.rec, t.tmp / "s.cast.zst", "--", "sh", "-c",
                      "stty raw; printf %3900d 1; sleep 0.3; printf %1900d 2; sleep 1000"],
                     capture_output=False, stdout=file, stderr=subprocess.PIPE)
    # as where a pipe's reader is gone: the command gets the hangup, and dies of it
    assert done.returncode == 129, (done.returncode, done.stderr)
    assert out.stat().st_size == size + 4096
    assert raw(t, t.tmp / "s.cast.zst").startswith(b"%3900d%1900d" % (1, 2))


def test_told_to_end_at_a_terminal_that_takes_nothing(t):
    """Neither a command that has ended nor one that is told to: what is not shown stands in the record."""
    data = lines(4000)
    (t.tmp / "data").write_bytes(data)
    # a pty holds 13,824 bytes where they come in large pieces, half as much again in small ones: two hold all of this, and one does not
    for name, number, amount in [("ended", signal.SIGTERM, 24_000), ("ended-hup", signal.SIGHUP, 24_000),
                                 ("told", signal.SIGTERM, len(data))]:
        human, path = recorded(t, "sh", "-c", f"stty raw; echo begun; head -c {amount} {t.tmp}/data; exit 7", name=name + ".cast.zst")
        # nobody reads on: our terminal holds a part, the recorder some, and the command's own pty the rest, if it has room for that
        human.see("begun")
        if name != "told":
            until(lambda: not children(human.pid), "the command's end")
        human.kill(number)
        until(lambda: not alive(human.pid), "the recorder's end")
        assert os.WIFEXITED(os.waitpid(human.pid, 0)[1]), name
        assert info(t, path)["state"] == "complete", name
        kept = raw(t, path)
        assert kept == b"begun\n" + data[:amount] if name != "told" else (b"begun\n" + data).startswith(kept), (name, len(kept))


def test_input_bytes_reach_the_command(t):
    human, path = recorded(t, "sh", "-c", f"stty raw -echo; echo ready; head -c 256 >{t.tmp}/got")
    human.see("ready")
    human.type(bytes(range(256)))
    assert human.wait() == 0
    assert (t.tmp / "got").read_bytes() == bytes(range(256))


def test_the_commands_timers_are_those_of_an_unrecorded_one(t):
    """Ours are finer while a session lasts: that is not for the command to inherit."""
    look = "seq 1 3000; cat /proc/self/timerslack_ns"
    outside = person(t, ["sh", "-c", look])
    assert outside.wait() == 0
    human, path = recorded(t, "sh", "-c", look)
    assert human.wait() == 0
    assert human.seen.split()[-1] == outside.seen.split()[-1]


# Status.

def test_exit_status(t):
    (t.tmp / "plain").write_text("no program\n")
    cases = [(["true"], 0), (["sh", "-c", "exit 3"], 3), (["sh", "-c", "kill -TERM $$"], 143),
             (["sh", "-c", "kill -KILL $$"], 137), (["sh", "-c", "ulimit -c 0; kill -SEGV $$"], 139),
             ([t.tmp / "not-there"], 127), (["steno-test-not-there"], 127), ([t.tmp / "plain"], 126)]
    for number, (command, expected) in enumerate(cases):
        human, path = recorded(t, *command, name=f"{number}.cast.zst")
        assert human.wait() == expected, (command, human.status)
        assert data_of(t, path, "x") == [str(expected)], command
        found = info(t, path)
        assert (found["state"], found["exit"]) == ("complete", expected)
        said = b"can't run" in human.seen
        assert said == (expected in (126, 127)), human.seen


# The window.

WATCHER = """
import os, signal
def look(): print("size", *os.get_terminal_size(), flush=True)
signal.signal(signal.SIGWINCH, lambda *_: None)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH])
look()
while signal.sigwait([signal.SIGWINCH]): look()
"""


def test_window_size_and_its_changes(t):
    human, path = recorded(t, sys.executable, "-c", WATCHER, size=(100, 30))
    human.see(r"size 100 30\r\n")
    human.resize(132, 43)
    human.see(r"size 132 43\r\n")
    human.resize(71, 9)
    human.see(r"size 71 9\r\n")
    human.type("\x1c")
    assert human.wait() == 131
    assert (info(t, path)["cols"], info(t, path)["rows"]) == (100, 30)
    assert data_of(t, path, "r") == ["132x43", "71x9"]


# Jobs.

def test_job_control_inside(t):
    human, path = recorded(t, *BASH)
    human.see(r"\$ ")
    human.type("sh -c 'echo re\"\"ady; exec sleep 1000'\r")
    human.see("ready")
    human.type("\x1a")
    at = human.see(r"Stopped.*\$ ")
    human.type("fg\r")
    human.see(r"exec sleep 1000'\r\n", at)
    inner = inner_terminal(human.pid)
    shell = children(human.pid)[0]
    until(lambda: pathlib.Path(f"/proc/{shell}/stat").read_text().rsplit(")", 1)[1].split()[5] != str(shell),
          "the job in the foreground")
    assert inner
    human.type("\x03")
    at = human.see(r"\$ ", at + 60)
    human.type("echo status=$?\r")
    human.see("status=130")
    human.type("exit 7\r")
    assert human.wait() == 7
    assert raw(t, path) == human.seen


def outer_shell(t):
    """An interactive shell that notes how its terminal is."""
    human = person(t, BASH, cwd=t.tmp)
    human.see(r"\$ ")
    human.type("stty -a >before; echo no''ted\r")
    human.see(r"noted\r\n.*\$ ")
    return human


def start_job(t, human, path, command):
    """The recorder as a job of an interactive shell; its process."""
    since = len(human.seen)
    human.type(f"{t.rec} -q {path} -- {command}\r")
    human.see(r"\rin side\r\n", since)
    job = children(human.pid)[0]
    until(lambda: is_raw(human.master), "the raw terminal")
    return job


def check_usable(human):
    """The shell has its terminal back as it was."""
    since = len(human.seen)
    human.type("stty -a | cmp - before && echo same''modes\r")
    human.see(r"samemodes\r\n.*\$ ", since)


def test_recorder_suspended_as_a_job(t):
    human = outer_shell(t)
    path = t.tmp / "s.cast.zst"
    job = start_job(t, human, path, "sh -c 'echo in side; exec cat'")
    for text in ("first", "second"):
        since = len(human.seen)
        os.kill(job, signal.SIGTSTP)
        human.see(r"Stopped.*\$ ", since)
        check_usable(human)
        since = len(human.seen)
        human.type("fg\r")
        since = human.see(r"fg\r\n.*exec cat'\r\n", since)
        until(lambda: is_raw(human.master), "the raw terminal again")
        human.type(text + "\r")
        since = human.see(rf"{text}\r\n{text}\r\n", since)
    human.type("\x04")
    human.see(r"\$ ", since)
    check_usable(human)
    human.type("exit\r")
    human.wait()
    assert b"second\r\nsecond\r\n" in raw(t, path) and b"samemodes" not in raw(t, path)
    assert info(t, path)["state"] == "complete"


def test_recorded_command_suspends_itself(t):
    human = outer_shell(t)
    start_job(t, human, t.tmp / "s.cast.zst", "bash -c 'echo in side; read; kill -STOP $$; echo aw\"\"ake; exit 4'")
    since = len(human.seen)
    human.type("\r")
    human.see(r"Stopped.*\$ ", since)
    check_usable(human)
    since = len(human.seen)
    human.type("fg; echo status=$?\r")
    human.see(r"awake.*status=4\r\n.*\$ ", since)
    check_usable(human)


def test_recorded_command_suspends_a_script(t):
    """Which waits for the recorder alone: it stops with it, as ^Z would have it, and goes on with it."""
    human = outer_shell(t)
    make_program(t.tmp / "script", f"#!/bin/sh\n{t.rec} -q {t.tmp}/s.cast.zst -- sh -c 'echo in side; read x; kill -STOP $$; exec cat'\necho status=$?\n")
    since = len(human.seen)
    human.type("./script\r")
    human.see(r"\rin side\r\n", since)
    until(lambda: is_raw(human.master), "the raw terminal")
    since = len(human.seen)
    human.type("\r")
    human.see(r"Stopped.*\$ ", since)
    check_usable(human)
    since = len(human.seen)
    human.type("fg\r")
    until(lambda: is_raw(human.master), "the raw terminal again")
    human.type("more\r")
    human.see(r"more\r\nmore\r\n", since)
    human.type("\x04")
    human.see(r"status=0\r\n.*\$ ", since)
    check_usable(human)


def test_a_terminal_larger_than_a_header_says(t):
    human, path = recorded(t, "stty", "size", size=(20000, 10000))
    assert human.wait() == 0 and human.seen == b"10000 20000\r\n", human.seen
    found = info(t, path)
    assert (found["state"], found["cols"], found["rows"]) == ("complete", 9999, 9999), found
    t.ok([t.steno, "verify", "-q", path])


def test_flow_control(t):
    human, path = recorded(t, "sh", "-c", "while :; do echo flood; done")
    human.see("flood")
    human.type("\x13")
    # nothing tells of a flood's end: who stops too early to wait for it sees no less of what follows
    deadline = time.monotonic() + PATIENCE
    while select.select([human.master], [], [], 0.3)[0]:
        assert time.monotonic() < deadline, "the flood goes on"
        human.seen += os.read(human.master, 65536)
    since = len(human.seen)
    human.type("\x11")
    human.see("flood.*flood", since)
    human.type("\x03")
    assert human.wait() == 130


# Ends.

def test_terminal_modes_restored_in_every_exit(t):
    """The recorder in a shell of its own, which looks at the terminal before and after."""
    ends = [("exit 5", None, 5), ("ulimit -c 0; kill -SEGV $$", None, 139), ("exec cat", signal.SIGTERM, None),
            ("exec cat", signal.SIGHUP, None), ("exec cat", signal.SIGINT, 130), ("exec cat", signal.SIGQUIT, 131),
            ("exec cat", signal.SIGUSR1, None), ("exec cat", signal.SIGALRM, None), ("exec cat", signal.SIGXCPU, None),
            ("exec cat", signal.SIGSTKFLT, None), ("exec cat", signal.SIGRTMIN, None), ("exec cat", signal.SIGRTMIN + 3, None),
            ("exec cat", signal.SIGRTMAX, None)]
    # a fault of our own, or what looks like one: who has a sanitizer has its handlers
    faults = [] if t.asan else [signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGTRAP, signal.SIGABRT, signal.SIGSYS]
    ends += [("exec cat", number, None) for number in faults]
    for number, (command, number_of_signal, status) in enumerate(ends):
        path = t.tmp / f"{number}.cast.zst"
        human = person(t, ["sh", "-c", f"stty -a; {t.rec} -q {path} -- sh -c 'ulimit -c 0; echo in side; {command}';"
                           " status=$?; echo; echo status=$status; echo after; stty -a"])
        human.see("in side")
        if number_of_signal:
            until(lambda: is_raw(human.master), "the raw terminal")
            os.kill(children(human.pid)[0], number_of_signal)
        assert human.wait() == 0
        before, after = human.seen.split(b"in side", 1)
        after = after.split(b"after\r\n", 1)
        assert after[1] == before, f"{command}, {number_of_signal}: {after[1]} is not {before}"
        got = int(re.search(rb"status=(\d+)", after[0]).group(1))
        assert got == (status if status is not None else 128 + number_of_signal), (command, number_of_signal, got)
        assert info(t, path)["state"] == ("cut" if number_of_signal in faults else "complete"), number_of_signal


def test_signals_as_whoever_started_us_had_set_them(t):
    """Blocked or ignored, they would be missed by us; the command gets them so, and what indexes the session gets them all."""
    folder = t.tmp / "bin"
    folder.mkdir()
    rec = make_program(folder / "steno-rec", t.rec)
    state = "print(*[l.split()[1] for l in open('/proc/self/status') if l.startswith(('SigBlk', 'SigIgn'))], file=open('{}', 'w'))"
    make_program(folder / "steno-index", f"#!{sys.executable}\n" + state.format(t.tmp / "index.new") +
            f"\nimport os; os.rename('{t.tmp}/index.new', '{t.tmp}/index')")
    odd = ("import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {9, 19});"
           "signal.signal(signal.SIGCHLD, signal.SIG_IGN); signal.signal(signal.SIGPIPE, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])")
    looks = [sys.executable, "-c", state.format(t.tmp / "out") + "; raise SystemExit(7)"]

    def seen(*how):
        assert person(t, [sys.executable, "-c", odd, *how, *looks]).wait() == 7, how
        return (t.tmp / "out").read_text()

    plain = seen()
    assert seen(rec, "-q", "--") == plain
    done = t.run([sys.executable, "-c", odd, t.rec, t.tmp / "h.cast.zst", "--", *looks])
    assert done.returncode == 7 and (t.tmp / "out").read_text() == plain
    until((t.tmp / "index").exists, "who indexes the session")
    assert int((t.tmp / "index").read_text().split()[0], 16) == 0


def test_who_indexes_a_session_outlives_its_terminal(t):
    """It is started by a session's leader that ends, with which the terminal hangs up on all that it has."""
    folder = t.tmp / "bin"
    folder.mkdir()
    rec, indexed = make_program(folder / "steno-rec", t.rec), t.tmp / "indexed"
    make_program(folder / "steno-index", f"#!/bin/sh\necho one >>{indexed}\n")
    for _ in range(20):
        assert person(t, [rec, "-q", "--", "true"]).wait() == 0
    until(lambda: indexed.exists() and indexed.read_text().count("one") == 20, "all of them")


def test_a_login_shell_that_takes_our_place_has_no_signal_of_ours(t):
    """In a session that is recorded already it becomes the shell."""
    human, _ = recorded(t, "env", "--default-signal", t.shell, "-c", "yes | head -1; echo status ${PIPESTATUS[0]}")
    human.wait()
    assert human.seen == b"y\r\nstatus 141\r\n", human.seen


def test_a_shell_that_ignores_signals_is_ended(t):
    for number in (signal.SIGTERM, signal.SIGHUP):
        human, path = recorded(t, "bash", "--norc", "--noprofile", "-i", name=f"{number}.cast.zst")
        human.see(r"\$ ")
        human.type("trap '' TERM HUP; echo re''ady\r")
        human.see("ready")
        shell = children(human.pid)[0]
        human.kill(number)
        human.wait()
        until(lambda: not alive(shell), "the end of the shell")
        assert info(t, path)["state"] == "complete"


def test_a_program_that_outlives_everything_does_not_keep_the_recorder(t):
    human, path = recorded(t, "bash", "-c", "trap '' TERM HUP; echo ready; while :; do sleep 0.2; done")
    human.see("ready")
    survivor = children(human.pid)[0]
    try:
        human.kill(signal.SIGTERM)
        assert human.wait() == 143
        assert info(t, path)["state"] == "complete"
    finally:
        os.kill(survivor, signal.SIGKILL)


def test_vanished_terminal(t):
    for name, command in (("leader", ["{rec}"]), ("job", ["sh", "-c", '"$@"; exit 1', "sh", "{rec}"])):
        path = t.tmp / f"{name}.cast.zst"
        argv = [t.rec if a == "{rec}" else a for a in command]
        human = person(t, [*argv, "-q", path, "--", *BASH])
        human.see(r"\$ ")
        human.type("echo here''now\r")
        human.see(r"herenow.*\$ ")
        human.hang_up()
        until(lambda: info(t, path)["state"] == "complete", "the end of the recording")
        assert b"herenow" in raw(t, path)
        os.waitpid(human.pid, 0)
        t.ok([t.steno, "verify", "-q", path])


def read_some(human, amount):
    """At least so many bytes, or all that come."""
    got = bytearray()
    while len(got) < amount:
        if not select.select([human.master], [], [], PATIENCE)[0]:
            raise AssertionError(f"only {len(got)} bytes came")
        try:
            data = os.read(human.master, 65536)
        except OSError:
            break
        got += data
    return got


def test_a_flood_at_a_terminal_that_takes_nothing_for_a_while(t):
    human, path = recorded(t, "seq", "200000")
    seen = read_some(human, 1)
    # all is full and stays so until we go on: what is not shown yet waits within the recorder
    until(lambda: any(size_of(p) > 4096 for p in glob.glob(f"{path}.journal-*")), "a flood")
    # only root is told what it waits in
    until(lambda: os.geteuid() != 0 or "epoll" in pathlib.Path(f"/proc/{human.pid}/wchan").read_text().replace("ep_poll", "epoll"))
    seen += read_some(human, 1 << 40)
    assert human.wait() == 0
    assert bytes(seen) == b"".join(b"%d\r\n" % n for n in range(1, 200001))
    assert raw(t, path) == bytes(seen)


def test_killed_recorder_loses_nothing_that_was_seen(t):
    chance = random.Random(2)
    flood = t.tmp / "flood"
    flood.write_bytes(b"".join(chance.choice((chance.randbytes(3000), b"all work and no play\n" * 150, "äöü€".encode() * 300))
                               for _ in range(900)))
    # the first: before any frame; some: at a hand-over to the next journal, which is every 256 KiB of lines
    amounts = [1, 100_000, *(chance.randrange(200_000, 2_000_000) for _ in range(6))]
    for number, amount in enumerate(amounts):
        human, path = recorded(t, "sh", "-c", f"while :; do cat {flood}; done", name=f"{number}.cast.zst")
        seen = read_some(human, amount)
        human.kill()
        seen += read_some(human, 1 << 40)
        os.waitpid(human.pid, 0)
        kept = t.run([t.steno, "cat", path]).stdout
        assert kept.startswith(seen), f"{amount}: of {len(seen)} bytes seen, the record has not all ({len(kept)})"
        assert info(t, path)["state"] == "cut"
        assert t.run([t.steno, "info", path]).returncode == 1
        t.ok([t.steno, "recover", path])
        assert info(t, path)["state"] == "recovered"
        assert t.run([t.steno, "cat", path]).stdout == kept, "recovered, it is another"
        said = json.loads(t.run([t.steno, "verify", "--json", path]).stdout)
        assert said["intact"] == "yes", said
        assert glob.glob(f"{path}.journal-*") == []


def poked(human, pattern):
    """Until it is seen: what the recorder finds out in its own time it says while something happens."""
    since = len(human.seen)

    def seen():
        human.type("\r")
        human.seen += human._read(0.1) or b""
        return re.search(pattern, human.seen[since:], re.S)
    until(seen, pattern)


def test_a_recording_that_somebody_removes(t):
    """While it is being made: no session goes on as if it were recorded, and what follows is, where the policy lets it."""
    (t.home / ".config/steno").mkdir(parents=True)
    (t.home / ".config/steno/steno.conf").write_text("[record]\nbreak-glass =\n")
    for name, policy, which in (("stop", "stop", "*"), ("all", "continue", "*"), ("part", "continue", ""), ("journal", "continue", ".journal-*")):
        human, path = recorded(t, *BASH, options=["--on-failure", policy], name=f"{name}.cast.zst")
        human.see(r"\$ ")
        human.type("echo one\r")
        human.see(r"one\r\n.*\$ ")
        for file in glob.glob(f"{path}{which}"):
            os.unlink(file)
        poked(human, rb"can't be recorded: [^\n]*somebody removed it[^\n]*it " + (b"ends here" if policy == "stop" else b"goes on"))
        if policy == "stop":
            assert human.wait() == 125
            continue
        poked(human, rb"is recorded again")
        human.type("echo th''ree\r")
        human.see("three")
        human.type("exit 3\r")
        assert human.wait() == 3
        behind = path.with_name(f"{name}.part-0001.cast.zst")
        assert b"three\r\n" in raw(t, behind) and info(t, behind)["exit"] == 3
        # the journal alone was in memory as well: nothing is missing
        assert (not path.exists()) == (name != "journal")
        if name == "journal":
            assert b"one\r\n" in raw(t, path) and info(t, path)["state"] == "complete"
            t.ok([t.steno, "verify", "-q", path])


# Keys.

def stored(t, path):
    """Everything that stands on disk of a recording, unpacked. The recorder may be at work: a journal that goes while it
    is looked for was sealed into the recording, which is therefore read last."""
    text = b""
    for journal in glob.glob(f"{path}.journal-*"):
        try:
            text += pathlib.Path(journal).read_bytes()
        except FileNotFoundError:
            continue
    return text + pathlib.Path(path).read_bytes() + t.run(["zstd", "-dcq", path]).stdout


SECRET = "hunter2-Xyzzy"
ASK = "stty -echo; echo ask''ing; read a; stty echo; echo ask''ed; read b; echo got $b"


def type_unseen(t, human, path):
    """Type a secret in pieces while the terminal hides it, then a word that it shows."""
    human.see("asking")
    for piece in (SECRET[:4], SECRET[4:9], SECRET[9:], "\r"):
        human.type(piece)
        until(lambda: unread(human) == 0)
    human.see("asked")
    assert SECRET.encode() not in stored(t, path)
    human.type("plain-word\r")
    human.see("got plain-word")
    assert human.wait() == 0
    text = stored(t, path)
    for piece in (SECRET, SECRET[:4], SECRET[4:9], SECRET[9:]):
        assert piece.encode() not in text


def unread(human):
    """Bytes that the recorder has not read from its terminal yet."""
    count = array.array("i", [0])
    fcntl.ioctl(human.master, TIOCGPTN, count)
    fd = os.open(f"/dev/pts/{count[0]}", os.O_RDONLY | os.O_NOCTTY)
    try:
        fcntl.ioctl(fd, termios.FIONREAD, count)
    finally:
        os.close(fd)
    return count[0]


def test_hidden_typing_leaves_its_lines_ends(t):
    human, path = recorded(t, "bash", "-c", ASK)
    type_unseen(t, human, path)
    keys = data_of(t, path, "k")
    assert "".join(keys).replace("pp", "p") == "h^Mp^M", keys
    assert data_of(t, path, "i") == []


def test_read_s_leaves_its_end_alone(t):
    human, path = recorded(t, "bash", "-c", "read -s -p 'Password: ' p; echo; echo thanks")
    human.see("Password: ")
    inner = inner_terminal(human.pid)
    until(lambda: not modes(inner) & termios.ECHO, "a terminal that hides")
    for piece in ("correct horse", " battery", "\r"):
        human.type(piece)
    human.see("thanks")
    assert human.wait() == 0
    assert "".join(data_of(t, path, "k")) == "h^M"
    assert b"horse" not in stored(t, path) and b"battery" not in stored(t, path)


def test_a_shell_that_echoes_nothing_tells_of_its_lines(t):
    """Not their text, which nobody showed."""
    human, path = recorded(t, "dash")
    human.see(r"[$#] ")
    inner = inner_terminal(human.pid)
    human.type("stty -echo\r")
    human.see(r"stty -echo\r\n[$#] ")
    until(lambda: not modes(inner) & termios.ECHO, "a terminal that hides")
    for line in ("PS1=", "echo seen-$((40 + 2))", "exit 3"):
        human.type(line + "\r")
        until(lambda: unread(human) == 0)
        if "seen" in line:
            human.see("seen-42")
    assert human.wait() == 3
    told = [json.loads(line) for line in t.ok([t.steno, "commands", "--json", path]).splitlines()]
    assert [r["text"] for r in told] == ["stty -echo", None, None, None], (told, events(t, path, "kso"))
    assert [r["grade"] for r in told[1:]] == ["U"] * 3, told
    assert b"$((" not in stored(t, path)


def test_full_input_keeps_what_is_shown_only(t):
    human, path = recorded(t, "bash", "-c", ASK, options=["--input", "full"])
    type_unseen(t, human, path)
    assert "".join(data_of(t, path, "i")) == "plain-word\r"
    assert "".join(data_of(t, path, "k")) == "h^M"
    assert info(t, path)["input"] == "full"


def test_no_input(t):
    human, path = recorded(t, "bash", "-c", ASK, options=["--input", "none"])
    type_unseen(t, human, path)
    assert events(t, path, "ik") == []
    assert info(t, path)["input"] == "none"


def test_typed_text_is_kept_nowhere(t):
    """In an editor say, which shows what it likes."""
    human, path = recorded(t, "sh", "-c", "stty raw -echo; echo ready; head -c 60 >/dev/null; echo done")
    human.see("ready")
    typed = b"typed-text\r\x1b[A\x03" + b"\x1b[200~pasted-text\rmore\x1b[201~"
    human.type(typed)
    human.type("z" * (60 - len(typed)))
    human.see("done")
    assert b"typed-text" not in stored(t, path)
    assert human.wait() == 0
    text = stored(t, path)
    assert b"typed-text" not in text and b"pasted" not in text and b"zzzz" not in text
    assert re.fullmatch(r"p+\^Me\^Cvvp+", "".join(data_of(t, path, "k"))), data_of(t, path, "k")


def test_paste_in_pieces_is_one_paste(t):
    human, path = recorded(t, "sh", "-c", "stty raw -echo; echo ready; for i in 1 2 3 4; do head -c 8 >/dev/null; echo got $i;"
                           " done")
    human.see("ready")
    for number, piece in enumerate(("\x1b[200~ab", "cdefghij", "kl\r\rmn\x1b[", "201~pppp"), 1):
        human.type(piece)
        human.see(f"got {number}")
    assert human.wait() == 0
    # a token for each of its rows, and no more
    assert "".join(data_of(t, path, "k")) == "vvvp"


def test_kernels_truth_is_told(t):
    t.need("less")
    human, path = recorded(t, *BASH)
    human.see(r"\$ ")
    inner = inner_terminal(human.pid)
    shell = children(human.pid)[0]
    human.type("cat\r")
    until(lambda: modes(inner) & termios.ICANON and modes(inner) & termios.ECHO, "the terminal that cat reads")
    steps = [("something\r", r"something\r\nsomething\r\n", "cat"), ("\x04", r"\$ ", "cat"),
             ("stty -echo; echo hid''ing; cat; stty echo\r", "hiding", "bash"), ("unseen\r", "unseen", "cat"), ("\x04", r"\$ ", "cat"),
             ("less /etc/passwd\r", "root:", "bash"), (" ", ".", "less"), ("q", r"\$ ", "less"), ("exit\r", "exit", "bash")]
    for typed, shown, front in steps:
        # a shell's child has its shell's name until it execs
        until(lambda: in_front(shell) == front, f"{front} in front")
        since = len(human.seen)
        human.type(typed)
        human.see(shown, since)
        # the recorder looks at a name again when something comes, at growing distances
        if front == "cat" and typed.endswith("\r"):
            until(lambda: data_of(t, path, "s")[-1].endswith(" cat") or human.type(typed), "cat in the recording")
    human.wait()
    states = data_of(t, path, "s")
    for what, pattern in (("the line editor", r"-- \d+ bash"), ("a program that reads lines", r"ec \d+ cat"),
                          ("a hidden line", r"-c \d+ cat"), ("a full screen program", r"-- \d+ less")):
        assert any(re.fullmatch(pattern, s) for s in states), f"{what} is not in {states}"
    assert all(a != b for a, b in zip(states, states[1:]))


# One recorder a terminal.

def test_nested_recorder_refuses(t):
    human, path = recorded(t, *BASH)
    human.see(r"\$ ")
    inner, twice = t.tmp / "inner.cast.zst", t.tmp / "twice.cast.zst"
    human.type(f"{t.rec} {inner} -- echo not''run; echo status=$?\r")
    human.see(r"status=125\r\n.*\$ ")
    outer = info(t, path)["session"]
    assert f"recorded already, as session {outer}".encode() in human.seen
    assert b"notrun" not in human.seen and not inner.exists()
    # also from a pipe, and without the variable: something alive is asked
    human.type(f"env -i {t.rec} {inner} </dev/null -- echo not''run; echo status2=$?\r")
    human.see(r"status2=125")
    human.type(f"{t.rec} -q --nested {twice} -- echo run''twice; echo status3=$?\r")
    human.see(r"runtwice.*status3=0")
    human.type("exit\r")
    human.wait()
    assert info(t, twice)["parent"] == outer
    assert b"runtwice" in raw(t, path) and raw(t, twice) == b"runtwice\r\n"


def test_a_stale_session_is_not_believed(t):
    human, path = recorded(t, "sh", "-c", "echo $STENO_SESSION")
    human.wait()
    dead = human.seen.decode().strip()
    assert dead == info(t, path)["session"]
    human, path = recorded(t, "echo", "again", name="2.cast.zst", env=t.env(STENO_SESSION=dead))
    assert human.wait() == 0 and human.seen == b"again\r\n"
    assert info(t, path)["state"] == "complete"


LISTENER = """
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
s.bind("\\0" + sys.argv[1])
s.listen(4)
print("listening", flush=True)
while True:
    c, _ = s.accept()
    try:
        c.sendall(sys.argv[2].encode())
    except OSError:
        pass
    c.close()
"""


def test_a_listener_that_is_no_ancestor_is_not_believed(t):
    fake = "0193499c-8e83-7aaa-8bbb-0123456789ab"
    human = person(t, BASH)
    human.see(r"\$ ")
    device = os.stat(os.readlink(f"/proc/{human.pid}/fd/0")).st_rdev
    name = f"steno/tty/{os.major(device)}:{os.minor(device)}"
    path = t.tmp / "s.cast.zst"
    other = subprocess.Popen([sys.executable, "-c", LISTENER, name, fake], stdout=subprocess.PIPE)
    try:
        assert other.stdout.readline() == b"listening\n"
        human.type(f"{t.rec} -q {path} -- echo run''anyway; echo status=$?\r")
        human.see(r"runanyway.*status=0")
    finally:
        other.kill()
        other.wait()
    # the same from an ancestor is believed: it was the name that recorders ask
    ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with ours:
        ours.bind("\0" + name)
        ours.listen(4)
        human.type(f"{t.rec} -q {t.tmp}/2.cast.zst -- echo; echo status2=$?\r")
        ours.settimeout(PATIENCE)
        asker, _ = ours.accept()
        asker.sendall(fake.encode())
        asker.close()
        human.see(f"as session {fake}.*status2=125")
    human.type("exit\r")
    human.wait()


# Safety.

def test_file_modes(t):
    env = t.env()
    human = person(t, ["sh", "-c", f"umask 000; exec {t.rec} -q -- cat"], env=env)
    human.type("x\r")
    human.see(r"x\r\nx\r\n")
    store = t.home / ".local/share/steno"
    paths = [p for p in store.rglob("*")] + [store]
    assert any(".journal-" in p.name for p in paths)
    for p in paths:
        try:
            mode = p.stat().st_mode
        except FileNotFoundError:
            continue  # written beside, and renamed since
        expected = 0o700 if stat.S_ISDIR(mode) else 0o600
        assert stat.S_IMODE(mode) == expected, f"{p}: {mode:o}"
    human.type("\x04")
    assert human.wait() == 0
    human, path = recorded(t, "true")
    human.wait()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def as_user(t):
    """A prefix that runs a command as an ordinary user, and a folder of theirs."""
    folder = t.tmp / "theirs"
    folder.mkdir()
    if os.getuid() != 0:
        return [], folder
    t.need("setpriv")
    os.chown(folder, 54321, 54321)
    return ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "--inh-caps=-all"], folder


def test_what_is_not_to_be_had_ends_as_in_a_shell(t):
    """Folders into which this user may not look, folders of that name, what may not be executed, what nobody can execute."""
    prefix, folder = as_user(t)
    prefix = [shutil.which(prefix[0]), *prefix[1:]] if prefix else []
    # who checks for leaks must trace its own process, which an ordinary user may not here
    more = {"HOME": str(folder), **({"ASAN_OPTIONS": "detect_leaks=0"} if t.asan else {})}
    for name in ("closed", "open", "plain", "good", "folders", "folders/prog"):
        (folder / name).mkdir()
    for name, text, mode in (("closed/hidden", "#!/bin/sh\nexit 7\n", 0o755), ("plain/prog", "#!/bin/sh\nexit 7\n", 0o644),
                             ("good/prog", "#!/bin/sh\nexit 8\n", 0o755), ("good/orphan", "#!/not/there\n", 0o755),
                             ("good/forbidden", f"#!{folder}/closed/hidden\n", 0o755), ("good/script", "exit 9\n", 0o755),
                             ("good/garbage", "\x7fELF\0\n", 0o755), ("good/empty", "", 0o755)):
        make_program(folder / name, text)
        (folder / name).chmod(mode)
    (folder / "good/loop").symlink_to("loop")
    (folder / "closed").chmod(0)
    recorder = make_program(folder / "steno-rec", t.rec)
    f = str(folder)
    cases = [("closed:open", "nowhere", 127), ("open:closed", "nowhere", 127), ("closed:open", "hidden", 127), ("closed:good", "prog", 8),
             ("plain:good", "prog", 8), ("good:plain", "prog", 8), ("plain:closed", "prog", 126), ("closed:plain:open", "prog", 126),
             ("folders:open", "prog", 127), ("folders:good", "prog", 8), ("good/prog:open", "nowhere", 127), ("open", "", 127),
             ("good", "orphan", 127), ("good", "forbidden", 126), ("good", "script", 9), ("good", "garbage", 126), ("good", "empty", 0),
             ("good", "loop", 127), ("good", "x" * 300, 127), ("x" * 5000 + ":good", "prog", 8),
             ("good", f + "/closed/hidden", 126), ("good", f + "/closed/none", 126), ("good", f + "/none", 127),
             ("good", f + "/good/prog/x", 126), ("good", f + "/plain/prog", 126), ("good", f + "/folders", 126), ("good", "./good/prog", 8)]
    try:
        for number, (path, program, expected) in enumerate(cases):
            env = t.env(**more, PATH=":".join(f"{f}/{name}" for name in path.split(":")))
            cast = folder / f"{number}.cast.zst"
            done = t.run([*prefix, recorder, "-q", cast, "--", program], env=env, cwd=folder)
            assert done.returncode == expected, (path, program, expected, done)
            assert (b"can't run" in done.stderr) == (expected in (126, 127)), done
            as_bash = t.run([*prefix, "/bin/bash", "-c", '"$0"', program], env=env, cwd=folder).returncode
            assert as_bash == expected, (path, program, as_bash)
        # an empty name in PATH is the folder where we are
        for path in ("", f"{f}/open:", f":{f}/open", f"{f}/open::{f}/closed"):
            done = t.run([*prefix, recorder, "-q", folder / f"here-{len(path)}-{path[:1] == ':'}.cast.zst", "--", "prog", "an argument"],
                         env=t.env(**more, PATH=path), cwd=folder / "good")
            assert done.returncode == 8, (path, done)
    finally:
        (folder / "closed").chmod(0o700)


def test_others_of_the_same_user_cannot_look_into_the_recorder(t):
    if t.asan:
        t.cannot("a leak check must trace its own process")
    if resource.getrlimit(resource.RLIMIT_CORE)[1] != resource.RLIM_INFINITY:
        t.cannot("core dumps are limited here, and so none would be missed")
    prefix, folder = as_user(t)
    path = folder / "s.cast.zst"
    # they need not be able to come to where we were built
    recorder = make_program(folder / "steno-rec", t.rec)
    human = person(t, [*prefix, "sh", "-c", "ulimit -c unlimited; exec \"$@\"", "sh", recorder, "-q", path, "--",
                       "sh", "-c", "ulimit -c; echo ready; exec cat"], env=t.env(HOME=str(folder)), cwd=folder)
    human.see(r"unlimited\r\nready")
    command = until(lambda: children(human.pid))[0]
    until(lambda: is_raw(human.master))
    assert t.run([*prefix, "cat", f"/proc/{command}/environ"]).returncode == 0, "the control"
    for name in ("environ", "mem", "maps", "fd/0"):
        assert t.run([*prefix, "head", "-c0", f"/proc/{human.pid}/{name}"]).returncode != 0, name
    human.kill(signal.SIGSEGV)
    human.rest()
    _, status = os.waitpid(human.pid, 0)
    assert os.WIFSIGNALED(status) and not os.WCOREDUMP(status)


EVIL = """
#include <fcntl.h>
__attribute__((constructor)) static void run(void) { open(MARK, O_CREAT | O_WRONLY, 0666); }
"""


def test_the_environment_does_not_configure_our_libraries(t):
    t.need("cc", "openssl")
    mark, library, conf = t.tmp / "mark", t.tmp / "evil.so", t.tmp / "openssl.cnf"
    (t.tmp / "evil.c").write_text(EVIL)
    t.ok(["cc", "-shared", "-fPIC", f'-DMARK="{mark}"', "-o", library, t.tmp / "evil.c"])
    conf.write_text(f"openssl_conf = all\n[all]\nproviders = some\n[some]\nevil = evil\ndefault = default\n"
                    f"[default]\nactivate = 1\n[evil]\nmodule = {library}\nactivate = 1\n")
    env = t.env(OPENSSL_CONF=str(conf), EVENT_SHOW_METHOD="1", EVENT_NOEPOLL="1", EVENT_DEBUG_LOGGING_ALL="1")
    t.run(["openssl", "sha256", "/dev/null"], env=env)
    assert mark.exists(), "the control: openssl itself loads it"
    mark.unlink()
    human, path = recorded(t, "seq", "100000", env=env)
    assert human.wait() == 0
    assert not mark.exists()
    assert human.seen == b"".join(b"%d\r\n" % n for n in range(1, 100001))
    conf.write_text("[[[ = broken")
    human, path = recorded(t, "echo", "fine", env=env, name="2.cast.zst")
    assert human.wait() == 0 and human.seen == b"fine\r\n"
    t.ok([t.steno, "verify", "-q", path])


# Memory.

def private_memory(pid):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return 1024 * sum(int(n) for n in re.findall(r"^Private_(?:Clean|Dirty):\s+(\d+) kB", text, re.M))


def test_memory_is_small_and_constant(t):
    if t.asan:
        t.cannot("AddressSanitizer's memory is its own")
    if os.getuid() != 0:
        t.cannot("only root may look into a recorder")
    (t.tmp / "flood").write_bytes(b"".join(b"%08d the quick brown fox jumps over the lazy dog\n" % n for n in range(20000)))
    human, path = recorded(t, "sh", "-c", f"while :; do cat {t.tmp}/flood; done")
    samples = []

    def grows():
        return max(samples[-4:]) > max(samples[-10:-4]) + (1 << 19)

    # its compressor's tables come with the first frame of either kind, whenever that is; then nothing more
    while len(samples) < 10 or (grows() and len(samples) < 40):
        read_some(human, 20_000_000)
        samples.append(private_memory(human.pid))
    human.type("\x03")
    read_some(human, 1 << 40)
    os.waitpid(human.pid, 0)
    assert max(samples) < 8 << 20, samples
    assert not grows(), f"it grows: {samples}"
    t.ok([t.steno, "verify", "-q", path])
