"""The skeleton of a city's plugin, and the clause table of its README."""
