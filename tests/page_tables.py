"""Reads a page as a reader of it would: its tables, row by row, and the texts of its lists."""

from html.parser import HTMLParser

_CELLS = {"td", "th"}


class PageTables(HTMLParser):
    """The tables of a page in their order, each with its attributes and its rows of texts; and the texts of `li`."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.items = [], []
        self._open = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append((dict(attrs), []))
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in _CELLS:
            self._open = self.tables[-1][1][-1]
            self._open.append("")
        elif tag == "li":
            self._open = self.items
            self._open.append("")

    def handle_endtag(self, tag):
        if tag in _CELLS or tag == "li":
            self._open = None

    def handle_data(self, data):
        if self._open:
            self._open[-1] += data

    def counts(self, dimension):
        """The rows of the table of counts along a dimension, by the text that heads them; numbers as text."""
        (rows,) = (
            rows for given, rows in self.tables if given.get("class") == "counts" and given["data-dim"] == dimension
        )
        return {row[0]: row[1:] for row in rows[1:]}

    def states(self):
        """The numbers of the data points by state, by their label."""
        (rows,) = (rows for given, rows in self.tables if given.get("class") == "states" and "data-dim" in given)
        return {row[0]: row[1] for row in rows[1:]}
