"""How series lie over runs: quantiles at a few dates, however many runs there are."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
FEW = 0.1  # of the runs; where fewer have a value, none is shown


@dataclass(frozen=True)
class Spread:
    """Quantiles over runs at each date, and how many runs have a value there."""

    quantiles: np.ndarray  # (quantile, date)
    runs: np.ndarray  # (date)

    @property
    def low(self) -> np.ndarray:
        return self.quantiles[0]

    @property
    def middle(self) -> np.ndarray:
        return self.quantiles[2]

    @property
    def high(self) -> np.ndarray:
        return self.quantiles[4]

    def is_empty(self) -> bool:
        return not np.isfinite(self.middle).any()


def enough(runs: int) -> float:
    """How many runs must have a value for it to be shown."""
    return max(1.0, FEW * runs)


def spread(values: np.ndarray) -> Spread:
    """Of values by run and date."""
    count = np.isfinite(values).sum(axis=0)
    found = pd.DataFrame(values).quantile(QUANTILES).to_numpy(float)
    found[:, count < enough(len(values))] = np.nan
    return Spread(found, count)


def thin(count: int, most: int) -> np.ndarray:
    """At most about `most` places of 0 … count - 1, evenly spread, with both ends."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int)) if count else np.zeros(0, int)
