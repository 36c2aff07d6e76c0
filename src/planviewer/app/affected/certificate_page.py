"""The certificate as a page of the workbook, and the certificate as rows to be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from planviewer.analysis.certificate import Certificate
from planviewer.app.affected import words
from planviewer.i18n import day, number
from planviewer.model.database import Condition
from planviewer.writing.book import Column, Line, Page, Table

_CHUNK: Final = 30_000
"""Characters of the certificate in a hidden cell; a cell holds 32,767."""


def certificate_page(certificate: Certificate) -> Page:
    """Return the page that is read by people, with the certificate itself in hidden cells."""
    columns = (Column(str(words.ITEM), 34), Column(str(words.CONTENT), 110))
    text = json.dumps(certificate.model_dump(mode="json"), ensure_ascii=False)
    chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    lead = [Line(str(words.CERTIFICATE_TITLE), "title")]
    if certificate.is_schematic:
        lead += [Line(words.SCHEMATIC.vi, "warning"), Line(words.SCHEMATIC.en, "warning")]
    return Page(
        name=str(words.CERTIFICATE),
        lead=tuple(lead),
        tables=(Table(columns, certificate_rows(certificate)),),
        tail=(Line(str(words.MACHINE)),),
        footer=str(words.FOOTER),
        hidden_tail=tuple(chunks),
    )


def certificate_rows(certificate: Certificate) -> list[list[str]]:
    """Return a certificate as (item, content) to be read; rules in both languages."""
    outcome = certificate.outcome
    result = str(words.RESULT_WORDS).format(
        count=number(outcome.parcel_count), area=number(outcome.affected_area_m2, 2)
    )
    rows = [
        [str(words.RESULT), result],
        [str(words.PROGRAM), f"planviewer {certificate.program_version}"],
        [str(words.MADE_ON).split(":")[0], day(certificate.made_on)],
        [str(words.SYSTEM).split(":")[0], f"{certificate.crs} – {certificate.crs_name}"],
    ]
    for step in certificate.transformations:
        accuracy = str(words.ACCURACY).format(metres=number(step.accuracy_m, 1))
        said = f"{step.source} → {step.target}: {step.name} ({accuracy})"
        rows.append([str(words.TRANSFORMATION), said])
    rows += [[str(words.AREA_METHOD), certificate.area_method.vi]]
    rows += [["", certificate.area_method.en]]
    basis = certificate.parcels
    rows += [[str(words.ENGINE), basis.computed_by]] if basis.computed_by else []
    rows += [[str(words.CHOSEN), conditions_said(basis.where)]] if basis.where else []
    if basis.min_remaining_m2 is not None:
        rows.append([str(words.SMALL), number(basis.min_remaining_m2, 2)])
    rows += [row for zone in certificate.zones for row in _zone_rows(zone)]
    for source in certificate.sources:
        about = [source.name, f"SHA-256 {source.sha256}"]
        about += [str(words.STATUS[source.status.value])] if source.status else []
        about += [str(source.provenance)] if source.provenance else []
        rows.append([str(words.ROLES[source.role]), "; ".join(about)])
    return rows


def _zone_rows(zone: Any) -> list[list[str]]:
    segments = f"{number(zone.corners)}; {number(zone.chord_error_m, 3)}"
    distances = f"{number(zone.rule.from_m, 2)} – {number(zone.rule.to_m, 2)}"
    return [
        [str(words.ZONE), f"{zone.title} ({zone.id})"],
        [str(words.RULE), zone.words.vi],
        ["", zone.words.en],
        [str(words.ALIGNMENT), str(words.STATUS[zone.line_status.value])],
        [str(words.DISTANCES), distances],
        [str(words.LINE_LENGTH), number(zone.length_m, 2)],
        [str(words.SEGMENTS), segments],
        [str(words.GRID_AREA), number(zone.area_m2, 2)],
        [str(words.ELLIPSOID_AREA), number(zone.ellipsoid_area_m2, 2)],
        [str(words.DIFFERENCE), number(zone.difference_m2, 2)],
    ]


def conditions_said(conditions: Sequence[Condition]) -> str:
    """Return conditions in the language of the document."""
    said = {"empty": str(words.IS_EMPTY), "contains": str(words.CONTAINS)}
    texts = (said.get(x.comparison, f"{{field}} {x.sign} {{value}}") for x in conditions)
    pairs = zip(texts, conditions, strict=True)
    return "; ".join(text.format(field=x.field, value=x.value) for text, x in pairs)
