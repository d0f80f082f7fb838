"""steno index: what gets in, once, whatever happens meanwhile; and what must not get in."""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

from human import PATIENCE, Human, make_program, until
from test_commands import CLOSES, OPENS, POISON, SHIM, session, write_cast
from test_reports import Shell
from test_session import as_user

CORPUS = "tests/corpus/recordings"


def index(t, *args, **kw):
    return t.run([t.steno, "index", "-i", t.tmp / "index.db", *args], **kw)


def dump(t, name="index.db"):
    return t.ok([t.steno, "index", "-i", t.tmp / name, "--dump"]).decode()


def rows(t, kind):
    return [row for row in map(json.loads, dump(t).splitlines()) if row["kind"] == kind]


def search(t, *args, **kw):
    return t.run([t.steno, "search", "--index", t.tmp / "index.db", *args], **kw)


def texts(t, *args):
    done = search(t, "--json", *args)
    assert done.returncode in (0, 1), done
    return [json.loads(line)["text"] for line in done.stdout.splitlines()]


def archive(t, count, commands=3):
    """A folder of small recordings, each a minute after the one before."""
    folder = t.tmp / "casts"
    folder.mkdir(exist_ok=True)
    for n in range(count):
        events = session(*[(f"run{n} step{k}", f"out{n} line{k}\r\n") for k in range(commands)])
        write_cast(folder / f"{n:04}.cast", events, timestamp=1_700_000_000 + 60 * n)
    return folder


def test_indexing_is_idempotent(t):
    folder = archive(t, 20)
    done = index(t, folder)
    assert done.returncode == 0 and b"20 recordings indexed (60 commands" in done.stdout, done
    before = dump(t)
    done = index(t, folder)
    assert done.returncode == 0 and b"0 recordings indexed (0 commands" in done.stdout and b"20 were known" in done.stdout, done
    # the same recording elsewhere is no other
    copy = t.tmp / "copy.cast"
    copy.write_bytes((folder / "0003.cast").read_bytes())
    assert index(t, copy).returncode == 0
    assert dump(t) == before
    assert texts(t, "step1")[:2] == ["run19 step1", "run18 step1"]


def test_copies_beside_one_another_are_one_session(t):
    folder = archive(t, 3)
    own = folder / "own.cast.zst"
    t.ok([t.rec, "-q", own, "--", "sh", "-c", "echo own"])
    t.ok([t.steno, "index", "-q", "-i", t.tmp / "wanted.db", folder])
    wanted = [line for line in dump(t, "wanted.db").splitlines() if '"kind":"command"' in line]
    assert len(wanted) == 10, wanted
    for n in range(3):
        (folder / f"copies{n}").mkdir()
        for path in list(folder.glob("*.cast*")):
            (folder / f"copies{n}" / path.name).write_bytes(path.read_bytes())
    # one process, whose copies go into the index at once; several; and each again
    dumps = set()
    for jobs in ("1", "4", "4"):
        assert index(t, "-j", jobs, folder).returncode == 0
        # what is another program's is not read again either, to see what it is
        done = json.loads(index(t, "-j", jobs, "--json", folder).stdout)
        assert done["indexed"] == 0 and done["known"] == 16, done
        assert [line for line in dump(t).splitlines() if '"kind":"command"' in line] == wanted, jobs
        assert index(t, "--verify", folder).returncode == 0
        dumps.add(dump(t))
        (t.tmp / "index.db").unlink()
    # whichever of them came first
    assert len(dumps) == 1


def script(folder, name, *commands):
    """A log of script(1), and its timing."""
    log, steps = "Script started on 2023-11-14 22:13:20+00:00 [TERM=\"xterm\" COLUMNS=\"80\" LINES=\"24\"]\n", []
    for code, text in session(*commands):
        if code == "o":
            log += text
            steps.append(f"0.5 {len(text)}\n")
    (folder / f"{name}.log").write_text(log + "\nScript done on 2023-11-14 22:14:20+00:00 [COMMAND_EXIT_CODE=\"0\"]\n", newline="")
    (folder / f"{name}.timing").write_text("".join(steps))


