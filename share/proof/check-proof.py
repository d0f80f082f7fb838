#!/usr/bin/env python3
"""Check what "steno prove" wrote: that these lines stand in a session's recording, as the trail of its store has it.

usage: check-proof.py [--key KEY] [--quiet] FILE

Needs Python 3.6 and nothing else, and shares no code with Steno: what it does is in Steno's doc/format/cast.md, sections 3
and 4, and doc/format/trail.md, sections 2 to 5 and 8.  With --key (or the file with it) the proof must be signed with the key
that you have from somewhere else; without, the proof shows that it fits together under the key that it names itself.

Exit status: 0 it holds, 1 it does not, 2 usage or no proof.
"""
import base64
import hashlib
import json
import struct
import sys
from datetime import datetime, timezone

# Ed25519 (RFC 8032, 5.1), to verify only: no secret is touched, so it need not take the same time always.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # of -1


class Wrong(Exception):
    """The proof does not hold, and why."""


def need(holds, what):
    if not holds:
        raise Wrong(what)


def point(raw):
    """The point of 32 bytes, as (x, y, 1, x*y)."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    need(len(raw) == 32 and y < P, "a key or signature is no point of the curve")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    need(x * x % P == square and not (x == 0 and sign), "a key or signature is no point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p = add(p, p)
        n >>= 1
    return q


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(point(signature[:32]), times(h, point(key)))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def digest(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unbase(text, size=None):
    raw = base64.b64decode(text, validate=True)
    need(size is None or len(raw) == size, "a value has another length than it must")
    return raw


# The trail.

def read_key(text):
    """A verifier's key, NAME+ID+BASE64: (name, id, key)."""
    name, number, rest = text.strip().split("+", 2)
    raw = unbase(rest, 33)
    need(raw[0] == 1 and digest(name.encode(), b"\n", raw)[:4].hex() == number, "the verifier's key is none")
    return name, bytes.fromhex(number), raw[1:]


def read_checkpoint(note, key):
    """A signed checkpoint: (size, root, time in ms)."""
    text, _, signatures = note.partition("\n\n")
    text += "\n"
    lines = text.split("\n")
    need(lines[0] == key[0], "the checkpoint is of another log")
    for line in signatures.split("\n"):
        if line.startswith("\u2014 " + key[0] + " "):
            raw = unbase(line.rsplit(" ", 1)[1], 68)
            need(raw[:4] == key[1], "the checkpoint is signed with another key")
            need(is_signed(key[2], text.encode(), raw[4:]), "the checkpoint's signature does not fit it")
            when = [int(x[5:]) for x in lines[3:] if x.startswith("time ")]
            return int(lines[1]), unbase(lines[2], 32), when[0] if when else None
    raise Wrong("the checkpoint is not signed")


def check_inclusion(leaf, index, size, hashes, root):
    """RFC 9162, 2.1.3.2."""
    need(0 <= index < size, "the entry is none of the checkpoint's")
    f, s, r = index, size - 1, leaf
    for h in hashes:
        need(s > 0, "the proof is too long")
        if f & 1 or f == s:
            r = digest(b"\1", h, r)
            while not f & 1 and f:
                f, s = f >> 1, s >> 1
        else:
            r = digest(b"\1", r, h)
        f, s = f >> 1, s >> 1
    need(s == 0 and r == root, "the entry is not in the log that the checkpoint signs")


def check_consistency(older, old_root, newer, new_root, hashes):
    """RFC 9162, 2.1.4.2."""
    need(older <= newer, "the newer checkpoint has fewer entries")
    if older in (0, newer):
        need(not hashes and (older == 0 or old_root == new_root), "the newer log does not continue the older one")
        return
    path = list(hashes)
    if older & (older - 1) == 0:
        path.insert(0, old_root)
    need(path, "the proof is too short")
    f, s = older - 1, newer - 1
    while f & 1:
        f, s = f >> 1, s >> 1
    one = two = path[0]
    for h in path[1:]:
        need(s > 0, "the proof is too long")
        if f & 1 or f == s:
            one, two = digest(b"\1", h, one), digest(b"\1", h, two)
            while not f & 1 and f:
                f, s = f >> 1, s >> 1
        else:
            two = digest(b"\1", two, h)
        f, s = f >> 1, s >> 1
    need(s == 0 and one == old_root and two == new_root, "the newer log does not continue the older one")


def check_entry(line, proof, key):
    """The entry's line is in the log: (entry, time of the checkpoint)."""
    head, _, note = proof.partition("\n\n")
    lines = head.split("\n")
    need(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), "it is no proof of a log")
    index = int(lines[1][6:])
    raw = line.encode()
    entry = json.loads(line)
    covered, mark, rest = raw.rpartition(b',"event_hash":"')
    need(mark and rest[64:] == b'"}' and "\n" not in line, "the entry is none")
    hashed = digest(covered)
    need(hashed.hex() == rest[:64].decode(), "the entry's digest does not fit it")
    need(entry["event_index"] == index, "the entry is another")
    size, root, when = read_checkpoint(note, key)
    check_inclusion(digest(b"\0", hashed), index, size, [unbase(x, 32) for x in lines[2:]], root)
    return entry, when


# The recording.

CORE = struct.Struct("<8sBBHI16sQQIIQqqqqqq32s32s")


def read_core(raw):
    names = ("magic version flags reserved part session sequence first_event events lines bytes base last base_realtime "
             "last_realtime base_boottime last_boottime before evidence").split()
    core = dict(zip(names, CORE.unpack(raw)))
    need(core["magic"] == b"STENOLNK" and core["version"] == 1, "a link is none")
    need(core["lines"] - core["events"] in (0, 1), "a link is none")
    return core


