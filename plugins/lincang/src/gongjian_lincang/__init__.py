"""Lincang: its plan for new industrialisation in 2024, clause by clause."""
