"""tmux and screen as people arrange them: panes of all sizes, bars above and below, shells of several kinds, and one in the other."""
from props import bash, machine

OUT, IN = r"web-1:~# $", r"in-mux[^ ]*# $"
CONF = "set -g default-shell /bin/bash\nset -g default-command bash\nset -sg escape-time 0\n"
RC = {".bashrc": "PS1='in-mux\\w\\$ '\n", "tmux.conf": CONF}
TMUX = "tmux -f tmux.conf"
# as the people have it who write about their dotfiles: a bar on top with a clock, borders with titles, another prefix
DOT = CONF + r"""set -g prefix C-a
unbind C-b
bind C-a send-prefix
set -g status-position top
set -g status-interval 1
set -g status-style bg=colour24,fg=white
set -g status-left '#[bold] #S #[default]'
set -g status-right '#{?client_prefix,^A ,}%H:%M:%S #H '
set -g pane-border-status bottom
set -g pane-border-format ' #P #{pane_title} '
set -g mouse on
set -g mode-keys vi
bind | split-window -h
bind - split-window -v
bind h select-pane -L
bind l select-pane -R
bind k select-pane -U
bind j select-pane -D
"""


def away(s, panes=1):
    for _ in range(panes - 1):
        s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux"], files={**RC, "tmux.conf": DOT}, size=(120, 36), history="")
def tmux_as_in_dotfiles(s):
    s.run(TMUX + " new -s main", wait=IN)
    s.run("echo one", exit=0, wait=IN)
    s.key("C-a", "|", pace=0.3)
    s.wait(IN)
    s.run("echo right", exit=0, wait=IN)
    s.key("C-a", "-", pace=0.3)
    s.wait(IN)
    s.type("echo lower right, typed slowly", pace=0.07)
    s.enter("echo lower right, typed slowly", exit=0, wait=IN)
    s.key("C-a", "h", pace=0.3)
    s.wait(IN)
    s.run("for i in $(seq 50); do echo row $i; done", exit=0, wait=IN)
    s.type("echo a line in the left half that is longer than sixty columns, and wraps")
    s.key("C-a", "C-a", pace=0.15)                 # to the start of the line
    s.key("M-f", pace=0.1)
    s.type(" this is")
    s.enter("echo this is a line in the left half that is longer than sixty columns, and wraps", exit=0, wait=IN)
    s.key("C-a", "l", pace=0.3)
    s.wait(IN)
    s.key("Up", "Up", pace=0.2)
    s.key("C-c", pace=0.2)
    s.wait(IN)
    s.run("printf '\\033]2;a title\\033\\\\'", exit=0, wait=IN)
    s.key("C-a", "z", pace=0.4)
    s.run("echo alone on the screen", exit=0, wait=IN)
    s.key("C-a", "z", pace=0.4)
    s.run("echo among others again", exit=0, wait=IN)
    away(s, 3)


@bash(needs=["tmux", "zsh", "fish"], size=(140, 40), history="", files={**RC, ".zshrc": "PS1='zsh %~ %# '\nRPS1='%*'\n",
      ".config/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n 'fish '(prompt_pwd)'> '; end\nfunction fish_right_prompt; date +%T; end\n"})
def tmux_three_shells_beside_each_other(s):
    z, f = "zsh ~ # $", "fish ~> $"
    s.run(TMUX, wait=IN)
    s.run("echo in bash", exit=0, wait=IN)
    s.run("tmux split-window -h zsh -i", wait=z)
    s.run("echo in zsh", wait=z)
    s.type("if true; then")
    s.enter(None, wait="then> $")
    s.type("echo a block")
    s.enter(None, wait="then> $")
    s.type("fi")
    s.enter("if true; then\necho a block\nfi", wait=z)
    s.run("tmux split-window -v fish -i", wait=f)
    s.run("echo in fish", wait=f)
    s.type("echo in f", pace=0.06)
    s.pause(0.3)
    s.type("ull")
    s.enter("echo in full", wait=f)
    s.type("for i in 1 2")
    s.enter(None, wait=" +$")
    s.type("echo $i")
    s.enter(None, wait=" +$")
    s.type("end")
    s.enter("for i in 1 2\necho $i\nend", wait=f, also=["for i in 1 2\n    echo $i\nend"])
    s.key("C-b", "Left", pace=0.3)
    s.wait(IN)
    s.key("C-r", pace=0.2)
    s.type("bas")
    s.pause(0.3)
    s.enter("echo in bash", exit=0, wait=IN)
    s.key("C-b", "Right", pace=0.3)
    s.wait(f)
    s.run("exit", wait=IN)                         # where one was before
    s.run("exit", wait=z)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["tmux"], files=RC, size=(61, 15), history="")
