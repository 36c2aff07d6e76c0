"""Layers written as operators, made forms of a PDF page (ISO 32000-2, 8.10 and 11.6.6)."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

from planviewer.sheets.artist import start_of
from planviewer.sheets.compose import Sheet
from planviewer.sheets.page import MM_PER_INCH, MM_PER_POINT
from planviewer.sheets.pdf_shapes import PlainMap

_POINTS_PER_INCH = 72


def plain_form(
    document: pikepdf.Pdf, plain: PlainMap, sheet: Sheet, resolution: int
) -> pikepdf.Object:
    """Return a layer as a form in points of the page, clipped to the frame.

    ``resolution`` is the number of its units per inch.
    """
    width, height = (side / MM_PER_POINT for side in sheet.size_mm)
    per_mm, frame = resolution / MM_PER_INCH, sheet.layout.frame
    left, top = start_of(frame, per_mm)
    sides = (frame.x, frame.y, frame.width, frame.height)
    clip = " ".join(f"{side * per_mm:.3f}" for side in sides)
    unit = _POINTS_PER_INCH / resolution
    # units count downwards from the upper left corner of the page, then from that of the map
    to_page = f"{unit:.6f} 0 0 {-unit:.6f} 0 {height:.6f} cm {clip} re W n"
    to_map = f"1 0 0 1 {left - plain.shift:.3f} {top - plain.shift:.3f} cm"
    content = _Content([to_page, to_map])
    for number, each in enumerate(plain.passes):
        form = document.make_stream(each.data, Filter=Name.FlateDecode)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, *plain.size])
        content.draw(f"/F{number}", form, each.opacity)
    page_box = Array([0, 0, round(width, 4), round(height, 4)])
    layer = content.form(document, page_box)
    if plain.opacity >= 1:
        return layer
    whole = _Content([])
    whole.draw("/Layer", layer, plain.opacity)
    return whole.form(document, page_box)


@dataclass
class _Content:
    """What a form says, and the forms and states it says it with."""

    lines: list[str]
    forms: Dictionary = field(default_factory=Dictionary)
    states: Dictionary = field(default_factory=Dictionary)

    def draw(self, name: str, form: pikepdf.Object, opacity: float) -> None:
        """Draw a form; one that is not opaque becomes a group, blended as a whole."""
        self.forms[name] = form
        if opacity >= 1:
            self.lines.append(f"{name} Do")
            return
        form.Group = Dictionary(S=Name.Transparency, I=True)
        state = f"/A{round(opacity * 10_000)}"
        self.states[state] = Dictionary(Type=Name.ExtGState, ca=opacity, CA=opacity)
        self.lines.append(f"q {state} gs {name} Do Q")

    def form(self, document: pikepdf.Pdf, box: Array) -> pikepdf.Object:
        """Return all of it as a form."""
        form = document.make_stream("\n".join(self.lines).encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, box
        form.Resources = Dictionary(XObject=self.forms, ExtGState=self.states)
        return form
