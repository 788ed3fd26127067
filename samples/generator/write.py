"""Writes the exports and, beside each, what it must give."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from samples.generator import api, exports, forms
from samples.generator.dossiers import damaged, usage, window1, window2, window3
from samples.generator.model import Dossier


def write_all(target: Path) -> Iterator[str]:
    """Write every export anew under ``target``, yielding a line on each."""
    folder = fresh(target / "fenetre1")
    found = window1.dossiers()
    exports.write_zip_export(folder, "programme-sun-es-volet-1", window1.EXPORTED, found, forms.WINDOW_1)
    yield expected(folder, found, "candidature", 0)
    folder, found = fresh(target / "fenetre2"), window2.dossiers()
    exports.write_folder_export(
        folder, "sun-es-candidature-avril-2022", window2.EXPORTED, found, forms.WINDOW_2, csv_table=True
    )
    yield expected(folder, found, "candidature", 0)
    folder, found = fresh(target / "fenetre3"), window3.dossiers()
    api.write_api_export(folder, found, forms.WINDOW_3)
    yield expected(folder, found, "candidature", 0)
    folder, found = fresh(target / "usage"), usage.dossiers()
    exports.write_folder_export(
        folder, "sun-es-usage-s2-2022", usage.EXPORTED, found, forms.USAGE, csv_table=False
    )
    yield expected(folder, found, "usage", 0)
    folder, found = fresh(target / "abimes"), damaged.dossiers()
    exports.write_zip_export(folder, "sun-es-pieces-abimees", damaged.EXPORTED, found, forms.WINDOW_2)
    yield expected(folder, found, "candidature", 3, named=damaged.NAMED)


def fresh(folder: Path) -> Path:
    """Return the folder, emptied."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def expected(folder: Path, dossiers: Sequence[Dossier], stage: str, exit_code: int, **more: object) -> str:
    """Write ``expected.json`` and return a line that sums the export up."""
    content = {
        "ruleset": "sunes",
        "stage": stage,
        "exit": exit_code,
        **more,
        "dossiers": {
            str(d.number): {
                "establishment": d.hospital.name,
                "window": d.window,
                "outcome": d.outcome,
                "requirements": dict(d.expected),
                "why": dict(d.why),
            }
            for d in dossiers
        },
    }
    (folder / "expected.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6
    return (
        f"{folder.name} : {len(dossiers)} dossiers, {sum(len(d.files) for d in dossiers)} fichiers, "
        f"{size:.1f} Mo"
    )
