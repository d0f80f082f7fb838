"""Who decides: the system's file, the user's, options; and what happens when the record can't be written."""
import json
import os
import re
import sys

from human import make_program
from sshd import UID, Machine, system_folder


def record(t, *options, env=None, run=None, name="s.cast.zst", command=("true",)):
    """A short recording without a terminal, perhaps inside a machine; the outcome and the path."""
    path = t.tmp / name
    path.unlink(missing_ok=True)
    argv = [t.rec, *options, path, "--", *command]
    return t.run(run(*argv) if run else argv, env=env or t.env()), path


def info(t, path):
    return json.loads(t.run([t.steno, "info", "--json", path]).stdout)


def input_policy(t, *options, **kw):
    """The policy for input that a recording says was in force, at a terminal or not."""
    done, path = record(t, *options, **kw)
    assert done.returncode == 0, done.stderr
    return info(t, path)["config"]


def digests(t):
    """The digest of the configuration for each input policy, to tell what was in force."""
    return {input_policy(t, "--input", word): word for word in ("keys", "full", "none")}


def user_file(t, text, folder=None):
    path = (folder or t.home / ".config") / "steno" / "steno.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


# Files.

def test_the_users_file_and_options(t):
    known = digests(t)
    assert len(known) == 3
    assert known[input_policy(t)] == "keys"
    user_file(t, "# mine\n[record]\ninput = full ; all of it\n")
    assert known[input_policy(t)] == "full"
    assert known[input_policy(t, "--input", "none")] == "none"
    # another folder for configuration: then only that one is read
    env = t.env(XDG_CONFIG_HOME=str(t.tmp / "xdg"))
    assert known[input_policy(t, env=env)] == "keys"
    user_file(t, "[record]\ninput = none\n", t.tmp / "xdg")
    assert known[input_policy(t, env=env)] == "none"
    assert known[input_policy(t, env=t.env(XDG_CONFIG_HOME="relative"))] == "full"


def test_the_users_store(t):
    user_file(t, f"[record]\nstore = {t.tmp}/mine\n")
    t.ok([t.rec, "--", "true"], env=t.env(XDG_DATA_HOME=str(t.tmp / "data")))
    assert len(list((t.tmp / "mine/sessions").glob("*/*.cast.zst"))) == 1 and not (t.tmp / "data").exists()
    user_file(t, "[record]\nstore = ~/tilde\n")
    t.ok([t.rec, "--", "true"])
    assert len(list((t.home / "tilde/sessions").glob("*/*.cast.zst"))) == 1
    user_file(t, "")
    t.ok([t.rec, "--", "true"], env=t.env(XDG_DATA_HOME=str(t.tmp / "data")))
    assert len(list((t.tmp / "data/steno/sessions").glob("*/*.cast.zst"))) == 1
    t.ok([t.rec, "--", "true"])
    assert len(list((t.home / ".local/share/steno/sessions").glob("*/*.cast.zst"))) == 1


# What is wrong, in which line, and what is said of it.
WRONG = [
    ("[record]\n\ninptu = full\n", 3, "inptu"),
    ("[recrod]\ninput = full\n", 2, "recrod"),
    ("input = full\n", 1, "input"),
    ("[record]\ninput = fulll\n", 2, "choose one of: keys full none"),
    ("[record]\ninput =\n", 2, "input"),
    ("# a\n# b\n[record]\non-failure = stopp\n", 4, "choose one of: stop continue"),
    ("[record]\nrotate-size = 5X\n", 2, "5X"),
    ("[record]\nrotate-size = -5M\n", 2, "-5M"),
    ("[record]\nrotate-time = soon\n", 2, "soon"),
    ("[record]\njust words\n", 2, "key = value"),
    ("[record\ninput = full\n", 1, "section"),
    ("[record]\nnotice = " + "x" * 5000 + "\ninput = full\n", 2, "longer than"),
    ("# " + "x" * 5000 + "\n[record]\ninput = keys\n", 1, "longer than"),
]


def test_a_mistake_is_named_with_its_line(t):
    for text, line, said in WRONG:
        path = user_file(t, text)
        done, recording = record(t, command=("touch", t.tmp / "ran"))
        message = done.stderr.decode()
        assert done.returncode == 125 and f"{path}:{line}: " in message and said in message, (text[:60], done)
        assert not recording.exists() and not (t.tmp / "ran").exists(), text[:60]
    path = user_file(t, "")
    path.unlink()
    path.mkdir()
    done, _ = record(t)
    assert done.returncode == 125 and str(path) in done.stderr.decode()


