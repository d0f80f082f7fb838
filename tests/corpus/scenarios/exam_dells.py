"""What administrators and developers run all day, and what it asks them: git, packages, plans, keys, tables, logs; in shells with themes of their own."""
from props.gills import FEDORA, HIGH, PLUGGED, ROBBY, STAR_RC, SUGG, alone, ash, bash, fish, ksh, tcsh, zsh

ASKING = {
    "bin/terraform": "#!/bin/sh\ncase $1 in plan) printf '\\033[1mPlan:\\033[0m 2 to add, 0 to change, 1 to destroy.\\n';; apply) printf '\\nDo you want to perform these actions?\\n  Only '\"'yes'\"' will be accepted to approve.\\n\\n  \\033[1mEnter a value:\\033[0m '; read a; [ \"$a\" = yes ] && for n in 1 2 3; do echo \"null_resource.a[$n]: Creating...\"; sleep 0.2; done; echo 'Apply complete!';; esac\n",
    "bin/apt-get": "#!/bin/sh\necho 'Reading package lists... Done'; echo 'The following NEW packages will be installed:'; echo \"  $2 lib$2-data\"; printf 'Do you want to continue? [Y/n] '; read a; for n in 10 40 70 100; do printf '\\rProgress: [%3d%%] ' $n; sleep 0.15; done; printf '\\r\\033[K'; echo \"Setting up $2 (1.2-3) ...\"\n",
    "bin/npm": "#!/bin/sh\nprintf 'package name: (home) '; read a; printf 'version: (1.0.0) '; read b; printf 'Is this OK? (yes) '; read c; for s in '|' '/' '-' '\\'; do printf '\\r%s installing' \"$s\"; sleep 0.15; done; printf '\\r\\033[Kadded 3 packages\\n'\n",
    "bin/kubectl": "#!/bin/sh\ncase $1 in get) printf 'NAME      READY   STATUS    AGE\\nmail-0    1/1     Running   3d\\nmail-1    0/1     Pending   2m\\n';; logs) for n in 1 2 3 4 5 6; do echo \"level=info msg=poll n=$n\"; sleep 0.2; done;; exec) PS1='/srv $ ' exec sh -i;; delete) echo \"pod \\\"$3\\\" deleted\";; esac\n",
    "bin/ansible": "#!/bin/sh\nprintf 'BECOME password: '; stty -echo; read p; stty echo; echo; printf '\\033[0;32mmx-01 | SUCCESS => {\\n    \"ping\": \"pong\"\\n}\\033[0m\\n'\n",
    "bin/vault": "#!/bin/sh\nprintf 'Token (will be hidden): '; stty -echo; read p; stty echo; echo; echo 'Success! You are now authenticated.'\n",
    "bin/pass": "#!/usr/bin/python3\nimport getpass\na = getpass.getpass('Enter password for mail/pia: ')\nb = getpass.getpass('Retype password for mail/pia: ')\nprint('stored' if a == b else 'no match')\n",
}
GIT = {"git.sh": "git init -q -b main . && git config user.email p@mx && git config user.name Pia && git add src conf && git commit -qm first && echo '# two' >> conf/main.cf && echo '# two' >> conf/mail.conf\n"}
SPACE = "setopt prompt_subst\nprecmd() { print }\nPROMPT=$'%B%F{cyan}%1~%f%b on %F{magenta}\ue0a0 main%f %F{red}[!?]%f took %F{yellow}2s%f\\n%(?.%F{green}.%F{red})➜%f '\nbindkey -e\n"
POSH = "function fish_prompt; set_color -b 3465a4 white; echo -n ' '(whoami)' '; set_color -b 4e9a06 3465a4; echo -n \ue0b0; set_color -b 4e9a06 white; echo -n ' '(prompt_pwd)' '; set_color -b normal 4e9a06; echo -n \ue0b0' '; set_color normal; end\n"
BASHIT = "prompt() { local c=$?; PS1=\"\\n\\[\\e[32m\\]\\u \\[\\e[36m\\]at \\[\\e[33m\\]\\h \\[\\e[36m\\]in \\[\\e[35m\\]\\w\\[\\e[0m\\]\\n\\[\\e[$([ $c = 0 ] && echo 32 || echo 31)m\\]→\\[\\e[0m\\] \"; }\nPROMPT_COMMAND=prompt\n"


