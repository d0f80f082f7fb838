"""Bash, zsh and fish of people who keep machines running, each with another prompt, at sizes that windows have on a desk."""
from props.hand import back, bash, bye, fish, go, no, rows, stop, zsh

LOG = "".join(f"Nov {n % 28 + 1:2} 0{n % 9}:{n % 60:02}:11 mx-3 postfix/smtpd[{n * 7}]: {'reject' if n % 5 == 0 else 'connect from'} unknown[10.0.{n % 9}.{n}]\n" for n in range(120))
DEBIAN = "PS1='\\[\\e]0;\\u@mx-3: \\w\\a\\]${debian_chroot:+($debian_chroot)}\\[\\033[01;32m\\]\\u@mx-3\\[\\033[00m\\]:\\[\\033[01;34m\\]\\w\\[\\033[00m\\]\\$ '\n"
AT = r"mx-3:\S+# $"


@bash(DEBIAN, AT, files={"mail.log": LOG, "old/a.gz": "x", "old/b.gz": "x"})
def desk_disk_is_full(s):
    go(s, "df -h . | tail -1", "du -s old", "find . -name '*.gz' -size -2 \\( -newer mail.log -o -not -newer mail.log \\) -printf '%f %s\\n' | sort")
    s.run("rm -i old/a.gz", wait=r"\? $")
    s.type("y")
    s.enter("y", kind="reply")
    s.run("rm -ri old", wait=r"\? $")
    s.type("n")
    s.enter("n", kind="reply")
    go(s, "ls -la old", ": > mail.log", "wc -c < mail.log")
    bye(s)


@bash("GIT_PS1=1\nbranch() { git symbolic-ref --short HEAD 2>/dev/null; }\nPROMPT_COMMAND='B=$(branch)'\nPS1='\\[\\e[33m\\]\\u\\[\\e[0m\\] \\w${B:+ (\\[\\e[36m\\]$B\\[\\e[0m\\])} \\$ '\n", r"# $", size=(120, 36), needs=["git"],
      files={".gitconfig": "[user]\nname=Op\nemail=op@example.org\n[init]\ndefaultBranch=main\n", "repo/site.yml": "a: 1\n", "repo/hosts": "web\n"})
def desk_git_with_a_branch_in_the_prompt(s):
    go(s, "cd repo", "git init -q", "git add .", "git commit -qm 'first state, as found'", "git checkout -qb fix/ntp", "echo 'ntp: on' >> site.yml", "git diff --stat")
    s.run("git add -p", wait=r"\? $")
    s.type("y")
    s.enter("y", kind="reply")
    go(s, 'git commit -qm "ntp: on everywhere (see mail)"', "git log --oneline | cat", "git checkout -q main && git merge -q fix/ntp", "git branch -d fix/ntp")
    bye(s)


@bash("PS1='\\[\\e[48;5;31;38;5;231m\\] \\u \\[\\e[48;5;240;38;5;31m\\]\ue0b0\\[\\e[38;5;252m\\] \\W \\[\\e[0;38;5;240m\\]\ue0b0\\[\\e[0m\\] '\n", "\ue0b0 $", size=(100, 30), files={"mail.log": LOG})
def desk_arrows_of_powerline(s):
    go(s, "grep -c reject mail.log", "awk '{print $6}' mail.log | sort | uniq -c | sort -rn | head -3")
    s.type("cut -d: -f1 mail.lgo | uniq")
    s.key("M-b", "M-b", pace=0.1)
    s.key("BSpace", "BSpace", "BSpace", pace=0.1)
    s.pause(0.1)
    s.key("C-a", "C-k", pace=0.1)
    go(s, "cut -d: -f1 mail.log | uniq | head -2")
    s.key("Up", "Up", pace=0.15)
    back(s, 7)
    s.type("tail -4")
    s.enter("awk '{print $6}' mail.log | sort | uniq -c | sort -rn | tail -4")
    no(s, "rm -f mail.log")
    go(s, "true")
    bye(s)


