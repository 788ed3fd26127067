"""What a run leaves in its output folder: verdicts (``<out>/verdicts/<number>.json``) and facts, whole or absent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from checker import atomic
from checker.atomic import write_whole
from checker.errors import NoDossierError, OutputError, UsageError
from models.case import Case
from models.verdict import Verdict

SCHEMA_ID = "urn:sunes-checker:verdict:1"


def write_atomic(path: Path, content: bytes, *, durable: bool = True) -> Path:
    """Write ``content`` to ``path`` as a whole and return ``path``. Raises ``OutputError``."""
    try:
        return write_whole(path, content, durable=durable)
    except OSError as error:
        raise OutputError(
            f"Impossible d’écrire {path} ({error.strerror or error}).",
            "Choisissez avec --out un dossier où vous avez le droit d’écrire et où il reste de la place.",
        ) from error


def sweep(out: Path) -> int:
    """Remove what a killed run left half written under ``out``; return how many files that was."""
    try:
        return atomic.sweep(out)
    except OSError as error:
        raise OutputError(
            f"Impossible de nettoyer {out} ({error.strerror}).", "Vérifiez vos droits."
        ) from error


def json_bytes(content: Any, *, indent: int | None = 2) -> bytes:
    """Return ``content`` as UTF-8 JSON, accents kept; a lone surrogate becomes an escape, valid JSON."""
    text = json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def write_verdict(verdict: Verdict, out: Path) -> Path:
    """Write one dossier's verdict and return its path ``<out>/verdicts/<number>.json``."""
    return write_atomic(
        out / "verdicts" / f"{verdict.dossier.number}.json",
        json_bytes(verdict.model_dump(mode="json", by_alias=True)),
    )


def verdict_paths(out: Path) -> tuple[Path, ...]:
    """Return the verdicts' files by dossier number.

    Raises ``NoDossierError`` when there is none.
    """
    paths = [path for path in (out / "verdicts").glob("*.json") if path.stem.isdecimal()]
    if not paths:
        raise NoDossierError(
            f"Aucun verdict dans {out / 'verdicts'}.",
            "Donnez le dossier écrit par « sunes check EXPORT --out DOSSIER ».",
        )
    return tuple(sorted(paths, key=lambda path: int(path.stem)))


def read_verdict(path: Path) -> Verdict:
    """Return the verdict of one file. Raises ``UsageError`` naming the file when it is not one."""
    try:
        return Verdict.model_validate(json.loads(path.read_bytes()))
    except OSError as error:
        raise UsageError(f"{path} : fichier illisible ({error.strerror}).", "Vérifiez vos droits.") from error
    except (ValueError, RecursionError) as error:
        where = ""
        if isinstance(error, ValidationError):
            first = error.errors(include_url=False, include_input=False)[0]
            where = f", à « {'.'.join(map(str, first['loc']))} »"
        raise UsageError(
            f"{path} n’est pas un verdict « verdict/1 »{where}.",
            "Supprimez ce fichier et relancez « sunes check » : seul ce dossier sera jugé de nouveau.",
        ) from error


def read_verdicts(out: Path) -> Iterator[Verdict]:
    """Yield the verdicts of ``out`` by dossier number, one in memory at a time.

    Raises ``NoDossierError`` when there is none, ``UsageError`` on a damaged one.
    """
    return map(read_verdict, verdict_paths(out))


def write_case(case: Case, out: Path) -> Path:
    """Write all that was read of one dossier and return its path ``<out>/facts/<number>.json``."""
    content = json_bytes(case.model_dump(mode="json", by_alias=True), indent=1)
    return write_atomic(out / "facts" / f"{case.dossier.number}.json", content)


def read_case(path: Path) -> Case:
    """Return the facts of one file. Raises ``UsageError`` naming it when it holds none."""
    try:
        return Case.model_validate(json.loads(path.read_bytes()))
    except OSError as error:
        raise UsageError(f"{path} : fichier illisible ({error.strerror}).", "Vérifiez le chemin.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"{path} n’est pas un fichier de faits « facts/1 ».",
            "Donnez un fichier « facts/<numéro>.json » écrit par « sunes check ».",
        ) from error


def digest(path: Path) -> str:
    """Return ``sha256:…`` of a file."""
    with path.open("rb") as stream:
        return "sha256:" + hashlib.file_digest(stream, "sha256").hexdigest()


def verdict_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``verdict/1``; ``verdict.schema.json`` beside this is its copy."""
    schema: Mapping[str, Any] = Verdict.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
    }
