"""The archive of a year (归档): what is put into it, how it is sealed, and how it is read again."""
