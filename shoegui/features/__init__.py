"""A picture as numbers: networks, devices, extraction."""
