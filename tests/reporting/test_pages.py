"""The pages as written: whole, escaped, self-contained, within their size."""

from __future__ import annotations

import base64
import hashlib
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.errors import InternalError, OutputError
from checker.reporting import read_run, write
from checker.reporting.dossier_page import conditions, dossier_html, why
from checker.reporting.envelopes import drawing, envelope_table
from checker.reporting.index_page import MOST_UNREAD, index_html, regions
from checker.reporting.pages import write_pages
from checker.reporting.programme import Words, words_of
from checker.reporting.rows import dossier_row
from models.verdict import Because

from .invented import HOSTILE, TITLES, cited, hostile_verdict, requirement, verdict
from .test_run import run

WORDS = words_of("sunes")


class Tags(HTMLParser):
    """Collects a page's tags and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page(one: object = None, **options: object) -> str:
    return dossier_html(one or verdict(), WORDS, **options).decode("utf-8")  # type: ignore[arg-type]


def test_every_dossier_has_its_page_and_its_line_in_the_index(tmp_path: Path) -> None:
    write([verdict(number) for number in (3, 1, 2)], run(), tmp_path)
    assert {path.name for path in (tmp_path / "report").iterdir()} == {
        "index.html",
        "1.html",
        "2.html",
        "3.html",
    }
    index = (tmp_path / "report" / "index.html").read_text("utf-8")
    assert re.findall(r'<th scope="row"><a href="(\d)\.html">', index) == ["1", "2", "3"]
    written = read_run(tmp_path)
    assert written is not None
    assert written.dossiers == 3
    assert {"report/1.html", "summary.xlsx", "letters/1.docx"} <= written.outputs.keys()


def test_tables_alone_when_no_page_is_wanted(tmp_path: Path) -> None:
    write([verdict(1)], run(), tmp_path, pages=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "run.json", "summary.csv", "summary.jsonl", "summary.xlsx",
    ]  # fmt: skip


def test_two_verdicts_of_one_dossier_fail_the_build(tmp_path: Path) -> None:
    with pytest.raises(InternalError, match="doublons"):
        write_pages([verdict(1), verdict(1)], tmp_path)


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("in the way")
    with pytest.raises(OutputError):
        write_pages([verdict(1)], tmp_path)


def test_the_dossiers_before_and_after_are_linked(tmp_path: Path) -> None:
    write_pages([verdict(1), verdict(2), verdict(3)], tmp_path)
    links = re.findall(r'href="(\d)\.html"', (tmp_path / "report" / "2.html").read_text("utf-8"))
    assert links == ["1", "3"]


def test_a_letter_of_an_earlier_run_does_not_outlive_its_reason(tmp_path: Path) -> None:
    write_pages([verdict(1)], tmp_path)
    assert (tmp_path / "letters" / "1.docx").exists()
    write_pages([verdict(1, outcomes=("satisfied",))], tmp_path)
    assert list((tmp_path / "letters").iterdir()) == []
    assert "letters/" not in (tmp_path / "report" / "1.html").read_text("utf-8")


def test_the_doubts_come_first_then_what_is_not_satisfied() -> None:
    html = page()
    order = re.findall(r'<h2 id="t-(needs_review|not_satisfied|satisfied|not_applicable)"', html)
    assert order == ["needs_review", "not_satisfied", "satisfied", "not_applicable"]


def test_every_requirement_shows_its_reason_its_text_and_its_passage() -> None:
    text = Tags(page()).text
    for name, title in TITLES.items():
        assert title in text
        assert f"instruction 2022/40, annexe 1, {name}" in text
    assert "Aucune encre repérée près de la signature." in text
    assert "La directrice, signé : M. Le Goff" in text
    assert "attestation audit.pdf, page 1" in text
    assert "instruction du 14 octobre 2016" in text, "what was set aside"
    assert "pour l’instructeur seulement" in text


def test_the_tool_never_decides_nor_says_that_a_dossier_is_whole() -> None:
    for html in (page(), index_html([dossier_row(verdict())], WORDS, run()).decode()):
        text = Tags(html).text
        assert "réservée à l’instructeur" in text
        assert not re.search(r"dossiers? complets?|complétude", text, re.IGNORECASE)
        assert not re.search(r"\b(accepté|refusé|rejeté|éligible)\b", text, re.IGNORECASE)


def test_expected_and_found_are_told_apart() -> None:
    tree = Because(
        text="tout", truth="no",
        of=(Because(text="datée au plus tard du 31 décembre 2021 : 10 janvier 2022", truth="no"),
            Because(text="signée", truth="unknown")),
    )  # fmt: skip
    assert [(one.expected, one.found, one.truth) for one in conditions(tree)] == [
        ("datée au plus tard du 31 décembre 2021", "10 janvier 2022", "no"),
        ("signée", "", "unknown"),
    ]


def test_every_file_is_listed_with_its_kind_or_why_it_was_not_read() -> None:
    text = Tags(page()).text
    assert "attestation d’audit de cybersurveillance" in text
    assert "scan_0001.pdf" in text
    assert "illisible Le fichier est endommagé." in text


@pytest.mark.parametrize("number", [0, 1])
def test_nothing_of_an_upload_becomes_markup(number: int) -> None:
    hostile = hostile_verdict(666)
    html = [page(hostile), index_html([dossier_row(hostile)], WORDS, run()).decode()][number]
    tags = Tags(html)
    assert [tag for tag, _ in tags.tags].count("script") == 1
    assert not {"img", "iframe", "object", "embed", "base"} & {tag for tag, _ in tags.tags}
    assert not [attrs for tag, attrs in tags.tags if tag == "meta" and attrs.get("http-equiv") == "refresh"]
    for tag, attrs in tags.tags:
        assert not [name for name in attrs if name.startswith("on")], tag
        assert "style" not in attrs
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert "[U+202E]" in html
    assert "{{ 7*7 }}" in html, "a template in a name is text"


def test_no_address_of_a_page_leads_outside() -> None:
    allowed = re.compile(
        r"#[\w-]+|data:image/(png|jpeg);base64,[\w+/=]+|(\.\./(letters/)?)?[\w.]+(#fichiers)?"
    )
    for html in (
        page(hostile_verdict(), letter=True),
        index_html([dossier_row(hostile_verdict())], WORDS, run()).decode(),
    ):
        for tag, attrs in Tags(html).tags:
            for name in ("href", "src", "action", "xlink:href", "data"):
                assert allowed.fullmatch(attrs.get(name) or "#x"), (tag, attrs)


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else() -> None:
    html = page()
    policy = next(a["content"] for t, a in Tags(html).tags if t == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:;")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert content is not None
        source = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{source}'" in policy
    assert "unsafe" not in policy


def test_the_policy_stands_before_anything_it_governs() -> None:
    assert [tag for tag, _ in Tags(page()).tags][:4] == ["html", "head", "meta", "meta"]


def test_a_batch_of_985_dossiers_keeps_its_index_under_a_megabyte() -> None:
    states = ("satisfied", "not_satisfied", "needs_review", "satisfied", "not_applicable")
    requirements = tuple(requirement(f"DS{index}.4", states[index % 5]) for index in range(36))  # type: ignore[arg-type]
    rows = [dossier_row(verdict(5_100_000 + number, requirements=requirements)) for number in range(985)]
    html = index_html(rows, WORDS, run())
    assert len(html) < 1_000_000
    text = html.decode()
    assert text.count('<th scope="row"><a href="51') == 985 + MOST_UNREAD
    assert f"{985 - MOST_UNREAD} autres fichiers non examinés" in text


def test_a_heavy_dossier_stays_under_its_size_without_its_pictures() -> None:
    facts = tuple(cited("fact", index, "texte cité " * 30, f"pièce {index}.pdf") for index in range(25))
    heavy = verdict(
        1, requirements=tuple(requirement(name, "needs_review", evidence=facts) for name in TITLES)
    )
    assert len(page(heavy)) < 450_000


def test_a_requirement_that_concerns_no_dossier_takes_no_column_but_is_named() -> None:
    requirements = (requirement("PS2.2", "satisfied"), requirement("DS1.1", "not_applicable"))
    html = index_html([dossier_row(verdict(1, requirements=requirements))], WORDS, None).decode()
    assert "<span>PS2.2</span>" in html
    assert "<span>DS1.1</span>" not in html
    assert "Sans objet pour tous les dossiers, et non montrée : DS1.1." in html


def test_what_is_missing_most_comes_first() -> None:
    rows = [
        dossier_row(verdict(number, requirements=(requirement("PS1.1", one), requirement("PS2.2", other))))
        for number, (one, other) in enumerate(
            [("satisfied", "not_satisfied"), ("needs_review", "not_satisfied"), ("satisfied", "satisfied")]
        )
    ]  # type: ignore[arg-type]
    html = index_html(rows, WORDS, None).decode()
    chart = html[html.index('id="manques"') :]
    assert chart.index("PS2.2") < chart.index("PS1.1")
    assert "67 % des dossiers" in chart


def test_the_money_of_a_region_is_parted_by_the_outcome_proposed() -> None:
    rows = [dossier_row(verdict(4, outcomes=("satisfied",))), dossier_row(verdict(24))]
    (region,) = regions(rows)
    assert (region.region, region.window, region.dossiers) == ("Région non renseignée", 1, 2)
    assert (region.satisfied, region.in_doubt, region.refused) == (Decimal("18475.5"), 0, Decimal("18475.5"))
    assert region.balance == Decimal("86219")
    assert "86\u202f219,00\xa0€" in index_html(rows, WORDS, None).decode()


def test_the_amounts_of_a_dossier_are_told_with_their_operations() -> None:
    text = Tags(page()).text.replace("\u202f", " ").replace("\xa0", " ")
    assert "Avance 18 475,50 € 61 585,00 € × 30 % = 18 475,50 €" in text
    assert "230 000 journées × 1 = 230 000" in text
    assert "L’activité déclarée atteint une borne." in text


@pytest.mark.parametrize(
    "funding", [{}, {"review": "x"}, {"total": "NaN"}, {"total": True, "lines": 7}, {"total": "x"}]
)
def test_a_funding_block_of_another_shape_breaks_no_page(funding: dict[str, object]) -> None:
    assert 'id="t-montants"' not in page(verdict(1, funding=funding))


def test_a_batch_without_funding_or_region_shows_no_empty_table() -> None:
    html = index_html([dossier_row(verdict(1, funding=None))], WORDS, None).decode()
    assert 'id="regions"' not in html


def test_a_batch_where_all_was_examined_says_so() -> None:
    read = tuple(file for file in verdict(1).files if file.status == "read")
    html = index_html([dossier_row(verdict(1, files=read))], WORDS, None).decode()
    assert "Tous les dossiers et tous les fichiers ont été examinés." in html


def test_a_ruleset_that_is_not_here_any_more_still_gives_pages() -> None:
    assert words_of("gone-2019") == Words(title="gone-2019")
    assert "audit attestation" in dossier_html(verdict(), words_of("gone-2019")).decode()


def test_the_hostile_strings_are_all_shown_as_text() -> None:
    text = Tags(page(hostile_verdict())).text
    for name in HOSTILE:
        if name.isprintable():
            assert " ".join(name.split()) in text


LINE = {"id": "V2", "label": "messageries", "amount": "9854.00", "advance": "2956.20", "balance": "6897.80"}


def batch_index(*verdicts: object) -> str:
    """Return the text of the index's section on envelopes, amounts with plain spaces."""
    drawn = [found for one in verdicts if (found := drawing(one))]  # type: ignore[arg-type]
    html = index_html([dossier_row(one) for one in verdicts], WORDS, None, envelope_table(drawn, "sunes"))  # type: ignore[arg-type]
    section = html.decode().partition('<section id="enveloppes"')[2].partition("</section>")[0]
    return Tags(f"<p {section}").text.replace("\u202f", " ").replace("\xa0", " ")


