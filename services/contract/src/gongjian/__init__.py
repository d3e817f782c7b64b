"""What a city may say: declarations, hooks and conformance."""
