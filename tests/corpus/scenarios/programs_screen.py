"""Full-screen programs: what is typed into them is no command, and the shell's lines before and after are."""
from props import bash, namespaces

NOTES = "".join(f"line {n} of the notes\n" for n in range(1, 201))
VIM = "vim -u NONE -N -n -i NONE"


@bash(needs=["vim"], files={"notes.txt": NOTES})
def vim_edits(s):
    s.run(f"{VIM} notes.txt", wait=False)
    s.see("line 3 of")
    s.type("Orm -rf /not/a/command")
    s.key("Enter")
    s.type("alice@web-1:~# halt")
    s.key("Enter", "Escape", pace=0.1)
    s.absent += ["/not/a/command", "halt"]
    s.type("/line 150")
    s.key("Enter", pace=0.1)
    s.type("dd:%s/notes/pages/g")
    s.key("Enter", pace=0.1)
    s.see("substitutions on")
    s.type(":wq")
    s.enter(":wq", kind="reply")
    s.run("tail -1 notes.txt", exit=0)
    s.run("exit", wait=False)


@bash(needs=["vim"], files={"notes.txt": NOTES, ".bashrc": "PS1='below vim\\$ '\n"}, env={"SHELL": "/bin/bash"})
def vim_to_shell_and_back(s):
    s.run(f"{VIM} notes.txt", wait=False)
    s.see("line 3 of")
    s.type(":!echo out of $((40 + 2))")
    s.key("Enter", pace=0)
    s.truth(":!echo out of $((40 + 2))", kind="reply", also=["!echo out of $((40 + 2))", "echo out of $((40 + 2))"])
    s.see("out of 42")
    s.key("Enter", pace=0.2)
    s.type(":shell")
    s.enter(":shell", kind="reply", wait="below vim# $")
    s.run("echo a shell below vim", exit=0, wait="below vim# $")
    s.run("wc -l notes.txt", exit=0, wait="below vim# $")
    s.run("exit", wait=False)
    s.see("line 3 of")
    s.pause(0.2)
    s.key("C-z", pace=0)
    s.wait()
    s.run("jobs", exit=0)
    s.run("fg", wait=False)
    s.see("line 3 of")
    s.type(":q!")
    s.enter(":q!", kind="reply")
    s.run("echo home again", exit=0)
    s.run("exit", wait=False)


@bash(needs=["vim"], files={"notes.txt": NOTES})
def vim_on_the_main_screen(s):
    """A vim that never takes the alternate screen."""
    s.run(f"{VIM} --cmd 'set t_ti= t_te=' notes.txt", wait=False)
    s.see("line 3 of")
    s.type("irm -rf /not/a/command")
    s.key("Enter")
    s.type("# reboot")
    s.key("Enter", "Escape", pace=0.1)
    s.absent += ["/not/a/command", "reboot"]
    s.type(":q!")
    s.enter(":q!", kind="reply")
    s.run("echo after", exit=0)
    s.run("ls", exit=0)
    s.run("exit", wait=False)


@bash(needs=["vim"], env={"SHELL": "/bin/bash"}, size=(80, 30))
def vim_holds_a_terminal(s):
    """A shell in a window of vim's: its commands are commands."""
    s.run("vim --clean -n -c 'terminal bash --norc'", wait=r"web-1:~# $")
    s.run("echo inside of vim", wait=r"web-1:~# $")
    s.type("echo hell")
    s.key("BSpace", "BSpace")
    s.type("lm")
    s.enter("echo helm", wait=r"web-1:~# $")
    s.run("exit", wait=False)
    s.see("[No Name]")
    s.pause(0.2)
    s.type(":qa!")
    s.enter(":qa!", kind="reply")
    s.run("echo outside", exit=0)
    s.run("exit", wait=False)


# killed by itself, once the words are typed
FATAL = """autocmd TextChangedI * if getline(1) =~# 'half a word' | call system('kill -9 ' . getpid()) | endif
"""


@bash(needs=["vim"], files={"notes.txt": NOTES, "fatal.vim": FATAL})
def vim_killed(s):
    """It leaves the alternate screen on, and the shell goes on there."""
    s.run(f"{VIM} -S fatal.vim notes.txt", exit=137, wait=False)
    s.see("line 3 of")
    s.type("ihalf a word")
    s.wait(r"web-1:~# $")
    s.run("echo on the wrong screen", exit=0)
    s.run("ls", exit=0)
    s.run("tput rmcup", exit=0)
    s.run("echo on the right one", exit=0)
    s.run("exit", wait=False)


@bash(needs=["vim", "stty"], files={"notes.txt": NOTES, "fatal.vim": FATAL, "bin/edit": f"#!/bin/bash\n{VIM} -S fatal.vim \"$@\"\nexit 1\n"})
def vim_killed_and_blind(s):
    """The same below a program that ends in order: bash keeps the terminal without echo, and shows nothing of what is typed."""
    s.run("edit notes.txt", exit=1, wait=False)
    s.see("line 3 of")
    s.type("ihalf a word")
    s.wait(r"web-1:~# $")
    s.run("echo blind", kind="unknown", exit=0)
    s.run("stty sane", kind="unknown", exit=0)
    s.run("tput rmcup", exit=0)
    s.run("echo seen again", exit=0)
    s.run("exit", wait=False)


@bash()
def alternate_screen_left_on(s):
    s.run("tput smcup", exit=0)
    s.run("echo first there", exit=0)
    s.run("clear", exit=0)
    s.run("seq 40", exit=0)
    s.type("echo edited thare")
    s.key("Left", "Left", "BSpace")
    s.type("e")
    s.enter("echo edited there", exit=0)
    s.run("tput rmcup", exit=0)
    s.run("echo back here", exit=0)
    s.run("reset", exit=0)
    s.run("echo after reset", exit=0)
    s.run("exit", wait=False)


