"""The same bytes on our screen and on tmux's: text, scrollback, wrapped lines and cursor agree.

tmux is a real terminal that can be asked what it shows.  Where it and xterm part ways we go with xterm,
the streams here stay away from that, and DIFFERENCES says where and why.  But EL in a row that is full leaves
its last character, as in most terminals of today: programs that colour what they print end each line with it.
"""
import random
import subprocess
import uuid

from human import PATIENCE, Human

# What tmux 3.3 does otherwise than xterm, whose ways are ours: a stream, its lines with us and in tmux, why.
DIFFERENCES = [
    ("漢字\x1b[2Gx\x1b[4Gy".encode(), [" x y"], ["漢x y"],
     "half of a wide character is overwritten: tmux draws on what is left of it as if it were whole"),
    (b"a\r\nb\r\nc\x1b[2;3r\x1b[3;1H\n", ["a", "c"], ["b", "a", "c"],
     "tmux puts into the scrollback what scrolls out of any region, not only of one at the top"),
    (b"\x1b(0lqk\x1b(B", ["┌─┐"], ["lqk"],
     "capture-pane writes line drawing as the letters that were sent"),
    (b"abc\x1b[4h\x1b[!p\rx", ["xbc"], ["xabc"],
     "DECSTR leaves tmux in insert mode"),
    (b"x" * 20 + b"\by", ["x" * 18 + "yx"], ["x" * 19 + "y"],
     "behind the last column: tmux's cursor is beyond it, so one BS or CUB leads back to the last column only"),
    (b"x" * 20 + b"\ny", ["x" * 20, " " * 19 + "y"], ["x" * 20, "y"],
     "the same: LF leaves tmux's cursor beyond the last column, and the next character wraps"),
    (b"\x1b[?47hold\x1b[?47l\x1b[?47hx", ["old" + "x"], ["   x"],
     "tmux's alternate screen is always blank at first"),
    (b"abc\x1b7\x1b[?1049hd\x1b7\x1b[3;1H\x1b[?1049le\x1b8f", ["abcf"], ["abcef"],
     "1049 and DECSC share one saved cursor for each screen; tmux keeps two for both"),
    (b"a\xc2\x85b\xc2\x9b3Cc", ["a", "b   c"], ["ab3Cc"],
     "tmux drops U+0080 to U+009F"),
    (b"abcdefgh\x1b[?69h\x1b[3;5s\x1b[1;3H\x1b[@x", ["abxcdfgh"], ["abxcdefgh"],
     "tmux has no side margins"),
    (b"abcdefghijklmnop\x1b[3G\x1b[10@", ["ab          cdefghij"], ["ab        klcdefghij"],
     "tmux inserts more cells than half of those to the right: some stay as they were"),
    ("漢字\x1b[1G\x1b[X\x1b[4G\x1b[X".encode(), [], [" 字"],
     "half of a wide character is erased: as when it is overwritten"),
    (b"a\r\nb\r\nc\r\nd\x1b[1;2r\x1b[3;1H\x1b[L", ["a", "b", "c", "d"], ["a", "b", "", "c", "d"],
     "outside of the margins tmux inserts and deletes lines all the same"),
    (b"\x1b[?6h\x1b#8\x1b[2J\x1b[2;3r\x1b[5;1Hx", ["", "", "", "", "x"], ["", "", "x"],
     "DECALN leaves tmux in origin mode"),
    (b"\x1b[2Ix", [" " * 16 + "x"], ["x"],
     "tmux does not know CHT"),
    (b"x" * 25 + b"\x1b[2;1H\x1b[Jword", ["x" * 20 + "word"], ["x" * 20, "word"],
     "what is joined: zsh and fish wrap by writing into the next row and erasing it, so a line still goes on in a row "
     "that is erased; in tmux no more"),
    (b"x" * 25 + b"\x1b[2;1H\x1b[Kword", ["x" * 20 + "word"], ["x" * 20, "word"], "the same"),
    (b"x" * 20 + b"word\x1b[1;10H\x1b[P\r\n\nx", ["x" * 19 + "word", "x"], ["x" * 19 + " word", "x"],
     "what is joined: a cell that was written once is text to tmux, erased or not"),
]


