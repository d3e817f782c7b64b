"""What cities declare, told in the feed: a change of a plugin is a change like any other."""
