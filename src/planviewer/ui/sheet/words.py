"""The words of the sheet window for what can be chosen."""

from __future__ import annotations

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.sheets.request import Part, QrContent
from planviewer.sheets.template import Template


def part_words() -> dict[Part, str]:
    """Return the parts of a sheet with their names, in the order they are offered."""
    return {
        Part.TITLE: translate("sheet window", "Title"),
        Part.LEGEND: translate("sheet window", "Legend"),
        Part.FACTS: translate("sheet window", "Facts"),
        Part.SOURCES: translate("sheet window", "Sources"),
        Part.SCALE_BAR: translate("sheet window", "Scale bar"),
        Part.NORTH_ARROW: translate("sheet window", "North arrow"),
        Part.GRID: translate("sheet window", "VN-2000 grid"),
        Part.DEGREES: translate("sheet window", "WGS 84 marks"),
        Part.LOCATOR: translate("sheet window", "Locator map"),
        Part.QR: translate("sheet window", "QR code"),
        Part.CERTIFICATE: translate("sheet window", "Computation"),
        Part.TITLE_BLOCK: translate("sheet window", "Title block"),
    }


def field_words() -> dict[str, str]:
    """Return the entries of the title block with their names."""
    return {
        "unit": translate("sheet", "Unit"),
        "drawn_by": translate("sheet", "Drawn by"),
        "checked_by": translate("sheet", "Checked by"),
        "approved_by": translate("sheet", "Approved by"),
        "date": translate("sheet", "Date"),
        "sheet_no": translate("sheet", "Sheet no."),
    }


def language_words() -> list[tuple[str | None, str]]:
    """Return the languages of a sheet; None is that of the interface."""
    return [
        (None, translate("sheet window", "As the window")),
        ("vi", "Tiếng Việt"),
        ("en", "English"),
        ("both", "Tiếng Việt / English"),
    ]


def qr_words() -> list[tuple[QrContent, str]]:
    """Return what a QR code can hold."""
    return [
        ("place", translate("sheet window", "The place (geo:), without network")),
        ("link", translate("sheet window", "A link to OpenStreetMap")),
    ]


def orientation_words() -> list[tuple[str, str]]:
    """Return the two ways to hold a page."""
    return [
        ("landscape", translate("sheet window", "Landscape")),
        ("portrait", translate("sheet window", "Portrait")),
    ]


def template_words(templates: dict[str, Template]) -> list[tuple[str | None, str]]:
    """Return the templates; None is what was changed by hand."""
    own = [(None, translate("sheet window", "None"))]
    return own + [(name, str(template.title)) for name, template in templates.items()]


def scale_words(denominator: float) -> str:
    """Return "1:5.000" by the language."""
    return f"1:{i18n.number(denominator)}"
