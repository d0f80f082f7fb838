"""A day's work in the Korn shells, ksh93 and mksh: logs, scripts, jobs, editors, below the prompts that people have there."""
from drive import scenario
from props import bash, block

LOG = "".join(f"2024-05-{d:02} app[{700 + d}]: request {d * 37} served in {d * 3} ms\n" for d in range(1, 29))
FILES = {"app.log": LOG, "srv/conf/site.conf": "listen 80\nroot /srv/www\n", "srv/conf/site.bak": "listen 8080\n", "hosts.txt": "web-1\nweb-2\ndb-1\n",
         "notes.txt": "".join(f"note number {n}\n" for n in range(90))}


def ksh(ps1, size=(80, 24), prompt="# $", rc="", **more):
    """ksh93 as somebody has it, its prompt in the file that ENV names."""
    files = {**FILES, "kshrc": f"set -o emacs\nPS1='{ps1}'\n{rc}", **more.pop("files", {})}
    return scenario(["ksh93", "-i"], env={"ENV": "@HOME@/kshrc", "HISTFILE": "@HOME@/.kh", **more.pop("env", {})}, files=files, prompt=prompt, size=size,
                    history="", **more)


def mk(ps1, size=(80, 24), prompt="# $", rc="", **more):
    files = {**FILES, "mkshrc": f"PS1='{ps1}'\n{rc}", **more.pop("files", {})}
    return scenario(["mksh", "-i"], env={"ENV": "@HOME@/mkshrc", **more.pop("env", {})}, files=files, prompt=prompt, size=size, history="", **more)


def stop(s, after):
    """A program that runs on, until Ctrl-C."""
    s.pause(after)
    s.key("C-c", pace=0.3)
    s.wait()


def erase(s, n):
    for _ in range(n):
        s.key("BSpace", pace=0.05)


def written(s, line, text):
    """In vi: text put before the first line, and saved."""
    s.run(line, wait=False)
    s.pause(0.8)
    s.type("O" + text)
    s.key("Escape", pace=0.4)
    s.type(":wq")
    s.absent.append(":wq")
    s.key("Enter", pace=0.3)
    s.wait()


@ksh("root@db-1:$PWD # ")
def ksh93_looks_for_space(s):
    s.run("df -h /")
    s.run("du -sk * | sort -n")
    s.run("cd srv/conf")
    s.run("ls -l")
    s.run("tail -f ~/app.log", wait=False)
    stop(s, 0.6)
    s.run("rm site.bak")
    s.key("Up", "Up", "Up", pace=0.15)
    s.enter("ls -l")
    s.run("cd")
    s.type("wc -l ap.log")
    s.key("Left", "Left", "Left", "Left", pace=0.06)
    s.type("p")
    s.enter("wc -l app.log")
    s.key("C-d", pace=0)
    s.finish()


@ksh("$ ", prompt=r"^\$ $")
def ksh93_writes_a_small_script(s):
    s.type("cat > check.sh <<EOF")
    s.enter(None, wait="^> $")
    s.type("#!/bin/ksh")
    s.enter(None, wait="^> $")
    s.type("print all is well")
    s.enter(None, wait="^> $")
    s.type("EOF")
    s.enter("cat > check.sh <<EOF\n#!/bin/ksh\nprint all is well\nEOF")
    s.run("chmod +x check.sh")
    s.run("./check.sh")
    s.run("cat check.sh")
    s.type("./check.hs")
    erase(s, 2)
    s.type("sh | tr a-z A-Z")
    s.enter("./check.sh | tr a-z A-Z")
    s.run("echo $?")
    s.run("exit", wait=False)


@ksh("[!] ${PWD##*/}> ", prompt="> $", size=(100, 30))
def ksh93_counts_and_repeats(s):
    s.run("cd srv")
    s.run("grep -r listen .")
    s.run("cd ..")
    s.run("history")
    s.run("r grep", also=["grep -r listen ."])
    s.key("C-p", "C-p", pace=0.15)
    s.enter("history", also=["grep -r listen .", "r grep"])
    s.run("print done")
    s.run("exit", wait=False)


@scenario(["ksh93"], env={"ENV": "/dev/null", "HISTFILE": "@HOME@/.kh"}, prompt="^# $", files=FILES, history="")
def ksh93_as_it_comes(s):
    s.run("uname -a")
    s.run("cd srv")
    s.run("ls")
    s.run("cat conf/site.conf")
    s.run("typeset -i n=3")
    s.run("(( n = n * 7 )); echo $n")
    s.run("echo ${.sh.version}")
    s.run("false || echo it failed")
    s.run("exit", wait=False)


@ksh("${LOGNAME}@vm $PWD\n# ", prompt="^# $", size=(90, 24))
def ksh93_has_several_jobs(s):
    s.run("sleep 100 &")
    s.run("sleep 200 &")
    s.run("jobs")
    s.run("sleep 300", wait=False)
    s.pause(0.4)
    s.key("C-z", pace=0.3)
    s.wait()
    s.run("bg")
    s.run("kill %1")
    s.run("kill %2 %3")
    s.pause(0.2)
    s.run("jobs")
    s.run("wait")
    s.run("echo all gone")
    s.run("exit", wait=False)


