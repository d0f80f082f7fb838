#!/usr/bin/python3
"""usage: tofts.py tik|vrp|forti|xr|uboot|lino|bmc: consoles that no test can have, each with its maker's way of drawing a line

"tik" draws the whole row again at each key, in colours.  "vrp" goes on in a new row at Tab and `?`.  "forti" waits at --More--, and its prompt
tells where one is.  "xr" says the time after each Enter, and the system's messages come in between.  "uboot" echoes, and knows a history.  "lino"
draws as linenoise does.  "bmc" leaves editing to the terminal's driver and asks before it acts.
"""
import os
import select
import sys
import termios
import time
import tty

WORDS = {"tik": "/interface /ip /system print set add export quit", "vrp": "display interface ip quit return save sysname system-view undo vlan", "forti": "config diagnose edit end execute exit get next set show", "xr": "commit configure exit interface ping router show",
         "uboot": "boot bootm env exit fatls help mmc printenv reset saveenv setenv", "lino": "del exit get keys ping set ttl"}


def say(text):
    os.write(1, text.encode())


class Console:
    def __init__(self, style):
        self.style, self.words, self.history, self.level, self.told = style, WORDS[style].split(), [], "", time.monotonic() + 2.2

    def prompt(self):
        return {"tik": f"[admin@edge-4] {self.level + ' ' if self.level else ''}> ", "vrp": f"[edge-5{self.level}]" if self.level else "<edge-5>", "forti": f"FGT60F {self.level and '(' + self.level + ') '}# ",
                "xr": f"RP/0/RSP0/CPU0:edge-6{'(config' + self.level + ')' if self.level else ''}#", "uboot": "=> ", "lino": "127.0.0.1:7379> "}[self.style]

    def draw(self, line, at):
        if self.style == "tik":
            head, _, tail = line.partition(" ")
            say(f"\r\x1b[K[\x1b[m\x1b[31madmin\x1b[m@\x1b[32medge-4\x1b[m] {self.level + ' ' if self.level else ''}> \x1b[36m{head}\x1b[m{' ' + tail if ' ' in line else ''}")
            if at < len(line):
                say(f"\x1b[{len(line) - at}D")
        elif self.style == "lino":
            say(f"\r{self.prompt()}{line}\x1b[0K\r\x1b[{len(self.prompt()) + at}C")
        else:
            say("\r" + self.prompt() + line + "\x1b[K" + "\b" * (len(line) - at))

    def key(self):
        while True:
            wait = self.told - time.monotonic() if self.style == "xr" else 60
            if select.select([0], [], [], max(0, wait))[0]:
                key = os.read(0, 1).decode(errors="replace")
                if key == "\x1b":
                    key += os.read(0, 2).decode()
                return key
            self.told = time.monotonic() + 7
            if self.style == "xr":
                return None

    def read(self):
        line, at, past = "", 0, len(self.history)
        say(self.prompt())
        if self.style == "tik":
            self.draw(line, at)
        while True:
            key = self.key()
            if key is None:
                say("\r\nRP/0/RSP0/CPU0:Nov 23 14:03:11.310 UTC: ifmgr[402]: %PKT_INFRA-LINK-3-UPDOWN : Interface Gi0/0/0/2, changed state to Up\r\n" + self.prompt() + line + "\b" * (len(line) - at))
            elif key in "\r\n":
                say("\r\n")
                if line.strip():
                    self.history.append(line)
                return line.strip()
            elif key == "\x03":
                say("^C\r\n" if self.style in ("uboot", "xr") else "\r\n")
                return ""
            elif key in "?\t" and self.style != "lino":
                found = [w for w in self.words if w.startswith(line[:at].rsplit(" ", 1)[-1])]
                if key == "\t" and len(found) == 1:
                    more = found[0][len(line[:at].rsplit(" ", 1)[-1]):] + " "
                    line, at = line[:at] + more + line[at:], at + len(more)
                    if self.style == "vrp":
                        say("\r\n" + self.prompt() + line)
                    else:
                        self.draw(line, at)
                elif key == "?" or self.style in ("tik", "vrp"):
                    say(("?" if key == "?" and self.style != "tik" else "") + "\r\n" + "".join(f"  {w:<14}{w} of the console\r\n" for w in found or ["<cr>"]) + self.prompt() + line)
                    if self.style == "tik":
                        self.draw(line, at)
            elif key in "\x7f\x08":
                if at:
                    line, at = line[:at - 1] + line[at:], at - 1
                    say("\b \b") if at == len(line) and self.style not in ("tik", "lino") else self.draw(line, at)
            elif key in ("\x1b[A", "\x1b[B"):
                past = max(0, past - 1) if key == "\x1b[A" else min(len(self.history), past + 1)
                line = self.history[past] if past < len(self.history) else ""
                at = len(line)
                self.draw(line, at)
            elif key in ("\x1b[D", "\x1b[C"):
                at = max(0, at - 1) if key == "\x1b[D" else min(len(line), at + 1)
                say(key if self.style != "lino" else f"\r\x1b[{len(self.prompt()) + at}C")
            elif key in "\x01\x05":
                at = 0 if key == "\x01" else len(line)
                self.draw(line, at)
            elif key == "\x15":
                line, at = "", 0
                self.draw(line, at)
            elif key >= " ":
                line, at = line[:at] + key + line[at:], at + 1
                say(key) if at == len(line) and self.style not in ("tik", "lino") else self.draw(line, at)

    def more(self, rows, mark):
        for n, row in enumerate(rows):
            say(row + "\r\n")
            if n % 16 == 15:
                say(mark)
                key = os.read(0, 1)
                say("\r" + " " * len(mark) + "\r")
                if key in b"qQ":
                    return

    def run(self):
        tty.setraw(0)
        say("\r\nWelcome. Use is logged.\r\n\r\n")
        while True:
            line = self.read()
            if self.style == "xr" and line:
                say("Mon Nov 23 14:03:09.114 UTC\r\n")
            word = line.split(" ")[0]
            if word in ("exit", "quit", "/quit", "end", "return"):
                if not self.level:
                    return
                self.level = ""
            elif self.style == "tik" and line.startswith("/") and len(line.split()) <= 2 and not line.endswith("print"):
                self.level = line
            elif word in ("system-view", "configure", "config"):
                self.level = {"vrp": " ", "xr": "", "forti": line.split(" ")[-1], "tik": ""}[self.style].strip() or "-if"
            elif word in ("show", "display", "print", "get", "printenv") or line.endswith("print"):
                self.more([f"{n:3} eth{n % 8}  up  10.8.{n}.1/24  mtu 1500" for n in range(40 if "all" in line or "interface" in line else 4)], {"forti": "--More-- ", "vrp": "  ---- More ----", "tik": "-- [Q quit|D dump|down]"}.get(self.style, " --More-- "))
            elif word in ("save", "commit", "saveenv"):
                if self.style == "vrp":
                    say("Are you sure to continue? [Y/N]:")
                    say(os.read(0, 1).decode() + "\r\n")
                time.sleep(0.3)
                say("done\r\n")
            elif word and word not in self.words:
                say("                ^\r\n% Unknown: " + word + "\r\n")


def bmc():
    while True:
        sys.stdout.write("</map1>hpiLO-> ")
        sys.stdout.flush()
        line = sys.stdin.readline().strip()
        if line in ("exit", ""):
            if line:
                return
            continue
        if line.startswith("power off"):
            sys.stdout.write("Server power will be cut. Sure? (y/n) ")
            sys.stdout.flush()
            sys.stdin.readline()
        print(f"status=0\nstatus_tag=COMMAND COMPLETED\n\n{line}\n")


saved = termios.tcgetattr(0)
try:
    bmc() if sys.argv[1] == "bmc" else Console(sys.argv[1]).run()
finally:
    termios.tcsetattr(0, termios.TCSADRAIN, saved)
