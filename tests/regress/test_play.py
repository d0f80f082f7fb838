"""steno play in a real terminal: what the keys do, what is shown, and what never reaches the terminal."""
import contextlib
import json
import os
import pathlib
import random
import re
import signal
import struct
import subprocess
import sys

from human import Human, until
from test_commands import session, write_cast

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "corpus"))
from terminal import Terminal  # noqa: E402


def cast(t, *events, cols=40, rows=10, name="made.cast", **header):
    """An asciicast 2 of [at, code, data]."""
    path = t.tmp / name
    head = {"version": 2, "width": cols, "height": rows, "timestamp": 1_700_000_000, **header}
    path.write_text("".join(json.dumps(line) + "\n" for line in [head, *events]))
    return path


COUNT = [[n * 10.0, "o", f"line {n}\r\n"] for n in range(31)]  # five minutes


@contextlib.contextmanager
def played(t, *arguments, size=(80, 24), command=None):
    """The player in a terminal of that size."""
    t.need("tmux")
    folder = t.tmp / f"tmux-{len(list(t.tmp.glob('tmux-*')))}"
    folder.mkdir()
    argv = command or [t.steno, "play", *map(str, arguments)]
    terminal = Terminal(str(folder), size, str(t.tmp), ["env", f"HOME={t.home}", "TZ=UTC", *argv])
    try:
        yield terminal
    finally:
        terminal.close()


def sees(terminal, *patterns, but=()):
    """Until the screen has all of that; the screen."""
    def look():
        screen = terminal.screen()
        fits = all(re.search(p, screen) for p in patterns) and not any(re.search(p, screen) for p in but)
        return screen if fits else None
    try:
        return until(look)
    except AssertionError:
        raise AssertionError(f"never saw {patterns} without {but} in\n{terminal.screen()}") from None


def ends(terminal, status="0"):
    # the pane is at its end before the program is reaped
    until(lambda: terminal.dead() == status, f"its end with {status}")


def children(t, terminal):
    """The player's own processes: (player, [those below it])."""
    pane = int(terminal.ask('display-message -p "#{pane_pid}"')[0])
    below = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pane)], capture_output=True, text=True).stdout.split()
    return pane, [int(p) for p in below]


def test_plays_pauses_and_leaves(t):
    path = cast(t, [0.1, "o", "one\r\n"], [0.2, "o", "two\r\n"], [2000, "o", "never"])
    with played(t, path) as terminal:
        sees(terminal, "one", "two", "PLAY")
        terminal.press("Space")
        sees(terminal, "PAUSE")
        terminal.press("Space")
        sees(terminal, "PLAY", but=["never"])
        terminal.press("q")
        ends(terminal)
        assert "one" not in terminal.screen()


def test_plays_to_the_end(t):
    path = cast(t, *[[n / 50, "o", f"line {n}\r\n"] for n in range(100)])
    with played(t, "--speed", "64", path) as terminal:
        sees(terminal, "line 99", "END")
        terminal.press("Space")
        sees(terminal, "line 99", "END", but=["PLAY"])
        terminal.press("Home")
        sees(terminal, but=["line 1"])


def test_the_fastest_drops_no_final_state(t):
    """Far more pictures than can be shown, and changes up to the very last event: what stands there at last is what was there."""
    events = [[n / 100, "o", f"\x1b[{n * 7 % 20 + 1};{n * 13 % 60 + 1}H{n:06}" + ("\x1b[2J" if n % 1000 == 999 else "")] for n in range(12000)]
    path = cast(t, *events, [120.0, "o", "\x1b[20;1Hlast"], cols=78, rows=20)
    wanted = t.ok([t.steno, "screen", path]).decode().splitlines()
    with played(t, "--speed", "64", path, size=(80, 30)) as terminal:
        sees(terminal, "END 2:00")
        shown = [line.split("│")[1].rstrip() for line in terminal.screen().splitlines() if line.count("│") == 2]
    assert wanted and shown[:len(wanted)] == [line.rstrip() for line in wanted] and not any(shown[len(wanted):]), (wanted, shown)


def test_moments(t):
    path = cast(t, *COUNT)
    for at, last in (("1:00", 6), ("65", 6), ("@3", 3), ("2m", 12), ("1m 5s", 6), ("2023-11-14 22:14:20Z", 6)):
        with played(t, "--paused", "--at", at, path) as terminal:
            sees(terminal, rf"line {last}\b", "PAUSE", but=[rf"line {last + 1}\b"])


def test_times(t):
    path = cast(t, *COUNT)
    with played(t, "--paused", path) as terminal:
        sees(terminal, "/5:00", "2023-11-14 22:13:20")
        for key, last in (("Right", 0), ("Right", 1), ("S-Right", 7), ("Left", 6), ("S-Left", 0), ("Up", 6), ("Down", 0),
                          ("5", 15), ("0", 0), ("9", 27), ("End", 30), ("Home", 0)):
            terminal.press(key)
            sees(terminal, rf"line {last}\b", but=[rf"line {last + 1}\b"])
        for where, last in (("1:30", 9), ("50%", 15), ("@7", 7), ("2m", 12), ("2023-11-14 22:15:20", 12), ("1m30s", 9)):
            terminal.press("g")
            sees(terminal, "go to")
            terminal.send(where.encode() + b"\r")
            sees(terminal, rf"line {last}\b", but=[rf"line {last + 1}\b", "go to"])
        for where in ("soon", "abc%", "101%", ":x"):
            terminal.press("g")
            terminal.send(where.encode() + b"\r")
            sees(terminal, f'"{where}" is no moment')


