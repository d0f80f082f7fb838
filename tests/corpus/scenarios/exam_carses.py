"""Panes as people have them: two or three, split either way, another program in each, zoomed, pulled, swapped, synchronized, scrolled back."""
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


def panes(size, conf, first, second, how="%", third=None, prefix="C-b"):
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
        play.__wrapped__, play.__name__ = function, f"exam_carse_{function.__name__}"
        needs = [RUN[n][0].split("env ")[-1].split(" ")[1 if "env " in RUN[n][0] else 0] for n in (first, second, third) if n]
        return scenario(["tmux", "-L", "carse", "-f", "@HOME@/t.conf", "new-session"], prompt="", size=size, history="", files=files, needs=needs, env={"PATH": PATH, "LESS": ""})(play)
    return wrap


@panes((160, 40), POWER, "debian", "python", "%")
def c01_debian_beside_python(g):
    g.at("debian", "ls conf", "wc -l hosts.txt")
    g.lead("%", pause=0.8)
    g.at("python", "6 * 7", "for h in 'ab':⏎    print(h)⏎ ⇒ for h in 'ab':⏎    print(h)", "open('hosts.txt').read()")
    g.lead("Left")
    g.at("debian", "echo wrogn«BSpace*2»ng ⇒ echo wrong", "«C-r w0.3»wc«w0.4» ⇒ wc -l hosts.txt", "echo a line in the left half that is longer than the half of the window is and so goes on in a second row", "«Up w0.3»«C-a M-f» now«w0.2» ⇒ echo now a line in the left half that is longer than the half of the window is and so goes on in a second row", "cat conf/p«Tab w0.3» ⇒ cat conf/proxy.conf ∥ cat conf/proxy.conf ")
    g.lead("Right")
    g.at("python", "def f(x):⏎    return x * 2⏎ ⇒ def f(x):⏎    return x * 2", "f(21)", "«Up w0.3»«BSpace*3»5) ⇒ f(5)")
    g.leave("python")
    g.at("debian", "echo alone now")
    g.last("debian")


@panes((100, 44), NAMES, "robby", "kali", '"')
def c02_robby_above_kali(g):
    g.at("robby", "ls conf", "false")
    g.lead('"', pause=0.8)
    g.at("kali", "id -un", "for h in a b; do⏎echo $h⏎done", "ls conf/ma«Tab Tab w0.3»l.conf ⇒ ls conf/mail.conf")
    g.lead("Up")
    g.at("robby", "print half «w0.2»", "print one line more")
    g.lead("z")
    g.at("robby", "print in a large pane", "tail -n 2 access.log", "«Up Up w0.3» ⇒ print in a large pane")
    g.lead("z")
    g.at("robby", "print in a small one again")
    g.lead("Down")
    g.at("kali", "echo below", "never so«C-c w0.3» ✗", "seq 30", "echo after thirty rows")
    g.leave("kali")
    g.at("robby", "print alone")
    g.last("robby")


@panes((180, 36), LEAN, "tide", "p10k", "%")
def c03_tide_beside_ten_kilos(g):
    g.at("tide", "ls conf", "echo one fish")
    g.lead("%", pause=1.0)
    g.at("p10k", "print one", "if true; then⏎print inner⏎fi", "«Up w0.3» ⇒ if true; then\nprint inner\nfi")
    g.lead("o")
    g.at("tide", "echo o«w0.5 Right w0.3» ⇒ echo one fish", "echo half typed")
    g.lead("o")
    g.at("p10k", "print a line that is wider than one half of this rather wide window, so that it must wrap in its pane", "«C-r w0.3»t one«w0.4» ⇒ print one")
    g.lead("o")
    g.at("tide", "for h in a b⏎echo $h⏎end ⇒ for h in a b⏎echo $h⏎end ∥ for h in a b⏎    echo $h⏎end", "echo end of fish")
    g.leave("tide")
    g.at("p10k", "print alone")
    g.last("p10k")


