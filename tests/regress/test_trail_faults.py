"""A store whose recorder is killed at each write, or whose machine loses power there: it opens by itself, and verifies."""
import collections
import concurrent.futures
import json
import os
import random
import shutil
import subprocess

from human import until
from test_faults import prepare
from test_trail import record, verify

WALKS = int(os.environ.get("STENO_WALKS", "40"))
SEED = int(os.environ.get("STENO_SEED", "5"))
COMMAND = "printf one; sleep 0.1; seq 40000; printf two"


def template(t):
    """A store with a session, and nothing that writes into it any more."""
    (t.home / ".config/steno/steno.conf").write_text("[record]\nbreak-glass =\nindex = no\n")
    record(t, "true")
    return t.home / ".local/share/steno"


def session(t, folder, shim, mode, at):
    env = t.env(XDG_DATA_HOME=str(folder), LD_PRELOAD=str(shim), FAULT_DIR=str(folder / "steno"), FAULT_MODE=mode, FAULT_AT=str(at),
                FAULT_LOG=str(folder / "log"), FAULT_SHADOW=str(folder / "shadow"))
    return t.run([t.rec, "-q", "--", "env", "-u", "LD_PRELOAD", "sh", "-c", COMMAND], env=env)


def begin(t, original, name):
    folder = t.tmp / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copytree(original, folder / "steno")
    shadow = folder / "shadow"
    shadow.mkdir()
    # what is there was synced
    for path in [folder / "steno", *(folder / "steno").rglob("*")]:
        if path.is_dir():
            (shadow / f"NAMES-{path.name}").write_text("\n".join(p.name for p in path.iterdir()))
        else:
            shutil.copy(path, shadow / path.name)
    return folder


def left_by_power(folder):
    """What was synced, under the names that were."""
    shadow, whole = folder / "shadow", folder / "left/steno"

    def build(to):
        to.mkdir(parents=True)
        names = shadow / f"NAMES-{to.name}"
        for name in set(names.read_text().split()) - {".", ".."} if names.exists() else ():
            if (folder / "steno" / to.relative_to(whole) / name).is_dir() or (shadow / f"NAMES-{name}").exists():
                build(to / name)
            else:
                (to / name).write_bytes((shadow / name).read_bytes() if (shadow / name).exists() else b"")
                (to / name).chmod(0o600)
    build(whole)
    return folder / "left"


def opens_by_itself(t, data, at):
    """After a recovery and another session all holds; a session of which nothing was written yet is missed."""
    env = t.env(XDG_DATA_HOME=str(data))
    t.run([t.steno, "recover", "-q"], env=env)
    t.ok([t.rec, "-q", "--", "true"], env=env)
    done = t.run([t.steno, "verify", "--all", "--json"], env=env)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    trail = lines[0]
    assert trail["intact"] == "yes" and trail["complete"] == "yes", f"at {at}: {trail}"
    assert trail["covered"] == trail["entries"], f"at {at}: {trail}"
    for one in lines[1:]:
        nothing = not list((data / "steno/sessions").glob(f"*/{one['session']}*"))
        nothing = nothing or one["frames"] == one["journals"] == 0
        assert one["finding"] is None or (nothing and one["finding"]["kind"] in ("missing", "unfinished")), f"at {at}: {one}"
    return trail


def at_each(t, check):
    shim = prepare(t)
    original = template(t)
    folder = begin(t, original, "count")
    assert session(t, folder, shim, "count", 0).returncode == 0
    count = len((folder / "log").read_text().splitlines())
    assert count > 25, count
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        # and once behind all
        for future in [pool.submit(check, shim, original, at) for at in range(1, count + 3)]:
            future.result()


def test_a_recorder_killed_at_every_write(t):
    def check(shim, original, at):
        folder = begin(t, original, f"kill-{at}")
        assert session(t, folder, shim, "kill", at).returncode in (-9, 0), at
        opens_by_itself(t, folder, at)
        shutil.rmtree(folder)

    at_each(t, check)


def test_a_power_cut_at_every_write(t):
    def check(shim, original, at):
        folder = begin(t, original, f"power-{at}")
        assert session(t, folder, shim, "kill", at).returncode in (-9, 0), at
        opens_by_itself(t, left_by_power(folder), at)
        shutil.rmtree(folder)

    at_each(t, check)


