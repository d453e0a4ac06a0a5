"""Classic models from YAML to tables: run, told, solved again, compared."""

import json

import h5py
import pytest
import yaml
from conftest import ROOT, SMALL

CLASSIC = ROOT / "scenarios" / "classic"
CASES = sorted(CLASSIC.glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_case_is_solved_told_and_solved_again(entente, case):
    title = yaml.safe_load(case.read_text())["title"]
    assert title in entente.out("run", case)
    result = entente.folder / f"{case.stem}.h5"
    told = entente.out("inspect", result)
    assert told.startswith(title)
    with h5py.File(result) as file:
        for quantity in file.attrs["quantities"].decode().split():
            assert quantity.replace("_", " ") in told
    assert entente.out("replay", result) == f"The same: the solution of {result}, every bit.\n"


def test_the_order_of_the_file_changes_no_bit(entente):
    document = yaml.safe_load((CLASSIC / "landscape.yaml").read_text())
    for section in ("actors", "propensities"):
        document[section] = dict(reversed(document[section].items()))
    (entente.folder / "other.yaml").write_text(json.dumps(dict(reversed(document.items()))))
    entente("run", CLASSIC / "landscape.yaml", "--quiet")
    entente("run", "other.yaml", "--quiet")
    assert entente.digest("landscape.h5") == entente.digest("other.h5")


def test_tables_in_files_are_as_good_as_maps(entente):
    document = yaml.safe_load((CLASSIC / "landscape.yaml").read_text())
    actors = sorted(document["actors"])
    size = {actor: document["actors"][actor]["size"] for actor in actors}
    (entente.folder / "actors.csv").write_text("actor,size\n" + "".join(f"{a},{size[a]}\n" for a in actors))
    given = document["propensities"]
    rows = [[a, *(str(given.get(a, {}).get(b, "")) for b in actors)] for a in actors]
    table = "\n".join(",".join(row) for row in [["", *actors], *rows])
    (entente.folder / "propensities.csv").write_text(table + "\n")
    document |= {"actors": "actors.csv", "propensities": "propensities.csv"}
    (entente.folder / "tables.yaml").write_text(json.dumps(document))
    entente("run", CLASSIC / "landscape.yaml", "--quiet")
    entente("run", "tables.yaml", "--quiet")
    assert entente.digest("landscape.h5") == entente.digest("tables.h5")
    (entente.folder / "propensities.csv").unlink()
    assert "every bit" in entente.out("replay", "tables.h5"), "a result stands alone"


def test_two_solutions_are_compared(entente):
    entente("run", CLASSIC / "contest.yaml", "--quiet")
    entente("run", CLASSIC / "contest.yaml", "--quiet", "--set", "contestants.A.value=6", "-o", "six.h5")
    assert "The same" in entente.out("diff", "contest.h5", "contest.h5")
    said = entente.out("diff", "contest.h5", "six.h5", code=1)
    assert "effort is the first" in said and "contestants.A.value: 5 and 6" in said


def test_what_is_drawn_follows_the_seed(entente):
    few = ["--set", "populations=5", "--set", "years=50", "--quiet"]
    for name, seed in [("a", 1), ("b", 1), ("c", 2)]:
        entente("run", CLASSIC / "tribute.yaml", *few, "--seed", seed, "-o", f"{name}.h5")
    assert entente.digest("a.h5") == entente.digest("b.h5") != entente.digest("c.h5")
    entente("run", CLASSIC / "tribute.yaml", "--set", "populations=9", *few[2:], "-o", "more.h5")
    with h5py.File(entente.folder / "a.h5") as five, h5py.File(entente.folder / "more.h5") as nine:
        assert (five["fights"][:] == nine["fights"][:5]).all(), "a population does not know how many there are"


def test_what_is_meant_for_runs_is_refused(entente):
    assert "is solved once" in entente.err("run", CLASSIC / "contest.yaml", "--runs", 3, code=2)
    assert "time is not a known key" in entente.err("run", CLASSIC / "contest.yaml", "--until", 1990, code=2)
    assert "names a classic model" in entente.err("describe", CLASSIC / "contest.yaml", code=2)
    entente("run", CLASSIC / "contest.yaml", "--quiet")
    assert "holds the solution of a classic model" in entente.err("why", "contest.h5", code=2)
    assert "without states" in entente.err("inspect", "contest.h5", "--events", code=2)
    assert "without states" in entente.err("inspect", "contest.h5", "--run", 1, code=2)
    assert "without runs" in entente.err("replay", "contest.h5", "--run", 1, code=2)
    result = entente.run("small", "--until", "1952")
    assert "is not the solution of a classic model" not in entente.err("inspect", result)
    assert not list(entente.folder.glob("*.partial"))


def test_a_damaged_solution_is_told(entente):
    entente("run", CLASSIC / "contest.yaml", "--quiet")
    with h5py.File(entente.folder / "contest.h5", "a") as file:
        file.attrs["axes"] = ""
    assert "is damaged: effort stands on contestant, which it does not list." in entente.err("inspect", "contest.h5", code=3)


def test_a_world_is_no_case(entente):
    assert "model = 'contst' is not a classic model. Did you mean 'contest'?" in entente.err(
        "run", CLASSIC / "contest.yaml", "--set", "model=contst", code=2
    )
    assert "names a classic model" not in entente.err("validate", SMALL)


def test_the_glossary_and_the_manual_know_the_models(entente):
    assert "Axelrod & Bennett 1993" in entente.out("list", "landscape")
    shipped = CLASSIC / "REFERENCE.md"
    assert shipped.read_text() == entente.out("reference", "--classic"), f"call: entente reference --classic > {shipped}"
