"""The command lines of network devices: no Enter for help, pages, modes, passwords, words cut short."""
from props import bash, machine, prop

FILES = {"bin/switch": prop("device.py"), "bin/telnetd": prop("telnetd.py")}
USER, ROOT, CONF = r"^sw1>$", r"^sw1#$", r"^\w+\(config\)#$"
PORT = r"^\w+\(config-if\)#$"


def enable(s):
    s.run("enable", kind="repl", wait="^Password: $")
    s.secret("Calm-Harbour-4")
    s.enter(None, wait=ROOT)


@bash(needs=["python3"], files=FILES)
def device_help_and_pages(s):
    s.run("switch", wait=USER)
    s.run("show clock", kind="repl", wait=USER)
    s.type("show ?")                               # answers at once, and the line stands there again
    s.see("interfaces something")
    s.wait("sw1>show $")
    s.type("v?")
    s.see("vlan something")
    s.type("er")
    s.key("Tab", pace=0.1)
    s.enter("show version", kind="repl", wait=USER)
    enable(s)
    s.run("sh run", kind="repl", wait="--More-- $")
    s.key("Space", pace=0.1)
    s.key("Enter", pace=0.1)
    s.key("Enter", pace=0.1)
    s.type("q")
    s.wait(ROOT)
    s.run("shwo clock", kind="repl", wait=ROOT)
    s.key("Up", "C-a", "Right", "Right", pace=0.05)
    s.key("Right", "Right", "BSpace", "BSpace")
    s.type("ow")
    s.enter("show clock", kind="repl", wait=ROOT)
    s.type("reload")
    s.key("C-u")
    s.type("terminal length 0")
    s.enter("terminal length 0", kind="repl", wait=ROOT)
    s.run("show run", kind="repl", wait=ROOT)
    s.absent.append("reload")
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3"], files=FILES)
def device_configuration(s):
    s.run("switch", wait=USER)
    s.run("conf t", kind="repl", wait=USER)        # refused: not privileged yet
    enable(s)
    s.run("conf t", kind="repl", wait=CONF)
    s.run("interface gi0/2", kind="repl", wait=PORT)
    s.run("description uplink to core", kind="repl", wait=PORT)
    s.type("shutdown")
    s.key("C-a")
    s.type("no ")
    s.enter("no shutdown", kind="repl", wait=PORT)
    s.run("exit", kind="repl", wait=CONF)
    s.run("! a comment line", kind="repl", wait=CONF)
    s.run("hostname edge7", kind="repl", wait=r"^edge7\(config\)#$")
    s.run("banner motd #", kind="repl", wait="^$")
    s.run("No entry. sw1>reload", kind="reply", wait="^$")
    s.absent.append("sw1>reload")
    s.type("#")
    s.wait(CONF)
    s.type("vlan 99")
    s.key("C-c", pace=0.1)
    s.absent.append("vlan 99")
    s.wait(CONF)
    s.run("vlan 40", kind="repl", wait=CONF)
    s.key("C-z", pace=0)                           # leaves the mode, without Enter
    s.wait("^edge7#$")
    s.run("copy run start", kind="repl", wait=r"startup-config\]\? $")
    s.enter(None, wait="^edge7#$")
    s.run("reload", kind="repl", wait=r"\[confirm\]$")
    s.type("n")
    s.wait("^edge7#$")
    s.run("logout", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3"], files=FILES)
def device_messages(s):
    """The system's messages come in the middle of a line: first without the line drawn again, then with it."""
    s.run("switch", wait=USER)
    enable(s)
    s.run("debug link", kind="repl", wait=ROOT)
    s.type("show vlan")
    s.see("UPDOWN")
    s.type(" brief")
    s.enter("show vlan brief", kind="repl", wait=ROOT)
    s.run("conf t", kind="repl", wait=CONF)
    s.run("logging synchronous", kind="repl", wait=CONF)
    s.run("end", kind="repl", wait=ROOT)
    s.run("debug link", kind="repl", wait=ROOT)
    s.type("show inter")
    s.pause(0.9)
    s.wait("^sw1#show inter$")
    s.type("faces")
    s.enter("show interfaces", kind="repl", wait=ROOT)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3"], files=FILES, size=(60, 24))
def device_scrolls_sideways(s):
    """A line that is longer than the terminal is never on it as a whole: its text can't be read there."""
    s.run("switch", wait=USER)
    long = "ping 10.20.30.40 repeat 5 size 1400 timeout 3 source vlan20 df-bit"
    s.run(long, kind="unknown", wait=USER)
    s.key("Up", pace=0.1)
    s.key("BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace")
    s.enter(long[:-7], kind="unknown", wait=USER)
    s.run("show clock", kind="repl", wait=USER)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3"], files=FILES)
def device_completes_at_blanks(s):
    fw, edit = r"^alice@fw1> $", r"^alice@fw1# $"
    s.run("switch set", wait=fw)
    s.type("conf ")                                # becomes "configure "
    s.enter("configure", kind="repl", wait=edit)
    s.type("set int ge-0/0/1 unit 0")
    s.enter("set interfaces ge-0/0/1 unit 0", kind="repl", wait=edit)
    s.run("set system host-name fw2", kind="repl", wait=edit)
    s.key("Up")
    s.key("BSpace")
    s.type("1")
    s.enter("set system host-name fw1", kind="repl", wait=edit)
    s.run("show", kind="repl", wait=edit)
    s.type("del")
    s.key("Tab", pace=0.1)
    s.type("interfaces")
    s.key("C-u")
    s.absent.append("delete")
    s.type("comm ")
    s.enter("commit", kind="repl", wait=edit)
    s.run("exit", kind="repl", wait=fw)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3", "telnet"], files=FILES)
def device_over_telnet(s):
    s.run("telnetd port switch & while [ ! -s port ]; do sleep 0.1; done", exit=0)
    s.run("telnet 127.0.0.1 $(cat port)", wait=USER)
    s.run("show version", kind="repl", wait=USER)
    enable(s)
    s.type("show run?")
    s.see("running-config something")
    s.key("Tab", pace=0.1)
    s.enter("show running-config", kind="repl", wait="--More-- $")
    s.type("q")
    s.wait(ROOT)
    s.key("C-]", pace=0.1)
    s.wait("^telnet> $")
    s.run("status", kind="repl", wait=False)
    s.see("Operating in")
    s.pause(0.2)
    s.key("Enter", pace=0.2)
    s.run("show clock", kind="repl", wait=ROOT)
    s.run("exit", kind="repl", wait=r"web-1:~# $")
    s.run("exit", wait=False)


@machine("web-2", needs=["python3"], files={"bin/switch": prop("device.py")})
def device_behind_a_jump_host(s):
    s.run("cp bin/switch /home/ && chmod 755 /home/switch && ssh -t web-2 /home/switch", wait=USER + "|[$#] $")
    if "sw1>" not in s.screen():                   # /home of the other machine is this one's
        raise AssertionError(s.screen())
    s.run("show vlan", kind="repl", wait=USER)
    s.type("e?")
    s.see("enable something")
    s.type("n")
    s.enter("en", kind="repl", wait="^Password: $")
    s.secret("Calm-Harbour-4")
    s.enter(None, wait=ROOT)
    s.run("conf t", kind="repl", wait=CONF)
    s.run("vlan 20", kind="repl", wait=CONF)
    s.run("end", kind="repl", wait=ROOT)
    s.run("exit", kind="repl", wait=r"web-1:.*# $")
    s.run("exit", wait=False)