def test_what_satisfies_is_set_against_the_regional_envelope_and_leaves_a_reserve() -> None:
    base = verdict(5, funding={"lines": [LINE]})
    home = base.dossier.model_copy(update={"region": "Bretagne"})
    ok = base.model_copy(update={"outcome": "satisfied", "window": 2, "dossier": home})
    later = ok.model_copy(update={"window": 3})
    doubted = ok.model_copy(update={"outcome": "needs_review"})
    lost = ok.model_copy(
        update={"dossier": home.model_copy(update={"region": "Bavière"}), "outcome": "satisfied"}
    )
    text = batch_index(ok, later, doubted, lost)
    reserve = "2 394 677,00 €"  # 2 414 385 less twice 9 854
    assert f"Bretagne volet 2 2 414 385,00 € {'2 956,20 € 6 897,80 € ' * 2}{reserve} 9 854,00 €" in text
    assert "1 dossier dont la région n’est pas connue des enveloppes n’y figure pas" in text


def test_an_envelope_spent_over_is_said_in_words() -> None:
    line = {**LINE, "amount": "400000.00", "advance": "120000.00", "balance": "280000.00"}
    base = verdict(5, funding={"lines": [line]})
    home = base.dossier.model_copy(update={"region": "Corse"})
    ok = base.model_copy(update={"outcome": "satisfied", "window": 2, "dossier": home})
    assert "✗ dépassée" in batch_index(ok)
    assert "? dépasserait" in batch_index(ok.model_copy(update={"outcome": "needs_review"}))


