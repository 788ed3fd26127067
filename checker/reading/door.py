"""The door of reading: one file in, one document out, whatever the bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from checker.reading.content import DAMAGED, Budget, Content, Job, encodable
from checker.reading.options import ReadOptions
from checker.reading.problem import PARSER_FAULTS, ReadError
from checker.reading.sniff import MEDIA_TYPES, sniff
from checker.reading.structure import PageStructure
from models.document import Document, Status

_READERS = {
    "pdf": "checker.reading.pdf.reader",
    "jpeg": "checker.reading.pictures",
    "png": "checker.reading.pictures",
    "tiff": "checker.reading.pictures",
    "webp": "checker.reading.pictures",
    "gif": "checker.reading.pictures",
    "bmp": "checker.reading.pictures",
    "heic": "checker.reading.pictures",
    "docx": "checker.reading.office.docx",
    "odt": "checker.reading.office.odt",
    "odp": "checker.reading.office.odt",
    "pptx": "checker.reading.office.pptx",
    "xlsx": "checker.reading.office.sheets",
    "xls": "checker.reading.office.sheets",
    "xlsb": "checker.reading.office.sheets",
    "ods": "checker.reading.office.sheets",
    "csv": "checker.reading.office.delimited",
    "rtf": "checker.reading.office.rtf",
    "doc": "checker.reading.office.doc",
    "txt": "checker.reading.office.plain",
    "html": "checker.reading.office.plain",
    "eml": "checker.reading.packed.mail",
    "msg": "checker.reading.packed.outlook",
    "zip": "checker.reading.packed.archive",
    "7z": "checker.reading.packed.sevenzip",
}
"""Module that reads each kind, imported when first met; it holds ``content(job) -> Content``."""

_UNSUPPORTED = {
    "rar": "Archive RAR : ce format n’est pas ouvert par l’outil ; redéposez les pièces en ZIP ou une à une.",
    "gz": "Fichier compressé GZ : ce format n’est pas ouvert par l’outil ; redéposez la pièce telle quelle ou en ZIP.",
    "ppt": "Ancien format PowerPoint (PPT) : non lu ; redéposez la pièce en PDF.",
    "ole": "Fichier de type OLE non reconnu : non lu.",
    "unknown": "Format de fichier non reconnu : non lu.",
}


def read(path: Path, name: str, *, options: ReadOptions = ReadOptions()) -> Document:  # noqa: B008
    """Return what the file at ``path`` holds; ``name`` is what its applicant called it.

    Never raises for a bad file: the document's ``status`` and French ``message`` say what hindered.
    """
    name = encodable(name)
    try:
        size = path.stat().st_size
        if size > options.max_bytes:
            return _failed(name, "", "unknown", "too_large", _too_large(size, options.max_bytes))
        data = path.read_bytes()
    except FileNotFoundError:
        return _failed(name, "", "unknown", "missing", "Fichier introuvable.")
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        return _failed(name, "", "unknown", "unreadable", f"Fichier impossible à ouvrir ({reason}).")
    budget = Budget(entries=options.max_entries, unpacked=options.max_unpacked)
    return _document(data, name, options, 0, budget)


def _document(data: bytes, name: str, options: ReadOptions, depth: int, budget: Budget) -> Document:
    """Return the document of ``data``, ``depth`` files deep."""
    name = encodable(name)
    sha256 = hashlib.sha256(data).hexdigest()
    if not data:
        return _failed(name, sha256, "unknown", "empty", "Fichier vide (0 octet).")
    kind = sniff(data, name)
    if kind in _UNSUPPORTED:
        return _failed(name, sha256, kind, "unsupported", _UNSUPPORTED[kind])
    if kind == "ooxml_encrypted":
        sentence = "Document bureautique protégé par un mot de passe : non lu."
        return _failed(name, sha256, kind, "encrypted", sentence)

    def read_part(part: bytes, part_name: str) -> Document:
        if depth + 1 > options.max_depth:
            sentence = f"Fichier imbriqué à plus de {options.max_depth} niveaux : non ouvert."
            return _failed(part_name, hashlib.sha256(part).hexdigest(), "unknown", "too_large", sentence)
        return _document(part, part_name, options, depth + 1, budget)

    reader: Callable[[Job], Content] = import_module(_READERS[kind]).content
    try:
        content = reader(Job(data, name, options, depth, budget, read_part))
    except ReadError as problem:
        return _failed(name, sha256, kind, problem.status, problem.sentence)
    except PARSER_FAULTS as fault:
        cause = f"Fichier endommagé ou malformé : lecture impossible ({type(fault).__name__})."
        return _failed(name, sha256, kind, "unreadable", cause)
    return _finished(content, data, name, sha256, kind)


def _finished(content: Content, data: bytes, name: str, sha256: str, kind: str) -> Document:
    notes = list(content.notes)
    disguise = _disguise(name, kind)
    if disguise:
        notes.insert(0, disguise)
    held = content.parts or content.fields or content.signatures
    status: Status = "read"
    if not held and not any(page.text.strip() for page in content.pages):
        status = _textless(content, notes)
    return Document(
        name=name,
        sha256=sha256,
        media_type=MEDIA_TYPES[kind],
        status=status,
        reader=content.reader,
        pages=content.pages,
        page_count=content.page_count or len(content.pages),
        unread=tuple(page.number for page in content.pages if page.reader in ("picture", DAMAGED)),
        fields=content.fields,
        digital_signatures=content.signatures,
        parts=content.parts,
        message=" ".join(notes) or None,
        structure=PageStructure(content.pages) if content.pages else None,
    )


def _textless(content: Content, notes: list[str]) -> Status:
    """Return the status of a document without a word: blank, damaged, or with pictures that gave none."""
    if any(page.reader == DAMAGED for page in content.pages):
        return "unreadable"
    if any(page.reader == "picture" for page in content.pages):
        return "read"
    if any(page.confidence < 1 for page in content.pages):
        # Opened, looked at, and not blank: neither empty nor broken, so nothing the applicant could send again.
        notes.append("Aucun texte n’a pu être reconnu dans ses images : document à examiner à l’œil.")
        return "read"
    notes.append("Aucun contenu lisible : le document est vide ou ses pages sont blanches.")
    return "empty"


_FAMILIES = {
    "pdf": "PDF", "docx": "document Word", "doc": "document Word", "xlsx": "classeur", "xls": "classeur",
    "jpeg": "image", "jpg": "image", "png": "image", "tif": "image", "tiff": "image", "txt": "texte",
    "html": "page web", "rtf": "texte RTF", "odt": "document OpenDocument", "zip": "archive ZIP", "7z": "archive 7z",
    "eml": "courriel", "msg": "courriel", "csv": "tableau CSV", "pptx": "présentation", "gif": "image",
    "webp": "image", "bmp": "image", "heic": "image", "ods": "classeur", "xlsm": "classeur", "xlsb": "classeur",
}  # fmt: skip


def _disguise(name: str, kind: str) -> str | None:
    """Return a sentence where the name's extension announces another kind of file than the bytes hold."""
    stem, dot, extension = name.rpartition(".")
    announced = _FAMILIES.get(extension.lower()) if dot and stem else None
    found = _FAMILIES.get(kind, kind)
    if announced is None or announced == found:
        return None
    return f"Le nom annonce « .{extension.lower()} » mais le contenu est d’un autre type ({found}) : lu comme tel."


def _failed(name: str, sha256: str, kind: str, status: Status, sentence: str) -> Document:
    return Document(name=name, sha256=sha256, media_type=MEDIA_TYPES[kind], status=status, message=sentence)


def _too_large(size: int, limit: int) -> str:
    return f"Fichier trop volumineux ({size // 1_000_000} Mo, limite {limit // 1_000_000} Mo) : non lu."


def engines() -> dict[str, str | None]:
    """Return the OCR engines of this machine with their versions; ``None`` for one it lacks."""
    from checker.reading.ocr import rapid, tesseract

    return {"rapidocr": rapid.version(), "tesseract": tesseract.version()}


def unused_engines() -> dict[str, str]:
    """Return the OCR engines that this machine has and that cannot serve, with the reason in French."""
    from checker.reading.ocr import tesseract

    version = tesseract.without_french()
    return {"tesseract": f"{version}, sans le français (« fra ») : inutilisé"} if version else {}
