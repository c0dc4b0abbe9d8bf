"""What commands, buttons and the self-check say (命令和按钮的话)."""
