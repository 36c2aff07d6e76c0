"""The layers of a file, wherever they lie: in the file itself, or in an archive's members."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planviewer.errors import FileUnreadable, FormatUnknown, SublayerUnknown
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading import apart, archives, gpx
from planviewer.reading.formats import GPX, KML, TABLE, WORKBOOK, Format
from planviewer.reading.kml import layers as kml
from planviewer.reading.recognition import main_suffix_of, os_reason, recognise


@dataclass(frozen=True)
class Sublayer:
    """A layer to be read.

    ``name`` is what people call it by, ``layer`` its name in the file ``path`` (None: the file is
    the layer), which may be unpacked for the time being.
    """

    name: str
    has_places: bool
    path: Path
    kind: Format
    layer: str | None = None


@dataclass(frozen=True)
class Source:
    """A file that is open for reading; ``kind`` is what it was given as.

    ``failures`` are members of an archive that nobody can look into.
    """

    path: Path
    kind: Format
    layers: tuple[Sublayer, ...]
    failures: tuple[FileUnreadable, ...] = ()

    @property
    def placed(self) -> tuple[Sublayer, ...]:
        """The layers that can be put on a map."""
        return tuple(layer for layer in self.layers if layer.has_places)

    def choose(self, wanted: str | None) -> Sublayer:
        """Return the layer to read: the wanted one, or the first that has places.

        Raises
        ------
        SublayerUnknown
            If there is no layer of that name.
        """
        if wanted is None:
            return (self.placed or self.layers)[0]
        for layer in self.layers:
            if wanted == layer.name:
                return layer
        known = ", ".join(layer.name for layer in self.layers)
        raise SublayerUnknown(path=self.path, sublayer=wanted, known=known)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Give the layers of a file; what was unpacked for it is removed afterwards.

    Raises
    ------
    FileMissing, FileUnreadable, FormatUnknown
        If it cannot be read, or is an image; also if the disk fails while its layers are read.
    """
    try:
        with _opened(path) as source:
            yield source
    except OSError as error:  # a drive that went away, or a program that locked it meanwhile
        raise FileUnreadable(path=path, reason=os_reason(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[Source]:
    main, kind = recognise(path)
    if kind.role == "image":
        reason = Message(
            "reading", "it is an image ({format}) and holds no features.", {"format": kind.name}
        )
        raise FileUnreadable(path=path, reason=reason)
    if kind.role == "archive":
        with archives.unpacked(main) as folder, _named_as(path):
            yield Source(path, kind, *_in_folder(path, folder))
    else:
        yield Source(path, kind, _in_file(main, kind))


@contextmanager
def _named_as(path: Path) -> Iterator[None]:
    """Say what is wrong with a member of an archive, by the archive's name and the member's."""
    try:
        yield
    except FileUnreadable as error:
        member = Path(error.values["path"])
        if member == path:
            raise
        reason = Message(
            "reading",
            "in {member}: {reason}",
            {"member": member.name, "reason": error.values["reason"]},
        )
        raise FileUnreadable(path=path, reason=reason) from error
    except FormatUnknown as error:
        if Path(error.values["path"]) == path:
            raise
        raise type(error)(**{**error.values, "path": path}) from error


def _in_file(main: Path, kind: Format) -> tuple[Sublayer, ...]:
    single = kml.only_layer(main) if kind is KML else None
    if single is not None:
        return (Sublayer(single, True, main, kind),)
    names = gpx.used_layers(main) if kind is GPX else ()
    if names:
        return tuple(Sublayer(name, True, main, kind, name) for name in names)
    if kind.layered:
        rows = _spreadsheets().sheets(main) if kind is WORKBOOK else apart.sublayers(main, kind)
        return tuple(Sublayer(name, places, main, kind, name) for name, places in rows)
    places = _spreadsheets().has_places(main) if kind is TABLE else True
    return (Sublayer(main.stem, places, main, kind),)


def _spreadsheets() -> Any:
    from planviewer.reading import spreadsheets  # noqa: PLC0415  most files are none

    return spreadsheets


def left_out(failure: FileUnreadable) -> Problem:
    """Return the problem of a member of an archive that cannot be read, where others can."""
    words = {"member": member_of(failure), "reason": failure.values["reason"]}
    message = Message("reading", "{member} in it was left out: {reason}", words)
    return Problem("member-unreadable", message, severity="error", count=0)


def member_of(failure: FileUnreadable) -> str:
    """Return the name of the file that cannot be read."""
    return Path(failure.values["path"]).name


def _in_folder(
    archive: Path, folder: Path
) -> tuple[tuple[Sublayer, ...], tuple[FileUnreadable, ...]]:
    """Return the layers of all map files in a folder, named so that all names differ.

    Those that cannot be looked into follow.
    """
    found: list[tuple[Path, tuple[Sublayer, ...]]] = []
    failures: list[FileUnreadable] = []
    for main in _mains(folder):
        try:
            target, kind = recognise(main)
            if kind.role == "features":
                found.append((main, _in_file(target, kind)))
        except FormatUnknown:
            continue  # a part whose whole is not there
        except FileUnreadable as error:
            failures.append(error)
    if not found:
        raise failures[0] if failures else archives.nothing_in(archive)
    everything = [(main, layer) for main, layers in found for layer in layers]
    # Pages of a KMZ that only name the others, and tables of readmes, hide nothing.
    chosen = [pair for pair in everything if pair[1].has_places] or everything
    names = [layer.name for _, layer in chosen]
    named = (
        layer
        if names.count(layer.name) == 1
        else replace(layer, name=_by_place(folder, main, layer))
        for main, layer in chosen
    )
    return tuple(named), tuple(failures)


def _by_place(folder: Path, main: Path, layer: Sublayer) -> str:
    place = main.relative_to(folder).as_posix()
    return place if layer.layer is None else f"{place}/{layer.layer}"


def _mains(folder: Path) -> Iterator[Path]:
    """Return each map file of a folder once, whatever parts it has."""
    everything = sorted(folder.rglob("*"), key=lambda item: (len(item.parts), item.as_posix()))
    databases = [x for x in everything if x.is_dir() and x.suffix.lower() == ".gdb"]
    yield from databases
    files = [x for x in everything if x.is_file() and x.parent not in databases]
    stems = {(x.parent, x.stem, x.suffix.lower()) for x in files}
    for file in files:
        main = main_suffix_of(file.suffix)
        is_part = main is not None and any(
            (file.parent, file.stem, suffix) in stems for suffix in (".shp", ".tab", ".mif")
        )
        if not is_part:
            yield file
