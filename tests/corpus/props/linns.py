"""Stand-ins for machines that nobody here has, whose bytes are as true as can be: what each writes for each key is what matters."""

# The library itself, as bluetoothctl uses it: what it is told prints above the line, which is then drawn again.
BLUETOOTH = r'''#!/usr/bin/python3
import ctypes, os, select, sys, time
L = ctypes.CDLL("libreadline.so.8")
L.rl_copy_text.restype = ctypes.c_void_p
point, end = ctypes.c_int.in_dll(L, "rl_point"), ctypes.c_int.in_dll(L, "rl_end")
CB = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
PROMPT, open_ = b"\001\033[0;94m\002[bluetooth]\001\033[0m\002# ", [True]
NEWS = ["[\033[0;93mCHG\033[0m] Device 00:11:22:33:44:%02d RSSI: -%d" % (n, 40 + n) for n in range(60)]
def say(text):
    at = point.value
    line = ctypes.string_at(L.rl_copy_text(0, end.value))
    L.rl_save_prompt(); L.rl_replace_line(b"", 0); L.rl_redisplay()
    os.write(1, text.encode() + b"\n")
    L.rl_restore_prompt(); L.rl_replace_line(line, 0); point.value = at; L.rl_forced_update_display()
def got(line):
    if not line:
        open_[0] = False
        return
    text = ctypes.string_at(line).decode()
    L.add_history(text.encode())
    if text in ("quit", "exit"):
        open_[0] = False
        L.rl_callback_handler_remove()
    elif text == "devices":
        print("Device 00:11:22:33:44:01 Burn Speaker"); sys.stdout.flush()
    elif text.startswith("scan"):
        state["scan"] = text.endswith("on"); print("Discovery " + ("started" if state["scan"] else "stopped")); sys.stdout.flush()
    elif text:
        print("Changing %s succeeded" % text); sys.stdout.flush()
state = {"scan": False}
handler = CB(got)
print("Agent registered"); sys.stdout.flush()
L.rl_callback_handler_install(PROMPT, handler)
next_ = time.time() + 0.35
while open_[0]:
    ready, _, _ = select.select([0], [], [], max(0.0, next_ - time.time()))
    if ready:
        L.rl_callback_read_char()
    if time.time() >= next_:
        next_ += 0.35
        if state["scan"] and NEWS:
            say(NEWS.pop(0))
'''

# An editor of its own (hostap's edit.c): clears its row by blanks, prints, and draws the row again.
WPA = r'''#!/usr/bin/python3
import os, select, sys, termios, time, tty
was = termios.tcgetattr(0)
new = termios.tcgetattr(0); new[3] &= ~(termios.ICANON | termios.ECHO); termios.tcsetattr(0, termios.TCSANOW, new)
out = lambda t: os.write(1, t.encode())
line, at, history, place = "", 0, [], 0
def clear(): out("\r" + " " * (len(line) + 2) + "\r")
def draw():
    out("> " + line)
    if at != len(line): out("\r> " + line[:at])
out("wpa_cli v2.10\nCopyright (c) 2004-2022, its authors\n\nInteractive mode\n\n> ")
news, n, held = time.time() + 0.5, 0, ""
while True:
    ready, _, _ = select.select([0], [], [], max(0.0, news - time.time()))
    if time.time() >= news:
        news, n = news + 0.5, n + 1
        if n % 3 and n < 50:
            clear(); out("\r<3>CTRL-EVENT-BSS-ADDED %d 00:11:22:33:44:%02d\n" % (n, n)); draw()
    if not ready: continue
    for c in os.read(0, 64).decode(errors="replace"):
        if held + c in ("\x1b", "\x1b[", "\x1bO"): held += c; continue
        if held:
            held = ""
            if c in "AB" and history:
                clear(); place = max(-len(history), min(0, place + (-1 if c == "A" else 1))); line = history[place] if place else ""; at = len(line); draw()
            elif c == "D" and at: out("\033[D"); at -= 1
            elif c == "C" and at < len(line): out("\033[C"); at += 1
        elif c in "\r\n":
            out("\n"); text, line, at, place = line, "", 0, 0
            if text: history.append(text)
            if text in ("quit", "q"):
                termios.tcsetattr(0, termios.TCSANOW, was); sys.exit()
            out({"status": "bssid=00:11:22:33:44:05\nwpa_state=COMPLETED\n", "": ""}.get(text, "OK\n") + "> ")
        elif c in "\b\x7f":
            if at: clear(); line = line[:at - 1] + line[at:]; at -= 1; draw()
        elif c == "\x15": clear(); line, at = line[at:], 0; draw()
        elif c == "\x01": at = 0; clear(); draw()
        elif c >= " ":
            if at == len(line): line += c; at += 1; out(c)
            else: clear(); line = line[:at] + c + line[at:]; at += 1; draw()
'''

