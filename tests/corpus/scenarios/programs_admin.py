"""Working days of administrators: longer sessions, in which all of it comes together."""
from props import bash, beside, block, machine

HERE, WEB = r"root@web-1:.*# $", r"\w+@web-2:.*[$#] $"
VIM = "vim -u NONE -N -n -i NONE"

NGINX = """#!/bin/bash
# the checks of a web server, in short
case $1 in
-t) grep -q 'listen 8080;' /etc/site.conf && echo 'configuration file test is successful' || { echo 'test failed' >&2; exit 1; } ;;
*) echo 'usage: nginx -t' >&2; exit 2 ;;
esac
"""
UNITS = """#!/bin/bash
# what systemctl and journalctl would print, through the pager as they call it
case $1 in
restart | reload) exit 0 ;;
status) echo "* $2 - A web server"; echo '     Active: active (running)'; for n in {1..30}; do echo "   log entry $n: GET / 200"; done | cat ;;
*) for n in {1..80}; do echo "Jan 01 00:00:$n web-1 nginx[42]: request $n"; done ;;
esac | LESS=FRSXMK less
"""


@machine(needs=["vim", "less", "sudo", "tail"], files={"tools/nginx": NGINX, "tools/systemctl": UNITS})
def admin_mends_a_web_server(s):
    s.run("PATH=$HOME/tools:$PATH", exit=0)
    s.run("systemctl status nginx", wait=r"^lines 1-\d+")
    s.key("Space", pace=0.1)
    s.key("q", pace=0)
    s.wait(HERE)
    s.run("echo 'server { listen 80; }' > /etc/site.conf", exit=0)
    s.run("nginx -t", exit=1)
    s.run(f"{VIM} /etc/site.conf", wait=False)
    s.see("listen 80")
    s.type(":s/80/8080/")
    s.key("Enter", pace=0.1)
    s.see("listen 8080")
    s.type(":wq")
    s.enter(":wq", kind="reply", wait=HERE)
    s.key("Up", "Up", pace=0.05)
    s.enter("nginx -t", exit=0)
    s.type("systemctl relaod nginx")
    s.key("M-b", "M-b", pace=0.05)
    s.key("M-d")
    s.type("reload")
    s.enter("systemctl reload nginx", exit=0)
    s.run("for i in 1 2 3; do echo \"GET /$i\" >> /run/access.log; done", exit=0)
    s.run("tail -f /run/access.log", wait=r"^$")
    s.enter(None, wait="^$")
    s.key("C-c", pace=0)
    s.wait(HERE)
    s.run("!tail:s/-f/-n 1/", exit=0, also=["tail -n 1 /run/access.log"])
    s.run("cd /etc && grep -rn listen site.conf | awk -F: '{print $1}'", exit=0)
    s.run("exit", wait=False)


@machine("web-2 db-1", needs=["less", "sudo", "tar"], files={"app/index.html": "<h1>hello</h1>\n", "app/lib/a.txt": "a\n"})
def admin_deploys(s):
    s.run("tar czf app.tgz app && ls -l app.tgz | wc -l", exit=0)
    s.run("scp app.tgz alice@web-2:", exit=0, wait=HERE)
    s.run("ssh alice@web-2", wait=WEB)
    s.run("tar xzf app.tgz && ls app", exit=0, wait=WEB)
    s.run("sudo install -d -o alice /srv/app", wait=r"password for alice: $")
    s.secret("Small-River-2")
    s.enter(None, exit=0, wait=WEB)
    block(s, ["for f in $(find app -type f); do", "  sudo cp \"$f\" /srv/app/ &&", "    echo copied $f", "done"], "^> $",
          kind="command", exit=0, wait=WEB)
    s.type("sudo rm -rf /srv/app /")
    s.key("C-c", pace=0.1)
    s.absent.append("/srv/app /")
    s.wait(WEB)
    s.run("sudo rm -rf /srv/app", exit=0, wait=WEB)
    s.run("ssh alice@db-1 'echo select 1'", wait="password: $")
    s.type("Small-River-2")
    s.enter(None, exit=0, wait=WEB)
    block(s, ["cat > cron.txt <<'END'", "0 3 * * * root /usr/local/bin/backup --all", "END"], "^> $", kind="command", exit=0, wait=WEB)
    s.key("C-r")
    s.type("ls app")
    s.see("`ls app'")
    s.key("C-e")
    s.enter("tar xzf app.tgz && ls app", exit=0, wait=WEB)
    s.run("exit", wait=HERE)
    s.run("history | tail -2", exit=0)
    s.run("exit", wait=False)


