import json
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from share_browser import Browser, find_chromium

from planviewer import assets, i18n
from planviewer.model.plan import Plan
from planviewer.model.site import Site
from planviewer.web.share import share_page


class Measures:
    def __init__(self, geometry):
        self.length_m = geometry.length or None
        self.area_m2 = geometry.area or None


@pytest.fixture(scope="session")
def made_on():
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def plan():
    return Plan.model_validate_json(assets.bundled_plan().read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def frames(plan):
    """The shown files of the bundled plan, and plain buffers where the plan has zones."""
    folder = assets.bundled_plan().parent
    shown = [layer for layer in plan.file_layers if layer.visible]
    files = {layer.id: gpd.read_file(folder / layer.source.path) for layer in shown}
    to_plan = {name: frame.to_crs(plan.crs) for name, frame in files.items() if name != "sites"}
    bypass, crest = to_plan["bypass"], to_plan["embankment"]
    phase = bypass[bypass["phase"] == 1].geometry.iloc[0]
    zones = {
        "recovery-50m": phase.buffer(50, cap_style="flat"),
        "recovery-200m": crest.geometry.iloc[0].buffer(-200, single_sided=True),
    }
    return files | {
        name: gpd.GeoDataFrame({"geometry": [shape]}, crs=plan.crs) for name, shape in zones.items()
    }


@pytest.fixture(scope="session")
def measures(plan, frames):
    drawn = {name: frame.to_crs(plan.crs) for name, frame in frames.items() if name != "sites"}
    return {name: [Measures(g) for g in frame.geometry] for name, frame in drawn.items()}


def _site(row) -> Site:
    def text(field):
        return {"vi": row[field], "en": row[f"{field}_en"]} if row[field] else None

    return Site(
        id=row["id"],
        title=text("name"),
        group=text("group"),
        group_id=row["group_id"],
        funding=text("funding"),
        note=text("note"),
        visit_order=None if pd.isna(row["visit_order"]) else int(row["visit_order"]),
        source=text("source"),
        layer=row["layer"],
        located_by="layer" if row["layer"] else None,
    )


@pytest.fixture(scope="session")
def sites():
    """The 20 sites, with places for two: one drawn in a layer, and one put somewhere by a user."""
    path = assets.bundled_plan().parent / "sites.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    read = [_site(feature["properties"]) for feature in features]
    places = {
        "thom-lom": {"place": (106.16, 22.742), "located_by": "layer"},
        "market": {"place": (106.1529, 22.7379), "located_by": "placed"},
    }
    return tuple(site.changed(**places.get(site.id, {})) for site in read)


@pytest.fixture(scope="session")
def make_page(plan, frames, sites, measures, made_on):
    """A function that makes the bundled plan's page in a language, with some arguments changed."""
    usual = {
        "plan": plan,
        "frames": frames,
        "sites": sites,
        "made_on": made_on,
        "measures": measures,
        "version": "0.1.0",
    }

    def make(language, **changes):
        i18n.install(language)
        try:
            return share_page(**{**usual, **changes})
        finally:
            i18n.install("en")

    return make


@pytest.fixture(scope="session")
def page_text(make_page):
    return make_page("vi")


@pytest.fixture(scope="session")
def page_file(page_text, tmp_path_factory):
    path = tmp_path_factory.mktemp("share") / "bản đồ.html"
    path.write_text(page_text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium on this machine")
    browser = Browser(program, tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium):
    """The browser at a laptop's size, light, with nothing moving."""
    chromium.size(1280, 720)
    chromium.prefer(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    return chromium


@pytest.fixture
def page(browser, page_file):
    browser.open(page_file.as_uri())
    return browser


@pytest.fixture
def open_page(browser, tmp_path):
    """A function that opens a document of one's own."""

    def open_(text):
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        browser.open(path.as_uri())
        return browser

    return open_