def test_behind_the_end(t):
    path = cast(t, *COUNT)
    for more in ([], ["--no-index"]):
        with played(t, "--paused", "--at", "10:00", *more, path) as terminal:
            sees(terminal, "line 30", r"END 5:00\.000/5:00")
            terminal.press("Right")
            sees(terminal, "line 30", r"END 5:00\.000/5:00")


def test_steps_and_speed(t):
    path = cast(t, *COUNT)
    with played(t, "--paused", "--at", "@5", path) as terminal:
        sees(terminal, r"line 5\b")
        for key, last in ((".", 6), (".", 7), (",", 6), (",", 5)):
            terminal.press(key)
            sees(terminal, rf"line {last}\b", but=[rf"line {last + 1}\b"])
        for key, speed in (("+", "x2"), ("+", "x4"), ("-", "x2"), ("-", "Speed 1"), ("-", "x1/2"), ("-", "x1/4"), ("-", "x1/8"),
                           ("-", "x1/8"), ("BSpace", "Speed 1")):
            terminal.press(key)
            sees(terminal, re.escape(speed) + r"\b")
        for _ in range(8):
            terminal.press("+")
        sees(terminal, "x64")


def test_idle(t):
    path = cast(t, [1, "o", "one\r\n"], [100000, "o", "two\r\n"])
    with played(t, "--idle", "0.1", path) as terminal:
        sees(terminal, "one", "two", "END")


def story(t):
    path = t.tmp / "story.cast"
    write_cast(path, session(("make all", "built\r\n"), ("false", ""), ("echo needle", "needle\r\n"), ("ls", "a b\r\n")))
    return path


def test_commands(t):
    path = story(t)
    for indexed in (False, True):
        if indexed:
            t.ok([t.steno, "index", "-q", path])
        with played(t, "--paused", path, size=(80, 30)) as terminal:
            sees(terminal, r"0:00.000/\d", "PAUSE")
            for key, text in (("]", "make all"), ("]", "false"), ("]", "echo needle"), ("[", "false"), ("[", "make all")):
                terminal.press(key)
                sees(terminal, rf"(?m)^ #\d [A-D].* {text}$")
            terminal.press("[")
            sees(terminal, "No command before this")
            terminal.press("}")
            sees(terminal, "No failed command behind this")
            terminal.press("c")
            sees(terminal, "Commands", "make all", "echo needle", "ls")
            terminal.press("Down")
            terminal.press("Down")
            terminal.press("Enter")
            sees(terminal, r"(?m)^ #3 .* echo needle$", but=["Commands"])
            terminal.press("g")
            terminal.send(b":1\r")
            sees(terminal, r"(?m)^ #1 .* make all$")
            terminal.press("g")
            terminal.send(b":99\r")
            sees(terminal, "no command 99")
            terminal.press("i")
            sees(terminal, "index +" + ("used" if indexed else "not used: there is no index"), "asciicast-3")


def test_a_command_that_is_named(t):
    """Not indexed: it is looked for beside the playback, which goes on from there."""
    path = story(t)
    with played(t, f"{path}:3", size=(80, 30)) as terminal:
        sees(terminal, r"(?m)^ #[34] ", "END", but=["Looking"])
    with played(t, "--paused", f"{path}:3", size=(80, 30)) as terminal:
        sees(terminal, r"(?m)^ #3 .* echo needle$", "PAUSE", but=["Looking"])
    with played(t, f"{path}:77", size=(80, 30)) as terminal:
        sees(terminal, "There is no command 77", "PAUSE 0:00")


def test_a_command_of_a_live_session(t):
    human, path = live(t)
    human.type("echo fi'rst'\r")
    human.see("first")
    human.see(r"\$ ")
    human.type("echo sec'ond'\r")
    human.see("second")
    shown = t.run([t.steno, "play", f"{path}:2"]).stdout.decode()
    assert "second" in shown and "echo fi" not in shown, shown
    assert "echo fi'rst'" in t.run([t.steno, "export", "-f", "md", path]).stdout.decode()
    with played(t, "--paused", f"{path}:3", size=(80, 30)) as terminal:
        sees(terminal, "Looking for command 3")
        human.type("echo thi'rd'\r")
        human.see("third")
        sees(terminal, "(?m)^ #3 .* echo thi'rd'$", but=["Looking"])
    human.type("exit\r")
    assert human.wait() == 0


def test_a_command_behind_many_answers(t):
    events = [["s", "ec 200 rm"]]
    for n in range(700):
        events += [["o", f"rm: remove 'a{n}'? "], ["i", "y"], ["o", "y"], ["i", "\r"], ["o", "\r\n"]]
    events += [["s", "-- 100 bash"], *session(("ls", "a b\r\n"))]
    path = write_cast(t.tmp / "answers.cast", events, command="rm -i *")
    t.ok([t.steno, "index", "-q", path])
    shown = t.ok([t.steno, "play", f"{path}:701"]).decode()
    assert "a b" in shown and "remove" not in shown, shown


