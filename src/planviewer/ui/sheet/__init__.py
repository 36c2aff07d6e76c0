"""The sheet window: the sheet itself as a preview, and what can be chosen for it."""
