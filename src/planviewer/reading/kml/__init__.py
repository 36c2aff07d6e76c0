"""KML: which layers a file has, and a large regular one by columns."""
