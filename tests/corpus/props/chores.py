"""More deeds, as admins and developers do them between one prompt and the next: for sessions that are drawn by lot."""
from props.walk import Walk

PREPARE = """#!/bin/sh
mkdir -p many && cd many && git init -q . || exit
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
    echo "$n" >> list && git add list && git commit -qm "list: take in number $n"
done
"""
BAR = "#!/bin/sh\nfor p in 7 23 41 66 88 100; do printf '\\r\\033[K[%-20s] %3d%%' \"$(printf %*s $((p / 5)) '' | tr ' ' '#')\" $p; sleep 0.08; done\necho\nprintf '\\033[1;32mok\\033[0m all built\\n'\n"
TOOLS = {".gitconfig": "[user]\n\tname = mara\n\temail = mara@rill.example\n[init]\n\tdefaultBranch = main\n", "prepare": PREPARE, "bar": BAR,
         "venv/bin/activate": "PS1=\"(venv) $PS1\"\n", "notes.md": "# Notes\n" + "".join(f"- item {n}: tighten bolt {n * 7}\n" for n in range(60)),
         "job.py": "import sys\nprint('begin')\nraise SystemExit('job.py: no such queue: ' + sys.argv[-1])\n"}

# what any shell can have done in it
ANY = """git_round git_pager git_amend git_hunk vi_edit nano_edit man_page pager_search top_look watch_it follow ask_name confirm keys_made bar colours
         history_list trace_back grep_pipe noise noise_long suspended job_list eaten_by_sleep resized resized_twice far_output find_it clear_it question_mark nested overlong quoted_open""".split()
# where there is an editor of lines
EDITED = "word_back word_case swap yank_back wrap_erase wrap_home accents emoji_mid wide_erase last_but_two pulled_in_long".split()
PASTED = "paste_line paste_mid paste_rows paste_then_wipe".split()
POSIX = "doc_quoted doc_piped function case_of if_rows pipe_rows slash_rows while_read prompt_new venv alias_made traced read_one".split()
BASH = "bang bang_last caret search_deep search_then_edit search_gone editor last_word comment".split()
ZSH = "bang search_deep search_then_edit search_gone last_word menu_taken".split()
FISH = "prefix_up ghost_taken fish_menu fish_rows last_word fish_if".split()


