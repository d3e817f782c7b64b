"""How far each target is, and why: rules over figures, figures out of records and observations."""
