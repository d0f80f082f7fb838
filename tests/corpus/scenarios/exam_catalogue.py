"""The catalogue, row by row: line editing, history, completion and ghost text, each in shells and places that it was not seen in before."""
from drive import scenario

NAMES = {"very-long-file-name.txt": "x\n", "very-long-other.txt": "y\n", "unique-directory/inner.txt": "z\n", "table.csv": "a,b\n1,2\n"}


def at(place, command, prompt, files=None, conf="", env=None, **more):
    """In a terminal of its own, or in the only pane of a tmux, which then is recorded."""
    program = command.split()
    if place == "pane":
        program = ["tmux", "-L", "inner", "-f", "@HOME@/tmux.conf", "new-session", command]
    files = {"tmux.conf": "set -g default-shell /bin/sh\nset -sg escape-time 10\n" + conf, **NAMES, **(files or {})}
    return scenario(program, prompt=prompt, files=files, env={"HISTFILE": "@HOME@/.hist", **(env or {})}, history="", **more)


def bash(place="plain", ps1=r"alice@web-1:\w\$ ", prompt="[#$>] $", env=None, **more):
    return at(place, "bash --norc --noprofile -i", prompt, env={"PS1": ps1, **(env or {})}, **more)


def zsh(place="plain", ps1="alice@web-1 %~ %# ", prompt="# $", rc="", files=None, **more):
    return at(place, "zsh -i", prompt, files={".zshrc": f"PS1='{ps1}'\nHISTFILE=~/.hist HISTSIZE=99 SAVEHIST=99\n{rc}", **(files or {})}, **more)


def fish(place="plain", config="", prompt="[>#] $", **more):
    return at(place, "fish -i", prompt, files={".config/fish/config.fish": "set -g fish_greeting\n" + config}, **more)


def tcsh(place="plain", ps1="%m:%~%# ", prompt="[>#] $", rc="", **more):
    return at(place, "tcsh", prompt, files={".tcshrc": f"set prompt='{ps1}'\nset history=50\nunset autologout\n{rc}"}, needs=["tcsh"], **more)


def ksh(place="plain", ps1="$PWD # ", prompt="# $", mode="emacs", **more):
    return at(place, f"ksh93 -o {mode} -i", prompt, env={"PS1": ps1, "ENV": "/dev/null"}, needs=["ksh93"], **more)


def mksh(place="plain", ps1="mksh # ", prompt="# $", **more):
    return at(place, "mksh -i", prompt, env={"PS1": ps1, "ENV": "/dev/null"}, needs=["mksh"], **more)


def busybox(place="plain", ps1=r"\w # ", prompt="# $", **more):
    return at(place, "busybox ash -i", prompt, env={"PS1": ps1, "ENV": "/dev/null"}, needs=["busybox"], **more)


def repl(place, command, prompt, needs=(), **more):
    return at(place, command, prompt, needs=[command.split()[0], *needs], **more)


def shown(s, mark):
    """What stands behind the prompt now, to be committed."""
    s.pause(0.15)
    return s.cursor_line().split(mark, 1)[1].rstrip()


def ran(s, *texts, kind="command"):
    for text in texts:
        s.run(text, kind=kind)


def never(s, text="rm -rf /never/run"):
    s.type(text)
    s.absent.append("/never/run")
    s.key("C-c")
    s.pause(0.3)
    s.wait()


@tcsh(ps1="%n@%m %c%# ", size=(60, 15))
def tcsh_edit(s):
    ran(s, "echo hello", "pwd")
    s.type("ehco helo")
    s.key("C-a", "C-d", "C-d", "C-d", "C-d")
    s.type("echo")
    s.key("C-e", "BSpace")
    s.type("lo")
    s.enter("echo hello")
    s.type("echo middle end")
    s.key("Left", "Left", "Left", "Left")
    s.type(" of the")
    s.enter("echo middle of the end")
    s.type("echo home and enter")
    s.key("Home")
    s.enter("echo home and enter")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.absent.append("/never/run")
    s.type("echo safe")
    s.enter("echo safe")
    s.run("exit", wait=False)


@busybox("pane", ps1=r"\u@\h:\w\$ ")
def busybox_edit_pane(s):
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
    s.type("ls -l /etc/passwd")
    s.key("Home", pace=0.1)
    s.enter("ls -l /etc/passwd")
    s.type("echo nothing at all")
    s.key("C-u", pace=0.1)
    s.enter(None)
    ran(s, "echo after nothing")
    s.run("exit", wait=False)