def test_recordings_of_several_files_are_one_each(t):
    folder = t.tmp / "scripts"
    folder.mkdir()
    script(folder, "a", ("ls", "one\r\n"), ("make", "two\r\n"))
    script(folder, "b", ("ls", "one\r\n"), ("make all", "two\r\n"))
    for jobs, names in (("1", [folder]), ("4", [folder]), ("4", sorted(folder.iterdir())), ("1", sorted(folder.iterdir(), reverse=True)),
                        ("1", [folder / "a.timing", folder / "b.timing"])):
        assert index(t, "-j", jobs, *names).returncode == 0
        assert sorted(row["path"] for row in rows(t, "session")) == [str(folder / "a.log"), str(folder / "b.log")], names
        assert sorted(texts(t)) == ["ls", "ls", "make", "make all"]
        done = json.loads(index(t, "--json", folder).stdout)
        assert (done["indexed"], done["known"]) == (0, 4), done
        assert index(t, "--verify", folder).returncode == 0
        (t.tmp / "index.db").unlink()


def test_another_program_s_recording_that_has_grown(t):
    path = t.tmp / "a.cast"
    lines = write_cast(path, session(("first", "x\r\n"), ("second", "y\r\n"), ("third", "z\r\n")), timestamp=1_700_000_000).read_text().splitlines(True)
    path.write_text("".join(lines[:-4]))
    assert index(t, path).returncode == 0
    (old,) = rows(t, "session")
    assert len(texts(t)) == 2, texts(t)
    path.write_text("".join(lines))
    done = index(t, path)
    assert done.returncode == 0 and b"was changed since it was indexed" in done.stderr and f"--forget {old['uuid']}".encode() in done.stderr, done
    assert sorted(texts(t)) == ["first", "first", "second", "second", "third"]
    # nothing is said of it twice, and what is said to be done helps
    done = index(t, path)
    assert done.returncode == 0 and not done.stderr and b"1 were known" in done.stdout, done
    done = index(t, "--forget", old["uuid"])
    assert done.returncode == 0 and b"1 sessions with 2 commands" in done.stdout, done
    assert sorted(texts(t)) == ["first", "second", "third"] and index(t, "--verify", path).returncode == 0


def test_where_a_recording_lies_now(t):
    folder = archive(t, 2)
    t.ok([t.rec, "-q", folder / "own.cast.zst", "--", "sh", "-c", "echo own"])
    script(folder, "s", ("ls", "one\r\n"))
    assert index(t, folder).returncode == 0
    before = [row["uuid"] for row in rows(t, "session")]
    moved = folder.rename(t.tmp / "kept")

    def paths():
        return [json.loads(line)["path"] for line in t.ok([t.steno, "sessions", "--json", "--index", t.tmp / "index.db"]).splitlines()]
    assert {os.path.dirname(path) for path in paths()} == {str(folder)}
    done = json.loads(index(t, "--json", moved).stdout)
    assert done["indexed"] == 0 and done["known"] == 5, done
    assert {os.path.dirname(path) for path in paths()} == {str(moved)} == {os.path.dirname(row["path"]) for row in rows(t, "session")}
    assert [row["uuid"] for row in rows(t, "session")] == before and index(t, "--verify", moved).returncode == 0
    # a copy that comes later is none to go by, unless its name comes first
    shutil.copytree(moved, t.tmp / "zz")
    shutil.copytree(moved, t.tmp / "aa")
    assert index(t, t.tmp / "zz").returncode == 0 and {os.path.dirname(path) for path in paths()} == {str(moved)}
    assert index(t, t.tmp / "aa").returncode == 0 and {os.path.dirname(path) for path in paths()} == {str(t.tmp / "aa")}
    assert index(t, "--verify", t.tmp / "zz", moved, t.tmp / "aa").returncode == 0
    # but what is in a store lies there, for retention asks for it
    t.ok([t.rec, "-q", "--", "sh", "-c", "echo stored"])
    (stored,) = (t.home / ".local/share/steno/sessions").rglob("*.cast.zst")
    copy = t.tmp / "aa" / stored.name
    shutil.copy(stored, copy)
    for names in ([copy, stored], [stored, copy]):
        assert index(t, *names).returncode == 0 and str(stored) in paths() and str(copy) not in paths(), (names, paths())


