"""``planviewer info`` and ``planviewer check``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from planviewer.app.checking import Finding, check_file, check_plan
from planviewer.app.opening import is_plan
from planviewer.app.rechecking import check_result, is_result
from planviewer.assets import bundled_plan
from planviewer.cli.output import print_json
from planviewer.errors import ProblemsFound
from planviewer.i18n import number, translate
from planviewer.reading.describe import LayerReport, describe


def info(arguments: argparse.Namespace) -> int:
    """Say what is in the files."""
    reports = [
        report
        for path in arguments.files
        for report in describe(
            path, crs=arguments.crs, encoding=arguments.encoding, swapped=arguments.swap_xy
        )
    ]
    if arguments.json:
        print_json({"layers": [report.to_json() for report in reports]})
    else:
        for report in reports:
            _print_report(report)
    return 0


def _print_report(report: LayerReport) -> None:
    unknown = translate("cli", "not known")
    print(f"{report.path}  {report.name}")
    print(f"  {translate('cli', 'format')}: {report.format}")
    print(f"  {translate('cli', 'features')}: {number(report.feature_count)}")
    print(f"  {translate('cli', 'geometry')}: {', '.join(report.geometry_types) or '–'}")
    print(f"  {translate('cli', 'coordinate system')}: {report.crs or unknown}")
    print(f"  {translate('cli', 'encoding')}: {report.encoding or unknown}")
    for field in report.fields:
        print(f"    {field.name}: {field.type}")
    for problem in report.problems:
        print(f"  ! {problem.message} ({problem.count})")


def check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with plans and files.

    Raises
    ------
    ProblemsFound
        If anything is an error; all is said before.
    """
    paths: list[Path] = arguments.files or [bundled_plan()]
    findings: list[Finding] = []
    for path in paths:
        findings += _check(path, arguments)
    if arguments.json:
        print_json({"problems": [finding.to_json() for finding in findings]})
    else:
        _print_findings(findings)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise ProblemsFound(count=len(errors), path=errors[0].path)
    return 0


def _check(path: Path, arguments: argparse.Namespace) -> list[Finding]:
    if is_plan(path):
        return check_plan(path)
    if path.exists() and is_result(path):
        return check_result(path, parcels=arguments.parcels, scheduler=arguments.scheduler)
    return check_file(
        path, crs=arguments.crs, encoding=arguments.encoding, swapped=arguments.swap_xy
    )


def _print_findings(findings: list[Finding]) -> None:
    if not findings:
        print(translate("cli", "No problems found."))
    for finding in findings:
        facts: dict[str, Any] = finding.to_json()
        where = ": ".join(str(facts[key]) for key in ("path", "layer") if facts[key])
        # A sentence about a file begins with its name already.
        named = finding.message.startswith(str(facts["path"])) and not facts["layer"]
        print(finding.message if named else f"{where}: {finding.message}")
        if finding.hint:
            print(f"  → {finding.hint}")
