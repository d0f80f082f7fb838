"""A hand that goes into other machines, users, roots and multiplexers and comes out of them again."""
from props import machine
from props.gills import FILES
from props.strothers import OFFICE, Strother


class Goer:
    """What every hand does that goes into something else."""
    prefix = "C-b"

    def into(self, text, see=None, pause=1.0):
        self.open(text, see, pause, "command")
        self.calm(0.4)

    def out(self, *texts):
        for text in texts or ("exit",):
            self.put(text, "even")
            self.hit(text, "command", see=False, pause=0.5)
            self.calm(0.3)

    def lead(self, *keys, prefix=None, pause=0.5):
        self.s.key(prefix or self.prefix, pace=0.15)
        for key in keys:
            self.s.key(key, pace=pause)
        self.calm()


class Leasowe(Goer, Strother):
    def gone(self):
        """By the end of input."""
        self.s.key("C-d", pace=0.8)
        self.calm(0.4)


def far(hosts, size, files=None, needs=(), **env):
    """Root's bash on a machine of its own, others behind ssh."""
    def wrap(function):
        def play(s):
            g = Leasowe(s)
            g.calm(1.0)
            function(g)
        play.__wrapped__, play.__name__ = function, f"exam_leasowe_{function.__name__}"
        return machine(hosts=hosts, size=size, env=env, prompt="", files={**FILES, **OFFICE, **(files or {})}, needs=needs)(play)
    return wrap


def near(made, hand=Leasowe):
    """A local shell, with the hand of this place."""
    def wrap(function):
        def play(g):
            function(hand(g.s))
        play.__name__, play.__module__, play.__wrapped__ = function.__name__, function.__module__, function
        return made(play)
    return wrap
