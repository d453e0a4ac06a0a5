"""`python3 -m entente report`, `plot` and `fit`: what these words of the program call."""

import argparse
import signal
import sys
import warnings
from pathlib import Path

from .errors import ComputationError, DamagedError, DiskError, EntenteError, FailedRuns, Stopped
from .result import open_result

BUG, BAD_INPUT, DISK, INTERRUPTED = 1, 2, 3, 130

REPORT = """Examples
  entente report nato.h5                      one page, nato.html, that opens in any browser without a network
  entente report what_ifs.h5 -o what_ifs.html a sweep: how outcomes answer to each factor
  entente report what_ifs.sweep               what is computed so far

Exit codes: 0 done, 2 not a result of entente, 3 a damaged file, or one cannot be written.
"""
PLOT = """Examples
  entente plot nato.h5                        every figure, as SVG, into the folder nato.figures
  entente plot nato.h5 membership why --format png -o pictures
  entente plot --list                         the figures and what they show

Exit codes: 0 done, 2 not a result of entente or an unknown figure, 3 a damaged file, or one cannot be
written.
"""
FIT = """Examples
  entente fit scenarios/fits/crises.yaml --dry-run
  entente fit scenarios/fits/crises.yaml --resume

Exit codes: 0 done, 2 bad input, 3 a file cannot be written, 130 stopped: continue me with --resume.
"""


class Parser(argparse.ArgumentParser):
    """argparse, with errors as the program tells them."""

    def error(self, message: str):
        print(f"{self.prog}: {message}. `{self.prog} --help` tells more.", file=sys.stderr)
        sys.exit(BAD_INPUT)


def parser() -> Parser:
    program = Parser(
        prog="entente", description="The words `report`, `plot` and `fit` of the program."
    )
    words = program.add_subparsers(dest="word", required=True, metavar="report|plot|fit")
    layout = argparse.RawDescriptionHelpFormatter
    report = words.add_parser(
        "report", help="write one page that tells a result", epilog=REPORT, formatter_class=layout
    )
    report.add_argument("result", metavar="RESULT", help="result file, or the folder of a sweep")
    report.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="the page; default: the result's name with .html, in this folder",
    )
    plot = words.add_parser(
        "plot", help="write figures of a result as files", epilog=PLOT, formatter_class=layout
    )
    plot.add_argument(
        "result", metavar="RESULT", nargs="?", help="result file, or the folder of a sweep"
    )
    plot.add_argument(
        "figures",
        metavar="FIGURE",
        nargs="*",
        help="which ones; default: all that the result can give",
    )
    plot.add_argument(
        "--format", default="svg", metavar="FORMAT", help="svg or png; default svg"
    )
    plot.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        help="default: the result's name with .figures, in this folder",
    )
    plot.add_argument("--list", action="store_true", help="name the figures and write none")
    about = "fit parameters to data by simulated moments"
    fit = words.add_parser("fit", help=about, epilog=FIT, formatter_class=layout)
    fit.add_argument("fit", metavar="FIT", help="what is fitted to what, a YAML file")
    fit.add_argument(
        "-o", "--output", metavar="FOLDER", help="default: the file's name with .fit, in this folder"
    )
    fit.add_argument("--iterations", type=int, metavar="N", help="steps at most; default: the file's")
    fit.add_argument("--threads", type=int, metavar="N", help="default: one for each processor")
    fit.add_argument("--resume", action="store_true", help="go on where the folder ends")
    fit.add_argument("--dry-run", action="store_true", help="check everything, tell runs and time")
    fit.add_argument("--allow-later", action="store_true", help="use data later than 'until'")
    fit.add_argument("--quiet", action="store_true", help="no progress, no summary")
    return program


def report(given) -> None:
    from .report.page import write_report

    output = Path(given.output or Path(given.result).stem + ".html")
    for note in write_report(given.result, output):
        print(note, file=sys.stderr)
    print(f"{output} ({output.stat().st_size / 1e3:,.0f} kB)")


def plot(given) -> None:
    from .report.plot import list_text, write_figures

    if given.list:
        print(list_text())
        return
    if not given.result:
        parser().error("RESULT is required: a result file, or the folder of a sweep")
    folder = Path(given.output or Path(given.result).stem + ".figures")
    written, left_out = write_figures(open_result(given.result), given.figures, given.format, folder)
    for note in left_out:
        print(note, file=sys.stderr)
    for file in written:
        print(file)


def fit(given) -> None:
    from .fitting.fit import dry_run, fit as compute
    from .fitting.told import summary

    if given.dry_run:
        print(dry_run(given.fit, given.iterations, given.threads, given.allow_later))
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what is computed stays
    try:
        told = compute(
            given.fit,
            given.output,
            iterations=given.iterations,
            threads=given.threads,
            resume=given.resume,
            allow_later=given.allow_later,
            quiet=given.quiet,
        )
    except (KeyboardInterrupt, Stopped):
        print("\nStopped. What is computed stays; go on with the same command and --resume.", file=sys.stderr)
        raise KeyboardInterrupt from None
    if not given.quiet:
        print(summary(told))


def main(words=None) -> int:
    given = parser().parse_args(words)
    warnings.filterwarnings("ignore")
    warnings.filterwarnings("always", category=FailedRuns)
    warnings.showwarning = lambda message, *_: print(message, file=sys.stderr)
    try:
        {"report": report, "plot": plot, "fit": fit}[given.word](given)
    except (DamagedError, DiskError) as error:
        print(error, file=sys.stderr)
        return DISK
    except ComputationError as error:
        print(error, file=sys.stderr)
        return BUG
    except EntenteError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
