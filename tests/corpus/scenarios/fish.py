"""fish: ghost text, the pager, lines within the buffer, and everything else that its reader draws."""
from drive import scenario

FISH = ["fish", "-i"]
BASE = "set -g fish_greeting\nfunction fish_prompt; echo -n 'alice@web-1 '(prompt_pwd)'> '; end\n"
PROMPT = r"> $"
SOME = {f"report-{year}-{n}.txt": "x\n" for year in (2023, 2024) for n in range(1, 5)}
OLD = "".join(f"- cmd: {line}\n  when: {1700000000 + n}\n" for n, line in enumerate((
    "echo first old", "ls -l /etc/hostname", "rm -rf /never/run", "echo second old", "grep -c root /etc/passwd")))


def config(text="", **files):
    return {".config/fish/config.fish": BASE + text, **files}


def with_history(text=""):
    return {**config(text), ".local/share/fish/fish_history": OLD}


def indented(text):
    """As fish shows the lines of a block: with blanks that nobody typed."""
    depth, shown = 0, []
    for line in text.split("\n"):
        words = line.split()
        if words and words[0] in ("end", "else", "case"):
            depth -= 1
        shown.append("    " * max(depth, 0) + line)
        if words and words[0] in ("for", "if", "while", "begin", "function", "switch", "else", "case"):
            depth += 1
    return "\n".join(shown)


def lines(s, text, also=()):
    parts = text.split("\n")
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=r"^ *$")
    s.type(parts[-1])
    s.enter(text, also=[indented(text), *also])


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_plain(s):
    s.run("echo hello", exit=0)
    s.run("false", exit=1)
    s.run("ls -d /etc /usr | cat")
    s.enter(None)
    s.run("cd /tmp; pwd")
    s.run("echo 'single' \"double $HOME\" (uname -s)")
    s.run("set -l x 1; and echo $x; or echo none")
    s.run("echo naïve café Привет 日本語 🎉")
    s.run("# a comment")
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_keys(s):
    s.type("echo whole line")
    s.key("C-a")
    s.enter("echo whole line")
    s.type("echo one two")
    s.key("C-w")
    s.type("three")
    s.enter("echo one three")
    s.type("echo alpha beta")
    s.key("M-b", "C-k", "C-y", "C-y")
    s.enter("echo alpha betabeta")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.type("ehco transposed")
    s.key("C-a", "C-f", "C-f", "C-t", "C-e")
    s.enter("echo transposed")
    s.type("echo make loud")
    s.key("M-b", "M-u")
    s.enter("echo make LOUD")
    s.type("echo undone")
    s.key("C-w", "C-z", "C-e")
    s.enter("echo undone")
    s.type("echo second first")
    s.key("M-t")
    s.enter("echo first second")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(FISH, files=with_history(), prompt=PROMPT)
def fish_ghost_text(s):
    s.type("ls -l")
    s.see("ls -l /etc/hostname")                   # suggested in grey, and not part of the line
    s.enter("ls -l")
    s.type("ls -l /e")
    s.see("/etc/hostname")
    s.key("Right", pace=0.1)
    s.enter("ls -l /etc/hostname")
    s.type("grep")
    s.see("-c root")
    s.key("M-f", "M-f", pace=0.1)                  # two words of it
    s.enter("grep -c", also=["grep -c "])
    s.type("rm")
    s.see("/never/run")
    s.abandon()
    s.type("echo se")
    s.see("second old")
    s.key("C-e", pace=0.1)
    s.type(" edited")
    s.enter("echo second old edited")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(FISH, size=(40, 10), prompt=PROMPT, files={**config(), ".local/share/fish/fish_history":
          "- cmd: echo " + "a rather long old command that wraps " * 3 + "end\n  when: 1700000000\n"})
def fish_ghost_wraps(s):
    old = "echo " + "a rather long old command that wraps " * 3 + "end"
    s.type("echo a rat")
    s.pause(0.4)
    s.enter("echo a rat")
    s.run("seq 1 9")
    s.type("echo a rather")
    s.pause(0.4)
    s.enter("echo a rather")
    s.type("echo a rather l")
    s.pause(0.4)
    s.key("Right", pace=0.2)
    s.enter(old)
    s.run("exit", wait=False)


@scenario(FISH, files={**config(), **SOME, "directory/inner.txt": ""}, prompt=PROMPT)
def fish_pager(s):
    s.type("cat report-2023-")
    s.key("Tab", "Tab", pace=0.3)
    s.see("ort-2023-4.txt")
    s.key("Enter", pace=0.3)                       # takes the pager's choice
    s.wait(r"\.txt $")
    s.enter("cat report-2023-1.txt", also=["cat report-2023-1.txt "])
    s.type("cat report-2024-")
    s.key("Tab", "Tab", "Right", pace=0.3)
    s.key("Enter", pace=0.3)
    s.wait(r"\.txt $")
    s.type("| wc -l")
    s.enter("cat report-2024-2.txt | wc -l")
    s.type("cat report-2024-")
    s.key("Tab", "Tab", pace=0.3)
    s.key("Escape", pace=0.3)
    s.key("C-u")
    s.run("echo typed instead")
    s.type("ls dir")
    s.key("Tab", pace=0.3)
    s.enter("ls directory/")
    s.run("exit", wait=False)


