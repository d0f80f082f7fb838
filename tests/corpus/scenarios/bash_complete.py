"""bash: completion, which draws lists that are no commands, and prompts again below them."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}
INPUTRC = {**PS1, "INPUTRC": "@HOME@/.inputrc"}
SOME = {f"report-{year}-{n}.txt": "x\n" for year in (2023, 2024) for n in range(1, 8)}
MANY = {f"many/item-number-{n:03}.dat": "" for n in range(180)}


@scenario(BASH, env=PS1, files=SOME)
def bash_list_candidates(s):
    s.type("cat rep")
    s.key("Tab", "Tab", "Tab", pace=0.15)
    s.see("report-2023-1.txt")
    s.type("4-")
    s.key("Tab", "Tab", pace=0.15)
    s.type("3")
    s.key("Tab", pace=0.15)
    s.enter("cat report-2024-3.txt", also=["cat report-2024-3.txt "])
    s.type("ls report-2023-")
    s.key("Tab", "Tab", pace=0.15)
    s.see("report-2023-7.txt")
    s.key("C-u")                                   # listed, looked at, thrown away
    s.run("echo something else")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(60, 16), files=MANY)
def bash_list_more(s):
    s.type("ls -d many/item-number-")
    s.key("Tab", "Tab", pace=0.1)
    s.see("Display all 180 possibilities?")
    s.type("y")
    s.see("--More--")
    s.key("Space", pace=0.15)
    s.see("--More--")
    s.key("q", pace=0.15)
    s.wait("item-number-$")
    s.type("007.dat")
    s.enter("ls -d many/item-number-007.dat")
    s.type("ls -d many/item-number-")
    s.key("Tab", "Tab", pace=0.1)
    s.see("Display all 180 possibilities?")
    s.type("n")
    s.wait("item-number-$")
    s.type("01")
    s.key("Tab", "Tab", pace=0.1)
    s.wait("item-number-01$")
    s.type("1.dat")
    s.enter("ls -d many/item-number-011.dat")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(60, 16), files=MANY)
def bash_list_more_lines(s):
    s.type("echo many/item-number-")
    s.key("Tab", "Tab", pace=0.1)
    s.see("Display all 180 possibilities?")
    s.key("Space", pace=0.1)
    s.see("--More--")
    for _ in range(5):
        s.key("Enter", pace=0.1)                   # one line more: this Enter is the pager's
    s.key("Space", pace=0.1)
    s.key("Space", pace=0.1)
    s.key("q", pace=0.1)
    s.wait("item-number-.?$")
    s.key("C-u")
    s.run("echo done with it")
    s.run("exit", wait=False)


@scenario(BASH, env=INPUTRC, files={**SOME, ".inputrc": 'TAB: menu-complete\n"\\e[Z": menu-complete-backward\n'})
def bash_menu_complete(s):
    s.type("cat report-2023-")
    s.key("Tab", "Tab", "Tab", pace=0.1)
    s.enter("cat report-2023-3.txt", also=["cat report-2023-3.txt "])
    s.type("cat report-2024-")
    s.key("Tab", "Tab", "Tab", "BTab", pace=0.1)
    s.type(" | wc -l")
    s.enter("cat report-2024-2.txt  | wc -l")      # the completion's blank and the typed one
    s.run("exit", wait=False)


@scenario(BASH, env=INPUTRC,
          files={**SOME, ".inputrc": 'set show-all-if-ambiguous on\nset menu-complete-display-prefix on\nTAB: menu-complete\n'
                                    'set colored-stats on\nset visible-stats on\n', "dir-one/x": "", "dir-two/y": ""})
def bash_list_and_menu(s):
    s.type("ls dir")
    s.key("Tab", "Tab", "Tab", pace=0.15)
    s.enter("ls dir-two/", also=["ls dir-two"])
    s.type("cat report-2024-")
    s.key("Tab", "Tab", pace=0.15)
    s.enter("cat report-2024-1.txt", also=["cat report-2024-1.txt "])
    s.run("exit", wait=False)


@scenario(BASH, env=INPUTRC,
          files={**SOME, ".inputrc": "set show-all-if-ambiguous on\nset colored-completion-prefix on\nset completion-ignore-case on\n",
                                    "Makefile": "all:\n", "docs/readme.md": "hello\n"})
def bash_case_and_colour(s):
    s.type("cat MAKE")
    s.key("Tab", pace=0.15)                        # what was typed is rewritten
    s.enter("cat Makefile", also=["cat Makefile "])
    s.type("cat DOC")
    s.key("Tab", "Tab", pace=0.15)
    s.enter("cat docs/readme.md", also=["cat docs/readme.md "])
    s.type("ls REPORT")
    s.key("Tab", pace=0.15)
    s.see("report-2024-7.txt")
    s.type("3-1")
    s.key("Tab", pace=0.15)
    s.enter("ls report-2023-1.txt", also=["ls report-2023-1.txt "])
    s.run("exit", wait=False)


@scenario(BASH, env=PS1,
          files={"a name with blanks.txt": "x\n", "it's quoted.txt": "y\n", "dollar$sign.txt": "z\n", "naïve-日本.txt": "w\n"})
def bash_complete_quoting(s):
    s.type("cat a")
    s.key("Tab", pace=0.1)
    s.enter("cat a\\ name\\ with\\ blanks.txt")
    s.type("cat \"a n")
    s.key("Tab", pace=0.1)
    s.enter("cat \"a name with blanks.txt\"")
    s.type("cat it")
    s.key("Tab", pace=0.1)
    s.enter("cat it\\'s\\ quoted.txt")
    s.type("cat doll")
    s.key("Tab", pace=0.1)
    s.enter("cat dollar\\$sign.txt")
    s.type("cat na")
    s.key("Tab", pace=0.1)
    s.enter("cat naïve-日本.txt")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, files={**SOME, "one.c": "", "two.c": "", "three.c": ""})
def bash_insert_and_expand(s):
    s.type("echo o*.c t")
    s.key("M-*", pace=0.1)
    s.enter("echo o*.c three.c two.c")
    s.type("echo *.c")
    s.key("C-x", "*", pace=0.1)
    s.enter("echo one.c three.c two.c")
    s.type("echo *.c")
    s.key("C-x", "g", pace=0.15)                   # lists them, and leaves the line
    s.enter("echo *.c")
    s.type("echo $HOSTTYPE ~ plain")
    s.key("M-C-e", pace=0.1)
    s.pause(0.1)
    s.see("x86_64")
    s.enter("echo x86_64 ~ plain")
    s.type("ls re")
    s.key("M-?", pace=0.15)
    s.see("report-2023-1.txt")
    s.key("C-c")
    s.wait()
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_complete_commands(s):
    s.run("complete -W 'start stop status restart' service-tool")
    s.run("service-tool() { echo \"did $1\"; }")
    s.type("service-t")
    s.key("Tab", pace=0.15)
    s.type("st")
    s.key("Tab", "Tab", pace=0.15)
    s.see("status")
    s.type("atu")
    s.key("Tab", pace=0.1)
    s.enter("service-tool status", also=["service-tool status "])
    s.run("compgen -W 'a b c'")
    s.type("echo $HOSTTY")
    s.key("Tab", pace=0.1)
    s.enter("echo $HOSTTYPE", also=["echo $HOSTTYPE "])
    s.type("ls ~roo")
    s.key("Tab", pace=0.1)
    s.enter("ls ~root/", also=["ls ~root"])
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(38, 10), files={**SOME, **{f"other-quite-long-name-{n}.log": "" for n in range(12)}})
def bash_complete_narrow(s):
    s.type("cat other")
    s.key("Tab", "Tab", "Tab", pace=0.15)
    for _ in range(12):
        if "--More--" not in s.screen():
            break
        s.key("Space", pace=0.15)
    s.wait("me-$")
    s.type("7")
    s.key("Tab", pace=0.1)
    s.enter("cat other-quite-long-name-7.log", also=["cat other-quite-long-name-7.log "])
    s.type("wc -l report-2023-1.txt report-2023-2.txt report-20")
    s.key("Tab", "Tab", pace=0.15)
    for _ in range(12):
        if "--More--" not in s.screen():
            break
        s.key("Space", pace=0.15)
    s.wait("report-202$")
    s.type("4-7.txt")
    s.enter("wc -l report-2023-1.txt report-2023-2.txt report-2024-7.txt")
    s.run("exit", wait=False)


@scenario(["bash", "--rcfile", "@HOME@/.bashrc", "-i"], env={"HISTFILE": "@HOME@/.hist"}, prompt=r"\$ $",
          needs=["git", "/usr/share/bash-completion/bash_completion"],
          files={".bashrc": "PS1='dev:\\W$ '\n. /usr/share/bash-completion/bash_completion\n", "repo/.keep": "", "repo/main.c": "int x;\n"})
def bash_programmed_completion(s):
    s.run("cd repo && git init -q . && git add -A")
    s.type("git sta")
    s.key("Tab", "Tab", pace=0.4)
    s.see("stash")
    s.type("tus --shor")
    s.key("Tab", pace=0.4)
    s.enter("git status --short", also=["git status --short "])
    s.type("cat ma")
    s.key("Tab", pace=0.3)
    s.enter("cat main.c", also=["cat main.c "])
    s.run("exit", wait=False)
