"""The command that says where a campaign stands."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import DAYS, CampaignOption, FormatOption, LanguageOption, OutputFormat
from toolkit.wording import load_wording

_HERE = Path()


def status(
    campaign: CampaignOption = _HERE,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", metavar="DATE", formats=DAYS, help="Show instead what the returns from this day on changed."
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", metavar="DATE", formats=DAYS, help="With --since: the last day that counts."),
    ] = None,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Say who was written to, who has returned, when, and how complete, against the deadline; or what changed."""
    from toolkit.render.changes import changes_as_json, render_changes
    from toolkit.render.status import render_status, status_as_json
    from toolkit.workflows.loading import load_collection
    from toolkit.workflows.status import read_changes, read_status

    if until is not None and (since is None or until < since):
        message = "needs --since with an earlier day"
        raise typer.BadParameter(message, param_hint="--until")
    collection = load_collection(campaign, language)
    wording = load_wording(collection.campaign.language)
    is_json = output is OutputFormat.JSON
    if since is not None:
        changes = read_changes(campaign, collection, since.date(), until.date() if until else None)
        typer.echo(changes_as_json(changes, wording) if is_json else render_changes(changes, wording))
        return
    read = read_status(campaign, collection)
    campaign_of, today = collection.campaign, datetime.now(tz=UTC).astimezone().date()
    said = status_as_json(read, campaign_of, today) if is_json else render_status(read, campaign_of, today, wording)
    typer.echo(said)
