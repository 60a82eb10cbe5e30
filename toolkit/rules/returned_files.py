"""Rules on whole files that came back: can they be read, and whose are they?"""

from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.model.raw import Remark
from toolkit.rules.beside_cells import RULE_OF_EXTRA
from toolkit.rules.recognised import TO_CONFIRM
from toolkit.wording import phrase

_ASK_AGAIN = phrase("Ask the partner to save it again in Excel or LibreOffice as .xlsx and to send the new copy.")


def _refusal(code: str, slug: str, message: str, remedy: str = _ASK_AGAIN) -> Rule:
    return Rule(
        code=code,
        slug=slug,
        severity=Severity.ERROR,
        message=message,
        expected=phrase("the workbook that was sent out, filled in and saved as .xlsx"),
        remedy=remedy,
        why=phrase("A file that cannot be read safely and whole is refused: half a file would be a silent loss."),
    )


EMPTY = Rule(
    code="F101",
    slug="empty-file",
    severity=Severity.WARNING,
    message=phrase("{file} is empty; it was left aside."),
    expected=phrase("the workbook that was sent out, filled in and saved as .xlsx"),
    remedy=phrase("If nothing else came from that partner, ask for the file again: sending or copying it failed."),
    why=phrase("A file with nothing in it is no answer; it is listed so that nobody waits for its figures."),
)
DAMAGED = _refusal("F102", "damaged-file", phrase("{file} is damaged or incomplete ({detail})."))
ENCRYPTED = _refusal(
    "F103",
    "password-needed",
    phrase("{file} needs a password to be opened."),
    phrase("Ask the partner for a copy without a password to open it."),
)
OTHER_FORMAT = _refusal("F104", "other-format", phrase("{file} is no Excel workbook (.xlsx) but: {detail}."))
TOO_LARGE = _refusal("F105", "too-large", phrase("{file} would take too much room once unpacked ({detail})."))
SUSPICIOUS = _refusal(
    "F106", "suspicious-archive", phrase("{file} is built as no spreadsheet program builds a file ({detail}).")
)
NOBODY = _refusal(
    "F107",
    "no-form-found",
    phrase("{file} is a workbook, but holds nothing of a form that we issued."),
    phrase("Check that it is the right file; if the figures were copied into a new one, ask for the original."),
)
OTHER_CAMPAIGN = _refusal(
    "F108",
    "other-campaign",
    phrase("{file} belongs to another campaign: {detail}."),
    phrase("Move it to the folder of its own campaign."),
)
UNKNOWN_PARTNER = _refusal(
    "F109",
    "unknown-partner",
    phrase("{file} names a partner that this campaign does not ask: {detail}."),
    phrase("Check the partner's code in the framework, or the file's origin."),
)
NOT_OPENED = _refusal(
    "F110",
    "not-opened",
    phrase("{file} cannot be opened: another program holds it, or you may not read it."),
    phrase("Close it where it is open, or check its permissions, then merge again."),
)
TOOK_TOO_LONG = _refusal(
    "F115", "reading-took-too-long", phrase("{file} was given up: reading it took longer than a workbook ever should.")
)
READING_FAILED = _refusal(
    "F116",
    "reading-failed",
    phrase("{file} was given up: reading it needed more memory than a workbook ever should, or broke off."),
)

RULE_OF_CAUSE = {
    "damaged": DAMAGED,
    "encrypted": ENCRYPTED,
    "other_format": OTHER_FORMAT,
    "too_large": TOO_LARGE,
    "too_many_entries": TOO_LARGE,
    "duplicate_entry": SUSPICIOUS,
    "overlapping_entries": SUSPICIOUS,
    "document_type": SUSPICIOUS,
    "odd_compression": SUSPICIOUS,
    "unfamiliar": DAMAGED,
    "not_opened": NOT_OPENED,
    "took_too_long": TOOK_TOO_LONG,
    "reading_failed": READING_FAILED,
    "nobody": NOBODY,
    "other_campaign": OTHER_CAMPAIGN,
    "unknown_partner": UNKNOWN_PARTNER,
    "to_confirm": TO_CONFIRM,
}
"""The rule for each cause that reading a file can end with."""

LOCK_FILE = Rule(
    code="F111",
    slug="lock-file",
    severity=Severity.NOTE,
    message=phrase("{file} is left by a workbook that was open when it was copied; it holds no figures."),
    remedy=phrase("Check that the last version of the workbook was saved before it was sent."),
    why=phrase("Excel and LibreOffice write such a file beside an open workbook."),
)
SYSTEM_FILE = Rule(
    code="F112",
    slug="system-file",
    severity=Severity.NOTE,
    message=phrase("{file} belongs to the operating system; it was not read."),
    remedy=phrase("Nothing to do."),
    why=phrase("Such files come with archives and network folders."),
)
SAME_CONTENT = Rule(
    code="F113",
    slug="same-content",
    severity=Severity.NOTE,
    message=phrase("{file} has the very same content as {detail}; it was read once."),
    remedy=phrase("Nothing to do."),
    why=phrase("The same file often arrives twice, under another name."),
)
IGNORED_RULES = {"lock_file": LOCK_FILE, "system_file": SYSTEM_FILE, "same_content": SAME_CONTENT, "empty": EMPTY}

