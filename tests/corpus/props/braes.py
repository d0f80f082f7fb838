"""Deeds of whole days at a terminal, for any shell: signals, programs, windows, lines before their time; and the shells, drawn by lot."""
from props.brae_hands import DEEDS, EVERY, FILES, POSIX, deed
from props.brae_lines import Lines

__all__ = ["DEEDS", "FILES", "SHELLS", "Brae", "walk"]


class Brae(Lines):
    # signals
    @deed(EVERY)
    def stops_nothing(self):
        self.s.key("C-c", pace=0.2)
        self.s.key("C-c", pace=0.2)
        self.calm()
        self.line()

    @deed(EVERY)
    def stops_line(self):
        self.n += 1
        self.never(f"rm -rf /never/b{self.n}")
        self.line()

    @deed(POSIX)
    def stops_block(self):
        self.n += 1
        self.put("for x in 1 2")
        self.s.key("Enter", pace=0.2)
        self.s.absent.append(f"do rm /never/b{self.n}")
        self.put(f"do rm /never/b{self.n}")
        self.s.pause(0.1)
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed(POSIX)
    def stops_document(self):
        self.n += 1
        for text in ("cat <<NEVER", f"never b{self.n}"):
            self.put(text)
            self.s.key("Enter", pace=0.15)
        self.s.absent.append(f"never b{self.n}")
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed(EVERY)
    def stops_program(self):
        self.go(self.lot.choice(["sleep 31", "./drip", "tail -f moor.log"]), pause=0.35)
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed("bash", "zsh")
    def stops_search(self):
        self.line()
        self.keys("C-r", pause=0.15)
        self.put("ec", "even")
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed(EVERY)
    def stops_cat(self):
        self.go("cat > hold/new", pause=0.25)
        self.reply("ls -l is a word here")
        self.put("half a", "even")
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed(EVERY)
    def suspends(self):
        self.go("sleep 41", pause=0.3)
        self.s.key("C-z", pace=0.3)
        self.calm()
        if not self.s.cursor_line().rstrip().endswith("^Z"):  # ksh93 may have no control of its jobs
            self.say("jobs")
            self.go("fg", pause=0.3)
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed("bash", "zsh", "fish", "tcsh", "mksh", "ash", "dash")
    def suspends_vi(self):
        self.go("vi hold/stone.txt", pause=0.7)
        self.s.key("C-z", pace=0.4)
        self.calm()
        self.line()
        self.go("fg", pause=0.5)
        self.s.type(":q!", 0.06)
        self.s.key("Enter", pace=0.3)
        self.calm()
        self.line()

    @deed(EVERY)
    def jobs(self):
        self.say("sleep 51 &", "jobs")
        self.say("kill %1" if self.sh != "fish" else "kill (jobs -p)")
        self.s.pause(0.2)
        self.calm()
        self.hit(None)
        self.line()

    @deed(EVERY)
    def mumbled(self):
        self.go("./mumble &", pause=0.1)
        text = self.echo()
        self.put(text, "slow")
        self.hit(text)
        self.s.pause(1.2)
        self.calm()
        self.line()

    @deed("bash", "zsh", "fish", "tcsh", "mksh", "ash", "dash")
    def done_meanwhile(self):
        self.say("sleep 0.5 &")
        text = self.echo()
        self.put(text, "slow")
        self.hit(text)
        self.line()

    # programs
    @deed(EVERY)
    def pages(self):
        self.go("less moor.log", "ewe-13", 0.3)
        self.s.type("/gorse", 0.05)
        self.s.key("Enter", pace=0.2)
        self.s.type("nn q", 0.12)
        self.calm()
        self.line()

    @deed(EVERY)
    def pages_pipe(self):
        self.go("seq 300 | less", pause=0.4)
        self.s.type("Ggq", 0.2)
        self.calm()
        self.line()

    @deed(EVERY)
    def mores(self):
        self.go("more moor.log", "--More--", 0.3)
        self.s.type("  ", 0.2)
        self.s.type("q", 0.2)
        self.calm()
        self.line()

    @deed(EVERY)
    def vi(self):
        self.go("vi hold/sand", pause=0.8)
        self.s.type("oput in by vi", 0.04)
        self.s.key("Escape", pace=0.5)
        if self.lot.random() < 0.5:
            self.s.type(":!ls hold", 0.05)
            self.s.key("Enter", pace=0.5)
            self.s.key("Enter", pace=0.4)
        self.s.type(":wq", 0.06)
        self.s.key("Enter", pace=0.4)
        self.calm()
        self.say("cat hold/sand", out="put in by vi")

    @deed(EVERY)
    def nano(self):
        self.go("nano hold/new", pause=0.7)
        self.s.type("by nano ", 0.04)
        self.s.key("C-o", pace=0.3)
        self.s.key("Enter", pace=0.3)
        self.s.key("C-x", pace=0.4)
        self.calm()
        self.line()

    @deed(EVERY)
    def ed(self):
        self.go("ed hold/sand", pause=0.25)
        for text in ("$a", "added in ed", ".", "1p", "w", "q"):
            self.reply(text, 0.08)
        self.line()

    @deed(EVERY)
    def password(self):
        self.go("./pw", "Password for ewe", 0.2)
        self.s.secret(f"Moor{self.lot.randrange(1000, 9999)}Gate")
        self.hit(None)
        self.line()

    @deed(EVERY)
    def quiz(self):
        self.go("./quiz", "flock?", 0.15)
        for text in ("ling hill", "12", "y"):
            self.reply(text)
        self.told("flock ling hill of 12: y")

    @deed(EVERY)
    def pick(self):
        self.go("./pick", "#?", 0.15)
        self.reply("9")
        self.reply("2")
        self.told("you took 2")

    @deed(EVERY)
    def removes(self):
        self.say("touch hold/gone")
        self.go("rm -i hold/gone", "gone", 0.2)
        self.reply("y")
        self.line()

    @deed(EVERY)
    def dance(self):
        self.say("./" + self.lot.choice(["dance", "titled", "bars", "bar"]))
        self.line()

    @deed(EVERY)
    def wash(self):
        self.go("./wash", pause=0.4)
        self.calm()
        self.line()

    @deed(EVERY)
    def apart(self):
        self.go("./apart", pause=0.9)
        self.calm()
        self.line()

    @deed(EVERY)
    def lies(self):
        self.say("./lies")
        self.s.absent.append("nobody-typed")
        self.line()

    @deed(EVERY)
    def gauge(self):
        self.go("./gauge", "gauge 3", 0.1)
        self.s.type("q", 0.2)
        self.calm()
        self.line()

    @deed(EVERY)
    def held(self):
        if self.s.spec["inside"] == "screen":  # whose own key ^Q is there
            return self.line()
        self.go("./drip", "drop 2", 0.05)
        self.s.key("C-s", pace=0.5)
        self.s.key("C-q", pace=0.3)
        self.s.see("drop 8")
        self.calm(0.3)
        self.line()

    @deed(EVERY)
    def flood(self):
        self.say("yes moor | head -n 300")
        self.line()

    @deed(EVERY)
    def watches(self):
        self.go("watch -t -n 1 cat hold/sand", pause=1.2)
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed(EVERY)
    def makes(self):
        self.say("make", "make shear")

    @deed(EVERY)
    def gits(self):
        self.n += 1
        where = f"repo{self.n}"
        self.say(f"git init -q {where}", f"cd {where}", f"git commit -q --allow-empty -m 'b{self.n} first'", "git log --oneline | cat", "git status", "cd ..")

    @deed(EVERY)
    def queries(self):
        self.say("jq '.herd[1].name' herd.json", out='"gorse"')
        self.say("find hold -type f | sort | xargs -d '\\n' wc -c")

    @deed(EVERY)
    def shows_shape(self):
        if self.sh in ("tcsh",):
            return self.line()
        self.say("clear")
        self.line()

    @deed(EVERY)
    def resets(self):
        self.go("reset", pause=1.3)
        self.calm()
        self.line()

    # windows
    @deed(EVERY)
    def pulled_between(self):
        if self.s.spec.get("fixed") or self.s.spec["inside"]:
            return self.line()
        self.pull(self.lot.choice([-12, 9]), self.lot.choice([-2, 3]))
        self.line()

    @deed("bash", "zsh", "fish", "tcsh", "yash", "mksh")
    def pulled_within(self):
        if self.s.spec.get("fixed") or self.s.spec["inside"]:
            return self.line()
        text = self.echo()
        self.put(text)
        self.pull(self.lot.choice([-11, 10]), self.lot.choice([0, 3]))
        self.put(" on", "even")
        self.hit(text + " on")

    def pull(self, cols, rows):
        was = self.s.spec["size"]
        size = (max(36, was[0] + cols), max(9, was[1] + rows))
        self.s.resize(*size)
        self.s.spec["size"] = size
        self.calm()

    def width(self):
        return self.s.spec["size"][0] // (2 if self.s.spec.get("half") else 1)

    # before their time, in one piece
    @deed(EVERY)
    def ahead(self):
        self.go("sleep 0.8", pause=0.1)
        texts = [self.echo() for _ in range(self.lot.randrange(1, 4))]
        for text in texts:
            self.put(text, "fast")
            self.s.key("Enter", pace=0.04)
            self.s.truth(text, ahead=True)
        self.s.pause(1.0)
        self.calm()
        self.told(texts[-1][5:], ahead=True)

    @deed(EVERY)
    def ahead_mended(self):
        self.go("sleep 0.9", pause=0.1)
        text = self.echo()
        self.put(text + "xx", "fast")
        self.s.key("BSpace", "BSpace", pace=0.05)
        self.s.key("Enter", pace=0.04)
        self.s.truth(text, ahead=True)
        self.s.pause(1.0)
        self.calm()
        self.told(text[5:], ahead=True)

    @deed(EVERY)
    def ahead_then_by_hand(self):
        """Begun while the program runs, ended when its shell asks again."""
        self.go("sleep 0.7", pause=0.1)
        text = self.echo()
        self.put(text[:8], "fast")
        self.s.pause(0.9)
        self.calm()
        self.put(text[8:])
        self.end(text)

    @deed("bash", "zsh", "fish")
    def pasted_rows(self):
        one = self.echo()
        text = f"cd hold\nls | wc -l\n{one}\ncd .."
        self.s.paste(text)
        self.s.pause(0.3)
        self.hit(text, out=one[5:])

    @deed("bash", "zsh", "fish")
    def pasted_and_mended(self):
        text = self.echo()
        self.s.paste(text)
        self.calm()
        self.keys("C-a", *["Right"] * 5, pause=0.05)
        self.put("pasted ", "even")
        self.end("echo pasted " + text[5:])

    @deed(EVERY)
    def sent_rows(self):
        """As terminals without brackets paste them."""
        texts = [self.echo() for _ in range(self.lot.randrange(2, 5))]
        self.s.place = self.s._look()[0]
        self.s.burst("".join(text + "\r" for text in texts))
        for n, text in enumerate(texts):
            self.s.truth(text, ahead=n > 0)
        self.s.pause(0.5)
        self.calm(0.3)
        self.told(texts[-1][5:], ahead=True)

    # other shells, interpreters
    @deed(EVERY)
    def inner_shell(self):
        line, wait, end = self.lot.choice([("bash --rcfile ~/fold-rc", "fold", "exit"), ("env PS1='inner> ' dash", "inner>", "exit"), ("busybox sh", "", "exit"), ("su -p", "shepherd#", "exit"), ("env ENV= PS1='deep: ' mksh", "deep:", "exit"), ("zsh -f", "", "exit"), ("sh", "", "exit")]) \
            if self.sh not in ("tcsh", "fish") else self.lot.choice([("bash --rcfile ~/fold-rc", "fold", "exit"), ("env PS1='inner> ' dash", "inner>", "exit"), ("su -p", "shepherd#", "exit")])
        if self.s.spec["inside"] in ("sudo", "su") and line.startswith("su"):
            line, wait = "bash --rcfile ~/fold-rc", "fold"
        self.go(line, wait or None, 0.4)
        self.calm()
        sh, self.sh = self.sh, "dash"
        for deed in self.lot.sample(["speaks", "looks", "loops", "silent", "empties"], 2):
            getattr(self, deed)()
        self.sh = sh
        self.calm()
        if self.lot.random() < 0.4:
            self.s.key("C-d", pace=0.3)
            self.calm()
        else:
            self.say(end)
        self.line()

    @deed(EVERY)
    def inner_repl(self):
        line, prompt, texts, end = self.lot.choice([
            ("python3 -q", ">>>", ["import math", "math.sqrt(49)", "print('from python')"], "C-d"), ("bc -q", None, ["6 * 7", "scale=3", "10/4"], "quit"),
            ("sqlite3", "sqlite>", ["create table ewes (n);", "insert into ewes values (3);", "select n * 2 from ewes;"], ".quit"), ("lua", ">", ["x = 5", "print(x * 3)", "#'moor'"], "C-d"),
            ("node", ">", ["let n = 4", "n * 11", "'moor'.length"], ".exit"), ("tclsh", "%", ["set n 4", "expr $n * 5", "puts \"from tcl\""], "exit"), ("gdb -q", "(gdb)", ["print 6*7", "echo from gdb\\n", "show width"], "quit")])
        self.go(line, prompt, 0.9)
        self.calm()
        way, self.way = self.way, "fast" if self.way in ("ahead", "machine") else self.way
        self.say(*texts, kind="repl")
        self.way = way
        if end.startswith("C-"):
            self.s.key(end, pace=0.4)
        else:
            self.put(end)
            self.hit(end, "repl", pause=0.3)
        self.calm()
        self.line()

    @deed(POSIX)
    def written_script(self):
        self.n += 1
        self.rows(f"cat > hold/s{self.n}.sh <<'END'", "#!/bin/sh", "for x in a b; do", "  echo \"$x $1\"", "done", "END")
        self.say(f"sh hold/s{self.n}.sh moor", out="b moor")

    @deed("bash", "zsh", "ksh93", "mksh", "yash", "ash", "dash")
    def asks_itself(self):
        self.go("read answer", pause=0.2)
        self.reply("echo is what I answer")
        self.say("echo \"$answer\"", out="echo is what I answer")

    @deed("bash", "zsh", "ksh93", "mksh")
    def selects(self):
        self.go("select x in ewe ram; do echo \"took $x\"; break; done", "2) ram", 0.2)
        self.reply("2")
        self.told("took ram")

    @deed("bash", "zsh", "mksh", "ksh93", "dash", "yash")
    def waits(self):
        self.say("sleep 0.3 & wait; echo waited")
        self.line()


