"""Data, no code: one folder a programme."""
