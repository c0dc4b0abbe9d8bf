"""Upgrading a master of an earlier version (升级): it gets what this version's master has in addition."""
