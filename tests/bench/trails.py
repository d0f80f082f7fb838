#!/usr/bin/env python3
"""What the trail and verifying cost, beside a sealed journal's journalctl --verify and sha256sum.

usage: trails.py [--build DIR] [--quick]

All figures are processor time, of one core.  The journal is made by systemd-journal-remote in a mount namespace of its own, with the
same messages; it needs root, and is left out, by name, where that or the program is missing.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
REMOTE = "/lib/systemd/systemd-journal-remote"


def spent(argv, **kw):
    """Processor time of a command, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **kw)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


def journal(folder, count):
    """Entries a second of journalctl --verify, or why it could not be measured."""
    if os.geteuid() != 0 or not os.path.exists(REMOTE) or shutil.which("journalctl") is None:
        return None, "it needs root, journalctl and systemd-journal-remote"
    now = int(time.time() * 1e6) + 1_000_000
    boot = pathlib.Path("/proc/sys/kernel/random/boot_id").read_text().strip().replace("-", "")
    with (folder / "export").open("w") as f:
        for i in range(count):
            f.write(f"__REALTIME_TIMESTAMP={now + i}\n__MONOTONIC_TIMESTAMP={5000000 + i}\n_BOOT_ID={boot}\nSYSLOG_IDENTIFIER=steno\n"
                    "MESSAGE=session.frame 0193499c-8e83-7aaa-8bbb-0123456789ac\nACTOR=ada 192.0.2.7 port 51234\n"
                    f"DETAIL={{\"part\":0,\"sequence\":{i},\"first_event\":{i * 999},\"events\":999,\"link\":\"{i:064x}\"}}\n\n")
    script = f"""set -e
        mkdir -p /var/log/journal; mount -t tmpfs none /var/log/journal; mkdir /var/log/journal/$(cat /etc/machine-id)
        journalctl --setup-keys --force >{folder}/key 2>/dev/null
        {REMOTE} --seal=yes --split-mode=none -o {folder}/sealed.journal {folder}/export >/dev/null 2>&1"""
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, check=False)
    if done.returncode != 0:
        return None, f"a sealed journal could not be made: {done.stderr.decode()[-200:]}"
    key = re.search(r"\S+/\S+-\S+", (folder / "key").read_text())[0]
    cost, done = spent(["journalctl", "--verify", f"--file={folder}/sealed.journal", f"--verify-key={key}"])
    if done.returncode != 0:
        return None, f"journalctl --verify: {done.stderr.decode()[-300:]}"
    return count / cost, None


def session_cost(build, folder, rounds):
    """Processor time of a session's start and end, in the store and in a file that no trail tells of, in ms."""
    costs = {"store": [], "file": []}
    env = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "none")}
    for n in range(rounds):
        for name, where in (("store", []), ("file", [str(folder / f"{n}.cast.zst")])):
            cost, done = spent([f"{build}/recorder/steno-rec", "-q", *where, "--", "true"], env=env, stdin=subprocess.DEVNULL)
            assert done.returncode == 0, done
            costs[name].append(cost * 1e3)
    return {name: sorted(values)[len(values) // 2] for name, values in costs.items()}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", default=str(SOURCE / "build"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    entries, proofs, size = (20000, 100000, 4) if args.quick else (500000, 10_000_000, 200)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="steno-bench-"))
    try:
        listing = subprocess.run(["ls", "-lR", "/usr"], capture_output=True, check=False).stdout
        lines = (listing * (size * 1_000_000 // max(1, len(listing)) + 1))[:size * 1_000_000]
        (folder / "lines").write_bytes(lines)
        done = subprocess.run([f"{args.build}/tests/bench/trail", folder, str(entries), folder / "lines", str(proofs)],
                              capture_output=True, check=True)
        figures = {k: float(v) for k, v in (line.split() for line in done.stdout.decode().splitlines())}
        # what a proof's text takes: a head, a line for each hash, an empty line, a checkpoint
        note = (folder / "trail/checkpoints").stat().st_size + len(str(proofs)) - len(str(entries))
        figures["proof_bytes"] = len(f"c2sp.org/tlog-proof@v1\nindex {proofs - 1}\n\n") + 45 * figures["proof_hashes"] + note
        cost = min(spent(["sha256sum", folder / "lines"])[0] for _ in range(3))  # as often as we verify
        figures["sha256sum_mb_per_s"] = len(lines) / 1e6 / cost
        figures["journal_entries_per_s"], why = journal(folder, entries // 5)
        figures["session_ms"] = session_cost(args.build, folder, 5 if args.quick else 25)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if args.json:
        print(json.dumps(figures))
        return 0
    print(f"append an entry          {figures['append_us']:9.2f} us of our code, {figures['append_kernel_us']:.2f} us of the kernel's "
          f"(lock, size, write), {figures['log_bytes_per_entry']:.0f} bytes")
    print(f"sign a log               {figures['seal_us_per_entry']:9.2f} us for each new entry")
    print(f"verify a log             {figures['verify_entries_per_s']:9.0f} entries a second")
    print(f"journalctl --verify      {figures['journal_entries_per_s']:9.0f} entries a second, of a sealed journal"
          if figures["journal_entries_per_s"] else f"journalctl --verify      NOT MEASURED: {why}")
    print(f"verify a recording       {figures['flood_mb_per_s']:9.0f} MB of plain lines a second, as the recorder writes floods; "
          f"{figures['short_mb_per_s']:.0f} in lines of 2,000 bytes")
    print(f"its limits               {1 / (1 / figures['sha256_mb_per_s'] + 1 / figures['zstd_mb_per_s']):9.0f} MB a second, were there nothing but "
          f"libcrypto's SHA-256 ({figures['sha256_mb_per_s']:.0f}) and zstd ({figures['zstd_mb_per_s']:.0f})")
    print(f"sha256sum                {figures['sha256sum_mb_per_s']:9.0f} MB a second")
    print(f"a proof at {proofs:11,}   {figures['proof_bytes']:9.0f} bytes beside the entry ({figures['proof_hashes']:.0f} hashes), "
          f"{figures['proof_us']:.0f} us")
    print(f"a session, in all        {figures['session_ms']['store']:9.1f} ms in a store, {figures['session_ms']['file']:.1f} ms in a file of no store")
    return 0


if __name__ == "__main__":
    sys.exit(main())
