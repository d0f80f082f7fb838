"""Interpreters of languages: statements are wanted, marked as given to that program."""
from drive import scenario
from props import bash, block

PY, PY_MORE = r"^>>> $", r"^\.\.\. $"
IN, IN_MORE = r"^In \[\d+\]: $", r"^ +\.\.\.: *$"


@bash(needs=["python3"])
def python_blocks(s):
    s.run("python3 -q", wait=PY)
    s.run("x = 41", kind="repl", wait=PY)
    s.run("x + 1", kind="repl", wait=PY)
    block(s, ["def add(a, b):", "    return a + b", ""], PY_MORE, wait=PY)
    block(s, ["for i in range(3):", "    if i % 2:", "        print('odd', i)", "    else:", "        print('even', i)", ""], PY_MORE, wait=PY)
    block(s, ["print(add(x,", "          1))"], PY_MORE, wait=PY)
    block(s, ['text = """one', "", 'three"""'], PY_MORE, wait=PY)
    s.run("1/0", kind="repl", wait=PY)
    s.enter(None, wait=PY)
    s.run("exit()", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3"])
def python_editing(s):
    s.run("python3 -q", wait=PY)
    s.type("prnt('one')")
    s.key("C-a", "Right", "Right")
    s.type("i")
    s.enter("print('one')", kind="repl", wait=PY)
    s.key("Up", "BSpace", "BSpace")
    s.type(" again')")
    s.enter("print('one again')", kind="repl", wait=PY)
    s.key("C-r")
    s.type("one'")
    s.see("`one'': print('one')")
    s.enter("print('one')", kind="repl", wait=PY)
    s.type("import os; os.system('rm -rf /never/run')")
    s.key("C-u")
    s.absent.append("/never/run")
    s.type("import sy")
    s.key("Tab")
    s.type("s")
    s.enter("import sys", kind="repl", wait=PY)
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["python3"])
def python_interrupts(s):
    s.run("python3 -q", wait=PY)
    s.type("print('never")
    s.key("C-c")
    s.see("KeyboardInterrupt")
    s.wait(PY)
    s.type("def half():")
    s.enter(None, wait=PY_MORE)
    s.type("    never_run()")
    s.key("C-c", pace=0.2)
    s.wait(PY)
    s.absent.append("never")
    s.run("import time", kind="repl", wait=PY)
    block(s, ["while print('begun') is None:", "    time.sleep(60)", ""], PY_MORE, wait="^$")
    s.see("\nbegun")
    s.key("C-c", pace=0)
    s.wait(PY)
    s.run("print('still here')", kind="repl", wait=PY)
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["python3"], term="dumb")
def python_dumb_terminal(s):
    s.run("python3 -q", wait=PY)
    s.type("print('typoo")
    s.key("BSpace")
    s.type("')")
    s.enter("print('typo')", kind="repl", wait=PY)
    block(s, ["if 1:", "    print('yes')", ""], PY_MORE, wait=PY)
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["python3"])
def python_asks(s):
    s.run("""python3 -c "name = input('Name: '); print('hello', name)" """.strip(), wait="Name: $")
    s.run("Bob", kind="reply")
    s.run("""python3 -c "for l in iter(input, ''): print(len(l))" """.strip(), wait=False)
    s.pause(0.4)
    s.run("rm -rf / is only text", kind="reply", wait=r"^$")
    s.absent.append("rm -rf /")
    s.run("twelve chars", kind="reply", wait=r"^$")
    s.enter(None)
    s.run("echo over", exit=0)
    s.run("exit", wait=False)


@bash(needs=["python3"])
def python_pasted_block(s):
    s.run("python3 -q", wait=PY)
    s.paste("for i in range(2):\n    print('pasted', i)\n\n")
    s.truth("for i in range(2):\n    print('pasted', i)", kind="repl")
    s.see("pasted 1")
    s.wait(PY)
    s.burst("a = 1\nb = 2\nprint(a + b)\n")
    for line in ("a = 1", "b = 2", "print(a + b)"):
        s.truth(line, kind="repl")
    s.see("\n3")
    s.wait(PY)
    s.run("quit()", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["python3"])
