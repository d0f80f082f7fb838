"""steno search -i in a real terminal: what it shows of which question, and what reaches the terminal."""
import base64
import json
import os
import re
import shlex
import shutil
import signal
import sqlite3

from human import Human, until
from test_commands import session, write_cast
from test_console import LEFT, PAINTED, drain, shows, terminal
from test_index import index

NIGHT = 1_700_000_000


def fill(t):
    write_cast(t.tmp / "a.cast", session(("rm -rf /srv/old", ""), ("systemctl status nginx", "active\r\n"),
                                         ("echo \x1b[31mone\x1b[m", "one\r\n")), timestamp=NIGHT)
    write_cast(t.tmp / "b.cast", session(("systemctl restart nginx", "it said something\r\n"), ("ls -la", "total 0\r\n"),
                                         ("git push", "rejected\r\n")), timestamp=NIGHT + 3600, title="the second")
    for name in "ab":
        assert index(t, t.tmp / f"{name}.cast").returncode == 0


def command(t, *args):
    return [t.steno, "search", "-i", "--utc", "--index", str(t.tmp / "index.db"), *args]


class Browse:
    """It runs in a tmux of its own."""

    def __init__(self, t, size, *args, shell=None, env=()):
        # how it ended is said by a shell: a tmux may miss the end of its own child
        argv = ["sh", "-c", shell or shlex.join(command(t, *args)) + "; echo status $?; exec sleep 1000"]
        self.term = terminal(t, size, ["env", "LD_LIBRARY_PATH=" + os.environ.get("LD_LIBRARY_PATH", ""), f"HOME={t.home}", *env, *argv])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.term.close()

    def sees(self, *texts, without=()):
        def look():
            screen = self.term.screen()
            return all(x in screen for x in texts) and not any(x in screen for x in without)
        try:
            until(look, texts)
        except AssertionError:
            raise AssertionError(f"never saw {texts} without {without}:\n{self.term.screen()}") from None
        return self.term.screen().splitlines()

    def ends(self):
        self.sees("status 0")

    def press(self, *names):
        for name in names:
            self.term.press(name)

    def type(self, text):
        self.term.send(text.encode())


def selected(lines):
    return [line for line in lines[2:] if line.startswith(">")][0]


def test_what_is_typed_is_found(t):
    fill(t)
    for size in ((60, 15), (80, 24), (200, 50)):
        with Browse(t, size) as b:
            lines = b.sees("git push", "ls -la", "6", "C~")
            assert "git push" in selected(lines)
            b.type("ngi")
            lines = b.sees("> ngi", "restart nginx", "status nginx", without=("git push",))
            assert "restart nginx" in selected(lines)
            until(lambda: b.term.screen().splitlines()[0].split()[-1] == "2", "how many")
            b.type("nx -res")
            b.type("tart ")
            b.sees("status nginx", "without restart" if size[0] > 60 else "", without=("restart nginx", "ls -la"))
            b.press("C-u")
            b.type('"rm -rf"')
            b.sees("rm -rf /srv/old", without=("git push",))
            b.press("C-u")
            b.type("nothing like it")
            b.sees("nothing is like that")
            b.press("Escape")
            b.ends()
        shutil.rmtree(t.tmp / "terminal")


def test_the_screen_as_it_was(t):
    fill(t)
    with Browse(t, (80, 24), "restart") as b:
        b.sees("screen at Enter", "host$ systemctl restart nginx", without=("it said something",))
        b.press("C-o")
        b.sees("screen after it", "it said something")
        b.press("C-o")
        b.sees("details", "given to  bash", "b.cast", "it said something")
        b.press("C-o")
        b.sees("screen at Enter", without=("it said something",))
        b.press("C-u")
        b.sees("host$ git push", "total 0")
        b.press("Down")
        lines = b.sees("host$ ls -la", without=("total 0",))
        assert "ls -la" in selected(lines)


