from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import NoDossierError
from checker.intake import Export
from checker.intake.attach import names_in_cell
from checker.intake.names import comparison_key
from models.dossier import Dossier

from .making import BASE, csv_bytes, pdf_bytes, piece, stamped, table_rows, write_folder, write_zip

Open = Callable[[Path], Export]
AUDIT, PSSI = "Attestation d’audit externe de cybersurveillance", "Politique de sécurité (PSSI)"
SUMMARY = "dossier-24577162/export-24577162-11-03-2022-17-52-7162.pdf"


def export_with(folder: Path, row: dict[str, str], files: dict[str, bytes]) -> Path:
    header, *rows = table_rows({**BASE, **row})
    (folder / "dossiers_x_2022-04-30_10-00.csv").write_bytes(csv_bytes(header, rows))
    return write_zip(folder / "dossiers_x_2022-04-30_10-00.zip", files)


def only(export: Export) -> Dossier:
    (dossier,) = export.dossiers
    return dossier


# ── names in a table's cell ──

WORDS = st.text(st.sampled_from("abcé ,-1."), min_size=1, max_size=12).map(lambda t: t.strip(" ,.") or "a")


@given(st.lists(WORDS.map(lambda w: w + ".pdf"), min_size=1, max_size=5, unique=True))
def test_names_joined_by_commas_are_parted_again_when_the_files_are_there(names: list[str]) -> None:
    cell = ", ".join(names)
    keys = Counter(map(comparison_key, names))
    found = names_in_cell(cell, keys)
    # Two runs of pieces may both be files (« a.pdf, b.pdf » is a legal name): what is cut is always all there.
    assert ", ".join(found) == cell and all(keys[comparison_key(name)] for name in found)


def test_names_that_hold_commas_end_at_their_extension_when_nothing_is_there() -> None:
    assert names_in_cell("PV du 3, 4 et 5 mai, signé.pdf, pssi.pdf", Counter()) == [
        "PV du 3, 4 et 5 mai, signé.pdf",
        "pssi.pdf",
    ]
    assert names_in_cell("", Counter()) == []


def test_replaced_characters_commas_and_spelling_do_not_lose_a_file(tmp_path: Path, opened: Open) -> None:
    row = {AUDIT: "Audit 10/2021 : rapport, version 2 ?.pdf, e\u0301tat.pdf"}
    path = export_with(
        tmp_path,
        row,
        {
            piece(24577162, "Audit 10-2021 - rapport, version 2 -.pdf"): b"a",
            piece(24577162, "état.pdf", 12): b"b",
        },
    )
    files = only(opened(path)).files
    assert [(f.field_id, f.state) for f in files] == [("file_ps2_2", "present")] * 2


def test_files_of_one_name_in_two_fields_follow_their_order_with_a_note(tmp_path: Path, opened: Open) -> None:
    row = {PSSI: "attestation.pdf", AUDIT: "attestation.pdf"}
    files = {
        f"dossier-24577162/pieces_justificatives/{stamped('attestation.pdf', 99, '05-03-2022-14-09')}": b"later",
        f"dossier-24577162/pieces_justificatives/{stamped('attestation.pdf', 98, '05-03-2022-14-01')}": b"first",
    }
    later, first = only(opened(export_with(tmp_path, row, files))).files
    assert (first.field_id, later.field_id) == ("file_ps2_1_policy", "file_ps2_2")
    assert "reste à vérifier" in f"{first.note} {later.note}"


def test_files_of_one_name_and_the_same_bytes_raise_no_doubt(tmp_path: Path, opened: Open) -> None:
    row = {PSSI: "attestation.pdf", AUDIT: "attestation.pdf"}
    files = {piece(24577162, "attestation.pdf", i): b"same" for i in (1, 2)}
    found = only(opened(export_with(tmp_path, row, files))).files
    assert {f.field_id for f in found} == {"file_ps2_1_policy", "file_ps2_2"}
    assert [f.note for f in found] == [None, None]


def test_a_file_named_by_the_table_and_absent_is_missing_never_passed_over(
    tmp_path: Path, opened: Open
) -> None:
    dossier = only(opened(export_with(tmp_path, {AUDIT: "virus.pdf"}, {piece(24577162, "autre.pdf"): b"x"})))
    other, missing = dossier.files
    assert (other.field, other.field_id, other.state) == (None, None, "present")
    assert (missing.name, missing.field, missing.state, missing.sha256) == (
        "virus.pdf",
        AUDIT,
        "missing",
        None,
    )
    assert missing.location is None and missing.note and "antivirus" in missing.note


