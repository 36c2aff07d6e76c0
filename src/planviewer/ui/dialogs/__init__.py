"""Windows that ask one thing each. They hand back values and do nothing themselves.

A dialog is imported where it is opened: the start of the program waits for none.
"""
