"""Chainages of the bundled bypass: on the plan's grid, whatever the map is drawn in."""

import numpy as np
import pytest
import shapely

from planviewer.app.canvas import Canvas, spoken_style
from planviewer.model.crs import WEB_MERCATOR, operation
from planviewer.model.style import Label, SingleStyle


def drawn(plan, data, crs):
    return Canvas(crs, plan.crs).layer(plan.layer("bypass"), data.store)


def test_the_bypass_has_true_chainages_on_the_web_map_and_on_paper(plan, data):
    paper, screen = drawn(plan, data, plan.crs), drawn(plan, data, WEB_MERCATOR)
    texts = paper.stations.texts.texts
    assert texts[:2] == ("Km0+000", "Km0+100")
    assert texts[-1] == "Km4+200"  # both phases are one road of 4.2 km
    assert screen.stations.texts.texts == texts
    road = shapely.line_merge(
        shapely.union_all(data.store.frame("bypass").to_crs(plan.crs).geometry)
    )
    at = [road.project(shapely.Point(place)) for place in paper.stations.places]
    if at[0] > at[-1]:
        at = [road.length - item for item in at]
    assert at == pytest.approx([100.0 * n for n in range(43)], abs=0.01)
    back = operation(WEB_MERCATOR, plan.crs).points(screen.stations.places)
    assert np.abs(back - paper.stations.places).max() < 0.01
    stretched = np.hypot(*np.diff(screen.stations.places, axis=0).T)
    assert stretched.min() > 105  # metres of the web map are no metres


def test_the_name_beside_a_chainage_follows_the_language(data):
    frame = data.store.frame("bypass")
    chainage = Label(kind="chainage")
    style = SingleStyle(label=chainage, second_label=Label(field="label"))
    spoken = spoken_style(style, frame)
    assert spoken.label == chainage
    assert spoken.second_label.field == "label_en"
