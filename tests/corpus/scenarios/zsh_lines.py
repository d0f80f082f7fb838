"""zsh: commands of several lines, pastes, type-ahead, jobs, output that gets in the way, odd options."""
from drive import scenario

ZSH = ["zsh", "-i"]
BASE = "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\nPS1='alice@web-1 %~ %# '\n"
MORE = r"^[a-z ]*> $"


def rc(text="", **files):
    return {".zshrc": BASE + text, **files}


def lines(s, text, more=MORE):
    parts = text.split("\n")
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter(text)


@scenario(ZSH, files=rc())
def zsh_compound_commands(s):
    lines(s, "while read line; do\n  echo \"got $line\"\ndone < /etc/hostname")
    lines(s, "case $TERM in\n  xterm*) echo an xterm ;;\n  *) echo other ;;\nesac")
    lines(s, "greet() {\n  echo \"hello $1\"\n}")
    s.run("greet world")
    lines(s, "cat <<END\nsome text\n\n  indented\nEND")
    lines(s, "echo \"one\ntwo\nthree\"")
    lines(s, "ls -d \\\n  /etc")
    lines(s, "echo a |\n  cat")
    s.run("for i (1 2) echo $i")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_block_recalled(s):
    lines(s, "for i in 1 2; do\n  echo number $i\ndone")
    s.key("Up", pace=0.1)                          # all its lines at once, in one buffer
    s.enter("for i in 1 2; do\n  echo number $i\ndone")
    s.key("Up", pace=0.1)
    s.key("Up", "C-e", pace=0.1)                   # up within the buffer
    s.type(" edited")
    s.enter("for i in 1 2; do\n  echo number $i edited\ndone")
    s.run("echo single")
    s.key("Up", "Up", pace=0.1)
    s.key("C-c", pace=0.15)
    s.wait()
    s.key("C-r")
    s.type("number")
    s.pause(0.15)
    s.enter("for i in 1 2; do\n  echo number $i edited\ndone")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_buffer_of_lines(s):
    s.type("echo first part")
    s.key("M-Enter", pace=0.1)                     # a line feed in the buffer, no commit
    s.type("echo second part")
    s.enter("echo first part\necho second part")
    s.type("if true; then")
    s.enter(None, wait=MORE)
    s.type("echo wrnog")
    s.enter(None, wait=MORE)
    s.key("C-c", pace=0.15)
    s.wait()
    s.absent.append("wrnog")
    s.run("echo on")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_pastes(s):
    block = "for i in 1 2; do\n  echo pasted $i\ndone"
    s.paste(block)
    s.pause(0.15)
    s.enter(block)
    s.paste(block + "\n")
    s.pause(0.15)
    s.enter(block)
    s.type("echo before ")
    s.paste("in the middle")
    s.type(" after")
    s.enter("echo before in the middle after")
    s.paste("rm -rf /never/run\nrm -rf /never/again\n")
    s.pause(0.15)
    s.key("C-c", pace=0.15)
    s.wait()
    s.absent += ["/never/run", "/never/again"]
    s.burst("echo a\recho b\r")
    s.truth("echo a", ahead=True)
    s.truth("echo b", ahead=True)
    s.see("\nb")
    s.wait()
    s.run("exit", wait=False)


@scenario(ZSH, files=rc("unset zle_bracketed_paste\n"))
def zsh_paste_unbracketed(s):
    s.paste("echo one\necho two\necho three")
    s.truth("echo one", ahead=True)
    s.truth("echo two", ahead=True)
    s.see("\ntwo")
    s.wait("three$")
    s.enter("echo three")
    s.paste("for i in 1 2\ndo\necho $i\ndone\n")
    s.truth("for i in 1 2\ndo\necho $i\ndone", ahead=True)
    s.see("\n1\n2")
    s.wait()
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_typeahead(s):
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    for text in ("echo ahead one", "ls -d /etc"):
        s.type(text)
        s.key("Enter")
        s.truth(text, ahead=True)
    s.see("\n/etc")
    s.wait()
    s.run("sleep 0.8", wait=False)
    s.pause(0.2)
    s.type("echo begun whi")
    s.wait(r"# echo begun whi$")
    s.type("le it slept")
    s.enter("echo begun while it slept")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_jobs(s):
    s.run("sleep 100", wait=False)
    s.pause(0.2)
    s.key("C-z")
    s.wait()
    s.run("jobs")
    s.run("fg", wait=False)
    s.pause(0.2)
    s.key("C-c")
    s.wait()
    s.run("(sleep 0.7; echo noise) &")
    s.type("echo interr")
    s.see("noise\n")
    s.type("upted")
    s.enter("echo interrupted")
    s.run("sleep 0.4 &")
    s.type("echo the notice comes ")
    s.see("done       sleep")                      # zsh draws the line again below it
    s.type("into the line")
    s.enter("echo the notice comes into the line")
    s.run("sleep 100 &!")
    s.run("echo $?")
    s.type("half a ")
    s.key("C-l", pace=0.1)
    s.key("C-a")
    s.type("echo ")
    s.key("C-e")
    s.type("line")
    s.enter("echo half a line")
    s.run("clear")
    s.run("echo at the top")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_interrupts(s):
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.1)
    s.wait()
    s.run("true")
    s.type("abc")
    s.key("C-c", pace=0.1)
    s.wait()
    s.run("true")
    for _ in range(3):
        s.key("C-c", pace=0.1)
        s.enter(None)
    s.type("rm -rf /never/run")
    s.key("C-g", pace=0.1)                         # zsh: abandons the line as well
    s.wait()
    s.run("cat", wait=False)
    s.pause(0.2)
    s.run("a reply to cat", kind="reply", wait="^$")
    s.key("C-d")
    s.wait()
    s.absent.append("/never/run")
    s.key("C-d", pace=0.1)
    s.finish()


