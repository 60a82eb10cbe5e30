"""What a word of no list nearly is."""

import pytest

from toolkit.analysis.nearest import find_nearest
from toolkit.analysis.typed_text import clean, fold, fold_name

NAMES = {
    "qp": "QP",
    "qpv": "QPV",
    "qva": "QVA",
    "quartiersprioritaires": "QP",
    "paris13e": "PARIS-13E",
    "paris": "PARIS",
}


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("quartierprioritaire", "QP"),
        ("qpvv", "QPV"),
        ("qvp", ""),
        ("pairs", "PARIS"),
        ("paris18e", ""),
        ("qpx", ""),
        ("q", ""),
        ("0", ""),
        ("", ""),
        ("lille", ""),
    ],
)
def test_the_nearest_name_is_found_when_one_only_is_near_and_its_digits_are_the_same(text, nearest):
    assert find_nearest(text, NAMES) == nearest


def test_nothing_is_near_in_an_empty_list():
    assert find_nearest("paris", {}) == ""


@pytest.mark.parametrize(
    ("text", "cleaned", "folded", "name"),
    [
        ("", "", "", ""),
        ("0", "0", "0", "0"),
        (" \u200bNon\u00a0 Renseigné ", "Non\u00a0 Renseigné", "non renseigne", "nonrenseigne"),
        ("REP / REP+", "REP / REP+", "rep / rep+", "rep/rep+"),
        ("Réseau d’éducation", "Réseau d’éducation", "reseau d'education", "reseaudeducation"),
    ],
)
def test_a_text_is_made_comparable(text, cleaned, folded, name):
    assert (clean(text), fold(text), fold_name(text)) == (cleaned, folded, name)
