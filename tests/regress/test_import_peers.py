"""
Recordings that the real peers make here are imported, and what comes out is what they play.
Each peer records the same short session in a PTY; their files are then also packed and cut.
"""

import fcntl
import gzip
import json
import os
import select
import shutil
import signal
import struct
import subprocess
import termios
import time

from human import PATIENCE, fork_terminal, until

# Resized in its middle, with text, escapes and an answer that is typed.
SESSION = (
    r"printf 'h\303\251llo \033[1mbold\033[0m\n'; sleep 0.3; read answer; "
    # the new size reaches us through the recorder, in its own time
    r'n=0; until [ "$(stty size)" = "40 120" ] || [ $n = 6000 ]; do n=$((n+1)); sleep 0.05; done; '
    r"echo got $answer; stty size"
)
# The same with bytes that are no UTF-8, for the peers that keep them.
BYTES = r"printf 'a\377\376b\360\237\n'; " + SESSION
TYPED = b"yes\n"


def wait_for(fd, child, seconds):
    """What the terminal shows until the child is gone."""
    shown = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                data = os.read(fd, 65536)
            except OSError:
                data = b""
            if not data:
                return shown, os.waitpid(child, 0)[1]
            shown += data
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError(f"the peer did not end; it showed {shown!r}")


def in_terminal(argv, folder, typed=b"", stdout=None):
    """Run in a terminal of 100x30 that becomes 120x40; returns what it shows, and the status."""
    child, fd = fork_terminal()
    if child == 0:
        try:
            # the size must be there when the recorder asks for it
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            if stdout is not None:
                os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT, 0o600), 1)
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", SHELL="/bin/sh")
            os.environ.pop("ASCIINEMA_REC", None)
            os.execvp(argv[0], [str(a) for a in argv])
        finally:
            os._exit(127)
    early = b""
    if typed:
        # it asks when it has set itself up; a peer that shows late must not hold the test up
        end = time.monotonic() + PATIENCE
        try:
            while b"bold" not in early and time.monotonic() < end and select.select([fd], [], [], PATIENCE)[0]:
                early += os.read(fd, 65536)
            fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.write(fd, typed)
        except OSError:
            pass  # it has ended already, and said why
    try:
        shown, status = wait_for(fd, child, PATIENCE)
        return early + shown, status
    finally:
        os.close(fd)


def need(t, *programs):
    for program in programs:
        if shutil.which(program) is None:
            t.cannot(f"{program} is not installed")


def import_raw(t, name, *options):
    """Import one file of t.tmp and return its output, or None and why it was refused."""
    out = t.tmp / f"{name}.imported.cast.zst"
    out.unlink(missing_ok=True)
    done = t.run([t.steno, "import", t.tmp / name, "-o", out, *options])
    if not out.exists():
        assert done.returncode != 0, "no output, and no failure either"
        assert done.stderr.strip(), "a failure without a message"
        return None, done.stderr
    raw = t.run([t.steno, "export", out, "--format", "raw"])
    assert raw.returncode == 0, raw.stderr
    return raw.stdout, done.stderr


def same(name, got, want):
    assert got is not None, f"{name} was refused"
    assert got == want, f"{name}: {got!r} is not {want!r}"


def check_packed(t, name, raw, *options):
    data = (t.tmp / name).read_bytes()
    (t.tmp / f"{name}.gz").write_bytes(gzip.compress(data))
    same(f"{name}.gz", import_raw(t, f"{name}.gz", *options)[0], raw)
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", t.tmp / name], check=True)
        same(f"{name}.zst", import_raw(t, f"{name}.zst", *options)[0], raw)


