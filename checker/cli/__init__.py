"""The command ``sunes``: one file a command, no work of its own.

Nothing here imports a stage at module level: ``sunes --help`` answers at once, each command loads what
it needs.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with the code of the design (0, 1, 2, 3, 4, 5, 6, 70, 130)."""
    for stream in (sys.stdout, sys.stderr):
        # A cp1252 console would crash on the first « → » otherwise.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from checker.cli.app import app
    from checker.errors import CheckerError

    try:
        app()
    except CheckerError as error:
        print(f"Erreur : {error.sentence}", file=sys.stderr)
        if error.remedy:
            print(f"À faire : {error.remedy}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("Interrompu : ce qui était fait est gardé, la même commande reprend.", file=sys.stderr)
        sys.exit(130)


__all__ = ["main"]
