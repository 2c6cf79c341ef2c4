"""What the kit knows before it meets a client: models, questions, lists; YAML, not code."""

from cxkit.frameworks.files import read_framework

__all__ = ["read_framework"]