def test_it_is_private_and_says_what_is_wrong(t):
    folder = archive(t, 1)
    assert index(t, folder).returncode == 0
    assert os.stat(t.tmp / "index.db").st_mode & 0o777 == 0o600
    assert index(t, t.tmp / "nothing").returncode == 3
    (t.tmp / "text").write_text("no recording\n" * 100)
    assert index(t, t.tmp / "text").returncode == 3
    (t.tmp / "other.db").write_text("no index either, whatever its name says" * 10)
    done = t.run([t.steno, "index", "-i", t.tmp / "other.db", folder])
    assert done.returncode == 3 and b"is no index" in done.stderr, done
    done = t.run([t.steno, "search", "--index", t.tmp / "none.db", "x"])
    assert done.returncode == 3 and b"steno index" in done.stderr, done
    # a folder, half of one, one that is nowhere: each by its name, and what to do
    sqlite3.connect(t.tmp / "index.db").execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    (t.tmp / "half.db").write_bytes((t.tmp / "index.db").read_bytes()[:6000])
    for argv in (["search", "--index", "{}", "x"], ["sessions", "--index", "{}"], ["index", "-i", "{}", str(folder)], ["index", "-i", "{}", "--dump"]):
        for name, said in (("casts", b"is a folder: name the file in it"), ("half.db", b'is damaged; "steno index --rebuild" makes it anew')):
            done = t.run([t.steno, *(x.format(t.tmp / name) for x in argv)])
            assert done.returncode == 3 and said in done.stderr and b"not an error" not in done.stderr, done
    done = t.run([t.steno, "index", "-i", t.tmp / "none.db", "--dump"])
    assert done.returncode == 3 and b"No such file" in done.stderr, done
    t.ok([t.steno, "index", "-q", "-i", t.tmp / "half.db", "--rebuild", folder])
    assert dump(t, "half.db") == dump(t)
    # somebody else's, in a folder where nothing can be made
    prefix, theirs = as_user(t)
    theirs.chmod(0o755)
    (theirs / "index.db").write_bytes((t.tmp / "index.db").read_bytes())
    (theirs / "index.db").chmod(0o644)
    os.chown(theirs, os.getuid(), os.getgid())
    theirs.chmod(0o555)
    if prefix:
        # they need not be able to come to where we were built
        searcher = make_program(t.tmp / "steno-search", str(t.build / "search/steno-search"))
        done = t.run([*prefix, searcher, "search", "--index", theirs / "index.db", "x"])
        assert done.returncode == 3 and b"may not write in its folder; search a copy" in done.stderr, done
    theirs.chmod(0o755)


def test_what_was_done_as_json(t):
    folder = archive(t, 2)
    (folder / "bad.cast").write_text('{"version": 2, "width": 80, "height": 24, "timestamp": 5}\n[0.1, "o", "x\n')
    first, again = (json.loads(index(t, "--json", folder).stdout) for _ in range(2))
    assert first == {"indexed": 3, "commands": 6, "bytes": first["bytes"], "known": 0, "broken": 1} and first["bytes"] > 60, first
    assert again["indexed"] + again["known"] == 3 and again["known"] >= 2 and again["commands"] == 0, again


def test_one_thing_to_do_at_a_time(t):
    folder = archive(t, 2)
    assert index(t, folder).returncode == 0
    gone = rows(t, "session")[0]
    (folder / "0000.cast").unlink()
    assert gone["path"] == str(folder / "0000.cast"), gone
    done = index(t, "--json", "--forget", gone["uuid"])
    assert done.returncode == 0 and json.loads(done.stdout) == {"sessions": 1, "commands": 3}, done
    assert index(t, "-q", "--json", "--forget", gone["uuid"]).stdout == b"" and len(rows(t, "session")) == 1
    for wrong in (["--forget", "--dump"], ["--rebuild", "--follow"], ["--follow", "--background"], ["--verify", "--rebuild"], ["--dump", "name"],
                  ["--background", "--json"]):
        done = index(t, *wrong, folder if wrong[-1] != "name" else "--quiet")
        assert done.returncode == 2 and b"--help" in done.stderr and not done.stdout, (wrong, done)


def test_what_is_no_index_stays_as_it_is(t):
    folder = archive(t, 1)
    place = t.tmp / "place"
    place.mkdir()
    (place / "folder").mkdir()
    (place / "notes").write_text("what I know\n")
    os.mkfifo(place / "pipe")
    sqlite3.connect(place / "history").execute("CREATE TABLE visits (a)")
    before = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
    for name, said in (("folder", b"is a folder: name the file in it"), ("notes", b"is no index"), ("history", b"is no index"), ("pipe", b"is no file")):
        for how in (["--rebuild"], [], ["--background"], ["--follow"], ["--forget", "0193a1b2-c3d4-7000-8000-000000000000"]):
            done = t.run([t.steno, "index", "-i", place / name, *how, *([] if "--forget" in how else [folder])])
            assert done.returncode == 3 and said in done.stderr, (name, how, done)
    assert index(t, "-i", place / "none.db", "--forget", "0193a1b2-c3d4-7000-8000-000000000000").returncode == 3
    assert {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()} == before
    assert sorted(path.name for path in place.iterdir()) == ["folder", "history", "notes", "pipe"]


