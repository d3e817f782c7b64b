"""HTTP conventions that every route shares: problems, conditions, bodies, pages, formats."""
