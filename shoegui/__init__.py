"""ShoeGUI finds pictures by picture, on one's own computer.

The folders say the architecture in order: photos, features, library, search, then cli and gui.
A folder imports only folders to its left, and `basics`, which imports none.
"""

__version__ = "0.1.0"