# What PSReadLine does: asks where the cursor is, hides it, goes to a place of the screen, and writes the whole line in colours with a prediction behind.
POWERSHELL = r'''#!/usr/bin/python3
import os, re, select, sys, termios, time, tty
was = termios.tcgetattr(0); tty.setraw(0)
out = lambda t: os.write(1, t.encode())
history, here = ["Get-ChildItem notes", "Get-Service | Where-Object Status -eq Running"], os.path.basename(os.getcwd())
def read():
    data = os.read(0, 4096).decode(errors="replace")
    return data
def cursor():
    out("\033[6n"); data = ""
    while not re.search(r"\033\[\d+;\d+R", data): data += read()
    found = re.search(r"\033\[(\d+);(\d+)R", data)
    return int(found[1]), int(found[2]), data.replace(found[0], "")
def colours(text):
    def one(m):
        word = m[0]
        return ("\033[93m" if m.start() == 0 or text[:m.start()].rstrip().endswith(("|", ";")) else "\033[90m" if word[0] == "-" else "\033[36m" if word[0] in "'\"" else "\033[37m") + word + "\033[0m"
    return re.sub(r"'[^']*'?|\"[^\"]*\"?|[^\s'\"]+", one, text)
rest = ""
out("PowerShell 7.4.1\r\n")
while True:
    out("\033[?1h\033=PS C:\\Users\\burn\\%s> " % "home")
    row, col, more = cursor(); rest += more
    text, at, place = "", 0, 0
    size = os.get_terminal_size()
    def draw(ghost=True):
        hint = next((h for h in reversed(history) if text and h.startswith(text) and h != text), "")[len(text):] if ghost else ""
        global row
        need = (col - 1 + len(text) + len(hint)) // size.columns
        if row + need > size.lines:
            out("\033[?25l\033[%d;1H" % size.lines + "\n" * (row + need - size.lines)); row = size.lines - need
        out("\033[?25l\033[%d;%dH" % (row, col) + colours(text) + ("\033[97;2;3m" + hint + "\033[0m" if hint else "") + "\033[K")
        cell = col - 1 + at
        out("\033[%d;%dH\033[?25h" % (row + cell // size.columns, cell % size.columns + 1))
        return hint
    hint = ""
    while True:
        if not rest: rest = read()
        m = re.match(r"\033\[[0-9;]*[A-Za-z~]|\033O.|.", rest, re.S); key, rest = m[0], rest[m.end():]
        if key == "\r": break
        if key in ("\033[A", "\033OA", "\033[B", "\033OB"):
            place = max(-len(history), min(0, place + (-1 if key[-1] == "A" else 1))); text = history[place] if place else ""; at = len(text)
        elif key in ("\033[C", "\033OC"):
            if at < len(text): at += 1
            elif hint: text += hint; at = len(text)
        elif key in ("\033[D", "\033OD"): at = max(0, at - 1)
        elif key in ("\x7f", "\b"): text, at = text[:max(0, at - 1)] + text[at:], max(0, at - 1)
        elif key in ("\033[1~", "\033[H", "\033OH", "\x01"): at = 0
        elif key == "\x1b": text, at = "", 0
        elif key == "\x03":
            draw(False); out("\033[%d;%dH\033[31m^C\033[0m" % (row, col + len(text))); text = None; break
        elif key >= " ": text, at = text[:at] + key + text[at:], at + 1
        hint = draw()
    if text is not None: at = len(text); draw(False)
    out("\033[?1l\033>\r\n")
    if not text: continue
    if text != history[-1]: history.append(text)
    if text == "exit": termios.tcsetattr(0, termios.TCSANOW, was); sys.exit()
    if text.startswith("Get-ChildItem"): out("\r\n    Directory: C:\\Users\\burn\\home\r\n\r\n\033[32;1mMode                 LastWriteTime         Length Name\033[0m\r\n\033[32;1m----                 -------------         ------ ----\033[0m\r\n-a---          12/11/2026  09:14             18 one.txt\r\n\r\n")
    elif text.startswith("Write-"): out(text.partition(" ")[2].strip("'\"") + "\r\n")
    else: out("\033[31;1m%s: \033[31;1mThe term is not recognized.\033[0m\r\n" % text.split()[0])
'''