def test_a_recording_that_is_gone(t):
    fill(t)
    (t.tmp / "b.cast").rename(t.tmp / "elsewhere.cast")
    with Browse(t, (80, 24), "restart") as b:
        b.sees("The recording is gone", "no screen: details", "systemctl restart nginx", "it said something")


def test_another_recording_in_its_place(t):
    t.ok([t.steno, "rec", "-q", "--", "sh", "-c", "echo first"], env=t.env())
    t.ok([t.steno, "rec", "-q", "--", "sh", "-c", "echo second"], env=t.env())
    paths = sorted((t.home / ".local/share/steno/sessions").rglob("*.cast.zst"))
    assert t.run([t.steno, "index", "--index", t.tmp / "index.db", *paths]).returncode == 0
    shutil.copy(paths[0], paths[1])
    with Browse(t, (80, 24), "second") as b:
        b.sees("Another recording is where this session's was")


def test_another_program_s_recording_in_its_place(t):
    """It has no id by which it would be told."""
    fill(t)
    path = t.tmp / "b.cast"
    os.utime(path, (5, 5))
    with Browse(t, (100, 24), "restart") as b:
        b.sees("the file was changed since it was indexed", "host$ systemctl restart nginx")
    shutil.rmtree(t.tmp / "terminal")
    write_cast(path, session(("systemctl restart apache", "")), timestamp=NIGHT + 3600)
    with Browse(t, (100, 24), "restart") as b:
        b.sees("Another recording is where this session's was", "systemctl restart nginx", without=("apache",))


def test_a_recording_that_was_moved_is_found_in_the_store(t):
    t.ok([t.steno, "rec", "-q", "--", "sh", "-c", "echo hello"], env=t.env())
    path = next((t.home / ".local/share/steno/sessions").rglob("*.cast.zst"))
    (t.tmp / "old").mkdir()
    here = t.tmp / "old" / path.name
    path.rename(here)
    assert t.run([t.steno, "index", "--index", t.tmp / "index.db", here]).returncode == 0
    here.rename(path)
    with Browse(t, (100, 24)) as b:
        b.sees("moved:", without=("gone",))


def test_filters(t):
    fill(t)
    with Browse(t, (100, 24), "--kind", "command", "status") as b:
        b.sees("kind=command", "systemctl status")
        b.press("C-u")
        b.sees("git push", "host$ git push")
        b.press("Tab")
        b.sees(" session 0", "git push", without=("rm -rf",))
        b.press("BTab")
        b.sees("rm -rf", "git push")
        b.press("Down", "Tab", "Tab")
        b.sees(" program bash ", "rm -rf", "git push")
        b.press("Tab")
        lines = b.sees(" failed ", "nothing is like that")
        assert "session " in lines[1]
        b.press("Tab")
        b.sees("rm -rf", "git push")
    shutil.rmtree(t.tmp / "terminal")
    with Browse(t, (100, 24), "--exit", "none") as b:
        lines = b.sees("exit=none", "rm -rf")
        assert "failed" not in lines[1]


def test_the_selection_stays_where_it_was(t):
    fill(t)
    with Browse(t, (100, 24)) as b:
        b.sees("git push", "rm -rf")
        b.press("Down", "Down")
        lines = b.sees("host$ systemctl restart")
        assert "systemctl restart" in selected(lines)
        # a live index: what comes meanwhile stands above
        write_cast(t.tmp / "c.cast", session(("a new one", "")), timestamp=NIGHT + 9000)
        assert index(t, t.tmp / "c.cast").returncode == 0
        lines = b.sees("a new one")
        assert "systemctl restart" in selected(lines)
        b.press("Tab")
        lines = b.sees(" session 0", without=("a new one",))
        assert "systemctl restart" in selected(lines)
        # another question begins at its newest
        b.press("BTab")
        b.type("n")
        lines = b.sees("> n", "a new one", "nginx", without=("git push",))
        assert "a new one" in selected(lines)


