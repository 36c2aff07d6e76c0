"""A sheet of the bundled plan with a plain painter of its own, for tests and for looking at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from planviewer import assets
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Plan
from planviewer.model.style import Symbol, legend_entries
from planviewer.model.text import Text
from planviewer.sheets.artist import Piece
from planviewer.sheets.marks import Kind, TextMark
from planviewer.sheets.request import Fact, LegendRow, SheetRequest, SourceRow

VIETNAMESE = {
    "Legend": "Chú giải",
    "Facts": "Số liệu",
    "Sources and status of the layers": "Nguồn và tình trạng các lớp",
    "… and {count} more: see the list page": "… và {count} mục nữa: xem trang danh sách",
    "SCHEMATIC": "SƠ ĐỒ",
    "Positions are neither approved nor surveyed. Not to be used for measuring.": (
        "Vị trí chưa được duyệt hoặc đo đạc, không dùng để đo."
    ),
    "Scale {scale}": "Tỷ lệ {scale}",
    "1 cm on paper = {length} on the ground": "1 cm trên giấy = {length} ngoài thực địa",
    "N": "B",
    "Grid north": "Bắc lưới",
    "Grid north; true north (*) lies {angle} west of it": (
        "Bắc lưới; bắc thực (*) lệch {angle} về phía tây"
    ),
    "Grid north; true north (*) lies {angle} east of it": (
        "Bắc lưới; bắc thực (*) lệch {angle} về phía đông"
    ),
    "{easting} E": "{easting} E",
    "central meridian {angle}": "kinh tuyến trục {angle}",
    "Coordinate system: {system}": "Hệ tọa độ: {system}",
    "To WGS 84: {name}, accuracy {accuracy} m": (
        "Chuyển sang WGS 84: {name}, độ chính xác {accuracy} m"
    ),
    "Made on {day}": "Lập ngày {day}",
    "on paper {paper}": "trên giấy {paper}",
    "Sheet {number} of {total}": "Tờ {number}/{total}",
    "schematic": "sơ đồ",
    "approved": "được duyệt",
    "surveyed": "đo đạc",
    "status not stated": "chưa rõ tình trạng",
    "accuracy unknown": "chưa rõ độ chính xác",
}


def vietnamese(_context: str, source: str, _comment: str, _n: int) -> str:
    """Translate as the finished program will (until the texts are collected)."""
    return VIETNAMESE.get(source, source)


@dataclass(frozen=True)
class Drawn:
    """A layer as the plain painter wants it."""

    geometry: BaseGeometry
    symbol: Symbol
    kind: Kind


def bundled_plan() -> Plan:
    return Plan.model_validate_json(assets.bundled_plan().read_text(encoding="utf-8"))


def drawn_layers(plan: Plan) -> list[Drawn]:
    """Return the bundled layers in the plan CRS; zones by a plain buffer."""
    to_plan = operation(WGS84, plan.crs)
    lines: dict[str, list[BaseGeometry]] = {}
    for layer in plan.file_layers:
        path = assets.bundled_plan().parent / layer.source.path
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        lines[layer.id] = [
            shapely.transform(shape(f["geometry"]), to_plan.points)
            for f in features
            if f["geometry"]
        ]
    drawn = []
    for layer in plan.layers:
        symbols = [symbol for _, symbol in legend_entries(layer.style, layer.title)]
        if layer.id in lines:
            for number, geometry in enumerate(lines[layer.id]):
                kind = "polygon" if "Polygon" in geometry.geom_type else "line"
                kind = "point" if "Point" in geometry.geom_type else kind
                drawn.append(Drawn(geometry, symbols[number % len(symbols)], kind))
        else:
            rule = layer.source.rule
            line = lines[rule.line_layer][0]
            if rule.side == "both":
                zone = line.buffer(rule.to_m, cap_style="flat")
            else:
                zone = line.buffer(-rule.to_m, single_sided=True)
            drawn.append(Drawn(zone, symbols[0], "polygon"))
    return drawn


def paint_drawn(painter, drawn: Drawn, place, px_per_mm: float) -> None:
    symbol = drawn.symbol
    parts = getattr(drawn.geometry, "geoms", [drawn.geometry])
    for part in parts:
        ring = part.exterior if drawn.kind == "polygon" else part
        points = [QPointF(*place(x, y)) for x, y in ring.coords]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.setPen(QPen(QColor(symbol.stroke or "#404040"), symbol.stroke_width_mm * px_per_mm))
        painter.setBrush(QColor(0, 0, 0, 0))
        if drawn.kind == "polygon" and symbol.fill:
            color = QColor(symbol.fill)
            color.setAlphaF(symbol.fill_opacity)
            painter.setBrush(color)
        if drawn.kind == "point":
            radius = symbol.marker_size_mm / 2 * px_per_mm
            painter.setBrush(QColor(symbol.fill or "#404040"))
            painter.drawEllipse(points[0], radius, radius)
        else:
            painter.drawPath(path)


class PlainArtist:
    """An ``Artist`` that paints ``layers`` without the drawing room."""

    def __init__(self, layers) -> None:
        self.layers = layers

    def pieces(self, place):
        def paint(painter, px_per_mm):
            box = place.frame
            sides = (box.x, box.y, box.width, box.height)
            frame = QRectF(*(side * px_per_mm for side in sides))
            self.paint_map(painter, frame, place.bounds, px_per_mm)

        return [Piece("all", paint)]

    def paint_overview(self, painter, box, bounds, px_per_mm):
        self.paint_map(painter, box, bounds, px_per_mm)

    def paint_map(self, painter: QPainter, frame: QRectF, bounds, px_per_mm: float) -> None:
        scale = frame.width() / (bounds[2] - bounds[0])

        def place(x: float, y: float) -> tuple[float, float]:
            return frame.x() + (x - bounds[0]) * scale, frame.y() + (bounds[3] - y) * scale

        for layer in self.layers:
            paint_drawn(painter, layer, place, px_per_mm)

    def paint_swatch(self, painter: QPainter, box: QRectF, symbol, kind: Kind, px: float) -> None:
        geometry = {
            "point": shapely.Point(0.5, 0.5),
            "line": shapely.LineString([(0, 0.5), (1, 0.5)]),
            "polygon": shapely.box(0.04, 0.04, 0.96, 0.96),
        }[kind]

        def place(x: float, y: float) -> tuple[float, float]:
            return box.x() + x * box.width(), box.y() + y * box.height()

        paint_drawn(painter, Drawn(geometry, symbol, kind), place, px)


def bundled_request(plan: Plan, **changes: object) -> SheetRequest:
    """Return a sheet of the whole bundled plan."""
    west, south, east, north = plan.home
    to_plan = operation(WGS84, plan.crs)
    xs, ys = to_plan([west, east, west, east], [south, south, north, north])
    kinds = {"bang-river": "line", "embankment": "line", "bypass": "line", "sites": "point"}
    legend = []
    for layer in reversed(plan.layers):
        entries = legend_entries(layer.style, layer.title)
        for label, symbol in entries:
            legend.append(
                LegendRow(
                    label=label,
                    symbol=symbol,
                    kind=kinds.get(layer.id, "polygon"),
                    group=layer.title if len(entries) > 1 else None,
                )
            )
    values = {
        "title": plan.title,
        "subtitle": plan.subtitle,
        "crs": plan.crs,
        "bounds": (min(xs), min(ys), max(xs), max(ys)),
        "made_on": date(2026, 11, 22),
        "legend": tuple(legend),
        "sources": tuple(SourceRow.of(layer) for layer in reversed(plan.layers)),
        "facts": (
            Fact(
                name=Text(vi="Tổng diện tích thu hồi (không trùng)", en="Recovery area, net"),
                value=Text(vi="699.214,0 m² (69,92 ha)", en="699,214.0 m² (69.92 ha)"),
            ),
        ),
    }
    return SheetRequest.model_validate({**values, **changes})


def texts(sheet, block=None):
    """Return what is written on a sheet, or in one block of it, mark by mark."""
    return [
        mark.text
        for item in sheet.layout.blocks
        if block in (None, item.name)
        for mark in item.marks
        if isinstance(mark, TextMark)
    ]
