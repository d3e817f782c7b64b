"""Targets, observations and attainment as SDMX 2.1: structures, and data as XML and CSV."""
