"""Linyi: its strategy for an advanced industry city to 2026, clause by clause."""
