"""Host names that tell: the address of this house stands in histories and on phone bills."""

from ipaddress import ip_address

TELLING = (
    "addict",
    "brothel",
    "detox",
    "drug",
    "escort",
    "exchange",
    "fentanyl",
    "harm",
    "hepc",
    "heroin",
    "hiv",
    "meth",
    "naloxone",
    "narcan",
    "needle",
    "opioid",
    "overdose",
    "prostitut",
    "recovery",
    "rehab",
    "sex",
    "syringe",
    "user",
    "whore",
)
# "Essex" and "method" say nothing of anybody.
_HARMLESS = ("essex", "sussex", "middlesex", "wessex", "method", "charm", "pharm", "harmon", "reuser")


def is_host_name(host: str) -> bool:
    """False for an address of numbers and for nothing."""
    try:
        ip_address(host)
    except ValueError:
        return bool(host)
    return False


def telling_word(host: str) -> str | None:
    """The word in a host name that would tell a stranger what somebody came for, or None."""
    name = host.lower()
    for harmless in _HARMLESS:
        name = name.replace(harmless, "")
    return next((word for word in TELLING if word in name), None)
