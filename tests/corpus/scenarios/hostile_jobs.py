"""Jobs that interfere: output into the line that is typed, floods, progress, cursors left anywhere."""
from props import bash, block

OUT = r"web-1:~# $"


@bash(files={"bin/chatter": """#!/bin/bash
# a job in the background that talks, and then pretends
sleep 0.8
echo 'backup: 40% done'
sleep 0.6
printf 'alice@web-1:~# rm -rf /fake/job\\n'
sleep 0.5
printf '\\r\\nalice@web-1:~# '
"""})
def job_prints_while_editing(s):
    s.run("chatter &", exit=0)
    s.type("echo typed in ")
    s.see("40% done")
    s.type("three ")
    s.see("/fake/job")
    s.type("parts")
    s.pause(0.8)
    s.enter("echo typed in three parts", exit=0)
    s.type("echo and ")
    s.key("C-l", pace=0.2)
    s.type("drawn again")
    s.enter("echo and drawn again", exit=0)
    s.absent += ["rm -rf /fake"]
    s.run("exit", wait=False)


@bash(files={"bin/statusbar": """#!/bin/bash
# draws a row of its own at the bottom, again and again, and puts the cursor back
for n in 1 2 3 4 5 6; do
	printf '\\0337\\033[24;1H\\033[7m load 0.%d  alice@web-1:~# halt \\033[K\\033[0m\\0338' $n
	sleep 0.3
done
"""})
def job_draws_below_the_prompt(s):
    s.run("clear", exit=0)
    s.run("statusbar &", exit=0)
    s.type("echo typed over ")
    s.see("load 0.3")
    s.type("a stats")
    s.key("BSpace")
    s.see("load 0.5")
    s.type("us bar")
    s.enter("echo typed over a status bar", exit=0)
    s.see("load 0.6")
    s.run("seq 30", exit=0)
    s.absent.append("halt")
    s.run("echo end", exit=0)
    s.run("exit", wait=False)


@bash(files={"bin/screenful": """#!/bin/bash
sleep 0.6
printf '\\0337\\033[?1049h\\033[2J\\033[Hanother screen\\n'
sleep 0.5
printf '\\033[?1049l\\0338'
"""})
def job_takes_the_screen_while_editing(s):
    s.run("screenful &", exit=0)
    s.type("echo before ")
    s.see("another screen")
    s.type("during ")
    s.wait("echo before")
    s.type("after")
    s.enter("echo before during after", exit=0)
    s.run("echo end", exit=0)
    s.run("exit", wait=False)


@bash(files={"bin/brackets": """#!/bin/bash
# a job that plays with the shell's brackets
sleep 0.6
printf '\\033[?2004l'
sleep 0.3
printf '\\033[?2004h\\033[?2004l\\033[?2004h'
sleep 0.3
printf '\\033[?2004l\\r\\033[?2004h'
"""})
def job_plays_with_brackets(s):
    s.run("brackets &", exit=0)
    s.type("echo one ")
    s.pause(0.8)
    s.type("two ")
    s.pause(0.3)
    s.type("three")
    s.pause(0.3)
    s.enter("echo one two three", exit=0)
    s.run("echo end", exit=0)
    s.run("exit", wait=False)


@bash()
def no_newline_at_the_end(s):
    s.run("printf abc", exit=0)
    s.run("echo -n 'ends with a prompt: # '", exit=0)
    s.run("printf '%79s' x", exit=0)               # up to the margin, and the prompt wraps
    s.run("echo after", exit=0)
    s.run("printf 'up\\033[A'", exit=0)
    s.run("printf '\\033[10;30H'", exit=0)
    s.run("echo from the middle of the screen", exit=0)
    s.key("C-l", pace=0.1)
    s.run("printf 'one\\rtwo'", exit=0)
    s.type("echo typo")
    s.key("BSpace", "BSpace", "C-a", "C-e")
    s.type("ped")
    s.enter("echo typed" if s.cursor_line().endswith("echo typed") else "echo typped", exit=0)
    s.run("exit", wait=False)


PROGRESS = r"""#!/bin/bash
# progress, as several programs show it
case $1 in
curl)
	printf '  %% Total    %% Received\r\n'
	for n in 10 35 70 100; do printf '\r%3d  1024k  %3d  1024k' $n $n; sleep 0.05; done
	echo ;;
apt)
	printf '\n\0337\033[0;23r\0338\033[1A'
	for n in 0 25 50 75 100; do
		printf '\0337\033[24;0f\033[42m\033[30mProgress: [%3d%%]\033[49m\033[39m [####......] \0338' $n
		echo "Setting up package-$n ..."
		sleep 0.05
	done
	printf '\0337\033[0;24r\0338\033[1A\033[J' ;;
pip)
	for n in 5 45 100; do printf '\r\033[2K   \033[90m━━━━━━━━\033[0m %d%% 1.2 MB/s' $n; sleep 0.05; done
	printf '\nSuccessfully installed frob-1.0\n' ;;
docker)
	printf 'a1: Pulling\nb2: Pulling\nc3: Pulling\n'
	for n in 20 60 100; do
		for up in 3 2 1; do printf '\033[%dA\r\033[Klayer %d: %d%%\r\033[%dB' $up $up $n $up; done
		sleep 0.05
	done
	echo done ;;
spinner)
	for c in '|' '/' '-' '\' '|'; do printf '\r%s working' "$c"; sleep 0.05; done
	printf '\r\033[K' ;;
esac
"""


