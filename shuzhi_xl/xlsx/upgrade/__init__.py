"""A master made by an earlier version gets what this version's master has and it lacks (升级)."""
