"""Zones, chainages and affected land that cannot be computed."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


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


class ParcelsNotChosen(AnalysisError):
    """Values: ``path``, ``conditions``."""

    code = "parcels-not-chosen"
    template = Message(
        "errors",
        "{path} has no parcels among the rows that the layer takes: {conditions}. "
        "Choose other rows, or open the whole table.",
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
