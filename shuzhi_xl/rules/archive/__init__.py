"""The archive of a year (归档): its lists of hashes, its catalogue, its seal, and what has changed since."""
