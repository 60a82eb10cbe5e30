"""Formats at the edge other than Excel. Must not decide what is right or wrong."""
