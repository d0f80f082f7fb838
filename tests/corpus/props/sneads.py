#!/usr/bin/python3
"""usage: sneads.py md|eos|ios|sense|mongo|iex|ghci|hive: consoles that no test can have, in their makers' manners

"md" says where one is in a row above its prompt, and a star when something was changed; what could follow is listed below and then taken away.  "eos" lists at `?`
with the line drawn again, "ios" slides a long line behind a `$`, and erases its --More-- by backspaces.  "sense" is a menu of numbers with a shell behind 8.
"mongo" draws the whole line again in colours at each key; "iex" counts its prompts; "ghci" goes on between :{ and :}; "hive" numbers nothing but goes on until `;`.
"""
import os
import select
import sys
import termios
import time
import tty

WORDS = {"md": "admin bof commit compare configure delete environment exit info interface logout port router show", "eos": "configure copy end exit interface ip no ping show shutdown switchport vlan write", "ios": "configure copy debug disable enable end exit interface ip no ping reload show shutdown telnet write",
         "mongo": "db show use", "iex": "Enum String IO", "ghci": "map filter let", "hive": ""}
ROWS = [f"{'Ethernet' if n % 2 else 'Loopback'}{n // 6}/{n % 6}   {['up', 'down', 'admin-down'][n % 3]:<11} 172.18.{n}.1/31   holt-{n * 7 % 19}" for n in range(36)]


def say(text):
    os.write(1, text.encode())


def key():
    if not select.select([0], [], [], 60)[0]:
        return None
    got = os.read(0, 1)
    if not got:
        return None
    if got == b"\x1b":
        got += os.read(0, 2)
    elif got[0] >= 0xc0:
        got += os.read(0, 1 + (got[0] >= 0xe0) + (got[0] >= 0xf0))
    return got.decode(errors="replace")


