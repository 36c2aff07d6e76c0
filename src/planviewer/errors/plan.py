"""Plans, and what they name, that are not as they should be."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


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