@ksh("pane", ps1=r"root@aix:$PWD # ", size=(100, 24))
def ksh_edit_pane(s):
    ran(s, "print hello", "cd /usr/share", "pwd")
    s.type("cat /etc/hostnmae")
    s.key("C-b", "C-b", "C-t", pace=0.06)
    s.key("C-a", pace=0.06)
    s.key("C-e", pace=0.06)
    s.enter(shown(s, "# "))
    s.type("print home and enter")
    s.key("C-a")
    s.enter("print home and enter")
    s.type("print one two three")
    s.key("M-b", "C-k", pace=0.06)
    s.type("four ")
    s.key("C-y", pace=0.06)
    s.enter("print one two four three")
    s.run("exit", wait=False)


@mksh("pane", ps1="[$?] $PWD # ", conf="set -g default-terminal tmux-256color\n")
def mksh_edit_pane(s):
    ran(s, "echo first", "false", "echo second third")
    s.type("echo abc def")
    s.key("C-w", pace=0.06)
    s.type("xyz ")
    s.key("C-y", pace=0.06)
    s.enter("echo abc xyz def")
    s.type("ehco swapped")
    s.key("C-a", "C-f", "C-f", "C-t", pace=0.08)
    s.key("C-e", pace=0.06)
    s.enter(shown(s, "# "))
    never(s)
    s.key("Up", "Up", pace=0.1)
    s.enter(shown(s, "# "))
    s.run("exit", wait=False)


@repl("pane", "gdb -q -nx", r"\(gdb\) $", size=(90, 25))
def gdb_edit_pane(s):
    s.run("set confirm off", kind="repl")
    s.run("print 6*7", kind="repl")
    s.type("pirnt 1+1")
    s.key("C-a", "C-f", "C-f", "C-t", "C-e", pace=0.06)
    s.enter("print 1+1", kind="repl")
    s.type("echo one two\\n")
    s.key("M-b", "M-b", "M-u", pace=0.06)
    s.key("C-_", pace=0.06)
    s.enter("echo one two\\n", kind="repl")
    s.type("print nothing")
    s.key("C-u", pace=0.06)
    s.enter(None)
    s.key("Up", "Up", "Up", pace=0.1)
    s.enter("print 6*7", kind="repl")
    s.key("C-r", pace=0.1)
    s.type("1+")
    s.pause(0.15)
    s.enter("print 1+1", kind="repl")
    s.run("quit", kind="repl", wait=False)


@zsh("pane", ps1="%F{cyan}%~%f ❯ ", prompt="❯ $", rc="bindkey -e\n")
def zsh_quoted_pane(s):
    s.type("print a")
    s.key("C-v", "Tab")
    s.type("b | cat -A")
    s.enter("print a\tb | cat -A", also=["print a" + " " * n + "b | cat -A" for n in range(1, 9)])
    s.type("print 'a")
    s.key("C-v", "C-a")
    s.type("b'")
    s.enter("print 'a\x01b'", also=["print 'a^Ab'"])
    s.type("print 'x")
    s.key("C-v", "C-x")
    s.type("' | cat -v")
    s.key("Home")
    s.enter("print 'x\x18' | cat -v", also=["print 'x^X' | cat -v"])
    ran(s, "print plain")
    s.run("exit", wait=False)


@fish("pane", config="fish_vi_key_bindings\nfunction fish_prompt; echo -n 'vi> '; end\n", prompt="vi> $", size=(90, 24))
def fish_vi_pane(s):
    s.run("echo one two three")
    s.type("echo four five")
    s.key("Escape", pace=0.3)
    s.type("bcw", pace=0.1)
    s.type("six")
    s.enter("echo four six")
    s.key("Escape", pace=0.3)
    s.type("kk", pace=0.15)
    s.pause(0.2)
    s.enter("echo one two three")
    s.key("Escape", pace=0.3)
    s.type("i", pace=0.2)
    s.run("echo back")
    s.run("exit", wait=False)


