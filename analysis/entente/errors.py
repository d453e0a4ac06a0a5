"""What can go wrong, as exceptions. Their text is for the person at the keyboard."""

import difflib


class EntenteError(Exception):
    """Any error of this package."""


class InputError(EntenteError):
    """The program cannot use a scenario, an experiment or an option (its exit code 2)."""


class DiskError(EntenteError):
    """The program could not write or read back a file (its exit code 3)."""


class ComputationError(EntenteError):
    """A computation of the program left the real numbers, or it has a bug (any other exit code)."""


class Stopped(EntenteError):
    """The program was asked to end before it was done; it can be continued (its exit codes 75 and
    130)."""


class ResultError(EntenteError):
    """A result file cannot be read, or does not hold what was asked for."""


class DamagedError(ResultError):
    """A file is truncated or its bits have changed."""


class FailedRuns(UserWarning):
    """Some runs of a sweep computed nothing; statistics leave them out."""


def did_you_mean(word: str, known) -> str:
    """ " Did you mean 'x'?", or nothing if no known word is like it."""
    known = [str(each) for each in known]
    close = difflib.get_close_matches(str(word), known, 1) or [
        each for each in known if each.lower() == str(word).lower()
    ]
    return f" Did you mean '{close[0]}'?" if close else ""


def place_of(word: str, known, what: str) -> int:
    """The place of a word among those known; the error names the whole choice."""
    known = list(known)
    if word not in known:
        shown = ", ".join(map(str, known[:40])) + (", …" if len(known) > 40 else "")
        raise ResultError(f"'{word}' is not {what}.{did_you_mean(word, known)} There are: {shown}.")
    return known.index(word)
