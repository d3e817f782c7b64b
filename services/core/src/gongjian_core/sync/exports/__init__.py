"""Exports: everything at one place of the change sequence, as files, and the cursor that goes on from there."""
