"""The page that lies in a field package: the same in whatever language the window speaks."""

import shutil
from datetime import date

import pytest

from planviewer import i18n
from planviewer.app.loading import load_plan_data
from planviewer.app.packing_words import readme
from planviewer.app.tables import not_there
from planviewer.assets import bundled_plan
from planviewer.reading.plans import load_plan

DAY = date(2026, 3, 9)


@pytest.fixture
def incomplete(tmp_path):
    """The bundled plan without the file of one of its layers."""
    folder = shutil.copytree(bundled_plan().parent, tmp_path / "plan")
    (folder / "thom-lom.geojson").unlink()
    return folder / bundled_plan().name


@pytest.mark.parametrize("window", ["en", "vi"])
def test_each_half_names_absent_layers_in_its_own_language(incomplete, window):
    i18n.install(window)
    plan = load_plan(incomplete)
    title = plan.layer("thom-lom").title
    assert title.vi != title.en
    missing = not_there(plan.layers, load_plan_data(plan, incomplete))
    vietnamese, english = readme(plan, [], DAY, missing=missing).split("=" * 72)
    assert f"Lớp không đọc được dữ liệu, không có trong gói: {title.vi}\n" in vietnamese
    assert f"Not read, not in the package: {title.en}\n" in english