@bash("PS1='\\n\\[\\e[31m\\]┌─[\\[\\e[0m\\]\\u@parrot\\[\\e[31m\\]]─[\\[\\e[32m\\]\\w\\[\\e[31m\\]]\\n\\[\\e[31m\\]└──╼ \\[\\e[33m\\]\\$\\[\\e[0m\\] '\nPS2='     ╼ '\n", r"└──╼ # $", size=(94, 28), files={"mail.log": LOG})
def desk_box_of_two_rows(s):
    go(s, "uname -m", "cd /var/log", "cd -", "ls /nowhere")
    rows(s, "for d in /etc /usr; do", "  test -d $d &&", "  echo \"$d is there\"", "done", more="╼ $")
    s.key("Up", pace=0.2)
    s.enter("for d in /etc /usr; do   test -d $d &&   echo \"$d is there\"; done", also=["for d in /etc /usr; do\n  test -d $d &&\n  echo \"$d is there\"\ndone", "for d in /etc /usr; do   test -d $d &&\n  echo \"$d is there\"; done", "for d in /etc /usr; do test -d $d && echo \"$d is there\"; done"])
    s.type("grep reject mail.log | head -1")
    s.key("C-l", pace=0.3)
    s.enter("grep reject mail.log | head -1")
    bye(s)


@bash("PROMPT_COMMAND='R=$?; if ((R)); then M=\"💥 $R\"; else M=\"🐧\"; fi'\nPS1='$M \\W 👉 '\n", "👉 $", size=(90, 25), files={"mail.log": LOG})
def desk_pictures_tell_the_status(s):
    go(s, "true", "false", "grep -c nothing mail.log", "test -f mail.log")
    s.type("echo a line between pictures which goes on until it must be broken at the right margin of ninety")
    s.key("C-a", pace=0.1)
    s.key("M-d", pace=0.1)
    s.type("printf '%s\\n'")
    s.enter("printf '%s\\n' a line between pictures which goes on until it must be broken at the right margin of ninety")
    s.run("(exit 77)", exit=77)
    s.key("Up", "Up", "Up", pace=0.15)
    s.enter("test -f mail.log")
    bye(s)


@bash("PS1='\\[\\e[s\\e[999C\\e[7D\\e[2m\\A ok\\e[0m\\e[u\\]\\w % '\n", "~ % $", size=(84, 22), files={"mail.log": LOG})
def desk_clock_put_at_the_right(s):
    go(s, "ls", "head -c 60 mail.log", "echo", "date +%Y")
    s.type("sed -n '3,5p' mail.log | tr a-z A-Z | cut -c1-30 | tee upper.txt | wc -c # a long one")
    s.enter("sed -n '3,5p' mail.log | tr a-z A-Z | cut -c1-30 | tee upper.txt | wc -c # a long one")
    s.key("C-r", pace=0.15)
    s.type("head", pace=0.06)
    s.pause(0.2)
    s.enter("head -c 60 mail.log")
    go(s, "echo; cat upper.txt")
    bye(s)


@bash("PS1='ready '\nPS2=''\n", "^ready $", size=(80, 24), files={"mail.log": LOG})
def desk_prompt_without_a_sign(s):
    go(s, "echo ready steady", "grep -m2 reject mail.log", "echo 'ready '", "wc -l mail.log")
    s.type("while read a b c; do")
    s.enter(None, wait="^$")
    s.type("echo $a $b; break")
    s.enter(None, wait="^$")
    s.type("done < mail.log")
    s.enter("while read a b c; do\necho $a $b; break\ndone < mail.log", wait="ready $")
    go(s, "printf 'ready '; echo x")
    bye(s)


@bash(DEBIAN + "shopt -s histverify\n", AT, size=(100, 24), files={"mail.log": LOG, "a.conf": "x\n", "b.conf": "y\n"})
def desk_bangs_that_are_verified(s):
    go(s, "grep -n reject mail.log | head -2", "cat a.conf")
    s.type("!!:s/a.conf/b.conf/")
    s.enter(None, wait="cat b.conf$")
    s.enter("cat b.conf")
    s.type("!grep")
    s.enter(None, wait="head -2$")
    s.type(" | wc -l")
    s.enter("grep -n reject mail.log | head -2 | wc -l")
    s.type("ls -l !cat:$")
    s.enter(None, wait="b.conf$")
    s.enter("ls -l b.conf")
    s.type("echo !#:0 again")
    s.enter(None, wait="echo echo again$")
    s.enter("echo echo again")
    bye(s)


