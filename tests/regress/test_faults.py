"""A disk that fails at the n-th operation, for every n; a recorder killed at each; a power cut at each."""
import concurrent.futures
import errno
import fcntl
import json
import os
import shutil
import struct
import subprocess

from human import until

DATA = b"".join(b"line %06d of what the command says\r\n" % n for n in range(16000))


def prepare(t):
    if t.asan:
        t.cannot("a preloaded library and AddressSanitizer do not go together")
    t.need("cc")
    shim = t.tmp / "shim.so"
    t.ok(["cc", "-shared", "-fPIC", "-O1", "-o", shim, t.source / "tests/fault/shim.c", "-ldl"])
    (t.tmp / "data").write_bytes(DATA)
    # root breaks glass by default: here the policy is to hold for everyone
    (t.home / ".config/steno").mkdir(parents=True)
    (t.home / ".config/steno/steno.conf").write_text("[record]\nbreak-glass =\n")
    return shim


def record(t, shim, name, mode, at, policy="stop", pause=False, number=errno.EIO):
    """One session under the failing disk: its folder, what its caller got, its exit status and message."""
    folder = t.tmp / f"{name}-{at}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "disk").mkdir(parents=True)
    (folder / "shadow").mkdir()
    env = t.env(LD_PRELOAD=str(shim), FAULT_DIR=str(folder / "disk"), FAULT_MODE=mode, FAULT_AT=str(at),
                FAULT_LOG=str(folder / "log"), FAULT_SHADOW=str(folder / "shadow"), FAULT_ERRNO=str(number))
    # raw: the pty turns no line feed into two bytes, so that what comes out is DATA
    command = f"stty raw; cat {t.tmp}/data" + ("; sleep 1.2; cat " + f"{t.tmp}/data" if pause else "")
    done = t.run([t.rec, "--on-failure", policy, folder / "disk" / "s.cast.zst", "--",
                  "env", "-u", "LD_PRELOAD", "sh", "-c", command], env=env)
    return folder, done


def operations(t, shim, **kw):
    folder, done = record(t, shim, "count", "count", 0, **kw)
    assert done.returncode == 0 and done.stdout.startswith(DATA)
    lines = (folder / "log").read_text().splitlines()
    assert len(lines) > 20, lines
    return len(lines)


def at_each(t, shim, check, pause=False):
    """check(at) for every operation of a session; side by side, as most of each is waiting."""
    with concurrent.futures.ThreadPoolExecutor(16 if pause else 4) as pool:
        for future in [pool.submit(check, at) for at in range(1, operations(t, shim, pause=pause) + 1)]:
            future.result()


def recorded(t, cast):
    """What can be read of the recording, and its state."""
    if not cast.exists():
        return None, None
    shown = t.run([t.steno, "cat", cast])
    info = t.run([t.steno, "info", "--json", cast])
    return shown.stdout, json.loads(info.stdout)["state"] if info.stdout else None


def check_reads(t, folder, done, at, states):
    """Everything the caller saw is there, nothing else is, and recovery gives an intact recording."""
    cast = folder / "disk" / "s.cast.zst"
    text, state = recorded(t, cast)
    if text is None or state is None:
        assert done.stdout == b"", f"at {at}: {len(done.stdout)} bytes were shown and nothing recorded"
        return
    assert state in states, f"at {at}: {state}"
    assert text.startswith(done.stdout), f"at {at}: shown {len(done.stdout)}, recorded {len(text)}"
    assert (DATA + DATA).startswith(text), f"at {at}: recorded what was never said"
    t.ok([t.steno, "recover", "-q", cast])
    again, state = recorded(t, cast)
    assert again == text, f"at {at}: recovery changed what is read"
    verdict = json.loads(t.ok([t.steno, "verify", "--json", cast]))
    assert verdict["intact"] == "yes", f"at {at}: {verdict}"
    assert not list((folder / "disk").glob("*journal*")), f"at {at}: journals left"


