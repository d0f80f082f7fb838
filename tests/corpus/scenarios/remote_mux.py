"""Several shells in one terminal: tmux and screen with panes, windows, a status row, their copy modes."""
from drive import scenario
from props import bash

RC = {".bashrc": "PS1='in-mux\\w\\$ '\n", "tmux.conf": "set -g default-shell /bin/bash\nset -g default-command bash\nset -sg escape-time 0\n"}
IN = r"in-mux[^ ]*# $"
TMUX = "tmux -f tmux.conf"


@scenario(["tmux", "-L", "corpus-inner", "-f", "/dev/null", "new-session", "bash --rcfile @HOME@/rc -i"],
          files={"rc": "PS1='in-tmux\\$ '\n"}, prompt=r"in-tmux[#$] $", history="")
def inside_tmux(s):
    s.run("echo inside a multiplexer")
    s.run("ls -d /etc /usr /var")
    s.run("clear")
    s.run("echo after clear")
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, size=(100, 24), history="")
def tmux_panes_side_by_side(s):
    s.run(TMUX, wait=IN)
    s.run("echo the left pane", exit=0, wait=IN)
    s.key("C-b", "%", pace=0.1)
    s.wait(IN)
    s.run("echo the right pane", exit=0, wait=IN)
    s.run("seq 30", exit=0, wait=IN)
    s.key("C-b", "Left", pace=0.1)
    s.wait(IN)
    s.type("echo back on teh")
    s.key("BSpace", "BSpace")
    s.type("he left, with a line that is wider than the pane")
    s.enter("echo back on the left, with a line that is wider than the pane", exit=0, wait=IN)
    s.key("C-b", "z", pace=0.2)                    # this pane alone
    s.run("echo zoomed", exit=0, wait=IN)
    s.key("C-b", "z", pace=0.2)
    s.run("exit", wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, size=(80, 30), history="")
def tmux_panes_stacked(s):
    s.run(TMUX, wait=IN)
    s.key("C-b", '"', pace=0.1)
    s.wait(IN)
    s.run("echo the lower pane", exit=0, wait=IN)
    s.run("(sleep 0.6; seq 5; echo 'in-mux# rm -rf /fake/upper') &", exit=0, wait=IN)
    s.absent.append("/fake/upper")
    s.key("C-b", "Up", pace=0.1)
    s.wait(IN)
    s.type("echo typed above while ")
    s.pause(0.8)                                   # the other pane prints
    s.type("the lower one prints")
    s.enter("echo typed above while the lower one prints", exit=0, wait=IN)
    s.run("exit", wait=IN)
    s.enter(None, wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, history="")
def tmux_windows(s):
    s.run(TMUX + " new-session -s work", wait=IN)
    s.run("echo window zero", exit=0, wait=IN)
    s.key("C-b", "c", pace=0.1)
    s.wait(IN)
    s.run("echo window one", exit=0, wait=IN)
    s.type("echo half a li")
    s.key("C-b", "0", pace=0.15)
    s.wait(IN)
    s.run("echo zero again", exit=0, wait=IN)
    s.key("C-b", "1", pace=0.15)
    s.wait("half a li$")
    s.type("ne")
    s.enter("echo half a line", exit=0, wait=IN)
    s.key("C-b", ",", pace=0.1)
    s.see("(rename-window)")
    s.key("C-u")
    s.type("reboot")
    s.key("Enter", pace=0.1)
    s.absent.append("reboot")
    s.key("C-b", ":", pace=0.1)
    s.type("display-message hello")
    s.enter("display-message hello", kind="reply", wait=False, also=[":display-message hello"])
    s.see("hello")
    s.pause(0.9)
    s.run("exit", wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, history="")
def tmux_copy_mode(s):
    s.run(TMUX, wait=IN)
    s.run("seq 60", exit=0, wait=IN)
    s.run("echo rm -rf /only/printed", exit=0, wait=IN)
    s.key("C-b", "[", pace=0.1)
    s.key("PageUp", "PageUp", "Up", "Up", pace=0.1)
    s.key("C-s", pace=0.1)
    s.type("42")
    s.key("Enter", pace=0.1)
    s.key("q", pace=0.2)
    s.wait(IN)
    s.type("echo after ")
    s.key("C-b", "[", pace=0.1)
    s.key("PageUp", pace=0.1)
    s.key("q", pace=0.2)
    s.type("copy mode")
    s.enter("echo after copy mode", exit=0, wait=IN)
    s.key("C-b", "d", pace=0.1)
    s.wait(r"web-1:~# $")
    s.run("tmux list-sessions", exit=0, wait=r"web-1:~# $")
    s.run("tmux send-keys 'touch sent' Enter", exit=0, wait=r"web-1:~# $")
    s.exists("sent")
    s.truth("touch sent", kind="reply")            # run unseen by that shell; coming back shows it
    s.run("tmux attach", wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)


