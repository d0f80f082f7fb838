"""bash: lines that come from the history."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}
INPUTRC = {**PS1, "INPUTRC": "@HOME@/.inputrc"}
OLD = "echo first old\nls -l /etc/hostname\necho second old\nuname -s\ngrep -c root /etc/passwd\n"


def blocks(s):
    """Commands of several lines, and the line that runs them again."""
    s.type("for i in 1 2; do")
    s.enter(None, wait="> $")
    s.type("  echo number $i")
    s.enter(None, wait="> $")
    s.type("done")
    s.enter("for i in 1 2; do\n  echo number $i\ndone")


@scenario(BASH, env=PS1, files={".hist": OLD})
def bash_arrows(s):
    s.key("Up", "Up", "Up", "Up", "Down", "Up")
    s.enter("ls -l /etc/hostname")
    s.type("echo half typed")
    s.key("Up", "Up", "Down", "Down")              # back to what was being typed
    s.type(" and finished")
    s.enter("echo half typed and finished")
    s.key("M-<", pace=0.1)
    s.enter("echo first old")
    s.key("Up", "Up", "Up", "M->", pace=0.06)
    s.run("echo at the end")
    s.key("C-p", "C-p", "C-n", "C-e")
    s.type(" again")
    s.enter("echo at the end again")
    s.key("Up", "Up", "Up", "Up")
    s.key("C-c")
    s.wait()
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={".hist": OLD})
def bash_search_and_edit(s):
    s.key("C-r")
    s.type("root")
    s.pause(0.1)
    s.key("C-e")
    s.type(" | cat")
    s.enter("grep -c root /etc/passwd | cat")
    s.key("C-r")
    s.type("old")
    s.key("C-r", pace=0.1)
    s.enter("echo first old")
    s.key("C-r")
    s.type("uname")
    s.key("Left", pace=0.1)
    s.key("End")
    s.type(" -r")
    s.enter("uname -s -r")
    s.key("C-r")
    s.type("sec")
    s.key("Escape", pace=0.7)                      # takes the line, and waits for more
    s.enter("echo second old")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={".hist": OLD + "rm -rf /never/run\n"})
def bash_search_cancelled(s):
    s.key("C-r")
    s.type("never")
    s.pause(0.1)
    s.key("C-c")
    s.wait()
    s.key("C-r")
    s.type("never")
    s.pause(0.1)
    s.key("C-g")
    s.wait()
    s.enter(None)
    s.run("echo typed instead")
    s.type("echo kept text")
    s.key("C-r")
    s.type("hostna")
    s.pause(0.1)
    s.key("C-g", pace=0.1)
    s.enter("echo kept text")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={".hist": OLD})
def bash_search_fails(s):
    s.key("C-r")
    s.type("hostnamezz")
    s.pause(0.1)
    s.see("failed")
    s.key("BSpace", "BSpace", pace=0.1)
    s.enter("ls -l /etc/hostname")
    s.key("C-r")
    s.type("unamex")
    s.see("failed")
    s.enter("uname -s")                            # what was found last
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={".hist": OLD})
def bash_search_forward(s):
    s.run("stty -ixon")
    s.key("C-r")
    s.type("old")
    s.key("C-r", "C-s", "C-s", pace=0.1)
    s.enter("echo second old")
    s.key("M-p", pace=0.1)
    s.type("first")
    s.key("Enter", pace=0.1)
    s.enter("echo first old")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(40, 12), files={".hist": "echo " + "a long line that wraps around the margin " * 3 + "\n" + OLD})
def bash_search_wraps(s):
    long = "echo " + ("a long line that wraps around the margin " * 3).strip()
    s.key("C-r")
    s.type("margin")
    s.pause(0.1)
    s.enter(long, also=[long + " "])
    s.key("C-r")
    s.type("wraps")
    s.pause(0.1)
    s.key("C-a", pace=0.1)
    s.key("M-f")
    s.type(" now")
    s.enter(long.replace("echo a", "echo now a"))
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_bang(s):
    s.run("echo one two three")
    s.run("!!", also=["echo one two three"])
    s.run("echo !$", also=["echo three"])
    s.run("ls /etc/hostname /etc/passwd")
    s.run("echo !*", also=["echo /etc/hostname /etc/passwd"])
    s.run("^passwd^group^", also=["echo /etc/hostname /etc/group"])
    s.run("!echo", also=["echo /etc/hostname /etc/group"])
    s.run("!-4", also=["ls /etc/hostname /etc/passwd"])
    s.run("echo !?one?:2 done", also=["echo two done"])
    s.run("env !!", also=["env echo two done"])
    s.run("!!:s/two/2/", also=["env echo 2 done"])
    s.run("!nothing-like-it", kind="reply")        # an event that does not exist: typed, refused, not in the history
    s.run("echo 'no expansion!! here'")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_bang_print(s):
    s.run("echo one")
    s.type("!!:p")
    s.enter(None)                                  # shown, and not run
    s.run("echo '!!'")
    s.run("set +H")
    s.run("echo !! plain")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "BASHOPTS": "histverify"})
def bash_histverify(s):
    s.run("echo one two")
    s.type("!!")
    s.enter(None, wait=r"[$#] echo one two$")      # the first Enter only expands
    s.enter("echo one two")
    s.type("^one^three")
    s.enter(None, wait=r"[$#] echo three two$")
    s.type(" four")
    s.enter("echo three two four")
    s.type("rm -rf /never/run; !!")
    s.enter(None, wait="four$")
    s.key("C-u")
    s.run("echo instead")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "BASHOPTS": "histreedit"})
def bash_histreedit(s):
    s.run("echo abc")
    s.type("echo !nope")
    s.enter("echo !nope", kind="reply", wait="nope$")  # refused, and given back for editing
    s.key(*["BSpace"] * 5, pace=0.01)
    s.type("yes")
    s.enter("echo yes")
    s.run("exit", wait=False)


@scenario(BASH, env=INPUTRC, files={".inputrc": "Space: magic-space\n", ".hist": OLD})
def bash_magic_space(s):
    s.run("echo one two")
    s.type("!! ")
    s.type("three")
    s.enter("echo one two three")
    s.type("ls !$ ")
    s.key("M-b")
    s.type("/")
    s.enter("ls /three", also=["ls /three "])
    s.type("echo !gr ")
    s.enter("echo grep -c root /etc/passwd", also=["echo grep -c root /etc/passwd "])
    s.run("exit", wait=False)


@scenario(BASH, env=INPUTRC,
          files={".hist": OLD, ".inputrc": '"\\e[A": history-search-backward\n"\\e[B": history-search-forward\n'})
def bash_prefix_search(s):
    s.type("echo")
    s.key("Up", "Up", pace=0.06)
    s.enter("echo first old")
    s.type("l")
    s.key("Up", pace=0.06)
    s.enter("ls -l /etc/hostname")
    s.type("echo")
    s.key("Up", "Up", "Down", pace=0.06)
    s.enter("echo first old")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={".hist": OLD})
def bash_last_argument(s):
    s.run("echo one two /etc/hostname")
    s.type("cat ")
    s.key("M-.")
    s.enter("cat /etc/hostname")
    s.type("echo ")
    s.key("M-.", "M-.", "M-.", pace=0.06)
    s.enter("echo /etc/passwd")
    s.type("echo ")
    s.key("M-_")
    s.type(" ")
    s.key("M-1", "M-.")
    s.enter("echo /etc/passwd /etc/passwd")
    s.key("Up", "Up", "Up", "Up", pace=0.06)
    s.enter("echo one two /etc/hostname")
    s.type("echo ")
    s.key("M-C-y")
    s.enter("echo one")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_block_recalled(s):
    blocks(s)
    s.key("Up")
    s.enter("for i in 1 2; do\n  echo number $i\ndone", also=["for i in 1 2; do   echo number $i; done"])
    s.key("Up", "C-a", "M-f", "M-f", "M-f")
    s.type(" 3 4")
    s.key("C-e")
    s.enter("for i in 3 4 1 2; do   echo number $i; done")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "BASHOPTS": "cmdhist:lithist"})
def bash_block_recalled_lithist(s):
    blocks(s)
    s.key("Up")
    s.enter("for i in 1 2; do\n  echo number $i\ndone")
    s.key("Up", pace=0.1)
    s.key("M-b", "M-b", "Left", "Left")
    s.type(" twice $i")
    s.enter("for i in 1 2; do\n  echo number twice $i $i\ndone")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_quoted_lines_recalled(s):
    s.type("echo 'one")
    s.enter(None, wait="> $")
    s.type("two'")
    s.enter("echo 'one\ntwo'")
    s.type("cat <<END")
    s.enter(None, wait="> $")
    s.type("in the document")
    s.enter(None, wait="> $")
    s.type("END")
    s.enter("cat <<END\nin the document\nEND")
    s.key("Up", "Up", pace=0.1)
    s.type(" three")
    s.enter("echo 'one\ntwo' three")
    s.key("Up", "Up", pace=0.1)
    s.enter("cat <<END\nin the document\nEND")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "HISTTIMEFORMAT": "%F %T "}, files={".hist": OLD})
def bash_history_builtin(s):
    s.run("history | tail -3")
    s.run("history -d 2")
    s.run("echo kept out of it", exit=0)
    s.run("history -c")
    s.run("history")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(50, 12), files={".hist": "echo tiny\necho " + "x" * 120 + "\necho small\necho " + "y" * 200 + "\n"})
def bash_long_and_short_lines(s):
    s.key("Up", "Up", "Up", "Up", pace=0.06)
    s.enter("echo tiny")
    s.key(*["Up"] * 4, "Down", pace=0.06)
    s.key("Down", "Up", "Up", pace=0.06)
    s.key("C-w", "C-w")
    s.type("echo after the long one")
    s.enter("echo after the long one")
    s.key("Up", "Up", "Up", pace=0.06)
    s.enter("echo " + "y" * 200)
    s.run("exit", wait=False)
