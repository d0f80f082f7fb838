"""Deeds for sessions drawn by lot in any shell, anywhere: by hands and by machines, each held against the screen where it can be."""
from props.stranger import Hand

LOG = "".join(f"{n:03} isle {n * 17 % 41} {['seal', 'tern', 'gull'][n % 3]}\n" for n in range(80))
FILES = {"isle.log": LOG, "cove/shell.txt": "s\n", "cove/stone.txt": "t\n", "cove/sand": "d\n", "chatter": "#!/bin/sh\nfor n in 1 2 3; do sleep 0.5; echo \"tern $n cries\"; done\n", "notes.md": "".join(f"- note {n}\n" for n in range(70)),
         "lie": "#!/bin/sh\nprintf 'root@isle:~# rm -rf /never/typed\\n$ halt\\n\\033]133;C\\007\\033]133;D;0\\007'\n", "bare": "#!/bin/sh\nprintf '\\033[?1049hin a screen of its own\\033[?25l'; sleep 0.4; printf '\\033[?1049l\\033[?25h'\n",
         "venv/bin/activate": "PS1=\"(venv) $PS1\"\n", "prog.c": "#include <stdio.h>\nint main(void) {\n    int n = 21;\n    n *= 2;\n    printf(\"%d\\n\", n);\n    return 0;\n}\n"}
ANY = """plain quick false abort long insert home erase wide ahead ahead_two one_write marked queue cat_reply asked secret lie screen_left less vi python sqlite noisy stopped job pull notices
         empty feed half_line numbers pipes quoted clear_it far grep_round""".split()
EDIT = "words kill wrap_erase wrap_home up up_down up_edit redraw undo_typed tab twice_mended".split()
ROWS = "loop if_rows document function slash loop_at_once document_at_once read_loop open_quote".split()
PASTE = "paste_one paste_rows paste_run".split()


