"""steno search, sessions and show: what is found, in which order and form."""
import contextlib
import csv
import io
import json
import os
import re
import select
import sqlite3
import struct
import subprocess
import fcntl
import termios
import time

from human import Human, until
from test_commands import session, write_cast
from test_index import index, search, texts

NIGHT = 1_700_000_000


def fill(t):
    """Three sessions of two people, of which the first that is indexed is the newest."""
    last = NIGHT + 7200
    write_cast(t.tmp / "c.cast", session(("systemctl restart nginx", ""), ("tail -f /var/log/nginx/access.log", ""),
                                         ("ls -la", "")), timestamp=last)
    write_cast(t.tmp / "a.cast", session(("rm -rf /srv/old", ""), ("systemctl status nginx", "active\r\n"),
                                         ("echo '=1+1'", ""), ("Überprüfung läuft", ""), ("git commit -m \"a | b\"", "")),
               timestamp=NIGHT)
    write_cast(t.tmp / "b.cast", session(("restart the nginx", ""), ("ls | wc -l", "")), timestamp=NIGHT + 3600)
    for name in "cab":
        assert index(t, t.tmp / f"{name}.cast").returncode == 0


def test_words(t):
    fill(t)
    assert texts(t, "nginx") == ["tail -f /var/log/nginx/access.log", "systemctl restart nginx", "restart the nginx",
                                 "systemctl status nginx"]
    assert texts(t, "nginx", "restart") == ["systemctl restart nginx", "restart the nginx"]
    assert texts(t, '"restart nginx"') == ["systemctl restart nginx"] == texts(t, "restart nginx")
    assert texts(t, "NGINX", "-restart", "-tail") == ["systemctl status nginx"]
    assert texts(t, "nginx", '-"restart nginx"', "-status", "-tail") == ["restart the nginx"]
    assert texts(t, "syst*", "rest*") == ["systemctl restart nginx"]
    assert texts(t, "nginx/access") == ["tail -f /var/log/nginx/access.log"]
    assert texts(t, "uberprufung") == ["Überprüfung läuft"]
    assert texts(t, "--", "-rf") == ["rm -rf /srv/old"]
    assert texts(t, "|") == ["ls | wc -l", 'git commit -m "a | b"']
    assert len(texts(t)) == 10 and len(texts(t, "-nginx")) == 6
    assert texts(t, "ngin") == [] and search(t, "ngin").returncode == 1


def test_parts_and_patterns(t):
    fill(t)
    assert texts(t, "--contains", "LOG/ngi") == ["tail -f /var/log/nginx/access.log"]
    assert texts(t, "--contains", "-r") == ["rm -rf /srv/old"]
    # of several, all
    assert texts(t, "--contains", "nginx", "--contains", "stat") == ["systemctl status nginx"] == texts(t, "--contains", "stat", "--contains", "nginx")
    assert texts(t, "--glob", "*nginx", "--glob", "restart*", "--contains", "THE") == ["restart the nginx"]
    assert texts(t, "--output", "active", "--output", "dead") == [] and texts(t, "--output", "act*", "--output", "active") == ["systemctl status nginx"]
    assert search(t, *["--contains=x"] * 17).returncode == 2
    assert texts(t, "--contains", "ls", "-la") == ["ls | wc -l"]
    assert texts(t, "--glob", "systemctl re*") == ["systemctl restart nginx"]
    assert texts(t, "--glob", "ls*") == ["ls -la", "ls | wc -l"] and texts(t, "--glob", "LS*") == []
    assert texts(t, "--glob", "?? -[lr]?*") == ["ls -la", "rm -rf /srv/old"]


