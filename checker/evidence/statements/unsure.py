"""What the writer owns not to know: a deed told beside « je ne sais pas dire si … » is not surely done."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.evidence.statements.finding import Finding

_NEXT_SENTENCE = 160


def unless_unsure(finding: Finding, not_known: re.Pattern[str], still_open: re.Pattern[str]) -> Finding:
    """Return a finding, a « done » made unclear where its sentence owns a doubt or the next one leaves it open.

    ``not_known`` is looked for in the whole sentence, ``still_open`` only at the head of the one that follows.
    """
    if finding.state != "done":
        return finding
    page = finding.page
    start, stop = page.sentence_at(finding.start) or (finding.start, finding.stop)
    stop = max(stop, finding.stop)
    following = page.flat[stop : stop + _NEXT_SENTENCE].lstrip(" .;-")
    if not_known.search(page.flat, start, stop) or still_open.match(following):
        return replace(finding, state="unclear", firm=True)
    return finding
