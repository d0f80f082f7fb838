"""bash: commands of several lines, pastes, and what is typed before anyone reads it."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}
INPUTRC = {**PS1, "INPUTRC": "@HOME@/.inputrc"}
MORE = r"^> $"


def lines(s, text, more=MORE, kind="command"):
    """Type a command of several lines, each with its Enter."""
    parts = text.split("\n")
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter(text, kind)


@scenario(BASH, env=PS1)
def bash_compound_commands(s):
    lines(s, "while read line\ndo\n  echo \"got $line\"\ndone < /etc/hostname")
    lines(s, "case $TERM in\n  xterm*) echo an xterm ;;\n  *) echo something else ;;\nesac")
    lines(s, "greet() {\n  echo \"hello $1\"\n}")
    s.run("greet world")
    lines(s, "if [ -f /etc/passwd ]; then\n\n  # a comment inside\n  echo there\nelse\n  echo missing\nfi")
    lines(s, "for i in 1 2; do\nfor j in a b; do\necho $i$j\ndone\ndone")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_here_documents(s):
    lines(s, "cat > notes.txt <<EOF\nfirst line\n  indented, with $HOME and `true`\n\nEOF")
    lines(s, "cat <<'END' | tr a-z A-Z\nrm -rf /only/text\nEND")
    lines(s, "cat <<A; cat <<B\nfrom a\nA\nfrom b\nB")
    s.run("cat notes.txt")
    s.run("tr a-z A-Z <<< 'a here string'")
    s.type("cat <<NEVER")
    s.enter(None, wait=MORE)
    s.type("rm -rf /never/run")
    s.enter(None, wait=MORE)
    s.key("C-c")
    s.wait()
    s.absent.append("/never/run")
    s.run("echo after an abandoned document")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_here_document_ended(s):
    s.type("cat <<END")
    s.enter(None, wait=MORE)
    s.type("a line")
    s.enter(None, wait=MORE)
    s.key("C-d", pace=0)                           # the end of input ends the document, with a warning
    s.truth("cat <<END\na line")
    s.wait()
    s.run("echo and on")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_quotes_and_backslashes(s):
    lines(s, "echo \"one\n\n  two\nthree\"")
    lines(s, "echo 'it''s\nquoted'")
    lines(s, "ls -d \\\n  /etc \\\n  /usr")
    lines(s, "echo a |\n  cat |\n  cat")
    lines(s, "true &&\n  echo yes ||\n  echo no")
    lines(s, "echo $(\n  echo inner\n)")
    lines(s, "array=(\n  one\n  two\n)")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_continuation_cancelled(s):
    s.type("for i in 1 2 3; do")
    s.enter(None, wait=MORE)
    s.type("rm -rf /never/run")
    s.enter(None, wait=MORE)
    s.key("C-c")
    s.wait()
    s.run("echo one")
    s.type("echo \"never closed /never/run")
    s.enter(None, wait=MORE)
    s.type("half a second li")
    s.key("C-c")
    s.wait()
    s.absent += ["/never/run", "half a second"]
    s.run("echo two")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(40, 12))
def bash_continuation_wraps(s):
    lines(s, "echo \"a first line that is longer than the screen is wide\nand a second line that is longer than the screen, too\nend\"")
    lines(s, "for word in several words to go through; do\n  echo \"this is the word: $word\" | tr a-z A-Z\ndone")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_continuation_edited(s):
    s.type("for i in 1 2; do")
    s.enter(None, wait=MORE)
    s.type("ehco $i")
    s.key("C-a", "C-f", "C-f", "C-t", "C-e")
    s.type(" again")
    s.key("M-BSpace")
    s.type("$i")
    s.enter(None, wait=MORE)
    s.key("C-r")
    s.type("zzz")
    s.key("C-g")
    s.type("done")
    s.key("Home")
    s.enter("for i in 1 2; do\necho $i $i\ndone")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_comment_lines(s):
    s.run("# just a note")
    s.run("   # an indented note")
    s.run("#")
    s.run("echo a # trailing note")
    s.run("echo 'a # in quotes'")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_paste_block(s):
    block = "for i in 1 2; do\n  echo pasted $i\ndone"
    s.paste(block)
    s.pause(0.1)
    s.enter(block)
    s.paste(block + "\n")                          # with its last line feed: it stays in the buffer until Enter
    s.pause(0.1)
    s.enter(block)
    s.type("echo before ")
    s.paste("in the middle")
    s.type(" after")
    s.enter("echo before in the middle after")
    s.paste("rm -rf /never/run\nrm -rf /never/again\n")
    s.pause(0.1)
    s.key("C-c")
    s.wait()
    s.absent += ["/never/run", "/never/again"]
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(60, 12))
def bash_paste_long(s):
    text = "\n".join(f"echo this is pasted line number {n} of several" for n in range(1, 16))
    s.paste(text)
    s.pause(0.3)
    s.enter(text)
    s.paste("echo " + "wide " * 60 + "end")
    s.pause(0.2)
    s.enter("echo " + "wide " * 60 + "end")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_paste_odd(s):
    s.paste("echo\ttabs\tstay\ttabs")
    s.pause(0.1)
    s.enter("echo\ttabs\tstay\ttabs", also=["echo     tabs    stay    tabs"])
    s.paste("  echo leading and trailing blanks  ")
    s.enter("  echo leading and trailing blanks  ")
    s.paste("echo $HOME; echo `id -u`; echo \"quoted\" 'twice' \\\\")
    s.enter("echo $HOME; echo `id -u`; echo \"quoted\" 'twice' \\\\")
    s.paste("$ echo copied with its prompt")
    s.key("Home", "DC", "DC")
    s.enter("echo copied with its prompt")
    s.paste("echo naïve 日本語 🎉")
    s.enter("echo naïve 日本語 🎉")
    s.run("exit", wait=False)


@scenario(BASH, env=INPUTRC, files={".inputrc": "set enable-bracketed-paste off\n"})
def bash_paste_unbracketed(s):
    s.paste("echo one")
    s.enter("echo one")
    s.paste("echo two\necho three")                # runs the first, and leaves the second to be finished
    s.truth("echo two", ahead=True)
    s.wait("three$")
    s.type(" more")
    s.enter("echo three more")
    s.paste("echo four\necho five\n")
    s.truth("echo four", ahead=True)
    s.truth("echo five", ahead=True)
    s.see("\nfive")
    s.wait()
    s.paste("for i in 1 2\ndo\necho $i\ndone\n")
    s.truth("for i in 1 2\ndo\necho $i\ndone", ahead=True)
    s.pause(0.3)
    s.wait()
    s.paste("echo six\necho seven\n", feeds=True)
    s.truth("echo six", ahead=True)
    s.truth("echo seven", ahead=True)
    s.see("\nseven")
    s.wait()
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_burst(s):
    s.burst("echo a\recho b\r")                    # two commands in one read
    s.truth("echo a", ahead=True)
    s.truth("echo b", ahead=True)
    s.see("\nb")
    s.wait()
    s.burst("cd /tmp\rpwd\rls -d /etc\rfalse\recho $?\r")
    for text in ("cd /tmp", "pwd", "ls -d /etc", "false", "echo $?"):
        s.truth(text, ahead=True)
    s.see("\n1")
    s.wait()
    s.burst("echo wrong\x7f\x7f\x7f\x7f\x7fright\r")
    s.truth("echo right")
    s.see("\nright")
    s.wait()
    s.burst("echo killed\x15echo kept\r")
    s.truth("echo kept")
    s.see("\nkept")
    s.wait()
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_typeahead_lines(s):
    s.run("sleep 1.2", wait=False)
    s.pause(0.2)
    for text in ("echo ahead one", "ls -d /etc", "echo ahead three"):
        s.type(text)
        s.key("Enter")
        s.truth(text, ahead=True)
    s.see("\nahead three", timeout=10)
    s.wait()
    s.run("echo after them")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_typeahead_unfinished(s):
    s.run("sleep 0.8", wait=False)
    s.pause(0.2)
    s.type("echo begun whi")                       # echoed by the terminal, then drawn again behind the prompt
    s.wait(r"[$#] echo begun whi$")
    s.type("le it slept")
    s.enter("echo begun while it slept")
    s.run("sleep 0.8; echo slept", wait=False)
    s.pause(0.2)
    s.type("echo corretc")
    s.key("BSpace", "BSpace")
    s.type("ct")
    s.wait(r"[$#] echo correct$")
    s.enter("echo correct")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_typeahead_into_output(s):
    s.run("for n in 1 2 3 4 5 6; do echo line $n; sleep 0.2; done", wait=False)
    s.pause(0.3)
    s.type("echo typed into the output", pace=0.03)
    s.key("Enter")
    s.truth("echo typed into the output", ahead=True)
    s.see("\ntyped into", timeout=10)
    s.wait()
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_typeahead_for_a_program(s):
    s.type("cat")
    s.enter("cat", wait=False)
    s.pause(0.2)
    s.run("these lines are given to cat", kind="reply", wait="^$")
    s.run("rm -rf /only/given/to/cat", kind="reply", wait="^$")
    s.key("C-d")
    s.wait()
    s.type("head -n 2")
    s.enter("head -n 2", wait=False)
    s.pause(0.2)
    s.run("for head", kind="reply", wait="^$")
    s.run("and another", kind="reply")
    s.run("echo a command again")
    s.run("exit", wait=False)
