"""Days by lot once more, with twice as many deeds to draw from."""
from props import skerries
from props.burns import make

ORDER = "bash zsh fish bash tcsh zsh mksh bash zsh fish ksh93 bash ash fish yash dash zsh bash zsh ksh93n".split()
TONGUES = {7: "python3", 16: "node", 31: "ipython", 38: "gdb", 45: "sqlite3", 57: "irb"}

for at in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 18, 23, 24, 26, 29, 30, 31, 32, 34, 35, 38, 39, 40, 43, 44, 45, 46, 50, 52, 53, 54, 55, 57, 59):
    make("skerry", at, TONGUES.get(at, ORDER[at % 20]), days=skerries.walk, draw="haugh")
