"""The archive of a year (归档): made by the button, checked by the button and the command."""
