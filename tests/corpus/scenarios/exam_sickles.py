"""Interpreters drawn by lot behind other prompts, with early lines, pastes and words completed."""
from props.sickles import draw

draw("sickle", 48)
