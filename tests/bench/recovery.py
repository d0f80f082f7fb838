#!/usr/bin/env python3
"""How fast output becomes a screen, and a recording becomes commands.

usage: recovery.py --build DIR [--quick] [--json FILE]

Real programs run on a pty of the size that is given; what they showed is repeated until it is large, and given to
our screen and to libvterm's own (tests/bench/screen, processor time), and as a recording of ours to `steno commands`,
reading, its worker and all (processor time of all its processes); and once more as another program's, of output alone.
Megabytes are of terminal output.
"""
import argparse
import codecs
import fcntl
import json
import os
import pathlib
import pty
import resource
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time

WIDE = "漢字かな交じり文、全角の文字が行の終わりまで続く。"


def shown(argv, size, keys=(), cwd=None):
    """What a program writes to its terminal, of (columns, rows).  Each key is sent when it has been silent for a moment."""
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(cwd or "/")
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", GIT_PAGER="cat")
        # the parent has set the size by then
        sys.stdin.buffer.raw.read(1)
        os.execvp(argv[0], argv)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    os.write(master, b"\n")
    out, keys = [], list(keys)
    while True:
        if not select.select([master], [], [], 0.05)[0]:
            if keys:
                os.write(master, keys.pop(0).encode())
            continue
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        if not data:
            break
        out.append(data)
    os.waitpid(pid, 0)
    os.close(master)
    return b"".join(out)


def workloads(tmp, quick):
    """(name, size, bytes), for programs that are installed."""
    text = tmp / "text"
    text.write_text("".join(f"line {i} of a text that somebody edits, with some words in it\n" for i in range(2000)))
    wide = tmp / "wide"
    wide.write_text((WIDE * 3 + "\n") * 400)
    pages = ["\x06"] * 10 + ["dd", "p", "\x02", "yyP", "x", "u", "G", "1G"] * (2 if quick else 10) + [":q!\r"]
    here = pathlib.Path(__file__).resolve().parents[2]
    lists = "/usr/share/doc" if not quick else "/usr/include"
    yield "ls -lR", (80, 24), shown(["ls", "-lR", lists], (80, 24))
    yield "ls -lR", (200, 50), shown(["ls", "-lR", lists], (200, 50))
    yield "ls -lR --color", (200, 50), shown(["ls", "-lR", "--color=always", lists], (200, 50))
    if shutil.which("git") and (here / ".git").exists():
        log = ["git", "--no-pager", "log", "-p", "--color=always", "-n", "5" if quick else "40", "--", "*.c", "*.py"]
        yield "git log -p", (200, 50), shown(log, (200, 50), cwd=here)
    if shutil.which("top"):
        yield "top", (200, 50), shown(["top", "-d", "0.05", "-n", "10" if quick else "60"], (200, 50))
    if shutil.which("vim"):
        yield "vim", (200, 50), shown(["vim", "-u", "NONE", "-n", str(text)], (200, 50), pages)
    yield "wide text", (200, 50), shown(["cat", str(wide)], (200, 50))
    yield "flood (seq)", (200, 50), shown(["seq", "1000000"], (200, 50))


def screens(build, size, path, times):
    """Ours and VTermScreen, MB/s; None for theirs where the output crashes it."""
    program, more = build / "tests/bench/screen", [*map(str, size), str(times), str(path)]
    both = subprocess.run([program, *more], capture_output=True, text=True)
    if both.returncode == 0:
        return [float(w) for w in both.stdout.split() if w.replace(".", "", 1).isdigit()][-2:]
    ours = subprocess.run([program, "--ours", *more], capture_output=True, text=True, check=True)
    return [[float(w) for w in ours.stdout.split() if w.replace(".", "", 1).isdigit()][-1], None]


def recovery(build, cast):
    """Seconds of processor time of `steno commands`, with its worker."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as null:
        subprocess.run([build / "daemon/steno", "commands", "--json", cast], stdout=null, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def record(build, raw, size, cast):
    subprocess.run([build / "recorder/steno-rec", "-q", "--size", f"{size[0]}x{size[1]}", cast, "--", "sh", "-c", 'stty -opost; exec cat "$0"', raw],
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)


def import_like(data, times, size, cast):
    """The same as an asciicast of version 2, an event for each 4 KiB: no keys, and nothing that the kernel says."""
    decoder, at = codecs.getincrementaldecoder("utf-8")("replace"), 0
    with open(cast, "w") as f:
        f.write(json.dumps(dict(version=2, width=size[0], height=size[1], timestamp=0)) + "\n")
        for _ in range(times):
            for i in range(0, len(data), 4096):
                at += 1
                f.write(json.dumps([at / 1000, "o", decoder.decode(data[i:i + 4096])], ensure_ascii=False) + "\n")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--build", type=pathlib.Path, required=True)
    p.add_argument("--quick", action="store_true", help="small inputs: does the benchmark itself work?")
    p.add_argument("--json", type=pathlib.Path)
    options = p.parse_args()
    build = options.build.resolve()
    wanted = (1 if options.quick else 32) << 20
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder)
        print(f"{'output':16} {'size':>8} {'screen':>8} {'VTermScreen':>12} {'ratio':>6} {'commands':>9} {'imported':>9}   MB/s of processor time")
        for name, size, data in workloads(tmp, options.quick):
            times = max(1, wanted // max(1, len(data)))
            raw, once, cast = tmp / "raw", tmp / "once", tmp / "r.cast.zst"
            once.write_bytes(data)
            raw.write_bytes(data * times)
            for old in tmp.glob("r.cast*"):
                old.unlink()
            ours, theirs = screens(build, size, once, max(1, times // 4))
            record(build, raw, size, cast)
            import_like(data, times, size, tmp / "imported.cast")
            rounds = range(1 if options.quick else 3)
            speed, imported = (len(data) * times / 1e6 / min(recovery(build, which) for _ in rounds) for which in (cast, tmp / "imported.cast"))
            rows.append(dict(name=name, size=size, screen=ours, vtermscreen=theirs, commands=speed, imported=imported))
            beside = f"{theirs:12.0f} {ours / theirs:6.1f}" if theirs else f"{'crashes':>12} {'':6}"
            print(f"{name:16} {size[0]:>4}x{size[1]:<3} {ours:8.0f} {beside} {speed:9.0f} {imported:9.0f}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(dict(at=time.time(), rows=rows), indent=1))


if __name__ == "__main__":
    main()
