"""Another draw of such days, to be played inside something else."""
from props.burns import make

ORDER = "bash zsh fish bash tcsh zsh mksh python3 bash fish ksh93 zsh ash bash yash dash node bash zsh fish".split()

for at in range(20):
    make("strath", at, ORDER[at], "xterm-256color")
