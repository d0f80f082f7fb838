"""fish as people have it: prompts of two rows in frames, modes, prompts at the right, suggestions taken by words, lists."""
from drive import scenario

FISH = ["fish", "-i"]
OLD = "".join(f"- cmd: {cmd}\n  when: {1700000000 + n}\n" for n, cmd in enumerate([
    "docker compose up --build --detach", "git push --force origin trunk", "echo an old line with many words in it", "ls -l /etc/hostname"]))
HIST = ".local/share/fish/fish_history"


def below(config, prompt, **more):
    return scenario(FISH, files={".config/fish/config.fish": "set -g fish_greeting\n" + config, **more.pop("files", {})}, prompt=prompt, **more)


TIDE = r"""
function fish_prompt
    set -l code $status
    echo
    set_color brblack; printf '╭─'; set_color -b blue white; printf ' %s ' (prompt_pwd); set_color -b green black; printf ' trunk !2 ?1 '
    set_color normal; set_color brblack; string repeat -n (math $COLUMNS - 40) · ; set_color normal
    set_color brblack; printf '╰─'; test $code = 0; and set_color green; or set_color red; printf '❯ '; set_color normal
end
function fish_right_prompt
    set_color brblack; printf '%sms %s ─╯' $CMD_DURATION (date +%T); set_color normal
end
"""


@below(TIDE, "^╰─❯ $", size=(78, 22), files={HIST: OLD})
def fish_tide_in_a_frame(s):
    s.run("echo one")
    s.run("false")
    s.type("echo an old", pace=0.06)
    s.see("many words in it")
    s.key("M-f", pace=0.25)
    s.key("M-f", pace=0.25)
    s.enter("echo an old line with")
    s.type("for f in a b")
    s.enter(None, wait="^ +$")
    s.type("echo $f; end")
    s.enter("for f in a b\necho $f; end", also=["for f in a b\n    echo $f; end"])
    s.type("git push", pace=0.06)
    s.pause(0.2)
    s.key("C-c", pace=0.3)
    s.absent.append("--force")
    s.wait()
    s.key("Up", pace=0.3)
    s.key("C-c", pace=0.3)
    s.wait()
    s.type("echo a line which goes on to the right until it is under the clock and over it")
    s.enter("echo a line which goes on to the right until it is under the clock and over it")
    s.run("exit", wait=False)


@below("fish_vi_key_bindings\nfunction fish_prompt; set_color cyan; printf '%s ' (prompt_pwd); set_color normal; printf '> '; end\n"
       "function fish_right_prompt; date +%H:%M; end\n", r"\[[INRV]\] \S+ > $", size=(70, 16))
def fish_vi_with_modes(s):
    s.run("echo one two")
    s.type("echo hello wurld")
    s.key("Escape", pace=0.6)
    s.type("bfu", pace=0.1)
    s.type("ro", pace=0.1)
    s.enter("echo hello world")
    s.key("Escape", pace=0.6)
    s.type("kk", pace=0.2)
    s.type("0dw", pace=0.2)
    s.pause(0.2)
    s.type("i", pace=0.2)
    s.type("printf '%s;' ")
    s.enter("printf '%s;'  one two")
    s.type("rm -rf /never/run")
    s.key("Escape", pace=0.6)
    s.type("dd", pace=0.2)
    s.type("i", pace=0.2)
    s.absent.append("/never/run")
    s.run("echo kept")
    s.run("exit", wait=False)


@below("function fish_prompt; printf ''; end\n", "^$", size=(60, 20), files={HIST: OLD})
def fish_without_a_prompt(s):
    s.pause(0.4)
    s.run("echo one", wait="^$")
    s.pause(0.3)
    s.type("ls -l", pace=0.05)
    s.see("/etc/hostname")
    s.key("C-e", pace=0.25)
    s.enter("ls -l /etc/hostname", wait="^$")
    s.pause(0.3)
    s.type("echo tow")
    s.key("BSpace", "BSpace", pace=0.06)
    s.type("wo")
    s.enter("echo two", wait="^$")
    s.pause(0.3)
    s.type("rm -rf /never/run")
    s.key("C-c", pace=0.4)
    s.absent.append("/never/run")
    s.run("echo three", wait="^$")
    s.pause(0.3)
    s.run("exit", wait=False)


