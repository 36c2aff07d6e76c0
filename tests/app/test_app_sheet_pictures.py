"""Every template, paper and language beside a picture of it that a person has looked at.

A picture is 240 pixels wide and grey. A sheet may differ from it by 2 of 255 on average, and no
square of 8 × 8 pixels by more than 34: a part that moved, vanished or changed its words does.
``PLANVIEWER_WRITE_PICTURES=1`` draws those anew that differ; look at them before you commit them.
They are of Qt 6.11. Where a column of text is a line higher in another Qt, a sheet may take a wider
one: such a picture stands in a folder of that Qt.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QImage

from planviewer.app.loading import load_plan_data
from planviewer.app.sheeting.making import SheetMaker
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.sheeting.templates import BUILT_IN, find_template
from planviewer.assets import bundled_plan
from planviewer.model.title_block import TitleBlock
from planviewer.reading.plans import load_plan
from planviewer.sheets.page import Paper
from planviewer.sheets.picture import preview

PICTURES = Path(__file__).parent / "sheet_pictures"
APPROVED_WITH, THIS = "6.11", ".".join(qVersion().split(".")[:2])
OF_THIS_QT = PICTURES if THIS == APPROVED_WITH else PICTURES / f"qt-{THIS}"
WIDTH = 240
MOST_ON_AVERAGE, MOST_IN_A_SQUARE = 2.0, 34.0
BLOCK = TitleBlock(unit="UBND xã Hòa An", drawn_by="Nông Thị Lan", checked_by="Hoàng Văn Bế")


@pytest.fixture(scope="module")
def maker(qapp):  # noqa: ARG001  fonts need it
    plan = load_plan(bundled_plan())
    return SheetMaker(plan, load_plan_data(plan, bundled_plan()))


def pixels(picture: QImage) -> np.ndarray:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), dtype=np.uint8)
    return rows.reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()].astype(float)


def drawn(maker, template, paper, language, **changes) -> QImage:
    order = replace(
        SheetOrder(subject=Subject(zone="recovery-50m")).after(find_template(template)),
        paper=paper.value,
        language=language,
        title_block=BLOCK,
        made_on=date(2026, 11, 22),
        plan_path=bundled_plan(),
        **changes,
    )
    made = maker.make(order)
    large = preview(made.sheet, maker.artist(), 4 * WIDTH / made.sheet.size_mm[0])
    small = large.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    return small.convertToFormat(QImage.Format.Format_Grayscale8)


def difference(picture: QImage, path: Path) -> tuple[float, float]:
    """Return by how much a picture differs from an approved one: on average, and where most."""
    found, wanted = pixels(picture), pixels(QImage(str(path)))
    assert found.shape == wanted.shape
    off = np.abs(found - wanted)
    rows, columns = (side // 8 for side in off.shape)
    squares = off[: rows * 8, : columns * 8].reshape(rows, 8, columns, 8).mean(axis=(1, 3))
    return off.mean(), squares.max()


def is_alike(picture: QImage, path: Path) -> bool:
    if not path.exists():
        return False
    on_average, in_a_square = difference(picture, path)
    return on_average <= MOST_ON_AVERAGE and in_a_square <= MOST_IN_A_SQUARE


@pytest.mark.parametrize("language", ["vi", "en", "both"])
@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("template", BUILT_IN)
def test_a_sheet_looks_as_it_was_approved(maker, template, paper, language):
    picture = drawn(maker, template, paper, language)
    name = f"{template}-{paper.value}-{language}.png"
    own = OF_THIS_QT / name
    path = own if own.exists() else PICTURES / name
    if os.environ.get("PLANVIEWER_WRITE_PICTURES") and not is_alike(picture, path):
        OF_THIS_QT.mkdir(exist_ok=True)
        assert picture.save(str(own))
        path = own
    on_average, in_a_square = difference(picture, path)
    assert on_average <= MOST_ON_AVERAGE
    assert in_a_square <= MOST_IN_A_SQUARE


@pytest.mark.parametrize("changes", [{"scale": 20_000}, {"centre": (542_100.0, 2_515_300.0)}, {}])
def test_the_comparison_notices_another_scale_place_or_language(maker, changes):
    one = pixels(drawn(maker, "field-a4", Paper.A4, "en"))
    other = pixels(drawn(maker, "field-a4", Paper.A4, "en" if changes else "vi", **changes))
    off = np.abs(one - other)
    rows, columns = (side // 8 for side in off.shape)
    squares = off[: rows * 8, : columns * 8].reshape(rows, 8, columns, 8).mean(axis=(1, 3))
    assert squares.max() > MOST_IN_A_SQUARE or off.mean() > MOST_ON_AVERAGE
