"""Keeping what there is: backups sealed to the recovery key, restoring, and what is erased for good."""