def check_cut(t, name, raw, places, *options):
    """Cut at each of these places: what comes out is how it began, and it only grows."""
    data = (t.tmp / name).read_bytes()
    before = 0
    for place in places:
        (t.tmp / "cut").write_bytes(data[:place])
        got, why = import_raw(t, "cut", *options)
        if got is None:
            assert before == 0, f"{name} cut at {place} was refused: {why!r}"
            continue
        assert raw.startswith(got), f"{name} cut at {place}: {got!r} is no beginning of {raw!r}"
        assert len(got) >= before, f"{name} cut at {place}: less than when it was cut before"
        before = len(got)


def line_places(data):
    """Each line's end, and its middle."""
    places, at = [], 0
    for line in data.splitlines(keepends=True):
        places += [at + len(line) // 2, at + len(line)]
        at += len(line)
    return sorted(set(places))


def test_asciinema(t):
    need(t, "asciinema")
    _, status = in_terminal(
        ["asciinema", "rec", "-q", "--stdin", "-c", SESSION, "a.cast"], t.tmp, TYPED
    )
    assert status == 0
    in_terminal(["asciinema", "cat", "a.cast"], t.tmp, stdout=t.tmp / "played")
    raw = (t.tmp / "played").read_bytes()
    assert b"got yes" in raw and b"40 120" in raw
    same("a.cast", import_raw(t, "a.cast")[0], raw)
    check_packed(t, "a.cast", raw)
    check_cut(t, "a.cast", raw, line_places((t.tmp / "a.cast").read_bytes()))


def test_ttyrec(t):
    need(t, "ttyrec", "ttyplay")
    in_terminal(["ttyrec", "-e", BYTES, "a.ttyrec"], t.tmp, TYPED)
    raw = t.run(["ttyplay", "-n", t.tmp / "a.ttyrec"]).stdout
    assert b"a\xff\xfeb" in raw and b"40 120" in raw
    same("a.ttyrec", import_raw(t, "a.ttyrec")[0], raw)
    check_packed(t, "a.ttyrec", raw)
    check_cut(t, "a.ttyrec", raw, range(1, (t.tmp / "a.ttyrec").stat().st_size, 7))


def record_script(t, *options):
    need(t, "script", "scriptreplay")
    in_terminal(["script", "-q", "-c", BYTES, *options], t.tmp, TYPED)


def played_script(t, timing, *logs):
    done = t.run(["scriptreplay", "-m", "0.001", "-T", t.tmp / timing, *logs])
    assert done.returncode == 0, done.stderr
    assert b"a\xff\xfeb" in done.stdout and b"40 120" in done.stdout
    # scriptreplay ends with a line feed of its own
    return done.stdout[:-1]


def test_script_classic(t):
    record_script(t, "-m", "classic", "-T", "s.timing", "-O", "s.out")
    raw = played_script(t, "s.timing", "-O", t.tmp / "s.out")
    same("s.out", import_raw(t, "s.out")[0], raw)
    same("s.timing", import_raw(t, "s.timing")[0], raw)
    (t.tmp / "s.timing").rename(t.tmp / "elsewhere")
    got, why = import_raw(t, "s.out")
    assert got is None and b"--timing" in why, why
    option = ["--timing", t.tmp / "elsewhere"]
    check_packed(t, "s.out", raw, *option)
    check_cut(t, "s.out", raw, line_places((t.tmp / "s.out").read_bytes()), *option)


def test_script_advanced(t):
    record_script(t, "-T", "s.tim", "-O", "s.out", "-I", "s.in")
    raw = played_script(t, "s.tim", "-O", t.tmp / "s.out")
    for name in ("s.tim", "s.out", "s.in"):
        same(name, import_raw(t, name)[0], raw)
    data = (t.tmp / "s.tim").read_bytes()
    before = 0
    for place in line_places(data):
        (t.tmp / "s.tim").write_bytes(data[:place])
        got, why = import_raw(t, "s.tim")
        assert got is None or raw.startswith(got), f"timing cut at {place}: {got!r}"
        assert got is not None or before == 0, f"timing cut at {place} was refused: {why!r}"
        before = len(got or b"")
    assert before == len(raw)


def test_script_both_in_one(t):
    record_script(t, "-T", "s.tim", "-B", "s.io")
    raw = played_script(t, "s.tim", "-x", "out", "-B", t.tmp / "s.io")
    same("s.tim", import_raw(t, "s.tim")[0], raw)
    same("s.io", import_raw(t, "s.io")[0], raw)


def tlog_rec(t, *options):
    """tlog refuses to record where there is no utmp: then it gets one of its own."""
    argv = ["tlog-rec", "--writer=file", "--file-path=a.log", "--log-input=on", *options,
            "/bin/sh", "-c", BYTES]
    if not os.path.exists("/run/utmp"):
        need(t, "unshare")
        made = "mount -t tmpfs none /run && touch /run/utmp && exec \"$@\""
        argv = ["unshare", "-m" if os.geteuid() == 0 else "-mUr", "sh", "-c", made, "sh", *argv]
    shown, _ = in_terminal(argv, t.tmp, TYPED)
    if b"got yes" not in shown:
        t.cannot(f"tlog-rec does not record here: {shown[-200:]!r}")
    return shown


def test_tlog(t):
    need(t, "tlog-rec")
    # messages of many sizes; the last part of what it shows is its own
    for options in ([], ["--payload=40"], ["--latency=1"]):
        (t.tmp / "a.log").unlink(missing_ok=True)
        shown = tlog_rec(t, *options)
        raw, _ = import_raw(t, "a.log")
        assert raw is not None and b"a\xff\xfeb" in raw and b"40 120\r\n" in raw, raw
        # in canonical mode nothing is echoed before it was typed: what is shown is the record
        assert shown.startswith(raw), f"{raw!r} is not what was shown, {shown!r}"
        assert not shown[len(raw):].strip(), shown[len(raw):]
    check_packed(t, "a.log", raw)
    check_cut(t, "a.log", raw, line_places((t.tmp / "a.log").read_bytes()))


REFUSED = {
    "empty": (b"", b"empty"),
    "text": (b"some words\nand more\n", b"plain text"),
    "elf": (b"\x7fELF\x02\x01\x01" + bytes(9), b"ELF"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(20), b"PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(20), b"JPEG"),
    "pdf": (b"%PDF-1.7\n", b"PDF"),
    "json": (b'{"some": "thing"}\n', b"JSON"),
    "version": (b'{"version": 9, "width": 80, "height": 24}\n', b"version 9"),
    "binary": (bytes(range(255, 0, -1)), b"binary"),
    "text.gz": (gzip.compress(b"some words\n"), b"gzip of plain text"),
}


def test_refused(t):
    for name, (data, says) in REFUSED.items():
        (t.tmp / name).write_bytes(data)
        got, why = import_raw(t, name)
        assert got is None, f"{name} was imported"
        assert says in why, f"{name}: {why!r} lacks {says!r}"
        assert b"asciicast" in why, f"{name}: {why!r} does not say what is accepted"
    (t.tmp / "folder").mkdir()
    got, why = import_raw(t, "folder")
    assert got is None and b"directory" in why, why
    got, why = import_raw(t, "nothing")
    assert got is None and b"o such file" in why, why
    if os.geteuid() != 0:
        (t.tmp / "text").chmod(0)
        got, why = import_raw(t, "text")
        assert got is None and b"ermission denied" in why, why


def test_events_that_no_terminal_has(t):
    """Sizes that cannot be do not hide what follows, and an exit status is a number of JSON."""
    (t.tmp / "odd.cast").write_text(
        '{"version": 3, "term": {"cols": 80, "rows": 24}}\n[0.1, "o", "a"]\n[0, "r", "0x0"]\n[0, "r", "0x24"]\n'
        '[0, "r", "100000x3"]\n[0.1, "o", "b"]\n[0, "x", "007"]\n')
    assert import_raw(t, "odd.cast") == (b"ab", b"")
    assert json.loads(t.ok([t.steno, "info", "--json", t.tmp / "odd.cast"]))["exit"] == 7
    (t.tmp / "odd.cast").write_text('{"version": 2, "width": 80, "height": 24}\n[0.1, "o", "a"]\n[0.2, "r", "80x"]\n[0.3, "o", "b"]\n')
    got, why = import_raw(t, "odd.cast")
    assert got == b"a" and b"line 3 (at byte" in why, (got, why)


def test_a_mark_of_the_order_of_bytes(t):
    """Editors of other systems put it before text."""
    for name, text in (
            ("one.json", '{"version": 1, "width": 80, "height": 24, "duration": 1, "stdout": [[0.1, "a"], [0.2, "b"]]}\n'),
            ("two.cast", '{"version": 2, "width": 80, "height": 24}\n[0.1, "o", "a"]\n[0.2, "o", "b"]\n'),
            ("three.cast", '{"version": 3, "term": {"cols": 80, "rows": 24}}\n[0.1, "o", "a"]\n[0.1, "o", "b"]\n')):
        data = b"\xef\xbb\xbf" + text.encode()
        (t.tmp / name).write_bytes(data)
        (t.tmp / (name + ".gz")).write_bytes(gzip.compress(data))
        for path in (name, name + ".gz"):
            assert import_raw(t, path) == (b"ab", b""), path
            assert t.ok([t.steno, "screen", t.tmp / path, "--at", "0.15"]).strip() == b"a", path
    (t.tmp / "text").write_bytes(b"\xef\xbb\xbfplain\n")
    got, why = import_raw(t, "text")
    assert got is None and b"plain text" in why, why


def test_an_import_is_told_of(t):
    """Into a store that has no trail yet as into one that has: the first import begins it."""
    (t.tmp / "a.cast").write_text('{"version": 2, "width": 80, "height": 24, "timestamp": 1700000000}\n[0.1, "o", "a"]\n')
    for count in (1, 2):
        t.ok([t.steno, "import", t.tmp / "a.cast"])
        entries = [json.loads(line) for line in t.ok([t.steno, "log", "--json"]).splitlines()]
        assert sum(e["action"] == "session.imported" for e in entries) == count, entries
    t.ok([t.steno, "verify", "--all"])


def test_an_import_that_is_killed_leaves_nothing(t):
    with open(t.tmp / "big.cast", "w") as out:
        out.write('{"version": 2, "width": 80, "height": 24, "timestamp": 1700000000}\n')
        for number in range(40000):
            out.write(json.dumps([number / 100, "o", f"{number:x}" * 200]) + "\n")
    last = f"{number:x}".encode() * 200

    def whole():
        found = list(t.home.rglob("*.cast.zst"))
        return found and t.run([t.steno, "verify", "-q", *found]).returncode == 0 and t.run([t.steno, "cat", *found]).stdout.endswith(last)

    def kill_one():
        """False: it was done before we looked, or before the signal came."""
        importing = subprocess.Popen([t.build / "archive" / "steno-cast", "import", t.tmp / "big.cast"], env=t.env(),
                                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        # its file has no name: what is open tells that it is being written
        until(lambda: importing.poll() is not None or any(".local/share/steno" in path for path in opened(importing.pid)),
              "the file that is written")
        importing.kill()
        return importing.wait() == -signal.SIGKILL and not whole()

    late = 0
    while not kill_one():
        late += 1
        (t.home / ".local").rename(t.tmp / f"too late {late}")
    assert [p for p in t.home.rglob("*") if p.is_file()] == []


def opened(pid):
    """The paths behind a process's descriptors."""
    found = []
    try:
        names = os.listdir(f"/proc/{pid}/fd")
    except OSError:
        return found  # it has just ended
    for name in names:
        try:
            found.append(os.readlink(f"/proc/{pid}/fd/{name}"))
        except OSError:
            pass
    return found
