"""A machine of its own to log in to: a private mount namespace with users, and a real sshd on loopback.

Inside it /etc/passwd, /etc/group, /etc/shadow and /etc/shells are private copies, /run is empty (so
there is no utmp), and the system's configuration of Steno is a folder of the test's.
"""
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading

from human import PATIENCE, Human, make_program, until

UID = {"audited": 54401, "plain": 54402, "emptied": 54403}

SETUP = """
set -e
mount --make-rprivate /
if [ "$2" = /etc ]; then
	mkdir "$1/etc.copy"
	mount -t tmpfs -o mode=755 none "$1/etc.copy"
	cp -a /etc/. "$1/etc.copy"
	mount --bind "$1/etc.copy" /etc
else
	mkdir -p "$2"  # below a prefix to which nothing was installed yet
	mount -t tmpfs -o mode=755 none "$2"
fi
for f in passwd group shadow shells; do mount --bind "$1/etc/$f" "/etc/$f"; done
mount -t tmpfs -o mode=755 none /run
mkdir -m 755 /run/sshd
mkdir -p "$3"
mount --bind "$1/steno" "$3"
echo ready
exec cat
"""

CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
PermitRootLogin prohibit-password
ExposeAuthInfo yes
AcceptEnv LANG LC_* TZ
PrintMotd no
PrintLastLog no
MaxStartups 100
MaxSessions 100
Subsystem sftp /usr/lib/openssh/sftp-server
"""


@contextlib.contextmanager
def patience(process):
    """What is read from the process ends, should it never do so by itself."""
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()


def system_folder(build):
    """Where this build looks for the system's configuration."""
    variables = dict(re.findall(r"^(\w+) = (.*)$", (build / "Makefile").read_text(), re.M))
    return pathlib.Path(variables["sysconfdir"].replace("${prefix}", variables["prefix"])) / "steno"