class Tmux:
    """A server of its own, with one pane that shows files."""

    def __init__(self, t, cols, rows, history=1000):
        self.t = t
        self.name = f"steno-{uuid.uuid4().hex[:12]}"
        config = t.tmp / f"{self.name}.conf"
        config.write_text(f"set -g status off\nset -g history-limit {history}\nset -g scroll-on-clear off\n"
                          "set -g escape-time 0\nset -g allow-passthrough off\n"
                          "set -g default-terminal screen-256color\n")
        self.env = t.env(LANG="C.UTF-8", LC_ALL="C.UTF-8", TMUX_TMPDIR=str(t.tmp))
        self.call("-f", config, "new-session", "-d", "-x", cols, "-y", rows, "-s", "s", "cat >/dev/null")
        self.cols, self.rows = cols, rows

    def call(self, *args):
        done = subprocess.run(["tmux", "-L", self.name, *map(str, args)], capture_output=True, env=self.env,
                              stdin=subprocess.DEVNULL, timeout=PATIENCE)
        assert done.returncode == 0, (args, done.stderr)
        return done.stdout.decode()

    def show(self, path, join=True):
        """What a file looks like: lines, scrollback first, joined where they wrapped; the cursor's column and row."""
        # the answer to a query comes when all before it was shown
        script = (f"stty raw -echo; cat '{path}'; printf '\\033\\\\\\033[6n'; head -c 1 >/dev/null; "
                  f"tmux -L {self.name} wait-for -S shown; cat >/dev/null")
        self.call("new-window", "-k", "-t", "s:1", "sh", "-c", script)
        self.call("wait-for", "shown")
        text = self.call("capture-pane", "-p", *(["-J"] if join else []), "-S", "-", "-t", "s:1")
        cursor = self.call("display-message", "-p", "-t", "s:1", "#{cursor_x},#{cursor_y}").strip()
        return [line.rstrip(" ") for line in text.split("\n")[:-1]], cursor

    def close(self):
        subprocess.run(["tmux", "-L", self.name, "kill-server"], env=self.env, capture_output=True, timeout=PATIENCE)


def look(t, cols, rows, path, join=True, history=1000):
    out = t.ok([t.build / "tests/script/look", "text" if join else "rows", cols, rows, history, path]).decode().split("\n")
    assert out[-2].startswith("cursor ")
    return [line.rstrip(" ") for line in out[:-2]], out[-2][7:]


def trimmed(lines):
    lines = list(lines)
    while lines and lines[-1] == "":
        lines.pop()
    return lines


def on_screen(cursor, cols):
    col, row = cursor.split(",")
    return min(int(col), cols - 1), int(row)


def compare(t, tmux, name, data, join):
    path = t.tmp / "stream"
    path.write_bytes(data)
    ours, our_cursor = look(t, tmux.cols, tmux.rows, path, join)
    theirs, their_cursor = tmux.show(path, join)
    assert trimmed(ours) == trimmed(theirs), \
        f"{name}\nours   {trimmed(ours)}\ntheirs {trimmed(theirs)}\n{data!r}"
    # whether a wrap is pending is one of the differences
    assert on_screen(our_cursor, tmux.cols) == on_screen(their_cursor, tmux.cols), \
        f"{name}\ncursor {our_cursor}, tmux {their_cursor}\n{data!r}"


