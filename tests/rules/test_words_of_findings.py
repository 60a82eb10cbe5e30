"""Findings as a coordinator reads them: the typography and the words of her language, also inside the details."""

import pytest

from toolkit.model.decisions import DecisionKind
from toolkit.model.findings import Finding
from toolkit.model.places import Location
from toolkit.render.findings import render_groups
from toolkit.rules.catalogue import RULES
from toolkit.rules.decisions import say_read
from toolkit.rules.describing import describe
from toolkit.wording import load_wording

NB = "\u00a0"


def found(code, read="", file="", **details):
    return Finding(rule=RULES[code], location=Location(file=file), read=read, details=details)


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("fr", "2026-11-25", "du 25 novembre 2026 "),
        ("fr", "2026-11-01", "du 1er novembre 2026 "),
        ("en", "2026-11-25", "of 25 November 2026 "),
        ("fr", "–", "du – "),
        ("en", "last week", "of last week "),
    ],
)
def test_the_date_of_a_decision_is_written_in_words(language, day, said):
    assert said in describe(found("L406", date=day, subject="A1"), load_wording(language)).message


def _figures_rule():
    return next(code for code, rule in RULES.items() if "{figures}" in rule.message)


@pytest.mark.parametrize(("language", "said"), [("fr", f"2023{NB}: 130 · 2024{NB}: 0"), ("en", "2023: 130 · 2024: 0")])
def test_figures_in_a_message_have_the_colon_of_the_language(language, said):
    assert said in describe(found(_figures_rule(), figures="2023: 130 · 2024: 0"), load_wording(language)).message


@pytest.mark.parametrize(("language", "start"), [("fr", f"  A.xlsx{NB}: "), ("en", "  A.xlsx: ")])
def test_the_place_before_a_message_has_the_colon_of_the_language(language, start):
    said = render_groups([found("L406", date="", subject="", file="A.xlsx")], load_wording(language))
    assert said.splitlines()[1].startswith(start)


@pytest.mark.parametrize(
    ("code", "read", "language", "said"),
    [
        ("L406", "keep", "fr", "garder cette réponse"),
        ("L406", "keep", "en", "keep this answer"),
        ("L404", "waive", "en", "leave as it is"),
        ("L406", "0", "en", "0"),
        ("L406", "", "en", ""),
        ("V301", "keep", "en", "keep"),
    ],
)
def test_a_kind_of_decision_that_was_read_is_shown_by_its_label(code, read, language, said):
    assert say_read(code, read, load_wording(language)) == said


def test_every_kind_of_decision_has_its_label():
    for kind in DecisionKind:
        assert say_read("L406", kind.value, load_wording("fr")) not in {"", kind.value}
