"""Runs the command line as `python -m autoscore`."""

from autoscore.cli import main

if __name__ == "__main__":
    main()
