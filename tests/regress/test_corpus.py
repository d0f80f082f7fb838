"""The corpus: real sessions of which we know what was typed.  Every recording that tests/corpus/known.txt does not list is recovered
without a fault, and every one that it lists still is not: so the list stays true.  `tests/corpus/known.py STENO` prints it anew."""
import pathlib
import sys

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
sys.path.insert(0, str(CORPUS))

import known  # noqa: E402


def show(result):
    return f"{result.name}: {known.made_reason(result)}"


def hold(t, family):
    names = [name for name, of in known.families().items() if of == family]
    if not names:
        t.cannot(f"there are no recordings of {family}")
    listed = known.known()
    results = known.judge(t.steno, names, 2)
    broken = [result for name, result in results.items() if not result.perfect() and name not in listed]
    mended = [name for name, result in results.items() if result.perfect() and name in listed]
    assert not broken, "not recovered:\n" + "\n".join(map(show, broken))
    assert not mended, "recovered, and to be taken off tests/corpus/known.txt: " + " ".join(mended)


def make(family):
    def test(t):
        hold(t, family)
    return test


for one in known.FAMILIES:
    globals()[f"test_{one}"] = make(one)


def test_the_list_names_recordings(t):
    of = known.families()
    if not of:
        t.cannot("there are no recordings")
    assert set(known.known()) <= set(of), sorted(set(known.known()) - set(of))
    assert set(of.values()) <= set(known.FAMILIES), sorted(name for name, family in of.items() if family not in known.FAMILIES)
    assert all(reason.strip() for reason in known.known().values())
