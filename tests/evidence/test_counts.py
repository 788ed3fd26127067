"""What a questionnaire answers, and the parts of a master plan."""

from __future__ import annotations

import pytest
from layouts import document, page, table

from checker.evidence import Programme, extract
from models.document import CheckBox, Document, FormField
from models.dossier import Subject
from models.evidence import Answers, FileEvidence

HEAD = "QUESTIONNAIRE D'APPROPRIATION DU RNIV\nRéférentiel national d'identitovigilance\n"


def evidence(made: Document, programme: Programme) -> FileEvidence:
    (found,) = extract(made, Subject(names=("Clinique des Tilleuls",)), programme)
    return found


def answers(made: Document, programme: Programme) -> tuple[int, int, int]:
    found = evidence(made, programme).answers
    assert isinstance(found, Answers)
    return found.asked, found.answered, found.unreadable


TEXTS = [
    (
        "1. Existe-t-il une politique ?  ☒ Oui ☐ Non\n2. Une CIV est-elle constituée ?  ☐ Oui ☒ Non\n"
        "3. Les traits sont-ils vérifiés ? ☒ Oui ☐ Non ☐ NC\n4. La charte est-elle diffusée ? ☐ Oui ☐ Non",
        (4, 3, 0),
    ),
    (
        "1. Existe-t-il une politique d'identitovigilance ? Oui\n2. Une CIV est-elle constituée ?\nOui, depuis 2012\n"
        "3. Les traits stricts sont-ils vérifiés ?\n....................\n4. La charte est-elle diffusée ? Non\n"
        "5) Un référent est-il nommé ? Sans objet",
        (5, 4, 0),
    ),
    (
        "1.1 Politique d'identitovigilance formalisée : Oui\n1.2 Cellule opérationnelle constituée : Non\n"
        "1.3 Charte diffusée aux professionnels :\n1.4 Référent nommé par la direction : NC",
        (4, 3, 0),
    ),
    (
        "Question 1 : Existe-t-il une politique ?\nRéponse : Oui\nQuestion 2 : Une CIV est-elle constituée ?\n"
        "Réponse : Non\nQuestion 3 : La charte est-elle diffusée ?\nRéponse :",
        (3, 2, 0),
    ),
    (
        "1  Existe-t-il une politique ? [x] Oui [ ] Non\n2  Une CIV est-elle constituée ? [ ] Oui [ ] Non\n"
        "3  La charte est-elle diffusée ? [ ] Oui [X] Non",
        (3, 2, 0),
    ),
    (
        "1. Politique d'identitovigilance formalisée : Oui\n2. Cellule opérationnelle constituée : Non\n"
        "3. Charte diffusée à tous les professionnels de l'établissement\n4. Référent nommé par la direction : Oui",
        (4, 3, 1),
    ),
    (
        "EXI PP 01 Cinq traits stricts ........ réponse : oui\nEXI SI 07 Statut affiché ....... réponse : non\n"
        "RECO ES 02 Indicateurs suivis ........ réponse : oui\nRECO ES 05 Charte diffusée ........ réponse :",
        (4, 3, 0),
    ),
    (
        "A1 Politique d'identitovigilance : oui\nA2 Référent nommé par écrit : oui\nB1 Traits stricts saisis : non\n"
        "C1 Indicateurs suivis :",
        (4, 3, 0),
    ),
    (
        "Politique d'identitovigilance écrite : oui\nRéférent nommé par la direction : oui, depuis 2019\n"
        "La charte est-elle diffusée ?\nIndicateurs suivis en cellule ..... non",
        (4, 3, 0),
    ),
    (
        "Politique d'identitovigilance écrite ☒ oui ☐ non\nRéférent nommé par la direction ☐ oui ☐ non\n"
        "Charte diffusée à tous ☒ oui ☐ non\nIndicateurs suivis ☐ oui ☒ non",
        (4, 3, 0),
    ),
]


