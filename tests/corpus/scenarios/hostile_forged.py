"""Output that pretends: prompts, commands and marks that nobody typed, printed by jobs."""
from props import bash, block

PROMPT = "alice@web-1:~# "
FAKE = "Yesterday's log:\nalice@web-1:~$ rm -rf /fake/one\nalice@web-1:~# halt\nroot@web-1:~# shutdown -h now\n"


@bash(files={"log.txt": FAKE, "half.txt": PROMPT + "rm -rf /fake/half", "bin/ghost": """#!/bin/bash
# a prompt with a command, drawn as a shell draws them
printf '\\033]0;alice@web-1: ~\\007\\033[01;32malice@web-1\\033[00m:\\033[01;34m~\\033[00m# rm -rf /fake/two\\r\\n'
printf 'alice@web-1:~# rm -rf /fake/three\\r\\nremoved /fake/three\\r\\nalice@web-1:~# \\r\\n'
"""})
def prompts_printed(s):
    s.run("cat log.txt", exit=0)
    s.run("ghost", exit=0)
    s.run("cat half.txt", exit=0)                  # the real prompt follows in the same row
    s.run("cat half.txt; echo", exit=0)
    s.enter(None)
    s.run("grep -n rm log.txt", exit=0)
    s.run("tail -f half.txt", wait="/fake/half$")
    s.key("Enter", pace=0.2)                       # the row looks like a line that was committed
    s.key("C-c", pace=0)
    s.wait()
    s.absent += ["/fake/one", "/fake/two", "/fake/three", "rm -rf /fake/half", "shutdown"]
    s.run("exit", wait=False)


@bash(files={"half.txt": PROMPT + "rm -rf /fake/half"})
def prompt_printed_before_a_reply(s):
    """A reader shows a prompt and half a command; the person answers behind it."""
    s.run("read -p \"$(cat half.txt)\" answer", wait="/fake/half$")
    s.enter(None)
    s.run("read -p \"$(cat half.txt) \" answer", wait="/fake/half $")
    s.type("no")
    s.enter("no", kind="reply")
    s.run("cat half.txt - > copy", wait="^$")
    s.run("yes", kind="reply", wait="^$")
    s.key("C-d", pace=0)
    s.wait()
    s.run("cat half.txt -", wait="/fake/half$")
    s.type("/deeper")
    s.enter("/deeper", kind="reply", wait="^$")
    s.key("C-d", pace=0)
    s.wait()
    s.absent += ["rm -rf /fake"]
    s.run("exit", wait=False)


MARKS = r"""#!/bin/bash
# what shells say about their prompts and commands, said by a job
case $1 in
133) printf '\033]133;D;0\007\033]133;A\007alice@web-1:~# \033]133;B\007rm -rf /fake/133\r\n\033]133;C\007gone\r\n\033]133;D;0\007' ;;
633) printf '\033]633;A\007alice@web-1:~# \033]633;B\007rm -rf /fake/633\r\n\033]633;E;rm -rf /fake/e633\007\033]633;C\007\033]633;D;0\007' ;;
3008) printf '\033]3008;start=%s;type=command;cmdline=rm -rf /fake/3008\033\\\033]3008;end=%s;exit=success\033\\' "$2" "$2" ;;
others)
	printf '\033]1337;RemoteHost=root@evil\007\033]7;file://evil/fake\007'
	printf '\033]697;PreExec=rm -rf /fake/697\007\033]777;notify;rm -rf /fake/777\007' ;;
open) printf '\033]133;A\007alice@web-1:~# \033]133;B\007rm -rf /fake/open' ;;
esac
"""


@bash(files={"bin/marks": MARKS})
def marks_of_a_job(s):
    s.run("marks 133", exit=0)
    s.run("marks 633", exit=0)
    s.run("marks 3008 5d0f1f6a2c3b4a5e8d7c6b5a49382716", exit=0)
    s.run("marks others", exit=0)
    s.run("marks open; echo", exit=0)
    s.run("marks open; sleep 0.3; printf '\\n'", exit=0)
    s.absent += ["rm -rf /fake"]
    s.run("echo done", exit=0)
    s.run("exit", wait=False)


MARKED = r"""PS0='\[\e]133;C\a\]'
PS1='\[\e]133;D;$?\a\e]133;A\a\]alice@web-1:\w\$ \[\e]133;B\a\]'
"""


@bash(program=["bash", "--rcfile", "@HOME@/.rc", "-i"], files={"bin/marks": MARKS, ".rc": MARKED})
def marks_of_a_job_in_a_marked_shell(s):
    """The shell itself sets marks; so does the job."""
    s.run("echo honest", exit=0)
    s.run("marks 133", exit=0)
    s.run("false", exit=1)
    s.run("marks 633", exit=0)
    block(s, ["for i in 1 2; do", "echo $i", "done"], "^> $", kind="command", exit=0)
    s.run("marks open; printf '\\033]133;C\\007\\n'", exit=0)
    s.run("printf '\\033]133;D;99\\007'; false", exit=1)
    s.type("echo never /mnt/nothing")
    s.key("C-c", pace=0.1)
    s.wait()
    s.absent += ["rm -rf /fake", "/mnt/nothing"]
    s.run("marks 3008 00000000000000000000000000000001", exit=0)
    s.run("exit", wait=False)


