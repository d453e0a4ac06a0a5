"""The container definitions install what `dev` installs, and at run time what the program is linked with."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEFINITIONS = [ROOT / "cmake" / "container" / name for name in ("Dockerfile", "entente.def")]
ONLY_FOR_DEVELOPERS = {"ccache", "ca-certificates", "libgtest-dev", "libgmock-dev", "librapidcheck-dev", "libbenchmark-dev"}


def packages(definition):
    """The packages that each stage installs."""
    text = re.sub(r"\\\n", " ", definition.read_text())
    return [set(words.split("&&")[0].split()) for words in re.findall(r"apt-get install --yes --no-install-recommends(.*)", text)]


def build_packages_of_dev():
    return set(re.search(r"^build_packages=\((.*?)\)", (ROOT / "dev").read_text(), re.M | re.S)[1].split())


def libraries(program):
    """The shared libraries that it names itself."""
    said = subprocess.run(["readelf", "--dynamic", program], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"\(NEEDED\).*\[(.*)\]", said))


def packages_of(names):
    said = subprocess.run(["dpkg-query", "--search", *(f"*/{name}" for name in names)], capture_output=True, text=True).stdout
    return {line.split(":")[0] for line in said.splitlines() if "lib32" not in line}


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda path: path.name)
def test_the_first_stage_builds_with_what_dev_builds_with(definition):
    assert packages(definition)[0] == build_packages_of_dev() - ONLY_FOR_DEVELOPERS


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda path: path.name)
def test_the_last_stage_holds_the_libraries_of_the_program_and_no_other(definition):
    if not shutil.which("dpkg-query"):
        pytest.skip("this is not Debian, whose packages the containers are made of")
    program = Path(os.environ["ENTENTE"])
    needed = libraries(program) | libraries(program.parent / "libentente_openturns.so")
    in_every_debian = {"libc6", "libgcc-s1", "libstdc++6"}
    assert packages(definition)[-1] | in_every_debian == packages_of(needed) | in_every_debian


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda path: path.name)
def test_every_stage_begins_with_the_same_plain_debian(definition):
    images = re.findall(r"^(?:FROM|From:) (\S+)", definition.read_text(), re.M)
    assert images == ["debian:bookworm-slim"] * 2
