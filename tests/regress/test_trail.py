"""The trail of a store: what is said in it, and what verifying says of it."""
import fcntl
import hashlib
import json
import os
import re
import shlex
import shutil
import struct
import subprocess

from human import until
from test_browse import Browse
from test_play import ends, played, sees


def store(t):
    return t.home / ".local/share/steno"


def record(t, *command):
    """One session in the store: its recording's path."""
    before = set((store(t) / "sessions").glob("*/*.zst"))
    t.run([t.rec, "-q", "--", *command])
    new = set((store(t) / "sessions").glob("*/*.zst")) - before
    assert len(new) == 1, new
    return new.pop()


def entries(t, *args):
    return [json.loads(line) for line in t.ok([t.steno, "log", "--json", *args]).splitlines()]


def actions(t, *args):
    return [e["action"] for e in entries(t, *args)]


def verify(t, *args):
    """Exit status, what is said of the trail, and of each recording by its name."""
    done = t.run([t.steno, "verify", "--json", *args])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    trail = [x for x in lines if "trail" in x]
    return done.returncode, trail[0] if trail else None, {x["file"].rsplit("/", 1)[1]: x for x in lines if "file" in x}


def test_a_session_is_told_of(t):
    path = record(t, "sh", "-c", "seq 100000; exit 3")
    assert actions(t)[:4] == ["trail.began", "config.changed", "session.started", "session.frame"]
    end = entries(t)[-1]
    assert end["action"] == "session.ended" and end["detail"]["exit"] == 3 and len(end["session_final_hash"]) == 64
    assert path.name.startswith(end["session"])
    status, trail, recordings = verify(t, "--all")
    assert status == 0 and trail["intact"] == trail["complete"] == "yes" and trail["anchored"] == "unknown"
    assert trail["covered"] == trail["entries"] == len(entries(t)) and trail["protection"] == "personal"
    assert recordings[path.name]["in_trail"] and recordings[path.name]["complete"] == "yes"
    for name in ("log.jsonl", "key", "checkpoints"):
        assert (store(t) / "trail" / name).stat().st_mode & 0o777 == 0o600


def test_what_people_do_is_told_of(t):
    path = record(t, "sh", "-c", "echo one; echo two")
    t.ok([t.steno, "cat", path])
    t.ok([t.steno, "export", "-f", "txt", path])
    t.ok([t.steno, "pack", "--level", "3", path])
    t.ok([t.steno, "redact", "--from", "0", "--to", "1h", "--reason", "a test", path])
    foreign = t.tmp / "old.cast"
    foreign.write_text('{"version":2,"width":80,"height":24}\n[0.1,"o","x"]\n')
    t.ok([t.steno, "import", foreign])
    assert actions(t)[-5:] == ["session.viewed", "session.exported", "session.packed", "session.redacted",
                               "session.imported"]
    assert entries(t, "--action", "session.redacted")[0]["detail"]["reason"] == "a test"
    status, trail, recordings = verify(t, "--all")
    assert status == 0 and len(recordings) == 2, (trail, recordings)
    # elsewhere there is no trail, and nothing is said
    t.ok([t.rec, "-q", t.tmp / "own.cast.zst", "--", "true"])
    t.ok([t.steno, "cat", t.tmp / "own.cast.zst"])
    assert actions(t)[-1] == "session.imported"


