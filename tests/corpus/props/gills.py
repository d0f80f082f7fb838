"""Ordinary work in few words: a small notation for what is typed and what is then run; prompts as distributions and their users have them.

A step is what is typed, with keys in « », and what is then run behind ⇒ (without it: what was typed).  ⏎ between rows is Enter.
«BSpace*3» a key, three times; «w0.5» a wait; «paste:text» (with ⏎ for line feeds); «size 60x20»; «see:text»; «burst:text».
⇒ alone: Enter commits nothing.  ⇒[C-j] text: that key commits.  ⇒[] text: the last of what was typed had committed it.  a ∥ b: both
spellings are right.  A step that ends in … commits nothing, whatever its keys; one that ends in ✗ gives its line up, by what is in it; what was typed is never run.  A step that begins with ? is a reply.
"""
import re

from props.cairns import Cairn, ash, bash, cairn, dash, fish, ksh, mksh, tcsh, yash, zsh
from drive import scenario  # noqa: F401

LOG = "".join(f"10.8.{n % 7}.{n * 13 % 250} - - [{n % 28 + 1:02}/Oct/2026:{n % 24:02}:{n * 7 % 60:02}:00] \"{['GET', 'POST', 'HEAD'][n % 3]} /{['cart', 'login', 'img/logo.png', 'api/v2/items'][n % 4]} HTTP/1.1\" {[200, 200, 304, 404, 502][n * 3 % 5]} {n * 97 % 5000}\n" for n in range(140))
FILES = {"access.log": LOG, "conf/mail.conf": "relay = no\nport = 25\n", "conf/main.cf": "queue = 4h\n", "conf/proxy.conf": "upstream = 10.8.0.4\n", "src/queue.c": "int main(void)\n{\n\treturn 0;\n}\n",
         "src/Makefile": "queue: queue.c\n\tcc -o queue queue.c\n", "notes today.md": "# Today\n- rotate keys\n- call Pia\n", "hosts.txt": "mx-01\nmx-02\nmx-03\n", "data.json": "{\"a\": [1, 2, 3], \"b\": null}\n",
         "tick": "#!/bin/sh\nfor n in 1 2 3 4; do sleep 0.5; echo \"[tick] spool $n drained\"; done\n",
         "bar": "#!/bin/sh\nfor n in 10 25 40 60 85 100; do printf '\\rsync [%-20s] %3d%%' \"$(printf '%*s' $((n / 5)) '' | tr ' ' '#')\" $n; sleep 0.12; done; echo\n",
         "sure": "#!/bin/sh\nprintf 'Restart %s? (yes/no) ' \"$1\"\nread answer\n[ \"$answer\" = yes ] && echo restarting || echo left alone\n",
         "quill": "#!/bin/sh\nprintf 'echo set down in an editor\\n' > \"$1\"\n"}
