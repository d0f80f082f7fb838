"""Shells on other machines, through a real ssh: new prompts inside an open command."""
from props import block, machine

HERE, WEB, DB = r"root@web-1:.*# $", r"\w+@web-2:.*[$#] $", r"\w+@db-1:.*[$#] $"


def away(s):
    s.run("exit", wait=HERE)
    s.run("exit", wait=False)


@machine("web-2")
def ssh_session(s):
    s.run("ssh web-2", wait=WEB)
    s.run("uptime | wc -l", exit=0, wait=WEB)
    s.type("ehco mistyped")
    s.key("C-a", "Delete", "Delete", "Delete", "Delete")
    s.type("echo")
    s.enter("echo mistyped", exit=0, wait=WEB)
    s.key("Up", "Up")
    s.enter("uptime | wc -l", exit=0, wait=WEB)
    s.key("C-r")
    s.type("mis")
    s.see("`mis'")
    s.enter("echo mistyped", exit=0, wait=WEB)
    block(s, ["for i in 1 2; do", "echo remote $i", "done"], "^> $", kind="command", exit=0, wait=WEB)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.1)
    s.absent.append("/never/run")
    s.wait(WEB)
    s.run("cd /usr/share", exit=0, wait=WEB)
    s.run("false", exit=1, wait=WEB)
    away(s)


@machine("web-2 db-1")
def ssh_with_passwords(s):
    s.run("ssh alice@db-1", wait="alice@db-1's password: $|alice@127.0.0.1's password: $")
    s.secret("Wrong-Creek-0")
    s.enter(None, wait="password: $")
    s.secret("Small-River-2")
    s.enter(None, wait=DB)
    s.run("id -un", exit=0, wait=DB)
    s.run("su -", wait="Password: $")
    s.secret("Round-Tower-1")
    s.enter(None, wait=r"root@db-1:.*# $")
    s.run("echo root of the database", exit=0, wait=r"root@db-1:.*# $")
    s.run("exit", wait=r"alice@db-1")
    s.run("exit", wait=HERE)
    s.run("ssh bob@db-1 'hostname; id -un'", wait="password: $")
    s.secret("Long-Meadow-3")
    s.enter(None, exit=0, wait=HERE)
    s.run("exit", wait=False)


@machine("new-1")
def ssh_unknown_host(s):
    s.run("ssh new-1", wait=r"\(yes/no/\[fingerprint\]\)\? $")
    s.run("maybe", kind="reply", wait="or the fingerprint: $")
    s.run("yes", kind="reply", wait=r"root@new-1:.*# $")
    s.run("hostname", exit=0, wait=r"root@new-1:.*# $")
    s.run("exit", wait=HERE)
    s.run("ssh -o StrictHostKeyChecking=no new-1 -t 'cd /tmp && exec bash --norc --noprofile'", wait=r"bash-[\d.]+# $")
    s.run("pwd", exit=0, wait=r"bash-[\d.]+# $")
    s.run("exit", wait=HERE)
    s.run("exit", wait=False)


@machine("web-2 web-3 db-1")
def ssh_through_ssh(s):
    s.run("ssh web-2", wait=WEB)
    s.run("echo on the second", exit=0, wait=WEB)
    s.run("ssh web-3", wait=r"@web-3:.*# $")
    s.run("echo on the third", exit=0, wait=r"@web-3:.*# $")
    s.run("ssh alice@db-1", wait="password: $")
    s.secret("Small-River-2")
    s.enter(None, wait=DB)
    s.run("echo on the last", exit=0, wait=DB)
    s.run("exit", wait=r"@web-3:.*# $")
    s.run("exit", wait=WEB)
    s.run("echo on the second again", exit=0, wait=WEB)
    s.run("ssh web-3 hostname", exit=0, wait=WEB)
    away(s)


@machine("web-2")
def ssh_other_commands(s):
    s.run("ssh web-2 hostname", exit=0)
    s.run("ssh web-2 'for i in 1 2; do echo $i; done'", exit=0)
    s.run("echo piped | ssh web-2 cat", exit=0)
    s.run("ssh -t web-2 'read -p \"Go? \" x; echo $x'", wait=r"Go\? $")
    s.run("y", kind="reply", wait=HERE)
    s.run("dd if=/dev/zero of=big bs=1k count=900 2>/dev/null && scp big web-2:/root/", exit=0, wait=HERE)
    block(s, ["ssh web-2 sh <<'END'", "hostname", "rm -f /root/big", "END"], "^> $", kind="command", exit=0)
    s.run("ssh web-2 ls /root/big", exit=2)
    s.run("ssh -o BatchMode=yes -o PubkeyAuthentication=no web-2", wait=HERE, exit=255)
    s.run("exit", wait=False)