@pytest.mark.parametrize(
    "funding",
    [{}, {"lines": 7}, {"lines": ["x"]}, {"lines": [{"id": "V2"}]}, {"lines": [{**LINE, "balance": "-1"}]}],
)
def test_a_line_of_another_shape_draws_on_no_envelope(funding: dict[str, object]) -> None:
    assert drawing(verdict(1, funding=funding)) is None


def test_without_its_ruleset_a_batch_has_no_envelopes() -> None:
    assert envelope_table([verdict(1, funding={"lines": [LINE]})], "gone-2019") is None


def test_a_reason_is_told_once_and_without_its_parentheses() -> None:
    told = requirement(
        "PS1.1", "needs_review", summary="(aucun compte rendu).", review=("Aucun compte rendu.",)
    )
    assert why(told) == ""
    assert why(told.model_copy(update={"review": ("Autre doute.",)})) == "Aucun compte rendu."
    assert why(requirement("PS1.1", "satisfied", summary="Daté (lu).")) == "Daté (lu)."


def test_the_summary_at_the_top_names_the_doubts_first() -> None:
    brief = page().partition('<ul class="brief">')[2].partition("</ul>")[0]
    states = re.findall(r'class="mark (\w+)"', brief)
    order = ("needs_review", "not_satisfied", "satisfied")
    assert states == sorted(states, key=order.index)
    assert set(states) == set(order)
