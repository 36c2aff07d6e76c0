"""What surrounds the map, each made as marks in millimetres."""
