"""Large tables follow the view: what is asked, what is not, what is given up."""

import geopandas as gpd
import pytest
import shapely

from planviewer.app.by_view import View, ViewFollower
from planviewer.app.store import LayerStore
from planviewer.errors import DatabaseError
from planviewer.model.database import SavedConnection
from planviewer.model.features import FeatureSet, Part
from planviewer.model.layer import DatabaseSource, Layer
from planviewer.model.plan import Plan
from planviewer.model.provenance import Provenance
from planviewer.model.text import Text

TEXT = Text(vi="t", en="t")
HERE = (106.10, 22.70, 106.20, 22.80)
NEAR = (106.11, 22.71, 106.19, 22.79)
FAR = (107.10, 22.70, 107.20, 22.80)
FARTHER = (108.10, 22.70, 108.20, 22.80)


def features(part):
    frame = gpd.GeoDataFrame({"id": [1]}, geometry=[shapely.Point(106.15, 22.75)], crs=4326)
    return FeatureSet(frame, part=part)


def layer(**more):
    source = DatabaseSource(
        connection=SavedConnection(name="a", database="b"), schema_name="s", table="t"
    )
    values = {"id": "t", "title": TEXT, "source": source, "provenance": Provenance(source=TEXT)}
    return Layer(**{**values, **more})


class Table:
    """A table that is read when the test lets it be."""

    def __init__(self, session, part):
        self.layer, self.features = layer(), features(part)
        self.asked, self.answers, self.errors = [], [], []
        self.fails = False
        self.follower = ViewFollower(session.tasks, View(HERE), self.known, self.reading)
        self.follower.read.connect(self.answers.append)
        self.follower.failed.connect(lambda *what: self.errors.append(what))

    def known(self):
        store = LayerStore()
        store.put("t", self.features)
        return Plan(id="p", title=TEXT, crs="EPSG:9210", home=HERE, layers=(self.layer,)), store

    def reading(self, _layer, bounds):
        self.asked.append(bounds)

        def read():
            if self.fails:
                raise DatabaseError(server="s", reason="r")
            return bounds

        return read

    def look(self, bounds, scale=10_000.0):
        """Look at a view, without waiting until it rests."""
        self.follower.look_at(View(bounds, scale))
        self.follower._look()


@pytest.fixture
def table(session):
    table = Table(session, Part(HERE, NEAR, complete=True))
    yield table
    table.follower.stop()


def test_what_was_read_is_not_read_again(table, settle):
    table.look(NEAR)
    settle()
    assert table.asked == []


def test_a_move_beyond_it_is_read(table, settle):
    table.look(FAR)
    table.look(FAR)
    settle()
    assert table.asked == [FAR]
    assert table.answers == [FAR]


def test_the_newest_view_wins(table, settle):
    for view in (FAR, FARTHER, FAR):
        table.look(view)
    settle()
    assert table.asked == [FAR, FARTHER, FAR]
    assert table.answers == [FAR]  # what was asked before is not even delivered


def test_a_view_that_is_there_again_gives_up_what_is_on_its_way(table, settle):
    table.look(FAR)
    table.look(NEAR)
    settle()
    assert table.answers == []
    table.look(FAR)
    settle()
    assert table.answers == [FAR]


def test_a_part_that_is_not_all_is_read_for_every_other_view(table, settle):
    table.features = features(Part(HERE, NEAR, complete=False))
    table.look(NEAR)
    settle()
    assert table.asked == []
    inside = (106.14, 22.74, 106.16, 22.76)
    table.look(inside)
    settle()
    assert table.answers == [inside]


def test_a_table_that_is_there_whole_is_left_alone(table, settle):
    table.features = features(None)
    table.look(FAR)
    settle()
    assert table.asked == []


def test_what_is_not_shown_is_not_read(table, settle):
    for hidden in ({"visible": False}, {"min_scale": 5_000.0}, {"max_scale": 20_000.0}):
        table.layer = layer(**hidden)
        table.look(FAR)
    settle()
    assert table.asked == []
    table.layer = layer(min_scale=20_000.0, max_scale=5_000.0)
    table.look(FAR)
    settle()
    assert table.answers == [FAR]


def test_a_fault_is_told_and_the_next_move_asks_again(table, settle):
    table.fails = True
    table.look(FAR)
    settle()
    assert [what[0] for what in table.errors] == ["t"]
    table.look(FAR)
    settle()
    assert len(table.errors) == 1  # the same view is not asked for over and over
    table.fails = False
    table.look(FARTHER)
    settle()
    assert table.answers == [FARTHER]


def test_after_the_end_nothing_is_told(table, settle):
    table.look(FAR)
    table.follower.stop()
    settle()
    assert table.answers == []
