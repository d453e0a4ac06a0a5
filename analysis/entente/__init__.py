"""Reading and understanding results of entente.

>>> import entente
>>> nato = entente.run("scenarios/nato.yaml", runs=200)      # or entente.open("nato200.h5")
>>> belonging = entente.membership(nato, "NATO")
>>> entente.plots.membership(belonging)
"""

from . import plots
from .burdens import bands, burden, burden_sharing
from .change import breaks, early_warnings, turning_points
from .compare import compare, first_divergence, runs_needed
from .conflicts import missions, obligations, war_list, wars
from .discovery import scenarios
from .errors import (
    ComputationError,
    DamagedError,
    DiskError,
    EntenteError,
    FailedRuns,
    InputError,
    ResultError,
    Stopped,
)
from .facts import stylised_facts
from .fitting.fit import fit
from .fitting.moments import Moment
from .fitting.outcome import Fit
from .hazards import hazards, person_periods
from .members import graph, membership, network, pivotal, turnover
from .outcomes import numbers_of, outcomes
from .program import call, executable, run, sweep
from .reasons import cascades, why
from .response import pawn, response
from .result import Result
from .result import open_result as open
from .sensitivity import morris, sobol
from .summary import summary
from .survival import durations, incidence, log_rank, survival

__all__ = [
    "ComputationError",
    "DamagedError",
    "DiskError",
    "EntenteError",
    "FailedRuns",
    "Fit",
    "InputError",
    "Moment",
    "Result",
    "ResultError",
    "Stopped",
    "bands",
    "breaks",
    "burden",
    "burden_sharing",
    "call",
    "cascades",
    "compare",
    "durations",
    "early_warnings",
    "executable",
    "first_divergence",
    "fit",
    "graph",
    "hazards",
    "incidence",
    "log_rank",
    "membership",
    "missions",
    "morris",
    "network",
    "numbers_of",
    "obligations",
    "open",
    "outcomes",
    "pawn",
    "person_periods",
    "pivotal",
    "plots",
    "response",
    "run",
    "runs_needed",
    "scenarios",
    "sobol",
    "stylised_facts",
    "summary",
    "survival",
    "sweep",
    "turning_points",
    "turnover",
    "war_list",
    "wars",
    "why",
]
