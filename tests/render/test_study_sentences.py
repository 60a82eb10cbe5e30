"""The sentences of the study: what an analyst would keep, in both languages, from figures that may be published."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest
from paris_points import empty_report, measure, paris, paris_points, paris_report, paris_words
from small_series import point, points_of, small_collection

from toolkit.analysis.disclosure import make_disclosure
from toolkit.model.completeness import Share
from toolkit.model.records import ActionRecord
from toolkit.model.secrecy import SecrecyRole
from toolkit.model.states import State
from toolkit.model.summaries import Headline
from toolkit.model.trends import ActionReading, ActionRow, Obstacle, SeriesRow, TrendReading
from toolkit.render.study import _say_headline, write_study_text
from toolkit.render.study_series import say_points, say_series
from toolkit.render.study_voice import StudyVoice
from toolkit.wording import load_wording

NB, THIN = "\u00a0", "\u202f"


def voice(language="en"):
    return StudyVoice(framework=small_collection().framework, wording=load_wording(language))


def study(points=(), words=(), language="en"):
    """Write the study of figures that nobody asked for, which need no row of the framework."""
    units = {code: each.unit for code, each in small_collection().framework.measures.items()}
    volunteered = [replace(each, is_required=False, is_volunteered=True, unit=units[each.measure]) for each in points]
    report = measure(small_collection(), volunteered, words)
    return write_study_text(report, make_disclosure(report), words, load_wording(language))


def row(first="100", last="150", measure="count", **more):
    values = {"first_value": Decimal(first), "last_value": Decimal(last), "first_period": "2015", "last_period": "2019"}
    defaults = {"pct_change": Decimal(50), "abs_change": Decimal(50), "reading": TrendReading.BETTER}
    return SeriesRow(measure=measure, partner="AAA", territory="PARIS", **values, **{**defaults, **more})


def texts(value):
    """Every text of a study, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (row(), "PARIS (AAA): from 100 in 2015 to 150 in 2019 (+50%), favourable."),
        (
            row("1000", "500", pct_change=Decimal("-50.04"), reading=TrendReading.WORSE),
            "PARIS (AAA): from 1,000 in 2015 to 500 in 2019 (−50%), unfavourable.",
        ),
        (
            row("100", "100", pct_change=Decimal(0), reading=TrendReading.UNCHANGED),
            "PARIS (AAA): no change, from 100 in 2015 to 100 in 2019 (0%).",
        ),
        (
            row("0", "50", pct_change=None, obstacle=Obstacle.ZERO_BASE),
            "PARIS (AAA): from 0 in 2015 to 50 in 2019 (+50), favourable.",
        ),
        (
            row("10", "12.5", "share", points_change=Decimal("2.5")),
            "PARIS (AAA): from 10% in 2015 to 12.5% in 2019 (+2.5 points), favourable.",
        ),
        (
            row("4", "5", "neutral", pct_change=Decimal(25), reading=TrendReading.NO_DIRECTION),
            "PARIS (AAA): from 4 in 2015 to 5 in 2019 (+25%).",
        ),
    ],
)
def test_a_series_is_said_from_its_first_figure_to_its_last(given, sentence):
    assert list(say_series([given], 0, voice())) == [sentence]


def test_a_series_is_said_with_french_typography():
    (said,) = say_series([row("1000", "1500.5")], 0, voice("fr"))
    assert said == f"PARIS (AAA){NB}: de 1{THIN}000 en 2015 à 1{THIN}500,5 en 2019 (+50{NB}%), évolution favorable."


@pytest.mark.parametrize(
    ("change", "english", "french"),
    [
        ("0", "0 points", "0 point"),
        ("1", "+1 point", "+1 point"),
        ("-1", "−1 point", "−1 point"),
        ("1.5", "+1.5 points", "+1,5 point"),
        ("2", "+2 points", "+2 points"),
        ("-12.5", "−12.5 points", "−12,5 points"),
    ],
)
def test_points_have_the_plural_of_their_language(change, english, french):
    assert (say_points(Decimal(change), voice()), say_points(Decimal(change), voice("fr"))) == (english, french)


def test_many_series_of_a_measure_are_counted_and_the_extremes_named():
    rows = [row("100", str(100 + change), pct_change=Decimal(change)) for change in (10, 20, 30, 40)]
    fallen = row("100", "90", pct_change=Decimal(-10), reading=TrendReading.WORSE)
    assert list(say_series([*rows, fallen], 0, voice())) == [
        "5 series compared: 4 favourable, 1 unfavourable.",
        "Largest rise – PARIS (AAA): from 100 in 2015 to 140 in 2019 (+40%), favourable.",
        "Largest fall – PARIS (AAA): from 100 in 2015 to 90 in 2019 (−10%), unfavourable.",
    ]


