"""Drafts mail to partners: chooses whom it concerns, writes the drafts and records them. Sends nothing."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.analysis.corrections import list_corrections
from toolkit.analysis.follow_up import concerns
from toolkit.analysis.mailing import find_hold, split_addresses
from toolkit.errors import ToolkitError
from toolkit.files.drafts import MAIL, ReadyDraft, write_drafts
from toolkit.files.inventory import list_unmerged
from toolkit.files.issued import OUTGOING
from toolkit.files.publishing import digest
from toolkit.files.results import RETURNS, read_findings, read_points, read_returns
from toolkit.layout.file_names import name_workbook
from toolkit.model.answers import Point, Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.follow_up import Correspondence, FollowUp, FollowUpSummary, Mailing, MailKind
from toolkit.model.mail import Draft, Enclosure, Held, MailOrder, MailRun
from toolkit.model.offices import OfficeShare, list_requests_of_office, split_by_office
from toolkit.model.states import State
from toolkit.render.mail import compose_subject, compose_text, render_eml
from toolkit.wording import load_wording
from toolkit.workflows.follow_up import read_correspondence
from toolkit.workflows.generate import choose_partners
from toolkit.workflows.merge import RESULTS
from toolkit.workflows.recruiting import COLLECTED
from toolkit.workflows.status import read_status

CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """All that the choice of recipients looks at."""

    folder: Path
    collection: Collection
    order: MailOrder
    correspondence: Correspondence
    status: FollowUpSummary
    returns: tuple[Return, ...]
    corrections: Mapping[tuple[str, str], tuple[Enclosure, ...]]
    again: tuple[Point, ...]


def draft_mail(folder: Path, collection: Collection, order: MailOrder) -> MailRun:
    """Draft one mail to each addressee whom it concerns, into `mail/DATE_KIND/`, and record it in `mailings.csv`.

    Drafts of the same kind and date take the place of each other, so that a run can be repeated on its day.

    Raises:
        ToolkitError: an unknown partner, nothing merged yet, files that are not merged yet, no correction workbook,
            a workbook that is not as it was issued, or a folder that cannot be written.
    """
    desk = _sit_down(folder, collection, order)
    drafts: list[Draft] = []
    held: list[Held] = []
    for line in _lines(desk):
        judged = _judge(desk, line)
        if isinstance(judged, Draft):
            drafts.append(judged)
        else:
            held.append(judged)
    if drafts and not order.is_rehearsal:
        write_drafts(folder, _make_ready(desk, drafts))
    least_days = collection.campaign.reminder_days
    place = _place(order)
    return MailRun(order=order, folder=place, drafts=tuple(drafts), held=tuple(held), least_days=least_days)


def _sit_down(folder: Path, collection: Collection, order: MailOrder) -> _Desk:
    correspondence = read_correspondence(folder, collection)
    results = folder / RESULTS
    has_returns = (results / RETURNS).is_file()
    is_correction = order.kind is MailKind.CORRECTION
    if order.kind is not MailKind.FIRST:
        _require_merged(folder, read_returns(results))
    return _Desk(
        folder=folder,
        collection=collection,
        order=order,
        correspondence=correspondence,
        status=read_status(folder, collection, correspondence),
        returns=read_returns(results) if has_returns else (),
        corrections=_list_corrections(folder, collection) if is_correction else {},
        again=tuple(list_corrections(tuple(read_points(results)), read_findings(results))) if is_correction else (),
    )


def _require_merged(folder: Path, returns: Iterable[Return]) -> None:
    """Stop before somebody is asked for what lies in the folder already."""
    if new := list_unmerged(folder / COLLECTED, returns):
        message = (
            f"{len(new)} of the files in {COLLECTED}/ came since the last merge, {new[0]} for one: run "
            "`toolkit merge` first."
        )
        raise ToolkitError(message)


def _lines(desk: _Desk) -> tuple[FollowUp, ...]:
    """Give the addressees chosen; of corrections, those who have a workbook.

    Raises:
        ToolkitError: an unknown partner, or no correction workbook of it.
    """
    chosen = {each.code for each in choose_partners(desk.collection, desk.order.partners)}
    if desk.order.kind is not MailKind.CORRECTION:
        return tuple(line for line in desk.status.addressees if line.partner in chosen)
    lines = tuple(
        line for line in desk.status.lines if line.partner in chosen and (line.partner, line.office) in desk.corrections
    )
    without = chosen - {line.partner for line in lines} if desk.order.partners else ()
    if without or not lines:
        whom = f" of {', '.join(sorted(without))}" if without else ""
        message = (
            f"No correction workbook{whom} lies in {RESULTS}/{CORRECTIONS}/; run `toolkit generate --corrections` "
            "first, and again after each merge."
        )
        raise ToolkitError(message)
    return lines


def _list_corrections(folder: Path, collection: Collection) -> dict[tuple[str, str], tuple[Enclosure, ...]]:
    """Give the correction workbooks by partner and office; their names begin as those of the workbooks issued."""
    owners = {
        _stem(collection, partner.code, share): (partner.code, share.office if share else "")
        for partner in collection.framework.partners_asked
        for share in (None, *split_by_office(collection.framework, partner.code))
    }
    found: dict[tuple[str, str], tuple[Enclosure, ...]] = {}
    for path in sorted((folder / RESULTS / CORRECTIONS).glob("*.xlsx")):
        stems = [stem for stem in owners if path.stem == stem or path.stem.startswith((f"{stem}_", f"{stem}-"))]
        if stems and path.name[0] not in ".~":
            owner = owners[max(stems, key=len)]
            enclosure = Enclosure(file=f"{RESULTS}/{CORRECTIONS}/{path.name}", sha256=digest(path))
            found[owner] = (*found.get(owner, ()), enclosure)
    return found


def _stem(collection: Collection, partner: str, share: OfficeShare | None) -> str:
    return name_workbook(collection, partner, share).removesuffix(".xlsx")


def _judge(desk: _Desk, line: FollowUp) -> Draft | Held:
    order, collection = desk.order, desk.collection
    enclosures = _enclose(desk, line)
    about = tuple(each.sha256 for each in enclosures)
    if order.kind is MailKind.RECEIPT:
        own = (each for each in desk.returns if concerns(line, each.partner, each.office))
        about = tuple(each.sha256 for each in own if each.verdict is Verdict.READ)
    history = [
        each
        for each in desk.correspondence.mailings
        if concerns(line, each.partner, each.office) and (each.day, each.kind) != (order.day, order.kind)
    ]
    hold = find_hold(line, order, about, history, collection.campaign.reminder_days)
    if hold is not None:
        return hold
    partner = collection.framework.partners[line.partner]
    shares = {share.office: share for share in split_by_office(collection.framework, line.partner)}
    return Draft(
        kind=order.kind,
        day=order.day,
        line=line,
        partner=partner,
        addresses=split_addresses(partner.email),
        enclosures=enclosures,
        count=1 + sum(each.kind is order.kind for each in history),
        asked_again=_count_asked_again(desk, line),
        about=about,
        file=f"{_place(order)}/{_stem(collection, line.partner, shares.get(line.office))}.eml",
    )


def _count_asked_again(desk: _Desk, line: FollowUp) -> int:
    """Count what the correction workbook of an addressee asks; it rests on the same results, or is not there."""
    requests = list_requests_of_office(desk.collection.framework, line.partner, line.office)
    rows = {(each.measure, each.territory) for each in requests}
    return sum(each.partner == line.partner and (each.measure, each.territory) in rows for each in desk.again)


def _enclose(desk: _Desk, line: FollowUp) -> tuple[Enclosure, ...]:
    """Give the workbooks that the mail carries: the one issued, until something has come back, or the corrections.

    Raises:
        ToolkitError: the workbook is not there, or not as it was issued.
    """
    kind = desk.order.kind
    if kind is MailKind.CORRECTION:
        return desk.corrections[line.partner, line.office]
    if kind is MailKind.RECEIPT or (kind is MailKind.REMINDER and line.returns):
        return ()
    enclosures = []
    for issued in desk.correspondence.issued:
        if (issued.partner, issued.office) == (line.partner, line.office):
            path = desk.folder / OUTGOING / issued.file
            if not path.is_file() or digest(path) != issued.sha256:
                state = "has changed since it was issued" if path.is_file() else "is not there any more"
                message = f"{OUTGOING}/{issued.file} {state}; run `toolkit generate --partner {line.partner}` again."
                raise ToolkitError(message)
            enclosures.append(Enclosure(file=f"{OUTGOING}/{issued.file}", sha256=issued.sha256))
    return tuple(enclosures)


def _place(order: MailOrder) -> str:
    return f"{MAIL}/{order.day.isoformat()}_{order.kind.value}"


def _make_ready(desk: _Desk, drafts: Iterable[Draft]) -> Iterator[ReadyDraft]:
    """Render the drafts one by one, so that no more than one attachment is in memory at a time."""
    collection = desk.collection
    wording = load_wording(collection.campaign.language)
    for draft in drafts:
        subject = compose_subject(draft, collection, wording)
        enclosed = [(desk.folder / each.file).read_bytes() for each in draft.enclosures]
        content = render_eml(draft, subject, compose_text(draft, collection, wording), enclosed)
        mailing = Mailing(
            day=draft.day,
            kind=draft.kind,
            partner=draft.line.partner,
            office=draft.line.office,
            file=draft.file,
            sha256=hashlib.sha256(content).hexdigest(),
            count=draft.count,
            about=draft.about,
        )
        yield ReadyDraft(content=content, mailing=mailing, recipient=_recipient(draft, subject))


def _recipient(draft: Draft, subject: str) -> dict[str, str | int]:
    partner, line = draft.partner, draft.line
    return {
        "partner": partner.code,
        "office": line.office,
        "name": partner.name,
        "kind": partner.kind,
        "contact": partner.contact,
        "email": "; ".join(draft.addresses),
        "subject": subject,
        "deadline": line.deadline.isoformat(),
        "draft": draft.file,
        "attachment": "; ".join(each.file for each in draft.enclosures),
        "asked": line.asked,
        "values": line.count(State.VALUE),
        "codes": line.coded,
        "to_correct": line.to_correct,
        "left": line.left,
        "count": draft.count,
        "asked_again": draft.asked_again,
        "answer_by": "" if draft.answer_by is None else draft.answer_by.isoformat(),
    }