PATH = "@HOME@/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# bash
DEBIAN = r"\[\e]0;\u@mx-03: \w\a\]\[\033[01;32m\]deploy@mx-03\[\033[00m\]:\[\033[01;34m\]\w\[\033[00m\]\$ "
FEDORA = r"[\u@mx-03 \W]\$ "
FEDORA_RC = r"PROMPT_COMMAND='printf \"\033]0;%s@%s:%s\007\033]7;file://mx-03%s\033\\\\\" \"$USER\" mx-03 \"${PWD/#$HOME/\~}\" \"$PWD\"'" + "\nalias ll='ls -l --color=auto'\n"
GENTOO = r"\[\033]0;\u@\h:\w\007\]\[\033[01;31m\]mx-03\[\033[01;34m\] \W \$\[\033[00m\] "
KALI = r"\[\e[32m\]┌──(\[\e[1;34m\]root㉿mx-03\[\e[0;32m\])-[\[\e[0;1m\]\w\[\e[0;32m\]]\n\[\e[32m\]└─\[\e[1;34m\]\$\[\e[0m\] "
SUSE = r"\u@mx-03:\w> "
STAR_RC = r"""__s() { local c=$?; PS1="\n\[\e[1;36m\]\w\[\e[0m\] on \[\e[1;35m\]⎇ main\[\e[0m\] \[\e[1;31m\][!?]\[\e[0m\] via \[\e[1;33m\]🐍 v3.11\[\e[0m\]\n\[\e[1;$([ $c = 0 ] && echo 32 || echo 31)m\]❯\[\e[0m\] "; }
PROMPT_COMMAND=__s
"""
LINE_RC = r"""__p() { local c=$?; PS1="\[\e[48;5;240;38;5;250m\] deploy \[\e[48;5;31;38;5;240m\]"$'\ue0b0'"\[\e[38;5;15m\] \W \[\e[0;38;5;31m\]"; [ $c = 0 ] || PS1+="\[\e[48;5;161m\]"$'\ue0b0'"\[\e[38;5;15m\] $c \[\e[0;38;5;161m\]"; PS1+="\[\e[49m\]"$'\ue0b0'"\[\e[0m\] "; }
PROMPT_COMMAND=__p
"""
LIQUID_RC = r"""__l() { local c=$? j; j=$(jobs -p | wc -l); PS1="$([ $j = 0 ] || echo "\[\e[33m\]${j}&\[\e[0m\] ")[\[\e[1m\]deploy\[\e[0m\]:\[\e[34m\]\W\[\e[0m\]](\[\e[32m\]main\[\e[0m\]+2/-1)$([ $c = 0 ] || echo " \[\e[31m\]$c\[\e[0m\]") ± "; }
PROMPT_COMMAND=__l
"""
# the time at the right margin of the prompt's own row
EDGE_RC = r"""__e() { local t; printf -v t '%(%H:%M:%S)T' -1; PS1="\[\e[s\e[${COLUMNS}C\e[7D\e[2m${t}\e[0m\e[u\]\[\e[35m\]\W\[\e[0m\] » "; }
PROMPT_COMMAND=__e
"""
# what kitty, ghostty and wezterm put around a prompt
MARKS = r"\[\e]133;A\a\]\[\e[36m\]\W\[\e[0m\] ❱ \[\e]133;B\a\]"
MARKS_RC = "PS0='\\[\\e]133;C\\a\\]'\nPROMPT_COMMAND='printf \"\\033]133;D;%s\\007\" $?'\n"
# zsh
ROBBY = r"%(?:%B%F{green}➜ :%B%F{red}➜ ) %F{cyan}%c%f%b %B%F{blue}git:(%F{red}main%F{blue})%f%b %F{yellow}✗%f "
AGNOSTER = "%K{black}%F{white} %n@mx %F{black}%K{blue}\ue0b0 %~ %F{blue}%K{yellow}\ue0b0%F{black} \ue0a0 main ± %F{yellow}%k\ue0b0%f "
GRML = "%B%F{red}%(?..%? )%b%f%B%F{red}%n%b%f@mx-03 %40<...<%B%~%b %F{magenta}(%fgit%F{magenta})%F{yellow}-%F{magenta}[%F{green}main%F{magenta}]%f %# "
BIRA_RC = "PROMPT=$'╭─%B%F{green}%n@mx%f%b %B%F{blue}%~%f%b %F{yellow}‹main›%f\\n╰─%B$%b '\nRPROMPT='%B%(?..%F{red}%? ↵%f)%b'\nbindkey -e\n"
PURE_RC = """setopt prompt_subst
precmd() { print; dirty=; exec {fd}< <(sleep 0.35; echo '*'); zle -F $fd told }
told() { read -r -u $1 dirty; zle -F $1; local f=$1; exec {f}<&-; zle reset-prompt; }
PROMPT=$'%F{blue}%~%f %F{242}main${dirty}%f\\n%(?.%F{magenta}.%F{red})❯%f '
bindkey -e
"""
P10K_RC = """setopt prompt_subst
FULL=$'\\n%F{240}╭─%f %F{39}%~%f %F{240}on%f %F{76}main %F{178}!1%f\\n%F{240}╰─%f '
PROMPT=$FULL
RPROMPT='%F{66}%D{%H:%M:%S}%f %F{240}─╯%f'
FULLR=$RPROMPT
zle-line-finish() { PROMPT='%F{76}❯%f ' RPROMPT=; zle reset-prompt; PROMPT=$FULL RPROMPT=$FULLR }
zle -N zle-line-finish
bindkey -e
"""
VIMODE_RC = """zle-keymap-select() { [[ $KEYMAP = vicmd ]] && S='%K{yellow} NORMAL %k' || S='%K{green} INSERT %k'; zle reset-prompt }
zle-line-init() { S='%K{green} INSERT %k'; zle reset-prompt }
zle -N zle-keymap-select; zle -N zle-line-init
setopt prompt_subst
bindkey -v
KEYTIMEOUT=1
PROMPT='${S} %1~ %# '
"""
SUGG = "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh\n"
HIGH = "source /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh\n"
PLUGGED = ["/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh", "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"]
# fish
TIDE = "set_color 585858; echo -n '╭─ '; set_color 0087AF; echo -n (prompt_pwd); set_color 5FD700; echo -n ' main !1'; set_color normal; echo; set_color 585858; echo -n '╰─'; set_color 5FD700; echo -n '❯ '; set_color normal"
TIDE_RC = "function fish_right_prompt; set_color 5F8787; echo -n (date +%H:%M:%S); set_color 585858; echo -n ' ─╯'; set_color normal; end\n"
HYDRO = "set_color green; echo -n (prompt_pwd); set_color brblack; echo -n ' main •'; set_color normal; echo -n ' ❱ '"


