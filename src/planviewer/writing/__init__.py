"""Plans and layers to files, all or nothing."""
