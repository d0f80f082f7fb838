"""Lines typed at one pace by a hand that does not look whether the prompt has come, in all shells, interpreters and two panes."""
from props.stelches import draw, halves

draw("stelche", 39)
halves("stelche", 9)
