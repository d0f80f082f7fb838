"""Every pair of filters of steno search, held against what steno commands and steno info say of the recordings themselves."""
import itertools
import json
import random

from test_reports import Shell
from test_search_combinations import OF_COMMAND, OF_SESSION, SEED, a_question_with_hits, arguments

SHARE = 40  # every so-manieth recording of the corpus; of those inside something else there are fewer, and ten times as many are taken
OWN = ["session", "user", "host", "login", "tty", "client", "zone", "labels", "parent", "witnessed", "format"]


def record(t):
    """Sessions that have what those of the corpus lack: labels, addresses, exit statuses, directories."""
    folder = t.tmp / "own"
    folder.mkdir()
    for n, client in enumerate(("10.0.0.7", "10.0.0.17", "", "2001:db8::7")):
        env = {"SSH_CONNECTION": f"{client} 5 10.0.0.1 22"} if client else {}
        t.ok([t.rec, "-q", "-l", f"ticket=OPS-{n % 3}", "-l", f"task={'ab'[n % 2]}", folder / f"{n}.cast.zst", "--", "sh", "-c",
              f"echo nginx is active {n}"], env=t.env(**env))
    (t.tmp / "place/below").mkdir(parents=True)
    (t.tmp / "placement").mkdir()
    shell = Shell(t, "bash", options=("--reports", "-l", "ticket=OPS-1"))
    shell.run("true", f"cd '{t.tmp}/place'", "false", "ls nothing", "cd below", "grep -q x /dev/null", "(exit 130)",
              f"cd '{t.tmp}/placement'", "echo over")
    shell.end()
    shell.path.rename(folder / "shell.cast.zst")
    return folder


def read(t, paths):
    """All commands of these, by their recordings alone."""
    every = []
    for path in paths:
        about = json.loads(t.ok([t.steno, "info", "--json", path]))
        done = t.run([t.steno, "commands", "--json", path])
        assert done.returncode == 0, (path, done)
        every += [{"path": str(path), **{name: about[name] for name in OWN}, **json.loads(line)} for line in done.stdout.splitlines()]
    return every


def hold_rows(t, every):
    """What the index has is what the recordings give, but for secrets; what only the index has comes along: foreign ids, outputs."""
    paths = {one["session"]: one["path"] for one in map(json.loads, t.ok([t.steno, "sessions", "--json"]).splitlines())}
    found = {(paths[one["session"]], one["seq"]): one for one in map(json.loads, t.ok([t.steno, "search", "--json"]).splitlines())}
    assert len(found) == len(every) and len({one["session"] for one in found.values()}) == len({one["path"] for one in every})
    for one in every:
        row = found[one["path"], one["seq"]]
        for name, value in one.items():
            if name == "path" or (name == "session" and value is None) or (
                    name in ("text", "typed", "cwd", "reported") and "[redacted:" in str(row.get(name))):
                continue
            assert row.get(name) == value, (one["path"], one["seq"], name, row.get(name), value)
        one.update({name: row[name] for name in ("id", "session", "text", "cwd", *(["typed"] if "typed" in one else []))})
    for session in paths:
        for row in map(json.loads, t.ok([t.steno, "show", "--json", "--output", session]).splitlines()):
            found[paths[session], row["seq"]]["output"] = row["output"]
    for one in every:
        one["output"] = found[one["path"], one["seq"]]["output"]


def hold(t, rng, every, pair):
    asked, hits = a_question_with_hits(rng, every, pair, 40)
    args = arguments(asked)
    done = t.run([t.steno, "search", "--json", *args])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    wanted, got = {one["id"] for one in hits}, [row["id"] for row in rows]
    assert done.returncode == (not hits) and not done.stderr, (args, done.stderr)
    assert len(got) == len(wanted) and set(got) == wanted, (args, wanted - set(got), set(got) - wanted)
    times = [row["when"] for row in rows]
    assert times == sorted(times, reverse=True), (args, times)
    done = t.run([t.steno, "search", "--count", *args])
    assert int(done.stdout) == len(hits), (args, done)
    done = t.run([t.steno, "sessions", "--json", *args])
    if any(name in OF_COMMAND and name not in ("since", "until") for name, _ in asked):
        assert {json.loads(line)["session"] for line in done.stdout.splitlines()} == {one["session"] for one in hits}, (args, done)
    return bool(hits)


def test_every_pair_of_filters(t):
    rng = random.Random(SEED)
    corpus = t.source / "tests/corpus"
    paths = [corpus / "recordings/bash_replies.cast", corpus / "recordings/bash_typeahead_for_a_program.cast", *sorted((corpus / "recordings").glob("*.cast"))[SEED % SHARE::SHARE],
             *sorted((corpus / "recordings-inside").glob("*.cast.zst"))[SEED % SHARE::SHARE // 10], *sorted(record(t).iterdir())]
    paths = list(dict.fromkeys(paths))
    t.ok([t.steno, "index", "-q", *rng.sample(paths, len(paths))])
    every = read(t, paths)
    hold_rows(t, every)
    assert len(every) > 300 and {one["kind"] for one in every} == {"command", "repl", "reply"} and {0, 1, 130} < {one["exit"] for one in every}
    kinds = sorted(OF_SESSION | OF_COMMAND)
    pairs = 2 * [list(pair) for pair in itertools.combinations(kinds, 2)] + 6 * [[kind] for kind in kinds]
    if t.asan:
        pairs = pairs[::4]
    found = sum(hold(t, rng, every, pair) for pair in pairs)
    assert found * 10 > len(pairs) * 8, (found, len(pairs))
