from __future__ import annotations

import hashlib
import os
import stat
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import NoDossierError, UsageError
from checker.intake import Export, FileUnavailable, copy_to

from .making import csv_bytes, piece, stamped, write_folder, write_zip

Open = Callable[[Path], Export]
NAME = "Procès-verbal signé.pdf"


@pytest.mark.parametrize(
    "root", ["export/", "dossiers_sun-es_2022-04-30_10-00/", "", "n’importe quoi/export/"]
)
@pytest.mark.parametrize("flagged", [True, False])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_root_and_spelling_of_a_name_gives_the_same_dossier(
    tmp_path: Path, opened: Open, root: str, flagged: bool, form: str
) -> None:
    name = unicodedata.normalize(form, NAME)
    path = write_zip(tmp_path / "telecharge.zip", {piece(24577162, name): b"bytes"}, root, flagged)
    (dossier,) = opened(path).dossiers
    (file,) = dossier.files
    assert (dossier.number, file.name, file.state) == (24577162, NAME, "present")
    assert copy_to(file, tmp_path).read_bytes() == b"bytes"


def test_a_name_that_is_not_utf8_is_kept_as_cp437_gives_it(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "ancien.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/dossier-24577162/pieces_justificatives/Xcompte.pdf", b"x")
    path.write_bytes(path.read_bytes().replace(b"Xcompte", b"\x82compte"))
    assert opened(path).dossiers[0].files[0].name == "écompte.pdf"


def test_a_name_cut_in_the_middle_of_a_character_does_not_cost_the_archive(
    tmp_path: Path, opened: Open
) -> None:
    path = tmp_path / "export.zip"
    long = "é" * 126 + "XY"
    write_zip(
        path,
        {f"dossier-24577162/pieces_justificatives/{long}": b"cut", piece(24577162, "autre.pdf"): b"whole"},
    )
    path.write_bytes(path.read_bytes().replace(b"XY", b"Z\xc3"))
    files = opened(path).dossiers[0].files
    assert [f.state for f in files] == ["present", "present"]
    assert {copy_to(f, tmp_path).read_bytes() for f in files} == {b"cut", b"whole"}


def test_a_single_dossier_s_zip_has_no_root_nor_folder(tmp_path: Path, opened: Open) -> None:
    files = {
        "export-24577162-11-03-2026-17-52-7162.pdf": b"%PDF-",
        f"pieces_justificatives/{stamped('pssi.pdf')}": b"a",
        f"messagerie/{stamped('reponse.pdf')}": b"b",
    }
    path = write_zip(tmp_path / "dossier-24577162 (1).zip", files, root="")
    (dossier,) = opened(path).dossiers
    assert dossier.number == 24577162
    assert {f.name: f.origin for f in dossier.files} == {
        "export-24577162.pdf": "dossier_summary",
        "pssi.pdf": "field",
        "reponse.pdf": "message",
    }


def test_each_folder_of_a_dossier_gives_its_origin_and_logs_are_left_out(
    tmp_path: Path, opened: Open
) -> None:
    path = write_zip(
        tmp_path / "procedure-51234-mois-2022-04.zip",
        {
            piece(24577162, "a.pdf"): b"a",
            piece(24577162, "b.pdf", folder="messagerie"): b"b",
            piece(24577162, "c.pdf", folder="avis"): b"c",
            piece(24577162, "d.pdf", folder="dossier"): b"d",
            "dossier-24577162/horodatage/operation-00ff-11-03-2022-10-10-1.json": b"{}",
            "bills/11-03-2022.zip": b"PK",
        },
    )
    export = opened(path)
    assert [(f.name, f.origin) for f in export.dossiers[0].files] == [
        ("a.pdf", "field"),
        ("b.pdf", "message"),
        ("c.pdf", "opinion"),
        ("d.pdf", "decision"),
    ]
    assert export.notes == ()


def test_what_the_service_failed_to_join_is_missing_and_named(tmp_path: Path, opened: Open) -> None:
    listed = "Impossible de récupérer le fichier " + piece(24577162, "audit signé.pdf")
    path = write_zip(
        tmp_path / "export.zip",
        {piece(24577162, "pssi.pdf"): b"a", "-LISTE-DES-FICHIERS-EN-ERREURS.txt": listed.encode()},
    )
    missing = opened(path).dossiers[0].files[1]
    assert (missing.name, missing.state, missing.origin) == ("audit signé.pdf", "missing", "field")
    assert missing.note and "liste des erreurs" in missing.note
    with pytest.raises(FileUnavailable) as error:
        copy_to(missing, tmp_path)
    assert error.value.status == "missing"