def test_the_folder_that_is_meant_from_here(t):
    here = t.tmp / "a folder/below"
    here.mkdir(parents=True)
    shell = Shell(t, "bash")
    shell.run(f"cd '{here}'", "true")
    shell.end()
    assert index(t, shell.path).returncode == 0
    told = search(t, "--json", "true")
    assert json.loads(told.stdout.splitlines()[0])["cwd"] == str(here), told
    for at, given, count in ((here, ".", b"1"), (here.parent, ".", b"1"), (here.parent, "below", b"1"), (here.parent, "below/../below/", b"1"),
                             (here, "nothing", b"0"), (t.tmp, "home", b"0"), (t.tmp, "a folder/none/../below", b"0")):
        done = search(t, "--count", "--cwd", given, "true", cwd=at)
        assert done.stdout.strip() == count, (at, given, done)
    assert search(t, "--label", "=x").returncode == 2


def test_broken_recordings_are_reported_and_passed_over(t):
    folder = archive(t, 5)
    events = session(("before", "x\r\n"))
    bad = folder / "0002.cast"
    write_cast(bad, events, timestamp=5)
    bad.write_text(bad.read_text() + '[0.1,"o","cut in the mi')
    (folder / "notes.txt").write_text("a folder may hold anything\n")
    (folder / "broken.cast.zst").write_bytes(b"\x28\xb5\x2f\xfd" + bytes(100))
    done = index(t, folder)
    assert done.returncode == 1 and b"0002.cast" in done.stderr and b"broken.cast.zst" in done.stderr, done
    assert b"notes.txt" not in done.stderr
    assert "before" in texts(t, "before") and len(texts(t)) == 13


def test_a_recording_that_kills_its_worker(t):
    if t.asan:
        t.cannot("a build with sanitizers isn't confined")
    t.need("gcc")
    (t.tmp / "shim.c").write_text(SHIM)
    t.ok(["gcc", "-shared", "-fPIC", "-o", t.tmp / "shim.so", t.tmp / "shim.c", "-ldl"])
    folder = archive(t, 3)
    write_cast(folder / "bad.cast", [*session(("before", "x\r\n"), ("then", "y\r\n")), ["o", POISON], ["o", "more\r\n"]],
               timestamp=6)
    done = index(t, folder, env=t.env(LD_PRELOAD=str(t.tmp / "shim.so"), SHIM_DEED="segv"))
    assert done.returncode == 1 and b"was killed by signal" in done.stderr, done
    assert texts(t, "before") == ["before"] and len(texts(t, "step0")) == 3
    assert [row["state"] for row in rows(t, "session")].count("lost") == 1


def test_rebuilding_makes_the_same(t):
    folder = t.source / CORPUS
    # hundreds of workers, which sanitizers on a busy machine make slow
    done = index(t, "-j2", folder)
    assert done.returncode in (0, 1), done
    first = dump(t)
    # in another order, by one process, over a run that was there before
    other = [t.steno, "index", "-i", t.tmp / "other.db", "-q", "-j1"]
    files = sorted(folder.glob("*.cast"), reverse=True)
    t.run([*other, *files[:100]])
    t.run([*other, folder])
    assert dump(t, "other.db") == first
    assert index(t, "--rebuild", folder).returncode == done.returncode
    assert dump(t) == first and not (t.tmp / "index.db.new").exists()
    assert len(first.splitlines()) > 10000


