#!/usr/bin/env python3
"""Record a program under a pty as asciicast v2 with output, input and resize events.

usage: tap.py OUT.cast PROGRAM [ARG ...]

This is deliberately the simplest recorder that can be: every read becomes one event, nothing is
filtered, and keystrokes are kept as typed.  It gives the corpus recordings that owe nothing to the
program under test.
"""
import codecs
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
import tty


def window(fd):
    rows, cols, _, _ = struct.unpack("HHHH", fcntl.ioctl(fd, termios.TIOCGWINSZ, b"\0" * 8))
    return rows or 24, cols or 80


class Tape:
    def __init__(self, path, argv, rows, cols):
        self.start = time.time()
        self.file = open(path, "w", encoding="utf-8", buffering=1)
        self.decode = {c: codecs.getincrementaldecoder("utf-8")("replace") for c in "io"}
        header = {"version": 2, "width": cols, "height": rows, "timestamp": int(self.start), "command": " ".join(argv),
                  "env": {"TERM": os.environ.get("TERM", ""), "SHELL": argv[0]}}
        self.write(header)

    def write(self, line):
        self.file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def event(self, code, data):
        if data:
            self.write([round(time.time() - self.start, 4), code, data])

    def bytes(self, code, data):
        self.event(code, self.decode[code].decode(data))


def put(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]


def drain(master, tape):
    """What the program wrote before it ended; a job that it left behind may hold the pty open for ever."""
    while select.select([master], [], [], 0)[0]:
        try:
            data = os.read(master, 65536)
        except OSError:
            return
        if not data:
            return
        tape.bytes("o", data)
        put(1, data)


def relay(pid, master, tape):
    wake, notify = os.pipe()
    os.set_blocking(notify, False)
    signal.set_wakeup_fd(notify)
    for number in (signal.SIGWINCH, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    while True:
        ready, _, _ = select.select([0, master, wake], [], [])
        if wake in ready:
            woken = os.read(wake, 64)
            if signal.SIGHUP in woken:  # the terminal is gone: closing the pty tells the program
                return None
            if signal.SIGWINCH in woken:
                rows, cols = window(0)
                tape.event("r", f"{cols}x{rows}")
                fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                drain(master, tape)
                return status
        if 0 in ready:
            data = os.read(0, 4096)
            if not data:
                return None
            tape.bytes("i", data)
            put(master, data)
        if master in ready:
            try:
                data = os.read(master, 65536)
            except OSError:
                return os.waitpid(pid, 0)[1]
            tape.bytes("o", data)
            put(1, data)


def main():
    out, argv = sys.argv[1], sys.argv[2:]
    rows, cols = window(0)
    go, hold = os.pipe()  # the program starts once its terminal has its size
    pid, master = pty.fork()
    if pid == 0:
        os.close(hold)
        os.read(go, 1)
        os.execvp(argv[0], argv)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
    saved = termios.tcgetattr(0)
    tty.setraw(0)
    tape = Tape(out, argv, rows, cols)
    os.close(hold)
    status = None
    try:
        status = relay(pid, master, tape)
    finally:
        tape.file.close()
        try:
            termios.tcsetattr(0, termios.TCSADRAIN, saved)
        except termios.error:
            pass
    sys.exit(1 if status is None else os.waitstatus_to_exitcode(status) & 255)


main()
