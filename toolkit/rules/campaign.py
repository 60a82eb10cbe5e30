"""What can be wrong with campaign.toml beyond its form: words of the template that would go out to partners."""

from collections.abc import Iterator

from toolkit.model.campaign import Campaign
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.wording import LANGUAGES, load_wording, phrase

PLACEHOLDER_NAME, PLACEHOLDER_CONTACT = phrase("Name of your collection"), phrase("Your name or team")
PLACEHOLDER_EMAIL = "you@example.org"

PLACEHOLDER_LEFT = Rule(
    code="M501",
    slug="placeholder-left",
    severity=Severity.WARNING,
    message=phrase('The entry {entry} of campaign.toml still holds "{found}".'),
    expected=phrase("the words of your own campaign"),
    remedy=phrase("Fill it in before you issue workbooks: partners read it."),
    why=phrase("Partners would send their workbooks to an address that nobody reads."),
)

CAMPAIGN_RULES = (PLACEHOLDER_LEFT,)


def check_placeholders(campaign: Campaign) -> Iterator[Finding]:
    """Yield each entry that still holds the words of a new campaign, in any language."""
    said = {
        load_wording(language).say(text) for language in LANGUAGES for text in (PLACEHOLDER_NAME, PLACEHOLDER_CONTACT)
    }
    entries = (
        ("name", campaign.name),
        ("contact.name", campaign.contact.name),
        ("contact.email", campaign.contact.email),
    )
    for entry, text in entries:
        if text in said or text == PLACEHOLDER_EMAIL:
            details = {"entry": entry, "found": text}
            yield Finding(rule=PLACEHOLDER_LEFT, location=Location(file="campaign.toml"), read=text, details=details)
