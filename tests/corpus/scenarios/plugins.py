"""The real plugins that people load into their shells, and shells that few people have."""
from drive import scenario

FZF = "/usr/share/doc/fzf/examples/key-bindings."
SUGGEST = "/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh"
HIGHLIGHT = "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"
OLD = "echo first old\nls -l /etc/hostname\nrm -rf /never/run\necho second old\ngrep -c root /etc/passwd\n"
ZSHRC = "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\nPS1='%~ %# '\n"


def choose_with_fzf(s, shell_wait=None):
    s.key("C-r", pace=0.3)
    s.see("never/run")                             # the whole history is shown
    s.type("secold", pace=0.05)
    s.pause(0.4)
    s.key("Enter", pace=0.3)
    s.wait("echo second old$")
    s.type(" and new")
    s.enter("echo second old and new")
    s.key("C-r", pace=0.3)
    s.see("never/run")
    s.key("Escape", pace=0.4)
    s.run("echo typed instead")
    s.type("cat ")
    s.key("C-t", pace=0.4)
    s.see("chosen.txt")
    s.type("chos", pace=0.05)
    s.pause(0.4)
    s.key("Enter", pace=0.3)
    s.wait(r"chosen\.txt ?$")
    s.enter("cat chosen.txt", also=["cat chosen.txt "])
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env={"HISTFILE": "@HOME@/.hist"}, needs=["fzf", FZF + "bash"],
          files={"rc": f"PS1='fzf:\\w\\$ '\n. {FZF}bash\n", ".hist": OLD, "chosen.txt": "x\n", "other.txt": "y\n"})
def bash_fzf(s):
    choose_with_fzf(s)


@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env={"HISTFILE": "@HOME@/.hist", "FZF_DEFAULT_OPTS": "--no-height"},
          needs=["fzf", FZF + "bash"],
          files={"rc": f"PS1='fzf:\\w\\$ '\n. {FZF}bash\n", ".hist": OLD, "chosen.txt": "x\n", "other.txt": "y\n"})
def bash_fzf_full_screen(s):
    choose_with_fzf(s)


@scenario(["zsh", "-i"], needs=["fzf", FZF + "zsh"], prompt=r"# $",
          files={".zshrc": ZSHRC + f". {FZF}zsh\n", ".hist": OLD, "chosen.txt": "x\n", "other.txt": "y\n"})
def zsh_fzf(s):
    choose_with_fzf(s)


@scenario(["zsh", "-i"], needs=[SUGGEST], prompt=r"# $", files={".zshrc": ZSHRC + f". {SUGGEST}\n", ".hist": OLD})
def zsh_autosuggestions(s):
    s.type("ls -l")
    s.see("ls -l /etc/hostname")
    s.enter("ls -l")
    s.type("grep")
    s.see("-c root")
    s.key("Right", pace=0.15)
    s.enter("grep -c root /etc/passwd")
    s.type("rm")
    s.see("/never/run")
    s.key("C-c", pace=0.15)
    s.wait()
    s.type("echo sec")
    s.see("second old")
    s.key("C-e", pace=0.15)
    s.type(" and new")
    s.enter("echo second old and new")
    s.type("echo fir")
    s.see("first old")
    s.type("e")
    s.enter("echo fire")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(["zsh", "-i"], needs=[SUGGEST, HIGHLIGHT], prompt=r"❯ $", size=(60, 16),
          files={".zshrc": ZSHRC + "PS1=$'\\n%F{blue}%~%f\\n%F{green}❯%f ' RPS1='%*'\nautoload -U compinit && compinit -u -D\n"
                 f"zstyle ':completion:*' menu select\n. {SUGGEST}\n. {HIGHLIGHT}\n", ".hist": OLD, "report-1.txt": "1\n", "report-2.txt": "2\n"})
def zsh_all_plugins(s):
    s.type("ls -l")
    s.see("/etc/hostname")
    s.enter("ls -l", wait=True)
    s.run("echo 'quoted' \"$HOME\" | cat  # coloured as it is typed")
    s.type("cat rep")
    s.key("Tab", "Tab", "Tab", pace=0.2)
    s.key("Enter", pace=0.3)
    s.wait(r"report-1\.txt ?$")
    s.enter("cat report-1.txt", also=["cat report-1.txt "])
    s.key("C-r", pace=0.1)
    s.type("root")
    s.pause(0.2)
    s.enter("grep -c root /etc/passwd")
    s.type("for i in 1 2; do")
    s.enter(None, wait="for> $")
    s.type("echo $i")
    s.enter(None, wait="for> $")
    s.type("done")
    s.enter("for i in 1 2; do\necho $i\ndone")
    s.type("rm")
    s.see("/never/run")
    s.key("C-c", pace=0.15)
    s.wait()
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env={"HISTFILE": "@HOME@/.hist"},
          needs=["git", "/usr/share/liquidprompt/liquidprompt"], prompt=r"[#$] $",
          files={"rc": ". /usr/share/liquidprompt/liquidprompt\n", "repo/a": "x\n"})
def bash_liquidprompt(s):
    s.run("echo first")
    s.run("false")
    s.run("cd repo && git init -q -b main .")
    s.run("git status --short")
    s.run("sleep 100 &")
    s.run("kill %1")
    s.run("cd /usr/share/doc")
    s.run("echo in another directory")
    s.run("exit", wait=False)


@scenario(["elvish", "-norc"], prompt=r"[#>] $", history="")
def elvish_plain(s):
    s.run("echo hello")
    s.type("echo two wordsx")
    s.key("BSpace", "M-b", pace=0.1)
    s.type("short ")
    s.enter("echo two short words")
    s.key("Up", "Up", pace=0.2)
    s.enter("echo hello")
    s.type("ls /etc/host")
    s.key("Tab", pace=0.3)
    s.see("hostname")
    s.type("name")
    s.key("Enter", pace=0.3)
    s.enter("ls /etc/hostname", also=["ls /etc/hostname "])
    s.type("for i [1 2] {")
    s.enter(None, wait="^ *$")
    s.type("echo $i")
    s.enter(None, wait="^ *$")
    s.type("}")
    s.enter("for i [1 2] {\necho $i\n}", also=["for i [1 2] {\n  echo $i\n}"])
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.wait()
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(["xonsh", "--no-rc", "--shell-type", "prompt_toolkit", "-DXONSH_SHOW_TRACEBACK=0", "-DPROMPT=xonsh {cwd_base}> "],
          prompt=r"> $", history="")
def xonsh_prompt_toolkit(s):
    s.run("echo hello")
    s.run("1 + 1")
    s.type("echo wrong")
    s.key(*["BSpace"] * 5, pace=0.04)
    s.type("right")
    s.enter("echo right")
    s.key("Up", "Up", "Up", pace=0.2)
    s.enter("echo hello")
    s.type("for i in range(2):")
    s.key("Enter", pace=0.3)
    s.type("print(i)")
    s.key("Enter", pace=0.3)
    s.enter("for i in range(2):\n    print(i)", also=["for i in range(2):\n    print(i)\n", "for i in range(2):\nprint(i)"])
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.3)
    s.wait()
    s.absent.append("/never/run")
    s.run("exit", wait=False)