@below("function fish_prompt; echo -n (set_color yellow)(prompt_pwd)(set_color normal)' » '; end\n"
       "abbr -a gl 'git log --oneline'\nfunction fish_right_prompt; echo -n [$status]; end\n", "» $", size=(37, 9), files={
           HIST: OLD, "alpha.txt": "", "alphabet.txt": "", "beta.txt": "", "gamma.txt": ""})
def fish_lists_on_a_small_screen(s):
    s.type("cat alp")
    s.key("Tab", pace=0.5)
    s.key("Tab", pace=0.4)
    s.key("Tab", pace=0.4)
    s.key("Escape", pace=0.5)
    s.key("C-u", pace=0.2)
    s.type("cat bet")
    s.key("Tab", pace=0.5)
    s.enter("cat beta.txt", also=["cat beta.txt "])
    s.type("gl")
    s.enter("git log --oneline")
    s.key("C-r", pace=0.6)
    s.type("old", pace=0.1)
    s.pause(0.5)
    s.key("Enter", pace=0.5)
    s.wait("it ?$")
    s.enter("echo an old line with many words in it")
    s.type("echo ")
    s.key("M-.", pace=0.4)
    s.enter("echo it")
    s.run("exit", wait=False)


@below("function fish_prompt; echo -n (set_color -o green)\"$USER@web-1 \"(prompt_pwd)(set_color normal)\"> \"; end\n"
       "function fish_mode_prompt; end\n", "> $", size=(120, 40))
def fish_pastes_and_edits_blocks(s):
    s.paste("echo pasted one\necho pasted two")
    s.pause(0.4)
    s.enter("echo pasted one\necho pasted two")
    s.type("function hello")
    s.enter(None, wait="^ +$")
    s.type("echo hello $argv")
    s.enter(None, wait="^ +$")
    s.type("end")
    s.enter("function hello\necho hello $argv\nend", also=["function hello\n    echo hello $argv\nend"])
    s.run("hello to all")
    s.type("sleep 0.6; echo slept")
    s.enter("sleep 0.6; echo slept", wait=False)
    s.pause(0.2)
    s.burst("echo typed ahead\r")
    s.truth("echo typed ahead", ahead=True)
    s.see("\ntyped ahead")
    s.wait()
    s.type("if test -d /usr; echo yes")
    s.key("M-Enter", pace=0.3)
    s.type("else; echo no")
    s.key("M-Enter", pace=0.3)
    s.type("end")
    s.enter("if test -d /usr; echo yes\nelse; echo no\nend")
    s.run("exit", wait=False)


@below("function fish_prompt; set -l s $status; set_color -b brblack; printf ' %s ' (date +%T); set_color -b red; printf ' %s ' $s; set_color normal; printf ' '; end\n"
       "function m_a --on-event fish_prompt; printf '\\e]133;A\\a\\e]7;file://web-1%s\\a' $PWD; end\n"
       "function m_c --on-event fish_preexec; printf '\\e]133;C\\a\\e]0;%s\\a' $argv[1]; end\n", r"\d\d:\d\d:\d\d  \d+  $", size=(132, 43))
def fish_marked_with_clock_and_status(s):
    s.run("echo one")
    s.run("ls /nowhere")
    s.type("echo rong")
    s.key("C-a", pace=0.15)
    s.key("M-f", "C-f", pace=0.15)
    s.type("w")
    s.enter("echo wrong")
    s.type("echo 'a quote")
    s.enter(None, wait="^ *$")
    s.type("over two rows'")
    s.enter("echo 'a quote\nover two rows'", wait=False)
    s.see("\nover two rows\n")
    s.wait()
    s.key("Up", "Up", pace=0.3)
    s.enter("echo wrong", wait=True)
    s.run("printf 'no end'")
    s.run("cat nowhere.txt; or echo not there")
    s.run("exit", wait=False)