def test_names_that_climb_are_read_and_never_written_to(tmp_path: Path, opened: Open) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    path = write_zip(
        inside / "export.zip",
        {
            "dossier-24577162/pieces_justificatives/../../../../evil.pdf": b"slip",
            "/dossier-24577162/pieces_justificatives/absolu.pdf": b"abs",
            "C:\\dossier-24577162\\pieces_justificatives\\windows.pdf": b"win",
        },
        root="",
    )
    export = opened(path)
    files = export.dossiers[0].files
    assert {f.name for f in files} == {"evil.pdf", "absolu.pdf", "windows.pdf"}
    assert all(copy_to(f, inside).parent == inside for f in files)
    assert not list(tmp_path.rglob("evil*"))
    assert any("sortent de l’archive" in note for note in export.notes)


@pytest.mark.parametrize(
    "name",
    ["\x1b]0;titre\x07.pdf", "annexe\u202efdp.exe", "=cmd|' /C calc'!A0.pdf", "<img onerror=x>.pdf", "--option.pdf",
     "CON", "point.", "a" * 250 + ".pdf", "%$|:;<>?*\".pdf", "émoji 🏥.pdf"],
)  # fmt: skip
def test_hostile_names_are_displayed_safely_and_copied_neutrally(
    tmp_path: Path, opened: Open, name: str
) -> None:
    path = write_zip(tmp_path / "export.zip", {f"dossier-24577162/pieces_justificatives/{name}": b"x"})
    (file,) = opened(path).dossiers[0].files
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in file.path + file.name)
    copied = copy_to(file, tmp_path)
    assert copied.parent == tmp_path and copied.stem == file.sha256
    file.model_dump_json()


def test_an_encrypted_entry_is_named_and_costs_itself_only(tmp_path: Path, opened: Open) -> None:
    path = write_zip(
        tmp_path / "export.zip", {piece(24577162, "secret.pdf"): b"x", piece(24577162, "clair.pdf"): b"y"}
    )
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(mark) + offset] |= 1
    path.write_bytes(bytes(raw))
    secret, clear = opened(path).dossiers[0].files
    assert (
        secret.state == "present" and secret.sha256 is None and secret.note and "mot de passe" in secret.note
    )
    assert clear.sha256 and clear.note is None
    with pytest.raises(FileUnavailable) as error:
        copy_to(secret, tmp_path)
    assert error.value.status == "encrypted"


def test_a_damaged_entry_is_named_and_costs_itself_only(tmp_path: Path, opened: Open) -> None:
    path = write_zip(
        tmp_path / "export.zip", {piece(24577162, "a.pdf"): b"AVANT" * 9, piece(24577162, "b.pdf"): b"y"}
    )
    path.write_bytes(path.read_bytes().replace(b"AVANT" * 9, b"APRES" * 9))
    damaged, whole = opened(path).dossiers[0].files
    assert damaged.sha256 is None and damaged.note and "Abîmé" in damaged.note
    assert whole.sha256
    with pytest.raises(OSError, match="abîmé"):
        copy_to(damaged, tmp_path)
    assert not list(tmp_path.glob("partial-*"))


