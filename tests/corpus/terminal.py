"""A private tmux with one pane: a real terminal that answers queries, and whose screen can be read.

It is driven through one control client, so that a key costs a line on a pipe and no process.
"""
import os
import re
import shutil
import subprocess
import threading
import unicodedata

# remain-on-exit: the server outlives the program, so that its end is an answer and not an error
CONFIGURATION = "set -g status off\nset -g escape-time 0\nset -g remain-on-exit on\nset -g history-limit 5000\n"


def cells(text):
    """How many columns a terminal gives to the text."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Gone(Exception):
    """The terminal's server ended."""


class Terminal:
    """argv runs in the pane at once, in cwd; folder is a directory of our own for the socket."""

    def __init__(self, folder, size, cwd, argv):
        self.folder, self.lock = folder, threading.Lock()
        self.socket = os.path.join(folder, "tmux")
        conf = os.path.join(folder, "tmux.conf")
        with open(conf, "w") as f:
            f.write(CONFIGURATION)
        env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SHELL": "/bin/sh", "TERM": "xterm-256color"}
        self.tmux = [shutil.which("tmux"), "-u", "-S", self.socket, "-f", conf]
        started = subprocess.run([*self.tmux, "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "-c", cwd, *argv],
                                 env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if started.returncode != 0:
            raise Gone(f"tmux did not start: {started.stderr.strip()}")
        self.client = subprocess.Popen([*self.tmux, "-C", "attach", "-f", "ignore-size,no-output"], env=env,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answer()

    def _line(self):
        line = self.client.stdout.readline()
        if not line:
            raise Gone("the terminal's server ended")
        return line.decode(errors="replace").rstrip("\n")

    def _answer(self):
        """The lines of the next block; what tmux says between blocks is not for us."""
        while True:
            begin = re.fullmatch(r"%begin (\d+ \d+ \d+)", self._line())
            if begin:
                break
        lines = []
        while True:
            line = self._line()
            if line == "%end " + begin[1]:
                return lines
            if line == "%error " + begin[1]:
                raise Gone("tmux refused: " + " ".join(lines))
            lines.append(line)

    def ask(self, command):
        with self.lock:
            try:
                self.client.stdin.write(command.encode() + b"\n")
                self.client.stdin.flush()
            except (BrokenPipeError, ValueError):
                raise Gone("the terminal's server ended") from None
            return self._answer()

    def send(self, data):
        """Bytes, as if the keyboard had sent them."""
        for at in range(0, len(data), 1000):
            self.ask("send-keys -H " + " ".join(f"{byte:02x}" for byte in data[at:at + 1000]))

    def press(self, name):
        quote = '"' if "'" in name else "'"
        self.ask(f"send-keys {quote}{name}{quote}")

    def paste(self, text, feeds):
        """Bracketed where the program asked for it; feeds: line feeds stay what they are."""
        clip = os.path.join(self.folder, "clip")
        with open(clip, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        self.ask(f"load-buffer -b clip '{clip}'")
        self.ask("paste-buffer -p " + ("-r " if feeds else "") + "-b clip")

    def resize(self, cols, rows):
        self.ask(f"resize-window -x {cols} -y {rows}")

    def screen(self):
        return "\n".join(self.ask("capture-pane -p"))

    def look(self):
        """(where the cursor is, its line up to the cursor): the first changes with every line feed, scrolled or not."""
        place = self.ask('display-message -p "#{cursor_x} #{cursor_y} #{history_size} #{alternate_on}"')[0]
        x, y = (int(part) for part in place.split()[:2])
        lines = self.ask("capture-pane -p")
        line, head, width = lines[y] if y < len(lines) else "", "", 0
        for char in line:
            if width + cells(char) > x:
                break
            head, width = head + char, width + cells(char)
        return place, head + " " * (x - width)

    def dead(self):
        """The exit status of the program, "" if a signal ended it; None while it runs."""
        dead, status = self._end()
        if dead == "1" and status == "":
            # tmux 3.3 at times misses that a pane's program was there to be reaped until another child ends
            self.ask("run-shell true")
            dead, status = self._end()
        return status if dead == "1" else None

    def _end(self):
        return self.ask('display-message -p "#{pane_dead}:#{pane_dead_status}"')[0].split(":")

    def close(self):
        """Hang up: the program gets SIGHUP, and the server ends."""
        subprocess.run([*self.tmux, "kill-server"], capture_output=True)
        with self.lock:
            try:
                self.client.stdin.close()
            except BrokenPipeError:
                pass
            self.client.wait()
            self.client.stdout.close()
