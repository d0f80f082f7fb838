"""Two or three panes with another program in each, and what a hand does there."""
from props.gills import DEBIAN, FEDORA, FILES, KALI, P10K_RC, PATH, ROBBY, STAR_RC, SUGG, TIDE, TIDE_RC, Gill, scenario

LEAN = "set -sg escape-time 10\nset -g default-terminal tmux-256color\n"
POWER = LEAN + "set -g status-style bg=colour236,fg=colour250\nset -g status-left '#[bg=colour31] #S #[fg=colour31,bg=colour236]\ue0b0 '\nset -g status-right '%H:%M:%S  #{pane_current_command} '\nset -g status-interval 1\n"
NAMES = LEAN + "set -g pane-border-status top\nset -g pane-border-format ' #P #{pane_title} '\nset -g status-position top\n"
VIM = LEAN + "set -g prefix C-s\nset -g mode-keys vi\nbind | split-window -h\nbind - split-window -v\nbind h select-pane -L\nbind l select-pane -R\nbind j select-pane -D\nbind k select-pane -U\nset -g mouse on\n"
COLOURED = LEAN + "set -g pane-border-style fg=colour238\nset -g pane-active-border-style fg=green,bold\nset -g window-style bg=colour234\nset -g window-active-style bg=black\nset -g status off\n"

RUN = {"debian": ("bash --rcfile $HOME/rc1 -i", {"rc1": f"PS1='{DEBIAN}'\nHISTFILE=~/.h1\n"}), "fedora": ("bash --rcfile $HOME/rc2 -i", {"rc2": f"PS1='{FEDORA}'\nHISTFILE=~/.h2\n"}), "kali": ("bash --rcfile $HOME/rc3 -i", {"rc3": f"PS1='{KALI}'\nHISTFILE=~/.h3\n"}),
       "star": ("bash --rcfile $HOME/rc4 -i", {"rc4": f"{STAR_RC}\nHISTFILE=~/.h4\n"}), "robby": ("env ZDOTDIR=$HOME/z1 zsh -i", {"z1/.zshrc": f"PROMPT='{ROBBY}'\nbindkey -e\nHISTFILE=~/.z1h HISTSIZE=90 SAVEHIST=90\n"}),
       "p10k": ("env ZDOTDIR=$HOME/z2 zsh -i", {"z2/.zshrc": P10K_RC + "HISTFILE=~/.z2h HISTSIZE=90 SAVEHIST=90\n"}), "mac": ("env ZDOTDIR=$HOME/z3 zsh -i", {"z3/.zshrc": "PROMPT='%n@%m %1~ %# '\nRPROMPT='%F{8}%*%f'\nbindkey -e\n" + SUGG}),
       "tide": ("fish -i", {".config/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; {TIDE}; end\n{TIDE_RC}"}), "ksh": ("env ENV=$HOME/krc ksh93 -o emacs -i", {"krc": "PS1='ksh:${PWD##*/}> '\nHISTFILE=~/.kh\n"}), "mksh": ("env ENV=$HOME/mrc mksh -i", {"mrc": "PS1='mir:${PWD##*/}$ '\n"}),
       "tcsh": ("tcsh", {".tcshrc": "set prompt='%n@%m:%c %# '\nset history=80\nunset autologout\nbindkey -e\n"}), "ash": ("env ENV=$HOME/arc busybox ash", {"arc": "PS1='mx-03:\\w\\$ '\n"}), "dash": ("env ENV=$HOME/drc dash -i", {"drc": "PS1='$ '\n"}),
       "python": ("python3 -q", {}), "ipython": ("/usr/bin/ipython3 --no-banner --no-confirm-exit", {}), "node": ("node", {}), "gdb": ("gdb -q -nx", {}), "sqlite": ("sqlite3", {}), "lua": ("lua5.4", {}), "bc": ("bc -q", {}), "irb": ("irb --nomultiline --noautocomplete", {}), "guile": ("guile -q", {})}
SHELLS = set("debian fedora kali star robby p10k mac tide ksh mksh tcsh ash dash".split())
SAY = {"python": "print('{}')", "ipython": "print('{}')", "node": "console.log('{}')", "gdb": "echo {}\\n", "sqlite": "select '{}';", "lua": "print('{}')", "bc": "print \"{}\\n\"", "irb": "puts '{}'", "guile": "(display \"{}\")"}
BYE = {"python": "exit()", "ipython": "exit", "node": ".exit", "gdb": "quit", "sqlite": ".quit", "lua": "os.exit()", "bc": "quit", "irb": "exit", "guile": "(exit)"}


class Carse(Gill):
    prefix = "C-b"

    def lead(self, *keys, pause=0.4):
        self.s.key(self.prefix, pace=0.12)
        for key in keys:
            self.s.key(key, pace=pause)
        self.calm()

    def at(self, what, *steps):
        """Steps for the program that has the keys now; a word alone in ( ) is said in its tongue."""
        self.kind = "command" if what in SHELLS else "repl"
        for step in steps:
            if step.startswith("(") and step.endswith(")") and what != "guile":
                step = self.said(what, step[1:-1])
            self.do(step)

    def said(self, what, words):
        return SAY.get(what, "echo {}").format(words)

    def leave(self, what, pause=0.8):
        text = BYE.get(what, "exit")
        self.kind = "command" if what in SHELLS else "repl"
        self.put(text, "even")
        self.hit(text, self.kind, see=False, pause=pause)

    def detach(self):
        self.s.key(self.prefix, pace=0.12)
        self.s.key("d", pace=0.3)

    def last(self, what):
        text = BYE.get(what, "exit")
        self.put(text, "even")
        self.s.enter(text, "command" if what in SHELLS else "repl", wait=False)


def panes(size, conf, first, second, how="%", third=None, prefix="C-b", place="carse"):
    def wrap(function):
        files = {**FILES}
        for name in (first, second, third):
            if name:
                files.update(RUN[name][1])
        files["t.conf"] = f"set -g default-shell /bin/sh\nset -g default-command 'exec {RUN[first][0]}'\n" + conf + f"bind {chr(39) + how + chr(39)} split-window {'-h' if how in '%|' else '-v'} 'exec {RUN[second][0]}'\n" + (f"bind T split-window -{'v' if how in '%|' else 'h'} 'exec {RUN[third][0]}'\n" if third else "")

        def play(s):
            g = Carse(s)
            g.prefix = prefix
            g.calm(1.0)
            function(g)
        play.__wrapped__, play.__name__ = function, f"exam_{place}_{function.__name__}"
        needs = [RUN[n][0].split("env ")[-1].split(" ")[1 if "env " in RUN[n][0] else 0] for n in (first, second, third) if n]
        return scenario(["tmux", "-L", "carse", "-f", "@HOME@/t.conf", "new-session"], prompt="", size=size, history="", files=files, needs=needs, env={"PATH": PATH, "LESS": ""})(play)
    return wrap
