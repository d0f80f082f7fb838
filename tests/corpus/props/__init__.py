"""What the scenarios of programs, remote shells and hostile output share.

The files beside this one are stand-ins: small programs for machines, devices and lines that a test can't have.  Those are
put into a scenario's home with prop(NAME), and run there.
"""
import functools
import os
import pathlib
import subprocess

from drive import scenario

HERE = pathlib.Path(__file__).resolve().parent
PATH = "@HOME@/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ROOT, NOWHERE = "root", "root with namespaces of its own"  # no programs are called so: what needs them is skipped
SHELL = ["bash", "--norc", "--noprofile", "-i"]


def prop(name):
    return (HERE / name).read_text(encoding="utf-8")


def bash(program=SHELL, env=None, files=None, needs=(), **more):
    """A scenario in root's bash, whose prompt is usual; what is in bin/ of its home can be run by name."""
    needs = [*needs, *([] if os.getuid() == 0 else [ROOT])]
    env = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist", "PATH": PATH, **(env or {})}
    return scenario(program, env=env, files=files, needs=needs, **more)


def beside(props, **more):
    """The same, below a prop: the first of them prepares what the session needs, and becomes the shell."""
    files = {f"bin/{name}": prop(name) for name in props}
    return bash(["sh", "@HOME@/bin/" + props[0], *SHELL], files={**files, **more.pop("files", {})}, history="", **more)


def machine(hosts="", needs=(), env=None, **more):
    """A bash as root of web-1, a machine of its own; hosts: others that can be reached by ssh (props/machine.sh)."""
    needs = ["ssh-keygen", "openssl", "setpriv", "nc", "python3", *(["ssh", "sshd"] if hosts else []), *needs, *namespaces()]
    ps1 = r"\u@\h:\w\$ "
    files = {".bashrc": f"PS1='{ps1}'\n", **more.pop("files", {})}
    return beside(["machine.sh"], needs=needs, env={"PS1": ps1, "HOSTS": hosts, **(env or {})}, files=files, **more)


@functools.cache
def namespaces():
    """What a scenario needs for a machine of its own."""
    test = ["unshare", "--mount", "--uts", "mount", "-t", "tmpfs", "none", "/run"]
    able = os.getuid() == 0 and subprocess.run(test, capture_output=True).returncode == 0
    return ["unshare", "mount"] if able else [NOWHERE]


def block(s, lines, more, kind="repl", wait=None, exit=None, also=()):
    """Several lines that make one statement; more: what the cursor's line is between them.

    A last line that is empty only ends the block, and is no part of it.
    """
    for line in lines[:-1]:
        s.type(line)
        s.enter(None, wait=more)
    s.type(lines[-1])
    s.enter("\n".join(lines).rstrip("\n"), kind, exit, wait or True, also)