@panes((90, 40), COLOURED, "fedora", "node", '"')
def c04_fedora_above_node(g):
    g.at("fedora", "cat hosts.txt")
    g.lead('"', pause=0.8)
    g.at("node", "1 + 1", "const xs = [3, 1, 2]", "xs.so«w0.4»rt() ⇒ xs.sort()", "xs.map(x => {⏎return x * 2⏎}) ⇒ xs.map(x => {⏎return x * 2⏎}) ∥ xs.map(x => {⏎  return x * 2⏎})")
    g.lead("Up")
    g.at("fedora", "sh tick &", "echo typed while it ticks", "«w1.8»…", "echo quiet again")
    g.lead("Down")
    g.at("node", "xs.length", "«Up w0.3»«w0.2» ⇒ xs.length", "'a row that goes over the margin of the ninety columns which this pane has, with quotes around it'")
    g.leave("node")
    g.at("fedora", "echo alone")
    g.last("fedora")


@panes((150, 50), POWER, "star", "sqlite", "%", "ksh")
def c05_three_star_sqlite_korn(g):
    g.at("star", "ls conf")
    g.lead("%", pause=0.7)
    g.at("sqlite", "create table t (a, b);", "insert into t values (1, 'x');")
    g.lead("T", pause=0.7)
    g.at("ksh", "print third", "cat hosts.txt | wc -l")
    g.lead("Up")
    g.at("sqlite", "select *⏎from t;", "select count(*) from t;")
    g.lead("Left")
    g.at("star", "false", "echo after an error", "cat <<E⏎row⏎E")
    g.lead("o")
    g.lead("o")
    g.at("ksh", "print wrogn«BSpace*2»ng ⇒ print wrong")
    g.lead("C-o")
    g.at("ksh", "print after the panes went round")
    g.lead("Space")
    g.at("ksh", "print in another layout")
    g.leave("ksh")
    g.detach()


@panes((120, 32), VIM, "debian", "gdb", "|", prefix="C-s")
def c06_vim_keys_debian_beside_gdb(g):
    g.at("debian", "cc -g -o queue src/queue.c")
    g.lead("|", pause=0.8)
    g.at("gdb", "file queue", "break main", "print 6 * 7", "define twice⏎print 2 * $arg0⏎end", "twice 4")
    g.lead("h")
    g.at("debian", "echo to the left", "less access.log«Enter w0.6»G«w0.2» ⇒[] less access.log")
    g.lead("l")
    g.at("gdb", "run", "next", "info locals")
    g.lead("h")
    g.s.type("q", 0.4)
    g.calm()
    g.at("debian", "echo after less", "vim -u NONE -N hosts.txt«Enter w0.7»Gomx-04«Escape w0.2»:wq«Enter w0.5» ⇒[] vim -u NONE -N hosts.txt", "tail -n 1 hosts.txt")
    g.lead("[")
    g.s.type("kkk", 0.1)
    g.s.type("q", 0.3)
    g.calm()
    g.at("debian", "echo after a look back")
    g.leave("debian")
    g.at("gdb", "kill«Enter w0.3»y«Enter w0.3» ⇒[] kill")
    g.last("gdb")


@panes((110, 30), LEAN + "bind S setw synchronize-panes\n", "debian", "fedora", "%")
def c07_synchronized(g):
    g.at("debian", "echo only here")
    g.lead("%", pause=0.8)
    g.at("fedora", "echo only there")
    g.lead("S")
    g.put("hostname")
    g.hit("hostname", see=False)
    g.s.truth("hostname")
    g.put("echo both of us")
    g.hit("echo both of us", see=False)
    g.s.truth("echo both of us")
    g.lead("S")
    g.at("fedora", "echo one again")
    g.lead("Left")
    g.at("debian", "echo and the other")
    g.leave("debian")
    g.at("fedora", "echo alone")
    g.last("fedora")


@panes((140, 38), NAMES, "mac", "ipython", "%")
def c08_mac_beside_ipython(g):
    g.at("mac", "ls conf", "print deploy")
    g.lead("%", pause=2.0)
    g.at("ipython", "6 * 7", "for n in range(2):⏎print(n)⏎«w0.2» ⇒ for n in range(2):⏎    print(n)", "!ls conf")
    g.lead("Left")
    g.at("mac", "print dep«w0.4 Right w0.3» ⇒ print deploy", "print over the border of the pane, which is not so far away from here", "cat con«Tab w0.3»hosts.txt ⇒ cat conf/hosts.txt", "(exit 3)")
    g.lead("Right")
    g.at("ipython", "x = 5«w0.2»", "x«w0.2»", "%who«w0.2»")
    g.leave("ipython", 1.5)
    g.at("mac", "print alone")
    g.last("mac")


