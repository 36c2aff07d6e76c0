"""Tables of PostGIS databases: connections, rows, overlays, places."""
