#!/usr/bin/python3
"""usage: mailhost.py PORTFILE: answers one SMTP client on loopback, and ends.  Its port is written to PORTFILE."""
import os
import socket
import sys

server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen()
with open(sys.argv[1] + ".new", "w") as f:
    print(server.getsockname()[1], file=f)
os.rename(sys.argv[1] + ".new", sys.argv[1])
with server.accept()[0].makefile("rw") as line:
    answers = {"HELO": "250 mx.example greets you", "MAIL": "250 sender fine", "RCPT": "250 recipient fine",
               "DATA": "354 end with a full stop", ".": "250 queued as 1F2E3D", "QUIT": "221 bye"}
    print("220 mx.example ready", file=line, flush=True)
    body = False
    for text in line:
        word = text.split()[0].upper() if text.split() else ""
        if body and word != ".":
            continue
        body = word == "DATA"
        print(answers.get(word, "502 unknown"), file=line, flush=True)
        if word == "QUIT":
            break
