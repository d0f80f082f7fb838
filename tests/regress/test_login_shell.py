"""The recorder as a login shell: called by a real sshd, by su, sudo and login, compared with plain bash."""
import base64
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys

from human import make_program, until
from sshd import UID, Machine, patience

def info(t, path):
    return json.loads(t.run([t.steno, "info", "--json", path]).stdout)


def finished(t, path):
    until(lambda: info(t, path)["state"] != "live", "the end of the recording")
    t.ok([t.steno, "verify", path])
    return info(t, path)


def events(t, path):
    """(code, bytes) of every event, exactly."""
    found, exact = [], None
    for line in t.ok(["zstd", "-dcq", path]).splitlines()[1:]:
        _, code, data = json.loads(line)
        if code == "b":
            exact = base64.b64decode(data)
        else:
            found.append((code, data.encode() if exact is None else exact))
            exact = None
    return found


def streams(t, path):
    """What went in, out, and to standard error; and the status."""
    kept = {"in": b"", "1": b"", "2": b"", "x": b""}
    at = "1"
    for code, data in events(t, path):
        if code == "f":
            at = data.decode()
        elif code in "iox":
            kept[{"i": "in", "o": at, "x": "x"}[code]] += data
    return kept["in"], kept["1"], kept["2"], int(kept["x"] or -1)


def codes(t, path):
    return {code for code, _ in events(t, path)}


def one(t, machine, user="audited"):
    """The only recording since the last call, finished."""
    new = machine.take(user)
    assert len(new) == 1, new
    finished(t, new[0])
    return new[0]


def log_in(t, machine, options=(), env=None):
    human = machine.person(machine.ssh_argv(options=["-tt", *options]), env=env or t.env())
    human.see(r"\$ ")
    return human


def ask(human, command, answer):
    since = len(human.seen)
    human.type(command + "\r")
    return human.see(rf"[\r\n]{answer}\r\n.*\$ ", since)


# A terminal.

def test_interactive_login(t):
    with Machine(t).start_sshd() as machine:
        human = log_in(t, machine)
        ask(human, "echo $0", "-bash")
        ask(human, "shopt login_shell", r"login_shell\s+on")
        ask(human, "echo $SHELL", "/bin/bash")
        ask(human, "cd; pwd", re.escape(str(machine.home("audited"))))
        ask(human, "stty size", "24 80")
        human.resize(101, 33)
        human.type("until stty size | grep '33 101'; do :; done\r")
        human.see(r"[\r\n]33 101\r\n.*\$ ")
        ask(human, "ls /run/utmp /var/run/utmp 2>&1 | grep -c 'No such'", "2")
        human.type("sh -c 'echo re\"\"ady; exec sleep 1000'\r")
        human.see("ready")
        human.type("\x03")
        human.see(r"\^C.*\$ ")
        # called again inside, it does not record a second time
        ask(human, f"{machine.shell} -c 'echo inn\"\"er'", "inner")
        human.type("exit 5\r")
        assert human.wait() == 5
        path = one(t, machine)
        found = info(t, path)
        key = (machine.folder / "key.pub").read_text().split()
        assert (found["state"], found["exit"], found["pty"], found["user"], found["uid"]) == \
            ("complete", 5, True, "audited", UID["audited"])
        assert found["client"].startswith("127.0.0.1 port ") and found["tty"].startswith("/dev/pts/")
        assert found["fingerprint"] == " ".join(key[:2]) and found["shell"] == "/bin/bash" and found["argv"][0] == "-bash"
        assert (b"r", b"101x33") in [(c.encode(), d) for c, d in events(t, path)]
        assert b"inner\r\n" in t.ok([t.steno, "export", "-f", "raw", path])
        # what the person saw is in the record, to the last byte
        shown = human.seen.split(b"Connection to")[0]
        assert t.ok([t.steno, "export", "-f", "raw", path]).startswith(shown.rstrip()), "not what was seen"
        owner = os.stat(path)
        assert (owner.st_uid, owner.st_mode & 0o777) == (UID["audited"], 0o600)