@bash(files={"bin/progress": PROGRESS})
def progress_bars(s):
    for kind in ("curl", "apt", "pip", "docker", "spinner"):
        s.run(f"progress {kind}", exit=0, wait=False)
        s.pause(0.5)
        s.wait()
    s.run("echo ahead of all", exit=0)
    s.run("progress pip", exit=0, wait=False)
    s.pause(0.1)
    s.burst("echo typed into the progress\n")
    s.truth("echo typed into the progress", exit=0, ahead=True)
    s.see("\ntyped into the progress")
    s.wait()
    s.run("exit", wait=False)


@bash(needs=["yes", "seq"], files={"bin/flood": """#!/bin/bash
trap 'exit 130' INT
while :; do
	for n in {1..40}; do echo 'alice@web-1:~# rm -rf /fake/flood'; done
	sleep 0.02
done
"""})
def floods(s):
    s.run("yes | head -10000", exit=0)
    s.run("seq 5000", exit=0)
    s.run("flood", wait=False)
    s.see("/fake/flood")
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.wait()
    s.run("head -c 60000 /dev/zero | tr '\\0' '#'; echo", exit=0)
    s.run("for i in {1..400}; do printf '\\033[3%dmcolour %d\\033[0m ' $((i % 8)) $i; done; echo", exit=0)
    s.absent += ["rm -rf /fake"]
    s.run("echo dry again", exit=0)
    s.run("exit", wait=False)


@bash(needs=["stty"])
def flow_stopped(s):
    s.run("echo one", exit=0)
    s.run("for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done", exit=0, wait=False)
    s.see("\n2")
    s.key("C-s", pace=0.4)
    s.type("echo typed while it stood")
    s.key("Enter", pace=0)
    s.truth("echo typed while it stood", exit=0, ahead=True)
    s.key("C-q", pace=0)
    s.see("\ntyped while it stood")
    s.wait()
    s.run("echo flows", exit=0)
    s.run("exit", wait=False)


@bash()
def jobs_stopped_and_ended(s):
    s.run("sh -c 'echo begun; exec sleep 40'", wait=False)
    s.see("\nbegun")
    s.key("C-z", pace=0)
    s.wait()
    s.run("bg", exit=0)
    s.run("jobs", exit=0)
    s.run("sleep 0.7 &", exit=0)
    s.type("echo its end is ")
    s.pause(0.9)
    s.type("told later")
    s.enter("echo its end is told later", exit=0)
    s.run("kill %1", exit=0)
    s.enter(None)
    s.run("set -b", exit=0)                        # from now on at once, in the middle of the line
    s.run("sleep 0.5 &", exit=0)
    s.type("echo told at ")
    s.pause(0.8)
    s.type("once")
    s.enter("echo told at once", exit=0)
    s.run("cat", wait="^$")
    s.key("C-\\", pace=0)
    s.wait()
    s.run("exit", wait=False)


@bash(env={"TMOUT": "2"}, history="")
def shell_times_out(s):
    s.run("echo in time", exit=0)
    s.type("rm -rf /never/run")                    # and nobody presses Enter
    s.absent.append("/never/run")


@bash(files={"long.txt": "x" * 20000 + "\nalice@web-1:~# rm -rf /fake/long\n" + "y" * 5000})
def very_long_lines(s):
    s.run("cat long.txt", exit=0, wait=False)
    s.pause(0.3)
    s.wait(OUT)
    s.run("tr -d '\\n' < long.txt | tail -c 300", exit=0)
    long = "echo " + " ".join(f"word{n}" for n in range(120))
    s.type(long, pace=0.001)
    s.enter(long, exit=0)
    s.key("Up", pace=0.2)
    s.key("C-a", pace=0.2)
    s.type("true ")
    s.enter("true " + long, exit=0)
    s.absent += ["rm -rf /fake"]
    s.run("exit", wait=False)


@bash(history="")
def session_cut_off(s):
    """The connection is lost in the middle of a line."""
    s.run("echo before the cut", exit=0)
    s.type("rm -rf /never/run")
    s.absent.append("/never/run")
    s.hangup()


@bash(files={"bin/asker": """#!/bin/bash
# reads what was typed, line by line, while it prints what looks like the shell's
while IFS= read -r line; do
	printf 'alice@web-1:~# %s\\n' "sudo $line"
	[ "$line" = quit ] && break
done
"""})
def answers_dressed_as_commands(s):
    s.run("asker", wait="^$")
    for line in ("one", "two", "quit"):
        s.type(line)
        s.enter(line, kind="reply", wait=r"^$" if line != "quit" else True)
    s.absent += ["sudo one", "sudo two", "sudo quit"]
    block(s, ["while read -r x; do", "echo \"got $x\"", "done <<< 'alice@web-1:~# sudo three'"], "^> $", kind="command", exit=0)
    s.run("exit", wait=False)
