"""Without a terminal: cron, CI, a script.  The command has one all the same."""
import json
import fcntl
import os
import pathlib
import random
import re
import signal
import subprocess

from human import PATIENCE, make_program, until
from sshd import patience
from test_session import size_of


def argv_of(t, *command, options=(), name="s.cast.zst"):
    return [t.rec, *options, t.tmp / name, "--", *command], t.tmp / name


def record(t, *command, options=(), name="s.cast.zst", **kw):
    """Run it to the end; what it was, and the recording's path."""
    argv, path = argv_of(t, *command, options=options, name=name)
    return t.run(argv, **kw), path


def info(t, path):
    return json.loads(t.ok([t.steno, "info", "--json", path]))


def data_of(t, path, code):
    lines = t.ok([t.steno, "export", "-f", "cast3", path]).decode().splitlines()[1:]
    return [json.loads(line)[2] for line in lines if json.loads(line)[1] == code]


def check(t, done, path, output, status=0):
    """Exactly this on stdout and in the record, nothing else from us."""
    assert done.stderr == b"", done.stderr
    assert done.stdout == output, (len(done.stdout), len(output), done.stdout[:200])
    assert done.returncode == status, done.returncode
    assert t.ok([t.steno, "export", "-f", "raw", path]) == output
    found = info(t, path)
    assert (found["state"], found["exit"], found["pty"]) == ("complete", status, True), found
    t.ok([t.steno, "verify", "-q", path])


def on_terminal(data):
    """What a terminal makes of output."""
    return data.replace(b"\n", b"\r\n")


def hard_input():
    """All bytes, in many orders, and lines longer than the kernel's line buffer."""
    chance = random.Random(3)
    return (bytes(range(256)) * 3 + b"\n" + b"x" * 4095 + b"\n" + b"y" * 4096 + b"\n" + b"z" * 20000 + b"\n" +
            chance.randbytes(60_000) + b"\r\n\r\r\n\x04\x04\x04\n\x03\x1a\x1c\x11\x13\x16\x16\x7f\x15\x17\x12\x0f\xff\0\n")


def test_streams_of_every_kind(t):
    data = b"one\ntwo\n"
    (t.tmp / "file").write_bytes(data)
    script = "cat; echo end; exit 3"
    done, path = record(t, "sh", "-c", script, name="null.cast.zst")
    check(t, done, path, b"end\r\n", 3)
    done, path = record(t, "sh", "-c", script, name="pipe.cast.zst", input=data)
    check(t, done, path, b"one\r\ntwo\r\nend\r\n", 3)
    with open(t.tmp / "file", "rb") as file:
        done, path = record(t, "sh", "-c", script, name="file.cast.zst", stdin=file)
    check(t, done, path, b"one\r\ntwo\r\nend\r\n", 3)
    # closed: our own files must not take its place
    argv, path = argv_of(t, "sh", "-c", script, name="closed.cast.zst")
    done = t.run(["sh", "-c", 'exec "$@" <&-', "sh", *argv])
    check(t, done, path, b"end\r\n", 3)


def test_input_arrives_byte_by_byte(t):
    data = hard_input()
    for name, tail in (("line", b"\n"), ("open", b"end without a line feed"), ("piece", b"p" * 1024), ("none", b"")):
        done, path = record(t, "sh", "-c", f"cat >{t.tmp}/copy; echo copied", name=name + ".cast.zst", input=data + tail)
        check(t, done, path, b"copied\r\n")
        assert (t.tmp / "copy").read_bytes() == data + tail, name
        kept = data_of(t, path, "i")
        assert kept and data_of(t, path, "k") == []


def test_output_of_binary_input(t):
    data = hard_input()
    (t.tmp / "file").write_bytes(data)
    with open(t.tmp / "file", "rb") as file:
        done, path = record(t, "cat", stdin=file)
    check(t, done, path, on_terminal(data))
    done, path = record(t, "cat", t.tmp / "file", name="2.cast.zst")
    check(t, done, path, on_terminal(data))


