"""Figures from geometry: pure functions, metres only, no files, no Qt."""