def test_replay_from_there_and_back(t):
    fill(t)
    if not (t.build / "player/steno-play").exists():
        t.cannot("there is no steno-play")
    with Browse(t, (80, 24), "restart") as b:
        b.sees("screen at Enter", "host$ systemctl restart nginx")
        b.press("Enter")
        b.sees("host$ systemctl restart nginx", without=("F1 help", "screen at Enter"))
        b.press("q")
        lines = b.sees("F1 help", "screen at Enter", "host$ systemctl restart nginx")
        assert "restart nginx" in selected(lines) and lines[0].startswith("> restart")
        # what the player says when it can't
        (t.tmp / "b.cast").unlink()
        b.press("Enter")
        b.sees("status 3: steno play: ")


def test_help_and_sizes(t):
    fill(t)
    with Browse(t, (60, 15)) as b:
        b.sees("git push")
        b.type("?")
        b.sees("keys", "replay from there", "leave")
        b.press("x")
        b.sees("git push", without=("replay from there",))
        b.term.resize(29, 6)
        b.sees("29x6 is too small", "30x7 at least")
        b.term.resize(30, 7)
        b.sees("git push", without=("small",))
        b.term.resize(200, 50)
        b.sees("│", "screen at Enter")
        b.type("no?")
        b.sees("> no?")


def test_stopped_and_continued(t):
    fill(t)
    line = " ".join(command(t))
    with Browse(t, (80, 24), shell="exec bash --norc --noprofile -i") as b:
        b.type(f"PS1='> '; {line}\r")
        b.sees("F1 help", "git push")
        b.press("C-z")
        b.sees("Stopped", without=("F1 help",))
        b.term.resize(70, 20)
        b.type("fg\r")
        b.sees("F1 help", "git push", "screen at Enter")
        b.press("C-c")
        b.sees("Stopped", without=("F1 help",))


def test_one_is_printed(t):
    fill(t)
    out = t.tmp / "out"
    with Browse(t, (80, 24), shell=" ".join(command(t, "--format", "'{seq} {text}'")) + f" > {out}; echo status $?") as b:
        b.sees("git push")
        b.press("Down", "C-x")
        b.sees("status 0")
        assert out.read_text() == "2 ls -la\n"
    shutil.rmtree(t.tmp / "terminal")
    # as a program wants it
    with Browse(t, (80, 24), shell=" ".join(command(t, "--json")) + f" > {out}; echo status $?") as b:
        b.sees("git push")
        b.press("C-x")
        b.sees("status 0")
        assert json.loads(out.read_text())["text"] == "git push"


def on_a_pty(t, *args, **env):
    h = Human(command(t, *args), env=t.env(**env))
    h.see("git push")
    h.see("rejected|total 0|host")
    return h


def test_what_is_copied_cannot_act(t):
    fill(t)
    db = sqlite3.connect(t.tmp / "index.db", isolation_level=None)
    db.execute("DROP TRIGGER command_no_update")
    db.execute("UPDATE command SET text = ? WHERE seq = 3 AND session = (SELECT max(id) FROM session)", ("git push\nrm -rf \x1b[2J~",))
    db.close()
    h = on_a_pty(t)
    h.type("\x19")
    h.see(re.escape(b"\x1b]52;c;" + base64.b64encode(rb"git push\x0arm -rf \x1b[2J~") + b"\x07"))
    h.see("OSC 52")
    h.type("\x1by")
    sent = h.seen[h.see(rb"\x1b\]52;c;[A-Za-z0-9+/=]+\x07.*\x1b\]52;c;") - 0:]
    h.see(rb"\x07.*copied")
    text = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", h.seen)[-1]
    assert re.fullmatch(rb"[0-9a-f-]{36}:3", base64.b64decode(text)), (text, sent)
    h.type("\x03")
    assert h.wait() == 0