@beside(["mariadb.sh"], needs=["mariadbd", "mariadb", "mariadb-dump"])
def admin_looks_into_a_database(s):
    sql, more = r"MariaDB \[[^\]]+\]> $", r"^ +['\"]?-?> $"
    s.run("mariadb-dump --defaults-file=.my.cnf shop | tail -1", exit=0)
    s.run("mysql --defaults-file=.my.cnf -u root -p", wait="Enter password: $")
    s.secret("Brown-Badger-9")
    s.enter(None, wait=sql)
    s.run("use shop", kind="repl", wait=sql)
    block(s, ["create table users (", "  id int primary key, name varchar(20)", ");"], more, wait=sql)
    s.run("insert into users values (1, 'ann'), (2, 'ben');", kind="repl", wait=sql)
    s.type("select * from users wehre id = 2;")
    for _ in range(8):
        s.key("Left", pace=0.01)
    s.key("BSpace", "BSpace", "BSpace", "BSpace")
    s.type("here")
    s.enter("select * from users where id = 2;", kind="repl", wait=sql)
    s.run("\\! date +%Y | wc -c", kind="repl", wait=sql)
    s.run("delete from users where id = 1;", kind="repl", wait=sql)
    s.run("pager less -SXF", kind="repl", wait=sql)
    s.run("select name from users;", kind="repl", wait=sql)
    s.run("\\q", kind="repl")
    s.run("mysql --defaults-file=.my.cnf -e 'select count(*) from users' shop", exit=0)
    s.run("exit", wait=False)


APT = """#!/bin/bash
# installs nothing, as apt would show it
[ "$1" = install ] || exit 0
printf 'Reading package lists... 0%%\\rReading package lists... 50%%\\rReading package lists... Done\\n'
echo 'The following NEW packages will be installed:'; echo "  $2"
read -r -p 'Do you want to continue? [Y/n] ' answer
[ "${answer:-Y}" = Y ] || { echo Abort.; exit 1; }
printf '\\0337\\033[0;23r\\0338\\033[1A\\n'
for n in 20 60 100; do
	printf '\\0337\\033[24;0f\\033[42m\\033[30mProgress: [%3d%%]\\033[49m\\033[39m [####......] \\0338' $n
	echo "Setting up part $n ..."; sleep 0.05
done
printf '\\0337\\033[0;24r\\0338\\033[1A\\033[J'
read -r -p 'What do you want to do about modified configuration file site.conf? (Y/I/N/O/D/Z) [default=N] ? ' answer
echo "Processing triggers for man-db ..."
"""


@bash(files={"bin/apt": APT}, needs=["dpkg"])
def admin_installs_packages(s):
    s.run("apt update", exit=0)
    s.run("apt install nginx-light", wait=r"\[Y/n\] $")
    s.run("n", kind="reply", wait=True)
    s.key("Up")
    s.enter("apt install nginx-light", wait=r"\[Y/n\] $")
    s.enter(None, wait=r"\[default=N\] \? $")
    s.run("y", kind="reply")
    s.run("dpkg -l bash | tail -1 | cut -c1-7", exit=0)
    s.run("exit", wait=False)