@machine("web-2")
def ssh_escapes(s):
    s.run("ssh web-2", wait=WEB)
    s.run("echo before the cut", exit=0, wait=WEB)
    s.enter(None, wait=WEB)
    s.type("~?")
    s.see("Supported escape sequences")
    s.run("echo still there", exit=0, wait=False)
    s.see("\nstill there")
    s.wait(r"web-2:.*# $|^$")
    s.type("rm -rf /never/run")
    s.absent.append("/never/run")
    s.key("C-u")
    s.key("Enter", pace=0.2)
    s.type("~.")
    s.wait(HERE)
    s.run("echo home", exit=0)
    s.run("exit", wait=False)


@machine("web-2")
def ssh_lost_in_mid_line(s):
    """The remote shell dies under the line that is being typed."""
    s.run("ssh web-2", wait=WEB)
    s.run("(sleep 0.8; kill -9 $$) &", exit=0, wait=WEB)
    s.type("rm -rf /never/r")
    s.absent.append("/never/r")
    s.wait(HERE)
    s.run("echo home", exit=0)
    s.run("exit", wait=False)


@machine("web-2", needs=["zsh"])
def ssh_to_zsh(s):
    zsh = r"root@web-2 .*# $"
    s.run("ssh -t web-2 zsh -i", wait=zsh)
    s.run("echo in zsh", exit=0, wait=zsh)
    s.type("echo no")
    s.key("C-u")
    s.type("echo yes")
    s.key("C-a", "C-e")
    s.enter("echo yes", exit=0, wait=zsh)
    s.type("for i in a b; do")
    s.enter(None, wait="for> $")
    s.type("echo $i; done")
    s.enter("for i in a b; do\necho $i; done", exit=0, wait=zsh)
    s.key("Up", "Up", "Up", pace=0.1)              # the second only moves to the upper line
    s.enter("echo yes", exit=0, wait=zsh)
    s.run("exit", wait=HERE)
    s.run("exit", wait=False)


@machine("web-2", needs=["vim", "less"])
def ssh_full_screen(s):
    s.run("ssh web-2", wait=WEB)
    s.run("vim -u NONE -N -n -i NONE /root/site.conf", wait=False)
    s.see("site.conf")
    s.type("ilisten 80;")
    s.key("Enter", "Escape", pace=0.1)
    s.type(":wq")
    s.enter(":wq", kind="reply", wait=WEB)
    s.run("less /etc/services", wait=False)
    s.see("tcp")
    s.key("Space", "q", pace=0.2)
    s.wait(WEB)
    s.run("cat /root/site.conf", exit=0, wait=WEB)
    s.run("sudo -u alice -i", wait=r"alice@web-2:.*\$ $")
    s.run("echo alice over there", exit=0, wait=r"alice@web-2:.*\$ $")
    s.run("exit", wait=WEB)
    s.paste("echo pasted one\necho pasted two")
    s.enter("echo pasted one\necho pasted two", exit=0, wait=WEB)
    away(s)


@machine("web-2", needs=["tmux"])
def ssh_inside_tmux(s):
    s.run("tmux -f /dev/null new-session bash", wait=r"root@web-1:.*# $")
    s.run("ssh web-2", wait=WEB)
    s.run("echo remote, in a pane", exit=0, wait=WEB)
    s.run("clear", exit=0, wait=WEB)
    s.run("seq 30", exit=0, wait=WEB)
    s.run("exit", wait=HERE)
    s.run("exit", wait=HERE)
    s.run("echo out of it", exit=0)
    s.run("exit", wait=False)


@machine("web-2", needs=["tmux"])
def tmux_on_the_other_side(s):
    s.run("ssh web-2", wait=WEB)
    s.run("tmux -f /dev/null new-session -s work bash", wait=WEB)
    s.run("echo kept over there", exit=0, wait=WEB)
    s.key("C-b", "d", pace=0.1)
    s.see("detached")
    s.wait(WEB)
    s.run("tmux attach", wait=False)
    s.see("kept over there")
    s.wait(WEB)
    s.run("echo after coming back", exit=0, wait=WEB)
    s.run("exit", wait=WEB)
    away(s)


@machine("web-2", needs=["python3"])
def ssh_interpreter(s):
    s.run("ssh web-2 -t python3 -q", wait="^>>> $")
    s.run("2 ** 10", kind="repl", wait="^>>> $")
    block(s, ["for i in range(2):", "    print(i)", ""], r"^\.\.\. $", wait="^>>> $")
    s.key("C-d", pace=0)
    s.wait(HERE)
    s.run("exit", wait=False)