# The old shell of the same house, seen through its pseudo console: what changed on the screen, blanks by erasing, the cursor hidden meanwhile.
CONSOLE = r'''#!/usr/bin/python3
import os, re, sys, termios, time, tty
was = termios.tcgetattr(0); tty.setraw(0)
out = lambda t: os.write(1, t.encode())
history, rest, row = [], "", 5
out("\033[?9001h\033[?1004h\033[?25l\033[2J\033[m\033[HMicrosoft Windows [Version 10.0.20348.2113]\r\n(c) Microsoft Corporation. All rights reserved.\033]0;Administrator: C:\\Windows\\system32\\cmd.exe\a\033[?25h\r\n")
while True:
    time.sleep(0.02)
    out("\r\nadministrator@LINN C:\\Users\\burn>")
    text, place = "", 0
    while True:
        if not rest: rest = os.read(0, 4096).decode(errors="replace")
        m = re.match(r"\033\[[0-9;]*[A-Za-z~]|\033O.|.", rest, re.S); key, rest = m[0], rest[m.end():]
        if key == "\r": break
        if key in ("\033[A", "\033OA", "\033[B", "\033OB") and history:
            old, place = text, max(-len(history), min(0, place + (-1 if key[-1] == "A" else 1)))
            text = history[place] if place else ""
            out("\033[?25l" + "\b" * len(old) + text + ("\033[%dX" % (len(old) - len(text)) if len(old) > len(text) else "") + "\033[?25h")
        elif key in ("\x7f", "\b"):
            if text: text = text[:-1]; out("\b \b" if len(text) % 2 else "\b\033[K")
        elif key == "\x1b": out("\b" * len(text) + "\033[K"); text = ""
        elif key == "\x03": out("^C\r\n"); text = None; break
        elif key == "\t" and text: text += "notes"; out("\033[?25lnotes\033[?25h")
        elif key >= " ": text += key; out(key)
    if not text: continue
    history.append(text); out("\r\n")
    if text == "exit": out("\033[?9001l\033[?1004l"); termios.tcsetattr(0, termios.TCSANOW, was); sys.exit()
    if text == "cls": out("\033[2J\033[m\033[H\033[?25h"); continue
    if text.startswith("dir"): out("\033[?25l Volume in drive C has no label.\r\n Volume Serial Number is 1A2B-3C4D\r\n\n Directory of C:\\Users\\burn\r\n\n11/12/2026  09:14 AM\033[4X\033[4C<DIR>\033[10X\033[10C.\r\n11/12/2026  09:14 AM\033[16X\033[16C18 one.txt\r\n\033[?25h")
    elif text.startswith("echo "): out(text[5:] + "\r\n")
    else: out("'%s' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n" % text.split()[0])
'''

