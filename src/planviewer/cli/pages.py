"""``planviewer share``."""

from __future__ import annotations

import argparse
import sys

from planviewer.app import outputs
from planviewer.app.images import images_of
from planviewer.app.tables import left_out
from planviewer.assets import bundled_plan
from planviewer.cli.opening import open_complete
from planviewer.errors import WriteFormatUnknown
from planviewer.i18n import Listed, translate
from planviewer.writing.moment import today


def share(arguments: argparse.Namespace) -> int:
    """Write the plan as one self-contained web page."""
    if arguments.out.suffix.lower() not in {".html", ".htm"}:
        raise WriteFormatUnknown(path=arguments.out, known=".html, .htm")
    path = arguments.plan or bundled_plan()
    plan, data = open_complete(path, arguments.layer, arguments.crs, swapped=arguments.swap_xy)
    outputs.write_share(plan, data, arguments.out, today())
    print(arguments.out)
    images = images_of(plan)
    if images:
        text = translate("cli", "Images are not part of the page: {titles}")
        print(text.format(titles=Listed(images, ", ")), file=sys.stderr)
    tables = left_out(plan, data)
    if tables:
        text = translate("cli", "Tables shown by view were left out: {titles}")
        print(text.format(titles=Listed(tables, ", ")), file=sys.stderr)
    return 0
