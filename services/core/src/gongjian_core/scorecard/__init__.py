"""How many targets stand green, yellow, red or grey, by city, division or department, and in which order."""
