"""Holds and pruning: what goes, what stays, what is said of it, and what a crash leaves."""
import concurrent.futures
import json
import os
import shutil
import signal
import subprocess

from human import until
from test_evidence import until_framed
from test_index_mutations import is_worked_off


def store(t):
    return t.home / ".local/share/steno"


def recordings(t):
    return {p.name[:36]: p for p in (store(t) / "sessions").glob("*/*.cast.zst") if ".part-" not in p.name}


def record(t, *args, command=("true",), code=0):
    """One session in the store: its id."""
    before = set(recordings(t))
    assert t.run([t.rec, "-q", *args, "--", *command]).returncode == code
    new = set(recordings(t)) - before
    assert len(new) == 1, new
    return new.pop()


def entries(t, *args):
    return [json.loads(line) for line in t.ok([t.steno, "log", "--json", *args]).splitlines()]


def prune(t, *args, code=0, beside_others=False):
    done = t.run([t.steno, "prune", "--json", *args])
    # whoever else is at the index may hold up the erasing of what was removed, which is said
    assert done.returncode == code or (beside_others and done.returncode == 4 and b'"follows":true' in done.stdout), done
    # what it says of an index that doesn't follow is of no session
    return {x["session"]: x for x in map(json.loads, done.stdout.splitlines()) if "session" in x}


def verify(t, *args):
    done = t.run([t.steno, "verify", "--json", *(args or ["--all"])])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {x["session"]: x for x in lines if "file" in x and "session" in x}


def configure(t, text):
    (t.home / ".config/steno").mkdir(parents=True, exist_ok=True)
    (t.home / ".config/steno/steno.conf").write_text("[retention]\n" + text)


def indexed(t):
    return {json.loads(x)["session"] for x in t.ok([t.steno, "sessions", "--json"]).splitlines()}


def traces(t, word):
    """In which files of the index these bytes are."""
    return [path.name for path in store(t).glob("index.db*") if path.is_file() and word in path.read_bytes()]


def test_nothing_goes_without_force(t):
    a = record(t, "-l", "scratch=1")
    b = record(t)
    plan = prune(t, "--label", "scratch")
    assert set(plan) == {a} and plan[a]["fate"] == "goes" and not plan[a]["removed"]
    table = t.ok([t.steno, "prune", "--older-than", "0s"]).decode()
    assert a in table and b in table and "would go" in table and "--force" in table
    assert set(recordings(t)) == {a, b} and not entries(t, "--action", "session.pruned")
    assert t.run([t.steno, "prune"]).returncode == 2
    assert {x["fate"] for x in prune(t, "-f", "-n", "--older-than", "0s").values()} == {"goes"}
    done = t.run([t.steno, "prune", "--older-than", "soon"])
    assert done.returncode == 2 and b"is no age" in done.stderr, done
    done = t.run([t.steno, "prune", "--max-size", "1X"])
    assert done.returncode == 2 and b"is no size" in done.stderr, done
    assert t.run([t.steno, "prune", "--failed", "--succeeded"]).returncode == 2
    assert t.run([t.steno, "prune", "--older-than", "1d", "--store", t.tmp / "none"]).returncode == 3
    assert t.run([t.steno, "prune", "nosuchsession"]).returncode == 3


def test_what_is_pruned_is_told_of_and_proofs_stay(t):
    a = record(t, command=("sh", "-c", "echo sesame; seq 100000"))
    b = record(t)
    t.ok([t.steno, "index", "-q"])
    assert indexed(t) == {a, b}
    # while somebody reads the index, what was in its file may stay there until the next who writes
    until(lambda: is_worked_off(store(t) / "index.db"), "the recorders' own indexing")
    assert traces(t, b"sesame")
    plan = prune(t, "-f", "--reason", "ticket 88", a)
    assert plan[a]["removed"] and set(recordings(t)) == {b}
    told, = entries(t, "--action", "session.pruned")
    assert told["session"] == a and told["detail"]["reason"].startswith("ticket 88; ") and told["detail"]["user"]
    assert told["detail"]["bytes"] == plan[a]["bytes"] and told["actor"]["name"]
    # its command line is gone from the trail, and the chain holds
    assert b"sesame" not in (store(t) / "trail/log.jsonl").read_bytes()
    status, said = verify(t)
    assert status == 0 and said[a]["complete"] == "pruned" and said[a]["finding"] is None
    assert indexed(t) == {b} and not traces(t, b"sesame")
    # what goes without an entry is missing
    recordings(t)[b].unlink()
    status, said = verify(t)
    assert status == 1 and said[b]["finding"]["kind"] == "missing" and said[a]["finding"] is None


