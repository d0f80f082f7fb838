#!/usr/bin/env python3
"""A whole archive on its way into the index: how fast, how large, and in how much memory.

usage: archives.py --build DIR [--megabytes N] [--only NAME,...] [--quick] [--json FILE]

Recordings are made of what real programs show (recovery.py): each as one recording that goes on and on, and a folder of
working days, in which somebody types commands at a bash and gets some of all of these, mostly little, sometimes much.
`steno index -j1` takes each in, recovery, output text, keyframes and redaction included; megabytes are of terminal output
for each second of processor time of all its processes.  `steno commands` of the same is shown beside it.
"""
import argparse
import json
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import tempfile

import recovery

OPENS, CLOSES = "\x1b[?2004h", "\x1b[?2004l\r"
PROMPT = "\x1b[01;32malice@web-1\x1b[00m:\x1b[01;34m~/src\x1b[00m$ "
WORDS = ["nginx", "status", "deploy", "main", "backup", "--verbose", "-n", "/var/log", "error", "origin", "release", "conf"]


def header(number):
    return {"version": 3, "term": {"cols": 200, "rows": 50, "type": "xterm-256color"}, "timestamp": 1_790_000_000 + 4000 * number}


def command(rng):
    """A line as people type it."""
    return f"{rng.choice(['git', 'ls', 'systemctl', 'grep', 'make', 'kubectl'])} {' '.join(rng.sample(WORDS, rng.randint(1, 5)))} {rng.randint(0, 99999)}"


def day(rng, outputs, megabytes):
    """The events of one session: (interval, code, data)."""
    left = int(megabytes * 1e6)
    while left > 0:
        yield 0.01, "o", OPENS + PROMPT
        for key in command(rng):
            yield 0.05, "i", key
            yield 0.002, "o", key
        yield 0.1, "i", "\r"
        yield 0.001, "o", "\r\n" + CLOSES
        output = rng.choice(outputs)
        size = min(int(rng.paretovariate(0.7) * 300), 2_000_000, left)
        start = output.find("\n", rng.randrange(len(output))) + 1
        text = output[start:start + size]
        for at in range(0, len(text), 4096):
            yield 0.001, "o", text[at:at + 4096]
        yield 0.001, "o", "\x1b[m\r\n"
        left -= size + 120
    yield 0.01, "o", OPENS + PROMPT


def write_days(build, folder, outputs, megabytes):
    """Sessions of a quarter of a MB to some, as recordings of ours."""
    rng = random.Random(7)
    number, total = 0, 0
    (folder / "foreign").mkdir()
    while total < megabytes:
        size = min(0.25 + rng.paretovariate(1.2) * 0.25, 8, megabytes - total + 0.1)
        with open(folder / "foreign" / f"{number:05}.cast", "w") as f:
            f.write(json.dumps(header(number)) + "\n")
            for event in day(rng, outputs, size):
                f.write(json.dumps(event) + "\n")
        total += size
        number += 1
    (folder / "days").mkdir()
    for path in sorted((folder / "foreign").iterdir()):
        subprocess.run([build / "daemon/steno", "import", "-o", folder / "days" / (path.name + ".zst"), path],
                       stdout=subprocess.DEVNULL, check=True)
    shutil.rmtree(folder / "foreign")
    return number


def measure(argv):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


def index(build, tmp, what):
    """What one index of these recordings costs and is, and that no recording failed."""
    for path in tmp.glob("index.db*"):
        path.unlink()
    seconds, done = measure([build / "daemon/steno", "index", "-i", tmp / "index.db", "-j1", what])
    found = re.search(r"(\d+) recordings indexed \((\d+) commands", done.stdout)
    assert done.returncode == 0 and found, (done.stdout, done.stderr)
    return seconds, int(found[2]), sum(path.stat().st_size for path in tmp.glob("index.db*"))


def shown_bytes(build, paths):
    total = 0
    for path in paths:
        info = json.loads(subprocess.run([build / "daemon/steno", "info", "--json", path], capture_output=True, check=True).stdout)
        total += info["output_bytes"]
    return total


def report(build, tmp, name, what, paths):
    size = shown_bytes(build, paths) / 1e6
    commands = sum(measure([build / "daemon/steno", "commands", "--json", path])[0] for path in paths)
    seconds, count, stored = index(build, tmp, what)
    row = dict(name=name, megabytes=size, recordings=len(paths), commands=count, index=size / seconds, recovery=size / commands,
               stored=stored / 1e6 / size)
    print(f"{name:20} {size:6.0f} {len(paths):6} {count:8} {row['index']:8.0f} {row['recovery']:9.0f} {row['stored']:8.3f}", flush=True)
    return row


def memory(build, tmp):
    """MB of the largest process, in an archive and in one four times its size."""
    for part in ("quarter", "days"):
        code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        for path in tmp.glob("index.db*"):
            path.unlink()
        done = subprocess.run(["python3", "-c", code, build / "daemon/steno", "index", "-i", tmp / "index.db", "-j1", tmp / part],
                              capture_output=True, text=True, check=True)
        yield int(done.stdout) / 1024


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--build", type=pathlib.Path, required=True)
    p.add_argument("--megabytes", type=float, default=64)
    p.add_argument("--only", help="names of workloads, or days")
    p.add_argument("--quick", action="store_true", help="small inputs: does the benchmark itself work?")
    p.add_argument("--json", type=pathlib.Path)
    options = p.parse_args()
    build = options.build.resolve()
    megabytes = 4 if options.quick else options.megabytes
    rows, outputs = [], []
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as folder:
        tmp = pathlib.Path(folder)
        print(f"{'archive':20} {'MB':>6} {'files':>6} {'commands':>8} {'index':>8} {'commands':>9} {'index/output':>12}   MB/s of processor time")
        for name, size, data in recovery.workloads(tmp, options.quick):
            if name != "vim" and name != "top":
                outputs.append(data.decode(errors="replace").replace("\x1b[?2004", ""))
            if options.only and name not in options.only.split(","):
                continue
            raw, cast = tmp / "raw", tmp / f"{len(rows)}.cast.zst"
            raw.write_bytes(data * max(1, int(megabytes * 1e6 / 4 / len(data))))
            recovery.record(build, raw, size, cast)
            rows.append(report(build, tmp, f"{name} {size[0]}x{size[1]}", cast, [cast]))
        write_days(build, tmp, outputs, megabytes)
        paths = sorted((tmp / "days").rglob("*.cast.zst"))
        rows.append(report(build, tmp, "working days", tmp / "days", paths))
        (tmp / "quarter").mkdir()
        for path in paths[::4]:
            os.link(path, tmp / "quarter" / path.name)
        small, large = memory(build, tmp)
        print(f"memory of the largest process: a quarter of the days {small:.0f} MB, all {large:.0f} MB")
    if options.json:
        options.json.write_text(json.dumps(dict(rows=rows, memory=[small, large]), indent=1))


if __name__ == "__main__":
    main()
