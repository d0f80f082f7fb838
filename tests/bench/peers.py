"""How each recorder is called, what it needs, and why one can't be measured here."""
import json
import os
import pathlib
import shlex
import shutil
import subprocess


class Unmeasured(Exception):
    """It can't run here; the text says why."""


def private_mounts(setup):
    """A prefix that runs a command where `setup` changed some mounts, for that command alone."""
    unshare = ["unshare", "-m", "--propagation", "private"]
    if os.geteuid() != 0:
        unshare.append("-Ur")
    return unshare + ["/bin/sh", "-c", f'{setup} || exit 125; exec "$@"', "sh"]


class Plain:
    """No recorder at all: what the workload itself costs."""
    name, program, compresses = "plain", "/bin/sh", False

    def __init__(self, bench):
        self.bench = bench

    def version(self):
        return ""

    def prefix(self, out):
        """What has to stand before drive."""
        return []

    def argv(self, out, command):
        """Record `command` into the directory `out`."""
        return ["/bin/sh", "-c", command]

    def size(self, out):
        return sum(p.stat().st_size for p in out.rglob("*") if p.is_file())


class Steno(Plain):
    name, compresses = "steno", True

    def __init__(self, bench):
        super().__init__(bench)
        self.program = str(bench.build / "recorder" / "steno-rec")

    def version(self):
        return first_line(self.bench.env, [self.program, "--version"])

    def argv(self, out, command):
        return [self.program, "-q", str(out / "s.cast.zst"), "--", "/bin/sh", "-c", command]

    def packed_size(self, out):
        pack = [str(self.bench.build / "daemon" / "steno"), "pack", "-q", str(out / "s.cast.zst")]
        subprocess.run(pack, check=True, env=self.bench.env, stdin=subprocess.DEVNULL)
        return self.size(out)


class Script(Plain):
    name = program = "script"

    def version(self):
        return first_line(self.bench.env, ["script", "--version"])

    def argv(self, out, command):
        return ["script", "-q", "--log-out", str(out / "typescript"), "--log-timing", str(out / "timing"),
                "-c", command]


class Ttyrec(Plain):
    name = program = "ttyrec"

    def version(self):
        return package(self.bench.env, "ttyrec")

    def argv(self, out, command):
        return ["ttyrec", "-e", command, str(out / "ttyrecord")]


class Tlog(Plain):
    """It refuses to work without a utmp to write into: where there is none it gets a private one."""
    name, program = "tlog", "tlog-rec"

    def version(self):
        return first_line(self.bench.env, ["tlog-rec", "--version"])

    def prefix(self, out):
        if os.path.exists("/run/utmp"):
            return []
        return private_mounts("mount -t tmpfs none /run && : >/run/utmp")

    def argv(self, out, command):
        return ["tlog-rec", "--writer=file", f"--file-path={out / 'log'}", "--", "/bin/sh", "-c", command]


class Asciinema(Plain):
    name = program = "asciinema"

    def version(self):
        return first_line(self.bench.env, ["asciinema", "--version"])

    def argv(self, out, command):
        return ["asciinema", "rec", "-q", "-c", command, str(out / "s.cast")]


class Sudo(Plain):
    """Its I/O log needs a sudoers file: a private one, over the system's in this command's mounts only."""
    name = program = "sudo"
    compresses = True
    rules = """Defaults !env_reset, !fqdn, !authenticate, !syslog, !lecture, !requiretty, use_pty
Defaults log_output, !log_input, compress_io
Defaults iolog_dir={out}, iolog_file=log
root ALL=(ALL:ALL) NOPASSWD: ALL
"""

    def version(self):
        return first_line(self.bench.env, ["sudo", "--version"])

    def prefix(self, out):
        if os.geteuid() != 0:
            raise Unmeasured("its I/O log needs root, to put a private sudoers in place")
        if not os.path.exists("/etc/sudoers"):
            raise Unmeasured("there is no /etc/sudoers to put a private one over")
        sudoers = self.bench.work / f"sudoers-{out.name}"
        sudoers.unlink(missing_ok=True)
        sudoers.write_text(self.rules.format(out=out))
        sudoers.chmod(0o440)
        return private_mounts(f"mount --bind {shlex.quote(str(sudoers))} /etc/sudoers")

    def argv(self, out, command):
        return ["sudo", "/bin/sh", "-c", command]


class Least(Plain):
    """No product: what a recorder in one process takes at least (least.c)."""
    name = "least"

    def __init__(self, bench):
        super().__init__(bench)
        self.program = str(bench.program("least"))

    def argv(self, out, command):
        return [self.program, str(out / "lines"), command]


EVERY = [Plain, Steno, Script, Ttyrec, Tlog, Asciinema, Sudo, Least]


def first_line(env, argv):
    try:
        done = subprocess.run(argv, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=20,
                              env=env)
        return (done.stdout or done.stderr).split("\n")[0].strip()
    except (OSError, subprocess.TimeoutExpired):
        return "?"


def package(env, name):
    """The version by the package manager, for a program that doesn't say its own."""
    text = first_line(env, ["dpkg-query", "-W", "-f", "${Version}\n", name]) if shutil.which("dpkg-query") else ""
    return f"{name} {text}".strip()


def drive(bench, peer, out, command, options):
    """One recorded run: what drive measured, as a dict."""
    argv = [*peer.prefix(out), str(bench.drive), *bench.cgroup_options, *options, "--", *peer.argv(out, command)]
    done = subprocess.run(argv, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=bench.env,
                          cwd=bench.work)
    if done.returncode != 0:
        raise Unmeasured(f"drive ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-300:]}")
    return json.loads(done.stdout)


def try_out(bench, peer):
    """Does it record a word?  Else Unmeasured, with what it says itself."""
    if shutil.which(peer.program) is None:
        raise Unmeasured(f"{peer.program} is not installed")
    out = pathlib.Path(bench.fresh("try"))
    shown = bench.work / "shown"
    result = drive(bench, peer, out, "exec echo measured", ["-t", "30", "-o", str(shown)])
    text = shown.read_bytes().decode(errors="replace").strip()
    if result["status"] != 0 or "measured" not in text:
        raise Unmeasured(f"{peer.program} ended with {result['status']}: {' / '.join(text.split(chr(10)))[:300]}")
    if peer.name != "plain" and peer.size(out) == 0:
        raise Unmeasured(f"{peer.program} recorded nothing")