def test_what_is_looked_at_is_told_of(t):
    path = record(t, "sh", "-c", "echo one; sleep 0.2; echo two")
    session = path.name[:36]
    t.ok([t.steno, "index"])
    t.ok([t.steno, "commands", session])
    t.ok([t.steno, "screen", "--at", "0.1", session])
    t.ok([t.steno, "play", "--at", "@1", session])
    t.ok([t.steno, "show", session])
    t.run([t.steno, "sessions", "--user", "somebody"])
    t.run([t.steno, "search", "two words", "-not", "\udcff\x1b", "--exit", "fail"])
    told = [(e["action"], e["target"], e["detail"]) for e in entries(t)][-6:]
    assert told[0] == ("session.viewed", session, {"how": "commands"})
    assert told[1] == ("session.viewed", session, {"how": "screen", "from": 100, "to": 100})
    assert told[2] == ("session.viewed", session, {"how": "play", "event": 1})
    assert told[3] == ("session.viewed", session, {"how": "show"})
    assert told[4] == ("index.searched", "", {"how": "sessions", "filters": "user=somebody"})
    assert told[5] == ("index.searched", '"two words" \ufffd\x1b -not', {"how": "search", "filters": "exit=fail"})
    # each is signed when it is done: nothing can be cut behind it
    status, trail, _ = verify(t, "--all")
    assert status == 0 and trail["covered"] == trail["entries"] == len(entries(t))
    # a question of any length is an entry, and no character of it is cut in two
    t.run([t.steno, "search", "a" + "\u00e9" * 50000])
    assert entries(t)[-1]["detail"]["shortened"] and len(entries(t)[-1]["target"]) == 4096 and verify(t, "--all")[0] == 0


def test_what_is_seen_on_a_terminal_is_told_of(t):
    path = record(t, "sh", "-c", "echo one; sleep 0.3; echo two")
    session = path.name[:36]
    t.ok([t.steno, "index"])
    with played(t, "--paused", session) as terminal:
        sees(terminal, "PAUSE")  # at its start: what plays by itself may be further on at its first picture
        terminal.press("Space")
        sees(terminal, "two", "END")
        terminal.press("m")
        terminal.send(b"odd\r")
        sees(terminal, "Noted")
        terminal.press("q")
        ends(terminal)
    begin, note, end = [e for e in entries(t) if e["action"] in ("session.viewed", "session.noted")]
    assert begin["detail"] == {"how": "play"} and note["detail"]["text"] == "odd" and note["session"] == session
    assert end["detail"]["how"] == "played" and end["detail"]["from"] <= 100 and end["detail"]["to"] >= 300
    with Browse(t, (90, 24), shell=shlex.join([str(t.steno), "search", "-i", "first"]) + "; echo status $?; exec sleep 1000") as b:
        b.sees("first")
        b.term.send(b" then")
        until(lambda: entries(t)[-1]["target"].split() == ["first", "then"], "the question in the trail")
        b.press("Escape")
        b.ends()
    assert [e["detail"]["how"] for e in entries(t, "--action", "index.searched")] == ["browse", "browse"]
    status, trail, _ = verify(t, "--all")
    assert status == 0 and trail["covered"] == trail["entries"]


def test_the_log_is_asked(t):
    record(t, "true")
    record(t, "false")
    assert len(entries(t, "--action", "session.started")) == 2
    assert len(entries(t, "-n", "3")) == 3 and entries(t, "-n", "3") == entries(t)[-3:]
    assert actions(t, "--severity", "notice") == ["trail.began", "config.changed"]
    session = entries(t, "-n", "1")[0]["session"]
    assert {e["session"] for e in entries(t, "--session", session)} == {session}
    assert entries(t, "--actor", "nobody-at-all") == [] and entries(t, "--until", "1h") == []
    # every way of naming a time that search has
    for since in ("1h", "an hour ago", "today", "last 2 hours", "this week", "yesterday noon", "2026-01-01", "Jan 1 2020", "1mo"):
        assert len(entries(t, "--since", since)) == len(entries(t)), since
        assert verify(t, "--all", "--since", since)[0] == 0
    for until in ("an hour ago", "yesterday", "last month", "noon 2 Jan 2020"):
        assert entries(t, "--until", until) == [], until
    # a day is all of it, for until too
    assert len(entries(t, "--until", "today")) == len(entries(t, "--since", "today", "--until", "tomorrow")) == len(entries(t))
    # nothing in it acts on a terminal
    with (store(t) / "trail/log.jsonl").open("ab") as f:
        f.write(b"\x1b]0;x\x07\n")
    done = t.run([t.steno, "log"])
    assert done.returncode == 1 and b"\x1b" not in done.stdout + done.stderr and b"no entry" in done.stderr
    assert t.run([t.steno, "log", "--severity", "loud"]).returncode == 2
    assert t.run([t.steno, "log", t.tmp / "nothing"]).returncode == 3