@pytest.mark.parametrize(
    ("obstacles", "said"),
    [
        ((), []),
        ((Obstacle.NO_FIGURE,), ["No figure was given."]),
        ((Obstacle.ONE_FIGURE,), ["No conclusion: one figure only (1)."]),
        (
            (Obstacle.NO_FIGURE, Obstacle.ONE_FIGURE, Obstacle.ONE_FIGURE),
            ["No conclusion: one figure only (2); no figure (1)."],
        ),
    ],
)
def test_what_says_nothing_is_told_with_its_reason(obstacles, said):
    rows = [SeriesRow(measure="count", partner="AAA", territory="PARIS", obstacle=each) for each in obstacles]
    assert list(say_series(rows, 0, voice())) == said


def test_a_change_that_rests_on_a_masked_figure_is_said_to_be_unpublished_and_not_printed():
    written = study(points_of("persons", y2015="3", y2019="60"))
    (shown, _) = written.themes[0].parts[0].rows
    assert (
        "The change of 1 series is not published: it rests on a figure under statistical secrecy (SS)."
        in shown.analysis
    )
    assert "This reading leaves out figures that are not published." in shown.reading
    (figures,) = shown.figures
    assert figures.lines == (f"PARIS (AAA) – 2015:{NB}SS · 2019:{NB}60",)
    assert not any("1900" in text or "from 3 " in text for text in texts(written))


@pytest.mark.parametrize(("first", "last"), [("3", "60"), ("60", "3"), ("1", "4")])
def test_a_masked_figure_changes_nothing_of_the_study(first, last):
    """Whoever reads the study cannot tell which small count stands behind a mask."""
    others = points_of("persons", "QPV", y2015="100", y2017="200", y2019="300")
    writings = [
        study((*points_of("persons", y2015=shift(first), y2017="30", y2019=shift(last)), *others))
        for shift in (str, other_small)
    ]
    assert writings[0] == writings[1]


def other_small(value):
    return {"1": "2", "3": "1", "4": "2"}.get(value, value)


def test_masked_figures_of_paris_change_nothing_of_its_study():
    small = {id(row.point) for row in paris_report().secrecy if row.role is SecrecyRole.SMALL}
    changed = [
        replace(each, value=each.value % 4 + 1, raw="") if id(each) in small and each.value else each
        for each in paris_points()
    ]
    assert sum(old != new for old, new in zip(paris_points(), changed, strict=True)) == len(small) >= 6
    reports = (paris_report(), measure(paris(), changed, paris_words()))
    first, second = (
        write_study_text(each, make_disclosure(each), paris_words(), load_wording("fr")) for each in reports
    )
    assert first == second


def test_a_reading_that_the_coordinator_settled_is_said_with_her_reason():
    report = measure(small_collection(), ())
    rows = tuple(
        replace(each, strict=ActionReading.STOPPED, counted_as=ActionReading.STOPPED, overruled_because="Site fermé.")
        for each in report.evolution.actions
    )
    report = replace(report, evolution=replace(report.evolution, actions=rows))
    written = write_study_text(report, make_disclosure(report), (), load_wording("en"))
    said = written.themes[0].parts[0].rows[0].reading
    assert said[0] == "Action stopped."
    assert said[1] == "Settled by the coordinator: Site fermé. The figures alone: not measurable."
    assert written.by_theme[-1].readings[4] == "2"


def test_figures_are_shown_with_their_quality_and_the_territory_given():
    points = (
        point("0", "2015"),
        point("12", "2016", quality="estimated"),
        point("7", "2017", territory_given="QPV"),
        point(None, "2018"),
        point(None, "2019", state=State.UNAVAILABLE),
        point(None, "2020", state=State.REJECTED),
    )
    (series,) = study(points).themes[0].parts[0].rows[0].figures
    said = series.lines[0].replace(NB, " ")
    assert said == "PARIS (AAA) – 2015: 0 · 2016: 12 (estimated) · 2017: 7 (QPV) · 2019: ND · 2020: ?"


@pytest.mark.parametrize(("language", "said"), [("fr", "Fourni mais illisible"), ("en", "Given, but unreadable")])
def test_what_was_given_and_cannot_be_read_is_never_said_to_be_missing(language, said):
    written = study((point(None, state=State.REJECTED),), language=language)
    assert next((each.action, each.status) for each in written.missing) == ("A1 – A1", said)
    assert written.themes[0].parts[0].rows[0].analysis == (f"{said}.",)
    known = [text for text in written.themes[0].sentences if said.lower() in text.lower()]
    assert len(known) == 1


def test_an_action_of_blanks_is_not_said_to_be_given():
    written = study((point(None),))
    assert [each.status for each in written.missing] == ["Not answered", "Not answered"]
    assert written.themes[0].parts[0].rows[0].analysis == ("No figure was given.",)


