"""How long alliances and memberships last: Kaplan-Meier, competing reasons, log-rank."""

import numpy as np
import pandas as pd
from scipy import stats

from .dates import YEAR
from .errors import ResultError
from .overruns import LEVEL, RESAMPLES, SEED, percentiles, resampled

OF = ("membership", "alliance")
VALUE = {"ended": "survival", "way": "incidence"}


def durations(result, alliances=None, of: str = "membership") -> pd.DataFrame:
    """Durations of memberships or alliances, some of them censored.

    Parameters
    ----------
    result : Result
    alliances : str or list of str, optional
        Ids; default: all.
    of : {"membership", "alliance"}
        An alliance lasts from its first member's entry until its last member's exit.

    Returns
    -------
    DataFrame
        run (place among those that count), alliance, state (of memberships), days, ended (False:
        censored at the end of the run), how (kind of the event that ended it, or open).
    """
    if of not in OF:
        raise ResultError(f"of='{of}': must be 'membership' or 'alliance'.")
    names = ["state", "alliance", "entry", "exit", "open", "exit_kind"]
    data = pd.DataFrame(result._gather("spell", names, {"alliance": alliances}))
    data["how"] = result._meant(result.column("spell_exit_kind"), data.pop("exit_kind").to_numpy())
    data["ended"] = data.pop("open") == 0
    if of == "alliance":
        data = data.sort_values(
            ["run", "alliance", "ended", "exit"], ascending=[True, True, False, True]
        )
        by = data.groupby(["run", "alliance"], sort=True)
        data = by.agg({"entry": "min", "exit": "max", "ended": "all", "how": "last"}).reset_index()
    data["days"] = data["exit"] - data["entry"]
    for name in ("state", "alliance"):
        if name in data:
            data[name] = pd.Categorical.from_codes(data[name], result.ids(name))
    order = ["run", "alliance", "state", "days", "ended", "how"]
    return data[[name for name in order if name in data]]


