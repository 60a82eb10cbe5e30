"""The command line: options, one workflow, one rendering, the exit code. Heavy imports wait inside commands."""