# A router of another house: every key draws the whole row anew, in colours.
ROUTER = r'''#!/usr/bin/python3
import os, re, sys, termios, tty
was = termios.tcgetattr(0); tty.setraw(0)
out = lambda t: os.write(1, t.encode())
history, rest = [], ""
out("\r\n  MikroTik RouterOS 7.13 (c) 1999-2023       https://www.mikrotik.com/\r\n\r\nPress F1 for help\r\n\r\n")
def row(text, at, end=""):
    m = re.match(r"(/[\w/-]*)?(.*)", text, re.S)
    out("\033[9999B\r[\033[m\033[36madmin\033[m@\033[m\033[36mlinn\033[m] > " + ("\033[m\033[35m" + m[1] + "\033[m" if m[1] else "") + "\033[33m" + m[2] + "\033[m\033[K" + (end or ("\r\033[%dC" % (15 + at))))
while True:
    text, at, place = "", 0, 0
    row(text, at)
    while True:
        if not rest: rest = os.read(0, 4096).decode(errors="replace")
        m = re.match(r"\033\[[0-9;]*[A-Za-z~]|\033O.|.", rest, re.S); key, rest = m[0], rest[m.end():]
        if key == "\r": break
        if key in ("\033[A", "\033OA", "\033[B", "\033OB") and history:
            place = max(-len(history), min(0, place + (-1 if key[-1] == "A" else 1))); text = history[place] if place else ""; at = len(text)
        elif key in ("\033[D", "\033OD"): at = max(0, at - 1)
        elif key in ("\033[C", "\033OC"): at = min(len(text), at + 1)
        elif key in ("\x7f", "\b"): text, at = text[:max(0, at - 1)] + text[at:], max(0, at - 1)
        elif key == "\t":
            for full in ("/interface ", "/ip address ", "print", "/system "):
                part = text.split(" ")[-1]
                if part and full.strip().startswith(part): text += full[len(part):]; at = len(text); break
        elif key == "?":
            out("\r\n\033[m\033[32madd\033[m -- Create a new item\r\n\033[m\033[32mprint\033[m -- Print values of item properties\r\n\r\n")
        elif key == "\x03": text = ""; break
        elif key >= " ": text, at = text[:at] + key + text[at:], at + 1
        row(text, at)
    row(text, len(text), "\r\n")
    if not text: continue
    history.append(text)
    if text == "/quit": out("\r\ninterrupted\r\n"); termios.tcsetattr(0, termios.TCSANOW, was); sys.exit()
    out("Flags: \033[1mR\033[m - RUNNING\r\nColumns: NAME, TYPE\r\n\033[1m#\033[m   NAME    TYPE\r\n0 \033[1mR\033[m ether1  ether\r\n" if "print" in text else "\033[m\033[31mbad command name %s (line 1 column 1)\033[m\r\n" % text.split()[0] if text[0] != "/" else "")
'''

