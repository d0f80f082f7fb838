#!/usr/bin/env python3
"""Check what "steno prove" and "steno export --evidence" wrote: that these lines, or recordings, are what a store's trail tells of.

usage: check-proof.py [--key KEY] [--quiet] FILE
       check-proof.py [--key KEY] [--quiet] [--recording PART]... FILE
       check-proof.py [--key KEY] [--quiet] ARCHIVE

FILE is a proof of lines, of a whole session (whose recording is given, part by part), or that one log continues another;
ARCHIVE is an archive of evidence: the tar file, or the folder into which it was unpacked.

Needs Python 3.6 and nothing else, but for whole recordings zstd(1) or Python 3.14, to unpack them.  It shares no code with Steno:
what it does is in Steno's doc/format/cast.md, sections 3 to 5, doc/format/trail.md, sections 2 to 5 and 8, and doc/format/evidence.md.
With --key (or the file with it) it must be signed with the key that you have from somewhere else; without, it is shown to fit
together under the key that it names itself.

Exit status: 0 it holds, 1 it does not, 2 usage, or it could not be checked.
"""
import base64
import functools
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
from datetime import datetime, timezone

LINE_MAX = 64 << 20

# Ed25519 (RFC 8032, 5.1), to verify only: no secret is touched, so it need not take the same time always.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # of -1


class Wrong(Exception):
    """The proof does not hold, and why."""


class Cannot(Exception):
    """It could not be checked, and why."""


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


@functools.lru_cache(maxsize=64)
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


def read_epoch(note):
    """What a checkpoint says of keys: (its epoch, the next epoch's key or None)."""
    fields = dict(line.partition(" ")[::2] for line in note.partition("\n\n")[0].split("\n")[3:])
    return int(fields["epoch"]), unbase(fields["next"], 32) if "next" in fields else None


def follow_seals(seals, key, epoch):
    """By their epochs, the keys that these seals name one after the other."""
    keys, size = {epoch: key}, 0
    for seal in seals:
        number, following = read_epoch(seal)
        entries = read_checkpoint(seal, keys[epoch])[0]
        need(number == epoch and following is not None and entries >= size, "a seal does not follow the one before it")
        raw, size, epoch = b"\1" + following, entries, epoch + 1
        keys[epoch] = (key[0], digest(key[0].encode(), b"\n", raw)[:4], following)
    return keys


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
    """The Merkle tree of a frame's lines, of which some are shown: the next ones of an iterator.

    With gaps, the lines hold one more for each run of leaves that are not here, as a recording does.
    """

    def __init__(self, count, salts, lines, gaps=False):
        self.salts, self.lines, self.gaps, self.at, self.leaf, self.shown, self.hidden = salts, lines, gaps, 0, 0, [], 0
        self.root = self.node(count) if count else digest()
        self.end_gap()
        need(self.at == len(salts), "the salts are none")

    def take(self, n):
        self.at += n
        need(self.at <= len(self.salts), "the salts are cut")
        return self.salts[self.at - n:self.at]

    def end_gap(self):
        if self.gaps and self.hidden:
            event = json.loads(next(self.lines, b"[]"))
            need(event[1] == "g" and json.loads(event[2])["events"] == self.hidden, "what was removed is not told of as it must be")
        self.hidden = 0

    def salted(self, count, salt):
        if count == 1:
            self.end_gap()
            line = next(self.lines, None)
            need(line is not None, "a line is missing")
            self.shown.append((self.leaf, line))
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
            self.hidden += count
            return self.take(32)
        need(tag == b"M" and count > 1, "the salts are none")
        k = 1 << (count - 1).bit_length() - 1
        left = self.node(k)
        return digest(b"\1", left, self.node(count - k))


def check_session(entry, session, last):
    need(entry.get("session", "").replace("-", "") == session.hex(), "the entry is of another session")
    need(entry.get("session_final_hash") == last or
         (entry["action"] == "session.frame" and entry["detail"].get("link") == last), "the trail has another frame")


