"""Alternatives of a plan beside each other."""