def test_nothing_is_a_syntax_error(t):
    fill(t)
    for words in (["("], ['"'], ["AND"], ["OR", "NOT"], ["a AND"], ["NEAR(a b)"], ["*"], ["^a"], ["words:a"], ["a:b"], ["{x}"],
                  ["'"], ["--"], ["\\"], ["-"], ["%"], [";"], ["a\"b"], ["\""], ['-"'], ["\U000e0001"], ["\ue000ubob"], [""], [" "],
                  ["-" * 50], ["a" * 5000], ["* *"], ["--contains", '"'], ["--contains", "%_%"], ["--contains", "((("],
                  ["--glob", "["], ["--glob", "[a"], ["--output", "(a"], ["--user", '"'], ["--host", "x OR y"],
                  ["--contains", "\udcff\udcfe\udcfd"], ["\udcff"]):
        done = search(t, "--count", *words)
        assert done.returncode in (0, 1) and done.stderr == b"", (words, done)
    assert texts(t, "=1+1") == ["echo '=1+1'"]
    assert texts(t, "NOT", "nginx") == [] and len(texts(t, "nginx", "-NOT")) == 4


def test_times(t):
    fill(t)
    assert texts(t, "ls", "--until", f"@{NIGHT + 3700}") == ["ls | wc -l"]
    assert texts(t, "ls", "--since", f"@{NIGHT + 3700}") == ["ls -la"]
    assert len(texts(t, "--since", "2023-11-14", "--until", "2023-11-14")) == 7
    assert len(texts(t, "--since", "2023-11-15")) == 3 and texts(t, "--since", "1h") == []
    assert search(t, "--since", "soon").returncode == 2
    row = search(t, "commit").stdout.decode()
    assert row.startswith("2023-11-14 22:13:22 "), row
    row = search(t, "commit", env=t.env(TZ="Asia/Tokyo")).stdout.decode()
    assert row.startswith("2023-11-15 07:13:22 "), row
    assert search(t, "commit", "--utc", env=t.env(TZ="Asia/Tokyo")).stdout.startswith(b"2023-11-14 22:13:22 ")
    # the reader's day
    assert len(texts(t, "--since", "2023-11-15")) == 3
    done = search(t, "--count", "--since", "2023-11-15", env=t.env(TZ="Asia/Tokyo"))
    assert done.stdout == b"10\n", done


def test_filters(t):
    fill(t)
    assert texts(t, "--grade", "AB") == [] and len(texts(t, "--grade", "c")) == 10
    assert len(texts(t, "--kind", "command")) == 10 and texts(t, "--kind", "repl,reply") == []
    assert texts(t, "--witnessed") == [] and texts(t, "--user", "nobody") == [] and texts(t, "--exit", "1") == []
    assert len(texts(t, "--exit", "none")) == 10 and len(texts(t, "--program", "ba*")) == 10
    assert texts(t, "--output", "active") == ["systemctl status nginx"]
    one = json.loads(search(t, "--json", "commit").stdout)
    assert len(texts(t, "--session", one["session"][:13])) == 5
    for bad in (["--exit", "x"], ["--grade", "X"], ["--label", "x"], ["--limit", "x"], ["-C", "x"], ["--format", "{nope}"],
                ["--kind", "repls"], ["--kind", ""], ["--kind", "repl,"], ["--since", "today", "--until", "yesterday"],
                ["--json", "--csv"], ["--csv", "--format", "{text}"], ["-i", "--count"], ["--since", "2023-02-29"]):
        assert search(t, *bad).returncode == 2, bad
    for name in ("user", "host", "session", "cwd", "program", "client", "output", "contains", "glob"):
        done = search(t, "--count", f"--{name}", "")
        assert done.returncode == 2 and f"--{name} wants".encode() in done.stderr, done
    # by the name that was typed
    assert search(t, "--bogus").stderr.startswith(b"steno search: "), search(t, "--bogus")
    assert search(t, "--session", "ffff").returncode == 3


def record(t, *labels, **env):
    """A witnessed session of a shell that was told what to do."""
    t.ok([t.steno, "rec", "-q", *labels, "--", "sh", "-c", "echo hi"], env=t.env(**env))


