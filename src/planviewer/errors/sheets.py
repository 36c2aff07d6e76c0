"""Sheets that cannot be made."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


class SheetError(PlanviewerError):
    """A sheet cannot be made as asked."""

    code = "sheet"


class SheetAreaTooLarge(SheetError):
    """Values: ``scale`` it would need, ``smallest`` a sheet can have (denominators, as text)."""

    code = "sheet-area-too-large"
    template = Message(
        "errors",
        "The area is too large for a sheet: it would need 1:{scale}, and the smallest scale is "
        "1:{smallest}. Zoom in, or choose a smaller area.",
    )


class SheetScaleTooLarge(SheetError):
    """Values: ``scale``, ``fitting`` (denominators)."""

    code = "sheet-scale-too-large"
    template = Message(
        "errors",
        "What is asked for does not fit the sheet at 1:{scale}. "
        "Take 1:{fitting}, a larger paper or a smaller area.",
    )


class SheetScaleImpossible(SheetError):
    """Values: ``scale``, ``lowest``, ``highest`` (denominators)."""

    code = "sheet-scale-impossible"
    template = Message(
        "errors",
        "1:{scale} is no scale for a sheet. Give a number from {lowest} to {highest}, "
        "e.g. 2000 for 1:2000.",
    )


class SheetResolution(SheetError):
    """Values: ``dpi``, ``lowest``, ``highest`` (dpi possible on this paper)."""

    code = "sheet-resolution"
    template = Message(
        "errors",
        "A picture of this paper with {dpi} dpi cannot be made. "
        "Take from {lowest} to {highest} dpi, or write a PDF, which is sharp at any size.",
    )


class SheetFontMissing(SheetError):
    """Values: ``path``."""

    code = "sheet-font-missing"
    template = Message(
        "errors",
        "The font {path} is missing or broken, and a sheet needs it. "
        "Install planviewer again (in a checkout: make run).",
    )


class SheetFormatUnknown(SheetError):
    """Values: ``path``, ``known``."""

    code = "sheet-format-unknown"
    template = Message(
        "errors", "{path} does not name a format sheets are written in. Write one of: {known}."
    )


class SheetNotVerified(SheetError):
    """Values: ``path``, ``what``, ``expected``, ``found``."""

    code = "sheet-not-verified"
    template = Message(
        "errors",
        "{path} was read again and is not as asked: {what} is {found} instead of {expected}. "
        "The file was not kept.",
    )


class SheetSeriesTooLong(SheetError):
    """Values: ``count``, ``most`` (sheets)."""

    code = "sheet-series-too-long"
    template = Message(
        "errors",
        "This series would have {count} sheets or more; {most} are the most that are made in one "
        "go. Take a smaller scale, a larger paper or a smaller area.",
    )


class SheetEmpty(SheetError):
    """Values: ``what``."""

    code = "sheet-empty"
    template = Message(
        "errors",
        "There is nothing on the sheet of {what}: no visible layer reaches into it. "
        "Show a layer, or choose another place.",
    )


class SheetLineMissing(SheetError):
    """Values: ``layer``, ``known``."""

    code = "sheet-line-missing"
    template = Message(
        "errors",
        "The layer {layer} has no line to follow. Layers with lines: {known}.",
    )


class SheetDivisionWrongCrs(SheetError):
    """Values: ``crs``."""

    code = "sheet-division-wrong-crs"
    template = Message(
        "errors",
        "Cadastral sheets are divided in VN-2000 with a 3° zone; the plan is in {crs}. "
        "Use a grid of sheets instead.",
    )


class SheetNotPrinted(SheetError):
    """Values: ``printer``."""

    code = "sheet-not-printed"
    template = Message(
        "errors",
        "The printer {printer} did not take the sheet. See whether it is on and has paper, "
        "or save a PDF and print that.",
    )


class TemplateUnknown(SheetError):
    """Values: ``name``, ``known``."""

    code = "sheet-template-unknown"
    template = Message("errors", "There is no sheet template {name}. Known: {known}.")


class TemplateInvalid(SheetError):
    """Values: ``path``, ``reason``."""

    code = "sheet-template-invalid"
    template = Message(
        "errors", "{path} is no sheet template: {reason}. Save the template anew, or delete it."
    )
