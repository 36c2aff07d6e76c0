"""Images with a place: opened, warped, read by windows."""
