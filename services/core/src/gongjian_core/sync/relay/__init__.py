"""What the relay asks of core: a subscription to work on, and where to note what became of it."""
