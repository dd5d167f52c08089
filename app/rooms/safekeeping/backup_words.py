"""What a rehearsal found wrong, in words."""

from app.web.languages import mark as _

PROBLEM_WORDS = {
    "rehearsal.damaged": _(
        "The backup of this moment could not be restored. Tell whoever keeps the program."
    ),
    "rehearsal.no_organisation": _("The restored database holds no organisation."),
    "rehearsal.no_machine_keys": _("The machine’s own keys were not in the backup."),
    "rehearsal.ledger": _("The ledger that came back does not fit its own hashes."),
    "rehearsal.head": _("The last signed head of the ledger does not fit what came back."),
    "rehearsal.no_file": _("No backup has been written yet."),
    "rehearsal.old_key": _("The newest backup is sealed to an older recovery key. Make a new one."),
    "rehearsal.file_elsewhere": _(
        "The newest backup is not in the folder of this machine. Look whether it lies where you took it."
    ),
    "rehearsal.file_changed": _("The newest file is not as it was written: it is damaged. Make a new one."),
}
COUNT_WORDS = {
    "voices": _("Voices"),
    "answers": _("Answers"),
    "proposals": _("Proposals"),
    "decisions": _("Decisions"),
}
