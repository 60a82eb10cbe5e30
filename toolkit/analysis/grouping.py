"""Tells the groups of a data point along every dimension; counting and going down to the cells both ask here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.analysis.deliveries import Arrivals, judge_delivery
from toolkit.model.campaign import Collection
from toolkit.model.completeness import NO_REASON, OWN_WORDS, Classified, Delivery, Dimension
from toolkit.model.framework import Framework
from toolkit.model.offices import REFERENT, split_by_office
from toolkit.model.records import PointRecord
from toolkit.model.states import CODED_STATES, REASON_OF

_CODED = frozenset(CODED_STATES)
_OFFICE_MARK = "|"
_OPEN_DIMENSIONS = frozenset((Dimension.CROSS_CUTTING,))
"""Dimensions of which a data point has several groups or none, so that they do not add up to the campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups of a campaign's data points.

    Attributes:
        holders: by partner and action, whose workbook holds the rows; pairs without a split have no entry.
        offices: by partner and action, the office that answers: the holder, or what the partner stated in its place.
        terms: by partner and action, the day on which the rows first came back, and by when they were due; filled
            while it is asked.
    """

    collection: Collection
    arrivals: Arrivals
    holders: Mapping[tuple[str, str], str]
    offices: Mapping[tuple[str, str], str]
    terms: dict[tuple[str, str], tuple[str, date]] = field(default_factory=dict)

    def office_of(self, partner: str, action: str) -> str:
        """Name the office that answers for an action of a partner; empty when none is known."""
        return self.offices.get((partner, action), "")

    def delivery_of(self, point: PointRecord) -> Delivery:
        """Say whether a data point came back in time."""
        pair = point.partner, point.action
        if pair not in self.terms:
            holder = self.holders.get(pair, "")
            first, deadline = (
                self.arrivals.day_of(point.partner, holder),
                self.arrivals.deadline_of(point.partner, holder),
            )
            self.terms[pair] = first, deadline
        return judge_delivery(point, *self.terms[pair])

    def classify(self, point: PointRecord) -> Classified:
        """Give the groups of a data point that its record does not name."""
        framework = self.collection.framework
        action = framework.actions[point.action]
        return Classified(
            theme=action.theme,
            objective=action.objective,
            cross_cutting=action.cross_cutting,
            type=framework.indicators[point.indicator].type,
            office=self.office_of(point.partner, point.action),
            reason=reason_of(point),
            delivery=self.delivery_of(point),
        )

    def keys_of_row(self, point: PointRecord) -> Mapping[Dimension, tuple[str, ...]]:
        """Give the groups of a data point along the dimensions that are the same for the whole row of its request."""
        framework = self.collection.framework
        action = framework.actions[point.action]
        return {
            Dimension.PARTNER: (point.partner,),
            Dimension.OFFICE: (office_key(point.partner, self.office_of(point.partner, point.action)),),
            Dimension.THEME: (action.theme,),
            Dimension.CROSS_CUTTING: action.cross_cutting or ("",),
            Dimension.OBJECTIVE: (action.objective,),
            Dimension.ACTION: (action.code,),
            Dimension.INDICATOR: (point.indicator,),
            Dimension.TYPE: (framework.indicators[point.indicator].type,),
            Dimension.TERRITORY: (point.territory,),
        }

    def keys_of(self, point: PointRecord, dimension: Dimension) -> tuple[str, ...]:
        """Give the groups that count a data point along a dimension; volunteered ones are counted by none."""
        if point.is_volunteered or point.is_required is (dimension is Dimension.OPTIONAL_PERIOD):
            return ()
        if dimension in (Dimension.PERIOD, Dimension.OPTIONAL_PERIOD):
            return (point.period,)
        if dimension is Dimension.DELIVERY:
            return (self.delivery_of(point).value,)
        if dimension is Dimension.CAMPAIGN:
            return (self.collection.campaign.id,)
        return self.keys_of_row(point)[dimension]

    @property
    def labels(self) -> Mapping[Dimension, Mapping[str, str]]:
        """The names of the groups along each dimension of rows, in the order of the framework."""
        return _list_labels(self)


ROW_DIMENSIONS = tuple(
    each
    for each in Dimension
    if each not in (Dimension.CAMPAIGN, Dimension.PERIOD, Dimension.DELIVERY, Dimension.OPTIONAL_PERIOD)
)
"""Dimensions along which all periods of a request are in the same groups."""


def adds_up(dimension: Dimension) -> bool:
    """Whether the rows of a dimension add up to the campaign."""
    return dimension is not Dimension.OPTIONAL_PERIOD and dimension not in _OPEN_DIMENSIONS


def office_key(partner: str, office: str) -> str:
    """Give the code of an office in the outputs; empty where no office is known."""
    return f"{partner}{_OFFICE_MARK}{office}" if office else ""


def partner_of_office(key: str) -> str:
    """Give the partner of an office from the code of the office."""
    return key.partition(_OFFICE_MARK)[0]


def reason_of(point: PointRecord) -> str:
    """Give the reason of a data point with a code, a key of `REASON_LABELS`; empty for every other state."""
    if point.state not in _CODED:
        return ""
    if not point.reason:
        return NO_REASON
    return point.reason if point.reason in REASON_OF else OWN_WORDS


def make_grouping(collection: Collection, points: Iterable[PointRecord], arrivals: Arrivals | None = None) -> Grouping:
    """Prepare the groups of a campaign's data points.

    An office that the partner stated for an action counts where the framework knows of none.
    """
    framework = collection.framework
    holders = {
        (partner.code, action): share.office
        for partner in framework.partners_asked
        for share in split_by_office(framework, partner.code)
        for action in share.actions
    }
    offices = {pair: office for pair, office in holders.items() if office != REFERENT}
    for point in points:
        if point.office:
            offices.setdefault((point.partner, point.action), point.office)
    return Grouping(
        collection=collection,
        arrivals=arrivals or Arrivals(first={}, deadline=collection.campaign.deadline, extensions={}),
        holders=holders,
        offices={**holders, **offices},
    )


def _list_labels(grouping: Grouping) -> Mapping[Dimension, Mapping[str, str]]:
    framework = grouping.collection.framework
    actions, indicators = framework.actions.values(), framework.indicators.values()
    cross_cutting = dict.fromkeys(theme for each in actions for theme in each.cross_cutting or ("",))
    asked = {request.territory for request in framework.requests}
    return {
        Dimension.PARTNER: {each.code: each.name for each in framework.partners_asked},
        Dimension.OFFICE: _list_offices(grouping, framework),
        Dimension.THEME: {each.theme: each.theme for each in actions},
        Dimension.CROSS_CUTTING: {theme: theme for theme in sorted(cross_cutting, key=lambda theme: not theme)},
        Dimension.OBJECTIVE: {each.objective: each.objective for each in actions},
        Dimension.ACTION: {each.code: each.title for each in actions},
        Dimension.INDICATOR: {each.code: each.label for each in indicators},
        Dimension.TYPE: {each.type: each.type for each in indicators},
        Dimension.TERRITORY: {code: each.label for code, each in framework.territories.items() if code in asked},
    }


def _list_offices(grouping: Grouping, framework: Framework) -> Mapping[str, str]:
    """Name the offices by their key, by partner and in the order of its rows; the empty key comes last."""
    pairs = dict.fromkeys((each.partner, framework.action_of(each.measure).code) for each in framework.requests)
    order = {partner.code: number for number, partner in enumerate(framework.partners_asked)}
    found = {}
    for partner, action in sorted(pairs, key=lambda pair: order[pair[0]]):
        office = grouping.office_of(partner, action)
        found[office_key(partner, office)] = office
    return {key: found[key] for key in sorted(found, key=lambda key: not key)}
