"""A router's console of the kind whose views are named in brackets: Tab writes the line anew below, ? lists, and long answers wait at ---- More ----."""
import os
import sys
import termios
import tty

WORDS = {"display": ["version", "interface", "arp", "current-configuration"], "system-view": [], "interface": ["GigabitEthernet0/0/1", "Vlanif10"], "description": [],
         "undo": ["shutdown", "description"], "quit": [], "return": [], "sysname": [], "save": [], "ping": []}


def out(text):
    os.write(1, text.encode())


def pages(rows):
    for at, row in enumerate(rows):
        out(row + "\r\n")
        if at % 10 == 9 and at + 1 < len(rows):
            out("  ---- More ----")
            key = os.read(0, 1)
            out("\x1b[16D                \x1b[16D")
            if key not in b" \r":
                return


def main():
    old = termios.tcgetattr(0)
    tty.setraw(0)
    name, views, line = "Rig-1", [], ""

    def prompt():
        return f"<{name}>" if not views else "[" + "-".join([name, *views[1:]]) + "]"

    def ask(question):
        out(question)
        said = ""
        while True:
            key = os.read(0, 1).decode()
            if key in "\r\n":
                out("\r\n")
                return said
            said += key
            out(key)
    out("Info: The max number of VTY users is 5.\r\n" + prompt())
    history, at = [], 0
    while True:
        key = os.read(0, 8).decode(errors="replace")
        if len(key) > 1 and key[0] != "\x1b":
            keys = list(key)
        else:
            keys = [key]
        for key in keys:
            if key in ("\r", "\n"):
                out("\r\n")
                words = line.split()
                if words:
                    history.append(line)
                at, line = len(history), ""
                full = [w for w in WORDS if words and w.startswith(words[0])]
                if words and not full:
                    out(" " * len(prompt()) + "^\r\nError: Unrecognized command found at '^' position.\r\n")
                elif words:
                    word = full[0]
                    if word == "display":
                        pages([f"Vlan{n}   192.0.2.{n}   up   up" for n in range(26)] if words[1:] and words[1].startswith("int") else ["VRP-like software, 5.1", "Uptime is 3 weeks"])
                    elif word == "system-view":
                        views[:] = ["system"]
                        out("Enter system view, return user view with Ctrl+Z.\r\n")
                    elif word == "interface" and views and words[1:]:
                        views[:] = ["system", words[1]]
                    elif word == "sysname" and words[1:]:
                        name = words[1]
                    elif word == "return":
                        views.clear()
                    elif word == "save":
                        said = ask("Are you sure to continue?[Y/N]")
                        out("Info: saved.\r\n" if said.lower() == "y" else "Info: not saved.\r\n")
                    elif word == "quit":
                        if not views:
                            termios.tcsetattr(0, termios.TCSANOW, old)
                            return
                        views.pop()
                out(prompt())
            elif key == "?":
                words = line.split() or [""]
                some = WORDS.get(words[0], []) if line.endswith(" ") else [w for w in WORDS if w.startswith(words[-1])]
                out("?\r\n" + "".join(f"  {w:<24} about {w}\r\n" for w in some) + "\r\n" + prompt() + line)
            elif key == "\t":
                words = line.split(" ")
                some = [w for w in (WORDS if len(words) == 1 else WORDS.get(words[0], [])) if w.startswith(words[-1])]
                if len(some) == 1:
                    words[-1] = some[0] + " "
                    line = " ".join(words)
                out("\r\n" + prompt() + line)
            elif key in ("\x7f", "\b"):
                if line:
                    line = line[:-1]
                    out("\b \b")
            elif key == "\x03":
                line = ""
                out("\r\n" + prompt())
            elif key == "\x1a":
                views.clear()
                line = ""
                out("\r\n" + prompt())
            elif key in ("\x1b[A", "\x1bOA", "\x10"):
                if at > 0:
                    at -= 1
                    out("\b \b" * len(line) + history[at])
                    line = history[at]
            elif key == "\x15":
                out("\b \b" * len(line))
                line = ""
            elif key >= " " and len(key) == 1:
                line += key
                out(key)


if __name__ == "__main__":
    sys.exit(main())