@bash(needs=["tmux", "vim"], files=RC, history="", size=(100, 24))
def tmux_with_vim_beside(s):
    s.run(TMUX, wait=IN)
    s.key("C-b", "%", pace=0.1)
    s.wait(IN)
    s.run("vim -u NONE -N -n -i NONE plan.txt", wait=False)
    s.see("plan.txt")
    s.type("irm -rf /not/a/command")
    s.key("Enter", "Escape", pace=0.1)
    s.absent.append("/not/a/command")
    s.key("C-b", "Left", pace=0.1)
    s.wait(IN)
    s.run("echo beside vim", exit=0, wait=IN)
    s.key("C-b", "Right", pace=0.1)
    s.type(":q!")
    s.enter(":q!", kind="reply", wait=IN)
    s.run("echo vim is gone", exit=0, wait=IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)


CLOCK = RC["tmux.conf"] + "set -g status-interval 1\nset -g status-right '%H:%M:%S'\nset -g status-position top\n"


@bash(needs=["tmux"], files={**RC, "tmux.conf": CLOCK}, history="")
def tmux_clock_on_top(s):
    s.run(TMUX, wait=IN)
    s.type("echo while the clock ")
    s.pause(1.2)
    s.type("runs")
    s.enter("echo while the clock runs", exit=0, wait=IN)
    for n in range(3):
        s.run(f"seq 12 | tail -{n + 8}", exit=0, wait=IN)
    s.resize(60, 16)
    s.run("echo in a smaller window, a line that wraps around its edge", exit=0, wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)


SCREENRC = "startup_message off\nshell /bin/bash\n"


@bash(needs=["screen"], files={".bashrc": RC[".bashrc"], ".screenrc": SCREENRC}, env={"SCREENDIR": "@HOME@/.screen"}, history="")
def screen_windows(s):
    s.run("mkdir -m 700 .screen && screen", wait=IN)
    s.run("echo in screen", exit=0, wait=IN)
    s.key("C-a", "c", pace=0.15)
    s.wait(IN)
    s.type("echo secnod")
    s.key("BSpace", "BSpace", "BSpace")
    s.type("ond window")
    s.enter("echo second window", exit=0, wait=IN)
    s.key("C-a", "C-a", pace=0.2)
    s.wait(IN)
    s.run("seq 40", exit=0, wait=IN)
    s.key("C-a", "[", pace=0.1)
    s.key("C-b", "Up", "Escape", pace=0.1)
    s.run("echo after copy mode", exit=0, wait=IN)
    s.key("C-a", "d", pace=0.1)
    s.wait(r"web-1:~# $")
    s.run("screen -r", wait=IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)


@bash(needs=["screen"], history="",
      files={".bashrc": RC[".bashrc"], ".screenrc": SCREENRC + "hardstatus alwayslastline '%H %-w[%n %t]%+w %c:%s'\naltscreen on\n"},
      env={"SCREENDIR": "@HOME@/.screen"})
def screen_status_and_regions(s):
    s.run("mkdir -m 700 .screen && screen", wait=IN)
    s.run("echo above a status row", exit=0, wait=IN)
    s.key("C-a", "S", pace=0.15)
    s.key("C-a", "Tab", pace=0.15)
    s.key("C-a", "c", pace=0.2)
    s.wait(IN)
    s.run("echo the lower region", exit=0, wait=IN)
    s.run("seq 15", exit=0, wait=IN)
    s.key("C-a", "Tab", pace=0.2)
    s.wait(IN)
    s.run("echo the upper region", exit=0, wait=IN)
    s.key("C-a", "Q", pace=0.2)
    s.run("echo one region", exit=0, wait=IN)
    s.key("C-a", ":", pace=0.1)
    s.type("title reboot")
    s.key("Enter", pace=0.2)
    s.absent.append("reboot")
    s.run("exit", wait=IN)
    s.run("exit", wait=r"web-1:~# $")
    s.run("exit", wait=False)
