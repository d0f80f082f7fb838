#!/usr/bin/python3
"""usage: askpass.py PROMPT: reads a secret and shows an asterisk for each character, as many programs do."""
import os
import sys
import termios
import tty

saved = termios.tcgetattr(0)
tty.setraw(0)
secret = b""
os.write(1, sys.argv[1].encode())
try:
    while (key := os.read(0, 1)) not in (b"\r", b"\n", b"\x03", b""):
        if key == b"\x7f":
            if secret:
                os.write(1, b"\b \b")
            secret = secret[:-1]
        else:
            secret += key
            os.write(1, b"*")
finally:
    termios.tcsetattr(0, termios.TCSADRAIN, saved)
print("\naccepted" if len(secret) > 3 else "\nrefused")