SHELLS = {
    # name: (program, rc file, its text, prompts, ENV)
    "bash": (["bash", "--rcfile", "@HOME@/rc", "-i"], "rc", "{}\nHISTFILE=~/.h\n", [
        "PS1='\\u@brae:\\w\\$ '", "PS1='[\\t] \\W > '", "PS1='\\n╭─ \\w\\n╰─❯ '", "PS1='(\\!) \\W \\$ '", "PS1='\\[\\e[1;32m\\]brae\\[\\e[0m\\] \\[\\e[34m\\]\\w\\[\\e[0m\\] $ '", "PS1=''", "PS1='🐑 \\W » '",
        "PS1='$? \\W: '", "PS1='\\[\\e7\\e[999C\\e[7D\\D{%H:%M}\\e8\\]brae \\W % '", "PROMPT_COMMAND='PS1=\"\\#|$?> \"'", "PROMPT_COMMAND='printf \"\\033]0;moor\\007\"'; PS1='\\[\\e]133;A\\a\\]moor \\$ \\[\\e]133;B\\a\\]'", "PS1='\\s-\\v\\$ '", "PS1='\\D{%a %H:%M:%S} \\j \\w\\n# '", "PS1='\\[\\e[30;46m\\] \\w \\[\\e[36;49m\\]▶\\[\\e[0m\\] '"]),
    "zsh": (["zsh", "-i"], ".zshrc", "{}\nbindkey -e\nHISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n", [
        "PROMPT='%n@brae %~ %# '", "PROMPT='%F{green}%1~%f ❯ ' RPROMPT='%F{8}%*%f'", "PROMPT='%(?.ok.%?) %1~ > '", "PROMPT=$'%B%~%b\\n%# '", "PROMPT='%h: ' RPROMPT='[%~]'", "PROMPT='' RPROMPT='<%T>'", "PROMPT='🐏 %1~ '", "setopt transient_rprompt; PROMPT='brae %# ' RPROMPT='%D{%H:%M:%S}'",
        "PROMPT='%K{blue} %~ %k%F{blue}▶%f '", "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh; PROMPT='moor> '", "source /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh; PROMPT='%1~ $ '"]),
    "fish": (["fish", "-i"], ".config/fish/config.fish", "set -g fish_greeting\n{}\n", [
        "function fish_prompt; echo -n brae' '(prompt_pwd)'> '; end", "function fish_prompt; set -l s $status; echo -n \"[$s] ❯ \"; end", "function fish_prompt; echo; set_color cyan; echo (prompt_pwd); set_color normal; echo -n '➜ '; end",
        "function fish_prompt; echo -n 'moor$ '; end; function fish_right_prompt; date +%H:%M:%S; end", "function fish_prompt; echo -n (date +%T)' '(prompt_pwd)' | '; end", "function fish_prompt; echo -n '🐑 '; end", "function fish_prompt; set_color -b blue; echo -n ' '(prompt_pwd)' '; set_color normal; echo -n ' '; end; function fish_right_prompt; echo $status; end"]),
    "tcsh": (["tcsh"], ".tcshrc", "{}\nset history=90\nset savehist=90\nunset autologout\nbindkey -e\n", ["set prompt='%n@brae:%c%# '", "set prompt='[%h] %~> '", "set prompt='%B%c%b %# '; set rprompt='%T'", "set prompt='%~\\n> '", "set prompt='%P %c: '"]),
    "ksh93": (["ksh93", "-o", "emacs", "-i"], "krc", "{}\nHISTFILE=~/.kh\n", ["PS1='${PWD##*/} $ '", "PS1='! brae> '", "PS1=$'\\n${PWD##*/}\\n$ '", "PS1='♣ '"]),
    "ksh93n": (["ksh93", "+o", "emacs", "-i"], "krc", "{}\nHISTFILE=~/.kh\n", ["PS1='brae$ '", "PS1='${PWD##*/} # '"]),
    "mksh": (["mksh", "-i"], "mrc", "{}\nHISTFILE=~/.mh\nset -o emacs\n", ["PS1='${PWD##*/} $ '", "PS1='$? ▸ '", "PS1='brae! '", "PS1=$'\\nmoor ${PWD##*/}\\n# '"]),
    "yash": (["yash", "-i"], ".yashrc", "YASH_PS1={}\nset -o emacs\n", ["'y\\$ '", "'brae ] '", "'\\fg.${PWD##*/}\\fD. > '", "'$? % '"]),
    "ash": (["busybox", "ash"], "arc", "{}\n", ["PS1='\\u@brae:\\W\\$ '", "PS1='/ # '", "PS1='[\\t] \\W> '", "PS1='~ \\$ '"]),
    "dash": (["dash", "-i"], "drc", "{}\n", ["PS1='$ '", "PS1='brae:$PWD# '", "PS1='[$?] > '"]),
}
HISTORIES = {"bash": ".h", "zsh": ".zh", "fish": None, "tcsh": None, "mksh": "", "ksh93": "", "ksh93n": ""}
RCS = {"ksh93": "krc", "ksh93n": "krc", "mksh": "mrc", "ash": "arc", "dash": "drc"}
TYPISTS = ["slow", "fast", "fast", "bursts", "ahead", "slips", "slips", "paste", "machine", "even"]
SIZES = [(40, 10), (60, 15), (80, 24), (80, 24), (80, 25), (100, 30), (120, 40), (132, 43), (158, 50), (200, 60)]
TERMS = ["xterm-256color"] * 8 + ["xterm", "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "rxvt", "ansi"]


def walk(s, deeds=None):
    it = Brae(s)
    it.calm(0.9 if s.recorder else 0.5)
    it.line()
    known = sorted(set(DEEDS[it.sh]))
    for name in deeds or it.lot.sample(known, min(len(known), it.lot.randrange(12, 21))):
        s.deed = name
        try:
            getattr(it, name)()
        except (AssertionError, TimeoutError) as problem:
            raise AssertionError(f"in {name} by {it.way} of {it.sh} at {s.spec['size']} {s.spec['term']}: {problem}") from None
    it.line()
    it.put("exit")
    it.s.enter("exit", wait=False)
