"""What people mistype: who complains, of what, why, what to do, and with which exit status."""

# arguments, exit status, what the complaint has; FILE is a recording, ID one in the store, TEXT a text, DIR a folder
MISTAKES = [
    ("nosuch", 2, 'no verb "nosuch"'),
    ("serach x", 2, 'did you mean "search"'),
    *((f"{verb} nosuch", 3, '"nosuch": no such file, and no session') for verb in ("cat", "info", "export", "commands", "play", "screen",
                                                                                "verify", "recover", "pack", "prune")),
    *((f"{verb} 01", 3, "too short for a session's id") for verb in ("cat", "info", "verify")),
    *((f"{verb} TEXT", 3, "it looks like plain text; accepted are") for verb in ("cat", "info", "export", "commands", "play", "screen")),
    *((f"{verb} DIR", 3, "it is a directory") for verb in ("cat", "info", "export", "commands", "play", "screen", "import")),
    *((verb, 2, f'Try "steno {verb} --help"') for verb in ("cat", "info", "export", "import", "commands", "play", "screen", "verify", "prove",
                                                         "hold", "prune", "pack", "redact", "show", "anchor")),
    ("rec FILE -- true", 125, "File exists"),
    ("rec --on-failure continue none/x.cast.zst -- true", 0, "none/x.cast.zst: No such file"),
    ("rec --input some x.cast.zst -- true", 2, "choose one of: keys full none"),
    ("rec --size 80 x.cast.zst -- true", 2, 'not "80"'),
    ("rec -l novalue -- true", 2, 'NAME=VALUE, not "novalue"'),
    ("rec x2.cast.zst true", 2, 'a command goes behind "--"'),
    ("rec x3.cast.zst -- nosuchprogram", 127, 'can\'t run "nosuchprogram"'),
    ("export -f mp4 FILE", 2, 'no format "mp4"'),
    ("export -o FILE FILE", 2, "--force overwrites it"),
    ("export FILE FILE", 2, "name one recording"),
    ("export --user ada -o e.tar", 2, "--user chooses sessions for an archive: say --evidence too"),
    ("export --unredacted FILE", 2, "is exact"),
    ("export --evidence FILE", 2, "--output"),
    ("export --evidence -o e.tar", 2, "name sessions, or say which by --user"),
    ("export --evidence -o e.tar --user ada FILE", 2, "not both"),
    ("export --evidence -o none/e.tar FILE", 3, "none/e.tar"),
    ("export --evidence -o FILE ID", 2, "--force overwrites it"),
    ("export --evidence -o e.tar --since whenever", 2, '"whenever" is no time'),
    ("export --evidence -o e.tar TEXT", 1, "no recording of Steno's"),
    ("export --evidence -o e.tar FILE ID", 2, "not all of one store"),
    ("export --evidence -o e.tar --rules none ID", 3, "can't read the rules in none"),
    ("import FILE", 3, "a recording of Steno's own"),
    ("import nosuch", 3, "No such file"),
    ("index --jobs x", 2, '"x" is no number of processes'),
    ("index --jobs 2x", 2, '"2x" is no number of processes'),
    ("search --user= x", 2, "--user wants something to look for"),
    ("index --rules none", 3, 'can\'t read "none"'),
    ("index --dump --verify", 2, "two things to do"),
    ("index --index TEXT --rebuild FILE", 3, "is no index: give another name"),
    ("index --index DIR FILE", 3, "is a folder: name the file in it"),
    ("search --since whenever x", 2, '"whenever" is no time: 2026-11-21, "Nov 21 14:00"'),
    ("search --index none.db --until Nov-31 x", 2, '"Nov-31" is no time'),
    ("sessions --index none.db --since Mon,2026-11-20", 2, '"Mon,2026-11-20" is no time'),
    ("search " + "--label a=b " * 17, 2, "at most 16 labels"),
    ("search --exit maybe x", 2, '"maybe" is no exit status'),
    ("search --limit -1 x", 2, '"-1"'),
    ("search --index none.db x", 3, '"steno index" makes it'),
    ("search --index TEXT x", 3, "is no index"),
    ("search --format {nosuch} x", 2, 'no field "nosuch"'),
    ("search --kind what x", 2, '"what" is no kind'),
    ("sessions --limit x", 2, '"x" is no number'),
    ("show nosuch", 3, '"nosuch": no session in the index'),
    ("play --speed 3 FILE", 2, '"3" is no speed'),
    ("play --at x FILE", 2, '"x" is no moment'),
    ("screen --format png FILE", 2, '"png" is no format'),
    ("verify --key none ID", 2, '"none" is no verifier\'s key'),
    ("verify --against none ID", 3, "can't read the checkpoints in none"),
    ("verify --against TEXT ID", 3, "can't read the checkpoints in"),
    ("verify DIR", 3, "is no store"),
    ("verify TEXT", 3, "nothing in it to verify"),
    ("verify --since x --all", 2, '"x" is no time'),
    ("log --severity bad", 2, 'not "bad"'),
    ("log --since today --until yesterday", 2, "no time between them"),
    ("export --evidence -o e.tar --since today --until yesterday", 2, "no time between them"),
    ("log -n x", 2, 'not "x"'),
    ("log none", 3, "none/trail/log.jsonl is not there"),
    ("anchor --file none/x", 1, "none/x did not take the checkpoint"),
    ("anchor --command false", 1, "it did not exit with 0"),
    ("prove ID", 2, "SESSION:COMMAND"),
    ("prove ID:99", 1, "has no command 99"),
    ("prove FILE:1", 1, "lies in no store"),
    ("prove --consistency none", 3, "can't read the checkpoint in none"),
    ("hold ID", 2, "--reason"),
    ("hold --reason x FILE", 3, "lies in no store"),
    ("hold --release --reason x ID", 1, "is not held"),
    ("hold --list DIR", 3, "it has none"),
    ("prune --older-than 1mo", 2, '"1mo" is no age: 30d'),
    ("prune --max-size 1X", 2, '"1X" is no size: 500M'),
    ("prune --label =x", 2, '"=x" is no NAME'),
    ("prune --archive none --older-than 1d", 3, "can't write the archive none"),
    ("prune --store none --older-than 1d", 3, "can't read the store none"),
    ("prune -f", 2, "no policy: say what is to go"),
    ("prune --failed --succeeded", 2, "one or the other"),
    ("pack --level 99 FILE", 2, 'not "99"'),
    ("pack TEXT", 1, "no recording of Steno's"),
    ("redact --from 0 --to 1 FILE", 2, "--reason TEXT"),
    ("redact --from 2 --to 1 --reason x FILE", 2, "not before it"),
    ("redact --from x --to 1 --reason x FILE", 2, '"x" is no moment'),
    ("redact --from 2023-11-14 --to 2023-11-15 --reason x FILE", 2, '"2023-11-15" was before the recording began'),
    ("screen --at 2023-11-14 FILE", 2, '"2023-11-14" was before the recording began'),
    ("play --at 2pm,ish FILE", 2, '"2pm,ish" is no moment'),
    ("play --at @x FILE", 2, "an event is @ and its number"),
]


def test_mistakes(t):
    t.ok([t.rec, "-q", t.tmp / "a.cast.zst", "--", "true"])
    t.ok([t.rec, "-q", "--", "true"])
    session = next((t.home / ".local/share/steno/sessions").glob("*/*.cast.zst")).name[:36]
    (t.tmp / "text").write_text("not a recording\n")
    (t.tmp / "folder").mkdir()
    names = {"FILE": str(t.tmp / "a.cast.zst"), "ID": session, "TEXT": str(t.tmp / "text"), "DIR": str(t.tmp / "folder")}
    t.ok([t.steno, "index", "-q"])
    before = (t.tmp / "a.cast.zst").read_bytes()
    wrong = []
    for line, status, words in MISTAKES:
        args = []
        for word in line.split():
            for name, value in names.items():
                word = word.replace(name, value)
            args.append(word)
        done = t.run([t.steno, *args], cwd=t.tmp)
        said = done.stderr.decode()
        if done.returncode != status or words not in said or not said.startswith(("steno: ", f"steno {args[0]}: ")):
            wrong.append((line, done.returncode, said))
    assert not wrong, "\n".join(map(repr, wrong))
    assert (t.tmp / "a.cast.zst").read_bytes() == before
