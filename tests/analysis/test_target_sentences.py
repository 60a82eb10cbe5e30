import pytest
from paris_points import paris, paris_report
from targets_at_hand import figure, figures, one, said, target

from toolkit.analysis import target_sentences
from toolkit.analysis.target_sentences import explain_target
from toolkit.model.states import State
from toolkit.model.targets import TargetObstacle
from toolkit.wording import LANGUAGES, load_wording

NARROW, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("asked", "points", "sentence"),
    [
        (
            target("at_most", "50"),
            figures(y2015="100", y2019="80"),
            (
                "80 in 2019: the target (at most 50) is not reached yet. "
                "Counted from the first figure given (100 in 2015), 40% of the way is done."
            ),
        ),
        (
            target("at_most", "50", due="2019"),
            figures(y2015="100", y2019="80"),
            (
                "80 in 2019: the target (at most 50), due by 2019, is not reached. "
                "Counted from the first figure given (100 in 2015), 40% of the way is done."
            ),
        ),
        (
            target("at_least", "1200", base_value="900"),
            figures(y2019="551"),
            (
                "551 in 2019: the target (at least 1,200) is not reached yet. "
                "Counted from 900, the figure has moved away from it."
            ),
        ),
        (
            target("at_least", "1", base_period="2015"),
            figures(y2015="3", y2019="0"),
            "0 in 2019: the target (at least 1) is not reached yet. Counted from 3 in 2015, which reached it already.",
        ),
        (target("increase"), figures(y2019="0"), "One figure only, of 2019: there is none before it to compare with."),
        (target("at_least", "1"), (), "No figure was given."),
        (target("at_least", "1"), figures(y2019=None), "No figure was given: blank."),
        (target("at_least", "1"), (figure("2019", None, state=State.REJECTED),), "Given, but unreadable."),
        (
            target("at_least", "1"),
            (*figures(y2015=None), figure("2019", None, state=State.REJECTED)),
            "No figure can be used: blank and given, but unreadable.",
        ),
        (
            target("at_least", "1"),
            (figure("2019", "1", "QP"),),
            "No figure is given for QPV; there are figures for QP.",
        ),
        (
            target("at_least", "1"),
            (figure("2015-2019", "1000"),),
            "Only totals over several years are given: 1,000 in 2015-2019.",
        ),
        (
            target("at_least", "1", per="an"),
            figures(y2015="0", y2019="2"),
            (
                "2 in 2019: the target (at least 1) is reached. "
                "Counted from the first figure given (0 in 2015). Reached in 1 of 2 years."
            ),
        ),
        (
            target("increase"),
            (figure("2015", "1", quality="partial"), figure("2019", "2")),
            "The figure of 2015 covers only a part of what was asked.",
        ),
    ],
)
def test_the_sentence_shows_the_figures_and_the_arithmetic(asked, points, sentence):
    assert said(one(asked, points)) == sentence


def test_the_sentence_of_a_sum_names_what_was_added():
    total = one(target("at_least", "100", per="contrat"), figures(y2015="10", y2019="271"), across_periods="sum")
    assert said(total) == "281 in 2015-2019: the target (at least 100) is reached. 2 years were added."


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        (target("equal", "10"), "Counted from the first figure given (0 in 2015), the figure has gone past it."),
        (target("equal", "0"), "Counted from the first figure given (0 in 2015), which reached it already."),
        (target("at_least", "12"), "Counted from the first figure given (0 in 2015)."),
        (target("at_least", "3"), "Counted from the first figure given (0 in 2015)."),
        (target("at_least", "24"), "Counted from the first figure given (0 in 2015), 50% of the way is done."),
    ],
)
def test_no_share_of_the_way_stands_with_a_target_that_is_reached_or_passed(asked, end):
    assert said(one(asked, figures(y2015="0", y2019="12"))).endswith(end)


def test_what_cannot_be_read_was_given_also_in_french():
    rejected = one(target("at_least", "1"), (figure("2019", None, state=State.REJECTED),))
    assert said(rejected, "fr") == "Fourni mais illisible."


@pytest.mark.parametrize(
    ("quality", "start"),
    [("", "9 in"), ("final", "9 in"), ("estimated", "9 (estimated) in"), ("provisional", "9 (provisional) in")],
)
def test_a_figure_that_is_not_final_says_so(quality, start):
    assert said(one(target("at_least", "9"), (figure("2019", "9", quality=quality),))).startswith(start)


def test_yes_and_no_are_said_as_such():
    no = one(target("at_least", "1"), figures(y2019="0"), unit="oui_non")
    assert said(no, unit="oui_non") == "No in 2019: the target (Yes) is not reached yet."


@pytest.mark.parametrize(
    ("unit", "language", "shown"),
    [
        ("%", "fr", f"1{NARROW}234,5{WIDE}%"),
        ("%", "en", "1,234.5%"),
        ("€", "fr", f"1{NARROW}234,5{WIDE}€"),
        ("nombre", "fr", f"1{NARROW}234,5"),
        ("indice", "en", "1,234.5"),
    ],
)
def test_figures_are_written_as_the_language_does(unit, language, shown):
    reached = one(target("at_least", "1"), figures(y2019="1234.50"), unit=unit)
    assert said(reached, language, unit=unit).startswith(f"{shown} ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_target_of_the_example_has_its_sentence(language):
    wording = load_wording(language)
    for each in paris_report().targets:
        sentence = explain_target(each, paris().framework, wording)
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_every_obstacle_has_a_sentence():

    assert set(target_sentences._OBSTACLES) == set(TargetObstacle)
