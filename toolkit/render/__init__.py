"""Text for people and pages; returns str or bytes. Must not touch a file."""
