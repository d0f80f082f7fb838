#!/usr/bin/python3
"""usage: choose.py full|inline LINE ...: a chooser of lines, as fzf and atuin are, on the alternate screen or below the prompt

Prints the line that is chosen.  Exit 0: Enter, it is to be run.  Exit 3: Tab, it is to be edited; or nothing was chosen.
"""
import os
import sys
import termios
import tty

UP, DOWN = (b"\x1b[A", b"\x1bOA"), (b"\x1b[B", b"\x1bOB")


def draw_full(out, query, found, at):
    out.write("\x1b[H\x1b[2J")
    for n, line in enumerate(found):
        out.write(("\x1b[7m>\x1b[m " if n == at else "  ") + line + "\r\n")
    out.write("\x1b[20;1H[ GLOBAL ] $ " + query)


def draw_inline(out, query, found, at):
    out.write(f"\r\x1b[J> {query}\r\n  {len(found)} found")
    for n, line in enumerate(found):
        out.write("\r\n" + ("\x1b[7m> " if n == at else "  ") + line + "\x1b[m")
    out.write(f"\x1b[{len(found) + 1}A\r\x1b[{len(query) + 2}C")


def choose(fd, out, draw, lines):
    """(what was chosen, whether it is to be run)"""
    query, at = "", 0
    while True:
        found = [line for line in lines if query in line]
        at = max(0, min(at, len(found) - 1))
        draw(out, query, found, at)
        out.flush()
        key = os.read(fd, 16)
        if key in (b"\r", b"\t"):
            return (found[at] if found else query), key == b"\r"
        if key in (b"\x03", b"\x1b"):
            return "", False
        if key in UP + DOWN:
            at += 1 if key in DOWN else -1
        else:
            query = query[:-1] if key == b"\x7f" else query + key.decode()


def main():
    full, lines = sys.argv[1] == "full", sys.argv[2:]
    fd = os.open("/dev/tty", os.O_RDWR)
    before = termios.tcgetattr(fd)
    tty.setraw(fd)
    with open("/dev/tty", "w", encoding="utf-8") as out:
        out.write("\x1b[?1049h" if full else "")
        line, run = choose(fd, out, draw_full if full else draw_inline, lines)
        out.write("\x1b[?1049l" if full else "\r\x1b[J")
    termios.tcsetattr(fd, termios.TCSADRAIN, before)
    print(line, end="")
    sys.exit(0 if run else 3)


if __name__ == "__main__":
    main()
