"""Reading the file of a fit, and everything that is wrong in it."""

import json
import math
import os
import re
from hashlib import sha256
from pathlib import Path

from ..errors import EntenteError, InputError, did_you_mean
from ..program import call
from .moments import moment_of
from .problem import Parameter, Problem, Target


class Reader:
    """One reading of a fit's file, whose grammar the program has checked; gathers what else is wrong."""

    def __init__(self, file: Path, allow_later: bool):
        self.file = file
        told = json.loads(call("fit", file, "--json"))
        self.document, self.places = told["document"], told["places"]
        self.allow_later = allow_later
        self.problems, self.notes, self.codes = [], [], []

    def report(self, path: str, what: str) -> None:
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        self.problems.append(f"{self.places.get(path, self.file)}: {what}")

    def read(self) -> Problem:
        given = self.document
        until = given.get("until", 2000)
        scenarios = self.scenarios(until)
        parameters = [
            self.parameter(name, each) for name, each in sorted(given["parameters"].items())
        ]
        self.paths_differ()
        names = self.scenario_files()
        targets = [
            self.target(name, each, names, until) for name, each in sorted(given["moments"].items())
        ]
        if not parameters:
            self.report("parameters", "parameters: there are none. Name what is to be fitted.")
        if len(targets) < len(parameters):
            self.report(
                "moments",
                f"{len(targets)} moments cannot tell {len(parameters)} parameters. "
                "Give as many moments as parameters, better more, or fit fewer.",
            )
        for name in sorted(
            set(names) - {each.get("scenario", "") for each in given["moments"].values()}
        ):
            if "scenarios" in given:
                self.report(
                    f"scenarios.{name}",
                    f"scenarios.{name} has no moment. Name it in one, or remove it.",
                )
        if self.problems:
            raise InputError("\n".join(sorted(self.problems, key=_line_and_column)))
        shown = {key: given[key] for key in given if key not in ("title", "about", "iterations")}
        content = json.dumps([shown, scenarios, self.codes], sort_keys=True)
        return Problem(
            self.file,
            given,
            scenarios,
            {name: self.path_of(each) for name, each in names.items()},
            parameters,
            targets,
            runs=given.get("runs", 32),
            seed=given.get("seed", 1),
            scan=given.get("scan", 10 * len(parameters)),
            iterations=given.get("iterations", 12),
            until=until,
            notes=self.notes,
            digest=sha256(content.encode()).hexdigest(),
        )

    def path_of(self, file: str) -> Path:
        return Path(os.path.normpath(self.file.parent / file))

    def scenario_files(self) -> dict:
        """Names and files; the one of a fit that has but one has no name."""
        if "scenario" in self.document and "scenarios" not in self.document:
            return {"": self.document["scenario"]}
        return self.document.get("scenarios", {})

    def scenarios(self, until: int) -> dict:
        """Each resolved, to end with the year `until` at the latest."""
        if ("scenario" in self.document) == ("scenarios" in self.document):
            self.report("", "has none, or both, of scenario and scenarios (must have exactly one).")
        documents = {}
        for name, file in sorted(self.scenario_files().items()):
            path = self.path_of(file)
            place = f"scenarios.{name}" if name else "scenario"
            if not path.exists():
                self.report(place, f"there is no file {path}. Files are looked for beside the fit.")
                continue
            try:
                document = json.loads(call("validate", path, "--json"))
                call("validate", path, *self.starts())
            except EntenteError as error:
                self.problems += [self.placed(line) for line in str(error).split("\n")]
                continue
            if "time" not in document:
                self.report(
                    place, f"{path} is a classic model, which is solved, not run. Name a scenario."
                )
                continue
            if str(document["time"]["end"])[:10] > f"{until}-12-31":
                document["time"]["end"] = f"{until}-12-31"
            if "record" in self.document:
                document["record"] = {**document.get("record", {}), **self.document["record"]}
            documents[name] = document
        return documents

    def starts(self) -> list:
        """Options that set every parameter to a value of its range."""
        given = sorted(self.document["parameters"].items())
        words = []
        for name, each in given:
            words += ["--set", f"{each['set']}={each.get('start', each['from'])}"]
        return words

    def placed(self, line: str) -> str:
        """What the program says of an option, said of the parameter behind it."""
        for name, each in sorted(self.document["parameters"].items()):
            if line.startswith("--set") and each["set"] in line:
                place = self.places.get(f"parameters.{name}.set", self.file)
                return f"{place}: parameters.{name}.set: {line.partition(': ')[2]}"
        return line

    def parameter(self, name: str, given: dict) -> Parameter:
        path = f"parameters.{name}"
        low, high = given["from"], given["to"]
        is_log = given.get("scale") == "log"
        if not low < high:
            self.report(
                f"{path}.from",
                f"{path}: from {low:g} to {high:g} is no interval. The lower end comes first.",
            )
        if is_log and not low > 0:
            self.report(
                f"{path}.from",
                f"{path}.from = {low:g} has no logarithm (must be > 0 on a log scale). Use scale: linear.",
            )
            is_log = False
        middle = math.sqrt(low * high) if is_log and high > 0 else (low + high) / 2
        start = given.get("start", middle)
        if low < high and not low <= start <= high:
            self.report(
                f"{path}.start",
                f"{path}.start = {start:g} lies outside its range, {low:g} to {high:g}.",
            )
        if not name.replace("_", "").isalnum() or name == "point":
            self.report(
                path,
                f"{path}: a name is made of letters, digits and _, and is not 'point'. Choose another.",
            )
        return Parameter(name, given["set"], low, high, is_log, start)

    def paths_differ(self) -> None:
        seen = {}
        for name, given in self.document["parameters"].items():
            if given["set"] in seen:
                self.report(
                    f"parameters.{name}",
                    f"parameters.{name} sets {given['set']}, which parameters.{seen[given['set']]} sets too. "
                    "Keep one of them.",
                )
            seen[given["set"]] = name

    def target(self, name: str, given: dict, scenarios: dict, until: int):
        path = f"moments.{name}"
        moment, wrong = moment_of(given.get("function", name), self.file.parent)
        if wrong:
            self.report(
                f"{path}.function" if "function" in given else path, f"{path}.function: {wrong}"
            )
            return None
        if ".py:" in given.get("function", ""):
            self.codes.append((self.file.parent / given["function"].rsplit(":", 1)[0]).read_text())
        scenario = given.get("scenario", "")
        if scenario not in scenarios and scenarios:
            said = f"'{scenario}' is not one of the scenarios.{did_you_mean(scenario, scenarios)}"
            if not scenario:
                said = f"is missing: there are {', '.join(sorted(scenarios))}."
            self.report(f"{path}.scenario", f"{path}.scenario {said}")
        # What is published belongs together: a target of one's own has an error and years of its own.
        own = "target" in given
        value = given.get("target", moment.target)
        error = given.get(
            "tolerance", given.get("standard_error", None if own else moment.standard_error)
        )
        last = given.get("until", None if own else moment.until)
        if value is None:
            self.report(path, f"{path}.target is missing. Give the moment's value in the data.")
        if "tolerance" in given and "standard_error" in given:
            self.report(path, f"{path} has both standard_error and tolerance (must have one).")
        elif error is None:
            self.report(
                path, f"{path}.standard_error is missing. Give the target's, or a tolerance."
            )
        if last is None:
            self.report(
                path, f"{path}.until is missing. Give the last year of the data behind the target."
            )
        elif last > until and not self.allow_later:
            self.report(
                f"{path}.until",
                f"{path} rests on data up to {last}; the fit is on data up to {until}, so that later ones can test "
                "it. Use data that end before, or allow it with --allow-later.",
            )
        elif last > until:
            self.notes.append(
                f"{path} rests on data up to {last}, later than {until}: allowed by --allow-later."
            )
        source = given.get("source", "" if own else moment.source)
        return Target(
            name, moment.function, scenario, value, error, "tolerance" in given, last, source
        )


def _line_and_column(problem: str) -> tuple:
    found = re.match(r"[^:]*:(\d+):(\d+): ", problem)
    return tuple(map(int, found.groups())) if found else (0, 0)


def read_problem(file, allow_later=False) -> Problem:
    """Reads a fit; `InputError` with everything that is wrong in it."""
    return Reader(Path(file), allow_later).read()
