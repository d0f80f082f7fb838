"""What was left of the catalogue: editors for the line, choosers, blocks that are recalled, poor terminals, lines taller than the screen."""
from drive import scenario
from props import bash, block

HIST = {"HISTFILE": "@HOME@/.hist"}
ZSH, ZHIST = ["zsh", "-i"], "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\n"
FZF = "/usr/share/doc/fzf/examples/key-bindings."
OLD = ["make -j4 install", "rm -rf /never/run", "echo an old one", "systemctl status nginx", "echo another old one"]
OUT = r"web-1:~# $"


@bash(needs=["nano", "vim"], env={"VISUAL": "nano"}, size=(80, 20))
def lines_written_in_an_editor(s):
    s.type("echo begun here")
    s.key("C-x", "C-e", pace=0.3)
    s.see("GNU nano")
    s.key("C-e", pace=0.1)
    s.type(" and ended there")
    s.key("C-o", pace=0.3)
    s.key("Enter", pace=0.3)
    s.key("C-x", pace=0)
    s.truth("echo begun here and ended there", exit=0)
    s.see("\nbegun here and ended there")
    s.wait(OUT)
    s.run("export VISUAL='vim -u NONE -N -n -i NONE'", exit=0)
    s.key("C-x", "C-e", pace=0.5)
    s.pause(0.4)
    s.type("ifor i in 1 2; do\r  echo row $i\rdone")
    s.key("Escape", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0)
    s.truth("for i in 1 2; do\n  echo row $i\ndone", exit=0)
    s.see("\nrow 2")
    s.wait(OUT)
    s.type("echo given up")
    s.key("C-x", "C-e", pace=0.5)
    s.pause(0.4)
    s.type(":cq")
    s.key("Enter", pace=0.4)
    s.wait(OUT)
    s.key("C-c", pace=0.2)
    s.wait(OUT)
    s.run("echo after it", exit=0)
    s.run("exit", wait=False)


@scenario(ZSH, prompt="~ # $", files={".zshrc": ZHIST + "PROMPT='%~ # '\nautoload -U edit-command-line && zle -N edit-command-line && bindkey '^X^E' edit-command-line\n"},
          env={"VISUAL": "vim -u NONE -N -n -i NONE"}, needs=["vim"], size=(80, 20))
def zsh_line_in_vim(s):
    s.type("echo begun here")
    s.key("C-x", "C-e", pace=0.5)
    s.pause(0.4)
    s.type("A and ended there")
    s.key("Escape", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0.4)
    s.see("ended there")
    s.pause(0.3)
    s.enter("echo begun here and ended there")
    s.type("echo one")
    s.key("C-x", "C-e", pace=0.5)
    s.pause(0.4)
    s.type("oecho two")
    s.key("Escape", pace=0.3)
    s.type(":wq")
    s.key("Enter", pace=0.5)
    s.pause(0.2)
    s.enter("echo one\necho two")
    s.run("echo after it")
    s.run("exit", wait=False)


@scenario(["fish", "-i"], prompt="> $", env={"VISUAL": "nano"}, needs=["nano"], size=(80, 20),
          files={".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)'> '; end\n"})
def fish_line_in_nano(s):
    s.type("echo begun here")
    s.key("M-e", pace=0.5)
    s.see("GNU nano")
    s.key("C-e", pace=0.1)
    s.type(" and ended there")
    s.key("C-o", pace=0.3)
    s.key("Enter", pace=0.3)
    s.key("C-x", pace=0.4)
    s.wait("there$")
    s.enter("echo begun here and ended there")
    s.run("echo after it")
    s.run("exit", wait=False)


def chosen(s, second):
    s.run("echo first")
    s.key("C-r", pace=0.4)
    s.see("never/run")
    s.type("system", pace=0.06)
    s.pause(0.4)
    s.key("Enter", pace=0.4)
    s.wait("nginx ?$")
    s.key("C-u", pace=0.1)
    s.key("C-r", pace=0.4)
    s.see("never/run")
    s.type("an old", pace=0.06)
    s.pause(0.4)
    s.key("Enter", pace=0.4)
    s.wait("one ?$")
    s.type(" and new")
    s.enter(second)
    s.key("C-r", pace=0.4)
    s.see("never/run")
    s.key("C-c", pace=0.4)
    s.absent.append("/never/run")
    s.wait()
    s.run("echo typed by hand")
    s.run("exit", wait=False)


