"""Sheets of a plan: what is ordered, how it is composed, written and made into series."""
