"""What the writer owns not to know: a deed told beside « je ne sais pas dire si … » is not surely done."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.evidence.statements.finding import Finding

_NEXT_SENTENCE = 160


def unless_unsure(finding: Finding, not_known: re.Pattern[str], still_open: re.Pattern[str]) -> Finding:
    """Return a finding, made unclear where its sentence owns a doubt, or the next one leaves a « done » open.

    ``not_known`` is looked for in the whole sentence (« reçu sans que l'on sache de qui » denies nothing either),
    ``still_open`` only at the head of the one that follows.
    """
    if finding.state not in {"done", "denied"}:
        return finding
    page = finding.page
    start, stop = page.sentence_at(finding.start) or (finding.start, finding.stop)
    stop = max(stop, finding.stop)
    following = page.flat[stop : stop + _NEXT_SENTENCE].lstrip(" .;-")
    left_open = finding.state == "done" and still_open.match(following)
    match = not_known.search(page.flat, start, stop)
    if left_open or (match and (finding.state == "done" or match.group().startswith("sans"))):
        return replace(finding, state="unclear", firm=True)
    return finding