def test_lines_of_every_length(t):
    """The parser's own buffer would split them; either a line counts whole or it is refused."""
    for length in (100, 190, 197, 198, 199, 200, 201, 202, 255, 256, 400):
        value = "x" * (length - len("notice = "))
        user_file(t, f"[record]\nnotice = {value}\ninput = none\n")
        done, path = record(t)
        if done.returncode == 0:
            assert info(t, path)["state"] == "complete"
        else:
            assert "steno.conf:2: the line is longer than" in done.stderr.decode(), (length, done)
            assert length > 190, "so long a line should do"
    # an indented line is a line, and no second value of the key before
    user_file(t, "[record]\nnotice = hello\n  input = none\n\t# a comment\n")
    assert input_policy(t) == input_policy(t, "--input", "none")
    user_file(t, "[record]\nnotice = hello\n  there\n")
    done, _ = record(t)
    assert done.returncode == 125 and b"steno.conf:3: " in done.stderr, done
    user_file(t, "[record]\ninput\0 = none\n")
    done, _ = record(t)
    assert done.returncode == 125 and b"steno.conf:2: a byte of the line is 0" in done.stderr, done
    # a value that seems to hold another line
    user_file(t, "[record]\nnotice = " + " " * 190 + "input = none\n")
    done, path = record(t)
    assert done.returncode == 125 or info(t, path)["config"] != input_policy(t, "--input", "none")


def test_the_systems_file_and_its_locks(t):
    known = digests(t)
    with Machine(t) as machine:
        def ruled(*options, **kw):
            return known[input_policy(t, *options, run=machine.inside, **kw)]

        def refused(*options):
            done, path = record(t, *options, run=machine.inside)
            assert done.returncode == 2 and not path.exists(), done
            assert b"is locked by" in done.stderr and str(system_folder(t.build)).encode() in done.stderr, done
        machine.configure("[record]\ninput = none\n")
        assert ruled() == "none"
        user_file(t, "[record]\ninput = full\n")
        assert ruled() == "full"
        assert ruled("--input", "keys") == "keys"
        plain = set(known)
        machine.configure("[record]\ninput = none\nlock = input, shell\n")
        config = input_policy(t, run=machine.inside)
        assert config not in plain, "the lock is part of what is in force"
        user_file(t, "")
        assert input_policy(t, run=machine.inside) == config, "the user's file overrides a lock"
        refused("--input", "full")
        assert input_policy(t, "--on-failure", "stop", run=machine.inside) == config
        machine.configure("[record]\nlock = all\n")
        refused("--input", "full")
        refused("--on-failure", "continue")
        # the store as well: the environment does not move it
        t.ok(machine.inside(t.rec, "--", "true"), env=t.env(XDG_DATA_HOME=str(t.tmp / "data")))
        assert not (t.tmp / "data").exists()
        assert len(list((t.home / ".local/share/steno/sessions").glob("*/*.cast.zst"))) == 1
        # a list over two lines would lock the second alone
        machine.configure("[record]\nlock = input,\n       shell\n")
        done, _ = record(t, "--input", "full", run=machine.inside)
        assert done.returncode != 0, done
        # users lock nothing
        machine.configure("")
        user_file(t, "[record]\nlock = all\n")
        assert ruled("--input", "full") == "full"
        user_file(t, "")
        # mistakes
        for text, line, said in (("[record]\nlock = inputt\n", 2, "inputt"), ("[record]\nlocks = input\n", 2, "locks"),
                                 ("[record]\nlock = record.input\n", 2, "record.input"), *WRONG):
            machine.configure(text)
            done, path = record(t, run=machine.inside)
            place = f"{system_folder(t.build)}/steno.conf:{line}: "
            assert done.returncode == 125 and place in done.stderr.decode() and said in done.stderr.decode(), (text, done)