@bash(DEBIAN, AT, size=(80, 30), needs=["openssl", "ssh-keygen"], files={"secret.txt": "x\n"})
def desk_passphrases(s):
    s.run("openssl enc -aes-256-cbc -pbkdf2 -in secret.txt -out secret.enc", wait="assword:$")
    s.secret("Correct-Horse-81")
    s.enter(None, wait="Verifying.*assword:$")
    s.type("Correct-Horse-81")
    s.enter(None)
    s.run("ssh-keygen -q -t ed25519 -f id_robot", wait=r"passphrase\): $")
    s.secret("battery Staple 9")
    s.enter(None, wait="again: $")
    s.type("battery Staple 9")
    s.enter(None)
    go(s, "ls id_robot*")
    s.run("openssl enc -d -aes-256-cbc -pbkdf2 -in secret.enc", wait="assword:$")
    s.secret("Wrong-Horse-82")
    s.enter(None)
    s.run("read -rsp 'Token> ' T", wait="Token> $")
    s.secret("tok_Zx81kk")
    s.enter(None)
    go(s, "echo ${#T}")
    bye(s)


@bash("PS1='[\\u@bastion-\\l \\W]\\$ '\n", r"\]# $", size=(200, 50), files={"mail.log": LOG})
def desk_pipelines_over_three_rows(s):
    go(s, "seq 60")
    long = "for n in 1 2 3; do grep -n \"unknown\\[10.0.$n\" mail.log | awk -F: -v n=$n '{ hits[$2]++ } END { for (h in hits) printf \"%s has %d in net %d, \", h, hits[h], n }' | fold -w 150 | sed -e 's/, $//' -e 's/^/   /' | sort -u | tee -a nets-$n.txt | head -4; test -s nets-$n.txt || echo \"nothing was written for $n, look at mail.log and at the rights of the folder where this runs\" >&2; done"
    go(s, long)
    s.key("Up", pace=0.2)
    s.key("C-a", pace=0.15)
    s.type("set -u; ")
    s.enter("set -u; " + long)
    go(s, "ls nets-*")
    bye(s)


@bash(DEBIAN, AT, size=(110, 32))
def desk_unit_file_by_a_document(s):
    s.paste("cat > /tmp/.backup-$$.service <<'UNIT'\n[Unit]\nDescription=Backup of %i\nAfter=network-online.target\n\n[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo \"$(date)\" >> /run/b'\nUNIT\n")
    s.pause(0.3)
    s.enter("cat > /tmp/.backup-$$.service <<'UNIT'\n[Unit]\nDescription=Backup of %i\nAfter=network-online.target\n\n[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo \"$(date)\" >> /run/b'\nUNIT", also=["cat > /tmp/.backup-$$.service <<'UNIT'\n[Unit]\nDescription=Backup of %i\nAfter=network-online.target\n\n[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo \"$(date)\" >> /run/b'\nUNIT\n"])
    go(s, "wc -l /tmp/.backup-$$.service")
    rows(s, "tee -a list <<-END", "alpha", "beta gamma", "END")
    rows(s, "sort <<A <<B", "one", "A", "two", "B")
    go(s, "rm /tmp/.backup-$$.service list")
    bye(s)


@bash("PS1='\\u@web07:\\W\\$ '\n", r"web07:\S+# $", size=(80, 24), files={"mail.log": LOG})
def desk_awk_over_rows(s):
    rows(s, "awk '", "/reject/ { n++ }", "END {", "  print n \" rejected\"", "}' mail.log")
    rows(s, "restart() {", "  local svc=$1", "  if [ -z \"$svc\" ]; then", "    echo \"usage: restart SERVICE\"", "    return 1", "  fi", "  echo \"would restart $svc\"", "}")
    go(s, "restart", "restart nginx", "type -t restart")
    rows(s, "echo one \\", "two \\", "three")
    rows(s, "if grep -q reject mail.log", "then echo bad", "else echo good", "fi")
    bye(s)


@bash(DEBIAN, AT, size=(100, 30), needs=["top", "htop", "watch"])
def desk_looks_at_load(s):
    s.run("top", wait=False)
    s.see("load average")
    s.pause(0.4)
    s.type("1")
    s.pause(0.3)
    s.type("q")
    s.wait()
    go(s, "uptime | wc -l")
    s.run("htop", wait=False)
    s.see("F10")
    s.pause(0.4)
    s.key("F10", pace=0.4)
    s.wait()
    s.run("watch -n 1 'ls | wc -l'", wait=False)
    s.see("Every 1")
    stop(s)
    go(s, "top -bn1 | head -3")
    s.run("top -n 1", wait=False)
    s.wait(timeout=20)
    go(s, "echo calm")
    bye(s)


