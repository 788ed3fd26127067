from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from checker.intake import Export
from models.dossier import Dossier

from .making import BASE, csv_bytes, piece, table_rows, write_zip, xlsx_bytes

Open = Callable[[Path], Export]
STEM = "dossiers_sun-es-normandie_2022-04-30_10-00"


def zip_with_table(
    folder: Path, row: dict[str, object], table: bytes | None = None, kind: str = "xlsx"
) -> Path:
    """Write a zip of one file and, beside it, the table of the same export."""
    data = table if table is not None else xlsx_bytes({"Dossiers": table_rows({**BASE, **row})})
    (folder / f"{STEM}.{kind}").write_bytes(data)
    return write_zip(folder / f"{STEM}.zip", {piece(24577162, "a.pdf"): b"a"})


def only(export: Export) -> Dossier:
    (dossier,) = export.dossiers
    return dossier


def test_a_workbook_beside_the_zip_says_whose_dossier_it_is(tmp_path: Path, opened: Open) -> None:
    rows = table_rows(
        {
            "Fenêtre": "Fenêtre 2 (S2 2022)",
            **BASE,
            "Déposé le": datetime(2022, 4, 30, 23, 59),  # noqa: DTZ001 - the service writes Paris time, naive
            "Nom de l’établissement candidat": "Centre hospitalier du Val d’Orge",
            "N° FINESS juridique": 10000024,
            "Statut": "Établissement public de santé",
            "Votre établissement est-il partie à un GHT ?": "Oui",
            "GHT de rattachement": "GHT Île-de-France Sud",
            "Établissement support": "CH Sud Francilien",
            "Volets demandés": "Volet 1, Volet 2",
            "Région": "ile de france",
        }
    )
    sheets = {
        "Dossiers": rows,
        "Etablissements": [
            [
                "Dossier ID",
                "Champ",
                "Établissement SIRET",
                "Entreprise raison sociale",
                "Établissement localité",
            ],
            [24577162, "Éditeur du DPI", "73282932000074", "EDITEUR SA", "Lyon"],
            [24577162, "Dossier", "26910001900018", "CTRE HOSP", "Arpajon"],
        ],
    }
    dossier = only(opened(zip_with_table(tmp_path, {}, xlsx_bytes(sheets))))
    assert dossier.establishment == "Centre hospitalier du Val d’Orge"
    assert (dossier.finess, dossier.siret) == ("010000024", "26910001900018")
    assert (dossier.legal_status, dossier.ght, dossier.region) == (
        "public",
        "GHT Île-de-France Sud",
        "Île-de-France",
    )
    assert (dossier.window, dossier.volets, dossier.submitted_on) == (2, (1, 2), date(2022, 4, 30))
    assert dossier.state == "En instruction"
    assert dossier.subject.support == "CH Sud Francilien" and dossier.subject.city == "Arpajon"
    assert "CTRE HOSP VAL D ORGE" in dossier.subject.names
    assert any("zéro de tête" in note for note in dossier.notes)


@pytest.mark.parametrize(("delimiter", "bom"), [(",", False), (";", True), ("\t", False)])
def test_a_csv_of_any_delimiter(tmp_path: Path, opened: Open, delimiter: str, bom: bool) -> None:
    header = [
        "ID",
        "État du dossier",
        "Déposé le",
        "Établissement SIRET",
        "Établissement localité",
        "Fenêtre, semestre",
    ]
    row = [
        "24577162",
        "Accepté",
        "2021-10-31 23:59:59 +0100",
        "26910001900018",
        "Arpajon",
        "F1 ; S1 2022, oui",
    ]
    data = csv_bytes(header, [row], delimiter, bom)
    dossier = only(opened(zip_with_table(tmp_path, {}, data, "csv")))
    assert (dossier.submitted_on, dossier.siret, dossier.window) == (date(2021, 10, 31), "26910001900018", 1)
    assert dossier.subject.city == "Arpajon"


