"""Why no weights of attributes can be told, and what would allow them."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

_WHAT = N_("What drives the score")

TOO_FEW_RATED = Missing(
    what=_WHAT,
    need=N_(
        "Declare at least two rated attributes of the table “responses” (role: rating, with "
        "their scale) that customers answered in the same questionnaire."
    ),
    table="responses",
)
TOO_MANY_RATED = Missing(
    what=_WHAT,
    need=N_("Declare at most twenty rated attributes: those the client can act on."),
    table="responses",
)
TOO_FEW_COMPLETE = Missing(
    what=_WHAT,
    need=N_(
        "It takes ten answers with all attributes rated for each attribute, from enough different "
        "customers; declare fewer attributes, or collect more complete answers."
    ),
    table="responses",
)
NO_SPREAD = Missing(
    what=_WHAT,
    need=N_(
        "The complete answers are all alike in the outcome or in a rating, so nothing can go "
        "with it; leave that attribute out, or collect more answers."
    ),
    table="responses",
)
NOTHING_EXPLAINED = Missing(
    what=_WHAT,
    need=N_(
        "The ratings explain no more of the outcome than columns of random numbers could; ask "
        "about attributes that matter to customers, or collect more answers."
    ),
    table="responses",
)
NO_SIDES = Missing(
    what=N_("What costs where it fails and what wins where it delights"),
    need=N_(
        "It takes attributes with enough answers rated low, in the middle and high; collect more "
        "answers."
    ),
    table="responses",
)

NEEDS_ROWS = Missing(
    what=N_("What attributes cost where they fail and win where they delight"),
    need=N_(
        "The answers were counted and not read one by one, as they are too many. Provide a sample "
        "of them, or declare `read: rows` for the table “responses”."
    ),
    table="responses",
)
