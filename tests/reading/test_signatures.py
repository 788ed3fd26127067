"""Embedded signatures, checked offline."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from checker.reading import read
from models.document import Document
from tests.reading import paper


def reading(folder: Path, data: bytes) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, "signe.pdf")


@pytest.fixture(scope="module")
def signed() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Hélène MOREL")])
    now = datetime.now(UTC)
    certificate = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.DER, serialization.NoEncryption()
    signer = signers.SimpleSigner(
        x509.Certificate.load(certificate.public_bytes(encoding)),
        keys.PrivateKeyInfo.load(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)),
        SimpleCertificateStore(),
    )
    out = io.BytesIO()
    metadata = signers.PdfSignatureMetadata(field_name="Signature1")
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper.pdf())), metadata, signer=signer, output=out)
    return out.getvalue()


def test_a_signature_names_its_signer_and_is_whole(tmp_path: Path, signed: bytes) -> None:
    document = reading(tmp_path, signed)
    (signature,) = document.digital_signatures
    assert (signature.signer, signature.intact, signature.covers_whole) == ("Hélène MOREL", True, True)
    assert signature.trusted is None
    assert signature.claimed_at is not None
    assert "330781253" in document.pages[0].text


def test_what_is_added_after_signing_is_told(tmp_path: Path, signed: bytes) -> None:
    writer = PdfWriter(io.BytesIO(signed), incremental=True)
    writer.add_annotation(0, FreeText(text="Fait le 1er janvier 2020", rect=(50, 50, 250, 80)))
    out = io.BytesIO()
    writer.write(out)
    (signature,) = reading(tmp_path, out.getvalue()).digital_signatures
    assert not signature.intact or not signature.covers_whole


def test_a_changed_byte_breaks_it(tmp_path: Path, signed: bytes) -> None:
    changed = signed.replace(b"(opensource)", b"(opensoarce)", 1)
    assert changed != signed
    (signature,) = reading(tmp_path, changed).digital_signatures
    assert not signature.intact
    assert not signature.bottom_line


def test_a_pdf_without_signature_has_none(tmp_path: Path) -> None:
    assert reading(tmp_path, paper.pdf()).digital_signatures == ()