class Isle(Hand):
    def word(self):
        self.n += 1
        return f"i{self.n} " + " ".join(self.lot.sample(["seal", "tern", "kelp", "reef", "foam", "surf", "gull", "skerry"], 2))

    def echo(self):
        return "echo " + self.word()

    def at_once(self, *texts, ahead=False, pause=0.3, data=None, also=(), kind="command"):
        self.s.place = self.s._look()[0]
        self.s.burst(data or "".join(text.replace("\n", "\r") + "\r" for text in texts))
        for n, text in enumerate(texts):
            self.s.truth(text, kind, also=also, ahead=ahead or n > 0)
        self.s.pause(pause)
        self.calm()

    # lines
    def plain(self):
        self.say(*self.lot.sample(["ls cove", "wc -l isle.log", "cat cove/sand", "tail -n 2 isle.log", "head -c 20 isle.log | wc -c", "date +%Y", "id -u", "uname", "sort -r isle.log | head -n 1"], 2))

    def quick(self):
        for text in ("true", self.echo(), "ls cove"):
            self.put(text, "quick")
            self.s.enter(text, wait=False)
            self.s.pause(0.1)
        self.calm()

    def false(self):
        self.say("false", "ls /nowhere 2>&1 | wc -l" if "tcsh" not in self.s.name else "ls cove", self.echo())

    def abort(self):
        self.never(f"rm -rf /never/{self.n}")
        self.say(self.echo())

    def long(self):
        self.say(self.echo() + " " + " ".join(f"pebble-{n}" for n in range(self.width() // 8)), see=self.one_row())

    def width(self):
        return self.s.spec["size"][0] // (2 if self.s.spec.get("half") == "%" else 1)

    def one_row(self):
        """What is wrapped in a half of tmux is not joined on the screen, and Korn shells scroll."""
        return not (self.s.spec.get("half") or "ksh" in self.s.name)

    def say(self, *texts, how=None, kind="command", see=True):
        for text in texts:
            self.put(text, how)
            self.hit(text, kind, see=see and len(text) + 30 < self.width())

    def insert(self):
        word = self.word()
        self.put("echo " + word)
        self.keys(*["Left"] * len(word), pause=0.03)
        self.put("put ", "slow")
        self.hit("echo put " + word, see=False)

    def home(self):
        text = self.echo()
        self.put(text)
        self.keys("C-a")
        self.hit(text, see=False)

    def erase(self):
        text = self.echo()
        self.put(text + " oops")
        self.keys(*["BSpace"] * 5, pause=0.06)
        self.put(" well")
        self.hit(text + " well", see=False)

    def twice_mended(self):
        text = self.echo()
        self.put(text + "x")
        self.keys("BSpace", "C-a", "C-e")
        self.put(" yy")
        self.keys("BSpace", "BSpace")
        self.put("end")
        self.hit(text + " end", see=False)

    def wide(self):
        self.say(self.echo() + (" 島と海 é" if not {"yash", "ash", "dash"} & set(self.s.name.split("_")) else " ok"))

    def empty(self):
        self.hit(None)
        self.say(self.echo())

    def feed(self):
        text = self.echo()
        self.put(text)
        self.hit(text, see=False, key="C-j")

    def half_line(self):
        self.say("printf unended", self.echo())

    def numbers(self):
        self.say("seq 3", "expr 6 '*' 7")

    def pipes(self):
        self.say("cut -d' ' -f4 isle.log | sort | uniq -c | sort -rn | head -n 2")

    def quoted(self):
        self.say("echo \"it's # not a comment; $\" 'and \"this\"' > /dev/null")

    def clear_it(self):
        self.say("clear", see=False)
        self.say(self.echo())

    def far(self):
        self.say(f"seq {self.s.spec['size'][1] + 9}", see=False)
        self.say(self.echo())

    def grep_round(self):
        self.say("grep -n 'gull' isle.log | tail -n 3", "find cove -type f | wc -l")

    # before their time, and at machines' speed
    def ahead(self, *_, **__):
        Hand.ahead(self, "sleep 0.7", self.echo())

    def ahead_two(self):
        Hand.ahead(self, "sleep 0.8", self.echo(), "ls cove", after=1.4)

    def one_write(self):
        for text in (self.echo(), "ls cove", self.echo() + " | tr a-z A-Z"):
            self.at_once(text)

    def marked(self):
        for text in ("wc -l isle.log", "ls cove"):
            self.at_once(text + "; echo \"__DONE__\"")

    def queue(self):
        self.at_once("sleep 0.5", self.echo(), "ls cove", pause=1.1)

    # programs
    def cat_reply(self):
        self.go("cat", pause=0.3)
        self.reply("words for the cat")
        self.s.key("C-d", pace=0.3)
        self.calm()

    def asked(self):
        self.go("python3 -c 'input(\"Which isle? \")'", "Which isle?", 0.2)
        self.reply("the far one")

    def secret(self):
        self.go("python3 -c 'import getpass; getpass.getpass(\"Secret: \")'", "Secret:", 0.2)
        self.s.secret(f"Isle{self.lot.randrange(1000, 9999)}Tern")
        self.hit(None)
        self.say(self.echo())

    def lie(self):
        self.say("./lie")
        self.s.absent.append("/never/typed")
        self.say(self.echo())

    def screen_left(self):
        self.go("./bare", pause=0.9)
        self.calm()
        self.say(self.echo())

    def less(self):
        self.go("less notes.md", "- note 3", 0.3)
        self.s.type("q", 0.25)
        self.calm()
        self.say(self.echo())

    def vi(self):
        self.go("vi cove/sand", pause=0.9)
        self.s.type("Onew", 0.06)
        self.s.key("Escape", pace=0.4)
        self.s.type(":wq", 0.08)
        self.s.key("Enter", pace=0.5)
        self.calm()
        self.say("cat cove/sand")

    def python(self):
        self.go("python3 -q", ">>>", 0.4)
        self.say("import os", "print(6 * 7)", kind="repl")
        self.put("for n in (1, 2):")
        self.s.key("Enter", pace=0.2)
        self.put("    print('row', n)")
        self.s.key("Enter", pace=0.2)
        text = "for n in (1, 2):\n    print('row', n)"
        self.hit(text, "repl", also=[text + "\n"], see=False)
        self.s.key("C-d", pace=0.4)
        self.calm()
        self.say(self.echo())

    def sqlite(self):
        self.go("sqlite3", "sqlite>", 0.4)
        self.say("create table t (a, b);", "insert into t values (1, 2);", "select a + b from t;", ".quit", kind="repl")
        self.s.pause(0.2)
        self.calm()
        self.say(self.echo())

    # jobs, signals, windows
    def noisy(self):
        self.go("./chatter &", "tern 1", 0.1)
        text = self.echo()
        self.put(text, "slow")
        self.hit(text, see=False)
        self.s.pause(1.0)
        self.hit(None)
        self.say(self.echo())

    def notices(self):
        self.go("./chatter &", "tern 3", 0.3)
        self.at_once(self.echo())
        self.say("ls cove")

    def stopped(self):
        self.go("sleep 33", pause=0.4)
        self.s.key("C-c", pace=0.3)
        self.calm()
        self.say(self.echo())

    def job(self):
        self.say("sleep 44 &", "kill %1")
        self.s.pause(0.2)
        self.say(self.echo())

    def pull(self, *size):
        if size or self.s.spec.get("half"):
            return self.say(self.echo()) if not size else Hand.pull(self, *size)
        cols, rows = self.s.spec["size"]
        text = self.echo()
        self.put(text)
        Hand.pull(self, cols + self.lot.choice([-9, 7]), rows + self.lot.choice([-2, 3]))
        self.put(" pulled")
        self.hit(text + " pulled", see=False)

    # editing
    def words(self):
        text = self.echo()
        self.put(text + " two wrong")
        self.wipe(" two wrong")
        self.put(" right")
        self.hit(text + " right", see=False)

    def kill(self):
        text = self.echo()
        self.put("thrown away")
        self.keys("C-a", "C-k")
        self.say(text)

    def wrap_erase(self):
        text = self.echo()
        tail = " " + "z" * (self.width() - len(text) + 3)
        self.put(text + tail)
        self.keys(*["BSpace"] * len(tail), pause=0.015)
        self.hit(text, see=False)

    def wrap_home(self):
        text = self.word() + " " + " ".join(f"reef-{n}" for n in range(self.width() // 7))
        self.put("cho " + text)
        self.keys("C-a", pause=0.2)
        self.put("e", "even")
        self.hit("echo " + text, see=False)

    def up(self):
        one = self.echo()
        self.say(one, self.echo())
        self.keys(*["Up" if "ksh" not in self.s.name else "C-p"] * 2, pause=0.15)
        self.hit(one)

    def up_down(self):
        lines = [self.echo() for _ in range(3)]
        self.say(*lines)
        self.keys("C-p", "C-p", "C-p", "C-n", pause=0.12)
        self.hit(lines[1])

    def up_edit(self):
        one = self.echo()
        self.say(one)
        self.keys("C-p", pause=0.15)
        self.put(" | cat", "slow")
        self.hit(one + " | cat", see=False)

    def redraw(self):
        text = self.echo()
        self.put(text)
        self.keys("C-l", pause=0.25)
        self.put(" on")
        self.hit(text + " on", see=False)

    def undo_typed(self):
        text = self.echo()
        self.put(text + " and some")
        self.keys("C-a", "C-e")
        self.wipe(" and some")
        self.hit(text, see=False)

    def wipe(self, words):
        """By words, where the key takes words."""
        if {"tcsh", "ksh93", "mksh", "ash"} & set(self.s.name.split("_")):
            return self.keys(*["BSpace"] * len(words), pause=0.03)
        for _ in words.split():
            self.keys("C-w", "BSpace")

    def tab(self):
        self.put("cat cove/sh")
        self.keys("Tab", pause=0.4)
        self.hit("cat cove/shell.txt", also=["cat cove/shell.txt "])

    # rows
    def both(self, *lines, also=()):
        self.rows(*lines, also=also)

    def loop(self):
        self.both(*self.s.spec["loop"], also=["\n".join(self.s.spec["loop"]).replace("\necho", "\n    echo")])

    def loop_at_once(self):
        text = "\n".join(self.s.spec["loop"])
        self.at_once(text, also=[text.replace("\necho", "\n    echo")], ahead=True, pause=0.5)
        self.say(self.echo())

    def if_rows(self):
        self.both("if test -d cove", "then echo there " + self.word(), "fi")

    def document(self):
        self.both("cat << E > cove/sand", "kept " + self.word(), "", "> a quote", "E")

    def document_at_once(self):
        self.at_once("cat > cove/new <<'EOF'\n#!/bin/sh\n# " + self.word() + "\n\necho \"$1\"\nEOF", ahead=True, pause=0.5)
        self.say("cat cove/new")

    def function(self):
        self.both("hail() {", "  echo \"hail $1\"", "}")
        self.say("hail " + self.word())

    def slash(self):
        one = self.word()
        self.both(f"echo {one} \\", "  and more", also=[f"echo {one}   and more"])

    def read_loop(self):
        self.both("head -n 2 isle.log | while read a b", "do echo \"$b:$a\"", "done")

    def open_quote(self):
        self.both("echo 'first", "second'")

    # pasting
    def paste_one(self):
        text = self.echo() + " | cat"
        self.s.paste(text)
        self.s.pause(0.2)
        self.hit(text, see=False)

    def paste_rows(self):
        text = f"cd cove\nls | wc -l\n{self.echo()}\ncd .."
        self.s.paste(text)
        self.s.pause(0.3)
        self.hit(text, see=False)

    def paste_run(self):
        text = self.echo()
        self.at_once(text, data="\x1b[200~" + text + "\x1b[201~\r")
