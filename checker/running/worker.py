"""The worker: reads tasks on standard input, answers on a pipe of its own, one JSON object a line.

Run as ``python -m checker.running.worker MEMORY``. Whatever libraries print goes to standard error: the
answers travel on a private copy of standard output, taken before any library is loaded.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING, TextIO

from checker.running.confinement import confine

if TYPE_CHECKING:
    from checker.running.protocol import Task
    from models.base import Model


def main() -> None:
    """Answer tasks until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    confine(int(sys.argv[1]) if len(sys.argv) > 1 else 0)

    from checker.errors import RulesetError
    from checker.running.protocol import Failure, Task

    for line in sys.stdin:
        task = Task.model_validate_json(line)
        try:
            _answer(answers, _examined(task, answers))
        except RulesetError as error:
            _answer(answers, Failure(id=task.id, cause="ruleset", detail=error.sentence))
        except MemoryError:
            _answer(answers, Failure(id=task.id, cause="memory"))
            os._exit(1)  # the heap may be torn: a fresh worker takes the next file
        except Exception:  # noqa: BLE001 - a parser may raise anything at all; its file alone pays for it
            _answer(answers, Failure(id=task.id, cause="error", detail=traceback.format_exc(limit=-6)))


def _examined(task: Task, answers: TextIO) -> Model:
    from checker import evidence, reading
    from checker.rulesets import open_ruleset
    from checker.running.protocol import Done, PageRead

    def page_read(number: int, of: int, ocr: bool) -> None:
        _answer(answers, PageRead(id=task.id, number=number, of=of, ocr=ocr))

    options = reading.ReadOptions(ocr=task.ocr, cache=task.ocr_cache, on_page=page_read)
    document = reading.read(task.path, task.name, options=options)
    programme = evidence.open_programme(open_ruleset(task.ruleset))
    found = evidence.extract(document, task.subject, programme, field_id=task.field_id)
    return Done(id=task.id, evidence=found)


def _answer(answers: TextIO, event: Model) -> None:
    answers.write(event.model_dump_json(by_alias=True) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
