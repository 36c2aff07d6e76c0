"""Where data come from and how good they are, in words for panels and sheets."""

from __future__ import annotations

from planviewer import i18n
from planviewer.app.details import Badge, Row, Section
from planviewer.i18n import translate
from planviewer.model.provenance import Provenance


def provenance_section(provenance: Provenance) -> Section:
    """Return source, date, status and accuracy as rows."""
    rows = [
        Row(translate("details", "Source"), str(provenance.source)),
        Row(translate("details", "Status"), provenance.status.short_word),
    ]
    if provenance.date is not None:
        rows.append(Row(translate("details", "Date"), i18n.day(provenance.date)))
    rows.append(Row(translate("details", "Accuracy"), accuracy_words(provenance)))
    if provenance.licence:
        rows.append(Row(translate("details", "Licence"), provenance.licence))
    return Section(translate("details", "Source and quality"), tuple(rows))


def accuracy_words(provenance: Provenance) -> str:
    """Say how accurate a layer is, in words where it has them."""
    return provenance.accuracy_words or translate("details", "not known")


def status_badge(provenance: Provenance) -> Badge:
    """Return the status as a badge."""
    return Badge(provenance.status.word, provenance.status.value)
