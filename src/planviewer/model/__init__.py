"""What a plan is: values only, no Qt, no files."""