# A board on a serial line: a boot loader that counts, then a kernel that talks, a login, a shell.
BOARD = r'''#!/usr/bin/python3
import os, re, select, sys, termios, time, tty
was = termios.tcgetattr(0); tty.setraw(0)
out = lambda t: os.write(1, t.encode())
rest = [""]
def key(wait=None):
    if not rest[0]:
        if not select.select([0], [], [], wait)[0]: return None
        rest[0] = os.read(0, 4096).decode(errors="replace")
    m = re.match(r"\033\[[0-9;]*[A-Za-z~]|\033O.|.", rest[0], re.S); rest[0] = rest[0][m.end():]
    return m[0]
def line(prompt, echo=True):
    out(prompt); text = ""
    while True:
        k = key()
        if k in "\r\n": out("\r\n"); return text
        if k in ("\x7f", "\b"):
            if text: text = text[:-1]; out("\b \b" if echo else "")
        elif k == "\x03": out("<INTERRUPT>\r\n" if prompt == "=> " else "^C\r\n"); text = ""; out(prompt)
        elif k == "\x15": out("\b \b" * len(text)); text = ""
        elif k == "\x18": return None
        elif k >= " " and len(k) == 1: text += k; out(k if echo else "")
out("picocom v3.1\r\n\r\nport is        : /dev/ttyUSB0\r\nflowcontrol    : none\r\nbaudrate is    : 115200\r\n\r\nType [C-a] [C-h] to see available commands\r\nTerminal ready\r\n\r\nU-Boot 2023.01 (Jan 10 2023 - 09:14:00 +0000)\r\n\r\nCPU:   SoC\r\nDRAM:  512 MiB\r\nHit any key to stop autoboot:  3 ")
for n in (2, 1, 0):
    if key(1) is not None: break
    out("\b\b\b%2d " % n)
out("\r\n")
while True:
    text = line("=> ")
    if text == "boot": break
    if text.startswith("setenv") or not text: continue
    if text.startswith("printenv"): out("bootdelay=3\r\nbaudrate=115200\r\n\r\nEnvironment size: 412/65532 bytes\r\n")
    elif text.startswith("ping"):
        out("Using ethernet@1 device\r\n"); time.sleep(0.3); out("host 10.0.0.1 is alive\r\n")
    else: out("Unknown command '%s' - try 'help'\r\n" % text.split()[0])
out("## Booting kernel from Legacy Image at 82000000 ...\r\nStarting kernel ...\r\n\r\n")
for n in range(9): out("[    %d.%06d] cpu%d: bringing up\r\n" % (n, n * 7919, n)); time.sleep(0.03)
out("\r\nlinn board ttyS0\r\n\r\n")
line("linn login: "); line("Password: ", False); out("\r\n")
told, history = 0, []
while True:
    out("root@linn:~# "); text = ""
    while True:
        k = key(0.9)
        if k is None:
            told += 1
            if told in (3, 9, 15, 22): out("\r\n[  %3d.117] usb 1-1: new high-speed USB device number %d using ehci\r\n" % (40 + told, told))
            continue
        if k in "\r\n": break
        if k in ("\x7f", "\b"):
            if text: text = text[:-1]; out("\b \b")
        elif k == "\x03": out("^C"); text = ""; break
        elif k in ("\033[A", "\033OA") and history: out("\r\033[Kroot@linn:~# " + history[-1]); text = history[-1]
        elif k >= " " and len(k) == 1: text += k; out(k)
    out("\r\n")
    if text: history.append(text)
    if text == "exit": break
    if text.startswith("echo "): out(text[5:] + "\r\n")
    elif text.startswith("ls"): out("etc  home  root\r\n")
    elif text: out("-sh: %s: not found\r\n" % text.split()[0])
out("\r\nThanks for using picocom\r\n")
termios.tcsetattr(0, termios.TCSANOW, was)
'''

# What litecli and its sisters are made of: candidates while typing, a toolbar, words behind the cursor, a line that is not taken as it is.
TOOLKIT = r'''#!/usr/bin/python3
import sys, time
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.validation import Validator, ValidationError
from prompt_toolkit.formatted_text import ANSI
class Whole(Validator):
    def validate(self, document):
        if document.text.count("'") % 2: raise ValidationError(len(document.text), "a quote is open")
words = WordCompleter("select from where order limit insert barn barley oats rye".split())
s = PromptSession(completer=words, complete_while_typing=True, auto_suggest=AutoSuggestFromHistory(), validator=Whole(), validate_while_typing=False,
                  bottom_toolbar=lambda: " [F2] Smart Completion: ON  [F3] Multiline: OFF  %s" % ("." * (int(time.time() * 2) % 4)), rprompt=lambda: time.strftime("%H:%M:%S"), placeholder=ANSI("\033[90mtype a statement\033[0m"), refresh_interval=0.5)
n = 0
print("Version: 1.9.0\nMail: list@linn.invalid")
while True:
    n += 1
    try: text = s.prompt(ANSI("\033[32mlinn.db\033[0m> "))
    except KeyboardInterrupt: continue
    except EOFError: break
    if text in ("quit", "exit"): break
    if text: print("+---+\n| %s |\n+---+\n1 row in set\nTime: 0.00%ds" % (len(text), n % 10))
print("Goodbye!")
'''
STANDINS = {"bin/bluetoothctl": BLUETOOTH, "bin/wpa_cli": WPA, "bin/pwsh": POWERSHELL, "bin/winssh": CONSOLE, "bin/router": ROUTER, "bin/picocom": BOARD, "bin/litecli": TOOLKIT}