def test_an_index_of_the_version_before(t):
    # its commands' texts are plain, and stay so; those that come are in shorthand, and nothing else is any different
    folder = archive(t, 6, commands=4)
    lines = ["sudo systemctl restart nginx.service", "x", "caf\u00e9 \u4e2d\u6587 && ls -la", "grep -rn 'a' /var/log/ | tail -n 3", "cat \u2502"]
    write_cast(folder / "late.cast", session(*[(line, "") for line in lines]), timestamp=1_700_009_000)
    assert index(t, folder).returncode == 0
    expected = dump(t)
    db = sqlite3.connect(t.tmp / "index.db", isolation_level=None)
    assert db.execute("SELECT count(*) FROM command WHERE typeof(text) = 'blob'").fetchone()[0] > 20
    assert db.execute("SELECT count(*) FROM command WHERE text IN ('x', ?)", (lines[4],)).fetchone() == (2,)
    ids = dict(db.execute("SELECT s.uuid || c.seq, c.id FROM command c JOIN session s ON s.id = c.session"))
    db.execute("DROP TRIGGER command_no_update")
    for row in map(json.loads, expected.splitlines()):
        if row["kind"] == "command":
            db.execute("UPDATE command SET text = ? WHERE id = ?", (row["text"], ids[row["uuid"] + str(row["seq"])]))
    db.execute("CREATE TRIGGER command_no_update BEFORE UPDATE ON command BEGIN SELECT RAISE(ABORT, 'command is append-only'); END")
    db.execute("PRAGMA user_version = 2")
    assert db.execute("SELECT count(*) FROM command WHERE typeof(text) = 'blob'").fetchone() == (0,)
    done = search(t, "nginx")
    assert done.returncode == 3 and b"older version" in done.stderr, done
    write_cast(folder / "later.cast", session(("sudo systemctl status nginx", "")), timestamp=1_700_010_000)
    assert index(t, folder).returncode == 0
    assert db.execute("PRAGMA user_version").fetchone() == (3,)
    assert db.execute("SELECT count(*) FROM command WHERE typeof(text) = 'blob'").fetchone() == (1,)
    db.close()
    assert texts(t, "nginx") == ["sudo systemctl status nginx", lines[0]] and texts(t, "--contains", "\u4e2d\u6587") == [lines[2]]
    assert set(expected.splitlines()) < set(dump(t).splitlines())
    made = dump(t)
    assert t.run([t.steno, "index", "-i", t.tmp / "index.db", "--verify", folder]).returncode == 0
    assert index(t, "--rebuild", folder).returncode == 0 and dump(t) == made
    db = sqlite3.connect(t.tmp / "index.db")
    assert db.execute("SELECT count(*) FROM command WHERE typeof(text) = 'blob'").fetchone()[0] > 20


def test_killed_at_any_moment(t):
    folder = archive(t, 60, 4)
    assert t.run([t.steno, "index", "-i", t.tmp / "whole.db", folder]).returncode == 0
    random.seed(4)
    kills = 0
    for n in range(40):
        process = subprocess.Popen([t.steno, "index", "-q", "-j2", "-i", str(t.tmp / "index.db"), str(folder)],
                                   env=t.env(), start_new_session=True)
        # not a wait for anything: the moment of a kill is as good as any
        time.sleep(random.random() * 0.12)
        os.killpg(process.pid, signal.SIGKILL)
        kills += process.wait() != 0
    assert index(t, folder).returncode == 0
    assert dump(t) == dump(t, "whole.db")
    assert kills > 0


def test_taken_up_in_the_middle_of_a_recording(t):
    """What a process had added of a long session, when it was killed, is not added again, and the rest is."""
    path = write_cast(t.tmp / "long.cast", session(*[(f"cmd{n}", f"out{n}\r\n") for n in range(300)]))
    assert index(t, path).returncode == 0
    whole = dump(t)
    index_path = t.tmp / "index.db"
    # as if only the first half had got in: with the pruner's function, rows may go
    db = sqlite3.connect(index_path, isolation_level=None)
    db.create_function("steno_pruner", 0, lambda: 1)
    (last,) = db.execute("SELECT id FROM command WHERE seq = 150").fetchone()
    # the last of which had not ended
    for sql in ("CREATE TEMP TABLE open AS SELECT * FROM command WHERE id > ?1 - 5 AND id <= ?1",
                "DELETE FROM command WHERE id > ?1 - 5", "DELETE FROM completion WHERE id > ?1 - 5",
                "DELETE FROM output WHERE command > ?1 - 5",
                "INSERT INTO command SELECT id, session, seq, at, trait, event, gap, NULL, NULL, NULL, NULL, text FROM open"):
        db.execute(sql, (last,) if "?" in sql else ())
    db.execute("DELETE FROM closing")
    db.execute("UPDATE recording SET commands = 150, done = 0, size = -1")
    db.close()
    assert dump(t) != whole
    assert index(t, path).returncode == 0
    assert dump(t) == whole


