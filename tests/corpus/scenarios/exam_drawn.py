"""Sessions drawn by lot in halves of a window, in whole panes and in plain terminals: every line leaves its words in a file, which must agree with the truth."""
import pathlib
import random

from drive import scenario

SAY = "#!/bin/sh\necho \"$*\" >> @HOME@/said\necho \"noted $#\"\n"
TICK = "#!/bin/sh\nn=0\nwhile [ $n -lt 90 ]; do n=$((n+1)); echo \"tick $n of the other pane\"; sleep 0.5; done\nexec sleep 999\n"
TEXT = "#!/bin/sh\nfor n in 1 2 3 4 5 6 7 8 9; do echo \"row $n of a text that stands beside it\"; done\nexec sleep 999\n"
SHELLS = {
    "bash": dict(run="PS1='{} ' HISTFILE=~/.h$1 exec bash --norc --noprofile -i", end="#", can={"word", "search"}),
    "zsh": dict(run="PS1='{} ' HISTFILE=~/.h$1 exec zsh -f -i", end="#", can={"search"}),
    "fish": dict(run="exec fish -i", end="#", can={"word"}, config=True, dedup=True),
    "tcsh": dict(run="exec tcsh", end="#", can=set(), csh=True),
    "ksh93": dict(run="PS1='{} ' ENV=/dev/null HISTFILE=~/.h$1 exec ksh93 -o emacs -i", end="#", can=set()),
    "mksh": dict(run="PS1='{} ' ENV=/dev/null exec mksh -i", end="#", can={"word"}),
    "busybox": dict(run="PS1='{} ' ENV=/dev/null HISTFILE=~/.h$1 exec busybox ash -i", end="#", can={"word"}, same=True),
}
PROMPTS = ["#", "web-1:/srv#", "[root@db-2 ~]#", "(venv) root #", "root@ip-10-0-3-17 /opt/app/releases/current #"]
WORDS = "alpha beta gamma delta server status deploy nginx config backup users report north south table cable river stone".split()


class Line:
    """What an editor holds: the same keys are given to it and to the terminal."""

    def __init__(self, s):
        self.s, self.text, self.at = s, "", 0

    def type(self, text):
        self.s.type(text)
        self.text = self.text[:self.at] + text + self.text[self.at:]
        self.at += len(text)

    def key(self, name, times=1):
        for _ in range(times):
            self.s.key(name, pace=0.05)
            if name == "Left":
                self.at -= 1
            elif name == "Right":
                self.at += 1
            elif name in ("C-a", "Home"):
                self.at = 0
            elif name in ("C-e", "End"):
                self.at = len(self.text)
            elif name == "BSpace":
                self.text, self.at = self.text[:self.at - 1] + self.text[self.at:], self.at - 1
            elif name == "C-d":
                self.text = self.text[:self.at] + self.text[self.at + 1:]
            elif name == "C-k":
                self.text = self.text[:self.at]

    def enter(self, **more):
        self.s.line(self.text, **more)


class Drawn:
    """A session and the shell that is typed into now, with its past."""

    def __init__(self, s, spec, rng):
        self.s, self.spec, self.rng, self.said, self.pasts, self.now, self.count = s, spec, rng, [], [[]], 0, 0

    def words(self, n):
        self.count += 1
        return " ".join([*(self.rng.choice(WORDS) for _ in range(n - 1)), f"n{self.count}"])

    def remember(self, text):
        past = self.pasts[self.now]
        if self.spec.get("same") and past[-1:] == [text]:
            past.pop()
        if self.spec.get("dedup") and text in past:
            past.remove(text)
        past.append(text)
        if text and text.startswith("./say "):
            self.said.append(text[6:])

    def line(self, text, **more):
        self.remember(text)
        self.s.enter(text, **more)

    def type(self, text):
        self.s.type(text)

    def key(self, *names, pace=0.05):
        self.s.key(*names, pace=pace)


def plain(d):
    line = Line(d)
    line.type("./say " + d.words(d.rng.randrange(1, 4)))
    line.enter()


def corrected(d):
    line = Line(d)
    line.type("./say " + d.words(2) + "xyz")
    line.key("BSpace", 3)
    line.type("a" + d.words(1))
    line.enter()


