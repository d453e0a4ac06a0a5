"""What must not matter: the origin and the axes of the interest space, the unit of money, and names."""

import json
import math
import re

import h5py
import numpy as np
import pytest
from conftest import NATO, ROOT

CRISES = ROOT / "tests" / "scenarios" / "crises.yaml"
# Two axes on which nothing is drawn: drift and the policies of new leaders lie along the axes of the file.
STILL = ["--set", "parameters.interests.noise=0", "--set", "parameters.leadership.offset.autocracy=0"]
STILL += ["--set", "parameters.leadership.offset.democracy=0"]


def moved(value, function):
    """A number or a path of numbers by date, each of which goes through the function."""
    return {date: function(number) for date, number in value.items()} if isinstance(value, dict) else function(value)


def resolved(entente, scenario):
    return json.loads(entente.out("validate", scenario, "--json"))


def run_of(entente, name, document, *words):
    path = entente.folder / f"{name}.json"
    path.write_text(json.dumps(document))
    return entente.run(name, "--record", "default,memberships.utility", *words, scenario=path)


def story(path):
    with h5py.File(path) as data:
        return [data[f"event_{what}"][...].tolist() for what in ("time", "kind", "state", "alliance", "partner")]


def assert_same_course(one, other, apart=()):
    """The same events on the same days, and all series but those `apart` equal but for rounding."""
    assert story(one) == story(other) and story(one)[0]
    with h5py.File(one) as a, h5py.File(other) as b:
        compared = 0
        for name, series in a.items():
            if series.ndim < 3 or series.dtype.kind != "f" or name in apart:
                continue
            np.testing.assert_allclose(b[name][...], series[...], rtol=1e-6, atol=1e-9, err_msg=name)
            compared += 1
        assert compared >= 15


@pytest.mark.parametrize("scenario", [NATO, CRISES], ids=["nato", "crises"])
def test_where_the_interest_space_has_its_origin(entente, scenario):
    document = resolved(entente, scenario)
    here = run_of(entente, "here", document)
    for state in document["states"].values():
        home = state.setdefault("home", {})
        for issue in document["issues"]:
            home[issue] = moved(home.get(issue, 0.0), lambda value: value + 0.375)
    assert_same_course(here, run_of(entente, "there", document), ("state_position", "alliance_position"))


def test_which_way_the_axes_of_the_interest_space_point_where_all_issues_weigh_the_same(entente):
    document = resolved(entente, CRISES)
    (first,) = document["issues"]
    document["issues"] = {"a": {"name": "A"}, "b": {"name": "B"}}
    heights = {name: 0.4 * math.sin(number) for number, name in enumerate(document["states"])}

    def with_axes_at(angle):
        cosine, sine = math.cos(angle), math.sin(angle)
        copy = json.loads(json.dumps(document))
        for name, state in copy["states"].items():
            x, y = document["states"][name]["home"].get(first, 0.0), heights[name]
            state["home"] = {"a": cosine * x - sine * y, "b": sine * x + cosine * y}
        return run_of(entente, f"angle{angle}", copy, *STILL)

    straight = with_axes_at(0.0)
    assert_same_course(straight, with_axes_at(0.7), ("state_position", "alliance_position"))


@pytest.mark.parametrize("scenario", [NATO, CRISES], ids=["nato", "crises"])
def test_the_unit_of_money(entente, scenario):
    document = resolved(entente, scenario)
    dollars = run_of(entente, "dollars", document)
    for state in document["states"].values():
        state["gdp"] = moved(state["gdp"], lambda value: value * 128.0)
    with h5py.File(dollars) as data:
        money = [name for name, series in data.items() if "USD" in str(series.attrs.get("units", ""))]
    assert "state_gdp" in money
    assert_same_course(dollars, run_of(entente, "cents", document), money)


def test_the_names_of_states_decide_nothing_but_the_draws(entente):
    """Every draw is another: means of 100 runs differ by less than 4 standard errors (one seed in 4,000 would by more)."""
    document = resolved(entente, NATO)
    names = {name: f"Q{999 - number}" for number, name in enumerate(sorted(document["states"]))}
    text = re.sub(r"\b[A-Z]{3}\b", lambda match: names.get(match[0], match[0]), json.dumps(document))
    words = ["--runs", "100", "--set", "time.step=quarter"]
    results = [run_of(entente, "named", document, *words), run_of(entente, "renamed", json.loads(text), *words)]
    figures = []
    for path in results:
        with h5py.File(path) as data:
            alliances = list(data["alliance"].asstr())
            members = data["alliance_members"][:, :, alliances.index("NATO")]
            kinds = np.bincount(data["event_run"][...], minlength=100)
            figures.append([members[:, 20], members[:, 50], members[:, -1], kinds])
    for one, other in zip(*figures):
        error = math.sqrt((np.var(one, ddof=1) + np.var(other, ddof=1)) / 100)
        assert abs(np.mean(one) - np.mean(other)) < 4 * error
    assert story(results[0]) != story(results[1])