def test_a_foreign_locale(t):
    with Machine(t).start_sshd() as machine:
        human = log_in(t, machine, options=["-o", "SendEnv=LANG LC_ALL"], env=t.env(LANG="xx_YY.ISO-8859-15", LC_ALL="xx_YY"))
        since = len(human.seen)
        human.type("printf '\\344\\366\\374\\342\\202\\254|\\n'\r")
        human.see(rb"[\r\n]\xe4\xf6\xfc\xe2\x82\xac\|\r\n", since)
        ask(human, "echo $LC_ALL", "xx_YY")
        human.type("exit\r")
        assert human.wait() == 0
        assert b"\xe4\xf6\xfc\xe2\x82\xac|\r\n" in t.ok([t.steno, "export", "-f", "raw", one(t, machine)])


def test_a_connection_that_breaks(t):
    with Machine(t).start_sshd() as machine:
        human = log_in(t, machine)
        ask(human, "trap '' TERM HUP; echo la''st", "last")
        human.kill(signal.SIGKILL)
        os.waitpid(human.pid, 0)
        path = machine.take()[0]
        assert finished(t, path)["state"] == "complete"
        assert b"last" in t.ok([t.steno, "export", "-f", "raw", path])
        # without a terminal
        with client(t, machine, "echo ready; cat; echo read all") as ssh:
            assert ssh.stdout.readline() == b"ready\n"
            ssh.kill()
            ssh.communicate()
        path = machine.take()[0]
        assert finished(t, path)["state"] == "complete"


# Without a terminal, as with plain bash.

# Command; what goes in; whether all of that is read.
COMMANDS = [
    ("true", b""),
    ("exit 3", b""),
    ("echo out; echo err >&2; exit 42", b""),
    ("echo $0 $# $-; shopt login_shell", b""),
    ("tty; test -t 0 || echo none", b""),
    ("env -u STENO_SESSION | grep -vE '^(SSH_|HOME|USER|LOGNAME|MAIL|PWD|_)' | sort", b""),
    ("umask; ulimit -c; nice; cat /proc/self/oom_score_adj; cat /proc/self/limits", b""),
    ("grep -E '^Sig(Blk|Ign)' /proc/self/status; trap", b""),
    ("ls -l /proc/self/fd | wc -l", b""),
    ("trap 'echo told' USR1; kill -USR1 0; trap 'echo end' TERM; kill 0; sleep 0.2; echo alive", b""),
    ("trap 'echo told' TERM; kill -- -$$; sleep 0.2; set -- $(cut -d' ' -f5,6 /proc/$$/stat); echo $(($1 - $$)) $(($2 - $$))", b""),
    ("steno-test-no-such-program", b""),
    ("if", b""),
    ("/etc/passwd", b""),
    ("wc -c; echo after", b"x" * 10000),
    ("read line; echo got $line; cat", b"one\ntwo\nthree"),
    ("cat >/dev/null; echo end of input", b""),
    ("exec 0<&-; sleep 0.2; echo no input", b"nobody reads this\n"),
    ("exec 1>&-; sleep 0.2; echo still here >&2", b""),
    ("exec 2>&-; sleep 0.2; echo still here", b""),
    ("sleep 0.4; echo late", b""),
    ("(sleep 0.4; echo from behind) & echo started", b""),
    ("(sleep 0.3; echo detached >/dev/null) >/dev/null 2>&1 </dev/null & echo started", b""),
    ("yes | head -3", b""),
    ("printf '\\0\\377\\r\\n\\342\\202'; printf '\\254' >&2", b""),
    ("for i in 1 2 3 4 5; do echo $i; echo e$i >&2; done", b""),
    ("bash", b"echo piped $((6 * 7))\nexit 9\n"),
    ("bash -s a b", b"echo $1-$2 >&2\n"),
    ("cat /etc/passwd | tr a-z A-Z | sort | head -2", b""),
]


