"""7z archives: the same parts and the same limits as ZIP, and nothing written anywhere."""

from __future__ import annotations

import io
from pathlib import Path

import py7zr
import pytest

from checker.reading import ReadOptions, read
from models.document import Document
from tests.reading import paper


def reading(folder: Path, data: bytes, **options: object) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, "pieces.7z", options=ReadOptions(**options))  # type: ignore[arg-type]


def archive(
    members: list[tuple[str, bytes]], called: dict[str, str] | None = None, **options: object
) -> bytes:
    """Return an archive; ``called`` gives members a name that the library would not write."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **options) as zipped:
        for name, data in members:
            zipped.writestr(data, name)
        for info in zipped.header.files_info.files:
            info["filename"] = (called or {}).get(info["filename"], info["filename"])
    return out.getvalue()


def test_each_file_is_a_part_with_its_own_status(tmp_path: Path) -> None:
    members = [("pièces/attestation.pdf", paper.pdf()), ("vide.txt", b""), ("__MACOSX/._a", b"x")]
    document = reading(tmp_path, archive(members))
    assert (document.status, document.media_type) == ("read", "application/x-7z-compressed")
    assert [(part.name, part.status) for part in document.parts] == [
        ("pièces/attestation.pdf", "read"),
        ("vide.txt", "empty"),
    ]
    assert "330781253" in document.parts[0].pages[0].text


def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    document = reading(tmp_path, archive([("a.txt", b"un"), ("a.txt", b"deux")]))
    assert sorted(part.pages[0].text for part in document.parts) == ["deux", "un"]


@pytest.mark.parametrize("evil", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt"])
def test_names_that_climb_are_only_names(tmp_path: Path, evil: str) -> None:
    data = archive([("a.txt", b"Bonjour")], called={"a.txt": evil})
    before = set(tmp_path.parent.rglob("*"))
    document = reading(tmp_path, data)
    assert document.status in ("read", "unreadable")
    assert document.message or document.parts
    assert all(".." not in part.name and not part.name.startswith("/") for part in document.parts)
    assert set(tmp_path.parent.rglob("*")) - before <= {tmp_path / "file"}


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    document = reading(tmp_path, archive([("bombe.txt", bytes(60_000_000))]))
    assert (document.status, document.parts) == ("too_large", ())
    assert reading(tmp_path, archive([("a.txt", b"x" * 9000)]), max_unpacked=5000).status == "too_large"


def test_number_and_depth_are_bounded(tmp_path: Path) -> None:
    many = reading(tmp_path, archive([(f"{n}.txt", b"x%d" % n) for n in range(9)]), max_entries=4)
    assert [part.status for part in many.parts] == ["read"] * 4 + ["too_large"]
    assert many.parts[-1].name == "5 autres fichiers"
    assert "tronquée" in (many.message or "")
    nested = archive([("dedans.7z", archive([("dedans.7z", archive([("a.txt", b"Bonjour")]))]))])
    (one,) = reading(tmp_path, nested, max_depth=2).parts
    (two,) = one.parts
    assert [part.status for part in two.parts] == ["too_large"]


@pytest.mark.parametrize("headers", [False, True])
def test_a_password_is_told(tmp_path: Path, headers: bool) -> None:
    data = archive([("a.txt", b"secret")], password="x", header_encryption=headers)
    document = reading(tmp_path, data)
    assert (document.status, document.parts) == ("encrypted", ())
    assert "mot de passe" in (document.message or "")


def test_damage_anywhere_is_told_and_never_raises(tmp_path: Path) -> None:
    whole = archive([("a.txt", b"Bonjour " * 500), ("b.txt", b"Salut")])
    for at in range(0, len(whole), 5):
        broken = bytearray(whole)
        broken[at] ^= 0x55
        document = reading(tmp_path, bytes(broken))
        assert document.message or document.parts or document.pages
        assert reading(tmp_path, whole[:at] or b"7").message or at < 6
