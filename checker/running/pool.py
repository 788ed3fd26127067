"""Many files over a few workers; a file that kills its worker is tried once more, alone."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator

from checker.errors import RulesetError
from checker.running.limits import Limits
from checker.running.protocol import Done, Failure, PageRead, Task
from checker.running.supervisor import WORKER, Supervisor

Answer = tuple[Task, Done | Failure]


def examine(
    tasks: Iterable[Task],
    *,
    jobs: int,
    limits: Limits,
    on_page: Callable[[PageRead], None] | None = None,
    command: tuple[str, ...] = WORKER,
) -> Iterator[Answer]:
    """Yield every task with its outcome, in the order they end; ``tasks`` is drawn from lazily.

    ``jobs`` workers run at a time. A task whose worker died or stalled is run once more when all others are
    done, by itself on a fresh worker: only then is it said to have failed. Raises ``RulesetError`` where the
    programme's data cannot be loaded: that is nobody's file's fault.
    """
    source, lock = iter(tasks), threading.Lock()
    answers: queue.SimpleQueue[Answer | BaseException | None] = queue.SimpleQueue()
    stopping = threading.Event()
    supervisors = [Supervisor(limits, command) for _ in range(max(1, jobs))]

    def drawn() -> Task | None:
        with lock:
            return None if stopping.is_set() else next(source, None)

    def work(supervisor: Supervisor) -> None:
        try:
            while (task := drawn()) is not None:
                answers.put((task, supervisor.outcome(task, on_page)))
        except BaseException as error:  # noqa: BLE001 - whatever drawing a task raised belongs to the caller
            answers.put(error)
        finally:
            supervisor.close()
            answers.put(None)

    threads = [threading.Thread(target=work, args=(one,), daemon=True) for one in supervisors]
    for thread in threads:
        thread.start()
    again: list[Task] = []
    try:
        running = len(threads)
        while running:
            answer = answers.get()
            if answer is None:
                running -= 1
            elif isinstance(answer, BaseException):
                raise answer
            elif isinstance(answer[1], Failure) and answer[1].cause == "ruleset":
                raise RulesetError(answer[1].detail, "Corrigez ce fichier du jeu de règles.")
            elif isinstance(answer[1], Failure) and answer[1].cause != "error":
                again.append(answer[0])
            else:
                yield answer
        yield from _one_by_one(again, limits, on_page, command)
    finally:
        stopping.set()
        for supervisor in supervisors:
            supervisor.close()


def _one_by_one(
    tasks: list[Task],
    limits: Limits,
    on_page: Callable[[PageRead], None] | None,
    command: tuple[str, ...],
) -> Iterator[Answer]:
    for task in tasks:
        supervisor = Supervisor(limits, command)
        try:
            yield task, supervisor.outcome(task, on_page)
        finally:
            supervisor.close()
