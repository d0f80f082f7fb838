"""Programs that ask: replies are no commands; and of what is typed unseen nothing may appear."""
from props import bash, prop

APT = """#!/bin/bash
echo 'Reading package lists... Done'
echo 'The following NEW packages will be installed:'
echo '  nginx-light'
read -r -p 'Do you want to continue? [Y/n] ' answer
[ "${answer:-Y}" = Y ] && echo 'Setting up nginx-light ...'
"""


@bash(needs=["cat", "wc"])
def replies_to_cat(s):
    s.run("cat", wait="^$")
    s.run("rm -rf /not/a/command", kind="reply", wait="^$")
    s.type("alice@web-1:~# reboo")
    s.key("BSpace")
    s.type("ot")
    s.enter("alice@web-1:~# reboot", kind="reply", wait="^$")
    s.absent += ["/not/a/command"]
    s.key("C-d", pace=0)
    s.wait()
    s.run("cat > notes.txt", wait="^$")
    s.run("shutdown -h now", kind="reply", wait="^$")
    s.type("no line end")
    s.key("C-d", "C-d", pace=0.1)
    s.wait()
    s.run("wc -c notes.txt", exit=0)
    s.run("exit", wait=False)


@bash(files={"one.txt": "1\n", "two.txt": "2\n"})
def replies_to_questions(s):
    s.run("rm -i one.txt two.txt", wait=r"one\.txt'\? $")
    s.type("y")
    s.enter("y", kind="reply", wait=r"two\.txt'\? $")
    s.type("n")
    s.enter("n", kind="reply")
    s.run("select colour in red blue; do echo got $colour; break; done", wait=r"#\? $")
    s.type("2")
    s.enter("2", kind="reply")
    s.run("read -n 1 -p 'Sure? '; echo", wait=r"Sure\? $")
    s.type("y")                                    # acts without Enter
    s.truth("y", kind="reply")
    s.wait()
    s.run("read -t 0.3 -p 'Quick! '", wait=r"# $", exit=142)
    s.run("ls *.txt", exit=0)
    s.run("exit", wait=False)


@bash(files={"bin/apt-like": APT})
def replies_to_apt(s):
    s.run("apt-like install nginx-light", wait=r"\[Y/n\] $")
    s.enter(None, exit=0)                          # the answer that is offered
    s.run("apt-like install nginx-light", wait=r"\[Y/n\] $")
    s.type("n")
    s.enter("n", kind="reply")
    s.run("yes | apt-like install nginx-light")
    s.run("apt-like install nginx-light", wait=r"\[Y/n\] $")
    s.key("C-c", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["git"], files={"app/main.c": "int main(void)\n{\n\treturn 1;\n}\n"},
      env={"GIT_CONFIG_GLOBAL": "@HOME@/.gitconfig", "GIT_PAGER": "cat", "EDITOR": "vi"})
def replies_to_git(s):
    s.run("cd app && git init -q && git add . && git -c user.name=a -c user.email=a@b commit -qm first", exit=0)
    s.run("sed -i s/1/0/ main.c", exit=0)
    s.run("git add -p", wait=r"\? $")
    s.type("?")
    s.enter("?", kind="reply", wait=r"\? $")
    s.type("y")
    s.enter("y", kind="reply")
    s.run("git status --short", exit=0)
    s.run("git clean -i", exit=0)
    s.run("exit", wait=False)


@bash(needs=["openssl", "python3", "ssh-keygen"], files={"bin/askpass": prop("askpass.py")})
def passwords_unseen(s):
    s.run("openssl passwd -5", wait="^Password: $")
    s.secret("Quick-Otter-12")
    s.enter(None, wait="Verifying - Password: $")
    s.type("Quick-Otter-12")
    s.enter(None)
    s.run("""python3 -c "import getpass; print(len(getpass.getpass('Token: ')))" """.strip(), wait="^Token: $")
    s.secret("Slow-Otter-133")
    s.key("BSpace")
    s.type("4")
    s.enter(None)
    s.run("ssh-keygen -q -t ed25519 -f key", wait=r"no passphrase\): $")
    s.secret("Wet-Otter-14")
    s.enter(None, wait="again: $")
    s.type("Wet-Otter-14")
    s.enter(None)
    s.run("ls key*", exit=0)
    s.run("exit", wait=False)


@bash(needs=["python3"], files={"bin/askpass": prop("askpass.py")})
def passwords_as_asterisks(s):
    s.absent.append("***")
    s.run("askpass 'Passphrase: '", wait="^Passphrase: $")
    s.secret("Grey-Gull-55x")
    s.key("BSpace")
    s.secret("y")
    s.secrets.remove("y")                          # alone it stands in many words
    s.enter(None)
    s.run("askpass 'PIN: '", wait="^PIN: $")
    s.secret("PIN-840271")
    s.key("C-c", pace=0)
    s.wait()
    s.run("echo after", exit=0)
    s.run("exit", wait=False)


@bash()
def passwords_in_bash(s):
    s.run("read -rs -p 'Old: ' a; echo; read -rs -p 'New: ' b; echo", wait="^Old: $")
    s.secret("Kind-Viper-31")
    s.enter(None, wait="^New: $")
    s.secret("Loud-Viper-32")
    s.enter(None)
    s.run("stty -echo; cat > secret.txt; stty echo", wait="^$")
    s.secret("Tame-Viper-33")
    s.key("Enter")
    s.secret("Wild-Viper-34")
    s.key("Enter", "C-d", pace=0.1)
    s.wait()
    s.run("wc -l < secret.txt", exit=0)
    s.run("exit", wait=False)


@bash(needs=["python3"])
def password_in_the_wrong_place(s):
    """Typed at the shell's prompt, seen, and taken back: shown, but never run."""
    s.type("Bright-Stork-8")
    s.absent.append("Bright-Stork-8")
    s.key("C-u")
    s.run("echo careful", exit=0)
    s.type("Pale-Stork-9")
    s.absent.append("Pale-Stork-9")
    s.key("C-c", pace=0.1)
    s.wait()
    s.run("""python3 -c "import getpass; getpass.getpass()" """.strip(), wait="^Password: $")
    s.secret("Dark-Stork-10")
    s.key("C-c", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["python3"])
def password_typed_ahead(s):
    """Before the prompt came: half of it was shown."""
    s.run("""sleep 0.6; python3 -c "import getpass; print(len(getpass.getpass()))" """.strip(), wait=False)
    s.pause(0.2)
    s.secret("Plain-Crane-77")
    s.pause(0.8)
    s.key("Enter", pace=0)
    s.wait(r"# $")
    s.run("echo after", exit=0)
    s.run("exit", wait=False)


READER = """#!/bin/bash
# reads its answers by itself
while read -r -p "$1 name? " name; do
	case $name in
	list) echo "$1-a $1-b" ;;
	'') echo "nothing made"; break ;;
	*) echo "made $1 $name" ;;
	esac
done
read -r -p 'Keep? ' keep
echo "kept: $keep"
"""


@bash(files={"bin/make-many": READER})
def script_that_reads(s):
    s.run("make-many volume", wait=r"name\? $")
    for line in ("list", "data", "rm -rf /not/a/command"):
        s.run(line, kind="reply", wait=r"name\? $")
    s.absent.append("/not/a/command")
    s.enter(None, wait=r"Keep\? $")
    s.run("yes", kind="reply")
    s.run("make-many pool < /dev/null", exit=0)
    s.run("exit", wait=False)
