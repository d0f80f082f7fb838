#!/usr/bin/python3
"""usage: device.py [tree|set]: the command line of a network device that is none

"tree" has a switch's manners: `?` answers without Enter, words may be cut short, Tab completes, long output waits at --More--,
`enable` asks for a password (Calm-Harbour-4), messages of the system come in the middle of a line, lines too long for the
terminal scroll sideways.  "set" has a firewall's: blanks complete words, and the prompt of its configuration has two lines.
"""
import os
import re
import select
import sys
import termios
import time
import tty

WORDS = {
    "exec": ["configure", "copy", "debug", "disable", "enable", "exit", "logout", "ping", "reload", "show", "terminal", "undebug"],
    "configure": ["terminal"], "show": ["clock", "interfaces", "running-config", "version", "vlan"], "copy": ["running-config"],
    "terminal": ["length", "width"], "debug": ["link"],
    "config": ["banner", "end", "exit", "hostname", "interface", "logging", "no", "username", "vlan"],
    "config-if": ["description", "exit", "end", "ip", "no", "shutdown", "switchport"],
    "operate": ["configure", "exit", "request", "set", "show"], "edit": ["commit", "delete", "exit", "set", "show", "run"],
    "set": ["interfaces", "routing-options", "system"],
}
MORE = " --More-- "


