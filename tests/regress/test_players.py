"""Other people's players take our recordings, and show what was shown."""
import json
import os
import pwd
import signal
import stat
import subprocess

from human import PATIENCE, Human, until

SCRIPT = r"""
printf '\033[1;31mred\033[0m and \033[4munderlined\033[0m\n'
seq 1 40
printf '\033[2J\033[H\033[5;10Hplaced\033[7;1H'
printf 'caf\303\251 \346\227\245\346\234\254 wide\n'
printf 'a\tb\rA\n\033[?1049halternate\033[?1049l'
printf 'erased\033[3D\033[K!\n'
"""


def recording(t, size=(70, 12), script=SCRIPT):
    cast = t.tmp / "s.cast.zst"
    t.ok([t.steno, "rec", cast, "--size", f"{size[0]}x{size[1]}", "--", "sh", "-c", script])
    return cast


def screen_in_tmux(t, data, size):
    """The same bytes in a real terminal."""
    t.need("tmux")
    (t.tmp / "bytes").write_bytes(data)
    # from its start: a line that tmux keeps for itself and then gives back would shift what is shown
    (t.tmp / "tmux.conf").write_text("set -g status off\n")
    tmux = ["tmux", "-L", f"steno-test-{t.tmp.name}", "-f", t.tmp / "tmux.conf"]
    try:
        t.ok(tmux + ["new-session", "-d", "-x", size[0], "-y", size[1],
                     # the answer to a query comes when all before it was shown
                     f"stty raw -echo; cat {t.tmp}/bytes; printf '\\033[6n'; head -c 1 >/dev/null; touch {t.tmp}/done; exec sleep 1000"])
        until((t.tmp / "done").exists, "all of it on the screen")
        return t.ok(tmux + ["capture-pane", "-p"]).decode()
    finally:
        t.run(tmux + ["kill-server"])


def test_the_web_player_shows_the_same_final_screen(t):
    t.need("node", "zstd")
    if not (t.source / "tests/web/node_modules/asciinema-player").exists():
        t.cannot("the npm package asciinema-player is not installed (npm ci in tests/web)")
    size = (70, 12)
    cast = recording(t, size)
    (t.tmp / "plain.cast").write_bytes(t.ok(["zstd", "-dcq", cast]))
    shown = t.ok(["node", t.source / "tests/web/play.mjs", t.tmp / "plain.cast"]).decode()
    raw = t.ok([t.steno, "export", cast, "--format", "raw"])
    want = screen_in_tmux(t, raw, size)
    # the player leaves the second cell of a wide character blank, tmux leaves it out
    lines = [line.replace("日 ", "日").replace("本 ", "本").rstrip() for line in shown.splitlines()]
    want = [line.rstrip() for line in want.splitlines()]
    assert lines == want, f"{lines}\n{want}"
    assert any("placed" in line for line in lines) and any("café" in line for line in lines)


def test_zstd_gives_a_valid_asciicast(t):
    t.need("zstd")
    cast = recording(t)
    lines = t.ok(["zstd", "-dcq", cast]).decode().splitlines()
    header = json.loads(lines[0])
    assert header["version"] == 3 and header["term"] == {"cols": 70, "rows": 12, "type": "xterm-256color"}
    events = [json.loads(line) for line in lines[1:]]
    assert all(len(e) == 3 and e[0] >= 0 and isinstance(e[1], str) and isinstance(e[2], str) for e in events)
    assert events[-1][1:] == ["x", "0"]
    t.ok(["zstd", "-tq", cast])


def test_asciinema_takes_version_2(t):
    t.need("asciinema")
    cast = recording(t)
    t.ok([t.steno, "export", cast, "--format", "cast2", "-o", t.tmp / "two.cast"])
    raw = t.ok([t.steno, "export", cast, "--format", "raw"])
    human = Human(["asciinema", "cat", t.tmp / "two.cast"], env=t.env(), size=(70, 12))
    assert human.wait() == 0
    # its terminal turns line feeds into two bytes, as ours has done already
    assert human.seen.replace(b"\r\r\n", b"\r\n") == raw, f"{human.seen!r}\n{raw!r}"
    human = Human(["asciinema", "play", "-s", "100", "-i", "0.01", t.tmp / "two.cast"], env=t.env(), size=(70, 12))
    assert human.wait() == 0
    assert b"placed" in human.seen


