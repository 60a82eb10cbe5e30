"""An identity with an office is read back as written, and names of files are safe and apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.layout.file_names import name_slugs, slug_of
from toolkit.layout.keys import Identity, identity_code, office_field, parse_identity, parse_office_field
from toolkit.model.offices import MAX_OFFICE, office_name

CODES = st.text("ABCxyz019-_", min_size=1, max_size=12)


@given(campaign=CODES, partner=CODES, version=CODES, office=st.text(max_size=200).map(office_name))
def test_an_identity_is_read_back_as_written(campaign, partner, version, office):
    identity = Identity(campaign=campaign, partner=partner, version=version, office=office)
    code = identity_code(identity)
    assert code.count("|") == (3 if office else 2)
    assert parse_identity(code) == identity


def test_an_identity_has_a_fourth_part_for_an_office_only():
    assert identity_code(Identity(campaign="c", partner="P", version="1")) == "c|P|1"
    assert parse_identity("c|P|1") == Identity(campaign="c", partner="P", version="1")
    assert parse_identity(" c|P|1|Santé | été ") == Identity(
        campaign="c", partner="P", version="1", office="Santé | été"
    )
    assert parse_identity("c|P") is parse_identity("c|P|1|") is parse_identity("") is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Service de l'Insertion, du Logement", "service-de-l-insertion-du-logement"),
        ("pôle Évaluation & cœur d’îlot", "pole-evaluation-coeur-d-ilot"),
        ("../..\\CON:?*", "con"),
        ("日本", "office"),
        ("", "office"),
    ],
)
def test_a_slug_holds_letters_digits_and_hyphens(name, slug):
    assert slug_of(name) == slug


@given(st.lists(st.text(max_size=40), max_size=12, unique=True), st.integers(12, 60))
def test_slugs_are_short_and_no_two_are_alike(offices, room):
    slugs = name_slugs(offices, room)
    assert set(slugs) == set(offices)
    assert len(set(slugs.values())) == len(offices)
    assert all(0 < len(slug) <= room and slug.isascii() for slug in slugs.values())


def test_the_line_of_an_action_is_told_from_the_line_of_other_offices():
    assert parse_office_field(office_field("G01")) == "G01"
    assert parse_office_field("offices") is None


def test_the_name_of_an_office_is_one_short_line():
    assert office_name("  Bureau\n de\u00a0l'eau ") == "Bureau de l'eau"
    assert len(office_name("x" * 500)) == MAX_OFFICE
    assert office_name("Culture | sport\u200b") == "Culture / sport"
    assert office_name(" \n") == ""
