"""What can be wrong with territories that contain each other."""

from collections.abc import Iterator, Mapping

from toolkit.analysis.framework_index import FrameworkIndex, code_of
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.wording import phrase

_LINKS = ("parent", "part_of")

TERRITORY_CYCLE = Rule(
    code="M311",
    slug="territory-cycle",
    severity=Severity.ERROR,
    message=phrase('The territory "{found}" contains itself: {cycle}.'),
    expected=phrase("a parent and a whole that lie outside the territory"),
    remedy=phrase("Correct the parent or part_of of one of these territories."),
    why=phrase("Parts are added up and compared with their wholes; a circle has neither."),
)

TERRITORY_RULES = (TERRITORY_CYCLE,)


def check_territories(index: FrameworkIndex) -> Iterator[Finding]:
    """Yield each circle of territories once, at the first of them in the table."""
    known = index.codes.get("territories", {})
    above = {
        code: {target: link for link in _LINKS if (target := code_of(row, link)) in known}
        for code, row in known.items()
    }
    told: set[str] = set()
    for row in index.rows("territories"):
        code = code_of(row, "territory")
        cycle = _cycle_through(code, above) if code not in told and code in above else ()
        if cycle:
            told.update(cycle)
            link = above[code][cycle[1]]
            details = {"found": code, "cycle": " > ".join(cycle)}
            yield Finding(rule=TERRITORY_CYCLE, location=known[code].place(link), read=cycle[1], details=details)


def _cycle_through(start: str, above: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Give the shortest way from a territory up to itself, both ends included; empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked: breadth first
        for code in above[way[-1]]:
            if code == start:
                return (*way, start)
            if code not in seen:
                seen.add(code)
                ways.append((*way, code))
    return ()
