"""Panes of a ferry company's people: shells in dresses of their own, interpreters, a console, and what tmux does around them."""
from props import carses, prop
from props.carses import LEAN
from props.gills import HIGH, SUGG
from props.ricks import BOB, BOX_RC, CANDY, DEVCON, FACE_RC, FERRY, FINO, KALIZ_RC, KUBE, ORACLE, PUREF, REFINED_RC, ROCKET, SHORT_RC, SORIN_RC, STATF, STEEEF, TPUT_RC
from props.snuffs import bashed, fished, zshed
from props.strothers import Strother

# as their owners have it
NORD = LEAN + "set -g status-style bg=#3b4252,fg=#d8dee9\nset -g status-left '#[fg=#2e3440,bg=#88c0d0,bold] #S #[fg=#88c0d0,bg=#3b4252]\ue0b0'\nset -g status-right '%Y-%m-%d %H:%M:%S '\nset -g status-interval 1\nset -g pane-border-lines double\n"
WORK = LEAN + "set -g prefix C-Space\nunbind C-b\nbind C-Space send-prefix\nset -g base-index 1\nsetw -g pane-base-index 1\nset -g pane-border-status top\nset -g pane-border-format '#[fg=cyan]#{pane_index} #{pane_current_command}'\n"
QUIET = LEAN + "set -g status off\n"
LOW = LEAN + "set -g status-position bottom\nset -g status-justify centre\nset -g set-titles on\nset -g pane-border-style fg=colour240\nset -g pane-active-border-style fg=colour39\n"

carses.RUN.update({name: (argv, {**files, **FERRY}) for name, (argv, files) in {
    "oracle": bashed(41, f"PS1='{ORACLE}'\n"), "devcon": bashed(42, f"PS1='{DEVCON}'\n"), "kube": bashed(43, f"PS1='{KUBE}'\n"), "rocket": bashed(44, f"PS1='{ROCKET}'\n"), "face": bashed(45, FACE_RC), "tput": bashed(46, TPUT_RC), "box2": bashed(47, BOX_RC), "noprompt": bashed(48, "PS1=\n"),
    "sorin": zshed(41, SORIN_RC), "fino": zshed(42, f"PROMPT='{FINO}'\nbindkey -e\n"), "candy": zshed(43, f"PROMPT='{CANDY}'\nbindkey -e\n"), "steeef": zshed(44, f"PROMPT='{STEEEF}'\nbindkey -e\n"), "kaliz": zshed(45, KALIZ_RC), "refined": zshed(46, REFINED_RC + SUGG + HIGH), "short": zshed(47, SHORT_RC),
    "bob": fished(41, f"function fish_prompt; {BOB}; end\n"), "puref": fished(42, f"function fish_prompt; {PUREF}; end\nfunction fish_right_prompt; date +%T; end\n"), "statf": fished(43, f"function fish_prompt; {STATF}; end\n"),
    "quayk": ("env ENV=$HOME/k3 ksh93 -o emacs -i", {"k3": "PS1='quay:${PWD##*/}> '\n"}), "quaym": ("env ENV=$HOME/m3 mksh -i", {"m3": "PS1='mk ${PWD##*/} # '\n"}), "quayt": ("tcsh", {".tcshrc": "set prompt='[%n@quay %c]%# '\nset history=80\nunset autologout\nbindkey -e\n"}), "quaya": ("env ENV=$HOME/a3 busybox ash", {"a3": "PS1='\\w \\$ '\n"}), "quayd": ("env ENV=$HOME/d3 dash -i", {"d3": "PS1='# '\n"}),
    "pyth": ("python3 -q", {}), "ipyt": ("/usr/bin/ipython3 --no-banner --no-confirm-exit", {}), "nod": ("node", {}), "gdbq": ("gdb -q -nx", {}), "sqli": ("sqlite3 ferry.db", {}), "rub": ("irb --noautocomplete", {}), "bcq": ("bc -q", {}), "lua5": ("lua5.4", {}), "gui": ("guile -q", {}), "tclq": ("tclsh", {}), "phpa": ("php -a", {}), "jun": ("python3 con junos", {"con": prop("console.py")}),
}.items()})
carses.SHELLS |= set("oracle devcon kube rocket face tput box2 noprompt sorin fino candy steeef kaliz refined short bob puref statf quayk quaym quayt quaya quayd".split())
carses.BYE.update({"pyth": "exit()", "ipyt": "exit", "nod": ".exit", "gdbq": "quit", "sqli": ".quit", "rub": "exit", "bcq": "quit", "lua5": "os.exit()", "gui": "(exit)", "tclq": "exit", "phpa": "quit", "jun": "exit"})


class Lathe(Strother, carses.Carse):
    def tell(self, text, key="Enter", pause=0.5):
        """tmux's own command line."""
        self.lead(":", pause=0.3)
        self.s.type(text)
        self.s.key(key, pace=pause)
        self.calm()

    def both(self, *texts):
        """To two panes at once."""
        for text in texts:
            self.put(text, "quick")
            self.hit(text, see=False, pause=0.4)
            self.s.truth(text)


def lathe(*given, **more):
    def wrap(function):
        def play(g):
            hand = Lathe(g.s)
            hand.prefix = g.prefix
            function(hand)
        play.__name__, play.__wrapped__ = function.__name__, function
        return carses.panes(*given, **{"place": "lathe", **more})(play)
    return wrap