def test_input_goes_to_each_reader_in_turn(t):
    done, path = record(t, "sh", "-c", "read a; echo first $a; read b; echo second $b; cat >/dev/null; cat; echo end",
                        input=b"1\n2\n3\n4\n")
    check(t, done, path, b"first 1\r\nsecond 2\r\nend\r\n")


def test_what_is_piped_into_a_shell_is_recorded(t):
    done, path = record(t, "bash", input=b"echo out; unheard=1\nexit 9\n")
    assert done.returncode == 9 and b"out\r\n" in done.stdout
    assert "".join(data_of(t, path, "i")) == "echo out; unheard=1\nexit 9\n"


def test_without_a_command_it_is_the_users_shell(t):
    folder = t.tmp / "steno" / "bin"
    folder.mkdir(parents=True)
    for name, output in (("sh", b"this one\r\n"), ("steno-shell", b"")):
        make_program(folder / name, "#!/bin/sh\necho this one\n")
        argv = [t.rec, t.tmp / f"{name}.cast.zst"]
        assert t.run(argv, env=t.env(SHELL=str(folder / name)), input=b"exit\n").stdout.startswith(output), name
        assert (info(t, argv[1])["command"] == str(folder / name)) == bool(output), name


def test_what_no_header_can_hold(t):
    """What was run is never too long for being recorded."""
    arguments = ["short", "\x01" * 100_000, "", "é" * 60_000, "end"]
    for argv, output in ((["sh", "-c", "echo $#; exit 4", "sh", *arguments], b"5\r\n"),
                         (["sh", "-c", "echo $0; exit 4", "\x02" * 130_000], on_terminal(b"\x02" * 130_000 + b"\n"))):
        done, path = record(t, *argv, name=f"{len(argv)}.cast.zst")
        check(t, done, path, output, 4)
        lines = t.ok([t.steno, "export", "-f", "cast3", path]).decode().splitlines()
        header = json.loads(lines[0])
        kept = header["steno"]["argv"]
        assert kept[:-1] == argv[:len(kept) - 1] and argv[len(kept) - 1].startswith(kept[-1]) and kept != argv, len(kept)
        assert " ".join(argv).startswith(header["command"])
        told = {}
        for text in data_of(t, path, "m"):
            number, at, piece = re.fullmatch(r"argument (\d+), byte (\d+): (.*)", text, re.S).groups()
            assert len(told.setdefault(int(number), "").encode()) == int(at)
            told[int(number)] += piece
        assert told == {n: argument for n, argument in enumerate(argv) if n >= len(kept) - 1}
    for option, text in (("-t", "x" * 1001), ("-l", "a=" + "x" * 17000)):
        assert record(t, "true", options=[option, text], name="none.cast.zst")[0].returncode == 2


def test_the_command_has_a_terminal(t):
    done, path = record(t, "sh", "-c", "tty; stty size; test -t 0 && test -t 1 && test -t 2 && echo three; tty </dev/tty")
    assert done.stdout.startswith(b"/dev/pts/") and b"\r\n24 80\r\nthree\r\n" in done.stdout, done.stdout
    assert (info(t, path)["cols"], info(t, path)["rows"]) == (80, 24)
    done, path = record(t, "stty", "size", options=["--size", "132x50"], name="2.cast.zst")
    check(t, done, path, b"50 132\r\n")
    assert (info(t, path)["cols"], info(t, path)["rows"]) == (132, 50)
    for wrong in ("80", "0x5", "80x", "axb", "80x24x1", "-1x5", "99999999x2"):
        done, path = record(t, "true", options=["--size", wrong], name="3.cast.zst")
        assert done.returncode == 2 and wrong.encode() in done.stderr and not path.exists(), wrong


