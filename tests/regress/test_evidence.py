"""Archives of evidence: what is in them, that nothing in it acts, and that every change of one is found."""
import csv
import hashlib
import html.parser
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile

from human import make_program, until

HOSTILE = [
    "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "  =1+1", "a\"b,c;d\te", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "&lt;b&gt; ' \"", "`code` | pipe ``` fence", "[link](javascript:alert(1))", "\u202ereversed", "%0a|calc",
]


def store(t):
    return t.home / ".local/share/steno"


def until_framed(store):
    """For a shell: until the thread beside the recorder has written a frame, behind which another part can begin."""
    return f"until [ -n \"$(find {store}/sessions -name '*.cast.zst' -size +1k)\" ]; do sleep 0.05; done"


def recordings(t):
    return {p.name[:36]: p for p in (store(t) / "sessions").glob("*/*.cast.zst") if ".part-" not in p.name}


def record(t, *args, command=("true",)):
    before = set(recordings(t))
    t.run([t.rec, "-q", *args, "--", *command])
    return (set(recordings(t)) - before).pop()


def export(t, *args, name="case.tar", code=0):
    done = t.run([t.steno, "export", "--evidence", "-o", t.tmp / name, *args])
    assert done.returncode == code, done
    return t.tmp / name


def verify(t, path, *args):
    done = t.run([t.steno, "verify", "--json", *args, path], env=t.env(HOME=str(t.tmp / "elsewhere"), TMPDIR=str(t.tmp)))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, ([x for x in lines if "bundle" in x] or [None])[0], {x["session"]: x for x in lines if "session" in x}


def contents(path):
    with tarfile.open(path) as tar:
        return {m.name.removeprefix("evidence/"): tar.extractfile(m).read() for m in tar}


def check(t, path, *args, checker=None):
    """By the program that shares no code with ours."""
    return t.run([sys.executable, checker or t.source / "share/proof/check-proof.py", *args, path], env=t.env(TMPDIR=str(t.tmp)))