@bash("PS1='\\e[1m\\h\\e[0m:\\w\\$ '\n", r":\S+# $", size=(80, 24), files={"mail.log": LOG})
def desk_prompt_that_counts_wrong(s):
    """Colours that bash takes for columns: it wraps too early."""
    go(s, "ls", "grep -c connect mail.log")
    s.type("echo this is typed while bash believes that the prompt is wider than it is, so it wraps early")
    s.enter("echo this is typed while bash believes that the prompt is wider than it is, so it wraps early")
    s.key("Up", "Up", pace=0.2)
    s.enter("grep -c connect mail.log")
    go(s, "true")
    bye(s)


@bash(DEBIAN, AT, size=(90, 26), files={"mail.log": LOG, "feed": "#!/bin/sh\nfor n in 1 2 3 4 5 6; do echo \"late line $n\" >> mail.log; sleep 0.3; done\n"})
def desk_follows_a_log(s):
    go(s, "(./feed &)")
    s.run("tail -n 2 -f mail.log", wait=False)
    s.see("late line 6")
    stop(s)
    s.run("tail -f mail.log | grep --line-buffered late", wait=False)
    s.see("late line 3")
    stop(s, "C-z")
    go(s, "jobs", "kill %%")
    s.enter(None)
    s.run("less +F mail.log", wait=False)
    s.see("Waiting")
    s.key("C-c", pace=0.4)
    s.key("q", pace=0.3)
    s.wait()
    go(s, "tail -n 1 mail.log")
    bye(s)


@bash(DEBIAN, AT, size=(80, 24), needs=["nano", "vi"], EDITOR="nano", files={"cron.txt": "# m h dom\n"})
def desk_edits_with_two_editors(s):
    s.run("nano cron.txt", wait=False)
    s.see("cron.txt")
    s.pause(0.4)
    s.key("End", "Enter", pace=0.2)
    s.type("5 4 * * * /usr/local/bin/backup --all")
    s.key("C-o", pace=0.3)
    s.key("Enter", pace=0.3)
    s.key("C-x", pace=0.3)
    s.wait()
    go(s, "cat cron.txt")
    s.run("vi +1 cron.txt", wait=False)
    s.see("dom")
    s.pause(0.4)
    s.type("Go@daily /bin/true")
    s.key("Escape", pace=0.4)
    s.type(":!wc -l %")
    s.key("Enter", pace=0.6)
    s.key("Enter", pace=0.4)
    s.type(":x")
    s.key("Enter", pace=0.4)
    s.wait()
    go(s, "tail -n 1 cron.txt")
    bye(s)


SETUP = "#!/bin/bash\necho 'Reading package lists... Done'\necho 'The following NEW packages will be installed:'; echo '  htop'\nread -p 'Do you want to continue? [Y/n] ' a\nfor i in 10 40 70 100; do printf '\\rProgress: [%3d%%]' $i; sleep 0.1; done; echo\necho 'Setting up htop (3.2.2) ...'\n"


@bash(DEBIAN, AT, size=(100, 28), files={"apt-lookalike": SETUP})
def desk_installs_and_answers(s):
    s.run("./apt-lookalike install htop", wait=r"\] $")
    s.type("Y")
    s.enter("Y", kind="reply")
    s.run("./apt-lookalike install htop", wait=r"\] $")
    s.enter(None)
    s.run("PS3='Which disk? '; select d in sda sdb none; do echo \"took $d\"; break; done", wait="disk\\? $")
    s.type("2")
    s.enter("2", kind="reply")
    s.run("cp -i apt-lookalike apt-lookalike2; cp -i apt-lookalike apt-lookalike2", wait=r"\? $")
    s.type("n")
    s.enter("n", kind="reply")
    go(s, "ls", "echo $?")
    bye(s)


