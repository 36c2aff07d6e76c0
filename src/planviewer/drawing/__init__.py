"""Features to pixels with QPainter, for screen and paper alike."""
