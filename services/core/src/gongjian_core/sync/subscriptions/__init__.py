"""Subscriptions: who is told of which changes, at which address, from which cursor on."""
