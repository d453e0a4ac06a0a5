"""Other compilers and optimisations give the same bits.

Each variant is a build of its own, of the program alone, in build/same_bits; `./dev check` runs this.
"""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILDS = Path(os.environ.get("ENTENTE_BUILD", ROOT / "build")) / "same_bits"
SCENARIO = ROOT / "scenarios" / "nato.yaml"

VARIANTS = {
    "g++ -O1": ("g++", "-O1"),
    "g++ -O3 for a newer processor": ("g++", "-O3 -march=x86-64-v3"),
    "clang++ -O2": ("clang++", "-O2"),
}


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def digest(program, folder):
    """The hexadecimal digest of every dataset but the provenance."""
    output = folder / "out.h5"
    run(program, "run", SCENARIO, "--runs", "3", "--record", "all", "--quiet", "--output", output)
    return run(os.environ["ENTENTE"], "inspect", "--digest", output).split()[0]


def program_built_by(compiler, flags):
    folder = BUILDS / f"{compiler}{flags}".replace(" ", "").replace("=", "-")
    options = [f"-DCMAKE_CXX_COMPILER={compiler}", f"-DCMAKE_CXX_FLAGS_RELEASE={flags} -DNDEBUG", "-DENTENTE_TESTS=OFF"]
    run("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", *options)
    run("cmake", "--build", folder, "--target", "entente")
    return folder / "entente"


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    found = digest(os.environ["ENTENTE"], tmp_path_factory.mktemp("expected"))
    assert len(found) == 64 and int(found, 16) >= 0
    return found


@pytest.mark.parametrize("variant", VARIANTS)
def test_another_compiler_gives_the_same_bits(variant, expected, tmp_path):
    if "x86-64-v3" in VARIANTS[variant][1] and " avx2 " not in Path("/proc/cpuinfo").read_text():
        pytest.skip("this processor lacks AVX2")
    assert digest(program_built_by(*VARIANTS[variant]), tmp_path) == expected
