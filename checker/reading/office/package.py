"""Office files are zips of XML: opened within limits, walked by expat, entities refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from types import TracebackType
from typing import Self
from xml.parsers import expat

from checker.reading.content import Job
from checker.reading.problem import ReadError

_CHUNK = 1 << 20
_RATIO = 200
_FREE = 5_000_000
"""Bytes under which a high ratio of compression is of no consequence."""


class Package:
    """The members of an office file; reading one takes from the file's budget."""

    def __init__(self, job: Job) -> None:
        self._job = job
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(job.data))
        except zipfile.BadZipFile as fault:
            raise ReadError("unreadable", "Document bureautique endommagé : archive illisible.") from fault
        self.names = tuple(dict.fromkeys(self._zip.namelist()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes:
        """Return a member's bytes. Raises ReadError ``too_large`` on a bomb, KeyError when there is none."""
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise ReadError("encrypted", "Document protégé par un mot de passe : non lu.")
        if info.file_size > _FREE and info.file_size > _RATIO * max(info.compress_size, 1):
            raise ReadError("too_large", "Document au taux de compression démesuré : non ouvert.")
        chunks = []
        with self._zip.open(info) as member:
            while chunk := member.read(_CHUNK):
                self._job.budget.unpacked -= len(chunk)
                if self._job.budget.unpacked < 0:
                    raise ReadError("too_large", "Document démesuré une fois décompressé : non lu.")
                chunks.append(chunk)
        return b"".join(chunks)

    def matching(self, folder: str, start: str, end: str = ".xml") -> list[str]:
        """Return the members under ``folder`` whose name begins and ends so, in the order of their numbers."""
        found = [
            n
            for n in self.names
            if n.startswith(folder + start) and n.endswith(end) and "/" not in n[len(folder) :]
        ]
        return sorted(found, key=lambda n: (int("".join(c for c in n[len(folder) :] if c.isdigit()) or 0), n))


Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def walk(source: bytes, start: Start, end: End, text: Text) -> bool:
    """Call the handlers along an XML document with local names; tell whether it was well formed to its end.

    Namespaces are dropped: transitional and strict OOXML then read alike. A document type is refused, and
    with it every entity bomb: no office program writes one.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse(*_: object) -> None:
        raise ReadError("unreadable", "Document XML déclarant un DTD : refusé par sécurité.")

    def begin(name: str, attributes: dict[str, str]) -> None:
        start(
            _local(name),
            {_local(key): value for key, value in attributes.items()} if attributes else attributes,
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    try:
        parser.Parse(source, True)
    except expat.ExpatError:
        return False
    return True


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
