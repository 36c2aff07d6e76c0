"""Databases in the window: connections, their tables, passwords."""
