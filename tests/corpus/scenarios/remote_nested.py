"""A shell below a shell, on this machine: other shells, script, containers, replaced shells."""
from props import bash, namespaces, prop

OUT = r"web-1:.*# $"
CONTAINER = dict(files={"bin/docker": prop("container.py")}, needs=["unshare", "chroot", "busybox", "python3", *namespaces()], history="")


@bash(needs=["zsh", "dash"], history="")
def shells_in_shells(s):
    s.run("bash --norc", wait=OUT)
    s.run("echo second bash", exit=0, wait=OUT)
    s.run("PS1='zsh %# ' zsh -f", wait="^zsh # $")
    s.run("echo in zsh", exit=0)
    s.run("PS1='dash: ' dash", wait="^dash: $")
    s.type("echo in dashh")
    s.key("BSpace")
    s.enter("echo in dash", exit=0, wait="^dash: $")
    s.run("exit", wait="# $")
    s.run("echo zsh again", exit=0)
    s.key("C-d", pace=0)
    s.wait(OUT)
    s.run("exit", wait=OUT)
    s.run("echo the first", exit=0)
    s.run("exit", wait=False)


@bash(needs=["zsh"], files={".zshrc": "PS1='zsh %~ %# '\n"}, history="")
def shell_replaced(s):
    s.run("echo before", exit=0)
    s.run("exec zsh", wait=r"^zsh .*# $")
    s.run("echo after", exit=0, wait=r"^zsh .*# $")
    s.run("exec env -i TERM=$TERM bash --norc --noprofile", wait=r"^bash-[\d.]+# $")
    s.run("echo bare", exit=0, wait=r"^bash-[\d.]+# $")
    s.run("PS1='new prompt: '", exit=0, wait="^new prompt: $")
    s.run("echo with another prompt", exit=0, wait="^new prompt: $")
    s.run("PS1='\\n> '", exit=0, wait="^> $")
    s.run("echo with two lines", exit=0, wait="^> $")
    s.run("exec sleep 0.1", wait=False)


@bash(needs=["script"], history="")
def script_around_a_shell(s):
    s.run("script -q out.log", wait=r"\$ $|# $")
    s.run("echo recorded twice", exit=0, wait="[$#] $")
    s.run("exit", wait=OUT)
    s.run("script -q -c 'bash --norc' second.log", wait=OUT)
    s.run("echo in the second", exit=0, wait=OUT)
    s.run("exit", wait=OUT)
    s.run("wc -l out.log second.log | tail -1", exit=0)
    s.run("exit", wait=False)


@bash(history="")
def shell_without_a_prompt_of_its_own(s):
    s.run("sh -i -c 'exec bash --norc'", wait=OUT)
    s.run("(cd /usr; bash --norc)", wait=r"web-1:/usr# $")
    s.run("pwd", exit=0, wait=r"web-1:/usr# $")
    s.run("exit", wait=OUT)
    s.run("exit", wait=OUT)
    s.run("bash --norc --noediting", wait=OUT)      # the terminal driver's own editing, and no brackets
    s.type("echo dumbb")
    s.key("BSpace")
    s.type(" line")
    s.enter("echo dumb line", exit=0, wait=OUT)
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.absent.append("/never/run")
    s.run("echo kept", exit=0, wait=OUT)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["bash"], history="", files={"bin/deploy": "#!/bin/bash\necho deploying\nPS1='debug shell> ' bash --norc\necho deployed\n"})
def shell_from_a_script(s):
    s.run("deploy", wait="^debug shell> $")
    s.run("echo looking around", exit=0, wait="^debug shell> $")
    s.key("C-d", pace=0)
    s.wait(OUT)
    s.run("set -x", exit=0)
    s.run("echo traced", exit=0)
    s.run("set +x", exit=0)
    s.run("exit", wait=False)


@bash(**CONTAINER)
def container_bash(s):
    inside = r"root@3f2a9c1d7e5b:.*# $|bash-[\d.]+# $"
    s.run("docker exec web hostname", exit=0)
    s.run("docker exec -it web bash", wait=inside)
    s.run("hostname", exit=0, wait=inside)
    s.run("ps ax | wc -l", exit=0, wait=inside)
    s.type("echo in the continaer")
    s.key("M-b", pace=0.05)
    s.key("C-k")
    s.type("container")
    s.enter("echo in the container", exit=0, wait=inside)
    s.run("exit", wait=OUT)
    s.run("echo outside", exit=0)
    s.run("exit", wait=False)


@bash(**CONTAINER)
def container_busybox(s):
    """A shell that asks the terminal for the cursor's place before each line."""
    inside = r"^.*/ # $"
    s.run("docker exec -it web busybox sh", wait=inside)
    s.run("echo small shell", exit=0, wait=inside)
    s.type("echo edti")
    s.key("Left", "BSpace", "Right", "BSpace", pace=0.05)
    s.type("it")
    s.key("C-a", "C-e", pace=0.05)
    s.enter("echo edit", exit=0, wait=inside)
    s.key("Up", "Up", pace=0.1)
    s.enter("echo small shell", exit=0, wait=inside)
    s.type("for i in 1 2; do")
    s.enter(None, wait="^> $")
    s.type("echo $i; done")
    s.enter("for i in 1 2; do\necho $i; done", exit=0, wait=inside)
    s.run("busybox vi /tmp/a", wait=False)
    s.see("~")
    s.pause(0.2)
    s.type("irm -rf /not/a/command")
    s.key("Escape", pace=0.2)
    s.absent.append("/not/a/command")
    s.type(":q!")
    s.enter(":q!", kind="reply", wait=inside)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["unshare", "nsenter", "chroot", *namespaces()], history="")
def namespaces_entered(s):
    s.run("unshare --uts --mount bash --norc", wait=OUT)
    s.run("hostname inner-7", exit=0, wait=OUT)
    s.run("PS1='\\h:\\w\\$ ' bash --norc", wait=r"^inner-7:.*# $")
    s.run("echo $$ > pid; hostname", exit=0, wait=r"^inner-7:.*# $")
    s.run("nsenter --uts --target $(cat pid) bash --norc", wait=r"^inner-7:.*# $|# $")
    s.run("hostname", exit=0)
    for _ in range(3):
        s.run("exit")
    s.run("chroot / /bin/bash --norc", wait=r"# $")
    s.run("echo in a root", exit=0)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)
