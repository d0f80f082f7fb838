"""What panes make hard, each by itself: signs that look like the multiplexer's own, windows that change their size, jobs that print."""
from props.hand import bash, bye, go, zsh

COUNTED = "ZLE_RPROMPT_INDENT=0\nbar() { n=$((n + 1)); RPROMPT=\"%K{blue}%F{white}[$n/9]%f%k\"; }\nprecmd_functions=(bar)\nPROMPT='%1~ %# '\nbindkey -e\n"
DONE = "#!/bin/sh\nprintf '\\033[H\\033[2J'\nprintf '%*s\\033[7m[%s]\\033[m\\n' $(($(tput cols) - 5)) '' \"$1\"\necho done\n"


@zsh(COUNTED, r"~ # *$", size=(70, 14))
def pane_prompt_that_counts_at_the_right(s):
    go(s, "echo one", "clear", "echo at the top")
    s.type("echo begun below, ")
    s.key("C-l", pace=0.3)
    s.type("ended at the top")
    s.enter("echo begun below, ended at the top")
    s.key("C-l", pace=0.3)
    s.wait()
    go(s, "echo behind the clear key", "seq 20", "echo end")
    bye(s)


@bash("PS1='\\W \\$ '\n", r"~ # $", size=(60, 12), files={"bin/part": DONE})
def pane_count_that_a_program_left(s):
    go(s, "echo one")
    s.run("sh bin/part 3/4")
    go(s, "echo below the count", "echo and another")
    s.run("sh bin/part 4/4")
    s.type("echo wrogn")
    s.key("BSpace", "BSpace", pace=0.1)
    s.type("ng")
    s.enter("echo wrong")
    bye(s)


@bash("PS1='\\u@pane:\\W\\$ '\n", r"pane:\S+# $", size=(100, 24))
def pane_document_at_once_with_empty_rows(s):
    go(s, "echo one")
    text = "cat > new.py <<'EOF'\nimport json\n\n\ndef load(path):\n    return json.load(path)\nEOF"
    s.burst((text + "\n").replace("\n", "\r"))
    s.pause(0.4)
    s.truth(text)
    s.wait()
    go(s, "grep -c . new.py", "echo end")
    bye(s)


@bash("PS1='\\u@pane:\\W\\$ '\n", r"pane:\S+# $", size=(80, 16))
def pane_prompt_typed_at_a_program(s):
    s.absent.append("/never/ran")
    s.run("cat", wait="^$")
    s.type("root@pane:~# ls /never/ran", pace=0.1)
    s.enter("root@pane:~# ls /never/ran", kind="reply", wait="^$")
    s.key("C-d", pace=0.3)
    s.wait()
    go(s, "echo end")
    bye(s)
