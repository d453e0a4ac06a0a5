"""The section "Stylised facts" of models/VALIDATION.md is what stylised_facts.py finds (`./dev check claims`)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORED = ROOT / "models" / "VALIDATION.md"


def test_the_world_has_the_facts_that_the_page_says(tmp_path):
    fresh = shutil.copy(STORED, tmp_path)
    program = [sys.executable, "-B", str(ROOT / "analysis" / "stylised_facts.py"), os.environ["ENTENTE"]]
    subprocess.run([*program, "--page", str(fresh)], check=True)
    assert Path(fresh).read_text() == STORED.read_text(), (
        "call: analysis/stylised_facts.py build/entente --page models/VALIDATION.md"
    )
