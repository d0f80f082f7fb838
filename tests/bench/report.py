"""From what each run cost to tables, ratios with their spread, and what is to be reached."""
import random
import statistics

CPU_UNITS = {"bulk": "MB", "colour": "MB", "full screen": "MB", "interactive": "write", "paced": "write"}
FIGURES = [  # key, heading, how to print
    ("cpu", "added CPU", "{:.2f}"), ("own", "own CPU", "{:.2f}"), ("wall_script", "wall / script", "{:.2f}"), ("size", "size / output", "{:.4f}"),
    ("packed", "packed / output", "{:.4f}"), ("p50", "echo p50 µs", "{:.0f}"), ("p50_script", "p50 / script", "{:.2f}"),
    ("p50_plain", "p50 / plain", "{:.2f}"), ("p99", "echo p99 µs", "{:.0f}"), ("p99_script", "p99 / script", "{:.2f}"), ("p99_plain", "p99 / plain", "{:.2f}"),
    ("memory_start", "private KiB, start", "{:.0f}"), ("memory_tenth", "after a tenth", "{:.0f}"),
    ("memory_end", "at the end", "{:.0f}"), ("processes", "processes", "{:.0f}")]
SHOWN = {"bulk": "cpu own wall_script size packed", "colour": "cpu own wall_script size packed",
         "full screen": "cpu own wall_script size packed",
         "interactive": "cpu own wall_script size packed p50 p50_script p50_plain p99 p99_script p99_plain",
         "paced": "cpu own size packed p50 p50_script p50_plain p99 p99_script p99_plain",
         "memory": "memory_start memory_tenth memory_end processes"}


class Spread:
    """The median of some rounds, and their lowest and highest."""

    def __init__(self, values):
        self.values = [v for v in values if v is not None]

    def __bool__(self):
        return bool(self.values)

    median = property(lambda self: statistics.median(self.values))
    low = property(lambda self: min(self.values))
    high = property(lambda self: max(self.values))

    def text(self, form="{:.2f}"):
        if not self.values:
            return "-"
        text = form.format(self.median)
        if len(self.values) > 1:
            text += f" ({form.format(self.low)}–{form.format(self.high)})"
        return text

    def data(self):
        return dict(median=self.median, low=self.low, high=self.high, rounds=len(self.values)) if self.values else None


