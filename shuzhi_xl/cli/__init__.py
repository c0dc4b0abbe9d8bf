"""The commands: the same jobs as the buttons, on a closed master."""

from shuzhi_xl.cli.commands import main

__all__ = ["main"]
