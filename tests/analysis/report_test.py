"""The page that `entente report` writes, as a browser and its readers meet it, and the files of `entente plot`."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import ROOT, SMALL

PAGE = ROOT / "analysis" / "entente" / "report" / "page"
DRIVER = Path(__file__).with_name("report_page.mjs")
LARGEST = 700_000  # bytes of a page


def entente(*words, code=0):
    """What the words `report` and `plot` print: (stdout, stderr)."""
    done = subprocess.run([sys.executable, "-m", "entente", *map(str, words)], capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": str(ROOT / "analysis")})
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def opened(page, folder):
    """What a browser meets; see report_page.mjs."""
    needed = {"chromium": shutil.which("chromium"), "node": shutil.which("node"), "npm ci": (PAGE / "node_modules").exists() or None,
              "npm run build": (PAGE / "dist" / "report.js").exists() or None}
    missing = [name for name, found in needed.items() if not found]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: ./dev test sees to it")
    done = subprocess.run(["node", str(DRIVER), str(page), str(folder)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def page(small, folder):
    """The report of 40 runs of two small blocs."""
    entente("report", folder / "small.h5", "--output", folder / "small.html")
    return folder / "small.html"


@pytest.fixture(scope="module")
def seen(page, folder):
    return opened(page, folder)


def test_the_page_says_nothing_to_the_console_and_asks_the_network_for_nothing(seen):
    assert seen["said"] == [] and seen["asked"] == []


def test_the_page_is_one_small_file_and_the_same_each_time(page, folder):
    assert page.stat().st_size < LARGEST
    text = page.read_text()
    assert not re.search(r'(src|href)="(?!#)', text) and "http" not in re.sub(r"http://www\.w3\.org/\S+|https?://(?=[^\"']*\")", "", text.split("<main")[1])
    entente("report", folder / "small.h5", "--output", folder / "again.html")
    assert (folder / "again.html").read_text() == text


def test_all_parts_are_there_with_their_pictures(seen):
    assert seen["headings"] == ["In words", "Who belongs", "Cohesion", "Burden", "Network", "Why they left", "Stability",
                                "What happened", "Where it comes from"]
    assert seen["pictures"] >= 8


def test_pictures_are_read_with_the_mouse_and_the_arrow_keys(seen):
    assert re.match(r"\d{4}-\d{2}-\d{2}\n", seen["hovered"])
    assert seen["read"].startswith("1980-01-01; WEST ")
    assert "of the runs" in seen["read_map"]


def test_choosing_a_state_in_a_picture_chooses_it_everywhere(seen):
    chosen, all_of_them = (int(re.match(r"[\d,]+", seen[key])[0].replace(",", "")) for key in ("count_of_state", "count"))
    assert seen["state"] and chosen < all_of_them


def test_events_are_searched_and_sorted(seen):
    assert seen["found"] and set(seen["found"]) == {"admitted"}
    assert seen["dates"] == sorted(seen["dates"], reverse=True)


def test_the_keyboard_chooses_alliance_and_date(seen):
    assert set(seen["before"]) == {"WEST"} and set(seen["after"]) == {"EAST"}
    assert seen["network"] == ["1950-01-01", "1980-01-01"]


def test_the_tab_key_reaches_every_control_and_shows_where_it_is(seen):
    names = [name for name, _ in seen["tabbed"]]
    assert {"To the findings", "Who belongs", "alliance", "state-choice", "theme-choice"} <= set(names)
    assert all(visible for _, visible in seen["tabbed"])


def test_axe_finds_no_barrier_in_light_or_dark(seen):
    assert seen["barriers"] == [] and seen["barriers_dark"] == []
    assert seen["light"] == "rgb(255, 255, 255)" and seen["dark"] == "rgb(20, 24, 28)"


def test_without_a_script_pictures_and_events_are_there(seen):
    assert seen["pictures_plain"] >= seen["pictures"] and seen["rows_plain"] >= 20


def test_a_phone_needs_no_sideways_scrolling_and_paper_gets_a_pdf(seen):
    assert seen["overflow"] <= 0 and seen["pdf"] == "%PDF-"


def test_the_sentences_are_true(seen, folder):
    with h5py.File(folder / "small.h5") as file:
        members = file["alliance_members"][:, -1, list(file["alliance"].asstr()[:]).index("WEST")]
        exits = (file["spell_alliance"][:] == list(file["alliance"].asstr()[:]).index("WEST")) & (file["spell_open"][:] == 0)
        codes = dict(zip(file["spell_exit_kind"].attrs["flag_meanings"].decode().split(), file["spell_exit_kind"].attrs["flag_values"]))
        left = exits & (file["spell_exit_kind"][:] == codes["left"])
    low, middle, high = (f"{np.quantile(members, level, method='nearest'):.0f}" for level in (0.05, 0.5, 0.95))
    assert (members > 0).all()
    around = "" if low == high else f" (middle 90\u00a0% of the runs: {low} to {high})"
    assert seen["headline"] == (f"WEST still has members on 1 January 1980 in all 40 runs: {middle} in the median{around}, "
                                "after 2 on 1 January 1950.")
    if left.any():
        assert f"{left.sum() / 40:.2f} times a run" in " ".join(seen["findings"])
    else:
        assert "No state leaves WEST of its own will." in seen["findings"]


def test_it_tells_how_to_compute_it_again(seen):
    assert "entente replay small.h5" in seen["text"] and "two_blocs.yaml" in seen["text"]


def test_a_sweep_tells_how_outcomes_answer(sweep, folder):
    entente("report", folder / "holds.h5", "--output", folder / "holds.html")
    text = (folder / "holds.html").read_text()
    design = sweep.design()
    members = np.concatenate([block["alliance_members"] for block in sweep.blocks("alliance_members")])[:, -1]
    assert "40 runs at 4 points (grid). hold sets alliances.EAST.hold; world sets" in text
    east = text.split('data-alliance="EAST"')[1]
    means = [members[(design["hold"] == hold).to_numpy(), sweep.alliance_ids.index("EAST")].mean() for hold in (0, 2)]
    if means[0] != means[1]:
        assert all(f"<td>{mean:.2f}</td>" in east for mean in means)


@pytest.mark.parametrize("options", [("--runs", 1), ("--runs", 3, "--set", "alliances.EAST=null"), ("--runs", 2, "--record", "none")])
def test_small_and_bare_results_have_pages_too(folder, options):
    subprocess.run([os.environ["ENTENTE"], "run", SMALL, "--quiet", "--output", folder / "bare.h5", *map(str, options)], check=True)
    entente("report", folder / "bare.h5", "--output", folder / "bare.html")
    text = (folder / "bare.html").read_text()
    assert "Who belongs" in text and not re.search(r"\bnan\b", re.sub(r"<script.*?</script>", "", text, flags=re.S), re.I)


def test_without_the_script_the_page_is_static_and_says_so(small, folder):
    code = ("import sys; from pathlib import Path; from entente.report import page; page.SCRIPT = Path('none.js');"
            "print(*page.write_report(sys.argv[1], Path(sys.argv[2])))")
    done = subprocess.run([sys.executable, "-c", code, folder / "small.h5", folder / "static.html"], capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": str(ROOT / "analysis")})
    assert "is static: its script is not built" in done.stdout
    assert "<script" not in (folder / "static.html").read_text() and (folder / "static.html").read_text().count("<svg") > 10


def test_wrong_input_is_told_in_words(folder):
    assert entente("report", folder / "smal.h5", code=2)[1].strip().endswith("smal.h5: there is no such file. Did you mean 'small.h5'?")
    assert entente("plot", folder / "small.h5", "membershp", code=2)[1].strip() == (
        "entente plot: 'membershp' is not a figure. Did you mean 'membership'? `entente plot --list` names them.")
    assert "(must be svg or png)" in entente("plot", folder / "small.h5", "--format", "pdf", code=2)[1]
    assert "cannot be written" in entente("report", folder / "small.h5", "--output", folder / "no" / "page.html", code=3)[1]


def test_plot_writes_the_figures_that_are_named(small, folder):
    told, _ = entente("plot", folder / "small.h5", "membership", "turnover", "--output", folder / "figures")
    assert {Path(line).name for line in told.split()} == {"membership-EAST.svg", "membership-WEST.svg", "turnover.svg"}
    assert all(file.read_text().lstrip().startswith("<?xml") for file in (folder / "figures").iterdir())
