"""Pairs of panes once more: dressed shells, vi keys, clocks and prompts of two rows beside interpreters, in narrow and in low windows."""
from props.cwms import INSIDE, pair, shell
from props.ghauts import KUBE, LEAN, SHORT

FLOOP = ["for n in 1 2", "echo unit $n", "end"]
INSIDE.update({
    "bashkube": shell("bash --rcfile $HOME/rck -i", {"rck": KUBE + "HISTFILE=~/.hk\n"}, search=True, needs=["bash"]),
    "bashtwo": shell("bash --rcfile $HOME/rct -i", {"rct": "PS1='\\[\\e[1;34m\\]\\w\\[\\e[0m\\] on \\[\\e[35m\\]main\\[\\e[0m\\] took 2s\\n\\[\\e[32m\\]❯\\[\\e[0m\\] '\nHISTFILE=~/.ht\n"}, search=True, needs=["bash"]),
    "bashplain": shell("bash --norc --noprofile -i", {}, search=True, needs=["bash"]),
    "bashbare": shell("bash --rcfile $HOME/rcb -i", {"rcb": "PS1='> '\nHISTFILE=~/.hb\n"}, search=True, needs=["bash"]),
    "zshlean": shell("env ZDOTDIR=$HOME/lean zsh -i", {"lean/.zshrc": LEAN + "bindkey -e\nHISTFILE=~/.zl HISTSIZE=99 SAVEHIST=99\n"}, needs=["zsh"]),
    "zshshort": shell("env ZDOTDIR=$HOME/short zsh -i", {"short/.zshrc": SHORT + "bindkey -e\nHISTFILE=~/.zs HISTSIZE=99 SAVEHIST=99\n"}, needs=["zsh"]),
    "fishright": shell("env XDG_CONFIG_HOME=$HOME/fr fish -i", {"fr/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; echo -n (prompt_pwd)' λ '; end\nfunction fish_right_prompt; set_color brblack; date +%T; set_color normal; end\n"}, FLOOP, needs=["fish"]),
    "fishtwo": shell("env XDG_CONFIG_HOME=$HOME/ft fish -i", {"ft/fish/config.fish": "set -g fish_greeting\nfunction fish_prompt; set_color blue; echo (prompt_pwd); set_color green; echo -n '❱ '; set_color normal; end\n"}, FLOOP, needs=["fish"]),
    "tcshright": shell("tcsh", {".tcshrc": "set prompt='%B%c%b > '\nset rprompt='%T'\nset history=80\nunset autologout\nbindkey -e\n"}, ["foreach n (1 2)", "echo unit $n", "end"], needs=["tcsh"]),
    "kshnumber": shell("env ENV=$HOME/krn ksh93 -o emacs -i", {"krn": "PS1='[!] '\nHISTFILE=~/.kn\n"}, needs=["ksh93"]),
    "mkshclock": shell("env ENV=$HOME/mrk mksh -i", {"mrk": "PS1='$(date +%H:%M:%S) ${PWD##*/} % '\n"}, needs=["mksh"]),
    "ashcolour": shell("env ENV=$HOME/ark busybox ash", {"ark": "PS1='\\[\\e[33m\\]\\w\\[\\e[0m\\] » '\n"}, needs=["busybox"]),
})
PAIRS = [("bashkube", "node", "%", (144, 34)), ("bashtwo", "python", '"', (68, 36)), ("bashplain", "zshlean", "%", (124, 28)), ("zshshort", "gdb", '"', (92, 40)), ("fishright", "bashbare", "%", (132, 26)), ("fishtwo", "ipython", "%", (156, 38)),
         ("tcshright", "bashtwo", '"', (82, 32)), ("kshnumber", "sqlite", "%", (108, 22)), ("mkshclock", "fishright", '"', (76, 40)), ("ashcolour", "bashkube", "%", (140, 30)), ("zshlean", "irb", '"', (70, 44)), ("bashbare", "lua", "%", (90, 18)),
         ("python", "bashplain", "%", (112, 24)), ("gdb", "zshshort", "%", (170, 50)), ("node", "tcshright", '"', (66, 30)), ("sqlite", "fishtwo", "%", (120, 32)), ("ipython", "kshnumber", '"', (96, 46)), ("bashplain", "bashplain", "%", (86, 20)),
         ("bashplain", "bashplain", '"', (60, 26)), ("zshlean", "zshshort", "%", (160, 36)), ("fishtwo", "mkshclock", '"', (74, 38)), ("bashtwo", "bashkube", "%", (128, 28)), ("bashbare", "dash", '"', (58, 24)), ("bashkube", "ashcolour", '"', (88, 34))]
CONFS = ["", "set -g status off\n", "set -g status-position top\nset -g status-interval 1\nset -g status-right '%H:%M:%S'\n", "set -g pane-border-status bottom\n", "set -g pane-border-lines heavy\n", "set -g pane-border-lines simple\n"]
MUST = ["half again", "chatter named", "block crossed", "long_mended half", "pasted found", "flood half"]

for number, (first, second, how, size) in enumerate(PAIRS):
    pair("leat", number, first, second, how, size, CONFS[number % 6], deeds=9, must=MUST[(number * 5 + 1) % 6])
