"""Another processor gives the same bits: the C library is told to do without FMA and AVX2."""

import os
import subprocess
from pathlib import Path

SCENARIO = Path(__file__).resolve().parents[2] / "scenarios" / "nato.yaml"


def digest(folder, **environment):
    program, result = os.environ["ENTENTE"], folder / "out.h5"
    command = [program, "run", SCENARIO, "--runs", "3", "--record", "all", "--quiet", "--output", result]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | environment)
    return subprocess.run([program, "inspect", "--digest", result], check=True, capture_output=True, text=True).stdout.split()[0]


def test_a_processor_without_fused_multiply_add_gives_the_same_bits(tmp_path):
    assert digest(tmp_path, GLIBC_TUNABLES="glibc.cpu.hwcaps=-FMA,-AVX2") == digest(tmp_path)
