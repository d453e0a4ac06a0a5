"""`entente describe`: the record of a model for a paper's appendix."""

import json
import re

import pytest
from conftest import NATO, SMALL


@pytest.fixture(scope="module")
def resolved():
    """What the reference of the program says of mechanisms and parameters."""

    def read(entente):
        text = entente.out("reference").split("\n## Mechanisms")[1].split("\n## What the model computes")[0]
        sections = re.split(r"\n### (\w+)\n", text)[1:]
        found = {}
        for name, section in zip(sections[::2], sections[1::2]):
            rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("| `")]
            found[name] = {row[0].strip("`").removeprefix(f"parameters.{name}."): row[4] for row in rows}
        return found

    return read


def section(text, heading):
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_it_has_the_headings_of_the_protocol_in_their_order(entente):
    text = entente.out("describe", NATO)
    assert re.findall(r"^## (.*)", text, re.M) == [
        "1 Purpose and patterns",
        "2 Entities, state variables, and scales",
        "3 Process overview and scheduling",
        "4 Design concepts",
        "5 Initialisation",
        "6 Input data",
        "7 Submodels",
        "Reference",
    ]
    concepts = section(text, "4 Design concepts")
    for concept in ("Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction", "Stochasticity", "Collectives", "Observation"):
        assert f"**{concept}.**" in concepts


def test_every_mechanism_of_the_pipeline_stands_in_it_with_every_parameter(entente, resolved):
    pipeline = json.loads(entente.out("validate", NATO, "--json")).get("pipeline")
    mechanisms = {name: of for name, of in resolved(entente).items() if pipeline is None or name in pipeline}
    text = section(entente.out("describe", NATO), "7 Submodels")
    assert re.findall(r"^### 7\.\d+ (\w+)", text, re.M) == list(mechanisms)
    for name, parameters in mechanisms.items():
        own = re.split(rf"\n### 7\.\d+ {name}\n", text)[1].split("\n### 7.")[0]
        assert "```\n" in own and "Reads " in own
        for parameter in parameters:
            assert f"| `{parameter}` |" in own


def test_only_the_pipeline_is_described(entente):
    text = entente.out("describe", SMALL, "--set", "pipeline=[schedule,economy]")
    assert re.findall(r"^### 7\.\d+ (\w+)", text, re.M) == ["schedule", "economy"]


def test_every_value_that_differs_from_its_default_is_marked_and_no_other(entente):
    settings = {"economy.shock_correlation": ".5", "membership.join.security": "1.25", "leadership.rate.democracy": ".2"}
    known = entente.out("list", "parameters")
    settings = {path: value for path, value in settings.items() if path in known}
    words = [word for path, value in settings.items() for word in ("--set", f"parameters.{path}={value}")]
    text = entente.out("describe", SMALL, *words)
    marked = re.findall(r"^\| `([\w.]+)` \| \*\*([^*]+)\*\* \(default [^)]+\)", section(text, "7 Submodels"), re.M)
    assert sorted((name, float(value)) for name, value in marked) == sorted((path.split(".", 1)[1], float(value)) for path, value in settings.items())
    assert all(f"`{path}`" in text.split("\n## ")[0] for path in settings)
    plain = entente.out("describe", SMALL)
    assert "All parameters have their default values." in plain
    assert "**" not in re.sub(r"^\*\*\w.*?\.\*\*", "", section(plain, "7 Submodels"), flags=re.M)


def test_charters_paths_and_dated_changes_of_the_scenario_stand_in_it(entente):
    document = json.loads(entente.out("validate", NATO, "--json"))
    text = entente.out("describe", NATO)
    for name in document["schedule"]:
        assert name.replace("-", " ") in text.replace("-", " ")
    charter = next(line for line in section(text, "5 Initialisation").splitlines() if line.startswith("| `exit_rate` |"))
    assert "**0.0002**" in charter and "**0.3**" in charter
    assert "| `states.growth` |" in section(text, "6 Input data")
    assert "Czechoslovakia" in section(text, "6 Input data")


def test_tables_are_tables(entente):
    cells = lambda line: len(re.findall(r"(?<!\\)\|", line))
    for scenario in (NATO, SMALL):
        for block in re.findall(r"(?:^\|.*\n)+", entente.out("describe", scenario), re.M):
            assert len({cells(line) for line in block.splitlines()}) == 1, block[:200]
