"""The scheme (方案): weights, grade points, thresholds and quotas as one value."""
