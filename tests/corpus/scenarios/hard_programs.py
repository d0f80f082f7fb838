"""Programs that ask, page, edit and start others, in less common ways; shells that come and go below them."""
import glob

from drive import scenario
from props import bash, beside, block, machine, namespaces

OUT = r"web-1:~# $"
GIT = {".gitconfig": "[user]\nname = a\nemail = a@b\n[init]\ndefaultBranch = trunk\n[core]\npager = less -FX\n"}
POSTGRES = dict(needs=["setpriv", *(glob.glob("/usr/lib/postgresql/*/bin/initdb") or ["initdb"]), *namespaces()])


@bash(needs=["git", "less"], files={**GIT, "notes": "one\ntwo\nthree\n"}, size=(80, 20))
def git_asks_about_each_piece(s):
    s.run("git init -q . && git add notes && git commit -qm first", exit=0)
    s.run("sed -i 's/one/eins/; s/three/drei/' notes", exit=0)
    s.run("git add -p notes", wait=r"\? $")
    s.run("s", kind="reply", wait=r"\? $")
    s.run("y", kind="reply", wait=r"\? $")
    s.run("n", kind="reply", wait=OUT)
    s.run("GIT_EDITOR='sed -i 1s/^/second/' git commit -q", exit=0)
    s.run("git log --oneline | cat", exit=0)
    s.run("git -c core.pager='less -X' log -p", wait="^:$|END.$")
    s.key("Space", pace=0.2)
    s.key("q", pace=0.1)
    s.wait(OUT)
    s.run("git checkout -p", wait=r"\? $")
    s.key("C-c", pace=0)
    s.wait(OUT)
    s.run("git stash -q; git stash pop -q", exit=0)
    s.run("exit", wait=False)


@bash(needs=["less", "vim"], files={"log": "".join(f"line {n} alice@web-1:~# rm -rf /only/text\n" for n in range(100))}, env={"LESS": "",
      "VISUAL": "vim -u NONE -N -n -i NONE", "SHELL": "/bin/bash"})
def less_leads_to_other_programs(s):
    s.run("less log", wait=False)
    s.see("log")
    s.pause(0.2)
    s.type("!echo from less")
    s.key("Enter", pace=0.3)
    s.see("from less")
    s.key("Enter", pace=0.3)
    s.type("v")
    s.pause(0.5)
    s.type(":q!")
    s.key("Enter", pace=0.3)
    s.type("/line 50")
    s.key("Enter", pace=0.2)
    s.key("q", pace=0.1)
    s.wait(OUT)
    s.absent.append("/only/text")
    s.run("echo after less", exit=0)
    s.run("head -3 log | less -X", wait=r"END.$")
    s.key("q", pace=0.1)
    s.wait(OUT)
    s.run("echo after that", exit=0)
    s.run("exit", wait=False)


@bash(files={"log": "first\n"})
def follows_a_growing_file(s):
    s.run("(for i in 1 2 3 4 5 6; do echo \"alice@web-1:~# rm -rf /fake/$i\" >> log; sleep 0.2; done) &", exit=0)
    s.absent.append("/fake/1")
    s.run("tail -f log", wait=False)
    s.see("/fake/3")
    s.key("C-c", pace=0)
    s.wait(OUT)
    s.type("echo typed while")
    s.pause(0.8)
    s.type(" it grows")
    s.enter("echo typed while it grows", exit=0)
    s.run("tail -f log | grep --line-buffered 6", wait=False)
    s.see("/fake/6\n")
    s.type("typed to nobody")
    s.key("C-c", pace=0.1)
    s.wait(OUT)
    s.run("yes | head -200", exit=0)
    s.run("while :; do echo on and on; sleep 0.01; done", wait=False)
    s.pause(0.3)
    s.abandon()
    s.run("echo calm again", exit=0)
    s.run("exit", wait=False)


@bash(needs=["python3"])
def reader_with_a_line_editor(s):
    """A program reads with readline: its prompt looks like a shell's, and the arrows work."""
    s.run("python3 -ic 'import readline, sys; sys.ps1=\"tool$ \"'", wait=r"^tool\$ $")
    s.run("x = 41", kind="repl", wait=r"^tool\$ $")
    s.type("x + 2")
    s.key("BSpace")
    s.type("1")
    s.enter("x + 1", kind="repl", wait=r"^tool\$ $")
    s.key("Up", "Up", pace=0.1)
    s.enter("x = 41", kind="repl", wait=r"^tool\$ $")
    s.run("sys.ps1 = ''", kind="repl", wait="^$")
    s.run("print('no prompt')", kind="repl", wait=False)
    s.see("\nno prompt")
    s.pause(0.2)
    s.run("sys.ps1 = 'root@web-9:/# '", kind="repl", wait="web-9:/# $")
    s.run("x - 1", kind="repl", wait="web-9:/# $")
    s.run("exit()", kind="repl", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["asciinema", "script"], env={"ASCIINEMA_CONFIG_HOME": "@HOME@/.config/asciinema"})
