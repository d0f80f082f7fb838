"""tmux with several panes, as it is used by hand: splits by key and by command, halves, thirds, quarters, zoom, swaps, and shells of all kinds in them."""
from drive import scenario

FILES = {"notes.txt": "one\ntwo\nthree\n" * 30, "very-long-file-name.txt": "x\n", "very-long-other.txt": "y\n", "table.csv": "a,b\n1,2\n",
         "access.log": "".join(f"10.0.0.{n % 9} GET /page/{n} {200 if n % 4 else 404}\n" for n in range(60)),
         "tick": "#!/bin/sh\nn=0\nwhile [ $n -lt 40 ]; do n=$((n+1)); echo \"tick $n of the other pane\"; sleep 0.3; done\n",
         ".zshrc": "PS1='zsh:%~%# '\nHISTFILE=~/.zhist HISTSIZE=99 SAVEHIST=99\nbindkey -e\n", ".tcshrc": "set prompt='tcsh:%~%# '\nset history=50\nunset autologout\nset autolist\n",
         ".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color green; echo -n fish; set_color normal; echo -n ' '(prompt_pwd)'> '; end\n"}
COMMANDS = {"zsh": "zsh -i", "fish": "fish -i", "tcsh": "tcsh", "ksh": "env PS1='ksh# ' ENV=/dev/null ksh93 -o emacs -i",
            "mksh": "env PS1='mksh# ' ENV=/dev/null mksh -i", "busybox": "env PS1='bb# ' ENV=/dev/null busybox ash -i"}
PROMPT = r"(web-1:[^ ]*#|zsh:[^ ]*#|tcsh:[^ ]*#|fish [^ ]*>|ksh#|mksh#|bb#) $"
RC = "PS1='alice@web-1:\\w\\$ '\nHISTFILE=~/.hist\n"


def tiles(first="bash --rcfile @HOME@/rc -i", conf="", rc=RC, size=(120, 30), prompt=PROMPT, files=None, env=None, needs=(), start=()):
    """tmux as it comes, but for the shell of new panes."""
    files = {**FILES, "rc": rc, "tmux.conf": f"set -g default-shell /bin/sh\nset -g default-command 'exec {first}'\n" + conf, **(files or {})}
    return scenario(["tmux", "-L", "inner", "-f", "@HOME@/tmux.conf", "new-session", *start], prompt=prompt, size=size, files=files, history="",
                    env={"SHELL": "/bin/bash", **(env or {})}, needs=["zsh", "fish", "tcsh", "ksh93", "mksh", "busybox", *needs])


def prefix(s, *keys, settle=0.3):
    s.key("C-b", *keys, pace=0.1)
    s.pause(settle)
    s.wait()


def move(s, key):
    prefix(s, key, settle=0.7)                     # arrows are tmux's for half a second more


def ran(s, *texts, kind="command"):
    for text in texts:
        s.run(text, kind=kind)


def rows(s, *parts, more="> $", also=()):
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter("\n".join(parts), also=also)


def never(s, text="rm -rf /never/run"):
    s.type(text)
    s.absent.append("/never/run")
    s.key("C-c")
    s.pause(0.4)
    s.wait()


def close(s, panes):
    for _ in range(panes - 1):
        s.run("exit", wait=False)
        s.pause(0.5)
        s.wait()
    s.run("exit", wait=False)


def split(s, how, kind):
    s.run(f'tmux split-window {how} "{COMMANDS[kind]}"', wait=False)
    s.pause(0.6)
    s.wait()


def work(s):
    """What a person does in any shell that has an editor."""
    ran(s, "echo hello", "ls -d /etc /usr")
    s.type("ehco wrld")
    s.key("C-a", pace=0.06)
    s.key("C-f", "C-d", "C-f", pace=0.06)
    s.type("h")
    s.key("C-e", pace=0.06)
    s.key("Left", "Left", pace=0.06)
    s.key("Left", pace=0.06)
    s.pause(0.1)
    s.type("o")
    s.pause(0.15)
    s.key("C-e", pace=0.1)
    s.pause(0.15)
    s.enter("echo world")
    s.key("Up", "Up", pace=0.15)
    s.pause(0.1)
    s.enter("ls -d /etc /usr")
    s.run("echo a line of words that is so long that it must wrap in half of a window, and in a third of it twice or more")
    never(s)
    s.run("seq 40")
    s.run("echo below")


def rename(function, name):
    function.__name__ = name
    return function


