"""Programs of the line: a debugger, calculators, an editor of lines, file transfers, a hand-made protocol."""
from props import bash, block, prop

GDB = r"^\(gdb\) $"


@bash(needs=["gdb"])
def gdb_session(s):
    s.run("gdb -q -nx /usr/bin/true", wait=GDB)
    s.run("set pagination off", kind="repl", wait=GDB)
    s.run("starti", kind="repl", wait=GDB)
    s.run("stepi", kind="repl", wait=GDB)
    s.enter(None, wait=GDB)                        # an empty line repeats the last: nothing was typed
    s.enter(None, wait=GDB)
    s.type("x/3i $p")
    s.type("d")
    s.key("BSpace")
    s.type("c")
    s.enter("x/3i $pc", kind="repl", wait=GDB)
    s.key("Up", "Up")
    s.enter("stepi", kind="repl", wait=GDB)
    s.type("info regi")
    s.key("Tab", pace=0.2)
    s.type("rip")
    s.enter("info registers rip", kind="repl", wait=GDB)
    s.run("print 6*7", kind="repl", wait=GDB)
    s.type("shell rm -rf /never/run")
    s.key("C-c", pace=0.2)
    s.absent.append("/never/run")
    s.wait(GDB)
    s.run("shell echo out of gdb", kind="repl", wait=GDB)
    s.run("quit", kind="repl", wait=r"\(y or n\) $")
    s.type("y")
    s.enter("y", kind="reply")
    s.run("exit", wait=False)


@bash(needs=["gdb"], size=(80, 16))
def gdb_asks_and_pages(s):
    s.run("gdb -q -nx", wait=GDB)
    s.run("define answer", kind="repl", wait="^>$", also=["define answer\nprint 42\nend"])
    s.run("print 42", kind="reply", wait="^>$")    # asked for by a sentence, rather than continued
    s.run("end", kind="reply", wait=GDB)
    s.run("answer", kind="repl", wait=GDB)
    s.run("help data", kind="repl", wait="without paging--$")
    s.enter(None, wait="without paging--$|^.gdb. $")
    s.type("q")
    s.enter(None, wait=GDB)                        # that was the pager's
    s.run("delete", kind="repl", wait=GDB)
    s.run("python", kind="repl", wait="^ ?>$", also=["python\nprint(6 * 7)\nend"])
    s.run("print(6 * 7)", kind="reply", wait="^ ?>$")
    s.run("end", kind="reply", wait=GDB)
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["bc", "dc"])
def calculators(s):
    s.run("bc -q", wait="^$")                      # no prompt at all
    s.run("6 * 7", kind="repl", wait="^$")
    s.run("scale = 3", kind="repl", wait="^$")
    s.type("22 / 8")
    s.key("BSpace")
    s.type("7")
    s.enter("22 / 7", kind="repl", wait="^$")
    s.type("define f(x) {")
    s.enter(None, wait="^$")
    s.type("return (x + 1) }")
    s.enter("define f(x) {\nreturn (x + 1) }", kind="repl", wait="^$", also=["return (x + 1) }"])
    s.run("f(41)", kind="repl", wait="^$")
    s.run("quit", kind="repl")
    s.run("dc", wait="^$")
    s.run("2 3 + p", kind="repl", wait="^$")
    s.key("C-d", pace=0)
    s.wait()
    s.run("echo '2^64' | bc", exit=0)
    s.run("exit", wait=False)


@bash(needs=["ed"], files={"hosts.txt": "10.0.0.1 web-1\n10.0.0.2 db-1\n"})
def ed_edits(s):
    s.run("ed -p: hosts.txt", wait="^:$")
    s.run(",p", kind="repl", wait="^:$")
    s.run("a", kind="repl", wait="^$", also=["a\n10.0.0.3 rm -rf /not/a/command\n."])
    s.run("10.0.0.3 rm -rf /not/a/command", kind="reply", wait="^$")
    s.absent.append("/not/a/command")
    s.run(".", kind="reply", wait="^:$")
    s.run("2s/db/sql/p", kind="repl", wait="^:$")
    s.run("!echo out of ed", kind="repl", wait="^:$")
    s.run("w", kind="repl", wait="^:$")
    s.run("q", kind="repl")
    s.run("cat hosts.txt", exit=0)
    s.run("exit", wait=False)


