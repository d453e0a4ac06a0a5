"""Reading and understanding results of entente.

>>> import entente
>>> nato = entente.run("scenarios/nato.yaml", runs=200)      # or entente.open("nato200.h5")
>>> nato.memberships(alliances="NATO")
"""

from .errors import (
    ComputationError,
    DiskError,
    EntenteError,
    FailedRuns,
    InputError,
    ResultError,
    Stopped,
)
from .program import call, executable, run, sweep
from .result import Result
from .result import open_result as open

__all__ = [
    "ComputationError",
    "DiskError",
    "EntenteError",
    "FailedRuns",
    "InputError",
    "Result",
    "ResultError",
    "Stopped",
    "call",
    "executable",
    "open",
    "run",
    "sweep",
]
