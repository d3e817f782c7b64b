"""Enterprises: the register that counts, titles and incentives rest on."""
