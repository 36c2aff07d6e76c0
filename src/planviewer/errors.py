"""Everything that can go wrong, one tree, named by what failed.

A message says what failed, where, and what to do about it. It is kept as a template and put into
the user's language when it is shown (``str(error)``), never when it is raised.
"""

from __future__ import annotations

from typing import Any, ClassVar

from planviewer.i18n import Message


class PlanviewerError(Exception):
    """Root of the tree; ``except PlanviewerError`` is what a user may be told.

    Subclasses give ``template``, a :class:`Message` without values; the keyword arguments fill it.
    ``code`` is the stable name used in ``--json`` output.
    """

    code: ClassVar[str] = "error"
    template: ClassVar[Message] = Message("errors", "The work failed: {reason}")

    def __init__(self, **values: Any) -> None:
        super().__init__(values)
        self.values = values

    @property
    def message(self) -> Message:
        """The sentence for the user, translated when it is shown."""
        return Message(self.template.context, self.template.source, self.values)

    def __str__(self) -> str:
        return str(self.message)


# --- files ------------------------------------------------------------------------------------
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


# --- plan -------------------------------------------------------------------------------------
class PlanError(PlanviewerError):
    """The plan itself is at fault."""

    code = "plan"


class PlanInvalid(PlanError):
    """Values: ``path``, ``where`` (place in the JSON), ``reason``."""

    code = "plan-invalid"
    template = Message("errors", "{path} is not a valid plan: at {where}: {reason}")


class LayerUnknown(PlanError):
    """Values: ``layer``, ``known``."""

    code = "layer-unknown"
    template = Message("errors", "The plan has no layer “{layer}”. It has: {known}.")


class SiteUnknown(PlanError):
    """Values: ``site``, ``known``."""

    code = "site-unknown"
    template = Message("errors", "The plan has no site “{site}”. It has: {known}.")


class ZoneUnknown(PlanError):
    """Values: ``zone``, ``known``."""

    code = "zone-unknown"
    template = Message("errors", "The plan has no zone “{zone}”. It has: {known}.")


class SiteNotLocated(PlanError):
    """Values: ``site``."""

    code = "site-not-located"
    template = Message(
        "errors", "The place of the site “{site}” is not known yet. Place it on the map first."
    )


# --- coordinate systems -----------------------------------------------------------------------
class CrsError(PlanviewerError):
    """Coordinates cannot be put in their place."""

    code = "crs"


class CrsMissing(CrsError):
    """Values: ``path``, ``candidates`` (text naming likely systems)."""

    code = "crs-missing"
    template = Message(
        "errors",
        "{path} does not say its coordinate system. Give it with --crs EPSG:n. "
        "Likely: {candidates}.",
    )


class CrsUnknown(CrsError):
    """Values: ``crs``."""

    code = "crs-unknown"
    template = Message(
        "errors",
        "“{crs}” is not a coordinate system known here. Write it as EPSG:n, e.g. EPSG:9210.",
    )


class CrsNotMetric(CrsError):
    """Values: ``crs``, ``what``."""

    code = "crs-not-metric"
    template = Message(
        "errors",
        "{what} cannot be measured in {crs}, whose unit is not the metre on the ground. "
        "Use a VN-2000 system such as EPSG:9210.",
    )


class NoTransformation(CrsError):
    """Values: ``source``, ``target``."""

    code = "no-transformation"
    template = Message(
        "errors", "No sure transformation from {source} to {target} is known; nothing was moved."
    )


class CoordinatesOutOfRange(CrsError):
    """Values: ``path``, ``crs``."""

    code = "coordinates-out-of-range"
    template = Message(
        "errors",
        "The coordinates in {path} cannot be in {crs}. Give the right system with --crs EPSG:n.",
    )


# --- analysis ---------------------------------------------------------------------------------
class AnalysisError(PlanviewerError):
    """A figure cannot be computed."""

    code = "analysis"


class ZoneRuleInvalid(AnalysisError):
    """Values: ``zone``, ``reason``."""

    code = "zone-rule-invalid"
    template = Message("errors", "The zone “{zone}” cannot be computed: {reason}")


class LineMissing(AnalysisError):
    """Values: ``zone``, ``layer``."""

    code = "line-missing"
    template = Message(
        "errors",
        "The zone “{zone}” has no line to start from: the layer “{layer}” holds no line that "
        "matches the rule. Check the layer and the filter.",
    )


# --- sheets -----------------------------------------------------------------------------------
class SheetError(PlanviewerError):
    """A sheet cannot be made as asked."""

    code = "sheet"


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


class ChainageInvalid(AnalysisError):
    """Values: ``text``."""

    code = "chainage-invalid"
    template = Message(
        "errors",
        "“{text}” is not a chainage on this line. Write it as Km0+100, within the line's length.",
    )


