"""The first things that one writes down of a shell, in each other shell, alone and in a pane: plain, edited, recalled, wrapped, secret, early, fooled."""
from drive import scenario

NOTES = "one\ntwo\nthree\n" * 40
LONG = {"very-long-file-name.txt": "x\n", "very-long-other.txt": "y\n", "unique-directory/inner.txt": "z\n"}
PS1 = "alice@web-1 # "
ALL = {"delete", "word", "yank", "search", "wrap", "paste", "list"}


def shell(*program, prompt="alice@web-1 # $", can=(), env=None, files=None, **more):
    return dict(program=list(program), prompt=prompt, can=set(can), env=env or {}, files=files or {}, more="> $", **more)


SHELLS = {
    "ksh93": shell("ksh93", "-o", "emacs", can={"yank"}, env={"PS1": PS1, "ENV": "/dev/null"}),
    "mksh": shell("mksh", can={"word", "search"}, env={"PS1": PS1, "ENV": "/dev/null"}),
    "tcsh": shell("tcsh", can={"delete", "wrap", "list"}, files={".tcshrc": "set prompt='alice@web-1 # '\nunset autologout\n"}, csh=True),
    "busybox": shell("busybox", "ash", can={"delete", "word", "wrap", "list", "ascii"}, env={"PS1": PS1, "ENV": "/dev/null"}, secret="read -s -p 'Password: ' pw"),
    "yash": shell("yash", "--norcfile", "-o", "emacs", prompt="[#$] $", can={"delete", "word", "wrap"}),
}
PANES = {
    "bash": shell("bash", "--rcfile", "@HOME@/rc", can=ALL, files={"rc": "PS1='alice@web-1 # '\n"}, secret="read -s -p 'Password: ' pw"),
    "zsh": shell("zsh", can=ALL - {"list"}, files={".zshrc": "PS1='alice@web-1 %# '\nPS2='> '\nHISTFILE=~/.zh HISTSIZE=50 SAVEHIST=50\nbindkey '^[[3~' delete-char\n"},
                 secret="read -s 'pw?Password: '"),
    "fish": shell("fish", prompt="> $|# $", can={"delete", "word", "wrap", "fish"}, files={".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n 'alice@web-1 # '; end\n"},
                  secret="read -s -P 'Password: ' pw"),
    "ksh93": SHELLS["ksh93"], "tcsh": SHELLS["tcsh"], "busybox": SHELLS["busybox"], "mksh": SHELLS["mksh"],
}


def plain(s, sh):
    s.run("echo hello")
    s.run("pwd")
    s.run("false")
    s.run("ls -la /etc | head -5")
    s.run("echo 'single' \"double\" $HOME `date +%Y`")
    s.enter(None)
    s.enter(None)
    s.run("echo after two empty lines")


def edit(s, sh):
    s.type("ehco helo")
    s.key("C-a")
    s.key(*["Delete" if "delete" in sh["can"] else "C-d"] * 4)
    s.type("echo")
    s.key("C-e", "BSpace")
    s.type("lo")
    s.enter("echo hello")
    if "word" in sh["can"]:
        s.type("echo one two three")
        s.key("C-w")
        s.type("four")
        s.enter("echo one two four")
    if "yank" in sh["can"]:
        s.type("cat /etc/hostname")
        s.key("C-a", "C-k", "C-y")
        s.enter("cat /etc/hostname")
    s.type("rm -rf /tmp/nothing-here")
    s.key("C-u")
    s.type("echo safe")
    s.enter("echo safe")
    s.type("echo middle end")
    s.key("Left", "Left", "Left", "Left")
    s.type(" of the")
    s.enter("echo middle of the end", also=["echo middle of the  end"])


def history(s, sh):
    s.run("echo first command")
    s.run("echo second thing")
    s.key("Up", "Up")
    s.pause(0.1)
    s.enter("echo first command")
    if "search" in sh["can"]:
        s.key("C-r")
        s.type("second")
        s.pause(0.1)
        s.enter("echo second thing")
    s.run("true")
    s.key("Up", "Up", "Up", "Down")
    s.pause(0.1)
    s.type(" x")
    s.enter("echo second thing x" if "search" in sh["can"] else "echo first command x", also=["true x"])
    s.run("echo the end")


def completion(s, sh):
    s.type("cat uni")
    s.key("Tab")
    s.pause(0.2)
    s.key("Tab")
    s.pause(0.2)
    s.enter("cat unique-directory/inner.txt", also=["cat unique-directory/", "cat unique-directory"])
    s.type("cat very")
    s.key("Tab")
    s.pause(0.2)
    if "list" in sh["can"]:
        s.key("Tab", "Tab")
        s.pause(0.3)
    s.type("f")
    s.key("Tab")
    s.pause(0.2)
    s.enter("cat very-long-file-name.txt", also=["cat very-long-f"])


