"""steno search, sessions and show, asked for everything together: held against a plain reading of what the index has.

The model below takes all commands of the index, as JSON, and leaves out what does not fit, one option after the other; it
knows nothing of indexes.  Questions are made at random from what is there, with a seed: STENO_SEED is another, STENO_QUESTIONS how many.
"""
import csv
import io
import json
import os
import random
import re
import unicodedata

from test_commands import session, write_cast

SEED = int(os.environ.get("STENO_SEED", "4"))
QUESTIONS = int(os.environ.get("STENO_QUESTIONS", "0"))
CORPUS = ("bash_aliases", "bash_prompt_osc633", "bash_prompt_osc133", "bash_secrets", "bash_case_and_colour", "exam_ipython_edited",
          "bash_replies", "bash_combining_characters", "bash_bang", "zsh_bang", "bash_vi_external_editor", "bash_nested", "admin_reads_logs")
NIGHT = 1_700_000_000


def ended(exit, cwd):
    """What a shell says of a command's end, and where it is."""
    return f"\x1b]633;D;{exit}\x07\x1b]633;P;Cwd={cwd}\x07"


def tlog(path, user, host, when, number, commands):
    """A recording that names who and where."""
    at, lines = 0, []
    for n, (code, text) in enumerate(session(*commands), 1):
        timing = ("=80x24" if n == 1 else "") + f"+100{'>' if code == 'o' else '<'}{len(text)}"
        lines.append(json.dumps({"ver": "2.3", "host": host, "rec": f"r{number}", "user": user, "term": "xterm", "session": number,
                                 "id": n, "pos": at, "time": when + at / 1000, "timing": timing, "in_bin": [], "out_bin": [],
                                 "in_txt": text if code == "i" else "", "out_txt": text if code == "o" else ""}))
        at += 100
    path.write_text("".join(line + "\n" for line in lines))


def made_up(rng):
    """Commands of few words, so that they meet."""
    subjects = ["nginx", "redis", "Überprüfung", "/var/log/nginx", "a.b-c_d", "10.0.7.1", "東京", "x|y", "'rm -rf'", "$HOME", "naïve"]
    verbs = ["ls", "systemctl restart", "restart systemctl", "tail -f", "echo", "GREP -rn", "cat", "rm -rf", "sudo -u root"]
    said = ["", "active\r\n", "permission denied\r\n", "error: no such file\r\n", "total 0\r\nnginx active\r\n", "日本 ok\r\n"]
    for _ in range(rng.randint(2, 9)):
        yield f"{rng.choice(verbs)} {rng.choice(subjects)}" + rng.choice(["", " " + rng.choice(subjects)]), rng.choice(said)


def fill(t, rng):
    """A store with sessions of ours, and an index of them and of others."""
    for n, env in enumerate(({"SSH_CONNECTION": "10.0.0.7 5 10.0.0.1 22"}, {"SSH_CONNECTION": "10.0.0.17 5 10.0.0.1 22"}, {}, {})):
        t.ok([t.steno, "rec", "-q", "-l", f"ticket=OPS-{n % 3}", "-l", f"task={'ab'[n % 2]}", "--", "sh", "-c",
              f"echo nginx active; exit {n % 2}"], env=t.env(**env)) if n % 2 == 0 else t.run(
            [t.steno, "rec", "-q", "-l", f"ticket=OPS-{n % 3}", "--", "sh", "-c", f"echo nginx {n}; exit {n}"], env=t.env(**env))
    folder = t.tmp / "others"
    folder.mkdir()
    for n in range(10):
        tlog(folder / f"t{n}.log", rng.choice(["alice", "Bob", "bob", "o'neil"]), rng.choice(["web-1", "web-2", "db"]),
             NIGHT + rng.randint(0, 6) * 3600, n + 1, list(made_up(rng)))
    for n in range(8):
        events = session(*made_up(rng))
        for event in events:
            if event[1].endswith("\x1b[?2004hhost$ ") and rng.random() < 0.8:
                event[1] = event[1][:-len("\x1b[?2004hhost$ ")] + ended(rng.choice([0, 0, 1, 130]), rng.choice(
                    ["/", "/srv", "/srv/app", "/srvx"])) + "\x1b[?2004hhost$ "
        # many at the same moment, and some of which it is not known when they were
        more = {"timestamp": NIGHT + rng.choice([0, 0, 1800, 86400])} if n != 5 else {}
        path = write_cast(folder / f"c{n}.cast", events, **more)
        if n == 5:
            text = path.read_text()
            path.write_text(text.replace('"timestamp": 1000, ', "", 1))
    corpus = [t.source / "tests/corpus/recordings" / f"{name}.cast" for name in CORPUS]
    # in pieces, so that what is older arrives later
    t.ok([t.steno, "index", *corpus[:5]])
    t.ok([t.steno, "index", folder, t.home / ".local/share/steno"])
    t.ok([t.steno, "index", *corpus[5:]])


