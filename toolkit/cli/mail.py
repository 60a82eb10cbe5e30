"""The command that drafts mail to partners."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import DAYS, CampaignOption, FormatOption, LanguageOption, OutputFormat
from toolkit.wording import load_wording

_HERE = Path()


class Kind(StrEnum):
    """What the mail is for."""

    FIRST = "first"
    RECEIPT = "receipt"
    REMINDER = "reminder"
    CORRECTION = "correction"


def mail(  # noqa: PLR0913, PLR0917 (each parameter is an option)
    kind: Annotated[Kind, typer.Argument(help="What the mail is for.")],
    campaign: CampaignOption = _HERE,
    partner: Annotated[
        list[str] | None, typer.Option("--partner", metavar="CODE", help="Only this partner; may be repeated.")
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--date", metavar="DATE", formats=DAYS, help="Date that the drafts carry; today by default."),
    ] = None,
    rehearsal: Annotated[bool, typer.Option("--dry-run", help="Show who would get what, and write nothing.")] = False,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Draft mail to those whom it concerns, into mail/, with a list for a mail merge. Nothing is sent."""
    from toolkit.model.follow_up import MailKind
    from toolkit.model.mail import MailOrder
    from toolkit.render.mailed import mailed_as_json, render_mailed
    from toolkit.workflows.loading import load_collection
    from toolkit.workflows.mailing import draft_mail

    collection = load_collection(campaign, language)
    on = (day or datetime.now(tz=UTC).astimezone()).date()
    order = MailOrder(kind=MailKind(kind), day=on, partners=tuple(partner or ()), is_rehearsal=rehearsal)
    run = draft_mail(campaign, collection, order)
    render = mailed_as_json if output is OutputFormat.JSON else render_mailed
    typer.echo(render(run, load_wording(collection.campaign.language)))