@bash(DEBIAN, AT, size=(96, 24), files={"slowly": "#!/bin/sh\nfor n in $(seq 12); do echo \"copied block $n of 12\"; sleep 0.15; done\n"})
def desk_types_ahead_as_people_do(s):
    s.run("./slowly", wait=False)
    s.pause(0.3)
    s.type("ls -l slowly", pace=0.07)
    s.key("Enter", pace=0)
    s.truth("ls -l slowly", ahead=True)
    s.see("block 12")
    s.see("rwx")
    s.wait()
    s.run("./slowly | tail -n 1", wait=False)
    s.pause(0.2)
    s.type("echo first", pace=0.05)
    s.key("Enter", pace=0)
    s.truth("echo first", ahead=True)
    s.type("echo secnd", pace=0.05)
    s.key("BSpace", "BSpace", pace=0.06)
    s.type("ond", pace=0.05)
    s.pause(2)
    s.wait("echo second$")
    s.enter("echo second")
    go(s, "true")
    bye(s)


@bash(DEBIAN, AT, size=(88, 26), EDITOR="@HOME@/ed-it", files={"ed-it": "#!/bin/sh\nsed -i 's/wrong/right/' \"$1\"\n", "mail.log": LOG})
def desk_fixes_the_last_command(s):
    go(s, "echo wrong number", "wc -l mail.log")
    s.type("fc -1")
    s.enter("fc -1", also=["wc -l mail.log"])
    s.type("fc -s wrong=good echo")
    s.enter("fc -s wrong=good echo", also=["echo good number"])
    go(s, "history 3 | wc -l")
    s.type("echo this is wrong too")
    s.key("C-x", "C-e", pace=0.1)
    s.see("right too\n")
    s.truth("echo this is right too")
    s.wait()
    go(s, "true")
    bye(s)


@bash(DEBIAN + ". /etc/bash_completion 2>/dev/null\n", AT, size=(100, 30), needs=["git", "/etc/bash_completion"], files={"projects/alpha/readme": "x\n", "projects/beta/readme": "y\n", "my file.txt": "z\n"})
def desk_completes_by_tab(s):
    s.type("cd pro")
    s.key("Tab", pace=0.4)
    s.key("Tab", "Tab", pace=0.4)
    s.type("b")
    s.key("Tab", pace=0.4)
    s.enter("cd projects/beta/", also=["cd projects/beta"])
    s.type("cat ~/my")
    s.key("Tab", pace=0.4)
    s.enter("cat ~/my\\ file.txt", also=["cat ~/my\\ file.txt "])
    s.type("git st")
    s.key("Tab", "Tab", pace=0.7)
    s.type("tus")
    s.enter("git status", also=["git status "])
    s.type("git checkout --de")
    s.key("Tab", pace=0.7)
    s.abandon()
    go(s, "cd")
    s.type("ls $HO")
    s.key("Tab", "Tab", pace=0.4)
    s.key("C-u", pace=0.2)
    go(s, "pwd")
    bye(s)


@bash(DEBIAN, AT, size=(80, 24), files={"job.sh": "#!/bin/bash\nset -v\necho from the script\nls\n"})
def desk_shell_says_what_it_does(s):
    go(s, "set -x", "echo one two", "for i in a b; do echo $i; done", "PS4='trace> '", "ls job.sh", "set +x", "./job.sh")
    go(s, "set -v", "echo seen twice", "set +v", "echo seen once")
    bye(s)


@bash(DEBIAN, AT, size=(80, 24), files={"new.rc": "PS1='** \\W ** '\n"})
def desk_prompt_changes_in_the_day(s):
    it = r"(# |\*\* )$"
    go(s, "echo before")
    go(s, "source new.rc", "echo between", wait=it)
    go(s, "PS1='>>> '", "echo like python", wait=">>> $")
    go(s, "export PS1='$PWD # '", wait="# $")
    go(s, "cd /usr", "echo with a path", wait="# $")
    go(s, "bash --norc", "echo deeper", "exit", wait="# $")
    go(s, "unset PS1 PS2; PS1=': '", wait="^: $")
    go(s, "echo colon", "ls -d lib", wait="^: $")
    bye(s)


