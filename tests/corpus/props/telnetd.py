#!/usr/bin/python3
"""usage: telnetd.py PORTFILE COMMAND ...: one telnet session on loopback, with echo on this side, and then the end."""
import os
import pty
import re
import select
import socket
import sys
import termios

server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen()
with open(sys.argv[1] + ".new", "w") as f:
    print(server.getsockname()[1], file=f)
os.rename(sys.argv[1] + ".new", sys.argv[1])
line = server.accept()[0]
line.sendall(b"\xff\xfb\x01\xff\xfb\x03")  # WILL ECHO, WILL SUPPRESS-GO-AHEAD
pid, master = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
termios.tcsetwinsize(master, (24, 80))
while True:
    ready, _, _ = select.select([line, master], [], [])
    try:
        data = line.recv(4096) if line in ready else os.read(master, 4096)
    except OSError:
        break
    if not data:
        break
    if line in ready:
        os.write(master, re.sub(rb"\xff[\xfb-\xfe].|\xff\xfa.*?\xff\xf0|\xff[\xf0-\xf9]|(?<=\r)[\0\n]", b"", data, flags=re.S))
    else:
        line.sendall(data.replace(b"\xff", b"\xff\xff"))
