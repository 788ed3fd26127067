"""``sunes funding``: what an application may be paid, each sum with its operation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from decimal import Decimal

    from checker.funding import Amounts, CombinedActivity


def funding(
    activity: Annotated[
        list[float] | None,
        typer.Option(help="Activité combinée 2019 ; à répéter pour plusieurs établissements d’un dossier."),
    ] = None,
    component: Annotated[
        list[str] | None,
        typer.Option(
            help="Composante de l’activité combinée, par exemple activity_mco_days=5000 ; à répéter."
        ),
    ] = None,
    window: Annotated[int, typer.Option(min=1, max=4, help="Fenêtre de financement, 1 à 4.")] = 2,
    volet: Annotated[list[int] | None, typer.Option(help="Volet, 1 ou 2 ; à répéter pour les deux.")] = None,
    laboratory: Annotated[bool, typer.Option(help="Compter le domaine biologie.")] = True,
    imaging: Annotated[bool, typer.Option(help="Compter le domaine imagerie.")] = True,
    bonus: Annotated[list[str] | None, typer.Option(help="Bonus : DS1.3, DS1.4 ou pilot.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help="Dossier de sortie de « check » : vue régionale des enveloppes.")
    ] = None,
    ruleset: Annotated[str, typer.Option(help="Jeu de règles.")] = "sunes",
    as_json: Annotated[bool, typer.Option("--json", help="Écrire en JSON.")] = False,
) -> None:
    """Donne le montant, l’avance et le solde, avec le calcul de chacun."""
    import json
    from decimal import Decimal

    from checker.errors import UsageError
    from checker.funding import open_amounts
    from checker.rulesets import open_ruleset

    amounts = open_amounts(open_ruleset(ruleset))
    if amounts is None:
        raise UsageError(
            f"Le jeu de règles « {ruleset} » ne fixe aucun montant.", "Choisissez un autre jeu de règles."
        )
    if batch is not None:
        shown = _regional(batch, amounts)
    elif not activity and not component:
        raise UsageError(
            "Il manque l’activité combinée.", "Donnez --activity N, --component NOM=N ou --batch DOSSIER."
        )
    else:
        made_up = _made_up(component, amounts) if component else None
        without = {"own_laboratory": laboratory, "own_imaging": imaging}
        closed = frozenset(k for k, d in amounts.domains.items() if not without.get(d.when or "", True))
        values = [Decimal(str(a)) for a in activity or ()] + ([made_up.value] if made_up else [])
        shown = _plan(values, window, volet or [1], closed, bonus or [], amounts)
        if made_up:
            shown["activity"] = [{"value": str(made_up.value), "operation": made_up.operation}]
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=2) if as_json else _text(shown))


def _made_up(components: list[str], amounts: Amounts) -> CombinedActivity:
    from decimal import Decimal, InvalidOperation

    from checker.errors import UsageError
    from checker.funding import combined

    known = amounts.activity.weights
    parts: dict[str, Decimal] = {}
    for text in components:
        name, _, number = text.partition("=")
        try:
            parts[name] = Decimal(number.replace(",", "."))
        except InvalidOperation:
            name = ""
        if name not in known or not parts[name].is_finite():
            raise UsageError(
                f"Composante non comprise : « {text} ».", f"Donnez NOM=N, avec l’un de : {', '.join(known)}."
            )
    return combined(parts, amounts.activity)


def _plan(
    activity: list[Decimal],
    window: int,
    volets: list[int],
    without: frozenset[str],
    bonus: list[str],
    amounts: Amounts,
) -> dict[str, Any]:
    from checker.errors import UsageError
    from checker.funding import Request, funding_plan, told

    unknown = [v for v in volets if v not in amounts.rates] + [
        b for b in bonus if b not in amounts.bonuses and b != "pilot"
    ]
    if unknown:
        raise UsageError(
            f"Volet ou bonus inconnu : {', '.join(str(u) for u in unknown)}.",
            "Donnez --volet 1 ou 2, --bonus DS1.3, DS1.4 ou pilot.",
        )
    request = Request(tuple(activity), window, tuple(volets), without, frozenset(bonus))
    return {"window": window, "volets": volets, **told(funding_plan(request, amounts), amounts)}


def _regional(folder: Path, amounts: Amounts) -> dict[str, Any]:
    from checker.errors import UsageError
    from checker.funding import known_region, regional_view
    from models.verdict import Verdict

    files = sorted((folder / "verdicts").glob("*.json"))
    if not files:
        raise UsageError(f"Aucun verdict dans {folder}.", "Donnez le dossier de sortie de « sunes check ».")
    verdicts = [Verdict.model_validate_json(path.read_bytes()) for path in files]
    return {
        "regions": [
            {
                "region": row.region,
                "envelope": amounts.envelopes[row.envelope].label,
                "available": str(row.available),
                "advances": {str(w): str(v) for w, v in sorted(row.advances.items())},
                "balances": {str(w): str(v) for w, v in sorted(row.balances.items())},
                "pending": str(row.pending),
                "reserve": str(row.reserve),
                "operations": row.operations(amounts.envelopes[row.envelope]),
            }
            for row in regional_view(verdicts, amounts)
        ],
        "gaps": {e.label: str(e.gap()) for e in amounts.envelopes.values()},
        "left_out": [v.dossier.number for v in verdicts if known_region(v.dossier.region, amounts) is None],
    }


def _text(shown: dict[str, Any]) -> str:
    if "regions" in shown:
        lines = [
            f"{r['region']} · {r['envelope']}\n  Enveloppe {r['operations']['available']}"
            f"\n  Réserve   {r['operations']['reserve']}\n  En examen {r['pending']} €"
            for r in shown["regions"]
        ]
        if shown["left_out"]:
            numbers = ", ".join(str(number) for number in shown["left_out"])
            lines.append(f"Sans région connue, non comptés : {numbers}.")
        return "\n".join(lines) or "Aucun dossier n’engage d’enveloppe."
    if shown["total"] is None:
        return "\n".join(shown["review"])
    lines = [f"Activité : {activity['operation']}" for activity in shown.get("activity", ())]
    lines += [f"{line['id']:6} {line['label']} : {line['operation']}" for line in shown["lines"]]
    lines += [f"{line['id']:6} {line['label']} : {line['operation']}" for line in shown["bonuses"]]
    operations = shown["operations"]
    lines += [f"Total   {operations['total']}", f"Avance  {operations['advance']}"]
    lines += [f"Solde   {operations['balance']}", *shown["review"]]
    return "\n".join(lines)
