"""How long judging one dossier takes, from the evidence of its files. Run: ``python -m benchmarks.judging``."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, date, datetime

from checker.judging import Rules, judge, open_rules
from checker.rulesets import open_ruleset
from models.dossier import Answer, Dossier, DossierFile
from models.evidence import Answers, DateFact, FileEvidence, Kind, Signature, Statement
from models.verdict import Verdict

ROUNDS = 200
TARGET_MS = 5.0


def evidence() -> tuple[FileEvidence, ...]:
    """Return the evidence of twelve ordinary files."""
    head = Signature(name="Mme Durand", function="directrice", ink=True, page=1, **{"class": "head"})
    said = {
        "audit_attestation": "audit", "dmp_attestation": "dmp_feeding", "mss_attestation": "mss_operational",
        "rssi_appointment": "rssi_appointed", "civ_report": "civ_report", "action_plan": "action_plan",
    }  # fmt: skip
    met = {"civ_minutes": date(2021, 3, 4), "civ_minutes-2": date(2021, 9, 7), "rssi_meetings": date(2021, 2, 2),
           "rssi_meetings-2": date(2021, 6, 2)}  # fmt: skip
    names = [*said, *met, "security_policy", "risk_analysis", "rniv_questionnaire"]
    return tuple(
        FileEvidence(
            path=f"{name}.pdf", sha256="ab" * 32, status="read", reader="pdfium", pages=3, kind=name.partition("-")[0],
            kind_confidence=0.95, kinds=(Kind(kind=name.partition("-")[0], confidence=0.95, last_page=3),),
            establishment="same", signatures=(head,),
            dates=(DateFact(start=met[name], end=met[name], role="meeting", page=1),) if name in met else (),
            statements=(Statement(about=said[name], state="done", page=1),) if name in said else (),
            answers=Answers(asked=20, answered=20) if name == "rniv_questionnaire" else None,
        )
        for name in names
    )  # fmt: skip


def one_verdict(files: tuple[FileEvidence, ...], rules: Rules) -> Verdict:
    """Return the verdict of a dossier that holds these files."""
    boxes = ("commitment", "relims", "osis_prerequisites")
    dossier = Dossier(
        number=1, finess="590000014", legal_status="public", submitted_on=date(2021, 10, 20), window=1, volets=(1,),
        answers=tuple(Answer(label=b, value="Oui", field_id=b) for b in boxes),
        files=tuple(DossierFile(path=f.path, name=f.path, origin="field") for f in files),
    )  # fmt: skip
    return judge(dossier, files, rules, started_at=datetime.now(UTC))


def milliseconds(rounds: int = ROUNDS) -> list[float]:
    """Return the CPU time of each round, in milliseconds, rules already loaded."""
    files, rules = evidence(), open_rules(open_ruleset("sunes"))
    one_verdict(files, rules)
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        one_verdict(files, rules)
        taken.append(1000 * (time.process_time() - start))
    return taken


def main() -> None:
    """Print the median and the slowest round."""
    taken = milliseconds()
    print(
        f"judging: median {statistics.median(taken):.2f} ms, slowest {max(taken):.2f} ms, target {TARGET_MS} ms"
    )


if __name__ == "__main__":
    main()