@bash(needs=["sftp", "/usr/lib/openssh/sftp-server"], files={"here/report.txt": "figures\n" * 9000})
def sftp_session(s):
    ask = "sftp> $"
    s.run("sftp -D /usr/lib/openssh/sftp-server", wait=ask)
    s.run("pwd", kind="repl", wait=ask)
    s.run("ls -l here", kind="repl", wait=ask)
    s.type("get here/rep")
    s.key("Tab", pace=0.2)
    s.type("copy.txt")
    s.enter("get here/report.txt copy.txt", kind="repl", wait=ask)
    s.run("!ls -l copy.txt", kind="repl", wait=ask)
    s.type("rm here/report.txt")
    s.key("C-u")
    s.absent.append("rm here")
    s.run("mkdir there", kind="repl", wait=ask)
    s.key("Up", "Up")
    s.enter("!ls -l copy.txt", kind="repl", wait=ask)
    s.run("bye", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["tnftp"])
def ftp_unconnected(s):
    ask = "^ftp> $"
    s.run("tnftp", wait=ask)
    s.run("status", kind="repl", wait=ask)
    s.type("lcdd /tmp")
    s.key("C-a", "Right", "Right", "Right", "C-d")
    s.enter("lcd /tmp", kind="repl", wait=ask)
    s.run("ascii", kind="repl", wait=ask)
    s.run("user alice", kind="repl", wait=ask)
    s.run("bye", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["nc"], files={"bin/mailhost": prop("mailhost.py")})
def mail_by_hand(s):
    s.run("mailhost port & while [ ! -s port ]; do sleep 0.1; done", exit=0)
    s.run("nc 127.0.0.1 $(cat port)", wait=False)
    s.see("220 mx")
    for line, answer in (("HELO web-1", "greets"), ("MAIL FROM:<alice@example.org>", "sender"), ("RCPT TO:<bob@example.org>", "recipient"),
                         ("DATA", "354")):
        s.run(line, kind="reply", wait=False)
        s.see(answer)
        s.wait("^$")
    s.run("Subject: rm -rf /not/a/command", kind="reply", wait="^$")
    s.absent.append("/not/a/command")
    s.run(".", kind="reply", wait=False)
    s.see("queued")
    s.wait("^$")
    s.run("QUIT", kind="reply", wait=False)
    s.see("221 bye")
    s.wait(r"# $|^$")
    if not s.cursor_line().endswith("# "):
        s.key("C-c", pace=0)
        s.wait()
    s.run("exit", wait=False)


FROB = """#!/usr/bin/tclsh
puts -nonewline "frob> "
flush stdout
while {[gets stdin line] >= 0 && $line ne "bye"} {
    puts "did: $line"
    puts -nonewline "frob> "
    flush stdout
}
"""


@bash(needs=["tclsh"], files={"bin/frob": FROB})
def unknown_interpreter(s):
    """No program that anybody has heard of: a prompt, and lines."""
    s.run("frob", wait="^frob> $")
    s.run("rotate the logs", kind="repl", wait="^frob> $")
    s.type("lights onn")
    s.key("BSpace", "BSpace")
    s.type("ff")
    s.enter("lights off", kind="repl", wait="^frob> $")
    s.type("delete everything")
    s.key("C-u")
    s.absent.append("delete everything")
    s.run("bye", kind="repl")
    s.run("exit", wait=False)


@bash(needs=["rlwrap"])
def rlwrap_around_a_reader(s):
    s.run("rlwrap -a -pGreen bash -c 'while read -r -p \"cmd: \" l; do echo \"<$l>\"; done'", wait="^cmd: $")
    s.run("first line", kind="repl", wait="^cmd: $")
    s.key("Up", pace=0.1)
    s.key("C-w")
    s.type("word")
    s.enter("first word", kind="repl", wait="^cmd: $")
    s.key("C-d", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["bc"])
def block_in_bc(s):
    """A here-document feeds the calculator: the lines are the shell's."""
    s.type("bc <<END")
    s.enter(None, wait="^> $")
    s.type("2^10")
    s.enter(None, wait="^> $")
    s.type("END")
    s.enter("bc <<END\n2^10\nEND", exit=0)
    block(s, ["while read a b; do", "echo \"$b is $a\"", "done <<< '10.0.0.1 web-1'"], "^> $", kind="command", exit=0)
    s.run("exit", wait=False)
