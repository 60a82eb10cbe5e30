"""Reads and writes what the coordinator keeps beside campaign.toml: mailings.csv and extensions.csv."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.coordinator_tables import read_day, read_typed_table
from toolkit.files.csv_tables import write_csv
from toolkit.model.campaign import Collection
from toolkit.model.follow_up import MAILING_COLUMNS, Extension, Mailing, MailKind
from toolkit.model.offices import REFERENT, office_name

MAILINGS, EXTENSIONS = "mailings.csv", "extensions.csv"
_NEEDED = ("date", "kind", "partner")


def read_mailings(folder: Path) -> tuple[Mailing, ...]:
    """Read the mails recorded so far, in the order of the file.

    Raises:
        ToolkitError: a column is missing, a date is no date, or a kind is none of those known.
    """
    return tuple(_mailing(row, place) for place, row in read_typed_table(folder / MAILINGS, _NEEDED))


def _mailing(row: Mapping[str, str], place: object) -> Mailing:
    kind = row["kind"].lower()
    if kind not in set(MailKind):
        message = f"{place}: “{row['kind']}” is no kind of mail; write one of {', '.join(MailKind)}."
        raise ToolkitError(message)
    count = row.get("count", "")
    return Mailing(
        day=read_day(row["date"], place),
        kind=MailKind(kind),
        partner=row["partner"].upper(),
        office=row.get("office", ""),
        file=row.get("file", ""),
        sha256=row.get("sha256", ""),
        count=int(count) if count.isdecimal() else 1,
        about=tuple(row.get("about", "").split()),
    )


def record_mailings(folder: Path, mailings: Sequence[Mailing]) -> None:
    """Add mails to `mailings.csv`, each in the place of one of the same day, kind and addressee.

    Every other row stays as it was typed, further columns included.

    Raises:
        ToolkitError: the file cannot be understood.
    """
    path = folder / MAILINGS
    typed = read_typed_table(path, _NEEDED)
    new = {_key(each): each for each in mailings}
    kept = [row for place, row in typed if _key(_mailing(row, place)) not in new]
    further = dict.fromkeys(column for _, row in typed for column in row if column and column not in MAILING_COLUMNS)
    columns = (*MAILING_COLUMNS, *further)
    rows = [[row.get(column, "") for column in columns] for row in (*kept, *map(_row, mailings))]
    aside = folder / f".{MAILINGS}.tmp"
    write_csv(aside, columns, rows)
    aside.replace(path)


def _key(mailing: Mailing) -> tuple[str, ...]:
    return mailing.day.isoformat(), mailing.kind.value, mailing.partner, mailing.office


def _row(mailing: Mailing) -> dict[str, str]:
    return {
        "date": mailing.day.isoformat(),
        "kind": mailing.kind.value,
        "partner": mailing.partner,
        "office": mailing.office,
        "file": mailing.file,
        "sha256": mailing.sha256,
        "count": str(mailing.count),
        "about": " ".join(mailing.about),
    }


def read_extensions(folder: Path, collection: Collection) -> tuple[Extension, ...]:
    """Read the deadlines granted to single partners or offices; nothing without `extensions.csv`.

    Raises:
        ToolkitError: a column is missing, a partner or an office is unknown, a date is no date or lies before the
            deadline of the campaign, or one of them has two deadlines.
    """
    rows = read_typed_table(folder / EXTENSIONS, ("partner", "deadline"))
    granted: dict[tuple[str, str], Extension] = {}
    for place, row in rows:
        extension = _extension(row, place, collection)
        first = granted.setdefault((extension.partner, extension.office), extension)
        if first.deadline != extension.deadline:
            whom = f"{extension.partner} {extension.office}".strip()
            message = (
                f"{place}: {whom} has until {extension.deadline} here, and until {first.deadline} above; keep one."
            )
            raise ToolkitError(message)
    return tuple(granted.values())


def _extension(row: Mapping[str, str], place: object, collection: Collection) -> Extension:
    codes = {each.code.upper(): each.code for each in collection.framework.partners_asked}
    partner, office = codes.get(row["partner"].upper()), office_name(row.get("office", ""))
    if partner is None:
        message = f"{place}: nothing is asked of a partner “{row['partner']}”; partners asked: {', '.join(codes)}."
        raise ToolkitError(message)
    known = _offices_of(collection, partner)
    if office and office not in known:
        message = f"{place}: {partner} has no office “{office}”; its offices: {', '.join(known)}."
        raise ToolkitError(message)
    deadline = read_day(row["deadline"], place)
    if deadline < collection.campaign.deadline:
        message = (
            f"{place}: {deadline} lies before the deadline of the campaign, {collection.campaign.deadline}; an "
            "extension is later."
        )
        raise ToolkitError(message)
    return Extension(partner=partner, office=office, deadline=deadline, reason=row.get("reason", ""))


def _offices_of(collection: Collection, partner: str) -> Iterable[str]:
    names = (office_name(each.name) for each in collection.framework.offices if each.partner == partner)
    return tuple(dict.fromkeys((*filter(None, names), REFERENT)))