# The model.

def split(text):
    """Words as they are compared: letters and digits, small, without accents; signs of other scripts part them."""
    words, word = [], ""
    for c in text + " ":
        kind = unicodedata.category(c)
        if kind[0] in "LN" or kind == "Co" or ("\u0300" <= c <= "\u0331" and word):
            word += "".join(d for d in unicodedata.normalize("NFD", c.lower()) if unicodedata.category(d) != "Mn")
        elif word:
            words.append(word)
            word = ""
    return words


def has_phrase(text, phrase, begins):
    words = split(text)
    for n in range(len(words) - len(phrase) + 1):
        last = words[n + len(phrase) - 1]
        if words[n:n + len(phrase) - 1] == phrase[:-1] and (last.startswith(phrase[-1]) if begins else last == phrase[-1]):
            return True
    return False


def has(text, term):
    phrase = split(term)
    return has_phrase(text, phrase, term.endswith("*")) if phrase else term in text


def pattern(glob):
    """A pattern as a regular expression."""
    out, i = "", 0
    while i < len(glob):
        end = None
        if glob[i] == "[":
            end = glob.find("]", i + (3 if glob[i + 1:i + 2] in ("^", "!") else 2))
        if glob[i] == "[" and end != -1:
            inside = glob[i + 1:end]
            out += "[" + ("^" if inside[0] in "^!" else "") + inside[inside[0] in "^!":].replace("\\", "\\\\") + "]"
            i = end
        else:
            out += {"*": ".*", "?": "."}.get(glob[i], re.escape(glob[i]))
        i += 1
    return re.compile(out, re.S)


def fits(wanted, value):
    if value is None:
        return False
    if set("*?[") & set(wanted):
        return pattern(wanted).fullmatch(value) is not None
    return wanted.lower() == value.lower()


def fits_exit(wanted, value):
    if wanted == "none":
        return value is None
    if value is None:
        return False
    return {"ok": value == 0, "fail": value != 0}.get(wanted, value != int(wanted[1:]) if wanted[0] == "!" else str(value) == wanted)


def fits_cwd(wanted, value):
    wanted = wanted.rstrip("/")
    return value is not None and (value == (wanted or "/") or value.startswith(wanted + "/"))


def texts_of(one):
    return [one["text"] or ""] + ([one["typed"]] if one.get("typed") else [])


OF_SESSION = {
    "user": lambda wanted, one: fits(wanted, one["user"]),
    "host": lambda wanted, one: fits(wanted, one["host"]),
    "client": lambda wanted, one: one["client"] is not None and (fits(wanted, one["client"]) or fits(wanted, one["client"].split()[0])),
    "label": lambda wanted, one: fits(wanted.split("=", 1)[1], one["labels"].get(wanted.split("=", 1)[0])),
    "session": lambda wanted, one: one["session"].startswith(wanted),
    "witnessed": lambda wanted, one: one["witnessed"],
}
OF_COMMAND = {
    "words": lambda wanted, one: any(has(text, wanted) for text in texts_of(one)),
    "not": lambda wanted, one: not any(has(text, wanted) for text in texts_of(one)),
    "contains": lambda wanted, one: any(wanted.lower() in text.lower() for text in texts_of(one)),
    "glob": lambda wanted, one: any(pattern(wanted).fullmatch(text) for text in texts_of(one)),
    "output": lambda wanted, one: one["output"] is not None and has(one["output"], wanted),
    "since": lambda wanted, one: one["when"] is not None and one["when"] >= wanted,
    "until": lambda wanted, one: one["when"] is not None and one["when"] < wanted + 1,
    "exit": lambda wanted, one: fits_exit(wanted, one["exit"]),
    "cwd": lambda wanted, one: fits_cwd(wanted, one["cwd"]),
    "kind": lambda wanted, one: one["kind"] in wanted.split(","),
    "grade": lambda wanted, one: one["grade"] in wanted.upper(),
    "program": lambda wanted, one: fits(wanted, one["program"] or ""),
}


