"""A program at the keys: whole lines, blocks and queues, each in one write; and the makers of shells for it."""
from props.cairns import Cairn


class Agent(Cairn):
    def run(self, *texts, end="\r", pause=0.15, kind="command", before="", also=()):
        """Each in one write, and then until all is calm."""
        for text in texts:
            self.s.place = self.s._look()[0]
            self.s.burst(before + text + end)
            self.s.truth(text, kind, also=also)
            self.s.pause(pause)
            self.calm()

    def block(self, *lines, end="\r", kind="command", tail="", also=(), pause=0.5):
        """All rows in one write."""
        self.s.burst(end.join(lines) + end + tail)
        self.s.truth("\n".join(lines), kind, also=also, ahead=True)
        self.s.pause(pause)
        self.calm()

    def queue(self, *texts, end="\r", kind="command", after=1.0):
        self.s.burst("".join(text + end for text in texts))
        for n, text in enumerate(texts):
            self.s.truth(text, kind, ahead=n > 0)
        self.s.pause(after)
        self.calm()

    def stopped(self, text, kind="command", after=0.6, key="C-c"):
        self.run(text, pause=after, kind=kind)
        self.s.key(key, pace=0.35)
        self.calm()


def by(maker):
    """The same makers of shells, with an Agent at the keys."""
    def made(*args, **more):
        def wrap(function):
            def play(hand):
                function(Agent(hand.s))
            play.__name__, play.__module__ = function.__name__, function.__module__
            return maker(*args, **more)(play)
        return wrap
    return made