for shell, flag, called, window in (("zsh", "-h", "right", (120, 30)), ("fish", "-v", "lower", (90, 34)), ("tcsh", "-h", "right", (140, 32)), ("ksh", "-hb", "left", (110, 28)),
                                    ("mksh", "-h", "right", (124, 26)), ("busybox", "-h", "right", (100, 24)), ("fish", "-h", "right", (130, 30)), ("zsh", "-vb", "upper", (80, 40)),
                                    ("tcsh", "-vb", "upper", (84, 36)), ("ksh", "-h", "right", (120, 30)), ("mksh", "-v", "lower", (80, 30))):
    def play(s, shell=shell, flag=flag):
        s.run("echo before")
        split(s, flag, shell)
        work(s)
        prefix(s, "o", settle=0.5)
        ran(s, "echo in the first", "pwd")
        prefix(s, ";", settle=0.5)
        ran(s, "echo again in the second")
        close(s, 2)
    tiles(size=window)(rename(play, f"exam_tile_{shell}_{called}"))


@tiles(size=(150, 40))
def tiles_quarters_by_key(s):
    s.run("echo first")
    prefix(s, "%")
    ran(s, "echo second", "cd /etc")
    prefix(s, '"')
    ran(s, "echo third", "ls passwd")
    move(s, "Left")
    ran(s, "echo first again")
    prefix(s, '"')
    ran(s, "echo fourth", "seq 30")
    s.type("echo typed in a qurater")
    for _ in range(5):
        s.key("BSpace", pace=0.03)
    s.type("arter of the window, and that is not enough for it")
    s.enter("echo typed in a quarter of the window, and that is not enough for it")
    move(s, "Up")
    s.key("Up", "Up", pace=0.1)
    s.enter("echo first")
    move(s, "Right")
    ran(s, "pwd", "date +%Y")
    close(s, 4)


@tiles(size=(150, 32))
def tiles_thirds_by_command(s):
    ran(s, "tmux split-window -h", "tmux split-window -h", "tmux select-layout even-horizontal")
    ran(s, "echo in the third", "grep -c 404 access.log")
    s.run("echo a line of words that must wrap twice in a third of this window, for it is long enough for that")
    move(s, "Left")
    s.type("cat very")
    s.key("Tab", "Tab", "Tab", pace=0.15)
    s.pause(0.3)
    s.type("f")
    s.key("Tab")
    s.pause(0.2)
    s.enter("cat very-long-file-name.txt")
    rows(s, "for i in 1 2 3; do", "echo number $i", "done")
    rows(s, "cat <<END", "some text", "END")
    move(s, "Left")
    s.key("C-r", pace=0.1)
    s.type("split")
    s.pause(0.2)
    s.key("C-g", pace=0.2)
    s.run("tmux select-layout main-vertical")
    ran(s, "echo in the main one")
    close(s, 3)


@tiles(size=(110, 28))
def tiles_zoom_in_and_out(s):
    prefix(s, "%")
    s.run("echo in the right half")
    s.type("echo typed half before ")
    s.key("C-b", "z", pace=0.2)
    s.pause(0.3)
    s.type("and half after the zoom")
    s.enter("echo typed half before and half after the zoom")
    ran(s, "ls -d /usr /etc", "echo zoomed")
    prefix(s, "z")
    ran(s, "echo not zoomed")
    s.key("Up", "Up", pace=0.1)
    s.enter("echo zoomed")
    prefix(s, "z")
    s.run("seq 40")
    s.run("echo a line that fits into the whole window but not into the half of it, so it wraps later")
    prefix(s, "z")
    ran(s, "echo after all")
    close(s, 2)


@tiles(size=(120, 36))
def tiles_resized_by_keys(s):
    prefix(s, '"')
    ran(s, "echo lower")
    for _ in range(4):
        s.key("C-b", "C-Up", pace=0.1)
    s.pause(0.7)
    s.wait()
    ran(s, "echo taller", "seq 20")
    prefix(s, "%")
    ran(s, "echo right")
    for _ in range(3):
        s.key("C-b", "M-Left", pace=0.1)
    s.pause(0.7)
    s.wait()
    s.type("echo in a wider pane with ")
    s.resize(100, 30)
    s.pause(0.3)
    s.type("a window that shrinks")
    s.enter("echo in a wider pane with a window that shrinks")
    s.resize(140, 40)
    s.wait()
    ran(s, "echo large again", "cat table.csv")
    prefix(s, "Space", settle=0.6)
    ran(s, "echo other layout")
    close(s, 3)


@tiles(size=(130, 30))
def tiles_swapped_and_broken_out(s):
    prefix(s, "%")
    ran(s, "echo number two", "cd /usr")
    prefix(s, "{", settle=0.6)
    ran(s, "echo now at the left", "pwd")
    prefix(s, "C-o", settle=0.6)
    ran(s, "echo turned round")
    prefix(s, "!", settle=0.6)
    ran(s, "echo a window of its own", "ls -d share")
    s.run("tmux join-pane -v -t :0")
    ran(s, "echo joined below")
    close(s, 2)