@pytest.mark.parametrize(("text", "counts"), TEXTS)
def test_answers_in_text(text: str, counts: tuple[int, int, int], programme: Programme) -> None:
    assert answers(document(HEAD + text), programme) == counts


def test_two_questions_side_by_side_are_not_counted_as_one(programme: Programme) -> None:
    text = "Q1 politique écrite : oui      Q2 référent : oui\nQ3 charte : non      Q4 INSi :\n"
    text += "Q5 formation : oui      Q6 : non"
    assert evidence(document(HEAD + text), programme).answers is None


def test_answers_in_columns(programme: Programme) -> None:
    rows = table(
        ("N°", "Question", "Oui", "Non", "Commentaire"),
        ("1", "Existe-t-il une politique ?", "X", "", ""),
        ("2", "Une CIV est-elle constituée ?", "", "X", "en projet"),
        ("3", "La charte est-elle diffusée ?", "", "", "commentaire seul"),
        ("", "Chapitre 2", "", "", ""),
        ("4", "Un référent est-il nommé ?", "☒", "☐", ""),
        ("5", "Les agents sont-ils formés ?", "X", "X", ""),
    )
    assert answers(document(page(HEAD, tables=(rows,))), programme) == (5, 3, 1)


def test_placeholders_are_blanks(programme: Programme) -> None:
    rows = table(
        ("Exigence", "Réponse", "Commentaire"),
        ("EXI PP 01 : nom de naissance", "Oui", ""),
        ("EXI PP 02 : appel du téléservice", "En cours", ""),
        ("EXI PP 03 : contrôle de cohérence", "", "prévu"),
        ("EXI PP 04 : procédure", "Choisissez un élément.", ""),
    )
    assert answers(document(page(HEAD, tables=(rows,))), programme) == (4, 2, 0)


def test_form_fields(programme: Programme) -> None:
    ticks = tuple(
        FormField(name=f"Q{number}_{answer}", checked=answer == "oui" and number < 5)
        for number in range(1, 7)
        for answer in ("oui", "non")
    )
    assert answers(document(page(HEAD), fields=ticks), programme) == (6, 4, 0)


def test_drawn_tick_boxes(programme: Programme) -> None:
    text = HEAD + "".join(f"{n}. La règle numéro {n} est-elle appliquée ?   Oui   Non\n" for n in range(1, 5))
    boxes = tuple(
        CheckBox(
            checked=answer == "Oui" and n != 3,
            label=answer,
            box=(300.0 + 60 * k, top, 310.0 + 60 * k, top + 9),
        )
        for n, top in ((n, 40.0 + 14 * (n + 1)) for n in range(1, 5))
        for k, answer in enumerate(("Oui", "Non"))
    )
    assert answers(document(page(text, boxes=boxes)), programme) == (4, 3, 0)


def test_parts_of_the_referential(programme: Programme) -> None:
    found = evidence(
        document(HEAD + "RNIV 1\n1. Politique écrite ? Oui\n2. CIV ? constituée ? Oui\n"), programme
    )
    assert [s.key for s in found.sections] == ["rniv_1"]


TITLES = (
    "1. Introduction", "2. État des lieux", "3. Objectifs stratégiques", "4. Le système d'information cible",
    "5. Portefeuille de projets", "6. Évaluation des coûts", "7. Pilotage et gouvernance",
)  # fmt: skip
KEYS = ["introduction", "current_state", "objectives", "target_system", "projects", "evaluation", "steering"]


def test_parts_of_a_master_plan(programme: Programme) -> None:
    contents = "Sommaire\n" + "\n".join(f"{title} ........ {n}" for n, title in enumerate(TITLES, 3))
    body = [f"{title}\nLe groupement réunit six établissements qui partagent ce projet." for title in TITLES]
    found = evidence(
        document("SCHÉMA DIRECTEUR DU SYSTÈME D'INFORMATION\nGHT Loire Vallée", contents, *body), programme
    )
    assert [(s.key, s.page) for s in found.sections] == list(zip(KEYS, range(3, 10), strict=True))
    assert all(s.confidence > 0.7 for s in found.sections)


