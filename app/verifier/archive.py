"""``verify.pyz``: this verifier and the rules it needs in one file that any Python runs."""

import hashlib
import io
import zipfile
from functools import cache
from pathlib import Path

_APP = Path(__file__).resolve().parent.parent
_MAIN = b"import sys\n\nfrom app.verifier.command import main\n\nsys.exit(main())\n"
_SHEBANG = b"#!/usr/bin/env python3\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@cache
def verify_pyz() -> bytes:
    """The archive; the same source gives the same bytes on every machine, so that its hash can be printed."""
    sources = [_APP / "__init__.py", *(_APP / "domain").rglob("*.py"), *(_APP / "verifier").rglob("*.py")]
    members = {f"app/{source.relative_to(_APP).as_posix()}": source.read_bytes() for source in sources}
    members["__main__.py"] = _MAIN
    out = io.BytesIO()
    out.write(_SHEBANG)
    with zipfile.ZipFile(out, "a") as archive:
        for name in sorted(members):
            # Stored, not deflated: builds of zlib differ in what they write.
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, members[name])
    return out.getvalue()


@cache
def verify_pyz_sha256() -> str:
    """64 hex digits to compare with the printed ones."""
    return hashlib.sha256(verify_pyz()).hexdigest()