class Walk:
    """What befalls a store that nobody tampers with, in any order."""

    def __init__(self, t):
        self.t, self.chance, self.store = t, random.Random(SEED), t.home / ".local/share/steno"
        self.anchors, self.counts, self.held, self.stale = t.tmp / "anchors", collections.Counter(), set(), False
        self.record()

    def recordings(self):
        return sorted(p for p in (self.store / "sessions").glob("*/*.cast.zst") if not p.name.endswith(".1.cast.zst"))

    def one(self):
        return self.chance.choice(self.recordings())

    def record(self):
        record(self.t, "sh", "-c", f"seq {self.chance.randrange(30000)}")

    def kill_a_recorder(self):
        """As it starts, while it writes, or when all was said; then whoever owns the store mends it, or nobody yet."""
        ready, early = self.t.tmp / "ready", self.chance.randrange(3)
        # what nobody hears any more ends
        command = f"echo begun; seq {self.chance.randrange(60000)}; touch {ready}; while echo more; do sleep 0.1; done"
        process = subprocess.Popen([self.t.rec, "-q", "--", "sh", "-c", command],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if early else subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=self.t.env())
        if early:
            process.stdout.read(self.chance.choice([1, 5000]))
        else:
            until(ready.exists, "the command has shown all")
        process.kill()
        if early:
            process.stdout.close()
        process.wait()
        ready.unlink(missing_ok=True)
        self.t.run([self.t.steno, "recover", "-q"])

    def tear_an_entry(self):
        log = self.store / "trail/log.jsonl"
        half = log.read_bytes().splitlines()[-1]
        with log.open("ab") as f:
            f.write(half[:self.chance.randrange(1, len(half))])
        self.go_on()

    def tear_a_checkpoint(self):
        notes = self.store / "trail/checkpoints"
        with notes.open("ab") as f:
            f.write(notes.read_bytes()[:self.chance.randrange(1, 40)])
        self.go_on()

    def do(self, *argv):
        """1: it says that the end of a recording is missing, or that one must stay."""
        done = self.t.run([self.t.steno, *argv])
        assert done.returncode in (0, 1), done

    def go_on(self):
        self.chance.choice((self.record, self.view))()

    def lose_what_is_derived(self):
        for path in [*(self.store / "trail").glob("tree.*"), self.store / "trail/config"]:
            if self.chance.random() < 0.5:
                path.unlink(missing_ok=True)

    def view(self):
        self.do("cat", self.one())

    def pack(self):
        self.do("pack", "-q", "--level", "1", self.one())

    def redact(self):
        self.do("redact", "--from", "0", "--to", "1s", "--reason", "a test", self.one())
        self.stale = True

    def anchor(self):
        self.t.ok([self.t.steno, "anchor", "-q", "--file", self.anchors])

    def hold(self):
        name = self.one().name[:36]
        release = name in self.held
        self.t.ok([self.t.steno, "hold", "-q", *(["--release"] if release else []), "--reason", "a test", name])
        self.held ^= {name}

    def prune(self):
        """Not what is held; and so that the store does not grow."""
        names = [p.name[:36] for p in self.recordings() if p.name[:36] not in self.held]
        keep = self.chance.choice([1, 3, 12])
        gone = self.chance.sample(names, max(0, len(names) - keep))
        if gone:
            self.do("prune", "--force", "-q", *gone)

    def configure(self):
        (self.t.home / ".config/steno/steno.conf").write_text(f"[record]\nindex = no\nnotice = {self.chance.randrange(3)}\n")
        self.record()

    def index(self):
        # what was redacted leaves an index only when that is made anew
        self.do("index", "-q", *(["--rebuild"] if self.stale else []))
        self.stale = False
        self.t.ok([self.t.steno, "index", "--verify", "-q"])

    def step(self):
        steps = [self.record, self.kill_a_recorder, self.tear_an_entry, self.tear_a_checkpoint, self.lose_what_is_derived, self.pack, self.view,
                 self.redact, self.anchor, self.hold, self.prune, self.configure, self.index]
        step = self.chance.choice(steps)
        if step == self.index and self.chance.randrange(4):
            step = self.prune
        step()
        self.counts[step.__name__] += 1
        if not self.recordings():
            self.record()
        status, trail, found = verify(self.t, "--all")
        assert trail["intact"] == trail["complete"] == "yes", (step.__name__, trail)
        # a recorder that was killed before its file held anything, and that nobody said was pruned
        odd = [x for x in found.values() if x["finding"] and not (x["frames"] == x["journals"] == 0 and x["finding"]["kind"] in ("missing", "unfinished"))]
        assert not odd, (step.__name__, odd)
        assert status == 0 or any(x["finding"] for x in found.values()), (step.__name__, status)
        if self.anchors.exists() and self.chance.randrange(4) == 0:
            trail = verify(self.t, "--all", "--against", self.anchors)[1]
            assert trail["anchored"] == "yes" and trail["finding"] is None, (step.__name__, trail)


def test_no_false_alarm(t):
    """Crashes, restarts, packings, removals, prunings, views in any order: nothing is cried."""
    (t.home / ".config/steno").mkdir(parents=True)
    (t.home / ".config/steno/steno.conf").write_text("[record]\nindex = no\n")
    walk = Walk(t)
    for n in range(WALKS):
        try:
            walk.step()
        except AssertionError as e:
            raise AssertionError(f"seed {SEED}, step {n}: {e}") from e
    if WALKS > 1000:
        print("\n".join(f"{n:7} {name}" for name, n in sorted(walk.counts.items())))
