"""Files that cannot be used."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


class FileError(PlanviewerError):
    """A file could not be used. Values: ``path``, ``reason``."""

    code = "file"
    template = Message("errors", "{path} cannot be used: {reason}")


class FileMissing(FileError):
    """Values: ``path``."""

    code = "file-missing"
    template = Message("errors", "{path} does not exist. Check the name and the folder.")


class FileUnreadable(FileError):
    """Values: ``path``, ``reason``."""

    code = "file-unreadable"
    template = Message("errors", "{path} cannot be read: {reason}")


class FormatUnknown(FileError):
    """Values: ``path``, ``known`` (list of formats as text)."""

    code = "format-unknown"
    template = Message(
        "errors", "{path} is in a format planviewer does not read. It reads: {known}."
    )


class FormatNotReadable(FormatUnknown):
    """Values: ``path``, ``format`` (what it is), ``advice``."""

    code = "format-not-readable"
    template = Message("errors", "{path} is {format}, which planviewer does not read. {advice}")


class PartAlone(FormatUnknown):
    """Values: ``path``, ``whole`` (name of the file it belongs to)."""

    code = "part-alone"
    template = Message(
        "errors", "{path} is a part of {whole}, which is missing. Copy all parts, and open that."
    )


class WriteFormatUnknown(FormatUnknown):
    """Values: ``path``, ``known`` (list of endings as text)."""

    code = "write-format-unknown"
    template = Message(
        "errors", "{path} does not name a format planviewer writes. Write one of: {known}."
    )


class FileNotWritten(FileError):
    """Values: ``path``, ``reason``. Nothing is left half written."""

    code = "file-not-written"
    template = Message("errors", "{path} could not be written: {reason} Nothing was changed there.")


class PathOutside(FileError):
    """Values: ``path``, ``plan``."""

    code = "path-outside"
    template = Message(
        "errors",
        "The plan {plan} names {path}, which lies outside the plan's folder. "
        "Copy the file into the folder and name it from there.",
    )


class SublayerUnknown(FileError):
    """Values: ``path``, ``sublayer``, ``known``."""

    code = "sublayer-unknown"
    template = Message("errors", "{path} has no layer “{sublayer}”. It has: {known}.")


class SublayersToChoose(FileError):
    """Values: ``path``, ``count``, ``names``: more layers than are wanted unasked."""

    code = "sublayers-to-choose"
    template = Message("errors", "{path} holds {count} layers. Choose the ones you need.")


class EncodingUnknown(FileError):
    """Values: ``encoding``."""

    code = "encoding-unknown"
    template = Message(
        "errors",
        "“{encoding}” is not a text encoding known here. "
        "Known are, for example, UTF-8, cp1258 and ISO-8859-1.",
    )


class ImageNotPlaced(FileError):
    """Values: ``path``."""

    code = "image-not-placed"
    template = Message(
        "errors",
        "{path} is an image that does not say where on the ground it lies. Georeference it in "
        "another program and save it as GeoTIFF, or put its world file (.tfw) beside it.",
    )


class SublayerNotNamed(FileError):
    """Values: ``path``, ``known``, ``target``."""

    code = "sublayer-not-named"
    template = Message(
        "errors",
        "{path} holds several layers, and {target} can hold one. Name it with --sublayer: {known}.",
    )