# A shell whose editor paints prompt, line, suggestion and right prompt anew for each key, from a place that it asked for.
REED = r'''#!/usr/bin/python3
import os, re, subprocess, sys, termios, time, tty
was = termios.tcgetattr(0); tty.setraw(0)
out = lambda t: os.write(1, t.encode())
history, rest, seen = ["ls notes | length"], "", 0
def width(t): return len(re.sub(r"\033\[[0-9;]*m", "", t))
def colours(t):
    return re.sub(r"'[^']*'?|[^\s|]+|\|", lambda m: ("\033[32m" if m[0][0] == "'" else "\033[35m" if m[0] == "|" else "\033[36;1m" if m.start() == 0 or t[:m.start()].rstrip().endswith("|") else "\033[39m") + m[0] + "\033[0m", t)
while True:
    out("\033[?2004h\033[6n"); data = ""
    while not re.search(r"\033\[(\d+);(\d+)R", data): data += os.read(0, 4096).decode(errors="replace")
    m = re.search(r"\033\[(\d+);(\d+)R", data); row = int(m[1]); rest += data.replace(m[0], "")
    if int(m[2]) > 1: out("\r\n"); row += 1
    text, at, place, search = "", 0, 0, None
    def draw(final=False):
        global row
        size = os.get_terminal_size()
        left = "\033[1;32m~/%s\033[0m" % os.path.basename(os.getcwd())
        sign = "\033[1;36m> \033[0m" if search is None else "\033[1;35m(reverse-search: %s) \033[0m" % search
        body = text.replace("\n", "\r\n\033[1;36m::: \033[0m")
        need = (width(left + sign) + len(text)) // size.columns + 1 + text.count("\n")
        if row + need - 1 > size.lines:
            out("\n" * (row + need - 1 - size.lines)); row = size.lines - need + 1
        out("\033[?25l\033[%d;1H\033[J" % row + left)
        right = time.strftime("%m/%d/%Y %I:%M:%S %p")
        if not final and width(left + sign) + len(text) + len(right) < size.columns:
            out("\0337\033[%d;%dH\033[35m%s\033[0m\0338" % (row, size.columns - len(right) + 1, right))
        hint = next((h for h in reversed(history) if text and h.startswith(text) and h != text), "")[len(text):] if not final and search is None else ""
        out(sign + colours(text[:at]).replace("\n", "\r\n\033[1;36m::: \033[0m") + "\0337" + colours(text)[len(colours(text[:at])):].replace("\n", "\r\n\033[1;36m::: \033[0m") if colours(text).startswith(colours(text[:at])) else sign + body[:at] + "\0337" + body[at:])
        out("\033[38;5;8m" + hint + "\033[0m\0338\033[?25h")
        return hint
    hint = draw()
    while True:
        if not rest: rest = os.read(0, 4096).decode(errors="replace")
        m = re.match(r"\033\[200~.*?\033\[201~|\033\[[0-9;]*[A-Za-z~]|\033O.|\033.|.", rest, re.S); key, rest = m[0], rest[m.end():]
        if key == "\r":
            if search is not None: search = None; hint = draw(); continue
            if text.count("(") + text.count("{") > text.count(")") + text.count("}"): text += "\n"; at = len(text); hint = draw(); continue
            break
        if key == "\x03": text = None; break
        if key == "\x12": search = "" if search is None else search
        elif search is not None and key >= " ":
            search += key; text = next((h for h in reversed(history) if search in h), text); at = len(text)
        elif key in ("\033[A", "\033OA", "\033[B", "\033OB"):
            place = max(-len(history), min(0, place + (-1 if key[-1] == "A" else 1))); text = history[place] if place else ""; at = len(text)
        elif key in ("\033[C", "\033OC", "\x06"):
            if at < len(text): at += 1
            elif hint: text += hint; at = len(text)
        elif key in ("\033[D", "\033OD"): at = max(0, at - 1)
        elif key == "\x01": at = 0
        elif key == "\x05": at = len(text)
        elif key == "\x15": text, at = text[at:], 0
        elif key == "\x17": new = text[:at].rstrip().rpartition(" "); cut = new[0] + new[1]; text, at = cut + text[at:], len(cut)
        elif key in ("\x7f", "\b"): text, at = text[:max(0, at - 1)] + text[at:], max(0, at - 1)
        elif key.startswith("\033[200~"): new = key[6:-6].replace("\r", "\n"); text, at = text[:at] + new + text[at:], at + len(new)
        elif key >= " ": text, at = text[:at] + key + text[at:], at + 1
        hint = draw()
    if text is not None: at = len(text); draw(True)
    out("\033[?2004l\r\n")
    if not text: continue
    history.append(text)
    if text == "exit": termios.tcsetattr(0, termios.TCSANOW, was); sys.exit()
    if text.startswith("cd "): os.chdir(text[3:])
    elif text.startswith("ls"): out("╭───┬─────────┬──────┬──────╮\r\n│ # │  name   │ type │ size │\r\n├───┼─────────┼──────┼──────┤\r\n│ 0 │ one.txt │ file │ 18 B │\r\n╰───┴─────────┴──────┴──────╯\r\n")
    elif text.startswith("^"): subprocess.run(text[1:], shell=True); 
    elif text.startswith("'"): out(text.strip("'") + "\r\n")
    else: out("\033[31mError:\033[0m \033[31mnu::shell::external_command\033[0m\r\n  \033[31m×\033[0m External command failed\r\n")
'''

