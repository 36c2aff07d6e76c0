"""The session: what is open, what was done, what runs in the background."""
