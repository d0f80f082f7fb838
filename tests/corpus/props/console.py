#!/usr/bin/python3
"""usage: console.py junos|cql|zk|click|asterisk|ilom|plus: consoles that no test can have, in their makers' manners

"junos": a blank completes the word, `?` lists without Enter, `[edit]` above the prompt, `---(more)---`.  "cql" and "zk": readline, the
first with rows that go on until a semicolon.  "click": a smiling prompt, rows go on after a backslash.  "asterisk": other people's calls are told while one types.
"ilom": `->`, asks before it acts.  "plus": numbers its rows, which the terminal's driver edits.
"""
import os
import sys
import termios
import threading
import time
import tty

WORDS = ["commit", "configure", "delete", "edit", "exit", "interfaces", "protocols", "quit", "request", "rollback", "set", "show", "system", "top"]


def say(text):
    os.write(1, text.encode())


class Junos:
    def __init__(self):
        self.config, self.level = False, ""

    def prompt(self):
        return (f"\r\n[edit{self.level}]\r\n" if self.config else "") + ("ops@core-re0# " if self.config else "ops@core-re0> ")

    def matching(self, line):
        word = line.rsplit(" ", 1)[-1]
        return [known for known in WORDS if known.startswith(word)] if word else []

    def read(self):
        say(self.prompt())
        line = ""
        while True:
            for char in os.read(0, 64).decode(errors="replace"):
                if char in "\r\n":
                    say("\r\n")
                    return line.strip()
                if char == "?":
                    say("?\r\nPossible completions:\r\n" + "".join(f"  {w:<20}{w} something\r\n" for w in self.matching(line) or WORDS) + self.prompt().lstrip("\r\n") + line)
                elif char in " \t" and len(found := self.matching(line)) == 1:
                    more = found[0][len(line.rsplit(" ", 1)[-1]):] + " "
                    line += more
                    say(more)
                elif char == "\x7f":
                    if line:
                        line = line[:-1]
                        say("\b \b")
                elif char == "\x15":
                    say("\b \b" * len(line))
                    line = ""
                elif char >= " ":
                    line += char
                    say(char)

    def run(self):
        tty.setraw(0)
        say("--- JUNOS 21.4R3 Kernel 64-bit\r\n")
        while True:
            line = self.read()
            if line == "configure":
                self.config = True
                say("Entering configuration mode\r\n")
            elif line.startswith("edit "):
                self.level = " " + line[5:]
            elif line in ("exit", "quit", "top"):
                if self.level:
                    self.level = ""
                elif self.config:
                    self.config = False
                    say("Exiting configuration mode\r\n")
                else:
                    return
            elif line.startswith("show"):
                for n in range(40 if "interfaces" in line else 3):
                    say(f"ge-0/0/{n}                up    up\r\n")
                    if n % 18 == 17:
                        say("---(more)---")
                        key = os.read(0, 8)
                        say("\r            \r")
                        if key == b"q":
                            break
            elif line == "commit":
                time.sleep(0.4)
                say("commit complete\r\n")


def by_readline(first, more, going_on, ends, answer, bye):
    import readline  # noqa: F401
    while True:
        text = input(first)
        while going_on(text):
            text += "\n" + input(more)
        if text.strip().rstrip(";") in bye:
            return
        if text.strip():
            answer(text)


def plus():
    print("\nSQL*Plus: Release 19.0.0.0.0 - Production\n\nConnected.\n")
    rows = []
    while True:
        sys.stdout.write("SQL> " if not rows else f"{len(rows) + 1:3}  ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line or line.strip().lower() == "exit":
            return
        rows += [line.rstrip("\n")] if line.strip() else []
        if line.rstrip().endswith(";") or line.strip() == "/":
            print("\n         N\n----------\n         1\n")
            rows = []


def asterisk():
    import readline

    def calls():
        for n in range(1, 40):
            time.sleep(1.3)
            here = readline.get_line_buffer()
            say(f"\r\x1b[K    -- SIP/trunk-{n:08x} is ringing\r\npbx*CLI> {here}")
    threading.Thread(target=calls, daemon=True).start()
    by_readline("pbx*CLI> ", "", lambda t: False, None, lambda t: print(f"{t}: 2 active channels"), ("exit", "quit"))


def ilom():
    while True:
        sys.stdout.write("-> ")
        sys.stdout.flush()
        line = sys.stdin.readline().strip()
        if line in ("exit", ""):
            if line:
                return
            continue
        if line.startswith(("start", "stop", "reset")):
            sys.stdout.write(f"Are you sure you want to {line} (y/n)? ")
            sys.stdout.flush()
            sys.stdin.readline()
        print(f"\n  {line}: Properties:\n        power_state = On\n")


STYLES = {
    "junos": lambda: Junos().run(),
    "cql": lambda: by_readline("cqlsh:plant> ", "         ... ", lambda t: not t.rstrip().endswith(";") and t.strip() not in ("exit", ""), None, lambda t: print("\n id | kw\n----+----\n  1 | 42\n\n(1 rows)"), ("exit",)),
    "zk": lambda: by_readline("[zk: localhost:2181(CONNECTED) 0] ", "", lambda t: False, None, lambda t: print(f"[{t.split()[0]}]"), ("quit",)),
    "click": lambda: by_readline("\x01\x1b[1m\x02plant-ch1 :) \x01\x1b[0m\x02", "\x01\x1b[1m\x02:-] \x01\x1b[0m\x02", lambda t: not t.rstrip().endswith(";") and t.strip() not in ("exit", ""), None, lambda t: print("\n┌─n─┐\n│ 1 │\n└───┘\n\n1 row in set. Elapsed: 0.002 sec.\n"), ("exit",)),
    "asterisk": asterisk, "ilom": ilom, "plus": plus}
saved = termios.tcgetattr(0)
try:
    STYLES[sys.argv[1]]()
finally:
    termios.tcsetattr(0, termios.TCSADRAIN, saved)