def test_kill_at_every_operation(t):
    shim = prepare(t)

    def check(at):
        folder, done = record(t, shim, "kill", "kill", at)
        # two threads: the last operations may come in another order, and there be one fewer
        assert done.returncode in (-9, 0), f"at {at}: {done.returncode}"
        check_reads(t, folder, done, at, ("cut", "complete"))

    at_each(t, shim, check)


def test_disk_dies_and_policy_stops(t):
    shim = prepare(t)

    def check(at):
        number = errno.EIO if at % 2 else errno.ENOSPC
        folder, done = record(t, shim, "stop", "dead", at, number=number)
        if done.returncode == 0:
            # only what comes after the last byte was recorded can fail without a word
            text, _ = recorded(t, folder / "disk" / "s.cast.zst")
            assert text == DATA, at
            return
        assert done.returncode == 125, f"at {at}: {done.returncode} {done.stderr}"
        assert os.strerror(number).encode() in done.stderr, f"at {at}: {done.stderr}"
        check_reads(t, folder, done, at, ("cut", "complete"))

    at_each(t, shim, check)


def test_disk_dies_and_policy_continues(t):
    shim = prepare(t)

    def check(at):
        folder, done = record(t, shim, "continue", "dead", at, policy="continue", number=errno.ENOSPC)
        assert done.returncode == 0, f"at {at}: {done.returncode} {done.stderr}"
        assert done.stdout == DATA, f"at {at}: the session was not left alone"
        text, _ = recorded(t, folder / "disk" / "s.cast.zst")
        assert text is None or DATA.startswith(text), at

    at_each(t, shim, check)


def test_disk_fails_once_and_nothing_is_missing(t):
    shim = prepare(t)

    def check(at):
        folder, done = record(t, shim, "once", "once", at, policy="continue", pause=True)
        assert done.returncode == 0 and done.stdout == DATA + DATA, f"at {at}: {done.returncode}"
        cast = folder / "disk" / "s.cast.zst"
        text, state = recorded(t, cast)
        if text == DATA + DATA:
            check_reads(t, folder, done, at, ("cut", "complete"))
            return
        # the recording could not be begun at first: then it says how much it lacks
        events = [json.loads(line) for line in t.ok([t.steno, "export", cast]).splitlines()[1:]]
        lost = [json.loads(e[2]) for e in events if e[1] == "g"]
        assert (DATA + DATA).endswith(text), at
        assert sum(g["bytes"] for g in lost) == 2 * len(DATA) - len(text), at

    at_each(t, shim, check, pause=True)


def test_short_writes(t):
    shim = prepare(t)

    def check(at):
        folder, done = record(t, shim, "short", "short", at)
        assert done.returncode == 0 and done.stdout == DATA, at
        check_reads(t, folder, done, at, ("complete",))

    at_each(t, shim, check)


def test_power_cut_at_every_operation(t):
    """Unsynced writes and names are gone: what is left opens, verifies, and holds all that was synced."""
    shim = prepare(t)

    def check(at):
        folder, done = record(t, shim, "power", "kill", at, pause=True)
        shadow, left = folder / "shadow", folder / "left"
        names = set((shadow / "NAMES").read_text().split()) if (shadow / "NAMES").exists() else set()
        left.mkdir()
        for name in names - {".", ".."}:
            # a name that was synced without its bytes is an empty file
            (left / name).write_bytes((shadow / name).read_bytes() if (shadow / name).exists() else b"")
        cast = left / "s.cast.zst"
        synced = b"".join(p.read_bytes() for p in sorted(left.glob("*journal*")))
        if not cast.exists():
            return
        text, state = recorded(t, cast)
        if text is None or state is None:
            assert b'"o"' not in synced, f"at {at}: synced events can't be read"
            return
        assert (DATA + DATA).startswith(text), at
        t.ok([t.steno, "recover", "-q", cast])
        again, _ = recorded(t, cast)
        assert again == text, at
        assert json.loads(t.ok([t.steno, "verify", "--json", cast]))["intact"] == "yes", at
        for line in synced.splitlines():
            if line.startswith(b"[") and b',"o",' in line and line.endswith(b"]"):
                assert json.loads(line)[2].encode() in text, f"at {at}: a synced event is missing"

    at_each(t, shim, check, pause=True)