@bash((96, 28), "x", BASHIT, files={**ASKING, **GIT}, needs=["git"])
def d01_git_by_hand(g):
    g.do("sh git.sh", "git status -sb", "git add -p conf/main.cf«Enter w0.5»y«Enter w0.4» ⇒[] git add -p conf/main.cf", "git commit -m 'second of them'", "git -c core.editor='sh -c \"echo third > $0\"' commit -aq", "git log --oneline | cat", "git log -p«Enter w0.6»  q«w0.4» ⇒[] git log -p", "git show --stat HEAD~1 | cat", "git checkout -b topic", "git rebase -q main", "«C-r w0.3»status«w0.4» ⇒ git status -sb", "echo end")
    g.end()


@zsh((100, 30), "x", SPACE + SUGG + HIGH, files={**ASKING, **GIT}, needs=["git", *PLUGGED])
def d02_git_in_space(g):
    g.do("sh git.sh", "git st«BSpace*2»diff --stat | cat ⇒ git diff --stat | cat", "git add -u«w0.3»", "git commit -qm 'a message⏎⏎with a body'", "git log -1 --format=%B", "git log«w0.4 Right w0.3» | head -n 2 ⇒ git log -1 --format=%B | head -n 2", "git switch -c topic", "git branch -vv | cat", "git stash list", "vim -u NONE -N conf/main.cf«Enter w0.7»Go# three«Escape w0.3»:wq«Enter w0.5» ⇒[] vim -u NONE -N conf/main.cf", "git commit -qam third", "git reset -q --hard HEAD~1", "print end")
    g.end()


@fish((104, 28), "echo", POSH, files={**ASKING, **GIT}, needs=["git"])
def d03_plans_and_packages(g):
    g.do("terraform plan", "terraform apply«Enter w0.4» ⇒[] terraform apply", "?yes", "echo applied", "terraform plan", "apt-get install sl«Enter w0.4» ⇒[] apt-get install sl", "?y", "npm init«Enter w0.4» ⇒[] npm init", "?spool", "?", "?yes", "kubectl get pods", "kubectl logs mail-0", "kubectl delete pod mail-1", "echo end")
    g.end()


@bash((110, 30), FEDORA, "", files=ASKING)
def d04_plans_and_pods(g):
    g.do("terraform plan | head -n 1", "terraform apply«Enter w0.4» ⇒[] terraform apply", "?no", "kubectl get pods -o wide", "kubectl logs -f mail-0«Enter w0.5»«C-c w0.4» ⇒[] kubectl logs -f mail-0", "kubectl exec -it mail-0 -- sh«Enter w0.6» ⇒[] kubectl exec -it mail-0 -- sh", "ls conf", "echo in a pod", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "exit", "echo out of it", "apt-get install sl«Enter w0.4» ⇒[] apt-get install sl", "?n", "«C-r w0.3»plan«w0.4» ⇒ terraform plan | head -n 1", "echo end")
    g.end()


@zsh((90, 26), ROBBY, "bindkey -e\n", files=ASKING)
def d05_secrets_of_a_day(g):
    g.open("ansible all -m ping -K", "BECOME password:", 0.3)
    g.word("Hollow-Elm-14")
    g.do("print pinged")
    g.open("vault login", "hidden", 0.3)
    g.word("hvs.CAESIJ-81")
    g.open("pass insert mail/pia", "Enter password", 0.4)
    g.word("Vine-Ladder-2")
    g.word("Vine-Ladder-2")
    g.do("print stored", "terraform apply«Enter w0.4» ⇒[] terraform apply", "?yes", "«Up Up w0.3» ⇒ print stored", "print end")
    g.end()


