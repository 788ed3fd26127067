"""Write every sample export: ``python -m samples.generator [folder]``."""

from __future__ import annotations

import sys
from pathlib import Path

from samples.generator.write import write_all

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]
    for line in write_all(target):
        print(line)
