"""Lines as they come, of many rows, and mended: the first half of what is done in props/braes.py."""
from props.brae_hands import EDITS, EVERY, POSIX, WORDS, Hands, deed


class Lines(Hands):
    # lines as they come
    @deed(EVERY)
    def looks(self):
        self.say(*self.lot.sample(["ls hold", "wc -l moor.log", "head -n 2 moor.log", "cat hold/stile.txt", "tail -n 1 moor.log", "sort moor.log | tail -n 1", "du -s hold | wc -l", "date +%Y", "uname", "file hold/sand", "stat -c %s hold/sand"], 3))

    @deed(EVERY)
    def speaks(self):
        for _ in range(2):
            self.line()

    @deed(EVERY)
    def fails(self):
        self.say("gti status")
        self.say(self.status())

    @deed(EVERY)
    def silent(self):
        self.say("true", "cd .", "touch hold/new")

    @deed(EVERY)
    def unended(self):
        self.say("printf 'no end'")
        self.line()

    @deed(EVERY)
    def coloured(self):
        self.say("ls --color=always hold", "grep --color=always ling moor.log | head -n 2")

    @deed(EVERY)
    def codes(self):
        self.say("sh -c 'exit 7'")
        self.say(self.status(), out="7")

    @deed(EVERY)
    def around(self):
        self.say("cd hold", "ls", "cd -" if self.sh != "ash" else "cd ..")

    @deed("bash", "zsh", "fish", "tcsh")
    def pushes(self):
        self.say("pushd hold", "cat sand", "popd")

    @deed("bash", "zsh", "ksh93", "mksh", "yash", "ash", "dash", "fish")
    def aliases(self):
        word = self.lot.choice(WORDS)
        self.say(f"alias {word}x='echo aliased {word}'", f"{word}x again")
        self.say(f"unalias {word}x" if self.sh != "fish" else f"functions -e {word}x")

    @deed(EVERY)
    def remarks(self):
        text = self.echo()
        if self.sh in ("zsh", "tcsh"):
            return self.say(text)
        self.say(text + " # and a remark", out=text[5:])
        self.say("# only a remark")

    @deed(EVERY)
    def empties(self):
        for _ in range(self.lot.randrange(1, 4)):
            self.hit(None)
        self.line()

    @deed(EVERY)
    def blanks(self):
        self.put("   ", "even")
        self.hit(None)
        self.line()

    @deed(EVERY)
    def wide(self):
        if self.sh in ("yash", "ash", "dash", "ksh93n"):
            return self.say(self.echo())
        text = self.echo() + self.lot.choice([" 羊と丘", " cafe\u0301 nai\u0308ve", " 丘 é ü 羊", " ☃ ok", " 🐑 fold"])
        self.put(text, "even")
        self.hit(text, also={"fish": [text.replace("\u0301", "").replace("\u0308", "")], "tcsh": [text.replace("🐑", "\\U+1F411")]}.get(self.sh, []))  # as they are drawn there

    @deed(EVERY)
    def chained(self):
        self.say("true && ls hold | wc -l", "false || echo or this; echo and that", "env FLOCK=ling sh -c 'echo $FLOCK'", "(cd hold; ls | wc -l)" if self.sh != "fish" else "ls | wc -l")

    @deed(EVERY)
    def signs(self):
        """Words that look like prompts and like what shells say."""
        self.say(self.lot.choice(["echo 'root@brae:~# ls'", "echo '$ ' is a sign", "echo 'brae> ' '# '", "echo '>>> 1 + 1'", "echo 'sqlite> .quit'"]))
        self.line()

    @deed("bash", "zsh", "mksh", "tcsh", "yash")
    def lists_history(self):
        self.say("history | tail -n 4")
        self.line()

    @deed("bash", "ksh93", "mksh", "yash", "ash", "dash", "zsh", "ksh93n")
    def traced(self):
        self.say("set -x", self.echo(), "set +x")

    @deed("bash", "mksh", "dash", "ash")
    def verbose(self):
        self.say("set -v", self.echo(), "set +v")

    @deed("bash", "zsh", "ksh93", "mksh", "dash", "ash")
    def new_prompt(self):
        self.say("PS1='brae anew> '" if self.sh != "zsh" else "PROMPT='brae anew> '")
        self.line()

    # many rows
    @deed(POSIX, "fish")
    def quoted_rows(self):
        self.n += 1
        self.rows(f"echo \"b{self.n} first", "", "third\"", out="third")

    @deed(POSIX)
    def document(self):
        self.n += 1
        self.rows("cat <<MOOR", f"b{self.n} in it", "$ not a prompt", "MOOR", out=f"b{self.n} in it")

    @deed(POSIX)
    def document_to(self):
        self.rows("sed 's/e/E/' << 'X' > hold/new", "a heath", "> quoted", "  two blanks", "X")
        self.say("cat hold/new", out="a hEath")

    @deed(POSIX)
    def reads(self):
        self.rows("head -n 2 moor.log |", "while read a b c", "do", "  echo \"$b:$a\"", "done", out="heath:001")

    @deed(POSIX)
    def cases(self):
        self.rows("case $((3 * 2)) in", "  6) echo six;;", "  *) echo other;;", "esac", out="six")

    @deed(POSIX)
    def elses(self):
        self.rows("if test -f nowhere; then", "  echo no", "elif test -d hold; then", "  echo hold is there", "fi", out="hold is there")

    @deed(POSIX)
    def functions(self):
        self.n += 1
        self.rows(f"shear{self.n}() {{", "  echo shorn \"$1\"", "}")
        self.say(f"shear{self.n} ewe", out="shorn ewe")

    @deed(POSIX)
    def grouped(self):
        self.n += 1
        self.rows("{", f"  echo b{self.n} one", "  echo two", "} | sort -r", out=f"b{self.n} one")

    @deed(POSIX)
    def ands(self):
        self.n += 1
        self.rows("test -d hold &&", f"echo b{self.n} beyond", out=f"b{self.n} beyond")

    @deed(POSIX, "tcsh", "fish")
    def slashed(self):
        self.n += 1
        self.rows(f"echo b{self.n} \\", "gorse \\", "whin", out=f"b{self.n} gorse whin")

    @deed(POSIX)
    def awk(self):
        self.rows("awk '", "  $2 == \"ling\" { n++ }", "  END { print \"lings\", n }", "' moor.log", out="lings 40")

    @deed(EVERY)
    def loops(self):
        loop = {"fish": ["for n in 1 2", "echo row $n", "end"], "tcsh": ["foreach n (1 2)", "echo row $n", "end"]}.get(self.sh, ["for n in 1 2", "do", "echo row $n", "done"])
        self.rows(*loop, out="row 2")

    @deed("fish")
    def fish_rows(self):
        self.n += 1
        self.rows(f"function shear{self.n}", "echo shorn $argv", "end")
        self.say(f"shear{self.n} ram", out="shorn ram")
        self.rows("if test -d hold", "echo it is", "else", "echo not", "end", also=["if test -d hold\n    echo it is\nelse\n    echo not\nend"], out="it is")

    @deed("bash", "zsh", "fish")
    def block_again(self):
        word = f"k{self.n}"
        loop = ["for n in 1 2", "echo " + word + " $n", "end"] if self.sh == "fish" else ["for n in 1 2; do", "echo " + word + " $n", "done"]
        self.rows(*loop, out=word + " 2")
        self.up()
        self.put(" | sort -r", "even")
        one = {"bash": f"for n in 1 2; do echo {word} $n; done"}.get(self.sh, "\n".join(loop)) + " | sort -r"
        self.hit(one, also=self.fished([*loop[:-1], loop[-1] + " | sort -r"]))

    # mending
    @deed(EDITS)
    def mend_middle(self):
        one = self.line()
        self.line()
        self.up(2)
        self.keys("C-a", *["Right"] * 5, pause=0.05)
        first = one.split()[1]
        self.keys(*["C-d"] * len(first), pause=0.06)
        self.put("mended", "even")
        self.end(one.replace(first, "mended", 1))

    @deed(EDITS)
    def mend_left(self):
        text = self.echo()
        self.put(text[:5] + text[6:])
        self.keys(*["Left"] * (len(text) - 6), pause=0.035)
        self.put("b", "even")
        if self.lot.random() < 0.5:
            self.keys("C-e")
            self.put(" on", "fast")
            text += " on"
        self.end(text)

    @deed("bash", "zsh", "mksh")
    def searches_in_vain(self):
        one = self.line()
        self.line()
        self.keys("C-r", pause=0.15)
        self.put(one.split()[1], "even")
        self.keys("C-r", pause=0.15)
        self.keys("C-g", pause=0.25)
        self.keys("C-u")
        self.line()

    @deed("bash", "zsh")
    def search_and_on(self):
        one = self.line()
        self.line()
        self.keys("C-r", pause=0.15)
        self.put(one.split()[1], "slow")
        self.keys("C-e", pause=0.15)
        self.put(" found", "fast")
        self.end(one + " found")

    @deed("bash", "zsh", "fish", "mksh", "ash")
    def ambiguous(self):
        self.put("cat hold/st", "even")
        self.keys(*["Tab"] * (1 if self.sh in ("zsh", "fish") else 2), pause=0.3)
        self.put("i", "even")
        self.keys("Tab", pause=0.35)
        self.hit("cat hold/stile.txt", also=["cat hold/stile.txt "], out="stile here")

    @deed("bash", "zsh", "fish")
    def yank_pop(self):
        self.n += 1
        self.put("peat beck", "fast")
        self.keys("C-u")
        self.put("wall gate", "fast")
        self.keys("C-u")
        self.put(f"echo b{self.n} ", "even")
        self.keys("C-y", "M-y", pause=0.2)
        self.end(f"echo b{self.n} peat beck")

    @deed("bash", "zsh", "fish", "tcsh", "yash")
    def yank_twice(self):
        self.n += 1
        self.put(f"b{self.n} moss", "fast")
        self.keys("C-u")
        self.put("echo ", "fast")
        self.keys("C-y", "Space", "C-y", pause=0.15)
        self.end(f"echo b{self.n} moss b{self.n} moss")

    @deed("bash", "zsh", "fish", "tcsh", "ksh93", "mksh")
    def transpose(self):
        text = self.echo("ab")
        self.put(text[:-2] + "ba")
        self.keys("C-t", pause=0.15)
        self.end(text)

    @deed("bash", "zsh", "fish")
    def undo(self):
        text = self.echo()
        self.put(text)
        self.keys("C-w", pause=0.15)
        self.keys("C-_", pause=0.15)
        self.end(text)

    @deed("bash", "zsh", "tcsh", "mksh")
    def casing(self):
        text = self.echo()
        self.put(text)
        self.keys("M-b", "M-u", pause=0.15)
        head, tail = text.rsplit(" ", 1)
        self.end(head + " " + tail.upper())

    @deed("bash", "zsh", "fish", "mksh", "ksh93")
    def last_word(self):
        one = self.line()
        self.put("echo with ", "even")
        self.keys("M-.", pause=0.2)
        self.end("echo with " + one.split()[-1])

    @deed(EDITS, "dash", "ksh93n")
    def wipes_again(self):
        for wrong in ("echo not this one", "echo nor that"):
            self.put(wrong)
            self.keys("C-u", pause=0.15)
        self.line()

    @deed(EDITS)
    def redraw(self):
        text = self.echo()
        cut = self.lot.randrange(4, len(text) - 1)
        self.put(text[:cut])
        self.keys("C-l", pause=0.25)
        self.put(text[cut:])
        self.end(text)

    @deed("bash", "zsh", "fish", "tcsh", "yash", "ash", "mksh", "ksh93")
    def long_from_its_first_row(self):
        if self.sh in ("ksh93", "mksh") and self.lot.random() < 0.5:
            return self.line()
        text = self.echo(*[f"w{n}" for n in range(self.width() // 4 + 4)])
        self.put(text)
        self.keys("C-a", *["Right"] * 5, pause=0.06)
        self.put("put-in ", "even")
        text = "echo put-in " + text[5:]
        self.said.append(text)
        self.hit(text, out=text[5:] if self.sh not in ("ksh93", "mksh") else None)

    @deed("bash", "zsh", "fish", "tcsh", "yash", "ash")
    def long_and_cut(self):
        text = self.echo(*[f"v{n}" for n in range(self.width() // 4 + 4)])
        self.put(text)
        self.keys("C-a", *["Right"] * 9, pause=0.05)
        self.keys("C-k", pause=0.15)
        self.put("instead", "even")
        self.end(text[:9] + "instead")

    @deed("bash", "zsh")
    def digits(self):
        text = self.echo("")
        self.put(text)
        self.keys("M-5", pause=0.15)
        self.put("z", "even")
        self.end(text + "zzzzz")

    @deed("bash", "zsh")
    def history_ends(self):
        self.line()
        self.keys("M-<", pause=0.25)
        self.keys("M->", pause=0.25)
        self.line()

    @deed("bash", "zsh", "fish")
    def up_and_back(self):
        text = self.echo()
        self.line()
        if self.sh == "fish":
            self.keys("Up", "Up", "Down", "Down", pause=0.15)
            self.put(text, "even")
        else:
            self.put(text)
            self.keys("Up", "Up", "Down", "Down", pause=0.15)
        self.put(" kept", "even")
        self.end(text + " kept")

    @deed("zsh", "fish")
    def row_put_in(self):
        text = self.echo()
        self.put(text)
        self.keys("M-Enter", pause=0.2)
        self.put("echo below", "even")
        self.hit(text + "\necho below", out="below")

    @deed("bash")
    def comments_out(self):
        text = self.echo()
        self.put(text)
        self.hit("#" + text, key="M-#")
        self.line()

    @deed("bash", "zsh")
    def operate(self):
        lines = [self.line() for _ in range(3)]
        self.keys("Up", "Up", "Up", pause=0.15)
        self.hit(lines[0], key="C-o")
        self.hit(lines[1], out=lines[1][5:])

    @deed("bash", "zsh", "tcsh")
    def bangs(self):
        one = self.line()
        self.put("!!", "even")
        self.hit(one, also=["!!"])
        first = one.split()[1]
        self.put(f"^{first}^banged", "even")
        self.hit(one.replace(first, "banged", 1), also=[f"^{first}^banged"], out=one.replace(first, "banged", 1)[5:])

    @deed("bash", "zsh", "ksh93", "mksh")
    def run_again(self):
        one = self.line()
        self.put("fc -s" if self.sh == "bash" else "r", "even")
        self.hit("fc -s" if self.sh == "bash" else "r", also=[one])
        self.line()

    @deed("bash", "mksh", "ksh93", "yash")
    def as_vi(self):
        self.say("set -o vi")
        text = self.echo()
        self.put(text[:5] + text[6:], "fast")
        self.s.key("Escape", pace=0.6)
        self.s.type("0wib", 0.12)
        self.s.pause(0.1)
        self.end(text)
        self.say("set -o emacs")

    @deed("bash")
    def by_editor(self):
        self.put("echo to be edited", "fast")
        self.s.key("C-x", "C-e", pace=0.1)
        self.s.pause(0.7)
        self.s.type("A in vi", 0.06)
        self.s.key("Escape", pace=0.5)
        self.s.type(":wq", 0.06)
        self.hit("echo to be edited in vi", out="to be edited in vi", pause=0.3)
