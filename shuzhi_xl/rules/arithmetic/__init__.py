"""Exact arithmetic that knows nothing of the appraisal: rounding, percentages, outliers."""
