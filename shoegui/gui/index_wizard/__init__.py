"""The folder-indexing wizard: pages that show and change an `IndexPlan`."""