@scenario(["fish", "-i"], prompt="> $", needs=["fzf", FZF + "fish"], size=(90, 26), files={
    ".config/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)'> '; end\nsource {FZF}fish; fzf_key_bindings\n",
    ".local/share/fish/fish_history": "".join(f"- cmd: {c}\n  when: {1700000000 + n}\n" for n, c in enumerate(OLD))})
def fish_with_fzf(s):
    chosen(s, "echo another old one and new")


@scenario(ZSH, prompt="❯ $", needs=["fzf", FZF + "zsh"], size=(90, 26), env={"FZF_DEFAULT_OPTS": "--no-height --reverse"},
          files={".zshrc": ZHIST + f"PROMPT=$'%F{{blue}}%~%f\\n%F{{magenta}}❯%f '\n. {FZF}zsh\n", ".hist": "\n".join(OLD) + "\n"})
def zsh_with_fzf_full_screen(s):
    chosen(s, "echo another old one and new")


@bash(program=["bash", "--rcfile", "@HOME@/rc", "-i"], needs=["fzf", FZF + "bash"], size=(90, 26),
      files={"rc": f". {FZF}bash\nPS1='\\[\\e[32m\\]\\w\\[\\e[0m\\]\\n\\$ '\n", ".hist": "\n".join(OLD) + "\n"}, prompt="^# $")
def fzf_below_two_rows(s):
    chosen(s, "echo another old one and new")


@scenario(["bash", "--norc", "--noprofile", "-i"], env={"PS1": "\\w # ", **HIST}, prompt="# $", size=(60, 10), files={f"file-{n:03}": "" for n in range(130)})
def lists_that_ask_and_page(s):
    s.type("cat file-")
    s.key("Tab", "Tab", pace=0.3)
    s.see("Display all")
    s.type("y")
    s.pause(0.3)
    s.see("--More--")
    s.key("Space", pace=0.2)
    s.key("Enter", pace=0.2)
    s.type("q")
    s.pause(0.3)
    s.type("007")
    s.enter("cat file-007", exit=0)
    s.type("cat file-1")
    s.key("Tab", "Tab", pace=0.3)
    s.key("C-u", pace=0.1)
    s.run("echo out of it", exit=0)
    s.run("exit", wait=False)


@scenario(["tcsh"], prompt="> $", size=(60, 12), files={**{f"file-{n:03}": "" for n in range(60)}, ".tcshrc": "set prompt='%~> '\nset history=50\nset savehist=50\nunset autologout\nset autolist\nset listmax=20\n"})
def tcsh_asks_before_it_lists(s):
    s.type("cat file-")
    s.key("Tab", pace=0.4)
    s.see("[n/y]")
    s.type("n")
    s.pause(0.3)
    s.type("07")
    s.enter("cat file-007")
    s.type("cat file-00")
    s.key("Tab", pace=0.3)
    s.type("1")
    s.enter("cat file-001")
    s.run("echo end")
    s.run("exit", wait=False)


@scenario(["fish", "-i"], prompt="> $", size=(70, 20), files={".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color cyan; echo -n (prompt_pwd); set_color normal; echo -n '> '; end\n"})
def fish_blocks_recalled_and_changed(s):
    s.type("for i in 1 2")
    s.enter(None, wait=" +$")
    s.type("echo number $i")
    s.enter(None, wait=" +$")
    s.type("end")
    s.enter("for i in 1 2\necho number $i\nend", also=["for i in 1 2\n    echo number $i\nend"])
    s.run("echo between")
    s.key("Up", "Up", pace=0.3)
    s.pause(0.2)
    s.enter("for i in 1 2\n    echo number $i\nend", also=["for i in 1 2\necho number $i\nend"])
    s.key("Up", pace=0.3)
    s.key("BSpace", "BSpace", "BSpace", pace=0.1)
    s.type("end | tac")
    s.enter("for i in 1 2\n    echo number $i\nend | tac", also=["for i in 1 2\necho number $i\nend | tac"])
    s.run("echo after")
    s.run("exit", wait=False)


@scenario(ZSH, prompt="# $", files={".zshrc": ZHIST + "PROMPT='%m %~ # '\n"}, size=(70, 20))
def zsh_blocks_recalled_and_changed(s):
    block(s, ["for i in 1 2; do", "  echo number $i", "done"], "for> $", kind="command")
    s.run("echo between")
    s.key("Up", "Up", pace=0.2)
    s.pause(0.2)
    s.enter("for i in 1 2; do\n  echo number $i\ndone")
    s.key("Up", pace=0.2)
    s.pause(0.1)
    s.key("C-e", pace=0.1)
    s.type(" | tac")
    s.enter("for i in 1 2; do\n  echo number $i\ndone | tac")
    s.run("echo after")
    s.run("exit", wait=False)


