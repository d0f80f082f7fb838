#!/usr/bin/env python3
"""Record the same workloads with Steno and with its peers, and compare what each costs.

usage: bench.py [--build DIR] [--rounds N] [--quick] [--only PEER,...] [--workloads NAME,...] [--json FILE]

Every round runs every workload plain (without a recorder), under Steno and under each peer in turn, all
on the same pty (drive.c), and counts the CPU of the whole process tree.  --quick is a smoke test: less
of everything, one round, no judgement.  doc/performance.md describes the method.  Exit status: 0;
1 when Steno or the plain run failed; targets that are not reached are said, not punished.
"""
import argparse
import json
import os
import pathlib
import platform
import resource
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import peers as recorders
import report
import workloads
from peers import Unmeasured

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
OTHERS_MAX = 0.2  # of all processors: the kernel's own workers, who serve every pty, take some of it


class Bench:
    """What the runs share: programs, a work directory, an environment, and a cgroup where we may have one."""

    def __init__(self, args):
        self.args = args
        self.build = pathlib.Path(args.build).resolve()
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="steno-bench-", dir=os.environ.get("TMPDIR", "/var/tmp")))
        (self.work / "home").mkdir()
        self.env = dict(PATH=os.environ["PATH"], HOME=str(self.work / "home"), TERM="xterm-256color", LANG="C.UTF-8",
                        SHELL="/bin/sh", TZ="UTC", LOGNAME="bench", USER="bench")
        self.drive, self.replay = self.program("drive", "tree"), self.program("encore")
        self.cgroup = None
        self.cgroup_options = []
        self.unmeasured = {}

    def program(self, name, *more):
        """The one of the build tree, else made here."""
        built = self.build / "tests" / "bench" / name
        if os.access(built, os.X_OK):
            return built
        made = self.work / name
        subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", f"-I{SOURCE}", "-o", str(made),
                        *(str(HERE / f"{n}.c") for n in (name, *more)), "-lutil"], check=True)
        return made

    def open_cgroup(self):
        """A cgroup of our own below ours, where the system lets us; else the driver counts by wait4 alone."""
        try:
            mount = next(line.split()[4] for line in open("/proc/self/mountinfo") if " - cgroup2 " in line)
            ours = next(line[3:].strip() for line in open("/proc/self/cgroup") if line.startswith("0::"))
            path = pathlib.Path(mount + ours) / f"steno-bench-{os.getpid()}"
            path.mkdir()
            self.cgroup = path
            for part in ("recorder", "command"):
                (path / part).mkdir()
        except (OSError, StopIteration):
            return
        try:
            self.cgroup_options = ["-c", str(path), "-j", str(path / "recorder")]
            recorders.drive(self, recorders.Plain(self), self.work, "exec true", ["-t", "20"])
        except Unmeasured:
            self.cgroup_options = []

    def fresh(self, name):
        path = self.work / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        return path

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)
        if self.cgroup:
            self.remove_cgroup()

    def remove_cgroup(self):
        """The kernel lets go of the last process a moment after we have waited for it."""
        for _ in range(50):
            try:
                for part in ("recorder", "command"):
                    if (self.cgroup / part).exists():
                        (self.cgroup / part).rmdir()
                return self.cgroup.rmdir()
            except OSError as problem:
                why = problem
                time.sleep(0.02)
        print(f"can't remove {self.cgroup}: {why}", file=sys.stderr)

    def say(self, text):
        print(text, file=sys.stderr, flush=True)

    def choose_peers(self):
        """Those that are wanted and that record a word in a trial; why not, of the others."""
        only = self.args.only.split(",") if self.args.only else None
        unknown = set(only or []) - {make.name for make in recorders.EVERY}
        if unknown:
            sys.exit(f"bench: no such peer: {', '.join(sorted(unknown))}; "
                     f"there are {', '.join(m.name for m in recorders.EVERY[2:])}")
        chosen = []
        for make in recorders.EVERY:
            if only and make.name not in only and make.name not in ("plain", "steno"):
                continue
            peer = make(self)
            try:
                recorders.try_out(self, peer)
                chosen.append(peer)
            except Unmeasured as why:
                if peer.name in ("plain", "steno"):
                    sys.exit(f"bench: can't even try {peer.name}: {why}")
                self.unmeasured[peer.name] = str(why)
        return chosen

    def run(self, peer, workload):
        out = self.fresh("out")
        try:
            before, clock = others_cpu(), time.monotonic()
            result = recorders.drive(self, peer, out, self.apart(workload.command), workload.options())
            result["others"] = (others_cpu() - before) / (time.monotonic() - clock) / os.cpu_count()
            if result["status"] != 0 and not (workload.name == "colour" and result["status"] <= 2):
                raise Unmeasured(f"{peer.name} ended with {result['status']}")
            result["cpu_us"] = result["rusage_us"] if result["cgroup_us"] is None else result["cgroup_us"]
            if peer.name != "plain":
                result["size"] = peer.size(out)
            if peer.name == "steno" and workload.name != "memory":
                result["packed"] = peer.packed_size(out)
            return result
        finally:
            shutil.rmtree(out, ignore_errors=True)

    def apart(self, command):
        """The command leaves the recorder's cgroup before it begins: what is left there is the recorder's own."""
        if not self.cgroup_options:
            return command
        return f"echo 0 >{shlex.quote(str(self.cgroup / 'command' / 'cgroup.procs'))} || exit 126; {command}"

    def floor(self, workload):
        """What plain zstd makes of the output alone: no recording that keeps all of it gets far below."""
        if shutil.which("zstd") is None:
            return None
        shown = self.work / "shown"
        recorders.drive(self, recorders.Plain(self), self.work, workload.command, [*workload.options(), "-o", str(shown)])
        size = [len(subprocess.run(["zstd", "-q", level, "-c", str(shown)], capture_output=True, check=True).stdout)
                for level in ("-3", "-19")]
        whole = max(1, shown.stat().st_size)
        shown.unlink()
        return f"{workload.name}: its output alone, by zstd -3 {size[0] / whole:.4f}, by zstd -19 {size[1] / whole:.4f}"

    def rounds(self, chosen, every):
        """All rounds: the order turns from round to round, so that nobody always follows the same one."""
        runs = {w.name: {p.name: [] for p in chosen} for w in every}
        startup = []
        for number in range(self.args.rounds):
            for w in every:
                for turn in range(number * w.times, (number + 1) * w.times):
                    self.say(f"round {number + 1} of {self.args.rounds}: {w.name}")
                    self.run_all(w, chosen[turn % len(chosen):] + chosen[:turn % len(chosen)], runs[w.name])
            startup += self.measure_startup()
        return runs, startup

    def run_all(self, workload, peers, runs):
        for peer in peers:
            if peer.name == "plain" and workload.memory:
                continue
            try:
                runs[peer.name].append(self.run(peer, workload))
            except (Unmeasured, subprocess.CalledProcessError) as why:
                runs[peer.name].append(None)
                self.unmeasured[f"{peer.name}, {workload.name}"] = str(why)

    def measure_startup(self):
        """steno-shell believes only the password database about its home: it gets a private one."""
        if "startup" in self.unmeasured or not self.wants("startup"):
            return []
        passwd, home = self.work / "passwd", self.fresh("login")
        uid = 0 if os.geteuid() != 0 else os.geteuid()
        others = [line for line in open("/etc/passwd") if line.split(":")[2:3] != [str(uid)]]
        passwd.write_text(f"bench:x:{uid}:{os.getegid() if uid else 0}::{home}:/bin/bash\n" + "".join(others))
        prefix = recorders.private_mounts(f"mount --bind {shlex.quote(str(passwd))} /etc/passwd")
        times = 20 if self.args.quick else 200
        result = dict(times=times)
        for key, shell in (("bash", "bash"), ("shell", str(self.build / "recorder" / "steno-shell"))):
            done = subprocess.run([*prefix, str(self.drive), *self.cgroup_options, "-t", "60", "-n", str(times), "--", shell, "-c", "true"],
                                  capture_output=True, text=True, stdin=subprocess.DEVNULL, env=self.env)
            if done.returncode != 0 or json.loads(done.stdout)["status"] != 0:
                self.unmeasured["startup"] = f"{shell} -c true: {(done.stderr or done.stdout).strip()[-200:]}"
                return []
            result[key] = json.loads(done.stdout)
            result[key]["cpu_us"] = result[key]["cgroup_us"] or result[key]["rusage_us"]
        made = len(list(home.rglob("*.cast.zst")))
        if made < times:
            self.unmeasured["startup"] = f"{times} calls left only {made} recordings"
            return []
        return [result]

    def wants(self, name):
        return not self.args.workloads or name in self.args.workloads.split(",")


