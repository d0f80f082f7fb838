#!/usr/bin/env python3
"""steno search -i over a large index: what each key costs until its answer stands on the screen.

usage: browse.py [--build DIR] INDEX

The index is one that tests/bench/index made.  Words are typed key by key, each when the key before has been answered; the
processor time of all threads is counted, and the bytes that the terminal is sent.
"""
import argparse
import os
import pathlib
import re
import statistics
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/regress"))
from human import Human, until  # noqa: E402

LINES = ["systemctl nginx", "grep timeout redis", "kubectl payments", "curl", "qqq", '"ls -la"', "s", "10.87"]
QUIET = 0.35  # seconds without a byte: longer than it looks for news


def spent(pid):
    """Nanoseconds of processor time."""
    return sum(int((task / "schedstat").read_text().split()[0]) for task in pathlib.Path(f"/proc/{pid}/task").iterdir())


def settle(h):
    """Until its answer and the number of its hits have come."""
    last = time.monotonic()
    while time.monotonic() - last < QUIET:
        data = h._read(0.05)
        if data:
            h.seen += data
            last = time.monotonic()


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", default=str(SOURCE / "build"))
    parser.add_argument("index")
    args = parser.parse_args()
    env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    h = Human([f"{args.build}/search/steno-search", "search", "-i", "--index", args.index], env=env, size=(120, 40))
    h.see("F1 help")
    settle(h)
    first = spent(h.pid) / 1e6
    costs, sent = [], []
    for line in LINES:
        for key in line:
            before, at = spent(h.pid), len(h.seen)
            h.type(key)
            settle(h)
            costs.append((spent(h.pid) - before) / 1e6)
            sent.append(len(h.seen) - at)
        h.type("\x15")
        settle(h)
    memory = int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{h.pid}/status").read_text())[1]) / 1024
    before = spent(h.pid)
    time.sleep(4)
    idle = (spent(h.pid) - before) / 4e6
    h.type("\x03")
    until(lambda: h.wait() == 0, "its end")
    costs.sort()
    sent.sort()
    print(f"start to first answer: {first:.1f} ms of processor time")
    print(f"a key: p50 {statistics.median(costs):.1f} ms, p90 {costs[len(costs) * 9 // 10]:.1f}, max {costs[-1]:.1f} "
          f"({len(costs)} keys); bytes sent p50 {statistics.median(sent):.0f}, max {sent[-1]}")
    print(f"memory {memory:.0f} MB; idle {idle:.2f} ms a second")


main()