@scenario(FISH, files={**config(), **{f"many/item-{n:03}.dat": "" for n in range(200)}}, size=(60, 14), prompt=PROMPT)
def fish_pager_rows(s):
    s.type("ls -d many/item-")
    s.key("Tab", pace=0.4)
    s.pause(0.2)
    s.key("Tab", "Down", "Down", "Down", pace=0.2)
    s.key("NPage", pace=0.2)
    s.key("Escape", pace=0.3)
    s.key("C-u")
    s.type("ls -d many/item-")
    s.key("Tab", pace=0.4)
    s.type("007.dat")
    s.enter("ls -d many/item-007.dat")
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_pager_of_options(s):
    s.type("ls --")
    s.key("Tab", pace=0.6)
    s.pause(0.3)
    s.type("rev")
    s.key("Tab", pace=0.4)
    s.type("/etc/hostname")
    s.enter("ls --reverse /etc/hostname")
    s.type("set -")
    s.key("Tab", "Tab", pace=0.5)
    s.abandon()
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_blocks(s):
    lines(s, "for i in 1 2\necho number $i\nend")
    lines(s, "if test -d /etc\necho there\nelse\necho missing\nend")
    lines(s, "function greet\necho hello $argv\nend")
    s.run("greet world")
    lines(s, "for i in 1 2\nfor j in a b\necho $i$j\nend\nend")
    s.type("begin; echo one line; end")
    s.enter("begin; echo one line; end")
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_open_lines(s):
    s.type("echo \"one")
    s.enter(None, wait="^ *$")
    s.type("two\"")
    s.enter("echo \"one\ntwo\"", also=["echo \"one\n    two\""])
    s.type("echo back \\")
    s.enter(None, wait="^ *$")
    s.type("slash")
    s.enter("echo back \\\nslash", also=["echo back \\\n    slash"])
    s.type("echo a |")
    s.enter(None, wait="^ *$")
    s.type("cat")
    s.enter("echo a |\ncat", also=["echo a |\n    cat"])
    s.type("echo first")
    s.key("M-Enter", pace=0.2)                     # a line feed in the buffer, no commit
    s.type("echo second")
    s.enter("echo first\necho second")
    s.type("for i in 1 2")
    s.enter(None, wait="^ *$")
    s.type("rm -rf /never/run")
    s.abandon()
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_block_recalled(s):
    lines(s, "for i in 1 2\necho number $i\nend")
    s.key("Up", pace=0.2)
    s.enter("for i in 1 2\necho number $i\nend", also=["for i in 1 2\n    echo number $i\nend"])
    s.key("Up", pace=0.2)
    s.key("Left", "Up", "C-e", pace=0.2)           # up within the buffer
    s.type(" edited")
    s.enter("for i in 1 2\necho number $i edited\nend", also=["for i in 1 2\n    echo number $i edited\nend"])
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_refused_lines(s):
    s.type("echo one &&& echo two")
    s.enter("echo one &&& echo two", kind="reply", wait=False)   # an error is shown, and the line stays for editing
    s.pause(0.5)
    s.key("C-u", pace=0.1)
    s.run("echo fine")
    s.type("echo (uname")
    s.enter(None, wait="^ *$")
    s.type("-s)")
    s.enter("echo (uname\n-s)", also=["echo (uname\n    -s)"])
    s.run("not-a-command --at all", exit=127)
    s.run("exit", wait=False)


@scenario(FISH,
          files=config("abbr -a gs 'uname -s'\nabbr -a lsd ls -d\nabbr -a --position anywhere L '| cat'\nalias ll 'ls -l'\n"),
          prompt=PROMPT)
def fish_abbreviations(s):
    s.type("gs")
    s.enter("uname -s")                            # Enter expands it first
    s.type("lsd ")
    s.type("/etc")
    s.enter("ls -d /etc")
    s.type("echo x L ")
    s.enter("echo x | cat ", also=["echo x | cat"])
    s.run("ll /etc/hostname")
    s.type("gs")
    s.key("C-Space", pace=0.1)                     # no expansion
    s.key("C-u")
    s.run("exit", wait=False)


@scenario(FISH, files=with_history(), prompt=PROMPT)
def fish_history_keys(s):
    s.key("Up", "Up", "Down", "Up", pace=0.15)
    s.enter("echo second old")
    s.type("echo")
    s.key("Up", "Up", pace=0.15)                   # lines that hold what is typed
    s.enter("echo first old")
    s.type("ls")
    s.key("Up", "Down", pace=0.15)
    s.type(" -d /etc")
    s.enter("ls -d /etc")
    s.type("echo ")
    s.key("M-Up", pace=0.15)
    s.enter("echo /etc")
    s.key("Up", "Up", "Up", pace=0.15)
    s.key("Escape", pace=0.4)
    s.abandon()
    s.run("exit", wait=False)


