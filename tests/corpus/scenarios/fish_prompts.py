"""fish: the prompts that people have, right and transient prompts, and sizes."""
from drive import scenario

FISH = ["fish", "-i"]
BASE = "set -g fish_greeting\n"
# what starship does: after Enter only a short prompt stays
TRANSIENT = """
function fish_prompt
    if set -q short
        set -e short
        echo -n (set_color green)'❯ '(set_color normal)
    else
        echo
        echo (set_color blue)'alice@web-1 '(prompt_pwd)(set_color normal)' '(date +%T)
        echo -n (set_color green)'❯ '(set_color normal)
    end
end
function commit
    if commandline --is-valid
        set -g short 1
        commandline -f repaint
    end
    commandline -f execute
end
bind \\r commit
"""


def prompt(body, right=""):
    text = f"function fish_prompt\n{body}\nend\n"
    return text + (f"function fish_right_prompt\n{right}\nend\n" if right else "")


def ordinary(s):
    s.run("echo first", exit=0)
    s.run("false", exit=1)
    s.run("cd /tmp")
    s.type("echo a longer lime, to be corrected")
    s.key("M-b", "M-b", "M-b", "M-b", "M-b", "C-f", "C-f", "DC")
    s.type("n")
    s.enter("echo a longer line, to be corrected")
    s.key("Up", "Up", "Up", pace=0.12)
    s.enter("false", exit=1)
    s.type("rm -rf /never/run")
    s.abandon()
    s.absent.append("/never/run")
    s.type("if true")
    s.enter(None, wait="^ *$")
    s.type("echo inside")
    s.enter(None, wait="^ *$")
    s.type("end")
    s.enter("if true\necho inside\nend", also=["if true\n    echo inside\nend"])
    s.enter(None)
    s.run("printf 'no newline'")
    s.run("ls -d /etc /usr /nowhere")
    s.run("exit", wait=False)


def below(name, text, pattern, size=(80, 24), play=ordinary):
    def played(s):
        play(s)
    played.__name__ = "fish_prompt_" + name
    scenario(FISH, files={".config/fish/config.fish": BASE + text}, prompt=pattern, size=size)(played)


below("default", "function prompt_hostname; echo web-1; end\n", r"# $")
below("two_lines", prompt("echo; echo (set_color cyan)'┌ '(prompt_pwd)(set_color normal); echo -n '└ ❯ '"), r"└ ❯ $")
below("powerline",
      prompt("echo -n (set_color -b blue white)' '(prompt_pwd)' '(set_color normal)(set_color blue)\\ue0b0(set_color normal)' '"), "\ue0b0 $")
below("right_clock", prompt("echo -n (prompt_pwd)'> '", "date '+[%T]'"), r"> $")
below("exit_status", prompt("set -l code $status; echo -n \"[$code] \"(prompt_pwd)'> '"), r"\] \S+> $")
below("ends_in_chevron", prompt("echo -n '❯'"), r"❯$")
below("lambda", prompt("echo -n 'λ '"), r"λ $")
below("emoji", prompt("echo -n '🐟 日本> '"), r"> $")
below("like_a_command", prompt("echo -n '[$ ls -l] > '"), r"\] > $")
below("fills_the_line", prompt("echo -n " + "=" * 40), r"(^|=|>) *$", size=(40, 16))
below("empty", prompt("echo -n ''"), r"^$")
below("right_only", prompt("echo -n '> '", "echo -n (set_color brblack)'a longer right prompt'(set_color normal)"), r"> $",
      size=(50, 16))
below("osc133", "function m_a --on-event fish_prompt; printf '\\e]133;D;%s\\a\\e]133;A\\a' $status; end\n"
      "function m_c --on-event fish_preexec; printf '\\e]133;C\\a'; end\n" + prompt("echo -n (prompt_pwd)'> '"), r"> $")
below("printed_before", "function before --on-event fish_prompt; echo '-- all systems nominal --'; end\n"
      "function announce --on-event fish_preexec; echo \"-- running: $argv\"; end\n" + prompt("echo -n '> '"), r"> $")
