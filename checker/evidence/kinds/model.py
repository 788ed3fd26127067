"""A linear model on character n-grams, trained offline (``training/``), predicted with plain arithmetic."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

BUCKETS = 1 << 15
SIZES = (3, 4, 5)
READ_CHARACTERS = 2500
HEAD_CHARACTERS = 160
"""What stands at the top says more of a document than what follows: it counts twice."""
_GAP = re.compile(r"\W+")
_DIGIT = re.compile(r"\d")


def grams(folded: str) -> np.ndarray:
    """Return how often each hashed character n-gram occurs in the words of a folded text: counts (BUCKETS,).

    Digits become 0, whatever is no letter a gap: what varies from one document to the next is left out. The hash is
    FNV-1a over the bytes of each window, all windows at once.
    """
    import numpy as np

    text = _GAP.sub(" ", _DIGIT.sub("0", folded[:READ_CHARACTERS]))
    codes = np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8).astype(np.uint32)
    seen = []
    for size in SIZES:
        windows = len(codes) - size + 1
        if windows <= 0:
            continue
        hashed = np.full(windows, 0x811C9DC5, dtype=np.uint32)
        for step in range(size):
            hashed = (hashed ^ codes[step : step + windows]) * np.uint32(0x01000193)
        hashed = (hashed ^ (hashed >> np.uint32(15))) % BUCKETS
        seen += [hashed, hashed[: max(0, HEAD_CHARACTERS - size + 1)]]
    counts = np.bincount(np.concatenate(seen), minlength=BUCKETS) if seen else np.zeros(BUCKETS)
    return counts.astype(np.float32)


@dataclass(frozen=True, eq=False)
class LinearModel:
    """Weights of shape (BUCKETS, kinds), intercepts (kinds,), idf (BUCKETS,)."""

    kinds: tuple[str, ...]
    weights: np.ndarray
    intercepts: np.ndarray
    idf: np.ndarray

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        """Read the weights from the ruleset's ``.npz`` file."""
        import numpy as np

        with np.load(path, allow_pickle=False) as data:
            scale = data["scale"].astype(np.float32)
            return cls(
                kinds=tuple(str(kind) for kind in data["kinds"]),
                weights=np.ascontiguousarray((data["weights"].astype(np.float32) * scale[:, None]).T),
                intercepts=data["intercepts"].astype(np.float32),
                idf=data["idf"].astype(np.float32),
            )

    def probabilities(self, folded: str) -> Mapping[str, float]:
        """Return a probability for each kind (they add up to 1), by the first ``READ_CHARACTERS`` characters."""
        import numpy as np

        counts = grams(folded)
        index = np.flatnonzero(counts)
        if not len(index):
            return {}
        value = 1 + np.log(counts[index])
        value *= self.idf[index]
        value /= math.sqrt(float(value @ value)) or 1.0
        logits = value @ self.weights[index] + self.intercepts
        odds = np.exp(logits - logits.max())
        odds /= odds.sum()
        return dict(zip(self.kinds, (float(p) for p in odds), strict=True))
