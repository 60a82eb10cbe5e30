"""Reads and writes `campaign.toml`. Must not look at the framework it names."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from toolkit.analysis.framework_values import LONGEST_FILE_CODE, file_name_fault
from toolkit.errors import ToolkitError
from toolkit.files.campaign_periods import mistakes_in_periods, read_periods
from toolkit.files.campaign_thresholds import mistakes_in_thresholds, read_thresholds
from toolkit.model.campaign import EARLIER_FIGURES, PREFILLED, REMINDER_DAYS, Campaign, Contact, Thresholds
from toolkit.wording import LANGUAGES, Wording, phrase

CAMPAIGN_FILE = "campaign.toml"

_TEXTS = ("id", "name", "language", "version", "framework")
_DATES = ("issued", "deadline")
_CONTACT_TEXTS = ("name", "email")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")

_COMMENTS = {
    "": phrase("One round of collection: every entry is explained in docs/reference/campaign.md."),
    "id": phrase("Short code of the campaign, without spaces or accents; part of each workbook's identity."),
    "name": phrase("Name of the campaign, as partners read it."),
    "language": phrase("Language of the workbooks: fr or en."),
    "version": phrase("Edition of the workbooks; raise it when you issue changed ones."),
    "framework": phrase("Workbook or folder that holds the framework, relative to this folder."),
    "issued": phrase("Date that the workbooks carry."),
    "deadline": phrase("Date until which partners are to answer."),
    "contact": phrase("Whom partners call."),
    "periods": phrase("Periods asked: civile for calendar years (2019), scolaire for school years (2018/2019)."),
    "secrecy": phrase("Counts of persons or households below it, apart from zero, are listed in secrecy.csv."),
    "stable": phrase("Change in percent up to which a figure counts as unchanged."),
}


def read_campaign(folder: Path) -> Campaign:
    """Read what the `campaign.toml` of a folder says.

    Raises:
        ToolkitError: the file is absent, is no TOML, or has mistakes: one sentence a mistake, each on a line.
    """
    entries = _read_entries(folder)
    mistakes = list(_mistakes_in(entries))
    if mistakes:
        raise ToolkitError("\n".join(f"{CAMPAIGN_FILE}: {mistake}" for mistake in mistakes))
    contact = entries["contact"]
    return Campaign(
        id=entries["id"],
        name=entries["name"].strip(),
        language=entries["language"],
        version=entries["version"],
        framework_path=entries["framework"].replace("\\", "/"),
        issued=entries["issued"],
        deadline=entries["deadline"],
        contact=Contact(name=contact["name"], email=contact["email"], phone=contact.get("phone", "")),
        periods=read_periods(entries["periods"]),
        earlier_figures=entries.get("earlier_figures", PREFILLED),
        reminder_days=entries.get("reminder_days", REMINDER_DAYS),
        thresholds=read_thresholds(entries.get("thresholds", {})),
    )


# Any: TOML holds what its author likes; every entry is checked before it is used.
def _read_entries(folder: Path) -> dict[str, Any]:
    path = folder / CAMPAIGN_FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        message = f"No {CAMPAIGN_FILE} in {folder}: run `toolkit new DIR` or give --campaign."
        raise ToolkitError(message) from error
    except UnicodeDecodeError as error:
        message = f"{CAMPAIGN_FILE} is not in UTF-8; save it again in that encoding."
        raise ToolkitError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{CAMPAIGN_FILE} cannot be read: {error}; texts stand in quotes, dates as 2020-11-30 without."
        raise ToolkitError(message) from error
    except OSError as error:
        message = f"{CAMPAIGN_FILE} cannot be opened ({error.strerror}); close it in other programs and try again."
        raise ToolkitError(message) from error


def _mistakes_in(entries: Mapping[str, Any]) -> Iterator[str]:
    allowed = (*_TEXTS, *_DATES, "earlier_figures", "reminder_days", "contact", "periods", "thresholds")
    for name in entries:
        if name not in allowed:
            yield f'there is no entry "{name}"; the entries are {", ".join(allowed)}.'
    for name in _TEXTS:
        yield from _mistakes_in_text(entries, name, name)
    for name in _DATES:
        yield from _mistakes_in_date(entries, name)
    yield from _mistakes_in_words(entries)
    yield from _mistakes_in_contact(entries.get("contact"))
    yield from mistakes_in_periods(entries.get("periods"))
    yield from mistakes_in_thresholds(entries.get("thresholds", {}))


def _mistakes_in_text(entries: Mapping[str, Any], name: str, shown: str) -> Iterator[str]:
    value = entries.get(name)
    if value is None:
        yield f'the entry {shown} is missing; add a line {name} = "…".'
    elif not isinstance(value, str):
        yield f"{shown} is {value}, and should be a text in quotes."
    elif not value.strip():
        yield f"{shown} is empty; fill it in."


def _mistakes_in_date(entries: Mapping[str, Any], name: str) -> Iterator[str]:
    value = entries.get(name)
    if value is None:
        yield f"the entry {name} is missing; add a line {name} = 2020-11-30."
    elif not isinstance(value, date) or isinstance(value, datetime):
        yield f'{name} is "{value}", and should be a date such as 2020-11-30, without quotes or time.'


def _mistakes_in_words(entries: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with entries of the right type."""
    match entries:
        case {"id": str(code)} if code and file_name_fault(code) is not None:
            yield (
                f'id is "{code}", and should be at most {LONGEST_FILE_CODE} letters A to Z, digits, _ and -, '
                "and no name that Windows keeps for itself, for it names files."
            )
    match entries:
        case {"language": str(language)} if language and language not in LANGUAGES:
            yield f'language is "{language}", and should be one of {", ".join(LANGUAGES)}.'
    shown = entries.get("earlier_figures", PREFILLED)
    if shown not in EARLIER_FIGURES:
        yield f'earlier_figures is "{shown}", and should be one of {", ".join(EARLIER_FIGURES)}.'
    days = entries.get("reminder_days", REMINDER_DAYS)
    if not isinstance(days, int) or isinstance(days, bool) or days < 0:
        yield f'reminder_days is "{days}", and should be a whole number of days such as 7, without quotes.'
    match entries:
        case {"framework": str(place)} if PurePosixPath(place).is_absolute() or PureWindowsPath(place).anchor:
            yield f'framework is "{place}", and should be a path relative to the campaign folder.'
    match entries:
        case {"issued": date() as issued, "deadline": date() as deadline} if _lies_before(deadline, issued):
            yield f"the deadline {deadline} lies before the date of issue {issued}; correct one of them."