def wrap(s, sh):
    s.run("echo aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee ffffffffff gggggggggg")
    s.type("echo 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    s.key("C-a")
    s.key(*["Right"] * 4)
    s.type(" start")
    s.enter("echo start 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    for _ in range(14):
        s.enter(None)
    s.run("echo at the bottom: aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee fff")
    s.run("echo " + "x" * (60 - len(PS1) - len("echo ")))


def continuation(s, sh):
    def rows(*parts):
        for part in parts[:-1]:
            s.type(part)
            s.enter(None, wait=r"\? $" if sh.get("csh") else "> $")
        s.type(parts[-1])
        s.enter("\n".join(parts))
    if sh.get("csh"):
        rows("foreach i (1 2 3)", "echo number $i", "end")
        rows("cat <<END", "some text", "END")
        return
    rows("for i in 1 2 3; do", "echo number $i", "done")
    rows("cat <<END", "some text", "END")
    rows('echo "open', 'close"')
    rows("echo back \\", "slash")


def cancel(s, sh):
    s.type("rm -rf /never/run")
    s.key("C-c")
    s.absent.append("/never/run")
    s.pause(0.2)
    s.run("echo ran")
    s.type("sleep 30")
    s.enter("sleep 30", wait=False)
    s.pause(0.3)
    s.key("C-c")
    s.wait()
    s.pause(0.1)
    s.run("echo $status" if sh.get("csh") else "echo over")


def secret(s, sh):
    s.run(sh["secret"], wait="Password: $")
    s.pause(0.1)
    s.secret("correct-horse-battery")
    s.enter(None)
    s.run("echo kept $pw | wc -c")
    s.run("read name", wait="(^|│)$|> $")
    s.type("Bob")
    s.enter("Bob", kind="reply")
    s.run("echo hello $name")


def fullscreen(s, sh):
    s.run("less notes.txt", wait=False)
    s.see("one")
    s.pause(0.2)
    s.key("Space", "Space", "q", pace=0.15)
    s.wait()
    s.run("vim -u NONE -n notes.txt", wait=False)
    s.see("three")
    s.pause(0.3)
    s.key("i")
    s.type("rm -rf /not/a/command")
    s.key("Enter", "Escape", pace=0.1)
    s.pause(0.6)
    s.absent.append("/not/a/command")
    s.type(":q!")
    s.key("Enter", pace=0.2)
    s.wait()
    s.run("echo back from vim")


def typeahead(s, sh):
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.burst("echo typed ahead\n")
    s.truth("echo typed ahead")
    s.pause(1.2)
    s.wait()
    s.run("echo after")


def paste(s, sh):
    s.paste("echo pasted line")
    s.enter("echo pasted line")
    if "paste" in sh["can"]:
        s.paste("echo one\necho two")
        s.pause(0.1)
        s.enter("echo one\necho two")
    s.burst("echo fast 1\necho fast 2\necho fast 3\n")
    for n in (1, 2, 3):
        s.truth(f"echo fast {n}")
    s.pause(0.6)
    s.wait()


def resize(s, sh):
    s.type("echo a line that is being typed while the window ")
    s.resize(70, 20)
    s.type("changes size")
    s.enter("echo a line that is being typed while the window changes size")
    s.resize(100, 30)
    s.run("echo wide again")


def hostile(s, sh):
    s.run("printf 'alice@web-1 # rm -rf /fake/one\\n'")
    s.run("printf '\\033]133;A\\007$ \\033]133;B\\007rm -rf /fake/two\\033]133;C\\007\\n'")
    s.run("echo done")
    s.absent += ["alice@web-1 # rm"]


def nested(s, sh):
    s.run("bash --norc --noprofile -i", wait=r"bash-5.2# $|[$#] $")
    s.pause(0.2)
    s.run("echo inner", wait=r"[$#] $")
    s.run("exit")
    s.run("python3 -q", wait=">>> $")
    s.run("1 + 1", kind="repl", wait=">>> $")
    s.run("print('hello from python')", kind="repl", wait=">>> $")
    s.run("exit()", kind="repl")
    s.run("echo outer")


def unended(s, sh):
    s.run("echo colourful")
    s.run("cd /tmp")
    s.run("ls --color=always /")
    s.run("printf 'no newline at end'")
    s.pause(0.1)
    s.enter(None)
    s.run("echo naïve café 日本語" if sh["can"] >= {"wrap"} and "ascii" not in sh["can"] else "echo plain")
    s.run("clear")
    s.run("echo after clear")


ACTS = (plain, edit, history, completion, wrap, continuation, cancel, secret, fullscreen, typeahead, paste, resize, hostile, nested, unended)


def fits(act, sh):
    if act is secret:
        return "secret" in sh
    if act is wrap or act is resize:
        return "wrap" in sh["can"]
    if act is continuation:
        return "fish" not in sh["can"]
    return True


def register(act, name, sh, inside):
    def play(s):
        if inside == "beside":
            s.key("C-b", "%", pace=0.1)
            s.pause(0.8)
            s.wait()
        act(s, sh)
        s.run("exit", wait=bool(inside == "beside") and (sh["prompt"]))
        if inside == "beside":
            s.pause(0.3)
            s.run("exit", wait=False)
    play.__name__ = f"exam_seed_{name}_{act.__name__}" + (f"_{inside}" if inside else "")
    files = {"notes.txt": NOTES, **LONG, **sh["files"]}
    program, size = sh["program"], (60, 20) if act is wrap else (80, 24)
    if inside:
        # the shell that tmux starts it with would take PS1 away
        line = " ".join([*(f"{name}='{value}'" for name, value in sh["env"].items()), "exec", *program])
        files["tmux.conf"] = 'set -g default-command "' + line.replace("@HOME@", "~") + '"\n'
        program = ["tmux", "-S", "@HOME@/inner", "-f", "@HOME@/tmux.conf", "new-session"]
        size = (size[0] * 2 + 1, size[1]) if inside == "beside" else size
    scenario(program, env=sh["env"], prompt=sh["prompt"], files=files, size=size, needs=[sh["program"][0], "less", "vim", *(["tmux"] if inside else [])],
             history="")(play)


for one in ACTS:
    for known, how in SHELLS.items():
        if fits(one, how):
            register(one, known, how, "")
    for n, (known, how) in enumerate(PANES.items()):
        if fits(one, how):
            register(one, known, how, "pane" if (n + ACTS.index(one)) % 2 else "beside")
