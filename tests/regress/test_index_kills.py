"""steno index, killed: in the middle of taking sessions out, and while it follows sessions that go on."""
import concurrent.futures
import errno
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time

from human import PATIENCE, Human, until
from test_commands import session, write_cast
from test_faults import prepare
from test_index import archive, dump, index, rows

WORD = "xyzzyplugh"
POINTS = 60  # at most so many of the moments at which the disk is changed


def holds(folder):
    """Whether any byte of what goes stands in the index's files."""
    return any(WORD.encode() in path.read_bytes() for path in folder.iterdir())


def is_clean(path):
    db = sqlite3.connect(path)
    (left,) = db.execute("SELECT count(*) FROM unclean").fetchone()
    db.close()
    return left == 0


def recordings(t):
    """Some that stay, of which one shares its output with the one that goes."""
    folder = t.tmp / "casts"
    folder.mkdir()
    for n in range(5):
        write_cast(folder / f"{n}.cast", session((f"stays {n}", f"shared {n}\r\n"), ("ls", "\r\n")), timestamp=1_700_000_000 + n)
    gone = write_cast(t.tmp / "gone.cast", session((f"cat {WORD}1", f"{WORD}2 shown\r\n"), ("stays 1", "shared 1\r\n")),
                      timestamp=1_700_000_003)
    return folder, gone


