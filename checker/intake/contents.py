"""An entry's bytes: read whole when small, hashed, or copied in capped pieces under a neutral name."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from checker.intake.archive import ENCRYPTED_FLAG, ZIP_ERRORS, opened_zip
from checker.intake.entries import MAX_FILE_BYTES
from checker.intake.errors import FileFault, FileUnavailable
from models.dossier import DossierFile, Location

CHUNK = 2**20
READ_ERRORS = (*ZIP_ERRORS, zlib.error, IndexError)


@contextmanager
def opened_bytes(location: Location) -> Iterator[IO[bytes]]:
    """Open a file on disk or inside a zip; never waits on a pipe.

    Raises ``FileUnavailable`` with a French sentence, also for what goes wrong while the caller reads.
    """
    try:
        if location.member is None:
            with _opened_regular(location.container) as stream:
                yield stream
        else:
            archive = opened_zip(location.container)
            info = archive.infolist()[location.member]
            if info.flag_bits & ENCRYPTED_FLAG:
                raise FileUnavailable("protégé par un mot de passe dans l’archive", "encrypted")
            with archive.open(info) as stream:
                yield stream
    except FileUnavailable:
        raise
    except FileNotFoundError as error:
        raise FileUnavailable("le fichier a disparu depuis l’ouverture de l’export", "missing") from error
    except PermissionError as error:
        raise FileUnavailable("droits d’accès insuffisants pour lire ce fichier") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileUnavailable("abîmé dans l’archive (contrôle d’intégrité en échec)") from error
    except READ_ERRORS as error:
        raise FileUnavailable(f"lecture impossible ({type(error).__name__})") from error


def _opened_regular(path: Path) -> IO[bytes]:
    # Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
    wanted = ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY")
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in wanted)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileUnavailable("ce n’est pas un fichier ordinaire", "unreadable")
    return os.fdopen(descriptor, "rb")


def chunks(location: Location, limit: int = MAX_FILE_BYTES) -> Iterator[bytes]:
    """Yield the bytes in pieces; raises ``FileUnavailable``, ``too_large`` past ``limit``."""
    total = 0
    with opened_bytes(location) as stream:
        while piece := stream.read(CHUNK):
            total += len(piece)
            if total > limit:
                raise FileUnavailable("trop volumineux pour être lu", "too_large")
            yield piece


def read_bytes(location: Location, limit: int) -> bytes:
    """Return a small file whole; raises ``FileUnavailable``."""
    return b"".join(chunks(location, limit))


def digests(location: Location) -> tuple[str, str]:
    """Return the SHA-256 in hexadecimal and, as the API's checksum, the MD5 in base64.

    Raises ``FileUnavailable``.
    """
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    for piece in chunks(location):
        sha256.update(piece)
        md5.update(piece)
    return sha256.hexdigest(), base64.b64encode(md5.digest()).decode()


def copy_to(file: DossierFile, folder: Path) -> Path:
    """Write a file's bytes to ``folder`` under a neutral name (SHA-256, plain extension); return it.

    Raises ``FileUnavailable`` (the file's fault, a French sentence) or ``OSError`` (the folder's).
    """
    if file.location is None or file.state != "present":
        status: FileFault = "too_large" if file.state == "oversized" else "missing"
        raise FileUnavailable(file.note or "absent de l’export", status)
    found = re.search(r"\.([A-Za-z0-9]{1,8})$", file.name)
    extension = f".{found[1].lower()}" if found else ""
    descriptor, name = tempfile.mkstemp(prefix="partial-", dir=folder)
    partial, sha256 = Path(name), hashlib.sha256()
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for piece in chunks(file.location):
                sha256.update(piece)
                stream.write(piece)
        if file.sha256 and sha256.hexdigest() != file.sha256:
            raise FileUnavailable("le fichier a changé depuis l’ouverture de l’export")
        return partial.replace(folder / f"{sha256.hexdigest()}{extension}")
    finally:
        partial.unlink(missing_ok=True)
