"""The actions of everybody in the invented town's year (演示的一年)."""
