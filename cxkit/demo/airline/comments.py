"""What passengers of the demo airline write, in English."""

from __future__ import annotations

from cxkit.demo.comments import Comments

COMMENTS = Comments(
    bad={
        "punctuality": (
            "We left {late} late and nobody told us why.",
            "Third delay this year on the {route} flight.",
            "Sat on the tarmac for {late} with no announcement.",
            "Missed my connection because the {route} flight was late again.",
            "Boarding was chaos and we still left {late} behind schedule.",
        ),
        "care": (
            "Flight cancelled and not a single {person} at the desk to help.",
            "Spent {wait} on hold to be rebooked, then the line went dead.",
            "We were promised a hotel and had to pay for it ourselves.",
            "The chat kept sending me back to the same page, no help at all.",
            "After the cancellation I was told three different things by three people.",
            "Stranded overnight with no food voucher and no information.",
        ),
        "crew": (
            "The {person} was rude when I asked for water.",
            "Asked for a {thing} and the {person} rolled her eyes.",
            "Crew seemed annoyed that we had a baby with us.",
            "Nobody smiled, nobody helped with the bags.",
        ),
        "comfort": (
            "My bag came out broken and the {person} just shrugged.",
            "The seats are far too narrow for a four-hour flight.",
            "Cabin was filthy and freezing.",
            "Waited {wait} for our bags.",
        ),
        "booking": (
            "The website crashed at payment and charged me twice.",
            "Could not check in on the app, had to queue for {wait}.",
            "The app lost my booking and I had to ring up.",
            "Choosing seats together was impossible online.",
        ),
        "value": (
            "Still waiting for my refund after {long}.",
            "They charge for everything, even a {thing}.",
            "Not worth the money, I could have taken the train.",
            "The fare doubled at checkout.",
            "Refund for the {route} flight took {long} and two phone calls.",
        ),
    },
    good={
        "punctuality": (
            "Left and landed on time, what more do you want.",
            "On time both ways on the {route} flight.",
            "Quick boarding and an early arrival.",
            "Always punctual on this route.",
        ),
        "care": (
            "When our flight was cancelled the {person} rebooked us in {quick}.",
            "Bad weather, but the {person} found us seats to {route} in {quick}.",
            "They looked after my elderly mother wonderfully.",
            "Great help after we missed the connection.",
        ),
        "crew": (
            "Lovely crew, nothing was too much trouble.",
            "The {person} was brilliant with our children.",
            "Friendly crew from start to finish.",
            "Crew kept us smiling all the way.",
        ),
        "comfort": (
            "Clean cabin and plenty of legroom.",
            "Bags were out in {quick}.",
            "More legroom than I expected on the {route} flight.",
            "Comfortable seat, I even slept.",
        ),
        "booking": (
            "Booked in {quick}, really simple.",
            "The app makes check-in a breeze.",
            "Changed my flight online without any fuss.",
        ),
        "value": (
            "Great value for the {route} flight.",
            "Refund arrived in {soon}, no questions asked.",
            "Good fare, even with a {thing}.",
        ),
    },
    mixed=(
        "Fine, nothing special.",
        "Smooth on the {route} flight, but {wait} for the bags.",
        "Would be perfect without paying for a {thing}.",
        "Good on the way out, {late} late on the way back.",
        "The {person} was helpful, the website was not.",
        "Decent flight but boarding was slow.",
        "Good crew, poor food.",
        "OK for the price.",
        "It got me there, though {late} late.",
        "Nice cabin, the app needs work.",
        "Average. The {person} was kind at least.",
    ),
    ends={
        "bad": (
            "Never again.",
            "Really disappointed.",
            "Will fly with somebody else next time.",
            "Shocking service.",
        ),
        "good": ("Thank you.", "Will fly again.", "Highly recommended.", "Keep it up."),
    },
    slots={
        "late": ("two hours", "40 minutes", "an hour and a half", "three hours", "50 minutes"),
        "wait": ("an hour", "45 minutes", "over an hour", "35 minutes"),
        "long": ("six weeks", "two months", "a month", "five weeks"),
        "quick": ("ten minutes", "no time", "five minutes", "a few minutes"),
        "soon": ("two days", "three days", "less than a week"),
        "person": ("attendant", "agent", "supervisor", "gate agent"),
        "route": ("Glasgow", "Lisbon", "Malaga", "Dublin", "Edinburgh"),
        "thing": ("bottle of water", "cabin bag", "seat", "boarding pass"),
    },
    personal=(
        "No refund yet, please write to sam.sample@example.com.",
        "Call me on 07700 900123, I have waited a month.",
        "My name is Jane Placeholder and my bag is still missing.",
        "I spoke to Joe Example and he hung up on me.",
        "You charged card 4111 1111 1111 1111 twice.",
        "Mrs Test Passenger at the gate was wonderful.",
        "Reach me at test.flyer@example.org or +44 20 7946 0123.",
        "Still waiting for an answer. Regards, Pat Dummyname",
    ),
)