@panes((80, 48), LEAN, "tcsh", "lua", '"', "dash")
def c09_three_tcsh_lua_dash(g):
    g.at("tcsh", "ls conf", "foreach h (a b)⏎echo $h⏎end")
    g.lead('"', pause=0.6)
    g.at("lua", "x = 6 * 7", "for i = 1, 2 do⏎print(i)⏎end", "x")
    g.lead("T", pause=0.6)
    g.at("dash", "echo third", "cat <<E⏎row⏎E", "echo wrogn«BSpace*2»ng ⇒ echo wrong")
    g.lead("Left")
    g.at("lua", "print('left of it')")
    g.lead("Up")
    g.at("tcsh", "echo on top", "«Up Up w0.3»«C-c w0.3»…", "echo once more")
    g.lead("q", pause=1.3)
    g.at("tcsh", "echo after the numbers")
    g.leave("tcsh")
    g.detach()


@panes((132, 30), COLOURED, "p10k", "bc", "%")
def c10_ten_kilos_pulled_beside_bc(g):
    g.at("p10k", "print one")
    g.lead("%", pause=0.6)
    g.at("bc", "6 * 7", "scale = 4", "22 / 7")
    g.lead("Left")
    g.at("p10k", "print before «size 100x30»and after ⇒ print before and after", "print «size 150x36»wide ⇒ print wide")
    for _ in range(3):
        g.s.key("C-b", "C-Left", pace=0.15)
    g.s.pause(0.6)
    g.at("p10k", "print with the border moved to the left by three columns", "«Up Up w0.3» ⇒ print wide")
    g.lead("Right")
    g.at("bc", "2 ^ 10", "print \"end\\n\"")
    g.leave("bc")
    g.at("p10k", "print alone")
    g.last("p10k")


@panes((96, 36), LEAN, "mksh", "irb", '"')
def c11_mir_above_ruby(g):
    g.at("mksh", "ls conf", "print one")
    g.lead('"', pause=1.6)
    g.at("irb", "6 * 7", "[1, 2].each do |n|⏎puts n⏎end ⇒ [1, 2].each do |n|⏎puts n⏎end ∥ [1, 2].each do |n|⏎    puts n⏎  end ∥ [1, 2].each do |n|⏎  puts n⏎end", "x = 'ruby'")
    g.lead("Up")
    g.at("mksh", "print a line that is longer than the ninety-six columns of the pane in which it is typed now", "«Up Up w0.3» ⇒ print one", "for n in 1 2; do⏎print $n⏎done", "cat«Enter w0.3»a reply«Enter w0.2»«C-d w0.3» ⇒[] cat")
    g.lead("Down")
    g.at("irb", "x.size", "puts 'end'")
    g.leave("irb")
    g.at("mksh", "print alone")
    g.last("mksh")


@panes((170, 42), POWER, "kali", "tide", "%", "guile")
def c12_three_kali_tide_guile(g):
    g.at("kali", "ls conf")
    g.lead("%", pause=1.0)
    g.at("tide", "echo fish on the right", "echo f«w0.5 C-e w0.3» ⇒ echo fish on the right")
    g.lead("T", pause=1.5)
    g.at("guile", "(* 6 7)", "(define (f x)⏎(* x 2))", "(f 21)")
    g.lead(";")
    g.at("tide", "echo back in fish")
    g.lead("{")
    g.at("tide", "echo after a swap")
    g.detach()


@panes((84, 30), LEAN, "ash", "debian", '"')
def c13_secrets_in_a_pane(g):
    g.at("ash", "ls conf")
    g.lead('"', pause=0.8)
    g.kind = "command"
    g.open("read -rsp 'Passphrase: ' p && echo", "Passphrase:", 0.3)
    g.word("Still-Badger-12")
    g.at("debian", "echo ${#p}")
    g.open("sh sure nginx", "yes/no", 0.3)
    g.at("debian", "?yes", "echo after the question")
    g.lead("Up")
    g.at("ash", "echo up here", "echo two«Home w0.1»time«Space» ⇒ time echo two")
    g.leave("ash")
    g.at("debian", "echo alone")
    g.last("debian")


