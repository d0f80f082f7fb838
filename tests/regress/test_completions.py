"""The completions of bash, zsh and fish: verbs, options, their values, recordings and sessions."""
import re
import shlex
import shutil

from human import Human

SESSION = "01890000-0000-7000-8000-000000000001"
LATER = "01890001-0000-7000-8000-000000000002"
VALUES = [("rec --input ", {"keys", "full", "none"}), ("rec --on-failure ", {"stop", "continue"}),
          ("export --format ", {"cast3", "cast2", "raw", "txt", "md", "html"}), ("export -f c", {"cast3", "cast2"}),
          ("pack --level 1", {"1", *map(str, range(10, 20))}), ("rec --input f", {"full"}),
          *((f"{verb} --since ", {"today", "yesterday", "1h", "1d", "7d"}) for verb in ("search", "log", "verify", "export")),
          ("log --until t", {"today"}), ("export --until y", {"yesterday"})]


def verbs(t):
    found = re.findall(r"^  ([a-z]+) {2,}\S", t.ok([t.steno, "help"]).decode(), re.M)
    assert "rec" in found and "redact" in found, found
    return found


def options(t, verb):
    """What --help lists, up to its examples."""
    usage = t.ok([t.steno, verb, "--help"]).decode().split("\nexamples:")[0]
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", usage)) | set(re.findall(r"(?<=[ (])-[a-z](?=[, ])", usage))


def make_store(t):
    folder = t.home / ".local/share/steno/sessions/2023-06"
    folder.mkdir(parents=True)
    for name in (SESSION, LATER, SESSION + ".part-0001"):
        (folder / f"{name}.cast.zst").touch()
    files = t.tmp / "files"
    files.mkdir()
    (files / "demo.cast.zst").touch()
    (files / "other.txt").touch()
    return files


def in_bash(t, line, cwd=None):
    """What bash would offer for the line's last word."""
    words = line.split(" ")
    words = [part for word in ["steno", *words] for part in re.split(r"(=)", word) if part or word == ""]
    if line.endswith("="):
        words.append("")
    script = f"""
        compopt() {{ :; }}
        source {shlex.quote(str(t.source))}/share/completions/steno.bash
        COMP_WORDS=({' '.join(map(shlex.quote, words))}) COMP_CWORD={len(words) - 1}
        complete -p steno >/dev/null || exit 1
        _steno
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    return set(t.ok(["bash", "--norc", "-c", script], cwd=cwd or t.tmp).decode().split())


def in_fish(t, line, cwd=None):
    script = f"""
        complete -e -c steno
        source {shlex.quote(str(t.source))}/share/completions/steno.fish
        complete -C {shlex.quote("steno " + line)}
    """
    text = t.ok(["fish", "--no-config", "-c", script], cwd=cwd or t.tmp).decode()
    return {offer.split("\t")[0] for offer in text.splitlines()}


class Zsh:
    """zsh at a terminal; what it offers is caught where it is handed to the line editor."""

    def __init__(self, t, cwd=None):
        self.shell = Human(["zsh", "-f", "-i"], t.env(PS1="READY> ", TERM="dumb"), size=(200, 50), cwd=cwd or t.tmp)
        self.at = self.shell.see("READY> ")
        folder = shlex.quote(str(t.source / "share/completions"))
        self.say(f"fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -d {t.tmp}/zcompdump")
        self.say("unsetopt auto_list auto_menu list_beep")
        self.say("""compadd() { local -a a; builtin compadd -O a "$@"; print -rl -- $a >>$CAUGHT; builtin compadd "$@" }""")
        self.caught = t.tmp / "caught"
        self.say(f"CAUGHT={self.caught}; bindkey '^X^K' kill-buffer")

    def say(self, line):
        self.shell.type(line + "\r")
        self.at = self.shell.see("READY> ", self.shell.see(r"\n", self.at))

    def offers(self, line):
        self.caught.write_text("")
        # the echo of what follows the completion says that it is over
        self.shell.type(f"steno {line}\t\x15print DO''NE\r")
        self.at = self.shell.see("DONE.*?READY> ", self.at)
        return set(self.caught.read_text().split("\n")) - {""}

    def end(self):
        self.shell.type("\x15exit\r")
        self.shell.wait()


def check_words(t, offers):
    for verb in verbs(t):
        found = offers("")
        assert verb in found and "help" in found, (verb, found)
        found = offers(verb + " -")
        missing = {o for o in options(t, verb) if o.startswith("--")} - found
        assert not missing, (verb, missing, found)
        invented = {o.rstrip("=") for o in found if o.startswith("--")} - options(t, verb) - {"--help", "--version"}
        assert not invented, (verb, invented)
    for line, wanted in VALUES:
        found = offers(line)
        assert wanted <= found, (line, found)
        if line.endswith(" "):
            assert wanted == found, (line, found)
    assert "verify" in offers("help v")


def check_recordings(offers):
    for verb in ("cat", "info", "export", "commands", "play", "screen", "verify", "recover", "pack", "redact"):
        found = offers(verb + " ")
        assert {SESSION, LATER, "demo.cast.zst"} <= found, (verb, found)
        assert "other.txt" not in found and not any(".part-" in f for f in found), (verb, found)
    found = offers(f"info {SESSION[:8]}")
    assert found >= {SESSION} and LATER not in found, found
    assert "other.txt" in offers("import o")


def test_bash_words(t):
    check_words(t, lambda line: in_bash(t, line))
    assert in_bash(t, "rec --input=f") == {"full"} and in_bash(t, "rec --input=") == {"keys", "full", "none"}


def test_bash_short_options(t):
    for verb in verbs(t):
        found = in_bash(t, verb + " -")
        assert options(t, verb) <= found, (verb, options(t, verb) - found)


def test_bash_recordings(t):
    files = make_store(t)
    check_recordings(lambda line: in_bash(t, line, files))


def test_bash_configured_store(t):
    make_store(t)
    (t.home / ".local/share/steno").rename(t.home / "elsewhere")
    folder = t.home / ".config/steno"
    folder.mkdir(parents=True)
    (folder / "steno.conf").write_text("[record]\nstore = ~/elsewhere ; moved\n")
    assert SESSION in in_bash(t, "info 0189")
    if shutil.which("fish"):
        assert SESSION in in_fish(t, "info 0189")


def test_bash_command_behind_dashes(t):
    assert "bash" in in_bash(t, "rec -q demo -- bas")


def test_fish_words(t):
    t.need("fish")
    check_words(t, lambda line: in_fish(t, line))


def test_fish_recordings(t):
    t.need("fish")
    files = make_store(t)
    check_recordings(lambda line: in_fish(t, line, files))


def test_zsh_words(t):
    t.need("zsh")
    zsh = Zsh(t)
    check_words(t, zsh.offers)
    zsh.end()


def test_zsh_recordings(t):
    t.need("zsh")
    zsh = Zsh(t, make_store(t))
    check_recordings(zsh.offers)
    zsh.end()