def test_a_csv_saved_by_a_spreadsheet_in_its_own_encoding_is_read_with_a_note(
    tmp_path: Path, opened: Open
) -> None:
    data = "N° dossier;Région\n24577162;Île-de-France\n".encode("cp1252")
    export = opened(zip_with_table(tmp_path, {}, data, "csv"))
    assert only(export).region == "Île-de-France"
    assert any("Windows-1252" in note for note in export.notes)


def test_headers_renamed_by_a_template_and_moved(tmp_path: Path, opened: Open) -> None:
    header = ["Date de dépôt", "Établissement SIRET", "Nom de la structure", "N° dossier"]
    data = xlsx_bytes({"Export": [header, ["2022-03-02", "26910001900018", "Clinique du Lac", 24577162]]})
    dossier = only(opened(zip_with_table(tmp_path, {}, data)))
    assert dossier.submitted_on == date(2022, 3, 2)
    assert (dossier.siret, dossier.establishment) == ("26910001900018", "Clinique du Lac")


def test_a_number_column_of_an_unknown_name_is_known_by_its_numbers(tmp_path: Path, opened: Open) -> None:
    data = csv_bytes(["Réf. DS", "Fenêtre"], [[24577162, "F3"]])
    assert only(opened(zip_with_table(tmp_path, {}, data, "csv"))).window == 3


def test_labels_that_stand_twice_do_not_hide_each_other(tmp_path: Path, opened: Open) -> None:
    header = ["ID", "Justificatif", "Région", "Justificatif", "Région"]
    data = csv_bytes(header, [[24577162, "a.pdf", "Bretagne", "b.pdf", "Corse (instructeur)"]])
    dossier = only(opened(zip_with_table(tmp_path, {}, data, "csv")))
    assert dossier.region == "Bretagne"
    assert [a.value for a in dossier.answers if a.label == "Région"] == ["Bretagne", "Corse (instructeur)"]
    assert [(f.name, f.state) for f in dossier.files] == [("a.pdf", "present"), ("b.pdf", "missing")]


def test_a_table_inside_the_zip_is_read_too(tmp_path: Path, opened: Open) -> None:
    table = csv_bytes(["ID", "Fenêtre"], [[24577162, "F4"]])
    path = write_zip(
        tmp_path / "tout.zip", {piece(24577162, "a.pdf"): b"a", "dossiers_x_2022-01-01.csv": table}
    )
    assert only(opened(path)).window == 4