class Device:
    def __init__(self, style):
        self.style, self.name, self.mode = style, "sw1" if style == "tree" else "fw1", "exec" if style == "tree" else "operate"
        self.privileged, self.history, self.length, self.message = False, [], 22, None
        self.width = termios.tcgetwinsize(0)[1]

    # the terminal
    def say(self, text):
        os.write(1, text.replace("\n", "\r\n").encode())

    def key(self, until=None):
        """The next key, as bytes; b"" when it is time for a message."""
        wait = None if until is None else max(0, until - time.monotonic())
        if not select.select([0], [], [], wait)[0]:
            return b""
        key = os.read(0, 1)
        if not key:
            sys.exit(1)
        if key == b"\x1b":
            key += os.read(0, 1)
            if key in (b"\x1b[", b"\x1bO"):
                key += os.read(0, 1)
        return key

    def prompt(self):
        if self.style == "set":
            return "alice@fw1> " if self.mode == "operate" else "[edit]\nalice@fw1# "
        return {"exec": self.name + ("#" if self.privileged else ">")}.get(self.mode, f"{self.name}({self.mode})#")

    # the line editor
    def draw(self, line, at):
        """All of it anew, from the left margin; only the end of what has no room."""
        last = self.prompt().split("\n")[-1]
        room = self.width - len(last) - 1
        shown, hidden = line, 0
        if len(line) > room:
            hidden = min(len(line) - room + 1, max(0, at - room // 2)) if at < len(line) else len(line) - room + 1
            shown = "$" + line[hidden:hidden + room - 1]
        text = "\r" + last + shown
        self.say(text + " " * max(0, self.width - 1 - len(last) - len(shown)) + "\b" * max(0, self.width - 1 - len(last) - len(shown)))
        self.say("\b" * (len(shown) - (at - hidden + (1 if hidden else 0))))

    def choices(self, words, last):
        at = WORDS.get(words[0] if words else self.mode, [])
        return [w for w in at if w.startswith(last)]

    def complete(self, line):
        words = line.split(" ")
        found = self.choices([self.whole(w) for w in words[:-1]][:1], words[-1])
        return line[:len(line) - len(words[-1])] + found[0] if len(found) == 1 and words[-1] else None

    def whole(self, word):
        found = [w for w in WORDS.get(self.mode, []) if w.startswith(word)]
        return found[0] if len(found) == 1 else word

    def help(self, line):
        words = line.split(" ")
        found = self.choices([self.whole(w) for w in words[:-1]][:1], words[-1])
        self.say("?\n" + "".join(f"  {w:<16}{w} something\n" for w in found or ["<cr>"]) + "\n")
        self.say(self.prompt() + line)

    def read(self):
        """One line, edited; None when it was given up."""
        line, at, past = "", 0, len(self.history)
        self.say(self.prompt())
        while True:
            key = self.key(self.message)
            if key == b"":
                self.message = None
                self.say("\n%LINK-3-UPDOWN: Interface GigabitEthernet0/2, changed state to up\n")
                if self.synchronous:
                    self.say(self.prompt() + line + "\b" * (len(line) - at))
                continue
            if key in (b"\r", b"\n"):
                self.say("\n")
                return line
            if key == b"\x03":
                self.say("^C\n")
                return None
            if key == b"\x1a":
                self.say("^Z\n")
                return "end" if self.mode.startswith("config") else None
            if key == b"?" and at == len(line):
                self.help(line)
                continue
            before = line, at
            line, at, past = self.edit(key, line, at, past)
            if (line, at) == before:
                self.say("\a" if key not in (b"\x1b[D", b"\x1b[C") else "")
            elif len(self.prompt().split("\n")[-1]) + max(len(line), len(before[0])) >= self.width - 1 or at != len(line) or line[:-1] != before[0]:
                self.draw(line, at)
            else:
                self.say(line[-1])

    def edit(self, key, line, at, past):
        if key == b"\x7f" or key == b"\x08":
            return (line[:max(0, at - 1)] + line[at:], max(0, at - 1), past)
        if key in (b"\x1b[D", b"\x02"):
            return line, max(0, at - 1), past
        if key in (b"\x1b[C", b"\x06"):
            return line, min(len(line), at + 1), past
        if key == b"\x01":
            return line, 0, past
        if key == b"\x05":
            return line, len(line), past
        if key in (b"\x15", b"\x18"):
            return line[at:], 0, past
        if key == b"\x17":
            left = re.sub(r"\S+\s*$", "", line[:at])
            return left + line[at:], len(left), past
        if key in (b"\x1b[A", b"\x10") and past > 0:
            return self.history[past - 1], len(self.history[past - 1]), past - 1
        if key in (b"\x1b[B", b"\x0e") and past < len(self.history):
            line = (self.history + [""])[past + 1]
            return line, len(line), past + 1
        if key == b"\t" or (key == b" " and self.style == "set" and at == len(line)):
            whole = self.complete(line)
            if whole:
                return whole + " ", len(whole) + 1, past
        if key.isascii() and key.decode().isprintable():
            return line[:at] + key.decode() + line[at:], at + 1, past
        return line, at, past

    # what it does
    def page(self, text):
        lines, room = text.split("\n"), self.length
        while lines:
            self.say(lines.pop(0) + "\n")
            room -= 1
            if lines and room == 0 and self.length:
                self.say(MORE)
                key = self.key()
                self.say("\b" * len(MORE) + " " * len(MORE) + "\b" * len(MORE))
                if key in (b"q", b"\x03"):
                    return
                room = 1 if key == b"\r" else self.length

    def ask(self, question):
        self.say(question)
        answer = ""
        while (key := self.key()) not in (b"\r", b"\n"):
            answer += key.decode(errors="replace")
            self.say(key.decode(errors="replace"))
        self.say("\n")
        return answer

    def password(self):
        for _ in range(3):
            self.say("Password: ")
            secret = b""
            while (key := self.key()) not in (b"\r", b"\n"):
                secret += key
            self.say("\n")
            if secret == b"Calm-Harbour-4":
                return True
        self.say("% Bad passwords\n")
        return False

    synchronous = False

    def invalid(self, line):
        self.say(" " * (len(self.prompt().split("\n")[-1]) + len(line.split(" ")[0]) // 2) + "^\n% Invalid input detected at '^' marker.\n\n")

    def run(self, line):
        words = line.split()
        first = self.whole(words[0])
        rest = " ".join(words[1:])
        if self.style == "set":
            self.run_set(first, rest)
        elif self.mode == "exec":
            self.run_exec(first, rest, line)
        else:
            self.run_config(first, rest, line)

    def run_exec(self, first, rest, line):
        if first in ("exit", "logout"):
            sys.exit(0)
        elif first == "enable":
            self.privileged = self.privileged or self.password()
        elif first == "disable":
            self.privileged = False
        elif first == "terminal" and rest.startswith("len"):
            self.length = int(rest.split()[-1])
        elif first == "configure" and self.privileged:
            self.say("Enter configuration commands, one per line.  End with CNTL/Z.\n")
            self.mode = "config"
        elif first == "debug" and self.privileged:
            self.message = time.monotonic() + 0.7
        elif first == "reload" and self.privileged:
            self.say("Proceed with reload? [confirm]")
            self.say("\n% Not today\n" if self.key() == b"n" else "\n% Reload refused\n")
        elif first == "copy" and self.privileged:
            self.ask("Destination filename [startup-config]? ")
            self.say("Building configuration...\n[OK]\n")
        elif first == "show" and rest.startswith("run"):
            ports = [f"interface GigabitEthernet0/{n}\n description port {n}\n!" for n in range(1, 20)]
            self.page("\n".join(["Building configuration...", "", *ports, "end"]))
        elif first == "show":
            self.page(f"{rest}: all is well\nsw1#reload is what the manual says")
        else:
            self.invalid(line)

    def run_config(self, first, rest, line):
        if first == "end":
            self.mode = "exec"
        elif first == "exit":
            self.mode = {"config": "exec"}.get(self.mode, "config")
        elif first == "interface":
            self.mode = "config-if"
        elif first == "hostname":
            self.name = rest
        elif first == "logging":
            self.synchronous = True
        elif first == "banner":
            self.say("Enter TEXT message.  End with the character '#'.\n")
            text = ""
            while not text.endswith("#"):
                key = self.key().decode(errors="replace").replace("\r", "\n")
                text += key
                self.say(key)
            self.say("\n")
        elif first not in WORDS[self.mode]:
            self.invalid(line)

    def run_set(self, first, rest):
        if first == "exit":
            if self.mode == "operate":
                sys.exit(0)
            self.mode = "operate"
        elif first == "configure":
            self.mode = "edit"
        elif first == "commit":
            self.say("commit complete\n\n")
        elif first == "show":
            self.page("system {\n    host-name fw1;\n}")
        elif first not in ("set", "delete"):
            self.say("                ^\nunknown command.\n")


def main():
    saved = termios.tcgetattr(0)
    tty.setraw(0)
    device = Device(sys.argv[1] if len(sys.argv) > 1 else "tree")
    try:
        while True:
            line = device.read()
            if line is not None and line.strip() and not line.startswith("!"):
                device.history.append(line)
                device.run(line)
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, saved)


main()