def check_frame(frame, key):
    """The lines of one frame: (link, [(event, line)], entry, time of the checkpoint)."""
    raw = [unbase(x, 176) for x in frame["links"]]
    cores = [read_core(x) for x in raw]
    lines = iter([x.encode() + b"\n" for x in frame["lines"]])
    tree = Tree(cores[0]["lines"], unbase(frame["salts"]), lines)
    need(tree.root == cores[0]["evidence"], "a line is not as it was recorded")
    need(next(lines, None) is None, "the lines are not those of the salts")
    for one, before, after in zip(raw, cores, cores[1:]):
        need(after["before"] == digest(one) and after["session"] == before["session"] and
             after["sequence"] == before["sequence"] + 1, "a link does not follow the one before it")
    entry, when = check_entry(frame["entry"], frame["proof"], key)
    check_session(entry, cores[0]["session"], digest(raw[-1]).hex())
    header = cores[0]["lines"] - cores[0]["events"]
    events = [(cores[0]["first_event"] + leaf - header, line) for leaf, line in tree.shown]
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


def check_order(cores, raw):
    """The links are those of a whole session."""
    need(cores and cores[0]["before"] == bytes(32) and cores[0]["sequence"] == cores[0]["first_event"] == cores[0]["part"] == 0,
         "it does not begin at the session's beginning")
    for one, before, after in zip(raw, cores, cores[1:]):
        need(after["before"] == digest(one) and after["session"] == before["session"] and after["base"] == before["last"] and
             after["sequence"] == before["sequence"] + 1 and after["first_event"] == before["first_event"] + before["events"] and
             after["part"] == before["part"] + (before["flags"] & 1) and before["flags"] & 3 != 1,
             "a link does not follow the one before it")
    need(cores[-1]["flags"] & 3 == 1, "it does not end at the session's end")


def check_whole(proof, key, lines, out):
    """A session from its beginning to its end; `lines` are those of its recording."""
    raw = [unbase(x, 176) for x in proof["links"]]
    cores, salts = [read_core(x) for x in raw], [unbase(x) for x in proof["salts"]]
    need(len(cores) == len(salts), "it has links without salts")
    check_order(cores, raw)
    need(proof["session"].replace("-", "") == cores[0]["session"].hex(), "it is of another session than it says")
    count = removed = 0
    for core, salt in zip(cores, salts):
        tree = Tree(core["lines"], salt, lines, gaps=True)
        need(tree.root == core["evidence"], f"a line of frame {core['sequence']} is not as it was recorded")
        count += len(tree.shown)
        removed += core["lines"] - len(tree.shown)
    need(next(lines, None) is None, "the recording has lines behind its end")
    entry, when = check_entry(proof["entry"], proof["proof"], key)
    check_session(entry, cores[0]["session"], digest(raw[-1]).hex())
    session = entry["session"]
    out(f"session {session}, whole: {len(cores)} frames, {count} lines, recorded {say_time(cores[0]['base_realtime'])} to "
        f"{say_time(cores[-1]['last_realtime'])}; {removed} lines were removed by authority; "
        f"entry {entry['event_index']} of the trail, signed {say_time(when)}")


def check(proof, key, out, lines=None):
    need(proof.get("schema_version") == "steno.proof.v1", "it is no proof that this program knows")
    given = read_key(proof["key"])
    need(key is None or key == given, "it is signed with another key than yours")
    if "session" in proof:
        if lines is None:
            raise Cannot("it is of a whole session: give its recording with --recording")
        check_whole(proof, given, lines, out)
        return
    if "frames" in proof:
        check_lines(proof, given, out)
        return
    check_growth(proof, given, out)


