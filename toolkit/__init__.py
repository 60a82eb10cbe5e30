"""Collects an evaluation's figures by Excel: workbooks out, consolidated figures back."""

__version__ = "0.1.0"
