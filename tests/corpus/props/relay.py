#!/usr/bin/python3
"""usage: relay.py DELAY-MS MAX-CHUNK COMMAND ...: runs the command behind a bad line.

What it writes arrives late and in pieces of 1 to MAX-CHUNK bytes, cut wherever a fixed series of numbers says: inside of
characters and of escape sequences too.  What is typed arrives late as well.
"""
import os
import pty
import select
import sys
import termios
import time
import tty

PAUSE = 0.0015  # between pieces, so that whoever reads sees them apart


def put(fd, data):
    while data:
        data = data[os.write(fd, data):]


def main():
    delay, most, argv = int(sys.argv[1]) / 1000, int(sys.argv[2]), sys.argv[3:]
    saved = termios.tcgetattr(0)
    pid, master = pty.fork()
    if pid == 0:
        os.execvp(argv[0], argv)
    termios.tcsetwinsize(master, termios.tcgetwinsize(0))
    tty.setraw(0)
    late, series = [], 12345  # late: (when it arrives, where to, what), in order
    alive = True
    while alive or late:
        wait = max(0, late[0][0] - time.monotonic()) if late else None
        ready, _, _ = select.select([0, master] if alive else [], [], [], wait)
        for fd in ready:
            try:
                data = os.read(fd, 65536)
            except OSError:
                data = b""
            if data:
                late.append((time.monotonic() + delay, master if fd == 0 else 1, data))
            else:
                alive = False
        while late and late[0][0] <= time.monotonic():
            _, to, data = late.pop(0)
            if to == master:
                try:
                    put(master, data)
                except OSError:
                    alive = False
                continue
            while data:
                series = (series * 1103515245 + 12345) % 2**31
                size = 1 + (series >> 16) % most if len(data) < 4096 else 4096
                put(1, data[:size])
                data = data[size:]
                time.sleep(PAUSE)
    termios.tcsetattr(0, termios.TCSADRAIN, saved)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 255)


main()
