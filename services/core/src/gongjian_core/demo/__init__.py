"""Demo data: plausible records of a city, each labelled as made up, for front ends, benchmarks and the tour."""
