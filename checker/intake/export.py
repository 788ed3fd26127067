"""Open an export of any form and hand out its dossiers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

from checker.errors import CheckerError, NoDossierError, UsageError
from checker.intake.archive import close_zips
from checker.intake.build import Parts, PdfText, built
from checker.intake.gather import Gatherer
from checker.intake.isolated import IsolatedReader
from checker.intake.labels import Form, open_form
from checker.intake.names import displayed
from checker.rulesets import RulesetFolder
from models.dossier import Dossier


class Dossiers(Sequence[Dossier]):
    """The dossiers by number; each is joined and hashed when first asked for, then kept."""

    def __init__(self, parts: Sequence[Parts], form: Form, pdf_text: PdfText) -> None:
        self._parts, self._form, self._pdf_text = parts, form, pdf_text
        self._built: dict[int, Dossier] = {}

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, index: int) -> Dossier: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Dossier]: ...
    def __getitem__(self, index: int | slice) -> Dossier | Sequence[Dossier]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if at not in self._built:
            self._built[at] = built(self._parts[at], self._form, self._pdf_text)
        return self._built[at]


class Export:
    """An opened export. ``dossiers`` come by number; ``notes`` are French sentences on the whole of it."""

    def __init__(self, source: Path, gatherer: Gatherer, reader: IsolatedReader) -> None:
        self.source = source
        self._reader = reader
        self.dossiers = Dossiers(gatherer.parts(), gatherer.form, reader.text)
        self.notes = tuple(dict.fromkeys(gatherer.notes))
        self._containers = tuple(gatherer.containers)

    def __enter__(self) -> Export:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()
        close_zips()

    def __iter__(self) -> Iterator[Dossier]:
        return iter(self.dossiers)

    @cached_property
    def digest(self) -> str:
        """Return ``sha256:…``: of the file itself when there is one, else over every file's path and SHA-256."""
        if len(self._containers) == 1 and not self.source.is_dir():
            return "sha256:" + _sha256(self._containers[0])
        total = hashlib.sha256()
        root = self.source if self.source.is_dir() else self.source.parent
        for path in sorted(self._containers):
            shown = path.relative_to(root).as_posix()
            total.update(shown.encode("utf-8", "surrogateescape") + b"\0" + _sha256(path).encode() + b"\n")
        return "sha256:" + total.hexdigest()


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(2**20):
                total.update(piece)
    except OSError:
        # What cannot be read cannot have been examined either; the dossier's note says so.
        return "unreadable"
    return total.hexdigest()


def open_export(export: Path, ruleset: RulesetFolder) -> Export:
    """Open what was downloaded: a zip, a folder of any mix, an API client's folder, or a table alone.

    Raises ``UsageError`` when it cannot be read as an export, ``NoDossierError`` when it holds no dossier,
    ``RulesetError`` when ``form.yaml`` is invalid.
    """
    form, reader = open_form(ruleset), IsolatedReader()
    try:
        return _opened(Path(export), Gatherer(form, reader), reader)
    except CheckerError:
        reader.close()
        raise


def _opened(source: Path, gatherer: Gatherer, reader: IsolatedReader) -> Export:
    if source.is_dir():
        gatherer.add_folder(source)
    elif source.is_file():
        gatherer.add_file(source)
    else:
        raise UsageError(
            f"{displayed(str(source))} : fichier ou dossier introuvable.",
            "Vérifiez le chemin ; donnez le zip téléchargé ou le dossier qui le contient.",
        )
    gatherer.settle()
    if not gatherer.numbers():
        raise NoDossierError(
            f"{displayed(str(source))} : aucun dossier trouvé.",
            "Donnez l’export zip de la démarche, le dossier décompressé ou celui du client de l’API.",
        )
    return Export(source, gatherer, reader)