def check_growth(proof, key, out):
    """One log continues another, in the same epoch or over the ends of some."""
    seals = proof.get("seals", [])
    first, last = read_epoch(proof["old"])[0], read_epoch(proof["new"])[0]
    keys = follow_seals(seals, key, first)
    need(last == first + len(seals), "its seals don't lead from one checkpoint's key to the other's")
    older, newer = read_checkpoint(proof["old"], keys[first]), read_checkpoint(proof["new"], keys[last])
    check_consistency(older[0], older[1], newer[0], newer[1], [unbase(x, 32) for x in proof["hashes"]])
    if seals:
        raw = b"\1" + keys[last][2]
        out(f"{len(seals)} seals hand on from epoch {first} to {last}, whose key is "
            f"{key[0]}+{keys[last][1].hex()}+{base64.b64encode(raw).decode()}")
    out(f"the log of {newer[0]} entries, signed {say_time(newer[2])}, continues that of {older[0]}, signed {say_time(older[2])}")


# Recordings, unpacked: a zstd file whose skippable frames are no lines.

def read_lines(stream):
    while True:
        line = stream.readline(LINE_MAX)
        if not line:
            return
        need(line.endswith(b"\n"), "a line has no end")
        yield line


def unpack(part):
    """The lines of one part, which is an open file."""
    if shutil.which("zstd") is None:
        try:
            from compression import zstd
        except ImportError:
            raise Cannot("recordings are unpacked with zstd(1), which is not here, or Python 3.14") from None
        with zstd.open(part, "rb") as stream:
            yield from read_lines(stream)
        return
    with subprocess.Popen(["zstd", "-dcq"], stdin=part, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        yield from read_lines(program.stdout)
        need(program.wait() == 0, "a recording is damaged")


def unpack_all(openers):
    for opener in openers:
        with opener() as part:
            yield from unpack(part)


# Archives.

class Folder:
    """An archive that was unpacked."""

    def __init__(self, path):
        self.path = os.path.join(path, "evidence") if os.path.isdir(os.path.join(path, "evidence")) else path
        self.names = [os.path.relpath(os.path.join(where, name), self.path).replace(os.sep, "/")
                      for where, _, names in os.walk(self.path) for name in names]

    def open(self, name):
        return open(os.path.join(self.path, *name.split("/")), "rb")


class Archive:
    """The tar file itself."""

    def __init__(self, path):
        self.tar = tarfile.open(path, "r:")
        self.members = {}
        for member in self.tar:
            name = member.name[len("evidence/"):]
            need(member.isreg() and member.name.startswith("evidence/") and name not in self.members, "a file has no place in it")
            self.members[name] = member
        self.names = list(self.members)

    def open(self, name):
        return self.tar.extractfile(self.members[name])

    def open_file(self, name):
        """What another program can read."""
        copy = tempfile.TemporaryFile()
        with self.open(name) as stream:
            shutil.copyfileobj(stream, copy)
        copy.seek(0)
        return copy


def read(archive, name):
    need(name in archive.names, f"{name} is missing")
    with archive.open(name) as stream:
        return stream.read()


def check_manifest(archive):
    """The files that it names, which are all but those that sign it."""
    named = {}
    for line in read(archive, "MANIFEST.sha256").decode().splitlines():
        named[line[66:]] = line[:64]
    unsigned = {"MANIFEST.sha256", "trail/bundle.entry", "trail/bundle.proof"}
    need(set(archive.names) - unsigned == set(named), "files are missing, or more are there than the manifest names")
    for name, wanted in named.items():
        sum_ = hashlib.sha256()
        with archive.open(name) as stream:
            for block in iter(lambda s=stream: s.read(1 << 20), b""):
                sum_.update(block)
        need(sum_.hexdigest() == wanted, f"{name} is not what the manifest says")


def check_archive(archive, key, out):
    check_manifest(archive)
    if "trail/key.pub" not in archive.names:
        raise Cannot("nobody signed it, and no trail tells of what is in it; its files are those of its manifest")
    given = read_key(read(archive, "trail/key.pub").decode())
    need(key is None or key == given, "it is signed with another key than yours")
    entry, when = check_entry(read(archive, "trail/bundle.entry").decode()[:-1], read(archive, "trail/bundle.proof").decode(), given)
    need(entry["action"] == "evidence.exported" and
         entry["target"] == hashlib.sha256(read(archive, "MANIFEST.sha256")).hexdigest(), "another archive was signed")
    lines = read(archive, "trail/entries.jsonl").decode().split("\n")
    proofs = read(archive, "trail/proofs").decode().split("\n\nc2sp.org/tlog-proof")
    need(len(lines) - 1 == len(proofs), "entries and proofs are not as many")
    for n, (line, proof) in enumerate(zip(lines, proofs)):
        check_entry(line, ("c2sp.org/tlog-proof" if n else "") + proof.rstrip("\n") + "\n", given)
    out(f"{len(archive.names)} files, which the manifest names; signed {say_time(when)}; {len(proofs)} entries of the trail, all in the log")
    check_recordings(archive, given, out)


def check_recordings(archive, key, out):
    opener = getattr(archive, "open_file", archive.open)
    recordings = {}
    for name in sorted(x for x in archive.names if x.startswith("recordings/")):
        recordings.setdefault(name[len("recordings/"):][:36], []).append(name)
    for session, parts in recordings.items():
        # "ID.cast.zst" stands before "ID.part-0001.cast.zst"
        if f"proofs/{session}.proof" not in archive.names:
            raise Cannot(f"the trail does not tell how session {session} ended: it has no proof")
        proof = json.loads(read(archive, f"proofs/{session}.proof").decode())
        need(read_key(proof["key"]) == key and proof["session"] == session, "a proof is another's")
        check(proof, key, out, unpack_all([functools.partial(opener, part) for part in parts]))
    for name in sorted(x for x in archive.names if x.startswith("proofs/")):
        need(name[len("proofs/"):][:36] in recordings, f"{name} proves nothing that is here")
        if name[len("proofs/") + 36] == "-":
            proof = json.loads(read(archive, name).decode())
            need(all(check_frame(f, key)[0]["session"].hex() == name[7:43].replace("-", "") for f in proof["frames"]), "a proof is another's")
            check(proof, key, lambda text: None)
            out(f"{name}: the lines of command {int(proof['command'])}")


def take_arguments(argv):
    """(key, quiet, recording, name), or None."""
    key, quiet, recording, names = None, False, [], []
    while argv:
        word = argv.pop(0)
        if word == "--key" and argv:
            key = argv.pop(0)
        elif word == "--recording" and argv:
            recording.append(argv.pop(0))
        elif word in ("-q", "--quiet"):
            quiet = True
        else:
            names.append(word)
    return (key, quiet, recording, names[0]) if len(names) == 1 and not names[0].startswith("-") else None


def run(key, recording, name, out):
    """What was checked: the key that it names."""
    if key is not None and "+" not in key:
        with open(key, encoding="utf-8") as f:
            key = f.read()
    key = read_key(key) if key else None
    if os.path.isdir(name) or tarfile.is_tarfile(name):
        archive = Folder(name) if os.path.isdir(name) else Archive(name)
        check_archive(archive, key, out)
        return read(archive, "trail/key.pub").decode().strip()
    with open(name, encoding="utf-8") as f:
        try:
            proof = json.load(f)
        except ValueError as why:
            raise Cannot(f"it is no proof: {why}") from None
    check(proof, key, out, unpack_all([functools.partial(open, x, "rb") for x in recording]) if recording else None)
    return proof["key"]


def main(argv):
    if "-h" in argv or "--help" in argv:
        print(__doc__)
        return 0
    arguments = take_arguments(argv)
    if arguments is None:
        print(__doc__, file=sys.stderr)
        return 2
    key, quiet, recording, name = arguments
    lines = []
    try:
        named = run(key, recording, name, lines.append)
    except (OSError, Cannot, UnicodeDecodeError) as why:
        print(f"can't check it: {why}", file=sys.stderr)
        return 2
    except (Wrong, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, struct.error, OverflowError,
            tarfile.TarError) as why:
        print(f"DOES NOT HOLD: {why if isinstance(why, Wrong) else 'it is malformed (' + repr(why) + ')'}", file=sys.stderr)
        return 1
    if not quiet:
        print("\n".join(lines))
        print(f"holds, under the key {ascii(named)[1:-1]}" + ("" if key else ", which it names itself: compare it with one from elsewhere"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
