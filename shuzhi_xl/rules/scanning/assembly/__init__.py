"""Scanned pages put together: what each is, which ballot it belongs to, how many there are (测评票)."""