def test_a_table_of_contents_alone_only_announces(programme: Programme) -> None:
    contents = "Sommaire\n" + "\n".join(f"{title} ........ {n}" for n, title in enumerate(TITLES, 3))
    found = evidence(
        document("SCHÉMA DIRECTEUR DU SYSTÈME D'INFORMATION\nGHT Loire Vallée", contents), programme
    )
    assert [s.key for s in found.sections] == KEYS
    assert all(s.confidence <= 0.5 for s in found.sections)


def test_a_part_may_stand_on_the_line_of_its_heading(programme: Programme) -> None:
    text = (
        "SCHÉMA DIRECTEUR DU SYSTÈME D'INFORMATION DU GHT\n2. État des lieux : trois dossiers patients, deux réseaux\n"
        "3) Objectifs : une identité unique pour tous les patients.\n4. Système d'information cible : 12\n"
        "5. Projets : vingt fiches, leurs coûts et leur calendrier ........ 14\n"
    )
    found = {s.key: s.confidence for s in evidence(document(text), programme).sections}
    assert {key for key, confidence in found.items() if confidence > 0.7} == {"current_state", "objectives"}


def test_a_street_number_is_no_question(programme: Programme) -> None:
    text = (
        f"79 rue des Carmes, 25290 Brévigny\n{HEAD}Q1. Existe-t-il une politique ?\nRéponse : Oui.\n"
        "Q2. Une CIV est-elle constituée ?\nRéponse : Non.\nQ3. La charte est-elle diffusée ?\nRéponse : Oui."
    )
    assert answers(document(page(text)), programme) == (3, 3, 0)


def test_an_answer_at_the_head_of_the_next_page(programme: Programme) -> None:
    first = f"{HEAD}Q1. Existe-t-il une politique ?\nRéponse : Oui.\nQ2. Une CIV est-elle constituée ?\nRéponse : Non."
    pages = (
        page(f"{first}\nQ3. La charte est-elle diffusée ?"),
        page("2\nRéponse : Oui.\nQ4. Les doublons sont-ils suivis ?\nRéponse : Oui.", 2),
    )
    assert answers(document(*pages), programme) == (4, 4, 0)


UNRULED = [
    ("Oui", "Non", "Sans objet", (3, 3, 0)),
    ("Oui", "", "Non", (3, 2, 0)),
]


@pytest.mark.parametrize(("one", "two", "three", "count"), UNRULED)
def test_a_table_that_no_rule_draws(
    one: str, two: str, three: str, count: tuple[int, int, int], programme: Programme
) -> None:
    rows = [
        f"{'N°':<4}{'Exigence':<50}{'Réponse':<14}Commentaire",
        f"{'1':<4}{'La stratégie est pilotée par une instance':<50}{one:<14}voir charte",
        f"{'2':<4}{'La direction a désigné un référent oui ou non':<50}{two:<14}",
        f"{'3':<4}{'Les traits stricts sont respectés':<50}{three:<14}",
    ]
    assert answers(document(page(HEAD + "\n".join(rows))), programme) == count


def test_columns_of_yes_and_no_that_no_rule_draws(programme: Programme) -> None:
    rows = [
        f"{'N°':<4}{'Exigence':<50}{'Oui':<8}{'Non':<8}",
        f"{'1':<4}{'La stratégie est pilotée par une instance':<50}{'X':<8}",
        f"{'2':<4}{'La direction a désigné un référent':<58}{'X':<8}",
        f"{'3':<4}{'Les traits stricts sont respectés':<50}",
        f"{'4':<4}{'Les doublons sont suivis chaque mois':<50}{'X':<8}",
    ]
    assert answers(document(page(HEAD + "\n".join(rows))), programme) == (4, 3, 0)


