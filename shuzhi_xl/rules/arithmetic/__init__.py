"""Exact arithmetic that is independent of the appraisal: rounding, percentages, outliers, shuffling."""