@bash(needs=["nano"], files={"motd": "welcome\n"})
def nano_edits(s):
    s.run("nano -I motd", wait=False)
    s.see("welcome")
    s.type("rm -rf /not/a/command")
    s.key("Enter")
    s.absent.append("/not/a/command")
    s.key("C-w", pace=0.1)
    s.see("Search")
    s.type("welcome")
    s.key("Enter", pace=0.1)
    s.key("C-o", pace=0.1)
    s.see("Name to Write")
    s.key("Enter", pace=0.1)
    s.see("Wrote 2 lines")
    s.key("C-x", pace=0)
    s.wait(r"web-1:~# $")
    s.run("cat motd", exit=0)
    s.run("exit", wait=False)


ALONE = "#!/bin/sh\n# sees no processes but its own\nexec unshare --pid --fork --mount-proc /usr/bin/${0##*/} \"$@\"\n"


@bash(needs=["top", "htop", "watch", *namespaces()], files={"bin/top": ALONE, "bin/htop": ALONE})
def monitors(s):
    s.run("top -d 1", wait=False)
    s.see("PID USER")
    s.type("u")
    s.see("Which user")
    s.type("root")
    s.key("Enter", "q", pace=0.3)
    s.wait(r"web-1:~# $")
    s.run("htop -d 10", wait=False)
    s.see("F10")
    s.key("F4", pace=0.2)
    s.type("htop")
    s.key("Enter", "F10", pace=0.2)
    s.wait(r"web-1:~# $")
    s.run("watch -n 1 'ls -la /etc/hostname'", wait=False)
    s.see("Every 1.0s")
    s.pause(0.3)
    s.key("C-c", pace=0)
    s.wait(r"web-1:~# $")
    s.run("top -bn 1 | head -3", exit=0)
    s.run("exit", wait=False)


@bash(needs=["emacs"], files={"notes.txt": NOTES}, size=(80, 30))
def emacs_edits(s):
    s.run("emacs -nw -Q notes.txt", wait=False)
    s.see("line 3 of")
    s.type("rm -rf /not/a/command")
    s.key("Enter", pace=0.1)
    s.absent.append("/not/a/command")
    s.key("M-!", pace=0.2)
    s.see("Shell command")
    s.type("echo out of $((40 + 2))")
    s.key("Enter", pace=0)
    s.truth("echo out of $((40 + 2))", kind="reply")
    s.see("out of 42")
    s.key("C-x", "C-c", pace=0.2)
    s.see("Save file")
    s.type("n")
    s.see("exit anyway")
    s.type("yes")
    s.enter("yes", kind="reply")
    s.run("echo after emacs", exit=0)
    s.run("exit", wait=False)


@bash(needs=["mc"], files={"notes.txt": NOTES}, env={"SHELL": "/bin/bash"}, size=(80, 24))
def mc_panels(s):
    """Its own line for commands is a part of its screen: they may be reported."""
    s.run("mc -u", wait=False)
    s.see("Quit")
    s.key("Down", "Down", pace=0.1)
    s.type("echo by its line > out.txt")
    s.key("Enter", pace=0)
    s.truth("echo by its line > out.txt", kind="reply")
    s.exists("out.txt")
    s.pause(0.5)
    s.key("F10", pace=0)
    s.wait(r"web-1:~# $")
    s.run("cat out.txt", exit=0)
    s.run("exit", wait=False)


@bash(needs=["fzf"], files={"alpha.txt": "1\n", "beta.txt": "2\n", "gamma.txt": "3\n"})
def fzf_chooses(s):
    s.run("cat \"$(ls *.txt | fzf)\"", wait=False)
    s.see("3/3")
    s.type("bet")
    s.see("1/3")
    s.key("Enter", pace=0)
    s.wait(r"web-1:~# $")
    s.run("wc -l \"$(ls *.txt | fzf --height 40%)\"", wait=False)
    s.see("3/3")
    s.type("gam")
    s.see("1/3")
    s.key("Enter", pace=0)
    s.wait(r"web-1:~# $")
    s.run("ls *.txt | fzf --height 8 --reverse", wait=False)
    s.see("3/3")
    s.key("Escape", pace=0)
    s.wait(r"web-1:~# $")
    s.run("echo after", exit=0)
    s.run("exit", wait=False)


@bash(needs=["ncdu", "whiptail"], files={"big/one": "x" * 4000, "big/two": "y" * 9000})
def ncdu_and_dialogs(s):
    s.run("ncdu big", wait=False)
    s.see("two")
    s.key("Down", "q", pace=0.2)
    s.wait(r"web-1:~# $")
    s.run("whiptail --inputbox 'Host name?' 8 40", wait=False)
    s.see("Host name?")
    s.pause(0.2)
    s.type("web-9")
    s.key("Enter", pace=0)
    s.wait(r"web-1:~# $")
    s.run("whiptail --passwordbox 'Secret?' 8 40 2>/dev/null", wait=False)
    s.see("Secret?")
    s.pause(0.2)
    s.secret("Numb-Raven-61")
    s.key("Enter", pace=0)
    s.wait(r"web-1:~# $")
    s.run("whiptail --yesno 'Go on?' 8 40", wait=False)
    s.see("Go on?")
    s.pause(0.2)
    s.key("Tab", "Enter", pace=0.1)
    s.wait(r"web-1:~# $")
    s.run("echo $?", exit=0)
    s.run("exit", wait=False)