# The interpreter's newer editor: hides the cursor, goes back to the margin, writes prompt and line again, goes back, shows the cursor, goes to its place.
PYREPL = r'''#!/usr/bin/python3
import code, os, re, sys, termios, tty
was = termios.tcgetattr(0)
out = lambda t: os.write(1, t.encode())
P1, P2, history, rest = "\033[1;35m>>> \033[0m", "\033[1;35m... \033[0m", [], ""
inside = code.InteractiveInterpreter({})
out("Python 3.13.1 (main, Dec  4 2024) on linux\r\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\r\n")
def back(n): return "\033[%dD" % n if n else ""
def on(n): return "\033[%dC" % n if n else ""
while True:
    tty.setraw(0)
    rows, r, at, place = [""], 0, 0, 0
    out("\033[?2004h\033[?1h\033=\033[?25l\033[1A\n" + P1 + "\033[4D\033[?12l\033[?25h\033[4C")
    def draw(before):
        out("\033[?25l" + back(4 + before) + (P2 if r else P1) + rows[r] + "\033[K" + back(4 + len(rows[r])) + "\033[?12l\033[?25h" + on(4 + at))
    end = None
    while end is None:
        if not rest: rest = os.read(0, 4096).decode(errors="replace")
        m = re.match(r"\033\[[0-9;]*[A-Za-z~]|\033O.|\033.|.", rest, re.S); key, rest = m[0], rest[m.end():]
        before = at
        if key == "\r":
            text = "\n".join(rows)
            try: whole = code.compile_command(text.rstrip() + ("\n" if len(rows) > 1 else ""), "<stdin>") is not None
            except (SyntaxError, ValueError): whole = True
            if (whole and (len(rows) == 1 or not rows[-1].strip())) : end = text; break
            pad = re.match(" *", rows[r])[0] + ("    " if rows[r].rstrip().endswith(":") else "")
            rows.append(pad); r += 1; at = len(pad)
            out("\033[?25l\r\n" + P2 + pad + back(4 + len(pad)) + "\033[?12l\033[?25h" + on(4 + at))
        elif key == "\x03": end = ""; out("\r\nKeyboardInterrupt"); break
        elif key == "\x04": end = None; rows = ["exit"]; break
        elif key in ("\033[A", "\033OA", "\033[B", "\033OB") and history and len(rows) == 1:
            place = max(-len(history), min(0, place + (-1 if key[-1] == "A" else 1)))
            rows = (history[place] if place else "").split("\n"); 
            out("\033[?25l" + back(4 + before) + ("\033[K\r\n").join((P2 if n else P1) + t for n, t in enumerate(rows)) + "\033[K\r\033[?12l\033[?25h")
            r = len(rows) - 1; at = len(rows[r]); out(on(4 + at))
        elif key in ("\033[D", "\033OD"): at = max(0, at - 1); out("\033[D" if before else "")
        elif key in ("\033[C", "\033OC"): at = min(len(rows[r]), at + 1); out("\033[C" if at > before else "")
        elif key == "\x01": at = 0; out(back(before))
        elif key in ("\x7f", "\b"):
            n = 4 if at and at % 4 == 0 and not rows[r][:at].strip() else 1
            if at: rows[r] = rows[r][:at - n] + rows[r][at:]; at -= n; draw(before)
        elif key >= " ": rows[r] = rows[r][:at] + key + rows[r][at:]; at += 1; draw(before)
    out("\r\n\033[?2004l\033[?1l\033>")
    termios.tcsetattr(0, termios.TCSANOW, was)
    if end is None or end in ("exit", "exit()", "quit"): sys.exit()
    if end.strip():
        history.append(end)
        inside.runsource(end.rstrip() + "\n", "<stdin>", "single"); sys.stdout.flush()
'''
STANDINS.update({"bin/nu": REED, "bin/python3.13": PYREPL})

