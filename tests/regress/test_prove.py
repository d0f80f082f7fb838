"""steno prove: what it gives away, what it doesn't, and that a program which shares no code with it checks it."""
import json
import random
import shutil
import sys

from human import Human, until
from test_commands import session, write_cast
from test_trail import actions, entries, record, store


def check(t, proof, *args):
    return t.run([sys.executable, t.source / "share/proof/check-proof.py", *args, proof])


def prove(t, name, *args):
    path = t.tmp / "a.proof"
    t.ok([t.steno, "prove", "-o", path, *args, name])
    return path


def shell(t, *lines):
    """A recorded bash in which these were typed: its session."""
    human = Human([t.rec, "-q", "--", "bash", "--norc", "--noprofile"], t.env(PS1="here$ "))
    at = human.see(r"here\$ ")
    for line in lines:
        human.type(line + "\r")
        at = human.see(r"here\$ ", at)
    human.type("exit\r")
    assert human.wait() == 0
    return entries(t)[-1]["session"]


def test_one_command_and_nothing_else(t):
    name = shell(t, "echo before-$((1+1))", "echo it-is-$((40+2))", "echo behind-$((2+2))")
    commands = [json.loads(x) for x in t.ok([t.steno, "commands", "--json", name]).splitlines()]
    seq = next(c["seq"] for c in commands if "it-is" in (c["text"] or ""))
    path = prove(t, f"{name}:{seq}")
    proof = json.loads(path.read_text())
    assert proof["text"] == "echo it-is-$((40+2))" and proof["command"] == seq
    assert b"before" not in path.read_bytes() and b"behind" not in path.read_bytes()
    done = check(t, path, "--key", store(t) / "trail/key.pub")
    assert done.returncode == 0 and b"it-is-42" in done.stdout and b"elsewhere" not in done.stdout, done
    assert b"which it names itself" in check(t, path).stdout and name.encode() in done.stdout
    told = entries(t, "--action", "session.proved")
    assert told[0]["detail"] == {"from": proof["from"], "to": proof["to"]} and told[0]["session"] == name
    # another's key
    record_elsewhere = t.env(XDG_DATA_HOME=str(t.tmp / "other"))
    t.ok([t.rec, "-q", "--", "true"], env=record_elsewhere)
    other = t.tmp / "other/steno/trail/key.pub"
    assert check(t, path, "--key", other).returncode == 1
    assert check(t, path, "--key", t.tmp / "none").returncode == 2 and check(t, t.tmp / "none").returncode == 2


def test_no_changed_proof_shows_anything_else(t):
    path = record(t, "sh", "-c", "seq 30000")
    name = path.name[:36]
    whole = prove(t, f"{name}@3-60")
    shown = check(t, whole).stdout.splitlines()[:-1]
    assert len(json.loads(whole.read_text())["frames"]) > 0 and len(shown) > 3
    data, changed, chance = whole.read_bytes(), t.tmp / "changed.proof", random.Random(7)
    # where a proof is dense: not in the lines only
    places = [i for i, c in enumerate(data) if c not in b"\\0123456789rn"]
    held = 0
    for n in range(120):
        at = chance.choice(places if n % 2 else range(len(data)))
        changed.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(7)]) + data[at + 1:])
        done = check(t, changed)
        held += done.returncode == 0
        assert done.returncode in (1, 2) or done.stdout.splitlines()[:-1] == shown, (at, data[at - 20:at + 20])
    assert held < 20
    proof = json.loads(data)
    frame = proof["frames"][0]
    for member in ("links", "salts", "lines", "entry", "proof"):
        assert check_with(t, proof, **{**frame, member: frame[member][:-2]}) == 1, member
    assert check_with(t, proof, **{**frame, "lines": frame["lines"][::-1]}) == 1
    assert check_with(t, proof, **frame) == 0
    # frames of another session, entries of another frame
    other = json.loads(prove(t, record(t, "sh", "-c", "seq 30001").name[:36] + "@3-5").read_text())["frames"][0]
    assert check_with(t, proof, **{**frame, "entry": other["entry"], "proof": other["proof"]}) == 1
    assert check_with(t, proof, **{**frame, "links": other["links"]}) == 1
    proof["to"] = proof["from"]
    assert check_with(t, proof, **frame) == 1


def check_with(t, proof, /, **frame):
    path = t.tmp / "made.proof"
    path.write_text(json.dumps({**proof, "frames": [frame]}))
    return check(t, path).returncode


