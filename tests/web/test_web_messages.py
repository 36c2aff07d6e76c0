"""Messages: what the page says is checked before anything acts on it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planviewer.errors import MapMessageInvalid
from planviewer.ui.map.state import MapState
from planviewer.web import messages

POINT = {"type": "Point", "coordinates": [106.15, 22.73]}


def test_a_click_is_understood() -> None:
    text = (
        '{"type":"clicked","button":"left","lon":106.1,"lat":22.7,'
        '"shift":true,"ctrl":false,"alt":false}'
    )
    message = messages.parse(text)
    assert isinstance(message, messages.Clicked)
    assert (message.lon, message.lat, message.shift) == (106.1, 22.7, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        "[1]",
        '{"type":"nonsense"}',
        '{"type":"ready","extra":1}',
        '{"type":"pointer_moved","lon":null,"lat":1}',
        '{"type":"pointer_moved","lon":NaN,"lat":1}',
        '{"type":"key_pressed","key":"F1"}',
        '{"type":"drawn","serial":1,"mark":8}',
    ],
)
def test_what_is_no_message_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(MapMessageInvalid) as caught:
        messages.parse(text)
    assert "\n" not in str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=4))
def test_no_json_at_all_does_more_than_be_refused(data: object) -> None:
    with pytest.raises(MapMessageInvalid):
        messages.parse(json.dumps(data))


@given(lon=st.floats(-180, 180), lat=st.floats(-85, 85), zoom=st.floats(3, 24))
def test_figures_survive_the_way_to_the_page(lon: float, lat: float, zoom: float) -> None:
    message = messages.SetView(lon=lon, lat=lat, zoom=zoom)
    assert messages.SetView.model_validate_json(message.model_dump_json()) == message


def test_a_view_needs_figures() -> None:
    with pytest.raises(ValidationError):
        messages.SetView(lon=float("nan"), lat=1, zoom=1)


def test_the_last_message_of_a_kind_is_the_state() -> None:
    state = MapState()
    for message in (
        messages.SetTiles(version=1),
        messages.FitBounds(west=1, south=1, east=2, north=2),
        messages.SetView(lon=1, lat=2, zoom=3),
        messages.SetTiles(version=2),
        messages.ZoomBy(levels=1),
    ):
        state = state.after(message)
    assert state.messages == (
        messages.SetView(lon=1, lat=2, zoom=3),
        messages.SetTiles(version=2),
    )


def test_overlays_are_kept_apart_by_name() -> None:
    hover = messages.ShowOverlay(name="highlight", geojson=POINT)
    chosen = messages.ShowOverlay(name="selection", geojson=POINT)
    gone = messages.ShowOverlay(name="highlight")
    state = MapState().after(chosen).after(hover).after(gone)
    assert list(state.messages) == [gone, chosen]