def test_script_of_a_pipe_is_shown_by_players_with_returns(t):
    """A session that had no terminal has bare line feeds: exports for players return the carriage."""
    if os.geteuid() != 0:
        t.cannot("a login shell records below its user's real home: only root can put another in its place")
    home = pwd.getpwuid(0).pw_dir
    done = t.run(["unshare", "-m", "sh", "-c", f"mount --bind {t.home} {home} && exec {t.shell} -c 'echo one; echo two'"])
    assert done.returncode == 0 and done.stdout == b"one\ntwo\n", done
    cast = next((t.home / ".local/share/steno/sessions").glob("*/*.cast.zst"))
    assert t.ok([t.steno, "export", cast, "--format", "raw"]) == b"one\ntwo\n"
    text = [json.loads(line) for line in t.ok([t.steno, "export", cast, "--format", "cast2"]).splitlines()[1:]]
    assert "".join(e[2] for e in text if e[1] == "o") == "one\r\ntwo\r\n"


def test_a_dash_is_the_standard_output(t):
    cast = recording(t)
    for form in ("cast3", "raw", "md"):
        assert t.ok([t.steno, "export", cast, "-f", form, "-o", "-"], cwd=t.tmp) == t.ok([t.steno, "export", cast, "-f", form]), form
    assert not (t.tmp / "-").exists()


def test_a_reader_that_has_seen_enough(t):
    """It is no failure to be told of, and nobody goes on printing for it; a disk that is full is one, and named."""
    cast = t.tmp / "long.cast.zst"
    t.ok([t.steno, "rec", cast, "--", "seq", "100000"])
    done = t.run(["bash", "-c", '"$0" cat "$1" "$1" | head -n 1', t.steno, cast])
    assert done.stdout == b"1\r\n" and done.stderr == b"", done
    with open("/dev/full", "wb") as full:
        done = t.run([t.steno, "cat", cast], capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 3 and b"No space left on device" in done.stderr, done
    live = t.tmp / "live.cast.zst"
    human = Human([t.steno, "rec", "-q", live, "--", "sh", "-c", "while :; do echo on; sleep 0.1; done"], env=t.env())
    human.see("on")
    done = t.run(["bash", "-c", '"$0" cat -f "$1" | head -n 1', t.steno, live])
    assert done.stdout == b"on\r\n" and done.stderr == b"" and human.status is None, done
    human.kill(signal.SIGTERM)
    human.wait()


def test_output_to_what_is_no_file(t):
    """Nothing is renamed over a device, a pipe or a link: root's /dev/null would be a file behind it."""
    cast = recording(t)
    raw = t.ok([t.steno, "export", cast, "-f", "raw"])
    (t.tmp / "target").write_bytes(b"old" * 10000)
    (t.tmp / "link").symlink_to("target")
    os.mkfifo(t.tmp / "pipe")
    # a device of our own, where we may have one
    try:
        os.mknod(t.tmp / "null", 0o600 | stat.S_IFCHR, os.makedev(1, 3))
        (t.tmp / "null").write_bytes(b"")
    except PermissionError:
        (t.tmp / "null").unlink(missing_ok=True)
        (t.tmp / "null").symlink_to("/dev/null")
    kinds = {name: stat.S_IFMT((t.tmp / name).lstat().st_mode) for name in ("link", "pipe", "null")}
    t.ok([t.steno, "export", cast, "-f", "raw", "-o", t.tmp / "null"])
    t.ok([t.steno, "export", cast, "-f", "md", "-o", t.tmp / "null", "--force"])
    assert t.run([t.steno, "export", cast, "-f", "raw", "-o", t.tmp / "link"]).returncode == 2
    t.ok([t.steno, "export", cast, "-f", "raw", "-o", t.tmp / "link", "--force"])
    assert (t.tmp / "target").read_bytes() == raw
    reader = subprocess.Popen(["cat", t.tmp / "pipe"], stdout=subprocess.PIPE)
    t.ok([t.steno, "export", cast, "-f", "raw", "-o", t.tmp / "pipe"])
    assert reader.communicate(timeout=PATIENCE)[0] == raw
    assert kinds == {name: stat.S_IFMT((t.tmp / name).lstat().st_mode) for name in kinds}
