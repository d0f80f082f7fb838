"""Lines begun while something runs and ended at the prompt: gone on with, mended, emptied, completed, given up, in all shells."""
from props.frails import draw

draw("frail", 36)