def test_a_login_shell_and_broken_files(t):
    with Machine(t) as machine:
        shell = machine.folder / "bin" / "steno-shell-bin-bash"
        config = machine.home("audited") / ".config/steno/steno.conf"
        config.parent.mkdir(parents=True)
        # nobody locks himself out, nor chooses a store by the environment
        config.write_text("[record]\nnonsense\n")
        done = t.run(machine.inside_as("audited", "env", f"XDG_DATA_HOME={t.tmp}/data", f"XDG_CONFIG_HOME={t.tmp}", f"HOME={t.tmp}",
                                       shell, "-c", "echo in"))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"in\n", b""), done
        assert len(machine.take()) == 1
        # what a login would wait for, or read for ever
        for make in (lambda: os.mkfifo(config), lambda: config.symlink_to("/dev/zero"), config.mkdir):
            config.unlink()
            make()
            done = t.run(machine.inside_as("audited", shell, "-c", "echo in"))
            assert (done.returncode, done.stdout, done.stderr) == (0, b"in\n", b""), done
            done = t.run(machine.inside_as("audited", machine.rec, "--", "true"))
            assert done.returncode == 125 and b"steno.conf: it is no plain file" in done.stderr, done
        # a user's home may be read for another: nobody waits until so much is read
        config.rmdir()
        config.write_bytes(b"\n" * (2 << 20))
        done = t.run(machine.inside_as("audited", machine.rec, "--", "true"))
        assert done.returncode == 125 and b"steno.conf: it is larger than 1024 KiB" in done.stderr, done
        done = t.run(machine.inside_as("audited", shell, "-c", "echo in"))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"in\n", b""), done
        # no shell is none, and said so
        machine.configure("[record]\nshell = /usr\n")
        for how, status, output in ((machine.inside_as, 125, b""), (lambda _, *c: machine.inside(*c), 0, b"in\n")):
            done = t.run(how("audited", machine.shell, "-c", "echo in"))
            assert (done.returncode, done.stdout) == (status, output) and b'"shell = /usr": Is a directory' in done.stderr, done
        make_program(t.tmp / "odd", "#!/none\n")
        machine.configure(f"[record]\nshell = {t.tmp}/odd\n")
        done = t.run(machine.inside_as("audited", machine.shell, "-c", "echo in"))
        assert done.returncode == 127 and b"odd\": No such file" in done.stderr, done
        machine.configure("[record]\nlock = inputt\n")
        done = t.run(machine.inside_as("audited", shell, "-c", "echo in"))
        assert done.returncode == 125 and done.stdout == b"" and b"steno.conf:2: " in done.stderr, done
        # root has to repair it
        done = t.run(machine.inside(shell, "-c", "echo in"))
        assert done.returncode == 0 and done.stdout == b"in\n" and b"steno.conf:2: " in done.stderr, done


def test_a_command_of_any_length_is_recorded(t):
    with Machine(t) as machine:
        done = t.run(machine.inside_as("audited", machine.shell, "-c", "echo ran; : '" + "\x01" * 100_000 + "'"))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"ran\n", b""), done.stderr
        (path,) = machine.take()
        assert json.loads(t.ok([t.steno, "info", "--json", path]))["state"] == "complete"
        assert b"echo ran" in t.ok([t.steno, "commands", path])
        t.ok([t.steno, "verify", "-q", machine.store()])


# Failures.

FILLER = 160 * 1024


def small_disk(t, machine, size="256k"):
    """A disk of the user's that a filler has nearly filled; the user's store is on it."""
    disk = machine.folder / "disk"
    uid = UID["audited"]
    machine.mount(disk, "-o", f"size={size},uid={uid},gid={uid},mode=700")
    machine.configure(f"[record]\nstore = {disk}/store\n")
    return disk


def fill(t, machine, disk, amount=FILLER):
    t.ok(machine.inside("dd", "if=/dev/zero", f"of={disk}/filler", "bs=1024", f"count={amount // 1024}"))


def fill_up(t, machine, disk):
    done = t.run(machine.inside("dd", "if=/dev/zero", f"of={disk}/rest", "bs=1024"))
    assert done.returncode != 0 and b"No space" in done.stderr


def kept(t, machine, disk):
    """The only recording on the disk, as it stands: its output, its events and what info says."""
    found = t.ok(machine.inside("find", disk / "store", "-name", "*.cast.zst")).split()
    assert len(found) == 1, found
    path = found[0].decode()
    output = t.run(machine.inside(t.steno, "cat", path)).stdout
    lines = t.run(machine.inside(t.steno, "export", "-f", "cast3", path)).stdout.decode().splitlines()[1:]
    said = json.loads(t.run(machine.inside(t.steno, "info", "--json", path)).stdout)
    return output, [tuple(json.loads(line)[1:]) for line in lines], said


# Prints so many kilobytes for each number that it reads.
PRINTER = "stty -echo; echo ready; while read n && [ $n != end ]; do seq -f %07g 1 $((n * 128)); echo done $n; done; exit 7"


