"""Sentences of the commands, the buttons and the self-check (命令和按钮的话)."""