def test_many_at_once(t):
    folder = archive(t, 40)
    running = [subprocess.Popen([t.steno, "index", "-q", "-j1", "-i", str(t.tmp / "index.db"), str(path)], env=t.env(),
                                stderr=subprocess.PIPE) for path in sorted(folder.iterdir())]
    for process in running:
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
    assert t.run([t.steno, "index", "-i", t.tmp / "whole.db", folder]).returncode == 0
    assert dump(t) == dump(t, "whole.db")


def test_a_new_index_is_made_by_many(t):
    """Nobody takes what another has half made for somebody else's file."""
    path = write_cast(t.tmp / "one.cast", session(("true", "")))
    for n in range(6):
        running = [subprocess.Popen([t.steno, "index", "-q", "-j1", "-i", str(t.tmp / f"{n}.db"), str(path)], env=t.env(),
                                    stderr=subprocess.PIPE) for _ in range(16)]
        for process in running:
            _, err = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, err


def test_a_recording_of_many_megabytes(t):
    """More than one transaction, in the course of which earlier parts are let go."""
    block = "".join(f"\x1b[3{n % 8}mline {n} of a long output\x1b[m\r\n" for n in range(600))
    events = session(*[(f"make step{n}", block) for n in range(400)])
    write_cast(t.tmp / "long.cast", events)
    write_cast(t.tmp / "short.cast", session(("the short one", "")))
    done = index(t, "-j1", t.tmp / "short.cast", t.tmp / "long.cast")
    assert done.returncode == 0, done
    assert len(texts(t, "make")) == 400 and len(rows(t, "keyframe")) >= 30 and len(rows(t, "output")) == 400


SECRETS = ["hunter2", "zaq12wsx", "AKIAIOSFODNN7EXAMPLE", "4111111111111111", "4111 1111 1111 1111", "s3cr3tvalue",
           "ghp_0123456789abcdefghijABCDEFGHIJ012345", "MIIEpAIBAAKCAQEAvbodyofakey"]


def planted(t):
    """A session in which each secret is typed, shown, and stands on the screen when a frame ends."""
    key = f"-----BEGIN RSA PRIVATE KEY-----\r\n{SECRETS[7]}\r\n-----END RSA PRIVATE KEY-----\r\n"
    commands = [(f"mysql -u root -p{SECRETS[0]} shop", "ERROR 1045\r\n"), (f"export API_TOKEN={SECRETS[5]}", ""),
                (f"curl -u admin:{SECRETS[1]} https://x/", f'{{"password": "{SECRETS[1]}"}}\r\n'),
                ("env", f"AWS_KEY={SECRETS[2]}\r\nAPI_TOKEN={SECRETS[5]}\r\n"), ("cat id_rsa", key),
                (f"charge {SECRETS[4]}", f"card {SECRETS[3]} charged\r\n"), (f"git clone https://me:{SECRETS[6]}@h/x", "")]
    events = session(*commands)
    # more than a frame, in the course of which all of this is on the screen
    for n in range(24):
        events += session(*commands)
        events.append(["o", "\x1b]2;mysql -psomething\x07" + "\x1b[1m\x1b[m" * 6000 + "\r\n"])
        events += session(*commands)
    return write_cast(t.tmp / "planted.cast", events, title=f"deploy --password {SECRETS[1]}",
                      command=f"sshpass -p {SECRETS[0]} ssh web")


def test_planted_secrets_are_nowhere(t):
    t.need("zstd")
    assert index(t, planted(t)).returncode == 0
    assert len(rows(t, "keyframe")) > 2 and len(rows(t, "output")) > 20
    stored = b"".join(path.read_bytes() for path in t.tmp.glob("index.db*"))
    db = sqlite3.connect(t.tmp / "index.db")
    for table in ("text", "keyframe"):
        for size, data in db.execute(f"SELECT size, data FROM {table}"):
            stored += data if len(data) == size else subprocess.run(["zstd", "-dc"], input=data, capture_output=True,
                                                                    check=True).stdout
    stored += dump(t).encode()
    for secret in SECRETS:
        assert secret.encode() not in stored, secret
        assert secret.encode().upper() not in stored.upper(), secret
        assert texts(t, "--contains", secret) == [] and texts(t, "--output", secret) == []
    assert "mysql -u root -p[redacted:password] shop" in texts(t, "mysql")
    assert len(texts(t, "redacted")) > 5
    # none of their parts either, that the index of parts would find
    assert texts(t, "--contains", "hunter") == []
    # and the keyframes on which something stood say so
    covered = [row["covered"] for row in rows(t, "keyframe")]
    assert min(covered) > 20, covered


