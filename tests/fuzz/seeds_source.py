#!/usr/bin/env python3
"""Writes the seeds of fuzz_source that are no text into a directory: ttyrecs and packed files."""

import gzip
import pathlib
import struct
import subprocess
import sys


def ttyrec(records):
    return b"".join(
        struct.pack("<III", seconds, micro, len(data)) + data for seconds, micro, data in records
    )


def zstd(data):
    return subprocess.run(["zstd", "-qc"], input=data, stdout=subprocess.PIPE, check=True).stdout


def seeds():
    plain = ttyrec([
        (1795229697, 504000, b"\x1b[8;50;132th\xc3\xa9llo\r\n"),
        (1795229699, 0, b"\xff\xfe"),
        (1795229698, 0, b"back"),
        (1795229698, 500, b""),
        (1795229698, 999999, b"end"),
    ])
    cast = (
        b'{"version":2,"width":80,"height":24}\n[1,"o","first"]\n[2,"o","\\u001b[1msecond"]\n'
    )
    half = len(cast) // 2
    return {
        "ttyrec": plain,
        "ttyrec-cut": plain[:-2],
        "ttyrec-length": plain + struct.pack("<III", 1795229700, 0, 0xFFFFFFFF) + b"x",
        "ttyrec-from-zero": ttyrec([(0, 0, b"a"), (1, 0, b"b")]),
        "ttyrec-gzip": gzip.compress(plain, mtime=0),
        "cast-gzip": gzip.compress(cast, mtime=0),
        "cast-gzip-members": gzip.compress(cast[:half], mtime=0)
        + gzip.compress(cast[half:], mtime=0) + bytes(16),
        "cast-gzip-cut": gzip.compress(cast, mtime=0)[:-12],
        "cast-zstd": zstd(cast),
        "cast-zstd-frames": zstd(cast[:half]) + zstd(cast[half:]),
        "cast-zstd-skippable": struct.pack("<II", 0x184D2A50, 3) + b"abc" + zstd(cast),
        "cast-zeros": cast + b'[3,"o","' + bytes(20),
        "elf": b"\x7fELF\x02\x01\x01" + bytes(30),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in seeds().items():
        (folder / name).write_bytes(b"0" + data)


if __name__ == "__main__":
    main()