def quiet(h):
    """What it sends until it has nothing more to say: it answers a key that changes nothing with nothing."""
    at = len(h.seen)
    for _ in range(3):
        drain(h)
    return h.seen[at:]


ALLOWED = re.compile(rb"\x1b\[(\?2026[hl]|\?25[hl]|\?1049[hl]|\?2004[hl]|\?7[hl]|8[hl]|[0-9;]*[mHCK])|\x1b\(B|\x0f")


def test_little_is_sent_and_nothing_that_acts(t):
    fill(t)
    db = sqlite3.connect(t.tmp / "index.db", isolation_level=None)
    for table in ("command", "session"):
        db.execute(f"DROP TRIGGER {table}_no_update")
    db.execute("UPDATE command SET text = text || ?", ("\x1b[2J\x9b31m\x07\u202eevil\u200b\x1b]52;c;eA==\x07",))
    db.execute("UPDATE session SET user = ?, host = ?, title = ?", ("\x1b[31mroot", "h\x1b]0;x\x07", "=\x1b]0;x\x07"))
    db.close()
    h = on_a_pty(t)
    for key in (b"\x0f", b"\x0f", b"g", b"i", b"\x15", b"\x1b[B", b"\x1b[B", b"\t", b"\x1bOP", b"x"):
        h.type(key)
        at = len(h.seen)
        until(lambda: drain(h)[at:], f"an answer to {key}")
        quiet(h)
    assert b"\x1b[2J" not in h.seen and b"\x1b[J" not in h.seen and b"\x1bc" not in h.seen
    # up to the end of a picture: what it says of itself when it likes may be on its way
    text = ALLOWED.sub(b"", h.seen[:h.see(b".*" + PAINTED)]).decode()
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202e\u200b]", text), re.findall(".{0,40}[\x00-\x1f\x7f-\x9f\u202e].{0,20}", text)
    assert r"\x1B[2J" in text and r"\u{202E}" in text
    # one key of a word changes little
    at = len(h.seen)
    h.type("\x0c")
    h.see(PAINTED, at)
    assert b"\x1b[2J" not in quiet(h)
    h.type("\x1b")
    assert h.wait() == 0


def test_without_colours(t):
    fill(t)
    h = on_a_pty(t, "git", NO_COLOR="1")
    assert not re.search(rb"\x1b\[[0-9;]*(3[0-8]|9[0-7])[;m]", h.seen)
    h.type("\x03")
    assert h.wait() == 0
    done = t.run(command(t), env=t.env(TERM="dumb"))
    assert done.returncode == 3 and b"TERM" in done.stderr
    done = t.run(["setsid", "-w", *command(t)])
    assert done.returncode == 3 and b"there is no terminal" in done.stderr
    for wrong in (["--count"], ["-C", "2"], ["-n", "3"], ["--exit", "x"], ["--since", "soon"]):
        assert t.run(command(t, *wrong)).returncode == 2, wrong
    assert t.run([t.steno, "search", "-i", "--index", t.tmp / "none.db"]).returncode == 3


def test_the_terminal_is_given_back(t):
    fill(t)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        h = on_a_pty(t)
        h.kill(number)
        until(lambda: LEFT.search(drain(h)), "the terminal given back")
        assert h.wait() == 128 + number
    h = on_a_pty(t)
    h.hang_up()
    _, status = os.waitpid(h.pid, 0)
    assert os.WIFEXITED(status)


def test_an_empty_index(t):
    assert index(t, write_cast(t.tmp / "e.cast", [["o", "nothing\r\n"]])).returncode == 0
    with Browse(t, (80, 24)) as b:
        b.sees("nothing is like that", "F1 help")
        b.press("Enter")
        b.sees("nothing is selected")
        b.press("Down", "Up", "C-o", "C-y", "Tab")
        b.sees("host")
        b.press("C-d")
        b.ends()