def test_commands_do_what_they_do_in_plain_bash(t):
    with Machine(t).start_sshd() as machine:
        for command, data in COMMANDS:
            plain = machine.ssh(command, user="plain", share="p", input=data)
            ours = machine.ssh(command, share="a", input=data)
            assert ours.returncode == plain.returncode, f"{command}: {ours}; plain: {plain}"
            assert ours.stdout == plain.stdout and ours.stderr == plain.stderr, f"{command}: {ours}; plain: {plain}"
            path = one(t, machine)
            fed, out, err, status = streams(t, path)
            assert (out, err, status) == (ours.stdout, ours.stderr, ours.returncode), f"{command}: {(out, err, status)}"
            assert data.startswith(fed), command
            if re.search(r"\b(wc -c|cat$|bash)", command) and data:
                assert fed == data, command
            found = info(t, path)
            assert (found["state"], found["pty"], found["command"]) == ("complete", False, command), found
        # the login shell itself, with its commands from a pipe
        lines = b"echo $0; shopt login_shell\nexit 6\n"
        plain, ours = (machine.ssh(user=user, options=["-T"], input=lines) for user in ("plain", "audited"))
        assert (ours.returncode, ours.stdout, ours.stderr) == (plain.returncode, plain.stdout, plain.stderr), (ours, plain)
        assert b"-bash\n" in ours.stdout and ours.returncode == 6
        assert streams(t, one(t, machine)) == (lines, ours.stdout, ours.stderr, 6)


def test_eight_bits_and_much_of_them(t):
    data = random.Random(4).randbytes(1 << 20)
    with Machine(t).start_sshd() as machine:
        done = machine.ssh("cat; cat /proc/self/stat >/dev/null; exit 2", share="a", input=data)
        assert (done.returncode, done.stdout == data, done.stderr) == (2, True, b"")
        assert streams(t, one(t, machine)) == (data, data, b"", 2)
        done = machine.ssh("sha256sum; sha256sum </dev/null >&2", share="a", input=data)
        assert done.stdout.split()[0].decode() == hashlib.sha256(data).hexdigest()
        assert streams(t, one(t, machine))[0] == data
        done = machine.ssh("seq 1 1500000", share="a")
        expected = b"".join(b"%d\n" % n for n in range(1, 1500001))
        assert done.stdout == expected
        assert t.ok([t.steno, "export", "-f", "raw", one(t, machine)]) == expected


