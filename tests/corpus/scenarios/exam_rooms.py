"""A day's work in tcsh and in busybox's shell: as they come, as distributions set them up, on routers and in small images."""
from drive import scenario
from props import bash, block

LOG = "".join(f"May {d:2} 10:0{d % 10} gw-1 kernel: link eth{d % 3} is {'up' if d % 2 else 'down'}\n" for d in range(1, 50))
FILES = {"messages": LOG, "net/interfaces": "auto lo\niface lo inet loopback\n", "net/routes": "default via 10.0.0.1\n", "prog.c": "int main(void) { return 3; }\n",
         "Makefile": "prog: prog.c\n\tcc -o prog prog.c\n\nclean:\n\trm -f prog\n"}


def tc(prompt, pattern="[>%#] $", rc="", size=(80, 24), **more):
    files = {**FILES, ".tcshrc": f"set prompt='{prompt}'\nunset autologout\nset history=200\n{rc}", **more.pop("files", {})}
    return scenario(["tcsh"], files=files, prompt=pattern, size=size, history="", **more)


def ash(ps1=None, pattern="# $", size=(80, 24), program=("busybox", "ash"), **more):
    env = {"ENV": "/dev/null", **({"PS1": ps1} if ps1 else {}), **more.pop("env", {})}
    return scenario(list(program), env=env, files={**FILES, **more.pop("files", {})}, prompt=pattern, size=size, history="", **more)


def stop(s, after):
    s.pause(after)
    s.key("C-c", pace=0.3)
    s.wait()


def erase(s, n):
    for _ in range(n):
        s.key("BSpace", pace=0.05)


@scenario(["tcsh"], prompt=r"vm:.*# $|:~# $|# $", files=FILES, history="", needs=["/etc/csh.cshrc"])
def tcsh_as_debian_has_it(s):
    s.run("ls -l")
    s.run("cd net")
    s.run("cat interfaces")
    s.run("cd ..")
    s.run("setenv EDITOR vi")
    s.run("echo $EDITOR")
    s.type("grpe down messages")
    s.key("C-a", pace=0.1)
    s.key("C-f", "C-f", pace=0.06)
    s.key("C-d", "C-d", pace=0.06)
    s.type("ep")
    s.enter("grep down messages")
    s.run("which ls")
    s.run("exit", wait=False)


@tc("%n@%m\\[%h\\]%# ", r"\]# $", size=(100, 30))
def tcsh_builds_with_make(s):
    s.run("make")
    s.run("./prog")
    s.run("echo $status")
    s.run("make clean")
    s.run("!m", also=["make clean"])
    s.run("set n = 5")
    s.run("@ n = $n + 2")
    s.run("echo $n")
    s.run("alias ll 'ls -l'")
    s.run("ll prog.c")
    s.run("exit", wait=False)


@tc("[%T] %c%# ", "# $")
def tcsh_looks_at_messages(s):
    s.run("grep -c up messages")
    s.run("tail -f messages", wait=False)
    stop(s, 0.6)
    s.run("less messages", wait=False)
    s.pause(0.8)
    s.key("Space", "G", "q", pace=0.3)
    s.wait()
    s.run("head -2 messages")
    s.key("Up", "Up", "Up", "Up", pace=0.2)
    s.enter("grep -c up messages")
    s.run("sed -n 3,5p messages >! part")
    s.run("cat part")
    s.run("exit", wait=False)


@tc("%B%~%b\\n> ", "^> $", size=(90, 24))
def tcsh_below_its_directory(s):
    s.run("cd /usr/share")
    s.run("pwd")
    s.run("pushd /etc")
    s.run("popd")
    s.run("cd")
    block(s, ["foreach f (net/*)", "wc -l $f", "end"], r"foreach\? $", kind="command")
    s.type("if (-e messages) then")
    s.key("C-u", pace=0.2)
    s.run("if (-e messages) echo there")
    s.run("exit", wait=False)


@bash(needs=["tcsh"], files={**FILES, ".tcshrc": "set prompt='%% '\nunset autologout\n"}, history="")
def tcsh_for_one_old_script(s):
    it = "^% $"
    s.run("csh -c 'echo from csh'", exit=0)
    s.run("tcsh", wait=it)
    s.run("set path = ($path ~/bin)", wait=it)
    s.run("rehash", wait=it)
    s.run("echo $path[1]", wait=it)
    s.run("sleep 60 &", wait=it)
    s.run("jobs", wait=it)
    s.run("kill %1", wait=it)
    s.run("source .tcshrc", wait=it)
    s.run("exit")
    s.run("echo $?")
    s.run("exit", wait=False)


@tc("%{\\033[1;33m%}%m%{\\033[0m%} %{\\033[36m%}%~%{\\033[0m%} %# ", "# $", size=(120, 32), rc="set autolist\nset filec\n")
def tcsh_finds_its_files(s):
    s.type("cat mess")
    s.key("Tab", pace=0.3)
    s.enter("cat messages", also=["cat messages "])
    s.run("find . -name 'r*'")
    s.type("cat net/")
    s.key("C-d", pace=0.4)
    s.type("ro")
    s.key("Tab", pace=0.3)
    s.enter("cat net/routes", also=["cat net/routes "])
    s.run("cp !$ /tmp/routes.new", also=["cp net/routes /tmp/routes.new"])
    s.run("rm /tmp/routes.new")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.absent.append("/never/run")
    s.wait()
    s.run("history 3")
    s.run("exit", wait=False)


