#!/usr/bin/env python3
"""Seeds for fuzz_recover, from recordings.

usage: seeds_recover.py FOLDER [CAST...]

Without casts: writes the small seeds of tests/fuzz/corpus/recover as hex.  With asciicasts: each as bytes, in three
ways (its keys as typed, their classes only, none) into FOLDER, for a campaign.
"""
import json
import pathlib
import re
import sys

LONG = 0xC0
DATA_MAX = ((255 - LONG) << 8) + 255
TOKENS = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b(?:[\[O][0-9;]*[@-~]|.)?|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+", re.S)


def record(code, delta, data):
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")
    ms = round(delta * 1000)
    time = ms if ms < 128 else min(255, 127 + ms // 50)
    out = b""
    while True:
        part, data = data[:DATA_MAX], data[DATA_MAX:]
        length = bytes([len(part)]) if len(part) < LONG else bytes([LONG + (len(part) >> 8), len(part) & 0xFF])
        out += code.encode() + bytes([time]) + length + part
        if not data:
            return out
        time = 0


def classes(text):
    """What a recording without text says of these keys."""
    def token(key):
        if key.startswith("\x1b[200~"):
            return "v"
        if key[0] == "\x1b":
            return "e"
        if key < " " or key == "\x7f":
            return "^" + chr(ord(key) ^ 0x40)
        return "p"
    return "".join(token(m.group()) for m in TOKENS.finditer(text))


def from_cast(path, keys):
    with open(path, encoding="utf-8", errors="surrogateescape") as f:
        header = json.loads(f.readline())
        events = [json.loads(line) for line in f if line.strip()]
    out, last = bytes([min(255, header["width"]), min(255, header["height"]), shell(header), 0]), 0.0
    for at, code, data in events:
        if code == "i" and keys == "none":
            continue
        if code == "i" and keys == "classes":
            code, data = "k", classes(data)
        out, last = out + record(code, at - last, data), at
    return out


def shell(header):
    command = header.get("command", "")
    names = ["bash", "zsh", "fish", "python3", "ssh", "tmux", "sqlite3", "sudo", "make", "", "sh", "screen"]
    return next((i for i, name in enumerate(names) if name and command.split("/")[-1].startswith(name)), 9)


def typed(text, bracket=True, keys="k"):
    """Keys one by one, their echo, and Enter."""
    out = b"".join(record(keys, 0.08, "p" if keys == "k" else c) + record("o", 0.001, c) for c in text)
    out += record(keys, 0.1, "^M" if keys == "k" else "\r")
    return out + record("o", 0.001, "\r\n\x1b[?2004l\r" if bracket else "\r\n")


def seeds():
    head, prompt, plain = bytes([80, 24, 0, 0]), record("o", 0.01, "\x1b[?2004h$ "), record("o", 0.01, "$ ")
    shell_front, job_front = record("s", 0, "-- 100 bash"), record("s", 0, "ec 200 sleep")
    hello = typed("echo hi")
    return {
        "bash": head + prompt + hello + record("o", 0.01, "hi\r\n") + prompt + typed("exit") + record("x", 0.01, "0"),
        "bash-truth": head + shell_front + prompt + hello + job_front + record("o", 0.2, "hi\r\n") + shell_front + prompt,
        "bash-input": head + prompt + typed("ls", keys="i") + record("o", 0.01, "a b\r\n") + prompt,
        "no-keys": head + prompt + record("o", 1, "ls") + record("o", 1, "\r\n\x1b[?2004l\r") + prompt,
        "dash": bytes([80, 24, 10, 0]) + plain + typed("ls", False) + record("o", 0.01, "a\r\n") + plain,
        "continues": head + prompt + typed("if true") + record("o", 0.01, "\x1b[?2004h> ") + typed("then x; fi") + prompt,
        "narrow": bytes([8, 3, 0, 1]) + prompt + typed("echo a long line that wraps twice") + prompt + record("r", 1, "6x4"),
        "alternate": head + prompt + typed("vim") + record("o", 0.01, "\x1b[?1049h\x1b[2J~\r\n~") + record("k", 1, "p") +
        record("o", 0.1, "\x1b[?1049l") + prompt + typed("ls") + prompt,
        "history": head + prompt + typed("!!") + record("o", 0.01, "echo hi\r\nhi\r\n") + prompt,
        "refused": bytes([80, 24, 0, 2]) + (prompt + hello) * 4 + prompt,
        "nested": head + prompt + typed("ssh web-1") + record("o", 0.5, "web-1$ ") + typed("ls", False) +
        record("o", 0.1, "web-1$ ") + typed("exit", False) + prompt + hello + prompt,
        "late": bytes([80, 24, 0, 4]) + prompt + hello + record("I", 10, "") + prompt,
        "hidden": head + prompt + typed("sudo -i") + record("s", 0, "-c 300 sudo") + record("o", 0.1, "Password: ") +
        record("k", 0.5, "h") + record("o", 0.1, "\r\n") + record("s", 0, "-- 301 bash") + record("o", 0.1, "# ") + typed("id", False),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for cast in map(pathlib.Path, sys.argv[2:]):
        for keys in ("typed", "classes", "none"):
            (folder / f"{cast.stem}-{keys}").write_bytes(from_cast(cast, keys))
    if len(sys.argv) > 2:
        return
    for name, data in seeds().items():
        rows = [data[i:i + 32].hex(" ") for i in range(0, len(data), 32)]
        (folder / f"{name}.hex").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
