"""Affected land: computed, told, written."""
