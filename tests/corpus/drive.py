#!/usr/bin/env python3
"""Make recordings with known truth: type like a person into real programs, and note what was really run.

usage: drive.py OUTDIR [SCENARIO-FILE ...] [--only REGEX] [--missing] [--jobs N] [--check]
                [--recorder 'COMMAND {out} --' --suffix .cast.zst] [--inside sudo|su|shell|tmux|pane|screen|ssh | --kept] [--pace SECONDS]

Every scenario runs its program in a private tmux (a real terminal that answers queries), under
tap.py or under the recorder given.  For each scenario NAME this writes

    OUTDIR/NAME.cast          asciicast v2, with input ("i") and resize ("r") events (or NAME + SUFFIX,
                              whatever the given recorder writes at {out})
    OUTDIR/NAME.truth.json    what a correct command recovery must report

truth.json: {"commands": [{"text", "also", "kind", "at", "until", "when", "exit"}], "secrets": [...], "absent": [...]}
    kind "command"  must be reported, exactly, once, in order
    kind "repl"     a line given to an interactive interpreter: must be reported too
    kind "unknown"  must be reached by a report at its place; nobody can know its text from what was shown
    kind "reply"    an answer to a running program's question: may be reported, never required
    also            other spellings that are right as well (a history expansion before and after, say)
    at              seconds from the start of the recording to the key that committed it (tap.py's recordings alone)
    until           for what was typed ahead of its prompt: the moment by which it had been run; else null
    when            the moment of the key as seconds since the epoch
    exit            the exit status where the scenario knows it, else null
    secrets         strings that must appear in no output of the program under test
    absent          strings that must be in no reported text except where a true one holds them

--missing plays only what OUTDIR has no truth for.  --check compares each truth with the history file that
the shell itself kept, and says where they differ; what it says is for people to judge.  --inside plays each in something
else, which an outer bash starts (inside.py); --kept those that inside.py names, each in what it says, as inside_KIND_NAME.
--pace says how long it takes to type a letter.
"""
import argparse
import concurrent.futures
import glob
import importlib.util
import os
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import inside  # noqa: E402
from session import Session, search_path  # noqa: E402

SCENARIOS = []


def scenario(program, size=(80, 24), env=None, term="xterm-256color", prompt=r"[$#] $", files=None, pace=0.012, needs=(),
             history=None):
    """Register a scenario.

    prompt: what the cursor's line, up to the cursor, matches when the program waits for a command.
    needs: programs, or files by their full path, that must be there besides the one that is started.
    history: for --check, the path of the shell's history below the home; "" says that there is none to compare.
    """
    def wrap(function):
        if any(known["name"] == function.__name__ for known in SCENARIOS):
            raise ValueError(f"two scenarios are called {function.__name__}")
        SCENARIOS.append(dict(name=function.__name__, play=function, program=program, size=size, env=env or {}, term=term,
                              prompt=prompt, files=files or {}, pace=pace, needs=[program[0], *needs], history=history,
                              inside=None))
        return function
    return wrap


class Stage:
    """Plays scenarios, several at a time, and cleans up after each, come what may."""

    def __init__(self, options):
        self.options, self.lock, self.open, self.closed = options, threading.Lock(), set(), False
        self.folder = tempfile.mkdtemp(prefix="corpus-")

    def lacking(self, spec):
        needs = [*spec["needs"], *inside.NEEDS.get(spec["inside"], [])]
        return [p for p in needs if not (os.path.exists(p) if "/" in p else shutil.which(p, path=search_path()))]

    def play(self, spec):
        """(result, what to say)"""
        unfit = spec["inside"] and inside.unfit(spec["inside"], spec)
        if unfit:
            return "skip", unfit
        lacking = self.lacking(spec)
        if lacking:
            return "skip", "needs " + ", ".join(lacking)
        with self.lock:
            if self.closed:
                return "FAIL", "not begun"
            session = Session(spec, self.options, self.folder)
            self.open.add(session)
        try:
            return "ok", self._perform(session)
        except Exception as problem:  # whatever went wrong is reported, and the rest go on
            for left in (session.cast, self._truth(spec)):
                if os.path.exists(left):
                    os.unlink(left)
            return "FAIL", f"{type(problem).__name__} {problem}"
        finally:
            with self.lock:
                self.open.discard(session)
            session.clear()

    def _truth(self, spec):
        return os.path.join(self.options.outdir, spec["name"] + ".truth.json")

    def _perform(self, session):
        spec, said = session.spec, ""
        # with what an earlier recorder that was killed left beside it: with that there, ours would not begin
        for left in [session.cast, *glob.glob(glob.escape(session.cast) + ".journal-*")]:
            if os.path.exists(left):
                os.unlink(left)
        session.start()
        spec["play"](session)
        session.finish()
        if not os.path.exists(session.cast):
            raise RuntimeError(f"nothing was recorded\n{session.screen()}")
        with open(self._truth(spec), "w", encoding="utf-8") as f:
            f.write(session.answer())
        if self.options.check:
            import check
            said = "".join("\n     " + line for line in check.differences(session))
        return f"{len(session.commands)} lines{said}"

    def close(self):
        with self.lock:
            self.closed, sessions = True, list(self.open)
        for session in sessions:
            session.clear()
        shutil.rmtree(self.folder, ignore_errors=True)


def load(paths):
    sys.modules["drive"] = sys.modules[__name__]
    for path in paths:
        spec = importlib.util.spec_from_file_location("scenarios_" + path.stem, path)
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("outdir", type=os.path.abspath)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--jobs", type=int, default=6)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--recorder")
    parser.add_argument("--suffix", default=".cast")
    parser.add_argument("--inside", choices=inside.KINDS)
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--pace", type=float)
    return parser.parse_args()


def wanted(options):
    chosen = inside.kept(SCENARIOS) if options.kept else [dict(s, inside=options.inside) for s in SCENARIOS]
    chosen = [s for s in chosen if not options.only or re.fullmatch(options.only, s["name"])]
    if options.pace:
        chosen = [dict(s, pace=options.pace) for s in chosen]
    if options.missing:
        chosen = [s for s in chosen if not os.path.exists(os.path.join(options.outdir, s["name"] + ".truth.json"))]
    return chosen


def main():
    options = arguments()
    if not shutil.which("tmux"):
        sys.exit("drive.py: tmux is not installed")
    load(options.files or sorted((HERE / "scenarios").glob("*.py")))
    os.makedirs(options.outdir, exist_ok=True)
    stage, count = Stage(options), {"ok": 0, "skip": 0, "FAIL": 0}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    pool = concurrent.futures.ThreadPoolExecutor(options.jobs)
    try:
        futures = {pool.submit(stage.play, spec): spec["name"] for spec in wanted(options)}
        for future in concurrent.futures.as_completed(futures):
            result, said = future.result()
            count[result] += 1
            print(f"{result:4} {futures[future]}: {said}", flush=True)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        stage.close()
    print(f"{count['ok']} played, {count['FAIL']} failed, {count['skip']} skipped")
    sys.exit(1 if count["FAIL"] else 0)


if __name__ == "__main__":
    main()
