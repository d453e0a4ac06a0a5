"""Every scenario that ships obeys the schema, and the manual is the one that the program prints."""

import json

import jsonschema
import pytest
import yaml
from conftest import NATO, ROOT, SMALL

SHIPPED = sorted((ROOT / "scenarios").rglob("*.yaml"))


@pytest.fixture
def schema(entente):
    return json.loads(entente.out("schema"))


def is_whole(path):
    """Files that others include are no scenarios by themselves."""
    return any(line.startswith("entente:") for line in path.read_text().splitlines())


def sources():
    """What `validate` and `run` are given: a whole scenario, or one beside it that is laid over it."""
    beside = [path for path in SHIPPED if path.parent.name == "scenarios" and not is_whole(path)]
    return [[path] for path in [*filter(is_whole, SHIPPED), SMALL]] + [[NATO, "--overlay", path] for path in beside]


@pytest.mark.parametrize("source", sources(), ids=lambda source: source[-1].name)
def test_a_shipped_scenario_is_valid_and_obeys_the_schema(entente, schema, source):
    assert "is valid" in entente.out("validate", *source)
    jsonschema.Draft202012Validator(schema).validate(json.loads(entente.out("validate", *source, "--json")))


def test_an_overlay_changes_what_it_is_laid_over(entente):
    plain = entente.out("validate", NATO, "--json")
    for source in sources():
        if "--overlay" in source:
            assert entente.out("validate", *source, "--json") != plain


def test_the_schema_is_itself_valid(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def test_a_new_scenario_obeys_the_schema(entente, schema):
    entente("new", "mine")
    jsonschema.Draft202012Validator(schema).validate(json.loads(entente.out("validate", "mine.yaml", "--json")))


@pytest.mark.parametrize("setting", ["states.ALF.gpd=4", "states.ALF.gdp=-4", "time.step=week", "nonsense=1"])
def test_the_schema_refuses_what_the_program_refuses(entente, schema, setting):
    entente("validate", SMALL, "--set", setting, code=2)
    document = json.loads(entente.out("validate", SMALL, "--json"))
    path, value = setting.split("=")
    *above, last = path.split(".")
    node = document
    for key in above:
        node = node[key]
    node[last] = json.loads(value) if value.lstrip("-").isdigit() else value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(document)


def test_the_resolved_scenario_is_a_scenario_that_resolves_to_itself(entente):
    text = entente.out("validate", SMALL, "--json")
    (entente.folder / "again.yaml").write_text(text)
    assert entente.out("validate", "again.yaml", "--json") == text


def test_the_manual_that_ships_is_the_one_that_the_program_prints(entente):
    shipped = ROOT / "scenarios" / "REFERENCE.md"
    assert shipped.read_text() == entente.out("reference"), "call: entente reference > scenarios/REFERENCE.md"


EXPERIMENTS = sorted((ROOT / "scenarios" / "experiments").glob("*.yaml"))


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda path: path.stem)
def test_a_shipped_experiment_obeys_its_schema(entente, experiment):
    schema = json.loads(entente.out("schema", "--experiment"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(experiment.read_text()))


def test_a_shipped_fit_obeys_its_schema(entente):
    schema = json.loads(entente.out("schema", "--fit"))
    jsonschema.Draft202012Validator.check_schema(schema)
    fit = yaml.safe_load((ROOT / "scenarios" / "fits" / "crises.yaml").read_text())
    jsonschema.Draft202012Validator(schema).validate(fit)
    del fit["parameters"]["honour"]["set"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(fit)


def test_the_manual_of_fits_is_the_one_that_the_program_prints(entente):
    shipped = ROOT / "scenarios" / "fits" / "REFERENCE.md"
    assert shipped.read_text() == entente.out("reference", "--fit"), "call: entente reference --fit > " + str(shipped)


def test_the_manual_of_experiments_is_the_one_that_the_program_prints(entente):
    shipped = ROOT / "scenarios" / "experiments" / "REFERENCE.md"
    assert shipped.read_text() == entente.out("reference", "--experiment"), "call: entente reference --experiment > " + str(shipped)
