"""A campaign of a few measures and territories, and its data points, for tests of what figures say over time."""

from dataclasses import replace
from decimal import Decimal

from toolkit.files.example import EXAMPLE_CAMPAIGN
from toolkit.model.campaign import Collection, Thresholds
from toolkit.model.framework import Action, Framework, Indicator, Measure, Partner, Territory
from toolkit.model.periods import PeriodKind
from toolkit.model.records import PointRecord
from toolkit.model.states import State

_KINDS = {
    "count": {"nature": "flux", "polarity": "higher", "across_periods": "sum", "counted": "acte"},
    "persons": {"nature": "flux", "polarity": "higher", "across_periods": "sum", "counted": "personne"},
    "incidents": {"nature": "flux", "polarity": "lower", "across_periods": "sum", "counted": "acte"},
    "stock": {"nature": "stock", "polarity": "higher", "across_periods": "last"},
    "share": {"nature": "taux", "polarity": "higher", "unit": "%"},
    "gap": {"nature": "taux", "polarity": "lower", "unit": "points"},
    "index": {"nature": "taux", "polarity": "higher", "unit": "indice"},
    "neutral": {"nature": "flux", "polarity": "neutral"},
    "label": {"nature": "qualitatif", "unit": "oui_non"},
    "words": {"nature": "qualitatif", "unit": "texte"},
    "pupils": {"nature": "flux", "polarity": "higher", "period_kind": PeriodKind.SCHOOL},
}
_TERRITORIES = (("PARIS", "perimetre", ""), ("QPV", "perimetre", "PARIS"), ("QP", "perimetre", "QPV"))


def small_collection(stable=None) -> Collection:
    """Make the campaign; every measure is of action A1, and action A2 has none."""
    measures = {
        code: Measure(
            code=code, indicator="A1.1", label=code, **{"unit": "nombre", "period_kind": PeriodKind.CIVIL, **more}
        )
        for code, more in _KINDS.items()
    }
    framework = Framework(
        partners={code: Partner(code=code, name=code) for code in ("AAA", "BBB")},
        territories={
            code: Territory(code=code, label=code, kind=kind, parent=parent)
            for code, kind, parent in (*_TERRITORIES, ("SITE", "site", "QP"))
        },
        actions={code: Action(code=code, theme="Grandir", title=code) for code in ("A1", "A2")},
        indicators={"A1.1": Indicator(code="A1.1", action="A1", label="")},
        measures=measures,
        requests=(),
    )
    thresholds = Thresholds(stable=None if stable is None else Decimal(stable))
    return Collection(campaign=replace(EXAMPLE_CAMPAIGN, thresholds=thresholds), framework=framework)


def point(value, period="2015", measure="count", territory="PARIS", **more) -> PointRecord:
    """Make a data point of partner AAA; without a value it is blank."""
    defaults = {
        "partner": "AAA",
        "action": "A1",
        "indicator": "A1.1",
        "is_required": True,
        "state": State.BLANK if value is None else State.VALUE,
        "value": None if value is None else Decimal(value),
        "unit": "",
    }
    return PointRecord(measure=measure, territory=territory, period=period, **{**defaults, **more})


def points_of(measure, territory="PARIS", **values) -> tuple[PointRecord, ...]:
    """Make the data points of one row: `points_of("count", y2015=1, y2019=2)`."""
    return tuple(point(value, year.removeprefix("y"), measure, territory) for year, value in values.items())
