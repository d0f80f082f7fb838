"""Interpreters drawn by lot: seventeen of them, alone and behind seven shells, in windows of all sizes."""
from props.gorses import draw

draw("gorse", 51)
