"""bash: terminals of many sizes, lines that wrap, and windows that change while a line is being typed."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
ENV = {"PS1": "w:\\W\\$ ", "HISTFILE": "@HOME@/.hist"}
PROMPT = len("w:~# ")
WORDS = ("alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike "
         "november oscar papa quebec romeo sierra tango ")


def fill(columns, head="echo "):
    """A command that ends in exactly that column of a line with the prompt before it."""
    text = head + WORDS * (columns // len(WORDS) + 1)
    text = text[:columns - PROMPT]
    return text[:-1] + "x" if text.endswith(" ") else text


def swift(s, text, chunk):
    """Typed so fast that several keys come at once."""
    for at in range(0, len(text), chunk):
        s.burst(text[at:at + chunk])
        s.pause(0.012)


def at_size(cols, rows):
    chunk = 1 + cols // 20

    def play(s):
        s.run("echo short")
        for columns in (cols - 1, cols, cols + 1, 2 * cols, 2 * cols + 1):
            swift(s, fill(columns), chunk)
            s.enter(fill(columns))
        text = fill(2 * cols + cols // 2)          # an insertion in a line that wraps twice
        swift(s, text[:5] + text[15:], chunk)
        s.key("C-a", "M-f", "C-f")
        s.type(text[5:15])
        s.enter(text)
        text = fill(cols - 3)
        swift(s, text, chunk)
        s.type(" and over the margin")             # erased back over the margin again
        for _ in range(len(" and over the margin")):
            s.key("BSpace", pace=0.006)
        s.enter(text)
        swift(s, fill(cols + 8), chunk)
        s.key("C-u")
        s.run("echo after a wrapped line was killed")
        s.key("Up", "Up", pace=0.08)
        s.key("C-a")
        s.enter(text)
        s.run("exit", wait=False)
    play.__name__ = f"bash_size_{cols}x{rows}"
    scenario(BASH, env=ENV, size=(cols, rows), pace=0.004)(play)


for geometry in ((12, 4), (20, 5), (33, 8), (40, 10), (61, 15), (80, 24), (100, 30), (132, 43), (250, 60)):
    at_size(*geometry)


@scenario(BASH, env=ENV, size=(40, 6), pace=0.004)
def bash_taller_than_the_screen(s):
    text = fill(40 * 8 + 20)
    s.type(text)
    s.enter(text)
    s.key("Up", pace=0.1)
    s.key("C-a", pace=0.1)                         # the head of the line is above the screen's top
    s.key("M-f")
    s.type(" -n")
    s.enter(text.replace("echo ", "echo -n ", 1))
    s.run("echo short")
    s.key("Up", "Up", pace=0.1)
    for _ in range(60):
        s.key("C-w", pace=0.006)
    s.enter(None)
    s.run("exit", wait=False)


@scenario(BASH, env=ENV, size=(40, 12), pace=0.006)
def bash_wide_characters(s):
    s.run("echo 日本語テスト")
    s.run("echo x" + "漢" * 14 + "字")              # the last wide one ends exactly at the margin
    s.run("echo " + "漢" * 15 + "字")               # and here it would stand astride it
    s.run("echo ab" + "語" * 30)
    s.type("echo 日本語 latin 한국어")
    for _ in range(4):
        s.key("Left")
    s.key("BSpace", "BSpace")
    s.type("中")
    s.enter("echo 日本語 lat中 한국어")
    s.run("exit", wait=False)


@scenario(BASH, env=ENV, size=(40, 12), pace=0.006)
def bash_combining_characters(s):
    s.run("echo e\u0301a\u0308o\u0302 and more")
    s.run("echo " + "a\u0301" * 29 + "z")
    s.run("echo " + "a\u0301" * 40)
    s.run("echo नमस्ते")
    s.run("exit", wait=False)


@scenario(BASH, env=ENV, size=(40, 12), pace=0.006)
def bash_emoji(s):
    s.run("echo 🎉 done 🎉")
    s.run("echo " + "🚀" * 20)
    s.type("git commit -m '🐛 fix'")
    s.key("Left")
    s.type(" it")
    s.enter("git commit -m '🐛 fix it'")
    s.run("exit", wait=False)


@scenario(BASH, env=ENV)
def bash_resize_often(s):
    text = "echo one long line, which is typed while somebody drags the corner of the window about for a while"
    steps = ((70, 20), (50, 20), (44, 12), (60, 30), (120, 30), (80, 24))
    part = len(text) // len(steps) + 1
    for n, size in enumerate(steps):
        s.type(text[n * part:(n + 1) * part])
        s.resize(*size)
    s.enter(text)
    s.run("echo settled")
    s.run("exit", wait=False)


@scenario(BASH, env=ENV, size=(60, 15))
def bash_resize_wrapped(s):
    text = fill(150)
    s.type(text, pace=0.004)
    s.resize(40, 15)
    s.resize(90, 15)
    s.resize(160, 15)
    s.enter(text)
    s.type(text, pace=0.004)
    s.resize(100, 15)
    s.resize(50, 15)
    s.key("C-a", pace=0.1)
    s.key("M-f")
    s.type(" -e")
    s.enter(text.replace("echo ", "echo -e ", 1))
    s.run("exit", wait=False)


@scenario(BASH, env=ENV, size=(100, 30))
def bash_resize_at_the_prompt(s):
    s.run("ls /usr")
    for size in ((60, 20), (40, 10), (100, 30), (30, 8)):
        s.resize(*size)
        s.run(f"echo now {size[0]} columns")
    s.resize(120, 40)
    s.key("Up", "Up", pace=0.08)
    s.enter("echo now 100 columns")
    s.run("exit", wait=False)


@scenario(BASH, env=ENV)
def bash_resize_while_running(s):
    s.run("echo the window changes during the next command; sleep 1; echo there", wait=False)
    s.see("there", timeout=15)
    s.wait()
    s.run("sleep 1", wait=False)
    s.pause(0.2)
    s.resize(50, 15)
    s.resize(70, 30)
    s.wait()
    s.run("echo in another size")
    s.type("echo half a line and then ")
    s.resize(35, 10)
    s.key("C-c")
    s.wait()
    s.run("echo after an aborted line")
    s.absent.append("half a line")
    s.run("exit", wait=False)


@scenario(BASH, env={**ENV, "PS1": r"┌─[\W]\n└─\$ "}, size=(70, 20), prompt="└─# $")
def bash_resize_two_line_prompt(s):
    s.type("echo typed under a prompt of two lines, long enough to wrap when it gets narrow")
    s.resize(40, 20)
    s.resize(90, 20)
    s.type(" and wide")
    s.enter("echo typed under a prompt of two lines, long enough to wrap when it gets narrow and wide")
    s.run("ls / | head -3")
    s.resize(45, 12)
    s.run("echo done")
    s.run("exit", wait=False)


@scenario(BASH, env=ENV, size=(70, 16))
def bash_resize_in_modes(s):
    s.run("echo found by searching, long enough to wrap when it is narrow")
    s.key("C-r", pace=0.1)
    s.type("found")
    s.resize(45, 16)
    s.type(" by")
    s.pause(0.1)
    s.enter("echo found by searching, long enough to wrap when it is narrow")
    s.type("for word in one two; do")
    s.enter(None, wait="^> $")
    s.type("  echo $word and")
    s.resize(90, 20)
    s.type(" more")
    s.enter(None, wait="^> $")
    s.resize(30, 10)
    s.type("done")
    s.enter("for word in one two; do\n  echo $word and more\ndone")
    s.type("echo pasted: ")
    s.paste("one\ntwo")
    s.resize(60, 20)
    s.key("C-c")
    s.wait()
    s.run("exit", wait=False)


@scenario(BASH, env=ENV, size=(60, 8))
def bash_bottom_row(s):
    s.run("seq 1 20")
    s.type(fill(60 * 3))                           # the screen scrolls while it is typed
    s.key("C-a", pace=0.1)
    s.key("C-e", pace=0.1)
    s.key("BSpace")
    s.type("yz")
    s.enter(fill(60 * 3)[:-1] + "yz")
    s.run("seq 1 20")
    s.key("Up", "Up", pace=0.1)
    s.enter(fill(60 * 3)[:-1] + "yz")
    s.run("exit", wait=False)
