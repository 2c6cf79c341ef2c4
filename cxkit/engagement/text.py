"""Texts of the client's, in one language or in both."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from cxkit.engagement.rules import broken
from cxkit.language import N_, LanguageCode, Words


class LocalText(BaseModel):
    """A text as ``{es: ..., en: ...}`` or as one string in the engagement's own language.

    Attributes
    ----------
    plain : str
        The text where it was given as one string.
    es, en : str
        The text in each language, where given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    plain: Annotated[str, Field(max_length=20_000)] = ""
    es: Annotated[str, Field(max_length=20_000)] = ""
    en: Annotated[str, Field(max_length=20_000)] = ""

    @model_validator(mode="after")
    def _not_empty(self) -> LocalText:
        if not (self.plain or self.es or self.en):
            raise broken(
                "text_empty", N_("“{place}” is an empty text; write it, or delete the line.")
            )
        return self

    def given(self, words: Words, *, own: LanguageCode) -> tuple[str, LanguageCode]:
        """Return the text and its language, in the reader's language where it exists."""
        by_language: dict[LanguageCode, str] = {"es": self.es, "en": self.en}
        if self.plain:
            by_language[own] = self.plain
        wanted = words.language
        other: LanguageCode = "en" if wanted == "es" else "es"
        return (by_language[wanted], wanted) if by_language[wanted] else (by_language[other], other)

    def say(self, words: Words, *, own: LanguageCode | None = None) -> str:
        """Return the text, marked where it exists only in the other language."""
        text, language = self.given(words, own=own or words.own)
        if language == words.language:
            return text
        mark = words("in Spanish") if language == "es" else words("in English")
        return f"{text} [{mark}]"


def _from_string(value: Any) -> Any:
    return {"plain": value} if isinstance(value, str) else value


Text = Annotated[LocalText, BeforeValidator(_from_string)]
"""Field type: accepts a string or ``{es: ..., en: ...}``."""
