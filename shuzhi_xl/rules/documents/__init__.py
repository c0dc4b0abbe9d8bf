"""What each official document (公文) says: contents made from the year and its results."""
