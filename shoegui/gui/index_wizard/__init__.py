"""The folder-indexing wizard: pages that show and change an `IndexPlan`."""

from shoegui.gui.index_wizard.wizard import IndexWizard

__all__ = ["IndexWizard"]