@scenario(FISH, files=with_history(), prompt=PROMPT)
def fish_history_pager(s):
    s.key("C-r", pace=0.3)
    s.type("root")
    s.pause(0.5)
    s.see("grep -c root")
    s.key("Enter", pace=0.3)                       # takes it into the line
    s.wait("passwd$")
    s.enter("grep -c root /etc/passwd")
    s.key("C-r", pace=0.3)
    s.type("never")
    s.pause(0.5)
    s.key("Escape", pace=0.4)
    s.key("C-u")
    s.run("echo typed instead")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(FISH, files=config("fish_vi_key_bindings\n"), prompt=PROMPT)
def fish_vi_mode(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.5)
    s.key("b", "l", "r", "o", pace=0.15)
    s.enter("echo hello world")
    s.type("echo delete these words")
    s.key("Escape", pace=0.5)
    s.key("b", "b", "d", "w", "A", pace=0.15)
    s.type("!")
    s.enter("echo delete  words!")                # its dw leaves the blank
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.5)
    s.key("d", "d", "i", pace=0.15)
    s.type("echo kept")
    s.key("Escape", pace=0.5)
    s.enter("echo kept")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(FISH, files=config(editor="#!/bin/sh\nsed -i 's/wrong/right/' \"$1\"\n", text="set -gx EDITOR ~/editor\n"), prompt=PROMPT)
def fish_line_tools(s):
    s.type("echo the wrong word")
    s.key("M-e", pace=0.3)
    s.wait("right word$")
    s.enter("echo the right word")
    s.type("ls -d /etc")
    s.key("M-l", pace=0.3)                         # lists the directory below, and draws the line again
    s.wait("/etc$")
    s.enter("ls -d /etc")
    s.type("systemctl restart nginx")
    s.key("M-#", pace=0.1)
    s.wait()
    s.truth("#systemctl restart nginx")
    s.type("cat /etc/hostname")
    s.key("M-p", pace=0.2)
    s.key("C-u", "C-k")
    s.run("uname -s")
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_pastes(s):
    s.paste("echo pasted line")
    s.enter("echo pasted line")
    s.paste("echo one\necho two")
    s.pause(0.2)
    s.enter("echo one\necho two")
    block = "for i in 1 2\n    echo pasted $i\nend"
    s.paste(block)
    s.pause(0.2)
    s.enter(block)
    s.paste("rm -rf /never/run\nrm -rf /never/again\n")
    s.pause(0.2)
    s.abandon()
    s.absent += ["/never/run", "/never/again"]
    s.burst("echo a\recho b\r")
    s.truth("echo a", ahead=True)
    s.truth("echo b", ahead=True)
    s.see("\nb")
    s.wait()
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_typeahead(s):
    s.run("sleep 1", wait=False)
    s.pause(0.3)
    for text in ("echo ahead one", "ls -d /etc"):
        s.type(text)
        s.key("Enter")
        s.truth(text, ahead=True)
    s.see("\n/etc")
    s.wait()
    s.run("sleep 0.8", wait=False)
    s.pause(0.3)
    s.type("echo begun whi")
    s.wait("> echo begun whi$")
    s.type("le it slept")
    s.enter("echo begun while it slept")
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_jobs(s):
    s.run("sleep 100", wait=False)
    s.pause(0.3)
    s.key("C-z")
    s.wait()
    s.run("jobs")
    s.run("fg", wait=False)
    s.pause(0.4)
    s.abandon()
    s.run("sh -c 'sleep 0.8; echo noise' &")
    s.type("echo interr")
    s.see("noise\n")
    s.type("upted")
    s.enter("echo interrupted")
    s.type("half a ")
    s.key("C-l", pace=0.2)
    s.key("C-a")
    s.type("echo ")
    s.key("C-e")
    s.type("line")
    s.enter("echo half a line")
    s.run("clear")
    s.run("echo at the top")
    s.type("rm -rf /never/run")
    s.abandon()
    s.absent.append("/never/run")
    s.run("true")
    s.key("C-d", pace=0.2)
    s.finish()


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_output(s):
    s.run("printf 'no newline'")
    s.run("printf 'ends like a prompt> '")
    s.run("printf '%080d' 0")
    s.run("echo 'alice@web-1 ~> rm -rf /fake/one'")
    s.run("seq 1 60")
    s.run("printf '\\e[31mleft red'")
    s.run("printf '\\e[?1049h'; echo full; printf '\\e[?1049l'")
    s.run("printf '\\e[H'")
    s.run("echo over the old screen")
    s.absent.append("/fake/")
    s.run("exit", wait=False)


@scenario(FISH, files=config(), prompt=PROMPT)
def fish_replies(s):
    s.run("read -P 'Name: ' name", wait="Name: $")
    s.type("Bop")
    s.key("BSpace")
    s.type("b")
    s.enter("Bob", kind="reply")
    s.run("read -s -P 'Password: ' p", wait="Password: $")
    s.secret("Tr0ub4dor-and-3")
    s.enter(None)
    s.run("echo $name")
    s.run("cat", wait=False)
    s.pause(0.3)
    s.run("a reply to cat", kind="reply", wait="^$")
    s.key("C-d")
    s.wait()
    s.run("exit", wait=False)
