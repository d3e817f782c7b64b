"""Shizuishan: its campaign to renew manufacturing 2022–2024, clause by clause."""
