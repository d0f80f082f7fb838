"""Interpreters and multiplexers started bare, as the recorded program itself: the same ordinary things in each."""
from drive import scenario
from props import block

IPY = r"^In \[\d+\]: $"
# say(x): a statement that prints x; more: what the cursor's line is within a block; slow: one that takes a moment
REPLS = {
    "python": dict(program=["python3", "-q"], prompt="^>>> $", more=r"^\.\.\. $", say="print('{}')".format, block=["for i in range(2):", "    print('row', i)", ""],
                   long="[{}]".format, slow="import time; time.sleep(0.8)", leave="exit()"),
    "ipython": dict(program=["ipython3", "--no-banner"], prompt=IPY, more=r"^ +\.\.\.: *$", say="print('{}')".format, block=["for i in range(2):", "print('row', i)", ""],
                    indented="for i in range(2):\n    print('row', i)", long="[{}]".format, slow="import time; time.sleep(0.8)", leave="exit",
                    env={"IPYTHONDIR": "@HOME@/.ipython", "PAGER": "cat"}),
    "node": dict(program=["node"], prompt="^> $", more=r"^(\.\.\.|\|) $", say="console.log('{}')".format, block=["for (const i of [1, 2]) {", "console.log('row', i)", "}"],
                 long="[{}]".format, slow="Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800)", leave=".exit", env={"NODE_REPL_HISTORY": ""}),
    "gdb": dict(program=["gdb", "-q", "-nx"], prompt=r"^\(gdb\) $", more="^ *>$", say="echo {}\\n".format, block=["define hello", "echo in hello\\n", "end"],
                long="print sizeof(int) + {}".format, slow="shell sleep 0.8", leave="quit"),
    "sqlite": dict(program=["sqlite3"], prompt="^sqlite> $", more=r"^ +\.\.\.> $", say="select '{}';".format, block=["select 1,", "2", ";"],
                   long="select {};".format, slow=".shell sleep 0.8", leave=".quit"),
    "lua": dict(program=["lua"], prompt="^> $", more="^>> $", say="print('{}')".format, block=["for i = 1, 2 do", "print('row', i)", "end"],
                long="print({})".format, slow="os.execute('sleep 0.8')", leave="os.exit()"),
}


def statement(s, spec, text, **more):
    s.run(text, kind="repl", **more)


def edited(s, spec):
    say = spec["say"]
    statement(s, spec, say("one"))
    s.type(say("twoo"))
    s.key("Left", "Left", "BSpace", pace=0.08)     # all of them end in two letters behind the word
    s.key("C-e", pace=0.1)
    s.enter(say("two"), kind="repl")
    s.type(say("never_run"))
    s.key("C-u", pace=0.15)
    s.absent.append("never_run")
    s.type(say("three"))
    s.key("C-a", pace=0.1)
    s.enter(say("three"), kind="repl")
    s.key("Up", "Up", pace=0.2)
    s.enter(say("two"), kind="repl")


def blocks(s, spec):
    say, lines = spec["say"], spec["block"]
    for line in lines[:-1]:
        s.type(line)
        s.enter(None, wait=spec["more"])
    s.type(lines[-1])
    s.enter(spec.get("indented", "\n".join(lines).rstrip("\n")), kind="repl")
    statement(s, spec, say("between"))
    if spec["program"][0] in ("python3", "ipython3", "node"):
        s.type(lines[0])
        s.enter(None, wait=spec["more"])
        s.type("never_run")
        s.key("C-c", pace=0.3)
        s.absent.append("never_run")
        s.wait()
    statement(s, spec, say("after"))


def wrapped(s, spec):
    long = spec["long"](" + ".join(str(n * 1111) for n in range(1, 19)))
    s.type(long)
    s.enter(long, kind="repl")
    s.key("Up", pace=0.25)
    s.key("BSpace", pace=0.1)
    s.type(long[-1])
    s.enter(long, kind="repl")
    for _ in range(8):
        statement(s, spec, spec["say"]("down"))
    s.type(long)
    s.enter(long, kind="repl")
    s.type(long[:60])
    s.key("C-u", pace=0.2)
    statement(s, spec, spec["say"]("end"))


