"""A host name that tells is named; one that says nothing is left alone."""

import pytest

from app.domain.host_names import telling_word


@pytest.mark.parametrize(
    ("host", "word"),
    [
        ("lantern-street.example", None),
        ("127.0.0.1", None),
        ("essex-library.example", None),
        ("charming-method.example", None),
        ("harm-reduction.example", "harm"),
        ("NeedleExchange.example", "exchange"),
        ("sexworkers.example", "sex"),
    ],
)
def test_only_a_telling_host_name_is_named(host: str, word: str | None) -> None:
    assert telling_word(host) == word