@bash(DEBIAN, AT, size=(82, 24))
def desk_output_without_an_end(s):
    go(s, "printf abc", "echo after abc", "printf 'no end, and rather long so that the prompt starts far to the right'")
    s.type("echo this one has to wrap soon after the prompt")
    s.enter("echo this one has to wrap soon after the prompt")
    go(s, "printf 'a\\nb\\nc'", "echo -n $(seq 40)")
    s.type("echo xy")
    s.key("Left", pace=0.1)
    s.type("-")
    s.enter("echo x-y")
    go(s, "printf '\\e[5;10H'", "echo moved", "printf '%080d' 0", "echo at the margin")
    bye(s)


@bash(DEBIAN, AT, size=(80, 24))
def desk_lines_for_programs(s):
    s.run("cat > notes", wait="^$")
    for text in ("first note", "ls -la is only text here"):
        s.type(text)
        s.enter(text, kind="reply", wait="^$")
    stop(s, "C-d", after=0.2)
    s.run("sort -n", wait="^$")
    for text in ("30", "4"):
        s.type(text)
        s.enter(text, kind="reply", wait="^$")
    stop(s, "C-d", after=0.2)
    s.run("read -p 'Ticket: ' t u", wait="Ticket: $")
    s.type("INC-2231 urgent")
    s.enter("INC-2231 urgent", kind="reply")
    go(s, "echo $t", "cat notes")
    s.run("wc -w", wait="^$")
    stop(s)
    go(s, "echo done")
    bye(s)


OMZ = "setopt prompt_subst\nautoload -U colors && colors\ngit_info() { local b=$(git symbolic-ref --short HEAD 2>/dev/null); [[ -n $b ]] && print -n \" %F{blue}git:(%F{red}$b%F{blue})%f\" }\nPROMPT='%(?:%F{green}:%F{red})➜ %f %F{cyan}%c%f$(git_info) %(?..%F{yellow}✗%f )'\n"


@zsh(OMZ + "setopt autocd\n", r"(➜  \S+( git:\(\w+\))?( ✗)? )$", size=(100, 28), needs=["git"], files={"shop/a.py": "print(1)\n"})
def desk_zsh_as_many_have_it(s):
    go(s, "shop", "git init -q -b main", "git status --short", "git log", "cd ..", "ls -1 shop", "false", "print $?")
    s.key("C-r", pace=0.2)
    s.type("stat", pace=0.08)
    s.pause(0.3)
    s.enter("git status --short")
    go(s, "print fine")
    bye(s)


AGNOSTER = "PROMPT=$'%K{black}%F{white} %n@%m %F{black}%K{blue}\ue0b0 %F{black}%~ %k%F{blue}\ue0b0%f '\nRPROMPT='%(?..%F{red}%? ↵%f)'\n"


@zsh(AGNOSTER, "\ue0b0 $", size=(92, 24), files={"mail.log": LOG})
def desk_zsh_agnoster(s):
    go(s, "grep -c reject mail.log", "ls nowhere", "(exit 3)", "print -n no newline", "print after")
    s.type("for f in *.log; do wc -l $f; gzip -k $f; ls -l $f.gz | awk '{print $5}'; rm -f $f.gz; done")
    s.enter("for f in *.log; do wc -l $f; gzip -k $f; ls -l $f.gz | awk '{print $5}'; rm -f $f.gz; done")
    no(s, "sudo reboot")
    go(s, "print end")
    bye(s)


P10K = "setopt prompt_subst\nPROMPT=$'\\n%F{blue}╭─%f %~ %F{8}took ${T:-0}s%f\\n%F{blue}╰─%f%(?.%F{green}.%F{red})❯%f '\nRPROMPT='%F{8}%D{%H:%M:%S}%f'\nzle-line-finish() { PROMPT='%F{green}❯%f ' RPROMPT= ; zle reset-prompt; }\nzle -N zle-line-finish\nP=$PROMPT R=$RPROMPT\nprecmd() { PROMPT=$P RPROMPT=$R }\n"


@zsh(P10K, "❯ $", size=(104, 30), files={"mail.log": LOG})
def desk_zsh_forgets_its_prompt(s):
    go(s, "ls", "head -2 mail.log", "sleep 0.3")
    rows(s, "if true; then", "print yes", "fi", more="(then|if)> $")
    s.type("grep reject mail.log | cut -d' ' -f5- | sort -u | head -n 4 | nl -w2 -s'. ' | tr a-z A-Z && print ok")
    s.enter("grep reject mail.log | cut -d' ' -f5- | sort -u | head -n 4 | nl -w2 -s'. ' | tr a-z A-Z && print ok")
    s.key("Up", "Up", "Up", pace=0.2)
    s.pause(0.2)
    s.enter("if true; then\nprint yes\nfi")
    bye(s)


