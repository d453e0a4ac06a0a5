"""Axelrod 1995. Statistical: 400 populations against the published 5,000, four standard errors of the difference; of
eight numbers at two ages one in a thousand seeds would miss one of them."""

import numpy as np
import pytest

PUBLISHED = {  # mean, standard error
    1000: {
        "wealth_of_isolated": (0.70012, 0.00196),
        "fights": (326.6444, 1.801),
        "tributes": (1839.806, 2.211),
        "idle": (833.5496, 1.983),
        "top_share": (0.54645, 0.00158),
        "gini": (0.77610, 0.00054),
        "richer": (2.2162, 0.00905),
        "fully_committed": (0.35664, 0.00076),
    },
    100: {"wealth_of_isolated": (0.33568, 0.00193), "fights": (98.0882, 0.331), "tributes": (138.9928, 0.311)},
}


@pytest.mark.parametrize("years", PUBLISHED)
def test_the_means_are_those_that_were_published(solve, years):
    found = solve("tribute", f"years={years}")
    for measure, (mean, error) in PUBLISHED[years].items():
        ours = found.sel(measure=measure)
        assert abs(ours["mean"] - mean) < 4 * np.hypot(ours.standard_error, error), measure


def test_wealth_is_the_start_and_the_harvests_less_what_was_destroyed(solve):
    found = solve("tribute", "populations=20", "least_wealth=400", "most_wealth=400")
    assert found.wealth.sum("actor").values == pytest.approx(10 * (400 + 20 * 1000) - found.destroyed.values, rel=1e-9)
