"""The locks, the schema and the house rules hold, and a breach of each is found."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from packaging_building import ROOT

sys.path.insert(0, str(ROOT / "installers"))
import check_icons
import check_qt
import check_sizes
import check_tracked
import lock
import texts
import translations

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BIN = Path(sys.executable).parent


def test_locks_fit_the_project():
    assert [fault for one in lock.LOCKS for fault in lock.faults(one, PROJECT)] == []


def test_a_new_requirement_makes_the_lock_unfit():
    changed = json.loads(json.dumps(PROJECT))
    changed["project"]["dependencies"].append("rtree")
    (fault,) = lock.faults(lock.LOCKS[0], changed)
    assert "run make lock" in fault


OPTIONS = tuple("--" + "-".join(words) for words in (("index", "url"), ("find", "links")))
SCHEMES = ("file", "https")
# Put together here: what may stand in no tracked file does not stand in this one either.
ADDRESSES = (
    *(f"{option} x" for option in OPTIONS),
    *(f"  {option} x" for option in OPTIONS),
    *("a @ " + scheme + ":" + "/" * 2 + "x" for scheme in SCHEMES),
)


@pytest.mark.parametrize("line", ADDRESSES)
def test_an_address_in_a_lock_is_found(line, tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "FOLDER", tmp_path)
    one = lock.LOCKS[0]
    one.path.write_text(one.header(one.digest(PROJECT)) + "pkg==1 \\\n" + line, encoding="utf-8")
    assert lock.faults(one, PROJECT) == [f"requirements.txt holds an address or option: {line}"]


@pytest.mark.parametrize("one", lock.LOCKS[:2], ids=lambda one: one.name)
def test_qt_is_the_line_that_keeps_references_to_none(one):
    pins = re.findall(r"^pyside6==(\S+) ; (\S+) (<|>=) '(\S+)'", one.path.read_text(), re.MULTILINE)
    older, newer = sorted(pins)
    assert older[0].startswith("6.11.")
    assert older[2:] == ("<", "3.12")
    assert tuple(map(int, newer[0].split("."))) >= (6, 12)
    assert newer[2:] == (">=", "3.12")


def test_every_pin_has_a_hash():
    for one in lock.LOCKS:
        text = one.path.read_text(encoding="utf-8")
        pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert pins
        assert all("--hash=sha256:" in pin for pin in pins)


def test_the_bundled_plan_fits_the_published_schema():
    schema = json.loads(
        (ROOT / "resources/schemas/planview.schema.json").read_text(encoding="utf-8")
    )
    plan = json.loads((ROOT / "layers/nuoc-hai.planview").read_text(encoding="utf-8"))
    jsonschema.validate(plan, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plan | {"crs": "VN-2000"}, schema)


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("model", "import planviewer.app"),
        ("analysis", "import planviewer.reading"),
        ("reading", "import PySide6.QtCore"),
        ("sheets", "import folium"),
    ],
)
def test_import_linter_finds_a_breach(room, line, tmp_path):
    _copy_with_breach(tmp_path, room, line)
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "breach" in done.stdout


@pytest.mark.parametrize(
    "line",
    [
        "from PySide6 import QtWidgets",
        "from PySide6.QtWidgets import QWidget",
        "import PySide6.QtWebEngineCore",
        "from PySide6.QtWebChannel import QWebChannel",
    ],
)
def test_ruff_keeps_widgets_and_web_engine_in_ui(line, tmp_path):
    for room, found in (("app", True), ("ui", False)):
        path = _copy_with_breach(tmp_path / room, room, line)
        done = subprocess.run(
            [BIN / "ruff", "check", "--select", "TID251", path],
            cwd=tmp_path / room,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ("TID251" in done.stdout) == found, done.stdout


def _copy_with_breach(folder, room, line):
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    path = folder / "src" / "planviewer" / room / "breach.py"
    path.write_text(f'"""A breach."""\n\n{line}\n', encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (check_tracked.REGISTRIES[0].replace("\\", ""), "a package registry"),
        (check_tracked.CDNS[0].replace("\\", ""), "a CDN"),
        (Path("/", "home", "somebody", "plan").as_posix(), "a path of one machine"),
    ],
)
def test_a_forbidden_name_in_a_file_is_found(text, what, tmp_path, monkeypatch):
    monkeypatch.setattr(check_tracked, "ROOT", tmp_path)
    (tmp_path / "page.html").write_text(f"fine\n{text}\n", encoding="utf-8")
    assert check_tracked.faults("page.html") == [f"page.html:2 names {what}"]


@pytest.mark.parametrize(
    ("forms", "finished", "fault"),
    [
        (("{count} khu đất ở {place}",), True, None),
        (("{count} khu đất ở {place}",), False, "lacks a translation"),
        (("",), True, "lacks a translation"),
        (("{place}: {count}", ""), True, "lacks a translation"),
        (("{count} khu đất ở {nơi}",), True, "fills in other values"),
        (("khu đất ở {place}",), True, "fills in other values"),
    ],
)
def test_a_translation_that_is_missing_or_would_fail_is_found(forms, finished, fault):
    found = translations.Entry("{count} sites in {place}", forms, finished).fault()
    assert (found or "").startswith(fault or "")
    assert (found is None) == (fault is None)


SOURCE = """
from shapely.affinity import translate as moved
from planviewer import i18n
from planviewer.i18n import Message, translate
moved(shape, 1, 2)
painter.translate(3, 4)
Message(other.context, other.source, values)
translate("a", "plain")
translate("a", "“quoted” \\"twice\\"\\n", "why")
translate("a", "%n sites", n=len(sites))
i18n.Message("b", "{count} in "
    "{place}", {"count": len(sites), "place": translate("a", "inner")})
