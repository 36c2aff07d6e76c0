"""Widgets, the map view and its bridge: the only room with PySide6 widgets and WebEngine."""
