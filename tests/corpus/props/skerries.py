"""As many deeds again as props/braes.py has: rarer keys, other blocks, jobs, programs and windows."""
from props.brae_hands import EDITS, EVERY, POSIX
from props.braes import DEEDS as FIRST
from props.braes import Brae

SECOND = {}
BIG = ["bash", "zsh", "fish"]


def deed(*shells):
    def wrap(function):
        for shell in [name for group in shells for name in (group if isinstance(group, list) else [group])]:
            SECOND.setdefault(shell, []).append(function.__name__)
        return function
    return wrap


def known(shell):
    return sorted({*FIRST[shell], *SECOND[shell]})


class Skerry(Brae):
    # rarer keys
    @deed(BIG, "mksh", "tcsh")
    def by_words(self):
        text = self.echo("wrong right")
        self.put(text)
        self.keys("M-b", "M-b", "M-d", pause=0.12)
        self.keys("C-d", pause=0.1)
        self.end(text.replace("wrong ", ""))

    @deed(EDITS)
    def named_keys(self):
        if self.sh in ("ksh93", "zsh") or self.s.spec["term"] not in ("xterm-256color", "xterm", "screen-256color", "tmux-256color"):
            return self.line()  # which know nothing of these keys
        text = self.echo()
        self.put("x" + text)
        self.keys("Home", pause=0.12)
        self.keys("Delete", pause=0.12)
        self.keys("End", pause=0.12)
        self.put(" on", "even")
        self.end(text + " on")

    @deed("bash", "zsh", "mksh", "tcsh")
    def capitals(self):
        text = self.echo()
        head, tail = text.rsplit(" ", 1)
        self.put(text)
        self.keys("M-b", "M-c", pause=0.15)
        self.end(head + " " + tail.capitalize())

    @deed(BIG)
    def word_back(self):
        text = self.echo()
        self.put(text + " gone-away")
        self.keys("M-BSpace", pause=0.12)
        self.keys("M-BSpace", pause=0.12)
        self.keys("BSpace", pause=0.12)
        self.put(" on", "even")
        self.end(text + " on")

    @deed("bash")
    def front_killed(self):
        text = self.echo()
        self.put("not this " + text)
        self.keys(*["Left"] * len(text), pause=0.03)
        self.keys("C-u", pause=0.15)
        self.end(text)

    @deed("bash", "zsh")
    def older_words(self):
        one = self.line()
        self.line()
        self.put("echo older ", "even")
        self.keys("M-.", "M-.", pause=0.2)
        self.end("echo older " + one.split()[-1])

    @deed("bash")
    def asked_for(self):
        """A search that asks in a row of its own."""
        one = self.line()
        self.line()
        self.keys("M-p", pause=0.2)
        self.put(one.split()[1] + " " + one.split()[2], "even")
        self.keys("Enter", pause=0.25)
        self.end(one)

    @deed("tcsh", "zsh")
    def by_prefix(self):
        one = self.line()
        self.say("true")
        self.put("echo", "even")
        self.keys("M-p", pause=0.25)
        self.end(one)

    @deed("fish")
    def by_beginning(self):
        one = self.line()
        self.line()
        self.put(one[:8], "even")
        self.keys("Up", pause=0.25)
        self.keys("C-e", pause=0.15)  # what is only suggested is taken, too
        self.hit(one, out=one[5:])

    @deed("fish")
    def ghost_taken(self):
        one = self.line()
        self.line()
        self.put(one[:9], "even")
        self.s.pause(0.2)
        self.keys(self.lot.choice(["Right", "C-e", "End"]), pause=0.2)
        self.end(one)

    @deed("fish")
    def searched_in_fish(self):
        one = self.line()
        self.line()
        self.keys("C-r", pause=0.3)
        self.put(one.split()[1] + " ", "even")
        self.s.pause(0.3)
        self.keys("Enter", pause=0.3)
        self.end(one)

    @deed("fish")
    def abbreviated(self):
        self.say("abbr -a ecx echo")
        self.n += 1
        self.put(f"ecx b{self.n} by abbreviation", "even")
        self.end(f"echo b{self.n} by abbreviation")

    @deed(BIG)
    def variable(self):
        self.put("echo $HISTFI" if self.sh != "fish" else "echo $fish_pi", "even")
        self.keys("Tab", pause=0.35)
        self.calm()
        text = "echo $HISTFILE" if self.sh != "fish" else "echo $fish_pid"
        if text not in self.s.screen().replace("\n", ""):
            self.keys("C-u")
            return self.line()
        self.hit(text, also=[text + " "])

    @deed("bash", "zsh", "fish", "mksh")
    def into(self):
        self.put("cd hol", "even")
        self.keys("Tab", pause=0.35)
        self.hit("cd hold/", also=["cd hold", "cd hold/ "])
        self.say("cat sand")
        self.say("cd ..")

    @deed(BIG)
    def with_a_blank(self):
        self.put("cat hold/old", "even")
        self.keys("Tab", pause=0.35)
        self.hit("cat hold/old\\ one", also=["cat hold/old\\ one "], out="old")

    @deed("bash")
    def all_of_them(self):
        self.put("echo hold/st", "even")
        self.keys("M-*", pause=0.3)
        self.hit("echo hold/stile.txt hold/stone.txt", also=["echo hold/stile.txt hold/stone.txt "], out="hold/stile.txt hold/stone.txt")

    @deed("bash", "tcsh")
    def globbed(self):
        self.put("echo hold/st*", "even")
        self.keys("C-x", "*", pause=0.25)
        self.hit("echo hold/stile.txt hold/stone.txt", also=["echo hold/stile.txt hold/stone.txt "], out="hold/stile.txt hold/stone.txt")

    @deed("zsh")
    def globbed_by_tab(self):
        self.put("echo hold/st*", "even")
        self.keys("Tab", pause=0.35)
        self.hit("echo hold/stile.txt hold/stone.txt", also=["echo hold/stile.txt hold/stone.txt "], out="hold/stile.txt hold/stone.txt")

    @deed("bash", "tcsh")
    def only_looked(self):
        text = "cat hold/stone.txt"
        self.put("cat hold/st", "even")
        self.keys(*(["M-?"] if self.sh == "bash" else ["C-d"]), pause=0.35)
        self.put("one.txt", "even")
        self.hit(text, out="stone here")

    @deed("bash")
    def too_many(self):
        self.put("ls /usr/bin/", "even")
        self.keys("Tab", "Tab", pause=0.4)
        self.put("n", "even")
        self.calm()
        self.keys("C-u", pause=0.15)
        self.line()

    @deed("bash")
    def expanded(self):
        self.n += 1
        self.put(f"echo b{self.n} $USER", "even")
        self.keys("M-C-e", pause=0.2)
        self.end(f"echo b{self.n} root")

    @deed("bash")
    def macro(self):
        self.n += 1
        self.keys("C-x", "(", pause=0.1)
        self.put("peat ", "even")
        self.keys("C-x", ")", "C-x", "e", pause=0.12)
        self.keys("C-a", pause=0.1)
        self.put(f"echo b{self.n} ", "even")
        self.hit(f"echo b{self.n} peat peat", out=f"b{self.n} peat peat")

    @deed("bash", "ksh93", "mksh", "yash")
    def vi_recalls(self):
        one = self.line()
        self.say("set -o vi")
        self.s.key("Escape", pace=0.6)
        self.s.type("kkA", 0.2)
        self.put(" by vi", "even")
        self.end(one + " by vi")
        self.say("set -o emacs")

    @deed("zsh")
    def vi_in_zsh(self):
        self.say("bindkey -v")
        text = self.echo()
        self.put(text + "xx", "even")
        self.s.key("Escape", pace=0.6)
        self.s.type("xx", 0.2)
        self.end(text)
        self.say("bindkey -e")

    @deed("zsh")
    def pushed(self):
        later, now = self.echo(), self.echo()
        self.put(later, "even")
        self.keys("M-q", pause=0.25)
        self.put(now, "even")
        self.end(now)
        self.s.pause(0.15)
        self.end(later)

    @deed("zsh")
    def kept(self):
        text = self.echo()
        self.put(text, "even")
        self.hit(text, out=text[5:], key="M-a")
        self.hit(text)

    @deed("zsh")
    def named_command(self):
        text = self.echo()
        self.put("cho" + text[4:], "even")
        self.keys("M-x", pause=0.25)
        self.put("beginning-of-line", "even")
        self.s.key("Enter", pace=0.3)
        self.put("e", "even")
        self.end(text)

    @deed(EDITS)
    def to_the_margin(self):
        if self.sh in ("ksh93", "mksh"):
            return self.line()
        text = self.echo("")
        self.put(text, "fast")
        self.calm()
        at = int(self.s.term.look()[0].split()[0])
        fill = "m" * (self.s.spec["size"][0] - at + self.lot.choice([-1, 0, 1])) if self.width() == self.s.spec["size"][0] else "m" * 30
        self.put(fill, "fast")
        self.calm()
        if self.lot.random() < 0.5:
            self.keys("BSpace", "BSpace", pause=0.12)
            self.put("nn", "even")
            fill = fill[:-2] + "nn"
        self.end(text + fill)

    @deed(EDITS)
    def over_and_back(self):
        if self.sh in ("ksh93", "mksh"):
            return self.line()
        text = self.echo()
        tail = " " + "u" * (self.width() + 5)
        self.put(text + tail, "fast")
        self.keys("C-a", "C-e", pause=0.12)
        self.keys(*["BSpace"] * len(tail), pause=0.012)
        self.put(" back", "even")
        self.end(text + " back")

    @deed("bash", "zsh", "mksh")
    def far_back(self):
        lines = [self.line() for _ in range(3)]
        self.keys("C-r", pause=0.15)
        self.put("echo b", "even")
        self.keys("C-r", "C-r", pause=0.2)
        self.keys("C-e", pause=0.15)
        self.end(lines[0])

    @deed(EVERY)
    def blanks_before(self):
        text = self.echo()
        self.put("   " + text.replace(" ", "  ", 1), "even")
        self.said.append(text)
        self.hit("   " + text.replace(" ", "  ", 1), out=text[5:])

    @deed(EVERY)
    def by_line_feed(self):
        text = self.echo()
        self.put(text)
        self.end(text, key="C-j")

    # blocks
    @deed(POSIX)
    def until(self):
        self.rows("n=3", out=None)
        self.rows("until test $n -eq 0; do", "echo left $n", "n=$((n - 1))", "done", out="left 1")

    @deed(POSIX)
    def quoted_program(self):
        self.rows("sh -c '", "echo one of it", "echo two of it'", out="two of it")

    @deed(POSIX)
    def python_document(self):
        self.rows("python3 - <<'PY'", "for n in range(2):", "    print('py', n)", "PY", out="py 1")

    @deed(POSIX)
    def two_documents(self):
        self.rows("cat <<A - <<B", "in a", "A", "in b", "B", out="in b")

    @deed("bash", "zsh", "ksh93", "mksh")
    def here_string(self):
        self.n += 1
        self.say(f"tr a-z A-Z <<< 'b{self.n} here'", out=f"B{self.n} HERE")

    @deed("bash", "zsh", "ksh93")
    def substituted(self):
        self.say("diff <(echo 1) <(echo 2)")
        self.say("echo $(echo inner $(echo most))", out="inner most")

    @deed("bash", "zsh")
    def expansions(self):
        self.say("echo {a,b}{1,2}", out="a1 a2 b1 b2")
        self.say("w=(ling heath); echo ${w[@]} ${#w[@]}", out="ling heath 2")

    @deed(POSIX)
    def sums(self):
        self.say("echo $((6 * 7))", out="42")
        self.say("x=moor; echo ${x}land ${x#m}", out="moorland oor")

    @deed("bash", "zsh", "ksh93", "mksh", "dash", "ash", "yash")
    def other_second_prompt(self):
        if self.sh in ("zsh",):
            self.say("PROMPT2='and? '")
        else:
            self.say("PS2='and? '")
        self.n += 1
        self.rows(f"echo 'b{self.n} of", "two rows'", out="two rows")

    @deed(POSIX)
    def stops_quote(self):
        self.n += 1
        self.s.absent.append(f"never b{self.n}")
        self.put(f"echo \"never b{self.n}")
        self.s.key("Enter", pace=0.2)
        self.put("more of it")
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.line()

    @deed("tcsh")
    def tcsh_rows(self):
        self.rows("while (0)", "echo never", "end")
        self.rows("if (1) then", "echo it is so", "endif", out="it is so")
        self.say("repeat 2 echo twice")

    @deed("fish")
    def fish_while(self):
        self.rows("begin", "echo in it", "echo $PWD | wc -l", "end", out="in it")
        self.rows("switch moor", "case moor", "echo on the moor", "case '*'", "echo off", "end", out="on the moor",
                  also=["switch moor\n    case moor\n        echo on the moor\n    case '*'\n        echo off\nend", "switch moor\ncase moor\n    echo on the moor\ncase '*'\n    echo off\nend"])

    # jobs and signals
    @deed(EVERY)
    def late_word(self):
        if self.sh in ("tcsh", "fish"):
            self.say("sh -c 'sleep 0.4; echo late word' &")
        else:
            self.say("(sleep 0.4; echo late word) &")
        self.s.pause(0.9)
        self.calm()
        self.line()

    @deed(EVERY)
    def quits(self):
        self.go("sleep 32", pause=0.3)
        self.s.key("C-\\", pace=0.4)
        self.calm(0.3)
        self.line()

    @deed(EVERY)
    def words_for_nobody(self):
        """Typed at a program that reads nothing, and thrown away with it."""
        self.go("tail -f moor.log", pause=0.4)
        self.put("is anybody there", "even")
        self.s.absent.append("is anybody there")
        self.s.key("C-c", pace=0.4)
        self.calm()
        self.line()

    @deed(EVERY)
    def cat_of_rows(self):
        self.go("cat", pause=0.25)
        for text in ("one for the cat", "ls for the cat"):
            self.reply(text)
        self.s.key("C-d", pace=0.3)
        self.calm()
        self.line()

    @deed("bash", "ksh93", "mksh")
    def not_so(self):
        self.say("set -o ignoreeof")
        self.s.key("C-d", pace=0.4)
        self.calm()
        self.line()
        self.say("set +o ignoreeof")

    @deed("bash")
    def trapped(self):
        self.say("trap 'echo trapped' INT")
        self.put("never this one")
        self.s.absent.append("never this one")
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.say("trap - INT")
        self.line()

    @deed("bash", "zsh", "fish", "tcsh", "mksh")
    def pager_put_aside(self):
        self.go("less moor.log", "ewe-13", 0.3)
        self.s.key("C-z", pace=0.4)
        self.calm()
        self.line()
        self.go("fg", pause=0.4)
        self.s.type("q", 0.2)
        self.calm()
        self.line()

    @deed(EVERY)
    def stopped_and_again(self):
        self.line()
        self.never("echo never this")
        if self.sh in ("dash", "ksh93n"):
            return self.line()
        if self.sh == "mksh":  # which remembers what was given up
            self.up(2)
        else:
            self.up()
        self.hit(self.said[-1], out=self.said[-1][5:])

    # what programs do
    @deed(EVERY)
    def overwrites(self):
        self.say("printf 'abc\\rX\\n'")
        self.say("printf 'gone\\033[2K\\rcome\\n'")
        self.line()

    @deed(EVERY)
    def cursor_home(self):
        self.say("tput cup 2 0")
        self.say(self.echo())

    @deed(EVERY)
    def other_screen(self):
        self.say("tput smcup")
        self.line()
        self.say("tput rmcup")
        self.line()

    @deed(EVERY)
    def paints(self):
        self.say("tput setaf 2")
        self.line()
        self.say("tput sgr0")

    @deed(EVERY)
    def endless_row(self):
        self.say("head -c 700 moor.log | tr '\\n' '.'")
        self.line()

    @deed(EVERY)
    def columns(self):
        self.say("seq 1 60 | column", "head -n 3 moor.log | column -t", "printf 'a\\tb\\tc\\n'")

    @deed(EVERY)
    def bells(self):
        self.say("printf '\\a'")
        self.line()

    @deed(EVERY)
    def yes_or_no(self):
        self.go("whiptail --yesno 'Shear now?' 8 30", "Shear now", 0.4)
        self.s.key("Enter", pace=0.4)
        self.calm()
        self.line()

    @deed(EVERY)
    def menu(self):
        self.go("dialog --menu Flock 10 30 3 a ewe b ram c lamb", "ram", 0.4)
        self.s.key("Down", pace=0.15)
        self.s.key("Enter", pace=0.4)
        self.calm()
        self.line()

    @deed(EVERY)
    def chooses(self):
        self.go("fzf < moor.log", "120/120", 0.3)
        self.s.type("ewe-13", 0.06)
        self.s.pause(0.3)
        self.s.key("Enter", pace=0.4)
        self.calm()
        self.line()

    @deed(EVERY)
    def git_message(self):
        self.n += 1
        self.say(f"git init -q wool{self.n}", f"cd wool{self.n}")
        self.go("git commit --allow-empty", pause=0.9)
        self.s.type("ia message", 0.05)
        self.s.key("Escape", pace=0.5)
        self.s.type(":wq", 0.06)
        self.s.key("Enter", pace=0.5)
        self.calm()
        self.say("git log --oneline | cut -d' ' -f2-", out="a message")
        self.say("cd ..")

    @deed(EVERY)
    def git_pieces(self):
        self.n += 1
        self.say(f"git init -q fleece{self.n}", f"cd fleece{self.n}", "cp ../hold/sand sand", "git add sand", "git commit -q -m sand", "sed -i s/1/one/ sand")
        self.go("git add -p", "Stage this hunk", 0.3)
        self.reply("y")
        self.say("cd ..")
        self.line()

    @deed("bash")
    def pin(self):
        self.go("read -s -p 'PIN: ' pin", "PIN: ", 0.2)
        self.s.secret(f"Peat{self.lot.randrange(1000, 9999)}")
        self.hit(None)
        self.line()

    @deed(EVERY)
    def manual(self):
        self.go("man -P less printf", "PRINTF", 0.4)
        self.s.type(" q", 0.2)
        self.calm()
        self.line()

    @deed(EVERY)
    def timed_out(self):
        self.say("timeout 0.4 cat > /dev/null")
        self.s.pause(0.5)
        self.calm()
        self.line()

    @deed(EVERY)
    def vi_at_once(self):
        """Its keys are there before it is."""
        self.put("vi hold/stone.txt", "fast")
        self.s.enter("vi hold/stone.txt", wait=False)
        self.s.burst(":q!\r")
        self.s.pause(1.0)
        self.calm(0.3)
        self.line()

    @deed(EVERY)
    def enters_meanwhile(self):
        self.n += 1
        self.put(f"sleep 0.5; echo b{self.n} slept")
        self.s.enter(f"sleep 0.5; echo b{self.n} slept", wait=False)
        for _ in range(2):
            self.s.key("Enter", pace=0.1)
        self.s.pause(0.6)
        self.calm(0.3)
        self.line()

    @deed(EVERY)
    def five_ahead(self):
        self.go("sleep 0.6", pause=0.1)
        texts = [self.echo() for _ in range(5)]
        self.s.place = self.s._look()[0]
        self.s.burst("".join(text + "\r" for text in texts))
        for text in texts:
            self.s.truth(text, ahead=True)
        self.s.pause(1.0)
        self.calm(0.3)
        self.told(texts[-1][5:], ahead=True)

    @deed(EVERY)
    def ahead_of_a_pager(self):
        """The first key is the pager's, the line its shell's."""
        text = self.echo()
        self.put("seq 200 | less", "fast")
        self.s.enter("seq 200 | less", wait=False)
        self.s.pause(0.4)
        self.s.burst("q")
        self.s.pause(0.03)
        self.put(text, "fast")
        self.said.append(text)
        self.calm()
        self.hit(text, out=text[5:])

    # pastes
    @deed(BIG)
    def pasted_within(self):
        text = self.echo("tail")
        head = text[:-5]
        self.put(head + " end", "fast")
        self.keys(*["Left"] * 4, pause=0.05)
        self.s.paste(" pasted words")
        self.calm()
        self.end(head + " pasted words end")

    @deed(EVERY)
    def pasted_long(self):
        text = self.echo(*[f"p{n}" for n in range(self.width() // 3)])
        if self.sh in ("ksh93", "mksh"):
            text = self.echo()
        self.s.paste(text)
        self.calm()
        self.end(text)

    @deed(BIG)
    def pasted_with_its_end(self):
        text = self.echo()
        self.s.paste(text + "\n")
        self.calm(0.3)
        self.hit(text, also=[text + "\n"], out=text[5:])

    @deed(BIG)
    def pasted_block(self):
        loop = "for n in 1 2\necho pasted $n\nend" if self.sh == "fish" else "for n in 1 2; do\n  echo pasted $n\ndone"
        self.s.paste(loop)
        self.calm()
        self.hit(loop, also=["for n in 1 2\n    echo pasted $n\nend"], out="pasted 2")

    # windows
    @deed(EVERY)
    def pulled_in_a_pager(self):
        if self.s.spec["inside"]:
            return self.line()
        self.go("less moor.log", "ewe-13", 0.3)
        self.pull(self.lot.choice([-8, 6]), self.lot.choice([-1, 4]))
        self.s.type("q", 0.25)
        self.calm()
        self.line()

    @deed(EVERY)
    def pulled_in_a_program(self):
        if self.s.spec["inside"]:
            return self.line()
        self.go("sleep 1.2", pause=0.2)
        self.pull(self.lot.choice([-8, 6]), self.lot.choice([-1, 4]))
        self.s.pause(1.0)
        self.calm()
        self.line()

    # others inside
    @deed(EVERY)
    def two_deep(self):
        self.go("bash --rcfile ~/fold-rc", "fold", 0.3)
        sh, self.sh = self.sh, "dash"
        self.line()
        self.go("env PS1='deeper% ' ENV= dash", "deeper%", 0.3)
        self.line()
        self.say("exit")
        self.line()
        self.say("exit")
        self.sh = sh
        self.line()

    @deed(EVERY)
    def by_script(self):
        self.go("script -q -c 'env ENV= PS1=\"taped# \" dash' /dev/null", "taped#", 0.3)
        sh, self.sh = self.sh, "dash"
        self.line()
        self.loops()
        self.say("exit")
        self.sh = sh
        self.line()

    @deed(EVERY)
    def python_with_blocks(self):
        self.go("python3 -q", ">>>", 0.6)
        way, self.way = self.way, "even"
        self.n += 1
        text = f"def shear{self.n}(x):\n    return x * 2"
        for row in (*text.split("\n"), None):
            if row:
                self.put(row)
                self.s.key("Enter", pace=0.2)
        self.hit(text, "repl", also=[text + "\n"])
        self.say(f"shear{self.n}(21)", out="42", kind="repl")
        self.put("1 / 0x", "even")
        self.keys("BSpace", "BSpace", pause=0.1)
        self.put("4", "even")
        self.hit("1 / 4", "repl", out="0.25")
        self.s.key("C-d", pace=0.4)
        self.calm()
        self.way = way
        self.line()

    @deed(EVERY)
    def sqlite_rows(self):
        self.go("sqlite3", "sqlite>", 0.5)
        way, self.way = self.way, "even"
        self.say("create table moor (a, b);", kind="repl")
        self.rows("insert into moor", "values (1,", "2);", kind="repl")
        self.say("select a + b from moor;", out="3", kind="repl")
        self.s.key("C-d", pace=0.4)
        self.calm()
        self.way = way
        self.line()


def walk(s):
    it = Skerry(s)
    it.calm(0.9 if s.recorder else 0.5)
    it.line()
    names = known(it.sh)
    for name in it.lot.sample(names, min(len(names), it.lot.randrange(13, 21))):
        try:
            getattr(it, name)()
        except (AssertionError, TimeoutError) as problem:
            raise AssertionError(f"in {name} by {it.way} of {it.sh} at {s.spec['size']} {s.spec['term']}: {problem}") from None
    it.line()
    it.put("exit")
    it.s.enter("exit", wait=False)