def test_what_cannot_be_proven(t):
    path = record(t, "sh", "-c", "seq 100000")
    name = path.name[:36]
    assert t.run([t.steno, "prove", f"{name}:7"]).returncode == 1
    assert t.run([t.steno, "prove", name]).returncode == 2 and t.run([t.steno, "prove", f"{name}@9-3"]).returncode == 2
    assert t.run([t.steno, "prove", f"{name}@100000-100001"]).returncode == 1
    t.ok([t.rec, "-q", t.tmp / "own.cast.zst", "--", "true"])
    done = t.run([t.steno, "prove", f"{t.tmp}/own.cast.zst@0-0"])
    assert done.returncode == 1 and b"no store" in done.stderr
    # what was removed is not shown; what the kernel said, whenever that was, is left and proves itself
    shown = [json.loads(x)[1] for x in t.ok(["zstd", "-dcq", path]).splitlines()[1:]]
    gone = next(i for i in range(len(shown)) if shown[i:i + 3] == ["o", "o", "o"])
    t.ok([t.steno, "redact", "--from", "0", "--to", "1h", "--reason", "a test", path])
    done = t.run([t.steno, "prove", f"{name}@{gone}-{gone + 2}"])
    assert done.returncode == 1 and b"removed by authority" in done.stderr, done
    kernel = shown.index("s")
    said = t.run([t.steno, "prove", f"{name}@{kernel}-{kernel}"])
    assert said.returncode == 0 and rb'\"s\"' in said.stdout, said
    # another recording in its place
    shutil.copy(record(t, "sh", "-c", "seq 100001"), path)
    done = t.run([t.steno, "prove", f"{name}@3-5"])
    assert done.returncode == 1 and b"not the one" in done.stderr, done
    # a log that was changed proves nothing
    log = store(t) / "trail/log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"root"', b'"toor"', 1) if b'"root"' in log.read_bytes() else log.read_bytes()[:-9])
    assert t.run([t.steno, "prove", f"{name}@3-5"]).returncode == 1


def test_what_the_trail_tells_of_at_the_end_only(t):
    # an import's frames are in no entry of their own: links lead to its last
    record(t, "true")
    events = session(("make world", "x" * 300000 + "\r\n"), ("echo secret", "y" * 300000 + "\r\n"), ("true", ""))
    t.ok([t.steno, "import", write_cast(t.tmp / "a.cast", events)])
    name = entries(t)[-1]["session"]
    assert actions(t)[-1] == "session.imported" and entries(t)[-1]["detail"]["frames"] > 1
    path = prove(t, f"{name}:1")
    proof = json.loads(path.read_text())
    assert max(len(f["links"]) for f in proof["frames"]) > 1 and proof["text"] == "make world"
    assert b"secret" not in path.read_bytes() and check(t, path).returncode == 0
    frame = proof["frames"][0]
    assert check_with(t, proof, **{**frame, "links": frame["links"][:1] + frame["links"][2:]}) == 1


def test_in_a_later_epoch(t):
    """Where a key is gone, or a signer holds keys one after the other: with the key of the checkpoint's own epoch."""
    first = record(t, "true")
    (store(t) / "trail/key").unlink()
    record(t, "true")
    path = t.tmp / "p.proof"
    t.ok([t.steno, "prove", "--consistency", "-o", path, store(t) / "trail/checkpoints"])
    t.ok([t.steno, "export", "--evidence", first, "-o", t.tmp / "a.tar"])
    assert check(t, path).returncode == 0 and check(t, path, "--key", store(t) / "trail/key.pub").returncode == 1
    said = json.loads(t.ok([t.steno, "verify", "--json", t.tmp / "a.tar"]).splitlines()[-1])
    assert said["signed"] and said["key"] == json.loads(path.read_text())["key"]
    assert said["key"] in [e["target"] for e in entries(t) if e["action"] == "key.changed"]


def test_consistency(t):
    checkpoints, kept = store(t) / "trail/checkpoints", []
    for n in range(5):
        record(t, "true")
        kept.append(t.tmp / f"then{n}")
        kept[-1].write_bytes(checkpoints.read_bytes())
    for i, older in enumerate(kept):
        path = t.tmp / "c.proof"
        t.ok([t.steno, "prove", "--consistency", "-o", path, older])
        assert check(t, path, "--key", store(t) / "trail/key.pub").returncode == 0
        for newer in kept[i:]:
            t.ok([t.steno, "prove", "--consistency", "-o", path, older, newer])
            assert check(t, path).returncode == 0
    proof = json.loads(path.read_text())
    t.ok([t.steno, "prove", "--consistency", "-o", path, kept[0], kept[3]])
    proof = json.loads(path.read_text())
    for changed in ({**proof, "hashes": proof["hashes"][1:]}, {**proof, "hashes": proof["hashes"][::-1]},
                    {**proof, "old": proof["new"], "new": proof["old"]}, {**proof, "old": proof["old"].replace("\n", "\n1", 1)},
                    {**proof, "old": json.loads(path.read_text())["old"].replace("time 1", "time 2")}):
        path.write_text(json.dumps(changed))
        assert check(t, path).returncode == 1
    assert t.run([t.steno, "prove", "--consistency", kept[3], kept[0]]).returncode == 1
    # the log was made anew: the witness's is not continued
    shutil.rmtree(store(t) / "trail")
    record(t, "true")
    assert t.run([t.steno, "prove", "--consistency", kept[1]]).returncode == 1
    until(lambda: actions(t)[0] == "trail.began", "another trail")
