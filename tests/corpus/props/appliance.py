#!/usr/bin/python3
"""usage: appliance.py USER@huawei|mikrotik|forti|menu: what answers behind an ssh to an appliance, in its maker's manners

"huawei": `<name>` and `[name-view]`, `---- More ----`, `?` without Enter.  "mikrotik": a coloured prompt, drawn again with the whole
line at every key, and Tab completes.  "forti": blocks with config, edit, next and end, whose names stand in the prompt.
"menu": numbers to be chosen, then a question.
"""
import os
import sys
import termios
import tty

WORDS = {"huawei": ["display", "interface", "quit", "save", "shutdown", "system-view", "undo"],
         "mikrotik": ["add", "address", "export", "interface", "ip", "ping", "print", "quit"],
         "forti": ["config", "diagnose", "edit", "end", "exit", "get", "next", "set", "show"], "menu": []}


class Appliance:
    def __init__(self, style):
        self.style, self.views = style, []

    def say(self, text):
        os.write(1, text.replace("\n", "\r\n").encode())

    def prompt(self):
        last = self.views[-1] if self.views else ""
        if self.style == "huawei":
            return f"[core-7{'-' + last if last != 'system' else ''}]" if last else "<core-7>"
        if self.style == "mikrotik":
            return f"[\x1b[36madmin\x1b[m@\x1b[36medge\x1b[m] {'/' + ' '.join(self.views) if last else ''}> "
        if self.style == "forti":
            return f"FGT-60 ({last}) # " if last else "FGT-60 # "
        return "Choose (0 ends): "

    def draw(self, line):
        self.say(f"\r{self.prompt()}{line}\x1b[K" if self.style == "mikrotik" else self.prompt() + line)

    def complete(self, line):
        head, _, word = line.rpartition(" ")
        found = [known for known in WORDS[self.style] if known.startswith(word)]
        return (head + " " if head else "") + found[0] + " " if len(found) == 1 else line

    def read(self):
        line = ""
        self.draw(line)
        while True:
            key = os.read(0, 32).decode()
            for char in key:
                if char == "\r":
                    self.say("\n")
                    return line
                if char == "?" and self.style == "huawei":
                    self.say("?\n" + "".join(f"  {word:14}what it does\n" for word in WORDS["huawei"]))
                elif char == "\x15":
                    self.say("" if self.style == "mikrotik" else "\b \b" * len(line))
                    line = ""
                elif char == "\x7f":
                    self.say("" if self.style == "mikrotik" or not line else "\b \b")
                    line = line[:-1]
                elif char == "\t":
                    more = self.complete(line)
                    self.say("" if self.style == "mikrotik" else more[len(line):])
                    line = more
                else:
                    self.say("" if self.style == "mikrotik" else char)
                    line += char
                if char == "?" or self.style == "mikrotik":
                    self.draw(line)

    def page(self, rows):
        for n in range(rows):
            if n and n % 20 == 0:
                self.say("  ---- More ----")
                key = os.read(0, 8)
                self.say("\x1b[16D" + " " * 16 + "\x1b[16D")
                if key == b"q":
                    return
            self.say(f"interface number {n} is up, [core-7]display that # {n}\n")

    def run(self, words):
        """False when the session ends."""
        first = words[0]
        if first in ("system-view", "interface", "ip", "config", "edit"):
            self.views.append({"system-view": "system"}.get(first, words[-1] if first != "ip" else "ip address"))
        elif first in ("quit", "end", "exit", "next", "return"):
            if not self.views:
                return False
            self.views.pop()
        elif first in ("display", "show", "print", "get", "diagnose", "export"):
            self.page(50 if self.style == "huawei" else 8)
        elif first == "save":
            self.say("Are you sure to continue? [Y/N]:")
            self.say(os.read(0, 8).decode().strip() + "\n")
        elif self.style == "menu":
            self.say("Name of the unit: " if first == "2" else f"{first} is done\n1) status  2) rename  0) end\n")
            return first != "0"
        return True


def main():
    style = sys.argv[-1].rpartition("@")[2]
    before = termios.tcgetattr(0)
    tty.setraw(0)
    appliance = Appliance(style)
    appliance.say("Access is logged.\n" + ("1) status  2) rename  0) end\n" if style == "menu" else ""))
    try:
        while True:
            words = appliance.read().split()
            if words and not appliance.run(words):
                break
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)


if __name__ == "__main__":
    main()
