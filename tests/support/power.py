"""A disk that loses, when the power is cut, every write that was not synced (``power_cut.c``)."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "power_cut.c"


@dataclass(frozen=True)
class Disk:
    """``folder`` is worked in; ``kept`` is what of it would survive."""

    folder: Path
    kept: Path
    library: Path

    @property
    def environment(self) -> dict[str, str]:
        """For a process that works on this disk."""
        return {
            "LD_PRELOAD": str(self.library),
            "POWER_FOLDER": str(self.folder),
            "POWER_KEPT": str(self.kept),
        }

    def settle(self) -> None:
        """Everything that is there now is taken to be on the disk: nobody writes."""
        shutil.rmtree(self.kept, ignore_errors=True)
        shutil.copytree(self.folder, self.kept)

    def cut(self) -> None:
        """The power is gone, and comes back: only what was synced is there. Nobody may be writing."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder, ignore=shutil.ignore_patterns(".lock", "*.draft"))


def make_disk(folder: Path, beside: Path) -> Disk:
    """A disk for this folder, with all that is in it now."""
    library = beside / "power_cut.so"
    compiler = os.environ.get("CC", "gcc")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    disk = Disk(folder.resolve(), (beside / "kept").resolve(), library)
    disk.settle()
    return disk
