import pytest

from toolkit.analysis.mailing import split_addresses


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", ()),
        ("a@example.org", ("a@example.org",)),
        (
            " a@example.org ; b.c+d@mail.example.org,e@example.org",
            ("a@example.org", "b.c+d@mail.example.org", "e@example.org"),
        ),
        ("à demander", ()),
        ("a@example", ()),
        ("a@example.org\r\nBcc: b@example.org", ()),
        ("Anne <a@example.org>", ()),
        ("a@example.org>", ()),
        ("é@example.org", ()),
    ],
)
def test_addresses_are_taken_only_where_the_whole_cell_is_addresses(cell, expected):
    assert split_addresses(cell) == expected