@scenario(ZSH, files=rc())
def zsh_output(s):
    s.run("printf 'no newline'")
    s.run("printf 'ends like a prompt %% '")
    s.run("printf '%080d' 0")
    s.run("echo 'alice@web-1 ~ # rm -rf /fake/one'")
    s.run("print -P '\\n%B%# %brm -rf /fake/two'")
    s.run("seq 1 60")
    s.run("printf '\\e[31mleft red'")
    s.run("printf '\\e[?1049h'; print full; printf '\\e[?1049l'")
    s.run("printf '\\e[H'")
    s.run("echo over the old screen")
    s.run("printf '日本語 %.0s' {1..20}")
    s.absent.append("/fake/")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc())
def zsh_tracing(s):
    s.run("setopt xtrace")
    s.run("echo traced words")
    s.run("unsetopt xtrace")
    s.run("setopt verbose")
    s.run("echo verbose words")
    s.run("unsetopt verbose")
    s.run("preexec() { print -r -- \"about to run: $1\" }")
    s.run("echo announced")
    s.run("setopt autocd")
    s.run("/usr/share")
    s.run("# a comment is no command here, and refused")
    s.run("setopt interactive_comments")
    s.run("# and now it is accepted")
    s.run("sudo-not-there restart nginx")
    s.run("exit", wait=False)


@scenario(ZSH, history="", files=rc(), prompt=r"[#>$] $", needs=["bash"])
def zsh_nested_shells(s):
    s.run("echo level one", wait="# $")
    s.run("PS1='inner$ ' bash --norc", wait=r"inner\$ $")
    s.run("echo level two", wait=r"inner\$ $")
    s.run("zsh", wait="# $")
    s.run("echo level three", wait="# $")
    s.run("exit", wait=r"inner\$ $")
    s.key("C-d")
    s.wait("web-1 ~ # $")
    s.run("exec zsh", wait="# $")
    s.run("echo a new one", wait="# $")
    s.run("PS1='changed> '", wait="changed> $")
    s.run("echo below another prompt", wait="changed> $")
    s.run("exit", wait=False)


@scenario(ZSH, files=rc(), term="dumb")
def zsh_dumb_terminal(s):
    s.run("echo on a dumb terminal")
    s.type("echo wrong")
    s.key(*["BSpace"] * 5, pace=0.015)
    s.type("right")
    s.enter("echo right")
    s.key("Up", "Up", pace=0.08)
    s.enter("echo on a dumb terminal")
    s.run("echo " + "words that go over the margin of a line " * 3, kind="unknown")  # it scrolls sideways
    s.run("exit", wait=False)


@scenario(ZSH, files=rc(), term="vt100")
def zsh_on_vt100(s):
    s.run("echo hello")
    s.type("echo oen two")
    s.key("M-b", "Left", "Left", "C-t", "C-e")
    s.type(" three")
    s.enter("echo one two three")
    s.key("Up", "Up", pace=0.08)
    s.enter("echo hello")
    s.run("echo " + "words that wrap over the margin of the line " * 3)
    s.run("exit", wait=False)


@scenario(["zsh", "-f", "-i", "+Z"], history="", env={"PS1": "bare %# "})
def zsh_no_editing(s):
    s.run("echo plain lines")
    s.type("echo typox")
    s.key("BSpace")
    s.enter("echo typo")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.type("echo kept")
    s.enter("echo kept")
    s.absent.append("/never/run")
    s.run("exit", wait=False)
