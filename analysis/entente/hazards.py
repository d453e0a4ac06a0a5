"""What hastens an exit: a discrete-time model of proportional hazards."""

import warnings

import numpy as np
import pandas as pd
from scipy import stats

from .dates import YEAR
from .errors import ResultError, place_of
from .overruns import LEVEL

MOST_ROWS = 1_000_000


def person_periods(result, covariates, alliance=None, kinds=("left",)) -> pd.DataFrame:
    """Each member at each record until the next: what it was like, and whether it left before the
    next.

    Parameters
    ----------
    result : Result
    covariates : list of str
        Variables as FORMAT.md names them: "state_burden", "alliance_cohesion", "membership_trust".
    alliance : str, optional
        Id; default: all.
    kinds : sequence of str, optional
        Ways of ending that count; memberships that end otherwise are censored there.

    Returns
    -------
    DataFrame
        run, time (years since the first record), state, alliance (places), age (years of
        membership), length (years to the next record), event, then the covariates at the beginning.
    """
    known = list(result.kinds["kind"])
    lowest = int(result.column("spell_exit_kind").attributes["flag_values"][0])
    codes = result.column("spell_exit_kind").attributes["flag_meanings"].split()
    ways = [codes.index(known[place_of(kind, known, "a kind of event")]) + lowest for kind in kinds]
    chosen = result._rows("alliance", alliance)
    days = result.days
    pair = {at: row for row, at in enumerate(zip(*result.pairs))}
    spells = [f"spell_{n}" for n in ("state", "alliance", "entry", "exit", "open", "exit_kind")]
    pieces = []
    for block in result.blocks(*covariates, *spells):
        keep = np.isin(block["spell_alliance"], chosen)
        spell = {n.removeprefix("spell_"): block[n][keep] for n in (*spells, "spell_run")}
        first = np.searchsorted(days, spell["entry"])
        end = np.searchsorted(days, np.minimum(spell["exit"], days[-1]))
        count = np.maximum(end - first, 0)
        of = np.repeat(np.arange(len(count)), count)
        record = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count) + first[of]
        ends = (spell["open"] == 0) & np.isin(spell["exit_kind"], ways)
        state, where, run = (spell[n][of] for n in ("state", "alliance", "run"))
        frame = {
            "run": run,
            "time": (days[record] - days[0]) / YEAR,
            "state": state,
            "alliance": where,
            "age": (days[record] - spell["entry"][of]) / YEAR,
            "length": (days[record + 1] - days[record]) / YEAR,
            "event": ends[of] & (record == end[of] - 1),
        }
        for name in covariates:
            rows = {"state": state, "alliance": where}.get(name.split("_")[0])
            if rows is None:
                rows = np.array([pair[at] for at in zip(state, where)], int)
            frame[name] = block[name][run - block.run[0], record, rows].astype(float)
        pieces.append(pd.DataFrame(frame))
    return pd.concat(pieces, ignore_index=True)


def hazards(result, covariates, alliance=None, kinds=("left",), level=LEVEL) -> pd.DataFrame:
    """Hazards of leaving by covariate: proportional hazards in discrete time.

    The complementary log-log model of grouped durations (Prentice & Gloeckler 1978), with the log
    of age in the membership as baseline; standard errors are clustered by run.

    Parameters
    ----------
    result : Result or DataFrame
        Or what `person_periods` gave, with columns of one's own.
    covariates : list of str
        Variables as FORMAT.md names them, on states, alliances or (if recorded) memberships.
    alliance, kinds : optional
        As for `person_periods`.

    Returns
    -------
    DataFrame
        covariate, mean, sd, coefficient (per unit), hazard_ratio (per standard deviation), low,
        high (of the ratio), p; ``attrs``: rows, events, runs.

    Raises
    ------
    ResultError
        If there are fewer events than ten for each covariate (Peduzzi et al. 1995).

    Warns
    -----
    UserWarning
        If there would be more than about a million rows: then some of the runs are taken.
    """
    import statsmodels.api as sm

    covariates = [covariates] if isinstance(covariates, str) else list(covariates)
    table = (
        result
        if isinstance(result, pd.DataFrame)
        else _thinned(result, covariates, alliance, kinds)
    )
    table = table.dropna(subset=covariates)
    events = int(table["event"].sum())
    if events < 10 * len(covariates):
        raise ResultError(
            f"{events} exits are too few for {len(covariates)} covariates (at least ten for each). "
            "Use more runs, fewer covariates, or other kinds of exit."
        )
    mean, sd = table[covariates].mean(), table[covariates].std()
    flat = list(sd.index[~(sd > 0)])
    if flat:
        raise ResultError(f"{', '.join(flat)} does not vary, so it explains nothing. Leave it out.")
    design = sm.add_constant((table[covariates] - mean) / sd)
    age = np.log1p(table["age"])
    if np.ptp(age) > 0:
        design["age"] = age - age.mean()
    family = sm.families.Binomial(link=sm.families.links.cloglog())
    model = sm.GLM(table["event"].astype(float), design, family, offset=np.log(table["length"]))
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": table["run"].to_numpy()})
    half = stats.norm.ppf(0.5 + level / 2) * fit.bse[covariates]
    ratio = fit.params[covariates]
    frame = pd.DataFrame(
        {
            "covariate": covariates,
            "mean": mean.to_numpy(),
            "sd": sd.to_numpy(),
            "coefficient": (ratio / sd).to_numpy(),
            "hazard_ratio": np.exp(ratio).to_numpy(),
            "low": np.exp(ratio - half).to_numpy(),
            "high": np.exp(ratio + half).to_numpy(),
            "p": fit.pvalues[covariates].to_numpy(),
        }
    )
    frame.attrs = {"rows": len(table), "events": events, "runs": int(table["run"].nunique())}
    return frame


def _thinned(result, covariates, alliance, kinds) -> pd.DataFrame:
    spells = result.column("spell_run").shape[0] / len(result._all)
    most = int(MOST_ROWS / max(spells * len(result.days) / 2, 1)) + 1
    if result.size > most:
        warnings.warn(
            f"hazards: {most} of {result.size} runs are taken, drawn at random.", stacklevel=3
        )
    return person_periods(result.sample(most), covariates, alliance, kinds)
