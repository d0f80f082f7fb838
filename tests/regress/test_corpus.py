"""The corpus: real sessions of which we know what was typed.  Every recording that tests/corpus/known.txt does not list is recovered
without a fault, and every one that it lists still is not: so the list stays true.  `tests/corpus/known.py STENO` prints it anew."""
import json
import pathlib
import random
import subprocess
import sys

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
sys.path.insert(0, str(CORPUS))

import known  # noqa: E402
import score  # noqa: E402


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


def cut(path, to):
    """The recording, as a machine would have made it that read what programs write in other pieces."""
    chance = random.Random(path.name)
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    out, now = [head], 0
    for line in lines:
        at, code, data = json.loads(line)
        ends = sorted({len(data), *(chance.randrange(1, len(data)) for _ in range(chance.randrange(4)) if code == "o" and len(data) > 1)})
        for begin, end in zip([0, *ends], ends):
            now = max(now, at)
            out.append(json.dumps([round(now, 4), code, data[begin:end]]))
            at = now + 0.0002
    to.write_text("\n".join(out) + "\n", encoding="utf-8")


def lines_of(t, paths):
    """{recording: all that was found, but for the numbers of its events}."""
    found = {path.name: [] for path in paths}
    for line in t.ok([t.steno, "commands", "--json", *paths]).splitlines():
        said = json.loads(line)
        found[pathlib.Path(said.get("file", paths[0])).name].append([said[key] for key in ("text", "kind", "grade", "program", "depth", "exit", "cwd")])
    return found


def test_how_output_was_cut_into_reads(t):
    paths = sorted((CORPUS / "recordings").glob("*.cast"))[::5 if t.asan else 1]
    if not paths:
        t.cannot("there are no recordings")
    for path in paths:
        cut(path, t.tmp / path.name)
    differ = []
    for i in range(0, len(paths), 50):
        some = paths[i:i + 50]
        whole, pieces = lines_of(t, some), lines_of(t, [t.tmp / path.name for path in some])
        differ += [(name, [x for x in whole[name] if x not in pieces[name]], [x for x in pieces[name] if x not in whole[name]])
                   for name in whole if whole[name] != pieces[name]]
    assert not differ, differ


def found_without_keys(t, paths):
    """Of recordings as other programs make them: how many commands there were, and were found, and were reported; and the grades."""
    asked = found = reported = 0
    grades = set()
    for path in paths:
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        to = t.tmp / path.name
        to.write_text("\n".join([head, *(line for line in lines if json.loads(line)[1] not in "ik")]) + "\n", encoding="utf-8")
        done = subprocess.run([t.steno, "commands", "--json", to], capture_output=True, text=True)
        result = score.Result(path.stem, json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8")), done)
        assert not result.leaks and not result.error, (path.name, result.leaks, result.error)
        asked, found, reported = asked + result.required, found + result.required - len(result.missed), reported + result.reported
        grades |= {json.loads(line)["grade"] for line in done.stdout.splitlines()}
    return asked, found, reported, grades


def test_recordings_without_keys(t):
    paths = sorted((CORPUS / "recordings").glob("*.cast"))[::40 if t.asan else 2]
    if not paths:
        t.cannot("there are no recordings")
    panes = {path for path in paths if "\u2502" in (text := path.read_text(encoding="utf-8")) or "\\u2502" in text or "[0] 0:" in text}
    # of few recordings, one by which much is missed weighs more
    slack = 0.15 if t.asan else 0
    # panes that are full show a line but in the redraw that follows it, and what a program types all at once
    for some, least in ((panes, 0.87), (set(paths) - panes, 0.92)):
        asked, found, reported, grades = found_without_keys(t, sorted(some))
        assert found >= (least - slack) * asked, (found, asked)
        assert found >= (0.94 - slack) * reported, (found, reported)
        assert grades <= set("CDU"), grades


def test_what_shows_without_keys(t):
    """What editors and terminals show, each in its own way, where nothing tells of keys."""
    for name, missed, wrong in (
            ("node_ghost_short", 0, 0),  # a preview in the row below, by a line feed
            ("exam_size_node_80x8", 0, 0),  # rows that are asked for
            ("exam_beck_25_irb", 4, 0),  # below the line without a line feed
            ("exam_beck_19_pdb", 0, 0),  # an interpreter's first prompt
            ("yard_robbyrussell_and_git", 0, 0),  # a prompt that grows
            ("bash_typeahead_unfinished", 0, 0),  # what was typed ahead, drawn with its prompt
            ("tcsh_completion", 0, 3),  # the line again, below what it may become: twice D
            ("exam_crag_04_bash_short", 1, 1)):  # a full pane, all rows of which are drawn anew
        path = CORPUS / "recordings" / (name + ".cast")
        if not path.exists():
            t.cannot(f"{name} is not there")
        asked, found, reported, grades = found_without_keys(t, [path])
        assert found >= asked - missed and reported <= found + wrong, (name, asked, found, reported)
        assert grades <= set("CDU"), (name, grades)
    if (CORPUS / "recordings" / "exam_mead_03_gdb.cast").exists():
        found_without_keys(t, [CORPUS / "recordings" / "exam_mead_03_gdb.cast"])
        told = t.ok([t.steno, "commands", "--json", t.tmp / "exam_mead_03_gdb.cast"])
        assert b"never-said" not in told, told  # "Quit" stands in the row of what was given up


def test_the_list_names_recordings(t):
    of = known.families()
    if not of:
        t.cannot("there are no recordings")
    assert set(known.known()) <= set(of), sorted(set(known.known()) - set(of))
    assert set(of.values()) <= set(known.FAMILIES), sorted(name for name, family in of.items() if family not in known.FAMILIES)
    assert all(reason.strip() for reason in known.known().values())
