"""Prompts and settings as they are installed or copied from a page, the files of a small office, and one more way of typing: a line in one write."""
import functools

from props import gills
from props.gills import PATH, Gill

OFFICE = {"invoices.csv": "id,client,sum,paid\n" + "".join(f"{1000 + n},{['Aldous', 'Brandt', 'Castle', 'Dorn'][n % 4]},{n * 173 % 9000}.{n % 100:02},{['yes', 'no'][n % 3 == 0]}\n" for n in range(60)),
          "app/main.py": "import sys\n\n\ndef main():\n    print('ready')\n\n\nif __name__ == '__main__':\n    main()\n", "app/setup.cfg": "[metadata]\nname = ledger\n", "app/tests/test_main.py": "def test_ok():\n    assert True\n",
          "deploy/blue.yml": "image: ledger:1.4\nreplicas: 3\n", "deploy/green.yml": "image: ledger:1.5\nreplicas: 1\n", "letters/to bank.txt": "Dear Sirs,\n", "letters/to-printer.txt": "Dear Anna,\n",
          "syslog": "".join(f"Nov {n % 27 + 1:2} {n % 24:02}:{n * 7 % 60:02}:{n * 11 % 60:02} ws-14 {['sshd', 'cron', 'kernel', 'postfix/smtpd'][n % 4]}[{n * 37 % 9000}]: {['session opened', 'connect from unknown', 'usb 1-2: reset', 'job 12 ended'][n * 3 % 4]}\n" for n in range(120)),
          "beat": "#!/bin/sh\nfor n in 1 2 3; do sleep 0.6; echo \"beat $n: all is well\"; done\n", "gauge": "#!/bin/sh\nfor n in 8 31 57 79 100; do printf '\\r%3d%% [%-10s]' $n \"$(printf '%*s' $((n / 10)) '' | tr ' ' '=')\"; sleep 0.15; done; echo\n",
          "agree": "#!/bin/sh\nprintf 'Overwrite %s? [y/N] ' \"$1\"\nread a\ncase $a in y*) echo overwritten ;; *) echo kept ;; esac\n", "pen": "#!/bin/sh\nprintf 'echo written elsewhere\\n' > \"$1\"\n"}

