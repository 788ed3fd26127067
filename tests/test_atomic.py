"""Files are whole or absent, whatever stops the writer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.atomic import TEMPORARY, sweep, write_whole


def test_what_is_written_is_there_with_its_folders(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a" / "b.json", b"{}").read_bytes() == b"{}"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.json"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "way" / "in").mkdir(parents=True)
    with pytest.raises(OSError, match="way"):
        write_whole(tmp_path / "way", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["way"]


def test_only_leftovers_are_swept(tmp_path: Path) -> None:
    kept = write_whole(tmp_path / "deep" / "kept.json", b"{}")
    (tmp_path / "deep" / f"{TEMPORARY}abc").write_text("half")
    assert sweep(tmp_path) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_a_finished_file_has_the_users_own_rights(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_whole(tmp_path / "a.json", b"{}").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


def test_kill_9_leaves_old_or_new_and_never_half(tmp_path: Path) -> None:
    target = tmp_path / "big.json"
    writer = (
        "import sys, pathlib; from checker.atomic import write_whole\n"
        "while True:\n"
        "    for sign in b'ab': write_whole(pathlib.Path(sys.argv[1]), bytes([sign]) * 3_000_000)\n"
    )
    for pause in (0.05, 0.11, 0.18):
        process = subprocess.Popen([sys.executable, "-c", writer, str(target)])
        deadline = time.monotonic() + 20
        while not target.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(pause)
        process.kill()
        process.wait()
        content = target.read_bytes()
        assert len(content) == 3_000_000
        assert len(set(content)) == 1
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["big.json"]