PLUG = "PROMPT='%m %1~ %# '\nsource /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\nsource /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\n"
SUGG, HIGH = "/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh", "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"


@zsh(PLUG, "~ # $", size=(90, 24), needs=[SUGG, HIGH], files={"mail.log": LOG, ".zh": "systemctl restart postfix\ngrep -c reject mail.log\nrsync -a /srv/ backup:/srv/\n"})
def desk_zsh_suggests_and_colours(s):
    s.type("grep", pace=0.09)
    s.pause(0.4)
    s.key("Right", pace=0.3)
    s.enter("grep -c reject mail.log")
    s.type("gre", pace=0.09)
    s.pause(0.4)
    s.key("M-f", pace=0.3)
    s.pause(0.3)
    s.type("-m1 connect mail.log", pace=0.05)
    s.enter("grep -m1 connect mail.log")
    s.type("rsync", pace=0.09)
    s.pause(0.4)
    s.abandon()
    s.absent.append("backup:/srv")
    s.type("sys", pace=0.09)
    s.pause(0.4)
    s.key("C-u", pace=0.2)
    go(s, "print 'quoted text' | cat", pace=0.03)
    s.type("nosuchcommand -x", pace=0.05)
    s.enter("nosuchcommand -x")
    bye(s)


@zsh("PROMPT='%n@%m:%~%# '\nsetopt correct\n", r"~# $", size=(80, 24), files={"mail.log": LOG})
def desk_zsh_corrects(s):
    s.type("gerp -c reject mail.log")
    s.enter("grep -c reject mail.log", also=["gerp -c reject mail.log"], wait=r"\]\? $")
    s.type("y")
    s.wait()
    s.run("pirnt hello", wait=r"\]\? $", also=["print hello"])
    s.type("n")
    s.wait()
    s.type("sl")
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    s.truth("sl", kind="reply")                    # given up at the question: entered, never run
    s.type("a")
    s.wait()
    go(s, "print over")
    bye(s)


@zsh("PROMPT='%B%m%b %# '\nbindkey -e\nalias -g L='| wc -l'\nalias -s log=head\n", "# $", size=(86, 22), files={"mail.log": LOG})
def desk_zsh_lines_put_aside(s):
    go(s, "cat mail.log L", "ls")
    s.type("tar czf /backup/mail.tgz")
    s.key("Escape", "q", pace=0.2)
    s.wait()
    s.type("df -h / | tail -1")
    s.enter("df -h / | tail -1", wait="mail.tgz$")
    s.key("C-a", pace=0.1)
    s.type("print ")
    s.enter("print tar czf /backup/mail.tgz")
    s.type("print -z echo from the stack")
    s.enter("print -z echo from the stack", wait="from the stack$")
    s.enter("echo from the stack")
    go(s, "print $((6 * 7))", "print =(echo x) | wc -l")
    bye(s)


@zsh("PROMPT='%~ $ '\nTMOUT=1\nRPROMPT='%*'\nTRAPALRM() { zle reset-prompt }\n", r"\$ $", size=(78, 20), files={"mail.log": LOG})
def desk_zsh_clock_ticks(s):
    s.type("grep -c reject", pace=0.15)
    s.pause(1.2)
    s.type(" mail.log", pace=0.12)
    s.enter("grep -c reject mail.log")
    s.pause(1.3)
    s.type("print while the clock at the right side goes on and the line gets", pace=0.02)
    s.pause(1.2)
    s.type(" longer than a row", pace=0.03)
    s.enter("print while the clock at the right side goes on and the line gets longer than a row")
    go(s, "print end")
    bye(s)


@zsh("PROMPT='%F{magenta}%~%f\n%# '\nautoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select\nzstyle ':completion:*' format '-- %d --'\nsetopt auto_list list_types\n", "^# $", size=(90, 24),
     files={"conf/app.yml": "a\n", "conf/app.prod.yml": "b\n", "conf/db.yml": "c\n", "mail.log": LOG})