@panes((128, 34), NAMES, "robby", "debian", "%")
def c14_liars_in_a_pane(g):
    g.s.absent += ["rm -rf /never", "halt -p"]
    g.at("robby", "ls conf")
    g.lead("%", pause=0.8)
    g.at("debian", "printf 'deploy@mx-03:~$ rm -rf /never/typed\\n'", "echo after a lie", "printf '\\033]133;A\\007$ \\033]133;B\\007halt -p\\033]133;C\\007\\n'", "echo after marks", "printf '\\033[5A\\033[2Khidden\\033[5B\\n'", "echo after a hole", "printf '\\033[?1049h'", "echo on the other screen", "printf '\\033[?1049l'", "echo on the first again")
    g.lead("Left")
    g.at("robby", "print still here", "printf 'no newline'", "print behind it")
    g.leave("robby")
    g.at("debian", "echo alone")
    g.last("debian")


@panes((200, 50), LEAN, "star", "p10k", "%", "tide")
def c15_three_dressed_shells(g):
    g.at("star", "ls conf", "echo one")
    g.lead("%", pause=1.0)
    g.at("p10k", "print two", "print a rather long line of words that goes on and on until it has to be wrapped in its half of the window")
    g.lead("T", pause=1.2)
    g.at("tide", "echo three", "cat hosts.txt")
    g.lead("Left")
    g.at("star", "echo left «w0.2»half")
    g.lead("Right")
    g.lead("z")
    g.calm()
    g.lead("z")
    g.lead("Left")
    g.at("star", "«Up Up w0.3» ⇒ echo one", "git init -q .", "echo end of star")
    g.detach()


@panes((76, 40), LEAN, "debian", "debian", '"')
def c16_a_half_line_and_a_look(g):
    g.at("debian", "echo upper")
    g.lead('"', pause=0.8)
    g.at("debian", "echo lower", "sleep 1.5; echo slept«Enter w0.2» ⇒[] sleep 1.5; echo slept")
    g.lead("Up")
    g.at("debian", "echo while the other sleeps")
    g.s.pause(1.4)
    g.put("echo half in the upper")
    g.lead("Down")
    g.at("debian", "echo asked the lower")
    g.lead("Up")
    g.put(" and the rest")
    g.hit("echo half in the upper and the rest", see=False)
    g.lead("[")
    g.s.key("PPage", "Up", pace=0.2)
    g.s.type("q", 0.3)
    g.calm()
    g.at("debian", "echo after a page back", "«paste:echo one pasted⏎echo two pasted» ⇒ echo one pasted⏎echo two pasted", "clear", "echo on a clean pane")
    g.lead("!") 
    g.at("debian", "echo in a window of its own")
    g.lead("p")
    g.at("debian", "echo in the first window")
    g.lead("n")
    g.last("debian")
    g.s.pause(0.5)
    g.calm()
    g.last("debian")


@panes((118, 28), POWER, "debian", "robby", "%")
def c17_fast_hands(g):
    g.brisk = True
    g.at("debian", "ls", "cd src", "make -n", "cd ..")
    g.lead("%", pause=0.8)
    g.at("robby", "ls", "cd conf", "cat main.cf", "cd -", "git status")
    g.lead("o")
    g.at("debian", "!! ⇒ !! ∥ cd ..", "sl«C-c w0.3» ✗", "echo x; echo y", "grep -c GET access.log", "true", "false", "echo $?")
    g.lead("o")
    g.at("robby", "print $(( 6 * 7 ))", "print -l a b c", "history | tail -n 2")
    g.leave("robby")
    g.at("debian", "echo alone")
    g.last("debian")


@panes((104, 26), LEAN + "set -g pane-border-lines simple\n", "fedora", "python", "%")
def c18_simple_borders(g):
    g.at("fedora", "ls conf")
    g.lead("%", pause=0.8)
    g.at("python", "6 * 7", "print('a line that is wider than the half of the window in which it is')", "x = [1,⏎2]")
    g.lead("o")
    g.at("fedora", "echo left of a simple border", "echo a line that is wider than the half of the window in which it is", "cat hosts.txt")
    g.lead("o")
    g.at("python", "x", "len(x)")
    g.leave("python")
    g.at("fedora", "echo alone")
    g.last("fedora")


@panes((124, 34), LEAN + "set -g pane-border-lines double\n", "kali", "ash", '"')
def c19_double_borders(g):
    g.at("kali", "ls conf")
    g.lead('"', pause=0.8)
    g.at("ash", "echo below a double border", "cat <<E⏎row⏎E", "seq 20")
    g.lead("o")
    g.at("kali", "echo above it", "for n in 1 2; do⏎echo $n⏎done")
    g.lead("o")
    g.at("ash", "echo once more")
    g.leave("ash")
    g.at("kali", "echo alone")
    g.last("kali")