def survival(
    result, alliances=None, of="membership", by=None, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """Survival of memberships or alliances: Kaplan & Meier's (1958) estimate with censoring.

    Parameters
    ----------
    result : Result or DataFrame
        Or durations of one's own, as `durations` gives them: run, days, ended (and how, group
        columns).
    alliances : str or list of str, optional
        Ids; default: all.
    of : {"membership", "alliance"}
    by : {"alliance", "state"}, another column, or function of the frame of `durations`, optional
        Groups to tell apart.
    level, resamples, seed : optional
        Of the bootstrap, which draws whole runs, for memberships of one run end together.

    Returns
    -------
    DataFrame
        group, years, at_risk, ended, survival, low, high: a row for each duration at which one
        ends.
    """
    from statsmodels.duration.survfunc import SurvfuncRight

    data, runs = _durations(result, alliances, of)

    def curve(time, ended, weights):
        fit = SurvfuncRight(time, ended, freq_weights=weights)
        return fit.surv_times, fit.surv_prob[:, None]

    groups = _groups(data, by)
    draws = (level, resamples, seed)
    told = _curves(data, runs, groups, "ended", curve, ["survival"], [1.0], *draws)
    for group, rows in told.groupby("group").groups.items():
        one = data[groups == group]
        days = np.rint(told.loc[rows, "years"] * YEAR)
        lengths, ends = np.sort(one["days"]), np.sort(one.loc[one["ended"], "days"])
        told.loc[rows, "at_risk"] = len(lengths) - np.searchsorted(lengths, days)
        told.loc[rows, "ended"] = np.searchsorted(ends, days, "right") - np.searchsorted(ends, days)
    return told[["group", "years", "at_risk", "ended", "survival", "low", "high"]]


def incidence(
    result, alliances=None, of="membership", by=None, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """Cumulative incidence of the ways in which memberships end, which compete (Aalen & Johansen
    1978).

    Parameters
    ----------
    result, alliances, of, by, level, resamples, seed
        As for `survival`.

    Returns
    -------
    DataFrame
        group, how (kind of the event that ended it), years, incidence, low, high: the probability
        to have ended in this way by then. Those of all ways and survival add up to 1.
    """
    from statsmodels.duration.survfunc import CumIncidenceRight

    data, runs = _durations(result, alliances, of)
    ways = sorted(data.loc[data["ended"], "how"].unique())
    if not ways:
        raise ResultError("no membership has ended, so there is no incidence. Choose longer runs.")

    def curve(time, way, weights):
        fit = CumIncidenceRight(time, way, freq_weights=weights)
        absent = [np.zeros(len(fit.times))] * (len(ways) - len(fit.cinc))
        return fit.times, np.column_stack([*fit.cinc, *absent])

    place = {way: n + 1 for n, way in enumerate(ways)}
    data["way"] = [place[how] if ended else 0 for how, ended in zip(data["how"], data["ended"])]
    none = np.zeros(len(ways))
    groups, draws = _groups(data, by), (level, resamples, seed)
    told = _curves(data, runs, groups, "way", curve, ways, none, *draws)
    told = told.rename(columns={"name": "how"})
    return told[["group", "how", "years", "incidence", "low", "high"]]


def _durations(source, alliances, of) -> tuple:
    if isinstance(source, pd.DataFrame):
        return source.copy(), int(source["run"].max()) + 1
    return durations(source, alliances, of), source.size


def _groups(data: pd.DataFrame, by) -> np.ndarray:
    if by is None:
        return np.full(len(data), "all", object)
    if callable(by):
        return np.asarray(by(data), object).astype(str)
    if by not in data:
        raise ResultError(
            f"by='{by}': must be a column ({', '.join(data)}) or a function of the frame."
        )
    return np.asarray(data[by], object)


def _curves(data, runs, groups, status, curve, names, start, level, resamples, seed):
    """Curves of each group and their bootstrap by run; equal durations are counted, not repeated.

    `curve(time, status, weights)` gives times and a column for each of the names.
    """
    if data.empty:
        raise ResultError("there is no membership to follow. Choose other alliances or runs.")
    weights = resampled(runs, resamples, seed)
    frames = []
    for group in sorted(set(groups)):
        one = data[groups == group]
        pairs = np.column_stack([one["days"], one[status]]).astype(int)
        kinds, which = np.unique(pairs, axis=0, return_inverse=True)
        time, code, run = kinds[:, 0].astype(float), kinds[:, 1], one["run"].to_numpy()

        def stepped(counts, at=None):
            some = counts > 0
            times, values = curve(time[some], code[some], counts[some].astype(float))
            times, values = np.append(0.0, times), np.vstack([start, values])
            return (
                (times, values) if at is None else values[np.searchsorted(times, at, "right") - 1]
            )

        at, values = stepped(np.bincount(which))
        drawn = [np.bincount(which, row[run], len(kinds)) for row in weights]
        drawn = [stepped(each, at) for each in drawn if each.any()]
        low, high = percentiles(drawn, level)
        for n, name in enumerate(names):
            columns = {
                "years": at / YEAR,
                VALUE[status]: values[:, n],
                "low": low[:, n],
                "high": high[:, n],
            }
            frames.append(pd.DataFrame({"group": group, "name": name, **columns}))
    return pd.concat(frames, ignore_index=True)


def log_rank(
    result, alliances=None, of="membership", by="alliance", resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """Do groups last equally long? The log-rank test, and a bootstrap by run of what it compares.

    The chi-squared law of the test (Mantel 1966) takes memberships to be independent; those of one
    run are not, so beside its p stands one that allows for it.

    Parameters
    ----------
    result, alliances, of, by, resamples, seed
        As for `survival`; `by` must give two groups or more.

    Returns
    -------
    DataFrame
        One row: groups, chi_squared, degrees, p, p_by_run: of a Wald test of observed less expected
        ends, with their covariance from resampled runs.
    """
    from statsmodels.duration.survfunc import survdiff

    data, runs = _durations(result, alliances, of)
    groups = _groups(data, by)
    names = sorted(set(groups))
    if len(names) < 2:
        raise ResultError(f"log_rank needs two groups; by={by!r} gives {len(names)}.")
    chi, p = survdiff(data["days"].to_numpy(float), data["ended"].to_numpy(int), groups)
    score = _scores(data, groups, names)
    by_run = np.zeros((runs, len(names)))
    np.add.at(by_run, data["run"].to_numpy(), score)
    difference = by_run.sum(axis=0)[1:]
    drawn = resampled(runs, resamples, seed).astype(float) @ by_run[:, 1:]
    wald = difference @ np.linalg.pinv(np.atleast_2d(np.cov(drawn.T))) @ difference
    degrees = len(names) - 1
    p_by_run = float(stats.chi2.sf(wald, degrees))
    return pd.DataFrame(
        {
            "groups": [", ".join(names)],
            "chi_squared": [float(chi)],
            "degrees": [degrees],
            "p": [float(p)],
            "p_by_run": [p_by_run],
        }
    )


def _scores(data: pd.DataFrame, groups: np.ndarray, names: list) -> np.ndarray:
    """What each duration adds to observed less expected ends of each group: its martingale
    residual."""
    days, ended = data["days"].to_numpy(), data["ended"].to_numpy()
    at = np.unique(days)
    place = np.searchsorted(at, days)
    member = groups[:, None] == np.array(names, object)
    risk = np.zeros((len(at), len(names)))
    np.add.at(risk, place, member)
    risk = risk[::-1].cumsum(axis=0)[::-1]
    ends = np.bincount(place, ended, len(at))
    hazard = np.cumsum(ends / risk.sum(axis=1))
    share = risk / risk.sum(axis=1, keepdims=True)
    expected = np.cumsum((ends / risk.sum(axis=1))[:, None] * share, axis=0)
    own = member * (ended - hazard[place])[:, None]
    return own - (ended[:, None] * share[place] - expected[place])
