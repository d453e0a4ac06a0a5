"""What holds for every file of the repository."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACHINE_PATHS = re.compile(rb"(?<![\w.])/(work|home|root)/|/tmp/" + rb"build")


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode != 0:
        pytest.skip("not a git repository")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_folder_of_one_machine():
    found = []
    for path in tracked_files():
        if path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            if MACHINE_PATHS.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.decode(errors='replace').strip()[:100]}")
    assert not found, "\n" + "\n".join(found)


def test_every_header_is_guarded_by_pragma_once():
    headers = [path for path in tracked_files() if path.suffix == ".hpp"]
    assert not [str(path) for path in headers if "#pragma once" not in path.read_text()]


def test_every_folder_at_the_top_is_one_of_the_six():
    folders = {path.relative_to(ROOT).parts[0] for path in tracked_files() if len(path.relative_to(ROOT).parts) > 1}
    assert folders <= {"engine", "models", "scenarios", "analysis", "tests", "cmake", ".ci"}
