"""bash: jobs, signals, and output that comes into the line being typed."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}


@scenario(BASH, env=PS1)
def bash_suspend_and_resume(s):
    s.run("sleep 100", wait=False)
    s.pause(0.2)
    s.key("C-z")
    s.wait()
    s.run("jobs")
    s.run("sleep 200 &")
    s.run("fg %1", wait=False)
    s.pause(0.2)
    s.key("C-z")
    s.wait()
    s.run("bg %1")
    s.run("kill %1 %2")
    s.run("wait")
    s.run("jobs")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={"notes.txt": "one\ntwo\n"}, needs=["vim"])
def bash_suspend_editor(s):
    s.run("vim -u NONE -n notes.txt", wait=False)
    s.see("two")
    s.key("C-z")
    s.wait()
    s.run("echo while the editor waits")
    s.run("fg", wait=False)
    s.see("two")
    s.pause(0.2)
    s.type(":q")
    s.key("Enter")
    s.wait()
    s.run("echo it is closed")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_interrupts(s):
    s.run("sleep 100", wait=False)
    s.pause(0.2)
    s.key("C-c")
    s.wait()
    s.run("echo $?")
    s.run("cat", wait=False)
    s.pause(0.2)
    s.type("half a reply")
    s.key("C-c")
    s.wait()
    s.run("sleep 100", wait=False)
    s.pause(0.2)
    s.key("C-\\")
    s.wait()
    for _ in range(3):
        s.key("C-c", pace=0.1)                     # at an empty prompt
    s.wait()
    s.type("rm -rf /never/run")
    s.key("C-c")
    s.wait()
    s.type("echo 'rm -rf /never/run")
    s.key("Home", "C-c")
    s.wait()
    s.absent.append("/never/run")
    s.run("trap 'echo caught' INT")
    s.type("something else")
    s.key("C-c", pace=0.15)
    s.wait()
    s.run("echo after")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_end_of_input(s):
    s.run("echo one")
    s.type("text")
    s.key("C-d", "Home", "C-d", "C-d", pace=0.06)  # deletes, and at the end does nothing
    s.type("echo the ")
    s.enter("echo the xt")
    s.run("IGNOREEOF=1")
    s.key("C-d", pace=0.2)                         # refused, with a hint
    s.wait()
    s.run("echo still there")
    s.key("C-d", pace=0.15)
    s.key("C-d", pace=0.15)
    s.finish()


@scenario(BASH, env=PS1)
def bash_noise_in_the_line(s):
    s.run("(sleep 0.6; echo noise from the background) &")
    s.type("echo interr")
    s.see("interrnoise from")
    s.type("upted")
    s.enter("echo interrupted")
    s.run("(sleep 0.8; printf 'one\\ntwo\\nthree\\n') &")
    s.type("echo broken into by ")
    s.see("three\n")
    s.pause(0.1)
    s.type("several lines")
    s.enter("echo broken into by several lines")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_noise_and_redraw(s):
    s.run("(sleep 0.7; echo noise) &")
    s.type("echo drawn ag")
    s.see("noise\n")
    s.key("C-l", pace=0.1)                         # the screen is cleared, and the line drawn again
    s.type("ain")
    s.enter("echo drawn again")
    s.run("(sleep 0.7; printf 'no line feed') &")
    s.type("echo text after ")
    s.see("text after no line feed")
    s.key("C-a", "C-e")
    s.type("noise")
    s.enter("echo text after noise")
    s.run("(sleep 0.5; echo aborted with it) &")
    s.type("rm -rf /never/run")
    s.see("runaborted with it")
    s.key("C-c")
    s.wait()
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_notices(s):
    s.run("sleep 0.3 &")
    s.pause(0.5)
    s.run("echo the notice comes before the next prompt")
    s.run("set -b")
    s.run("sleep 0.5 &")
    s.type("echo the notice comes ")
    s.see("Done                    sleep 0.5")
    s.pause(0.4)
    s.type("into the line")
    s.enter("echo the notice comes into the line")
    s.run("kill -TERM $$")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_many_jobs(s):
    for n in range(1, 4):
        s.run(f"(sleep 2.{n}; echo job {n} done) & disown")
    s.type("echo these come whenever they come", pace=0.05)
    s.see("job 3 done\n")
    s.enter("echo these come whenever they come")
    s.run("coproc cat")
    s.run("echo to the coprocess >&\"${COPROC[1]}\"")
    s.run("read -u \"${COPROC[0]}\" answer; echo \"$answer\"")
    s.run("kill $COPROC_PID; wait")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_clear(s):
    s.run("ls /etc | head -20")
    s.type("echo half a ")
    s.key("C-l", pace=0.1)
    s.type("line")
    s.enter("echo half a line")
    s.run("clear")
    s.run("echo at the top")
    s.key("C-l", pace=0.1)
    s.key("C-l", pace=0.1)
    s.run("clear; echo and on")
    s.run("printf '\\033[2J\\033[H'")
    s.run("printf '\\033c'")
    s.run("tput clear")
    s.run("echo done")
    s.key("M-C-l", pace=0.1)
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(50, 10))
def bash_clear_wrapped(s):
    text = "echo a line that is wrapped when it is typed, and then wrapped again when the screen is cleared"
    s.type(text)
    s.key("C-l", pace=0.1)
    s.key("C-a", "C-l", pace=0.1)
    s.key("C-e")
    s.type(" twice")
    s.enter(text + " twice")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_stopped_jobs_at_exit(s):
    s.run("sleep 100", wait=False)
    s.pause(0.2)
    s.key("C-z")
    s.wait()
    s.run("exit")                                  # "There are stopped jobs."
    s.run("kill %1")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "TMOUT": "1"}, history="")
def bash_logged_out(s):
    s.run("echo before the time is up")
    s.type("rm -rf /never/run")                    # typed, and the shell gives up waiting
    s.absent.append("/never/run")
    s.finish()


@scenario(BASH, env=PS1, history="")
def bash_connection_lost(s):
    s.run("echo a command")
    s.run("ls -d /etc")
    s.type("rm -rf /never/run")                    # and no Enter
    s.absent.append("/never/run")
    s.hangup()


@scenario(BASH, env=PS1, history="")
def bash_lost_while_running(s):
    s.run("echo a command")
    s.run("sleep 100", wait=False)
    s.pause(0.3)
    s.hangup()


@scenario(BASH, env=PS1)
def bash_replies(s):
    s.run("read -p 'Continue? [y/N] ' answer", wait=r"\] $")
    s.run("y", kind="reply")
    s.run("select what in start stop quit; do echo \"chose $what\"; [ \"$what\" = quit ] && break; done", wait=r"#\? $")
    s.run("2", kind="reply", wait=r"#\? $")
    s.run("3", kind="reply")
    s.run("read -e -p 'With editing: ' text", wait=r"editing: $")
    s.type("some texx")
    s.key("BSpace")
    s.type("t")
    s.enter("some text", kind="reply")
    s.run("read -n 1 -p 'One key: ' key; echo", wait=r"key: $")
    s.key("k")
    s.wait()
    s.run("touch a b; rm -i a b", wait=r"'a'\? $")
    s.run("y", kind="reply", wait=r"'b'\? $")
    s.run("n", kind="reply")
    s.run("ls a b")
    s.run("while read -p 'more: ' x; do [ -z \"$x\" ] && break; echo \"got $x\"; done", wait="more: $")
    s.run("one", kind="reply", wait="more: $")
    s.enter(None)
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_secrets(s):
    s.run("read -rsp 'Passphrase: ' p; echo", wait="Passphrase: $")
    s.secret("Tr0ub4dor-and-3")
    s.enter(None)
    s.run("stty -echo; head -n 1 > /dev/null; stty echo", wait=False)
    s.pause(0.3)
    s.secret("second-hidden-word")
    s.enter(None)
    s.run("unset p")
    s.run("read -s pin", wait="^$")
    s.secret("9834521")
    s.key("C-c")
    s.wait()
    s.run("echo done")
    s.run("exit", wait=False)
