"""The funding block of a verdict, and a batch against the regional envelopes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from checker.funding import funding_block, open_amounts, regional_view
from checker.funding.regional import known_region
from checker.rulesets import open_ruleset
from models.dossier import Answer, Dossier
from models.verdict import DossierIdentity, RulesetIdentity, ToolIdentity, Verdict

SUNES = open_ruleset("sunes")


def dossier(*answers: tuple[str, str], volets: tuple[int, ...] = (1, 2)) -> Dossier:
    given = tuple(Answer(label=key, value=value, field_id=key) for key, value in answers)
    return Dossier(number=1, region="Bretagne", volets=volets, answers=given, submitted_on=date(2022, 3, 3))


def test_activity_given_or_made_up() -> None:
    given = funding_block(dossier(("activity", "7 000"), volets=(2,)), (), 2, SUNES)
    made = funding_block(
        dossier(("activity_mco_days", "6000"), ("activity_sessions", "2000"), volets=(2,)), (), 2, SUNES
    )
    assert given and made
    assert given["total"] == made["total"] == "9854.00"
    assert given["advance"] == "2956.20"
    assert "journées MCO" in made["activity"][0]["operation"]


def test_domains_open_by_the_answers() -> None:
    closed = funding_block(
        dossier(("activity", "7000"), ("own_laboratory", "Non"), ("own_imaging", "Non"), volets=(1,)),
        (),
        1,
        SUNES,
    )
    unsaid = funding_block(dossier(("activity", "7000"), volets=(1,)), (), 1, SUNES)
    assert closed and unsaid
    assert closed["total"] == unsaid["total"] == "24000.00"
    assert closed["review"] == []
    assert len(unsaid["review"]) == 2


def test_what_is_missing_is_said_and_nothing_reckoned() -> None:
    block = funding_block(dossier(volets=()), (), None, SUNES)
    assert block and block["total"] is None
    assert len(block["review"]) == 3


def test_several_establishments_in_one_dossier() -> None:
    block = funding_block(dossier(("activity", "7000"), ("activity", "0"), volets=(2,)), (), 2, SUNES)
    assert block and block["total"] == "17244.00"


def verdict(outcome: str, region: str | None, window: int = 2) -> Verdict:
    block = funding_block(dossier(("activity", "7000"), volets=(2,)), (), window, SUNES)
    now = datetime(2022, 5, 2, tzinfo=UTC)
    return Verdict(
        dossier=DossierIdentity(number=1, region=region),
        ruleset=RulesetIdentity(id="sunes", version="1", digest=""),
        window=window, stage="candidature", volets=(2,), outcome=outcome, requirements=(), files=(),  # type: ignore[arg-type]
        funding=block, tool=ToolIdentity(name="t", version="1"), started_at=now, finished_at=now,
    )  # fmt: skip


def test_regional_view_counts_what_satisfies_and_keeps_the_reserve() -> None:
    amounts = open_amounts(SUNES)
    assert amounts
    batch = [
        verdict("satisfied", "Bretagne"), verdict("satisfied", "BRETAGNE", 3),
        verdict("needs_review", "Bretagne"), verdict("not_satisfied", "Bretagne"), verdict("satisfied", None),
    ]  # fmt: skip
    (row,) = regional_view(batch, amounts)
    assert row.advances == {2: Decimal("2956.20"), 3: Decimal("2660.58")}
    assert row.balances == {2: Decimal("6897.80"), 3: Decimal("6208.02")}
    assert row.pending == Decimal("9854.00")
    assert row.reserve == Decimal("2414385") - Decimal("9854.00") - Decimal("8868.60")
    told = row.operations(amounts.envelopes[row.envelope])
    assert told["available"] == "2\u202f414\u202f385 €"
    assert "− 2\u202f660,58 € (avances, fenêtre 3)" in told["reserve"]
    assert told["reserve"].endswith("= 2\u202f395\u202f662,40 €")


def test_what_a_region_had_already_is_taken_off_in_the_open() -> None:
    amounts = open_amounts(SUNES)
    assert amounts
    (row,) = regional_view([verdict("satisfied", "Occitanie")], amounts)
    told = row.operations(amounts.envelopes[row.envelope])["available"]
    assert told == "5\u202f154\u202f266 € − 500\u202f000 € (déjà perçus) = 4\u202f654\u202f266 €"


def test_regions_are_known_however_they_are_spelt() -> None:
    amounts = open_amounts(SUNES)
    assert amounts
    assert known_region("Ile de France", amounts) == "Île-de-France"
    assert known_region("Provence Alpes Côte d'Azur", amounts) == "Provence-Alpes-Côte d’Azur"
    assert known_region("Auvergne Rhône Alpes", amounts) == "Auvergne-Rhône-Alpes"
    assert known_region("Bavière", amounts) is None
