"""What lifetime value cannot show, and what to provide."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.language import N_

NO_CHOICE = Missing(
    what=N_("Which model of lifetime value fits"),
    need=N_(
        "Write into economics.yml whether customers tell that they leave: “contractual: yes” for "
        "contracts, subscriptions and accounts, “contractual: no” where they just stop buying."
    ),
    table="economics",
    columns=("contractual",),
)
NO_CONTRACT = Missing(
    what=N_("Retention projected"),
    need=N_(
        "Customers have no contract (economics.yml, “contractual: no”): the day on which they "
        "leave is not seen. Their value follows from their purchases; provide the table "
        "“transactions”."
    ),
    table="economics",
    columns=("contractual",),
)
NO_STAYS = Missing(
    what=N_("Retention projected"),
    need=N_(
        "Provide in the table “customers” the columns “start_date” and “end_date”, or “tenure” and "
        "“churned”: how long customers had stayed when they left."
    ),
    table="customers",
    columns=("start_date", "end_date", "tenure", "churned"),
)
NO_PACE = Missing(
    what=N_("Retention projected"),
    need=N_(
        "The customers in the data do not tell a pace: it takes customers who left after different "
        "times, and others who stayed. Provide a longer period or more customers."
    ),
    table="customers",
    columns=("start_date", "end_date"),
)
NO_TERMS = Missing(
    what=N_("Lifetime value"),
    need=N_("Write “discount_rate” and “horizon_years” into economics.yml."),
    table="economics",
    columns=("discount_rate", "horizon_years"),
)
WITH_CONTRACT = Missing(
    what=N_("Value from purchases"),
    need=N_(
        "Customers have a contract (economics.yml, “contractual: yes”): they tell that they leave, "
        "and their value follows from retention. Purchases are not needed for it."
    ),
    table="economics",
    columns=("contractual",),
)
NO_PURCHASES = Missing(
    what=N_("Value from purchases"),
    need=N_(
        "Provide the table “transactions” with “customer_id”, “date” and “amount”, one row a "
        "purchase, from the first purchase of each customer on."
    ),
    table="transactions",
    columns=("customer_id", "date", "amount"),
)
FEW_BUYERS = Missing(
    what=N_("Value from purchases"),
    need=N_(
        "Too few customers bought again. Customers who joined before the first purchase in the "
        "table do not count, since their earlier purchases are not known: provide purchases from "
        "further back."
    ),
    table="transactions",
    columns=("customer_id", "date"),
)
NOT_DETERMINED = Missing(
    what=N_("Value from purchases"),
    need=N_(
        "The purchases do not determine the model: many different futures fit them equally well. "
        "Provide a longer history or more customers."
    ),
    table="transactions",
    columns=("customer_id", "date", "amount"),
)
NO_HOLDOUT = Missing(
    what=N_("Forecast of purchases against what came"),
    need=N_(
        "The first half of the history holds too few repeat purchases to forecast the second half. "
        "Provide purchases from further back."
    ),
    table="transactions",
    columns=("customer_id", "date"),
)
