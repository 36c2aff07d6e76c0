"""What is wrong with a plan or a file, as a list somebody can work through."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planviewer.app.loading import PlanData, load_plan_data
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message
from planviewer.model.problem import Problem, Severity
from planviewer.reading.describe import describe
from planviewer.reading.plans import load_plan


@dataclass(frozen=True)
class Finding:
    """One problem with its place. ``feature`` is a 0-based row or a site id."""

    path: str
    code: str
    message: str
    severity: Severity
    hint: str | None = None
    layer: str | None = None
    feature: int | str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the keys of the command-line contract."""
        return {
            "path": self.path,
            "layer": self.layer,
            "feature": self.feature,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "severity": self.severity,
        }


def check_plan(path: Path) -> list[Finding]:
    """Check a plan file and every layer it names."""
    try:
        plan = load_plan(path)
    except PlanviewerError as error:
        return [_failed(path, error)]
    data = load_plan_data(plan, path)
    findings: list[Finding] = []
    for layer in plan.layers:
        entry = data.store.entry(layer.id)
        if entry.error is not None:
            findings.append(_failed(path, entry.error, layer.id))
        elif layer.id != plan.sites_layer:
            data_found = entry.features or entry.raster
            problems = () if data_found is None else data_found.problems
            findings += [_found(path, p, layer.id) for p in problems]
    sites = plan.sites_layer or ""
    findings += [_found(path, problem, sites) for problem in data.site_problems(plan)]
    return findings + _unlocated(path, data, plan.sites_layer)


def check_file(
    path: Path, *, crs: str | None = None, encoding: str | None = None, swapped: bool = False
) -> list[Finding]:
    """Check a data file, read as ``describe`` does; one that cannot be read is one finding."""
    try:
        reports = describe(path, crs=crs, encoding=encoding, swapped=swapped)
    except PlanviewerError as error:
        return [_failed(path, error)]
    return [_found(path, p, report.name) for report in reports for p in report.problems]


def _unlocated(path: Path, data: PlanData, layer: str | None) -> list[Finding]:
    hint = Message("check", "Place it on the map, or give its coordinates.")
    return [
        Finding(
            str(path),
            "site-not-located",
            str(Message("check", "The place of “{site}” is not known.", {"site": site.title})),
            "note",
            str(hint),
            layer,
            site.id,
        )
        for site in data.sites
        if site.place is None
    ]


def _failed(path: Path, error: PlanviewerError, layer: str | None = None) -> Finding:
    return Finding(str(path), error.code, str(error), "error", None, layer)


def _found(path: Path, problem: Problem, layer: str) -> Finding:
    hint = None if problem.hint is None else str(problem.hint)
    return Finding(
        str(path),
        problem.code,
        str(problem.message),
        problem.severity,
        hint,
        layer,
        problem.feature,
    )