@pytest.mark.parametrize(
    ("language", "number", "strengthened", "sentences"),
    [
        ("en", 0, 0, ["Of the 0 actions of the programme, 0 are documented (–).", "– of the 0 actions that can be"]),
        ("en", 1, 1, ["Of 1 action of the programme, 1 is documented (100.0%).", "100.0% of 1 action that can be"]),
        ("en", 4, 1, ["Of the 4 actions of the programme, 1 is documented (25.0%).", "25.0% of the 4 actions that"]),
        ("fr", 0, 0, ["Sur 0 action du programme, 0 est documentée (–).", "sur 0 action mesurable, est de –."]),
        (
            "fr",
            1,
            1,
            [
                f"Sur 1 action du programme, 1 est documentée (100,0{NB}%).",
                f"sur 1 action mesurable, est de 100,0{NB}%.",
            ],
        ),
        (
            "fr",
            4,
            2,
            [
                f"Sur les 4 actions du programme, 2 sont documentées (50,0{NB}%).",
                f"50,0{NB}% des 4 actions mesurables sont renforcées.",
            ],
        ),
    ],
)
def test_the_headline_fits_its_numbers(language, number, strengthened, sentences):
    share = Share(part=strengthened, whole=number)
    headline = Headline(actions=share, indicators=share, points=share, partners=share)
    read = [ActionReading.STRENGTHENED] * strengthened + [ActionReading.MIXED] * (number - strengthened)
    none = dict.fromkeys(("better", "worse", "unchanged", "no_direction", "not_concluded"), 0)
    actions = [ActionRow(action="A", theme="", strict=each, counted_as=each, computed=each, **none) for each in read]
    said = list(_say_headline(replace(empty_report(), headline=headline), actions, load_wording(language)))
    assert said[0] == sentences[0]
    assert sentences[1] in said[2]
    assert sentences[1] in said[3]


def test_a_row_without_any_answer_is_named_as_such():
    (series,) = study((point(None),)).themes[0].parts[0].rows[0].figures
    assert series.lines == ("Nothing given: PARIS (AAA).",)


def test_words_of_partners_are_marked_as_theirs_and_left_as_they_were_written():
    words = (ActionRecord(action="A1", partner="AAA", change="{{ 7*7 }} {n} <b>", difficulties=" ", sources="=1+1"),)
    (first, _) = study(words=words).themes[0].parts[0].rows
    assert [(each.intro, each.text) for each in first.words] == [
        ("Words of AAA – What changed, and why:", "“{{ 7*7 }} {n} <b>”"),
        ("Words of AAA – Sources of the figures:", "“=1+1”"),
    ]


def test_an_indicator_with_many_series_goes_on_in_further_rows():
    points = [point("1", "2019", partner=f"P{number:02d}") for number in range(30)]
    rows = study(tuple(points)).themes[0].parts[0].rows
    of_indicator = [each for each in rows if each.action.startswith("A1")]
    assert [len(each.figures[0].lines) for each in of_indicator] == [12, 12, 6]
    assert [each.is_first for each in of_indicator] == [True, False, False]
    assert [each.action for each in of_indicator] == ["A1 – A1", "A1 (continued)", "A1 (continued)"]


def test_an_empty_campaign_has_a_study():
    report = empty_report()
    written = write_study_text(report, make_disclosure(report), (), load_wording("fr"))
    assert (written.themes, written.missing, written.partners) == ((), (), ())
    assert written.by_theme[-1].actions == "0"
    assert written.by_theme[-1].rate == "–"


def test_the_headline_of_paris_stands_in_the_study():
    report = paris_report()
    written = write_study_text(report, make_disclosure(report), paris_words(), load_wording("en"))
    assert [(each.theme, each.actions, each.documented) for each in written.by_theme] == [
        ("Grandir", "64", "59"),
        ("Travailler", "54", "48"),
        ("Habiter", "54", "50"),
        ("All", "172", "157"),
    ]
    assert written.headline[0] == "Of the 172 actions of the programme, 157 are documented (91.3%)."
    assert len(written.missing) == 15
    assert {each.code for each in report.collection.framework.partners_asked} == {
        each.title.split(" – ")[0] for each in written.reviews
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_word_of_the_other_language_and_no_open_name_is_left(language):
    report = paris_report()
    said = list(texts(write_study_text(report, make_disclosure(report), paris_words(), load_wording(language))))
    said = [text.replace("^{er}", "er") for text in said]  # so written in the framework
    assert not [text for text in said if "{" in text or "()" in text or text == "None"]
    foreign = {"fr": ("favourable.", "Target “", "No figure"), "en": ("favorable.", "Cible «", "Aucun chiffre")}
    assert not [text for text in said if any(word in text for word in foreign[language])]
