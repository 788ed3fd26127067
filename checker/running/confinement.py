"""What a worker gives up before it touches a file: memory, core dumps, the network, outliving its parent."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Any

NETWORK_EVENTS = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "urllib.Request",
    }
)
PR_SET_PDEATHSIG = 1


class NetworkRefusedError(OSError):
    """Something in a worker tried to reach the network; screening is offline."""


def confine(memory: int) -> None:
    """Hold this process to ``memory`` bytes of address space (0: no limit), without network or dumps."""
    _limit_memory(memory)
    _die_with_parent()
    sys.addaudithook(_refuse_network)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ.setdefault(name, "1")


def enforced() -> dict[str, bool]:
    """Return which confinements this platform enforces, for ``sunes doctor``."""
    return {
        "mémoire": sys.platform != "win32",
        "réseau": True,
        "fin avec le programme principal": sys.platform.startswith("linux"),
    }


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _die_with_parent() -> None:
    """Ask Linux to kill this worker when the parent dies, even by ``kill -9`` in the middle of a page."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    if event in NETWORK_EVENTS:
        raise NetworkRefusedError(f"no network while screening ({event})")