@tcsh("pane", ps1="vi:%~> ", prompt="> $", rc="bindkey -v\n")
def tcsh_vi_pane(s):
    s.run("echo one two three")
    s.type("echo four five")
    s.key("Escape", pace=0.7)
    s.type("bcw", pace=0.1)
    s.type("six")
    s.enter("echo four six")
    s.key("Escape", pace=0.7)
    s.type("kk", pace=0.15)
    s.pause(0.2)
    s.enter("echo one two three")
    s.type("echo abd")
    s.key("Escape", pace=0.7)
    s.type("rc", pace=0.1)
    s.key("Escape", pace=0.7)
    s.type("A", pace=0.1)
    s.enter(shown(s, "> "))
    s.run("exit", wait=False)


@ksh(ps1="$ ", prompt=r"^\$ $", mode="vi", size=(100, 30))
def ksh_vi_edit(s):
    ran(s, "print one two three", "ls -d /etc")
    s.type("print four fvie")
    s.key("Escape", pace=0.3)
    s.type("bcw", pace=0.1)
    s.type("five")
    s.enter("print four five")
    s.key("Escape", pace=0.3)
    s.type("kkk", pace=0.15)
    s.pause(0.15)
    s.enter("print one two three")
    s.key("Escape", pace=0.3)
    s.type("/etc")
    s.key("Enter", pace=0.3)
    s.type("A -l", pace=0.1)
    s.enter("ls -d /etc -l")
    s.type("print remember this")
    s.key("Escape", pace=0.3)
    s.place = None
    s.type("#")
    s.truth("#print remember this")
    s.pause(0.4)
    s.wait()
    s.run("exit", wait=False)


@bash("pane", ps1=r"\[\e[32m\]\u@\h\[\e[0m\]:\[\e[34m\]\w\[\e[0m\]\$ ")
def bash_keys_pane(s):
    ran(s, "echo one", "echo two", "echo three")
    s.type("echo keep for later")
    s.key("M-#", pace=0)
    s.truth("#echo keep for later")
    s.pause(0.3)
    s.wait()
    s.key("Up", "Up", "Up", "Up", pace=0.06)
    s.place = None
    s.key("C-o", pace=0)
    s.truth("echo one")
    s.pause(0.4)
    s.key("C-o", pace=0)
    s.truth("echo two")
    s.pause(0.4)
    s.enter("echo three")
    s.type("echo with C-j")
    s.enter("echo with C-j", key="C-j")
    s.type("echo bell")
    s.key("C-v", "C-g")
    s.enter("echo bell\x07", also=["echo bell^G"])
    s.run("exit", wait=False)


@zsh("pane", ps1="%B%n%b in %~\n%# ", prompt="^# $", rc="autoload -U compinit && compinit -u -D\nbindkey -e\n", size=(72, 20))
def zsh_slash_pane(s):
    s.type("ls uni")
    s.key("Tab")
    s.pause(0.3)
    s.enter("ls unique-directory", also=["ls unique-directory/"])
    s.type("cd uni")
    s.key("Tab")
    s.pause(0.3)
    s.enter("cd unique-directory", also=["cd unique-directory/"])
    s.run("ls")
    s.type("cat inn")
    s.key("Tab")
    s.pause(0.3)
    s.enter("cat inner.txt")
    s.run("cd ..")
    s.key("C-r", pace=0.1)
    s.type("cat i")
    s.pause(0.15)
    s.key("C-g", pace=0.2)
    s.key("C-r", pace=0.1)
    s.type("cat i")
    s.pause(0.15)
    s.enter("cat inner.txt")
    s.run("exit", wait=False)


@mksh(ps1="# ", prompt="^# $", size=(132, 40))
def mksh_history(s):
    ran(s, "echo first command", "echo second thing", "ls -d /usr")
    s.key("Up", "Up", "Up", pace=0.08)
    s.enter("echo first command")
    s.key("C-r", pace=0.1)
    s.type("second")
    s.pause(0.15)
    s.enter("echo second thing")
    s.key("C-r", pace=0.1)
    s.type("usr")
    s.pause(0.15)
    s.key("C-e", pace=0.1)
    s.type("/share")
    s.enter("ls -d /usr/share")
    s.key("C-r", pace=0.1)
    s.type("zzz")
    s.pause(0.15)
    s.key("C-g", pace=0.2)
    s.key("C-u", pace=0.1)
    s.run("echo after cancelled search")
    s.key("Up", "Up", "Down", pace=0.08)
    s.type("!")
    s.enter("echo after cancelled search!")
    s.run("exit", wait=False)