def recorders_in_a_recorder(s):
    s.run("asciinema rec -q -c 'bash --norc' one.cast", wait=OUT)
    s.run("echo recorded twice", exit=0)
    s.run("script -q -c 'bash --norc' two", wait=OUT)
    s.run("echo recorded three times", exit=0)
    s.run("exit")
    s.run("echo twice again", exit=0)
    s.run("exit")
    s.run("asciinema cat one.cast | tail -5", wait=False)
    s.pause(0.8)
    s.enter(None)
    s.run("cat two | wc -l", exit=0)
    s.run("exit", wait=False)


@bash(needs=["asciinema"], env={"ASCIINEMA_CONFIG_HOME": "@HOME@/.config/asciinema"},
      files={"old.cast": '{"version": 2, "width": 80, "height": 24}\n[0.0, "o", "\\u001b[?2004halice@web-1:~# "]\n[0.2, "o", "rm -rf /fake/replayed"]\n[0.4, "o", "\\r\\n\\u001b[?2004l\\rremoved\\r\\n\\u001b[?2004halice@web-1:~# "]\n'
                         '[0.6, "o", "exit\\r\\n\\u001b[?2004l\\rexit\\r\\n"]\n'})
def recording_that_is_replayed(s):
    """What a replay shows was never typed here."""
    s.absent.append("/fake/replayed")
    s.run("asciinema play old.cast", exit=0, wait=False)
    s.see("\nexit")
    s.pause(0.3)
    s.wait(OUT)
    s.run("echo true", exit=0)
    s.run("asciinema cat old.cast", exit=0, wait=False)
    s.pause(0.8)
    s.enter(None)
    s.run("echo true again", exit=0)
    s.run("exit", wait=False)


@scenario(["zsh", "-i"], prompt="# $", size=(40, 10),
          files={".zshrc": "HISTFILE=~/.hist HISTSIZE=100 SAVEHIST=100\nPS1='%# '\nsetopt single_line_zle no_prompt_cr\n"})
def zsh_of_a_single_row(s):
    s.run("echo one", exit=0)
    s.run("echo fits in the row", exit=0)
    s.type("echo this one is longer than the row of forty columns")
    s.enter("echo this one is longer than the row of forty columns", kind="unknown")
    s.run("printf 'no line feed'", exit=0)
    s.run("echo behind it", exit=0)
    s.run("exit", wait=False)


@bash(env={"LANG": "C", "LC_ALL": "C"}, program=["bash", "--norc", "--noprofile", "-i"])
def bytes_in_an_old_locale(s):
    s.run("echo plain", exit=0)
    s.run("printf '\\303\\266\\n'", exit=0)
    s.run("export LC_ALL=C.UTF-8", exit=0)
    s.run("echo größer", exit=0)
    s.type("echo größte")
    s.key("BSpace", "BSpace", "BSpace")
    s.type("ße")
    s.enter("echo größe", exit=0)
    s.run("exit", wait=False)


@beside(["postgres.sh"], size=(70, 18), **POSTGRES)
def psql_on_a_small_screen(s):
    it, more = r"\w+=[#>] $", r"\w+[-('$]\*?# $"
    s.run("psql -q shop", wait=it)
    s.run("\\set PROMPT1 '%n@%/%R%x%# '", kind="repl", wait=it)
    s.run("begin;", kind="repl", wait=r"\*# $")
    block(s, ["create table t (", "  a int,  -- root@shop=# drop table t;", "  b text", ");"], more, wait=r"\*# $")
    s.type("insert into t values (1, 'a text that goes over the margin of the screen');")
    s.key("C-a", pace=0.1)
    s.key("C-e", pace=0.1)
    s.enter("insert into t values (1, 'a text that goes over the margin of the screen');", kind="repl", wait=r"\*# $")
    s.run("select nosuch;", kind="repl", wait=r"!# $")
    s.run("rollback;", kind="repl", wait=it)
    s.run("\\x \\pset pager off", kind="repl", wait=it)
    block(s, ["do $$", "begin", "  raise notice 'in a block';", "end $$;"], more, wait=it)
    s.key("Up", pace=0.2)
    s.pause(0.2)
    s.key("C-c", pace=0.2)
    s.wait(it)
    s.run("select 1 \\gset", kind="repl", wait=it)
    s.key("C-d", pace=0)
    s.wait(OUT)
    s.run("exit", wait=False)


@machine("web-2")
def ssh_typed_ahead_of_its_shell(s):
    here, there = r"root@web-1:.*# $", r"root@web-2:.*# $"
    s.type("ssh web-2")
    s.key("Enter", pace=0)
    s.truth("ssh web-2")
    s.type("hostname")
    s.key("Enter", pace=0.02)
    s.truth("hostname", ahead=True)
    s.see("\nweb-2")
    s.wait(there)
    s.run("sleep 0.6; exit", wait=False)
    s.pause(0.1)
    s.type("echo over here")
    s.pause(0.8)
    s.wait(here + "|over here$")
    s.key("C-u", pace=0.1)
    s.run("echo for certain", exit=0, wait=here)
    s.run("for h in web-2 web-2; do ssh $h hostname; done", exit=0, wait=here)
    s.run("ssh web-2 'cat > /tmp/x' <<< text", exit=0, wait=here)
    s.run("exit", wait=False)


