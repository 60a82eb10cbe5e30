"""The nouns of a collection, as frozen data. Must not import a library or touch a file."""
