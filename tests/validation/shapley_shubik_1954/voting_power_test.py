"""Shapley & Shubik 1954; Banzhaf 1965."""

import pytest

exact = {"rel": 1e-12, "abs": 1e-15}


def test_the_security_council_since_1965(solve):
    found = solve("voting_power")
    permanent = found.member.str.startswith("P")
    assert found.shapley_shubik[permanent].values == pytest.approx([421 / 2145] * 5, **exact)
    assert found.shapley_shubik[~permanent].values == pytest.approx([4 / 2145] * 10, **exact)
    assert set(found.swings[permanent].values) == {848} and set(found.swings[~permanent].values) == {84}
    assert found.banzhaf_absolute[permanent].values == pytest.approx([848 / 2**14] * 5, **exact)


def test_a_veto_can_also_be_told_as_legs(solve):
    legs = "{permanent: {quota: 5, weights: {%s}}, heads: {quota: 9}}" % ", ".join(
        [f"P{n}: 1" for n in range(1, 6)] + [f"E{n}: 0" for n in range(1, 11)]
    )
    assert (solve("voting_power", f"legs={legs}").swings == solve("voting_power").swings).all()


def test_the_council_of_1958(solve):
    found = solve("eec-1958").shapley_shubik
    for member, power in {"DEU": 7 / 30, "FRA": 7 / 30, "ITA": 7 / 30, "NLD": 3 / 20, "BEL": 3 / 20, "LUX": 0}.items():
        assert found.sel(member=member) == pytest.approx(power, **exact)


def test_sampling_agrees(solve):  # 30 numbers, five standard errors: a false alarm in 60,000 seeds
    found, sampled = solve("voting_power"), solve("voting_power", "method=sampled", "samples=20000")
    for index in ("shapley_shubik", "banzhaf_absolute"):
        assert (abs(sampled[index] - found[index]) <= 5 * sampled[f"{index}_error"]).all()
