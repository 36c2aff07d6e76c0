"""Images from the file dialog to paper, as the window and the command line use them."""

import json

import numpy as np
import pytest
from PySide6.QtGui import QImage
from raster_files import NORTH, NORTH_UP, WEST, smooth, write

from planviewer.app import inspect, outputs, saving
from planviewer.app.checking import check_file
from planviewer.app.images import images_of, read_pixel
from planviewer.app.session import Session
from planviewer.app.sheeting.making import write_sheet
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.tasks import Tasks
from planviewer.assets import bundled_plan
from planviewer.cli import main
from planviewer.drawing.raster import RasterDrawLayer
from planviewer.errors import CrsMissing, PathOutside
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.layer import RasterSource
from planviewer.model.text import Text
from planviewer.reading.plans import load_plan
from planviewer.writing.moment import today
from waiting import settle

LABEL = Message("test", "change")


@pytest.fixture
def session():
    session = Session(Tasks())
    session.open(bundled_plan())
    settle(session)
    yield session
    session.close()


@pytest.fixture
def photo(tmp_path):
    return write(tmp_path / "Ảnh bay.tif", smooth(600, 400), tiled=True, overviews=(2,))


def test_an_image_joins_at_the_bottom_and_is_drawn_first(session, photo):
    session.add_file(photo)
    settle(session)
    layer = session.plan.layers[0]
    assert layer.id == "anh-bay"
    assert isinstance(layer.source, RasterSource)
    assert layer.source.attached
    drawn = session.canvas.layers(session.plan, session.data.store)
    assert isinstance(drawn[0], RasterDrawLayer)
    session.edit(LABEL, lambda plan: edits.set_opacity(plan, layer.id, 0.4))
    again = session.canvas.layers(session.plan, session.data.store)
    assert again[0].opacity == 0.4
    assert again[0].token == drawn[0].token
    session.undo()
    session.undo()
    settle(session)
    assert session.data.store.raster(layer.id) is None
    session.redo()
    settle(session)
    assert session.data.store.raster(layer.id).width == 600


def test_an_image_without_a_system_is_asked_about(session, tmp_path, qtbot):
    path = write(tmp_path / "a.tif", smooth(60, 40), crs=None)
    before = session.plan
    with qtbot.waitSignal(session.add_file(path).failed) as caught:
        pass
    assert isinstance(caught.args[0], CrsMissing)
    assert session.plan == before
    session.add_file(path, crs="EPSG:9210")
    settle(session)
    assert session.plan.layers[0].source.crs == "EPSG:9210"


def test_an_image_is_saved_with_what_belongs_to_it_and_opens_again(session, tmp_path):
    path = write(tmp_path / "scan.tif", smooth(60, 40), crs=None, transform=None)
    lines = (0.5, 0, 0, -0.5, WEST + 0.25, NORTH - 0.25)
    (tmp_path / "scan.tfw").write_text("\n".join(map(str, lines)), encoding="ascii")
    session.add_file(path, crs="EPSG:9210")
    settle(session)
    saved = session.save(tmp_path / "out" / "plan.planview")
    source = load_plan(saved).layers[0].source
    assert not source.attached
    assert (saved.parent / source.path).read_bytes() == path.read_bytes()
    session.open(saved)
    settle(session)
    assert session.data.store.raster("scan").affine == pytest.approx(tuple(NORTH_UP)[:6])


def test_a_plan_may_not_name_an_image_outside_its_folder(session, tmp_path, photo):
    session.add_file(photo)
    settle(session)
    saved = session.save(tmp_path / "out" / "plan.planview")
    text = json.loads(saved.read_text(encoding="utf-8"))
    text["layers"][0]["source"]["path"] = "../Ảnh bay.tif"
    saved.write_text(json.dumps(text), encoding="utf-8")
    with pytest.raises(PathOutside):
        load_plan(saved)


