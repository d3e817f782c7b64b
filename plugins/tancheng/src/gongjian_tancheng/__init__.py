"""Tancheng: its three-year action plan for a strong industrial county, clause by clause."""
