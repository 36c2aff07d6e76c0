"""Whether a certificate still holds: the same sources, the same figures, computed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final

from pydantic import ValidationError

from planviewer import __version__
from planviewer.analysis.certificate import Certificate, Outcome, Source, rows_digest
from planviewer.app.affected.land import AffectedOrder, AffectedResult, find_affected
from planviewer.app.affected.order import Parcels
from planviewer.app.certifying import BUNDLED, certificate_of, file_digest
from planviewer.app.checking import Finding
from planviewer.app.comparing.contents import contents_that_differ
from planviewer.app.comparing.statements import statements_that_differ
from planviewer.assets import bundled_plan
from planviewer.errors import CertificateInvalid, PlanviewerError
from planviewer.i18n import Message, area, day
from planviewer.model.problem import Severity
from planviewer.reading.certificates import listed_rows, read_certificate

_WITHOUT: Final = ("source-missing", "source-elsewhere")
"""Without its sources nothing can be computed again."""
_MOST_NAMED: Final = 5


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


def check_result(
    path: Path, *, parcels: Parcels | None = None, scheduler: str | None = None
) -> list[Finding]:
    """Compute a result again from its sources and say what differs; nothing else is an error.

    The last finding is ``certificate-holds`` or ``certificate-fails``.

    Parameters
    ----------
    parcels, scheduler
        Where the parcels are now, and a cluster to compute on. A database or cluster that a
        certificate names is never called by itself: anybody may have written it.
    """
    try:
        certificate = _certificate(path)
    except CertificateInvalid as error:
        return [Finding(str(path), error.code, str(error), "error")]
    places = Places(path, certificate, parcels, scheduler)
    findings = [*_sources(places), *_listed(path, certificate)]
    if not any(finding.code in _WITHOUT for finding in findings):
        findings += _computed_again(places)
    findings += _version(path, certificate)
    fails = any(finding.severity == "error" for finding in findings)
    return [*findings, _verdict(path, certificate, fails)]


@dataclass(frozen=True)
class Places:
    """A result, its certificate, and where a person says the parcels are."""

    path: Path
    certificate: Certificate
    parcels: Parcels | None
    scheduler: str | None

    def of(self, source: Source) -> Parcels | None:
        """Return where a source is, None where it is not found."""
        if source.role == "parcels" and self.parcels is not None:
            return self.parcels
        return source_path(self.path, source) if source.kind == "file" else None


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


def _sources(places: Places) -> Iterator[Finding]:
    path = places.path
    for source in places.certificate.sources:
        values: dict[str, Any] = {"file": source.name}
        found = places.of(source)
        if source.kind == "table" and source.role != "parcels":
            continue  # read again with the plan, and then compared
        if found is None and source.kind != "file":
            message = Message("check", "The parcels are in {file}, which was not asked.", values)
            table = Message("check", "Check again with --parcels ADDRESS.")
            folder = Message("check", "Check again with --parcels FOLDER --scheduler ADDRESS.")
            hint = table if source.kind == "table" else folder
            yield _finding(path, "source-elsewhere", message, hint=hint)
        elif found is None:
            message = Message("check", "The source {file} is not where it was.", values)
            hint = Message("check", "Put it beside the result and check again.")
            yield _finding(path, "source-missing", message, hint=hint)
        elif source.kind == "file" and _has_changed(found, source):
            yield _changed(path, source)


def _has_changed(found: Parcels, source: Source) -> bool:
    return not (isinstance(found, Path) and file_digest(found) == source.sha256)


def _changed(path: Path, source: Source) -> Finding:
    message = Message("check", "The source {file} has changed since.", {"file": source.name})
    hint = Message("check", "Compute the result anew.")
    return _finding(path, "source-changed", message, hint=hint)


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


def _computed_again(places: Places) -> Iterator[Finding]:
    """Compute anew and hold all that the certificate says, and all that is listed, against it."""
    path, certificate = places.path, places.certificate
    try:
        result = find_affected(_order(places))
        now = certificate_of(result, path.parent)
    except PlanviewerError as error:
        message = Message("check", "It cannot be computed again: {reason}", {"reason": error})
        yield _finding(path, "not-computed", message)
        return
    yield from _parcels_changed(path, certificate, now)
    for what, said, is_now in statements_that_differ(certificate, now):
        values: dict[str, Any] = {"what": what, "said": said, "now": is_now}
        text = Message("check", "The certificate says {what}: {said}; it is {now}.", values)
        yield _finding(path, "statement-differs", text)
    if now.outcome != certificate.outcome:
        yield _finding(path, "result-differs", _difference(certificate.outcome, now.outcome))
    else:
        yield from _contents(path, certificate, result)


def _parcels_changed(path: Path, then: Certificate, now: Certificate) -> Iterator[Finding]:
    """Say whether tables, or the parcels of a folder, are others than they were."""
    found = {(s.role, s.layer): s.sha256 for s in now.sources if s.kind != "file"}
    for old in then.sources:
        if old.kind != "file" and found.get((old.role, old.layer)) != old.sha256:
            yield _changed(path, old)


def _contents(path: Path, certificate: Certificate, result: AffectedResult) -> Iterator[Finding]:
    """Say where the file lists something else than was computed; the first few, then how many."""
    try:
        differences = list(contents_that_differ(path, certificate, result))
    except PlanviewerError as error:
        yield Finding(str(path), error.code, str(error), "error")
        return
    for where, said, now in differences[:_MOST_NAMED]:
        values: dict[str, Any] = {"where": where, "said": said, "now": now}
        text = Message("check", "At {where} stands {said}; computed again it is {now}.", values)
        yield _finding(path, "content-differs", text)
    if len(differences) > _MOST_NAMED:
        count = {"count": len(differences) - _MOST_NAMED}
        message = Message("check", "And {count} more places differ.", count)
        yield _finding(path, "content-differs", message)


def _order(places: Places) -> AffectedOrder:
    path, certificate = places.path, places.certificate
    found = {source.role: places.of(source) for source in certificate.sources}
    plan, parcels = found.get("plan"), found.get("parcels")
    if not isinstance(plan, Path) or parcels is None:
        reason = Message("check", "it names no plan or no parcels.")
        raise CertificateInvalid(path=path, reason=reason)
    basis, buildings = certificate.parcels, found.get("buildings")
    layers = {source.role: source.layer for source in certificate.sources}
    on_cluster = basis.engine == "dask" and places.scheduler is not None
    return AffectedOrder(
        plan=plan,
        parcels=parcels,
        zones=tuple(zone.id for zone in certificate.zones),
        sublayer=basis.sublayer,
        crs=basis.chosen_crs,
        encoding=basis.encoding,
        swapped=bool(basis.swapped),
        fields={str(key): name or "" for key, name in basis.fields.items()},
        made_on=certificate.made_on,
        where=basis.where,
        min_remaining_m2=basis.min_remaining_m2,
        owners=basis.owners,
        buildings=layers.get("buildings") or (buildings if isinstance(buildings, Path) else None),
        engine="dask" if on_cluster else "local",
        scheduler=places.scheduler,
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