def test_filters_of_sessions(t):
    record(t, "-l", "ticket=OPS-1", SSH_CONNECTION="10.0.0.7 5 10.0.0.1 22")
    record(t, "-l", "ticket=OPS-2")
    assert t.run([t.steno, "index"]).returncode == 0
    assert re.search(r":1 +A +0 echo hi\n", t.ok([t.steno, "search", "hi"]).decode()), t.ok([t.steno, "search", "hi"])
    assert t.ok([t.steno, "search", "--format={witnessed}", "hi"]) == b"yes\nyes\n"

    def count(*args):
        done = t.run([t.steno, "sessions", "--json", *args])
        return len(done.stdout.splitlines())
    assert count() == 2 and count("--label", "ticket=OPS-1") == 1 and count("--label", "ticket=OPS-*") == 2
    assert count("--client", "10.0.0.7") == 1 and count("--client", "10.0.0") == 0
    assert b"labels    ticket=OPS-1\n" in t.ok([t.steno, "show", json.loads(t.ok(
        [t.steno, "sessions", "--json", "--label", "ticket=OPS-1"]))["session"]])
    assert count("--witnessed") == 2 and count("--client", "10.0.0.*") == 1 and count("--since", "today") >= 0
    assert count("--user", "no-one") == 0 and count("--limit", "1") == 1


def test_forms(t):
    fill(t)
    one = json.loads(search(t, "--json", "commit").stdout)
    assert one["id"] == f"{one['session']}:5" and one["witnessed"] is False and one["format"].startswith("asciicast")
    assert one["kind"] == "command" and one["grade"] == "C" and one["when"] == NIGHT + one["at"] and "reasons" in one
    assert list(one)[-3:] == ["output_from", "output_to", "bytes"]
    table = list(csv.reader(io.StringIO(search(t, "--csv", "--contains", "1+1").stdout.decode(), newline="")))
    assert len(table) == 2 and table[1][table[0].index("text")] == "echo '=1+1'"
    done = search(t, "--format", r"{seq}\t{text}", "commit")
    assert done.stdout.decode() == '5\tgit commit -m "a | b"\n'
    assert search(t, "--format", r"\{{seq}} \{nope} {", "commit").stdout.decode() == "{5} {nope} {\n"
    # what is imported is marked
    assert re.search(r":5 +C~ +- git commit", search(t, "commit").stdout.decode()), search(t, "commit")
    assert table[1][table[0].index("witnessed")] == "no" and search(t, "--format={witnessed}", "commit").stdout == b"no\n"
    assert search(t, "--count", "nginx").stdout == b"4\n"
    assert len(search(t, "--limit", "2", "nginx").stdout.splitlines()) == 2


def test_a_full_disk(t):
    write_cast(t.tmp / "many.cast", session(*[(f"echo {n} {'x' * 60}", "") for n in range(200)]), timestamp=NIGHT)
    assert index(t, t.tmp / "many.cast").returncode == 0
    for args in (["search", "--json"], ["search", "--limit=1"], ["sessions"], ["index", "--dump"]):
        with open("/dev/full", "wb") as full:
            done = t.run([t.steno, *args, "--index", t.tmp / "index.db"], stdout=full, stderr=-1, capture_output=False)
        said = done.stderr.decode()
        assert done.returncode == 3 and "can't write the output: " in said and ("No space left" in said or "is the disk full?" in said), (args, done)


def test_what_stands_around(t):
    fill(t)
    rows = search(t, "-C", "1", "status").stdout.decode().splitlines()
    assert [row[2:].split(None, 6)[-1] for row in rows] == ["rm -rf /srv/old", "systemctl status nginx", "echo '=1+1'"], rows
    around = [json.loads(line) for line in search(t, "-C", "2", "--json", "status").stdout.splitlines()]
    assert [one.get("context", False) for one in around] == [True, False, True, True]


def test_show(t):
    fill(t)
    name = json.loads(search(t, "--json", "commit").stdout)["session"]
    shown = t.ok([t.steno, "show", "--index", t.tmp / "index.db", name[:14]]).decode()
    assert f"session   {name}\n" in shown and "imported" in shown
    assert [int(row.split()[0]) for row in shown.splitlines() if re.match(r" +\d+  20", row)] == [1, 2, 3, 4, 5]
    assert t.run([t.steno, "show", "--index", t.tmp / "index.db", f"{name}:9"]).returncode == 1
    assert t.run([t.steno, "show", "--index", t.tmp / "index.db", "ffff"]).returncode == 3
    assert len(t.ok([t.steno, "show", "--json", "--index", t.tmp / "index.db", name]).splitlines()) == 5
    one = json.loads(t.ok([t.steno, "show", "--output", "--json", "--index", t.tmp / "index.db", f"{name}:2"]))
    assert one["output"] == "active\n" and one["output_dropped"] == 0, one
    assert "       | active\n" in t.ok([t.steno, "show", "--output", "--index", t.tmp / "index.db", name]).decode()
    assert t.run([t.steno, "show", "--output", "--csv", "--index", t.tmp / "index.db", name]).returncode == 2


