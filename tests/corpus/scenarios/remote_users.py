"""Another user on the same machine: su, sudo, login, passwd; their passwords, and their shells inside an open command."""
from props import machine

ROOT, ALICE = r"root@web-1:.*# $", r"alice@web-1:.*\$ $"


@machine(needs=["su"])
def su_to_users(s):
    s.run("su - alice", wait=ALICE)
    s.run("whoami", exit=0, wait=ALICE)
    s.run("cd /usr && pwd", exit=0, wait=ALICE)
    s.run("su", wait="Password: $")
    s.secret("Round-Tower-1")
    s.enter(None, wait=ROOT)
    s.run("id -un", exit=0, wait=ROOT)
    s.run("exit", wait=ALICE)
    s.run("su bob", wait="Password: $")
    s.secret("Wrong-Meadow-0")
    s.enter(None, wait=ALICE)
    s.run("su -c 'echo as root' -", wait="Password: $")
    s.type("Round-Tower-1")
    s.enter(None, wait=ALICE)
    s.run("exit", wait=ROOT)
    s.run("su -c 'echo as bob' bob", exit=0, wait=ROOT)
    s.run("exit", wait=False)


@machine(needs=["sudo", "su"])
def sudo_asks(s):
    s.run("su - alice", wait=ALICE)
    s.run("sudo id -un", wait=r"password for alice: $")
    s.secret("Wrong-River-0")
    s.enter(None, wait=r"password for alice: $")
    s.secret("Small-River-2")
    s.enter(None, exit=0, wait=ALICE)
    s.run("sudo -u bob pwd", exit=0, wait=ALICE)
    s.run("sudo -k", exit=0, wait=ALICE)
    s.run("sudo ls /root", wait=r"password for alice: $")
    s.key("C-c", pace=0)
    s.wait(ALICE)
    s.run("sudo cat", wait=r"password for alice: $")
    s.type("Small-River-2")
    s.enter(None, wait="^$")
    s.run("through the pty of sudo", kind="reply", wait="^$")
    s.key("C-d", pace=0)
    s.wait(ALICE)
    s.run("exit", wait=ROOT)
    s.run("exit", wait=False)


@machine(needs=["sudo", "su"])
def sudo_shells(s):
    s.run("su - bob", wait=r"bob@web-1")
    s.run("sudo -i", wait=ROOT)
    s.run("cd /etc", exit=0, wait=ROOT)
    s.run("head -1 sudoers", exit=0, wait=ROOT)
    s.run("exit", wait=r"bob@web-1")
    s.run("sudo -s", wait=ROOT + r"|web-1:.*# $|bash-.*# $")
    s.run("echo a shell of sudo", exit=0, wait=r"# $")
    s.run("exit", wait=r"bob@web-1")
    s.run("sudo su - alice", wait=ALICE)
    s.type("sudo rm -rf /never/run")
    s.key("C-c", pace=0.1)
    s.absent.append("/never/run")
    s.wait(ALICE)
    s.run("exit", wait=r"bob@web-1")
    s.run("sudo bash -c 'read -p \"Sure? \" x; echo $x'", wait=r"Sure\? $")
    s.run("y", kind="reply", wait=r"bob@web-1")
    s.run("exit", wait=ROOT)
    s.run("exit", wait=False)


@machine(needs=["sudo", "su"], env={"SUDO_DEFAULTS": ", pwfeedback, !use_pty"})
def sudo_shows_asterisks(s):
    s.absent.append("***")
    s.run("su - alice", wait=ALICE)
    s.run("sudo id -un", wait=r"password for alice: $")
    s.secret("Small-River-2x")
    s.key("BSpace")
    s.secret("Small-River-2")
    for _ in "Small-River-2":
        s.key("BSpace", pace=0.01)
    s.enter(None, exit=0, wait=ALICE)
    s.run("echo after", exit=0, wait=ALICE)
    s.run("exit", wait=ROOT)
    s.run("exit", wait=False)


@machine(needs=["passwd", "su", "chpasswd"])
def passwd_changes(s):
    s.run("su - alice", wait=ALICE)
    s.run("passwd", wait="Current password: $")
    s.secret("Small-River-2")
    s.enter(None, wait="New password: $")
    s.secret("Other-Brook-22")
    s.enter(None, wait="Retype new password: $")
    s.type("Other-Brook-22")
    s.enter(None, wait=ALICE)
    s.run("exit", wait=ROOT)
    s.run("passwd bob", wait="New password: $")
    s.secret("Blue-Brook-23")
    s.enter(None, wait="Retype new password: $")
    s.type("Blue-Brook-23")
    s.enter(None, wait=ROOT)
    s.run("passwd -S bob", exit=0, wait=ROOT)
    s.run("exit", wait=False)


@machine(needs=["login"])
def login_asks(s):
    """A name, a password, and then a shell, as on a console."""
    s.run("exec login", wait="web-1 login: $")
    s.run("alicia", kind="reply", wait="Password: $")
    s.secret("Wild-Guess-5")
    s.enter(None, wait="web-1 login: $")
    s.run("alice", kind="reply", wait="Password: $")
    s.secret("Small-River-2")
    s.enter(None, wait=ALICE)
    s.run("echo logged in", exit=0, wait=ALICE)
    s.run("ls -a", exit=0, wait=ALICE)
    s.run("logout", wait=False)
