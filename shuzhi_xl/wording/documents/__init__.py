"""Sentences that official documents (公文) are composed of."""
