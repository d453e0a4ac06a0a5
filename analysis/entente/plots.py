"""A plot for each question: `plots.NAME(frame)` draws what `entente.NAME(…)` gave.

Each takes the frame and, optionally, the axes of matplotlib to draw on, and returns the axes.
Colours are Okabe & Ito's (2008), which the colour-blind tell apart.
"""

import networkx as nx
import numpy as np
import pandas as pd

from .members import graph

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")
ABOVE, BELOW, INK, PALE = COLOURS[0], COLOURS[1], "#222222", "#999999"


def _axes(axes, width=7.0, height=4.0):
    import matplotlib.pyplot as plt  # here, for it takes half a second that reading does not need

    if axes is None:
        axes = plt.subplots(figsize=(width, height), layout="constrained")[1]
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def _years(times) -> np.ndarray:
    """Decimal years of dates, of pandas or of cftime."""
    first = pd.Series(times).iloc[0]
    if hasattr(first, "dayofyr"):
        return np.array([date.year + (date.dayofyr - 1) / 365.25 for date in times])
    times = pd.DatetimeIndex(times)
    return (times.year + (times.dayofyear - 1) / 365.25).to_numpy(float)


def _dates(times) -> np.ndarray:
    """Matplotlib's days of dates; decimal years of cftime's, which it does not know."""
    import matplotlib.dates as mdates

    known = isinstance(times, pd.DatetimeIndex) or isinstance(times[0], pd.Timestamp)
    return np.asarray(mdates.date2num(times)) if known else _years(times)


def _groups(frame: pd.DataFrame, by: str, most=len(COLOURS)):
    """Groups with their colours, in the order in which they come."""
    names = list(dict.fromkeys(frame[by]))
    return [(name, frame[frame[by] == name], COLOURS[n % most]) for n, name in enumerate(names)]


def _lines(axes, frame, by, x, y, step=None, label=None):
    for name, one, colour in _groups(frame, by):
        at = _years(one["time"]) if x == "time" else one[x].to_numpy(float)
        axes.plot(
            at, one[y], color=colour, drawstyle=f"steps-{step}" if step else "default", label=name
        )
        axes.fill_between(
            at, one["low"], one["high"], step=step, color=colour, alpha=0.2, linewidth=0
        )
    if frame[by].nunique() > 1:
        axes.legend(frameon=False, title=label)
    return axes


