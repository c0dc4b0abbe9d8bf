"""The panel's tests need tkinter, which python.org's embeddable Python lacks."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("tkinter") else ["panel"]