@repl("pane", "sqlite3", "sqlite> $", needs=["sqlite3"], size=(80, 14))
def sqlite_history_pane(s):
    ran(s, "create table t(a,b);", "insert into t values (1,'x');", "select * from t;", kind="repl")
    s.key("C-r", pace=0.1)
    s.type("insert")
    s.pause(0.15)
    s.enter("insert into t values (1,'x');", kind="repl")
    s.key("Up", "Up", pace=0.1)
    s.key("BSpace")
    s.type(" where a = 1;")
    s.enter("select * from t where a = 1;", kind="repl")
    s.key("C-r", pace=0.1)
    s.type("create")
    s.pause(0.15)
    s.key("C-g", pace=0.15)
    s.type("select count(*)")
    s.enter(None, wait=r"\.\.\.> $")
    s.type("from t;")
    s.enter("select count(*)\nfrom t;", kind="repl")
    s.key("C-a")
    s.run(".tables", kind="repl")
    s.run(".quit", kind="repl", wait=False)


@repl("plain", "/root/.pyenv/versions/3.13.0/bin/python3 -q", ">>> $", size=(80, 24))
def python313_history(s):
    ran(s, "x = 41", "x + 1", "print('hello', x)", kind="repl")
    s.key("Up", "Up", pace=0.15)
    s.enter("x + 1", kind="repl")
    s.key("C-r", pace=0.15)
    s.type("hello")
    s.pause(0.2)
    s.enter(None, wait=False)                      # the first Enter ends the search here
    s.pause(0.3)
    s.enter("print('hello', x)", kind="repl")
    s.type("for i in range(2):")
    s.enter(None, wait=r"\.\.\. +$")
    s.type("print(i)")
    s.enter(None, wait=r"\.\.\. +$")
    s.enter("for i in range(2):\n    print(i)", kind="repl", also=["for i in range(2):\n    print(i)\n", "for i in range(2):\n    print(i)\n    "])
    s.type("x = 99")
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("x", kind="repl")
    s.run("exit()", kind="repl", wait=False)


@repl("pane", "/root/.pyenv/versions/3.13.0/bin/python3 -q", ">>> $", size=(90, 24))
def python313_pane(s):
    ran(s, "import os", "os.getpid() > 0", kind="repl")
    s.type("os.getcwdb")
    s.key("BSpace")
    s.type("()")
    s.key("Home")
    s.enter("os.getcwd()", kind="repl")
    s.type("def twice(n):")
    s.enter(None, wait=r"\.\.\. +$")
    s.type("return 2 * n")
    s.enter(None, wait=r"\.\.\. +$")
    s.enter("def twice(n):\n    return 2 * n", kind="repl", also=["def twice(n):\n    return 2 * n\n", "def twice(n):\n    return 2 * n\n    "])
    s.run("twice(21)", kind="repl")
    s.key("Up", pace=0.2)
    s.enter("twice(21)", kind="repl")
    s.run("1/0", kind="repl")
    s.key("C-d", pace=0.3)


@zsh("pane", ps1="%m%# ", rc="bindkey -e\n", size=(50, 10))
def zsh_search_pane(s):
    ran(s, "print one", "print two", "seq 12")
    s.key("C-r", pace=0.1)
    s.type("one")
    s.pause(0.15)
    s.enter("print one")
    s.key("C-r", pace=0.1)
    s.type("print")
    s.pause(0.15)
    s.key("C-r", pace=0.15)
    s.enter("print two")
    s.key("C-r", pace=0.1)
    s.type("nothing of this")
    s.pause(0.15)
    s.key("C-c", pace=0.3)
    s.wait()
    s.type("print !$")
    s.enter("print !$", also=["print two"])
    s.type("^two^three")
    s.enter("^two^three", also=["print three"])
    s.run("exit", wait=False)


@at("pane", "bash --rcfile @HOME@/rc -i", r"\]# $", needs=["fzf"], size=(90, 24),
    files={"rc": "PS1='[\\u@\\h \\W]# '\nHISTFILE=~/.hist\n. /usr/share/doc/fzf/examples/key-bindings.bash\nexport FZF_DEFAULT_OPTS='--no-height'\n"})
