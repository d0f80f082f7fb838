#!/usr/bin/env python3
"""How fast a moment of a recording is shown, and whether that depends on the moment, or on how long the recording is.

usage: playback.py --build DIR [--quick] [--count N] [--json FILE]

Two recordings are made up, of 10 MiB and of 1 GiB of output (--quick: of 1 and 8 MiB), and indexed.  At random moments of
each: the picture, from the stage (tests/bench/play), and `steno play` itself on a pty, from its start and from a key, to the end
of what it paints.  Beside that: all of it from the start, as `steno play --no-index` must for the end, and other players, which go
to a time where they can, and else play all without pauses.  Times are of processor time, of all processes, and by the clock, in ms.
Works in a folder below $TMPDIR (/var/tmp without it), which needs three times the larger recording's output.
"""
import argparse
import fcntl
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "corpus"))
import formats  # noqa: E402

PAINTED = b"\x1b[?2026l"
SIZE = (80, 24)


class Pane:
    """A program on a pty of 80x24."""

    def __init__(self, argv, env):
        self.closed, self.taken = False, 0
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.write(1, b"ready")
            # the parent has set the size by then
            os.read(0, 1)
            os.execvpe(argv[0], argv, env)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        while b"ready" not in os.read(self.master, 100):
            pass
        time.sleep(0.002)
        self.base = running([self.pid])
        self.began = time.perf_counter()
        os.write(self.master, b"\n")

    def read(self, patience):
        """What comes next; b"" when it stays silent for so long, or is at its end."""
        if self.closed or not select.select([self.master], [], [], patience)[0]:
            return b""
        try:
            data = os.read(self.master, 1 << 20)
        except OSError:
            data = b""
        self.closed = data == b""
        self.taken += len(data)
        return data

    def painted(self, patience=60):
        """Until a picture has been painted; what came."""
        seen = b""
        while PAINTED not in seen:
            data = self.read(patience)
            if not data:
                raise SystemExit(f"nothing was painted: {seen!r}")
            seen += data
        return seen

    def send(self, keys):
        os.write(self.master, keys)

    def processes(self):
        below = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.pid)], capture_output=True, text=True).stdout.split()
        return [self.pid, *map(int, below)]

    def end(self):
        """Until it ends by itself; its processor time in ms, with that of its children that it waited for."""
        while not self.closed:
            self.read(None)
        usage = os.wait4(self.pid, 0)[2]
        os.close(self.master)
        return (usage.ru_utime + usage.ru_stime) * 1e3


def running(processes):
    """ms of processor time that they have had."""
    return sum(int(pathlib.Path(f"/proc/{p}/schedstat").read_text().split()[0]) for p in processes) / 1e6


def private(processes):
    """MiB of memory that is theirs alone."""
    text = "".join(pathlib.Path(f"/proc/{p}/smaps_rollup").read_text() for p in processes)
    return sum(map(int, re.findall(r"Private_\w+: +(\d+)", text))) / 1024