def test_keyframes_without_secrets_are_not_covered(t):
    block = "".join(f"\x1b[3{n % 8}mline {n} of a long output\x1b[m\r\n" for n in range(600))
    events = session(*[(f"make step{n}", block) for n in range(60)])
    assert index(t, write_cast(t.tmp / "long.cast", events)).returncode == 0
    assert {row["covered"] for row in rows(t, "keyframe")} == {0}


def test_rules(t):
    path = write_cast(t.tmp / "a.cast", session(("grep KD-1234567 log", "KD-1234567 paid 4111 1111 1111 1111\r\n")))
    (t.tmp / "rules").write_text("customer = KD-[0-9]+\noff card\n")
    assert index(t, "--rules", t.tmp / "rules", path).returncode == 0
    assert texts(t) == ["grep [redacted:customer] log"]
    assert texts(t, "--output", "4111") and not texts(t, "--output", "1234567")
    (t.tmp / "rules").write_text("customer = KD-(\n")
    assert index(t, "--rules", t.tmp / "rules", path).returncode == 3
    # nobody may ever write into it
    os.mkfifo(t.tmp / "pipe")
    done = index(t, "--rules", t.tmp / "pipe", path)
    assert done.returncode == 3 and b'pipe": it is a pipe' in done.stderr, done


def test_what_was_shown(t):
    vim = "\x1b[?1049h\x1b[2J\x1b[Hcustomer 4711 lives in Rome\r\n~\r\n"
    events = session(("ls", "one two\r\n"), ("make", "".join(f"line {n}\r\n" for n in range(20000)) + "Error 2\r\n"))
    events += [["i", "vim x"], ["o", "vim x"], ["i", "\r"], ["o", CLOSES], ["o", vim], ["i", "j"], ["o", "\x1b[2;1H"],
               ["i", "ZZ"], ["o", "\x1b[?1049l" + OPENS + "host$ "]]
    assert index(t, write_cast(t.tmp / "a.cast", events)).returncode == 0
    assert texts(t, "--output", "two") == ["ls"] and texts(t, "--output", '"two one"') == []
    assert texts(t, "--output", "customer 4711") == ["vim x"]
    assert texts(t, "--output", '"error 2"') == ["make"]
    make = [row for row in rows(t, "output") if row["seq"] == 2][0]
    assert make["size"] <= 65536 and make["dropped"] > 100000
    shown = t.ok([t.steno, "show", "--index", t.tmp / "index.db", "-o", rows(t, "session")[0]["uuid"] + ":1"]).decode()
    assert "| one two\n" in shown and "host$" not in shown


def test_our_own_recordings_and_what_goes_on(t):
    env = t.env()
    for n in range(3):
        t.ok([t.steno, "rec", "-q", "-l", f"ticket=OPS-{n}", "--", "sh", "-c", "echo hello"], env=env)
    assert t.run([t.steno, "index"], env=env).returncode == 0
    found = t.ok([t.steno, "sessions", "--json", "--label", "ticket=OPS-1"], env=env).splitlines()
    assert len(found) == 1 and json.loads(found[0])["state"] == "complete" and json.loads(found[0])["witnessed"]
    # a foreign recording that has grown goes on where it was
    path = write_cast(t.tmp / "a.cast", session(("first", "")))
    assert index(t, path).returncode == 0 and texts(t) == ["first"]


def test_append_only(t):
    assert index(t, archive(t, 1)).returncode == 0
    db = sqlite3.connect(t.tmp / "index.db")
    for sql in ("UPDATE command SET text = 'x'", "DELETE FROM command", "DELETE FROM session",
                "INSERT OR REPLACE INTO command SELECT * FROM command"):
        try:
            db.execute(sql)
            raise AssertionError(f"{sql} was let through")
        except sqlite3.DatabaseError as why:
            assert "append-only" in str(why) or "steno_pruner" in str(why), why


def until_found(t, *args):
    """Wait until a search finds something; what it found."""
    return until(lambda: (t.tmp / "index.db").exists() and search(t, *args).returncode == 0 and texts(t, *args),
                 f"{args} to be found")


