"""Makes the helpers that several folders of tests share importable: pytest puts the folder of this file on the path."""
