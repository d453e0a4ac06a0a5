"""Shares of runs in which states belong, made ready to be drawn."""

from datetime import date

import numpy as np

MOST_COLUMNS = 240
MOST_STATES = 64  # of an alliance that are drawn


def calendar(first: date, last: date) -> list[date]:
    """The first days of months, quarters, half-years or years, so that there are at most MOST_COLUMNS; both ends too."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((size for size in (1, 3, 6, 12, 60, 120) if months / size <= MOST_COLUMNS), 600)
    found = [first]
    n = first.year * 12 + first.month - 1
    while True:
        n = (n // step + 1) * step
        if n // 12 > 9999 or date(n // 12, n % 12 + 1, 1) >= last:
            break
        found.append(date(n // 12, n % 12 + 1, 1))
    return found + ([last] if last > first else [])


def ever(share: np.ndarray) -> np.ndarray:
    """The states that ever belong."""
    return np.flatnonzero(np.nanmax(share, axis=1, initial=0) > 0)


def by_entry(share: np.ndarray) -> np.ndarray:
    """The states that most often belong, in the order in which half of their runs have them inside."""
    present = ever(share)
    present = present[np.argsort(-np.nansum(share[present], axis=1), kind="stable")[:MOST_STATES]]
    def key(row):
        values = np.nan_to_num(share[row])
        return (int(np.argmax(values >= 0.5 * values.max())), -values.sum())
    return np.array(sorted(present, key=key), int)


def runs_of_equal(row: np.ndarray) -> list[tuple[int, int, int]]:
    """A row as (from, until, percent), joined where the whole percent stays the same and without zeros.

    What is neither never nor always is 1 to 99 percent, however near.
    """
    filled = np.nan_to_num(row)
    whole = np.where(filled <= 0, 0, np.where(filled >= 1 - 1e-12, 100, np.clip(np.rint(100 * filled), 1, 99))).astype(int)
    edges = np.flatnonzero(np.diff(whole)) + 1
    starts, ends = np.r_[0, edges], np.r_[edges, len(whole)]
    return [(int(a), int(b), int(whole[a])) for a, b in zip(starts, ends) if whole[a] > 0]
