"""A framework with one measure and the targets of a test, and figures for it, that tests can read at a glance."""

from decimal import Decimal

from paris_points import paris

from toolkit.analysis.target_sentences import explain_target
from toolkit.analysis.targets import measure_targets
from toolkit.model.campaign import Collection
from toolkit.model.framework import Action, Framework, Indicator, Measure, Partner, Target, Territory
from toolkit.model.periods import PeriodKind
from toolkit.model.records import PointRecord
from toolkit.model.states import State
from toolkit.wording import load_wording

TERRITORIES = (
    Territory(code="PARIS", label="Paris"),
    Territory(code="QPV", label="QPV", parent="PARIS"),
    Territory(code="QP", label="QP", part_of="QPV"),
    Territory(code="QVA", label="QVA", part_of="QPV"),
    Territory(code="SITE-1", label="Site 1", kind="site", parent="QP"),
    Territory(code="SITE-2", label="Site 2", kind="site", parent="QVA"),
    Territory(code="SITE-3", label="Site 3", kind="site", parent="PARIS"),
)


def number(text):
    return None if text is None else Decimal(text)


def target(operator, value=None, value_max=None, base_value=None, **more):
    figures = {"value": number(value), "value_max": number(value_max), "base_value": number(base_value)}
    defaults = {"code": "C", "indicator": "A1.1", "measure": "A1.1a", "territory": "QPV", "unit": "nombre"}
    return Target(operator=operator, **figures, **{**defaults, **more})


def framework(*targets, **measure):
    defaults = {"unit": "nombre", "period_kind": PeriodKind.CIVIL, "polarity": "higher", "across_periods": "none"}
    return Framework(
        partners={code: Partner(code=code, name=code) for code in ("AAA", "BBB")},
        territories={territory.code: territory for territory in TERRITORIES},
        actions={"A1": Action(code="A1", theme="T", title="Action")},
        indicators={"A1.1": Indicator(code="A1.1", action="A1", label="Indicateur")},
        measures={"A1.1a": Measure(code="A1.1a", indicator="A1.1", label="Nombre", **{**defaults, **measure})},
        requests=(),
        targets=targets,
    )


def figure(period, value, territory="QPV", partner="AAA", **more):
    known = number(value)
    defaults = {"state": State.BLANK if known is None else State.VALUE, "is_required": True, "unit": "nombre"}
    place = {"action": "A1", "indicator": "A1.1", "measure": "A1.1a"}
    return PointRecord(
        **place, partner=partner, territory=territory, period=period, value=known, **{**defaults, **more}
    )


def figures(**values):
    """Figures of calendar years: `figures(y2015="100", y2019="80")`."""
    return tuple(figure(year.removeprefix("y"), value) for year, value in values.items())


def assess(targets, points, **measure):
    targets = targets if isinstance(targets, tuple) else (targets,)
    collection = Collection(campaign=paris().campaign, framework=framework(*targets, **measure))
    return measure_targets(collection, points)


def one(target_, points, **measure):
    (assessment,) = assess(target_, points, **measure)
    return assessment


def said(assessment, language="en", **measure):
    return explain_target(assessment, framework(assessment.target, **measure), load_wording(language))
