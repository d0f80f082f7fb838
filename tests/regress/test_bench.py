"""The index's benchmark, small: that it works, and that what an answer reads does not grow with the index, nor memory with the archive.

Nothing here is measured in time.  SQLite counts the pages that it looks at, the rows that it reads from a table's beginning
and its sorts: for the same rows and questions they are the same on every machine.
"""
import json
import os
import random

from test_commands import session, write_cast

QUESTIONS = ("word", "word+user", "word+host", "word+day", "common+common", "rare substring", "one of a kind",
             "one of a kind, a word's middle")


def bench(t, rows):
    lines = t.ok([t.build / "tests/bench/index", "--rows", rows, "--questions", 40, t.tmp / f"{rows}.db"]).splitlines()
    return {line["what"]: line for line in map(json.loads, lines)}


def is_cheap(answer):
    """Some pages for each hit, which stand in the commands' table where their ids are, and a few to find them."""
    return answer["pages"] <= 12 * answer["hits"] + 40


def test_an_answer_reads_what_it_shows(t):
    small, large = bench(t, 10_000), bench(t, 80_000)
    for name in QUESTIONS:
        for made in (small, large):
            answer = made[name]
            assert answer["scanned"] == 0 and answer["sorted"] == 0 and is_cheap(answer), (name, answer)
    # a first page that is full does not get dearer; a scan for what is rare does, and so these numbers say something
    for name in ("word", "common+common", "rare substring"):
        assert large[name]["pages"] < 2 * small[name]["pages"], (name, small[name], large[name])
    rare = "LIKE, rare substring"
    assert not is_cheap(large[rare]) and large[rare]["scanned"] > 80_000 and large[rare]["pages"] > 4 * small[rare]["pages"]


def test_the_index_is_as_large_as_it_was(t):
    # by the commands' text, of which a small index has too little to share its words: the larger ones are in doc/performance.md
    size = bench(t, 80_000)["size"]
    assert size["words_%"] < 0.8 and size["grams_%"] < 2.6 and size["command"] < 1.55 and size["%"] < 4.75, size
    # and no page of it is free
    assert size["file"] < size["%"] + 0.03, size


def archive(t, recordings):
    """Megabytes of commands and what they showed, in recordings of 1 MB: words that are nowhere twice, the most that an index can have of them."""
    folder = t.tmp / f"casts-{recordings}"
    folder.mkdir()
    rng = random.Random(recordings)
    for n in range(recordings):
        events = session(*[(f"make part{n}-{k}", "".join(f"{rng.getrandbits(128):032x} {rng.getrandbits(32):08x}\r\n" for _ in range(900)))
                           for k in range(30)])
        write_cast(folder / f"{n}.cast", events, timestamp=1_700_000_000 + 1000 * n)
    return folder


def memory(t, recordings):
    """MB of the largest process that indexes so many."""
    argv = [t.build / "indexer/steno-index", "index", "-q", "-j1", "-i", t.tmp / f"index-{recordings}.db", archive(t, recordings)]
    pid = os.posix_spawn(argv[0], [str(arg) for arg in argv], t.env())
    _, status, usage = os.wait4(pid, 0)
    assert status == 0, status
    return usage.ru_maxrss / 1024


def test_memory_does_not_grow_with_the_archive(t):
    if t.asan:
        t.cannot("sanitizers keep what is freed")
    # of the smaller one, too, the index is larger than SQLite's cache, and more was gathered than waits at a time
    small, large = memory(t, 12), memory(t, 36)
    assert large < small * 1.15, (small, large)
