"""Incentives computed: facts, settlements, awards, payments, what others paid, simulations. Money to the fen."""