def keeps(one, asked, rules):
    return all(rules[name](wanted, one) for name, wanted in asked if name in rules)


# Questions.

def a_piece(rng, text, least=1):
    n = rng.randint(least, 6)
    at = rng.randrange(max(1, len(text) - n + 1))
    return text[at:at + n]


def a_term(rng, text):
    words = split(text) or [""]
    word = rng.choice(words)
    n = rng.randrange(len(words))
    return rng.choice([word, word.upper(), word[:2] + "*", " ".join(words[n:n + 2]), " ".join(words[n:n + 2])[:-1] + "*",
                       a_piece(rng, text).replace('"', ""), rng.choice("|-/'$=")])


def a_glob(rng, text):
    return rng.choice([text[:3] + "*", "*" + text[-3:], "?" + text[1:], f"[!{text[:1]}]*", "*" + a_piece(rng, text) + "*", "[a-m]*"])


def a_question(rng, every, names=None):
    """Some options, or these, mostly of what one command has: (name, value)."""
    def value(name, one):
        text = rng.choice(texts_of(one))
        if name in ("words", "not"):
            return a_term(rng, text)
        if name == "output":
            return a_term(rng, one["output"] or "x")
        return {"contains": lambda: rng.choice([str.upper, str])(a_piece(rng, text, rng.randint(1, 4))),
                "glob": lambda: a_glob(rng, text),
                "since": lambda: int(one["when"] or NIGHT) - rng.randint(-1, 9), "until": lambda: int(one["when"] or NIGHT) + rng.randint(-1, 9),
                "exit": lambda: rng.choice(["none", "ok", "fail", "0", "!0", "!1", str(one["exit"] or 0)]),
                "cwd": lambda: rng.choice([one["cwd"] or "/", "/srv", "/srv/", "/"]),
                "kind": lambda: rng.choice([one["kind"], "repl,reply", "command,repl"]),
                "grade": lambda: rng.choice([one["grade"], one["grade"].lower(), "AB", "A,C,U"]),
                "program": lambda: rng.choice([one["program"] or "bash", "*", "ba*", "[!b]*"]),
                "user": lambda: rng.choice([one["user"] or "root", "b*", "ALICE", "?*"]),
                "host": lambda: rng.choice([one["host"] or "db", "web-*", "WEB-1"]),
                "client": lambda: rng.choice(["10.0.0.7", "10.0.0.*", "10.0.0", "*"]),
                "label": lambda: rng.choice(["ticket=OPS-0", "ticket=OPS-*", "task=b", "task=", "nothing=x"]),
                "session": lambda: one["session"][:rng.choice([22, 36])], "witnessed": lambda: None}[name]()
    one = rng.choice(every)
    if names is not None:
        return [(name, value(name, one)) for name in names]
    names = rng.sample(sorted(OF_SESSION | OF_COMMAND), rng.choice([1, 1, 2, 2, 2, 3, 3, 4]))
    names += ["words"] * (rng.random() < 0.4) + ["not"] * (rng.random() < 0.2) + ["label"] * (rng.random() < 0.1)
    return [(name, value(name, one if rng.random() < 0.8 else rng.choice(every))) for name in dict.fromkeys(names)] + \
        [("words", a_term(rng, rng.choice(texts_of(one))))] * (rng.random() < 0.2)


def is_fit(asked):
    """Whether the question is one; what is empty is not given."""
    values = dict(asked)
    if any(value == "" for _, value in asked) or ("since" in values and "until" in values and values["since"] >= values["until"] + 1):
        return False
    # a control character, a word that would be two, or one that is an option
    return not any("\n" in str(value) or "\\" in str(value) or "\x00" in str(value) for _, value in asked)


def a_question_with_hits(rng, every, names=None, most=5):
    """One of some: most that are made up at random find nothing, which is soon found."""
    tries = 0
    while True:
        asked = a_question(rng, every, names)
        if not is_fit(asked):
            continue
        tries += 1
        hits = [one for one in every if keeps(one, asked, OF_SESSION) and keeps(one, asked, OF_COMMAND)]
        if hits or tries == most:
            return asked, hits


def arguments(asked):
    out, words, nots = [], [], []
    for name, value in asked:
        if name == "words":
            words.append(f'"{value}"')
        elif name == "not":
            nots.append(f'-"{value}"')
        elif name == "witnessed":
            out.append("--witnessed")
        else:
            out.append(f"--{name}={'@' + str(value) if name in ('since', 'until') else value}")
    return out + nots + words


