"""Which office of a partner answers for which action: one rule, for what is issued and for what comes back.

The table of offices may be vague: two offices for one action, or none. What no office is known to hold stays with
the referent of the partner, who knows.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.model.framework import Framework, Office, Request
from toolkit.wording import Wording

REFERENT = "REFERENT"
"""Stands for an office in the identity of the workbook that holds the rows of no office."""

MAX_OFFICE = 120
"""Letters of an office's name in an identity: a document property holds 255 in all."""

_BARS = str.maketrans("|\u00a6\u2502\uff5c\u01c0", "/////")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeShare:
    """The part of a partner's rows that one workbook holds.

    Attributes:
        office: name of the office, or `REFERENT`.
        actions: codes of the actions whose rows and earlier figures it holds.
    """

    office: str
    actions: frozenset[str]

    @property
    def is_referents(self) -> bool:
        """Whether it is what no office holds."""
        return self.office == REFERENT


def office_name(text: str) -> str:
    """Give the name of an office as identities and outputs write it: one short line of visible letters.

    What a row key could take for its separator becomes a slash, so that an identity reads back as it was written.
    """
    line = " ".join(text.translate(_BARS).split())
    visible = "".join(letter for letter in line if unicodedata.category(letter)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", visible).split())[:MAX_OFFICE].rstrip()


def office_in_words(office: str, wording: Wording) -> str:
    """Name an office for people; the rows that no office is known to hold have a name, too."""
    return wording.say("rows of no office") if office == REFERENT else office


def split_by_office(framework: Framework, partner: str) -> tuple[OfficeShare, ...]:
    """Share the rows of a partner among its offices, each row once; the referent's share comes last.

    An office without rows has no share. Empty when no office of the partner has a scope or a theme: then one
    workbook holds all rows.
    """
    offices = _named_offices(framework, partner)
    if not any(office.scope or office.theme for office in offices):
        return ()
    asked = _actions_asked(framework, partner)
    earlier = [framework.action_of(each.measure).code for each in framework.observations if each.partner == partner]
    holders = {action: _holder(action, offices, framework) for action in (*asked, *earlier)}
    with_rows = dict.fromkeys(holders[action] for action in asked)
    names = [name for name in (*map(_name, offices), REFERENT) if name in with_rows]
    last = names[-1] if names else REFERENT
    held: dict[str, set[str]] = {name: set() for name in dict.fromkeys(names)}
    for action, holder in holders.items():
        # An earlier figure of an action that is not asked goes where somebody will see it.
        held.setdefault(holder if holder in held else last, set()).add(action)
    return tuple(OfficeShare(office=name, actions=frozenset(actions)) for name, actions in held.items())


def list_offices_without_rows(framework: Framework, partner: str) -> tuple[str, ...]:
    """Name the offices of a partner that get no workbook of their own, in the order of the table."""
    shares = split_by_office(framework, partner)
    known = {share.office for share in shares}
    names = dict.fromkeys(map(_name, _named_offices(framework, partner)))
    return tuple(name for name in names if name not in known) if shares else ()


def list_requests_of_office(framework: Framework, partner: str, office: str) -> tuple[Request, ...]:
    """Give the rows that a workbook should hold.

    Args:
        framework: what is asked.
        partner: its code.
        office: as the identity of the workbook names it; empty for a workbook of all rows.

    Returns:
        Nothing for an office that the framework does not know, or not any more.
    """
    requests = framework.requests_of(partner)
    if not office:
        return requests
    actions = {share.office: share.actions for share in split_by_office(framework, partner)}.get(office, frozenset())
    return tuple(request for request in requests if framework.action_of(request.measure).code in actions)


def map_declared_offices(framework: Framework, partner: str) -> Mapping[str, str]:
    """Give by action the office that declares it in its scope; actions of none or of several have no entry."""
    declared: dict[str, set[str]] = {}
    for office in _named_offices(framework, partner):
        for action in office.scope:
            declared.setdefault(action, set()).add(_name(office))
    return {action: next(iter(names)) for action, names in declared.items() if len(names) == 1}


def _named_offices(framework: Framework, partner: str) -> tuple[Office, ...]:
    """Give the lines of a partner's offices; a line without a name speaks of the partner as a whole."""
    return tuple(office for office in framework.offices if office.partner == partner and _name(office))


def _name(office: Office) -> str:
    return office_name(office.name)


def _actions_asked(framework: Framework, partner: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(framework.action_of(each.measure).code for each in framework.requests_of(partner)))


def _holder(action: str, offices: Iterable[Office], framework: Framework) -> str:
    """Decide who holds an action: by scope, else by theme, else by being asked for all that is left.

    Two offices with the same claim cancel each other out: the referent knows which one it is.
    """
    theme = framework.actions[action].theme
    claims: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for office in offices:
        if office.scope:
            if action in office.scope:
                claims[0].add(_name(office))
        elif not office.theme:
            claims[2].add(_name(office))
        elif office.theme == theme:
            claims[1].add(_name(office))
    strongest = next((claim for claim in claims if claim), set())
    return next(iter(strongest)) if len(strongest) == 1 else REFERENT
