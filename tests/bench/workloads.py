"""What is recorded: each workload is one shell command, the same for every recorder."""
import fcntl
import os
import pathlib
import pty
import select
import shlex
import shutil
import struct
import subprocess
import termios
import time

HERE = pathlib.Path(__file__).resolve().parent
PROMPT = "user@bench$ "
PACE_US = 20000  # between two keys of "paced": far faster than people, yet each key is an event of its own
PATIENCE = 20
PASSES = 8  # of the full-screen session, to have enough to measure: further apart than compressors look back


class Workload:
    """One command for /bin/sh -c, and how drive is to treat it."""

    def __init__(self, name, command, size=(80, 24), keys=None, gap=0, memory=False, times=1):
        self.name, self.command, self.size = name, command, size
        self.times = times  # runs in each round: more of those that are short, or whose own cost varies
        self.keys, self.gap, self.memory = keys, gap, memory

    def options(self):
        options = ["-s", f"{self.size[0]}x{self.size[1]}"]
        if self.keys:
            options += ["-k", str(self.keys), "-p", PROMPT, "-g", str(self.gap)]
        return options + (["-m"] if self.memory else [])


class Scene:
    """A full-screen program at a terminal, whose output is kept chunk by chunk as encore.c reads it."""

    def __init__(self, argv, size, env, cwd):
        self.kept, self.last = [], time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(cwd)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.execvpe(argv[0], argv, env)
            finally:
                os._exit(127)

    def watch(self, quiet, limit):
        """Keep what comes, until nothing came for `quiet` seconds or `limit` is over.  False at the end."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            if not select.select([self.master], [], [], quiet)[0]:
                return True
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return False
            now = time.monotonic()
            self.kept.append((int((now - self.last) * 1e6), data))
            self.last = now
        return True

    def play(self, keys):
        """Press keys, (bytes, seconds of quiet to wait for) each; then wait for the end."""
        self.watch(0.3, PATIENCE)
        for key, quiet in keys:
            os.write(self.master, key)
            if not self.watch(quiet, 1):
                break
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.watch(1, PATIENCE):
            pass
        os.close(self.master)
        os.waitpid(self.pid, 0)
        return self.kept


def keys_of_vim(pages):
    keys = [(b"\x06", 0.01)] * pages + [(b"gg", 0.02), (b"/static\r", 0.02)] + [(b"n", 0.01)] * (pages // 2)
    for i in range(pages // 4):
        keys += [(b"}o", 0.01), (b"\tif (n < %d)" % i, 0.01), (b"\x1b", 0.02), (b"k>>", 0.01)]
    keys += [(b":split\r", 0.02)] + [(b"\x15", 0.01)] * (pages // 4)
    return keys + [(b"u", 0.01)] * (pages // 2) + [(b":qa!\r", 0.1)]


def keys_of_htop(samples):
    keys = [(b"\x1b[B", 0.05)] * samples + [(b"M", 0.1), (b"t", 0.1)]
    return keys + [(b"", 0.6)] * samples + [(b"P", 0.1)] + [(b"\x1b[A", 0.05)] * samples + [(b"q", 0.1)]


def keys_of_less(pages):
    return [(b" ", 0.01)] * pages + [(b"b", 0.01)] * (pages // 2) + [(b"/static\r", 0.02)] + [(b"n", 0.01)] * 20 + [(b"q", 0.1)]


def make_scenes(work, size, quick):
    """Drive vim, htop and less, each as far as it is there: (programs kept, programs missing)."""
    text = work / "text.c"
    text.write_bytes(b"".join(p.read_bytes() for p in sorted((work / "home" / "project").rglob("*.c"))))
    env = dict(PATH=os.environ["PATH"], TERM="xterm-256color", LANG="C.UTF-8", HOME=str(work / "home"), LESS="")
    n = 20 if quick else 160
    plan = [("vim", ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "--cmd", "syntax on", str(text)], keys_of_vim(n)),
            ("htop", ["htop", "-d", "5"], keys_of_htop(n // 4)),
            ("less", ["less", str(text)], keys_of_less(n))]
    kept, done, missing = [], [], []
    for name, argv, keys in plan:
        if shutil.which(name) is None:
            missing.append(name)
            continue
        part = Scene(argv, size, env, work).play(keys)
        kept += part
        done.append(f"{name} {sum(len(data) for _, data in part) / 1e6:.2f} MB in {len(part)} writes")
    with open(work / "scenes", "wb") as f:
        for usec, data in kept:
            f.write(struct.pack("=II", usec, len(data)) + data)
    return done, missing


def make_project(source, work):
    """Where the typed commands look around: a copy of our own sources."""
    project = work / "home" / "project"
    for room in ("lib", "recorder", "archive", "doc"):
        if (source / room).is_dir():
            shutil.copytree(source / room, project / room)
    for path in source.glob("*.md"):
        shutil.copy(path, project)
    (work / "bashrc").write_text(
        f"cd {shlex.quote(str(project))}\nunset HISTFILE MAIL\nPS1='\\W {PROMPT}'\nalias ll='ls -la --color=always'\n")


def make_keys(work, quick):
    lines = (HERE / "commands.txt").read_text().splitlines()
    (work / "keys").write_text("\n".join(lines[:30] if quick else lines) + "\n")
    (work / "keys-paced").write_text("\n".join(lines[:3] if quick else lines[:20]) + "\n")


def make_all(source, work, replay, quick, wanted):
    """Everything that is `wanted`, made in `work`: the workloads, and notes for the reader."""
    make_project(source, work)
    make_keys(work, quick)
    count = 200000 if quick else 2000000
    size, passes = (120, 40), 1 if quick else PASSES
    done, missing = make_scenes(work, size, quick) if wanted("full screen") else ([], [])
    notes = [f"full screen: {', '.join(done)}, {passes} times over"] if done else []
    notes += [f"full screen is without {name}: not installed" for name in missing]
    bash = f"exec bash --noprofile --rcfile {shlex.quote(str(work / 'bashrc'))} -i"
    hold = 'hold() { echo "$$ HOLD"; read x; }; hold; ' \
        f"seq 1 {count // 10}; hold; seq {count // 10 + 1} {count}; hold"
    listed = "/usr/include" if quick and os.path.isdir("/usr/include") else "/usr"
    if wanted("colour"):  # into the cache, once for all
        subprocess.run(["ls", "-lR", listed], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    every = [Workload("bulk", f"exec seq 1 {count}", times=1 if quick else 3),
             Workload("colour", f"exec ls -lR --color=always {listed}")]
    if done:
        every.append(Workload("full screen", shlex.join(["exec", str(replay), str(work / "scenes"), str(passes)]), size, times=1 if quick else 5))
    every += [Workload("interactive", bash, keys=work / "keys"),
              Workload("paced", bash, keys=work / "keys-paced", gap=PACE_US),
              Workload("memory", hold, memory=True)]
    return [w for w in every if wanted(w.name)], notes
