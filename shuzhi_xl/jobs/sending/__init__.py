"""What goes to whom (送件): encrypted files, lists for sending, a package for each lead department."""
