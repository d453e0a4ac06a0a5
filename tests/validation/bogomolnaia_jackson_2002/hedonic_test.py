"""Bogomolnaia & Jackson 2002; Gale & Shapley 1962."""

import pytest

ALONE_1, ALONE_2, ALONE_3, TOGETHER = "ONE | THREE TWO", "ONE THREE | TWO", "ONE TWO | THREE", "ONE THREE TWO"
STABLE = {
    "hedonic": {
        "nash": [],
        "individual": [ALONE_3],
        "contractual": [ALONE_1, ALONE_2, ALONE_3, TOGETHER],
        "core": [ALONE_3],
        "strict_core": [ALONE_3],
        "pareto": [ALONE_1, ALONE_2, ALONE_3, TOGETHER],
    },
    "roommates": {
        "nash": [],
        "individual": [],
        "contractual": [ALONE_1, ALONE_2, ALONE_3],
        "core": [],
        "strict_core": [],
        "pareto": [ALONE_1, ALONE_2, ALONE_3],
    },
    "symmetric": {
        "nash": [TOGETHER],
        "individual": [ALONE_3, TOGETHER],
        "contractual": [ALONE_1, ALONE_3, TOGETHER],
        "core": [ALONE_3, TOGETHER],
        "strict_core": [ALONE_3, TOGETHER],
        "pareto": [ALONE_1, ALONE_3, TOGETHER],
    },
}


@pytest.mark.parametrize("game", STABLE)
def test_every_stable_partition_is_found(solve, game):
    found = solve(game)
    for sense, partitions in STABLE[game].items():
        column = found.stable.sel(concept=sense)
        assert sorted(found.partition[column == 1].values) == sorted(partitions)
        assert found.partitions.sel(concept=sense) == len(partitions)


@pytest.mark.parametrize("game, settles", [("hedonic", False), ("roommates", False), ("symmetric", True)])
def test_who_moves_one_at_a_time_settles_or_goes_round(solve, game, settles):
    assert bool(solve(game).settles) is settles
