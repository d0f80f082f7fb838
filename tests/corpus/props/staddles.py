"""Panes with what a nursery's machines run in them: shells in other dresses, interpreters, consoles, and settings of tmux as they are copied from pages."""
from props import carses, prop
from props.carses import LEAN
from props.gills import SUGG
from props.snuffs import bashed, fished, zshed
from props.strothers import SAMPLES, Strother
from props.withies import ARCH, INIT, JONATHAN_RC, KPHOEN, LAMBDA, MINGW, MINT, MUSE_RC, NIXSHELL, NURSERY, PARROT, POSH_RC, STATE_RC, TICK_RC, TOOK_RC, VENV

# as catppuccin, dracula and oh-my-tmux have it
CAT = LEAN + "set -g status-position top\nset -g status-style bg=#1e1e2e,fg=#cdd6f4\nset -g window-status-current-format '#[fg=#1e1e2e,bg=#fab387] #I #[fg=#cdd6f4,bg=#313244] #W '\nset -g status-right '#[fg=#f5c2e7]#[fg=#11111b,bg=#f5c2e7]󰃰 %H:%M:%S '\nset -g status-interval 1\nset -g pane-border-lines heavy\n"
OHMY = LEAN + "set -g prefix C-a\nunbind C-b\nbind C-a send-prefix\nset -g mouse on\nset -g status-left ' ❐ #S | ↑ 2d 4h '\nset -g status-right ' ↗ | %R | #{pane_current_command} '\nset -g pane-border-status bottom\n"
BARE = LEAN + "set -g status off\nset -g pane-border-indicators off\n"
TALL = LEAN + "set -g status 3\nset -g status-format[1] 'second row #{pane_width}'\nset -g status-format[2] 'third row'\nset -g status-interval 2\n"

carses.RUN.update({name: (argv, {**files, **NURSERY}) for name, (argv, files) in {
    "arch": bashed(21, f"PS1='{ARCH}'\n"), "mint": bashed(22, f"PS1='{MINT}'\n"), "posh": bashed(23, POSH_RC), "state": bashed(24, STATE_RC), "parrot": bashed(25, f"PS1='{PARROT}'\n"), "mingw": bashed(26, f"PS1='{MINGW}'\n"), "nix": bashed(27, f"PS1='{NIXSHELL}'\n"), "venv": bashed(28, f"PS1='{VENV}'\n"), "took": bashed(29, TOOK_RC),
    "bare": bashed(30, "PS1=\n"), "adam": zshed(21, INIT + "adam1\n"), "muse": zshed(22, MUSE_RC + SUGG), "tick": zshed(23, TICK_RC), "lambda": zshed(24, f"PROMPT='{LAMBDA}'\nbindkey -e\n"), "kphoen": zshed(25, f"PROMPT='{KPHOEN}'\nbindkey -e\n"), "jonathan": zshed(26, JONATHAN_RC), "walters": zshed(27, INIT + "walters\n"), "bart": zshed(28, INIT + "bart\n"), "plainz": zshed(29, ""),
    "acid": fished(21, f"source {SAMPLES}/acidhub.fish\n"), "astro": fished(22, f"source {SAMPLES}/astronaut.fish\n"), "mini": fished(23, f"source {SAMPLES}/minimalist.fish\n"), "fdef": fished(24, f"source {SAMPLES}/default.fish\n"), "fclock": fished(25, "function fish_prompt; set_color green; echo -n (prompt_pwd); set_color normal; echo -n ' ⋊> '; end\nfunction fish_right_prompt; date +%H:%M:%S; end\n"),
    "korn": ("env ENV=$HOME/kst ksh93 -o emacs -i", {"kst": "PS1='holt:${PWD##*/}$ '\n"}), "mirk": ("env ENV=$HOME/mst mksh -i", {"mst": "PS1='${PWD##*/} # '\n"}), "tvi": ("tcsh", {".tcshrc": "set prompt='[%n %c]%# '\nset history=80\nunset autologout\nbindkey -v\n"}), "tem": ("tcsh", {".tcshrc": "set prompt='%h %c> '\nset history=80\nunset autologout\nbindkey -e\n"}),
    "box": ("env ENV=$HOME/ast busybox ash", {"ast": "PS1='~ # '\n"}), "dsh": ("env ENV=$HOME/dst dash -i", {"dst": "PS1='% '\n"}), "ysh": ("yash -i", {".yashrc": "YASH_PS1='\\w> '\nset -o emacs\n"}),
    "py": ("python3 -q", {}), "ipy": ("/usr/bin/ipython3 --no-banner --no-confirm-exit", {}), "js": ("node", {}), "dbg": ("gdb -q -nx", {}), "lite": ("sqlite3 n.db", {}), "ruby": ("irb --noautocomplete", {}), "calc": ("bc -q", {}), "clisp": ("clisp -q", {}), "oct": ("octave-cli -q", {}), "plog": ("swipl -q", {}), "sw": ("python3 con nxos", {"con": prop("crooks.py")}), "gw": ("python3 con ros7", {"con": prop("crooks.py")}),
}.items()})
carses.SHELLS |= set("arch mint posh state parrot mingw nix venv took bare adam muse tick lambda kphoen jonathan walters bart plainz acid astro mini fdef fclock korn mirk tvi tem box dsh ysh".split())
carses.BYE.update({"py": "exit()", "ipy": "exit", "js": ".exit", "dbg": "quit", "lite": ".quit", "ruby": "exit", "calc": "quit", "clisp": "(quit)", "oct": "exit", "plog": "halt.", "sw": "exit", "gw": "/quit"})
carses.SAY.update({"py": "print('{}')", "ipy": "print('{}')", "js": "console.log('{}')", "dbg": "echo {}\\n", "lite": "select '{}';", "ruby": "puts '{}'", "clisp": "(princ \"{}\")", "oct": "disp('{}')"})


class Staddle(Strother, carses.Carse):
    def wired(self, what, *texts):
        self.kind = "command" if what in carses.SHELLS else "repl"
        self.wire(*texts)


def staddle(*given, **more):
    def wrap(function):
        def play(g):
            hand = Staddle(g.s)
            hand.prefix = g.prefix
            function(hand)
        play.__name__, play.__wrapped__ = function.__name__, function
        return carses.panes(*given, **{"place": "staddle", **more})(play)
    return wrap