CASES = {
    "plain": b"hello\r\nworld",
    "wrap": b"x" * 45 + b"\r\nnext",
    "exactly full": b"x" * 20 + b"\r\ny",
    "scroll": b"".join(b"line %d\r\n" % i for i in range(30)),
    "wide": "漢字 and 日本語 text over the edge 漢字".encode(),
    "wide at the edge": b"x" * 19 + "漢".encode() + b"y",
    "combining": "e\u0301a\u0300\u0301 o\u0308".encode(),
    "combining, full line": b"x" * 20 + "\u0301y".encode(),
    "tabs": b"a\tb\r\n\tc\x1b[3g\x1b[5G\x1bH\r\td",
    "backspace": b"abc\b\bX\b\b\b\b\bY",
    "movement": b"\x1b[3;5Ha\x1b[Ab\x1b[2Bc\x1b[3Dd\x1b[Ce\x1b[Ef\x1b[2Fg\x1b[10Gh\x1b[4di\x1b[2`j\x1b[2;2fk\x1b[99;99Hl",
    "erase line, full": b"x" * 20 + b"\x1b[m\x1b[Ky\r\n" + b"z" * 20 + b"\x1b[K\r\nend",
    "erase line": b"abcdefgh\x1b[4D\x1b[Kx\r\nabcdefgh\x1b[4D\x1b[1Kx\r\nabcdefgh\x1b[2Kx",
    "erase display": b"a\r\nb\r\nc\r\nd\x1b[2;1H\x1b[J\x1b[5;3Hzzz\x1b[1Jy",
    "erase characters": b"abcdefgh\x1b[3G\x1b[3X\x1b[8G\x1b[99X",
    "insert, delete": b"abcdefgh\x1b[3G\x1b[2@XY\x1b[2P",
    "insert mode": b"abcdef\x1b[3G\x1b[4hXYZ\x1b[4lQ",
    "lines": b"a\r\nb\r\nc\r\nd\x1b[2;1H\x1b[L\x1b[4;1H\x1b[M\x1b[1;1H\x1b[2M",
    "region": b"a\r\nb\r\nc\r\nd\r\ne\x1b[2;4r\x1b[2;1H\x1bMy\x1b[5;1H\nz\x1b[r",
    "region at the top": b"a\r\nb\r\nc\r\nd\r\ne\x1b[1;3r\x1b[3;1H\n\nx",
    "scroll up, down": b"a\r\nb\r\nc\r\nd\x1b[2S\x1b[T",
    "scroll in a region": b"a\r\nb\r\nc\r\nd\r\ne\x1b[2;4r\x1b[2T\x1b[3;3r\x1b[9;2r",
    "index": b"a\x1bDb\x1bEc\x1bMd",
    "origin": b"\x1b[2;4r\x1b[?6h\x1b[1;1Ha\x1b[9;1Hb\x1b[?6lc",
    "save, restore": b"ab\x1b7cd\x1b[5;5Hx\x1b8y\r\n\x1b[szz\x1b[uq",
    "alternate": b"main\x1b[?1049hother\x1b[5;5Hx",
    "alternate and back": b"main\r\n2\x1b[?1049hother\x1b[5;5Hx\x1b[?1049ly",
    "several modes at once": b"main\x1b[?25;1049hother",
    "repeat": b"ab\x1b[3bc\x1b[99b",
    "no autowrap": b"\x1b[?7l" + b"abcdefghijklmnopqrstuvwxyz\x1b[?7h",
    "alignment": b"\x1b#8\x1b[2;2Hx",
    "reset": b"abc\x1b[2;3r\x1b[4h\x1bcxy\x1b[1Gz",
    "soft reset": b"abc\x1b[2;3r\x1b[?6h\x1b[!pxy\x1b[1Gz",
    "strings": b"a\x1b]0;t\x07b\x1bP1$qm\x1b\\c\x1b_x\x1b\\d\x1b^x\x1b\\e\x1bXx\x1b\\f\x1bkname\x1b\\g",
    "cancelled": b"a\x1b[3\x18b\x1b]0;x\x18c\x1b[\x1b[1Dd",
    "controls inside": b"abc\x1b[\r\n2Cx",
    "long SGR": b"\x1b[1;2;3;4;5;7;8;9;38;2;1;2;3;48;2;4;5;6mx\x1b[my",
    "unknown": b"a\x1b[>4;1mb\x1b[?1;2;3cc\x1b[=1;1ud\x1b[1 qe\x1b[5%qf\x1b[<ug",
    "scrollback forgotten": b"".join(b"line %d\r\n" % i for i in range(30)) + b"\x1b[3Jx",
    "nothing": b"",
}


