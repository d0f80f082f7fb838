#!/usr/bin/env python3
"""Writes the seeds of fuzz_parse and fuzz_reader into tests/fuzz/corpus, from tests/vectors/cast-v1.hex."""
import pathlib
import struct

HERE = pathlib.Path(__file__).resolve().parent
VECTOR = HERE.parent / "vectors" / "cast-v1.hex"
SESSION = "0193499c-8e83-7aaa-8bbb-0123456789ab"
ID = bytes.fromhex(SESSION.replace("-", ""))


def hexfile(path, data, comment):
    rows = [data[i:i + 32].hex(" ") for i in range(0, len(data), 32)]
    path.write_text("# %s\n%s\n" % (comment, "\n".join(rows)))


def record(kind, data):
    return struct.pack("<BH", kind, len(data)) + data


def journal(part, sequence, first, base, lines):
    head = ('{"journal":1,"session":"%s","part":%d,"sequence":%d,"first_event":%d,"base":%d,'
            '"realtime":%d,"boottime":%d,"link":null}\n'
            % (SESSION, part, sequence, first, base, 1732156069123 + base, 5000 + base))
    return (head + lines).encode()


def header(part=0, base=0):
    return ('{"version":3,"term":{"cols":80,"rows":24},"steno":{"format":1,"session":"%s","part":%d,"base":%d,'
            '"realtime":1732156069123,"boottime":5000,"witnessed":true}}\n' % (SESSION, part, base))


def core(flags, part, sequence, first, lines, base, last, removed=0):
    """A frame's salts length and link core; `lines` are as the frame was written."""
    n = lines.count("\n")
    events = n - lines.startswith("{")
    return struct.pack("<8sBBHI16sQQIIQ6q", b"STENOLNK", 1, flags, 0, part, ID, sequence, first, events, n,
                       len(lines.encode()), base, last, 1732156069123 + base, 1732156069123 + last,
                       5000 + base, 5000 + last) + bytes(64)


def frame(kind, flags, part, sequence, first, lines, base, last, salts=None, shown=None):
    salts = (b"S" + bytes(range(16)) if lines else b"") if salts is None else salts
    body = bytes([len(salts)]) + core(flags, part, sequence, first, lines, base, last) + salts
    return record(kind, body + (lines if shown is None else shown).encode())


def sharing(kind, flags, sequence, first, lines, base, last, off=b"\0\0"):
    """A share of the data frame before it, and its link."""
    return record(kind, off + bytes([17]) + core(flags, 0, sequence, first, lines, base, last) + b"S" + bytes(range(16)))


def reader_seeds(folder, vector):
    first = header() + '[0.100,"o","a"]\n[0.200,"k","p"]\n[0,"b","/w=="]\n[0,"o","\ufffd"]\n'
    second = '[1,"o","\\u001b[0m"]\n[0.500,"r","100x40"]\n'
    third = '[0.250,"x","0"]\n'
    gap = ('[0.300,"g","{\\"kind\\":\\"removed\\",\\"events\\":2,\\"from\\":100,\\"to\\":300,'
           '\\"at\\":\\"2026-11-21T02:27:49.123Z\\",\\"by\\":\\"a\\",\\"reason\\":\\"r\\"}"]\n')
    hidden = b"M" + b"M" + b"M" + b"S" + bytes(16) + b"H" + bytes(32) + b"M" + b"H" + bytes(32) + b"S" + bytes(16) \
        + b"S" + bytes(16)
    seeds = {
        "whole": (vector, "a complete recording"),
        "journal": (record(1, journal(0, 0, 0, 0, first + second)), "no frame yet"),
        "frame-journal": (frame(2, 0, 0, 0, 0, first, 0, 300) + record(1 | 1 << 4, journal(0, 1, 4, 300, second)),
                          "a frame, and the journal behind it"),
        "late-journal": (frame(2, 0, 0, 0, 0, first, 0, 300) + record(1, journal(0, 0, 0, 0, first)) +
                         record(1 | 1 << 4, journal(0, 1, 4, 300, second)), "a journal whose frame stands already"),
        "missing-journal": (record(1, journal(0, 0, 0, 0, first)) + record(1 | 2 << 4, journal(0, 2, 9, 900, second)),
                            "a journal is missing between others"),
        "torn-journal": (record(1, journal(0, 0, 0, 0, first + "[0,\"o\",\"x\n\0\0\0\n" + second)),
                         "a line in a journal is no event"),
        "two-frames": (frame(2, 0, 0, 0, 0, first, 0, 300) + frame(3, 1, 0, 1, 4, second, 300, 1800),
                       "complete, and made here"),
        "two-parts": (frame(2, 0, 0, 0, 0, first, 0, 300) + frame(3, 3, 0, 1, 4, "", 300, 300) +
                      frame(10, 0, 1, 2, 4, header(1, 300) + second, 300, 1800) +
                      frame(11, 1, 1, 3, 6, third, 1800, 2050), "two parts"),
        "two-parts-live": (record(1, journal(0, 0, 0, 0, first)) + record(8, b"") +
                           record(9 | 2 << 4, journal(1, 2, 4, 300, header(1, 300) + second)),
                           "journals in two parts, no frame"),
        "unbegun-part": (record(1, journal(0, 0, 0, 0, first)) + record(8, b""), "a second part that is empty"),
        "removed": (frame(3, 1, 0, 0, 0, first, 0, 300, hidden,
                          header() + gap + '[0,"b","/w=="]\n[0,"o","\ufffd"]\n'), "with a removed range"),
        "empty-end": (frame(2, 0, 0, 0, 0, first, 0, 300) + frame(3, 5, 0, 1, 4, "", 300, 300), "recovered, an empty end"),
        "cut": (vector[:700], "cut in its second link"),
        "shared": (frame(2, 0, 0, 0, 0, first, 0, 300, shown=first + second + third) + sharing(4, 0, 1, 4, second, 300, 1800) +
                   sharing(5, 1, 2, 6, third, 1800, 2050), "three frames in one data frame"),
        "shared-off": (frame(2, 0, 0, 0, 0, first, 0, 300, shown=first + second) + sharing(5, 1, 1, 4, second, 300, 1800, b"\1\2"),
                       "a share that leads elsewhere"),
        "shared-more": (frame(2, 0, 0, 0, 0, first, 0, 300, shown=first + second + third) + sharing(5, 1, 1, 4, second, 300, 1800),
                        "lines that no link proves"),
        "shared-then-alone": (frame(2, 0, 0, 0, 0, first, 0, 300, shown=first + second) + sharing(4, 0, 1, 4, second, 300, 1800) +
                              frame(3, 1, 0, 2, 6, third, 1800, 2050), "a frame of its own behind one that two share"),
    }
    for name, (data, comment) in seeds.items():
        hexfile(folder / (name + ".hex"), data, comment)


