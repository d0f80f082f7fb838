"""A dressed shell in one pane and an interpreter in the other, drawn by lot: what no list by hand has thought of."""
from props.headrigs import draw

draw("headrig", 32)
