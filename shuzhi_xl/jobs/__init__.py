"""The jobs behind the buttons: each reads, decides and writes."""
