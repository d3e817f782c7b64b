"""Projects: what is agreed, built and commissioned, milestone by milestone."""
