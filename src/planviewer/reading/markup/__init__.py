"""Plain markup, found in blocks of bytes."""
