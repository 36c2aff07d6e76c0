"""``python -m planviewer``."""

from planviewer.cli import main

raise SystemExit(main())
