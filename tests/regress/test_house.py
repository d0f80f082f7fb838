"""The house: which room may include which, what each links, and that the map of the code is true."""
import re
import subprocess

# what the index's engine shows to others
SQL = ("indexer/sql/catalog.h", "indexer/sql/lookup.h", "indexer/sql/assay.h")
# and what its readers need
READ = ("indexer/sql/catalog.h", "indexer/sql/lookup.h", "indexer/command.h", "indexer/keyframes.h", "indexer/stage.h")
# room: what its files may include besides their own, as rooms or as single headers
ROOMS = {
    "lib/base": set(),
    "lib/cast": {"lib/base"},
    "lib/config": {"lib/base"},
    "lib/redact": {"lib/base"},
    "lib/trail": {"lib/base", "lib/cast"},
    "lib/verb": {"lib/base", "lib/cast", "lib/config", "lib/redact", "lib/trail"},
    "recorder": {"lib/base", "lib/cast", "lib/config", "lib/trail"},
    "archive": {"lib/base", "lib/cast", "lib/config", "lib/verb"},
    "lib/screen": {"lib/base"},
    "lib/canvas": {"lib/base", "lib/screen"},
    "indexer": {"lib/base", "lib/cast", "lib/config", "lib/redact", "lib/screen", "lib/verb", *SQL},
    "indexer/sql": {"lib/base", "lib/cast", "indexer/command.h", "indexer/squeeze.h"},
    "search": {"lib/base", "lib/cast", "lib/config", "lib/redact", "lib/screen", "lib/canvas", "lib/verb", *READ},
    "player": {"lib/base", "lib/cast", "lib/config", "lib/redact", "lib/screen", "lib/canvas", "lib/verb", *READ,
               "indexer/worker.h", "indexer/album.h"},
    "trail": {"lib/base", "lib/cast", "lib/config", "lib/redact", "lib/trail", "lib/verb"},
    "daemon": {"lib/base", "lib/cast", "lib/config", "recorder", "archive"},
}
# headers of other people's libraries: which room may include them
LIBRARIES = {
    "zstd.h": {"lib/cast", "indexer"}, "zlib.h": {"lib/cast"}, "openssl/": {"lib/cast", "lib/trail"}, "ini.h": {"lib/config"},
    "event2/": {"recorder", "daemon"}, "sqlite3.h": {"indexer/sql"}, "vterm.h": {"lib/screen"}, "seccomp.h": {"indexer"},
}
SCRIPTS = (".py", ".mjs", ".mk", ".sh", ".bash", ".fish")


def sources(t, *suffixes):
    for room in ROOMS:
        for path in sorted((t.source / room).iterdir()):
            if path.suffix in suffixes:
                yield room, path


def test_rooms_include_only_what_they_may(t):
    seen = 0
    for room, path in sources(t, ".c", ".h"):
        for name in re.findall(r'^#include "([^"]+)"', path.read_text(), re.M):
            if name == "config.h":
                continue
            other = name.rsplit("/", 1)[0]
            assert other in ROOMS, f"{path}: \"{name}\" does not name a room"
            assert other == room or {other, name} & ROOMS[room], f"{path}: {room} may not include {name}"
            seen += 1
    assert seen > 100


def code(path):
    """A file's text without comments, texts and includes."""
    text = re.sub(r"^#include.*$", "", path.read_text(), flags=re.M)
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|/\*.*?\*/', lambda m: " " if m[0][0] == "/" else '""', text, flags=re.S)


def declared(header):
    """What a header offers: functions, types, constants, tables."""
    text = code(header)
    return set(re.findall(r"\b([a-z]\w+)\(", text)) | set(re.findall(r"\b(?:struct|enum) (\w+)\b(?= \{|;)", text)) | \
        set(re.findall(r"\b([A-Z][A-Z0-9_]+)\b", text)) | {name for line in re.findall(r"^extern [^;]*", text, re.M) for name in re.findall(r"(\w+)(?:\[\w*\])?(?:,|$)", line)}


