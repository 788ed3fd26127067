"""Exports of Démarches simplifiées: the zip, the unpacked folder, the API client's folder."""

from __future__ import annotations

import random
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from samples.generator.blocks import Block, Doc, Heading, Look, Para, Title
from samples.generator.forms import Form, field_on
from samples.generator.model import Dossier, File
from samples.generator.pages import pdf
from samples.generator.tables import table_csv, table_xlsx

Member = tuple[str, bytes, datetime]


class RawName(zipfile.ZipInfo):
    """A zip entry whose name is raw UTF-8 without the flag that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 – zipfile's own hook
        return self.filename.encode("utf-8"), self.flag_bits & ~0x800


def exported_name(file: File, rng: random.Random, when: datetime) -> str:
    """Return the name the service gives: the applicant's, a stamp, a number of one to four digits."""
    path = PurePosixPath(re.sub(r'[%$|:;/<>?*"\\]', "-", file.name))
    return f"{path.stem}-{when:%d-%m-%Y-%H-%M}-{rng.randrange(10, 9999)}{path.suffix}"


def failed(dossier: Dossier) -> list[str]:
    """Return the paths that the service could not put in."""
    rng = random.Random(f"export-{dossier.number}")
    named = [
        (f, exported_name(f, rng, dossier.filed - timedelta(minutes=90 - 4 * i)))
        for i, f in enumerate(dossier.files)
    ]
    return [f"dossier-{dossier.number}/{f.folder}/{name}" for f, name in named if f.absent]


def members(dossier: Dossier, form: Form, exported: datetime) -> Iterator[Member]:
    """Yield path (below the root), bytes and moment of every file of a dossier."""
    rng = random.Random(f"export-{dossier.number}")
    folder = f"dossier-{dossier.number}"
    yield (
        f"{folder}/export-{dossier.number}-{exported:%d-%m-%Y-%H-%M}-{dossier.number % 10000}.pdf",
        summary(dossier, form),
        exported,
    )
    for index, file in enumerate(dossier.files):
        when = file.uploaded or dossier.filed - timedelta(minutes=90 - 4 * index)
        name = exported_name(file, rng, when)
        if not file.absent:
            yield f"{folder}/{file.folder}/{name}", file.data, when


def summary(dossier: Dossier, form: Form) -> bytes:
    """Return the dossier as the service prints it."""
    h = dossier.hospital
    body: list[Block] = [
        Title(f"Dossier n° : {dossier.number}"),
        Para("Démarche : Programme SUN-ES – candidature des établissements de santé"),
        Para("Organisme : Agence régionale de santé"),
        Para("Ce dossier est **en instruction**."),
        Heading("Historique"),
        Para(f"Déposé le : {dossier.filed:%d/%m/%Y %H:%M}"),
        Heading("Identité du demandeur"),
        Para(f"Email : {h.head.mail(h.domain)}"),
        Para(f"SIRET : {h.siret}"),
        Para(f"Dénomination : {h.name.upper()}"),
        Heading("Formulaire"),
    ]
    for field, label, kind in form:
        if kind == "files":
            names = [
                f"- {f.name}"
                for f in dossier.files
                if f.folder == "pieces_justificatives" and field_on(form, f.field) == field
            ]
            value = "\n".join(names)
        else:
            value = dossier.answers.get(field, "")
        body.append(Para(f"**{label}**\n{value or 'Non communiqué'}"))
    body += [
        Heading("Annotations privées"),
        Para("Aucune annotation"),
        Heading("Avis"),
        Para("Aucun avis"),
        Heading("Messagerie"),
        Para("Aucun message"),
    ]
    return pdf(Doc((), tuple(body), Look("Helvetica", 9, 4, 0, 0)))


def write_zip(path: Path, root: str, entries: Sequence[Member]) -> None:
    """Write a stored zip; every third name comes without its flag, every fifth decomposed (NFD)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for index, (name, data, when) in enumerate(entries):
            full = f"{root}/{name}"
            full = unicodedata.normalize("NFD" if index % 5 == 2 else "NFC", full)
            kind = RawName if index % 3 else zipfile.ZipInfo
            target.writestr(kind(full, when.timetuple()[:6]), data, zipfile.ZIP_STORED)


def write_folder(root: Path, entries: Sequence[Member]) -> None:
    """Write the unpacked export."""
    for name, data, _ in entries:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_zip_export(
    folder: Path, slug: str, exported: datetime, dossiers: Sequence[Dossier], form: Form
) -> None:
    """Write a default export zip, and the XLSX beside it."""
    stem = f"dossiers_{slug}_{exported:%Y-%m-%d_%H-%M}"
    entries = [m for d in dossiers for m in members(d, form, exported)]
    lost = [f"Impossible de récupérer le fichier {name}" for d in dossiers for name in failed(d)]
    if lost:
        entries.append(("-LISTE-DES-FICHIERS-EN-ERREURS.txt", "\n".join(lost).encode(), exported))
    write_zip(folder / f"{stem}.zip", "export", entries)
    (folder / f"{stem}.xlsx").write_bytes(table_xlsx(dossiers, form))


def write_folder_export(
    folder: Path, slug: str, exported: datetime, dossiers: Sequence[Dossier], form: Form, *, csv_table: bool
) -> None:
    """Write an unpacked export under its root of before March 2024, and its table beside it."""
    stem = f"dossiers_{slug}_{exported:%Y-%m-%d_%H-%M}"
    write_folder(folder / stem, [m for d in dossiers for m in members(d, form, exported)])
    if csv_table:
        (folder / f"{stem}.csv").write_bytes(table_csv(dossiers, form))
    else:
        (folder / f"{stem}.xlsx").write_bytes(table_xlsx(dossiers, form))