class Tree:
    """The Merkle tree of a frame's lines, of which some are shown."""

    def __init__(self, count, salts, lines):
        self.salts, self.lines, self.at, self.leaf, self.shown = salts, lines, 0, 0, []
        self.root = self.node(count) if count else digest()
        need(self.at == len(salts) and len(self.shown) == len(lines), "the lines are not those of the salts")

    def take(self, n):
        self.at += n
        need(self.at <= len(self.salts), "the salts are cut")
        return self.salts[self.at - n:self.at]

    def salted(self, count, salt):
        if count == 1:
            need(len(self.shown) < len(self.lines), "a line is missing")
            line = self.lines[len(self.shown)]
            self.shown.append(self.leaf)
            self.leaf += 1
            return digest(b"\0", salt, line)
        k = 1 << (count - 1).bit_length() - 1
        below = digest(b"\2", salt)
        return digest(b"\1", self.salted(k, below[:16]), self.salted(count - k, below[16:]))

    def node(self, count):
        tag = self.take(1)
        if tag == b"S":
            return self.salted(count, self.take(16))
        if tag == b"H":
            self.leaf += count
            return self.take(32)
        need(tag == b"M" and count > 1, "the salts are none")
        k = 1 << (count - 1).bit_length() - 1
        left = self.node(k)
        return digest(b"\1", left, self.node(count - k))


def check_frame(frame, key):
    """The lines of one frame: (link, [(event, line)], entry, time of the checkpoint)."""
    raw = [unbase(x, 176) for x in frame["links"]]
    cores = [read_core(x) for x in raw]
    lines = [x.encode() + b"\n" for x in frame["lines"]]
    tree = Tree(cores[0]["lines"], unbase(frame["salts"]), lines)
    need(tree.root == cores[0]["evidence"], "a line is not as it was recorded")
    for one, before, after in zip(raw, cores, cores[1:]):
        need(after["before"] == digest(one) and after["session"] == before["session"] and
             after["sequence"] == before["sequence"] + 1, "a link does not follow the one before it")
    entry, when = check_entry(frame["entry"], frame["proof"], key)
    last = digest(raw[-1]).hex()
    need(entry.get("session", "").replace("-", "") == cores[0]["session"].hex(), "the entry is of another session")
    need(entry.get("session_final_hash") == last or
         (entry["action"] == "session.frame" and entry["detail"].get("link") == last), "the trail has another frame")
    header = cores[0]["lines"] - cores[0]["events"]
    events = [(cores[0]["first_event"] + leaf - header, line) for leaf, line in zip(tree.shown, lines)]
    return cores[0], events, entry, when


def say_time(ms):
    return datetime.fromtimestamp(ms / 1000, timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC") if ms is not None else "?"


def check_lines(proof, key, out):
    before = None
    for frame in proof["frames"]:
        core, events, entry, when = check_frame(frame, key)
        need(before is None or (core["session"] == before[0] and events[0][0] > before[1]), "the frames are not in order")
        need(all(proof["from"] <= n <= proof["to"] for n, _ in events), "it shows more than it says")
        session = entry["session"]
        out(f"session {session}, frame {core['sequence']}, recorded {say_time(core['base_realtime'])} to "
            f"{say_time(core['last_realtime'])}; entry {entry['event_index']} of the trail, signed {say_time(when)}")
        for number, line in events:
            # ASCII, with controls escaped: nothing here acts on a terminal
            out(f"{number}  " + json.dumps(json.loads(line)).replace("\x7f", "\\u007f"))
        before = core["session"], events[-1][0]
    need(before is not None, "it proves nothing")


def check(proof, key, out):
    need(proof.get("schema_version") == "steno.proof.v1", "it is no proof that this program knows")
    given = read_key(proof["key"])
    need(key is None or key == given, "it is signed with another key than yours")
    if "frames" in proof:
        check_lines(proof, given, out)
        return
    older, newer = read_checkpoint(proof["old"], given), read_checkpoint(proof["new"], given)
    check_consistency(older[0], older[1], newer[0], newer[1], [unbase(x, 32) for x in proof["hashes"]])
    out(f"the log of {newer[0]} entries, signed {say_time(newer[2])}, continues that of {older[0]}, signed {say_time(older[2])}")


def main(argv):
    key, quiet, names = None, False, []
    while argv:
        word = argv.pop(0)
        if word == "--key" and argv:
            key = argv.pop(0)
        elif word in ("-q", "--quiet"):
            quiet = True
        elif word in ("-h", "--help"):
            print(__doc__)
            return 0
        else:
            names.append(word)
    if len(names) != 1 or names[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if key is not None and "+" not in key:
            with open(key, encoding="utf-8") as f:
                key = f.read()
        with open(names[0], encoding="utf-8") as f:
            proof = json.load(f)
    except (OSError, ValueError) as why:
        print(f"can't read it: {why}", file=sys.stderr)
        return 2
    lines = []
    try:
        check(proof, read_key(key) if key else None, lines.append)
    except (Wrong, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, struct.error, OverflowError) as why:
        print(f"DOES NOT HOLD: {why if isinstance(why, Wrong) else 'it is malformed (' + repr(why) + ')'}", file=sys.stderr)
        return 1
    if not quiet:
        print("\n".join(lines))
        print(f"holds, under the key {ascii(proof['key'])[1:-1]}" + ("" if key else ", which it names itself: compare it with one from elsewhere"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
