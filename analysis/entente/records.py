"""Which records, days and spells are asked about: of each run as far as it came."""

import numpy as np
import pandas as pd

from .errors import ResultError

SPELLS = ("spell_state", "spell_alliance", "spell_entry", "spell_exit", "spell_open")


def grid_of(result, dates) -> np.ndarray:
    """Days at which something is asked: None, the recorded dates; a frequency of pandas ("MS"); or
    dates."""
    if dates is None:
        return result.days
    if isinstance(dates, str) and not dates[:1].isdigit():
        first, last = result.time[0], result.time[-1]
        try:
            dates = pd.date_range(first, last, freq=dates)
        except ValueError:
            raise ResultError(
                f"'{dates}' is neither a date nor a frequency. Write 1970, 1970-07-01 or MS."
            ) from None
    elif isinstance(dates, (str, int)) or np.ndim(dates) == 0:
        dates = [dates]
    return np.array([result.calendar.days(date) for date in dates])


def records_of(result, dates) -> np.ndarray:
    """Places of the records nearest to some dates; all of them for None."""
    days = result.days
    if dates is None:
        return np.arange(len(days))
    grid = grid_of(result, dates)
    place = np.searchsorted((days[1:] + days[:-1]) / 2, grid)
    step = np.max(np.diff(days), initial=1)
    far = np.abs(days[place] - grid) > step
    if far.any():
        given = str(result.calendar.dates(grid[far])[0])[:10]
        raise ResultError(
            f"{given}: nothing was recorded about then; records go from {str(result.time[0])[:10]} "
            f"to {str(result.time[-1])[:10]}."
        )
    return place


def last_days(result) -> np.ndarray:
    """The last recorded day of each run that counts; all of them the same unless a run was
    stopped."""
    reached = result.column("run_times")[:][result._counts]
    return result.days[np.maximum(reached, 1) - 1]


def runs_at(result, grid: np.ndarray) -> np.ndarray:
    """How many runs reached each day of a grid."""
    return (last_days(result)[:, None] >= np.minimum(grid, result.days[-1])).sum(axis=0)


def values_at(result, names, date=None, at=()) -> dict:
    """Values by variable at the record nearest to a date, or at each run's own last one: (runs, …),
    NaN where a run did not come so far. `at`: places along further axes."""
    last = np.searchsorted(result.days, last_days(result))
    records = np.unique(last) if date is None else records_of(result, date)
    values = {}
    for record in records:
        mine = last == record if date is None else np.ones(result.size, bool)
        for block in result.blocks(*names, at=(int(record), *at)):
            keep = mine[block.run]
            for name in names:
                value = np.asarray(block[name], float)
                shape = (result.size, *value.shape[1:])
                values.setdefault(name, np.full(shape, np.nan))[block.run[keep]] = value[keep]
    return values


def spans(result, block, grid: np.ndarray) -> tuple:
    """First place on a grid of days where each spell of a block is on, and first where it is no
    more."""
    is_open = block["spell_open"] > 0
    end = np.where(is_open, last_days(result)[block["spell_run"]] + 1, block["spell_exit"])
    whole = is_open & (end > result.days[-1])
    end = np.where(whole, np.iinfo(np.int64).max, end)
    return np.searchsorted(grid, block["spell_entry"]), np.searchsorted(grid, end)


def members_at(result, block, date=None) -> np.ndarray:
    """Which spells of a block are on at a date, or when their run ends."""
    if date is None:
        return block["spell_open"] > 0
    first, end = spans(result, block, grid_of(result, date))
    return (first == 0) & (end > 0)