def _lies_before(deadline: date, issued: date) -> bool:
    # A date with a time, which is a mistake of its own, cannot be compared with one without.
    return type(deadline) is type(issued) is date and deadline < issued


def _mistakes_in_contact(contact: object) -> Iterator[str]:
    if not isinstance(contact, dict):
        yield "the section [contact] is missing; add it with name and email."
        return
    for name in contact:
        if name not in (*_CONTACT_TEXTS, "phone"):
            yield f'there is no entry "{name}" in [contact]; the entries are name, email, phone.'
    for name in _CONTACT_TEXTS:
        yield from _mistakes_in_text(contact, name, f"contact.{name}")
    email = contact.get("email")
    # The address itself is not repeated: messages never hold contact data.
    if isinstance(email, str) and email.strip() and not _ADDRESS.fullmatch(email.strip()):
        yield "contact.email is no address; it should look like name@example.org."
    if not isinstance(contact.get("phone", ""), str):
        yield "contact.phone should be a text in quotes."


def write_campaign(path: Path, campaign: Campaign, wording: Wording) -> None:
    """Write a `campaign.toml` with a comment above each entry; reading it gives the same campaign."""
    texts = (campaign.id, campaign.name, campaign.language, campaign.version, campaign.framework_path)
    lines = [f"# {wording.say(_COMMENTS[''])}"]
    for name, text in zip(_TEXTS, texts, strict=True):
        lines += ["", f"# {wording.say(_COMMENTS[name])}", f"{name} = {_quoted(text)}"]
    for name, day in zip(_DATES, (campaign.issued, campaign.deadline), strict=True):
        lines += ["", f"# {wording.say(_COMMENTS[name])}", f"{name} = {day.isoformat()}"]
    lines += ["", f"# {wording.say(_COMMENTS['contact'])}", "[contact]"]
    lines += [f"name = {_quoted(campaign.contact.name)}", f"email = {_quoted(campaign.contact.email)}"]
    lines += [f"phone = {_quoted(campaign.contact.phone)}"] if campaign.contact.phone else []
    lines += ["", f"# {wording.say(_COMMENTS['periods'])}"]
    for kind, asked in campaign.periods.items():
        required, optional = ([period.code for period in periods] for periods in (asked.required, asked.optional))
        lines += [f"[periods.{kind.value}]", f"required = {json.dumps(required)}", f"optional = {json.dumps(optional)}"]
        lines += [""]
    lines += _write_thresholds(campaign.thresholds, wording)
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    # A basic string of TOML escapes as JSON does, but for DEL, which TOML forbids.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write_thresholds(thresholds: Thresholds, wording: Wording) -> list[str]:
    """Write the section of what is declared; nothing when that is what holds anyhow."""
    lines = []
    if thresholds.secrecy != Thresholds().secrecy:
        lines += [f"# {wording.say(_COMMENTS['secrecy'])}", f"secrecy = {thresholds.secrecy}"]
    if thresholds.stable is not None:
        lines += [f"# {wording.say(_COMMENTS['stable'])}", f"stable = {thresholds.stable:f}"]
    return ["[thresholds]", *lines] if lines else []