def python_to_shell(s):
    s.run("python3 -q", wait=PY)
    s.run("import os, pty", kind="repl", wait=PY)
    s.run("os.system('echo from the shell')", kind="repl", wait=PY)
    s.run("os.system('PS1=\"inner$ \" sh -i')", kind="repl", wait=r"inner\$ $")
    s.run("echo in sh", wait=r"inner\$ $")
    s.run("exit", wait=PY)
    s.run("pty.spawn(['bash', '--norc', '-i'])", kind="repl", wait=r"bash-[\d.]+# $|web-1:.*# $")
    s.run("echo on a pty of its own", exit=0)
    s.run("cd /usr", exit=0)
    s.run("exit", wait=PY)
    s.run("exit()", kind="repl")
    s.run("exit", wait=False)


IPYTHON = dict(env={"IPYTHONDIR": "@HOME@/.ipython", "PAGER": "cat"}, needs=["/usr/bin/ipython3"])


@bash(**IPYTHON)
def ipython_cells(s):
    s.run("ipython3 --no-banner", wait=IN)
    s.run("x = 20", kind="repl", wait=IN)
    s.run("x * 2 + 2", kind="repl", wait=IN)
    s.type("for i in range(2):")
    s.enter(None, wait=IN_MORE)
    s.type("print('row', i)")                      # it indents by itself
    s.enter(None, wait=IN_MORE)
    s.enter("for i in range(2):\n    print('row', i)", kind="repl", wait=IN)
    s.run("!echo from a shell", kind="repl", wait=IN)
    s.run("%timeit -n1 -r1 x", kind="repl", wait=IN)
    s.run("1/0", kind="repl", wait=IN)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@bash(**IPYTHON)
def ipython_ghost_text(s):
    s.run("ipython3 --no-banner", wait=IN)
    s.run("print('a rather long statement')", kind="repl", wait=IN)
    s.type("print('a")
    s.see("print('a rather long statement')")      # the rest is suggested
    s.type(" b')")
    s.enter("print('a b')", kind="repl", wait=IN)
    s.type("print('a r")
    s.see("In [3]: print('a rather long statement')")
    s.key("Right")                                 # and taken here
    s.wait(r"statement'\)$")
    s.enter("print('a rather long statement')", kind="repl", wait=IN)
    s.key("Up", "Up", pace=0.15)
    s.enter("print('a b')", kind="repl", wait=IN)
    s.type("print('never')")
    s.key("C-c", pace=0.2)
    s.absent.append("never")
    s.wait(IN)
    s.type("impor")
    s.key("Tab")
    s.wait(r": import ?$")
    s.type(" sys" if s.cursor_line().endswith("import") else "sys")
    s.enter("import sys", kind="repl", wait=IN)
    s.key("C-d", pace=0.3)
    s.see("Do you really want to exit")
    s.type("y")
    s.enter("y", kind="reply")
    s.run("exit", wait=False)


@bash(**IPYTHON)
def ipython_edits_a_block(s):
    s.run("ipython3 --no-banner --no-confirm-exit", wait=IN)
    s.type("def area(w, h):")
    s.enter(None, wait=IN_MORE)
    s.type("return w + h")
    s.key("Left", "Left", "BSpace")
    s.type("*")
    s.key("End")
    s.enter(None, wait=IN_MORE)
    s.enter("def area(w, h):\n    return w * h", kind="repl", wait=IN)
    s.key("Up", pace=0.3)                          # the whole block comes back
    s.key("C-a", pace=0.1)
    s.key("End", "Enter", pace=0.2)
    s.type("# checked")
    s.enter(None, wait=IN_MORE)
    s.enter("def area(w, h):\n    return w * h\n    # checked", kind="repl", wait=IN)
    s.paste("total = 0\nfor n in (1, 2):\n    total += area(n, n)\n")
    s.pause(0.3)
    s.key("M-Enter", pace=0)
    s.truth("total = 0\nfor n in (1, 2):\n    total += area(n, n)", kind="repl")
    s.wait(r"^In \[4\]: $")
    s.run("total", kind="repl", wait=IN)
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(env=IPYTHON["env"], needs=IPYTHON["needs"])
def ipython_simple_prompt(s):
    s.run("ipython3 --simple-prompt --no-banner --no-confirm-exit", wait=IN)
    s.run("3 * 4", kind="repl", wait=IN)
    s.run("print('plain')", kind="repl", wait=IN)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


NODE, NODE_MORE = r"^> $", r"^\.\.\. *$"


