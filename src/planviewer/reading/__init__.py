"""Files to features, with a report of what was found."""
