"""A store whose recorder is killed at each write, or whose machine loses power there: it opens by itself, and verifies."""
import concurrent.futures
import json
import random
import shutil

from test_faults import prepare
from test_trail import record, verify

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


def test_no_false_alarm(t):
    """Crashes, restarts, packings, removals, views in any order: nothing is cried."""
    chance, store, recordings = random.Random(5), t.home / ".local/share/steno", []

    def crash():
        half = (store / "trail/log.jsonl").read_bytes().splitlines()[-1]
        with (store / "trail/log.jsonl").open("ab") as f:
            f.write(half[:chance.randrange(1, len(half))])

    def torn_checkpoint():
        note = (store / "trail/checkpoints").read_bytes()[:300]
        with (store / "trail/checkpoints").open("ab") as f:
            f.write(note[:chance.randrange(1, 40)])

    def lose_state():
        for path in (store / "trail").glob("tree.*"):
            if chance.random() < 0.5:
                path.unlink()

    def one():
        return chance.choice(recordings)

    steps = [lambda: recordings.append(record(t, "sh", "-c", f"seq {chance.randrange(30000)}")), crash, torn_checkpoint, lose_state,
             lambda: t.ok([t.steno, "pack", "-q", "--level", "1", one()]), lambda: t.ok([t.steno, "cat", one()]),
             lambda: t.ok([t.steno, "redact", "--from", "0", "--to", "1s", "--reason", "a test", one()]),
             lambda: t.ok([t.steno, "anchor", "-q", "--file", t.tmp / "anchors"])]
    steps[0]()
    for n in range(40):
        step = chance.randrange(len(steps))
        steps[step]()
        if step in (1, 2):
            steps[chance.choice((0, 5))]()
        status, trail, found = verify(t, "--all")
        assert status == 0 and trail["intact"] == trail["complete"] == "yes" and not any(x["finding"] for x in found.values()), (n, step, trail, found)
    assert not (t.tmp / "anchors").exists() or verify(t, "--all", "--against", t.tmp / "anchors")[1]["anchored"] == "yes"