def spread(times):
    times = sorted(times)
    return dict(p50=times[len(times) // 2], p99=times[len(times) * 99 // 100], max=times[-1])


class Bench:
    def __init__(self, build, tmp, count):
        self.build, self.tmp, self.count, self.any = build, tmp, count, random.Random(7)
        self.steno, self.index = str(build / "daemon/steno"), tmp / "index.db"
        self.env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(tmp), "XDG_DATA_HOME": str(tmp)}

    def helper(self, *arguments):
        done = subprocess.run([self.build / "tests/bench/play", *map(str, arguments)], check=True, capture_output=True, text=True)
        return json.loads(done.stdout) if done.stdout else None

    def make(self, name, mib):
        path = self.tmp / f"{name}.cast.zst"
        self.helper("make", path, mib * 1.048576)
        subprocess.run([self.steno, "index", "-q", "-i", self.index, path], check=True, env=self.env)
        info = json.loads(subprocess.run([self.steno, "info", "--json", path], check=True, capture_output=True, env=self.env).stdout)
        return path, info

    def foreign(self, path, cast2, name):
        """The same in another program's format, indexed: its pictures."""
        other = path.with_name(f"{path.name}.{name}")
        {"ttyrec": formats.ttyrec, "asciicast": formats.asciicast_2}[name](other, *formats.read(cast2))
        subprocess.run([self.steno, "index", "-q", "-i", self.index, other], check=True, env=self.env)
        got = stages(self.helper("seek", other, self.index, self.count))
        other.unlink()
        return got

    def play(self, path, *options):
        return Pane([self.steno, "play", "-i", str(self.index), *options, str(path)], self.env)

    def starts(self, path, length):
        """From the start of the process to what it painted first, at some moment."""
        wall, cpu, n = [], [], max(3, self.count // 10)
        for _ in range(n):
            pane = self.play(path, "--paused", "--at", f"{self.any.uniform(0, length):.3f}")
            while b"PAUSE" not in pane.painted():
                pass
            wall.append((time.perf_counter() - pane.began) * 1e3)
            time.sleep(0.002)
            cpu.append(running(pane.processes()) - pane.base)
            pane.send(b"q")
            pane.end()
        return dict(wall=spread(wall), cpu=spread(cpu))

    def keys(self, path, length):
        """From a key to what it brought, at random moments; and what memory that took."""
        wall, cpu = [], []
        pane = self.play(path, "--paused")
        pane.painted()
        processes = pane.processes()
        for n in range(-20, self.count):
            pane.send(b"g")
            pane.painted()
            pane.send(f"{self.any.uniform(0, length):.3f}".encode())
            pane.painted()
            while pane.read(0.02):
                pass
            before, start = running(processes), time.perf_counter()
            pane.send(b"\r")
            pane.painted()
            spent = time.perf_counter() - start
            if n >= 0:
                wall.append(spent * 1e3)
                # processes that have just gone to sleep are told of
                time.sleep(0.002)
                cpu.append(running(processes) - before)
        memory = private(pane.processes())
        pane.send(b"q")
        pane.end()
        return dict(wall=spread(wall), cpu=spread(cpu), memory=memory)

    def fast(self, path, length):
        """All of it at 64 times its speed: how late its end is, and what it costs."""
        pane = self.play(path, "--speed", "64")
        seen = b""
        while b"END" not in seen:
            seen = seen[-100:] + pane.read(60)
            if pane.closed:
                raise SystemExit("it ended before its end was shown")
        late = (time.perf_counter() - pane.began) - length / 64
        pane.send(b"q")
        return dict(late=late * 1e3, cpu=pane.end(), ideal=length / 64 * 1e3)


def behind(bench, count):
    """A live session: from what stands on its terminal to the same in `steno play --follow`, by the clock."""
    path = bench.tmp / "live.cast.zst"
    session = Pane([str(bench.build / "recorder/steno-rec"), "-q", str(path), "--", "sh", "-c", "while read x; do echo $x; done"], bench.env)
    while not path.exists():
        session.read(0.05)
    session.send(b"begun\n")
    while session.read(1):
        pass
    watcher = Pane([bench.steno, "play", "--follow", str(path)], bench.env)
    while b"LIVE" not in watcher.painted():
        pass
    times = []
    for _ in range(count):
        time.sleep(bench.any.uniform(0.05, 0.3))
        while watcher.read(0.02):
            pass
        session.send(b"x")
        session.read(10)
        start = time.perf_counter()
        watcher.painted()
        times.append((time.perf_counter() - start) * 1e3)
    watcher.send(b"q")
    watcher.end()
    session.send(b"\n\x04")
    session.end()
    return spread(times)


# Other players: how each is told to show all of it without pauses, or goes to a time.

PEERS = {"scriptreplay": (formats.script, ["-d", "1000000000", "-t", "{}.timing", "-O", "{}"], False),
         "ttyplay": (formats.ttyrec, ["-n", "{}"], False), "asciinema": (formats.asciicast_2, ["play", "-s", "1000000", "{}"], False),
         "tlog-play": (formats.tlog, ["--paused", "-i", "{}", "--goto"], True)}


def peer(bench, name, cast2, length):
    """What it costs to see the middle, where it can go there; else the end."""
    if shutil.which(name) is None:
        return dict(name=name, why="not installed")
    write, options, goes = PEERS[name]
    path, at = bench.tmp / name, int(length / 2)
    write(path, *formats.read(cast2))
    argv = [name, *(o.format(path) for o in options)]
    if not goes:
        pane = Pane(argv, bench.env)
        return dict(name=name, what="can't go to a time; all of it, without pauses", cpu=pane.end(), taken=pane.taken)
    pane = Pane([*argv, f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}"], bench.env)
    while pane.read(5):
        pass
    cpu = running([pane.pid])
    pane.send(b"q")
    pane.end()
    return dict(name=name, what="goes to the middle", cpu=cpu, taken=pane.taken)


def stages(got):
    """tests/bench/play's answer, in the form of the others."""
    return {kind: {k: got[f"{kind}_{k}"] for k in ("p50", "p99", "max")} for kind in ("cpu", "wall")} | dict(memory=got["private_mb"])


def best(rounds):
    """Of each, the round that was disturbed least."""
    found = {}
    for what in rounds[0]:
        found[what] = {kind: min((r[what][kind] for r in rounds), key=lambda times: times["p99"]) for kind in ("cpu", "wall")}
    found["key"]["memory"] = max(r["key"]["memory"] for r in rounds)
    return found


def show(what, times):
    print(f"{what:44} " + " ".join(f"{times[k]:9.2f}" for k in ("p50", "p99", "max")), flush=True)


def measure(bench, sizes, rounds):
    result = {}
    for name, mib in sizes.items():
        path, info = bench.make(name, mib)
        result[name] = dict(mib=mib, length=info["duration"], path=path, rounds=[])
    # in turn, so that what else the machine does meets both
    for _ in range(rounds):
        for got in result.values():
            path, length = got["path"], got["length"]
            got["rounds"].append(dict(stage=stages(bench.helper("seek", path, bench.index, bench.count)), key=bench.keys(path, length),
                                      start=bench.starts(path, length)))
    for got in result.values():
        got.update(best(got["rounds"]), replay=bench.helper("replay", got.pop("path")))
    return result


def compare_formats(bench, result):
    """Other programs' recordings are entered at marks, which the index has."""
    for name in ("ttyrec", "asciicast"):
        pictures = {}
        for size, got in result.items():
            path, cast2 = bench.tmp / f"{size}.cast.zst", bench.tmp / f"{size}.cast"
            subprocess.run([bench.steno, "export", "-f", "cast2", "-o", cast2, path], check=True, env=bench.env)
            pictures[size] = got[name] = bench.foreign(path, cast2, name)
            cast2.unlink()
            show(f"  a picture of the {size} one as {name}, processor time", got[name]["cpu"])
        print("large / small, as {}: p50 {:.2f}".format(name, pictures["large"]["cpu"]["p50"] / pictures["small"]["cpu"]["p50"]))


def tell(result):
    for got in result.values():
        print(f"{got['mib']} MiB of output, {got['length']:.0f} s{'':22} {'p50':>9} {'p99':>9} {'max':>9}   ms")
        for kind, what in (("cpu", "processor time"), ("wall", "by the clock")):
            show(f"  a picture, {what}", got["stage"][kind])
            show(f"  a key to its picture, {what}", got["key"][kind])
            show(f"  from the program's start, {what}", got["start"][kind])
        print(f"  memory {got['key']['memory']:.1f} MiB; all of it from the start: {got['replay']['cpu']:.0f} ms of processor time")
    for what, name in (("a picture", "stage"), ("a key", "key")):
        ratios = [result["large"][name]["cpu"][k] / result["small"][name]["cpu"][k] for k in ("p50", "p99")]
        print("large / small, {}, processor time: p50 {:.2f}, p99 {:.2f}".format(what, *ratios))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--build", type=pathlib.Path, required=True)
    p.add_argument("--quick", action="store_true", help="small recordings: does the benchmark itself work?")
    p.add_argument("--count", type=int, default=500, help="moments of each, in each of three rounds")
    p.add_argument("--json", type=pathlib.Path)
    options = p.parse_args()
    sizes = {"small": 1, "large": 8} if options.quick else {"small": 10, "large": 1024}
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as folder:
        bench = Bench(options.build.resolve(), pathlib.Path(folder), 30 if options.quick else options.count)
        result = measure(bench, sizes, 1 if options.quick else 3)
        tell(result)
        compare_formats(bench, result)
        fast = bench.fast(bench.tmp / "small.cast.zst", result["small"]["length"])
        print(f"the small one at 64 times its speed, {fast['ideal'] / 1e3:.1f} s: its end {fast['late']:.0f} ms late, "
              f"{fast['cpu']:.0f} ms of processor time")
        late = behind(bench, 30 if options.quick else 200)
        print("a live session is shown so many ms later, by the clock: p50 {p50:.0f}, p99 {p99:.0f}, at most {max:.0f}".format(**late))
        cast2 = bench.tmp / "large.cast"
        subprocess.run([bench.steno, "export", "-f", "cast2", "-o", cast2, bench.tmp / "large.cast.zst"], check=True, env=bench.env)
        peers = []
        for name in PEERS:
            got = peer(bench, name, cast2, result["large"]["length"])
            peers.append(got)
            print(f"{name:14} {got['what']}: {got['cpu'] / 1e3:.1f} s of processor time, {got['taken'] / 2**20:.0f} MiB written" if "cpu" in got
                  else f"{name:14} {got['why']}", flush=True)
            for used in bench.tmp.glob(f"{name}*"):
                used.unlink()
    if options.json:
        options.json.write_text(json.dumps(dict(at=time.time(), **result, fast=fast, behind=late, peers=peers), indent=1))


if __name__ == "__main__":
    main()