def test_a_table_alone_gives_dossiers_whose_files_are_missing(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "dossiers_x_2022-01-01_10-00.xlsx"
    path.write_bytes(xlsx_bytes({"Dossiers": table_rows({**BASE, "PSSI": "pssi, v2.pdf"})}))
    export = opened(path)
    (file,) = only(export).files
    assert (file.name, file.state, file.field_id) == ("pssi, v2.pdf", "missing", "file_ps2_1_policy")
    assert file.note and "absent de l’export" in file.note
    assert any("donnez aussi le zip" in note for note in export.notes)


def test_dossiers_without_folder_and_folders_without_row_are_both_dossiers(
    tmp_path: Path, opened: Open
) -> None:
    table = csv_bytes(["ID", "Fenêtre"], [[24577163, "F2"]])
    first, second = opened(zip_with_table(tmp_path, {}, table, "csv")).dossiers
    assert (first.number, second.number) == (24577162, 24577163)
    assert any("aucun tableau" in note for note in first.notes)
    assert any("aucun fichier" in note for note in second.notes)


def test_a_single_dossier_is_not_drowned_in_its_neighbour_s_table(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "tableau.csv").write_bytes(csv_bytes(["ID", "Fenêtre"], [[24577162, "F2"], [3, "F2"]]))
    path = write_zip(tmp_path / "dossier-24577162.zip", {piece(24577162, "a.pdf"): b"a"}, root="")
    assert only(opened(path)).window == 2


def test_repeated_blocks_are_joined(tmp_path: Path, opened: Open) -> None:
    sheets = {
        "Dossiers": table_rows(BASE),
        "(8841) Etablissements concernes": [
            ["Dossier ID", "Ligne", "FINESS géographique", "Attestation d’audit externe"],
            [24577162, 1, "910000019", "a.pdf"],
            [24577162, 2, "910000027", "b.pdf"],
        ],
    }
    dossier = only(opened(zip_with_table(tmp_path, {}, xlsx_bytes(sheets))))
    assert dossier.subject.finess == ("910000019", "910000027")
    assert [(f.name, f.field_id, f.state) for f in dossier.files] == [
        ("a.pdf", "file_ps2_2", "present"),
        ("b.pdf", "file_ps2_2", "missing"),
    ]


def test_zero_over_zero_may_be_a_blank(tmp_path: Path, opened: Open) -> None:
    row = {"DS1.1 numérateur": 0, "DS1.1 dénominateur": 0, "DS1.2 numérateur": 0, "DS1.2 dénominateur": 12}
    dossier = only(opened(zip_with_table(tmp_path, row)))
    assert (dossier.answer("ds1_1_numerator"), dossier.answer("ds1_2_denominator")) == ("0", "12")
    (note,) = [n for n in dossier.notes if "laissé vide" in n]
    assert "DS 1.1" in note and "DS 1.2" not in note


@pytest.mark.parametrize(
    ("value", "window"),
    [("Fenêtre 2 (S2 2022)", 2), ("F3", 3), ("2", 2), ("Première fenêtre du volet 2", 2), ("2ème fenêtre", 2),
     ("Premier semestre 2022", 1), ("Fenêtre IV", 4), ("Fenêtre 1 (S2 2022)", None), ("à définir", None)],
)  # fmt: skip
def test_windows_as_people_say_them(tmp_path: Path, opened: Open, value: str, window: int | None) -> None:
    dossier = only(opened(zip_with_table(tmp_path, {"Fenêtre de financement": value})))
    assert dossier.window == window
    assert window is not None or any("Fenêtre non reconnue" in note for note in dossier.notes)


@pytest.mark.parametrize(
    ("value", "volets"),
    [("Volet 1", (1,)), ("Volet 1 et Volet 2", (1, 2)), ("Volets 1 et 2", (1, 2)), ("volet 2 (messageries)", (2,)),
     ("Les deux volets", (1, 2)), ("Volet 1 seul, sans volet 2", (1,)), ("Volet 1, Volet 2", (1, 2))],
)  # fmt: skip
def test_volets_as_people_say_them(tmp_path: Path, opened: Open, value: str, volets: tuple[int, ...]) -> None:
    assert only(opened(zip_with_table(tmp_path, {"Volets demandés": value}))).volets == volets


def test_volets_as_tick_boxes(tmp_path: Path, opened: Open) -> None:
    row = {"Candidature au volet 1": "on", "Candidature au volet 2": "off"}
    assert only(opened(zip_with_table(tmp_path, row))).volets == (1,)


@pytest.mark.parametrize(
    ("value", "status"),
    [("Public", "public"), ("Établissement public de santé (CH)", "public"), ("Privé à but lucratif", "private"),
     ("Privé à but non lucratif (ESPIC)", "non_profit"), ("Établissement privé d’intérêt collectif", "non_profit"),
     ("Centre de dialyse", "dialysis"), ("Clinique", "private"), ("Autre", None)],
)  # fmt: skip
def test_legal_status_as_people_say_it(tmp_path: Path, opened: Open, value: str, status: str | None) -> None:
    assert only(opened(zip_with_table(tmp_path, {"Statut juridique": value}))).legal_status == status


def test_no_ght_where_the_form_says_so(tmp_path: Path, opened: Open) -> None:
    row = {"Membre d’un GHT ?": "Non", "Nom du GHT": "sans objet", "Groupe instructeur": "ARS Normandie - SI"}
    dossier = only(opened(zip_with_table(tmp_path, row)))
    assert (dossier.ght, dossier.region, dossier.answer("ght_member")) == (None, "Normandie", "Non")


def test_the_newest_table_speaks_and_a_contradiction_is_noted(tmp_path: Path, opened: Open) -> None:
    header = ["ID", "Fenêtre", "Région"]
    (tmp_path / "dossiers_x_2022-03-01_10-00.csv").write_bytes(csv_bytes(header, [[24577162, "F2", "Corse"]]))
    (tmp_path / "dossiers_x_2022-04-01_10-00.csv").write_bytes(csv_bytes(header, [[24577162, "F3", "Corse"]]))
    dossier = only(opened(tmp_path))
    assert dossier.window == 3
    assert [n for n in dossier.notes if "F2" in n and "F3" in n]


def test_a_workbook_with_a_cell_at_the_world_s_end_is_refused_at_once(tmp_path: Path, opened: Open) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["ID", "Fenêtre"])
    book.active.append([24577162, "F2"])
    book.active["XFD1048576"] = "loin"
    book.save(tmp_path / f"{STEM}.xlsx")
    export = opened(write_zip(tmp_path / f"{STEM}.zip", {piece(24577162, "a.pdf"): b"a"}))
    assert only(export).number == 24577162
    assert any("trop étendu" in note for note in export.notes)


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 99, b"PK\x03\x04 rien", b"\xd0\xcf\x11\xe0" * 9, b'"', b"\xff\xfe\x00"]
)
def test_a_broken_table_costs_itself_only(tmp_path: Path, opened: Open, data: bytes) -> None:
    assert only(opened(zip_with_table(tmp_path, {}, data))).number == 24577162


