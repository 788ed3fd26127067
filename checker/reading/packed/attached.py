"""Files inside a file, within what the whole may unpack; what is left out is named, not dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.reading.content import Job
from models.document import Document, Status


def unread_part(name: str, status: Status, sentence: str) -> Document:
    """Return the document of a part that was not opened; ``sentence`` says why."""
    return Document(
        name=name, sha256="", media_type="application/octet-stream", status=status, message=sentence
    )


def left_out(total: int, opened: int) -> Document:
    """Return the document that stands for the parts beyond the limit: they may hold a piece that is sought."""
    rest = total - opened
    name = "1 autre fichier" if rest == 1 else f"{rest} autres fichiers"
    return unread_part(name, "too_large", f"Limite atteinte : {total} fichiers, {opened} ouverts.")


def attached(found: Iterable[tuple[str, bytes | str]], total: int, job: Job) -> Iterator[Document]:
    """Yield the documents of a mail's ``total`` attachments; where there are no bytes, the sentence that says why."""
    for at, (name, data) in enumerate(found):
        job.budget.entries -= 1
        if not isinstance(data, str):
            job.budget.unpacked -= len(data)
        if job.budget.entries < 0 or job.budget.unpacked < 0:
            yield left_out(total, at)
            return
        if isinstance(data, str):
            yield unread_part(name, "unreadable", data)
        else:
            yield job.read_part(data, name)