class FieldUnknown(AnalysisError):
    """Values: ``field``, ``known``."""

    code = "field-unknown"
    template = Message("errors", "The layer has no field “{field}”. It has: {known}.")


class ParcelsMissing(AnalysisError):
    """Values: ``path``."""

    code = "parcels-missing"
    template = Message(
        "errors",
        "{path} holds no parcels: nothing in it is an area. "
        "Take the layer of parcel polygons, not of lines or points.",
    )


class ParcelsOutside(AnalysisError):
    """Values: ``path``, ``distance``, ``crs``."""

    code = "parcels-outside"
    template = Message(
        "errors",
        "The parcels of {path} lie {distance} from the zones, so none can be affected. "
        "If they should meet, {crs} is not their coordinate system: give it with --crs EPSG:n.",
    )


class ZonesMissing(AnalysisError):
    """Values: ``plan``."""

    code = "zones-missing"
    template = Message(
        "errors", "The plan {plan} has no zones, so there is nothing that could take land."
    )


class ParcelsNotNamed(AnalysisError):
    """Values: ``plan``."""

    code = "parcels-not-named"
    template = Message(
        "errors",
        "Neither the command nor the plan {plan} says which layer holds the parcels. "
        "Name it with --parcels FILE.",
    )


class AreaUnaccounted(AnalysisError):
    """Values: ``parcel``, ``missing`` (m²)."""

    code = "area-unaccounted"
    template = Message(
        "errors",
        "The affected and the remaining area of parcel {parcel} do not make its area: {missing} m² "
        "are unaccounted for. No figures are given; mend the parcel's boundary.",
    )


class CertificateInvalid(AnalysisError):
    """Values: ``path``, ``reason``."""

    code = "certificate-invalid"
    template = Message("errors", "The certificate of {path} cannot be read: {reason}")


class CrsNotForPlace(CrsError):
    """Values: ``path``."""

    code = "crs-not-for-place"
    template = Message(
        "errors",
        "{path} is in degrees and lies outside Vietnam, so there is no system to measure it in. "
        "Name a metric one for that place with --plan-crs EPSG:n.",
    )


class StretchesUnaccounted(AnalysisError):
    """Values: ``zone``, ``missing`` (m²)."""

    code = "stretches-unaccounted"
    template = Message(
        "errors",
        "The parts of {zone} by chainage do not make the zone: {missing} m² are unaccounted for. "
        "No figures are given; look for a line that lies on itself.",
    )


class ChainageStepInvalid(AnalysisError):
    """Values: ``step`` (m)."""

    code = "chainage-step-invalid"
    template = Message(
        "errors", "A step of {step} m divides the line into too many parts. Take a longer step."
    )


class ComparisonUnaccounted(AnalysisError):
    """Values: ``missing`` (m²)."""

    code = "comparison-unaccounted"
    template = Message(
        "errors",
        "What the two alternatives share and what only one has do not make them: {missing} m² are "
        "unaccounted for. No figures are given.",
    )


class PlanUnsaved(AnalysisError):
    """Values: ``path``."""

    code = "plan-unsaved"
    template = Message(
        "errors",
        "{path} was not written: the zones differ from those in the plan file, and a certificate "
        "speaks of that file. Save the plan and export again.",
    )


# --- databases --------------------------------------------------------------------------------
class DatabaseError(PlanviewerError):
    """A database cannot be used. Values: ``server``, ``reason``."""

    code = "database"
    template = Message("errors", "The database {server} cannot be used: {reason}")


class DatabaseAddressInvalid(DatabaseError):
    """Values: ``reason``. The address itself is not repeated: it may hold a password."""

    code = "database-address-invalid"
    template = Message(
        "errors",
        "The database address is not valid: {reason} "
        "Write it as postgresql://USER@HOST:PORT/DATABASE?table=SCHEMA.TABLE.",
    )


class DatabasePasswordGiven(DatabaseError):
    """An address holds a password, which would end up in plans, logs and histories. No values."""

    code = "database-password-given"
    template = Message(
        "errors",
        "A database address must not hold the password. Keep it in the system's keyring, in the "
        "file .pgpass (PGPASSFILE) or in PGPASSWORD.",
    )


class DatabaseUnreachable(DatabaseError):
    """Values: ``server``, ``reason``."""

    code = "database-unreachable"
    template = Message(
        "errors", "The database {server} does not answer: {reason} Check the address and network."
    )


class DatabasePasswordNeeded(DatabaseError):
    """Values: ``server``, ``name`` (under which the keyring is asked)."""

    code = "database-password-needed"
    template = Message(
        "errors",
        "The database {server} asks for a password, and there is none or a wrong one. Keep it in "
        "the file .pgpass (PGPASSFILE), in PGPASSWORD, or in the keyring under planviewer, {name}.",
    )


