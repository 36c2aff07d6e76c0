"""The parts of the style dialog; each shows a value and gives one back."""