f"{translate('a', 'in a string')}"
"""


def test_new_texts_of_the_program_are_collected(tmp_path, monkeypatch):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "m.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    assert translations.faults() == [
        "planviewer_vi.ts is missing: run make translations",
        "planviewer_en.ts is missing: run make translations",
    ]
    translations.collect(tmp_path)
    vi = {entry.source for entry in translations.entries(tmp_path / "planviewer_vi.ts")}
    plain = {"plain", '“quoted” "twice"\n', "inner", "in a string"}
    assert vi == plain | {"%n sites", "{count} in {place}"}
    en = [entry.source for entry in translations.entries(tmp_path / "planviewer_en.ts")]
    assert en == ["%n sites"]
    (tmp_path / "src" / "m.py").write_text(SOURCE.replace("inner", "other"), encoding="utf-8")
    faults = translations.faults()
    assert "planviewer_vi.ts does not hold the texts of src/: run make translations" in faults


def test_a_text_that_cannot_be_collected_is_found(tmp_path):
    source = 'from planviewer.i18n import translate\ntranslate("a", text)\ntranslate("a", "b")\n'
    (tmp_path / "m.py").write_text(source, encoding="utf-8")
    found, faults = texts.collect(tmp_path)
    assert [text.source for text in found] == ["b"]
    assert faults == ["m.py:2 marks a text that is not written out there"]


def test_an_icon_that_is_not_bundled_is_found(tmp_path):
    (tmp_path / "m.py").write_text('icon("map")\nicon_button("no-such", self)\n', encoding="utf-8")
    (fault,) = check_icons.unknown_icons(tmp_path, ["map"])
    assert fault.startswith("m.py:2 names the icon “no-such”")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = 1\n" * 351, ["m.py has 351 lines, at most 350"]),
        ("x = 1\n" * 350, []),
        ("def f():\n" + "    x = 1\n" * 50, ["m.py:1 f has 51 lines, at most 50"]),
        ('def f():\n    """a\n' + "    b\n" * 60 + '    """\n' + "    x = 1\n" * 49, []),
    ],
)
def test_what_is_too_long_to_be_read_in_a_sitting_is_found(source, found, tmp_path):
    (tmp_path / "m.py").write_text(source, encoding="utf-8")
    assert [one.rpartition(": ")[0] for one in check_sizes.faults(tmp_path)] == found


def test_every_room_keeps_to_its_parts_of_qt():
    assert check_qt.faults() == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from PySide6.QtGui import QImage", True),
        ("from PySide6 import QtWidgets", True),
        ("import PySide6.QtSvg", True),
        ("from PySide6.QtCore import QObject", False),
    ],
)
def test_a_part_of_qt_in_the_wrong_room_is_found(line, found, tmp_path):
    room = tmp_path / "app"
    room.mkdir()
    (room / "paints.py").write_text(f"{line}\n", encoding="utf-8")
    assert bool(check_qt.faults(tmp_path)) == found


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_a_python_that_was_chosen_reaches_what_makes_the_environment(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("installers/requirements-dev.txt", "pyproject.toml", "build/.system-run"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    script = tmp_path / "installers" / "make_venv.sh"
    script.write_text("echo chosen: $PYTHON\n", encoding="utf-8")
    ran = subprocess.run(
        ["make", "--silent", ".venv/.ready"],
        cwd=tmp_path,
        env=os.environ | {"PYTHON": "/opt/python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "chosen: /opt/python" in ran.stdout