def tmux_narrow_panes(s):
    s.run(TMUX, wait=IN)
    s.key("C-b", "%", pace=0.3)
    s.wait(IN)
    s.run("echo a line that takes three rows of this narrow pane, surely", exit=0, wait=IN)
    s.key("C-b", "Left", pace=0.3)
    s.wait(IN)
    s.type("echo on the left there is no more room than that")
    s.key("M-b", "M-b", "M-d", pace=0.15)
    s.type("place")
    s.enter("echo on the left there is no more room place that", exit=0, wait=IN)
    s.run("seq 12", exit=0, wait=IN)
    s.key("C-b", "Right", pace=0.3)
    s.wait(IN)
    s.pause(0.6)                                   # else the multiplexer takes the arrow
    s.key("Up", pace=0.3)
    s.key("C-w", "C-w", pace=0.15)
    s.enter("echo a line that takes three rows of this narrow", exit=0, wait=IN, also=["echo a line that takes three rows of this narrow "])
    s.key("C-b", "Left", pace=0.3)
    s.wait(IN)
    s.type("echo half")
    s.key("C-b", "Right", pace=0.3)
    s.wait(IN)
    s.run("echo first the right", exit=0, wait=IN)
    s.key("C-b", "Left", pace=0.3)
    s.wait("echo half$")
    s.type(" of it")
    s.enter("echo half of it", exit=0, wait=IN)
    away(s, 2)


@bash(needs=["tmux"], files={**RC, "inner.conf": CONF + "set -g prefix C-g\nset -g status-style bg=red\nset -g status-left 'inner '\n"}, size=(110, 30), history="")
def tmux_within_tmux(s):
    s.run(TMUX, wait=IN)
    s.run("echo outer", exit=0, wait=IN)
    s.run("TMUX= tmux -L inner -f inner.conf", wait=IN)
    s.pause(0.3)
    s.run("echo inner", exit=0, wait=IN)
    s.key("C-g", "%", pace=0.4)
    s.wait(IN)
    s.run("echo inner right", exit=0, wait=IN)
    s.key("C-b", '"', pace=0.4)
    s.wait(IN)
    s.run("echo outer lower", exit=0, wait=IN)
    s.key("C-b", "Up", pace=0.4)
    s.wait(IN)
    s.type("echo inner right once more, with a lot of words in it to wrap")
    s.enter("echo inner right once more, with a lot of words in it to wrap", exit=0, wait=IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=IN)
    s.pause(0.3)
    s.run("echo outer upper", exit=0, wait=IN)
    away(s, 2)


@bash(needs=["tmux"], files=RC, size=(100, 30), history="")
def tmux_panes_are_moved_about(s):
    s.run(TMUX, wait=IN)
    s.run("echo pane a", exit=0, wait=IN)
    s.key("C-b", '"', pace=0.3)
    s.wait(IN)
    s.run("echo pane b", exit=0, wait=IN)
    s.key("C-b", "C-Up", "C-Up", pace=0.2)         # larger
    s.run("echo b is larger", exit=0, wait=IN)
    s.key("C-b", "!", pace=0.4)                    # a window of its own
    s.wait(IN)
    s.run("echo b is a window", exit=0, wait=IN)
    s.run("tmux join-pane -h -t :0", exit=0, wait=IN)
    s.pause(0.2)
    s.run("echo b is at the right", exit=0, wait=IN)
    s.key("C-b", "{", pace=0.4)                    # at the left now
    s.run("echo b is at the left", exit=0, wait=IN)
    s.key("C-b", "o", pace=0.4)
    s.wait(IN)
    s.run("echo pane a again", exit=0, wait=IN)
    s.key("C-b", "d", pace=0.5)
    s.wait(OUT)
    s.run("tmux ls", exit=0)
    s.run("tmux attach", wait=IN)
    s.run("echo attached again", exit=0, wait=IN)
    away(s, 2)


@bash(needs=["tmux"], files=RC, size=(90, 26), history="")
def tmux_the_other_pane_is_noisy(s):
    s.run(TMUX, wait=IN)
    s.key("C-b", '"', pace=0.3)
    s.wait(IN)
    s.run("while :; do echo \"$(date +%T) in-mux# rm -rf /fake/row\"; sleep 0.15; done", wait=False)
    s.absent.append("in-mux# rm")
    s.pause(0.5)
    s.key("C-b", "Up", pace=0.3)
    s.run("echo one", exit=0, wait=IN)
    s.type("echo typed while the other one runs", pace=0.06)
    s.key("M-b", "M-b", pace=0.1)
    s.type("noisy ")
    s.enter("echo typed while the other noisy one runs", exit=0, wait=IN)
    s.run("seq 20", exit=0, wait=IN)
    s.key("C-r", pace=0.3)
    s.type("noi")
    s.pause(0.4)
    s.enter("echo typed while the other noisy one runs", exit=0, wait=IN)
    s.key("C-b", "[", pace=0.3)
    s.key("Up", "Up", "Up", pace=0.1)
    s.key("q", pace=0.3)
    s.run("echo after copy mode", exit=0, wait=IN)
    s.key("C-b", "Down", pace=0.3)
    s.key("C-c", pace=0.3)
    s.wait(IN)
    away(s, 2)