def test_a_full_disk_ends_the_session(t):
    with Machine(t) as machine:
        disk = small_disk(t, machine)
        fill(t, machine, disk)
        human = machine.person(["sh", "-c", 'stty -a; "$@"; echo status=$?; echo after; stty -a', "sh",
                                *machine.inside_as("audited", machine.rec, "-q", "--", "bash", "-c", PRINTER)])
        human.see("ready")
        human.type("500\r")
        human.wait()
        before, rest = human.seen.split(b"ready\r\n", 1)
        shown, rest = rest.split(b"steno rec: ", 1)
        assert b"this session can't be recorded" in rest and b"No space left" in rest, rest
        assert b"it ends here" in rest and b"status=125\r\n" in rest, rest
        assert rest.split(b"after\r\n")[1] == before, "the terminal is not as it was"
        output, _, said = kept(t, machine, disk)
        assert output.startswith(b"ready\r\n" + shown.rstrip(b"\r\n")), "something was shown and is not in the record"
        assert b"done 500" not in shown and said["state"] in ("cut", "complete", "recovered")
        # and the next is refused, in plain words
        fill_up(t, machine, disk)
        done = t.run(machine.inside_as("audited", machine.rec, "--", "touch", f"{machine.home('audited')}/ran"))
        assert done.returncode == 125 and b"No space left" in done.stderr and b"Nothing was run" in done.stderr, done
        assert not (machine.home("audited") / "ran").exists()


def test_a_limit_of_size_is_a_full_disk(t):
    """Under `ulimit -f` the kernel would end the recorder by a signal, without a word and with the terminal raw."""
    with Machine(t) as machine:
        # Python ignores the signal, and so would all that it starts
        limited = machine.inside_as("audited", "env", "--default-signal=XFSZ", "bash", "-c", 'ulimit -f 100; exec "$@"', "bash", machine.rec, "-q")
        human = machine.person(["sh", "-c", 'stty -a; "$@"; echo status=$?; echo after; stty -a', "sh", *limited, "--", "bash", "-c",
                                "echo begun; head -c 200000 /dev/zero >big; echo status=$?; " + PRINTER])
        human.see("ready")
        assert b"status=153\r\n" in human.seen, "the command does not get its signal"
        human.type("500\r")
        human.wait()
        shown, rest = human.seen.split(b"steno rec: ", 1)
        assert b"File too large" in rest and b"it ends here" in rest and b"status=125\r\n" in rest, rest
        assert rest.split(b"after\r\n")[1] == human.seen.split(b"begun\r\n")[0], "the terminal is not as it was"
        output = t.run([t.steno, "cat", machine.take()[0]]).stdout
        assert shown.split(b"ready\r\n")[1].rstrip(b"\r\n") in output, "something was shown and is not in the record"


def go_on_while_full(t, kilobytes):
    """Continue on a full disk, print so much, make room; what the person saw and what the record has."""
    with Machine(t) as machine:
        disk = small_disk(t, machine, size="8m")
        fill(t, machine, disk, amount=(8 << 20) - 96 * 1024)
        human = machine.person(machine.inside_as("audited", machine.rec, "-q", "--on-failure", "continue", "--", "bash", "-c", PRINTER))
        human.see("ready")
        human.type("100\r")
        human.see(r"can't be recorded[^\n]*it goes on")
        human.see("done 100\r\n")
        human.type(f"{kilobytes}\r")
        human.see(f"done {kilobytes}\r\n")
        t.ok(machine.inside("rm", disk / "filler"))
        human.see("this session is recorded again")
        human.type("1\r")
        human.see("done 1\r\n")
        human.type("end\r")
        assert human.wait() == 7
        output, events, said = kept(t, machine, disk)
        assert (said["state"], said["exit"]) == ("complete", 7)
        assert rb"\x0d" not in human.seen, "the carriage is returned, not shown"
        seen = re.sub(rb"(\r\n)?steno rec: warning: [^\n]*\n\r", b"", human.seen)
        gaps = [json.loads(data) for code, data in events if code == "g"]
        return seen, output, gaps


def test_continue_writes_what_waited(t):
    seen, output, gaps = go_on_while_full(t, 200)
    assert gaps == []
    assert output == seen


def test_continue_counts_what_was_lost(t):
    seen, output, gaps = go_on_while_full(t, 3000)
    assert len(gaps) == 1 and gaps[0]["kind"] == "lost" and "space" in gaps[0]["why"].lower(), gaps
    lost = len(seen) - len(output)
    # states and keys count as well: a few bytes for each
    assert lost > 1 << 20 and lost <= gaps[0]["bytes"] <= lost + 4096, (lost, gaps)
    head = next(n for n in range(len(output) + 1) if n == len(output) or output[n] != seen[n])
    assert output[head:] == seen[len(seen) - (len(output) - head):], "behind the gap stands something else"


