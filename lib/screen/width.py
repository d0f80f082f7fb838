#!/usr/bin/env python3
"""Writes widths.h: which characters take two columns, and which none.

usage: lib/screen/width.py > lib/screen/widths.h

Two: East Asian Wide and Fullwidth.  None: marks that do not advance, format characters, and the
vowels and finals of Hangul that join the syllable before them.  The rest takes one.
"""
import sys
import unicodedata

TOP = 0x110000
# reserved for ideographs: wide even where nothing is assigned yet (UAX 11); and what C libraries take for wide
RESERVED = [(0x3248, 0x324F), (0x4DC0, 0x4DFF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]
# format characters that are seen: the soft hyphen and marks over numbers
ADVANCING = {0xAD, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}


def columns(code):
    char = chr(code)
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:
        return 0
    if code not in ADVANCING and unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if any(a <= code <= b for a, b in RESERVED):
        return 2
    if unicodedata.category(char) != "Cn" and unicodedata.east_asian_width(char) in "WF":
        return 2
    return 1


def ranges(wanted):
    start = None
    for code in range(0xA0, TOP + 1):
        inside = code < TOP and columns(code) == wanted
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield start, code - 1
            start = None


def table(name, wanted):
    print(f"static const struct range {name}[] = {{")
    line = "\t"
    for a, b in ranges(wanted):
        item = f"{{0x{a:X}, 0x{b:X}}}, "
        if len(line) + 7 + len(item) > 100:
            print(line.rstrip())
            line = "\t"
        line += item
    print(line.rstrip())
    print("};")


print(f"/* Made by lib/screen/width.py from Unicode {unicodedata.unidata_version}: not to be edited. */")
print("#ifndef STENO_SCREEN_WIDTHS_H\n#define STENO_SCREEN_WIDTHS_H\n\n#include <stdint.h>\n")
print("struct range {\n\tuint32_t first, last;\n};\n")
table("wide", 2)
print()
table("joining", 0)
print("\n#endif")
sys.stdout.flush()