@tiles(size=(120, 30))
def tiles_beside_one_that_prints(s):
    s.run("./tick", wait=False)
    s.pause(0.3)
    s.key("C-b", "%", pace=0.1)
    s.pause(0.4)
    s.wait()
    ran(s, "echo typed beside it", "grep -c 404 access.log")
    s.type("echo slwoly", pace=0.08)
    s.key("BSpace", "BSpace", "BSpace", "BSpace", pace=0.08)
    s.type("owly", pace=0.08)
    s.pause(0.4)
    s.type(" and with care", pace=0.08)
    s.enter("echo slowly and with care")
    s.key("Up", "Up", pace=0.15)
    s.enter("grep -c 404 access.log")
    never(s)
    rows(s, "for i in 1 2 3; do", "echo number $i", "done")
    s.run("exit", wait=False)
    s.pause(0.4)
    s.key("C-c")
    s.pause(0.3)
    s.wait()
    s.run("exit", wait=False)


@tiles("zsh -i", size=(120, 30))
def tiles_of_zsh_below_one_that_prints(s):
    s.run("./tick", wait=False)
    s.pause(0.3)
    s.key("C-b", '"', pace=0.1)
    s.pause(0.4)
    s.wait()
    ran(s, "print typed below it", "ls -d /etc")
    s.type("print middle end", pace=0.06)
    s.key("Left", "Left", "Left", "Left", pace=0.08)
    s.type(" of the", pace=0.06)
    s.enter("print middle of the end")
    s.key("C-r", pace=0.2)
    s.type("below", pace=0.06)
    s.pause(0.3)
    s.enter("print typed below it")
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.burst("print typed ahead\r")
    s.truth("print typed ahead", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    s.run("exit", wait=False)
    s.pause(0.4)
    s.key("C-c")
    s.pause(0.3)
    s.wait()
    s.run("exit", wait=False)


@tiles("fish -i", size=(130, 32))
def tiles_of_fish_in_both(s):
    s.run("echo something quite long here")
    prefix(s, "%", settle=0.5)
    s.run("echo something quite long here")
    s.type("echo so")
    s.pause(0.3)
    s.enter("echo so")
    s.type("echo som")
    s.pause(0.3)
    s.key("Right")
    s.pause(0.2)
    s.enter("echo something quite long here")
    rows(s, "for i in 1 2", "echo $i", "end", more=" +$", also=["for i in 1 2\n    echo $i\nend"])
    s.type("cat very")
    s.key("Tab", "Tab", pace=0.3)
    s.key("Enter", pace=0.3)
    s.pause(0.2)
    s.enter(s.cursor_line().split("> ")[-1].rstrip())
    move(s, "Left")
    s.run("echo left again")
    s.paste("echo one\necho two")
    s.pause(0.2)
    s.enter("echo one\necho two")
    close(s, 2)


@tiles(size=(120, 30))
def tiles_with_pagers_and_editors(s):
    prefix(s, "%")
    s.run("less notes.txt", wait=False)
    s.see("three")
    s.pause(0.3)
    s.key("Space", "q", pace=0.25)
    s.pause(0.2)
    s.wait()
    s.run("echo after less")
    s.run("vim -u NONE -n table.csv", wait=False)
    s.see("1,2")
    s.pause(0.4)
    s.key("i")
    s.type("rm -rf /not/a/command")
    s.key("Enter", "Escape", pace=0.2)
    s.absent.append("/not/a/command")
    s.pause(0.5)
    s.type(":q!")
    s.key("Enter", pace=0.3)
    s.wait()
    s.run("echo back from vim")
    move(s, "Left")
    s.run("man -P cat true | head -3")
    s.run("less access.log", wait=False)
    s.see("/page/5")
    s.pause(0.3)
    prefix(s, "o", settle=0.4)
    s.run("echo beside less")
    s.key("C-b", "o", pace=0.2)
    s.pause(0.4)
    s.key("q", pace=0.3)
    s.wait()
    s.run("echo less is left")
    close(s, 2)


@tiles(size=(120, 30))
def tiles_secrets_and_replies(s):
    prefix(s, "%")
    s.run("read -s -p 'Password: ' pw", wait="Password: $")
    s.secret("correct-horse-battery")
    s.enter(None)
    s.run("echo ${#pw}")
    s.run("read -p 'Name? ' name", wait=r"Name\? $")
    s.type("Bob")
    s.enter("Bob", kind="reply")
    s.run("rm -i table.csv", wait=r"'table.csv'\? $")
    s.type("n")
    s.enter("n", kind="reply")
    s.run("cat", wait=False)
    s.pause(0.3)
    prefix(s, "o", settle=0.4)
    s.run("echo beside a cat")
    s.key("C-b", "o", pace=0.2)
    s.pause(0.4)
    s.type("a line for it")
    s.enter("a line for it", kind="reply", wait=False)
    s.pause(0.3)
    s.key("C-d", pace=0.3)
    s.wait()
    s.run("echo done")
    close(s, 2)


@tiles(size=(120, 26))
def tiles_typed_ahead(s):
    prefix(s, "%")
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.burst("echo typed ahead\r")
    s.truth("echo typed ahead", ahead=True)
    s.pause(1.3)
    s.wait()
    s.burst("echo fast 1\recho fast 2\recho fast 3\r")
    for n in (1, 2, 3):
        s.truth(f"echo fast {n}", ahead=n > 1)
    s.pause(0.5)
    s.wait()
    s.run("sleep 30", wait=False)
    s.pause(0.3)
    prefix(s, "o", settle=0.4)
    ran(s, "echo while it sleeps")
    s.key("C-b", "o", pace=0.2)
    s.pause(0.4)
    s.key("C-z")
    s.pause(0.3)
    s.wait()
    s.run("jobs")
    s.run("fg", wait=False)
    s.pause(0.4)
    s.key("C-c")
    s.pause(0.3)
    s.wait()
    s.run("echo $?")
    close(s, 2)


@tiles("tcsh", size=(120, 26), prompt="# *$")
def tiles_of_tcsh_typed_ahead(s):
    prefix(s, "%")
    s.burst("echo fast 1\recho fast 2\recho fast 3\r")
    for n in (1, 2, 3):
        s.truth(f"echo fast {n}", ahead=n > 1)
    s.pause(0.6)
    s.wait()
    s.run("sleep 30", wait=False)
    s.pause(0.4)
    s.key("C-z")
    s.pause(0.4)
    s.wait()
    s.run("fg", wait=False)
    s.pause(0.4)
    s.key("C-c")
    s.pause(0.3)
    s.wait()
    rows(s, "foreach n (1 2)", "echo $n", "end", more=r"\? $")
    s.type("cat very")
    s.key("Tab", pace=0.3)
    s.type("f")
    s.key("Tab", pace=0.3)
    s.enter("cat very-long-file-name.txt", also=["cat very-long-file-name.txt "])
    s.type("!!")
    s.enter("!!", also=["cat very-long-file-name.txt", "cat very-long-file-name.txt "])
    close(s, 2)


@tiles(size=(110, 26))
def tiles_wide_letters(s):
    prefix(s, "%")
    s.run("echo naïve café 日本語")
    s.type("echo 日本語の長い行はここで折り返します、右の半分で")
    s.key("Left", "Left", pace=0.06)
    s.key("BSpace", pace=0.06)
    s.pause(0.1)
    s.key("C-e", pace=0.1)
    s.type("。")
    s.enter("echo 日本語の長い行はここで折り返します、右の分で。")
    s.run("echo 😀 two 🚀 three")
    s.key("Up", "Up", pace=0.15)
    s.key("C-a", pace=0.1)
    s.pause(0.1)
    s.enter("echo 日本語の長い行はここで折り返します、右の分で。")
    move(s, "Left")
    s.run("echo ünï cödé")
    close(s, 2)


@tiles(size=(120, 30))
def tiles_scrolled_and_pasted(s):
    prefix(s, "%")
    s.run("seq 50")
    s.key("C-b", "[", pace=0.2)
    s.pause(0.3)
    s.key("PageUp", "Up", "Up", pace=0.1)
    s.key("q", pace=0.3)
    s.wait()
    s.run("echo after copy mode")
    s.run("tmux set-buffer 'echo from a buffer'")
    s.key("C-b", "]", pace=0.2)
    s.wait("from a buffer$")
    s.enter("echo from a buffer")
    s.key("C-b", "t", pace=0.6)                    # a clock over the pane
    s.key("q", pace=0.4)
    s.wait()
    s.run("echo after the clock")
    s.key("C-b", "q", pace=0.2)
    s.pause(1.3)
    s.wait()
    s.run("echo after the numbers")
    s.key("C-b", "w", pace=0.6)
    s.key("q", pace=0.4)
    s.wait()
    s.run("echo after the tree")
    close(s, 2)


@tiles(size=(120, 30))
def tiles_and_windows(s):
    prefix(s, "%")
    s.run("cd /etc")
    prefix(s, "c", settle=0.5)
    ran(s, "echo in the second window", "cd /usr")
    prefix(s, '"')
    ran(s, "echo lower")
    prefix(s, "p", settle=0.5)
    ran(s, "ls passwd", "pwd")
    move(s, "Left")
    ran(s, "echo left of the first")
    prefix(s, "n", settle=0.5)
    ran(s, "echo lower again")
    prefix(s, "0", settle=0.5)
    ran(s, "echo first window")
    close(s, 4)
