#!/usr/bin/env python3
"""Hold a command recovery against the truth of a corpus.

usage: score.py DIR --command 'PROGRAM ... {cast}' [--suffix .cast] [--only REGEX] [--jobs N] [--verbose]

PROGRAM prints one JSON object a line for every command it found, in order, with at least "text"; "kind", "exit",
"at" (seconds from the start) and "when" (seconds since the epoch) are held against the truth where present.
Exit 0: everything required was found, nothing else was reported, nothing leaked.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys

LONGEST = 900  # seconds until a recovery is given up
AT_SLACK, WHEN_SLACK = 0.25, 0.5  # seconds; when is the driver's clock, at the recording's own


def norm(text):
    """Blanks at the ends of lines can't always be seen on a screen."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def spellings(line):
    return {norm(text) for text in (line["text"], *line.get("also", []))}


def align(want, got):
    """The longest list of pairs (i, j), both rising, where got[j] is a right spelling of want[i]."""
    best = [[0] * (len(got) + 1) for _ in range(len(want) + 1)]
    for i in range(len(want) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + 1 if got[j] in want[i] else 0)
    pairs, i, j = [], 0, 0
    while i < len(want) and j < len(got):
        if got[j] in want[i] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def counts(report):
    return report.get("kind", "command") not in ("aborted", "event")


def blank(report):
    """A commit was seen and its text is unknown: neither right nor wrong, and what it stood for counts as missed."""
    return report.get("grade") == "U" and not report.get("text")


def stand_ins(lines, said, pairs):
    """For commits whose text nobody can know: {their line: a report at their place that is not too sure of itself}."""
    found = {}
    for i, line in enumerate(lines):
        if line["kind"] != "unknown" or i in {a for a, _ in pairs}:
            continue
        after = max([j for a, j in pairs if a < i] + list(found.values()) + [-1])
        before = min([j for a, j in pairs if a > i] + [len(said)])
        found.update({i: j for j in range(before - 1, after, -1) if said[j].get("grade", "U") in "DU"})
    return found


def is_late(truth, report):
    for key, slack in (("at", AT_SLACK), ("when", WHEN_SLACK)):
        if truth.get(key) is not None and isinstance(report.get(key), (int, float)):
            until = truth.get("until") if key == "at" else None
            if key == "when" and truth.get("until") is not None:
                return False
            return not truth[key] - slack <= report[key] <= (until or truth[key]) + slack
    return False


class Result:
    def __init__(self, name, truth, done):
        self.name, self.error = name, None
        try:
            said = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
        except ValueError as problem:
            said, self.error = [], str(problem)
        if done.returncode:
            self.error = f"exit {done.returncode}: {done.stderr.strip()[:200]}"
        said = [report for report in said if counts(report)]
        lines = truth["commands"]
        got = [norm(report.get("text") or "") for report in said]
        self.pairs = align([spellings(line) for line in lines], [None if blank(r) else t for r, t in zip(said, got)])
        taken = stand_ins(lines, said, self.pairs)
        hit, right = {i for i, _ in self.pairs}, {j for _, j in self.pairs}
        required = [(i, line["text"]) for i, line in enumerate(lines) if line["kind"] not in ("reply", "unknown")]
        self.required = len(required)
        self.missed = [text for i, text in required if i not in hit]
        self.silent = [line["text"] for i, line in enumerate(lines)
                       if line["kind"] == "unknown" and i not in hit and i not in taken]
        self.wrong = [got[j] for j, report in enumerate(said) if j not in right and j not in taken.values() and not blank(report)
                      and report.get("kind", "command") == "command"]
        self.reported = len(right) + len(self.wrong)
        self.leaks = [secret for secret in truth["secrets"] if secret in done.stdout]
        self.forged = [text for j, text in enumerate(got) if j not in right and any(absent in text for absent in truth["absent"])]
        both = [(lines[i], said[j]) for i, j in self.pairs]
        self.exact = sum(r.get("text") in (t["text"], *t.get("also", [])) for t, r in both)
        known = [t["exit"] == r["exit"] for t, r in both if t["exit"] is not None and r.get("exit") is not None]
        self.exits, self.exits_right = len(known), sum(known)
        self.late = sum(is_late(t, r) for t, r in both)

    def perfect(self):
        return not (self.missed or self.silent or self.wrong or self.leaks or self.forged or self.error)

    def show(self, verbose):
        found = self.required - len(self.missed)
        print(f"{'ok  ' if self.perfect() else 'MISS'} {self.name}: {found}/{self.required} found, {len(self.wrong)} wrong, "
              f"{len(self.leaks)} leaked, {len(self.forged)} forged" + (f", ERROR {self.error}" if self.error else ""))
        if verbose:
            for what in ("missed", "silent", "wrong", "leaks", "forged"):
                for text in getattr(self, what):
                    print(f"       {what:6} {text!r}")


def truth_of(name, folder):
    with open(os.path.join(folder, name + ".truth.json"), encoding="utf-8") as f:
        return json.load(f)


def judge(name, options):
    cast = os.path.join(options.folder, name + options.suffix)
    argv = [part.replace("{cast}", cast) for part in shlex.split(options.command)]
    try:
        done = subprocess.run(argv, capture_output=True, text=True, errors="replace", timeout=LONGEST, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        done = subprocess.CompletedProcess(argv, 124, "", f"took more than {LONGEST} s")
    return Result(name, truth_of(name, options.folder), done)


def summary(results):
    def total(key):
        return sum(len(v) if isinstance(v, list) else v for v in (getattr(r, key) for r in results))
    found, right = total("required") - total("missed"), total("pairs")
    recall, precision = found / max(1, total("required")), right / max(1, total("reported"))
    errors = sum(r.error is not None for r in results)
    print(f"recall {recall:.4f} precision {precision:.4f} leaks {total('leaks')} forged {total('forged')} "
          f"silent {total('silent')} exit-status {total('exits_right')}/{total('exits')} mistimed {total('late')} errors {errors} "
          f"({found}/{total('required')} commands, {total('exact')}/{right} to the last blank, "
          f"{sum(r.perfect() for r in results)}/{len(results)} recordings perfect)")
    return all(r.perfect() for r in results) and bool(results)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--command", required=True)
    parser.add_argument("--suffix", default=".cast")
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    names = sorted(f[:-len(".truth.json")] for f in os.listdir(options.folder) if f.endswith(".truth.json"))
    names = [name for name in names if not options.only or re.fullmatch(options.only, name)]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda name: judge(name, options), names))
    for result in results:
        result.show(options.verbose)
    sys.exit(0 if summary(results) else 1)


if __name__ == "__main__":
    main()