@bash(env={"NODE_REPL_HISTORY": ""}, needs=["node"])
def node_ghosts(s):
    s.run("node", wait=NODE)
    s.run("const longName = [3, 4]", kind="repl", wait=NODE)
    s.type("longNa")
    s.pause(0.3)                                   # the rest in grey, and its value below
    s.type("me.length")
    s.pause(0.3)
    s.enter("longName.length", kind="repl", wait=NODE)
    s.type("longN")
    s.pause(0.3)
    s.key("Tab")
    s.wait("^> longName$")
    s.type("[0] + 1")
    s.enter("longName[0] + 1", kind="repl", wait=NODE)
    s.type("1 + 1")
    s.pause(0.3)                                   # "2" stands below, in grey
    s.enter("1 + 1", kind="repl", wait=NODE)
    s.key("Up", "Up", pace=0.1)
    s.enter("longName[0] + 1", kind="repl", wait=NODE)
    s.type("process.exit(99)")
    s.key("C-c", pace=0.2)
    s.absent.append("exit(99)")
    s.wait(NODE)
    s.run(".exit", kind="repl")
    s.run("exit", wait=False)


@bash(env={"NODE_REPL_HISTORY": ""}, needs=["node"])
def node_blocks(s):
    s.run("node", wait=NODE)
    block(s, ["function twice(a) {", "  return a * 2", "}"], NODE_MORE, wait=NODE)
    block(s, ["[1, 2].map(n =>", "  twice(n)", ")"], NODE_MORE, wait=NODE)
    s.run(".editor", kind="repl", wait=r"^$")
    s.type("const text = 'of the editor'")
    s.enter(None, wait=r"^$")
    s.type("console.log(text)")
    s.enter(None, wait=r"^$")
    s.key("C-d", pace=0)
    s.truth("const text = 'of the editor'\nconsole.log(text)", kind="repl")
    s.see("\nof the editor")
    s.wait(NODE)
    s.type("function never() {")
    s.enter(None, wait=NODE_MORE)
    s.key("C-c", pace=0.2)
    s.absent.append("never")
    s.wait(NODE)
    s.run("twice(4)", kind="repl", wait=NODE)
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["lua5.4"])
def lua_statements(s):
    s.run("lua5.4", wait="^> $")
    s.run("x = 5", kind="repl", wait="^> $")
    block(s, ["for i = 1, 2 do", "  print(i, x)", "end"], "^>> $", wait="^> $")
    s.key("Up", "Up", "Up", "Up")
    s.type("1")
    s.enter("x = 51", kind="repl", wait="^> $")
    s.run("error('broken')", kind="repl", wait="^> $")
    s.run("os.exit()", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["perl"])
def perl_debugger(s):
    s.run("perl -de1", wait=r"DB<1> $")
    s.run("$x = 7", kind="repl", wait=r"DB<2> $")
    s.run("p $x * 6", kind="repl", wait=r"DB<3> $")
    s.type("p 'long' . \\")
    s.enter(None, wait="cont: $")
    s.type("' line'")
    s.enter("p 'long' . \\\n' line'", kind="repl", wait=r"DB<4> $", also=["p 'long' . ' line'"])
    s.run("q", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["irb"])
def irb_statements(s):
    irb = r"^irb\(main\):\d+:0> $"
    s.run("irb", wait=irb)
    s.run("x = 6 * 7", kind="repl", wait=irb)
    s.type("x.to_s.rev")                           # it offers names in a box below
    s.pause(0.5)
    s.type("erse")
    s.enter("x.to_s.reverse", kind="repl", wait=irb)
    s.type("def twice(a)")
    s.enter(None, wait=r":\d\* +$")
    s.type("a * 2")
    s.enter(None, wait=r":\d\* +$")
    s.type("end")
    s.enter("def twice(a)\n  a * 2\nend", kind="repl", wait=irb)
    s.run("twice 4", kind="repl", wait=irb)
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["php"])
def php_statements(s):
    s.run("php -a", wait="^php > $")
    s.run("$x = 3;", kind="repl", wait="^php > $")
    block(s, ["foreach ([1, 2] as $n) {", "echo $n * $x, \"\\n\";", "}"], r"^php \{ $", wait="^php > $")
    block(s, ["echo 'open", "closed', \"\\n\";"], "^php ' $", wait="^php > $")
    s.run("exit", kind="repl")
    s.run("exit", wait=False)


@scenario(["tclsh"], prompt="^% $")
def tcl_statements(s):
    s.run("set x 5", kind="repl")
    s.type("puts [expr $x * 44")
    s.key("BSpace")                                # the terminal driver's own editing
    s.type("]")
    s.enter("puts [expr $x * 4]", kind="repl")
    s.run("exec echo outside", kind="repl")
    s.run("exit", kind="repl", wait=False)
