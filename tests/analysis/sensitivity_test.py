"""Sensitivity against functions whose indices are known, and designs as the program lays them out."""

import entente
import numpy as np
import openturns as ot
import pandas as pd
import pytest
from conftest import SMALL


def saltelli(factors: int, points: int, low=0.0, high=1.0, second=False) -> pd.DataFrame:
    """The design that the engine asks OpenTURNS for."""
    cube = ot.ComposedDistribution([ot.Uniform(low, high)] * factors)
    sequence = ot.LowDiscrepancyExperiment(ot.SobolSequence(factors), cube, points, False)
    values = np.array(ot.SobolIndicesExperiment(sequence, second).generate())
    frame = pd.DataFrame(values, columns=[f"x{n + 1}" for n in range(factors)])
    return frame.assign(point=range(len(frame)))


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


@pytest.mark.parametrize("method", ["saltelli", "martinez", "jansen", "mauntz_kucherenko"])
def test_sobol_indices_of_ishigamis_function(method):
    frame = saltelli(3, 4096, -np.pi, np.pi)
    told = entente.sobol(
        frame.assign(outcome=ishigami(frame.to_numpy())), method=method, resamples=60
    )
    assert np.allclose(told["first"], [0.3139, 0.4424, 0], atol=0.01)  # Saltelli et al. 2000
    assert np.allclose(told["total"], [0.5576, 0.4424, 0.2437], atol=0.01)
    for name, exact in (("first", [0.3139, 0.4424, 0]), ("total", [0.5576, 0.4424, 0.2437])):
        assert ((told[f"{name}_low"] < exact) & (exact < told[f"{name}_high"])).all()


def test_the_interaction_of_ishigamis_function():
    frame = saltelli(3, 4096, -np.pi, np.pi, second=True)
    told = entente.sobol(frame.assign(outcome=ishigami(frame.to_numpy())), order=2, resamples=10)
    pairs = told.set_index(["factor", "other"])["second"]
    assert np.allclose(
        [pairs["x1", "x2"], pairs["x1", "x3"], pairs["x2", "x3"]], [0, 0.2437, 0], atol=0.02
    )


def test_sobol_indices_of_the_g_function():
    a = np.array([0, 1, 4.5, 9, 99])
    frame = saltelli(5, 4096)
    x = frame.to_numpy()[:, :5]
    told = entente.sobol(
        frame.assign(outcome=((np.abs(4 * x - 2) + a) / (1 + a)).prod(axis=1)), resamples=10
    )
    parts = 1 / (3 * (1 + a) ** 2)
    whole = np.prod(1 + parts) - 1
    assert np.allclose(told["first"], parts / whole, atol=0.02)  # Sobol' 1993
    assert np.allclose(told["total"], parts * np.prod(1 + parts) / (1 + parts) / whole, atol=0.02)


def test_noise_within_points_is_told_and_replicates_lessen_it():
    frame = saltelli(3, 256, -np.pi, np.pi)
    runs = pd.concat([frame.assign(replicate=n) for n in range(8)], ignore_index=True)
    noise = np.random.default_rng(1).normal(0, 3.72, len(runs))  # as much as the function's own
    told = entente.sobol(runs.assign(outcome=ishigami(runs.to_numpy()) + noise), resamples=40)
    assert told.attrs["noise"] == pytest.approx(0.5 * 7 / 8 / (0.5 + 0.5), abs=0.05)
    assert told.attrs["replicates"] == 8
    assert told["first"][1] == pytest.approx(0.4424 * 8 / 9, abs=0.1)


SWEEP = """
entente_experiment: 1
title: Two factors
scenario: short.yaml
factors:
  b_hold: {set: alliances.EAST.hold, uniform: {from: 1, to: 3}}
  a_gdp: {set: states.ALF.gdp, log_uniform: {from: 100, to: 400}}
  c_world: {set: parameters.membership.rule, values: [hazard, best_response]}
design: DESIGN
replicates: 1
record: {every: year, series: [alliances.members]}
"""


def swept(tmp_path, design):
    path = tmp_path / "two.yaml"
    path.write_text(SWEEP.replace("DESIGN", design))
    (tmp_path / "short.yaml").write_text(SMALL.read_text().replace("end: 1980", "end: 1957"))
    return entente.sweep(path, tmp_path / "two.sweep")


def additive(result):
    """Variances 1/12 x (4, 1, 9) of factors in the order of their names, whatever the draws."""
    design = result.design()
    unit = np.log(design["a_gdp"] / 100) / np.log(4)
    return 2 * unit + (design["b_hold"] - 1) / 2 + 3 * (design["c_world"] == "hazard")


def test_the_programs_blocks_are_taken_in_their_order(tmp_path):
    told = entente.sobol(
        swept(tmp_path, "{method: saltelli, points: 32, second_order: true}"),
        additive,
        resamples=20,
    )
    assert list(told["factor"]) == ["a_gdp", "b_hold", "c_world"]
    exact = np.array([4 / 12, 1 / 12, 9 / 4])
    assert np.allclose(told["first"], exact / exact.sum(), atol=0.06)
    assert np.allclose(told["total"], exact / exact.sum(), atol=0.1)  # 32 rows


def test_elementary_effects_of_the_programs_trajectories(tmp_path):
    told = entente.morris(swept(tmp_path, "{method: morris, trajectories: 8}"), additive).set_index(
        "factor"
    )
    assert told.loc["a_gdp", ["mu", "mu_star", "low", "high"]].to_list() == pytest.approx(
        [2, 2, 2, 2]
    )
    assert told.loc["b_hold", ["mu", "sigma"]].to_list() == pytest.approx([1, 0], abs=1e-9)
    assert told.loc["c_world", "mu_star"] == pytest.approx(
        3 * 3 / 2
    )  # two values: 3 over the step, 2/3


