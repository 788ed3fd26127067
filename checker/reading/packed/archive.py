"""ZIP archives: each member as a part, within limits of number, size, ratio and depth."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from checker.reading.content import Content, Job
from checker.reading.packed.attached import left_out, unread_part
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.document import Document, Status

_CHUNK = 1 << 20
RATIO = 200
FREE = 5_000_000
_IGNORED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def content(job: Job) -> Content:
    """Return the archive's files as parts, none of them written anywhere.

    A part that is locked, damaged or a bomb keeps its own status; Raises ReadError for the archive as a whole.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(job.data))
    except zipfile.BadZipFile as fault:
        raise ReadError("unreadable", "Archive ZIP endommagée : non ouverte.") from fault
    parts: list[Document] = []
    notes: list[str] = []
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir() and is_wanted(info.filename)]
        if not members:
            raise ReadError("empty", "Archive ZIP sans fichier.")
        for info in members:
            if job.budget.entries <= 0 or job.budget.unpacked <= 0:
                notes.append(f"Archive tronquée : {len(members)} fichiers, {len(parts)} ont été ouverts.")
                parts.append(left_out(len(members), len(parts)))
                break
            job.budget.entries -= 1
            name = member_name(info)
            data, failure = _unpacked(archive, info, job)
            parts.append(job.read_part(data, name) if failure is None else unread_part(name, *failure))
    return Content("zip", parts=tuple(parts), page_count=0, notes=notes)


def is_wanted(name: str) -> bool:
    """Tell whether a member is a file of the applicant's, and not what a system adds to an archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    return "__MACOSX" not in path.parts and path.name.lower() not in _IGNORED


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name as its maker wrote it: names not marked as UTF-8 are UTF-8 or of a French DOS."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            written = name.encode("cp437")
            try:
                name = written.decode("utf-8")
            except UnicodeDecodeError:
                name = written.decode("cp850")
        except UnicodeEncodeError:
            pass
    return shown_name(name)


def shown_name(name: str) -> str:
    """Return a member's name without roots or steps upwards: it is shown, and never used as a path."""
    kept = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(kept) or "sans nom"


def _unpacked(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, job: Job
) -> tuple[bytes, tuple[Status, str] | None]:
    """Return a member's bytes, or why they are not had."""
    if info.flag_bits & 1:
        return b"", ("encrypted", "Fichier chiffré dans l’archive : non lu.")
    if info.file_size > job.options.max_bytes:
        return b"", ("too_large", "Fichier trop volumineux dans l’archive : non ouvert.")
    if info.file_size > FREE and info.file_size > RATIO * max(info.compress_size, 1):
        return b"", ("too_large", "Taux de compression démesuré dans l’archive : non ouvert.")
    chunks = []
    size = 0
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                job.budget.unpacked -= len(chunk)
                if job.budget.unpacked < 0 or size > job.options.max_bytes:
                    return b"", ("too_large", "Archive démesurée une fois décompressée : non ouvert.")
                chunks.append(chunk)
    except PARSER_FAULTS as fault:
        return b"", ("unreadable", f"Fichier endommagé dans l’archive : non lu ({type(fault).__name__}).")
    return b"".join(chunks), None
