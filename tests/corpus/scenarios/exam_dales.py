"""Sessions drawn by lot, of thirty deeds, ten shells, odd ends of prompts, windows and paces: plain, in halves and rows of tmux, by hand and at machines' speed."""
import random

import drive
from drive import scenario
from props.walk import FILES, KINDS, Walk


def walk(s):
    it, way = Walk(s), s.spec["way"]
    it.calm(0.5)
    if way:
        s.key("C-b", pace=0.1)
        s.type(way)
        s.pause(0.6)
        it.calm()
    for deed in s.spec["lot"].sample(sorted(set(s.spec["it"]["can"])), 11):
        getattr(it, deed)()
    it.say()
    s.type("exit")
    if way:
        it.enter("exit")
        s.pause(0.5)
        it.say()
        s.type("exit")
    s.enter("exit", wait=False)


def make(number, name, way, seed):
    lot, it = random.Random(seed), KINDS[name]
    prompt = lot.choice(it["prompts"])
    size = lot.choice([(132, 43), (100, 30), (120, 40), (160, 45)] if way else [(80, 24), (60, 15), (100, 30), (132, 43), (120, 40)])
    files = {**FILES, **{path: text.format(prompt) for path, text in it["files"].items()}}
    argv, env = it["argv"], dict(it["env"])
    if way:
        given = " ".join(f"{key}='{value}'" for key, value in env.items())
        files["go"] = f"#!/bin/sh\nexec env {given} {' '.join(it['argv'])}\n"
        files["conf"] = "set -g default-shell /bin/sh\nset -sg escape-time 10\nset -g default-command '@HOME@/go'\n"
        argv, env = ["tmux", "-L", "corpus-dale", "-f", "@HOME@/conf", "new-session"], {}

    def play(s):
        walk(s)
    play.__name__ = f"exam_dale_{number:02}_{name}" + {"": "", "%": "_half", '"': "_row"}[way]
    scenario(argv, prompt=".", size=size, pace=lot.choice([0.012, 0.012, 0.03, 0.08]), history="", files=files, env=env, needs=[it["argv"][0], *(["tmux"] if way else [])])(play)
    drive.SCENARIOS[-1].update(it=it, lot=lot, way=way)


for at, shell in enumerate([*KINDS, "bash", "zsh", "fish", "bash", *KINDS, "bash", "zsh", "fish", "bash"]):
    make(at, shell, "" if at < 14 else '%"'[at % 2], f"dale {at}")