def test_an_error_list_and_the_table_name_one_missing_file_once(tmp_path: Path, opened: Open) -> None:
    listed = f"Impossible de récupérer le fichier {piece(24577162, 'audit.pdf')}\n".encode()
    files = {piece(24577162, "a.pdf"): b"x", "-LISTE-DES-FICHIERS-EN-ERREURS.txt": listed}
    dossier = only(opened(export_with(tmp_path, {AUDIT: "audit.pdf"}, files)))
    (missing,) = [f for f in dossier.files if f.state == "missing"]
    assert missing.field_id == "file_ps2_2"


def test_a_name_cut_at_255_bytes_keeps_its_field(tmp_path: Path, opened: Open) -> None:
    original = "Attestation de réalisation de l’audit externe de cybersurveillance " * 5 + "signée.pdf"
    cut = stamped(original).encode()[:250].decode("utf-8", "ignore")
    files = {f"dossier-24577162/pieces_justificatives/{cut}": b"x"}
    (file,) = only(opened(export_with(tmp_path, {AUDIT: original}, files))).files
    assert (file.state, file.field_id, file.name) == ("present", "file_ps2_2", original)


# ── the dossier's own PDF ──


def test_the_summary_gives_fields_and_answers_without_any_table(tmp_path: Path, opened: Open) -> None:
    lines = [
        "Dossier n° : 24577162", "Démarche SUN-ES", "Historique", "Déposé le 21 octobre 2021 à 14 h 07",
        "Identité du demandeur", "Email : contact@exemple.fr", "SIRET : 26910001900018", "Dénomination : CH DU VAL",
        "Formulaire", "Fenêtre de financement", "Fenêtre 1 (S1 2022)", "Politique de sécurité (PSSI)", "- pssi.pdf",
        "Attestation d'audit externe de cybersurveillance", "- audit 1.pdf", "- audit 2.pdf",
        "Questionnaire d'appropriation du RNIV", "Non communiqué", "Messagerie", "Bonjour", "- suite.pdf", "1 / 2",
    ]  # fmt: skip
    files = {
        SUMMARY: pdf_bytes(lines),
        piece(24577162, "pssi.pdf", 1): b"a",
        piece(24577162, "audit 1.pdf", 2): b"b",
        piece(24577162, "suite.pdf", 4, "messagerie"): b"d",
    }
    dossier = only(opened(write_zip(tmp_path / "export.zip", files)))
    told = {f.name: (f.field_id, f.origin, f.state) for f in dossier.files}
    assert told == {
        "export-24577162.pdf": (None, "dossier_summary", "present"),
        "pssi.pdf": ("file_ps2_1_policy", "field", "present"),
        "audit 1.pdf": ("file_ps2_2", "field", "present"),
        "suite.pdf": (None, "message", "present"),
        "audit 2.pdf": ("file_ps2_2", "field", "missing"),
    }
    assert (dossier.window, dossier.siret, dossier.establishment) == (1, "26910001900018", "CH DU VAL")
    assert str(dossier.submitted_on) == "2021-10-21"


def test_table_and_summary_that_disagree_are_both_told(tmp_path: Path, opened: Open) -> None:
    lines = ["Formulaire", "Région", "Bretagne", PSSI.replace("’", "'"), "- audit.pdf"]
    files = {SUMMARY: pdf_bytes(lines), piece(24577162, "audit.pdf"): b"a"}
    row = {"Région": "Corse", AUDIT: "audit.pdf", PSSI: ""}
    dossier = only(opened(export_with(tmp_path, row, files)))
    file = next(f for f in dossier.files if f.name == "audit.pdf")
    assert file.field_id == "file_ps2_2" and file.note and "Champ incertain" in file.note
    assert dossier.region == "Corse"
    assert any("Corse" in note and "Bretagne" in note for note in dossier.notes)


def test_a_broken_summary_costs_itself_only(tmp_path: Path, opened: Open) -> None:
    dossier = only(opened(export_with(tmp_path, {"Fenêtre": "F2"}, {SUMMARY: b"%PDF-1.7 casse"})))
    assert dossier.window == 2
    assert any("PDF du dossier illisible" in note for note in dossier.notes)


# ── an export template ──


