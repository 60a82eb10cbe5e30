"""What can be wrong, one family a file, each rule beside its check. Must not touch a file."""
