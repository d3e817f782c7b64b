"""Imports: many records at once, from NDJSON, CSV and spreadsheets, each row answered for."""
