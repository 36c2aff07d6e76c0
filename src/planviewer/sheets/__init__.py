"""Pages in millimetres: layout, furniture, export."""
