"""A recording in the formats of other recorders, from an asciicast 2 or what is made of several.

Each function writes (path, (columns, rows), events), events being [at in seconds, code, text] as an asciicast 2 has them, once through.
What a format has no place for, sizes in a ttyrec say, is left out.
"""
import json
import struct


def read(path):
    """((columns, rows), events) of an asciicast 2, a line at a time."""
    lines = path.open()
    header = json.loads(next(lines))
    return (header["width"], header["height"]), (json.loads(line) for line in lines)


def output(events):
    return ((at, text) for at, code, text in events if code == "o")


def asciicast_1(path, size, events):
    last, frames = 0.0, []
    for at, text in output(events):
        frames.append([at - last, text])
        last = at
    path.write_text(json.dumps({"version": 1, "width": size[0], "height": size[1], "duration": last, "stdout": frames}))


def asciicast_2(path, size, events):
    with path.open("w") as f:
        f.write(json.dumps({"version": 2, "width": size[0], "height": size[1], "timestamp": 1_700_000_000}) + "\n")
        f.writelines(json.dumps(event) + "\n" for event in events)


def asciicast_3(path, size, events):
    last = 0
    with path.open("w") as f:
        f.write(json.dumps({"version": 3, "term": {"cols": size[0], "rows": size[1]}, "timestamp": 1_700_000_000}) + "\n")
        for at, code, text in events:
            now = round(at * 1000)
            f.write(json.dumps([(now - last) / 1000, code, text]) + "\n")
            last = now


def script(path, size, events):
    """With the timing file beside it, of the old form."""
    last = 0.0
    with path.open("wb") as log, path.with_name(path.name + ".timing").open("w") as timing:
        log.write(f'Script started on 2023-11-14 22:13:20+00:00 [TERM="xterm" TTY="/dev/pts/0" COLUMNS="{size[0]}" LINES="{size[1]}"]\n'.encode())
        for at, text in output(events):
            data = text.encode()
            timing.write(f"{at - last:.6f} {len(data)}\n")
            log.write(data)
            last = at


def script_advanced(path, size, events):
    """With what happened in the timing file, sizes too."""
    last = 0.0
    with path.open("wb") as log, path.with_name(path.name + ".timing").open("w") as timing:
        log.write(b"Script started on 2023-11-14 22:13:20+00:00\n")
        timing.write(f"H 0.000000 START_TIME 2023-11-14 22:13:20+00:00\nH 0.000000 COLUMNS {size[0]}\nH 0.000000 LINES {size[1]}\n"
                     f"H 0.000000 OUTPUT_LOG {path.name}\n")
        for at, code, text in events:
            data = text.encode()
            if code == "o":
                timing.write(f"O {at - last:.6f} {len(data)}\n")
                log.write(data)
            elif code == "r":
                cols, rows = text.split("x")
                timing.write(f"S {at - last:.6f} SIGWINCH ROWS={rows} COLS={cols}\n")
            if code in "or":
                last = at


def ttyrec(path, size, events):
    with path.open("wb") as f:
        for at, text in output(events):
            data, us = text.encode(), round(at * 1e6)
            f.write(struct.pack("<III", 1_700_000_000 + us // 1_000_000, us % 1_000_000, len(data)) + data)


def tlog(path, size, events):
    last, shape = 0, "=%dx%d" % tuple(size)
    with path.open("w") as f:
        for n, (at, code, text) in enumerate((e for e in events if e[1] in "or"), 1):
            now = round(at * 1000)
            timing = f"{shape}+{now - last}" + (f">{len(text)}" if code == "o" else f"={text}")
            f.write(json.dumps({"ver": "2.3", "host": "h", "rec": "r-1", "user": "u", "term": "xterm", "session": 1, "id": n, "pos": last,
                                "timing": timing, "in_txt": "", "in_bin": [], "out_txt": text if code == "o" else "",
                                "out_bin": []}) + "\n")
            last, shape = now, ""


FORMATS = {"asciicast-1": (asciicast_1, ".json"), "asciicast-2": (asciicast_2, ".cast"), "asciicast-3": (asciicast_3, ".cast"),
           "script": (script, ""), "script-advanced": (script_advanced, ""), "ttyrec": (ttyrec, ".ttyrec"), "tlog": (tlog, ".log")}
