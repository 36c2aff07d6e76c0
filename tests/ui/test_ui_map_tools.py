"""The tools without a map: what presses, clicks and keys make of a shape."""

import pytest

from planviewer.ui.map_tools import MeasureTool, PolygonTool, RectangleTool

A, B, C = (106.10, 22.70), (106.20, 22.70), (106.20, 22.80)


class Board:
    plan_crs = "EPSG:9210"

    def __init__(self):
        self.sketches, self.labels, self.areas, self.paths = [], [], [], []

    def near(self, one, other):
        return one == other

    def sketch(self, geometry, label=None):
        self.sketches.append(geometry)
        self.labels.append(label)

    def area_drawn(self, outline, adds):
        self.areas.append((list(outline), adds))

    def path_drawn(self, path, kind):
        self.paths.append((list(path), kind))


@pytest.fixture
def board():
    return Board()


def click(tool, place, adds=False):
    tool.press(place)
    tool.release(place, adds)
    tool.click(place, adds)


def test_a_dragged_rectangle_selects(board):
    tool = RectangleTool(board)
    tool.press(A)
    tool.move(B)
    tool.move(C)
    assert board.sketches[-1]["geometry"]["type"] == "Polygon"
    tool.release(C, True)
    assert board.areas == [([A, B, C, (106.10, 22.80)], True)]
    assert board.sketches[-1] is None


def test_two_clicks_are_a_rectangle_too(board):
    tool = RectangleTool(board)
    click(tool, A)
    assert board.areas == []
    click(tool, C)
    assert len(board.areas) == 1


def test_escape_forgets_the_first_corner_and_then_means_nothing(board):
    tool = RectangleTool(board)
    click(tool, A)
    assert tool.key("Escape")
    assert not tool.key("Escape")
    click(tool, C)
    assert board.areas == []


def test_a_polygon_ends_with_a_double_click_whose_clicks_count_once(board):
    tool = PolygonTool(board)
    for place in (A, B, C, C):
        click(tool, place)
    tool.double_click(C, False)
    assert board.areas == [([A, B, C], False)]


def test_enter_ends_a_polygon_and_backspace_takes_a_corner_back(board):
    tool = PolygonTool(board)
    for place in (A, B, C):
        click(tool, place)
    tool.key("Backspace")
    tool.key("Enter")
    assert board.areas == []  # two corners are no polygon
    click(tool, C, adds=True)
    tool.key("Enter")
    assert board.areas == [([A, B, C], True)]


def test_measuring_reads_out_live_and_keeps_the_path(board):
    tool = MeasureTool(board, "distance")
    click(tool, A)
    tool.move(B)
    assert board.labels[-1] == "10.27 km"
    click(tool, B)
    tool.key("Enter")
    assert board.paths == [([A, B], "distance")]
    assert board.sketches[-1]["geometry"]["type"] == "LineString"
    tool.move(C)
    assert board.sketches[-1]["geometry"]["coordinates"] == [list(A), list(B)]


def test_putting_a_tool_down_takes_its_sketch_away(board):
    tool = MeasureTool(board, "area")
    for place in (A, B, C):
        click(tool, place)
    tool.stop()
    assert board.sketches[-1] is None
