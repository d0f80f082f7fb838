#!/usr/bin/env python3
"""The index at size: adding and asking, side by side with LIKE and with ripgrep over the same commands as flat text.

usage: indexes.py [--build DIR] [--rows N] [--questions N]

Prints one JSON object a line.  Works in a folder of its own below $TMPDIR (/var/tmp without it), which needs some 200
bytes a row, and removes it.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time


def ripgrep(text, count=5):
    """Newest first needs the whole file: the last 50 lines of all that match."""
    for what, pattern in (("ripgrep, word", r"\bnginx\b"), ("ripgrep, word+user", r" user007 .*\bnginx\b"),
                          ("ripgrep, rare substring", "-a1b2.")):
        times = []
        for _ in range(count):
            start = time.perf_counter()
            subprocess.run(f"rg -N -e '{pattern}' {text} | tail -n 50", shell=True, stdout=subprocess.DEVNULL, check=False)
            times.append((time.perf_counter() - start) * 1e3)
        times.sort()
        print(json.dumps({"what": what, "p50": round(times[count // 2], 2), "max": round(times[-1], 2)}), flush=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", default="build")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    args = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="steno-bench-", dir=os.environ.get("TMPDIR", "/var/tmp")))
    try:
        program = [str(pathlib.Path(args.build) / "tests" / "bench" / "index"), "--rows", str(args.rows)]
        subprocess.run([*program, "--questions", str(args.questions), str(work / "index.db")], check=True)
        subprocess.run([*program, "--text-only", "--text", str(work / "flat.txt"), str(work / "none")], check=True)
        if shutil.which("rg"):
            ripgrep(work / "flat.txt")
        else:
            print(json.dumps({"what": "ripgrep", "why": "it is not installed"}))
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
