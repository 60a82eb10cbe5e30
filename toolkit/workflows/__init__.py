"""One use case a file: read, compute, write."""
