"""A lot of days: who sits there, before which shell or interpreter, behind which prompt, in which window, and what is done."""
from props.burns import make

ORDER = "bash zsh fish bash tcsh zsh mksh bash bash fish ksh93 zsh ash bash yash dash fish bash zsh ksh93n".split()
TONGUES = {7: "python3", 13: "lua", 19: "node", 27: "gdb", 33: "irb", 39: "tclsh", 47: "sqlite3", 53: "ipython", 58: "bc"}

for at in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 24, 26, 27, 30, 32, 33, 34, 35, 39, 46, 47, 48, 50, 52, 53, 54, 55, 58, 59):
    make("brae", at, TONGUES.get(at, ORDER[at % 20]))