def _forest(axes, names, middle, low, high, none=0.0, colours=None):
    """A row for each name, the first on top: estimate and interval against the line of no
    effect."""
    rows = np.arange(len(names))
    colours = colours or [ABOVE if value >= none else BELOW for value in middle]
    axes.hlines(rows, low, high, color=colours, linewidth=2, alpha=0.6)
    axes.scatter(middle, rows, color=colours, zorder=3)
    axes.axvline(none, color=PALE, linewidth=0.8, zorder=0)
    axes.set_yticks(rows, names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    return axes


def membership(frame, axes=None, names=None, history=None):
    """A row for each state, in the order of entry; the darker, the more runs have it inside.

    Parameters
    ----------
    frame : DataFrame
        Of `entente.membership`, of one alliance.
    names : dict, optional
        Names to show, by id: `Result.state_names`.
    history : Series of dates, optional
        When each state really joined, by id: a red tick.
    """
    share = frame.pivot(index="state", columns="time", values="probability")
    half = [(int(np.argmax(row >= 0.5 * row.max())), -row.sum()) for row in share.to_numpy()]
    share = share.iloc[sorted(range(len(share)), key=half.__getitem__)]
    axes = _axes(axes, 9, 0.19 * len(share) + 1.2)
    axes.spines[["top", "right"]].set_visible(True)
    at = _dates(share.columns)
    edges = np.append(at, at[-1] + (at[-1] - at[-2] if len(at) > 1 else 1.0))
    rows = np.arange(len(share) + 1)
    mesh = axes.pcolormesh(
        edges, rows, share.to_numpy(), cmap="Blues", vmin=0, vmax=1, rasterized=True
    )
    real = {} if history is None else dict(history)
    for row, state in enumerate(share.index):
        if state in real:
            joined = _dates([real[state]])[0]
            axes.plot([joined] * 2, [row + 0.08, row + 0.92], color="crimson", linewidth=2.4)
    shown = [(names or {}).get(state, state) for state in share.index]
    axes.set_yticks(rows[:-1] + 0.5, shown, fontsize=7)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set_xlim(edges[0], edges[-1])
    if isinstance(share.columns, pd.DatetimeIndex):
        axes.xaxis_date()
    axes.figure.colorbar(mesh, ax=axes, label="share of runs", shrink=0.5)
    return axes


def survival(frame, axes=None):
    """Survival curves with their bands."""
    axes = _lines(_axes(axes), frame, "group", "years", "survival", step="post")
    axes.set(xlabel="years", ylabel="share that lasts", ylim=(0, 1.02), xlim=(0, None))
    return axes


def incidence(frame, axes=None):
    """Cumulative incidence of the ways in which memberships end; the first group."""
    first = frame[frame["group"] == frame["group"].iloc[0]]
    axes = _lines(_axes(axes), first, "how", "years", "incidence", step="post")
    axes.set(xlabel="years", ylabel="share that has ended", ylim=(0, None), xlim=(0, None))
    return axes


def log_rank(frame, axes=None):
    """The two p values of the test."""
    axes = _axes(axes, 5, 1.6)
    axes.barh(["independent", "by run"], frame[["p", "p_by_run"]].iloc[0], color=ABOVE)
    axes.axvline(0.05, color=PALE, linewidth=0.8)
    axes.set(xlabel="p", xlim=(0, 1), title=f"Do they last equally long? {frame['groups'][0]}")
    return axes


def hazards(frame, axes=None):
    """Hazard ratios with their intervals, on a logarithmic scale."""
    axes = _axes(axes, 7, 0.4 * len(frame) + 1)
    _forest(axes, frame["covariate"], frame["hazard_ratio"], frame["low"], frame["high"], none=1.0)
    axes.set(xscale="log", xlabel="hazard ratio for one standard deviation")
    return axes


def turnover(frame, axes=None):
    """Exits a member-year of each alliance."""
    axes = _axes(axes, 6, 0.4 * len(frame) + 1)
    _forest(axes, frame["alliance"], frame["exit_rate"], frame["low"], frame["high"])
    axes.set(xlabel="exits a member-year")
    return axes


def bands(frame, axes=None, colour=ABOVE, label=None):
    """The median over runs, in the bands of its quantiles."""
    axes = _axes(axes)
    at = _years(frame["time"])
    cut = sorted(name for name in frame if name.startswith("q"))
    for low, high in zip(cut[: len(cut) // 2], cut[::-1]):
        axes.fill_between(at, frame[low], frame[high], color=colour, alpha=0.18, linewidth=0)
    axes.plot(at, frame["q50" if "q50" in frame else "mean"], color=colour, label=label)
    return axes


def turning_points(frame, axes=None):
    """The share of runs whose level shifts about a date."""
    axes = _axes(axes)
    at = _years(frame["time"])
    axes.fill_between(at, frame["low"], frame["high"], color=ABOVE, alpha=0.2, linewidth=0)
    axes.plot(at, frame["probability"], color=ABOVE)
    axes.set(ylabel="share of runs with a turning point", ylim=(0, None))
    return axes


def early_warnings(frame, axes=None):
    """How well the trend of each indicator tells runs with the event from runs without."""
    axes = _axes(axes, 6, 0.4 * len(frame) + 1)
    _forest(axes, frame["indicator"], frame["auc"], frame["low"], frame["high"], none=0.5)
    axes.set(xlim=(0, 1), xlabel="probability that a run with the event has the larger trend")
    return axes


def burden_sharing(frame, axes=None):
    """Gini coefficient and exploitation over time, with their intervals."""
    kept = frame[frame["measure"] != "burden"]
    axes = _lines(_axes(axes), kept, "measure", "time", "mean")
    axes.axhline(0, color=PALE, linewidth=0.8)
    return axes


def burden(frame, axes=None, at_least=0.5):
    """Burden against GDP, of the states that are members in a share of runs."""
    axes = _axes(axes)
    kept = frame[frame["inside"] >= at_least]
    below, above = kept["burden"] - kept["low"], kept["high"] - kept["burden"]
    spread = 100 * np.maximum(np.vstack([below, above]), 0)
    axes.errorbar(kept["gdp"], 100 * kept["burden"], spread, fmt="o", color=ABOVE, ecolor=PALE)
    for state, gdp, paid in kept[["state", "gdp", "burden"]].itertuples(index=False):
        axes.annotate(state, (gdp, 100 * paid), (4, 3), textcoords="offset points", fontsize=7)
    axes.set(
        xscale="log", xlabel="GDP, billion USD", ylabel="defence spending, % of GDP", ylim=(0, None)
    )
    return axes


def pivotal(frame, axes=None, most=6):
    """Over time, the share of runs in which each of the most pivotal states is the one."""
    order = frame.groupby("state")["probability"].sum().nlargest(most).index
    kept = pd.concat([frame[frame["state"] == state] for state in order])
    axes = _lines(_axes(axes), kept, "state", "time", "probability")
    axes.set(ylabel="share of runs in which it is pivotal", ylim=(0, 1.02))
    return axes


def why(frame, axes=None, most=12):
    """Mean shares of utility of the reasons that weigh most; what pushed out is on the left."""
    kept = frame.loc[frame["share"].abs().nlargest(most).index].sort_values("share")
    axes = _axes(axes, 7, 0.3 * len(kept) + 1)
    _forest(axes, kept["feature"], kept["share"], kept["low"], kept["high"])
    axes.set(xlabel=f"mean share of the utility, {frame.attrs.get('events', 0):,} events")
    return axes


def network(frame, axes=None, at_least=0.5):
    """States that share an alliance in at least a share of runs; the thicker, the more runs."""
    axes = _axes(axes, 6, 6)
    net = graph(frame, at_least)
    places = nx.spring_layout(net, seed=1, weight="weight")
    width = [2 * weight**3 for _, _, weight in net.edges(data="weight")]
    nx.draw_networkx_edges(net, places, ax=axes, width=width, edge_color=PALE, alpha=0.5)
    nx.draw_networkx_nodes(net, places, ax=axes, node_color=ABOVE, node_size=260)
    nx.draw_networkx_labels(net, places, ax=axes, font_size=6, font_color="white")
    axes.set_axis_off()
    return axes


def cascades(frame, axes=None):
    """How much oftener than by chance an exit follows an exit, by the years in which it counts."""
    axes = _axes(axes)
    error = np.maximum([frame["ratio"] - frame["low"], frame["high"] - frame["ratio"]], 0)
    axes.errorbar(frame["within"], frame["ratio"], error, fmt="o-", color=ABOVE, ecolor=PALE)
    axes.axhline(1, color=PALE, linewidth=0.8)
    axes.set(xlabel="years after an exit", ylabel="another exit, over chance", ylim=(0, None))
    return axes


def wars(frame, axes=None):
    """Wars a run by how they ended for those who began them."""
    kept = frame[frame["wars"] > 0]
    axes = _axes(axes, 6, 0.4 * len(kept) + 1)
    _forest(axes, kept["outcome"], kept["wars"], kept["low"], kept["high"])
    axes.set(xlabel="wars a run", xlim=(0, None))
    return axes


def obligations(frame, axes=None):
    """The share of promises that are kept, by whose they are."""
    axes = _axes(axes, 6, 0.3 * len(frame) + 1)
    _forest(axes, frame.iloc[:, 0], frame["honoured"], frame["low"], frame["high"], none=0.5)
    axes.set(xlabel="share of promises kept", xlim=(0, 1))
    return axes


def missions(frame, axes=None):
    """A bar for each mission: shares of runs by how it ended."""
    missions = list(dict.fromkeys(frame["mission"]))
    axes = _axes(axes, 7, 0.4 * len(missions) + 1.2)
    left = dict.fromkeys(missions, 0.0)
    for end, one, colour in _groups(frame, "end"):
        rows = [missions.index(each) for each in one["mission"]]
        axes.barh(rows, one["share"], left=[left[m] for m in one["mission"]], color=colour, label=end)
        for mission, share in zip(one["mission"], one["share"]):
            left[mission] += share
    axes.set_yticks(range(len(missions)), missions)
    axes.invert_yaxis()
    axes.legend(frameon=False, ncols=4, loc="lower left", bbox_to_anchor=(0, 1))
    axes.set(xlabel="share of runs", xlim=(0, 1))
    return axes


def compare(frame, axes=None, most=20):
    """The largest effects, in standard deviations over runs."""
    kept = frame[np.isfinite(frame["effect"])].head(most)
    axes = _axes(axes, 7, 0.28 * len(kept) + 1)
    scale = kept["effect"] / kept["difference"]
    _forest(axes, kept["outcome"], kept["effect"], kept["low"] * scale, kept["high"] * scale)
    axes.set(xlabel="difference, standard deviations over runs")
    return axes


def sobol(frame, axes=None):
    """First and total indices side by side; of pairs, theirs."""
    axes = _axes(axes, 7, 0.5 * len(frame) + 1)
    if "second" in frame:
        names = frame["factor"] + " x " + frame["other"]
        _forest(axes, names, frame["second"], frame["low"], frame["high"])
    else:
        rows = np.arange(len(frame))
        for name, shift, colour in (("first", -0.12, ABOVE), ("total", 0.12, BELOW)):
            axes.hlines(
                rows + shift, frame[f"{name}_low"], frame[f"{name}_high"], color=colour, alpha=0.6
            )
            axes.scatter(frame[name], rows + shift, color=colour, label=name, zorder=3)
        axes.set_yticks(rows, frame["factor"])
        axes.set_ylim(len(frame) - 0.4, -0.6)
        axes.axvline(0, color=PALE, linewidth=0.8)
        axes.legend(frameon=False)
    axes.set(xlabel="share of the outcome's variance")
    return axes


def morris(frame, axes=None):
    """Size of the effect against its spread; above the dashed line interaction or curvature
    prevails."""
    axes = _axes(axes, 5.5, 4.5)
    axes.hlines(frame["sigma"], frame["low"], frame["high"], color=PALE)
    axes.scatter(frame["mu_star"], frame["sigma"], color=ABOVE, zorder=3)
    for name, x, y in frame[["factor", "mu_star", "sigma"]].itertuples(index=False):
        axes.annotate(name, (x, y), (5, 4), textcoords="offset points", fontsize=8)
    top = max(frame["mu_star"].max(), frame["sigma"].max())
    axes.plot([0, top], [0, top], color=PALE, linestyle="--", linewidth=0.8)
    axes.set(xlabel="mean size of elementary effects", ylabel="their standard deviation")
    return axes


def pawn(frame, axes=None):
    """PAWN indices; the tick is what a factor without effect may get by chance."""
    axes = _axes(axes, 7, 0.4 * len(frame) + 1)
    _forest(axes, frame["factor"], frame["pawn"], frame["low"], frame["high"])
    axes.scatter(
        frame["chance"], np.arange(len(frame)), marker="|", s=160, color=INK, label="chance"
    )
    axes.set(xlim=(0, None), xlabel="median Kolmogorov-Smirnov distance")
    axes.legend(frameon=False)
    return axes


def response(frame, axes=None):
    """The mean outcome along each factor, each scaled to its range; levels in their order."""
    axes = _axes(axes)
    for name, one, colour in _groups(frame, "factor"):
        value = pd.to_numeric(one["value"], errors="coerce").to_numpy(float)
        value = value if np.isfinite(value).all() else np.arange(len(one), dtype=float)
        at = (value - value.min()) / max(np.ptp(value), 1e-300)
        axes.plot(at, one["mean"], "o-", color=colour, label=name, markersize=4)
        axes.fill_between(
            at,
            one["low"].astype(float),
            one["high"].astype(float),
            color=colour,
            alpha=0.2,
            linewidth=0,
        )
    axes.set(xlabel="factor, from its least to its largest value", ylabel="mean outcome")
    axes.legend(frameon=False)
    return axes


def scenarios(frame, axes=None):
    """The limits of each box: where the factor is confined to, as text for levels."""
    axes = _axes(axes, 7, 0.4 * max(len(frame), 1) + 1)
    for row, one in enumerate(frame.itertuples(index=False)):
        colour = COLOURS[(one.box - 1) % len(COLOURS)]
        if one.levels:
            axes.annotate(one.levels, (0.02, row), xycoords=("axes fraction", "data"), va="center")
        else:
            axes.annotate(
                f"{one.low:.3g} to {one.high:.3g}",
                (0.02, row),
                xycoords=("axes fraction", "data"),
                va="center",
                color=colour,
            )
    names = [
        f"{one.factor} (box {one.box}: {one.density:.0%} of {one.points})"
        for one in frame.itertuples()
    ]
    axes.set_yticks(np.arange(len(frame)), names)
    axes.set_ylim(len(frame) - 0.4, -0.6)
    axes.set_xticks([])
    return axes


def summary(frame, axes=None, measure="cohesion"):
    """One measure of each alliance."""
    kept = frame[(frame["measure"] == measure) & frame["mean"].notna()]
    axes = _axes(axes, 6, 0.4 * len(kept) + 1)
    _forest(axes, kept["alliance"], kept["mean"], kept["low"], kept["high"])
    axes.set(xlabel=measure)
    return axes
