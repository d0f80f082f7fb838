"""bash: what the keys of a line editor do to a line before it is committed."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}
INPUTRC = {**PS1, "INPUTRC": "@HOME@/.inputrc"}


@scenario(BASH, env=PS1)
def bash_home_enter(s):
    s.type("echo whole line counts")
    s.key("Home")
    s.enter("echo whole line counts")
    s.type("echo cursor in the middle")
    s.key("M-b", "M-b", "Left")
    s.enter("echo cursor in the middle")
    s.type("-l /etc/hostname")
    s.key("C-a")
    s.type("ls ")
    s.enter("ls -l /etc/hostname")
    s.type("cho prefix added")
    s.key("Home")
    s.type("e")
    s.enter("echo prefix added")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_kill_yank(s):
    s.type("echo alpha beta gamma")
    s.key("C-a", "M-d", "M-d", "C-e")
    s.key("C-y", "C-a")
    s.type("echo")
    s.enter("echo beta gammaecho alpha")
    s.type("echo one")
    s.key("C-w")
    s.type("two")
    s.key("C-w", "C-y", "M-y")
    s.enter("echo one")
    s.type("drop this echo kept")
    s.key("M-b", "M-b", "C-u")
    s.enter("echo kept")
    s.type("echo /usr/share/doc/base-files")
    s.key("M-BSpace", "M-BSpace", "M-BSpace")
    s.type("tail")
    s.enter("echo /usr/share/tail")
    s.type("echo keep || rm -rf /never/run")
    s.key("M-b", "M-b", "M-b", "M-b", "Left", "Left", "Left", "C-k")
    s.enter("echo keep")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_undo(s):
    s.type("echo right")
    s.key("C-a", "M-d")
    s.key("C-_")
    s.enter("echo right")
    s.run("echo from history")
    s.key("Up")
    s.key("M-BSpace", "M-BSpace")
    s.key("M-r")                                   # the line as it was in the history
    s.enter("echo from history")
    s.type("echo abc")
    s.key("C-w", "C-_", "C-w", "C-_")
    s.key("C-e")
    s.type("def")
    s.enter("echo abcdef")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_transpose_case(s):
    s.type("ehco transposed")
    s.key("C-a", "C-f", "C-f", "C-t")
    s.enter("echo transposed")
    s.type("echo second first")
    s.key("M-t")
    s.enter("echo first second")
    s.type("echo make this loud")
    s.key("M-b", "M-b", "M-u", "M-u")
    s.enter("echo make THIS LOUD")
    s.type("echo QUIET name")
    s.key("M-b", "M-b", "M-l", "M-c")
    s.enter("echo quiet Name")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_quoted_insert(s):
    s.type("printf '%s' 'a")
    s.key("C-v", "Escape")
    s.type("b' | od -c")
    s.enter("printf '%s' 'a\x1bb' | od -c", also=["printf '%s' 'a^[b' | od -c"])
    s.type("echo bell-")
    s.key("C-v", "C-g")
    s.type("-end | od -c")
    s.enter("echo bell-\x07-end | od -c", also=["echo bell-^G-end | od -c"])
    s.type("printf '")
    s.key("C-v", "C-i")
    s.type("tab'")
    # readline draws a tab as the blanks up to the next stop
    s.enter("printf '\ttab'", also=[f"printf '{' ' * n}tab'" for n in range(1, 9)], wait=r"tab.*[$#] $")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_ctrl_u_enter(s):
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.enter(None)
    s.type("rm -rf /never/run")
    s.key("C-a", "C-k")
    s.enter(None)
    s.type("   ")
    s.enter(None)
    s.absent.append("/never/run")
    s.run("echo first real command")
    s.type("rm -rf /never/run")
    s.key(*["C-w"] * 3)
    s.enter(None)
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_comment_key(s):
    s.run("echo before")
    s.type("systemctl restart nginx")
    s.enter("#systemctl restart nginx", key="M-#")
    s.run("# a comment of its own")
    s.run("echo after # with a comment behind")
    s.type("echo in the middle")
    s.key("M-b")
    s.enter("#echo in the middle", key="M-#")
    s.run("exit", wait=False)


@scenario(["bash", "--norc", "--noprofile", "-o", "vi", "-i"], env=PS1)
def bash_vi_mode(s):
    s.type("echo hello wurld")
    s.key("Escape", "b", "f", "u", "r", "o")
    s.enter("echo hello world")
    s.type("ls /tmp/one")
    s.key("Escape", "0", "c", "w")
    s.type("echo")
    s.enter("echo /tmp/one")
    s.type("echo delete these words")
    s.key("Escape", "b", "b", "d", "w")
    s.key("A")
    s.type("!")
    s.enter("echo delete words!")
    s.type("rm -rf /never/run")
    s.key("Escape", "d", "d", "i")
    s.type("echo kept")
    s.enter("echo kept")
    s.key("Escape", "k", "k")
    s.enter("echo delete words!")
    s.key("Escape", "/")
    s.type("wor")
    s.key("Enter", "n")
    s.pause(0.1)
    s.enter("echo delete words!")
    s.type("echo abc")
    s.key("Escape", "x", "u", "~", "h", "~")
    s.enter("echo aBC")
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(["bash", "--norc", "--noprofile", "-o", "vi", "-i"], env={**INPUTRC, "PS1": r"\u:\w\$ "}, prompt=r"\(ins\).*[$#] $",
          files={
    ".inputrc": 'set show-mode-in-prompt on\nset vi-ins-mode-string "(ins)"\nset vi-cmd-mode-string "(cmd)"\n'})
def bash_vi_mode_in_prompt(s):
    s.type("echo the mod changes")
    s.key("Escape", "b", "h")
    s.key("i")
    s.type("e")
    s.enter("echo the mode changes")
    s.type("echo committed in command mode")
    s.key("Escape", "b")
    s.enter("echo committed in command mode")
    s.type("echo x")
    s.key("Escape", "i", "Escape", "a")
    s.type("yz")
    s.enter("echo yzx")                            # a moved the cursor back over the blank
    s.run("exit", wait=False)


@scenario(["bash", "--norc", "--noprofile", "-o", "vi", "-i"], env={**INPUTRC, "PS1": r"\w\$ "}, prompt=r"\+.*[$#] $", files={
    ".inputrc": 'set show-mode-in-prompt on\n'
                'set vi-ins-mode-string "\\1\\e[1;32m\\2+\\1\\e[0m\\2"\nset vi-cmd-mode-string "\\1\\e[1;31m\\2:\\1\\e[0m\\2"\n'})
def bash_vi_coloured_mode(s):
    s.type("echo long enough to be wrapped around the margin, so that the mode is drawn far from the cursor")
    s.key("Escape", "0", "w")
    s.key("i")
    s.type("this is ")
    s.enter("echo this is long enough to be wrapped around the margin, so that the mode is drawn far from the cursor")
    s.type("echo v")
    s.key("Escape", "k", "j", "A")
    s.type("echo after v")                         # behind what had been typed before the look at the history
    s.enter("echo vecho after v")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_operate_next(s):
    for word in ("one", "two", "three"):
        s.run(f"echo step {word}")
    s.key("Up", "Up", "Up")
    s.enter("echo step one", key="C-o", wait=r"two$")
    s.enter("echo step two", key="C-o", wait=r"three$")
    s.enter("echo step three")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "EDITOR": "@HOME@/editor"}, files={"editor": "#!/bin/sh\nsed -i s/wrong/right/ \"$1\"\n"})
def bash_external_editor(s):
    s.type("echo the wrong word")
    s.key("C-x", pace=0.02)
    s.enter("echo the right word", key="C-e")
    s.run("echo between")
    s.type("echo the wrong end")
    s.key("C-a", "C-x", pace=0.02)
    s.enter("echo the right end", key="C-e")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "EDITOR": "@HOME@/editor"},
          files={"editor": "#!/bin/sh\nprintf 'for n in 1 2\\ndo\\n  echo number $n\\ndone\\n' >\"$1\"\n"})
def bash_external_editor_lines(s):
    s.type("echo thrown away in the editor")
    s.absent.append("thrown away")
    s.key("C-x", pace=0.02)
    s.enter("for n in 1 2\ndo\n  echo number $n\ndone", key="C-e")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "EDITOR": "vim -u NONE -n"}, needs=["vim"])
def bash_external_vim(s):
    s.type("echo the wrong word")
    s.key("C-x", pace=0.02)
    s.key("C-e")
    s.see("1 line")
    s.type(":s/wrong/right/")
    s.key("Enter")
    s.see("the right")
    s.type(":wq")
    s.enter("echo the right word")
    s.type("rm -rf /never/run")
    s.key("C-x", pace=0.02)
    s.key("C-e")
    s.see("1 line")
    s.type(":%d | wq")
    s.enter(None)                                  # an empty file: nothing is run
    s.absent.append("/never/run")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "FCEDIT": "@HOME@/editor"}, files={"editor": "#!/bin/sh\nsed -i s/one/uno/ \"$1\"\n"})
def bash_fc(s):
    s.run("echo one")
    s.run("fc", also=["echo uno"])
    s.run("echo three")
    s.run("fc -s three=four", also=["echo four"])
    s.run("fc -l | tail -2")
    s.run("exit", wait=False)


@scenario(["bash", "--norc", "--noprofile", "-o", "vi", "-i"], env={**PS1, "EDITOR": "@HOME@/editor"},
          files={"editor": "#!/bin/sh\nsed -i s/bad/good/ \"$1\"\n"})
def bash_vi_external_editor(s):
    s.type("echo bad choice")
    s.key("Escape")
    s.enter("echo good choice", key="v")
    s.run("exit", wait=False)


@scenario(BASH, env={**INPUTRC, "PS1": "$ "}, files={".inputrc": '"\\C-x1": "echo macro one\\C-mecho macro "\n"\\C-x2": "two"\n'})
def bash_macro(s):
    s.key("C-x", pace=0.02)
    s.enter("echo macro one", key="1", wait="macro $")
    s.type("half ")
    s.key("C-x", "2")
    s.enter("echo macro half two")
    s.key("C-x", "(")
    s.type(" again")
    s.key("C-x", ")")
    s.key("C-x", "e", "C-a")
    s.type("echo")
    s.enter("echo again again")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_other_enters(s):
    s.type("echo by line feed")
    s.enter("echo by line feed", key="C-j")
    s.type("echo by return")
    s.enter("echo by return", key="C-m")
    s.type("echo by the keypad")
    s.enter("echo by the keypad", key="KPEnter")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_overwrite_and_delete(s):
    s.type("echo 12345678")
    for _ in range(6):
        s.key("Left")
    s.key("DC", "DC")
    s.type("ab")
    s.enter("echo 12ab5678")
    s.type("echo xxxxxxxx tail")
    s.key("M-b", "M-b")
    s.type("insert ")
    s.enter("echo insert xxxxxxxx tail")
    s.type("echo a b c d")
    s.key("M-5", "BSpace")
    s.enter("echo a")
    s.type("echo ")
    s.key("M-1", "M-2")
    s.type("z")
    s.enter("echo zzzzzzzzzzzz")
    s.type("abc def")
    s.key("C-a", "C-]", "d")
    s.type("| ")
    s.key("C-a")
    s.type("echo ")
    s.enter("echo abc | def")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_mark_and_region(s):
    s.type("echo one two three")
    s.key("C-a", "M-f", "C-@", "M-f", "M-f")
    s.key("C-w")                                   # with a mark set this is still the word before the cursor
    s.enter("echo one  three")
    s.type("echo swap")
    s.key("C-@", "C-a", "C-x", "C-x")
    s.type(" back")
    s.enter("echo swap back")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_delete_to_nothing_and_retype(s):
    for wrong, right in (("gti status", "echo status"), ("sl /", "ls /"), ("pign localhost", "echo localhost")):
        s.type(wrong)
        for _ in wrong:
            s.key("BSpace", pace=0.01)
        s.type(right)
        s.enter(right)
    s.type("echo slip")
    for _ in range(3):
        s.key("BSpace")
        s.type("p")
    s.enter("echo slip")
    s.run("exit", wait=False)


@scenario(BASH, env={**PS1, "HISTCONTROL": "ignorespace"})
def bash_blanks(s):
    s.run("  echo two leading blanks")
    s.run("echo   several    inner   blanks")
    s.run("echo trailing blanks   ")
    s.run("echo a;echo b ;  echo c")
    s.run("echo 'quoted   blanks   '")
    s.run(" exit", wait=False)


@scenario(BASH, env=PS1)
def bash_odd_text(s):
    s.run("echo '$ not a prompt' \"# nor this\" '> or this'")
    s.run("echo \\$HOME \\\\ \\\"quoted\\\" `echo back` $(echo dollar)")
    s.run("echo {1..5} [a-z]* ~root ${HOME:-none} $((1+2))")
    s.run("echo a && echo b || echo c; (echo d) & wait", wait=r"[$#] $")
    s.run("echo 'ünïcödé — “quotes” … € ½ ñ'")
    s.run("echo Привет κόσμε こんにちは 世界 안녕 🎉 👍🏽")
    s.run("echo e\u0301 combining a\u0308 n\u0303", also=["echo é combining ä ñ"])
    s.run(":")
    s.run("x=1")
    s.run("[ $x = 1 ] && echo yes")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_the_same_again(s):
    for _ in range(3):
        s.run("echo same")
    for _ in range(3):
        s.key("Up")
        s.enter("echo same")
    s.run("true")
    s.run("true")
    s.run("false", exit=1)
    s.run("false", exit=1)
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_very_long(s):
    words = " ".join(f"word{n:03}" for n in range(170))
    s.burst("echo " + words)
    s.see("word169")
    s.wait("word169$")
    s.enter("echo " + words)
    s.run("echo short")
    s.key("Up", "Up", pace=0.1)
    s.key("C-a", pace=0.1)
    s.key("M-f")
    s.type(" -n")
    s.enter("echo -n " + words)
    s.run("exit", wait=False)