def middle(d):
    line = Line(d)
    line.type("./say " + d.words(3))
    line.key("Left", d.rng.randrange(2, 9))
    line.type("put ")
    line.key("BSpace", d.rng.randrange(0, 3))
    if d.rng.random() < 0.5:
        line.key("C-d", 2)
    if d.rng.random() < 0.5:
        line.key("C-e")
        line.type("z")
    line.enter()


def from_the_front(d):
    line = Line(d)
    line.type("say " + d.words(2))
    line.key("C-a")
    line.type("./")
    line.enter()


def killed(d):
    line = Line(d)
    line.type("./say " + d.words(3))
    line.key("Left", 4)
    line.key("C-k")
    line.type("kept")
    line.enter()


def wrapped(d):
    line = Line(d)
    line.type("./say " + d.words(d.rng.randrange(14, 24)))
    if d.rng.random() < 0.6:
        line.key("Left", d.rng.randrange(3, 20))
        line.type("in")
    line.enter()


def erased(d):
    line = Line(d)
    line.type("./say " + d.words(16))
    line.key("BSpace", d.rng.randrange(20, 60))
    line.type("less " + d.words(1))
    line.enter()


def recalled(d):
    past = d.pasts[d.now]
    n = d.rng.randrange(1, min(3, len(past)) + 1) if past else 0
    if n == 0 or any(text is None for text in past[-n:]) or not past[-n].startswith("./say "):
        return plain(d)
    line = Line(d)
    d.key(*["Up"] * n, pace=0.15)
    line.text = past[-n]
    line.at = len(line.text)
    if d.rng.random() < 0.6:
        line.type(" " + d.words(1))
    d.s.pause(0.1)
    line.enter()


def given_up(d):
    d.type("rm -rf /never/run")
    d.s.absent.append("/never/run")
    d.s.pause(0.15)
    d.s.abandon()
    d.pasts[d.now].append(None)


def nothing(d):
    d.s.enter(None)


def outputs(d):
    text = d.rng.choice(["seq 30", "seq 3", "ls -d /etc /usr /var", "cat /etc/hostname", "echo $HOME | wc -c"])
    d.type(text)
    d.line(text)


def unended(d):
    text = "printf 'no newline'"
    d.type(text)
    d.line(text)


def two_at_once(d):
    texts = ["./say " + d.words(1), "./say " + d.words(2)]
    d.s.burst("".join(text + "\r" for text in texts))
    for n, text in enumerate(texts):
        d.remember(text)
        d.s.truth(text, ahead=n > 0)
    d.s.pause(0.8)
    d.s.wait()


def early(d):
    text = "./say " + d.words(2)
    d.type("sleep 1")
    d.line("sleep 1", wait=False)
    d.s.pause(0.3)
    d.s.burst(text + "\r")
    d.remember(text)
    d.s.truth(text, ahead=True)
    d.s.pause(1.3)
    d.s.wait()


def interrupted(d):
    d.type("sleep 30")
    d.line("sleep 30", wait=False)
    d.s.pause(0.4)
    d.key("C-c", pace=0.3)
    d.s.wait()


def cleared(d):
    line = Line(d)
    line.type("./say " + d.words(2))
    d.key("C-l", pace=0.25)
    line.type(" " + d.words(1))
    line.enter()


def blank_screen(d):
    d.type("clear")
    d.line("clear")


def looped(d):
    word = d.words(1)
    parts = {"csh": ["foreach n (1 2)", f"echo {word} $n", "end"], "fish": ["for n in 1 2", f"echo {word} $n", "end"]}.get(
        "csh" if d.spec.get("csh") else "fish" if d.spec.get("config") else "", ["for n in 1 2; do", f"echo {word} $n", "done"])
    more = r"\? +$" if d.spec.get("csh") else " +$" if d.spec.get("config") else "> $"
    for part in parts[:-1]:
        d.type(part)
        d.s.enter(None, wait=more)
    d.type(parts[-1])
    d.s.enter("\n".join(parts), also=["\n".join([parts[0], "    " + parts[1], parts[2]])])
    d.pasts[d.now].append(None)


def pasted(d):
    text = "./say " + d.words(3)
    d.s.paste(text)
    d.s.pause(0.15)
    d.line(text)