class Page(html.parser.HTMLParser):
    """What a browser would be given: tags with what they carry, and the text."""

    def __init__(self, data):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_an_outsider_can_check_it(t):
    a = record(t, command=("sh", "-c", "echo hello; seq 100000; exit 3"))
    b = record(t)
    t.ok([t.steno, "hold", "-q", "--reason", "case", a])
    path = export(t, a, b)
    status, said, sessions = verify(t, path)
    assert status == 0 and said["intact"] == said["complete"] == "yes" and said["anchored"] == "unknown" and said["signed"], said
    assert set(sessions) == {a, b} and all(s["in_trail"] and s["finding"] is None for s in sessions.values())
    files = contents(path)
    # with other people's tools
    for line in files["MANIFEST.sha256"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest, name
    assert files[f"recordings/{a}.cast.zst"] == recordings(t)[a].read_bytes()
    entry = json.loads(files["trail/bundle.entry"])
    assert entry["target"] == hashlib.sha256(files["MANIFEST.sha256"]).hexdigest() and entry["action"] == "evidence.exported"
    log = (store(t) / "trail/log.jsonl").read_bytes().splitlines()
    excerpt = files["trail/entries.jsonl"].splitlines()
    assert set(excerpt) <= set(log) and any(b'"session.held"' in e for e in excerpt)
    assert files["trail/proofs"].count(b"c2sp.org/tlog-proof@v1\n") == len(excerpt)
    commands = [json.loads(x) for x in files["commands.json"].splitlines()]
    assert [c["session"] for c in commands] == [a, b] and commands[0]["exit"] == 3
    verdict = [json.loads(x) for x in files["verdict.json"].splitlines()]
    assert verdict[0]["intact"] == "yes" and verdict[1]["held"] and verdict[2]["complete"] == "yes"
    assert b"sha256sum -c" in files["README.txt"] and json.loads(files["bundle.json"])["key"].encode() in files["README.txt"]
    assert {f"sessions/{s}.{f}" for s in (a, b) for f in ("html", "md")} <= set(files)
    # nothing of other places is in it, and nothing of it is left behind
    assert str(t.home).encode() not in b"".join(v for k, v in files.items() if not k.startswith("trail/"))
    assert not list(t.tmp.glob("steno-verify-*"))
    # by the key, and by a witness
    (t.tmp / "key").write_bytes((store(t) / "trail/key.pub").read_bytes())
    assert verify(t, path, "--key", t.tmp / "key")[0] == 0
    t.ok([t.steno, "anchor", "-q", "--file", t.tmp / "anchors"])
    assert verify(t, path, "--against", t.tmp / "anchors")[1]["anchored"] in ("yes", "unknown")
    os.rename(store(t), t.tmp / "gone")  # its index may still be being made
    record(t)
    status, said, _ = verify(t, path, "--key", store(t) / "trail/key.pub")
    assert status == 1 and "another key" in said["finding"]["what"]
    assert verify(t, path)[0] == 0


def test_by_the_independent_program_alone(t):
    t.need("zstd")
    a = record(t, command=("sh", "-c", "echo hello; seq 100000; exit 3"))
    b = record(t)
    path, key = export(t, a, b), store(t) / "trail/key.pub"
    files = contents(path)
    assert {f"proofs/{a}.proof", f"proofs/{b}.proof"} == {n for n in files if n.startswith("proofs/")}
    done = check(t, path, "--key", key)
    assert done.returncode == 0 and b"elsewhere" not in done.stdout, done
    for session in (a, b):
        assert f"session {session}, whole: ".encode() in done.stdout
    with tarfile.open(path) as tar:
        tar.extractall(t.tmp / "unpacked")
    top = t.tmp / "unpacked/evidence"
    # the copy in it is the program, and checks the folder that it lies in
    assert (top / "check-proof.py").read_bytes() == (t.source / "share/proof/check-proof.py").read_bytes()
    assert check(t, top, "--key", key, checker=top / "check-proof.py").stdout == done.stdout
    # a session by itself
    proof, recording = top / f"proofs/{a}.proof", top / f"recordings/{a}.cast.zst"
    assert check(t, proof, "--recording", recording).returncode == 0
    assert check(t, proof).returncode == 2 and check(t, proof, "--recording", top / f"recordings/{b}.cast.zst").returncode == 1
    # another's key; what is more, less or other; a session made anew
    record(t, command=("sh", "-c", "seq 3"))
    t.run([t.rec, "-q", "--", "true"], env=t.env(XDG_DATA_HOME=str(t.tmp / "other")))
    assert check(t, path, "--key", t.tmp / "other/steno/trail/key.pub").returncode == 1
    (top / "more").touch()
    assert check(t, top).returncode == 1
    os.unlink(top / "more")
    plain = subprocess.run(["zstd", "-dcq", recording], stdout=subprocess.PIPE, check=True).stdout
    os.chmod(recording, 0o600)
    for n, lines in enumerate((plain + b"[0.1,\"o\",\"x\"]\n", plain[:-1], plain[:plain.rindex(b"\n", 0, -1) + 1],
                               plain.replace(b"hello", b"hallo", 1), plain.replace(b"\n[", b"\n[0,\"o\",\"\"]\n[", 1))):
        recording.write_bytes(subprocess.run(["zstd", "-cq"], input=lines, stdout=subprocess.PIPE, check=True).stdout)
        assert check(t, proof, "--recording", recording).returncode == 1, n
    recording.write_bytes(subprocess.run(["zstd", "-cq"], input=plain, stdout=subprocess.PIPE, check=True).stdout)
    assert check(t, proof, "--recording", recording).returncode == 0
    # a link that was left out, or comes twice, at either end and in the middle
    made = json.loads(proof.read_text())
    for at in (0, 1, len(made["links"]) - 1):
        for size in (0, 2):
            other = {**made, **{m: made[m][:at] + made[m][at:at + 1] * size + made[m][at + 1:] for m in ("links", "salts")}}
            (t.tmp / "changed.proof").write_text(json.dumps(other))
            assert check(t, t.tmp / "changed.proof", "--recording", recording).returncode == 1, (at, size)


def test_what_was_imported_or_recovered(t):
    t.need("zstd")
    a = record(t, command=("sh", "-c", "seq 1000"))
    t.ok([t.steno, "export", "-f", "cast2", "-o", t.tmp / "a.cast", a])
    t.ok([t.steno, "import", t.tmp / "a.cast"])
    with subprocess.Popen([t.rec, "-q", "--", "sh", "-c", "echo here; exec sleep 1000"], env=t.env(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE) as recorder:
        assert b"here" in recorder.stdout.readline()
        recorder.kill()
    t.ok([t.steno, "recover", "-q"])
    assert len(recordings(t)) == 3
    path = export(t, "--host", "*")
    assert {n[7:43] for n in contents(path) if n.startswith("proofs/")} == set(recordings(t))
    assert verify(t, path)[0] == 0
    done = check(t, path)
    assert done.returncode == 0 and done.stdout.count(b", whole: ") == 3, done


def test_a_session_in_parts(t):
    t.need("zstd")
    (t.home / ".config/steno").mkdir(parents=True)
    (t.home / ".config/steno/steno.conf").write_text("[record]\nrotate-size = 1K\n")
    a = record(t, command=("sh", "-c", f"for i in 1 2 3; do head -c 300000 /dev/urandom | base64; {until_framed(store(t))}; done"))
    path = export(t, a)
    parts = sorted(n for n in contents(path) if n.startswith("recordings/"))
    assert len(parts) > 1, parts
    assert verify(t, path)[0] == 0 and check(t, path).returncode == 0
    with tarfile.open(path) as tar:
        tar.extractall(t.tmp / "unpacked")
    given = [x for part in parts for x in ("--recording", t.tmp / "unpacked/evidence" / part)]
    proof = t.tmp / f"unpacked/evidence/proofs/{a}.proof"
    assert check(t, proof, *given).returncode == 0 and check(t, proof, *given[:-2]).returncode == 1
    assert check(t, proof, *given[2:], *given[:2]).returncode == 1


def test_a_redacted_session_proves_itself(t):
    t.need("zstd")
    a = record(t, command=("sh", "-c", "echo one; sleep 0.05; echo two"))
    # as a clock had it, too
    tried = [t.ok([t.steno, "redact", "-n", "--from", since, "--to", until, a]) for since, until in (
        ("0", "1h"), ("0", "1 hour 30m"), ("an hour ago", "tomorrow"), ("0", "tomorrow"), ("1 Jan 2020", "9am Jan 1 2200"))]
    assert len(set(tried)) == 1 and b" 0 events" not in tried[0], tried
    t.ok([t.steno, "redact", "--from", "an hour ago", "--to", "now", "--reason", "a password", a])
    path = export(t, a)
    assert verify(t, path)[0] == 0
    done = check(t, path)
    assert done.returncode == 0 and b" 0 lines were removed" not in done.stdout and b"were removed by authority" in done.stdout, done
    # what the gap says must be what is missing
    (t.tmp / "a.cast.zst").write_bytes(contents(path)[f"recordings/{a}.cast.zst"])
    (t.tmp / "a.proof").write_bytes(contents(path)[f"proofs/{a}.proof"])
    plain = subprocess.run(["zstd", "-dcq", t.tmp / "a.cast.zst"], stdout=subprocess.PIPE, check=True).stdout
    gap = plain.index(b"\\\"events\\\":")
    (t.tmp / "b.cast.zst").write_bytes(subprocess.run(["zstd", "-cq"], input=plain[:gap + 11] + b"9" + plain[gap + 11:],
                                                     stdout=subprocess.PIPE, check=True).stdout)
    assert check(t, t.tmp / "a.proof", "--recording", t.tmp / "a.cast.zst").returncode == 0
    assert check(t, t.tmp / "a.proof", "--recording", t.tmp / "b.cast.zst").returncode == 1


def test_commands_that_were_asked_for_are_proven(t):
    a = record(t, command=("sh", "-c", "echo needle; true"))
    record(t, command=("echo", "straw"))
    t.ok([t.steno, "index", "-q"])
    path = export(t, "--query", "needle")
    files = contents(path)
    seq = next(c["seq"] for c in map(json.loads, files["commands.json"].splitlines()) if "needle" in c["text"])
    assert {n for n in files if n.startswith("proofs/")} == {f"proofs/{a}.proof", f"proofs/{a}-{seq}.proof"}
    proof = t.tmp / "alone.proof"
    proof.write_bytes(files[f"proofs/{a}-{seq}.proof"])
    done = check(t, proof, "--key", store(t) / "trail/key.pub")
    assert done.returncode == 0 and b"needle" in done.stdout and json.loads(proof.read_text())["command"] == seq, done
    assert verify(t, path)[0] == 0 and (shutil.which("zstd") is None or check(t, path).returncode == 0)


def derived(files):
    """All that is no evidence itself."""
    return b"".join(v for k, v in files.items() if not k.startswith(("recordings/", "trail/", "proofs/", "check-proof")))


def test_secrets(t):
    a = record(t, command=("sh", "-c", "echo it shows PASSWORD=hunter2hunter2; true"))
    t.ok([t.steno, "index", "-q"])
    plain = subprocess.run(["zstd", "-dcq", recordings(t)[a]], stdout=subprocess.PIPE, check=True).stdout if shutil.which("zstd") else b"hunter2"
    files = contents(export(t, "--query", "shows"))
    assert b"hunter2" in plain and files[f"recordings/{a}.cast.zst"] == recordings(t)[a].read_bytes()
    assert b"hunter2" not in derived(files) and b"[redacted:" in files["commands.json"] and b"[redacted:" in files["commands.csv"]
    assert b"[redacted:" in files["report.html"] and b"[redacted:" in files["report.md"]
    assert b"[redacted:" in files[f"sessions/{a}.md"] and json.loads(files["bundle.json"])["redacted"] is True
    proof = next(v for k, v in files.items() if k.startswith(f"proofs/{a}-"))
    assert b"hunter2" not in json.loads(proof)["text"].encode() and b"hunter2" in proof
    assert b"exact" in files["README.txt"]
    # whoever may
    files = contents(export(t, "--force", "--unredacted", a))
    assert b"hunter2" in files["commands.json"] and b"hunter2" in files[f"sessions/{a}.html"] and b"[redacted:" not in derived(files)
    assert json.loads(files["bundle.json"])["redacted"] is False and b"Not redacted" in files["report.md"]
    told = [json.loads(x) for x in (store(t) / "trail/log.jsonl").read_text().splitlines()]
    said = [x["detail"].get("redacted") for x in told if x["action"] == "session.exported"]
    assert said == [True, False] and [x["detail"]["redacted"] for x in told if x["action"] == "evidence.exported"] == [True, False]
    # rules of one's own: named, wherever they lie, or configured
    (t.tmp / "rules").write_text("word = it shows\n")
    done = t.run([t.steno, "export", "--evidence", "--force", "-o", "case.tar", "--rules", "rules", a], cwd=t.tmp)
    assert done.returncode == 0, done
    files = contents(t.tmp / "case.tar")
    assert b"it shows" not in derived(files) and b"[redacted:word]" in files["commands.json"] and b"[redacted:word]" in files[f"sessions/{a}.md"]
    (t.home / ".config/steno").mkdir(parents=True, exist_ok=True)
    (t.home / ".config/steno/steno.conf").write_text(f"[redact]\nrules = {t.tmp}/rules\n")
    assert b"it shows" not in derived(contents(export(t, "--force", a)))
    # rules that can't be read are no rules to go on without
    (t.tmp / "rules").write_text("word = (\n")
    os.unlink(t.tmp / "case.tar")
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "case.tar", a]).returncode == 3
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "case.tar", "--rules", t.tmp / "none", a]).returncode == 3
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "case.tar", "--rules", t.tmp / "rules", "--unredacted", a]).returncode == 2
    assert not (t.tmp / "case.tar").exists()