def test_what_is_included_is_used(t):
    offers = {str(p.relative_to(t.source)): declared(p) for _, p in sources(t, ".h")}
    for _, path in sources(t, ".c"):
        words = set(re.findall(r"\w+", code(path)))
        for name in re.findall(r'^#include "([^"]+)"', path.read_text(), re.M):
            assert name not in offers or name[:-2] == str(path.relative_to(t.source))[:-2] or offers[name] & words, f"{path} has no need of {name}"


# what tests look through, and nothing else
TESTS_ALONE = {"canvas_read", "stage_process", "screen_reset", "paint_line", "recovery_event"}


def test_what_a_header_offers_somebody_takes(t):
    counts, places = {}, {}
    for _, path in sources(t, ".c", ".h"):
        for word in re.findall(r"\w+", code(path)):
            counts[word] = counts.get(word, 0) + 1
            places.setdefault(word, set()).add(path.with_suffix(""))
    tested = set()
    for path in (t.source / "tests").rglob("*.c"):
        tested |= set(re.findall(r"\w+", code(path)))
    for _, path in sources(t, ".h"):
        for name in re.findall(r"^[^\s#}].*?\b([a-z]\w+)\((?!.*\{$)", code(path), re.M):
            if not path.with_suffix(".c").exists() or f"\n{name}(" not in path.with_suffix(".c").read_text() or name in TESTS_ALONE:
                continue
            assert counts[name] > 2, f"{path}: nobody calls {name}"
            inline = len(re.findall(rf"\b{name}\(", code(path))) > 1
            assert len(places[name]) > 1 or inline or name in tested, f"{path}: nobody else calls {name}: it can be static"


def test_libraries_stay_in_their_rooms(t):
    for room, path in sources(t, ".c", ".h"):
        for name in re.findall(r"^#include <([^>]+)>", path.read_text(), re.M):
            for library, rooms in LIBRARIES.items():
                if name == library or (library.endswith("/") and name.startswith(library)):
                    assert room in rooms, f"{path}: {room} may not use <{name}>"


def test_sql_stands_in_one_module(t):
    statement = re.compile(r'"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|ATTACH|VACUUM|SAVEPOINT|ROLLBACK|WITH \w+ AS)\b')
    found = set()
    for room, path in sources(t, ".c", ".h"):
        text = path.read_text()
        if statement.search(text) or re.search(r"\bsqlite3(_\w+\(| \*\w)", text):
            found.add(room)
    assert found == {"indexer/sql"}, found
    for name in SQL:
        assert "sqlite3" not in (t.source / name).read_text(), name


def test_times_that_people_write_are_read_in_one_place(t):
    allowed = {"calendar.c", "typescript.c", "notes.c"}  # the other two: formats whose times programs write
    for _, path in sources(t, ".c"):
        if re.search(r"\b(strptime|mktime|timegm)\(", path.read_text()):
            assert path.name in allowed, f"{path}: lib/base/moment.h reads what people write"


def test_the_recorder_links_little(t):
    t.need("readelf")
    for program in (t.rec, t.shell):
        needed = re.findall(r"NEEDED.*\[(lib[^\]]+)\]", t.ok(["readelf", "-d", program]).decode())
        names = {name.split(".so")[0] for name in needed}
        allowed = {"libc", "libm", "libgcc_s", "libzstd", "libcrypto", "libevent_core-2.1", "libinih"}
        assert names <= allowed, names - allowed


def test_headers_compile_alone(t):
    t.need("gcc")
    flags = ["-std=gnu11", "-D_GNU_SOURCE", f"-I{t.source}", f"-I{t.build}", "-Wall", "-Werror", "-fsyntax-only"]
    for _, path in sources(t, ".h"):
        probe = t.tmp / "probe.c"
        probe.write_text(f'#include "{path.relative_to(t.source)}"\n#include "{path.relative_to(t.source)}"\n')
        t.ok(["gcc", *flags, probe])


