"""List a zip's entries: names decoded as their writer meant them, limits held, nothing written to disk."""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
from functools import lru_cache
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

UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
CENTRAL_HEADER = b"PK\x01\x02"
CENTRAL_HEADER_SIZE = 46
LOCAL_HEADER = b"PK\x03\x04"
LOCAL_HEADER_SIZE = 30
SUSPICIOUS_RATIO = 200
SUSPICIOUS_BYTES = 32 * 2**20
ZIP_ERRORS = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    struct.error,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""All that zipfile was seen to raise on a damaged archive (UnicodeDecodeError is a ValueError)."""


class _Unflagged(io.FileIO):
    """A zip whose headers are read with the UTF-8 flag cleared.

    A name cut in the middle of a character is not UTF-8 any more: zipfile would refuse the whole archive.
    """

    listing = True

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(-1 if size is None else size) or b""
        if size == LOCAL_HEADER_SIZE and data.startswith(LOCAL_HEADER):
            (flags,) = struct.unpack_from("<H", data, 6)
            return data[:6] + struct.pack("<H", flags & ~UTF8_FLAG) + data[8:]
        if not self.listing or not data.startswith(CENTRAL_HEADER):
            return data
        directory, at = bytearray(data), 0
        while directory[at : at + 4] == CENTRAL_HEADER and at + CENTRAL_HEADER_SIZE <= len(directory):
            flags, name, extra, comment = (
                struct.unpack_from("<H", directory, at + offset)[0] for offset in (8, 28, 30, 32)
            )
            struct.pack_into("<H", directory, at + 8, flags & ~UTF8_FLAG)
            at += CENTRAL_HEADER_SIZE + name + extra + comment
        return bytes(directory)


@lru_cache(maxsize=8)
def _opened(path: Path, _size: int, _changed: int) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except UnicodeDecodeError:
        raw = _Unflagged(path)
        archive = zipfile.ZipFile(raw)
        raw.listing = False
        return archive


def opened_zip(path: Path) -> zipfile.ZipFile:
    """Return the zip, open; kept open, since reading the directory of a big one takes long.

    Raises one of ``ZIP_ERRORS``.
    """
    found = path.stat()
    return _opened(path, found.st_size, found.st_mtime_ns)


def close_zips() -> None:
    """Let go of every zip kept open."""
    _opened.cache_clear()


def decoded_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name: UTF-8 even where the flag that says so is missing, else as cp437 gave it."""
    name = info.orig_filename
    if info.flag_bits & UTF8_FLAG:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        long = len(raw.rpartition(b"/")[2]) >= 250
        return raw.decode("utf-8", "replace") if long else name


def safe_parts(name: str) -> tuple[str, ...]:
    """Return a path's components without any that climbs, names a drive or is empty."""
    pieces = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
    return tuple(p for p in pieces if p not in {"", ".", ".."} and not re.fullmatch(r"[A-Za-z]:", p))


def _trouble(info: zipfile.ZipInfo) -> tuple[Trouble | None, str | None]:
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "special", "lien ou fichier spécial de l’archive : non suivi"
    if info.flag_bits & ENCRYPTED_FLAG:
        return "encrypted", "protégé par un mot de passe dans l’archive : non lu"
    if info.file_size > MAX_FILE_BYTES:
        return "oversized", f"trop volumineux ({size_sentence(info.file_size)}) : non lu"
    if info.file_size > SUSPICIOUS_BYTES and info.file_size > SUSPICIOUS_RATIO * max(1, info.compress_size):
        return (
            "oversized",
            f"taux de compression anormal ({size_sentence(info.file_size)} une fois ouvert) : non lu",
        )
    return None, None


def listed_zip(path: Path) -> Listing:
    """Return the files of a zip.

    Raises ``UsageError`` when it is no zip, is damaged, or holds more entries than any export does.
    """
    try:
        infos = opened_zip(path).infolist()
    except ZIP_ERRORS as error:
        raise UsageError(
            f"{path.name} : ce n’est pas une archive zip lisible (abîmée, ou téléchargée en partie).",
            "Téléchargez de nouveau l’export, ou donnez le dossier décompressé.",
        ) from error
    if len(infos) > MAX_ENTRIES:
        raise UsageError(
            f"{path.name} : {len(infos)} entrées, c’est plus qu’un export n’en contient.",
            "Donnez l’export d’une seule démarche.",
        )
    entries: list[Entry] = []
    notes: list[str] = []
    climbing = 0
    for index, info in enumerate(infos):
        name = decoded_name(info)
        if name.endswith("/"):
            continue
        parts = safe_parts(name)
        if not parts or is_junk(parts):
            continue
        climbing += ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\"))
        trouble, note = _trouble(info)
        entries.append(Entry(path, index, parts, path.stem, info.file_size, trouble, note))
    if climbing:
        notes.append(
            f"{path.name} : {climbing} nom(s) d’entrée sortent de l’archive (« .. » ou chemin absolu) ; "
            "ces fichiers sont lus, rien n’est écrit à ces endroits."
        )
    return Listing(tuple(entries), tuple(notes))


def looks_like_zip(path: Path) -> bool:
    """Tell whether a regular file starts as a zip does."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"} and path.stat().st_size >= 22
    except OSError:
        return False