def others_cpu():
    """Seconds of processor time that went to others than those we waited for, the host's other guests included."""
    with open("/proc/stat") as f:
        user, nice, system, _, _, irq, softirq, steal = map(int, f.readline().split()[1:9])
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK") - ours.ru_utime - ours.ru_stime


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    return (f"{platform.system()} {platform.release()}, {os.cpu_count()} × {model}, "
            f"load {os.getloadavg()[0]:.2f} at the start, {'root' if os.geteuid() == 0 else 'not root'}")


def warnings(bench, runs):
    """What makes the figures worth less."""
    text = []
    if "-fsanitize" in (bench.build / "Makefile").read_text():
        text.append("this build has sanitizers: its figures say nothing")
    if os.getloadavg()[0] > 0.5 * os.cpu_count() + 1:
        text.append(f"the machine is busy with other things too (load {os.getloadavg()[0]:.2f})")
    for workload, by_peer in runs.items():
        others = [r["others"] for results in by_peer.values() for r in results if r]
        if others and statistics.median(others) > OTHERS_MAX:
            text.append(f"{workload}: others took {statistics.median(others):.0%} of the processors meanwhile (median), "
                        f"{max(others):.0%} at most: its times are not those of a quiet machine")
        shown = {r["bytes"] for r in by_peer.get("plain", []) if r}
        for peer, results in by_peer.items():
            off = [r["bytes"] for r in results if r and shown and r["bytes"] not in shown]
            if off and workload in ("bulk", "full screen"):
                text.append(f"{workload}: {peer} showed {off[0]} bytes, plain {min(shown)}")
            far = [r for r in results if r and r["cgroup_us"] is not None and
                   abs(r["cgroup_us"] - r["rusage_us"]) > 1000 + 0.05 * r["cgroup_us"]]
            if far:
                text.append(f"{workload}: {peer}: the cgroup counted {far[0]['cgroup_us']} µs, wait4 {far[0]['rusage_us']}")
            blind = any(h["private_kb"] < 0 for r in results if r for h in r.get("held", []))
            if blind and peer != "plain":
                text.append(f"{workload}: not measured for {peer}: only root may read the memory of its processes")
    return text


