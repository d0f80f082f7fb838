"""What a hand does again and again: lines, rows, mistakes mended, lines given up; and shells with the settings of one's own."""
from drive import scenario


def go(s, *texts, kind="command", wait=True, pace=None):
    """Lines, each typed and committed when its prompt has come."""
    for text in texts:
        s.type(text, pace)
        s.enter(text, kind=kind, wait=wait)


def rows(s, *parts, more="> $", kind="command", wait=True, also=()):
    """One command of several lines; more: what the cursor's line is between them."""
    for part in parts[:-1]:
        s.type(part)
        s.enter(None, wait=more)
    s.type(parts[-1])
    s.enter("\n".join(parts), kind=kind, wait=wait, also=also)


def back(s, n, key="BSpace"):
    for _ in range(n):
        s.key(key, pace=0.05)


def no(s, text, key="C-c"):
    """A line that is never run."""
    s.type(text)
    s.absent.append(text)
    s.pause(0.2)
    s.abandon(key)


def stop(s, key="C-c", after=0.5, wait=None):
    s.pause(after)
    s.key(key, pace=0.3)
    s.wait(wait)


def bye(s, text="exit"):
    s.run(text, wait=False)


def bash(rc, prompt, size=(80, 24), needs=(), files=None, pace=0.012, **env):
    return scenario(["bash", "--rcfile", "@HOME@/rc", "-i"], prompt=prompt, size=size, pace=pace, history="", needs=list(needs),
                    files={"rc": rc, **(files or {})}, env={"HISTFILE": "@HOME@/.hist", **env})


def zsh(rc, prompt, size=(80, 24), needs=(), files=None, pace=0.012, **env):
    return scenario(["zsh", "-i"], prompt=prompt, size=size, pace=pace, history="", needs=list(needs), env=env,
                    files={".zshrc": "HISTFILE=~/.zh HISTSIZE=99 SAVEHIST=99\n" + rc, **(files or {})})


def fish(config, prompt, size=(80, 24), needs=(), files=None, pace=0.012, **env):
    return scenario(["fish", "-i"], prompt=prompt, size=size, pace=pace, history="", needs=list(needs), env=env,
                    files={".config/fish/config.fish": "set -g fish_greeting\n" + config, **(files or {})})


def shell(argv, prompt, size=(80, 24), needs=(), files=None, pace=0.012, **env):
    """Any other program that asks for lines."""
    return scenario(argv, prompt=prompt, size=size, pace=pace, history="", needs=list(needs), files=files or {}, env=env)


def repl(s, *texts, wait=True, pace=None):
    go(s, *texts, kind="repl", wait=wait, pace=pace)


def block(s, *parts, more, wait=True, also=()):
    rows(s, *parts, more=more, kind="repl", wait=wait, also=also)


def shown(s, mark):
    """What stands behind the last such mark in the cursor's line."""
    return s.cursor_line().rsplit(mark, 1)[1].rstrip()
