"""A picture file on disk: found, read, decoded, thumbnailed."""
