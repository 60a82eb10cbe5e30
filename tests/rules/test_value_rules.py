"""Each rule on values and on the cells beside them: one case that triggers it and one near miss."""

import pytest
from small_campaign import small_campaign
from value_cases import CASES, number

from toolkit.analysis.answering import RowMeaning, answer_grid_row
from toolkit.analysis.readings import Doubt
from toolkit.layout.form import Form
from toolkit.model.answers import FreeRow, GridHeader, GridRow, Return, RowWords, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.findings import Severity
from toolkit.model.framework import Action, Framework, Indicator, Measure, Territory
from toolkit.model.periods import PeriodKind
from toolkit.model.places import Location
from toolkit.rules.describing import describe
from toolkit.rules.values import RULE_OF_DOUBT, VALUE_RULES, check_answered
from toolkit.wording import load_wording
from toolkit.workflows.contributing import contribute
from toolkit.workflows.row_words import Lists, mean_words

HEADER = GridHeader(
    sheet="Années civiles",
    periods={"2017": 6, "2018": 7},
    roles={"key": 1, "territory_given": 8, "quality": 9, "reason": 10},
)
FRAMEWORK = Framework(
    partners={},
    actions={"G01": Action(code="G01", theme="Grandir", title="Accompagner")},
    indicators={"G01.1": Indicator(code="G01.1", action="G01", label="Enfants")},
    requests=(),
    territories={
        code: Territory(code=code, label=label)
        for code, label in {
            "PARIS": "Paris",
            "QP": "Quartiers prioritaires",
            "PARIS-13E": "Paris 13e arrondissement",
            "REP": "Réseau d'éducation prioritaire",
        }.items()
    },
    measures={
        "G01.1a": Measure(
            code="G01.1a", indicator="G01.1", label="Enfants", unit="nombre", period_kind=PeriodKind.SCHOOL
        )
    },
)
LISTS = Lists.of(FRAMEWORK)


def row(cells=(), **words):
    return GridRow(
        measure="G01.1a",
        partner="AAA",
        territory="PARIS",
        header=HEADER,
        row=6,
        words=RowWords(**words),
        cells=dict(zip(HEADER.periods, cells, strict=False)),
    )


def found_in(unit, *cells):
    answered = answer_grid_row(row(cells), unit, RowMeaning(), "a.xlsx")
    return [finding for each in answered for finding in check_answered(each)]


def codes(findings):
    return [finding.rule.code for finding in findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_an_entry_triggers_its_rule_and_a_near_miss_does_not(case):
    findings = found_in(case.unit, *case.trigger)
    assert set(codes(findings)) == {case.code}
    assert describe(findings[0], load_wording("en")).message == case.message
    assert case.code not in codes(found_in(case.unit, *case.near_miss))


WORDS = {
    "V331": ({"reason": "on verra"}, {"reason": "ND"}),
    "V332": ({"quality": "douteux"}, {"quality": "estimated"}),
    "V333": ({"territory_given": "Quartier prioritaires"}, {"territory_given": "QUARTIERS  prioritaires"}),
}


@pytest.mark.parametrize("code", WORDS)
def test_words_beside_the_values_trigger_their_rule_and_known_words_do_not(code):
    trigger, near_miss = WORDS[code]
    assert codes(mean_words(row(**trigger), "a.xlsx", LISTS)[1]) == [code]
    assert codes(mean_words(row(**near_miss), "a.xlsx", LISTS)[1]) == []


def test_no_word_and_an_empty_row_trigger_nothing():
    assert mean_words(row(), "a.xlsx", LISTS)[1] == ()
    assert found_in("nombre") == []
    assert found_in("%", number("0"), number("0")) == []


def free(**texts):
    defaults = {"measure": "G01.1a", "territory": "PARIS", "period": "2018/2019"}
    return FreeRow(
        **{**defaults, **texts}, sheet="Autres données", row=6, value_cell="E6", value=number("0"), words=RowWords()
    )


def contributed(**form):
    file = Return(file="a.xlsx", sha256="0", partner="AAA", verdict=Verdict.READ)
    collection = Collection(campaign=small_campaign(), framework=FRAMEWORK)
    return contribute(Form(**form), file, collection, LISTS).findings


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({}, None),
        ({"measure": "Chats"}, "the figure is none of the list."),
        ({"territory": "Quartier prioritaire"}, "the territory is none of the list (Quartiers prioritaires ?)."),
        ({"territory": "18e-19e-20e"}, "the territory is none of the list."),
        ({"period": "rentrée 2018"}, "the period is none that this figure can have (2018/2019 ?)."),
        ({"period": "2018"}, "the period is none that this figure can have (2017/2018, 2018/2019 ?)."),
        ({"period": ""}, "the period is none that this figure can have."),
    ],
)
def test_a_row_of_other_data_is_sorted_by_hand_when_a_word_is_not_known_v341(texts, message):
    beginning = "E6 of the sheet for other data is to be sorted by hand: "
    findings = contributed(free_rows=[free(**texts)])
    told = [describe(finding, load_wording("en")).message for finding in findings]
    assert told == ([] if message is None else [beginning + message])
    assert set(codes(findings)) <= {"V341"}


