"""Embedded signatures, checked offline by pyHanko: what is covered, what was added after, who says to have signed."""

from __future__ import annotations

import io
from typing import Any

from checker.reading.problem import PARSER_FAULTS, quieten
from models.document import DigitalSignature

_UNCHECKED = "Signature électronique présente, impossible à vérifier"


def checked_signatures(data: bytes, notes: list[str]) -> tuple[DigitalSignature, ...]:
    """Return each embedded signature; ``trusted`` is ``None``, as no root of trust is fetched or assumed.

    ``bottom_line`` is pyHanko's own (integrity, trust and changes after signing); without roots of trust it
    stays false, so ``intact`` (whole and no change beyond what signing allows) is what a rule may rest on.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import SigningError

    quieten("pyhanko", "pyhanko_certvalidator")
    faults: tuple[type[Exception], ...] = (PdfError, SigningError, *PARSER_FAULTS)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            reader.decrypt("")
        embedded = list(reader.embedded_signatures)
    except faults as fault:
        notes.append(f"{_UNCHECKED} ({type(fault).__name__}).")
        return (_unchecked(),)
    found = []
    for signature in embedded:
        try:
            found.append(_checked(signature))
        except faults as fault:
            notes.append(f"{_UNCHECKED} ({type(fault).__name__}).")
            found.append(_unchecked())
    return tuple(found)


def _checked(signature: Any) -> DigitalSignature:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    status = validate_pdf_signature(
        signature, signer_validation_context=ValidationContext(trust_roots=[], allow_fetching=False)
    )
    certificate = status.signing_cert
    signer = certificate.subject.native.get("common_name") if certificate is not None else None
    level = status.modification_level.name if status.modification_level is not None else "NONE"
    changed = level == "OTHER"
    intact = bool(status.intact and status.valid and not changed)
    whole = (
        status.coverage is not None
        and status.coverage.name in ("ENTIRE_FILE", "ENTIRE_REVISION")
        and not changed
    )
    summary = (
        f"Signature électronique de {signer or 'signataire inconnu'} : "
        + ("intègre" if intact else "non intègre")
        + (", le document a été modifié après signature" if changed else "")
        + ("" if whole else ", ne couvre pas tout le document")
        + ", chaîne de confiance non vérifiée (hors ligne)."
    )
    return DigitalSignature(
        signer=str(signer) if signer else None,
        claimed_at=status.signer_reported_dt or signature.self_reported_timestamp,
        intact=intact,
        covers_whole=whole,
        trusted=None,
        bottom_line=bool(status.bottom_line),
        summary=summary,
    )


def _unchecked() -> DigitalSignature:
    return DigitalSignature(
        signer=None,
        claimed_at=None,
        intact=False,
        covers_whole=False,
        trusted=None,
        bottom_line=False,
        summary=f"{_UNCHECKED}.",
    )
