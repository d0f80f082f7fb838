"""Pictures at random moments of recordings, with keyframes and without, equal those of a replay from the start.

A few hundred moments of some recordings; "make check-moments" has STENO_MOMENTS=all set, for 10,000 of all that we have.
"""
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "corpus"))
import formats  # noqa: E402


ALL = os.environ.get("STENO_MOMENTS") == "all"


def few(t, asan, usual, whole):
    return asan if t.asan else whole if ALL else usual


def join(paths):
    """One long session of many: each begins with its size, and with a screen of whatever the one before left."""
    begun = 0.0
    for path in paths:
        size, events = formats.read(path)
        at = 0.0
        yield [begun, "r", "%dx%d" % size]
        for at, code, text in events:
            if code in "or":
                yield [begun + at, code, text]
        begun += at


def moments(t, count, *paths, index=None):
    """(how many were compared, how many of them began at a keyframe)"""
    done = t.run([t.build / "tests/script/moments", index or "-", count, 1, *paths])
    if ALL:
        print(f"{len(paths)} recordings ({paths[0].name}, ...): {done.stdout.decode().strip()}", flush=True)
    found = re.search(r"(\d+) moments, (\d+) differ, (\d+) from keyframes", done.stdout.decode())
    assert found and done.returncode == 0, done.stdout.decode()[-3000:] + done.stderr.decode()
    return int(found[1]), int(found[3])


def recordings(t):
    return sorted((t.source / "tests/corpus/recordings").glob("*.cast"))


def spread(paths, count):
    """So many of them, from first to last: the corpus grows, and these sessions are long enough."""
    return paths if ALL or len(paths) <= count else [paths[i * len(paths) // count] for i in range(count)]


def inside(t):
    return sorted((t.source / "tests/corpus/recordings-inside").glob("*.cast.zst"))


def index_of(t, *paths):
    t.ok([t.steno, "index", "-q", "-i", t.tmp / "index.db", *paths])
    return t.tmp / "index.db"


def make_formats(t, paths):
    """The same long session in every format that can be imported."""
    for name, (write, ending) in formats.FORMATS.items():
        path = t.tmp / (name + ending)
        write(path, (80, 24), join(paths))
        yield path


def test_any_moment_of_a_long_session(t):
    """As ours, with a frame for each 256 KiB."""
    formats.asciicast_2(t.tmp / "joined.cast", (80, 24), join(spread(recordings(t), few(t, 500, 1500, 0))))
    t.ok([t.steno, "import", "-o", t.tmp / "joined.cast.zst", t.tmp / "joined.cast"])
    index = index_of(t, t.tmp / "joined.cast.zst")
    compared, leapt = moments(t, few(t, 50, 300, 1500), t.tmp / "joined.cast.zst", index=index)
    assert leapt > compared / 4, (compared, leapt)
    moments(t, few(t, 5, 20, 100), t.tmp / "joined.cast.zst")


def test_any_moment_of_each_format(t):
    paths = list(make_formats(t, spread(recordings(t), few(t, 250, 600, 0))))
    index = index_of(t, *paths)
    for path in paths:
        compared, leapt = moments(t, few(t, 5, 20, 200), path, index=index)
        assert leapt > compared / 8, (path, compared, leapt)
        moments(t, few(t, 2, 5, 20), path)


def test_any_moment_of_each_recording(t):
    paths = spread(recordings(t), few(t, 200, 600, 0)) + spread(inside(t), few(t, 20, 40, 0))
    index = index_of(t, *paths)
    compared, _ = moments(t, few(t, 1, 1, 8), *paths, index=index)
    assert compared >= len(paths)
    moments(t, few(t, 1, 1, 3), *paths)