def early(s, spec):
    say = spec["say"]
    statement(s, spec, spec["slow"], wait=False)
    s.pause(0.25)
    s.burst(say("typed ahead") + "\r")
    s.truth(say("typed ahead"), kind="repl", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    statement(s, spec, say("after"))
    s.burst(say("fast 1") + "\r" + say("fast 2") + "\r")
    for n in (1, 2):
        s.truth(say(f"fast {n}"), kind="repl", ahead=True)
    s.see("\nfast 2")
    s.pause(0.4)
    s.wait()
    s.paste(say("pasted"))
    s.pause(0.2)
    s.enter(say("pasted"), kind="repl")


def register(name, act):
    spec = REPLS[name]

    def play(s):
        act(s, spec)
        s.run(spec["leave"], kind="repl", wait=False)
    play.__name__ = f"exam_{name}_{act.__name__}"
    scenario(spec["program"], env=spec.get("env"), prompt=spec["prompt"], history="", size=(60, 16) if act is wrapped else (80, 24))(play)


for repl in REPLS:
    for activity in (edited, blocks, wrapped, early):
        register(repl, activity)


RC = {"rc": "PS1='in-tmux\\w\\$ '\nHISTFILE=\n"}
TMUX = ["tmux", "-L", "corpus-inner", "-f", "/dev/null", "new-session", "bash --rcfile @HOME@/rc -i"]


def pane(size=(80, 24), **more):
    return scenario(TMUX, files={**RC, "notes.txt": "one\ntwo\nthree\n" * 40, "alpha-one.txt": "", "alpha-two.txt": ""}, prompt=r"in-tmux\S*# $", history="", size=size,
                    env={"SHELL": "/bin/bash"}, **more)


def split(s, how):
    s.run(f"tmux split-window -{how} 'bash --rcfile ~/rc -i'", wait=False)
    s.pause(0.5)
    s.wait()


def go(s, key):
    s.key("C-b", key, pace=0.2)
    s.pause(0.7)
    s.wait()


@pane()
def exam_tmux_edited(s):
    s.type("ehco helo")
    s.key("C-a", "Delete", "Delete", "Delete", "Delete", pace=0.06)
    s.type("echo")
    s.key("C-e", "BSpace", pace=0.06)
    s.type("lo")
    s.enter("echo hello")
    s.type("echo one two three")
    s.key("C-w", pace=0.06)
    s.type("four")
    s.enter("echo one two four")
    s.key("Up", "Up", pace=0.15)
    s.enter("echo hello")
    s.key("C-r", pace=0.15)
    s.type("two")
    s.pause(0.2)
    s.enter("echo one two four")
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait()
    s.type("cat alpha")
    s.key("Tab", "Tab", "Tab", pace=0.2)
    s.type("t")
    s.key("Tab", pace=0.2)
    s.enter("cat alpha-two.txt", also=["cat alpha-two.txt "])
    s.run("exit", wait=False)


@pane(size=(60, 16))
def exam_tmux_wrapped(s):
    s.run("echo aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee ffffffffff gggggggggg")
    s.type("echo 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    s.key("C-a", "M-f", pace=0.15)
    s.type(" start")
    s.enter("echo start 1234567890 1234567890 1234567890 1234567890 1234567890 end")
    for _ in range(12):
        s.enter(None)
    s.run("echo at the bottom: aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee fff")
    s.key("Up", pace=0.2)
    s.key("C-w", "C-w", pace=0.1)
    s.enter("echo at the bottom: aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd", also=["echo at the bottom: aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd "])
    s.run("exit", wait=False)


@pane()
def exam_tmux_blocks(s):
    block(s, ["for i in 1 2 3; do", "echo number $i", "done"], "> $", kind="command")
    block(s, ["cat <<END", "some text", "END"], "> $", kind="command")
    block(s, ["echo \"open", "close\""], "> $", kind="command")
    s.paste("echo one\necho two")
    s.pause(0.2)
    s.enter("echo one\necho two")
    s.run("sleep 0.8", wait=False)
    s.pause(0.2)
    s.burst("echo typed ahead\n")
    s.truth("echo typed ahead", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    s.burst("echo fast 1\necho fast 2\n")
    for n in (1, 2):
        s.truth(f"echo fast {n}", ahead=True)
    s.see("\nfast 2")
    s.pause(0.3)
    s.wait()
    s.run("exit", wait=False)


@pane()
def exam_tmux_covered(s):
    s.run("less notes.txt", wait=False)
    s.see("one")
    s.pause(0.3)
    s.key("Space", "Space", "q", pace=0.2)
    s.wait()
    s.run("vim -u NONE -n notes.txt", wait=False)
    s.see("three")
    s.pause(0.3)
    s.key("i")
    s.type("rm -rf /not/a/command")
    s.key("Enter", "Escape", pace=0.15)
    s.absent.append("/not/a/command")
    s.type(":q!")
    s.key("Enter", pace=0.3)
    s.wait()
    s.run("clear")
    s.run("echo after clear")
    s.key("C-l", pace=0.3)
    s.run("echo on a clear screen")
    s.run("read -s -p 'Password: ' pw", wait="Password: $")
    s.secret("correct-horse-battery")
    s.enter(None)
    s.run("echo ${#pw}")
    s.run("exit", wait=False)


@pane(size=(100, 30))
def exam_tmux_side_by_side(s):
    s.run("echo in the left pane")
    split(s, "h")
    s.run("echo in the right pane")
    s.run("ls / | head -4")
    go(s, "Left")
    s.run("echo left again")
    s.key("Up", "Up", pace=0.2)
    s.key("Down", pace=0.2)
    s.enter("echo left again")
    go(s, "Right")
    s.key("Up", "Up", pace=0.2)
    s.enter("echo in the right pane")
    s.run("echo a line in the right pane that is longer than the fifty columns it has")
    s.run("exit")
    s.run("echo alone again")
    s.run("exit", wait=False)


@pane(size=(90, 32))
def exam_tmux_stacked(s):
    s.run("echo in the upper pane")
    split(s, "v")
    s.run("echo in the lower pane")
    s.run("seq 20")
    split(s, "v")
    s.run("echo in the lowest pane")
    go(s, "Up")
    s.type("echo in the middel")
    s.key("BSpace", "BSpace", pace=0.08)
    s.type("le")
    s.enter("echo in the middle")
    go(s, "Up")
    s.run("seq 30")
    s.run("clear")
    s.run("echo cleared")
    s.run("exit")
    s.run("echo two are left")
    s.run("exit")
    s.run("echo one is left")
    s.run("exit", wait=False)


@pane(size=(80, 24))
def exam_tmux_resized(s):
    s.run("echo one")
    s.type("echo a line that is being typed while the window ")
    s.resize(60, 20)
    s.pause(0.3)
    s.type("changes size")
    s.enter("echo a line that is being typed while the window changes size")
    s.resize(100, 30)
    s.pause(0.3)
    s.run("echo wide again")
    split(s, "h")
    s.resize(80, 24)
    s.pause(0.3)
    s.run("echo in half of eighty")
    s.run("exit")
    s.run("echo at last")
    s.run("exit", wait=False)
