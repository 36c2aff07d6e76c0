"""KML by columns: what a regular file holds, found by the thousand."""