def test_other_designs_are_refused(sweep):
    with pytest.raises(entente.ResultError, match="not Saltelli's blocks"):
        entente.sobol(sweep, "EAST.members")
    with pytest.raises(entente.ResultError, match="not Morris' trajectories"):
        entente.morris(sweep, "EAST.members")
    frame = saltelli(3, 16)
    with pytest.raises(entente.ResultError, match="does not vary"):
        entente.sobol(frame.assign(outcome=1.0))


def morris_function(x):
    """Morris 1991, section 4, with its random coefficients set to nought."""
    w = 2 * (x - 0.5)
    for n in (2, 4, 6):
        w[:, n] = 2 * (1.1 * x[:, n] / (x[:, n] + 0.1) - 0.5)
    y = 20 * w[:, :10].sum(axis=1)
    for i in range(6):
        for j in range(i + 1, 6):
            y += -15 * w[:, i] * w[:, j]
    for i in range(5):
        for j in range(i + 1, 5):
            for k in range(j + 1, 5):
                y += -10 * w[:, i] * w[:, j] * w[:, k]
    for i in range(4):
        for j in range(i + 1, 4):
            for k in range(j + 1, 4):
                for m in range(k + 1, 4):
                    y += 5 * w[:, i] * w[:, j] * w[:, k] * w[:, m]
    return y


def trajectories(factors, number, levels=4, seed=1):
    draws, rows = np.random.default_rng(seed), []
    for _ in range(number):
        place = draws.integers(levels, size=factors)
        rises = place < levels // 2
        rows.append(place.copy())
        for factor in draws.permutation(factors):
            place[factor] += levels // 2 if rises[factor] else -(levels // 2)
            rows.append(place.copy())
    frame = pd.DataFrame(
        np.array(rows) / (levels - 1), columns=[f"x{n + 1:02}" for n in range(factors)]
    )
    return frame.assign(point=range(len(frame)))


def test_elementary_effects_of_morris_function():
    frame = trajectories(20, 200)
    told = entente.morris(
        frame.assign(outcome=morris_function(frame.to_numpy()[:, :20]))
    ).set_index("factor")
    linear = [f"x{n:02}" for n in (8, 9, 10)]
    assert np.allclose(told.loc[linear, ["mu", "mu_star"]], 40) and np.allclose(
        told.loc[linear, "sigma"], 0
    )
    assert np.allclose(
        told.loc[[f"x{n}" for n in range(11, 21)], ["mu_star", "sigma"]], 0
    )  # no effect at all
    curved = told.loc["x07"]  # alone, but bent: x from 0 to 2/3 and from 1/3 to 1
    bent = [20 * 1.5 * 2.2 * (b / (b + 0.1) - a / (a + 0.1)) for a, b in ((0, 2 / 3), (1 / 3, 1))]
    assert curved["mu"] == pytest.approx(np.mean(bent), rel=0.1)
    assert curved["sigma"] == pytest.approx(np.std(bent), rel=0.05)
    interacting = [f"x{n:02}" for n in range(1, 7)]
    assert (
        set(told.index[:6]) <= {*interacting, *linear, "x07"}
        and (told.loc[interacting, "sigma"] > 15).all()
    )


def test_pawn_of_a_single_uniform_factor_is_known():
    x = (np.random.default_rng(1).permutation(2000) + 0.5) / 2000
    frame = pd.DataFrame(
        {"x": x, "idle": np.random.default_rng(2).random(2000), "point": range(2000)}
    )
    told = entente.pawn(frame.assign(outcome=x), resamples=30).set_index("factor")
    distances = [
        max(k / 10, 1 - (k + 1) / 10) for k in range(10)
    ]  # of U(k/10, (k+1)/10) from U(0, 1)
    assert told.loc["x", "pawn"] == pytest.approx(np.median(distances), abs=0.005)
    assert told.loc["idle", "pawn"] < told.loc["idle", "chance"] < 0.15


def test_pawn_takes_binary_outcomes_and_categories(sweep):
    told = entente.pawn(sweep, lambda result: result.design()["hold"] > 1, resamples=30).set_index(
        "factor"
    )
    assert told.loc["hold", "pawn"] == pytest.approx(0.5) and told.loc["world", "pawn"] == 0


def test_response_is_the_mean_at_each_level(sweep):
    told = entente.response(sweep, "EAST.members")
    members = entente.numbers_of(sweep, "EAST.members")
    design = sweep.design()
    for row in told.itertuples():
        assert row.mean == pytest.approx(members[design[row.factor] == row.value].mean())
        assert row.low <= row.mean <= row.high


def test_prim_finds_the_box():
    draws = np.random.default_rng(1)
    frame = pd.DataFrame(draws.random((2000, 3)), columns=list("abc"))
    frame["kind"] = draws.choice(["p", "q", "r"], 2000)
    hit = (frame["a"] > 0.6) & (frame["b"] < 0.5) & (frame["kind"] != "q")
    told = entente.scenarios(frame.assign(point=range(2000), outcome=hit), density=0.95).set_index(
        "factor"
    )
    assert set(told.index) == {"a", "b", "kind"} and told.loc["kind", "levels"] == "p, r"
    assert told.loc["a", "low"] == pytest.approx(0.6, abs=0.03) and told.loc[
        "b", "high"
    ] == pytest.approx(0.5, abs=0.03)
    assert (
        told["coverage"].iloc[0] > 0.95
        and told["density"].iloc[0] > 0.95
        and (told["p"] < 1e-9).all()
    )
    with pytest.raises(entente.ResultError, match="true or false"):
        entente.scenarios(frame.assign(point=range(2000), outcome=5.0))
