"""``python -m checker.cli``: the same as ``sunes``."""

from checker.cli import main

main()
