import csv
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from paris_points import empty_report, paris, paris_report
from review_cases import CASES, Case, V, campaign, row

from toolkit.files.summaries import write_reviews
from toolkit.model.completeness import Delivery
from toolkit.model.reviews import REVIEW_COLUMNS
from toolkit.model.states import State
from toolkit.render.review_details import territory_in_words
from toolkit.render.reviews import render_review, write_paragraphs
from toolkit.wording import LANGUAGES, load_wording


def read_expected():
    """Give the paragraphs of `reviews.md` by case and language."""
    text = (Path(__file__).parent / "reviews.md").read_text(encoding="utf-8")
    return {
        (title.strip(), language): re.findall(rf"^- {language}: (.*)$", body, re.MULTILINE)
        for title, _, body in (section.partition("\n") for section in text.split("\n## ")[1:])
        for language in LANGUAGES
    }


EXPECTED = read_expected()


def test_each_case_has_its_paragraphs_and_each_paragraph_its_case():
    assert list(EXPECTED) == [(name, language) for name in CASES for language in LANGUAGES]
    assert all(EXPECTED.values())


@pytest.mark.parametrize(("name", "language"), EXPECTED)
def test_the_paragraphs_of_a_case(name, language):
    assert CASES[name].say(language) == EXPECTED[name, language]


def test_lists_that_are_too_long_for_a_sentence_count_their_rest():
    actions = tuple(f"T{number}" for number in range(1, 14))
    (said,) = Case(collection=campaign(actions=actions)).say("fr")
    assert said.endswith("Sans réponse\u00a0: T1, T2, T3, T4, T5, T6, T7, T8, T9, T10 et 3 autres.")


def test_runs_of_periods_end_where_one_is_covered():
    case = Case(collection=campaign(years=range(2010, 2020)), cells=row("T1", "QP", (V,)))
    assert "No value came for 2010 to 2015 and 2017 to 2019." in case.say("en")[0]


def test_an_extension_makes_a_late_partner_punctual():
    (review,) = replace(CASES["one day late"], extensions={("EPEC", ""): date(2020, 12, 1)}).reviews()
    assert (review.delivery, review.deadline) == (Delivery.ON_TIME, date(2020, 12, 1))


@pytest.mark.parametrize(
    ("code", "label", "said"),
    [
        ("PARIS", "Paris", "Paris"),
        ("QP", "Quartiers prioritaires", "QP"),
        ("QPV", "Quartiers de la politique de la ville (QP et QVA)", "QPV"),
        ("REP/REP+", "Réseaux d'éducation prioritaire (REP et REP+)", "REP/REP+"),
        ("AUTRE", "Autre périmètre (à préciser en commentaire)", "Autre périmètre"),
        ("PARIS-12E", "Paris 12e arrondissement", "Paris 12e arrondissement"),
        ("QPV-EXTRAMUROS", "Extramuros (QPV)", "Extramuros (QPV)"),
        ("LA-PLACE", "La Place", "La Place"),
        ("PARIS-18E+19E", "Paris 18e, 19e", "Paris 18e/19e"),
        ("X", "", ""),
    ],
)
def test_a_territory_is_named_as_people_say_it(code, label, said):
    assert territory_in_words(code, label) == said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_paragraphs_of_paris_are_well_set(language):
    reviews = write_paragraphs(paris_report(), load_wording(language))
    assert sum(not review.facts.office for review in reviews) == 30
    for review in reviews:
        assert re.search(r"\{|\}|  |\.\.|\bnan\b", review.text) is None, review.text
        assert review.text.endswith(".")
        if language == "fr":
            assert re.search(r"[^\u00a0\u202f][:;?!%]", review.text) is None, review.text
            assert re.search(r"\b[Dd]e [AEIOUÉaeiouéè]", review.text.replace("de EI", "")) is None, review.text


def test_the_facts_of_partners_add_up_to_the_campaign():
    wholes = [review for review in paris_report().reviews if not review.office]
    assert sum(review.points.expected for review in wholes) == 7170
    assert sum(review.points.valued.part for review in wholes) == 1341
    assert sum(sum(review.optional_values.values()) for review in wholes) == 150
    assert sum(review.volunteered for review in wholes) == 199


def test_the_offices_of_a_partner_add_up_to_it():
    for whole in (review for review in paris_report().reviews if review.offices):
        parts = [each for each in paris_report().reviews if each.partner == whole.partner and each.office]
        for state in State:
            assert sum(each.points.states.get(state, 0) for each in parts) == whole.points.states.get(state, 0)


def test_a_collection_of_nothing_has_no_reviews(tmp_path):
    assert write_paragraphs(empty_report(), load_wording("fr")) == ()
    write_reviews(tmp_path / "reviews.csv", ())
    assert (tmp_path / "reviews.csv").read_text(encoding="utf-8").splitlines() == [",".join(REVIEW_COLUMNS)]


def test_the_table_keeps_the_two_rates_apart(tmp_path):
    reviews = write_paragraphs(paris_report(), load_wording("fr"))
    write_reviews(tmp_path / "reviews.csv", reviews)
    with (tmp_path / "reviews.csv").open(encoding="utf-8", newline="") as source:
        rows = {(each["partner"], each["office"]): each for each in csv.DictReader(source)}
    dae = rows["DAE", ""]
    assert int(dae["value"]) + int(dae["justified"]) + int(dae["blank"]) == int(dae["expected"])
    assert float(dae["rate"]) < float(dae["answered_rate"])
    assert len(rows) == len(reviews)


def test_a_text_of_the_framework_is_quoted_as_it_is():
    labels = dict.fromkeys(paris().framework.territories, "{QP}")
    review = next(each for each in paris_report().reviews if each.territories.obtained)
    assert "{QP}" in render_review(review, labels, load_wording("fr"))