@tcsh((92, 26), "%B%m%b:%c3 %h> ", "bindkey -e\n", files=ASKING)
def d06_secrets_in_tcsh(g):
    g.open("ansible all -m ping -K", "BECOME password:", 0.3)
    g.word("Hollow-Elm-15")
    g.do("echo pinged", "apt-get install sl«Enter w0.4» ⇒[] apt-get install sl", "?y")
    g.open("pass insert mail/pia", "Enter password", 0.4)
    g.word("Vine-Ladder-3")
    g.word("Vine-Ladder-3")
    g.do("echo stored", "!echo ⇒ !echo ∥ echo stored", "kubectl get pods", "echo end")
    g.end()


@ksh((88, 26), "[mx:${PWD##*/}]$ ", "set -o emacs\n", files=ASKING)
def d07_questions_in_korn(g):
    g.do("npm init«Enter w0.4» ⇒[] npm init", "?spool", "?2.0.0", "?yes", "print done", "terraform apply«Enter w0.4» ⇒[] terraform apply", "?yes", "read name?'Who is it? '«Enter w0.3» ⇒[] read name?'Who is it? '", "?Pia of the mail", "print $name", "kubectl exec mail-0«Enter w0.5» ⇒[] kubectl exec mail-0", "echo in a pod", "exit", "print end")
    g.end()


@ash((84, 26), "\\u@mx-03:\\w\\$ ", "", files=ASKING)
def d08_questions_in_ash(g):
    g.do("apt-get install sl«Enter w0.4» ⇒[] apt-get install sl", "?y", "npm init«Enter w0.4» ⇒[] npm init", "?", "?", "?", "echo done", "read -p 'Sure? ' a«Enter w0.3» ⇒[] read -p 'Sure? ' a", "?no", "echo $a", "rm -i hosts.txt data.json«Enter w0.3» ⇒[] rm -i hosts.txt data.json", "?n", "?n", "ls conf", "echo end")
    g.end()


@bash((90, 26), "x", STAR_RC, files=ASKING)
def d09_logs_and_watches(g):
    g.do("tail -f access.log«Enter w0.5»«C-c w0.4» ⇒[] tail -f access.log", "less +F access.log«Enter w0.6»«C-c w0.4»q«w0.4» ⇒[] less +F access.log", "watch -n 1 'ls | wc -l'«Enter w1.3»«C-c w0.4» ⇒[] watch -n 1 'ls | wc -l'", "grep --color=always 502 access.log | less -R«Enter w0.6»G«w0.2»q«w0.4» ⇒[] grep --color=always 502 access.log | less -R", "kubectl logs mail-0 | tail -n 1", "yes spool | head -n 60", "time sleep 0.3", "seq 3 | while read n; do echo $n; sleep 0.2; done", "echo between", "more -e hosts.txt", "man -P 'less -X' ls«Enter w0.9»q«w0.5» ⇒[] man -P 'less -X' ls", "echo end")
    g.end()


@zsh((94, 26), "x", SPACE, files=ASKING)
def d10_calc_and_tables(g):
    g.do("python3 -c 'print(6 * 7)'", "awk -F' ' '{ s[$9] += $NF } END { for (c in s) printf \"%s %d\\n\", c, s[c] }' access.log | sort", "column -t hosts.txt", "printf '%-10s|%5d\\n' a 1 b 22", "sort -k9 access.log | head -n 2 | cut -c1-60", "paste -sd, hosts.txt", "print $(< hosts.txt)", "tr a-z A-Z < hosts.txt", "diff conf/main.cf conf/mail.conf", "find . -name '*.conf' | sort", "tar czf a.tgz conf && tar tzf a.tgz", "sed -n '2,3p' hosts.txt", "du -sh src", "print end")
    g.end()


