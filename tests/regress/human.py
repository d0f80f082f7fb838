"""A person at a terminal: runs a program on a pty, types, looks, waits for events and never for seconds."""
import errno
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import termios
import threading
import time

PATIENCE = 300  # seconds until a test that waits for something gives up: a bound for a slow machine, not a measure
FORKING = threading.Lock()


def fork_terminal():
    """pty.fork(), whose terminal no program that another test starts meanwhile keeps open.  The child is to exec at once."""
    with FORKING:
        told, tells = os.pipe()
        pid, master = pty.fork()
        if pid == 0:
            return pid, master
        os.set_inheritable(master, False)
        os.close(tells)
        os.read(told, 1)  # its end: the child is another program now, and holds nothing of ours
        os.close(told)
    return pid, master


def make_program(path, what):
    """An executable file: a script's text, or a copy of the program of that name.

    A file that anybody has open for writing can't be run, and a child of ours that has not come to its exec yet has open what we had.
    """
    with FORKING:
        if os.path.isabs(what):
            shutil.copyfile(what, path)
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(what)
        os.chmod(path, 0o755)
    return path


class Human:
    """A program on a pty of its own, as its controlling terminal."""

    def __init__(self, argv, env=None, size=(80, 24), cwd=None):
        self.seen = b""
        self.status = None
        self.pid, self.master = fork_terminal()
        if self.pid == 0:
            try:
                if cwd:
                    os.chdir(cwd)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.execvpe(str(argv[0]), [str(a) for a in argv], env or os.environ)
            finally:
                os._exit(127)
        self.resize(*size)

    def resize(self, cols, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def type(self, text):
        data = text.encode() if isinstance(text, str) else text
        while data:
            data = data[os.write(self.master, data):]

    def _read(self, timeout):
        if not select.select([self.master], [], [], timeout)[0]:
            return None
        try:
            return os.read(self.master, 65536)
        except OSError as problem:
            if problem.errno == errno.EIO:
                return b""
            raise

    def see(self, pattern, since=0):
        """Until the output from `since` on matches; returns the offset behind the match."""
        pattern = pattern.encode() if isinstance(pattern, str) else pattern
        deadline = time.monotonic() + PATIENCE
        while True:
            match = re.compile(pattern, re.S).search(self.seen, since)
            if match:
                return match.end()
            if time.monotonic() > deadline:
                raise AssertionError(f"never saw {pattern!r}; saw {self.seen[since:][-2000:]!r}")
            data = self._read(0.5)
            if data == b"":
                raise AssertionError(f"ended before {pattern!r}; saw {self.seen[since:][-2000:]!r}")
            self.seen += data or b""

    def rest(self):
        """Everything until the program closes the terminal."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            data = self._read(0.5)
            if data == b"":
                return self.seen
            self.seen += data or b""
        raise AssertionError(f"never ended; saw {self.seen[-2000:]!r}")

    def wait(self):
        """Read to the end and reap: the exit status as a shell would put it."""
        self.rest()
        if self.status is None:
            _, status = os.waitpid(self.pid, 0)
            self.status = 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        return self.status

    def hang_up(self):
        """The terminal vanishes."""
        os.close(self.master)

    def kill(self, number=signal.SIGKILL):
        os.kill(self.pid, number)


def until(condition, what="the condition"):
    """Wait for something that another process does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError(f"waited in vain for {what}")