def away(d):
    """To the other half and back."""
    if d.s.other != "shell":
        return plain(d)
    d.key("C-b", "o", pace=0.1)
    d.s.pause(0.5)
    d.s.wait()
    d.now = 1 - d.now
    for what in d.rng.sample([plain, corrected, recalled, outputs], 2):
        what(d)
    if d.rng.random() < 0.7:
        d.key("C-b", "o", pace=0.1)
        d.s.pause(0.5)
        d.s.wait()
        d.now = 1 - d.now


def zoomed(d):
    if d.s.other is None:
        return plain(d)
    d.key("C-b", "z", pace=0.1)
    d.s.pause(0.5)
    d.s.wait()
    plain(d)
    wrapped(d)
    d.key("C-b", "z", pace=0.1)
    d.s.pause(0.5)
    d.s.wait()


USUAL = [plain, plain, corrected, middle, middle, from_the_front, killed, wrapped, wrapped, erased, recalled, recalled, recalled, given_up, nothing, outputs, outputs,
         unended, two_at_once, early, interrupted, cleared, blank_screen, looped, pasted, away, away, zoomed]
SPLITS = {"right": ("-h", False), "left": ("-h", True), "lower": ("-v", False), "upper": ("-v", True)}


def files(shell, prompt):
    found = {"say": SAY, "tick": TICK, "text": TEXT, "shell": "#!/bin/sh\n" + SHELLS[shell]["run"].replace("{}", prompt) + "\n",
             ".tcshrc": f"set prompt='{prompt} '\nset history=90\nunset autologout\n",
             ".config/fish/config.fish": f"set -g fish_greeting\nfunction fish_prompt; set_color green; echo -n '{prompt}'; set_color normal; echo -n ' '; end\nset -g fish_history ''\n"}
    found["tmux.conf"] = "set -g default-shell /bin/sh\nset -g default-command '@HOME@/shell 1'\nset -sg escape-time 10\n"
    return found


def register(number, shell, place):
    rng = random.Random(f"{number} {shell} {place}")
    prompt = rng.choice(PROMPTS)
    other = rng.choice(["shell", "shell", "./tick", "./text"]) if place in SPLITS else None
    size = (rng.choice([100, 120, 132, 160]), rng.choice([26, 30, 36])) if place in SPLITS else (rng.choice([60, 72, 80, 100]), rng.choice([14, 20, 24]))
    if place in ("lower", "upper"):
        size = (size[0] - 30, size[1] + 8)
    program = ["sh", "@HOME@/shell", "0"] if place == "plain" else ["tmux", "-L", "inner", "-f", "@HOME@/tmux.conf", "new-session"]

    def play(s):
        s.other = other
        d = Drawn(s, SHELLS[shell], random.Random(f"{number} {shell} {place} played"))
        if place in SPLITS:
            way, back = SPLITS[place]
            text = f"tmux split-window {way}" if other == "shell" else f"tmux split-window {way}d {other}"
            if other != "shell" and not back:
                text = text.replace("d ", "bd ", 1)
            s.run(text)
            s.pause(0.6)
            d.pasts[0].append(text)
            d.pasts.append([])
            d.now = 1 if other == "shell" else 0
            if back and other == "shell":
                s.key("C-b", "o", pace=0.1)
                s.pause(0.5)
                d.now = 0
            s.wait()
        for _ in range(14):
            d.rng.choice(USUAL)(d)
        told = (pathlib.Path(s.home) / "said").read_text().splitlines()
        if told != [" ".join(text.split()) for text in d.said]:
            raise AssertionError(f"said {told}, noted {d.said}")
        s.run("exit", wait=False)
        if other == "shell":
            s.pause(0.6)
            s.wait()
            s.run("exit", wait=False)
        elif other:
            s.pause(0.5)
            s.key("C-b", "&", pace=0.3)
            s.type("y")
    play.__name__ = f"exam_drawn_{number:02}_{shell}_{place}"
    scenario(program, prompt=f"{SHELLS[shell]['end']} $", size=size, files=files(shell, prompt), history="", pace=rng.choice([0.012, 0.012, 0.03, 0.07]),
             needs=["tmux", shell])(play)


PLACES = ["right", "lower", "left", "upper", "pane", "plain"]
for count in range(42):
    register(count, list(SHELLS)[count % 7], PLACES[(count // 7 + count) % 6])
