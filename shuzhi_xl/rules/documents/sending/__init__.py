"""What the lists say by which the office sends files out (送件)."""