def test_modules_have_names_of_their_own(t):
    seen = {}
    for _, path in sources(t, ".c"):
        assert path.stem not in seen, f"{path} and {seen[path.stem]}"
        seen[path.stem] = path


def test_the_code_map_names_every_file(t):
    mapped = set(re.findall(r"^\| `([^`]+)` \|", (t.source / "doc/code-map.md").read_text(), re.M))
    files = {str(p.relative_to(t.source)) for _, p in sources(t, ".c", ".h", ".mk", ".py")}
    for folder in ("tests", "share", "doc"):
        for path in (t.source / folder).rglob("*"):
            if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts) and \
                    not path.is_relative_to(t.source / "tests/fuzz/corpus") and path.suffix in (".c", ".h", *SCRIPTS):
                files.add(str(path.relative_to(t.source)))
    files |= {"bootstrap", "configure.ac", "Makefile.am", ".ci/run"}
    # a module's header goes without saying
    files = {f for f in files if not (f.endswith(".h") and f[:-2] + ".c" in files)}
    assert files - mapped == set(), f"not in doc/code-map.md: {sorted(files - mapped)}"
    assert mapped - files == set(), f"in doc/code-map.md, and gone: {sorted(mapped - files)}"


def test_what_the_documents_name_is_there(t):
    pages = [t.source / "README.md", t.source / "CONTRIBUTING.md", *(t.source / "doc").rglob("*")]
    for page in (p for p in pages if p.is_file()):
        rooms = "|".join({*(room.split("/")[0] for room in ROOMS), "tests", "doc", "share"})
        for name in re.findall(rf"(?<![\w./~-])((?:{rooms})/[\w./-]+\.(?:c|h|py|mk|md|conf|sh|fish|bash|zsh))\b(?!\.\w)", page.read_text()):
            assert (t.source / name).exists(), f"{page} names {name}, which is gone"


def test_a_release_has_every_script_of_the_bench(t):
    named = (t.source / "tests/local.mk").read_text().split()
    missing = [p.name for p in (t.source / "tests/bench").glob("*.py") if f"tests/bench/{p.name}" not in named]
    assert missing == [], f"not in EXTRA_DIST (tests/local.mk): {missing}"


def test_every_verb_is_documented(t):
    verbs = re.findall(r"^  ([a-z]+) {2,}\S", t.ok([t.steno, "help"]).decode(), re.M)
    assert len(verbs) >= 9
    for verb in verbs:
        shown = t.ok([t.steno, verb, "--help"]).decode()
        assert "examples:" in shown and shown.startswith(f"usage: steno {verb}"), verb
        assert t.ok([t.steno, "help", verb]).decode() == shown
        page = t.source / "doc/man" / f"steno-{verb}.1"
        assert page.exists(), f"{page} is missing"
        options = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", shown)) - {"--help", "--version"}
        text = page.read_text().replace("\\-", "-")
        for option in options:
            assert option[2:] in text, f"{page} does not tell of {option}"
        for completion in ("steno.bash", "_steno", "steno.fish"):
            assert verb in (t.source / "share/completions" / completion).read_text(), (completion, verb)


def test_manual_pages_are_well_formed(t):
    t.need("mandoc")
    pages = sorted((t.source / "doc/man").iterdir())
    assert pages
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *map(str, pages)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_usage(t):
    assert t.run([t.steno]).returncode == 2
    done = t.run([t.steno, "inof"])
    assert done.returncode == 2 and b'did you mean "info"?' in done.stderr
    assert t.run([t.steno, "info"]).returncode == 2
    assert t.run([t.steno, "info", "--no-such-option"]).returncode == 2
    assert t.run([t.steno, "info", t.tmp / "nothing"]).returncode == 3
    version = t.ok([t.steno, "--version"])
    assert version.startswith(b"steno ") and t.ok([t.steno, "info", "--version"]) == version
    assert t.ok([t.steno, "help"]) == t.ok([t.steno, "--help"])
