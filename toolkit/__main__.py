"""Lets `python -m toolkit` do what the console command `toolkit` does."""

from toolkit.cli.main import run

if __name__ == "__main__":
    run()
