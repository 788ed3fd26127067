"""List a folder's regular files, without following a link and without opening anything special."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from checker.errors import UsageError
from checker.intake.entries import (
    MAX_ENTRIES,
    MAX_FILE_BYTES,
    Entry,
    Listing,
    Trouble,
    is_junk,
    size_sentence,
)
from checker.intake.names import displayed

MAX_DEPTH = 24


def listed_folder(root: Path) -> Listing:
    """Return the files under ``root``; links, pipes and devices are entries in trouble, never opened.

    Raises ``UsageError`` when the folder itself cannot be listed.
    """
    try:
        with os.scandir(root):
            pass
    except OSError as error:
        raise UsageError(
            f"{displayed(str(root))} : dossier illisible ({error.strerror}).",
            "Vérifiez les droits d’accès à ce dossier.",
        ) from error
    notes: list[str] = []
    entries: list[Entry] = []
    for entry in _walked(root, (), root.resolve().name, notes):
        entries.append(entry)
        if len(entries) > MAX_ENTRIES:
            raise UsageError(
                f"{displayed(str(root))} : plus de {MAX_ENTRIES} fichiers.",
                "Donnez le dossier d’un seul export.",
            )
    return Listing(tuple(entries), tuple(notes))


def _walked(folder: Path, above: tuple[str, ...], around: str, notes: list[str]) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as listing:
            children = sorted(listing, key=lambda child: child.name)
    except OSError as error:
        notes.append(
            f"{_shown(above)} : dossier illisible ({error.strerror}), son contenu n’a pas été examiné."
        )
        return
    names = {child.name for child in children}
    if {"run.json", "verdicts"} <= names:
        notes.append(f"{_shown(above)} : résultats d’un examen précédent, laissés de côté.")
        return
    for child in children:
        parts = (*above, unicodedata.normalize("NFC", child.name))
        if is_junk(parts):
            continue
        if child.is_dir(follow_symlinks=False):
            if len(parts) > MAX_DEPTH:
                notes.append(f"{_shown(parts)} : dossiers trop imbriqués, non examiné.")
            else:
                yield from _walked(Path(child.path), parts, around, notes)
        else:
            yield _entry(child, parts, around)


def _entry(child: os.DirEntry[str], parts: tuple[str, ...], around: str) -> Entry:
    path = Path(child.path)
    try:
        found = child.stat(follow_symlinks=False)
    except OSError as error:
        return Entry(path, None, parts, around, 0, "unreadable", f"illisible ({error.strerror})")
    trouble: Trouble | None = None
    note: str | None = None
    if stat.S_ISLNK(found.st_mode):
        trouble, note = "special", "lien symbolique : non suivi"
    elif not stat.S_ISREG(found.st_mode):
        trouble, note = "special", "tube, socket ou périphérique : non ouvert"
    elif found.st_size > MAX_FILE_BYTES:
        trouble, note = "oversized", f"trop volumineux ({size_sentence(found.st_size)}) : non lu"
    return Entry(path, None, parts, around, found.st_size, trouble, note)


def _shown(parts: tuple[str, ...]) -> str:
    return "/".join(displayed(part) for part in parts) or "Le dossier donné"
