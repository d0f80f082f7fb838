"""Random changes to an index: what is not found changes nothing that is searched, listed or shown.

STENO_MUTATIONS says how many (make check-mutations: 10,000), STENO_SEED which.
"""
import collections
import fcntl
import os
import random
import sqlite3

from human import until
from test_commands import session, write_cast
from test_reports import Shell
from test_trail import record, store

SEED = int(os.environ.get("STENO_SEED", "1"))
NIGHT = 1_700_000_000
PAGE = 4096
# what each says is printed somewhere, or leads there
COLUMNS = {
    "session": "uuid started user host login euid loginuid tty client shell command title zone utc_offset labels parent witnessed format path",
    "closing": "session ended events commands state", "command": "id session seq at trait event gap exit duration span bytes text",
    "completion": "id exit duration span bytes", "detail": "command name value", "text": "size data", "output": "command text dropped",
    "keyframe": "session event at cols rows covered size data", "trait": "kind grade depth program", "recording": "path done",
    "mark": "session event data", "bucket": "n rows sorted",
    "shard": "bucket"}


def settle(path):
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous=OFF")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA journal_mode=DELETE").fetchall()
    db.close()


def is_worked_off(index):
    """No recorder that ended has left anything to be indexed, and nobody is at it."""
    queue = index.with_name(index.name + ".queue")
    if [path.name for path in queue.iterdir()] != ["lock"]:
        return False
    with open(queue / "lock", "rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Campaign:
    def __init__(self, t):
        self.t, self.chance = t, random.Random(SEED)
        for n, lines in enumerate(([("systemctl restart nginx", ""), ("ls -la", "total 0\r\n"), ("rm -rf /srv/old", "no\r\n")],
                                   [("systemctl status nginx", "active\r\n" * 40), ("git commit -m \"a | b\"", "")],
                                   [("vi notes", "first\r\nsecond\r\n"), ("echo '=1+1'", "=1+1\r\n"), ("echo done", "done\r\n")])):
            write_cast(t.tmp / f"{n}.cast", session(*lines), timestamp=NIGHT + 3000 * n)
        # one that is long enough for marks, and a shell that says where it is
        write_cast(t.tmp / "3.cast", session(("seq 1 99999", "")) + [["o", f"line {n} of many that were printed\r\n"] for n in range(15000)])
        # one that is known late, and began before another of its time's bucket
        write_cast(t.tmp / "4.cast", session(("uptime", "")), timestamp=NIGHT - 30)
        record(t, "sh", "-c", "seq 60000")
        shell = Shell(t, "bash")
        shell.run("cd /", "true  ; false")
        shell.end()
        self.files = [t.tmp / f"{n}.cast" for n in range(5)] + [store(t) / "sessions", shell.path]
        self.held, self.wanted = t.tmp / "held.db", t.tmp / "wanted.db"
        for path, files in ((self.held, self.files[:2]), (self.held, self.files[2:]), (self.wanted, self.files)):
            t.ok([t.steno, "index", "-q", "--index", path, *files])
        self.complete_later()
        settle(self.held)
        settle(self.wanted)
        self.data = self.held.read_bytes()
        done = t.run([t.steno, "index", "--verify", "--index", self.held, *self.files])
        assert done.returncode == 0 and b"as their recordings give them" in done.stdout, done
        assert self.collate().returncode == 0
        self.sessions = sorted(row[0] for row in sqlite3.connect(self.held).execute("SELECT uuid FROM session"))
        self.said = self.ask()

    def complete_later(self):
        """Two commands of the index as if it had been made while they ran."""
        db = sqlite3.connect(self.held)
        db.create_function("steno_pruner", 0, lambda: 1)
        db.executescript("CREATE TEMP TABLE ended AS SELECT * FROM command WHERE seq = 2 AND span IS NOT NULL ORDER BY id LIMIT 2;"
                         "DELETE FROM command WHERE id IN (SELECT id FROM ended);"
                         "INSERT INTO command SELECT id, session, seq, at, trait, event, gap, NULL, NULL, NULL, NULL, text FROM ended;"
                         "INSERT INTO completion SELECT id, exit, duration, span, bytes, NULL FROM ended")
        db.close()

    def collate(self):
        return self.t.run([self.t.build / "tests/unit/collate", self.held, self.wanted])

    def ask(self):
        """What people see of it."""
        i = ["--index", self.held, "--utc"]
        asked = [["search", *i, "--json", *words] for words in ([], ["nginx"], ["systemctl restart"], ["-nginx"], ["--contains", "ste"],
                                                                ["--contains", "=1"], ["--since", "2023-11-14 23:00"],
                                                                ["--output", "active"], ["--user", "ada"])]
        asked += [["sessions", *i, "--json"], ["sessions", *i, "--json", "--since", "2023-11-14 23:00"]]
        asked += [["show", "--index", self.held, "--json", "--output", uuid] for uuid in self.sessions]
        answers = []
        for argv in asked:
            done = self.t.run([self.t.steno, *argv])
            answers.append((done.returncode, done.stdout))
        return answers

    # What is done to it.  Each returns a word, or None where it did nothing.

    def by_sql(self, work):
        db = sqlite3.connect(self.held)
        db.execute("PRAGMA synchronous=OFF")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        try:
            for name, _ in triggers:
                db.execute(f"DROP TRIGGER {name}")
            done = work(db)
            for _, text in triggers:
                db.execute(text)
            db.commit()
        except (sqlite3.IntegrityError, sqlite3.DatabaseError):
            db.rollback()
            done = None
        db.close()
        settle(self.held)
        return done

    def any_row(self, db, table):
        key = "rowid" if table != "detail" else "command, name"
        rows = db.execute(f"SELECT {key} FROM {table}").fetchall()
        if not rows:
            return None
        row = self.chance.choice(rows)
        return (f"rowid = {row[0]}", ()) if len(row) == 1 else ("command = ? AND name = ?", row)

    def another(self, value):
        if value is None:
            return self.chance.choice([1, "x"])
        if isinstance(value, int):
            return value + self.chance.choice([-1, 1, 7, 1 << 14, 1 << 40])
        at = self.chance.randrange(len(value) + 1)
        if isinstance(value, str):
            return value[:at] + self.chance.choice(["x", " ", "\u00e9", ""]) + value[at + self.chance.randrange(2):]
        return value[:at] + bytes([self.chance.randrange(256)]) + value[at + 1:]

    def value(self):
        table = self.chance.choice(list(COLUMNS))
        column = self.chance.choice(COLUMNS[table].split())

        def work(db):
            where = self.any_row(db, table)
            if where is None:
                return None
            (old,) = db.execute(f"SELECT {column} FROM {table} WHERE {where[0]}", where[1]).fetchone()
            new = self.another(old)
            if new == old:
                return None
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {where[0]}", (new, *where[1]))
            # what SQLite keeps as a number was one
            (now,) = db.execute(f"SELECT count(*) FROM {table} WHERE {column} IS ?", (old,)).fetchone()
            return f"{table}.{column}" if now >= 0 else None
        return self.by_sql(work)

    def swap(self):
        table = self.chance.choice([x for x in COLUMNS if x not in ("shard", "recording")])
        column = self.chance.choice(COLUMNS[table].split())

        def work(db):
            one, two = self.any_row(db, table), self.any_row(db, table)
            if one is None or one == two:
                return None
            values = [db.execute(f"SELECT {column} FROM {table} WHERE {w[0]}", w[1]).fetchone()[0] for w in (one, two)]
            if values[0] == values[1] or column in ("id", "uuid") or (table, column) in (("detail", "command"), ("output", "command")):
                return None
            for (where, key), new in ((one, values[1]), (two, values[0])):
                db.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (new, *key))
            return f"swap {table}.{column}"
        return self.by_sql(work)

    def drop(self):
        table = self.chance.choice([x for x in COLUMNS if x != "shard"])

        def work(db):
            where = self.any_row(db, table)
            if where is None:
                return None
            db.execute(f"DELETE FROM {table} WHERE {where[0]}", where[1])
            return f"drop {table}"
        return self.by_sql(work)

    def repeat(self):
        """A command once more, under another number."""
        def work(db):
            where = self.any_row(db, "command")
            db.execute("INSERT INTO command SELECT (SELECT max(id) + 1 FROM command), session, seq + ?, at, trait, event, gap, exit, duration,"
                       f" span, bytes, text FROM command WHERE {where[0]}", (self.chance.choice([0, 100]),))
            return "repeat command"
        return self.by_sql(work)

    def words(self):
        def work(db):
            ids = [row[0] for row in db.execute("SELECT id FROM command")]
            shard = db.execute("SELECT n FROM shard").fetchone()[0]
            tree, word = self.chance.choice([("words", "planted"), ("shown", "planted"), ("words", "nginx"), ("words", "\ue000uada")])
            row = -self.chance.choice(ids)
            if self.chance.randrange(2):
                db.execute(f"INSERT INTO {tree}_{shard} (rowid, words, tags) VALUES (?, ?, '')", (row, "planted"))
                return f"plant in {tree}"
            has = db.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, %s, instance)" % f"{tree}_{shard}")
            has = db.execute("SELECT term, doc FROM temp.v").fetchall()
            db.execute("DROP TABLE temp.v")
            term, doc = self.chance.choice(has)
            if not term.isascii() or not term.isalnum():
                return None
            db.execute(f"INSERT INTO {tree}_{shard} ({tree}_{shard}, rowid, words, tags) VALUES ('delete', ?, ?, '')", (doc, term))
            return f"take out of {tree}"
        return self.by_sql(work)

    def bytes_(self, change):
        data = bytearray(self.data)
        name = change(data)
        self.held.write_bytes(data)
        return name

    def flip(self):
        def change(data):
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            return "flip"
        return self.bytes_(change)

    def zero(self):
        def change(data):
            at = self.chance.randrange(len(data))
            data[at:at + self.chance.choice([1, 16, 256])] = b""
            data += bytes(len(self.data) - len(data))
            return "shift"
        return self.bytes_(change)

    def pages(self):
        def change(data):
            i, j = (PAGE * self.chance.randrange(len(data) // PAGE) for _ in range(2))
            if i == j:
                data[i:i + PAGE] = bytes(PAGE)
                return "empty page"
            data[i:i + PAGE], data[j:j + PAGE] = data[j:j + PAGE], data[i:i + PAGE]
            return "swap pages"
        return self.bytes_(change)

    def cut(self):
        def change(data):
            del data[self.chance.randrange(len(data)) & ~(PAGE - 1 if self.chance.randrange(2) else 0):]
            return "cut"
        return self.bytes_(change)

    def round(self):
        self.held.write_bytes(self.data)
        kinds = [self.value] * 6 + [self.swap] * 3 + [self.drop] * 2 + [self.repeat, self.words, self.words] + [self.flip] * 4 + [
            self.zero, self.pages, self.cut]
        name = self.chance.choice(kinds)()
        if name is None:
            return None, True
        done = self.collate()
        assert done.returncode in (0, 1), (name, done)
        if done.returncode == 1:
            return name, True
        # nothing was found: then nobody sees it
        return name + ", and nobody sees it", self.ask() == self.said

    def run(self, rounds):
        counts, wrong, n = collections.Counter(), [], 0
        while sum(counts.values()) < rounds:
            n += 1
            name, right = self.round()
            if name is not None:
                counts[name] += 1
                if not right:
                    wrong.append(f"change {n}: {name}")
        if rounds > 1000:
            print("\n".join(f"{count:7} {name}" for name, count in sorted(counts.items())))
        assert not wrong, f"seed {SEED}, {len(wrong)} of {sum(counts.values())}:\n" + "\n".join(wrong[:20])
        assert not [name for name in counts if "nobody" in name and name.startswith(("repeat", "plant", "take", "drop"))], counts


def test_what_is_changed_in_an_index_is_found(t):
    Campaign(t).run(int(os.environ.get("STENO_MUTATIONS", "25" if t.asan else "100")))


def test_an_end_that_is_said_twice(t):
    """What only one of the readers believed, no reader sees any more."""
    campaign = Campaign(t)
    for column in ("exit", "duration", "span", "bytes"):
        campaign.held.write_bytes(campaign.data)
        campaign.by_sql(lambda db, column=column: db.execute(f"UPDATE command SET {column} = 1 WHERE id = (SELECT min(id) FROM completion)"))
        done = campaign.collate()
        assert done.returncode == 1, (column, done)


def test_an_order_that_is_none(t):
    """Whatever says that a bucket is in order, where it is not: readers believe all but 0."""
    campaign = Campaign(t)
    db = sqlite3.connect(campaign.held)
    (bucket,) = db.execute("SELECT n FROM bucket WHERE sorted = 0").fetchone()
    db.close()
    for value in (1, -1, 7, 1 << 40, "x", ""):
        campaign.held.write_bytes(campaign.data)
        campaign.by_sql(lambda db, value=value: db.execute("UPDATE bucket SET sorted = ? WHERE n = ?", (value, bucket)) and "done")
        assert campaign.collate().returncode == 1, value


def test_an_index_is_verified(t):
    record(t, "sh", "-c", "seq 60000")
    record(t, "sh", "-c", "echo two")
    t.ok([t.steno, "index", "-q"])
    index = store(t) / "index.db"
    # the recorders' own indexing, which would write into it meanwhile
    until(lambda: is_worked_off(index), "the queue to be worked off")
    before = index.read_bytes()
    assert b"as their recordings give them" in t.ok([t.steno, "verify", "--all", "--index"])
    assert index.read_bytes() == before and t.run([t.steno, "verify", "--all", "--index", "-q"]).stdout == b""
    db = sqlite3.connect(index)
    db.execute("DROP TRIGGER keyframe_no_update")
    db.execute("UPDATE keyframe SET at = at + 1 WHERE id = (SELECT max(id) FROM keyframe)")
    event = db.execute("SELECT event FROM keyframe WHERE id = (SELECT max(id) FROM keyframe)").fetchone()[0]
    db.commit()
    db.close()
    done = t.run([t.steno, "verify", "--all", "--index", "--json"])
    assert done.returncode == 1 and b'"same":false' in done.stdout and b'"kind":"schema"' in done.stdout, done
    assert f'"kind":"keyframe","number":{event}'.encode() in done.stdout, done
    assert t.run([t.steno, "verify", "--all"]).returncode == 0
    t.ok([t.steno, "index", "-q", "--rebuild"])
    assert t.run([t.steno, "index", "--verify"]).returncode == 0
    # a recording that the index has never heard of, and one that is gone
    db = sqlite3.connect(index)
    uuid = db.execute("SELECT uuid FROM session").fetchone()[0]
    db.close()
    next((store(t) / "sessions").glob(f"*/{uuid}*")).unlink()
    done = t.run([t.steno, "index", "--verify"])
    assert done.returncode == 1 and f"too much  {uuid}: all of it".encode() in done.stdout, done
    index.write_bytes(b"none")
    assert t.run([t.steno, "index", "--verify"]).returncode == 3
    assert t.run([t.steno, "index", "--verify", "--rebuild"]).returncode == 2
