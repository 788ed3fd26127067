"""The rules that the code keeps to, run as everyone else runs them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [path for folder in ("checker", "models") for path in sorted((ROOT / folder).rglob("*.py"))]
STAGES = ("intake", "reading", "evidence", "judging", "reporting")


@pytest.mark.parametrize(
    "arguments", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join
)
def test_linters_pass(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_modules_hold_one_idea() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in CODE}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_arrows_only_run_forward() -> None:
    backward = []
    for path in CODE:
        parts = path.relative_to(ROOT).parts
        if parts[0] == "models" or parts[1] in STAGES:
            rank = -1 if parts[0] == "models" else STAGES.index(parts[1])
            for stage in re.findall(r"^\s*(?:from|import) checker\.(\w+)", path.read_text("utf-8"), re.M):
                if stage in STAGES and stage != parts[1]:
                    backward.append(f"{'/'.join(parts)} imports {stage} (stage {rank} of {STAGES})")
    assert backward == []


def test_help_loads_no_stage() -> None:
    probe = (
        "import sys; from checker.cli.app import app; "
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('pydantic', 'pypdfium2', 'numpy', 'spacy', 'rich', 'ruamel', 'rapidfuzz', 'jinja2')])"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_names_a_machine_or_a_package_host() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = tracked.stdout.splitlines() or [str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py")]
    host = re.compile(r"files\.pythonhosted|pypi\.org/simple|registry\.npmjs|/(?:root|home/\w+)/")
    guilty = [
        name
        for name in names
        if Path(name).suffix in {".py", ".toml", ".md", ".yaml", ".txt", ".cfg", ""}
        and name != "tests/test_quality.py"
        and (ROOT / name).is_file()
        and host.search((ROOT / name).read_text("utf-8", errors="replace"))
    ]
    assert guilty == []