def against_tmux(t, streams, cols, rows, join=True):
    """Fails with all streams that look different."""
    t.need("tmux")
    tmux = Tmux(t, cols, rows)
    wrong = []
    try:
        for name, data in streams:
            try:
                compare(t, tmux, name, data, join)
            except AssertionError as problem:
                wrong.append(str(problem))
    finally:
        tmux.close()
    assert not wrong, "\n".join(wrong[:5])


def test_cases(t):
    against_tmux(t, CASES.items(), 20, 8)


def test_differences(t):
    """Each is still there, on both sides: else it is none any more, and belongs to the cases."""
    t.need("tmux")
    tmux = Tmux(t, 20, 8)
    wrong = []
    try:
        for data, ours, theirs, why in DIFFERENCES:
            path = t.tmp / "stream"
            path.write_bytes(data)
            seen = trimmed(look(t, 20, 8, path)[0]), trimmed(tmux.show(path)[0])
            if seen != (ours, theirs):
                wrong.append(f"{why}: {data!r}\nours   {seen[0]}\ntheirs {seen[1]}")
    finally:
        tmux.close()
    assert not wrong, "\n".join(wrong)


WORDS = ["a", "word ", "0123456789", "é", "e\u0301", "  ", "over the lazy dog and on and on "]


def random_edits(seed, cols, rows):
    """What both have in common, at random: a wrap that is pending is left only by more text or by what goes to
    an absolute place, and nothing is wide, so that nothing is cut."""
    r = random.Random(seed)

    def place():
        return f"\x1b[{r.randint(1, rows)};{r.randint(1, cols)}H"

    def item():
        kind, n = r.randrange(20), r.choice(["", "1", "2", "3", "9"])
        if kind < 8:
            return "".join(r.choice(WORDS) for _ in range(r.randint(1, 4)))
        if kind < 11:
            return r.choice(["\r\n", "\r\n", "\r", "\r\n\n", "\r\t", "\r\x1bM"])
        if kind < 13:
            return place() + r.choice(["", f"\x1b[{n}{r.choice('ABCDEFGST')}"])
        if kind < 17:
            return place() + r.choice(["\x1b[K", "\x1b[1K", "\x1b[2K", "\x1b[J", "\x1b[1J", "\x1b[2J", f"\x1b[{n}P",
                                       f"\x1b[{n}X", f"\x1b[r{place()}\x1b[{n}L", f"\x1b[r{place()}\x1b[{n}M",
                                       "x\x1b[5b", "\x1b[5G\x1b[4hin\x1b[4l\x1b[2@", "\x1b[?7lxyz\x1b[?7h"])
        if kind == 17:
            return r.choice(["\x1b[31m", "\x1b[1;44m", "\x1b[m", "\x1b[7m"])
        if kind == 18:
            return r.choice([f"\x1b[1;{r.randint(2, rows)}r", "\x1b[r", "\x1b[?6h", "\x1b[?6l"])
        return place() + r.choice(["\x1b7", "\x1b8", "\x1b[?6l\x1b#8\x1b[2J", "\x1b7\x1b[?1049hfull\x1b[?1049l"])

    return "".join(item() for _ in range(40)).encode()


def random_text(seed, rows):
    """The same with wide characters, always on rows that are blank."""
    r = random.Random(seed)
    words = WORDS + ["漢", "漢字", "日本語のテキスト", "\U0001F600", "가나다"]

    def item():
        kind = r.randrange(12)
        if kind < 7:
            return "".join(r.choice(words) for _ in range(r.randint(1, 5)))
        if kind < 9:
            return "\r\n\x1b[J"
        if kind < 11:
            return f"\x1b[{r.randint(1, rows)};1H\x1b[J" + r.choice(["", "\t", "\x1b[5C"])
        return r.choice(["\x1b[31m", "\x1b[m", "\r\n\x1b[J\x1b[2S", "\x1b[1;1H\x1b[2J\x1b[T"])

    return "".join(item() for _ in range(40)).encode()


