"""zsh: the usual things."""
from drive import scenario

ZSH = ["zsh", "-i"]
RC = {".zshrc": "# none\n"}


def env(ps1="alice@web-1 %~ %# ", **more):
    return {"PS1": ps1, "HISTFILE": "@HOME@/.hist", "HISTSIZE": "100", "SAVEHIST": "100", **more}


@scenario(ZSH, env=env(), prompt="# $", files=RC)
def zsh_plain(s):
    s.run("echo hello")
    s.run("ls /etc | head -3")
    s.key("Up", "Up")
    s.enter("echo hello")
    s.key("C-r")
    s.type("ls /e")
    s.pause(0.1)
    s.enter("ls /etc | head -3")
    s.run("false", exit=1)
    s.run("exit", wait=False)


@scenario(ZSH, env=env(RPS1="[%D{%H:%M:%S}]"), prompt="# $", files=RC)
def zsh_right_prompt(s):
    s.run("echo with a right prompt")
    s.run("cd /usr")
    s.run("echo a much longer line that runs right up to the clock and over it, twice as long")
    s.run("exit", wait=False)


@scenario(ZSH, env=env(), prompt="# $", files={**RC, "alpha-one.txt": "1", "alpha-two.txt": "2", "beta.txt": "3"})
def zsh_menu_completion(s):
    s.run("autoload -U compinit && compinit -u")
    s.run("zstyle ':completion:*' menu select")
    s.type("cat alp")
    s.key("Tab", "Tab", "Tab", "Tab", pace=0.2)    # a menu is drawn below the line
    s.enter(None, wait=False)                      # the first Enter takes the choice
    s.pause(0.2)
    s.enter("cat alpha-two.txt")
    s.type("cat be")
    s.key("Tab", pace=0.2)
    s.enter("cat beta.txt")
    s.run("exit", wait=False)


@scenario(ZSH, env=env(), prompt="# $", files=RC)
def zsh_multiline(s):
    s.type("for i in a b; do")
    s.enter(None, wait="for> $")
    s.type("echo $i")
    s.enter(None, wait="for> $")
    s.type("done")
    s.enter("for i in a b; do\necho $i\ndone")
    s.type("echo 'first")
    s.enter(None, wait="quote> $")
    s.type("second'")
    s.enter("echo 'first\nsecond'")
    s.run("exit", wait=False)


@scenario(["zsh", "-f", "-i"], env=env(), prompt="# $", history="")
def zsh_bare(s):
    s.run("echo without any configuration")
    s.type("echo typox")
    s.key("BSpace")
    s.enter("echo typo")
    s.key("Up", "Up")
    s.enter("echo without any configuration")
    s.run("exit", wait=False)