def test_hits_stand_out_among_what_is_around_them(t):
    fill(t)
    lines = search(t, "-C", "1", "status").stdout.decode().splitlines()
    assert [line[:2] for line in lines] == ["  ", "> ", "  "] and "status nginx" in lines[1], lines


def test_what_reviewers_noted_is_shown(t):
    record(t)
    assert t.run([t.steno, "index"]).returncode == 0
    one = json.loads(t.ok([t.steno, "sessions", "--json"]))
    assert one["notes"] == 0
    notes = [{"session": one["session"], "at": 1500, "event": 3, "when": "2026-11-21T12:00:00.000Z", "by": "eve", "uid": 0,
              "text": "look \x1b[2J here"},
             {"session": one["session"], "when": "2026-11-21T12:01:00.000Z", "by": "eve", "uid": 0, "text": "case 42"},
             {"session": "another", "when": "2026-11-21T12:01:00.000Z", "by": "eve", "uid": 0, "text": "elsewhere"}]
    (t.home / ".local/share/steno/notes.jsonl").write_text("".join(json.dumps(note) + "\n" for note in notes))
    assert json.loads(t.ok([t.steno, "sessions", "--json"]))["notes"] == 2
    assert b"(2 notes) sh -c" in t.ok([t.steno, "sessions"])
    shown = t.ok([t.steno, "show", "--utc", one["session"]]).decode()
    assert r"at 0:01.500: look \x1B[2J here (eve, 2026-11-21 12:00:00Z)" in shown, shown
    assert "verdict   case 42" in shown and "elsewhere" not in shown


def on_terminal(t, cols, *args):
    """What the program prints on a terminal of this width, which we keep open: its last words went astray where it alone had it."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, cols, 0, 0))
    program = subprocess.Popen([t.steno, *map(str, args)], stdin=slave, stdout=slave, stderr=slave, env=t.env(), start_new_session=True)
    out = b""
    while True:
        ended = program.poll() is not None
        if select.select([master], [], [], 0 if ended else 0.02)[0]:
            out += os.read(master, 65536)
        elif ended:
            break
    os.close(slave)
    os.close(master)
    return out.decode()


def test_on_a_terminal(t):
    fill(t)
    write_cast(t.tmp / "d.cast", session(("echo nginx " + "x" * 300, "")), timestamp=NIGHT + 9000)
    assert index(t, t.tmp / "d.cast").returncode == 0
    for cols in (60, 80, 120):
        out = on_terminal(t, cols, "search", "--index", t.tmp / "index.db", "nginx")
        rows = [re.sub(r"\x1b\[[0-9;]*m", "", row) for row in out.splitlines()]
        assert len(rows) == 5 and all(len(row) <= cols for row in rows), (cols, rows)
        assert "\x1b[1;4mnginx\x1b[m" in out and "…" in rows[0]
        assert not re.search(r"\x1b(?!\[(1;4)?m)", out)
    for cols in (40, 50, 60, 80, 120):
        rows = on_terminal(t, cols, "sessions", "--index", t.tmp / "index.db").splitlines()
        assert len(rows) == 4 and all(len(row) <= cols for row in rows), (cols, rows)


def test_every_width(t):
    """A row takes one row, whatever the terminal: a phone's, or half of half a screen."""
    fill(t)
    long = "echo nginx " + "x" * 300
    write_cast(t.tmp / "d.cast", session((long, ""), ("bash", ""), (long, "")), timestamp=NIGHT + 9000)
    write_cast(t.tmp / "e.cast", session(("python3", ""), *[("nginx = '" + "世" * 100 + "'", "")] * 2), timestamp=NIGHT + 9500)
    for name in ("d", "e"):
        assert index(t, t.tmp / f"{name}.cast").returncode == 0
    one = json.loads(t.ok([t.steno, "search", "--json", "--limit", 1, "--index", t.tmp / "index.db", "xxx*"]))["session"]
    for cols in (*range(20, 76), 99, 100, 140):
        for args in (("search", "nginx"), ("search", "-C1", "nginx"), ("sessions",), ("show", one)):
            out = on_terminal(t, cols, *args, "--index", t.tmp / "index.db")
            rows = [re.sub(r"\x1b\[[0-9;]*m", "", row) for row in out.splitlines()]
            if args[0] == "show":
                # behind what is said of the session, which is no table
                assert "" in rows, (cols, out)
                rows = rows[rows.index("") + 1:]
            wide = [row for row in rows if len(row) + row.count("世") > cols]
            assert len(rows) > 1 and not wide, (cols, args, wide)


