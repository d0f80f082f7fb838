"""Random changes to a recorded store: each that counts is found, where it was made; no other is.

STENO_MUTATIONS says how many (make check-mutations: 10,000), STENO_SEED which; what is changed follows from the seed and the
store, whose ids and keys are new each time.
"""
import base64
import ctypes
import ctypes.util
import hashlib
import importlib.util
import json
import os
import random
import struct

from human import until
from test_trail import record, store, verify

ROUNDS = int(os.environ.get("STENO_MUTATIONS", "300"))
SEED = int(os.environ.get("STENO_SEED", "1"))
LINK, SHARE, TABLE = 0x184D2A55, 0x184D2A56, 0x184D2A5E


# What a recording is made of, by its format and libzstd, not by our reader.

class Zstd:
    def __init__(self, t):
        name = ctypes.util.find_library("zstd")
        if name is None:
            t.cannot("libzstd can't be loaded")
        self.lib = ctypes.CDLL(name)
        for function in ("ZSTD_findFrameCompressedSize", "ZSTD_decompressDCtx"):
            getattr(self.lib, function).restype = ctypes.c_size_t
        self.lib.ZSTD_createDCtx.restype = ctypes.c_void_p
        self.context = ctypes.c_void_p(self.lib.ZSTD_createDCtx())
        self.room = ctypes.create_string_buffer(1 << 20)
        # ZSTD_d_forceIgnoreChecksum: a checksum that was hit changes no line
        self.lib.ZSTD_DCtx_setParameter(self.context, 1002, 1)

    def size(self, data):
        n = self.lib.ZSTD_findFrameCompressedSize(data, ctypes.c_size_t(len(data)))
        return None if self.lib.ZSTD_isError(ctypes.c_size_t(n)) else n

    def lines(self, data):
        n = self.lib.ZSTD_decompressDCtx(self.context, self.room, ctypes.c_size_t(len(self.room)), data, ctypes.c_size_t(len(data)))
        return None if self.lib.ZSTD_isError(ctypes.c_size_t(n)) else self.room.raw[:n]


class Unit:
    """A data frame, or a share in its place, and its link: where they begin and end."""

    def __init__(self, start, link, end, share):
        self.start, self.link, self.end, self.share = start, link, end, share


def units_of(zstd, data):
    units, at = [], 0
    while at < len(data):
        start = at
        at += zstd.size(data[at:])
        if struct.unpack_from("<I", data, start)[0] == TABLE:
            break
        magic, length = struct.unpack_from("<II", data, at)
        assert magic == LINK
        units.append(Unit(start, at, at + 8 + length, struct.unpack_from("<I", data, start)[0] == SHARE))
        at += 8 + length
    return units


# The store, and what is done to it.

class Change:
    def __init__(self, files, trail=None, recordings=(), witnessed=None):
        """trail: entries from, until; "checkpoints"; None, nothing is found there.  recordings: (name, offset or None, kinds) of all that
        are found.  witnessed: what only a witness finds."""
        self.files, self.trail, self.recordings, self.witnessed = files, trail, list(recordings), witnessed