def test_the_log_is_followed(t):
    record(t, "true")
    with subprocess.Popen([t.steno, "log", "--follow", "--json", "--action", "session.ended"], env=t.env(),
                          stdout=subprocess.PIPE) as follower:
        assert json.loads(follower.stdout.readline())["action"] == "session.ended"
        record(t, "sh", "-c", "exit 7")
        assert json.loads(follower.stdout.readline())["detail"]["exit"] == 7
        follower.stdout.close()
        follower.terminate()


def test_what_is_missing_cut_or_foreign(t):
    a, b = record(t, "sh", "-c", "seq 100000"), record(t, "sh", "-c", "seq 100001")
    kept = a.read_bytes()
    a.unlink()
    status, trail, recordings = verify(t, "--all")
    assert status == 1 and recordings[a.name]["finding"]["kind"] == "missing" and trail["intact"] == "yes"
    a.write_bytes(b.read_bytes())
    status, trail, recordings = verify(t, "--all")
    assert status == 1 and recordings[a.name]["finding"]["kind"] == "tampered"
    a.write_bytes(kept[:len(kept) // 2])
    status, trail, recordings = verify(t, a)
    assert status == 1 and recordings[a.name]["finding"]["kind"] == "cut", recordings
    a.write_bytes(kept)
    assert verify(t, "--all")[0] == 0
    # made elsewhere, by itself perfect
    other = t.tmp / "other"
    other.mkdir()
    # the index is still being made
    shutil.copytree(store(t), t.tmp / "copy", ignore=shutil.ignore_patterns("index.db*"))
    alien = "01" + a.name[2:]
    t.ok([t.rec, "-q", t.tmp / "x.cast.zst", "--", "true"])
    header = json.loads(t.ok([t.steno, "export", t.tmp / "x.cast.zst"]).splitlines()[0])
    shutil.copy(t.tmp / "x.cast.zst", a.parent / (header["steno"]["session"] + ".cast.zst"))
    status, trail, recordings = verify(t, "--all")
    assert status == 1 and [r["finding"]["kind"] for r in recordings.values() if r["finding"]] == ["unknown"], alien
    # a copy is verified as it stands
    assert verify(t, t.tmp / "copy")[0] == 0


def test_who_verifies_while_the_trail_is_told_of_an_end(t):
    """Between the end of a recording and the trail's entry of its beginning, which somebody's lock holds up, nothing was put there."""
    t.need("zstd")
    record(t, "true")
    before = set((store(t) / "sessions").glob("*/*.zst"))
    with (store(t) / "trail/log.jsonl").open("r+b") as log:
        fcntl.fcntl(log, fcntl.F_OFD_SETLKW, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
        with subprocess.Popen([t.rec, "-q", "--", "true"], env=t.env(), stdin=subprocess.DEVNULL) as recorder:
            # its last frame, behind which nothing more is recorded
            path = until(lambda: next((p for p in set((store(t) / "sessions").glob("*/*.zst")) - before if p.stat().st_size > 0 and
                                       b'"x"' in t.run(["zstd", "-dcq", p]).stdout), None), "the recording's end")
            status, _, found = verify(t, path)
            if recorder.poll() is not None:
                return  # a machine that is slow enough outlasts the recorder's patience with the lock
            assert status == 0, found
            log.close()
    assert recorder.returncode == 0 and verify(t, "--all")[0] == 0


def test_nothing_hides_that_a_recording_is_gone(t):
    # neither that its folder is elsewhere, nor that somebody holds its lock, nor that it had just begun
    a, b = record(t, "sh", "-c", "seq 100000"), record(t, "sh", "-c", "seq 100001")
    shutil.move(a.parent, t.tmp / "month")
    a.parent.symlink_to(t.tmp / "month")
    assert verify(t, "--all")[0] == 0 and set(verify(t, "--all")[2]) == {a.name, b.name}
    b.unlink()
    assert verify(t, "--all")[2][b.name]["finding"]["kind"] == "missing"
    kept = a.read_bytes()
    a.write_bytes(kept[:len(kept) // 2])
    with a.open("r+b") as f:
        fcntl.fcntl(f, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
        assert verify(t, a)[2][a.name]["finding"]["kind"] == "cut"
    a.write_bytes(kept)
    pid = t.tmp / "pid"
    with subprocess.Popen([t.rec, "-q", "--", "sh", "-c", f"echo $PPID >{pid}; exec sleep 1000"], env=t.env(),
                          stdin=subprocess.DEVNULL) as recorder:
        until(lambda: pid.exists() and actions(t).count("session.started") == 3, "the session in the trail")
        recorder.kill()
    for path in a.parent.glob(entries(t, "-n", "1")[0]["session"] + "*"):
        path.unlink()
    # the machine runs on: nothing of it was lost in a power cut
    until(lambda: [r["finding"]["kind"] for r in verify(t, "--all")[2].values() if r["finding"]] == ["missing", "missing"],
          "both to be missed")


def test_a_trail_that_is_gone(t):
    """What no trail tells of proves nothing; one begins with whatever comes first."""
    source = t.tmp / "a.cast"
    source.write_text('{"version":2,"width":80,"height":24,"timestamp":1700000000}\n[0.5,"o","hi\\r\\n"]\n')
    t.ok([t.steno, "import", source])
    assert actions(t) == ["trail.began", "session.imported"] and verify(t, "--all")[0] == 0
    record(t, "true")
    assert verify(t, "--all")[0] == 0
    trail = store(t) / "trail"
    for gone in (["log.jsonl"], [p.name for p in trail.iterdir()]):
        kept = {name: (trail / name).read_bytes() for name in gone}
        for name in gone:
            (trail / name).unlink()
        status, said, found = verify(t, "--all")
        assert status == 1 and said["complete"] == "no" and said["finding"]["kind"] == "cut", said
        assert not [x for x in found.values() if x["finding"]], found
        done = t.run([t.steno, "verify", "--all"])
        assert done.returncode == 1 and b"the log is missing" in done.stdout, done
        for name, data in kept.items():
            (trail / name).write_bytes(data)
    assert verify(t, "--all")[0] == 0
    # nothing was recorded yet; the session before may still be being indexed, where it is
    store(t).rename(t.tmp / "the store before")
    (store(t) / "sessions").mkdir(parents=True)
    assert t.run([t.steno, "verify", "--all"]).returncode == 0


def test_checkpoints_that_are_gone(t):
    """Who has no key can take checkpoints away, and make anew what they covered: that nothing was signed for long is said."""
    record(t, "true")
    log, checkpoints = store(t) / "trail/log.jsonl", store(t) / "trail/checkpoints"
    first, early = checkpoints.read_bytes(), log.read_bytes().count(b"\n")
    record(t, "true")
    t.ok([t.steno, "anchor", "-q", "--file", t.tmp / "anchors"])
    assert verify(t, "--all")[0] == 0

    def later(since, by):
        """The log as if what stands behind had been written so much later, all digests right."""
        lines, before = log.read_bytes().splitlines(True), None
        for n, line in enumerate(lines):
            if n >= since:
                line = re.sub(rb'"(time|boot_time)":(\d+)', lambda m: b'"%s":%d' % (m[1], int(m[2]) + by), line)
            if before is not None:
                line = re.sub(rb'"prev_hash":"[0-9a-f]{64}"', b'"prev_hash":"' + before + b'"', line)
            body = line[:line.rindex(b',"event_hash":"')]
            before = hashlib.sha256(body).hexdigest().encode()
            lines[n] = body + b',"event_hash":"' + before + b'"}\n'
        return b"".join(lines)

    whole = log.read_bytes()
    for since, left in ((early + 2, first), (early + 1, b""), (2, b"")):
        log.write_bytes(later(since, 90_000))
        checkpoints.write_bytes(left)
        assert verify(t, "--all")[0] == 0
        log.write_bytes(whole)
        log.write_bytes(later(since, 150_000))
        status, said, _ = verify(t, "--all")
        assert status == 1 and said["complete"] == "unknown" and said["finding"]["kind"] == "unsigned", said
        assert said["finding"]["entry"] == (early if left else 0) and said["finding"]["until"] == said["entries"]
        # a witness's says more
        assert verify(t, "--all", "--against", t.tmp / "anchors")[1]["finding"]["kind"] == "tampered"
        log.write_bytes(whole)
    assert verify(t, "--all")[1]["covered"] == 0


def test_a_configuration_that_changes(t):
    """Once, when it is another than before, and what; an option is one session's."""
    def changes():
        return [e["detail"]["changed"] for e in entries(t) if e["action"] == "config.changed"]

    record(t, "true")
    (first,) = changes()
    assert first["record.input"] == [None, "keys"] and len(first) > 15
    t.run([t.rec, "-q", "--input", "none", "--", "true"])
    record(t, "true")
    assert len(changes()) == 1
    file = t.home / ".config/steno/steno.conf"
    file.parent.mkdir(parents=True)
    file.write_text("[record]\ninput = full\nnotice = \u00fcber \"all\"\n")
    record(t, "true")
    assert changes()[1:] == [{"record.input": ["keys", "full"], "record.notice": ["", "\u00fcber \"all\""]}]
    file.unlink()
    record(t, "true")
    assert changes()[2:] == [{"record.input": ["full", "keys"], "record.notice": ["\u00fcber \"all\"", ""]}]
    said = [e for e in entries(t) if e["action"] == "config.changed"]
    assert said[0]["detail"]["digest"] == said[2]["detail"]["digest"] != said[1]["detail"]["digest"]
    kept = store(t) / "trail/config"
    assert kept.stat().st_mode & 0o777 == 0o600 and hashlib.sha256(kept.read_bytes()).hexdigest() == said[0]["detail"]["digest"]
    # whatever lies there: an entry more
    kept.write_bytes(b"record.input\n=\nrecord.input=\xff\xfe\0x\n" + b"x" * 40000)
    record(t, "true")
    assert len(changes()) == 4 and changes()[3]["record.input"] == ["", "keys"]
    record(t, "true")
    assert len(changes()) == 4 and verify(t, "--all")[0] == 0


def test_rules_that_change(t):
    """What is redacted is decided by a file that the configuration only names."""
    def changes():
        return [e["detail"]["changed"] for e in entries(t) if e["action"] == "config.changed"][1:]

    rules, file = t.home / "rules", t.home / ".config/steno/steno.conf"
    file.parent.mkdir(parents=True)
    # what an indexer says of it is not at stake here
    file.write_text("[record]\nindex = no\n")
    record(t, "true")
    file.write_text("[record]\nindex = no\n[redact]\nrules = ~/rules\n")
    record(t, "true")
    assert changes() == [{"redact.rules": ["", "~/rules"], "redact.rules.digest": [None, "missing"]}], changes()
    digests = ["missing"]
    for text in ("", "secret[0-9]+\n", "secret[0-9]*\n"):
        rules.write_text(text)
        record(t, "true")
        record(t, "true")
        digests.append(hashlib.sha256(text.encode()).hexdigest())
        assert changes()[-1] == {"redact.rules.digest": digests[-2:]} and len(changes()) == len(digests)
    # whatever it is, no session waits for it
    rules.unlink()
    os.mkfifo(rules)
    record(t, "true")
    assert changes()[-1] == {"redact.rules.digest": [digests[-1], "unreadable"]}
    rules.unlink()
    with rules.open("wb") as f:
        f.truncate(1 << 40)
    record(t, "true")
    assert len(changes()) == len(digests) + 1 and verify(t, "--all")[0] == 0


def test_a_key_that_is_gone(t):
    record(t, "true")
    (store(t) / "trail/key").unlink()
    record(t, "true")
    (changed,) = [e for e in entries(t) if e["action"] == "key.changed"]
    assert changed["detail"] == {"epoch": 1, "why": "lost"} and changed["severity"] == "critical"
    status, said, _ = verify(t, "--all")
    assert status == 1 and said["intact"] == "yes" and said["complete"] == "unknown" and said["covered"] == said["entries"]
    assert said["breaks"] == 1 and verify(t, "--all", "--since", "0m")[0] == 0


def test_a_lost_recorder(t):
    record(t, "true")
    pid = t.tmp / "pid"
    with subprocess.Popen([t.rec, "-q", "--", "sh", "-c", f"echo $PPID >{pid}; echo seen; exec sleep 1000"], env=t.env(),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as recorder:
        assert b"seen" in recorder.stdout.readline()
        until(lambda: pid.exists() and actions(t).count("session.started") == 2, "the session in the trail")
        recorder.kill()
    assert verify(t, "--all")[0] == 1
    t.ok([t.steno, "recover"])
    assert actions(t)[-2:] == ["session.lost", "session.recovered"]
    status, trail, recordings = verify(t, "--all")
    assert status == 0 and sorted(r["complete"] for r in recordings.values()) == ["recovered", "yes"]


def test_anchors(t):
    anchors = t.tmp / "anchors"
    record(t, "true")
    t.ok([t.steno, "anchor", "-q", "--file", anchors])
    record(t, "true")
    said = t.ok([t.steno, "anchor", "--file", anchors, "--command", f"cat >{t.tmp}/taken"])
    assert said.count(b"entries") == 2 and (t.tmp / "taken").read_bytes() in anchors.read_bytes()
    assert actions(t).count("trail.anchored") == 3
    status, trail, recordings = verify(t, "--all", "--against", anchors)
    assert status == 0 and trail["anchored"] == "yes" and {r["anchored"] for r in recordings.values()} == {"yes"}
    later = record(t, "true")
    assert verify(t, later, "--against", anchors)[2][later.name]["anchored"] == "no"
    # cut at the first checkpoint, with all that followed: only the witness knows
    first = int((store(t) / "trail/checkpoints").read_text().splitlines()[1])
    log = store(t) / "trail/log.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(True)[:first]))
    notes = (store(t) / "trail/checkpoints").read_text().split("\n\n")
    (store(t) / "trail/checkpoints").write_text("\n\n".join(notes[:2]) + "\n\n")
    assert verify(t, "--all")[1]["complete"] == "yes"
    status, trail, _ = verify(t, "--all", "--against", anchors)
    assert status == 1 and trail["complete"] == "no" and trail["intact"] == "yes" and trail["finding"]["kind"] == "cut"
    assert t.run([t.steno, "anchor"]).returncode == 2
    assert t.run([t.steno, "anchor", "--command", "false"]).returncode == 1
    (t.home / ".config/steno").mkdir(parents=True)
    (t.home / ".config/steno/steno.conf").write_text(f"[trail]\nanchor-file = {t.tmp}/configured\n")
    t.ok([t.steno, "anchor"])
    assert (t.tmp / "configured").read_text().startswith("steno-trail/")


def test_a_trail_that_cannot_be_written(t):
    record(t, "true")
    shutil.rmtree(store(t) / "trail")
    (store(t) / "trail").write_text("in the way")
    (t.home / ".config/steno").mkdir(parents=True)
    conf = t.home / ".config/steno/steno.conf"
    conf.write_text("[record]\nbreak-glass =\n")
    done = t.run([t.rec, "-q", "--", "sh", "-c", "echo here; sleep 1000"])
    assert done.returncode == 125 and b"trail" in done.stderr, done
    conf.write_text("[record]\non-failure = continue\n")
    assert t.ok([t.rec, "-q", "--", "sh", "-c", "echo here; sleep 1.5; echo there"]).split() == [b"here", b"there"]


def test_selftest(t):
    said = t.ok([t.steno, "verify", "--selftest"], env=t.env(TMPDIR=str(t.tmp)))
    assert said.count(b"\n") > 20 and b"FAILED" not in said


def test_what_is_no_file_keeps_no_auditor_waiting(t):
    """Pipes in a store's trail, made by whoever owns it."""
    store = t.home / ".local/share/steno"
    t.ok([t.rec, "--", "true"])
    for name in ("log.jsonl", "checkpoints", "key.pub"):
        os.rename(store / "trail" / name, t.tmp / name)
        os.mkfifo(store / "trail" / name)
        assert t.run([t.steno, "verify", store]).returncode in (1, 3), name
        assert t.run([t.steno, "log", store]).returncode in (0, 1, 3), name
        os.rename(t.tmp / name, store / "trail" / name)
    t.ok([t.steno, "verify", store])