def test_a_read_only_store(t):
    with Machine(t) as machine:
        disk = small_disk(t, machine)
        t.ok(machine.inside("mount", "-o", "remount,ro", disk))
        shell = machine.folder / "bin" / "steno-shell-bin-bash"
        done = t.run(machine.inside_as("audited", machine.rec, "--", "echo", "ran"))
        assert done.returncode == 125 and done.stdout == b"" and b"Read-only file system" in done.stderr, done
        done = t.run(machine.inside_as("audited", shell, "-c", "echo ran"))
        assert done.returncode == 125 and done.stdout == b"" and b"so it is refused" in done.stderr, done
        human = machine.person(machine.inside_as("audited", shell))
        assert human.wait() == 125 and b"Read-only file system" in human.seen, human.seen
        # continue: it runs, says so to a person, and the record begins as soon as it can
        human = machine.person(machine.inside_as("audited", machine.rec, "-q", "--on-failure", "continue", "--", "bash", "-c",
                                                 PRINTER))
        human.see(r"can't be recorded[^\n]*Read-only file system")
        human.see("ready")
        human.type("2\r")
        human.see("done 2\r\n")
        t.ok(machine.inside("mount", "-o", "remount,rw", disk))
        human.see("is recorded again")
        human.type("3\r")
        human.see("done 3\r\n")
        human.type("end\r")
        assert human.wait() == 7
        output, events, said = kept(t, machine, disk)
        gap = json.loads(next(data for code, data in events if code == "g"))
        assert gap["kind"] == "lost" and gap["bytes"] >= 2048, gap
        assert output.endswith(b"done 3\r\n") and b"done 2" not in output and said["state"] == "complete"


def test_a_session_for_which_nothing_is_left(t):
    """No terminal, no descriptors: users are refused, root gets in, and both are told why."""
    with Machine(t) as machine:
        few = ["bash", "-c", 'ulimit -n "$0"; exec "$@"', "12", machine.shell, "-c", "echo in"]
        done = t.run(machine.inside_as("audited", *few))
        assert (done.returncode, done.stdout) == (125, b"") and b"Too many open files; it is refused" in done.stderr, done
        done = t.run(machine.inside(*few))
        assert (done.returncode, done.stdout) == (0, b"in\n") and b"Too many open files; it goes on unrecorded" in done.stderr, done
        mount = "mount -t devpts -o newinstance,max=1,ptmxmode=666,mode=666 devpts /dev/pts && mount --bind /dev/pts/ptmx /dev/ptmx"
        # the one that there is is whoever's logs in
        script = "import os, pty, sys; status = pty.spawn(sys.argv[1:]); sys.exit(os.waitstatus_to_exitcode(status))"
        for prefix, status, said in (([], 3, b"unrecorded"), (["setpriv", f"--reuid={UID['audited']}", "--clear-groups"], 125, b"refused")):
            done = t.run(machine.inside("unshare", "-m", "sh", "-c", f'{mount} && exec "$@"', "sh", sys.executable, "-c", script, *prefix,
                                        machine.shell, "-c", "exit 3"))
            assert done.returncode == status and b"no terminal is left on this machine; it " in done.stdout and said in done.stdout, done


def test_who_is_never_locked_out(t):
    with Machine(t) as machine:
        disk = small_disk(t, machine)
        t.ok(machine.inside("mount", "-o", "remount,ro", disk))
        shell = machine.folder / "bin" / "steno-shell-bin-bash"
        broken = f"[record]\nstore = {disk}/store\n"

        def runs(as_whom, text=""):
            machine.configure(broken + text)
            command = [shell, "-c", "echo ran; echo err >&2; exit 3"]
            done = t.run(machine.inside(*command) if as_whom == "root" else machine.inside_as(as_whom, *command))
            if done.returncode == 3:
                assert (done.stdout, done.stderr) == (b"ran\n", b"err\n"), done
                return True
            assert done.returncode == 125 and done.stdout == b"" and b"refused" in done.stderr, done
            return False
        assert runs("root")
        assert not runs("audited")
        assert runs("audited", "break-glass = audited\n")
        assert runs("audited", "break-glass = root, audited\n")
        assert runs("audited", "break-glass = @audited\n")
        assert not runs("audited", "break-glass = @audite, udited, audited2, @plain\n")
        assert runs("audited", "on-failure = continue\n")
        # an emptied list is an empty list
        assert not runs("root", "break-glass =\n")
        # and with a terminal, where it is said loudly
        machine.configure(broken)
        human = machine.person(machine.inside(shell, "-c", "echo ran"))
        assert human.wait() == 0
        assert b"can't be recorded" in human.seen and b"it goes on" in human.seen and b"ran\r\n" in human.seen, human.seen
