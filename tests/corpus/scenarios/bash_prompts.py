"""bash: the prompts that people have. Each scenario does the same ordinary things below another prompt."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
HISTORY = {"HISTFILE": "@HOME@/.hist"}
RED, GREEN, BLUE, OFF = r"\[\e[1;31m\]", r"\[\e[1;32m\]", r"\[\e[1;34m\]", r"\[\e[0m\]"


def ordinary(s, exits=False, shown=((), ())):
    """A few commands of every kind; exits: the prompt has marks that tell the exit status; shown: what stands on the
    screen where the shell has lost count, for the line recalled and the line found."""
    def status(number):
        return number if exits else None
    s.run("echo first", exit=status(0))
    s.run("false", exit=status(1))
    s.run("cd /tmp", exit=status(0))
    s.type("echo a longer lime, to be corrected")
    s.key("M-b", "M-b", "M-b", "M-b", "C-f", "C-f", "DC")
    s.type("n")
    s.enter("echo a longer line, to be corrected", exit=status(0))
    s.key("Up", "Up", "Up", pace=0.06)
    s.enter("false", exit=status(1), also=shown[0])
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.12)
    s.absent.append("/never/run")
    s.wait()
    s.key("C-r", pace=0.08)
    s.type("fir")
    s.pause(0.12)
    s.enter("echo first", exit=status(0), also=shown[1])
    s.type("if true; then")
    s.enter(None, wait="> $")
    s.type("echo inside")
    s.enter(None, wait="> $")
    s.type("fi")
    s.enter("if true; then\necho inside\nfi", exit=status(0), also=["if true; then echo inside; fi"])
    s.enter(None)
    s.run("ls -d /etc /usr /nowhere", exit=status(2))
    s.run("exit", wait=False)


def below(name, ps1, prompt, size=(80, 24), exits=False, shown=((), ()), files=None, shell=BASH, **env):
    def play(s):
        ordinary(s, exits, shown)
    play.__name__ = "bash_prompt_" + name
    scenario(shell, env={"PS1": ps1, **HISTORY, **env}, prompt=prompt, size=size, files=files)(play)


below("coloured", f"{GREEN}alice@web-1{OFF}:{BLUE}\\w{OFF}\\$ ", r"# $")
below("two_lines", f"\\n{RED}┌──[{OFF}alice@web-1{RED}]─[{OFF}\\w{RED}]{OFF}\\n{RED}└──╼ {OFF}\\$ ", r"╼ # $")
below("three_lines", r"\n\w  \t\n--------\n$ ", r"^\$ $")
below("powerline",
      "\\[\\e[48;5;31;97m\\] alice \\[\\e[48;5;240;38;5;31m\\]\ue0b0\\[\\e[97m\\] \\w \\[\\e[0;38;5;240m\\]\ue0b0\\[\\e[0m\\] ",
      "\ue0b0 $")
below("clock", r"[\t] \w \$ ", r"# $")
below("exit_status", r"[$?] \w> ", r"\[\d+\] \S+> $")
below("history_number", r"\! \#: ", r"^\d+ \d+: $")
below("full_background", r"\[\e[44m\] \w \[\e[K\e[0m\]\n\$ ", r"^# $")
below("ends_in_chevron", "❯", r"❯$")
below("ends_in_lambda", "λ ", r"λ $")
below("ends_in_percent", r"\W%", r"%$")
below("ends_in_greater", ">", r">$")
below("ends_in_colon", r"\W:", r":$")
below("arrow", "➜  \\W ", r"➜  \S+ $")
below("like_continuation", "> ", r"> $")
below("emoji", "🚀 \\W 日本 \\$ ", r"日本 # $")
below("like_a_command", r"[$ ls -l] \W> ", r"\] \S+> $")
below("hash_and_dollar", r"# cost: \\$5 \$ ", r"\$5 # $")
below("ends_in_newline", r"\w\n", r"^$")
below("blanks", "   ", r"^ {3}$")
below("fills_the_line", "=" * 40, r"^$", size=(40, 16))
below("almost_fills_the_line", "=" * 38 + "$", r"=\$$", size=(40, 16))
below("wider_than_the_screen", r"alice@a-machine-with-a-rather-long-name.example.org:/a/long/way/down\$ ", r"# $", size=(50, 20))
below("no_brackets", "\\e[32m\\W\\e[0m$ ", r"\$ $", size=(132, 30), shown=(["echo a lofalse"], ["echo firstcho first"]))
below("title", r"\[\e]0;alice@web-1: \w\a\]\w \$ ", r"# $")
below("right_aligned", r"\[\e7\e[72G12:00:00\e8\]\W \$ ", r"# $")
below("printed_before", r"\$ ", r"# $", PROMPT_COMMAND="printf '%s\\n' '-- all systems nominal --'")
below("from_command", r"$(basename $PWD) ($(ls /etc | wc -l)) \$ ", r"\) # $")
below("ps0", r"\W \$ ", r"# $", PS0=r"[started \t]\n")
below("long_ps2", r"\W \$ ", r"(# |more, please> )$", PS2="more, please> ")
below("coloured_ps2", r"\W \$ ", r"(# |> )$", PS2=r"\[\e[33m\]…\[\e[0m\] > ")
below("osc133", r"\[\e]133;A\a\]\W \$ \[\e]133;B\a\]", r"# $", exits=True, PS0=r"\e]133;C\a",
      PROMPT_COMMAND="printf '\\e]133;D;%s\\a' $?")
below("osc7_and_8", "\\[\\e]7;file://web-1/tmp\\e\\\\\\]\\[\\e]8;;https://example.org\\e\\\\\\]\\W\\[\\e]8;;\\e\\\\\\] \\$ ",
      r"# $")
below("vi_and_fancy", f"{GREEN}\\W{OFF} ❯❯ ", r"❯❯ $", shell=["bash", "--norc", "--noprofile", "-i"], TERM="screen-256color")
below("no_bracketed_paste", r"\W \$ ", r"# $", INPUTRC="@HOME@/.inputrc", files={".inputrc": "set enable-bracketed-paste off\n"})
below("horizontal_scroll", r"\W \$ ", r"# $", size=(60, 20), INPUTRC="@HOME@/.inputrc",
      files={".inputrc": "set horizontal-scroll-mode on\n"})


# the shell reports its command lines with VS Code's marks, as its integration script does
@scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], env=HISTORY, prompt=r"# $", files={"rc": r"""
PS1='\[\e]633;A\a\]\W \$ \[\e]633;B\a\]'
report() { local line=$(HISTTIMEFORMAT= history 1 | sed 's/^ *[0-9]* *//'); printf '\e]633;E;%s\a\e]633;C\a' "${line//;/\\x3b}"; }
PS0='$(report)'
PROMPT_COMMAND='printf "\e]633;D;%s\a\e]633;P;Cwd=%s\a" $? "$PWD"'
"""})
def bash_prompt_osc633(s):
    ordinary(s, exits=True)


@scenario(BASH, env={"PS1": r"\W \$ ", "INPUTRC": "@HOME@/.inputrc", **HISTORY}, size=(50, 12),
          files={".inputrc": "set horizontal-scroll-mode on\n"})
def bash_horizontal_scroll(s):
    s.run("echo short")
    s.run("echo a line that is longer than the window is wide, and is not wrapped but scrolled sideways", kind="unknown")
    s.type("echo the same, but with something forgotten at the start, which scrolls it back")
    s.key("C-a", pace=0.1)
    s.key("M-f")
    s.type(" it is")
    s.enter("echo it is the same, but with something forgotten at the start, which scrolls it back", kind="unknown")
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": "", **HISTORY}, prompt=r"^$")
def bash_prompt_empty(s):
    for text in ("echo no prompt at all", "false", "ls -d /usr", "cd /tmp"):
        s.run(text)
        s.pause(0.15)
    s.type("echo the fourht")
    s.key("BSpace", "BSpace")
    s.type("th")
    s.enter("echo the fourth")
    s.key("Up", "Up", pace=0.08)
    s.enter("cd /tmp")
    s.pause(0.15)
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"\u:\W\$ ", **HISTORY})
def bash_prompt_changes(s):
    s.run("echo the first prompt")
    s.run("PS1='[\\W] > '", wait=r"\] > $")
    s.run("echo the second", wait=r"\] > $")
    s.run("PS1='\\n┌ \\w\\n└ ❯ '", wait="❯ $")
    s.run("echo the third", wait="❯ $")
    s.run("PS1='%%'", wait="%%$")
    s.run("echo the fourth", wait="%%$")
    s.run("PS1=", wait="^$")
    s.pause(0.2)
    s.run("echo without one", wait="^$")
    s.pause(0.2)
    s.run("PS1='back$ '", wait=r"back\$ $")
    s.run("echo the last", wait=r"back\$ $")
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": "$ ", "PS2": "", **HISTORY}, prompt=r"\$ $")
def bash_ps2_empty(s):
    s.type("for i in a b")
    s.enter(None, wait="^$")
    s.pause(0.15)
    s.type("do")
    s.enter(None, wait="^$")
    s.pause(0.15)
    s.type("echo $i; done")
    s.enter("for i in a b\ndo\necho $i; done")
    s.run("echo next")
    s.run("exit", wait=False)


@scenario(BASH, env={"PS1": r"\w \$ ", **HISTORY}, size=(60, 20))
def bash_prompt_deep_directory(s):
    s.run("mkdir -p /tmp/$$/one-directory/another-directory/yet-another")
    s.run("cd /tmp/$$/one-directory/another-directory/yet-another")
    s.run("echo a line that wraps, because the directory takes so much room")
    s.run("cd ../..")
    s.run("echo shorter now")
    s.run("cd /")
    s.run("rm -r /tmp/$$")
    s.run("exit", wait=False)
