"""zsh: completion: lists and menus below the line, which are no commands."""
from drive import scenario

ZSH = ["zsh", "-i"]
BASE = "HISTFILE=~/.hist HISTSIZE=500 SAVEHIST=500\nPS1='alice@web-1 %~ %# '\nautoload -U compinit && compinit -u -D\n"
SOME = {f"report-{year}-{n}.txt": "x\n" for year in (2023, 2024) for n in range(1, 5)}
MANY = {f"many/item-number-{n:03}.dat": "" for n in range(120)}


def rc(text="", **files):
    return {".zshrc": BASE + text, **files}


@scenario(ZSH, files={**rc(), **SOME, "directory/inner/file.txt": "x\n"})
def zsh_list_candidates(s):
    s.type("cat rep")
    s.key("Tab", pace=0.15)
    s.key("Tab", pace=0.15)
    s.see("report-2023-1.txt")
    s.type("4-")
    s.key("Tab", pace=0.15)
    s.type("2")
    s.key("Tab", pace=0.15)
    s.enter("cat report-2024-2.txt", also=["cat report-2024-2.txt "])
    s.type("ls dir")
    s.key("Tab", pace=0.15)
    s.enter("ls directory")                        # the slash that came by itself goes again after Enter
    s.type("ls dir")
    s.key("Tab", "Tab", pace=0.15)
    s.key("Tab", pace=0.15)
    s.key("C-c", pace=0.15)
    s.wait()
    s.type("echo $MACHTY")
    s.key("Tab", pace=0.15)
    s.enter("echo $MACHTYPE", also=["echo $MACHTYPE "])
    s.run("exit", wait=False)


@scenario(ZSH, files={**rc("setopt auto_menu menu_complete\n"), **SOME})
def zsh_menu_complete(s):
    s.type("cat report-2023-")
    s.key("Tab", "Tab", "Tab", pace=0.15)
    s.enter("cat report-2023-3.txt", also=["cat report-2023-3.txt "])
    s.type("cat report-2024-")
    s.key("Tab", "Tab", pace=0.15)
    s.type(" | wc -l")
    s.enter("cat report-2024-2.txt | wc -l", also=["cat report-2024-2.txt  | wc -l"])
    s.type("cat repo")
    s.key("Tab", "Tab", pace=0.15)
    s.key("C-c", pace=0.15)
    s.wait()
    s.run("exit", wait=False)


@scenario(ZSH, files={**rc("zstyle ':completion:*' menu select\nzstyle ':completion:*' format '%F{yellow}-- %d --%f'\n"
                           "zstyle ':completion:*' list-colors ''\n"), **SOME})
def zsh_menu_select(s):
    s.type("cat rep")
    s.key("Tab", "Tab", "Tab", pace=0.15)
    s.key("Down", "Right", "Left", "Up", "Right", pace=0.1)
    s.key("Enter", pace=0.2)                       # takes the choice
    s.wait(r"txt ?$")
    s.enter("cat report-2023-3.txt")
    s.type("cat report-2024-")
    s.key("Tab", "Tab", pace=0.15)
    s.key("C-g", pace=0.15)                        # leaves the menu
    s.key("C-u")
    s.run("echo typed instead")
    s.type("cat report-2024-")
    s.key("Tab", "Tab", pace=0.15)
    s.type(" ")                                    # takes it, too, and types on
    s.type("| cat")
    s.enter("cat report-2024-1.txt | cat", also=["cat report-2024-1.txt  | cat"])
    s.run("exit", wait=False)


@scenario(ZSH,
          files={**rc("zmodload zsh/complist\nzstyle ':completion:*:default' list-prompt '%SMore: %p%s'\nLISTMAX=20\n"), **MANY}, size=(60, 14))
def zsh_list_more(s):
    s.type("ls -d many/item")
    s.key("Tab", pace=0.2)
    s.key("Tab", pace=0.2)
    s.see("More: ")
    s.key("Tab", pace=0.2)                         # the next screenful
    s.key("Enter", pace=0.2)                       # one line more: this Enter is the list's
    s.see("More: ")
    s.type("007.dat")
    s.enter("ls -d many/item-number-007.dat")
    s.run("exit", wait=False)


@scenario(ZSH, files={**rc("unsetopt auto_list\nLISTMAX=20\n"), **MANY}, size=(60, 14))
def zsh_list_asks(s):
    s.type("ls -d many/item")
    s.key("Tab", pace=0.2)
    s.key("C-d", pace=0.2)
    s.see("do you wish to see all")
    s.key("n", pace=0.2)
    s.wait("item-number-$")
    s.type("011.dat")
    s.enter("ls -d many/item-number-011.dat")
    s.run("exit", wait=False)


@scenario(ZSH,
          files={**rc(), "a name with blanks.txt": "x\n", "it's quoted.txt": "y\n", "naïve-日本.txt": "w\n", "Makefile": "all:\n"})
def zsh_complete_quoting(s):
    s.type("cat a")
    s.key("Tab", pace=0.15)
    s.enter("cat a\\ name\\ with\\ blanks.txt", also=["cat a\\ name\\ with\\ blanks.txt "])
    s.type("cat it")
    s.key("Tab", pace=0.15)
    s.enter("cat it\\'s\\ quoted.txt", also=["cat it\\'s\\ quoted.txt "])
    s.type("cat na")
    s.key("Tab", pace=0.15)
    s.enter("cat naïve-日本.txt", also=["cat naïve-日本.txt "])
    s.run("exit", wait=False)


@scenario(ZSH, files={**rc("bindkey '^I' expand-or-complete\nsetopt glob_complete\n"), "one.c": "", "two.c": "", "three.c": ""})
def zsh_expansion(s):
    s.type("echo *.c")
    s.key("C-x", "*", pace=0.15)
    s.enter("echo one.c three.c two.c", also=["echo one.c three.c two.c "])
    s.type("echo $((6*7)) =ls")
    s.key("C-x", "*", pace=0.15)
    s.enter("echo $((6*7)) /usr/bin/ls", also=["echo $((6*7)) /bin/ls", "echo $((6*7)) /usr/bin/ls ", "echo $((6*7)) /bin/ls "])
    s.type("ls on")
    s.key("C-d", pace=0.2)                         # lists, and leaves the line
    s.type("e.c")
    s.enter("ls one.c")
    s.run("exit", wait=False)


@scenario(ZSH, files={**rc(), "repo/main.c": "int x;\n"}, needs=["git"])
def zsh_complete_options(s):
    s.run("cd repo && git init -q . && git add -A")
    s.type("git sta")
    s.key("Tab", pace=0.6)
    s.pause(0.5)
    s.type("tus --shor")
    s.key("Tab", pace=0.6)
    s.pause(0.5)
    s.wait(r"--short ?$")
    s.enter("git status --short", also=["git status --short "])
    s.type("ls --colo")
    s.key("Tab", pace=0.5)
    s.pause(0.3)
    s.key("C-u")
    s.run("ls")
    s.run("exit", wait=False)
