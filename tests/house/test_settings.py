"""Every setting stands in the documentation, and nothing stands there that is not a setting."""

import re
from pathlib import Path

from app.settings import Settings

DOCS = Path(__file__).parent.parent.parent / "docs" / "settings.md"


def test_the_documentation_lists_every_setting_and_no_other() -> None:
    listed = set(re.findall(r"^\| `(SAYSO_\w+)`", DOCS.read_text(), re.M))
    assert listed == {f"SAYSO_{name.upper()}" for name in Settings.model_fields}
