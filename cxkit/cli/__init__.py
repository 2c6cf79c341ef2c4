"""The command line: new, check, open, report, demo, notebooks."""

from cxkit.cli.app import main

__all__ = ["main"]