def test_what_is_chosen(t):
    a = record(t, "-l", "case=7", command=("sh", "-c", "echo needle; true"))
    b = record(t, command=("echo", "straw"))
    t.ok([t.steno, "index", "-q"])

    def chosen(*args):
        files = contents(export(t, "--force", *args))
        return {s["session"] for s in json.loads(files["bundle.json"])["sessions"]}

    assert chosen("--label", "case") == chosen("--label", "case=7") == chosen("--query", "needle") == {a}
    assert chosen("--host", "*", "--since", "1h") == {a, b}
    assert chosen("--since", "an hour ago", "--until", "today") == {a, b} and chosen("--user", "*", "--since", "this week") == {a, b}
    assert "--query needle" in contents(export(t, "--force", "--query", "needle"))["bundle.json"].decode()
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "x", "--until", "1h"]).returncode == 1
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "x", "--user", "nobody-at-all"]).returncode == 1
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "x", "--since", "whenever"]).returncode == 2
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "x"]).returncode == 2
    assert t.run([t.steno, "export", "--evidence", a]).returncode == 2
    assert t.run([t.steno, "export", "--evidence", "-o", t.tmp / "case.tar", a]).returncode == 2
    assert not (t.tmp / "x").exists()
    # what lies in no store has no trail, and nobody signs it
    t.ok([t.rec, "-q", t.tmp / "own.cast.zst", "--", "true"])
    status, said, sessions = verify(t, export(t, "--force", t.tmp / "own.cast.zst"))
    assert status == 0 and not said["signed"] and len(sessions) == 1
    assert verify(t, t.tmp / "case.tar", "--key", store(t) / "trail/key.pub")[0] == 1