@bash((120, 32), "\\[\\e]0;\\w\\a\\]\\n\\[\\e[32m\\]\\u@mx-03 \\[\\e[35m\\]MINGW64 \\[\\e[33m\\]\\w\\[\\e[36m\\] (main)\\[\\e[0m\\]\\n\\$ ", "", files={**ASKING, **GIT}, needs=["git"])
def d11_as_git_bash_has_it(g):
    g.do("sh git.sh", "git status --short", "git diff | cat", "git commit -qam 'all of it'", "for f in conf/*; do⏎  wc -l \"$f\"⏎done", "terraform apply«Enter w0.4» ⇒[] terraform apply", "?yes", "«Up Up w0.3»«w0.2» ⇒ for f in conf/*; do   wc -l \"$f\"; done ∥ for f in conf/*; do⏎  wc -l \"$f\"⏎done", "cat > run.sh <<'EOF'⏎#!/bin/sh⏎echo \"$1 has run\"⏎EOF", "sh run.sh it", "never«C-c w0.3» ✗", "echo end")
    g.end()


@alone(["/root/.pyenv/versions/3.13.0/bin/python3"], (92, 28), needs=["/root/.pyenv/versions/3.13.0/bin/python3"], PYTHON_HISTORY="@HOME@/.ph")
def d12_the_newer_python(g):
    g.calm(1.2)
    g.repl("6 * 7", "import json", "d = json.load(open('data.json'))", "for n in (1, 2):⏎print(n)⏎ ⇒ for n in (1, 2):⏎    print(n)", "def f(x):⏎return x * 2⏎ ⇒ def f(x):⏎    return x * 2", "f(21)", "«Up w0.3»«Left*2»0«w0.2» ⇒ f(210) ∥ f(2010) ∥ f(201)", "'a string that is so long that it has to be wrapped at the right margin of this window, as it should'", "1 / 0", "x = [1,⏎2] ⇒ x = [1,⏎2] ∥ x = [1,⏎    2]")
    g.end("exit", "repl")


@alone(["bash", "--norc", "--noprofile", "-i"], (100, 28), PS1="[\\u@mx \\W]\\$ ", HISTFILE="@HOME@/.hist", history=".hist", files={**ASKING, "bin/mysql_secure": "#!/bin/sh\nfor q in 'Set root password? [Y/n]' 'Remove anonymous users? [Y/n]' 'Reload privilege tables now? [Y/n]'; do printf '%s ' \"$q\"; read a; echo ' ... Success!'; done\n"})
def d13_a_new_server(g):
    g.do("hostnamectl 2>/dev/null | head -n 1", "apt-get install nginx«Enter w0.4» ⇒[] apt-get install nginx", "?y", "mysql_secure«Enter w0.4» ⇒[] mysql_secure", "?n", "?y", "?y", "cat <<'EOF' > site.conf⏎server {⏎    listen 80;⏎    root /srv/www;⏎}⏎EOF", "wc -l site.conf", "sed -i 's/80/8080/' site.conf && grep listen site.conf", "ss -ltn | wc -l", "crontab -l", "echo 'export EDITOR=vim' >> .profile; tail -n 1 .profile", "history | wc -l", "echo end")
    g.end()


@fish((88, 26), "echo", POSH, files=ASKING)
def d14_secrets_in_posh(g):
    g.open("vault login", "hidden", 0.4)
    g.word("hvs.CAESIJ-82")
    g.do("echo in", "terraform apply«Enter w0.4» ⇒[] terraform apply", "?yes", "kubectl exec -it mail-0 -- sh«Enter w0.6» ⇒[] kubectl exec -it mail-0 -- sh", "ls conf", "cat <<E⏎row⏎E", "exit", "echo out«w0.2»", "echo i«w0.4 Right w0.3» ⇒ echo in", "less access.log«Enter w0.6»q«w0.5» ⇒[] less access.log", "echo end")
    g.end()
