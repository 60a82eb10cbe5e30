"""The paragraphs of the review, case by case: what came back in a small campaign.

What is said of each stands in `reviews.md`, to be read by people too.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from paris_points import asked_points, paris

from toolkit.analysis.completeness import measure_completeness
from toolkit.analysis.deliveries import list_arrivals
from toolkit.analysis.grouping import make_grouping
from toolkit.analysis.reviews import Returned, make_reviews
from toolkit.model.answers import Return, Verdict
from toolkit.model.campaign import AskedPeriods, Collection
from toolkit.model.framework import Action, Framework, Indicator, Measure, Office, Partner, Request, Territory
from toolkit.model.periods import PeriodKind, civil_year
from toolkit.model.records import ActionRecord
from toolkit.model.states import State
from toolkit.render.reviews import render_review
from toolkit.wording import load_wording

YEARS = (2016, 2017, 2018, 2019)


def campaign(actions=("T1",), territories=("QP",), offices=(), years=YEARS):
    """One partner, EPEC, with one measure an action, asked at each territory for 2016 to 2019, 2020 being optional."""
    known = {
        "PARIS": "Paris",
        "QP": "Quartiers prioritaires",
        "QVA": "Quartiers de veille active",
        "AUTRE": "Autre périmètre (à préciser)",
    }
    framework = Framework(
        partners={"EPEC": Partner(code="EPEC", name="Ensemble Paris emploi compétences")},
        territories={code: Territory(code=code, label=label) for code, label in known.items()},
        actions={code: Action(code=code, theme="Travailler", title=code) for code in actions},
        indicators={f"{code}.1": Indicator(code=f"{code}.1", action=code, label=code) for code in actions},
        measures={
            f"{code}.1a": Measure(
                code=f"{code}.1a", indicator=f"{code}.1", label=code, unit="nombre", period_kind=PeriodKind.CIVIL
            )
            for code in actions
        },
        requests=tuple(
            Request(measure=f"{code}.1a", partner="EPEC", territory=territory)
            for code in actions
            for territory in territories
        ),
        offices=offices,
    )
    periods = AskedPeriods(required=tuple(map(civil_year, years)), optional=(civil_year(2020),))
    asked = replace(paris().campaign, deadline=date(2020, 11, 30), periods={PeriodKind.CIVIL: periods})
    return Collection(campaign=asked, framework=framework)


@dataclass(frozen=True)
class Case:
    """What came back: the state of each cell by action, territory and year; every other cell is `rest`."""

    collection: Collection = field(default_factory=campaign)
    rest: State = State.BLANK
    cells: dict = field(default_factory=dict)
    extra: tuple = ()
    words: tuple = ()
    days: tuple = ("2020-11-25",)
    extensions: dict = field(default_factory=dict)

    @property
    def points(self):
        for point in asked_points(self.collection, self.rest):
            changes = self.cells.get((point.action, point.territory, point.period))
            yield replace(point, **changes) if changes else self.bare(point)
        first = next(asked_points(self.collection))
        for period in self.extra:
            yield replace(first, state=State.VALUE, period=period, is_required=False, is_volunteered=True)

    def bare(self, point):
        # What has no entry for an optional period stays blank, whatever the rest of the row is.
        is_unsaid = not point.is_required and self.rest is not State.NOT_RETURNED
        return replace(point, state=State.BLANK) if is_unsaid else point

    @property
    def arrivals(self):
        return [each if isinstance(each, tuple) else (each, "") for each in self.days]

    def reviews(self):
        points = tuple(self.points)
        files = tuple(
            Return(
                file=f"{number}.xlsx",
                sha256="ab",
                partner="EPEC",
                verdict=Verdict.READ,
                returned_at=day,
                office=office,
            )
            for number, (day, office) in enumerate(
                each if isinstance(each, tuple) else (each, "") for each in self.days
            )
        )
        grouping = make_grouping(self.collection, points, list_arrivals(files, date(2020, 11, 30), self.extensions))
        rows = measure_completeness(self.collection, points, self.words, grouping)
        return make_reviews(grouping, Returned(points=points, words=self.words, files=files, rows=rows))

    def say(self, language):
        labels = {code: each.label for code, each in self.collection.framework.territories.items()}
        return [render_review(review, labels, load_wording(language)) for review in self.reviews()]


VALUE = {"state": State.VALUE}


def row(action, territory, states, **changes):
    """Give the cells of one row, from 2016 on; None leaves a cell as the rest is."""
    return {
        (action, territory, str(2016 + number)): {"state": state, **changes}
        for number, state in enumerate(states)
        if state is not None
    }


V, ND, BAD, NO = State.VALUE, State.UNAVAILABLE, State.REJECTED, None

TWO = campaign(actions=("T1", "T2"))
OFFICES = campaign(
    actions=("T1", "T2"),
    offices=(
        Office(partner="EPEC", name="bureau de l'insertion", scope=("T1",)),
        Office(partner="EPEC", name="association Élan", scope=("T2",)),
    ),
)
PLACES = campaign(territories=("PARIS", "QP", "QVA"))

CASES = {
    "nothing came back": Case(
        rest=State.NOT_RETURNED,
        days=(),
    ),
    "nothing came back of two actions": Case(
        collection=TWO,
        rest=State.NOT_RETURNED,
        days=(),
    ),
    "nothing was required and nothing came": Case(
        collection=campaign(years=()),
        rest=State.NOT_RETURNED,
        days=(),
    ),
    "a blank workbook": Case(),
    "all values, each of them zero": Case(
        cells=row("T1", "QP", (V, V, V, V), value=Decimal(0)),
    ),
    "one value was required": Case(
        collection=campaign(years=(2016,)),
        cells=row("T1", "QP", (V,)),
    ),
    "one period is missing": Case(
        cells=row("T1", "QP", (V, NO, V, V)),
    ),
    "three periods in a row are missing": Case(
        cells=row("T1", "QP", (NO, NO, NO, V)),
    ),
    "codes everywhere, with one reason": Case(
        cells=row("T1", "QP", (ND, ND, ND, ND), reason="no_tool"),
    ),
    "codes everywhere, without a reason": Case(
        cells=row("T1", "QP", (ND, ND, ND, ND)),
    ),
    "values, codes with several reasons, an entry to correct": Case(
        collection=TWO,
        cells={
            **row("T1", "QP", (V, V, V, BAD)),
            **row("T2", "QP", (ND, ND, NO, NO), reason="no_tool"),
            ("T2", "QP", "2018"): {"state": State.PENDING, "reason": "en mars"},
        },
    ),
    "all entries are to correct": Case(
        cells=row("T1", "QP", (BAD, BAD, BAD, BAD)),
    ),
    "one action to correct, one blank": Case(
        collection=TWO,
        cells=row("T1", "QP", (BAD, NO, NO, NO)),
    ),
    "one day late": Case(
        cells=row("T1", "QP", (V, V, V, V)),
        days=("2020-12-01",),
    ),
    "twelve days late, in two files": Case(
        cells=row("T1", "QP", (V, V, V, V)),
        days=("2020-12-12", "2020-12-20"),
    ),
    "completed after the deadline": Case(
        cells={
            **row("T1", "QP", (V, V, V, NO)),
            ("T1", "QP", "2019"): {"state": V, "answer_class": "new", "returned_at": "2020-12-12"},
        },
        days=("2020-11-01", "2020-12-12"),
    ),
    "on a day that is not known": Case(
        cells=row("T1", "QP", (V, V, V, V)),
        days=(),
    ),
    "two offices, one silent": Case(
        collection=OFFICES,
        cells={**row("T1", "QP", (V, V, V, V)), **row("T2", "QP", (State.NOT_RETURNED,) * 4)},
        days=(("2020-11-25", "bureau de l'insertion"),),
    ),
    "two offices in one workbook, one of them blank": Case(
        collection=OFFICES,
        cells=row("T1", "QP", (V, V, V, V)),
    ),
    "two offices in one workbook, which is late": Case(
        collection=OFFICES,
        cells={**row("T1", "QP", (V, V, V, V)), **row("T2", "QP", (V, V, V, V))},
        days=("2020-12-02",),
    ),
    "two offices, one late": Case(
        collection=OFFICES,
        cells={**row("T1", "QP", (V, V, V, V)), **row("T2", "QP", (V, V, V, V))},
        days=(("2020-11-25", "bureau de l'insertion"), ("2020-12-24", "association Élan")),
    ),
    "nothing but volunteered figures": Case(
        extra=("2016-2019", "2014", "2013"),
    ),
    "a volunteered figure beside the others": Case(
        cells=row("T1", "QP", (V, V, V, V)),
        extra=("2016-2019",),
    ),
    "nothing but an optional figure": Case(
        cells={("T1", "QP", "2020"): VALUE},
    ),
    "words only, with difficulties": Case(
        collection=TWO,
        words=(ActionRecord(action="T2", partner="EPEC", difficulties="Départ du référent"),),
    ),
    "figures at some of the territories, and elsewhere": Case(
        collection=PLACES,
        cells={
            **row("T1", "PARIS", (V, V, V, V)),
            **row("T1", "QP", (V, V), territory_given="AUTRE"),
            **row("T1", "QVA", (V,), territory_given="le quartier de la gare"),
        },
    ),
}
