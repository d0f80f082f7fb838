"""steno export --format md and html: reports of a session's commands."""
import html.parser
import json
import re

from test_commands import session, write_cast

HOSTILE = 'echo "<script>alert(1)</script> | `x` & \u202eabc"'


class Page(html.parser.HTMLParser):
    """What a browser would find."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("src", "href", "action") or name.startswith("on")]

    def handle_data(self, data):
        self.text += data


def story(t):
    path = t.tmp / "story.cast"
    write_cast(path, session(("make all", "built\r\n"), (HOSTILE, "\x1b[31m<b>red</b>\x1b[m\r\n"), ("ls", "a b\r\n")))
    return path


def report(t, form, path, code=0):
    done = t.run([t.steno, "export", "--format", form, path])
    assert done.returncode == code, done.stderr
    return done.stdout.decode()


def test_html(t):
    path = story(t)
    text = report(t, "html", path)
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "form", "b"} & set(page.tags) and page.links == []
    assert "default-src 'none'" in text and "\u202e" not in text
    for seen in ("make all", "<script>alert(1)</script> | `x` &", "\\u{202E}abc", "built", "<b>red</b>"):
        assert seen in page.text, seen
    assert page.tags.count("details") == 3 and "color:#cd0000" in text
    # from the index it is the same
    t.ok([t.steno, "index", "-q", path])
    assert report(t, "html", path) == text


def test_markdown(t):
    text = report(t, "md", story(t))
    rows = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == 3 and "` make all `" in rows[0]
    assert "<script>alert(1)</script> \\| `x` & \\u{202e}abc" in rows[1] and "`` echo" in rows[1]
    # five bars part six cells, all others are escaped
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 7 for row in rows)


def test_notes(t):
    path = story(t)
    store = t.home / ".local/share/steno"
    store.mkdir(parents=True, exist_ok=True)
    note = {"session": str(path), "at": 100, "event": 1, "when": "2026-11-21T12:00:00.000Z", "by": "al|ice", "uid": 0, "text": "a|b `c` <b>"}
    (store / "notes.jsonl").write_text(json.dumps(note) + "\n")
    # no table: a bar is a bar
    assert "- 0:00: `` a|b `c` <b> `` (` al|ice `, " in report(t, "md", path)
    page = Page(report(t, "html", path))
    assert "a|b `c` <b>" in page.text and "b" not in page.tags


def test_files(t):
    path, out = story(t), t.tmp / "report.html"
    t.ok([t.steno, "export", "-f", "html", "-o", out, path])
    assert out.read_text() == report(t, "html", path)
    assert t.run([t.steno, "export", "-f", "html", "-o", out, path]).returncode == 2
    t.ok([t.steno, "export", "-f", "md", "-o", out, "--force", path])
    assert out.read_text().startswith("# Session")
    assert t.run([t.steno, "export", "-f", "html", t.tmp / "none"]).returncode == 3
    assert t.run([t.steno, "export", "-f", "pdf", path]).returncode == 2


def test_a_cut_recording(t):
    t.ok([t.steno, "import", "-o", t.tmp / "c.cast.zst", story(t)])
    data = (t.tmp / "c.cast.zst").read_bytes()
    (t.tmp / "c.cast.zst").write_bytes(data[:60])
    done = t.run([t.steno, "export", "-f", "md", t.tmp / "c.cast.zst"])
    assert done.returncode in (1, 3) and done.stderr


def secrets(t):
    """A recording with secrets wherever a report looks, and what they are."""
    path = t.tmp / "secrets.cast"
    events = session(("mysql -u root -phunter2x db", "Welcome\r\n"), ("cat env", "API_TOKEN=hunter3x\r\nKD-778899 a customer\r\n"))
    write_cast(path, events, command="login --password hunter4x")
    store = t.home / ".local/share/steno"
    store.mkdir(parents=True, exist_ok=True)
    note = {"session": str(path), "at": 100, "event": 1, "when": "2026-11-21T12:00:00.000Z", "by": "bob",
            "uid": 0, "text": "the password: hunter5x"}
    (store / "notes.jsonl").write_text(json.dumps(note) + "\n")
    return path, [f"hunter{n}x" for n in range(2, 6)]


def test_reports_are_redacted(t):
    path, hidden = secrets(t)
    for form in ("md", "html"):
        for indexed in range(2):
            text = report(t, form, path)
            assert not [s for s in hidden if s in text], (form, indexed, [s for s in hidden if s in text])
            assert "-p[redacted:password] db" in text and "[redacted:value]" in text and "yes: what looks like a secret" in text
            assert form == "md" or ("API_TOKEN=########" in text and "-p########" in text)
            # of all that is known of the recording, when who gives it away may
            done = t.run([t.steno, "export", "-f", form, "--unredacted", path])
            seen = done.stdout.decode()
            assert done.returncode == 0 and "[redacted" not in seen and "no: secrets that were" in seen
            assert [s for s in hidden if s not in seen] == ([] if form == "html" else ["hunter3x"])
            t.ok([t.steno, "index", "-q", path])
    # the recording itself is exact
    assert "hunter2x" in t.ok([t.steno, "export", "-f", "txt", path]).decode()
    for wrong in (["-f", "txt", "--unredacted"], ["-f", "raw", "--rules", "x"], ["-f", "md", "--rules", "x", "--unredacted"]):
        assert t.run([t.steno, "export", *wrong, path]).returncode == 2, wrong


def test_the_same_rules_for_reports_and_the_index(t):
    path, _ = secrets(t)
    rules = t.tmp / "rules"
    rules.write_text("customer = KD-[0-9]+\noff password\n")
    assert "KD-778899" in report(t, "html", path)
    given = t.ok([t.steno, "export", "-f", "html", "--rules", rules, path]).decode()
    assert "KD-778899" not in given and "######### a customer" in given
    (t.home / ".config/steno").mkdir(parents=True)
    conf = t.home / ".config/steno/steno.conf"
    conf.write_text(f"[redact]\nrules = {rules}\n")
    assert report(t, "html", path) == given
    t.ok([t.steno, "index", "-q", path])
    dump = t.ok([t.steno, "index", "--dump"]).decode()
    assert "-phunter2x" in dump
    # what is to be hidden is not known: nothing is shown
    for broken in (f"[redact]\nrules = {t.tmp}/none\n", "[redact]\nrulez = x\n"):
        conf.write_text(broken)
        done = t.run([t.steno, "export", "-f", "md", path])
        assert done.returncode == 3 and done.stdout == b"" and done.stderr, done
        assert t.run([t.steno, "index", "-q", path]).returncode == 3
    assert b"hunter2x" in t.ok([t.steno, "export", "-f", "md", "--unredacted", path])


def test_labels(t):
    path = t.tmp / "labels.cast.zst"
    t.ok([t.rec, "-q", "-l", "api_key=hunter7x", "-l", "<i>task</i>=42", path, "--", "true"])
    page = Page(report(t, "html", path))
    assert "i" not in page.tags and "<i>task</i>42" in page.text and "api_key[redacted:value]" in page.text
    assert "hunter7x" not in report(t, "md", path)
    assert "api_keyhunter7x" in Page(t.ok([t.steno, "export", "-f", "html", "--unredacted", path]).decode()).text


def test_the_last_screen_has_all_of_the_output(t):
    text = report(t, "html", story(t))
    assert "a b" in text.rsplit("<details>", 1)[1]


def test_the_trail_says_what_was_given_away(t):
    t.ok([t.rec, "-q", "--", "sh", "-c", "echo one"])
    path = next((t.home / ".local/share/steno/sessions").glob("*/*.zst"))
    t.ok([t.steno, "export", "-f", "html", path])
    t.ok([t.steno, "export", "-f", "html", "--unredacted", path])
    told = [json.loads(line) for line in t.ok([t.steno, "log", "--json", "--action", "session.exported"]).splitlines()]
    assert [(e["detail"]["redacted"], e["severity"]) for e in told] == [(True, "info"), (False, "notice")]
