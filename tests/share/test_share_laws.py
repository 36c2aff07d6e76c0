"""The page computes as planviewer does: search, figures and coordinates, in the real engine."""

import random

import numpy as np
import pytest

from planviewer import i18n
from planviewer.model import crs
from planviewer.model.text import fold

# Latin, Greek, Cyrillic, marks, punctuation, letter-like signs, Vietnamese.
BLOCKS = [*range(1, 0x530), *range(0x1E00, 0x2070), *range(0x20A0, 0x20C0), *range(0x2100, 0x2150)]
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ"
MARKS = "\u0300\u0301\u0303\u0309\u0323"
QUERIES = ["thom lom", "HOA AN", "cầu  qua", "ke", "vốn tỉnh", "50 m", "stadium", "zzz", "", "  "]


def random_texts(count=400):
    chance = random.Random(20210610)  # noqa: S311 -- test data
    signs = LETTERS + MARKS + " \t\u00a0–-.,()0123456789ß"
    return ["".join(chance.choices(signs, k=chance.randint(0, 30))) for _ in range(count)]


def in_page(page, function, values):
    return page.call(f"(values) => values.map((v) => planviewerShare.{function}(v))", values)


def test_every_letter_folds_as_in_the_program(page):
    letters = [chr(code) for code in BLOCKS]
    folded = zip(letters, in_page(page, "fold", letters), strict=True)
    assert [(f"U+{ord(c):04X}", got) for c, got in folded if got != fold(c)] == []


def test_the_sites_names_and_random_texts_fold_as_in_the_program(page, sites):
    texts = random_texts() + [w for s in sites for w in (s.title.vi, s.title.en, s.group.vi)]
    assert in_page(page, "fold", texts) == [fold(text) for text in texts]


def test_search_finds_what_the_program_finds(page, sites):
    script = (
        "(q) => planviewerShare.data.sites"
        ".filter((s) => planviewerShare.matches(s, q)).map((s) => s.id)"
    )
    for query in QUERIES + [site.title.vi[:12] for site in sites]:
        assert page.call(script, query) == [s.id for s in sites if s.matches(query)], query


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_figures_are_written_as_in_the_program(page, language):
    chance = random.Random(7)  # noqa: S311 -- test data
    values = [0.0, 0.25, 1234.5, -1234.56, 9999.96, 1e4, 4.2e7]
    values += [chance.uniform(-1e6, 1e6) for _ in range(60)]
    page.run(f"planviewerShare.language = '{language}'")
    i18n.install(language)
    try:
        for function, law in (("length", i18n.length), ("area", i18n.area)):
            assert in_page(page, function, values) == [law(value) for value in values]
    finally:
        i18n.install("en")


def around_the_province():
    lon, lat = np.meshgrid(np.linspace(104.2, 107.4, 9), np.linspace(20.0, 24.0, 9))
    return np.column_stack((lon.ravel(), lat.ravel()))


def test_coordinates_agree_with_proj_to_the_centimetre(page, plan):
    world = around_the_province()
    expected = crs.operation(crs.WGS84, plan.crs).points(world)
    script = (
        "(points) => points.map(([x, y]) =>"
        " planviewerShare.toPlan(x, y, planviewerShare.data.system))"
    )
    assert np.abs(np.array(page.call(script, world.tolist())) - expected).max() < 0.001


def test_coordinates_come_back_from_the_plan_s_system(page, plan):
    drawn = crs.operation(crs.WGS84, plan.crs).points(around_the_province())
    expected = crs.operation(plan.crs, crs.WGS84).points(drawn)
    script = (
        "(points) => points.map(([x, y]) =>"
        " planviewerShare.toWorld(x, y, planviewerShare.data.system))"
    )
    assert np.abs(np.array(page.call(script, drawn.tolist())) - expected).max() < 2e-9


def test_the_check_point_of_the_town(page):
    script = "planviewerShare.toPlan(106.15216, 22.73738, planviewerShare.data.system)"
    assert page.run(script) == pytest.approx([541_109.98, 2_515_367.14], abs=0.01)


def test_a_utm_plan_without_datum_shift_agrees_too(make_page, plan, open_page):
    page = open_page(make_page("en", plan=plan.changed(crs="EPSG:32648"), measures=None))
    got = page.run("planviewerShare.toPlan(106.15216, 22.73738, planviewerShare.data.system)")
    assert got == pytest.approx(crs.operation(crs.WGS84, "EPSG:32648").point(106.15216, 22.73738))


def test_a_system_the_page_cannot_compute_leaves_only_wgs84(make_page, plan, open_page):
    page = open_page(make_page("en", plan=plan.changed(crs="EPSG:2154"), measures=None))
    assert page.run("document.getElementById('local').parentElement.hidden")
    assert page.complaints() == []
