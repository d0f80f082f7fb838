"""Panes of an observatory's people: shells dressed as they have them, interpreters, and settings of tmux of their own."""
from props import carses
from props.carses import LEAN
from props.gills import HIGH, SUGG
from props.lathes import Lathe, lathe
from props.snuffs import bashed, fished, zshed
from props.thraves import BOBBY_RC, CAPS_RC, CLASSIC, CLOUD, EC2, GNZH_RC, INIT, JON_RC, MINGW, NIX, PVE, RASPI, RIGHT_RC, STARF, STARS, STARZ_RC, TERMUX, TOOK_RC, TRANS_RC

# as their owners have it
GRUV = LEAN + "set -g status-style bg=#3c3836,fg=#a89984\nset -g status-left '#[bg=#a89984,fg=#3c3836] #S #[fg=#a89984,bg=#3c3836]\ue0b0'\nset -g status-right '#{?client_prefix,^B ,}%H:%M:%S '\nset -g status-interval 1\nset -g pane-border-lines heavy\n"
OH = LEAN + "set -g status 2\nset -g status-format[1] '#[align=left] dome #[align=right]%H:%M:%S '\nset -g status-interval 1\nset -g mouse on\n"
HEADS = LEAN + "set -g pane-border-status bottom\nset -g pane-border-format '─ #P #{pane_current_command} #{pane_width}x#{pane_height} '\nset -g prefix C-a\nunbind C-b\nbind C-a send-prefix\n"
BARE = LEAN + "set -g status off\nset -g pane-border-lines simple\n"

carses.RUN.update({name: (argv, {**files, **STARS}) for name, (argv, files) in {
    "ec2": bashed(61, f"PS1='{EC2}'\n"), "raspi": bashed(62, f"PS1='{RASPI}'\n"), "pve": bashed(63, f"PS1='{PVE}'\n"), "mingw": bashed(64, f"PS1='{MINGW}'\n"), "nix": bashed(65, f"PS1='{NIX}'\n"), "cloud": bashed(66, f"PS1='{CLOUD}'\n"), "termux": bashed(67, f"PS1='{TERMUX}'\n"), "bobby": bashed(68, BOBBY_RC), "took": bashed(69, TOOK_RC), "caps": bashed(70, CAPS_RC), "right": bashed(71, RIGHT_RC),
    "adam": zshed(61, INIT + "prompt adam2\n"), "gnzh": zshed(62, GNZH_RC), "jon": zshed(63, JON_RC), "starz": zshed(64, STARZ_RC + SUGG + HIGH), "trans": zshed(65, TRANS_RC), "walt": zshed(66, INIT + "prompt walters\n"),
    "classic": fished(61, f"function fish_prompt; {CLASSIC}; end\n"), "starf": fished(62, f"function fish_prompt; {STARF}; end\nfunction fish_right_prompt; date +%T; end\n"),
    "domek": ("env ENV=$HOME/k6 ksh93 -o emacs -i", {"k6": "PS1='dome:${PWD##*/}$ '\n"}), "domet": ("tcsh", {".tcshrc": "set prompt='%n@dome:%c2%# '\nset history=80\nunset autologout\nbindkey -e\n"}), "domea": ("env ENV=$HOME/a6 busybox ash", {"a6": "PS1='dome:\\W\\$ '\n"}), "domed": ("env ENV=$HOME/d6 dash -i", {"d6": "PS1='$ '\n"}), "domem": ("env ENV=$HOME/m6 mksh -i", {"m6": "PS1='${PWD##*/} ☾ '\n"}),
    "pyd": ("python3 -q", {}), "ipyd": ("/usr/bin/ipython3 --no-banner --no-confirm-exit", {}), "nodd": ("node", {}), "gdbd": ("gdb -q -nx", {}), "sqld": ("sqlite3 dome.db", {}), "irbd": ("irb --noautocomplete", {}), "luad": ("lua5.4", {}), "phpd": ("php -a", {}), "bcd": ("bc -q", {}),
}.items()})
carses.SHELLS |= set("ec2 raspi pve mingw nix cloud termux bobby took caps right adam gnzh jon starz trans walt classic starf domek domet domea domed domem".split())
carses.BYE.update({"pyd": "exit()", "ipyd": "exit", "nodd": ".exit", "gdbd": "quit", "sqld": ".quit", "irbd": "exit", "luad": "os.exit()", "phpd": "quit", "bcd": "quit"})


def copse(*given, **more):
    return lathe(*given, **{"place": "copse", **more})


__all__ = ["BARE", "GRUV", "HEADS", "Lathe", "OH", "copse"]
