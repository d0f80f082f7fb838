"""A console in a real terminal: what it shows, what reaches it, and that the terminal gets back what it had."""
import base64
import os
import pathlib
import pty
import re
import shlex
import signal
import sys
import termios

from human import Human, until

PAINTED = rb"\x1b\[\?2026l"  # behind each picture
LEFT = re.compile(rb"\x1b\[\?7h\x1b\[\?2004l\x1b\[\?25h\x1b\[\?1049l")


def program(t):
    path = t.build / "tests/script/console"
    if not path.exists():
        t.cannot("tests/script/console is not built")
    return str(path)


def terminal(t, size, argv):
    t.need("tmux")
    sys.path.insert(0, str(t.source / "tests/corpus"))
    from terminal import Terminal
    folder = t.tmp / "terminal"
    folder.mkdir()
    return Terminal(str(folder), size, str(t.tmp), argv)


def shows(term, text):
    return until(lambda: text in term.screen(), f"{text!r} on the screen")


def modes(fd):
    return termios.tcgetattr(fd)[:4]


def test_it_shows_and_it_leaves(t):
    term = terminal(t, (80, 24), ["sh", "-c", f"echo before; {program(t)}; stty -a | grep -q ' echo ' && echo sane; sleep 1000"])
    try:
        shows(term, "size 80x24")
        assert "before" not in term.screen()
        term.press("x")
        shows(term, "keys 1 last 78")
        term.press("S-Up")
        shows(term, "last 1200001")
        term.press("Escape")
        shows(term, "last 20000e")
        term.resize(61, 17)
        shows(term, "size 61x17")
        term.paste("two\nlines", True)
        shows(term, "note pasted two⏎ lines")
        term.press("q")
        shows(term, "sane")
        assert "before" in term.screen() and "left 0" in term.screen() and "keys" not in term.screen()
    finally:
        term.close()


def test_stopped_and_continued(t):
    term = terminal(t, (80, 24), ["bash", "--norc", "--noprofile", "-i"])
    try:
        term.send(b"PS1='> '\r" + program(t).encode() + b"\r")
        shows(term, "size 80x24")
        term.press("C-z")
        shows(term, "Stopped")
        term.send(b"stty -a | tr ';' '\\n' | grep -c ' echo '; echo typed\r")
        shows(term, "\ntyped")
        assert "size 80x24" not in term.screen()
        term.resize(70, 20)
        term.send(b"fg\r")
        shows(term, "size 70x20")
        shows(term, "resumed 1")
        term.press("q")
        shows(term, "left 0")
        # stopped from elsewhere, by what cannot be caught: the shell has the terminal meanwhile
        told = pathlib.Path(t.tmp) / "pid"
        term.send(b"clear; " + program(t).encode() + f" & echo $! > {shlex.quote(str(told))}; fg\r".encode())
        shows(term, "size 70x20")
        os.kill(int(told.read_text()), signal.SIGSTOP)
        shows(term, "Stopped")
        term.send(b"stty sane; fg\r")
        until(lambda: "resumed" in term.screen() and "resumed 0" not in term.screen(), "it goes on")
        term.press("q")
        shows(term, "left 0")
    finally:
        term.close()


def ended(t, how):
    """Runs it on a pty, ends it as `how` does: its status, what it sent, whether the pty's modes are what they were."""
    h = Human([program(t)], env=t.env())
    h.see("keys 0 last 0")
    # the program has changed them by now: what a fresh pty has
    spare = pty.openpty()
    plain = modes(spare[1])
    os.close(spare[0])
    os.close(spare[1])
    assert modes(h.master)[3] != plain[3]
    how(h)
    until(lambda: LEFT.search(drain(h)), "the terminal given back")
    until(lambda: modes(h.master)[1:] == plain[1:], "the modes restored")
    status = os.waitpid(h.pid, 0)[1]
    return status, h.seen


def drain(h):
    data = h._read(0.05)
    h.seen += data or b""
    return h.seen


def test_given_back_however_it_ends(t):
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        status, _ = ended(t, lambda h: h.kill(number))
        assert os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0, (number, status)
    status, _ = ended(t, lambda h: h.type("X"))
    assert os.WEXITSTATUS(status) == 3
    status, _ = ended(t, lambda h: h.type("A"))
    assert os.WIFSIGNALED(status) or t.asan, status
    status, _ = ended(t, lambda h: h.type("C"))
    assert (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSEGV) or t.asan, status


def test_a_hung_up_terminal_ends_it(t):
    h = Human([program(t)], env=t.env())
    h.see("keys 0 last 0")
    h.hang_up()
    _, status = os.waitpid(h.pid, 0)
    assert os.WIFEXITED(status), status


def test_nothing_is_sent_for_nothing(t):
    h = Human([program(t)], env=t.env())
    at = h.see(b"note.*?" + PAINTED)
    h.type("x")
    at = h.see(PAINTED, h.see("78", at))
    h.type("L")
    h.see(PAINTED, h.see("note", at))
    sent = drain(h)[at:]
    assert b"\x1b[2J" not in sent and b"\x1b[J" not in sent and sent.count(b"\x1b[?2026h") == 1, sent
    h.type("q")
    assert h.wait() == 0


def test_a_program_of_ones_own(t):
    term = terminal(t, (80, 24), [program(t)])
    try:
        shows(term, "size 80x24")
        term.press("R")
        shows(term, "hello from the child")
        assert "size" not in term.screen()
        term.press("Enter")
        shows(term, "note status 7 said sorry")
        shows(term, "size 80x24")
    finally:
        term.close()


def test_keys_come_while_standard_input_is_a_pipe(t):
    term = terminal(t, (80, 24), ["sh", "-c", f"(echo; sleep 1000) | {program(t)}"])
    try:
        shows(term, "ready 1")
        term.press("k")
        shows(term, "last 6b")
    finally:
        term.close()


def test_the_clipboard_gets_base64(t):
    h = Human([program(t)], env=t.env())
    h.see("note")
    h.type("P")
    h.see(re.escape(b"\x1b]52;c;" + base64.b64encode(b"rm -rf /\n") + b"\x07"))
    h.see("clip 0")
    h.type("q")
    assert h.wait() == 0


def test_refused_with_a_reason(t):
    done = t.run([program(t)], env=t.env(TERM="dumb"))
    assert done.returncode == 2 and b"TERM" in done.stderr
    done = t.run(["setsid", program(t)])
    assert done.returncode == 2 and b"there is no terminal" in done.stderr


def test_colours_only_where_they_are_wanted(t):
    for more, has in (({}, b"38;5;"), ({"COLORTERM": "truecolor"}, b"38;2;255;0;0"), ({"NO_COLOR": "1"}, None)):
        h = Human([program(t)], env=t.env(**more))
        h.see(b"note.*?" + PAINTED)
        colours = re.findall(rb"\x1b\[[0-9;]*(38;[0-9;]*|3[0-7]|9[0-7])m", h.seen)
        assert (has in h.seen) if has else not colours, h.seen
        assert b"\x1b[0;1" in h.seen
        h.type("q")
        h.wait()