def bash_fzf_pane(s):
    ran(s, "echo alpha beta", "ls -d /etc", "echo gamma")
    s.key("C-r", pace=0.3)
    s.see("> ")
    s.pause(0.6)
    s.type("alpha", pace=0.05)
    s.pause(0.5)
    s.key("Enter", pace=0.5)
    s.wait("echo alpha beta$")
    s.enter("echo alpha beta")
    s.key("C-r", pace=0.8)
    s.type("etc", pace=0.05)
    s.pause(0.5)
    s.key("Enter", pace=0.5)
    s.wait("ls -d /etc$")
    s.type(" -l")
    s.enter("ls -d /etc -l")
    s.key("C-r", pace=0.8)
    s.key("Escape", pace=0.5)
    s.wait(r"\]# $")
    s.run("echo none")
    s.run("exit", wait=False)


@tcsh("pane", ps1="[%h] %~ %# ", prompt="# $", size=(76, 20))
def tcsh_bang_pane(s):
    ran(s, "echo first word", "ls -d /tmp")
    s.type("!!")
    s.enter("!!", also=["ls -d /tmp"])
    s.type("echo !$")
    s.enter("echo !$", also=["echo /tmp"])
    s.type("^tmp^usr")
    s.enter("^tmp^usr", also=["echo /usr"])
    s.type("!echo:s/usr/var/")
    s.enter("!echo:s/usr/var/", also=["echo /var"])
    s.type("!1")
    s.enter("!1", also=["echo first word"])
    s.run("exit", wait=False)


@bash("pane", ps1=r"\W\$ ", env={"EDITOR": "nano"}, needs=["nano"])
def bash_editor_pane(s):
    ran(s, "echo before")
    s.type("echo written in")
    s.key("C-x", "C-e", pace=0.1)
    s.see("^X Exit")
    s.pause(0.3)
    s.key("C-e", pace=0.1)
    s.type(" an editor")
    s.key("C-x", pace=0.3)
    s.type("y")
    s.pause(0.2)
    s.key("Enter", pace=0)
    s.truth("echo written in an editor", also=["echo written in", "echo written in an editor\n"])
    s.pause(0.6)
    s.wait()
    ran(s, "echo after it")
    s.run("exit", wait=False)


@repl("pane", "gdb -q -nx", r"\(gdb\) $", size=(60, 16))
def gdb_completion_pane(s):
    s.type("info li")
    s.key("Tab", "Tab", pace=0.3)
    s.enter(shown(s, "(gdb) "), kind="repl")
    s.type("set conf")
    s.key("Tab", pace=0.3)
    s.type("off")
    s.enter(shown(s, "(gdb) "), kind="repl")
    s.type("show print s")
    s.key("Tab", "Tab", pace=0.3)
    s.key("C-u", pace=0.1)
    s.run("print 2", kind="repl")
    s.type("show us")
    s.key("Tab", "Tab", pace=0.3)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("quit", kind="repl", wait=False)


@tcsh("pane", ps1="%n> ", prompt="> $", rc="set autolist\n", size=(64, 18))
def tcsh_completion_pane(s):
    s.type("cat uni")
    s.key("Tab")
    s.pause(0.2)
    s.key("Tab")
    s.pause(0.2)
    s.enter("cat unique-directory/inner.txt", also=["cat unique-directory/inner.txt "])
    s.type("cat very")
    s.key("Tab", pace=0.3)
    s.type("f")
    s.key("Tab", pace=0.3)
    s.enter("cat very-long-file-name.txt", also=["cat very-long-file-name.txt "])
    s.type("ls t")
    s.key("C-d", pace=0.3)
    s.key("Tab", pace=0.2)
    s.enter(shown(s, "> "))
    s.run("exit", wait=False)


@bash("pane", ps1=r"\h:\w# ", prompt="# $", size=(50, 11), files={f"part-{n:03}.log": "" for n in range(150)})
def bash_more_pane(s):
    s.type("cat part-")
    s.key("Tab", "Tab", pace=0.3)
    s.see("possibilities")
    s.type("y")
    s.see("--More--")
    s.key("Space", pace=0.3)
    s.type("q")
    s.pause(0.3)
    s.type("077.l")
    s.key("Tab")
    s.pause(0.2)
    s.enter("cat part-077.log")
    s.type("ls part-1")
    s.key("Tab", "Tab", pace=0.3)
    s.see("--More--")
    s.key("Enter", "Enter", pace=0.2)
    s.type("q")
    s.pause(0.3)
    s.type("4*")
    s.enter("ls part-14*")
    s.run("echo done")
    s.run("exit", wait=False)