class Quotient(Spread):
    """A median by a median, and where nine in ten of such quotients lie when the runs are drawn anew: for what is a small difference of
    large figures, of which single ones can't be divided."""

    def __init__(self, above, below, drawn=1000):
        above, below = ([v for v in values if v is not None] for values in (above, below))
        self.quotient = self.divide(above, below)
        self.rounds = min(len(above), len(below))
        rng = random.Random(1)
        again = [] if self.quotient is None else [
            self.divide(rng.choices(above, k=len(above)), rng.choices(below, k=len(below))) for _ in range(drawn)]
        super().__init__(sorted(v for v in again if v is not None))

    @staticmethod
    def divide(above, below):
        under = statistics.median(below) if below else 0
        return statistics.median(above) / under if above and under > 0 else None

    median = property(lambda self: self.quotient)
    low = property(lambda self: self.values[len(self.values) // 20])
    high = property(lambda self: self.values[-1 - len(self.values) // 20])

    def data(self):
        return dict(median=self.median, low=self.low, high=self.high, rounds=self.rounds) if self.values else None


class Results:
    """runs[workload][peer][round] is what drive printed, with file sizes; None where a run failed."""

    def __init__(self, runs, startup):
        self.runs, self.startup = runs, startup

    def rounds(self, workload, peer):
        return self.runs.get(workload, {}).get(peer, [])

    def plain(self, workload, key):
        return statistics.median(run[key] for run in self.rounds(workload, "plain") if run)

    def added_cpu(self, workload, run):
        """Milliseconds per MB that the terminal was shown, or microseconds per read it took."""
        added = run["cpu_us"] - self.plain(workload, "cpu_us")
        if CPU_UNITS[workload] == "MB":
            return added / 1000 / (self.plain(workload, "bytes") / 1e6)
        return added / self.plain(workload, "reads")

    def own_cpu(self, workload, run):
        """The same of the recorder's own processes, without what a shell costs until it has left them."""
        if run["own_us"] is None:
            return None
        own = run["own_us"] - self.plain(workload, "own_us")
        if CPU_UNITS[workload] == "MB":
            return own / 1000 / (self.plain(workload, "bytes") / 1e6)
        return own / self.plain(workload, "reads")

    def against(self, workload, run, key, peer, number):
        others = self.rounds(workload, peer)
        other = others[number] if number < len(others) else None
        return run[key] / other[key] if other and other.get(key) else None

    def value(self, figure, workload, peer, number):
        run = self.rounds(workload, peer)[number]
        if run is None:
            return None
        if figure == "cpu":
            return None if peer == "plain" else self.added_cpu(workload, run)
        if figure == "own":
            return None if peer == "plain" else self.own_cpu(workload, run)
        if figure == "wall_script":
            return self.against(workload, run, "wall_us", "script", number)
        if figure in ("size", "packed"):
            return run[figure] / run["bytes"] if run.get(figure) else None
        if figure in ("p50", "p99"):
            return run.get(f"echo_{figure}_us")
        if figure[:4] in ("p50_", "p99_"):
            return self.against(workload, run, f"echo_{figure[:3]}_us", figure[4:], number)
        return memory(figure, run)

    def spread(self, figure, workload, peer):
        return Spread([self.value(figure, workload, peer, n) for n in range(len(self.rounds(workload, peer)))])

    def ratio(self, figure, workload, peer):
        """Steno's by a peer's, round by round; of CPU by their medians."""
        if figure in ("cpu", "own"):
            return Quotient(self.spread(figure, workload, "steno").values, self.spread(figure, workload, peer).values)
        pairs = []
        for n in range(min(len(self.rounds(workload, "steno")), len(self.rounds(workload, peer)))):
            ours, theirs = self.value(figure, workload, "steno", n), self.value(figure, workload, peer, n)
            if ours is not None and theirs is not None and theirs > 0:
                pairs.append(ours / theirs)
        return Spread(pairs)


def memory(figure, run):
    held = run.get("held") or []
    at = {"memory_start": 0, "memory_tenth": 1, "memory_end": 2, "processes": 2}.get(figure)
    if at is None or at >= len(held) or not held[at]["processes"]:
        return None
    if figure == "processes":
        return held[at]["processes"]
    return held[at]["private_kb"] if held[at]["private_kb"] >= 0 else None


def table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join([row[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(row[1:], widths[1:])]) for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0])] + lines[1:])


def workload_table(results, workload, peers):
    shown = SHOWN[workload].split()
    heads = [(k, h, f) for k, h, f in FIGURES if k in shown]
    unit = CPU_UNITS.get(workload)
    names = {key: f"{head} {'ms/MB' if unit == 'MB' else 'µs/write'}" for key, head, _ in FIGURES[:2]}
    rows = [[workload] + [names.get(key, head) for key, head, _ in heads]]
    for peer in peers:
        if peer == "plain" and workload == "memory" or not results.rounds(workload, peer):
            continue
        rows.append([peer] + [results.spread(key, workload, peer).text(form) for key, _, form in heads])
    text = table(rows)
    if workload == "memory":
        return text
    text += (f"\nplain: {results.plain(workload, 'bytes') / 1e6:.2f} MB in {results.plain(workload, 'reads'):.0f} reads, "
             f"{results.plain(workload, 'cpu_us') / 1000:.0f} ms of CPU, {results.plain(workload, 'wall_us') / 1000:.0f} ms")
    return text


RATIOS = [("bulk: added CPU per MB", "cpu", "bulk"), ("colour: added CPU per MB", "cpu", "colour"),
          ("full screen: added CPU per MB", "cpu", "full screen"),
          ("interactive: added CPU per write", "cpu", "interactive"), ("paced: added CPU per write", "cpu", "paced"),
          ("bulk: own CPU per MB", "own", "bulk"), ("colour: own CPU per MB", "own", "colour"),
          ("full screen: own CPU per MB", "own", "full screen"), ("interactive: own CPU per write", "own", "interactive"),
          ("bulk: wall", "wall_us", "bulk"), ("colour: wall", "wall_us", "colour"),
          ("full screen: wall", "wall_us", "full screen"),
          ("bulk: size", "size", "bulk"), ("colour: size", "size", "colour"), ("full screen: size", "size", "full screen"),
          ("interactive: size", "size", "interactive"),
          ("interactive: echo p50", "p50", "interactive"), ("interactive: echo p99", "p99", "interactive"),
          ("paced: echo p99", "p99", "paced"), ("memory: private at the end", "memory_end", "memory")]


def ratio_table(results, peers):
    """Steno's figure by each peer's: below 1 is less than theirs."""
    others = [p for p in peers if p not in ("plain", "steno")]
    rows = [["steno / peer"] + others]
    for label, figure, workload in RATIOS:
        if results.rounds(workload, "steno"):
            cells = [wall_ratio(results, workload, p) if figure == "wall_us" else results.ratio(figure, workload, p)
                     for p in others]
            rows.append([label] + [cell.text() for cell in cells])
    return table(rows)


def wall_ratio(results, workload, peer):
    runs = results.rounds(workload, "steno")
    return Spread([results.against(workload, run, "wall_us", peer, n) for n, run in enumerate(runs) if run])


def startup_table(startup):
    if not startup:
        return ""
    rows = [["200 calls without a terminal" if startup[0]["times"] == 200 else f"{startup[0]['times']} calls",
             "CPU ms a call", "wall ms a call"]]
    for name, key in (("bash -c true", "bash"), ("steno-shell -c true", "shell")):
        rows.append([name] + [Spread([s[key][k] / s["times"] / 1000 for s in startup]).text() for k in ("cpu_us", "wall_us")])
    rows.append(["added"] + [Spread([(s["shell"][k] - s["bash"][k]) / s["times"] / 1000 for s in startup]).text()
                             for k in ("cpu_us", "wall_us")])
    return table(rows)


def targets(results, compressing):
    """(what, spread, bound, form) of each figure the project set itself."""
    list_ = [("added CPU per MB of bulk, by ttyrec's", results.ratio("cpu", "bulk", "ttyrec"), 1.2, "{:.2f}"),
             ("own CPU per MB of bulk, by ttyrec's", results.ratio("own", "bulk", "ttyrec"), 1.2, "{:.2f}")]
    list_ += [(f"added CPU per MB of bulk, by {p}'s, which compresses too", results.ratio("cpu", "bulk", p), 1, "{:.2f}")
              for p in compressing]
    list_ += [(f"{name} CPU per interactive write, by ttyrec's", results.ratio(key, "interactive", "ttyrec"), 1, "{:.2f}")
              for key, name in (("cpu", "added"), ("own", "own"))]
    list_ += [(f"wall of {w}, by script's", wall_ratio(results, w, "script"), 1.05, "{:.3f}")
              for w in ("bulk", "colour", "full screen", "interactive")]
    for workload, size, packed in (("bulk", 0.08, 0.04), ("interactive", 0.09, 0.06)):
        list_ += [(f"size of {workload}, by its output", results.spread("size", workload, "steno"), size, "{:.4f}"),
                  (f"size of {workload} packed, by its output", results.spread("packed", workload, "steno"), packed, "{:.4f}")]
    list_.append(("p99 latency of an echo, by script's", results.ratio("p99", "interactive", "script"), 1, "{:.2f}"))
    held = [results.spread(k, "memory", "steno") for k in ("memory_start", "memory_tenth", "memory_end")]
    list_.append(("private memory, KiB", Spread([v for s in held for v in s.values][-1:] and
                                                [max(v) for v in zip(*(s.values for s in held))]), 8192, "{:.0f}"))
    growth = Spread([end / tenth for tenth, end in zip(held[1].values, held[2].values)])
    list_.append(("private memory at the end, by that after a tenth", growth, 1.1, "{:.2f}"))
    return list_


def judge(results, compressing):
    lines, data = [], []
    for what, spread, bound, form in targets(results, compressing):
        # "below" is meant strictly, "at most" isn't: at three digits of a measurement that is the same
        verdict = "not measured" if not spread else "reached" if spread.median <= bound else "not reached"
        straddles = bool(spread) and spread.low <= bound < spread.high
        note = ", though not in every round" if verdict == "reached" and straddles else ""
        note = ", though in some rounds" if verdict == "not reached" and straddles else note
        lines.append(f"target: {what} ≤ {bound}: {spread.text(form)} {verdict}{note}")
        data.append(dict(what=what, bound=bound, verdict=verdict, spread=spread.data()))
    return lines, data
