"""Finding again: a query becomes ranked hits."""