def test_details_tell_of_the_image_and_of_the_pixel_clicked(session, photo):
    session.add_file(photo)
    settle(session)
    of_layer = inspect.layer_details(session.plan, session.data, "anh-bay").as_text()
    assert "600 × 400 px" in of_layer
    assert "red (uint8), green (uint8), blue (uint8)" in of_layer
    pixel = 100 * 600 + 200
    here = inspect.feature_details(session.plan, session.data, "anh-bay", pixel).as_text()
    values = ", ".join(str(value) for value in smooth(600, 400)[:, 100, 200])
    assert f"Pixel value: {values}" in here
    assert "Column, row: 200, 100" in here
    assert "541,100.25" in here


def test_a_sheet_shows_the_image_under_the_lines_and_lists_it(session, photo, tmp_path):
    session.add_file(photo)
    settle(session)
    plan = session.plan
    west, south, east, north = (106.1512, 22.7370, 106.1530, 22.7380)
    order = SheetOrder(subject=Subject(bounds=(west, south, east, north)), dpi=100)
    without = tmp_path / "without.png"
    with_image = tmp_path / "with.png"
    result = write_sheet(plan, session.data, order, with_image)
    hidden = edits.set_visible(plan, ["anh-bay"], visible=False)
    write_sheet(hidden, session.data, order, without)
    one, other = QImage(str(with_image)), QImage(str(without))
    x, y, width, height = (round(mm / 25.4 * 100) for mm in result.frame_mm)
    inner = [(x + width * i // 10, y + height * j // 10) for i in range(3, 8) for j in range(3, 8)]
    differing = sum(one.pixel(*at) != other.pixel(*at) for at in inner)
    assert differing > len(inner) / 3
    for ending in ("pdf", "svg", "tif"):
        path = tmp_path / f"sheet.{ending}"
        write_sheet(plan, session.data, order, path)
        assert path.stat().st_size > 20_000


def test_the_shared_page_leaves_images_out_and_says_so(session, photo, tmp_path):
    session.add_file(photo)
    settle(session)
    assert images_of(session.plan) == (Text(vi="Ảnh bay", en="Ảnh bay"),)
    path = tmp_path / "page.html"
    outputs.write_share(session.plan, session.data, path, today())
    text = path.read_text(encoding="utf-8")
    data = json.loads(text.split('id="plan-data">')[1].split("</script>")[0])
    assert data["left_out"] == [{"vi": "Ảnh bay", "en": "Ảnh bay"}]
    assert "anh-bay" not in {layer["id"] for layer in data["layers"]}


def test_info_and_check_speak_of_images(photo, tmp_path, capsys):
    assert main(["info", str(photo), "--json"]) == 0
    layer = json.loads(capsys.readouterr().out)["layers"][0]
    assert layer["feature_count"] == 0
    assert layer["crs"] == "EPSG:9210"
    assert check_file(photo) == []
    blank = write(tmp_path / "b.tif", np.zeros((1, 9, 9), np.uint8), crs=None)
    assert main(["check", str(blank)]) == 1


def test_saving_brings_overviews_along(tmp_path, photo):
    (tmp_path / "Ảnh bay.tif.ovr").write_bytes(b"II*\0")
    (tmp_path / "Ảnh bay.aux.xml").write_text("x", encoding="ascii")
    names = {path.name for path in saving._with_sidecars(photo)}
    assert names == {"Ảnh bay.tif", "Ảnh bay.tif.ovr"}


def test_the_value_of_a_pixel_may_come_later(session, photo):
    session.add_file(photo)
    settle(session)
    image, pixel = session.data.store.raster("anh-bay"), 100 * 600 + 200

    def told(found):
        return inspect.feature_details(
            session.plan, session.data, "anh-bay", pixel, pixel=lambda _image, _pixel: found
        ).as_text()

    assert "Pixel value: reading…" in told(None)
    values = ", ".join(str(value) for value in smooth(600, 400)[:, 100, 200])
    assert f"Pixel value: {values}" in told(read_pixel(image, pixel))