class DatabaseTableUnknown(DatabaseError):
    """Values: ``server``, ``table``, ``known``."""

    code = "database-table-unknown"
    template = Message(
        "errors", "The database {server} has no table “{table}” with places. It has: {known}."
    )


class DatabaseKeyMissing(DatabaseError):
    """Values: ``table``."""

    code = "database-key-missing"
    template = Message(
        "errors",
        "The rows of {table} cannot be told apart, since it is not a table of its own. Name a "
        "column of values that are all different: &key=COLUMN.",
    )


class DatabaseTransformDiffers(DatabaseError):
    """Values: ``server``, ``source``, ``target``, ``distance`` (as text)."""

    code = "database-transform-differs"
    template = Message(
        "errors",
        "The database {server} would take coordinates from {source} to {target} to places "
        "{distance} from the right ones. Keep the table in {target}, or read it as a file.",
    )


class ClusterError(PlanviewerError):
    """A Dask cluster cannot do the work. Values: ``scheduler``, ``reason``."""

    code = "cluster"
    template = Message("errors", "The cluster at {scheduler} cannot do the work: {reason}")


class SchedulerMissing(ClusterError):
    """No values."""

    code = "scheduler-missing"
    template = Message(
        "errors",
        "The engine dask needs the address of a cluster: --scheduler tcp://HOST:8786.",
    )


class ClusterUnreachable(ClusterError):
    """Values: ``scheduler``."""

    code = "cluster-unreachable"
    template = Message(
        "errors",
        "No Dask scheduler answers at {scheduler}. Check the address and that it runs.",
    )


class DaskMissing(ClusterError):
    """Dask is not installed. No values."""

    code = "dask-missing"
    template = Message(
        "errors", "The engine dask is not installed. Install it with: pip install planviewer[dask]"
    )


# --- map window -------------------------------------------------------------------------------
class MapError(PlanviewerError):
    """The map of the window cannot do its work."""

    code = "map"


class MapMessageInvalid(MapError):
    """Values: ``reason``."""

    code = "map-message-invalid"
    template = Message(
        "errors",
        "The map sent a message planviewer does not understand ({reason}). It was ignored.",
    )


class MapPageFailed(MapError):
    """Values: ``reason``."""

    code = "map-page-failed"
    template = Message(
        "errors",
        "The map cannot be shown: {reason}. Close planviewer and start it again; "
        "your work is kept.",
    )


class MapPictureFailed(MapError):
    """Values: ``reason``."""

    code = "map-picture-failed"
    template = Message(
        "errors", "A part of the map could not be drawn: {reason}. Move the map to try again."
    )


# --- running ----------------------------------------------------------------------------------
class Cancelled(PlanviewerError):
    """The person asked to stop; no message is shown for it."""

    code = "cancelled"
    template = Message("errors", "Cancelled.")


class Unexpected(PlanviewerError):
    """A fault of the program itself. Values: ``reason``. The log has the traceback."""

    code = "unexpected"
    template = Message(
        "errors",
        "Something went wrong inside planviewer ({reason}). The plan is unchanged; the log in the "
        "profile folder holds the details for whoever mends it.",
    )


class NoDisplay(PlanviewerError):
    """There is no screen to open the window on. No values."""

    code = "no-display"
    template = Message(
        "errors",
        "There is no display to open the window on. Use --screenshot OUT.png for a picture of it.",
    )


class PictureNotTaken(PlanviewerError):
    """The window did not become complete in time. Values: ``path``."""

    code = "picture-not-taken"
    template = Message(
        "errors", "{path} was not written: the map was not complete within a minute. Try again."
    )


class ProblemsFound(PlanviewerError):
    """A check found errors, which were listed. Values: ``count``, ``path`` of the first."""

    code = "problems-found"
    template = Message(
        "errors", "Errors found: {count}, the first in {path}. Mend what is listed and check again."
    )


class NothingToShow(PlanviewerError):
    """What was asked for has no place on the map. Values: ``what``."""

    code = "nothing-to-show"
    template = Message("errors", "{what} has nothing that could be shown on a map.")


class NothingToPaste(PlanviewerError):
    """The clipboard holds no features. No values."""

    code = "nothing-to-paste"
    template = Message(
        "errors",
        "The clipboard holds nothing that can be put on the map. Copy files, GeoJSON, WKT, KML or "
        "a table with headings such as X and Y.",
    )


class SublayerNotNamed(FileError):
    """Values: ``path``, ``known``, ``target``."""

    code = "sublayer-not-named"
    template = Message(
        "errors",
        "{path} holds several layers, and {target} can hold one. Name it with --sublayer: {known}.",
    )


class CrsFixedByFormat(CrsError):
    """Values: ``path``, ``crs``."""

    code = "crs-fixed-by-format"
    template = Message(
        "errors",
        "{path} would be in a format that is always in WGS 84 (EPSG:4326), not in {crs}. "
        "Write a GPKG to keep {crs}.",
    )
