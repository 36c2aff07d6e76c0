"""Windows that ask one thing each. They hand back values and do nothing themselves."""

from planviewer.ui.dialogs.about import AboutDialog, Shortcut
from planviewer.ui.dialogs.add_basemap import AddBasemapDialog
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog
from planviewer.ui.dialogs.error_box import ErrorDialog
from planviewer.ui.dialogs.place_site import PlaceSiteDialog

__all__ = [
    "AboutDialog",
    "AddBasemapDialog",
    "ChooseCrsDialog",
    "ErrorDialog",
    "PlaceSiteDialog",
    "Shortcut",
]
