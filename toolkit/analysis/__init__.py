"""Pure computation: interpretation of entries, merging, completeness, trends. Must not touch a file."""
