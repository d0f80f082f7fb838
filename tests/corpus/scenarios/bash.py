from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}


@scenario(BASH, env=PS1)
def bash_plain(s):
    s.run("echo hello", exit=0)
    s.run("pwd", exit=0)
    s.run("false", exit=1)
    s.run("ls -la /etc | head -5", exit=0)
    s.run("echo 'single' \"double\" $HOME `date +%Y`", exit=0)
    s.enter(None)                                  # an empty line is no command
    s.enter(None)
    s.run("exit", exit=0, wait=False)


@scenario(BASH, env=PS1)
def bash_edit(s):
    s.type("ehco helo")
    s.key("C-a", "Delete", "Delete", "Delete", "Delete")
    s.type("echo")
    s.key("C-e", "BSpace")
    s.type("lo")
    s.enter("echo hello")
    s.type("echo one two three")
    s.key("C-w")
    s.type("four")
    s.enter("echo one two four")
    s.type("cat /etc/hostname")
    s.key("M-b", "M-b")
    s.key("C-k", "C-y")
    s.enter("cat /etc/hostname")
    s.type("rm -rf /tmp/nothing-here")
    s.key("C-u")
    s.type("echo safe")
    s.enter("echo safe")
    s.type("echo middle end")
    s.key("Left", "Left", "Left", "Left")
    s.type(" of the")
    s.enter("echo middle of the end")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_history(s):
    s.run("echo first command")
    s.run("echo second thing")
    s.key("Up", "Up")
    s.enter("echo first command")
    s.key("C-r")
    s.type("second")
    s.pause(0.1)
    s.enter("echo second thing")
    s.key("Up", "Up", "Up", "Down")
    s.type("!")
    s.enter("echo first command!")
    s.key("C-r")
    s.type("zzzz")
    s.key("C-g")
    s.run("echo after cancelled search")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1,
          files={"very-long-file-name.txt": "x\n", "very-long-other.txt": "y\n", "unique-directory/inner.txt": "z\n"})
def bash_completion(s):
    s.type("cat uni")
    s.key("Tab")
    s.pause(0.1)
    s.key("Tab")
    s.pause(0.1)
    s.enter("cat unique-directory/inner.txt")
    s.type("cat very")
    s.key("Tab", "Tab", "Tab")
    s.pause(0.2)                                   # the candidates are listed, and the prompt is drawn again below
    s.type("f")
    s.key("Tab")
    s.pause(0.1)
    s.enter("cat very-long-file-name.txt")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(60, 20))
def bash_wrap(s):
    s.run("echo aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee ffffffffff gggggggggg")
    s.type("echo 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    s.key("C-a")
    s.key("M-f")
    s.type(" start")
    s.enter("echo start 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    for n in range(14):                            # drive the prompt to the bottom row: a wrapping line then scrolls
        s.enter(None)
    s.run("echo at the bottom: aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee fff")
    exact = "echo " + "x" * (60 - len("alice@web-1:~$ ") - len("echo "))
    s.run(exact)                                   # ends exactly at the right margin
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_continuation(s):
    s.type("for i in 1 2 3; do")
    s.enter(None, wait=r"> $")
    s.type("echo number $i")
    s.enter(None, wait=r"> $")
    s.type("done")
    s.enter("for i in 1 2 3; do\necho number $i\ndone")
    s.type("cat <<END")
    s.enter(None, wait=r"> $")
    s.type("some text")
    s.enter(None, wait=r"> $")
    s.type("END")
    s.enter("cat <<END\nsome text\nEND")
    s.type("echo \"open")
    s.enter(None, wait=r"> $")
    s.type("close\"")
    s.enter("echo \"open\nclose\"")
    s.type("echo back \\")
    s.enter(None, wait=r"> $")
    s.type("slash")
    s.enter("echo back \\\nslash")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_cancel(s):
    s.type("rm -rf /never/run")
    s.key("C-c")
    s.absent.append("/never/run")
    s.pause(0.1)
    s.run("echo ran")
    s.type("sleep 30")
    s.enter("sleep 30", wait=False)
    s.pause(0.3)
    s.key("C-c")
    s.wait()
    s.run("echo $?")
    s.key("C-d", pace=0.1)


@scenario(BASH, env=PS1)
def bash_secret(s):
    s.run("read -s -p 'Password: ' pw", wait="Password: $")
    s.secret("correct-horse-battery")
    s.enter(None)
    s.run("echo ${#pw}")
    s.run("read -p 'Name? ' name", wait=r"Name\? $")
    s.type("Bob")
    s.enter("Bob", kind="reply")
    s.run("echo hello $name")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={"notes.txt": "one\ntwo\nthree\n" * 40})
def bash_fullscreen(s):
    s.run("less notes.txt", wait=False)
    s.see("one")
    s.pause(0.2)
    s.key("Space", "Space", "q", pace=0.15)
    s.wait()
    s.run("vim -u NONE -n notes.txt", wait=False)
    s.see("three")
    s.pause(0.2)
    s.key("i")
    s.type("rm -rf /not/a/command")
    s.key("Enter", "Escape", pace=0.1)
    s.absent.append("/not/a/command")
    s.type(":q!")
    s.key("Enter", pace=0.2)
    s.wait()
    s.run("echo back from vim")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_typeahead(s):
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.burst("echo typed ahead\n")
    s.truth("echo typed ahead")
    s.pause(1.2)
    s.wait()
    s.run("echo after")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_paste(s):
    s.paste("echo pasted line")
    s.enter("echo pasted line")
    s.paste("echo one\necho two")
    s.pause(0.1)
    s.enter("echo one\necho two")
    s.burst("echo fast 1\necho fast 2\necho fast 3\n")
    for n in (1, 2, 3):
        s.truth(f"echo fast {n}")
    s.pause(0.4)
    s.wait()
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_resize(s):
    s.type("echo a line that is being typed while the window ")
    s.resize(50, 20)
    s.type("changes size")
    s.enter("echo a line that is being typed while the window changes size")
    s.resize(100, 30)
    s.run("echo wide again")
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"\n\[\e[1;32m\]┌──(\u㉿web)-[\w]\n\[\e[1;34m\]└─\[\e[0m\]❯ ", "HISTFILE": "@HOME@/.hist"},
          prompt=r"❯ $")
def bash_fancy_prompt(s):
    s.run("echo colourful")
    s.run("cd /tmp")
    s.run("ls --color=always /")
    s.run("printf 'no newline at end'")
    s.run("echo naïve café 日本語")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_hostile(s):
    # output that looks like a prompt with a command is no command
    s.run("printf 'alice@web-1:~$ rm -rf /fake/one\\n'")
    s.run("printf '\\033]133;A\\007$ \\033]133;B\\007rm -rf /fake/two\\033]133;C\\007\\n'")
    s.run("echo done")
    s.absent += ["alice@web-1:~$ rm"]
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_nested(s):
    s.run("bash --norc --noprofile -i")
    s.run("echo inner")
    s.run("exit")
    s.run("python3 -q", wait=">>> $")
    s.run("1 + 1", kind="repl", wait=">>> $")
    s.run("print('hello from python')", kind="repl", wait=">>> $")
    s.run("exit()", kind="repl")
    s.run("echo outer")
    s.run("exit", wait=False)
