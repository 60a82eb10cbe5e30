"""Writes the workbook of each partner and the manifest of what was issued."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.excel.workbook_writer import write_workbook
from toolkit.files.issued import OUTGOING, manifest_row, read_editions, write_manifest
from toolkit.files.publishing import digest
from toolkit.layout.workbook import plan_workbook
from toolkit.model.campaign import Collection
from toolkit.model.framework import Partner
from toolkit.model.known import Known
from toolkit.model.offices import OfficeShare, split_by_office
from toolkit.model.outcomes import Issued
from toolkit.rules.issued_privacy import collect_foreigners
from toolkit.workflows.proving import allow_words, prove_issued

Progress = Callable[[str], None]
"""Called with the name of each file once it is done."""

Addressee = tuple[Partner, OfficeShare | None]
"""Who gets a workbook: a partner with all its rows, or one office of it with its share."""


def generate_workbooks(
    folder: Path,
    collection: Collection,
    partners: Sequence[str] = (),
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> tuple[Issued, ...]:
    """Write one workbook a partner into `outgoing/`, and the manifest.

    Args:
        folder: the campaign folder.
        collection: what it asks.
        partners: codes of those to write; all that are asked when empty.
        replace: whether a workbook already issued with other content may be written over.
        progress: told of each file.

    Raises:
        ToolkitError: an unknown partner, a workbook already issued with other content, a folder not writable.
    """
    addressees = choose_addressees(collection, partners)
    return issue_workbooks(folder, collection, addressees, replace=replace, progress=progress)


def issue_workbooks(  # noqa: PLR0913 (what is filled in is known to few callers)
    folder: Path,
    collection: Collection,
    addressees: Sequence[Addressee],
    *,
    filling: Mapping[str, Known] | None = None,
    replace: bool = False,
    progress: Progress | None = None,
) -> tuple[Issued, ...]:
    """Write one workbook an addressee into `outgoing/`, and the manifest, as `generate_workbooks` does.

    `filling` gives by partner what fills its workbooks besides earlier figures.

    Raises:
        ToolkitError: a workbook already issued with other content, or one that fails the check before sending;
            a folder not writable.
    """
    outgoing = folder / OUTGOING
    kept: list[str] = []
    try:
        outgoing.mkdir(exist_ok=True)
        known = {(row["file"], row["version"]): row for row in read_editions(folder)}
        issued = []
        try:
            filled = [(each, (filling or {}).get(each[0].code)) for each in addressees]
            for each in _write_all(collection, filled, outgoing, None if replace else kept):
                issued.append(each)
                known.pop((each.file, each.version), None)  # the edition issued last comes last
                known[each.file, each.version] = manifest_row(each)
                if progress is not None:
                    progress(each.file)
        finally:
            write_manifest(folder, known.values(), tuple(collection.framework.partners))
    except OSError as error:
        message = f"{outgoing} cannot be written ({error.strerror}); free the folder or the disk, then retry."
        raise ToolkitError(message) from error
    if kept:
        message = (
            f"Already issued with other content, and kept: {', '.join(kept)}; the others were written. Raise the "
            "version in campaign.toml and give --replace to write them anew."
        )
        raise ToolkitError(message)
    return tuple(issued)


def choose_addressees(
    collection: Collection, codes: Sequence[str], *, by_office: bool = False
) -> tuple[Addressee, ...]:
    """Give who gets a workbook: each chosen partner, or each of its offices where the framework knows them.

    Raises:
        ToolkitError: a code is unknown or asked nothing, or nobody is asked anything.
    """
    addressees: list[Addressee] = []
    for partner in choose_partners(collection, codes):
        shares = split_by_office(collection.framework, partner.code) if by_office else ()
        addressees.extend((partner, share) for share in shares or (None,))
    if not addressees:
        message = "The framework asks nothing of anybody; add rows to its table requests, then generate again."
        raise ToolkitError(message)
    return tuple(addressees)


def choose_partners(collection: Collection, codes: Sequence[str]) -> tuple[Partner, ...]:
    """Give the partners of these codes, in the order of the framework; all that are asked for none.

    Raises:
        ToolkitError: a code is unknown or asked nothing.
    """
    asked = collection.framework.partners_asked
    wanted = {code.upper() for code in codes}
    unknown = sorted(wanted - {partner.code.upper() for partner in asked})
    if unknown:
        known = ", ".join(partner.code for partner in asked)
        message = f"No rows are asked of {', '.join(unknown)}; partners asked: {known}."
        raise ToolkitError(message)
    return tuple(partner for partner in asked if not wanted or partner.code.upper() in wanted)


def _write_all(
    collection: Collection,
    addressees: Iterable[tuple[Addressee, Known | None]],
    outgoing: Path,
    kept: list[str] | None,
) -> Iterator[Issued]:
    """Write the workbooks; one that is there with other content is kept and named, or written over for None."""
    foreigners = collect_foreigners(collection)
    for (partner, share), known in addressees:
        plan = plan_workbook(collection, partner.code, share, known)
        allowed = foreigners if known is None else allow_words(foreigners, partner.code, known.texts)
        target, aside = outgoing / plan.file_name, outgoing / f".{plan.file_name}.tmp"
        try:
            write_workbook(plan, aside)
            prove_issued(aside, plan, collection, allowed)
            new = digest(aside)
            old = digest(target) if target.exists() else ""
            if old not in {"", new} and kept is not None:
                kept.append(plan.file_name)
                continue
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        yield Issued(
            file=plan.file_name,
            partner=partner.code,
            version=collection.campaign.version,
            data_points=plan.data_points,
            required=plan.required_points,
            sha256=new,
            outcome="written" if not old else "unchanged" if old == new else "replaced",
            office=share.office if share is not None else "",
        )
