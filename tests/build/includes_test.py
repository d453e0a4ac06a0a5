"""Who may include whom: the layers' direction, and one door for each third-party library."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each layer and the layers below it.
BELOW = {
    "engine/base": [],
    "engine/random": ["engine/base"],
    "engine/world": ["engine/base"],
    "engine/scenario": ["engine/world", "engine/base"],
    "engine/simulation": ["engine/scenario", "engine/world", "engine/random", "engine/base"],
    "engine/output": ["engine/simulation", "engine/scenario", "engine/world", "engine/random", "engine/base"],
    "models": ["engine/simulation", "engine/scenario", "engine/world", "engine/random", "engine/base"],
}
BELOW["engine/run"] = ["engine/output", *BELOW["engine/output"]]
BELOW["engine/cli"] = ["engine/run", *BELOW["engine/run"]]

# Each third-party header (by how its name begins) and the files that may include it.
DOORS = {
    r"yaml-cpp/": r"engine/scenario/document\.cpp",
    r"fast_float/": r"engine/base/number\.cpp",
    r"(hdf5|H5\w*|hdf5_hl)\.h": r"engine/output/hdf5_\w+\.(cpp|hpp)",
    r"libdeflate\.h": r"engine/output/\w+\.cpp",
    r"openssl/": r"engine/output/sha256\.cpp",
    r"boost/": r"engine/random/.*",
    r"Random123/": r"engine/random/.*",
    r"(oneapi/)?tbb/": r"engine/run/threads\.cpp",
    r"openturns/": r"engine/run/openturns/.*",
    r"CLI/": r"engine/cli/.*",
    r"nlohmann/": r"engine/.*\.cpp|engine/base/json\.hpp",
    r"fmt/": r".*\.cpp",
    r"Eigen/": r"engine/(world|simulation|scenario|output|run|cli)/.*|models/.*",
}

# Not in the C++20 of WebAssembly's compiler, or not the same on every standard library.
NOT_PORTABLE_HEADERS = {"ranges", "format", "source_location", "coroutine", "memory_resource", "stop_token", "random"}
NOT_PORTABLE_NAMES = re.compile(r"std::(views|ranges|bit_cast|popcount|shuffle|jthread|atomic_ref|format)\b")
PORTABLE = ("engine/base", "engine/random", "engine/world", "engine/scenario", "engine/simulation", "models")


def layer_of(path):
    parts = path.split("/")
    return "models" if parts[0] == "models" else "/".join(parts[:2])


def problems(path, text):
    """Every broken rule in a file, as sentences."""
    layer = layer_of(path)
    is_main = path == "models/entente.cpp"
    for line, include in enumerate(text.splitlines(), 1):
        where = f"{path}:{line}:"
        if layer in PORTABLE and not is_main and (name := NOT_PORTABLE_NAMES.search(include.split("//")[0])):
            yield f"{where} {name[0]} is not the same, or not there, on every compiler"
        if not (found := re.match(r'\s*#\s*include\s*([<"])([^>"]+)', include)):
            continue
        quote, header = found.groups()
        if header.startswith(("engine/", "models/")):
            target = layer_of(header)
            if quote == "<":
                yield f'{where} our own headers stand in quotes: "{header}"'
            if not is_main and target != layer and target not in BELOW[layer]:
                yield f"{where} {layer} may not include {header}"
        elif quote == '"':
            yield f'{where} our headers are named from the root of the repository, not "{header}"'
        elif "/" not in header and not header.endswith(".h"):
            if header in NOT_PORTABLE_HEADERS and layer in PORTABLE and not is_main:
                yield f"{where} <{header}> is not the same, or not there, on every compiler"
        else:
            for begin, door in DOORS.items():
                if re.match(begin, header) and not re.fullmatch(door, path):
                    yield f"{where} only {door} may include {header}"


def our_files():
    for folder in ("engine", "models"):
        for suffix in ("*.hpp", "*.cpp"):
            yield from sorted((ROOT / folder).rglob(suffix))


def test_no_file_includes_what_it_may_not():
    found = [p for f in our_files() for p in problems(f.relative_to(ROOT).as_posix(), f.read_text())]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "path, text",
    [
        ("engine/base/date.cpp", '#include "engine/world/table.hpp"'),
        ("engine/world/table.hpp", '#include "engine/random/streams.hpp"'),
        ("engine/simulation/step.hpp", '#include "models/economy.hpp"'),
        ("models/economy.cpp", '#include "engine/output/recorder.hpp"'),
        ("engine/scenario/parse.cpp", "#include <yaml-cpp/yaml.h>"),
        ("engine/run/ensemble.cpp", "#include <hdf5.h>"),
        ("models/threat.cpp", "  #  include <boost/random/normal_distribution.hpp>"),
        ("models/threat.cpp", "#include <random>"),
        ("models/threat.hpp", "#include <fmt/core.h>"),
        ("models/threat.cpp", "auto x = std::ranges::sort(v);"),
        ("models/threat.cpp", '#include "economy.hpp"'),
    ],
)
def test_a_wrong_include_is_found(path, text):
    assert len(list(problems(path, text))) == 1


@pytest.mark.parametrize(
    "path, text",
    [
        ("engine/scenario/document.cpp", "#include <yaml-cpp/yaml.h>"),
        ("engine/output/hdf5_file.cpp", "#include <hdf5_hl.h>"),
        ("engine/simulation/step.hpp", '#include "engine/random/streams.hpp"'),
        ("models/entente.cpp", '#include "engine/cli/main.hpp"'),
        ("models/economy.cpp", "// std::ranges is not used here"),
        ("engine/run/ensemble.cpp", "#include <ranges>"),
    ],
)
def test_a_right_include_passes(path, text):
    assert not list(problems(path, text))