_ASK_FOR_XLSX = phrase("If something looks wrong, ask the partner to save it in Excel or LibreOffice as .xlsx.")
OTHER_FORMAT_READ = Rule(
    code="F117",
    slug="other-format-read",
    severity=Severity.WARNING,
    message=phrase("{file} is not the .xlsx workbook that was sent but {detail}; it was read all the same."),
    remedy=_ASK_FOR_XLSX,
    why=phrase("A workbook saved in another format may have lost formulas, formats or the list of allowed entries."),
)
FALLBACK_READER = Rule(
    code="F118",
    slug="fallback-reader",
    severity=Severity.WARNING,
    message=phrase("{file} is not built as Excel builds a workbook ({detail}); it was read all the same."),
    remedy=_ASK_FOR_XLSX,
    why=phrase("Some programs leave parts out; number formats and with them percentages may be unknown then."),
)
READERS_DISAGREE = Rule(
    code="F119",
    slug="readers-disagree",
    severity=Severity.WARNING,
    message=phrase("Two independent readers see {cell} of “{sheet}” differently: {read}. The first was kept."),
    remedy=phrase("Open the file and check the cell by eye."),
    why=phrase("Each file is read twice by different programs, so that no mistake of one of them passes unseen."),
)
NOT_COMPARED = Rule(
    code="F120",
    slug="not-compared",
    severity=Severity.NOTE,
    message=phrase("{file} was read by one reader only: the second one broke off."),
    remedy=phrase("Nothing to do; when a figure of it matters much, check it by eye."),
    why=phrase("Each file is read twice by different programs, so that no mistake of one of them passes unseen."),
)
_RULE_OF_REMARK = {
    "other_format": OTHER_FORMAT_READ,
    "lossy_format": OTHER_FORMAT_READ,
    "unusual_build": FALLBACK_READER,
    "second_reader": FALLBACK_READER,
    "readers_disagree": READERS_DISAGREE,
    "not_compared": NOT_COMPARED,
}
_DETAILS = {
    "ods": phrase("an .ods workbook, as LibreOffice saves it"),
    "xls": phrase("an old .xls workbook, where an error cannot be told from a blank nor a percentage from a number"),
    "xlsb": phrase("an .xlsb workbook, where an error cannot be told from a blank nor a percentage from a number"),
    "strict": phrase("saved as “Strict Open XML”"),
    "missing styles": phrase("its number formats are missing"),
    "missing sharedStrings": phrase("its texts are missing"),
    "count of texts": phrase("its list of texts is longer or shorter than it says"),
    "relations": phrase("its parts are not where they are announced"),
}
_BY_SECOND_READER = phrase("only the second reader could open it; it tells no error from a blank")

IDENTITY_DISAGREES = Rule(
    code="F121",
    slug="identity-disagrees",
    severity=Severity.WARNING,
    message=phrase("{file} was taken for the answer of {partner}, but other parts of it say otherwise: {detail}."),
    remedy=phrase("Check with the partner that the figures are its own."),
    why=phrase("Each workbook carries its identity several times; the majority decides."),
)
IDENTITY_INCOMPLETE = Rule(
    code="F122",
    slug="identity-from-keys",
    severity=Severity.WARNING,
    message=phrase("{file} has lost the name of its campaign; {partner} was recognised by the keys of its rows."),
    remedy=phrase("Check that it answers this campaign and not an earlier one."),
    why=phrase("A form copied into a new workbook keeps its keys but not its hidden identity."),
)
OLDER_VERSION = Rule(
    code="F123",
    slug="older-version",
    severity=Severity.WARNING,
    message=phrase("{file} is edition {detail} of the workbook; the current one is {current}."),
    remedy=phrase("Nothing to do if the figures are still right: its rows are found by their keys."),
    why=phrase("Older editions are accepted as long as their keys are known."),
)

ARRIVAL_WITHOUT_FILE = Rule(
    code="F124",
    slug="arrival-without-file",
    severity=Severity.WARNING,
    message=phrase("received.csv gives a date for {file}, which is not in collected/."),
    remedy=phrase("Write the name as it stands in collected/, with its sub-folder."),
    why=phrase("A date for a misspelt name would be lost without a word."),
)

FILE_RULES = (
    EMPTY,
    DAMAGED,
    ENCRYPTED,
    OTHER_FORMAT,
    TOO_LARGE,
    SUSPICIOUS,
    NOBODY,
    OTHER_CAMPAIGN,
    UNKNOWN_PARTNER,
    LOCK_FILE,
    SYSTEM_FILE,
    SAME_CONTENT,
    NOT_OPENED,
    TOOK_TOO_LONG,
    READING_FAILED,
    OTHER_FORMAT_READ,
    FALLBACK_READER,
    READERS_DISAGREE,
    NOT_COMPARED,
    IDENTITY_DISAGREES,
    IDENTITY_INCOMPLETE,
    OLDER_VERSION,
    ARRIVAL_WITHOUT_FILE,
)


def find_on_file(rule: Rule, file: str, partner: str = "", **details: str) -> Finding:
    """Make the finding of a rule on a whole file."""
    return Finding(rule=rule, location=Location(file=file), partner=partner, details=details)


def find_remark(remark: Remark, file: str, partner: str) -> Finding:
    """Make the finding for what a reader noticed."""
    extra = RULE_OF_EXTRA.get(remark.cause)
    return Finding(
        rule=extra or _RULE_OF_REMARK[remark.cause],
        location=Location(file=file, sheet=remark.sheet, cell=remark.cell),
        partner=partner,
        read=remark.read,
        details={"detail": remark.detail if extra else _DETAILS.get(remark.detail, _BY_SECOND_READER)},
    )