# bash
UBUNTU = r"\[\e]0;\u@ws-14: \w\a\]${debian_chroot:+($debian_chroot)}\[\033[01;32m\]pia@ws-14\[\033[00m\]:\[\033[01;34m\]\w\[\033[00m\]\$ "
MANJARO = r"\[\033[01;32m\][pia@ws-14\[\033[01;37m\] \W\[\033[01;32m\]]\$\[\033[00m\] "
TOOLBOX = r"\[\e[35m\]⬢\[\e[0m\][pia@toolbox \W]\$ "
CLUSTER = r"[\[\e[36m\]⎈ prod-eu\[\e[0m\]:\[\e[33m\]ledger\[\e[0m\]] \W \$ "
COUNTED = r"\! [\#] \A \W> "
CONDA = r"(base) \[\e[1;32m\]pia\[\e[0m\]@\[\e[1;34m\]ws-14\[\e[0m\] \w \[\e[1;31m\]$(false && echo x)\[\e[0m\]% "
# a clock at the right that is written first, then the prompt over it
OVERWRITE_RC = "PS1='\\[\\e[90m\\]\\[$(printf \"%*s\\r\" ${COLUMNS:-80} \"$(date +%H:%M:%S)\")\\]\\[\\e[0m\\]\\[\\e[32m\\]\\W\\[\\e[0m\\] → '\n"
GITPROMPT_RC = """g() { local e=$?; PS1=$'\\\\[\\\\e[0;33m\\\\]\\\\w\\\\[\\\\e[0m\\\\] [\\\\[\\\\e[0;35m\\\\]main\\\\[\\\\e[0m\\\\] ↑·2|●1\\\\[\\\\e[0;34m\\\\]✚ 3\\\\[\\\\e[0m\\\\]…2] '; [ $e = 0 ] && PS1+=$'\\\\[\\\\e[0;32m\\\\]✔\\\\[\\\\e[0m\\\\]' || PS1+="\\[\\e[0;31m\\]✘-$e\\[\\e[0m\\]"; PS1+=$'\\n\\\\[\\\\e[0;37m\\\\]'$(date +%H:%M)$'\\\\[\\\\e[0;0m\\\\] $ '; }
PROMPT_COMMAND=g
"""
BLANK_RC = "PROMPT_COMMAND='echo; printf \"\\e[2m%s\\e[0m\\n\" \"${PWD##*/} $(date +%T)\"'\nPS1='$ '\n"
RULE_RC = "PROMPT_COMMAND='printf \"\\e[38;5;238m%*s\\e[0m\\n\" \"$COLUMNS\" \"\" | tr \" \" -'\nPS1='\\u \\W » '\n"
LIQUID = ". /usr/share/liquidprompt/liquidprompt\n"
COMPLETES = ". /usr/share/bash-completion/bash_completion\n"
FZF_BASH, FZF_ZSH = ". /usr/share/doc/fzf/examples/key-bindings.bash\n", "source /usr/share/doc/fzf/examples/key-bindings.zsh\n"
# zsh
AF_MAGIC_RC = "setopt prompt_subst\nPROMPT=$'%F{237}${(l:COLUMNS::-:)}%f\\n%F{32}%~ %F{105}%(!.#.»)%f '\nRPROMPT='%F{237}%n@%m%f'\nbindkey -e\n"
BUREAU_RC = "bureau() { local l=\"%B%F{green}%n%b%f@ws-14 %B%~%b\" r='[%*] '; local w=${#${(%):-%n@ws-14 %~[%*] }}; print -rP -- \"$l${(l:$((COLUMNS - w)):: :)}$r\" }\nprecmd_functions+=(bureau)\nPROMPT='> %# '\nRPROMPT='%F{green}ok%f %B[main]%b'\nbindkey -e\n"
YS = "\n%B%F{blue}#%b%f %F{cyan}%n %f@ %F{green}ws-14 %fin %B%F{yellow}%~%b%f on git:%F{cyan}main %F{red}x%f [%*] %(?,,C:%F{red}%?%f)\n%B%F{red}$ %b%f"
SPACESHIP = "\n%B%F{cyan}%1~%f %Bon %F{magenta} main %F{red}[!+]%f via %F{green}⬢ v18.13%f took %F{yellow}2s%f\n%(?.%F{green}.%F{red})➜%f%b "
AVIT_RC = "PROMPT=$'\\n%F{blue}%~%f %F{green}main%f %F{red}✗%f\\n%F{white}▶%f '\nPROMPT2='%F{white}◀%f '\nRPROMPT='%F{240}%* %(?..%F{red}%? ↵)%f'\nbindkey -e\n"
P9K_RC = "POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(context dir)\nPOWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(status history time)\nDEFAULT_USER=pia\nsource /usr/share/powerlevel9k/powerlevel9k.zsh-theme\nbindkey -e\n"
P9K_TWO_RC = "POWERLEVEL9K_PROMPT_ON_NEWLINE=true\nPOWERLEVEL9K_RPROMPT_ON_NEWLINE=true\n" + P9K_RC
P9K = ["/usr/share/powerlevel9k/powerlevel9k.zsh-theme"]
SHRINK_RC = "setopt prompt_subst\nA='%B%F{yellow}%~%f%b\\n%F{green}λ%f '\nPROMPT=${(g::)A}\nshrink() { PROMPT='%F{242}λ%f ' RPROMPT=; zle .reset-prompt; PROMPT=${(g::)A} RPROMPT='%F{242}%T%f'; zle .accept-line }\nzle -N accept-line shrink\nRPROMPT='%F{242}%T%f'\nbindkey -e\n"
# fish
SAMPLES = "/usr/share/fish/tools/web_config/sample_prompts"


class Strother(Gill):
    def wire(self, *texts, kind=None):
        """Each with its Enter in one write, as programs type."""
        for text in texts:
            self.s.place = self.s._look()[0]
            self.s.burst(text + "\r")
            self.s.truth(text, kind or self.kind)
            self.s.pause(0.12)
            self.calm()


def by(maker):
    """One of the makers of gills, with these files and this hand."""
    @functools.wraps(maker)
    def make(*given, **more):
        files = {**OFFICE, **more.pop("files", {})}

        def wrap(function):
            def play(g):
                hand = Strother(g.s)
                function(hand)
            play.__name__, play.__module__, play.__wrapped__ = function.__name__, function.__module__, function
            return maker(*given, files=files, **more)(play)
        return wrap
    return make


bash, zsh, tcsh, ksh, mksh, ash, yash, dash, alone = map(by, (gills.bash, gills.zsh, gills.tcsh, gills.ksh, gills.mksh, gills.ash, gills.yash, gills.dash, gills.alone))
fish = by(gills.fish)


def sampled(size, name, rc="", **more):
    """A fish with one of the prompts that come with it."""
    return fish(size, "echo -n '> '", f"source {SAMPLES}/{name}.fish\n{rc}", needs=[f"{SAMPLES}/{name}.fish", *more.pop("needs", [])], **more)


__all__ = ["PATH", "Strother", "alone", "ash", "bash", "dash", "fish", "ksh", "mksh", "sampled", "tcsh", "yash", "zsh"]