def test_commands_are_harmless(t):
    for text in HOSTILE:
        record(t, "-l", "case=1", command=("true", text))
    # commands that are nothing but a formula
    formulas = ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "=cmd|'C'!A0"]
    (t.tmp / "bin").mkdir()
    for name in formulas:
        make_program(t.tmp / "bin" / name, "/bin/true")
        t.ok([t.rec, "-q", "-l", "case=1", "--", name], env=t.env(PATH=f"{t.tmp}/bin:{os.environ['PATH']}"))
    record(t, "-l", "case=1", command=("printf", "\\033]0;x\\007\\033[31m%s", "\x1b[2J=1"))
    files = contents(export(t, "--label", "case"))
    shown = b"".join(v for k, v in files.items() if k.startswith(("report", "commands", "sessions/", "README", "verdict", "bundle")))
    assert not [c for c in shown if c < 32 and c not in (10, 13)] and b"\x7f" not in shown
    turned = {k for k, v in files.items() if "\u202e".encode() in v and not k.startswith("recordings/")}
    assert turned <= {"commands.json", "trail/entries.jsonl"}, turned  # which are for programs
    rows = list(csv.reader(io.StringIO(files["commands.csv"].decode(), newline="")))
    assert len(rows) == len(HOSTILE) + len(formulas) + 2 and {len(r) for r in rows} == {len(rows[0])}
    assert {"'" + name for name in formulas[:4]} <= {row[-1] for row in rows}, rows
    for row in rows[1:]:
        assert not [field for field in row if field.lstrip()[:1] in tuple("=+-@|%")], row
    for name, data in files.items():
        if name.endswith(".html"):
            page = Page(data)
            assert not {"script", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.tags}, name
            for tag, attributes in page.tags:
                assert not [k for k in attributes if k.startswith("on")], (name, tag)
                assert attributes.get("href", "sessions/").startswith("sessions/"), (name, attributes)
            assert b"Content-Security-Policy" in data
    text = Page(files["report.html"]).text
    for hostile in HOSTILE:
        assert hostile.split("\u202e")[-1].split("\t")[0] in text, hostile


