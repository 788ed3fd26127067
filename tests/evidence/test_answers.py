"""Questionnaires in other hands: where their answers stand, how they are given, and what stays blank."""

from __future__ import annotations

import pytest
from layouts import document, page, table

from checker.evidence import Programme, extract
from models.document import Cell, Document, Table
from models.dossier import Subject

HEAD = "QUESTIONNAIRE D'APPROPRIATION DU RNIV\nRéférentiel national d'identitovigilance\n"


def counts(made: Document, programme: Programme) -> tuple[int, int, int] | None:
    (found,) = extract(made, Subject(names=("Clinique des Tilleuls",)), programme)
    return found.answers and (found.answers.asked, found.answers.answered, found.answers.unreadable)


def set_out(rows: list[tuple[str, ...]], at: tuple[int, ...] = (0, 6, 54, 64, 74)) -> str:
    """Return rows as text whose cells stand under each other."""
    lines = []
    for row in rows:
        line = ""
        for place, cell in zip(at, row, strict=False):
            line = line.ljust(place) + cell
        lines.append(line.rstrip())
    return HEAD + "\n".join(lines)


LINES = [
    (
        "Politique d'identitovigilance écrite : Oui – depuis 2020\nRéférent nommé : Oui (2019)\n"
        "Charte diffusée : Non\nBracelets : N/A",
        (4, 4, 0),
    ),
    (
        "Contrôle de la pièce d'identité  conforme\nSaisie des traits stricts  non conforme\nAppel INSi  conforme\n"
        "Charte diffusée  partiellement conforme",
        (4, 4, 0),
    ),
    (
        "Une politique est-elle écrite ?\nOui, depuis 2020\nUn référent est-il nommé ?\nNon\n"
        "La charte est-elle diffusée ?\nLes doublons sont-ils suivis ?\nRéponse : oui",
        (4, 3, 0),
    ),
    (
        "Les traits stricts sont saisis Oui\nUne charte est diffusée Non\nL'INS est appelée OUI\n"
        "Les doublons sont suivis En cours",
        (4, 4, 0),
    ),
    (
        "N° | Question | Réponse | Commentaire\n1 | Politique écrite ? | Oui | 2019\n2 | Référent nommé ? | Non |\n"
        "3 | Charte diffusée ? | |\n4 | Doublons suivis ? | Oui | mensuel",
        (4, 3, 0),
    ),
    (
        "EXI PP 01 nom de naissance saisi : appliquée\nEXI PP 02 téléservice appelé : appliquée\n"
        "EXI PP 03 traits affichés : en partie\nEXI SI 04 statut tracé : non appliquée",
        (4, 4, 0),
    ),
    (
        "1. Une politique est-elle écrite ? Oui / Non\n2. Un référent est-il nommé ? Oui / Non\n"
        "3. La charte est-elle diffusée ? Oui / Non",
        (3, 0, 0),
    ),
    (  # « non identifiés » goes on with the question: it answers nothing
        "1. Les patients admis aux urgences sont-ils\nnon identifiés de façon provisoire\n"
        "2. Une charte est diffusée : Oui\n3. Les doublons sont suivis : Non",
        (3, 2, 1),
    ),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_answers_in_lines(text: str, expected: tuple[int, int, int], programme: Programme) -> None:
    assert counts(document(HEAD + text), programme) == expected


ASKED = ("Traits stricts saisis", "Charte diffusée", "Doublons suivis", "INSi appelé")


def numbered(*answers: str, marks: tuple[str, ...] = ("1", "2", "3", "4")) -> list[tuple[str, ...]]:
    return [(mark, asked, said) for mark, asked, said in zip(marks, ASKED, answers, strict=True)]


COLUMNS = [
    ([("N°", "Exigence", "Note"), *numbered("3", "0", "3", "2")], (4, 4, 0)),
    ([("N°", "Exigence", "Note"), *numbered("3", "", "3", "2")], (4, 3, 0)),
    ([("", "Critère", "Niveau"), *numbered("A", "B", "A", "D", marks=("1.a", "1.b", "2.a", "2.b"))], (4, 4, 0)),
    ([("Code", "Objet", "O/N"), *numbered("O", "N", "O", "", marks=("R1-Q1", "R1-Q2", "R2-Q1", "R2-Q2"))], (4, 3, 0)),
    ([("", "Critère", "Rép."), *numbered("O", "N", "O", "O", marks=("", "", "", ""))], (4, 4, 0)),
    (
        [("", "Rubrique", "OUI", "NON"), ("", ASKED[0], "[X]", "[ ]"), ("", ASKED[1], "[ ]", "[x]"),
         ("", ASKED[2], "(x)", "( )"), ("", ASKED[3], "[X]", "[X]")],
        (4, 3, 1),
    ),
    (
        [("", "Question", "Réponse"), ("", "Les rejets sont-ils traités sous", "oui"), ("", "48 h ?"),
         ("", ASKED[0] + " ?", "non"), ("", ASKED[1] + " ?", "oui"), ("", ASKED[2] + " ?", "")],
        (4, 3, 0),
    ),
    ([("", "RNIV 1", "Réponse (Oui / Non)"), *numbered("Oui", "Non", "", "")], (4, 2, 0)),
    (numbered("OUI", "NON", "OUI", "OUI"), (4, 4, 0)),
    (numbered("OUI", "", "OUI", "OUI"), (4, 3, 0)),
    (numbered("OUI", "NON", "OUI", "OUI", marks=("", "", "", "")), (4, 4, 0)),
    ([("N°", "Exigence", "Réponse"), *numbered("Oui", "Affichée dans chaque service", "Oui", "à voir")], (4, 3, 1)),
    (
        [("N°", "Exigence", "0", "1", "2"), ("1", ASKED[0], "X"), ("2", ASKED[1], "", "X"),
         ("3", ASKED[2], "", "", "X")],
        (3, 3, 0),
    ),
    (
        [("N°", "Item", "Réponse", "Preuve"), ("1", ASKED[0], "Oui", "PR-12"), ("2", ASKED[1], "Non", "oui en test"),
         ("3", ASKED[2], "", "oui, charte"), ("4", ASKED[3], "NC", "")],
        (4, 3, 0),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), COLUMNS)
def test_answers_that_stand_under_each_other(
    rows: list[tuple[str, ...]], expected: tuple[int, int, int], programme: Programme
) -> None:
    assert counts(document(set_out(rows)), programme) == expected


def test_a_column_with_nothing_in_it_is_not_understood(programme: Programme) -> None:
    rows = [("N°", "Exigence", "Réponse"), *numbered("", "", "", "")]
    assert counts(document(set_out(rows)), programme) is None


def test_a_signature_below_the_last_question_answers_nothing(programme: Programme) -> None:
    rows = [("N°", "Exigence", "Réponse"), *numbered("Oui", "Oui", "Non", "")]
    signed = set_out(rows) + "\n\n\n\n" + " " * 54 + "Oui, la directrice générale"
    assert counts(document(signed), programme) == (4, 3, 0)


TABLES = [
    ([(ASKED[0], "Oui", "2020"), (ASKED[1], "Non", ""), (ASKED[2], "Oui", ""), (ASKED[3], "NA", "")], (4, 4, 0)),
    ([("Item", "Conformité"), (ASKED[0], "Conforme"), (ASKED[1], "Non conforme"), (ASKED[2], "Conforme")], (3, 3, 0)),
    # without a number a row alone may be a part's title: neither answered nor surely blank
    ([("Item", "Cotation (0 à 3)"), (ASKED[0], "3"), (ASKED[1], ""), (ASKED[2], "0")], (3, 2, 1)),
    ([("Critère", "Acquis", "Non acquis"), (ASKED[0], "X", ""), (ASKED[1], "", "x"), (ASKED[2], "X", "")], (3, 3, 0)),
    ([("N°", "Item", "Réponse"), ("1", ASKED[0], "Oui"), ("", "Chapitre 2", ""), ("2", ASKED[1], "Oui"),
      ("3", ASKED[2], "Non")], (3, 3, 0)),
    ([("N°", "RNIV 1 – identification", "Réponse"), ("1", ASKED[0], "oui"), ("2", ASKED[1], "non"),
      ("N°", "RNIV 2 – établissements de santé", "Réponse"), ("3", ASKED[2], "oui"), ("4", ASKED[3], "")],
     (4, 3, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_answers_in_drawn_tables(
    rows: list[tuple[str, ...]], expected: tuple[int, int, int], programme: Programme
) -> None:
    assert counts(document(page(HEAD, tables=(table(*rows),))), programme) == expected


def spoken(*answers: str) -> list[tuple[str, ...]]:
    return list(zip(ASKED, answers, strict=False))


NO_QUESTIONS = [
    # the header again above a second part, under words of the ruleset or the establishment's own
    ([("RNIV 1 – Principes communs", "Réponse"), *spoken("Oui", "Non"),
      ("RNIV 2 – Mise en œuvre en établissement de santé", "Réponse"), *spoken("Oui", "Oui", "Non")], (5, 5, 0)),
    ([("Question", "Oui", "Non"), *((asked, "X", "") for asked in ASKED[:2]), ("Deuxième partie", "Oui", "Non"),
      *((asked, "", "X") for asked in ASKED[2:4])], (4, 4, 0)),
    ([("A – Principes (RNIV 1)", "Votre réponse"), *spoken("Oui", "Non", "Oui"),
      ("B – Établissements (RNIV 2)", "Votre réponse"), *spoken("Oui")], (4, 4, 0)),
    # sums and remarks, empty or not
    ([("Question", "Réponse", "Preuve"), *((asked, "Oui", "") for asked in ASKED[:3]),
      ("Sous-total RNIV 1", "", "3/3"), ("Commentaires de l'établissement :", "", "néant"),
      ("Score global obtenu", "", "100 %")], (3, 3, 0)),
    # a title in words of its own beside a code is no sure blank; a question of the usual shape left empty is one
    ([("Question", "Réponse", "Renvoi"), *((f"Q{n}. Point {n} est-il tenu ?", "Oui", "") for n in range(1, 4)),
      ("De l'accueil jusqu'à la sortie du patient", "", "p. 3")], (4, 3, 1)),
    ([("Question", "Réponse", "Renvoi"), *((f"Q{n}. Point {n} est-il tenu ?", "Oui", "") for n in range(1, 4)),
      ("Q4. Point 4 est-il tenu ?", "", "p. 3")], (4, 3, 0)),
    ([("Question", "Réponse", "Renvoi"), *((f"{n}. Le point {n} est tenu", "Oui", "") for n in range(1, 4)),
      ("4. Le point 4 est tenu", "", "p. 3")], (4, 3, 0)),
    # « Réponse » left in the cell may be the place to fill in
    ([("Question", "Réponse"), *((f"Le point {n} est tenu", "Oui") for n in range(1, 4)),
      ("Le point 4 est tenu", "Réponse :")], (4, 3, 1)),
    ([("Question", "Réponse"), *((f"Le point {n} est-il tenu ?", "Oui") for n in range(1, 4)),
      ("Le point 4 est-il tenu ?", "Réponse :")], (4, 3, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), NO_QUESTIONS)
def test_headings_sums_and_remarks_are_no_questions(
    rows: list[tuple[str, ...]], expected: tuple[int, int, int], programme: Programme
) -> None:
    assert counts(document(page(HEAD, tables=(table(*rows),))), programme) == expected


def test_a_question_whose_last_word_comes_near_the_answers_is_not_the_end_of_the_table(
    programme: Programme,
) -> None:
    rows: list[tuple[str, ...]] = [
        ("RNIV 1", "OUI", "NON"),
        ("Une pièce d'identité est contrôlée à", "X"),
        ("l'entrée et au bloc",),
        ("Les traits stricts sont connus", "X"),
        ("Une charte est diffusée", "", "X"),
    ]
    assert counts(document(set_out(rows, (0, 37, 48))), programme) == (3, 3, 0)


def drawn(*rows: tuple[str, ...], merged: bool = False) -> Table:
    """Return a table whose cells have their boxes; ``merged`` joins the answers' cells to the first row's."""
    return Table(
        rows=tuple(
            tuple(
                Cell(
                    text=text,
                    box=None
                    if merged and rank > 1 and at
                    else (200.0 * at, 20.0 * rank, 200.0 * at + 200, 20.0 * rank + 20),
                )
                for at, text in enumerate(row)
            )
            for rank, row in enumerate(rows)
        )
    )


LEFT_OPEN = [
    ("RNIV 2", "Réponse"),
    *((asked, "") for asked in ("Référent nommé", "Charte écrite", "Formation suivie", "Bilan annuel")),
]


def test_rows_left_open_one_after_the_other_are_blanks(programme: Programme) -> None:
    made = document(page(HEAD, tables=(drawn(("RNIV 1", "Réponse"), *spoken("Oui", "Non"), *LEFT_OPEN),)))
    assert counts(made, programme) == (6, 2, 1)  # the first of them may be a title


def test_rows_that_share_one_cell_are_no_blanks(programme: Programme) -> None:
    rows = (
        ("Question", "Réponse"),
        (ASKED[0], "Oui"),
        *((asked, "") for asked in ("Charte écrite", "Formation suivie", "Bilan annuel")),
    )
    found = counts(document(page(HEAD, tables=(drawn(*rows, merged=True),))), programme)
    assert found is None or found[0] - found[1] == found[2]


def test_two_words_that_stand_under_each_other_make_no_column(programme: Programme) -> None:
    asked = (
        "Pièce d'identité demandée ?", "Traits stricts saisis ?", "Charte écrite ?", "Référent nommé ?",
        "Erreurs déclarées et analysées ?", "Personnel formé ?",
    )  # fmt: skip
    lines = [
        f"{text} {said}" for text, said in zip(asked, ("oui", "oui", "non", "oui", "oui", "oui"), strict=True)
    ]
    assert counts(document(HEAD + "\n".join(lines)), programme) == (6, 6, 0)


def test_a_question_may_end_on_a_line_of_its_own(programme: Programme) -> None:
    told = (
        "Soins L'identité est-elle vérifiée\nau bloc ?\noui\nSoins Le bracelet est-il porté ? non\n"
        "Pilotage Une charte\nexiste-t-elle ?\noui\nSuivi Les erreurs sont-elles\nanalysées ?\nnon"
    )
    assert counts(document(HEAD + told), programme) == (4, 4, 0)


SAID = ("Oui", "Oui", "Non", "Oui")
LETTERED = [
    f"RNIV 1 - {letter}. {asked} {said}" for letter, asked, said in zip("abcd", ASKED, SAID, strict=False)
]
BARE = [f"{asked} : {said.lower()}" for asked, said in zip(ASKED, SAID, strict=False)]


@pytest.mark.parametrize(
    ("told", "below", "expected"),
    [
        (LETTERED, ["RNIV 2 - a. Charte", "RNIV 2 - b. Plan de formation"], (6, 4, 0)),
        (BARE, ["Plan de formation des agents", "Cartographie applicative tenue"], (6, 4, 2)),
        (BARE, ["Document validé par la cellule le 3 mars 2022", "Mme Roussel, référente"], (4, 4, 0)),
        (BARE, ["Rempli par Mme Roussel"], (4, 4, 0)),
        (BARE, ["Ce questionnaire reprend les deux volets du référentiel."], (4, 4, 0)),
        (BARE, ["", "", "Clinique des Tilleuls"], (4, 4, 0)),
    ],
)
def test_lines_left_without_an_answer_at_the_end(
    told: list[str], below: list[str], expected: tuple[int, int, int], programme: Programme
) -> None:
    assert counts(document(HEAD + "\n".join([*told, *below])), programme) == expected


def test_a_sheet_may_say_much_before_it_names_its_columns(programme: Programme) -> None:
    preamble = [
        ("Structure", "Clinique des Tilleuls", ""),
        ("Référentiel", "RNIV", ""),
        ("Saisi le", "20/03/2023", ""),
    ]
    rows = [*preamble, ("Rempli par", "V. Payet", ""), ("Item", "Attendu", "Réponse")]
    rows += [(f"S{rank}", asked, "Oui") for rank, asked in enumerate(ASKED[:4], 1)]
    assert counts(document(page(HEAD, tables=(table(*rows),))), programme) == (4, 4, 0)


def test_a_question_about_rules_is_no_header(programme: Programme) -> None:
    rows = [("Question", "Notre réponse"), *((asked, "Oui") for asked in ASKED[:4])]
    rows += [("Avez-vous une règle pour qui tait son nom ?", "Oui"), ("Suivez-vous des indicateurs ?", "Oui")]
    assert counts(document(page(HEAD, tables=(table(*rows),))), programme) == (6, 6, 0)