def client(t, machine, command):
    """ssh, to be talked to."""
    return patience(subprocess.Popen(machine.ssh_argv(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=t.env()))


def test_a_half_closed_connection(t):
    """Our side says that it has no more, and the answer comes only then; and the other way round."""
    with Machine(t).start_sshd() as machine:
        with client(t, machine, "cat | sort; echo sorted") as ssh:
            ssh.stdin.write(b"b\na\n")
            ssh.stdin.close()
            assert ssh.stdout.read() == b"a\nb\nsorted\n"
            assert ssh.wait() == 0
        assert streams(t, one(t, machine))[:2] == (b"b\na\n", b"a\nb\nsorted\n")
        # each line is answered before the next is sent: nothing waits for a full buffer
        with client(t, machine, "while read a; do echo got $a; done") as ssh:
            for word in (b"one", b"two", b"three"):
                ssh.stdin.write(word + b"\n")
                ssh.stdin.flush()
                assert ssh.stdout.readline() == b"got " + word + b"\n"
            ssh.stdin.close()
            assert ssh.wait() == 0
        one(t, machine)


def test_what_ssh_runs_is_a_command(t):
    """Its line and its status are certain; what it reads is data, whatever it looks like."""
    with Machine(t).start_sshd() as machine:
        assert machine.ssh("cat; echo to stderr >&2; exit 7", input=b"$ rm -rf /fake\n$ ls\n").returncode == 7
        (said,) = map(json.loads, t.ok([t.steno, "commands", "--json", one(t, machine)]).splitlines())
        assert (said["text"], said["exit"], said["grade"], said["reasons"], said["kind"]) == (
            "cat; echo to stderr >&2; exit 7", 7, "A", ["session"], "command"), said


def test_two_sessions_over_one_connection(t):
    with Machine(t).start_sshd() as machine:
        assert machine.ssh("true", share="a").returncode == 0
        machine.take()
        human = machine.person(machine.ssh_argv(options=["-tt"], share="a"))
        human.see(r"\$ ")
        ask(human, "echo at the term''inal", "at the terminal")
        assert machine.ssh("cat", share="a", input=b"beside it").stdout == b"beside it"
        ask(human, "echo ag''ain", "again")
        human.type("exit\r")
        human.wait()
        first, second = machine.take()
        assert finished(t, first)["pty"] and not finished(t, second)["pty"]
        assert b"again" in t.ok([t.steno, "cat", first]) and t.ok([t.steno, "cat", second]) == b"beside it"
        assert info(t, first)["session"] != info(t, second)["session"]


def test_fifty_calls_leave_fifty_recordings(t):
    with Machine(t).start_sshd() as machine:
        for number in range(50):
            assert machine.ssh(f"exit {number}", share="a").returncode == number
        paths = machine.take()
        assert sorted(info(t, p)["exit"] for p in paths) == list(range(50))
        for path in paths:
            assert info(t, path)["state"] == "complete"
            assert not list(path.parent.glob(path.name + ".*"))


# Transfers.

# ssh, with a look at both directions on their way; its caller's ends may be non-blocking.
TAP = """#!{python} -ES
import os, select, subprocess, sys, threading
ssh = subprocess.Popen(["ssh", *{options!r}, *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
def copy(source, sink, name):
    with open(os.path.join(os.environ["TAPPED"], name), "wb", 0) as log:
        while True:
            select.select([source], [], [])
            data = os.read(source, 65536)
            log.write(data)
            if not data:
                break
            while data:
                select.select([], [sink], [])
                data = data[os.write(sink, data[:4096]):]
    os.close(sink)
threading.Thread(target=copy, args=(0, ssh.stdin.fileno(), "in"), daemon=True).start()
copy(ssh.stdout.fileno(), 1, "out")
os._exit(ssh.wait())
"""


class Taps:
    def __init__(self, t, machine):
        self.folder = t.tmp / "tapped"
        self.folder.mkdir()
        self.ssh = make_program(t.tmp / "tap", TAP.format(python=sys.executable, options=machine.options()))
        self.env = t.env(TAPPED=str(self.folder), GIT_SSH=str(self.ssh), GIT_SSH_VARIANT="ssh", GIT_CONFIG_GLOBAL="/dev/null",
                         GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@b", GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@b")

    def size(self, name):
        return (self.folder / name).stat().st_size

    def digest(self, name):
        data = (self.folder / name).read_bytes()
        return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def check_transfer(t, machine, taps, protocol, program):
    path = one(t, machine)
    assert codes(t, path) == {"t", "x"}, codes(t, path)
    said = json.loads(next(data for code, data in events(t, path) if code == "t"))
    assert said["protocol"] == protocol and program in said["command"] and said["exit"] == 0, said
    for name in ("in", "out"):
        until(lambda n=name: taps.size(n) >= said[n]["bytes"], f"as many bytes {name} as {said[name]}")
        assert said[name] == taps.digest(name), f"{protocol} {name}: {said[name]}, tapped {taps.digest(name)}"
    assert said["err"]["bytes"] == 0
    return said


def run_transfer(t, taps, argv):
    done = t.run(argv, env=taps.env)
    assert done.returncode == 0, (argv, done.stdout[-500:], done.stderr[-2000:])


def test_scp_and_sftp(t):
    t.need("scp", "sftp")
    data = random.Random(5).randbytes(700_001)
    with Machine(t).start_sshd() as machine:
        taps, home = Taps(t, machine), machine.home("audited")
        local, back = t.tmp / "a file", t.tmp / "back"
        local.write_bytes(data)
        tap, at = ["-S", taps.ssh], "audited@127.0.0.1:"
        for option, protocol, program in (("-O", "scp", "scp"), ("-s", "sftp", "sftp-server")):
            run_transfer(t, taps, ["scp", "-q", "-p", option, *tap, local, f"{at}up-{protocol}"])
            assert (home / f"up-{protocol}").read_bytes() == data
            check_transfer(t, machine, taps, protocol, program)
            run_transfer(t, taps, ["scp", "-q", option, *tap, f"{at}up-{protocol}", back])
            assert back.read_bytes() == data
            said = check_transfer(t, machine, taps, protocol, program)
            assert said["out"]["bytes"] > len(data) > said["in"]["bytes"]
        (t.tmp / "many").mkdir()
        for number in range(5):
            (t.tmp / "many" / f"{number}").write_bytes(data[:number * 1000])
        run_transfer(t, taps, ["scp", "-q", "-r", "-O", *tap, t.tmp / "many", at])
        assert (home / "many/4").read_bytes() == data[:4000]
        check_transfer(t, machine, taps, "scp", "scp")
        (t.tmp / "batch").write_text("put many/4 four\nget four five\nls -l\n")
        run_transfer(t, taps, ["sh", "-c", f"cd {t.tmp} && exec sftp -q -b batch -S {taps.ssh} {at}"])
        assert (t.tmp / "five").read_bytes() == data[:4000]
        check_transfer(t, machine, taps, "sftp", "sftp-server")


def test_rsync(t):
    t.need("rsync")
    data = random.Random(6).randbytes(300_000)
    with Machine(t).start_sshd() as machine:
        taps, home = Taps(t, machine), machine.home("audited")
        tree = t.tmp / "tree"
        (tree / "deep").mkdir(parents=True)
        for name in ("one", "deep/a name with spaces", "deep/ünï"):
            (tree / name).write_bytes(data + name.encode())
        argv = ["rsync", "-a", "-e", taps.ssh]
        run_transfer(t, taps, [*argv, f"{tree}/", "audited@127.0.0.1:tree/"])
        check_transfer(t, machine, taps, "rsync", "rsync --server")
        (tree / "one").write_bytes(data + b"changed")
        run_transfer(t, taps, [*argv, "--delete", "-z", f"{tree}/", "audited@127.0.0.1:tree/"])
        check_transfer(t, machine, taps, "rsync", "rsync --server")
        run_transfer(t, taps, [*argv, "audited@127.0.0.1:tree/", t.tmp / "copy"])
        said = check_transfer(t, machine, taps, "rsync", "rsync --server --sender")
        assert said["out"]["bytes"] > 3 * len(data)
        t.ok(["diff", "-r", tree, t.tmp / "copy"])
        t.ok(["diff", "-r", tree, home / "tree"])


def test_git(t):
    t.need("git")
    with Machine(t).start_sshd() as machine:
        taps, home = Taps(t, machine), machine.home("audited")
        work, bare = t.tmp / "work", home / "bare.git"
        t.ok(["git", "init", "-q", "--bare", bare], env=taps.env)
        subprocess.run(["chown", "-R", str(UID["audited"]), bare], check=True)
        run_transfer(t, taps, ["git", "clone", "-q", f"audited@127.0.0.1:{bare}", work])
        check_transfer(t, machine, taps, "git", "git-upload-pack")
        (work / "file").write_bytes(random.Random(7).randbytes(200_000))
        t.ok(["git", "-C", work, "add", "file"], env=taps.env)
        t.ok(["git", "-C", work, "commit", "-q", "-m", "one"], env=taps.env)
        run_transfer(t, taps, ["git", "-C", work, "push", "-q", "origin", "HEAD:refs/heads/main"])
        assert check_transfer(t, machine, taps, "git", "git-receive-pack")["in"]["bytes"] > 200_000
        run_transfer(t, taps, ["git", "clone", "-q", "-b", "main", f"audited@127.0.0.1:{bare}", t.tmp / "again"])
        check_transfer(t, machine, taps, "git", "git-upload-pack")
        assert (t.tmp / "again/file").read_bytes() == (work / "file").read_bytes()


PLAYBOOK = """
- hosts: all
  gather_facts: true
  tasks:
    - {ping: {data: pong}, register: answer}
    - {copy: {src: SOURCE, dest: "{{ ansible_env.HOME }}/copied", mode: "0640"}, register: copied}
    - {command: "cksum {{ ansible_env.HOME }}/copied", register: seen}
    - {shell: "cat; echo err >&2; exit 3", args: {stdin: "typed in"}, register: failed, ignore_errors: true}
    - {raw: 'tty | tr -s 0-9 N; printf "a\\377b" | od -An -c', register: rawly}
    - {script: {cmd: SCRIPT with words}, register: scripted}
    - {fetch: {src: "{{ ansible_env.HOME }}/copied", dest: "FETCHED/", flat: true}}
    - {command: sleep 0, async: 600, poll: 1}
    - copy:
        dest: RESULT
        content: "{{ [answer.ping, copied.checksum, seen.stdout.split()[:2], failed.rc, failed.stdout, failed.stderr, rawly.stdout_lines,
                  scripted.stdout_lines] | to_json }}"
      delegate_to: localhost
      vars: {ansible_connection: local}
"""


def test_signals_without_a_terminal(t):
    """Those that are sent to the login shell are for what it runs."""
    with Machine(t).start_sshd() as machine:
        command = "trap 'echo told; exit 3' {}; echo $$ $PPID; while :; do sleep 0.05; done"
        for name in ("HUP", "INT", "QUIT", "TERM", "USR1", "ALRM", "PROF", "STKFLT", "RTMIN"):
            with client(t, machine, command.format(name)) as ssh:
                recorder = int(ssh.stdout.readline().split()[1])
                os.kill(recorder, signal.Signals["SIG" + name])
                assert ssh.stdout.read() == b"told\n" and ssh.wait() == 3, name
            assert info(t, one(t, machine))["state"] == "complete"


def test_ansible(t):
    """The same play for a plain shell and a recorded one: the same results, whatever way ansible carries its files."""
    t.need("ansible-playbook")
    (t.tmp / "source").write_bytes(random.Random(8).randbytes(3000))
    (t.tmp / "script").write_text("#!/bin/sh\necho script of $*\n")
    with Machine(t).start_sshd() as machine:
        for method, pipelining in (("sftp", 0), ("piped", 1)):
            results = {}
            for user in ("plain", "audited"):
                result, fetched = t.tmp / f"{user}-{method}", t.tmp / f"fetched-{user}-{method}"
                text = PLAYBOOK
                for name, path in (("SOURCE", "source"), ("SCRIPT", "script"), ("FETCHED", fetched), ("RESULT", result)):
                    text = text.replace(name, str(t.tmp / path))
                (t.tmp / "play.yml").write_text(text)
                env = t.env(ANSIBLE_SSH_TRANSFER_METHOD=method, ANSIBLE_PIPELINING=str(pipelining), ANSIBLE_NOCOLOR="1", ANSIBLE_TIMEOUT="300",
                            ANSIBLE_SSH_ARGS=" ".join(machine.options(f"{user}-{method}")),
                            ANSIBLE_LOCAL_TEMP=str(t.tmp / "local"))
                machine.shares.add((user, f"{user}-{method}"))
                done = t.run(["ansible-playbook", "-i", f"{user}@127.0.0.1,", "-e", f"ansible_port={machine.port}",
                              "-e", "ansible_python_interpreter=/usr/bin/python3", t.tmp / "play.yml"], env=env)
                assert done.returncode == 0, (done.stdout + done.stderr).decode()[-3000:]
                results[user] = json.loads(result.read_text())
                assert (fetched / "copied").read_bytes() == (t.tmp / "source").read_bytes()
            assert results["audited"] == results["plain"], results
            assert results["plain"][0] == "pong" and results["plain"][3:6] == [3, "typed in", "err"], results
            new = machine.take()
            assert len(new) > 5, new
            for path in new:
                assert finished(t, path)["state"] == "complete", path


def test_what_is_the_command(t):
    """Of -c among other options and letters; an option of a script is none, and no transfer is run instead of the script."""
    with Machine(t) as machine:
        script = machine.home("audited") / "script"
        script.write_text("echo script $*\n")
        for arguments, output, command in (
                (["-c", "echo $0", "name"], b"name\n", "echo $0"), (["-lc", "echo here"], b"here\n", "echo here"),
                (["-o", "vi", "-c", "-x", "echo here"], b"here\n", "echo here"), (["-c", "-l", "--", "echo here"], b"here\n", "echo here"),
                ([script, "-c", "scp -t /nowhere"], b"script -c scp -t /nowhere\n", "/bin/bash"),
                (["--norc", script, "-c", "id"], b"script -c id\n", "/bin/bash")):
            done = t.run(machine.inside_as("audited", machine.folder / "bin/steno-shell-bin-bash", *arguments))
            assert (done.returncode, done.stdout) == (0, output), (arguments, done)
            path = one(t, machine)
            assert info(t, path)["command"] == command and streams(t, path)[1] == output, arguments


def test_what_only_looks_like_a_transfer_is_recorded_in_full(t):
    with Machine(t).start_sshd() as machine:
        home = machine.home("audited")
        (home / "bin").mkdir()
        for name in ("scp", "rsync", "git-upload-pack"):
            make_program(home / "bin" / name, "#!/bin/sh\ntouch ~/stood-in\necho stood in\nexec id\n")
        (home / ".bashrc").write_text("PATH=$HOME/bin:$PATH\nalias scp='id #'\nrsync() { id; }\n")
        hidden = ["scp -t x; id", "scp -t x && id", "scp -t x\nid", "scp -t `id`", "scp -t $(id)", "scp -t x | id", "scp -t x & id",
                  "scp -t x >/dev/null; id", "id; scp -t x", "scp -S /bin/id -t x; id", "scp -o ProxyCommand=id -t x 2>&1; id",
                  "/usr/lib/openssh/sftp-server | tee copy; id", "exec scp -t x || id", "A=b scp -t x; id",
                  "~/bin/scp -t x", f"{home}/bin/scp -t x", "./bin/scp -t x", "bin/rsync --server . x",
                  f"{home}/bin/git-upload-pack x", "../audited/bin/scp -f x", "\"$HOME\"/bin/scp -t x", "{scp,-t,x}; id",
                  "env ~/bin/scp -t x", "command id", "sh -c id scp -t x", "bash -c 'scp -t x; id'"]
        for command in hidden:
            done = machine.ssh(command, share="a")
            path = one(t, machine)
            assert "t" not in codes(t, path), command
            _, out, err, status = streams(t, path)
            assert (out, err, status) == (done.stdout, done.stderr, done.returncode), command
            assert b"uid=" in out, f"the test itself: {command}: {done}"
        (home / "stood-in").unlink()
        # a daemon is told its configuration by its caller, and that can run programs
        for command in ("rsync --server --daemon .", "rsync --server --daemon --config=x .", "rsync --daemon", "rsync --version",
                        "scp x y", "scp", "scp --"):
            machine.ssh(command, share="a")
            assert "t" not in codes(t, one(t, machine)), command
        (home / "stood-in").unlink(missing_ok=True)
        # recognised: then nothing can stand in for the system's own
        for command in ("scp -t x", "rsync --server . x", "git-upload-pack x"):
            machine.ssh(command, share="a")
            path = one(t, machine)
            assert codes(t, path) == {"t", "x"}, command
            assert not (home / "stood-in").exists(), command


# Not sshd.

def person_inside(machine, *command):
    return machine.person(machine.inside(*command))


def converse(human, status=8):
    """A login shell at a terminal that another user has opened."""
    human.see(r"\$ ")
    ask(human, "echo $0", "-bash")
    ask(human, "shopt login_shell", r"login_shell\s+on")
    human.resize(90, 20)
    human.type("until stty size | grep '20 90'; do :; done\r")
    # a line editor that learns of the size only now draws the line once more, and what is printed stands right behind it
    human.see(r"20 90\r\n.*\$ ")
    human.type("sh -c 'echo re\"\"ady; exec cat'\r")
    human.see("ready")
    human.type("\x1a")
    human.see(r"Stopped.*\$ ")
    since = len(human.seen)
    human.type("fg\r")
    since = human.see(r"exec cat'\r\n", since)
    human.type("in front\r")
    human.see(r"in front\r\nin front\r\n", since)
    human.type("\x03")
    since = human.see(r"\^C.*\$ ", since)
    human.type("exit 8\r")
    assert human.wait() == status, human.seen[since:]


def check_session(t, machine, pty=True, status=8):
    found = info(t, one(t, machine))
    assert (found["state"], found["user"], found["pty"], found["exit"]) == ("complete", "audited", pty, status), found


def test_su(t):
    t.need("su")
    with Machine(t) as machine:
        converse(person_inside(machine, "su", "-", "audited"))
        check_session(t, machine)
        human = person_inside(machine, "su", "audited", "-c", "echo $0; tty >/dev/null && echo terminal; exit 4")
        assert human.wait() == 4 and human.seen == b"bash\r\nterminal\r\n", human.seen
        check_session(t, machine, status=4)
        done = t.run(machine.inside("su", "-", "audited", "-c", "echo $0; pwd; cat; exit 4"), input=b"fed")
        assert (done.returncode, done.stdout) == (4, f"-bash\n{machine.home('audited')}\nfed".encode()), done
        check_session(t, machine, pty=False, status=4)
        # a name that says nothing of the shell: the configuration does
        machine.configure("[record]\nshell = /bin/dash\n")
        done = t.run(machine.inside("su", "-", "emptied", "-c", "echo $0; readlink /proc/$$/exe"))
        assert done.stdout.startswith(b"-dash\n") and b"dash\n" in done.stdout, done
        assert info(t, one(t, machine, "emptied"))["shell"] == "/bin/dash"


def test_sudo(t):
    t.need("sudo")
    with Machine(t) as machine:
        if t.run(machine.inside("sudo", "-n", "true")).returncode != 0:
            t.cannot("sudo does not let root do anything here")
        converse(person_inside(machine, "sudo", "-i", "-u", "audited"))
        check_session(t, machine)
        done = t.run(machine.inside("sudo", "-i", "-u", "audited", "echo", "a b", "*;", "exit"), input=b"")
        assert (done.returncode, done.stdout) == (0, b"a b *; exit\n"), done
        check_session(t, machine, pty=False, status=0)
        # sudo of a program is no call of the shell
        t.ok(machine.inside("sudo", "-u", "audited", "true"))
        assert machine.take() == []


def test_login(t):
    t.need("login")
    with Machine(t) as machine:
        # login itself says 0, whatever the shell said
        converse(person_inside(machine, "login", "-f", "audited"), status=0)
        check_session(t, machine)
