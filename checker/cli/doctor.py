"""``sunes doctor``: what this machine offers the reader, and what it lacks."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Dit quels lecteurs et quelles protections cette machine offre, et pourquoi."""
    import platform
    import sys

    from checker import __version__, reading
    from checker.rulesets import SHIPPED
    from checker.running import confinement
    from checker.running.limits import usable_cores

    typer.echo(f"sunes-checker {__version__}, Python {platform.python_version()}, {platform.system()}")
    typer.echo(f"Cœurs utilisables : {usable_cores()}")
    found = reading.engines()
    lacking = reading.unused_engines()
    for engine, version in found.items():
        typer.echo(
            f"Lecture des pages numérisées par {engine} : {version or lacking.get(engine, 'absent de cette machine')}"
        )
    if found.get("tesseract"):
        typer.echo("  Tesseract lit d’abord (plus rapide), rapidocr relit ce qui est incertain.")
    elif found.get("rapidocr"):
        typer.echo(
            "  rapidocr lit tout ; Tesseract avec le français (« fra ») rendrait la lecture plus rapide."
        )
    for name, held in confinement.enforced().items():
        typer.echo(f"Protection « {name} » : {'en place' if held else 'absente sur ce système'}")
    for header in sorted(SHIPPED.glob("*/ruleset.yaml")):
        typer.echo(f"Jeu de règles : {header.parent.name}")
    typer.echo(f"Encodage de la console : {sys.stdout.encoding}")
