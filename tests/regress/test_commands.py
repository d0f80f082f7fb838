"""steno commands: what it prints, of which recordings, and what becomes of it when a recording kills its worker."""
import gzip
import json
import os
import pathlib
import re
import signal
import subprocess

from human import PATIENCE, Human, until

OPENS, CLOSES = "\x1b[?2004h", "\r\n\x1b[?2004l\r"
# what no program of ours writes by itself; the shim below knows it
POISON = "\x1b[998`"

FIELDS = ["seq", "at", "when", "text", "kind", "program", "depth", "grade", "reasons", "exit", "duration", "cwd",
          "event", "output_from", "output_to", "bytes"]

# libvterm with a hole: what it does at the poison is what a hostile recording might make it do
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static size_t (*next)(void *, const char *, size_t);
static const char *deed;

__attribute__((constructor)) static void
find(void)
{
	deed = getenv("SHIM_DEED");
	next = (size_t (*)(void *, const char *, size_t))dlsym(RTLD_NEXT, "vterm_input_write");
}

size_t
vterm_input_write(void *vterm, const char *bytes, size_t len)
{
	volatile int turn = 1;

	if (memmem(bytes, len, "\x1b[998`", 6) != NULL) {
		if (strcmp(deed, "segv") == 0)
			*(volatile int *)(turn - 1) = 1;
		else if (strcmp(deed, "abort") == 0)
			abort();
		else if (strcmp(deed, "open") == 0)
			open("/etc/shadow", O_RDONLY);
		else if (strcmp(deed, "socket") == 0)
			socket(AF_INET, SOCK_STREAM, 0);
		else if (strcmp(deed, "exec") == 0)
			execl("/bin/sh", "sh", NULL);
		else if (strcmp(deed, "garbage") == 0)
			turn = (int)write(1, "garbage, and more garbage", 25);
		else if (strcmp(deed, "exit") == 0)
			_exit(0);
		/* here it goes no further, so that it is known where it is stopped */
		while (strcmp(deed, "loop") == 0 || strcmp(deed, "garbage") == 0)
			turn++;
	}
	return next(vterm, bytes, len);
}
"""


def session(*commands, keys=True):
    """Events of a bash that is given commands, each with what it prints."""
    events = [["o", OPENS + "host$ "]] if keys else [["o", "host$ "]]
    for text, output in commands:
        if keys:
            events += [["i", text], ["o", text], ["i", "\r"], ["o", CLOSES], ["o", output + OPENS + "host$ "]]
        else:
            events += [["o", text], ["o", "\r\n"], ["o", output + "host$ "]]
    return events


def write_cast(path, events, version=3, **header):
    first = {"version": 3, "term": {"cols": 80, "rows": 24}} if version == 3 else \
        {"version": 2, "width": 80, "height": 24}
    lines = [{**first, "timestamp": 1000, "env": {"SHELL": "/bin/bash"}, **header}]
    for n, event in enumerate(events, 1):
        lines.append([0.1 if version == 3 else n / 10, *event])
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def commands(t, *args, **kw):
    return t.run([t.steno, "commands", *args], **kw)


def objects(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def texts(done):
    return [one["text"] for one in objects(done)]


def test_the_table(t):
    path = write_cast(t.tmp / "a.cast", session(("ls -l", "total 0\r\n"), ("echo hi", "hi\r\n")))
    done = commands(t, path)
    assert done.returncode == 0 and done.stderr == b"", done
    rows = [line.split(None, 4) for line in done.stdout.decode().splitlines()]
    assert [(row[0], row[4]) for row in rows] == [("1", "ls -l"), ("2", "echo hi")], rows
    assert all(re.fullmatch(r"0:00:0\d\.\d{3}", row[1]) for row in rows), rows


def test_json(t):
    path = write_cast(t.tmp / "a.cast", session(("ls -l", "total 0\r\n"), ("echo hi", "hi\r\n")))
    done = commands(t, "--json", path)
    assert done.returncode == 0 and done.stderr == b"", done
    found = objects(done)
    assert [list(one) for one in found] == [FIELDS] * 2
    first, second = found
    assert (first["seq"], first["text"], first["kind"], first["program"]) == (1, "ls -l", "command", "bash")
    assert first["grade"] == "C" and {"key", "bracket", "screen"} <= set(first["reasons"])
    assert first["when"] == 1000 + first["at"] and first["exit"] is None and first["cwd"] is None
    assert first["event"] == 3 and first["output_to"] >= first["output_from"] and first["depth"] == 0
    assert (second["seq"], second["text"]) == (2, "echo hi") and second["event"] == 8
    assert commands(t, "-j", path).stdout == done.stdout


def test_a_session_of_ours(t):
    path = t.tmp / "s.cast.zst"
    human = Human([t.rec, "-q", path, "--", "bash", "--norc", "--noprofile"], t.env(PS1="here$ "))
    at = human.see(r"here\$ ")
    human.type("echo fi''rst\r")
    at = human.see(r"first\r\n.*here\$ ", at)
    human.type("echo sec''nd\x1b[D\x1b[Do\r")
    human.see(r"second\r\n.*here\$ ", at)
    human.type("\x04")
    assert human.wait() == 0
    found = objects(commands(t, "--json", path))
    assert [one["text"] for one in found] == ["echo fi''rst", "echo sec''ond"], found
    assert all(one["grade"] == "B" and {"kernel", "bracket", "key"} <= set(one["reasons"]) for one in found), found
    assert all(one["program"] == "bash" and one["output_to"] > one["event"] for one in found), found


def test_a_session_without_a_terminal(t):
    """A job of cron: the recorder started it itself."""
    path = t.tmp / "job.cast.zst"
    t.ok([t.rec, "-q", path, "--", "seq", "3"], stdin=subprocess.DEVNULL)
    (said,) = objects(commands(t, "--json", path))
    assert (said["text"], said["exit"], said["grade"]) == ("seq 3", 0, "A"), said


def test_nothing_acts_on_the_terminal(t):
    evil = "echo '\x1b]0;title\x07'\x1b[31mred\x1b[0m \x9b2J \u202eabc\u200b \x85x"
    path = write_cast(t.tmp / "a\x1b[31m\u202e.cast", session((evil, "\x1b[2Jgone\r\n"), ("true", "")))
    missing = t.tmp / "no\x1b[31m"
    for args in (["--replies", path], ["--json", path], ["--replies", path, path], ["--json", path, path],
                 [path, missing]):
        done = commands(t, *args)
        assert b"true" in done.stdout
        for out in (done.stdout.decode(), done.stderr.decode()):
            bad = [c for c in out if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0]
            assert not bad, (args, bad)
            if "--json" not in args:
                assert "\u202e" not in out and "\u200b" not in out, args


def test_foreign_formats(t):
    events = session(("ls -l", "total 0\r\n"), ("echo hi", "hi\r\n"), keys=False)
    cast2 = write_cast(t.tmp / "2.cast", events, version=2)
    packed = t.tmp / "2.cast.gz"
    packed.write_bytes(gzip.compress(cast2.read_bytes()))
    cast1 = t.tmp / "1.json"
    cast1.write_text(json.dumps({"version": 1, "width": 80, "height": 24, "duration": 1, "command": "/bin/bash",
                                 "title": "", "env": {}, "stdout": [[0.1, text] for _, text in events]}))
    ttyrec = t.tmp / "x.ttyrec"
    ttyrec.write_bytes(b"".join(
        (1000 + n).to_bytes(4, "little") + bytes(4) + len(text).to_bytes(4, "little") + text.encode()
        for n, (_, text) in enumerate(events)))
    script, timing = t.tmp / "x.script", t.tmp / "x.timing"
    script.write_text("Script started on 2026-01-01 00:00:00+00:00 [TERM=\"xterm\"]\n" +
                      "".join(text for _, text in events), newline="")
    timing.write_text("".join(f"0.100000 {len(text.encode())}\n" for _, text in events))
    for args in ([cast2], [packed], [cast1], [ttyrec], ["--timing", timing, script]):
        done = commands(t, "--json", *args)
        assert done.returncode == 0, (args, done)
        assert texts(done) == ["ls -l", "echo hi"], (args, done)
        assert all("no-input" in one["reasons"] for one in objects(done))


def test_what_cannot_be_read(t):
    good = write_cast(t.tmp / "good.cast", session(("ls", "")))
    noise = t.tmp / "noise"
    noise.write_bytes(bytes(range(256)) * 8)
    missing = t.tmp / "missing"
    for bad in (missing, noise, t.tmp):
        done = commands(t, bad)
        assert done.returncode == 3 and done.stdout == b"" and done.stderr.startswith(b"steno commands: "), done
        done = commands(t, "--json", bad, good)
        assert done.returncode == 3 and texts(done) == ["ls"], done


def test_usage(t):
    good = write_cast(t.tmp / "good.cast", session(("ls", "")))
    for args in ([], ["--no-such-option", good], ["--timing", good, good, good]):
        done = commands(t, *args)
        assert done.returncode == 2 and done.stdout == b"" and b'"steno commands --help"' in done.stderr, done


def test_several_recordings(t):
    a = write_cast(t.tmp / "a.cast", session(("ls", "x\r\n")))
    b = write_cast(t.tmp / "b.cast", session(("date", "Sat\r\n"), ("id", "0\r\n")))
    found = objects(commands(t, "--json", a, b))
    assert [list(one) for one in found] == [["file", *FIELDS]] * 3
    assert [(one["file"], one["seq"], one["text"]) for one in found] == \
        [(str(a), 1, "ls"), (str(b), 1, "date"), (str(b), 2, "id")]
    alone = commands(t, a).stdout.decode(), commands(t, b).stdout.decode()
    assert commands(t, a, b).stdout.decode() == f"{a}:\n{alone[0]}\n{b}:\n{alone[1]}"


def test_a_reader_that_has_seen_enough(t):
    path = write_cast(t.tmp / "a.cast", session(*[(f"echo {n}", "x" * 1000 + "\r\n") for n in range(2000)]))
    done = t.run(["sh", "-c", '"$0" commands --json "$1" | head -n 1', t.steno, path])
    assert texts(done) == ["echo 0"] and done.stderr == b"", done


def shimmed(t, deed):
    """An environment in which libvterm does the deed at the poison."""
    if t.asan:
        t.cannot("a preloaded library and AddressSanitizer do not go together")
    t.need("cc")
    shim = t.tmp / "shim.so"
    if not shim.exists():
        (t.tmp / "shim.c").write_text(SHIM)
        t.ok(["cc", "-O1", "-shared", "-fPIC", "-w", "-o", shim, t.tmp / "shim.c"])
    return t.env(LD_PRELOAD=str(shim), SHIM_DEED=deed)


def recordings(t):
    """One with the poison behind its second command, and one without."""
    bad = write_cast(t.tmp / "bad.cast", session(("ls", "x\r\n"), ("date", "Sat\r\n"), ("cat evil", POISON + "\r\n"),
                                                 ("after", "\r\n")))
    return bad, write_cast(t.tmp / "good.cast", session(("id", "0\r\n")))


def test_a_recording_that_kills_its_worker(t):
    said = {
        "segv": "was killed by signal 11 (Segmentation fault)",
        "abort": "was killed by signal 6 (Aborted)",
        "open": "was killed for a system call that it may not make",
        "socket": "was killed for a system call that it may not make",
        "exec": "was killed for a system call that it may not make",
        "garbage": "was stopped, for what it said can't be",
        "exit": "ended before its work was done, with status 0",
    }
    bad, good = recordings(t)
    assert texts(commands(t, "--json", bad)) == ["ls", "date", "cat evil", "after"]
    for deed, how in said.items():
        env = shimmed(t, deed)
        done = commands(t, "--json", bad, good, env=env)
        assert done.returncode == 1, (deed, done)
        found = [one["text"] for one in objects(done)]
        assert found[:2] == ["ls", "date"] and "after" not in found and found[-1] == "id", (deed, found)
        place = r"15 \(0:01\.600\)"
        assert re.fullmatch(rf"steno commands: {re.escape(str(bad))}: the worker that recovers its commands {re.escape(how)}, "
                            rf"at event {place}; what was found up to there is listed\n", done.stderr.decode()), (deed, done)
        # the recording that kills is the last one, and the only one
        assert commands(t, good, bad, env=env).returncode == 1
        assert commands(t, bad, env=env).returncode == 1
        assert commands(t, good, env=env).returncode == 0


def test_what_had_not_ended_is_listed_too(t):
    inner = [[code, text.replace("host$", "other$")] for code, text in session(("id", "0\r\n"), ("date", "Sat\r\n"))]
    bad = write_cast(t.tmp / "bad.cast", [*session(("ssh other", ""))[:-1], *inner, ["o", POISON]])
    good = write_cast(t.tmp / "good.cast", session(("ls", "")))
    done = commands(t, "--json", bad, good, env=shimmed(t, "segv"))
    assert done.returncode == 1 and b"(Segmentation fault)" in done.stderr, done
    found = [(one["file"], one["text"]) for one in objects(done)]
    assert found[:2] == [(str(bad), "ssh other"), (str(bad), "id")] and found[-1] == (str(good), "ls"), found


def test_a_worker_that_is_killed(t):
    bad, good = recordings(t)
    program = subprocess.Popen([t.steno, "commands", "--json", bad, good], env=shimmed(t, "loop"),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        # the worker turns round at the poison until it is killed; steno waits for it
        children = f"/proc/{program.pid}/task/{program.pid}/children"
        worker = int(until(lambda: open(children).read().split(), "the worker")[0])
        os.kill(worker, signal.SIGKILL)
        out, err = program.communicate(timeout=PATIENCE)
    finally:
        program.kill()
        program.wait()
    assert program.returncode == 1, (program.returncode, err)
    assert b"was killed by signal 9 (Killed)" in err and os.fsencode(bad) in err, err
    assert [json.loads(line)["text"] for line in out.splitlines()][-1] == "id", out


def test_a_worker_dies_with_its_parent(t):
    bad, _ = recordings(t)
    program = subprocess.Popen([t.steno, "commands", bad], env=shimmed(t, "loop"), stdout=subprocess.DEVNULL)
    children = f"/proc/{program.pid}/task/{program.pid}/children"
    worker = int(until(lambda: open(children).read().split(), "the worker")[0])
    program.kill()
    program.wait()

    def gone():
        try:
            with open(f"/proc/{worker}/stat") as stat:
                return stat.read().rsplit(")", 1)[1].split()[0] in "ZX"
        except FileNotFoundError:
            return True
    until(gone, "the worker's end")


def test_a_worker_has_nothing(t):
    """No descriptors but its pipes, no new privileges, a filter, and limits."""
    bad, _ = recordings(t)
    program = subprocess.Popen([t.steno, "commands", bad], env=shimmed(t, "loop"), stdout=subprocess.DEVNULL)
    try:
        children = f"/proc/{program.pid}/task/{program.pid}/children"
        worker = int(until(lambda: open(children).read().split(), "the worker")[0])

        def status():
            fields = dict(line.split(":", 1) for line in open(f"/proc/{worker}/status").read().splitlines())
            return fields if fields["Seccomp"].strip() == "2" else None
        fields = until(status, "the filter")
        assert fields["NoNewPrivs"].strip() == "1"
        try:
            links = [os.readlink(f"/proc/{worker}/fd/{n}") for n in sorted(os.listdir(f"/proc/{worker}/fd"))]
        except PermissionError:
            t.cannot("only root sees the descriptors of a process that can't be traced")
        assert len(links) == 2 and all(link.startswith("pipe:") for link in links), links
        limits = open(f"/proc/{worker}/limits").read()
        for name in ("Max open files", "Max file size", "Max core file size", "Max processes"):
            assert re.search(rf"^{name} +0 +0 ", limits, re.M), limits
        assert not re.search(r"^Max address space +unlimited", limits, re.M), limits
    finally:
        program.kill()
        program.wait()


def test_multiplexer_however_it_was_started(t):
    """It is known by what it does to its terminal: a script, another name or another machine may have started it."""
    recordings = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "recordings"
    for name in "half_bash_left_beside_a_log", "half_bash_left_lists", "lot_screen_takes_a_paste":
        recording = recordings / f"{name}.cast"
        wanted = texts(commands(t, "--json", recording))
        assert len(wanted) >= 4, wanted
        head, events = recording.read_text().split("\n", 1)
        for command in "sh start", "bash -c 'tmux attach'", "./work", "ssh -t web-1 tmux attach":
            other = pathlib.Path(t.tmp) / "other.cast"
            other.write_text(json.dumps(json.loads(head) | {"command": command}) + "\n" + events)
            assert texts(commands(t, "--json", other)) == wanted, (name, command, texts(commands(t, "--json", other)))