@zsh("pane", ps1="%~ %# ", rc="autoload -U compinit && compinit -u -D\nzstyle ':completion:*' menu select\nbindkey -e\n", size=(60, 15),
     files={"alpha-one.txt": "1", "alpha-two.txt": "2", "beta.txt": "3"})
def zsh_menu_pane(s):
    s.type("cat alp")
    s.key("Tab", "Tab", "Tab", pace=0.2)
    s.enter(None, wait=False)
    s.enter(shown(s, "# "))
    s.type("cat be")
    s.key("Tab", pace=0.2)
    s.enter("cat beta.txt")
    s.type("ls alp")
    s.key("Tab", "Tab", "Tab", "Right", pace=0.25)
    s.enter(None, wait=False)
    s.enter(shown(s, "# "))
    s.type("ls very")
    s.key("Tab", "Tab", pace=0.2)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("exit", wait=False)


@fish("pane", config="function fish_prompt; set_color green; echo -n (whoami)@web; set_color normal; echo -n ' '(prompt_pwd)'# '; end\n", prompt="~# $", size=(70, 16),
      conf="set -g default-terminal screen-256color\n")
def fish_pager_pane(s):
    s.type("cat very")
    s.key("Tab", "Tab", pace=0.3)
    s.pause(0.2)
    s.key("Enter", pace=0.2)
    s.enter(shown(s, "# "))
    s.type("for i in 1 2")
    s.enter(None, wait=False)
    s.pause(0.3)
    s.type("echo $i")
    s.key("Enter", pace=0.3)
    s.type("end")
    s.enter("for i in 1 2\necho $i\nend", also=["for i in 1 2\n    echo $i\nend"])
    s.type("cat ta")
    s.key("Tab", pace=0.3)
    s.enter("cat table.csv")
    s.run("exit", wait=False)


@fish("pane", config="function fish_prompt; echo -n '> '; end\nfunction fish_right_prompt; date +%T; end\n", prompt="^> $", size=(80, 20))
def fish_ghost_pane(s):
    s.run("echo something quite long here")
    s.run("echo other")
    s.type("echo so")
    s.pause(0.3)
    s.enter("echo so")
    s.type("echo som")
    s.pause(0.3)
    s.key("Right")
    s.pause(0.1)
    s.enter("echo something quite long here")
    s.type("echo o")
    s.pause(0.3)
    s.key("End")
    s.pause(0.1)
    s.type(" words")
    s.enter("echo other words")
    s.run("false", exit=1)
    s.run("exit", wait=False)


@fish(config="function fish_prompt; echo -n (prompt_pwd)' $ '; end\n", prompt=r"~ \$ $", size=(38, 14))
def fish_ghost_in_a_column(s):
    s.run("echo a suggestion that is longer than this narrow row")
    s.type("echo a")
    s.pause(0.3)
    s.enter("echo a")
    s.type("echo a su")
    s.pause(0.3)
    s.key("Right")
    s.pause(0.2)
    s.enter("echo a suggestion that is longer than this narrow row")
    s.type("echo a sug")
    s.pause(0.3)
    s.key("M-f", pace=0.2)
    s.pause(0.2)
    s.enter("echo a suggestion")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.absent.append("/never/run")
    s.wait()
    s.run("exit", wait=False)


@zsh("pane", ps1="%1~ » ", prompt="» $", rc="bindkey -e\n. /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\n",
     conf="set -g default-terminal tmux-256color\n", needs=["/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh"])
def zsh_suggestions_pane(s):
    ran(s, "print something quite long here", "print other")
    s.type("print so", pace=0.04)
    s.pause(0.3)
    s.enter("print so")
    s.type("print some", pace=0.04)
    s.pause(0.3)
    s.key("Right", pace=0.1)
    s.pause(0.1)
    s.enter("print something quite long here")
    s.type("print o", pace=0.04)
    s.pause(0.3)
    s.key("C-c", pace=0.3)
    s.wait()
    s.type("print ot", pace=0.04)
    s.pause(0.3)
    s.key("C-e", pace=0.1)
    s.type(" end")
    s.enter("print other end")
    s.run("exit", wait=False)


@zsh("pane", ps1="%n@%m %~ %# ", rc="bindkey -e\n. /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\n", size=(64, 22),
     conf="set -g default-terminal tmux-256color\n", needs=["/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"])