def desk_zsh_menu_below_two_rows(s):
    s.type("cat conf/a")
    s.key("Tab", "Tab", pace=0.4)
    s.key("Tab", pace=0.4)
    s.key("Enter", pace=0.4)
    s.pause(0.3)
    shown = s.cursor_line().split("# ", 1)[1].strip()
    s.enter(shown)
    s.type("wc -l m")
    s.key("Tab", pace=0.4)
    s.enter("wc -l mail.log")
    s.type("ls co")
    s.key("Tab", pace=0.4)
    s.enter("ls conf", also=["ls conf/"])
    no(s, "cat conf/d")
    go(s, "print out")
    bye(s)


@fish("", r"# $", size=(110, 30), files={"mail.log": LOG})
def desk_fish_abbreviations(s):
    go(s, "abbr -a gr grep -c", "abbr -a ml mail.log")
    s.type("gr", pace=0.1)
    s.type(" reject ml", pace=0.1)
    s.pause(0.2)
    s.enter("grep -c reject mail.log", also=["grep -c reject ml"])
    s.type("gr reject mail.log", pace=0.05)
    s.enter("grep -c reject mail.log")
    s.type("echo gr", pace=0.05)
    s.enter("echo gr")
    go(s, "echo (date +%Y) and {a,b}", "string upper done")
    bye(s)


@fish("function fish_prompt; set -l st $status; test $st -ne 0; and echo -n (set_color red)\"[$st] \"(set_color normal); echo -n (set_color cyan)(basename $PWD)(set_color normal)' ⋊> '; end\n", "⋊> $", size=(88, 22), files={"mail.log": LOG})
def desk_fish_history_by_search(s):
    go(s, "grep -c reject mail.log", "grep -c connect mail.log", "false", "wc -l mail.log")
    s.type("grep", pace=0.1)
    s.key("Up", pace=0.4)
    s.key("Up", pace=0.4)
    s.enter("grep -c reject mail.log")
    s.key("C-r", pace=0.5)
    s.type("conn", pace=0.1)
    s.pause(0.5)
    s.key("Enter", pace=0.5)
    s.pause(0.3)
    s.wait("mail.log$")
    s.enter("grep -c connect mail.log")
    s.type("wc", pace=0.1)
    s.pause(0.4)
    s.key("M-Right", pace=0.3)
    s.pause(0.3)
    s.type(" -c < mail.log", pace=0.05)
    s.pause(0.2)
    shown = s.cursor_line().split("⋊> ")[-1].rstrip()
    s.enter(shown)
    bye(s)


@fish("fish_vi_key_bindings\n", r"# $", size=(80, 24), files={"mail.log": LOG})
def desk_fish_with_vi_keys(s):
    go(s, "head -n 2 mail.log", pace=0.05)
    s.type("tail -n 2 mial.log", pace=0.05)
    s.key("Escape", pace=0.4)
    s.type("b", pace=0.3)
    s.type("bcw", pace=0.2)
    s.type("mail", pace=0.05)
    s.pause(0.3)
    s.key("Escape", pace=0.3)
    s.pause(0.2)
    s.type("ddi", pace=0.2)
    go(s, "echo typed again", pace=0.05)
    s.key("Escape", pace=0.4)
    s.type("k", pace=0.3)
    s.enter("echo typed again")
    bye(s)


@fish("function fish_prompt; echo; echo (set_color yellow)(whoami)' at '(prompt_pwd)(set_color normal); echo -n '$ '; end\nfunction fish_right_prompt; echo -n (set_color 666)(date +%T)(set_color normal); end\n", r"^\$ $", size=(96, 26), files={"mail.log": LOG})
def desk_fish_three_rows_and_a_clock(s):
    go(s, "ls", "grep -m1 reject mail.log")
    rows(s, "function hits", "grep -c $argv[1] mail.log", "end", more=" +$", also=["function hits\n    grep -c $argv[1] mail.log\nend"])
    go(s, "hits reject")
    s.type("sudo", pace=0.05)
    s.key("C-u", pace=0.2)
    s.type("hits conn", pace=0.05)
    s.key("M-Enter", pace=0.3)
    s.type("hits 10.0.3", pace=0.05)
    s.enter("hits conn\nhits 10.0.3")
    s.run("read -P 'Name? ' who", wait=r"Name\? $")
    s.type("Ada")
    s.enter("Ada", kind="reply")
    go(s, "echo $who")
    bye(s)