def template_export(folder: Path, row: dict[str, str] | None, files: dict[str, bytes]) -> Path:
    if row is not None:
        return export_with(folder, row, files)
    return write_zip(folder / "dossiers_x_2022-04-30_10-00.zip", files)


def test_a_template_s_names_give_fields_by_likeness_without_a_table(tmp_path: Path, opened: Open) -> None:
    files = {
        "CH du Val 24577162/ps-2-2-attestation-d-audit-24577162-01.pdf": b"a",
        "CH du Val 24577162/politique-de-securite-pssi-24577162-01.pdf": b"b",
        "CH du Val 24577162/export-24577162-11-03-2022-17-52-7162.pdf": b"%PDF-",
    }
    dossier = only(opened(template_export(tmp_path, None, files)))
    assert [f.field_id for f in dossier.files] == ["file_ps2_2", "file_ps2_1_policy", None]
    assert dossier.files[2].origin == "dossier_summary"


def test_a_table_gives_a_template_s_files_their_own_names_and_tells_the_missing_rank(
    tmp_path: Path, opened: Open
) -> None:
    folder = "dossier-24577162"
    files = {
        f"{folder}/attestation-d-audit-externe-24577162-01.pdf": b"a",
        f"{folder}/attestation-d-audit-externe-24577162-03.pdf": b"c",
    }
    dossier = only(opened(template_export(tmp_path, {AUDIT: "un.pdf, deux.pdf, trois.pdf"}, files)))
    assert [(f.name, f.state, f.field_id) for f in dossier.files] == [
        ("un.pdf", "present", "file_ps2_2"),
        ("trois.pdf", "present", "file_ps2_2"),
        ("deux.pdf", "missing", "file_ps2_2"),
    ]


# ── the API's client ──


def api_file(name: str, data: bytes) -> dict[str, Any]:
    checksum = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
    return {
        "filename": name,
        "checksum": checksum,
        "byteSizeBigInt": str(len(data)),
        "contentType": "application/pdf",
    }


def api_node(number: int = 24577162, **more: Any) -> dict[str, Any]:
    return {
        "id": "RG9zc2llci0x",
        "number": number,
        "state": "en_instruction",
        "dateDepot": "2022-04-30T23:30:00+02:00",
        "groupeInstructeur": {"label": "ARS Bretagne"},
        "demandeur": {
            "__typename": "PersonneMorale",
            "siret": "26910001900018",
            "localite": "Vitré",
            "entreprise": {"siren": "269100019", "raisonSociale": "CH DE VITRE"},
        },
        "champs": [
            {"__typename": "HeaderSectionChamp", "label": "Sécurité", "stringValue": ""},
            {"__typename": "TextChamp", "label": "Fenêtre de financement", "stringValue": "Fenêtre 2"},
            {
                "__typename": "CheckboxChamp",
                "label": "Candidature au volet 2",
                "stringValue": "true",
                "value": True,
            },
            {
                "__typename": "PieceJustificativeChamp",
                "label": AUDIT,
                "stringValue": "audit.pdf",
                "files": [api_file("audit.pdf", b"audit"), api_file("virus.pdf", b"virus")],
            },
            {
                "__typename": "RepetitionChamp",
                "label": "Sites",
                "rows": [
                    {"champs": [{"__typename": "TextChamp", "label": "FINESS", "stringValue": "350000022"}]},
                    {"champs": [{"__typename": "TextChamp", "label": "FINESS", "stringValue": "350000030"}]},
                ],
            },
        ],
        "annotations": [],
        "messages": [{"body": "Bonjour", "attachments": [api_file("convention.pdf", b"conv")]}],
        "avis": [{"question": "?", "attachments": [api_file("avis.pdf", b"avis")]}],
        **more,
    }


