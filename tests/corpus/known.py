#!/usr/bin/env python3
"""The recordings that are not recovered to the last command, and why: known.txt, kept true by tests/regress/test_corpus.py.

usage: known.py STENO [--write] [--jobs N]

Prints the list as it is now, or with --write puts it into known.txt: look at the difference before you believe it.

A reason that somebody wrote stays as long as its recording fails; of others it says what is missed and what is wrong.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

import score

HERE = pathlib.Path(__file__).resolve().parent
PLACES = {HERE / "recordings": ".cast", HERE / "recordings-inside": ".cast.zst"}  # the second: steno's own, inside something else
LIST = HERE / "known.txt"
BATCH = 40  # recordings that one program is given
FAMILIES = ("admin", "bash", "exam", "fish", "hard", "hostile", "inside", "plugins", "posix", "programs", "remote", "tcsh", "zsh")
BY_NAME = ("bash", "exam", "fish", "tcsh", "zsh")  # whose scenarios are partly made in loops


def places():
    """{recording: the folder that it is in}."""
    return {path.name[:-len(".truth.json")]: place for place in PLACES for path in sorted(place.glob("*.truth.json"))}


def recordings():
    return sorted(places())


def families():
    """{recording: family}, by the file in scenarios/ that it is from; None where no file has it."""
    found = {}
    for path in sorted((HERE / "scenarios").glob("*.py")):
        for name in re.findall(r"^\s*def (\w+)\(s\b", path.read_text(encoding="utf-8"), re.M):
            found[name] = path.stem.split("_")[0]
    found.update({name: "inside" for name, place in places().items() if place.name == "recordings-inside"})
    return {name: name.split("_")[0] if name.split("_")[0] in BY_NAME else found.get(name) for name in recordings()}


def known():
    """{recording: reason}."""
    if not LIST.exists():
        return {}
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return dict(line.split(": ", 1) for line in lines)


def judge_alone(steno, name, place):
    return score.judge(name, argparse.Namespace(folder=str(place), suffix=PLACES[place], command=f"'{steno}' commands {{cast}} --json"))


def judge_batch(steno, names, place):
    """A program that is started costs more than a recording: many at once, and each alone where that fails."""
    casts = {str(place / (name + PLACES[place])): name for name in names}
    done = subprocess.run([steno, "commands", "--json", *casts], capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)
    if done.returncode != 0 or done.stderr or len(names) < 2:
        return [judge_alone(steno, name, place) for name in names]
    said = {name: [] for name in names}
    for line in done.stdout.splitlines(keepends=True):
        said[casts[json.loads(line)["file"]]].append(line)
    return [score.Result(name, score.truth_of(name, place), subprocess.CompletedProcess(done.args, 0, "".join(said[name]), "")) for name in names]


def judge(steno, names, jobs):
    """{recording: Result}."""
    where = places()
    batches = [(some, place) for place in PLACES for mine in [[name for name in names if where[name] == place]]
               for some in (mine[i:i + BATCH] for i in range(0, len(mine), BATCH))]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = pool.map(lambda batch: judge_batch(steno, *batch), batches)
        return {result.name: result for some in results for result in some}


def shorten(text):
    text = ascii(text)
    return text if len(text) <= 60 else text[:57] + "..."


def made_reason(result):
    parts = [f"{len(texts)} {what} ({shorten(texts[0])})" for what, texts in
             (("missed", result.missed), ("unreported", result.silent), ("wrong", result.wrong), ("forged", result.forged)) if texts]
    parts += ["a secret leaks"] if result.leaks else []
    parts += [shorten(result.error)] if result.error else []
    return "; ".join(parts)


def is_made(reason):
    return not reason or re.match(r"\d+ (missed|unreported|wrong|forged) \(|a secret leaks", reason) is not None


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("steno")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    old, lines = known(), ["# Recordings whose commands are not all recovered, and why.  known.py writes this, tests/regress/test_corpus.py holds it true."]
    for name, result in sorted(judge(os.path.abspath(options.steno), recordings(), options.jobs).items()):
        if not result.perfect():
            lines.append(f"{name}: {made_reason(result) if is_made(old.get(name, '')) else old[name]}")
    text = "\n".join(lines) + "\n"
    if options.write:
        LIST.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
