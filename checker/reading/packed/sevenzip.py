"""7z archives by py7zr: each member as a part, in memory, within the limits that ZIP archives have."""

from __future__ import annotations

import io
import lzma
from typing import TYPE_CHECKING, Any

from checker.reading.content import Budget, Content, Job
from checker.reading.packed.archive import FREE, RATIO, is_wanted, shown_name
from checker.reading.packed.attached import left_out, unread_part
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.document import Document

if TYPE_CHECKING:
    from py7zr import SevenZipFile

_LOCKED = "Archive 7z protégée par un mot de passe : non ouverte."
_HUGE = "Archive 7z démesurée une fois décompressée : non ouverte."


def content(job: Job) -> Content:
    """Return the archive's files as parts, none of them written anywhere.

    Raises ReadError ``encrypted``, ``too_large``, ``empty`` or ``unreadable`` for the archive as a whole: members
    are mostly packed into one stream, so what breaks one breaks all that follow.
    """
    from py7zr import SevenZipFile
    from py7zr.exceptions import AbsolutePathError, ArchiveError, PasswordRequired

    faults: tuple[type[Exception], ...] = (ArchiveError, AbsolutePathError, lzma.LZMAError, *PARSER_FAULTS)
    try:
        with SevenZipFile(io.BytesIO(job.data)) as archive:
            if archive.needs_password():
                raise ReadError("encrypted", _LOCKED)
            return _opened(archive, job)
    except PasswordRequired as fault:
        raise ReadError("encrypted", _LOCKED) from fault
    except faults as fault:
        cause = f"Archive 7z endommagée : non ouverte ({type(fault).__name__})."
        raise ReadError("unreadable", cause) from fault


def _opened(archive: SevenZipFile, job: Job) -> Content:
    members = [one for one in archive.list() if not one.is_directory and is_wanted(one.filename)]
    if not members:
        raise ReadError("empty", "Archive 7z sans fichier.")
    declared = sum(one.uncompressed for one in members)
    if declared > job.budget.unpacked or (declared > FREE and declared > RATIO * len(job.data)):
        raise ReadError("too_large", _HUGE)
    notes: list[str] = []
    opened = members[: max(job.budget.entries, 0)]
    if len(opened) < len(members):
        notes.append(f"Archive tronquée : {len(members)} fichiers, {len(opened)} ont été ouverts.")
    job.budget.entries -= len(opened)
    refused = [one.filename for one in opened if one.uncompressed > job.options.max_bytes]
    held = _Held(job.budget)
    archive.extract(targets={one.filename for one in opened} - set(refused), factory=held.factory())
    parts = [job.read_part(member.getvalue(), shown_name(name)) for name, member in held.members]
    parts += [_refused(name) for name in refused]
    if len(opened) < len(members):
        parts.append(left_out(len(members), len(opened)))
    return Content("7z", parts=tuple(parts), page_count=0, notes=notes)


def _refused(name: str) -> Document:
    return unread_part(shown_name(name), "too_large", "Fichier trop volumineux dans l’archive : non ouvert.")


class _Held:
    """The members of one archive in memory, each byte taken from the budget as it is unpacked."""

    def __init__(self, budget: Budget) -> None:
        self.members: list[tuple[str, io.BytesIO]] = []
        self._budget = budget

    def factory(self) -> Any:
        """Return what py7zr asks for a place to write a member to."""
        from py7zr.io import Py7zIO, WriterFactory

        held = self

        class Member(Py7zIO):
            def __init__(self) -> None:
                self.bytes = io.BytesIO()

            def write(self, data: bytes | bytearray) -> int:
                held._budget.unpacked -= len(data)
                if held._budget.unpacked < 0:
                    raise ReadError("too_large", _HUGE)
                return self.bytes.write(data)

            def read(self, size: int | None = None) -> bytes:
                return self.bytes.read(size)

            def seek(self, offset: int, whence: int = 0) -> int:
                return self.bytes.seek(offset, whence)

            def flush(self) -> None:
                return

            def size(self) -> int:
                return self.bytes.getbuffer().nbytes

        class Members(WriterFactory):
            def create(self, filename: str) -> Member:
                member = Member()
                held.members.append((filename, member.bytes))
                return member

        return Members()