@pytest.mark.parametrize(
    ("answer", "found"), [("peut-être", ["V351"]), (next(iter(LISTS.availabilities)), []), ("", [])]
)
def test_an_availability_that_is_none_of_the_list_is_named_v351(answer, found):
    place = Location(file="a.xlsx", sheet="Disponibilité", cell="D6")
    assert codes(contributed(availability={"G01.1": (place, {"answer": answer})})) == found


def test_every_rule_on_values_has_its_cases_and_its_own_code():
    covered = {case.code for case in CASES} | set(WORDS) | {"V341", "V351"}
    assert sorted(rule.code for rule in VALUE_RULES) == sorted(covered)
    assert set(RULE_OF_DOUBT) == set(Doubt)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_every_finding_can_be_told_in_both_languages(case, language):
    for finding in found_in(case.unit, *case.trigger):
        told = describe(finding, load_wording(language))
        assert all("{" not in text for text in (told.message, told.expected, told.suggestion))


def test_what_is_rejected_is_an_error_and_what_is_taken_never_is():
    for code in ("V301", "V311"):
        assert next(rule for rule in VALUE_RULES if rule.code == code).severity is Severity.ERROR
    taken = [rule for rule in VALUE_RULES if "V321" <= rule.code <= "V335"]
    assert all(rule.severity < Severity.ERROR for rule in taken)


TERRITORIES = {
    "QP": ("QP", None),
    "quartiers prioritaires": ("QP", None),
    "QUARTIERS\u00a0PRIORITAIRES": ("QP", None),
    "Reseau d’education prioritaire": ("REP", None),
    "paris 13e": ("PARIS-13E", None),
    "Quartiers prioritairs": ("Quartiers prioritairs", "Quartiers prioritaires"),
    "Pairs": ("Pairs", "Paris"),
    "Paris 18e": ("Paris 18e", None),
    "18e-19e-20e": ("18e-19e-20e", None),
    "à proximité": ("à proximité", None),
    "0": ("0", None),
    "": ("", None),
    "Paris": ("", None),
}


@pytest.mark.parametrize("text", TERRITORIES)
def test_a_territory_given_is_known_by_its_name_and_else_kept_in_words_f51(text):
    kept, nearest = TERRITORIES[text]
    meaning, findings = mean_words(row(territory_given=text), "a.xlsx", LISTS)
    assert meaning.territory == kept
    assert codes(findings) == (["V333"] if kept and kept not in FRAMEWORK.territories else [])
    suggestions = [describe(finding, load_wording("en")).suggestion for finding in findings]
    assert all((f"({nearest} ?)" in text) == (nearest is not None) for text in suggestions)


def test_a_row_that_mixes_shares_and_fractions_names_the_siblings_of_each_doubtful_cell():
    findings = found_in("%", number("0.3"), number("42"))
    assert [(each.location.cell, each.details["siblings"]) for each in findings] == [("F6", "42")]
    both = found_in("%", number("0.3"), number("1"))
    assert codes(both) == ["V324", "V324"]
