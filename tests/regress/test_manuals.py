"""What --help says, what the manual says and what a program takes are the same."""
import re
import shlex
import shutil


def verbs(t):
    found = re.findall(r"^  ([a-z]+) {2,}\S", t.ok([t.steno, "help"]).decode(), re.M)
    assert len(found) > 20, found
    return found


def usage(t, verb):
    return t.ok([t.steno, verb, "--help"]).decode()


def helped(t, verb):
    """The options that --help lists."""
    text = usage(t, verb).split("\nexamples:")[0]
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) | set(re.findall(r"(?<=[ (])-[A-Za-z](?=[, ])", text))


def manual(t, verb):
    return (t.source / f"doc/man/steno-{verb}.1").read_text()


def described(text):
    """The options that a manual marks as such."""
    found = set()
    for dashes, name in re.findall(r"(?:(?<=\n\.)|(?<= ))((?:Fl )+)(-?[A-Za-z][a-z-]*)", text):
        found.add("-" * dashes.count("Fl") + name)
    return found - {"--Ar", "-Ar"}


def test_manuals_have_what_help_has(t):
    wrong = {}
    for verb in verbs(t):
        known, written = helped(t, verb), described(manual(t, verb))
        listed = set().union(*(described("\n." + item) for item in re.findall(r"^\.It (Fl .*)", manual(t, verb), re.M)))
        if known - written or listed - known:
            wrong[verb] = (known - written, listed - known)
    assert not wrong, wrong


def test_help_and_manuals_say_how_it_ends_and_give_examples(t):
    for verb in verbs(t):
        text = usage(t, verb)
        assert re.search(r"exit status", text, re.I) and "\nexamples:\n" in text, verb
        for section in ("SYNOPSIS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"):
            assert f".Sh {section}\n" in manual(t, verb), (verb, section)


def test_what_is_listed_is_taken(t):
    for verb in verbs(t):
        for option in sorted(helped(t, verb) - {"--help", "--version"}):
            done = t.run([t.steno, verb, option, "--help", "--help"], cwd=t.tmp)
            assert b"unrecognized" not in done.stderr and b"invalid option" not in done.stderr, (verb, option, done.stderr)


def test_what_is_not_is_refused_in_one_way(t):
    for verb in verbs(t):
        done = t.run([t.steno, verb, "--no-such-option"])
        assert done.returncode == 2 and done.stderr.startswith(f"steno {verb}: ".encode()), (verb, done.stderr)
        assert f'"steno {verb} --help"'.encode() in done.stderr and not done.stdout, (verb, done.stderr)


def offers(t, shell, verb):
    line = f"{verb} --"
    if shell == "bash":
        script = f"""
            compopt() {{ :; }}
            source {shlex.quote(str(t.source))}/share/completions/steno.bash
            COMP_WORDS=(steno {line}) COMP_CWORD=2
            _steno
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = t.ok(["bash", "--norc", "-c", script], cwd=t.tmp)
    else:
        script = f"complete -e -c steno; source {shlex.quote(str(t.source))}/share/completions/steno.fish; complete -C 'steno {line}'"
        done = t.ok(["fish", "--no-config", "-c", script], cwd=t.tmp)
    return {word.split("\t")[0] for word in done.decode().splitlines() if word.startswith("--")}


def test_completions_offer_nothing_else(t):
    """test_completions holds the other direction."""
    for shell in ("bash", "fish"):
        if shutil.which(shell) is None:
            continue
        for verb in verbs(t):
            assert not offers(t, shell, verb) - helped(t, verb), (shell, verb, offers(t, shell, verb) - helped(t, verb))


def test_manuals_are_well_formed(t):
    t.need("mandoc")
    for path in sorted((t.source / "doc/man").iterdir()):
        done = t.run(["mandoc", "-T", "lint", "-W", "warning", path])
        assert done.returncode == 0, done.stdout.decode()


def test_a_folder_that_is_no_store_is_not_fine(t):
    (t.tmp / "folder").mkdir()
    done = t.run([t.steno, "verify", t.tmp / "folder"])
    assert done.returncode == 3 and b"is no store" in done.stderr, done
    (t.tmp / "text").write_text("no checkpoint\n")
    t.ok([t.rec, "-q", "--", "true"])
    done = t.run([t.steno, "verify", "--all", "--against", t.tmp / "text"])
    assert done.returncode == 3 and b"can't read the checkpoints" in done.stderr and b"intact" not in done.stdout, done
