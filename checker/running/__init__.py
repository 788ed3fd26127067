"""Running: each file is read and examined in a worker process that can be killed; results are cached.

The door is ``examine``: tasks in, one outcome a task out, whatever the files do to the workers.
"""

from __future__ import annotations

from checker.running.cache import EvidenceCache
from checker.running.limits import Limits
from checker.running.pool import examine
from checker.running.protocol import Failure, Task

__all__ = ["EvidenceCache", "Failure", "Limits", "Task", "examine"]