def test_the_same_for_the_same(t):
    a = record(t, command=("sh", "-c", "echo one; ls /"))
    # the index is still being made
    shutil.copytree(store(t), t.tmp / "second/steno", ignore=shutil.ignore_patterns("index.db*"))
    first = contents(export(t, a, name="first.tar"))
    other = t.env(XDG_DATA_HOME=str(t.tmp / "second"))
    t.ok([t.steno, "export", "--evidence", "-o", t.tmp / "second.tar", a], env=other)
    second = contents(t.tmp / "second.tar")
    assert list(first) == list(second)
    differ = {name for name in first if first[name] != second[name] and not name.startswith("proofs/")}
    assert differ <= {"bundle.json", "report.html", "report.md", "trail/entries.jsonl", "trail/proofs", "trail/checkpoints",
                      "MANIFEST.sha256", "trail/bundle.entry", "trail/bundle.proof"}, differ
    summaries = [json.loads(f["bundle.json"]) for f in (first, second)]
    for s in summaries:
        del s["made"]
    assert summaries[0] == summaries[1]


def repack(path, files):
    """Another archive of these files, in the form that ours have; the manifest and what signs it as they are given."""
    out = io.BytesIO()
    with tarfile.open(path) as tar:
        time = tar.next().mtime
    for name, data in files.items():
        info = tarfile.TarInfo("evidence/" + name)
        info.size, info.mtime, info.mode = len(data), time, 0o444
        info.uname = info.gname = ""
        out.write(info.tobuf(tarfile.USTAR_FORMAT))
        out.write(data + bytes(-len(data) % 512))
    return out.getvalue() + bytes(1024)


def manifest_of(files):
    lines = ""
    for name, data in files.items():
        if name == "MANIFEST.sha256":
            break
        lines += f"{hashlib.sha256(data).hexdigest()}  {name}\n"
    return lines.encode()


