"""What one workbook asks: the partner, its rows by kind of period, its actions, its earlier figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from toolkit.layout.keys import Identity
from toolkit.model.answers import Point
from toolkit.model.campaign import AskedPeriods, Collection
from toolkit.model.framework import Action, Framework, Measure, Observation, Partner, Request
from toolkit.model.known import Known, RowsAgain
from toolkit.model.offices import OfficeShare
from toolkit.model.periods import PeriodKind
from toolkit.wording import Wording, load_wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The content of one partner's workbook, before it has a place.

    Attributes:
        requests: rows by kind of period, in the order of the framework; only kinds with rows.
        actions: actions that the rows belong to, in the order of the framework.
        earlier: figures that pre-fill cells.
        choosable: measures of any action that names the partner, for the sheet of other data.
        addressee: the partner, and its office where the workbook is one office's.
        known: what fills the workbook besides earlier figures, and goes before them.
        again: for a correction workbook, what is asked again; empty for any other.
    """

    collection: Collection
    partner: Partner
    identity: Identity
    wording: Wording
    requests: Mapping[PeriodKind, tuple[Request, ...]]
    actions: tuple[Action, ...]
    earlier: Mapping[Point, Observation]
    choosable: tuple[Measure, ...]
    addressee: str
    known: Known = field(default_factory=Known)
    again: RowsAgain = field(default_factory=dict)

    def periods(self, kind: PeriodKind) -> AskedPeriods:
        """The periods asked of the rows of one kind."""
        return self.collection.campaign.periods[kind]

    def count_required(self, action: str) -> int:
        """Count the required data points of one action."""
        return sum(
            len(self.periods(kind).required)
            for kind, requests in self.requests.items()
            for request in requests
            if self.collection.framework.action_of(request.measure).code == action
        )

    def count_to_fill(self) -> int:
        """Count what is asked for: the required data points, or those of the rows asked again."""
        if self.again:
            return sum(map(len, self.again.values()))
        return sum(self.count_required(action.code) for action in self.actions)

    @property
    def data_points(self) -> int:
        """Count the input cells of the grids, required and optional."""
        if self.again:
            return self.count_to_fill()
        return sum(len(self.periods(kind).all) * len(requests) for kind, requests in self.requests.items())


def ask_again(asked: Asked, again: RowsAgain, known: Known) -> Asked:
    """Narrow what is asked to the rows asked again; their periods are the required ones and those concerned."""
    requests = {
        kind: kept
        for kind, rows in asked.requests.items()
        if (kept := tuple(request for request in rows if request in again))
    }
    periods = dict(asked.collection.campaign.periods)
    for kind, rows in requests.items():
        concerned = {code for request in rows for code in again[request]}
        required = periods[kind].required
        shown = (each for each in periods[kind].all if each in required or each.code in concerned)
        periods[kind] = AskedPeriods(required=tuple(shown))
    framework = asked.collection.framework
    named = {framework.action_of(request.measure).code for rows in requests.values() for request in rows}
    return replace(
        asked,
        collection=replace(asked.collection, campaign=replace(asked.collection.campaign, periods=periods)),
        requests=requests,
        actions=tuple(action for action in asked.actions if action.code in named),
        earlier={},
        known=known,
        again={request: again[request] for rows in requests.values() for request in rows},
    )


def collect_asked(collection: Collection, partner: str, share: OfficeShare | None = None) -> Asked:
    """Gather what one partner is asked, or the share of one of its offices."""
    framework, campaign = collection.framework, collection.campaign
    requests = tuple(each for each in framework.requests_of(partner) if _is_held(each, share, framework))
    by_kind = {
        kind: rows
        for kind in (PeriodKind.CIVIL, PeriodKind.SCHOOL)
        if (rows := tuple(each for each in requests if framework.measures[each.measure].period_kind is kind))
    }
    own = {framework.action_of(request.measure).code for request in requests}
    named = own | {action.code for action in framework.actions.values() if partner in action.partners}
    return Asked(
        collection=collection,
        partner=framework.partners[partner],
        identity=Identity(
            campaign=campaign.id, partner=partner, version=campaign.version, office=share.office if share else ""
        ),
        wording=load_wording(campaign.language),
        requests=by_kind,
        actions=tuple(action for action in framework.actions.values() if action.code in own),
        earlier={
            Point(each.measure, each.partner, each.territory, each.period): each
            for each in framework.observations
            if each.partner == partner and _is_held(each, share, framework)
        },
        choosable=tuple(
            measure for measure in framework.measures.values() if framework.action_of(measure.code).code in named
        ),
        addressee=_name_addressee(framework.partners[partner], share, load_wording(campaign.language)),
    )


def _is_held(row: Request | Observation, share: OfficeShare | None, framework: Framework) -> bool:
    return share is None or framework.action_of(row.measure).code in share.actions


def _name_addressee(partner: Partner, share: OfficeShare | None, wording: Wording) -> str:
    if share is None:
        return partner.name
    return f"{partner.name} – {wording.say('referent') if share.is_referents else share.office}"