def test_hostile_text_is_only_text(t):
    path = write_cast(t.tmp / "a.cast", session(("echo ok", "")), title="\x1b]2;owned\x07")
    assert index(t, path).returncode == 0
    db = sqlite3.connect(t.tmp / "index.db", isolation_level=None)
    # who can write the file can put anything into it
    db.execute("DROP TRIGGER command_no_update")
    db.execute("UPDATE command SET text = ?", ("echo \x1b[2J\x9b31m ok\x07",))
    db.execute("DROP TRIGGER session_no_update")
    db.execute("UPDATE session SET user = ?, title = ?", ("\x1b[31mroot", "=\x1b]0;x\x07"))
    db.close()
    for args in (["search", "echo"], ["search", "--csv", "echo"], ["search", "--format", "{user} {text}", "echo"], ["sessions"],
                 ["search", "--json", "echo"], ["sessions", "--csv"]):
        out = t.ok([t.steno, *args, "--index", t.tmp / "index.db"])
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]", out), (args, out)


def test_one_that_goes_on(t):
    human = Human([t.rec, "-q", "--", "bash", "--norc", "-i"], t.env())
    human.see(r"[$#] ")
    human.type("echo words\r")
    human.see(r"words\r\n")
    # what has been recorded by now
    t.ok([t.steno, "index", "-q"])
    row = t.ok([t.steno, "sessions"]).decode()
    assert re.search(r" - live ", row), row
    human.type("exit\r")
    human.wait()


def test_at_once_behind_a_session_that_goes_on(t):
    """What waits for the index is waited for, too, where nothing but the beginning of a session is in it."""
    store = t.home / ".local/share/steno"
    live = subprocess.Popen([t.rec, "-q", "--", "sleep", "600"], env=t.env(), stdin=subprocess.DEVNULL)
    try:
        until(lambda: list(store.glob("sessions/*/*.cast.zst")) and t.run([t.steno, "index", "-q"]).returncode == 0 and
              t.run([t.steno, "sessions"]).returncode == 0, "the live session in the index")
        (store / "index.db.queue").mkdir()
        with (store / "index.db.queue/lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # as if somebody worked off what waits
            t.ok([t.rec, "-q", "--", "echo", "second-of-all"])
            began = time.monotonic()
            search = subprocess.Popen([t.steno, "search", "second-of-all"], env=t.env(), stdout=subprocess.PIPE)
            with contextlib.suppress(subprocess.TimeoutExpired):
                search.wait(0.5)
            t.ok([t.steno, "index", "-q"])
            # a machine that is slow enough outlasts its patience, which then was used up
            assert b"second-of-all" in search.communicate()[0] or time.monotonic() - began >= 5
    finally:
        live.terminate()
        live.wait()


def test_at_once_behind_the_first_recording_of_all(t):
    """Its index is being made: that is waited for, and no trouble."""
    for n in range(3):
        env = t.env(XDG_DATA_HOME=str(t.tmp / f"data{n}"))
        assert t.run([t.rec, "-q", "--", "echo", "first-of-all"], env=env).returncode == 0

        def found():
            began = time.monotonic()
            done = t.run([t.steno, "search", "first-of-all"], env=env)
            # a machine that is slow enough outlasts its patience, which then was used up
            assert (done.returncode == 0 and not done.stderr) or time.monotonic() - began >= 5, done
            return b"first-of-all" in done.stdout
        until(found, "the first recording in the index")