def test_a_bomb_is_set_aside_by_its_ratio(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/" + piece(24577162, "bombe.pdf"), bytes(40 * 2**20))
    (file,) = opened(path).dossiers[0].files
    assert file.state == "oversized" and file.note and "compression" in file.note
    with pytest.raises(FileUnavailable) as error:
        copy_to(file, tmp_path)
    assert error.value.status == "too_large"


def test_a_link_inside_the_archive_is_not_followed(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("export/" + piece(24577162, "passwd.pdf"))
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    (file,) = opened(path).dossiers[0].files
    assert (file.state, file.location) == ("missing", None) and file.note


def test_twin_entries_of_one_name_are_both_kept(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for data in (b"un", b"deux"):
            archive.writestr("export/" + piece(24577162, "a.pdf"), data)
    files = opened(path).dossiers[0].files
    assert {copy_to(f, tmp_path).read_bytes() for f in files} == {b"un", b"deux"}


def test_100_000_entries_open_in_seconds(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for index in range(100_000):
            archive.writestr(
                f"export/dossier-{index % 500 + 1}/pieces_justificatives/{stamped(f'f{index}.pdf')}", b""
            )
    started = time.process_time()
    export = opened(path)
    assert len(export.dossiers) == 500 and len(export.dossiers[499].files) == 200
    assert time.process_time() - started < 20


def test_what_is_no_zip_is_refused_in_french(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "faux.zip").write_bytes(b"<html>connexion requise</html>")
    with pytest.raises(UsageError, match="archive zip lisible"):
        opened(tmp_path / "faux.zip")
    whole = write_zip(tmp_path / "coupe.zip", {piece(1, "a.pdf"): b"a" * 5000}).read_bytes()
    (tmp_path / "coupe.zip").write_bytes(whole[:3000])
    with pytest.raises(UsageError) as error:
        opened(tmp_path / "coupe.zip")
    assert error.value.exit_code == 2 and "Téléchargez" in error.value.remedy


def test_nothing_there_and_nothing_in_it_are_told_apart(tmp_path: Path, opened: Open) -> None:
    with pytest.raises(UsageError, match="introuvable"):
        opened(tmp_path / "absent.zip")
    with pytest.raises(NoDossierError):
        opened(write_zip(tmp_path / "vide.zip", {"lisezmoi.txt": b"x"}))
    (tmp_path / "rien").mkdir()
    with pytest.raises(NoDossierError):
        opened(tmp_path / "rien")


def test_an_archive_inside_the_archive_is_named_and_not_opened(tmp_path: Path, opened: Open) -> None:
    inner = write_zip(tmp_path / "inner.zip", {piece(5, "a.pdf"): b"x"}).read_bytes()
    path = write_zip(tmp_path / "outer.zip", {"inner.zip": inner, piece(24577162, "preuves.zip"): inner})
    export = opened(path)
    assert [d.number for d in export.dossiers] == [24577162]
    assert any("inner.zip" in note and "non examinée" in note for note in export.notes)


def test_a_folder_s_archives_are_opened_once_and_an_applicant_s_never(tmp_path: Path, opened: Open) -> None:
    inner = write_zip(tmp_path / "x.zip", {piece(5, "a.pdf"): b"x"})
    write_zip(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes(), piece(24577162, "a.pdf"): b"a"})
    inner.rename(tmp_path / "dossiers_a_2022-03-01_10-00.zip")
    write_folder(
        tmp_path / "client", {"dossier.json": b'{"number": 7, "champs": []}', "b.zip": inner_bytes(tmp_path)}
    )
    dossiers = opened(tmp_path).dossiers
    assert [d.number for d in dossiers] == [5, 7, 24577162]
    assert [f.name for f in dossiers[1].files] == ["b.zip"]


def inner_bytes(folder: Path) -> bytes:
    return write_zip(folder.parent / "autre.zip", {piece(9, "a.pdf"): b"x"}).read_bytes()


def test_the_digest_of_a_zip_is_the_one_that_sha256sum_prints(tmp_path: Path, opened: Open) -> None:
    path = write_zip(tmp_path / "export.zip", {piece(24577162, "a.pdf"): b"x"})
    assert opened(path).digest == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


# ── folders ──


def test_a_folder_s_links_pipes_and_locked_files_cost_themselves_only(tmp_path: Path, opened: Open) -> None:
    folder = write_folder(
        tmp_path / "export", {piece(24577162, "bon.pdf"): b"x", piece(24577162, "clos.pdf"): b"y"}
    )
    there = folder / "dossier-24577162" / "pieces_justificatives"
    os.mkfifo(there / "tube.pdf")
    (there / "lien.pdf").symlink_to("/etc/hostname")
    (there / "boucle").symlink_to(folder, target_is_directory=True)
    closed = there / stamped("clos.pdf")
    closed.chmod(0)
    by_name = {f.name: f for f in opened(folder).dossiers[0].files}
    assert by_name["bon.pdf"].sha256
    assert by_name["tube.pdf"].state == by_name["lien.pdf"].state == by_name["boucle"].state == "missing"
    assert all(by_name[name].note for name in ("tube.pdf", "lien.pdf", "boucle"))
    if os.geteuid():
        assert by_name["clos.pdf"].sha256 is None and "accès" in (by_name["clos.pdf"].note or "")


def test_a_pipe_that_takes_a_file_s_place_does_not_block_the_copy(tmp_path: Path, opened: Open) -> None:
    folder = write_folder(tmp_path / "export", {piece(24577162, "a.pdf"): b"x"})
    (file,) = opened(folder).dossiers[0].files
    assert file.location
    file.location.container.unlink()
    with pytest.raises(FileUnavailable, match="disparu"):
        copy_to(file, tmp_path)
    os.mkfifo(file.location.container)
    with pytest.raises(FileUnavailable):
        copy_to(file, tmp_path)


def test_a_file_changed_since_is_not_taken_for_the_one_that_was_opened(tmp_path: Path, opened: Open) -> None:
    folder = write_folder(tmp_path / "export", {piece(24577162, "a.pdf"): b"x"})
    (file,) = opened(folder).dossiers[0].files
    assert file.location
    file.location.container.write_bytes(b"autre")
    with pytest.raises(FileUnavailable, match="changé"):
        copy_to(file, tmp_path)


def test_a_name_that_is_not_utf8_on_disk_is_survived(tmp_path: Path, opened: Open) -> None:
    folder = write_folder(tmp_path / "export", {piece(24577162, "a.pdf"): b"x"})
    odd = os.fsencode(folder) + b"/dossier-24577162/pieces_justificatives/proc\xe8s.pdf"
    with open(odd, "wb") as stream:  # noqa: PTH123 - a name in bytes
        stream.write(b"odd")
    files = opened(folder).dossiers[0].files
    assert [f.name for f in files] == ["a.pdf", "proc\ufffds.pdf"]
    assert copy_to(files[1], tmp_path).read_bytes() == b"odd"


def test_a_folder_of_zips_dossiers_and_tables_is_one_export(tmp_path: Path, opened: Open) -> None:
    write_zip(tmp_path / "dossiers_a_2021-10-31_10-00.zip", {piece(10000002, "a.pdf"): b"a"})
    write_zip(tmp_path / "dossier-10000001.zip", {f"pieces_justificatives/{stamped('b.pdf')}": b"b"}, root="")
    write_folder(tmp_path / "decompresse", {piece(10000003, "c.pdf"): b"c"})
    rows = [[n, f"Clinique {n}"] for n in (10000001, 10000002, 10000003)]
    (tmp_path / "dossiers_a_2021-10-31_10-00.csv").write_bytes(
        csv_bytes(["ID", "Nom de l’établissement"], rows)
    )
    (tmp_path / "abime.zip").write_bytes(b"PK\x03\x04 coupe" + bytes(40))
    export = opened(tmp_path)
    assert [(d.number, d.establishment) for d in export.dossiers] == [
        (10000001, "Clinique 10000001"),
        (10000002, "Clinique 10000002"),
        (10000003, "Clinique 10000003"),
    ]
    assert all(len(d.files) == 1 for d in export.dossiers)
    assert any("abime.zip" in note for note in export.notes)


def test_a_later_zip_adds_its_files_and_repeats_none(tmp_path: Path, opened: Open) -> None:
    first = {piece(24577162, "a.pdf", 1): b"a", piece(24577162, "b.pdf", 2): b"b"}
    write_zip(tmp_path / "dossiers_a_2022-03-01_10-00.zip", first)
    later = {**first, piece(24577162, "suite.pdf", 3, "messagerie"): b"c"}
    write_zip(tmp_path / "dossiers_a_2022-04-01_10-00.zip", later)
    (dossier,) = opened(tmp_path).dossiers
    assert sorted(f.name for f in dossier.files) == ["a.pdf", "b.pdf", "suite.pdf"]


def test_results_written_inside_the_export_are_not_taken_for_it(tmp_path: Path, opened: Open) -> None:
    write_folder(tmp_path, {piece(24577162, "a.pdf"): b"a"})
    write_folder(
        tmp_path / "out",
        {"run.json": b"{}", "verdicts/7.json": b"{}", "summary.csv": csv_bytes(["Numéro"], [[7]])},
    )
    assert [d.number for d in opened(tmp_path).dossiers] == [24577162]


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_zip_damaged_anywhere_is_refused_or_read_never_a_crash(
    tmp_path: Path, opened: Open, slips: list[tuple[float, int]]
) -> None:
    files = {
        piece(24577162, "é, a.pdf"): b"a" * 40,
        "dossiers_x_2022-01-01.csv": b"ID,PSSI\n24577162,a.pdf\n",
    }
    raw = bytearray(write_zip(tmp_path / "export.zip", files).read_bytes())
    for where, value in slips:
        raw[int(where * len(raw))] = value
    path = tmp_path / f"{hashlib.sha256(raw).hexdigest()}.zip"
    path.write_bytes(raw)
    try:
        with opened(path) as export:
            for dossier in export.dossiers:
                dossier.model_dump_json()
    except (UsageError, NoDossierError) as error:
        assert error.sentence