def test_remaking_is_killed_at_every_operation(t):
    """Packed or not, redacted or not, it is whole; and what the killed one left beside it, with all that stood in it, goes with the next."""
    shim = prepare(t)
    model = t.tmp / "model.cast.zst"
    t.ok([t.rec, model, "--", "cat", t.tmp / "data"])
    for name, argv in (("pack", ["pack", "-q", "--level", "1"]), ("redact", ["redact", "--from", "0", "--to", "1h", "--reason", "a test"])):
        def remake(mode, at):
            folder = t.tmp / f"{name}-{mode}-{at}"
            folder.mkdir()
            shutil.copy(model, folder / "s.cast.zst")
            env = t.env(LD_PRELOAD=str(shim), FAULT_DIR=str(folder), FAULT_MODE=mode, FAULT_AT=str(at), FAULT_LOG=str(t.tmp / f"{folder.name}.log"))
            return folder, t.run([t.steno, *argv, folder / "s.cast.zst"], env=env)

        folder, done = remake("count", 0)
        assert done.returncode == 0, done
        made = recorded(t, folder / "s.cast.zst")
        count = len((t.tmp / f"{folder.name}.log").read_text().splitlines())
        assert count > 5, count
        left = 0
        for mode in ("kill", "dead"):
            for at in range(1, count + 1):
                folder, done = remake(mode, at)
                assert done.returncode != 0 or mode == "dead", (name, at)
                cast = folder / "s.cast.zst"
                assert recorded(t, cast) in (made, recorded(t, model)), (name, mode, at)
                t.ok([t.steno, "verify", "-q", cast])
                left += len(list(folder.iterdir())) > 1
                t.ok([t.steno, *argv, cast])
                assert recorded(t, cast) == made and [p.name for p in folder.iterdir()] == [cast.name], (name, mode, at)
        assert left > 0, "nothing was left: this tested less than it says"


def test_what_was_remade_meanwhile_is_not_remade_by_who_came_too_late(t):
    """Who opened the file that another has replaced holds the lock of a file without a name, and that keeps nobody out."""
    if t.asan:
        t.cannot("a leak check must trace its own process")
    t.need("strace")
    if t.run(["strace", "-o", "/dev/null", "true"]).returncode != 0:
        t.cannot("nobody may be traced here")
    cast, other = t.tmp / "s.cast.zst", t.tmp / "other.cast.zst"
    t.ok([t.rec, cast, "--", "echo", "shown"])
    shutil.copy(cast, other)
    slow = subprocess.Popen(["strace", "-f", "-o", "/dev/null", "-e", "inject=fcntl:delay_enter=1500000", t.steno, "redact", "--from", "0", "--to", "1h",
                             "--reason", "a test", cast], env=t.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def has_opened():
        """The one that runs below strace."""
        for child in open(f"/proc/{slow.pid}/task/{slow.pid}/children").read().split():
            try:
                if str(cast) in [os.readlink(f"/proc/{child}/fd/{n}") for n in os.listdir(f"/proc/{child}/fd")]:
                    return True
            except OSError:
                pass
        return slow.poll() is not None
    until(has_opened, "the file to be opened")
    with other.open("r+b") as file:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
        other.rename(cast)
        said = slow.communicate()[1]
    # 0: it was done before the other came, whose file stands there now
    assert slow.returncode == 0 or b"in use" in said, (slow.returncode, said)
    assert t.ok([t.steno, "cat", cast]) == b"shown\r\n"
