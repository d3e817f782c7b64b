"""Phases and duties as dated occurrences and as iCalendar, and the recorded fulfilments of duties."""
