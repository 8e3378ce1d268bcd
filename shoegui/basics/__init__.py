"""What every room needs and no room owns: faults, paths, settings, progress, the log."""