def test_an_applicant_s_own_table_is_never_read_as_the_export_s(tmp_path: Path, opened: Open) -> None:
    hostile = csv_bytes(["ID", "Fenêtre"], [[24577162, "F1"], [99999999, "F1"]])
    path = write_zip(
        tmp_path / "export.zip",
        {
            piece(24577162, "plan.csv"): hostile,
            "CH du Val - 24577163/ps-2-1-plan-d-action-24577163-01.csv": hostile,
        },
    )
    dossiers = opened(path).dossiers
    assert [d.number for d in dossiers] == [24577162, 24577163]
    assert all(d.window is None and not d.answers for d in dossiers)


def test_985_dossiers_of_nine_files_open_in_seconds(tmp_path: Path, opened: Open) -> None:
    import time

    labels = [f"PS {i}.{j} pièce" for i, j in ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (4, 1))]
    labels += ["Autres pièces", "PSSI"]
    numbers = range(24000000, 24000985)
    files = {piece(n, f"f{i}.pdf", i + 1): b"%d %d" % (n, i) for n in numbers for i in range(9)}
    rows = [[n, "F2", *(f"f{i}.pdf" for i in range(9))] for n in numbers]
    (tmp_path / f"{STEM}.xlsx").write_bytes(xlsx_bytes({"Dossiers": [["ID", "Fenêtre", *labels], *rows]}))
    path = write_zip(tmp_path / f"{STEM}.zip", files)
    started = time.process_time()
    dossiers = list(opened(path).dossiers)
    assert time.process_time() - started < 20
    assert len(dossiers) == 985 and all(len(d.files) == 9 and d.window == 2 for d in dossiers)
    assert all(f.state == "present" and f.field_id for d in dossiers for f in d.files)


@pytest.mark.parametrize(("row", "status"), [({"Nom du GHT": "GHT des Monts"}, "public"), ({}, None)])
def test_a_status_not_asked_is_public_only_for_a_party_to_a_ght(
    tmp_path: Path, opened: Open, row: dict[str, str], status: str | None
) -> None:
    named = {"Nom de l’établissement": "Centre hospitalier privé Saint-Aubin", **row}
    assert only(opened(zip_with_table(tmp_path, named))).legal_status == status
