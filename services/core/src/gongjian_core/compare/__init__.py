"""The same indicator side by side: what cities promise, what they reached, and who has it not."""
