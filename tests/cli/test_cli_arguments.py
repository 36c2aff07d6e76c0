"""Wrong usage ends with 2 and says, in the language of the person, how to write it."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from planviewer import i18n
from planviewer.cli import main
from planviewer.cli.parser import COMMANDS, parse

WRONG = {
    "field": ["affected", "--parcels", "x", "--field", "shape=SO_TO"],
    "area": ["affected", "--parcels", "x", "--min-remaining", "twelve"],
    "negative area": ["affected", "--parcels", "x", "--min-remaining=-1"],
    "endless area": ["affected", "--parcels", "x", "--min-remaining", "nan"],
    "scale": ["sheet", "-o", "x.png", "--scale", "1:3"],
    "bounds": ["sheet", "-o", "x.png", "--bounds", "106,22,105,23"],
    "crs": ["info", "x.gpkg", "--crs", "VN-2000"],
    "size": ["--size", "wide"],
}


@pytest.fixture
def marked():
    """Put every translated text in «»."""
    i18n.install("vi", lambda _context, source, _comment, _n: f"«{source}»")


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("argv", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_in_the_language_of_the_person(argv, capsys):
    with pytest.raises(SystemExit) as left:
        parse(argv)
    assert left.value.code == 2
    assert capsys.readouterr().err.count("«") == 4  # usage, error, argument, and what is wrong


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"window"}))
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as left:
        parse([command, "--help"])
    assert left.value.code == 0
    assert f"planviewer {command}" in capsys.readouterr().out


def test_what_is_no_command_is_a_file_for_the_window():
    assert [str(path) for path in parse(["my.planview"]).files] == ["my.planview"]


def test_what_few_need_is_loaded_for_few():
    """Databases, clusters and keyrings cost half a second: nobody else waits for them."""
    code = (
        "import sys; import planviewer.cli.affected, planviewer.cli.data, planviewer.cli.parser;"
        "print(*{'psycopg', 'dask', 'distributed', 'dask_geopandas', 'keyring'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_the_collector_rests_while_a_command_is_loaded_and_not_while_it_works(monkeypatch):
    collects = []
    monkeypatch.setattr(
        "planviewer.cli.parse",
        lambda _words: collects.append(gc.isenabled()) or parse(["info", "x"]),
    )
    monkeypatch.setattr(
        "planviewer.cli.data.info", lambda _given: collects.append(gc.isenabled()) or 0
    )
    assert main(["info", "x", "--lang", "en"]) == 0
    assert collects == [False, True]


def test_parcels_are_a_file_or_a_table():
    given = parse(["affected", "--parcels", "thua.gpkg"])
    assert given.parcels == Path("thua.gpkg")
    given = parse(["check", "out.csv", "--parcels", "postgresql://h/x?table=dc.thua"])
    assert given.parcels.title == "dc.thua"


@pytest.mark.parametrize(
    "written", [["--bounds", "-170.5,-3,-160,2"], ["--bounds=-170.5,-3,-160,2"]]
)
def test_bounds_west_of_greenwich_need_no_equals_sign(written):
    given = parse(["sheet", *written, "-o", "a.pdf"])
    assert given.bounds == (-170.5, -3.0, -160.0, 2.0)


def test_a_list_that_is_no_bounds_is_told_as_such(capsys):
    with pytest.raises(SystemExit):
        parse(["sheet", "-o", "x.png", "--bounds", "-170,2"])
    assert "W,S,E,N" in capsys.readouterr().err
