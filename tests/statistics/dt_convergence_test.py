"""NATO in steps of a month, a quarter, half a year and a year: what comes out must not depend on the step.

As a program (`./dev check steps`, or with a number of runs) it prints the table; as a test it fails where month and quarter
differ by more than four standard errors. Runs of different steps have different seeds, so that standard errors add up.
"""

import os
import sys
import tempfile
from pathlib import Path

import numpy
import xarray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "end_to_end"))
from conftest import NATO, Entente  # noqa: E402

RUNS = 400
STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}  # months
MOST = 4.0  # standard errors
END = "2024-04-04"  # a whole number of years after the start
PERIODS = ((1950, 1970), (1970, 1991), (1991, 2025))
RECORDED = "default,memberships.status,memberships.trust"


def years(dates):
    """Dates as numbers, 2000.5 being the middle of 2000."""
    return 1970.0 + dates.astype("datetime64[D]").astype(float) / 365.2425


def by_run(runs, values, run, statistic):
    """A statistic of each run's values, NaN where it has none."""
    return numpy.array([statistic(values[run == r]) if (run == r).any() else numpy.nan for r in range(runs)])


def changes(data, alliance):
    """Joins and exits of an alliance: how many, and when on average."""
    runs = data.sizes["run"]
    of = data.spell_alliance.values == list(data.alliance.values).index(alliance)
    run = data.spell_run.values
    found = {}
    for name, what, names in (("joins", "entry", ("admitted",)), ("exits", "exit", ("left",))):
        kind = data[f"spell_{what}_kind"]
        codes = dict(zip(kind.attrs["flag_meanings"].split(), kind.attrs["flag_values"]))
        chosen = of & numpy.isin(kind.values, [codes[name] for name in names])
        dates = years(data[f"spell_{what}"].values[chosen])
        found[f"{alliance} {name} a run"] = numpy.bincount(run[chosen], minlength=runs).astype(float)
        found[f"{alliance} mean date of {name}"] = by_run(runs, dates, run[chosen], numpy.mean)
    last = years(data.spell_exit.values[of])
    found[f"{alliance} date of the last member's exit"] = by_run(runs, last, run[of], numpy.max)
    return found


def accessions(data, alliance):
    """Date of each state's first accession; never counts as the end of the run."""
    runs = data.sizes["run"]
    end = years(data.time.values[-1:])[0]
    founding = years(data.time.values[:1])[0]
    found = {}
    for number, state in enumerate(data.state.values):
        of = (data.spell_alliance.values == list(data.alliance.values).index(alliance)) & (data.spell_state.values == number)
        first = by_run(runs, years(data.spell_entry.values[of]), data.spell_run.values[of], numpy.min)
        dates = numpy.where(numpy.isnan(first), end, first)
        if 0.05 < (dates < end).mean() and dates.min() > founding + 0.01:
            found[f"{alliance} accession of {state}"] = dates
    return found


def levels(data):
    """Burdens and trust, averaged over the dates of each period."""
    year = years(data.time.values)
    found = {}
    member = data.membership_status.isin([2, 3]) & (data.membership_alliance == "NATO")
    series = {
        "% burden of NATO": 100 * data.alliance_burden.sel(alliance="NATO"),
        "% burden of the United States": 100 * data.state_burden.sel(state="USA"),
        "% burden of France": 100 * data.state_burden.sel(state="FRA"),
        "trust of NATO's members": data.membership_trust.where(member).mean("membership"),
    }
    for name, values in series.items():
        for first, last in PERIODS:
            within = (year >= first) & (year < last)
            found[f"{name}, {first}-{last - 1}"] = values.values[:, within].mean(axis=1)
    return found


def measure(path):
    with xarray.open_dataset(path, engine="h5netcdf") as data:
        data = data.load()
    return changes(data, "NATO") | changes(data, "WTO") | accessions(data, "NATO") | levels(data)


def mean_and_error(values):
    values = values[~numpy.isnan(values)]
    return values.mean(), values.std(ddof=1) / numpy.sqrt(len(values))


def results(folder, runs):
    """Per step, per quantity: mean and standard error."""
    entente = Entente(Path(folder))
    found = {}
    for seed, step in enumerate(STEPS, start=1):
        words = ("--runs", runs, "--seed", seed, "--record", RECORDED)
        words += ("--set", f"time.step={step}", "--set", f"time.end={END}")
        path = entente.run(step, *words, scenario=NATO)
        found[step] = {name: mean_and_error(values) for name, values in measure(path).items()}
        path.unlink()
    return found


def difference(found, name, step):
    """How far a step is from the month, and the standard error of that."""
    (mean, error), (reference, reference_error) = found[step][name], found["month"][name]
    return mean - reference, numpy.hypot(error, reference_error)


def names_of(found):
    """What every step has a number for, and what is drawn: what does not vary is the scenario's."""
    shared = [name for name in found["month"] if all(name in found[step] for step in STEPS)]
    return [name for name in shared if found["month"][name][1] > 1e-9]


def table(found):
    lines = [f"{'':44}{'month':>12}{'quarter':>10}{'':>8}{'half':>10}{'':>8}{'year':>10}{'':>8}{'error':>9}"]
    for name in names_of(found):
        line = f"{name:44}{found['month'][name][0]:12.4f}"
        for step in ("quarter", "half", "year"):
            by, error = difference(found, name, step)
            line += f"{by:+10.4f}{by / error:+7.1f}s"
        lines.append(line + f"{difference(found, name, 'year')[1]:9.4f}")
    return "\n".join([*lines, "Differences from the month; s: in standard errors; error: that of year less month."])


def disagreements(found, step):
    """Quantities on which a step differs from the month by more than MOST standard errors."""
    differences = {name: difference(found, name, step) for name in names_of(found)}
    return {name: (by, error) for name, (by, error) in differences.items() if abs(by) > MOST * error}


def yearly_errors(found):
    """What a year's step gets wrong, and its ratio to the half year's error: 11 / 5 where the error is of first order."""
    lines = []
    for name, (year, error) in disagreements(found, "year").items():
        half, half_error = difference(found, name, "half")
        spread = abs(year / half) * numpy.hypot(error / year, half_error / half)
        lines.append(f"{name}: {year:+.4f} +- {error:.4f}, {year / half:.1f} +- {spread:.1f} times that of half a year")
    return lines


def test_month_and_quarter_agree(tmp_path):
    found = results(tmp_path, RUNS)
    assert len(names_of(found)) > 30
    assert not disagreements(found, "quarter"), table(found)


if __name__ == "__main__":
    os.environ.setdefault("ENTENTE", str(NATO.parents[1] / "build" / "entente"))
    with tempfile.TemporaryDirectory() as folder:
        found = results(folder, int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
    print(table(found))
    print("\nBeyond four standard errors, year against month (2.2 times half a year's error: first order):")
    print("\n".join(yearly_errors(found) or ["none"]))
    wrong = disagreements(found, "quarter")
    print(f"\nMonth and quarter {'disagree on: ' + ', '.join(wrong) if wrong else 'agree'}.")
    sys.exit(1 if wrong else 0)