class Campaign:
    def __init__(self, t):
        self.t, self.chance, self.zstd = t, random.Random(SEED), Zstd(t)
        self.proof = load_checker(t)
        for command in ("seq 200000", "seq 60000; exit 3", "echo little", "seq 90000 | rev"):
            path = record(t, "sh", "-c", command)
            t.ok([t.steno, "cat", path])
            if command in ("seq 200000", "seq 90000 | rev"):
                t.ok([t.steno, "pack", "-q", path])
        self.anchors = t.tmp / "anchors"
        t.ok([t.steno, "anchor", "-q", "--file", self.anchors])
        record(t, "sh", "-c", "echo behind the witness")
        self.log, self.notes = store(t) / "trail/log.jsonl", store(t) / "trail/checkpoints"
        self.paths = sorted((store(t) / "sessions").glob("*/*.zst"))
        self.files = {p: p.read_bytes() for p in [self.log, self.notes, *self.paths]}
        self.lines = self.files[self.log].splitlines(True)
        self.units = {p: units_of(self.zstd, self.files[p]) for p in self.paths}
        assert [len(u) > 2 for u in self.units.values()].count(True) >= 3
        assert [any(x.share for x in u) for u in self.units.values()].count(True) == 2
        self.key = (store(t) / "trail/key").read_text()
        self.seed = base64.b64decode(self.key.strip().split("+", 4)[4])[1:]

    def any(self, n):
        return self.chance.randrange(n)

    # The log.

    def edit_log(self, lines, place):
        return Change({self.log: b"".join(lines)}, trail=(place, place + 1))

    def log_flip(self):
        data, at = bytearray(self.files[self.log]), self.any(len(self.files[self.log]))
        data[at] ^= 1 << self.any(8)
        place = bytes(self.files[self.log][:at]).count(b"\n")
        return Change({self.log: bytes(data)}, trail=(place, place + 1))

    def log_swap(self):
        i, j = sorted(self.chance.sample(range(len(self.lines)), 2))
        lines = self.lines[:]
        lines[i], lines[j] = lines[j], lines[i]
        return self.edit_log(lines, i)

    def log_drop(self):
        i = self.any(len(self.lines))
        return self.edit_log(self.lines[:i] + self.lines[i + 1:], i)

    def log_repeat(self):
        i = self.any(len(self.lines))
        return self.edit_log(self.lines[:i + 1] + self.lines[i:], i + 1)

    def log_cut(self):
        i = self.any(len(self.lines))
        return self.edit_log(self.lines[:i], i)

    def log_cut_inside(self):
        i = self.any(len(self.lines))
        return self.edit_log(self.lines[:i] + [self.lines[i][:1 + self.any(len(self.lines[i]) - 1)]], i)

    def rechained(self):
        """Another time in one entry, and every digest from there on made right."""
        i = self.any(len(self.lines))
        lines = self.lines[:]
        entry = lines[i]
        at = entry.index(b'"time":') + 17
        lines[i] = entry[:at] + (b"1" if entry[at:at + 1] != b"1" else b"2") + entry[at + 1:]
        before = None
        for n in range(i, len(lines)):
            line = lines[n]
            if before is not None:
                at = line.rindex(b',"prev_hash":"') + 14
                line = line[:at] + before + line[at + 64:]
            at = line.rindex(b',"event_hash":"')
            before = hashlib.sha256(line[:at]).hexdigest().encode()
            lines[n] = line[:at + 15] + before + line[at + 79:]
        return i, lines

    def log_rewrite(self):
        i, lines = self.rechained()
        return self.edit_log(lines, i)

    def resign(self, lines, seed, public=None):
        """All checkpoints that these lines make wrong, signed anew with this seed."""
        leaves = [bytes.fromhex(line[-67:-3].decode()) for line in lines]
        text, out = self.files[self.notes].decode(), ""
        for body, line in zip(*split_notes(text)):
            fields = body.split("\n")
            root = base64.b64encode(tree(leaves[:int(fields[1])])).decode()
            if root != fields[2]:
                fields[2] = root
                body = "\n".join(fields)
                signature = sign(self.proof, seed, body.encode() + b"\n")
                number = base64.b64decode(line.rsplit(" ", 1)[1])[:4]
                if public is not None:
                    number = hashlib.sha256(fields[0].encode() + b"\n\1" + public).digest()[:4]
                line = "\u2014 " + fields[0] + " " + base64.b64encode(number + signature).decode()
            out += body + "\n\n" + line + "\n\n"
        return out.encode()

    def log_resigned_by_another(self):
        _, lines = self.rechained()
        seed = hashlib.sha256(b"another").digest()
        return Change({self.log: b"".join(lines), self.notes: self.resign(lines, seed, public_of(self.proof, seed))}, trail="checkpoints")

    def log_resigned_by_its_owner(self):
        i, lines = self.rechained()
        if i >= self.witnessed():
            return None
        return Change({self.log: b"".join(lines), self.notes: self.resign(lines, self.seed)}, witnessed="tampered")

    def witnessed(self):
        return int(self.anchors.read_text().split("\n")[1])

    def roll_back(self):
        """All of it, as it was when an earlier session had ended: only somebody else knows."""
        bodies, signatures = split_notes(self.files[self.notes].decode())
        keep = self.any(len(bodies) - 2) + 1
        size = int(bodies[keep - 1].split("\n")[1])
        if size >= self.witnessed():
            return None
        notes = "".join(b + "\n\n" + s + "\n\n" for b, s in list(zip(bodies, signatures))[:keep])
        left = [json.loads(x) for x in self.lines[:size]]
        ended = {e["session"] for e in left if e["action"] == "session.ended"}
        if {e["session"] for e in left if "session" in e} != ended:
            return None
        gone = {p: None for p in self.paths if p.name[:36] not in ended}
        return Change({self.log: b"".join(self.lines[:size]), self.notes: notes.encode(), **gone}, witnessed="cut")

    # The checkpoints.

    def notes_flip(self):
        data, at = bytearray(self.files[self.notes]), self.any(len(self.files[self.notes]))
        last = data.rindex("\n\n\u2014".encode())
        data[at] ^= 1 << self.any(8)
        # an empty line behind a note is not signed, and the last note without its end is one that a crash tore
        if at > last or self.files[self.notes][at:at + 1] == b"\n":
            return None
        return Change({self.notes: bytes(data)}, trail="checkpoints")

    def notes_swap(self):
        notes = list(zip(*split_notes(self.files[self.notes].decode())))
        i, j = sorted(self.chance.sample(range(len(notes)), 2))
        if notes[i][0].split("\n")[1] == notes[j][0].split("\n")[1]:
            return None
        notes[i], notes[j] = notes[j], notes[i]
        return Change({self.notes: "".join(b + "\n\n" + s + "\n\n" for b, s in notes).encode()}, trail="checkpoints")

    def notes_lose_one(self):
        # the later ones cover the same entries: nothing is lost, and nothing is said
        notes = list(zip(*split_notes(self.files[self.notes].decode())))
        del notes[self.any(len(notes) - 1)]
        return Change({self.notes: "".join(b + "\n\n" + s + "\n\n" for b, s in notes).encode()})

    # Recordings.

    def a_recording(self, least=1):
        path = self.chance.choice([p for p in self.paths if len(self.units[p]) >= least])
        return path, self.files[path], self.units[path]

    def edit(self, path, data, offset, kinds=("tampered",)):
        return Change({path: data}, recordings=[(path.name, offset, kinds)])

    def recording_flip(self):
        path, data, units = self.a_recording()
        at = self.any(len(data))
        changed = bytearray(data)
        changed[at] ^= 1 << self.any(8)
        hit = [u for u in units if u.start <= at < u.end]
        if not hit:
            # the seek table: no line is in it
            return self.edit(path, bytes(changed), units[-1].end, ("damaged",))
        unit, kinds = hit[0], ("tampered", "cut")
        if at >= unit.end - 32:
            kinds = ("damaged",)
        elif at < unit.link and not unit.share:
            before, after = (self.zstd.lines(bytes(x[unit.start:unit.link])) for x in (data, changed))
            if before == after and self.zstd.size(bytes(changed[unit.start:])) == unit.link - unit.start:
                kinds = ("damaged",)
            else:
                # the lines that changed may be those of another that shares them
                return self.edit(path, bytes(changed), {x.start for x in self.sharers(units, unit)}, kinds)
        return self.edit(path, bytes(changed), unit.start, kinds)

    def sharers(self, units, unit):
        behind = units[units.index(unit) + 1:]
        return [unit] + behind[:next((i for i, x in enumerate(behind) if not x.share), len(behind))]

    def made_of(self, data, units, order):
        return b"".join(data[units[i].start:units[i].end] for i in order) + data[units[-1].end:]

    def recording_swap(self):
        path, data, units = self.a_recording(2)
        i, j = sorted(self.chance.sample(range(len(units)), 2))
        order = list(range(len(units)))
        order[i], order[j] = j, i
        return self.edit(path, self.made_of(data, units, order), units[i].start)

    def recording_drop(self):
        path, data, units = self.a_recording(2)
        i = self.any(len(units))
        return self.edit(path, self.made_of(data, units, [n for n in range(len(units)) if n != i]), units[i].start)

    def recording_repeat(self):
        path, data, units = self.a_recording()
        i = self.any(len(units))
        order = list(range(i + 1)) + list(range(i, len(units)))
        return self.edit(path, self.made_of(data, units, order), units[i].end)

    def recording_cut(self):
        path, data, units = self.a_recording(2)
        i = 1 + self.any(len(units) - 1)
        return self.edit(path, data[:units[i].start], None, ("cut",))

    def recording_cut_inside(self):
        path, data, units = self.a_recording()
        i = self.any(len(units))
        end = units[i].start + 1 + self.any(units[i].end - units[i].start - 1)
        return self.edit(path, data[:end], None, ("cut", "damaged", "tampered") if i == 0 else ("cut", "damaged"))

    def table_cut(self):
        path, data, units = self.a_recording()
        return self.edit(path, data[:units[-1].end + self.any(len(data) - units[-1].end)], None, ("damaged",))

    def frames_exchanged(self):
        a, b = self.chance.sample([p for p in self.paths if len(self.units[p]) > 1], 2)
        i, j = self.any(len(self.units[a])), self.any(len(self.units[b]))
        u, v = self.units[a][i], self.units[b][j]
        one = self.files[a][:u.start] + self.files[b][v.start:v.end] + self.files[a][u.end:]
        two = self.files[b][:v.start] + self.files[a][u.start:u.end] + self.files[b][v.end:]
        return Change({a: one, b: two}, recordings=[(a.name, u.start, ("tampered",)), (b.name, v.start, ("tampered",))])

    def files_exchanged(self):
        a, b = self.chance.sample(self.paths, 2)
        return Change({a: self.files[b], b: self.files[a]}, recordings=[(p.name, 0, ("tampered",)) for p in (a, b)])

    def recording_of_another(self):
        a, b = self.chance.sample(self.paths, 2)
        return self.edit(a, self.files[b], 0)

    def recording_removed(self):
        path = self.chance.choice(self.paths)
        return Change({path: None}, recordings=[(path.name, None, ("missing",))])

    def rubbish_behind(self):
        path, data, units = self.a_recording()
        return self.edit(path, data + bytes(self.any(256) for _ in range(1 + self.any(99))), None, ("tampered", "damaged"))

    def both(self):
        """The log's entry of a frame, and the frame."""
        change = self.recording_drop()
        i = next(n for n, line in enumerate(self.lines) if b"session.frame" in line)
        change.files[self.log] = b"".join(self.lines[:i] + self.lines[i + 1:])
        change.trail = (i, i + 1)
        return change

    # Looking.

    def apply(self, files):
        for path, data in files.items():
            path.unlink() if data is None else path.write_bytes(data)

    def look(self, *args):
        done = self.t.run([self.t.steno, "verify", "--all", "--json", *args])
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        found = {x["file"].rsplit("/", 1)[1]: x["finding"] for x in lines if "file" in x and x["finding"]}
        for line in done.stderr.decode().splitlines():
            for path in self.paths:
                if path.name in line:
                    found.setdefault(path.name, {"kind": "unreadable"})
        return done.returncode, next(x for x in lines if "trail" in x), found

    def judge(self, change):
        """What is wrong with what verifying says of it, or None."""
        status, trail, found = self.look()
        if (status != 0) != bool(change.trail or change.recordings):
            return f"exit {status}"
        finding = trail["finding"]
        if change.trail is None:
            if finding or trail["intact"] != "yes" or trail["complete"] != "yes":
                return f"the trail: {finding}"
        elif finding is None:
            return "nothing was found in the trail"
        elif change.trail == "checkpoints":
            if finding["file"] not in ("checkpoints", "log.jsonl"):
                return f"in the trail: {finding}"
        elif not (finding["entry"] <= change.trail[0] < max(finding["until"], finding["entry"] + 1)):
            return f"in the trail: {finding}"
        # a log that does not hold to its end is believed up to there: what it no longer tells of is no finding
        for name, offset, kinds in change.recordings:
            if name not in found:
                if change.trail and "tampered" not in kinds:
                    continue
                return f"{name}: nothing was found"
            one = found.pop(name)
            places = offset if isinstance(offset, set) else {offset}
            if one["kind"] not in kinds or (offset is not None and one["kind"] != "cut" and one["offset"] not in places):
                return f"{name}: {one}, not {kinds} at {offset}"
        if found and not change.trail:
            return f"found besides: {found}"
        if change.witnessed:
            status, trail, _ = self.look("--against", self.anchors)
            if status != 1 or trail["finding"] is None or trail["finding"]["kind"] != change.witnessed:
                return f"with a witness: {trail}"
        return None

    def run(self, rounds):
        ways = [self.log_flip, self.log_flip, self.log_swap, self.log_drop, self.log_repeat, self.log_cut, self.log_cut_inside, self.log_rewrite,
                self.log_resigned_by_another, self.log_resigned_by_its_owner, self.roll_back, self.notes_flip, self.notes_swap,
                self.notes_lose_one, self.recording_flip, self.recording_flip, self.recording_flip, self.recording_swap, self.recording_drop,
                self.recording_repeat, self.recording_cut, self.recording_cut_inside, self.table_cut, self.frames_exchanged,
                self.files_exchanged, self.recording_of_another, self.recording_removed, self.rubbish_behind, self.both]
        counts, wrong, made = {}, [], 0
        while made < rounds:
            way = ways[self.any(len(ways))]
            change = way()
            if change is None or all(self.files.get(p) == d for p, d in change.files.items()):
                continue
            made += 1
            counts[way.__name__] = counts.get(way.__name__, 0) + 1
            self.apply(change.files)
            trouble = self.judge(change)
            self.apply({p: self.files[p] for p in change.files})
            if trouble:
                wrong.append(f"change {made}, {way.__name__}: {trouble}")
        assert len(counts) >= min(rounds // 30, len(set(ways)))
        if rounds > 1000:
            print("\n".join(f"{n:7} {name}" for name, n in sorted(counts.items())))
        assert not wrong, f"seed {SEED}, {len(wrong)} of {made}:\n" + "\n".join(wrong[:20])
        assert self.look()[0] == 0


# Signing, with what checks proofs.

def load_checker(t):
    spec = importlib.util.spec_from_file_location("checker", t.source / "share/proof/check-proof.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pack(m, p):
    inverse = pow(p[2], m.P - 2, m.P)
    x, y = p[0] * inverse % m.P, p[1] * inverse % m.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def scalar(seed):
    h = hashlib.sha512(seed).digest()
    return (int.from_bytes(h[:32], "little") & ((1 << 254) - 8)) | 1 << 254, h[32:]


def public_of(m, seed):
    return pack(m, m.times(scalar(seed)[0], m.BASE))


def sign(m, seed, message):
    a, prefix = scalar(seed)
    public = public_of(m, seed)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % m.L
    start = pack(m, m.times(r, m.BASE))
    k = int.from_bytes(hashlib.sha512(start + public + message).digest(), "little") % m.L
    return start + ((r + k * a) % m.L).to_bytes(32, "little")


def tree(leaves):
    def root(nodes):
        if len(nodes) == 1:
            return nodes[0]
        k = 1 << (len(nodes) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + root(nodes[:k]) + root(nodes[k:])).digest()
    return root([hashlib.sha256(b"\0" + x).digest() for x in leaves])


def split_notes(text):
    """Bodies without their last line feed, and signature lines."""
    parts = [x for x in text.split("\n\n") if x.strip()]
    return parts[0::2], [x.strip("\n") for x in parts[1::2]]


def test_what_is_changed_is_found(t):
    Campaign(t).run(ROUNDS)