def test_exit_status(t):
    (t.tmp / "plain").write_text("no program\n")
    for number, (command, status) in enumerate([(["true"], 0), (["sh", "-c", "exit 77"], 77),
                                                (["sh", "-c", "kill -9 $$"], 137)]):
        done, path = record(t, *command, name=f"{number}.cast.zst")
        check(t, done, path, b"", status)
    for command, status in (("/steno-test-nothing", 127), (t.tmp / "plain", 126)):
        done, path = record(t, command, name=f"{status}.cast.zst")
        assert done.returncode == status and b"can't run" in done.stderr and done.stdout == b""
        assert data_of(t, path, "x") == [str(status)]


def test_a_command_that_is_quicker_than_we(t):
    """It ends while we still set up: nobody hears of that later."""
    if t.asan:
        t.cannot("a leak check must trace its own process")
    t.need("strace")
    if t.run(["strace", "-o", "/dev/null", "true"]).returncode != 0:
        t.cannot("nobody may be traced here")
    slow = ["strace", "-o", "/dev/null", "-e", "inject=epoll_create1:delay_enter=300000"]
    argv, path = argv_of(t, "sh", "-c", "echo quick; exit 6")
    check(t, t.run([*slow, *argv]), path, b"quick\r\n", 6)
    done = t.run([*slow, t.shell, "-c", "echo quick; exit 6"], env=t.env())
    assert (done.returncode, done.stdout) == (6, b"quick\n"), done


def start(t, *argv, **kw):
    return patience(subprocess.Popen([str(a) for a in argv], env=t.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE, **kw))


def test_large_output_into_a_slow_pipe(t):
    argv, path = argv_of(t, "seq", "300000")
    with start(t, *argv) as recorder:
        got = bytearray(recorder.stdout.read(1))
        # the pipe is full and stays so until we go on
        until(lambda: any(size_of(p) > 4096 for p in t.tmp.glob("s.cast.zst.journal-*")))
        while piece := recorder.stdout.read(70001):
            got += piece
        assert recorder.wait() == 0
        assert recorder.stderr.read() == b""
    assert bytes(got) == b"".join(b"%d\r\n" % n for n in range(1, 300001))
    assert t.ok([t.steno, "export", "-f", "raw", path]) == bytes(got)


def test_stdout_that_is_closed_from_the_start(t):
    """The record is then the only place; nothing else may get what was meant for stdout."""
    for name, redirection in (("out", ">&-"), ("err", "2>&-"), ("all", "<&- >&- 2>&-")):
        argv, path = argv_of(t, "sh", "-c", "seq 1000; echo error >&2", name=name + ".cast.zst")
        done = t.run(["sh", "-c", f'exec "$@" {redirection}', "sh", *argv])
        assert done.returncode == 0 and done.stderr == b""
        expected = b"".join(b"%d\r\n" % n for n in range(1, 1001)) + b"error\r\n"
        assert done.stdout == (expected if name == "err" else b"")
        assert t.ok([t.steno, "export", "-f", "raw", path]) == expected
        t.ok([t.steno, "verify", "-q", path])


def test_a_reader_that_leaves_ends_the_command(t):
    """As `yes | head -1` ends: nobody sees the rest, and it would fill the disk."""
    argv, path = argv_of(t, "yes")
    done = t.run(["bash", "-c", '"$@" | head -1; echo ${PIPESTATUS[0]}', "bash", *argv])
    assert done.stdout == b"y\r\n129\n" and done.stderr == b"", done
    assert info(t, path)["state"] == "complete"


def test_signals_to_the_recorder(t):
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        argv, path = argv_of(t, "sh", "-c", "echo ready; exec sleep 1000", name=f"{number}.cast.zst")
        with start(t, *argv) as recorder:
            assert recorder.stdout.readline() == b"ready\r\n"
            recorder.send_signal(number)
            out, err = recorder.communicate()
        assert recorder.returncode == 128 + number and out == err == b"", (number, recorder.returncode, out, err)
        assert info(t, path)["state"] == "complete"


