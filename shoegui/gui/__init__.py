"""The window. Qt lives here only, and no engine logic does."""
