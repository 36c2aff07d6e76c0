"""Zones in the window: the editor, comparing, chainages, affected parcels."""