def test_a_failed_command_is_seen_on_the_timeline(t):
    events = []
    for n, status in enumerate((0, 1, 0, 0)):
        at = 100 + n / 2
        events += [[at, "o", "\x1b]133;A\x07$ \x1b]133;B\x07"], [at + 0.1, "o", f"run {n}"],
                   [at + 0.2, "o", f"\r\n\x1b]133;C\x07\x1b]133;D;{status}\x07"]]
    events.append([200, "o", "\x1b]133;A\x07$ \x1b]133;B\x07"])
    with played(t, "--paused", cast(t, *events), size=(80, 30)) as terminal:
        sees(terminal, "/3:20 ", r"(?m)^O─+x─+$")


def test_failed_commands(t):
    marks = [f"\x1b]133;A\x07$ \x1b]133;B\x07{line}\r\n\x1b]133;C\x07\x1b]133;D;{status}\x07"
             for line, status in (("one", 0), ("two", 1), ("three", 0), ("four", 127), ("five", 0))]
    events = []
    for n, text in enumerate(marks):
        prompt, rest = text.split("\x1b]133;B\x07", 1)
        line, end = rest.split("\r\n", 1)
        events += [[n * 10.0, "o", prompt + "\x1b]133;B\x07"], [n * 10 + 1.0, "o", line], [n * 10 + 2.0, "o", "\r\n" + end]]
    events.append([50, "o", "\x1b]133;A\x07$ \x1b]133;B\x07"])
    with played(t, "--paused", cast(t, *events), size=(80, 30)) as terminal:
        sees(terminal, "/0:50 ")
        for key, text in (("}", "exit 1 .*two"), ("}", "exit 127 .*four"), ("{", "exit 1 .*two")):
            terminal.press(key)
            sees(terminal, rf"(?m)^ #\d .*{text}$")


def test_find(t):
    path = cast(t, [1, "o", "alpha\r\n"], [2, "o", "be\x1b[31mta\x1b[m one\r\n"], [3, "o", "gamma\r\n"], [4, "o", "BETA two\r\n"],
                [5, "o", "end\r\n"])
    with played(t, "--paused", path) as terminal:
        sees(terminal, "PAUSE")
        terminal.press("/")
        terminal.send(b"beta\r")
        sees(terminal, "beta one", but=["gamma"])
        terminal.press("n")
        sees(terminal, "BETA two", but=["end"])
        terminal.press("n")
        sees(terminal, '"beta" is not behind this')
        terminal.press("N")
        sees(terminal, "beta one", but=["gamma"])
        terminal.press("N")
        sees(terminal, '"beta" is not before this')


def test_find_what_strings_would_hide(t):
    path = cast(t, *[[n + 1, "o", text + f"needle{n} ü\r\n"] for n, text in enumerate(OPEN)])
    with played(t, "--paused", path) as terminal:
        sees(terminal, "PAUSE")
        for n in range(len(OPEN)):
            terminal.press("/")
            terminal.send(f"\x15needle{n} ü\r".encode())
            sees(terminal, rf"0:{n + 1:02}\.000/", f"needle{n} ü", but=["Looking", "is not"])


def test_notes(t):
    path = cast(t, *COUNT)
    with played(t, "--paused", "--at", "1:00", path) as terminal:
        sees(terminal, r"line 6\b")
        terminal.press("m")
        terminal.send("looks wrong: «x»\r".encode())
        sees(terminal, "Noted")
        terminal.press("M")
        terminal.send(b"reviewed, case 42\r")
        sees(terminal, "Noted")
        terminal.press("i")
        sees(terminal, "note 1:00 +looks wrong: «x»", "note session +reviewed, case 42")
    notes = [json.loads(line) for line in (t.home / ".local/share/steno/notes.jsonl").read_text().splitlines()]
    assert [n["text"] for n in notes] == ["looks wrong: «x»", "reviewed, case 42"]
    assert notes[0]["at"] == 60000 and notes[0]["event"] == 6 and "at" not in notes[1]
    assert all(n["session"] == str(path) and n["by"] and n["when"].endswith("Z") for n in notes)
    # a line that a crash cut harms no other
    with (t.home / ".local/share/steno/notes.jsonl").open("a") as f:
        f.write('{"session":"cut')
    with played(t, "--paused", path) as terminal:
        sees(terminal, "PAUSE", r"\*")
        terminal.press("m")
        terminal.send(b"later\r")
        sees(terminal, "Noted")
        terminal.press("i")
        sees(terminal, "looks wrong", "later")


def test_saves(t):
    path = cast(t, [1, "o", "\x1b[31mred\x1b[m <b>&\u202etxt\r\n"])
    with played(t, "--paused", "--at", "1", path) as terminal:
        sees(terminal, "red")
        for name in ("s.txt", "s.html"):
            terminal.press("s")
            sees(terminal, "save the screen")
            terminal.send(b"\x15" + name.encode() + b"\r")
            sees(terminal, f"Saved: {name}")
        terminal.press("s")
        terminal.send(b"\x15s.txt\r")
        sees(terminal, "s.txt exists")
    assert (t.tmp / "s.txt").read_text() == "red <b>&\\u{202e}txt\n"
    page = (t.tmp / "s.html").read_text()
    assert "&lt;b&gt;&amp;" in page and "\u202e" not in page and "<script" not in page and "#cd0000" in page
    assert (t.tmp / "s.txt").stat().st_mode & 0o777 == 0o600