@pytest.mark.parametrize("wrap", [lambda n: n, lambda n: {"data": {"dossier": n}}, lambda n: {"dossier": n}])
@pytest.mark.parametrize("name", ["dossier-24577162/", "out/24577162/", ""])
def test_an_api_client_s_folder(tmp_path: Path, opened: Open, wrap: Callable[[Any], Any], name: str) -> None:
    write_folder(
        tmp_path / "api",
        {
            f"{name}dossier.json": json.dumps(wrap(api_node())).encode(),
            f"{name}audit.pdf": b"audit",
            f"{name}convention.pdf": b"conv",
            f"{name}avis.pdf": b"avis",
            f"{name}inconnu.pdf": b"?",
        },
    )
    dossier = only(opened(tmp_path / "api"))
    assert (dossier.number, dossier.window, dossier.volets) == (24577162, 2, (2,))
    assert (dossier.siret, dossier.establishment, dossier.region) == (
        "26910001900018",
        "CH DE VITRE",
        "Bretagne",
    )
    assert str(dossier.submitted_on) == "2022-04-30" and dossier.state == "En instruction"
    assert dossier.subject.finess == ("350000022", "350000030")
    assert {f.name: (f.field_id, f.origin, f.state) for f in dossier.files} == {
        "audit.pdf": ("file_ps2_2", "field", "present"),
        "convention.pdf": (None, "message", "present"),
        "avis.pdf": (None, "opinion", "present"),
        "inconnu.pdf": (None, "unknown", "present"),
        "virus.pdf": ("file_ps2_2", "field", "missing"),
    }


def test_checksums_tell_files_of_one_name_apart_and_find_a_renamed_one(tmp_path: Path, opened: Open) -> None:
    champs = [
        {"__typename": "PieceJustificativeChamp", "label": PSSI, "files": [api_file("scan.pdf", b"pssi")]},
        {"__typename": "PieceJustificativeChamp", "label": AUDIT, "files": [api_file("scan.pdf", b"audi")]},
    ]
    files = {
        "dossier-24577162/dossier.json": json.dumps(api_node(champs=champs)).encode(),
        "dossier-24577162/1/scan.pdf": b"audi",
        "dossier-24577162/2/renommé.pdf": b"pssi",
    }
    dossier = only(opened(write_folder(tmp_path, files)))
    told = {f.path.rpartition("/")[2]: (f.field_id, f.note) for f in dossier.files if f.state == "present"}
    assert told == {"scan.pdf": ("file_ps2_2", None), "renommé.pdf": ("file_ps2_1_policy", None)}


def test_a_listing_of_the_whole_procedure_serves_all_its_dossiers(tmp_path: Path, opened: Open) -> None:
    tree = {"data": {"demarche": {"dossiers": {"nodes": [api_node(24577162), api_node(24577163)]}}}}
    files = {"demarche.json": json.dumps(tree).encode(), "dossier-24577162/audit.pdf": b"audit"}
    first, second = opened(write_folder(tmp_path, files)).dossiers
    assert first.files[0].field_id == "file_ps2_2"
    assert second.window == 2 and all(f.state == "missing" for f in second.files)


def test_a_node_that_names_another_dossier_is_a_file_like_any_other(tmp_path: Path, opened: Open) -> None:
    files = {
        "dossier-24577162/dossier.json": json.dumps(api_node(24577163)).encode(),
        "dossier-24577163/a.pdf": b"a",
    }
    first, second = opened(write_folder(tmp_path, files)).dossiers
    assert [f.name for f in first.files] == ["dossier.json"]
    assert second.window is None and second.answers == ()


@pytest.mark.parametrize(
    "data", [b"{", b"[" * 100_000, b'{"champs": [1, null, {}], "number": true}', b"\xff", b"null"]
)
def test_broken_or_hostile_json_costs_itself_only(tmp_path: Path, opened: Open, data: bytes) -> None:
    write_folder(tmp_path, {"dossier-24577162/dossier.json": data, "dossier-24577162/a.pdf": b"a"})
    assert only(opened(tmp_path)).number == 24577162
    with pytest.raises(NoDossierError):
        opened(write_folder(tmp_path / "seul", {"x.json": data}))


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["audit.pdf", "\ud800", AUDIT])
)
KEYS = [
    "number",
    "champs",
    "files",
    "filename",
    "label",
    "rows",
    "stringValue",
    "demandeur",
    "messages",
    "byteSizeBigInt",
]
TREES = st.recursive(
    LEAVES,
    lambda t: st.lists(t, max_size=4) | st.dictionaries(st.sampled_from(KEYS), t, max_size=6),
    max_leaves=25,
)


@given(TREES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_tree_of_json_is_survived(tmp_path: Path, opened: Open, tree: Any) -> None:
    node = json.dumps(
        {"number": 24577162, "champs": [tree, {"label": AUDIT, "files": [tree]}], "messages": tree}
    )
    write_folder(
        tmp_path, {"dossier-24577162/dossier.json": node.encode(), "dossier-24577162/audit.pdf": b"a"}
    )
    only(opened(tmp_path)).model_dump_json()