@scenario(["bash", "--norc", "--noprofile", "-i"], env={"PS1": "\\h:\\W\\$ ", **HIST}, prompt="# $", size=(70, 20))
def blocks_recalled_with_their_lines(s):
    s.run("shopt -s cmdhist lithist", exit=0)
    block(s, ["for i in 1 2; do", "  echo number $i", "done"], "^> $", kind="command", exit=0)
    s.run("echo between", exit=0)
    s.key("Up", "Up", pace=0.15)
    s.enter("for i in 1 2; do\n  echo number $i\ndone", exit=0)
    s.key("Up", pace=0.15)
    s.type(" | tac")
    s.enter("for i in 1 2; do\n  echo number $i\ndone | tac", exit=0)
    s.key("C-r", pace=0.15)
    s.type("number")
    s.pause(0.2)
    s.key("C-e", pace=0.15)
    s.key("BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", pace=0.06)
    s.enter("for i in 1 2; do\n  echo number $i\ndone", exit=0)
    s.run("shopt -u lithist", exit=0)
    block(s, ["if true", "then echo yes", "fi"], "^> $", kind="command", exit=0)
    s.key("Up", pace=0.15)
    s.enter("if true; then echo yes; fi", exit=0)
    s.run("exit", wait=False)


TALL = " ".join(f"part{n:02}" for n in range(40))


@scenario(["bash", "--norc", "--noprofile", "-i"], env={"PS1": "\\h:\\W\\$ ", **HIST}, prompt="# $", size=(40, 6))
def taller_than_six_rows_in_bash(s):
    s.run("echo one", exit=0)
    s.type("echo " + TALL, pace=0.008)
    s.enter("echo " + TALL, exit=0)
    s.run("echo two", exit=0)
    s.key("Up", "Up", pace=0.2)
    s.enter("echo " + TALL, exit=0)
    s.run("echo three", exit=0)
    s.run("exit", wait=False)


@scenario(ZSH, prompt="# $", files={".zshrc": ZHIST + "PROMPT='%m # '\n"}, size=(40, 6))
def zsh_taller_than_six_rows(s):
    s.run("echo one")
    s.type("echo " + TALL, pace=0.008)
    s.enter("echo " + TALL)
    s.run("echo two")
    s.key("Up", "Up", pace=0.2)
    s.enter("echo " + TALL)
    s.run("echo three")
    s.run("exit", wait=False)


@scenario(["bash", "--norc", "--noprofile", "-i"], env={"PS1": "[\\u@\\h \\W]\\$ ", **HIST}, prompt="# $", term="vt220", size=(80, 24))
def bash_on_vt220_by_hand(s):
    s.type("echo in the midle")
    s.key("Left", "Left", pace=0.06)
    s.type("d")
    s.enter("echo in the middle", exit=0)
    s.run("echo a line that goes on to the next row of the terminal, since it is so very long that it must", exit=0)
    s.key("Up", pace=0.1)
    s.key("C-a", "M-f", "M-d", pace=0.1)
    s.enter("echo line that goes on to the next row of the terminal, since it is so very long that it must", exit=0)
    s.key("C-r", pace=0.15)
    s.type("midd")
    s.pause(0.2)
    s.enter("echo in the middle", exit=0)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait()
    s.run("exit", wait=False)


@scenario(ZSH, prompt="# $", files={".zshrc": ZHIST + "PROMPT='%m %~ # '\nRPROMPT='%T'\n"}, term="linux", size=(80, 25))
def zsh_on_a_console(s):
    s.type("echo in the midle")
    s.key("Left", "Left", pace=0.06)
    s.type("d")
    s.enter("echo in the middle")
    s.run("echo a line that goes on to the next row of the terminal, since it is so very long that it must")
    s.key("Up", pace=0.1)
    s.key("C-a", "M-f", "M-d", pace=0.1)
    s.enter("echo line that goes on to the next row of the terminal, since it is so very long that it must", also=["echo  line that goes on to the next row of the terminal, since it is so very long that it must"])
    s.type("ls -d /usr/sh")
    s.key("Tab", pace=0.3)
    s.enter("ls -d /usr/share", also=["ls -d /usr/share/"])
    s.run("exit", wait=False)


