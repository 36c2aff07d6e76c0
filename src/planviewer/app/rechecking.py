"""Whether a certificate still holds: the same sources, the same figures, computed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from pydantic import ValidationError

from planviewer import __version__
from planviewer.analysis.certificate import Certificate, Outcome, Source, rows_digest
from planviewer.app.affected import AffectedOrder, find_affected
from planviewer.app.certifying import BUNDLED, file_digest, outcome_of
from planviewer.app.checking import Finding
from planviewer.assets import bundled_plan
from planviewer.errors import CertificateInvalid, PlanviewerError
from planviewer.i18n import Message, area, day
from planviewer.model.problem import Severity
from planviewer.reading.certificates import listed_rows, read_certificate


def is_result(path: Path) -> bool:
    """Whether a file carries a certificate (which need not be a valid one).

    Raises
    ------
    FileMissing
        If the file is not there.
    """
    try:
        return read_certificate(path) is not None
    except CertificateInvalid:
        return True


def check_result(path: Path) -> list[Finding]:
    """Compute a result again from its sources and say what differs; nothing else is an error.

    The last finding is ``certificate-holds`` or ``certificate-fails``.
    """
    try:
        certificate = _certificate(path)
    except CertificateInvalid as error:
        return [Finding(str(path), error.code, str(error), "error")]
    findings = [*_sources(path, certificate), *_listed(path, certificate)]
    if not any(finding.code == "source-missing" for finding in findings):
        findings += _computed_again(path, certificate)
    findings += _version(path, certificate)
    fails = any(finding.severity == "error" for finding in findings)
    return [*findings, _verdict(path, certificate, fails)]


def _certificate(path: Path) -> Certificate:
    data = read_certificate(path) or {}
    try:
        return Certificate.model_validate(data)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "–"
        reason = Message("check", "at {where} it is not as it should be.", {"where": where})
        raise CertificateInvalid(path=path, reason=reason) from error


def _finding(
    path: Path,
    code: str,
    message: Message,
    severity: Severity = "error",
    hint: Message | None = None,
) -> Finding:
    return Finding(str(path), code, str(message), severity, None if hint is None else str(hint))


def source_path(result: Path, source: Source) -> Path | None:
    """Return where a source is: where the certificate says, else beside the result.

    A certificate may come from anybody: it cannot lead to a network drive or a device, only to
    files reached from the result's own folder.
    """
    if source.path.startswith(BUNDLED):
        places = [bundled_plan().parent / PurePosixPath(source.path[len(BUNDLED) :]).name]
    else:
        stays = not (PureWindowsPath(source.path).anchor or ":" in source.path)
        stays = stays and "\0" not in source.path
        places = [result.parent / source.path] if stays else []
        places.append(result.parent / PurePosixPath(source.name).name)
    return next((place for place in places if place.is_file()), None)


def _sources(path: Path, certificate: Certificate) -> Iterator[Finding]:
    for source in certificate.sources:
        values: dict[str, Any] = {"file": source.name}
        found = source_path(path, source)
        if found is None:
            message = Message("check", "The source {file} is not where it was.", values)
            hint = Message("check", "Put it beside the result and check again.")
            yield _finding(path, "source-missing", message, hint=hint)
        elif file_digest(found) != source.sha256:
            message = Message("check", "The source {file} has changed since.", values)
            hint = Message("check", "Compute the result anew.")
            yield _finding(path, "source-changed", message, hint=hint)


def _listed(path: Path, certificate: Certificate) -> Iterator[Finding]:
    """Compare the figures in the file with those certified."""
    try:
        same = rows_digest(listed_rows(path, certificate.where_listed)) == (
            certificate.outcome.rows_sha256
        )
    except PlanviewerError as error:
        yield Finding(str(path), error.code, str(error), "error")
        return
    if not same:
        message = Message("check", "Figures in the file were changed after it was certified.")
        hint = Message("check", "Do not use it; compute the result anew.")
        yield _finding(path, "figures-edited", message, hint=hint)


def _computed_again(path: Path, certificate: Certificate) -> Iterator[Finding]:
    try:
        now = outcome_of(find_affected(_order(path, certificate)))
    except PlanviewerError as error:
        message = Message("check", "It cannot be computed again: {reason}", {"reason": error})
        yield _finding(path, "not-computed", message)
        return
    if now != certificate.outcome:
        yield _finding(path, "result-differs", _difference(certificate.outcome, now))


def _order(path: Path, certificate: Certificate) -> AffectedOrder:
    places = {source.role: source_path(path, source) for source in certificate.sources}
    plan, parcels = places.get("plan"), places.get("parcels")
    if plan is None or parcels is None:
        reason = Message("check", "it names no plan or no parcels.")
        raise CertificateInvalid(path=path, reason=reason)
    basis = certificate.parcels
    return AffectedOrder(
        plan=plan,
        parcels=parcels,
        zones=tuple(zone.id for zone in certificate.zones),
        sublayer=basis.sublayer,
        crs=basis.chosen_crs,
        encoding=basis.encoding,
        fields={str(key): name or "" for key, name in basis.fields.items()},
        made_on=certificate.made_on,
    )


def _difference(then: Outcome, now: Outcome) -> Message:
    return Message(
        "check",
        "Computed again, {count} parcels lose {area}; the certificate says {old_count} and "
        "{old_area}.",
        {
            "count": now.parcel_count,
            "area": area(now.affected_area_m2),
            "old_count": then.parcel_count,
            "old_area": area(then.affected_area_m2),
        },
    )


def _version(path: Path, certificate: Certificate) -> Iterator[Finding]:
    if certificate.program_version != __version__:
        values = {"old": certificate.program_version, "new": __version__}
        message = Message("check", "It was made by planviewer {old}; this is {new}.", values)
        yield _finding(path, "program-differs", message, "note")


def _verdict(path: Path, certificate: Certificate, fails: bool) -> Finding:
    values = {"day": day(certificate.made_on)}
    if fails:
        message = Message("check", "The certificate of {day} does not hold.", values)
        return _finding(path, "certificate-fails", message)
    message = Message(
        "check",
        "The certificate of {day} holds: the sources are the same, and so is the result computed "
        "again.",
        values,
    )
    return _finding(path, "certificate-holds", message, "note")
