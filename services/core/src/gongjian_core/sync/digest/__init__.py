"""Digests: counts and hashes that both sides compute, so that they can prove to be equal."""
