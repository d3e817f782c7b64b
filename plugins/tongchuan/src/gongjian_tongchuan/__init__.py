"""Tongchuan: its opinion on five batches of industrial projects a year, 2023 to 2025, clause by clause."""