class Gill(Cairn):
    kind, brisk, mark = "command", False, None

    def do(self, *steps):
        for step in steps:
            try:
                self.step(step)
            except (AssertionError, TimeoutError) as problem:
                raise AssertionError(f"at {step!r}: {problem}") from None

    def repl(self, *steps):
        kind, self.kind = self.kind, "repl"
        self.do(*steps)
        self.kind = kind

    def step(self, step):
        kind, key, truth, given_up = self.kind, "Enter", None, step.endswith("✗")
        if step.startswith("?"):
            kind, step = "reply", step[1:]
        step = step.removesuffix("✗").rstrip() if given_up else step
        typed, arrow, truth = step.partition("⇒")
        if arrow:
            typed = typed.removesuffix(" ")
            if truth.startswith("["):
                key, _, truth = truth[1:].partition("]")
            truth = truth.removeprefix(" ")
        if typed.endswith("…"):
            self.type(typed[:-1])
            return self.calm()
        if typed.endswith("…"):
            self.type(typed[:-1])
            return self.calm()
        self.mark = None
        plain = self.type(typed)
        if given_up:
            if plain.strip():
                self.s.absent.append(plain.strip().split("\n")[-1])
            self.calm()
            return
        texts = [t.strip(" ").replace("⏎", "\n") for t in truth.split("∥")] if arrow else [plain]
        if arrow and not texts[0]:
            self.s.place = self.s._look()[0]
            self.s.key(key or "Enter", pace=0.2)
            self.calm()
        elif key == "":
            self.s.truth(texts[0], kind, also=texts[1:])
            if self.mark:  # what came behind was for the program
                self.s.commands[-1].update(at=self.mark[0], when=self.mark[1])
            self.calm()
        else:
            self.hit(texts[0], kind, also=texts[1:], see=False, key=key)

    def type(self, typed):
        """The letters of it, without the keys."""
        plain = ""
        for part in re.split(r"(«[^»]*»|⏎)", typed):
            if part == "⏎":
                self.s.key("Enter", pace=0.16)
                self.calm(0.1)
                plain += "\n"
            elif part.startswith("«"):
                plain += self.press(part[1:-1])
            elif part:
                self.put(part, "quick" if self.brisk else self.lot.choice(["slow", "quick", "quick", "quick", "even"]) if len(part) < 25 else "quick")
                plain += part
        return plain

    def press(self, what):
        if what.startswith("paste:"):
            self.s.paste(what[6:].replace("⏎", "\n"))
            self.calm()
            return what[6:].replace("⏎", "\n")
        elif what.startswith("burst:"):
            self.s.burst(what[6:].replace("⏎", "\r"))
            self.s.pause(0.1)
        elif what.startswith("size "):
            self.pull(*map(int, what[5:].split("x")))
        elif what.startswith("see:"):
            self.s.see(what[4:])
        elif what.startswith("secret:"):
            self.s.secret(what[7:])
        else:
            for name in what.split():
                if re.fullmatch(r"w[0-9.]+", name):
                    self.s.pause(float(name[1:]))
                    continue
                key, _, times = name.partition("*")
                for _ in range(int(times or 1)):
                    self.s.key(key, pace=0.11 if not times else 0.06)
                if key == "Enter" and not self.mark:
                    self.mark = self.s.now(), round(self.s.pressed, 3)
            self.calm(0.1)
        return ""

    def open(self, text, see=None, pause=0.5, kind=None):
        self.go(text, see, pause, kind or self.kind)
        self.calm()

    def word(self, text):
        """A password."""
        self.s.secret(text)
        self.s.key("Enter", pace=0.5)
        self.calm()

    def end(self, text="exit", kind=None):
        self.put(text, "quick")
        self.s.enter(text, kind or self.kind, wait=False)


def gill(maker, *given, **more):
    """One of the makers above, with this module's files and its kind of hand."""
    def wrap(function):
        def play(h):
            g = Gill(h.s)
            function(g)
        play.__name__, play.__module__, play.__wrapped__ = function.__name__, function.__module__, function
        files = more.pop("files", {})
        if maker is cairn:
            return cairn(*given, files={**FILES, **files}, **{"PATH": PATH, **more})(play)
        return maker(*given, files={**FILES, **files}, **{"PATH": PATH, **more})(play)
    return wrap


def by(maker):
    return lambda *given, **more: gill(maker, *given, **more)


bash, zsh, fish, tcsh, ksh, mksh, ash, yash, dash, alone = map(by, (bash, zsh, fish, tcsh, ksh, mksh, ash, yash, dash, cairn))
