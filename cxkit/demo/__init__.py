"""Demo clients with planted truth: generated, fictional, the same on every run."""

from cxkit.demo.clients import CLEAN, DEMOS, write_clean_client, write_demo_clients

__all__ = ["CLEAN", "DEMOS", "write_clean_client", "write_demo_clients"]
