"""Indicators and their observations: every figure with its unit, period, source and revisions."""
