"""A linear model on character n-grams, trained offline (``training/``), predicted with plain arithmetic."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

BUCKETS = 1 << 14
SIZES = (3, 4, 5)
READ_CHARACTERS = 2500
_GAP = re.compile(r"\W+")
_DIGIT = re.compile(r"\d")


def grams(folded: str) -> Counter[int]:
    """Return how often each hashed character n-gram occurs in the words of a folded text.

    Digits become 0, whatever is no letter a gap: what varies from one document to the next is left out.
    """
    text = _GAP.sub(" ", _DIGIT.sub("0", folded[:READ_CHARACTERS]))
    counts: Counter[str] = Counter()
    for size in SIZES:
        counts.update(text[i : i + size] for i in range(len(text) - size + 1))
    hashed: Counter[int] = Counter()
    for gram, count in counts.items():
        hashed[zlib.crc32(gram.encode()) % BUCKETS] += count
    return hashed


@dataclass(frozen=True)
class LinearModel:
    """Weights of shape (kinds, BUCKETS), intercepts (kinds,), idf (BUCKETS,)."""

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
                weights=data["weights"].astype(np.float32) * scale[:, None],
                intercepts=data["intercepts"].astype(np.float32),
                idf=data["idf"].astype(np.float32),
            )

    def probabilities(self, folded: str) -> Mapping[str, float]:
        """Return a probability for each kind (they add up to 1), by the first ``READ_CHARACTERS`` characters."""
        import numpy as np

        counts = grams(folded)
        if not counts:
            return {}
        index = np.fromiter(counts.keys(), dtype=np.int64)
        value = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32))
        value *= self.idf[index]
        value /= math.sqrt(float(value @ value)) or 1.0
        logits = self.weights[:, index] @ value + self.intercepts
        odds = np.exp(logits - logits.max())
        odds /= odds.sum()
        return dict(zip(self.kinds, (float(p) for p in odds), strict=True))
