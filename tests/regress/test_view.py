"""steno screen: the screen as it was at a moment."""
import json
import re


def cast(t, *events, cols=20, rows=4, **more):
    path = t.tmp / "made.cast"
    lines = [{"version": 2, "width": cols, "height": rows, **more}, *events]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def shown(t, path, *options):
    return t.ok([t.steno, "screen", *options, path], env=t.env(TZ="UTC")).decode()


STORY = [[0.5, "o", "one\r\n"], [1.0, "o", "\x1b[1;31mtwo\x1b[m\r\n"], [1.5, "r", "30x3"], [2.0, "o", "three \u202e<&>"]]


def test_moments(t):
    path = cast(t, *STORY)
    assert shown(t, path, "--at", "0.7").split("\n")[:2] == ["one", ""]
    assert shown(t, path, "--at", "0") .strip() == ""
    assert shown(t, path, "--at", "@1").split("\n")[:2] == ["one", "two"]
    end = shown(t, path)
    assert end.startswith("one\ntwo\nthree ") and len(end.split("\n")) == 4, end


def test_what_a_clock_showed(t):
    path = cast(t, *STORY, timestamp=1795245332)  # 2026-11-21 07:15:32 UTC
    for at in ("2026-11-21 07:15:33Z", "2026-11-21T08:15:33+01:00", "Sat Nov 21 07:15:33 UTC 2026"):
        assert shown(t, path, "--at", at).split("\n")[:2] == ["one", "two"], at
    # the day on which it began begins with it
    assert shown(t, path, "--at", "2026-11-21").strip() == ""
    assert shown(t, path, "--at", "Nov 22 2026").startswith("one\ntwo\nthree ")
    done = t.run([t.steno, "screen", "--at", "2026-11-20", path])
    assert done.returncode == 2 and b"before the recording began" in done.stderr
    done = t.run([t.steno, "screen", "--at", "2026-11-21", cast(t, *STORY)])
    assert done.returncode == 2 and b"does not say when it began" in done.stderr


def test_forms(t):
    path = cast(t, *STORY)
    assert "\x1b" not in shown(t, path) and "\x1b" not in shown(t, path, "--format", "text")
    ansi = shown(t, path, "--format", "ansi")
    assert re.search("\x1b\\[[0-9;]*31[0-9;]*mtwo\x1b\\[[0-9;]*m", ansi), ansi
    html = shown(t, path, "--format", "html")
    assert html.startswith("<pre") and "&lt;&amp;&gt;" in html
    svg = shown(t, path, "--format", "svg")
    assert svg.startswith("<svg") and svg.rstrip().endswith("</svg>")
    # what would turn the order of others is made visible, in all of them
    assert all("\u202e" not in text for text in (shown(t, path), ansi, html, svg))


def test_nothing_but_characters_comes_through(t):
    path = cast(t, [0.1, "o", "a\x1b]0;title\x07b\x1b]52;c;aGk=\x07\x1b[6n\x1bPq#0\x1b\\c\x9b31m\x07\x0e"], cols=40)
    for form in ("text", "ansi"):
        text = shown(t, path, "--format", form)
        assert not re.search("[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\\[[0-9;]*m)", text), repr(text)
        assert "abc" in text


def test_usage(t):
    path = cast(t, *STORY)
    for arguments in (["--at", "soon", path], ["--at", "@-1", path], ["--format", "png", path], [], [path, path]):
        assert t.run([t.steno, "screen", *arguments]).returncode == 2, arguments
    missing = t.run([t.steno, "screen", t.tmp / "none.cast"])
    assert missing.returncode == 3 and b"none.cast" in missing.stderr
