"""tcsh: an editor, completion and history expansion of its own kind."""
from drive import scenario

TCSH = ["tcsh"]
RC = "set prompt='tcsh %~ %# '\nset history=100\nset savehist=100\nunset autologout\n"


@scenario(TCSH, files={".tcshrc": RC}, prompt=r"# $")
def tcsh_plain(s):
    s.run("echo first thing", exit=0)
    s.run("false", exit=1)
    s.type("echo typox")
    s.key("BSpace")
    s.enter("echo typo")
    s.type("rm -rf /never/run")
    s.key("C-u")
    s.type("echo in the middle")
    s.key(*["Left"] * 6)
    s.type("very ")
    s.enter("echo in the very middle")
    s.type("echo whole line")
    s.key("C-a")
    s.enter("echo whole line")
    s.key("Up", "Up", pace=0.06)
    s.enter("echo in the very middle")
    s.type("echo one two")
    s.key("M-BSpace")
    s.type("three")
    s.enter("echo one three")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.12)
    s.wait()
    s.absent.append("/never/run")
    s.run("setenv GREETING hello; echo $GREETING")
    s.run("exit", wait=False)


@scenario(TCSH, files={".tcshrc": RC}, prompt=r"# $")
def tcsh_history(s):
    s.run("echo one two three")
    s.run("!!", also=["echo one two three"])
    s.run("echo !$", also=["echo three"])
    s.run("^three^four^", also=["echo four"])
    s.run("!e", also=["echo four"])
    s.run("history 3")
    s.type("echo")
    s.key("M-p", pace=0.1)
    s.enter("echo four")
    s.type("!! and")
    s.key("Space")
    s.key("C-u")
    s.run("echo on")
    s.run("exit", wait=False)


@scenario(TCSH,
          files={".tcshrc": RC + "set autolist\nset correct=cmd\n", "report-1.txt": "one\n", "report-2.txt": "two\n", "directory/x": ""}, prompt=r"# $")
def tcsh_completion(s):
    s.type("cat rep")
    s.key("Tab", pace=0.15)
    s.key("Tab", pace=0.15)
    s.see("report-1.txt")
    s.type("2")
    s.key("Tab", pace=0.15)
    s.enter("cat report-2.txt", also=["cat report-2.txt "])
    s.type("ls dir")
    s.key("C-d", pace=0.15)                        # lists, and draws the prompt again
    s.key("Tab", pace=0.15)
    s.enter("ls directory/")
    s.type("ehco corrected")
    s.enter("ehco corrected", also=["echo corrected"], wait=r"\(y\|n\|e\|a\)\? $")
    s.key("y", pace=0.15)
    s.wait()
    s.run("exit", wait=False)


@scenario(TCSH, files={".tcshrc": RC}, prompt=r"# $")
def tcsh_blocks(s):
    text = "foreach i (1 2)\necho number $i\nend"
    parts = text.split("\n")
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=r"foreach\? $")
    s.type(parts[-1])
    s.enter(text)
    s.type("echo back \\")
    s.enter(None, wait=r"\? $")
    s.type("slash")
    s.enter("echo back \\\nslash")
    s.run("exit", wait=False)


@scenario(TCSH, files={".tcshrc": RC + "set rprompt='[%T]'\n"}, prompt=r"# $", size=(50, 12))
def tcsh_right_prompt_and_wraps(s):
    s.run("echo with a right prompt")
    s.run("echo a line that runs into the right prompt and over the margin of it")
    s.key("Up", pace=0.1)
    s.key("C-a", pace=0.1)
    s.key("M-f")
    s.type(" and")
    s.enter("echo and a line that runs into the right prompt and over the margin of it")
    s.resize(35, 12)
    s.run("echo in a narrower window")
    s.run("exit", wait=False)


@scenario(TCSH, files={".tcshrc": RC + "bindkey -v\n"}, prompt=r"# $")
def tcsh_vi_mode(s):
    s.type("echo hello wurld")
    s.key("Escape", pace=0.4)
    s.key("b", "l", "r", "o", pace=0.08)
    s.enter("echo hello world")
    s.run("echo kept")
    s.run("exit", wait=False)


@scenario(["tcsh", "-f"], env={"TERM": "dumb"}, prompt=r"[#>] $", term="dumb", history="")
def tcsh_dumb_terminal(s):
    s.run("echo on a dumb terminal")
    s.type("echo typox")
    s.key("BSpace")
    s.enter("echo typo")
    s.run("exit", wait=False)
