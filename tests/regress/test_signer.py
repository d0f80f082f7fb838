"""A store whose keys a signer holds: each seal hands on to the next, old keys are gone, and a lost signer is no secret."""
import base64
import functools
import json
import os
import re
import signal
import subprocess

from test_mutations import load_checker, sign
from test_prove import check
from test_trail import actions, entries, record, store, verify


class Signer:
    """steno-signer for the test's store: it signs when it is asked to, or where it looks for them, when a session has ended."""

    def __init__(self, t, *look):
        self.t = t
        signers = vars(t).setdefault("signers", [])
        self.process = subprocess.Popen([t.build / "trail/steno-signer", "3600000", *look, store(t)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, env=t.env())
        signers.append(self)
        self.first = self.word()

    def word(self):
        line = self.process.stdout.readline()
        return line.split()[0] if line else None

    def seal(self):
        self.process.send_signal(signal.SIGUSR1)
        return self.word()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        word = self.word()
        return word, self.end()

    def kill(self):
        self.process.kill()
        self.end()

    def end(self):
        _, self.said = self.process.communicate()
        return self.process.returncode


def begin(t, *look):
    signer = Signer(t, *look)
    if signer.first is None and signer.end() == 3 and "lock" in signer.said:
        t.cannot("so much memory can't be locked by this user")
    return signer


def leaving_none(test):
    """However the test ends, its signers do too."""
    @functools.wraps(test)
    def run(t):
        try:
            test(t)
        finally:
            for signer in vars(t).get("signers", []):
                if signer.process.poll() is None:
                    signer.kill()
    return run


def notes(t):
    return [n + "\n" for n in re.split(r"\n\n(?=steno-trail/)", (store(t) / "trail/checkpoints").read_text().rstrip("\n"))]


@leaving_none
def test_a_signer_that_stops_cleanly(t):
    signer = begin(t)
    trail = store(t) / "trail"
    assert signer.first == "began" and not (trail / "key").exists() and not (trail / "handover").exists()
    record(t, "sh", "-c", "echo one")
    assert "session.ended" in actions(t) and signer.seal() == "sealed"
    status, said, _ = verify(t, "--all")
    assert status == 0 and said["protection"] == "sealed" and said["intact"] == said["complete"] == "yes"
    assert said["covered"] == said["entries"] == len(entries(t))
    # silence is signed, and no key is used up by it
    before = notes(t)
    assert signer.seal() == "sealed" and signer.seal() == "sealed"
    assert len(notes(t)) == len(before) + 1 and "next" not in notes(t)[-1]
    assert signer.stop() == ("stopped", 0)
    assert (trail / "handover").stat().st_mode & 0o777 == 0o600
    assert all(n.startswith("steno-trail/") for n in notes(t))
    signer = begin(t)
    assert signer.first == "resumed" and not (trail / "handover").exists()
    record(t, "sh", "-c", "echo two")
    assert signer.seal() == "sealed"
    status, said, _ = verify(t, "--all")
    assert status == 0 and said["complete"] == "yes" and said["breaks"] == 0 and "key.changed" not in actions(t)
    assert signer.stop() == ("stopped", 0)


@leaving_none
def test_a_signer_that_is_lost(t):
    signer = begin(t)
    record(t, "sh", "-c", "echo one")
    assert signer.seal() == "sealed"
    signer.kill()
    # nobody has the key: what is done meanwhile is in the log, and nothing signs it
    record(t, "sh", "-c", "echo two")
    status, said, _ = verify(t, "--all")
    assert status == 0 and said["covered"] < said["entries"]
    signer = begin(t)
    assert signer.first == "broke"
    (changed,) = [e for e in entries(t) if e["action"] == "key.changed"]
    assert changed["severity"] == "critical" and changed["detail"]["epoch"] == 3
    status, said, _ = verify(t, "--all")
    assert status == 1 and said["intact"] == "yes" and said["complete"] == "unknown" and said["breaks"] == 1
    assert said["finding"]["kind"] == "broken" and "not announced" in said["finding"]["what"]
    # who has looked at it asks about what came later
    assert verify(t, "--all", "--since", "0m")[0] == 0
    assert signer.stop() == ("stopped", 0)
    # a key that was used already is no key: neither the file that a clean stop left, put back, ...
    kept = (store(t) / "trail/handover").read_text()
    signer = begin(t)
    assert signer.first == "resumed"
    signer.kill()
    (store(t) / "trail/handover").write_text(kept)
    signer = begin(t)
    assert signer.first == "broke" and not (store(t) / "trail/handover").exists()
    signer.kill()
    # ... nor what is none
    (store(t) / "trail/handover").write_text("PRIVATE+KEY+nothing")
    signer = begin(t)
    assert signer.first == "broke" and not (store(t) / "trail/handover").exists()
    assert verify(t, "--all")[1]["breaks"] == 3
    signer.kill()


@leaving_none
def test_consistency_over_epochs(t):
    """Each seal hands on, from the key that somebody had to the key of today."""
    signer, path, kept = begin(t), t.tmp / "c.proof", []
    for n in range(5):
        record(t, "true")
        if n == 3:
            assert signer.stop()[0] == "stopped"
            signer = begin(t)
            assert signer.first == "resumed"
        assert signer.seal() == "sealed"
        kept.append(t.tmp / f"then{n}")
        kept[-1].write_text(notes(t)[-1])
    first = t.tmp / "first"
    first.write_text(notes(t)[0])

    def epoch(file):
        return int(re.search(r"^epoch (\d+)", file.read_text(), re.M)[1])

    for i, older in enumerate(kept):
        for newer in [*kept[i:], None]:
            t.ok([t.steno, "prove", "--consistency", "-o", path, older, *([newer] if newer else [])])
            assert check(t, path).returncode == 0, (older, newer)
            proof = json.loads(path.read_text())
            if newer:
                assert len(proof.get("seals", [])) == epoch(newer) - epoch(older)
    assert t.run([t.steno, "prove", "--consistency", kept[4], kept[0]]).returncode == 1
    # from the key that the store began with to the one that a proof of lines names
    t.ok([t.steno, "prove", "--consistency", "-o", path, first])
    done = check(t, path, "--key", store(t) / "trail/key.pub")
    assert done.returncode == 0 and epoch(first) == 0, done
    assert b"hand on from epoch 0" in done.stdout
    proof = json.loads(path.read_text())
    seals = proof["seals"]
    assert len(seals) >= 5
    for changed in (seals[1:], seals[:-1], [], [seals[1], seals[0], *seals[2:]], seals + [seals[-1]], [seals[0], *seals[2:]],
                    [seals[0].replace("next ", "next A"), *seals[1:]], [*seals[:-1], seals[-1].replace("\nepoch ", "\nepoch 1")]):
        path.write_text(json.dumps({**proof, "seals": changed}))
        assert check(t, path).returncode == 1, changed
    # nobody vouches for what came after a lost signer
    signer.kill()
    signer = begin(t)
    assert signer.first == "broke"
    record(t, "true")
    assert signer.seal() == "sealed"
    done = t.run([t.steno, "prove", "--consistency", "-o", path, first])
    assert done.returncode == 1 and b"lost" in done.stderr, done
    kept[0].write_text(notes(t)[-1])
    t.ok([t.steno, "prove", "--consistency", "-o", path, first, kept[4]])
    t.ok([t.steno, "prove", "--consistency", "-o", path, kept[0]])
    assert check(t, path).returncode == 0
    assert signer.stop()[0] == "stopped"


def is_refused(t, change):
    """What was changed behind a signer's back it does not sign; is a new one refused, too?  Then all is as before, and goes on."""
    files = [store(t) / "trail" / name for name in ("checkpoints", "log.jsonl")]
    signer = begin(t)
    record(t, "sh", "-c", "echo again")
    assert signer.seal() == "sealed"
    kept = [(p, p.read_bytes()) for p in files]
    change()
    assert signer.seal() is None and signer.end() == 1 and "no signature more" in signer.said, signer.said
    signer = begin(t)
    refused = signer.first is None and signer.end() == 1
    if not refused:
        assert signer.first == "broke"
        signer.kill()
    for path, data in kept:
        path.write_bytes(data)
    signer = begin(t)
    assert signer.first == "broke" and signer.stop() == ("stopped", 0)
    return refused


@leaving_none
def test_a_session_ends(t):
    """It is signed at its end, and not at the next interval, an hour later."""
    signer = begin(t, "50")
    record(t, "sh", "-c", "echo one")
    assert signer.word() == "sealed"
    last = [n for n, entry in enumerate(entries(t)) if entry["action"] == "session.ended"][-1]
    assert int(notes(t)[-1].splitlines()[1]) > last, notes(t)[-1]
    assert signer.stop()[0] == "stopped"
    assert verify(t, "--all")[1]["intact"] == "yes"


@leaving_none
def test_what_a_signer_refuses(t):
    """What goes back, what does not continue, what somebody else signed."""
    checkpoints, log = store(t) / "trail/checkpoints", store(t) / "trail/log.jsonl"
    checker = load_checker(t)

    def shorten():
        log.write_bytes(b"".join(log.read_bytes().splitlines(True)[:-3]))

    def go_back():
        checkpoints.write_text("\n".join(notes(t)[:-1]) + "\n")

    def sign_with_an_old_key():
        _, _, name, number, key = kept.strip().split("+", 4)
        body = notes(t)[-1].split("\n\n")[0]
        text = re.sub(r"\ntime \d+", "\ntime 1999999999999", re.sub(r"\nnext [^\n]*", "", body)) + "\n"
        signature = bytes.fromhex(number) + sign(checker, base64.b64decode(key)[1:], text.encode())
        with checkpoints.open("a", encoding="utf-8") as f:
            f.write(f"{text}\n\u2014 {name} {base64.b64encode(signature).decode()}\n\n")
        said = verify(t, "--all")[1]
        assert said["intact"] == "no" and "earlier epoch" in said["finding"]["what"], said

    assert is_refused(t, shorten)
    # by itself what goes back fits: the break shows it
    assert not is_refused(t, go_back)
    kept = (store(t) / "trail/handover").read_text()
    assert is_refused(t, sign_with_an_old_key)


@leaving_none
def test_a_personal_store_has_no_signer(t):
    record(t, "true")
    done = t.run([t.build / "trail/steno-signer", store(t)])
    assert done.returncode == 3 and b"personal" in done.stderr, done
    assert t.run([t.build / "trail/steno-signer"]).returncode == 2


@leaving_none
def test_old_keys_are_gone_from_memory(t):
    if os.geteuid() != 0:
        t.cannot("only root can look into another process")
    signer = begin(t)
    assert signer.stop() == ("stopped", 0)
    seed = base64.b64decode((store(t) / "trail/handover").read_text().strip().split("+", 4)[4])[1:]

    def holds(pid):
        found = 0
        with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
            for line in maps:
                span, rights = line.split()[:2]
                start, end = (int(x, 16) for x in span.split("-"))
                if not rights.startswith("rw") or end - start > 1 << 28:
                    continue
                try:
                    memory.seek(start)
                    found += memory.read(end - start).count(seed)
                except OSError:
                    pass
        return found

    signer = begin(t)
    assert signer.first == "resumed"
    status = open(f"/proc/{signer.process.pid}/status", encoding="ascii").read()
    if int(re.search(r"VmLck:\s+(\d+)", status)[1]) == 0:
        t.cannot("a build with sanitizers locks nothing, and keeps what was freed")
    # the key that was taken over signed the first seal
    assert holds(signer.process.pid) == 0
    os.kill(signer.process.pid, signal.SIGKILL)
    signer.end()
