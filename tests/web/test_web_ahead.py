"""Tiles drawn ahead: around the view, first where it has been going."""

from hypothesis import given
from hypothesis import strategies as st

from planviewer.ui.map.ahead import MARGIN, Ahead
from planviewer.ui.map.tile_key import TileKey

ZOOM = 10
WORLD = 2.0**ZOOM
HALF = (2.5 / WORLD, 1.5 / WORLD)


def tile(x: int, y: int, z: float = ZOOM) -> TileKey:
    return TileKey(1, z, x, y, 1.0)


def drawn_ahead(ahead: Ahead) -> list[tuple[int, int]]:
    found = []
    while (key := ahead.next()) is not None:
        found.append((key.x, key.y))
        ahead.note(key)
    return found


def looking(*centres: tuple[float, float]) -> Ahead:
    """Views one after the other, in tiles; the last one's tiles have been asked for."""
    ahead = Ahead()
    for x, y in centres:
        ahead.look((x / WORLD, y / WORLD), HALF)
    x, y = centres[-1]
    for column in range(int(x - 2.5), int(x + 2.5) + 1):
        for row in range(int(y - 1.5), int(y + 1.5) + 1):
            ahead.note(tile(column, row))
    return ahead


@given(x=st.floats(100, 900), y=st.floats(100, 900))
def test_every_tile_of_the_margin_comes_once(x: float, y: float) -> None:
    ahead = looking((x, y))
    found = drawn_ahead(ahead)
    assert len(found) == len(set(found))
    wide, high = 2.5 * (1 + 2 * MARGIN), 1.5 * (1 + 2 * MARGIN)
    for column in range(int(x - wide), int(x + wide) + 1):
        for row in range(int(y - high), int(y + high) + 1):
            asked = column in range(int(x - 2.5), int(x + 2.5) + 1) and row in range(
                int(y - 1.5), int(y + 1.5) + 1
            )
            assert asked != ((column, row) in found)


def test_the_strips_the_last_two_moves_would_show_come_first() -> None:
    found = drawn_ahead(looking((100, 100), (101.25, 100), (101.25, 100.75)))
    right = [n for n, (x, y) in enumerate(found) if x == 104 and 99 <= y <= 102]
    left = [n for n, (x, y) in enumerate(found) if x < 98 and y < 103]
    below = [n for n, (x, y) in enumerate(found) if y == 103 and 99 <= x <= 103]
    above = [n for n, (x, y) in enumerate(found) if y < 99 and x < 104]
    assert right
    assert below
    assert max(right + below) < min(left + above)


def test_another_zoom_forgets_where_the_view_was_going() -> None:
    ahead = looking((100, 100), (101, 100))
    ahead.look((0.3, 0.3), (HALF[0] / 2, HALF[1] / 2))
    assert ahead.next() is None  # no tile of this zoom is known yet
    ahead.note(tile(614, 614, ZOOM + 1))
    assert (key := ahead.next()) is not None
    assert key.z == ZOOM + 1


def test_a_tile_that_was_not_finished_comes_again() -> None:
    ahead = looking((100, 100))
    first = ahead.next()
    assert first is not None
    ahead.note(first)
    assert ahead.next() != first
    ahead.give_up(first)
    assert ahead.next() == first


def test_a_view_of_the_whole_world_in_tiny_tiles_draws_nothing_ahead() -> None:
    ahead = Ahead()
    ahead.look((0.5, 0.5), (0.5, 0.5))
    ahead.note(tile(500, 500))
    assert ahead.next() is None


def test_tiles_of_a_new_picture_are_drawn_before_they_are_asked_for() -> None:
    ahead = looking((100, 100))
    ahead.look((50.2 / WORLD, 50.3 / WORLD), (HALF[0] * 2, HALF[1] * 2))
    assert ahead.next() is None  # nobody said which picture the view will show
    ahead.expect(TileKey(2, ZOOM, 0, 0, 1.0))
    first = ahead.next()
    assert first == TileKey(2, ZOOM, 50, 50, 1.0)
    assert {(x, y) for x in range(46, 55) for y in range(48, 53)} <= set(drawn_ahead(ahead))


def test_what_the_view_shows_is_told_from_what_lies_around_it() -> None:
    ahead = looking((100, 100))
    assert ahead.in_view(tile(102, 101))
    assert not ahead.in_view(tile(104, 100))
    assert not ahead.in_view(tile(100, 100, z=ZOOM + 0.5))