def test_help(t):
    path = cast(t, *COUNT)
    with played(t, "--paused", path, size=(80, 60)) as terminal:
        sees(terminal, "PAUSE")
        terminal.press("?")
        screen = sees(terminal, "Keys", r"q +leave")
        for key in ("Space", "Shift-Right", "0 to 9", "n, N", "m ", "h j k l"):
            assert key in screen, key
        terminal.press("Escape")
        sees(terminal, but=["Keys"])
        terminal.press("x")
        sees(terminal, "No such key")


def test_sizes(t):
    """Larger and smaller than the reviewer's terminal, down to next to nothing; and changing."""
    grid = "".join(f"\x1b[{row};1H{row:02}" + "".join(chr(97 + (col + row) % 26) for col in range(98)) for row in range(1, 41))
    path = cast(t, [0.5, "o", grid], [1, "o", "\x1b[40;90HHERE"], [2, "o", "\x1b[1;1HTOP"], [3, "r", "30x8"],
                [3.5, "o", "\x1b[2J\x1b[Hsmall"], cols=100, rows=40)
    with played(t, "--paused", "--at", "1", path, size=(60, 15)) as terminal:
        sees(terminal, "HERE", r"60x\d+ of 100x40")
        terminal.press(".")
        sees(terminal, "(?m)^TOPcdefgh", but=["HERE"])
        for key in ("l", "l", "l", "l", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j"):
            terminal.press(key)
        sees(terminal, "HERE", "held")
        terminal.press("f")
        sees(terminal, "TOP", but=["held"])
        terminal.press("End")
        sees(terminal, "small", but=["TOP", " of 100x40"])
        terminal.press("j")
        sees(terminal, "All of the screen is shown")
        for size in ((20, 5), (5, 2), (1, 1), (200, 60), (60, 15)):
            terminal.resize(*size)
            until(lambda: terminal.ask('display-message -p "#{pane_width} #{pane_height}"')[0] == f"{size[0]} {size[1]}")
            if size[0] >= 20:
                sees(terminal, "small")
        terminal.press("b")
        sees(terminal, "small", but=["END"])
    with played(t, "--paused", "--at", "1", path, size=(20, 5)) as terminal:
        sees(terminal, "HERE", "PAUSE")
        terminal.press("?")
        sees(terminal, "Keys")
        terminal.press("q")
        terminal.press("q")
        ends(terminal)


def test_next_to_no_room(t):
    """The state and the time come first; of a large screen its left side, where the cursor allows; long lines can be read sideways."""
    path = cast(t, *COUNT, cols=100, rows=30, name="a" * 20 + "-long-name.cast", title="begin " + "middle " * 10 + "finish")
    with played(t, "--paused", "--at", "2:30", path, size=(10, 3)) as terminal:
        sees(terminal, "(?m)^line 15$", "(?m)^PAUSE 2:30$")
    with played(t, "--paused", path, size=(40, 20)) as terminal:
        sees(terminal, "PAUSE")
        terminal.press("i")
        sees(terminal, "title +begin", but=["finish"])
        for _ in range(20):
            terminal.press("Right")
        sees(terminal, "(?m)finish$", but=["begin"])
        for _ in range(20):
            terminal.press("h")
        sees(terminal, "title +begin", but=["finish"])
    path = cast(t, [0.5, "o", "\x1b[30;94Hcorner"], [1, "o", "\x1b[2;1Hroot@host"], cols=100, rows=30)
    with played(t, "--paused", "--at", "0.5", path, size=(20, 10)) as terminal:
        sees(terminal, "corne")
        terminal.press(".")
        sees(terminal, "(?m)^root@host$")


HOSTILE = ["\x1b]0;owned title\x07", "\x1b]2;owned title\x1b\\", "\x1b]52;c;b3duZWQ=\x07", "\x1b[c\x1b[>c\x1b[=c", "\x1b[6n\x1b[5n\x1b[?6n",
           "\x1bP$q\"p\x1b\\", "\x1bP+q544e\x1b\\", "\x1bPq" + "#0!9999~-" * 500 + "\x1b\\", "\x1b[21t\x1b[18t\x1b[8;3;7t",
           "\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?1004h\x1b[?2004h", "\x9b6n\x9d52;c;b3duZWQ=\x9c", "\x1b_Gf=100;AAAA\x1b\\",
           "\x1b]1337;File=inline=1:AAAA\x07", "\x1b]8;;http://evil\x07link\x1b]8;;\x07", "\x1b]4;1;?\x07\x1b]10;?\x07\x1b]11;?\x07",
           "\x07" * 100, "\x1b[?1049h\x1b[2J", "\x1b(0\x0e", "\x1b[5i\x1b[4i", "\x1bk screen title\x1b\\", "\x1b[20h\x1b[4h\x1b[?5h\x1b[?25l",
           "\x1b#8", "\x1bc", "\x1b[99999;99999H\x1b[99999b\x1b[99999@", "\x1bZ\x1b[x\x1b[0q\x1b[>q", "\x1b]", "\x1b[?2026h", "\x1bP"]


def test_nothing_of_the_recording_acts_on_the_terminal(t):
    """Each in a shell of its own kind: what a terminal answered would be typed there."""
    events = [[n + 1.0, "o", text + f"<{n}>"] for n, text in enumerate(HOSTILE)]
    events += [[100.0, "o", "\x18\x1b\\\x1bc\x1b[2J\x1b[Hlast \u202eabc\u2066\u200b\x85 safe"]]
    path = cast(t, *events, cols=60, rows=20)
    with played(t, command=["sh"], size=(80, 30)) as terminal:
        terminal.ask("set -s set-clipboard on")
        terminal.ask("set -g allow-rename on")
        terminal.ask("set -g automatic-rename off")  # by tmux itself, after the program in front
        title = terminal.ask('display-message -p "#{pane_title} #{window_name}"')
        terminal.send(f"PS1='sh> '; clear; {t.steno} play --paused {path}\r".encode())
        sees(terminal, "PAUSE")
        for n in range(len(HOSTILE)):
            terminal.press(".")
            sees(terminal, rf"{n // 60}:{(n + 1) % 60:02}\.000/")
            modes = terminal.ask('display-message -p "#{mouse_any_flag} #{alternate_on} #{pane_width}x#{pane_height} '
                                 '#{insert_flag} #{wrap_flag}"')[0]
            assert modes == "0 1 80x30 0 0", (HOSTILE[n], modes)
        terminal.press("End")
        screen = sees(terminal, "last")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", screen), repr(screen)
        terminal.press("q")
        sees(terminal, r"sh> *\n", but=["PAUSE"])
        assert terminal.ask("list-buffers") == []
        assert terminal.ask('display-message -p "#{pane_title} #{window_name}"') == title
        terminal.send(b"echo an'sw'er\r")
        screen = sees(terminal, "(?m)^answer$")
        assert re.search("(?m)^sh> echo an'sw'er$", screen), screen


# What a player may send: where the cursor goes, how cells look, what is cleared, and the modes that it sets for itself.
SENT = re.compile(rb"\x1b\[[0-9;:]*[mHKJABCDGXd]|\x1b\[\?(?:1049|2004|7|25|2026)[hl]|\x1b\[8[hl]|\x1b\(B|\x0f|[\r\n\x08]")
PAINTED = rb"\x1b\[\?2026l"
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def bytes_of(t, argv, keys, length=b""):
    """All that the player sends to its terminal, where the recording's length is known; after each key all is painted anew."""
    human = Human(argv, env=t.env(), size=(100, 30))
    seen = human.see(PAINTED)
    while length not in human.seen:
        human.type(b"\x0c")
        seen = human.see(PAINTED, seen)
    for key in keys:
        human.type(key)
        human.type(b"\x0c")
        seen = human.see(PAINTED, seen)
    human.type("q")
    assert human.wait() == 0
    return human.seen


def only_cells(sent):
    text = SENT.sub(b"", sent).decode()
    found = HARMFUL.search(text)
    assert not found, repr(text[max(0, found.start() - 40):found.end() + 40])
    return text


EVIL = "\x1b]0;owned\x07\x1b[6n\x9b6n\u202eabc\x1b]52;c;AAAA\x07"


def test_every_byte_that_reaches_the_terminal(t):
    """Of the screen, the lists, the messages, and what is asked: nothing but cells."""
    hostile = [[n + 1.0, "o", text + f"<{n}>"] for n, text in enumerate(HOSTILE)]
    path = cast(t, *hostile, [43.0, "o", "."], cols=60, rows=20, title=EVIL, command=EVIL, env={"TERM": EVIL, "SHELL": EVIL})
    store = t.home / ".local/share/steno"
    store.mkdir(parents=True, exist_ok=True)
    (store / "notes.jsonl").write_text(json.dumps({"session": str(path), "at": 100, "event": 1, "when": "2026-11-21T12:00:00.000Z", "by": EVIL,
                                                   "uid": 0, "text": EVIL}) + "\n")
    keys = [b"."] * len(hostile) + [b"]", b"[", b"c", b"x", b"i", b"l", b"l", b"h", b"x", b"?", b"x", b"g", b"\xc2\x9b6n", b"\x1b[200~\x1b]0;x\x07\x1b[201~", b"\x03"]
    text = only_cells(bytes_of(t, [t.steno, "play", "--paused", path], [*keys, b"5", b"\x1b[F"], b"/0:43 "))
    assert "Session (" in text and "\\x1B]0;owned" in text
    lines = session(("echo \u202eabc\u2066\u200b", EVIL), ("ls", "a b"))
    text = only_cells(bytes_of(t, [t.steno, "play", "--paused", write_cast(t.tmp / "run.cast", lines)],
                               [b"]", b"c", b"x", b"]", b"[", b"/owned\r", b"n", b"N"], b"/0:01 "))
    assert "Commands (" in text and "u{202E}abc" in text
    # while it plays
    only_cells(bytes_of(t, [t.steno, "play", "--speed", "64", "--idle", "0.01", path], [b"+"] * 10))


def test_bytes_that_are_no_characters(t):
    """Controls of one byte, as terminals without UTF-8 take them, in a format that keeps every byte."""
    path = t.tmp / "raw.ttyrec"
    raw = [b"\x9b6n\x9d0;owned\x9c\x90q\x9c\x85\x8d", b"\xff\xfe\xc0\x9b\xe2\x80", b"\xae\xf0\x9f", b"plain"]
    path.write_bytes(b"".join(struct.pack("<III", 1_700_000_000 + n, 0, len(data)) + data for n, data in enumerate(raw)))
    text = only_cells(bytes_of(t, [t.steno, "play", "--paused", path], [b"."] * 4 + [b"\x1b[F", b"q"]))
    assert "plain" in text


def test_a_name_that_acts_on_terminals(t):
    path = t.tmp / "evil\x1b]0;x\x07\u202e.cast"
    path.write_text(cast(t, *COUNT).read_text())
    only_cells(bytes_of(t, [t.steno, "play", "--paused", path], [b"i", b"x"]))
    for name in (path, str(path) + "none"):
        done = t.run([t.steno, "play", "--at", "1", name])
        assert not HARMFUL.search(done.stderr.decode().replace("\n", "")), done.stderr


def test_stopped_and_continued(t):
    path = cast(t, *COUNT)
    with played(t, command=["bash", "--norc", "-i"], size=(80, 24)) as terminal:
        terminal.send(f"PS1='sh> '; clear; {t.steno} play --paused --at 1:00 {path}\r".encode())
        sees(terminal, r"line 6\b", "PAUSE")
        terminal.press("C-z")
        sees(terminal, "Stopped", but=["PAUSE"])
        assert terminal.ask('display-message -p "#{alternate_on}"') == ["0"]
        terminal.send(b"fg\r")
        sees(terminal, r"line 6\b", "PAUSE", but=["Stopped"])
        terminal.press(".")
        sees(terminal, r"line 7\b")
        terminal.press("C-c")
        sees(terminal, "(?m)^sh> *$", but=["PAUSE"])


def test_what_draws_is_killed(t):
    if t.asan:
        t.cannot("a cage with sanitizers has other processes")
    path = cast(t, *COUNT)
    with played(t, "--paused", "--at", "1:00", path) as terminal:
        sees(terminal, r"line 6\b", "/5:00", "PAUSE")
        _, below = children(t, terminal)
        assert len(below) >= 1
        for pid in below:
            os.kill(pid, signal.SIGKILL)
        terminal.press(".")
        sees(terminal, r"line 7\b", r"What draws the screen was killed by signal 9 .*another was started", but=[r"line 8\b"])
        terminal.press(".")
        sees(terminal, r"line 8\b", but=["killed"])
        terminal.press("q")
        ends(terminal)


def test_killed_by_signal(t):
    path = cast(t, *COUNT)
    with played(t, "--paused", path) as terminal:
        sees(terminal, "PAUSE")
        pane, _ = children(t, terminal)
        os.kill(pane, signal.SIGTERM)
        ends(terminal, str(128 + signal.SIGTERM))
        assert terminal.ask('display-message -p "#{alternate_on}"') == ["0"]


def live(t, name="live.cast.zst"):
    """A person in a recorded shell."""
    path = t.tmp / name
    human = Human([t.rec, "-q", path, "--", "sh"], env=t.env(PS1="$ "))
    human.see(r"\$ ")
    return human, path


def test_follow(t):
    human, path = live(t)
    human.type("echo fi'rst'\r")
    human.see("first")
    with played(t, "--follow", path) as terminal:
        sees(terminal, "(?m)^ *│?first", "LIVE")
        human.type("echo sec'ond'\r")
        sees(terminal, "│?second", "LIVE")
        terminal.press("Space")
        sees(terminal, "PAUSE")
        human.type("echo thi'rd'\r")
        human.see("third")
        sees(terminal, "second", "PAUSE", but=["third"])
        terminal.press("Home")
        sees(terminal, "PAUSE", but=["second"])
        terminal.press("F")
        sees(terminal, "third", "LIVE")
        human.type("exit\r")
        assert human.wait() == 0
        sees(terminal, "third", "END", but=["LIVE"])
        terminal.press("q")
        ends(terminal)


def test_a_recorder_that_is_lost(t):
    human, path = live(t)
    human.type("echo fi'rst'\r")
    human.see("first")
    with played(t, "--follow", path) as terminal:
        sees(terminal, "first", "LIVE")
        human.kill()
        human.wait()
        sees(terminal, "first", "CUT", "its recorder was lost")
    # and afterwards
    with played(t, "--paused", path) as terminal:
        terminal.press("End")
        sees(terminal, "first", "CUT", "its recorder was lost")


def test_what_recovers_is_killed(t):
    """The screen goes on; that commands are not known is told where they would be."""
    if t.asan:
        t.cannot("a cage with sanitizers has other processes")
    human, path = live(t)
    human.type("echo fi'rst'\r")
    human.see("first")
    with played(t, "--follow", path) as terminal:
        sees(terminal, "first", "LIVE")
        for pid in children(t, terminal)[1]:
            os.kill(pid, signal.SIGKILL)
        human.type("echo sec'ond'\r")
        sees(terminal, "(?m)^ *│?second", "another was started")

        def told():
            terminal.press("i")
            sees(terminal, r"Session \(q closes\)")
            found = "the process that recovers them was killed by signal 9" in terminal.screen()
            terminal.press("x")
            sees(terminal, but=[r"Session \(q closes\)"])
            return found
        until(told)
        terminal.press("}")
        sees(terminal, "recovers commands was killed by signal 9")
    human.type("exit\r")
    assert human.wait() == 0


def test_gaps_are_told_of(t):
    t.ok([t.steno, "import", "-o", t.tmp / "g.cast.zst", cast(t, *COUNT)])
    t.ok([t.steno, "redact", "--from", "1:00", "--to", "1:31", "--reason", "case 7", "--by", "alice", t.tmp / "g.cast.zst"])
    with played(t, "--paused", "--at", "55", t.tmp / "g.cast.zst", size=(110, 24)) as terminal:
        sees(terminal, r"line 5\b")
        terminal.press(".")
        sees(terminal, "GAP: 4 events were removed by authority: case 7", but=["line 10"])
        terminal.press(".")
        sees(terminal, "line 10", but=[r"line 7\b"])


def test_a_cut_recording(t):
    path = cast(t, *COUNT)
    t.ok([t.steno, "import", "-o", t.tmp / "c.cast.zst", path])
    data = (t.tmp / "c.cast.zst").read_bytes()
    (t.tmp / "c.cast.zst").write_bytes(data[:-60])
    with played(t, "--paused", t.tmp / "c.cast.zst") as terminal:
        terminal.press("End")
        sees(terminal, "CUT|END")
        terminal.press("5")
        sees(terminal, "PAUSE")


def test_without_a_recorded_terminal(t):
    path = t.tmp / "bare.cast.zst"
    t.ok([t.rec, "-q", path, "--", "sh", "-c", "echo one; echo two"], input=b"")
    with played(t, "--paused", path) as terminal:
        terminal.press("End")
        sees(terminal, r"(?m)^ *one *$", r"(?m)^ *two *$", "END")


def test_formats(t):
    path = t.tmp / "old.ttyrec"
    path.write_bytes(b"".join(struct.pack("<III", 1_700_000_000 + n * 10, 0, 8) + f"line {n:02}\n".encode() for n in range(20)))
    with played(t, "--paused", "--at", "0", path) as terminal:
        sees(terminal, "/3:10 ")
        for key, last in (("5", 9), ("End", 19), ("1", 1), ("Home", 0)):
            terminal.press(key)
            sees(terminal, rf"line {last:02}", but=[rf"line {last + 1:02}"])


# Strings that nothing ends but what would end them on a terminal.
OPEN = ["\x1b]0;x\x1b[2J", "\x1b]\x18", "\x1bP1q\x1b[m", "\x1b_x\x1a", "\x1b[1;\x18", "\x1b]0;x\x1b\x1b[m", "\x1b]0;x\x1b(B", "\x1b\x1b[m"]


def test_without_a_terminal(t):
    path = cast(t, [0.5, "o", "one\r\ntw"], [1.5, "o", "o \x1b[31mred\x1b[m\r\n"], [61, "o", "\x1b]0;t\x07th\u202eree"])
    assert t.ok([t.steno, "play", path]).decode() == ("   0:00.500  one\n   0:00.500  two red\n"
                                                      "   1:01.000  th\\u{202e}ree\n")
    assert t.ok([t.steno, "play", "--at", "60", path]).decode() == "   1:01.000  th\\u{202e}ree\n"
    hidden = cast(t, *[[n + 1, "o", text + f"seen {n}\r\n"] for n, text in enumerate(OPEN)])
    assert t.ok([t.steno, "play", hidden]).decode() == "".join(f"{n // 60 + 0:4}:{n + 1:02}.000  seen {n}\n" for n in range(len(OPEN)))
    assert t.ok([t.steno, "play", cast(t, [1, "o", ""], [2, "o", "a"])]).decode() == "   0:02.000  a\n"
    story(t)
    t.ok([t.steno, "index", "-q", t.tmp / "story.cast"])
    found = json.loads(t.ok([t.steno, "search", "--json", "needle"]).decode())
    shown = t.ok([t.steno, "play", f"{found['session'][:13]}:{found['seq']}"]).decode()
    assert "needle" in shown and "built" not in shown, shown


def test_usage(t):
    path = cast(t, *COUNT)
    for arguments in (["--at", "soon", path], ["--at", "@-1", path], ["--speed", "3", path], ["--idle", "x", path], [], [path, path]):
        assert t.run([t.steno, "play", *arguments]).returncode == 2, arguments
    missing = t.run([t.steno, "play", t.tmp / "none.cast"])
    assert missing.returncode == 3 and b"none.cast" in missing.stderr
    missing = t.run([t.steno, "play", "--index", t.tmp / "none.db", path])
    assert missing.returncode == 3 and b"none.db" in missing.stderr and b"there is no index" in missing.stderr
    nothing = t.run([t.steno, "play", f"{path}:77"])
    assert nothing.returncode == 1 and b"no command 77" in nothing.stderr
    t.need("tmux")
    with played(t, command=["env", "TERM=dumb", t.steno, "play", str(path)]) as terminal:
        ends(terminal, "3")
        sees(terminal, "TERM is \"dumb\"")


def test_an_indexed_foreign_recording_is_not_read_from_its_start(t):
    path = cast(t, *[[n / 10, "o", f"line {n} {'x' * 300}\r\n"] for n in range(6000)], cols=80)
    t.ok([t.steno, "index", "-q", path])
    # what is before the moment is no recording any more, which the index does not see
    data, stat = path.read_bytes(), path.stat()
    path.write_bytes(data[:2000] + b"?" * (len(data) // 2) + data[2000 + len(data) // 2:])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with played(t, "--paused", "--at", "500", path) as terminal:
        sees(terminal, r"line 4999 x", r"line 5000 x", "PAUSE")
        terminal.send(b"9")
        sees(terminal, r"line 539\d x")
        # nor by who looks for a text, on or back
        terminal.send(b"/line 5955 x\r")
        sees(terminal, r"line 5955 x", but=["Looking", "/line"])
        terminal.send(b"/line 5500 x\r")
        sees(terminal, "not behind this")
        terminal.send(b"N")
        sees(terminal, r"line 5500 x", but=["Looking", "not behind"])
        terminal.send(b"q")
        ends(terminal)


def test_a_terminal_without_utf8(t):
    path = cast(t, [0, "o", "\u250c\u2500\u2510 \u2551\u2550\u2588 na\u00efve \u6f22\u5b57|\r\n\u2192 \u201cx\u201d e\u0301 \U0001f600|\r\n"], *COUNT)
    for locale in ({"LANG": "C"}, {"LC_ALL": "POSIX", "LANG": "C.UTF-8"}, {"LC_CTYPE": "de_DE.ISO-8859-1"}):
        command = ["env", "-u", "LANG", "-u", "LC_ALL", *[f"{k}={v}" for k, v in locale.items()], t.steno, "play", "--paused", str(path)]
        with played(t, command=command) as terminal:
            screen = sees(terminal, r"\+-\+ \|=# na\?ve \? \? \|", r"> \?x\? \? \? ?\|", "PAUSE")
            assert screen.isascii(), screen
            # what is laid over it too
            for key, seen in ((b"?", "Keys"), (b"i", "format")):
                terminal.send(key)
                assert sees(terminal, seen).isascii(), terminal.screen()
                terminal.send(b"q")
                sees(terminal, "line 0")
            terminal.send(b"q")
            ends(terminal)
    # none at all says nothing about the terminal, and one that says UTF-8 does
    for locale in ([], ["LANG=C.UTF-8"], ["LANG=nowhere.UTF-8"]):
        with played(t, command=["env", "-u", "LANG", "-u", "LC_ALL", *locale, t.steno, "play", "--paused", str(path)]) as terminal:
            sees(terminal, "\u250c\u2500\u2510 \u2551\u2550\u2588 na\u00efve \u6f22\u5b57", "PAUSE")


def test_keys_that_are_typed_ahead(t):
    """Before there is a picture: a minute back from the end is a minute before it, where that is known."""
    path = cast(t, *COUNT)
    t.ok([t.steno, "import", "-o", t.tmp / "ours.cast.zst", path])
    for options, name, seen in (("--follow", "ours.cast.zst", "PAUSE 4:00.000/5:00"), ("--at 99999999:00:00", "ours.cast.zst", "PAUSE 4:00.000/5:00"),
                                ("--follow", path.name, r"5:00.000/5:00")):
        with played(t, command=["sh", "-c", f"read x; exec {t.steno} play --paused {options} {t.tmp / name}"]) as terminal:
            terminal.send(b"\n\x1b[B")
            sees(terminal, seen)
            terminal.send(b"q")
            ends(terminal)


KEYS = [b" ", b".", b",", b"\x1b[C", b"\x1b[D", b"\x1b[1;2C", b"\x1b[A", b"\x1b[B", b"[", b"]", b"{", b"}", b"c", b"+", b"-", b"z", b"0", b"5", b"9", b"G", b"F",
        b"g", b"/", b"n", b"N", b"m", b"M", b"i", b"h", b"l", b"f", b"b", b"?", b"\r", b"\x7f", b"\x1b[6~", b"x", b"1:00", b"line 5\r",
        b"\x1b[200~a\nb\x1b[201~", b"\xff\xfe", b"\x1b"]


def test_any_keys(t):
    """Whatever is typed, at whatever size, it goes on, and leaves in order."""
    any_of = random.Random(21)
    odd = "".join(any_of.choice(["\x1b[2J", "\x1b[?1049h", "\u202e", "\u6f22", "e\u0301", "\x1b[5;9r", "\x1b[99;99H", "text ", "\r\n"]) for _ in range(300))
    sizes = [[n, "r" if n % 3 == 0 else "o", f"{1 + 37 * n % 300}x{1 + 17 * n % 90}" if n % 3 == 0 else odd] for n in range(40)]
    for name, events, options in (("empty.cast", [], []), ("count.cast", COUNT, ["--follow"]), ("sizes.cast", sizes, ["--speed", "64"])):
        # what is typed when it has left already is no interrupt
        argv = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh", t.steno, "play", *options, str(cast(t, *events, name=name))]
        with played(t, command=argv) as terminal:
            sees(terminal, "PLAY|END|PAUSE|SEEK|LIVE")
            for n in range(60):
                terminal.send(any_of.choice(KEYS))
                if n % 10 == 5:
                    terminal.resize(*any_of.choice([(10, 3), (1, 1), (20, 5), (200, 60), (80, 24)]))
            # out of what asks for something, then out of the player
            until(lambda: terminal.dead() is not None or terminal.send(b"\x03"))
            ends(terminal)
