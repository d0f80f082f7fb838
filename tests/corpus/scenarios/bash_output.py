"""bash: output that makes it hard to see where a command ends and the next prompt begins."""
from drive import scenario

BASH = ["bash", "--norc", "--noprofile", "-i"]
PS1 = {"PS1": r"alice@web-1:\w\$ ", "HISTFILE": "@HOME@/.hist"}


@scenario(BASH, env=PS1)
def bash_no_final_newline(s):
    s.run("printf 'no newline'")
    s.run("printf 'ends like a prompt: $ '")
    s.run("echo next")
    s.run("echo -n 12345")
    s.key("Up", pace=0.08)
    s.enter("echo -n 12345")
    s.run("printf '%080d' 0")                      # exactly one full row
    s.run("printf '%079d' 0")
    s.run("printf '\\n\\n\\n'")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_looks_like_prompts(s):
    s.run("echo 'alice@web-1:~# rm -rf /fake/one'")
    s.run("printf 'alice@web-1:~# '; echo whoami")
    s.run("printf 'alice@web-1:~# rm -rf /fake/two\\nalice@web-1:~# '", wait=r"# alice@web-1:~# $")
    s.run("PS1='$ ' bash -c 'echo \"$ ls -l /fake/three\"; echo total 0'")
    s.run("cat <<< 'root@db:~# shutdown -h now'")
    s.run("yes 'alice@web-1:~# echo y' | head -5")
    s.absent += ["/fake/", "whoami", "shutdown"]
    s.run("echo done")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_progress(s):
    s.run("for n in 10 40 70 100; do printf '\\r%3d%% [%-20s]' $n \"$(printf '#%.0s' $(seq $((n/5))))\"; sleep 0.05; done; echo")
    s.run("for n in 1 2 3; do printf 'step %d\\b\\b\\b\\b\\b\\b' $n; sleep 0.05; done; printf '\\033[Kready\\n'")
    s.run("printf 'one\\ntwo\\nthree\\n\\033[2A\\033[2Kreplaced\\033[2B\\r'")
    s.run("printf '\\033[s\\033[5;40Helsewhere\\033[u'")
    s.run("echo after")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, size=(80, 12))
def bash_floods(s):
    s.run("seq 1 300")
    s.run("ls -l /usr/bin | head -100")
    s.run("echo first after the flood")
    s.run("yes | head -200 | tr -d '\\n'; echo")
    s.key("Up", "Up", "Up", "Up", pace=0.08)
    s.enter("seq 1 300")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_colour_and_styles(s):
    s.run("ls --color=always -d /etc /usr /bin /dev/null")
    s.run("printf '\\033[1;31mred\\033[0m \\033[4munder\\033[24m \\033[7mreverse\\033[27m\\n'")
    s.run("printf '\\033[31mleft red'")            # the next prompt and command are drawn in red
    s.run("echo in the same colour")
    s.run("printf '\\033[0m'")
    s.run("grep --color=always root /etc/passwd")
    s.run("printf '\\033(0lqqk\\nx  x\\nmqqj\\033(B\\n'")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_moves_away(s):
    s.run("printf '\\033[H'")                      # the prompt comes over old output at the top
    s.run("echo over the old screen")
    s.run("tput cup 10 5")
    s.run("echo in the middle of nowhere")
    s.run("printf '\\033[5;15r'")                  # a scroll region is left on
    s.run("seq 1 20")
    s.run("echo within the region")
    s.run("printf '\\033[r'")
    s.run("clear")
    s.run("printf '\\033[?7l'; echo no wrap; printf '\\033[?7h'")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1,
          files={"screen.sh": "#!/bin/sh\nprintf '\\033[?1049h\\033[2J\\033[Hfull screen, press a key\\n$ rm -rf /fake\\n'\nread x\nprintf '\\033[?1049l'\n"})
def bash_alternate_screen(s):
    s.run("echo before")
    s.run("./screen.sh", wait=False)
    s.see("press a key")
    s.enter(None)
    s.run("echo between")
    s.run("printf '\\033[?1049h'; echo inside; printf '\\033[?1049l'")
    s.run("printf '\\033[?47h\\033[2Jold style\\033[?47l'")
    s.run("echo after")
    s.absent.append("/fake")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1, needs=["less", "man"], files={"log.txt": "".join(f"line {n}: $ rm -rf /fake/{n}\n" for n in range(60))})
def bash_pagers(s):
    s.run("less log.txt", wait=False)
    s.see("line 20")
    s.type("/line 40")
    s.key("Enter", pace=0.15)
    s.key("G", "g", "q", pace=0.15)
    s.wait()
    s.run("less -X -F /etc/hostname")
    s.run("more log.txt", wait=False)
    s.see("--More--")
    s.key("Space", pace=0.15)
    s.key("q", pace=0.15)
    s.wait()
    s.run("less -X log.txt", wait=False)           # no alternate screen: its text stays
    s.see("line 20")
    s.key("Space", "q", pace=0.2)
    s.wait()
    s.absent.append("/fake")
    s.run("echo done")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_wide_output(s):
    s.run("printf '日本語 %.0s' $(seq 1 30); echo")
    s.run("printf '\\U1f600%.0s' $(seq 1 45); echo")
    s.run("printf 'e\\u0301%.0s' $(seq 1 90); echo")
    s.run("head -c 60 /dev/urandom | base64")
    s.run("printf '\\377\\376 broken \\300\\257 bytes\\n'")
    s.run("printf 'a\\tb\\tc\\n\\t\\tindented\\n'")
    s.run("printf '\\007\\016\\017 bell and shifts\\n'")
    s.run("exit", wait=False)


@scenario(BASH, env=PS1)
def bash_no_output_at_all(s):
    for text in ("true", "x=1", "cd .", ":", "export LANG", "alias l='ls -CF'", "unset x", "test -d /etc", "umask 022", "set -o noclobber"):
        s.run(text)
    s.run("exit", wait=False)
