"""Usage of window 2 (second half of 2022), told after its end: rates, and what the committee heard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from samples.generator.documents import committee
from samples.generator.dossiers.build import scans
from samples.generator.forms import USAGE_IDS
from samples.generator.hospitals import GHT_VALCOMBE, Hospital, hospital
from samples.generator.kit import Kit
from samples.generator.model import USAGE, Dossier, File, base_answers
from samples.generator.pages import pdf
from samples.generator.scans import Scan

EXPORTED = datetime(2023, 2, 17, 14, 5)
BOTH = (1, 2)
Rates = Mapping[str, tuple[int, int]]
GOOD: Rates = {
    "ds1_1": (3120, 4801),
    "ds1_2": (2405, 4801),
    "ds1_3": (1204, 1702),
    "ds1_4": (2518, 4801),
    "ds2_1": (9021, 13377),
    "ds3_1": (4102, 6550),
    "ds4_1": (2210, 4418),
    "ds4_2": (2119, 4801),
}
EXACT: Rates = {
    "ds1_1": (1180, 2000),
    "ds1_2": (960, 2000),
    "ds1_3": (590, 1000),
    "ds1_4": (1000, 2000),
    "ds2_1": (2700, 5000),
    "ds3_1": (1620, 3000),
    "ds4_1": (420, 1000),
    "ds4_2": (840, 2000),
}


def usage(
    number: int,
    h: Hospital,
    filed: datetime,
    files: list[File],
    rates: Rates,
    *,
    answers: Mapping[str, str],
    expected: Mapping[str, str],
    why: Mapping[str, str],
) -> Dossier:
    """Return a dossier at the usage stage; indicators whose domain the establishment lacks do not apply."""
    told = base_answers(h, 2, BOTH) | {"ds4_3_declared": "Oui"} | dict(answers)
    for key in USAGE_IDS:
        above, below = rates.get(key, (0, 0))
        told |= {f"{key}_numerator": str(above), f"{key}_denominator": str(below)}
    found = dict.fromkeys(USAGE, "satisfied")
    if told["bonus_ds1_3"] == "Non":
        found["DS1.3"] = "not_applicable"
    if told["bonus_ds1_4"] == "Non":
        found["DS1.4"] = "not_applicable"
    if told["own_laboratory"] == "Non":
        found["DS2.1"] = "not_applicable"
    if told["own_imaging"] == "Non":
        found["DS3.1"] = "not_applicable"
    return Dossier(number, h, filed, 2, BOTH, tuple(files), told, found | dict(expected), why)


def paper(h: Hospital, doc: object, name: str, scan: Scan | None = None, extension: str = "") -> File:
    """Return minutes as a file of the field that takes them."""
    kit = Kit(h, date(2023, 1, 20), h.seed, {"cme": scan} if scan else {})
    return kit.file("cme", doc, name=name, field_id="file_ds4_3", extension=extension)  # type: ignore[arg-type]


def dossiers() -> list[Dossier]:
    """Return the seven dossiers."""
    full = {
        "surgery": "Oui",
        "own_laboratory": "Oui",
        "own_imaging": "Oui",
        "bonus_ds1_3": "Oui",
        "bonus_ds1_4": "Oui",
    }
    none = {"surgery": "Non", "own_laboratory": "Non", "own_imaging": "Non"}
    a = hospital(
        "Centre hospitalier de Rocamadoule",
        "public",
        "Occitanie",
        "Rocamadoule",
        "46500",
        61,
        short="CH Rocamadoule",
    )
    b = hospital("Clinique du Lac d’Annefort", "private", "Auvergne-Rhône-Alpes", "Annefort", "74230", 62)
    c = hospital(
        "Centre hospitalier de Lauzière",
        "public",
        "Auvergne-Rhône-Alpes",
        "Lauzière",
        "38880",
        29,
        short="CH Lauzière",
        group=GHT_VALCOMBE,
    )
    d = hospital(
        "Polyclinique de la Thiérache", "private", "Hauts-de-France", "Hirsonne", "02500", 64, short="PCT"
    )
    f = hospital("SSR du Mont-Ventoulx", "private", "Provence-Alpes-Côte d’Azur", "Malaucelle", "84340", 65)
    g = hospital(
        "Centre hospitalier universitaire de Saint-Brévin",
        "public",
        "Pays de la Loire",
        "Saint-Brévin-le-Port",
        "44250",
        66,
        short="CHU Saint-Brévin",
    )
    i = hospital("Clinique de l’Argoulet", "private", "Bretagne", "Pontivry", "56300", 67)
    return [
        usage(
            8100451,
            a,
            datetime(2023, 1, 24, 9, 0),
            [paper(a, committee.cme_minutes(a, date(2022, 10, 18)), "PV CME 18-10-2022")],
            GOOD,
            answers=full,
            expected={},
            why={},
        ),
        usage(
            8100618,
            b,
            datetime(2023, 1, 26, 14, 20),
            [
                paper(
                    b,
                    committee.conference_minutes(b, date(2022, 12, 31)),
                    "CR conférence médicale",
                    scans(cme="tilt/150/45")["cme"],
                )
            ],
            EXACT,
            answers=full,
            expected={},
            why={"DS1.1": "1180/2000 : 59 % exactement", "DS4.3": "tenue le dernier jour de la fenêtre"},
        ),
        usage(
            8100790,
            c,
            datetime(2023, 1, 30, 16, 41),
            [
                paper(
                    c,
                    committee.group_minutes(c, date(2022, 11, 24)),
                    "CMG relevé de conclusions",
                    extension="docx",
                )
            ],
            {**GOOD, "ds1_1": (5899, 10000), "ds4_2": (41999, 100000)},
            answers={**full, "surgery": "Non", "bonus_ds1_3": "Non"},
            expected={"DS1.1": "not_satisfied", "DS1.4": "not_satisfied", "DS4.2": "not_satisfied"},
            why={
                "DS1.1": "58,99 % pour 59 %",
                "DS1.4": "dépend de DS1.1",
                "DS4.2": "41,999 % pour 42 %",
                "DS4.3": "présentée à la commission médicale de groupement",
            },
        ),
        usage(
            8100933,
            d,
            datetime(2023, 2, 2, 10, 7),
            [paper(d, committee.cme_agenda(d, date(2022, 12, 13)), "CME décembre")],
            {**GOOD, "ds2_1": (0, 0), "ds4_1": (0, 0)},
            answers={**full, "bonus_ds1_3": "Non", "bonus_ds1_4": "Non"},
            expected={"DS2.1": "needs_review", "DS4.1": "needs_review", "DS4.3": "not_satisfied"},
            why={
                "DS2.1": "dénominateur nul",
                "DS4.1": "dénominateur nul",
                "DS4.3": "convocation avec ordre du jour, pas de compte rendu",
            },
        ),
        usage(
            8101177,
            f,
            datetime(2023, 2, 7, 8, 48),
            [
                paper(
                    f,
                    committee.conference_minutes(f, date(2022, 9, 27), uses=False),
                    "compte rendu CME",
                    extension="odt",
                )
            ],
            GOOD,
            answers=none,
            expected={"DS4.3": "needs_review"},
            why={"DS4.3": "présentation faite, cas d’usage non indiqués"},
        ),
        usage(
            8101302,
            g,
            datetime(2023, 2, 9, 17, 33),
            [
                paper(
                    g,
                    committee.cme_minutes(g, date(2023, 1, 10)),
                    "PV CME janvier",
                    scans(cme="clean/150/45")["cme"],
                )
            ],
            {**GOOD, "ds1_3": (585, 1000)},
            answers=full,
            expected={"DS1.3": "not_satisfied", "DS4.3": "not_satisfied"},
            why={"DS1.3": "58,5 % pour 59 %", "DS4.3": "séance du 10/01/2023, après la fin de la fenêtre"},
        ),
        usage(
            8101566,
            i,
            datetime(2023, 2, 14, 12, 12),
            [
                paper(i, committee.conference_minutes(i, date(2022, 11, 8)), "conférence médicale novembre"),
                File(
                    "file_other", "convocation novembre.pdf", pdf(committee.cme_agenda(i, date(2022, 11, 8)))
                ),
            ],
            {**GOOD, "ds1_3": (580, 1000)},
            answers={**full, "bonus_ds1_4": "Non"},
            expected={"DS1.3": "not_satisfied"},
            why={"DS1.3": "58 % pour 59 % : le bonus est manqué, le dossier non"},
        ),
    ]