@bash(needs=["ksh93"], files=FILES, history="", env={"ENV": "/dev/null"})
def ksh93_for_a_moment(s):
    it = r"w\$ $"
    s.run("ls", exit=0)
    s.run("ksh93", wait=it)
    s.run("set -o emacs", wait=it)
    s.run("print -r -- $PWD", wait=it)
    s.type("for h in $(cat hosts.txt); do")
    s.enter(None, wait="^> $")
    s.type("print checking $h")
    s.enter(None, wait="^> $")
    s.type("done")
    s.enter("for h in $(cat hosts.txt); do\nprint checking $h\ndone", wait=it)
    s.key("Up", pace=0.2)
    s.key("C-c", pace=0.3)
    s.wait(it)
    s.run("head -3 notes.txt", wait=it)
    s.run("exit")
    s.run("echo in bash again", exit=0)
    s.run("exit", wait=False)


GIT = "b() { git branch --show-current 2>/dev/null; }\n"


@ksh("${PWD##*/} ($(b)) % ", prompt="% $", rc=GIT, needs=["git"], size=(110, 30),
     env={"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b", "GIT_PAGER": "cat"})
def ksh93_keeps_a_history(s):
    s.run("git init -q -b trunk site")
    s.run("cd site")
    s.run("cp ../srv/conf/site.conf .")
    s.run("git status -s")
    s.run("git add -A")
    s.type("git commit -m 'first verison'")
    s.key("Left", "Left", "Left", pace=0.06)
    s.key("BSpace", pace=0.06)
    s.key("Left", pace=0.06)
    s.type("s")
    s.enter("git commit -m 'first version'")
    s.run("git checkout -q -b next")
    s.run("git log --oneline")
    s.run("exit", wait=False)


@mk("${USER}@vm:${PWD} # ")
def mksh_reads_its_logs(s):
    s.run("grep -c served app.log")
    s.run("head -5 app.log")
    s.run("awk '{ print $4 }' app.log | sort -n | tail -3")
    s.run("less app.log", wait=False)
    s.see("app[701]")
    s.pause(0.3)
    s.key("Space", "q", pace=0.3)
    s.wait()
    s.type("tail -2 app.lgo")
    erase(s, 2)
    s.type("og")
    s.enter("tail -2 app.log")
    s.key("Up", "Up", "Up", "Up", pace=0.15)
    s.enter("head -5 app.log")
    s.run("exit", wait=False)


@scenario(["mksh"], env={"ENV": "/etc/mkshrc", "USER": "root"}, needs=["/etc/mkshrc"], prompt="# $", files=FILES, history="")
def mksh_as_debian_has_it(s):
    s.run("cd srv/conf")
    s.run("cat site.conf")
    s.run("cp site.conf site.new")
    written(s, "vi site.new", "# changed by hand")
    s.run("diff site.conf site.new")
    s.run("mv site.new site.conf")
    s.type("ls /nowehre")
    s.key("C-u", pace=0.15)
    s.run("ls -l")
    s.run("cd -")
    s.run("exit", wait=False)


@scenario(["mksh", "-i"], env={"ENV": "/dev/null"}, prompt="^# $", files=FILES, history="", size=(80, 24))
def mksh_as_it_comes(s):
    s.run("print one")
    s.run("x=5")
    s.run("echo $((x * 8))")
    block(s, ["while read h; do", "echo host $h", "done < hosts.txt"], "^> $", kind="command")
    s.run("sleep 50", wait=False)
    stop(s, 0.4)
    s.run("echo $?")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.absent.append("/never/run")
    s.wait()
    s.run("type cd")
    s.key("C-d", pace=0)
    s.finish()


@mk("$? $(date +%H:%M) ${PWD##*/} $ ", prompt=r"\$ $", size=(100, 24))
def mksh_with_status_and_time(s):
    s.run("true")
    s.run("false")
    s.run("cd srv")
    s.type("cat conf/site.c")
    s.key("Tab", pace=0.3)
    s.enter("cat conf/site.conf", also=["cat conf/site.conf "])
    s.type("sevre restart")
    s.enter("sevre restart")
    s.key("C-p", pace=0.2)
    s.key("C-a", pace=0.1)
    s.type("echo ")
    s.enter("echo sevre restart")
    s.run("exit 3", wait=False)


@bash(needs=["mksh", "openssl"], files=FILES, history="", env={"ENV": "/dev/null"}, size=(90, 26))
def mksh_below_a_bash(s):
    it = "^# $"
    s.run("mksh", wait=it)
    s.run("openssl passwd -6", wait="Password: $")
    s.secret("Winter-at-sea-88")
    s.enter(None, wait="Password: $")
    s.secret("Winter-at-sea-88")
    s.enter(None, wait=it)
    s.run("echo it was hashed", wait=it)
    s.run("read name", wait="^$")
    s.run("Anna Alto", kind="reply", wait=it)
    s.run("echo hello $name", wait=it)
    s.run("exit")
    s.run("exit", wait=False)


@mk("web-1 ❯ ", prompt="❯ $", size=(120, 34))
def mksh_packs_and_unpacks(s):
    s.run("tar czf conf.tgz srv")
    s.run("tar tzf conf.tgz")
    s.run("mkdir -p /tmp/unpack.$$ && tar xzf conf.tgz -C /tmp/unpack.$$")
    s.run("find /tmp/unpack.$$ -type f")
    s.run("rm -r /tmp/unpack.$$")
    s.key("Up", "Up", pace=0.2)
    s.enter("find /tmp/unpack.$$ -type f")
    s.type("ls -la | grep cnf")
    s.key("C-b", "C-b", pace=0.08)
    s.type("o")
    s.enter("ls -la | grep conf")
    s.run("exit", wait=False)
