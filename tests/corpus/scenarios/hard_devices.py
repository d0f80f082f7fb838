"""Appliances of several makers, behind an ssh: prompts in brackets, blocks in prompts, lines drawn anew at every key, menus."""
from props import bash, prop

FILES = {"bin/ssh": prop("appliance.py")}
OUT = r"web-1:~# $"


@bash(needs=["python3"], files=FILES, history="")
def device_of_huawei(s):
    s.run("ssh admin@huawei", wait="^<core-7>$")
    s.type("display ?")
    s.wait("^<core-7>display $")
    s.type("inter")
    s.key("Tab", pace=0.1)
    s.enter("display interface", kind="repl", wait="---- More ----$")
    s.key("Space", pace=0.2)
    s.type("q")
    s.wait("^<core-7>$")
    s.run("system-view", kind="repl", wait=r"^\[core-7\]$")
    s.run("interface GE0/0/1", kind="repl", wait=r"^\[core-7-GE0/0/1\]$")
    s.type("shutdwon")
    s.key("BSpace", "BSpace", "BSpace", pace=0.05)
    s.type("own")
    s.enter("shutdown", kind="repl", wait=r"^\[core-7-GE0/0/1\]$")
    s.type("undo everything")
    s.key("C-u", pace=0.1)
    s.absent.append("undo everything")
    s.run("undo shutdown", kind="repl", wait=r"^\[core-7-GE0/0/1\]$")
    s.run("quit", kind="repl", wait=r"^\[core-7\]$")
    s.run("quit", kind="repl", wait="^<core-7>$")
    s.run("save", kind="repl", wait=r"\[Y/N\]:$")
    s.type("y")
    s.wait("^<core-7>$")
    s.run("quit", kind="repl", wait=OUT)
    s.run("echo home", exit=0)
    s.run("exit", wait=False)


@bash(needs=["python3"], files=FILES, history="")
def device_of_mikrotik(s):
    it = r"^\[admin@edge\] .*> $"
    s.run("ssh admin@mikrotik", wait=it)
    s.run("export", kind="repl", wait=it)
    s.type("pri")
    s.key("Tab", pace=0.1)
    s.enter("print", kind="repl", wait=it)
    s.run("ip address", kind="repl", wait=r"^\[admin@edge\] /ip address> $")
    s.type("add address=10.0.0.1/24 interface=ehter1")
    for _ in "hter1":
        s.key("BSpace")
    s.type("ther1")
    s.enter("add address=10.0.0.1/24 interface=ether1", kind="repl", wait=it)
    s.run("quit", kind="repl", wait=r"^\[admin@edge\] > $")
    s.run("ping 10.0.0.2 count=3", kind="repl", wait=it)
    s.enter(None, wait=it)
    s.run("quit", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["python3"], files=FILES, history="")
def device_of_fortinet(s):
    s.run("ssh admin@forti", wait="^FGT-60 # $")
    s.run("get system status", kind="repl", wait="^FGT-60 # $")
    s.run("config system interface", kind="repl", wait=r"^FGT-60 \(interface\) # $")
    s.run("edit port1", kind="repl", wait=r"^FGT-60 \(port1\) # $")
    s.run("set ip 10.0.0.1/24", kind="repl", wait=r"^FGT-60 \(port1\) # $")
    s.run("set alias \"up link\"", kind="repl", wait=r"^FGT-60 \(port1\) # $")
    s.run("next", kind="repl", wait=r"^FGT-60 \(interface\) # $")
    s.run("end", kind="repl", wait="^FGT-60 # $")
    s.run("show", kind="repl", wait="^FGT-60 # $")
    s.run("exit", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["python3"], files=FILES, history="")
def device_with_a_menu(s):
    it = r"^Choose \(0 ends\): $"
    s.run("ssh admin@menu", wait=it)
    s.run("1", kind="reply", wait=it)
    s.run("1", kind="reply", wait=it)
    s.run("0", kind="reply", wait=OUT)
    s.run("echo home", exit=0)
    s.run("exit", wait=False)