def test_inherited_files_and_environment(t):
    """The command gets what we were given, and nothing of ours."""
    read, low = os.pipe()
    # not 9 itself, which the shell below closes behind its copy; nor what the programs of other tests would inherit, and hold open
    write = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, 20)
    os.close(low)
    argv, path = argv_of(t, "sh", "-c", "echo through >&9; ls /proc/self/fd | tr '\\n' ' '; echo $KEPT $STENO_SESSION")
    # bash: dash takes a descriptor above 9 for a word
    shell = ["env", "KEPT=kept", "bash", "-c", f'exec "$@" 9>&{write} {write}>&-', "sh"]
    with start(t, *shell, *argv, pass_fds=[write]) as recorder:
        os.close(write)
        out, err = recorder.communicate()
    with os.fdopen(read, "rb") as pipe:
        assert pipe.read() == b"through\n"
    words = out.split()
    # 3 is the folder that ls itself reads
    assert words == [b"0", b"1", b"2", b"3", b"9", b"kept", info(t, path)["session"].encode()] and err == b"", (out, err)


def test_what_is_no_journal_keeps_nobody_waiting(t):
    """A pipe in its place, made by whoever owns the recording, for whoever reads it."""
    argv, path = argv_of(t, "sh", "-c", "echo ready; exec sleep 1000")
    with start(t, *argv) as recorder:
        assert recorder.stdout.readline() == b"ready\r\n"
        recorder.kill()
    (journal,) = t.tmp.glob("s.cast.zst.journal-*")
    os.mkfifo(t.tmp / "s.cast.zst.journal-00000001")
    assert t.run([t.steno, "cat", path]).stdout == b"ready\r\n"
    for verb in ("info", "verify", "recover"):
        assert t.run([t.steno, verb, path]).returncode in (0, 1), verb
    assert t.run([t.steno, "cat", path]).stdout == b"ready\r\n"


def test_a_name_that_acts_on_terminals(t):
    """Whoever looks after recordings gets to see the names that others gave them."""
    folder = t.tmp / "x\x1b[31m\u202e\n'\""
    folder.mkdir()
    path = folder / os.fsdecode(b"\xff\x9b2J.cast.zst")
    t.ok([t.rec, path, "--", "echo", "shown"])
    for verb in (["cat"], ["info"], ["info", "--json"], ["verify"], ["verify", "--json"], ["commands"], ["recover"], ["pack"], ["screen"], ["play"],
                 ["export", "-f", "md"], ["redact", "-n", "--from", "0", "--to", "1", "--reason", "x"], ["redact", "--from", "0", "--to", "1", "--reason", "x"],
                 ["hold", "--reason", "x"], ["import"], ["prove"]):
        done = t.run([t.steno, *verb, path])
        said = done.stdout + done.stderr
        # what is for programs has characters as they are
        assert said and not re.search(rb"\x1b|\x9b|\xff" + (b"" if "--json" in verb else rb"|\xe2\x80\xae"), said), (verb, done)


def test_nothing_runs_where_nothing_can_be_recorded(t):
    env = t.env()
    (t.tmp / "taken.cast.zst").write_text("")
    done, path = record(t, "touch", t.tmp / "ran", options=["--on-failure", "stop"], name="taken.cast.zst", env=env)
    assert done.returncode == 125 and b"taken.cast.zst" in done.stderr and path.read_bytes() == b""
    assert not (t.tmp / "ran").exists()


def test_told_to_end_when_the_command_has_and_others_hold_its_pipes(t):
    """Nobody else gets the signal, for the command's number may be another's; and it ends the waiting."""
    session = subprocess.Popen([t.shell, "-c", f"sleep 1000 & echo $! >{t.tmp}/sleeper; exit 3"],
                               env=t.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    sleeper = t.tmp / "sleeper"
    until(lambda: sleeper.exists() and sleeper.read_text().endswith("\n"), "the command")
    children = pathlib.Path(f"/proc/{session.pid}/task/{session.pid}/children")
    until(lambda: not children.read_text(), "the command's end")
    session.terminate()
    try:
        assert session.wait(PATIENCE) == 3
    finally:
        os.kill(int(sleeper.read_text()), signal.SIGKILL)
        session.kill()
        session.wait()
        session.stdout.close()
