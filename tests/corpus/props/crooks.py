#!/usr/bin/python3
"""usage: crooks.py ros7|nxos|aruba|vyos|pan|sqlplus|click|spark|trino|login: consoles that no test can have, in their makers' manners

"ros7" draws the row again at each key, with what could follow in grey behind the cursor.  "nxos" and "aruba" list at `?` and wait at their own kinds of
--More--.  "vyos" has `[edit]` above its prompt.  "pan" shows all that is long in rows of `lines 1-20`.  "sqlplus" numbers its rows and leaves editing to
the driver; "click", "spark" and "trino" go on in rows with marks of their own, the first in colours.  "login" asks who is there and tells kernel's news.
"""
import os
import select
import sys
import termios
import time
import tty

WORDS = {"ros7": "/interface /ip /system add address disable enable export identity print remove set quit", "nxos": "configure copy end exit interface no ping show shutdown switchport vlan", "aruba": "apply config exit no show write vlan",
         "vyos": "commit compare configure delete exit interfaces run save set show", "pan": "commit configure delete exit quit request set show", "spark": "val def", "trino": "select", "click": "SELECT SHOW", "sqlplus": "", "login": ""}
ROWS = [f"{'GigabitEthernet' if n % 3 else 'Vlan'}{n // 8}/{n % 8}  {['up', 'down', 'admin down'][n % 3]:<12}10.44.{n}.1/24" for n in range(44)]


def say(text):
    os.write(1, text.encode())


def key(wait=60):
    if not select.select([0], [], [], wait)[0]:
        return None
    got = os.read(0, 1).decode(errors="replace")
    if got == "\x1b":
        got += os.read(0, 2).decode(errors="replace")
    elif got and ord(got) > 0x7f:
        got = "?"
    return got


class Console:
    def __init__(self, style):
        self.style, self.words, self.level, self.history, self.number = style, WORDS[style].split(), "", [], 1

    def prompt(self):
        return {"ros7": f"[admin@gw-2] {self.level + ' ' if self.level else ''}> ", "nxos": f"leaf-3{self.level}# ", "aruba": f"(mc-1) [mynode{self.level}] #", "vyos": ("[edit]\r\n" if self.level else "") + ("vyos@edge# " if self.level else "vyos@edge:~$ "),
                "pan": ("[edit]\r\n" if self.level else "") + ("ops@PA-220# " if self.level else "ops@PA-220> "), "spark": "scala> ", "trino": "trino:ledger> ", "click": "ch-1 :) "}[self.style]

    def more(self):
        return {"spark": "     | ", "trino": "           -> ", "click": ":-] "}[self.style]

    def draw(self, prompt, line, at):
        if self.style == "ros7":
            last = line.rsplit(" ", 1)[-1]
            hint = next((w[len(last):] for w in self.words if last and w.startswith(last)), "") if at == len(line) else ""
            say(f"\r\x1b[K{prompt}\x1b[33m{line}\x1b[m\x1b[90m{hint}\x1b[m\r\x1b[{len(prompt) + at}C")
        elif self.style in ("click", "trino"):
            say(f"\r\x1b[J\x1b[1m{prompt}\x1b[m" + " ".join(f"\x1b[34m{w}\x1b[m" if w.upper() in ("SELECT", "FROM", "WHERE", "COUNT") else w for w in line.split(" ")) + "\r" + f"\x1b[{len(prompt) + at}C")
        else:
            say("\r" + prompt.split("\n")[-1] + line + "\x1b[K" + "\b" * (len(line) - at))

    def page(self, rows):
        for n in range(0, len(rows), 14):
            say("".join(row + "\r\n" for row in rows[n:n + 14]))
            if n + 14 >= len(rows):
                return
            mark = {"nxos": "\x1b[7m--More--\x1b[m", "aruba": "--More-- (q) quit (u) pageup (/) search (n) repeat", "pan": f"\x1b[7mlines {n + 1}-{n + 14} \x1b[m", "ros7": "-- [Q quit|D dump|down]"}.get(self.style, "--More--")
            say(mark)
            if key() in ("q", "Q", "\x03"):
                say("\r\x1b[K")
                return
            say("\r\x1b[K")

    def read(self, prompt):
        line, at, past = "", 0, len(self.history)
        say(prompt.replace("\x1b[1m", ""))
        while True:
            got = key()
            if got is None or got == "" or got == "\x04" and not line:
                return None
            if got in "\r\n":
                if self.style == "ros7":
                    say(f"\r\x1b[K{prompt}{line}")
                say("\r\n")
                if line.strip():
                    self.history.append(line)
                return line
            if got == "\x03":
                say("^C\r\n" + prompt)
                line, at = "", 0
                continue
            if got == "?" and self.style in ("nxos", "aruba", "vyos", "pan"):
                last = line.rsplit(" ", 1)[-1]
                say(("?" if self.style in ("nxos", "aruba") else "") + "\r\n" + "".join(f"  {w:<14} {w} something\r\n" for w in self.words if w.startswith(last)) + prompt + line)
                continue
            if got == "\t":
                last = line.rsplit(" ", 1)[-1]
                found = [w for w in self.words if last and w.startswith(last)]
                if len(found) == 1:
                    line += found[0][len(last):] + " "
                    at = len(line)
                elif found:
                    say("\r\n" + "  ".join(found) + "\r\n" + prompt)
            elif got == "\x7f":
                if at:
                    line, at = line[:at - 1] + line[at:], at - 1
            elif got == "\x15":
                line, at = line[at:], 0
            elif got == "\x17":
                kept = line[:at].rstrip().rpartition(" ")[0]
                line, at = kept + (" " if kept else "") + line[at:], len(kept) + bool(kept)
            elif got in ("\x01", "\x1b[H", "\x1b[1"):
                at = 0
            elif got == "\x05":
                at = len(line)
            elif got in ("\x1b[D", "\x1bOD", "\x02"):
                at = max(0, at - 1)
            elif got in ("\x1b[C", "\x1bOC", "\x06"):
                at = min(len(line), at + 1)
            elif got in ("\x1b[A", "\x1bOA", "\x1b[B", "\x1bOB"):
                past = max(0, past - 1) if got[-1] == "A" else min(len(self.history), past + 1)
                line = self.history[past] if past < len(self.history) else ""
                at = len(line)
            elif got >= " " and not got.startswith("\x1b"):
                line, at = line[:at] + got + line[at:], at + 1
                if at == len(line) and self.style in ("nxos", "aruba", "vyos", "pan", "spark"):
                    say(got)
                    continue
            self.draw(prompt.split("\n")[-1], line, at)

    def statement(self):
        rows = [self.read(self.prompt())]
        if self.style in ("click", "trino"):
            while rows[-1] is not None and rows[-1].strip() and not rows[-1].rstrip().endswith(";") and rows[0].strip() not in ("exit", "quit", "help"):
                rows.append(self.read(self.more()))
        if self.style == "spark":
            while rows[-1] is not None and "".join(rows).count("{") + "".join(rows).count("(") > "".join(rows).count("}") + "".join(rows).count(")"):
                rows.append(self.read(self.more()))
        return None if rows[-1] is None else "\n".join(rows).strip()

    def run(self):
        tty.setraw(0)
        say({"ros7": "\x1b[2J\x1b[H  MikroTik RouterOS 7.11.2\r\n\r\n", "nxos": "Cisco Nexus Operating System (NX-OS) Software\r\n", "aruba": "ArubaMM-VA\r\n", "vyos": "Welcome to VyOS!\r\n", "pan": "Number of failed attempts since last successful login: 0\r\n", "spark": "Welcome to Spark 3.5.0\r\n", "trino": "", "click": "ClickHouse client version 23.8.\r\nConnected to ch-1.\r\n\r\n"}[self.style])
        while (text := self.statement()) is not None:
            first = text.split()[:1]
            if first and first[0].rstrip(";") in ("exit", "quit", "/quit", ":quit", "logout", "end"):
                if self.level and first[0] not in ("/quit", ":quit", "logout"):
                    self.level = ""
                    continue
                break
            if first and first[0].startswith("conf"):
                self.level = "(config)" if self.style != "aruba" else "/md"
                if self.style in ("vyos", "pan"):
                    say("Entering configuration mode\r\n")
            elif self.style == "nxos" and first == ["interface"]:
                self.level = "(config-if)"
            elif self.style == "ros7" and first and first[0].startswith("/"):
                self.level = text.strip("/")
            elif first and ("all" in text or first[0] == "export"):
                self.page(ROWS)
            elif self.style == "spark" and first:
                say(f"res{self.number}: Int = 42\r\n\r\n")
                self.number += 1
            elif self.style in ("click", "trino") and first:
                say("\r\nQuery id: 8b1f\r\n\r\n┌─count()─┐\r\n│      42 │\r\n└─────────┘\r\n\r\n1 row in set. Elapsed: 0.002 sec.\r\n\r\n" if self.style == "click" else " _col0\r\n-------\r\n    42\r\n(1 row)\r\n\r\n")
            elif first and first[0] in ("show", "print", "run"):
                say("".join(row + "\r\n" for row in ROWS[:3]))
            elif first and first[0] in ("commit", "save", "write", "copy"):
                say("[" + "".join("#" for _ in range(1)))
                for _ in range(5):
                    time.sleep(0.1)
                    say("####")
                say("] 100%\r\n")
        say("\r\n" if self.style == "click" else "")


