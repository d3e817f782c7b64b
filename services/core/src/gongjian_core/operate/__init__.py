"""For operators: looking after a deployment from the command line."""