def parse_seeds(folder, vector):
    link = vector.index(bytes.fromhex("552a4d18"))
    texts = {
        "header": "0" + header(3, 500).rstrip("\n"),
        "header-full": '0{"version":3,"term":{"cols":132,"rows":43,"type":"xterm"},"timestamp":1,"idle_time_limit":2.5,'
                       '"command":"ls","title":"t","env":{"A":"b"},"steno":{"format":1,"session":"%s","part":1,"base":2,'
                       '"argv":["a",""],"labels":{"k":"v"},"import":{"format":"x"},"uid":0,"pty":false}}' % SESSION,
        "event": '1[0.123,"o","a\\u001b\\ud83d\\ude00\\n"]',
        "event-bytes": '1[0,"b","/w=="]',
        "size": "1132x43",
        "encode": "2a\x1b\u00e9\u009b\x7f",
        "journal": "3" + journal(1, 7, 99, 500, "").decode().rstrip("\n"),
        "journal-link": '3{"journal":1,"session":"%s","part":0,"sequence":1,"first_event":2,"base":3,"realtime":4,'
                        '"boottime":5,"link":{"sequence":0,"digest":"%s"}}' % (SESSION, "0f" * 32),
        "json": '6{"a":[1,-2.5e3,true,false,null,"\\ud83d\\ude00\\ud83d"],"":{"k":{}}}',
        "output": '7"\\\x1b\x7f\u0080',
        "base64": "8Zm9vYg==",
        "gap-removed": '9{"kind":"removed","events":12,"from":1,"to":2,"at":"x","by":"y","reason":"z"}',
        "gap-lost": '9{"kind":"lost","bytes":5,"events":1,"from":1,"to":2,"why":"x"}',
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    hexfile(folder / "link.hex", b"4" + vector[link:link + 237], "a link")
    lines = b"a\nb\nc\nd\ne\n"
    whole = b"S" + bytes(16)
    mixed = b"MM" + whole + b"H" + bytes(32) + whole
    for name, n, flags, salts, text in (("evidence", 5, 0, whole, lines), ("evidence-gaps", 5, 1, mixed, lines[:8]),
                                        ("evidence-proof", 3, 0, b"MM" + whole + b"H" + bytes(32) + whole, b"a\nb\n")):
        hexfile(folder / (name + ".hex"), b"5" + struct.pack("<HBH", n, flags, len(salts)) + salts + text, name)


def main():
    vector = bytes.fromhex("".join(line.split("#")[0] for line in VECTOR.read_text().splitlines()))
    for name, make in (("reader", reader_seeds), ("parse", parse_seeds)):
        folder = HERE / "corpus" / name
        folder.mkdir(parents=True, exist_ok=True)
        make(folder, vector)


if __name__ == "__main__":
    main()