def sqlplus():
    """The driver edits; rows are numbered until a semicolon, a slash or a dot."""
    say("SQL*Plus: Release 19.0\n\n")
    while True:
        rows, number = [], 1
        say("SQL> ")
        while True:
            row = sys.stdin.readline()
            if not row:
                return
            rows.append(row.rstrip("\n"))
            one = rows[0].strip().lower()
            if one in ("exit", "quit"):
                say("Disconnected\n")
                return
            if not one or one.split()[0] in ("set", "desc", "show", "host", "prompt") or rows[-1].rstrip().endswith(";") or rows[-1].strip() in ("/", "."):
                break
            number += 1
            say(f"{number:3}  ")
        if rows[0].strip():
            say("\n  COUNT(*)\n----------\n        42\n\n" if rows[-1].rstrip().endswith((";", "/")) else "")


def login():
    """A getty on a serial line, then a shell; the kernel speaks now and then."""
    while True:
        say("\nbuildroot login: ")
        name = sys.stdin.readline().strip()
        if not name:
            continue
        mode = termios.tcgetattr(0)
        mode[3] &= ~termios.ECHO
        termios.tcsetattr(0, termios.TCSANOW, mode)
        say("Password: ")
        word = sys.stdin.readline().strip()
        mode[3] |= termios.ECHO
        termios.tcsetattr(0, termios.TCSANOW, mode)
        say("\n")
        if word != "Birch-Kettle-5":
            time.sleep(0.4)
            say("Login incorrect\n")
            continue
        if os.fork() == 0:
            time.sleep(2.6)
            say("[   12.345678] usb 1-1: new high-speed USB device number 2 using xhci_hcd\r\n")
            os._exit(0)
        os.environ["PS1"] = "# "
        os.execvp("busybox", ["busybox", "ash"])


before = termios.tcgetattr(0)
{"sqlplus": sqlplus, "login": login}.get(sys.argv[1], lambda: Console(sys.argv[1]).run())()
termios.tcsetattr(0, termios.TCSADRAIN, before)
