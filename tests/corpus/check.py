"""Does the shell's own history agree with a scenario's truth?

The history file went through no terminal, so it is a second witness.  Shells join the lines of a command in it by their own
rules and may leave lines out, so both sides are compared without blanks, semicolons and line ends, as bags of text.
"""
import os
import re

PLACES = {"fish": ".local/share/fish/fish_history", "tcsh": ".history"}


def unmetafy(data):
    """zsh writes some bytes as 0x83 and the byte xor 32."""
    return re.sub(rb"\x83(.)", lambda m: bytes([m[1][0] ^ 32]), data, flags=re.S)


def bare(text):
    """The text as both sides can be expected to have it."""
    return re.sub(r"[\s;\x00-\x1f\x7f\ufffd]+", "", text.replace("\\\n", ""))


def spaced(text):
    """The text with its blanks, where line ends and semicolons count as such."""
    return re.sub(r"[\s;]+", " ", text.replace("\\\n", " ")).strip()


def history_of(session):
    """The history's text, or None."""
    program = os.path.basename(session.spec["program"][0])
    place = session.spec["history"]
    if place == "":
        return None
    path = os.path.join(session.home, place or PLACES.get(program, ".hist"))
    try:
        with open(path, "rb") as f:
            data = f.read()
    except FileNotFoundError:
        return None
    if program == "zsh":
        data = unmetafy(data)
    text = data.decode(errors="replace")
    if program == "ksh93":
        text = re.sub(r"[\x00-\x08]|\ufffd\x01", "", text)
    if program == "zsh":
        text = re.sub(r"(?m)^: \d+:\d+;", "", text)
    if program == "fish":
        known = "".join(known for path, known in session.spec["files"].items() if "fish_history" in path)
        entries = [cmd for cmd, when in re.findall(r"(?m)^- cmd: (.*)\n +when: (\d+)$", text) if f"when: {when}" not in known]
        text = "\n".join(re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), e) for e in dict.fromkeys(entries))
    if program == "tcsh":
        text = re.sub(r"(?m)^#\+\d+$", "", text)
    return text


def take_lines(commands, lines):
    """Strike out the commands that are whole lines of the history; the commands that remain."""
    remaining = []
    for command in commands:
        same = next((text for text in (command["text"], *command["also"]) if text.strip() in lines), None)
        if same is None:
            remaining.append(command)
        else:
            lines.remove(same.strip())
    return remaining


def differences(session):
    """Sentences for people: what one side has and the other has not."""
    history = history_of(session)
    if history is None:
        return [] if session.spec["history"] == "" else ["no history to compare with"]
    before = "".join(text for path, text in session.spec["files"].items() if "hist" in path)
    lines = [line.strip() for line in history.removeprefix(before).split("\n")]
    typed = session.commands[1:-2] if session.inside not in (None, "pane") else session.commands  # without the outer shell's
    commands = [c for c in typed if c["kind"] in ("command", "unknown")]
    if "fish" in session.spec["program"][0]:  # which keeps a text once
        commands = list({c["text"]: c for c in commands}.values())
    commands = take_lines(commands, lines)
    rest, said, gone = bare("\n".join(lines)), [], "\x01"
    for command in sorted(commands, key=lambda c: -len(c["text"])):
        texts = [command["text"], *command["also"]]
        found = next((text for text in map(bare, texts) if text and text in rest), None)
        if found is None:
            said.append(f"not in the history: {command['text']!r}")
            continue
        if not any(spaced(text) in spaced("\n".join(lines)) for text in texts):
            same = [line for line in lines if bare(line) == found]
            said.append(f"other blanks in the history: {command['text']!r} is {same}")
        rest = rest.replace(found, gone, 1)
    left = [part for part in rest.split(gone) if part]
    return said + [f"only in the history: {part!r}" for part in left]