class Machine:
    """Closed at the end of a `with`; everything in it ends then."""

    def __init__(self, t):
        if os.getuid() != 0:
            t.cannot("needs root for a private mount namespace")
        t.need("unshare", "nsenter", "mount", "ssh-keygen", "ssh")
        self.t = t
        self.folder = t.tmp / "machine"
        self.processes = []
        self.shares = set()
        self.taken = set()
        self.port = None
        self._make_files()
        self.holder = subprocess.Popen(["unshare", "-m", "sh", "-c", SETUP, "sh", self.folder, system_folder(t.build).parent,
                                        system_folder(t.build)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
        if self.holder.stdout.readline() != b"ready\n":
            t.cannot("no private mount namespace here: " + self.holder.stderr.read().decode(errors="replace").strip())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for user, share in self.shares:
            self.ssh(user=user, options=["-O", "exit"], share=share)
        for process in self.processes:
            process.terminate()
            process.wait()
        # what a test that failed has left behind
        here = os.readlink(f"/proc/{self.holder.pid}/ns/mnt")
        for pid in [int(p.name) for p in pathlib.Path("/proc").iterdir() if p.name.isdigit()]:
            try:
                if pid != self.holder.pid and os.readlink(f"/proc/{pid}/ns/mnt") == here:
                    os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        self.holder.stdin.close()
        self.holder.wait()

    def _make_files(self):
        (self.folder / "etc").mkdir(parents=True)
        (self.folder / "steno").mkdir()
        (self.folder / "bin").mkdir()
        self.shell = make_program(self.folder / "bin" / "steno-shell", self.t.shell)
        self.rec = make_program(self.folder / "bin" / "steno-rec", self.t.rec)
        named = self.folder / "bin" / "steno-shell-bin-bash"
        named.symlink_to("steno-shell")
        shells = {"audited": named, "plain": "/bin/bash", "emptied": self.shell}
        for name in ("passwd", "group", "shadow", "shells"):
            source = pathlib.Path("/etc") / name
            text = source.read_text() if source.exists() else ""
            for user, uid in UID.items():
                text += {"passwd": f"{user}:x:{uid}:{uid}::{self.home(user)}:{shells[user]}\n",
                         "group": f"{user}:x:{uid}:\n", "shadow": f"{user}:*:19000:0:99999:7:::\n",
                         "shells": f"{shells[user]}\n"}[name]
            (self.folder / "etc" / name).write_text(text)
        os.chmod(self.folder / "etc" / "shadow", 0o600)
        for user, uid in UID.items():
            home = self.home(user)
            home.mkdir(parents=True)
            # what the machine's own bash reads at a login says nothing here
            (home / ".hushlogin").write_text("")
            (home / ".bash_profile").write_text("PS1='$ '\n")
            (home / ".bashrc").write_text("PS1='$ '\n")
            for path in (home, *home.iterdir()):
                os.chown(path, uid, uid)

    def home(self, user):
        return self.folder / "home" / user

    def store(self, user="audited"):
        return self.home(user) / ".local/share/steno"

    def configure(self, text):
        (self.folder / "steno" / "steno.conf").write_text(text)

    def inside(self, *command):
        """The command line that runs a command in this machine."""
        return ["nsenter", "-m", f"--target={self.holder.pid}", *map(str, command)]

    def inside_as(self, user, *command):
        """The same as an ordinary user, at home."""
        return self.inside("setpriv", f"--reuid={UID[user]}", f"--regid={UID[user]}", "--init-groups", "env",
                           f"--chdir={self.home(user)}", f"HOME={self.home(user)}", *command)

    def mount(self, path, *arguments):
        """A small file system of an ordinary user's."""
        path.mkdir(exist_ok=True)
        self.t.ok(self.inside("mount", "-t", "tmpfs", *arguments, "none", path))

    # sshd

    def start_sshd(self):
        self.t.need("sshd")
        for name in ("host", "key"):
            self.t.ok(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name])
        os.chmod(self.folder / "key.pub", 0o644)
        while not self._try_sshd():
            pass
        host = (self.folder / "host.pub").read_text().split()
        (self.folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {host[0]} {host[1]}\n")
        return self

    def _try_sshd(self):
        """False: somebody took the port that was free just now."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (self.folder / "sshd_config").write_text(CONFIG.format(port=self.port, folder=self.folder))
        path = self.folder / "sshd.log"
        with path.open("wb") as log:
            sshd = subprocess.Popen(self.inside(shutil.which("sshd"), "-D", "-e", "-f", self.folder / "sshd_config"),
                                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.sshd_env())
        until(lambda: sshd.poll() is not None or b"Server listening" in path.read_bytes(), "sshd")
        if sshd.poll() is not None:
            assert b"Address already in use" in path.read_bytes(), path.read_text()
            return False
        self.processes.append(sshd)
        return True

    def sshd_env(self):
        return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}

    def options(self, share=None):
        """For ssh, scp and sftp; `share` names a connection that several sessions use."""
        options = ["-F", "none", "-o", f"Port={self.port}", "-i", str(self.folder / "key"), "-o", "BatchMode=yes",
                   "-o", f"UserKnownHostsFile={self.folder}/known_hosts", "-o", "LogLevel=ERROR",
                   "-o", "IdentitiesOnly=yes"]
        if share:
            options += ["-o", f"ControlPath={self.folder}/c-{share}", "-o", "ControlMaster=auto", "-o", "ControlPersist=yes"]
        return options

    def ssh_argv(self, *command, user="audited", options=(), share=None):
        if share:
            self.shares.add((user, share))
        return ["ssh", *self.options(share), *options, f"{user}@127.0.0.1", *map(str, command)]

    def ssh(self, *command, user="audited", options=(), share=None, **kw):
        return self.t.run(self.ssh_argv(*command, user=user, options=options, share=share), **kw)

    def person(self, argv, **kw):
        kw.setdefault("env", self.t.env())
        return Human(argv, **kw)

    # What was recorded.

    def recordings(self, user="audited"):
        """Paths, oldest first: ids begin with the time."""
        return sorted(self.store(user).glob("sessions/*/*.cast.zst"))

    def take(self, user="audited"):
        """The recordings that came since the last call, each finished."""
        new = [p for p in self.recordings(user) if p not in self.taken]
        self.taken.update(new)
        return new