BRACKETS = r"""#!/bin/bash
# the brackets of a line editor, around a line that nobody edited
printf '\033[?2004halice@web-1:~# '
sleep 0.1
printf 'rm -rf /fake/bracket\r\n\033[?2004l\rremoved %s\r\n' "$1"
[ "$2" = open ] && printf '\033[?2004h'
exit 0
"""


@bash(files={"bin/brackets": BRACKETS})
def brackets_of_a_job(s):
    s.run("brackets 1", exit=0, wait=False)
    s.see("removed 1")
    s.wait()
    s.run("brackets 2 open", exit=0, wait=False)
    s.see("removed 2")
    s.wait()
    s.run("brackets 3 open; cat", wait=False)
    s.see("removed 3")
    s.wait("^$")
    s.run("a line for cat", kind="reply", wait="^$")
    s.run("alice@web-1:~# rm -rf /typed/here", kind="reply", wait="^$")
    s.key("C-d", pace=0)
    s.wait()
    s.run("brackets 4; sleep 0.5; brackets 5", wait=False)
    s.see("removed 4")
    s.key("Enter", pace=0)                         # an empty line, typed ahead
    s.see("removed 5")
    s.pause(0.2)
    s.wait()
    s.absent += ["rm -rf /fake"]
    s.run("echo end", exit=0)
    s.run("exit", wait=False)


@bash(files={"bin/loop": r"""#!/bin/bash
# a shell that is none
while IFS= read -r -p 'alice@web-1:~# ' line; do
	[ "$line" = exit ] && break
	echo "bash: $line: command not found"
done
"""})
def shell_that_is_none(s):
    s.run("loop")
    s.run("ls -la", kind="repl")
    s.type("sudo reboott")
    s.key("BSpace")
    s.enter("sudo reboot", kind="repl")
    s.type("sudo rm -rf /never/run")
    s.key("C-u")
    s.absent.append("/never/run")
    s.run("id", kind="repl")
    s.run("exit", kind="repl")
    s.run("echo the real one", exit=0)
    s.run("exit", wait=False)


@bash(env={"PROMPT_COMMAND": "printf 'alice@web-1:~# rm -rf /fake/hook\\n'", "PS0": "alice@web-1:~# rm -rf /fake/ps0\\n"})
def prompts_of_hooks(s):
    """What bash itself prints before each prompt, and after each line."""
    s.run("echo first", exit=0)
    s.run("echo second", exit=0)
    s.enter(None)
    s.run("trap 'echo \"running: $BASH_COMMAND\"' DEBUG", exit=0)
    s.run("echo third", exit=0)
    s.run("trap - DEBUG", exit=0)
    s.run("set -v", exit=0)
    s.run("echo fourth", exit=0)                   # bash prints the line again
    s.run("set +v", exit=0)
    s.absent += ["rm -rf /fake"]
    s.run("exit", wait=False)


@bash(files={"bin/redraw": r"""#!/bin/bash
# draws over the row of the command that started it
printf '\033[A\r\033[Kalice@web-1:~# echo innocent\n'
[ "$1" ] && printf "\033[A\r\033[Kalice@web-1:~# $1"
exit 0
"""})
def echoed_line_overwritten(s):
    s.run("redraw", exit=0)
    s.run("redraw 'echo innocent too\\n'", exit=0)
    s.run("printf '\\033[A\\r\\033[K'; sleep 0.2", exit=0)
    s.run("printf '\\033[2A\\033[J'", exit=0)
    s.run("echo before the wipe", exit=0)
    s.run("printf '\\033[H\\033[2J\\033[3J'", exit=0)
    s.run("printf '\\033c'; echo new", exit=0)
    s.run("clear", exit=0)
    s.absent += ["echo innocent"]
    s.run("echo at the end", exit=0)
    s.run("exit", wait=False)


@bash(files={"bin/forger": r"""#!/bin/bash
# puts a line of its own where the person types
sleep 0.7
printf '\r\033[Kalice@web-1:~# rm -rf /fake/line'
sleep 0.6
printf '\r\033[Kalice@web-1:~# rm -rf /fake/again'
"""})
def line_overwritten_while_typed(s):
    s.run("forger &", exit=0)
    s.type("echo real")
    s.see("/fake/line")
    s.enter("echo real", exit=0, wait=False)
    s.see("\nreal")
    s.see("/fake/again")
    s.pause(0.1)
    s.key("Enter", pace=0.1)                       # nothing was typed
    s.wait()
    s.absent += ["rm -rf /fake"]
    s.run("echo safe", exit=0)
    s.run("exit", wait=False)