@bash(files={"bin/kubectl": "#!/bin/sh\ncase $1 in exec) shift $(($# - 1)); PS1='/app # ' exec busybox ash -i;; get) echo 'NAME READY'; echo 'web-0 1/1';; esac\n"}, needs=["busybox"])
def pod_with_a_small_shell(s):
    it = r"^/app # $"
    s.run("kubectl get pods", exit=0)
    s.run("kubectl exec -it web-0 -- sh", wait=it)
    s.run("echo in the pod", exit=0, wait=it)
    s.type("cat /etc/hostnam")
    s.key("BSpace", "BSpace", pace=0.05)
    s.type("ame")
    s.enter("cat /etc/hostname", exit=0, wait=it)
    s.run("(sleep 0.5; echo noise of a job) &", exit=0, wait=it)
    s.type("echo typed ")
    s.pause(0.7)
    s.type("on")
    s.enter("echo typed on", exit=0, wait=it)
    block(s, ["for i in 1 2; do", "echo $i", "done"], "^> $", kind="command", wait=it)
    s.run("exit", wait=OUT)
    s.run("echo outside", exit=0)
    s.run("exit", wait=False)


@scenario(["fish", "-i"], prompt="> $", size=(200, 60),
          files={".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color --bold; echo -n (prompt_pwd)'> '; set_color normal; end\n"
          "abbr -a gco 'git checkout'\nabbr -a L --position anywhere '| less'\n"})
def fish_on_a_huge_screen(s):
    s.run("echo one two three")
    s.type("gco")
    s.type(" trunk")
    s.enter("git checkout trunk")
    s.type("for f in /etc/hostname /etc/hosts")
    s.key("M-Enter", pace=0.2)
    s.type("wc -l $f")
    s.key("M-Enter", pace=0.2)
    s.type("end")
    s.enter("for f in /etc/hostname /etc/hosts\nwc -l $f\nend", also=["for f in /etc/hostname /etc/hosts\n    wc -l $f\nend"])
    s.type("ls --")
    s.key("Tab", pace=0.5)
    s.key("Escape", pace=0.5)
    s.key("C-u", pace=0.1)
    s.type("echo 'an open quote")
    s.enter(None, wait="^ *$")
    s.type("and closed'")
    s.enter("echo 'an open quote\nand closed'", wait=False)
    s.see("\nand closed\n")
    s.wait()
    s.key("C-r", pace=0.4)
    s.type("two")
    s.pause(0.4)
    s.key("Enter", pace=0.3)                       # takes it
    s.wait("three$")
    s.enter("echo one two three")
    s.run("exit", wait=False)


@scenario(["tcsh"], prompt="> $", size=(50, 12),
          files={".tcshrc": "set prompt='%c3> '\nset history=100\nset savehist=100\nunset autologout\nbindkey -v\nset autolist\n",
          "alpha-one": "", "alpha-two": ""})
def tcsh_vi_on_a_small_screen(s):
    s.run("echo one two")
    s.type("echo a line that is longer than this screen is wide, by far")
    s.key("Escape", pace=0.4)
    s.key("0", "w", pace=0.1)
    s.type("cw")
    s.type("one")                                  # the blank went with the word
    s.enter("echo oneline that is longer than this screen is wide, by far")
    s.type("ls alpha-")
    s.key("Tab", pace=0.3)
    s.type("t")
    s.key("Tab", pace=0.2)
    s.enter("ls alpha-two")
    s.key("Escape", pace=0.4)
    s.key("k", "k", "k", pace=0.1)
    s.enter("echo one two")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["emacs"], size=(90, 24))
def shell_in_an_editor(s):
    s.run("emacs -nw -Q --eval '(setq inhibit-startup-screen t)' -f shell", wait=False)
    s.see("*shell*")
    s.pause(0.8)
    s.type("echo in a shell of emacs")
    s.pause(0.2)
    s.key("Enter", pace=0.4)
    s.truth("echo in a shell of emacs")
    s.see("\nin a shell of emacs")
    s.key("C-x", "C-c", pace=0.3)
    s.pause(0.3)
    if "web-1:~# " not in s.cursor_line():
        s.type("yes")
        s.key("Enter", pace=0.3)
    s.wait(OUT)
    s.run("echo outside", exit=0)
    s.run("exit", wait=False)


@bash(files={"bin/installer": "#!/bin/bash\necho '1) web  2) database  3) quit'\nwhile read -e -p 'installer> ' x; do case $x in 3|quit) break;; '') ;; *) echo \"installing $x\";; esac; done\n"})
def menu_program_with_an_editor(s):
    it = "^installer> $"
    s.run("installer", wait=it)
    s.run("1", kind="repl", wait=it)
    s.type("datbase")
    s.key("Left", "Left", "Left", "Left", pace=0.05)
    s.type("a")
    s.enter("database", kind="repl", wait=it)
    s.run("quit", kind="repl", wait=OUT)
    s.run("echo installed", exit=0)
    s.run("exit", wait=False)