@scenario(["busybox", "sh"], env={"PS1": "~ # ", "HISTFILE": ""}, prompt="~ # $", term="vt102", history="", size=(80, 24))
def busybox_on_a_serial_line(s):
    s.run("echo one")
    s.type("echo mistkae")
    s.key("BSpace", "BSpace", "BSpace", pace=0.06)
    s.type("ake")
    s.enter("echo mistake")
    s.key("Up", "Up", pace=0.15)
    s.type(" more")
    s.enter("echo one more")
    block(s, ["if true; then", "echo yes", "fi"], "^> $", kind="command")
    s.run("cat", wait="^$")
    s.run("a reply", kind="reply", wait="^$")
    s.key("C-d", pace=0.2)
    s.wait()
    s.run("vi /tmp/none-such", wait=False)
    s.pause(0.4)
    s.type("irm -rf /only/text")
    s.absent.append("/only/text")
    s.key("Escape", pace=0.3)
    s.type(":q!")
    s.key("Enter", pace=0.3)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["/usr/bin/ipython3", "ptpython"], env={"IPYTHONDIR": "@HOME@/.ipython", "PAGER": "cat"}, size=(96, 30))
def ipython_recalls_and_edits_cells(s):
    it, more = r"^In \[\d+\]: $", r"^ +\.\.\.: *$"
    s.run("ipython3 --no-banner", wait=it)
    s.type("def f(x):")
    s.enter(None, wait=more)
    s.type("return x + 1")
    s.enter(None, wait=more)
    s.enter("def f(x):\n    return x + 1", kind="repl", wait=it)
    s.run("f(1)", kind="repl", wait=it)
    s.key("Up", "Up", pace=0.3)
    s.pause(0.3)
    s.key("BSpace", pace=0.15)
    s.type("2")
    s.pause(0.2)
    s.key("Escape", "Enter", pace=0)
    s.truth("def f(x):\n    return x + 2", kind="repl")
    s.pause(0.5)
    s.wait(it)
    s.run("f(1)", kind="repl", wait=it)
    s.paste("for i in range(2):\n    print('pasted', i)\n")
    s.pause(0.4)
    s.key("Enter", pace=0.1)
    s.truth("for i in range(2):\n    print('pasted', i)", kind="repl")
    s.see("pasted 1")
    s.wait(it)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3"], size=(80, 24))
def python_pasted_and_recalled(s):
    it, more = "^>>> $", r"^\.\.\. $"
    s.run("python3 -q", wait=it)
    block(s, ["class A:", "    def f(self):", "        return 1", ""], more, wait=it)
    s.run("A().f()", kind="repl", wait=it)
    s.key("Up", "Up", "Up", pace=0.15)
    s.key("C-u", pace=0.1)
    s.type("x = input('name? ')")
    s.enter("x = input('name? ')", kind="repl", wait=r"name\? $")
    s.run("bob", kind="reply", wait=it)
    s.run("x", kind="repl", wait=it)
    s.type("print('a long statement which is longer than the eighty columns of this terminal', x)")
    s.key("C-a", pace=0.1)
    s.key("M-f", "M-f", pace=0.06)
    s.type("n even")
    s.enter("print('an even long statement which is longer than the eighty columns of this terminal', x)", kind="repl", wait=it)
    s.run("import subprocess; subprocess.run(['sh', '-c', 'echo from sh'])", kind="repl", wait=it)
    s.run("exit()", kind="repl")
    s.run("exit", wait=False)


@bash(size=(90, 24))
def expansions_and_sudo_again(s):
    s.run("cat /etc/hostname", exit=0)
    s.run("echo sudo !!", exit=0, also=["echo sudo cat /etc/hostname"])
    s.run("!cat:0 !?sudo?:$", exit=0, also=["cat /etc/hostname"])
    s.run("^cat^head -1^", exit=0, also=["head -1 /etc/hostname"])
    s.run("echo !$", also=["echo /etc/hostname"], exit=0)
    s.run("!-2:gs/host/machine/", exit=1, also=["head -1 /etc/machinename"])
    s.run("echo 'no !! here'", exit=0)
    s.type("echo one two")
    s.key("C-w", pace=0.1)
    s.key("M-.", pace=0.15)
    s.key("M-.", pace=0.15)
    s.pause(0.1)
    s.key("C-u", pace=0.1)
    s.run("set -x", exit=0)
    s.run("echo traced $((1 + 1))", exit=0)
    s.run("set +x", exit=0)
    s.type("echo a")
    s.key("C-v", "Tab", pace=0.1)
    s.type("b")
    s.enter("echo a\tb", exit=0)
    s.run("exit", wait=False)
