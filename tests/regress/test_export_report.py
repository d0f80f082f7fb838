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