def test_a_part_named_by_another_form_of_its_word(programme: Programme) -> None:
    body = "Texte de cette partie du schéma directeur, assez long pour en être le corps.\n"
    heads = (
        "Introduction au schéma directeur",
        "État des lieux",
        "Les objectifs",
        "Le SI cible",
        "Les projets",
    )
    text = "SCHÉMA DIRECTEUR DU SYSTÈME D'INFORMATION DU GHT\n" + "".join(
        f"{number}. {head}\n{body}"
        for number, head in enumerate((*heads, "Comment le schéma sera évalué", "Le pilotage"), 1)
    )
    assert {section.key for section in evidence(document(page(text)), programme).sections} == {
        "introduction", "current_state", "objectives", "target_system", "projects", "evaluation", "steering",
    }  # fmt: skip


def test_a_chapter_under_another_name_is_told(programme: Programme) -> None:
    body = "Texte de cette partie du schéma directeur, assez long pour en être le corps.\n"
    text = (
        "SCHÉMA DIRECTEUR DU SYSTÈME D'INFORMATION DU GHT\n"
        f"1. Introduction\n{body}2. D'où nous partons\n{body}3. Les projets\n{body}4. Annexe technique\n{body}"
    )
    found = evidence(document(page(text)), programme).sections
    assert [(s.key, s.title) for s in found if s.key == "unrecognised"] == [
        ("unrecognised", "2. D'où nous partons")
    ]


@pytest.mark.parametrize("number", ["", "{}. ", "{}) "])
def test_a_part_may_be_a_line_long_and_a_bare_list_of_parts_holds_none(
    number: str, programme: Programme
) -> None:
    heads = ("Introduction", "État des lieux", "Objectifs", "SI cible", "Projets", "Évaluation", "Pilotage")
    title = "SCHÉMA DIRECTEUR DU SYSTÈME D'INFORMATION DU GHT\nvalidé par le comité stratégique\n"
    marked = [number.format(rank) + head for rank, head in enumerate(heads, 1)]
    told = evidence(
        document(page(title + "".join(f"{head}\nTrente fiches.\n" for head in marked))), programme
    )
    assert len({section.key for section in told.sections}) == 7
    bare = evidence(document(page(title + "\n".join(marked) + "\nFait à Monts")), programme)
    assert len({section.key for section in bare.sections}) <= 1


HEADER = "Exigence                                        Réponse      Commentaire\n"
ROWS = (
    "Les traits stricts sont saisis                  Oui\n"
    "Le statut de l'identité est visible dans le     Non          2023\n"
    "dossier du patient\n"
    "Une pièce d'identité est demandée ?             Oui\n"
)


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ("", (3, 3, 0)),
        ("La charte est-elle diffusée ?\n", (4, 3, 0)),
        ("La charte est diffusée à tous\n", (4, 3, 1)),
        ("La charte est-elle diffusée ?                   à voir\n", (4, 3, 1)),
        (
            "VOLET 2 - ÉTABLISSEMENTS DE SANTÉ\nLa charte est-elle diffusée ?                   NC\n",
            (4, 4, 0),
        ),
        ("Fait à Dole, le 3 mars 2022\nLa référente : Mme Morel\n", (3, 3, 0)),
        ("Toutes les réponses ont été relues par la cellule le 3 mars 2022.\n", (3, 3, 0)),
    ],
)
def test_rows_without_numbers_under_a_header(
    more: str, counts: tuple[int, int, int], programme: Programme
) -> None:
    assert answers(document(HEAD + HEADER + ROWS + more), programme) == counts


def test_a_scanned_row_without_an_answer_is_illegible_and_never_blank(programme: Programme) -> None:
    text = HEAD + HEADER + ROWS + "La charte est-elle diffusée ?\n"
    assert answers(document(page(text, reader="rapidocr", confidence=0.95)), programme) == (4, 3, 1)