READER = """
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, isolation_level=None)
db.execute("BEGIN")
print(db.execute("SELECT count(*) FROM session").fetchone()[0], flush=True)
sys.stdin.read()
"""


def test_what_is_pruned_while_somebody_reads_the_index(t):
    """Its bytes can't be overwritten yet: who prunes is told so, and by whom, and who tidies later overwrites them."""
    word = "qzxj7731vk"
    a = record(t, command=("sh", "-c", f"echo {word}; seq 1000"))
    b, c = record(t), record(t)
    t.ok([t.steno, "index", "-q"])
    until(lambda: is_worked_off(store(t) / "index.db"), "the recorders' own indexing")
    reader = subprocess.Popen(["python3", "-c", READER, store(t) / "index.db"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=t.env())
    assert reader.stdout.readline() == b"3\n"
    done = t.run([t.steno, "prune", "-f", "--json", a])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 4 and lines[0]["removed"], done
    assert lines[-1] == {"index": str((store(t) / "index.db").resolve()), "follows": True, "clean": False}, lines
    told = f"process {reader.pid} (python3"
    assert b"still in" in done.stderr and told.encode() in done.stderr and b'"steno index" overwrites them' in done.stderr, done
    # nobody finds it, and it is there
    assert indexed(t) == {b, c} and traces(t, word.encode())
    # a second who comes too early is told too, and leaves the log as large as it was
    log = store(t) / "index.db-wal"
    size = log.stat().st_size
    for argv in (["index", "-q"], ["prune", "-fq", b]):
        done = t.run([t.steno, *argv])
        assert done.returncode == 4 and told.encode() in done.stderr and done.stdout == b"", done
    assert traces(t, word.encode()) and log.stat().st_size - size < (store(t) / "index.db").stat().st_size
    reader.communicate()
    done = t.run([t.steno, "index", "-q"])
    assert done.returncode == 0 and done.stderr == b"", done
    assert not traces(t, word.encode()) and indexed(t) == {c}
    # what keeps no byte is no failure any more
    assert prune(t, "-f", "--older-than", "9d")[c]["fate"] == "stays"


def test_policies(t):
    ok = record(t, "-l", "task=ci")
    bad = record(t, command=("false",), code=1)
    big = record(t, command=("head", "-c", "300000", "/dev/urandom"))
    kept = record(t, "-l", "case=7")
    assert set(prune(t, "--failed")) == {bad} and set(prune(t, "--succeeded")) == {ok, big, kept}
    assert set(prune(t, "--user", "nobody-at-all")) == set()
    assert {s for s, x in prune(t, "--older-than", "1d").items() if x["fate"] == "goes"} == set()
    # the oldest go first, until the rest fits
    plan = prune(t, "--max-size", "300K")
    assert [s for s, x in plan.items() if x["fate"] == "goes"] == [ok, bad, big], plan
    configure(t, "labels = task=ci:0s case:keep\nmax-age = 1d\n")
    assert {s: x["fate"] for s, x in prune(t).items()} == {ok: "goes", bad: "stays", big: "stays", kept: "stays"}
    # what is configured to be kept is kept from options too
    assert {s for s, x in prune(t, "--older-than", "0s").items() if x["fate"] == "goes"} == {ok, bad, big}
    configure(t, "min-age = 1d\n")
    assert {x["fate"] for x in prune(t, "--older-than", "0s").values()} == {"stays"}
    configure(t, "labels = task=ci:soon\n")
    assert t.run([t.steno, "prune", "--older-than", "0s"]).returncode == 2
    configure(t, "no such line\n")
    assert t.run([t.steno, "prune", "-f", "--older-than", "0s"]).returncode == 3
    assert len(recordings(t)) == 4


def test_a_hold_beats_every_policy(t):
    a, b = record(t), record(t)
    assert t.run([t.steno, "hold", a]).returncode == 2
    t.ok([t.steno, "hold", "--reason", "case 7\x1b[31m", a[:13] if b[:13] != a[:13] else a])
    held, = [json.loads(x) for x in t.ok([t.steno, "hold", "--list", "--json"]).splitlines()]
    assert held["session"] == a and held["reason"] == "case 7\x1b[31m" and held["by"] and held["there"]
    shown = t.ok([t.steno, "hold", "--list"])
    assert b"case 7" in shown and b"\x1b" not in shown
    plan = prune(t, "-f", "--older-than", "0s")
    assert plan[a]["fate"] == "held" and plan[b]["removed"] and set(recordings(t)) == {a}
    plan = prune(t, "-f", a)
    assert plan[a]["fate"] == "held" and set(recordings(t)) == {a}
    # removed by hand: held is no excuse
    kept = recordings(t)[a].read_bytes()
    path = recordings(t)[a]
    path.unlink()
    status, said = verify(t)
    assert status == 1 and "held" in said[a]["finding"]["what"]
    path.write_bytes(kept)
    assert t.run([t.steno, "hold", "--release", "--reason", "x", "01" + a[2:-1] + ("0" if a[-1] != "0" else "1")]).returncode == 1
    t.ok([t.steno, "hold", "--release", "--reason", "case closed", a])
    assert t.ok([t.steno, "hold", "--list", "--json"]) == b""
    assert prune(t, "-f", a)[a]["removed"]
    assert [e["action"] for e in entries(t, "--session", a) if not e.get("erased")][-3:] == \
        ["session.held", "session.released", "session.pruned"]
    assert verify(t)[0] == 0


def test_what_is_not_closed_stays(t):
    whole = record(t)
    with subprocess.Popen([t.rec, "-q", "--", "sh", "-c", "echo here; exec sleep 1000"], env=t.env(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE) as recorder:
        assert b"here" in recorder.stdout.readline()
        live, = until(lambda: set(recordings(t)) - {whole}, "the recording")
        plan = prune(t, "-f", "--older-than", "0s")
        assert plan[live]["fate"] == "live" and plan[whole]["removed"]
        # what is being recorded can be held
        t.ok([t.steno, "hold", "-q", "--reason", "watch", live])
        t.ok([t.steno, "hold", "-q", "--release", "--reason", "seen", live])
        recorder.send_signal(signal.SIGKILL)
        recorder.wait()
    assert prune(t, "-f", "--older-than", "0s", code=1)[live]["fate"] == "cut"
    t.ok([t.steno, "recover", "-q"])
    assert prune(t, "-f", "--older-than", "0s")[live]["removed"] and verify(t)[0] == 0


def test_what_does_not_verify_stays(t):
    a, b = record(t, command=("seq", "30000")), record(t)
    path = recordings(t)[a]
    data = bytearray(path.read_bytes())
    shutil.copy(recordings(t)[b], path)
    plan = prune(t, "-f", "--older-than", "0s", code=1)
    assert plan[a]["fate"] in ("does not verify", "foreign") and plan[b]["removed"] and path.exists()
    path.write_bytes(data[:len(data) // 2])
    assert prune(t, "-f", "--older-than", "0s", code=1)[a]["fate"] in ("cut", "does not verify", "unreadable")
    path.write_bytes(data)
    log = store(t) / "trail/log.jsonl"
    text = log.read_bytes()
    log.write_bytes(text.replace(b'"session.started"', b'"session.sterted"', 1))
    done = t.run([t.steno, "prune", "-f", "--older-than", "0s"])
    assert done.returncode == 1 and b"does not verify" in done.stderr and path.exists()
    log.write_bytes(text)
    assert prune(t, "-f", "--older-than", "0s")[a]["removed"]


def test_archived_first(t):
    a = record(t, command=("seq", "100000"))
    archive = t.tmp / "archive"
    for force in ([], ["-f"]):
        done = t.run([t.steno, "prune", *force, "--older-than", "0s", "--archive", archive])
        assert done.returncode == 3 and b"nothing is removed" in done.stderr, done
    archive.mkdir()
    source = recordings(t)[a]
    kept = source.read_bytes()
    copy = archive / "sessions" / source.parent.name / source.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(kept[:-1] + b"x")
    assert "another file" in prune(t, "-f", "--older-than", "0s", "--archive", archive, code=1)[a]["why"]
    assert source.exists() and not entries(t, "--action", "session.pruned")
    copy.unlink()
    configure(t, f"archive = {archive}\n")
    assert prune(t, "-f", "--older-than", "0s")[a]["removed"] and copy.read_bytes() == kept
    assert entries(t, "--action", "session.pruned")[0]["detail"]["archive"] == str(archive)
    assert verify(t)[0] == 0 and verify(t, copy)[0] == 0


def test_an_archive_is_another_place(t):
    a = record(t)
    kept = recordings(t)[a].read_bytes()
    (store(t) / "inner").mkdir()
    (t.tmp / "link").symlink_to(store(t))
    for archive in (store(t), store(t) / "sessions", store(t) / "inner", t.tmp / "link"):
        done = t.run([t.steno, "prune", "-f", "--older-than", "0s", "--archive", archive])
        assert done.returncode == 2 and b"lies in the store" in done.stderr, done
    (t.tmp / "archive").mkdir()
    (t.tmp / "archive/sessions").symlink_to(store(t) / "sessions")
    plan = prune(t, "-f", "--older-than", "0s", "--archive", t.tmp / "archive", code=1)
    assert plan[a]["fate"] == "failed" and "itself" in plan[a]["why"]
    assert recordings(t)[a].read_bytes() == kept and not entries(t, "--action", "session.pruned")


def test_no_room_in_the_archive(t):
    if os.geteuid() != 0 or not shutil.which("mount"):
        t.cannot("only root makes a small file system")
    a = record(t, command=("head", "-c", "300000", "/dev/urandom"))
    archive = t.tmp / "archive"
    archive.mkdir()
    if t.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", archive]).returncode != 0:
        t.cannot("no file system can be mounted here")
    try:
        plan = prune(t, "-f", "--older-than", "0s", "--archive", archive, code=1)
        assert plan[a]["fate"] == "failed" and "No space" in plan[a]["why"], plan
        assert not [p for p in archive.rglob("*") if p.is_file()]
    finally:
        t.ok(["umount", archive])
    assert a in recordings(t) and not entries(t, "--action", "session.pruned") and verify(t)[0] == 0
    assert prune(t, "-f", "--older-than", "0s", "--archive", archive)[a]["removed"]


def test_what_was_put_back(t):
    a = record(t)
    (t.tmp / "archive").mkdir()
    path = recordings(t)[a]
    assert prune(t, "-f", "--older-than", "0s", "--archive", t.tmp / "archive")[a]["removed"]
    copy, = (t.tmp / "archive").rglob("*.cast.zst")
    shutil.copy(copy, path)
    assert verify(t)[0] == 0
    # it is judged as any other: nothing was begun that is to be finished
    assert prune(t, "-f", "--older-than", "1d")[a]["fate"] == "stays" and path.exists()
    t.ok([t.steno, "hold", "-q", "--reason", "looked at again", a])
    assert prune(t, "-f", "--older-than", "0s")[a]["fate"] == "held" and path.exists()
    t.ok([t.steno, "hold", "-q", "--release", "--reason", "seen", a])
    assert prune(t, "-f", "--older-than", "0s", "--reason", "again")[a]["removed"]
    assert len(entries(t, "--action", "session.pruned")) == 2 and verify(t)[0] == 0


def test_links_are_not_the_store_s(t):
    a = record(t)
    path = recordings(t)[a]
    path.rename(t.tmp / "kept")
    path.symlink_to(t.tmp / "kept")
    plan = prune(t, "-f", "--older-than", "0s", code=1)
    assert plan[a]["fate"] == "unreadable" and "link" in plan[a]["why"]
    assert path.is_symlink() and (t.tmp / "kept").exists()


def test_many_at_once(t):
    names = {record(t) for _ in range(6)}

    def one(_):
        return prune(t, "-f", "--older-than", "0s", beside_others=True)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        plans = list(pool.map(one, range(4)))
    fates = [(s, x["fate"], x["removed"]) for plan in plans for s, x in plan.items()]
    assert {f for _, f, removed in fates if not removed} <= {"gone"}, fates
    assert sorted(s for s, _, removed in fates if removed) == sorted(names), fates
    assert len(entries(t, "--action", "session.pruned")) == 6 and not recordings(t) and verify(t)[0] == 0
    # and the next who writes finds nobody in the way
    t.ok([t.steno, "index"])


CLOCK = """#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *out)
{
	static int (*real)(clockid_t, struct timespec *);
	int r;

	if (!real)
		real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
	r = real(id, out);
	if (id == CLOCK_REALTIME)
		out->tv_sec += atol(getenv("CLOCK_STEP"));
	return r;
}
"""


def test_a_clock_that_is_wrong(t):
    if t.asan:
        t.cannot("a preloaded library and AddressSanitizer do not go together")
    t.need("cc")
    (t.tmp / "clock.c").write_text(CLOCK)
    t.ok(["cc", "-shared", "-fPIC", "-o", t.tmp / "clock.so", t.tmp / "clock.c", "-ldl"])
    years = 365 * 86400

    def env(step):
        return t.env(LD_PRELOAD=str(t.tmp / "clock.so"), CLOCK_STEP=str(step))

    def recorded(step):
        before = set(recordings(t))
        t.ok([t.rec, "-q", "--", "true"], env=env(step))
        return (set(recordings(t)) - before).pop()

    old = recorded(-3 * years)
    new = recorded(0)
    # a machine that came up in another century: the log knows better
    lost = recorded(-30 * years)
    plan = prune(t, "--older-than", "365d")
    assert {s: x["fate"] for s, x in plan.items()} == {old: "goes", new: "stays", lost: "stays"}, plan
    # an entry from the future makes nothing younger
    ahead = recorded(50 * years)
    after = recorded(-2 * years)
    plan = prune(t, "--older-than", "365d")
    assert {s for s, x in plan.items() if x["fate"] == "goes"} == {old}, (plan, ahead, after)
    # the oldest are the oldest by that order too
    size = sum(p.stat().st_size for p in recordings(t).values())
    plan = prune(t, "--max-size", str(size - 1))
    assert [s for s, x in plan.items() if x["fate"] == "goes"] == [old], plan
    # set back now: what is younger than the clock stays
    done = t.run([t.steno, "prune", "--json", "-f", "--older-than", "1d"], env=env(-4 * years))
    left = {x["session"]: x["why"] for x in map(json.loads, done.stdout.splitlines()) if "session" in x and not x["removed"]}
    assert done.returncode == 0 and set(left) >= {old, new, ahead, after} and "clock" in left[new], left


def test_a_hold_between_plan_and_deed(t):
    a, b = record(t), record(t)
    assert {x["fate"] for x in prune(t, "--older-than", "0s").values()} == {"goes"}
    t.ok([t.steno, "hold", "-q", "--reason", "just now", a])
    plan = prune(t, "-f", "--older-than", "0s")
    assert plan[a]["fate"] == "held" and plan[b]["removed"] and set(recordings(t)) == {a}


def test_parts_go_together(t):
    configure(t, "")
    (t.home / ".config/steno/steno.conf").write_text("[record]\nrotate-size = 1K\n")
    a = record(t, command=("sh", "-c", f"for i in 1 2 3; do head -c 400000 /dev/urandom; {until_framed(store(t))}; done"))
    parts = list((store(t) / "sessions").glob(f"*/{a}*"))
    assert len(parts) > 1, parts
    # as a packing leaves a copy that loses its power
    shutil.copy(parts[1], f"{parts[1]}.steno-new")
    assert prune(t, "-f", a)[a]["removed"]
    assert not list((store(t) / "sessions").glob(f"*/{a}*")) and verify(t)[0] == 0


def test_killed_at_every_step(t):
    """Whatever step is the last: no hole without a reason, and the next run finishes it."""
    if t.asan:
        t.cannot("a preloaded library and AddressSanitizer do not go together")
    t.need("cc")
    shim = t.tmp / "shim.so"
    t.ok(["cc", "-shared", "-fPIC", "-O1", "-o", shim, t.source / "tests/fault/shim.c", "-ldl"])
    (t.home / ".config/steno").mkdir(parents=True)
    # the recorders' own indexing would go on while the store is moved
    (t.home / ".config/steno/steno.conf").write_text("[record]\nrotate-size = 1K\nindex = no\n")
    a = record(t, command=("sh", "-c", f"echo sesame; for i in 1 2; do head -c 300000 /dev/urandom; {until_framed(store(t))}; done"))
    b = record(t)
    t.ok([t.steno, "index", "-q"])
    model = t.tmp / "model"
    shutil.move(store(t), model)

    def attempt(at, mode):
        folder = t.tmp / f"run-{at}"
        (folder / "archive").mkdir(parents=True)
        shutil.copytree(model, folder / "steno")
        env = t.env(LD_PRELOAD=str(shim), FAULT_DIR=str(folder), FAULT_MODE=mode, FAULT_AT=str(at), FAULT_LOG=str(folder / "log"),
                    XDG_DATA_HOME=str(folder))
        done = t.run([t.steno, "prune", "-f", "-q", "--archive", folder / "archive", a], env=env)
        return folder, done

    def whole(folder, at):
        env = t.env(XDG_DATA_HOME=str(folder))
        done = t.run([t.steno, "verify", "--json", "--all"], env=env)
        assert done.returncode == 0, (at, done.stdout)
        return env, {x["session"]: x for x in map(json.loads, done.stdout.splitlines()) if "session" in x}

    def check(at):
        folder, done = attempt(at, "kill")
        env, said = whole(folder, at)
        gone = not list((folder / "steno/sessions").glob(f"*/{a}.cast.zst"))
        assert not gone or said[a]["complete"] == "pruned", at
        assert said[b]["complete"] == "yes", at
        # what was begun is finished, and nothing else is touched
        begun = any(json.loads(line)["action"] == "session.pruned" for line in
                    t.ok([t.steno, "log", "--json"], env=env).splitlines() if b'"action"' in line)
        t.ok([t.steno, "prune", "-f", "-q", *([] if begun else [a]), *(["--older-than", "999d"] if begun else [])], env=env)
        assert not list((folder / "steno/sessions").glob(f"*/{a}*")), at
        assert b"sesame" not in (folder / "steno/trail/log.jsonl").read_bytes(), at
        _, said = whole(folder, at)
        assert said[a]["complete"] == "pruned" and said[b]["complete"] == "yes", at
        left = {json.loads(x)["session"] for x in t.ok([t.steno, "sessions", "--json"], env=env).splitlines()}
        assert left == {b}, at
        shutil.rmtree(folder)
        return done.returncode

    folder, done = attempt(0, "count")
    assert done.returncode == 0, done
    steps = [int(line.split()[0]) for line in (folder / "log").read_text().splitlines()]
    assert max(steps) > 12, steps
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(check, range(1, max(steps) + 1)))
    assert codes.count(-9) + codes.count(137) > 10, codes
    assert os.path.exists(shim)