@tc("%h > ", "^[0-9]+ > $", size=(72, 20))
def tcsh_is_asked_and_waits(s):
    s.run("rm -i prog.c", wait=r"\? $")
    s.run("n", kind="reply")
    s.run("sleep 40", wait=False)
    s.pause(0.4)
    s.key("C-z", pace=0.3)
    s.wait()
    s.run("fg", wait=False)
    stop(s, 0.4)
    s.run("set line = $<", wait="^$")
    s.run("what was asked for", kind="reply")
    s.run('echo "$line"')
    s.run("vi net/routes", wait=False)
    s.pause(0.8)
    s.type(":q")
    s.key("Enter", pace=0.3)
    s.wait()
    s.run("exit", wait=False)


@ash()
def busybox_as_it_comes(s):
    s.run("ls")
    s.run("cd net")
    s.run("cat interfaces")
    s.run("cd ..")
    s.run("ps | head -3")
    s.type("grep eth1 mesages")
    for _ in range(4):
        s.key("Left", pace=0.05)
    s.type("s")
    s.enter("grep eth1 messages")
    s.run("free")
    s.run("df -h")
    s.run("exit", wait=False)


@ash(r"\u@OpenWrt:\w\$ ", size=(90, 26))
def busybox_on_a_router(s):
    s.run("cat net/routes")
    s.run("ip addr show lo")
    s.run("busybox vi net/routes", wait=False)
    s.pause(0.7)
    s.type("Gonew route here")
    s.key("Escape", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0.3)
    s.wait()
    s.run("tail -1 net/routes")
    s.run("tail -f messages", wait=False)
    stop(s, 0.6)
    s.run("uptime")
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("tail -1 net/routes")
    s.run("echo rebooting")
    s.run("exit", wait=False)


@ash(r"\h:\w\$ ", program=("busybox", "sh"), size=(110, 30))
def busybox_in_an_image(s):
    s.run("env | sort | head -3")
    s.run("export APP=/srv/app LEVEL=debug")
    s.run("echo $APP at $LEVEL")
    block(s, ["for n in 1 2 3; do", "  echo worker $n", "done"], "^> $", kind="command")
    s.run("sleep 30 &")
    s.run("kill $!")
    s.run("which wget curl")
    s.type("cat > app.conf <<END")
    s.enter(None, wait="^> $")
    s.type("level = debug")
    s.enter(None, wait="^> $")
    s.type("END")
    s.enter("cat > app.conf <<END\nlevel = debug\nEND")
    s.run("cat app.conf")
    s.key("C-d", pace=0)
    s.finish()


@bash(needs=["busybox"], files=FILES, history="", env={"ENV": "/dev/null"})
def busybox_entered_from_bash(s):
    it = "^[^@]*# $"
    s.run("mkdir -p root/bin", exit=0)
    s.run("busybox sh", wait=r"\$ $|# $")
    s.run("PS1='(box) # '", wait=it)
    s.run("ls -d /etc", wait=it)
    s.run("busybox | head -2", wait=it)
    s.run("busybox less messages", wait=False)
    s.pause(0.6)
    s.key("Space", "q", pace=0.3)
    s.wait(it)
    s.run("wc messages", wait=it)
    s.type("rm -rf /never/run")
    s.key("C-u", pace=0.2)
    s.absent.append("/never/run")
    s.run("true && echo fine", wait=it)
    s.run("exit")
    s.run("exit", wait=False)


@ash(r"\[\e[32m\]\w\[\e[0m\] \$ ", size=(76, 22))
def busybox_edits_in_colour(s):
    s.type("cat mes")
    s.key("Tab", pace=0.3)
    s.type("| tail -4")
    s.enter("cat messages | tail -4", also=["cat messages| tail -4"])
    s.type("echo words in the wrong order")
    s.key("C-w", "C-w", pace=0.1)
    s.type("right order")
    s.enter("echo words in the right order")
    s.key("C-p", pace=0.2)
    s.key("C-a", pace=0.1)
    s.key("C-k", pace=0.1)
    s.run("pwd")
    s.run("test -f messages; echo $?")
    s.key("C-l", pace=0.4)
    s.wait()
    s.run("date")
    s.run("exit", wait=False)


@ash("~ # ", pattern="~ # $", size=(100, 28), program=("busybox", "ash", "-i"))
def busybox_waits_and_answers(s):
    s.run("read -p 'Name: ' name", wait="Name: $")
    s.run("gw-1", kind="reply")
    s.run("echo hostname is $name")
    s.run("read -s -p 'Key: ' key", wait="Key: $")
    s.secret("kj3-99-xxA-secret")
    s.enter(None)
    s.run("echo")
    s.run("echo ${#key}")
    s.run("sleep 45", wait=False)
    stop(s, 0.4)
    s.run("top -b -n 1 | head -4")
    s.run("exit", wait=False)
