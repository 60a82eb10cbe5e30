"""Where everything stands on the sheets, as data: the writer draws it, the reader follows it.

Must not import an Excel library or touch a file.
"""
