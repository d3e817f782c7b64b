"""What the process and its deployment tell whoever operates them: lines of a log, figures, traces."""