# What is printed.

def names(done, form):
    assert done.returncode in (0, 1) and done.stderr == b"", done
    text = done.stdout.decode()
    if form == "--json":
        return [json.loads(line)["id"] for line in text.splitlines()]
    if form == "--csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    return text.split()


def hold_search(t, rng, asked, hits):
    args = arguments(asked)
    form = rng.choice(["--json", "--csv", "--format={id}"])
    ids = [one["id"] for one in hits]
    limit = rng.choice([0, 0, 1, 3, 50])
    found = names(t.run([t.steno, "search", form, f"--limit={limit}", *args]), form)
    assert found == (ids[:limit] if limit else ids), (args, [one for one in found if one not in ids], [one for one in ids if one not in found])
    done = t.run([t.steno, "search", "--count", *args])
    assert int(done.stdout) == len(ids) and done.returncode == (not ids), (args, done, len(ids))


def hold_context(t, rng, asked, hits, every):
    n = rng.randint(1, 4)
    done = t.run([t.steno, "search", "--json", "-C", n, "--limit=5", *arguments(asked)])
    assert done.returncode == (not hits) and done.stderr == b"" and done.stdout.endswith(b"\n" * bool(hits)), (asked, done)
    found = [(one["id"], one.get("context", False)) for one in map(json.loads, done.stdout.splitlines())]
    expected = []
    for hit in hits[:5]:
        near = sorted((one for one in every if one["session"] == hit["session"] and abs(one["seq"] - hit["seq"]) <= n), key=lambda one: one["seq"])
        expected += [(one["id"], one is not hit) for one in near]
    assert found == expected, (asked, n, found, expected)


def hold_sessions(t, asked, every):
    """By what they have; or, asked for nothing of commands, themselves."""
    if not any(name in OF_COMMAND for name, _ in asked):
        everyone = [json.loads(line) for line in t.ok([t.steno, "sessions", "--json"]).splitlines()]
        counts = {one["session"]: None for one in everyone if keeps(one, asked, OF_SESSION)}
    elif any(name in OF_COMMAND and name not in ("since", "until") for name, _ in asked):
        counts = {}
        for one in every:
            if keeps(one, asked, OF_SESSION) and keeps(one, asked, OF_COMMAND):
                counts[one["session"]] = counts.get(one["session"], 0) + 1
    else:
        return
    done = t.run([t.steno, "sessions", "--json", *arguments(asked)])
    found = {one["session"]: one.get("hits") for one in map(json.loads, done.stdout.splitlines())}
    assert found == counts and done.returncode == (not counts), (asked, found, counts)


def everything(t):
    every = [json.loads(line) for line in t.ok([t.steno, "search", "--json"]).splitlines()]
    for name in {one["session"] for one in every}:
        shown = [json.loads(line) for line in t.ok([t.steno, "show", "--json", "--output", name]).splitlines()]
        mine = sorted((one for one in every if one["session"] == name), key=lambda one: one["seq"])
        assert [one["id"] for one in shown] == [one["id"] for one in mine], name
        for one, more in zip(mine, shown):
            one["output"] = more.pop("output")
            more.pop("output_dropped")
            assert more == {key: value for key, value in one.items() if key != "output"}
    when = [one["when"] if one["when"] is not None else -1 for one in every]
    assert when == sorted(when, reverse=True)
    return every


def test_any_question(t):
    rng = random.Random(SEED)
    fill(t, rng)
    every = everything(t)
    assert len(every) > 100 and any("typed" in one for one in every) and any(one["witnessed"] for one in every), len(every)
    asked_of = QUESTIONS or (60 if t.asan else 250)
    found, wrong = 0, []
    for n in range(asked_of):
        asked, hits = a_question_with_hits(rng, every)
        found += bool(hits)
        try:
            hold_search(t, rng, asked, hits)
            if n % 4 == 0:
                hold_context(t, rng, asked, hits, every)
            if n % 4 == 1:
                hold_sessions(t, asked, every)
        except AssertionError as why:
            if not QUESTIONS:
                raise
            wrong.append(str(why))
    assert not wrong, f"{len(wrong)} of {asked_of}\n" + "\n\n".join(wrong[:20])
    assert found * 3 > asked_of, (found, asked_of)
