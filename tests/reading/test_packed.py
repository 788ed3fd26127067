"""Mails and archives: what is inside comes as parts, each with a status of its own."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

from checker.reading import ReadOptions, read
from models.document import Document
from tests.reading import paper
from tests.reading.compound import compound


def reading(folder: Path, data: bytes, name: str, **options: object) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, name, options=ReadOptions(**options))  # type: ignore[arg-type]


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return out.getvalue()


def test_a_mail_gives_its_heads_its_text_and_its_attachments(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "dsi@ch-saint-flour.fr", "patient@patient.mssante.fr"
    mail["Subject"], mail["Date"] = "Message de test à l'été", "Wed, 12 Jan 2022 10:00:00 +0100"
    mail.set_content("Bonjour, ceci est un essai réussi.")
    mail.add_attachment(paper.pdf(), maintype="application", subtype="pdf", filename="attestation.pdf")
    document = reading(tmp_path, mail.as_bytes(), "test.eml")
    for words in (
        "Objet : Message de test à l'été",
        "12 Jan 2022",
        "essai réussi",
        "patient@patient.mssante.fr",
    ):
        assert words in document.pages[0].text
    assert [(part.name, part.reader) for part in document.parts] == [("attestation.pdf", "pdfium")]


def test_a_mail_in_html_only_is_read_as_shown(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.fr", "c@d.fr", "Accusé"
    mail.set_content("<p>Reçu le <b>12 janvier</b></p><script>var x = 1</script>", subtype="html")
    text = reading(tmp_path, mail.as_bytes(), "a.eml").pages[0].text
    assert "Reçu le 12 janvier" in text and "var x" not in text


def test_bytes_that_are_no_text_in_a_mail_s_heads_are_replaced(tmp_path: Path) -> None:
    mail = (
        b"From: a@b.fr\nTo: c@d.fr\nSubject: Accus\xe9\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nBonjour \xe9\n"
        b'--B\nContent-Type: text/plain\nContent-Disposition: attachment; filename="pi\xe8ce.txt"\n\nfait\n--B--\n'
    )
    document = reading(tmp_path, mail, "a.eml")
    assert document.model_dump_json(exclude={"pages": True, "parts": True})
    assert document.pages[0].text.encode() and document.parts[0].name.encode()
    assert document.parts[0].pages[0].text == "fait"


def test_each_file_of_an_archive_is_a_part_with_its_own_status(tmp_path: Path) -> None:
    data = archive(
        {"dossier/a.pdf": paper.pdf(), "b.bin": b"\0\1\2\3" * 50, "vide.txt": b"", "__MACOSX/x": b"x"}
    )
    parts = {part.name: part.status for part in reading(tmp_path, data, "pieces.zip").parts}
    assert parts == {"dossier/a.pdf": "read", "b.bin": "unsupported", "vide.txt": "empty"}


def test_names_cannot_climb_and_old_encodings_are_understood(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("../../etc/passwd.txt", "root")
        zipped.writestr("Xiquete.txt", "dos")
    data = out.getvalue().replace(b"Xiquete", b"\x90tiquet"[:7])
    names = [part.name for part in reading(tmp_path, data, "n.zip").parts]
    assert names == ["etc/passwd.txt", "Étiquet.txt"]


def test_nesting_and_number_are_bounded(tmp_path: Path) -> None:
    nested = b"fond"
    for level in range(8):
        nested = archive({f"{level}.zip" if level else "fond.txt": nested})
    part: Document = reading(tmp_path, nested, "poupee.zip", max_depth=3)
    depth = 0
    while part.parts:
        part, depth = part.parts[0], depth + 1
    assert (part.status, depth) == ("too_large", 4)
    many = reading(tmp_path, archive({f"{n}.txt": b"x" for n in range(50)}), "n.zip", max_entries=10)
    assert [part.status for part in many.parts] == ["read"] * 10 + ["too_large"]
    assert many.parts[-1].name == "40 autres fichiers"
    assert "tronquée" in (many.message or "")


def test_a_bomb_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    document = reading(tmp_path, archive({"bombe.txt": b"0" * 30_000_000, "bon.txt": b"lu"}), "z.zip")
    assert [part.status for part in document.parts] == ["too_large", "read"]


def test_a_lying_size_does_not_pass_the_budget(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": bytes(range(256)) * 30_000}))
    central = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 10)
    assert reading(tmp_path, bytes(data), "l.zip", max_unpacked=1_000_000).parts[0].status in (
        "too_large",
        "unreadable",
    )


def test_locked_members_say_so(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": b"secret"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert reading(tmp_path, bytes(data), "c.zip").parts[0].status == "encrypted"


def test_an_outlook_message_gives_its_text_date_and_attachment(tmp_path: Path) -> None:
    wide = "utf-16-le"
    sent = 132_864_192_000_000_000  # 12 January 2022, in tenths of microseconds since 1601
    data = compound(
        {
            "__properties_version1.0": b"\0" * 32 + struct.pack("<IIQ", 0x00390040, 6, sent),
            "__substg1.0_0037001F": "Accusé de réception MSS".encode(wide),
            "__substg1.0_0C1A001F": "Direction".encode(wide),
            "__substg1.0_1000001F": "Le message de test est bien reçu.".encode(wide),
            "__attach_version1.0_#00000000": {
                "__substg1.0_3707001F": "preuve.pdf".encode(wide),
                "__substg1.0_37010102": paper.pdf(),
            },
        }
    )
    document = reading(tmp_path, data, "m.msg")
    for words in ("Objet : Accusé de réception MSS", "bien reçu", "De : Direction", "Date : 12/01/2022"):
        assert words in document.pages[0].text
    assert [(part.name, part.status) for part in document.parts] == [("preuve.pdf", "read")]


def old_word(text: str, *, flags: int = 0x0200) -> bytes:
    """Return a DOC of one compressed piece and one in UTF-16."""
    first, second = text[:10].encode("cp1252"), text[10:].encode("utf-16-le")
    word = bytearray(0x800)
    struct.pack_into("<H", word, 0, 0xA5EC)
    struct.pack_into("<H", word, 10, flags)
    word += first + second
    plc = struct.pack("<III", 0, 10, len(text))
    plc += struct.pack("<HIH", 0, 0x800 * 2 | 1 << 30, 0) + struct.pack("<HIH", 0, 0x800 + len(first), 0)
    clx = b"\2" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", word, 0x01A2, 0, len(clx))
    return compound({"WordDocument": bytes(word), "1Table": clx})


def test_old_word_is_read_by_its_piece_table(tmp_path: Path) -> None:
    document = reading(tmp_path, old_word("Attestation délivrée à l’été\rLe directeur"), "a.doc")
    assert document.pages[0].text == "Attestation délivrée à l’été\nLe directeur"
    assert "DOC" in (document.message or "")
    assert reading(tmp_path, old_word("secret bien gardé", flags=0x0300), "b.doc").status == "encrypted"