def zsh_highlighting_pane(s):
    ran(s, "echo 'single' \"double\" $HOME", "ls -d /etc /usr", "nosuchcommand", "true && echo and || echo or")
    s.type("echo a line in colours that is so long that it wraps at the margin")
    s.key("C-a", "M-f")
    s.type("'put in' ")
    s.enter("echo 'put in' a line in colours that is so long that it wraps at the margin")
    s.key("Up", "Up", pace=0.1)
    s.enter("true && echo and || echo or")
    s.run("exit", wait=False)


@repl("plain", "node", "^> $", env={"NODE_REPL_HISTORY": "@HOME@/.nh"}, size=(80, 11))
def node_ghost_short(s):
    ran(s, "const total = [1, 2, 3].length", "total * 2", "Math.max(1, 7)", kind="repl")
    s.type("tot")
    s.pause(0.2)
    s.enter("tot", kind="repl", also=["total"])
    s.type("total.toF")
    s.pause(0.2)
    s.key("Tab")
    s.pause(0.2)
    s.type("(2)")
    s.enter("total.toFixed(2)", kind="repl")
    s.type("Math.ma")
    s.pause(0.2)
    s.key("Right")
    s.enter(shown(s, "> "), kind="repl")
    s.run(".exit", kind="repl", wait=False)


@repl("pane", "node", "^> $", env={"NODE_REPL_HISTORY": "@HOME@/.nh"}, size=(100, 30))
def node_edit_pane(s):
    ran(s, "1 + 1", "'a'.repeat(5)", kind="repl")
    s.type("[1,2].mpa(x => x * 2)")
    for _ in range(15):
        s.key("Left", pace=0.03)
    s.key("BSpace", "BSpace", pace=0.06)
    s.type("ap")
    s.pause(0.2)
    s.key("End")
    s.enter(shown(s, "> "), kind="repl")
    s.key("Up", "Up", pace=0.15)
    s.pause(0.2)
    s.enter("'a'.repeat(5)", kind="repl")
    s.type("let x = 5")
    s.key("Home")
    s.pause(0.1)
    s.enter("let x = 5", kind="repl")
    s.type("function f() {")
    s.enter(None, wait=r"\.\.\. $")
    s.type("return x }")
    s.enter("function f() {\nreturn x }", kind="repl")
    s.run("f()", kind="repl")
    s.run(".exit", kind="repl", wait=False)


IPY = dict(env={"IPYTHONDIR": "@HOME@/.ipy"}, needs=["/usr/bin/ipython3"])


@repl("pane", "/usr/bin/ipython3 --no-banner", r"In \[\d+\]: $", env=IPY["env"], size=(90, 26), needs=IPY["needs"])
def ipython_pane(s):
    ran(s, "x = 41", "x + 1", kind="repl")
    s.type("print('helo')")
    s.key("Left", "Left", "Left", pace=0.06)
    s.type("l")
    s.pause(0.2)
    s.enter("print('hello')", kind="repl")
    s.key("Up", "Up", pace=0.2)
    s.enter("x + 1", kind="repl")
    s.type("for i in range(2):")
    s.enter(None, wait=r"\.\.\.: +$")
    s.type("print(i)")
    s.enter(None, wait=r"\.\.\.: +$")
    s.enter("for i in range(2):\n    print(i)", kind="repl", also=["for i in range(2):\n    print(i)\n", "for i in range(2):\n    print(i)\n    "])
    s.type("x.bit_l")
    s.key("Tab", pace=0.5)
    s.type("()")
    s.enter("x.bit_length()", kind="repl")
    s.run("exit", kind="repl", wait=False)


@repl("plain", "/usr/bin/ipython3 --no-banner --colors=NoColor", r"In \[\d+\]: $", env=IPY["env"], size=(44, 14), needs=IPY["needs"])
def ipython_wraps(s):
    s.run("words = 'a line that is much wider than this small window'", kind="repl")
    s.run("len(words)", kind="repl")
    s.type("words.upper() + words.lower() + words.title()")
    s.key("C-a", pace=0.2)
    s.type("1; ")
    s.pause(0.2)
    s.enter("1; words.upper() + words.lower() + words.title()", kind="repl")
    s.type("nothing")
    s.key("C-u", pace=0.2)
    s.run("words[:3]", kind="repl")
    s.type("del words")
    s.key("C-c", pace=0.4)
    s.wait()
    s.run("%pwd", kind="repl")
    s.run("exit", kind="repl", wait=False)
