"""Days of work drawn by lot, with interpreters and shells on the way, below the prompts of other distributions and zsh's own themes."""
from props.wantys import draw

draw("wanty", 60)