class Console:
    def __init__(self, style):
        self.style, self.level, self.star, self.number, self.past, self.below = style, "", "", 1, [], False

    def prompt(self):
        return {"md": f"\r\n[{self.star}{'gl:/configure' if self.level else '/'}{' ' + self.level if self.level != 'configure' and self.level else ''}]\r\nA:nora@holt-7# ", "eos": f"holt-leaf1{'(' + self.level + ')' if self.level else ''}#", "ios": f"holt-rtr{'(' + self.level + ')' if self.level else ''}#",
                "mongo": "\x1b[1m\x1b[32mnursery\x1b[39m\x1b[22m> ", "iex": f"iex({self.number})> ", "ghci": "ghci> ", "hive": "0: jdbc:hive2://holt:10000> "}[self.style]

    def more(self):
        return {"mongo": "... ", "iex": f"...({self.number})> ", "ghci": "ghci| ", "hive": ". . . . . . . . . . . . . > "}[self.style]

    def bare(self, prompt):
        last = prompt.split("\n")[-1]
        for sign in ("\x1b[1m", "\x1b[32m", "\x1b[39m", "\x1b[22m"):
            last = last.replace(sign, "")
        return last

    def draw(self, prompt, line, at):
        row, head = prompt.split("\n")[-1], self.bare(prompt)
        if self.style == "ios" and len(head) + len(line) > 72:
            cut = max(0, at - 50)
            say("\r" + head + ("$" if cut else "") + line[cut:cut + 60].ljust(60) + "\b" * (60 - (at - cut)))
        elif self.style == "mongo":
            colour = "".join(f"\x1b[32m{p}\x1b[39m" if n % 2 else p for n, p in enumerate(line.split('"'))) if line.count('"') % 2 == 0 and '"' in line else line
            colour = line if colour is line else '"'.join(f"\x1b[32m{p}\x1b[39m" if n % 2 else p for n, p in enumerate(line.split('"')))
            say(f"\x1b[1G\x1b[0J{row}{colour}\x1b[{len(head) + at + 1}G")
        else:
            say("\r" + row + line + "\x1b[K" + (f"\x1b[{len(line) - at}D" if at < len(line) else ""))

    def page(self, rows):
        for n, row in enumerate(rows):
            say(row + "\r\n")
            if n % 16 == 15:
                mark = {"ios": " --More-- ", "md": "Press Q to quit, Enter to print next line or next page."}.get(self.style, "--More--")
                say(mark)
                got = key()
                say("\b" * len(mark) + " " * len(mark) + "\b" * len(mark))
                if got in ("q", "Q"):
                    return

    def read(self, prompt):
        line, at, past = "", 0, len(self.past)
        say(prompt)
        while True:
            got = key()
            if self.below:
                say("\x1b[J")
                self.below = False
            if got is None or got == "\x04" and not line:
                return None
            if got in "\r\n":
                say("\r\n")
                if line.strip():
                    self.past.append(line)
                return line
            if got == "\x03":
                say("^C\r\n" + prompt)
                line, at = "", 0
                continue
            if got in "?\t" and self.style in ("md", "eos", "ios"):
                word = line[:at].rsplit(" ", 1)[-1]
                found = [w for w in WORDS[self.style].split() if w.startswith(word)]
                if got == "\t" and len(found) == 1:
                    line, at = line[:at] + found[0][len(word):] + " " + line[at:], at + len(found[0]) - len(word) + 1
                elif self.style == "md":
                    say("\r\n\r\n" + "".join(f" {w:<12} {w} of the router\r\n" for w in found[:5]) + f"\x1b[{min(5, len(found)) + 2}A")
                    self.below = True
                elif got == "?":
                    say("?\r\n" + "".join(f"  {w:<12} {w} of the switch\r\n" for w in found) + "\r\n" + prompt.split("\n")[-1] + line)
                    continue
                self.draw(prompt, line, at)
                continue
            if got == "\x7f" and at:
                line, at = line[:at - 1] + line[at:], at - 1
            elif got == "\x15":
                line, at = "", 0
            elif got == "\x17":
                kept = line[:at].rstrip().rpartition(" ")[0]
                kept += " " if kept else ""
                line, at = kept + line[at:], len(kept)
            elif got in ("\x01", "\x1b[H", "\x1b[1"):
                at = 0
            elif got == "\x05":
                at = len(line)
            elif got in ("\x1b[D", "\x1bOD", "\x02"):
                at = max(0, at - 1)
            elif got in ("\x1b[C", "\x1bOC"):
                at = min(len(line), at + 1)
            elif got in ("\x1b[A", "\x1bOA", "\x1b[B", "\x1bOB"):
                past = max(0, past - 1) if got[-1] == "A" else min(len(self.past), past + 1)
                line = self.past[past] if past < len(self.past) else ""
                at = len(line)
            elif got >= " " and got != "\x7f" and not got.startswith("\x1b"):
                line, at = line[:at] + got + line[at:], at + 1
                if at == len(line) and self.style != "mongo" and not (self.style == "ios" and len(self.bare(prompt)) + len(line) > 72):
                    say(got)
                    continue
            self.draw(prompt, line, at)

    def open(self, rows):
        text = "\n".join(rows)
        if self.style == "hive":
            return text.strip() and not text.startswith("!") and not text.rstrip().endswith(";")
        if self.style == "ghci":
            return text.startswith(":{") and not text.endswith(":}")
        if self.style == "iex":
            return text.split().count("do") > text.split().count("end")
        return self.style == "mongo" and text.count("{") + text.count("(") > text.count("}") + text.count(")")

    def run(self):
        tty.setraw(0)
        while True:
            rows = [self.read(self.prompt())]
            while rows[-1] is not None and self.open(rows):
                rows.append(self.read(self.more()))
            if rows[-1] is None:
                return
            text = "\n".join(rows).strip()
            first = text.split()[0] if text else ""
            if first in ("exit", "end", "quit", "logout", ":q", ":quit", "!quit", "System.halt"):
                if not self.level or first in ("logout", "quit"):
                    return
                self.level = ""
            elif self.style in ("md", "eos", "ios"):
                if first.startswith("conf"):
                    self.level = "configure" if self.style == "md" else "config"
                elif first in ("interface", "router", "port"):
                    self.level = text if self.style == "md" else "config-if"
                elif first in ("commit", "write", "copy"):
                    say("Building configuration...\r\n")
                    time.sleep(0.3)
                    self.star = ""
                    say("[OK]\r\n")
                elif first == "show":
                    self.page(ROWS if "all" in text or "brief" in text else ROWS[:3])
                elif text and self.level:
                    self.star = "*" if self.style == "md" else ""
                elif text:
                    say("% Invalid input detected at '^' marker.\r\n" if self.style != "md" else "MINOR: CLI #2001: Unknown element\r\n")
            elif self.style == "hive" and text:
                say("+------+\r\n| _c0  |\r\n+------+\r\n| 42   |\r\n+------+\r\n1 row selected (0.11 seconds)\r\n")
            elif self.style == "mongo" and text:
                say("{ \x1b[32m_id\x1b[39m: 7, tree: \x1b[32m'rowan'\x1b[39m }\r\n")
            elif text:
                say("42\r\n")
            self.number += 1


def sense():
    """A menu, of which the eighth is a shell."""
    while True:
        say("\n*** holt.nursery: OPNsense 24.1 ***\n\n  0) Logout                 7) Ping host\n  1) Assign interfaces      8) Shell\n  2) Set interface IP       9) pfTop\n\nEnter an option: ")
        text = sys.stdin.readline().strip()
        if text == "0" or not text:
            return
        if text == "8":
            os.system("env PS1='root@holt:~ # ' bash --norc --noprofile")
        elif text == "7":
            say("\nEnter a host name or IP address: ")
            say(f"PING {sys.stdin.readline().strip()}: 56 data bytes\n64 bytes: time=0.2 ms\n\nPress ENTER to continue.\n")
            sys.stdin.readline()


before = termios.tcgetattr(0)
sense() if sys.argv[1] == "sense" else Console(sys.argv[1]).run()
termios.tcsetattr(0, termios.TCSADRAIN, before)