# As xonsh, ptpython and others have it: a right prompt, several rows, vi's keys if wanted, candidates on Tab.
RIGHT = r'''#!/usr/bin/python3
import os, sys, time
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.key_binding import KeyBindings
keys = KeyBindings()
@keys.add("enter")
def _(event):
    text = event.current_buffer.text
    if text.rstrip().endswith((":", "\\")) or ("\n" in text and text.split("\n")[-1].strip()): event.current_buffer.insert_text("\n")
    else: event.current_buffer.validate_and_handle()
s = PromptSession(completer=WordCompleter("barley oats rye print".split()), complete_while_typing=False, multiline=True, key_bindings=keys, vi_mode="vi" in sys.argv,
                  prompt_continuation=lambda width, number, wrapped: "." * (width - 1) + " ", rprompt=lambda: ANSI("\033[36m%s\033[0m" % ("[main *]" if "vi" in sys.argv else time.strftime("<%H:%M>"))))
n = 0
while True:
    n += 1
    try: text = s.prompt(ANSI("\033[1;32mroot@strand\033[0m ~ # "))
    except KeyboardInterrupt: continue
    except EOFError: break
    if text.strip() == "exit": break
    if text: print(text.count("\n") + 1, "rows,", len(text), "letters")
'''
STANDINS["bin/xonsh"] = RIGHT


def written(h):
    """What an interpreter has written down as taken: parts that end in NUL, or a history's lines."""
    try:
        with open(h.s.home + "/ran", encoding="utf-8", errors="replace") as f:
            text = f.read()
    except FileNotFoundError:
        return []
    parts = [part for part in (text.split("\0") if "\0" in text else text.split("\n")) if part.strip()]
    return [(part, [] if (seen := "".join("^" + chr(ord(c) ^ 64) if c < " " and c not in "\t\n" or c == "\x7f" else c for c in part)) == part else [seen]) for part in parts]
