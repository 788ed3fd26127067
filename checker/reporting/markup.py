"""Templates to HTML: everything escaped, a content-security-policy by hash, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from checker.reporting import labels
from checker.reporting.text import file_name, unbroken, visible

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = (
    "default-src 'none'; img-src data:; style-src {style}; script-src {script}; "
    "base-uri 'none'; form-action 'none'"
)


def page(template: str, **values: Any) -> bytes:
    """Return a page of the report as UTF-8. ``template`` names a file of ``templates/``."""
    return str(_environment().get_template(template).render(values)).encode("utf-8")


def euros(amount: Decimal | None) -> str:
    """Return « 61 585,00 € », or « – » for nothing."""
    if amount is None:
        return "–"
    return f"{amount:,.2f} €".replace(",", "\u202f").replace(".", ",").replace(" ", "\u00a0")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        """Return what an expression prints: text made visible, ``None`` as nothing."""
        if value is None:
            return ""
        return unbroken(visible(value)) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("checker.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    assert environment.loader is not None

    def asset(name: str) -> str:
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
        return source.strip()

    style, script = asset("report.css"), asset("report.js")
    environment.globals.update(
        style=Markup(style),
        script=Markup(script),
        policy=POLICY.format(style=_source(style), script=_source(script)),
        outcomes=labels.OUTCOMES,
        signs=labels.SIGNS,
        truths=labels.TRUTHS,
        statuses=labels.STATUSES,
        stages=labels.STAGES,
        reasons=labels.REASONS,
        legal_statuses=labels.LEGAL_STATUSES,
        human_decides=labels.HUMAN_DECIDES,
    )
    filters: Mapping[str, Any] = {
        "french_date": labels.french_date,
        "citation": labels.citation,
        "shown_value": labels.value,
        "euros": euros,
        "file_name": file_name,
    }
    environment.filters.update(filters)
    return environment


def _source(content: str) -> str:
    """Return a policy's source for an inline block: its hash."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
