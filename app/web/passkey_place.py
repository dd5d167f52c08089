"""Where passkeys can be used: only where the base address has a host name, and nobody listens on the way."""

from urllib.parse import urlsplit

from app.domain.host_names import is_host_name
from app.settings import Settings
from app.vault.passkeys import Place

# The only pages with a script of ours (``static/passkey.js``); nothing else may load one.
PAGES = frozenset({"/desk/sign-in/factor", "/desk/again", "/desk/account/second-factor/passkey"})
SCRIPT = "passkey.js"


def passkey_place(settings: Settings) -> Place | None:
    """Host and origin of passkeys, or None: an address of numbers, or plain http, cannot have any."""
    parts = urlsplit(settings.effective_base_url)
    host = parts.hostname or ""
    is_safe = parts.scheme == "https" or host == "localhost"
    return Place(host, f"{parts.scheme}://{parts.netloc}") if is_safe and is_host_name(host) else None