class Chores(Walk):
    def go(self, text, see=None, pause=0.3):
        """A program that takes the terminal for a while."""
        self.s.type(text)
        self.s.enter(text, wait=False)
        if see:
            self.s.see(see)
        self.s.pause(pause)

    def keys(self, text, pause=0.25):
        """To a program: no line that anybody ran."""
        self.s.type(text)
        self.s.pause(pause)

    def press(self, *names, pause=0.12):
        self.s.key(*names, pace=pause)
        self.calm(0.1)

    # programs
    def git_round(self):
        for text in ("git init -q repo", "cd repo", f"echo '# {self.word()}' > README.md", "git add -A", "git commit -qm 'docs: begin, \"as it is\"'", "git status -sb", "git log --oneline | cat", "cd .."):
            self.say(text)

    def many(self):
        self.say("./prepare")
        self.say("cd many")

    def git_pager(self):
        self.many()
        self.go("git log --stat", "number 14")
        for key in (" ", " ", "/"):
            self.keys(key)
        self.keys("number 3")
        self.press("Enter", pause=0.3)
        self.keys("q")
        self.calm()
        self.say("git show --stat HEAD~2 | tail -n 2")
        self.say("cd ..")

    def git_amend(self):
        self.many()
        self.go("git commit --amend", "Please enter")
        self.keys("A, and mend it")
        self.press("Escape", pause=0.3)
        self.keys(":wq", 0.1)
        self.press("Enter", pause=0.4)
        self.calm()
        self.say("git log -1 --format=%s | cat")
        self.say("cd ..")

    def git_hunk(self):
        self.many()
        self.say("echo more >> list")
        self.go("git add -p", "Stage this hunk")
        self.s.type("y")
        self.enter("y", "reply")
        self.say("git commit -qm 'list: more'")
        self.say("cd ..")

    def vi_edit(self):
        self.go("vi notes.md", "tighten bolt 7")
        self.keys("o$ rm -rf /srv/typed-in-vi")
        self.s.absent.append("typed-in-vi")
        self.press("Enter", "Escape", pause=0.3)
        self.keys(":wq", 0.1)
        self.press("Enter", pause=0.4)
        self.calm()
        self.say("wc -l notes.md")

    def nano_edit(self):
        self.go("nano list.txt", "GNU nano")
        self.keys("root@rill:~# systemctl typed-in-nano")
        self.s.absent.append("typed-in-nano")
        self.press("Enter", "C-o", "Enter", "C-x", pause=0.3)
        self.calm()
        self.say("cat list.txt | wc -c")

    def man_page(self):
        self.go("man ls", "LS(1)", 0.5)
        self.keys("/--sort")
        self.press("Enter", pause=0.3)
        for key in (" ", "n", "q"):
            self.keys(key)
        self.calm()
        self.say()

    def pager_search(self):
        self.go("less -N notes.md", "item 3")
        self.keys("/bolt 210")
        self.press("Enter", pause=0.3)
        self.keys("G")
        self.keys("q")
        self.calm()

    def top_look(self):
        self.go(self.lot.choice(["top -d 0.4", "htop -d 4"]), "oad average", 0.8)
        self.keys("q", 0.4)
        self.calm()
        self.say()

    def watch_it(self):
        self.go("watch -n 0.4 date +%S", "Every 0.4s", 0.9)
        self.press("C-c", pause=0.4)
        self.calm()
        self.say()

    def follow(self):
        self.go("tail -n 3 -f dale.log", "079", 0.5)
        self.press("C-c", pause=0.4)
        self.calm()
        self.say()

    def ask_name(self):
        self.go("python3 -c 'input(\"Host name [web-1]: \")'", "web-1]: ")
        self.s.type("db-2")
        self.enter("db-2", "reply")
        self.say()

    def confirm(self):
        self.go("rm -i folds/far.txt", "remove")
        self.s.type("n")
        self.enter("n", "reply")
        self.say("ls folds/far.txt")

    def keys_made(self):
        self.n += 1
        self.go(f"ssh-keygen -q -t ed25519 -f k{self.n}", "passphrase")
        secret = f"Beck{self.lot.randrange(1000, 9999)}Weir"
        for _ in (1, 2):
            self.s.secret(secret)
            self.enter(None)
            self.s.pause(0.2)
        self.calm()
        self.say(f"ls k{self.n}.pub")

    def bar(self):
        self.say("./bar")
        self.say("./bar 2>&1 | tail -n 1")

    def colours(self):
        self.say("ls -l --color=always")
        self.say("grep --color=always -n ram dale.log | head -n 4")

    def history_list(self):
        self.say("history | tail -n 5" if "fish" not in self.s.name else "history | head -n 5")
        self.say()

    def trace_back(self):
        self.say("python3 job.py nightly")
        self.say("python3 job.py nightly && echo unreached || echo failed")

    def grep_pipe(self):
        self.say("grep -v lamb dale.log | sort -t ' ' -k4 -n | tail -n 3 | cut -c1-20")

    def find_it(self):
        self.say("find . -name '*.txt' -newer dale.log -print | sort | head -n 4")
        self.say("du -sh folds | cut -f1; df -h . | tail -n 1 | wc -w")

    def far_output(self):
        self.say(f"seq {self.s.spec['size'][1] * 2 + 3}")
        self.say("cat notes.md")

    def clear_it(self):
        self.say("clear")
        self.say("date +%Y")

    def question_mark(self):
        self.say("false")
        self.say("echo $status" if {"fish", "tcsh"} & set(self.s.name.split("_")) else "echo $?")

    def nested(self):
        inner = self.lot.choice(["sh", "bash", "dash"])
        for text in (inner, None, "cd folds", "ls", "exit"):
            self.say(text)
        self.say()

    # jobs and signals
    def noise(self):
        self.go("sh -c 'sleep 0.7; echo build finished' &", pause=0.1)
        text = "echo " + self.word()
        self.s.type(text, 0.06)
        self.s.pause(0.5)
        self.enter(text)

    def noise_long(self):
        self.go("sh -c 'for n in 1 2 3 4; do sleep 0.3; echo \"[worker] item $n of 4\"; done' &", pause=0.1)
        text = "grep -c ewe dale.log; echo " + self.word()
        self.s.type(text, 0.05)
        self.s.pause(0.2)
        self.enter(text)
        self.s.pause(0.8)
        self.enter(None)
        self.say()

    def suspended(self):
        self.go("sleep 44", pause=0.3)
        self.press("C-z", pause=0.3)
        self.calm()
        self.say("jobs")
        self.go("fg", pause=0.4)
        self.press("C-c", pause=0.3)
        self.calm()

    def job_list(self):
        self.say("sleep 55 &")
        self.say("sleep 66 &")
        self.say("jobs")
        self.say("kill %1 %2")
        self.say()

    def eaten_by_sleep(self):
        self.go("sleep 0.9", pause=0.1)
        one, two = "echo " + self.word(), "tail -n 1 dale.log"
        for text in (one, two):
            self.s.type(text)
            self.s.key("Enter", pace=0)
            self.s.truth(text, ahead=True)
        self.s.pause(1.2)
        self.calm()

    def resized(self):
        cols, rows = self.s.spec["size"]
        text = "echo " + self.word()
        self.s.type(text)
        self.s.resize(cols + self.lot.choice([-7, 9, -cols // 3]), rows + self.lot.choice([-3, 0, 5]))
        self.calm()
        self.s.type(" resized")
        self.enter(text + " resized")

    def resized_twice(self):
        cols, rows = self.s.spec["size"]
        for size in ((cols + 12, rows), (cols - 5, rows + 2), (cols, rows)):
            self.s.resize(*size)
            self.calm()
        self.say()
        self.say("ls folds")

    def overlong(self):
        self.say("printf '%s\\n' " + " ".join(f"--set=key{n}={self.lot.randrange(9999)}" for n in range(self.s.spec["size"][0] // 7)) + " | wc -l")

    def quoted_open(self):
        if "tcsh" in self.s.name:
            return self.say()
        self.s.type("echo 'first of two")
        self.press("Enter", pause=0.2)
        self.s.type("second'")
        self.enter("echo 'first of two\nsecond'")

    # editing
    def word_back(self):
        text = "echo " + self.word()
        self.s.type(text + " wrong words here")
        self.press("C-w", "C-w", "C-w")
        self.s.type("right")
        self.enter(text + " right")

    def word_case(self):
        self.s.type("cp dale.log folds/copy.txt")
        self.press("C-a", "M-f", "M-f")
        self.press("C-e")
        self.s.type(" && echo done")
        self.enter("cp dale.log folds/copy.txt && echo done")

    def swap(self):
        text = "echo " + self.word()
        self.s.type(text + " ba")
        self.press("C-b" if "mksh" in self.s.name else "Left")
        self.press("C-e", "BSpace", "BSpace")
        self.s.type("ab")
        self.enter(text + " ab")

    def yank_back(self):
        text = "echo " + self.word()
        self.s.type(text)
        self.press("C-a", "C-k")
        self.s.type("true; ")
        self.press("C-y")
        self.enter("true; " + text)

    def wrap_erase(self):
        text = "echo " + self.word()
        tail = " " + "q" * (self.s.spec["size"][0] + 4 - len(text))
        self.s.type(text + tail)
        self.s.pause(0.1)
        for _ in tail:
            self.s.key("BSpace", pace=0.015)
        self.s.pause(0.1)
        self.enter(text)

    def wrap_home(self):
        text = self.word() + " " + " ".join(f"/srv/www/{n}" for n in range(self.s.spec["size"][0] // 9))
        self.s.type("ls " + text)
        self.press("C-a", "Delete" if "bash" in self.s.name or "zsh" in self.s.name else "C-d", "C-d")
        self.s.type("echo", 0.05)
        self.enter("echo " + text)

    def accents(self):
        self.say("echo " + self.word() + " naïve café Žižkov ñandú")

    def emoji_mid(self):
        text = self.word()
        self.s.type("echo " + text + " 🚀 up")
        self.press("Left", "Left", "Left")
        self.s.type("🎉")
        self.enter("echo " + text + " 🚀🎉 up")

    def wide_erase(self):
        text = "echo " + self.word() + " 日本"
        self.s.type(text + "語語")
        self.press("BSpace", "BSpace")
        self.enter(text)

    def combining(self):
        self.say("echo " + self.word() + " cafe\u0301 n\u0303")

    def last_but_two(self):
        lines = ["echo " + self.word() for _ in range(3)]
        for text in lines:
            self.say(text)
        self.press("Up", "Up", "Up", "Down")
        self.s.type(" again")
        self.enter(lines[1] + " again")

    def pulled_in_long(self):
        cols, rows = self.s.spec["size"]
        text = "echo " + self.word() + " " + " ".join(f"part-{n}" for n in range(cols // 6))
        self.s.type(text)
        self.s.resize(cols - 9, rows)
        self.calm()
        self.s.resize(cols + 6, rows)
        self.calm()
        self.enter(text)
        self.s.resize(cols, rows)
        self.calm()

    # pasting
    def paste_line(self):
        text = "tar -cf - folds | wc -c; echo " + self.word()
        self.s.paste(text)
        self.s.pause(0.2)
        self.enter(text)

    def paste_mid(self):
        self.s.type("echo [] " + self.word())
        last = f"w{self.n}"
        whole = self.s.cursor_line()
        tail = whole[whole.index("] " + last):]
        self.press(*["Left"] * len(tail), pause=0.02)
        self.s.paste("put, between")
        self.s.pause(0.2)
        self.enter("echo [put, between" + tail)

    def paste_rows(self):
        text = f"cd folds\nls | wc -l\necho {self.word()}\ncd .."
        self.s.paste(text)
        self.s.pause(0.3)
        self.enter(text)

    def paste_then_wipe(self):
        self.s.paste("shutdown -h pasted-and-wiped")
        self.s.absent.append("pasted-and-wiped")
        self.s.pause(0.2)
        self.press("C-u", pause=0.2)
        self.say()

    # rows that make one command
    def rows(self, *lines, also=()):
        for line in lines[:-1]:
            self.s.type(line)
            self.s.key("Enter", pace=0.12)
            self.calm(0.08)
        self.s.type(lines[-1])
        self.enter("\n".join(lines), also=also)

    def doc_quoted(self):
        self.rows("cat > folds/unit.conf << 'EOF'", "[Unit]", "Description=a $HOME of " + self.word(), "", "EOF")
        self.say("cat folds/unit.conf")

    def doc_piped(self):
        self.rows("sort -r << END | head -n 2", "alpha " + self.word(), "gamma", "beta", "END")

    def function(self):
        self.rows("greet() {", "  echo \"hello $1\"", "}")
        self.say("greet " + self.word())

    def case_of(self):
        self.rows("case $HOME in", "/*) echo rooted;;", "*) echo adrift", "esac")

    def if_rows(self):
        self.rows("if test -f dale.log", "then echo there " + self.word(), "else echo gone", "fi")

    def pipe_rows(self):
        self.rows("cat dale.log |", "grep ram |", "wc -l")

    def slash_rows(self):
        one = self.word()
        self.rows("echo " + one + " \\", "  --flag \\", "  last", also=[f"echo {one}   --flag   last"])

    def while_read(self):
        self.rows("head -n 2 dale.log | while read a b", "do echo \"$b:$a\"", "done")

    def prompt_new(self):
        if "zsh" in self.s.name or "bash" in self.s.name:
            self.say("OLD=$PS1 PS1='now> '")
            self.say()
            self.say("ls folds")
            self.say("PS1=$OLD")
        self.say()

    def venv(self):
        self.say(". ./venv/bin/activate")
        self.say()
        self.say("ls folds")

    def alias_made(self):
        self.say("alias ll='ls -la' gs='git status'")
        self.say("ll folds")
        self.say("ll folds | wc -l")

    def traced(self):
        self.say("set -x")
        self.say()
        self.say("ls folds | wc -l")
        self.say("set +x")
        self.say()

    def read_one(self):
        self.go("read answer", pause=0.3)
        self.s.type("an answer to read")
        self.enter("an answer to read", "reply")
        self.say("echo \"$answer\"")

    # history
    def bang(self):
        one = "echo " + self.word()
        self.say(one)
        self.s.type("!!")
        self.enter(one, also=["!!"])

    def bang_last(self):
        self.say("ls folds/far.txt")
        self.s.type("wc -l !$")
        self.enter("wc -l folds/far.txt", also=["wc -l !$"])

    def caret(self):
        self.say("echo tpyo " + self.word())
        last = self.s.commands[-1]["text"].replace("tpyo", "typo")
        self.s.type("^tpyo^typo")
        self.enter(last, also=["^tpyo^typo"])

    def search_deep(self):
        lines = [f"echo deep-{self.n}-{word} " + self.word() for word in ("one", "two", "six")]
        for text in lines:
            self.say(text)
        self.press("C-r", pause=0.2)
        self.s.type("deep-", 0.08)
        self.s.pause(0.15)
        self.press("C-r", pause=0.25)
        self.enter(lines[1])

    def search_then_edit(self):
        one = "echo edit-me " + self.word()
        self.say(one)
        self.say()
        self.press("C-r", pause=0.2)
        self.s.type("edit-me", 0.08)
        self.s.pause(0.15)
        self.press("C-e", pause=0.2)
        self.s.type(" edited")
        self.enter(one + " edited")

    def search_gone(self):
        self.say("echo gone-by " + self.word())
        self.press("C-r", pause=0.2)
        self.s.type("gone-b", 0.08)
        self.s.pause(0.15)
        self.press("C-g", pause=0.25)
        self.say()

    def editor(self):
        one = "echo " + self.word()
        self.s.type(one)
        self.press("C-x", "C-e", pause=0.4)
        self.s.pause(0.3)
        self.keys("A from vi")
        self.press("Escape", pause=0.3)
        self.keys(":wq", 0.1)
        self.enter(one + " from vi")
        self.calm()
        self.say()

    def last_word(self):
        self.say("ls folds/far.txt")
        self.s.type("head -n 1 ")
        self.press("M-.", pause=0.2)
        self.enter("head -n 1 folds/far.txt")

    def comment(self):
        text = "rm -r folds # later " + self.word()
        self.s.type(text)
        self.s.place = self.s._look()[0]
        self.s.key("M-#", pace=0)
        self.s.truth("#" + text)
        self.calm()

    def menu_taken(self):
        self.s.type("cat folds/near-")
        self.press("Tab", "Tab", pause=0.35)
        self.press("Right", pause=0.2)
        self.press("Enter", pause=0.3)
        self.enter("cat folds/near-wall.txt", also=["cat folds/near-wall.txt "])

    def prefix_up(self):
        one = "echo before " + self.word()
        self.say(one)
        self.say("ls folds")
        self.s.type("echo bef")
        self.press("Up", pause=0.3)
        self.enter(one)

    def ghost_taken(self):
        one = "echo ghostly " + self.word()
        self.say(one)
        self.say()
        self.s.type("echo gho", 0.06)
        self.s.pause(0.3)
        self.press("Right", pause=0.3)
        self.s.type(" more")
        self.enter(one + " more")

    def fish_menu(self):
        self.s.type("cat folds/near-")
        self.press("Tab", "Tab", "Tab", pause=0.35)
        self.press("Enter", pause=0.3)
        self.enter("cat folds/near-wall.txt", also=["cat folds/near-wall.txt "])

    def fish_rows(self):
        self.rows("for n in 1 2", "echo row $n", "end", also=["for n in 1 2\n    echo row $n\nend"])

    def fish_if(self):
        self.rows("if test -f dale.log", "echo there", "else", "echo gone", "end", also=["if test -f dale.log\n    echo there\nelse\n    echo gone\nend"])
