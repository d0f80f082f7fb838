"""One scenario, being played: a program in a terminal, a recorder around it, somebody who types, and what is true."""
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

from inside import MUX, Inside
from terminal import Terminal

HERE = pathlib.Path(__file__).resolve().parent
STANDARD_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def search_path():
    known = STANDARD_PATH.split(":")
    return ":".join(known + [part for part in os.environ.get("PATH", "").split(":") if part and part not in known])


class Session:
    """What a scenario is given; folder is where its home is made."""

    def __init__(self, spec, options, folder):
        self.spec, self.name, self.recorder = spec, spec["name"], options.recorder
        self.cast = os.path.join(options.outdir, self.name + options.suffix)
        self.folder = os.path.join(folder, self.name)
        self.home = os.path.join(self.folder, "home")
        self.commands, self.secrets, self.absent = [], [], []
        self.term, self.place, self.pressed, self.heard = None, None, 0.0, 0.0
        self.inside, self.around, self.left = spec["inside"], None, False
        os.makedirs(self.home)
        for path, text in spec["files"].items():
            full = os.path.join(self.home, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as f:
                f.write(text.replace("@HOME@", self.home))
            if text.startswith("#!"):
                os.chmod(full, 0o755)

    def start(self):
        env = {"PATH": search_path(), "HOME": self.home, "TERM": self.spec["term"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
               "USER": "root", "LOGNAME": "root", "TMUX_TMPDIR": self.folder, **self.spec["env"]}
        program = [part.replace("@HOME@", self.home) for part in self.spec["program"]]
        record = [part.replace("{out}", self.cast) for part in shlex.split(self.recorder)] if self.recorder \
            else [sys.executable, str(HERE / "tap.py"), self.cast]
        env = {name: value.replace("@HOME@", self.home) for name, value in env.items()}
        argv = ["env", "-i", *[f"{name}={value}" for name, value in env.items()], *record, *program]
        if self.inside:
            self.around = Inside(self.inside, program, env, self.home, self.folder)
            argv = self.around.argv(record)
        self.term = Terminal(self.folder, self.spec["size"], self.home, argv)
        self._greeted()
        if self.around:
            self.around.enter(self)
        self.wait(timeout=30)

    def _greeted(self):
        """Until the program has said something: an empty prompt can't be seen on the screen."""
        deadline = time.time() + (0.5 if self.recorder else 10)
        while time.time() < deadline:
            if not self.recorder and os.path.exists(self.cast) and self._elapsed() is not None:
                return
            time.sleep(0.02)

    # what the screen shows
    def screen(self):
        return self.term.screen()

    def cursor_line(self):
        return self.term.look()[1]

    def _look(self):
        """In a multiplexer the cursor stands still while the rows above it move: they are part of the place."""
        place, line = self.term.look()
        return (place + self.screen() if self.inside in MUX else place), line

    def wait(self, pattern=None, timeout=15):
        """Until the cursor's line matches (the prompt, if no pattern is given) and has stayed so for a moment.

        After a key that commits, the cursor must have left its place as well: else an empty line's prompt would do.
        """
        pattern = pattern or self.spec["prompt"]
        deadline, patience, held = time.time() + timeout, time.time() + 1.5, None
        while time.time() < deadline:
            place, line = look = self._look()
            if re.search(pattern, line) and (place != self.place or time.time() > patience):
                if held == look:
                    self.place = None
                    self._settle()
                    return
                held = look
            else:
                held = None
            time.sleep(0.03)
        raise TimeoutError(f"waited for {pattern!r}, cursor line {self.cursor_line()!r}\n{self.screen()}")

    def see(self, text, timeout=15):
        """Until the text stands anywhere on the screen."""
        deadline = time.time() + timeout
        while time.time() < deadline:
            if text in self.screen():
                return
            time.sleep(0.03)
        raise TimeoutError(f"never saw {text!r}\n{self.screen()}")

    def exists(self, path, timeout=15):
        """Until there is such a file; path is relative to the home."""
        deadline = time.time() + timeout
        while not os.path.exists(os.path.join(self.home, path)):
            if time.time() > deadline:
                raise TimeoutError(f"{path} never appeared\n{self.screen()}")
            time.sleep(0.03)

    def pause(self, seconds):
        time.sleep(seconds)

    # what a person does
    def _pressing(self):
        self.pressed, self.heard = time.time(), self._last_input()

    def type(self, text, pace=None):
        for char in text:
            self.term.send(char.encode())
            time.sleep(self.spec["pace"] if pace is None else pace)

    def burst(self, text):
        """All at once, as a paste without bracketing or a fast type-ahead would come."""
        self._pressing()
        self.term.send(text.encode())

    def paste(self, text, feeds=False):
        """As the terminal pastes: bracketed where the program asked for it, and line feeds sent as carriage
        returns, which is what terminals do; feeds=True sends them as they are."""
        self._pressing()
        self.term.paste(text, feeds)
        time.sleep(0.05)

    def key(self, *names, pace=0.04):
        for name in names:
            self._pressing()
            self.term.press(name)
            time.sleep(pace)

    def abandon(self, key="C-c"):
        """Give the line up. Some shells lose the key when they are busy drawing; a person presses it again, then."""
        for _ in range(5):
            self.key(key, pace=0.15)
            try:
                return self.wait(timeout=1)
            except TimeoutError:
                pass
        raise TimeoutError(f"the line could not be given up\n{self.screen()}")

    def resize(self, cols, rows):
        self.term.resize(cols, rows)
        time.sleep(0.25)

    def hangup(self):
        """The connection is lost: the session ends here, and the scenario must too."""
        self.term.close()
        self.term = None
        time.sleep(0.1)

    # what is true
    def _last_input(self):
        """The time of the newest input event in tap.py's recording."""
        if self.recorder:
            return 0.0
        try:
            with open(self.cast, "rb") as f:
                f.seek(max(0, f.seek(0, os.SEEK_END) - 65536))
                lines = f.read().split(b"\n")[1:-1]
        except FileNotFoundError:
            return 0.0
        for line in reversed(lines):
            event = re.match(rb'\[([0-9.]+), ?"i"', line)
            if event:
                return float(event[1])
        return self.heard

    def now(self):
        """When the last key was heard: call it right after the key that committed."""
        if self.recorder:
            return None
        deadline = time.time() + 1
        while time.time() < deadline and self._last_input() <= self.heard:
            time.sleep(0.005)
        return self._last_input()

    def _settle(self):
        for line in self.commands:
            if line["until"] is True:
                line["until"] = None if self.recorder else self._elapsed()

    def _elapsed(self):
        with open(self.cast, "rb") as f:
            f.seek(max(0, f.seek(0, os.SEEK_END) - 65536))
            times = re.findall(rb"^\[([0-9.]+), ?", f.read(), re.M)
        return float(times[-1]) if times else None

    def truth(self, text, kind="command", exit=None, also=(), ahead=False):
        """Note what the last key committed; ahead: it will be run only when the program comes to read it."""
        self.commands.append(dict(text=text, also=list(also), kind=kind, at=self.now(), until=True if ahead else None,
                                  when=round(self.pressed, 3), exit=exit))

    def enter(self, text=None, kind="command", exit=None, wait=True, also=(), key="Enter"):
        """Commit the line; text is what the shell then runs (None: nothing to report)."""
        self.place = self._look()[0]
        self.key(key, pace=0)
        if text is not None:
            self.truth(text, kind, exit, also)
        if wait:
            self.wait(None if wait is True else wait)

    def run(self, text, exit=None, kind="command", wait=True, also=()):
        self.type(text)
        self.enter(text, kind, exit, wait, also)

    def secret(self, text):
        self.type(text)
        self.secrets.append(text)

    # how it ends
    def finish(self):
        if self.term is None:
            return
        if self.around and not self.left:
            self.left = True
            self.around.leave(self)
        deadline = time.time() + 15
        while self.term.dead() is None:
            if time.time() > deadline:
                raise TimeoutError(f"the program did not end\n{self.screen()}")
            time.sleep(0.05)
        for line in self.commands:
            if line["until"] is True:
                line["until"] = None if self.recorder else self._elapsed()

    def answer(self):
        """As JSON, a line for each command: what changes is seen in a diff."""
        def text(value):
            return json.dumps(value, ensure_ascii=False)
        return '{"commands": [\n%s\n],\n"secrets": %s,\n"absent": %s}\n' % (
            ",\n".join(map(text, self.commands)), text(self.secrets), text(self.absent))

    def clear(self):
        """Nothing that we started stays: servers, what they ran, folders."""
        if self.term:
            self.term.close()
        if self.around:
            self.around.close()
        # ours, if it did not start as it should, and those that a scenario started inside
        folder = pathlib.Path(self.folder)
        for socket in [*folder.glob("tmux"), *folder.glob("tmux-*/*")]:
            subprocess.run(["tmux", "-S", str(socket), "kill-server"], capture_output=True)
        for pid in self._left_behind():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(self.folder, ignore_errors=True)

    def _left_behind(self):
        mark = b"HOME=" + self.home.encode()
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/environ", "rb") as f:
                        if mark in f.read().split(b"\0"):
                            yield int(entry)
                except OSError:
                    pass