def test_killed_in_the_middle_of_an_erasure(t):
    """At every write: the session is in the index or it is not, and when the next run has ended no byte of it is."""
    shim = prepare(t)
    folder, gone = recordings(t)
    assert index(t, folder).returncode == 0
    without = dump(t)
    assert index(t, gone).returncode == 0
    whole = dump(t)
    uuid = [row["uuid"] for row in rows(t, "session") if row["path"] == str(gone)][0]
    gone.unlink()

    def forget(name, mode, at):
        """The folder of an index from which it was being taken out."""
        disk = t.tmp / f"{name}-{at}"
        disk.mkdir()
        for path in t.tmp.glob("index.db*"):
            shutil.copy(path, disk / path.name)
        assert holds(disk)
        env = t.env(LD_PRELOAD=str(shim), FAULT_DIR=str(disk), FAULT_MODE=mode, FAULT_AT=str(at), FAULT_LOG=str(t.tmp / f"{name}-{at}.log"))
        done = t.run([t.build / "indexer/steno-index", "index", "-q", "-i", disk / "index.db", "--forget", uuid], env=env)
        assert done.returncode == (-signal.SIGKILL if mode == "kill" else 0), (at, done)
        return disk

    assert not holds(forget("count", "count", 0))
    count = len((t.tmp / "count-0.log").read_text().splitlines())
    assert count > 20, count

    def check(at):
        disk = forget("kill", "kill", at)
        name = f"kill-{at}/index.db"
        now = dump(t, name)
        assert now in (whole, without), (at, now)
        # whoever writes next finishes the rest
        t.ok([t.steno, "index", "-q", "-i", disk / "index.db", folder])
        if now == whole:
            t.ok([t.steno, "index", "-q", "-i", disk / "index.db", "--forget", uuid])
        assert dump(t, name) == without and not holds(disk), at
        # a SQLite that overwrites what it deletes holds nothing either, so ask whether the rest was seen to
        assert is_clean(disk / "index.db"), at
        shutil.rmtree(disk)
        return now == whole

    points = range(1, count + 1) if count <= POINTS else [1 + n * (count - 1) // (POINTS - 1) for n in range(POINTS)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(check, points))
    # both happened, and once it is out it stays out
    assert outcomes == sorted(outcomes, reverse=True) and len(set(outcomes)) == 2, outcomes


def test_a_disk_that_is_full(t):
    """From any write on: what is said to be in the index is in it, and the next run adds the rest."""
    shim = prepare(t)
    folder, gone = recordings(t)
    assert index(t, folder, gone).returncode == 0
    whole = dump(t)

    def fill(mode, at):
        disk = t.tmp / f"{mode}-{at}"
        disk.mkdir()
        env = t.env(LD_PRELOAD=str(shim), FAULT_DIR=str(disk), FAULT_MODE=mode, FAULT_AT=str(at), FAULT_ERRNO=str(errno.ENOSPC),
                    FAULT_LOG=str(t.tmp / f"{mode}-{at}.log"))
        return disk, t.run([t.build / "indexer/steno-index", "index", "-j1", "--json", "-i", disk / "index.db", folder, gone], env=env)

    fill("count", 0)
    count = len((t.tmp / "count-0.log").read_text().splitlines())
    assert count > 20, count
    failed = 0
    for at in range(1, count + 1, max(1, count // 40)):
        disk, done = fill("dead", at)
        # that the disk fails is written into a log, which the cage of a worker does not let through
        if b"a system call that it may not make" in done.stderr:
            continue
        failed += done.returncode == 3
        # who tidies, or closes, does without
        assert done.returncode in (0, 3) and (done.returncode == 0 or b"can't" in done.stderr or b"the index" in done.stderr), (at, done)
        added = json.loads(done.stdout)["indexed"] if done.stdout else 0
        there = t.run([t.steno, "sessions", "--count", "--index", disk / "index.db"]).stdout.strip() or b"0"
        assert int(there) == added, (at, there, done)
        t.ok([t.steno, "index", "-q", "-i", disk / "index.db", folder, gone])
        assert dump(t, f"dead-{at}/index.db") == whole, at
    assert failed > 5, (failed, count)


def test_no_room_for_what_was_read(t):
    folder = archive(t, 40, commands=30)
    assert t.run([t.steno, "index", "-q", "-i", t.tmp / "whole.db", folder]).returncode == 0

    # what makes a file larger fails
    t.need("prlimit")
    done = t.run(["env", "--ignore-signal=XFSZ", "prlimit", "--fsize=200000", t.steno, "index", "-i", t.tmp / "index.db", "--json", folder])
    assert done.returncode == 3 and b"can't write the index" in done.stderr, done
    there = t.run([t.steno, "sessions", "--count", "--index", t.tmp / "index.db"]).stdout
    assert json.loads(done.stdout)["indexed"] == int(there) < 40, (there, done)
    assert index(t, folder).returncode == 0 and dump(t) == dump(t, "whole.db")


def follow(t, env):
    return subprocess.Popen([t.steno, "index", "-q", "--follow", "-i", str(t.tmp / "index.db")], env=env, stderr=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, start_new_session=True)


def test_who_follows_is_killed(t):
    """Again and again, at any moment of sessions that go on: what is in the index in the end is what is in the recordings."""
    env = t.env()
    chance = random.Random(11)
    follower = follow(t, env)
    humans = [Human([t.rec, "-q", "--", "bash", "--norc", "-i"], env=env) for _ in range(2)]
    try:
        for human in humans:
            human.see(r"[$#] ")
        for n in range(12):
            at = [len(human.seen) for human in humans]
            for human in humans:
                human.type(f"echo round {n} $((40 + 2))\r")
            # not a wait for anything: the moment of a kill is as good as any
            time.sleep(chance.random() * 0.3)
            follower.send_signal(signal.SIGKILL)
            follower.wait()
            follower = follow(t, env)
            # nothing is typed ahead: what that looks like is a matter of moments
            for human, since in zip(humans, at):
                human.see(rf"round {n} 42\r\n.*[$#] ", since)
        for human in humans:
            human.type("exit\r")
            human.wait()
        # an index that every follower before the last left half made can't be read yet
        until(lambda: index(t, "--dump").returncode == 0 and [row["state"] for row in rows(t, "session")] == ["complete"] * 2,
              "the ends of both sessions")
    finally:
        follower.send_signal(signal.SIGTERM)
        ended = follower.wait(PATIENCE)
    # who has hardly begun does not know the signal yet
    assert ended in (0, -signal.SIGTERM), ended
    assert t.run([t.steno, "index", "-q", "-i", t.tmp / "whole.db"], env=env).returncode == 0
    assert dump(t) == dump(t, "whole.db")
    assert len([row for row in rows(t, "command") if row["text"].startswith("echo round")]) == 24