below("transient", TRANSIENT, r"❯ $")
below("transient_narrow", TRANSIENT, r"❯ $", size=(44, 12))


def at_size(cols, rows):
    start = len("w > ")
    words = ("alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike "
             "november oscar papa quebec romeo sierra tango ")

    def fill(columns):
        text = ("echo " + words * (columns // len(words) + 1))[:columns - start]
        return text[:-1] + "x" if text.endswith(" ") else text

    def swift(s, text):
        for at in range(0, len(text), 1 + cols // 20):
            s.burst(text[at:at + 1 + cols // 20])
            s.pause(0.015)

    def play(s):
        s.run("echo short")
        for columns in (cols - 1, cols, cols + 1, 2 * cols):
            swift(s, fill(columns))
            s.enter(fill(columns))
        text = fill(2 * cols + cols // 2)
        swift(s, text[:5] + text[15:])
        s.key("C-a", "M-f", "C-f")
        s.type(text[5:15])
        s.enter(text)
        swift(s, fill(cols + 8))
        s.key("C-u")
        s.run("echo after a wrapped line was killed")
        s.key("Up", "Up", pace=0.15)
        s.enter(text)
        s.run("exit", wait=False)
    play.__name__ = f"fish_size_{cols}x{rows}"
    scenario(FISH, files={".config/fish/config.fish": BASE + prompt("echo -n 'w > '")}, size=(cols, rows), prompt=r"> $",
             pace=0.008)(play)


for geometry in ((24, 6), (40, 10), (61, 15), (132, 43)):
    at_size(*geometry)


@scenario(FISH, files={".config/fish/config.fish": BASE + prompt("echo -n (prompt_pwd)'> '", "date '+[%T]'")}, prompt=r"> $")
def fish_resize_often(s):
    text = "echo one long line, which is typed while somebody drags the corner of the window about for a while"
    steps = ((70, 20), (50, 20), (44, 12), (60, 30), (120, 30), (80, 24))
    part = len(text) // len(steps) + 1
    for n, size in enumerate(steps):
        s.type(text[n * part:(n + 1) * part])
        s.resize(*size)
    s.enter(text)
    for size in ((60, 20), (30, 8), (100, 30)):
        s.resize(*size)
        s.run(f"echo now {size[0]} columns")
    s.run("exit", wait=False)


@scenario(FISH, files={".config/fish/config.fish": BASE + prompt("echo -n (prompt_pwd)'> '")}, size=(40, 12), prompt=r"> $",
          pace=0.01)
def fish_wide_characters(s):
    s.run("echo 日本語テスト")
    s.run("echo x" + "漢" * 16 + "字")
    s.run("echo " + "漢" * 15 + "字")
    s.run("echo e\u0301a\u0308 combining", also=["echo ea combining"])  # typed one by one, they are not drawn
    s.type("echo 日本語 latin 한국어")
    for _ in range(4):
        s.key("Left")
    s.key("BSpace", "BSpace")
    s.type("中")
    s.enter("echo 日本語 lat中 한국어")
    s.run("exit", wait=False)


@scenario(FISH, files={".config/fish/config.fish": BASE + prompt("echo -n (prompt_pwd)'> '")}, history="", prompt=r"(> |\$ )$",
          needs=["bash"])
def fish_nested_shells(s):
    s.run("echo level one")
    s.run("PS1='inner$ ' bash --norc", wait=r"inner\$ $")
    s.run("echo level two")
    s.run("fish", wait="> $")
    s.run("echo level three", wait="> $")
    s.run("exit", wait=r"inner\$ $")
    s.key("C-d")
    s.wait("~> $")
    s.run("exec bash --norc --noprofile", wait=r"[$#] $")
    s.run("echo in bash now", wait=r"[$#] $")
    s.run("exit", wait=False)


@scenario(FISH, files={".config/fish/config.fish": BASE + prompt("echo -n 'w > '")}, term="dumb", history="", prompt=r"> $")
def fish_dumb_terminal(s):
    s.run("echo on a dumb terminal")
    s.run("ls -d /etc")
    s.run("exit", wait=False)