def test_random_edits(t):
    against_tmux(t, [(f"seed {seed}", random_edits(seed, 24, 7)) for seed in range(150)], 24, 7, join=False)


def test_random_text(t):
    against_tmux(t, [(f"seed {seed}", random_text(seed, 7)) for seed in range(100)], 24, 7, join=False)


def session(t, argv, steps, size=(80, 24), **env):
    """What a program writes to a terminal while it is used: each step is what to type and what then to see."""
    human = Human(argv, env=t.env(PS1="$ ", **env), size=size)
    at = 0
    for keys, seen in steps:
        human.type(keys)
        at = human.see(seen, at)
    human.kill()
    return human.rest()


def programs(t):
    source = t.tmp / "reader.c"
    source.write_bytes((t.source / "lib/cast/reader.c").read_bytes())
    yield "vim", session(t, ["vim", "-u", "NONE", "-N", "-n", source], [
        ("", "reader"), (":syntax on | echo 'st' . 'ep'\r", "step"), ("\x06", "armour"), (":set nu | echo 'two' . 2\r", "two2"),
        ("10ddOh\u00e9llo w\u6f22rld \x1b:echo 'thr' . 'ee'\r", "three"), (":split | echo 'fo' . 'ur'\r", "four"),
        ("\x17wGyy5p:echo 'fi' . 've'\r", "five"), (":q!\r:vsplit | echo 'si' . 'x'\r", "six"), (":qa!\r", "1049l")])
    yield "less", session(t, ["less", source], [
        ("", r"reader\.c|\x1b\[K"), (" ", r":|\x1b\[K"), ("G", "END"), ("g", r"\x1b\[H|\x1bM"), ("/static\r", "static"), ("q", "1049l")])
    yield "top", session(t, ["top", "-d", "0.3"], [("", "PID"), ("1", "PID|Cpu0"), ("c", "PID|COMMAND"), ("M", "%|PID"), ("q", "\r\n")])
    yield "bash", session(t, ["bash", "--norc", "--noprofile"], [
        ("", r"2004h\$ "), ("ls -la --color=always /usr/bin | head -40\r", r"2004h\$ "), ("seq 60; echo d''one\r", r"done\r\n.*2004h\$ "),
        ("echo a long line that goes on until it is over the edge of the screen, and then some more of it x''y", "x''y"),
        ("\x01\x1bf\x1bd\x05\x1b\x7f\x7f\x7f", "."), ("\r", r"2004h\$ "), ("printf '\\e[31mr\\e[44me\\e[Kd\\e[0m\\n'; echo fi''n\r", r"fin\r\n.*2004h\$ "),
        ("\x1b[A\x1b[A\x1b[D\x1b[D!", "!"), ("\x05\x15", "."), ("clear; echo cl''ean\r", r"clean\r")])


def test_programs(t):
    """Programs as they are used: what is shown now and then, and whether dumps in between hold."""
    t.need("tmux", "vim", "less", "top")
    for name, data in programs(t):
        path = t.tmp / name
        path.write_bytes(data)
        look_at = t.build / "tests/script/look"
        assert b" dumps of " in t.ok([look_at, "dumps", 80, 24, 100, path])
        settled = [int(n) for n in t.ok([look_at, "settled", 80, 24, 0, path]).split()]
        cuts = [settled[len(settled) * i // 8 - 1] for i in range(1, 9)]
        against_tmux(t, [(f"{name} up to {cut}", data[:cut]) for cut in cuts], 80, 24, join=False)
        # a dump is for other terminals too: on tmux it looks as on ours, and as what it was made of
        for cut in cuts:
            dump = t.ok([look_at, "dump", 80, 24, 0, path, cut])
            against_tmux(t, [(f"{name}, dump at {cut}", dump)], 80, 24, join=False)
            (t.tmp / "dump").write_bytes(dump)
            (t.tmp / "cut").write_bytes(data[:cut])
            assert look(t, 80, 24, t.tmp / "dump", history=0) == look(t, 80, 24, t.tmp / "cut", history=0)
