"""Comments are printed only when approved, and proposed without personal data."""

import dataclasses
from datetime import date

import pandas as pd

from cxkit.client import Column
from cxkit.engagement.judgements import Judgements
from cxkit.engagement.judgements.quotes import Quote
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.perception import approved_quotes, propose_quotes, quotes_html
from cxkit.perception.quotes import harmless
from tests.perception.made_clients import made, text

COMMENT = Column(name="comment", role="verbatim")
RESPONSE = Column(name="response_id", role="id")
TOUCHPOINT = Column(
    name="touchpoint", role="category", names={"Branch": text("Branch", "Sucursal")}
)
LONG = "The people at the branch were kind and everything was quick."
SIGNED = {"approved_by": "Ana Ejemplo", "approved_on": date(2026, 1, 2)}


def client(rows, quotes=()):
    frame = pd.DataFrame(rows, columns=["response_id", "ltr", "touchpoint", "comment"])
    found = made(responses=frame, columns=(COMMENT, RESPONSE, TOUCHPOINT))
    return dataclasses.replace(found, judgements=Judgements(quotes=tuple(quotes) or None))


def test_only_approved_comments_are_printed():
    rows = [("a", 9.0, "Branch", LONG), ("b", 2.0, "Branch", "Slow. " + LONG)]
    quotes = [Quote(response_id="a", **SIGNED), Quote(response_id="b", approved_by="Ana")]
    printed = approved_quotes(client(rows, quotes), Words("es", own="en"))
    assert [quote.text for quote in printed] == [LONG]
    assert printed[0].touchpoint == "Sucursal"
    html, plain = quotes_html(printed, Words("es", own="en"))
    assert plain == f"“{LONG}” (Sucursal, en inglés)"
    assert '<blockquote lang="en">' in html


def test_a_comment_given_as_text_needs_no_answer():
    quotes = [Quote(text="<b>Very kind</b>", touchpoint="Branch", language="en", **SIGNED)]
    html, _ = quotes_html(approved_quotes(client([], quotes), Words("en")), Words("en"))
    assert "&lt;b&gt;Very kind&lt;/b&gt;" in html


def test_without_an_approved_comment_the_report_says_what_to_do():
    assert isinstance(approved_quotes(client([("a", 9.0, "Branch", LONG)]), Words("en")), Missing)
    unknown = [Quote(response_id="zzz", **SIGNED)]
    found = client([("a", 9.0, "Branch", LONG)], unknown)
    assert isinstance(approved_quotes(found, Words("en")), Missing)


def test_proposals_are_of_readable_length_few_a_group_and_unapproved():
    rows = [(f"r{i}", 10.0, "Branch", f"{LONG} Number {i}.") for i in range(9)]
    rows += [("s", 1.0, "Branch", "Bad."), ("t", 1.0, "App", "Bad " * 200)]
    rows += [("u", 1.0, "App", f"{LONG} But [name] was rude to me.")]
    proposed = propose_quotes(client(rows))
    assert list(proposed["touchpoint"]) == ["App", "Branch", "Branch", "Branch"]
    assert list(proposed["theme"]) == ["detractor", "promoter", "promoter", "promoter"]
    assert set(proposed["approved_by"]) == {""}


def test_without_comments_nothing_is_proposed():
    assert propose_quotes(made(responses=pd.DataFrame({"ltr": [9.0]}))).empty


def test_a_comment_is_never_a_formula():
    assert harmless("=1+1") == "'=1+1"
    assert harmless("fine") == "fine"