@machine(needs=["useradd", "passwd", "su", "visudo", "vim"])
def admin_makes_a_user(s):
    s.run("useradd -m -s /bin/bash carol", exit=0)
    s.run("passwd carol", wait="New password: $")
    s.secret("Red-Lantern-6")
    s.enter(None, wait="Retype new password: $")
    s.secret("Red-Lantern-7")
    s.enter(None, wait=HERE)
    s.key("Up")
    s.enter("passwd carol", wait="New password: $")
    s.type("Red-Lantern-6")
    s.enter(None, wait="Retype new password: $")
    s.type("Red-Lantern-6")
    s.enter(None, exit=0, wait=HERE)
    s.run("export EDITOR='vim -u NONE -N -n -i NONE'", exit=0)
    s.run("visudo", wait=False)
    s.see("NOPASSWD")
    s.type("Gocarol ALL=(ALL) NOPASSWD: /usr/bin/id")
    s.key("Escape", pace=0.1)
    s.type(":wq")
    s.enter(":wq", kind="reply", wait=HERE)
    s.run("su - carol", wait=r"carol@web-1:.*\$ $|\$ $")
    s.run("sudo -l | tail -1", exit=0, wait=r"\$ $")
    s.run("sudo id -u", exit=0, wait=r"\$ $")
    s.run("sudo cat /etc/shadow", wait=r"password for carol: $")
    s.key("C-c", pace=0)
    s.wait(r"\$ $")
    s.run("exit", wait=HERE)
    s.run("userdel -r carol", wait=HERE)
    s.run("exit", wait=False)


@machine("web-2", needs=["tmux", "tail", "vim"], files={"tmux.conf": "set -g default-command bash\nset -sg escape-time 0\n"}, size=(100, 30))
def admin_in_tmux_all_day(s):
    s.run("tmux -f tmux.conf new-session -s day", wait=HERE)
    s.run("tail -F /run/web.log", wait=False)
    s.pause(0.2)
    s.key("C-b", "%", pace=0.2)
    s.wait(HERE)
    s.run("for i in 1 2 3; do echo \"request $i\" >> /run/web.log; sleep 0.1; done", exit=0, wait=HERE)
    s.run("ssh web-2", wait=WEB)
    s.type("tail -n 5 /etc/mtod")
    s.key("BSpace", "BSpace", "BSpace")
    s.type("otd")
    s.enter("tail -n 5 /etc/motd", exit=0, wait=WEB)
    s.key("C-b", "Left", pace=0.1)
    s.key("C-c", pace=0)
    s.wait(HERE)
    s.run("wc -l /run/web.log", exit=0, wait=HERE)
    s.key("C-b", "c", pace=0.2)
    s.wait(HERE)
    s.run(f"{VIM} todo.txt", wait=False)
    s.see("todo.txt")
    s.type("ishutdown -r now # not today")
    s.key("Escape", pace=0.1)
    s.absent.append("not today")
    s.type(":wq")
    s.enter(":wq", kind="reply", wait=HERE)
    s.run("exit", wait=HERE)
    s.run("exit", wait=WEB)
    s.run("exit", wait=HERE)
    s.run("exit", wait=HERE)
    s.run("cat todo.txt", exit=0, wait=HERE)
    s.run("exit", wait=False)


@machine("web-2", needs=["less", "gzip", "kill"], files={"logs/app.log": "".join(f"2026-01-01 00:{n // 60:02}:{n % 60:02} "
         + ("ERROR disk full on /srv" if n % 17 == 0 else "INFO request served") + f" id={n}\n" for n in range(300))})
def admin_after_an_alarm(s):
    s.run("cd logs", exit=0)
    s.run("less app.log", wait=False)
    s.see("id=3")
    s.type("/ERROR")
    s.key("Enter", pace=0.1)
    s.type("nnq")
    s.wait(HERE)
    s.run("grep -c ERROR app.log", exit=0)
    s.run("awk '/ERROR/ {n[$4]++} END {for (k in n) print n[k], k}' app.log | sort -rn", exit=0)
    s.run("sleep 300 &", exit=0)
    s.run("kill %1", exit=0)
    s.enter(None)
    s.run("gzip -k app.log && zgrep -m1 ERROR app.log.gz", exit=0)
    s.run("ssh web-2 'ps ax | wc -l; df -h / | tail -1 | wc -w'", exit=0, wait=HERE)
    s.run("ssh web-2", wait=WEB)
    s.run("ps -eo pid,comm | head -3", exit=0, wait=WEB)
    s.run("dd if=/dev/zero of=/run/fill bs=1k count=64 status=progress", exit=0, wait=WEB)
    s.run("du -sh /run/fill; rm -v /run/fill", exit=0, wait=WEB)
    s.run("echo '* * * * * root true' | tee /run/cron", exit=0, wait=WEB)
    s.key("C-d", pace=0)
    s.wait(HERE)
    s.run("fc -ln -2 | head -1", exit=0)
    s.run("exit", wait=False)
