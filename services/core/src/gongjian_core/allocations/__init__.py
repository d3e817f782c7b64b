"""Targets broken down to divisions, parks and departments."""
