"""models/VALIDATION.md is what analysis/validation.py finds, and no claim of the models is contradicted (`./dev check claims`)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORED = ROOT / "models" / "VALIDATION.md"


def test_mechanisms_and_features_move_what_they_are_said_to_move(tmp_path):
    fresh = Path(shutil.copy(STORED, tmp_path))  # other sections stay as they are
    program = [sys.executable, "-B", str(ROOT / "analysis" / "validation.py"), os.environ["ENTENTE"]]
    subprocess.run([*program, "--output", str(fresh)], check=True)
    text = fresh.read_text()
    assert "**no**" not in text
    assert text == STORED.read_text(), "call: analysis/validation.py build/entente --output models/VALIDATION.md"
