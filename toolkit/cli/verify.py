"""The command that checks the statements of a text against the figures."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import (
    EXIT_FINDINGS,
    CampaignOption,
    FailOn,
    FailOnOption,
    FormatOption,
    LanguageOption,
    OutputFormat,
)
from toolkit.wording import load_wording

_HERE = Path()


def verify(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.csv", help="Table of statements, one a row.")],
    campaign: CampaignOption = _HERE,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
    fail_on: FailOnOption = FailOn.ERROR,
) -> None:
    """Check the statements of a text: agrees, disagrees (an error), cannot be computed and why (a warning)."""
    from toolkit.model.claims import ClaimVerdict
    from toolkit.render.verified import render_verified, verified_as_json
    from toolkit.workflows.loading import load_collection
    from toolkit.workflows.verify import verify_claims

    collection = load_collection(campaign, language)
    checked = verify_claims(campaign, collection, claims)
    render = verified_as_json if output is OutputFormat.JSON else render_verified
    typer.echo(render(checked, load_wording(collection.campaign.language)))
    failing = {
        FailOn.NOTE: {ClaimVerdict.DISAGREES, ClaimVerdict.NOT_COMPUTABLE},
        FailOn.WARNING: {ClaimVerdict.DISAGREES, ClaimVerdict.NOT_COMPUTABLE},
        FailOn.ERROR: {ClaimVerdict.DISAGREES},
        FailOn.NEVER: frozenset[ClaimVerdict](),
    }
    if any(each.verdict in failing[fail_on] for each in checked):
        raise typer.Exit(EXIT_FINDINGS)