@bash(needs=["tmux", "python3", "vim"], files={**RC, "job.py": "print(1)\n"}, size=(132, 43), history="")
def tmux_interpreter_editor_and_shell(s):
    s.run(TMUX + " new-session 'vim -u NONE -N -n -i NONE job.py'", wait=False)
    s.see('"job.py"')
    s.run(":w", wait=False, kind="reply")
    s.key("C-b", '"', pace=0.4)
    s.wait(IN)
    s.run("python3 job.py", exit=0, wait=IN)
    s.key("C-b", "%", pace=0.4)
    s.wait(IN)
    s.run("python3 -q", wait=">>> $")
    s.run("x = [1, 2]", kind="repl", wait=">>> $")
    s.type("for i in x:")
    s.enter(None, wait=r"\.\.\. $")
    s.type("    print(i)")
    s.enter(None, wait=r"\.\.\. $")
    s.enter("for i in x:\n    print(i)", kind="repl", wait=">>> $")
    s.key("C-b", "Up", pace=0.4)
    s.type("oprint(2)")
    s.key("Escape", pace=0.3)
    s.type(":w")
    s.key("Enter", pace=0.3)
    s.key("C-b", "Down", pace=0.4)
    s.wait(">>> $")
    s.run("exit()", kind="repl", wait=IN)
    s.run("python3 job.py", exit=0, wait=IN)
    s.run("exit", wait=False)
    s.pause(0.4)                                   # in the editor again
    s.type(":q")
    s.key("Enter", pace=0.4)
    s.wait(IN)
    s.run("echo the last one", exit=0, wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@bash(needs=["screen"], files={**RC, ".screenrc": "startup_message off\nshell /bin/bash\nhardstatus on\nhardstatus alwayslastline '%{= bw}%-w%{= kG}%n %t%{-}%+w %= %D %c'\ncaption splitonly '%n'\nvbell off\n"},
      size=(100, 30), history="", env={"SCREENDIR": "@HOME@/.screen"})
def screen_split_both_ways(s):
    s.run("screen -c .screenrc", wait=False)
    s.pause(0.8)
    s.wait(IN)
    s.run("echo one", exit=0, wait=IN)
    s.key("C-a", "S", pace=0.3)                    # two regions
    s.key("C-a", "Tab", pace=0.3)
    s.key("C-a", "c", pace=0.5)
    s.wait(IN)
    s.run("echo in the lower", exit=0, wait=IN)
    s.type("echo a line in the lower region that is much longer than a hundred columns are wide, and so it wraps over")
    s.enter("echo a line in the lower region that is much longer than a hundred columns are wide, and so it wraps over", exit=0, wait=IN)
    s.key("C-a", "Tab", pace=0.3)
    s.wait(IN)
    s.run("echo in the upper", exit=0, wait=IN)
    s.key("C-a", "Q", pace=0.4)                    # one region
    s.run("echo the only region", exit=0, wait=IN)
    s.key("C-a", '"', pace=0.5)
    s.see("Num")
    s.key("Down", "Enter", pace=0.4)
    s.wait(IN)
    s.run("echo chosen from a list", exit=0, wait=IN)
    s.key("C-a", "d", pace=0.5)
    s.wait(OUT)
    s.run("screen -r", wait=IN)
    s.run("exit", wait=IN)
    s.run("exit", wait=OUT)
    s.run("exit", wait=False)


@machine("web-2", needs=["tmux"], size=(100, 28))
def tmux_on_a_remote_machine(s):
    there = r"root@web-2:.*# $"
    s.run("ssh web-2", wait=there)
    s.run("tmux -f /dev/null new -s w bash", wait=there)
    s.run("echo remote", exit=0, wait=there)
    s.key("C-b", "%", pace=0.4)
    s.wait(there)
    s.run("cd /usr/share", exit=0, wait=there)
    s.type("ls -d do")
    s.key("Tab", pace=0.4)
    s.enter("ls -d doc/", exit=0, wait=there, also=["ls -d doc"])
    s.run("su - bob", wait=r"bob@web-2:.*\$ $")
    s.run("id -un", exit=0, wait=r"bob@web-2:.*\$ $")
    s.run("exit", wait=there)
    s.run("exit", wait=there)
    s.pause(0.3)
    s.run("echo the left is left", exit=0, wait=there)
    s.key("C-b", "d", pace=0.6)
    s.wait(there)
    s.run("tmux attach -t w", wait=there)
    s.pause(0.4)
    s.run("exit", wait=there)
    s.pause(0.3)
    s.run("exit", wait=r"root@web-1:.*# $")
    s.run("exit", wait=False)
