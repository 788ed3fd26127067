"""Office formats and plain text, each by a small reader of its own."""
