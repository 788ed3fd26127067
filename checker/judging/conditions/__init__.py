"""The typed conditions that rules are written in: a small check each, no expression language."""