def test_live_sessions_are_followed(t):
    env = t.env()
    index_db = str(t.tmp / "index.db")
    follower = subprocess.Popen([t.steno, "index", "-q", "--follow", "-i", index_db], env=env, stderr=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL)
    try:
        human = Human([t.rec, "-q", "--", "bash", "--norc", "-i"], env=env)
        human.see(r"[$#] ")
        human.type("echo first words\r")
        assert until_found(t, "first", "words") == ["echo first words"]
        # it runs still: found without waiting for its end
        human.type("sleep 1000\r")
        assert until_found(t, "sleep") == ["sleep 1000"]
        # what is typed before the shell has the terminal again may be lost with the signal
        human.type("\x03")
        human.see(r"\^C[\s\S]*[$#] ")
        human.type("echo later\r")
        until_found(t, "later")
        human.type("exit\r")
        human.wait()
        until(lambda: [row["state"] for row in rows(t, "session")] == ["complete"], "the session's end")
    finally:
        follower.send_signal(signal.SIGTERM)
        assert follower.wait(PATIENCE) == 0
    # from the cast alone the same comes out
    assert t.run([t.steno, "index", "-q", "-i", t.tmp / "whole.db"], env=env).returncode == 0
    assert dump(t) == dump(t, "whole.db")


def test_the_background(t):
    """What is left to it is indexed, by whichever process, also what a crash had left in the queue."""
    folder = archive(t, 12)
    queue = t.tmp / "index.db.queue"
    for path in sorted(folder.iterdir()):
        assert index(t, "--background", path).returncode == 0
    until(lambda: (t.tmp / "index.db").exists() and search(t, "--count").stdout == b"36\n" and
          [path.name for path in queue.iterdir()] == ["lock"], "the queue to be worked off")
    more = write_cast(t.tmp / "more.cast", session(("left behind", "")))
    (queue / "0123456789abcdef").symlink_to(more)
    (queue / "1123456789abcdef").symlink_to("/no/such/file")
    last = write_cast(t.tmp / "last.cast", session(("the last", "")))
    assert index(t, "--background", last).returncode == 0
    until_found(t, "behind")
    until_found(t, "last")


def test_a_session_is_indexed_when_it_ends(t):
    """All of many sessions that end at once, without one of them waiting for it; and none where the configuration says no."""
    env = t.env()
    human = Human([t.rec, "-q", "--", "bash", "--norc", "-i"], env=env)
    human.see(r"[$#] ")
    human.type("echo recorded words\rexit\r")
    human.wait()

    def found(*args):
        return t.run([t.steno, "search", "--json", *args], env=env).stdout.splitlines()

    def ended():
        return len(t.run([t.steno, "sessions", "--json"], env=env).stdout.splitlines())
    until(lambda: len(found("recorded", "words")) == 1, "the session's commands")
    running = [subprocess.Popen([t.steno, "rec", "-q", "--", "true"], env=env, stdin=subprocess.DEVNULL) for _ in range(30)]
    assert all(process.wait(PATIENCE) == 0 for process in running)
    until(lambda: ended() == 31, "the ends of thirty sessions")
    (t.home / ".config/steno").mkdir(parents=True)
    (t.home / ".config/steno/steno.conf").write_text("[record]\nindex = no\n")
    t.ok([t.steno, "rec", "-q", "--", "true"], env=env)
    assert len(list((t.home / ".local/share/steno/sessions").rglob("*.cast.zst"))) == 32
    # whatever process is still at it: what is indexed now is all that there is
    t.ok([t.steno, "index", "-q"], env=env)
    assert ended() == 32


def test_the_index_lies_among_what_is_indexed(t):
    """Its own files are not looked at: to close one gives up the locks with which SQLite keeps others from emptying what it has mapped."""
    folder = t.tmp / "all"
    folder.mkdir()
    for name in ("bash_edit", "bash_history", "zsh_multiline"):
        shutil.copy(t.source / CORPUS / f"{name}.cast", folder)
    index = folder / "index.db"
    t.ok([t.steno, "index", "-q", "--index", index, folder])
    reader = sqlite3.connect(index)  # so that its companions are there
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM session").fetchone()
    for name in ("index.db", "index.db-shm", "index.db-wal"):
        done = t.run([t.steno, "index", "--index", index, folder / name])
        assert done.returncode == 3 and b"it is the index itself" in done.stderr, (name, done)
    alone = [subprocess.Popen([t.steno, "index", "-q", "--index", index, "-j2", folder], env=t.env(), stderr=subprocess.PIPE) for _ in range(4)]
    for process in alone:
        said = process.communicate()[1]
        assert process.returncode == 0, said
    reader.close()
    assert t.run([t.steno, "index", "--index", index, "--verify", folder]).returncode == 0