def changes(path, count):
    """Changed archives, each with a name for it."""
    data = path.read_bytes()
    rng = random.Random(20261121)
    for _ in range(count):
        at, size = rng.randrange(len(data)), rng.randrange(1, 2000)
        kind = rng.choice(("flip", "flip", "byte", "drop", "repeat", "swap", "cut", "zero", "block", "append"))
        changed = bytearray(data)
        if kind == "flip":
            changed[at] ^= 1 << rng.randrange(8)
        elif kind == "byte":
            changed[at] = rng.randrange(256)
        elif kind == "drop":
            del changed[at:at + size]
        elif kind == "repeat":
            changed[at:at] = changed[at:at + size]
        elif kind == "swap":
            other = rng.randrange(len(data))
            changed[at], changed[other] = changed[other], changed[at]
        elif kind == "cut":
            del changed[at:]
        elif kind == "zero":
            changed[at:at + size] = bytes(len(changed[at:at + size]))
        elif kind == "block":
            del changed[at // 512 * 512:at // 512 * 512 + 512 * rng.randrange(1, 8)]
        else:
            changed += rng.randbytes(size) if rng.random() < 0.5 else bytes(512 * rng.randrange(1, 8))
        if changed != data:
            yield f"{kind} at {at}", bytes(changed)


def made_anew(path):
    """Changes that somebody made with care: the manifest fits."""
    files = contents(path)
    names = [n for n in files if n not in ("MANIFEST.sha256", "trail/bundle.entry", "trail/bundle.proof")]
    for name in names:
        other = dict(files)
        other[name] = files[name] + b" " if not name.endswith("cast.zst") else files[name][:-1] + bytes([files[name][-1] ^ 1])
        other["MANIFEST.sha256"] = manifest_of(other)
        yield f"{name} changed, manifest made anew", repack(path, other)
    for name in names:
        other = {n: d for n, d in files.items() if n != name}
        other["MANIFEST.sha256"] = manifest_of(other)
        yield f"{name} left out, manifest made anew", repack(path, other)
    swapped = dict(files)
    one, two = [n for n in names if n.endswith("cast.zst")]
    swapped[one], swapped[two] = files[two], files[one]
    swapped["MANIFEST.sha256"] = manifest_of(swapped)
    yield "recordings swapped", repack(path, swapped)
    yield "a file twice", repack(path, {**files})[:-1024] + repack(path, {"README.txt": b"other"})
    unsigned = {n: d for n, d in files.items() if n not in ("trail/bundle.entry", "trail/bundle.proof")}
    yield "not signed", repack(path, unsigned)


def test_every_change_is_found(t):
    a = record(t, command=("sh", "-c", "seq 20000"))
    b = record(t)
    path = export(t, a, b)
    assert repack(path, contents(path)) == path.read_bytes()
    count = int(os.environ.get("STENO_MUTATIONS", "60" if t.asan else "250"))
    changed = t.tmp / "changed.tar"
    missed = []
    anew = list(made_anew(path))
    assert any("proofs/" in name for name, _ in anew)
    for name, data in anew:
        changed.write_bytes(data)
        # who left the signature out gets no answer
        if check(t, changed).returncode == 0:
            missed.append((name, "by the independent program"))
    for name, data in (*anew, *changes(path, count)):
        changed.write_bytes(data)
        done = t.run([t.steno, "verify", "-q", changed], env=t.env(TMPDIR=str(t.tmp)))
        # 3: it is no archive any more
        if done.returncode not in (1, 3) or b"Sanitizer" in done.stderr:
            missed.append((name, done.returncode, done.stderr))
    assert not missed, (len(missed), missed[:5])
    assert not list(t.tmp.glob("steno-verify-*"))


def test_what_is_left_out(t):
    a = record(t)
    path = t.tmp / "pid"
    with subprocess.Popen([t.rec, "-q", "--", "sh", "-c", f"echo $PPID >{path}; exec sleep 1000"], env=t.env(),
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as recorder:
        until(lambda: len(recordings(t)) == 2 and path.exists(), "the recording")
        files = contents(export(t, "--since", "1h", code=1))
        recorder.kill()
    assert [s["session"] for s in json.loads(files["bundle.json"])["sessions"]] == [a]
    assert json.loads(files["bundle.json"])["left_out"] == 1
