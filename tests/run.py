#!/usr/bin/env python3
"""Run all tests of a build tree and say how many passed.

usage: run.py [--build DIR] [--also DIR] [--only REGEX] [--kind unit,fuzz,regress] [--verbose] [--slowest N] [--jobs N]

With --also the unit, fuzz and whole-program tests run on a second build (with sanitizers) as well.
Three kinds: unit programs (tests/unit/test_*, each prints "ok NAME" or "not ok NAME"), fuzz
harnesses that replay their corpus, and whole-program tests (functions test_* in
tests/regress/test_*.py, which get a Tools object).  --slowest names those that took longest.  The last line is "N passed, N failed", with
", N skipped" behind it for tests that could not run here; each of those is named with its reason.
"""
import argparse
import concurrent.futures
import importlib.util
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

SOURCE = pathlib.Path(__file__).resolve().parent.parent
LONGEST = 900  # seconds until a program that a test runs is given up: a bound for a slow machine, not a measure


class CannotRun(Exception):
    """The test needs something that this machine does not have."""


class Tools:
    """What a whole-program test is given."""

    def __init__(self, build, tmp):
        self.build = pathlib.Path(build).resolve()
        self.source = SOURCE
        self.tmp = tmp
        self.steno = str(self.build / "daemon" / "steno")
        self.rec = str(self.build / "recorder" / "steno-rec")
        self.shell = str(self.build / "recorder" / "steno-shell")
        self.home = tmp / "home"
        self.home.mkdir()
        self.asan = "-fsanitize" in (self.build / "Makefile").read_text()

    def cannot(self, why):
        raise CannotRun(why)

    def need(self, *programs):
        for program in programs:
            if shutil.which(program) is None:
                self.cannot(f"{program} is not installed")

    def env(self, **more):
        """A small environment with a home and store of its own."""
        env = {key: os.environ[key] for key in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH")
               if key in os.environ}
        # a search that meets a folder into which this user may not look ends with "permission denied", for what is nowhere too
        env["PATH"] = ":".join(folder for folder in env.get("PATH", os.defpath).split(":") if os.access(folder or ".", os.X_OK))
        env.update(HOME=str(self.home), TERM="xterm-256color", LANG="C.UTF-8", SHELL="/bin/bash", TZ="UTC")
        env.update(more)
        return env

    def run(self, argv, **kw):
        kw.setdefault("capture_output", True)
        kw.setdefault("env", self.env())
        kw.setdefault("timeout", LONGEST)
        if "input" not in kw:
            kw.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run([str(a) for a in argv], **kw)

    def ok(self, argv, **kw):
        """Run, and fail the test unless the program succeeded; its standard output."""
        done = self.run(argv, **kw)
        assert done.returncode == 0, f"{argv}: exit {done.returncode}\n{done.stdout!r}\n{done.stderr!r}"
        return done.stdout


def run_unit(program, source):
    """A unit program or a fuzz replay: lines of ok and not ok, and an exit status."""
    done = subprocess.run([str(program), *map(str, source)], capture_output=True, stdin=subprocess.DEVNULL,
                          timeout=4 * LONGEST, cwd=SOURCE)
    text = done.stdout.decode(errors="replace")
    good = re.findall(r"^ok (.+)$", text, re.M)
    bad = re.findall(r"^not ok (.+)$", text, re.M)
    if done.returncode != 0 and not bad:
        bad.append(f"(ended with {done.returncode})")
    if not good and not bad:
        bad.append("(ran no test)")
    log = text + done.stderr.decode(errors="replace") if bad else ""
    return [(f"{program.name}: {n}", "ok", "") for n in good] + [(f"{program.name}: {n}", "fail", log) for n in bad]


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    spec.loader.exec_module(module)
    return module


def run_regress(build, name, function):
    tmp = pathlib.Path(tempfile.mkdtemp(prefix="steno-test-", dir="/tmp"))
    os.chmod(tmp, 0o755)
    try:
        function(Tools(build, tmp))
        return [(name, "ok", "")]
    except CannotRun as why:
        return [(name, "skip", str(why))]
    except Exception:
        return [(name, "fail", traceback.format_exc())]
    finally:
        shutil.rmtree(tmp, ignore_errors=True)


def collect(args, build):
    jobs = []
    build = pathlib.Path(build).resolve()
    wanted = re.compile(args.only) if args.only else None
    kinds = args.kind.split(",")
    if "unit" in kinds:
        for program in sorted((build / "tests" / "unit").glob("test_*")):
            if program.suffix == "" and os.access(program, os.X_OK) and program.is_file():
                if not wanted or wanted.search(program.name):
                    jobs.append((program.name, run_unit, program, []))
    if "fuzz" in kinds:
        for program in sorted((build / "tests" / "fuzz").glob("fuzz_*")):
            if program.suffix == "" and os.access(program, os.X_OK) and program.is_file():
                corpus = SOURCE / "tests" / "fuzz" / "corpus" / program.name[5:]
                if not wanted or wanted.search(program.name):
                    jobs.append((program.name, run_unit, program, [corpus]))
    if "regress" in kinds:
        for path in sorted((SOURCE / "tests" / "regress").glob("test_*.py")):
            module = load(path)
            for name in [n for n in dir(module) if n.startswith("test_")]:
                full = f"{path.stem[5:]}.{name[5:]}"
                if not wanted or wanted.search(full):
                    jobs.append((full, run_regress, build, full, getattr(module, name)))
    return jobs


def timed(run, *what):
    begun = time.monotonic()
    results = run(*what)
    return results, time.monotonic() - begun


def hear_all_signals():
    """Under nohup, or behind a script's `&`, some are ignored, and every program that is tested would inherit that."""
    for number in (signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", default=str(SOURCE / "build"))
    parser.add_argument("--also")
    parser.add_argument("--only")
    parser.add_argument("--kind", default="unit,fuzz,regress")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--slowest", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    hear_all_signals()
    os.umask(0o022)  # tests look at modes, and let other users into their folders
    count, took = {"ok": 0, "fail": 0, "skip": 0}, []
    jobs = collect(args, args.build)
    if args.also:
        jobs += [(f"{job[0]} ({args.also})", *job[1:]) for job in collect(args, args.also)]
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        futures = [(job[0], pool.submit(timed, *job[1:])) for job in jobs]
        for job, future in futures:
            try:
                results, seconds = future.result()
                took.append((seconds, job))
            except Exception:
                results = [(job, "fail", traceback.format_exc())]
            suffix = job[job.index(" ("):] if " (" in job else ""
            for name, result, text in results:
                name += suffix
                count[result] += 1
                if result == "fail":
                    print(f"FAIL {name}\n{text}", flush=True)
                elif result == "skip":
                    print(f"COULD NOT RUN {name}: {text}", flush=True)
                elif args.verbose:
                    print(f"ok   {name}", flush=True)
    for seconds, job in sorted(took, reverse=True)[:args.slowest]:
        print(f"{seconds:7.1f} s  {job}")
    print(f"{count['ok']} passed, {count['fail']} failed" + (f", {count['skip']} skipped" if count["skip"] else ""))
    sys.exit(1 if count["fail"] or not count["ok"] else 0)


if __name__ == "__main__":
    main()
