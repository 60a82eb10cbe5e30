"""Reports for tests of the page: a small one in which every text is the one given, and that of Paris."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from paris_points import measure, paris, paris_report

from toolkit.model.campaign import AskedPeriods, Collection
from toolkit.model.framework import Action, Framework, Indicator, Measure, Partner, Request, Target, Territory
from toolkit.model.periods import PeriodKind, civil_year
from toolkit.model.records import PointRecord
from toolkit.model.states import State
from toolkit.render.page import render_page
from toolkit.render.reviews import write_paragraphs
from toolkit.wording import load_wording

HOSTILE = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    '"onload="window.hacked = 1',
    "' onmouseover='window.hacked = 1",
    "javascript:window.hacked=1",
    "<img src=x onerror=window.hacked=1>",
    "<a href='https://example.org'>here</a>",
    "{{ 7 * 7 }} {% for x in y %}",
    "<!--<script>--><svg/onload=window.hacked=1>",
    "</title></textarea></style><iframe srcdoc='<script>window.hacked=1</script>'>",
    "\u2028\u2029&lt;script&gt; https://example.org/ ]]>",
)
_FIGURES = (
    ("2017", State.VALUE, Decimal(0)),
    ("2018", State.UNAVAILABLE, None),
    ("2019", State.VALUE, Decimal("33.9")),
)


def render(report, language="fr"):
    wording = load_wording(language)
    return render_page(report, write_paragraphs(report, wording), wording)


@cache
def paris_page(language="fr"):
    return render(paris_report(), language)


def small_collection(text):
    """One measure of one partner at one territory for three years; every name is the text."""
    periods = AskedPeriods(required=tuple(map(civil_year, (2017, 2018, 2019))))
    return Collection(
        campaign=replace(paris().campaign, name=text, periods={PeriodKind.CIVIL: periods}),
        framework=Framework(
            partners={"AAA": Partner(code="AAA", name=text)},
            territories={"PARIS": Territory(code="PARIS", label=text)},
            actions={"T01": Action(code="T01", theme=text, objective=text, title=text, cross_cutting=(text,))},
            indicators={"T01.1": Indicator(code="T01.1", action="T01", label=text, type="impact", target_text=text)},
            measures={
                "T01.1a": Measure(code="T01.1a", indicator="T01.1", label=text, unit="%", period_kind=PeriodKind.CIVIL)
            },
            requests=(Request(measure="T01.1a", partner="AAA", territory="PARIS"),),
            targets=(
                Target(
                    code="C1",
                    indicator="T01.1",
                    measure="T01.1a",
                    territory="PARIS",
                    operator="at_least",
                    value=Decimal(40),
                    unit="%",
                    text=text,
                ),
            ),
        ),
    )


def small_report(text):
    """Every text that a partner typed, and every name, is the text."""
    points = [
        PointRecord(
            partner="AAA",
            action="T01",
            indicator="T01.1",
            measure="T01.1a",
            territory="PARIS",
            period=period,
            is_required=True,
            state=state,
            value=value,
            unit="%",
            raw=text,
            comment=text,
            reason=text if state is State.UNAVAILABLE else "",
            file=text,
            sheet=text,
            cell="G7",
            office=text,
            territory_given=text if state is State.UNAVAILABLE else "",
        )
        for period, state, value in _FIGURES
    ]
    return measure(small_collection(text), points)
