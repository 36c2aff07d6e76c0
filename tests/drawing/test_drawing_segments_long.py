"""Very long paths are measured in pieces, and give what they give whole."""

import numpy as np
import pytest
import shapely

from planviewer import pace
from planviewer.drawing import segments
from planviewer.errors import Cancelled


@pytest.fixture
def paths():
    """A short path, one longer than all blocks, and another short one, far from the origin."""
    random = np.random.default_rng(5)
    rings = []
    for count in (9, 4 * segments._BLOCK + 7, 12):
        angle = np.linspace(0, 2 * np.pi, count)
        reach = 500 + random.uniform(-1, 1, count)
        ring = np.column_stack((541_000 + reach * np.cos(angle), 2_515_000 + reach * np.sin(angle)))
        ring[-1] = ring[0]
        rings.append(ring)
    return rings


def test_pieces_of_a_path_add_up_to_it(paths):
    offsets = np.cumsum([0, *map(len, paths)])
    lengths, areas = segments.measure_paths(np.concatenate(paths), offsets)
    shapes = shapely.polygons([shapely.linearrings(path) for path in paths])
    assert lengths == pytest.approx(shapely.length(shapes), rel=1e-12)
    assert areas == pytest.approx(shapely.area(shapes), rel=1e-9)


def test_a_long_path_says_how_far_it_is_and_can_be_stopped(paths):
    offsets = np.array([0, len(paths[1])])
    heard = []
    with pace.listening(heard.append):
        segments.measure_paths(paths[1], offsets)
    assert len(heard) == 5
    assert heard == sorted(heard)

    def refuse(share):
        heard.append(share)
        raise Cancelled

    heard.clear()
    with pytest.raises(Cancelled), pace.listening(refuse):
        segments.measure_paths(paths[1], offsets)
    assert heard == [0.0]
