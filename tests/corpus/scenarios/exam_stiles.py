"""Pairs of panes drawn by lot, any two shells in any dress, and a handful of what the catalogue names in each."""
from props.stiles import draw

draw("stile", 28)