def print_report(bench, chosen, every, results, notes):
    names = [p.name for p in chosen]
    print(f"\n{machine()}")
    print(f"CPU counted by {'cgroup' if bench.cgroup_options else 'wait4, orphans included'}; "
          f"{bench.args.rounds} rounds; cells are median (lowest–highest)")
    for peer in chosen[1:]:
        print(f"  {peer.name}: {peer.version()}")
    for note in notes:
        print(f"  {note}")
    for w in every:
        print(f"\n{report.workload_table(results, w.name, names)}")
    if results.startup:
        print(f"\n{report.startup_table(results.startup)}")
    print(f"\n{report.ratio_table(results, names)}\n")
    for what, why in bench.unmeasured.items():
        print(f"not measured: {what}: {why}")
    for text in warnings(bench, results.runs):
        print(f"beware: {text}")


def measure(bench):
    bench.open_cgroup()
    chosen = bench.choose_peers()
    every, notes = workloads.make_all(SOURCE, bench.work, bench.replay, bench.args.quick, bench.wants)
    if bench.wants("full screen") and not any(w.name == "full screen" for w in every):
        bench.unmeasured["full screen"] = "none of vim, htop and less is installed"
    runs, startup = bench.rounds(chosen, every)
    results = report.Results(runs, startup)
    notes += [note for note in (bench.floor(w) for w in every if not w.memory) if note]
    failed = [w.name for w in every for p in ("plain", "steno") if not all(runs[w.name][p])]
    if failed:
        for what, why in bench.unmeasured.items():
            print(f"not measured: {what}: {why}")
        print(f"failed: {', '.join(sorted(set(failed)))}")
        return 1
    print_report(bench, chosen, every, results, notes)
    judged = []
    if not bench.args.quick:
        lines, judged = report.judge(results, [p.name for p in chosen if p.compresses and p.name != "steno"])
        print("\n".join([""] + lines))
    if bench.args.json:
        data = dict(machine=machine(), versions={p.name: p.version() for p in chosen}, runs=runs, startup=startup,
                    targets=judged, unmeasured=bench.unmeasured)
        pathlib.Path(bench.args.json).write_text(json.dumps(data, indent=1) + "\n")
    return 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", default=str(SOURCE / "build"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--workloads")
    parser.add_argument("--json")
    args = parser.parse_args()
    if args.quick:
        args.rounds = 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench = Bench(args)
    try:
        status = measure(bench)
    finally:
        bench.close()
    sys.exit(status)


if __name__ == "__main__":
    main()
