"""Pictures at random moments of all recordings that we have, from keyframes, equal those of a replay from the start."""
import json
import re


def events(path):
    """(header, [[at, code, data]]) of an asciicast 2."""
    with path.open() as f:
        return json.loads(f.readline()), [json.loads(line) for line in f]


def join(t, name, paths):
    """One long session of many: each begins with its size, and with a screen of whatever the one before left."""
    at, lines = 0.0, [json.dumps({"version": 2, "width": 80, "height": 24, "timestamp": 1_700_000_000})]
    for path in paths:
        header, story = events(path)
        lines.append(json.dumps([at, "r", f"{header['width']}x{header['height']}"]))
        lines += [json.dumps([at + when, code, data]) for when, code, data in story if code in "or"]
        at += story[-1][0] if story else 0
    path = t.tmp / name
    path.write_text("\n".join(lines) + "\n")
    return path


def moments(t, count, *paths):
    done = t.run([t.build / "tests/script/moments", t.tmp / "index.db", count, 1, *paths], timeout=600)
    found = re.search(r"(\d+) moments, (\d+) differ, (\d+) from keyframes", done.stdout.decode())
    assert found and done.returncode == 0, done.stdout.decode()[-3000:] + done.stderr.decode()
    return int(found[1]), int(found[3])


def recordings(t):
    return sorted((t.source / "tests/corpus/recordings").glob("*.cast"))


def test_any_moment_of_a_long_session(t):
    """As ours, with a frame for each 256 KiB, and as a foreign one."""
    joined = join(t, "joined.cast", recordings(t) * (1 if t.asan else 2))
    t.ok([t.steno, "import", "-o", t.tmp / "joined.cast.zst", joined])
    t.ok([t.steno, "index", "-q", "-i", t.tmp / "index.db", t.tmp / "joined.cast.zst", joined])
    compared, leapt = moments(t, 200 if t.asan else 2500, t.tmp / "joined.cast.zst")
    assert leapt > compared / 4, (compared, leapt)
    compared, leapt = moments(t, 5 if t.asan else 50, joined)
    assert leapt > compared / 4, (compared, leapt)


def test_any_moment_of_each_recording(t):
    paths = recordings(t)
    t.ok([t.steno, "index", "-q", "-i", t.tmp / "index.db", *paths])
    compared, _ = moments(t, 1 if t.asan else 13, *paths)
    assert compared >= len(paths)
