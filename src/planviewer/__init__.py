"""planviewer: see urban-planning sites on a map, exactly, offline."""

__version__ = "0.1.0"
